"""Every silence of a turn is a pause or its end: how often a policy takes the one for the other, and how long it waits.

This is the policy sweep of livekit/eot-bench (Apache-2.0, `eot_harness/metrics.py`), so that figures stand beside its
public ones. Each silence is judged once, 0.2 s after its beginning, from what had been heard by then. A policy with a
score ends the turn after a delay (0.2 to 1 s) if the score is over a threshold, after a timeout (1 to 3.5 s) if not.
Pauses of 0.2 to 5 s count: one is cut off if the turn was ended within it. The wait is what passes after the end of a
turn, without the time that computing takes. What is told is the shortest mean wait at which no more than 5 or 10 % of
the pauses are cut off, and the fewest cut-offs at which the mean wait is no longer than so many milliseconds.

The benchmark chooses a policy's setting on the very turns that it reports. Here it is also chosen on one half of the
speakers and reported on the other, both ways round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import product
from typing import Any, Final, TextIO, TypeAlias

import numpy as np
from numpy.typing import NDArray

from companion.audio.pcm import HEARING_RATE
from companion.base.settings import EndOfTurn as Limits
from companion.base.table import table
from companion.dialogue.assistant import Assistant
from companion.evaluation.spoken_turns import SpokenTurn
from companion.evaluation.turn_ends import Listener, final_transcripts
from companion.hearing.engine import SpeechToText
from companion.hearing.turn_completion import TurnCompletion
from companion.language.endings import ending
from companion.live.conversation import SpokenDialogue
from companion.live.end_of_turn import Evidence, Pace, pause_odds, wait_s

SCORED_S: Final = 0.2
"""How much of a silence is heard before it is judged."""
PAUSES_S: Final = (0.2, 5.0)
"""Pauses that count."""
THRESHOLDS: Final = tuple(np.round(np.arange(0, 1.01, 0.01), 2).tolist())
DELAYS_S: Final = tuple(np.round(np.arange(0.2, 1.01, 0.1), 1).tolist())
TIMEOUTS_S: Final = tuple(np.round(np.arange(1.0, 3.51, 0.5), 1).tolist())
SILENCES_S: Final = tuple(np.round(np.arange(0.1, 3.51, 0.05), 2).tolist())
"""Settings of a fixed silence."""
RISKS: Final = (0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.06, 0.08, 0.1, 0.13, 0.16, 0.2, 0.25, 0.3, 0.4)
BUDGETS: Final = (0.05, 0.1)
"""Shares of the pauses that may be cut off."""
WAITS_MS: Final = tuple(range(100, 901, 100))
_LEAD_S: Final = 0.25
"""Sound before the first word that a recogniser is given (`voice_activity.padding_ms`)."""
_SHORTEST_PAUSE_S: Final = 0.15
_SLACK: Final = 1e-9

Fires: TypeAlias = NDArray[np.float64]
"""When the turn is taken to be over, in seconds of each silence, shape (silences,)."""


@dataclass(frozen=True, slots=True)
class HeardSilence:
    """A silence and what is known 0.2 s after its beginning.

    Attributes:
        turn, speaker: where it is.
        length_s: of a pause; of the end of a turn infinite.
        heard: the words before it.
        evidence: what the live turn has.
    """

    turn: str
    speaker: str
    length_s: float
    heard: str
    evidence: Evidence

    @property
    def is_end(self) -> bool:
        """Whether the turn ends here."""
        return self.length_s == float("inf")


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A way to decide, at all its settings.

    Attributes:
        name: for the report.
        settings: when it ends the turn in each silence, for each setting by its name.
    """

    name: str
    settings: Callable[[Sequence[HeardSilence]], Iterator[tuple[str, Fires]]]


@dataclass(frozen=True, slots=True)
class Operating:
    """A setting and what comes of it.

    Attributes:
        setting: its name.
        cut_offs: share of the pauses within which the turn was ended.
        wait_ms: mean wait after the end of a turn.
    """

    setting: str
    cut_offs: float
    wait_ms: float


@dataclass(frozen=True, slots=True)
class Half:
    """Chosen on one half of the speakers, reported on the other.

    Attributes:
        budget: cut-offs that were allowed where it was chosen.
        chosen: there.
        reported: on the other half.
    """

    budget: float
    chosen: Operating
    reported: Operating


