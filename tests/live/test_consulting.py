"""What takes long is asked once a turn is over, aside, and never of a guess."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from itertools import count

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.audio.clock import RealClock
from companion.audio.devices import Frame
from companion.audio.files import FileSpeaker
from companion.audio.pcm import FRAME
from companion.base.settings import Talking, VoiceActivity
from companion.dialogue.reply import Reply
from companion.dialogue.state import FRESH
from companion.hearing.engine import Transcript
from companion.hearing.segments import FRAME_S, Segmenter
from companion.live.conversation import SpokenDialogue
from companion.live.session import Session
from companion.live.turn import Consult, Forget, Listen, LiveTurn, Speak
from companion.speaking.playback import Player

SOUND = np.zeros(FRAME, np.float32)
SPEECH, SILENCE, WAIT_S = 0.99, 0.01, 0.7
KNOWN, UNKNOWN, REMARK = "아는 말", "모르는 말", "그냥 하는 말"


def reply(text, status, route, score=0.0):
    return Reply("1", text, text, status, route, None, 0.0, date(2026, 11, 22), score=score)


def respond(text, state):
    after = replace(state, revision=state.revision + 1)
    if text == KNOWN:
        return reply("알아요.", "answered", "knowledge", 0.9), after
    if text == REMARK:
        return reply("그렇군요.", "answered", "smalltalk"), after
    return reply("몰라요.", "unknown", "none"), after


class Guest:
    """Knows better, and counts how often it is asked."""

    def __init__(self):
        self.asked = []

    def __call__(self, text, state):
        self.asked.append(text)
        return reply(f"{text}: 손님", "answered", "smalltalk"), replace(state, revision=state.revision + 1, abused=7)


class Detector:
    def probability(self, samples):
        return float(samples[0] > 0)


class Mute:
    def clips(self, spoken, manner=None):
        return iter(())

    def prepare(self, wanted):
        return iter(())


class Watcher:
    def __init__(self):
        self.frames, self.turns = 0, []

    def frame(self, frame, phase):
        self.frames += 1

    def partial(self, transcript):
        pass

    def answering(self, turn, record):
        self.turns.append(turn)

    def answered(self, turn, spoken, record):
        pass


class Patient:
    by_sound = False

    def wait_s(self, transcript, turn, completion):
        return WAIT_S

    def went_on(self, silence_s):
        pass

    def was_over(self, transcript, speech_s):
        pass


class Table:
    """A machine, with everything it asked for."""

    def __init__(self, consult):
        self.conversation = SpokenDialogue(respond, Talking(), consult=consult)
        self.turn = LiveTurn(
            Segmenter(VoiceActivity(end_silence_ms=1500)), self.conversation, Patient(), interruptible=True
        )
        self.consults, self.spoken, self.utterance = [], [], 0

    def take(self, commands):
        for command in commands:
            match command:
                case Listen(utterance, _):
                    self.utterance = utterance
                case Consult():
                    self.consults.append(command)
                case Speak(turn, record):
                    self.spoken.append(turn)
                    self.record = record

    def frames(self, seconds, probability):
        for _ in range(round(seconds / FRAME_S)):
            self.take(self.turn.sound(SOUND, probability))

    def hypothesis(self, text, *, final=True):
        transcript = Transcript(text, final, len(text) if final else 0, 0.0, 1.0, 0.9)
        self.take(self.turn.hypothesis(self.utterance, transcript, self.turn.now_s))

    def say(self, text):
        self.frames(1.0, SPEECH)
        self.hypothesis(text[:2], final=False)
        self.frames(0.2, SILENCE)
        self.hypothesis(text)
        self.frames(2 * WAIT_S, SILENCE)

    def answer(self, consult):
        better = self.turn.consult(consult.turn)
        self.take(self.turn.consulted(consult.utterance, consult.turn, better))


@pytest.fixture
def guest():
    return Guest()


@pytest.mark.parametrize("text", [UNKNOWN, REMARK])
def test_a_doubtful_turn_waits_for_a_better_answer(guest, text):
    table = Table(guest)
    table.say(text)
    assert table.turn.phase == "committing"
    assert guest.asked == []
    (consult,) = table.consults
    assert table.spoken == []
    table.answer(consult)
    (turn,) = table.spoken
    assert turn.reply.text == f"{text}: 손님"
    assert guest.asked == [text]
    assert table.conversation.state.abused == 7
    assert table.turn.phase == "speaking"


def test_what_is_known_waits_for_nobody(guest):
    table = Table(guest)
    table.say(KNOWN)
    assert table.consults == []
    assert [turn.reply.text for turn in table.spoken] == ["알아요."]
    assert guest.asked == []


def test_without_a_guest_nothing_changes():
    table = Table(None)
    table.say(UNKNOWN)
    assert table.consults == []
    assert [turn.reply.text for turn in table.spoken] == ["몰라요."]


def test_who_goes_on_speaking_is_heard_and_the_late_answer_is_of_no_use(guest):
    table = Table(guest)
    table.say(UNKNOWN)
    (first,) = table.consults
    table.frames(0.6, SPEECH)
    assert table.turn.phase == "hearing"
    table.answer(first)
    assert table.spoken == []
    assert table.conversation.state == FRESH
    table.frames(0.2, SILENCE)
    table.hypothesis(f"{UNKNOWN} 더")
    table.frames(2 * WAIT_S, SILENCE)
    assert len(table.consults) == 2
    table.answer(table.consults[1])
    assert [turn.heard for turn in table.spoken] == [f"{UNKNOWN} 더"]


def test_a_noise_that_reopens_a_turn_does_not_hold_it_up(guest):
    table = Table(guest)
    table.say(UNKNOWN)
    table.frames(0.2, SPEECH)
    table.frames(0.2, SILENCE)
    table.hypothesis(UNKNOWN)
    table.frames(2 * WAIT_S, SILENCE)
    table.answer(table.consults[-1])
    assert [turn.heard for turn in table.spoken] == [UNKNOWN]


def test_the_same_words_again_ask_nobody_again(guest):
    table = Table(guest)
    table.say(UNKNOWN)
    for _ in range(3):
        table.hypothesis(UNKNOWN)
    assert len(table.consults) == 1
    table.answer(table.consults[0])
    assert len(table.spoken) == 1


def test_other_words_are_asked_about_and_the_first_answer_is_not_used(guest):
    table = Table(guest)
    table.say(UNKNOWN)
    table.hypothesis("다른 말")
    first, second = table.consults
    table.answer(first)
    assert table.spoken == []
    table.answer(second)
    assert [turn.reply.text for turn in table.spoken] == ["다른 말: 손님"]


def test_words_that_turn_out_to_be_known_need_no_guest(guest):
    table = Table(guest)
    table.say(UNKNOWN)
    table.hypothesis(KNOWN)
    assert [turn.reply.text for turn in table.spoken] == ["알아요."]
    table.answer(table.consults[0])
    assert len(table.spoken) == 1


def test_the_end_of_the_microphone_waits_for_it(guest):
    table = Table(guest)
    table.frames(1.0, SPEECH)
    table.frames(0.2, SILENCE)
    table.hypothesis(UNKNOWN)
    table.take(table.turn.finish_now("input"))
    assert table.turn.phase == "committing"
    table.answer(table.consults[0])
    assert [turn.heard for turn in table.spoken] == [UNKNOWN]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from((KNOWN, UNKNOWN, REMARK)),
            st.lists(st.sampled_from(("words", "frames", "late", "noise")), max_size=4),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_every_turn_is_answered_once_and_the_guest_is_asked_only_when_it_is_over(said):
    guest = Guest()
    table = Table(guest)
    for number, (text, events) in enumerate(said, start=1):
        table.say(text)
        old = list(table.consults)
        for event in events:
            if len(table.spoken) == number:
                break
            if event == "words":
                table.hypothesis(text)
            elif event == "frames":
                table.frames(0.5, SILENCE)
            elif event == "late":
                for consult in old[:-1]:
                    table.answer(consult)
            else:
                table.frames(0.2, SPEECH)
                table.frames(0.2, SILENCE)
                table.hypothesis(text)
                table.frames(2 * WAIT_S, SILENCE)
        if len(table.spoken) < number:
            table.answer(table.consults[-1])
        assert [turn.heard for turn in table.spoken] == [text for text, _ in said[:number]]
        table.take(table.turn.spoken(table.record))
    assert table.conversation.state.revision == len(said)
    assert KNOWN not in guest.asked


def test_while_the_guest_thinks_the_microphone_is_heard(tmp_path):
    """In a session on threads: a guest that takes its time holds nothing up."""
    asked, go_on = threading.Event(), threading.Event()

    def slow(text, state):
        asked.set()
        assert go_on.wait(30)
        return reply("손님", "answered", "smalltalk"), replace(state, revision=state.revision + 1)

    class Ear:
        def listen(self, utterance, samples):
            return None

        def transcribe(self):
            return Transcript(UNKNOWN, True, 4, 0.0, 1.0, 0.9)

        def completion(self):
            return None

    loud, quiet = np.full(512, 0.5, np.float32), np.zeros(512, np.float32)
    watcher, numbers = Watcher(), count()

    def frames():
        for _ in range(30):
            yield Frame(loud, next(numbers) * FRAME_S)
        for _ in range(10_000):
            if asked.wait(0.001):
                break
            yield Frame(quiet, next(numbers) * FRAME_S)
        before = watcher.frames
        for _ in range(50):
            yield Frame(quiet, next(numbers) * FRAME_S)
        assert watcher.frames - before == 50
        go_on.set()

    turn = LiveTurn(
        Segmenter(VoiceActivity(end_silence_ms=1500)),
        SpokenDialogue(respond, Talking(), consult=slow),
        Patient(),
        interruptible=True,
    )
    clock = RealClock()
    player = Player(FileSpeaker(tmp_path / "out.wav", clock), clock)
    Session(turn, Detector(), Ear(), Mute(), player, clock, watcher).run(frames())
    assert [turn.reply.text for turn in watcher.turns] == ["손님"]


def test_a_letting_go_of_an_utterance_forgets_the_question(guest):
    table = Table(guest)
    table.say(UNKNOWN)
    commands = table.turn.hypothesis(table.utterance, Transcript("", True, 0, 0.0, 1.0, 0.9), table.turn.now_s)
    assert [type(command) for command in commands] == [Forget]
    table.answer(table.consults[0])
    assert table.spoken == []
