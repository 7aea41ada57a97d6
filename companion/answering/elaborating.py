"""«더 자세히»: more of what was spoken of, and nothing that was told a moment ago."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from companion.answering.base import Answer, SkillTurn
from companion.answering.telling import FACT, tell
from companion.base import patterns as re
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.telling import Teller

_NUMBER: Final = re.compile(r"\d+")
_AT_ONCE: Final = 2
"""How many statements are told at once."""


class Elaboration:
    """Tells more of the topic."""

    def __init__(self, base: KnowledgeBase, teller: Teller) -> None:
        self._base = base
        self._teller = teller

    def more(self, turn: SkillTurn) -> Answer | None:
        """Who somebody is, or further statements of something; None where everything was told."""
        known, before = turn.focus.knowledge, turn.last.text if turn.last else ""
        if known.person is not None and self._base.tenures_of(known.person):
            told = self._teller.profile(known.person, None, turn.as_of)
            if told.known and not set(_NUMBER.findall(told.text)) <= set(_NUMBER.findall(before)):
                return tell(turn, told, replace(known, asked="profile"), FACT)
        facts = [
            fact
            for about in filter(None, (known.person, known.thing))
            for fact in self._base.facts_of(about)
            if fact.visible(turn.as_of) and not fact.unknown and fact.id not in known.told
        ]
        new = [fact for fact in facts if self._teller.sentence(fact) not in before][:_AT_ONCE]
        if not new:
            return None
        answer = tell(turn, self._teller.facts(new, turn.as_of), replace(known, asked="fact"), FACT)
        if answer.focus is None:
            return answer
        focus = answer.focus.knowledge
        kept = replace(answer.focus, knowledge=replace(focus, told=(*focus.told, *known.told)))
        return replace(answer, focus=kept)
