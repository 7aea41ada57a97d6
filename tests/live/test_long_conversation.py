"""An hour of conversation on the virtual clock, with real threads: everything is heard and nothing piles up."""

from __future__ import annotations

import functools
import gc
import random
import threading
import time
import tracemalloc
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import numpy as np
import pytest

from companion.audio.clock import VirtualClock
from companion.audio.devices import Frame
from companion.audio.pcm import FRAME, Audio, Samples
from companion.dialogue.assistant import Assistant
from companion.hearing.engine import Transcript
from companion.hearing.segments import FRAME_S
from companion.live.conversation import Turn
from companion.live.ear import Ear
from companion.live.session import Session
from companion.live.trace import TurnRecord
from companion.live.turn import LiveTurn, live_turn
from companion.speaking.cache import ClauseCache
from companion.speaking.playback import Player, Spoken
from companion.speaking.voice import Voice

HOUR_S: Final = 3600
WARM_S: Final = 600
SYLLABLE_S: Final = 0.15
"""A syllable of a visitor."""
ROBOT_SYLLABLE_S: Final = 0.06
"""The robot is quick, so that the longest answer is over before the next question."""
VOICE_RATE: Final = 4000
REMEMBERED: Final = 8
"""Clauses kept in memory; their sound would hide a small leak."""
PARTIAL_EVERY: Final = 12
"""Frames of sound from one partial transcript to the next."""
GROWTH_BYTES: Final = 600_000
"""Between the tenth minute and the last; caches still fill with half of it. 4 kB left behind by every turn is more."""

LONG_ANSWERS = ("경기도지사가 누구야", "수원 맛집을 찾아줘", "그럼 대통령은 누구야")
QUESTIONS = (
    *LONG_ANSWERS, "그 전에는", "그 사람은 언제부터 했어", "두 번째 집은 어디야", "거기 전화번호는 뭐야",
    "다른 데는 없어", "부산시장이 누구야", "화성의 수도가 어디야", "다시 말해 줘", "어디까지 말했지", "천천히 말해 줘",
    "빨리 말해 줘", "처음부터 다시 하자", "안녕", "고마워", "너 이름이 뭐야", "바보야",
)  # fmt: skip
INTERRUPTIONS = ("아니 부산시장이 누구야", "그만", "잠깐 천천히 말해 줘", "거기 전화번호는 뭐야")
ABANDONED = ("수원에서 제일 유명한", "경기도지사가 그러니까", "내일 저녁에 친구들이랑")
# What is said while the robot speaks and does not interrupt it, and what it sounds like at first.
BACKCHANNELS = {"네네": "네", "그렇구나": "그렇", "으음": "부산 누구", "아하": "잠깐만", "": "아"}
SENTENCES = (*QUESTIONS, *INTERRUPTIONS, *ABANDONED, *BACKCHANNELS)
LOUDNESS = {text: 0.1 + 0.02 * number for number, text in enumerate(dict.fromkeys(SENTENCES))}
"""How each sentence sounds here: its level tells the recogniser what it is."""
TEXTS = {round(loudness, 2): text for text, loudness in LOUDNESS.items()}


@dataclass
class Script:
    """What happens in front of the microphone.

    Attributes:
        levels: the sound, one level a frame.
        turns: what should be answered.
        happened: how often what happened.
    """

    levels: list[float] = field(default_factory=list)
    turns: list[str] = field(default_factory=list)
    happened: Counter[str] = field(default_factory=Counter)

    @property
    def seconds(self) -> float:
        return len(self.levels) * FRAME_S

    def sound(self, seconds: float, level: float) -> None:
        self.levels += [level] * max(1, round(seconds / FRAME_S))

    def say(self, text: str) -> None:
        self.sound(max(0.6, SYLLABLE_S * len(text)), LOUDNESS[text])

    def silence(self, seconds: float) -> None:
        self.sound(seconds, 0.0)


def hour(chance: random.Random) -> Script:
    """An hour of people: most ask and listen, some do not."""
    script = Script()
    script.silence(1)
    while script.seconds < HOUR_S:
        what = chance.choice(("question", "question", "pause", "barge-in", "backchannel", "abandoned", "noise"))
        script.happened[what] += 1
        if what == "noise":
            for _ in range(3):
                script.sound(2 * FRAME_S, 0.9)  # too short for speech
                script.silence(0.3)
            script.sound(0.5, LOUDNESS[""])  # long enough, without a word
            script.silence(2)
            continue
        text = chance.choice({"abandoned": ABANDONED, "question": QUESTIONS}.get(what, LONG_ANSWERS))
        script.turns.append(text)
        if what == "pause":
            half = SYLLABLE_S * len(text) / 2
            script.sound(half, LOUDNESS[text])
            script.silence(0.13)  # shorter than any wait
            script.sound(half, LOUDNESS[text])
        else:
            script.say(text)
        if what == "barge-in":
            script.silence(chance.uniform(1.8, 2.6))
            script.turns.append(chance.choice(INTERRUPTIONS))
            script.say(script.turns[-1])
        elif what == "backchannel":
            script.silence(chance.uniform(1.8, 2.0))
            script.say(chance.choice(list(BACKCHANNELS)))
        script.silence(chance.uniform(14, 20))
    return script


