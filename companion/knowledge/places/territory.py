"""The towns, districts and neighbourhoods of imported places as areas beside those that packs declare."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from companion.knowledge.places.concepts import DISTRICTS, Area, AreaKind, Concepts
from companion.knowledge.places.database import AreaRecord, PlaceDatabase
from companion.knowledge.places.importing.forms import known_forms, names_of_province, old_names_of_province
from companion.language.area_names import (
    is_ordinary_word,
    names_of_family,
    numbered_family,
    short_of_area,
    spoken_province,
)

_RADIUS_M: Final = 700


def names_of_town(name: str) -> tuple[str, ...]:
    """All names of a town, the full one first, then the short one: «화성시», «화성»; «부산광역시», «부산», «부산시»."""
    as_province = names_of_province(name)  # a metropolis is one
    return tuple(n for n in dict.fromkeys((name, *as_province[1:], short_of_area(name))) if n)


@dataclass(frozen=True, slots=True)
class Territory:
    """Which areas there are, and which places of a database lie in them.

    Attributes:
        spans: by area: the first and the last number of its places.
        admins: by area: numbers of the administrative neighbourhoods that it is made of.
        path: by number of a neighbourhood: ids of its town, its district and itself, None where it has none.
        likely: by number of an administrative neighbourhood: the areas that its places lie in beside their path.
    """

    spans: Mapping[str, tuple[int, int]]
    admins: Mapping[str, tuple[int, ...]]
    path: Mapping[int, tuple[str, str | None, str | None]]
    likely: Mapping[int, frozenset[str]]


class _Settling:
    """Gives every node of the tree an area: one that a pack declares where it is the same, else a new one."""

    def __init__(self, concepts: Concepts, pack: str, namesakes: frozenset[str]) -> None:
        self.areas = dict(concepts.areas)
        self._declared = concepts
        self._pack = pack
        self._namesakes = namesakes
        self._fronts: dict[str, str] = {}
        self._settled: dict[tuple[str, str], str] = {}
        self._roots = {name: area.id for area in concepts.roots for name in (area.id, area.short, *area.aliases)}
        self._inside: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._parts: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for area in concepts.areas.values():
            root = concepts.root_of(area.id)
            if root is not None and not area.is_root and area.kind != "landmark":
                for name in (area.id, area.short):
                    self._inside[root].setdefault(name, area.id)

    def root(self, province: str, name: str) -> str:
        """The area of a town; one that shares a name with another is told by its province."""
        if (province, name) not in self._settled:
            self._settled[province, name] = self._settle_root(province, name)
        return self._settled[province, name]

    def _settle_root(self, province: str, name: str) -> str:
        known = self._roots.get(name)
        if known is not None and (name not in self._namesakes or province in self.areas[known].part_of):
            return known
        id = name
        if name in self._namesakes or name in self.areas:
            id = f"{province} {name}"
        called = names_of_town(name)
        regions = tuple(dict.fromkeys((province, *names_of_province(province), *old_names_of_province(province))))
        regions = tuple(n for n in regions if n and n not in called)
        aliases = dict.fromkeys((*called, *(f"{region} {n}" for region in regions for n in called)))
        self._fronts[id] = called[1] if len(called) > 1 else name
        short = self._fronts[id] if self._namesakes.isdisjoint(called) else self._with_province(province, name)
        return self._new(id, "city", short, tuple(n for n in aliases if n != id), (), regions)

    @staticmethod
    def _with_province(province: str, name: str) -> str:
        """«경기도 광주시»; a metropolis by its full name."""
        return name if name == province else f"{spoken_province((province, *names_of_province(province)))} {name}"

    def province(self, name: str, towns: Iterable[str]) -> str | None:
        """The area of a province, in which some towns lie; None where it is a town itself, or has only one."""
        roots = [self.areas[town] for town in dict.fromkeys(towns)]
        if len(roots) < 2 or not name or name in self.areas:
            return None
        spoken = names_of_province(name)
        id = self._new(name, "province", next(iter(spoken[1:]), name), spoken[1:], (), ())
        for root in roots:
            self.areas[root.id] = replace(root, within=(*root.within, id))
        return id

    def inside(self, root: str, above: str, kind: AreaKind, name: str, within: Iterable[str] = ()) -> str:
        """An area of a town, by its name; two districts may each have one of a name (신사동)."""
        known = self._found(root, above, name)
        if known is not None:
            return known
        taken = name in self._inside[root]
        id = (
            name
            if name not in self.areas
            else f"{above if taken else self._fronts.get(root, self.areas[root].short)} {name}"
        )
        if id in self.areas:
            id = f"{above} {name}"
        if id in self.areas:
            id = f"{root} {above} {name}"
        if id in self.areas:
            return id
        short = short_of_area(name)
        says = short is not None and short not in self._inside[root]
        says = says and (kind in DISTRICTS or not is_ordinary_word(short or ""))
        aliases = tuple(n for n in (name, short if says else None) if n is not None and n != id)
        self._inside[root].setdefault(name, id)
        self._parts[above][name] = id
        return self._new(id, kind, name, aliases, tuple(dict.fromkeys((above, *within))), ())

    def knows(self, root: str, above: str, *names: str) -> bool:
        """Whether a town, or this part of it, has an area of one of these names."""
        return any(self._found(root, above, name) is not None for name in names)

    def _found(self, root: str, above: str, name: str) -> str | None:
        known = self._inside[root].get(name)
        if known is None or above == root:
            return known
        districts = [area for area in self.areas[known].within if self.areas[area].kind in DISTRICTS]
        return self._parts[above].get(name) if districts and above not in districts else known

    def _new(
        self,
        id: str,
        kind: AreaKind | Literal["province"],
        short: str,
        aliases: tuple[str, ...],
        within: tuple[str, ...],
        part_of: tuple[str, ...],
    ) -> str:
        if id not in self.areas:
            self.areas[id] = Area(
                id, kind, short, aliases, within, part_of, None, None, _RADIUS_M, False, self._pack, imported=True
            )
        return id


def settle(concepts: Concepts, database: PlaceDatabase, pack: str) -> tuple[Concepts, Territory]:
    """The concepts with the areas of a database, and where its places lie in them."""
    spans: dict[str, tuple[int, int]] = {}
    path: dict[int, tuple[str, str | None, str | None]] = {}
    towns = {record.path[:2] for record in database.areas}
    shared = Counter(name for _, city in towns for name in names_of_town(city))
    settling = _Settling(concepts, pack, frozenset(name for name, number in shared.items() if number > 1))

    def holds(area: str | None, record: AreaRecord) -> None:
        if area is not None:
            first, last = spans.get(area, (record.first, record.last))
            spans[area] = min(first, record.first), max(last, record.last)

    for record in database.areas:
        province, city, district, dong = record.path
        root = settling.root(province, city)
        part = settling.inside(root, root, "district", district) if district else None
        leaf = settling.inside(root, part or root, "dong", dong) if dong else None
        if part is not None and settling.areas[part].kind not in DISTRICTS:
            part = None
        path[record.no] = (root, part, leaf)
        for area in (root, part, leaf):
            holds(area, record)
    by_province: defaultdict[str, list[AreaRecord]] = defaultdict(list)
    for record in database.areas:
        by_province[record.path[0]].append(record)
    for old, provinces in known_forms().old_provinces.items():  # of its cities, each is a town by itself
        by_province[old] = [r for p in provinces if (p, p) not in towns for r in by_province.get(p, ())]
    for province, records in by_province.items():
        area = settling.province(province, (path[record.no][0] for record in records))
        for record in records:
            holds(area, record)
    admins: defaultdict[str, list[int]] = defaultdict(list)
    likely: defaultdict[int, set[str]] = defaultdict(set)
    families: defaultdict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for admin in database.admins:
        root, part, _ = path[admin.area]
        if (family := numbered_family(admin.name)) is not None:
            families[root, family].append((admin.no, part or root))
        if settling.knows(root, part or root, admin.name):
            continue  # a legal neighbourhood has its name
        area = settling.inside(root, part or root, "dong", admin.name)
        admins[area].append(admin.no)
        likely[admin.no].add(area)
    for (root, family), several in families.items():
        # «동탄1동» to «동탄9동» are «동탄», where no district or legal neighbourhood is.
        if settling.knows(root, root, *names_of_family(family)) or is_ordinary_word(family):
            continue
        area = settling.inside(root, several[0][1], "dong", family)
        for no, _ in several:
            admins[area].append(no)
            likely[no].add(area)
    grown = replace(concepts, areas=settling.areas)
    return grown, Territory(
        spans,
        {area: tuple(several) for area, several in admins.items()},
        path,
        {admin.no: frozenset(likely[admin.no]) for admin in database.admins},
    )
