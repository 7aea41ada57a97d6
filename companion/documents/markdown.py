"""Markdown: CommonMark with tables, read as the HTML that it stands for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO, Final

from markdown_it import MarkdownIt

from companion.base.text import text_of
from companion.documents.blocks import Content
from companion.documents.html import blocks_of_html

_FRONT: Final = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)


def read_markdown(file: BinaryIO, path: Path) -> Content:
    """Read Markdown; what stands between `---` at its beginning is no text.

    Raises:
        DataError: in no encoding that is known.
    """
    text = _FRONT.sub("", text_of(file.read(), path))
    blocks, _ = blocks_of_html(MarkdownIt("commonmark").enable("table").render(text))
    return Content(blocks)
