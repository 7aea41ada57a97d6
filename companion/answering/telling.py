"""From something told by the knowledge base to a skill's answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from companion.answering.base import Answer, KnowledgeFocus, SkillTurn
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.telling import Told
from companion.understanding.types import Mention

FACT: Final = "knowledge.fact"
"""The intent of questions about everything that is no succession."""
REMEMBERED: Final = 4
"""How many people a conversation keeps in mind."""
_RECENT: Final = 12
"""How many statements."""


def tell(turn: SkillTurn, told: Told, focus: KnowledgeFocus, intent: str) -> Answer:
    """What was told as an answer; the places recommended before stay within reach."""
    before, recent = turn.focus.knowledge.people, turn.focus.knowledge.recent
    people = dict.fromkeys((*(t.holder for t in reversed(told.tenures)), *before))
    if focus.person:
        people = dict.fromkeys((focus.person, *people))
    ids = tuple(source.id for source in told.sources)
    recent = tuple(dict.fromkeys((*ids, *recent)))[:_RECENT]
    kept = replace(focus, people=tuple(people)[:REMEMBERED], told=ids, recent=recent)
    return Answer(
        told.text,
        "answered" if told.known else "unknown",
        replace(turn.focus, topic="knowledge", knowledge=kept),
        sources=told.sources,
        intent=intent,
        gesture=None if told.known else "think",
    )


def ambiguity_note(base: KnowledgeBase, mentions: Iterable[Mention]) -> str:
    """What else a name could have meant, with a space before it; empty where it is clear."""
    for mention in mentions:
        ambiguity = base.ambiguities.get(mention.name)
        if ambiguity:
            return f" {ambiguity.note}"
    return ""
