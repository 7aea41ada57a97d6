"""What others build of the same weights, to measure ours beside it."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Final

import numpy as np

from companion.audio.pcm import Samples
from companion.base.extras import requiring
from companion.hearing.engine import Stream, Transcript

with requiring("the faster-whisper engine", "voice"):
    from faster_whisper import WhisperModel

_BEAM: Final = 5


class FasterWhisperAsDocumented:
    """faster-whisper as its README uses it: `transcribe` with a beam of 5, in 8-bit integers on the processor.

    It is told that it hears Korean, which its README leaves to it to find out.

    Args:
        folder: a Whisper model converted for CTranslate2.
        threads: of the processor.
    """

    def __init__(self, folder: Path, threads: int) -> None:
        self._model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=threads)
        self.name = f"faster-whisper as documented:{folder.name}"

    def stream(self) -> Stream:
        """Begin an utterance."""
        return _WholeUtterance(self._model)

    def warm_up(self) -> None:
        """Recognise a second of silence."""
        list(self._model.transcribe(np.zeros(16000, np.float32), language="ko", beam_size=_BEAM)[0])


class _WholeUtterance:
    def __init__(self, model: WhisperModel) -> None:
        self._model = model
        self._sound: list[Samples] = []

    def accept(self, samples: Samples) -> None:
        self._sound.append(samples)

    def finish(self) -> Transcript:
        sound = np.concatenate(self._sound)
        found = list(self._model.transcribe(sound, language="ko", beam_size=_BEAM)[0])
        text = " ".join(one.text.strip() for one in found)
        sure = math.exp(sum(one.avg_logprob for one in found) / len(found)) if found else 0.0
        return Transcript(text, True, len(text), 0.0, found[-1].end if found else 0.0, sure)
