"""A microphone that hears a file, and a speaker that plays into one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Final

import numpy as np

from companion.audio.clock import Clock
from companion.audio.devices import Frame
from companion.audio.pcm import FRAME, HEARING_RATE, Audio, Samples, read_audio, write_wav

TAIL_S: Final = 2.0
"""Silence after the file, so that the last turn in it comes to its end."""
_SILENT_RATE: Final = 24_000
"""Sample rate of a recording in which nothing was played."""


class FileMicrophone:
    """Hears a sound file and then silence; sets the pace of the clock.

    Args:
        path: a sound file of any rate and number of channels.
        clock: frames come when they would be over: a `RealClock` gives real time, a `VirtualClock` goes faster.
        tail_s: seconds of silence after the end.

    Raises:
        UsageError: the file cannot be read.
    """

    def __init__(self, path: Path, clock: Clock, tail_s: float = TAIL_S) -> None:
        samples = read_audio(path).at(HEARING_RATE).samples
        frames = -(-(len(samples) + round(tail_s * HEARING_RATE)) // FRAME)
        self._samples: Samples = np.zeros(frames * FRAME, np.float32)
        self._samples[: len(samples)] = samples
        self._clock = clock
        self._closed = Event()

    def frames(self) -> Iterator[Frame]:
        """The frames of the file; when they are over, virtual time runs freely, so that everything is played."""
        begin = self._clock.now()
        try:
            for start in range(0, len(self._samples), FRAME):
                if self._closed.is_set():
                    break
                self._clock.advance(begin + (start + FRAME) / HEARING_RATE)
                yield Frame(self._samples[start : start + FRAME], start / HEARING_RATE)
        finally:
            self._clock.advance(float("inf"))

    def close(self) -> None:
        """End the frames."""
        self._closed.set()


class FileSpeaker:
    """Plays into a WAV file whose time line is the clock's: what is played at 3 s stands at 3 s.

    The file has the sample rate of the first sound and is written, in one step, by `close`.

    Args:
        path: the file.
        clock: says when a sound begins and lets it last.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._rate: int | None = None
        self._played: list[tuple[int, Samples]] = []

    def play(self, audio: Audio, stop: Event) -> float:
        """Play a sound into the file; takes as long as the sound lasts on the clock."""
        if stop.is_set():
            return 0.0
        rate = self._rate = self._rate or audio.rate
        begin = self._clock.now()
        self._clock.wait(begin + audio.duration_s, stop)
        played_s = min(self._clock.now() - begin, audio.duration_s) if stop.is_set() else audio.duration_s
        samples = audio.at(rate).samples
        self._played.append((round(begin * rate), samples[: round(played_s * rate)]))
        return played_s

    def close(self) -> None:
        """Write the file.

        Raises:
            UsageError: it cannot be written.
        """
        end = max([round(self._clock.now() * (self._rate or _SILENT_RATE)), *(at + len(s) for at, s in self._played)])
        recording = np.zeros(end, np.float32)
        for at, samples in self._played:
            recording[at : at + len(samples)] += samples
        write_wav(self._path, Audio(recording, self._rate or _SILENT_RATE))
