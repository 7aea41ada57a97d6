"""What comes round after so long: «주사를 3주마다 맞으라는데 오늘 맞았으면 다음은 며칠이여».

The length stands in the question, or in what was told before of the same deed: «물을 일주일에 한 번 줘야 된대» before
«오늘 물 줬는데 다음은 언제야». It is counted from the day on which the deed was done last, which has to be said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from companion.base import patterns as re
from companion.language.calendar import find_days
from companion.language.dates import months_later
from companion.language.numbers import parse_number
from companion.language.readings import words
from companion.language.terms import read

_COUNT: Final = r"\d{1,3}|[일이삼사오육칠팔구십]{1,3}|한|두|세|석|네|넉|다섯|여섯|일곱|여덟|아홉|열"
_NAMED: Final = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "일주일": 7, "열흘": 10, "보름": 15,
}  # fmt: skip
_EVERY: Final = re.compile(
    rf"(?<![가-힣\d])(?:(?P<named>{'|'.join(_NAMED)})|(?P<n>{_COUNT})\s?(?P<unit>일|주일?|달|개월|년|해))"
    r"\s?(?:마다|간격|꼴|에\s(?:한|1)\s?번|에\s하나)"
)
_UNITS: Final = {"일": 1, "주": 7, "주일": 7}
_MONTHS: Final = {"달": 1, "개월": 1, "년": 12, "해": 12}
_NEXT: Final = re.compile(r"(?<![가-힣])(?:그\s?)?다음(?!\s?(?:주|달|해))|(?<![가-힣])(?:또|다시)(?=\s)")
_WHEN: Final = re.compile(r"며칠|언제|몇\s?(?:월|일)(?![가-힣])|무슨\s?요일|날짜")
_LATELY: Final = 6
_PLAIN: Final = frozenset(words("날 번 때 다음 그다음 오늘 하루 일주일 한번"))
"""Nouns that say nothing of what comes round."""


@dataclass(frozen=True, slots=True)
class NextRound:
    """The next day of what comes round, with the day it was done last and the length as it was said."""

    last: date
    length: str
    day: date


def next_round(text: str, heard: Sequence[str], today: date) -> NextRound | None:
    """The next day that a text asks for; None where it asks for none, or the length or the last day was not told.

    Args:
        text: the question.
        heard: what was said before, the newest first.
        today: what «오늘» is.
    """
    text = text[:200]
    following = _NEXT.search(text)
    if following is None or _WHEN.search(text, following.end()) is None:
        return None
    every = _EVERY.search(text)
    before = text[: following.start()]
    if every is None:
        deeds = _deeds(text[following.end() :])
        told = next((one for one in heard[:_LATELY] if _EVERY.search(one) and deeds & _deeds(one)), "")
        every = _EVERY.search(told)
        before = f"{before} {told}"
    last = _done_on(before, today)
    if every is None or last is None:
        return None
    return NextRound(last, every[0].strip(), _later(last, every))


def asks_next_round(text: str, today: date) -> bool:
    """«3주마다 맞는데 다음은 며칠이지»: whether the next day of what comes round is asked for, and no other named."""
    text = text[:200]
    following = _NEXT.search(text) if _EVERY.search(text) is not None else None
    asked = following is not None and _WHEN.search(text, following.end()) is not None
    return asked and all(day.day == today for day in find_days(text, today))


def _deeds(text: str) -> frozenset[str]:
    """What is done, in dictionary forms, and with what."""
    reading = read(text, (), (), ())
    nouns = (t.lemma for t in reading.terms if t.kind in ("noun", "name") and not t.bound and t.lemma not in _PLAIN)
    return frozenset((*nouns, *(v.lemma for v in reading.verbs if len(v.lemma) > 1)))


def _done_on(text: str, today: date) -> date | None:
    """«오늘 맞았으면», «12월 3일에 갈았는데»: the one day on which it was done; None where none is, or several are."""
    found = []
    for day in find_days(text, today, past=True):
        behind = next((v for v in read(text, (), (), ()).verbs if v.start >= day.end), None)
        if behind is not None and behind.form is not None and behind.form.past:
            found.append(day.day)
    return found[0] if len(set(found)) == 1 else None


def _later(last: date, every: re.Match[str]) -> date:
    if every["named"]:
        return last + timedelta(days=_NAMED[every["named"]])
    number = parse_number(every["n"]) or 1
    if every["unit"] in _MONTHS:
        return months_later(last, number * _MONTHS[every["unit"]])
    return last + timedelta(days=number * _UNITS[every["unit"]])
