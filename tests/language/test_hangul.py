import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.language.hangul import compose, decompose, final_consonant, is_syllable, to_jamo

syllables = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)


@given(syllables)
def test_composing_what_was_decomposed_gives_the_syllable_back(syllable):
    assert compose(*decompose(syllable)) == syllable


@pytest.mark.parametrize(
    ("syllable", "letters"),
    [("가", ("ㄱ", "ㅏ", "")), ("값", ("ㄱ", "ㅏ", "ㅄ")), ("힣", ("ㅎ", "ㅣ", "ㅎ"))],
)
def test_a_syllable_falls_apart_into_compatibility_letters(syllable, letters):
    assert decompose(syllable) == letters


@pytest.mark.parametrize("text", ["", "ㄱ", "a", "가나", "ᄀ"])
def test_only_one_composed_syllable_can_be_decomposed(text):
    assert not is_syllable(text)
    with pytest.raises(ValueError, match="not a Hangul syllable"):
        decompose(text)


@pytest.mark.parametrize("letters", [("ㅏ", "ㅏ", ""), ("ㄱ", "ㄱ", ""), ("ㄱ", "ㅏ", "ㄸ"), ("", "ㅏ", "")])
def test_letters_in_an_impossible_position_are_refused(letters):
    with pytest.raises(ValueError, match="can't stand there"):
        compose(*letters)


def test_spelling_out_keeps_what_is_not_hangul():
    assert to_jamo("값이 AI-3!") == "ㄱㅏㅄㅇㅣ AI-3!"


@pytest.mark.parametrize(
    ("text", "final"),
    [
        ("수원", "ㄴ"),
        ("서울", "ㄹ"),
        ("경기도", ""),
        ("닭", "ㄺ"),
        ("「협약」", "ㄱ"),
        ("“안녕!”", "ㅇ"),
        ("가보정(인계동)", "ㅇ"),
        ("유치회관 (본점)", "ㄴ"),
        ("본수원갈비(1974년 창업)", ""),
        ("(인계동)", "ㅇ"),
        ("가나(다", ""),
        ("3", "ㅁ"),
        ("2019", ""),
        ("0", "ㅇ"),
        ("10", "ㅂ"),
        ("100", "ㄱ"),
        ("1,000", "ㄴ"),
        ("10000", "ㄴ"),
        ("100000000", "ㄱ"),
        ("1000000000000", ""),
        ("81.6", "ㄱ"),
        ("1.0", "ㅇ"),
        ("2019-10-23", "ㅁ"),
        ("031-254-1230", "ㅇ"),
        ("３", "ㅁ"),
        ("①", "ㄹ"),
        ("30%", ""),
        ("46,200㎡", ""),
        ("4km", ""),
        ("1.6kg", "ㅁ"),
        ("1.6 kg", "ㅁ"),
        ("AI", ""),
        ("R&D", ""),
        ("LG", ""),
        ("CES", ""),
        ("GIST", ""),
        ("POSTECH", "ㄱ"),
        ("ATM", "ㅁ"),
        ("CCTV", ""),
        ("URL", "ㄹ"),
        ("KT위즈", ""),
        ("㈜", ""),
        ("ㄱ", "ㄱ"),
        ("", ""),
        ("😀", ""),
        ("수원 😀", "ㄴ"),
    ],
)
def test_the_final_consonant_is_that_of_the_text_as_read_aloud(text, final):
    assert final_consonant(text) == final


def test_decomposed_unicode_ends_in_the_same_sound():
    assert final_consonant(unicodedata.normalize("NFD", "수원")) == "ㄴ"


@given(st.text(max_size=40))
def test_any_text_has_a_final_sound_or_none(text):
    assert final_consonant(text) in ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
