"""What those who come along do not eat, as was told before: «고기를 안 먹는 아이가 있어», then «그 애도 같이 갈 데»."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from companion.answering.base import SkillTurn
from companion.answering.memory import Remembered
from companion.answering.place_context import PlaceContext, PlacePart
from companion.language.grammar import TOO, is_demonstrative, is_future, next_verb
from companion.language.people_words import calls_of, is_pointer, mentioned
from companion.language.terms import WITH, Term, read

_LATELY: Final = 6
"""So many utterances before may tell what somebody does not eat."""
_JOINS: Final = frozenset((WITH, TOO))


class PlaceEaters(PlacePart):
    """Knows what is not eaten by who comes along."""

    def __init__(self, context: PlaceContext) -> None:
        super().__init__(context)
        self._foods = {n: o.id for o in self._store.offers.values() for n in (o.id, *o.aliases)}

    def not_eaten(self, turn: SkillTurn) -> tuple[str, ...]:
        """The foods of the data that somebody does not eat who comes along: named, pointed at, or «같이»."""
        everybody, said = self._company(turn)
        found = [food for fact in self._facts(turn) for food in fact.ids if food in self._store.offers]
        for text in turn.heard[:_LATELY]:
            if told := {*self._told_in(text), *self._told_as_a_diet(text)}:
                nouns = {t.lemma for t in read(text, (), (), ()).terms if t.kind in ("noun", "name")}
                if everybody or (nouns - self._foods.keys()) & said:
                    found += sorted(told)
        return tuple(dict.fromkeys(found))

    def not_eaten_unknown(self, turn: SkillTurn) -> tuple[str, ...]:
        """What else the speaker and they do not eat, of which the data cannot say what it is in: «밀가루»."""
        facts = (*turn.memory.all("avoid"), *self._facts(turn))
        return tuple(dict.fromkeys(fact.value for fact in facts if not any(map(self._can_be_left_out, fact.ids))))

    def _can_be_left_out(self, id: str) -> bool:
        """Whether something is a food of the data, or a diet that places are told to serve."""
        attribute = self._store.attributes.get(id)
        return id in self._store.offers or (attribute is not None and bool(attribute.without))

    def names(self, turn: SkillTurn) -> tuple[str, ...]:
        """The names of those who were told of, as they may be called."""
        named = (fact for fact in turn.memory.facts if fact.about == "name" and fact.of)
        return tuple(call for fact in named for call in calls_of(fact.value))

    def _facts(self, turn: SkillTurn) -> tuple[Remembered, ...]:
        """What is kept in mind that somebody does not eat who comes along."""
        told = [fact for fact in turn.memory.facts if fact.about == "avoid" and fact.of]
        if not told:
            return ()
        everybody, said = self._company(turn)
        return tuple(fact for fact in told if everybody or self._is_named(fact.of, said))

    def _company(self, turn: SkillTurn) -> tuple[bool, set[str]]:
        """Whether everybody comes who was spoken of, and the words for who does: by name too, «수아랑»."""
        terms = turn.analysis.reading.terms
        others = any(WITH in t.particles for t in terms)  # «친구랑 같이»
        everybody = self._is_pointed_at(terms) or (
            self._wording.has(turn.analysis.reading, "in_company") and not others
        )
        said = {t.lemma for t in terms if t.form is None} | {*mentioned(turn.analysis.text)}  # «엄마 모시고 갈 데»
        for fact in turn.memory.facts:
            if fact.about == "name" and fact.of and mentioned(turn.analysis.text, calls_of(fact.value)):
                said.add(fact.of.split()[-1])
        return everybody, said

    @staticmethod
    def _is_named(who: str, said: set[str]) -> bool:
        """«우리 딸», of whom «딸이랑» speaks."""
        return who.split()[-1] in said

    @staticmethod
    def _is_pointed_at(terms: tuple[Term, ...]) -> bool:
        """«그 애도», «그 친구랑», «걔도»."""
        that = {second.start for first, second in pairwise(terms) if is_demonstrative(first)}
        people = (t for t in terms if t.start in that or is_pointer(t.text))
        return any(_JOINS.intersection(t.particles) for t in people)

    def _told_as_a_diet(self, text: str) -> Iterator[str]:
        """«친구 하나가 채식해»: what is not eaten by somebody of whom that is said; not «채식 식당 알려 줘»."""
        main = read(text, (), (), ()).main
        if "?" in text or main is None or main.form is None or main.form.requests or self._wording.is_(main, "seeking"):
            return
        for diet in self._store.attributes.values():
            if diet.without and diet.id in text and self._store.states(diet.id):
                yield from diet.without

    def _told_in(self, text: str) -> Iterator[str]:
        """The foods that a sentence says somebody never eats; not what was once, or will not be, eaten."""
        reading = read(text, (), (), ())
        if "?" in text or reading.asks_what:
            return
        for term in reading.terms:
            verb = next_verb(reading, term)
            food = self._foods.get(term.lemma) if term.kind in ("noun", "name") else None
            if food is None or verb is None or verb.form is None or not self._wording.is_(verb, "consuming"):
                continue
            if verb.form.negated and not (verb.form.past or is_future(verb) or verb.form.wishes):
                yield food
