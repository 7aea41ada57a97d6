"""What is counted and measured with which words, for telling what a number in a sentence is about."""

from __future__ import annotations

from typing import Final

from companion.language.readings import UNITS

MINUTES: Final = {"분": 1, "시간": 60, "일": 24 * 60}
"""Stretches of time that are paid for, in minutes."""
DAYS: Final = {"일": 1.0, "주": 7.0, "주일": 7.0, "달": 30.4, "개월": 30.4, "년": 365.25, "해": 365.25}
"""Stretches of time in days, on the average."""
PEOPLE: Final = frozenset(("명", "사람", "인", "분", None))
"""What people are counted with; alone, a number counts them too («어른 둘»)."""
PLACES: Final = frozenset(("곳", "군데", "데"))
"""What places are counted with."""
CLOCK: Final = ("시", "분")
"""What times of the day are said with."""
RANKS: Final = ("위", "등")
"""What places in an order are counted with."""
TIMES: Final = "배"
"""What multiples are counted in."""
PERCENT: Final = ("퍼센트", "프로", "%")
WON: Final = "원"
HOUR: Final = "시간"
_OTHER_UNITS: Final = {
    "㎡": {"평": 1 / 3.305785, "헥타르": 1e-4, "제곱킬로미터": 1e-6, "제곱킬로": 1e-6},
    "cm": {"미터": 0.01, "밀리미터": 10.0, "밀리": 10.0, "인치": 1 / 2.54},
    "kg": {"그램": 1000.0, "톤": 1e-3, "근": 1 / 0.6, "파운드": 2.20462},
}
"""What else can be measured in than the unit of a value, and how many of it one is."""
LARGE_ENOUGH: Final = 100
"""From which size on a measure is told without a fraction."""
LARGE: Final = 10**8
"""From which number on only money is meant, and is said in round numbers: «사천억»."""


def is_unit(said: str | None, unit: str) -> bool:
    """Whether a counter means a unit: «센티» is «cm»."""
    read = UNITS.get(unit, unit)
    return bool(said and unit) and (said == unit or read.startswith(said or " "))


def other_unit(word: str) -> str | None:
    """The unit that a word names, where some other can be told in it: «평», «평수»."""
    units = {unit for others in _OTHER_UNITS.values() for unit in others}
    return next((unit for unit in (word, word.removesuffix("수")) if unit in units), None)


def in_unit(number: float, unit: str, other: str) -> float | None:
    """A measure in another unit, as exactly as one says it; None where it is of another kind."""
    factor = _OTHER_UNITS.get(unit, {}).get(other)
    if factor is None:
        return None
    told = number * factor
    return float(round(told)) if told >= LARGE_ENOUGH else round(told, 2)
