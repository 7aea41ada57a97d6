"""What `scripts/companion` installs before a command runs, in an environment that only notes what pip is told."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PYTHON = """#!/bin/sh
echo "begin $*" >> {log}
sleep {seconds}
echo end >> {log}
"""


@pytest.fixture
def environment(tmp_path):
    return Environment(tmp_path)


class Environment:
    """An environment whose Python does nothing but write down what it was called with."""

    def __init__(self, folder):
        self.folder, self.log = folder / "venv", folder / "log"
        (self.folder / "bin").mkdir(parents=True)
        self.log.touch()
        self.make(0)

    def make(self, seconds):
        for name, text in {"python": PYTHON, "companion": '#!/bin/sh\necho "companion $*"\n'}.items():
            path = self.folder / "bin" / name
            path.write_text(text.format(log=self.log, seconds=seconds))
            path.chmod(0o755)

    def start(self, *arguments, sound=False):
        variables = {name: value for name, value in os.environ.items() if name != "PULSE_SERVER"}
        variables |= {"COMPANION_VENV": str(self.folder), "PYTHON": sys.executable}
        variables |= {"PULSE_SERVER": "somewhere"} if sound else {}
        command = ["sh", str(ROOT / "scripts" / "companion"), *arguments]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(command, env=variables, text=True, start_new_session=True, **pipes)

    def run(self, *arguments, sound=False):
        process = self.start(*arguments, sound=sound)
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        assert out == f"companion {' '.join(arguments)}\n"
        return err

    @property
    def installed(self):
        """The names of the locks from which pip was told to install."""
        calls = [line.split() for line in self.log.read_text().splitlines()]
        locks = [Path(call[call.index("--requirement") + 1]) for call in calls if "--require-hashes" in call]
        assert {lock.parent for lock in locks} <= {ROOT / "scripts" / "locks"}
        return [lock.stem for lock in locks]


@pytest.mark.parametrize(
    "command",
    [
        "ask 안녕",
        "chat",
        "doctor",
        "kb check",
        "demo list",
        "demo run show --silent",
        "bench text",
        "eval router",
        "talk -h",
    ],
)
def test_reading_and_writing_installs_the_base(environment, command):
    assert "setting up" in environment.run(*command.split(), sound=True)
    assert environment.installed == ["base"]


@pytest.mark.parametrize(
    "command",
    ["talk", "say 안녕 -o a.wav", "transcribe a.wav", "bench turns", "eval speech", "models pull", "demo run show"],
)
def test_speaking_and_hearing_install_the_voice_and_say_so(environment, command):
    environment.run("ask", "안녕")
    assert "installing what speaking and hearing need" in environment.run(*command.split(), sound=True)
    assert environment.installed == ["base", "voice"]


def test_adding_a_document_installs_what_reads_it(environment):
    environment.run("ask", "안녕")
    assert "what reading documents needs" in environment.run("kb", "add", "a.pdf")
    assert environment.run("kb", "documents") == environment.run("kb", "add", "a.pdf") == ""
    assert environment.installed == ["base", "documents"]


@pytest.mark.parametrize("named", ["profile", "folder", "extended", "environment"])
def test_a_profile_that_names_a_store_installs_its_driver(environment, tmp_path, monkeypatch, named):
    (tmp_path / "profile.yaml").write_text(
        'knowledge: {store: "postgresql:///town"}\npacks: [korean]\n', encoding="utf-8"
    )
    (tmp_path / "stage.yaml").write_text("extends: ./profile.yaml\n", encoding="utf-8")
    profile = {"profile": "profile.yaml", "folder": "", "extended": "stage.yaml"}.get(named)
    if profile is None:
        monkeypatch.setenv("COMPANION_KNOWLEDGE__STORE", "postgresql:///town")
    arguments = ("ask", "안녕") if profile is None else ("ask", "안녕", f"--profile={tmp_path / profile}")
    assert "what a store of packs on a server needs" in environment.run(*arguments)
    assert environment.run(*arguments) == environment.run("kb", "check") == ""
    environment.run("talk", *arguments[2:])
    assert environment.installed == ["postgres", "voice"]


def test_a_profile_without_a_store_installs_no_driver(environment, tmp_path):
    (tmp_path / "profile.yaml").write_text("# store: postgresql:///town\nextends: ./profile.yaml\n", encoding="utf-8")
    environment.run("ask", "안녕", "--profile", str(tmp_path))
    environment.run("ask", "안녕", "--profile", str(tmp_path / "none"))
    assert environment.installed == ["base"]


def test_serving_installs_the_server_with_the_voice(environment):
    assert "installing what the server" in environment.run("serve", "--port", "9000")
    assert environment.run("demo", "run", "show", "--stage") == ""
    assert environment.run("talk") == environment.run("ask", "안녕") == ""
    assert environment.installed == ["server"]


@pytest.mark.parametrize(
    "command", ["mcp", "serve --wyoming 10700", "serve --port 1 --osc=a:9000", "serve --mqtt mqtt://a"]
)
def test_what_other_programs_speak_is_installed_when_it_is_first_wanted(environment, command):
    environment.run("serve")
    assert "other programs' protocols" in environment.run(*command.split())
    assert environment.run("serve") == environment.run("talk") == ""
    assert environment.installed == ["server", "friends"]


def test_what_is_installed_is_not_installed_again(environment):
    environment.run("talk")
    assert environment.run("talk") == environment.run("ask", "안녕") == ""
    assert environment.installed == ["voice"]


def test_two_first_starts_at_once_install_once(environment):
    environment.make(0.5)
    starts = [environment.start("ask", "안녕") for _ in range(3)]
    for start in starts:
        _, err = start.communicate(timeout=60)
        assert start.returncode == 0, err
    assert environment.installed == ["base"]
    marks = [line.split()[0] for line in environment.log.read_text().splitlines()]
    assert marks == ["begin", "end"] * (len(marks) // 2), "two of them installed at the same time"


def test_a_set_up_that_was_interrupted_is_taken_up_again(environment):
    environment.make(30)
    start = environment.start("ask", "안녕")
    while not environment.log.read_text():
        assert start.poll() is None
    os.killpg(start.pid, signal.SIGKILL)
    start.wait()
    environment.make(0)
    environment.run("ask", "안녕")
    assert environment.installed == ["base"]


@pytest.mark.parametrize("script", sorted((ROOT / "scripts").glob("*.py")), ids=lambda path: path.name)
def test_every_script_starts(script):
    variables = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(script), "--help"]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert not done.stderr
