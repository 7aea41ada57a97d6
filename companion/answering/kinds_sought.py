"""What a question says of all things of a kind: a value of theirs, a part of one, a bound, a day, a claim, an end."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from companion.answering.base import KnowledgeFocus
from companion.answering.facts.asked import order_cues
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import Day
from companion.knowledge.statement import Statement
from companion.knowledge.values import Money, Phone, Quantity, order_key
from companion.knowledge.vocabulary import EntityType, Relation
from companion.language.cues import CueIndex
from companion.language.dates import TimeExpression
from companion.language.josa import can_follow
from companion.language.numbers import NumberMention
from companion.language.opening_hours import weekdays_written
from companion.language.terms import Term
from companion.language.units import WON
from companion.understanding.query import Query

_LONGEST: Final = 30
"""Characters of a question that are held against a value at most."""
SHORTEST: Final = 2
"""Letters of the shortest part of a value by which a thing is found."""
_RECKONED: Final = ("money", "number", "day", "hours")
"""Kinds of values that are no words: a question names them by numbers and times."""
_WORD: Final = re.compile(r"\w+")
_POINTING: Final = ("pointing", "both")


@dataclass(frozen=True)
class KindOfThing:
    """All things of one type.

    Attributes:
        facts: of each thing, by relation.
        words: the things that a value or a part of one says something of, by that text: its relation ("" where it is
            a part of the name), and the things.
        weekly: relations whose values are days of the week.
    """

    type: EntityType
    things: tuple[str, ...]
    facts: Mapping[str, Mapping[str, Statement]]
    relations: tuple[Relation, ...]
    words: Mapping[str, Mapping[str, frozenset[str]]]
    weekly: tuple[str, ...] = ()

    @classmethod
    def of(cls, base: KnowledgeBase, type: EntityType) -> KindOfThing:
        """What the data say of a type."""
        things = tuple(e.id for e in base.entities.values() if e.type == type.id and e.pack in type.complete)
        facts = {t: {s.relation: s for s in base.about(t) if not s.unknown} for t in things}
        told = [r for r in base.vocabulary.relations.values() if any(r.id in own for own in facts.values())]
        told.sort(key=lambda relation: relation.pack != type.pack)  # its own first
        words: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for thing, own in facts.items():
            entity = base.entities[thing]
            texts = [("", part) for part in {*entity.names, *_WORD.findall(entity.name)}]
            for relation in (r for r in told if r.id in own and r.kind not in _RECKONED):
                fact = own[relation.id]
                values, whole = base.written(fact), isinstance(fact.value, Phone)
                parts = (part for value in values for part in {value, *(() if whole else _WORD.findall(value))})
                texts += [(relation.id, part) for part in parts]
            for id, text in texts:
                if len(text) >= SHORTEST:
                    words[_squeezed(text)][id].add(thing)
        frozen = {text: {r: frozenset(ids) for r, ids in some.items()} for text, some in words.items()}
        weekly = (r.id for r in told if r.kind == "text" and all(
            weekdays_written(value) for own in facts.values() if r.id in own for value in base.written(own[r.id])
        ))  # fmt: skip
        return cls(type, things, facts, tuple(told), frozen, tuple(weekly))


@dataclass
class SoughtThings:
    """What a question says of the things of a kind.

    Attributes:
        things: those of which it is so.
        listed: those of a list that was told, where one of them is meant by its place.
        known: positions of the terms that say so.
        used: relations by which they were narrowed or ordered; `by_value`: by a value of one, or a name.
        end: the relation whose most, or least, is asked for.
    """

    things: list[str]
    listed: tuple[str, ...] = ()
    known: set[int] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    narrowed: bool = False
    by_value: bool = False
    end: tuple[Relation, bool] | None = None


class Narrowing:
    """Finds the things of a kind that a question is about.

    Args:
        base: what is known.
        kinds: those of which the data name all.
    """

    def __init__(self, base: KnowledgeBase, kinds: Iterable[KindOfThing]) -> None:
        self._base = base
        self._orders = order_cues(base)
        claims = ((r.id, n, c) for kind in kinds for r in kind.relations for n, c in enumerate(r.claims))
        self._claims = CueIndex(((id, n), word) for id, n, claim in claims for word in claim.words)

    def sought(
        self, query: Query, kind: KindOfThing, positions: set[int], named: Sequence[str], focus: KnowledgeFocus | None
    ) -> SoughtThings | None:
        """Those of which all is so that a question says; None where a word says something else."""
        within = focus.listed if focus is not None and focus.kind == kind.type.id and focus.listed else kind.things
        found = SoughtThings(list(named or within), known=set(positions))
        terms = query.reading.terms
        found.known |= {at for m in query.things if (at := query.term_of(m)) is not None}
        if focus is not None and focus.listed:
            found.known |= query.pointers | {at for c in query.cues if c.key in _POINTING for at in c.span}
            ordinals = [n for n in query.analysis.numbers if n.ordinal and 0 < n.value <= len(focus.listed)]
            for number in ordinals[:1]:
                found.things, found.listed = [focus.listed[int(number.value) - 1]], focus.listed
                found.known |= _positions(terms, number.start, number.end)
                found.narrowed = True
        if not named:
            self._by_values(query, kind, found)
        elif query.reading.chooses or self._orders.find(query.reading):
            for start, end, held in list(self._said(query, kind, found.known)):  # «수채화 교실이랑 발레 중에»
                if len(held.get("", ())) == 1:
                    found.things += [thing for thing in held[""] if thing not in found.things]
                    found.known |= _positions(terms, start, end)
        self._by_claims(query, kind, found)
        if not (self._by_bounds(query, kind, found) and self._by_days(query, kind, found)):
            return None
        self._by_order(query, kind, found)
        return found

    def _by_values(self, query: Query, kind: KindOfThing, found: SoughtThings) -> None:
        """«세무과», «재산세»: the longest texts in the question that are values of theirs, or words of one; several of
        one relation are as many ways to be meant."""
        meant: defaultdict[str, set[str]] = defaultdict(set)
        for start, end, held in self._said(query, kind, found.known):
            relation = self._meant(query, held)
            meant[relation] |= held[relation]
            found.known |= _positions(query.reading.terms, start, end)
            found.known |= {
                at for c in query.relations if c.key == relation and c.first - 1 in found.known for at in c.span
            }
            found.used.add(relation)
            found.narrowed = found.by_value = True
        found.things = [thing for thing in found.things if all(thing in some for some in meant.values())]

    def _said(
        self, query: Query, kind: KindOfThing, known: set[int]
    ) -> Iterator[tuple[int, int, Mapping[str, frozenset[str]]]]:
        """Where values stand in a question, and the things that have them."""
        text, terms, done = query.text, query.reading.terms, 0
        for start in (at for at in range(len(text)) if at == 0 or not text[at - 1].isalnum()):
            if start < done or any(t.start <= start < t.end and at in known for at, t in enumerate(terms)):
                continue
            for end in range(min(len(text), start + _LONGEST), start + SHORTEST - 1, -1):
                held = kind.words.get(_squeezed(text[start:end])) if text[end - 1].isalnum() else None
                if (
                    held is not None
                    and not self._is_asking(query, kind, start, end)
                    and _ends_there(terms, text, start, end)
                ):
                    yield start, end, held
                    done = end
                    break

    @staticmethod
    def _is_asking(query: Query, kind: KindOfThing, start: int, end: int) -> bool:
        """Whether a word of a value is what a relation is called by here: «강사», where one is «기타 강사»."""
        own = {relation.id for relation in kind.relations}
        at = _positions(query.reading.terms, start, end)
        return any(cue.key in own and at.issuperset(cue.span) for cue in query.relations)

    @staticmethod
    def _meant(query: Query, held: Mapping[str, frozenset[str]]) -> str:
        """Of several relations with such a value the one that is named, else that of the fewest things."""
        asked = {cue.key for cue in query.relations}
        return min(held, key=lambda relation: (relation not in asked, len(held[relation])))

    def _by_claims(self, query: Query, kind: KindOfThing, found: SoughtThings) -> None:
        """«무료 강좌»: those of whose values a word is true."""
        own = {relation.id: relation for relation in kind.relations}
        for cue in self._claims.find(query.reading):
            relation_id, number = cue.key
            if all(is_verb_at(query, at) for at in cue.span):
                continue  # «신청 받는 행사» tells of no price
            if relation_id in own and not found.known.intersection(cue.span):
                claim = own[relation_id].claims[number]
                keys = ((t, order_key(f.value)) for t in found.things if (f := kind.facts[t].get(relation_id)))
                found.things = [thing for thing, key in keys if key is not None and claim.holds(key)]
                self._use(query, found, relation_id, cue.span)

    def _by_bounds(self, query: Query, kind: KindOfThing, found: SoughtThings) -> bool:
        """«4만 원 이하», «15명 넘는»; whether every number was understood."""
        terms = query.reading.terms
        for number in query.analysis.numbers:
            at = _positions(terms, number.start, number.end)
            if at <= found.known:
                continue
            relation = self._measured(query, kind, number)
            behind = [c for c in query.cues if c.key in ("above", "below") and c.first >= max(at, default=0)]
            if relation is None:
                return False
            way = behind[0].key if behind else ""
            inclusive = not behind or any(c.key == "inclusive" and c.span == behind[0].span for c in query.cues)
            kept = []
            for thing in found.things:
                key = order_key(fact.value) if (fact := kind.facts[thing].get(relation.id)) else None
                if key is not None and _holds(key, float(number.value), way, inclusive):
                    kept.append(thing)
            found.things = kept
            self._use(query, found, relation.id, {*at, *(p for c in behind[:1] for p in c.span)})
        return True

    @staticmethod
    def _measured(query: Query, kind: KindOfThing, number: NumberMention) -> Relation | None:
        """The relation that a number is a value of: by its unit, of several the one that is named."""
        asked = {cue.key for cue in query.relations}
        fits = []
        for relation in kind.relations:
            values = (own[relation.id].value for own in kind.facts.values() if relation.id in own)
            value = next(values, None)
            money = isinstance(value, Money) and number.counter == WON
            counted = isinstance(value, Quantity) and number.counter in (relation.unit, None)
            if money or counted:
                fits.append(relation)
        named = [relation for relation in fits if relation.id in asked]
        chosen = named or fits
        return chosen[0] if len(chosen) == 1 else None

    def _by_days(self, query: Query, kind: KindOfThing, found: SoughtThings) -> bool:
        """«12월 8일에 시작하는»: those with a day in the time that is named; whether one was understood."""
        times = [time for time in query.analysis.times if not time.is_now]
        if not times:
            return True
        dated = [r for r in kind.relations if r.kind == "day"]
        asked = {cue.key for cue in query.relations}
        verbs = {term.lemma for term in query.reading.terms if term.form is not None}
        named = [r for r in dated if r.id in asked or any(is_made_of(verb, r) for verb in verbs)]
        # The day on which a course begins is not the one on which it is held, unless one asks for its beginning.
        own = [r for r in dated if not r.of or r.label.startswith(kind.type.nouns)]
        relation = next(iter(named), own[0] if len(own) == 1 else None)
        at = {p for t in times for p in _positions(query.reading.terms, t.start, t.end)}
        if at <= found.known:
            return True
        if (weekly := self._by_weekdays(query, kind, found, times)) is not None:
            return weekly
        if relation is None or len(times) > 1 or times[0].shift is not None:
            return False
        days = {t: f.value for t in found.things if (f := kind.facts[t].get(relation.id)) and isinstance(f.value, Day)}
        found.things = [thing for thing, day in days.items() if _is_then(day, times[0])]
        self._use(query, found, relation.id, at)
        return True

    def _by_weekdays(
        self, query: Query, kind: KindOfThing, found: SoughtThings, times: Sequence[TimeExpression]
    ) -> bool | None:
        """«토요일에 하는», «주말»: those one of whose days of the week is named; None where no cells are such days."""
        wanted = [weekdays_written(time.text) for time in times]
        if len(wanted) != 1 or wanted[0] is None or not kind.weekly:
            return None
        relation = kind.weekly[0]
        cells = {t: self._base.written(f)[0] for t in found.things if (f := kind.facts[t].get(relation))}
        days = {thing: weekdays_written(cell) or frozenset() for thing, cell in cells.items()}
        found.things = [thing for thing, own in days.items() if own & wanted[0]]
        self._use(query, found, relation, _positions(query.reading.terms, times[0].start, times[0].end))
        return True

    def _by_order(self, query: Query, kind: KindOfThing, found: SoughtThings) -> None:
        """«제일 비싼», «정원이 제일 많은», of two «더»: the relation and the end of it."""
        own = {relation.id: relation for relation in kind.relations}
        asked = {cue.key for cue in query.relations}
        cues = [c for c in self._orders.find(query.reading) if c.key[0] in own and not found.known.issuperset(c.span)]
        if not cues or not (query.has("most") or len(found.things) > 1):
            return
        named = [
            cue
            for cue in cues
            if cue.key[0] in asked
            and any(c.key == cue.key[0] and not set(c.span) & set(cue.span) for c in query.relations)
        ]
        several = {cue.key[0] for cue in cues}
        chosen = named or (cues if len(several) == 1 else [])
        if chosen:
            relation, least = chosen[0].key
            found.end = own[relation], least
            more = {at for at, term in enumerate(query.reading.terms) if term.kind == "adverb"}
            self._use(query, found, relation, {*chosen[0].span, *more})

    def _use(self, query: Query, found: SoughtThings, relation: str, span: Iterable[int]) -> None:
        """Note that a relation narrows what is sought; words that ask for it, or for one like it, say only that."""
        found.used.add(relation)
        found.narrowed = True
        found.known.update(span)
        kind = self._base.vocabulary.relations[relation].kind
        relations = self._base.vocabulary.relations
        alike = (c for c in query.relations if c.key == relation or (relations[c.key].kind == kind and kind != "text"))
        found.known.update(at for cue in alike for at in cue.span if cue.key == relation or is_verb_at(query, at))


def _holds(key: float, number: float, way: str, inclusive: bool) -> bool:
    if key == number:
        return inclusive
    return key > number if way == "above" else key < number if way == "below" else False


def is_made_of(verb: str, relation: Relation) -> bool:
    """«개강하» of «개강일»."""
    return any(len(noun) >= SHORTEST and verb[:SHORTEST] == noun[:SHORTEST] for noun in relation.nouns)


def _is_then(day: Day, time: TimeExpression) -> bool:
    """Whether a day lies in a time that is named; «12월 8일» is that of any year."""
    if time.first <= day.first and day.last <= time.last:
        return True
    ends = ((one.month, one.day) for one in (time.first, day.first, day.last, time.last))
    return time.of_any_year and sorted(given := list(ends)) == given


def _positions(terms: Sequence[Term], start: int, end: int) -> set[int]:
    """Positions of the terms that begin, or mostly stand, between two places of the text."""
    return {at for at, term in enumerate(terms) if term.start < end and term.end > start}


def is_verb_at(query: Query, at: int) -> bool:
    """Whether the term at a position is a verb."""
    return query.reading.terms[at].form is not None


def _ends_there(terms: Sequence[Term], text: str, start: int, end: int) -> bool:
    """Whether a word ends at a place: a term does, the text, or what follows is no more than particles."""
    if end == len(text) or not text[end].isalnum() or any(term.end == end for term in terms):
        return True
    word = next((at for at in range(end, len(text)) if not text[at].isalnum()), len(text))
    return can_follow(text[start:end], text[end:word])


def _squeezed(text: str) -> str:
    return text.replace(" ", "").casefold()
