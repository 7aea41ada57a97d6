"""What is reckoned with: the values a question names by thing, relation, country and time, or that were told before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from companion.answering.base import KnowledgeFocus
from companion.answering.facts.accounts import Accounts
from companion.answering.facts.asked import RelationsAsked, order_cues
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import Interval
from companion.knowledge.statement import Statement
from companion.knowledge.telling import measured_in, narrowed
from companion.knowledge.values import Money, Quantity
from companion.language.dates import TimeExpression
from companion.language.terms import THAN
from companion.understanding.query import Query


@dataclass(frozen=True, slots=True)
class Series:
    """What has one value at a time: a relation of a thing, narrowed to one country or the like."""

    subject: str
    relation: str
    of: str | None


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows a question is about.

    Attributes:
        named: those it names, in the order of the text; `than`: of them, those that others are compared with.
        told: those told before, the newest first.
        lacking: things that are named and have no such value, with the relation.
        times: the times that are named.
    """

    named: tuple[Series, ...]
    than: frozenset[Series]
    told: tuple[Series, ...]
    lacking: tuple[tuple[str, str], ...]
    times: tuple[Interval, ...]


class Operands:
    """Finds values to reckon with."""

    def __init__(self, base: KnowledgeBase, accounts: Accounts) -> None:
        self._base = base
        self._said = accounts.said
        self._by_id = {fact.id: fact for fact in base.facts if is_number(fact)}
        self._orders = order_cues(base)
        self._measured: defaultdict[str, dict[Series, None]] = defaultdict(dict)
        for fact in self._by_id.values():
            if (entity := narrowed(fact)) is not None:
                self._measured[entity][row_of(fact)] = None
        self.measured_for = frozenset(self._measured)
        self._ours = dict(our_own(base))

    def rows(
        self, query: Query, asked: RelationsAsked, focus: KnowledgeFocus, implied: Callable[[], Sequence[str]]
    ) -> Rows:
        """The rows that are named and those told before; `implied` finds what is meant where nothing is."""
        told = self._told(query, focus)
        relations = self._relations(query, asked, told)
        named: dict[Series, int] = {}
        lacking: list[tuple[str, str]] = []
        for at, entity in self._entities(query):
            found = [row for row in self._rows_of(entity, query.as_of) if row.relation in relations]
            measured = [row for row in self._measured.get(entity, ()) if not relations or row.relation in relations]
            own = found or measured[:1]
            named.update((row, at) for row in own if row not in named)
            if not own and relations and any(m.id == entity for m in query.things) and not self._is_setting(entity):
                lacking.append((entity, relations[0]))
        if not named and not lacking and not any(row.relation in relations for row in told):
            asks = relations and (asked.strong.keys() & set(relations))
            found = [row for s in (implied() if asks else ())[:1] for row in self._rows_of(s, query.as_of)]
            named.update((row, 0) for row in found if row.relation in relations)
        reading = query.reading
        than = frozenset(row for row, at in named.items() if THAN in reading.particles_of(reading.terms[at].phrase))
        times = tuple(part for t in query.analysis.times if not t.is_now for part in _ends(t))
        return Rows(tuple(named), than, told, tuple(lacking), times)

    def _entities(self, query: Query) -> Iterator[tuple[int, str]]:
        """What is named, in the order of the text, with its position."""
        found = {m.start: m.id for m in (*query.things, *query.countries)}
        for at, term in enumerate(query.reading.terms):
            if term.start in found:
                yield at, found[term.start]
            elif term.kind == "pronoun" and term.lemma in self._ours:
                yield at, self._ours[term.lemma]

    def _relations(self, query: Query, asked: RelationsAsked, told: Sequence[Series]) -> list[str]:
        """The relations whose values are meant: those asked for, those in an order, else those told last."""
        numeric = {f.relation for f in self._by_id.values()}
        strong = [r for r in asked.strong if r in numeric]
        ordered = [cue.key[0] for cue in self._orders.find(query.reading)]
        measured = {row.relation for m in query.countries for row in self._measured.get(m.id, ())}
        if measured:
            return sorted(measured)
        own = {row.relation for m in query.things for row in self._rows_of(m.id, query.as_of)}
        strong = [r for r in strong if r in own] or ([] if own else strong)
        if not strong and query.has("grew", "shrank"):  # «계획보다 커졌어?»: what has changed at all
            rows = (row for m in query.things for row in self._rows_of(m.id, query.as_of))
            changing = [row.relation for row in rows if len(self.series(row, query.as_of)) > 1]
            strong = [r for r in changing if self._base.vocabulary.relations[r].most][:1]
        found = strong or [row.relation for row in told[:1]] or [r for r in dict.fromkeys(ordered) if r in numeric]
        things = [{row.relation for row in self._rows_of(m.id, query.as_of)} for m in query.things]
        shared = set.intersection(*things) if len(things) > 1 else set()
        # «첨단3지구가 집적단지의 몇 배예요»: by the one measure that both have
        return found if not shared or shared & set(found) or strong else sorted(shared) if len(shared) == 1 else []

    def _is_setting(self, entity: str) -> bool:
        """Whether a thing is what rows are of, as a statistic is: it has no value of its own."""
        return any(narrowed(f) is not None for f in self._base.facts_of(entity))

    def _rows_of(self, subject: str, as_of: date) -> list[Series]:
        facts = (f for f in self._base.facts_of(subject) if is_number(f) and f.visible(as_of) and narrowed(f) is None)
        return list(dict.fromkeys(row_of(f) for f in facts))

    def _told(self, query: Query, focus: KnowledgeFocus) -> tuple[Series, ...]:
        facts = (self._by_id[id] for id in focus.recent if id in self._by_id)
        return tuple(dict.fromkeys(row_of(f) for f in facts if f.visible(query.as_of)))

    def all_like(self, row: Series) -> tuple[Series, ...]:
        """All rows of the same relation and thing: every country."""
        return tuple(dict.fromkeys(row_of(f) for f in self._base.facts_of(row.subject) if f.relation == row.relation))

    def measured(self, relations: Iterable[str]) -> Series | None:
        """A row of something measured side by side that has one of some relations."""
        wanted = set(relations)
        return next((row for rows in self._measured.values() for row in rows if row.relation in wanted), None)

    def series(self, row: Series, as_of: date) -> tuple[Statement, ...]:
        """The values of a row, oldest first."""
        return tuple(
            f
            for f in self._base.facts_of(row.subject)
            if is_number(f) and row_of(f) == row and f.visible(as_of)
        )  # fmt: skip

    def at(self, row: Series, time: Interval | None, as_of: date) -> Statement | None:
        """The value of a row at a time, the newest where none is named; None where it is not known then."""
        series = self.series(row, as_of)
        if time is None:
            return series[-1] if series else None
        measured = [f for f in series if (day := measured_in(f)) and time.overlaps(day.first, day.last)]
        if measured or any(measured_in(f) for f in series):
            return measured[-1] if measured else None
        begun = [f for f in series if (f.start.first if f.start else f.tellable_from) <= time.last]
        return begun[-1] if begun else None

    def versions(self, query: Query, row: Series) -> list[Statement]:
        """The values of one row at the times that a question names: «처음 계획», «착공 때», «2022년», «지금»."""
        series = self.series(row, query.as_of)
        terms = query.reading.terms
        found: dict[int, Statement] = {}
        for cue in query.cues:
            if not series:
                break
            if cue.key in ("first", "planned"):
                found.setdefault(cue.first, series[0])
            elif cue.key in ("now", "last", "actual"):
                found.setdefault(cue.first, series[-1])
            elif cue.key == "at_event" and cue.first:
                noun = terms[cue.first - 1].lemma
                told = [f for f in series if any(noun in (t.lemma, t.lemma[:-1]) for t in self._said(f.id).terms)]
                found.update({cue.first: told[-1]} if told else {})
        for at, term in enumerate(terms):
            time = next((t for t in query.analysis.times if t.start == term.start and not t.is_now), None)
            for part in _ends(time) if time else ():
                fact = self.at(row, part, query.as_of)
                found.update({at + len(found): fact} if fact else {})
        return list({found[at].id: found[at] for at in sorted(found)}.values())

    def periods(self, rows: Sequence[Series], as_of: date) -> tuple[Interval, ...]:
        """The times at which all of some rows were measured, oldest first."""
        spans: Mapping[Interval, set[Series]] = defaultdict(set)
        for row in rows:
            for fact in self.series(row, as_of):
                if (day := measured_in(fact)) is not None:
                    spans[Interval(day.first, day.last)].add(row)
        return tuple(sorted((s for s, known in spans.items() if len(known) == len(set(rows))), key=lambda s: s.first))

    def is_like(self, one: Series, other: Series, as_of: date) -> bool:
        """Whether values of two rows can be reckoned with each other."""
        pair = [self.at(row, None, as_of) for row in (one, other)]
        kinds = {(type(f.value), f.value.unit if isinstance(f.value, Quantity) else "") for f in pair if f}
        return len(kinds) == 1 and None not in pair


def _ends(time: TimeExpression) -> tuple[Interval, ...]:
    """A time as it is compared with others: a stretch of several years by its first and its last."""
    if time.first.year == time.last.year:
        return (Interval(time.first, time.last),)
    first, last = time.first.year, time.last.year
    return tuple(Interval(date(year, 1, 1), date(year, 12, 31)) for year in (first, last))


def our_own(base: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Pronouns for what is «ours» of a kind: «우리» is what is called «우리나라»."""
    for entity in base.entities.values():
        for noun in base.vocabulary.types[entity.type].nouns:
            yield from ((n.removesuffix(noun), entity.id) for n in entity.names if n.endswith(noun) and n != noun)


def is_number(fact: Statement) -> bool:
    """Whether a value can be reckoned with."""
    return isinstance(fact.value, (Quantity, Money))


def row_of(fact: Statement) -> Series:
    """The row that a statement is a value of."""
    return Series(fact.subject, fact.relation, narrowed(fact))
