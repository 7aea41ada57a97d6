"""What stands around an expected question, or within it, and makes another one of it.

«최악의 시장은 누구야», «마지막 시장은 누구야», «시장 부인이 누구야», «시장이 누구야 말고».
"""

from __future__ import annotations

from datetime import date
from typing import Final

from companion.language.dates import find_times
from companion.language.forms_of_address import address
from companion.language.morphemes import Token, tokenize

_MODIFIES: Final = ("JKG", "MM", "ETM")
"""What says more of the noun behind it: -의, «다른», «나쁜»."""
_PLACE: Final = "지명"
_NOUN, _COUNTER, _SUFFIX = "NNG", "NNBC", "XSN"
_NOMINAL: Final = ("NN", "NP", "NR", "XR", "SL", "SH")
_INTERJECTION: Final = "IC"
_SAYS_NO: Final = ("VCN",)
_NOT_THAT: Final = "말"
"""«말고»: the auxiliary of a prohibition behind what is not meant."""
_ANY_DAY: Final = date(2026, 1, 1)
"""Whether a text names a time does not hang on the day."""


def asks_another(text: str, start: int, end: int) -> bool:
    """Whether the words around a stretch change what it asks: a modifier before it, another time, or a «not that».

    A bare noun right before it is such a modifier («마지막», «두 번째»), unless somebody is called by it («아빠»,
    «사회자님»). What leads over («그럼», «이번에는») or announces a question («하나 물어볼게») changes nothing, and
    neither does what means nothing, as a recogniser's errors mostly do.

    Args:
        text: an utterance.
        start, end: half-open span of what is taken for the question.
    """
    tokens = tokenize(text)
    before = [token for token in tokens if token.end <= start]
    after = [token for token in tokens if token.start >= end]
    asked = next((token for token in tokens if start <= token.start < end), None)
    times = find_times(text, _ANY_DAY)
    # What stands before «오늘 …» or «안녕, …» says nothing of the noun that comes after it.
    apart = asked is not None and any(time.start <= asked.start < time.end for time in times)
    apart = apart or any(token.tag == _INTERJECTION for token in tokenize(text[start:end])[:1])
    if before and not apart and (_modifies(before[-1]) or (asked is not None and _makes_compound(text, before, asked))):
        return True
    if any(token.has(*_SAYS_NO) for token in (*before, *after)) or any(map(_sets_aside, after)):
        return True
    return any(
        (time.end <= start or time.start >= end) and not time.is_now and not time.first <= _ANY_DAY <= time.last
        for time in times
    )


def is_plain_noun(text: str, start: int, end: int) -> bool:
    """Whether a word is one noun of the dictionary with its particles, or a bare one by which nobody is called.

    Args:
        text: an utterance; by itself an error of hearing («척이») would be read as a name.
        start, end: half-open span of the word.
    """
    tokens = [token for token in tokenize(text) if start <= token.start < end]
    if not tokens or not _is_known_noun(tokens[0]) or not all(token.tag.startswith("J") for token in tokens[1:]):
        return False
    return len(tokens) > 1 or not _calls(tokens[0])


def _makes_compound(text: str, before: list[Token], asked: Token) -> bool:
    """Whether what is asked is said to be of the noun right before it: nothing stands between but a space."""
    last = before[-1]
    if not asked.tag.startswith(_NOMINAL) or text[last.end : asked.start].strip():
        return False
    counted = last.tag == _COUNTER or (last.tag == _SUFFIX and len(before) > 1 and before[-2].tag == _COUNTER)
    return counted or (last.spaced and _is_known_noun(last) and not _calls(last))


def _is_known_noun(token: Token) -> bool:
    # Of one syllable too many are made by errors of hearing; an unknown word comes apart into several.
    return token.tag == _NOUN and len(token.text) > 1


def _calls(token: Token) -> bool:
    return address(token.text) == token.text


def _modifies(token: Token) -> bool:
    last = token.parts[-1][1]
    return last in _MODIFIES or (last == "NNP" and token.kind == _PLACE)


def _sets_aside(token: Token) -> bool:
    return token.tag.startswith("VX") and token.stem == _NOT_THAT
