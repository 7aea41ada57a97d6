"""What every later room may rely on in a normalised utterance."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.language.normalize import compact, normalize

ANY_TEXT = st.text(alphabet=st.characters(codec=None, categories=None), max_size=60)
KOREAN_NOISE = st.text(alphabet="가나각ᄒ\u200b\u0301e\u0338=ㅋㅠ!?… \t．１Ａ🍗’“·", max_size=30)


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        ("  수원   맛집\t찾아줘\n", "수원 맛집 찾아줘"),
        ("２０１９년　１０월！", "2019년 10월!"),
        (unicodedata.normalize("NFD", "경기도지사가 누구야?"), "경기도지사가 누구야?"),
        ("수\u200b원\ufeff 맛\u00ad집\x00", "수원 맛집"),
        ("ㅋㅋㅋㅋㅋ 배고파ㅠㅠㅠㅠ", "ㅋㅋ 배고파ㅠㅠ"),
        ("누구야????!!!!!", "누구야??!!"),
        ("아아아아아 심심해애애애", "아아 심심해애애"),
        ("밥🍚집 👍🏽 추천", "밥 집 추천"),
        ("“재명이 형”이 ‘누구’야", "\"재명이 형\"이 '누구'야"),
        ("10,000원… 2018∼2020년", "10,000원.. 2018~2020년"),
        ("1000000원", "1000000원"),
        ("R&D 50% 031-120", "R&D 50% 031-120"),
        ("水原 café", "水原 café"),
        ("ㄱ\u3164ㄴ", "ㄱㄴ"),
        ("", ""),
        ("🍗🍗", ""),
    ],
)
def test_an_utterance_has_one_canonical_form(heard: str, expected: str) -> None:
    assert normalize(heard) == expected


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        ("수원 맛집, 찾아 줘!", "수원맛집찾아줘"),
        ("AI 2.0_최고", "ai20최고"),
        ("３·１ 절", "31절"),
        ("…?!", ""),
    ],
)
def test_the_compact_form_ignores_spacing_punctuation_and_case(heard: str, expected: str) -> None:
    assert compact(heard) == expected


@given(ANY_TEXT | KOREAN_NOISE)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once


@given(ANY_TEXT | KOREAN_NOISE)
def test_what_is_left_is_composed_printable_and_single_spaced(text: str) -> None:
    clean = normalize(text)
    assert clean == unicodedata.normalize("NFC", clean)
    assert clean == " ".join(clean.split(" ")).strip()
    assert "  " not in clean
    assert not any(unicodedata.category(c)[0] in "CM" for c in clean)


@pytest.mark.parametrize("text", ["\ud800", "수\udfff원", "\x00" * 10_000, "가" * 10_000, "가 " * 5_000, "?" * 10_000])
def test_hostile_input_is_survived(text: str) -> None:
    assert len(normalize(text)) <= len(text)
    compact(text)


def test_an_ordinary_utterance_costs_far_less_than_a_fifth_of_a_millisecond() -> None:
    text = "“수원”에서 갈비 맛집 ３군데만 찾아줘ㅋㅋㅋㅋ!!!"
    normalize(text)
    started = time.process_time()
    for _ in range(200):
        normalize(text)
    assert (time.process_time() - started) / 200 < 0.2e-3
