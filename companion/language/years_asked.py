"""Years that are counted: «2005년에 결혼했으니까 올해 몇 주년이지», «입사한 지 몇 년 됐지», «나는 무슨 띠야».

The year that is counted from stands in the question or in what was said before of the same thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from companion.language.clock_sums import ANIMALS
from companion.language.dates import TimeExpression, find_times
from companion.language.days_asked import done_since, speaks_of
from companion.language.readings import words
from companion.language.self_words import KIN, SELF
from companion.language.terms import Reading, Term

_ANNIVERSARY: Final = "주년"
_YEARS: Final = frozenset(words("몇년 몇해"))
_NEAR: Final = 2
_RELATIVE: Final = {"올해": 0, "금년": 0, "내년": 1, "내후년": 2, "작년": -1}
_SIGN: Final = "띠"
_OWN: Final = SELF | {"나", "내", "저", "제"}


@dataclass(frozen=True, slots=True)
class YearsCounted:
    """From one year to another: `anniversary` where it is asked which one it is, `label` what the other is called."""

    first: int
    last: int
    label: str
    anniversary: bool

    @property
    def number(self) -> int:
        """How many years it is."""
        return self.last - self.first


def years_counted(reading: Reading, heard: Sequence[str], today: date) -> YearsCounted | None:
    """The years that a text asks for; None where it asks for none, or the first year was not told.

    Args:
        reading: the utterance.
        heard: what was said before, the newest first.
        today: what «올해» is.
    """
    anniversary = any(a.kind == "question" and b.lemma == _ANNIVERSARY for a, b in pairwise(reading.terms))
    deeds = done_since(reading)
    passed = bool(deeds) and any(t.kind == "question" and t.lemma.replace(" ", "") in _YEARS for t in reading.terms)
    if not anniversary and not passed:
        return None
    last = next((today.year + _RELATIVE[t.lemma] for t in reading.terms if t.lemma in _RELATIVE), today.year)
    label = next((t.lemma for t in reading.terms if t.lemma in _RELATIVE), next(iter(_RELATIVE)))
    first = _first_year(reading.text, today)
    if first is None:
        named = [t.lemma for t in reading.terms if _names(t)] + [verb.lemma for verb in deeds]
        known = heard if named else heard[:_NEAR]
        told = (year for text in known if speaks_of(text, named, today) and (year := _first_year(text, today)))
        first = next(told, None)
    return YearsCounted(first, last, label, anniversary) if first is not None and first < last else None


def _names(term: Term) -> bool:
    """Whether it says of what, and not whose or when."""
    return term.kind in ("noun", "name") and not term.bound and term.lemma not in (_ANNIVERSARY, *_RELATIVE, *_OWN, "우리")


def _first_year(text: str, today: date) -> int | None:
    """The one year before this one in which a text says that something was."""
    years = {time.first.year for time in find_times(text, today) if _is_past_year(time, today)}
    return years.pop() if len(years) == 1 else None


def _is_past_year(time: TimeExpression, today: date) -> bool:
    return time.grain in ("year", "month", "day") and time.text[:1].isdigit() and "년" in time.text and time.first < today


@dataclass(frozen=True, slots=True)
class SignAsked:
    """Whose sign is asked: a word for a relative, "" for the speaker, None where nobody is named."""

    of: str | None


def sign_asked(reading: Reading) -> SignAsked | None:
    """«쥐띠인가 개띠인가 나는», «우리 큰아들은 무슨 띠야»; None where no sign is asked for, or a year is named."""
    signs = [t for t in reading.terms if t.lemma == _SIGN or t.lemma.removesuffix(_SIGN) in ANIMALS and t.lemma.endswith(_SIGN)]
    asks = reading.asks_what or any(v.form is not None and v.form.asks for v in reading.verbs) or len(signs) > 1
    if not signs or not (asks or reading.text.rstrip().endswith("?")) or any(t.kind == "time" for t in reading.terms):
        return None
    if any(t.lemma in _OWN for t in reading.terms if t.kind == "pronoun"):
        return SignAsked("")
    others = [t.lemma for t in reading.terms if _names(t) and t not in signs]
    kin = [one for one in others if one in KIN or any(one.endswith(word) for word in KIN)]
    if others and not kin:
        return None
    return SignAsked(kin[-1] if kin else None)


def sign_of(year: int) -> str:
    """«쥐띠» of 1948."""
    return f"{ANIMALS[(year - 4) % len(ANIMALS)]}{_SIGN}"
