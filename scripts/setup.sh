#!/bin/sh
# Everything a fresh machine lacks, once; a blink when nothing is lacking.
#
#   scripts/setup.sh run    what the product needs
#   scripts/setup.sh test   that, and what the tests look at the files with
#
# Installs Debian packages where it may (root, or sudo without a password), otherwise prints the
# one line to type. Then .venv with exactly what requirements.lock names, the command
# .venv/bin/lapdesk, and the compiled translations.
set -eu
cd "$(dirname "$0")/.."

# What Qt opens at run time, and what makes a virtual environment.
qt="libglib2.0-0 libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libxcb-cursor0
    libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"
checks="poppler-utils openssl age gettext xvfb xauth gcc libc6-dev"

fits() { # a Python that can run us and make a virtual environment
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for name in python3 python3.13 python3.12 python3.11 python; do
        if command -v "$name" >/dev/null && fits "$name"; then
            command -v "$name"
            return
        fi
    done
}

packages_wanted() {
    echo $qt
    [ "$1" = run ] || echo $checks
    [ -x .venv/bin/python ] || [ -n "$(find_python)" ] || echo python3 python3-venv
}

install_packages() { # as Debian does it; elsewhere only a word
    if ! command -v dpkg-query >/dev/null; then
        [ "$(uname -s)" != Linux ] || echo "Not Debian: if Qt complains, install: $qt" >&2
        return
    fi
    # Names provided by another package count: later Debians renamed some.
    there=" $(dpkg-query -W -f '${db:Status-Status} ${Package} ${Provides}\n' |
        sed -n 's/^installed //p' | sed 's/([^)]*)//g; s/,/ /g' | tr -s '\n' ' ') "
    lacking=""
    for package in $(packages_wanted "$1"); do
        case "$there" in *" $package "*) ;; *) lacking="$lacking $package" ;; esac
    done
    [ -n "$lacking" ] || return 0
    if [ "$(id -u)" = 0 ]; then
        sudo=""
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        sudo="sudo -n"
    else
        printf '\nThis machine lacks a few Debian packages. Type this line, then make again:\n\n' >&2
        printf '  sudo apt-get install -y%s\n\n' "$lacking" >&2
        exit 1
    fi
    echo "Installing Debian packages:$lacking"
    log=$(mktemp)
    if ! { $sudo apt-get -o DPkg::Lock::Timeout=300 update && $sudo env DEBIAN_FRONTEND=noninteractive \
        apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends $lacking; } >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        exit 1
    fi
    rm -f "$log"
}

pip_install() { # the network may hiccup: three tries
    for try in 1 2 3; do
        .venv/bin/python -m pip --disable-pip-version-check install --quiet "$@" && return
        [ "$try" = 3 ] || sleep 3
    done
    echo "The Python packages could not be installed (see above)." >&2
    exit 1
}

install_python() {
    # A folder that was moved, or a Python that is gone: start again.
    if [ -d .venv ] && { ! .venv/bin/python -c '' 2>/dev/null ||
        { [ -f .venv/made-in ] && [ "$(cat .venv/made-in)" != "$PWD" ]; }; }; then
        rm -rf .venv
    fi
    python=$(find_python)
    if [ -z "$python" ]; then
        echo "lapdesk needs Python 3.11 or later with its venv module." >&2
        exit 1
    fi
    [ -d .venv ] || "$python" -m venv .venv
    echo "Installing Python packages (a minute or two, once)"
    pip_install --require-hashes -r requirements-build.lock
    pip_install --require-hashes --no-build-isolation -r requirements.lock
    pip_install --no-deps --no-build-isolation --editable .
    printf '%s' "$PWD" >.venv/made-in
}

# Not twice at once in one folder (make -j, two terminals).
if command -v flock >/dev/null; then
    exec 9>.setup.lock
    flock 9
fi

# A machine's packages are asked for once: this file is new again when the list is.
stamp=".venv/set-up-$1"
state="$(cat pyproject.toml requirements*.lock scripts/setup.sh lapdesk/__init__.py | cksum) $PWD"
if [ "$(cat "$stamp" 2>/dev/null)" != "$state" ] || [ ! -x .venv/bin/lapdesk ]; then
    install_packages "$1"
    if [ "$(cat .venv/installed 2>/dev/null)" != "$state" ] || [ ! -x .venv/bin/lapdesk ]; then
        install_python
        printf '%s' "$state" >.venv/installed
    fi
    printf '%s' "$state" >"$stamp"
fi
.venv/bin/python scripts/translations.py compile
