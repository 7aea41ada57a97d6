"""Questions that a calendar answers by counting: which Friday the 13th, how many Sundays, which day it makes."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from companion.language.calendar import find_days
from companion.language.numbers import find_numbers
from companion.language.opening_hours import WEEKDAYS

_ANIMALS: Final = ("쥐", "소", "호랑이", "토끼", "용", "뱀", "말", "양", "원숭이", "닭", "개", "돼지")
_ZODIAC: Final = re.compile(r"(?:무슨|어떤|뭔)\s?띠|띠(?:가|는)?\s?(?:뭐|무엇|뭔)")
_OF_ANIMAL: Final = re.compile(rf"(?P<animal>{'|'.join(_ANIMALS)})\s?띠\s?(?:해)?(?:는|가|이)?\s?(?:언제|몇\s?년)")
_YEAR: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s?년|(?P<short>\d\d)\s?년\s?생|(?P<relative>재작년|작년|지난해|올해|금년|내년|내후년)"
)
_RELATIVE: Final = {"재작년": -2, "작년": -1, "지난해": -1, "올해": 0, "금년": 0, "내년": 1, "내후년": 2}
_NTH_WEEKDAY: Final = re.compile(rf"(?P<day>\d{{1,2}})\s?일(?:의|이|날)?\s(?P<weekday>[{WEEKDAYS}])요일")
_NEXT: Final = re.compile(r"다음|언제|돌아오|오는|또")
_HOW_MANY: Final = re.compile(
    rf"(?:(?P<month>\d{{1,2}})\s?월|(?P<this>이번\s?달|이달)|(?P<coming>다음\s?달))\s?(?:에는|에|엔|은|중에)?\s?(?P<weekday>[{WEEKDAYS}])요일[이은]?\s?(?:총\s|모두\s|다\s)?(?:몇|네|다섯|\d)\s?(?:번|개|주)"
)
_BEGUN: Final = re.compile(r"부터|(?:이|을|를|가)\s?(?:1일|첫날|하루)")
_NTH: Final = re.compile(
    r"(?P<n>\d+|[일이삼사오육칠팔구십백천]+)\s?일(?:째|이?\s?맞|이?지|이?야|이?에요|이?네|\s?되)|며칠째|몇\s?일째|디데이|D\+"
)
_NAMED_COUNTS: Final = {
    "사십구재": 49,
    "49재": 49,
    "사십구제": 49,
    "49제": 49,
    "백일기도": 100,
    "백일잔치": 100,
    "백일상": 100,
    "삼우제": 3,
    "삼우": 3,
    "백일재": 100,
    "백일": 100,
}
"""What is held on which day, the first one counted too."""
_NAMED: Final = re.compile("|".join(sorted(_NAMED_COUNTS, key=len, reverse=True)))
_WHEN: Final = re.compile(r"언제|언젠|며칠|몇\s?월|계산|날짜|무슨\s?요일")


@dataclass(frozen=True, slots=True)
class NextDay:
    """The next day of a number that is a certain weekday."""

    day: date


@dataclass(frozen=True, slots=True)
class Weekdays:
    """How many of a weekday a month has."""

    days: tuple[date, ...]
    weekday: str


@dataclass(frozen=True, slots=True)
class Zodiac:
    """Whose year a year is."""

    year: int
    animal: str


@dataclass(frozen=True, slots=True)
class Nth:
    """Which day it is today, counted from one that is the first; `claimed`: what somebody takes it for."""

    first: date
    number: int
    claimed: int | None


@dataclass(frozen=True, slots=True)
class Held:
    """On which day something is held that is counted from another day."""

    name: str
    first: date
    number: int
    day: date


DayPuzzle = NextDay | Weekdays | Zodiac | Nth | Held


def find_day_puzzle(text: str, today: date) -> DayPuzzle | None:
    """What a text wants counted; None for every other text."""
    text = text[:200]
    found = (one(text, today) for one in (_zodiac, _next_day, _weekdays, _held, _nth))
    return next((one for one in found if one is not None), None)


def _zodiac(text: str, today: date) -> Zodiac | None:
    asked, animal = _ZODIAC.search(text), _OF_ANIMAL.search(text)
    if animal is not None:
        index = _ANIMALS.index(animal["animal"])
        year = next(y for y in range(today.year, today.year + 12) if (y - 4) % 12 == index)
        return Zodiac(year, f"{animal['animal']}띠")
    if asked is None:
        return None
    named = _YEAR.search(text)
    if named is None:
        return None
    if named["relative"]:
        year = today.year + _RELATIVE[named["relative"]]
    else:
        year = int(named["year"] or named["short"])
        year += 0 if year > 99 else 2000 if year <= today.year % 100 else 1900
    return Zodiac(year, f"{_ANIMALS[(year - 4) % 12]}띠")


def _next_day(text: str, today: date) -> NextDay | None:
    found = _NTH_WEEKDAY.search(text)
    if found is None or not _NEXT.search(text) or not 1 <= int(found["day"]) <= 31:
        return None
    weekday = WEEKDAYS.index(found["weekday"])
    days = _days_from(today, int(found["day"]))
    return NextDay(next(day for day in days if day.weekday() == weekday))


def _days_from(today: date, number: int) -> Iterator[date]:
    """The days of a number, month by month, from tomorrow on."""
    for ahead in range(12 * 40):
        year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        if number <= monthrange(year, month + 1)[1] and (day := date(year, month + 1, number)) > today:
            yield day


def _weekdays(text: str, today: date) -> Weekdays | None:
    found = _HOW_MANY.search(text)
    if found is None:
        return None
    year, month = today.year, int(found["month"] or today.month)
    if found["coming"]:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    named = _YEAR.search(text[: found.start()])
    year += _RELATIVE[named["relative"]] if named is not None and named["relative"] else 0
    year = int(named["year"]) if named is not None and named["year"] else year
    if not 1 <= month <= 12:
        return None
    weekday = WEEKDAYS.index(found["weekday"])
    days = (date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1))
    return Weekdays(tuple(day for day in days if day.weekday() == weekday), f"{found['weekday']}요일")


def _held(text: str, today: date) -> Held | None:
    """«사십구재가 언젠지 계산 좀… 11월 22일에 가셨어»."""
    named = _NAMED.search(text)
    days = find_days(text, today, past=True)
    if named is None or len(days) != 1 or not _WHEN.search(text) or _NTH.search(text):
        return None
    number = _NAMED_COUNTS[named[0]]
    return Held(named[0], days[0].day, number, days[0].day + timedelta(days=number - 1))


def _nth(text: str, today: date) -> Nth | None:
    """«8월 22일부터 1일이면 오늘이 딱 백일 맞지?»."""
    asked = _NTH.search(text)
    begun = _BEGUN.search(text)
    days = find_days(text[: begun.start()], today, past=True) if begun is not None else ()
    if asked is None or begun is None or len(days) != 1 or days[0].day > today:
        return None
    numbers = [n.value for n in find_numbers(text) if n.counter == "일" and n.start >= begun.end() and n.value > 1]
    number = (today - days[0].day).days + 1
    return Nth(days[0].day, number, numbers[-1] if numbers else None)
