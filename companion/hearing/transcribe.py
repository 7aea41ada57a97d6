"""Whole recordings, however long, as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from companion.audio.pcm import HEARING_RATE, Audio
from companion.base.settings import VoiceActivity
from companion.hearing.engine import SpeechToText, Transcript
from companion.hearing.segments import Framer, Segmenter, SpeechEnded
from companion.hearing.voice_activity import VoiceActivityDetector


def utterances(audio: Audio, settings: VoiceActivity) -> Iterator[SpeechEnded]:
    """The utterances of a recording, found by voice activity; what is silent is in none of them."""
    detector, segmenter, framer = VoiceActivityDetector(), Segmenter(settings), Framer()

    frames = list(framer.frames(audio.at(HEARING_RATE).samples))
    if (rest := framer.last()) is not None:
        frames.append(rest)
    for frame in frames:
        events = segmenter.accept(frame, detector.probability(frame))
        yield from (event for event in events if isinstance(event, SpeechEnded))
    if (last := segmenter.end()) is not None:
        yield last


def transcribe(audio: Audio, settings: VoiceActivity, engine: SpeechToText) -> Iterator[Transcript]:
    """A final transcript for each utterance of a recording, its times those of the recording."""
    for utterance in utterances(audio, settings):
        stream = engine.stream()
        stream.accept(utterance.samples)
        heard = stream.finish()
        yield replace(heard, start_s=heard.start_s + utterance.start_s, end_s=heard.end_s + utterance.start_s)
