"""Texts are found by what they contain."""

from hypothesis import given
from hypothesis import strategies as st

from companion.language.containing import Containing

LETTERS = st.text("가나다a0\0\ud800😀", max_size=8)


@given(st.lists(LETTERS, max_size=12), st.lists(st.text("가나다a0\ud800😀", max_size=4), max_size=3))
def test_what_is_found_is_what_reading_every_text_finds(texts, wanted):
    expected = [i for i, text in enumerate(texts) if all(string in text for string in wanted)]
    assert Containing(texts).find(wanted) == expected


def test_texts_without_the_pairs_of_letters_are_not_read():
    texts = Containing(["도자기 박물관", "쌀 연구원", *("별과 바람" for _ in range(1000))])
    assert texts.find(["박물관"]) == [0]
    assert texts.read == 1
