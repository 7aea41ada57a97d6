"""Shops of an extract of OpenStreetMap (.osm.pbf, .osm.xml, …), a row at a time, with the areas that they lie in.

An object with a name and one of the keys `_KEYS` is a row; of a building it is the middle. The areas are the boundaries
of the extract itself, by the levels that Korea uses (https://wiki.openstreetmap.org/wiki/Korea_tagging); where it has
none, the tags `addr:*` tell what they can. Classes are tags: «cuisine=chinese|amenity=restaurant».
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from companion.base.errors import UsageError
from companion.base.extras import requiring
from companion.knowledge.places.importing.records import StoreRecord
from companion.language.map_hours import hours_of_map

_KEYS: Final = ("cuisine", "amenity", "shop", "tourism", "leisure", "healthcare", "office", "craft")
"""From the narrowest to the widest."""
_LEVELS: Final = ("4", "6", "7", "8")
"""Province; city, county or ward of a metropolis; district of a city; neighbourhood."""
_HEADER: Final = (
    "osm", "name", "branch", "class", "addr:province", "addr:city", "addr:subdistrict", "addr:full", "phone",
    "opening_hours", "lon", "lat",
)  # fmt: skip
_DATED: Final = re.compile(r"20\d\d-\d\d-\d\d")
_STAMPS: Final = ("osmosis_replication_timestamp", "timestamp")


class _Object(NamedTuple):
    """A way or a relation with a name: `ways` are those that it is drawn with."""

    id: str
    tags: Mapping[str, str]
    ways: tuple[int, ...]


class _Border(NamedTuple):
    level: str
    name: str
    ways: tuple[int, ...]


class OpenStreetMapFile:
    """An extract.

    Attributes:
        path, name, header: see `StoreRows`.
        size: 0, for nobody knows it before the end.
        day: of the data, where the file says so.

    Raises:
        MissingExtra: `osmium` or `shapely` is not installed.
        UsageError: it is no sound extract.
    """

    size = 0

    def __init__(self, path: Path) -> None:
        with requiring("extracts of OpenStreetMap", "places"):
            import osmium
            import shapely
        self._osmium, self._shapely = osmium, shapely
        self.path, self.name = path, path.name
        self.header = list(_HEADER)
        try:
            with osmium.io.Reader(str(path)) as reader:
                header = reader.header()
            stamps = (_DATED.match(header.get(key, "")) for key in _STAMPS)
            self.day = next((found[0] for found in stamps if found), None)
        except (RuntimeError, OSError) as e:
            raise self._broken(e) from None
        self._shapes: tuple[list[_Object], _Areas] | None = None

    def _broken(self, error: Exception) -> UsageError:
        return UsageError(f"{self.path}: no sound extract of OpenStreetMap: {str(error)[:200]}")

    def records(self, start: int = 0, number: int = 0) -> Iterator[StoreRecord]:
        """The rows from a place on; see `StoreRows.records`. Those before it are read again and passed over."""
        try:
            for at, cells in enumerate(self._rows(), 1):
                if at > start:
                    yield StoreRecord(at, at, cells)
        except (RuntimeError, OSError) as e:
            raise self._broken(e) from None

    def _rows(self) -> Iterator[list[str]]:
        osmium = self._osmium
        if self._shapes is None:
            self._shapes = self._read_shapes()
        objects, areas = self._shapes
        keys = osmium.filter.KeyFilter(*_KEYS)
        for node in self._objects(osmium.osm.NODE, keys):
            tags = dict(node.tags)
            if tags.get("name"):
                yield _cells(f"n{node.id}", tags, node.lat, node.lon, areas)
        for one in objects:
            points = [point for way in one.ways for point in areas.points_of(way)]
            if points:
                lons, lats = zip(*points, strict=True)
                yield _cells(one.id, one.tags, sum(lats) / len(lats), sum(lons) / len(lons), areas)

    def _objects(self, kinds: Any, *filters: Any) -> Iterator[Any]:
        reader = self._osmium.FileProcessor(str(self.path), kinds)
        for one in filters:
            reader = reader.with_filter(one)
        yield from reader

    def _read_shapes(self) -> tuple[list[_Object], _Areas]:
        """What is drawn with ways, and the boundaries; only the nodes of these are held, not those of the file."""
        osm, filters = self._osmium.osm, self._osmium.filter
        objects: list[_Object] = []
        borders: list[_Border] = []
        refs: dict[int, array[int]] = {}
        for relation in self._objects(osm.RELATION, filters.KeyFilter("boundary", *_KEYS)):
            tags = dict(relation.tags)
            outer = tuple(m.ref for m in relation.members if m.type == "w" and m.role in ("outer", ""))
            name, level = tags.get("name"), tags.get("admin_level", "")
            if tags.get("boundary") == "administrative" and level in _LEVELS and name:
                ways = tuple(m.ref for m in relation.members if m.type == "w" and m.role in ("outer", "inner", ""))
                borders.append(_Border(level, name, ways))
            elif name and not tags.get("boundary"):
                objects.append(_Object(f"r{relation.id}", tags, outer))
        wanted = {way for one in objects for way in one.ways} | {way for one in borders for way in one.ways}
        for way in self._objects(osm.WAY, filters.KeyFilter(*_KEYS)):
            tags = dict(way.tags)
            if tags.get("name"):
                refs[way.id] = array("q", [node.ref for node in way.nodes])
                objects.append(_Object(f"w{way.id}", tags, (way.id,)))
        if left := wanted - refs.keys():
            for way in self._objects(osm.WAY, filters.IdFilter(left)):
                refs[way.id] = array("q", [node.ref for node in way.nodes])
        nodes = {node for several in refs.values() for node in several}
        found = self._objects(osm.NODE, filters.IdFilter(nodes)) if nodes else ()
        points = {node.id: (node.lon, node.lat) for node in found}
        return objects, _Areas(self._shapely, borders, refs, points)


class _Areas:
    """Where ways lie, and which areas a point lies in."""

    def __init__(
        self,
        shapely: Any,
        borders: Iterable[_Border],
        refs: Mapping[int, array[int]],
        points: Mapping[int, tuple[float, float]],
    ) -> None:
        self._refs, self._points, self._shapely = refs, points, shapely
        self._named: list[_Border] = []
        polygons = []
        for border in borders:
            lines = [line for way in border.ways if len(line := self.points_of(way)) > 1]
            parts = shapely.get_parts(shapely.build_area(shapely.multilinestrings(lines))) if lines else ()
            self._named += [border] * len(parts)
            polygons += [*parts]
        self._tree = shapely.STRtree(polygons)

    def points_of(self, way: int) -> list[tuple[float, float]]:
        """Longitude and latitude of what a way is drawn through, as far as the file has it."""
        return [self._points[node] for node in self._refs.get(way, ()) if node in self._points]

    def around(self, lat: float, lon: float) -> Mapping[str, str]:
        """The names of the areas around a point, by level."""
        found = self._tree.query(self._shapely.Point(lon, lat), predicate="within")
        return {self._named[at].level: self._named[at].name for at in found}


def _cells(id: str, tags: Mapping[str, str], lat: float, lon: float, areas: _Areas) -> list[str]:
    around = areas.around(lat, lon)
    city = " ".join(filter(None, (around.get("6"), around.get("7"))))
    city = city or " ".join(filter(None, map(tags.get, ("addr:city", "addr:county", "addr:district"))))
    street = " ".join(filter(None, map(tags.get, ("addr:street", "addr:housenumber"))))
    return [
        id,
        tags.get("name:ko") or tags["name"],
        tags.get("branch:ko") or tags.get("branch", ""),
        "|".join(f"{key}={value}" for key in _KEYS for value in tags.get(key, "").split(";") if value),
        around.get("4") or tags.get("addr:province", ""),
        city,
        around.get("8") or tags.get("addr:subdistrict", ""),
        tags.get("addr:full") or " ".join(filter(None, (around.get("4"), city, street))) * bool(street),
        tags.get("phone") or tags.get("contact:phone", ""),
        hours_of_map(tags.get("opening_hours", "")) or "",
        f"{lon:.6f}",
        f"{lat:.6f}",
    ]
