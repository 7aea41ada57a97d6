"""A page that draws how soon a turn is taken to be over against how often somebody is cut off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import count
from math import ceil, floor, log10
from typing import Final

from companion.evaluation.turn_ends import Curve, Point, TurnEndsReport, conditions, figures
from companion.live.trace import PAGE_STYLE

# Pixels.
_LEFT, _TOP, _WIDTH, _HEIGHT, _RIGHT, _BOTTOM = 68, 16, 720, 400, 72, 56
_RADIUS: Final = 4.5
_LETTER_WIDTH, _LINE, _DESCENT, _GAP = 6.6, 15, 4, 6
_MOST_TICKS: Final = 8
_LEAST_CUT_INS: Final = 5.0
_LEAST_MS: Final = 500.0
"""What the axes show at least, in per cent and milliseconds."""

_POLICIES: Final = {
    "fused": "words, their sound, answer and pace decide",
    "words": "without their sound",
    "fixed": "a fixed silence",
}

_STYLE: Final = (
    PAGE_STYLE
    + """
:root { --fused: #3f9d7c; --words: #6a7fc4; --fixed: #c98a1b; }
@media (prefers-color-scheme: dark) { :root { --fused: #4bb18d; --words: #8c9fe0; --fixed: #d39a35; } }
body { max-width: 56rem; }
li svg { width: 28px; height: 14px; vertical-align: -2px; margin-right: .4em; }
text { fill: var(--ink); font-size: 12px; }
.axis { fill: var(--soft); font-size: 11px; } .title { fill: var(--soft); font-size: 13px; }
.fused { --own: var(--fused); } .words { --own: var(--words); } .fixed { --own: var(--fixed); }
path { fill: none; stroke: var(--own); stroke-width: 2; } circle { fill: var(--own); }
.p95 { opacity: .4; } .p95 path { stroke-dasharray: 5 4; }
.leader { stroke-width: 1; opacity: .6; }
.point text { paint-order: stroke; stroke: var(--paper); stroke-width: 3; stroke-linejoin: round; }
.point:hover text { font-weight: 600; }
"""
)


def curves_html(result: TurnEndsReport) -> str:
    """A page with the cut-ins to the right and the wait upwards, a curve for each policy; it needs nothing else."""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>When a turn is over</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>When a turn is over: the wait against the cut-ins</h1>
<p>{escape(conditions(result))}</p>
{_legend(result.curves)}
{_chart(result.curves)}
</body>
</html>
"""


def _legend(curves: Sequence[Curve]) -> str:
    items = (
        f'<li><svg viewBox="0 0 28 14" aria-hidden="true"><g class="{curve.policy} {percentile}">'
        f'<path d="M0 7H28"/><circle cx="14" cy="7" r="{_RADIUS}"/></g></svg>'
        f"{_POLICIES[curve.policy]}, {told}</li>"
        for curve in curves
        for percentile, told in (("p50", "median"), ("p95", "95th percentile"))
    )
    return f"<ul>{''.join(items)}</ul>"


@dataclass(frozen=True, slots=True)
class _Axis:
    """Values on pixels, from `first` at `begin` to `last` at `end`, with a tick at every `step`."""

    first: float
    last: float
    step: float
    begin: float
    end: float

    @classmethod
    def over(cls, values: Sequence[float], least: float, begin: float, end: float) -> _Axis:
        """From 0, or what lies under it, to at least `least`; ticks at 1, 2 or 5 times a power of ten."""
        low, high = min([0.0, *values]), max([least, *values])
        smallest = (high - low) / _MOST_TICKS
        power = 10.0 ** floor(log10(smallest))
        step = next(power * times for times in (1, 2, 5, 10) if power * times >= smallest)
        return cls(floor(low / step) * step, ceil(high / step) * step, step, begin, end)

    def at(self, value: float) -> float:
        return self.begin + (self.end - self.begin) * (value - self.first) / (self.last - self.first)

    def ticks(self) -> list[float]:
        return [number * self.step for number in range(round(self.first / self.step), 1 + round(self.last / self.step))]


def _chart(curves: Sequence[Curve]) -> str:
    # A setting that cut everybody off has no wait and so no place.
    placed = [(point, point.wait_ms) for curve in curves for point in curve.points if point.wait_ms is not None]
    x_axis = _Axis.over([point.cut_ins * 100 for point, _ in placed], _LEAST_CUT_INS, _LEFT, _LEFT + _WIDTH)
    heights = [ms for _, waits in placed for ms in (waits.p50, waits.p95)]
    y_axis = _Axis.over(heights, _LEAST_MS, _TOP + _HEIGHT, _TOP)
    bottom, right, middle = _TOP + _HEIGHT, _LEFT + _WIDTH, _TOP + _HEIGHT / 2
    parts = [
        f'<svg class="chart" viewBox="0 0 {right + _RIGHT} {bottom + _BOTTOM}" role="img" '
        'aria-label="The wait after the end of speech against the share of turns that were cut off">'
    ]
    for value in x_axis.ticks():
        x = f"{x_axis.at(value):.1f}"
        parts.append(f'<line class="{_line_at(value)}" x1="{x}" x2="{x}" y1="{_TOP}" y2="{bottom}"/>')
        parts.append(f'<text class="axis mid" x="{x}" y="{bottom + 18}">{value:g} %</text>')
    for value in y_axis.ticks():
        y = y_axis.at(value)
        parts.append(f'<line class="{_line_at(value)}" x1="{_LEFT}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text class="axis end" x="{_LEFT - 8}" y="{y + 4:.1f}">{value:g}</text>')
    parts.append(f'<text class="title mid" x="{_LEFT + _WIDTH / 2}" y="{bottom + 44}">turns cut off</text>')
    parts.append(
        f'<text class="title mid" transform="translate(16 {middle}) rotate(-90)">wait from the end of speech, ms</text>'
    )
    drawn = [_Drawn.of(curve, x_axis, y_axis) for curve in curves]
    parts += [_curves_of(curve) for curve in drawn]
    parts += _points(drawn)
    return "\n".join([*parts, "</svg>"])


def _line_at(value: float) -> str:
    return "grid" if value else "zero"


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A policy in pixels: the settings that have a place, and where both percentiles are."""

    policy: str
    points: tuple[Point, ...]
    xs: tuple[float, ...]
    p50: tuple[float, ...]
    p95: tuple[float, ...]

    @classmethod
    def of(cls, curve: Curve, x_axis: _Axis, y_axis: _Axis) -> _Drawn:
        placed = [(point, point.wait_ms) for point in curve.points if point.wait_ms is not None]
        return cls(
            curve.policy,
            tuple(point for point, _ in placed),
            tuple(x_axis.at(point.cut_ins * 100) for point, _ in placed),
            tuple(y_axis.at(waits.p50) for _, waits in placed),
            tuple(y_axis.at(waits.p95) for _, waits in placed),
        )


def _curves_of(drawn: _Drawn) -> str:
    circles = "".join(_circle(x, y) for x, y in zip(drawn.xs, drawn.p95, strict=True))
    return (
        f'<g class="{drawn.policy} p95">{_path(drawn.xs, drawn.p95)}{circles}</g>\n'
        f'<g class="{drawn.policy} p50">{_path(drawn.xs, drawn.p50)}</g>'
    )


def _points(curves: Sequence[_Drawn]) -> Iterator[str]:
    """The medians with their settings, each label in the nearest room that no circle and no other label takes.

    Leaders from the points to their labels come first, so that none runs through a label.
    """
    centres = (at for drawn in curves for ys in (drawn.p50, drawn.p95) for at in zip(drawn.xs, ys, strict=True))
    taken = [_Box.around(x, y) for x, y in centres]
    groups = []
    for drawn in curves:
        for point, x, y in zip(drawn.points, drawn.xs, drawn.p50, strict=True):
            boxes = _label_boxes(x, y, point.setting)
            box = next(box for box in boxes if not any(map(box.overlaps, taken)))
            taken.append(box)
            middle, baseline = (box.left + box.right) / 2, box.bottom - _DESCENT
            yield f'<path class="leader {drawn.policy}" d="M{x:.1f} {y:.1f}L{middle:.1f} {baseline - 4:.1f}"/>'
            groups.append(
                f'<g class="point {drawn.policy}"><title>{escape(_told(drawn.policy, point))}</title>{_circle(x, y)}'
                f'<text class="mid" x="{middle:.1f}" y="{baseline:.1f}">{escape(point.setting)}</text></g>'
            )
    yield from groups


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float) -> _Box:
        """A circle's."""
        return cls(x - _RADIUS, y - _RADIUS, x + _RADIUS, y + _RADIUS)

    def overlaps(self, other: _Box) -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)


def _label_boxes(x: float, y: float, text: str) -> Iterator[_Box]:
    """Where the label of the point at (x, y) may stand, the nearest first: over it, and under it within the chart."""
    half = _LETTER_WIDTH * len(text) / 2
    middle = max(x, _LEFT + half)
    for row in count():
        for bottom in (y - _GAP - row * _LINE, y + _GAP + (row + 1) * _LINE):
            if bottom < _TOP + _HEIGHT:
                yield _Box(middle - half, bottom - _LINE, middle + half, bottom)


def _path(xs: Sequence[float], ys: Sequence[float]) -> str:
    return f'<path d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in zip(xs, ys, strict=True))}"/>' if xs else ""


def _circle(x: float, y: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_RADIUS}"/>'


def _told(policy: str, point: Point) -> str:
    """Everything about a setting, for who points at it."""
    p50, p95, mean, cut_ins, spoke = figures(point)
    return f"{policy}, {point.setting}\np50 {p50} ms, p95 {p95} ms, mean {mean} ms\ncut in {cut_ins}, spoke {spoke}"
