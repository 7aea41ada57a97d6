"""Slides (PPTX): each is a page under its title; what the speaker notes say is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from companion.base.extras import requiring
from companion.documents.blocks import Block, Content, Grid, Heading, Paragraph, grid_of


def read_slides(file: BinaryIO, path: Path) -> Content:
    """Read the slides that are shown.

    Raises:
        MissingExtra: the parser is not installed.
    """
    with requiring("reading slides", "documents"):
        from pptx import Presentation

    blocks: list[Block] = []
    empty = []
    slides = Presentation(file).slides
    for page, slide in enumerate(slides, 1):
        if slide._element.get("show") == "0":
            continue
        title = slide.shapes.title
        if title is not None and title.has_text_frame and title.text_frame.text.strip():
            blocks.append(Heading(" ".join(title.text_frame.text.split()), 1, page))
        shapes = (shape for shape in _flat(slide.shapes) if title is None or shape.shape_id != title.shape_id)
        before = len(blocks)
        for shape in sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0)):
            blocks += _blocks(shape, page)
        if len(blocks) == before and not any(block.page == page for block in blocks):
            empty.append(page)
    return Content(tuple(blocks), len(slides), tuple(empty))


def _flat(shapes: Iterable[Any]) -> Iterator[Any]:
    """The shapes, groups taken apart."""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _flat(shape.shapes)
        else:
            yield shape


def _blocks(shape: Any, page: int) -> Iterator[Block]:
    if getattr(shape, "has_table", False):
        grid = _grid(shape.table, page)
        if grid:
            yield grid
    elif shape.has_text_frame:
        for paragraph in shape.text_frame.paragraphs:
            text = " ".join(paragraph.text.split())
            if text:
                yield Paragraph(text, page)


def _grid(table: Any, page: int) -> Grid | None:
    rows: list[list[str]] = [[" ".join(cell.text.split()) for cell in row.cells] for row in table.rows]
    spanning = []
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            if not cell.is_merge_origin:
                continue
            if cell.span_width > 1:
                spanning.append(at)
            for down in range(at, at + cell.span_height):
                rows[down][column : column + cell.span_width] = [rows[at][column]] * cell.span_width
    return grid_of(rows, page=page, header=1 if table.first_row else None, spanning=spanning)
