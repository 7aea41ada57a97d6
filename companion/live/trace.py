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
        reason: what decided: the kind of ending (`language.endings`), `key`, `input` where it ended,
            `written` where nobody spoke.
        answer_s: the answer that was given was known, ahead of the decision or after it.
        clause_s: the sound of its first clause was ready.
        committed_s: the turn was committed.
        first_audio_s: the first sample of the answer was played.
        barge_in_s: somebody else was found to take the floor.
        resumed_s: nobody did after all, and the answer went on.
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
    resumed_s: float | None = None
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
        return {key: round(value, 3) if isinstance(value, float) else value for key, value in asdict(self).items()} | {
            "latency_s": None if self.latency_s is None else round(self.latency_s, 3)
        }


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
        """A turn is over; told once more where its answer went on after it had been stopped."""
        if not any(known is record for known in self.records):
            self.records.append(record)
        if self._screen is not None:
            print(line(record), file=self._screen, flush=True)
        if self._file is not None:
            print(json.dumps(record.as_json(), ensure_ascii=False), file=self._file, flush=True)


# --- a line ----------------------------------------------------------------------------------------------------------

_STEPS: Final = (
    ("답 준비", "answer_s"),
    ("소리 준비", "clause_s"),
    ("결정", "decided_s"),
    ("답", "committed_s"),
    ("소리", "first_audio_s"),
    ("끼어듦", "barge_in_s"),
    ("이어 말함", "resumed_s"),
    ("멈춤", "stopped_s"),
)


def line(record: TurnRecord) -> str:
    """A turn on one line: its steps in order, in seconds from the end of the speech."""
    steps = [(name, getattr(record, field)) for name, field in _STEPS]
    if record.barge_in_s is None:  # then the answer just ended
        steps = steps[:-1]
    happened = sorted(((name, at_s) for name, at_s in steps if at_s is not None), key=lambda step: step[1])
    told = " → ".join(["말 끝", *(f"{name} {_signed(at_s - record.speech_end_s)}" for name, at_s in happened)])
    return f"{told} s" if record.committed_s is not None else f"{told} → 답 없음"


def _signed(seconds: float) -> str:
    return f"{seconds:+z.2f}".replace("-", "−")


# --- a picture -------------------------------------------------------------------------------------------------------

_BARS: Final = (
    ("speech", "말", "speech_start_s", "speech_end_s"),
    ("wait", "끝인지 기다림", "speech_end_s", "decided_s"),
    ("think", "알아듣고 답을 찾음", "decided_s", "committed_s"),
    ("voice", "목소리를 만듦", "committed_s", "first_audio_s"),
    ("answer", "답을 말함", "first_audio_s", "stopped_s"),
)
_MARKS: Final = (
    ("partial", "마지막 부분 인식", "partial_s"),
    ("ready", "답 준비됨", "answer_s"),
    ("clause", "첫 구절의 소리 준비됨", "clause_s"),
    ("barge", "끼어듦", "barge_in_s"),
)
# Pixels.
_LABELS, _PLOT, _FIGURES = 236, 660, 64
_TOP, _ROW, _BAR = 28, 34, 14
_LABEL_LETTERS: Final = 15
# Seconds around the end of the speech: long speech and long answers run out of the picture.
_MOST_BEFORE_S, _MOST_AFTER_S, _LEAST_AFTER_S = 1.0, 5.0, 1.0
_AFTER_FIRST_AUDIO_S: Final = 0.5
_MOST_GRID_LINES: Final = 16

PAGE_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5d6878; --paper: #fbfbfa; --grid: #e4e6ea; --zero: #8a94a3; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --soft: #98a3b3; --paper: #14181e; --grid: #272e38;
  --zero: #6c7787; } }
body { margin: 2rem auto; padding: 0 1rem; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, "Apple SD Gothic Neo", "Noto Sans KR", "Malgun Gothic", sans-serif;
  font-variant-numeric: tabular-nums; }
