"""A robot that only reads and writes: what the base installation brings is enough, and the rest says what it lacks.

The commands run in a process of their own in which nothing can be imported but the standard library, this package, and
the packages that the base dependencies of pyproject.toml need.
"""

import json
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from companion.app.main import COMMANDS

ROOT = Path(__file__).parents[2]
SCRIPT = """
import json, sys

class OnlyTheBase:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in left_out:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

left_out = set(json.loads(sys.argv.pop(1)))
sys.meta_path.insert(0, OnlyTheBase())
"""
COMMAND = SCRIPT + "from companion.app.main import main; sys.exit(main(sys.argv[1:]))"
LISTENING = (
    SCRIPT
    + """
from companion import Companion

try:
    print(Companion().ask("안녕").status)
    next(Companion().conversation().listen())
except Exception as e:
    print(type(e).__name__, e)
"""
)


@pytest.fixture(scope="module")
def left_out():
    """The top-level modules that the base installation does not bring."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    brought = {"companion-robot"}
    while wanted:
        requirement = Requirement(wanted.pop())
        name = canonicalize_name(requirement.name)
        if name not in brought and (requirement.marker is None or requirement.marker.evaluate({"extra": ""})):
            brought.add(name)
            wanted += requires(name) or []
    return sorted(
        module
        for module, distributions in packages_distributions().items()
        if not brought & set(map(canonicalize_name, distributions))
    )


@pytest.fixture
def run(left_out, tmp_path):
    def run(*arguments, script=COMMAND, stdin=""):
        command = [sys.executable, "-c", script, json.dumps(left_out), *arguments]
        return subprocess.run(command, input=stdin, capture_output=True, text=True, cwd=tmp_path, timeout=120)

    return run


def test_what_the_voice_needs_is_left_out(left_out):
    assert {"ctranslate2", "faster_whisper", "onnxruntime", "sounddevice", "soundfile", "soxr"} <= set(left_out)
    assert {"cryptography", "starlette", "uvicorn"} <= set(left_out)
    assert not {"faiss", "numpy", "pydantic"} & set(left_out)


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["ask", "경기도지사가 누구야?", "--as-of", "2026-11-22"], "추미애"),
        (["ask", "안녕", "--json"], '"status": "answered"'),
        (["chat"], "파이보"),
        (["kb", "search", "집적단지 규모"], "집적단지"),
        (["kb", "check"], ""),
        (["places", "search", "행궁동 만두"], "만두"),
        (["demo", "list"], "signing-ceremony"),
        (["demo", "run", "signing-ceremony", "--silent"], "재명이 형이지"),
        (["demo", "rehearse", "signing-ceremony"], "ready"),
        (["kb", "new", "my-library"], "my-library"),
        (["models", "list"], "whisper"),
        (["bench", "text", "--turns", "5"], "ms"),
    ],
)
def test_a_command_that_needs_no_sound_runs_without_what_sound_needs(run, arguments, shown):
    done = run(*arguments, stdin="안녕\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert shown in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["talk"],
        ["talk", "--input", "a.wav", "--output", "b.wav", "--fast"],
        ["say", "안녕하세요", "-o", "a.wav"],
        ["say", "--prepare"],
        ["transcribe", "a.wav"],
        ["eval", "speech", "a.tsv"],
        ["eval", "voices"],
        ["bench", "voice"],
        ["bench", "turns"],
        ["bench", "interruptions"],
    ],
)
def test_a_command_that_needs_sound_names_the_extra_in_one_line(run, arguments):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("companion: sound needs the «voice» extra: pip install 'companion-robot[voice]'")
    assert done.stderr.count("\n") == 1


def test_serving_names_the_extra_in_one_line(run):
    done = run("serve")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        "companion: the server needs the «server» extra: pip install 'companion-robot[server]'"
    )
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", list(COMMANDS))
def test_every_command_explains_its_options_without_what_sound_needs(run, command):
    done = run(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"usage: companion {command}" in done.stdout


def test_a_demonstration_goes_on_in_text_and_says_once_why(run):
    done = run("demo", "run", "signing-ceremony")
    assert done.returncode == 0
    assert "재명이 형이지" in done.stdout
    assert done.stderr.startswith("글로만 진행할게요: sound needs the «voice» extra")
    assert done.stderr.count("\n") == 1


def test_the_doctor_names_what_is_missing_and_does_not_call_it_a_fault(run):
    done = run("doctor")
    assert (done.returncode, done.stderr) == (0, "")
    assert "ok   ready" in done.stdout
    assert "-    voice: sound needs the «voice» extra" in done.stdout


def test_the_library_answers_and_says_what_listening_lacks(run):
    done = run(script=LISTENING)
    answered, failed = done.stdout.splitlines()
    assert answered == "answered"
    assert failed.startswith("MissingExtra sound needs the «voice» extra")
