"""What is said while one looks for a word, within a sentence: «수원시장이 그 뭐지 누구더라», «거시기»."""

from __future__ import annotations

from typing import Final

from companion.base import patterns as re

_SEARCHES: Final = re.compile(r"(?:^|(?<= ))(?:그|저|저기|거) ?뭐(?:냐|지|야|더라|였지|시냐|였더라),? (?=[가-힣\d])")
"""«그 뭐지»: a question that nobody is to answer."""
_SOUNDS: Final = re.compile(r"(?<=[가-힣,] )(?:뭐랄까|으?음|어|저기),? (?=[가-힣\d])")
_CALLS: Final = re.compile(r"^(?:저기|그) 있잖아요?,? (?=[가-힣\d])")
_WHATSIT: Final = re.compile(r"(?<![가-힣])(?:거시기|머시기)(?:가)?,? (?=.)")
_ALL: Final = (_SEARCHES, _SOUNDS, _CALLS, _WHATSIT)


def without_fillers(text: str) -> str:
    """The text without them; where nothing is said but them it stays."""
    for filler in _ALL:
        text = filler.sub("", text)
    return text
