"""Korean is spelt in phonemes that the voice was trained with."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.language.hangul import FINALS, INITIALS, MEDIALS, compose
from companion.language.pronunciation import pronounce
from companion.speaking.phonemes import phonemes

SYLLABLES = [compose(onset, vowel, coda) for onset in INITIALS for vowel in MEDIALS for coda in FINALS]


def test_every_syllable_between_any_neighbours_is_spelt_in_the_vocabulary_of_the_model(models):
    vocabulary = json.loads((models.locate("kokoro-82m") / "vocab.json").read_text(encoding="utf-8"))["vocab"]
    for before in ("", "가", "안", "각", "알", "가 ", "각 "):
        used = set("".join(phonemes(before + pronounce(syllable)) for syllable in SYLLABLES))
        assert used <= set(vocabulary)


@pytest.mark.parametrize(
    ("one", "other"),
    [("가다", "가타"), ("가다", "가따"), ("바", "파"), ("자다", "차다"), ("사다", "싸다"), ("어", "오"), ("으", "우")],
)
def test_sounds_that_tell_words_apart_are_spelt_apart(one, other):
    assert phonemes(f"가{one}") != phonemes(f"가{other}")


def test_a_lax_stop_is_voiced_between_voiced_sounds_only():
    assert phonemes("가가") == "kaɡa"
    assert phonemes("가 가") == "ka ka"
    assert phonemes("안가") == "anɡa"


def test_pauses_stay_and_everything_else_falls_away():
    assert phonemes("아, 아? (아)") == "a, a? a"


@given(st.text(max_size=20))
def test_any_text_can_be_spelt(text):
    assert isinstance(phonemes(pronounce(text)), str)
