"""Kokoro-82M, a small neural voice, speaking Korean on ONNX Runtime.

The model (Hexgrad 2025, Apache-2.0; here as ONNX with 8-bit weights) speaks any phonemes of its vocabulary with
the voice of a style vector. It has no Korean voice: Japanese ones are given Korean phonemes (`speaking.phonemes`).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from companion.audio.pcm import Audio
from companion.base.errors import CompanionError, UsageError
from companion.base.extras import requiring
from companion.base.settings import Speaking
from companion.language.pronunciation import pronounce
from companion.models.processors import usable_processors
from companion.models.store import ModelMissing, ModelStore
from companion.speaking.phonemes import MAP_VERSION, phonemes

with requiring("the kokoro voice", "voice"):
    import onnxruntime

RATE: Final = 24_000
"""Samples a second."""
DEFAULT_MODEL: Final = "kokoro-82m"
DEFAULT_VOICE: Final = "jf_alpha+jf_gongitsune+jm_kumo"
"""The mean of three voices is understood better than any of them (docs/pronunciation.md)."""
CALLED: Final = {"male": "jm_kumo"}
"""Voices that can be asked for by what they are."""
USUAL_SPEED: Final = 0.85
"""What the model calls its speed when the settings say 1: Korean is understood better a little slower."""
_MOST_TOKENS: Final = 508
"""The model takes 510 with the two at the ends."""


class Kokoro:
    """The Kokoro engine.

    Args:
        settings: voice (a name in the model's voices, several joined by «+» for their mean, or «male»), speed, device
            and threads.
        models: finds the folder with `model.onnx`, `vocab.json` and `voices_ja.npz`.

    Raises:
        ModelMissing: the model has not been fetched, or a file of it is damaged.
        UsageError: there is no such voice, or no GPU where one is asked for.
    """

    def __init__(self, settings: Speaking, models: ModelStore) -> None:
        model = settings.model or DEFAULT_MODEL
        folder = models.locate(model)
        self._voice = CALLED.get(settings.voice or "", settings.voice) or DEFAULT_VOICE
        self._speed = settings.speed
        try:
            vocabulary = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))["vocab"]
            self._tokens: dict[str, int] = {symbol: int(token) for symbol, token in vocabulary.items()}
            self._styles = _read_styles(folder / "voices_ja.npz", self._voice)
            self._session = _session(folder / "model.onnx", settings)
        except CompanionError:
            raise
        except Exception as e:  # each reader has errors of its own
            problem = str(e).partition("\n")[0]
            raise ModelMissing(model, f"in {folder} cannot be loaded ({problem})") from None

    @property
    def name(self) -> str:
        """Engine, voice, pace and phone map."""
        return f"kokoro:{self._voice}:{USUAL_SPEED * self._speed:g}:map{MAP_VERSION}"

    def synthesize(self, text: str, pace: float = 1.0) -> Audio:
        """Say one clause; one that is longer than the model takes is said in parts."""
        speed = USUAL_SPEED * self._speed * pace
        parts = [self._run(part, speed) for part in _parts(phonemes(pronounce(text)))]
        return Audio(np.concatenate(parts) if parts else np.zeros(0, np.float32), RATE)

    def warm_up(self) -> None:
        """Let ONNX Runtime plan its memory."""
        self.synthesize("네, 안녕하세요.")

    def _run(self, symbols: str, speed: float) -> NDArray[np.float32]:
        tokens = [self._tokens[symbol] for symbol in symbols]
        (samples,) = self._session.run(
            None,
            {
                "tokens": np.array([[0, *tokens, 0]], np.int64),
                "style": self._styles[min(len(tokens), len(self._styles)) - 1],
                "speed": np.array([speed], np.float32),
            },
        )
        return np.asarray(samples, np.float32).ravel()


def _read_styles(path: Path, voice: str) -> NDArray[np.float32]:
    """The style vectors of a voice or the mean of several, shape (510, 1, 256): one for each number of tokens."""
    names = voice.split("+")
    with np.load(path) as voices:
        for name in names:
            if name not in voices.files:
                raise UsageError(
                    f"Kokoro has no voice «{name}»; there are: {', '.join([*CALLED, *sorted(voices.files)])}"
                )
        return np.asarray(np.mean([voices[name] for name in names], axis=0), np.float32)


def _session(path: Path, settings: Speaking) -> onnxruntime.InferenceSession:
    has_gpu = "CUDAExecutionProvider" in onnxruntime.get_available_providers()
    if settings.device == "cuda" and not has_gpu:
        raise UsageError("this ONNX Runtime sees no GPU: install onnxruntime-gpu, or set speaking.device to cpu")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = voice_threads(settings.threads, usable_processors())
    options.log_severity_level = 3
    providers = ["CPUExecutionProvider"]
    if has_gpu and settings.device != "cpu":
        providers.insert(0, "CUDAExecutionProvider")
    return onnxruntime.InferenceSession(str(path), options, providers=providers)


def voice_threads(wanted: int, processors: int) -> int:
    """How many threads to speak with: of three processors or more one is left free, for whoever listens meanwhile.

    Of two it is not: on one thread a clause takes nearly twice as long (docs/voice.md), and is what is waited for.
    """
    return min(wanted, max(2, processors - 1))


def _parts(symbols: str) -> list[str]:
    """Cut phonemes into parts that the model takes, after a sign if possible, else at a space."""
    out = []
    rest = symbols.strip()
    while len(rest) > _MOST_TOKENS:
        head = rest[:_MOST_TOKENS]
        ends = [match.end() for match in re.finditer(r"[.,?!] ", head)] or [head.rfind(" ") + 1]
        cut = ends[-1] or _MOST_TOKENS
        out.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [part for part in [*out, rest] if part.strip(" .,?!")]
