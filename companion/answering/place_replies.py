"""What answers about single places are made of: sentences, items and what is spoken of from now on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from companion.answering.base import Answer, Focus, KnowledgeFocus, PlaceFocus, SkillTurn
from companion.answering.place_details import Detail
from companion.answering.place_distances import Distances
from companion.answering.place_intents import DETAIL, OVERVIEW
from companion.answering.place_items import item_of, source_of
from companion.answering.place_notes import note_of, noted_of, notes_of, speaks_of
from companion.answering.priced_dishes import PricedDishes
from companion.answering.wishes import Wish
from companion.answering.wording import Wording
from companion.knowledge.places.query import PlaceQuery, Ranked
from companion.knowledge.places.search import PlaceIndex
from companion.knowledge.places.store import Place, PlaceStore
from companion.knowledge.telling import Teller

_NAMED = 12


class PlaceReplies:
    """Parts of answers about places, by the words of the skill and the places of a day."""

    def __init__(self, store: PlaceStore, index: PlaceIndex, teller: Teller, wording: Wording) -> None:
        self._store = store
        self._index = index
        self._teller = teller
        self._wording = wording
        self._cues = wording.cues
        self._say = wording.say
        self._prices = PricedDishes(index, wording)
        self._far = Distances(index, wording)

    def _about(self, places: Sequence[Place], predicate: str) -> str:
        """A sentence whose topic are places."""
        return self._say("about", names=[place.name for place in places], predicate=predicate)

    def _label(self, detail: str) -> str:
        return self._say(f"label_{detail}")

    def _missing(self, detail: Detail, wish: Wish, *, later: bool = False) -> str:
        if detail == "price" and (foods := (*wish.foods, *wish.also)):
            return self._say("missing_price", food=foods[0])
        if detail == "seats":
            return self._say("missing_seats")
        if detail == "travel" and not (wish.areas or wish.start):
            return self._say("missing_travel")
        return self._say("missing_too" if later else "missing", label=self._label(detail))

    def _stated(self, detail: str, value: str, *, later: bool) -> str:
        return self._say("stated_too" if later else "stated", label=self._label(detail), value=value)

    def _rest(self, place: Place, *, later: bool) -> str:
        """When it is closed, as far as that is stated."""
        closed = place.closed or ""
        if place.opening is not None and not place.opening.closed and place.opening.never_closed(closed):
            return self._say("never_closed", value=closed)
        return self._stated("closed", closed, later=later)

    def _dated(self, place: Place) -> str:
        assert place.hours is not None
        if place.hours_as_of is None:
            return place.hours
        return self._say("dated_value", value=place.hours, year=int(place.hours_as_of[:4]))

    _sentences = staticmethod(notes_of)
    _note = staticmethod(note_of)
    _speaks_of = staticmethod(speaks_of)
    _noted_of = staticmethod(noted_of)

    def _names_of(self, foods: Sequence[str]) -> list[str]:
        offers = (self._store.offers[food] for food in foods)
        return [name for offer in offers for name in (offer.id, *offer.aliases)]

    def _begun(self, place: Place) -> str | None:
        """When it opened or was made; None where that is not known."""
        if place.opened is None:
            return None
        own, year = self._teller.base.vocabulary.own_day(place.type), int(place.opened[:4])
        return self._say("opened", year=year) if own is None else self._say("begun", label=own.label, year=year)

    def _age(self, place: Place) -> str:
        """What the day is called on which it opened or was made."""
        own = self._teller.base.vocabulary.own_day(place.type)
        return own.label if own is not None else self._say("scale_oldest")

    def _items(self, turn: SkillTurn, places: Sequence[Place]) -> tuple:  # type: ignore[type-arg]
        query = turn.focus.places.query if turn.focus.places else PlaceQuery()
        return tuple(item_of(Ranked(place, self._index.why(place, query), 0.0, ())) for place in places)

    def _answer(
        self,
        turn: SkillTurn,
        places: Sequence[Place],
        text: str,
        known: bool,
        intent: str | None,
        asked: Sequence[str],
    ) -> Answer:
        """An answer about places, which are spoken of from now on."""
        before = turn.focus.places or PlaceFocus(PlaceQuery(), tuple(p.id for p in places), tuple(p.id for p in places))
        named = tuple(dict.fromkeys((*(p.id for p in places), *before.named)))[:_NAMED]
        chosen = places[0].id if len(places) == 1 else before.chosen
        alone = tuple(p.id for p in places) if len(places) == 1 else ()
        singled = tuple(dict.fromkeys((*alone, *before.singled)))[:_NAMED]
        about = tuple(asked) or before.asked
        focus = replace(before, chosen=chosen, named=named, singled=singled, asked=about, question=None)
        own = turn.intent.intent if turn.intent.intent.startswith(DETAIL) else OVERVIEW
        known_of = turn.focus.knowledge
        if len(places) == 1 and self._store.is_fact(places[0]):
            known_of = KnowledgeFocus(thing=places[0].id)  # of which one asks like of anything else
        return Answer(
            text,
            "answered" if known else "unknown",
            Focus("recommend", known_of, focus),
            self._items(turn, places),
            tuple(source_of(place) for place in places),
            intent=intent or own,
        )


def grouped(places: Sequence[Place], text: Callable[[Place], str]) -> list[tuple[str, list[Place]]]:
    """Places of which the same is said, in order."""
    groups: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        groups[text(place)].append(place)
    return list(groups.items())


def chosen_of(focus: Focus | None, place: str) -> Focus | None:
    """The focus with one place as the one spoken of."""
    if focus is None or focus.places is None:
        return focus
    return replace(focus, places=replace(focus.places, chosen=place))
