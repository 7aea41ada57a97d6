"""Cutting a spoken answer into clauses.

A voice starts to speak once its first clause is ready, so the first clause is short and the later ones, which are
made while somebody listens, are as long as sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

# In syllables. A first clause of eight takes more than a second to say. While it is heard the next one is made, which
# may therefore be so many times as long: the voice needs about half the time that speech takes.
_FIRST_LEAST, _FIRST_BEST, _FIRST_MOST = 4, 8, 13
_GROWTH: Final = 2
_LEAST, _MOST = 7, 34

_SENTENCE_END: Final = re.compile(r"(?<=[.?!]) +")
_COMMA: Final = re.compile(r"(?<=,) +")
_CONNECTIVE: Final = re.compile(
    r"[가-힣](?:고|며|면서|지만|[는은던]데|[아어여]서|니까|므로|려고|거나|든지|다가|라서|해서|돼서)$"
)
# A topic, an object or a range ends a phrase. Left out are forms that may be a verb before its noun («있는 곳») or
# the end of a name.
_PHRASE_END: Final = re.compile(
    r"(?:에서는?|에게|까지는?|부터|으로는?|에는|[년월일시분때]에|(?<= )전에|이라고|라고|정보는|"
    r"(?<!드리)(?<![있없하되맞먹찾받않쓰보쉬다])는|(?<![좋많맞같높낮넓작젊싶받찾않읽얻])은|"
    r"(?<![있없찾먹받않읽얻앉맞좋많같가마])을|를)$"
)
_SHORTEST_PHRASE: Final = 3


def clauses(spoken: str) -> list[str]:
    """Cut a text in spoken form into clauses; joined by spaces they are the text again.

    Cuts are made at the ends of sentences, after commas and connective endings («…고», «…지만») and, where a clause
    would come too late, after the end of a phrase («…은», «…부터»): never inside a name, nor between a number and
    its counter.
    """
    out: list[str] = []
    for sentence in _SENTENCE_END.split(spoken.strip()):
        for piece in _pieces(sentence):
            _append(out, piece)
    return out


def _append(out: list[str], piece: str) -> None:
    """Put a piece of a sentence behind the clauses so far, cut where it is too long, joined on where it is short."""
    words = piece.split(" ")
    before_word = list(accumulate(map(_length, words), initial=0))
    start = 0 if piece else len(words)
    while start < len(words):
        most = min(_MOST, _GROWTH * _length(out[-1])) if out else _FIRST_MOST
        left = before_word[-1] - before_word[start]
        # A short piece joins the clause before, but not the first one, which must not wait.
        if len(out) > 1 and out[-1][-1] not in ".?!" and min(_length(out[-1]), left) < _LEAST:
            before = min(_MOST, _GROWTH * _length(out[-2]))
            if _length(out[-1]) + left <= before:
                out[-1] = " ".join((out[-1], *words[start:]))
                return
        end = _cut(words, before_word, start, most, best=most if out else _FIRST_BEST)
        out.append(" ".join(words[start:end]))
        start = end


def _length(text: str) -> int:
    """Syllables."""
    return sum("가" <= ch <= "힣" for ch in text)


def _pieces(sentence: str) -> list[str]:
    """The parts of a sentence between commas; long ones also end at connective endings."""
    out: list[str] = []
    for part in _COMMA.split(sentence):
        words = part.split(" ")
        before_word = list(accumulate(map(_length, words), initial=0))
        start = 0
        for end in range(1, len(words)):
            shorter = min(before_word[end] - before_word[start], before_word[-1] - before_word[end])
            if shorter >= _LEAST and _CONNECTIVE.search(words[end - 1]):
                out.append(" ".join(words[start:end]))
                start = end
        out.append(" ".join(words[start:]))
    return out


def _cut(words: Sequence[str], before_word: Sequence[int], start: int, most: int, best: int) -> int:
    """Where the clause that begins at the word `start` ends: behind at most so many syllables if it can be cut there.

    Args:
        words: of the whole piece.
        before_word: the syllables before each word, and all of them.
        start: the first word of the clause.
        most: syllables that the clause may have.
        best: syllables that it should have.
    """
    if before_word[-1] - before_word[start] <= most:
        return len(words)
    heads: list[tuple[int, int]] = []
    for end in range(start + 1, len(words)):
        length = before_word[end] - before_word[start]
        if heads and length > most:
            break  # longer ones are no better
        if (
            length >= _FIRST_LEAST
            and before_word[-1] - before_word[end] >= _SHORTEST_PHRASE
            and _PHRASE_END.search(" ".join(words[max(start, end - 2) : end]))
        ):
            heads.append((length, end))
    # Where even the shortest is too long, it is still shorter than all of it.
    return min(heads, key=lambda head: abs(head[0] - best))[1] if heads else len(words)
