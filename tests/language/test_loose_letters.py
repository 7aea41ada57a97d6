"""Loose letters, abbreviations and the wrong keyboard."""

import pytest

from companion.language.chat import in_syllables


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("추천ㄱㄱ", "추천 해 줘"),
        ("ㅇㅇ", "응"),
        ("ㄱㅅ!", "고마워!"),
        ("ㅁㅓ야", "머야"),
        ("누구야ㅋㅋ", "누구야"),
        ("오늘 덥다 ㅠㅠ", "오늘 덥다"),
        ("ㅋㅋ", "ㅋㅋ"),
        ("snrndi?", "누구야?"),
        ("rudrlehwltkrk snrndi", "경기도지사가 누구야"),
    ],
)
def test_it_is_read_in_whole_syllables(typed, meant):
    assert in_syllables(typed) == meant


@pytest.mark.parametrize(
    "text", ["경기도지사가 누구야?", "AI대학원은 어디야", "hello", "go", "the robot", "031-255-1085", ""]
)
def test_other_text_stays_as_it_is(text):
    assert in_syllables(text) == text
