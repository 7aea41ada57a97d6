"""What is remembered and promised is kept in files only where the profile says so, for their owner alone."""

import json
import logging
import stat
from datetime import datetime

import pytest

from companion.answering.agenda import Reminder
from companion.answering.memory import Memory, Remembered
from companion.base.settings import Remembering, load_settings
from companion.dialogue.keeping import load_memory, load_reminders, save_memory, save_reminders
from companion.dialogue.state import State

REMINDER = Reminder(datetime(2026, 11, 29, 8), "reminder", "약 먹을 시간", (0, 1, 2, 3, 4, 5, 6))
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


# Reminders


@pytest.fixture
def file(tmp_path):
    return tmp_path / "new" / "reminders.json"


def test_reminders_come_back(file):
    save_reminders(file, (REMINDER,))
    assert load_reminders(file) == (REMINDER,)
    assert json.loads(file.read_bytes())["reminders"][0]["what"] == "약 먹을 시간"
    save_reminders(file, ())
    assert load_reminders(file) == ()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\xff", b'{"version": 99, "reminders": []}', b'{"version": 1, "reminders": 5}']
)
def test_reminders_that_cannot_be_read_are_named_and_left(file, content, caplog):
    file.parent.mkdir()
    file.write_bytes(content)
    with caplog.at_level(logging.WARNING, "companion"):
        assert load_reminders(file) == ()
    assert str(file) in caplog.text
    assert file.read_bytes() == content


def test_where_nothing_can_be_written_the_log_says_so(tmp_path, caplog):
    (tmp_path / "file").write_text("")
    with caplog.at_level(logging.WARNING, "companion"):
        save_reminders(tmp_path / "file" / "reminders.json", (REMINDER,))
    assert "cannot be kept" in caplog.text


def test_only_a_profile_that_names_a_file_keeps_reminders(assistant, tmp_path):
    with_one = State(reminders=(REMINDER,))
    assistant.keep(State(), with_one)
    assert assistant.beginning().reminders == ()
    usual, file = assistant.settings, tmp_path / "reminders.json"
    assistant.settings = usual.model_copy(update={"reminders": file})
    try:
        assistant.keep(with_one, State(revision=5, reminders=with_one.reminders))
        assert not file.exists()  # the turn changed none
        assistant.keep(State(), with_one)
        assert assistant.beginning().reminders == (REMINDER,)
    finally:
        assistant.settings = usual


def test_a_profile_names_the_file_from_its_own_folder(tmp_path):
    (tmp_path / "profile.yaml").write_text("extends: default\nreminders: kept/reminders.json\n")
    assert load_settings(str(tmp_path), environment={}).reminders_file == tmp_path / "kept" / "reminders.json"
