"""Whether a word is built like the name of a place."""

from __future__ import annotations

from typing import Final

from companion.base import patterns as re
from companion.language.morphemes import tokenize

_ENDINGS: Final = "동|역|읍|거리|공원|대학교|터미널|구|면|리|시|군|도|섬"
_CLEAR_ENDINGS: Final = "동|역|읍|구|공원|대학교|터미널|섬"
_LOCATED: Final = re.compile(rf"[가-힣]{{2,6}}(?:{_ENDINGS})")
_BARE: Final = re.compile(rf"[가-힣]{{2,6}}(?:{_CLEAR_ENDINGS})")

_BRANCH: Final = re.compile(r"(?:본점|직영점|점)$")
_SIDE_STREET: Final = re.compile(r"\S+(?:로|길)\d+[가-힣]*길")

_STREET: Final = re.compile(r"([가-힣]+(?:로|길))(\d+[가-힣]*길)?(?![가-힣])")

AT: Final = frozenset(("에서", "에", "의", "으로", "서"))
"""Particles that say where."""


def is_like_a_place(noun: str, *, located: bool) -> bool:
    """Whether a noun may name a place: «강남역», «하늘동».

    Args:
        noun: the noun.
        located: whether it carries a particle that says where; without one only clear endings count.
    """
    return (_LOCATED if located else _BARE).fullmatch(noun) is not None


def without_branch(word: str) -> str:
    """What a branch is named by: «행궁» of «행궁본점»; another word is itself."""
    return _BRANCH.sub("", word)


def side_street(address: str) -> str | None:
    """A street that is short enough to lie in one neighbourhood: «정조로800번길», unlike «정조로»."""
    found = _SIDE_STREET.search(address)
    return found[0] if found else None


def streets_in(address: str) -> tuple[str, ...]:
    """The streets that an address names: «신풍로23번길» and the «신풍로» that it leaves."""
    found = _STREET.search(address)
    return tuple(dict.fromkeys((found[0], found[1]))) if found else ()


def is_town(noun: str) -> bool:
    """Whether the dictionary knows a noun as the name of a place on the map: «대전», and no «은행»."""
    return all(token.kind == "지명" for token in tokenize(noun))
