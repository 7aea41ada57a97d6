"""espeak-ng: a formant synthesiser of 21 MB that runs anywhere, for when the neural voice can't.

The library and its data come with the package `espeakng_loader` and are loaded as they are (GPL-3, a separate
work); nothing of the system is needed.
"""

from __future__ import annotations

import ctypes
import threading
from pathlib import Path
from typing import Final

import numpy as np

from companion.audio.pcm import Audio
from companion.base.errors import CompanionError
from companion.base.extras import requiring
from companion.base.settings import Speaking
from companion.language.pronunciation import pronounce
from companion.models.store import ModelStore

with requiring("the espeak-ng voice", "voice"):
    import espeakng_loader

VOICE: Final = "ko"
WORDS_PER_MINUTE: Final = 150
"""The usual pace (speed 1); espeak-ng takes 80 to 450."""
PITCH: Final = 65
"""0 to 100; 50 is espeak-ng's own."""

# From speak_lib.h.
_SYNCHRONOUS: Final = 2
_RATE, _PITCH = 1, 3
_POSITION_OF_CHARACTER: Final = 1
_UTF8: Final = 1
_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class _Library:
    """The C library, of which a process has one: it keeps its state in global variables."""

    def __init__(self) -> None:
        path, data = espeakng_loader.get_library_path(), espeakng_loader.get_data_path()
        try:
            self._lib = ctypes.CDLL(path)
        except OSError as e:
            raise CompanionError(f"espeak-ng cannot be loaded ({e}): reinstall espeakng-loader") from None
        self.rate: int = self._lib.espeak_Initialize(_SYNCHRONOUS, 0, str(Path(data).parent).encode(), 0)
        if self.rate <= 0:
            raise CompanionError(f"espeak-ng finds no data in {data}: reinstall espeakng-loader")
        self._chunks: list[np.ndarray] = []
        self._receive = _Callback(self._take)  # must live as long as the library
        self._lib.espeak_SetSynthCallback(self._receive)
        self.lock = threading.Lock()

    def _take(self, samples: ctypes._Pointer[ctypes.c_short], count: int, _events: int | None) -> int:
        if samples and count:
            self._chunks.append(np.ctypeslib.as_array(samples, (count,)).copy())
        return 0

    def say(self, text: str, voice: str, words_per_minute: int) -> np.ndarray:
        """Samples of 16 bit. Call it with the lock held."""
        if self._lib.espeak_SetVoiceByName(voice.encode()) != 0:
            raise CompanionError(f"espeak-ng has no voice «{voice}»")
        self._lib.espeak_SetParameter(_RATE, words_per_minute, 0)
        self._lib.espeak_SetParameter(_PITCH, PITCH, 0)
        self._chunks = []
        data = text.encode() + b"\0"
        self._lib.espeak_Synth(data, ctypes.c_size_t(len(data)), 0, _POSITION_OF_CHARACTER, 0, _UTF8, None, None)
        return np.concatenate(self._chunks) if self._chunks else np.zeros(0, np.int16)


_library: _Library | None = None
_making: Final = threading.Lock()


def _shared_library() -> _Library:
    global _library
    with _making:
        if _library is None:
            _library = _Library()
        return _library


class EspeakNg:
    """The espeak-ng engine.

    Args:
        settings: voice (an espeak-ng voice; Korean if None) and speed.
        models: not needed.

    Raises:
        CompanionError: the library cannot be loaded, or it has no such voice.
    """

    def __init__(self, settings: Speaking, models: ModelStore) -> None:
        self._voice = settings.voice or VOICE
        self._speed = settings.speed
        self._library = _shared_library()
        self.warm_up()

    @property
    def name(self) -> str:
        """Engine, voice and pace."""
        return f"espeak-ng:{self._voice}:{self._speed:g}"

    def synthesize(self, text: str, pace: float = 1.0) -> Audio:
        """Say one clause; espeak-ng's own Korean rules are few, so it gets the text as it is pronounced."""
        with self._library.lock:
            rate = round(WORDS_PER_MINUTE * self._speed * pace)
            samples = self._library.say(pronounce(text), self._voice, rate)
            return Audio(samples.astype(np.float32) / np.float32(32768), self._library.rate)

    def warm_up(self) -> None:
        """Load the voice."""
        self.synthesize("네")
