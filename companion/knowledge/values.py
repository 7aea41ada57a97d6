"""What a statement says of its subject: a typed value, so that it can be compared, sorted, counted and looked up.

| kind in a pack | value | written in data as |
|---|---|---|
| `text` | `Text` | any text |
| `number` | `Quantity` | 35, "46,200㎡": the unit is the relation's |
| `money` | `Money` | 12000, "12,000원", "4,061억 원" |
| `day` | `Day` | 2019-10-23, 2019-10 or 2019 |
| `hours` | `OpeningHours` | "월-토 09:00-18:00" (`language.opening_hours`) |
| `phone` | `Phone` | 031-120 |
| the id of a type | `Reference` | the id of an entity |

A relation whose `many` is true has a `Listing` of such values, in the order of the data.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from companion.base import patterns as re
from companion.base.fields import checked_phone
from companion.knowledge.days import Day
from companion.language.dates import format_date
from companion.language.numbers import format_won, parse_won
from companion.language.opening_hours import OpeningHours, parse_opening_hours

KINDS: Final = ("text", "number", "money", "day", "hours", "phone")
"""The kinds of value that are no references."""

_NUMBER: Final = re.compile(r"(?P<number>-?\d[\d,]*(?:\.\d+)?)\s*(?P<unit>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Text:
    """Words that nothing is reckoned with."""

    text: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit («㎡»), "" where it counts nothing."""

    number: float
    unit: str


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in won."""

    krw: int


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number, its groups joined by hyphens."""

    number: str


@dataclass(frozen=True, slots=True)
class Reference:
    """An entity, by its id."""

    entity: str


Single: TypeAlias = Text | Quantity | Money | Day | OpeningHours | Phone | Reference


@dataclass(frozen=True, slots=True)
class Listing:
    """Several values, in the order of the data."""

    items: tuple[Single, ...]


Value: TypeAlias = Single | Listing


def order_key(value: Value | None) -> float | None:
    """Where a value stands among others of its relation; None where it has no order.

    Numbers and amounts by their size, days by their calendar, lists by their length.
    """
    match value:
        case Quantity():
            return value.number
        case Money():
            return float(value.krw)
        case Day():
            return float(value.first.toordinal())
        case Listing():
            return float(len(value.items))
    return None


def write(value: Single, name: Callable[[str], str]) -> str:
    """A single value as it stands in a sentence; `name` gives the name of an entity."""
    match value:
        case Text():
            return value.text
        case Quantity():
            number = f"{value.number:,.10g}" if abs(value.number) >= 1000 else f"{value.number:.10g}"
            return number + value.unit
        case Money():
            return format_won(value.krw)
        case Day():
            return format_date(value.iso)
        case OpeningHours():
            return value.text
        case Phone():
            return value.number
        case Reference():
            return name(value.entity)


def parse_value(kind: str, raw: object, unit: str = "") -> Single:
    """Read one value of a data file.

    Args:
        kind: one of `KINDS`, or the id of a type, whose entities are referred to.
        raw: what stands in the file.
        unit: the relation's, for numbers.

    Raises:
        ValueError: it is no such value; the message says how to write it.
    """
    if raw is None or isinstance(raw, (dict, list, bool)):
        raise ValueError(f"«{raw}» is not a {kind}")
    if kind == "day":
        return Day.parse(raw)
    if kind == "number" and isinstance(raw, (int, float)):
        return Quantity(float(raw), unit)
    if kind == "money" and isinstance(raw, int):
        return _money(raw, str(raw))
    text = str(raw).strip()
    if not text:
        raise ValueError("an empty value; leave the statement out, or say `unknown: true`")
    match kind:
        case "text":
            return Text(text)
        case "number":
            return _quantity(text, unit)
        case "money":
            return _money(parse_won(text), text)
        case "hours":
            return parse_opening_hours(text)
        case "phone":
            return Phone(checked_phone(raw))
    return Reference(text)


def _quantity(text: str, unit: str) -> Quantity:
    found = _NUMBER.fullmatch(text)
    if found is None or found["unit"] not in ("", unit):
        raise ValueError(f"«{text}» is no number" + (f" of {unit}" if unit else "") + "; write digits, such as 46200")
    return Quantity(float(found["number"].replace(",", "")), unit)


def _money(won: int | None, text: str) -> Money:
    if won is None or won < 0:
        raise ValueError(f"«{text}» is no amount in won; write digits, such as 12000")
    return Money(won)
