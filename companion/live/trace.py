"""What happened when in each turn: as records, as a line a turn, and as a picture.

All times are seconds on the microphone's time line. What people feel is counted from the end of their speech, so that
is where every figure and every row of the picture begins.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from html import escape
from math import ceil, floor
from statistics import median
from typing import Any, Final, TextIO


@dataclass(slots=True)
class TurnRecord:
    """When what happened in one turn, in seconds on the microphone's time line; None for what did not happen.

    Attributes:
        speech_start_s: speech began.
        speech_end_s: end of the last frame with speech.
        partial_s: the last transcript before the decision arrived.
        decided_s: the turn was taken to be over.
        wait_s: how long a silence was waited for then; a length, not a time.
        reason: what decided: the kind of ending (`language.endings`), `key`, `input` where it ended.
        answer_s: the answer that was given was known, ahead of the decision or after it.
        clause_s: the sound of its first clause was ready.
        committed_s: the turn was committed.
        first_audio_s: the first sample of the answer was played.
        barge_in_s: somebody else was found to take the floor.
        stopped_s: the answer was over, said or interrupted.
        prepared: how many answers were made ahead; one of them at most was wanted.
        heard: the utterance.
        confidence: the recogniser's.
        answer: what was answered, in spoken form.
    """

    speech_start_s: float
    speech_end_s: float
    partial_s: float | None = None
    decided_s: float | None = None
    wait_s: float | None = None
    reason: str = ""
    answer_s: float | None = None
    clause_s: float | None = None
    committed_s: float | None = None
    first_audio_s: float | None = None
    barge_in_s: float | None = None
    stopped_s: float | None = None
    prepared: int = 0
    heard: str = ""
    confidence: float = 0.0
    answer: str = ""

    @property
    def latency_s(self) -> float | None:
        """From the end of the speech to the first sample of the answer."""
        return None if self.first_audio_s is None else self.first_audio_s - self.speech_end_s

    def as_json(self) -> dict[str, Any]:
        """Plain data for `json.dumps`, times to the millisecond."""
        return {
            key: round(value, 3) if isinstance(value, float) else value for key, value in asdict(self).items()
        } | {"latency_s": None if self.latency_s is None else round(self.latency_s, 3)}


class Trace:
    """Collects the turns of a conversation.

    Args:
        screen: where a line is printed for each turn.
        file: where each turn is written as JSON, one a line.
    """

    def __init__(self, screen: TextIO | None = None, file: TextIO | None = None) -> None:
        self._screen = screen
        self._file = file
        self.records: list[TurnRecord] = []

    def add(self, record: TurnRecord) -> None:
        """A turn is over."""
        self.records.append(record)
        if self._screen is not None:
            print(line(record), file=self._screen, flush=True)
        if self._file is not None:
            print(json.dumps(record.as_json(), ensure_ascii=False), file=self._file, flush=True)


_STEPS: Final = (
    ("답 준비", "answer_s"),
    ("소리 준비", "clause_s"),
    ("결정", "decided_s"),
    ("답", "committed_s"),
    ("소리", "first_audio_s"),
    ("끼어듦", "barge_in_s"),
    ("멈춤", "stopped_s"),
)


def line(record: TurnRecord) -> str:
    """A turn on one line: what happened after the end of the speech, in order («말 끝 → 결정 +0.21 s → 소리 +0.27»)."""
    times = ((name, getattr(record, field)) for name, field in _STEPS)
    # A stop that nobody caused is the end of the answer, which is no step of the turn.
    steps = sorted(
        ((time_s, name) for name, time_s in times if time_s is not None and (name != "멈춤" or record.barge_in_s)),
        key=lambda step: step[0],
    )
    told = [f"{name} {_signed(time_s - record.speech_end_s)}" for time_s, name in steps]
    return " → ".join(["말 끝", *told]) + (" s" if told else "")


def _signed(seconds: float) -> str:
    return f"{seconds:+.2f}".replace("-", "−")
