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

LARGEST: Final = 1 << 28
"""Samples that are decoded of one file, all channels together: 1 GiB, an hour and a half at 48 kHz."""
_BLOCK: Final = 1 << 20
"""Samples decoded at a time."""
_SLOWEST: Final = 4_000
_FASTEST: Final = 192_000
"""Samples a second of recordings: slower is no speech, faster no sound card."""
_LOUDEST: Final = 64.0
"""Beyond this much of full scale (+36 dB) a sample is no sound, but a number of another scale."""
_CONVERT: Final = "convert it: ffmpeg -i FILE -ac 1 -ar 16000 FILE.wav"
# How files begin that people have and libsndfile cannot decode: the bytes, where they stand, what it is.
_UNDECODED: Final = (
    (b"ftyp", 4, "MP4 sound (m4a, mp4)"),
    (b"\x1a\x45\xdf\xa3", 0, "WebM or Matroska sound"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", 0, "Windows Media sound (wma)"),
    (b"#!AMR", 0, "AMR sound"),
    (b"\xff\xf1", 0, "AAC sound"),
    (b"\xff\xf9", 0, "AAC sound"),
)


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
    """Read a sound file (WAV, FLAC, OGG, MP3 …) of any length that memory bears; several channels become one.

    Whatever its header says, no more than `LARGEST` samples are decoded. Samples that are no numbers are silence.

    Raises:
        UsageError: missing, not a sound file that can be decoded, or of a rate, length or level that no recording has.
    """
    if not path.is_file():
        raise UsageError(f"{path}: no such file")
    try:
        with soundfile.SoundFile(path) as file:
            rate = file.samplerate
            if not _SLOWEST <= rate <= _FASTEST:
                raise UsageError(f"{path}: {rate:,} samples a second; {_SLOWEST:,} to {_FASTEST:,} can be heard")
            channels = _decoded(file, path)
    except (soundfile.LibsndfileError, OSError) as e:
        raise UsageError(f"{path}: {_why_not(path, e)}") from None
    channels[~np.isfinite(channels)] = 0.0
    if (peak := float(max(channels.max(initial=0.0), -channels.min(initial=0.0)))) > _LOUDEST:
        raise UsageError(f"{path}: holds samples of {peak:,.0f}; save it with a full scale of 1, or as 16-bit WAV")
    return Audio(_mixed(channels), rate)


def _decoded(file: soundfile.SoundFile, path: Path) -> NDArray[np.float32]:
    """All samples, shape (n, channels), read block by block, because the length in a header may be a lie."""
    sound = bytearray()
    # a slow recording grows when it is resampled for listening
    most = int(LARGEST / file.channels * min(1.0, file.samplerate / HEARING_RATE))
    read = 0
    while len(block := file.read(max(1, _BLOCK // file.channels), dtype="float32", always_2d=True)):
        read += len(block)
        if read > most:
            raise UsageError(f"{path}: longer than {most / file.samplerate / 60:.0f} minutes; {_CONVERT}")
        sound += block.tobytes()
    return np.frombuffer(sound, np.float32).reshape(-1, file.channels)


def _mixed(channels: NDArray[np.float32]) -> Samples:
    """The mean of the channels, shape (n, channels); one that runs against the loudest is turned over first.

    A microphone wired the wrong way round would otherwise cancel the other one.
    """
    if channels.shape[1] == 1:
        return channels[:, 0]
    together = channels.T @ channels
    loudest = int(np.argmax(np.diag(together)))
    signs = np.where(together[loudest] < 0, -1, 1).astype(np.float32)
    return np.asarray(channels @ (signs / len(signs)), np.float32)


def _why_not(path: Path, error: Exception) -> str:
    """Why a file cannot be decoded, and what to do about it."""
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as e:
        return f"cannot be read ({e.strerror or e})"
    for mark, start, name in _UNDECODED:
        if head.startswith(mark, start):
            return f"{name} cannot be decoded here; {_CONVERT}"
    return f"not a sound file that can be read ({error})"


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
