"""Mono sound in memory, in files, and at other sample rates."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from companion.base.errors import UsageError
from companion.base.writing import write_result

Samples: TypeAlias = NDArray[np.float32]
"""Mono samples, shape (n,), full scale −1 to 1."""

HEARING_RATE: Final = 16_000
"""Samples a second of everything that is listened to."""
FRAME: Final = 512
"""Samples in one frame of listening: 32 ms, what the voice activity model takes."""


@dataclass(frozen=True, slots=True)
class Audio:
    """A stretch of mono sound.

    Attributes:
        samples: float32, full scale −1 to 1.
        rate: samples a second.
    """

    samples: Samples
    rate: int

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.rate

    def at(self, rate: int) -> Audio:
        """The same sound at another sample rate (soxr, high quality)."""
        return self if rate == self.rate else Audio(resample(self.samples, self.rate, rate), rate)


def resample(samples: Samples, rate: int, to: int) -> Samples:
    """Convert a whole sound from one sample rate to another."""
    if rate == to or not len(samples):
        return samples
    return np.asarray(soxr.resample(samples, rate, to), np.float32)


def silence(seconds: float, rate: int) -> Audio:
    """Nothing, for a while."""
    return Audio(np.zeros(round(seconds * rate), np.float32), rate)


def read_audio(path: Path) -> Audio:
    """Read a sound file (WAV, FLAC, OGG, MP3 …); several channels are averaged.

    Raises:
        UsageError: missing, or not a sound file.
    """
    if not path.is_file():
        raise UsageError(f"{path}: no such file")
    try:
        samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, OSError) as e:
        raise UsageError(f"{path}: not a sound file that can be read ({e})") from None
    return Audio(np.ascontiguousarray(samples.mean(axis=1), dtype=np.float32), rate)


def wav_bytes(audio: Audio) -> bytes:
    """The sound as a 16-bit WAV file."""
    buffer = io.BytesIO()
    soundfile.write(buffer, np.clip(audio.samples, -1, 1), audio.rate, format="WAV", subtype="PCM_16")
    return buffer.getvalue()


def write_wav(path: Path, audio: Audio) -> None:
    """Write a 16-bit WAV file, in one step.

    Raises:
        UsageError: the file cannot be written.
    """
    write_result(path, wav_bytes(audio))
