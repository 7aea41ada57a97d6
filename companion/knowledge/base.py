"""The knowledge base: entities and the statements about them, from all packs, checked against one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

from companion.knowledge.days import Day
from companion.knowledge.schema import Confidence
from companion.knowledge.statement import Source, Statement, seen_by
from companion.knowledge.values import Reference, Single, Text, write
from companion.knowledge.vocabulary import Relation, Vocabulary

_K = TypeVar("_K")
_V = TypeVar("_V")


class Entity(NamedTuple):  # there are many, and a tuple is made faster than a frozen dataclass
    """Something that statements are about.

    Attributes:
        type: id of its type.
        short: the name to use inside a sentence.
        title: how whoever holds it is addressed («지사»); None where nobody holds it.
        region: name of where it belongs, so that others of its kind are not taken for it.
        began, ended: its own first and last day.
        successor, succession: what follows it, and the sentence that says so.
        term_years, term_source: the statutory term, and where that is said.
        first, former_name: the first holder under its present name, and its name before.
        remark: a sentence that goes with its first holder.
        pack: the pack it comes from.
    """

    id: str
    type: str
    name: str
    short: str
    aliases: tuple[str, ...] = ()
    is_self: bool = False
    title: str | None = None
    region: str | None = None
    began: Day | None = None
    ended: Day | None = None
    successor: str | None = None
    succession: str | None = None
    term_years: int | None = None
    term_source: str | None = None
    first: str | None = None
    former_name: str | None = None
    remark: str | None = None
    pack: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called, each once."""
        return tuple(dict.fromkeys((self.name, self.short, *self.aliases)))


