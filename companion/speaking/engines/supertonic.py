"""Supertonic 3 (https://github.com/supertone-inc/supertonic-py): neural voices with Korean of their own.

The package fetches its weights (Open RAIL-M) from a hub when the engine is first made, so that needs the network
once; after that it runs offline, on the processor.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np

from companion.audio.pcm import Audio
from companion.base.errors import CompanionError, UsageError
from companion.base.extras import requiring
from companion.base.settings import Speaking
from companion.models.store import ModelStore

DEFAULT_MODEL: Final = "supertonic-3"
DEFAULT_VOICE: Final = "F1"
_LANGUAGE: Final = "ko"
USUAL_SPEED: Final = 1.05
"""Supertonic's own usual pace."""
_SLOWEST, _FASTEST = 0.7, 2.0


class Supertonic:
    """The Supertonic engine.

    Args:
        settings: `model` is a name of Supertonic's or a folder with its files; `voice` one of its voices (M1 … M5,
            F1 … F5); speed and threads.
        models: not needed; the package keeps its weights itself.

    Raises:
        MissingExtra: the package is not installed.
        UsageError: there is no such model or voice, or a GPU is asked for, which the package doesn't use.
        CompanionError: the weights are not on this machine and cannot be fetched.
    """

    def __init__(self, settings: Speaking, models: ModelStore) -> None:
        with requiring("the supertonic voice", "supertonic"):
            from supertonic import TTS
        if settings.device == "cuda":
            raise UsageError("supertonic runs on the processor only: set speaking.device to auto or cpu")
        model = settings.model or DEFAULT_MODEL
        # A folder is never fetched into: the package would replace what it holds.
        source: dict[str, Any] = (
            {"model_dir": Path(model), "auto_download": False} if Path(model).is_dir() else {"model": model}
        )
        try:
            self._tts = TTS(**source, intra_op_num_threads=settings.threads)
        except ValueError as e:
            raise UsageError(f"supertonic: {e}") from None
        except (RuntimeError, OSError) as e:
            problem = str(e).partition("\n")[0]
            raise CompanionError(
                f"the weights of «{model}» can be neither found nor fetched ({problem}): connect once to the network,"
                " or set speaking.model to a folder that holds them"
            ) from None
        self._voice = settings.voice or DEFAULT_VOICE
        if self._voice not in self._tts.voice_style_names:
            known = ", ".join(self._tts.voice_style_names)
            raise UsageError(f"supertonic has no voice «{self._voice}»; there are: {known}")
        self._style = self._tts.get_voice_style(self._voice)
        self._speed = settings.speed
        self.name = f"supertonic:{model}:{self._voice}:{self._speed:g}"

    def synthesize(self, text: str, pace: float = 1.0) -> Audio:
        """Say one clause; see `TextToSpeech.synthesize`."""
        rate = int(self._tts.sample_rate)
        if not any(ch.isalnum() for ch in text):
            return Audio(np.zeros(0, np.float32), rate)
        speed = min(_FASTEST, max(_SLOWEST, USUAL_SPEED * self._speed * pace))
        samples, _ = self._tts.synthesize(text, voice_style=self._style, speed=speed, lang=_LANGUAGE)
        return Audio(np.ascontiguousarray(samples[0], np.float32), rate)

    def warm_up(self) -> None:
        """Say a word."""
        self.synthesize("네.")
