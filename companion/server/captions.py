"""Which part of the written answer is heard with each clause of the spoken one.

«민선 9기» is said as «민선 구 기»: a caption shows the first while the second is heard. Words that are the same in both
tie them together; between two of these, what is written is shared out by length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Final

from companion.speaking.clauses import clauses

_WORD: Final = re.compile(r"\S+\s*")
_PLAIN: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Caption:
    """What is shown with a clause.

    Attributes:
        number: of the clause in the answer; None where it is none of its clauses.
        shown: the part of the written answer that it says.
        last: whether it ends the answer.
    """

    number: int | None
    shown: str
    last: bool


NO_CAPTION: Final = Caption(None, "", False)


class Captions:
    """An answer's clauses as they come, one after another.

    Args:
        clauses: as they are said.
        parts: what is written, in as many parts.
    """

    def __init__(self, clauses: Sequence[str], parts: Sequence[str]) -> None:
        self.clauses = tuple(clauses)
        self._parts = tuple(parts)
        self._next = 0

    @classmethod
    def of(cls, text: str, spoken: str) -> Captions:
        """Of an answer as it is written and as it is said."""
        said = clauses(spoken)
        return cls(said, shown_with(text, said))

    @property
    def is_whole(self) -> bool:
        """Whether the last clause was taken."""
        return self._next >= len(self.clauses)

    def take(self, clause: str) -> Caption:
        """The clause comes next; what has no sound of its own is shown with what follows it.

        What goes on after an interruption that was none may be cut into other clauses.
        """
        rest = range(self._next, len(self.clauses))
        number = next((n for n in rest if self.clauses[n] == clause), None)
        if number is None:
            return NO_CAPTION
        shown = "".join(self._parts[self._next : number + 1])
        self._next = number + 1
        return Caption(number, shown, self.is_whole)

    def after(self, heard: int) -> str:
        """What follows so many clauses, as it is said."""
        return " ".join(self.clauses[heard:])

    def back_to(self, heard: int) -> str:
        """Only so many clauses count as taken; gives the others, as they are said."""
        self._next = heard
        return self.rest

    @property
    def rest(self) -> str:
        """What was not taken yet, as it is said."""
        return self.after(self._next)


def shown_with(text: str, clauses: Sequence[str]) -> list[str]:
    """The text in as many parts as there are clauses; joined they are the text. A part may be empty.

    Args:
        text: the answer as it is written.
        clauses: the same as it is said.
    """
    written = _WORD.findall(text)
    said = [clause.split() for clause in clauses]
    flat = [word for words in said for word in words]
    matches = SequenceMatcher(None, [*map(_plain, written)], [*map(_plain, flat)], autojunk=False).get_matching_blocks()
    # For each place among the words that are said, the place among those that are written.
    places = [0] * (len(flat) + 1)
    at_written = at_said = 0
    for block in matches:
        _share(places, at_said, block.b, at_written, block.a)
        for step in range(block.size + 1):
            places[block.b + step] = block.a + step
        at_written, at_said = block.a + block.size, block.b + block.size
    ends = [places[end] for end in accumulate(map(len, said))]
    if ends:
        ends[-1] = len(written)
    lead = text[: len(text) - len("".join(written))]
    parts = ["".join(written[start:end]) for start, end in zip([0, *ends], ends, strict=False)]
    return [lead + parts[0], *parts[1:]] if parts else []


def _share(places: list[int], start: int, end: int, first: int, last: int) -> None:
    for step in range(end - start):
        places[start + step] = first + round((last - first) * step / (end - start))


def _plain(word: str) -> str:
    return _PLAIN.sub("", word)
