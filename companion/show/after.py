"""After a show: what its journal tells, for people and as subtitles, and what was asked that nobody knew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

_LEAST_S: Final = 1.0
_BETWEEN_S: Final = 0.05
_ASKED_NO_REASON: Final = frozenset(("stand", "volume"))
"""What nobody is asked about: a reason that is given after it belongs to what was done before."""


@dataclass(frozen=True, slots=True)
class SaidLine:
    """Something that the robot said, and from when to when, in seconds since the first of them."""

    begin_s: float
    end_s: float
    text: str


@dataclass(frozen=True, slots=True)
class AfterShow:
    """What became of a show.

    Attributes:
        fired, delivered: how many cues were; `late`: ids of those that took longer than they might.
        rungs: how often it was delivered in each way.
        waits_s: how long the audience waited, cue by cue.
        interventions: what operators did, with their reasons, and how often.
        abstained: what was asked and not answered live, with why; the words only where the script keeps them.
        fell: why a rung was left, and how often.
        resumed: how often the process was started again.
        lines: what was said.
        lasted_s: from the first cue to the end of the last.
    """

    fired: int
    delivered: int
    late: tuple[str, ...]
    rungs: dict[str, int]
    waits_s: tuple[float, ...]
    interventions: dict[str, int]
    abstained: tuple[tuple[str | None, str], ...]
    fell: dict[str, int]
    resumed: int
    lines: tuple[SaidLine, ...]
    lasted_s: float

    def percentile_s(self, part: float) -> float:
        """How long the audience waited at most in so large a part of the cases."""
        waits = sorted(self.waits_s)
        return waits[min(len(waits) - 1, int(part * len(waits)))] if waits else 0.0

    def unknown(self) -> list[str]:
        """What was asked and not known, each once."""
        return list(dict.fromkeys(asked for asked, _ in self.abstained if asked))


def after_show(entries: Iterable[dict[str, Any]]) -> AfterShow:
    """What a journal tells."""
    happened = list(entries)
    delivered = [one for one in happened if one["what"] == "delivered"]
    fired = [one for one in happened if one["what"] == "fired"]
    ends = [one["at_s"] for one in happened if one["what"] in ("over", "delivered")]
    begin = fired[0]["at_s"] if fired else 0.0
    return AfterShow(
        fired=len(fired),
        delivered=len(delivered),
        late=tuple(one["cue"] or "-" for one in delivered if one["after_s"] > one["by_s"]),
        rungs=dict(Counter(one["rung"] or "card" for one in delivered).most_common()),
        waits_s=tuple(one["after_s"] for one in delivered if one["rung"] is not None),
        interventions=dict(Counter(_interventions(happened)).most_common()),
        abstained=tuple((one.get("asked"), one["why"]) for one in happened if one["what"] == "abstained"),
        fell=dict(Counter(one["why"] for one in happened if one["what"] == "fell").most_common()),
        resumed=sum(one["what"] == "resumed" for one in happened),
        lines=tuple(_lines(happened)),
        lasted_s=round(max(ends) - begin, 1) if ends and fired else 0.0,
    )


def _interventions(happened: list[dict[str, Any]]) -> Iterator[str]:
    """What operators did; the reason that was given last belongs to what was done before it."""
    last: str | None = None
    for one in happened:
        if one["what"] == "intervention" and one["key"] in _ASKED_NO_REASON:
            yield one["key"]
        elif one["what"] == "intervention":
            if last is not None:
                yield last
            last = one["key"] if one.get("reason") is None else f"{one['key']}: {one['reason']}"
        elif one["what"] == "because" and last is not None:
            yield f"{last.partition(':')[0]}: {one['reason']}"
            last = None
    if last is not None:
        yield last


def _lines(happened: list[dict[str, Any]]) -> Iterator[SaidLine]:
    spoken: list[tuple[float, float | None, str]] = []
    for one in happened:
        if one["what"] == "delivered" and one.get("rung"):
            spoken.append((one["at_s"], None, one["text"]))
        elif one["what"] == "over" and spoken and spoken[-1][1] is None:
            begin, _, text = spoken[-1]
            spoken[-1] = (begin, max(one["at_s"], begin + _LEAST_S), text)
    zero = spoken[0][0] if spoken else 0.0
    for number, (begin, end, text) in enumerate(spoken):
        until = begin + _LEAST_S if end is None else end
        if number + 1 < len(spoken):
            until = min(until, spoken[number + 1][0] - _BETWEEN_S)
        yield SaidLine(round(begin - zero, 3), round(max(until, begin + _BETWEEN_S) - zero, 3), text)


def subtitles(lines: Iterable[SaidLine], kind: str = "srt") -> str:
    """Subtitles as SRT or WebVTT."""
    point = "," if kind == "srt" else "."
    blocks = [
        f"{number}\n{_clock(line.begin_s, point)} --> {_clock(line.end_s, point)}\n{_without_blank_lines(line.text)}\n"
        for number, line in enumerate(lines, 1)
    ]
    return ("" if kind == "srt" else "WEBVTT\n\n") + "\n".join(blocks)


def rows_to_fill_in(unknown: Iterable[str], day: date) -> str:
    """Statements for what was asked and not known, to be completed and put into a pack's `data/`."""
    rows = [
        f'  # "{_without_blank_lines(asked)}"\n'
        f"  - {{subject: , relation: , value: , source: , known: {day.isoformat()}, confidence: }}\n"
        for asked in unknown
    ]
    return "statements:\n" + "".join(rows) if rows else ""


def _clock(seconds: float, point: str) -> str:
    ms = round(seconds * 1000)
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{point}{ms % 1000:03}"


def _without_blank_lines(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if line.strip()).replace("-->", "→")