@dataclass(frozen=True, slots=True)
class Tenure:
    """A statement of a one-at-a-time relation: one stretch of a succession.

    Attributes:
        succession: id of the succession.
        holder: id of the entity, or the text, that held it.
        acting: the position from which the holder acted, None for the holder proper.
        orders: which-th holder this is (several for several terms).
        statement: what it is made of.
    """

    id: str
    succession: str
    holder: str
    acting: str | None
    orders: tuple[int, ...]
    term: str | None
    start: Day | None
    start_is_statutory: bool
    end: Day | None
    end_is_statutory: bool
    ended_by: str | None
    suspended_from: Day | None
    suspended_to: Day | None
    suspended_by: str | None
    seen_from: Day | None
    known: Day
    confidence: Confidence
    source: str
    statement: Statement

    def cite(self, as_of: date) -> Source:
        """The source as told on `as_of`: an end that lies ahead is not given away."""
        end = self.end.iso if self.end and self.end.last <= as_of else None
        return Source(
            self.id, self.source, self.start.iso if self.start else None, end, seen_by(self.known, as_of)
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Succession:
    """The values of a one-at-a-time relation of one subject, one after the other: an office and its holders.

    Where the subject is itself what is held (an office), the succession has its id and name. Else it is named by the
    subject and the relation («가람박물관 관장»).

    Attributes:
        subject: the entity whose values these are.
        relation: id of the relation.
        tenures: in the order of the data, oldest first.
    """

    id: str
    name: str
    subject: Entity
    relation: str
    aliases: tuple[str, ...]
    title: str | None
    tenures: tuple[Tenure, ...] = ()

    @property
    def region(self) -> str | None:
        """Name of where it belongs."""
        return self.subject.region

    def name_on(self, day: date) -> str:
        """What it was called on a day."""
        former, renamed = self.subject.former_name, self.renamed
        return former if former and renamed and day < renamed else self.name

    @property
    def renamed(self) -> date | None:
        """Since when it is called as it is: the first day of its first holder under that name."""
        begun = [t.start.first for t in self.tenures if t.holder == self.subject.first and t.start]
        return min(begun, default=None)


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A name with several meanings; the first is the default."""

    name: str
    meanings: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class KnowledgeBase:
    """Everything known, indexed for look-up. Immutable after loading.

    Attributes:
        entities: by id.
        statements: all of them, in the order of the packs.
        ambiguities: by the name that is shared.
    """

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    entities: Mapping[str, Entity] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    ambiguities: Mapping[str, Ambiguity] = field(default_factory=dict)

    # Statements

    @cached_property
    def _by_subject(self) -> Mapping[str, tuple[Statement, ...]]:
        return _grouped((s.subject, s) for s in self.statements)

    @cached_property
    def _by_relation(self) -> Mapping[str, tuple[Statement, ...]]:
        return _grouped((s.relation, s) for s in self.statements)

    @cached_property
    def _by_value(self) -> Mapping[Single, tuple[Statement, ...]]:
        return _grouped((value, s) for s in self.statements for value in s.values)

    def about(self, subject: str, relation: str | None = None) -> tuple[Statement, ...]:
        """All statements about an entity, or those of one relation."""
        found = self._by_subject.get(subject, ())
        return found if relation is None else tuple(s for s in found if s.relation == relation)

    def of_relation(self, relation: str) -> tuple[Statement, ...]:
        """All statements of a relation."""
        return self._by_relation.get(relation, ())

    def saying(self, value: Single) -> tuple[Statement, ...]:
        """Statements looked up backwards: those with this value, alone or in a list."""
        return self._by_value.get(value, ())

    @cached_property
    def facts(self) -> tuple[Statement, ...]:
        """The statements of relations that are not one at a time; of what is recommended those without a role in it.

        Of what is recommended and asked about like anything else, those with a role that have words of their own.
        """
        relations, vocabulary = self.vocabulary.relations, self.vocabulary
        recommended = vocabulary.kinds_of(*(found.id for found in vocabulary.recommended))
        asked = vocabulary.kinds_of(*(found.id for found in vocabulary.recommended if found.facts))
        silent = {r.id for r in relations.values() if r.role is not None and not (r.cues or r.asks)}
        plain = {e.id for e in self.entities.values() if e.type not in recommended - asked}
        only_chosen = {e.id for e in self.entities.values() if e.type in asked}
        everywhere = {r.id for r in relations.values() if not r.one_at_a_time and r.role is None}
        elsewhere = {r.id for r in relations.values() if not r.one_at_a_time and r.role is not None}
        return tuple(
            s
            for s in self.statements
            if (s.relation in everywhere or (s.relation in elsewhere and s.subject in plain))
            and not (s.relation in silent and s.subject in only_chosen)
        )

    @cached_property
    def _facts_by_subject(self) -> Mapping[str, tuple[Statement, ...]]:
        return _grouped((s.subject, s) for s in self.facts)

    def facts_of(self, subject: str) -> tuple[Statement, ...]:
        """The facts about one entity."""
        return self._facts_by_subject.get(subject, ())

    # One at a time

    @cached_property
    def successions(self) -> Mapping[str, Succession]:
        """Everything that is held by one after the other, by id."""
        found: dict[str, Succession] = {}
        relations = [relation for relation in self.vocabulary.relations.values() if relation.one_at_a_time]
        held = {(s.subject, s.relation) for relation in relations for s in self.of_relation(relation.id)}
        for relation in relations:
            positions = frozenset[str]() if relation.nouns else self.vocabulary.kinds_of(*relation.of)
            for entity in self.entities.values():
                is_position = entity.type in positions
                if is_position or (entity.id, relation.id) in held:
                    succession = self._succession(entity, relation, is_position)
                    found[succession.id] = succession
        return found

    def _succession(self, entity: Entity, relation: Relation, is_position: bool) -> Succession:
        id = entity.id if is_position else f"{entity.id}.{relation.id}"
        tenures = tuple(_tenure(id, s) for s in self.about(entity.id, relation.id))
        if is_position:
            return Succession(id, entity.name, entity, relation.id, entity.aliases, entity.title, tenures)
        name, *others = (f"{called} {noun}" for called in entity.names for noun in relation.nouns)
        return Succession(id, name, entity, relation.id, tuple(others), relation.nouns[0], tenures)

    @cached_property
    def _by_region(self) -> Mapping[str, tuple[tuple[int, Succession], ...]]:
        numbered = enumerate(self.successions.values())
        return _grouped((held.region, (number, held)) for number, held in numbered if held.region is not None)

    def held_in(self, regions: Iterable[str]) -> Iterator[Succession]:
        """What is held in regions, by their names, in the order of the data."""
        found = [pair for region in set(regions) for pair in self._by_region.get(region, ())]
        return (held for _, held in sorted(found, key=lambda pair: pair[0]))

    @cached_property
    def _by_title(self) -> Mapping[str, tuple[tuple[int, Succession], ...]]:
        numbered = enumerate(self.successions.values())
        return _grouped((held.title, (number, held)) for number, held in numbered if held.title is not None)

    def held_as(self, titles: Iterable[str]) -> Iterator[Succession]:
        """What is held under some titles, in the order of the data."""
        found = [pair for title in set(titles) for pair in self._by_title.get(title, ())]
        return (held for _, held in sorted(found, key=lambda pair: pair[0]))

    @cached_property
    def _by_holder(self) -> Mapping[str, tuple[Tenure, ...]]:
        return _grouped((t.holder, t) for held in self.successions.values() for t in held.tenures)

    def tenures_of(self, holder: str) -> tuple[Tenure, ...]:
        """Everything that somebody held, in the order of the data."""
        return self._by_holder.get(holder, ())

    @cached_property
    def tenures(self) -> Mapping[str, Tenure]:
        """All tenures, by id."""
        return {tenure.id: tenure for held in self.successions.values() for tenure in held.tenures}

    @cached_property
    def holders(self) -> frozenset[str]:
        """Ids of the entities that may hold something: those of the types that one-at-a-time relations refer to."""
        kinds = {relation.kind for relation in self.vocabulary.relations.values() if relation.one_at_a_time}
        types = self.vocabulary.kinds_of(*kinds)
        return frozenset(e.id for e in self.entities.values() if e.type in types)

    @cached_property
    def qualifying(self) -> frozenset[str]:
        """Ids of the entities that narrow statements: those of the types that qualifiers refer to."""
        kinds = {kind for relation in self.vocabulary.relations.values() for kind in relation.qualifiers.values()}
        types = self.vocabulary.kinds_of(*kinds)
        return frozenset(e.id for e in self.entities.values() if e.type in types)

    # Names

    def name(self, entity: str) -> str:
        """The name to say for an entity or a succession; what is neither is its own name."""
        found = self.entities.get(entity)
        if found is not None:
            return found.short
        succession = self.successions.get(entity)
        return succession.name if succession else entity

    def written(self, statement: Statement) -> tuple[str, ...]:
        """The values of a statement as they stand in a sentence."""
        return tuple(write(value, self.name) for value in statement.values)

    @cached_property
    def itself(self) -> Entity | None:
        """The robot, where a pack knows it."""
        return next((entity for entity in self.entities.values() if entity.is_self), None)

    def gazetteer(self) -> Iterator[tuple[str, str]]:
        """Every (name, id of an entity or succession); a name with several meanings comes once, with the default."""
        shared = {name: ambiguity.meanings[0] for name, ambiguity in self.ambiguities.items()}
        yield from shared.items()
        for entity in self.entities.values():
            for name in entity.names:
                if name not in shared:
                    yield name, entity.id
        for succession in self.successions.values():
            if succession.id not in self.entities:
                for name in (succession.name, *succession.aliases):
                    yield name, succession.id


def _grouped(pairs: Iterable[tuple[_K, _V]]) -> dict[_K, tuple[_V, ...]]:
    """Values by key, in order."""
    out: defaultdict[_K, list[_V]] = defaultdict(list)
    for key, value in pairs:
        out[key].append(value)
    return {key: tuple(values) for key, values in out.items()}


def _tenure(succession: str, statement: Statement) -> Tenure:
    assert statement.known is not None
    (value,) = statement.values
    return Tenure(
        id=statement.id,
        succession=succession,
        holder=value.entity if isinstance(value, Reference) else value.text if isinstance(value, Text) else str(value),
        acting=statement.text("acting"),
        orders=statement.numbers("order"),
        term=statement.text("term"),
        start=statement.start,
        start_is_statutory=statement.start_is_statutory,
        end=statement.end,
        end_is_statutory=statement.end_is_statutory,
        ended_by=statement.text("ended_by"),
        suspended_from=statement.day("suspended_from"),
        suspended_to=statement.day("suspended_to"),
        suspended_by=statement.text("suspended_by"),
        seen_from=statement.seen_from,
        known=statement.known,
        confidence=statement.confidence,
        source=statement.source,
        statement=statement,
    )
