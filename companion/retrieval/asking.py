"""What is asked of something: its price, its day, its place … by the words that ask for it, data of packs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from companion.base.files import Mistakes, load_document
from companion.language.content import DO, HOW_MANY, WHICH, ContentWord, TextContent

Found = Literal["money", "time", "place", "address", "person", "contact", "phone", "fax", "email", "website", "number"]
"""What stands in an answer of some kind."""
Held = Literal[
    "money",
    "hour",
    "day",
    "weekday",
    "duration",
    "place",
    "address",
    "person",
    "phone",
    "fax",
    "email",
    "website",
    "number",
]
"""What the values of a column of a table are."""

BROADER: Final[Mapping[Found, Found]] = {
    "address": "place",
    **dict.fromkeys(("phone", "fax", "email", "website"), "contact"),
}
"""What each of these is one of."""


class AskedKind(BaseModel):
    """One thing that can be asked."""

    model_config = ConfigDict(extra="forbid")
    words: list[str] = []
    nouns: list[str] = []
    endings: list[str] = []
    heads: list[str] = []
    verbs: list[str] = []
    found: Found | None = None
    cells: list[Held] = []
    also: list[str] = []
    open: bool = False


class AskedFile(BaseModel):
    """`asked.yaml` of a pack."""

    model_config = ConfigDict(extra="forbid")
    kinds: dict[str, AskedKind] = {}
    light: list[str] = []
    polite: list[str] = []
    same: list[list[str]] = []
    apart: list[list[str]] = []
    counters: list[list[str]] = []
    people: list[str] = []
    moments: dict[Held, list[str]] = {}
    what: list[str] = []
    said_by: dict[Held, list[str]] = {}


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """What one question asks.

    Attributes:
        kinds: names of what is asked; none where anything is («주차는요?»).
        naming: words that say so, and are no part of what it is asked of.
        by_word: whether a question word asks, and it is not asked whether.
        does: whether it says that something is done, without asking what else («잃어버렸어요», «좋아해?»).
    """

    kinds: frozenset[str]
    naming: frozenset[str]
    by_word: bool = False
    does: bool = False


@dataclass(frozen=True)
class Asking:
    """Tells what questions ask, and which words are light or of one meaning.

    Attributes:
        kinds: by name.
        light: words that say little.
        polite: verbs of «요금이 어떻게 되나요».
        groups: numbers of the groups of one meaning that a word belongs to.
        apart: for each word that others are told apart from, those others.
        counters: for each counter, those that count the same, itself among them.
        people: what columns of names of people are called.
        moments: words that ask for the hour, the day, or the day of the week, and not only when.
        what: what words begin with that ask what something is.
        said_by: words that a column of some values says by itself: where hours stand, something begins.
    """

    kinds: Mapping[str, AskedKind] = field(default_factory=dict)
    light: frozenset[str] = frozenset()
    polite: frozenset[str] = frozenset()
    groups: Mapping[str, frozenset[int]] = field(default_factory=dict)
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)
    counters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    moments: Mapping[str, frozenset[str]] = field(default_factory=dict)
    what: frozenset[str] = frozenset()
    said_by: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def load(cls, paths: Iterable[Path], mistakes: Mistakes) -> Asking:
        """Read the files of all packs; their lists add up. A kind that another leans on has to exist."""
        kinds: dict[str, AskedKind] = {}
        light: set[str] = set()
        polite: set[str] = set()
        groups: defaultdict[str, set[int]] = defaultdict(set)
        apart: defaultdict[str, set[str]] = defaultdict(set)
        counters: defaultdict[str, set[str]] = defaultdict(set)
        people: set[str] = set()
        moments: defaultdict[str, set[str]] = defaultdict(set)
        what: set[str] = set()
        said_by: defaultdict[str, set[str]] = defaultdict(set)
        numbered: list[list[str]] = []
        for path in paths:
            loaded = load_document(AskedFile, path, mistakes)
            if loaded is None:
                continue
            file = loaded.value
            for name, kind in file.kinds.items():
                kinds[name] = _added(kinds[name], kind) if name in kinds else kind
            light |= set(file.light)
            polite |= set(file.polite)
            people |= set(file.people)
            what |= set(file.what)
            for by_kind, of_file in ((moments, file.moments), (said_by, file.said_by)):
                for held, words in of_file.items():
                    by_kind[held] |= set(words)
            for group in file.same:
                number = len(numbered)
                numbered.append(group)
                for word in group:
                    groups[word].add(number)
            for together, lists in ((apart, file.apart), (counters, file.counters)):
                for words in lists:
                    for word in words:
                        together[word] |= set(words)
            for name, kind in file.kinds.items():
                for other in kind.also:
                    if other not in kinds:
                        line = loaded.line("kinds", name, "also")
                        mistakes.add(
                            path, line, f"«{name}» leans on «{other}», which is no kind", "name one of `kinds`"
                        )
        same = {word: frozenset(numbers) for word, numbers in groups.items()}
        told_apart, counted, by_moment, by_column = (
            {word: frozenset(others) for word, others in lists.items()} for lists in (apart, counters, moments, said_by)
        )
        return cls(
            kinds, frozenset(light), frozenset(polite), same, told_apart, counted,
            frozenset(people), by_moment, frozenset(what), by_column,
        )  # fmt: skip

    def asked(self, content: TextContent) -> AskedAbout:
        """What a text asks."""
        kinds: dict[str, set[str]] = {}
        weak: dict[str, set[str]] = {}
        by_word: set[str] = set()
        by_verb: set[str] = set()
        others = frozenset(content.others)
        last = self._asked_last(content)
        for name, kind in self.kinds.items():
            said = self._said_of(others, kind)
            named = {word.text for word in last if word.text in (kind.verbs if word.kind == "verb" else kind.nouns)}
            priced = any(_ends(word, kind) for word in last)
            if (said or named) and kind.open:
                weak[name] = named
            elif said or named or priced:
                kinds[name] = named | said
                if said:
                    by_word.add(name)
                elif not (priced or any(word in kind.nouns for word in named)):
                    by_verb.add(name)
        verbs = {word.text for word in content.words if word.kind == "verb"}
        ends = content.words[-2:]
        of_noun = len(ends) > 1 and ends[0].kind != "verb" and ends[1].kind == "verb" and ends[1].text in self.polite
        if of_noun or (len(kinds) > 1 and verbs & self.polite):
            # «요금이 어떻게 되나요»: how something is, and not how it is done.
            hows = {name for name in by_word if not self.kinds[name].found}
            kinds = {name: words for name, words in kinds.items() if name not in hows}
            weak = {name: words for name, words in weak.items() if not (hows and words <= self.polite)}
            by_word -= hows
        if by_word and kinds.keys() > by_verb:
            # «언제 가져가요» asks when, and so does «사용료는 며칠까지 내요», of what is paid.
            done = bool(verbs - self.polite) and DO not in verbs
            kinds = {name: words for name, words in kinds.items() if name in by_word or not (done or name in by_verb)}
        naming = frozenset[str]().union(*kinds.values(), *weak.values())
        kinds = self._narrowed(kinds)
        does = not (kinds or weak) and any(w.kind == "verb" and not self.is_light(w) for w in content.words)
        return AskedAbout(frozenset(kinds or weak), naming, bool(by_word), does)

    def named_by(self, words: Iterable[ContentWord]) -> frozenset[str]:
        """The kinds of what compounds end in, which by themselves the dictionary may cut elsewhere: «내선번호»."""
        heads = {word.parts[-1] for word in words if word.parts}
        return frozenset(name for name, kind in self.kinds.items() if heads.intersection(kind.nouns))

    def _narrowed(self, kinds: dict[str, set[str]]) -> dict[str, set[str]]:
        """Of kinds, with the words that say so, those that say most: «주소가 어디예요» asks for the address and no
        other place, «이메일 주소» for no address, «팩스 번호» for no telephone number."""
        broader = {BROADER[found] for name in kinds if (found := self.kinds[name].found) and found in BROADER}
        kinds = {name: words for name, words in kinds.items() if self.kinds[name].found not in broader}
        for one in list(kinds):
            heads = frozenset(self.kinds[one].heads)
            kinds = {name: words for name, words in kinds.items() if name == one or not words or not words <= heads}
        return kinds

    def _said_of(self, others: frozenset[str], kind: AskedKind) -> set[str]:
        """The question words that ask for something, with the nouns that they ask for: «몇층» and «층», «무슨요일» and
        «요일»; «몇» of a kind is whatever is counted and asks for no other kind («몇쪽»)."""
        said = others & {*kind.words, *(which + noun for noun in kind.nouns for which in WHICH)} - {HOW_MANY}
        if HOW_MANY in kind.words:
            said |= {word for word in others if word.startswith(HOW_MANY)} - self._naming - {HOW_MANY}
        return {*said, *(word.removeprefix(before) for word in said for before in (HOW_MANY, *WHICH))}

    def _asked_last(self, content: TextContent) -> list[ContentWord]:
        """The words that may say what is asked: behind them nothing else of content stands.

        «요금이 얼마예요» asks for what it costs, «요금은 카드로 내나요» does not.
        """
        found: list[ContentWord] = []
        for word in reversed(content.words):
            names = word.text in self._naming or any(_ends(word, kind) for kind in self.kinds.values())
            if word.beside or (not names and not self.is_light(word)):
                break
            found.append(word)
        return found

    @cached_property
    def _naming(self) -> frozenset[str]:
        """All words that say what is asked."""
        return frozenset(w for k in self.kinds.values() for w in (*k.nouns, *k.verbs, *k.words))

    def is_light(self, word: ContentWord) -> bool:
        """Whether a word says little by itself."""
        return word.text in self.light

    def meanings(self, word: str) -> frozenset[int]:
        """The numbers of the groups of one meaning that a word belongs to."""
        return self.groups.get(word, _NONE)

    def answers(self, wanted: AskedAbout, given: AskedAbout) -> float:
        """How well what a question asks is answered by the answer to another: 1 for the same, 0 for something else."""
        if wanted.kinds & given.kinds:
            return 1.0
        if not wanted.kinds and (not wanted.does or not given.kinds):
            return _ANYTHING
        kinds = wanted.kinds or self._open
        leans = any(other in given.kinds for name in kinds for other in (name, *self.kinds[name].also))
        return _LEANS if leans else 0.0

    def is_open(self, asked: AskedAbout) -> bool:
        """Whether it is only asked whether."""
        return bool(asked.kinds) and asked.kinds <= self._open

    @cached_property
    def _open(self) -> frozenset[str]:
        """What is asked where it is only asked whether."""
        return frozenset(name for name, kind in self.kinds.items() if kind.open)

    def found_in(self, asked: AskedAbout) -> frozenset[Found]:
        """What an answer must hold."""
        return frozenset(found for name in asked.kinds if (found := self.kinds[name].found) is not None)


_NONE: Final = frozenset[int]()
_ANYTHING: Final = 0.9
"""How well any pair answers what only names something."""
_SYLLABLE: Final = 1
_LEANS: Final = 0.8
"""How well a pair answers that is asked for what says the same too: «어떻게 신청해요?» by where."""


def _ends(word: ContentWord, kind: AskedKind) -> bool:
    """Whether the end of a noun says what it is: «입장료»."""
    return word.kind == "noun" and len(word.text) > _SYLLABLE + 1 and word.text.endswith(tuple(kind.endings))


def _added(one: AskedKind, other: AskedKind) -> AskedKind:
    lists = {
        name: [*getattr(one, name), *getattr(other, name)]
        for name in ("words", "nouns", "endings", "heads", "verbs", "cells", "also")
    }
    return one.model_copy(update=lists | {"found": other.found or one.found, "open": one.open or other.open})
