"""Whisper on CTranslate2, hearing no more than there is to hear.

Whisper was trained on windows of 30 s, and on a processor most of its time goes into encoding the silence after a
short utterance. Its encoder takes shorter windows too, but a decoder that sees no silence at the end does not know
where to stop. So here

- the window is the utterance and a second of silence, and at least 8 s;
- the decoder writes timestamps, which make it look for the end (Radford et al. 2022, section 4.5);
- a transcript that looks doubtful is made again in the whole window;
- names of the data are written where the sound allows them (`companion.hearing.known_names`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from math import ceil
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from companion.audio.pcm import HEARING_RATE, Samples, as_sound
from companion.base.errors import DataError, UsageError
from companion.base.extras import requiring
from companion.base.settings import Hearing
from companion.hearing.engine import Hints, Transcript
from companion.hearing.known_names import likeliest
from companion.hearing.partials import GrowingUtterance
from companion.hearing.whisper_text import (
    LONGEST,
    UNSURE,
    before_circling,
    goes_in_circles,
    most_tokens,
    nobody_speaks,
    words_are_doubtful,
)
from companion.language.misheard import MisheardNames
from companion.models.processors import usable_processors
from companion.models.store import ModelStore

with requiring("the faster-whisper engine", "voice"):
    import ctranslate2
    import tokenizers
    from faster_whisper.feature_extractor import FeatureExtractor
    from faster_whisper.tokenizer import Tokenizer

_LANGUAGE: Final = "ko"
_WHOLE_S: Final = 30.0
_SILENCE_S: Final = 1.0
_LEAST_S: Final = 8.0
_POSITION_S: Final = 0.02
_POSITION: Final = round(_POSITION_S * HEARING_RATE)
"""Samples in one position of the encoder's output, which is two frames of the spectrogram."""
_BEAM: Final = 2
_AT_ONCE: Final = 16
"""Texts that are weighed together."""
_ENCODED: Final = 8
"""Sounds of which the encoding is kept: one sound is weighed for some texts first, and for others after."""
_WEIGHED: Final = 1000
"""Texts of which it is kept how likely they are without any sound."""
_LEAST: Final = 1e-12
_NOTHING_S: Final = 3.0
_FAINT: Final = 0.01


@dataclass(frozen=True, slots=True)
class _Hypothesis:
    """What the decoder wrote for one window.

    Attributes:
        text: the words.
        start_s, end_s: where the words begin and end in the window, as far as there are timestamps.
        log_probability: mean over the tokens, the end of the text among them.
        no_speech: probability that nobody speaks.
        ended: whether the decoder came to an end by itself.
    """

    text: str
    start_s: float
    end_s: float
    log_probability: float
    no_speech: float
    ended: bool

    @property
    def doubtful(self) -> bool:
        """Whether the words may be others, or nobody's."""
        return not self.ended or words_are_doubtful(self.text, self.log_probability, self.no_speech)

    @property
    def spoken(self) -> bool:
        """Whether somebody has said these words."""
        return not nobody_speaks(self.text, self.log_probability, self.no_speech)


