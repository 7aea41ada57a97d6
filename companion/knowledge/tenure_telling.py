"""What is asked of terms as Korean sentences: how long, how often, until the end, who longest, who between.

The value comes first and one clause that supports it after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce
from itertools import groupby
from typing import Final, Literal

from companion.knowledge import tenures as terms
from companion.knowledge.base import Succession, Tenure
from companion.knowledge.days import Interval
from companion.knowledge.statement import Source
from companion.knowledge.telling import Teller, Told, When
from companion.language.dates import format_duration, format_length
from companion.language.numbers import ordinal

Measure = Literal["longer", "shorter", "earlier", "later"]
"""By what terms are compared."""
LENGTHS: Final = ("longer", "shorter")


@dataclass(frozen=True, slots=True)
class TenureTeller(Teller):
    """Tells what is asked of the terms of a succession."""

    # One term, or those of one person

    def service_of(self, held: Sequence[Tenure], as_of: date, *, in_days: bool = False, nth: bool = False) -> Told:
        """How long somebody held something, and from when to when; several terms are added up.

        Args:
            nth: whether the day of the answer is counted too: «145일째», and not «144일 됐어요».
        """
        if terms.is_running(self.base, held[-1], as_of):
            held = terms.without_a_break(held, as_of)  # one who came back counts from then
        days = terms.days_served(self.base, held, as_of)
        spans = [span for tenure in held if (span := terms.served(self.base, tenure, as_of))]
        least = terms.served_at_least(self.base, held[-1], as_of)
        if days is None and least is not None and len(spans) == len(held) - 1:
            spans = [*spans, least]
            length = self._length(spans, sum((s.last - s.first).days + 1 for s in spans), in_days=in_days)
            text = self.say("length_at_least", known=least.last, length=length)
            return self._told(f"{text} {self._stretches(held, as_of)}", as_of, *held)
        if days is None or not spans:
            lacking = self.unknown("length_unknown", who=self.base.name(held[-1].holder), office=self._role(held[-1]))
            known = terms.end_as_known(held[-1], as_of) or held[-1].start
            return lacking.and_then(self.span(held[-1], as_of)) if known else lacking
        who = self.who(held[-1])
        if terms.is_running(self.base, held[-1], as_of):
            length = format_length(spans[0].first, as_of, running=True)
            if in_days:
                length = self.say("days", number=days if nth else days - 1)
            text = self.say("length_elapsed" if in_days and not nth else "length_running", who=who, length=length)
            text += " " + self.say("serving_since", since=spans[0].first)
            return self._told(text, as_of, *held)
        length = self._length(spans, days, in_days=in_days)
        text = self.say("length_acting" if held[-1].acting else "length_done", who=who, length=length)
        return self._told(f"{text} {self._spans(spans)}", as_of, *held)

    def _length(self, spans: Sequence[Interval], days: int, *, in_days: bool = False) -> str:
        """The length of one stretch of days in years and months, of several in days."""
        one = spans[0]
        return self.say("days", number=days) if in_days or len(spans) > 1 else format_duration(one.first, one.last)

    def _spans(self, spans: Iterable[Interval]) -> str:
        return self.say("spans", spans=[self.say("from_to", since=s.first, until=s.last) for s in spans])

    def begun(self, held: Sequence[Tenure], as_of: date) -> Told:
        """When terms that followed each other at once began, and of several since when the last one runs."""
        told = self.start(held[0], as_of)
        if len(held) < 2:
            return told
        runs = self.say("present_term", service=self.service(held[-1], as_of))
        return told.and_then(self._told(runs, as_of, held[-1]))

    def term_of(self, tenure: Tenure, as_of: date) -> Told:
        """From when to when a term lasted, and how long that is."""
        span = terms.served(self.base, tenure, as_of)
        if span is None or terms.end_as_known(tenure, as_of) is None:
            return self.span(tenure, as_of)
        office, who = self._role(tenure), self.base.name(tenure.holder)
        length = format_duration(span.first, span.last)
        text = self.say("term_held", who=who, office=office, since=span.first, until=span.last, length=length)
        return self._told(text, as_of, tenure)

    def times(self, held: Sequence[Tenure], as_of: date, *, in_a_row: bool = False) -> Told:
        """How often somebody held something, or acted in it; `in_a_row`: whether it is said that it was at once."""
        number, last = terms.times_held(held), held[-1]
        who = self.who(last)
        named = [tenure.term for tenure in held if tenure.term]
        if in_a_row:
            text = self.say("times_in_a_row", who=who, number=number)
        elif last.acting:
            text = self.say("times_acting", who=who, number=number)
        elif terms.is_running(self.base, last, as_of):
            text = self.say("times_running" if number > 1 else "times_first", who=who, number=ordinal(number))
        else:
            text = self.say("times_held", who=who, number=number)
        if named and len(named) == len(held):
            text += " " + self.say("terms_held", terms=named)
        elif any(tenure.start for tenure in held):
            text += " " + self._stretches(held, as_of)
        return self._told(text, as_of, *held)

    def _stretches(self, held: Sequence[Tenure], as_of: date) -> str:
        """From when to when each of several terms lasted; of one whose end is not known only from when."""
        written = []
        for tenure in held:
            until = terms.end_as_known(tenure, as_of)
            if tenure.start and until:
                written.append(self.say("from_to", since=tenure.start.first, until=until))
            elif tenure.start:
                written.append(self.say("from_on", since=tenure.start.first))
        return self.say("spans", spans=written)

    def completion(self, tenure: Tenure, as_of: date) -> Told:
        """Whether somebody held on until the term ran out, and what came between."""
        who, until = self.who(tenure), terms.end_as_known(tenure, as_of)
        outcome = terms.completion(self.base, tenure, as_of)
        if outcome is terms.Completion.RUNNING:
            return self._told(self.say("term_runs", who=who), as_of, tenure)
        if until is None or outcome is terms.Completion.UNKNOWN:
            return self.unknown("completion_unknown", who=who)
        full = outcome is terms.Completion.FULL
        early = "not_completed" if len(tenure.orders) < 2 else "last_not_completed"
        text = self.say("completed" if full else early, who=who, until=until)
        if not full:
            reason = self.say("ended_by", reason=tenure.ended_by) if tenure.ended_by else ""
            text = f"{text} {reason or self.say('why_unknown', who=who)}"
        if tenure.suspended_from and full:
            text += " " + self.say("but_suspended", **self._suspended(tenure))
        return self._told(text, as_of, tenure)

    def still(self, tenure: Tenure, as_of: date) -> Told:
        """That somebody has not left."""
        text = self.say("still_serving", who=self.who(tenure), office=self._role(tenure))
        return self._told(text, as_of, tenure)

    def not_suspended(self, tenure: Tenure) -> Told:
        """That nothing is known of a suspension."""
        return self.unknown("not_suspended", who=self.who(tenure))

    def interval(self, first: Tenure, second: Tenure, as_of: date, *, from_end: bool, in_days: bool) -> Told:
        """How long after one term another began, counted from its end or its beginning."""
        assert first.start
        assert second.start
        left = (terms.end_as_known(first, as_of) if from_end else None) or first.start.first
        length = format_duration(left, second.start.first - timedelta(days=1))
        length = self.say("days", number=(second.start.first - left).days) if in_days else length
        text = self.say("years_later", length=length, first=left, second=second.start.first)
        return self._told(text, as_of, first, second)

    def suspension(self, tenure: Tenure, as_of: date, *, ends: bool = False) -> Told:
        """Since when and why somebody's powers were suspended; or until when and for how long.

        The end of a term is not the end of a suspension: powers may have been given back before.
        """
        since, until = tenure.suspended_from, tenure.suspended_to
        known = until is not None and until.last <= as_of
        if ends and since and until and known:
            length = format_duration(since.first, until.first)
            text = self.say("suspended_for", length=length, since=since.first, until=until.first)
            return self._told(text, as_of, tenure)
        text = self.say("suspended_since", who=self.who(tenure), **self._suspended(tenure))
        if not ends:
            return self._told(text, as_of, tenure)
        return self._told(f"{text} {self.say('suspended_until_unknown')}", as_of, tenure)

    def _suspended(self, tenure: Tenure) -> dict[str, str]:
        return {"since": str(tenure.suspended_from), "cause": tenure.suspended_by or self.say("that")}

    def order(self, tenure: Tenure, as_of: date) -> Told:
        """Which-th holder somebody is."""
        office, who = self._role(tenure), self.base.name(tenure.holder)
        if not tenure.orders:
            return self.unknown("order_unknown", who=who, office=office)
        orders = [self.say("order", number=number) for number in tenure.orders]
        return self._told(self.say("has_order", who=who, orders=orders, office=office), as_of, tenure)

    def numbered(self, tenure: Tenure, as_of: date) -> Told:
        """Which numbered term it is."""
        office, who = self._role(tenure), self.base.name(tenure.holder)
        if tenure.term is None:
            return self.unknown("term_unknown", who=who, office=office)
        return self._told(self.say("has_order", who=who, orders=[tenure.term], office=office), as_of, tenure)

    def elected(self, tenure: Tenure, as_of: date) -> Told:
        """On which day somebody was elected; where that is not known, when the term began."""
        day, who = tenure.statement.day("elected"), self.base.name(tenure.holder)
        if day is None or day.first > as_of:
            return self.unknown("election_unknown", who=who).and_then(self.start(tenure, as_of))
        text = f"{self.say('elected_on', who=who, day=str(day))} {self.service(tenure, as_of)}"
        return self._told(text.strip(), as_of, tenure)

    def why_acted(self, tenure: Tenure, as_of: date) -> Told:
        """Why somebody acted for another: the powers were suspended, or the other had left."""
        office = self.base.successions[tenure.succession]
        deputy = self.who(tenure)
        begun = tenure.start.first if tenure.start else None
        for other in reversed(terms.proper(office, as_of)):
            left = terms.end_as_known(other, as_of)
            if begun and other.suspended_from and other.suspended_from.first <= begun and (not left or begun <= left):
                cause = other.suspended_by or ""
                text = self.say("why_acted", who=self.who(other), cause=cause, deputy=deputy) if cause else ""
                return self._told(text, as_of, other, tenure) if text else self.unknown("why_unknown", who=deputy)
            if begun and left and left <= begun:
                text = self.say("why_acted_after", who=self.who(other), until=left, deputy=deputy)
                why = self.say("ended_by", reason=other.ended_by) if other.ended_by else ""
                reason = " " + self.say("of_whom", who=self.who(other), rest=why) if why else ""
                return self._told(text + reason, as_of, other, tenure)
        return self.unknown("why_unknown", who=deputy)

    def why_began(self, tenure: Tenure) -> Told:
        """That it is not known why somebody came to hold something."""
        return self.unknown("why_began_unknown", who=self.base.name(tenure.holder), office=self._role(tenure))

    def origin(self, tenure: Tenure, as_of: date) -> Told:
        """From which position somebody acts for another."""
        if not tenure.acting:
            return self.profile(tenure.holder, None, as_of)
        text = self.say("acts_as", who=self.base.name(tenure.holder), position=tenure.acting)
        return self._told(text, as_of, tenure)

    def career(self, tenure: Tenure, as_of: date, *, later: bool) -> Told:
        """What somebody was before a term began, or became after it."""
        name = self.base.name(tenure.holder)
        others = terms.held_besides(self.base, tenure, as_of, later=later)
        if not others and later:
            return self.unknown("later_unknown", person=name)
        if not others:
            return self.unknown("career_unknown", person=name, office=self._role(tenure))
        nearest = others[0 if later else -1]
        text = self.say("was_after" if later else "was_before", person=name, office=self._role(nearest))
        span = terms.served(self.base, nearest, as_of)
        if span is not None:
            runs = terms.is_running(self.base, nearest, as_of)
            text += " " + (self.say("serving_since", since=span.first) if runs else self._spans([span]))
        return self._told(text, as_of, nearest)

    def term_years(self, office: Succession) -> Told | None:
        """How long a term is by law; None where that is not known."""
        years, source = office.subject.term_years, office.subject.term_source
        if years is None or source is None:
            return None
        text = self.say("term_years", office=office.name, number=years)
        return Told(text, True, (Source(f"{office.id}.term", source, None, None, ""),))

    # Several terms

    def how_many(self, office: Succession, as_of: date, *, acting: bool = False, when: When | None = None) -> Told:
        """How many are known to have held it, or to have acted in it; in some days only, where they are named."""
        known = terms.visible(office, as_of)
        if when is not None:
            known = tuple(stretch.tenure for stretch in terms.during(office, when.days, as_of))
        tenures = tuple(t for t in known if (t.acting is not None) is acting)
        people = dict.fromkeys(self.base.name(t.holder) for t in tenures)
        if acting and not people:
            return self.unknown("acting_now", office=office.name)
        label = when.label if when else None
        if not people:
            unknown = "now_unknown" if label is None else "then_unknown"
            return self.unknown(unknown, when=label, office=office.name)
        number = "acted_number" if label is None else "acted_number_then"
        template = number if acting else "holders_known" if label is None else "holders_then"
        text = self.say(template, office=office.name, number=len(people), names=list(people), when=label)
        return Told(text, bool(people), tuple(t.cite(as_of) for t in tenures), tenures)

    def times_changed(self, office: Succession, as_of: date) -> Told:
        """How often another one came, as far as it is known."""
        known = terms.proper(office, as_of)
        names = [name for name, _ in groupby(self.base.name(t.holder) for t in known)]
        if len(names) < 2:
            return self.how_many(office, as_of)
        text = self.say("times_changed", office=office.name, number=len(names) - 1, names=names)
        return Told(text, True, tuple(t.cite(as_of) for t in known), known)

    def in_order(self, office: Succession, tenures: Sequence[Tenure], as_of: date) -> Told:
        """Some of those who held or acted in an office, oldest first."""
        if not tenures:
            return self.unknown("now_unknown", office=office.name)
        names = [self._listed(tenure) for tenure in tenures]
        once = [name for at, name in enumerate(names) if not at or name != names[at - 1]]
        told = self.say("in_order", office=office.name, names=", ".join(once))
        return Told(told, True, tuple(t.cite(as_of) for t in tenures), tuple(tenures))

    def _listed(self, tenure: Tenure) -> str:
        name = self.base.name(tenure.holder)
        return f"{name}({self.say('acting')})" if tenure.acting else name

    def compare_terms(
        self,
        held: Mapping[str, Sequence[Tenure]],
        by: Measure,
        as_of: date,
        *,
        best: bool,
        in_days: bool = False,
        first: bool = False,
        by_office: bool = False,
        ends: bool = False,
    ) -> Told:
        """Who held on longest, or began or left first, among several; with their values where they were two.

        Args:
            held: the terms to compare, by holder.
            best: whether the one at the end is asked for, and not which of two.
            first: whether it is asked by how much.
            by_office: whether the terms are those of one person, told by what was held.
            ends: whether the days are those on which they left.
        """
        dated = {who: t for who, t in held.items() if self._measured(t, by, as_of, best=best, ends=ends) is not None}
        if not best and len(dated) < len(held):
            return self._undated(held, dated, by, as_of, ends=ends)
        if not dated:
            return self.unknown("compare_unknown")
        ranked = sorted(dated.values(), key=lambda t: self._measured(t, by, as_of, best=best, ends=ends) or 0)
        if by in ("longer", "later"):
            ranked.reverse()
        winner, name = ranked[0], self._role if by_office else self.who
        if best:
            measured = self._measured(winner, by, as_of, best=best, ends=ends)
            level = [t for t in ranked if self._measured(t, by, as_of, best=best, ends=ends) == measured]
            text = self.say("it_is_each", who=[self.who(t[-1]) for t in level])
            text += " " + (self._how_long(winner, as_of) if by in LENGTHS else self._since(winner))
            missing = [t[-1] for who, t in held.items() if who not in dated]
            return self._told(text + self._left_out(missing, as_of), as_of, *winner)
        in_days = in_days or any(len(t) > 1 for t in ranked)  # one unit for all
        of_days = "end" if ends else "start"
        if len({self._measured(t, by, as_of, best=best, ends=ends) for t in ranked}) == 1:
            value = self._value(winner, by, as_of, in_days=in_days, ends=ends)
            names = [name(t[-1]) for t in ranked]
            same = self.say("same_length" if by in LENGTHS else f"same_{of_days}", names=names, value=value)
            return self._told(same, as_of, *(t for many in ranked for t in many))
        values = [(name(t[-1]), self._value(t, by, as_of, in_days=in_days, ends=ends)) for t in ranked]
        written = ", ".join(self.say("compared_part", who=who, value=value) for who, value in values)
        of_lengths = "compared_lengths" if by in LENGTHS else f"compared_{of_days}s"
        parts = [
            self.say(f"{'office' if by_office else 'was'}_{by}", who=name(winner[-1])),
            self.say(of_lengths, parts=written),
        ]
        difference = self._difference(ranked[0], ranked[1], by, as_of, in_days=in_days, ends=ends)
        compared = [t for many in ranked for t in many]
        if any(t.confidence != "high" for t in compared):
            parts[1] = self.say("hedge") + parts[1]  # the value comes first
        parts = [difference, *parts] if first else [*parts, difference]
        return self._told(" ".join(filter(None, parts)), as_of, *compared)

    def _left_out(self, missing: Sequence[Tenure], as_of: date) -> str:
        """Who was not compared: those who still hold on, and those who are not dated."""
        runs = {t.id: terms.is_running(self.base, t, as_of) for t in missing}
        kinds = [
            (template, [self.who(t) for t in missing if runs[t.id] is running])
            for template, running in (("left_out_running", True), ("left_out", False))
        ]
        return "".join(" " + self.say(template, names=names) for template, names in kinds if names)

    def _measured(
        self, held: Sequence[Tenure], by: Measure, as_of: date, *, best: bool, ends: bool = False
    ) -> int | None:
        if by not in LENGTHS:
            day = _day_of(held, as_of, ends=ends)
            return day.toordinal() if day is not None else None
        if best and by == "shorter" and terms.is_running(self.base, held[-1], as_of):
            return None  # it may yet become the longest
        days = terms.days_served(self.base, held, as_of)
        return self._days_at_least(held, as_of) if days is None and best and by == "longer" else days

    def _days_at_least(self, held: Sequence[Tenure], as_of: date) -> int | None:
        """How many days it was, of one who may hold it still until a source last shows it."""
        spans = [terms.served_at_least(self.base, tenure, as_of) for tenure in held]
        known = [(span.last - span.first).days + 1 for span in spans if span is not None]
        return sum(known) if known and len(known) == len(spans) else None

    def _undated(
        self,
        held: Mapping[str, Sequence[Tenure]],
        dated: Mapping[str, Sequence[Tenure]],
        by: Measure,
        as_of: date,
        *,
        ends: bool = False,
    ) -> Told:
        """One whose beginning is not known was first, if it ended before the others began; else it is unknown.

        Who has left was first where the others hold on.
        """
        missing = [t for who, t in held.items() if who not in dated]
        if ends and all(terms.is_running(self.base, t[-1], as_of) for t in missing):
            first = [self._told(self.say(f"was_{by}", who=self.who(t[-1])), as_of, *t) for t in dated.values()]
            told: list[Told] = [*(first if by == "earlier" else ()), *(self.end(t[-1], as_of) for t in dated.values())]
            told += [self.still(t[-1], as_of) for t in missing]
            return reduce(Told.and_then, told[1:], told[0])
        begun = [t[0].start.first for t in dated.values() if t[0].start]
        ended = terms.end_as_known(missing[0][-1], as_of)
        if by == "earlier" and len(missing) == 1 and begun and ended and ended < min(begun):
            return self._told(self.say("was_earlier", who=self.who(missing[0][-1])), as_of, *missing[0])
        lacking = missing[0][-1]
        if (
            by in LENGTHS
            and len(missing) == 1
            and (least := self._certainly_longer(lacking, dated.values(), by, as_of))
        ):
            return least
        template = "length_unknown" if by in LENGTHS else "end_unknown" if ends else "start_unknown"
        return self.unknown(template, who=self.base.name(lacking.holder), office=self._role(lacking))

    def _certainly_longer(
        self, open_: Tenure, dated: Iterable[Sequence[Tenure]], by: Measure, as_of: date
    ) -> Told | None:
        """Who of two was longer where one only acted and its end is not known: at most until the next one came."""
        proper = terms.proper(self.base.successions[open_.succession], as_of)
        begun = [t.start.first for t in proper if t.start and open_.start and t.start.first > open_.start.first]
        other, *others = dated
        days = terms.days_served(self.base, other, as_of)
        if not (open_.acting and open_.start and begun) or others or days is None:
            return None
        if (min(begun) - open_.start.first).days >= days:
            return None
        who, longer = self.who(open_), self.who(other[-1])
        part = self.say("compared_part", who=longer, value=self._value(other, by, as_of))
        parts = [
            self.say(f"was_{by}", who=longer if by == "longer" else who),
            self.say("compared_lengths", parts=part),
            self.say("lasted_at_most", who=who, since=open_.start.first, next=min(begun)),
        ]
        return self._told(" ".join(parts), as_of, *other, open_)

    def _how_long(self, held: Sequence[Tenure], as_of: date) -> str:
        running = terms.is_running(self.base, held[-1], as_of)
        if terms.days_served(self.base, held, as_of) is None:
            spans = [s for tenure in held if (s := terms.served_at_least(self.base, tenure, as_of))]
            length = self._length(spans, self._days_at_least(held, as_of) or 0)
            return self.say("length_at_least", known=spans[-1].last, length=length)
        return self.say("so_long_so_far" if running else "so_long", length=self._value(held, "longer", as_of))

    def _since(self, held: Sequence[Tenure]) -> str:
        return self.say("began", since=str(held[0].start))

    def _value(
        self, held: Sequence[Tenure], by: Measure, as_of: date, *, in_days: bool = False, ends: bool = False
    ) -> str:
        if by not in LENGTHS:
            return self.say("day", day=str(_day_of(held, as_of, ends=True) if ends else held[0].start))
        spans = [span for tenure in held if (span := terms.served(self.base, tenure, as_of))]
        days = terms.days_served(self.base, held, as_of) or 0
        if terms.is_running(self.base, held[-1], as_of) and not in_days:
            return self.say("so_far", length=format_length(spans[0].first, as_of, running=True))
        return self._length(spans, days, in_days=in_days)

    def _difference(
        self,
        one: Sequence[Tenure],
        other: Sequence[Tenure],
        by: Measure,
        as_of: date,
        *,
        in_days: bool,
        ends: bool = False,
    ) -> str:
        """By how much the first exceeds the second."""
        if by in LENGTHS:
            days = abs(
                (terms.days_served(self.base, one, as_of) or 0) - (terms.days_served(self.base, other, as_of) or 0)
            )
            earliest = min((t.start.first for t in (*one, *other) if t.start), default=as_of)
        else:
            first, second = sorted(day for t in (one, other) if (day := _day_of(t, as_of, ends=ends)))
            days, earliest = (second - first).days, first
        if not days:
            return ""
        length = (
            self.say("days", number=days)
            if in_days
            else format_duration(earliest, date.fromordinal(earliest.toordinal() + days - 1))
        )
        return self.say("difference", length=length)

    def completed(self, tenures: Sequence[Tenure], as_of: date, *, full: bool) -> Told:
        """Who held on until the term ran out, or who did not."""
        if not tenures:
            return self.unknown("nobody_completed" if full else "nobody_left_early")
        text = self.say("all_completed" if full else "none_completed", who=[self.who(t) for t in tenures])
        return self._told(text, as_of, *tenures)

    def ended_so(self, tenures: Sequence[Tenure], unknown: Sequence[Tenure], as_of: date) -> Told:
        """Whose term ended in a way that was asked for, and of whom it is not known how."""
        parts = [
            self.say(
                "ended_so", who=self.who(t), until=terms.end_as_known(t, as_of), reason=(t.ended_by or "").rstrip(".")
            )
            for t in tenures
        ]
        if not tenures:
            return self.unknown("nobody_ended_so")
        if unknown:
            parts.append(self.say("why_unknown_of", names=[self.who(t) for t in unknown]))
        return self._told(" ".join(parts), as_of, *tenures)

    def left(self, tenure: Tenure, as_of: date) -> Told:
        """Who left, and when."""
        until = terms.end_as_known(tenure, as_of)
        text = self.say("it_is", who=self.who(tenure))
        return self._told(f"{text} {self.say('served_until', until=until)}" if until else text, as_of, tenure)

    def at_the_end(self, office: Succession, held: Sequence[Tenure], as_of: date, *, last: bool) -> Told:
        """Who was the first or the last of all that are known."""
        if not held:
            return self.unknown("now_unknown", office=office.name)
        first = terms.first_holder(office, as_of)
        if not last and first is held[0]:
            return self.relative(office, "holder_first", first, as_of)
        found = held[-1 if last else 0]
        text = self.say("last_known" if last else "first_known", office=office.name, who=self.who(found))
        return Told(f"{text} {self.service(found, as_of)}".strip(), True, (found.cite(as_of),), (found,))

    def abolished(self, office: Succession, as_of: date) -> Told:
        """Until when there was something to hold, and what came of it."""
        assert office.subject.ended
        text = self.say("abolished", office=office.name, until=str(office.subject.ended))
        cited = [t.cite(as_of) for t in terms.proper(office, as_of)[-1:]]
        return Told(f"{office.subject.succession or ''} {text}".strip(), True, tuple(cited))

    def named_before(self, office: Succession, as_of: date, *, since: bool) -> Told:
        """What something was called before, or since when it is called as it is."""
        former, renamed = office.subject.former_name, office.renamed
        if former is None or renamed is None or renamed > as_of:
            return self.unknown("former_unknown", office=office.name)
        text = self.say("renamed" if since else "former_name", office=office.name, former=former, since=renamed)
        return Told(text, True, tuple(t.cite(as_of) for t in terms.proper(office, as_of)[-1:]))

    def founded(self, office: Succession, as_of: date) -> Told:
        """Since when there is something to hold."""
        began = office.subject.began
        if began is None or began.first > as_of:
            return self.unknown("founded_unknown", office=office.name)
        text = self.say("not_yet", office=office.name, began=str(began))
        ended = office.subject.ended
        if ended is not None and ended.last <= as_of:
            text = self.say("was_there", office=office.name, since=str(began), until=str(ended))
        return Told(text, True, tuple(t.cite(as_of) for t in terms.proper(office, as_of)[:1]))

    def ended_ago(self, tenure: Tenure, as_of: date) -> Told:
        """How long ago a term ended."""
        until = terms.end_as_known(tenure, as_of)
        assert until
        length = format_duration(until + timedelta(days=1), as_of)
        told = self.end(tenure, as_of)
        return replace(told, text=f"{self.say('ago', length=length)} {told.text}")

    def followed(self, tenure: Tenure, as_of: date) -> Told:
        """That somebody came without a day between."""
        return self._told(self.say("followed", who=self.who(tenure), since=str(tenure.start)), as_of, tenure)

    def between(self, tenures: Sequence[Tenure], as_of: date) -> Told:
        """Who held or acted between two others."""
        if not tenures:
            return self.unknown("nobody_between")
        held, acted = [t for t in tenures if not t.acting], [t for t in tenures if t.acting]
        parts = [
            self.say(template, who=list(dict.fromkeys(self.who(t) for t in some)))
            for template, some in (("held_between", held), ("acted_besides" if held else "acted_between", acted))
            if some
        ]
        return self._told(" ".join(parts), as_of, *tenures)

    def number_between(self, acted: Sequence[Tenure], first: Tenure, as_of: date) -> Told:
        """How many acted after somebody had left, and all who did since that one's powers were suspended."""
        after = self._succeeding(acted)
        told = self._told(self.say("acted_between_number", number=len(after), names=after), as_of, *acted)
        since = terms.deputies(self.base.successions[first.succession], first, as_of)
        if first.suspended_from is None or len(self._succeeding(since)) == len(after):
            return told
        names = self._succeeding(since)
        text = self.say("acted_since_suspended", day=first.suspended_from.first, names=names)
        return told.and_then(self._told(text, as_of, *since))

    def number_acting(self, acted: Sequence[Tenure], as_of: date) -> Told:
        """How many of those are who acted, each counted once."""
        names = self._succeeding(acted)
        return self._told(self.say("acted_number_told", number=len(names), names=names), as_of, *acted)

    def _succeeding(self, tenures: Iterable[Tenure]) -> list[str]:
        """Who held them, each once, in their order."""
        return list(dict.fromkeys(self.who(tenure) for tenure in tenures))

    def but_between(self, tenures: Sequence[Tenure], as_of: date) -> Told:
        """The same as what is not to be left out."""
        told = self.between(tenures, as_of)
        return replace(told, text=self.say("however", rest=told.text))

    def until_and_now(self, left: Tenure, until: date, now: Tenure, as_of: date) -> Told:
        """«김동연 지사 아직도 하고 있지?»: until when, and who does now."""
        before, office = self.base.successions[left.succession], self.base.successions[now.succession]
        holds = self._told(self.say("holder_now", office=office.name, who=self.who(now)), as_of, now)
        became = [before.subject.succession] if office is not before and before.subject.succession else []
        text = " ".join([self.say("until", who=self.who(left), until=until), *became, holds.text])
        return replace(self._told(text, as_of, left, now), tenures=(left, now))

    def vacancies(self, found: Sequence[terms.Stretch], as_of: date, *, long: bool = False) -> Told:
        """When an office was vacant, and who acted; `long`: for how long, before that."""
        gaps: list[list[terms.Stretch]] = []
        for stretch in found:
            if gaps and stretch.first - gaps[-1][-1].last <= timedelta(days=1):
                gaps[-1].append(stretch)
            else:
                gaps.append([stretch])
        parts = [
            self.say(
                "vacant_then",
                office=self.base.successions[gap[0].tenure.succession].name_on(gap[0].first),
                since=gap[0].first,
                until=gap[-1].last,
                who=list(dict.fromkeys(self.who(s.tenure) for s in gap)),
            )
            for gap in gaps
        ]
        if long:
            parts.insert(0, self.say("vacant_for", lengths=[format_duration(g[0].first, g[-1].last) for g in gaps]))
        return self._told(" ".join(parts), as_of, *(s.tenure for s in found))

    def acted_for(
        self, office: Succession, found: Sequence[Tenure], as_of: date, *, left: date | None, number: bool = False
    ) -> Told:
        """Who acted for somebody; `left`: since when that was needed, `number`: whether it is asked how many."""
        names = list(dict.fromkeys(self.base.name(t.holder) for t in found))
        if number:
            text = self.say("acted_number", office=office.name, number=len(names), names=names)
        elif len(found) == 1:
            when = self.say("then_after_day", day=left) if left else ""
            text = self.say("acting_then", when=when, office=office.name, who=self.who(found[0])).strip()
        else:
            text = self.say(
                "acting_all", office=office.name, parts=[self.who(t) + self._dates(t, as_of) for t in found]
            )
        return self._told(text, as_of, *found)

    def acting_end(self, office: Succession, tenure: Tenure, as_of: date, *, last: bool) -> Told:
        """Who acted first or last while nobody else could, and from when to when."""
        text = self.say("acting_last" if last else "acting_first", who=self.who(tenure))
        return self._told(text, as_of, tenure).and_then(self.span(tenure, as_of))

    def acted_next(self, tenures: Sequence[Tenure], as_of: date) -> Told:
        """Who acted after another that had acted."""
        parts = [self.who(t) + self._dates(t, as_of) for t in tenures]
        return self._told(self.say("acted_next", parts=parts), as_of, *tenures)

    def both_held(self, held: Mapping[str, Sequence[Tenure]], as_of: date) -> Told:
        """Who held each of several things."""
        if not held:
            return self.unknown("nobody_both")
        told = [self._whole(tenures, as_of) for tenures in held.values()]
        return Told(
            " ".join(one.text for one in told),
            True,
            tuple(source for one in told for source in one.sources),
            tuple(tenure for one in told for tenure in one.tenures),
        )

    def _whole(self, held: Sequence[Tenure], as_of: date) -> Told:
        dated = sorted(held, key=lambda t: t.start.first if t.start else date.min)
        names = list(dict.fromkeys(self._role(t) for t in dated))
        text = self.say("has_held", person=self.base.name(held[0].holder), offices=names)
        return self._told(text, as_of, *dated)

    def same_person(self, held: Sequence[Tenure], as_of: date) -> Told:
        """That two names are those of one person, with what they held."""
        names = list(dict.fromkeys(self._role(t) for t in held))
        return self._told(self.say("same_person", person=self.base.name(held[0].holder), offices=names), as_of, *held)

    def positions(self, label: str, offices: Sequence[Succession], as_of: date) -> Told:
        """All offices of one title, and who was last known to hold each."""
        held = [(office, last[-1]) for office in offices if (last := terms.proper(office, as_of))]
        nobody = [office.name for office in offices if not terms.proper(office, as_of)]
        names = [office.name for office in offices]
        parts = [self.say("positions", label=label, number=len(offices), names=names)]
        parts += [self._position(office, tenure, as_of) for office, tenure in held]
        parts += [self.say("positions_unknown", names=nobody)] if nobody else []
        return self._told(" ".join(parts), as_of, *(tenure for _, tenure in held))

    def _position(self, office: Succession, tenure: Tenure, as_of: date) -> str:
        """Who holds it, or on which day a source last showed who did."""
        who = self.base.name(tenure.holder)
        if terms.is_running(self.base, tenure, as_of):
            return self.say("position", office=office.name, who=who)
        day = tenure.known if tenure.known.first <= as_of else tenure.start or tenure.known
        return self.say("position_seen", office=office.name, who=who, day=str(day))


def _day_of(held: Sequence[Tenure], as_of: date, *, ends: bool) -> date | None:
    """The day on which somebody's terms began, or ended; None where it is not known, or has not come."""
    if ends:
        return terms.end_as_known(held[-1], as_of)
    return held[0].start.first if held[0].start else None
