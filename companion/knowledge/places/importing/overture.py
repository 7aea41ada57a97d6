"""Places of Overture Maps (GeoParquet), a row at a time, by the paths of its schema.

Source: https://docs.overturemaps.org/schema/reference/places/place. `operating_status` says whether a place still
exists, and nothing about opening hours. Classes are told from the narrowest to the widest, parted by «|».
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from companion.base.errors import UsageError
from companion.base.extras import requiring
from companion.knowledge.places.importing.records import StoreRecord

MAGIC: Final = b"PAR1"
_TOGETHER: Final = 4096
_LIKELY: Final = 0.5
"""The least probability that a place is there at all (`confidence`): below, it is likelier not to be."""
_COUNTRY: Final = "KR"
_READ: Final = (
    "id", "names", "categories", "taxonomy", "basic_category", "confidence", "phones", "addresses", "operating_status",
    "geometry",
)  # fmt: skip
_HEADER: Final = (
    "id", "names.primary", "taxonomy.hierarchy", "operating_status", "addresses.region", "addresses.locality",
    "addresses.freeform", "phones", "geometry.x", "geometry.y",
)  # fmt: skip


class OvertureFile:
    """A Parquet file of the theme «places».

    Attributes:
        path, name, header, size, day: see `StoreRows`; the file does not tell its release.

    Raises:
        MissingExtra: `pyarrow` is not installed.
        UsageError: it is no sound Parquet file, or of another theme.
    """

    day: str | None = None

    def __init__(self, path: Path) -> None:
        with requiring("files of Overture Maps", "places"):
            import pyarrow
            import pyarrow.parquet
        self.path, self.name = path, path.name
        self._errors = (pyarrow.ArrowException, OSError)
        try:
            self._file = pyarrow.parquet.ParquetFile(path)
        except self._errors as e:
            raise UsageError(f"{path}: no sound Parquet file: {_first_line(e)}") from None
        there = set(self._file.schema_arrow.names)
        if missing := {"id", "names", "geometry"} - there:
            raise UsageError(
                f"{path}: a Parquet file without {', '.join(sorted(missing))}; take one of Overture's theme «places»"
            )
        self._columns = [name for name in _READ if name in there]
        self.header = list(_HEADER)
        self.size: int = self._file.metadata.num_rows

    def records(self, start: int = 0, number: int = 0) -> Iterator[StoreRecord]:
        """The rows from a place on; see `StoreRows.records`."""
        at = 0
        groups: list[int] = []
        for group in range(self._file.num_row_groups):
            rows = self._file.metadata.row_group(group).num_rows
            if not groups and at + rows <= start:
                at += rows
            else:
                groups.append(group)
        try:
            for batch in self._file.iter_batches(_TOGETHER, row_groups=groups, columns=self._columns):
                if at + batch.num_rows <= start:
                    at += batch.num_rows
                    continue
                for row in batch.to_pylist():
                    at += 1
                    if at > start:
                        yield _record(at, row)
        except self._errors as e:
            raise UsageError(f"{self.path}: broken after row {at}: {_first_line(e)}") from None


def _record(number: int, row: Mapping[str, Any]) -> StoreRecord:
    try:
        return StoreRecord(number, number, _cells(row))
    except (AttributeError, KeyError, TypeError, ValueError, IndexError, struct.error) as e:
        return StoreRecord(number, number, None, f"the row is not of Overture's schema: {e}")


def _cells(row: Mapping[str, Any]) -> list[str]:
    address: Mapping[str, Any] = next(iter(row.get("addresses") or ()), {})
    names = row["names"] or {}
    spoken = dict(names.get("common") or ())
    lon, lat = _point(row["geometry"])
    return [
        row["id"] or "",
        spoken.get("ko") or names.get("primary") or "",
        "|".join(_classes(row)),
        _status(row, address),
        address.get("region") or "",
        address.get("locality") or "",
        address.get("freeform") or "",
        next(iter(row.get("phones") or ()), ""),
        str(lon),
        str(lat),
    ]


def _classes(row: Mapping[str, Any]) -> Iterator[str]:
    taxonomy, categories = row.get("taxonomy") or {}, row.get("categories") or {}
    told = (categories.get("primary"), taxonomy.get("primary"), *reversed(taxonomy.get("hierarchy") or ()))
    yield from dict.fromkeys(name for name in (*told, row.get("basic_category")) if name)


def _status(row: Mapping[str, Any], address: Mapping[str, Any]) -> str:
    """Whether the place is there; older releases do not say that it is open."""
    country = address.get("country") or _COUNTRY
    if country != _COUNTRY:
        return f"abroad ({country})"
    confidence = row.get("confidence")
    if confidence is not None and confidence < _LIKELY:
        return f"doubtful (confidence below {_LIKELY})"
    return row.get("operating_status") or "open"


def _point(geometry: bytes | Mapping[str, float]) -> tuple[float, float]:
    """Longitude and latitude of a point: well-known binary, or a struct of GeoArrow.

    Raises:
        ValueError: it is something else.
    """
    if isinstance(geometry, Mapping):
        return geometry["x"], geometry["y"]
    order = "<" if geometry[0] == 1 else ">"
    kind, x, y = struct.unpack_from(f"{order}Idd", geometry, 1)
    if kind % 1000 != 1:
        raise ValueError("the geometry is no point")
    return x, y


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]
