"""What understanding hands on: the utterance, what was found in it, and what it may mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final, Literal, NamedTuple

from companion.language.dates import TimeExpression
from companion.language.josa import PARTICLES
from companion.language.numbers import NumberMention
from companion.language.terms import NOTHING, Reading

MentionKind = Literal["office", "person", "thing", "country", "area", "region", "food", "eatery", "attribute", "place"]


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody said or typed.

    Attributes:
        text: as it came in.
        now: the moment it was said, with the day on which answers are given.
    """

    text: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in the text.

    Attributes:
        start, end: half-open span in the normalised text, without the particle.
        text: the words of the span.
        name: the name as the data spells it.
        kind: what sort of thing it names.
        ids: the entities it may mean, the default first.
        similarity: 1.0 for a match by spelling, less for a match by sound.
    """

    start: int
    end: int
    text: str
    name: str
    kind: MentionKind
    ids: tuple[str, ...]
    similarity: float = 1.0

    @property
    def id(self) -> str:
        """The default meaning."""
        return self.ids[0]


@dataclass(frozen=True, slots=True)
class Word:
    """A space-delimited word that no name, time or number covers.

    Attributes:
        start, end: half-open span in the normalised text.
        stem: without particles.
        neutral: it carries no content of its own.
    """

    start: int
    end: int
    text: str
    stem: str
    neutral: bool


def _accounted_for(word: Word, stems: Collection[str], longest: int) -> bool:
    """Whether a stem, the longest of which is so long, is in the word.

    A single syllable must be the whole word: «시» accounts for «시까지», not for «시인».
    """
    text = word.text
    if (len(word.stem) == 1 and word.stem in stems) or (text[1:] in PARTICLES and text[:1] in stems):
        return True
    # Looked up rather than searched for: there are more stems than stretches of a word.
    return any(
        text[start:end] in stems
        for start in range(len(text) - 1)
        for end in range(start + 2, min(start + longest, len(text)) + 1)
    )


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in an utterance before asking what is wanted.

    Attributes:
        text: normalised text.
        judges: whether a word asks for an opinion.
        political: whether a word of politics stands in it.
        reading: its terms.
        has_title: whether a title of office («구청장») stands in it that belongs to no known office.
        masked: the text with each name replaced by its kind in angle brackets («⟨office⟩가 누구야»).
    """

    text: str
    masked: str
    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    numbers: tuple[NumberMention, ...]
    words: tuple[Word, ...]
    judges: bool = False
    has_title: bool = False
    political: bool = False
    reading: Reading = NOTHING

    def __hash__(self) -> int:
        return hash(self.text)  # it stands in many keys, and few texts are read in two ways

    def of_kind(self, *kinds: MentionKind) -> tuple[Mention, ...]:
        """Mentions of some kinds, in the order of the text."""
        return tuple(mention for mention in self.mentions if mention.kind in kinds)

    def unexplained(self, *known: str) -> tuple[str, ...]:
        """Content words nothing accounts for; `known` are further stems that the caller understands."""
        stems = frozenset(known)
        longest = max(map(len, stems), default=0)
        return tuple(word.stem for word in self.words if not word.neutral and not _accounted_for(word, stems, longest))


class Candidate(NamedTuple):  # every turn makes one for each intent, and a tuple is made faster than a dataclass
    """An intent the utterance may have, with its calibrated probability."""

    intent: str
    probability: float

    @property
    def skill(self) -> str:
        """The skill that owns the intent."""
        return self.intent.partition(".")[0]


_NO_INTENT: Final = Candidate("", 0.0)


@dataclass(frozen=True, eq=False)
class Interpretation:
    """An utterance with what was found in it and what it may mean, most probable first.

    Each is equal to itself alone, so that what is made of it may be kept by it.
    """

    utterance: Utterance
    analysis: Analysis
    candidates: tuple[Candidate, ...]

    @property
    def text(self) -> str:
        """The normalised text."""
        return self.analysis.text

    @property
    def best(self) -> Candidate:
        """The most probable intent; none at all where nothing was weighed."""
        return self.candidates[0] if self.candidates else _NO_INTENT

    @cached_property
    def _by_skill(self) -> Mapping[str, tuple[Candidate, ...]]:
        found: defaultdict[str, list[Candidate]] = defaultdict(list)
        for candidate in self.candidates:
            found[candidate.intent.partition(".")[0]].append(candidate)
        return {skill: tuple(own) for skill, own in found.items()}

    def of_skill(self, skill: str) -> tuple[Candidate, ...]:
        """What it may mean for a skill, most probable first."""
        return self._by_skill.get(skill, ())

    def probability(self, *prefixes: str) -> float:
        """Total probability of the intents that are named so, or whose skill is («inform.»)."""
        skills = dict.fromkeys(prefix.partition(".")[0] for prefix in prefixes)
        return sum(c.probability for skill in skills for c in self.of_skill(skill) if c.intent.startswith(prefixes))
