"""What is remembered is kept in a file only where the profile says so, for its owner alone, until it is forgotten."""

import json
import stat

import pytest

from companion.answering.memory import Memory, Remembered
from companion.base.settings import Remembering
from companion.dialogue.keeping import load_memory, save_memory

TOLD = Memory((Remembered("name", "김복순"),))


@pytest.fixture
def keeping(assistant, tmp_path):
    """The robot of a profile that keeps what it is told."""
    usual, file = assistant.settings, tmp_path / "data" / "memory.json"
    assistant.settings = usual.model_copy(update={"memory": Remembering(keep=True, file=file)})
    yield assistant, file
    assistant.settings = usual


def say(assistant, state, *texts):
    for text in texts:
        before = state
        _, state = assistant.respond(text, before)
        assistant.keep(before, state)
    return state


def test_nothing_is_written_unless_the_profile_says_so(assistant, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    say(assistant, assistant.beginning(), "나는 김복순이야")
    assert list(tmp_path.iterdir()) == []


def test_the_next_conversation_knows_the_name(keeping):
    assistant, file = keeping
    say(assistant, assistant.beginning(), "나는 김복순이야")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    reply, _ = assistant.respond("내 이름 기억해?", assistant.beginning())
    assert "김복순" in reply.text


def test_to_forget_everything_deletes_the_file(keeping):
    assistant, file = keeping
    state = say(assistant, assistant.beginning(), "나는 김복순이야")
    say(assistant, state, "다 잊어 줘")
    assert not file.exists()
    assert assistant.beginning().memory == Memory()


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path):
    file = tmp_path / "memory.json"
    file.write_text("{}")
    file.chmod(0o644)
    save_memory(file, TOLD)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert load_memory(file) == TOLD


@pytest.mark.parametrize("content", ["", "{}", "[1]", json.dumps({"version": 99, "facts": []})])
def test_a_file_that_makes_no_sense_is_named_and_not_fatal(tmp_path, caplog, content):
    file = tmp_path / "memory.json"
    file.write_text(content)
    assert load_memory(file) == Memory()
    assert "memory.json" in caplog.text
