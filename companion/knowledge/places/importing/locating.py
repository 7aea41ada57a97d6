"""Places of which a file says where they are and not in which town: their neighbours tell."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from companion.knowledge.places.importing.addresses import NOWHERE

_FARTHEST_M: Final = 500
_ASKED: Final = 5
"""How many of the nearest neighbours are asked; where they lie in several areas, none of these is theirs for sure."""
_MICRO_M: Final = 0.111195
"""Metres of a millionth of a degree northwards."""

Numbers = NDArray[np.int64]


def locate(db: sqlite3.Connection) -> int:
    """Give the rows without a town the areas that all of their nearest neighbours share, and remove those with none.

    Args:
        db: of the staging, whose table `row` has positions in millionths of a degree.

    Returns:
        how many were removed.
    """
    nowhere = "|".join(NOWHERE)
    unknown = db.execute("SELECT no FROM path WHERE path = ?", (nowhere,)).fetchone()
    if unknown is None:
        return 0
    lost = db.execute("SELECT no, lat, lon FROM row WHERE path = ?", unknown).fetchall()
    if not lost:
        return 0
    paths = {no: tuple(path.split("|")) for no, path in db.execute("SELECT no, path FROM path")}
    numbers = {path: no for no, path in paths.items()}
    south, north = min(row[1] for row in lost), max(row[1] for row in lost)
    margin = int(_FARTHEST_M / _MICRO_M)
    near = db.execute(
        "SELECT path, lat, lon FROM row WHERE path <> ? AND lat BETWEEN ? AND ? ORDER BY lat",
        (*unknown, south - margin, north + margin),
    )
    table = np.fromiter((value for row in near for value in row), dtype=np.int64).reshape(-1, 3)
    found: list[tuple[int, int]] = []
    for no, lat, lon in lost:
        shared = _shared([paths[at] for at in _nearest(table, lat, lon, margin)])
        if shared[1]:
            if shared not in numbers:
                numbers[shared] = len(numbers)
                db.execute("INSERT INTO path VALUES (?, ?)", (numbers[shared], "|".join(shared)))
            found.append((numbers[shared], no))
    db.executemany("UPDATE row SET path = ? WHERE no = ?", found)
    gone = db.execute("DELETE FROM row WHERE path = ?", unknown).rowcount
    db.commit()
    return gone


def _nearest(table: Numbers, lat: int, lon: int, margin: int) -> Iterator[int]:
    """The paths of the nearest rows of a table that is sorted by latitude: int64 `[rows, (path, lat, lon)]`."""
    first, last = np.searchsorted(table[:, 1], (lat - margin, lat + margin))
    some = table[first:last]
    north = (some[:, 1] - lat) * _MICRO_M
    east = (some[:, 2] - lon) * _MICRO_M * math.cos(math.radians(lat * 1e-6))
    metres = np.hypot(north, east)
    for at in np.argsort(metres, kind="stable")[:_ASKED].tolist():
        if metres[at] <= _FARTHEST_M:
            yield int(some[at, 0])


def _shared(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """What all of some paths have in common, from the top on."""
    shared = []
    for level in zip(*paths, strict=True) if paths else ():
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return (*shared, *NOWHERE[len(shared) :])
