"""Whether a word is built like the name of a place."""

from __future__ import annotations

import re
from typing import Final

_ENDINGS: Final = "동|역|읍|거리|공원|대학교|터미널|구|면|리|시|군|도|섬"
_CLEAR_ENDINGS: Final = "동|역|읍|구|공원|대학교|터미널|섬"
_LOCATED: Final = re.compile(rf"[가-힣]{{2,6}}(?:{_ENDINGS})")
_BARE: Final = re.compile(rf"[가-힣]{{2,6}}(?:{_CLEAR_ENDINGS})")

AT: Final = frozenset(("에서", "에", "의", "으로", "서"))
"""Particles that say where."""


def is_like_a_place(noun: str, *, located: bool) -> bool:
    """Whether a noun may name a place: «강남역», «하늘동».

    Args:
        noun: the noun.
        located: whether it carries a particle that says where; without one only clear endings count.
    """
    return (_LOCATED if located else _BARE).fullmatch(noun) is not None
