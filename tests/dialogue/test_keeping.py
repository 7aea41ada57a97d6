"""Reminders on disk."""

import json
import logging
import stat
from datetime import datetime

import pytest

from companion.answering.agenda import Reminder
from companion.base.settings import load_settings
from companion.dialogue.assistant import FRESH, State
from companion.dialogue.keeping import ReminderFile

REMINDER = Reminder(datetime(2026, 11, 29, 8), "reminder", "약 먹을 시간", (0, 1, 2, 3, 4, 5, 6))
WITH = State(reminders=(REMINDER,))


@pytest.fixture
def kept(tmp_path):
    return ReminderFile(tmp_path / "new" / "reminders.json")


def test_what_is_kept_comes_back(kept):
    kept.keep(FRESH, WITH)
    assert kept.restored(FRESH).reminders == (REMINDER,)
    kept.keep(WITH, FRESH)
    assert kept.restored(FRESH).reminders == ()


def test_only_the_owner_can_read_it(kept):
    kept.keep(FRESH, WITH)
    kept.keep(WITH, FRESH)
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600


def test_a_turn_that_changes_no_reminder_writes_nothing(kept):
    kept.keep(WITH, State(revision=5, reminders=WITH.reminders))
    assert not kept.path.exists()


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\xff", b'{"version": 99, "reminders": []}', b'{"version": 1, "reminders": 5}']
)
def test_a_file_that_cannot_be_read_is_named_and_left(kept, content, caplog):
    kept.path.parent.mkdir()
    kept.path.write_bytes(content)
    with caplog.at_level(logging.WARNING, "companion"):
        assert kept.restored(FRESH) == FRESH
    assert str(kept.path) in caplog.text
    assert kept.path.read_bytes() == content


def test_where_nothing_can_be_written_the_log_says_so(tmp_path, caplog):
    (tmp_path / "file").write_text("")
    with caplog.at_level(logging.WARNING, "companion"):
        ReminderFile(tmp_path / "file" / "reminders.json").keep(FRESH, WITH)
    assert "cannot be kept" in caplog.text


def test_without_a_file_nothing_is_kept(tmp_path):
    nothing = ReminderFile.of(load_settings("default", environment={}))
    nothing.keep(FRESH, WITH)
    assert (nothing.path, nothing.restored(WITH)) == (None, WITH)


def test_a_profile_names_the_file_from_its_own_folder(tmp_path):
    (tmp_path / "profile.yaml").write_text("extends: default\nreminders: kept/reminders.json\n")
    settings = load_settings(str(tmp_path), environment={})
    assert ReminderFile.of(settings).path == tmp_path / "kept" / "reminders.json"


def test_the_file_is_plain_json(kept):
    kept.keep(FRESH, WITH)
    assert json.loads(kept.path.read_bytes())["reminders"][0]["what"] == "약 먹을 시간"
