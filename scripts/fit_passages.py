#!/usr/bin/env python3
"""Fit how questions are held against sentences and rows: writes companion/retrieval/deciding_passages.json.

    python scripts/fit_passages.py [--folder scripts/documents] [--check]

Beside each made-up document NAME.md of the folder stands NAME.txt with what people ask of it, one line each: «= words
of the answer & others | question», or «- a question near to it that the document does not answer». Learnt from are
also questions whose answer was taken away, and what people say to the robot otherwise (phrases of the packs). Grades
are chosen on documents that were held out of the fit, one after the other. With --check nothing is written.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from fit_pairs import BEHIND, SAID_WEIGHS, WITHOUT, Case, begun, fit, options_of, share

from companion.base.files import Mistakes
from companion.dialogue.loading import packs_of
from companion.documents.keeping import About, add_document, load_documents
from companion.documents.pairs import SheetWords
from companion.language.normalize import normalize
from companion.language.parsing import read
from companion.language.preface import asked_clauses
from companion.models.embedder import UseEmbedder
from companion.retrieval.asking import Asking
from companion.retrieval.deciding import PASSAGE_WEIGHTS, Deciding
from companion.retrieval.finding import Papers, searched

WRONG, NEAR, TALK = 0.02, 0.08, 0.3
"""Shares of questions that get another sentence, of near ones that get any, and of talk that something is quoted to."""
SAID = 100
"""How much of what is said otherwise is held against each document."""
TODAY = date(2026, 1, 1)
GRADES = np.arange(0.1, 1.0, 0.01)


@dataclass(frozen=True)
class Read:
    """A case with what the strict rule makes of it.

    Attributes:
        answers: [k], which passages hold the words of the answer.
        says_all: which passage says all that is asked, None where none does; `in_row`: whether that is a row, which
            is told however likely it is.
        rows: which of the passages are rows.
    """

    case: Case
    answers: tuple[bool, ...]
    says_all: int | None = None
    in_row: bool = False
    rows: frozenset[int] = frozenset()


def read_document(path: Path, asking: Asking, embedder: UseEmbedder, words: SheetWords) -> Papers:
    """A document, as one that was added is."""
    with tempfile.TemporaryDirectory() as pack:
        add_document(Path(pack), path, About(source=path.stem, day=TODAY), words, None)
        return Papers(load_documents(Path(pack), None), embedder, asking, None)


def cases_of(path: Path, papers: Papers, said: Sequence[str]) -> Iterator[Read]:
    """All cases of a document."""
    for line in path.with_suffix(".txt").read_text(encoding="utf-8").splitlines():
        words, _, text = line[1:].strip().rpartition(" | ")
        clauses = asked_clauses(read(normalize(text), (), (), ()))
        weighed = papers.weighed(text, clauses[-1] if clauses else text, TODAY)
        passages, columns, says_all = weighed.passages, weighed.columns, weighed.says_all
        if not passages:
            continue
        must = [_plain(word) for word in words.split(" & ") if word]
        answers = tuple(bool(must) and all(word in _plain(searched(p)) for word in must) for p in passages)
        kind = "asked" if must else "near"
        in_row = says_all is not None and passages[says_all].kind == "row"
        case = Case(path.stem, columns, answers.index(True) if any(answers) else -1, kind)
        rows = frozenset(at for at, passage in enumerate(passages) if passage.kind == "row")
        yield Read(case, answers, says_all, in_row, rows)
        others = columns[[at for at, right in enumerate(answers) if not right]].copy()
        if must and len(others):
            others[:, BEHIND] -= others[:, BEHIND].max(axis=0)
            yield Read(Case(path.stem, others, -1, "without", WITHOUT), (False,) * len(others))
    for text in said:
        weighed = papers.weighed(text, text, TODAY)
        if weighed.passages:
            yield Read(Case(path.stem, weighed.columns, -1, "talk", SAID_WEIGHS), (False,) * len(weighed.passages))


def _plain(text: str) -> str:
    return re.sub(r"[\s,]", "", text)


@dataclass(frozen=True)
class Outcome:
    """What a fit says of a case that it has not seen.

    Attributes:
        first: how likely the nearest is; `right`: whether it answers; `nearest_row`: whether it is a row, which is only
            quoted.
        all_said: how likely the one is that says all, 0 where none does, 1 for a row; `all_right`: whether it answers.
    """

    kind: str
    first: float
    columns: np.ndarray
    right: bool
    nearest_row: bool
    all_said: float
    all_right: bool


def outcomes(deciding: Deciding, cases: Sequence[Read]) -> Iterator[Outcome]:
    """What a fit says of cases."""
    for one in cases:
        likely = deciding.probabilities(one.case.columns)
        best = int(np.argmax(likely))
        at = one.says_all
        all_said = 1.0 if one.in_row else float(likely[at]) if at is not None else 0.0
        all_right = at is not None and one.answers[at]
        first, columns, row = float(likely[best]), one.case.columns[best], best in one.rows
        yield Outcome(one.case.kind, first, columns, one.answers[best], row, all_said, all_right)


def tells(deciding: Deciding, one: Outcome) -> bool | None:
    """Whether what is told is right; None where nothing is."""
    if one.all_said >= deciding.asks:
        return one.all_right
    return one.right if not one.nearest_row and deciding.tells(one.first, one.columns) else None


def graded(fitted: Deciding, held_out: Sequence[Outcome]) -> Deciding:
    """With the probabilities from which one is told, told if it says all, and quoted: as much as may be is told."""
    asked, near, talk = ([o for o in held_out if o.kind == kind] for kind in ("asked", "near", "talk"))

    def told(deciding: Deciding) -> tuple[float, bool]:
        answers = [tells(deciding, one) for one in asked]
        wrong, any_near = (
            share((a is False for a in answers), asked),
            share((tells(deciding, o) is not None for o in near), near),
        )
        return share((a is True for a in answers), asked), wrong <= WRONG and any_near <= NEAR

    tried = [replace(fitted, answers=float(a), asks=float(s)) for a in GRADES for s in GRADES if s <= a]
    best = max(
        (one for one in tried if told(one)[1]), key=lambda one: told(one)[0], default=replace(fitted, answers=1.0)
    )
    return replace(best, names=float(np.quantile([one.first for one in talk], 1 - TALK)))


def report(held_out: Sequence[Outcome], chosen: Deciding) -> None:
    """What the grades would do on the documents that were held out."""
    for kind in ("asked", "near", "talk"):
        some = [one for one in held_out if one.kind == kind]
        answers = [tells(chosen, one) for one in some]
        quoted = [
            one.right for one, answer in zip(some, answers, strict=True) if answer is None and one.first >= chosen.names
        ]
        print(
            f"{kind} {len(some)}: told {share((a is True for a in answers), some):.3f} right, "
            f"{share((a is False for a in answers), some):.3f} other; "
            f"quoted {share(quoted, some):.3f} right, {share((not right for right in quoted), some):.3f} other"
        )


def main() -> None:
    """Fit, choose the grades, report, write."""
    options = options_of(__doc__, "documents")
    settings, material, said, chance, embedder = begun()
    words = SheetWords.load(packs_of(settings).paths("sheets.yaml"), Mistakes())
    every: list[Read] = []
    for path in sorted(options.folder.glob("*.md")):
        papers = read_document(path, material.asking, embedder, words)
        every += cases_of(path, papers, chance.sample(said, SAID))
        print(path.stem, len(papers.passages), flush=True)
    held_out: list[Outcome] = []
    for left in sorted({one.case.sheet for one in every}):
        without = fit([one.case for one in every if one.case.sheet != left])
        held_out += outcomes(without, [one for one in every if one.case.sheet == left])
    chosen = graded(fit([one.case for one in every]), held_out)
    report(held_out, chosen)
    if not options.check:
        PASSAGE_WEIGHTS.write_text(chosen.as_json(), encoding="utf-8")


if __name__ == "__main__":
    main()
