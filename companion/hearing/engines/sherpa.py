"""sherpa-onnx: a streaming transducer such as the Korean Zipformer, or SenseVoice, from a folder of the user's.

The files of the folder tell which it is: a transducer has an encoder, a decoder and a joiner, SenseVoice one model
(k2-fsa.github.io/sherpa/onnx/pretrained_models). Where there are several precisions the 8-bit one is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from companion.audio.pcm import HEARING_RATE, Samples
from companion.base.errors import UsageError
from companion.base.extras import requiring
from companion.base.settings import Hearing
from companion.hearing.engine import Hints, Stream, Transcript
from companion.hearing.stability import Agreement
from companion.models.store import ModelStore

_TRANSDUCER: Final = ("encoder", "decoder", "joiner")
_TAIL_S: Final = 0.66
"""Silence after the end that a streaming transducer needs to give out its last words (sherpa-onnx's own examples)."""
_WARM_UP_S: Final = 0.5


class Sherpa:
    """Recognises with sherpa-onnx.

    Args:
        settings: `model` is a folder with `tokens.txt` and either `encoder*.onnx`, `decoder*.onnx` and
            `joiner*.onnx` or `model*.onnx`. With `device` `auto` the processor is taken: whether this build of
            sherpa-onnx has CUDA cannot be asked.
        models: where the model is.
        hints: not used; transducers take hotwords only in the pieces of their own vocabulary.

    Raises:
        MissingExtra: sherpa-onnx is not installed.
        ModelMissing: there is no such folder.
        UsageError: no folder is named, or it holds no model of these kinds.
    """

    def __init__(self, settings: Hearing, models: ModelStore, hints: Hints) -> None:
        with requiring("sherpa-onnx speech recognition", "sherpa"):
            import sherpa_onnx
        if not settings.model:
            raise UsageError("sherpa-onnx has no usual model: hearing.model names the folder of one")
        folder = models.locate(settings.model)
        files = _model_files(folder)
        common: dict[str, Any] = {
            "tokens": str(folder / "tokens.txt"),
            "num_threads": settings.threads,
            "provider": "cuda" if settings.device == "cuda" else "cpu",
        }
        self.name = f"sherpa-onnx:{folder.name}"
        self._partial_every = settings.partial_every_ms * HEARING_RATE // 1000
        self._streaming = "joiner" in files
        try:
            if self._streaming:
                self._recognizer = sherpa_onnx.OnlineRecognizer.from_transducer(**files, **common)
            else:
                self._recognizer = sherpa_onnx.OfflineRecognizer.from_sense_voice(**files, **common, language="ko")
        except RuntimeError as e:
            reason = str(e).splitlines()[0] if str(e) else "no reason given"
            raise UsageError(f"{folder}: sherpa-onnx cannot load this model ({reason})") from None

    def stream(self) -> Stream:
        """Begin an utterance."""
        if self._streaming:
            return _Streaming(self._recognizer, self._partial_every)
        return _Whole(self._recognizer)

    def warm_up(self) -> None:
        """Decode a little silence."""
        stream = self.stream()
        stream.accept(np.zeros(round(_WARM_UP_S * HEARING_RATE), np.float32))
        stream.finish()


def _model_files(folder: Path) -> dict[str, str]:
    """The arguments that name the model's files."""
    found = {part: _smallest(folder, part) for part in (*_TRANSDUCER, "model")}
    wanted = _TRANSDUCER if found["encoder"] else ("model",)
    if not (folder / "tokens.txt").is_file() or any(found[part] is None for part in wanted):
        raise UsageError(
            f"{folder}: not a sherpa-onnx model; hearing.model names a folder with tokens.txt and either "
            "encoder, decoder and joiner .onnx (streaming transducer) or model.onnx (SenseVoice)"
        )
    return {part: str(found[part]) for part in wanted}


def _smallest(folder: Path, part: str) -> Path | None:
    files = sorted(folder.glob(f"{part}*.onnx"))
    return next((file for file in files if ".int8." in file.name), files[0] if files else None)


class _Streaming:
    """One utterance through a streaming transducer; see `engine.Stream`."""

    def __init__(self, recognizer: Any, partial_every: int) -> None:
        self._recognizer = recognizer
        self._stream = recognizer.create_stream()
        self._partial_every = partial_every
        self._heard = self._reported = 0
        self._agreement = Agreement()

    def accept(self, samples: Samples) -> Transcript | None:
        """Decode more sound; a partial transcript every `partial_every_ms` in which there are words."""
        self._heard += len(samples)
        self._decode(samples)
        if not self._partial_every or self._heard - self._reported < self._partial_every:
            return None
        self._reported = self._heard
        text = self._recognizer.get_result(self._stream)
        if not text:
            return None
        return Transcript(text, False, self._agreement.stable(text), 0.0, self._heard / HEARING_RATE, 0.0)

    def finish(self) -> Transcript:
        """Decode to the end; the confidence is the mean probability of the tokens."""
        self._decode(np.zeros(round(_TAIL_S * HEARING_RATE), np.float32))
        self._stream.input_finished()
        self._decode(None)
        result = self._recognizer.get_result_all(self._stream)
        return _final(result.text, result.timestamps, self._heard, np.exp(result.ys_probs))

    def _decode(self, samples: Samples | None) -> None:
        if samples is not None:
            self._stream.accept_waveform(HEARING_RATE, samples)
        while self._recognizer.is_ready(self._stream):
            self._recognizer.decode_stream(self._stream)


class _Whole:
    """One utterance for a model that hears it as a whole at its end; see `engine.Stream`."""

    def __init__(self, recognizer: Any) -> None:
        self._recognizer = recognizer
        self._pieces: list[Samples] = []

    def accept(self, samples: Samples) -> None:
        """Keep the sound."""
        self._pieces.append(samples)

    def finish(self) -> Transcript:
        """Decode all of it; the confidence is the mean probability of the tokens, 1 where the model gives none."""
        samples = np.concatenate(self._pieces) if self._pieces else np.zeros(0, np.float32)
        if not len(samples):
            return _final("", (), 0, np.zeros(0))
        stream = self._recognizer.create_stream()
        stream.accept_waveform(HEARING_RATE, samples)
        self._recognizer.decode_stream(stream)
        result = stream.result
        return _final(result.text, result.timestamps, len(samples), np.exp(result.ys_log_probs))


def _final(text: str, token_times: Sequence[float], heard: int, probabilities: NDArray[np.floating[Any]]) -> Transcript:
    """The final transcript; its words begin with the first and end with the start of the last token."""
    text = text.strip()
    if not text:
        return Transcript("", True, 0, 0.0, 0.0, 0.0)
    start, end = (token_times[0], token_times[-1]) if token_times else (0.0, heard / HEARING_RATE)
    return Transcript(text, True, len(text), start, end, float(np.mean(probabilities)) if len(probabilities) else 1.0)
