#!/usr/bin/env python3
"""What a spoken turn costs a small board, part by part: processor time, and memory at its peak.

    python scripts/bench_board.py [--profile raspberry-pi] [--isa any|avx2|sse] [--turns 100] [--text]

A process of its own reads, hears and speaks, and NumPy, OpenBLAS and CTranslate2 in it use no newer instructions than
these (ONNX Runtime knows no such limit). Processor time, because other work on the machine changes it least: a board
whose cores are so many times slower takes so many times as long. --text leaves hearing and speaking out. Prints a
Markdown table.

To see that it gets by with less, start it within limits: `systemd-run --scope -p MemoryMax=2G -p CPUQuota=100% …`.
Limits of what is reserved (`ulimit -v`, `-d`) are none of what is used: the recogniser reserves 1.2 GB and uses 0.3.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from companion.dialogue.assistant import Assistant

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
MEGABYTE = 10**6
QUESTION = "가보정은 몇 시에 문을 열어?"
ANSWER = "가보정은 팔달구 인계동에 있는 갈비집이에요."
AGAIN = 3
"""How often one thing is heard and said; the median counts."""
_AVX512 = "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL AVX512_SPR"
ONLY = {
    "any": {},
    "avx2": {"CT2_FORCE_CPU_ISA": "AVX2", "OPENBLAS_CORETYPE": "Haswell", "NPY_DISABLE_CPU_FEATURES": _AVX512},
    "sse": {
        "CT2_FORCE_CPU_ISA": "GENERIC",
        "OPENBLAS_CORETYPE": "Nehalem",
        "NPY_DISABLE_CPU_FEATURES": f"AVX2 FMA3 {_AVX512}",
    },
}
"""What keeps each library from newer instructions than these."""


def peak_mb() -> float:
    """The most memory that this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEGABYTE


def each(task: Callable[[int], object], times: int) -> list[float]:
    """Seconds of processor time that each of several calls takes."""
    took = []
    for number in range(times):
        begun = process_time()
        task(number)
        took.append(process_time() - begun)
    return took


def measured(profile: str, turns: int, *, aloud: bool) -> Iterator[tuple[str, float]]:
    """Figures of this process, one after another: seconds of processor time, and megabytes."""
    from companion.base.settings import load_settings
    from companion.dialogue.assistant import Assistant
    from companion.dialogue.state import State
    from companion.evaluation.bench import default_utterances

    assistant = Assistant(load_settings(profile, {}))
    assistant.respond("경기도지사가 누구야?", State())
    yield "first answer", process_time()
    yield "memory, first answer", peak_mb()

    texts = default_utterances(assistant)
    turn_s = sorted(each(lambda number: assistant.respond(texts[number % len(texts)], State()), turns))
    yield "text turn p50", turn_s[len(turn_s) // 2]
    yield "text turn p95", turn_s[len(turn_s) * 95 // 100]
    yield "memory, reading", peak_mb()
    if aloud:
        yield from measured_aloud(assistant)


def measured_aloud(assistant: Assistant) -> Iterator[tuple[str, float]]:
    """Figures of one spoken question and one spoken answer."""
    from companion.audio.pcm import HEARING_RATE
    from companion.hearing.engine import load_recogniser
    from companion.live.hints import conversation_hints
    from companion.models.store import ModelStore
    from companion.speaking.engine import load_synthesiser

    settings = assistant.settings
    store = ModelStore(settings.models_folder)
    voice = load_synthesiser(settings.speaking, store)
    said = voice.synthesize(QUESTION).at(HEARING_RATE)
    yield "sound of an answer", voice.synthesize(ANSWER).duration_s
    yield "saying it", median(each(lambda _: voice.synthesize(ANSWER), AGAIN))
    yield "memory, speaking", peak_mb()
    ear = load_recogniser(settings.hearing, store, conversation_hints(assistant))
    ear.warm_up()

    def hear(_: int) -> None:
        stream = ear.stream()
        stream.accept(said.samples)
        stream.finish()

    yield "sound of a question", said.duration_s
    yield "hearing it", median(each(hear, AGAIN))
    yield "memory, all", peak_mb()


def apart(options: argparse.Namespace) -> Iterator[tuple[str, float]]:
    """The figures of a process of its own, as they come."""
    command = [sys.executable, __file__, "--within", "--profile", options.profile, "--turns", str(options.turns)]
    command += ["--text"] if options.text else []
    with subprocess.Popen(command, env=os.environ | ONLY[options.isa], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            name, value = json.loads(line)
            yield name, value
    if process.returncode:
        raise SystemExit(f"it did not come to its end: status {process.returncode}")


def shown(name: str, value: float) -> str:
    """A row of the table: memory in MB, else seconds."""
    return f"| {name} | {value:.0f} MB |" if name.startswith("memory") else f"| {name} | {value:.3f} s |"


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--profile", default="raspberry-pi", help="default: %(default)s")
    parser.add_argument("--isa", choices=ONLY, default="any", help="the newest instructions that are used")
    parser.add_argument("--turns", type=int, default=100, metavar="N", help="in text (default: %(default)s)")
    parser.add_argument("--text", action="store_true", help="neither hear nor speak")
    parser.add_argument("--within", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.turns < 1:
        parser.error("--turns must be at least 1")
    if options.within:
        for figure in measured(options.profile, options.turns, aloud=not options.text):
            print(json.dumps(figure), flush=True)
    else:
        print("| processor time, memory at its peak so far | |", "|---|---|", sep="\n")
        for name, value in apart(options):
            print(shown(name, value), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
