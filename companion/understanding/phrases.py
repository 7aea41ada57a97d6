"""Training phrases, one data file per skill, and how their placeholders become text.

A phrase such as «{office}가 누구야» is written once; for training it is filled with several real names, so that
the words around a name are learnt and not the name.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from companion.base import patterns as re
from companion.base.files import Mistakes, load_document
from companion.base.gestures import Gesture
from companion.language.josa import josa
from companion.language.templates import Template

PLACEHOLDER = re.compile(r"\{(\w+)\}([가-힣]*)")
PLACEHOLDERS = frozenset(
    {"office", "person", "thing", "country", "area", "region", "food", "attribute", "place", "ordinal"}
)
EXAMPLES_PER_PHRASE = 3

_PAIRS = {
    form: pair
    for pair in (
        "은/는", "이/가", "을/를", "과/와", "으로/로",
        "이랑/랑", "이야/야", "이에요/예요", "이라는/라는", "이라고/라고",
    )
    for form in pair.split("/")
}  # fmt: skip


Mood = Literal["pleasant", "painful"]
Act = Literal["greeting", "farewell", "introduction", "listening", "insisting", "pause", "own_part", "offer"]


class IntentRow(BaseModel):
    """One intent: how people say it, and, where no code is needed, what is answered.

    One without phrases is never understood; code answers with it.
    """

    model_config = ConfigDict(extra="forbid")
    id: str
    phrases: list[str] = Field([], min_length=1)
    answers: list[str] = []
    gesture: Gesture | None = None
    act: Act | None = None
    """What a persona may have sentences of its own for; `listening` says that somebody listens or agrees,
    `insisting` that they want what was refused, `pause` that they go on later; `offer` asks what is wanted."""
    mood: Mood | None = None
    """How news of this kind makes one feel: what is told of no one kind is still good or bad."""
    strict: bool = False
    """Only for utterances whose content words the phrases know; others are about something else."""

    @model_validator(mode="after")
    def _says_something(self) -> IntentRow:
        if not self.phrases and not self.answers:
            raise ValueError("an intent has `phrases`, or `answers` that code says")
        return self


class SkillFile(BaseModel):
    """`phrases/NAME.yaml` of a pack."""

    model_config = ConfigDict(extra="forbid")
    skill: str
    intents: list[IntentRow]


@dataclass(frozen=True, slots=True)
class Intent:
    """An intent as `skill.id`, with its answers and gesture; `act` names what a persona may have own sentences for."""

    name: str
    skill: str
    phrases: tuple[str, ...]
    answers: tuple[str, ...]
    gesture: str | None
    act: Act | None
    strict: bool
    mood: Mood | None = None

    def filled(self, values: Mapping[str, object]) -> Intent:
        """The same with what is known of the robot in its answers; one that needs what is None is left out."""
        answers = (_filled(answer, values) for answer in self.answers)
        return replace(self, answers=tuple(answer for answer in answers if answer is not None))


def _filled(answer: str, values: Mapping[str, object]) -> str | None:
    template = Template.parse(answer)
    if not template.fields or not template.fields.keys() <= values.keys():
        return answer
    return template.render(**values) if all(values[name] for name in template.fields) else None


def load_intents(paths: Iterable[Path], mistakes: Mistakes) -> dict[str, Intent]:
    """Read the phrase files of all packs. Several files may add phrases and answers to one intent.

    Args:
        paths: of the files.
        mistakes: takes unknown placeholders, an intent that one file defines twice, and malformed files.
    """
    intents: dict[str, Intent] = {}
    for path in paths:
        loaded = load_document(SkillFile, path, mistakes)
        if loaded is None:
            continue
        own: set[str] = set()
        for number, row in enumerate(loaded.value.intents):
            name = f"{loaded.value.skill}.{row.id}"
            if name in own:
                mistakes.add(path, loaded.line("intents", number), f"intent «{name}» is defined twice", "merge the two")
                continue
            own.add(name)
            for at, answer in enumerate(row.answers):
                try:
                    Template.parse(answer)
                except ValueError as e:
                    mistakes.add(path, loaded.line("intents", number, "answers", at), str(e), "correct the sentence")
            for at, phrase in enumerate(row.phrases):
                for found, _ in PLACEHOLDER.findall(phrase):
                    if found not in PLACEHOLDERS:
                        line = loaded.line("intents", number, "phrases", at)
                        problem = f"unknown placeholder «{{{found}}}» in «{phrase}»"
                        mistakes.add(path, line, problem, f"use one of {', '.join(sorted(PLACEHOLDERS))}")
            before = intents.get(name)
            intents[name] = Intent(
                name,
                loaded.value.skill,
                (*(before.phrases if before else ()), *row.phrases),
                (*(before.answers if before else ()), *row.answers),
                row.gesture or (before.gesture if before else None),
                row.act or (before.act if before else None),
                row.strict or (before.strict if before else False),
                row.mood or (before.mood if before else None),
            )
    return intents


def _with_particle(name: str, particle: str) -> str:
    """Put a particle on a real name in the form that fits its sound; anything else is left as written."""
    pair = _PAIRS.get(particle)
    return josa(name, pair) if pair else name + particle


def filled_in(phrase: str, names: Mapping[str, str]) -> str:
    """A phrase with a name in each of its gaps, and the particles that fit them."""
    return PLACEHOLDER.sub(lambda m: _with_particle(names[m[1]], m[2]), phrase)


def _fill(phrase: str, names: Mapping[str, Sequence[str]], chance: random.Random) -> str:
    return filled_in(phrase, {gap: chance.choice(names[gap]) for gap, _ in PLACEHOLDER.findall(phrase)})


def training_sentences(
    intents: Mapping[str, Intent], names: Mapping[str, Sequence[str]], seed: int = 0
) -> tuple[list[str], list[str]]:
    """All phrases with names filled in, and their intents, in a fixed order."""
    chance = random.Random(seed)
    sentences, labels = [], []
    for intent in intents.values():
        for phrase in intent.phrases:
            if any(not names.get(found) for found, _ in PLACEHOLDER.findall(phrase)):
                continue  # the packs have no name of that kind
            for _ in range(EXAMPLES_PER_PHRASE if PLACEHOLDER.search(phrase) else 1):
                sentences.append(_fill(phrase, names, chance))
                labels.append(intent.name)
    return sentences, labels
