"""Utterances made comparable, whether they were typed or come from a speech recogniser.

`normalize` is what every later room reads: it is total (any `str`, lone surrogates included), idempotent, and
never invents a character. It keeps letters, digits and basic punctuation and drops what carries no words
(control and zero-width characters, emoji, stray combining marks).
"""

from __future__ import annotations

import unicodedata
from typing import Final

from companion.base import patterns as re

_FULL_WIDTH_ASCII: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_VARIANTS: Final[dict[int, int | str | None]] = {
    **_FULL_WIDTH_ASCII,
    **dict.fromkeys(map(ord, "‘’‚‛`´′＇｀〈〉"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»「」『』《》＂"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys(map(ord, "∼〜˜"), "~"),
    **dict.fromkeys(map(ord, "ㆍ・•‧∙⋅"), "·"),
    **dict.fromkeys(map(ord, "。｡"), "."),
    **dict.fromkeys(map(ord, "、､"), ","),
    ord("…"): "...",
    ord("￦"): "₩",
    # Fillers are letters to Unicode but empty to a reader.
    **dict.fromkeys((0x115F, 0x1160, 0x3164, 0xFFA0), None),
}
_WRITTEN_SENTENCE: Final = re.compile(r"(?<=[.?!])\s")
_SYMBOLS_KEPT: Final = frozenset("·°₩℃㎡㎞")
_MOST_REPEATS: Final = 2
_REPEATED: Final = re.compile(r"([^\W\d_]|[!?~.,^;])\1{" + str(_MOST_REPEATS) + r",}")
_SPACES: Final = re.compile(r" {2,}")
_NOT_WORD: Final = re.compile(r"[\W_]+")


class _CharacterTable(dict[int, int | str | None]):
    """A `str.translate` table that judges a character the first time it meets it."""

    def __missing__(self, code: int) -> int | str | None:
        kept = _judge(chr(code))
        if code <= 0xFFFF:  # bounds the table: at most one entry for each character of the basic plane
            self[code] = kept
        return kept


def _judge(character: str) -> int | str | None:
    """The replacement of one character: itself, a space (it separated words) or None (it was invisible)."""
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category[0] in "CM":
        return None
    if category[0] in "LN" or character.isascii() or character in _SYMBOLS_KEPT:
        return ord(character)
    return " "


_TABLE: Final = _CharacterTable(_VARIANTS)


def normalize(text: str) -> str:
    """The utterance in one canonical form; idempotent and total.

    NFC; full-width to half-width; quotes, dashes, dots and tildes unified; control, zero-width and combining
    characters removed; emoji and other symbols read as a space; whitespace collapsed and trimmed; a letter or
    mark repeated more than twice («ㅋㅋㅋㅋ», «!!!!») kept twice. Digits are never collapsed.
    """
    kept = unicodedata.normalize("NFC", text).translate(_TABLE)
    # Once more: removing a zero-width character may bring two jamo together.
    kept = _SPACES.sub(" ", unicodedata.normalize("NFC", kept)).strip(" ")
    return _REPEATED.sub(lambda run: run[1] * _MOST_REPEATS, kept)


def compact(text: str) -> str:
    """The normalised utterance without spaces and punctuation, in lower case."""
    return _NOT_WORD.sub("", normalize(text).lower())


def written_sentences(text: str) -> list[str]:
    """The sentences of a text that is written with their signs, as answers are; at least one, which may be empty."""
    return _WRITTEN_SENTENCE.split(text)
