"""Goods that are bought by the piece, as they are told: for all of them together, or what one of them costs.

«배추 세 포기에 만이천 원» costs so much together, «무 두 개 샀는데 하나에 이천오백 원» so much each; «무는 하나에
이천오백 원» tells what one costs and not how many there are, unless it is said to be paid.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from companion.base import patterns as re
from companion.language.arithmetic import WON
from companion.language.numbers import COUNTERS
from companion.language.quantities import NUMBERED, PERSONS, ToldQuantity, quantities

_GOODS: Final = frozenset(unit for unit, systems in COUNTERS.items() if systems[0] == "native") - PERSONS - NUMBERED - {
    "시", "시간", "살", "달", "해", "번", "날", "주", "일",
}  # fmt: skip
"""What goods are counted by."""
_FOR_ALL: Final = re.compile(r"\s?에\s?(?:다\s|총\s|딱\s|약\s)?")
_FOR_ONE: Final = re.compile(
    r"(?:(?P<what>[가-힣]{1,8}?)(?:은|는|이|가|도)?\s)?"
    r"(?:하나에?|한\s?(?P<one>[가-힣]{1,3}?)에?|(?P<per>[가-힣]{1,2})당)(?:는|은)?\s(?:딱\s|약\s)?$"
)
_PAID: Final = re.compile(r"\s?(?:을|를|에|이나)?\s?(?:다\s)?(?:줬|주고|줘서|냈|내고|썼|쓰고|샀|사\s?왔|치렀|들었)")
_FOR_TIME: Final = re.compile(
    r"(?<![가-힣])(?:하루|하룻밤|일박|1박|한\s?(?:사람|명|시간|끼|번)|(?:일|1)?인|사람|시간)(?:에|당|에는|앞에)?\s(?:딱\s|약\s)?$"
    r"|(?<![가-힣])(?:하나|한\s?[가-힣]{1,2})\s[가-힣]{1,4}는\s?데(?:에|는|만)?\s(?:딱\s|약\s)?$"
)
_ONE_ASKED: Final = re.compile(
    r"(?<![가-힣])(?:하나|한\s?(?P<one>[가-힣]{1,3}?)|(?P<per>[가-힣]{1,2})(?=당))(?:에|당|는|은|에는)?\s(?:대충\s|대략\s)?얼마"
)


@dataclass(frozen=True, slots=True)
class Lot:
    """So many of some goods, and what they cost together in won.

    Attributes:
        what: the goods, "" where they are not named.
        many: how many there are; 0 where only the price of one is told.
        unit: what they are counted by.
        total: what all of them cost, the price of one where nobody told how many there are.
        start: where the amount of money begins.
    """

    what: str
    many: Fraction
    unit: str
    total: Fraction
    start: int


@lru_cache(maxsize=128)
def lots_in(text: str) -> tuple[Lot, ...]:
    """The lots of an utterance, from left to right."""
    told = quantities(text[:300])
    counts = [one for one in told if one.unit in _GOODS and one.value > 0 and not one.each]
    found = (_lot(text, price, counts) for price in told if price.unit == WON)
    return tuple(lot for lot in found if lot is not None)


def _lot(text: str, price: ToldQuantity, counts: list[ToldQuantity]) -> Lot | None:
    before = [one for one in counts if one.end <= price.start]
    if before and before[-1].value > 1 and _FOR_ALL.fullmatch(text[before[-1].end : price.start]):
        return Lot(before[-1].label, before[-1].value, before[-1].unit, price.value, price.start)
    each = _FOR_ONE.search(text[: price.start])
    if each is None:
        return None
    unit = each["one"] or each["per"] or ""
    if unit and unit not in _GOODS:
        return None
    others = [one for one in counts if one.value > 1 and (not unit or one.unit in (unit, "개"))]
    if len(others) > 1:
        return None
    if others:
        (count,) = others
        what = count.label if count.end <= price.start else each["what"] or count.label
        return Lot(what, count.value, count.unit, price.value * count.value, price.start)
    many = Fraction(1 if _PAID.match(text, price.end) else 0)
    return Lot(each["what"] or "", many, unit or "개", price.value, price.start)


def is_rate(text: str, start: int) -> bool:
    """«하루 7만원», «한 사람에 2만 원», «하나 빌리는 데 …»: whether an amount that starts there holds for each."""
    return _FOR_TIME.search(text[:start]) is not None


def price_asked(text: str) -> str | None:
    """«한 포기에 얼마 꼴이냐»: the counter of goods of which one's price is asked, "" for any; None where it is not."""
    found = _ONE_ASKED.search(text[:200])
    if found is None:
        return None
    unit = found["one"] or found["per"] or ""
    return None if unit and unit not in _GOODS else "" if unit == "개" else unit
