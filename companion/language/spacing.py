"""Spaces where they are usually written: between words, and not before what hangs on one.

Recognisers put spaces before particles and endings («수원 시장 은 누구 야»), people in a hurry leave them all out. The
dictionary of morphemes knows what is a word and what hangs on one; whether two nouns are written as one is decided by
whether anybody was heard to say them so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Final

from companion.base import patterns as re
from companion.language.josa import PARTICLES
from companion.language.morphemes import Token, cost, tokenize
from companion.language.readings import words

Heard = Callable[[str], bool]
"""Whether letters are known to stand so in a word."""
_ENDED: Final = re.compile(
    r"(?!이래)이?(?:야|냐|니|죠|지|지요|에요|예요|에여|예여|라고|래|래요|란|라는|라던데|더라|시더라|랄까|던|든|(?:시[지죠니더네]|신[지가데]|셨|었|였|세요)[가-힣]{0,3}|던[가데지])"
    r"|인(?:가|가요|지|지요|데|데요)|입니[다까]|일까요?|서"
)
"""Forms of the copula, which are no words of their own."""
_MADE: Final = re.compile(r"[하해했할합되된될됐돼됩]|한(?:다|대)")
"""Forms of the verbs that nouns are made verbs with."""
_AFFIX: Final = frozenset(("님", "들", "쯤", "씩", "째", "짜리"))
_NOT_LAST: Final = frozenset(("와", "과", "가", "이", "을", "를", "의", "나", "아", "고"))
"""Particles that end no sentence; where they seem to, they are verbs or pronouns («비 와?»)."""
_MAY_BE_WORDS: Final = frozenset(
    words(
        "이 가 와 과 나 도 만 의 지 고 하고 야 라 란 보다 대로 마다 만큼 이나 아 여 며 면 든 던 니 죠 랑 로 하고도 라면"
    )
)
"""Particles that look like words; between well written words they are."""
_WITH_ADVERBS: Final = "은는도만부까"
"""What particles begin with that stand behind adverbs, too."""
_NO_CALL: Final = frozenset(("아", "나", "여"))
_COUNTED: Final = re.compile(r"(?<=\d) (?=(?:년|월|일|대|시|분|원|층|명|번)(?![가-힣]{2}))")
_MONEY: Final = ("원", "명", "번")
_GAIN: Final = 500
"""How much easier joined words must be to read."""
_UNSPACED: Final = 6
"""Letters of a word that may be several."""
_LINKS: Final = ("J", "E")
_NOUNS: Final = ("N", "XR", "XSN", "SL", "SN")
_ADVERBS: Final = ("MM", "MAG", "MAJ", "IC")
_NO_WORD: Final = ("J", "E", "XS", "VCP", "VX", "S", "NNBC", "U")
"""Tags that begin no word."""


def without_torn(text: str, begins: Heard) -> str:
    """The text without spaces before particles, endings and suffixes; other texts are unchanged.

    Args:
        text: the text.
        begins: whether a known word begins so.
    """
    pieces = _COUNTED.sub("", text).split(" ")
    out = pieces[:1]
    torn = any(_is_torn(piece, last=at == len(pieces) - 1) for at, piece in enumerate(pieces) if at)
    for at, word in enumerate(pieces[1:], 1):
        after = pieces[at + 1] if at + 1 < len(pieces) else ""
        if torn and out[-1][-1:].isalnum() and _hangs(out[-1], word, after, begins):
            out[-1] += word
        else:
            out.append(word)
    return " ".join(out)


def _is_torn(word: str, *, last: bool) -> bool:
    """Whether a piece can be no word, so that whoever wrote it puts spaces where none are."""
    bare = word.rstrip("?!.,~")
    ends = _ENDED.fullmatch(bare) is not None and (last or len(bare) > 1)
    return ends or (bare in PARTICLES and bare not in _MAY_BE_WORDS)


def _hangs(before: str, word: str, after: str, begins: Heard) -> bool:
    """Whether a piece belongs to the word before it."""
    bare = word.rstrip("?!.,~")
    gain = _GAIN
    if _ENDED.fullmatch(bare) and len(bare) > 1:
        fits, kinds, gain = True, (*_NOUNS, "J", "IC", "MAG"), -_GAIN
    elif bare in PARTICLES and bare not in _NO_CALL:
        fits = bool(after or bare not in _NOT_LAST) and not (bare == "만" and after.startswith(_MONEY))
        kinds = (*_NOUNS, "J", "ETN", *(("MAG",) if bare[0] in _WITH_ADVERBS else ()))
    else:
        fits, kinds = bare in _AFFIX or _ENDED.fullmatch(bare) is not None, (*_NOUNS, "J", "IC", "MAG")
    if not fits or not tokenize(before)[-1].parts[-1][1].startswith(kinds):
        return _is_made_verb(before, bare, begins)
    return cost(f"{before}{word} {after}") + gain < cost(f"{before} {word} {after}")


def _is_made_verb(before: str, word: str, begins: Heard) -> bool:
    """Whether a form of «하다» or «되다» makes a verb of the noun before it, as somebody was heard to say."""
    if not _MADE.match(word) or not begins(before + word[0]):
        return False
    last = tokenize(before)[-1]
    return last.start == 0 and len(before) > 1 and last.tag in ("NNG", "XR")


def spaced(text: str, names: Iterable[tuple[int, int]], heard: Heard) -> str:
    """The text with spaces between words that were written as one; `names` are spans that are one word."""
    if not any(len(word) >= _UNSPACED for word in text.split(" ")):
        return text
    names = sorted(names)
    ends = {end for _, end in names} | {start for start, _ in names}
    tokens = tokenize(text, names)
    cuts = [
        (token.start, _is_plain(before)) for before, token in pairwise(tokens) if _parts(before, token, ends, heard)
    ]
    written = [found.span() for found in re.finditer(r"[^ ]+", text)]
    for start, end in reversed(written):
        inside = [cut for cut, _ in cuts if start < cut < end]
        clear = sum(plain for cut, plain in cuts if start < cut < end)
        if end - start >= _UNSPACED and (len(written) == 1 or clear > 1):
            for cut in reversed(inside):
                text = f"{text[:cut]} {text[cut:]}"
    return text


def _is_plain(before: Token) -> bool:
    """Whether a word surely ends: behind a particle, or an ending."""
    return before.parts[-1][1].startswith(_LINKS)


def _parts(before: Token, token: Token, names: Iterable[int], heard: Heard) -> bool:
    """Whether a word ends and another begins between two tokens."""
    if token.spaced or token.tag.startswith(_NO_WORD):
        return False
    last = before.parts[-1][1]
    if last.startswith(_LINKS):
        return not (token.tag.startswith("V") and heard(before.text[-1] + token.text[0]))
    if token.start in names and last.startswith(_NOUNS):
        return True
    return last.startswith((*_NOUNS, *_ADVERBS)) and not heard(before.text[-1] + token.text[0])
