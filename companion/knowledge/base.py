"""The knowledge base: entities, offices and dated facts, loaded from files and checked against one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

from companion.base.errors import DataError
from companion.base.files import load_yaml
from companion.knowledge.days import Day
from companion.knowledge.schema import (
    AmbiguityRow,
    Confidence,
    EntityRow,
    FactRow,
    FactsFile,
    OfficeRow,
    RelationRow,
    RelationsFile,
)


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that facts are about.

    Attributes:
        kind: a `schema.Kind`, or `office`.
        short: the name to use inside a sentence.
    """

    id: str
    kind: str
    name: str
    short: str
    aliases: tuple[str, ...] = ()
    is_self: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from and for which time it holds (ISO 8601 text, None when not known)."""

    id: str
    title: str
    valid_from: str | None
    valid_to: str | None
    as_of: str


def _seen(known: Day, as_of: date) -> str:
    """The newest day a source shows something, as far as it lies behind `as_of`."""
    return known.iso if known.first <= as_of else as_of.isoformat()


@dataclass(frozen=True, slots=True)
class Fact:
    """Subject – relation – value with valid time, the newest day it was seen, and its source."""

    id: str
    subject: str
    relation: str
    value: tuple[str, ...]
    say: str | None
    object: str | None
    unknown: bool
    start: Day | None
    end: Day | None
    tellable_from: date
    period: Day | None
    known: Day
    confidence: Confidence
    source: str

    def visible(self, as_of: date) -> bool:
        """Whether somebody could have known this fact on that day."""
        return self.tellable_from <= as_of

    def cite(self, as_of: date) -> Source:
        """The source as told on `as_of`: an end that lies ahead is not given away."""
        begun = self.start or self.period
        start = begun.iso if begun else None
        end = self.end.iso if self.end and self.end.last <= as_of else None
        return Source(self.id, self.source, start, end, _seen(self.known, as_of))


@dataclass(frozen=True, slots=True)
class Tenure:
    """One stretch in an office.

    Attributes:
        acting: the office from which the holder acted, None for the holder proper.
        orders: which-th holder this is (several for several terms).
        seen_from: first day a source shows it, where the start is not known.
        known: newest day a source shows it.
    """

    id: str
    office: str
    person: str
    acting: str | None
    orders: tuple[int, ...]
    term: str | None
    start: Day | None
    start_is_statutory: bool
    end: Day | None
    end_is_statutory: bool
    ended_by: str | None
    suspended_from: Day | None
    suspended_by: str | None
    seen_from: Day | None
    known: Day
    confidence: Confidence
    source: str

    def cite(self, as_of: date) -> Source:
        """The source as told on `as_of`: an end that lies ahead is not given away."""
        end = self.end.iso if self.end and self.end.last <= as_of else None
        return Source(self.id, self.source, self.start.iso if self.start else None, end, _seen(self.known, as_of))


@dataclass(frozen=True, slots=True)
class Office:
    """An office with its holders in the order of the file (oldest first)."""

    id: str
    name: str
    title: str | None
    region: str | None
    began: Day | None
    ended: Day | None
    successor: str | None
    succession: str | None
    term_years: int | None
    first: str | None
    former_name: str | None
    note: str | None
    tenures: tuple[Tenure, ...] = ()

    def name_on(self, day: date) -> str:
        """What the office was called on a day."""
        if self.former_name is None:
            return self.name
        renamed = [t.start.first for t in self.tenures if t.person == self.first and t.start]
        return self.former_name if renamed and day < min(renamed) else self.name


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that can be asked for; weak cues are question words that many relations share."""

    id: str
    label: str
    cues: tuple[str, ...]
    weak_cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A name with several meanings; the first is the default."""

    name: str
    meanings: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class KnowledgeBase:
    """Everything known, indexed for look-up. Immutable after loading."""

    entities: dict[str, Entity]
    offices: dict[str, Office]
    relations: dict[str, Relation]
    ambiguities: dict[str, Ambiguity]
    facts: tuple[Fact, ...]
    _by_subject: dict[str, tuple[Fact, ...]] = field(default_factory=dict)
    _by_person: dict[str, tuple[Tenure, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> KnowledgeBase:
        """Load `folder/relations.yaml` and every file of `folder/facts`.

        Raises:
            DataError: a file is missing, malformed or contradicts another.
        """
        paths = sorted((folder / "facts").glob("*.yaml"))
        if not paths:
            raise DataError(folder / "facts", None, "no knowledge files", "point `knowledge` at a folder with facts/")
        files = [(path, load_yaml(FactsFile, path)) for path in paths]
        relations = load_yaml(RelationsFile, folder / "relations.yaml").relations
        return _Builder(files, relations).build()

    def of(self, subject: str) -> tuple[Fact, ...]:
        """All facts about one entity."""
        return self._by_subject.get(subject, ())

    def tenures_of(self, person: str) -> tuple[Tenure, ...]:
        """All offices a person held, in the order of the files."""
        return self._by_person.get(person, ())

    def name(self, entity: str) -> str:
        """The name to say for an entity or office id."""
        return self.entities[entity].short

    def gazetteer(self) -> Iterator[tuple[str, str]]:
        """Every (name or alias, entity id); a name with several meanings comes once, with the default's id."""
        shared = {name: ambiguity.meanings[0] for name, ambiguity in self.ambiguities.items()}
        yield from shared.items()
        for entity in self.entities.values():
            for name in dict.fromkeys((entity.name, entity.short, *entity.aliases)):
                if name not in shared:
                    yield name, entity.id


