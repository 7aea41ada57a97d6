"""What people say to the robot: over an answer (backchannels, coughs, phrases that steer it, other questions), when it
has asked something, and when they call it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import Final

import numpy as np

from companion.audio.filters import bandpass
from companion.audio.pcm import HEARING_RATE, Audio, Samples
from companion.base.errors import CompanionError
from companion.dialogue.assistant import Assistant
from companion.dialogue.expected import expected_utterances
from companion.evaluation.recordings import speech_bounds
from companion.language.hangul import is_syllable
from companion.language.spoken import spoken
from companion.speaking.loudness import normalize_loudness
from companion.speaking.voice import Voice, joined

VISITORS: Final = ("jm_kumo", "jf_nezumi+jf_tebukuro")
"""Kokoro's voices of those who speak to the robot: a man, and a mean of two women of whom the robot's has nothing."""
LISTENING: Final = (
    *("응", "네", "아~", "음~", "어", "오~", "네네", "그래요?", "그렇구나", "맞아요", "정말요?", "진짜?", "그러게요"),
    "아, 그렇구나",
)
COUGHS: Final = 6
ANSWERING: Final = (
    *("네", "아니요", "응, 좋아", "싫어", "두 번째 집", "더 싼 데", "매운 걸로 해 줘", "여섯 명이야", "수원역 근처"),
    *("한 번 더", "오늘 저녁", "잘 모르겠어"),
)
"""Short answers to what the robot may have asked."""
WAITING: Final = ("잠깐만", "잠깐만요", "잠시만요")
"""The commonest interruptions are no intent of their own, so the phrases of the skills lack them."""
STEERING: Final = tuple(f"control.{name}" for name in ("stop", "repeat", "slower", "faster", "louder", "quieter"))
"""Intents that people have about an answer while they hear it."""
ASKING: Final = ("knowledge", "recommend")
"""Skills that are asked something else."""

_MOST_SYLLABLES: Final = 15
"""Of what is said over it, so that the answer lasts longer."""

_SEED: Final = 20191023

_COUGH_HZ: Final = (300.0, 4000.0)
_BURSTS: Final = (1, 3)
_BURST_S: Final = (0.06, 0.15)
_BETWEEN_S: Final = (0.1, 0.25)
_ATTACK_S: Final = 0.003
_DECAYS: Final = 4.0
"""How many time constants a burst lasts: it ends 35 dB under its beginning."""


@dataclass(frozen=True, slots=True)
class VisitorClip:
    """What is said over an answer.

    Attributes:
        name: for the report.
        samples: 16 kHz mono.
        start_s: where its sound truly begins.
    """

    name: str
    samples: Samples
    start_s: float = 0.0


def interruptions(assistant: Assistant, count: int) -> list[str]:
    """What people interrupt with: phrases that steer the answer and other questions by turns, from the skills' data."""
    pairs = [pair for pair in expected_utterances(assistant, _SEED) if spoken_syllables(pair[0]) <= _MOST_SYLLABLES]
    random.Random(_SEED).shuffle(pairs)
    steering = [*WAITING, *(text for text, intent in pairs if intent in STEERING)]
    asking = [text for text, intent in pairs if intent.partition(".")[0] in ASKING]
    # Each once, so that they go on by turns.
    asked_once = [text for text in dict.fromkeys(asking) if text not in steering]
    by_turns = chain.from_iterable(zip_longest(dict.fromkeys(steering), asked_once))
    return list(islice((text for text in by_turns if text), count))


def listening(visitors: Sequence[Voice], level_dbfs: float) -> Iterator[VisitorClip]:
    """Backchannels, by all visitors in turn, and coughs, as loud as the robot speaks."""
    for number, text in enumerate(LISTENING):
        yield said_by(visitors[number % len(visitors)], text)
    for number in range(COUGHS):
        yield VisitorClip(f"(cough {number + 1})", cough(number, level_dbfs))


def calling(assistant: Assistant, count: int) -> list[str]:
    """Questions that begin with the robot's name, `count` of them or as many as there are."""
    asked = [text for text, intent in expected_utterances(assistant, _SEED) if intent.partition(".")[0] in ASKING]
    short = [text for text in dict.fromkeys(asked) if spoken_syllables(text) <= _MOST_SYLLABLES]
    random.Random(_SEED).shuffle(short)
    return [f"{assistant.settings.talking.wake_phrase}, {text}" for text in short[:count]]


def said_by(visitor: Voice, text: str) -> VisitorClip:
    """A text said by somebody.

    Raises:
        CompanionError: the voice has nothing to say.
    """
    sound = joined(visitor.clips(spoken(text)))
    if sound is None:
        raise CompanionError(f"{visitor.name} cannot say «{text}»")
    samples = sound.at(HEARING_RATE).samples
    return VisitorClip(text, samples, speech_bounds(samples, HEARING_RATE).start_s)


def cough(seed: int, level_dbfs: float) -> Samples:
    """A cough made of noise.

    One to three bursts of 60 to 150 ms, 100 to 250 ms apart. Each is white noise between 300 and 4000 Hz that rises
    within 3 ms and decays exponentially; the later ones are up to 6 dB softer than the first.

    Args:
        seed: another one is another cough.
        level_dbfs: its active level (ITU-T P.56), in dB under full scale.

    Returns:
        16 kHz mono.
    """
    chance = np.random.default_rng(seed)
    parts = []
    for number in range(chance.integers(*_BURSTS, endpoint=True)):
        gap = np.zeros(round(chance.uniform(*_BETWEEN_S) * HEARING_RATE) if number else 0)
        t = np.arange(round(chance.uniform(*_BURST_S) * HEARING_RATE)) / HEARING_RATE
        envelope = np.minimum(1, t / _ATTACK_S) * np.exp(-_DECAYS * t / (t[-1] or 1))
        gain = chance.uniform(0.5, 1) if number else 1.0
        parts += [gap, gain * envelope * bandpass(chance.standard_normal(len(t)), *_COUGH_HZ, HEARING_RATE)]
    sound = Audio(np.concatenate(parts).astype(np.float32), HEARING_RATE)
    return normalize_loudness(sound, level_dbfs).samples


def spoken_syllables(text: str) -> int:
    """How many syllables a text has when it is spoken."""
    return sum(map(is_syllable, spoken(text)))
