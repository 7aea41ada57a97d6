"""Plain tables whose columns stay aligned when cells hold Hangul, which terminals draw two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """How many terminal columns a text takes."""
    return sum(0 if unicodedata.combining(ch) else 2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in text)


def table(header: Sequence[str], rows: Sequence[Sequence[object]], left: int = 1) -> str:
    """Rows under a header, the first `left` columns flush left and the others flush right.

    Raises:
        ValueError: a row has more or fewer cells than the header.
    """
    cells = [list(header), *([str(cell) for cell in row] for row in rows)]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    lines = []
    for row in cells:
        padding = [" " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)]
        columns = enumerate(zip(row, padding, strict=True))
        lines.append("  ".join(cell + pad if number < left else pad + cell for number, (cell, pad) in columns).rstrip())
    return "\n".join(lines)