class _Builder:
    """Turns validated rows into the immutable base, checking what one row alone cannot show."""

    def __init__(self, files: list[tuple[Path, FactsFile]], relations: list[RelationRow]) -> None:
        self.files = files
        self.relations = {
            row.id: Relation(
                row.id,
                row.label,
                tuple(cue for cue in row.cues if not cue.startswith("?")),
                tuple(cue[1:] for cue in row.cues if cue.startswith("?")),
            )
            for row in relations
        }
        self.entities: dict[str, Entity] = {}
        self.seen: dict[str, tuple[Path, int]] = {}

    def build(self) -> KnowledgeBase:
        for path, file in self.files:
            for entity in file.entities:
                self._add_entity(path, entity)
            for office in file.offices:
                self._add_office_entity(path, office)
        ambiguities = {row.name: self._ambiguity(path, row) for path, file in self.files for row in file.ambiguities}
        self._check_names(set(ambiguities))
        offices = {row.id: self._office(path, row) for path, file in self.files for row in file.offices}
        facts = tuple(self._facts())
        by_person: defaultdict[str, list[Tenure]] = defaultdict(list)
        for held in offices.values():
            for tenure in held.tenures:
                by_person[tenure.person].append(tenure)
        by_subject: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            by_subject[fact.subject].append(fact)
        return KnowledgeBase(
            self.entities,
            offices,
            self.relations,
            ambiguities,
            facts,
            {k: tuple(v) for k, v in by_subject.items()},
            {k: tuple(v) for k, v in by_person.items()},
        )

    def _register(self, path: Path, line: int, entity: Entity) -> None:
        if entity.id in self.seen:
            other, other_line = self.seen[entity.id]
            raise DataError(
                path, line, f"id «{entity.id}» is already used at {other}:{other_line}", "choose another id"
            )
        self.seen[entity.id] = (path, line)
        self.entities[entity.id] = entity

    def _add_entity(self, path: Path, row: EntityRow) -> None:
        entity = Entity(row.id, row.kind, row.name, row.short or row.name, tuple(row.aliases), row.is_self)
        self._register(path, row.line, entity)

    def _add_office_entity(self, path: Path, row: OfficeRow) -> None:
        self._register(path, row.line, Entity(row.id, "office", row.name, row.name, tuple(row.aliases)))

    def _require(self, path: Path, line: int, entity: str, kind: str | None = None) -> None:
        found = self.entities.get(entity)
        if found is None:
            raise DataError(path, line, f"«{entity}» is not an entity", "add it under `entities:` or correct the id")
        if kind and found.kind != kind:
            raise DataError(path, line, f"«{entity}» is a {found.kind}, not a {kind}", f"name a {kind}")

    def _ambiguity(self, path: Path, row: AmbiguityRow) -> Ambiguity:
        for meaning in row.meanings:
            self._require(path, row.line, meaning)
        return Ambiguity(row.name, tuple(row.meanings), row.note)

    def _check_names(self, ambiguous: set[str]) -> None:
        owner: dict[str, str] = {}
        for entity in self.entities.values():
            for name in dict.fromkeys((entity.name, entity.short, *entity.aliases)):
                key = name.replace(" ", "")
                if owner.setdefault(key, entity.id) != entity.id and name not in ambiguous:
                    path, line = self.seen[entity.id]
                    raise DataError(
                        path,
                        line,
                        f"«{name}» already names «{owner[key]}»",
                        "remove the alias, or list the name under `ambiguities:` with its meanings",
                    )

    def _office(self, path: Path, row: OfficeRow) -> Office:
        if row.successor:
            self._require(path, row.line, row.successor, "office")
        if row.first:
            self._require(path, row.line, row.first, "person")
        tenures = []
        for number, holder in enumerate(row.holders, 1):
            self._require(path, holder.line, holder.person, "person")
            orders = (holder.order,) if holder.order else _span(holder.orders)
            tenures.append(
                Tenure(
                    id=holder.id or f"{row.id}.{number}.{holder.person}",
                    office=row.id,
                    person=holder.person,
                    acting=holder.acting,
                    orders=orders,
                    term=holder.term,
                    start=holder.start,
                    start_is_statutory=holder.from_basis == "statutory",
                    end=holder.end,
                    end_is_statutory=holder.to_basis == "statutory",
                    ended_by=holder.ended_by,
                    suspended_from=holder.suspended_from,
                    suspended_by=holder.suspended_by,
                    seen_from=holder.seen_from,
                    known=holder.known,
                    confidence=holder.confidence,
                    source=holder.source,
                )
            )
        self._check_overlap(path, row)
        return Office(
            row.id,
            row.name,
            row.title,
            row.region,
            row.began,
            row.ended,
            row.successor,
            row.succession,
            row.term_years,
            row.first,
            row.former_name,
            row.note,
            tuple(tenures),
        )

    def _check_overlap(self, path: Path, row: OfficeRow) -> None:
        proper = sorted(
            (holder for holder in row.holders if not holder.acting and holder.start),
            key=lambda holder: holder.start.first if holder.start else date.min,
        )
        for earlier, later in pairwise(proper):
            assert later.start is not None
            if earlier.end is None or later.start.first <= earlier.end.first:
                raise DataError(
                    path,
                    later.line,
                    f"{row.name}: «{later.person}» (from {later.start}) overlaps «{earlier.person}» "
                    f"(line {earlier.line}, to {earlier.end or 'open'})",
                    "end the earlier term before the later one starts",
                )

    def _facts(self) -> Iterator[Fact]:
        used: dict[str, int] = {}
        for path, file in self.files:
            for row in file.facts:
                self._require(path, row.line, row.subject)
                if row.of:
                    self._require(path, row.line, row.of)
                if row.relation not in self.relations:
                    raise DataError(path, row.line, f"«{row.relation}» is not a relation", "add it to relations.yaml")
                base = row.id or ".".join(filter(None, (row.subject, row.relation, row.of)))
                used[base] = used.get(base, 0) + 1
                yield _fact(row, base if used[base] == 1 else f"{base}.{used[base]}")


def _fact(row: FactRow, identifier: str) -> Fact:
    value: tuple[str, ...] = ()
    if row.value is not None:
        value = tuple(row.value) if isinstance(row.value, list) else (row.value,)
    return Fact(
        id=identifier,
        subject=row.subject,
        relation=row.relation,
        value=value,
        say=row.say,
        object=row.of,
        unknown=row.unknown,
        start=row.start,
        end=row.end,
        tellable_from=(row.published or row.start or row.known).first,
        period=row.period,
        known=row.known,
        confidence=row.confidence,
        source=row.source,
    )


def _span(text: str | None) -> tuple[int, ...]:
    """«26-28대» → (26, 27, 28)."""
    if not text:
        return ()
    numbers = [int(part) for part in text.rstrip("대").split("-")]
    return tuple(range(numbers[0], numbers[-1] + 1))
