"""Names of towns and neighbourhoods: their short forms, and which of them are words besides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from companion.base import patterns as re
from companion.language.morphemes import tokenize

_SHORT: Final = re.compile(r"([가-힣]{2,})(?:특별자치시|특별시|광역시|시|군|구|동|읍|면)")
_PROVINCE: Final = re.compile(r"[가-힣]+(?<!자치)도")
_NUMBERED: Final = re.compile(r"([가-힣]{2,}?)제?\d+(?:[.·,]\d+)*동")


def short_of_area(name: str) -> str | None:
    """«화성» of «화성시», «봉담» of «봉담읍»; None for what is not cut short («중구», «종로1가»)."""
    found = _SHORT.fullmatch(name)
    return found[1] if found else None


def numbered_family(name: str) -> str | None:
    """What numbered neighbourhoods are called together: «동탄» of «동탄1동»; None for what has no number."""
    found = _NUMBERED.fullmatch(name)
    return found[1] if found else None


def spoken_province(names: Sequence[str]) -> str:
    """The name of a province in an answer, of all that it has: «강원도» and not «강원특별자치도»."""
    return next((name for name in names if _PROVINCE.fullmatch(name)), names[0])


def names_of_family(family: str) -> tuple[str, str, str]:
    """The names that would mean the same as a family of numbered neighbourhoods: its own, of a dong, of a district."""
    return family, f"{family}동", f"{family}구"


@lru_cache(maxsize=65_536)
def is_ordinary_word(name: str) -> bool:
    """Whether a name is a common noun, a verb or an adverb too: «이동», «대사»."""
    tokens = tokenize(name, {})
    return len(tokens) == 1 and not tokens[0].has("NNP", "UNKNOWN", "UNK")
