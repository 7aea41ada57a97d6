"""What an import has read so far, in a file of its own: it survives being killed, and goes on where it was."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from companion.knowledge.places.importing.rows import StoreRow
from companion.knowledge.places.keys import Kind, sound_number

_VERSION: Final = "4"
_MOST_LISTED: Final = 100_000
"""Rows that are listed one by one; more are only counted."""

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS file (
    no INTEGER PRIMARY KEY, name TEXT, form TEXT, source TEXT, day TEXT, at INTEGER, number INTEGER, done INTEGER,
    counts TEXT
);
CREATE TABLE IF NOT EXISTS kind (no INTEGER PRIMARY KEY, type TEXT, category TEXT, offers TEXT);
CREATE TABLE IF NOT EXISTS path (no INTEGER PRIMARY KEY, path TEXT);
CREATE TABLE IF NOT EXISTS row (
    no INTEGER PRIMARY KEY, file INTEGER, line INTEGER, id TEXT, name TEXT, branch TEXT, kind INTEGER, path INTEGER,
    admin TEXT, address TEXT, lat INTEGER, lon INTEGER, phone TEXT, menu TEXT, hours TEXT,
    sound INTEGER
);
CREATE TABLE IF NOT EXISTS refused (file INTEGER, line INTEGER, reason TEXT, text TEXT);
"""


class FileState(NamedTuple):
    """How far a file has been read.

    Attributes:
        at, number: where the next record begins, and the number of the last one.
        counts: of rows, by what became of them.
    """

    no: int
    at: int
    number: int
    done: bool
    counts: Counter[str]


class Staging:
    """The unfinished store of one import.

    Args:
        path: where it stands; what another import left there is begun anew.
        task: what is imported: files, sizes, options. The same task goes on, another begins anew.
    """

    def __init__(self, path: Path, task: Mapping[str, object]) -> None:
        told = json.dumps({"version": _VERSION, **task}, ensure_ascii=False, sort_keys=True)
        self.path = path
        self.resumed = False
        if path.exists():
            try:
                self._open()
                found = self.db.execute("SELECT value FROM meta WHERE key = 'task'").fetchone()
                self.resumed = found is not None and found[0] == told
            except sqlite3.DatabaseError:
                self.resumed = False
            if not self.resumed:
                self.db.close()
                discard(path)
        if not self.resumed:
            self._open()
            self.db.executescript(_TABLES)
            self.db.execute("INSERT INTO meta VALUES ('task', ?)", (told,))
            self.db.commit()
        self._kinds = {
            Kind(type, category, tuple(json.loads(offers))): no
            for no, type, category, offers in self.db.execute("SELECT no, type, category, offers FROM kind")
        }
        self._paths = {path: no for no, path in self.db.execute("SELECT no, path FROM path")}
        self._waiting: list[tuple[object, ...]] = []
        self._listed = self.db.execute("SELECT count(*) FROM refused").fetchone()[0]

    def _open(self) -> None:
        self.db = sqlite3.connect(self.path)
        # Losing power may cost what was read since the last commit, never more; it is read again then.
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = NORMAL")
        self.db.execute("PRAGMA cache_size = -65536")

    def file(self, no: int, name: str, form: str, source: str, day: str) -> FileState:
        """How far a file was read; it is entered where it is new."""
        self.db.execute(
            "INSERT OR IGNORE INTO file VALUES (?, ?, ?, ?, ?, 0, 1, 0, '{}')", (no, name, form, source, day)
        )
        at, number, done, counts = self.db.execute(
            "SELECT at, number, done, counts FROM file WHERE no = ?", (no,)
        ).fetchone()
        return FileState(no, at, number, bool(done), Counter(json.loads(counts)))

    def add(self, file: int, line: int, form: str, row: StoreRow) -> None:
        """A row that is kept, written with the next commit."""
        lat, lon = (None, None) if row.point is None else (round(v * 1e6) for v in row.point)
        self._waiting.append(
            (
                file, line, f"{form}:{row.id}", row.name, row.branch, self._kind(row.kind), self._path(row), row.admin,
                row.address, lat, lon, row.phone, row.menu, row.hours, sound_number(row.name),
            )
        )  # fmt: skip

    def refuse(self, file: int, line: int, reason: str, text: str) -> None:
        """A row that something is wrong with, for the list."""
        if self._listed < _MOST_LISTED:
            self.db.execute("INSERT INTO refused VALUES (?, ?, ?, ?)", (file, line, reason, text[:200]))
            self._listed += 1

    def commit(self, state: FileState) -> None:
        """Write everything so far together with where it goes on."""
        self.db.executemany(
            "INSERT INTO row (file, line, id, name, branch, kind, path, admin, address, lat, lon, phone, menu, hours,"
            " sound) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            self._waiting,
        )
        self._waiting.clear()
        self.db.execute(
            "UPDATE file SET at = ?, number = ?, done = ?, counts = ? WHERE no = ?",
            (state.at, state.number, state.done, json.dumps(state.counts, ensure_ascii=False), state.no),
        )
        self.db.commit()

    def close(self) -> None:
        """Let go of the file; it stays."""
        self.db.close()

    def _kind(self, kind: Kind) -> int:
        no = self._kinds.get(kind)
        if no is None:
            no = self._kinds[kind] = len(self._kinds)
            offers = json.dumps(kind.offers, ensure_ascii=False)
            self.db.execute("INSERT INTO kind VALUES (?, ?, ?, ?)", (no, kind.type, kind.category, offers))
        return no

    def _path(self, row: StoreRow) -> int:
        path = "|".join(row.where)
        no = self._paths.get(path)
        if no is None:
            no = self._paths[path] = len(self._paths)
            self.db.execute("INSERT INTO path VALUES (?, ?)", (no, path))
        return no


def discard(path: Path) -> None:
    """Remove a database with what stands beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
