"""Noise, crowds, other people and distance: what begins a turn, and what is heard."""

import io
import json

import numpy as np
import pytest

from companion.app import main as cli
from companion.audio.levels import dbfs
from companion.audio.pcm import HEARING_RATE, Audio, write_wav
from companion.base.errors import UsageError
from companion.base.settings import Hearing, Speaking
from companion.evaluation.rooms import at_distance, bench_rooms, report_rooms, scenery, suppressed
from companion.evaluation.visitors import calling, said_by
from companion.hearing.engine import Hints
from companion.hearing.engines.faster_whisper import FasterWhisper
from companion.speaking.cache import ClauseCache
from companion.speaking.engines.kokoro import Kokoro
from companion.speaking.voice import Voice

CLICK = np.zeros(HEARING_RATE, np.float32)
CLICK[3000] = 0.5
HISS = (0.1 * np.random.default_rng(2).standard_normal(4 * HEARING_RATE)).astype(np.float32)


@pytest.fixture(scope="module")
def visitor(models, tmp_path_factory):
    """Somebody who speaks to the robot."""
    kokoro = Kokoro(Speaking(model="kokoro-82m", voice="jm_kumo"), models)
    return Voice(kokoro, ClauseCache(tmp_path_factory.mktemp("clauses"), 10_000_000), -20)


@pytest.fixture(scope="module")
def manifest(visitor, tmp_path_factory):
    """Two speakers, a sentence each."""
    folder = tmp_path_factory.mktemp("recordings")
    told = {"min": "오늘은 날씨가 아주 좋습니다.", "jin": "내일 아침에 기차를 타고 갑니다."}
    for speaker, text in told.items():
        write_wav(folder / f"{speaker}.wav", Audio(said_by(visitor, text).samples, HEARING_RATE))
    rows = "".join(f"{speaker}.wav\t{text}\t{speaker}\n" for speaker, text in told.items())
    (folder / "rows.tsv").write_text(f"path\ttext\tspeaker\n{rows}", encoding="utf-8")
    return folder / "rows.tsv"


def test_in_open_air_sound_weakens_with_the_distance():
    assert at_distance(CLICK, 1, None) == pytest.approx(CLICK)
    assert at_distance(CLICK, 3, None) == pytest.approx(CLICK / 3)


def test_in_a_room_the_direct_sound_weakens_and_the_reverberation_stays():
    response = np.zeros(8000, np.float32)
    response[100], response[2100] = 0.7, 0.2
    near, far = at_distance(CLICK, 1, response), at_distance(CLICK, 3, response)
    assert len(near) == len(far) == len(CLICK)
    assert near[3000] == pytest.approx(0.5 / np.sqrt(2))
    assert far[3000] == pytest.approx(near[3000] / 3)
    assert near[5000] == pytest.approx(far[5000]) == pytest.approx(0.5 / np.sqrt(2))
    assert np.sum(near**2) == pytest.approx(np.sum(CLICK**2), rel=1e-4)


def test_steady_noise_is_suppressed():
    assert dbfs(suppressed(HISS)[2 * HEARING_RATE :]) < dbfs(HISS) - 6


def test_one_half_of_the_speakers_is_the_background(manifest, tmp_path):
    write_wav(tmp_path / "hiss.wav", Audio(HISS, HEARING_RATE))
    around = scenery(manifest, count=5, minutes=1, noise=tmp_path, rir=None)
    assert [told for _, told in around.sentences] == [("내일 아침에 기차를 타고 갑니다.",)]
    assert list(around.backgrounds) == ["noise", "somebody else", "crowd"]
    assert len(around.backgrounds["crowd"]) == len(around.backgrounds["somebody else"])
    short = scenery(manifest, count=5, minutes=1 / 60, noise=tmp_path, rir=None)
    assert {len(sound) for sound in short.backgrounds.values()} == {HEARING_RATE}


def test_somebody_has_to_be_left_for_the_background(manifest, tmp_path):
    alone = tmp_path / "one.tsv"
    alone.write_text(f"path\ttext\n{manifest.parent / 'min.wav'}\t오늘\n", encoding="utf-8")
    with pytest.raises(UsageError, match="one recording is not enough"):
        scenery(alone, count=5, minutes=1, noise=None, rir=None)


def test_other_people_begin_turns_and_noise_does_not(assistant, models, visitor, manifest, tmp_path):
    write_wav(tmp_path / "hiss.wav", Audio(HISS, HEARING_RATE))
    engine = FasterWhisper(Hearing(model="whisper-base"), models, Hints())
    around = scenery(manifest, count=1, minutes=1, noise=tmp_path, rir=None)
    calls = [said_by(visitor, text) for text in calling(assistant, 1)]
    assert calls[0].name.startswith(assistant.settings.talking.wake_phrase)
    result = bench_rooms(
        *(assistant, engine, around, calls, [said_by(visitor, "아니요")]),
        snrs_db=[20.0],
        fronts={"as it is": lambda sound: sound},
        progress=io.StringIO(),
    )
    noise, somebody, _ = result.unmeant
    assert (noise.turns, noise.wakes) == (0, 0)
    assert somebody.turns > 0
    assert len(result.meant) == 2 * (1 + 3)
    near = result.meant[0]
    assert (near.background, near.distance_m, near.unheard) == ("", 1.0, 0)
    assert near.cer < 0.5
    text = report_rooms(result)
    assert "quiet" in text
    assert "< " in text, "what was not seen is told as a bound"
    assert len(json.loads(json.dumps(result.as_json()))["meant"]) == len(result.meant)


def test_too_few_are_bad_usage(manifest, capsys):
    assert cli.main(["bench", "rooms", str(manifest), "--count", "0"]) == 2
    assert "at least 1" in capsys.readouterr().err
