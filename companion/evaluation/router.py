"""Where utterances end up: a confusion table of human labels against what the robot did with them.

A label says what kind of request an utterance is; an outcome is `route/status` of the reply. What is expected
of a label stands in `GOALS`; labels that are not there are counted and nothing is expected of them.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from io import StringIO
from pathlib import Path
from time import perf_counter
from typing import Any, Final, TextIO

from companion.base.errors import DataError
from companion.base.files import read_text
from companion.base.table import table
from companion.dialogue.assistant import Assistant
from companion.evaluation.baseline import KeywordRobot
from companion.evaluation.latency import Latency

_ABSTAINED: Final = ("*/unknown", "*/clarify", "*/refused")
_EXAMPLES: Final = 3
_EXAMPLE_LENGTH: Final = 60
_PROGRESS_EVERY: Final = 200


@dataclass(frozen=True, slots=True)
class Goal:
    """What should happen to utterances of one label.

    Attributes:
        outcomes: patterns of `route/status`, any of which is right.
        least: share of utterances that should end so, 0 to 1; None where the label is too mixed to set one.
    """

    outcomes: tuple[str, ...]
    least: float | None = None

    def met_by(self, outcome: str) -> bool:
        """Whether the outcome is right."""
        return any(fnmatchcase(outcome, pattern) for pattern in self.outcomes)


GOALS: Final[Mapping[str, Goal]] = {
    # Finding a place is the skill's job even where the reply is that none is known.
    "restaurant": Goal(("recommend/*",), 0.97),
    # Shops and sights among the food; deliveries and orders: food is the skill's job, the rest is not.
    "place_recommendation": Goal(("recommend/*", *_ABSTAINED)),
    "takeaway": Goal(("recommend/*", *_ABSTAINED)),
    # Outside the knowledge, whatever the answer would be.
    "factoid_question": Goal(_ABSTAINED, 0.95),
    "other_assistant": Goal((*_ABSTAINED, "clock/answered", "control/answered"), 0.95),
    # An answer could only be an opinion.
    "sensitive_political": Goal(_ABSTAINED, 1.0),
    "chitchat": Goal(("smalltalk/*", *_ABSTAINED)),
    "profane": Goal(("*/refused",)),
    # Rude text that is no abuse: anything but a fact or a place.
    "comment_clean": Goal(("smalltalk/*", *_ABSTAINED)),
}
"""Expectations by label. Time and volume are among an assistant's requests and within this robot's reach."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One utterance with its label."""

    text: str
    label: str


@dataclass(frozen=True, slots=True)
class LabelResult:
    """What happened to the utterances of one label.

    Attributes:
        recommended, answered, abstained, refused: shares of `n`; refused ones are among the abstained.
        expected: share of `n` with an outcome of the label's goal, None without one.
        outcomes: how often each `route/status` occurred.
        unexpected: a few utterances for each outcome outside the goal.
    """

    label: str
    n: int
    recommended: float
    answered: float
    abstained: float
    refused: float
    expected: float | None
    outcomes: Mapping[str, int]
    unexpected: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SystemResult:
    """One system over all rows; labels in alphabetical order, latency per utterance."""

    name: str
    labels: tuple[LabelResult, ...]
    latency_ms: Latency


@dataclass(frozen=True, slots=True)
class RouterResult:
    """The companion and the keyword baseline over the same rows."""

    rows: int
    companion: SystemResult
    baseline: SystemResult

    def as_json(self) -> dict[str, Any]:
        """Plain data for `json.dumps`."""
        return asdict(self)


def read_labelled_utterances(path: Path) -> list[Labelled]:
    """Rows of a tab-separated file with a header; quoting as in CSV, other columns ignored.

    The utterance stands in the column `text`, its label in the first column whose name starts with `route`.

    Raises:
        DataError: unreadable file, a missing column, a row without text or label, or no row at all.
    """
    rows = list(_rows(path))
    if not rows:
        raise DataError(path, None, "has no rows", "write one utterance a line under the header")
    return rows


def _rows(path: Path) -> Iterator[Labelled]:
    text = read_text(path)
    reader = csv.DictReader(StringIO(text, newline=""), delimiter="\t", strict=True)
    try:
        columns = reader.fieldnames or ()
        label = next((name for name in columns if name.startswith("route")), None)
        if "text" not in columns or label is None:
            fix = "name both columns, separated by a tab"
            raise DataError(path, 1, "the header lacks «text» or «route»", fix)
        for row in reader:
            if None in row or not row["text"] or not row[label]:
                fix = "separate the cells by one tab each"
                raise DataError(path, reader.line_num, "a row needs a text and a label", fix)
            yield Labelled(row["text"], row[label])
    except csv.Error as e:
        fix = "close and double the quotes"
        raise DataError(path, reader.reader.line_num, f"not tab-separated values: {e}", fix) from None


