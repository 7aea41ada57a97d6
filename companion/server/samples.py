"""Sound as other programs send and take it: 16-bit little-endian samples, mono."""

from __future__ import annotations

from companion.audio.pcm import Audio, from_pcm16, pcm16
from companion.base.settings import VoiceActivity
from companion.hearing.engine import SpeechToText
from companion.hearing.transcribe import transcribe


def as_audio(content: bytes, rate: int) -> Audio:
    """Samples as sound; half a sample at the end is left out."""
    return Audio(from_pcm16(content), rate)


def as_bytes(audio: Audio, rate: int) -> bytes:
    """Sound as samples."""
    return pcm16(audio.at(rate).samples)


def transcribed(content: bytes, rate: int, settings: VoiceActivity, ears: SpeechToText) -> str:
    """What samples say; "" where they say nothing."""
    heard = transcribe(as_audio(content, rate), settings, ears)
    return " ".join(transcript.text for transcript in heard if transcript.text)
