"""What will probably be said, taken from the data: names for a recogniser's prompt, sentences for its grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from companion.dialogue.loading import fillers
from companion.hearing.engine import Hints
from companion.knowledge import tenures
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.places.ranking import standing
from companion.knowledge.places.store import PlaceStore
from companion.knowledge.tenures import Certainty
from companion.language.spoken import spoken
from companion.understanding.phrases import Intent, training_sentences

MOST_NAMES: Final = 40
"""Names that fit into a recogniser's prompt beside what it needs the room for."""

_SIGNS: Final = re.compile(r"[^\w\s]")


def hints_for(base: KnowledgeBase, store: PlaceStore, intents: Mapping[str, Intent], as_of: date) -> Hints:
    """What will probably be said to somebody who knows all this.

    Args:
        base: entities and offices.
        store: places and the words around them.
        intents: phrases of the skills.
        as_of: the day of the conversation; who holds an office depends on it.

    Returns:
        at most `MOST_NAMES` names, the most important first: the robot, the regions that have offices, these offices
        and their present holders, the districts, the best evidenced places; and as sentences the phrases of the
        skills with names filled in and every name by itself, in spoken form, without signs.
    """
    names = tuple(dict.fromkeys(_by_importance(base, store, as_of)))[:MOST_NAMES]
    phrases, _ = training_sentences(intents, fillers(base, store))
    everything = (name for name, _ in base.gazetteer()), (entry.name for entry in store.gazetteer())
    said = (as_heard(text) for texts in (phrases, *everything) for text in texts)
    return Hints(names, tuple(dict.fromkeys(filter(None, said))))


def as_heard(text: str) -> str:
    """A text as an ear gets it: numbers and Latin words read out, no signs, single spaces."""
    return " ".join(_SIGNS.sub(" ", spoken(text)).split())


def _by_importance(base: KnowledgeBase, store: PlaceStore, as_of: date) -> Iterator[str]:
    yield from (entity.short for entity in base.entities.values() if entity.is_self)
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
    yield from (area.id for area in store.areas.values() if area.kind in ("city", "district"))
    places = store.as_known(as_of).places.values()
    newest = max((int(place.place_as_of[:4]) for place in places if place.place_as_of), default=0)
    ranked = sorted(places, key=lambda place: -sum(facet.value for facet in standing(place, newest)))
    yield from (place.name for place in ranked)
