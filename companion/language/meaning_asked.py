"""Whether the meaning of a word is asked: «협약이라는 게 무슨 말이에요», «특례시 뜻이 뭐야», «권한대행이 뭔지»."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from companion.base import patterns as re

_WHAT: Final = r"(?:뭐|뭔|뭘|무엇|무슨|무신|머|어떤|모르|몰라|어렵|설명|알려|가르쳐|쉽게|궁금)"
_QUOTED: Final = r"(?:이?라는|이?라고\s?하는|이?란)\s?(?:게|것|거|건|말|단어|용어|낱말|소리|뜻)?"
_SENSE: Final = r"(?:의|이|가|은|는|도)?\s?(?:또\s|도?대체\s|정확히\s)*(?:무슨|무신|어떤|뭔)?\s?(?:뜻|의미|말)"
_PLAIN: Final = r"(?:이|가|은|는|도)?\s?(?:또\s|도?대체\s|정확히\s|진짜\s)*(?:뭐|뭔|무엇|머)(?!\s?(?:하|했|해|래|라고))"


@lru_cache(maxsize=256)
def _patterns(word: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    said = r"\s?".join(map(re.escape, word.replace(" ", "")))
    alone = rf"(?<![가-힣]){said}"
    which = rf"{alone}(?:이|가|은|는)?\s?(?:또\s)?무슨\s?(?:뜻|말|의미)"
    sense = rf"{alone}{_SENSE}(?:이|을|은)?\s?[^.?!]{{0,12}}{_WHAT}|{which}"
    return (
        re.compile(rf"{alone}{_QUOTED}[^?!]*{_WHAT}|{sense}"),
        re.compile(rf"{alone}{_PLAIN}"),
    )


def asks_meaning(text: str, word: str, *, plainly: bool) -> bool:
    """Whether a text asks what a word means.

    Args:
        text: what was said.
        word: the word.
        plainly: whether «… 뭐야?» asks for it too, as nothing is called so.
    """
    if "".join(word.split()) not in "".join(text.split()):
        return False
    sense, plain = _patterns(word)
    return bool(sense.search(text)) or (plainly and bool(plain.search(text)))
