"""The money of a household: what names money that there is or that is paid every month, and money without its unit.

What is paid is counted in ten thousands («월급 이백구십»), and the answer says so.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from companion.base import patterns as re
from companion.language.numbers import parse_number

_TEN_THOUSAND: Final = 10_000
PAID: Final = (
    r"(?:월급|연봉|월세|용돈|관리비|생활비|통신비|식비|교통비|보험료?|학원비|회비|[가-힣]{1,3}(?:비|세|료)|월수입|수입|예산|적금|저금|연금|보너스|대출금?|이자|"
    r"전세|보증금|통장|축의금|부의금|조의금|세뱃돈|저축|카드값|[가-힣]{1,4}값|알바비|시급|일당)"
)
MONEY_HAD: Final = re.compile(
    r"(?:월급|연봉|용돈|월?수입|예산|연금|보너스|통장|세뱃돈|알바비|일당|시급|주급|지갑|현금|수중|저금통)$"
)
"""What names money that is there, and no price."""
_BARE: Final = re.compile(
    rf"(?<![가-힣])(?P<label>{PAID})(?:에서|에|은|는|이|가|도|을|를)?\s(?P<n>\d+|[일이삼사오육칠팔구십백천]+)"
    r"(?=에서|에|이야|이고|인데|이라|이거든|이에요|예요|을|를|은|는|이면|이랑|하고|\s|$|[.,?!](?!\d))(?!\s?(?:원|만|명|개|일|월|시|번|달|년|퍼센트|프로|%|천|백|억))"
)
"""What is paid, without its unit: «월급 이백구십에서»."""
_ASKED: Final = re.compile(r"얼마|얼만|몇|[?]|(?:면|은)[\s?.!]*$|까[\s?.!]*$")


@lru_cache(maxsize=256)
def bare_money(text: str) -> dict[int, tuple[int, int]]:
    """Numbers that are money without its unit, in ten thousands, by where they begin: how much, and where they end."""
    found = ((one.start("n"), one.end("n"), parse_number(one["n"])) for one in _BARE.finditer(text[:300]))
    return {start: (number, end) for start, end, number in found if number and number < _TEN_THOUSAND}


_PIECES: Final = re.compile(
    r"\s?짜리\s?(?:[가-힣]{1,5}\s)?(?P<n>[가-힣\d]{1,3}?)\s?(?:장|개|권|병|봉지?|송이|마리|그릇|판|잔|인분|자루|켤레|벌|통|묶음|상자|박스|포대|팩|캔|세트|근|단|모)(?=이랑|이고|하고|이면|[가-힣]?(?![가-힣]))"
)


def pieces(text: str, end: int) -> tuple[int, int]:
    """«오만 원짜리 두 장»: how many there are of what is worth an amount that ends there, and where."""
    found = _PIECES.match(text, end)
    number = parse_number(found["n"]) if found is not None else None
    return (number, found.end()) if found is not None and number else (1, end)


def asks_amount(text: str) -> bool:
    """Whether a number is asked for."""
    return _ASKED.search(text) is not None


REGULAR: Final = re.compile(
    r"(?:월급|월세|용돈|관리비|적금|저금|연금|연봉|보험료?|통신비|학원비|생활비|식비|교통비|회비)$"
)
"""What is paid every month, and a year's pay."""
