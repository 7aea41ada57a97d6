"""From frames with speech probabilities to utterances: a state machine without a clock, time is counted in frames.

A frame is speech where the probability reaches the threshold, and after a frame of speech already 0.15 under it (the
hysteresis of Silero VAD's own segmentation, github.com/snakers4/silero-vad). Settings in milliseconds are rounded up
to whole frames.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final, TypeAlias

import numpy as np

from companion.audio.pcm import FRAME, HEARING_RATE, Samples
from companion.base.settings import VoiceActivity

FRAME_S: Final = FRAME / HEARING_RATE
"""Seconds in one frame."""

_HYSTERESIS: Final = 0.15
_LEAST_THRESHOLD: Final = 0.01
# From this share of the longest turn on, ever shorter silences end it, so that the cut falls into a pause.
_HURRY_FROM: Final = 0.75
_NOTHING: Final = np.zeros(0, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class SpeechStarted:
    """Somebody has begun to speak.

    Attributes:
        at_s: when this became clear; all times are seconds since the first frame.
        start_s: where `samples` begin.
        samples: the utterance so far, with the padding before it.
    """

    at_s: float
    start_s: float
    samples: Samples


@dataclass(frozen=True, slots=True, eq=False)
class SpeechContinues:
    """One more frame of a turn, spoken or silent.

    Attributes:
        at_s: end of the frame.
        silence_s: for how long nobody has spoken.
        samples: what comes next in the utterance; empty while a silence is longer than the padding, because it is
            part of the utterance only if speech goes on after it.
    """

    at_s: float
    silence_s: float
    samples: Samples


@dataclass(frozen=True, slots=True, eq=False)
class SpeechEnded:
    """The turn is over.

    Attributes:
        at_s: when this became clear; the last speech was `silence_s` earlier.
        silence_s: for how long nobody had spoken.
        start_s: where `samples` begin.
        end_s: where they end.
        samples: the whole utterance with its padding: what the events since `SpeechStarted` carried, joined.
    """

    at_s: float
    silence_s: float
    start_s: float
    end_s: float
    samples: Samples


SpeechEvent: TypeAlias = SpeechStarted | SpeechContinues | SpeechEnded


class Framer:
    """Cuts sound that arrives in pieces of any length into frames."""

    def __init__(self) -> None:
        self._rest = _NOTHING

    def frames(self, samples: Samples) -> Iterator[Samples]:
        """The frames that are complete with these samples; what is left over waits for the next ones."""
        sound = np.concatenate((self._rest, samples))
        whole = len(sound) - len(sound) % FRAME
        self._rest = sound[whole:]
        yield from sound[:whole].reshape(-1, FRAME)

    def last(self) -> Samples | None:
        """What is left over, filled up with silence to one frame; None where nothing is."""
        if not len(self._rest):
            return None
        frame = np.pad(self._rest, (0, FRAME - len(self._rest)))
        self._rest = _NOTHING
        return frame


class Segmenter:
    """Finds the utterances in a stream of frames.

    No sample is in two utterances, and speech of at least `min_speech_ms` is always in one. A turn that nears
    `max_speech_s` (padding included) ends at the first silence long enough, and the silence asked for shrinks
    until, at the limit, the turn is cut wherever it is.
    """

    def __init__(self, settings: VoiceActivity) -> None:
        self._threshold = settings.threshold
        self._stays = max(settings.threshold - _HYSTERESIS, _LEAST_THRESHOLD)
        self._min_speech = _frames(settings.min_speech_ms)
        self._end_silence = _frames(settings.end_silence_ms)
        self._padding = _frames(settings.padding_ms)
        self._max_speech = int(settings.max_speech_s / FRAME_S)
        self._now = 0
        self._before: deque[Samples] = deque(maxlen=self._padding + self._min_speech)
        self._was_speech = False
        self._voiced = 0
        self._utterance: list[Samples] = []
        self._held_back: list[Samples] = []
        self._silent = 0
        self._start = 0

    @property
    def speaking(self) -> bool:
        """Whether a turn is running: it has started and not ended."""
        return bool(self._utterance)

    def accept(self, frame: Samples, probability: float) -> Sequence[SpeechEvent]:
        """What happens with the next frame.

        Args:
            frame: 512 samples at 16 kHz; kept, not copied.
            probability: how likely it is speech.
        """
        self._now += 1
        self._was_speech = probability >= (self._stays if self._was_speech else self._threshold)
        if not self.speaking:
            return self._wait(frame)
        event = self._continue(frame)
        over = self._silent >= self._patience() or self._length() >= self._max_speech
        return (event, self._finish()) if over else (event,)

    def end(self) -> SpeechEnded | None:
        """End the running turn here: the input is over, or somebody else knows that the turn is. None if none runs."""
        return self._finish() if self.speaking else None

    def _wait(self, frame: Samples) -> Sequence[SpeechEvent]:
        self._before.append(frame)
        self._voiced = self._voiced + 1 if self._was_speech else 0
        if self._voiced < self._min_speech:
            return ()
        self._utterance = list(self._before)
        self._start = self._now - len(self._utterance)
        self._silent = self._voiced = 0
        return (SpeechStarted(self._now * FRAME_S, self._start * FRAME_S, _join(self._utterance)),)

    def _continue(self, frame: Samples) -> SpeechContinues:
        self._held_back.append(frame)
        self._silent = 0 if self._was_speech else self._silent + 1
        fresh: list[Samples] = []
        if self._silent <= self._padding:
            fresh, self._held_back = self._held_back, []
            self._utterance += fresh
        return SpeechContinues(self._now * FRAME_S, self._silent * FRAME_S, _join(fresh))

    def _length(self) -> int:
        return len(self._utterance) + len(self._held_back)

    def _patience(self) -> int:
        """How many silent frames end the turn, now that it is so long."""
        left = (1 - self._length() / self._max_speech) / (1 - _HURRY_FROM)
        return max(1, ceil(self._end_silence * min(1.0, left)))

    def _finish(self) -> SpeechEnded:
        event = SpeechEnded(
            at_s=self._now * FRAME_S,
            silence_s=self._silent * FRAME_S,
            start_s=self._start * FRAME_S,
            end_s=(self._start + len(self._utterance)) * FRAME_S,
            samples=_join(self._utterance),
        )
        # What was held back may be the padding before the next utterance.
        self._before = deque(self._held_back, self._before.maxlen)
        self._utterance, self._held_back = [], []
        self._silent = 0
        return event


def _frames(milliseconds: int) -> int:
    return ceil(milliseconds / 1000 / FRAME_S)


def _join(frames: Sequence[Samples]) -> Samples:
    return np.concatenate(frames) if frames else _NOTHING
