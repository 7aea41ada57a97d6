"""What is counted and measured with which words, for telling what a number in a sentence is about."""

from __future__ import annotations

from typing import Final

from companion.language.readings import UNITS

MINUTES: Final = {"분": 1, "시간": 60, "일": 24 * 60}
"""Stretches of time that are paid for, in minutes."""
PEOPLE: Final = frozenset(("명", "사람", "인", "분", None))
"""What people are counted with; alone, a number counts them too («어른 둘»)."""
CLOCK: Final = ("시", "분")
"""What times of the day are said with."""
RANKS: Final = ("위", "등")
"""What places in an order are counted with."""
WON: Final = "원"
HOUR: Final = "시간"
LARGE: Final = 10**8
"""From which number on only money is meant, and is said in round numbers: «사천억»."""


def is_unit(said: str | None, unit: str) -> bool:
    """Whether a counter means a unit: «센티» is «cm»."""
    read = UNITS.get(unit, unit)
    return bool(said and unit) and (said == unit or read.startswith(said or " "))
