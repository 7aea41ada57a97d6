"""The robot as somebody embeds it."""

import asyncio
import json
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion import Companion, Conversation, Reply, State
from companion.base.errors import CompanionError, UsageError
from companion.dialogue.state import FRESH

NOW = datetime(2026, 11, 22, 15, 5)
TURNS = (
    "경기도지사가 누구야?", "그 전에는?", "그 사람은 언제부터야?", "수원 맛집을 찾아줘", "두 번째 집은 어디야?",
    "더 싼 데는?", "다른 데", "팔달구 갈비 추천해 줘", "그중에 주차 되는 데", "고마워", "심심해", "지금 몇 시야?",
    "다시 말해줘", "바보", "2019년에는 누구였어?", "대통령은?", "협약이 뭐야", "중국은?", "그럼 일본은?", "", "ㅋㅋ",
    "아니 수원시장",
)  # fmt: skip


@pytest.fixture(scope="module")
def robot():
    return Companion(clock=lambda: NOW)


def plain(reply):
    """All of a reply that does not depend on how busy the machine is."""
    return {key: value for key, value in reply.as_json().items() if key != "timing_ms"}


def test_importing_the_package_loads_nothing_else():
    code = "import sys, companion; print(sorted(m for m in sys.modules if m.split('.')[0] in ('numpy', 'pydantic')))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_what_the_package_does_not_have_is_an_attribute_error():
    import companion

    with pytest.raises(AttributeError, match="no attribute 'Robot'"):
        _ = companion.Robot


def test_a_question_needs_no_conversation(robot):
    reply = robot.ask("경기도지사가 누구야?")
    assert isinstance(reply, Reply)
    assert "추미애" in reply.text
    assert "김동연" not in robot.ask("그 전에는?").text  # nothing went before


def test_answers_hold_on_the_day_that_was_asked_for():
    for day in ("2019-10-23", date(2019, 10, 23)):
        assert "이재명" in Companion(as_of=day, clock=lambda: NOW).ask("경기도지사가 누구야?").text


def test_a_conversation_remembers_and_another_does_not(robot):
    one, other = robot.conversation(), robot.conversation()
    assert isinstance(one, Conversation)
    one.ask("경기도지사가 누구야?")
    assert one.ask("그 전에는?").text != other.ask("그 전에는?").text


def test_a_profile_that_does_not_exist_is_one_clear_error():
    with pytest.raises(CompanionError, match="unknown profile"):
        Companion("nobody")


def test_the_async_twins_answer_alike(robot):
    async def talk():
        conversation = robot.conversation()
        alone = await robot.ask_async(TURNS[0])
        return alone, [await conversation.ask_async(text) for text in TURNS[:4]]

    alone, replies = asyncio.run(talk())
    conversation = robot.conversation()
    assert plain(alone) == plain(robot.ask(TURNS[0]))
    assert [*map(plain, replies)] == [plain(conversation.ask(text)) for text in TURNS[:4]]


def test_a_turn_that_is_cancelled_did_not_happen(robot, monkeypatch):
    began, go_on = threading.Event(), threading.Event()
    respond = robot.assistant.respond

    def slow(*args, **kwargs):
        began.set()
        assert go_on.wait(60)
        return respond(*args, **kwargs)

    async def talk(conversation):
        task = asyncio.create_task(conversation.ask_async("수원 맛집을 찾아줘"))
        await asyncio.to_thread(began.wait)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        go_on.set()

    conversation = robot.conversation()
    with monkeypatch.context() as patch:
        patch.setattr(robot.assistant, "respond", slow)
        asyncio.run(talk(conversation))
    assert conversation.state == FRESH
    assert conversation.ask("경기도지사가 누구야?").id == "1"


def test_sixteen_threads_with_eighty_conversations_answer_as_one_thread_does(robot):
    def dialogue(number):
        return [TURNS[(number * 7 + step * (1 + number % 5)) % len(TURNS)] for step in range(6)]

    alone = []
    for number in range(80):
        conversation = robot.conversation()
        alone.append([plain(conversation.ask(text)) for text in dialogue(number)])
    conversations = [robot.conversation() for _ in range(80)]
    together = [[] for _ in range(80)]

    def serve(thread):
        # All conversations of a thread go on at once, a turn of each in turn.
        for step in range(6):
            for number in range(thread, 80, 16):
                together[number].append(plain(conversations[number].ask(dialogue(number)[step])))

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-4)
    try:
        with ThreadPoolExecutor(16) as pool:
            list(pool.map(serve, range(16)))
    finally:
        sys.setswitchinterval(interval)
    assert together == alone


def test_turns_asked_at_once_in_one_conversation_are_answered_one_after_the_other(robot):
    conversation = robot.conversation()
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(conversation.ask, ["안녕"] * 24))
    assert sorted(int(reply.id) for reply in replies) == list(range(1, 25))
    assert conversation.state.revision == 24


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(before=st.lists(st.sampled_from(TURNS) | st.text(max_size=20), max_size=6), after=st.sampled_from(TURNS))
def test_a_state_that_was_kept_as_json_goes_on_alike(robot, before, after):
    conversation = robot.conversation()
    for text in before:
        reply = conversation.ask(text)
        kept = json.dumps(reply.as_json())
        assert plain(Reply.from_json(kept)) == plain(reply)
    kept = conversation.state.to_json()
    assert json.loads(kept)["version"] == 2
    restored = State.from_json(kept)
    assert restored == conversation.state
    assert plain(robot.conversation(restored).ask(after)) == plain(conversation.ask(after))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "no State in JSON"),
        ("[1]", "version None"),
        ('{"revision": 3}', "version None"),
        ('{"version": 3}', "version 3"),
        ('{"version": 2, "revision": "many"}', "revision"),
    ],
)
def test_a_foreign_state_is_a_clear_error(text, says):
    with pytest.raises(UsageError, match=says):
        State.from_json(text)


def test_the_reply_keeps_every_field_of_the_contract(robot):
    data = robot.ask("수원 맛집을 찾아줘").as_json()
    assert data["version"] == 1
    assert set(data) >= {
        "id", "text", "spoken", "status", "route", "intent", "confidence", "as_of", "items", "sources", "gesture",
        "timing_ms",
    }  # fmt: skip
    assert data["timing_ms"]["total"] > 0
    assert time.strptime(data["as_of"], "%Y-%m-%d")
