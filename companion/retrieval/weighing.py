"""Questions held against pairs: what speaks for a pair answering a question, and what against, as numbers.

A sentence or row of a document is held against questions as a pair is, too: it answers what its headings and columns
say (`pairs.py`). Nothing is decided here: what each number weighs was fitted on sheets and documents whose answers are
known (`deciding.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from math import log
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from companion.base.shelf import Arrays, Plain, Shelf
from companion.language.content import HOW_MANY, ContentWord, as_in_dictionary, content_of
from companion.models.embedder import Embedder
from companion.retrieval.asking import BROADER, Asking, Found
from companion.retrieval.evidence import COVERED, HOLDS, Sought, TextWords
from companion.retrieval.pairs import AskedPair

Vector = NDArray[np.float32]
Scores = NDArray[np.float64]
"""A number for each pair."""

CANDIDATES: Final = 12
"""How many pairs are looked at closely."""
_LETTERS_WEIGH: Final = 0.5
"""Of letters against the likeness of sentences, where candidates are chosen."""
_IN_ANSWER: Final = 0.7
"""How well a word is covered by the answer of a pair alone."""
_SENTENCE: Final = re.compile(r"(?<=[.?!])\s+")
_COUNTER: Final = re.compile(r"^[\d.,]+(?P<counter>\D+)$")
_LENGTHS: Final = (2, 3)
_HALF: Final = 0.5
_UNKNOWN_SHARE: Final = 0.5
"""What stands for the share of nothing: a pair that only asks when, a question that only does."""

NAMES: Final = (
    *("like_question", "like_whole", "like_sentence", "behind_question", "behind_whole", "behind_sentence"),
    *("letters_question", "letters_whole", "letters_back"),
    *("words_question", "words_whole", "words_like", "word_least", "missing_any", "missing_nouns", "missing_verbs"),
    *("missing_elsewhere", "missing_nowhere", "missing_unlike", "missing_names", "missing_last", "missing_also"),
    *("back_words", "back_like", "asks_same", "asks_leaning", "asks_other", "asks_anything", "pair_open"),
    *("holds", "lacks", "lacks_money", "lacks_time", "lacks_place", "lacks_person", "lacks_contact", "lacks_number"),
    *("counted", "uncounted", "numbers_missing", "denied_otherwise", "denied_within", "apart", "apart_from_its"),
    *("words", "no_verb", "open", "no_kind", "nowhere", "sure_words", "sure_least"),
    *("says_all", "says_all_asked", "missing_open", "also_open", "lacks_other", "missing_far"),
)
"""What is weighed, in the order of the columns; see `_Held`."""


@dataclass(frozen=True)
class _Made:
    """The vectors of some pairs.

    Attributes:
        questions, wholes: float32 [n, d].
        sentences: float32 [m, d] of all answers; `firsts`: int64 [n + 1], where those of each pair begin.
        words: float32 [v, d], in the order of the vocabulary.
    """

    questions: Vector
    wholes: Vector
    sentences: Vector
    firsts: NDArray[np.int64]
    words: Vector


@dataclass(frozen=True)
class _Pair:
    """A pair with what is looked at in it.

    Attributes:
        asked, told: places of the words of its question, and of its answer, in the vocabulary.
        letters, answer_letters: runs of two and three letters.
        counters: what is counted in it.
    """

    pair: AskedPair
    asked: tuple[int, ...]
    told: tuple[int, ...]
    letters: frozenset[str]
    answer_letters: frozenset[str]
    counters: frozenset[str]


class PairWeighing:
    """Pairs, ready to be held against questions.

    Args:
        pairs: all pairs.
        asking: what questions ask.
        embedder: of sentences and words.
        cache_folder: where vectors are kept between starts; None keeps none.
    """

    def __init__(
        self, pairs: Sequence[AskedPair], asking: Asking, embedder: Embedder, cache_folder: Path | None
    ) -> None:
        self._asking, self._embedder = asking, embedder
        self.passages = tuple(pair.passage for pair in pairs)
        said = [[as_in_dictionary(w) for w in pair.sought.words] for pair in pairs]
        told = [[as_in_dictionary(w) for w in content_of(pair.passage.text).words] for pair in pairs]
        places = {word: at for at, word in enumerate(sorted({w for some in (*said, *told) for w in some}))}
        self._vocabulary = tuple(places)
        self._pairs = tuple(
            _Pair(
                pair,
                tuple(map(places.__getitem__, asked)),
                tuple(map(places.__getitem__, answered)),
                _letters(pair.passage.question),
                _letters(" ".join((*pair.passage.headings, pair.passage.text))),
                _counters(pair.passage.question) | _counters(pair.passage.text),
            )
            for pair, asked, answered in zip(pairs, said, told, strict=True)
        )
        self._size = len(self._pairs)
        self._words = Counter(key for one in self._pairs for key in one.pair.whole.keys)
        self._runs = Counter(run for one in self._pairs for run in one.letters | one.answer_letters)
        self._cache_folder = cache_folder

    def held(
        self, question: str, main: str, candidates: NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.int64], Scores]:
        """The pairs that are nearest to a question, and what speaks for and against each.

        Args:
            question: all of it.
            main: the clause of it that asks.
            candidates: numbers of the pairs to look at, found otherwise; None looks for the nearest.

        Returns:
            Numbers of pairs [k], the nearest first, and their columns `NAMES` [k, f].
        """
        if not self._size or (candidates is not None and not len(candidates)):
            return np.empty(0, np.int64), np.empty((0, len(NAMES)))
        held = _Held(self, question, main, candidates)
        return held.candidates, held.columns()

    @cached_property
    def vectors(self) -> _Made:
        """Of everything that is said in the pairs; made once, then from the shelf."""
        passages = self.passages
        wholes = [" ".join((*p.headings[1:], p.question, p.text)) for p in passages]
        shelf = Shelf(self._cache_folder, "pair-vectors", (self._embedder.name, *wholes, *self._vocabulary))

        def kept(plain: Plain, arrays: Arrays) -> dict[str, NDArray[Any]]:
            return dict(arrays)

        arrays = shelf.get_mapped(kept)
        if arrays is None:
            sentences = [_SENTENCE.split(p.text) for p in passages]
            arrays = {
                "questions": self._embedder.encode([p.question for p in passages]),
                "wholes": self._embedder.encode(wholes),
                "sentences": self._embedder.encode([s for some in sentences for s in some]),
                "firsts": np.array([0, *accumulate(map(len, sentences))], dtype=np.int64),
                "words": self._embedder.encode(self._vocabulary or ("",)),
            }
            shelf.put(None, {name: np.ascontiguousarray(array) for name, array in arrays.items()})
        return _Made(**arrays)

    def about(self, question: str, numbers: Iterable[int]) -> list[int]:
        """Those pairs whose questions name all that a question names, where it says not what is asked of it."""
        sought = Sought.of(question, self._asking)
        if not (sought.words and sought.only_names):
            return []
        return [n for n in numbers if not sought.missing(self._pairs[n].pair.question, self._asking)]

    def encode(self, texts: Iterable[str]) -> Vector:
        """Vectors [n, d]; one by one, so that they are remembered."""
        return np.stack([self._embedder.encode([text])[0] for text in texts])

    def knows(self, word: ContentWord, runs: Sequence[str]) -> bool:
        """Whether any pair holds a word."""
        return self._everything.holds(word, runs, self._asking) >= COVERED

    @cached_property
    def _everything(self) -> TextWords:
        wholes = [one.pair.whole for one in self._pairs]
        return TextWords(frozenset().union(*(w.keys for w in wholes)), "\0".join(w.written for w in wholes))

    def rarity(self, word: ContentWord) -> float:
        """How much a word says among these pairs, from 0 to about 1."""
        return max(log(1 + self._size / (1 + self._words[key])) for key in word.keys) / log(1 + self._size)

    def rare(self, run: str) -> float:
        """The same of a run of letters."""
        return log(1 + self._size / (1 + self._runs[run]))


class _Held:
    """One question against the pairs.

    `behind_…` is how far a pair lies behind the nearest; `…_back` looks from the pair to the question; `missing_…` are
    words of the asking clause that a pair does not hold: those that others hold, those of no pair, the last noun,
    one that is asked «besides»; `apart` are words of which one is meant where another is not («겨울», «여름»).
    """

    def __init__(
        self, weighing: PairWeighing, question: str, main: str, candidates: NDArray[np.int64] | None = None
    ) -> None:
        self._of, self._asking = weighing, weighing._asking
        self._all, self._sought = Sought.of(question, self._asking), Sought.of(main, self._asking)
        self._asked = self._sought.asked if self._sought.asked.kinds else self._all.asked
        self._letters = _letters(question)
        made = weighing.vectors
        said = weighing.encode(dict.fromkeys((question, main)))
        if candidates is None:
            question_like, whole_like = (said @ made.questions.T).max(0), (said @ made.wholes.T).max(0)
            near = np.maximum(question_like, whole_like) + _LETTERS_WEIGH * self._share_of_letters()
            candidates = np.argsort(-near, kind="stable")[:CANDIDATES]
        self.candidates = candidates
        firsts, ends = made.firsts[candidates], made.firsts[candidates + 1]
        sentences = [made.sentences[first:end] @ said.T for first, end in zip(firsts, ends, strict=True)]
        # How like the question is to what each asks, to all of it, and to its best sentence: [k] each.
        self._like = [
            (said @ made.questions[candidates].T).max(0),
            (said @ made.wholes[candidates].T).max(0),
            np.array([some.max() for some in sentences]),
        ]

    def _share_of_letters(self) -> Scores:
        total = sum(map(self._of.rare, self._letters)) or 1.0
        return np.array(
            [sum(map(self._of.rare, self._letters & (p.letters | p.answer_letters))) / total for p in self._of._pairs]
        )

    def columns(self) -> Scores:
        """What speaks for and against each candidate."""
        words, vectors = self._sought.words, self._of.vectors.words
        like = self._of.encode(map(as_in_dictionary, words)) @ vectors.T if words else None
        back = self._of.encode(map(as_in_dictionary, self._all.words)) @ vectors.T if self._all.words else None
        runs = self._sought.content.runs
        known = [self._of.knows(word, runs) for word in words]
        rows = []
        for at, number in enumerate(self.candidates):
            values = self._values(self._of._pairs[number], like, back, known)
            for name, scores in zip(("question", "whole", "sentence"), self._like, strict=True):
                values[f"like_{name}"] = float(scores[at])
                values[f"behind_{name}"] = float(scores[at] - scores.max())
            values |= _together(values)
            rows.append([values[name] for name in NAMES])
        return np.array(rows, dtype=np.float64)

    def _values(self, one: _Pair, like: Vector | None, back: Vector | None, known: Sequence[bool]) -> dict[str, float]:
        return {
            **self._of_letters(one),
            **self._of_words(one, like, known),
            **self._of_pair_words(one, back),
            **self._of_kinds(one),
            "words": float(len(self._sought.words)),
            "no_verb": float(all(word.kind != "verb" for word in self._all.content.words)),
            "open": float(self._asking.is_open(self._asked)),
            "no_kind": float(not self._asked.kinds),
            "nowhere": float(known.count(False)),
        }

    def _of_letters(self, one: _Pair) -> dict[str, float]:
        rare = self._of.rare
        total = sum(map(rare, self._letters)) or 1.0
        shared = sum(map(rare, self._letters & one.letters))
        return {
            "letters_question": shared / total,
            "letters_whole": sum(map(rare, self._letters & (one.letters | one.answer_letters))) / total,
            "letters_back": shared / (sum(map(rare, one.letters)) or 1.0),
        }

    def _of_words(self, one: _Pair, like: Vector | None, known: Sequence[bool]) -> dict[str, float]:
        words, runs, pair = self._sought.words, self._sought.content.runs, one.pair
        weight = np.array([self._of.rarity(word) for word in words])
        asked = np.array(
            [
                max(text.holds(word, runs, self._asking) for text in (pair.question, pair.headings)) >= COVERED
                for word in words
            ],
            dtype=bool,
        )
        held = np.array([pair.whole.holds(word, runs, self._asking) >= COVERED for word in words], dtype=bool)
        places = [*one.asked, *one.told]
        near = np.zeros(len(words)) if like is None or not places else like[:, places].max(1)
        near = np.maximum(near, held)
        missing = ~(asked | held)
        nouns = [number for number, word in enumerate(words) if word.kind != "verb"]
        covered = float((weight * np.where(asked, 1.0, np.where(held, _IN_ANSWER, 0.0))).sum())
        total = float(weight.sum()) or 1.0
        least = float(near.min()) if len(words) else 1.0
        gone = [word for word, lacks in zip(words, missing, strict=True) if lacks]
        apart = [word for word in gone if word.text in self._asking.apart]
        return {
            "words_question": float((weight * asked).sum()) / total if len(words) else _UNKNOWN_SHARE,
            "words_whole": covered / total if len(words) else _UNKNOWN_SHARE,
            "words_like": float((weight * near).sum()) / total if len(words) else _UNKNOWN_SHARE,
            "word_least": least,
            "missing_any": float(bool(gone)),
            "missing_nouns": float(sum(word.kind != "verb" for word in gone)),
            "missing_verbs": float(sum(word.kind == "verb" for word in gone)),
            "missing_elsewhere": float(sum(lacks and found for lacks, found in zip(missing, known, strict=True))),
            "missing_nowhere": float(sum(lacks and not found for lacks, found in zip(missing, known, strict=True))),
            "missing_unlike": float(((1 - near) * weight * missing).sum()),
            "missing_names": float(sum(word.kind in ("name", "foreign") for word in gone)),
            "missing_last": float(bool(nouns) and bool(missing[nouns[-1]])),
            "missing_also": float(any(word.also for word in gone)),
            "apart": float(len(apart)),
            "apart_from_its": float(
                sum(not pair.whole.keys.isdisjoint(self._asking.apart[word.text]) for word in apart)
            ),
            "sure_words": (covered / total) ** 2 if len(words) else _UNKNOWN_SHARE**2,
            "sure_least": least**2,
        }

    def _of_pair_words(self, one: _Pair, back: Vector | None) -> dict[str, float]:
        words, runs = one.pair.sought.words, one.pair.sought.content.runs
        if not words:
            return {"back_words": _UNKNOWN_SHARE, "back_like": _UNKNOWN_SHARE}
        said = self._all
        keys = frozenset((*said.content.keys, *(key for word in said.words for key in word.keys)))
        evidence = TextWords(keys, said.content.written)
        weight = np.array([self._of.rarity(word) for word in words])
        held = np.array([evidence.holds(word, runs, self._asking) >= COVERED for word in words], dtype=np.float64)
        near = held if back is None else np.maximum(held, back[:, list(one.asked)].max(0))
        total = float(weight.sum()) or 1.0
        return {"back_words": float((weight * held).sum()) / total, "back_like": float((weight * near).sum()) / total}

    def _of_kinds(self, one: _Pair) -> dict[str, float]:
        asking, pair = self._asking, one.pair
        fits = asking.answers(self._asked, pair.sought.asked)
        same = bool(self._asked.kinds & pair.sought.asked.kinds)
        wanted = asking.found_in(self._asked)
        holds: Mapping[Found, bool] = {found: _holds(found, pair.passage.text) for found in wanted}
        counted = [
            not one.counters.isdisjoint(asking.counters[counter])
            for word in self._all.content.others
            if word.startswith(HOW_MANY) and (counter := word.removeprefix(HOW_MANY)) in asking.counters
        ]
        content = self._all.content
        lacking = {BROADER.get(found, found) for found, there in holds.items() if not there}
        return {
            "asks_same": float(same),
            "asks_leaning": float(not same and fits > 0 and bool(self._asked.kinds)),
            "asks_other": float(not fits),
            "asks_anything": float(not self._asked.kinds),
            "pair_open": float(asking.is_open(pair.sought.asked)),
            "holds": float(any(holds.values())),
            "lacks": float(bool(holds) and not any(holds.values())),
            **{f"lacks_{found}": float(found in lacking) for found in HOLDS},
            "counted": float(bool(counted) and all(counted)),
            "uncounted": float(bool(counted) and not all(counted)),
            "numbers_missing": float(sum(number not in pair.whole.keys for number in content.numbers)),
            "denied_otherwise": float(self._sought.content.denied != pair.sought.content.denied),
            "denied_within": float(content.denied_within != pair.sought.content.denied_within),
        }


def _together(values: Mapping[str, float]) -> dict[str, float]:
    """What says more together than by itself. A pair says all where it holds every word, number and counter of a
    question, and what an answer to it must hold; it is asked where the question names half of what it is about, too."""
    against = ("missing_any", "lacks", "numbers_missing", "uncounted")
    all_said = float(values["words"] > 0 and not any(values[name] for name in against))
    asked = float(values["back_words"] >= _HALF and (values["holds"] or not values["asks_other"]))
    return {
        "says_all": all_said,
        "says_all_asked": all_said * asked,
        "missing_open": values["missing_any"] * values["open"],
        "also_open": values["missing_also"] * values["open"],
        "lacks_other": values["lacks"] * values["asks_other"],
        "missing_far": values["missing_nouns"] * (1 - values["word_least"]),
    }


@lru_cache(maxsize=4096)
def _holds(found: Found, text: str) -> bool:
    return HOLDS[found](text)


def _letters(text: str) -> frozenset[str]:
    plain = "".join(character for character in text.lower() if character.isalnum())
    return frozenset(plain[at : at + size] for size in _LENGTHS for at in range(len(plain) - size + 1))


def _counters(text: str) -> frozenset[str]:
    found = (_COUNTER.match(number) for number in content_of(text).numbers)
    return frozenset(match["counter"] for match in found if match)
