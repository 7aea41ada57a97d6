"""Sums of two amounts whose counters say what is done with them: shared, seated, left over, further on, together.

What is asked for («몇 개씩», «한 명당 얼마», «몇 자리») and the counters of what was told have one meaning together,
or it is no sum.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from companion.language.arithmetic import WON, Sum
from companion.language.numbers import COUNTERS, NUMBER, NumberMention, find_numbers, native, parse_number

_PERSONS: Final = ("명", "사람", "분", "인", "식구")
_SEATS: Final = ("석", "좌석", "자리")
_COUNTER: Final = "|".join(sorted({*COUNTERS, "석", "테이블", "탁자", "원탁"}, key=len, reverse=True))
_ASKED: Final = re.compile(rf"얼마|(?<![가-힣])몇\s?(?P<unit>{_COUNTER})")
EACH_ASKED: Final = re.compile(
    r"(?:(?:한|하나|일)\s?)?(?:명|사람|인|분)(?:당|에|앞에)\s?(?:대충\s|약\s|각각\s)?(?:얼마|몇)|얼마씩|몇\s?[가-힣]{1,2}씩|각자\s?(?:얼마|몇)"
)
"""«한 명당 얼마», «몇 개씩»: how much is each one's."""
_SHARED: Final = re.compile(r"나누|나눠|나눈|나눌|노나|갈라|반반|반씩|더치|뿜빠이|엔빵|[각똑]\s?같이\s?내")
_WITH: Final = re.compile(r"(?<![가-힣])(?!똑|각)(?P<who>[가-힣]{1,5}?)(?:이랑|랑|하고|와|과)(?=\s)")
_SELF: Final = ("나", "저", "내")
_ONE_HOLDER: Final = re.compile(r"(?<![가-힣])(?:한|하나|일)\s?(?P<what>[가-힣]{1,3}?)(?:에|이|가)?\s$")
_NUMBER_OF: Final = re.compile(rf"(?<![가-힣\d])(?P<n>{NUMBER}|{'|'.join(map(native, range(50, 0, -1)))})\s?")
_ADDED: Final = re.compile(r"(?:를|을)?\s?더\s?[가-힣\s]{0,8}?(?:면|서|고|어|아|줬|주|샀)")
_STAYS: Final = re.compile(r"남")
_SHORT: Final = re.compile(r"모자라|모자란|모자랄|부족")
_ONE_HOLDS: Final = re.compile(
    r"(?:정원[이은]?|(?<![가-힣])(?:한|하나|일)\s?[가-힣]{1,4}\s?(?:에|당|마다)|[가-힣]{1,4}(?:\s?하나에|당|마다))\s?$"
)
_EACH: Final = re.compile(r"\s?(?:씩|짜리)")
_PLACES_LEFT: Final = re.compile(r"비었|비어|비나|비냐|비지|비는|빈\s|남|모자라|부족|더")
_CHANGED: Final = re.compile(
    r"(?P<less>떨어|내려|내린|내렸|줄|빠)|(?P<more>올라|오른|올랐|늘|쪘|컸|커졌|자랐|자란)|차이|차가|더\s?(?:많|적|비싸|싸|높|낮)"
)
_EARLIER: Final = re.compile(r"저번|지난|전에|전엔|어제|작년|원래|예전|처음")
_LEFT_OVER: Final = re.compile(r"거스름|잔돈|남")
_TOGETHER: Final = re.compile(r"(?:짜리)?\s?(?:하고|이랑|랑|에다가?|에|과|와|이고|이구|,)(?=\s)")
_WORTH: Final = re.compile(r"(?<=[십백천만억\d\s])원\s?어치")
_NO_BASKET: Final = re.compile(
    r"에서|까지|이하|이상|있|내고|가지고|으로|빼|깎|할인|거스름|남|차이|씩|나누|나눠|명|사람"
)
_ENDS: Final = re.compile(r"면[\s?.]*$|얼마")


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number that was told, and its counter; a bare «셋이» counts people."""

    value: Fraction
    unit: str
    start: int
    end: int


def find_amount_sum(text: str, before: str = "") -> Sum | None:
    """The sum that amounts and a question make together, None where they make none.

    Args:
        text: what was said.
        before: what was told before it, of which only the parts or those who share it may be named now.
    """
    text = _WORTH.sub("원 ", text[:300])
    asked = _ASKED.search(text)
    if asked is None and not _ENDS.search(text):
        return None
    told, earlier = _amounts(text), _amounts(before[:300])
    if asked is None:
        return _basket(text, told)
    unit = asked["unit"] or WON
    return (
        _share(text, told, unit, earlier) or _holders(text, told, unit, earlier) or _held(text, told, unit)
        or _seats(text, told, unit) or _change(text, told, unit) or _more(text, told, unit) or _paid(text, told)
        or _basket(text, told)
    )  # fmt: skip


def _amounts(text: str) -> list[_Amount]:
    return [amount for number in find_numbers(text) if (amount := _amount(text, number)) is not None]


def _amount(text: str, number: NumberMention) -> _Amount | None:
    unit = number.counter or next((seat for seat in _SEATS if text[number.end :].lstrip().startswith(seat)), "")
    if not unit and re.match(r"(?:이서|이|끼리)(?![가-힣])|이?면", text[number.end :]):
        unit = "명"
    if number.ordinal or not unit:
        return None
    return _Amount(Fraction(number.value), unit, number.start, number.end)


def _share(text: str, told: list[_Amount], unit: str, earlier: list[_Amount]) -> Sum | None:
    """«5만 원 있는데 다섯 명이면 한 명당 얼마», «사탕 열두 개를 동생이랑 똑같이 나누면 몇 개씩»."""
    each = EACH_ASKED.search(text)
    if each is None and not _SHARED.search(text):
        return None
    people = [one.value for one in told if one.unit in _PERSONS and one.value > 1]
    goods = [one for one in told if one.unit not in _PERSONS]
    if not people and _SHARED.search(text):
        others = [one["who"] for one in _WITH.finditer(text) if one["who"] not in _SELF]
        people = [Fraction(len(others) + 1)] if others else []
    if len(people) != 1 or len(goods) > 1 or any(_EACH.match(text, one.end) for one in goods):
        return None
    whole = goods[0] if goods else _only(unit, earlier)
    if whole is None or whole.unit != unit:
        return None
    return Sum(whole.value, (("/", people[0]),), True, unit, rest=each is not None and bool(_STAYS.search(text)))


def _only(unit: str, told: list[_Amount]) -> _Amount | None:
    """The one amount of a unit that was told."""
    found = [one for one in told if one.unit == unit]
    return found[0] if len({one.value for one in found}) == 1 else None


def _holders(text: str, told: list[_Amount], unit: str, earlier: list[_Amount]) -> Sum | None:
    """«230명, 한 탁자에 여덟 명씩이면 원탁 몇 개»: what is begun is needed whole."""
    holds = [one for one in told if _ONE_HOLDS.search(text[: one.start])]
    whole = [one for one in told if one not in holds and one.value > 1]
    if len(holds) == 1 and not whole:
        whole = [found] if (found := _only(holds[0].unit, earlier)) is not None else []
    if len(holds) != 1 or len(whole) != 1 or holds[0].unit != whole[0].unit or unit == whole[0].unit or unit == WON:
        return None
    if holds[0].value <= 0:
        return None
    return Sum(Fraction(-(-whole[0].value // holds[0].value)), (), True, unit)


def _held(text: str, told: list[_Amount], unit: str) -> Sum | None:
    """«한 판에 서른 개인데 세 판이면 몇 개»."""
    for one in (one for one in told if one.unit == unit):
        holder = _ONE_HOLDER.search(text[: one.start])
        if holder is None or any(other.unit not in (unit, holder["what"]) for other in told):
            continue
        rest = text[one.end :]
        found = [m for m in _NUMBER_OF.finditer(rest) if rest.startswith(holder["what"], m.end())]
        many = parse_number(found[0]["n"]) if len(found) == 1 and not _LEFT_OVER.search(text) else None
        if many is not None:
            return Sum(one.value, (("*", Fraction(many)),), True, unit)
    return None


def _more(text: str, told: list[_Amount], unit: str) -> Sum | None:
    """«다섯 개 있는데 세 개 더 주면 몇 개»."""
    if len(told) != 2 or {one.unit for one in told} != {unit} or not _ADDED.match(text, told[1].end):
        return None
    return Sum(told[0].value, (("+", told[1].value),), True, unit)


def _seats(text: str, told: list[_Amount], unit: str) -> Sum | None:
    """«120석에 85명 오셨대. 몇 자리 비었어»."""
    if len(told) != 2 or not _PLACES_LEFT.search(text, told[1].end) or told[0].unit in _PERSONS:
        return None
    have, need = told[0], told[1]
    if have.unit not in _SEATS or have.value < need.value:
        short = have.unit == unit and need.unit in _PERSONS and have.value < need.value and _SHORT.search(text)
        return Sum(need.value, (("-", have.value),), True, unit) if short else None
    if need.unit not in (*_PERSONS, *_SEATS) or unit not in (*_SEATS, *_PERSONS, "개"):
        return None
    return Sum(have.value, (("-", need.value),), True, "자리" if unit in _SEATS else unit)


def _change(text: str, told: list[_Amount], unit: str) -> Sum | None:
    """«62점, 저번엔 75점, 몇 점 떨어진 거야»; a fall is no rise."""
    changed = [found for found in _CHANGED.finditer(text) if not told or found.start() > told[-1].end]
    if len(told) != 2 or told[0].unit != told[1].unit or told[0].unit != unit or len(changed) != 1:
        return None
    first, second = told
    if _EARLIER.search(text, first.end, second.start):
        first, second = second, first
    difference = second.value - first.value
    if (changed[0]["less"] and difference > 0) or (changed[0]["more"] and difference < 0):
        return None
    more, less = max(first.value, second.value), min(first.value, second.value)
    return Sum(more, (("-", less),), True, unit)


def _paid(text: str, told: list[_Amount]) -> Sum | None:
    """«만 원 내고 삼천오백 원짜리 하나 사면 거스름돈 얼마»."""
    money = [one for one in told if one.unit == WON]
    if len(money) != 2 or any(one.value > 1 for one in told if one.unit != WON) or money[0].value < money[1].value:
        return None
    if not _LEFT_OVER.search(text, money[1].end) or re.search(r"더\s", text):
        return None
    return Sum(money[0].value, (("-", money[1].value),), True, WON)


def _basket(text: str, told: list[_Amount]) -> Sum | None:
    """«콩나물 이천 원어치하고 두부 삼천오백 원이면»: prices that are joined and asked for together."""
    if len(told) < 2 or any(one.unit != WON for one in told) or _NO_BASKET.search(text) or not _ENDS.search(text):
        return None
    if any(not _TOGETHER.match(text, one.end) for one in told[:-1]):
        return None
    first, *rest = told
    return Sum(first.value, tuple(("+", one.value) for one in rest), True, WON)
