"""Mono sound in memory, in files, and at other sample rates."""

from __future__ import annotations

import io
import math
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from companion.base.errors import UsageError
from companion.base.extras import requiring
from companion.base.writing import write_result

with requiring("sound", "voice"):
    import soundfile
    import soxr

Samples: TypeAlias = NDArray[np.float32]
"""Mono samples, shape (n,), full scale −1 to 1."""

HEARING_RATE: Final = 16_000
"""Samples a second of everything that is listened to."""
RATES: Final = range(4_000, 192_001)
"""Samples a second that a sound file may have."""
MOST_CHANNELS: Final = 16
MOST_SAMPLES: Final = 1 << 27
"""Samples a channel that are read at most, 512 MiB in memory: 46 minutes at 48 kHz, over two hours at 16 kHz."""
_BLOCK: Final = 1 << 16
_CANCELLED: Final = 0.5
FRAME: Final = 512
"""Samples in one frame of listening: 32 ms, what the voice activity model takes."""

# How files begin that telephones and browsers write: the bytes, where they stand, what it is.
_UNDECODED: Final = (
    (b"ftyp", 4, "MPEG-4 sound (m4a, mp4)"),
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


def stream_resampler(rate: int) -> Callable[[Samples], Samples]:
    """Brings sound that arrives in pieces to `HEARING_RATE`."""
    if rate == HEARING_RATE:
        return lambda samples: samples
    stream = soxr.ResampleStream(rate, HEARING_RATE, 1, dtype="float32", quality="MQ")
    return lambda samples: np.asarray(stream.resample_chunk(samples), np.float32)


def pcm16(samples: Samples) -> bytes:
    """Samples as 16-bit little-endian numbers; what is too loud is cut."""
    encoded: bytes = (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()
    return encoded


def from_pcm16(content: bytes) -> Samples:
    """16-bit little-endian numbers as samples; half a number at the end is left out."""
    numbers = np.frombuffer(content[: len(content) // 2 * 2], "<i2").astype(np.float32)
    return numbers / np.float32(32768)


def as_sound(samples: NDArray[np.floating]) -> NDArray[np.float32]:
    """Numbers of any shape as sound: what is no number, or not finite, is silence; what is too loud is cut.

    One sample that is no number spreads over everything that is computed of the sound around it, so whatever comes
    from a driver, a file or a microphone of somebody's own goes through here before anything else.
    """
    return np.clip(np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0), -1, 1).astype(np.float32, copy=False)


def silence(seconds: float, rate: int) -> Audio:
    """Nothing, for a while."""
    return Audio(np.zeros(round(seconds * rate), np.float32), rate)


def read_audio(path: Path) -> Audio:
    """Read a sound file (WAV, FLAC, OGG, MP3 …) as mono.

    Nothing that the header says is trusted: the file is read block by block. Channels are averaged, unless they
    would cancel each other out (one of them inverted); then the louder one is heard. Samples that are no number, or
    not finite, are silence; the others are brought to full scale at most.

    Raises:
        UsageError: missing, not a sound file, or one out of bounds: `RATES`, `MOST_CHANNELS`, `MOST_SAMPLES`.
    """
    if not path.exists():
        raise UsageError(f"{path}: no such file")
    if not path.is_file():
        raise UsageError(f"{path}: not a file")
    try:
        with path.open("rb") as file:
            return read_stream(file, name=str(path))
    except OSError as e:
        raise UsageError(f"{path}: cannot be read ({e.strerror})") from None


def read_stream(stream: BinaryIO, longest_s: float = math.inf, name: str = "the recording") -> Audio:
    """Like `read_audio`, from an open file.

    Args:
        stream: open for reading, at its beginning.
        longest_s: seconds that are read at most.
        name: by which messages call it.

    Raises:
        UsageError: as in `read_audio`, or longer.
    """
    try:
        with soundfile.SoundFile(stream) as file:
            if file.samplerate not in RATES:
                bounds = f"{RATES.start:,} to {RATES.stop - 1:,}"
                raise UsageError(f"{name}: {file.samplerate:,} samples a second; only {bounds} can be read")
            if file.channels > MOST_CHANNELS:
                raise UsageError(f"{name}: {file.channels} channels; at most {MOST_CHANNELS} can be read")
            return Audio(_mono(_blocks(file, name, longest_s)), file.samplerate)
    except soundfile.LibsndfileError as e:
        problem = " ".join(str(getattr(e, "error_string", None) or e).split())
        if kind := _undecoded(stream):
            source, target = shlex.quote(name), shlex.quote(str(Path(name).with_suffix("")) + "-16k.wav")
            convert = f"ffmpeg -i {source} -ac 1 -ar {HEARING_RATE} {target}"
            raise UsageError(f"{name}: {kind}, which cannot be decoded here; convert it: {convert}") from None
        raise UsageError(f"{name}: not a sound file that can be read ({problem}); WAV, FLAC, OGG and MP3 can") from None


def _undecoded(stream: BinaryIO) -> str | None:
    """The name of the format, if it is one that people have and libsndfile cannot decode."""
    stream.seek(0)
    head = stream.read(16)
    return next((name for mark, at, name in _UNDECODED if head.startswith(mark, at)), None)


def _blocks(file: soundfile.SoundFile, name: str, longest_s: float) -> Iterator[NDArray[np.float32]]:
    """The samples in blocks of shape (frames, channels), finite and within full scale."""
    frames, most = 0, min(MOST_SAMPLES, longest_s * file.samplerate)
    while len(block := file.read(_BLOCK, dtype="float32", always_2d=True)):
        frames += len(block)
        if frames > most:
            minutes = int(most // file.samplerate // 60)
            raise UsageError(f"{name}: longer than the {minutes} minutes that can be read; cut it into parts")
        yield as_sound(block)


def _mono(blocks: Iterator[NDArray[np.float32]]) -> Samples:
    averages: list[Samples] = []
    loudest: list[Samples] = []
    together = 0.0
    each: NDArray[np.float64] = np.zeros(1)
    for block in blocks:
        energy = np.square(block, dtype=np.float64).sum(axis=0)
        each = each + energy
        averages.append(np.ascontiguousarray(block.mean(axis=1), dtype=np.float32))
        loudest.append(averages[-1] if len(energy) == 1 else block[:, int(energy.argmax())].copy())
        together += float(np.square(averages[-1], dtype=np.float64).sum())
    # Channels without any likeness leave 1 / channels of their mean energy; less means that they cancel each other.
    cancelled = together < _CANCELLED * float(each.mean()) / len(each)
    chosen = loudest if cancelled else averages
    return np.concatenate(chosen) if chosen else np.zeros(0, np.float32)


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
