#!/bin/sh
# Starts the robot of this folder: ./start chat, ./start talk, ./start demo run NAME … ; ./start self-test checks all of it.
# Where a show was packed, ./start alone puts it on its stage, ./start stage --listen … with options, ./start verify checks it.
# On first use it checks the files and makes an environment beside them, from the packages here: no network is needed.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
python=
for candidate in ${PYTHON:-} python@PYTHON@ python3; do
    if "$candidate" -c 'import sys, platform; sys.exit((f"{sys.version_info[0]}.{sys.version_info[1]}", platform.machine()) != ("@PYTHON@", "@MACHINE@"))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "start: needs Python @PYTHON@ for @MACHINE@; set PYTHON to one" >&2
    exit 1
fi
if [ ! -f "$here/.venv/.installed" ]; then
    echo "start: checking the files …" >&2
    "$python" - "$here" <<'CHECK'
import hashlib, pathlib, sys
here = pathlib.Path(sys.argv[1])
wrong = []
for line in (here / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
    digest, _, name = line.partition("  ")
    path = here / name
    if name.startswith("cache/"):
        continue  # made again where it is damaged
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        wrong.append(name)
if wrong:
    sys.exit(f"start: damaged or missing: {', '.join(wrong[:3])}; copy the archive again")
CHECK
    echo "start: setting up (once) …" >&2
    "$python" -m venv --clear --without-pip "$here/.venv"
    for pip in "$here"/wheels/pip-*.whl; do :; done
    PYTHONPATH=$pip "$here/.venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-index \
        --find-links "$here/wheels" "companion-robot@EXTRAS@" >&2
    : > "$here/.venv/.installed"
fi
COMPANION_CACHE=$here/cache
[ -d "$here/models" ] && COMPANION_MODELS=$here/models && export COMPANION_MODELS
export COMPANION_CACHE
profile="@PROFILE@"
show="@SHOW@"
if [ -n "$show" ]; then
    [ $# -gt 0 ] || set -- stage
    case $1 in
        verify) exec "$here/.venv/bin/companion" demo verify "$here" ;;
        stage) shift; set -- demo run "$show" --stage --kept "$here/kept" "$@" ;;
    esac
fi
if [ "${1:-}" = self-test ]; then
    told=$("$here/.venv/bin/companion" kb check --profile "$profile") || { echo "$told"; exit 1; }
    echo "$told" | tail -n 1
    for script in "$profile"/shows/*.yaml; do
        [ -f "$script" ] || continue
        "$here/.venv/bin/companion" demo rehearse "$(basename "$script" .yaml)" --profile "$profile"
    done
    exit 0
fi
exec "$here/.venv/bin/companion" "$@" --profile "$profile"
