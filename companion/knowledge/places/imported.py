"""The imported places of a pack: a few hundred that may meet a query, one by its id, those of a name."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from statistics import median
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from companion.base import patterns as re
from companion.knowledge.places.concepts import Area
from companion.knowledge.places.database import PlaceDatabase, PlaceRecord
from companion.knowledge.places.distance import EARTH_M, distance_m
from companion.knowledge.places.keys import Kind, name_key, sound_number, with_branch
from companion.knowledge.places.territory import Territory
from companion.language.opening_hours import parse_opening_hours
from companion.language.week_times import open_at

if TYPE_CHECKING:
    from companion.knowledge.places.query import PlaceQuery
    from companion.knowledge.places.store import Place

_MOST: Final = 120
"""Candidates for a query; of more that meet it a fair sample is taken, or the nearest."""
_STRETCHES: Final = 12
_BESIDE_M: Final = 700
_FIRST_M: Final = 500
_FARTHEST_M: Final = 64_000
"""How far around a point the nearest places are looked for, in circles of twice the size."""
_DENSE: Final = 0.05
"""The share from which on a kind is found faster by looking at every place of a stretch than by its index."""
_MICRO: Final = 1e-6
_NAMESAKES: Final = 40
_MENU: Final = re.compile(r"[,/·+;]|\s-\s")
_LONG_NAME: Final = 4
"""Syllables from which on a name is known by its sound alone."""


class Candidates(NamedTuple):
    """Places that may meet a query.

    Attributes:
        places: at most a few hundred.
        likely: areas that each of them lies in beside those that it states, by id.
        beyond: counts how many more there are like them.
    """

    places: tuple[Place, ...]
    likely: Mapping[str, frozenset[str]]
    beyond: Callable[[], int]


NO_CANDIDATES: Final = Candidates((), {}, lambda: 0)


class ImportedPlaces:
    """The imported places of one pack.

    Args:
        database: the file.
        territory: how its places lie in the areas.
        areas: all areas, by id.
        make: makes a place; see `Place`.
    """

    def __init__(
        self, database: PlaceDatabase, territory: Territory, areas: Mapping[str, Area], make: type[Place]
    ) -> None:
        self._database, self._territory, self._areas, self._make = database, territory, areas, make
        self._found = lru_cache(maxsize=4096)(self._record)
        self._kinds_that = lru_cache(maxsize=64)(self._chosen_kinds)
        self._counted = lru_cache(maxsize=256)(self._count)
        self.type_counts = lru_cache(maxsize=64)(self._type_counts)

    def __len__(self) -> int:
        return self._database.size

    @property
    def made(self) -> str:
        """Tells these places from all others."""
        return self._database.made

    @cached_property
    def examples(self) -> Mapping[int, Place]:
        """A place of each kind, without anything but its kind."""
        return {no: self._of_kind(kind) for no, kind in self._database.kinds.items()}

    @property
    def types(self) -> frozenset[str]:
        """The types of its places."""
        return frozenset(kind.type for kind in self._database.kinds.values())

    def _type_counts(self, town: str | None) -> Counter[str]:
        """How many places of each type there are in a town, or everywhere."""
        if town is not None and town not in self._territory.spans:
            return Counter()
        sizes = self._database.kind_sizes if town is None else self._database.sizes(*self._territory.spans[town])
        found: Counter[str] = Counter()
        for no, size in sizes.items():
            found[self._database.kinds[no].type] += size
        return found

    @property
    def roots(self) -> tuple[str, ...]:
        """The towns that its places lie in, the one with most of them first."""
        towns = {root for root, _, _ in self._territory.path.values()}
        spans = self._territory.spans
        return tuple(sorted(towns, key=lambda town: (spans[town][0] - spans[town][1], town)))

    def get(self, id: str) -> Place | None:
        """A place by its id; None where it is not one of these."""
        found = self._found(id)
        return None if found is None else self._place(found)

    def likely(self, id: str) -> frozenset[str]:
        """Areas that a place lies in beside those that it states."""
        found = self._found(id)
        return frozenset() if found is None or found.admin is None else self._territory.likely[found.admin]

    def _record(self, id: str) -> PlaceRecord | None:
        found = self._database.by_ids((id,)) if ":" in id else ()
        return found[0] if found else None

    def named(self, names: Sequence[str]) -> Mapping[str, tuple[Place, ...]]:
        """The places of some names, spacing apart, by the name that was asked."""
        asked = {name_key(name): name for name in names}
        found: dict[str, list[Place]] = {}
        for key, record in self._database.by_keys(tuple(asked), _NAMESAKES):
            found.setdefault(asked[key], []).append(self._place(record))
        return {name: tuple(places) for name, places in found.items()}

    def sounding_like(self, name: str) -> tuple[Place, ...]:
        """The places whose long name sounds so, however it is spelt."""
        if len(name_key(name)) < _LONG_NAME:
            return ()
        return tuple(map(self._place, self._database.by_sound(sound_number(name), _NAMESAKES)))

    def middle(self, area: str) -> tuple[float, float] | None:
        """The middle of the places in an area, of the median latitude and longitude of an even sample of them.

        None where none of them says where it is, and of a province, which is too wide to have one that says anything.
        """
        span = self._territory.spans.get(area)
        if self._areas[area].kind == "province" or (span is None and area not in self._territory.admins):
            return None
        if span is not None:
            numbers: Sequence[int] = range(span[0], span[1] + 1)
        else:
            numbers = [no for no, _ in self._database.in_admins(self._territory.admins[area])]
        some = [r for r in self._database.records(_spread(numbers, 0)) if r.lat is not None and r.lon is not None]
        if not some:
            return None
        return median(r.lat or 0 for r in some) * _MICRO, median(r.lon or 0 for r in some) * _MICRO

    # Candidates

    def candidates(
        self,
        query: PlaceQuery,
        wanted: Callable[[Place], bool],
        position: tuple[float, float] | None = None,
        start: tuple[float, float] | None = None,
    ) -> Candidates:
        """Places that may meet a query, before what is looked up place by place.

        Args:
            query: what is asked.
            wanted: whether a place of a kind may be meant; asked once for each kind and query.
            position: latitude and longitude of what they are to be beside.
            start: latitude and longitude of what they are to be nearest to.
        """
        if (
            query.attributes or query.price_level
            or query.max_price_krw is not None or query.min_price_krw is not None
            or query.order in ("cheapest", "dearest", "oldest")
            or ((query.open or query.resting) and not self._database.states_hours)
        ):  # fmt: skip
            return NO_CANDIDATES  # no store file states any of these
        if query.within is not None:
            records = self._database.by_ids(tuple(i for i in query.within if ":" in i))
            return self._made(records, lambda: 0)
        kinds = self._kinds_that(
            (query.types, query.offers, query.apart, query.also_offers, query.exclude_offers), _Once(wanted)
        )
        if not kinds:
            return NO_CANDIDATES
        shift = query.seed * 7919 + len(query.exclude_places) // 40
        out = set(query.exclude_places)
        if query.open or query.resting:
            told = self._open_in(query, kinds, position)
            some = _spread(told, shift) if start is None else self._nearest_of(told, start)[: _MOST + len(out)]
            found = self._made(self._database.records(some), lambda: len(told) - len(some))
            return found._replace(places=tuple(place for place in found.places if place.id not in out))
        if start is None:
            numbers, stretches = self._places_in(query, kinds, position, shift)
        else:
            numbers, stretches = self._nearest(query, kinds, start, len(out))
        found = self._made(self._database.records(sorted(numbers)), lambda: 0)
        places = tuple(place for place in found.places if place.id not in out)

        def beyond() -> int:
            total = sum(self._counted(first, last, kinds) for first, last in stretches)
            return max(0, total - len(numbers))

        return Candidates(places, found.likely, beyond)

    def _chosen_kinds(self, key: object, wanted: _Once) -> tuple[int, ...]:
        return tuple(no for no, example in self.examples.items() if wanted.holds(example))

    def _open_in(self, query: PlaceQuery, kinds: Sequence[int], position: tuple[float, float] | None) -> list[int]:
        """The numbers of all places that state that they are open, or at rest, when and where is asked."""
        spans = [self._territory.spans[area] for area in query.areas if area in self._territory.spans]
        others = [area for area in query.areas if area not in self._territory.spans]
        chosen = frozenset(kinds)
        around: set[int] = set()
        if query.beside is not None:
            spans, around = [], set() if position is None else set(self._by_distance(*position, _BESIDE_M, chosen))
        elif not query.areas:
            spans = [(1, self._database.size)]
        for area in others if query.beside is None else ():
            around |= self._in_area(area, chosen)
        lasts = [(min(around), max(around))] if around else []
        told = {
            no: hours for first, last in (*spans, *lasts) for no, hours in self._database.with_hours(first, last, kinds)
        }

        def meets(no: int, hours: str) -> bool:
            if no not in around and not any(first <= no <= last for first, last in spans):
                return False
            opening = _opening(hours)
            return (query.open is None or open_at(opening, query.open) is True) and (
                query.resting is None or open_at(opening, query.resting) is False
            )

        return sorted(no for no, hours in told.items() if meets(no, hours))

    def _in_area(self, area: str, kinds: frozenset[int]) -> set[int]:
        """The places of some kinds in an area that is no stretch of numbers."""
        found = {no for no, kind in self._database.in_admins(self._territory.admins.get(area, ())) if kind in kinds}
        where = self._areas[area]
        if where.lat is not None and where.lon is not None:
            found |= set(self._by_distance(where.lat, where.lon, where.radius_m, kinds))
        return found

    def _places_in(
        self, query: PlaceQuery, kinds: Sequence[int], position: tuple[float, float] | None, shift: int
    ) -> tuple[set[int], list[tuple[int, int]]]:
        """Numbers of places, and the stretches of which they are a mere sample."""
        chosen = frozenset(kinds)
        if query.beside is not None:
            return (set(), []) if position is None else (self._around(*position, _BESIDE_M, chosen), [])
        if not query.areas:
            whole = (1, self._database.size)
            return self._sampled(whole, kinds, shift)
        found: set[int] = set()
        sampled: list[tuple[int, int]] = []
        admins: list[int] = []
        for area in dict.fromkeys(query.areas):
            admins += self._territory.admins.get(area, ())
            span = self._territory.spans.get(area)
            if span is not None:
                some, stretches = self._sampled(span, kinds, shift)
                found |= some
                sampled += stretches
                continue
            where = self._areas[area]
            if where.lat is not None and where.lon is not None:
                found |= self._around(where.lat, where.lon, where.radius_m, chosen)
        if admins:
            several = [no for no, kind in self._database.in_admins(admins) if kind in chosen]
            found |= set(_spread(several, shift))
        return found, sampled

    def _nearest(
        self, query: PlaceQuery, kinds: tuple[int, ...], start: tuple[float, float], told: int
    ) -> tuple[set[int], list[tuple[int, int]]]:
        """The nearest places of some kinds in some areas, beside so many that were told, and where they are among."""
        spans = [self._territory.spans[a] for a in query.areas if a in self._territory.spans]
        spans = spans if query.areas else [(1, self._database.size)]
        admins = [no for a in query.areas for no in self._territory.admins.get(a, ())]
        several = {no for no, kind in self._database.in_admins(admins) if kind in kinds} if admins else set()
        enough = _MOST + told
        if sum(self._counted(first, last, kinds) for first, last in spans) + len(several) <= 2 * enough:
            several |= {no for first, last in spans for no in self._database.numbers_of_kinds(first, last, kinds)}
            return set(self._nearest_of(several, start)[:enough]), spans
        radius, found = _FIRST_M, list[int]()
        while len(found) < enough and radius <= _FARTHEST_M:
            found = [
                no
                for no in self._by_distance(*start, radius, frozenset(kinds), circle=True)
                if no in several or any(first <= no <= last for first, last in spans)
            ]
            radius *= 2
        return set(found[:enough]), spans

    def _nearest_of(self, numbers: Collection[int], start: tuple[float, float]) -> list[int]:
        """Some places, the nearest first; those that do not say where they are are left out."""
        told = [r for r in self._database.records(sorted(numbers)) if r.lat is not None and r.lon is not None]
        far = {r.no: distance_m(*start, (r.lat or 0) * _MICRO, (r.lon or 0) * _MICRO) for r in told}
        return sorted(far, key=far.__getitem__)

    def _around(self, lat: float, lon: float, radius_m: float, kinds: frozenset[int]) -> set[int]:
        """The nearest places of some kinds."""
        return set(self._by_distance(lat, lon, radius_m, kinds)[:_MOST])

    def _by_distance(
        self, lat: float, lon: float, radius_m: float, kinds: frozenset[int], *, circle: bool = False
    ) -> list[int]:
        """The places of some kinds in the square around a circle, or in the circle alone, the nearest first."""
        north = math.degrees(radius_m / EARTH_M)
        east = north / math.cos(math.radians(lat))
        found = self._database.in_box(lat - north, lat + north, lon - east, lon + east)
        ratio = north / east

        def apart(place: tuple[int, int, int, int]) -> float:
            return math.hypot(place[2] * _MICRO - lat, (place[3] * _MICRO - lon) * ratio)

        near = (one for one in found if one[1] in kinds and not (circle and apart(one) > north))
        return [place[0] for place in sorted(near, key=apart)]

    def _sampled(
        self, span: tuple[int, int], kinds: Sequence[int], shift: int
    ) -> tuple[set[int], list[tuple[int, int]]]:
        """The places of some kinds in a stretch, or a sample that is spread evenly over it."""
        first, last = span
        size, chosen = last - first + 1, frozenset(kinds)
        share = sum(self._database.kind_sizes[kind] for kind in kinds) / max(1, self._database.size)
        expected = size * share
        if expected <= 2 * _MOST:
            if share > _DENSE or size <= 4 * _MOST:
                found = [no for no, kind in self._database.stretch(first, last) if kind in chosen]
            else:
                found = self._database.numbers_of_kinds(first, last, kinds)
            kept = _spread(found, shift)
            return set(kept), [span] if len(kept) < len(found) else []
        length = max(4, math.ceil(_MOST / _STRETCHES / share))
        step = size / _STRETCHES
        numbers: set[int] = set()
        for at in range(_STRETCHES):
            start = first + int((at * step + shift * length) % max(1, size - length))
            if share > _DENSE:
                numbers |= {no for no, kind in self._database.stretch(start, start + length - 1) if kind in chosen}
            else:
                numbers |= set(self._database.numbers_of_kinds(start, start + length - 1, kinds))
        if not numbers:  # rare things lie together
            numbers = set(_spread(self._database.numbers_of_kinds(first, last, kinds), shift))
        return numbers, [span]

    def _count(self, first: int, last: int, kinds: tuple[int, ...]) -> int:
        if len(kinds) == len(self._database.kinds):
            return last - first + 1
        return self._database.count(first, last, kinds)

    # Places

    def _made(self, records: Iterable[PlaceRecord], beyond: Callable[[], int]) -> Candidates:
        places, likely = [], {}
        for record in records:
            place = self._place(record)
            places.append(place)
            if record.admin is not None and (around := self._territory.likely.get(record.admin)):
                likely[place.id] = around
        return Candidates(tuple(places), likely, beyond)

    def _place(self, record: PlaceRecord) -> Place:
        root, district, dong = self._territory.path[record.area]
        source = self._database.sources[record.file]
        bare = self.examples[record.kind]
        full = with_branch(record.name, record.branch)
        return bare._replace(
            id=record.id,
            name=full,
            aliases=(record.name,) if full != record.name else (),
            menu=tuple(_dishes(record.menu)),
            root=root,
            district=district,
            dong=dong,
            address=record.address or None,
            lat=None if record.lat is None else record.lat * _MICRO,
            lon=None if record.lon is None else record.lon * _MICRO,
            phone=record.phone,
            hours=record.hours,
            opening=None if record.hours is None else _opening(record.hours),
            source=source.title,
            place_as_of=source.day,
        )

    def _of_kind(self, kind: Kind) -> Place:
        """A place of which nothing but its kind is known."""
        fields: dict[str, Any] = dict.fromkeys(self._make._fields)
        fields |= {"aliases": (), "menu": (), "landmarks": (), "other_prices": (), "tags": frozenset()}
        # That it is there is all that a registry tells: whatever somebody described comes before it.
        fields |= {"id": "", "name": "", "source": "", "confidence": "low"}
        return self._make(**{**fields, "type": kind.type, "category": kind.category, "offers": kind.offers})


_opening = lru_cache(maxsize=4096)(parse_opening_hours)


class _Once:
    """A test that a cache does not tell apart: what is asked of it stands in the other part of the key."""

    def __init__(self, holds: Callable[[Place], bool]) -> None:
        self.holds = holds

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Once)


def _spread(numbers: Collection[int], shift: int) -> list[int]:
    """At most so many of some numbers, spread evenly."""
    ordered = numbers if isinstance(numbers, range) else sorted(numbers)
    if len(ordered) <= _MOST:
        return list(ordered)
    step = len(ordered) / _MOST
    return [ordered[int(at * step + shift) % len(ordered)] for at in range(_MOST)]


def _dishes(menu: str | None) -> Iterator[str]:
    for dish in _MENU.split(menu or ""):
        if plain := " ".join(dish.split()):
            yield plain
