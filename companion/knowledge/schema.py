"""The shape of the files under `knowledge/facts/` and of `knowledge/relations.yaml`.

Every model forbids unknown keys, so that a misspelt key is an error and not a silent loss.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from companion.knowledge.days import DayField

Confidence = Literal["high", "medium", "low"]
Kind = Literal["person", "organisation", "event", "project", "place", "statistic", "country", "product", "food"]


class Row(BaseModel):
    """A mapping in a data file, with the line it stands on."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, arbitrary_types_allowed=True)
    line: int = 0


class EntityRow(Row):
    """A person, organisation, event … that facts are about.

    `short` is the name used inside a sentence when `name` is long; `self` marks the robot itself, so that
    «너» means it.
    """

    id: str
    kind: Kind
    name: str
    short: str | None = None
    aliases: list[str] = []
    is_self: bool = Field(False, alias="self")


class HolderRow(Row):
    """One stretch in office; `acting` names the office from which the holder acted (권한대행)."""

    id: str | None = None
    person: str
    acting: str | None = None
    order: int | None = None
    orders: str | None = Field(None, pattern=r"^\d+-\d+대?$")
    term: str | None = None
    start: DayField | None = Field(None, alias="from")
    from_basis: Literal["statutory"] | None = None
    end: DayField | None = Field(None, alias="to")
    to_basis: Literal["statutory"] | None = None
    ended_by: str | None = None
    suspended_from: DayField | None = None
    suspended_by: str | None = None
    seen_from: DayField | None = None
    known: DayField
    confidence: Confidence
    source: str = Field(min_length=1)

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> HolderRow:
        if self.start and self.end and self.end.last < self.start.first:
            raise ValueError(f"the term ends ({self.end}) before it starts ({self.start})")
        return self


class OfficeRow(Row):
    """An office and its holders, oldest first.

    `first` is the person under whom the office got its present name; before, it was called `former_name`.
    """

    id: str
    name: str
    aliases: list[str] = []
    title: str | None = None
    region: str | None = None
    began: DayField | None = None
    ended: DayField | None = None
    successor: str | None = None
    succession: str | None = None
    term_years: int | None = None
    term_source: str | None = None
    first: str | None = None
    former_name: str | None = None
    note: str | None = None
    holders: list[HolderRow]


class FactRow(Row):
    """Subject – relation – value, with its validity and its source.

    A fact can be told from `published`, else `start`, else `known` on; a fact with `end` stops holding then.
    `object` (`of`) narrows a statistic (the country), `period` is the year it measures.
    """

    id: str | None = None
    subject: str
    relation: str
    of: str | None = Field(None, alias="object")
    value: str | list[str] | None = None
    say: str | None = None
    unknown: bool = False
    start: DayField | None = Field(None, alias="from")
    end: DayField | None = Field(None, alias="to")
    published: DayField | None = None
    period: DayField | None = None
    known: DayField
    confidence: Confidence
    source: str = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _dates_become_text(cls, data: object) -> object:
        if isinstance(data, dict) and "value" in data and not isinstance(data["value"], (str, list, type(None))):
            data = {**data, "value": str(data["value"])}
        return data

    @model_validator(mode="after")
    def _is_complete(self) -> FactRow:
        if self.start and self.end and self.end.last < self.start.first:
            raise ValueError(f"the fact ends ({self.end}) before it starts ({self.start})")
        if not self.unknown and self.value is None:
            raise ValueError("a fact needs a value, or `unknown: true` with a sentence in `say`")
        if self.unknown and not self.say:
            raise ValueError("an unknown needs a sentence in `say`")
        return self


class AmbiguityRow(Row):
    """A name several things share; the first meaning is taken when nothing else tells, and `note` says so."""

    name: str
    meanings: list[str] = Field(min_length=2)
    note: str
    source: str = Field(min_length=1)


class FactsFile(Row):
    """One file of `knowledge/facts/`."""

    entities: list[EntityRow] = []
    offices: list[OfficeRow] = []
    facts: list[FactRow] = []
    ambiguities: list[AmbiguityRow] = []


class RelationRow(Row):
    """A relation that can be asked for, and the word stems that ask for it."""

    id: str
    label: str
    cues: list[str]


class RelationsFile(Row):
    """`knowledge/relations.yaml`."""

    relations: list[RelationRow]
