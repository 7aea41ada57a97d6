"""A short sound for whoever has to wait: «음,» before an answer that is late, never before one that is not."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from companion.speaking.voice import Clip


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What is said first where an answer is late.

    Attributes:
        clip: the sound; its text is empty, because it is no part of any answer.
        after_s: how late an answer may be without it.
    """

    clip: Clip
    after_s: float

    def before(self, clips: Iterator[Clip]) -> Iterator[Clip]:
        """The clips of an answer, the acknowledgement before them if the first is not there in time.

        Real time counts, so this is nothing for a virtual clock.
        """
        with ThreadPoolExecutor(1, "first-clause") as other:
            coming = other.submit(next, clips, None)
            try:
                first = coming.result(self.after_s)
            except TimeoutError:
                yield self.clip
                first = coming.result()
        if first is not None:
            yield first
            yield from clips
