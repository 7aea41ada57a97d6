"""What imported places are found by: what they are and serve, and their names as they are said and heard."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from companion.language.sound import sound_key


class Kind(NamedTuple):
    """What a place is and serves: ids of a type and of offers."""

    type: str
    category: str | None
    offers: tuple[str, ...]


def with_branch(name: str, branch: str | None) -> str:
    """A name with what its branch is called: «별다방 동탄점»."""
    return f"{name} {branch}" if branch and not name.endswith(branch) else name


def name_key(name: str) -> str:
    """A name without what is not said: spaces, marks, and whether letters are large."""
    return "".join(filter(str.isalnum, name.lower()))


@lru_cache(maxsize=65_536)
def sound_number(name: str) -> int:
    """A number that names share which sound alike; others share it by chance only, once in billions of pairs."""
    return crc32((sound_key(name) or name_key(name)).encode())
