"""An answer is cut so that speech begins soon, and the pieces fit together again."""

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.audio.pcm import Audio, silence
from companion.language.numbers import COUNTERS
from companion.language.spoken import spoken
from companion.speaking.clauses import clauses
from companion.speaking.joining import PAUSES_MS, PHRASE_PAUSE_MS, joinable
from companion.speaking.loudness import PEAK_DBFS, active_level, normalize_loudness

RATE = 24_000


def _syllables(text):
    return len(re.findall("[가-힣]", text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("안녕하세요.", ["안녕하세요."]),
        ("네, 조금 빠르게 말할게요.", ["네,", "조금 빠르게 말할게요."]),
        ("수원 맛집 세 곳을 골라 봤어요. 첫 번째예요.", ["수원 맛집 세 곳을 골라 봤어요.", "첫 번째예요."]),
        ("원천동 갈빗집이고 한우갈비가 대표 메뉴예요.", ["원천동 갈빗집이고", "한우갈비가 대표 메뉴예요."]),
        (
            "박근혜 다음 대한민국 대통령은 문재인 대통령이에요.",
            ["박근혜 다음 대한민국 대통령은", "문재인 대통령이에요."],
        ),
        ("가족 조건에 맞는 곳은 없어서 뺐어요.", ["가족 조건에 맞는 곳은", "없어서 뺐어요."]),
        ("제 주차 정보는 아직 아무 자료에도 없어요.", ["제 주차 정보는", "아직 아무 자료에도 없어요."]),
        ("민속왕순대의 쉬는 날은 자료에 없어요.", ["민속왕순대의 쉬는 날은", "자료에 없어요."]),
        (
            "첫 경기도 경제부지사가 누구였는지는 제 자료에 없어요.",
            ["첫 경기도 경제부지사가 누구였는지는", "제 자료에 없어요."],
        ),
        ("", []),
    ],
)
def test_a_text_is_cut_where_speakers_pause(text, expected):
    assert clauses(text) == expected


@given(
    st.lists(
        st.sampled_from("경기도지사는 맛집을 세 곳 열리고, 있는 없지만 시작됐고 했어요. 수원에서 네, 정말요?".split()),
        max_size=25,
    )
)
def test_clauses_joined_by_spaces_are_the_text(words):
    text = " ".join(words)
    assert " ".join(clauses(text)) == text


@given(st.integers(1, 99_999), st.sampled_from(sorted(COUNTERS)))
def test_a_number_stays_with_its_counter(number, counter):
    said = spoken(f"대한민국 경기도 수원시에 있는 {number:,}{counter} 앞에서 이야기를 나누는 사람들이 많았어요.")
    numeral = spoken(f"{number:,}{counter}")
    assert any(numeral in clause for clause in clauses(said))


def test_the_first_clause_is_short_and_none_outgrows_the_time_that_the_one_before_it_gives():
    text = (
        "이천이십오 년 오월 십일 일부터 이천이십오 년 오월 이십 일 사이에 대한민국 대통령 권한은 이주호 사회부총리가 "
        "대행했어요."
    )
    lengths = [_syllables(clause) for clause in clauses(text)]
    assert 4 <= lengths[0] <= 13
    assert all(later <= 3 * earlier for earlier, later in pairwise(lengths))


def _tone(seconds, level=0.3):
    return np.float32(level) * np.sin(np.arange(round(seconds * RATE)) * 0.05).astype(np.float32)


@pytest.mark.parametrize(
    ("text", "pause_ms"), [("네.", PAUSES_MS["."]), ("네,", PAUSES_MS[","]), ("네", PHRASE_PAUSE_MS)]
)
def test_silence_around_a_clause_becomes_the_pause_that_its_last_sign_asks_for(text, pause_ms):
    quiet = silence(0.5, RATE).samples
    out = joinable(Audio(np.concatenate((quiet, _tone(1), quiet)), RATE), text)
    assert out.duration_s == pytest.approx(1 + pause_ms / 1000, abs=0.1)
    assert not out.samples[-round(pause_ms * RATE / 1000) :].any()


def test_a_clause_begins_and_ends_without_a_click():
    out = joinable(Audio(_tone(0.3) + np.float32(0.2), RATE), "네")
    spoken_part = out.samples[: np.flatnonzero(out.samples)[-1] + 1]
    assert abs(out.samples[0]) < 0.01
    assert abs(spoken_part[-1]) < 0.01


def test_nothing_but_silence_stays_silent():
    assert not len(joinable(silence(0, RATE), "네.").samples)
    assert not joinable(silence(0.3, RATE), "네.").samples.any()
    assert not normalize_loudness(silence(0.3, RATE), -20).samples.any()


@pytest.mark.parametrize("seconds", [0.1, 0.4, 3.0])
@pytest.mark.parametrize("gain", [0.01, 0.3, 1.0])
def test_speech_of_any_length_and_level_is_brought_to_the_level(seconds, gain):
    noise = np.random.default_rng(1).normal(0, 0.1, round(seconds * RATE)).astype(np.float32) * np.float32(gain)
    assert active_level(normalize_loudness(Audio(noise, RATE), -23)) == pytest.approx(-23, abs=0.3)


def test_pauses_do_not_change_the_level_of_speech():
    speech = np.random.default_rng(2).normal(0, 0.1, 8 * RATE).astype(np.float32)
    padded = np.concatenate((speech, np.zeros(24 * RATE, np.float32)))
    assert active_level(Audio(padded, RATE)) == pytest.approx(active_level(Audio(speech, RATE)), abs=0.3)


def test_peaks_are_held_under_the_limit():
    speech = _tone(1, 0.05)
    speech[RATE // 2] = 0.9
    loud = normalize_loudness(Audio(speech, RATE), -10)
    assert np.abs(loud.samples).max() <= 10 ** (PEAK_DBFS / 20) + 1e-6
