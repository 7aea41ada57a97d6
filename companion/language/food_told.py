"""What somebody does not eat for how it is, and not for what is in it: «질긴 건 못 먹어»."""

from __future__ import annotations

from typing import Final

from companion.base import patterns as re
from companion.language.hangul import final_consonant

_REASON: Final = re.compile(r"^.*(?:[가-힣]서|니까|느라|는데|은데|ㄴ데|때문에)\s+(?=\S)")
_QUALITY: Final = re.compile(r"(?:^|.*\s)(?P<how>[가-힣]+)\s(?:것|거|건|걸|음식)$")


def without_reason(value: str) -> str:
    """«안 좋아서 질긴 건» as «질긴 건»: what is not eaten, and not why."""
    return _REASON.sub("", value)


def quality_avoided(value: str) -> str | None:
    """«질긴 것» as «질긴지»: how food is that is not eaten; None where it is called by what it is."""
    found = _QUALITY.fullmatch(value)
    if found is None or final_consonant(found["how"]) != "ㄴ":
        return None
    return f"{found['how']}지"
