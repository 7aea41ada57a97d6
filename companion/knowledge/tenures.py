"""Who or what held a succession on a day (an office, a title, a post), as it could be known on another day.

Two clocks are kept apart (Snodgrass, *Developing Time-Oriented Database Applications in SQL*, 1999, ch. 2): the
day that is asked about (valid time) and the day on which the answer is given (`as_of`). Nothing that starts or
ends after `as_of` is ever told.
"""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import takewhile

from companion.knowledge.base import KnowledgeBase, Succession, Tenure
from companion.knowledge.days import Interval


class Completion(Enum):
    """Whether somebody held on until a term ran out."""

    RUNNING = "running"
    FULL = "full"
    EARLY = "early"  # it ended before the statutory day
    UNKNOWN = "unknown"  # its end, or how long a term is, is not known


class Certainty(Enum):
    """How well a tenure is known to cover a stretch of days."""

    SURE = "sure"  # a source shows it
    PRESUMED = "presumed"  # after the last source, within the statutory term
    HEDGED = "hedged"  # after the last source, and nothing says how long it lasts
    LAPSED = "lapsed"  # after the last source, and the term has run out


@dataclass(frozen=True, slots=True)
class Stretch:
    """A tenure's part of the days asked about."""

    tenure: Tenure
    first: date
    last: date
    certainty: Certainty


def end_as_known(tenure: Tenure, as_of: date) -> date | None:
    """Its last day, if it lies behind `as_of`."""
    return tenure.end.last if tenure.end and tenure.end.last <= as_of else None


def is_visible(tenure: Tenure, succession: Succession, as_of: date) -> bool:
    """Whether the tenure had begun by `as_of`."""
    began = tenure.start or tenure.seen_from
    if began:
        return began.first <= as_of
    if tenure.end:
        return tenure.end.first <= as_of
    later = succession.tenures[succession.tenures.index(tenure) + 1 :]
    return any(other.start and other.start.first <= as_of for other in later)


def visible(succession: Succession, as_of: date) -> tuple[Tenure, ...]:
    """The tenures that could be known on `as_of`, oldest first."""
    return tuple(tenure for tenure in succession.tenures if is_visible(tenure, succession, as_of))


def proper(succession: Succession, as_of: date) -> tuple[Tenure, ...]:
    """Visible holders proper, without acting ones."""
    return tuple(tenure for tenure in visible(succession, as_of) if tenure.acting is None)


def _add_years(day: date, years: int) -> date:
    last = calendar.monthrange(day.year + years, day.month)[1]
    return date(day.year + years, day.month, min(day.day, last))


def term_end(tenure: Tenure, succession: Succession) -> date | None:
    """Last day of the statutory term, of the last one where there are several; None where it does not apply."""
    years = succession.subject.term_years
    if not (tenure.start and years and tenure.acting is None):
        return None
    return _add_years(tenure.start.first, years * max(1, len(tenure.orders))) - timedelta(days=1)


def _bounds(tenure: Tenure, succession: Succession, as_of: date) -> tuple[date, date] | None:
    """First and last day the tenure may cover, as known on `as_of`; None where it cannot be dated."""
    begun = [
        (other.start or other.seen_from)
        for other in succession.tenures
        if other is not tenure and other.acting is None and (other.start or other.seen_from)
    ]
    following = [day.first for day in begun if day and day.first <= as_of]
    last = end_as_known(tenure, as_of)
    if tenure.start:
        first = tenure.start.first
    elif tenure.seen_from:
        first = tenure.seen_from.first
    elif last:
        earlier = [
            other.end.last
            for other in succession.tenures
            if other.end and other.acting is None and other.end.last < last
        ]
        if not earlier:
            return None
        first = max(earlier) + timedelta(days=1)
    else:
        return None
    if last is None:
        successors = [day for day in following if day > first]
        last = min(successors) - timedelta(days=1) if successors else as_of
    return first, last


def _certainty(tenure: Tenure, succession: Succession, first: date, as_of: date) -> Certainty:
    if end_as_known(tenure, as_of) or first <= tenure.known.last:
        return Certainty.SURE
    limit = term_end(tenure, succession)
    if limit is None:
        return Certainty.HEDGED
    return Certainty.PRESUMED if first <= limit else Certainty.LAPSED


def during(succession: Succession, days: Interval, as_of: date) -> tuple[Stretch, ...]:
    """Who held it or acted in it on those days (clipped to `as_of`), oldest first."""
    last_day = min(days.last, as_of)
    found = []
    for tenure in visible(succession, as_of):
        bounds = _bounds(tenure, succession, as_of)
        if bounds is None or bounds[0] > last_day or bounds[1] < days.first:
            continue
        first = max(bounds[0], days.first)
        found.append(Stretch(tenure, first, min(bounds[1], last_day), _certainty(tenure, succession, first, as_of)))
    return tuple(sorted(found, key=lambda s: (s.first, s.tenure.acting is not None)))


def is_suspended(tenure: Tenure, day: date) -> bool:
    """Whether the holder's powers were suspended on that day."""
    return tenure.suspended_from is not None and tenure.suspended_from.first <= day


