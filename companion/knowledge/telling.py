"""Facts and tenures as Korean sentences, made from typed templates and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from companion.base.files import Mistakes, load_document
from companion.knowledge import tenures as terms
from companion.knowledge.base import KnowledgeBase, Succession, Tenure
from companion.knowledge.days import Day, Interval
from companion.knowledge.statement import Source, Statement
from companion.knowledge.values import Listing, Money, Reference, order_key, write
from companion.knowledge.vocabulary import Order
from companion.language.dates import format_date
from companion.language.opening_hours import OpeningHours
from companion.language.templates import Template


class WordMeaning(BaseModel):
    """What a word means, with its source: `say` is the whole sentence."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    words: list[str] = Field(min_length=1)
    say: str
    source: str
    known: date


class AnswersFile(BaseModel):
    """`answers.yaml` or `recommendation.yaml` of a pack."""

    model_config = ConfigDict(extra="forbid")
    cues: dict[str, list[str]] = {}
    explained: list[str] = []
    titles: list[str] = []
    synonyms: list[list[str]] = []
    templates: dict[str, str] = {}
    words: list[WordMeaning] = []


@dataclass(frozen=True, slots=True)
class Answers:
    """Cue words by name, words the skill accounts for, titles of offices, the templates, and words of one meaning."""

    cues: dict[str, tuple[str, ...]]
    explained: tuple[str, ...]
    titles: tuple[str, ...]
    templates: dict[str, Template]
    synonyms: tuple[tuple[str, ...], ...] = ()
    words: tuple[WordMeaning, ...] = ()

    @classmethod
    def load(cls, paths: Iterable[Path], mistakes: Mistakes) -> Answers:
        """Read the files of all packs; groups of cues add up, and a later sentence replaces an earlier one."""
        cues: dict[str, tuple[str, ...]] = {}
        explained: dict[str, None] = {}
        titles: dict[str, None] = {}
        templates: dict[str, Template] = {}
        synonyms: list[tuple[str, ...]] = []
        words: list[WordMeaning] = []
        for path in paths:
            loaded = load_document(AnswersFile, path, mistakes)
            if loaded is None:
                continue
            file = loaded.value
            cues |= {name: (*cues.get(name, ()), *words) for name, words in file.cues.items()}
            explained |= dict.fromkeys(file.explained)
            titles |= dict.fromkeys(file.titles)
            synonyms += map(tuple, file.synonyms)
            words += file.words
            for name, source in file.templates.items():
                try:
                    templates[name] = Template.parse(source)
                except ValueError as e:
                    line = loaded.line("templates", name)
                    mistakes.add(path, line, f"template «{name}»: {e}", "correct the template")
        return cls(cues, tuple(explained), tuple(titles), templates, tuple(synonyms), tuple(words))


