"""Matching names by how they sound, for errors of a speech recogniser and of typing fingers.

A text becomes a *sound key*: one letter for each phoneme, after the rules of Standard Pronunciation (표준
발음법, National Institute of Korean Language) that make different spellings sound alike. Keys are compared
with an edit distance in which the confusions that recognisers and listeners really make are cheap. The costs
are in one place, under "what a confusion costs".

Rules that depend on grammar or on where a word comes from are left out, because a bare name shows neither:
articles 24–28 (tensing after verb stems, in Sino-Korean words, between the parts of a compound), 29 (ㄴ is
inserted) and 15 (no liaison before a new root). A pair that differs by one of them gets near keys, not equal
ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise, product
from typing import Any, Final, Generic, NamedTuple, Self, TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from companion.base import patterns as re
from companion.language.hangul import decompose, is_syllable
from companion.language.josa import josa_candidates
from companion.language.pronunciation import NEUTRAL, meet

T = TypeVar("T")

# --- from spelling to sound -----------------------------------------------------------------------

# A coda is written with its own letter (U+11A8 ff.), so that it is never taken for an onset.
_CODA_SOUND: Final = {"ㄱ": "ᆨ", "ㄴ": "ᆫ", "ㄷ": "ᆮ", "ㄹ": "ᆯ", "ㅁ": "ᆷ", "ㅂ": "ᆸ", "ㅇ": "ᆼ", "": ""}
# ㅐ/ㅔ have merged in speech, ㅙ/ㅚ/ㅞ too (제4항 붙임 allows ㅚ as [we]).
_VOWEL: Final = {"ㅐ": "ㅔ", "ㅒ": "ㅖ", "ㅙ": "ㅞ", "ㅚ": "ㅞ"}

_SILENT: Final = re.compile(r"[^가-힣a-z0-9]+")
_RUNS: Final = re.compile(r"[가-힣]+|[a-z0-9]+")


def sound_key(text: str) -> str:
    """How a text sounds: a string with one letter for each phoneme; equal for texts that sound alike.

    Onsets and vowels are compatibility jamo («ㄱ», «ㅏ»), codas final jamo («ᆨ»), a silent ㅇ is nothing.
    Latin letters (in lower case) and digits stay; spaces, punctuation and everything else fall away.
    """
    letters = _SILENT.sub("", text.lower())
    return "".join(_pronounce(run) if is_syllable(run[0]) else run for run in _RUNS.findall(letters))


# There are few syllables and fewer ways in which they meet: every shop of a country is named with them.
_spelled = cache(decompose)
_meet = cache(meet)


def _pronounce(syllables: str) -> str:
    onset, vowel, coda = _spelled(syllables[0])
    is_first, sounds = True, ""
    for syllable in syllables[1:]:
        next_onset, next_vowel, next_coda = _spelled(syllable)
        coda, next_onset = _meet(coda, next_onset, next_vowel)
        sounds += _opening(onset, vowel, is_first) + _CODA_SOUND[coda]
        onset, vowel, coda, is_first = next_onset, next_vowel, next_coda, False
    return sounds + _opening(onset, vowel, is_first) + _CODA_SOUND[NEUTRAL[coda]]


@cache
def _opening(onset: str, vowel: str, is_first: bool) -> str:
    """An onset with its vowel; a silent onset is nothing."""
    return ("" if onset == "ㅇ" else onset) + _vowel(onset, vowel, is_first)


def _vowel(onset: str, vowel: str, is_first: bool) -> str:
    if vowel == "ㅢ" and (onset != "ㅇ" or not is_first):
        return "ㅣ"  # 제5항 다만 3, 4
    vowel = _VOWEL.get(vowel, vowel)
    if vowel == "ㅖ" and onset != "ㅇ":
        return "ㅔ"  # 제5항 다만 2; «례», too, is [레] in everyday speech
    if vowel == "ㅕ" and onset in "ㅈㅉㅊ":
        return "ㅓ"  # 제5항 다만 1
    return vowel


# --- what a confusion costs -----------------------------------------------------------------------

# 0 is the same sound, 1 an unrelated one. Within a group every pair costs the same; the cheapest group wins.
_LARYNGEAL: Final = 0.2
_CODA_PLACE: Final = 0.4
_CONSONANTS: Final = (
    # lax, tense and aspirated
    *((_LARYNGEAL, series) for series in ("ㄱㄲㅋ", "ㄷㄸㅌ", "ㅂㅃㅍ", "ㅈㅉㅊ", "ㅅㅆ")),
    # codas are unreleased: place, and a stop against its nasal, are hard to hear
    *((_CODA_PLACE, codas) for codas in ("ᆫᆷᆼ", "ᆨᆮᆸ", "ᆨᆼ", "ᆮᆫ", "ᆸᆷ")),
    (0.6, "ᆨᆮᆸᆫᆷᆼᆯ"),
    # one consonant, heard at the end of its syllable or at the start of the next
    *((0.1, pair) for pair in ("ㄱᆨ", "ㄴᆫ", "ㄷᆮ", "ㄹᆯ", "ㅁᆷ", "ㅂᆸ")),
    # onsets of like manner or place
    (0.4, "ㄴㄹ"),
    (0.5, "ㄴㅁ"),
    *((0.6, onsets) for onsets in ("ㅅㅆㅈㅉㅊ", "ㅎㅋㅌㅍ")),
    *((0.7, onsets) for onsets in ("ㄱㄷㅂ", "ㄲㄸㅃ", "ㅋㅌㅍ", "ㅁㅂ", "ㄴㄷ", "ㄹㄷ")),
)
_VOWELS: Final = {
    "ㅓㅗ": 0.3, "ㅡㅜ": 0.3, "ㅗㅜ": 0.35, "ㅔㅣ": 0.4, "ㅏㅓ": 0.4, "ㅡㅓ": 0.4,
    "ㅣㅡ": 0.6, "ㅏㅔ": 0.6, "ㅓㅔ": 0.6, "ㅜㅓ": 0.7, "ㅏㅗ": 0.7,
}  # fmt: skip
# One vowel has a [j] or [w] that the other lacks; added to the difference of the vowels.
_GLIDE: Final = 0.25
_GLIDED: Final = {
    "ㅑ": ("j", "ㅏ"), "ㅕ": ("j", "ㅓ"), "ㅛ": ("j", "ㅗ"), "ㅠ": ("j", "ㅜ"), "ㅖ": ("j", "ㅔ"),
    "ㅘ": ("w", "ㅏ"), "ㅝ": ("w", "ㅓ"), "ㅞ": ("w", "ㅔ"), "ㅟ": ("w", "ㅣ"), "ㅢ": ("ɰ", "ㅣ"),
}  # fmt: skip
_SPECIAL: Final = {
    "ㅢㅡ": 0.25, "ㅢㅔ": 0.4, "ㅟㅜ": 0.5, "ㅝㅗ": 0.3, "ㅝㅜ": 0.5, "ㅘㅗ": 0.5, "ㅕㅔ": 0.5, "ㅕㅣ": 0.6,
}  # fmt: skip
# What is easily not heard, or heard where it is not: ㅎ between voiced sounds, and any coda.
_DROPPED: Final = {"ㅎ": 0.3, **dict.fromkeys("ᆨᆫᆮᆯᆷᆸᆼ", 0.5)}
_UNRELATED: Final = 1.0
# A vowel never stands for a consonant: dearer than deleting one and inserting the other.
_IMPOSSIBLE: Final = 2.1

_ALL_VOWELS: Final = "ㅏㅓㅗㅜㅡㅣㅔ" + "".join(_GLIDED)


def _substitutions() -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = defaultdict(dict)

    def put(one: str, other: str, cost: float) -> None:
        for a, b in ((one, other), (other, one)):
            table[a][b] = min(cost, table[a].get(b, _UNRELATED))

    plain: dict[frozenset[str], float] = {frozenset(pair): cost for pair, cost in _VOWELS.items()}
    for one, other in product(_ALL_VOWELS, repeat=2):
        glide, base = _GLIDED.get(one, ("", one))
        other_glide, other_base = _GLIDED.get(other, ("", other))
        bases = 0.0 if base == other_base else plain.get(frozenset((base, other_base)), _UNRELATED)
        put(one, other, bases + (_GLIDE if glide != other_glide else 0.0))
    for pair, cost in _SPECIAL.items():
        put(pair[0], pair[1], cost)
    for cost, group in _CONSONANTS:
        for one, other in product(group, repeat=2):
            put(one, other, cost)
    for vowel, consonant in product(_ALL_VOWELS, "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅈㅉㅊㅋㅌㅍㅎᆨᆫᆮᆯᆷᆸᆼ"):
        table[vowel][consonant] = table[consonant][vowel] = _IMPOSSIBLE
    for letter in table:
        table[letter][letter] = 0.0
    return dict(table)


_SUBSTITUTED: Final = _substitutions()
_UNKNOWN: Final[dict[str, float]] = {}


@lru_cache(maxsize=1 << 14)  # long utterances say the same again
def distance(a_key: str, b_key: str) -> float:
    """The least that edits turning one sound key into the other cost, by the tables above; symmetric."""
    if a_key == b_key:
        return 0.0
    dropped = _DROPPED
    b_drops = [dropped.get(letter, _UNRELATED) for letter in b_key]
    row = [0.0]
    for cost in b_drops:
        row.append(row[-1] + cost)
    for letter in a_key:
        drop = dropped.get(letter, _UNRELATED)
        costs = _SUBSTITUTED.get(letter, _UNKNOWN)
        diagonal = row[0]
        left = row[0] = diagonal + drop
        for column, other in enumerate(b_key):
            above = row[column + 1]
            best = diagonal + (0.0 if letter == other else costs.get(other, _UNRELATED))
            if above + drop < best:
                best = above + drop
            if left + b_drops[column] < best:
                best = left + b_drops[column]
            diagonal = above
            left = row[column + 1] = best
    return row[-1]


def similarity(a: str, b: str) -> float:
    """How alike two texts sound: 1 for the same sound, 0 for nothing in common."""
    return _key_similarity(sound_key(a), sound_key(b))


def _key_similarity(a_key: str, b_key: str) -> float:
    longest = max(len(a_key), len(b_key))
    return max(0.0, 1.0 - distance(a_key, b_key) / longest) if longest else 1.0


# --- finding names --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SoundMatch(Generic[T]):
    """A name that sounds like what was looked for; `similarity` is in [0, 1]."""

    name: str
    value: T
    similarity: float


@dataclass(frozen=True, slots=True)
class SoundSpan(Generic[T]):
    """A name heard in an utterance: `text` is `utterance[start:end]`, without its particle."""

    start: int
    end: int
    text: str
    name: str
    value: T
    similarity: float


class _Entry(NamedTuple, Generic[T]):  # there are many, and a tuple is made faster than a frozen dataclass
    name: str
    value: T
    key: str
    letters: int


@dataclass(frozen=True, slots=True)
class _Window:
    """A stretch of the utterance to look up.

    `split` is set for the halves of one eojeol: where it was cut. A half counts only when the other half is a
    name too.
    """

    start: int
    end: int
    text: str
    key: str
    split: int | None = None


# Similarity that a name of so many syllables needs. Two syllables bear one light confusion, three a heavier
# one, longer names one or two wrong sounds; a single syllable must be spelt the same.
_CUTOFFS: Final = {1: 1.0, 2: 0.92, 3: 0.87}
_LONG_CUTOFF: Final = 0.84
_MOST_EOJEOLS: Final = 3
_SHORTEST_HALF: Final = 2
# Which of several overlapping names explains an utterance best: each sound explained counts 1.
_PRICE_OF_DISTANCE: Final = 4.0
_SAME_SPELLING: Final = 0.5
# The coarse comparison lets through the few nearest keys that differ by at most so many edits of any kind.
_MOST_COARSE_EDITS: Final = 3
_FINALISTS: Final = 8
_EOJEOL: Final = re.compile(r"[^\W_]+(?:[&·.'-][^\W_]+)*")

# Sounds that are cheap to confuse are one letter to the coarse comparison: it counts only real changes.
_COARSE: Final = str.maketrans(
    "ㄱㄲㅋㄷㄸㅌㅂㅃㅍㅈㅉㅊㅅㅆㄴㄹㅁᆨᆮᆸᆫᆷᆼᆯㅏㅑㅘㅓㅕㅝㅗㅛㅜㅠㅡㅣㅟㅢㅔㅖㅞㅎ",
    "KKKTTTPPPCCCSSNNMkkknnnlaaaooooouuuiiieeeH",
)


def required_similarity(name: str) -> float:
    """How alike something must sound to be taken for this name in running speech."""
    return _cutoff(_letters(name))


def _letters(name: str) -> int:
    return sum(c.isalnum() for c in name)


def _cutoff(letters: int) -> float:
    return _CUTOFFS.get(letters, _LONG_CUTOFF)


class SoundIndex(Generic[T]):
    """Names that can be found by sound.

    Args:
        names: (name, value) pairs. One name may stand for several values and several names for one value;
            a name that has no Hangul, Latin letter or digit is not indexed.
    """

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        self._entries = [_Entry(name, value, key, _letters(name)) for name, value in names if (key := sound_key(name))]
        self._coarse = _NearKeys.of([entry.key.translate(_COARSE) for entry in self._entries])
        self._longest = max((len(entry.key) for entry in self._entries), default=0)

    def parts(self) -> tuple[Any, dict[str, NDArray[Any]]]:
        """The index as values and arrays, for `of_parts`; the values are plain if those of the names are."""
        coarse = self._coarse
        arrays: dict[str, NDArray[Any]] = {"lengths": coarse.lengths, "rows": coarse.rows, "ends": coarse.ends}
        return (list(map(tuple, self._entries)), coarse.keys.tolist(), list(coarse.pairs)), arrays

    @classmethod
    def of_parts(cls, plain: Any, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """The index that has these parts."""
        index = cls.__new__(cls)
        entries, keys, pairs = plain
        index._entries = list(map(_Entry._make, entries))
        index._coarse = _NearKeys(keys, pairs, **arrays)
        index._longest = max((len(entry.key) for entry in index._entries), default=0)
        return index

    def __len__(self) -> int:
        return len(self._entries)

    def search(self, text: str, cutoff: float = 0.75, limit: int = 5) -> list[SoundMatch[T]]:
        """The names that sound most like the whole of `text`, best first.

        Args:
            text: what was heard, without particles.
            cutoff: the least similarity, in [0, 1].
            limit: the most matches.
        """
        key = sound_key(text)
        if not key or len(key) > self._longest + _MOST_COARSE_EDITS:
            return []
        matches = [
            SoundMatch(entry.name, entry.value, alike)
            for entry in next(self._finalists([key], [_MOST_COARSE_EDITS], max(_FINALISTS, limit)))
            if (alike := _key_similarity(key, entry.key)) >= cutoff
        ]
        matches.sort(key=lambda match: (-match.similarity, match.name != text))
        return matches[:limit]

    def find(self, utterance: str) -> list[SoundSpan[T]]:
        """The names heard in an utterance, in order of position.

        Looked at are one to three neighbouring words, with and without the particle at their end, whatever
        the spaces between them, and the halves of a word that may be two names written together. How alike a
        name must sound grows stricter the shorter it is (`required_similarity`). Where matches overlap, the
        one that explains most sounds best stays; names that tie (homophones, namesakes) all stay on one span.
        """
        longest = self._longest + _MOST_COARSE_EDITS
        windows = [window for window in _windows(utterance, longest) if 0 < len(window.key) <= longest]
        if not windows:
            return []
        keys = [window.key for window in windows]
        heard: list[_Heard[T]] = []
        for window, finalists in zip(windows, self._finalists(keys, map(_edits, keys), _FINALISTS), strict=True):
            heard.extend(hit for entry in finalists if (hit := _hear(window, entry)) is not None)
        return _best_without_overlap(_with_whole_splits(heard))

    def _finalists(self, keys: Sequence[str], edits: Iterable[int], limit: int) -> Iterator[list[_Entry[T]]]:
        """For each key the entries worth comparing in full: at most so many coarse edits away."""
        for key, most in zip(keys, edits, strict=False):
            near, apart = self._coarse.within(key.translate(_COARSE), most)
            if len(near) > limit:
                near = near[np.argsort(apart, kind="stable")[:limit]]
            yield [self._entries[i] for i in near]


class _NearKeys:
    """Keys by the pairs of letters in them, so that only those that share enough pairs with another are compared.

    An edit changes at most two pairs of neighbouring letters: of the n - 1 pairs of a key, whatever is at most k edits
    away holds n - 1 - 2k or more (Ukkonen, *Approximate string matching with q-grams and maximal matches*, 1992).

    Attributes:
        keys: the keys; `lengths` theirs.
        pairs: a number for each pair of letters.
        rows: positions of the keys that hold each pair, pair after pair: `rows[ends[n] : ends[n + 1]]` are those of n.
        compared: how many keys have been compared so far.
    """

    def __init__(
        self,
        keys: Sequence[str],
        pairs: Iterable[str],
        lengths: NDArray[np.int16],
        rows: NDArray[np.intp],
        ends: NDArray[np.intp],
    ) -> None:
        self.keys = np.array(keys, dtype=np.object_)
        self.pairs = {pair: number for number, pair in enumerate(pairs)}
        self.lengths, self.rows, self.ends = lengths, rows, ends
        self._as_long = lru_cache(maxsize=256)(self._so_long)
        self.compared = 0

    @classmethod
    def of(cls, keys: Sequence[str]) -> Self:
        """Index keys."""
        holding: defaultdict[str, list[int]] = defaultdict(list)
        for number, key in enumerate(keys):
            for pair in set(map("".join, pairwise(key))):
                holding[pair].append(number)
        rows = np.fromiter(chain.from_iterable(holding.values()), dtype=np.intp)
        ends = np.cumsum([0, *map(len, holding.values())])
        return cls(keys, holding, np.array([len(key) for key in keys], dtype=np.int16), rows, ends)

    def _so_long(self, length: int, edits: int) -> NDArray[np.bool_]:
        """The keys whose length differs by at most so much."""
        return np.abs(self.lengths - length) <= edits

    def within(self, key: str, edits: int) -> tuple[NDArray[np.intp], NDArray[np.uint8]]:
        """Positions of the keys at most `edits` edits away, in order, and how far away each is."""
        held = [number for pair in map("".join, pairwise(key)) if (number := self.pairs.get(pair)) is not None]
        like = self._as_long(len(key), edits)
        least = len(key) - 1 - 2 * edits
        if least > len(held):
            return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.uint8)
        if least > 0:
            rows = np.concatenate([self.rows[self.ends[number] : self.ends[number + 1]] for number in held])
            like = like & (np.bincount(rows, minlength=len(self.keys)) >= least)
        candidates = np.flatnonzero(like)
        self.compared += len(candidates)
        if not len(candidates):
            return candidates, np.empty(0, dtype=np.uint8)
        compared = self.keys[candidates].tolist()
        apart = cdist([key], compared, scorer=Levenshtein.distance, score_cutoff=edits, dtype=np.uint8)[0]
        near = apart <= edits
        return candidates[near], apart[near]


def _edits(key: str) -> int:
    """How many real changes a key of this length can have and still be accepted."""
    return 1 if len(key) <= 6 else 2 if len(key) <= 8 else _MOST_COARSE_EDITS


@dataclass(frozen=True, slots=True)
class _Heard(Generic[T]):
    span: SoundSpan[T]
    score: float
    window: _Window


def _hear(window: _Window, entry: _Entry[T]) -> _Heard[T] | None:
    apart = distance(window.key, entry.key)
    alike = 1.0 - apart / max(len(window.key), len(entry.key))
    same = window.text == entry.name
    if alike < _cutoff(entry.letters) or (entry.letters == 1 and not same):
        return None
    score = len(entry.key) - _PRICE_OF_DISTANCE * apart + (_SAME_SPELLING if same else 0.0)
    span = SoundSpan(window.start, window.end, window.text, entry.name, entry.value, alike)
    return _Heard(span, score, window)


def _windows(utterance: str, longest: int) -> Iterator[_Window]:
    """The stretches worth looking up when no key is longer than `longest` letters."""
    eojeols = [(match.start(), match[0]) for match in _EOJEOL.finditer(utterance)]
    for last, (last_start, last_word) in enumerate(eojeols):
        if len(last_word) > 2 * longest:
            continue
        stems = [stem for stem, _ in josa_candidates(last_word)]
        for first in range(max(0, last - _MOST_EOJEOLS + 1), last + 1):
            start = eojeols[first][0]
            for stem in stems:
                end = last_start + len(stem)
                if end - start <= 2 * longest:
                    text = utterance[start:end]
                    yield _Window(start, end, text, sound_key(text))
        for stem in stems:
            for cut in range(_SHORTEST_HALF, len(stem) - _SHORTEST_HALF + 1):
                split = last_start + cut
                for start, text in ((last_start, stem[:cut]), (split, stem[cut:])):
                    yield _Window(start, start + len(text), text, sound_key(text), split)


def _with_whole_splits(heard: list[_Heard[T]]) -> list[_Heard[T]]:
    """Drop the halves of eojeols whose other half is no name."""
    lefts = {hit.window.split for hit in heard if hit.window.end == hit.window.split}
    rights = {hit.window.split for hit in heard if hit.window.start == hit.window.split}
    whole = (lefts & rights) | {None}
    return [hit for hit in heard if hit.window.split in whole]


def _best_without_overlap(heard: list[_Heard[T]]) -> list[SoundSpan[T]]:
    kept: list[_Heard[T]] = []
    for hit in sorted(heard, key=lambda hit: (-hit.score, hit.span.start)):
        for other in kept:
            ties = hit.score == other.score and (hit.span.start, hit.span.end) == (
                other.span.start,
                other.span.end,
            )
            if not ties and hit.span.start < other.span.end and other.span.start < hit.span.end:
                break
        else:
            kept.append(hit)
    return sorted((hit.span for hit in kept), key=lambda span: span.start)


def homophones(names: Iterable[str]) -> list[tuple[str, ...]]:
    """The groups of two or more differently spelt names that sound the same, each in the order given."""
    groups: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for name in names:
        if key := sound_key(name):
            groups[key][name] = None
    return [tuple(group) for group in groups.values() if len(group) > 1]
