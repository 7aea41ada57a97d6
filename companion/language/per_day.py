"""Money by the day and by the month: «한 달이 서른 날이니까 하루에 얼마씩 쓰면 돼», «그걸 세 달 하면»."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from companion.base import patterns as re
from companion.language.arithmetic import WON
from companion.language.numbers import find_numbers, parse_number
from companion.language.told_amounts import told_amounts

_DAILY: Final = re.compile(r"(?<![가-힣])하루(?:에|당|에는|엔|치)?\s?(?:한\s)?(?:얼마|몇\s?원|얼만)")
_DAYS: Final = re.compile(
    r"(?<![가-힣\d월]\s)(?<![가-힣\d])(?P<n>\d{1,3}|[가-힣]{1,5}?)\s?(?:일|날)(?=[이로은을치씩만간\s,.]|$)"
)
_SPANS: Final = (("일주일", 7), ("한 주", 7), ("보름", 15), ("열흘", 10), ("닷새", 5))
_MONTH: Final = re.compile(r"(?<![가-힣])(?:한\s?달|매달|다달이|달마다|월급|월세)")
_THIS_MONTH: Final = re.compile(r"(?<![가-힣])(?:이번\s?달|이달)")
A_MONTH: Final = 30
_LATELY: Final = 2
_SHORTEST, _LONGEST = 2, 366


@dataclass(frozen=True, slots=True)
class PerDay:
    """An amount of money among so many days; `taken`: a month was taken for so many, as nobody told."""

    amount: Fraction
    days: int
    taken: bool = False

    @property
    def each(self) -> Fraction:
        """What there is for a day."""
        return self.amount / self.days


def per_day(text: str, heard: Sequence[str], result: Fraction | None, today: date) -> PerDay | None:
    """What there is for a day; None where that is not asked, or the amount or the days were not told.

    Args:
        text: the question.
        heard: what was said before, the newest first.
        result: the money that was reckoned last, where nothing else was begun.
        today: of which «이번 달» is.
    """
    if _DAILY.search(text) is None:
        return None
    amounts = [one.value for one in told_amounts(text) if one.unit == WON]
    if len(amounts) == 1:
        amount: Fraction | None = amounts[0]
    elif amounts:
        return None
    else:
        amount = result
    days, taken = _days_in(text, today)
    for said in heard[:_LATELY]:
        told = [one.value for one in told_amounts(said) if one.unit == WON]
        if amount is None and len(told) == 1:
            amount = told[0]
            days, taken = (days, taken) if days else _days_in(said, today)
        elif not days and not find_numbers(said):
            days, taken = _days_in(said, today)
    return PerDay(amount, days, taken) if amount is not None and days else None


def _days_in(text: str, today: date) -> tuple[int, bool]:
    """How many days a text speaks of, 0 for none, and whether a month was taken for as many."""
    for found in _DAYS.finditer(text):
        number = parse_number(found["n"])
        if number is not None and _SHORTEST <= number <= _LONGEST:
            return number, False
    span = next((days for word, days in _SPANS if word in text), 0)
    if span:
        return span, False
    if _THIS_MONTH.search(text):
        return monthrange(today.year, today.month)[1], False
    return (A_MONTH, True) if _MONTH.search(text) else (0, False)


_OF_IT: Final = re.compile(
    r"^(?:그럼\s|그러면\s|근데\s)?(?:그걸|그거|그게|이걸|이거|그\s?돈을?|그만큼)(?:를|을|으로)?\s(?P<n>\d{1,3}|[가-힣]{1,4}?)\s?(?:달|개월|주|번|년|일|명|개)(?:치|동안|간)?\s?"
    r"(?:[가-힣]{1,4}면|(?:은|는|이면)?\s?얼마[가-힣]*)[가-힣\s]*[?.!]*$"
)


def times_of_it(text: str) -> int | None:
    """How many times what was told is to be taken: 3 of «그걸 세 달 하면?»; None where that is not asked."""
    found = _OF_IT.match(text.strip())
    return parse_number(found["n"]) if found is not None else None
