"""The types and relations that the packs declare, and what each of them accepts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from math import inf
from types import MappingProxyType
from typing import Final
from unicodedata import normalize

from companion.knowledge.schema import ClaimRow, OrderRow, RelationRow, Role, TypeRow
from companion.knowledge.values import KINDS
from companion.language.templates import Template

TERM_QUALIFIERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "acting": "text",
        "order": "number",
        "term": "text",
        "elected": "day",
        "ended_by": "text",
        "suspended_from": "day",
        "suspended_to": "day",
        "suspended_by": "text",
    }
)
"""Qualifiers of every one-at-a-time relation: from which position somebody acted, which-th they are (several for
several terms), the term's name, the day of the election, why it ended, and from when, until when and by
what the powers were suspended."""

_SHOWN: Final = 12
CONCEPTS: Final = ("area", "offer", "attribute")
"""Kinds of value that stand in the files `areas.yaml`, `offers.yaml` and `attributes.yaml` of a pack."""


class UnknownName(ValueError):
    """A declaration names what is not declared: `name`. The text is «problem; fix»."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(problem)
        self.name = name


@dataclass(frozen=True, slots=True)
class EntityType:
    """A type of thing.

    Attributes:
        nouns: what one of them is called, the usual word first.
        counter: what they are counted with.
        supertypes: what it is a kind of, all the way up, itself included.
        recommend: what those worth choosing are called, None where nobody asks which to choose.
        menu: what its menu is called in a sentence, None where one only says what is there.
        suffix: what makes a word for one of them out of what it offers, None where nothing does.
        located: whether one can be at it, so that «거기» can mean it; its subtypes are too.
        verbs: what one does there, in dictionary forms.
        facts: whether questions about one of them are questions of fact.
        pack: who declared it.
        complete: the packs whose tables name all there are, so that these can be counted.
    """

    id: str
    nouns: tuple[str, ...]
    counter: str
    supertypes: frozenset[str]
    recommend: str | None
    menu: str | None
    suffix: str | None
    located: bool
    verbs: tuple[str, ...]
    facts: bool
    pack: str
    complete: frozenset[str] = frozenset()

    @property
    def noun(self) -> str:
        """The usual word for one of them."""
        return self.nouns[0]


