"""What every reader makes of its format: headings, paragraphs and tables, in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is above level 2."""

    text: str
    level: int
    page: int | None = None
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text between two breaks."""

    text: str
    page: int | None = None
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one cell of a table.

    Attributes:
        line: the row it is in, counted as the file counts.
        column: its position, from zero.
        problem: what is wrong.
        fix: what to change.
    """

    line: int
    column: int
    problem: str
    fix: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose rows all have the same number of cells; a merged cell says the same in each place it covers.

    Attributes:
        rows: the cells, row by row, stripped.
        lines: of each row the number that the file gives it.
        name: of the sheet; "" where it has none.
        header: how many rows name the columns; None where the format does not say.
        spanning: positions of the rows in which one cell spans several columns.
        flaws: what is wrong with its cells.
        pages: of each row, where the table goes over several; else empty.
    """

    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    name: str = ""
    page: int | None = None
    header: int | None = None
    spanning: tuple[int, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    pages: tuple[int | None, ...] = ()
    kind: Literal["grid"] = "grid"

    def page_of(self, row: int) -> int | None:
        """The page of a row."""
        return self.pages[row] if self.pages else self.page

    def with_rows_of(self, after: Grid, skipped: int) -> Grid:
        """The table with the rows of another behind its own, but for the first `skipped` of them."""
        pages = [table.page_of(at) for table in (self, after) for at in range(len(table.rows))]
        del pages[len(self.rows) : len(self.rows) + skipped]
        spanning = (at + len(self.rows) - skipped for at in after.spanning if at >= skipped)
        return replace(
            self,
            rows=self.rows + after.rows[skipped:],
            lines=self.lines + after.lines[skipped:],
            flaws=self.flaws + after.flaws,
            spanning=(*self.spanning, *spanning),
            pages=tuple(pages),
        )


Block: TypeAlias = Heading | Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Content:
    """A file that was read.

    Attributes:
        blocks: in order.
        pages: how many it has; 0 where its format has none.
        empty_pages: those without any text, counted from one.
        notes: what its owner should know.
    """

    blocks: tuple[Block, ...]
    pages: int = 0
    empty_pages: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


LONGEST_HEADING: Final = 80
"""Characters."""


def heading_or_text(text: str, level: int, page: int | None = None) -> Heading | Paragraph:
    """A heading, if it has a level and looks like one: whoever types on in the style of a heading writes sentences."""
    if level and len(text) <= LONGEST_HEADING and not text.endswith((".", "!", "…")):
        return Heading(text, level, page)
    return Paragraph(text, page)


def grid_of(
    rows: Iterable[Iterable[str]],
    *,
    lines: Iterable[int] = (),
    name: str = "",
    page: int | None = None,
    header: int | None = None,
    spanning: Iterable[int] = (),
    flaws: Iterable[Flaw] = (),
) -> Grid | None:
    """A table of rows that may differ in length; empty rows empty columns at its end go. None where nothing is left."""
    cells = [[" ".join(cell.split()) for cell in row] for row in rows]
    numbers = list(lines) or list(range(1, len(cells) + 1))
    wide = max((at + 1 for row in cells for at, cell in enumerate(row) if cell), default=0)
    kept = [at for at, row in enumerate(cells) if any(row)]
    if not kept:
        return None
    spans = frozenset(spanning)
    return Grid(
        rows=tuple(tuple((cells[at] + [""] * wide)[:wide]) for at in kept),
        lines=tuple(numbers[at] for at in kept),
        name=name,
        page=page,
        header=None if header is None else sum(at < header for at in kept),
        spanning=tuple(new for new, at in enumerate(kept) if at in spans),
        flaws=tuple(flaws),
    )


def with_whole_tables(blocks: Iterable[Block]) -> list[Block]:
    """The blocks with a table that goes on after a page break in one: its header is repeated, or said to be none."""
    out: list[Block] = []
    for block in blocks:
        before = out[-1] if out else None
        if isinstance(block, Grid) and isinstance(before, Grid) and _goes_on(before, block):
            out[-1] = before.with_rows_of(block, 1)
        else:
            out.append(block)
    return out


def _goes_on(before: Grid, after: Grid) -> bool:
    """Whether a table begins with the header of the one before it, on another page."""
    return before.page != after.page and before.rows[0] == after.rows[0] and len(after.rows) > 1
