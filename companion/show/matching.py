"""Whether what was heard fires a cue: the cue that stands is expected, so it is known by sound however it is spelt.

A stretch of the utterance that is about as long as a phrase is compared with it by sound. Because only a few phrases
are expected, they need be far less alike than a name among thousands («한비치장이 노고야» is «한빛시장이 누구야?»):
what the host says to the audience is further away still, and where the script says it, it is compared too. Both halves
of a phrase have to be heard: «한빛시장님께서 오셨습니다» shares a long name with it and asks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final, Protocol

from companion.language.around import asks_another, is_plain_noun
from companion.language.dialect import standard
from companion.language.morphemes import tokenize
from companion.language.sound import SoundIndex, similarity
from companion.show.by_sound import NEEDED, NEEDED_AGAINST_WORDS, SoundFit, spoken_for

EXPECTED: Final = 0.7
"""Similarity that fires a cue that stands. Of 1,200 other wordings of twenty questions 99.6 % are so like them, and of
2,500 utterances that ask something else none but those that share most of their words (29 November 2026)."""
APART: Final = 0.06
"""How much more alike than anything else it has to be."""
CONFUSED: Final = 0.80
"""Phrases more alike than this are taken for each other."""
SHORT: Final = 4
"""Syllables up to which a phrase has to sound nearly the same."""
_SHORT_ENOUGH: Final = 0.85
_SLACK: Final = 2
_SIGN: Final = re.compile(r"[^\w\s]|_")
_WORD: Final = re.compile(r"\S+")
HALF: Final = 0.5
"""How alike each half of a phrase has to sound."""
BELIEVED: Final = 0.37
"""How sure a recogniser has to be of its words for what is read in them to count: e to the -1, the mean probability of
the parts below which Whisper's words are not believed (Radford et al. 2022, section 4.5)."""
CERTAIN: Final = 0.5
"""From where on words are likelier right than wrong: then they tell what was said, and no sound outweighs them."""


@dataclass(frozen=True, slots=True)
class Objections:
    """What the reading of an utterance says against phrases that it sounds like.

    Attributes:
        otherwise: phrases that it asks something else than.
        unheard: phrases of which a part is not among its words; where these are garbled the sound may still have it.
        garbled: whether the words are not to be believed. Then what stands around a phrase says nothing, either, and
            that they are like none does not speak against it.
        certain: whether the words tell what was said, whatever the sound may be like.
    """

    otherwise: frozenset[str] = frozenset()
    unheard: frozenset[str] = frozenset()
    garbled: bool = False
    certain: bool = False

    def as_believed(self, confidence: float) -> Objections:
        """What is left of them where a recogniser is so sure of its words.

        In errors of hearing names and questions are read that nobody said: then nothing is left but that a phrase was
        not heard, and the sound may have it.
        """
        if confidence >= BELIEVED:
            return replace(self, certain=confidence >= CERTAIN)
        return Objections(unheard=self.otherwise | self.unheard, garbled=True)


NO_OBJECTIONS: Final = Objections()
"""Where nothing was read."""


class Fired(Protocol):
    """What is matched: a cue."""

    @property
    def number(self) -> int:
        """Its place."""
        ...

    @property
    def phrases(self) -> tuple[str, ...]:
        """What fires it."""
        ...


@dataclass(frozen=True, slots=True)
class CueMatch:
    """A cue that was heard."""

    cue: int
    phrase: str
    similarity: float
    """How alike, 0 to 1; 1 where the sound itself speaks for it."""


@dataclass(frozen=True, slots=True)
class PhraseClash:
    """Two phrases that cannot be told apart: of a cue, and of another one or (None) of what the audience is told."""

    cue: int
    own: str
    other: int | None
    phrase: str
    similarity: float


def likeness(heard: str, phrase: str) -> float:
    """How much the stretch of an utterance that fits best sounds like a phrase, both halves of it.

    0 where the words around it, or one more noun in it, make another question of it.
    """
    best, around = _nearest(heard, phrase)
    return 0.0 if _asks_another(phrase, best, *around) else best


def heard_as(heard: str, phrase: str) -> float:
    """How much the stretch of an utterance that fits best sounds like a phrase, whatever stands around it."""
    return _nearest(heard, phrase)[0]


