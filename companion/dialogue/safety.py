"""Recognising abuse: a list of stems with exceptions, matched on text from which tricks are taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from companion.answering.base import Answer
from companion.base import patterns as lazy
from companion.base.files import Mistakes, load_document
from companion.base.remembering import kept_between_starts


@kept_between_starts
def fault_of(pattern: str) -> str:
    """What makes a pattern of a pack no regular expression; empty for a sound one."""
    try:
        re.compile(pattern)
    except re.error as e:
        return str(e)
    return ""


class ProfanityFile(BaseModel):
    """`profanity.yaml` of a pack."""

    model_config = ConfigDict(extra="forbid")
    patterns: list[str] = []
    exceptions: list[str] = []
    answers: list[str] = []


@dataclass(frozen=True, slots=True)
class Profanity:
    """Compiled patterns and the calm answers."""

    pattern: re.Pattern[str]
    exceptions: re.Pattern[str] | None
    answers: tuple[str, ...]

    @classmethod
    def load(cls, paths: Iterable[Path], mistakes: Mistakes) -> Profanity:
        """Read the lists of all packs; they add up."""
        found: dict[str, list[str]] = {"patterns": [], "exceptions": [], "answers": []}
        for path in paths:
            loaded = load_document(ProfanityFile, path, mistakes)
            for name, kept in found.items():
                for number, text in enumerate(getattr(loaded.value, name) if loaded else ()):
                    assert loaded is not None
                    if name != "answers" and (fault := fault_of(text)):
                        line = loaded.line(name, number)
                        mistakes.add(path, line, f"«{text}» is not a regular expression: {fault}", "correct it")
                    else:
                        kept.append(text)
            if loaded and loaded.value.patterns and not found["answers"]:
                mistakes.add(path, None, "there are patterns and no `answers`", "add a calm answer")
        exceptions = lazy.compile("|".join(found["exceptions"]), of_pack=True) if found["exceptions"] else None
        patterns = found["patterns"] if found["answers"] else []
        return cls(lazy.compile("|".join(patterns) or "(?!)", of_pack=True), exceptions, tuple(found["answers"]))

    def answer(self, times: int) -> Answer:
        """A calm answer; the next time it is another one."""
        text = self.answers[times % len(self.answers)]
        return Answer(text, "refused", gesture="sad", intent="refusal.abuse")

    def found_in(self, text: str) -> bool:
        """Whether the text is abusive, clean words that look alike left out."""
        cleaned = self.exceptions.sub("·", text) if self.exceptions else text
        return bool(self.pattern.search(cleaned))
