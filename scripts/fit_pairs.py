#!/usr/bin/env python3
"""Fit how questions are held against question-answer pairs: writes companion/retrieval/deciding.json.

    python scripts/fit_pairs.py [--folder scripts/pairs] [--check]

Each file of the folder is a made-up sheet, one line each: «Q question | answer | category», below it «= the same in
other words», and «- a question near to it that no pair of the sheet answers». Three kinds of cases are learnt from:
questions with the pair that answers, near ones that none answers, and what people say to the robot otherwise (phrases
of the packs). Each question is learnt from once more with its pair taken away. Grades are chosen on sheets that were
held out of the fit, four folds: a pair is told from the least probability at which at most 1.5 % of the questions get
a wrong one and 4 % of the near ones any. With --check nothing is written.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from companion.base.settings import Settings, load_settings
from companion.dialogue.loading import Material, load_material
from companion.dialogue.training import fillers
from companion.documents.types import Passage
from companion.language.normalize import normalize
from companion.language.parsing import read
from companion.language.preface import asked_clauses
from companion.models.embedder import UseEmbedder
from companion.retrieval.asking import Asking
from companion.retrieval.deciding import WEIGHTS, Deciding
from companion.retrieval.pairs import pairs_among
from companion.retrieval.weighing import NAMES, PairWeighing
from companion.understanding.phrases import training_sentences

WRONG, NEAR, TALK, TALK_NAMED = 0.015, 0.04, 0.01, 0.1
"""Shares of questions that get a wrong pair, of near ones that get any, of talk that is asked back about, and of talk
to which a pair is near."""
PENALTY = 10.0
WITHOUT = 0.5
"""Weight of a question whose pair was taken away."""
SAID = 100
"""How much of what is said otherwise is held against each sheet, and its weight."""
SAID_WEIGHS = 0.5
FOLDS = 4
STEPS = 50
SAID_ALIKE = 0.3
"""Weight of the question of a pair itself, with another ending."""
ENDINGS = (
    ("얼마인가요", ("얼마예요", "얼마죠", "얼마입니까")),
    ("인가요", ("이에요", "이죠", "입니까")),
    ("하나요", ("해요", "합니까", "하는지 궁금해요")),
    ("되나요", ("돼요", "됩니까", "될까요")),
    ("있나요", ("있어요", "있습니까", "있을까요")),
    ("나요", ("는지 알려 주세요", "는지 궁금합니다")),
)
FOR = (
    "like_",
    "behind_",
    "letters_",
    "words_",
    "word_",
    "back_",
    "asks_same",
    "asks_leaning",
    "holds",
    "counted",
    "says_",
)
AGAINST = ("missing_", "lacks", "asks_other", "uncounted", "numbers_", "denied_", "apart", "also_")
"""What can only speak for a pair, and what only against it: signs are kept, whatever a few sheets seem to say."""
BEHIND = [NAMES.index(name) for name in NAMES if name.startswith("behind_")]


@dataclass(frozen=True)
class Case:
    """One question held against a sheet.

    Attributes:
        columns: [k, f], of the nearest pairs.
        pair: which of these answers; -1 where none does.
        kind: «asked», «near», «talk» or «without».
    """

    sheet: str
    columns: np.ndarray
    pair: int
    kind: str
    weight: float = 1.0


def read_sheet(path: Path, asking: Asking, embedder: UseEmbedder) -> tuple[PairWeighing, list[tuple[str, int, bool]]]:
    """The pairs of a sheet, and its questions: text, number of the pair, whether it answers."""
    passages: list[Passage] = []
    questions: list[tuple[str, int, bool]] = []
    for line in filter(None, map(str.strip, path.read_text(encoding="utf-8").splitlines())):
        mark, text = line[0], line[1:].strip()
        if mark == "Q":
            question, answer, category = map(str.strip, text.split("|"))
            number = len(passages)
            headings = (path.stem, category)
            passages.append(
                Passage(f"{path.stem}#{number}", path.stem, "pair", answer, question, headings=headings, order=number)
            )
        else:
            questions.append((text, len(passages) - 1, mark == "="))
    return PairWeighing(pairs_among(passages, asking), asking, embedder, None), questions


def cases_of(
    sheet: str, weighing: PairWeighing, questions: Iterable[tuple[str, int, bool]], said: Iterable[str]
) -> Iterator[Case]:
    """All cases of a sheet."""
    for text, number, answers in questions:
        clauses = asked_clauses(read(normalize(text), (), (), ()))
        nearest, columns = weighing.held(text, clauses[-1] if clauses else text)
        at = np.flatnonzero(nearest == number)
        if not answers:
            yield Case(sheet, columns, -1, "near")
            continue
        yield Case(sheet, columns, int(at[0]) if len(at) else -1, "asked")
        others = np.delete(columns, at, axis=0)
        others[:, BEHIND] -= others[:, BEHIND].max(axis=0)
        yield Case(sheet, others, -1, "without", WITHOUT)
    for pair in weighing.passages:
        for text in said_alike(pair.question):
            nearest, columns = weighing.held(text, text)
            at = np.flatnonzero(nearest == pair.order)
            yield Case(sheet, columns, int(at[0]) if len(at) else -1, "alike", SAID_ALIKE)
    for text in said:
        yield Case(sheet, weighing.held(text, text)[1], -1, "talk", SAID_WEIGHS)


def said_alike(question: str) -> Iterator[str]:
    """The same question, and with its ending changed."""
    plain = question.rstrip("?. ")
    yield plain
    for ending, others in ENDINGS:
        if plain.endswith(ending):
            yield from (plain.removesuffix(ending) + other for other in others)
            return


def fit(cases: Sequence[Case]) -> Deciding:
    """The weights that make the cases most likely, by Newton's method with halved steps; penalised (ridge)."""
    every = np.concatenate([case.columns for case in cases])
    mean, scale = every.mean(axis=0), every.std(axis=0)
    scale[scale < 1e-6] = 1.0
    most, width = max(len(case.columns) for case in cases), len(NAMES) + 1
    columns, there = np.zeros((len(cases), most, width)), np.zeros((len(cases), most))
    chosen, weight = np.zeros((len(cases), most)), np.array([case.weight for case in cases])
    for row, case in enumerate(cases):
        size = len(case.columns)
        columns[row, :size, :-1] = (case.columns - mean) / scale
        columns[row, :size, -1] = there[row, :size] = 1.0
        if case.pair >= 0:
            chosen[row, case.pair] = 1.0
    penalty = np.full(width, PENALTY)
    penalty[-1] = 1e-3

    def likelihood(weights: np.ndarray) -> tuple[float, np.ndarray]:
        utility = np.where(there > 0, columns @ weights, -np.inf)
        top = np.maximum(utility.max(axis=1), 0.0)
        exponents = np.exp(utility - top[:, None])
        total = np.exp(-top) + exponents.sum(axis=1)
        likely = (chosen * np.where(there > 0, utility, 0.0)).sum(axis=1) - top - np.log(total)
        return float((weight * likely).sum() - (penalty * weights**2).sum() / 2), exponents / total[:, None]

    signs = np.array([name.startswith(FOR) - 1.0 * name.startswith(AGAINST) for name in NAMES] + [0.0])
    weights = np.zeros(width)
    value, shares = likelihood(weights)
    for _ in range(STEPS):
        slope = np.einsum("ijk,ij->k", columns, (chosen - shares) * weight[:, None]) - penalty * weights
        expected = np.einsum("ijk,ij->ik", columns, shares)
        flat, spread = columns.reshape(-1, width), (shares * weight[:, None]).reshape(-1, 1)
        curve = flat.T @ (flat * spread) - expected.T @ (expected * weight[:, None]) + np.diag(penalty)
        free = ~((signs != 0) & (weights == 0) & (slope * signs <= 0))
        step = np.zeros(width)
        step[free] = np.linalg.solve(curve[np.ix_(free, free)], slope[free])

        def moved(far: float, step: np.ndarray = step, weights: np.ndarray = weights) -> np.ndarray:
            reached = weights + far * step
            return np.where(reached * signs < 0, 0.0, reached)

        far = 1.0
        while likelihood(moved(far))[0] < value and far > 1e-4:
            far /= 2
        weights = moved(far)
        before, (value, shares) = value, likelihood(weights)
        if abs(value - before) < 1e-4:
            break
    return Deciding(mean, scale, weights[:-1], float(weights[-1]), 1.0, 1.0, 1.0)


