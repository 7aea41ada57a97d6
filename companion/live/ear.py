"""The recogniser's side of a live turn: it can be asked for a transcript while the utterance goes on."""

from __future__ import annotations

import numpy as np

from companion.audio.pcm import Samples
from companion.hearing.engine import Glancing, SpeechToText, Stream, Transcript
from companion.hearing.turn_completion import TurnCompletion


class Ear:
    """Feeds one utterance after another to an engine; used by one thread.

    An engine's stream ends with its final transcript. Somebody who pauses may go on, so the sound of the running
    utterance is kept, and a stream that was finished too early is replaced by one that hears all of it.

    Args:
        engine: with its model loaded.
        completion: tells whether a speaker is done; only one who has it can be asked for that.
    """

    def __init__(self, engine: SpeechToText, completion: TurnCompletion | None = None) -> None:
        self._engine = engine
        self._completion = completion
        self._utterance = 0
        self._sound: list[Samples] = []
        self._stream: Stream | None = None

    def listen(self, utterance: int, samples: Samples) -> Transcript | None:
        """Take more sound; a new number begins a new utterance. A partial transcript, if there is a new one."""
        if utterance != self._utterance:
            self._utterance, self._sound, self._stream = utterance, [], None
        self._sound.append(samples)
        # One that fails at a piece is not gone on with: it would lack that piece.
        stream, self._stream = self._stream, None
        if stream is None:
            stream, samples = self._engine.stream(), np.concatenate(self._sound)
        heard = stream.accept(samples)
        self._stream = stream
        return heard

    def transcribe(self) -> Transcript:
        """What was said in the utterance so far."""
        stream, self._stream = self._stream, None
        if stream is None:  # nothing new since the last time
            stream = self._engine.stream()
            if self._sound:
                stream.accept(np.concatenate(self._sound))
        return stream.finish()

    def glance(self) -> Transcript:
        """What seems to be said in the utterance so far, without its end."""
        if not isinstance(self._engine, Glancing):
            return self.transcribe()
        heard = self._engine.glance(np.concatenate(self._sound)) if self._sound else None
        return heard or Transcript("", False, 0, 0.0, 0.0, 0.0)

    def completion(self) -> float | None:
        """How likely it is that the speaker is done, by the sound of the utterance so far; None where nobody knows."""
        if self._completion is None or not self._sound:
            return None
        return self._completion.probability(np.concatenate(self._sound))
