"""Who the robot is: its name, how it greets, and lines that it says instead of a plain answer, each on its days."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from companion.answering.base import PersonaLine
from companion.base.files import Loaded, Mistakes, load_document
from companion.base.gestures import Gesture
from companion.knowledge.days import DayField
from companion.knowledge.vocabulary import near
from companion.language.josa import vocative
from companion.understanding.phrases import Act


class _LineRow(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, populate_by_name=True)
    text: str = Field(min_length=1)
    statement: str | None = None
    question: Literal["holder"] | None = None
    intent: str | None = None
    first: DayField | None = Field(None, alias="from")
    last: DayField | None = Field(None, alias="to")
    source: str | None = None
    gesture: Gesture | None = None

    @model_validator(mode="after")
    def _hangs_on_one_thing(self) -> _LineRow:
        if (self.statement is None) == (self.intent is None):
            raise ValueError("a line hangs on a `statement` or on an `intent`")
        if (self.statement is None) != (self.question is None):
            raise ValueError("a line on a statement needs a `question`, and no other line has one")
        if self.statement is not None and self.source is None:
            raise ValueError("a line on a statement needs its `source`")
        if self.first and self.last and self.last.last < self.first.first:
            raise ValueError(f"it ends ({self.last}) before it starts ({self.first})")
        return self


class PersonaFile(BaseModel):
    """`persona/NAME.yaml` of a pack."""

    model_config = ConfigDict(extra="forbid")
    persona: str
    name: str = Field(min_length=1, max_length=20, pattern=r"^[^\W_]+(?: [^\W_]+)*$")
    speed: float = Field(1.0, ge=0.5, le=2.0)
    greeting: list[str] = []
    farewell: list[str] = []
    introduction: list[str] = []
    lines: list[_LineRow] = []


@dataclass(frozen=True, slots=True)
class Persona:
    """Who the robot is.

    Attributes:
        name: what it is called; stands in every prompt and greeting.
        speed: how fast it speaks, 1 is the voice's usual pace.
        greeting, farewell, introduction: its own sentences, which take turns; empty for those of the phrases.
        lines: said instead of a plain answer, on some days.
    """

    name: str
    speed: float = 1.0
    greeting: tuple[str, ...] = ()
    farewell: tuple[str, ...] = ()
    introduction: tuple[str, ...] = ()
    lines: tuple[PersonaLine, ...] = ()

    @property
    def wake_phrase(self) -> str:
        """How one calls it: «파이보야»."""
        return vocative(self.name)

    def of_act(self, act: Act) -> tuple[str, ...]:
        """Its own sentences for an act; none for most."""
        own = {"greeting": self.greeting, "farewell": self.farewell, "introduction": self.introduction}
        return own.get(act, ())

    def on_intent(self, intent: str, as_of: date) -> PersonaLine | None:
        """The line it has for an intent on that day."""
        return next((line for line in self.lines if line.intent == intent and line.holds(as_of)), None)


def load_persona(
    path: Path, statements: Collection[str], intents: Collection[str], mistakes: Mistakes
) -> Persona | None:
    """Read a persona; each of its lines hangs on something that exists, or is left out.

    Args:
        path: the file.
        statements, intents: ids that exist.
        mistakes: takes what is wrong.

    Returns:
        None where the file makes no sense.
    """
    loaded = load_document(PersonaFile, path, mistakes)
    if loaded is None:
        return None
    row = loaded.value
    if row.persona != path.stem:
        mistakes.add(
            path, loaded.line("persona"), f"«persona: {row.persona}» is not the file's name", f"write {path.stem}"
        )
    return Persona(
        name=row.name,
        speed=row.speed,
        greeting=tuple(row.greeting),
        farewell=tuple(row.farewell),
        introduction=tuple(row.introduction),
        lines=tuple(_lines(loaded, statements, intents, mistakes)),
    )


def _lines(
    loaded: Loaded[PersonaFile], statements: Collection[str], intents: Collection[str], mistakes: Mistakes
) -> Iterator[PersonaLine]:
    for number, row in enumerate(loaded.value.lines):
        for key, wanted, known in (("statement", row.statement, statements), ("intent", row.intent, intents)):
            if wanted is not None and wanted not in known:
                line = loaded.line("lines", number, key)
                mistakes.add_unknown(wanted, loaded.path, line, f"«{wanted}» is no {key}", near(wanted, known))
                break
        else:
            yield PersonaLine(
                statement=row.statement,
                question=row.question,
                intent=row.intent,
                text=row.text,
                first=row.first.first if row.first else date.min,
                last=row.last.last if row.last else date.max,
                gesture=row.gesture,
            )
