"""The places of a store as columns of numbers, so that a filter or a score is a few operations on whole arrays."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from copy import copy
from functools import lru_cache
from typing import Final, TypeAlias, TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from companion.knowledge.places.distance import EARTH_M, distance_m
from companion.knowledge.places.standing import standing
from companion.knowledge.places.store import Place, PlaceStore

Rows: TypeAlias = NDArray[np.intp]
"""Positions of places in their store."""
Mask: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = NDArray[np.float64]

_V = TypeVar("_V")
_BESIDE_M: Final = 700
"""How far «근처» reaches around a place."""
_FARTHEST_M: Final = 5_000


class Coded:
    """A column of few different values: the values, and a number for each place.

    Attributes:
        values: the different values; the place that first has one stands for all that share it.
        codes: int32 `[places]`, positions in `values`.
    """

    def __init__(self, places: Iterable[Place], value: Callable[[Place], Hashable]) -> None:
        known: dict[Hashable, int] = {}
        self.examples: list[Place] = []
        codes = []
        for place in places:
            code = known.setdefault(value(place), len(known))
            if code == len(self.examples):
                self.examples.append(place)
            codes.append(code)
        self.values = tuple(known)
        self.codes = np.array(codes, dtype=np.int32)

    def where(self, holds: Callable[[Place], bool]) -> Mask:
        """The places for which something holds that only this value decides."""
        return np.array([holds(place) for place in self.examples], dtype=np.bool_)[self.codes]

    def numbers(self, of: Callable[[Place], float]) -> Numbers:
        """A number for each place that only this value decides."""
        return np.array([of(place) for place in self.examples], dtype=np.float64)[self.codes]


class PlaceColumns:
    """What filters and scores look at, worked out once; arrays have an entry for each place, in the store's order.

    Attributes:
        places: the places.
        newest_year: the year that counts as fresh.
        standing: float64 `[places, facets]`, what `standing` says.
        offers: by category and offers.
        types: by type.
        groups: by the main offer, else the category; `categories` and `districts` by these; None where there is none.
        prices: won, 0 where no source states any; `levels` likewise; `costs`: the same, not a number there.
    """

    def __init__(self, store: PlaceStore) -> None:
        self.store = store
        self.places = tuple(store.places.values())
        self.newest_year = max((int(p.place_as_of[:4]) for p in self.places if p.place_as_of), default=0)
        self._rows = {place.id: row for row, place in enumerate(self.places)}
        self.standing = np.array(
            [[facet.value for facet in standing(place, self.newest_year)] for place in self.places], dtype=np.float64
        )
        self.offers = Coded(self.places, lambda place: (place.category, place.offers))
        self.types = Coded(self.places, lambda place: place.type)
        self.groups = Coded(self.places, group)
        self.categories = Coded(self.places, lambda place: place.category)
        self.districts = Coded(self.places, lambda place: place.district)
        self._having = _rows_by((tag, row) for row, place in enumerate(self.places) for tag in place.tags)
        self._place_areas()
        self._read_prices()
        self.chance = lru_cache(maxsize=4)(self._chance)

    def _place_areas(self) -> None:
        where = Coded(self.places, lambda p: (p.root, p.district, p.dong, p.landmarks, self.store.likely_areas(p)))
        stated = [
            frozenset(a for a in (p.district, p.dong, *p.landmarks) if a is not None) for p in where.examples
        ]  # fmt: skip
        around = [self.store.areas_of(place) for place in where.examples]
        codes = where.codes.tolist()
        self._stated = _rows_by((area, row) for row, code in enumerate(codes) for area in stated[code])
        self._inside = _rows_by((area, row) for row, code in enumerate(codes) for area in around[code])
        self._near = self._distances()

    def _distances(self) -> dict[str, tuple[Rows, Numbers]]:
        """For each landmark: the places within its radius, and the metres to them."""
        nowhere = math.nan
        lat = np.array([nowhere if p.lat is None else p.lat for p in self.places], dtype=np.float64)
        lon = np.array([nowhere if p.lon is None else p.lon for p in self.places], dtype=np.float64)
        lat[np.isnan(lon)] = nowhere
        self._lat, self._lon = lat, lon
        found = {}
        for area in self.store.located:
            if area.lat is None or area.lon is None:
                continue
            # Nothing further north or south can be near; the rest is measured.
            candidates = np.flatnonzero(np.abs(lat - area.lat) <= math.degrees(area.radius_m / EARTH_M) * 1.01)
            metres = [distance_m(lat[row], lon[row], area.lat, area.lon) for row in candidates.tolist()]
            near = [(row, m) for row, m in zip(candidates.tolist(), metres, strict=True) if m <= area.radius_m]
            found[area.id] = np.array([row for row, _ in near], dtype=np.intp), np.array([m for _, m in near])
        return found

    def metres_to(self, areas: Collection[str]) -> Numbers:
        """Straight metres from each place to the nearest of some areas, infinite where nothing states where one is."""
        best = np.full(len(self.places), np.inf)
        for area in (self.store.areas[a] for a in areas):
            if area.lat is None or area.lon is None:
                continue
            north = np.radians(self._lat - area.lat)
            east = np.radians(self._lon - area.lon) * math.cos(math.radians(area.lat))
            best = np.fmin(best, EARTH_M * np.hypot(north, east))
        return best

    def closeness(self, areas: Collection[str]) -> tuple[Numbers, Numbers]:
        """How near each place is to the nearest of some areas that nothing lies in, and its metres."""
        metres = self.metres_to(areas)
        return 0.5 * (1 - np.minimum(metres, _FARTHEST_M) / _FARTHEST_M), np.round(metres, -2)

    def beside(self, place: Place) -> tuple[Mask, Numbers]:
        """The places near one, itself left out, and the metres to all, infinite where not known.

        Near is what is less than 700 m away; of places that do not say where they are, those that share a
        neighbourhood or a landmark with it.
        """
        metres = self.metres_from(self.store.position(place))
        shared = [a for a in self.store.areas_of(place) if self.store.areas[a].kind in ("dong", "landmark")]
        smallest = [a for a in shared if not any(a != b and a in self.store.area_closure(b) for b in shared)]
        near = metres <= _BESIDE_M
        for area in smallest:
            inside = self._mask(self._inside.get(area, _NONE))
            near |= inside & ~np.isfinite(metres)
        if place.id in self._rows:
            near[self._rows[place.id]] = False
        return near, np.round(metres, -2)

    def metres_from(self, here: tuple[float, float] | None) -> Numbers:
        """Straight metres to each place from a point (latitude, longitude), infinite where it is not known."""
        if here is None:
            return np.full(len(self.places), np.inf)
        apart = (distance_m(*here, lat, lon) for lat, lon in zip(self._lat, self._lon, strict=True))
        return np.fmin(np.fromiter(apart, dtype=np.float64, count=len(self.places)), np.inf)

    def _read_prices(self) -> None:
        costs = [math.nan if place.price_krw is None else place.price_krw for place in self.places]
        self.costs = np.array(costs, dtype=np.float64)
        self.prices = np.nan_to_num(self.costs).astype(np.int64)
        self.levels = np.array([place.price_level or 0 for place in self.places], dtype=np.int8)

    def over(self, store: PlaceStore) -> PlaceColumns:
        """The same columns over another version of their store, which differs in nothing but prices."""
        other = copy(self)
        other.store, other.places = store, tuple(store.places.values())
        other._read_prices()
        return other

    def __len__(self) -> int:
        return len(self.places)

    # Filters

    def among(self, ids: Collection[str]) -> Mask:
        """The places with one of these ids."""
        return self._mask([self._rows[place] for place in ids if place in self._rows])

    def having(self, attribute: str) -> Mask:
        """The places that state an attribute."""
        return self._mask(self._having.get(attribute, _NONE))

    def lying_in(self, areas: Collection[str]) -> Mask:
        """The places in or near one of these areas."""
        found = self._mask(_NONE)
        for area in areas:
            found[self._inside.get(area, _NONE)] = True
            if area in self._near:
                found[self._near[area][0]] = True
        return found

    def _mask(self, rows: Rows | list[int]) -> Mask:
        found = np.zeros(len(self.places), dtype=np.bool_)
        found[rows] = True
        return found

    # Scores

    def area_fit(self, areas: Collection[str]) -> tuple[Numbers, NDArray[np.float64]]:
        """How precisely each place lies where it was asked for (0 to 1), and its metres, infinite where not known."""
        best, metres = np.zeros(len(self.places)), np.full(len(self.places), np.inf)
        for area in areas:
            if area in self._near:
                near, apart = self._near[area]
                metres[near] = np.minimum(metres[near], [round(m, -2) for m in apart.tolist()])
                best[near] = np.maximum(best[near], 0.9 - 0.4 * apart / self.store.areas[area].radius_m)
            if self.store.areas[area].is_root:
                continue  # all of them lie there: that says nothing of one
            inside = self._inside.get(area, _NONE)
            best[inside] = np.maximum(best[inside], 0.6)
            best[self._stated.get(area, _NONE)] = 1.0
        return best, metres

    def _chance(self, seed: int) -> Numbers:
        """A number in [0, 1) that depends on the seed and the place only."""
        drawn = (crc32(f"{seed}:{place.id}".encode()) & 0xFFFF for place in self.places)
        return np.fromiter(drawn, dtype=np.float64, count=len(self.places)) / 0x10000


_NONE: Final[Rows] = np.empty(0, dtype=np.intp)


def group(place: Place) -> str | None:
    """What it is chosen for: its main offer, else its category."""
    return place.offers[0] if place.offers else place.category


def _rows_by(pairs: Iterable[tuple[str, int]]) -> dict[str, Rows]:
    """Rows by what they have, in order."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for key, row in pairs:
        found[key].append(row)
    return {key: np.array(rows, dtype=np.intp) for key, rows in found.items()}
