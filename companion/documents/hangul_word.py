"""Hangul Word Processor documents: HWPX, and HWP 5.0 through the same library."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from companion.base.errors import DataError
from companion.base.extras import requiring
from companion.documents.blocks import Block, Content, Grid, grid_of, heading_or_text

_OUTLINE: Final = re.compile(r"Outline (\d+)", re.IGNORECASE)


def read_hangul_word(file: BinaryIO, path: Path) -> Content:
    """Read the body of a document; headers, footers, memos and deleted text are left out.

    Raises:
        DataError: it is encrypted, or cannot be read.
        MissingExtra: the parser is not installed.
    """
    with requiring("reading Hangul documents", "documents"):
        from hwpx import HwpxDocument
        from hwpx.errors import HwpxError

    warnings.simplefilter("ignore")  # what is lost in the layout of a page is not asked about
    try:
        document = HwpxDocument.open(file.read())
    except HwpxError as e:
        code = getattr(e, "code", "")
        if "encrypt" in f"{code} {e}".lower() or "password" in f"{code} {e}".lower():
            raise DataError(path, None, "is protected by a password", "save it without one") from None
        raise DataError(path, None, f"cannot be read: {e}", "save it again in the program that made it") from None
    levels = {}
    for key, style in document.styles.items():
        named = _OUTLINE.search(style.eng_name or "")
        if named:
            levels[str(key)] = int(named[1])
    return Content(tuple(_blocks(document.paragraphs, levels)))


def _blocks(paragraphs: Any, levels: dict[str, int]) -> Iterator[Block]:
    for paragraph in paragraphs:
        text = " ".join(paragraph.text.split())
        level = levels.get(str(paragraph.style_id_ref), 0)
        if text:
            yield heading_or_text(text, level)
        for table in paragraph.tables:
            if table.row_count * table.column_count == 1:  # a box around text
                yield from _blocks(table.cell(0, 0).paragraphs, levels)
                continue
            grid = _grid(table)
            if grid:
                yield grid


def _grid(table: Any) -> Grid | None:
    rows: list[list[str]] = [[""] * table.column_count for _ in range(table.row_count)]
    spanning = []
    for place in table.iter_grid():
        rows[place.row][place.column] = " ".join(_text(place.cell).split())
        if place.span[1] > 1:
            spanning.append(place.row)
    return grid_of(rows, spanning=spanning)


def _text(cell: Any) -> str:
    """The text of a cell, that of tables in it included."""
    said = [paragraph.text for paragraph in cell.paragraphs]
    return " ".join([*said, *(_text(inner) for table in cell.tables for row in table.rows for inner in row.cells)])