h1 { font-size: 1.25rem; font-weight: 600; margin: 0; }
p { margin: .25rem 0 1rem; color: var(--soft); }
ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; margin: 0 0 .75rem;
  font-size: 13px; color: var(--soft); }
.chart { width: 100%; height: auto; display: block; }
.end { text-anchor: end; } .mid { text-anchor: middle; }
.grid { stroke: var(--grid); } .zero { stroke: var(--zero); }
"""
"""What all pages with a chart have in common."""

_STYLE: Final = (
    PAGE_STYLE
    + """
:root { --speech: #a9b4c4; --wait: #e3a83b; --think: #8d6fd1; --voice: #d9698f; --answer: #3f9d7c; --barge: #c8352b; }
@media (prefers-color-scheme: dark) { :root { --speech: #566276; --wait: #d39a35; --think: #9b80de; --voice: #e07da0;
  --answer: #4bb18d; --barge: #f0665c; } }
body { max-width: 62rem; }
li svg { width: 14px; height: 14px; vertical-align: -2px; margin-right: .4em; }
text { fill: var(--ink); font-size: 13px; }
.axis, .missing { fill: var(--soft); font-size: 11px; }
.speech { fill: var(--speech); } .wait { fill: var(--wait); } .think { fill: var(--think); }
.voice { fill: var(--voice); } .answer { fill: var(--answer); }
.partial, .ready, .clause { fill: var(--paper); stroke: var(--ink); stroke-width: 1.25; }
.barge { stroke: var(--barge); fill: none; stroke-width: 2; }
.row:hover .back { fill: var(--grid); opacity: .5; } .back { fill: transparent; }
"""
)


def timeline_html(records: Sequence[TurnRecord]) -> str:
    """A page with one row a turn, all beginning where the speech ended; it needs nothing but itself."""
    latencies = [record.latency_s for record in records if record.latency_s is not None]
    summary = f"{len(records)}번의 차례"
    if latencies:
        summary += f" · 말 끝에서 첫 소리까지 중앙값 {median(latencies):.2f} s, 가장 길게 {max(latencies):.2f} s"
    return f"""<!DOCTYPE html>
<html lang="ko">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>대화의 시간표</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>대화의 시간표</h1>
<p>{summary}</p>
{_legend()}
{_chart(records) if records else "<p>아직 아무 말도 없었어요.</p>"}
</body>
</html>
"""


def _legend() -> str:
    shapes = [(f'<rect class="{kind}" width="14" height="14" rx="3"/>', name) for kind, name, _, _ in _BARS]
    shapes += [(_mark(kind, 7, 7), name) for kind, name, _ in _MARKS]
    items = (f'<li><svg viewBox="0 0 14 14" aria-hidden="true">{shape}</svg>{name}</li>' for shape, name in shapes)
    return f"<ul>{''.join(items)}</ul>"


@dataclass(frozen=True, slots=True)
class _Axis:
    """Seconds from the end of the speech, on pixels."""

    first_s: float
    last_s: float
    step_s: float

    @classmethod
    def around(cls, records: Sequence[TurnRecord]) -> _Axis:
        before = max(0.0, *(record.speech_end_s - record.speech_start_s for record in records))
        after = max((record.latency_s or 0.0) + _AFTER_FIRST_AUDIO_S for record in records)
        first = -min(before, _MOST_BEFORE_S)
        last = min(max(after, _LEAST_AFTER_S), _MOST_AFTER_S)
        step = next(step for step in (0.1, 0.2, 0.5) if (last - first) / step <= _MOST_GRID_LINES)
        return cls(floor(first / step) * step, ceil(last / step) * step, step)

    def x(self, seconds: float) -> float:
        within = min(max(seconds, self.first_s), self.last_s)
        return _LABELS + _PLOT * (within - self.first_s) / (self.last_s - self.first_s)

    def ticks(self) -> list[float]:
        return [
            step * self.step_s
            for step in range(round(self.first_s / self.step_s), 1 + round(self.last_s / self.step_s))
        ]


def _chart(records: Sequence[TurnRecord]) -> str:
    axis = _Axis.around(records)
    height = _TOP + _ROW * len(records) + 6
    parts = [
        f'<svg class="chart" viewBox="0 0 {_LABELS + _PLOT + _FIGURES} {height}" role="img" '
        'aria-label="차례마다 말이 끝난 때부터 첫 소리까지">'
    ]
    for at_s in axis.ticks():
        x, kind = axis.x(at_s), "grid" if abs(at_s) > axis.step_s / 2 else "zero"
        parts.append(f'<line class="{kind}" x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP - 6}" y2="{height}"/>')
        told = "말 끝" if kind == "zero" else f"{_signed(at_s)[:-1]} s"
        parts.append(f'<text class="axis mid" x="{x:.1f}" y="{_TOP - 12}">{told}</text>')
    parts += [_row(record, number, axis) for number, record in enumerate(records)]
    return "\n".join([*parts, "</svg>"])


def _row(record: TurnRecord, number: int, axis: _Axis) -> str:
    top = _TOP + _ROW * number
    middle = top + _ROW / 2
    zero = record.speech_end_s
    heard = record.heard or "(알아듣지 못함)"
    label = heard if len(heard) <= _LABEL_LETTERS else heard[: _LABEL_LETTERS - 1] + "…"
    parts = [
        f'<rect class="back" x="0" y="{top}" width="{_LABELS + _PLOT + _FIGURES}" height="{_ROW}"/>',
        f'<text class="axis end" x="22" y="{middle + 4.5}">{number + 1}</text>',
        f'<text x="34" y="{middle + 4.5}">{escape(label)}</text>',
    ]
    for kind, name, first, last in _BARS:
        start_s, end_s = getattr(record, first), getattr(record, last)
        if start_s is None or end_s is None or end_s <= start_s:
            continue
        left, right = axis.x(start_s - zero), axis.x(end_s - zero)
        parts.append(
            f'<rect class="{kind}" x="{left:.1f}" y="{middle - _BAR / 2}" width="{right - left:.1f}" height="{_BAR}">'
            f"<title>{name}: {end_s - start_s:.3f} s</title></rect>"
        )
    for kind, name, field in _MARKS:
        at_s = getattr(record, field)
        if at_s is not None:
            parts.append(
                f"<g>{_mark(kind, axis.x(at_s - zero), middle)}<title>{name}: {_signed(at_s - zero)} s</title></g>"
            )
    latency = record.latency_s
    figure = ("missing", "–") if latency is None else ("figure", f"{latency:.2f} s")
    parts.append(
        f'<text class="{figure[0]} end" x="{_LABELS + _PLOT + _FIGURES - 4}" y="{middle + 4.5}">{figure[1]}</text>'
    )
    return f'<g class="row"><title>{escape(_told(record))}</title>{"".join(parts)}</g>'


def _mark(kind: str, x: float, y: float) -> str:
    shapes = {
        "partial": f"M{x - 3:.1f} {y - 11:.1f}h6l-3 5z",
        "ready": f"M{x - 3.5:.1f} {y:.1f}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z",
        "clause": f"M{x:.1f} {y - 4.5:.1f}l4.5 4.5l-4.5 4.5l-4.5 -4.5z",
        "barge": f"M{x:.1f} {y - 12:.1f}v24",
    }
    return f'<path class="{kind}" d="{shapes[kind]}"/>'


def _told(record: TurnRecord) -> str:
    """Everything about a turn, for who points at its row."""
    decided = "" if record.wait_s is None else f"침묵 {record.wait_s:.2f} s를 기다림 ({record.reason or '까닭 모름'})"
    ahead = f"미리 준비한 답 {record.prepared}개" if record.prepared else ""
    told = (record.heard, record.answer, line(record), decided, ahead)
    return "\n".join(text for text in told if text)
