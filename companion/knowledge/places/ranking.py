"""An explainable score: a sum of named facets, and variety among places that are about equally good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from companion.knowledge.places.columns import Coded, Mask, Numbers, PlaceColumns, Rows, group
from companion.knowledge.places.query import Facet, PlaceQuery
from companion.knowledge.places.store import Place, PlaceStore
from companion.knowledge.places.wish import OfferWish

# The largest share of each facet. What was asked for weighs most, then how well the place is evidenced.
_OFFER, _AREA, _PRICE = 3.0, 1.5, 0.8
_COMPANY = 6.0
# More than all else together: a house for what is asked comes before one that has it too.
_MAIN = 8.0
# Less than the gap between two confidences, so that the seed picks among equals only.
_CHANCE = 0.25
_NO_MEAL = frozenset({"카페", "디저트", "술집", "샐러드"})
_NO_MEAL_COST = 1.0
_SIDE_DISH_COST = 0.4
_FIRST_CHOICE = {"cheap": 1, "moderate": 2, "expensive": 4}


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


def is_main(store: PlaceStore, place: Place, wish: OfferWish) -> bool:
    """Whether what is asked is what a place is known for: by its kind, or its first dish."""
    asked = {*wish.any_of, *wish.all_of}
    known = (*place.offers[:1], *((place.category,) if place.category is not None else ()))
    return any(asked & store.offer_closure(offer) for offer in known)


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of some places, and what they are sums of; arrays have an entry for each of the places.

    Attributes:
        rows: which places of the columns these are.
        asked: the facets that depend on the query, by name.
        total: the sums, with what no query changes.
    """

    rows: Rows
    asked: Mapping[str, Numbers]
    total: Numbers

    def facets(self, position: int) -> tuple[Facet, ...]:
        """What the query makes of one of the places; facets worth nothing are left out."""
        return tuple(Facet(name, float(v[position])) for name, v in self.asked.items() if v[position])


def score_places(columns: PlaceColumns, rows: Rows, query: PlaceQuery, wish: OfferWish, area_fit: Numbers) -> Scores:
    """The scores of places that met the query.

    Args:
        rows: the places.
        wish: what the offers of the query mean together.
        area_fit: for each of `rows`, 1 where it states the area asked for, less where it lies inside or near it.
    """
    store, nothing = columns.store, np.zeros(len(rows))
    first_choice = _FIRST_CHOICE.get(query.price_level or "")
    fit = columns.offers.numbers(lambda place: offer_fit(store, place, wish))[rows] if query.offers else nothing
    main = columns.offers.where(lambda place: is_main(store, place, wish))[rows] if query.offers else nothing
    right_price: Numbers | Mask = nothing if first_choice is None else columns.levels[rows] == first_choice
    no_meal = nothing if query.offers else columns.categories.where(lambda place: place.category in _NO_MEAL)[rows]
    company = np.zeros(len(rows))
    for attribute in query.soft:
        company += columns.having(attribute)[rows]
    asked: dict[str, Numbers] = {
        "company": np.multiply(_COMPANY, company, dtype=np.float64),
        "offer": _OFFER * fit,
        "main": np.multiply(_MAIN, main, dtype=np.float64),
        "area": _AREA * area_fit,
        "price": np.multiply(_PRICE, right_price, dtype=np.float64),
        "no meal": np.multiply(-_NO_MEAL_COST, no_meal, dtype=np.float64),
        "chance": _CHANCE * columns.chance(query.seed)[rows],
    }
    total = np.zeros(len(rows))
    for facet in (*asked.values(), *columns.standing[rows].T):
        total += facet
    return Scores(rows, asked, total)


def _likeness(columns: PlaceColumns, rows: Rows, chosen: int, food_asked: bool) -> Numbers:
    """How much less each place is worth after another was chosen."""
    closure = columns.store.offer_closure
    place = columns.places[chosen]
    other = group(place)

    def is_same_food(one: Place) -> bool:
        mine = group(one)
        return other is not None and mine is not None and (other in closure(mine) or mine in closure(other))

    def shared(column: Coded, value: str | None) -> Mask:
        return np.equal(column.codes[rows], column.codes[chosen] if value is not None else -1)

    same_food = columns.groups.where(is_same_food)[rows]
    same_district = shared(columns.districts, place.district)
    costs: Numbers
    if food_asked:
        costs = 0.15 * same_food + 0.1 * same_district
    else:
        costs = 1.2 * same_food + 0.5 * shared(columns.categories, place.category) + 0.25 * same_district
    return costs


def choose_places(columns: PlaceColumns, scores: Scores, query: PlaceQuery) -> list[int]:
    """Positions in `scores` of the best `limit`, each the best after paying for its likeness to those before it.

    Ties go by id.
    """
    left = scores.total.copy()
    chosen: list[int] = []
    while len(chosen) < min(query.limit, len(left)):
        best = np.flatnonzero(left == left.max()).tolist()
        pick = max(best, key=lambda position: columns.places[scores.rows[position]].id)
        chosen.append(pick)
        left -= _likeness(columns, scores.rows, int(scores.rows[pick]), bool(query.offers))
        left[pick] = -np.inf
    return chosen
