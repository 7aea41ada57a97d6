# Sourced by the scripts: prepare_environment base|documents|postgres|voice|server|friends|dev makes $venv ready for the checkout in $here.
# A stamp for each of them holds what was installed; it is written last, so that an interrupted set-up is repeated, and
# pip skips what is already there.

venv=${COMPANION_VENV:-$here/.venv}
unset COMPANION_VENV  # the variables COMPANION_… are settings to the program

prepare_environment() {
    needed=$1
    python=${PYTHON:-python3}
    wanted=$(cat "$here/pyproject.toml" "$here"/scripts/locks/*.txt | cksum)
    ! is_prepared || return 0

    if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "companion: needs Python 3.11 or newer; set PYTHON to one (found: $("$python" --version 2>&1))" >&2
        exit 1
    fi
    mkdir -p "$venv"
    exec 9>"$venv/.lock"
    wait_for_others
    if ! is_prepared; then
        install_needed
        echo "$wanted" > "$venv/.installed-$needed"
    fi
    exec 9>&-  # lets go of the lock; so does the end of this process, however it comes
}

# Whether what is needed was installed from these locks and this pyproject.toml, alone or as a part of more.
is_prepared() {
    case $needed in
        base) holders="base documents postgres voice server friends dev" ;;
        documents) holders="documents dev" ;;
        postgres) holders="postgres dev" ;;
        voice) holders="voice server friends dev" ;;
        server) holders="server friends dev" ;;
        friends) holders="friends dev" ;;
        *) holders=$needed ;;
    esac
    for holder in $holders; do
        [ "$(cat "$venv/.installed-$holder" 2>/dev/null)" != "$wanted" ] || return 0
    done
    return 1
}

# One start at a time installs. Python locks, because not every system has a flock command.
wait_for_others() {
    "$python" -c '
import fcntl, sys
try:
    fcntl.flock(9, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    print("companion: another start is installing; waiting for it …", file=sys.stderr)
    fcntl.flock(9, fcntl.LOCK_EX)
'
}

install_needed() {
    case $needed in
        base) echo "companion: setting up $venv (once; under a minute) …" >&2 ;;
        documents) echo "companion: installing what reading documents needs into $venv (once; under a minute) …" >&2 ;;
        postgres) echo "companion: installing what a store of packs on a server needs into $venv (once; under a minute) …" >&2 ;;
        voice) echo "companion: installing what speaking and hearing need into $venv (once; about a minute) …" >&2 ;;
        server) echo "companion: installing what the server, speaking and hearing need into $venv (once; about a minute) …" >&2 ;;
        friends) echo "companion: installing what other programs' protocols need beside the server into $venv (once; about a minute) …" >&2 ;;
        *) echo "companion: setting up $venv with the extra «$needed» (once; some minutes) …" >&2 ;;
    esac
    # Debian splits ensurepip off into python3-venv; without it the system's pip installs into the environment.
    if [ ! -x "$venv/bin/python" ]; then
        "$python" -m venv "$venv" >/dev/null 2>&1 || "$python" -m venv --without-pip "$venv"
    fi
    lock=$needed
    [ "$needed" != dev ] || lock=friends
    install --require-hashes --no-deps --requirement "$here/scripts/locks/$lock.txt"
    if [ "$needed" = dev ]; then
        install --editable "$here[dev]"
    else
        install --no-build-isolation --no-deps --editable "$here"
        echo "companion: preparing the language model …" >&2
        (unset COMPANION_KNOWLEDGE__STORE && "$venv/bin/companion" ask 안녕 >/dev/null)
    fi
}

# pip install, into $venv.
install() {
    if "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
        set -- "$venv/bin/python" -m pip install "$@"
    else
        set -- "$python" -m pip --python "$venv/bin/python" install "$@"
    fi
    "$@" --disable-pip-version-check --no-input --quiet --progress-bar on >&2
}

# What the tests need beside Python packages: PortAudio, a sound server, ALSA's way to it, PostgreSQL, strace to see the
# network, and a browser.
prepare_system() {
    missing=
    command -v pulseaudio >/dev/null 2>&1 && command -v pactl >/dev/null 2>&1 || missing="pulseaudio pulseaudio-utils"
    ls /usr/lib/*/libportaudio.so.2 /usr/lib/libportaudio.so.2 >/dev/null 2>&1 || missing="$missing libportaudio2"
    ls /usr/lib/*/alsa-lib/libasound_module_pcm_pulse.so >/dev/null 2>&1 || missing="$missing libasound2-plugins"
    ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing="$missing postgresql"
    command -v strace >/dev/null 2>&1 || missing="$missing strace"
    [ -x /usr/bin/chromium ] || missing="$missing chromium"
    [ -z "$missing" ] && return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "companion: installing $missing …" >&2
        apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null
    else
        echo "companion: the tests need these packages, please install them: $missing" >&2
        exit 1
    fi
}
