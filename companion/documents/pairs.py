"""Sheets of questions and answers: found by what their columns are called, and checked row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from unicodedata import normalize

from pydantic import BaseModel, ConfigDict, Field

from companion.base.errors import UsageError
from companion.base.files import Mistakes, load_document
from companion.documents.blocks import Block, Content, Grid, Heading, Paragraph

_LOOKED_AT: Final = 10
"""Rows among which the names of columns are looked for."""
_ASIDE: Final = re.compile(r"[(\[{<（].*?[)\]}>）]")
_SIGNS: Final = re.compile(r"[^\w]|[\d_]")
_MARKED: Final = re.compile(r"[\[(<【]?\s*([^\W\d_]{1,8})\s*\d{0,3}\s*[.:)\]>】．：]\s*(.+)", re.DOTALL)
"""«Q1. …», «[답변] …»."""


class SheetWordsFile(BaseModel):
    """`sheets.yaml`: what columns are called."""

    model_config = ConfigDict(extra="forbid")
    question: list[str] = Field(min_length=1)
    answer: list[str] = Field(min_length=1)
    category: list[str] = []


class PairColumns(BaseModel):
    """Which columns of a sheet, or which marks in running text, say what; the names are those of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    question: str = Field(min_length=1)
    answer: str = Field(min_length=1)
    category: str = ""

    def __str__(self) -> str:
        """«question=문의내용,answer=답변», as it is given on the command line."""
        more = f",category={self.category}" if self.category else ""
        return f"question={self.question},answer={self.answer}{more}"

    @classmethod
    def parse(cls, text: str) -> PairColumns:
        """Read «question=문의내용,answer=답변[,category=분류]».

        Raises:
            UsageError: it is written otherwise.
        """
        given = dict(part.strip().partition("=")[::2] for part in text.split(","))
        named = {key.strip(): value.strip() for key, value in given.items()}
        if not {"question", "answer"} <= named.keys() <= {"question", "answer", "category"} or not all(named.values()):
            raise UsageError(f"«{text}» names no columns; write question=NAME,answer=NAME (and ,category=NAME)")
        return cls(**named)


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What columns of questions, answers and categories are called, in the form in which names are compared."""

    question: frozenset[str]
    answer: frozenset[str]
    category: frozenset[str]

    @classmethod
    def load(cls, paths: Iterable[Path], mistakes: Mistakes) -> SheetWords:
        """Read the `sheets.yaml` of several packs."""
        loaded = [file.value for path in paths if (file := load_document(SheetWordsFile, path, mistakes))]
        return cls(
            frozenset(_plain(word) for file in loaded for word in file.question),
            frozenset(_plain(word) for file in loaded for word in file.answer),
            frozenset(_plain(word) for file in loaded for word in file.category),
        )

    def found_in(self, content: Content) -> tuple[PairColumns, ...]:
        """The columns of every sheet of questions and answers, and the marks of those in running text; each once."""
        found = [self._in_grid(block) for block in content.blocks if isinstance(block, Grid)]
        return tuple(dict.fromkeys(pair for pair in (*found, self._in_text(content.blocks)) if pair))

    def _in_grid(self, grid: Grid) -> PairColumns | None:
        for row in grid.rows[:_LOOKED_AT]:
            question, answer = _column(row, self.question), _column(row, self.answer)
            if question and answer:
                return PairColumns(question=question, answer=answer, category=_column(row, self.category))
        return None

    def _in_text(self, blocks: Sequence[Block]) -> PairColumns | None:
        before = ""
        for block in blocks:
            mark, _ = _mark_of(block)
            if before and _plain(mark) in self.answer:
                return PairColumns(question=before, answer=mark)
            before = mark if _plain(mark) in self.question else ""
        return None


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with its answer.

    Attributes:
        line: the row it stands in, 0 in running text.
        category: what it belongs to, "" where nothing says.
        others: the other cells of its row, each with the name of its column.
    """

    line: int
    question: str
    answer: str
    category: str = ""
    others: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class PairSheet:
    """The pairs of one table, and what is wrong with its rows.

    Attributes:
        wrong: line, problem and fix.
        notes: what was left out.
    """

    pairs: list[Pair] = field(default_factory=list)
    wrong: list[tuple[int, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def pairs_of(grid: Grid, columns: Iterable[PairColumns]) -> PairSheet | None:
    """The pairs of a table, None where it has no such columns."""
    for named in columns:
        for top, row in enumerate(grid.rows[:_LOOKED_AT]):
            if named.question in row and named.answer in row:
                return _pairs_below(grid, top, named)
    return None


def _pairs_below(grid: Grid, top: int, named: PairColumns) -> PairSheet:
    names = grid.rows[top]
    asked, said = names.index(named.question), names.index(named.answer)
    kind = names.index(named.category) if named.category in names else None
    where = f"sheet «{grid.name}»: " if grid.name else ""
    sheet = PairSheet()
    seen: dict[str, tuple[int, str]] = {}
    flaws = {(flaw.line, flaw.column): flaw for flaw in grid.flaws}
    for row, line in zip(grid.rows[top + 1 :], grid.lines[top + 1 :], strict=True):
        question, answer = row[asked], row[said]
        broken = [flaw for at in (asked, said) if (flaw := flaws.get((line, at)))]
        if broken:
            sheet.wrong += [(line, f"{where}{flaw.problem} in «{names[flaw.column]}»", flaw.fix) for flaw in broken]
        elif not question and not answer:
            continue
        elif not answer:
            sheet.wrong.append((line, f"{where}«{_short(question)}» has no answer", "write one, or remove the row"))
        elif not question:
            sheet.wrong.append((line, f"{where}an answer without a question", "write the question, or remove the row"))
        elif (before := seen.get(_plain_text(question))) is not None:
            if _plain_text(before[1]) == _plain_text(answer):
                sheet.notes.append(f"{where}row {line} says the same as row {before[0]}")
                continue
            problem = f"{where}«{_short(question)}» is asked in row {before[0]} too, with another answer"
            sheet.wrong.append((line, problem, "keep one of the two"))
        else:
            seen[_plain_text(question)] = (line, answer)
            others = tuple(
                (name, cell)
                for at, (name, cell) in enumerate(zip(names, row, strict=True))
                if cell and at not in (asked, said, kind)
            )
            sheet.pairs.append(Pair(line, question, answer, row[kind] if kind is not None else "", others))
    return sheet


def marked_pairs(blocks: Sequence[Block], columns: Iterable[PairColumns]) -> Iterator[tuple[Pair | None, int]]:
    """The pairs of running text, each with the number of blocks it takes from there on.

    A pair is a question and an answer under their marks («Q. … A. …»), or a heading that is a question and the
    paragraphs below it. Whatever else a block is, it gives None and takes one.
    """
    marks = [(named.question, named.answer) for named in columns]
    at = 0
    while at < len(blocks):
        pair, taken = _pair_at(blocks, at, marks)
        yield pair, taken
        at += taken


def _pair_at(blocks: Sequence[Block], at: int, marks: Sequence[tuple[str, str]]) -> tuple[Pair | None, int]:
    block = blocks[at]
    mark, question = _mark_of(block)
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    answering, answer = _mark_of(following)
    if following is not None and (mark, answering) in marks:
        end = _end_of_answer(blocks, at + 2, {question for question, _ in marks})
        return Pair(0, question, " ".join((answer, *_texts(blocks[at + 2 : end])))), end - at
    if isinstance(block, Heading) and block.text.rstrip().endswith(("?", "？")):
        end = _end_of_answer(blocks, at + 1, {question for question, _ in marks})
        if end > at + 1:
            asked = question if mark in {question for question, _ in marks} else block.text
            return Pair(0, asked, " ".join(_texts(blocks[at + 1 : end]))), end - at
    return None, 1


def _end_of_answer(blocks: Sequence[Block], at: int, asking: set[str]) -> int:
    while at < len(blocks) and isinstance(blocks[at], Paragraph) and _mark_of(blocks[at])[0] not in asking:
        at += 1
    return at


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    return (block.text for block in blocks if isinstance(block, Paragraph))


def _mark_of(block: Block | None) -> tuple[str, str]:
    """What stands before a text as its mark, and the text; both empty where there is none."""
    if not isinstance(block, Heading | Paragraph):
        return "", ""
    found = _MARKED.match(block.text)
    return (found[1], found[2]) if found else ("", "")


def _column(row: Sequence[str], words: frozenset[str]) -> str:
    """The column that is called so: by the whole name first, then by its last word."""
    whole = next((name for name in row if name and _plain(name) in words), "")
    return whole or next((name for name in row if name and _plain(_ASIDE.sub("", name).split(" ")[-1]) in words), "")


def _plain(name: str) -> str:
    """A name without asides, signs, digits, spaces and case."""
    name = normalize("NFKC", name)
    return _SIGNS.sub("", _ASIDE.sub("", name) or name).casefold()


def _plain_text(text: str) -> str:
    return re.sub(r"\W", "", normalize("NFKC", text)).casefold()


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
