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
_CLEARLY: Final = 2
"""How many times as loud another channel has to be to take the place of the one that is heard: a change clicks."""
_REMEMBERED: Final = math.exp(-1 / 48_000)
"""How much what came before a sample counts against it, when channels are weighed: about a second at any usual rate."""
FRAME: Final = 512
"""Samples in one frame of listening: 32 ms, what the voice activity model takes."""

# How files begin that telephones and browsers write and libsndfile cannot decode: the bytes, where they stand, what it
# is, and by which of its readers FFmpeg takes it apart; it is not left to guess, some of its formats name files.
_OF_TELEPHONES: Final = (
    (b"ftyp", 4, "MPEG-4 sound (m4a, mp4)", "mov"),
    (b"\x1a\x45\xdf\xa3", 0, "WebM or Matroska sound", "matroska"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", 0, "Windows Media sound (wma)", "asf"),
    (b"#!AMR", 0, "AMR sound", "amr"),
    (b"\xff\xf1", 0, "AAC sound", "aac"),
    (b"\xff\xf9", 0, "AAC sound", "aac"),
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
    if samples.size and not np.abs(samples).max() <= 1:  # nor is it where the greatest is no number
        samples = np.clip(np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0), -1, 1)
    return np.array(samples, np.float32)


def silence(seconds: float, rate: int) -> Audio:
    """Nothing, for a while."""
    return Audio(np.zeros(round(seconds * rate), np.float32), rate)


def read_audio(path: Path) -> Audio:
    """Read a sound file (WAV, FLAC, OGG, MP3; M4A, WebM, WMA, AMR where faster-whisper is installed) as mono.

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
            return _read(_blocks(file), file.samplerate, file.channels, name, longest_s)
    except soundfile.LibsndfileError as e:
        problem = " ".join(str(getattr(e, "error_string", None) or e).split())
    stream.seek(0)
    head = stream.read(16)
    stream.seek(0)
    for mark, at, kind, reader in _OF_TELEPHONES:
        if head.startswith(mark, at):
            return _read_of_telephone(stream, kind, reader, name, longest_s)
    raise UsageError(
        f"{name}: not a sound file that can be read ({problem}); WAV, FLAC, OGG, MP3, M4A and WebM can"
    ) from None


def _read_of_telephone(stream: BinaryIO, kind: str, reader: str, name: str, longest_s: float) -> Audio:
    """Read a file with FFmpeg's libraries, which come with faster-whisper."""
    try:
        import av
    except ImportError:
        source, target = shlex.quote(name), shlex.quote(str(Path(name).with_suffix("")) + "-16k.wav")
        convert = f"ffmpeg -i {source} -ac 1 -ar {HEARING_RATE} {target}"
        raise UsageError(f"{name}: {kind}, which cannot be decoded here; convert it: {convert}") from None

    def blocks(container: av.container.InputContainer, sound: av.AudioStream) -> Iterator[NDArray[np.float32]]:
        planes = av.AudioResampler(format="fltp")
        for packet in container.demux(sound):
            try:
                decoded = packet.decode()
            except av.InvalidDataError:  # damaged, or cut off; the next may be whole
                continue
            for frame in decoded:
                for converted in planes.resample(frame):
                    yield np.asarray(converted.to_ndarray(), np.float32).T

    try:
        with av.open(stream, "r", format=reader, metadata_errors="ignore") as container:
            if not container.streams.audio:
                raise UsageError(f"{name}: there is no sound in it")
            sound = container.streams.audio[0]
            if not sound.rate or not sound.channels:
                raise ValueError("nothing of it is whole")
            return _read(blocks(container, sound), sound.rate, sound.channels, name, longest_s)
    except (av.FFmpegError, ValueError, RuntimeError) as e:
        raise UsageError(f"{name}: {kind} that cannot be decoded ({getattr(e, 'strerror', None) or e})") from None


def _read(blocks: Iterator[NDArray[np.float32]], rate: int, channels: int, name: str, longest_s: float) -> Audio:
    """Sound that comes in blocks of shape (samples, channels), within the bounds."""
    if rate not in RATES:
        bounds = f"{RATES.start:,} to {RATES.stop - 1:,}"
        raise UsageError(f"{name}: {rate:,} samples a second; only {bounds} can be read")
    if channels > MOST_CHANNELS:
        raise UsageError(f"{name}: {channels} channels; at most {MOST_CHANNELS} can be read")
    folder, folded = ChannelFolder(), [np.zeros(0, np.float32)]
    samples, most = 0, min(MOST_SAMPLES, longest_s * rate)
    for block in blocks:
        samples += len(block)
        if samples > most:
            minutes = int(most // rate // 60)
            raise UsageError(f"{name}: longer than the {minutes} minutes that can be read; cut it into parts")
        folded.append(folder.fold(as_sound(block)))
    return Audio(np.concatenate(folded), rate)


def _blocks(file: soundfile.SoundFile) -> Iterator[NDArray[np.float32]]:
    while len(block := file.read(_BLOCK, dtype="float32", always_2d=True)):
        yield block


class ChannelFolder:
    """Makes one channel of several in sound that arrives block by block.

    They are averaged, unless they would cancel each other out (one of them inverted): then the louder one is heard.
    That is decided by the energy of what came so far, of which older sound counts ever less.
    """

    def __init__(self) -> None:
        self._together = 0.0
        self._each: NDArray[np.float64] = np.zeros(1)
        self._chosen = 0

    def fold(self, block: NDArray[np.float32]) -> Samples:
        """A block of shape (samples, channels) as one channel, shape (samples,)."""
        if block.shape[1] == 1:
            return np.ascontiguousarray(block[:, 0])
        average = np.ascontiguousarray(block.mean(axis=1), dtype=np.float32)
        kept = _REMEMBERED ** len(block)
        self._each = kept * self._each + np.square(block, dtype=np.float64).sum(axis=0)
        self._together = kept * self._together + float(np.square(average, dtype=np.float64).sum())
        # Channels without any likeness leave 1 / channels of their mean energy; less means that they cancel each other.
        if self._together >= _CANCELLED * float(self._each.mean()) / len(self._each):
            return average
        loudest = int(self._each.argmax())
        if self._each[loudest] > _CLEARLY * self._each[self._chosen]:
            self._chosen = loudest
        return np.ascontiguousarray(block[:, self._chosen])


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
