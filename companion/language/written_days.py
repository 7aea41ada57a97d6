"""Days and hours as the cells of tables have them: «2026-12-05», «12.5(토)~7», «매주 화·목», «10:00-11:00»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final

from companion.base import patterns as re
from companion.language.moments import spoken_time
from companion.language.opening_hours import WEEKDAYS

_KEPT: Final = 4096
_ANY_YEAR: Final = 2000
"""A leap year that stands for every year."""
_TO: Final = r"\s*[-–~∼～]\s*"
_YEAR: Final = r"(?:19|20)\d\d"
_WEEKDAY: Final = rf"\s?\([{WEEKDAYS}](?:요일)?\)"
_BEHIND: Final = rf"{_WEEKDAY}|\s+\d{{1,2}}:|{_TO}\d{{1,2}}[./]"
"""What shows that «12.5» is a day and no amount."""
_DAY: Final = (
    rf"(?:(?P<year>{_YEAR})\s?[-./]\s?(?P<month>\d{{1,2}})\s?[-./]\s?(?P<day>\d{{1,2}})(?!\d)\.?"
    rf"|(?:(?P<year_>{_YEAR})년\s?)?(?P<month_>\d{{1,2}})월\s?(?P<day_>\d{{1,2}})일"
    rf"|(?<![\d./-])(?P<month__>\d{{1,2}})(?:/(?P<day__>\d{{1,2}})(?={_BEHIND}|\s*$)"
    rf"|\.\s?(?P<day___>\d{{1,2}})(?:\.(?!\d)|(?={_BEHIND}))))"
)
_WRITTEN: Final = re.compile(rf"{_DAY}(?:{_WEEKDAY})?")
_TO_DAY: Final = re.compile(rf"{_TO}(?={_DAY})")
_RANGE: Final = re.compile(rf"{_TO}(?=\d)|\s?부터\s?")
_LAST_DAY: Final = re.compile(rf"(?P<day>\d{{1,2}})(?:일|(?={_WEEKDAY}|\s*$))")
_ONLY_WEEKDAYS: Final = re.compile(
    rf"(?:매주\s?)?(?P<days>[{WEEKDAYS}](?:요일)?(?:\s?[-–~·,/]?\s?[{WEEKDAYS}](?:요일)?)*)(?:\s?마다)?"
)
_NAMED_WEEKDAY: Final = re.compile(rf"(?<![가-힣])(?:매주\s?)?([{WEEKDAYS}])요일|\(([{WEEKDAYS}])\)")
_STRETCH: Final = re.compile(rf"([{WEEKDAYS}])(?:요일)?(?:\s?[-–~]\s?([{WEEKDAYS}]))?")
_GROUPS: Final = {"매일": range(7), "평일": range(5), "주말": range(5, 7), "매주 주말": range(5, 7), "주중": range(5)}
_CLOCK: Final = r"(?<![\d:])(?:2[0-4]|[01]?\d):[0-5]\d(?![\d:])"
_HOUR: Final = re.compile(rf"{_CLOCK}|(?<!\d)\d{{1,2}}시(?!간)")
_CLOCKS: Final = re.compile(rf"(?P<first>{_CLOCK})(?:{_TO}(?P<last>{_CLOCK}))?")
_ONLY_WEEKDAY: Final = re.compile(f"[{WEEKDAYS}]")
_MARKED: Final = re.compile(rf"\(([{WEEKDAYS}])(?:요일)?\)")


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days, both included; of every year where none was written: then both are days of the year 2000."""

    first: date
    last: date
    any_year: bool = False

    def meets(self, other: DaySpan) -> bool:
        """Whether some day is in both."""
        if not (self.any_year or other.any_year):
            return self.first <= other.last and other.first <= self.last
        return any(a <= d and c <= b for a, b in self._of_a_year() for c, d in other._of_a_year())

    def _of_a_year(self) -> Iterator[tuple[date, date]]:
        """The same days in the year that stands for all; in two pieces where they run over its end."""
        if (self.last - self.first).days >= 365:
            first, last = date(_ANY_YEAR, 1, 1), date(_ANY_YEAR, 12, 31)
        else:
            first, last = self.first.replace(year=_ANY_YEAR), self.last.replace(year=_ANY_YEAR)
        if first <= last:
            yield first, last
        else:
            yield from ((first, date(_ANY_YEAR, 12, 31)), (date(_ANY_YEAR, 1, 1), last))