def current(succession: Succession, as_of: date) -> tuple[Stretch, ...]:
    """Who holds it or acts in it on `as_of`."""
    return during(succession, Interval.of(as_of), as_of)


def before(succession: Succession, holder: str, as_of: date) -> Tenure | None:
    """The holder proper right before a person's first tenure, be it only acting."""
    tenures = visible(succession, as_of)
    at = _first(tenures, holder)
    return next((t for t in reversed(tenures[:at]) if not t.acting), None) if at is not None else None


def after(succession: Succession, holder: str, as_of: date) -> Tenure | None:
    """The holder proper right after a person's last tenure, be it only acting."""
    tenures = visible(succession, as_of)
    at = _first(tenures[::-1], holder)
    return next((t for t in tenures[len(tenures) - at :] if not t.acting), None) if at is not None else None


def _first(tenures: Sequence[Tenure], holder: str) -> int | None:
    """The position of a person's first term, one proper before one acting."""
    own = [i for i, t in enumerate(tenures) if t.holder == holder]
    return next((i for i in own if not tenures[i].acting), own[0] if own else None)


def first_holder(succession: Succession, as_of: date) -> Tenure | None:
    """The very first holder, only where the data says who that was."""
    for tenure in proper(succession, as_of):
        if 1 in tenure.orders or tenure.holder == succession.subject.first:
            return tenure
    return None


def nth(succession: Succession, number: int, as_of: date) -> Tenure | None:
    """The holder with that ordinal (제N대)."""
    return next((t for t in proper(succession, as_of) if number in t.orders), None)


def by_term(succession: Succession, term: str, as_of: date) -> Tenure | None:
    """The holder of a numbered term such as «민선 7기»."""
    wanted = _numbered(term)
    held = ((t, _numbered(t.term)) for t in proper(succession, as_of) if t.term)
    return next((t for t, own in held if wanted and own and wanted[0] == own[0] and wanted[1][0] in own[1]), None)


def _numbered(term: str) -> tuple[str, range] | None:
    """What a numbered term is called without its number, and its number or numbers: «민선 5–7기»."""
    match = re.fullmatch(r"(\D*)(\d+)(?:\D(\d+))?(\D*)", term.replace(" ", ""))
    if match is None:
        return None
    before, first, last, after = match.groups()
    return before + after, range(int(first), int(last or first) + 1)


