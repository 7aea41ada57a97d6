"""The robot as whoever embeds it uses it."""

import asyncio
import json
import re
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion import Companion, Conversation, Reply, State
from companion.base.errors import UsageError

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 22, 15, 5)
TALKS = (
    ("경기도지사가 누구야?", "그 전에는?", "그럼 그 전에는?"),
    ("수원 맛집 추천해 줘", "두 번째 집 전화번호가 뭐야?", "다른 데는?"),
    ("안녕", "오늘 며칠이야?", "수원시장은 누구야?", "언제 취임했어?"),
    ("행궁동 갈비집 추천해 줘", "더 싼 데는?", "거기 어디야?"),
    ("중국 인공지능 수준은?", "일본은?", "다시 말해줘"),
)
SAID = [text for talk in TALKS for text in talk] + ["", "ㅋㅋ", "바보", "İ", "\ud800", "2019년에는?"]


@pytest.fixture(scope="module")
def robot():
    return Companion(as_of=NOW.date(), clock=lambda: NOW)


def told(reply):
    return replace(reply, timing_ms={})


def talk(conversation, texts):
    return [told(conversation.ask(text)) for text in texts]


def test_a_question_is_answered(robot):
    reply = robot.ask("경기도지사가 누구야?")
    assert isinstance(reply, Reply)
    assert (reply.status, reply.route, reply.as_of) == ("answered", "knowledge", date(2026, 11, 22))


def test_a_conversation_understands_a_question_from_those_before_it(robot):
    conversation = robot.conversation()
    assert isinstance(conversation, Conversation)
    assert [reply.status for reply in talk(conversation, TALKS[0])] == ["answered"] * 3
    assert conversation.state.revision == 3


def test_the_day_and_the_packs_can_be_chosen(robot):
    then = Companion(packs=["korean", "robot", "officials"], as_of="2019-10-23", clock=lambda: NOW)
    assert "이재명" in then.ask("경기도지사가 누구야?").text
    assert then.ask("수원 맛집 추천해 줘").status != "answered"


def test_a_pack_that_is_not_there_is_one_clear_line():
    with pytest.raises(UsageError, match="no-such-pack"):
        Companion(packs=["korean", "no-such-pack"])


def test_importing_the_package_loads_nothing_of_it():
    code = "import sys, companion; print([m for m in sys.modules if m.startswith(('companion.', 'numpy', 'pydantic'))])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_16_threads_with_200_conversations_get_the_answers_of_one_thread(robot):
    expected = [talk(robot.conversation(), texts) for texts in TALKS]
    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(lambda n: talk(robot.conversation(), TALKS[n % len(TALKS)]), range(200)))
    assert answers == [expected[n % len(TALKS)] for n in range(200)]


def test_every_question_asked_at_once_of_one_conversation_is_a_turn_of_it(robot):
    conversation = robot.conversation()
    with ThreadPoolExecutor(8) as threads:
        replies = list(threads.map(conversation.ask, ["수원시장은 누구야?"] * 16))
    assert sorted(int(reply.id) for reply in replies) == list(range(1, 17))
    assert conversation.state.revision == 16


def test_waiting_for_an_answer_lets_others_go_on(robot):
    async def both():
        conversation = robot.conversation()
        return await asyncio.gather(robot.ask_async("안녕"), conversation.ask_async("수원시장은 누구야?"))

    assert [reply.status for reply in asyncio.run(both())] == ["answered", "answered"]


def test_a_cancelled_question_leaves_the_conversation_as_it_was(robot, monkeypatch):
    begun, go_on = threading.Event(), threading.Event()
    conversation = robot.conversation()
    conversation.ask("경기도지사가 누구야?")
    before, respond = conversation.state, robot._assistant.respond

    def slow(*args, **kwargs):
        begun.set()
        go_on.wait(10)
        return respond(*args, **kwargs)

    monkeypatch.setattr(robot._assistant, "respond", slow)

    async def cancelled():
        asking = asyncio.ensure_future(conversation.ask_async("그 전에는?"))
        await asyncio.to_thread(begun.wait, 10)
        asking.cancel()
        go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await asking

    asyncio.run(cancelled())  # ends when the thread has ended, too
    assert begun.is_set()
    assert conversation.state is before


# A state is stored and put back


@given(st.lists(st.sampled_from(SAID), max_size=5), st.sampled_from(SAID))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_conversation_goes_on_from_its_stored_state_as_if_it_had_never_stopped(robot, before, then):
    conversation = robot.conversation()
    talk(conversation, before)
    stored = conversation.state.to_json()
    put_back = State.from_json(stored.encode("utf-8").decode("utf-8"))
    assert put_back == conversation.state
    assert told(robot.conversation(put_back).ask(then)) == told(conversation.ask(then))


def test_a_state_can_be_put_back_into_the_same_conversation(robot):
    conversation = robot.conversation()
    conversation.ask("경기도지사가 누구야?")
    kept = conversation.state
    once = told(conversation.ask("그 전에는?"))
    conversation.state = kept
    assert told(conversation.ask("그 전에는?")) == once


@pytest.mark.parametrize(
    ("stored", "why"),
    [
        ("no JSON", "not JSON"),
        ("[1]", "without a version"),
        ("{}", "without a version"),
        ('{"version": 2, "revision": 1}', "version 2, not 1"),
        ('{"version": 1, "revision": "many"}', "damaged at «revision»"),
        ('{"version": 1, "focus": {"topic": "chess"}}', "damaged at «focus.topic»"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_what_is_no_stored_state_is_refused_in_one_line(stored, why):
    with pytest.raises(UsageError, match=re.escape(why)) as refused:
        State.from_json(stored)
    assert "\n" not in str(refused.value)


def test_a_reply_as_json_keeps_the_fields_of_the_contract_and_tells_its_version(robot):
    data = json.loads(json.dumps(robot.ask("수원 맛집 추천해 줘").as_json()))
    assert data["version"] == 1
    contract = "id text spoken status route intent confidence as_of items sources gesture timing_ms"
    assert set(contract.split()) <= data.keys()


# The documents


@pytest.mark.parametrize("document", ["docs/library.md", "README.md", "README.ko.md"])
def test_the_examples_run_as_they_are_printed(document, capsys):
    examples = re.findall(r"^```python\n(.*?)^```$", (ROOT / document).read_text(encoding="utf-8"), re.M | re.S)
    assert examples
    for example in examples:
        exec(example, {})
        assert capsys.readouterr().out.strip()
