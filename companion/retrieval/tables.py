"""What stands in the columns of a table, by the values and by what the column is called: names, hours, money …"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from companion.base import patterns as re
from companion.documents.types import Passage
from companion.language import answer_types
from companion.language.content import content_of
from companion.language.written_days import has_hour, written_days, written_weekdays
from companion.retrieval.asking import Asking, Held

OF_TIME: Final = frozenset[Held](("hour", "day", "weekday"))
REACHED: Final = frozenset[Held](("address", "phone", "fax", "email", "website"))
"""Ways to reach somebody, of which none stands for another."""
_LOOKED_AT: Final = 40
"""Rows by which a column is known."""
_MOST: Final = 0.5
_CALLED: Final = re.compile(r"[\d()+ -]{7,}")
_SHORTEST: Final = 3
"""Digits of the shortest number that somebody is called by."""
_LASTS: Final = re.compile(answer_types.LASTS)
_NAME: Final = re.compile(r"[^\d\W]{2,6}(?: [^\d\W]{1,5})?(?:(?:, |·)[^\d\W]{2,6}(?: [^\d\W]{1,5})?)*")
_BY_VALUES: Final[tuple[tuple[Held, Callable[[str], bool]], ...]] = (
    ("day", lambda value: bool(written_days(value))),
    ("weekday", lambda value: bool(written_weekdays(value))),
    ("hour", has_hour),
    ("duration", lambda value: _LASTS.fullmatch(value) is not None),
    ("phone", lambda value: _CALLED.fullmatch(value) is not None),
    ("email", answer_types.holds_email),
    ("website", answer_types.holds_website),
    ("address", answer_types.holds_address),
    ("money", answer_types.holds_money),
    ("person", answer_types.is_name),
)
"""Known by the values alone."""
_IN_CELL: Final = {kind: holds for kind, holds in _BY_VALUES if kind in REACHED}
_IN_CELL["fax"] = _IN_CELL["phone"]


@dataclass(frozen=True)
class AskedTable:
    """The rows of one table.

    Attributes:
        headers: of its columns.
        rows: all of them, in order.
    """

    headers: tuple[str, ...]
    rows: tuple[Passage, ...]
    asking: Asking

    @cached_property
    def held(self) -> Mapping[str, frozenset[Held]]:
        """What the values of each column are; nothing where they are only words."""
        return {header: self._held(header) for header in self.headers}

    @cached_property
    def is_dated(self) -> bool:
        """Whether its rows are of days."""
        return any(kinds & {"day", "weekday"} for kinds in self.held.values())

    def dated(self, row: Passage) -> tuple[str, ...]:
        """The cells of a row that say when it is."""
        return tuple(value for header, value in row.cells if self.held[header] & {"day", "weekday"})

    @cached_property
    def naming(self) -> tuple[str, ...]:
        """The columns that tell rows apart, the best first: words or names of people of which no two are the same, then
        days, then whatever differs."""

        def rank(header: str) -> tuple[int, int]:
            kinds = self.held[header]
            same = len(set(values := self._values(header))) < len(values)
            order = 0 if kinds <= {"person"} else 1 if kinds & OF_TIME else 2
            return order + 3 * same, self.headers.index(header)

        return tuple(sorted(filter(self._is_told_apart, self.headers), key=rank))

    def subjects(self, but: Iterable[str]) -> tuple[str, ...]:
        """The column that says what a row is, of those that a question did not name itself."""
        found = (header for header in self.naming if header not in but and not self.held[header])
        return tuple(found)[:1]

    def _is_told_apart(self, header: str) -> bool:
        return any(not value.isdigit() for value in self._values(header))

    def _values(self, header: str) -> list[str]:
        return [value for row in self.rows[:_LOOKED_AT] for name, value in row.cells if name == header]

    def says(self, row: Passage, header: str, wanted: frozenset[Held]) -> bool:
        """Whether what stands in a column of a row is what is wanted: a column of ways to reach people may hold an
        address of e-mail in one row and a telephone number in the next."""
        kinds = self.held[header]
        meant = kinds & wanted
        if len(kinds) == 1 or not meant <= REACHED:
            return bool(meant)
        value = next(value for name, value in row.cells if name == header)
        return any(_IN_CELL[kind](value) for kind in meant)

    def _held(self, header: str) -> frozenset[Held]:
        values = self._values(header)
        found = frozenset[Held](kind for kind, holds in _BY_VALUES if _most(holds, values))
        content = content_of(header)
        called = self.asking.asked(content).kinds or self.asking.named_by(content.words[-1:])
        if found & OF_TIME:
            return found & OF_TIME
        if "phone" in found and "fax" in called:  # a number like any other, but for what it is called
            return found - _PHONE | (frozenset[Held](("fax",)) | (_PHONE if "phone" in called else _NONE))
        if found:
            return found
        if any(word.text in self.asking.people for word in content.words[-1:]) or content.written in self.asking.people:
            return frozenset(("person",)) if _most(lambda value: _NAME.fullmatch(value) is not None, values) else _NONE
        by_name = frozenset(kind.found for name in called if (kind := self.asking.kinds[name]).found)
        if by_name & {"phone", "fax", "contact"} and _most(lambda v: sum(map(str.isdigit, v)) >= _SHORTEST, values):
            return frozenset(("fax",)) if "fax" in by_name else _PHONE
        if "address" in by_name:
            return frozenset(("address",))
        if "money" in by_name and _most(answer_types.holds_number, values):
            return frozenset(("money",))
        if "place" in by_name or _most(answer_types.holds_place, values, 0.8):
            return frozenset(("place",))
        if _most(answer_types.holds_number, values) and (
            "number" in by_name or _most(lambda value: value[:1].isdigit(), values)
        ):
            return frozenset(("number",))
        return _NONE


_NONE: Final = frozenset[Held]()
_PHONE: Final = frozenset[Held](("phone",))


def tables_of(passages: Iterable[Passage], asking: Asking) -> dict[str, AskedTable]:
    """The tables of some passages, by the id of each row."""
    rows: defaultdict[tuple[str, tuple[str, ...]], list[Passage]] = defaultdict(list)
    for passage in passages:
        if passage.kind == "row":
            rows[passage.document, passage.headings].append(passage)
    found: dict[str, AskedTable] = {}
    for some in rows.values():
        headers = tuple(dict.fromkeys(header for row in some for header, _ in row.cells))
        table = AskedTable(headers, tuple(some), asking)
        found.update((row.id, table) for row in some)
    return found


def _most(holds: Callable[[str], bool], values: list[str], share: float = _MOST) -> bool:
    return bool(values) and sum(map(holds, values)) >= share * len(values)
