from datetime import datetime, timedelta
from io import BytesIO, StringIO

import pytest

from companion.app.chat import TextChat, chat
from companion.dialogue.incumbent import Incumbent


@pytest.fixture
def session(assistant):
    return TextChat(Incumbent(assistant.settings, first=assistant))


def piped(assistant, content):
    """What a chat prints for piped bytes, as lines."""
    out = StringIO()
    assert chat(Incumbent(assistant.settings, first=assistant), BytesIO(content), out, interactive=False) == 0
    return out.getvalue().splitlines()


def test_a_session_remembers_what_was_said(session):
    assert "추미애" in session.answer("경기도지사가 누구야?")
    assert "김동연" in session.answer("그 전에는?")


def test_reset_forgets_the_conversation(session):
    session.answer("경기도지사가 누구야?")
    session.answer("/reset")
    assert session.last is None
    assert "김동연" not in session.answer("그 전에는?")


def test_why_tells_how_the_last_answer_came_about(session):
    assert session.answer("/why") == "아직 답한 것이 없어요."
    session.answer("경기도지사가 누구야?")
    why = session.answer("/why")
    assert "knowledge.holder" in why
    assert "경기도지사→경기도지사" in why


def test_source_tells_where_the_last_answer_is_from(session):
    assert session.answer("/source") == "출처가 있는 답이 아직 없어요."
    session.answer("경기도지사가 누구야?")
    assert "2026-07-01 – 현재" in session.answer("/source")
    session.answer("안녕")
    assert session.answer("/source") == "출처가 있는 답이 아직 없어요."


def test_the_day_of_the_answers_can_be_set_and_given_back(session):
    assert "2026-11-22" in session.answer("/as-of")
    assert "2019-10-23" in session.answer("/as-of 2019-10-23")
    assert "2019-10-23" in session.answer("/as-of")
    assert "이재명" in session.answer("경기도지사가 누구야?")
    session.answer("/as-of today")
    assert "추미애" in session.answer("경기도지사가 누구야?")


@pytest.mark.parametrize("day", ["2019-02-30", "어제", "2019-10-23 3시"])
def test_an_impossible_day_is_said_to_be_none_and_changes_nothing(session, day):
    assert "날짜가 아니에요" in session.answer(f"/as-of {day}")
    assert session.as_of is None


def test_an_unknown_command_lists_the_known_ones(session):
    answer = session.answer("/nosuch")
    assert "«/nosuch»" in answer
    for command in ("/why", "/source", "/as-of", "/reset", "/quit"):
        assert command in answer
    assert all(command in session.answer("/help") for command in ("/why", "/quit"))


def test_a_command_is_no_utterance(session):
    session.answer("/help")
    assert session.state.revision == 0


def test_quit_ends_the_conversation(session, assistant):
    assert session.answer("/quit") is None
    assert len(piped(assistant, "안녕\n/quit\n안녕\n".encode())) == 1


def test_piped_lines_get_one_plain_answer_each(assistant):
    answers = piped(assistant, "경기도지사가 누구야?\r\n\n   \n그 전에는?".encode())
    assert len(answers) == 2
    assert "추미애" in answers[0]
    assert "김동연" in answers[1]


def test_bytes_that_are_not_utf_8_are_answered_and_the_conversation_goes_on(assistant):
    answers = piped(assistant, b"\xff\xfe\x80\n" + "경기도지사가 누구야?".encode("cp949") + "\n안녕\n".encode())
    assert len(answers) == 3
    assert "�" not in "".join(answers)


def test_an_empty_pipe_says_nothing(assistant):
    assert piped(assistant, b"") == []


def test_what_is_due_is_told_before_the_next_line_and_once(assistant, monkeypatch):
    now = [datetime(2026, 11, 22, 15, 5)]
    monkeypatch.setattr(assistant, "_clock", lambda: now[0])
    session = TextChat(Incumbent(assistant.settings, first=assistant))
    session.answer("10분 뒤에 깨워 줘")
    assert session.due() is None
    now[0] += timedelta(minutes=10)
    session.answer("/reset")
    assert "일어날 시간" in session.due()
    assert session.due() is None


def test_reminders_are_there_again_after_a_restart(assistant, tmp_path, monkeypatch):
    file = tmp_path / "reminders.json"
    monkeypatch.setattr(assistant, "settings", assistant.settings.model_copy(update={"reminders": file}))
    incumbent = Incumbent(assistant.settings, first=assistant)
    TextChat(incumbent, assistant.beginning()).answer("매일 아침 8시에 약 먹으라고 해 줘")
    again = TextChat(incumbent, assistant.beginning())
    assert "약 먹을 시간" in again.answer("알람 뭐 있어?")
    monkeypatch.setattr(assistant, "_clock", lambda: datetime(2026, 11, 24, 12))
    assert "제때 알려 드리지 못했어요" in again.due()
    assert TextChat(incumbent, assistant.beginning()).due() is None
