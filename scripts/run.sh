#!/bin/sh
# The window where there is a screen; otherwise the main job on the example network.
set -eu
cd "$(dirname "$0")/.."

if [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/lapdesk
fi

out=$(mktemp -d "${TMPDIR:-/tmp}/lapdesk-demo-XXXXXX")/out
echo "There is no screen here, so lapdesk does its main job without a window, into $out"
.venv/bin/lapdesk demo "$out" --progress
echo
echo "What it made:"
find "$out" -type f | sort | while read -r file; do
    printf '%10s bytes  %s\n' "$(wc -c <"$file")" "$file"
done
