"""The passages of a file: its sentences, the rows of its tables, its pairs of questions and answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from companion.base.errors import Mistake
from companion.documents.blocks import Block, Content, Grid, Heading, Paragraph
from companion.documents.pairs import PairColumns, marked_pairs, pairs_of
from companion.documents.tables import columns_of
from companion.documents.types import Passage, PassageKind
from companion.language.running_text import split_sentences


@dataclass(slots=True)
class _Cut:
    """The passages so far.

    Attributes:
        document: its id.
        above: the headings above what comes next, each with its level.
    """

    document: str
    title: str
    passages: list[Passage] = field(default_factory=list)
    wrong: list[tuple[int, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    above: list[tuple[int, str]] = field(default_factory=list)

    def head(self, heading: Heading) -> None:
        while self.above and self.above[-1][0] >= heading.level:
            self.above.pop()
        self.above.append((heading.level, heading.text))

    def put(
        self,
        kind: PassageKind,
        text: str,
        page: int | None,
        *,
        question: str = "",
        cells: tuple[tuple[str, str], ...] = (),
        below: Sequence[str] = (),
    ) -> None:
        headings = [self.title, *(text for _, text in self.above), *filter(None, below)]
        order = len(self.passages)
        self.passages.append(
            Passage(
                f"{self.document}#{order}", self.document, kind, text, question, cells,
                tuple(dict.fromkeys(headings)), page, order,
            )
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class CutContent:
    """What became of a file.

    Attributes:
        passages: in order.
        wrong: line, problem and fix of everything that is wrong with its sheets of questions and answers.
        notes: what its owner should know.
    """

    passages: tuple[Passage, ...]
    wrong: tuple[tuple[int, str, str], ...]
    notes: tuple[str, ...]

    def mistakes(self, path: Path) -> Iterator[Mistake]:
        """What is wrong, as mistakes of the file `path`."""
        return (Mistake(path, line or None, problem, fix) for line, problem, fix in self.wrong)


def title_of(content: Content, otherwise: str) -> str:
    """The title of a file: the heading it begins with."""
    first = next(iter(content.blocks), None)
    return first.text if isinstance(first, Heading) and not first.text.endswith("?") else otherwise


def cut(content: Content, document: str, title: str, columns: Iterable[PairColumns] = ()) -> CutContent:
    """Make passages of a file.

    Args:
        content: what its reader found.
        document: its id.
        title: what it is called.
        columns: how sheets of questions and answers name their columns; other tables are rows.
    """
    named = tuple(columns)
    made = _Cut(document, title)
    at = 0
    for pair, taken in marked_pairs(content.blocks, named):
        block = content.blocks[at]
        at += taken
        if pair is not None:
            if isinstance(block, Heading):
                made.head(Heading(block.text, block.level))
                made.above.pop()
            made.put("pair", pair.answer, block.page, question=pair.question)
        else:
            _put(made, block, named)
    if content.empty_pages and content.pages:
        shown = ", ".join(map(str, content.empty_pages[:10])) + (" …" if len(content.empty_pages) > 10 else "")
        made.notes.append(f"{len(content.empty_pages)} of {content.pages} pages hold no text (scanned?): {shown}")
    return CutContent(tuple(made.passages), tuple(made.wrong), (*content.notes, *made.notes))


def _put(made: _Cut, block: Block, columns: Sequence[PairColumns]) -> None:
    match block:
        case Heading():
            made.head(block)
        case Paragraph():
            for sentence in split_sentences(block.text):
                made.put("sentence", sentence, block.page)
        case Grid():
            sheet = pairs_of(block, columns)
            if sheet is None:
                _put_rows(made, block)
                return
            made.wrong += sheet.wrong
            made.notes += sheet.notes
            for pair in sheet.pairs:
                made.put(
                    "pair", pair.answer, block.page, question=pair.question, cells=pair.others, below=(pair.category,)
                )


def _put_rows(made: _Cut, grid: Grid) -> None:
    columns = columns_of(grid)
    below = (grid.name, *columns.titles)
    flawed = {(flaw.line, flaw.column) for flaw in grid.flaws}
    made.notes += (f"row {flaw.line}: {flaw.problem}, left out; {flaw.fix}" for flaw in grid.flaws)
    for number in range(columns.first, len(grid.rows)):
        line = grid.lines[number]
        row = tuple("" if (line, at) in flawed else cell for at, cell in enumerate(grid.rows[number]))
        cells: tuple[tuple[str, str], ...]
        if columns.labelled:
            cells = ((row[0], row[1]),) if row[1] else ()
        else:
            cells = tuple((name, cell) for name, cell in zip(columns.names, row, strict=True) if cell)
        text = ", ".join(f"{name}: {cell}" if name else cell for name, cell in cells)
        if text:
            made.put("row", text, grid.page_of(number), cells=cells, below=below)
