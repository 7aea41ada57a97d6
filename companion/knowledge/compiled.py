"""What the packs know as plain values, so that it can be kept between starts (`base.shelf`) and made again quickly.

Statements and places are many: they are stored as columns, and values that many of them share stand in tables of their
own. What is made again equals what the files were read into; where a file has a mistake nothing is kept, so that
mistakes are always told from the files themselves.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final, Generic, TypeVar

from companion.base.shelf import Plain
from companion.documents.types import FOLDER as DOCUMENTS
from companion.knowledge.base import Ambiguity, Entity, KnowledgeBase
from companion.knowledge.days import Day
from companion.knowledge.packs import PackSet
from companion.knowledge.places.database import STORE
from companion.knowledge.places.store import Place, Price
from companion.knowledge.statement import UNNARROWED, Statement
from companion.knowledge.values import Listing, Money, Phone, Quantity, Reference, Text, Value
from companion.knowledge.vocabulary import Vocabulary
from companion.language.opening_hours import OpeningHours, OpeningRule

_H = TypeVar("_H", bound=Hashable)

_NONE: Final = -1
"""The position of what is not there: the last one of every table, which is None."""


def fingerprint(packs: PackSet) -> bytes:
    """What tells the data of packs from all other data: a hash of the names and contents of all their files.

    Files that are only quoted from are not among them.
    """
    digest = hashlib.sha256()
    for pack in packs.packs:
        quoted = pack.folder / DOCUMENTS
        for path in sorted((*pack.folder.rglob("*.yaml"), *pack.folder.rglob("*.csv"))):
            if path.is_relative_to(quoted):
                continue
            named = f"{pack.id}/{path.relative_to(pack.folder).as_posix()}"
            digest.update(hashlib.sha256(named.encode("utf-8", "surrogateescape")).digest())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        for path in pack.paths(STORE):  # it holds names of areas; it is too large to be read whole
            told = path.stat()
            digest.update(f"{pack.id} {told.st_size} {told.st_mtime_ns} {told.st_ino}".encode())
    return digest.digest()


class _Table(Generic[_H]):
    """Different things, each once, and their positions."""

    def __init__(self) -> None:
        self.positions: dict[_H, int] = {}

    def add(self, thing: _H | None) -> int:
        return _NONE if thing is None else self.positions.setdefault(thing, len(self.positions))

    def column(self, things: Iterable[_H | None]) -> bytes:
        """The positions of many things, as bytes."""
        return array("i", map(self.add, things)).tobytes()


def _column(found: Sequence[Any], positions: bytes) -> Iterator[Any]:
    """The things at stored positions of a table that ends in None."""
    column = array("i")
    column.frombytes(positions)
    return map(found.__getitem__, column)


# Values


def _iso(day: Day | None) -> str | None:
    return None if day is None else day.iso


def _day(iso: str | None) -> Day | None:
    return None if iso is None else Day.parse(iso)


def _hours_to_plain(hours: OpeningHours) -> Plain:
    rules = tuple((rule.days, rule.opens, rule.closes, rule.last_order, rule.breaks) for rule in hours.rules)
    return rules, hours.closed, hours.text


def _hours_from_plain(plain: Plain) -> OpeningHours:
    rules, closed, text = plain
    return OpeningHours(tuple(OpeningRule(*rule) for rule in rules), closed, text)


def _quantity(plain: Plain) -> Quantity:
    return Quantity(*plain)


_KINDS: Final[tuple[tuple[type[Any], Callable[[Any], Plain], Callable[[Plain], Any]], ...]] = (
    (Text, lambda value: value.text, Text),
    (Quantity, lambda value: (value.number, value.unit), _quantity),
    (Money, lambda value: value.krw, Money),
    (Day, lambda value: value.iso, Day.parse),
    (Phone, lambda value: value.number, Phone),
    (Reference, lambda value: value.entity, Reference),
    (OpeningHours, _hours_to_plain, _hours_from_plain),
)
"""The kinds of single values, with their ways to plain values and back."""


class _Values:
    """All values, kind by kind; a list of values comes after them, and None last."""

    def __init__(self) -> None:
        self._kinds: dict[type[Any], _Table[Any]] = {kind: _Table() for kind, _, _ in _KINDS}
        self._lists: _Table[Listing] = _Table()

    def collect(self, value: Value | None) -> None:
        """Give a value a place, and what it is made of."""
        if isinstance(value, Listing):
            self._lists.add(value)
            for item in value.items:
                self.collect(item)
        elif value is not None:
            self._kinds[type(value)].add(value)

    def positions(self) -> Mapping[Value, int]:
        """Where each collected value stands."""
        found: dict[Value, int] = {}
        for table in (*self._kinds.values(), self._lists):
            found.update(zip(table.positions, range(len(found), len(found) + len(table.positions)), strict=True))
        return found

    def to_plain(self, positions: Mapping[Value, int]) -> Plain:
        kinds = [[plain(value) for value in self._kinds[kind].positions] for kind, plain, _ in _KINDS]
        return kinds, [[positions[item] for item in listing.items] for listing in self._lists.positions]


def _values_from_plain(plain: Plain) -> list[Value | None]:
    kinds, lists = plain
    found: list[Any] = []
    for (_, _, make), values in zip(_KINDS, kinds, strict=True):
        found.extend(map(make, values))
    found.extend([Listing(tuple([found[at] for at in items])) for items in lists])
    return [*found, None]


# The knowledge base


def base_to_plain(base: KnowledgeBase) -> Plain:
    """Entities, statements and ambiguities; the vocabulary stands in the manifests, which are read anyway."""
    values, days, dates, narrowed = _Values(), _Table[str](), _Table[date](), _Table[tuple[Any, ...]]()
    once: dict[str | None, str | None] = {}

    def text(one: str | None) -> str | None:
        """One object for equal texts, which is then stored once."""
        return once.setdefault(one, one)

    for statement in base.statements:
        values.collect(statement.value)
        for several in statement.qualifiers.values():
            for value in several:
                values.collect(value)
    at = values.positions()
    statements = base.statements
    qualifiers = [
        tuple((text(key), tuple(at[value] for value in several)) for key, several in s.qualifiers.items()) or None
        for s in statements
    ]
    columns = (
        [s.id for s in statements],
        [text(s.subject) for s in statements],
        [text(s.relation) for s in statements],
        array("i", [_NONE if s.value is None else at[s.value] for s in statements]).tobytes(),
        [text(s.say) for s in statements],
        days.column(_iso(s.start) for s in statements),
        days.column(_iso(s.end) for s in statements),
        bytes(s.start_is_statutory for s in statements),
        bytes(s.end_is_statutory for s in statements),
        days.column(_iso(s.seen_from) for s in statements),
        dates.column(s.tellable_from for s in statements),
        days.column(_iso(s.known) for s in statements),
        [text(s.confidence) for s in statements],
        [text(s.source) for s in statements],
        narrowed.column(qualifiers),
        [text(s.pack) for s in statements],
    )
    rows = []
    for entity in base.entities.values():
        row = [_iso(part) if isinstance(part, Day) else part for part in entity]
        rows.append(tuple(text(part) if isinstance(part, str) else part for part in row))
    return (
        values.to_plain(at),
        list(days.positions),
        [day.toordinal() for day in dates.positions],
        list(narrowed.positions),
        columns,
        rows,
        [(found.name, found.meanings, found.note) for found in base.ambiguities.values()],
    )


def base_from_plain(plain: Plain, vocabulary: Vocabulary) -> KnowledgeBase:
    """The knowledge base again."""
    all_values, all_days, all_dates, all_narrowed, columns, rows, ambiguous = plain
    values = _values_from_plain(all_values)
    days = [*map(Day.parse, all_days), None]
    dates = [*map(date.fromordinal, all_dates), None]
    narrowed: list[Mapping[str, tuple[Any, ...]]] = [
        {key: tuple([values[at] for at in several]) for key, several in pairs} for pairs in all_narrowed
    ]
    narrowed.append(UNNARROWED)
    id, subject, relation, value, say, start, end, of_law, ends_by_law, seen, tellable, known, *last = columns
    confidence, source, qualifiers, pack = last
    statements: tuple[Statement, ...] = tuple(
        map(
            partial(tuple.__new__, Statement),
            zip(
                id,
                subject,
                relation,
                _column(values, value),
                say,
                _column(days, start),
                _column(days, end),
                map(bool, of_law),
                map(bool, ends_by_law),
                _column(days, seen),
                _column(dates, tellable),
                _column(days, known),
                confidence,
                source,
                _column(narrowed, qualifiers),
                pack,
                strict=True,
            ),
        )
    )
    began, ended = Entity._fields.index("began"), Entity._fields.index("ended")
    entities: dict[str, Entity] = {}
    for row in rows:
        entity: Entity = tuple.__new__(Entity, row)
        if row[began] or row[ended]:
            entity = entity._replace(began=_day(row[began]), ended=_day(row[ended]))
        entities[entity.id] = entity
    ambiguities = {name: Ambiguity(name, meanings, note) for name, meanings, note in ambiguous}
    return KnowledgeBase(vocabulary, entities, statements, ambiguities)


# Places

_OPENING, _PRICES = Place._fields.index("opening"), Place._fields.index("other_prices")


def places_to_plain(places: Iterable[Place]) -> Plain:
    """Places, with the opening hours that many share beside them."""
    opening: _Table[OpeningHours] = _Table()
    once: dict[Hashable, Hashable] = {}
    rows = []
    for place in places:
        row: list[Any] = [once.setdefault(value, value) if isinstance(value, str) else value for value in place]
        row[_OPENING] = opening.add(place.opening)
        row[_PRICES] = tuple(map(tuple, place.other_prices))
        rows.append(tuple(row))
    columns = [list(column) for column in zip(*rows, strict=True)]
    return [_hours_to_plain(hours) for hours in opening.positions], columns


def places_from_plain(plain: Plain) -> tuple[Place, ...]:
    """The places again."""
    hours, columns = plain
    if not columns:
        return ()
    opening = [*map(_hours_from_plain, hours), None]
    columns[_OPENING] = map(opening.__getitem__, columns[_OPENING])
    columns[_PRICES] = (tuple([Price(*price) for price in prices]) for prices in columns[_PRICES])
    return tuple(map(partial(tuple.__new__, Place), zip(*columns, strict=True)))
