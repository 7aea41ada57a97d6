"""Text as keys, and keys as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.language.keyboard import beside, composed, in_hangul, typed

SYLLABLES = st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=12)


@given(SYLLABLES)
def test_what_is_typed_is_composed_again(text):
    assert composed(typed(text)) == text


@pytest.mark.parametrize(
    ("loose", "whole"),
    [
        ("ㅁㅓ야", "머야"),
        ("알려주ㅓ", "알려줘"),
        ("넓ㅇㅣ가", "넓이가"),
        ("쫄면ㅇㅣ랑", "쫄면이랑"),
        ("값 A 1", "값 A 1"),
    ],
)
def test_loose_letters_are_put_together(loose, whole):
    assert composed(typed(loose)) == whole


@pytest.mark.parametrize(("keys", "text"), [("dkssud", "안녕"), ("snrndi", "누구야"), ("hello", None), ("", None)])
def test_the_keyboard_was_set_to_english(keys, text):
    assert in_hangul(keys) == text


def test_a_key_beside_another_is_of_its_sort():
    assert set(beside("ㄱ")) == set("ㄷㅅㅇㄹ")
    assert "ㅓ" in beside("ㅏ")
    assert beside("?") == ""
