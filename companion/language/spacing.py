"""Spaces where they are usually written: between words, and not before what hangs on one.

Recognisers put spaces before particles and endings («수원 시장 은 누구 야»), people in a hurry leave them all out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from companion.language.josa import PARTICLES
from companion.language.morphemes import Token, cost, tokenize

_HANGING: Final = re.compile(
    r"(?:이?(?:었|였|시[지죠고]|신가|셨|세요|에요|예요|냐|니|죠|지|라고|래|란|던|든)|입니|인가|인지|인데|일까|하[는고면지려나게셨시]|해(?:[요줘주서야도]|$)|했|한(?:다|대|테)|할(?![가-힣]{2})|합니|되[는고면지려나게]|된(?![가-힣])|될|됐|돼|됩"
    r"|님|들|쯤|씩|째|짜리|째|년|월|일|대|명|번|원|층)"
)
"""What a piece may begin with that belongs to the word before it."""
_COUNTED: Final = re.compile(r"(?<=\d) (?=(?:년|월|일|대|시|분|원|층|명|번)(?![가-힣]{2}))")
_GAIN: Final = 500
"""How much easier joined words must be to read."""
_UNSPACED: Final = 6
"""Letters of a word that may be several."""
_NEW: Final = ("NP", "MM", "MAG", "MAJ", "VV", "VA", "NNB", "NR", "IC")
"""Tags of words that are no part of the noun before them."""
_LINKS: Final = ("J", "E")


def joined(text: str) -> str:
    """The text without spaces before particles, endings and suffixes; other texts are unchanged."""
    words = _COUNTED.sub("", text).split(" ")
    if len(words) < 2 or not any(_may_hang(word) for word in words[1:]):
        return " ".join(words)
    out = [words[0]]
    for at, word in enumerate(words[1:], 1):
        after = f" {words[at + 1]}" if at + 1 < len(words) else ""
        if _may_hang(word) and out[-1][-1:].isalnum() and _hangs(out[-1], word, after):
            out[-1] += word
        else:
            out.append(word)
    return " ".join(out)


def _may_hang(word: str) -> bool:
    bare = word.rstrip("?!.,~")
    return bare in PARTICLES or _HANGING.match(word) is not None


def _hangs(before: str, word: str, after: str) -> bool:
    return cost(f"{before}{word}{after}") + _GAIN < cost(f"{before} {word}{after}")


def spaced(text: str, names: Iterable[tuple[int, int]]) -> str:
    """The text with spaces between words that were written as one; `names` are spans that are one word."""
    if not any(len(word) >= _UNSPACED for word in text.split(" ")):
        return text
    tokens = tokenize(text, names)
    starts = {start for start, _ in names}
    cuts = [token.start for before, token in zip(tokens, tokens[1:], strict=False) if _parts(before, token, starts)]
    words = [found.span() for found in re.finditer(r"[^ ]+", text)]
    wanted = []
    for start, end in words:
        inside = [cut for cut in cuts if start < cut < end]
        if len(inside) >= (1 if len(words) == 1 else 2) and end - start >= _UNSPACED:
            wanted += inside
    for cut in reversed(wanted):
        text = f"{text[:cut]} {text[cut:]}"
    return text


def _parts(before: Token, token: Token, names: Iterable[int]) -> bool:
    """Whether a word ends and another begins between two tokens."""
    if token.spaced:
        return False
    last, tag = before.parts[-1][1], token.tag
    if last.startswith(_LINKS):
        return token.start in names or tag.startswith((*_NEW, "NN", "XR", "SL", "SN"))
    if last in ("MM", "MAG", "MAJ", "IC"):
        return not tag.startswith((*_LINKS, "XS", "VCP", "S"))
    return tag.startswith(_NEW) and not tag.startswith("NNBC") and last.startswith(("N", "SL", "SN", "XSN"))
