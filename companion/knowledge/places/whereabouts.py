"""Where a place probably lies, as far as its name, its street and its neighbours tell more than is stated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from companion.knowledge.places.concepts import DISTRICTS, Concepts
from companion.knowledge.places.distance import distance_m
from companion.language.place_names import side_street, without_branch

if TYPE_CHECKING:
    from companion.knowledge.places.store import Place

_NEXT_DOOR_M: Final = 200
_NEIGHBOURS: Final = 2


def likely_areas(places: Iterable[Place], concepts: Concepts) -> Mapping[str, frozenset[str]]:
    """Areas that each place supports without stating them, by id; those that lie outside its district never are.

    A branch is named by where it is («행궁본점»); who shares its side street, or all who are next door, state a
    neighbourhood.
    """
    return _Whereabouts(tuple(places), concepts).all()


class _Whereabouts:
    def __init__(self, places: tuple[Place, ...], concepts: Concepts) -> None:
        self._places, self._concepts = places, concepts
        self._named = {
            name.replace(" ", ""): area.id
            for area in concepts.areas.values()
            if not area.common_word and area.kind not in DISTRICTS and not area.is_root
            for name in (area.id, *area.aliases)
            if len(name) > 1
        }
        self._stated = {p.id: self._neighbourhoods(p) for p in places}
        self._streets: defaultdict[str, list[Place]] = defaultdict(list)
        self._cells: defaultdict[tuple[int, int], list[Place]] = defaultdict(list)
        for place in places:
            if street := self._street(place):
                self._streets[street].append(place)
            if place.lat is not None and place.lon is not None:
                self._cells[self._cell(place.lat, place.lon)].append(place)

    def all(self) -> Mapping[str, frozenset[str]]:
        found = {}
        for place in self._places:
            areas = {*self._by_branch(place), *(() if self._stated[place.id] else self._by_others(place))}
            fitting = frozenset(area for area in areas if self._fits(place, area))
            if fitting:
                found[place.id] = fitting
        return found

    def _neighbourhoods(self, place: Place) -> frozenset[str]:
        """The neighbourhoods it is stated to lie in, the ones around them included."""
        stated = (a for a in (place.dong, *place.landmarks) if a is not None)
        found = frozenset[str]().union(*(self._concepts.area_closure[a] for a in stated))
        return frozenset(a for a in found if self._concepts.areas[a].kind == "dong")

    def _fits(self, place: Place, area: str) -> bool:
        closure = self._concepts.area_closure[area]
        districts = {a for a in closure if self._concepts.areas[a].kind in DISTRICTS}
        return place.root in closure and (place.district is None or not districts or place.district in districts)

    def _by_branch(self, place: Place) -> Iterator[str]:
        """«행궁본점», «수원원천점», «… 행궁동»: the last word of its name."""
        for name in (place.name, *place.aliases):
            _, space, last = name.rpartition(" ")
            branch = without_branch(last)
            if not space or (branch == last and last not in self._named):
                continue
            longest = max((n for n in self._named if branch.endswith(n)), key=len, default=None)
            if longest is not None:
                yield self._named[longest]

    def _by_others(self, place: Place) -> frozenset[str]:
        street = self._street(place)
        beside = [self._stated[p.id] for p in self._streets[street] if self._stated[p.id]] if street else []
        if beside:
            return frozenset.intersection(*beside)
        around = [self._stated[p.id] for p in self._next_door(place) if self._stated[p.id]]
        return frozenset.intersection(*around) if len(around) >= _NEIGHBOURS else frozenset()

    @staticmethod
    def _street(place: Place) -> str | None:
        found = side_street(place.address or "")
        return f"{place.district} {found}" if found else None

    @staticmethod
    def _cell(lat: float, lon: float) -> tuple[int, int]:
        return round(lat * 400), round(lon * 300)  # about 300 m each way

    def _next_door(self, place: Place) -> Iterator[Place]:
        if place.lat is None or place.lon is None:
            return
        row, column = self._cell(place.lat, place.lon)
        for cell in ((row + r, column + c) for r in (-1, 0, 1) for c in (-1, 0, 1)):
            for other in self._cells.get(cell, ()):
                if other is place or other.lat is None or other.lon is None:
                    continue
                if distance_m(place.lat, place.lon, other.lat, other.lon) <= _NEXT_DOOR_M:
                    yield other
