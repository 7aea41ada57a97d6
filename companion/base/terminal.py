"""What a terminal may be shown of texts that others wrote: data, names, scripts, utterances."""

from __future__ import annotations

import unicodedata

# Left-to-right and right-to-left marks, embeddings, overrides and isolates: they reorder what stands around them.
_REORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """The text without what a terminal obeys instead of showing: control characters, ESC among them, and reordering.

    Line feeds and tabs stay.
    """
    if text.isprintable():
        return text
    return "".join(
        ch for ch in text if ch in "\n\t" or (unicodedata.category(ch) not in ("Cc", "Cs") and ch not in _REORDERING)
    )
