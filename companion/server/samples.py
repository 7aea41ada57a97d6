"""Sound as other programs send and take it: 16-bit little-endian samples, mono."""

from __future__ import annotations

import numpy as np

from companion.audio.pcm import Audio
from companion.base.settings import VoiceActivity
from companion.hearing.engine import SpeechToText
from companion.hearing.transcribe import transcribe


def as_audio(content: bytes, rate: int) -> Audio:
    """Samples as sound; half a sample at the end is left out."""
    samples = np.frombuffer(content[: len(content) // 2 * 2], "<i2").astype(np.float32)
    return Audio(samples / np.float32(32768), rate)


def as_bytes(audio: Audio, rate: int) -> bytes:
    """Sound as samples."""
    return (np.clip(audio.at(rate).samples, -1, 1) * 32767).astype("<i2").tobytes()


def transcribed(content: bytes, rate: int, settings: VoiceActivity, ears: SpeechToText) -> str:
    """What samples say; "" where they say nothing."""
    heard = transcribe(as_audio(content, rate), settings, ears)
    return " ".join(transcript.text for transcript in heard if transcript.text)
