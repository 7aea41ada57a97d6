"""A spoken conversation as a stream of events."""

import asyncio
import json

import numpy as np
import pytest

from companion import Companion
from companion.audio.clock import VirtualClock
from companion.audio.pcm import HEARING_RATE, Audio, silence, write_wav
from companion.base.settings import Speaking
from companion.hearing.engine import Transcript
from companion.live import hosting
from companion.live.ear import Ear
from companion.live.listening import (
    AnswerEnded,
    ClauseReady,
    ConversationEnded,
    HeardSoFar,
    LevelHeard,
    Replied,
    TurnTaken,
    event_json,
)
from companion.models.store import ModelStore
from companion.speaking.cache import ClauseCache
from companion.speaking.engines.espeak import EspeakNg
from companion.speaking.voice import Voice

QUESTION = "그 전에는 누구였어?"


class OneSentence:
    """Recognises the same sentence in every utterance."""

    name = "one-sentence"

    def warm_up(self):
        pass

    def stream(self):
        return self

    def accept(self, samples):
        return None

    def finish(self):
        return Transcript(QUESTION, True, len(QUESTION), 0.0, 1.0, 0.9)


@pytest.fixture
def parts(monkeypatch, tmp_path):
    """A voice, an ear, and a recording of somebody who asks one question."""
    voice = Voice(EspeakNg(Speaking(engine="espeak-ng"), ModelStore(tmp_path)), ClauseCache(tmp_path / "c", 10**7), -20)
    said = next(voice.clips(QUESTION)).audio
    quiet = silence(0.5, HEARING_RATE).samples
    write_wav(tmp_path / "in.wav", Audio(np.concatenate([quiet, said.at(HEARING_RATE).samples, quiet]), HEARING_RATE))
    monkeypatch.setattr(hosting, "load_voice", lambda *_: voice)
    monkeypatch.setattr(hosting, "load_ear", lambda *_: Ear(OneSentence()))
    monkeypatch.setattr(hosting, "RealClock", VirtualClock)
    return tmp_path


@pytest.fixture(scope="module")
def robot():
    return Companion(as_of="2026-11-22")


def test_a_conversation_aloud_goes_on_from_where_it_stands_and_tells_what_happens(robot, parts):
    conversation, written = robot.conversation(), robot.conversation()
    for each in (conversation, written):
        each.ask("경기도지사가 누구야?")
    events = list(conversation.listen(parts / "in.wav", parts / "out.wav"))
    told = [event for event in events if not isinstance(event, LevelHeard)]
    kinds = [type(event) for event in told]
    assert kinds.index(HeardSoFar) < kinds.index(TurnTaken) < kinds.index(Replied) < kinds.index(ClauseReady)
    assert told[kinds.index(TurnTaken)].heard == QUESTION
    reply = told[kinds.index(Replied)].reply
    assert reply.text == written.ask(QUESTION).text
    clauses = [event for event in told if isinstance(event, ClauseReady)]
    assert all(clause.audio.duration_s > 0.1 for clause in clauses)
    assert told[-2:] == [AnswerEnded("said"), ConversationEnded("input")]
    assert any(event.phase == "hearing" and event.level_dbfs > -40 for event in events if isinstance(event, LevelHeard))
    assert conversation.state == written.state
    for event in events:
        data = json.loads(json.dumps(event_json(event)))
        assert (data["version"], data["event"]) == (1, type(event).__name__)


def test_events_come_to_who_waits_for_them_too(robot, parts):
    async def heard():
        return [event async for event in robot.conversation().listen_async(parts / "in.wav", parts / "out.wav")]

    kinds = {type(event) for event in asyncio.run(heard())}
    assert {LevelHeard, HeardSoFar, TurnTaken, Replied, ClauseReady, AnswerEnded, ConversationEnded} <= kinds


def test_who_stops_listening_ends_the_conversation(robot, parts):
    events = robot.conversation().listen(parts / "in.wav", parts / "out.wav")
    assert isinstance(next(events), LevelHeard)
    events.close()
    assert list(events) == []


def test_a_part_that_fails_is_told_and_raised(robot, parts):
    class Broken:
        def frames(self):
            raise ZeroDivisionError("the microphone broke")
            yield

        def close(self):
            pass

    events = robot.conversation().listen(Broken(), parts / "out.wav")
    assert next(events) == ConversationEnded("failed")
    with pytest.raises(ZeroDivisionError):
        next(events)