class ScriptedMicrophone:
    """Hears the script; sets the pace of the clock."""

    def __init__(self, levels: Sequence[float], clock: VirtualClock) -> None:
        self._levels = levels
        self._clock = clock
        self.given = 0

    def frames(self) -> Iterator[Frame]:
        try:
            for level in self._levels:
                self._clock.advance((self.given + 1) * FRAME_S)
                start_s = self.given * FRAME_S
                self.given += 1
                yield Frame(np.full(FRAME, level, np.float32), start_s)
        finally:
            self._clock.advance(float("inf"))


class Loudness:
    """Takes every sound for speech, as a detector does that is fooled by each noise."""

    def __init__(self) -> None:
        self.asked = 0

    def probability(self, frame: Samples) -> float:
        self.asked += 1
        return 0.99 if frame[0] > 0.05 else 0.01


class ScriptedRecogniser:
    """Knows the sentences by how they sound; works on a part of one as on all of it, and hears another at first."""

    name = "scripted"

    def warm_up(self) -> None:
        pass

    def stream(self) -> ScriptedStream:
        return ScriptedStream()

    def glance(self, samples: Samples) -> Transcript:
        stream = ScriptedStream()
        return replace(stream.accept(samples) or stream.so_far(), doubtful=True)

    def look_again(self, samples: Samples) -> Transcript:
        stream = ScriptedStream()
        stream.accept(samples)
        return stream.finish()


class ScriptedStream:
    """One utterance."""

    def __init__(self) -> None:
        self._spoken: list[float] = []
        self._told = 0

    def accept(self, samples: Samples) -> Transcript | None:
        levels = samples[::FRAME]
        self._spoken += [float(level) for level in levels if level > 0.05]
        if len(self._spoken) < self._told + PARTIAL_EVERY:
            return None
        self._told = len(self._spoken)
        return self.so_far()

    def so_far(self) -> Transcript:
        return self._transcript(final=False)

    def finish(self) -> Transcript:
        return self._transcript(final=True)

    def _transcript(self, *, final: bool) -> Transcript:
        heard = Counter(TEXTS[round(level, 2)] for level in self._spoken if level < 0.9)
        text = heard.most_common(1)[0][0] if heard else ""
        if not final:
            share = len(self._spoken) * FRAME_S / (SYLLABLE_S * max(1, len(text)))
            text = BACKCHANNELS.get(text, text[: round(min(1.0, share) * len(text))])
        return Transcript(text, final, len(text) if final else 0, 0.0, len(self._spoken) * FRAME_S, 0.9)


class CountedEar(Ear):
    """Counts what it has to tell, whatever looks that took."""

    told = 0

    def _counted(self, heard: Transcript | None, before: int) -> Transcript | None:
        self.told = before + (heard is not None)
        return heard

    def listen(self, utterance: int, samples: Samples) -> Transcript | None:
        return self._counted(super().listen(utterance, samples), self.told)

    def transcribe(self) -> Transcript:
        before = self.told
        return self._counted(super().transcribe(), before)

    def look_again(self) -> Transcript:
        before = self.told
        return self._counted(super().look_again(), before)

    def glance(self) -> Transcript:
        before = self.told
        return self._counted(super().glance(), before)


class ToneVoice:
    """Speaks tones as long as the words would be."""

    name = "tone"

    def warm_up(self) -> None:
        pass

    def synthesize(self, text: str, pace: float = 1.0) -> Audio:
        seconds = ROBOT_SYLLABLE_S * max(1, len(text)) / pace
        times = np.arange(round(seconds * VOICE_RATE)) / VOICE_RATE
        return Audio((0.1 * np.sin(2 * np.pi * 220 * times)).astype(np.float32), VOICE_RATE)


