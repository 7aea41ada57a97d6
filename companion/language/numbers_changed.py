"""A text with one of its numbers changed, so that what nothing hangs on is found: a number that changes no result.

The number that takes its place is as long, so that everything else stands where it stood.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from companion.language.numbers import find_numbers
from companion.language.readings import words

_SEQUENCES: Final = (
    words("한 두 세 네"),
    words("하나 다섯 여섯 일곱 여덟 아홉"),
    words("둘 셋 넷"),
    words("일 이 삼 사 오 육 칠 팔 구"),
    tuple("123456789"),
)
"""Numerals of one length and form, each changed into the next and the last into the one before it."""
_NEXT: Final = {
    one: other for sequence in _SEQUENCES for one, other in (*pairwise(sequence), (sequence[-1], sequence[-2]))
}
_FORMS: Final = sorted(_NEXT, key=len, reverse=True)
_NATIVE: Final = frozenset(words("하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열"))
_EACH: Final = ("한", "1", "일", "하나")
"""What «한 사람당», «1인분» and «하나에» begin with: it counts nothing."""


def numbers_changed(text: str) -> Iterator[str]:
    """The text with each of its numbers changed in turn, but for those that may count nothing."""
    for number in find_numbers(text):
        said = text[number.start : number.end]
        bare = number.counter is None and said in _NATIVE  # «둘이», «둘 다»: who is there
        if bare or number.ordinal or (number.value == 1 and said.startswith(_EACH)):
            continue
        form = next((form for form in _FORMS if said.startswith(form)), None)
        if form is not None:
            yield text[: number.start] + _NEXT[form] + text[number.start + len(form) :]
