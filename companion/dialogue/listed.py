"""Questions about a list that was told: who of them is of somewhere, what else there is, whether that is all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from companion.answering.base import Answer, SkillTurn
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.telling import Teller
from companion.knowledge.values import Listing, Reference
from companion.language.numbers import count
from companion.language.rest import asks_for_the_rest, how_many
from companion.understanding.discourse import References
from companion.understanding.referents import Referent


class ListQuestions:
    """Answers about the list that was told last.

    Args:
        base: what is known.
        teller: what is said.
        references: finds who was told.
        persons: nouns for a person.
    """

    def __init__(
        self, base: KnowledgeBase, teller: Teller, references: References, persons: Collection[str] = ()
    ) -> None:
        self._base = base
        self._teller = teller
        self._references = references
        self._persons = persons

    def answer(self, turn: SkillTurn, spoken: Collection[Referent], number: int) -> Answer | None:
        """The answer; None where something else is asked, or no list was told."""
        last = turn.last
        if turn.open is not None or last is None or turn.focus.topic != "knowledge" or last.status != "answered":
            return None
        some = self._references.groups.those_of(turn.analysis, spoken, number)
        known = turn.focus.knowledge.told
        if some:  # «두 번째» is then the second of these
            members = (v for f in self._base.facts if f.id in known for v in f.values)
            ids = [v.entity for v in members if isinstance(v, Reference) and self._base.name(v.entity) in some]
            focus = replace(turn.focus, knowledge=replace(turn.focus.knowledge, objects=tuple(ids)))
            return replace(self._told(last, self._teller.say("it_is_each", who=some)), focus=focus)
        lists = [f for f in self._base.facts if f.id in known and isinstance(f.value, Listing)]
        if len(lists) != 1:
            return None
        values = self._base.written(lists[0])
        told = [value for value in values if value in last.text]
        counter = how_many(turn.analysis.reading)
        if counter is not None:
            some_of_them = bool(told) and last.text == self._teller.say("it_is_each", who=told)
            number = len(told) if some_of_them else len(values)
            return self._told(last, self._teller.say("counted", counted=count(number, counter)))
        if not asks_for_the_rest(turn.analysis.reading, self._persons):
            return None
        if len(told) != 1:  # one of them by its number leaves the others
            return self._told(last, self._teller.say("all_told"))
        return self._told(last, self._teller.say("it_is_each", who=[v for v in values if v not in told]))

    @staticmethod
    def _told(last: Answer, text: str) -> Answer:
        return replace(last, text=text, spoken=None, focus=None, items=(), open=None, gesture=None)
