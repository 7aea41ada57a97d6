"""How well passages are found for questions, by words, by meaning, and by both; beside another library's BM25."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import numpy as np

from companion.base.errors import DataError
from companion.base.files import read_text
from companion.models.cross_encoder import Reranker
from companion.models.embedder import Embedder
from companion.retrieval.index import Hit, PassageIndex
from companion.retrieval.reranking import reranked

_DEPTH: Final = 10
"""How far down a ranking is looked at."""
_READ: Final = 20
"""How many of those found a reranker reads."""
_OTHER: Final = "bm25s"
_TOLD_EVERY: Final = 64
"""At most how many passages lie between two reports of the index."""


@dataclass(frozen=True, slots=True)
class RankedPassages:
    """One way to find passages, measured.

    Attributes:
        recall_1, recall_3, recall_10: share of questions whose passage is among the first so many.
        mrr: mean of 1 / rank of the passage, 0 where it is not among the first ten.
        p50_ms, p95_ms: a search, without the vector of the question.
    """

    name: str
    recall_1: float
    recall_3: float
    recall_10: float
    mrr: float
    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class RetrievalResult:
    """What was measured.

    Attributes:
        built_s: seconds to make or open the index.
        embedding_ms: mean milliseconds of the vector of a question.
    """

    passages: int
    questions: int
    embedder: str
    built_s: float
    embedding_ms: float
    ways: tuple[RankedPassages, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain data for `json.dumps`."""
        return asdict(self)


def evaluate_retrieval(
    passages_path: Path,
    questions_path: Path,
    embedder: Embedder,
    cache_folder: Path | None,
    reranker: Reranker | None = None,
) -> RetrievalResult:
    """Index passages and look each question's up; progress goes to stderr.

    Args:
        passages_path: JSON Lines, rows {"id", "text"} and, where there is one, "title".
        questions_path: JSON Lines, rows {"id", "text", "passage"}, the id of the passage that answers.
        embedder: makes the vectors.
        cache_folder: where the index is kept; None keeps none.
        reranker: measured too, on the first twenty by both; None measures none.

    Raises:
        DataError: rows that lack something, an id twice, a passage that does not exist, or no row at all.
    """
    places: dict[str, int] = {}
    texts: list[str] = []
    for line, row in _rows(passages_path, ("id", "text")):
        if row["id"] in places:
            raise DataError(passages_path, line, f"the id «{row['id']}» stands twice", "give each passage its own")
        places[row["id"]] = len(texts)
        title = row.get("title")
        texts.append(f"{title}\n{row['text']}" if isinstance(title, str) and title else row["text"])
    questions: list[str] = []
    wanted: list[int] = []
    for line, row in _rows(questions_path, ("text", "passage")):
        if row["passage"] not in places:
            raise DataError(questions_path, line, f"there is no passage «{row['passage']}»", f"see {passages_path}")
        questions.append(row["text"])
        wanted.append(places[row["passage"]])
    start = perf_counter()
    index = PassageIndex.open(texts, embedder, cache_folder, _progress)
    built = perf_counter() - start
    start = perf_counter()
    for question in questions:
        embedder.encode([question])
    embedding = (perf_counter() - start) / len(questions) * 1e3
    ways: dict[str, Callable[[str], Sequence[Hit]]] = {
        "words": lambda question: index.by_words(question, _DEPTH),
        "meaning": lambda question: index.by_meaning(question, _DEPTH),
        "both": lambda question: index.search(question, _DEPTH),
    }
    if reranker is not None:
        ways["reranked"] = lambda question: reranked(index.search(question, _READ), texts, question, reranker)[:_DEPTH]
    if find_spec(_OTHER) is not None:
        ways[_OTHER] = _by_bm25s(texts)
    measured = tuple(_measured(name, way, questions, wanted, embedder) for name, way in ways.items())
    return RetrievalResult(len(texts), len(questions), embedder.name, built, embedding, measured)


def report_retrieval(result: RetrievalResult) -> str:
    """The measurement as a table."""
    lines = [
        f"{result.passages} passages, {result.questions} questions; {result.embedder}: "
        f"{result.embedding_ms:.1f} ms a question; index ready in {result.built_s:.1f} s",
        "",
        f"{'':8} {'R@1':>6} {'R@3':>6} {'R@10':>6} {'MRR':>6} {'p50 ms':>8} {'p95 ms':>8}",
    ]
    for way in result.ways:
        figures = " ".join(f"{value:6.3f}" for value in (way.recall_1, way.recall_3, way.recall_10, way.mrr))
        lines.append(f"{way.name:8} {figures} {way.p50_ms:8.2f} {way.p95_ms:8.2f}")
    return "\n".join(lines)


def _measured(
    name: str, way: Callable[[str], Sequence[Hit]], questions: Sequence[str], wanted: Sequence[int], embedder: Embedder
) -> RankedPassages:
    ranks, took = [], []
    for question, passage in zip(questions, wanted, strict=True):
        embedder.encode([question])  # remembered, so that the search alone is timed
        start = perf_counter()
        found = way(question)
        took.append((perf_counter() - start) * 1e3)
        ranks.append(next((rank for rank, hit in enumerate(found, 1) if hit.number == passage), np.inf))
    rank = np.array(ranks)
    first, third, tenth = (float((rank <= depth).mean()) for depth in (1, 3, _DEPTH))
    p50, p95 = np.percentile(took, (50, 95))
    return RankedPassages(name, first, third, tenth, float((1 / rank).mean()), float(p50), float(p95))


def _by_bm25s(texts: Sequence[str]) -> Callable[[str], Sequence[Hit]]:
    """The library `bm25s` as it comes: its own words and weights."""
    import bm25s

    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize(list(texts), stopwords=None, show_progress=False), show_progress=False)
    most = min(_DEPTH, len(texts))

    def find(question: str) -> Sequence[Hit]:
        words = bm25s.tokenize([question], stopwords=None, show_progress=False)
        found, scores = retriever.retrieve(words, k=most, show_progress=False)
        return [Hit(int(n), float(s)) for n, s in zip(found[0], scores[0], strict=True) if s > 0]

    return find


def _rows(path: Path, keys: Sequence[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a JSON Lines file with their lines; empty lines are skipped."""
    count = 0
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as e:
            raise DataError(path, number, f"not valid JSON: {e}", "write one JSON object a line") from None
        lacking = [
            key for key in keys if not isinstance(row, dict) or not isinstance(row.get(key), str) or not row[key]
        ]
        if lacking:
            named = " and ".join(f"«{key}»" for key in lacking)
            raise DataError(path, number, f"a row needs a non-empty string under {named}", "add it")
        count += 1
        yield number, row
    if not count:
        raise DataError(path, None, "has no rows", "write one JSON object a line")


def _progress(ready: int, total: int) -> None:
    """A line a tenth, and nothing for what is ready at once."""
    if ready * 10 // total > max(ready - _TOLD_EVERY, 0) * 10 // total:
        print(f"indexing: {ready} of {total} passages", file=sys.stderr, flush=True)
