"""HTML: what a page shows as text; scripts, forms, menus and hidden parts are left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import BinaryIO, Final

from companion.base.text import text_of
from companion.documents.blocks import Block, Content, Heading, Paragraph, grid_of

_LEFT_OUT: Final = frozenset(
    "script style template noscript svg math nav select button iframe object canvas audio video dialog".split()
)
_BREAKS: Final = frozenset(
    "p div section article main header footer aside ul ol li dl dt dd blockquote pre figure figcaption form fieldset "
    "details summary address hr body html head table caption thead tbody tfoot tr td th h1 h2 h3 h4 h5 h6".split()
)
_HEADINGS: Final = frozenset(f"h{level}" for level in range(1, 7))
_VOID: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())
_WIDEST: Final = 200
"""Columns and rows that one cell may cover."""
_DEEPEST: Final = 20
"""Tables in each other."""


@dataclass
class _Cell:
    text: list[str] = field(default_factory=list)
    wide: int = 1
    high: int = 1
    names: bool = False


@dataclass
class _Table:
    rows: list[list[_Cell]] = field(default_factory=list)
    header: int = 0
    in_head: bool = False


class _Shown(HTMLParser):
    """Collects blocks; whatever is not closed is closed by what follows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.title = ""
        self._text: list[str] = []
        self._level = 0
        self._tables: list[_Table] = []
        self._hidden = ""
        self._depth = 0
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hidden:
            self._depth += tag == self._hidden
            return
        given = dict(attrs)
        if tag in _LEFT_OUT or (tag not in _VOID and _is_hidden(given)):
            self._hidden, self._depth = tag, 1
            return
        if tag == "title":
            self._in_title = True
        elif tag == "br":
            self._text.append(" ")
        if tag in _BREAKS:
            self._flush()
        if tag in _HEADINGS:
            self._level = int(tag[1])
        elif tag == "table" and len(self._tables) < _DEEPEST:
            self._tables.append(_Table())
        elif tag == "thead" and self._tables:
            self._tables[-1].in_head = True
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif tag in ("td", "th") and self._tables:
            table = self._tables[-1]
            if not table.rows:
                table.rows.append([])
            names = tag == "th" or table.in_head
            table.rows[-1].append(_Cell([], _span(given.get("colspan")), _span(given.get("rowspan")), names))

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            self._depth -= tag == self._hidden
            if self._depth == 0:
                self._hidden = ""
            return
        if tag == "title":
            self._in_title = False
        if tag in _BREAKS:
            self._flush()
        if tag in _HEADINGS:
            self._level = 0
        elif tag == "thead" and self._tables:
            self._tables[-1].in_head = False
        elif tag == "table" and self._tables:
            self._end_table(self._tables.pop())

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif not self._hidden:
            self._text.append(data)

    def close(self) -> None:
        super().close()
        self._flush()
        while self._tables:
            self._end_table(self._tables.pop())

    def _flush(self) -> None:
        text = " ".join("".join(self._text).split())
        self._text.clear()
        if not text:
            return
        if self._tables and self._tables[-1].rows and self._tables[-1].rows[-1]:
            self._tables[-1].rows[-1][-1].text.append(text)
        elif self._level:
            self.blocks.append(Heading(text, self._level))
        else:
            self.blocks.append(Paragraph(text))

    def _end_table(self, table: _Table) -> None:
        inside = bool(self._tables and self._tables[-1].rows and self._tables[-1].rows[-1])
        if inside:  # a table that only lays out another: its text belongs to the cell around it
            text = " ".join(" ".join(cell.text) for row in table.rows for cell in row)
            self._tables[-1].rows[-1][-1].text.append(text)
            return
        rows = [row for row in table.rows if row]
        if sum(len(row) for row in rows) < 2 or max(map(len, rows), default=0) < 2:
            self.blocks += [Paragraph(text) for row in rows for cell in row for text in cell.text]
            return
        header = next((at for at, row in enumerate(rows) if not all(cell.names for cell in row)), len(rows))
        first_named = all(row[0].names for row in rows)
        cells, spanning = _spread(rows)
        grid = grid_of(cells, header=header if header or first_named else None, spanning=spanning)
        if grid:
            self.blocks.append(grid)


def _spread(rows: list[list[_Cell]]) -> tuple[list[list[str]], list[int]]:
    """The text of each place of a table, and the rows in which a cell covers several columns."""
    taken: dict[tuple[int, int], str] = {}
    spanning = []
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in taken:
                column += 1
            if cell.wide > 1:
                spanning.append(at)
            for down in range(min(cell.high, len(rows) - at)):
                for right in range(cell.wide):
                    taken.setdefault((at + down, column + right), " ".join(cell.text))
            column += cell.wide
    width = 1 + max((column for _, column in taken), default=0)
    return [[taken.get((at, column), "") for column in range(width)] for at in range(len(rows))], spanning


def _span(given: str | None) -> int:
    return min(int(given), _WIDEST) if given and given.isascii() and given.isdigit() and int(given[:6]) else 1


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    style = "".join((attributes.get("style") or "").lower().split())
    return "hidden" in attributes or attributes.get("aria-hidden") == "true" or "display:none" in style


def blocks_of_html(text: str) -> tuple[tuple[Block, ...], str]:
    """The blocks of a page, and its title."""
    page = _Shown()
    page.feed(text)
    page.close()
    return tuple(page.blocks), " ".join(page.title.split())


def read_html(file: BinaryIO, path: Path) -> Content:
    """Read a page.

    Raises:
        DataError: in no encoding that is known.
    """
    blocks, title = blocks_of_html(text_of(file.read(), path))
    named = title and not any(isinstance(block, Heading) and block.level == 1 for block in blocks)
    return Content((Heading(title, 1), *blocks) if named else blocks)
