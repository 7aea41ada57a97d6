"""Whether a text says all that a question names: each word, number and name of it, in this text or in words alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from companion.language import answer_types
from companion.language.content import ContentWord, TextContent, content_of
from companion.retrieval.asking import AskedAbout, Asking, Found

COVERED: Final = 0.6
"""Share of a word that must be found for it to be there: of a compound, the part that says what it is about."""
_ALIKE: Final = 0.9
"""How well a word of the same meaning stands for one."""
HOLDS: Final[Mapping[Found, Callable[[str], bool]]] = {
    "money": answer_types.holds_money,
    "time": answer_types.holds_time,
    "place": answer_types.holds_place,
    "person": answer_types.holds_person,
    "address": answer_types.holds_address,
    "contact": answer_types.holds_contact,
    "phone": answer_types.holds_phone,
    "fax": answer_types.holds_fax,
    "email": answer_types.holds_email,
    "website": answer_types.holds_website,
    "number": answer_types.holds_number,
}
"""Whether a text holds what answers of some kind do."""


@dataclass(frozen=True)
class TextWords:
    """A text that words are looked for in.

    Attributes:
        keys: all its words, whole, in parts and joined; its numbers.
        written: its letters without spaces.
    """

    keys: frozenset[str]
    written: str
    _meanings: frozenset[int] | None = field(default=None, repr=False, compare=False)

    @classmethod
    def of(cls, *texts: str) -> TextWords:
        """The evidence of several texts that belong together."""
        contents = [content_of(text) for text in texts if text]
        keys = frozenset(key for content in contents for key in (*content.keys, *content.others))
        return cls(keys, "\0".join(content.written for content in contents))

    def holds(self, word: ContentWord, runs: Sequence[str], asking: Asking) -> float:
        """How much of a word is found, from 0 to 1.

        Args:
            word: of a question.
            runs: the stretches of nouns in the question.
            asking: knows words of one meaning.
        """
        if word.text in self.keys:
            return 1.0
        run = runs[word.run] if word.run >= 0 else ""
        if len(run) > 1 and run in self.written:
            return 1.0
        if not self._meant_by(asking).isdisjoint(asking.meanings(word.text)):
            return _ALIKE
        found = [p for p in word.parts if p in self.keys or not self._meant_by(asking).isdisjoint(asking.meanings(p))]
        return max((len(part) / len(word.text) for part in found), default=0.0)

    def _meant_by(self, asking: Asking) -> frozenset[int]:
        """The meanings of all its words; worked out once."""
        if self._meanings is None:
            found = frozenset[int]().union(*(asking.meanings(key) for key in self.keys))
            object.__setattr__(self, "_meanings", found)
            return found
        return self._meanings


@dataclass(frozen=True)
class Sought:
    """A question as it is held against texts.

    Attributes:
        content: its words.
        asked: what it asks.
        words: those that must be found: not those that only say what is asked, and no light ones.
    """

    content: TextContent
    asked: AskedAbout
    words: tuple[ContentWord, ...]

    @classmethod
    def of(cls, text: str, asking: Asking) -> Sought:
        """What a question seeks."""
        content = content_of(text)
        asked = asking.asked(content)
        words = tuple(w for w in content.words if w.text not in asked.naming and not asking.is_light(w))
        return cls(content, asked, words)

    @property
    def only_names(self) -> bool:
        """Whether it names something and says not what is asked of it."""
        return not self.asked.kinds and all(word.kind != "verb" for word in self.words)

    def missing(self, evidence: TextWords, asking: Asking) -> tuple[ContentWord, ...]:
        """The words that a text does not hold."""
        runs = self.content.runs
        return tuple(word for word in self.words if evidence.holds(word, runs, asking) < COVERED)

    def numbers_in(self, evidence: TextWords) -> bool:
        """Whether all its numbers are in a text."""
        return evidence.keys.issuperset(self.content.numbers)
