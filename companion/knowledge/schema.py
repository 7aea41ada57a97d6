"""The shape of a pack's `pack.yaml` and of the files in its `data/` folder.

Every model forbids unknown keys, so that a misspelt key is an error and not a silent loss. An entity and a statement
take more keys than the models name: the ids of relations and of qualifiers, which packs declare (`vocabulary`).
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from companion.knowledge.days import DayField

Confidence = Literal["high", "medium", "low"]
Role = Literal[
    "category", "offers", "menu", "lies_in", "address", "price", "price_level", "phone", "hours", "closed",
    "attributes", "highlight", "note", "latitude", "longitude", "opened", "name",
    "outcome",
]  # fmt: skip
"""What a relation does for a thing that can be recommended (`places.store.Place`)."""


class Row(BaseModel):
    """A mapping in a data file."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, arbitrary_types_allowed=True)


class TypeRow(Row):
    """A type of thing."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    noun: str
    """What one of them is called: «식당»."""
    nouns: list[str] = []
    """Other words for it: «맛집», «음식점»."""
    counter: str
    """What they are counted with: «곳»."""
    supertypes: list[str] = []
    recommend: str | None = None
    """What those worth choosing are called («맛집»), where one asks the robot which of them to choose."""
    menu: str | None = None
    """What its menu is called in a sentence («대표 메뉴»); without it one says that these things are there."""
    suffix: str | None = None
    located: bool = False
    """What makes a word for one of them out of what it offers: «집» for «갈비집»."""
    verbs: list[str] = []
    """Verbs and nouns for what one does there («구경하», «관광»), by which they are asked for without a noun."""
    facts: bool = False
    """Whether questions about one of them are questions of fact: the recommendation only lists them."""


class OrderRow(Row):
    """One way in which a relation's values are ordered."""

    stems: list[str]
    """Stems of the adjectives and nouns that ask for that end: «높», «최고»."""
    say: str
    """The sentence for the statement at that end; fields as in the relation's `template`."""


class OrdersRow(Row):
    """How a relation's values are ordered."""

    most: OrderRow | None = None
    least: OrderRow | None = None


class ClaimRow(Row):
    """Words that claim something of a relation's value: «무료» that it is nothing, «돈 내다» that it is something."""

    words: list[str]
    least: float | None = None
    most: float | None = None
    """The values for which that is so, both included."""


class RelationRow(Row):
    """A relation: what can be said of the things of some types."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    label: str
    """The noun that stands in «…의 면적은 제 자료에 없어요»."""
    of: list[str] = []
    """Types of the subject; none: any."""
    value: str = "text"
    """`text`, `number`, `money`, `day`, `hours`, `phone`, or the id of a type."""
    many: bool = False
    nouns: list[str] = []
    verbs: list[str] = []
    asks: list[str] = []
    """Question words that many relations share."""
    orders: OrdersRow = OrdersRow()
    claims: list[ClaimRow] = []
    partial: bool = False
    """Whether a list of its values may leave some out, so that what it lacks is not denied."""
    unit: str = ""
    one_at_a_time: bool = False
    """Whether a subject has one value at a time, each after the other."""
    role: Role | None = None
    qualifiers: dict[str, str] = {}
    """Further keys of its statements, and the kind of value each has."""
    template: str | None = None
    """The sentence for a statement; fields are `subject`, `label`, `value` and the qualifiers."""


class Sourced(Row):
    """Where something is stated, for the keys that several statements share."""

    known: DayField | None = None
    confidence: Confidence | None = None
    source: str | None = Field(None, min_length=1)


class TableRow(Sourced):
    """A CSV file in `data/` whose rows are entities of one type.

    `known`, `confidence` and `source` hold for those of its rows that don't say otherwise.
    """

    file: str
    type: str
    within: str | None = None
    """The area that all of them lie in."""
    complete: bool = False
    """Whether it names all there are, so that they can be counted and the most of them be told."""


class MadeOfRow(Row):
    """The file that a pack was made of: its name, its hash, and what each of its columns was taken for."""

    file: str
    sha256: str
    columns: dict[str, str]


class PackFile(Row):
    """`pack.yaml`."""

    pack: str
    """The name of the folder."""
    title: str
    """What it knows, as a noun: «수원 식당»."""
    needs: list[str] = []
    """Packs whose types, relations or entities it uses."""
    home: str | None = None
    """The area that «여기» and «근처» mean, where a profile names none."""
    here: list[str] = []
    """Entities that are meant where a question names nobody: «관장님이 누구야», «몇 시에 닫아»."""
    types: list[TypeRow] = []
    relations: list[RelationRow] = []
    tables: list[TableRow] = []
    made_of: MadeOfRow | None = None
    """The table of somebody's own that `companion kb add --as` made it of."""


class EntityRow(Sourced):
    """A person, a project, an office … Every further key is a relation with one statement or a list of them.

    `known`, `confidence` and `source` hold for those of its statements that don't say otherwise. `self` marks the
    robot, so that «너» means it. The keys from `title` on are for what is held by one after the other: how a holder is
    addressed, where it belongs, its first and last day, what follows it and the sentence that says so, the statutory
    term, and the first holder under its present name.
    """

    model_config = ConfigDict(extra="allow", populate_by_name=True, arbitrary_types_allowed=True)
    id: str
    type: str
    name: str
    short: str | None = None
    aliases: list[str] = []
    is_self: bool = Field(False, alias="self")
    title: str | None = None
    region: str | None = None
    start: DayField | None = Field(None, alias="from")
    end: DayField | None = Field(None, alias="to")
    successor: str | None = None
    succession: str | None = None
    term_years: int | None = Field(None, ge=1, le=100)
    term_source: str | None = None
    first: str | None = None
    former_name: str | None = None
    remark: str | None = None


class StatementRow(Sourced):
    """What is said of a subject: its value, when it holds, and how it is known.

    It can be told from `published`, else `from`, else `known` on. Every further key is a qualifier of the relation.
    """

    model_config = ConfigDict(extra="allow", populate_by_name=True, arbitrary_types_allowed=True)
    id: str | None = None
    value: Any = None
    say: str | None = None
    unknown: bool = False
    start: DayField | None = Field(None, alias="from")
    end: DayField | None = Field(None, alias="to")
    from_basis: Literal["statutory"] | None = None
    to_basis: Literal["statutory"] | None = None
    seen_from: DayField | None = None
    published: DayField | None = None

    @model_validator(mode="after")
    def _is_complete(self) -> StatementRow:
        if self.start and self.end and self.end.last < self.start.first:
            raise ValueError(f"it ends ({self.end}) before it starts ({self.start})")
        if not self.unknown and self.value is None:
            raise ValueError("a statement needs a value, or `unknown: true` with a sentence in `say`")
        if self.unknown and not self.say:
            raise ValueError("what is not known needs a sentence in `say`")
        return self


class SubjectStatementRow(StatementRow):
    """A statement that names its subject and its relation."""

    subject: str
    relation: str


class AmbiguityRow(Row):
    """A name several things share; the first meaning is taken when nothing else tells, and `note` says so."""

    name: str
    meanings: list[str] = Field(min_length=2)
    note: str
    source: str = Field(min_length=1)


class DataFile(Row):
    """One YAML file of `data/`."""

    entities: list[EntityRow] = []
    statements: list[SubjectStatementRow] = []
    ambiguities: list[AmbiguityRow] = []
