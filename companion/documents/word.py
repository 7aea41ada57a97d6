"""Word documents (DOCX)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from companion.base.extras import requiring
from companion.documents.blocks import Block, Content, Grid, grid_of, heading_or_text

if TYPE_CHECKING:
    from docx.table import Table

_LEVEL: Final = re.compile(r"(\d)$")
_DEEPEST: Final = 9


def read_word(file: BinaryIO, path: Path) -> Content:
    """Read the body of a document; headers, footers, comments and deleted text are left out.

    Raises:
        MissingExtra: the parser is not installed.
    """
    with requiring("reading Word documents", "documents"):
        import docx

    return Content(tuple(_blocks(docx.Document(file))))


def _blocks(body: Any) -> Iterator[Block]:
    from docx.table import Table

    for item in body.iter_inner_content():
        if isinstance(item, Table):
            grid = _grid(item)
            if grid is None:
                continue
            if len(grid.rows[0]) == 1:  # a box around text
                yield from (block for row in item.rows for cell in row.cells[:1] for block in _blocks(cell))
            else:
                yield grid
            continue
        text = " ".join(item.text.split())
        if not text:
            continue
        yield heading_or_text(text, _level(item))


def _level(paragraph: Any) -> int:
    """The level of a heading, 0 for running text: by its outline, or by the style it is made of."""
    outline = paragraph._p.xpath("./w:pPr/w:outlineLvl/@w:val")
    style = paragraph.style
    while not outline and style is not None:
        if style.name == "Title":
            return 1
        outline = style.element.xpath("./w:pPr/w:outlineLvl/@w:val")
        named = _LEVEL.search(style.style_id or "") if (style.style_id or "").lower().startswith("heading") else None
        if not outline and named:
            return int(named[1])
        style = style.base_style
    level = int(outline[0]) + 1 if outline and str(outline[0]).isdigit() else 0
    return level if level <= _DEEPEST else 0


def _grid(table: Table) -> Grid | None:
    rows, spanning, header = [], [], 0
    for at, row in enumerate(table.rows):
        cells = row.cells
        rows.append([" ".join(cell.text.split()) for cell in cells])
        if any(left._tc is right._tc for left, right in pairwise(cells)):
            spanning.append(at)
        if header == at and row._tr.xpath("./w:trPr/w:tblHeader"):
            header += 1
    return grid_of(rows, header=header or None, spanning=spanning)