class SilentSpeaker:
    """Lets a sound last as long as it is."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock

    def play(self, audio: Audio, stop: threading.Event) -> float:
        if stop.is_set():
            return 0.0
        begin = self._clock.now()
        self._clock.wait(begin + audio.duration_s, stop)
        return min(self._clock.now() - begin, audio.duration_s) if stop.is_set() else audio.duration_s

    def close(self) -> None:
        pass


@dataclass
class Minute:
    """The most there was of something in a minute."""

    threads: int = 0
    waiting: int = 0


class Watcher:
    """Watches a conversation and keeps little of it itself."""

    def __init__(self, ear: CountedEar) -> None:
        self._ear = ear
        self.frames = self.partials = 0
        self.heard: list[str] = []
        self.ended: Counter[str] = Counter()
        self.governors: Counter[bool] = Counter()
        self.minutes = [Minute() for _ in range(HOUR_S // 60 + 2)]
        self.memory: dict[str, int] = {}

    def frame(self, frame: Frame, phase: str) -> None:
        self.frames += 1
        minute = self.minutes[int(frame.start_s // 60)]
        minute.threads = max(minute.threads, threading.active_count())
        minute.waiting = max(minute.waiting, self._ear.told - self.partials)
        if phase == "listening":
            self._weigh(frame.start_s)

    def _weigh(self, at_s: float) -> None:
        """What the conversation holds; what it had before it was looked at is known no more after the warm-up."""
        for name, when_s in (("first", WARM_S / 2), ("warm", WARM_S), ("last", HOUR_S - 60)):
            if at_s >= when_s and name not in self.memory:
                if not tracemalloc.is_tracing():
                    tracemalloc.start()
                # What is remembered to save work is bounded, fills up with use, and is no growth.
                gc.unfreeze()  # what was loaded is not looked through otherwise
                for held in gc.get_objects():
                    if isinstance(held, functools._lru_cache_wrapper):
                        held.cache_clear()
                gc.collect()
                self.memory[name] = tracemalloc.get_traced_memory()[0]

    def partial(self, transcript: Transcript) -> None:
        self.partials += 1

    def answering(self, turn: Turn, record: TurnRecord) -> None:
        self.heard.append(turn.heard)
        if turn.heard == "경기도지사가 누구야":
            self.governors["추미애" in turn.reply.text] += 1

    def answered(self, turn: Turn, spoken: Spoken, record: TurnRecord) -> None:
        assert spoken.fault is None
        self.ended["cut" if spoken.left or spoken.cut else "whole"] += 1
        self.ended["went on"] += record.resumed_s is not None


@dataclass
class Conversed:
    """An hour that is over."""

    script: Script
    microphone: ScriptedMicrophone
    detector: Loudness
    ear: CountedEar
    watcher: Watcher
    turn: LiveTurn
    clock: VirtualClock
    threads_before: set[threading.Thread]


@pytest.fixture(scope="module")
def conversed(assistant: Assistant) -> Conversed:
    threads_before = set(threading.enumerate())
    script = hour(random.Random(2019))
    clock = VirtualClock()
    microphone, detector, ear = ScriptedMicrophone(script.levels, clock), Loudness(), CountedEar(ScriptedRecogniser())
    voice = Voice(ToneVoice(), ClauseCache(Path(), 0, REMEMBERED), -20.0)
    player = Player(SilentSpeaker(clock), clock)
    turn = live_turn(assistant, interruptible=True, saying=player.saying)
    watcher = Watcher(ear)
    try:
        Session(turn, detector, ear, voice, player, clock, watcher).run(microphone.frames())
    finally:
        tracemalloc.stop()
    return Conversed(script, microphone, detector, ear, watcher, turn, clock, threads_before)


def test_an_hour_passes_in_which_everything_happens(conversed):
    assert conversed.clock.now() >= HOUR_S
    assert min(conversed.script.happened.values()) >= 20
    assert conversed.watcher.ended["cut"] >= 20
    assert conversed.watcher.ended["went on"] >= 5


def test_every_utterance_is_answered_once_and_in_order_and_nothing_else_is(conversed):
    assert conversed.watcher.heard == conversed.script.turns


def test_the_last_answer_is_as_right_as_the_first(conversed):
    assert conversed.watcher.governors[True] >= 20
    assert not conversed.watcher.governors[False]


def test_every_frame_that_was_given_was_heard(conversed):
    given = len(conversed.script.levels)
    assert conversed.microphone.given == conversed.detector.asked == conversed.watcher.frames == given
    assert conversed.turn.now_s == pytest.approx(given * FRAME_S)
    assert conversed.turn.phase == "listening"


def test_no_result_of_the_recogniser_waits_longer_than_for_the_next_frame(conversed):
    assert max(minute.waiting for minute in conversed.watcher.minutes) == 0
    assert conversed.watcher.partials == conversed.ear.told


def test_the_number_of_threads_does_not_grow(conversed):
    threads = [minute.threads for minute in conversed.watcher.minutes]
    assert max(threads[WARM_S // 60 :]) <= max(threads[: WARM_S // 60])
    deadline = time.monotonic() + 5
    while (left := set(threading.enumerate()) - conversed.threads_before) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not left


def test_memory_does_not_grow(conversed):
    memory = conversed.watcher.memory
    assert memory["last"] - memory["warm"] < GROWTH_BYTES, memory
