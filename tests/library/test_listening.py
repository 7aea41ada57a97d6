"""A conversation aloud, as a stream of events."""

import asyncio
import json

import pytest

from companion import Companion
from companion.audio.pcm import HEARING_RATE, Audio, read_audio, silence, write_wav
from companion.base.errors import CompanionError
from companion.base.settings import Speaking
from companion.language.spoken import spoken
from companion.live.events import AnswerOver, ClauseReady, HeardSoFar, Level, Replied, TurnCommitted
from companion.speaking.cache import ClauseCache
from companion.speaking.engine import load_synthesiser
from companion.speaking.voice import Voice, joined


@pytest.fixture(scope="module")
def question(models, tmp_path_factory):
    folder = tmp_path_factory.mktemp("question")
    voice = Voice(load_synthesiser(Speaking(), models), ClauseCache(folder / "clauses", 0), -20.0)
    asked = joined(voice.clips(spoken("경기도지사가 누구야?"))).at(HEARING_RATE)
    write_wav(folder / "in.wav", Audio(asked.samples, HEARING_RATE))
    return folder / "in.wav"


@pytest.fixture(scope="module")
def robot():
    return Companion(as_of="2026-11-22")


@pytest.fixture(scope="module")
def heard(robot, question):
    conversation = robot.conversation()
    return conversation, list(conversation.listen(question, question.with_name("out.wav"), fast=True))


def test_a_question_aloud_becomes_events_in_their_order(heard):
    kinds = [type(event) for event in heard[1] if not isinstance(event, Level)]
    order = [kinds.index(kind) for kind in (HeardSoFar, TurnCommitted, Replied, ClauseReady, AnswerOver)]
    assert order == sorted(order)
    over = next(event for event in heard[1] if isinstance(event, AnswerOver))
    assert (over.reason, over.unsaid, over.fault) == ("said", "", None)
    assert next(event for event in heard[1] if isinstance(event, TurnCommitted)).reason


def test_the_clauses_are_the_answer_and_what_the_speaker_played(heard, question):
    reply = next(event.reply for event in heard[1] if isinstance(event, Replied))
    clauses = [event for event in heard[1] if isinstance(event, ClauseReady)]
    assert " ".join(clause.text for clause in clauses) == reply.spoken
    assert sum(c.sound.duration_s for c in clauses) <= read_audio(question.with_name("out.wav")).duration_s


def test_what_was_said_aloud_can_be_referred_to_in_text(heard):
    conversation = heard[0]
    assert conversation.state.revision == 1
    assert "김동연" in conversation.ask("그 전에는?").text


def test_every_event_is_json_with_a_version(heard):
    for event in heard[1]:
        data = json.loads(json.dumps(event.as_json()))
        assert (data["event"], data["version"]) == (type(event).__name__, 1)


def test_the_stream_can_be_taken_asynchronously(robot, question):
    async def take():
        async with robot.conversation().listen(question, question.with_name("async.wav"), fast=True) as stream:
            return [event async for event in stream]

    assert any(isinstance(event, Replied) for event in asyncio.run(take()))


def test_a_stream_that_is_closed_ends(robot, tmp_path):
    write_wav(tmp_path / "in.wav", silence(3600, HEARING_RATE))
    with robot.conversation().listen(tmp_path / "in.wav", tmp_path / "out.wav") as stream:
        assert isinstance(next(stream), Level)
    assert len(list(stream)) < 100


def test_a_sound_that_is_not_there_is_raised_where_events_are_taken(robot, tmp_path):
    with pytest.raises(CompanionError):
        list(robot.conversation().listen(tmp_path / "none.wav", tmp_path / "out.wav", fast=True))
