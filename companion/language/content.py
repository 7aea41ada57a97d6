"""What a text is about, as words that another text can be held against: nouns, names, verbs, numbers, and what denies.

Particles and endings are gone, compounds are known whole and by their parts, nouns that stand side by side also as the
one word that others write them as («주차 요금», «주차요금»), numbers by their value («삼천 원», «3,000원»).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.hangul import final_consonant
from companion.language.morphemes import Token, tokenize
from companion.language.normalize import normalize
from companion.language.numbers import find_numbers

WordKind = Literal["noun", "name", "verb", "foreign"]

_NOMINAL: Final = ("NNG", "NNP", "XR", "SL", "SH", "UNKNOWN")
_AFFIX: Final = ("XPN", "XSN")
_ASKING_TAGS: Final = ("NP", "MM", "MAG", "NNG")
_SYLLABLES: Final = ("NNB", "MM")
_OBLIQUE: Final = "JKB"
_ALSO: Final = "도"
HOW_MANY: Final = "몇"
"""What stands before what is counted: «몇명» among `others`."""
WHICH: Final = ("무슨", "어느", "어떤")
"""What stands before what one of several is asked for: «무슨요일» among `others`."""
TIMED: Final = frozenset(("에", "부터", "까지"))
"""Particles of the time at which something is."""
_HOW: Final = "어떻"
DO: Final = "하"
"""The verb that says nothing beside its noun."""
_OUGHT: Final = (DO, "되")
OUGHT: Final = "어야하"
"""What stands for «-아야 하다» and «-아야 되다»."""
_DENYING_ADVERBS: Final = ("안", "못")
_DENYING_VERBS: Final = ("않", "없", "말", "아니", "못하")
_LINKS: Final = ("면", "거나", "는데", "은데", "ㄴ데", "지만", "니까", "려면", "도", "서", "다가")
"""Endings behind which another clause begins."""
_PASSIVE: Final = "이히리기"
_QUESTION: Final = 100
"""Characters up to which a text may be asked again, and is kept as taken apart."""
_WRITTEN: Final = re.compile(r"\w{2,}")
_CUT_SHORT: Final = 2
_HELPING: Final = ("VX", "XSV", "XSA", "VCP", "VCN")
_KEPT: Final = 4096
"""Texts that are kept as taken apart: those of the questions and of the pairs they are held against."""


@dataclass(frozen=True, slots=True)
class ContentWord:
    """A word that says something.

    Attributes:
        text: a noun as it stands, a verb without -다.
        kind: what sort of word it is.
        parts: what it is made of, where that says something by itself: «주차장» is about «주차».
        run: the number of the stretch of nouns without a space that it belongs to.
        beside: whether a particle says when, where or how it is done, and it is not what is asked («점심시간에»).
        also: whether it is asked besides what is known («수영복도 파나요?»).
    """

    text: str
    kind: WordKind
    parts: tuple[str, ...] = ()
    run: int = -1
    beside: bool = False
    also: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The word, then its parts."""
        return (self.text, *self.parts)


@dataclass(frozen=True, slots=True)
class TextContent:
    """What a text is about.

    Attributes:
        words: in the order of the text.
        runs: the stretches of nouns without a space, as they are written.
        numbers: with their counters, by value: «3000원», «9시».
        others: words that may ask something: pronouns, determiners, adverbs, with what is counted («몇시»).
        denied: whether what is asked is denied; `denied_within`: whether a clause before it is.
        written: all letters without spaces.
    """

    words: tuple[ContentWord, ...]
    runs: tuple[str, ...]
    numbers: tuple[str, ...]
    others: tuple[str, ...]
    denied: bool
    denied_within: bool
    written: str

    @property
    def keys(self) -> frozenset[str]:
        """Everything that it can be found by."""
        joined = (a.text + b.text for a, b in pairwise(self.words) if "verb" not in (a.kind, b.kind))
        return frozenset((*(key for word in self.words for key in word.keys), *self.runs, *joined, *self.numbers))


@lru_cache(maxsize=_KEPT)
def content_of(text: str) -> TextContent:
    """What a text is about."""
    text = normalize(text)
    tokens = tokenize(text)
    words: list[ContentWord] = []
    runs: list[str] = []
    obliques = {token.start for token in tokens if token.tag == _OBLIQUE}
    besides = {token.start for token in tokens if token.tag == "JX" and token.text == _ALSO}
    numbers = find_numbers(text)
    for run in _runs(tokens):
        if any(number.start <= run[0].start and run[-1].end <= number.end for number in numbers):
            continue  # «한 달», «1층»: what is counted belongs to the number
        if run[0].has(*_NOMINAL, *_AFFIX) or len(run) > 1:
            written = text[run[0].start : run[-1].end].lower()
            nouns = list(_nouns(run, len(runs)))
            if nouns and run[-1].end in obliques:
                nouns[-1] = replace(nouns[-1], beside=True)
            if nouns and run[-1].end in besides:
                nouns[-1] = replace(nouns[-1], also=True)
            words += nouns
            runs.append(written)
        else:
            words += _verbs(run)
    denied, within = _denied(tokens)
    return TextContent(
        words=tuple(words),
        runs=tuple(runs),
        numbers=tuple(f"{number.value}{number.counter or ''}" for number in numbers),
        others=tuple(_others(tokens)),
        denied=denied,
        denied_within=within,
        written="".join(text.split()).lower(),
    )


