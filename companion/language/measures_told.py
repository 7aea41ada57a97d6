"""How tall and how heavy people are, as it is told over turns, with the robot among them: who, how much, what unit.

A number without a unit is a measure where heights or weights are spoken of: «나는 138이야» after «너 키 몇이야».
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from companion.base import patterns as re
from companion.language.numbers import find_numbers, parse_number
from companion.language.people_told import CONTINUED, clauses_of
from companion.language.quantities import quantities

COUNTED_IN: Final = "대"
"""The counter of robots."""
ROBOT: Final = "itself"
"""Whose a measure is that the robot told of itself."""
_CONTEXTS: Final = (
    (re.compile(r"(?<![가-힣])(?:키|신장)(?![가-힣]{2})|센[치티]|cm"), "cm"),
    (re.compile(r"몸무게|체중|(?<![가-힣])무게|kg|킬로(?!미터)"), "kg"),
)
MEASURED: Final = {"cm": (30, 250), "kg": (1, 200)}
_APART: Final = re.compile(r"차이|더\s?(?:크|큰|커|작|무거|가벼|많)|얼마나\s?(?:더\s?)?(?:크|큰|커|작)")
_CHANGED: Final = re.compile(
    r"얼마나\s?(?:빠|찐|쪘|찌|늘|줄|컸|큰|자랐|자란|커졌)|몇\s?(?:센[치티]|킬로|키로|kg|cm)(?:나)?\s?(?:컸|자랐|빠|쪘|늘|줄)"
)
_ASKS: Final = re.compile(r"얼마|몇|[?]|누가")
_YOU: Final = re.compile(
    r"(?<![가-힣])(?:너|네|넌|니|당신|파이보|로봇|자네)(?:랑|하고|와|과|보다|가|는|는|이랑)?(?=\s|$)"
)
_BOTH: Final = re.compile(r"우리\s?(?:둘|끼리)")
_ME: Final = re.compile(r"(?<![가-힣])(?:나|내가|난|저|제가|저랑|나랑)(?:랑|하고|와|과|보다|는)?(?=\s|$)")
_BARE: Final = re.compile(
    r"(?<![가-힣\d])(?P<n>\d{1,3}|[일이삼사오육칠팔구십백]+?)(?=(?:이|)(?:었|였|야|에요|예요|고|거든|ㄴ데|인데|지|네|다|여|라|래|요)|이\s|\s|$)"
)
"""A number alone, or before its copula."""
_PAIR: Final = 2
"""How many a difference is between."""


@dataclass(frozen=True, slots=True)
class BodyMeasure:
    """How tall or heavy somebody is; `was`: in a time that is over."""

    who: str
    value: Fraction
    unit: str
    was: bool = False


def measures_in(text: str, context: str, names: tuple[str, ...] = ()) -> tuple[BodyMeasure, ...]:
    """The measures of people that an utterance tells.

    Args:
        text: what is said.
        context: the unit of what was spoken of before it, "" where nothing was.
        names: of people who were told of.
    """
    found, who = [], ""
    unit_here = measure_unit(text) or context
    for clause in clauses_of(text, names):
        who = clause.who if clause.who != CONTINUED else who
        if clause.asks or (clause.honours and not who):
            continue
        told = [one for one in quantities(clause.text) if one.unit in MEASURED]
        values = [(one.value, one.unit) for one in told]
        if not told and unit_here:
            bare = [number for n in _BARE.finditer(clause.text) if (number := parse_number(n["n"]))]
            alone = len(bare) == 1 and len(clause.text.split()) <= _FEW
            values = [(Fraction(bare[0]), unit_here)] if alone else []
        for value, unit in values[:1]:
            low, high = MEASURED[unit]
            if low <= value <= high and (unit_here == unit or told):
                found.append(BodyMeasure(who, value, unit, "었" in clause.text or "였" in clause.text))
    return tuple(found)


_FEW: Final = 3


def compares(text: str) -> bool:
    """«나보다 작네»: whether somebody is held against another."""
    return _COMPARED.search(text) is not None


_COMPARED: Final = re.compile(r"(?:나|저|너|내|니)보다|내가\s?더|네가\s?더")


def measure_unit(text: str) -> str:
    """The unit of what a text speaks of: heights or weights; "" for neither."""
    return next((unit for row, unit in _CONTEXTS if row.search(text)), "")


def measures_told(said: Sequence[tuple[bool, str]], names: tuple[str, ...] = ()) -> tuple[tuple[BodyMeasure, ...], str]:
    """All measures told in a conversation, the oldest first, and the unit that is spoken of in the end.

    Args:
        said: whether the robot said it, and what, the oldest first.
        names: of people who were told of.
    """
    found: list[BodyMeasure] = []
    context, since = "", 0
    for by_robot, text in said:
        if by_robot:
            own = next((one for one in quantities(text) if one.unit in MEASURED), None)
            unit = measure_unit(text)
            if own is not None and own.unit == unit:
                found.append(BodyMeasure(ROBOT, own.value, unit))
                context, since = unit, 0
            continue
        found += measures_in(text, context, names)
        if (unit := measure_unit(text)) and (_ASKS.search(text) or find_numbers(text)):
            context, since = unit, 0
        since += 1
        context = context if since <= _LASTS else ""
    return tuple(found), context


_LASTS: Final = 3
"""Utterances for which what is spoken of is taken for granted."""


def measured_apart(
    text: str, told: Iterable[BodyMeasure], context: str, people: Sequence[str]
) -> tuple[Fraction, str] | None:
    """«나랑 너랑 키 차이», «얼마나 빠진 거야»: the difference that is asked for, with its unit; None where none is.

    Args:
        text: what is asked.
        told: the measures told, the oldest first.
        context: the unit that is spoken of.
        people: the words for others whom the question names.
    """
    unit = measure_unit(text) or context
    mine = [one for one in told if one.unit == unit]
    if not unit or not mine or (not _ASKS.search(text) and not _APART.search(text)):
        return None
    if _CHANGED.search(text):
        own = [one.value for one in mine if one.who == (people[-1] if people else "")]
        return (abs(own[-1] - own[-2]), unit) if len(own) > 1 else None
    if not _APART.search(text):
        return None
    named = list(dict.fromkeys(people))
    if _YOU.search(text) or _BOTH.search(text):
        named.append(ROBOT)
    if _ME.search(text) or _BOTH.search(text) or len(named) < _PAIR:
        named.append("")
    named = list(dict.fromkeys(named))
    if named == [""]:
        named.append(ROBOT)
    values = [next((one.value for one in reversed(mine) if one.who == who), None) for who in named]
    if len(values) != _PAIR or values[0] is None or values[1] is None:
        return None
    return abs(values[0] - values[1]), unit


_HOW_MANY_OF_YOU: Final = re.compile(r"몇\s?(?:대|개|명|배)")


def as_many_robots(text: str, told: Iterable[BodyMeasure], context: str) -> Fraction | None:
    """«나는 너 몇 대랑 무게가 같은 거야»: how many of the robot weigh as much, or are as tall, as the speaker."""
    unit = measure_unit(text) or context
    if not unit or not _HOW_MANY_OF_YOU.search(text) or not _YOU.search(text):
        return None
    values = [next((o.value for o in reversed(list(told)) if (o.who, o.unit) == (w, unit)), None) for w in ("", ROBOT)]
    return values[0] / values[1] if values[0] and values[1] else None
