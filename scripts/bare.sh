#!/bin/sh
# Prove the commands on a bare Debian 12 that has nothing of this machine's.
#
#   scripts/bare.sh 'make test' 'make run'
#
# Needs root and debootstrap. A minimal Debian with git and make is made anew in a temporary
# folder, the last commit is cloned into it, and each command runs there as in a fresh clone. Its
# packages come from where this machine's come from. It is thrown away at the end, and what was
# mounted goes with the process.
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || { sed -n '2,10p' "$0"; exit 2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bare="$work/bare"
mirror=$(apt-get indextargets --format '$(SITE) $(CODENAME)' | sed -n 's/ bookworm$//p' | head -n 1)
debootstrap --variant=minbase --include=make,git,ca-certificates bookworm "$bare" "$mirror" \
    >"$work/debootstrap.log" 2>&1 || { tail "$work/debootstrap.log" >&2; exit 1; }

cp /etc/resolv.conf "$bare/etc/"
cp /etc/ssl/certs/ca-certificates.crt "$bare/etc/ssl/certs/"
git clone --quiet . "$bare/root/lapdesk"

for command in "$@"; do
    echo "== $command, on a bare $(cat "$bare/etc/debian_version")"
    unshare --mount --pid --fork sh -eu -c '
        mount --make-rprivate /
        mount -t proc proc "$1/proc"
        mount --bind /dev "$1/dev"
        exec chroot "$1" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin \
            PIP_CERT=/etc/ssl/certs/ca-certificates.crt ${3:+PIP_INDEX_URL="$3"} \
            sh -c "cd /root/lapdesk && $2"
    ' sh "$bare" "$command" "${PIP_INDEX_URL:-}"
done
