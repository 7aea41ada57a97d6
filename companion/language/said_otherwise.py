"""A question as other people would say it, and as a recogniser would write it: for rehearsals.

Each variant changes one thing or two: the ending, what is said before it, a particle that is left out, dialect, the
spaces, or sounds that are easily taken for one another. Nothing here is understood; it is only made.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final, Literal, NamedTuple
from zlib import crc32

from companion.base import patterns as re
from companion.language.hangul import compose, decompose, is_syllable
from companion.language.josa import josa_candidates
from companion.language.readings import words

VariantKind = Literal["ending", "dialect", "filler", "particle", "spacing", "misheard"]

_ENDINGS: Final = {
    "구야": words("구예요 구니 구죠 군가요 구입니까 구지 구래요"),
    "뭐야": words("뭐예요 뭐니 뭐죠 뭔가요 뭡니까 뭐지"),
    "디야": words("디예요 디니 디죠 딘가요 딥니까 디지"),
    "마야": words("마예요 마니 마죠 만가요 맙니까 마지"),
    "야": words("예요 니 죠 인가요 지"),
    "어때": words("어때요 어떠니 어떤가요 어떻습니까 어떠세요"),
    "해": words("해요 하니 하나요 하죠 합니까 하지 하는데"),
    "줘": words("줄래 주세요 주라 줘요 주겠니 주시겠어요 줘라 줄래요"),
    "아": words("아요 니 나요 죠 지"),
    "어": words("어요 니 나요 죠 지"),
    "돼": words("돼요 되니 되나요 되죠"),
}
"""Endings by what a question ends in, the longest first."""
_DIALECT: Final = {
    "누구야": words("누고 누구여 누꼬 누구당가"),
    "뭐야": words("뭐꼬 뭐여 머꼬 뭣이여"),
    "어디야": words("어데고 어디여 워디여"),
    "언제야": words("언제고 언제여"),
    "줘": words("도 주이소 줘유 주쇼"),
    "해": words("하노 한당가 해유"),
    "어때": words("어떻노 어뗘 워뗘"),
    "아": words("노 당가 아유"),
    "어": words("노 당가 어유"),
}
_BEFORE: Final = (
    *words("어 음 저기 자 그럼 그러니까 이번에는"),
    *("자 그럼", "저기 있잖아", "아 그리고", "그러면 말이야", "자 이제 물어볼게"),
)
_ONSETS: Final = ("ㄱㄲㅋ", "ㄷㄸㅌ", "ㅂㅃㅍ", "ㅈㅉㅊ", "ㅅㅆ", "ㄴㄹ", "ㅎㅇ")
_VOWELS: Final = ("ㅓㅗ", "ㅡㅜ", "ㅗㅜ", "ㅐㅔ", "ㅏㅓ", "ㅕㅓ", "ㅛㅗ", "ㅢㅣ")
_CODAS: Final = ("ㄴㅇㅁ", "ㄱㄷㅂ")
_SIGNS: Final = re.compile(r"[^\w\s]")


class SpokenVariant(NamedTuple):
    """A question in other words, and what was changed."""

    kind: VariantKind
    text: str


def variants(question: str, most: int = 60) -> tuple[SpokenVariant, ...]:
    """Up to so many variants, no two alike; the same for a question every time."""
    plain = " ".join(_SIGNS.sub(" ", question).split())
    r = Random(crc32(plain.encode()))
    found: dict[str, SpokenVariant] = {}
    sources = [
        _with_endings(plain, _ENDINGS, "ending"),
        _with_endings(plain, _DIALECT, "dialect"),
        _with_fillers(plain, r),
        _without_particles(plain),
        _spaced(plain, r),
    ]
    for source in sources:
        for variant in source:
            if variant.text != plain:
                found.setdefault(variant.text, variant)
    bases = [plain, *(variant.text for variant in found.values() if variant.kind in ("ending", "filler"))]
    for _ in range(20 * most):
        if len(found) >= most:
            break
        misheard = _misheard(r.choice(bases), r)
        found.setdefault(misheard, SpokenVariant("misheard", misheard))
    found.pop(plain, None)
    return tuple(found.values())[:most]


def _with_endings(text: str, endings: dict[str, tuple[str, ...]], kind: VariantKind) -> Iterator[SpokenVariant]:
    ending = next((ending for ending in sorted(endings, key=len, reverse=True) if text.endswith(ending)), None)
    if ending is not None:
        for other in endings[ending]:
            yield SpokenVariant(kind, text.removesuffix(ending) + other)


def _with_fillers(text: str, r: Random) -> Iterator[SpokenVariant]:
    for before in _BEFORE:
        yield SpokenVariant("filler", f"{before} {text}")
    several = text.split()
    for _ in range(3 if len(several) > 1 else 0):
        at = r.randrange(1, len(several))
        yield SpokenVariant("filler", " ".join((*several[:at], r.choice(("어", "음", "그", "저기")), *several[at:])))


def _without_particles(text: str) -> Iterator[SpokenVariant]:
    several = text.split()
    for at, word in enumerate(several[:-1]):
        stems = [stem for stem, particle in josa_candidates(word) if particle and len(stem) > 1]
        if stems:
            yield SpokenVariant("particle", " ".join((*several[:at], min(stems, key=len), *several[at + 1 :])))


def _spaced(text: str, r: Random) -> Iterator[SpokenVariant]:
    yield SpokenVariant("spacing", text.replace(" ", ""))
    letters = text.replace(" ", "")
    for _ in range(4 if len(letters) > 3 else 0):
        at = r.randrange(1, len(letters))
        yield SpokenVariant("spacing", f"{letters[:at]} {letters[at:]}")


def _misheard(text: str, r: Random) -> str:
    places = [at for at, ch in enumerate(text) if is_syllable(ch)]
    wrong = 1 + (len(places) > 7) + (len(places) > 11 and r.random() < 0.5)
    letters = list(text)
    for at in r.sample(places, min(wrong, len(places))):
        letters[at] = _near(letters[at], r)
    if r.random() < 0.3:
        at = r.randrange(1, len(letters)) if len(letters) > 1 else 0
        if letters[at] == " ":
            letters[at] = ""
        elif at and letters[at - 1] != " ":
            letters[at] = " " + letters[at]
    return "".join(letters)


def _near(syllable: str, r: Random) -> str:
    parts = list(decompose(syllable))
    places = [(0, group) for group in _ONSETS if parts[0] in group]
    places += [(1, group) for group in _VOWELS if parts[1] in group]
    places += [(2, group) for group in _CODAS if parts[2] and parts[2] in group]
    if not places:
        return syllable
    place, group = r.choice(places)
    parts[place] = r.choice([letter for letter in group if letter != parts[place]])
    return compose(*parts)