@dataclass(frozen=True, slots=True)
class WayResult:
    """One way.

    Attributes:
        name: its.
        at_budget: the shortest mean wait for each of `BUDGETS`, on all turns; None where no setting keeps it.
        at_wait: the fewest cut-offs for each of `WAITS_MS`, on all turns, likewise.
        halves: for each of `BUDGETS`, both ways round; None where no setting keeps it.
    """

    name: str
    at_budget: tuple[Operating | None, ...]
    at_wait: tuple[Operating | None, ...]
    halves: tuple[Half | None, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class SweepReport:
    """The ways side by side.

    Attributes:
        turns: how many, by how many `speakers`.
        pauses: how many count.
        engine: that recognised the words.
        ways: the results.
    """

    turns: int
    speakers: int
    pauses: int
    engine: str
    ways: tuple[WayResult, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain data for `json.dumps`."""
        return asdict(self)


# --- ways ------------------------------------------------------------------------------------------------------------


def by_score(name: str, score: Callable[[HeardSilence], float]) -> Way:
    """Ends the turn after a delay where the score of the silence, 0 to 1, is high enough, else after a timeout."""

    def settings(silences: Sequence[HeardSilence]) -> Iterator[tuple[str, Fires]]:
        scores = np.array([score(one) for one in silences])
        for threshold, delay_s, timeout_s in product(THRESHOLDS, DELAYS_S, TIMEOUTS_S):
            fires = np.where(scores > threshold, delay_s, timeout_s)
            yield f"over {threshold:g} after {delay_s:g} s, else {timeout_s:g} s", fires

    return Way(name, settings)


def by_silence(name: str = "fixed silence") -> Way:
    """Ends the turn after a set silence."""

    def settings(silences: Sequence[HeardSilence]) -> Iterator[tuple[str, Fires]]:
        for silence_s in SILENCES_S:
            yield f"{silence_s:g} s", np.full(len(silences), silence_s)

    return Way(name, settings)


def by_wait(name: str, limits: Limits, wait: Callable[[Evidence, Limits], float] = wait_s) -> Way:
    """Ends the turn as the live turn does; its settings are the risk and the longest wait."""

    def settings(silences: Sequence[HeardSilence]) -> Iterator[tuple[str, Fires]]:
        for risk in RISKS:
            patient = limits.model_copy(update={"risk": risk, "longest_ms": round(TIMEOUTS_S[-1] * 1000)})
            waits = np.array([wait(one.evidence, patient) for one in silences])
            for longest_s in TIMEOUTS_S:
                # Nothing is known before the silence is judged.
                yield f"risk {risk:g}, at most {longest_s:g} s", np.clip(waits, SCORED_S, longest_s)

    return Way(name, settings)


def usual_ways(limits: Limits, *, by_sound: bool) -> list[Way]:
    """A fixed silence, the sound alone where it is known, and what the live turn does."""
    ways = [by_silence()]
    if by_sound:
        ways.append(by_score("sound alone", lambda one: one.evidence.completion or 0.0))
    return [
        *ways,
        by_score("fused, as a score", lambda one: 1 / (1 + pause_odds(one.evidence))),
        by_wait("fused, as it waits", limits),
    ]


# --- hearing ---------------------------------------------------------------------------------------------------------


def bench_pauses(
    assistant: Assistant,
    engine: SpeechToText,
    turns: Sequence[SpokenTurn],
    *,
    completion: TurnCompletion | None,
    progress: TextIO,
) -> SweepReport:
    """Hear every silence of the turns and compare the ways.

    Args:
        assistant: answers what is heard; every turn begins a new conversation.
        engine: recognises.
        turns: at least one, with pauses.
        completion: hears whether an utterance is complete; without it, that way is left out.
        progress: where a line on how far it is goes.
    """
    listener = Listener(final_transcripts(engine), None if completion is None else completion.probability)
    silences: list[HeardSilence] = []
    for number, turn in enumerate(turns, 1):
        silences += heard_silences(turn, listener, assistant)
        print(f"\rturn {number}/{len(turns)} ", end="", file=progress, flush=True)
    print(file=progress)
    limits = assistant.settings.end_of_turn
    return compare_ways(silences, engine.name, usual_ways(limits, by_sound=completion is not None))


def heard_silences(turn: SpokenTurn, listener: Listener, assistant: Assistant) -> Iterator[HeardSilence]:
    """What is known in each silence of a turn that counts; from what came before it, and of nobody known before."""
    conversation = SpokenDialogue(partial(_respond, assistant), assistant.settings.talking)
    pace = Pace()
    for number, (start_s, end_s) in enumerate(turn.silences, 1):
        is_end, length_s = number == len(turn.silences), end_s - start_s
        if is_end or PAUSES_S[0] - _SLACK <= length_s <= PAUSES_S[1] + _SLACK:
            before = turn.samples[: round((start_s + SCORED_S) * HEARING_RATE)]
            transcript = listener.recognise(before)
            answer = conversation.consider(transcript.text, start_s)
            evidence = Evidence(
                ending(transcript.text),
                pace,
                None if answer is None else answer.requested,
                None if listener.weigh is None else listener.weigh(before),
            )
            yield HeardSilence(turn.name, turn.speaker, float("inf") if is_end else length_s, transcript.text, evidence)
        if length_s >= _SHORTEST_PAUSE_S:
            pace = pace.after_pause(length_s)


def _respond(assistant: Assistant, text: str, state: Any) -> Any:
    return assistant.respond(text, state)


# --- comparing -------------------------------------------------------------------------------------------------------


def compare_ways(silences: Sequence[HeardSilence], engine: str, ways: Iterable[Way]) -> SweepReport:
    """The figures of each way over the silences."""
    lengths = np.array([one.length_s for one in silences])
    ends = np.isinf(lengths)
    # Alternate speakers, in the order of the recordings, so that each half has of every corpus.
    speakers = list(dict.fromkeys(one.speaker for one in silences))
    first = np.array([speakers.index(one.speaker) % 2 == 0 for one in silences])
    results = []
    for way in ways:
        settings = list(way.settings(silences))
        names, fires = [name for name, _ in settings], np.array([fired for _, fired in settings])
        everyone, halves = _Points.of(names, fires, lengths, ends), []
        if first.any() and not first.all():
            sides = [_Points.of(names, fires[:, side], lengths[side], ends[side]) for side in (first, ~first)]
            halves = [_half(sides[a], sides[1 - a], budget) for budget in BUDGETS for a in (0, 1)]
        results.append(
            WayResult(
                way.name,
                tuple(everyone.shortest(budget) for budget in BUDGETS),
                tuple(everyone.fewest(wait_ms) for wait_ms in WAITS_MS),
                tuple(halves),
            )
        )
    return SweepReport(int(ends.sum()), len(speakers), int((~ends).sum()), engine, tuple(results))


@dataclass(frozen=True, slots=True, eq=False)
class _Points:
    """All settings of a way over some silences; shapes (settings,)."""

    names: Sequence[str]
    cut_offs: NDArray[np.float64]
    wait_ms: NDArray[np.float64]

    @classmethod
    def of(cls, names: Sequence[str], fires: Fires, lengths: NDArray[np.float64], ends: NDArray[np.bool_]) -> _Points:
        cut = lengths[~ends] > fires[:, ~ends] + _SLACK
        nothing = np.zeros(len(names))
        return cls(
            names,
            cut.mean(axis=1) if cut.shape[1] else nothing,
            fires[:, ends].mean(axis=1) * 1e3 if ends.any() else nothing,
        )

    def shortest(self, budget: float) -> Operating | None:
        """The shortest wait within a share of cut-offs, and of these the fewest cut-offs."""
        return self._best(self.cut_offs <= budget + _SLACK, (self.cut_offs, self.wait_ms))

    def fewest(self, wait_ms: float) -> Operating | None:
        """The fewest cut-offs within a wait, and of these the shortest."""
        return self._best(self.wait_ms <= wait_ms + 1e-6, (self.wait_ms, self.cut_offs))

    def at(self, index: int) -> Operating:
        return Operating(self.names[index], float(self.cut_offs[index]), round(float(self.wait_ms[index]), 3))

    def _best(self, allowed: NDArray[np.bool_], keys: tuple[NDArray[np.float64], ...]) -> Operating | None:
        order = [index for index in np.lexsort(keys) if allowed[index]]
        return self.at(int(order[0])) if order else None


def _half(chosen_on: _Points, reported_on: _Points, budget: float) -> Half | None:
    chosen = chosen_on.shortest(budget)
    if chosen is None:
        return None
    return Half(budget, chosen, reported_on.at(chosen_on.names.index(chosen.setting)))


# --- a table ---------------------------------------------------------------------------------------------------------


def report_pauses(result: SweepReport) -> str:
    """Tables for people."""
    fewest = [(way.name, *(_share(one) for one in way.at_wait)) for way in result.ways]
    shortest = [(way.name, *map(_wait, way.at_budget), *_halves(way)) for way in result.ways]
    header = [f"{budget:.0%}" for budget in BUDGETS]
    return "\n".join([
        f"{result.turns} turns of {result.speakers} speakers with {result.pauses} pauses of "
        f"{PAUSES_S[0]:g} to {PAUSES_S[1]:g} s, {result.engine}",
        "",
        "mean wait in ms where so many of the pauses may be cut off; then chosen on one half of the speakers and told",
        "for the other: the wait and, of its pauses, those that were cut off",
        table(("", *header, *(f"{mark}, {which} half" for mark in header for which in ("other", "one"))), shortest),
        "",
        "pauses cut off where the mean wait may be so many ms",
        table(("", *map(str, WAITS_MS)), fewest),
    ])  # fmt: skip


def _wait(one: Operating | None) -> str:
    return "–" if one is None else f"{one.wait_ms:.0f}"


def _share(one: Operating | None) -> str:
    return "–" if one is None else f"{one.cut_offs:.1%}"


def _halves(way: WayResult) -> list[str]:
    told = ["–" if half is None else f"{_wait(half.reported)} at {_share(half.reported)}" for half in way.halves]
    return told or ["–"] * (2 * len(BUDGETS))
