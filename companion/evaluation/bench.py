"""How long a turn takes, stage by stage, and what starting costs, beside the plain keyword robot."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

from companion.base.errors import CompanionError, DataError
from companion.base.files import read_text
from companion.base.settings import Settings, load_settings, profile_file
from companion.base.table import table
from companion.base.writing import write_atomically
from companion.dialogue.assistant import Assistant
from companion.dialogue.expected import expected_utterances
from companion.dialogue.reply import Reply
from companion.dialogue.state import State
from companion.evaluation.baseline import KeywordRobot
from companion.evaluation.generated import generate
from companion.evaluation.latency import Latency, machine

STAGES: Final = ("understand", "answer", "speak", "total")
STARTS: Final = 5
"""How many fresh processes are started."""

_SEED: Final = 20191023  # any but the training seed, so that phrases hold names they were not trained with
_TURNS_A_CONVERSATION: Final = 8
_WARM_UP: Final = 20
_FIRST_UTTERANCE: Final = "경기도지사가 누구야?"
_FOLLOW_UPS: Final = {
    "knowledge": ("그 전에는?", "언제부터?", "그다음은?"),
    "recommend": ("두 번째 집은 어디야?", "더 싼 데는?", "다른 데", "그중에 주차되는 데"),
}


@dataclass(frozen=True, slots=True)
class Start:
    """One fresh process that answers one utterance.

    Attributes:
        first_answer_s: seconds from starting the process to the line with the answer.
        process_s: seconds to the end of the process.
        peak_memory_mb: largest resident size in MB (10⁶ bytes), None where the system doesn't tell.
    """

    first_answer_s: float
    process_s: float
    peak_memory_mb: float | None


def default_utterances(assistant: Assistant) -> list[str]:
    """A fixed mixture of everything the skills are for, follow-up questions among it."""
    chance = random.Random(_SEED)
    pairs = expected_utterances(assistant, _SEED)
    chance.shuffle(pairs)
    out = []
    for sentence, intent in pairs:
        out.append(sentence)
        follow_ups = _FOLLOW_UPS.get(intent.partition(".")[0])
        if follow_ups:
            out.append(chance.choice(follow_ups))
    return out


def read_utterances(path: Path) -> list[str]:
    """One utterance a line; empty lines are skipped.

    Raises:
        DataError: unreadable file, or nothing in it.
    """
    lines = read_text(path).split("\n")
    utterances = [line for line in lines if line.strip()]
    if not utterances:
        raise DataError(path, None, "has no utterances", "write one a line")
    return utterances


def bench_text(assistant: Assistant, utterances: Path | None, turns: int, profile: str) -> dict[str, Any]:
    """Measure turns in this process and starts in fresh ones.

    Args:
        utterances: a file to take utterances from, in order and again from the start; None mixes all skills.
        turns: how many turns, at least 1; a new conversation begins every few turns.
        profile: the profile fresh processes start with.

    Returns:
        `machine`; `turns`; `turns_per_s`; `stages_ms` and `baseline_ms` with p50, p95, p99 and max; `start`
        with the median and the maximum of `first_answer_s` and `process_s`, and `peak_memory_mb`.

    Raises:
        DataError: unusable file of utterances.
        CompanionError: a fresh process did not answer.
    """
    texts = read_utterances(utterances) if utterances else default_utterances(assistant)
    _converse(assistant, texts, _WARM_UP)
    started = perf_counter()
    replies = _converse(assistant, texts, turns)
    elapsed = perf_counter() - started
    return {
        "machine": asdict(machine()),
        "turns": turns,
        "turns_per_s": round(turns / elapsed, 1),
        # A turn that ends early, such as silence, has no time in the stages it did not reach.
        "stages_ms": {
            stage: asdict(Latency.of(times))
            for stage in STAGES
            if (times := [reply.timing_ms[stage] for reply in replies if stage in reply.timing_ms])
        },
        "baseline_ms": asdict(_baseline(assistant, texts, turns)),
        "start": _summary([_start(profile) for _ in range(STARTS)]),
    }


def _converse(assistant: Assistant, texts: Sequence[str], turns: int) -> list[Reply]:
    replies, state = [], State()
    for turn in range(turns):
        if turn % _TURNS_A_CONVERSATION == 0:
            state = State()
        reply, state = assistant.respond(texts[turn % len(texts)], state)
        replies.append(reply)
    return replies


def _baseline(assistant: Assistant, texts: Sequence[str], turns: int) -> Latency:
    robot = KeywordRobot.like(assistant)
    durations = []
    for turn in range(turns):
        started = perf_counter()
        robot.respond(texts[turn % len(texts)])
        durations.append((perf_counter() - started) * 1e3)
    return Latency.of(durations)


def _start(profile: str) -> Start:
    """Start `companion ask` in a process of its own; a batch, because that waits while its memory is read."""
    command = [sys.executable, "-m", "companion.app.main", "ask", "--batch", "-", "--profile", profile]
    started = perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        if process.stdin is None or process.stdout is None or process.stderr is None:
            raise AssertionError("all three are pipes")
        process.stdin.write(json.dumps({"id": "1", "text": _FIRST_UTTERANCE}) + "\n")
        process.stdin.flush()
        answered = process.stdout.readline()
        first_answer_s = perf_counter() - started
        peak = _peak_memory_mb(process.pid)
        process.stdin.close()
        problem = process.stderr.read()
        process.wait()
    if process.returncode != 0 or not answered:
        raise CompanionError(f"`{' '.join(command)}` did not answer: {problem.strip() or process.returncode}")
    return Start(first_answer_s, perf_counter() - started, peak)


def _peak_memory_mb(pid: int) -> float | None:
    # Not from getrusage: a forked child's ru_maxrss starts at the size of the parent.
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return None
    peak = next((line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")), None)
    return round(int(peak) * 1024 / 1e6, 1) if peak else None


def bench_generated(settings: Settings, profile: str, statements: int, places: int) -> dict[str, Any]:
    """Measure starts and turns with a made-up pack beside the packs of a profile.

    Everything is written to a temporary folder, caches too: the first start makes them, as one does after new data.

    Args:
        settings: of the profile.
        profile: its name.
        statements, places: how many to make up (`generate`).

    Returns:
        `machine`; `statements` and `places`; `first_start_s`, which makes the caches; `start` as `bench_text` gives it;
        `turns_ms` with p50, p95, p99 and max of all turns, of those answered and of those that end in «unknown».

    Raises:
        CompanionError: a process did not answer.
    """
    with TemporaryDirectory(prefix="companion-bench-") as made:
        folder = Path(made)
        pack = generate(folder, statements, places)
        packs = [str((settings.folder / name).resolve()) if "/" in name else name for name in settings.packs]
        written = {
            "extends": str(profile_file(profile)),
            "packs": [*packs, str(pack.folder)],
            "cache": str(folder / "cache"),
        }
        path = folder / "profile.yaml"
        write_atomically(path, json.dumps(written).encode(), durable=False)
        first = _start(str(path))
        starts = [_start(str(path)) for _ in range(STARTS)]
        assistant = Assistant(load_settings(str(path), {"as_of": settings.as_of}))
        _converse(assistant, pack.conversations[0], _WARM_UP)
        replies = [
            reply for turns in pack.conversations for reply in _converse(assistant, turns, len(turns))
        ]  # fmt: skip
    groups = {
        "all": replies,
        "answered": [reply for reply in replies if reply.status != "unknown"],
        "unknown": [reply for reply in replies if reply.status == "unknown"],
    }
    return {
        "machine": asdict(machine()),
        "statements": statements,
        "places": places,
        "first_start_s": round(first.first_answer_s, 3),
        "start": _summary(starts),
        "turns": len(replies),
        "turns_ms": {
            name: asdict(Latency.of(reply.timing_ms["total"] for reply in group))
            for name, group in groups.items()
            if group
        },
    }


def _summary(starts: Sequence[Start]) -> dict[str, Any]:
    memory = [start.peak_memory_mb for start in starts if start.peak_memory_mb is not None]
    return {
        "processes": len(starts),
        "first_answer_s": _middle_and_worst([start.first_answer_s for start in starts]),
        "process_s": _middle_and_worst([start.process_s for start in starts]),
        "peak_memory_mb": max(memory, default=None),
    }


def _middle_and_worst(seconds: Sequence[float]) -> dict[str, float]:
    return {"median": round(median(seconds), 3), "max": round(max(seconds), 3)}


def report_text(result: dict[str, Any]) -> str:
    """The figures of `bench_text` as a table and a few lines."""
    measured = result["stages_ms"] | {"keyword baseline": result["baseline_ms"]}
    turns = f"{result['turns']} turns, {result['turns_per_s']:.0f} a second"
    return "\n".join([*_heading(result, turns), _latencies(measured), "", *_starts(result["start"])])


def report_generated(result: dict[str, Any]) -> str:
    """The figures of `bench_generated` as a table and a few lines."""
    size = f"{result['statements']} statements and {result['places']} places made up; {result['turns']} turns"
    first = f"first start, which makes the caches: {result['first_start_s']:.2f} s"
    return "\n".join([*_heading(result, size), _latencies(result["turns_ms"]), "", first, *_starts(result["start"])])


def _heading(result: dict[str, Any], line: str) -> tuple[str, ...]:
    on = result["machine"]
    return f"{on['cpu']}, {on['cores']} cores, Python {on['python']}", line, ""


def _latencies(measured: Mapping[str, Mapping[str, float]]) -> str:
    points = ("p50", "p95", "p99", "max")
    rows = [(name, *(f"{latency[point]:.2f}" for point in points)) for name, latency in measured.items()]
    return table(("ms a turn", *points), rows)


def _starts(start: Mapping[str, Any]) -> tuple[str, ...]:
    peak = start["peak_memory_mb"]
    return (
        f"first answer of a fresh process: median {start['first_answer_s']['median']:.2f} s, "
        f"max {start['first_answer_s']['max']:.2f} s ({start['processes']} starts)",
        f"whole process: median {start['process_s']['median']:.2f} s, max {start['process_s']['max']:.2f} s",
        f"peak memory: {'unknown' if peak is None else f'{peak:.0f} MB'}",
    )
