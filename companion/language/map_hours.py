"""Opening hours as OpenStreetMap writes them («Mo-Fr 09:00-18:00; Su off») in the words of `opening_hours`.

What is understood is an ordinary week: days, spans, «off», «24/7». A rule for the days that an earlier one names takes
their place, as the specification of the tag has it; behind «,» it adds to them. Holidays are left out, for nothing of
ours knows them. Whatever else such a text says (months, sunrise, «by appointment») makes it unknown as a whole: half
of an opening time is a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from companion.language.opening_hours import WEEKDAYS

_TAGS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY: Final = f"(?:{'|'.join(_TAGS)}|PH|SH)"
_DAYS: Final = re.compile(rf"({_DAY}(?:-{_DAY})?(?:,{_DAY}(?:-{_DAY})?)*)(?:\s+|:\s+|$)")
_SPAN: Final = re.compile(r"(\d{1,2}:[0-5]\d)(?:-(\d{1,2}:[0-5]\d)|(\+))")
_ALWAYS: Final = ("24/7", "00:00-24:00", "0:00-24:00")
_CLOSED: Final = ("off", "closed")
_ADDED: Final = re.compile(rf",\s*(?={_DAY}\b)")
"""A comma between days and spans: it parts two rules, the second of which adds to the first."""
_LONGEST: Final = 300


@lru_cache(maxsize=4096)
def hours_of_map(tag: str) -> str | None:
    """The hours of a tag in Korean: «월-금 09:00-18:00, 일 휴무»; None where it says more than an ordinary week."""
    text = " ".join(tag.replace("–", "-").split())
    if not text or len(text) > _LONGEST:
        return None
    week: list[tuple[str, ...] | None] = [None] * 7  # spans of each day; none of them: closed; None: nothing said
    for adds, rule in _rules(text):
        read = _read(rule)
        if read is None:
            return None
        days, spans = read
        for day in days:
            before = week[day] or ()
            week[day] = (*before, *spans) if adds else spans
    return _written(week) or None


def _rules(text: str) -> Iterator[tuple[bool, str]]:
    """The rules of a text, and whether each adds to those before it."""
    for part in text.split(";"):
        pieces = [""]
        for piece in _ADDED.split(part.strip()):
            # «Mo,We 10:00» has days on both sides of its comma: no span has come yet.
            if pieces[-1] and any(ch.isdigit() for ch in pieces[-1]):
                pieces.append(piece)
            else:
                pieces[-1] = ",".join(filter(None, (pieces[-1], piece)))
        yield from ((number > 0, piece) for number, piece in enumerate(pieces) if piece)


def _read(rule: str) -> tuple[list[int], tuple[str, ...]] | None:
    """The days of a rule, and their spans in Korean; None where it is no such rule."""
    found = _DAYS.match(rule)
    named = _days(found[1]) if found else list(range(7))
    rest = (rule[found.end() :] if found else rule).strip()
    if named is None or (found is None and rest in _CLOSED):
        return None
    if rest in _CLOSED:
        return named, ()
    if rest in _ALWAYS or (found is not None and not rest and named):
        return named, ("24시간",)
    spans = []
    for part in re.split(r",\s*", rest):
        span = _SPAN.fullmatch(part)
        if span is None:
            return None
        opens, closes = (_clock(time) for time in (span[1], span[2] or "0:00"))
        if opens is None or closes is None:
            return None
        spans.append(f"{opens}-{closes}" if span[2] else f"{opens}부터")
    return named, tuple(spans)


def _days(text: str) -> list[int] | None:
    """Days of the week; holidays are passed over."""
    days: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        if first not in _TAGS:
            if last:
                return None
            continue
        start = _TAGS.index(first)
        if last and last not in _TAGS:
            return None
        end = _TAGS.index(last) if last else start
        days += [(start + step) % 7 for step in range((end - start) % 7 + 1)]
    return days


def _clock(time: str) -> str | None:
    """A time of the day; after midnight («26:00») it is one of the next day."""
    hour, minute = map(int, time.split(":"))
    if hour > 48 or (hour == 48 and minute):
        return None
    return f"{hour if hour <= 24 and (hour < 24 or not minute) else hour - 24:02d}:{minute:02d}"


def _written(week: list[tuple[str, ...] | None]) -> str:
    """Days that are alike and follow each other together: «월-금 09:00-18:00»."""
    runs: list[list[int]] = []
    for day in range(7):
        if runs and week[runs[-1][0]] == week[day]:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts = []
    for run in runs:
        spans = week[run[0]]
        if spans is None:
            continue
        first, last = WEEKDAYS[run[0]], WEEKDAYS[run[-1]]
        days = "매일" if len(run) == 7 else first if first == last else f"{first}-{last}"
        parts += [f"{days} {span}" for span in spans] or [f"{days} 휴무"]
    return ", ".join(parts)