class FasterWhisper:
    """Recognises Korean with a Whisper model of any size.

    Args:
        settings: `model` is a multilingual Whisper model converted for CTranslate2; `context` fits the window to the
            utterance or keeps Whisper's own of 30 s; `prompt_names` is how many names of the hints the decoder is
            prompted with. Runs in 8-bit integers on the processor, in float16 on a GPU.
        models: where the model is.
        hints: names for the prompt. They are then heard oftener, and make the decoder slower and more inclined to go
            in circles; so the second look, in the whole window, is without them. And all names that are known.

    Raises:
        ModelMissing: the model has not been fetched.
        DataError: the folder holds no whole Whisper model.
        UsageError: the model knows English only, or there is no GPU where one is asked for.
    """

    def __init__(self, settings: Hearing, models: ModelStore, hints: Hints) -> None:
        folder = models.locate(settings.model)
        self._model, tokenizer = _load(folder, _device(settings.device), settings.threads)
        self.name = f"faster-whisper:{folder.name}" + ("@full" if settings.context == "full" else "")
        self._fitted = settings.context == "fitted"
        self._partial_every_ms = settings.partial_every_ms
        self._spectrogram = FeatureExtractor(feature_size=self._model.n_mels)
        self._tokenizer = Tokenizer(tokenizer, multilingual=True, task="transcribe", language=_LANGUAGE)
        self._usual: dict[str, NDArray[np.float64]] = {}
        self._encoded: dict[bytes, Any] = {}
        known = self._tokenizer
        self._prompt = _prompt(known, hints.names[: settings.prompt_names])
        self._names = MisheardNames(hints.known if settings.known_names else ())
        self._never = [
            *known.non_speech_tokens,
            *(known.transcribe, known.translate, known.sot, known.sot_prev, known.sot_lm, known.no_speech),
        ]

    def stream(self) -> GrowingUtterance:
        """Begin an utterance."""
        return GrowingUtterance(self.transcribe, self._transcribe_once, self._partial_every_ms)

    def warm_up(self) -> None:
        """Recognise a second of silence."""
        self.transcribe(np.zeros(HEARING_RATE, np.float32))

    def transcribe(self, samples: Samples) -> Transcript:
        """The final transcript of a sound (16 kHz mono); one longer than 30 s is cut there."""
        whole = round(_WHOLE_S * HEARING_RATE)
        pieces = [samples[start : start + whole] for start in range(0, len(samples), whole)]
        return _transcript([self._recognise(piece) for piece in pieces])

    def weigh(self, samples: Samples, texts: Sequence[str]) -> list[tuple[float, ...]]:
        """How much likelier the sound makes each token of each text than silence and faint noise do (`Weighing`)."""
        unknown = [text for text in dict.fromkeys(texts) if text not in self._usual]
        if unknown:
            silent, faint = (self._log_probabilities(nothing, unknown) for nothing in _nothing())
            if len(self._usual) + len(unknown) > _WEIGHED:
                self._usual.clear()
            self._usual |= {text: (a + b) / 2 for text, a, b in zip(unknown, silent, faint, strict=True)}
        heard = self._log_probabilities(samples[: round(_WHOLE_S * HEARING_RATE)], texts)
        return [tuple((now - self._usual[text]).tolist()) for text, now in zip(texts, heard, strict=True)]

    def _log_probabilities(self, samples: Samples, texts: Sequence[str]) -> list[NDArray[np.float64]]:
        """The log probability of each token of each text, given the sound and the tokens before."""
        positions = ceil(_window_s(len(samples) / HEARING_RATE) / _POSITION_S)
        sound = sha256(samples.tobytes()).digest()
        if sound not in self._encoded:
            while len(self._encoded) >= _ENCODED:
                del self._encoded[next(iter(self._encoded))]
            self._encoded[sound] = self._model.encode(self._seen(samples, positions))
        return self._scores(self._encoded[sound], texts, positions)

    def _scores(self, seen: Any, texts: Sequence[str], positions: int) -> list[NDArray[np.float64]]:
        """Like `_log_probabilities`, of a sound that is encoded already."""
        known = self._tokenizer
        encoded = np.asarray(seen.to_device(ctranslate2.Device.cpu))
        found = []
        for start in range(0, len(texts), _AT_ONCE):
            some = texts[start : start + _AT_ONCE]
            several = ctranslate2.StorageView.from_array(np.ascontiguousarray(np.repeat(encoded, len(some), axis=0)))
            tokens = [known.encode(" " + text) for text in some]
            aligned = self._model.align(several, list(known.sot_sequence), tokens, 2 * positions)
            found += [np.log(np.maximum(one.text_token_probs, _LEAST)) for one in aligned]
        return found

    def _sums(self, seen: Any, texts: Sequence[str], positions: int) -> list[float]:
        """The log probability of each whole text."""
        return [float(tokens.sum()) for tokens in self._scores(seen, texts, positions)]

    def _seen(self, samples: Samples, positions: int) -> Any:
        sound = np.pad(as_sound(samples), (0, positions * _POSITION - len(samples)))
        spectrogram = np.ascontiguousarray(self._spectrogram(sound, padding=0)[np.newaxis], np.float32)
        return ctranslate2.StorageView.from_array(spectrogram)

    def _recognise(self, samples: Samples) -> _Hypothesis:
        if self._fitted:
            quick = self._decode(samples, whole=False)
            if not quick.doubtful:
                return quick
        return self._decode(samples, whole=True)

    def glance(self, samples: Samples) -> Transcript | None:
        """What one look tells (`Glancing`), without the second one that doubtful words get."""
        heard = self._decode(samples[: round(_WHOLE_S * HEARING_RATE)], whole=not self._fitted)
        if goes_in_circles(heard.text):
            return None
        return replace(_transcript([heard]), doubtful=self._fitted and heard.doubtful)

    def look_again(self, samples: Samples) -> Transcript:
        """What the second look tells (`Glancing`), in the whole window."""
        return _transcript([self._decode(samples[: round(_WHOLE_S * HEARING_RATE)], whole=True)])

    def _transcribe_once(self, samples: Samples) -> Transcript | None:
        """A partial transcript; None where the words are doubtful."""
        seconds = len(samples) / HEARING_RATE
        if seconds > _WHOLE_S:
            return None
        heard = self._decode(samples, whole=not self._fitted)
        return None if heard.doubtful else _transcript([heard])

    def _decode(self, samples: Samples, *, whole: bool) -> _Hypothesis:
        seconds = len(samples) / HEARING_RATE
        positions = ceil((_WHOLE_S if whole else _window_s(seconds)) / _POSITION_S)
        known = self._tokenizer
        prompt = [*known.sot_sequence, known.no_timestamps] if whole else [*self._prompt, *known.sot_sequence]
        most = most_tokens(seconds)
        encoded = self._model.encode(self._seen(samples, positions))
        (result,) = self._model.generate(
            encoded,
            [prompt],
            beam_size=_BEAM,
            num_hypotheses=_BEAM if self._names else 1,
            max_length=len(prompt) + most,
            return_scores=True,
            return_no_speech_prob=True,
            suppress_tokens=self._never,
        )
        tokens = result.sequences_ids[0]
        times = [(token - known.timestamp_begin) * _POSITION_S for token in tokens if token >= known.timestamp_begin]
        text = known.decode(tokens).replace("\ufffd", "").strip()
        # The score is the mean without the end of the text, which is one token more.
        log_probability = result.scores[0] * len(tokens) / (len(tokens) + 1)
        if whole and (kept := before_circling(text)) != text:
            # Whatever is said over and over becomes ever likelier; the words before must be likely by themselves.
            log_probability = float(self._scores(encoded, [kept], positions)[0].mean()) if kept else -math.inf
            text = kept if log_probability >= UNSURE else ""
        elif self._names and text:
            others = (known.decode(other).replace("\ufffd", "").strip() for other in result.sequences_ids[1:])
            texts = list(dict.fromkeys((text, *filter(None, others))))
            text = likeliest(texts, self._names, lambda some: self._sums(encoded, some, positions))
        return _Hypothesis(
            text=text,
            start_s=min(times, default=0.0),
            end_s=min(seconds, max(times, default=seconds)),
            log_probability=log_probability,
            no_speech=result.no_speech_prob,
            ended=len(tokens) < most,
        )


