"""Plain text: paragraphs between empty lines, lines that were broken at a width joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from companion.base.text import text_of
from companion.documents.blocks import Content, Paragraph
from companion.language.running_text import joined_lines

_ITEM: Final = re.compile(r"\s*(?:[-*•·◦○●■□▶▷※☞–]|\(?\d{1,3}[.)]|\(?[\uac00-\ud558][.)]|[①-⑳]|#)\s*\S")
_END: Final = re.compile(r"[.?!…。:：]['\"”’)\]」』》]*\s*$")
_FULL: Final = 0.75
"""How much of the widest line a line has to fill to be taken for one that was broken there."""
_NARROWEST: Final = 25
"""Characters of the widest line in a text that was broken at a width at all."""


def read_plain(file: BinaryIO, path: Path) -> Content:
    """Read text of any encoding that `base.text` knows.

    Raises:
        DataError: in no such encoding.
    """
    return Content(tuple(map(Paragraph, paragraphs(text_of(file.read(), path)))))


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a text."""
    for part in re.split(r"\n[^\S\n]*\n+", text):
        lines = [line for line in part.split("\n") if line.strip()]
        widest = max(map(len, lines), default=0)
        together: list[str] = []
        for line in lines:
            if together and not _goes_on(together[-1], line, widest):
                yield joined_lines(together)
                together = []
            together.append(line)
        if together:
            yield joined_lines(together)


def _goes_on(before: str, line: str, widest: int) -> bool:
    """Whether a line goes on with the one before it."""
    return not _ITEM.match(line) and not _END.search(before) and len(before) >= _FULL * widest >= _FULL * _NARROWEST
