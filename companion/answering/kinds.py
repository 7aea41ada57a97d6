"""Questions about all things of a kind whose data name all of them: which there are, how many, the most of them, those
of which something is so, and what is known of the one that is so.

What a question says of them is a value («세무과»), a part of one («재산세»), a bound («4만 원 이하»), a day, or a claim
(«무료»). It is answered only where every word is accounted for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

from companion.answering.base import Answer, KnowledgeFocus, SkillTurn
from companion.answering.facts.asked import Asks
from companion.answering.kinds_sought import SHORTEST, KindOfThing, Narrowing, SoughtThings, is_made_of, is_verb_at
from companion.answering.telling import FACT, tell
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller, Told
from companion.knowledge.values import order_key
from companion.knowledge.vocabulary import Relation
from companion.language.cues import CueIndex
from companion.language.grammar import WHICH as OF_WHAT_KIND
from companion.language.morphemes import tokenize
from companion.language.numbers import COUNTERS, count
from companion.language.pointing import is_left_out
from companion.language.terms import COPULAS, EXISTENCE, WHAT, WHICH, WHO, Term, is_light
from companion.understanding.query import Query

_LISTED: Final = 6
"""How many are named at once; of more it is said how many there are."""
_DESCRIBED: Final = 6
"""How many values of one thing are told where nothing more is asked of it."""
_BESIDE: Final = ("generic", "saying", "all", "who", "showing", "aspect_list", "aspect_person", "how_many", "there",
                  "happening", "most", "every", "now", "duty", "doing", "role", "holding")  # fmt: skip
"""Groups of words that say nothing of what is asked beside a kind of things and what is so of them."""


class KindAnswers:
    """Answers about all things of those types of which the data name all."""

    def __init__(self, base: KnowledgeBase, teller: Teller) -> None:
        complete = [found for found in base.vocabulary.types.values() if found.complete]
        kinds = [KindOfThing.of(base, found) for found in complete]
        self._base, self._teller = base, teller
        self._naming = frozenset(relation.id for relation in base.vocabulary.with_role("name"))
        self._kinds = {kind.type.id: kind for kind in kinds if kind.things}
        nouns = ((kind.type.id, noun) for kind in kinds for noun in kind.type.nouns)
        self._nouns = CueIndex(nouns)

    @cached_property
    def _narrowing(self) -> Narrowing:
        """Made where there is something to ask about."""
        return Narrowing(self._base, self._kinds.values())

    @cached_property
    def _asks(self) -> Asks:
        return Asks(self._base, self._teller)

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
            found = self._narrowing.sought(query, kind, positions, named, focus if pointing else None)
            if found is None:
                continue
            answer = self._answer(query, turn, kind, found, named, is_named=bool(positions), leaning=leaning)
            if answer is not None and answer.focus is not None and found.listed:  # «두 번째는?», «세 번째는?»
                known = replace(answer.focus.knowledge, listed=found.listed)
                return replace(answer, focus=replace(answer.focus, knowledge=known))
            if answer is not None:
                return answer
        return None

    # What is told of them

    def _answer(
        self,
        query: Query,
        turn: SkillTurn,
        kind: KindOfThing,
        found: SoughtThings,
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
                if is_verb_at(query, at) and self._is_of_used(query, at, found)
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

    def _is_of_kind(self, query: Query, kind: KindOfThing, left: Sequence[Term]) -> bool:
        """«수영 강좌 있어?»: whether it is asked for things of a kind by nouns alone that nothing is known of."""
        terms = query.reading.terms
        nouns = [terms[c.last].phrase for c in self._nouns.find(query.reading) if c.key == kind.type.id]
        asks = query.asks_whether or query.reading.asks_what or query.has("how_many")
        return asks and all(term.kind in ("noun", "name") and term.phrase in nouns for term in left)

    def _is_of_used(self, query: Query, at: int, found: SoughtThings) -> bool:
        """«개강하는», where the day of «개강일» narrows: a verb made of what a relation is called."""
        relations = (self._base.vocabulary.relations[r] for r in found.used if r)
        return any(is_made_of(query.reading.terms[at].lemma, relation) for relation in relations)

    def _labels(self, query: Query, kind: KindOfThing, found: SoughtThings) -> set[int]:
        """«재산세 담당자»: words made of what the relation is called by whose value something was found."""
        relations = (self._base.vocabulary.relations[r] for r in found.used if r)
        parts = {token.text for relation in relations for token in tokenize(relation.label)}
        parts = {part for part in parts if len(part) >= SHORTEST}
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
        found: SoughtThings,
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
        kind: KindOfThing,
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
        few = len(chosen) <= _LISTED
        text = self._say(
            "kind_end" if few else "kind_end_some",
            names=self._names(chosen[:_LISTED]),
            number=self._count(kind, len(chosen)),
            label=relation.label,
            value=value,
        )
        if len(keys) < len(things):
            text += " " + self._say(
                "kind_unmeasured", number=self._count(kind, len(things) - len(keys)), label=relation.label
            )
        facts = [kind.facts[thing][relation.id] for thing in chosen]
        return self._tell(query, turn, kind, text, facts, chosen, (relation.id,))

    def _values(
        self, query: Query, turn: SkillTurn, kind: KindOfThing, things: Sequence[str], wanted: Sequence[str]
    ) -> Answer | None:
        """What is asked of those that were found."""
        facts = [f for thing in things[:_LISTED] for r in wanted if (f := kind.facts[thing].get(r))]
        if not facts:
            return self._none(turn, kind, known=query.asks_whether) if not things else None
        told = self._teller.facts(facts, query.as_of)
        return self._tell(query, turn, kind, told.text, facts, things, tuple(wanted))

    def _listed(
        self, query: Query, turn: SkillTurn, kind: KindOfThing, things: Sequence[str], found: SoughtThings
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

    def _none(self, turn: SkillTurn, kind: KindOfThing, *, known: bool) -> Answer:
        """That there is none of which all is so; `known` where that answers the question."""
        told = Told(self._say("kind_none", noun=kind.type.noun), known)
        focus = KnowledgeFocus(kind=kind.type.id)
        return tell(turn, told, focus, FACT)

    def _described(self, query: Query, turn: SkillTurn, kind: KindOfThing, thing: str) -> Answer | None:
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
        kind: KindOfThing,
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

    def _count(self, kind: KindOfThing, number: int) -> str:
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


def _says_nothing(term: Term) -> bool:
    """Whether a term says nothing of what is asked: a question word, a verb of being, one without meaning."""
    return (
        term.kind in ("question", "interjection")
        or term.bound
        or term.lemma in (*COPULAS, *EXISTENCE)
        or (term.form is not None and is_light(term.lemma))
    )
