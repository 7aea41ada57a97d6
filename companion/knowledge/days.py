"""Days known to the day, the month or the year: «2019-10-23», «2019-10», «2019»."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any

from pydantic import PlainValidator

from companion.base.fields import day_as_written_here


@dataclass(frozen=True, slots=True)
class Day:
    """A date with the precision its source has.

    Attributes:
        first: earliest calendar day it can mean.
        last: latest calendar day it can mean (equal to `first` for a full date).
        iso: ISO 8601 calendar date, reduced precision allowed (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`).
    """

    first: date
    last: date
    iso: str

    @classmethod
    def parse(cls, value: Any) -> Day:
        """Read ISO 8601 text, a year number or a `datetime.date`.

        Raises:
            ValueError: not a calendar date; the message says how to write it.
        """
        if isinstance(value, Day):
            return value
        text = value.isoformat() if isinstance(value, date) else str(value).strip()
        try:
            return cls._read(text)
        except ValueError:
            # The number 2026.1 may have been 2026.10.
            meant = None if isinstance(value, float) else day_as_written_here(text)
            if meant is not None:
                raise ValueError(f"«{text}» is not written as a day of these files; write {meant}") from None
            raise

    @classmethod
    @lru_cache(maxsize=4096)  # thousands of statements share a day
    def _read(cls, text: str) -> Day:
        parts = text.split("-")
        try:
            numbers = [int(part) for part in parts]
            if [len(part) for part in parts] != [4, 2, 2][: len(parts)] or not parts:
                raise ValueError
            match numbers:
                case [year]:
                    return cls(date(year, 1, 1), date(year, 12, 31), text)
                case [year, month]:
                    return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), text)
                case _:
                    exact = date(numbers[0], numbers[1], numbers[2])
                    return cls(exact, exact, text)
        except (ValueError, IndexError, calendar.IllegalMonthError):
            raise ValueError(f"«{text}» is not a date; write YYYY, YYYY-MM or YYYY-MM-DD") from None

    def __str__(self) -> str:
        return self.iso


DayField = Annotated[Day, PlainValidator(Day.parse)]


@dataclass(frozen=True, slots=True)
class Interval:
    """An inclusive stretch of calendar days."""

    first: date
    last: date

    @classmethod
    def of(cls, day: date) -> Interval:
        """The interval of one day."""
        return cls(day, day)

    def overlaps(self, first: date, last: date) -> bool:
        """Whether the two stretches share a day."""
        return self.first <= last and first <= self.last
