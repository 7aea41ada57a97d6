"""What the commands never do: touch the network, or write anywhere but where they are told."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from companion.base.settings import load_settings

CALLS = "socket,connect,sendto,sendmsg,sendmmsg,bind,openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2"
_SOCKET = re.compile(r"\b(?:connect|sendto|sendmsg|sendmmsg|bind)\(.*(?:AF_INET|sin_addr)|\bsocket\(AF_INET")
_WRITTEN = re.compile(
    r'\b(?:openat|open|creat|mkdir|mkdirat|rename\w*)\((?:AT_FDCWD|\d+)?(?:</[^>]*>)?,? ?"(?P<path>[^"]*)"(?P<rest>.*)'
)
_FOR_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|\bmkdir|\brename|\bcreat")
DEVICES = ("/dev/", "/proc/")
COMPANION = (sys.executable, "-m", "companion.app.main")


def traced(tmp_path, *command):
    """Run a command in an empty home; what its processes sent, and which files they wrote."""
    home, log = tmp_path / "home", tmp_path / "trace"
    home.mkdir(exist_ok=True)
    cache = load_settings(environment={}).cache_folder
    environment = {k: v for k, v in os.environ.items() if k != "ORT_DISABLE_TELEMETRY" and not k.startswith("XDG_")}
    environment |= {
        "HOME": str(home),
        "COMPANION_CACHE": str(cache),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(tmp_path),
    }
    run = subprocess.run(
        ["strace", "-f", "-qq", "-o", log, "-e", f"trace={CALLS}", *COMPANION, *command],
        env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    lines = log.read_text(errors="replace").splitlines()
    assert any("openat(" in line for line in lines), "nothing was traced"
    sent = [line for line in lines if _SOCKET.search(line)]
    written = {
        found["path"]
        for line in lines
        if (found := _WRITTEN.search(line)) and _FOR_WRITING.search(line) and " = -1 " not in line
    }
    own = (str(cache), str(tmp_path), *DEVICES)
    foreign = sorted(p for p in written if Path(p).is_absolute() and (not p.startswith(own) or p.startswith(str(home))))
    return sent, foreign


@pytest.fixture(scope="module")
def recording(models, tmp_path_factory):
    """A question, spoken by the robot's own voice."""
    path = tmp_path_factory.mktemp("said") / "question.wav"
    subprocess.run(
        [sys.executable, "-m", "companion.app.main", "say", "경기도지사가 누구예요?", "-o", path],
        check=True,
        timeout=300,
    )
    return path


@pytest.mark.parametrize("command", [("ask", "수원 맛집 추천해 줘"), ("kb", "check"), ("places", "search", "갈비")])
def test_a_command_in_text_reaches_no_network_and_writes_no_foreign_file(tmp_path, command):
    assert traced(tmp_path, *command) == ([], [])


@pytest.mark.usefixtures("models")
def test_speaking_reaches_no_network_and_writes_no_foreign_file(tmp_path):
    assert traced(tmp_path, "say", "안녕하세요", "-o", str(tmp_path / "said.wav")) == ([], [])


def test_listening_reaches_no_network_and_writes_no_foreign_file(tmp_path, recording):
    assert traced(tmp_path, "transcribe", str(recording)) == ([], [])


def test_a_spoken_conversation_reaches_no_network_and_writes_no_foreign_file(tmp_path, recording):
    answer = str(tmp_path / "answer.wav")
    assert traced(tmp_path, "talk", "--input", str(recording), "--output", answer, "--fast") == ([], [])
