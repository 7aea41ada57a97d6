"""Quantities that an utterance tells, each with its unit and what it is of: «커피 사천오백 원씩», «스무 날», «165cm».

Whatever reckons over several turns reads them here, so that a price, a number of people and a height are one kind of
thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from companion.base import patterns as re
from companion.language.numbers import find_numbers, native, parse_number
from companion.language.readings import words
from companion.language.units import PERCENT

PERSONS: Final = frozenset(("명", "사람", "분", "인", "인분", "식구"))
_NATIVE: Final = "|".join(sorted(map(native, range(1, 100)), key=len, reverse=True))
_DAY: Final = "날"
DAYS_BY_NAME: Final = dict(
    zip(words("하루 이틀 사흘 나흘 닷새 엿새 이레 여드레 아흐레 열흘 보름"), (*range(1, 11), 15), strict=True)
)  # fmt: skip
"""How many days the native names stand for: «나흘»."""
_COUNTED_DAYS: Final = re.compile(
    rf"(?<![가-힣])(?:(?P<n>스무|{_NATIVE})\s?날"
    rf"|(?P<name>{'|'.join(DAYS_BY_NAME)})(?=이?면|\s|동안|간|치|[?.!]|$))"
)
_WRITTEN: Final = {"놈": "명", "센티": "cm", "센티미터": "cm", "킬로그램": "kg", "킬로": "kg", "키로": "kg", "세": "살"}
"""Units that have more than one word; people weigh kilos, and friends call themselves «네 놈»."""
_COUNTED_EACH: Final = re.compile(rf"(?<![가-힣])(?P<n>{_NATIVE})\s?(?P<unit>[가-힣])(?=씩)")
"""«두 알씩», whatever is counted."""
_ONE_OF: Final = re.compile(
    rf"(?:(?<![가-힣])한\s?(?P<unit>[가-힣]{{1,3}})에(?=\s)|원\s?짜리\s(?:{_NATIVE})\s?(?P<piece>[가-힣]{{1,2}}?)(?=\s|이|을|를|랑|하고|$))"
)
"""«한 망에 …», «천 원짜리 두 망»: whatever one of is spoken of is counted, «세 망»."""
_UNIT_AFTER: Final = re.compile(r"\s?(?P<unit>cm|kg|km|m|g|센티|킬로|키로|미터)(?![A-Za-z])")
_TOGETHER: Final = re.compile(r"(?:이서|이|끼리)(?=\s|$|[?.!])|이?면|이서")
_EACH: Final = re.compile(r"\s?(?:씩|짜리)")
FOR_ALL: Final = re.compile(r"\s?에(?:는|만)?\s")
"""Behind a number of things: what is told next is for all of them, «두 개에 만 원»."""
DOERS: Final = re.compile(r"(?:명|사람|분|식구)?이서(?=\s|$)")
"""«셋이서», after a number: who does it, and nothing that is counted."""
CAME_OUT: Final = re.compile(r"\s?(?:이나|이|정도|쯤)?\s?(?:나[오왔온와올]|나옴)")
"""Behind money: it is the whole bill, however much was ordered, «사만 원 나왔는데»."""
NUMBERED: Final = frozenset(words("단계 층 호 호선 학년 학기 분기 차 차례 번째 위 등 기 주년 번지 번길 지구 관 급"))
"""Counters that say which one, and not how many: «1단계 4,300억 원» holds for no stage each."""
_LABEL: Final = re.compile(r"(?P<label>[가-힣]{1,8}?)(?<!에)(?:값|비용)?(?:은|는|이|가|을|를|도|이랑|랑|하고)?\s+$")
_PER: Final = re.compile(r"\s?(?:에|당|마다)(?=\s)")


@dataclass(frozen=True, slots=True)
class ToldQuantity:
    """One number with its unit.

    Attributes:
        value, unit: how many of what; "명" for a bare «넷이», "" where no unit is said.
        label: the word that stands before it, "" for none: «커피».
        each: whether it is that much for each of something: «사천오백 원씩».
        per: whether it says for how many of something the rest holds: «한 시간에 만 원».
        start, end: half-open span.
    """

    value: Fraction
    unit: str
    label: str
    each: bool
    per: bool
    start: int
    end: int

    @property
    def is_people(self) -> bool:
        """Whether it counts people or what each of them has."""
        return self.unit in PERSONS


@lru_cache(maxsize=256)
def quantities(text: str) -> tuple[ToldQuantity, ...]:
    """The quantities of a text, from left to right; ordinals are none."""
    found = []
    counters = "|".join(re.escape(one["unit"] or one["piece"]) for one in _ONE_OF.finditer(text))
    for number in find_numbers(text):
        unit, end = number.counter or "", number.end
        if number.ordinal:
            continue
        longer = re.compile(counters).match(text, end - len(unit)) if unit and counters else None
        if longer is not None and len(longer[0]) > len(unit):
            unit, end = longer[0], longer.end()  # «세 포대», which is no «세 포»
        elif not unit and counters and (piece := re.compile(rf"\s?({counters})(?![가-힣]*에\s)").match(text, end)):
            unit, end = piece[1], piece.end()
        elif not unit and (after := _UNIT_AFTER.match(text, end)) is not None:
            unit, end = after["unit"], after.end()
        elif not unit and _TOGETHER.match(text, end):
            unit = "명"
        found.append(_quantity(text, Fraction(number.value), "퍼센트" if unit in PERCENT else unit, number.start, end))
    taken = [(one.start, one.end) for one in found]
    for days in _COUNTED_DAYS.finditer(text):
        value = DAYS_BY_NAME.get(days["name"] or "") or parse_number(days["n"] or "")
        if value and not any(start < days.end() and days.start() < end for start, end in taken):
            found.append(_quantity(text, Fraction(value), _DAY, *days.span()))
    pieces = rf"(?<![가-힣])(?P<n>{_NATIVE})\s?(?P<unit>{counters})(?![가-힣]*에\s)"
    for each in (*_COUNTED_EACH.finditer(text), *(re.finditer(pieces, text) if counters else ())):
        value = parse_number(each["n"])
        if value and not any(start < each.end() and each.start() < end for start, end in taken):
            found.append(_quantity(text, Fraction(value), each["unit"], *each.span()))
    return tuple(sorted(found, key=lambda one: one.start))


def _quantity(text: str, value: Fraction, unit: str, start: int, end: int) -> ToldQuantity:
    label = _LABEL.search(text[:start])
    return ToldQuantity(
        value=value,
        unit=_WRITTEN.get(unit, unit),
        label=label["label"] if label is not None else "",
        each=_EACH.match(text, end) is not None,
        per=_PER.match(text, end) is not None,
        start=start,
        end=end,
    )
