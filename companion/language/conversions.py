"""Measures in another unit: «3킬로그램은 몇 그램이야?», «2시간 반은 몇 분이야?», «120센티는 몇 미터야?»."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from companion.base import patterns as re
from companion.language.arithmetic import read_value
from companion.language.numbers import parse_number

_SCALES: Final = (
    {"밀리미터": 1, "mm": 1, "센티미터": 10, "센치미터": 10, "센티": 10, "센치": 10, "cm": 10, "미터": 1000, "m": 1000,
     "킬로미터": 10**6, "km": 10**6},
    {"그램": 1, "g": 1, "킬로그램": 1000, "키로그램": 1000, "kg": 1000, "킬로": 1000, "키로": 1000, "톤": 10**6},
    {"밀리리터": 1, "ml": 1, "리터": 1000, "l": 1000},
    {"초": 1, "분": 60, "시간": 3600, "일": 86400, "하루": 86400, "주일": 604800, "주": 604800},
    {"개월": 1, "달": 1, "년": 12},
)  # fmt: skip
"""Units of one kind, by how many of the least of them each is."""
_NAMES: Final = "|".join(sorted((name for scale in _SCALES for name in scale), key=len, reverse=True))
_UNIT: Final = re.compile(rf"\s?(?P<unit>{_NAMES})(?![a-z])(?P<half>\s?반)?", re.IGNORECASE)
_WANTED: Final = re.compile(
    rf"\s*(?:은|는|이면|면|이|가|을|를|로|으로)?\s*(?:다|총|전부)?\s*(?:몇|얼마)\s?(?P<unit>{_NAMES})"
    r"(?:로|으로)?\s?(?:이야|야|이에요|예요|이지|지|인가|인지|일까|이나|나|가|이고|바꾸|바꿔|되|돼|알려|말해)?[가-힣\s]*[?!.~]*",
    re.IGNORECASE,
)
_DAY: Final = re.compile(r"하루(?=는|가|\s|면|에)")
_BEFORE: Final = re.compile(r"(?:(?:그럼|그러면|자|음|저기|혹시|근데|키|몸무게|길이|무게)\s)*")


@dataclass(frozen=True, slots=True)
class Conversion:
    """An amount in the least unit of its kind, and the unit that is wanted."""

    amount: Fraction
    per: int
    unit: str

    def result(self) -> Fraction:
        """The amount in the unit that is wanted."""
        return self.amount / self.per


def find_conversion(text: str) -> Conversion | None:
    """The measure that a text wants in another unit, None where it wants anything else."""
    text = _DAY.sub("1일", text[:100].strip()).replace("며칠", "몇 일")
    at = match.end() if (match := _BEFORE.match(text)) else 0
    parts: list[tuple[Fraction, str]] = []
    while (value := _value(text, at)) is not None:
        number, unit, at = value
        parts.append((number, unit))
        at += len(text[at:]) - len(text[at:].lstrip())
    wanted = _WANTED.fullmatch(text, at)
    if not parts or wanted is None:
        return None
    unit = wanted["unit"].lower()
    scale = next((scale for scale in _SCALES if unit in scale and all(name in scale for _, name in parts)), None)
    sizes = [scale[name] for _, name in parts] if scale is not None else []
    if scale is None or any(one <= other for one, other in pairwise(sizes)):
        return None
    amount = sum((number * size for (number, _), size in zip(parts, sizes, strict=True)), Fraction(0))
    return Conversion(amount, scale[unit], wanted["unit"])


def _value(text: str, at: int) -> tuple[Fraction, str, int] | None:
    for end in range(at + 1, min(len(text), at + 14) + 1):
        unit = _UNIT.match(text, end)
        number = _number(text[at:end]) if unit is not None else None
        if unit is not None and number is not None:
            half = Fraction(1, 2) if unit["half"] else Fraction(0)
            return number + half, unit["unit"].lower(), unit.end()
    return None


def _number(text: str) -> Fraction | None:
    """«열두», «3.5»: a text that is a number from end to end."""
    read = read_value(text)
    if read is not None and read[2] == len(text):
        return read[0]
    counted = parse_number(text)
    return Fraction(counted) if counted is not None else None
