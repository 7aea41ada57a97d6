"""Opening hours as rules: «월-토 08:30-20:00, 휴식 시간 15:00-16:00, 마지막 주문 19:30», «매일 11:00-22:00», «24시간».

Grammar, parts separated by commas or semicolons:

    hours  = part {("," | ";") part}
    part   = days? span | "24시간" | "휴식 시간" span | last time | "연중무휴" | days ("휴무")
    last   = "마지막 주문" | "마지막 입장"
    days   = "매일" | "주중" | "평일" | "주말" | day {("-" | "·") day}       월-토, 화·목
    span   = time "-" time | time "부터" | time "까지"

A closing time that is not after the opening time lies on the next day («18:00-02:00»).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from companion.base import patterns as re

WEEKDAYS: Final = "월화수목금토일"
_DAY: Final = 24 * 60
_GROUPS: Final = {"매일": range(7), "주중": range(5), "평일": range(5), "주말": range(5, 7)}
_TIME: Final = r"(?P<{0}>\d{{1,2}}:\d{{2}})"
_DAYS: Final = re.compile(
    rf"(?:(?P<group>{'|'.join(_GROUPS)})|(?P<days>[{WEEKDAYS}](?:요일)?(?:\s?[-–~·]\s?[{WEEKDAYS}](?:요일)?)*))\s*"
)
_SPAN: Final = re.compile(rf"{_TIME.format('opens')}\s?(?:부터|[-–~]\s?{_TIME.format('closes')})?")
_WRITTEN: Final = re.compile(r"(?<![\d:])(\d{1,2}):([0-5]\d)\s?[-–~]\s?(\d{1,2}):([0-5]\d)(?![\d:])")
_UNTIL: Final = re.compile(rf"{_TIME.format('closes')}\s?까지")
_ALWAYS: Final = re.compile(r"24\s?시간")
_BREAK: Final = re.compile(r"(?:휴식|브레이크)\s?(?:시간|타임)?\s*")
_LAST_ORDER: Final = re.compile(rf"(?:마지막 (?:주문|입장)|라스트 ?오더)\s?{_TIME.format('at')}")
_NEVER_CLOSED: Final = "연중무휴"


@dataclass(frozen=True, slots=True)
class OpeningRule:
    """One span on some days of the week.

    Attributes:
        days: 0 Monday … 6 Sunday.
        opens, closes: minutes after midnight, `closes` up to 48 h where it lies on the next day; None: not stated.
        last_order: when one can order or go in for the last time, in minutes after midnight; None: not stated.
        breaks: spans in which it is closed, in minutes.
    """

    days: frozenset[int]
    opens: int | None
    closes: int | None
    last_order: int | None = None
    breaks: tuple[tuple[int, int], ...] = ()

    def covers(self, minute: int) -> bool | None:
        """Whether it is open `minute` minutes after the midnight its day begins with; None: not stated."""
        if any(start <= minute < end for start, end in self.breaks):
            return False
        if self.opens is not None and minute < self.opens:
            return False
        if self.closes is not None and minute >= self.closes:
            return False
        return None if self.opens is None or self.closes is None else True


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When something is open in an ordinary week.

    Attributes:
        rules: in the order stated.
        closed: days of the week on which it is closed (0 Monday … 6 Sunday).
        text: as it was stated.
    """

    rules: tuple[OpeningRule, ...]
    closed: frozenset[int]
    text: str

    def on(self, weekday: int) -> tuple[OpeningRule, ...]:
        """The rules of a day of the week (0 Monday … 6 Sunday); none where it is closed or nothing is stated."""
        return () if weekday in self.closed else tuple(rule for rule in self.rules if weekday in rule.days)

    def is_open(self, weekday: int, minute: int) -> bool | None:
        """Whether it is open then; None where that is not stated.

        Args:
            weekday: 0 Monday … 6 Sunday.
            minute: after midnight, 0 to 1439.
        """
        yesterday = [rule.covers(minute + _DAY) for rule in self.on((weekday - 1) % 7)]
        if True in yesterday:
            return True
        if weekday in self.closed:
            return False
        today = [rule.covers(minute) for rule in self.on(weekday)]
        if True in today:
            return True
        return False if today and None not in today else None

    @property
    def says_days(self) -> bool:
        """Whether it was stated on which days of the week these hours hold."""
        return bool(self.closed) or any(_DAYS.match(part.strip()) for part in re.split(r"[,;]", self.text))

    @staticmethod
    def never_closed(text: str) -> bool:
        """Whether a statement about days of rest says that there are none."""
        return text.strip() == _NEVER_CLOSED

    def closing_with(self, days: frozenset[int]) -> OpeningHours:
        """The same, closed on more days."""
        return replace(self, closed=self.closed | days)


