#!/usr/bin/env python3
"""Measure a store of packs: what is sent, how long robots take to have it, and what an exchange does to their turns.

    python scripts/bench_store.py [--rows 100000] [--robots 20] [--store postgresql://…]

Makes a pack with places, publishes it, and lets robots fetch it at once, each into a folder of its own; then a robot
answers while another import is published and takes its place. Without --store it starts a server of its own, which
needs Debian's package `postgresql`. The store should be an empty one: it is written to. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import quantiles
from threading import Thread
from time import perf_counter, sleep

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
PACK = "pack: country\ntitle: 전국 가게\nneeds: [korean]\n"
QUESTIONS = "수원 국밥집 알려줘|다른 데는?|첫 번째 집 주소 알려줘|수원 카페 몇 곳이야?|안녕".split("|")
_MOST_S = 600


def made(folder: Path, rows: int, seed: int) -> Path:
    """A pack with so many rows of places."""
    from companion.app.main import main

    pack = folder / str(seed) / "country"
    pack.mkdir(parents=True)
    (pack / "pack.yaml").write_text(PACK, encoding="utf-8")
    stores = folder / f"stores{seed}_202609.csv"
    maker = [sys.executable, str(ROOT / "scripts" / "make_store_file.py"), "--to", str(stores), "--food", "1"]
    subprocess.run([*maker, "--rows", str(rows), "--seed", str(seed)], check=True, stdout=sys.stderr)
    assert main(["places", "import", str(stores), "--to", str(pack)]) == 0
    return pack


def shown(seconds: Sequence[float]) -> str:
    """Median, 95th percentile and worst of some times, in milliseconds."""
    if len(seconds) < 2:
        return ", ".join(f"{s * 1e3:,.0f} ms" for s in seconds) or "none"
    cuts = quantiles(seconds, n=20, method="inclusive")
    return f"p50 {cuts[9] * 1e3:,.1f}, p95 {cuts[18] * 1e3:,.1f}, worst {max(seconds) * 1e3:,.1f} ms ({len(seconds)})"


def timed(task: Callable[[], object]) -> float:
    """Seconds that something takes."""
    begun = perf_counter()
    task()
    return perf_counter() - begun


def together(tasks: Sequence[Callable[[], object]]) -> list[float]:
    """Seconds that each of several things takes, all begun at once."""
    took: list[float] = []
    threads = [Thread(target=lambda task=task: took.append(timed(task))) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took


def measure(url: str, folder: Path, rows: int, robots: int) -> None:
    """Print what it takes."""
    import psycopg
    from shared_robots import shared

    from companion.base.settings import load_settings
    from companion.dialogue.incumbent import Incumbent

    packs = [made(folder, rows, seed) for seed in (1, 2)]
    size = sum(path.stat().st_size for path in packs[0].rglob("*") if path.is_file())
    office = shared(url, folder / "office", 30)
    print("| what | took |\n|---|---|")
    print(f"| publishing {rows:,} rows, {size / 1e6:,.1f} MB | {timed(lambda: office.replace(packs[0])):.2f} s |")
    with psycopg.connect(url) as connection:
        stored = connection.execute("SELECT sum(length(data)), count(*) FROM companion.content").fetchone()
    assert stored is not None
    print(f"| sent to each robot | {stored[0] / 1e6:,.1f} MB in {stored[1]:,} blocks |")
    homes = [shared(url, folder / f"robot{number}", 30) for number in range(robots)]
    print(f"| {robots} robots fetch it at once, each | {shown(together([home.look for home in homes]))} |")
    looks = [home.look for home in homes] * 10
    print(f"| {len(looks)} looks for nothing new at once, each | {shown(together(looks))} |")

    os.environ["XDG_DATA_HOME"] = str(folder / "data")
    (folder / "profile.yaml").write_text(
        f"packs: [korean, country]\nhome: 수원시\nknowledge: {{store: '{url}', look_every_s: 1, within_s: 30}}\n",
        encoding="utf-8",
    )
    incumbent = Incumbent(load_settings(str(folder), environment={}))
    first, phases = incumbent.assistant, dict[str, list[float]](before=[], meanwhile=[], after=[])

    def turns(phase: str, until: Callable[[], bool]) -> None:
        state, number, begun = incumbent.beginning(), 0, perf_counter()
        while not until() and perf_counter() - begun < _MOST_S:
            asked = perf_counter()
            _, state = incumbent.respond(QUESTIONS[number % len(QUESTIONS)], state)
            phases[phase].append(perf_counter() - asked)
            number += 1
            sleep(0.02)

    turns("before", lambda: len(phases["before"]) >= 200)
    publishing = Thread(target=office.replace, args=(packs[1],))
    publishing.start()
    turns("meanwhile", lambda: incumbent.assistant is not first)
    turns("after", lambda: len(phases["after"]) >= 200)
    publishing.join()
    incumbent.close()
    names = {"before": "turns before an import is published", "meanwhile": "until a robot answers from it"}
    for phase, seconds in phases.items():
        print(f"| {names.get(phase, 'from then on')} | {shown(seconds)} |")


def main() -> None:
    """Read the options, and measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the store file")
    parser.add_argument("--robots", type=int, default=20, help="robots that fetch at once")
    parser.add_argument("--store", metavar="URL", help="an empty database")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        url = options.store
        if url is None:
            from postgres import postgres_server

            url = stack.enter_context(postgres_server()).database()
        measure(url, folder, options.rows, options.robots)


if __name__ == "__main__":
    main()
