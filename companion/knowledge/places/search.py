"""Searching the places: hard filters, ranking, relaxation that is said."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np

from companion.knowledge.places.columns import Mask, Numbers, PlaceColumns, Rows
from companion.knowledge.places.dishes import DishReader, Priced
from companion.knowledge.places.distance import distance_m
from companion.knowledge.places.query import PlaceQuery, PlaceResult, Ranked, Relaxation
from companion.knowledge.places.ranking import choose_places, score_places
from companion.knowledge.places.reasons import Reasons
from companion.knowledge.places.standing import standing
from companion.knowledge.places.store import Place, PlaceStore
from companion.knowledge.places.wish import OfferWishReader
from companion.language.week_times import open_at

_LEVELS = {"cheap": (1, 2), "moderate": (2, 3), "expensive": (3, 4)}


class _Meeting(NamedTuple):
    """Places that meet a query: rows of some columns; `beyond` counts those that are not among them."""

    columns: PlaceColumns
    rows: Rows
    beyond: Callable[[], int]


class PlaceIndex:
    """A searchable store."""

    def __init__(self, store: PlaceStore) -> None:
        self.store = store
        self._columns = PlaceColumns(store)
        self._wishes = OfferWishReader(store)
        self.dishes = DishReader(store)
        self._reasons = Reasons(store, self.dishes)

    def over(self, store: PlaceStore) -> PlaceIndex:
        """The same index over another version of its store, with the same places in the same order."""
        other = copy(self)
        other.store = store
        other._columns = self._columns.over(store)
        other._wishes = OfferWishReader(store)
        other.dishes = DishReader(store)
        other._reasons = Reasons(store, other.dishes)
        return other

    def search(self, query: PlaceQuery) -> PlaceResult:
        """The places that meet the query, best first; fewer than `limit` when fewer meet it.

        When none does, as little as helps is given up, in this order, and `relaxed` says what: a dish to houses of its
        kind whose dishes nobody states; areas to what they lie in, step by step, up to the whole town; then each
        attribute that is not essential, in the order asked, then all of those but one, then all, then both; last what
        should be served as well. Food, negation, price, opening hours, essential attributes and `within` are never
        given up. An attribute that no place states goes to `unmet`; an essential one then ends the search.

        Raises:
            KeyError: an id in the query is not in the store.
        """
        self._check(query)
        asked = [self.store.attributes[a] for a in query.attributes]
        unmet = tuple(a.id for a in asked if not self.store.states(a.id))
        if any(a.essential and a.id in unmet for a in asked):
            return PlaceResult((), 0, (), unmet)
        kept = tuple(a.id for a in asked if a.id not in unmet and (a.essential or a.id not in query.soft))
        met = replace(query, attributes=kept)
        found = self._meeting(met)
        relaxed: tuple[Relaxation, ...] = ()
        if not len(found.rows):
            for weaker, steps in self._relaxations(met):
                found = self._meeting(weaker)
                if len(found.rows):
                    met, relaxed = weaker, steps
                    break
        widened = any(step.kind == "area" for step in relaxed)
        items, unordered = self._rank(found, met, query.areas if widened else (), query.attributes)
        return PlaceResult(items, len(found.rows) + found.beyond(), relaxed, unmet, unordered)

    def _meeting(self, query: PlaceQuery) -> _Meeting:
        """The places that meet every constraint; of those that were imported, as many as can be ranked."""
        rows = self._filter(self._columns, query)
        own = _Meeting(self._columns, rows, lambda: 0)
        if not self.store.imported:
            return own
        position = None if query.beside is None else self.store.position(self.store.places[query.beside])
        wanted, start = partial(self._may_be_of, query=query), self._start(query)
        some = [more.candidates(query, wanted, position, start) for more in self.store.imported]
        if not any(candidates.places for candidates in some):
            return own
        likely = {place: areas for candidates in some for place, areas in candidates.likely.items()}
        near = [self._columns.places[row] for row in rows.tolist()]
        few = self.store.among((*near, *(place for candidates in some for place in candidates.places)), likely)
        columns = PlaceColumns(few)
        return _Meeting(columns, self._filter(columns, query), lambda: sum(one.beyond() for one in some))

    def _may_be_of(self, place: Place, query: PlaceQuery) -> bool:
        """Whether a place is of a type that is asked for, and serves what is."""
        if query.types and self.store.types_of(place).isdisjoint(query.types):
            return False
        served = query.offers or query.also_offers or query.exclude_offers
        return not served or self._serves(place, query)

    def known(self, query: PlaceQuery) -> int:
        """How many things of the types of a query there are in its areas, those of unknown kind included."""
        own = sum(
            not self.store.types_of(p).isdisjoint(query.types) and not self.store.areas_of(p).isdisjoint(query.areas)
            for p in self.store.places.values()
        )
        some = (more.candidates(query, partial(self._may_be_of, query=query)) for more in self.store.imported)
        return own + sum(len(candidates.places) + candidates.beyond() for candidates in some)

    def noun(self, place: Place) -> str | None:
        """What such a place is called («갈빗집»), None where nobody states what it offers."""
        return self._reasons.noun(place)

    def is_only_kind(self, place: Place, query: PlaceQuery) -> bool:
        """Whether nothing but what was asked for can be said of a place: «수원 카페예요» of a café."""
        return self._reasons.is_only_kind(place, query, self._wishes.read(query.offers, query.apart))

    def why_it_has(self, place: Place, attribute: str) -> str:
        """The clause about an attribute that a place states."""
        return self._reasons.has(place, attribute)

    def metres(self, place: Place, area: str) -> int | None:
        """Straight metres from an area to a place, to the nearest 100; None where either's position is not stated."""
        here, there = self.store.position(place), self.store.areas[area]
        if here is None or there.lat is None or there.lon is None:
            return None
        return int(round(distance_m(*here, there.lat, there.lon), -2))

    def apart(self, one: Place, other: Place) -> int | None:
        """Straight metres between two places, to the nearest 100; None where either's position is not known."""
        here, there = self.store.position(one), self.store.position(other)
        return None if here is None or there is None else int(round(distance_m(*here, *there), -2))

    def price(self, place: Place, query: PlaceQuery) -> Priced | None:
        """The price that a query is about: that of the offers asked for, else the typical one."""
        return self.dishes.price(place, query.offers)

    def why(self, place: Place, query: PlaceQuery) -> str:
        """One clause in 해요체 on why the place fits the query, from what its sources state."""
        return self._reasons.why(place, query, self._wishes.read(query.offers, query.apart))

    def _check(self, query: PlaceQuery) -> None:
        for ids, known in (
            ((*query.areas, *query.exclude_areas), self.store.areas),
            ((*query.offers, *query.also_offers, *query.exclude_offers), self.store.offers),
            (query.attributes, self.store.attributes),
            ((*query.exclude_places, *(query.within or ())), self.store.places),
            (tuple(filter(None, (query.beside, query.start))), self.store.places),
        ):
            for key in ids:
                if key not in known:
                    raise KeyError(key)

    def _filter(self, columns: PlaceColumns, query: PlaceQuery) -> Rows:
        """Which of some places meet every constraint."""
        meets = self._recommendable(columns, query)
        if query.within is not None:
            meets &= columns.among(query.within)
        if query.exclude_places:
            meets &= ~columns.among(query.exclude_places)
        if query.areas:
            meets &= columns.lying_in(query.areas)
        if query.exclude_areas:
            meets &= ~columns.lying_in(query.exclude_areas)
        if query.start is not None:
            meets &= ~columns.among((query.start,))
        if query.beside is not None:
            meets &= columns.beside(self.store.places[query.beside])[0]
        if query.types:
            meets &= columns.types.where(lambda place: not self.store.types_of(place).isdisjoint(query.types))
        for attribute in query.attributes:
            meets &= columns.having(attribute)
        if query.offers or query.also_offers or query.exclude_offers:
            meets &= columns.offers.where(lambda place: self._serves(place, query))
        if query.price_level:
            meets &= np.isin(columns.levels, _LEVELS[query.price_level])
        rows: Rows = np.flatnonzero(meets)
        # What has to be looked up place by place comes last, when few are left.
        if query.max_price_krw is not None or query.min_price_krw is not None:
            rows = rows[self._in_bounds(columns, rows, query)]
        if query.open is not None:
            rows = rows[[open_at(columns.places[row].opening, query.open) is True for row in rows.tolist()]]
        if query.not_closed is not None:
            rows = rows[[open_at(columns.places[row].opening, query.not_closed) is not False for row in rows.tolist()]]
        if query.exclude_offers:
            unwanted = self.store.words_for(query.exclude_offers)
            rows = rows[[_is_free_of(columns.places[row], unwanted) for row in rows.tolist()]]
        if query.resting is not None:
            rows = rows[[open_at(columns.places[row].opening, query.resting) is False for row in rows.tolist()]]
        return rows

    def _in_bounds(self, columns: PlaceColumns, rows: Rows, query: PlaceQuery) -> Mask:
        """At which of some places what is asked for costs as much as was said."""
        if query.offers:
            found = (self.dishes.price(columns.places[row], query.offers) for row in rows.tolist())
            costs = np.array([math.nan if priced is None else float(priced.krw) for priced in found], dtype=np.float64)
        else:
            costs = columns.costs[rows]
        most = math.inf if query.max_price_krw is None else query.max_price_krw
        within: Mask = (costs >= (query.min_price_krw or 0)) & (costs <= most)
        return within

    def _serves(self, place: Place, query: PlaceQuery) -> bool:
        """Whether a place has what is wanted and nothing that is not; its category and its offers decide."""
        if not self.store.contents_of(place).isdisjoint(query.exclude_offers):
            return False
        if not self.store.offers_of(place).issuperset(query.also_offers):
            return False
        # «고기 말고»: of a house known only as «중식» nobody knows what it cooks with.
        made_with = any(self.store.offers[f].kind in ("ingredient", "facet") for f in query.exclude_offers)
        if made_with and not place.offers:
            return False
        return self._wishes.served(self._wishes.read(query.offers, query.apart), place, self.store.offers_of(place))

    def _recommendable(self, columns: PlaceColumns, query: PlaceQuery) -> Mask:
        """A place of unknown kind is returned only if picked by hand or for an attribute it states.

        It is never returned where offer was wanted or not wanted: nobody knows what it serves.
        """
        known = columns.offers.where(lambda place: place.kind_known)
        if query.offers or query.also_offers:
            return known
        if query.exclude_offers and not query.types:
            return known
        if not query.exclude_offers and (query.within or query.attributes):
            return np.ones(len(columns), dtype=np.bool_)
        return known | ~columns.types.where(lambda place: place.type in self.store.told_by_offer)

    def _relaxations(self, query: PlaceQuery) -> Iterator[tuple[PlaceQuery, tuple[Relaxation, ...]]]:
        if query.within is not None:
            return
        likely = self._of_unknown_menu(query)
        if likely is not None:
            yield likely
        wider = tuple(self._wider(query))
        fewer = tuple(self._with_fewer_attributes(query))
        yield from ((found, (step,)) for found, step in (*wider, *fewer))
        for _, step in fewer:
            for there, area in wider:
                kept = tuple(a for a in query.attributes if a not in step.label.split(", "))
                yield replace(there, attributes=kept), (area, step)
        if query.also_offers:
            without = replace(query, also_offers=())
            step = Relaxation("also", ", ".join(query.also_offers))
            yield without, (step,)
            yield from ((found, (step, *steps)) for found, steps in self._relaxations(without))

    def _wider(self, query: PlaceQuery) -> Iterator[tuple[PlaceQuery, Relaxation]]:
        """The query in wider areas, step by step."""
        if query.beside is not None:
            place = self.store.places[query.beside]
            for around in filter(None, (place.district, place.root)):
                yield replace(query, beside=None, areas=(around,)), Relaxation("area", query.beside, around)
            return
        label = ", ".join(query.areas)
        areas = query.areas
        while areas:
            wider = tuple(dict.fromkeys(self._next_wider(a) or a for a in areas))
            if wider == areas:
                return
            areas = wider
            yield replace(query, areas=areas), Relaxation("area", label, ", ".join(areas))

    def _of_unknown_menu(self, query: PlaceQuery) -> tuple[PlaceQuery, tuple[Relaxation, ...]] | None:
        """The query for houses of the kind that a dish belongs to, of which nobody states any dish.

        Not where some that have it were only told before.
        """
        anywhere = replace(query, exclude_places=(), exclude_areas=())
        if anywhere != query and len(self._filter(self._columns, anywhere)):
            return None
        wish = self._wishes.read(query.offers, query.apart)
        parents = tuple(
            dict.fromkeys(
                kind
                for offer in wish.any_of
                for kind in sorted(self.store.offer_closure(offer), key=self._specificity)
                if kind != offer and self.store.offers[kind].kind == "origin" and not self.store.offers[kind].by_dish
            )
        )
        served = all(map(self.store.served, wish.any_of))
        if not (parents and served) or wish.all_of or query.also_offers or not query.areas:
            return None
        bare = tuple(p.id for p in self._columns.places if p.category in parents and not p.offers)
        label = ", ".join(wish.any_of)
        weaker = replace(query, offers=parents, within=bare)
        return weaker, (Relaxation("offer", label, ", ".join(parents)),)

    def _with_fewer_attributes(self, query: PlaceQuery) -> Iterator[tuple[PlaceQuery, Relaxation]]:
        for attribute in query.attributes:
            if not self.store.attributes[attribute].essential:
                rest = tuple(a for a in query.attributes if a != attribute)
                yield replace(query, attributes=rest), Relaxation("attribute", attribute)
        essential = tuple(a for a in query.attributes if self.store.attributes[a].essential)
        if len(query.attributes) - len(essential) > 1:
            given_up = [a for a in query.attributes if a not in essential]
            for kept in given_up if len(given_up) > 2 else ():
                label = ", ".join(a for a in given_up if a != kept)
                yield replace(query, attributes=(*essential, kept)), Relaxation("attribute", label)
            label = ", ".join(given_up)
            yield replace(query, attributes=essential), Relaxation("attribute", label)

    def _specificity(self, offer: str) -> tuple[int, str]:
        return -len(self.store.offer_closure(offer)), offer

    def _next_wider(self, area: str) -> str | None:
        """The area that one lies in, a neighbourhood rather than a district; beyond a town nothing is looked for."""
        around = (self.store.areas[a] for a in self.store.areas[area].within)
        inside = [area for area in around if area.kind != "province"]
        dongs = [a.id for a in inside if a.kind == "dong"]
        return next(iter((*dongs, *(a.id for a in inside))), None)

    def _rank(
        self, found: _Meeting, query: PlaceQuery, missed: tuple[str, ...], asked: tuple[str, ...]
    ) -> tuple[tuple[Ranked, ...], int]:
        """The best places, and how many there are beside them whose place in the order asked for is not known.

        Args:
            missed: areas that were asked for and in which nothing lies: what is near them is better.
            asked: the attributes that were asked for: those of them that a place has are told, though not all has any.
        """
        columns, rows = found.columns, found.rows
        if not len(rows):
            return (), 0
        wish = self._wishes.read(query.offers, query.apart)
        fit, metres = columns.area_fit(query.areas)
        if missed:
            closer, apart = columns.closeness(missed)
            fit, metres = np.maximum(fit, closer), np.minimum(metres, apart)
        if query.beside is not None:
            metres = columns.beside(self.store.places[query.beside])[1]
            fit = np.where(np.isfinite(metres), 1 - np.minimum(metres, 2000) / 2000, 0.3)
        scores = score_places(columns, rows, query, wish, fit[rows])
        keys = self._order(columns, rows, query)
        unordered = 0
        if keys is None:
            positions = choose_places(columns, scores, query)
        else:
            known = np.flatnonzero(np.isfinite(keys))
            unordered = len(rows) - len(known)
            by_key = sorted(known.tolist(), key=lambda p: (keys[p], -scores.total[p], columns.places[rows[p]].id))
            positions = by_key[: query.limit]
        if query.order == "nearest":  # from the middle of an area the order alone says something
            apart = np.round(self._metres(columns, query), -2)
            metres = np.full(len(apart), np.inf) if self.from_middle(query) else apart
        ranked = []
        for position in positions:
            row = rows[position]
            ranked.append(
                Ranked(
                    place=columns.places[row],
                    why=self._reasons.why(columns.places[row], replace(query, attributes=asked), wish),
                    score=float(scores.total[position]),
                    facets=scores.facets(position) + standing(columns.places[row], columns.newest_year),
                    distance_m=int(metres[row]) if math.isfinite(metres[row]) else None,
                    priced=self.price(columns.places[row], query),
                )
            )
        return tuple(ranked), unordered

    def _metres(self, columns: PlaceColumns, query: PlaceQuery) -> Numbers:
        """Straight metres to each place from where a query reckons, infinite where not known."""
        start = query.start or query.beside
        if start is not None:
            return columns.metres_from(self.store.position(self.store.places[start]))
        if self.from_middle(query):
            return columns.metres_from(self._start(query))
        return columns.metres_to(query.areas)

    def from_middle(self, query: PlaceQuery) -> bool:
        """Whether distances can be reckoned from nothing better than the middle of the one area that is asked for."""
        if query.start is not None or query.beside is not None or len(query.areas) != 1:
            return False
        return self.store.areas[query.areas[0]].lat is None and self.store.middle(query.areas[0]) is not None

    def _start(self, query: PlaceQuery) -> tuple[float, float] | None:
        """From where the nearest places are to be found; None where that is not asked for, or by a landmark."""
        if query.order != "nearest" or query.beside is not None:
            return None
        if query.start is not None:
            return self.store.position(self.store.places[query.start])
        return self.store.middle(query.areas[0]) if self.from_middle(query) else None

    def _order(self, columns: PlaceColumns, rows: Rows, query: PlaceQuery) -> Numbers | None:
        """What the places are ordered by, least first, infinite where it is not known; None where nothing is."""
        places = (columns.places[row] for row in rows.tolist())
        match query.order:
            case None:
                return None
            case "nearest":
                return self._metres(columns, query)[rows]
            case "oldest":
                return np.array([float(place.opened[:4]) if place.opened else math.inf for place in places])
            case "cheapest" | "dearest":
                sign = 1 if query.order == "cheapest" else -1
                prices = (self.price(place, query) for place in places)
                return np.array([math.inf if priced is None else sign * float(priced.krw) for priced in prices])


def _is_free_of(place: Place, words: frozenset[str]) -> bool:
    """Whether no dish is called by any of some words, as a whole or by one of its own."""
    return words.isdisjoint(word for dish in place.menu for word in (dish, *dish.split()))
