"""Which pair answers a question, if any: a conditional logit over the nearest pairs and «none of them».

McFadden (1974): each pair has a utility, linear in what speaks for and against it (`weighing.py`); none of them has the
utility 0. The weights were fitted on sheets of questions and answers with what people ask of them, answered and not
answered by the sheet (`scripts/fit_pairs.py`), and lie beside this file; those of sentences and rows likewise, fitted
on documents (`scripts/fit_passages.py`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from companion.retrieval.weighing import NAMES

Column = NDArray[np.float64]
_SAYS_ALL: Final = NAMES.index("says_all_asked")
_AGAINST: Final = [NAMES.index(name) for name in ("numbers_missing", "denied_within")]
"""What no likelihood makes up for: a number that the pair does not hold, a condition that only one of them denies."""
_LIKELIEST: Final = 0.5
WEIGHTS: Final = Path(__file__).with_name("deciding.json")
"""Of pairs."""
PASSAGE_WEIGHTS: Final = Path(__file__).with_name("deciding_passages.json")
"""Of sentences and rows."""


@dataclass(frozen=True)
class Deciding:
    """The weights of what is weighed.

    Attributes:
        mean, scale: [f], what columns are centred and divided by.
        weights: [f].
        bias: of every pair against none.
        answers: probability from which a pair is told as the answer; a pair that says all needs no more than to be
            likelier than everything else together.
        asks: that of the two nearest together, from which one asks whether they were meant; of sentences, that of one
            that says all, from which it is told.
        names: that of the two nearest, from which they are named where nobody has an answer; of sentences and rows,
            that of the nearest, from which it is quoted.
    """

    mean: Column
    scale: Column
    weights: Column
    bias: float
    answers: float
    asks: float
    names: float

    def probabilities(self, columns: NDArray[np.float64]) -> Column:
        """For each pair [k] that it answers; what is missing to 1 is that none does."""
        if not len(columns):
            return np.empty(0)
        utility = (columns - self.mean) / self.scale @ self.weights + self.bias
        most = max(float(utility.max()), 0.0)
        exponents = np.exp(utility - most)
        return np.asarray(exponents / (np.exp(-most) + exponents.sum()))

    def tells(self, likely: float, columns: Column) -> bool:
        """Whether a pair is sure enough to be told.

        Args:
            likely: how likely it answers.
            columns: [f], its own.
        """
        if any(columns[_AGAINST]):
            return False
        return likely >= (min(_LIKELIEST, self.answers) if columns[_SAYS_ALL] else self.answers)

    def as_json(self) -> str:
        """As the file has it."""
        rows = zip(NAMES, self.mean, self.scale, self.weights, strict=True)
        columns = {name: [round(float(value), 5) for value in values] for name, *values in rows}
        grades = {name: round(getattr(self, name), 4) for name in ("bias", "answers", "asks", "names")}
        lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(values)}" for name, values in columns.items())
        return f'{{\n"grades": {json.dumps(grades)},\n"columns": {{\n{lines}\n}}\n}}\n'


@cache
def fitted(path: Path = WEIGHTS) -> Deciding:
    """The weights that come with the robot."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    mean, scale, weights = np.array([kept["columns"][name] for name in NAMES], dtype=np.float64).T
    return Deciding(mean, scale, weights, **kept["grades"])
