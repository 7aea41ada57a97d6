"""The show is driven by voice: what a microphone hears fires what is expected, and nothing else does."""

from threading import Event

import numpy as np
import pytest
from shows import Stage, compiled

from companion.audio.clock import VirtualClock
from companion.audio.files import FileMicrophone
from companion.audio.pcm import HEARING_RATE, Audio, write_wav
from companion.base.settings import Speaking, load_settings
from companion.hearing.engine import load_recogniser
from companion.show.by_sound import Waited, spoken_for
from companion.show.listening import StageEars, hints_of
from companion.show.machine import AskRobot, Missing, Press, Spoke, waited_for
from companion.speaking.engine import load_synthesiser

CUES = """
  - {id: governor, ask: 경기도지사가 누구야?}
  - {id: food, ask: 수원 맛집을 찾아줘}
"""
SAID = ("여러분 와 주셔서 고맙습니다", "경기도지사가 누구야?", "큰 박수 부탁드립니다")


@pytest.fixture(scope="module")
def settings():
    return load_settings(environment={})


@pytest.fixture(scope="module")
def room(models, settings, tmp_path_factory):
    """A recording of a host: what is said to the audience, a question, and that again, with a room's noise at 15 dB."""
    voice = load_synthesiser(Speaking(), models)
    pause = np.zeros(round(1.2 * HEARING_RATE), np.float32)
    parts = [part for text in SAID for part in (voice.synthesize(text).at(HEARING_RATE).samples, pause)]
    sound = np.concatenate([pause, *parts])
    level = np.sqrt(np.mean(sound[np.abs(sound) > 0.01] ** 2))
    noise = np.random.default_rng(1).normal(0, level / 10 ** (15 / 20), len(sound)).astype(np.float32)
    path = tmp_path_factory.mktemp("room") / "room.wav"
    write_wav(path, Audio(np.clip(sound + noise, -1, 1), HEARING_RATE))
    return path


@pytest.fixture(scope="module")
def engine(models, settings, tmp_path_factory):
    show = compiled(tmp_path_factory.mktemp("show"), CUES)
    return load_recogniser(settings.hearing, models, hints_of(show))


def hear(room, engine, settings, deaf, waited=lambda text, confidence: Waited()):
    heard, told = [], []
    microphone, levels = FileMicrophone(room, VirtualClock()), []
    ears = StageEars(
        microphone, engine, settings, lambda *one: heard.append(one), deaf, told.append, waited, levels.append
    )
    ears.join()
    assert told == [Missing("microphone")]
    assert min(levels) < -30 < max(levels) < 0
    return heard


def test_what_a_microphone_hears_fires_the_cue_that_stands_and_nothing_else(room, engine, settings, tmp_path):
    heard = hear(room, engine, settings, lambda: False)
    assert len(heard) == len(SAID)
    stage = Stage(compiled(tmp_path, CUES), mode="listening")
    for number, (text, confidence, fits) in enumerate(heard):
        assert fits == ()
        stage.take(Spoke(text, confidence))
        assert len([order for order in stage.orders if isinstance(order, AskRobot)]) == (number >= 1), heard
    assert stage.last(AskRobot).text == "경기도지사가 누구야?"


def test_the_sound_alone_tells_which_cue_was_said(room, engine, settings, tmp_path):
    show = compiled(tmp_path, CUES)
    questions = tuple(cue.question for cue in show.cues)
    heard = hear(room, engine, settings, lambda: False, lambda text, confidence: Waited(questions))
    spoken = [spoken_for(fits) for _, _, fits in heard]
    assert [None if fit is None else fit.text for fit in spoken] == [None, questions[0], None]
    stage = Stage(show, mode="listening")
    for _, _, fits in heard:
        stage.take(Spoke("뭐라고 했는지 모르겠다", 0.1, fits=fits))
    assert stage.last(AskRobot).text == show.cues[0].question


def test_what_is_held_against_a_sound_is_what_may_fire_and_what_it_may_be_else(tmp_path):
    show = compiled(tmp_path, CUES, "title: 시험\naudience: [박수 부탁드립니다]")
    stage = Stage(show, mode="listening")
    garbled = "연필호 기사 간호주단가"
    waited = Waited(("경기도지사가 누구야?",), ("수원 맛집을 찾아줘", "박수 부탁드립니다"))
    assert waited_for(show, stage.state, garbled) == waited
    assert waited_for(show, stage.state, "경기도 지사가 누구니") == Waited(), "the words tell enough"
    stage.take(Press("hold"))
    assert waited_for(show, stage.state, garbled) == Waited()


def test_nothing_is_heard_while_the_robot_speaks(room, engine, settings):
    speaks = Event()
    speaks.set()
    assert hear(room, engine, settings, speaks.is_set) == []


def test_a_recogniser_is_told_what_the_show_waits_for(tmp_path):
    hints = hints_of(compiled(tmp_path, CUES, "title: 시험\naudience: [박수 부탁드립니다]"))
    assert hints.sentences == ("경기도지사가 누구야?", "수원 맛집을 찾아줘", "박수 부탁드립니다")
