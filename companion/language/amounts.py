"""How amounts are said: «1~2만 원», «2만 원대», «셋이서»."""

from __future__ import annotations

from typing import Final

from companion.base import patterns as re

_RANGE: Final = re.compile(r"\s*(?:[~∼〜-]|에서)\s*")
_BAND: Final = re.compile(r"\s?대")
_MINUTES: Final = re.compile(r"(?:\d+|[일이삼사오육칠팔구십백]+)\s?분")
_OF_THE_CLOCK: Final = "시"
_PEOPLE: Final = re.compile(r"이?서|이(?=\s)")


def is_range(between: str) -> bool:
    """Whether what stands between two numbers makes them the ends of a range."""
    return _RANGE.fullmatch(between) is not None


def is_band(text: str, end: int) -> bool:
    """Whether an amount that ends there stands for all that begin with its figure: «2만 원대»."""
    return _BAND.match(text, end) is not None


def counts_people(text: str, end: int) -> bool:
    """Whether a bare number that ends there counts who comes: «셋이서», «둘이 갈»."""
    return _PEOPLE.match(text, end) is not None


def scaled(lower: int, upper: int) -> int:
    """«1~2만 원»: the first number is of the size of the second."""
    size = 1
    while lower * size * 10 <= upper:
        size *= 10
    return lower * size


def counts_hours(counter: str | None) -> bool:
    """Whether a counter is of hours of the clock: «여덟 시»."""
    return counter == _OF_THE_CLOCK


def is_time(text: str) -> bool:
    """Whether a number with its counter is of minutes, not of people: «30분», «삼십 분», not «세 분»."""
    return _MINUTES.fullmatch(text) is not None
