"""From something told by the knowledge base to a skill's answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from companion.answering.base import Answer, KnowledgeFocus
from companion.answering.questions import Question
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.telling import Told
from companion.understanding.types import Mention


def tell(asked: Question, told: Told, focus: KnowledgeFocus, intent: str) -> Answer:
    """What was told as an answer; the places recommended before stay within reach."""
    return Answer(
        told.text,
        "answered" if told.known else "unknown",
        replace(asked.turn.focus, topic="knowledge", knowledge=focus),
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
