"""How well a file was read: what share of it is text, of letters that mean something, in words that exist."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from unicodedata import category

from companion.documents.blocks import Content
from companion.language.morphemes import rare_words

LEAST: Final = 0.5
"""Grade under which nothing is answered from a document: more of it was lost, or is doubtful, than was read."""
_SAMPLE: Final = 300
_NO_LETTER: Final = frozenset(("Cc", "Cn", "Co", "Cs"))
_UNMAPPED: Final = re.compile(r"\(cid:\d+\)")
_HANGUL: Final = re.compile(r"[\uac00-\ud7a3]{2,}")
_LONGEST_WORD: Final = 40
_JAMO: Final = re.compile(r"[\u3131-\u318e\u1100-\u11ff]")
_USUAL: Final = 0.3
"""Share of Hangul that may stand in strange words: names, terms, foreign words. Menus, which have most of them, come
near it; of letters that were looked up wrongly nine tenths do."""


def grade(content: Content, texts: Sequence[str]) -> float:
    """From 0 to 1: the share of pages with text, times that of readable letters, times that of words that exist.

    Args:
        content: what the reader found.
        texts: the sentences and rows made of it.
    """
    if not texts:
        return 0.0
    sample = texts[:: max(1, len(texts) // _SAMPLE)]
    pages = 1 - len(content.empty_pages) / content.pages if content.pages else 1.0
    return round(pages * _readable(sample) * _in_words(sample), 2)


def _readable(texts: Sequence[str]) -> float:
    """The share of characters that are no holes: the file's own signs, or letters nobody could look up."""
    letters = lost = 0
    for text in texts:
        holes = sum(len(found) for found in _UNMAPPED.findall(text))
        holes += sum(ch == "\ufffd" or category(ch) in _NO_LETTER for ch in text) + len(_JAMO.findall(text))
        letters += sum(not ch.isspace() for ch in text)
        lost += holes
    return 1 - lost / letters if letters else 0.0


def _in_words(texts: Sequence[str]) -> float:
    """The share of Hangul that stands in words of the dictionary, beyond what it lacks of every text."""
    letters = rare = 0
    for word in (word for text in texts for word in _HANGUL.findall(text)):
        letters += len(word)
        rare += len(word) * (rare_words(word[:_LONGEST_WORD])[0] > 0)
    share = rare / letters if letters else 0.0
    return 1 - max(0.0, share - _USUAL) / (1 - _USUAL)
