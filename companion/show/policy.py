"""What may not be said at a time or before certain people: dated data (`policy.yaml` of a pack), never code.

A rule holds on its days. It can forbid words, want neutral wording only (no lines of a persona), and hand questions on
certain subjects to a person. What is refused is refused with the rule's reason, and the operator reads it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from companion.base.fields import IsoDay
from companion.base.files import Mistakes, load_document
from companion.knowledge.packs import PackSet
from companion.language.normalize import normalize
from companion.show.script import Name, Words

FILE: Final = "policy.yaml"
PolicyReason = Literal["election", "words", "children", "handed over", "venue"]
"""Why something is not said, for whoever reads the journal."""
_Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


class PolicyRule(BaseModel):
    """One rule."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    id: Name
    """Its name, for whoever reads what was refused."""
    reason: PolicyReason
    """Why it is."""
    from_: IsoDay | None = Field(None, alias="from")
    """The first day on which it holds."""
    to: IsoDay | None = None
    """The last one."""
    source: Words | None = None
    """Where it stands: a law, or who decided it."""
    never: list[_Word] = []
    """Words that nothing may hold that is said or shown."""
    questions: list[_Word] = []
    """Words of questions that a person answers."""
    intents: list[_Word] = []
    """Questions that a person answers, by what they are understood as."""
    neutral: bool = False
    """No line of a persona, only what is in the data."""
    say: Words | None = None
    """What is said to a question that a person answers."""

    @model_validator(mode="after")
    def _does_something(self) -> PolicyRule:
        if not (self.never or self.questions or self.intents or self.neutral):
            raise ValueError("this rule forbids nothing; write never, questions, intents or neutral")
        if self.from_ and self.to and self.to < self.from_:
            raise ValueError("it ends before it begins; correct the days")
        if self.reason == "election" and not (self.from_ and self.to and self.source):
            raise ValueError("an election has days and a law; add from, to and source")
        return self

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)


class PolicyFile(BaseModel):
    """`policy.yaml` of a pack."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    rules: list[PolicyRule] = []
    """In order: the first that is broken is told."""


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Why something is not said.

    Attributes:
        rule: whose.
        what: the word, or the intent.
        say: what is said to a question that a person answers; None where the rule says nothing, or it was the answer
            that broke it.
    """

    rule: str
    reason: PolicyReason
    what: str
    say: str | None = None

    def __str__(self) -> str:
        return f"{self.reason}: {self.what} ({self.rule})"


class HousePolicy:
    """The rules of all packs.

    Args:
        rules: in order; the first that is broken is told.
    """

    def __init__(self, rules: Iterable[PolicyRule] = ()) -> None:
        self._rules = tuple(rules)

    def question(self, text: str, intent: str | None, day: date) -> Forbidden | None:
        """Why a person should answer a question; None where the robot may."""
        asked = _letters(text)
        for rule in self._on(day):
            for word in rule.questions:
                if _letters(word) in asked:
                    return Forbidden(rule.id, rule.reason, word, rule.say)
            if intent is not None and intent in rule.intents:
                return Forbidden(rule.id, rule.reason, intent, rule.say)
        return None

    def texts(self, texts: Iterable[str], day: date, persona_lines: Collection[str] = ()) -> Forbidden | None:
        """Why these may not be said or shown, whoever says them; None where they may."""
        rules = list(self._on(day))
        for text in texts:
            said = _letters(text)
            for rule in rules:
                for word in rule.never:
                    if _letters(word) in said:
                        return Forbidden(rule.id, rule.reason, word)
                if rule.neutral and text in persona_lines:
                    return Forbidden(rule.id, rule.reason, "a line of the persona")
        return None

    def _on(self, day: date) -> Iterator[PolicyRule]:
        return (rule for rule in self._rules if rule.holds_on(day))


def load_policy(packs: PackSet, mistakes: Mistakes) -> HousePolicy:
    """The rules of all packs; what is wrong with them is noted with its line."""
    rules: list[PolicyRule] = []
    for path in packs.paths(FILE):
        loaded = load_document(PolicyFile, path, mistakes)
        if loaded is not None:
            rules += loaded.value.rules
    return HousePolicy(rules)


def _letters(text: str) -> str:
    return "".join(ch for ch in normalize(text).lower() if ch.isalnum())
