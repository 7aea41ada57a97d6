"""PDF: lines of a page joined into paragraphs, headings by the size of their letters, tables by their rules."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from companion.base.errors import DataError
from companion.base.extras import requiring
from companion.documents.blocks import Block, Content, Grid, grid_of, heading_or_text
from companion.language.running_text import joined_lines

_MOST_PAGES: Final = 2000
_GAP: Final = 0.18
"""Of the size of a letter: a wider gap stands for a space."""
_APART: Final = 0.85
"""Of the height of a line: a wider gap begins a paragraph."""
_LARGER: Final = 1.12
"""How much larger than running text the letters of a heading are."""
_EDGE: Final = 0.09
"""Of the height of a page: where what is repeated on every page stands."""
_REPEATED: Final = 3
_SAME: Final = 3.0
"""Points within which two edges are one."""
_DIGITS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page; the distances are points from its upper left corner."""

    text: str
    page: int
    top: float
    bottom: float
    left: float
    size: float
    at_edge: bool
    trailing: bool


@dataclass(frozen=True, slots=True)
class _Placed:
    """A table and where it stands."""

    grid: Grid
    page: int
    top: float
    edges: tuple[float, ...]
    first: bool
    last: bool


def read_pdf(file: BinaryIO, path: Path) -> Content:
    """Read the text of a document, not its pictures: a page that was scanned is empty.

    Raises:
        DataError: it is encrypted, broken, or has too many pages.
        MissingExtra: the parser is not installed.
    """
    with requiring("reading PDF files", "documents"):
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
        from pdfplumber.utils.exceptions import PdfminerException

    lines: list[_Line] = []
    tables: list[_Placed] = []
    empty = []
    try:
        with pdfplumber.open(file) as pdf:
            pages = len(pdf.pages)
            if pages > _MOST_PAGES:
                problem = f"has {pages:,} pages; {_MOST_PAGES:,} are read at most"
                raise DataError(path, None, problem, "keep the part that is asked about, or split it")
            for number, page in enumerate(pdf.pages, 1):
                found, placed = _page(page, number)
                if not found and not placed:
                    empty.append(number)
                lines += found
                tables += placed
                page.close()
    except PdfminerException as e:
        if e.args and isinstance(e.args[0], PDFPasswordIncorrect):
            raise DataError(path, None, "is protected by a password", "save it without one") from None
        raise
    return Content(tuple(_in_order(_without_repeated(lines, pages), _whole(tables))), pages, tuple(empty))


def _page(page: Any, number: int) -> tuple[list[_Line], list[_Placed]]:
    spacing = {"x_tolerance_ratio": _GAP}
    found = []
    if len(page.lines) + len(page.rects) + len(page.curves) > 1:
        found = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.columns) > 1]
    boxes = [table.bbox for table in found]

    def outside(item: dict[str, Any]) -> bool:
        x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
        return not any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)

    rest = page.filter(outside) if boxes else page
    lines = []
    for line in rest.extract_text_lines(strip=False, return_chars=True, **spacing):
        if not line["text"].strip():
            continue
        size = Counter(round(char["size"], 1) for char in line["chars"]).most_common(1)[0][0]
        at_edge = line["bottom"] < page.height * _EDGE or line["top"] > page.height * (1 - _EDGE)
        text = line["text"]
        lines.append(
            _Line(text.strip(), number, line["top"], line["bottom"], line["x0"], size, at_edge, text[-1:].isspace())
        )
    placed = []
    body = [line for line in lines if not line.at_edge]
    for table in found:
        grid, edges = _grid(table, number, spacing)
        if grid:
            first = not any(line.top < table.bbox[1] for line in body)
            last = not any(line.top > table.bbox[3] for line in body)
            placed.append(_Placed(grid, number, table.bbox[1], edges, first, last))
    return lines, placed


