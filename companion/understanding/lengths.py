"""What is claimed of how long something is ago, and whether it is so: «맺은 지 7년 됐지?», «10년 넘었지?»."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from companion.language import pointing
from companion.language.terms import ALSO
from companion.understanding.types import Analysis

_DAYS: Final = {"day": 1, "week": 7}
_MONTHS: Final = {"month": 1, "year": 12}


@dataclass(frozen=True, slots=True)
class ClaimedAgo:
    """That something is so long ago, longer, or not so long.

    Attributes:
        question: asks how long it is.
        value, unit: how long, as it is claimed.
    """

    question: str
    value: int
    unit: pointing.Unit
    sign: Literal["is", "more", "less"]

    def holds(self, first: date, today: date) -> bool:
        """Whether it is so today of what was on a day."""
        reached, over = today >= self._after(first, self.value), today >= self._after(first, self.value + 1)
        match self.sign:
            case "more":
                return today > self._after(first, self.value)
            case "less":
                return not reached
            case _:
                return reached and not over

    def _after(self, first: date, value: int) -> date:
        """The day on which so much time has passed."""
        if self.unit in _DAYS:
            return date.fromordinal(min(first.toordinal() + value * _DAYS[self.unit], date.max.toordinal()))
        year, month = divmod(first.year * 12 + first.month - 1 + value * _MONTHS[self.unit], 12)
        if year > date.max.year:
            return date.max
        return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


def claimed_ago(analysis: Analysis) -> ClaimedAgo | None:
    """What is claimed of how long something is ago; None where nothing is, or how long a term has run."""
    reading, main = analysis.reading, analysis.reading.main
    if main is None or main.form is None or reading.asks_what or not reading.asks_whether:
        return None
    exceeds = main.lemma in pointing.EXCEEDING
    if not (exceeds or main.lemma in pointing.LASTING) or analysis.of_kind("person", "office"):
        return None
    since = next((t for t in reading.terms if t.bound and t.lemma == pointing.SINCE), None)
    number = next((n for n in analysis.numbers if since is not None and n.start >= since.end), None)
    unit = pointing.unit_of(number.counter or "") if number is not None else None
    if number is None or unit is None:
        return None
    also = (number.counter or "").endswith(ALSO)
    also = also or any(t.start == number.start and ALSO in t.particles for t in reading.terms)
    sign: Literal["is", "more", "less"] = "more" if exceeds else "less" if also and main.form.negated else "is"
    return ClaimedAgo(f"{analysis.text[: number.start]}{pointing.how_long(unit)}", number.value, unit, sign)
