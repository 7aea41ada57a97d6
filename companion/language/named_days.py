"""The days that a question names, apart from what it asks of them, held against what is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from companion.base import patterns as re
from companion.language.dates import find_times
from companion.language.opening_hours import WEEKDAYS
from companion.language.written_days import DaySpan, written_days, written_weekdays

_PARTICLE: Final = re.compile(r"(?:에는|에|엔|의|은|는|이|가|자)?(?![가-힣])")
_OF_A_WEEK: Final = re.compile(rf"(?<![가-힣])(?:매주\s?)?[{WEEKDAYS}]요일")
_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class NamedDays:
    """The days of a question.

    Attributes:
        rest: the question without them.
        said: as they were said: «오늘», «12월 6일», «토요일»; "" where none is named.
        spans: the days; `weekdays`: days of the week, Monday 0, where only those are named.
        relative: whether they are counted from today, as «내일» is.
    """

    rest: str
    said: str = ""
    spans: tuple[DaySpan, ...] = ()
    weekdays: frozenset[int] = frozenset()
    relative: bool = False

    @classmethod
    def of(cls, text: str, today: date) -> NamedDays:
        """The days that a question names, counted from `today`."""
        times = [t for t in find_times(text, today) if not (t.is_now or t.shift)]
        spans = tuple(DaySpan(t.first, t.last, t.of_any_year) for t in times if not _OF_A_WEEK.fullmatch(t.text))
        found = [(t.start, t.end) for t in times]
        found += [
            m.span() for m in _OF_A_WEEK.finditer(text) if all(m.end() <= t.start or t.end <= m.start() for t in times)
        ]
        found.sort()
        said = [text[start:end] for start, end in found]
        weekdays = frozenset[int]().union(*(written_weekdays(one) for one in said if _OF_A_WEEK.fullmatch(one)))
        rest = text
        for start, end in reversed(found):
            particle = _PARTICLE.match(rest, end)
            rest = rest[:start] + rest[particle.end() if particle else end :]
        dated = any(map(str.isdigit, "".join(said))) or any(span.any_year for span in spans)
        return cls(" ".join(rest.split()), ", ".join(said), spans, weekdays, not (weekdays or dated))

    def agrees(self, cells: Iterable[str]) -> bool | None:
        """Whether some cells are of these days; None where they name no day that could be."""
        cells = tuple(cells)
        days = [span for cell in cells for span in written_days(cell)]
        if days:
            on = any(span.meets(day) for span in self.spans for day in days)
            return on or bool(self.weekdays and self.weekdays & _weekdays_of(days, cells))
        weekdays = frozenset[int]().union(*map(written_weekdays, cells))
        if not weekdays:
            return None
        asked = self.weekdays | {day for span in self.spans for day in _weekdays_in(span)}
        return not asked.isdisjoint(weekdays)


def _weekdays_of(days: Iterable[DaySpan], cells: Iterable[str]) -> frozenset[int]:
    """The days of the week of some days: by the calendar where their year is known, else as it is written beside."""
    written = frozenset[int]().union(*map(written_weekdays, cells))
    return written | {day for span in days if not span.any_year for day in _weekdays_in(span)}


def _weekdays_in(span: DaySpan) -> Iterable[int]:
    if span.any_year:
        return range(_WEEK)  # nobody said of which year
    length = min((span.last - span.first).days + 1, _WEEK)
    return ((span.first + timedelta(days=n)).weekday() for n in range(length))
