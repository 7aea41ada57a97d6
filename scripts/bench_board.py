#!/usr/bin/env python3
"""What a spoken turn costs a small board, part by part, in processor time and within little memory.

    python scripts/bench_board.py [--profile raspberry-pi] [--memory 2000] [--isa any|avx2|sse] [--turns 100] [--text]

A process of its own reads, hears and speaks with limits of its own: so many megabytes of memory to write to
(RLIMIT_DATA), and only such instructions of the processor (of NumPy, OpenBLAS and CTranslate2; ONNX Runtime knows no
such limit). Processor time, because other work on the machine changes it least: a board whose cores are so many times
slower takes so many times as long. --text leaves hearing and speaking out. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from time import process_time
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
MEGABYTE = 10**6
QUESTION = "가보정은 몇 시에 문을 열어?"
ANSWER = "가보정은 팔달구 인계동에 있는 갈비집이에요."
AGAIN = 5
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


def measured(profile: str, turns: int, *, aloud: bool) -> dict[str, Any]:
    """Figures of this process: seconds of processor time, and megabytes."""
    import numpy as np

    from companion.base.settings import load_settings
    from companion.dialogue.assistant import Assistant
    from companion.dialogue.state import State
    from companion.evaluation.bench import default_utterances

    def each(task: Any, times: int) -> list[float]:
        """Seconds of processor time that each of several calls takes."""
        took = []
        for number in range(times):
            begun = process_time()
            task(number)
            took.append(process_time() - begun)
        return took

    assistant = Assistant(load_settings(profile, {}))
    assistant.respond("경기도지사가 누구야?", State())
    found: dict[str, Any] = {"first answer": process_time(), "memory, first answer": peak_mb()}

    texts = default_utterances(assistant)
    turn_s = each(lambda number: assistant.respond(texts[number % len(texts)], State()), turns)
    found |= {"text turn p50": float(np.percentile(turn_s, 50)), "text turn p95": float(np.percentile(turn_s, 95))}
    found["memory, reading"] = peak_mb()
    if aloud:
        from companion.audio.pcm import HEARING_RATE
        from companion.hearing.engine import load_recogniser
        from companion.live.hints import hints_of
        from companion.models.store import ModelStore
        from companion.speaking.engine import load_synthesiser

        settings = assistant.settings
        store = ModelStore(settings.models_folder)
        voice = load_synthesiser(settings.speaking, store)
        said = voice.synthesize(QUESTION).at(HEARING_RATE)
        found["memory, speaking"] = peak_mb()
        found["sound of the answer"] = voice.synthesize(ANSWER).duration_s
        found["saying it"] = float(np.median(each(lambda _: voice.synthesize(ANSWER), AGAIN)))
        ear = load_recogniser(settings.hearing, store, hints_of(assistant))
        ear.warm_up()

        def hear(_: int) -> None:
            stream = ear.stream()
            stream.accept(said.samples)
            stream.finish()

        found |= {"sound of the question": said.duration_s, "hearing it": float(np.median(each(hear, AGAIN)))}
        found["memory, all"] = peak_mb()
    return found


def limited(options: argparse.Namespace) -> dict[str, Any]:
    """The figures of a process within the limits."""
    command = [sys.executable, __file__, "--within", "--profile", options.profile, "--turns", str(options.turns)]
    command += ["--memory", str(options.memory), *(["--text"] if options.text else [])]
    done = subprocess.run(command, env=os.environ | ONLY[options.isa], stdout=subprocess.PIPE, check=False)
    if done.returncode:
        raise SystemExit(f"it did not come to an end within {options.memory} MB: status {done.returncode}")
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def table(figures: dict[str, Any]) -> str:
    """The figures for people: memory in MB, else seconds."""
    shown = [
        f"| {name} | {value:.0f} MB |" if name.startswith("memory") else f"| {name} | {value:.3f} s |"
        for name, value in figures.items()
    ]
    return "\n".join(["| processor time, memory at its peak so far | |", "|---|---|", *shown])


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--profile", default="raspberry-pi", help="default: %(default)s")
    parser.add_argument("--memory", type=int, default=2000, metavar="MB", help="to write to (default: %(default)s)")
    parser.add_argument("--isa", choices=ONLY, default="any", help="the newest instructions that are used")
    parser.add_argument("--turns", type=int, default=100, metavar="N", help="in text (default: %(default)s)")
    parser.add_argument("--text", action="store_true", help="neither hear nor speak")
    parser.add_argument("--within", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.turns < 1 or options.memory < 1:
        parser.error("--turns and --memory must be at least 1")
    if options.within:
        resource.setrlimit(resource.RLIMIT_DATA, (options.memory * MEGABYTE,) * 2)
        print(json.dumps(measured(options.profile, options.turns, aloud=not options.text)))
    else:
        print(table(limited(options)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
