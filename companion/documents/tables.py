"""What the columns of a table are called: its header, found by how cells look and not by what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Final

from companion.documents.blocks import Grid

_LOOKED_AT: Final = 10
"""Rows among which a header is looked for; a title or a note may stand above it."""
_DEEPEST: Final = 3
"""Rows that a header may have."""
_LABEL: Final = 40
"""Characters of the longest cell that may name a column."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table.

    Attributes:
        names: what each is called; "" where nothing names it.
        first: position of the first row that is data.
        titles: what stands above the header.
        labelled: whether the first of two columns names what stands in the second, row by row.
    """

    names: tuple[str, ...]
    first: int
    titles: tuple[str, ...] = ()
    labelled: bool = False


def columns_of(grid: Grid) -> Columns:
    """Find the header of a table."""
    top = _top(grid)
    titles = tuple(dict.fromkeys(cell for row in grid.rows[:top] for cell in row if cell))
    width = len(grid.rows[0])
    body = grid.rows[top:]
    if grid.header is None or top > grid.header:
        if width == 2 and _is_labelled(body):
            return Columns(("", ""), top, titles, labelled=True)
        if not _is_header(body):
            return Columns(("",) * width, top, titles)
        deep = _depth(grid, top)
    else:
        deep = grid.header - top
        if deep == 0:
            labelled = width == 2 and _all_short(row[0] for row in body)
            return Columns(("",) * width, top, titles, labelled)
    names = (tuple(dict.fromkeys(row[at] for row in body[:deep] if row[at])) for at in range(width))
    return Columns(tuple(" ".join(name) for name in names), top + deep, titles)


def _top(grid: Grid) -> int:
    """The first row that is no title: where more than one thing is said, in as many cells as rows usually have."""
    rows = grid.rows[:_LOOKED_AT]
    usual = median(sum(map(bool, row)) for row in grid.rows)
    for at, row in enumerate(rows):
        if len(set(filter(None, row))) > 1 and sum(map(bool, row)) >= min(usual, 2):
            return at
    return 0


def _depth(grid: Grid, top: int) -> int:
    """How many rows name the columns: a cell over several columns is followed by what tells them apart."""
    deep = 1
    while deep < _DEEPEST and top + deep - 1 in grid.spanning and top + deep + 1 < len(grid.rows):
        deep += 1
    return deep


def _is_header(rows: tuple[tuple[str, ...], ...]) -> bool:
    """Whether the first row names the columns: it is short, and no number stands over numbers of its form: «1일권» may
    stand over prices, a price not."""
    if len(rows) < 2:
        return False
    first, rest = rows[0], rows[1:]
    if not _all_short(first):
        return False
    for at, cell in enumerate(first):
        below = [row[at] for row in rest if row[at]]
        if cell and _counts(cell) and below and sum(_form(one) == _form(cell) for one in below) * 2 > len(below):
            return False
    return True


def _is_labelled(rows: tuple[tuple[str, ...], ...]) -> bool:
    """Whether two columns are labels and what they stand for («운영 시간 | 09:00-18:00»), without a header.

    A header names what stands below it, so it differs from a column of like values. Labels are short and each another,
    and their values are of many kinds.
    """
    labels, values = [row[0] for row in rows], [row[1] for row in rows]
    if len(rows) == 1:
        return bool(labels[0] and values[0]) and _all_short(labels)
    if not _all_short(labels) or any(map(_counts, labels)) or len(set(labels)) < len(labels) or not all(values):
        return False
    if _counts(values[0]):
        return True
    counted = sum(map(_counts, values[1:]))
    return 0 < counted < len(values) - 1


def _all_short(cells: Iterable[str]) -> bool:
    return all(len(cell) <= _LABEL for cell in cells)


def _form(cell: str) -> str:
    """How a cell is written, any number for any other: «1,000원» and «500원» are one form."""
    return re.sub(r"[\d,.]*\d", "9", cell)


def _counts(cell: str) -> bool:
    return any(map(str.isdigit, cell))
