"""Names that are too many to be held ready: what is left over of an utterance is looked up as one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from companion.base import patterns as re
from companion.language.josa import strip_josa
from companion.language.morphemes import tokenize
from companion.understanding.types import Mention, Word

LookUp: TypeAlias = Callable[[Sequence[str], Sequence[str]], Mapping[str, tuple[str, str, float]]]
"""Takes texts that may be names, likeliest first, and the ids of the areas that are named; gives for those that are
names the id, the name as it is spelt, and how alike they sound."""

_WORD: Final = re.compile(r"[^\s?!.,~…«»\"'()]+")
_LONGEST: Final = 4
"""Words that a name may have."""
_SHORTEST: Final = 3
_SURELY: Final = 5
"""Syllables from which on no everyday word is so long, whatever it is made of."""
_OF_NAMES: Final = ("N", "SL", "SN", "SH", "XSN", "XPN", "XR", "UNK")


def further_names(
    text: str, mentions: Sequence[Mention], words: Sequence[Word], look_up: LookUp
) -> tuple[Mention, ...]:
    """The places that words are names of which no other name explains; they don't overlap.

    Args:
        text: what was said.
        mentions: names that are known already; one that lies inside a longer name gives way to it.
        words: what is left over.
        look_up: knows the names.
    """
    odd = [word for word in words if not word.neutral]
    if not odd:
        return ()
    spans = dict.fromkeys(_spans(text, odd, mentions))
    areas = [m.id for m in mentions if m.kind == "area"]
    found = look_up([text[start:end] for start, end in spans], areas)
    taken: list[Mention] = []
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        told = found.get(text[start:end])
        if told is not None and all(end <= m.start or m.end <= start for m in taken):
            id, name, similarity = told
            taken.append(Mention(start, end, text[start:end], name, "place", (id,), similarity))
    return tuple(sorted(taken, key=lambda m: m.start))


def _spans(text: str, odd: Sequence[Word], mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Stretches of whole words with something unexplained in them, with and without a particle at the end."""
    whole = [match.span() for match in _WORD.finditer(text)]
    for first in range(len(whole)):
        for last in range(first, min(first + _LONGEST, len(whole))):
            start, stop = whole[first][0], whole[last][1]
            if not any(word.start < stop and start < word.end for word in odd):
                continue
            # An area before a name says where it is, and is none of its words.
            led = next(
                (m for m in mentions if m.start == start and m.kind in ("area", "region") and m.end < stop), None
            )
            if led is not None and last > first and led.end >= whole[first][1]:
                continue
            stem = strip_josa(text[whole[last][0] : stop])[0]
            for end in dict.fromkeys((stop, whole[last][0] + len(stem))):
                if any(m.start < end < m.end or m.start < start < m.end for m in mentions):
                    continue
                if _may_be_name(text[start:end]):
                    yield start, end


def _may_be_name(text: str) -> bool:
    """Whether a stretch is built like a name: of nouns, one of which is not an everyday word, or very long."""
    length = sum(map(str.isalnum, text))
    if length < _SHORTEST:
        return False
    if length >= _SURELY:
        return True
    tokens = tokenize(text, {})
    nouns = all(tag.startswith(_OF_NAMES) for token in tokens for _, tag in token.parts)
    return nouns and not (len(tokens) == 1 and tokens[0].has("NNG", "NNB", "NP", "NR")) and len(tokens) > 0
