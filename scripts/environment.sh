# Sourced by the scripts: prepare_environment EXTRAS makes $venv ready for the checkout in $here.
# The stamp holds what was installed; it is written last, so that an interrupted set-up is repeated, and pip skips
# what is already there.

prepare_environment() {
    extras=$1
    venv=${COMPANION_VENV:-$here/.venv}
    unset COMPANION_VENV  # the variables COMPANION_… are settings to the program
    python=${PYTHON:-python3}
    stamp="$venv/.installed${extras:+-$extras}"
    wanted=$(cksum < "$here/pyproject.toml")
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && return 0

    if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "companion: needs Python 3.11 or newer; set PYTHON to one (found: $("$python" --version 2>&1))" >&2
        exit 1
    fi
    echo "companion: setting up $venv (once; about a minute) …" >&2
    # Debian splits ensurepip off into python3-venv; without it the system's pip installs into the environment.
    if [ ! -x "$venv/bin/python" ]; then
        "$python" -m venv "$venv" >/dev/null 2>&1 || "$python" -m venv --clear --without-pip "$venv"
    fi
    if "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
        set -- "$venv/bin/python" -m pip
    else
        set -- "$python" -m pip --python "$venv/bin/python"
    fi
    "$@" install --disable-pip-version-check --no-input --quiet --progress-bar on \
        --editable "$here${extras:+[$extras]}" >&2
    if [ -z "$extras" ]; then
        echo "companion: preparing the language model …" >&2
        "$venv/bin/companion" ask 안녕 >/dev/null
    fi
    echo "$wanted" > "$stamp"
}

# What the tests need beside Python packages: PortAudio, a sound server, ALSA's way to it, and strace to see the network.
prepare_system() {
    missing=
    command -v pulseaudio >/dev/null 2>&1 && command -v pactl >/dev/null 2>&1 || missing="pulseaudio pulseaudio-utils"
    ls /usr/lib/*/libportaudio.so.2 /usr/lib/libportaudio.so.2 >/dev/null 2>&1 || missing="$missing libportaudio2"
    ls /usr/lib/*/alsa-lib/libasound_module_pcm_pulse.so >/dev/null 2>&1 || missing="$missing libasound2-plugins"
    command -v strace >/dev/null 2>&1 || missing="$missing strace"
    [ -z "$missing" ] && return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "companion: installing $missing …" >&2
        apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null
    else
        echo "companion: the tests need these packages, please install them: $missing" >&2
        exit 1
    fi
}
