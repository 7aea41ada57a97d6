"""One recogniser for several who speak at once: they take turns in the order in which they came, a piece at a time."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from companion.audio.pcm import Samples
from companion.hearing.engine import SpeechToText, Stream, Transcript
from companion.server.metrics import Metrics
from companion.server.refusals import Refused


class SharedEars:
    """A recogniser that may be used from any thread. Whoever uses it or its streams may be `Refused`: it was not its
    turn within the time that there is.

    Args:
        engine: used by one at a time.
        within_s: how long somebody waits for a turn.
        metrics: are told how many wait, and how long the words of an utterance took.
    """

    def __init__(self, engine: SpeechToText, within_s: float, metrics: Metrics) -> None:
        self._engine = engine
        self._within_s = within_s
        self._stages = metrics.stages
        self._gauge = metrics.waiting.labels("ears")
        self._changed = Condition()
        self._line: deque[object] = deque()
        self._taken = False

    @property
    def name(self) -> str:
        """The engine's."""
        return self._engine.name

    def stream(self) -> Stream:
        """Begin an utterance.

        Raises:
            Refused: too many are before it.
        """
        with self.turn():
            return _Taking(self._engine.stream(), self)

    def warm_up(self) -> None:
        """Do once what makes the first utterance slower than the second."""
        with self.turn():
            self._engine.warm_up()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Nobody else uses the engine meanwhile; who came first is first.

        Raises:
            Refused: others are before it for too long.
        """
        ticket = object()
        with self._changed:
            self._line.append(ticket)
            self._count()
            comes = self._changed.wait_for(lambda: self._line[0] is ticket and not self._taken, self._within_s)
            self._line.remove(ticket)
            self._count()
            if not comes:
                self._changed.notify_all()  # the next may be first now
                raise Refused("busy")
            self._taken = True
        try:
            yield
        finally:
            with self._changed:
                self._taken = False
                self._changed.notify_all()

    def understood(self, seconds: float) -> None:
        """An utterance was understood, after so long."""
        self._stages.labels("hearing").observe(seconds)

    def _count(self) -> None:
        self._gauge.set(len(self._line))


class _Taking:
    def __init__(self, stream: Stream, ears: SharedEars) -> None:
        self._stream = stream
        self._ears = ears

    def accept(self, samples: Samples) -> Transcript | None:
        with self._ears.turn():
            return self._stream.accept(samples)

    def finish(self) -> Transcript:
        began = time.monotonic()
        with self._ears.turn():
            heard = self._stream.finish()
        self._ears.understood(time.monotonic() - began)
        return heard
