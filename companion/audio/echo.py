"""Taking the robot's own voice out of what its microphone hears, with WebRTC's echo canceller (AEC3).

The canceller finds the delay between what is played and its echo by itself, as long as the echo comes after what is
played and within about half a second.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

import numpy as np

from companion.audio.pcm import HEARING_RATE, Samples, as_sound
from companion.base.extras import requiring

with requiring("sound", "voice"):
    import soxr

if TYPE_CHECKING:
    from aec_audio_processing import AudioProcessor

BLOCK: Final = HEARING_RATE // 100
"""Samples that the canceller takes at once: 10 ms."""
_FULL_SCALE: Final = 32767
_KEPT_BLOCKS: Final = 1000
"""How many played blocks wait for `clean`; ten seconds of them are more than any echo lasts."""


class EchoCanceller:
    """Knows what was played and takes it out of what was heard.

    `played` and `clean` may be called on two threads.

    Raises:
        MissingExtra: its package is not installed.
    """

    def __init__(self) -> None:
        with requiring("echo cancellation", "aec"):
            from aec_audio_processing import AudioProcessor
        self._processor = AudioProcessor(enable_aec=True, enable_ns=False, enable_agc=False, enable_vad=False)
        self._processor.set_stream_format(HEARING_RATE, 1)
        self._processor.set_reverse_stream_format(HEARING_RATE, 1)
        self._news: deque[tuple[Samples, int]] = deque(maxlen=_KEPT_BLOCKS)
        self._reference: Samples = np.zeros(0, np.float32)
        self._heard: Samples = np.zeros(0, np.float32)
        self._resampler: soxr.ResampleStream | None = None
        self._rate = 0

    def played(self, samples: Samples, rate: int) -> None:
        """Take note of what the speaker plays now, at any rate, silence included."""
        self._news.append((as_sound(samples), rate))

    def clean(self, heard: Samples) -> Samples:
        """What was heard (16 kHz), without the echo of what was played before; holds back less than 10 ms."""
        while self._news:
            samples, rate = self._news.popleft()
            self._reference = np.concatenate([self._reference, self._at_hearing_rate(samples, rate)])
        blocks, self._reference = whole_blocks(self._reference)
        for block in blocks:
            self._processor.process_reverse_stream(_to_pcm(block))
        blocks, self._heard = whole_blocks(np.concatenate([self._heard, as_sound(heard)]))
        return processed(self._processor, blocks)

    def _at_hearing_rate(self, samples: Samples, rate: int) -> Samples:
        if self._resampler is None or rate != self._rate:
            # The reference must not come later than its echo, so it is resampled with the least delay.
            self._resampler = soxr.ResampleStream(rate, HEARING_RATE, 1, dtype="float32", quality="LQ")
            self._rate = rate
        return np.asarray(self._resampler.resample_chunk(samples), np.float32)


def whole_blocks(samples: Samples) -> tuple[Samples, Samples]:
    """Whole blocks of sound, shape (n, BLOCK), and the rest."""
    whole = len(samples) // BLOCK * BLOCK
    return samples[:whole].reshape(-1, BLOCK), samples[whole:]


def processed(processor: AudioProcessor, blocks: Samples) -> Samples:
    """What WebRTC's audio processing makes of sound; blocks of shape (n, BLOCK) in, samples out."""
    cleaned = b"".join(processor.process_stream(_to_pcm(block)) for block in blocks)
    return np.frombuffer(cleaned, np.int16).astype(np.float32) / np.float32(_FULL_SCALE)


def _to_pcm(block: Samples) -> bytes:
    return np.asarray(np.clip(block, -1, 1) * _FULL_SCALE, np.int16).tobytes()  # resampled, it may exceed full scale
