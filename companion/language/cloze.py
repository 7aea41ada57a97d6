"""A sentence with a gap, for a quiz: «경기도청은 땡땡땡에 광교로 옮겼어요»."""

from __future__ import annotations

from typing import Final

from companion.language.josa import josa

GAP: Final = "땡땡땡"
"""How Koreans read a gap aloud."""
_PAIRS: Final = (
    *("이었어요/였어요", "이라고/라고", "이라는/라는", "이에요/예요", "이었/였", "으로/로"),
    *("이며/며", "이고/고", "이랑/랑", "은/는", "이/가", "을/를", "과/와"),
)


def with_gap(sentence: str, value: str) -> str | None:
    """The sentence with a gap for the value, its particle fitted; None where it stands there not exactly once."""
    before, found, after = sentence.partition(value)
    if not found or value in after:
        return None
    for pair in _PAIRS:
        for form in pair.split("/"):
            if after.startswith(form) and not after[len(form) : len(form) + 1].strip(" .,?!은는의도만"):
                return before + josa(GAP, pair) + after[len(form) :]
    return before + GAP + after
