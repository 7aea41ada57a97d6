"""Questions about all things of a kind whose data name all of them: which there are, how many, the most of them, those
of which something is so, and what is known of the one that is so.

What a question says of them is a value («세무과»), a part of one («재산세»), a bound («4만 원 이하»), a day, or a claim
(«무료»). It is answered only where every word is accounted for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from companion.answering.base import Answer, KnowledgeFocus, SkillTurn
from companion.answering.facts.asked import Asks, order_cues
from companion.answering.telling import FACT, tell
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import Day
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller, Told
from companion.knowledge.values import Money, Quantity, order_key
from companion.knowledge.vocabulary import EntityType, Relation
from companion.language.cues import CueIndex
from companion.language.dates import TimeExpression
from companion.language.grammar import WHICH as OF_WHAT_KIND
from companion.language.josa import can_follow
from companion.language.morphemes import tokenize
from companion.language.numbers import COUNTERS, NumberMention, count
from companion.language.opening_hours import weekdays_written
from companion.language.pointing import is_left_out
from companion.language.terms import COPULAS, EXISTENCE, WHAT, WHICH, WHO, Term, is_light
from companion.language.units import WON
from companion.understanding.query import Query

_LISTED: Final = 6
"""How many are named at once; of more it is said how many there are."""
_DESCRIBED: Final = 6
"""How many values of one thing are told where nothing more is asked of it."""
_LONGEST: Final = 30
"""Characters of a question that are held against a value at most."""
_SHORTEST: Final = 2
"""Letters of the shortest part of a value by which a thing is found."""
_RECKONED: Final = ("money", "number", "day", "hours")
"""Kinds of values that are no words: a question names them by numbers and times."""
_WORD: Final = re.compile(r"\w+")
_BESIDE: Final = ("generic", "saying", "all", "who", "showing", "aspect_list", "aspect_person", "how_many", "there",
                  "happening", "most", "every", "now", "duty", "doing", "role", "holding")  # fmt: skip
"""Groups of words that say nothing of what is asked beside a kind of things and what is so of them."""
_POINTING: Final = ("pointing", "both")


@dataclass(frozen=True)
class _Kind:
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
    def of(cls, base: KnowledgeBase, type: EntityType) -> _Kind:
        """What the data say of a type."""
        things = tuple(e.id for e in base.entities.values() if e.type == type.id and e.pack in type.complete)
        facts = {t: {s.relation: s for s in base.about(t) if not s.unknown} for t in things}
        told = [r for r in base.vocabulary.relations.values() if any(r.id in own for own in facts.values())]
        told.sort(key=lambda relation: relation.pack != type.pack)  # its own first
        words: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for thing, own in facts.items():
            entity = base.entities[thing]
            texts = [("", part) for part in {*entity.names, *_WORD.findall(entity.name)}]
            for relation in told:
                values = base.written(own[relation.id]) if relation.id in own and relation.kind not in _RECKONED else ()
                texts += [(relation.id, part) for value in values for part in {value, *_WORD.findall(value)}]
            for id, text in texts:
                if len(text) >= _SHORTEST:
                    words[_squeezed(text)][id].add(thing)
        frozen = {text: {r: frozenset(ids) for r, ids in some.items()} for text, some in words.items()}
        weekly = (r.id for r in told if r.kind == "text" and all(
            weekdays_written(value) for own in facts.values() if r.id in own for value in base.written(own[r.id])
        ))  # fmt: skip
        return cls(type, things, facts, tuple(told), frozen, tuple(weekly))


@dataclass
class _Sought:
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


class KindAnswers:
    """Answers about all things of those types of which the data name all."""

    def __init__(self, base: KnowledgeBase, teller: Teller) -> None:
        complete = [found for found in base.vocabulary.types.values() if found.complete]
        kinds = [_Kind.of(base, found) for found in complete]
        self._base, self._teller, self._asks = base, teller, Asks(base, teller)
        self._naming = frozenset(relation.id for relation in base.vocabulary.with_role("name"))
        self._kinds = {kind.type.id: kind for kind in kinds if kind.things}
        self._orders = order_cues(base) if self._kinds else CueIndex[tuple[str, bool]](())
        claims = ((r.id, n, word) for kind in kinds for r in kind.relations for n, c in enumerate(r.claims)
                  for word in c.words)  # fmt: skip
        self._claims = CueIndex(((id, n), word) for id, n, word in claims)
        nouns = ((kind.type.id, noun) for kind in kinds for noun in kind.type.nouns)
        self._nouns = CueIndex(nouns)

    def told(self, query: Query, turn: SkillTurn) -> Answer | None:
        """The answer, where a question asks about all things of a kind, or for the one of which something is so."""
        if not self._kinds or query.offices or query.people or _denies(query):
            return None
        said = [cue for cue in self._nouns.find(query.reading) if cue.key in self._kinds]
        focus = turn.focus.knowledge if turn.focus.topic == "knowledge" else KnowledgeFocus()
        named = [m.id for m in query.things if m.id in self._base.entities]
        kinds = dict.fromkeys([*(cue.key for cue in said), *(self._base.entities[id].type for id in named)])
        spoken = [focus.kind] if focus.kind in self._kinds else []
        for id in kinds or (*spoken, *(k for k in self._kinds if k not in spoken)):
            kind = self._kinds.get(id)
            if kind is None or not kind.facts.keys() >= {*named}:
                return None
            positions = {at for cue in said if cue.key == id for at in cue.span}
            leaning = id in spoken and not positions
            pointing = leaning or bool(query.pointers) or any(n.ordinal for n in query.analysis.numbers)
            found = self._sought(query, kind, positions, named, focus if pointing else None)
            if found is None:
                continue
            answer = self._answer(query, turn, kind, found, named, is_named=bool(positions), leaning=leaning)
            if answer is not None and answer.focus is not None and found.listed:  # «두 번째는?», «세 번째는?»
                known = replace(answer.focus.knowledge, listed=found.listed)
                return replace(answer, focus=replace(answer.focus, knowledge=known))
            if answer is not None:
                return answer
        return None

    # What is so of them

    def _sought(
        self, query: Query, kind: _Kind, positions: set[int], named: Sequence[str], focus: KnowledgeFocus | None
    ) -> _Sought | None:
        """Those of which all is so that a question says; None where a word says something else."""
        within = focus.listed if focus is not None and focus.kind == kind.type.id and focus.listed else kind.things
        found = _Sought(list(named or within), known=set(positions))
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

    def _by_values(self, query: Query, kind: _Kind, found: _Sought) -> None:
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
        self, query: Query, kind: _Kind, known: set[int]
    ) -> Iterator[tuple[int, int, Mapping[str, frozenset[str]]]]:
        """Where values stand in a question, and the things that have them."""
        text, terms, done = query.text, query.reading.terms, 0
        for start in (at for at in range(len(text)) if at == 0 or not text[at - 1].isalnum()):
            if start < done or any(t.start <= start < t.end and at in known for at, t in enumerate(terms)):
                continue
            for end in range(min(len(text), start + _LONGEST), start + _SHORTEST - 1, -1):
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
    def _is_asking(query: Query, kind: _Kind, start: int, end: int) -> bool:
        """Whether a word of a value is what a relation is called by here: «강사», where one is «기타 강사»."""
        own = {relation.id for relation in kind.relations}
        at = _positions(query.reading.terms, start, end)
        return any(cue.key in own and at.issuperset(cue.span) for cue in query.relations)

    @staticmethod
    def _meant(query: Query, held: Mapping[str, frozenset[str]]) -> str:
        """Of several relations with such a value the one that is named, else that of the fewest things."""
        asked = {cue.key for cue in query.relations}
        return min(held, key=lambda relation: (relation not in asked, len(held[relation])))

    def _by_claims(self, query: Query, kind: _Kind, found: _Sought) -> None:
        """«무료 강좌»: those of whose values a word is true."""
        own = {relation.id: relation for relation in kind.relations}
        for cue in self._claims.find(query.reading):
            relation_id, number = cue.key
            if relation_id in own and not found.known.intersection(cue.span):
                claim = own[relation_id].claims[number]
                keys = ((t, order_key(f.value)) for t in found.things if (f := kind.facts[t].get(relation_id)))
                found.things = [thing for thing, key in keys if key is not None and claim.holds(key)]
                self._use(query, found, relation_id, cue.span)

    def _by_bounds(self, query: Query, kind: _Kind, found: _Sought) -> bool:
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
    def _measured(query: Query, kind: _Kind, number: NumberMention) -> Relation | None:
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

    def _by_days(self, query: Query, kind: _Kind, found: _Sought) -> bool:
        """«12월 8일에 시작하는»: those with a day in the time that is named; whether one was understood."""
        times = [time for time in query.analysis.times if not time.is_now or not time.first]
        if not times:
            return True
        dated = [r for r in kind.relations if r.kind == "day"]
        asked = {cue.key for cue in query.relations}
        verbs = {term.lemma for term in query.reading.terms if term.form is not None}
        named = [r for r in dated if r.id in asked or any(_is_made_of(verb, r) for verb in verbs)]
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

    def _by_weekdays(self, query: Query, kind: _Kind, found: _Sought, times: Sequence[TimeExpression]) -> bool | None:
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

    def _by_order(self, query: Query, kind: _Kind, found: _Sought) -> None:
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

    def _use(self, query: Query, found: _Sought, relation: str, span: Iterable[int]) -> None:
        """Note that a relation narrows what is sought; words that ask for it, or for one like it, say only that."""
        found.used.add(relation)
        found.narrowed = True
        found.known.update(span)
        kind = self._base.vocabulary.relations[relation].kind
        relations = self._base.vocabulary.relations
        alike = (c for c in query.relations if c.key == relation or (relations[c.key].kind == kind and kind != "text"))
        found.known.update(at for cue in alike for at in cue.span if cue.key == relation or _is_verb(query, at))

    # What is told of them

    def _answer(
        self,
        query: Query,
        turn: SkillTurn,
        kind: _Kind,
        found: _Sought,
        named: Sequence[str],
        *,
        is_named: bool,
        leaning: bool,
    ) -> Answer | None:
        own = {relation.id for relation in kind.relations}
        asked = [cue for cue in query.relations if cue.key in own and not found.known.issuperset(cue.span)]
        known = found.known | {at for cue in asked for at in cue.span} | self._labels(query, kind, found)
        known |= {at for cue in query.cues if cue.key in _BESIDE for at in cue.span}
        known |= {at for cue in query.relations if cue.key in self._naming for at in cue.span}
        if found.used and not asked:
            known |= {
                at
                for at in range(len(query.reading.terms))
                if _is_verb(query, at) and self._is_of_used(query, at, found)
            }
        left = [t for t in query.residue(known) if not _says_nothing(t)]
        if left:
            unknown = is_named and not asked and self._is_of_kind(query, kind, left)
            return self._none(turn, kind, known=False) if unknown else None
        weak = self._by_question(query, {at for cue in asked for at in cue.span})
        if weak is None:
            return None
        wanted = list(dict.fromkeys(cue.key for cue in asked)) or [r for r in weak if r in own][:1]
        if found.used.intersection(wanted):  # «음악실이 어디야?»: by what it was found nothing is asked
            return None
        if len(named) == 1 and not found.end:
            return self._described(query, turn, kind, named[0]) if not wanted and self._asks_of_it(query) else None
        of_relation = {at for cue in asked for at in cue.span}
        if not (is_named or named or self._is_implied(query, turn, found, of_relation, wanted, leaning=leaning)):
            return None
        things = [thing for thing in found.things if all(f.visible(query.as_of) for f in kind.facts[thing].values())]
        if found.end is not None:
            return self._most(query, turn, kind, things, found.end, wanted)
        if wanted and (found.narrowed or len(named) > 1):
            return self._values(query, turn, kind, things, wanted)
        if wanted and not query.has("how_many"):
            return None
        return self._listed(query, turn, kind, things, found)

    def _is_of_kind(self, query: Query, kind: _Kind, left: Sequence[Term]) -> bool:
        """«수영 강좌 있어?»: whether it is asked for things of a kind by nouns alone that nothing is known of."""
        terms = query.reading.terms
        nouns = [terms[c.last].phrase for c in self._nouns.find(query.reading) if c.key == kind.type.id]
        asks = query.asks_whether or query.reading.asks_what or query.has("how_many")
        return asks and all(term.kind in ("noun", "name") and term.phrase in nouns for term in left)

    def _is_of_used(self, query: Query, at: int, found: _Sought) -> bool:
        """«개강하는», where the day of «개강일» narrows: a verb made of what a relation is called."""
        relations = (self._base.vocabulary.relations[r] for r in found.used if r)
        return any(_is_made_of(query.reading.terms[at].lemma, relation) for relation in relations)

    def _labels(self, query: Query, kind: _Kind, found: _Sought) -> set[int]:
        """«재산세 담당자»: words made of what the relation is called by whose value something was found."""
        relations = (self._base.vocabulary.relations[r] for r in found.used if r)
        parts = {token.text for relation in relations for token in tokenize(relation.label)}
        parts = {part for part in parts if len(part) >= _SHORTEST}
        return {at for at, term in enumerate(query.reading.terms) if any(term.lemma.startswith(part) for part in parts)}

    @staticmethod
    def _asks_of_it(query: Query) -> bool:
        """Whether it is asked what a thing is, and nothing of it: «어떤 강좌야?», «누구야?», «알려 줘»."""
        asking = {term.lemma for term in query.reading.terms if term.kind == "question"}
        return asking <= {WHAT, WHO, *WHICH, *OF_WHAT_KIND} and (bool(asking) or query.knows or query.has("saying"))

    def _is_implied(
        self,
        query: Query,
        turn: SkillTurn,
        found: _Sought,
        of_relation: set[int],
        wanted: Sequence[str],
        *,
        leaning: bool,
    ) -> bool:
        """Whether a question that names no kind is about things of one.

        It asks for the most of them and names nothing else («제일 비싼 건?»); who it is of whom a value is so,
        or something of that one; or it goes on from a list that was told.
        """
        known = found.known | of_relation
        terms = enumerate(query.reading.terms)
        beside = any(t.kind in ("noun", "name") and not t.bound and at not in known for at, t in terms)
        if found.end is not None:
            return query.has("most") and not beside and turn.focus.topic in (None, "knowledge")
        if leaning:
            relations = self._base.vocabulary.relations
            said = found.by_value or any(relations[r].kind != "day" for r in found.used if r)
            return said or bool(query.pointers or found.listed) or query.reading.main is None
        asks_name = any(cue.key in self._naming for cue in query.relations)
        return found.by_value and (bool(wanted) or query.reading.question(WHO) or asks_name)

    def _by_question(self, query: Query, said: set[int]) -> list[str] | None:
        """«두 번째는 얼마야?»: the relations that a question word asks for that is neither who nor what; None where
        nothing asks for what it does («왜»)."""
        asking = {at for at, term in enumerate(query.reading.terms) if term.kind == "question"} - said
        asking -= {at for at in asking if query.reading.terms[at].lemma in (WHAT, WHO, *WHICH, *OF_WHAT_KIND)}
        asking -= {at for cue in query.cues if cue.key == "how_many" for at in cue.span}
        if not asking:
            return []
        weak = self._asks.relations(query).weak
        return [relation for relation, at in weak.items() if asking & at] or None

    def _most(
        self,
        query: Query,
        turn: SkillTurn,
        kind: _Kind,
        things: Sequence[str],
        end: tuple[Relation, bool],
        wanted: Sequence[str],
    ) -> Answer | None:
        relation, least = end
        keys = {
            t: key for t in things if (f := kind.facts[t].get(relation.id)) and (key := order_key(f.value)) is not None
        }
        if not keys:
            return None
        best = min(keys.values()) if least else max(keys.values())
        chosen = [thing for thing, key in keys.items() if key == best]
        if wanted:
            return self._values(query, turn, kind, chosen, wanted)
        fact = kind.facts[chosen[0]][relation.id]
        value = self._teller.written(fact)[0]
        text = self._say("kind_end", names=self._names(chosen), label=relation.label, value=value)
        if len(keys) < len(things):
            text += " " + self._say(
                "kind_unmeasured", number=self._count(kind, len(things) - len(keys)), label=relation.label
            )
        facts = [kind.facts[thing][relation.id] for thing in chosen]
        return self._tell(query, turn, kind, text, facts, chosen, (relation.id,))

    def _values(
        self, query: Query, turn: SkillTurn, kind: _Kind, things: Sequence[str], wanted: Sequence[str]
    ) -> Answer | None:
        """What is asked of those that were found."""
        facts = [f for thing in things[:_LISTED] for r in wanted if (f := kind.facts[thing].get(r))]
        if not facts:
            return self._none(turn, kind, known=query.asks_whether) if not things else None
        told = self._teller.facts(facts, query.as_of)
        return self._tell(query, turn, kind, told.text, facts, things, tuple(wanted))

    def _listed(
        self, query: Query, turn: SkillTurn, kind: _Kind, things: Sequence[str], found: _Sought
    ) -> Answer | None:
        if not things:
            return self._none(turn, kind, known=query.asks_whether)
        facts = [f for thing in things for r in found.used if (f := kind.facts[thing].get(r))]
        facts = facts or [next(iter(kind.facts[thing].values())) for thing in things if kind.facts[thing]]
        number, noun = self._count(kind, len(things)), kind.type.noun
        such = "such_" if found.narrowed else ""
        if query.asks_whether:
            text = self._say("kind_there", names=self._names(things[:_LISTED]))
        elif len(things) == 1 and found.narrowed:
            told = [self._teller.sentence(fact) for fact in facts]
            text = " ".join((self._say("kind_one", name=self._names(things)), *told))
        elif query.has("how_many") and not found.narrowed:
            text = self._say("kind_number", noun=noun, number=number)
        elif len(things) > _LISTED:
            text = self._say(f"kind_{such}some", noun=noun, number=number, names=self._names(things[:_LISTED]))
        else:
            text = self._say(f"kind_{such}all", noun=noun, number=number, names=self._names(things))
        told_ = Told(text, True, tuple(f.cite(query.as_of) for f in facts[:_LISTED]))
        if query.asks_whether:
            told_ = self._teller.judged(told_, agrees=True, claimed=False)
        return self._tell(query, turn, kind, told_.text, facts, things, tuple(found.used - {""}))

    def _none(self, turn: SkillTurn, kind: _Kind, *, known: bool) -> Answer:
        """That there is none of which all is so; `known` where that answers the question."""
        told = Told(self._say("kind_none", noun=kind.type.noun), known)
        focus = KnowledgeFocus(kind=kind.type.id)
        return tell(turn, told, focus, FACT)

    def _described(self, query: Query, turn: SkillTurn, kind: _Kind, thing: str) -> Answer | None:
        """What is known of a thing of which nothing more is asked than what it is."""
        facts = [f for r in kind.relations if (f := kind.facts[thing].get(r.id)) and f.visible(query.as_of)][
            :_DESCRIBED
        ]
        if not facts:
            return None
        label = {f.relation: self._base.vocabulary.relations[f.relation].label for f in facts}
        *others, last = [(label[f.relation], ", ".join(self._teller.written(f))) for f in facts]
        pieces = [self._say("kind_value", label=name, value=value) for name, value in others]
        pieces.append(self._say("kind_last_value", label=last[0], value=last[1]))
        text = self._say("kind_described", name=self._base.name(thing), what=", ".join(pieces))
        return self._tell(query, turn, kind, text, facts, [thing], ())

    def _tell(
        self,
        query: Query,
        turn: SkillTurn,
        kind: _Kind,
        text: str,
        facts: Sequence[Statement],
        things: Sequence[str],
        relations: tuple[str, ...],
    ) -> Answer:
        told = Told(text, True, tuple(fact.cite(query.as_of) for fact in facts[: _LISTED + 1]))
        thing = things[0] if len(things) == 1 else None
        focus = KnowledgeFocus(thing=thing, relations=relations, kind=kind.type.id, listed=tuple(things))
        return tell(turn, told, focus, FACT)

    def _names(self, things: Iterable[str]) -> str:
        return ", ".join(map(self._base.name, things))

    def _count(self, kind: _Kind, number: int) -> str:
        """«네 개», «스무 명»; a counter that the language does not know stands behind figures."""
        counter = kind.type.counter
        return count(number, counter) if counter in COUNTERS and number < 100 else f"{number:,}{counter}"

    def _say(self, template: str, **values: object) -> str:
        return self._teller.say(template, **values)


def _denies(query: Query) -> bool:
    """Whether something is not to be so of them: «무료가 아닌 강좌», «세무과 말고»."""
    verbs = (term.form for term in query.reading.terms if term.form is not None)
    left_out = any(is_left_out(query.reading, term) for term in query.reading.terms if term.form is None)
    return left_out or any(form.negated for form in verbs) or query.reading.denies or bool(query.without)


def _holds(key: float, number: float, way: str, inclusive: bool) -> bool:
    if key == number:
        return inclusive
    return key > number if way == "above" else key < number if way == "below" else False


def _is_made_of(verb: str, relation: Relation) -> bool:
    """«개강하» of «개강일»."""
    return any(len(noun) >= _SHORTEST and verb[:_SHORTEST] == noun[:_SHORTEST] for noun in relation.nouns)


def _is_then(day: Day, time: TimeExpression) -> bool:
    """Whether a day lies in a time that is named; «12월 8일» is that of any year."""
    if time.first <= day.first and day.last <= time.last:
        return True
    ends = ((one.month, one.day) for one in (time.first, day.first, day.last, time.last))
    return time.of_any_year and sorted(given := list(ends)) == given


def _positions(terms: Sequence[Term], start: int, end: int) -> set[int]:
    """Positions of the terms that begin, or mostly stand, between two places of the text."""
    return {at for at, term in enumerate(terms) if term.start < end and term.end > start}


def _is_verb(query: Query, at: int) -> bool:
    return query.reading.terms[at].form is not None


def _says_nothing(term: Term) -> bool:
    """Whether a term says nothing of what is asked: a question word, a verb of being, one without meaning."""
    return (
        term.kind in ("question", "interjection")
        or term.bound
        or term.lemma in (*COPULAS, *EXISTENCE)
        or (term.form is not None and is_light(term.lemma))
    )


def _ends_there(terms: Sequence[Term], text: str, start: int, end: int) -> bool:
    """Whether a word ends at a place: a term does, the text, or what follows is no more than particles."""
    if end == len(text) or not text[end].isalnum() or any(term.end == end for term in terms):
        return True
    word = next((at for at in range(end, len(text)) if not text[at].isalnum()), len(text))
    return can_follow(text[start:end], text[end:word])


def _squeezed(text: str) -> str:
    return text.replace(" ", "").casefold()
