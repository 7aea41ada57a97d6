"""Danger to somebody's life: recognised before anything else is, and answered with care and who helps.

What people say in danger and whom to call are data of the packs (`crisis.yaml`), the numbers dated and with a source.
Patterns are searched in the text without its spaces, from the beginnings of its words and their parts («혼자 해장국»
holds no «자해»), after what only sounds alike («배고파 죽겠다») is taken out; the intent classifier finds more, where
it is sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from companion.answering.base import Answer
from companion.base import patterns as re
from companion.base.files import Loaded, Mistakes, load_document
from companion.base.gestures import Gesture
from companion.dialogue.safety import fault_of
from companion.knowledge.days import DayField
from companion.knowledge.statement import Source
from companion.language.morphemes import tokenize
from companion.language.normalize import normalize
from companion.language.templates import Template
from companion.understanding.types import Interpretation

_SKILL: Final = "crisis"
_SURE: Final = 0.7
"""Probability from which the classifier is believed without a pattern."""
_WORTH_ASKING: Final = 0.5
"""Probability from which what may be danger is asked about."""
_HANGS_ON: Final = ("E", "J")
"""Tags of endings and particles, with which no word begins."""
_SIGNS: Final = re.compile(r"[.,!~…]+")


class _LineRow(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, populate_by_name=True)
    id: str
    number: str = Field(pattern=r"^[0-9-]+$")
    name: str
    since: DayField | None = None
    known: DayField
    source: str
    url: str


class _DangerRow(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    lines: list[str] = Field(min_length=1)
    patterns: list[str] = Field(min_length=1)
    exceptions: list[str] = []
    answers: list[str] = Field(min_length=1)
    gesture: Gesture | None = None


class CrisisFile(BaseModel):
    """`crisis.yaml` of a pack."""

    model_config = ConfigDict(extra="forbid")
    lines: list[_LineRow]
    dangers: list[_DangerRow]


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A telephone number that helps, and since when it is known to."""

    id: str
    number: str
    name: str
    since: date
    source: Source


@dataclass(frozen=True, slots=True)
class Danger:
    """One kind of danger.

    Attributes:
        id: its name; the intent `crisis.id` is about it too.
        lines: whom to call.
        pattern, exceptions: how it is said, and what sounds alike, both without spaces.
        answers: sentences with the numbers in gaps named by their line.
    """

    id: str
    lines: tuple[HelpLine, ...]
    pattern: re.Pattern[str]
    exceptions: re.Pattern[str]
    answers: tuple[Template, ...]
    gesture: str | None


@dataclass(frozen=True, slots=True)
class Crisis:
    """Every kind of danger, the most urgent first."""

    dangers: tuple[Danger, ...]

    @classmethod
    def load(cls, paths: Iterable[Path], mistakes: Mistakes) -> Crisis:
        """Read the files of all packs; they add up."""
        found: list[Danger] = []
        lines: dict[str, HelpLine] = {}
        for path in paths:
            loaded = load_document(CrisisFile, path, mistakes)
            if loaded is None:
                continue
            for row in loaded.value.lines:
                since = row.since.first if row.since else date.min
                shown = row.since.first.isoformat() if row.since else None
                source = Source(f"{_SKILL}.{row.id}", f"{row.source} ({row.url})", shown, None, str(row.known))
                lines[row.id] = HelpLine(row.id, row.number, row.name, since, source)
            for number in range(len(loaded.value.dangers)):
                danger = _danger(loaded, number, lines, mistakes)
                if danger is not None:
                    found.append(danger)
        return cls(tuple(found))

    def cleared(self, interpretation: Interpretation) -> Interpretation:
        """Without the intents of danger, where the utterance only sounds alike or the classifier hardly believes it."""
        text = _said(interpretation).text
        alike = {f"{_SKILL}.{danger.id}" for danger in self.dangers if danger.exceptions.search(text)}
        doubted = {c.intent for c in interpretation.of_skill(_SKILL) if alike or c.probability < _WORTH_ASKING}
        kept = tuple([c for c in interpretation.candidates if c.intent not in doubted])
        return replace(interpretation, candidates=kept) if doubted else interpretation

    def found_in(self, interpretation: Interpretation) -> Danger | None:
        """The danger that an utterance speaks of; None for all others."""
        said = _said(interpretation)
        best = interpretation.best
        for danger in self.dangers:
            left = danger.exceptions.sub(_blank, said.text)
            if any(danger.pattern.match(left, start) for start in said.starts):
                return danger
            named = best.intent == f"{_SKILL}.{danger.id}" and best.probability >= _SURE
            if named and left == said.text:
                return danger
        return None

    def answer(self, danger: Danger, times: int, today: date) -> Answer:
        """What to do and whom to call.

        Args:
            danger: what was spoken of.
            times: grows each turn, so that the words vary.
            today: the wall clock's day and not the day of the answers: who is in danger calls now.
        """
        answer = danger.answers[times % len(danger.answers)]
        text = answer.render(**{line.id: line.number for line in danger.lines})
        sources = tuple(line.source for line in danger.lines if line.since <= today)
        return Answer(text, gesture=danger.gesture, intent=f"{_SKILL}.{danger.id}", sources=sources)


class _Said(NamedTuple):
    """An utterance without spaces, and where in it words and their parts begin."""

    text: str
    starts: tuple[int, ...]


def _said(interpretation: Interpretation) -> _Said:
    """What was said, without spaces and exclamations («아이고» is no «아이»).

    No word of it is taken for a misheard name («번개탄», «반계탕»).
    """
    text, starts = "", []
    for token in tokenize(normalize(interpretation.utterance.text).lower()):
        if token.has("IC") and len(token.text) > 1:
            continue
        if token.spaced or not token.tag.startswith(_HANGS_ON):  # «갈비 먹|자 해|서 왔어» is no «자해»
            starts.append(len(text))
        text += _SIGNS.sub("", token.text)
    return _Said(text, tuple(starts))


def _blank(alike: re.Match[str]) -> str:
    return "·" * len(alike.group())


def _danger(
    loaded: Loaded[CrisisFile], number: int, lines: Mapping[str, HelpLine], mistakes: Mistakes
) -> Danger | None:
    row = loaded.value.dangers[number]
    wrong = False
    for name in row.lines:
        if name not in lines:
            mistakes.add(loaded.path, loaded.line("dangers", number), f"there is no line «{name}»", "add it to `lines`")
            wrong = True
    for key, texts in (("patterns", row.patterns), ("exceptions", row.exceptions)):
        for at, text in enumerate(texts):
            if fault := fault_of(text):
                line = loaded.line("dangers", number, key, at)
                mistakes.add(loaded.path, line, f"«{text}» is not a regular expression: {fault}", "correct it")
                wrong = True
    answers = []
    for at, text in enumerate(row.answers):
        try:
            template = Template.parse(text)
            if unknown := template.fields.keys() - set(row.lines):
                raise ValueError(f"{', '.join(sorted(unknown))} is none of its lines")
            answers.append(template)
        except ValueError as e:
            mistakes.add(loaded.path, loaded.line("dangers", number, "answers", at), str(e), "correct the sentence")
            wrong = True
    if wrong:
        return None
    return Danger(
        row.id,
        tuple(lines[name] for name in row.lines),
        re.compile("|".join(row.patterns), of_pack=True),
        re.compile("|".join(row.exceptions) or "(?!)", of_pack=True),
        tuple(answers),
        row.gesture,
    )
