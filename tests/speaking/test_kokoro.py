"""The neural voice speaks Korean."""

from importlib.util import find_spec

import numpy as np
import pytest

from companion.base.errors import CompanionError, MissingExtra, UsageError
from companion.base.settings import Speaking
from companion.language.pronunciation import pronounce
from companion.models.store import ModelStore
from companion.speaking.engine import TextToSpeech
from companion.speaking.engines.kokoro import Kokoro, voice_threads
from companion.speaking.engines.supertonic import Supertonic
from companion.speaking.phonemes import phonemes

MODEL = "kokoro-82m"


@pytest.fixture(scope="module")
def kokoro(models):
    return Kokoro(Speaking(), models)


def test_it_is_a_text_to_speech_engine(kokoro):
    assert isinstance(kokoro, TextToSpeech)


def test_a_sentence_lasts_as_long_as_somebody_takes_to_say_it(kokoro):
    audio = kokoro.synthesize("수원 맛집 세 곳을 골라 봤어요.")
    assert audio.rate == 24_000
    assert 12 / 8 < audio.duration_s < 12 / 2.5
    assert 0.05 < np.abs(audio.samples).max() <= 1


def test_the_same_text_sounds_the_same(kokoro):
    assert np.array_equal(kokoro.synthesize("네, 그래요.").samples, kokoro.synthesize("네, 그래요.").samples)


def test_a_slower_pace_takes_longer(kokoro):
    text = "수원 맛집을 찾아 달라고 해 보세요."
    assert kokoro.synthesize(text, 0.8).duration_s > 1.1 * kokoro.synthesize(text, 1.25).duration_s


@pytest.mark.parametrize("text", ["", " ", "?!", ", ."])
def test_where_there_is_nothing_to_say_there_is_no_sound(kokoro, text):
    assert not len(kokoro.synthesize(text).samples)


def test_a_text_longer_than_the_model_takes_is_said_whole(kokoro):
    sentence = "대한민국 인공지능 산업육성을 위한 업무협약이에요. "
    assert len(phonemes(pronounce(sentence * 12))) > 510
    short, long = (kokoro.synthesize(sentence * times, pace=5.0) for times in (1, 12))
    assert long.duration_s > 9 * short.duration_s


def test_every_voice_of_the_model_speaks_and_another_name_is_refused(models, kokoro):
    other = Kokoro(Speaking(voice="jm_kumo"), models)
    assert other.name != kokoro.name
    assert len(other.synthesize("네.").samples)
    with pytest.raises(UsageError, match="jf_gongitsune"):
        Kokoro(Speaking(voice="nobody"), models)


@pytest.mark.parametrize("damaged", ["model.onnx", "voices_ja.npz", "vocab.json"])
def test_a_truncated_file_is_one_clear_line(models, tmp_path, damaged):
    folder = models.locate(MODEL)
    for name in ("model.onnx", "voices_ja.npz", "vocab.json"):
        if name != damaged:
            (tmp_path / name).symlink_to(folder / name)
    (tmp_path / damaged).write_bytes((folder / damaged).read_bytes()[:1000])
    with pytest.raises(CompanionError, match="cannot be loaded") as raised:
        Kokoro(Speaking(model=str(tmp_path)), models)
    assert "\n" not in str(raised.value)


def test_a_model_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CompanionError, match="models pull"):
        Kokoro(Speaking(), ModelStore(tmp_path))


def test_supertonic_without_its_package_names_the_extra(tmp_path):
    if find_spec("supertonic"):
        pytest.skip("the package is installed here")
    with pytest.raises(MissingExtra, match=r"companion-robot\[supertonic\]"):
        Supertonic(Speaking(), ModelStore(tmp_path))


def test_a_man_s_voice_can_be_asked_for_as_such(models):
    assert Kokoro(Speaking(voice="male"), models).name == Kokoro(Speaking(voice="jm_kumo"), models).name


@pytest.mark.parametrize(("wanted", "processors", "threads"), [(2, 1, 2), (2, 2, 2), (2, 4, 2), (4, 4, 3), (1, 8, 1)])
def test_a_processor_is_left_free_for_whoever_listens_where_there_are_three(wanted, processors, threads):
    assert voice_threads(wanted, processors) == threads
