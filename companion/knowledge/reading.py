"""From the data files of packs to the knowledge base, checking what one row alone cannot show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from companion.base import patterns as re
from companion.base.errors import DataError
from companion.base.files import Loaded, Mistakes, load_cells, load_document, or_quote, validated
from companion.knowledge.base import Ambiguity, Entity, KnowledgeBase
from companion.knowledge.packs import Pack, PackSet
from companion.knowledge.schema import (
    AmbiguityRow,
    DataFile,
    EntityRow,
    Role,
    Sourced,
    StatementRow,
    TableRow,
)
from companion.knowledge.statement import UNNARROWED, Statement
from companion.knowledge.values import KINDS, Listing, Quantity, Reference, Single, Text, Value, parse_value
from companion.knowledge.vocabulary import CONCEPTS, Relation, Vocabulary, near
from companion.language.templates import check_clause

SEPARATOR: Final = ";"
"""Between the values of one cell of a table."""
_ROW_KEYS: Final = ("id", "name", "short", "known", "confidence", "source")
_SOURCED: Final = ("known", "confidence", "source")
_NAMING: Final = ("id", "name")
"""Without them there is no row."""
_STATEMENT_KEYS: Final = ("known", "confidence", "source", "from", "to", "published")
_FARTHEST: Final = {"latitude": 90, "longitude": 180}
"""Degrees."""
_CLAUSES: Final[tuple[Role, ...]] = ("highlight",)
"""They stand in a sentence after another clause."""
_ITEM: Final = re.compile(r"(?P<item>[^=]+)=(?P<value>[^=]+)")
_WITHOUT_SIGN: Final = re.compile(r"(?P<item>[^=]*[^=\s\d,:])[\s:]+(?P<value>\d[^=]*)")
"""«갈비탕 25000», where the «=» was forgotten."""


_Row = TypeVar("_Row", bound=BaseModel)

_PLAIN: Final = StatementRow(value="")
"""What a cell of a table says beside its value: nothing."""
_UNSOURCED: Final = Sourced()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something stands in a file, for messages."""

    path: Path
    line: int | None


@dataclass(frozen=True, slots=True)
class _Whereabouts:
    """The areas that a thing lies in, and its addresses."""

    areas: set[Single] = field(default_factory=set)
    addresses: set[Single] = field(default_factory=set)


def _apart(one: _Whereabouts, other: _Whereabouts) -> bool:
    """Whether each lies in an area that the other does not lie in, or has an address of its own."""
    if one.addresses and other.addresses and one.addresses.isdisjoint(other.addresses):
        return True
    return bool(one.areas - other.areas and other.areas - one.areas)