def _grid(table: Any, page: int, spacing: dict[str, float]) -> tuple[Grid | None, tuple[float, ...]]:
    """The cells of a table; one that covers several places says the same in each of them."""
    texts = {
        cell: joined_lines((table.page.crop(cell, strict=False).extract_text(**spacing) or "").split("\n"))
        for cell in table.cells
    }
    lefts, tops = _edges(cell[0] for cell in table.cells), _edges(cell[1] for cell in table.cells)
    rows = [[""] * len(lefts) for _ in tops]
    spanning = []
    for (left, top, right, bottom), text in texts.items():
        first, last = bisect_right(lefts, left + _SAME) - 1, bisect_right(lefts, right - _SAME)
        for at in range(bisect_right(tops, top + _SAME) - 1, bisect_right(tops, bottom - _SAME)):
            rows[at][first:last] = [text] * (last - first)
            if last - first > 1:
                spanning.append(at)
    return grid_of(rows, page=page, spanning=spanning), lefts


def _edges(found: Iterable[float]) -> tuple[float, ...]:
    edges: list[float] = []
    for edge in sorted(found):
        if not edges or edge - edges[-1] > _SAME:
            edges.append(edge)
    return tuple(edges)


def _whole(tables: list[_Placed]) -> list[_Placed]:
    """Tables that go on at the top of the next page under no header, joined; a repeated header is seen later."""
    out: list[_Placed] = []
    last_page = 0
    for placed in tables:
        before = out[-1] if out else None
        if (
            before is not None
            and placed.page == last_page + 1
            and before.last
            and placed.first
            and len(before.edges) == len(placed.edges)
            and all(abs(a - b) <= _SAME for a, b in zip(before.edges, placed.edges, strict=True))
        ):
            again = placed.grid.rows[0] == before.grid.rows[0]
            grid = before.grid.with_rows_of(placed.grid, 1 if again else 0)
            out[-1] = _Placed(grid, before.page, before.top, before.edges, before.first, placed.last)
        else:
            out.append(placed)
        last_page = placed.page
    return out


def _without_repeated(lines: list[_Line], pages: int) -> list[_Line]:
    """The lines without headers, footers and page numbers."""
    said = Counter(_DIGITS.sub("0", line.text) for line in lines if line.at_edge)
    often = max(_REPEATED, pages // 3)

    def is_repeated(line: _Line) -> bool:
        plain = _DIGITS.sub("0", line.text)
        return line.at_edge and (said[plain] >= often or not any(map(str.isalpha, plain)))

    return [line for line in lines if not is_repeated(line)]


def _in_order(lines: list[_Line], tables: list[_Placed]) -> Iterator[Block]:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    larger = sorted({line.size for line in lines if line.size > body * _LARGER}, reverse=True)
    levels = {size: min(rank, 6) for rank, size in enumerate(larger, 1)}
    spaced = any(line.trailing for line in lines)
    waiting = list(reversed(tables))
    together: list[_Line] = []
    for line in lines:
        while waiting and (waiting[-1].page, waiting[-1].top) < (line.page, line.top):
            yield from _block(together, levels, spaced=spaced)
            together = []
            yield waiting.pop().grid
        if together and not _goes_on(together[-1], line):
            yield from _block(together, levels, spaced=spaced)
            together = []
        together.append(line)
    yield from _block(together, levels, spaced=spaced)
    yield from (placed.grid for placed in reversed(waiting))


def _goes_on(before: _Line, line: _Line) -> bool:
    if before.size != line.size:
        return False
    if before.page != line.page:  # a sentence may go on over the page break
        return not before.text.endswith((".", "?", "!", ":")) and line.page == before.page + 1
    return 0 <= line.top - before.bottom + before.size * 0.1 < _APART * (before.bottom - before.top)


def _block(lines: list[_Line], levels: dict[float, int], *, spaced: bool) -> Iterator[Block]:
    if not lines:
        return
    if spaced:  # the program that made it kept the spaces at the ends of lines
        text = " ".join("".join(line.text + (" " if line.trailing else "") for line in lines).split())
    else:
        text = joined_lines(line.text for line in lines)
    yield heading_or_text(text, levels.get(lines[0].size, 0), lines[0].page)
