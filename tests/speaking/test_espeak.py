"""The light voice speaks with the library that comes in its package."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from companion.base.errors import CompanionError
from companion.base.settings import Speaking
from companion.models.store import ModelStore
from companion.speaking.engine import TextToSpeech
from companion.speaking.engines.espeak import EspeakNg


@pytest.fixture(scope="module")
def espeak(tmp_path_factory):
    return EspeakNg(Speaking(), ModelStore(tmp_path_factory.mktemp("no models")))


def test_it_is_a_text_to_speech_engine_that_needs_no_model(espeak):
    assert isinstance(espeak, TextToSpeech)
    audio = espeak.synthesize("안녕하세요, 저는 파이보예요.")
    assert 1 < audio.duration_s < 6
    assert np.abs(audio.samples).max() > 0.05


def test_a_slower_pace_takes_longer(espeak):
    text = "수원 맛집을 찾아 달라고 해 보세요."
    assert espeak.synthesize(text, 0.8).duration_s > 1.2 * espeak.synthesize(text, 1.25).duration_s


def test_two_engines_share_the_library_and_threads_take_turns(espeak, tmp_path):
    slow = EspeakNg(Speaking(speed=0.7), ModelStore(tmp_path))
    alone = [engine.synthesize("수원이에요.").duration_s for engine in (espeak, slow)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda engine: engine.synthesize("수원이에요.").duration_s, [espeak, slow] * 5))
    assert alone[1] > 1.2 * alone[0]
    for number, duration_s in enumerate(together):
        assert duration_s == pytest.approx(alone[number % 2], rel=0.02)


def test_a_voice_that_does_not_exist_is_one_clear_line(tmp_path):
    with pytest.raises(CompanionError, match="no voice «klingonisch»"):
        EspeakNg(Speaking(voice="klingonisch"), ModelStore(tmp_path))


def test_importing_the_engine_loads_no_library():
    code = "import companion.speaking.engines.espeak, sys; print(open('/proc/self/maps').read().count('espeak-ng.so'))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "0"
