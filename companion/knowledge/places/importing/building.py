"""From what was read to the store that is searched: duplicates merged, corrections laid over, sorted and indexed."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple

from companion.base.writing import write_atomically
from companion.knowledge.places.database import STORE, VERSION
from companion.knowledge.places.distance import distance_m
from companion.knowledge.places.importing.corrections import Correction
from companion.knowledge.places.importing.locating import locate
from companion.knowledge.places.importing.staging import Staging, discard
from companion.knowledge.places.keys import name_key, sound_number, with_branch

_BESIDE_M: Final = 30
_MICRO: Final = 1e-6

_TABLES: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE file (no INTEGER PRIMARY KEY, name TEXT, form TEXT, source TEXT, day TEXT, counts TEXT);
CREATE TABLE kind (no INTEGER PRIMARY KEY, type TEXT, category TEXT, offers TEXT, places INTEGER);
CREATE TABLE area (no INTEGER PRIMARY KEY, path TEXT, first INTEGER, last INTEGER);
CREATE TABLE admin (no INTEGER PRIMARY KEY, area INTEGER, name TEXT, places INTEGER);
CREATE TABLE place (
    no INTEGER PRIMARY KEY, id TEXT, name TEXT, branch TEXT, key TEXT, bare TEXT, sound INTEGER, kind INTEGER,
    area INTEGER, admin INTEGER, address TEXT, lat INTEGER, lon INTEGER, phone TEXT, menu TEXT, hours TEXT,
    file INTEGER, told TEXT
);
CREATE TABLE merged (id TEXT, kept TEXT, name TEXT, why TEXT);
CREATE VIRTUAL TABLE spot USING rtree_i32 (no, south, north, west, east, +kind INTEGER);
"""
_INDEXES: Final = """
CREATE INDEX place_id ON place (id);
CREATE INDEX place_key ON place (key);
CREATE INDEX place_bare ON place (bare) WHERE bare IS NOT NULL;
CREATE INDEX place_sound ON place (sound);
CREATE INDEX place_kind ON place (kind);
CREATE INDEX place_admin ON place (admin) WHERE admin IS NOT NULL;
CREATE INDEX place_hours ON place (kind) WHERE hours IS NOT NULL;
"""
_FIELDS: Final = ("admin", "address", "lat", "lon", "phone", "menu", "hours")


class _Row(NamedTuple):
    no: int
    file: int
    id: str
    name: str
    branch: str
    kind: int
    path: int
    admin: str
    address: str
    lat: int | None
    lon: int | None
    phone: str
    menu: str
    hours: str


class Built(NamedTuple):
    """What an import made.

    Attributes:
        places: how many there are.
        merged: how many rows were merged into others.
        lost: how many rows were left out because neither they nor their neighbours say in which town they are.
        idle: corrections whose place is not there.
    """

    places: int
    merged: int
    lost: int
    idle: tuple[Correction, ...]


class NothingKept(Exception):
    """There is no place at all."""


def build(
    staging: Staging,
    folder: Path,
    corrections: Sequence[Correction],
    progress: Callable[[str], None] = lambda stage: None,
) -> Built:
    """Make the store of a pack from what was read, and put it in the place of the one before in one step.

    Args:
        staging: everything that was read.
        folder: of the pack.
        corrections: laid over the places.
        progress: told each stage as it begins.

    Raises:
        NothingKept: nothing was read that is a place.
    """
    new = folder / f"{STORE}.new"
    discard(new)
    lost = locate(staging.db)
    if staging.db.execute("SELECT 1 FROM row LIMIT 1").fetchone() is None:
        raise NothingKept
    progress("merging")
    gone = _merge(staging)
    progress("correcting")
    idle = _correct(staging, corrections)
    progress("writing")
    places = _write(staging, new)
    progress("indexing")
    with sqlite3.connect(new) as db:
        db.execute("PRAGMA cache_size = -131072")
        db.executescript(_INDEXES)
        db.execute("ANALYZE")
    db.close()
    _sync(new)
    _list(staging, folder)
    new.replace(folder / STORE)
    _sync(folder)
    return Built(places, gone, lost, idle)


