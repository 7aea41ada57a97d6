"""Korean in Latin letters, by the Revised Romanization (Ministry of Culture, 2000), without changes of sound between
syllables: «경기도» is gyeonggido. How a name is really spelt abroad differs; `folded` takes such spellings together.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from companion.language.hangul import FINALS, INITIALS, MEDIALS, decompose, is_syllable

_ONSETS: Final = dict(
    zip(
        INITIALS,
        ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"),
        strict=True,
    )
)
_VOWELS: Final = dict(zip(MEDIALS, "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(), strict=True))
_CODAS: Final = dict(zip(FINALS, ("", *"k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split()), strict=True))
_FOLDED: Final = (
    (r"[^a-z]", ""), ("oo", "u"), ("ee", "i"), ("eo|eu|u|ou", "o"), ("ae|e", "a"), ("[yw]", ""),
    ("kk|g|q", "k"), ("tt|d", "t"), ("pp|b", "p"), ("jj|ch|j", "c"), ("ss|sh", "s"), ("r", "l"), ("h", ""),
    (r"(.)\1+", r"\1"),
)  # fmt: skip


def romanized(text: str) -> str:
    """Korean in Latin letters; other characters stay."""
    return "".join(_syllable(ch) if is_syllable(ch) else ch for ch in text)


def _syllable(ch: str) -> str:
    onset, vowel, coda = decompose(ch)
    return _ONSETS[onset] + _VOWELS[vowel] + _CODAS[coda]


def folded(latin: str) -> str:
    """Latin spellings of one Korean sound as one: «Kyeonggi» like «Gyeonggi», «Myung» like «Myeong»."""
    key = unicodedata.normalize("NFKD", latin).lower()
    for pattern, one in _FOLDED:
        key = re.sub(pattern, one, key)
    return key


SURNAMES: Final = {
    "lee": "i", "rhee": "i", "yi": "i", "park": "bak", "pak": "bak", "choi": "choe", "noh": "no", "roh": "no",
    "woo": "u", "lim": "im", "rim": "im", "ryu": "yu", "lyu": "yu", "shin": "sin", "moon": "mun",
}  # fmt: skip
"""Usual spellings of surnames that differ from their sound."""


def keys_of_name(latin: str) -> tuple[str, ...]:
    """How a name that foreigners write may sound, folded: «Lee Jae-myung» and «Jae-myung Lee» are one."""
    first, *rest = latin.split()
    if not rest:
        return (folded(latin),)
    surname = SURNAMES.get(first.lower(), first)
    turned = SURNAMES.get(rest[-1].lower(), rest[-1])
    return folded(surname + "".join(rest)), folded(turned + first + "".join(rest[:-1])), folded(latin)
