"""Partial transcripts from engines that can only recognise a whole sound: they recognise it again as it grows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter
from typing import Final

import numpy as np

from companion.audio.pcm import HEARING_RATE, Samples
from companion.hearing.engine import Transcript
from companion.hearing.stability import Agreement

_SHARE: Final = 0.5
"""Share of the time that partial transcripts may take, so that a slow machine keeps up with the speaker."""


class GrowingUtterance:
    """One utterance, all of it recognised again now and then and at its end; see `engine.Stream`.

    Args:
        final: recognises the whole utterance.
        partial: recognises the beginning of one; None where nothing good enough came of it.
        every_ms: how much new sound makes a new partial transcript; 0 makes none.
        clock: seconds that recognition takes.
    """

    def __init__(
        self,
        final: Callable[[Samples], Transcript],
        partial: Callable[[Samples], Transcript | None],
        every_ms: int,
        clock: Callable[[], float] = perf_counter,
    ) -> None:
        self._final = final
        self._partial = partial
        self._every_s = every_ms / 1000
        self._clock = clock
        self._pieces: list[Samples] = []
        self._new_s = self._took_s = 0.0
        self._agreement = Agreement()

    def accept(self, samples: Samples) -> Transcript | None:
        """Keep more sound; at most one recognition, and only if enough sound has come since the last one."""
        self._pieces.append(samples)
        self._new_s += len(samples) / HEARING_RATE
        if not self._every_s or self._new_s < max(self._every_s, self._took_s / _SHARE):
            return None
        self._new_s = 0.0
        started = self._clock()
        heard = self._partial(self._sound())
        self._took_s = self._clock() - started
        if heard is None or not heard.text:
            return None
        return replace(heard, final=False, stable=self._agreement.stable(heard.text))

    def finish(self) -> Transcript:
        """Recognise all of it."""
        return self._final(self._sound())

    def _sound(self) -> Samples:
        self._pieces = [np.concatenate(self._pieces)] if self._pieces else [np.zeros(0, np.float32)]
        return self._pieces[0]