@dataclass(frozen=True)
class Outcome:
    """What a fit says of a case it has not seen: how likely the nearest, and the two nearest, are; whether right."""

    case: Case
    first: float
    two: float
    columns: np.ndarray
    right: bool
    among_two: bool


def outcomes(deciding: Deciding, cases: Iterable[Case]) -> Iterator[Outcome]:
    """What a fit says of cases."""
    for case in cases:
        likely = deciding.probabilities(case.columns)
        order = np.argsort(-likely)[:2]
        first, two = float(likely[order[0]]), float(likely[order].sum())
        yield Outcome(case, first, two, case.columns[order[0]], case.pair == order[0], case.pair in order)


def share(some: Iterable[bool], among: Sequence[object]) -> float:
    """The share of those that are so."""
    return sum(some) / max(len(among), 1)


def graded(fitted: Deciding, held_out: Sequence[Outcome]) -> Deciding:
    """With the probabilities from which one answers, asks back, and names what is near."""
    asked, near, talk = ([o for o in held_out if o.case.kind == kind] for kind in ("asked", "near", "talk"))
    for at in np.arange(0.5, 1.0, 0.005):
        deciding = replace(fitted, answers=float(at))
        told = [o for o in (*asked, *near) if deciding.tells(o.first, o.columns)]
        if (
            share((o.case.kind == "asked" and not o.right for o in told), asked) <= WRONG
            and share((o.case.kind == "near" for o in told), near) <= NEAR
        ):
            break

    def talked(most: float) -> float:
        return float(np.quantile([o.two for o in talk], 1 - most))

    return replace(fitted, answers=float(at), asks=talked(TALK), names=talked(TALK_NAMED))


