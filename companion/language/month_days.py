"""The days of a month by their own names, and a day put right in the breath that told it.

«다음 달 열이렛날», «3월 초사흘» are said in figures, so that whoever reads a date reads them. A name without its month
(«초하루», «그믐날») is a day of the moon.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from companion.base import patterns as re
from companion.language.dates import DAY_NAMES
from companion.language.hangul import compose, decompose

_DAY: Final = "날"
_YOUNG: Final = "초"
_FULL, _LAST = "보름", "그믐"
_LAST_DAY: Final = "말일"
_BOUND: Final = {"": "ㅅ", "ㄹ": "ㄷ"}
"""What the end of a name becomes before «날»: «이레», «이렛날»; «사흘», «사흗날»."""


def _with_day(name: str) -> Iterator[str]:
    """A name before «날», as it is written and as it is often written: «초사흗날», «초사흘날»."""
    initial, medial, final = decompose(name[-1])
    if final in _BOUND:
        yield name[:-1] + compose(initial, medial, _BOUND[final]) + _DAY
    if final == "ㄹ":
        yield name[:-1] + compose(initial, medial, "ㅅ") + _DAY
    yield name + _DAY


def _spelled() -> Iterator[tuple[str, int, bool]]:
    """Every way to say a day of the month, which one it is, and whether it can be nothing else, as a length can."""
    for number, name in enumerate(DAY_NAMES, 1):
        short = name.removeprefix(_YOUNG)
        yield from ((said, number, True) for said in _with_day(name))
        if short != name and number > 1:  # «닷샛날»
            yield from ((said, number, True) for said in _with_day(short))
        yield name, number, short != name or name == _LAST


_NUMBERS: Final = {said: number for said, number, _ in _spelled()}
_SURE: Final = frozenset(said for said, _, sure in _spelled() if sure)
_NEXT_DAY: Final = frozenset(_with_day("이틀"))
"""«이튿날» is the day after, whatever the date."""


def _any_of(names: Iterator[str] | frozenset[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


MONTH_DAY: Final = _any_of(iter(_NUMBERS))
"""Any name of a day of a month, as a pattern."""
_MONTH: Final = r"(?:(?:이번|다음|지난|담|이|내|오는)\s?달|(?:\d{1,2}|[일이삼사오육칠팔구유시십]{1,2})\s?월)"
_NOT_LONG: Final = r"(?!\s?(?:동안|간|쯤|정도|만에|뒤|후|넘|걸|내내|이상|째))"
_IN_MONTH: Final = re.compile(
    rf"(?P<lunar>음력\s?)?(?<![가-힣])(?P<month>{_MONTH})(?:의)?\s?(?P<named>{MONTH_DAY}){_NOT_LONG}"
)
MOON_DAY: Final = re.compile(
    rf"(?<![가-힣])(?:음력\s?)?(?P<named>{_any_of(_SURE - _NEXT_DAY)}){_NOT_LONG}"
    r"(?=[\s?.!,]|$|까지|부터|이|가|은|는|을|를|에|의|도|인|였|야|여|예)"
)
"""A day of the moon, whichever month it is."""


def day_number(named: str) -> int:
    """Which day of the month a name is of: 17 for «열이렛날»."""
    return _NUMBERS[named]


def days_in_figures(text: str) -> str:
    """«다음 달 열이렛날» as «다음 달 17일»; what is said of a lunar month stays."""

    def figured(found: re.Match[str]) -> str:
        if found["lunar"]:
            return found[0]
        number = _NUMBERS[found["named"]]
        return f"{found['month']} {_LAST_DAY if found['named'].startswith(_LAST) else f'{number}일'}"

    return day_put_right(_IN_MONTH.sub(figured, text))


_DATE: Final = rf"(?:{_MONTH}\s?)?(?:\d{{1,2}}일|[일이삼사오육칠팔구십]{{1,4}}일|말일|[월화수목금토일]요일)"
_AGAIN: Final = re.compile(
    rf"(?P<month>(?:내년\s?|올해\s?)?{_MONTH}\s?|(?:이번|다음|다다음)\s?주\s?)(?P<old>\d{{1,2}}일|[일이삼사오육칠팔구십]{{1,4}}일|말일|[월화수목금토일]요일)"
    rf"(?P<told>[^?]*?[가-힣])[\s,.!…~]+(?:아\s?)?(?:아니(?:다|지|네|야)?|아차|참)[,.!…]?\s+(?P<new>(?:그\s)?(?P<day>{_DATE}|[가-힣]+날))"
    r"(?P<end>이?(?:네|다|지|구나|구만|구먼|여|었네|에요|ㅂ니다)요?|입니다)(?=[\s.,!~]|$)"
)
"""«다음 달 17일이 제사여 아니 18일이네»."""
_WEEK: Final = "주"


def day_put_right(text: str) -> str:
    """The text with the day that was meant in the place of the one that slipped out, where both stand in one breath."""
    found = _AGAIN.search(text)
    if found is None or _ORDERS.search(found["told"]):
        return text
    day = found["day"]
    if day in _NUMBERS:
        day = f"{_NUMBERS[day]}일"
    elif day.endswith(_DAY):
        return text
    same_kind = found["old"].endswith("요일") == day.endswith("요일")
    if not same_kind or (_WEEK in found["month"]) != day.endswith("요일"):
        return text
    whole = day if _HAS_MONTH.match(day) else f"{found['month'].strip()} {day}"
    return f"{text[: found.start()]}{whole}{found['told']}{text[found.end() :]}"


_HAS_MONTH: Final = re.compile(_MONTH)
_ORDERS: Final = re.compile(r"알려|불러|깨워|말해|해\s?줘|주세요")
"""What is ordered for a time is changed by whoever took the order."""
