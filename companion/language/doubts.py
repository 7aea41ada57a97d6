"""What somebody doubts aloud before they ask for something else: «칼국수는 좀 약한가? 다시 골라 줘»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from companion.base import patterns as re
from companion.language.verb_terms import VerbForm

_DOUBTING: Final = re.compile(r"(?:나|ㄴ가|은가|는가|려나|으려나|ㄹ까|을까)(?:요)?")
_GOES_ON: Final = re.compile(r"(?:ㄴ|은|는)")
_BESIDE: Final = re.compile(r"(?:가|나) ?(?:싶|봐|보)")
"""What the dictionary takes for another verb behind «무거운»: «무거운가 싶네»."""


def doubts_aloud(form: VerbForm | None, rest: str) -> bool:
    """Whether a verb only wonders whether it is so.

    Args:
        form: the form of the verb.
        rest: the text behind it.
    """
    if form is None or form.past or form.requests:
        return False
    begun = _GOES_ON.fullmatch(form.ending) is not None and _BESIDE.match(rest.lstrip()) is not None
    return begun or (form.closes and _DOUBTING.fullmatch(form.ending) is not None)


def goes_back(lemmas: Sequence[str]) -> bool:
    """Whether what follows wants something anew: «다시», «다른 걸로», «딴 데»."""
    return not _AGAIN.isdisjoint(lemmas)


_AGAIN: Final = frozenset(("다시", "다른", "딴", "또"))
