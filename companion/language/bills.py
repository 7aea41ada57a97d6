"""What a conversation reckons on: prices of one each, for how many, less what is taken off, with what comes on top.

A later turn changes one part and leaves the others: «한 명 못 온대», «서른 개 더 시키면», «커피 사천오백 원씩 더하면»,
«십 퍼센트 할인해 준대», «커피를 반만 마시면 얼마 아껴», «오천 원밖에 없는데 살 수 있어».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from companion.base import patterns as re
from companion.language.arithmetic import WON, Sum
from companion.language.numbers import find_numbers
from companion.language.pattern_rows import PatternRows
from companion.language.quantities import ToldQuantity, quantities
from companion.language.sum_puzzles import percent_change
from companion.language.told_amounts import factor

_EVERY: Final = PatternRows[str](
    (r"하루|매일|날마다", "day"),
    (r"일주일|한 주|매주", "week"),
    (r"한 달|매달|다달이", "month"),
    (r"일 년|한 해|매년|해마다", "year"),
)
_SPANS: Final = {
    "날": "day", "일": "day", "주": "week", "주일": "week", "달": "month", "개월": "month", "년": "year", "해": "year"
}  # fmt: skip
_ASKED: Final = re.compile(r"얼마|얼만|몇|[면은는지][\s?.]*$|[?]")
_FEWER: Final = re.compile(
    r"(?:못|안)\s?(?:오|와|온|올|가|간|갈|먹|사|시키|하|한|되|된|돼)|빠지|빠진|빠질|빠졌|취소|빼|줄|덜|없|불참|결석"
)
_MORE: Final = re.compile(r"(?<![가-힣])더(?![가-힣])|추가|늘|합류|보태")
_IS: Final = re.compile(r"(?:이|서)*(?:면|래|야|이에요|예요|라면|이라|으로|로\s|뿐)|만(?=\s)|밖에")
"""«다섯 명이래», «다섯 명이면», «다섯 명만 온대»: so many there are."""
_ON_TOP: Final = re.compile(r"더하|추가|포함|넣|합치|까지|보태|얹|들어가|붙")
_ALSO: Final = re.compile(r"^(?:[거여]기에?다?가?|그리고|또)\s|도\s?(?:[가-힣]+\s?)?(?:마시|먹|사|시키|하|내)(?:으)?면")
_SAVES: Final = re.compile(r"아끼|아껴|아낄|절약|줄어|굳")
_HALF: Final = re.compile(r"(?:절반|반)(?:만|으로)")
_WITHOUT: Final = re.compile(r"안\s|빼|끊|없이|말고")
_AMAZED: Final = re.compile(
    r"(?:그렇게|이렇게|그리|그만큼|그거밖에|그것밖에|고작|겨우)\s?[가-힣\s]{0,8}(?:많|비싸|비싼|나오|나와|들어|들|되|돼|크|커|적|싸|안)"
)
_COSTS: Final = re.compile(r"\s?(?:인데|이고|이니까|이래|이라|이면|이거든|이던데)")
_BOUGHT: Final = re.compile(r"\s?(?:를|을)?\s?(?:(?:사|시키|먹|주문하|끊|빌리|예약하)(?:으)?면|(?:이)?면|살|사려|끊)")
_OFF: Final = re.compile(r"빼|깎|할인|제하|쿠폰|지원|내\s?준|부담해")
_HOW_OFTEN: Final = re.compile(r"(?P<days>며칠|몇\s?일)|(?<![가-힣])몇\s?(?P<unit>번|달|명|개|주|끼)")


@dataclass(frozen=True, slots=True)
class Bill:
    """A product that is told in its parts.

    Attributes:
        items: what is paid for each, by what it is for ("" where that was not said), in `unit`.
        count, counter: how many there are of what.
        factor: what is left of it after percentages were taken off or put on.
        extra: what comes on top, once.
    """

    items: tuple[tuple[str, Fraction], ...]
    count: Fraction
    counter: str
    unit: str = WON
    factor: Fraction = Fraction(1)
    extra: Fraction = Fraction(0)

    @property
    def total(self) -> Fraction:
        """What it all comes to."""
        return self.each * self.count * self.factor + self.extra

    @property
    def each(self) -> Fraction:
        """What one of them comes to, before percentages."""
        return sum((price for _, price in self.items), Fraction(0))

    def notes(self) -> tuple[str, ...]:
        """The same as words, to be kept."""
        parts = [part for label, price in self.items for part in (label, str(price))]
        return (str(self.count), self.counter, self.unit, str(self.factor), str(self.extra), *parts)

    @classmethod
    def of_notes(cls, notes: Sequence[str]) -> Bill:
        """What `notes` kept."""
        count, counter, unit, factor, extra, *parts = notes
        items = tuple((label, Fraction(price)) for label, price in zip(parts[::2], parts[1::2], strict=True))
        return cls(items, Fraction(count), counter, unit, Fraction(factor), Fraction(extra))


def find_product(text: str) -> Sum | None:
    """«하루에 만천 원씩 스무 날 먹으면 얼마», «한 시간에 오십 킬로씩 세 시간이면»: so much each, so many times."""
    if not _ASKED.search(text):
        return None
    text = text[:300]
    told = [one for one in quantities(text) if not (one.per and one.value == 1)]
    each = [one for one in told if one.each]
    times = [one for one in told if not one.each]
    if not each and len(told) == 2 and told[0].unit == WON and _COSTS.match(text, told[0].end):
        each, times = told[:1], told[1:]  # «기차표가 사만 팔천 원인데 세 장 사면»
        times = times if _BOUGHT.match(text, times[0].end) else []
    if len(each) != 1 or len(times) != 1 or len(told) != 2 or not each[0].unit or each[0].unit == times[0].unit:
        return None
    per, lasts = _EVERY.within(text[: each[0].start]), _SPANS.get(times[0].unit)
    if per is not None and lasts is not None and per != lasts:
        return None  # «일주일에 네 시간씩 석 달»: how many weeks they have is not said
    return Sum(each[0].value, (("*", times[0].value),), True, each[0].unit) if times[0].value > 1 else None


def find_proportion(text: str) -> Sum | None:
    """«사과 세 개에 오천 원이면 아홉 개는 얼마»: what so many cost, by what others cost."""
    told = quantities(text)
    if len(told) != 3 or not _ASKED.search(text):
        return None
    given, price, wanted = told
    if price.unit != WON or not given.per or not given.unit or given.value == 0:
        return None
    size = factor(wanted.unit, given.unit)  # «1킬로에 … 600그램은»
    if size is None:
        return None
    return Sum(price.value, (("/", given.value), ("*", wanted.value * size)), False, WON)


def find_how_often(text: str) -> Sum | None:
    """«용돈 삼십만 원인데 하루에 오천 원씩 쓰면 며칠 써»: how often so much goes into a whole."""
    told = [one for one in quantities(text) if one.unit == WON]
    asked = _HOW_OFTEN.search(text)
    if asked is None or len(told) != 2 or told[0].each or not told[1].each or told[1].value == 0:
        return None
    return Sum(told[0].value, (("/", told[1].value),), False, "일" if asked["days"] else asked["unit"])


def opened(text: str, asked: Sum) -> Bill | None:
    """The bill that a product opens, None for every other sum."""
    if len(asked.steps) != 1 or asked.steps[0][0] != "*" or not asked.unit:
        return None
    many, told = asked.steps[0][1], quantities(text)
    price = next((one for one in told if one.unit == asked.unit and one.value == asked.first), None)
    count = next((one for one in told if one is not price and one.value == many), None)
    return (
        Bill(((price.label if price is not None else "", asked.first),), many, count.unit, asked.unit)
        if count is not None
        else None
    )


def told_bill(text: str) -> Bill | None:
    """The bill that an answer told: a price, a number, and what both come to («11,000원 … 여섯 명이면 66,000원»)."""
    told = quantities(text)
    money = [one for one in told if one.unit == WON]
    for count in told:
        for price in money:
            if count.unit != WON and count.value > 1 and any(m.value == price.value * count.value for m in money):
                return Bill((("", price.value),), count.value, count.unit)
    return None


def changed(text: str, bill: Bill) -> Bill | None:
    """The bill as an utterance changes it, None where it changes nothing of it."""
    text = text[:200]
    told = quantities(text)
    if len(told) != 1:
        return None
    (one,) = told
    if one.unit == "퍼센트":
        number = next(iter(find_numbers(text)), None)
        change = percent_change(text, number) if number is not None else None
        return None if change is None else replace(bill, factor=bill.factor * change)
    if one.unit == bill.unit and (_ON_TOP.search(text, one.end) or _ALSO.search(text)):
        if one.each:
            return replace(bill, items=(*bill.items, (one.label, one.value)))
        return replace(bill, extra=bill.extra + one.value)
    if one.unit == bill.unit and _OFF.search(text, one.end) and not one.each:
        return replace(bill, extra=bill.extra - one.value)
    if not _counts_alike(one, bill) or text[: one.start].strip().endswith(("에", "당")):
        return None
    count = _changed_count(text, one, bill.count)
    return None if count is None or count <= 0 else replace(bill, count=count)


def _counts_alike(one: ToldQuantity, bill: Bill) -> bool:
    people = ToldQuantity(bill.count, bill.counter, "", False, False, 0, 0).is_people or bill.counter == "그릇"
    return not one.unit or one.unit == bill.counter or (one.is_people and people)


def _changed_count(text: str, one: ToldQuantity, count: Fraction) -> Fraction | None:
    after = text[one.end :]
    more, fewer = _MORE.search(text), _FEWER.search(after)
    if more is not None:
        return count + one.value
    if fewer is not None:
        return count - one.value
    return one.value if _IS.match(after.lstrip()) else None


def saved(text: str, bill: Bill) -> Fraction | None:
    """«커피를 반만 마시면 얼마 아끼는 거야»: what a part of the bill less comes to; None where nothing is saved."""
    if not _SAVES.search(text):
        return None
    named = [price for label, price in bill.items if label and label in text]
    price = named[0] if named else bill.each if len(bill.items) == 1 else None
    part = Fraction(1, 2) if _HALF.search(text) else Fraction(1) if _WITHOUT.search(text) else None
    return None if price is None or part is None else price * part * bill.count * bill.factor


def is_amazed(text: str) -> bool:
    """«헉 그렇게 많이 나와?»: what came out is only asked again."""
    return not quantities(text) and _AMAZED.search(text) is not None and "면 " not in text