def as_in_dictionary(word: ContentWord) -> str:
    """A word as a dictionary has it."""
    return f"{word.text}다" if word.kind == "verb" else word.text


def index_terms(text: str) -> list[str]:
    """What a text is searched by: its words whole, in parts and joined, its numbers; and, marked with «~», as it is
    written: whole words with their endings, and pairs of syllables of nouns.

    What is written finds names that the dictionary does not know and takes apart differently each time.
    """
    content = content_of(text) if len(text) <= _QUESTION else content_of.__wrapped__(text)
    nouns = [word for word in content.words if word.kind != "verb"]
    terms = [key for word in content.words for key in word.keys]
    terms += [a.text + b.text for a, b in pairwise(nouns)]
    terms += [run for run in content.runs if all(run != word.text for word in nouns)]
    terms += content.numbers
    terms += [f"~{word}" for word in _WRITTEN.findall(normalize(text).lower())]
    terms += [f"~{run[at : at + 2]}" for run in content.runs for at in range(len(run) - 1)]
    return terms


def _runs(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """Nouns that stand together without a space; each other token alone."""
    run: list[Token] = []
    for at, token in enumerate(tokens):
        nominal = token.tag in (*_NOMINAL, *_AFFIX) or _is_cut_off(tokens, at)
        # «주민등록|등|본»: syllables that hang on a noun are its end.
        nominal = nominal or (bool(run) and token.tag in _SYLLABLES and len(token.text) == 1 and not token.spaced)
        if run and (token.spaced or not nominal):
            yield tuple(run)
            run = []
        if nominal:
            run.append(token)
        else:
            yield (token,)
    if run:
        yield tuple(run)


def _is_cut_off(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a syllable that looks like a determiner is the beginning of the noun behind it: «주|차비», «한|나무»."""
    token, after = tokens[at], tokens[at + 1 : at + 2]
    cut = token.tag == "MM" and len(token.text) == 1 and token.spaced
    return cut and bool(after) and not after[0].spaced and after[0].tag in _NOMINAL


def _nouns(run: tuple[Token, ...], number: int) -> Iterator[ContentWord]:
    """The nouns of a stretch: a syllable by itself belongs to the noun before it, a prefix to the one behind it."""
    pending: ContentWord | None = None
    prefix, cut = "", False
    for token in run:
        text = token.text.lower()
        if token.tag in ("XPN", "MM") and token is not run[-1]:
            prefix += text
            cut = token.tag == "MM"
            continue
        hangs = len(text) == 1 and token.tag != "SL" and pending is not None and not prefix
        if hangs and pending is not None:
            whole = (pending.text, *pending.parts)
            pending = ContentWord(pending.text + text, pending.kind, whole, number)
            continue
        if pending is not None:
            yield pending
        parts = () if prefix else tuple(part for part in token.compound if len(part) > 1)
        if cut and len(prefix + text) > _CUT_SHORT:
            parts = ((prefix + text)[:-1],)
        kind: WordKind = "name" if token.tag == "NNP" else "foreign" if token.tag == "SL" else "noun"
        pending = ContentWord(prefix + text, kind, parts, number)
        prefix, cut = "", False
    if pending is not None:
        yield pending


def _verbs(run: tuple[Token, ...]) -> Iterator[ContentWord]:
    for token in run:
        for form, tag in token.parts:
            if tag in ("VV", "VA"):
                parts = (form[:-1],) if form[-1] in _PASSIVE and len(form) > 1 else ()
                if not token.text.startswith(form) and len(form) == 1 and final_consonant(form) == "ㄹ":
                    parts = (token.text[0],)  # «사나요»: buy or live
                yield ContentWord(form, "verb", parts)
                return
            if tag in ("NNG", "NNP", "XR"):
                yield ContentWord(form, "noun")


def _others(tokens: tuple[Token, ...]) -> Iterator[str]:
    for before, token in pairwise((None, *tokens)):
        assert token is not None
        for form, tag in token.parts:
            if tag in _ASKING_TAGS:
                yield form
            elif form == _HOW:
                yield _HOW + "게"
        if before is not None and token.stem in _OUGHT and before.parts[-1][1] == "EC" and before.text.endswith("야"):
            yield OUGHT
        if before is not None and before.text in (HOW_MANY, *WHICH):
            yield before.text + token.text


def _denied(tokens: tuple[Token, ...]) -> tuple[bool, bool]:
    """Whether the last clause is denied, and whether one before it is."""
    within = denied = False
    for at, token in enumerate(tokens):
        for form, tag in token.parts:
            if (tag == "MAG" and form in _DENYING_ADVERBS) or (
                tag.startswith(("V", "XSV", "XSA")) and form in _DENYING_VERBS
            ):
                denied = True
            helped = at + 1 < len(tokens) and tokens[at + 1].tag in _HELPING
            ends = tag == "ETM" or (tag == "EC" and form.endswith(_LINKS) and not helped)
            if ends and at + 1 < len(tokens):
                within, denied = within or denied, False
    return denied, within