def parse_opening_hours(text: str) -> OpeningHours:
    """Read opening hours.

    Raises:
        ValueError: a part that the grammar above does not have; the message names it.
    """
    rules: list[OpeningRule] = []
    closed: set[int] = set()
    for part in filter(None, (piece.strip() for piece in re.split(r"[,;]", text))):
        found = _DAYS.match(part)
        days = _days_of(found) if found else frozenset(range(7))
        rest = part[found.end() :] if found else part
        if part == _NEVER_CLOSED:
            continue
        if found and rest in ("", "휴무", "쉼", "휴일"):
            closed |= days
        elif _ALWAYS.fullmatch(rest):
            rules.append(OpeningRule(days, 0, _DAY))
        elif (order := _LAST_ORDER.fullmatch(part)) and rules:
            rules[-1] = replace(rules[-1], last_order=_minutes(order["at"]))
        elif (
            (pause := _BREAK.match(part))
            and (span := _SPAN.fullmatch(part[pause.end() :]))
            and span["closes"]
            and rules
        ):
            between = (_minutes(span["opens"]), _minutes(span["closes"]))
            rules[-1] = replace(rules[-1], breaks=(*rules[-1].breaks, between))
        elif span := _SPAN.fullmatch(rest):
            rules.append(OpeningRule(days, *_bounds(span["opens"], span["closes"])))
        elif until := _UNTIL.fullmatch(rest):
            rules.append(OpeningRule(days, None, _minutes(until["closes"])))
        else:
            raise ValueError(f"«{part}» is no opening time; write «월-토 09:00-18:00», «매일 24시간» or «월요일 휴무»")
    if not rules and not closed and text.strip() != _NEVER_CLOSED:
        raise ValueError("there is no opening time; write «월-토 09:00-18:00»")
    return OpeningHours(tuple(rules), frozenset(closed), " ".join(text.split()))


def _bounds(opens: str, closes: str | None) -> tuple[int, int | None]:
    start = _minutes(opens)
    if closes is None:
        return start, None
    end = _minutes(closes)
    return start, end if end > start else end + _DAY


def _minutes(clock: str) -> int:
    hour, minute = map(int, clock.split(":"))
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise ValueError(f"«{clock}» is no time of the day; write 00:00 to 24:00")
    return hour * 60 + minute


def _days_of(found: re.Match[str]) -> frozenset[int]:
    if found["group"]:
        return frozenset(_GROUPS[found["group"]])
    days: set[int] = set()
    first: int | None = None
    for sign, letter in re.findall(rf"([-–~·]?)\s?([{WEEKDAYS}])(?:요일)?", found["days"]):
        day = WEEKDAYS.index(letter)
        if sign and sign != "·" and first is not None:
            days |= {(first + step) % 7 for step in range((day - first) % 7 + 1)}
        days.add(day)
        first = day
    return frozenset(days)


def weekdays_written(text: str) -> frozenset[int] | None:
    """The days of the week that a text names, saying nothing else: «화·목», «월,수», «주말»; None where it says more.

    Returns:
        0 Monday … 6 Sunday.
    """
    found = _DAYS.fullmatch(re.sub(r"\s*[,/、]\s*", "·", text.strip()))
    return _days_of(found) if found else None


def hours_in_words(text: str) -> str:
    """«10:00-17:30» in a sentence as «10시부터 17시 30분까지»."""

    def at(hour: str, minute: str) -> str:
        return f"{int(hour)}시" + (f" {int(minute)}분" if int(minute) else "")

    return _WRITTEN.sub(lambda m: f"{at(m[1], m[2])}부터 {at(m[3], m[4])}까지", text)


_ON_THEN: Final = re.compile(
    r"((?:[월화수목금토일]요일|주말|평일|휴일|명절|연휴|설날|추석|오전|오후|아침|점심|저녁|밤|새벽|오늘|내일|모레|지금)"
    r"(?:에도|에는|에|도|은|는)?\s하나)(?=[\s?.!~]*$)"
)


def as_question_of_then(text: str) -> str:
    """«월요일에도 하나?», which would be read as one of something, as «월요일에도 하나요?»."""
    return _ON_THEN.sub(r"\1요", text)
