"""The voice of a stage tells what becomes of what it says now, and of nothing before it."""

from dataclasses import replace
from queue import SimpleQueue
from threading import Event

import numpy as np

from companion.audio.devices import SpeakerLost
from companion.audio.pcm import HEARING_RATE, Audio, write_wav
from companion.show.compiled import said
from companion.show.crew import StageVoice
from companion.show.machine import Began, Deliver, Ended
from companion.speaking.voice import Clip


class HangingSpeaker:
    """Hangs over the first sound until it is let go, and is lost then; plays everything else into nothing."""

    def __init__(self):
        self.hangs, self.let_go = Event(), Event()

    def play(self, audio, stop):
        if not self.hangs.is_set():
            self.hangs.set()
            assert self.let_go.wait(60)
            raise SpeakerLost("unplugged", 0.0)
        return audio.duration_s

    def close(self):
        pass


class ToneVoice:
    """Says everything as a tone."""

    name = "tone"

    def clips(self, spoken, manner=None):
        yield Clip(spoken, Audio(np.full(HEARING_RATE, 0.1, np.float32), HEARING_RATE))


def test_a_speaker_that_fails_after_it_was_silenced_ends_nothing_that_is_said_in_its_place():
    told, speaker = SimpleQueue(), HangingSpeaker()
    voice = StageVoice(speaker, told.put)
    voice.voice = ToneVoice()
    voice.say(Deliver(7, "live", said("답")))
    assert speaker.hangs.wait(60)
    assert told.get(timeout=60) == Began(7)
    voice.silence()
    voice.say(Deliver(7, "prepared", said("준비한 답")))
    speaker.let_go.set()
    assert [told.get(timeout=60), told.get(timeout=60)] == [Began(7), Ended(7)]
    voice.close()
    assert told.empty()


class ListenedSpeaker:
    """Notes how loud it plays."""

    def __init__(self):
        self.peaks = []

    def play(self, audio, stop):
        self.peaks.append(float(np.abs(audio.samples).max()))
        return audio.duration_s

    def close(self):
        pass


def test_a_rendered_line_is_as_loud_as_the_volume_says(tmp_path):
    path = tmp_path / "line.wav"
    write_wav(path, Audio(np.full(HEARING_RATE, 0.1, np.float32), HEARING_RATE))
    told, speaker = SimpleQueue(), ListenedSpeaker()
    voice = StageVoice(speaker, told.put)
    loudest = []
    for percent in (80, 40, 100, 0):
        speaker.peaks.clear()
        voice.volume(percent)
        voice.say(Deliver(percent, "audio", replace(said("답"), sound=str(path))))
        assert [told.get(timeout=60), told.get(timeout=60)] == [Began(percent), Ended(percent)]
        loudest.append(round(max(speaker.peaks), 3))
    voice.close()
    assert loudest == [0.1, 0.05, 0.125, 0.0]