def _nothing() -> tuple[Samples, Samples]:
    """Sounds in which nobody speaks: silence, and faint white noise."""
    length = round(_NOTHING_S * HEARING_RATE)
    noise = np.random.default_rng(0).standard_normal(length).astype(np.float32) * np.float32(_FAINT)
    return np.zeros(length, np.float32), noise


def _prompt(tokenizer: Tokenizer, names: Sequence[str]) -> list[int]:
    """The names as if they had been said just before, as many as there is room for."""
    return [tokenizer.sot_prev, *tokenizer.encode(" " + ", ".join(names))[: LONGEST - 1]] if names else []


def _window_s(seconds: float) -> float:
    """Length of the window for an utterance of that length."""
    return min(_WHOLE_S, max(_LEAST_S, seconds + _SILENCE_S))


def _transcript(windows: Sequence[_Hypothesis]) -> Transcript:
    """The final transcript of an utterance in one or more whole windows."""
    spoken = [(i * _WHOLE_S, heard) for i, heard in enumerate(windows) if heard.spoken]
    if not spoken:
        return Transcript("", True, 0, 0.0, 0.0, 0.0)
    text = " ".join(heard.text for _, heard in spoken)
    confidence = math.exp(sum(heard.log_probability for _, heard in spoken) / len(spoken))
    start_s = spoken[0][0] + spoken[0][1].start_s
    end_s = spoken[-1][0] + spoken[-1][1].end_s
    return Transcript(text, True, len(text), start_s, end_s, confidence)


def _device(wanted: Literal["auto", "cpu", "cuda"]) -> Literal["cpu", "cuda"]:
    gpu = ctranslate2.get_cuda_device_count() > 0
    if wanted == "cuda" and not gpu:
        raise UsageError("CTranslate2 sees no GPU here; set hearing.device to cpu or auto")
    return "cuda" if gpu and wanted != "cpu" else "cpu"


def spinning_threads(wanted: int, processors: int) -> int:
    """How many threads to decode with: at most one fewer than there are processors, and at least one.

    A step of the decoder is hundreds of small operations, and after each of them all threads wait for one another. GNU
    OpenMP, which CTranslate2 runs on, lets them spin there only while it has no more threads in all, the waiting one
    included, than there are processors (libgomp manual, GOMP_SPINCOUNT). Otherwise they sleep, and on two processors
    two threads are four times slower than one (docs/voice.md).
    """
    return max(1, min(wanted, processors - 1))


def _load(folder: Path, device: Literal["cpu", "cuda"], threads: int) -> tuple[Any, tokenizers.Tokenizer]:
    try:
        model = ctranslate2.models.Whisper(
            str(folder),
            device=device,
            compute_type="int8" if device == "cpu" else "float16",
            intra_threads=spinning_threads(threads, usable_processors()),
        )
        tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as e:  # the tokenizers library raises nothing finer, CTranslate2 RuntimeError and ValueError
        raise DataError(folder, None, f"not a whole Whisper model ({e})", "fetch the model again") from None
    if not model.is_multilingual:
        raise UsageError(f"{folder}: this Whisper model knows English only; set hearing.model to a multilingual one")
    return model, tokenizer
