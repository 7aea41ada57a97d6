"""A text with one of its numbers changed, so that what nothing hangs on is found: a number that changes no result.

The number that takes its place is as long, so that everything else stands where it stood.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from companion.language.arithmetic import WON
from companion.language.numbers import find_numbers
from companion.language.quantities import CAME_OUT, DOERS, FOR_ALL, NUMBERED
from companion.language.readings import words
from companion.language.units import PERCENT

_SEQUENCES: Final = (
    words("한 두 세 네"),
    words("하나 다섯 여섯 일곱 여덟 아홉"),
    words("둘 셋 넷"),
    words("열 쉰"),
    words("스무 서른 마흔 예순 일흔 여든 아흔"),
    words("일 이 삼 사 오 육 칠 팔 구"),
    tuple("123456789"),
)
"""Numerals of one length and form: any of them may stand for any other."""
_OTHERS: Final = {
    one: (*sequence[at + 1 :], *sequence[:at][::-1]) for sequence in _SEQUENCES for at, one in enumerate(sequence)
}
_FORMS: Final = sorted(_OTHERS, key=len, reverse=True)
_NATIVE: Final = frozenset(words("하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열"))
_EACH: Final = ("한", "1", "일", "하나")
"""What «한 사람당», «1인분» and «하나에» begin with: it counts nothing."""


def numbers_changed(text: str) -> Iterator[tuple[str, ...]]:
    """For each number of a text, the text with others in its place, but for numbers that may count nothing."""
    numbers = find_numbers(text)
    part = any(number.counter in PERCENT for number in numbers)
    priced = {number.start for number in numbers if part and number.counter == WON}
    bill = max((one.start for one in numbers if one.counter == WON and CAME_OUT.match(text, one.end)), default=0)
    for number in numbers:
        ordered = number.end <= bill and number.counter != WON  # «두 마리 시켜서 사만 원 나오면»
        said = text[number.start : number.end]
        all_of_them = FOR_ALL.match(text, number.end)  # «두 개에 만 원인데 10퍼센트 할인»: of all that
        bare = number.counter is None and said in _NATIVE  # «둘이», «둘 다»: who is there
        who = DOERS.match(text, number.end) is not None
        if (
            bare
            or who
            or ordered
            or number.ordinal
            or number.counter in NUMBERED
            or (all_of_them is not None and all_of_them.end() in priced)
            or (number.value == 1 and said.startswith(_EACH))
        ):
            continue
        form = next((form for form in _FORMS if said.startswith(form)), None)
        if form is not None:
            yield tuple(text[: number.start] + other + text[number.start + len(form) :] for other in _OTHERS[form])