# Duplicates


def _merge(staging: Staging) -> int:
    """Mark the rows that tell of the same shop as another row: all but the best told of each."""
    db = staging.db
    db.executescript(
        "DROP TABLE IF EXISTS merged; DROP TABLE IF EXISTS filled;"
        "CREATE TABLE merged (no INTEGER PRIMARY KEY, kept INTEGER, why TEXT);"
        "CREATE TABLE filled (no INTEGER, field TEXT, value, file INTEGER);"
        "CREATE INDEX IF NOT EXISTS row_sound ON row (sound); CREATE INDEX IF NOT EXISTS row_id ON row (id);"
    )
    towns = {no: "|".join(path.split("|")[:2]) for no, path in db.execute("SELECT no, path FROM path")}
    kinds = {no: (type, category) for no, type, category in db.execute("SELECT no, type, category FROM kind")}
    files = {no: (day, -no) for no, day in db.execute("SELECT no, day FROM file")}
    found = db.execute(
        "SELECT r.sound, r.no, file, id, name, branch, kind, path, admin, address, lat, lon, phone, menu, hours"
        " FROM row r JOIN (SELECT sound FROM row GROUP BY sound HAVING count(*) > 1) s ON s.sound = r.sound"
        " ORDER BY r.sound"
    )
    merged: list[tuple[int, int, str]] = []
    twice = db.execute(
        "SELECT id, r.no, file FROM row r WHERE id IN (SELECT id FROM row GROUP BY id HAVING count(*) > 1) ORDER BY id"
    )
    for _, same in groupby(twice.fetchall(), key=lambda row: row[0]):
        first, *others = sorted(same, key=lambda row: (files[row[2]], row[1]), reverse=True)
        merged += [(no, first[1], "same id in a newer row") for _, no, _ in others]
    known = {no for no, _, _ in merged}
    filled: list[tuple[int, str, object, int]] = []
    for _, group in groupby(found, key=lambda row: row[0]):
        rows = [row for row in (_Row(*row[1:]) for row in group) if row.no not in known]
        by_town: dict[str, list[_Row]] = {}
        for row in rows:
            by_town.setdefault(towns[row.path], []).append(row)
        for several in by_town.values():
            # The best told first: the newest file, then the one with most fields.
            several.sort(key=lambda r: (files[r.file], sum(bool(v) for v in r)), reverse=True)
            for row, kept, why in _same(several, kinds):
                merged.append((row.no, kept.no, why))
                filled += [
                    (kept.no, field, getattr(row, field), row.file)
                    for field in _FIELDS
                    if getattr(kept, field) in (None, "") and getattr(row, field) not in (None, "")
                ]
    db.executemany("INSERT OR IGNORE INTO merged VALUES (?, ?, ?)", merged)
    db.executemany("INSERT INTO filled VALUES (?, ?, ?, ?)", filled)
    db.commit()
    return len(merged)


def _same(rows: Sequence[_Row], kinds: Mapping[int, tuple[str, str | None]]) -> Iterator[tuple[_Row, _Row, str]]:
    """Rows of one sound and town that tell of the same shop as an earlier one, with that one, and why."""
    kept: list[_Row] = []
    by_address: dict[str, list[_Row]] = {}
    for row in rows:
        address = _address_key(row.address)
        # A chain has hundreds of branches in a town: only those at the same address or nearby are looked at.
        candidates = [*by_address.get(address, ()), *(kept if len(kept) <= 200 else ())] if address else kept
        match = next(((other, why) for other in candidates if (why := _why_same(row, other, kinds))), None)
        if match is not None:
            yield row, *match
            continue
        kept.append(row)
        if address:
            by_address.setdefault(address, []).append(row)


