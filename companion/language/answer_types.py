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
_NUMBER: Final = (
    r"(?:\+82[- ]?|\()?\d{2,4}[-)] ?\d{3,4}(?:-\d{4})?|0\d{1,2}[ .]\d{3,4}[ .]\d{4}|\b0\d{8,10}\b|"
    r"\d{3,4}번|\b1[1-9]\d{1,2}\b"
)
_PHONE: Final = re.compile(_NUMBER)
_FAX: Final = re.compile(rf"(?:팩스|모사전송|\bfax\b|\bF[.:])[^\d@]{{0,8}}(?:{_NUMBER})", re.IGNORECASE)
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEBSITE: Final = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:com|net|org|info|app|site|shop|example|[a-z]{2})(?![a-z])",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(
    r"[가-힣\d]+(?:대로|로|길)\s?\d+|\d+(?:-\d+)?번지|[가-힣]+[읍면동리]\s?(?:산\s?)?\d+(?:-\d+)?(?![가-힣\d])|"
    r"[가-힣]{2,}[시군구]\s[가-힣]+(?:[읍면동리로길]|대로)(?![가-힣])"
)
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


def holds_phone(text: str) -> bool:
    """A telephone number that is no fax number."""
    return bool(_PHONE.search(_FAX.sub("", text)))


def holds_fax(text: str) -> bool:
    """A number that is said to be that of a fax."""
    return bool(_FAX.search(text))


def holds_email(text: str) -> bool:
    """«info@garam.kr»."""
    return bool(_EMAIL.search(text))


def holds_website(text: str) -> bool:
    """«www.garam.kr», «garam.kr», and no address of e-mail."""
    return bool(_WEBSITE.search(_EMAIL.sub("", text)))


def holds_contact(text: str) -> bool:
    """Any way to reach somebody who is far."""
    return any(holds(text) for holds in (holds_phone, holds_fax, holds_email, holds_website))


def holds_address(text: str) -> bool:
    """«가람시 은하로 12», «푸른면 솔숲리 산 3-1»."""
    return bool(_ADDRESS.search(text))


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