class _Lacking(ValueError):
    """A statement does not say where it is stated: `key` is missing."""

    def __init__(self, key: str, problem: str, fix: str) -> None:
        super().__init__(f"{problem}; {fix}")
        self.key = key
        self.problem = problem
        self.fix = fix


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a table whose cells say something.

    Attributes:
        relation: what they say.
        item: the qualifier that tells several values of one cell apart.
        extras: what is said of each of them in columns of its own: «known» in «price.known».
    """

    relation: Relation
    item: str | None
    extras: tuple[str, ...]

    @classmethod
    def of(cls, relation: Relation, filled: Iterable[str]) -> _Column:
        """The column of a relation in a table in which these columns are filled in."""
        own = f"{relation.id}."
        extras = tuple(sorted(column.removeprefix(own) for column in filled if column.startswith(own)))
        return cls(relation, next(iter(relation.qualifiers), None), extras)


@dataclass(slots=True)
class _Reader:
    """Collects what all files say; every mistake is noted, and what is wrong is left out."""

    packs: PackSet
    concepts: Mapping[str, Mapping[str, str]]
    mistakes: Mistakes
    entities: dict[str, Entity] = field(default_factory=dict)
    places: dict[str, _Place] = field(default_factory=dict)
    statements: list[tuple[Statement, _Place]] = field(default_factory=list)
    ambiguities: dict[str, tuple[AmbiguityRow, _Place]] = field(default_factory=dict)
    used: dict[str, int] = field(default_factory=dict)
    values: dict[tuple[str, str], Single] = field(default_factory=dict)
    lacking: dict[tuple[Path, str], list[tuple[_Place, _Lacking]]] = field(default_factory=dict)

    def note(self, place: _Place, problem: str, fix: str = "") -> None:
        self.mistakes.add(place.path, place.line, problem, fix)

    def note_unknown(self, name: str, place: _Place, problem: str, fix: str = "") -> None:
        self.mistakes.add_unknown(name, place.path, place.line, problem, fix)

    # Files

    def read_file(self, pack: Pack, path: Path) -> None:
        loaded = load_document(DataFile, path, self.mistakes)
        if loaded is None:
            return
        relations = self.packs.vocabulary.relations
        for number, row in enumerate(loaded.value.entities):
            place = _Place(path, loaded.line("entities", number))
            if self._add_entity(pack, row, place):
                self._own_statements(pack, row, loaded, number)
        for number, statement in enumerate(loaded.value.statements):
            place = _Place(path, loaded.line("statements", number))
            relation = relations.get(statement.relation)
            if relation is None:
                problem = f"«{statement.relation}» is no relation"
                self.note_unknown(statement.relation, place, problem, near(statement.relation, relations))
                self._lose_statement(statement.subject, statement.relation, statement.id)
            else:
                self._add_statement(pack, statement.subject, relation, statement, _UNSOURCED, place)
        for number, ambiguity in enumerate(loaded.value.ambiguities):
            place = _Place(path, loaded.line("ambiguities", number))
            self.ambiguities[ambiguity.name] = (ambiguity, place)

    def _own_statements(self, pack: Pack, row: EntityRow, loaded: Loaded[DataFile], number: int) -> None:
        relations = self.packs.vocabulary.relations
        for key, raw in (row.model_extra or {}).items():
            many = raw if isinstance(raw, list) and all(isinstance(item, dict) for item in raw) else [raw]
            for position, one in enumerate(many):
                location = ("entities", number, key, position) if many is raw else ("entities", number, key)
                place = _Place(loaded.path, loaded.line(*location))
                if key not in relations:
                    known = {*relations, *EntityRow.model_fields} - {"is_self", "start", "end"}
                    self.note_unknown(key, place, f"unknown key «{key}»", near(key, known) + or_quote(raw))
                    break
                data = one if isinstance(one, dict) else {"value": one}
                statement = self._checked(StatementRow, data, place)
                if statement is None:
                    self._lose_statement(row.id, key, data.get("id"))
                else:
                    self._add_statement(pack, row.id, relations[key], statement, row, place)

    def _checked(self, model: type[_Row], data: dict[str, Any], place: _Place) -> _Row | None:
        try:
            return validated(model, data, place.path, lambda *_: place.line, whole="")
        except DataError as e:
            self.mistakes.absorb(e)
            return None

    def _lose_statement(self, subject: str, relation: str, own_id: object = None) -> None:
        """Remember that a statement is missing, under any id that it may be named by."""
        self.mistakes.lose(f"{subject}.{relation}", *([own_id] if isinstance(own_id, str) else []))

    def read_table(self, pack: Pack, number: int) -> None:
        """The rows of a CSV file: an entity each, and a statement for every cell of a relation's column."""
        table = pack.manifest.value.tables[number]
        within = self._all_lie_in(table, _Place(pack.manifest.path, pack.manifest.line("tables", number)))
        path = pack.folder / "data" / table.file
        relations = self.packs.vocabulary.relations
        rows = list(load_cells(path, _columns(self.packs.vocabulary), _NAMING, self.mistakes))
        filled = frozenset[str]().union(*(cells for _, cells in rows))
        told = sorted(filled & relations.keys())
        columns = {key: _Column.of(relations[key], filled) for key in (*told, *(relation.id for relation in within))}
        for line, cells in rows:
            place = _Place(path, line)
            own: dict[str, Any] = {key: value for key in _SOURCED if (value := getattr(table, key)) is not None}
            own |= {key: cells[key] for key in _ROW_KEYS if key in cells}
            own |= {"type": table.type, "aliases": _cells(cells.get("aliases"))}
            row = self._checked(EntityRow, own, place)
            if row is None:
                self.mistakes.lose(*(cells.get(key, "") for key in _NAMING))
            if row is None or not self._add_entity(pack, row, place):
                continue
            stated = {key: cells[key] for key in told if key in cells}
            for relation in within:
                stated[relation.id] = SEPARATOR.join(filter(None, (stated.get(relation.id), table.within)))
            for key, cell in stated.items():
                self._cell(pack, row, columns[key], cell, cells, place)

    def _all_lie_in(self, table: TableRow, place: _Place) -> tuple[Relation, ...]:
        """The relations that say where a row lies, where the table says it for all of them."""
        if table.within is None or not self._exists("area", Reference(table.within), place):
            return ()
        return self.packs.vocabulary.with_role("lies_in")

    def _cell(
        self, pack: Pack, row: EntityRow, column: _Column, cell: str, cells: Mapping[str, str], place: _Place
    ) -> None:
        """The statements of one cell; `cells` are all of its row."""
        relation, item = column.relation, column.item
        each: list[tuple[object, dict[str, Any] | None]] = [(cell, None)]
        if relation.many:
            each = [(_cells(cell), None)]
        elif item is not None and _is_narrowed(relation, cell, parts := _cells(cell)):
            # «갈비탕=25000; 냉면=12000»: several statements, told apart by the relation's first qualifier.
            found = [self._item(relation, item, part, place) for part in parts]
            each = [(m["value"].strip(), {item: m["item"].strip()}) for m in found if m]
            if len(each) < len(parts):
                self._lose_statement(row.id, relation.id)
        if not column.extras:
            for value, narrowed in each:
                self._add_statement(pack, row.id, relation, _PLAIN, row, place, value, narrowed)
            return
        # A column such as «price.known» speaks for all its cells, the empty ones too.
        given = {extra: cells.get(f"{relation.id}.{extra}") for extra in column.extras}
        stated = {key: value for key, value in given.items() if value is not None}
        shared = Sourced(
            known=None if "known" in given else row.known,
            confidence=None if "confidence" in given else row.confidence,
            source=None if "source" in given else row.source,
        )
        for value, narrowed in each:
            statement = self._checked(StatementRow, {"value": value, **(narrowed or {}), **stated}, place)
            if statement is None:
                self._lose_statement(row.id, relation.id)
            else:
                self._add_statement(pack, row.id, relation, statement, shared, place)

    def _item(self, relation: Relation, item: str, part: str, place: _Place) -> re.Match[str] | None:
        """The «item» and the «value» of a part of a cell; what is no such part is noted."""
        if found := _ITEM.fullmatch(part):
            return found
        problem = f"«{relation.id}»: «{part}»"
        if forgotten := _WITHOUT_SIGN.fullmatch(part):
            self.note(place, f"{problem} has no «=»", f"write {forgotten['item'].strip()}={forgotten['value'].strip()}")
        elif part.count("=") > 1:
            self.note(place, f"{problem} has several «=»", f"write «{SEPARATOR}» between one {item}=value and the next")
        else:
            self.note(place, f"{problem} is no {item}=value", f"write the {item}, «=» and the value")
        return None

    # Entities

    def _add_entity(self, pack: Pack, row: EntityRow, place: _Place) -> bool:
        if row.id in self.entities:
            taken = self.places[row.id]
            self.note(place, f"id «{row.id}» is already used at {taken.path}:{taken.line}", "choose another id")
            return False
        if row.type not in self.packs.vocabulary.types:
            problem = f"«{row.type}» is no type"
            self.note_unknown(row.type, place, problem, near(row.type, self.packs.vocabulary.types))
            self.mistakes.lose(row.id)
            return False
        self.entities[row.id] = Entity(
            id=row.id,
            type=row.type,
            name=row.name,
            short=row.short or row.name,
            aliases=tuple(row.aliases),
            is_self=row.is_self,
            title=row.title,
            region=row.region,
            began=row.start,
            ended=row.end,
            successor=row.successor,
            succession=row.succession,
            term_years=row.term_years,
            term_source=row.term_source,
            first=row.first,
            former_name=row.former_name,
            remark=row.remark,
            pack=pack.id,
        )
        self.places[row.id] = place
        return True

    # Statements

    def _add_statement(
        self,
        pack: Pack,
        subject: str,
        relation: Relation,
        row: StatementRow,
        shared: Sourced,
        place: _Place,
        raw: object = None,
        qualifiers: Mapping[str, object] | None = None,
    ) -> None:
        """Note a statement; its value and its qualifiers, where they do not stand in its row, as they are written."""
        try:
            statement = self._statement(
                pack, subject, relation, row, shared, row.value if raw is None else raw, qualifiers or row.model_extra
            )
        except _Lacking as e:
            self.lacking.setdefault((place.path, e.key), []).append((place, e))
            self._lose_statement(subject, relation.id, row.id)
        except ValueError as e:
            problem, _, fix = str(e).partition("; ")
            self.note(place, problem, fix)
            self._lose_statement(subject, relation.id, row.id)
        else:
            self.statements.append((statement, place))

    def _statement(
        self,
        pack: Pack,
        subject: str,
        relation: Relation,
        row: StatementRow,
        shared: Sourced,
        raw: object,
        narrowed: Mapping[str, object] | None,
    ) -> Statement:
        qualifiers = (
            {key: self._qualifier(relation, key, one) for key, one in narrowed.items()} if narrowed else UNNARROWED
        )
        known = row.known or shared.known
        confidence = row.confidence or shared.confidence
        source = row.source or shared.source
        if confidence is None or source is None:
            lacking = "source" if source is None else "confidence"
            raise _Lacking(lacking, f"«{relation.id}» of «{subject}» has no «{lacking}»", "say where it is stated")
        if known is None and (relation.role is None or relation.one_at_a_time):
            problem = f"«{relation.id}» of «{subject}» has no «known»"
            raise _Lacking("known", problem, "say on which newest day its source shows it")
        begun = row.published or row.start or (row.seen_from if relation.one_at_a_time else None) or known
        value = None if row.unknown else self._value(relation, raw)
        return Statement(
            id=row.id or self._id(subject, relation, qualifiers, value),
            subject=subject,
            relation=relation.id,
            value=value,
            say=row.say,
            start=row.start,
            end=row.end,
            start_is_statutory=row.from_basis is not None,
            end_is_statutory=row.to_basis is not None,
            seen_from=row.seen_from,
            tellable_from=begun.first if begun else date.min,
            known=known,
            confidence=confidence,
            source=source,
            qualifiers=qualifiers,
            pack=pack.id,
        )

    def _id(
        self, subject: str, relation: Relation, qualifiers: Mapping[str, tuple[Single, ...]], value: Value | None
    ) -> str:
        """Subject, relation, what narrows it, and who holds it: another row before it does not change what it means."""
        base = f"{subject}.{relation.id}"
        for values in qualifiers.values():
            base += "".join(f".{narrowed.entity}" for narrowed in values if isinstance(narrowed, Reference))
        if relation.one_at_a_time and isinstance(value, Reference):
            base += f".{value.entity}"
        times = self.used[base] = self.used.get(base, 0) + 1
        return base if times == 1 else f"{base}.{times}"

    def _value(self, relation: Relation, raw: object) -> Value:
        if relation.many:
            return Listing(tuple([self._single(relation, one) for one in (raw if isinstance(raw, list) else [raw])]))
        if isinstance(raw, list):
            raise ValueError(f"«{relation.id}» has one value; say `many: true` where the relation is declared")
        return self._single(relation, raw)

    def _single(self, relation: Relation, raw: object) -> Single:
        """One value of a relation; what was read before is the same value."""
        if not isinstance(raw, str):
            return _fitting(relation, parse_value(relation.kind, raw, relation.unit))
        key = (relation.id, raw)
        value = self.values.get(key)
        if value is None:
            value = self.values[key] = _fitting(relation, parse_value(relation.kind, raw, relation.unit))
        return value

    def _qualifier(self, relation: Relation, key: str, raw: object) -> tuple[Single, ...]:
        kind = relation.qualifiers.get(key)
        if kind is None:
            known = {*relation.qualifiers, *StatementRow.model_fields} - {"start", "end"}
            raise ValueError(f"unknown key «{key}»; {near(key, known)}{or_quote(raw)}")
        return tuple([parse_value(kind, one) for one in (raw if isinstance(raw, list) else [raw])])

    # What only all files together show

    def finish(self) -> KnowledgeBase:
        self._note_what_lacks()
        kept = tuple([s for s, place in self.statements if self._refers_well(s, place)])
        if len(kept) < len(self.statements):
            self.mistakes.lose(*({s.id for s, _ in self.statements} - {s.id for s in kept}))
        for entity in self.entities.values():
            for key in (entity.successor, entity.first):
                if key is not None and key not in self.entities:
                    problem = f"«{key}» is no entity"
                    self.note_unknown(key, self.places[entity.id], problem, near(key, self.entities))
        ambiguities = {name: self._ambiguity(row, place) for name, (row, place) in self.ambiguities.items()}
        self._check_names(set(ambiguities))
        self._check_doubles(kept)
        base = KnowledgeBase(self.packs.vocabulary, self.entities, kept, ambiguities)
        self._check_terms(base)
        for entity in self.entities.values():
            if entity.successor in self.entities and entity.successor not in base.successions:
                problem = f"«{entity.successor}» is nothing that is held"
                if not self._lost_all_holders(entity.successor):
                    self.note(self.places[entity.id], problem, near(entity.successor, base.successions))
        return base

    def _note_what_lacks(self) -> None:
        """One mistake a file for each key that its statements lack: a forgotten column lacks in every row."""
        for found in self.lacking.values():
            place, first = found[0]
            more = f", nor have {len(found) - 1:,} more statements of this file" if len(found) > 1 else ""
            self.note(place, first.problem + more, first.fix)

    def _lost_all_holders(self, subject: str) -> bool:
        """Whether a mistake that is noted is why nobody is known to have held something."""
        relations = self.packs.vocabulary.relations.values()
        return any(self.mistakes.is_lost(f"{subject}.{r.id}") for r in relations if r.one_at_a_time)

    def _refers_well(self, statement: Statement, place: _Place) -> bool:
        relation = self.packs.vocabulary.relations[statement.relation]
        subject = self.entities.get(statement.subject)
        if subject is None:
            problem = f"«{statement.subject}» is no entity"
            self.note_unknown(statement.subject, place, problem, near(statement.subject, self.entities))
            return False
        if relation.of and not self.packs.vocabulary.is_a(subject.type, *relation.of):
            self.note(
                place,
                f"«{relation.id}» is for {', '.join(relation.of)}, and «{subject.id}» is a {subject.type}",
                "choose another relation, or name the type in its `of`",
            )
            return False
        if relation.kind in KINDS and not statement.qualifiers:
            return True
        kinds = {relation.kind: statement.values}
        for key, values in statement.qualifiers.items():
            kinds.setdefault(relation.qualifiers[key], ())
            kinds[relation.qualifiers[key]] += values
        return all(self._exists(kind, value, place) for kind, values in kinds.items() for value in values)

    def _exists(self, kind: str, value: Single, place: _Place) -> bool:
        if kind in KINDS or not isinstance(value, Reference):
            return True
        if kind in CONCEPTS:
            names = self.concepts.get(kind, {})
            meant = names.get(value.entity)
            if meant != value.entity:
                problem = f"«{value.entity}» is {f'another name of «{meant}»' if meant else f'no {kind} of any pack'}"
                fix = f"write {meant}" if meant else near(value.entity, names)
                self.note_unknown(value.entity, place, problem, fix)
            return meant == value.entity
        found = self.entities.get(value.entity)
        if found is None:
            known = [e.id for e in self.entities.values() if self.packs.vocabulary.is_a(e.type, kind)]
            fix = near(value.entity, known) if known else f"add a {kind}"
            self.note_unknown(value.entity, place, f"«{value.entity}» is no entity", fix)
            return False
        if not self.packs.vocabulary.is_a(found.type, kind):
            self.note(place, f"«{value.entity}» is a {found.type}, not a {kind}", f"name a {kind}")
            return False
        return True

    def _ambiguity(self, row: AmbiguityRow, place: _Place) -> Ambiguity:
        for meaning in row.meanings:
            if meaning not in self.entities:
                self.note_unknown(meaning, place, f"«{meaning}» is no entity", near(meaning, self.entities))
        return Ambiguity(row.name, tuple(m for m in row.meanings if m in self.entities), row.note)

    def _check_names(self, ambiguous: set[str]) -> None:
        owner: dict[str, str] = {}
        vocabulary = self.packs.vocabulary
        recommended = vocabulary.kinds_of(*(found.id for found in vocabulary.recommended))
        for entity in self.entities.values():
            if entity.type in recommended:
                continue  # two branches of one restaurant may share a name; the nearer or better known is meant
            for name in entity.names:
                key = name.replace(" ", "")
                if owner.setdefault(key, entity.id) != entity.id and name not in ambiguous:
                    self.note_unknown(  # the file that says so may be the one that could not be read
                        name,
                        self.places[entity.id],
                        f"«{name}» already names «{owner[key]}»",
                        "remove the alias, or list the name under `ambiguities:` with its meanings",
                    )

    def _check_doubles(self, statements: Iterable[Statement]) -> None:
        """Note what stands twice in a pack: one name, and neither area nor address tells the two apart."""
        vocabulary = self.packs.vocabulary
        recommended = vocabulary.kinds_of(*(found.id for found in vocabulary.recommended))
        by_name: defaultdict[tuple[str, str], list[Entity]] = defaultdict(list)
        for entity in self.entities.values():
            if entity.type in recommended:
                by_name[entity.pack, entity.name.replace(" ", "")].append(entity)
        groups = [group for group in by_name.values() if len(group) > 1]
        where = self._where({entity.id for group in groups for entity in group}, statements)
        for group in groups:
            for number, entity in enumerate(group):
                first = next((other for other in group[:number] if not _apart(where[other.id], where[entity.id])), None)
                if first is not None:
                    taken = self.places[first.id]
                    problem = f"«{entity.name}» already stands at {taken.path}:{taken.line}, in the same area"
                    fix = "keep one of them; two branches need an area or an address each that tells them apart"
                    self.note(self.places[entity.id], problem, fix)

    def _where(self, subjects: Collection[str], statements: Iterable[Statement]) -> Mapping[str, _Whereabouts]:
        """Where things lie."""
        found: defaultdict[str, _Whereabouts] = defaultdict(_Whereabouts)
        for statement in statements if subjects else ():
            role = self.packs.vocabulary.relations[statement.relation].role
            if statement.subject in subjects and role in ("lies_in", "address"):
                of = found[statement.subject]
                (of.areas if role == "lies_in" else of.addresses).update(statement.values)
        return found

    def _check_terms(self, base: KnowledgeBase) -> None:
        for succession in base.successions.values():
            proper = sorted(
                ((t.start.first, t) for t in succession.tenures if not t.acting and t.start), key=lambda pair: pair[0]
            )
            for (_, earlier), (start, later) in pairwise(proper):
                if earlier.end is None or start <= earlier.end.first:
                    places = {statement.id: place for statement, place in self.statements}
                    line = places[earlier.id].line
                    self.note(
                        places[later.id],
                        f"{succession.name}: «{later.holder}» (from {later.start}) overlaps «{earlier.holder}» "
                        f"(line {line}, to {earlier.end or 'open'})",
                        "end the earlier term before the later one starts",
                    )