def _why_same(row: _Row, other: _Row, kinds: Mapping[int, tuple[str, str | None]]) -> str:
    (type, category), (other_type, other_category) = kinds[row.kind], kinds[other.kind]
    if type != other_type or (category and other_category and category != other_category):
        return ""
    if row.branch and other.branch and name_key(row.branch) != name_key(other.branch):
        return ""
    if row.address and _address_key(row.address) == _address_key(other.address):
        return "same name, address and kind"
    metres = _metres(row, other)
    return f"same name and kind, {metres:.0f} m apart" if metres is not None and metres <= _BESIDE_M else ""


def _metres(row: _Row, other: _Row) -> float | None:
    if row.lat is None or row.lon is None or other.lat is None or other.lon is None:
        return None
    return distance_m(row.lat * _MICRO, row.lon * _MICRO, other.lat * _MICRO, other.lon * _MICRO)


def _address_key(address: str) -> str:
    """The part of an address that files share: without brackets, floors, and how the province is written."""
    words = address.partition("(")[0].partition(",")[0].split()
    return "".join(words[1:]).casefold()


# Corrections


def _correct(staging: Staging, corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """Lay corrections over what was read; those whose place is not there come back."""
    db, idle = staging.db, []
    db.executescript("DROP TABLE IF EXISTS gone; CREATE TABLE gone (no INTEGER PRIMARY KEY);")
    for correction in corrections:
        found = db.execute(
            "SELECT coalesce(m.kept, r.no) FROM row r LEFT JOIN merged m ON m.no = r.no WHERE r.id = ?",
            (correction.id,),
        ).fetchone()
        if found is None:
            idle.append(correction)
        elif correction.gone:
            db.execute("INSERT OR IGNORE INTO gone VALUES (?)", found)
        else:
            db.execute("DELETE FROM filled WHERE no = ? AND file = -1", found)
            for field, value in correction.fields().items():
                db.execute("INSERT INTO filled VALUES (?, ?, ?, -1)", (*found, field, value))
    db.commit()
    return tuple(idle)


# Writing


def _write(staging: Staging, new: Path) -> int:
    source = staging.db
    areas = _area_numbers(source)
    db = sqlite3.connect(new)
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA page_size = 8192")
    db.executescript(_TABLES)
    db.executemany("INSERT INTO meta VALUES (?, ?)", [("version", VERSION), ("made", uuid.uuid4().hex)])
    db.executemany(
        "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?)",
        source.execute("SELECT no, name, form, source, day, counts FROM file"),
    )
    source.execute("DROP TABLE IF EXISTS temp.numbered")
    source.execute("CREATE TEMP TABLE numbered (path INTEGER PRIMARY KEY, area INTEGER)")
    source.executemany("INSERT INTO numbered VALUES (?, ?)", areas.items())
    filled: dict[int, dict[str, tuple[Any, int]]] = {}
    for no, field, value, file in source.execute("SELECT no, field, value, file FROM filled ORDER BY file DESC"):
        filled.setdefault(no, {})[field] = (value, file)
    admins: dict[tuple[int, str], int] = {}
    admin_places: Counter[int] = Counter()
    kind_places: Counter[int] = Counter()
    spans: dict[int, tuple[int, int]] = {}
    parents = {area: "|".join(path.split("|")[:3]) for area, path in _paths(source, areas)}
    towns = {name: number for number, name in enumerate(dict.fromkeys(parents.values()))}
    # Neighbours stand side by side, and within a neighbourhood the order means nothing: any stretch is a fair sample.
    rows = source.execute(
        "SELECT r.no, file, id, name, branch, kind, n.area, admin, address, lat, lon, phone, menu, hours, sound"
        " FROM row r JOIN numbered n ON n.path = r.path WHERE r.no NOT IN (SELECT no FROM merged)"
        " AND r.no NOT IN (SELECT no FROM gone) ORDER BY n.area, (r.no * 2654435761) % 4294967296"
    )

    def places() -> Iterator[tuple[Any, ...]]:
        for number, row in enumerate(rows, 1):
            no, file, id, name, branch, kind, area, *more, sound = row
            told = dict(zip(_FIELDS, more, strict=True))
            others = filled.get(no)
            provenance = None
            if others:
                told |= {field: value for field, (value, _) in others.items() if field in told}
                if "name" in others:
                    name, sound = others["name"][0], None
                provenance = json.dumps({field: file for field, (_, file) in others.items()})
            admin = None
            if told["admin"]:
                admin = admins.setdefault((towns[parents[area]], told["admin"]), len(admins))
                admin_places[admin] += 1
            kind_places[kind] += 1
            spans[area] = (spans.get(area, (number, 0))[0], number)
            key = name_key(with_branch(name, branch))
            bare = name_key(name) if branch else None
            if branch or sound is None:
                sound = sound_number(with_branch(name, branch))
            yield (
                number, id, name, branch or None, key, bare, sound, kind, area, admin, told["address"],
                told["lat"], told["lon"], told["phone"] or None, told["menu"] or None,
                told["hours"] or None, file, provenance,
            )  # fmt: skip

    db.executemany(f"INSERT INTO place VALUES ({', '.join('?' * 18)})", places())
    total: int = db.execute("SELECT count(*) FROM place").fetchone()[0]
    db.execute("INSERT INTO spot SELECT no, lat, lat, lon, lon, kind FROM place WHERE lat IS NOT NULL")
    named = {number: name for name, number in towns.items()}
    first_area = {town: min(a for a, p in parents.items() if p == name) for town, name in named.items()}
    db.executemany(
        "INSERT INTO admin VALUES (?, ?, ?, ?)",
        [(no, first_area[town], name, admin_places[no]) for (town, name), no in admins.items()],
    )
    db.executemany(
        "INSERT INTO area VALUES (?, ?, ?, ?)",
        [(area, path, *spans[area]) for area, path in _paths(source, areas) if area in spans],
    )
    db.executemany(
        "INSERT INTO kind VALUES (?, ?, ?, ?, ?)",
        [
            (no, *told, kind_places[no])
            for no, *told in source.execute("SELECT no, type, category, offers FROM kind")
            if kind_places[no]
        ],
    )
    db.execute("INSERT INTO meta VALUES ('places', ?)", (str(total),))
    db.commit()
    _write_merged(source, db)
    db.close()
    return total


def _write_merged(source: sqlite3.Connection, db: sqlite3.Connection) -> None:
    db.executemany(
        "INSERT INTO merged VALUES (?, ?, ?, ?)",
        source.execute(
            "SELECT r.id, k.id, r.name, m.why FROM merged m JOIN row r ON r.no = m.no JOIN row k ON k.no = m.kept"
        ),
    )
    db.commit()


def _area_numbers(source: sqlite3.Connection) -> dict[int, int]:
    """The number of each path in the order of the tree, so that everything in an area has numbers side by side."""
    paths = sorted(source.execute("SELECT no, path FROM path"), key=lambda row: row[1].split("|"))
    return {no: number for number, (no, _) in enumerate(paths)}


def _paths(source: sqlite3.Connection, areas: Mapping[int, int]) -> Iterator[tuple[int, str]]:
    for no, path in source.execute("SELECT no, path FROM path"):
        yield areas[no], path


# Lists for people


def _list(staging: Staging, folder: Path) -> None:
    """Write what was refused and what was merged, for people to look through."""
    names = dict(staging.db.execute("SELECT no, name FROM file"))
    refused = staging.db.execute("SELECT file, line, reason, text FROM refused ORDER BY file, line")
    _write_table(
        folder / "rejected.csv",
        ("file", "row", "reason", "text"),
        ((names[file], line, reason, text) for file, line, reason, text in refused),
    )
    merged = staging.db.execute(
        "SELECT r.id, k.id, r.name, m.why FROM merged m JOIN row r ON r.no = m.no JOIN row k ON k.no = m.kept"
        " LIMIT 100000"
    )
    _write_table(folder / "merged.csv", ("row", "kept", "name", "why"), merged)


def _write_table(path: Path, header: Sequence[str], rows: Iterator[Sequence[object]] | sqlite3.Cursor) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    write_atomically(path, text.getvalue().encode("utf-8-sig"))


def _harmless(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