def is_changed(heard: str, phrase: str) -> bool:
    """Whether a phrase was heard, and something around or in it that makes another question of it."""
    best, around = _nearest(heard, phrase)
    return _asks_another(phrase, best, *around)


def _asks_another(phrase: str, alike: float, text: str, start: int, end: int) -> bool:
    if alike >= EXPECTED and asks_another(text, start, end):
        return True
    # «시장 부인이 누구야»: without a noun that was heard it would be more like the phrase.
    return any(
        is_plain_noun(text, word.start(), word.end())
        and similarity(text[start : word.start()] + text[word.end() : end], phrase) > max(alike, EXPECTED)
        for word in _WORD.finditer(text, start, end)
    )


def _nearest(heard: str, phrase: str) -> tuple[float, tuple[str, int, int]]:
    """How alike the stretch that fits best is, and where it stands in which text."""
    best, around = 0.0, ("", 0, 0)
    for text in dict.fromkeys(" ".join(said.split()) for said in (heard, standard(heard))):
        for start, end in dict.fromkeys(_stretches(text, phrase)):
            alike = similarity(text[start:end], phrase)
            if alike > best and (alike < EXPECTED or _halves_alike(text[start:end], phrase)):
                best, around = alike, (text, start, end)
    return best, around


def is_heard(heard: str, part: str) -> bool:
    """Whether some words of an utterance sound like a part of a phrase.

    They are morphemes, wherever its spaces are; or, where what was misheard comes apart into none, words as they are
    written, of the last one at least the first half: behind it stand particles.
    """
    wanted = _letters(part)
    pieces = [[(token.start, token.end, token.end) for token in tokenize(heard)]]
    pieces.append([(word.start(), (word.start() + word.end() + 1) // 2, word.end()) for word in _WORD.finditer(heard)])
    stretches = {
        _letters(heard[start:at])
        for several in pieces
        for number, (start, _, _) in enumerate(several)
        for _, least, end in several[number : number + len(wanted) + 1]
        for at in range(least, end + 1)
    }
    return any(abs(len(said) - len(wanted)) <= 1 and similarity(said, wanted) >= EXPECTED for said in stretches)


def best_match(
    heard: str,
    cues: Iterable[Fired],
    against: Sequence[str] = (),
    fits: Sequence[SoundFit] = (),
    objections: Objections = NO_OBJECTIONS,
) -> CueMatch | None:
    """The cue that is said, if one is.

    Args:
        heard: as it was recognised.
        cues: those that may fire now.
        against: what else may be said, and fires nothing.
        fits: how well phrases of these cues, and other texts, fit the sound itself; none where that is not known.
        objections: what the reading of the utterance says against phrases.
    """
    cues = list(cues)
    found = _alike(heard, cues)
    if not _is_decided(found, objections):
        return _by_sound(heard, cues, against, fits, objections)
    said = [match for match in _let_through(found, objections) if match.phrase not in objections.unheard]
    if not said:
        return None
    best = said[0]
    others = [match.similarity for match in found if match.cue != best.cue]
    others += [similarity(heard, said) for said in against]
    # Where it is said as it is written nothing else was meant.
    doubtful = any(other > best.similarity - APART for other in others) and best.similarity < 1 - APART
    doubtful = doubtful or any(other > best.similarity for other in others)
    return None if doubtful else best


def decides(heard: str, cues: Iterable[Fired], objections: Objections = NO_OBJECTIONS) -> bool:
    """Whether the words alone tell which of these cues is said, or that none is."""
    return _is_decided(_alike(heard, cues), objections)


def _alike(heard: str, cues: Iterable[Fired]) -> list[CueMatch]:
    """How much what was heard is like each phrase, the most alike first."""
    found = (CueMatch(cue.number, phrase, likeness(heard, phrase)) for cue in cues for phrase in cue.phrases)
    return sorted(found, key=lambda match: -match.similarity)


def _is_decided(found: Sequence[CueMatch], objections: Objections) -> bool:
    if objections.certain:
        return True
    if not found or found[0].similarity < required(found[0].phrase):
        return False
    alike = _let_through(found, objections)
    return not alike or any(match.phrase not in objections.unheard for match in alike)


def _let_through(found: Sequence[CueMatch], objections: Objections) -> list[CueMatch]:
    """Those that are alike enough, and are not asked otherwise."""
    alike = (match for match in found if match.similarity >= required(match.phrase))
    return [match for match in alike if match.phrase not in objections.otherwise]


def _by_sound(
    heard: str, cues: Sequence[Fired], against: Sequence[str], fits: Sequence[SoundFit], objections: Objections
) -> CueMatch | None:
    """The cue that the sound speaks for, where what was written down is like none of them, or lacks a part of them."""
    owners = {phrase: cue for cue in cues for phrase in cue.phrases if phrase not in objections.otherwise}
    own = [fit for fit in fits if fit.text in owners and (objections.garbled or not is_changed(heard, fit.text))]
    best = max(own, key=lambda fit: fit.ratio, default=None)
    if best is None:
        return None
    cue = owners[best.text]
    others = [fit for fit in fits if owners.get(fit.text) is not cue]
    if spoken_for([best], others, NEEDED if objections.garbled else NEEDED_AGAINST_WORDS) is None:
        return None
    if any(similarity(heard, said) >= EXPECTED for said in against):
        return None
    return CueMatch(cue.number, best.text, 1.0)


def without_signs(text: str) -> str:
    """The words of a text alone: what is written between them makes no sound."""
    return " ".join(_SIGN.sub(" ", text).split())


def required(phrase: str) -> float:
    """How alike something must sound to be taken for a phrase that is expected."""
    return _SHORT_ENOUGH if sum(ch.isalnum() for ch in phrase) <= SHORT else EXPECTED


def names_in(heard: str, names: Iterable[str]) -> bool:
    """Whether all names were heard."""
    wanted = list(names)
    index = SoundIndex((name, name) for name in wanted)
    found = {span.value for span in index.find(heard)}
    return all(name in found or name in heard for name in wanted)


def clashes(
    cues: Sequence[Fired], together: Iterable[Sequence[Fired]], audience: Sequence[str]
) -> Iterator[PhraseClash]:
    """Phrases of cues that may fire at one time and are too alike, or that are like what the audience is told.

    Args:
        cues: all of a show.
        together: those that may fire at one time, for each.
        audience: what it is told.
    """
    pairs = {frozenset((one.number, other.number)) for reached in together for one, other in combinations(reached, 2)}
    for cue in cues:
        for own in cue.phrases:
            for said in audience:
                if (alike := likeness(said, own)) >= required(own):
                    yield PhraseClash(cue.number, own, None, said, alike)
            for other in cues[: cue.number]:
                if frozenset((other.number, cue.number)) not in pairs:
                    continue
                for phrase in other.phrases:
                    if (alike := similarity(own, phrase)) >= CONFUSED:
                        yield PhraseClash(cue.number, own, other.number, phrase, alike)


def _halves_alike(stretch: str, phrase: str) -> bool:
    said, wanted = _letters(stretch), _letters(phrase)
    cut = _middle(phrase)
    if not 0 < cut < len(wanted):
        return True
    cuts = range(max(1, cut - _SLACK), min(len(said), cut + _SLACK + 1))
    return any(min(similarity(said[:at], wanted[:cut]), similarity(said[at:], wanted[cut:])) >= HALF for at in cuts)


def _middle(phrase: str) -> int:
    """Where the second half of a phrase begins, in letters: at the word nearest to the middle, if there are several."""
    lengths = [len(_letters(word)) for word in phrase.split()]
    begins = [sum(lengths[:number]) for number in range(1, len(lengths))]
    middle = sum(lengths) / 2
    return min(begins, key=lambda begin: abs(begin - middle), default=round(middle))


def _letters(text: str) -> str:
    return "".join(ch for ch in text if ch.isalnum())


def _stretches(heard: str, phrase: str) -> Iterator[tuple[int, int]]:
    """Spans of one or more whole words that are about as long as a phrase, and that of all of them."""
    words, wanted = list(_WORD.finditer(heard)), sum(ch.isalnum() for ch in phrase)
    letters = [sum(ch.isalnum() for ch in word[0]) for word in words]
    yield 0, len(heard)
    for start, first in enumerate(words):
        length = 0
        for end in range(start, len(words)):
            length += letters[end]
            if length > wanted + _SLACK:
                break
            if length >= wanted - _SLACK:
                yield first.start(), words[end].end()
        # What a sentence ends in may be longer, as politeness is: it comes behind what is meant.
        if end == len(words) - 1 and length > wanted + _SLACK and length - letters[end] < wanted:
            yield first.start(), words[end].start() + wanted - (length - letters[end])
