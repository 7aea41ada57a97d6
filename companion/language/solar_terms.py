"""The 24 terms of the solar year (절기), by the sun's longitude, and the dog days that are counted from them."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

_TERMS: Final = (
    "춘분 청명 곡우 입하 소만 망종 하지 소서 대서 입추 처서 백로 "
    "추분 한로 상강 입동 소설 대설 동지 소한 대한 입춘 우수 경칩"
).split()
"""Every fifteenth degree of the sun's longitude, from 0 on."""
_DOG_DAYS: Final = {"초복": ("하지", 2), "중복": ("하지", 3), "말복": ("입추", 0)}
"""After which term the dog days come, and after how many tenth days."""
_EPOCH: Final = datetime(2000, 1, 1, 12)
_TEN_DAYS: Final = 10
_GENG: Final = date(2000, 1, 3)
"""A day of the seventh stem (경), from which every tenth is counted."""
_KOREA: Final = timedelta(hours=9)
_UNSURE: Final = timedelta(minutes=20)
"""How far from the truth the reckoning may be: so near to midnight no day is told."""
NAMES: Final = (*_TERMS, *_DOG_DAYS)


def solar_term(name: str, year: int) -> date | None:
    """The day in Korea on which a term or a dog day falls; None where it cannot be told."""
    if name in _DOG_DAYS:
        term, tens = _DOG_DAYS[name]
        day = solar_term(term, year)
        return None if day is None else day + timedelta(days=-(day - _GENG).days % _TEN_DAYS + _TEN_DAYS * tens)
    return _term(_TERMS.index(name) * 15, year)


@lru_cache(maxsize=256)
def _term(degrees: int, year: int) -> date | None:
    # The sun stands at 280 degrees when a year begins, and goes a degree in about a day.
    begin = datetime(year, 1, 1) + timedelta(days=(degrees - 280) % 360 / 0.9856 - 3)
    low, high = begin, begin + timedelta(days=7)
    while high - low > timedelta(seconds=30):
        middle = low + (high - low) / 2
        passed = (_longitude(middle) - degrees + 180) % 360 - 180 >= 0
        low, high = (low, middle) if passed else (middle, high)
    here = low + _KOREA
    return here.date() if (here - _UNSURE).date() == (here + _UNSURE).date() else None


def _longitude(moment: datetime) -> float:
    """The sun's apparent longitude in degrees, to about a hundredth (the low-precision formula of the almanacs)."""
    centuries = (moment - _EPOCH) / timedelta(days=36525)
    mean = 280.46646 + 36000.76983 * centuries + 0.0003032 * centuries**2
    anomaly = math.radians(357.52911 + 35999.05029 * centuries - 0.0001537 * centuries**2)
    centre = (
        (1.914602 - 0.004817 * centuries) * math.sin(anomaly)
        + (0.019993 - 0.000101 * centuries) * math.sin(2 * anomaly)
        + 0.000289 * math.sin(3 * anomaly)
    )
    node = math.radians(125.04 - 1934.136 * centuries)
    return (mean + centre - 0.00569 - 0.00478 * math.sin(node)) % 360