def regular(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Without acting holders."""
    return tuple(s for s in stretches if s.tenure.acting is None)


def acting(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Acting holders alone."""
    return tuple(s for s in stretches if s.tenure.acting is not None)


# Choosing among all tenures


@dataclass(frozen=True, slots=True)
class Selection:
    """Which tenures are meant; what is empty, or None, leaves them all.

    Attributes:
        offices: ids of successions.
        people: ids of holders.
        acting: whether somebody acted for another, or held it.
        days: some days that the tenure covers in part.
        orders: which-th holders, or numbered terms.
    """

    offices: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    acting: bool | None = None
    days: Interval | None = None
    orders: tuple[int, ...] = ()


def select(base: KnowledgeBase, wanted: Selection, as_of: date) -> tuple[Tenure, ...]:
    """The tenures that fit, as far as they could be known on `as_of`; those of one succession oldest first."""
    return tuple(
        tenure
        for office in base.successions.values()
        if not wanted.offices or office.id in wanted.offices
        for tenure in _within(office, wanted.days, as_of)
        if (not wanted.people or tenure.holder in wanted.people)
        and (wanted.acting is None or (tenure.acting is not None) is wanted.acting)
        and (not wanted.orders or set(wanted.orders) & set(tenure.orders))
    )


def _within(office: Succession, days: Interval | None, as_of: date) -> tuple[Tenure, ...]:
    if days is None:
        return visible(office, as_of)
    return tuple(stretch.tenure for stretch in during(office, days, as_of))


def by_holder(tenures: Iterable[Tenure]) -> Mapping[str, tuple[Tenure, ...]]:
    """The same, by who held them."""
    found: defaultdict[str, list[Tenure]] = defaultdict(list)
    for tenure in tenures:
        found[tenure.holder].append(tenure)
    return {holder: tuple(held) for holder, held in found.items()}


# What is said of those chosen


def is_running(base: KnowledgeBase, tenure: Tenure, as_of: date) -> bool:
    """Whether it covers the day of the answer, as far as a source or the statutory term tells."""
    sure = (Certainty.SURE, Certainty.PRESUMED)
    now = current(base.successions[tenure.succession], as_of)
    return any(stretch.tenure is tenure and stretch.certainty in sure for stretch in now)


def served(base: KnowledgeBase, tenure: Tenure, as_of: date) -> Interval | None:
    """Its first and last day so far; None where one of them is not known."""
    last = end_as_known(tenure, as_of) or (as_of if is_running(base, tenure, as_of) else None)
    return Interval(tenure.start.first, last) if tenure.start and last else None


def served_at_least(base: KnowledgeBase, tenure: Tenure, as_of: date) -> Interval | None:
    """The same; of one that may run still, until the last day on which a source shows it."""
    is_open = any(stretch.tenure is tenure for stretch in current(base.successions[tenure.succession], as_of))
    seen = min(tenure.known.last, as_of)
    if served(base, tenure, as_of) is None and is_open and tenure.start and tenure.start.first <= seen:
        return Interval(tenure.start.first, seen)
    return served(base, tenure, as_of)


def days_served(base: KnowledgeBase, tenures: Iterable[Tenure], as_of: date) -> int | None:
    """How many days they lasted together; None where one is not dated."""
    spans = [served(base, tenure, as_of) for tenure in tenures]
    known = [span for span in spans if span is not None]
    return sum((span.last - span.first).days + 1 for span in known) if known and len(known) == len(spans) else None


def years_served(base: KnowledgeBase, tenures: Sequence[Tenure], as_of: date) -> int | None:
    """How many full years the last tenures lasted that followed each other at once; None where they are not dated."""
    spans = [served(base, tenure, as_of) for tenure in without_a_break(tenures, as_of)]
    first, last = spans[0], spans[-1]
    if first is None or last is None:
        return None
    begun, after = first.first, last.last + timedelta(days=1)
    return after.year - begun.year - ((after.month, after.day) < (begun.month, begun.day))


def without_a_break(tenures: Sequence[Tenure], as_of: date) -> Sequence[Tenure]:
    """The last of somebody's tenures, with those before it that it followed at once."""
    at = len(tenures) - 1
    while at and (end := end_as_known(tenures[at - 1], as_of)) and (start := tenures[at].start):
        if start.first - end > timedelta(days=1):
            break
        at -= 1
    return tenures[at:]


def times_held(tenures: Iterable[Tenure]) -> int:
    """How often somebody held something: a tenure may be several terms."""
    return sum(max(1, len(tenure.orders)) for tenure in tenures)


def times_in_a_row(tenures: Sequence[Tenure], as_of: date) -> int:
    """How often somebody held something at most without a break."""
    return max((times_held(without_a_break(tenures[: at + 1], as_of)) for at in range(len(tenures))), default=0)


def completion(base: KnowledgeBase, tenure: Tenure, as_of: date) -> Completion:
    """Whether a tenure lasted until its term ran out."""
    succession = base.successions[tenure.succession]
    until, limit = end_as_known(tenure, as_of), term_end(tenure, succession)
    if until is None:
        return Completion.RUNNING if is_running(base, tenure, as_of) else Completion.UNKNOWN
    if tenure.ended_by is not None and (limit is None or until < limit):
        return Completion.EARLY
    if limit is None:
        return Completion.UNKNOWN
    return Completion.FULL if until >= limit else Completion.EARLY


def between(succession: Succession, first: Tenure, second: Tenure, as_of: date) -> tuple[Tenure, ...]:
    """Who held it or acted in it after one had left and before another came, oldest first."""
    left, came = end_as_known(first, as_of), second.start.first if second.start else None
    known = visible(succession, as_of)
    inside = known[known.index(first) + 1 : known.index(second)]
    if left is None or came is None:
        return tuple(t for t in inside if t.acting is None)
    if came - left <= timedelta(days=1):
        return ()
    gap = Interval(left + timedelta(days=1), came - timedelta(days=1))
    return tuple(s.tenure for s in during(succession, gap, as_of) if s.tenure not in (first, second))


def deputies(succession: Succession, tenure: Tenure, as_of: date) -> tuple[Tenure, ...]:
    """Who acted while somebody's powers were suspended, or after they had left, until the next came; oldest first."""
    known = visible(succession, as_of)
    after = known[known.index(tenure) + 1 :]
    return tuple(takewhile(lambda other: other.acting is not None, after))


def vacancies(succession: Succession, as_of: date) -> tuple[Stretch, ...]:
    """When somebody acted and nobody held it, oldest first."""
    stretches = during(succession, Interval(date.min, as_of), as_of)
    held = regular(stretches)
    found = []
    for stretch in acting(stretches):
        first, last = stretch.first, stretch.last
        for other in held:
            if other.first <= first <= other.last:
                first = other.last + timedelta(days=1)
            elif first < other.first <= last:
                last = other.first - timedelta(days=1)
        if first <= last:
            found.append(Stretch(stretch.tenure, first, last, stretch.certainty))
    return tuple(found)


def held_besides(base: KnowledgeBase, tenure: Tenure, as_of: date, *, later: bool) -> tuple[Tenure, ...]:
    """Everything else that its holder held before, or after, as far as it is dated; oldest first."""
    begun = tenure.start or tenure.seen_from
    if begun is None:
        return ()
    dated = [(t, t.start or t.seen_from or t.end) for t in base.tenures_of(tenure.holder) if t is not tenure]
    beside = [(day.first, t) for t, day in dated if day is not None and (day.first > begun.first) is later]
    known = [(day, t) for day, t in beside if is_visible(t, base.successions[t.succession], as_of)]
    return tuple(t for _, t in sorted(known, key=lambda pair: pair[0]))
