"""Pieces of an utterance as 64-bit hashes: the sparse half of the intent classifier's features.

Three views complement each other in Korean. Syllable n-grams that ignore spaces catch words however they
are spaced («불 꺼 줘», «불꺼줘»). Letter (jamo) n-grams inside words catch stems and endings that share a
syllable block («갈», «간», «가고»). Morphemes by their dictionary forms, alone and in unordered pairs, catch two words
that belong together at any distance, in either order and whatever their endings.
"""

from __future__ import annotations

import unicodedata
from hashlib import blake2b
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from companion.base import patterns as re
from companion.language.morphemes import tokenize

Hashes: TypeAlias = NDArray[np.uint64]

VIEWS: Final = ("syllables", "letters", "morphemes")
"""The views, in the order in which `ngram_hashes` returns them."""

_SYLLABLES: Final = (1, 4)
_LETTERS: Final = (3, 6)
_READ: Final = 300
_PLACEHOLDER: Final = re.compile(r"⟨[^⟨⟩]*⟩")
_SPACE: Final = np.uint64(ord(" "))
_MULTIPLIER: Final = np.uint64(0x9E3779B97F4A7C15)  # 2**64 / golden ratio, odd
_FIRST_PLACEHOLDER_CODE: Final = 0x110000  # one past the last code point of Unicode


def _codes(text: str) -> Hashes:
    """One number for each character; a placeholder such as «⟨office⟩» is one character."""
    parts = []
    at = 0
    for found in _PLACEHOLDER.finditer(text):
        parts.append(_code_points(text[at : found.start()]))
        name = _code_points(found[0])
        code = _windows(name, len(name), len(name))[0] | np.uint64(_FIRST_PLACEHOLDER_CODE)
        parts.append(np.array([code], np.uint64))
        at = found.end()
    parts.append(_code_points(text[at:]))
    return np.concatenate(parts) if at else parts[0]


def _code_points(text: str) -> Hashes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)


def _windows(codes: Hashes, shortest: int, longest: int, *, inside_words: bool = False) -> Hashes:
    """A polynomial hash of every window of `shortest` to `longest` codes.

    With `inside_words` a window may begin or end with a space but not hold one in between.
    """
    spaces = np.cumsum(codes == _SPACE)
    value = np.ones(len(codes), np.uint64)
    found = []
    for size in range(1, min(longest, len(codes)) + 1):
        count = len(codes) - size + 1
        value = value[:count] * _MULTIPLIER + codes[size - 1 :]
        if size < shortest:
            continue
        if inside_words and size > 2:
            found.append(value[spaces[size - 2 : size - 2 + count] == spaces[:count]])
        else:
            found.append(value)
    return np.concatenate(found) if found else np.empty(0, np.uint64)


def _morphemes(text: str) -> Hashes:
    """A hash of every distinct form, and of every two of them."""
    tokens = tokenize(text, (found.span() for found in _PLACEHOLDER.finditer(text)))
    forms = {form.encode("utf-8", "replace") for token in tokens for form, _ in token.parts}
    hashed = np.sort(np.frombuffer(b"".join(blake2b(form, digest_size=8).digest() for form in forms), "<u8"))
    first, second = np.triu_indices(len(hashed), 1)
    return np.concatenate([hashed, hashed[first] * _MULTIPLIER + hashed[second]])


def ngram_hashes(text: str) -> tuple[Hashes, ...]:
    """The n-grams of `text` in every view of `VIEWS`, as 1-D arrays of hashes in which repeats are kept.

    A placeholder in angle brackets («⟨food⟩ 먹고 싶어») counts as one syllable, one letter and one morpheme. Case
    is ignored. Only the first 300 characters are read, so that a pasted page costs no more than a long sentence.
    """
    words = " ".join(text[:_READ].lower().split())
    compact = _codes(words.replace(" ", ""))
    letters = _codes(unicodedata.normalize("NFD", f" {words} "))
    return (
        _windows(compact, *_SYLLABLES),
        _windows(letters, *_LETTERS, inside_words=True),
        _morphemes(words),
    )
