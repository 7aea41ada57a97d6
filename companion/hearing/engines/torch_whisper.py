"""What the Whisper engines on PyTorch have in common.

They hear every sound in Whisper's whole window of 30 s, which is what the model was trained on and what a GPU has
time for, and they can decode many sounds in one batch.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from companion.audio.pcm import HEARING_RATE, Samples
from companion.hearing.engine import Transcript
from companion.hearing.partials import GrowingUtterance
from companion.hearing.whisper_text import before_circling, nobody_speaks, words_are_doubtful

LANGUAGE: Final = "ko"
MULTILINGUAL_VOCABULARY: Final = 51_865
"""Tokens that a Whisper model has at least if it knows more than English."""
WINDOW: Final = 30 * HEARING_RATE
"""Samples that Whisper hears at once."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """What Whisper wrote for one window.

    Attributes:
        text: the words.
        log_probability: mean over the tokens, the end of the text among them.
        no_speech: probability that nobody speaks.
        ended: whether the decoder came to an end by itself.
    """

    text: str
    log_probability: float
    no_speech: float
    ended: bool

    @property
    def spoken(self) -> bool:
        """Whether somebody has said these words."""
        return not nobody_speaks(self.text, self.log_probability, self.no_speech)

    @property
    def doubtful(self) -> bool:
        """Whether the words may be others, or nobody's."""
        return not self.ended or words_are_doubtful(self.text, self.log_probability, self.no_speech)


class TorchWhisper(ABC):
    """A Whisper model on PyTorch as a speech-to-text engine.

    Args:
        name: of the engine and its model.
        partial_every_ms: how much new sound makes a new partial transcript; 0 makes none.
    """

    def __init__(self, name: str, partial_every_ms: int) -> None:
        self.name = name
        self._partial_every_ms = partial_every_ms

    @abstractmethod
    def _decode(self, windows: Sequence[Samples]) -> list[Decoded]:
        """Recognise one or more sounds of at most `WINDOW` samples each, in one batch."""

    def transcribe(self, sounds: Sequence[Samples]) -> list[Transcript]:
        """A final transcript of each sound (16 kHz mono), all decoded in one batch; longer ones are cut at 30 s."""
        windows = [window for sound in sounds for window in _windows(sound)]
        decoded = iter(self._decode(windows) if windows else ())
        return [_transcript([next(decoded) for _ in _windows(sound)], len(sound)) for sound in sounds]

    def stream(self) -> GrowingUtterance:
        """Begin an utterance."""
        return GrowingUtterance(self._final, self._partial, self._partial_every_ms)

    def warm_up(self) -> None:
        """Recognise a second of silence."""
        self._final(np.zeros(HEARING_RATE, np.float32))

    def _final(self, sound: Samples) -> Transcript:
        return self.transcribe([sound])[0]

    def _partial(self, sound: Samples) -> Transcript | None:
        if len(sound) > WINDOW:
            return None
        (heard,) = self._decode([sound])
        return None if heard.doubtful else _transcript([heard], len(sound))


def _windows(sound: Samples) -> Iterator[Samples]:
    return (sound[start : start + WINDOW] for start in range(0, len(sound), WINDOW))


def _transcript(windows: Sequence[Decoded], length: int) -> Transcript:
    """The final transcript of a sound of so many samples, heard in one or more windows."""
    spoken = [heard for heard in windows if heard.spoken and before_circling(heard.text)]
    if not spoken:
        return Transcript("", True, 0, 0.0, 0.0, 0.0)
    text = " ".join(before_circling(heard.text) for heard in spoken)
    confidence = math.exp(sum(heard.log_probability for heard in spoken) / len(spoken))
    return Transcript(text, True, len(text), 0.0, length / HEARING_RATE, confidence)
