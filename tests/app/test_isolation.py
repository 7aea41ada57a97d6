"""No command touches the network, or writes outside its cache and its output file; seen from the kernel."""

import os
import re
import subprocess
import sys

import pytest

from companion.base.settings import load_settings

# Opened for writing, made, renamed or removed: the paths of these calls are where a program leaves traces.
_CALLS = "network,openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat"
_NETWORK = re.compile(r"\b(?:connect|sendto|sendmsg|bind)\(.*(?:AF_INET6?|/run/|resolve)|socket\(AF_INET")
_WRITES = re.compile(r'\bopen(?:at)?\((?:[^,"]*, )?"(?P<path>[^"]+)", [^)]*(?:O_WRONLY|O_RDWR|O_CREAT).* = \d+')


def _traces(log, allowed):
    """Lines of a strace log that reach for a network, or write outside the folders `allowed`."""
    found = []
    for line in log.splitlines():
        written = _WRITES.search(line)
        foreign = written and not written["path"].startswith(("/dev/", "/proc/", *allowed))
        if _NETWORK.search(line) or foreign:
            found.append(line)
    return found


@pytest.fixture
def traced(tmp_path):
    """Run a command under strace, with the home, the temporary folder and the working folder below `tmp_path`."""

    def run(*command):
        folders = {name: tmp_path / name for name in ("home", "tmp", "work")}
        for folder in folders.values():
            folder.mkdir(exist_ok=True)
        cache = load_settings().cache_folder
        environment = {k: v for k, v in os.environ.items() if k not in ("ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME")}
        environment |= {
            "HOME": str(folders["home"]), "TMPDIR": str(folders["tmp"]), "COMPANION_CACHE": str(cache),
            "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        log = tmp_path / "strace.log"
        done = subprocess.run(
            ["strace", "-f", "-qq", "-s", "300", "-e", f"trace={_CALLS}", "-o", log, sys.executable, *command],
            cwd=folders["work"], env=environment, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        allowed = (str(cache), str(folders["work"]), str(folders["tmp"]))
        assert not any(folders["home"].iterdir())
        return _traces(log.read_text(errors="replace"), allowed)

    return run


def test_the_tracer_sees_a_look_up_and_a_foreign_file(traced, tmp_path):
    foreign = tmp_path / "foreign"
    code = f"import socket; open({str(foreign)!r}, 'w'); s = socket.socket(); s.connect_ex(('127.0.0.1', 9))"
    found = "\n".join(traced("-c", code))
    assert "AF_INET" in found
    assert str(foreign) in found


@pytest.mark.parametrize(
    "command",
    [
        ("ask", "수원시장이 누구야?"),
        ("say", "안녕하세요.", "-o", "said.wav"),
    ],
)
def test_a_command_reaches_for_no_network_and_writes_no_foreign_file(traced, models, command):
    assert traced("-m", "companion.app.main", *command) == []


def test_what_was_said_is_written_down_and_answered_without_a_network_or_a_foreign_file(traced, models):
    assert traced("-m", "companion.app.main", "say", "수원시장이 누구야?", "-o", "asked.wav") == []
    assert traced("-m", "companion.app.main", "transcribe", "asked.wav") == []
    talk = ("talk", "--input", "asked.wav", "--output", "answer.wav", "--fast")
    assert traced("-m", "companion.app.main", *talk) == []
