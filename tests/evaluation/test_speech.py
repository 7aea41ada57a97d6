import io
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.audio.pcm import HEARING_RATE, Audio, write_wav
from companion.base.errors import DataError, UsageError
from companion.base.settings import Hearing, Speaking
from companion.evaluation.speech import (
    Conditions,
    Heard,
    character_errors,
    evaluate_speech,
    in_room,
    mix,
    read_manifest,
    report_speech,
    score_recognition,
)
from companion.hearing.engine import Hints
from companion.hearing.engines.faster_whisper import FasterWhisper
from companion.speaking.engines.kokoro import Kokoro

TONE = (0.5 * np.sin(np.arange(HEARING_RATE) / 7)).astype(np.float32)
HISS = np.random.default_rng(3).standard_normal(HEARING_RATE // 2).astype(np.float32)


@pytest.fixture
def manifest(tmp_path):
    write_wav(tmp_path / "가.wav", Audio(TONE, HEARING_RATE))

    def manifest(content):
        path = tmp_path / "rows.tsv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return manifest


def heard(edits, characters):
    return Heard("가.wav", ("가",), "나", 0.5, edits, characters, duration_s=2.0, elapsed_s=0.5, cpu_s=0.8)


def decibels(signal, noise):
    return 10 * np.log10(np.mean(signal**2) / np.mean(noise**2))


def test_a_manifest_may_name_a_second_reference_the_speaker_and_the_corpus(manifest, tmp_path):
    path = manifest("path\tlength\ttext\ttext_spoken\tspeaker\tcorpus\n가.wav\t2\t5개\t다섯 개\tmin\tstage\n")
    (row,) = read_manifest(path)
    assert row.path == tmp_path / "가.wav"
    assert (row.references, row.speaker, row.corpus) == (("5개", "다섯 개"), "min", "stage")


def test_a_manifest_needs_paths_and_texts_only(manifest):
    (row,) = read_manifest(manifest("path\ttext\n가.wav\t다섯 개\n"))
    assert (row.references, row.speaker, row.corpus) == (("다섯 개",), "", "")


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        ("", 1, "header"),
        ("path\twords\n가.wav\t가\n", 1, "header"),
        ("path\ttext\n가.wav\t가\n가.wav\n", 3, "path and a text"),
        ("path\ttext\n\t가\n", 2, "path and a text"),
        ("path\ttext\n가.wav\t가\t나\n", 2, "path and a text"),
        ("path\ttext\n가.wav\t?!\n", 2, "no letters"),
        ("path\ttext\n가.wav\t가\n나.wav\t가\n", 3, "no such file"),
        ('path\ttext\n가.wav\t"가\n', 2, "not tab-separated"),
        ("path\ttext\n", None, "no rows"),
        (b"path\ttext\n\xff\xff\tx\n", 2, "cannot be read"),
    ],
)
def test_a_bad_manifest_is_reported_with_its_line_and_a_fix(manifest, content, line, problem):
    with pytest.raises(DataError, match=problem) as caught:
        read_manifest(manifest(content))
    assert caught.value.line == line
    assert caught.value.fix


@pytest.mark.parametrize(
    ("text", "references", "errors"),
    [
        ("수원 맛집을, 찾아줘!", ("수원맛집을 찾아줘",), (0, 8)),
        ("수언 맛집 찾아줘", ("수원 맛집을 찾아줘.",), (2, 8)),
        ("다섯 개", ("5개", "다섯 개"), (0, 3)),
        ("5개", ("5개", "다섯 개"), (0, 2)),
        ("", ("5개", "다섯 개"), (2, 2)),
        ("KBS 보기", ("kbs 보기",), (0, 5)),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", ("한글",), (0, 2)),
    ],
)
def test_edits_are_counted_against_the_reference_that_fits_better(text, references, errors):
    assert character_errors(text, references) == errors


def test_the_error_rate_of_a_set_weighs_every_character_alike():
    result = score_recognition([heard(1, 10), heard(5, 30)])
    assert result.cer == 6 / 40
    assert result.interval[0] <= result.cer <= result.interval[1]
    assert (result.n, result.real_time_factor, result.cpu_s) == (2, 0.25, 0.8)


