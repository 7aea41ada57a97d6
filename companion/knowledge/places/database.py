"""The file of imported places as it is read: SQLite, opened read-only, whatever its size."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from companion.base.errors import DataError
from companion.knowledge.places.keys import Kind

STORE: Final = "places.sqlite"
"""The name of the file in the folder of its pack."""
VERSION: Final = "2"

_CACHE_KB: Final = 24_576
_MOST_VALUES: Final = 500
_COLUMNS: Final = "no, id, name, branch, kind, area, admin, address, lat, lon, phone, menu, hours, file"


class PlaceRecord(NamedTuple):
    """A row of the table of places; `lat`, `lon` in millionths of a degree; `kind`, `area`, `admin`, `file` numbers."""

    no: int
    id: str
    name: str
    branch: str | None
    kind: int
    area: int
    admin: int | None
    address: str
    lat: int | None
    lon: int | None
    phone: str | None
    menu: str | None
    hours: str | None
    file: int


class AreaRecord(NamedTuple):
    """A neighbourhood: its path («경기도», «수원시», «팔달구», «인계동»), and the numbers of the places in it."""

    no: int
    path: tuple[str, ...]
    first: int
    last: int


class AdminRecord(NamedTuple):
    """An administrative neighbourhood: an area of the town that it lies in, its name, how many places it has."""

    no: int
    area: int
    name: str
    places: int


class SourceRecord(NamedTuple):
    """A file that was imported: what it is called as a source, and the ISO day of its data."""

    title: str
    day: str


class PlaceDatabase:
    """The places of one pack.

    Attributes:
        path: the file.
        made: tells this file from every other.
        size: how many places there are; their numbers are 1 to this.
        kinds, sources: by number; `kind_sizes`: how many places are of a kind.
        areas, admins: in order.
        states_hours: whether any place says when it is open.

    Raises:
        DataError: it is no such file, or of another version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        fix = "import the files again"
        try:
            meta = dict(self._all("SELECT key, value FROM meta"))
            if meta.get("version") != VERSION:
                raise DataError(path, None, f"places of version {meta.get('version')}, not {VERSION}", fix)
            self.made, self.size = str(meta["made"]), int(meta["places"])
            self.kinds = {
                no: Kind(type, category, tuple(json.loads(offers)))
                for no, type, category, offers in self._all("SELECT no, type, category, offers FROM kind")
            }
            self.kind_sizes: dict[int, int] = dict(self._all("SELECT no, places FROM kind"))
            self.sources = {no: SourceRecord(*row) for no, *row in self._all("SELECT no, source, day FROM file")}
            self.states_hours = bool(self._all("SELECT 1 FROM place WHERE hours IS NOT NULL LIMIT 1"))
            self.areas = tuple(
                AreaRecord(no, tuple(path.split("|")), first, last)
                for no, path, first, last in self._all("SELECT no, path, first, last FROM area ORDER BY no")
            )
            self.admins = tuple(AdminRecord(*row) for row in self._all("SELECT no, area, name, places FROM admin"))
        except (sqlite3.DatabaseError, KeyError, ValueError, TypeError) as e:
            raise DataError(path, None, f"no sound file of places: {e}", fix) from e

    def _connection(self) -> sqlite3.Connection:
        """One for each thread."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            found.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
            self._local.connection = found
        return found

    def _all(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return self._connection().execute(sql, values).fetchall()

    def numbers_of_kinds(self, first: int, last: int, kinds: Sequence[int]) -> list[int]:
        """The numbers of the places of some kinds in a stretch."""
        found = []
        for some in _parts(kinds):
            marks = ",".join("?" * len(some))
            sql = f"SELECT no FROM place WHERE kind IN ({marks}) AND no BETWEEN ? AND ?"
            found += [no for (no,) in self._all(sql, (*some, first, last))]
        return found

    def count(self, first: int, last: int, kinds: Sequence[int]) -> int:
        """How many places of some kinds there are in a stretch."""
        total = 0
        for some in _parts(kinds):
            marks = ",".join("?" * len(some))
            sql = f"SELECT count(*) FROM place WHERE kind IN ({marks}) AND no BETWEEN ? AND ?"
            total += self._all(sql, (*some, first, last))[0][0]
        return total

    def sizes(self, first: int, last: int) -> dict[int, int]:
        """How many places of each kind there are in a stretch."""
        kinds = tuple(self.kinds)
        found: dict[int, int] = {}
        for some in _parts(kinds):  # by the index of kinds, which is a tenth of the table
            marks = ",".join("?" * len(some))
            sql = f"SELECT kind, count(*) FROM place WHERE kind IN ({marks}) AND no BETWEEN ? AND ? GROUP BY kind"
            found |= dict(self._all(sql, (*some, first, last)))
        return found

    def with_hours(self, first: int, last: int, kinds: Sequence[int]) -> list[tuple[int, str]]:
        """The numbers of the places of some kinds in a stretch that state their opening hours, and these."""
        found = []
        for some in _parts(kinds):
            marks = ",".join("?" * len(some))
            sql = f"SELECT no, hours FROM place WHERE hours IS NOT NULL AND kind IN ({marks}) AND no BETWEEN ? AND ?"
            found += self._all(sql, (*some, first, last))
        return found

    def in_admins(self, admins: Sequence[int]) -> list[tuple[int, int]]:
        """Number and kind of the places in some administrative neighbourhoods."""
        marks = ",".join("?" * len(admins))
        return self._all(f"SELECT no, kind FROM place WHERE admin IN ({marks})", admins)

    def in_box(self, south: float, north: float, west: float, east: float) -> list[tuple[int, int, int, int]]:
        """Number, kind, latitude and longitude (millionths) of the places in a box of degrees."""
        box = [round(v * 1e6) for v in (south, north, west, east)]
        sql = "SELECT no, kind, south, west FROM spot WHERE south >= ? AND north <= ? AND west >= ? AND east <= ?"
        return self._all(sql, box)

    def stretch(self, first: int, last: int) -> list[tuple[int, int]]:
        """Number and kind of the places with numbers from `first` to `last`."""
        return self._all("SELECT no, kind FROM place WHERE no BETWEEN ? AND ?", (first, last))

    def records(self, numbers: Iterable[int]) -> list[PlaceRecord]:
        """Places by their numbers, in no order."""
        found = []
        for some in _parts(tuple(numbers)):
            marks = ",".join("?" * len(some))
            found += [PlaceRecord(*r) for r in self._all(f"SELECT {_COLUMNS} FROM place WHERE no IN ({marks})", some)]
        return found

    def by_ids(self, ids: Sequence[str]) -> list[PlaceRecord]:
        """Places by their ids, in no order; ids that are not there are passed over."""
        found = []
        for some in _parts(ids):
            marks = ",".join("?" * len(some))
            found += [PlaceRecord(*r) for r in self._all(f"SELECT {_COLUMNS} FROM place WHERE id IN ({marks})", some)]
        return found

    def by_keys(self, keys: Sequence[str], most: int) -> list[tuple[str, PlaceRecord]]:
        """The places whose name without spaces is one of these, each with that key: at most so many a key."""
        found = []
        for key in keys:
            rows = [
                row
                for column in ("key", "bare")
                for row in self._all(f"SELECT {_COLUMNS} FROM place WHERE {column} = ? LIMIT ?", (key, most))
            ]
            found += [(key, PlaceRecord(*row)) for row in rows]
        return found

    def by_sound(self, number: int, most: int) -> list[PlaceRecord]:
        """The places whose name has this `sound_number`."""
        rows = self._all(f"SELECT {_COLUMNS} FROM place WHERE sound = ? LIMIT ?", (number, most))
        return [PlaceRecord(*row) for row in rows]


def _parts(values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The values in portions that a statement can hold."""
    return [tuple(values[at : at + _MOST_VALUES]) for at in range(0, len(values), _MOST_VALUES)]