def _columns(vocabulary: Vocabulary) -> Iterator[str]:
    """The columns a table may have: those of an entity, relations, and «relation.qualifier»."""
    yield from (*_ROW_KEYS, "aliases")
    for relation in vocabulary.relations.values():
        yield relation.id
        for key in (*relation.qualifiers, *_STATEMENT_KEYS):
            yield f"{relation.id}.{key}"


def _fitting(relation: Relation, value: Single) -> Single:
    """The value, where it can play the part that its relation has for what is recommended.

    Raises:
        ValueError: it cannot.
    """
    limit = _FARTHEST.get(relation.role or "")
    if limit is not None and isinstance(value, Quantity) and abs(value.number) > limit:
        raise ValueError(f"«{relation.id}»: {value.number:g} lies nowhere on Earth; write degrees (WGS84)")
    if relation.role in _CLAUSES and isinstance(value, Text):
        check_clause(value.text)
    return value


def _is_narrowed(relation: Relation, cell: str, parts: Iterable[str]) -> bool:
    """Whether a cell holds «item=value» in one of its parts, or was meant to."""
    if any(_ITEM.fullmatch(part) for part in parts):
        return True
    if not any("=" in part or _WITHOUT_SIGN.fullmatch(part) for part in parts):
        return False
    try:
        parse_value(relation.kind, cell, relation.unit)
    except ValueError:
        return True
    return False


def _cells(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split(SEPARATOR) if part.strip()]


def read_knowledge(packs: PackSet, concepts: Mapping[str, Mapping[str, str]], mistakes: Mistakes) -> KnowledgeBase:
    """Everything that the data of packs says.

    Args:
        packs: whose `data/` to read.
        concepts: ids of the areas, offers and attributes by name, for each kind (`vocabulary.CONCEPTS`).
        mistakes: takes every mistake of every file; what is wrong is left out.
    """
    reader = _Reader(packs, concepts, mistakes)
    for pack, path in packs.owned("data/*.yaml"):
        reader.read_file(pack, path)
    for pack in packs.packs:
        for number, table in enumerate(pack.manifest.value.tables):
            path = pack.folder / "data" / table.file
            if table.type not in packs.vocabulary.types:  # told of the manifest already
                mistakes.lose_file(path)
            elif path.is_file():
                reader.read_table(pack, number)
    return reader.finish()
