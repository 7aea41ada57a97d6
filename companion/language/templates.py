"""Sentences with typed gaps that come out as correct Korean: `{office:은/는} {person:이에요/예요}.`

A field is `{name}`, optionally with a format and, last, a josa pair, joined by colons: `{day:date:은/는}`.

| format       | value                                            | shown           |
|--------------|--------------------------------------------------|-----------------|
| none         | text or a whole number                           | as it is        |
| `date`       | `datetime.date`, "2019-10-23", "2019-10", "2019" | 2019년 10월 23일 |
| `won`        | whole number                                     | 12,000원        |
| `number`     | whole number                                     | 46,200          |
| `count:곳`   | whole number, not negative                       | 세 곳, 24곳     |
| `list`       | texts, at least one                              | 가, 나와 다     |
| `row`        | the same, in their order                         | 차례로 가와 나  |
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from companion.base import patterns as re
from companion.language.josa import josa, split_pair
from companion.language.numbers import COUNTERS, count, format_won

CLAUSE = r"요$"
"""What a clause in 해요체 ends with, as a pattern for data."""


def check_clause(text: str) -> None:
    """See that a text can end a sentence in 해요체.

    Raises:
        ValueError: it cannot.
    """
    if not re.search(CLAUSE, text):
        raise ValueError(f"«{text}» is no clause in 해요체; end it with 요")


_THING = " 거"
_DRAWN = {"을/를": "걸", "은/는": "건", "이/가": "게"}
"""«거» with its particle, as it is said."""
_MOST_IN_WORDS = 20
_FIELD = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Field:
    """One gap: the value's name, its format («», «date», «count:곳» …) and its josa pair, "" for none."""

    name: str
    format: str
    josa: str

    def render(self, value: object) -> str:
        """The value as it stands in the sentence, with its particle.

        Raises:
            ValueError: None, empty text, or a value its format can't show; the message names the field.
        """
        try:
            shown = _FORMATS[self.format.partition(":")[0]](value, self.format.partition(":")[2])
        except (TypeError, ValueError) as e:
            raise ValueError(f"field «{self.name}»: {e}") from None
        if shown.endswith(_THING) and self.josa in _DRAWN:
            return shown[:-1] + _DRAWN[self.josa]  # «매운 걸»
        return josa(shown, self.josa) if self.josa else shown


@dataclass(frozen=True, slots=True)
class Template:
    """A parsed sentence; parse once, render often."""

    source: str
    parts: tuple[str | Field, ...]

    @classmethod
    def parse(cls, source: str) -> Template:
        """The template written in `source`.

        Raises:
            ValueError: unbalanced braces, a bad field name, an unknown format, counter or josa pair, or one
                name with two formats; the message quotes the offending part.
        """
        return _parse(source)

    @property
    def fields(self) -> Mapping[str, str]:
        """The format of every field by name, "" where there is none."""
        return MappingProxyType({part.name: part.format for part in self.parts if isinstance(part, Field)})

    def render(self, **values: object) -> str:
        """The sentence with its gaps filled. Values the template doesn't name are ignored.

        Raises:
            KeyError: a field has no value; its argument is the field's name.
            ValueError: a value is None, empty, or not of its format.
        """
        return "".join(part if isinstance(part, str) else part.render(values[part.name]) for part in self.parts)


@lru_cache(maxsize=1024)
def _parse(source: str) -> Template:
    parts: list[str | Field] = []
    formats: dict[str, str] = {}
    for index, piece in enumerate(_FIELD.split(source)):
        if index % 2:
            field = _field(piece)
            if formats.setdefault(field.name, field.format) != field.format:
                raise ValueError(f"field «{field.name}» has two formats in {source!r}")
            parts.append(field)
        elif "{" in piece or "}" in piece:
            raise ValueError(f"unbalanced brace in {piece!r}")
        elif piece:
            parts.append(piece)
    return Template(source, tuple(parts))


def _field(inside: str) -> Field:
    name, *specs = inside.split(":")
    if not _NAME.fullmatch(name):
        raise ValueError(f"bad field name in «{{{inside}}}»")
    format_name = pair = ""
    if specs and "/" not in specs[0]:
        format_name = specs.pop(0)
        if format_name not in _FORMATS or not format_name:
            raise ValueError(f"unknown format «{format_name}» in «{{{inside}}}»")
        if format_name == "count":
            counter = specs.pop(0) if specs else ""
            if counter not in COUNTERS:
                raise ValueError(f"unknown counter «{counter}» in «{{{inside}}}»")
            format_name = f"count:{counter}"
    if specs:
        pair = specs.pop(0)
        try:
            split_pair(pair)
        except ValueError as e:
            raise ValueError(f"{e} in «{{{inside}}}»") from None
    if specs:
        raise ValueError(f"«{specs[0]}» is one part too many in «{{{inside}}}»")
    return Field(name, format_name, pair)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{value!r} is not a whole number")
    return value


def _text(value: object, _: str) -> str:
    if isinstance(value, str) and value.strip():
        return value
    if isinstance(value, int):
        return str(_whole(value))
    raise TypeError(f"{value!r} is not a text with something in it, nor a whole number")


def _date(value: object, _: str) -> str:
    if isinstance(value, date):
        return f"{value.year}년 {value.month}월 {value.day}일"
    match = _PARTIAL_DATE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise TypeError(f"{value!r} is not a date such as 2019-10-23, 2019-10 or 2019")
    year, month, day = match.groups()
    checked = date(int(year), int(month or 1), int(day or 1))
    shown = (f"{checked.year}년", f"{checked.month}월" if month else "", f"{checked.day}일" if day else "")
    return " ".join(part for part in shown if part)


def _won(value: object, _: str) -> str:
    return format_won(_whole(value))


def _number(value: object, _: str) -> str:
    return f"{_whole(value):,}"


def _count(value: object, counter: str) -> str:
    n = _whole(value)
    if n < 0:
        raise ValueError(f"{n} is negative")
    if 0 < n <= _MOST_IN_WORDS and COUNTERS[counter][0] == "native":
        return count(n, counter)
    return f"{n}년" if counter == "년" else f"{n:,}{counter}"  # a year has no thousands separator


def _list(value: object, _: str) -> str:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise TypeError(f"{value!r} is not a list of texts")
    items = [_text(item, "") for item in value]
    if not items:
        raise ValueError("the list is empty")
    *first, last = items
    return f"{josa(', '.join(first), '과/와')} {last}" if first else last


def _row(value: object, _: str) -> str:
    listed = _list(value, _)
    return f"차례로 {listed}" if isinstance(value, Sequence) and len(value) > 1 else listed


_FORMATS: dict[str, Callable[[object, str], str]] = {
    "": _text,
    "date": _date,
    "won": _won,
    "number": _number,
    "count": _count,
    "list": _list,
    "row": _row,
}