@lru_cache(maxsize=_KEPT)
def written_days(cell: str) -> tuple[DaySpan, ...]:
    """The days that a cell names, in order; those that no calendar has are left out."""
    found: list[DaySpan] = []
    at = 0
    while (match := _WRITTEN.search(cell, at)) is not None:
        at = match.end()
        first = _day_of(match)
        if first is None:
            continue
        last, any_year = first[0], first[1]
        if (to := _RANGE.match(cell, at)) is not None:
            end = _WRITTEN.match(cell, to.end())
            if end is not None and (until := _day_of(end, first[0].year)) is not None:
                last, at = until[0], end.end()
            elif (until_day := _LAST_DAY.match(cell, to.end())) is not None:
                last, at = _on_day(first[0], int(until_day["day"])) or last, until_day.end()
        found.append(DaySpan(first[0], last, any_year))
    return tuple(found)


def _day_of(match: re.Match[str], year: int | None = None) -> tuple[date, bool] | None:
    """A day, and whether it is of any year; None where there is no such day."""
    parts = match.groupdict()
    written = parts["year"] or parts["year_"]
    month, day = (
        next(int(found) for n in range(4) if (found := parts.get(name + "_" * n))) for name in ("month", "day")
    )
    try:
        return date(int(written) if written else year or _ANY_YEAR, month, day), not written
    except ValueError:
        return None


def _on_day(first: date, day: int) -> date | None:
    try:
        return first.replace(day=day)
    except ValueError:
        return None


@lru_cache(maxsize=_KEPT)
def written_weekdays(cell: str) -> frozenset[int]:
    """The days of the week that a cell names, Monday 0: «화요일», «매주 화·목», «월~금», «12월 5일(토)»."""
    if (group := _GROUPS.get(cell.strip())) is not None:
        return frozenset(group)
    only = _ONLY_WEEKDAYS.fullmatch(cell.strip())
    if only is None:
        return frozenset(WEEKDAYS.index(one or other) for one, other in _NAMED_WEEKDAY.findall(cell))
    found: set[int] = set()
    for first, last in _STRETCH.findall(only["days"]):
        start = WEEKDAYS.index(first)
        found.update((start + ahead) % 7 for ahead in range((WEEKDAYS.index(last or first) - start) % 7 + 1))
    return frozenset(found)


def is_one_day(cell: str) -> bool:
    """Whether a cell names a single day, or days of the week."""
    days = written_days(cell)
    return all(span.first == span.last for span in days) if days else bool(written_weekdays(cell))


def has_hour(cell: str) -> bool:
    """Whether a cell names an hour of the clock: «10:00», «오후 2시»."""
    return _HOUR.search(cell) is not None


def said_cell(cell: str, today: date) -> str:
    """A cell as one says it: «2026-12-05» is «12월 5일», «10:00-11:00» «오전 10시부터 11시까지», «(토)» «토요일».

    Args:
        cell: its text.
        today: a year other than that of this day is said.
    """

    def day(match: re.Match[str]) -> str:
        found = _day_of(match)
        if found is None:
            return match[0]
        said = f"{found[0].month}월 {found[0].day}일"
        year = "" if found[1] or found[0].year == today.year else f"{found[0].year}년 "
        weekday = _MARKED.search(match[0])
        return f"{year}{said}" + (f" {weekday[1]}요일" if weekday else "")

    said = _TO_DAY.sub("부터 ", cell) if len(written_days(cell)) == 1 else cell
    if _ONLY_WEEKDAY.fullmatch(said):
        return f"{said}요일"
    ranged = said != cell
    said = _WRITTEN.sub(day, said)
    said = _CLOCKS.sub(_said_clock, said)
    return f"{said}까지" if ranged and not has_hour(said) else said


def _said_clock(match: re.Match[str]) -> str:
    first = _clock(match["first"])
    if not match["last"]:
        return first
    half, _, rest = _clock(match["last"]).partition(" ")
    return f"{first}부터 {rest if first.startswith(half) else f'{half} {rest}'}까지"


def _clock(written: str) -> str:
    hour, minute = map(int, written.split(":"))
    said = spoken_time(datetime.combine(date(_ANY_YEAR, 1, 1), time(hour % 24, minute)))
    return said.replace("오전", "밤", 1) if hour in (0, 24) else said