_BEFORE_NOW = ("holder_ex", "holder_twice_before")
# How old the newest source may be before the answer mentions its day.
_FRESH = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with what it rests on.

    Attributes:
        known: False when the sentence says that something is not known.
        tenures: the tenures told, for pronouns and persona lines.
    """

    text: str
    known: bool = True
    sources: tuple[Source, ...] = ()
    tenures: tuple[Tenure, ...] = ()

    def and_then(self, other: Told) -> Told:
        """Both, one after the other."""
        return Told(
            f"{self.text} {other.text}",
            self.known or other.known,
            self.sources + other.sources,
            self.tenures + other.tenures,
        )


@dataclass(frozen=True, slots=True)
class When:
    """The time asked about: some days, and how to say them (None: now)."""

    days: Interval
    label: str | None

    @classmethod
    def now(cls, as_of: date) -> When:
        """The day of the answer."""
        return cls(Interval.of(as_of), None)


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells what the knowledge base holds, as of a day."""

    base: KnowledgeBase
    answers: Answers

    def say(self, template: str, /, **values: object) -> str:
        """Render one template."""
        return self.answers.templates[template].render(**values)

    def judged(self, told: Told, agrees: bool | None, *, claimed: bool = True) -> Told:
        """What is known, after «네» or «아니요»; None leaves it as it is, where nothing could be compared.

        Args:
            claimed: whether something was said to be so («네, 맞아요»), not just asked («네»).
        """
        if agrees is None:
            return told
        yes = "right" if claimed else "yes"
        return replace(told, text=f"{self.say(yes if agrees else 'wrong')} {told.text}")

    def unknown(self, template: str, /, **values: object) -> Told:
        """A sentence that says what is not known."""
        return Told(self.say(template, **values), known=False)

    def who(self, tenure: Tenure) -> str:
        """«추미애 지사», «오병권 행정1부지사»."""
        title = tenure.acting or self.base.successions[tenure.succession].title or "씨"
        return f"{self.base.name(tenure.holder)} {title}"

    def _told(self, text: str, as_of: date, *tenures: Tenure) -> Told:
        if any(t.confidence != "high" for t in tenures) and "확인된" not in text:
            text = self.say("hedge") + text
        return Told(text, True, tuple(t.cite(as_of) for t in tenures), tenures)

    def _term(self, tenure: Tenure, as_of: date, said: object) -> str:
        several = len(tenure.orders) > 1 and terms.end_as_known(tenure, as_of) is None
        parts = [tenure.term] if tenure.term and not several else []
        if len(tenure.orders) == 1 and tenure.orders[0] > 1:
            parts.append(f"제{tenure.orders[0]}대")
        parts = [part for part in parts if part != said]
        return ", ".join(parts) + "로 " if parts else ""

    def service(self, tenure: Tenure, as_of: date, said: object = None) -> str:
        """When the tenure began and, if that lies behind, ended; empty where nothing is dated.

        Args:
            said: the number of the term, where it was said already.
        """
        until = terms.end_as_known(tenure, as_of)
        if tenure.start and until:
            return self._term(tenure, as_of, said) + self.say("served", since=_written(tenure.start), until=until)
        if tenure.start:
            return self._term(tenure, as_of, said) + self.say("serving_since", since=_written(tenure.start))
        return self.say("served_until", until=until) if until else ""

    # Who holds an office

    def holder(self, office: Succession, when: When, as_of: date) -> Told:
        """Who held the office then, with suspension, vacancy and what is not known."""
        if when.days.first > as_of:
            return self.unknown("future")
        name = office.name_on(when.days.first)
        successor = self._succeeded(office, when)
        if successor:
            told = self.holder(successor, when, as_of)
            return replace(told, text=f"{office.subject.succession} {told.text}")
        if office.subject.began and when.days.last < office.subject.began.first <= as_of:
            return self.unknown("not_yet", office=name, began=office.subject.began.first)
        stretches = terms.during(office, when.days, as_of)
        regular, acting = terms.regular(stretches), terms.acting(stretches)
        label = when.label or f"{as_of.year}년 {as_of.month}월 {as_of.day}일"
        if not stretches:
            return self._nobody(name, when)
        suspended = len(regular) == len(acting) == 1 and terms.is_suspended(regular[0].tenure, when.days.first)
        if len(regular) + len(acting) > 1 and when.days.first != when.days.last and not suspended:
            return self._several(name, label, stretches, when, as_of)
        if not regular:
            who = terms.acting(stretches)[-1].tenure
            return self._told(
                self.say("holder_vacant", when=label, office=name, who=self.who(who)),
                as_of,
                who,
            )
        stretch = regular[-1]
        tenure = stretch.tenure
        if acting and terms.is_suspended(tenure, when.days.first):
            deputy = acting[-1].tenure
            text = self.say(
                "holder_suspended",
                when=label,
                office=name,
                who=self.who(tenure),
                cause=tenure.suspended_by or "",
                deputy=self.who(deputy),
            )
            return self._told(text, as_of, tenure, deputy)
        return self._one(name, when, stretch, as_of)

    def _succeeded(self, office: Succession, when: When) -> Succession | None:
        if office.subject.ended and office.subject.successor and when.days.first > office.subject.ended.last:
            return self.base.successions[office.subject.successor]
        return None

    def _one(self, name: str, when: When, stretch: terms.Stretch, as_of: date) -> Told:
        tenure, who = stretch.tenure, self.who(stretch.tenure)
        if stretch.certainty is terms.Certainty.LAPSED:
            text = self.say(
                "holder_lapsed",
                known=_written(tenure.known),
                office=name,
                who=who,
            )
            return replace(self._told(text, as_of, tenure), known=False)
        if stretch.certainty is terms.Certainty.HEDGED:
            text = self.say(
                "holder_known",
                known=_written(tenure.known),
                office=name,
                who=who,
            )
            return self._told(text, as_of, tenure)
        if when.label is None:
            text = self.say("holder_now", office=name, who=who)
        else:
            text = self.say("holder_then", when=when.label, office=name, who=who)
        text = f"{text} {self.service(tenure, as_of)}".strip()
        begun = tenure.start is not None and tenure.known.last >= tenure.start.first
        if stretch.certainty is terms.Certainty.PRESUMED and begun and as_of - tenure.known.last > _FRESH:
            text += " " + self.say("confirmed", known=_written(tenure.known))
        return self._told(text, as_of, tenure)

    def _several(self, name: str, label: str, stretches: Sequence[terms.Stretch], when: When, as_of: date) -> Told:
        """«… 10월 25일까지 이재명 지사가 맡았고, 10월 26일부터 오병권 행정1부지사가 권한을 대행했어요»."""
        clauses = []
        years = stretches[0].first.year != stretches[-1].last.year
        for number, stretch in enumerate(stretches, 1):
            kind = "acted" if stretch.tenure.acting else "held"
            ending = "last" if number == len(stretches) else "next"
            span = _part_of(stretch, terms.end_as_known(stretch.tenure, as_of), years=years)
            clauses.append(self.say(f"several_{kind}_{ending}", span=span, who=self.who(stretch.tenure)))
        text = self.say("several", when=label, office=name, clauses=", ".join(clauses))
        first = stretches[0]
        undated = self._undated_before(first, as_of) if first.first > when.days.first else None
        if undated:
            text += " " + self.say("before_that", who=self.who(undated))
        return self._told(text, as_of, *(s.tenure for s in stretches))

    def _undated_before(self, stretch: terms.Stretch, as_of: date) -> Tenure | None:
        """Who held it before, where no day is known of it."""
        known = terms.visible(self.base.successions[stretch.tenure.succession], as_of)
        at = known.index(stretch.tenure)
        before = known[at - 1] if at else None
        return before if before and before.start is None and before.end is None else None

    def _nobody(self, name: str, when: When) -> Told:
        if when.label is None:
            return self.unknown("now_unknown", office=name)
        return self.unknown("then_unknown", when=when.label, office=name)

    def relative(self, office: Succession, template: str, tenure: Tenure | None, as_of: date, **values: object) -> Told:
        """A holder found by succession (first, last, n-th, before, after), or that it is not known."""
        if tenure is None:
            missing = {"holder_last": "now_unknown", **dict.fromkeys(_BEFORE_NOW, "before_unknown")}
            name = missing.get(template, template.removeprefix("holder_") + "_unknown")
            return self.unknown(name, office=office.name, **({"pivot": "지금"} if template in _BEFORE_NOW else values))
        text = self.say(template, office=office.name, who=self.who(tenure), **values)
        return self._told(f"{text} {self.service(tenure, as_of, values.get('label'))}".strip(), as_of, tenure)

    def everyone(self, office: Succession, as_of: date, *, last: int = 0) -> Told:
        """All holders proper that are known with their years, oldest first, or the last few of them."""
        tenures = terms.proper(office, as_of)[-last:]
        if not tenures:
            return self.unknown("now_unknown", office=office.name)
        people = [f"{self.base.name(id)}{self._years(own, as_of)}" for id, own in terms.by_holder(tenures).items()]
        text = self.say("holder_all", office=office.name, names=people)
        return Told(text, True, tuple(t.cite(as_of) for t in tenures), tenures)

    def deputies(self, office: Succession, when: When | None, as_of: date) -> Told:
        """Who acted in the office then; without a time, everybody who ever did."""
        if when is None:
            found = [t for t in terms.visible(office, as_of) if t.acting]
            if not found:
                return self.unknown("acting_now", office=office.name)
            parts = [self.who(t) + self._dates(t, as_of) for t in found]
            return self._told(self.say("acting_all", office=office.name, parts=parts), as_of, *found)
        if when.days.first > as_of:
            return self.unknown("future")
        label = f"{when.label}에" if when.label else "지금"
        acting = terms.acting(terms.during(office, when.days, as_of))
        if not acting and when.label is None:
            return self.unknown("acting_now", office=office.name)
        if not acting:
            return self.unknown("acting_unknown", when=label, office=office.name)
        if len(acting) == 1:
            text = self.say("acting_then", when=label, office=office.name, who=self.who(acting[0].tenure))
        elif when.label:
            return self._several(office.name, when.label, acting, when, as_of)
        else:
            parts = [self.who(s.tenure) + self._dates(s.tenure, as_of) for s in acting]
            text = self.say("acting_all", office=office.name, parts=parts)
        return self._told(text, as_of, *(s.tenure for s in acting))

    def _years(self, tenures: Iterable[Tenure], as_of: date) -> str:
        """From which year to which somebody held something, in parentheses; "" where neither is known."""
        own = tuple(tenures)
        first, until = own[0].start, terms.end_as_known(own[-1], as_of)
        if first is not None and until is not None and first.first.year == until.year:
            return f"({until.year}년)"
        parts = [f"{first.first.year}년부터"] if first is not None else []
        parts += [f"{until.year}년까지"] if until is not None else []
        return f"({' '.join(parts)})" if parts else ""

    def _dates(self, tenure: Tenure, as_of: date) -> str:
        until = terms.end_as_known(tenure, as_of)
        first = _month(tenure.start.first) if tenure.start else ""
        last = _month(until) if until else ""
        if first and first == last and tenure.start and until:  # a month from and to itself says nothing
            first, last = format_date(tenure.start.first), f"{until.day}일"
        is_over = not any(s.tenure is tenure for s in terms.current(self.base.successions[tenure.succession], as_of))
        if first and not last and is_over:
            return f"({first} 시작)"  # the day it ended is not known, only that it did
        parts = [f"{first}부터"] if first else []
        parts += [f"{last}까지"] if last else []
        return f"({' '.join(parts)})" if parts else ""

    # When somebody held an office

    def _role(self, tenure: Tenure) -> str:
        name = self._office_of(tenure)
        return name + (" 권한대행" if tenure.acting else "")

    def _office_of(self, tenure: Tenure) -> str:
        """The office as it was called when the term began."""
        office = self.base.successions[tenure.succession]
        begun = tenure.start or tenure.seen_from
        return office.name_on(begun.first) if begun else office.name

    def start(self, tenure: Tenure, as_of: date) -> Told:
        """When a tenure began."""
        office, who = self._role(tenure), self.base.name(tenure.holder)
        if tenure.start:
            template = "start_statutory" if tenure.start_is_statutory else "start"
            return self._told(self.say(template, who=who, office=office, since=_written(tenure.start)), as_of, tenure)
        if tenure.seen_from:
            text = self.say("seen", who=who, office=office, day=_written(tenure.seen_from))
            return self._told(text, as_of, tenure)
        return self.unknown("start_unknown", who=who, office=office)

    def end(self, tenure: Tenure, as_of: date, *, why: bool = False, told: bool = False) -> Told:
        """When, and if asked why, a tenure ended; where the day was just told, only why, and that no more is known."""
        office, who = self._role(tenure), self.base.name(tenure.holder)
        until = terms.end_as_known(tenure, as_of)
        if until is None:
            return self._open_end(tenure, as_of)
        text = self.say("end", who=who, office=office, until=until)
        if tenure.ended_by and why and told:
            return self._told(self.say("only_ended_by", reason=tenure.ended_by), as_of, tenure)
        if tenure.ended_by:
            text += " " + self.say("ended_by", reason=tenure.ended_by)
        elif why:
            subject = self.base.successions[tenure.succession].subject
            over = subject.ended is not None and subject.ended.last == until and until < as_of
            if subject.succession and over:  # nobody holds what is no more
                return self._told(f"{text} {subject.succession}", as_of, tenure)
            return replace(self._told(f"{text} {self.say('why_unknown', who=who)}", as_of, tenure), known=False)
        return self._told(text, as_of, tenure)

    def _open_end(self, tenure: Tenure, as_of: date) -> Told:
        """That the last day is not known, with what is: since when."""
        office, who = self._role(tenure), self.base.name(tenure.holder)
        is_open = any(s.tenure is tenure for s in terms.current(self.base.successions[tenure.succession], as_of))
        if tenure.start is None:
            return self.unknown("end_unknown", who=who)
        template = "serving" if is_open else "start"
        known = self._told(self.say(template, who=who, office=office, since=_written(tenure.start)), as_of, tenure)
        return replace(known, text=f"{self.say('still' if is_open else 'end_missing')} {known.text}")

    def span(self, tenure: Tenure, as_of: date) -> Told:
        """From when to when a tenure lasted."""
        office, who = self._role(tenure), self.base.name(tenure.holder)
        until = terms.end_as_known(tenure, as_of)
        if tenure.start and until:
            text = self.say("span", who=who, office=office, since=_written(tenure.start), until=until)
            return self._told(text, as_of, tenure)
        if tenure.start and terms.is_running(self.base, tenure, as_of):
            return self._told(self.say("serving", who=who, office=office, since=_written(tenure.start)), as_of, tenure)
        if until:
            return self.end(tenure, as_of)
        begun = self.start(tenure, as_of)
        least = terms.served_at_least(self.base, tenure, as_of)
        if least is not None:
            text = self.say("serving_known", who=who, office=office, since=_written(tenure.start), known=least.last)
            return self._told(text, as_of, tenure)
        return replace(begun, text=f"{begun.text} {self.say('end_missing')}") if tenure.start else begun

    # Who somebody is

    def profile(self, person: str, when: When | None, as_of: date) -> Told:
        """What a person was then; without a time, what they are and were."""
        name = self.base.name(person)
        known = [
            t for t in self.base.tenures_of(person) if terms.is_visible(t, self.base.successions[t.succession], as_of)
        ]
        if not known:
            return self.unknown("person_nothing", person=name)
        if when and when.label:
            return self._profile_then(person, name, when, known, as_of)
        now = [t for t in known if self._covers(t, Interval.of(as_of), as_of)]
        parts, told = [], []
        for tenure in now[-1:]:
            office = self.base.successions[tenure.succession]
            parts.append(self._one_profile(name, tenure, office, as_of))
            told.append(tenure)
        for tenure in [t for t in reversed(known) if t not in now][:2]:
            parts.append(self._past(name, tenure, as_of, leading=not parts))
            told.append(tenure)
        return self._told(" ".join(parts), as_of, *told)

    def _covers(self, tenure: Tenure, days: Interval, as_of: date) -> bool:
        stretches = terms.during(self.base.successions[tenure.succession], days, as_of)
        sure = (terms.Certainty.SURE, terms.Certainty.PRESUMED)
        return any(s.tenure is tenure and s.certainty in sure for s in stretches)

    def _one_profile(self, name: str, tenure: Tenure, office: Succession, as_of: date) -> str:
        if tenure.acting:
            return self._past(name, tenure, as_of, leading=True)
        return f"{self.say('is_now', person=name, office=office.name)} {self.service(tenure, as_of)}".strip()

    def _past(self, name: str, tenure: Tenure, as_of: date, *, leading: bool) -> str:
        until = terms.end_as_known(tenure, as_of)
        office = self._office_of(tenure)
        if len(tenure.orders) == 1 and tenure.orders[0] > 1:
            office = f"제{tenure.orders[0]}대 {office}"
        if tenure.start and until:
            since = _written(tenure.start)
            if tenure.acting:
                return self.say("was_acting", person=name, since=since, until=until, office=office)
            if leading:
                return self.say("was_first", person=name, since=since, until=until, office=office)
            return self.say("was_span", since=since, until=until, office=office)
        if tenure.seen_from or tenure.start:
            begun = tenure.seen_from or tenure.start
            day = tenure.known if tenure.known.first <= as_of else begun  # a day on which the source shows it
            acting = self.say("acting_office", office=office) if tenure.acting else office
            return self.say("was_seen", person=name, day=_written(day), office=acting)
        acting = f"{office} 권한대행" if tenure.acting else office
        return self.say("was_undated", person=name, office=acting)

    def _profile_then(self, person: str, name: str, when: When, known: Sequence[Tenure], as_of: date) -> Told:
        if when.days.first > as_of:
            return self.unknown("future")
        held = [t for t in known if self._covers(t, when.days, as_of)]
        if not held:
            return self.unknown("was_nothing", when=when.label, person=name)
        offices = [self.base.successions[t.succession].name + (" 권한대행" if t.acting else "") for t in held]
        text = " ".join(
            self.say("was", person=name, when=when.label, office=office) for office in dict.fromkeys(offices)
        )
        return self._told(text, as_of, *held)

    # Other statements

    def facts(self, facts: Sequence[Statement], as_of: date) -> Told:
        """Statements in their own sentences, oldest first."""
        over = [self.say("period_over")] if facts and all(_is_over(fact, as_of) for fact in facts) else []
        text = " ".join(dict.fromkeys((*(self.sentence(fact) for fact in facts), *over)))
        known = any(not fact.unknown for fact in facts)
        return Told(text, known, tuple(fact.cite(as_of) for fact in facts))

    def sentence(self, fact: Statement) -> str:
        """The sentence of one statement: its own, its relation's, or the plain one; marked when its source is weak."""
        relation = self.base.vocabulary.relations[fact.relation]
        template = relation.template or self.answers.templates["value_list" if len(fact.values) > 1 else "value"]
        text = fact.say or template.render(**self._fields(fact))
        unsure = fact.confidence != "high" and not fact.unknown
        return self.say("hedge") + text if unsure else text

    def written(self, fact: Statement) -> tuple[str, ...]:
        """The values of a statement as they are told: no money by the word for it, where there is one («무료»)."""
        nothing = next((c.words[0] for c in self.base.vocabulary.relations[fact.relation].claims if c.most == 0), None)
        values = zip(fact.values, self.base.written(fact), strict=True)
        return tuple(nothing if nothing and value == Money(0) else text for value, text in values)

    def _fields(self, fact: Statement) -> dict[str, object]:
        """What the template of a relation may show of a statement."""
        written = self.written(fact)
        return {
            "subject": self.base.name(fact.subject),
            "label": self.base.vocabulary.relations[fact.relation].label,
            "value": list(written) if isinstance(fact.value, Listing) else written[0],
            **{key: write(values[0], self.base.name) for key, values in fact.qualifiers.items()},
        }

    def extreme(self, facts: Sequence[Statement], order: Order, *, least: bool, as_of: date) -> tuple[Told, Statement]:
        """The statement at one end of several that have an order, and how it is told."""
        found = (min if least else max)(facts, key=size)
        text = order.template.render(**self._fields(found))
        return Told(text, True, (found.cite(as_of),)), found

    def compared(self, facts: Sequence[Statement], as_of: date) -> Told:
        """Statements that differ in what one qualifier refers to, the greatest first: «중국 92.5, 유럽 92.4»."""
        ranked = sorted(facts, key=size, reverse=True)
        parts = [f"{self.base.name(narrowed(f) or f.subject)} {self.base.written(f)[0]}" for f in ranked]
        label = self.base.vocabulary.relations[ranked[0].relation].label
        text = self.say("compared", when=period(ranked[0]) or "", label=label, parts=parts).strip()
        return Told(text, True, tuple(f.cite(as_of) for f in facts))


