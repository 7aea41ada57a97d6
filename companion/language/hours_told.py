"""Hours told of what was spoken of: in the same breath, or right after and alone («오전 10시 반이야»)."""

from __future__ import annotations

from typing import Final

from companion.base import patterns as re
from companion.language.clock_sums import TIME

_LEAD: Final = (
    r"(?:(?:아|음|참|응|네|그리고|그게|그건|그거)[,.]?\s+)*"
    r"(?:(?:[가-힣]+\s)?(?:시간|시각)[은이]?\s)?(?:오늘|내일|모레)?\s?"
)
_TAIL: Final = (
    r"\s?(?:쯤|정각)?\s?(?:으로|로|에)?\s?"
    r"(?:이?야|이?에요|예요|입니다|이?래요?|이?거든요?|인데요?|이지|이?고요?|요)?[.!~\s]*"
)
_POINTS: Final = re.compile(r"(?<![가-힣])(?:그|당)\s?(?:날|때|주|달|해)(?![가-힣]{2})")


def hour_alone(text: str) -> str:
    """The hour of a text that says nothing else: «저녁 여섯 시 반으로»; "" for any other text."""
    found = TIME.search(text[:100])
    if found is None or not re.fullmatch(_LEAD, text[: found.start()]) or not re.fullmatch(_TAIL, text[found.end() :]):
        return ""
    return " ".join(found[0].split())


def tells_hour(text: str) -> bool:
    """Whether an hour is said anywhere in it."""
    return TIME.search(text) is not None


def points_at_when(text: str) -> bool:
    """«그날 병원 예약 있어»: when it is cannot be told by these words later on."""
    return _POINTS.search(text) is not None
