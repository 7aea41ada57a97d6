"""The recogniser's side of a live turn: it can be asked for a transcript while the utterance goes on."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from companion.audio.pcm import HEARING_RATE, Samples
from companion.hearing.engine import Glancing, SpeechToText, Stream, Transcript
from companion.hearing.turn_completion import TurnCompletion

_NOTHING: Final = Transcript("", False, 0, 0.0, 0.0, 0.0)
_GROWN: Final = 2
_LONG_S: Final = 8.0
"""While an utterance goes on, doubtful words get a long look at its first pause, for most pauses are the end, and
another one whenever it is `_GROWN` times as long as at the last, up to `_LONG_S`. What is longer and unclear is a
crowd, as a rule; it gets its long look when it is over."""


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
        self._looked = 0

    def listen(self, utterance: int, samples: Samples) -> Transcript | None:
        """Take more sound; a new number begins a new utterance. A partial transcript, if there is a new one."""
        if utterance != self._utterance:
            self._utterance, self._sound, self._stream, self._looked = utterance, [], None, 0
        self._sound.append(samples)
        # One that fails at a piece is not gone on with: it would lack that piece.
        stream, self._stream = self._stream, None
        if stream is None:
            stream, samples = self._engine.stream(), self._whole()
        heard = stream.accept(samples)
        self._stream = stream
        return heard

    def transcribe(self) -> Transcript:
        """What was said in the utterance so far; doubtful where that was not worth a long look yet (`look_again`)."""
        if isinstance(self._engine, Glancing) and self._sound:
            heard = self._engine.glance(self._whole())
            if heard is not None and not heard.doubtful:
                return replace(heard, final=True, stable=len(heard.text))
            if self._looked == 0 or _GROWN * self._looked <= len(self._whole()) <= _LONG_S * HEARING_RATE:
                return self.look_again()
            text = heard.text if heard is not None else ""
            return replace(heard or _NOTHING, final=True, stable=len(text), doubtful=True)
        stream, self._stream = self._stream, None
        if stream is None:  # nothing new since the last time
            stream = self._engine.stream()
            if self._sound:
                stream.accept(self._whole())
        return stream.finish()

    def look_again(self) -> Transcript:
        """What was said in the utterance, which seems to be over, as well as it can be told."""
        if not isinstance(self._engine, Glancing) or not self._sound:
            return self.transcribe()
        self._looked = len(self._whole())
        return replace(self._engine.look_again(self._whole()), doubtful=False)

    def glance(self) -> Transcript:
        """What seems to be said in the utterance so far, without its end."""
        if not isinstance(self._engine, Glancing):
            return self.transcribe()
        return (self._engine.glance(self._whole()) if self._sound else None) or _NOTHING

    def completion(self) -> float | None:
        """How likely it is that the speaker is done, by the sound of the utterance so far; None where nobody knows."""
        if self._completion is None or not self._sound:
            return None
        return self._completion.probability(self._whole())

    def _whole(self) -> Samples:
        self._sound = [np.concatenate(self._sound)]
        return self._sound[0]
