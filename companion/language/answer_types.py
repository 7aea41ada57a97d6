"""What an answer holds: an amount of money, a time, a place, a person, a way to reach somebody."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from companion.base import patterns as re
from companion.language.morphemes import Token, tokenize
from companion.language.numbers import find_numbers

_FREE: Final = re.compile("무료|유료|공짜|무상")
_TIMES: Final = frozenset("시 분 초 년 월 일 주 개월 달 시간 주일 일간 박 교시 요일".split())
_TIME_WORDS: Final = re.compile(
    "오전|오후|정오|자정|새벽|매일|매주|매월|매년|연중|당일|평일|주말|공휴일|[월화수목금토일]요일|상시|즉시|바로|이내"
)
_CLOCK: Final = re.compile(r"\d{1,2}:\d{2}|\d{1,4}[./-]\d{1,2}")
_CONTACT: Final = re.compile(r"\d{2,4}-\d{3,4}(-\d{4})?|\d{3,4}번|[\w.]+@[\w.]+|https?://|www\.|\b1[1-9]\d{1,2}\b")
LASTS: Final = (
    r"(?:약\s?)?\d+(?:\.5)?\s?(?:분|시간|일|박|주|주일|개월|달|년)(?:\s?\d+(?:분|일))?(?:\s?(?:간|동안|이내|마다))?"
)
"""A pattern of how long something lasts: «15분», «2박 3일», «1시간 30분 이내»."""
_WHERE: Final = frozenset(("에", "에서", "으로", "로", "앞", "옆"))
_NO_PLACES: Final = frozenset("시 분 때 일 월 년 전 후 경우 안 이내 시간 날 오전 오후".split())
_SITES: Final = re.compile(
    "[층관실동로길역앞옆뒤구청홀장소점문]$|입구|출구|센터|광장|공원|데스크|홈페이지|누리집|창구|부스"
)
_PEOPLE: Final = re.compile("(?:자|원|장|님|팀|과|부서|인|민|생|가|사|이상|이하|누구나)$")
_NAME_AND_TITLE: Final = 2
_HOLDERS: Final = ("NNG", "NNP", "NNB", "NNBC", "XSN")


def holds_money(text: str) -> bool:
    """«3,000원», «무료»."""
    return bool(_FREE.search(text)) or any(number.counter == "원" for number in find_numbers(text))


def holds_time(text: str) -> bool:
    """«9시», «10월 3일», «매주 월요일», «2주»."""
    if _TIME_WORDS.search(text) or _CLOCK.search(text):
        return True
    return any(number.counter in _TIMES for number in find_numbers(text))


def holds_number(text: str) -> bool:
    """«다섯 권», «30»."""
    return any(c.isdigit() for c in text) or bool(find_numbers(text))


def holds_contact(text: str) -> bool:
    """A telephone number or an address on the net."""
    return bool(_CONTACT.search(text))


def holds_place(text: str) -> bool:
    """«지하 1층», «안내 데스크에서», «가람시 은하로»."""
    return any(_is_place(token, after) for token, after in pairwise((*tokenize(text), None)) if token is not None)


def _is_place(token: Token, after: Token | None) -> bool:
    if not token.has(*_HOLDERS) or token.text in _NO_PLACES or token.text.isdigit():
        return False
    stands = after is not None and after.has("JKB") and after.text in _WHERE and not token.has("NNB")
    return stands or token.kind == "지명" or bool(_SITES.search(token.text))


def holds_person(text: str) -> bool:
    """«담당자», «보호자», a name of somebody."""
    return any(t.kind == "인명" or (t.has(*_HOLDERS) and bool(_PEOPLE.search(t.text))) for t in tokenize(text))


def is_name(text: str) -> bool:
    """Whether a text is the name of somebody, with a title or without: «김철수», «김철수 팀장»."""
    tokens = tokenize(text)
    return 0 < len(tokens) <= _NAME_AND_TITLE and tokens[0].kind == "인명" and tokens[0].end - tokens[0].start > 1
