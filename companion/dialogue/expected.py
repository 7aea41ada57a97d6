"""What people will probably ask: the phrases of every intent, with names of the data filled in."""

from __future__ import annotations

from typing import Final

from companion.dialogue.assistant import Assistant
from companion.dialogue.loading import kind_of
from companion.understanding.phrases import training_sentences

_ORDINALS: Final = ("첫 번째 집", "두 번째", "마지막 집")


def names_of(assistant: Assistant) -> dict[str, list[str]]:
    """All names of the data by the placeholder they fill."""
    names: dict[str, list[str]] = {"ordinal": list(_ORDINALS)}
    base = assistant.base
    for entity in base.entities.values():
        if entity.id not in assistant.store.places:
            kind = kind_of(base, entity.id)
            names.setdefault(kind, []).append(entity.short if kind == "thing" else entity.name)
    for name in assistant.store.gazetteer():
        names.setdefault(name.kind, []).append(name.name)
    return names


def expected_utterances(assistant: Assistant, seed: int) -> list[tuple[str, str]]:
    """One or more utterances for every phrase, each with its intent; another seed fills in other names."""
    sentences, intents = training_sentences(assistant.intents, names_of(assistant), seed)
    return list(zip(sentences, intents, strict=True))
