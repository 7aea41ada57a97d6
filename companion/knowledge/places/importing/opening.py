"""A store file of any kind, told by its first bytes."""

from __future__ import annotations

import bz2
import gzip
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from companion.base.errors import UsageError
from companion.knowledge.places.importing import openstreetmap, overture
from companion.knowledge.places.importing.records import StoreFile, StoreRows, tables_of_archive

_ARCHIVE: Final = b"PK\x03\x04"
_GZIP: Final = b"\x1f\x8b"
_BZIP: Final = b"BZh"
_MARKUP: Final = b"<osm"
_BLOCK: Final = b"OSMHeader"
"""Stands in the first block of every file in the binary form of OpenStreetMap."""
_LOOKED_AT: Final = 4096


def open_rows(path: Path) -> Sequence[StoreRows]:
    """The tables of a file: one, or those of an archive.

    Raises:
        UsageError: it is of no kind that can be read.
        MissingExtra: what reads it is not installed.
    """
    try:
        with path.open("rb") as file:
            start = file.read(_LOOKED_AT)
        if start.startswith(_GZIP):
            with gzip.open(path) as unpacked:
                start = unpacked.read(_LOOKED_AT)
        elif start.startswith(_BZIP):
            with bz2.open(path) as unzipped:
                start = unzipped.read(_LOOKED_AT)
    except (OSError, EOFError) as e:
        raise UsageError(f"{path}: {getattr(e, 'strerror', None) or e}") from None
    if start.startswith(_ARCHIVE):
        return tables_of_archive(path)
    if start.startswith(overture.MAGIC):
        return [overture.OvertureFile(path)]
    if _BLOCK in start[:64] or _MARKUP in start:
        return [openstreetmap.OpenStreetMapFile(path)]
    return [StoreFile(path)]