@dataclass(frozen=True, slots=True)
class Order:
    """One end of a relation's values: the stems of the words that ask for it, and the sentence for what is there."""

    stems: tuple[str, ...]
    template: Template


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that claim something of a value, and the values for which that is so, both ends included."""

    words: tuple[str, ...]
    least: float
    most: float

    def holds(self, value: float) -> bool:
        """Whether it is so."""
        return self.least <= value <= self.most


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """What can be said of the things of some types.

    Attributes:
        of: types of the subject; none: any.
        kind: the kind of value (`values.KINDS`, `CONCEPTS` or the id of a type).
        cues: noun and verb stems that ask for it; `asks`: question words that many relations share.
        most, least: the ends of its values, where they have an order.
        claims: words that claim something of its value.
        partial: whether a list of its values may leave some out.
        qualifiers: further keys of its statements, by the kind of value each has.
    """

    id: str
    label: str
    of: tuple[str, ...]
    kind: str
    many: bool
    nouns: tuple[str, ...]
    verbs: tuple[str, ...]
    asks: tuple[str, ...]
    most: Order | None
    least: Order | None
    claims: tuple[Claim, ...]
    partial: bool
    unit: str
    one_at_a_time: bool
    role: Role | None
    qualifiers: Mapping[str, str]
    template: Template | None
    pack: str

    @property
    def cues(self) -> tuple[str, ...]:
        """Word stems that ask for it and for nothing else."""
        return (*self.nouns, *self.verbs)


@dataclass(frozen=True)
class Vocabulary:
    """All types and relations, by id."""

    types: Mapping[str, EntityType] = field(default_factory=dict)
    relations: Mapping[str, Relation] = field(default_factory=dict)

    def is_a(self, type_id: str, *wanted: str) -> bool:
        """Whether things of a type are of one of the wanted types."""
        found = self.types.get(type_id)
        return found is not None and not found.supertypes.isdisjoint(wanted)

    def own_day(self, kind: str) -> Relation | None:
        """The first relation of a type's own whose values are days, by which its things are older or newer.

        Of exhibits when they were made; a type without one goes by the relation with the role `opened`.
        """
        own = (r for r in self.relations.values() if kind in r.of and r.kind == "day")
        return next(own, None)

    def kinds_of(self, *wanted: str) -> frozenset[str]:
        """The types whose things are of one of the wanted types."""
        return frozenset(type_id for type_id in self.types if self.is_a(type_id, *wanted))

    def with_role(self, role: Role) -> tuple[Relation, ...]:
        """The relations that do this for things that can be recommended."""
        return tuple(relation for relation in self.relations.values() if relation.role == role)

    @cached_property
    def relation_nouns(self) -> frozenset[str]:
        """The nouns that ask for something of a thing, and name none: «나이», «전화번호»."""
        return frozenset(noun for relation in self.relations.values() for noun in relation.nouns)

    @property
    def recommended(self) -> tuple[EntityType, ...]:
        """The types that can be recommended."""
        return tuple(found for found in self.types.values() if found.recommend is not None)


def near(word: str, known: Iterable[str]) -> str:
    """A hint at the known word that was probably meant: «did you mean «phone»?»; some of them where none is near."""
    choices = sorted(known)
    by_letters = {normalize("NFD", choice): choice for choice in choices}  # «단채» is one letter off «단체»
    close = get_close_matches(normalize("NFD", word), by_letters, n=1)
    if close:
        return f"did you mean «{by_letters[close[0]]}»?"
    return (
        f"use one of {', '.join(choices[:_SHOWN])}{' …' if len(choices) > _SHOWN else ''}"
        if choices
        else "there is none"
    )


def make_type(row: TypeRow, pack: str, known: Mapping[str, EntityType]) -> EntityType:
    """A type from its row; supertypes are declared before.

    Raises:
        ValueError: an unknown supertype, or an id that is taken.
    """
    if row.id in known:
        raise ValueError(f"type «{row.id}» is already declared by the pack «{known[row.id].pack}»")
    if row.id in KINDS:
        raise ValueError(f"«{row.id}» is a kind of value; choose another id")
    above = {row.id}
    for parent in row.supertypes:
        if parent not in known:
            raise UnknownName(parent, f"«{parent}» is no type declared before; {near(parent, known)}")
        above |= known[parent].supertypes
    nouns = tuple(dict.fromkeys((row.noun, *([row.recommend] if row.recommend else ()), *row.nouns)))
    located = row.located or any(known[parent].located for parent in row.supertypes)
    return EntityType(
        row.id,
        nouns,
        row.counter,
        frozenset(above),
        row.recommend,
        row.menu,
        row.suffix,
        located,
        tuple(row.verbs),
        row.facts,
        pack,
    )


def make_relation(
    row: RelationRow, pack: str, types: Mapping[str, EntityType], taken: Mapping[str, Relation]
) -> Relation:
    """A relation from its row.

    Raises:
        ValueError: an id that is taken, an unknown type, kind or template field.
    """
    if row.id in taken:
        raise ValueError(f"relation «{row.id}» is already declared by the pack «{taken[row.id].pack}»")
    for subject in row.of:
        if subject not in types:
            raise UnknownName(subject, f"«of»: «{subject}» is no type; {near(subject, types)}")
    kinds = (*KINDS, *CONCEPTS, *types)
    for key, kind in {"value": row.value, **row.qualifiers}.items():
        if kind not in kinds:
            raise UnknownName(kind, f"«{key}»: «{kind}» is no kind of value; {near(kind, kinds)}")
    qualifiers = {**(TERM_QUALIFIERS if row.one_at_a_time else {}), **row.qualifiers}
    fields = {"subject", "label", "value", *qualifiers}
    return Relation(
        id=row.id,
        label=row.label,
        of=tuple(row.of),
        kind=row.value,
        many=row.many,
        nouns=tuple(row.nouns),
        verbs=tuple(row.verbs),
        asks=tuple(row.asks),
        most=_order(row.orders.most, fields),
        least=_order(row.orders.least, fields),
        claims=tuple(_claim(claim) for claim in row.claims),
        partial=row.partial,
        unit=row.unit,
        one_at_a_time=row.one_at_a_time,
        role=row.role,
        qualifiers=qualifiers,
        template=None if row.template is None else _template(row.template, fields),
        pack=pack,
    )


def _order(row: OrderRow | None, fields: Collection[str]) -> Order | None:
    return None if row is None else Order(tuple(row.stems), _template(row.say, fields))


def _claim(row: ClaimRow) -> Claim:
    least, most = (-inf if row.least is None else row.least), (inf if row.most is None else row.most)
    return Claim(tuple(row.words), least, most)


def _template(source: str, fields: Collection[str]) -> Template:
    template = Template.parse(source)
    for used in template.fields:
        if used not in fields:
            raise ValueError(f"«{source}»: there is no field «{used}»; {near(used, fields)}")
    return template