def _is_over(fact: Statement, as_of: date) -> bool:
    """Whether these are hours of a season that has ended."""
    return isinstance(fact.value, OpeningHours) and fact.end is not None and fact.end.last < as_of


def size(fact: Statement) -> float:
    """What a value is ordered by and reckoned with, 0 where it has no size."""
    return order_key(fact.value) or 0.0


def narrowed(fact: Statement) -> str | None:
    """The entity that a statement is narrowed to by a qualifier (the country), None where there is none."""
    return next((v.entity for many in fact.qualifiers.values() for v in many if isinstance(v, Reference)), None)


def measured_in(fact: Statement) -> Day | None:
    """The day, month or year that a statement is narrowed to by a qualifier."""
    return next((v for many in fact.qualifiers.values() for v in many if isinstance(v, Day)), None)


def period(fact: Statement) -> str | None:
    """The same as it stands in a sentence: «2022년»."""
    day = measured_in(fact)
    return format_date(day.iso) if day else None


def _written(day: object) -> str:
    """A date with the precision its source has, for a `date` field of a template."""
    return str(day)


def _part_of(stretch: terms.Stretch, until: date | None, *, years: bool) -> str:
    """The part of the days asked about that one holder covers: «10월 25일까지».

    The year is said where they have several.
    """
    if stretch.tenure.start and stretch.tenure.start.first == stretch.first:
        return f"{_day(stretch.first, year=years)}부터"
    if until == stretch.last:
        return f"{_day(stretch.last, year=years)}까지"
    return "그동안"


def _day(day: date, *, year: bool) -> str:
    return format_date(day) if year else f"{day.month}월 {day.day}일"


def _month(day: date) -> str:
    return f"{day.year}년 {day.month}월"


def rehearse(teller: Teller, as_of: date) -> Iterator[str]:
    """Every sentence the data can lead to, for checking that each one renders."""
    base = teller.base
    for office in base.successions.values():
        for tenure in office.tenures:
            day = tenure.start or tenure.seen_from or tenure.known
            yield teller.holder(office, When(Interval(day.first, day.first), "그때"), as_of).text
            yield teller.start(tenure, as_of).text
            yield teller.end(tenure, as_of, why=True).text
            yield teller.span(tenure, as_of).text
            yield teller.profile(tenure.holder, None, as_of).text
            for template, values in (
                ("holder_before", {"pivot": "이분"}),
                ("holder_after", {"pivot": "이분"}),
                ("holder_first", {}),
            ):
                yield teller.relative(office, template, tenure, as_of, **values).text
        yield teller.holder(office, When.now(as_of), as_of).text
        yield teller.everyone(office, as_of).text
        yield teller.deputies(office, None, as_of).text
    for fact in base.facts:
        yield teller.sentence(fact)
