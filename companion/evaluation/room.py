"""A room that is computed: what the speaker plays comes back into the microphone softer and later.

It has one echo; with an impulse response that echo is reverberant. The speaker does not distort.
"""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event
from typing import Final

import numpy as np

from companion.audio.clock import Clock
from companion.audio.devices import Fader, Frame, SpeakerLost
from companion.audio.echo import BLOCK, EchoCanceller
from companion.audio.filters import convolve
from companion.audio.pcm import FRAME, HEARING_RATE, Audio, Samples
from companion.audio.portaudio import FADE_S, PLAY_AHEAD_S

ECHO_DB: Final = -10.0
"""The robot's voice in its own microphone, against somebody who speaks to it as loudly as it speaks."""
ECHO_DELAY_S: Final = 0.04
"""From a sample that is heard to its echo in what the microphone gives: the way through the air and the converters."""
NOISE_DBFS: Final = -65.0
"""A quiet room."""
LONGEST_S: Final = 90.0
"""A scene that is not over by then is ended."""

_SEED: Final = 20191023


class Room:
    """Microphone and speaker in a room, until it is closed.

    Hears and plays in blocks of 10 ms as the devices of `audio.portaudio` do: what is played is heard `PLAY_AHEAD_S`
    later, and comes back into the microphone `ECHO_DELAY_S` after that.

    Args:
        clock: the time line; the microphone moves it on.
        canceller: takes the echo out again; None for none.
        echo_db: gain of the echo.
        noise_dbfs: level of the noise in the room, in dB under full scale.
        response: impulse response of the room (16 kHz), for the echo and for everybody in it; None for none.

    Attributes:
        began_s: when the first sample was heard that was played; None before.
        silent_s: when the last one was heard.
        ducked: when the voice was told to be soft, and when it no longer was.
    """

    def __init__(
        self,
        clock: Clock,
        canceller: EchoCanceller | None = None,
        echo_db: float = ECHO_DB,
        noise_dbfs: float = NOISE_DBFS,
        response: Samples | None = None,
    ) -> None:
        self._clock = clock
        self._canceller = canceller
        self._gain = np.float32(10 ** (echo_db / 20))
        length = round(LONGEST_S * HEARING_RATE)
        noise = np.random.default_rng(_SEED).standard_normal(length, np.float32)
        self._others: Samples = noise * np.float32(10 ** (noise_dbfs / 20))
        self._played: Samples = np.zeros(length, np.float32)
        self._response = None if response is None else _of_unit_energy(response)
        self._echo: Samples = self._played if response is None else np.zeros(length, np.float32)
        self._closed = Event()
        self._fader = Fader()
        self.began_s: float | None = None
        self.silent_s = 0.0
        self.ducked: list[tuple[float, bool]] = []

    def put(self, samples: Samples, at_s: float) -> None:
        """Somebody beside the robot makes a sound (16 kHz), at a time that is still to come."""
        _add(self._others, self._reverberant(samples), at_s)

    def frames(self) -> Iterator[Frame]:
        """What the microphone hears, until the room is closed; then virtual time runs freely."""
        delay = round(ECHO_DELAY_S * HEARING_RATE)
        pending: Samples = np.zeros(0, np.float32)
        position = 0
        try:
            for start in range(0, len(self._others) - BLOCK + 1, BLOCK):
                self._clock.advance((start + BLOCK) / HEARING_RATE)
                if self._closed.is_set():
                    return
                echo = self._echo[max(0, start - delay) : max(0, start + BLOCK - delay)]
                heard = self._others[start : start + BLOCK].copy()
                heard[BLOCK - len(echo) :] += self._gain * echo
                if self._canceller is not None:
                    self._canceller.played(self._played[start : start + BLOCK], HEARING_RATE)
                    heard = self._canceller.clean(heard)
                pending = np.concatenate((pending, heard))
                if len(pending) >= FRAME:
                    yield Frame(pending[:FRAME], position / HEARING_RATE)
                    pending, position = pending[FRAME:], position + FRAME
        finally:
            self._closed.set()
            self._clock.advance(float("inf"))

    def play(self, audio: Audio, stop: Event) -> float:
        """Play a sound; once stopped, it fades after the block that is given already, as with the real speaker.

        Raises:
            SpeakerLost: the room is closed: nobody needs the rest of the answer.
        """
        sound = audio.at(HEARING_RATE).samples
        begin_s = self._clock.now()
        for start in range(0, len(sound), BLOCK):
            played_s = start / HEARING_RATE
            if self._closed.is_set():
                raise SpeakerLost("the room is closed", played_s)
            block = self._fader.faded(sound[start : start + BLOCK])
            if stop.is_set():
                if start:
                    self._hear(_faded(block), begin_s + played_s)
                return played_s
            self._hear(block, begin_s + played_s)
            self._clock.wait(begin_s + played_s + len(block) / HEARING_RATE, stop)
        return audio.duration_s

    def duck(self, softly: bool) -> None:
        """Play softly, or as usual."""
        if softly != (bool(self.ducked) and self.ducked[-1][1]):
            self.ducked.append((self._clock.now(), softly))
        self._fader.duck(softly)

    def close(self) -> None:
        """End the frames; nothing more is played."""
        self._closed.set()

    def _hear(self, block: Samples, given_s: float) -> None:
        at_s = given_s + PLAY_AHEAD_S
        if self.began_s is None:
            self.began_s = at_s
        self.silent_s = at_s + len(block) / HEARING_RATE
        _add(self._played, block, at_s)
        if self._response is not None:
            _add(self._echo, self._reverberant(block), at_s)  # its tail goes on under the next ones

    def _reverberant(self, samples: Samples) -> Samples:
        return samples if self._response is None else np.asarray(convolve(samples, self._response), np.float32)


def _of_unit_energy(response: Samples) -> Samples:
    """An impulse response that begins with the direct sound and leaves a sound about as loud as it is."""
    heard = response[int(np.argmax(np.abs(response))) :]
    return np.asarray(heard / np.sqrt(np.sum(heard.astype(np.float64) ** 2)), np.float32)


def _add(track: Samples, samples: Samples, at_s: float) -> None:
    """Mix samples into a track; what reaches beyond its end is lost."""
    at = round(at_s * HEARING_RATE)
    part = track[at : at + len(samples)]
    part += samples[: len(part)]


def _faded(block: Samples) -> Samples:
    fade = np.linspace(1, 0, round(FADE_S * HEARING_RATE), dtype=np.float32)[: len(block)]
    return block[: len(fade)] * fade
