"""Times of the week that an utterance names, for asking whether something is open: «일요일», «밤 11시까지»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from companion.base import patterns as re
from companion.language.dates import TimeExpression
from companion.language.numbers import parse_number
from companion.language.opening_hours import WEEKDAYS, OpeningHours
from companion.language.terms import SINCE, Reading, Term

_DAY: Final = 24 * 60
_GROUPS: Final = {"주말": (5, 6), "평일": (0, 1, 2, 3, 4), "주중": (0, 1, 2, 3, 4), "매일": tuple(range(7))}
_PARTS: Final = {
    "새벽": 26 * 60, "아침": 8 * 60, "오전": 10 * 60, "점심": 12 * 60, "낮": 13 * 60, "오후": 15 * 60, "저녁": 18 * 60,
    "밤": 21 * 60, "심야": 24 * 60, "한밤": 24 * 60, "한밤중": 24 * 60, "밤중": 24 * 60,
    "밤새": 26 * 60,
}  # fmt: skip
"""What is meant by a part of the day where no hour is said; the small hours belong to the night before."""
_LATE: Final = frozenset(("밤", "저녁", "심야", "한밤", "한밤중", "밤중"))
_WORDS: Final = re.compile("|".join((*_GROUPS, *sorted(_PARTS, key=len, reverse=True), rf"[{WEEKDAYS}]요일")))
_NOW: Final = "지금"
_MOMENTS: Final = (_NOW, "현재", "이제", "시방")
"""What says that the moment of speaking is meant; «요즘» does not."""
_UNTIL: Final = "까지"
_BARE: Final = frozenset(("오늘", "내일", "모레", "지금", "매일", "이따"))
"""Days that take no particle."""
_MINUTES: Final = re.compile(r"(\d{1,2})분|반")
_HOUR: Final = re.compile(r"(\d{1,2}|[가-힣]{1,3}?)\s?시(?!간)")
_PAST: Final = re.compile(r"\s*(?:반|(?P<minutes>\d{1,2}|[가-힣]{1,3})\s?분)(?P<until>까지)?")
"""What follows an hour: «반», «45분», «사십오 분까지»."""


@dataclass(frozen=True, slots=True)
class WeekTime:
    """A time in an ordinary week.

    Attributes:
        weekdays: 0 Monday … 6 Sunday; all of them are meant.
        minute: minutes after midnight, beyond 24 h in the small hours that follow; None for the day as a whole.
        until: whether it has to be open up to then, not just at it.
        named: whether a day of the week or an hour was said, rather than «오늘» or «지금».
        now: whether the moment of speaking is meant.
        day, part: how it was said: «일요일», and «밤» where no hour was.
        start, end: where it stands in the text.
    """

    weekdays: tuple[int, ...]
    minute: int | None = None
    until: bool = False
    named: bool = False
    now: bool = False
    day: str = ""
    part: str = ""
    start: int = 0
    end: int = 0

    @property
    def label(self) -> str:
        """«일요일 밤 11시», without a particle."""
        clock = "" if self.minute is None or self.now else self.part or _clock(self.minute)
        return " ".join(filter(None, (self.day, clock)))

    @property
    def adverbial(self) -> str:
        """«일요일에», «지금», «밤 11시까지»."""
        if self.until:
            return f"{self.label}{_UNTIL}"
        bare = self.minute is None or self.now
        return self.label if bare and self.day in _BARE else f"{self.label}에"


def find_week_time(reading: Reading, times: Sequence[TimeExpression], now: datetime) -> WeekTime | None:
    """The time of the week that is named, if one is.

    Args:
        reading: the terms.
        times: the days that were found in the same text.
        now: when it was said.
    """
    days: list[int] = []
    said: list[str] = []
    parts: list[str] = []
    minute: int | None = None
    is_now = named = until = False
    spans: list[tuple[int, int]] = []
    by_span = {(found.start, found.end): found for found in times}
    for term in _of_the_question(reading, times):
        expression = by_span.get((term.start, term.end))
        here = False
        if expression is not None and expression.is_now and expression.text.startswith(_MOMENTS):
            days, is_now, here = [now.weekday()], True, True
            said = [_NOW]
        elif expression is not None and expression.first == expression.last and not expression.is_now:  # not «요즘»
            words = [word for word in _WORDS.findall(term.text) if word in _GROUPS]
            weekday = re.search(rf"[{WEEKDAYS}]요일", term.text)
            # «오늘 월요일인데»: the day of the week that is said, whatever today is.
            days += (
                _GROUPS[words[0]]
                if words
                else (WEEKDAYS.index(weekday[0][0]) if weekday else expression.first.weekday(),)
            )
            said.append(words[0] if words else weekday[0] if weekday else term.text.split()[0])
            named, here = named or bool(words or weekday), True
        if term.kind in ("time", "noun", "name"):
            for word in _parts_in(term):
                here = True
                if word in _GROUPS and word not in said:
                    days += _GROUPS[word]
                    said.append(word)
                    named = True
                elif word in _PARTS:
                    parts.append(word)
        if (hour := _hour(term)) is not None:
            past = _PAST.match(reading.text, _end_of_hour(term))
            until = until or _UNTIL in term.particles or (past is not None and past["until"] is not None)
            minute = _on_the_clock(hour, parts[-1] if parts else "", until=until) + _minutes(past)
            named, here = True, True
        if here:
            spans.append((term.start, term.end))
            until = until or (_UNTIL in term.particles and bool(parts))
    if not spans:
        return None
    part = parts[-1] if minute is None and parts else ""
    minute = _PARTS[part] if part else minute
    if is_now and minute is not None:
        is_now, said = False, [word for word in said if word != _NOW]  # «지금 밤에도 해?»: at night, these days
    if is_now:
        minute = now.hour * 60 + now.minute
    return WeekTime(
        tuple(dict.fromkeys(days)) or (now.weekday(),), minute, until, named, is_now, "·".join(dict.fromkeys(said)),
        part, spans[0][0], spans[-1][1],
    )  # fmt: skip


def find_span(reading: Reading) -> tuple[int, int] | None:
    """The hours from and until which something is said to be open, in minutes: «9시부터 오후 5시 반까지»."""
    ends: dict[str, int] = {}
    part, minute = "", None
    for term in reading.terms:
        part = next(reversed(list(_parts_in(term))), part)
        if (hour := _hour(term)) is not None:
            minute = _on_the_clock(hour, part, until=_UNTIL in term.particles)
        elif minute is not None and (past := _MINUTES.fullmatch(term.text)) is not None:
            minute += int(past[1] or 30)
        ends |= {particle: minute for particle in term.particles if minute is not None}
        minute = None if term.particles else minute
    return (ends[SINCE], ends[_UNTIL]) if SINCE in ends and _UNTIL in ends else None


def open_at(hours: OpeningHours | None, when: WeekTime) -> bool | None:
    """Whether something is open then; None where its hours do not say."""
    found = {_open_on(hours, day, when) for day in when.weekdays} if hours else {None}
    return False if False in found else None if None in found else True


def _open_on(hours: OpeningHours, weekday: int, when: WeekTime) -> bool | None:
    if when.minute is None:
        if weekday in hours.closed:
            return False
        return True if hours.on(weekday) or not hours.rules else None
    # «11시까지»: open in the minute before.
    minute = when.minute - 1 if when.until else when.minute
    later, minute = divmod(minute, _DAY)
    return hours.is_open((weekday + later) % 7, minute)


def _of_the_question(reading: Reading, times: Sequence[TimeExpression]) -> tuple[Term, ...]:
    """The terms without the days of other clauses than the one that asks, where several clauses have days.

    «오늘 열어요? 수요일이면 쉰다던데» asks of today, «토요일에 가려 했는데 일요일에도 해?» of Sunday.
    """
    days = {found.start for found in times if found.first == found.last and not found.is_now}
    named = [t for t in reading.terms if t.start in days or _WORDS.fullmatch(t.text)]
    verbs = [next((v for v in reading.verbs if v.start >= t.end), None) for t in named]
    clauses = {v.start: v for v in verbs if v is not None and v.form is not None and not v.form.modifies}
    if len(clauses) < 2:
        return reading.terms
    asking = [v for v in clauses.values() if reading.text[v.start :].split(maxsplit=1)[0].endswith("?")]
    asking = asking or [v for v in clauses.values() if v is reading.main]
    if len(asking) != 1:
        return reading.terms
    others = [t for t, v in zip(named, verbs, strict=True) if v is not None and v is not asking[0]]
    return tuple(t for t in reading.terms if t not in others)


def _parts_in(term: Term) -> Iterator[str]:
    if term.text in _GROUPS or term.text in _PARTS:
        yield term.text
    elif term.kind in ("time", "name"):  # «평일 저녁», «아침 일찍»
        yield from (word for word in term.text.split() if word in _GROUPS or word in _PARTS)


def _hour(term: Term) -> int | None:
    """The hour that a number such as «11시» or «열한 시» names."""
    if term.kind not in ("number", "time"):
        return None
    found = _HOUR.search(term.text)
    hour = parse_number(found[1]) if found else None
    return hour if hour is not None and 0 <= hour <= 24 else None


def _end_of_hour(term: Term) -> int:
    """Where the hour that a term names ends in the text; minutes may stand in the same term."""
    found = _HOUR.search(term.text)
    return term.start + found.end() if found else term.end


def _minutes(past: re.Match[str] | None) -> int:
    """The minutes past an hour; 0 where none are said."""
    if past is None:
        return 0
    said = parse_number(past["minutes"]) if past["minutes"] else 30
    return said if said is not None and 0 <= said < 60 else 0


def _on_the_clock(hour: int, part: str, *, until: bool) -> int:
    """Minutes after midnight of an hour on a clock face, with the part of the day that was said."""
    if hour > 12 or part in ("아침", "오전"):
        return hour * 60
    if part == "새벽":
        return (24 + hour % 12) * 60
    if part in _LATE:
        return (24 + hour % 12 if hour in (12, 1, 2, 3, 4) else hour + 12) * 60
    if part in ("낮", "오후", "점심"):
        return (12 + hour % 12) * 60
    if until:  # nobody asks for what is open until the morning
        return (24 + hour % 12 if hour in (12, 1, 2, 3, 4) else hour + 12) * 60
    return (hour + 12 if hour < 7 else hour) * 60


def _clock(minute: int) -> str:
    hour, rest = divmod(minute % _DAY, 60)
    part = "새벽" if hour < 6 else "오전" if hour < 12 else "오후" if hour < 18 else "저녁" if hour < 21 else "밤"
    return f"{part} {hour % 12 or 12}시" + (f" {rest}분" if rest else "")
