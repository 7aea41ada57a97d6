"""A recogniser that is never sure: how often it looks twice, and that it does so in the end."""

import numpy as np
import pytest

from companion.audio.clock import VirtualClock
from companion.audio.files import FileMicrophone, FileSpeaker
from companion.audio.pcm import HEARING_RATE, Audio, write_wav
from companion.base.settings import EndOfTurn, Talking, VoiceActivity
from companion.dialogue.state import FRESH
from companion.hearing.engine import Glancing, Transcript
from companion.hearing.segments import Segmenter
from companion.live.conversation import SpokenDialogue
from companion.live.ear import Ear
from companion.live.end_of_turn import FusedEndOfTurn
from companion.live.session import Session
from companion.live.turn import LiveTurn
from companion.speaking.playback import Player

UNCLEAR, CLEAR = "경지도사가 누구냐고", "경기도지사가 누구야"
SPEECH, SILENCE = 0.5, 0.0


class Unsure:
    """Doubts whatever it glances at; seconds of sound of each look are kept."""

    name = "unsure"

    def __init__(self, *, sure=False):
        self.sure, self.glances, self.looks = sure, [], []

    def stream(self):
        return self

    def accept(self, samples):
        return None

    def warm_up(self):
        pass

    def glance(self, samples):
        self.glances.append(len(samples) / HEARING_RATE)
        return Transcript(UNCLEAR, True, 10, 0.0, 1.0, 0.2, doubtful=not self.sure)

    def look_again(self, samples):
        self.looks.append(len(samples) / HEARING_RATE)
        return Transcript(CLEAR, True, 10, 0.0, 1.0, 0.5)


class Detector:
    def probability(self, samples):
        return 0.99 if samples[0] > SPEECH / 2 else 0.01


class Mute:
    def clips(self, spoken, manner=None):
        return iter(())

    def prepare(self, wanted):
        return iter(())


class Watcher:
    def __init__(self):
        self.heard = []

    def frame(self, frame, phase):
        pass

    def partial(self, transcript):
        pass

    def answering(self, turn, record):
        self.heard.append(turn.heard)

    def answered(self, turn, spoken, record):
        pass


@pytest.fixture
def conversation(assistant, tmp_path):
    """Lets an engine hear so many seconds of speech and silence in turns; what was answered."""

    def converse(engine, *seconds):
        levels = [np.full(round(s * HEARING_RATE), (SPEECH, SILENCE)[i % 2], np.float32) for i, s in enumerate(seconds)]
        write_wav(tmp_path / "said.wav", Audio(np.concatenate(levels), HEARING_RATE))
        clock, watcher = VirtualClock(), Watcher()
        dialogue = SpokenDialogue(assistant.respond, Talking(wake_phrase="파이보야"), FRESH)
        segmenter = Segmenter(VoiceActivity(end_silence_ms=1500))
        turn = LiveTurn(segmenter, dialogue, FusedEndOfTurn(EndOfTurn(model="")), interruptible=True)
        player = Player(FileSpeaker(tmp_path / "out.wav", clock), clock)
        frames = FileMicrophone(tmp_path / "said.wav", clock).frames()
        Session(turn, Detector(), Ear(engine), Mute(), player, clock, watcher).run(frames)
        return watcher.heard

    return converse


def test_a_doubtful_turn_is_looked_at_again_at_its_first_pause(conversation):
    engine = Unsure()
    assert isinstance(engine, Glancing)
    assert conversation(engine, 2.0, 2.0) == [CLEAR]
    assert len(engine.looks) == 1


def test_sure_words_need_one_look(conversation):
    engine = Unsure(sure=True)
    assert conversation(engine, 2.0, 2.0) == [UNCLEAR]
    assert (len(engine.glances), engine.looks) == (1, [])


def test_words_after_a_short_pause_are_looked_at_again_when_the_turn_is_over(conversation):
    engine = Unsure()
    assert conversation(engine, 2.0, 0.1, 0.8, 2.0) == [CLEAR]
    assert len(engine.looks) == 2
    assert engine.looks[-1] > 2.9, "all of it is heard"


def test_a_crowd_gets_few_long_looks_a_minute_however_often_it_pauses(conversation):
    engine = Unsure()
    heard = conversation(engine, *(0.9, 0.1) * 60)
    assert heard
    assert set(heard) == {CLEAR}, "nothing is answered that was not looked at again"
    assert len(engine.looks) <= 15
    assert len(engine.glances) > 3 * len(engine.looks)
