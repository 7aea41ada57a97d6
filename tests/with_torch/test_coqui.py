"""The coqui engine with small voices of random weights: everything but the sound itself.

coqui-tts needs torchaudio, which has to fit the torch that is installed; where it does not, these tests are skipped.
"""

import sys

import numpy as np
import pytest

from companion.audio.pcm import Audio, write_wav
from companion.base.errors import MissingExtra, UsageError
from companion.base.settings import Speaking
from companion.speaking.engine import TextToSpeech, load_synthesiser
from companion.speaking.engines.coqui import Coqui

TEXT = "경기도지사는 누구예요?"


def _coqui_installed():
    try:
        import TTS.api
    except (ImportError, OSError):
        return False
    return bool(TTS.api)


with_coqui = pytest.mark.skipif(not _coqui_installed(), reason="needs coqui-tts and a torchaudio that fits torch")


def _engine(models, folder, **settings):
    return load_synthesiser(Speaking(engine="coqui", model=str(folder), device="cpu", **settings), models)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    from tiny_voice import save_tiny_voice

    path = tmp_path_factory.mktemp("coqui") / "tiny"
    save_tiny_voice(path)
    return path


@pytest.fixture(scope="module")
def several(tmp_path_factory):
    from tiny_voice import save_tiny_voice

    path = tmp_path_factory.mktemp("coqui") / "several"
    save_tiny_voice(path, speakers=("가람", "나래"))
    return path


@pytest.fixture(scope="module")
def voice(models, folder):
    return _engine(models, folder)


@with_coqui
def test_it_is_an_engine(voice, folder):
    assert isinstance(voice, TextToSpeech)
    assert str(folder) in voice.name
    voice.warm_up()


@with_coqui
def test_a_clause_becomes_sound_at_the_model_s_rate(voice):
    audio = voice.synthesize(TEXT)
    assert audio.rate == 22_050
    assert audio.samples.dtype == np.float32
    assert np.abs(audio.samples).max() > 0
    # No silence of the library's own is left behind it.
    assert np.abs(audio.samples[-2000:]).max() > 0


@with_coqui
def test_a_text_always_sounds_the_same_and_another_one_otherwise(voice):
    a, again, other = (voice.synthesize(text).samples for text in (TEXT, TEXT, "아니요."))
    assert np.array_equal(a, again)
    assert len(other) < len(a)


@with_coqui
@pytest.mark.parametrize("text", ["", " ", "?!"])
def test_nothing_to_say_is_no_sound(voice, text):
    assert len(voice.synthesize(text).samples) == 0


@with_coqui
def test_a_slower_pace_or_speed_makes_the_sound_longer(voice, models, folder):
    usual = voice.synthesize(TEXT).duration_s
    assert voice.synthesize(TEXT, 0.5).duration_s > 1.3 * usual
    assert _engine(models, folder, speed=0.5).synthesize(TEXT).duration_s > 1.3 * usual
    assert voice.synthesize(TEXT).duration_s == usual


@with_coqui
def test_speakers_of_a_model_differ_and_the_first_is_the_usual_one(models, several):
    usual, first, second = (_engine(models, several, voice=name).synthesize(TEXT) for name in (None, "가람", "나래"))
    assert np.array_equal(usual.samples, first.samples)
    assert not np.array_equal(first.samples, second.samples)


@with_coqui
def test_an_unknown_speaker_is_one_clear_error(models, several, folder):
    with pytest.raises(UsageError, match=r"no speaker of the model; speakers: 가람, 나래"):
        _engine(models, several, voice="다솜")
    with pytest.raises(UsageError, match="only one, without a name"):
        _engine(models, folder, voice="다솜")


@pytest.fixture(scope="module")
def xtts(tmp_path_factory):
    from tiny_voice import save_tiny_xtts

    path = tmp_path_factory.mktemp("coqui") / "xtts"
    save_tiny_xtts(path)
    return path


def _hum(path, seconds):
    chance = np.random.default_rng(0)
    n = round(seconds * 16_000)
    samples = 0.1 * np.sin(0.05 * np.arange(n)) + chance.normal(0, 0.01, n)
    write_wav(path, Audio(samples.astype(np.float32), 16_000))
    return str(path)


@with_coqui
def test_xtts_speaks_korean_with_a_voice_cloned_from_a_sound_file(models, xtts, tmp_path):
    voice = _engine(models, xtts, voice=_hum(tmp_path / "voice.wav", 4))
    audio = voice.synthesize(TEXT)
    assert audio.rate == 24_000
    assert np.abs(audio.samples).max() > 0
    assert np.array_equal(voice.synthesize(TEXT).samples, audio.samples)
    assert voice.synthesize(TEXT, 0.5).duration_s > 1.5 * audio.duration_s


@with_coqui
def test_a_voice_that_cannot_be_cloned_is_one_clear_error(models, xtts, tmp_path):
    with pytest.raises(UsageError, match="XTTS needs a voice"):
        _engine(models, xtts)
    with pytest.raises(UsageError, match="there is no voice «nobody»"):
        _engine(models, xtts, voice="nobody")
    with pytest.raises(UsageError, match="too short"):
        _engine(models, xtts, voice=_hum(tmp_path / "short.wav", 0.1))


@with_coqui
def test_a_folder_without_a_model_is_one_clear_error(models, tmp_path):
    with pytest.raises(UsageError, match=r"no config\.json"):
        _engine(models, tmp_path)


@with_coqui
def test_a_damaged_checkpoint_is_one_clear_error(models, folder, tmp_path):
    (tmp_path / "config.json").write_bytes((folder / "config.json").read_bytes())
    with pytest.raises(UsageError, match="0 files of weights"):
        _engine(models, tmp_path)
    (tmp_path / "model.pth").write_bytes((folder / "model.pth").read_bytes()[:1000])
    with pytest.raises(UsageError, match="no model that coqui-tts can load") as e:
        _engine(models, tmp_path)
    assert "\n" not in str(e.value)


@with_coqui
def test_without_a_model_the_setting_is_named(models):
    with pytest.raises(UsageError, match=r"speaking\.model"):
        load_synthesiser(Speaking(engine="coqui", device="cpu"), models)


def test_without_the_coqui_extra_the_way_out_is_named(models, monkeypatch):
    monkeypatch.setitem(sys.modules, "TTS", None)
    monkeypatch.setitem(sys.modules, "TTS.api", None)
    with pytest.raises(MissingExtra, match=r"companion-robot\[coqui\]"):
        Coqui(Speaking(engine="coqui", model="any"), models)
