"""An explainable score: a sum of named facets, and variety among places that are about equally good."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from companion.knowledge.places.query import Facet, PlaceQuery
from companion.knowledge.places.store import Place, PlaceStore
from companion.knowledge.places.wish import OfferWish

# The largest share of each facet. What was asked for weighs most, then how well the place is evidenced.
_OFFER, _AREA, _RETRIEVAL, _PRICE = 3.0, 1.5, 1.0, 0.8
_CONFIDENCE = {"high": 1.5, "medium": 0.8, "low": 0.0}
_FRESHNESS, _COMPLETE, _KNOWN_FOR, _SOURCES = 0.5, 0.8, 0.5, 0.8
# Less than the gap between two confidences, so that the seed picks among equals only.
_CHANCE = 0.25
_NO_MEAL = frozenset({"카페", "디저트", "술집", "샐러드"})
_NO_MEAL_COST = 1.0
_YEARS_TO_STALE = 6
_UNDATED = 0.3
_MANY_SOURCES = 4
_SIDE_DISH_COST = 0.4
_FIRST_CHOICE = {"cheap": 1, "moderate": 2, "expensive": 4}


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """A place that met the query, with what the search already knows about it.

    `area_fit` is 1 where the place states the area asked for, less where it lies inside or near it;
    `retrieval` is 0 to 1; both are 0 when nothing of the kind was asked. `standing` comes from `standing()`.
    """

    place: Place
    area_fit: float
    retrieval: float
    distance_m: int | None
    standing: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its facets and their sum."""

    candidate: PlaceCandidate
    facets: tuple[Facet, ...]
    score: float


def standing(place: Place, newest_year: int) -> tuple[Facet, ...]:
    """The facets that no query changes: how well the place is evidenced, up to date, complete and known.

    Args:
        place: the place.
        newest_year: the year that counts as fresh.
    """
    fresh = _UNDATED
    if place.place_as_of is not None:
        fresh = max(0.0, 1.0 - (newest_year - int(place.place_as_of[:4])) / _YEARS_TO_STALE)
    sources = min(place.source.count(";") + 1, _MANY_SOURCES) / _MANY_SOURCES
    complete = 0.5 * bool(place.address) + 0.25 * bool(place.phone) + 0.25 * bool(place.menu)
    return (
        Facet("confidence", _CONFIDENCE[place.confidence]),
        Facet("sources", _SOURCES * sources),
        Facet("freshness", _FRESHNESS * fresh),
        Facet("completeness", _COMPLETE * complete),
        Facet("known for", _KNOWN_FOR * bool(place.highlight)),
    )


def _chance(seed: int, place_id: str) -> float:
    """A number in [0, 1) that depends on the seed and the place only."""
    return (zlib.crc32(f"{seed}:{place_id}".encode()) & 0xFFFF) / 0x10000


def offer_fit(store: PlaceStore, place: Place, wish: OfferWish) -> float:
    """1 when the main offer is what was asked, less for a side dish or another offer of the kind."""
    best = 0.0
    for asked in (*wish.any_of, *wish.all_of):
        for position, offer in enumerate(place.offers):
            if asked in store.offer_closure(offer):
                exact = 1.0 if asked == offer else 0.85
                best = max(best, exact - (0.0 if position == 0 else _SIDE_DISH_COST))
        if place.category is not None and asked in store.offer_closure(place.category):
            best = max(best, 0.85)
    return best


def score_places(
    store: PlaceStore, candidates: Sequence[PlaceCandidate], query: PlaceQuery, wish: OfferWish
) -> list[Scored]:
    """Facets for every candidate; facets worth nothing are left out."""
    first_choice = _FIRST_CHOICE.get(query.price_level or "")
    out = []
    for candidate in candidates:
        place = candidate.place
        asked = (
            ("offer", _OFFER * offer_fit(store, place, wish) if query.offers else 0.0),
            ("area", _AREA * candidate.area_fit),
            ("words", _RETRIEVAL * candidate.retrieval),
            ("price", _PRICE if first_choice is not None and place.price_level == first_choice else 0.0),
            ("no meal", -_NO_MEAL_COST if not query.offers and place.category in _NO_MEAL else 0.0),
            ("chance", _CHANCE * _chance(query.seed, place.id)),
        )
        facets = (*(Facet(name, value) for name, value in asked if value), *candidate.standing)
        out.append(Scored(candidate, facets, sum(f.value for f in facets)))
    return out


def _likeness(store: PlaceStore, food_asked: bool) -> Callable[[Place, Place], float]:
    """How much less a place is worth after another was chosen."""

    def group(place: Place) -> str | None:
        return place.offers[0] if place.offers else place.category

    def likeness(place: Place, chosen: Place) -> float:
        one, other = group(place), group(chosen)
        same_food = (
            one is not None
            and other is not None
            and bool(store.offer_closure(one) & {other} or store.offer_closure(other) & {one})
        )
        same_kind = place.category is not None and place.category == chosen.category
        same_district = place.district is not None and place.district == chosen.district
        if food_asked:
            return 0.15 * same_food + 0.1 * same_district
        return 1.2 * same_food + 0.5 * same_kind + 0.25 * same_district

    return likeness


def choose_places(store: PlaceStore, scored: Sequence[Scored], query: PlaceQuery) -> list[Scored]:
    """The best `limit`, each the best after paying for its likeness to those before it; ties go by id."""
    likeness = _likeness(store, bool(query.offers))
    left = {s.candidate.place.id: (s, s.score) for s in scored}
    chosen: list[Scored] = []
    while left and len(chosen) < query.limit:
        best = max(left, key=lambda key: (left[key][1], key))
        pick, _ = left.pop(best)
        chosen.append(pick)
        left = {key: (s, value - likeness(s.candidate.place, pick.candidate.place)) for key, (s, value) in left.items()}
    return chosen