@given(snr_db=st.floats(-10, 40))
def test_noise_is_mixed_in_at_the_ratio_asked_for(snr_db):
    noise = np.resize(HISS, len(TONE))
    assert decibels(TONE, mix(TONE, noise, snr_db) - TONE) == pytest.approx(snr_db, abs=0.1)


def test_a_room_keeps_length_loudness_and_place_of_the_sound():
    response = np.zeros(4000, np.float32)
    response[500], response[1500] = 1, 0.3
    click = np.zeros(HEARING_RATE, np.float32)
    click[3000] = 0.5
    echoed = in_room(click, response)
    assert len(echoed) == len(click)
    assert np.argmax(np.abs(echoed)) == 3000
    assert np.argsort(np.abs(echoed))[-2] == 4000
    assert np.mean(echoed**2) == pytest.approx(np.mean(click**2), rel=1e-4)


def test_every_engine_hears_the_same_noise_and_every_recording_another(tmp_path):
    write_wav(tmp_path / "hiss.wav", Audio(0.1 * HISS, HEARING_RATE))
    (tmp_path / "SOURCE.md").write_text("not a sound")
    first, again, other = (Conditions(tmp_path, 10, None, seed=seed) for seed in (0, 0, 1))
    assert np.array_equal(first.apply(TONE, 0), again.apply(TONE, 0))
    assert not np.array_equal(first.apply(TONE, 0), first.apply(TONE, 1))
    assert not np.array_equal(first.apply(TONE, 0), other.apply(TONE, 0))
    assert first.description == "noise at 10 dB"


def test_without_noise_and_room_the_sound_stays_as_it_is():
    conditions = Conditions(None, 10, None)
    assert np.array_equal(conditions.apply(TONE, 0), TONE)
    assert conditions.description == "as recorded"


def test_noise_that_is_none_is_refused(tmp_path):
    with pytest.raises(UsageError, match="holds no WAV"):
        Conditions(tmp_path, 10, None)
    write_wav(tmp_path / "still.wav", Audio(np.zeros(100, np.float32), HEARING_RATE))
    with pytest.raises(UsageError, match="nothing but silence"):
        Conditions(tmp_path, 10, None)
    with pytest.raises(UsageError, match="no such file"):
        Conditions(None, 10, tmp_path / "room.wav")


def test_engines_are_measured_side_by_side_on_real_speech(models, tmp_path):
    voice = Kokoro(Speaking(model="kokoro-82m"), models)
    rows = ["path\ttext\ttext_spoken\tspeaker\tcorpus"]
    for name, text, spoken, speaker in (
        ("a", "친구와 함께 박물관에 갔어요.", "", "min"),
        ("b", "내일 아침 9시에 회의가 있습니다.", "내일 아침 아홉 시에 회의가 있습니다.", "jun"),
    ):
        write_wav(tmp_path / f"{name}.wav", voice.synthesize(spoken or text))
        rows.append(f"{name}.wav\t{text}\t{spoken}\t{speaker}\tkokoro")
    (tmp_path / "manifest.tsv").write_text("\n".join(rows), encoding="utf-8")
    engines = (
        FasterWhisper(Hearing(model="whisper-base", context=context), models, Hints()) for context in ("fitted", "full")
    )
    progress = io.StringIO()
    result = evaluate_speech(engines, tmp_path / "manifest.tsv", progress=progress)
    fitted, full = result.engines
    assert result.recordings == 2
    for engine in (fitted, full):
        assert engine.total.cer < 0.2
        assert engine.total.cpu_s > 0
        assert list(engine.speakers) == ["jun", "min"]
        assert engine.corpora["kokoro"] == engine.total
    assert "faster-whisper:whisper-base@full: 2/2" in progress.getvalue()
    text = report_speech(result)
    for part in ("faster-whisper:whisper-base@full", "CER by speaker", "jun", "kokoro", "as recorded"):
        assert part in text
    rows = json.loads(json.dumps(result.as_json()))["engines"][0]["utterances"]
    assert [row["text"] for row in rows] == [row.text for row in fitted.utterances]
