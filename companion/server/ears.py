"""One recogniser for several who speak at once: they take turns, an utterance at a time."""

from __future__ import annotations

from threading import Lock

from companion.audio.pcm import Samples
from companion.hearing.engine import SpeechToText, Stream, Transcript


class SharedEars:
    """A recogniser that may be used from any thread.

    Args:
        engine: used by one at a time.
    """

    def __init__(self, engine: SpeechToText) -> None:
        self._engine = engine
        self._lock = Lock()

    @property
    def name(self) -> str:
        """The engine's."""
        return self._engine.name

    def stream(self) -> Stream:
        """Begin an utterance."""
        with self._lock:
            return _Taking(self._engine.stream(), self._lock)

    def warm_up(self) -> None:
        """Do once what makes the first utterance slower than the second."""
        with self._lock:
            self._engine.warm_up()


class _Taking:
    def __init__(self, stream: Stream, lock: Lock) -> None:
        self._stream = stream
        self._lock = lock

    def accept(self, samples: Samples) -> Transcript | None:
        with self._lock:
            return self._stream.accept(samples)

    def finish(self) -> Transcript:
        with self._lock:
            return self._stream.finish()