def report(held_out: Sequence[Outcome], chosen: Deciding) -> None:
    """What the grades would do on the sheets that were held out."""
    for kind in ("asked", "alike", "near", "talk"):
        some = [o for o in held_out if o.case.kind == kind]
        told = [o for o in some if chosen.tells(o.first, o.columns)]
        rest = [o for o in some if not chosen.tells(o.first, o.columns)]
        back = [o for o in rest if o.two >= chosen.asks]
        print(
            f"{kind} {len(some)}: told {share((o.right for o in told), some):.3f} right, "
            f"{share((not o.right for o in told), some):.3f} other; "
            f"asked back {share((o.among_two for o in back), some):.3f} with the right one, "
            f"{share((not o.among_two for o in back), some):.3f} without"
        )


def options_of(doc: str | None, folder: str) -> argparse.Namespace:
    """What the command line says: the folder of the material, and whether only to check."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path(__file__).with_name(folder))
    parser.add_argument("--check", action="store_true")
    return parser.parse_args()


def begun() -> tuple[Settings, Material, Sequence[str], random.Random, UseEmbedder]:
    """The settings and the packs, what is said to the robot otherwise, chance, and the embedder."""
    settings = load_settings("default")
    material = load_material(settings)
    said, _ = training_sentences(material.intents, fillers(material.knowledge))
    embedder = UseEmbedder(remembered=20_000, cache_folder=settings.cache_folder)
    return settings, material, said, random.Random(0), embedder


def main() -> None:
    """Fit, choose the grades, report, write."""
    options = options_of(__doc__, "pairs")
    _, material, said, chance, embedder = begun()
    cases: list[Case] = []
    for path in sorted(options.folder.glob("*.txt")):
        weighing, questions = read_sheet(path, material.asking, embedder)
        cases += cases_of(path.stem, weighing, questions, chance.sample(said, SAID))
        print(path.stem, len(questions), flush=True)
    sheets = sorted({case.sheet for case in cases})
    held_out: list[Outcome] = []
    for fold in range(FOLDS):
        left = sheets[fold::FOLDS]
        without = fit([case for case in cases if case.sheet not in left])
        held_out += outcomes(without, (case for case in cases if case.sheet in left))
    chosen = graded(fit(cases), held_out)
    report(held_out, chosen)
    if not options.check:
        WEIGHTS.write_text(chosen.as_json(), encoding="utf-8")


if __name__ == "__main__":
    main()
