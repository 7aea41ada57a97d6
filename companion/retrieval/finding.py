"""Everything that people's own files say, ready to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from companion.documents.types import Document, Passage
from companion.language.morphemes import IN_A_TURN
from companion.language.named_days import NamedDays
from companion.models.cross_encoder import Reranker
from companion.models.embedder import Embedder, UseEmbedder
from companion.retrieval.asking import BROADER, Asking
from companion.retrieval.deciding import PASSAGE_WEIGHTS, fitted
from companion.retrieval.evidence import HOLDS, Sought
from companion.retrieval.extracts import Extract, extract
from companion.retrieval.index import Made, PassageIndex
from companion.retrieval.pairs import alike, are_alike, others_as_pairs, pairs_among
from companion.retrieval.reranking import reranked
from companion.retrieval.rows import NoRow, NotHeld, RowFinding, RowsAsked
from companion.retrieval.tables import tables_of
from companion.retrieval.weighing import NAMES, PairWeighing

_LOOKED_AT: Final = 20
"""How many sentences and rows of those found are held against a question word by word."""
_WEIGHED, _BESIDE = 12, 6
"""How many of them are weighed closely, and how many that all of the question finds."""
_MOST_WEIGHED: Final = 4_000
"""Sentences and rows up to which they are weighed; of more, only one that says all is told."""
_NEAREST: Final = 2
"""How many pairs are named where none is sure enough."""
_WORTH_NAMING: Final = 0.25
"""Share of what the two are likely together from which the second is worth naming."""
_NO_KIND, _MISSING_LAST = NAMES.index("no_kind"), NAMES.index("missing_last")
_SURE: Final = 1.0
"""How likely a pair is that is asked letter by letter."""


@dataclass(frozen=True, slots=True)
class FoundPassages:
    """What answers a question, or may.

    Attributes:
        pair: the one that answers it, None where none is sure enough.
        twins: pairs that no question can tell from it, and that answer otherwise.
        extract: a sentence or rows, where no pair does; or that there is no row of the day.
        quoted: the sentence or row that is nearest, where nothing answers surely; `nearness`: how likely that answers.
        near: the two nearest pairs at most, the nearer first, where neither is sure enough.
        meant: whether one of these was probably meant; else they are only near.
        likelihood: of `pair`, or of `near` together, from 0 to 1.
    """

    pair: Passage | None = None
    twins: tuple[Passage, ...] = ()
    extract: Extract | None = None
    quoted: Passage | RowsAsked | None = None
    nearness: float = 0.0
    near: tuple[Passage, ...] = ()
    meant: bool = False
    likelihood: float = 0.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """The nearest sentences and rows, held against a question.

    Attributes:
        passages: [k]; none where there are too many to be weighed.
        columns: [k, f], what speaks for and against each, `NAMES`.
        all_said: what says all that is asked, among these or not.
    """

    passages: tuple[Passage, ...]
    columns: NDArray[np.float64]
    all_said: Extract | None

    @property
    def says_all(self) -> int | None:
        """Which of the passages says all that is asked; None where none of them does."""
        told = self.all_said
        if told is None or isinstance(told, NoRow | NotHeld):
            return None
        ids = {p.id for p in (told.passages if isinstance(told, RowsAsked) else (told,))}
        return next((at for at, passage in enumerate(self.passages) if passage.id in ids), None)

    def lacks_asked(self, at: int) -> bool:
        """Whether nothing but a noun says what is asked, and a passage does not hold it: «크기가 어떻게 돼요»."""
        return bool(self.columns[at, _NO_KIND] and self.columns[at, _MISSING_LAST])


class Papers:
    """The documents of a profile, searched.

    Args:
        documents: what was read.
        embedder: makes vectors of sentences. Pairs are weighed with those that their weights were fitted on.
        asking: what questions ask.
        cache_folder: where the index is kept between starts; None keeps none.
        progress: is told how far making the index is.
        reranker: puts sentences and rows that were found in order; None leaves them in that of the search.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        embedder: Embedder,
        asking: Asking,
        cache_folder: Path | None,
        progress: Made | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        self.documents = {document.id: document for document in documents}
        self.passages = tuple(passage for document in documents for passage in document.passages)
        self._numbers = {passage.id: number for number, passage in enumerate(self.passages)}
        self._asking = asking
        self._tables = tables_of(self.passages, asking)
        self._texts = [searched(p) for p in self.passages]
        self._index = PassageIndex.open(self._texts, embedder, cache_folder, progress)
        self._reranker = reranker
        pairs = pairs_among(self.passages, asking)
        self._embedder = embedder if embedder.name == UseEmbedder.name else UseEmbedder(cache_folder=cache_folder)
        self._cache_folder = cache_folder
        self._weighing = PairWeighing(pairs, asking, self._embedder, cache_folder)
        others = tuple(passage for passage in self.passages if passage.kind != "pair")
        self._others = others if len(others) <= _MOST_WEIGHED else ()
        self._others_at = {passage.id: number for number, passage in enumerate(self._others)}
        self._pairs = {pair.passage.id: pair for pair in pairs}
        self._written = {_letters(pair.passage.question): pair.passage for pair in reversed(pairs)}
        self._numbered = {p.id: p for p in self.passages}
        self._found = lru_cache(maxsize=IN_A_TURN)(self._find)

    def find(self, question: str, main: str = "", *, today: date) -> FoundPassages:
        """What answers a question; nothing where nothing says all of it.

        Args:
            question: all of it.
            main: the clause of it that asks, where there are others.
            today: the day from which «내일» is counted.
        """
        return self._found(question, main or question, today)

    def _find(self, question: str, main: str, today: date) -> FoundPassages:
        written = self._written.get(_letters(question))
        if written is not None:
            return FoundPassages(written, self._twins(written), likelihood=_SURE)
        numbers, columns = self._weighing.held(question, main)
        deciding = fitted()
        likely = deciding.probabilities(columns)
        order = np.argsort(-likely, kind="stable")[:_NEAREST]
        best = [self._weighing.passages[numbers[at]] for at in order]
        together = float(likely[order].sum())
        about = self._weighing.about(main, numbers[np.argsort(-likely, kind="stable")].tolist())
        if len(about) > 1:  # «주차장은요?»
            return FoundPassages(near=tuple(map(self._weighing.passages.__getitem__, about[:_NEAREST])), meant=True)
        if best and deciding.tells(float(likely[order[0]]), columns[order[0]]):
            return FoundPassages(best[0], self._twins(best[0]), likelihood=float(likely[order[0]]))
        near = tuple(p for p, at in zip(best, order, strict=True) if likely[at] >= _WORTH_NAMING * together)
        told, quoted, nearness = self._among_others(question, main, today)
        return FoundPassages(
            extract=told,
            quoted=quoted,
            nearness=nearness,
            near=near if together >= deciding.names else (),
            meant=together >= deciding.asks,
            likelihood=together,
        )

    def weighed(self, question: str, main: str, today: date) -> Weighed:
        """The nearest sentences and rows, and what speaks for and against each.

        Args:
            question: all of it.
            main: the clause of it that asks.
            today: the day from which «내일» is counted.
        """
        hits = self._index.search(main, _LOOKED_AT)
        ranked = (self.passages[hit.number] for hit in reranked(hits, self._texts, main, self._reranker))
        all_said = extract(main, ranked, self._asking, self._tables, today)
        beside = self._index.search(question, _BESIDE) if question != main else []
        passages = (self.passages[hit.number] for hit in (*hits[:_WEIGHED], *beside))
        found = tuple({p.id: p for p in passages if p.id in self._others_at}.values())
        if not found:
            return Weighed((), np.empty((0, len(NAMES))), all_said)
        candidates = np.array([self._others_at[passage.id] for passage in found], dtype=np.int64)
        return Weighed(found, self._weighed_others.held(question, main, candidates)[1], all_said)

    def _among_others(
        self, question: str, main: str, today: date
    ) -> tuple[Extract | None, Passage | RowsAsked | None, float]:
        """The sentence or rows that answer; where none does, the one that is quoted, and how likely it answers.

        A sentence that says all that is asked need only be likely enough not to be of something else; another one must
        be as likely as a pair is. Rows that say all are told, and no others.
        """
        weighed = self.weighed(question, main, today)
        found, all_said = weighed.passages, weighed.all_said
        of_a_day = all_said is not None and bool(NamedDays.of(main, today).said)
        if of_a_day or isinstance(all_said, RowsAsked | NoRow | NotHeld) or not found:
            return all_said, None, 0.0
        deciding = fitted(PASSAGE_WEIGHTS)
        likely = deciding.probabilities(weighed.columns)
        best, says_all = int(np.argmax(likely)), weighed.says_all
        if says_all is not None and likely[says_all] >= deciding.asks:
            return all_said, None, 0.0
        nearest: Passage | RowsAsked = found[best]
        if found[best].kind == "row":
            nearest = RowFinding(main, self._asking, today).of_row(found[best], self._tables[found[best].id])
        elif deciding.tells(float(likely[best]), weighed.columns[best]) and not weighed.lacks_asked(best):
            return nearest, None, 0.0
        if likely[best] < deciding.names or self._lacks_way(main, found[best]):
            return None, None, 0.0
        return None, nearest, float(likely[best])

    def _lacks_way(self, question: str, passage: Passage) -> bool:
        """Whether a way to reach somebody is asked for and a passage has none of that kind."""
        ways = self._asking.found_in(Sought.of(question, self._asking).asked) & BROADER.keys()
        return bool(ways) and not any(HOLDS[way](passage.text) for way in ways)

    @cached_property
    def _weighed_others(self) -> PairWeighing:
        pairs = others_as_pairs(self._others, self._asking)
        return PairWeighing(pairs, self._asking, self._embedder, self._cache_folder)

    def _twins(self, pair: Passage) -> tuple[Passage, ...]:
        """The pairs that no question can tell from one, and that answer otherwise."""
        one = self._pairs[pair.id]
        return tuple(other.passage for other in self._pairs.values() if are_alike(one, other, self._asking))

    def asked_in(self, question: str) -> frozenset[str]:
        """The words of a question that say what is asked, whatever it is asked of."""
        return Sought.of(question, self._asking).asked.naming

    def names_something(self, question: str) -> bool:
        """Whether a question says what it is about."""
        return bool(Sought.of(question, self._asking).words)

    def says_little(self, word: str) -> bool:
        """Whether a word, a verb without -다, says little: «알리» in «알려 줘»."""
        return word in self._asking.light

    def passage(self, id: str) -> Passage | None:
        """A passage by its id."""
        return self._numbered.get(id)

    def after(self, id: str) -> Passage | None:
        """What stands behind a sentence or row in its document, under the same headings."""
        number = self._numbers.get(id)
        if number is None or number + 1 == len(self.passages):
            return None
        one, following = self.passages[number], self.passages[number + 1]
        same = (one.document, one.headings) == (following.document, following.headings)
        return following if same else None


def searched(passage: Passage) -> str:
    """The text that a passage is found by."""
    return "\n".join(filter(None, (" ".join(passage.headings), passage.question, passage.text)))


def indistinct(documents: Sequence[Document], asking: Asking) -> tuple[tuple[Passage, Passage], ...]:
    """Pairs that no question can tell apart, though they are answered differently: to be told when they are added."""
    passages = (passage for document in documents for passage in document.passages)
    return tuple(alike(pairs_among(passages, asking), asking))


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())
