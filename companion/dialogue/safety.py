"""Recognising abuse: a list of stems with exceptions, matched on text from which tricks are taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from companion.answering.base import Answer
from companion.base.errors import DataError
from companion.base.files import load_yaml


class ProfanityFile(BaseModel):
    """`knowledge/profanity.yaml`."""

    model_config = ConfigDict(extra="forbid")
    line: int = 0
    patterns: list[str] = Field(min_length=1)
    exceptions: list[str] = []
    answers: list[str] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Profanity:
    """Compiled patterns and the calm answers."""

    pattern: re.Pattern[str]
    exceptions: re.Pattern[str] | None
    answers: tuple[str, ...]

    @classmethod
    def load(cls, path: Path) -> Profanity:
        """Read the list.

        Raises:
            DataError: malformed file or regular expression.
        """
        file = load_yaml(ProfanityFile, path)
        for pattern in (*file.patterns, *file.exceptions):
            try:
                re.compile(pattern)
            except re.error as e:
                raise DataError(path, None, f"«{pattern}» is not a regular expression: {e}", "correct it") from None
        exceptions = re.compile("|".join(file.exceptions)) if file.exceptions else None
        return cls(re.compile("|".join(file.patterns)), exceptions, tuple(file.answers))

    def answer(self, times: int) -> Answer:
        """A calm answer; the next time it is another one."""
        text = self.answers[times % len(self.answers)]
        return Answer(text, "refused", gesture="sad", intent="refusal.abuse")

    def found_in(self, text: str) -> bool:
        """Whether the text is abusive, clean words that look alike left out."""
        cleaned = self.exceptions.sub("·", text) if self.exceptions else text
        return bool(self.pattern.search(cleaned))