def evaluate_router(assistant: Assistant, rows: Sequence[Labelled], progress: TextIO) -> RouterResult:
    """Answer each of one or more rows in a conversation of its own, by assistant and keyword robot.

    Args:
        progress: where a line on how far it is goes now and then.
    """
    robot = KeywordRobot.like(assistant)

    def companion(text: str) -> str:
        reply, _ = assistant.respond(text)
        return f"{reply.route}/{reply.status}"

    def baseline(text: str) -> str:
        route, _ = robot.respond(text)
        return f"{route}/answered"

    assistant.respond("준비")  # loading the encoder is no part of a turn
    return RouterResult(
        len(rows),
        _measure("companion", companion, rows, progress),
        _measure("keyword baseline", baseline, rows, progress),
    )


def _measure(name: str, outcome_of: Callable[[str], str], rows: Sequence[Labelled], progress: TextIO) -> SystemResult:
    cells: dict[str, dict[str, list[str]]] = {}
    durations = []
    for done, row in enumerate(rows, 1):
        started = perf_counter()
        outcome = outcome_of(row.text)
        durations.append((perf_counter() - started) * 1e3)
        cells.setdefault(row.label, {}).setdefault(outcome, []).append(row.text)
        if done % _PROGRESS_EVERY == 0 or done == len(rows):
            print(f"{name}: {done}/{len(rows)}", file=progress, flush=True)
    labels = tuple(summarise(label, cells[label]) for label in sorted(cells))
    return SystemResult(name, labels, Latency.of(durations))


def summarise(label: str, texts: Mapping[str, Sequence[str]]) -> LabelResult:
    """The figures of one label from its utterances by outcome."""
    goal = GOALS.get(label)
    outcomes = Counter({outcome: len(among) for outcome, among in texts.items()})
    n = outcomes.total()

    def share(of: Goal) -> float:
        return sum(count for outcome, count in outcomes.items() if of.met_by(outcome)) / n

    return LabelResult(
        label,
        n,
        recommended=share(Goal(("recommend/*",))),
        answered=share(Goal(("*/answered",))),
        abstained=share(Goal(_ABSTAINED)),
        refused=share(Goal(("*/refused",))),
        expected=share(goal) if goal else None,
        outcomes=dict(outcomes.most_common()),
        unexpected={o: tuple(texts[o][:_EXAMPLES]) for o, _ in outcomes.most_common() if goal and not goal.met_by(o)},
    )


def report_router(result: RouterResult) -> str:
    """The result as tables: against the goals, what was done, the confusion of both systems, and examples."""
    ours, plain = result.companion, result.baseline
    goals = [
        (
            mine.label,
            mine.n,
            _goal(mine.label),
            _percent(mine.expected),
            _percent(theirs.expected),
            _verdict(mine),
        )
        for mine, theirs in zip(ours.labels, plain.labels, strict=True)
    ]
    parts = [
        table(("as expected", "n", "goal", ours.name, plain.name, ""), goals),
        *(f"{system.name}, share of each label\n{_shares(system)}" for system in (ours, plain)),
        *(f"{system.name}, label × route/status\n{_confusion(system)}" for system in (ours, plain)),
        f"{ours.name}, examples outside the goals\n{_examples(ours)}",
        "\n".join(
            f"{system.name}: p50 {system.latency_ms.p50:.2f} ms, p95 {system.latency_ms.p95:.2f} ms a turn"
            for system in (ours, plain)
        ),
    ]
    return "\n\n".join(parts)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"


def _goal(label: str) -> str:
    goal = GOALS.get(label)
    return "–" if goal is None or goal.least is None else f"≥ {goal.least:.0%}"


def _verdict(result: LabelResult) -> str:
    goal = GOALS.get(result.label)
    if goal is None or goal.least is None or result.expected is None:
        return ""
    return "met" if result.expected >= goal.least else "missed"


def _shares(system: SystemResult) -> str:
    rows = [(r.label, r.n, *map(_percent, (r.recommended, r.answered, r.abstained, r.refused))) for r in system.labels]
    return table(("", "n", "recommended", "answered", "abstained", "of these refused"), rows)


def _confusion(system: SystemResult) -> str:
    columns = sorted({outcome for r in system.labels for outcome in r.outcomes})
    return table(("", *columns), [(r.label, *(r.outcomes.get(c, "·") for c in columns)) for r in system.labels])


def _examples(system: SystemResult) -> str:
    lines = [
        f"{r.label} → {outcome} ({r.outcomes[outcome]}): " + " | ".join(_shortened(text) for text in texts)
        for r in system.labels
        for outcome, texts in r.unexpected.items()
    ]
    return "\n".join(lines) or "none"


def _shortened(text: str) -> str:
    return text if len(text) <= _EXAMPLE_LENGTH else text[: _EXAMPLE_LENGTH - 1] + "…"
