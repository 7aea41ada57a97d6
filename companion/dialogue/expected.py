"""What people will probably say: names of the data, and the phrases of every intent with such names filled in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from companion.base import patterns as re
from companion.dialogue.assistant import Assistant
from companion.dialogue.loading import kind_of
from companion.dialogue.training import fillers
from companion.knowledge import tenures
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.places.concepts import DISTRICTS, ROOTS
from companion.knowledge.places.standing import standing
from companion.knowledge.places.store import PlaceStore
from companion.knowledge.tenures import Certainty
from companion.language.spoken import spoken
from companion.understanding.phrases import training_sentences

MOST_NAMES: Final = 40
"""Names that fit into a recogniser's prompt beside what it needs the room for."""

_PROPER: Final = ("person", "office", "place", "area", "thing")
_LONG: Final = 3

_SIGNS: Final = re.compile(r"[^\w\s]")
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


def expected_names(assistant: Assistant, as_of: date) -> tuple[str, ...]:
    """At most `MOST_NAMES` names that will probably be said, the most important first.

    These are the robot, the regions that have offices, these offices and who holds them on the day, the districts, and
    the best evidenced places.
    """
    return tuple(dict.fromkeys(_by_importance(assistant.base, assistant.store, as_of)))[:MOST_NAMES]


def proper_names(assistant: Assistant) -> tuple[str, ...]:
    """All names that a recogniser will not know: of people, offices, places, areas and things, none a kind of food.

    Shorter ones than three syllables are left out: too many words sound like them.
    """
    names = names_of(assistant)
    foods = frozenset(names.get("food", ()))
    named = (name for kind in _PROPER for name in names.get(kind, ()) if name not in foods)
    return tuple(dict.fromkeys(name for name in named if sum(map(str.isalnum, name)) >= _LONG))


def expected_sentences(assistant: Assistant) -> tuple[str, ...]:
    """The phrases of the skills with names filled in, and every name by itself, as they are heard."""
    base, store = assistant.base, assistant.store
    phrases, _ = training_sentences(assistant.intents, fillers(assistant.knowledge))
    everything = (name for name, _ in base.gazetteer()), (entry.name for entry in store.gazetteer())
    said = (as_heard(text) for texts in (phrases, *everything) for text in texts)
    return tuple(dict.fromkeys(filter(None, said)))


def as_heard(text: str) -> str:
    """A text as an ear gets it: numbers and Latin words read out, no signs, single spaces."""
    return " ".join(_SIGNS.sub(" ", spoken(text)).split())


def _by_importance(base: KnowledgeBase, store: PlaceStore, as_of: date) -> Iterator[str]:
    if base.itself:
        yield base.itself.short
    held = [
        (office, stretch.tenure.holder)
        for office in base.successions.values()
        for stretch in tenures.current(office, as_of)
        if stretch.certainty in (Certainty.SURE, Certainty.PRESUMED)
    ]
    yield from (office.region for office, _ in held if office.region)
    for office, person in held:
        yield office.name_on(as_of)
        yield base.name(person)
    yield from (area.id for area in store.areas.values() if area.kind in (*ROOTS, *DISTRICTS))
    places = store.as_known(as_of).places.values()
    newest = max((int(place.place_as_of[:4]) for place in places if place.place_as_of), default=0)
    ranked = sorted(places, key=lambda place: -sum(facet.value for facet in standing(place, newest)))
    yield from (place.name for place in ranked)
