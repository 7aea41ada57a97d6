"""What games are made of: riddles, jokes, the hands of rock-paper-scissors, words for a chain; data of packs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from companion.base.files import Mistakes, load_document
from companion.base.text import read_text
from companion.language.hangul import is_syllable


class RiddleRow(BaseModel):
    """A riddle: what is asked, its answer, other answers that count, and what makes it one."""

    model_config = ConfigDict(extra="forbid")
    ask: str = Field(min_length=1)
    answer: str = Field(min_length=1)
    also: list[str] = []
    why: str | None = None
    """A sentence that goes with the answer."""
    easy: bool = False
    """Whether a child can guess it."""


class HandRow(BaseModel):
    """A hand of rock-paper-scissors: its name, what it beats, and how else it is called."""

    model_config = ConfigDict(extra="forbid")
    name: str
    beats: str
    words: list[str] = []


class TraitRow(BaseModel):
    """What can be asked in twenty questions: the words (verbs without -다) that ask for it, and what types have it."""

    model_config = ConfigDict(extra="forbid")
    id: str
    words: list[str] = Field(min_length=1)
    types: list[str] | None = None
    """None where nothing is known of what has it."""
    ask: str = ""
    """How the robot asks for it; where it is left out it does not."""


class ThingRow(BaseModel):
    """What the robot can think of: its name, other names that count, how large it is, and the traits it has."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(min_length=1)
    also: list[str] = []
    size: int = Field(gt=0)
    """In centimetres."""
    traits: list[str] = []


class GamesFile(BaseModel):
    """`games/NAME.yaml` of a pack."""

    model_config = ConfigDict(extra="forbid")
    riddles: list[RiddleRow] = []
    jokes: list[str] = []
    hands: list[HandRow] = []
    traits: list[TraitRow] = []
    things: list[ThingRow] = []
    sizes: dict[str, int] = {}
    """Centimetres of what things are compared with; the first is meant where nothing is named."""
    type_sizes: dict[str, int] = {}
    """Centimetres of what is of a type."""


@dataclass(frozen=True, slots=True)
class Games:
    """What the packs have for games.

    Attributes:
        riddles: to be guessed.
        jokes: to be told.
        hands: of rock-paper-scissors, by name.
        words: what the robot says in a word chain.
        traits, things: of twenty questions.
        sizes: centimetres of what things are compared with; `type_sizes`: of what is of a type.
    """

    riddles: tuple[RiddleRow, ...] = ()
    jokes: tuple[str, ...] = ()
    hands: tuple[HandRow, ...] = ()
    words: tuple[str, ...] = ()
    traits: tuple[TraitRow, ...] = ()
    things: tuple[ThingRow, ...] = ()
    sizes: Mapping[str, int] = field(default_factory=dict)
    type_sizes: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def load(cls, files: Iterable[Path], lists: Iterable[Path], mistakes: Mistakes) -> Games:
        """Read the files and word lists of all packs; what is wrong goes to `mistakes`."""
        riddles: dict[str, RiddleRow] = {}
        jokes: dict[str, None] = {}
        hands: dict[str, HandRow] = {}
        traits: dict[str, TraitRow] = {}
        things: dict[str, ThingRow] = {}
        sizes: dict[str, int] = {}
        type_sizes: dict[str, int] = {}
        for path in files:
            loaded = load_document(GamesFile, path, mistakes)
            if loaded is None:
                continue
            for number, riddle in enumerate(loaded.value.riddles):
                if riddle.ask in riddles:
                    mistakes.add(path, loaded.line("riddles", number), f"«{riddle.ask}» is asked twice", "remove one")
                riddles[riddle.ask] = riddle
            for number, joke in enumerate(loaded.value.jokes):
                if joke in jokes:
                    mistakes.add(path, loaded.line("jokes", number), f"«{joke}» is told twice", "remove one")
                jokes[joke] = None
            hands |= {hand.name: hand for hand in loaded.value.hands}
            for number, hand in enumerate(loaded.value.hands):
                if hand.beats not in hands or hand.beats == hand.name:
                    line = loaded.line("hands", number, "beats")
                    mistakes.add(path, line, f"«{hand.beats}» is no other hand", f"use one of {', '.join(hands)}")
            traits |= {trait.id: trait for trait in loaded.value.traits}
            sizes |= loaded.value.sizes
            type_sizes |= loaded.value.type_sizes
            for number, thing in enumerate(loaded.value.things):
                for unknown in set(thing.traits) - set(traits):
                    line = loaded.line("things", number, "traits")
                    mistakes.add(path, line, f"«{unknown}» is no trait", f"use some of {', '.join(traits)}")
                things[thing.name] = thing
        words: dict[str, None] = {}
        for path in lists:
            words |= dict.fromkeys(_words(path, mistakes))
        return cls(
            tuple(riddles.values()),
            tuple(jokes),
            tuple(hands.values()),
            tuple(words),
            tuple(traits.values()),
            tuple(things.values()),
            sizes,
            type_sizes,
        )


def _words(path: Path, mistakes: Mistakes) -> Iterable[str]:
    """The words of a list, one a line; what follows a # is a comment."""
    for number, line in enumerate(read_text(path).splitlines(), 1):
        word = line.partition("#")[0].strip()
        if not word:
            continue
        if len(word) > 1 and all(map(is_syllable, word)):
            yield word
        else:
            mistakes.add(path, number, f"«{word}» is no word of two syllables or more", "remove it")
