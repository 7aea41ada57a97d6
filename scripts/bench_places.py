#!/usr/bin/env python3
"""Measure imported places: how long an import takes, how much memory, and how fast mixed requests are answered.

    python scripts/bench_places.py --rows 10000 100000 1000000 [--food 0.3] [--requests 300] [--folder DIR]
    python scripts/bench_places.py --draw docs/places-import.md --svg docs/places-growth.svg

Each size is made, imported into a pack of its own and asked about in a process of its own. Prints a Markdown table.
The second form measures nothing: it draws the table that stands in a file.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

ROOT = Path(__file__).parents[1]
PACK = "pack: country\ntitle: 전국 가게\nneeds: [korean, shops]\n"
FOODS = "국밥집 맛집 카페 칼국숫집 중국집 치킨집 횟집 분식집 삼겹살집 술집 냉면집 초밥집 족발집 피자집".split()
SHOPS = "약국 미용실 편의점 호텔 병원 치과 학원 노래방 세탁소 슈퍼 꽃집 헬스장 안경점 부동산 모텔 PC방".split()
DIALOGUES = [
    "{area} {food} 알려줘|다른 데는?|두 번째 집 주소 알려줘|거기 전화번호는?",
    "{town} {food} 추천해줘|그중에 {area}에 있는 데는?|첫 번째는 어디에 있어?",
    "{name} 주소 알려줘|그 근처 카페 알려줘",
    "{area}에서 {food} 갈 만한 데 있어?|그럼 {food2} 있어?",
    "{town} {food} 몇 곳이야?|{name} 어디야?",
    "{area} {shop} 알려줘|다른 데는?|첫 번째 주소 알려줘|그 근처 {shop2} 있어?",
    "{town} {shop} 몇 곳이야?|{town} {shop} 추천해줘",
    "{name} 근처 {shop} 있어?|두 번째는 어디야?",
]


def requests(database: Path, number: int) -> list[list[str]]:
    """Conversations about what there is, the same ones for the same data."""
    from companion.knowledge.places.importing.forms import names_of_province

    draw = random.Random(7)
    db = sqlite3.connect(database)
    paths = [row[0].split("|") for row in db.execute("SELECT path FROM area")]
    size = db.execute("SELECT max(no) FROM place").fetchone()[0]
    made = []
    for at in range(number):
        _, city, district, dong = draw.choice(paths)
        name = db.execute("SELECT name FROM place WHERE no >= ? LIMIT 1", (draw.randint(1, size),)).fetchone()[0]
        town = next(iter(names_of_province(city)[1:]), city.removesuffix("시"))
        area = " ".join(filter(None, (town, district, dong)))
        said = DIALOGUES[at % len(DIALOGUES)].format(
            area=area,
            town=town,
            name=name,
            food=draw.choice(FOODS),
            food2=draw.choice(FOODS),
            shop=draw.choice(SHOPS),
            shop2=draw.choice(SHOPS),
        )
        made.append(said.split("|"))
    return made


def ask(folder: Path, number: int) -> None:
    """Answer requests in this process, and print what it took."""
    from companion.base.settings import load_settings
    from companion.dialogue.assistant import Assistant
    from companion.knowledge.places.query import PlaceQuery, PlaceResult

    started = perf_counter()
    assistant = Assistant(load_settings(str(folder), {}))
    loaded = perf_counter() - started
    took, computed, searched, answered = [], [], [], 0
    search = assistant.library.places.search

    def timed(query: PlaceQuery) -> PlaceResult:
        begun = process_time()
        found = search(query)
        searched.append((process_time() - begun) * 1e3)
        return found

    assistant.library.places.search = timed  # type: ignore[method-assign]
    assistant.respond(DIALOGUES[0].split("|")[0].format(area="", food=FOODS[0]))  # loads what is loaded late
    for dialogue in requests(folder / "places.sqlite", number):
        state = assistant.beginning()
        for turn in dialogue:
            begun, computing = perf_counter(), process_time()
            reply, state = assistant.respond(turn, state)
            took.append((perf_counter() - begun) * 1e3)
            computed.append((process_time() - computing) * 1e3)
            answered += reply.status == "answered"
    cuts, computing_cuts = statistics.quantiles(took, n=100), statistics.quantiles(computed, n=100)
    search_cuts = statistics.quantiles(searched, n=100)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {
        name: [round(several[at], 1) for at in (49, 94, 98)]
        for name, several in (("wall", cuts), ("cpu", computing_cuts), ("search", search_cuts))
    }
    told |= {"turns": len(took), "answered": answered / len(took)}  # type: ignore[dict-item]
    print(json.dumps(told | {"start_s": loaded, "peak_mb": peak}))


def measured(rows: int, food: float, number: int, folder: Path) -> list[str]:
    """A row of the table."""
    stores = folder / f"stores_{rows}_202609.csv"
    pack = folder / f"country-{rows}"
    pack.mkdir(exist_ok=True)
    (pack / "pack.yaml").write_text(PACK.replace("country", pack.name), encoding="utf-8")
    (pack / "profile.yaml").write_text("packs: [korean, shops, ./]\nhome: 화성시\n", encoding="utf-8")
    make = [sys.executable, str(ROOT / "scripts/make_store_file.py"), "--rows", str(rows), "--food", str(food)]
    make += ["--country"]
    if not stores.exists():
        subprocess.run([*make, "--to", str(stores)], check=True)
    run = [sys.executable, "-m", "companion.app.main", "places", "import", str(stores), "--to", str(pack), "--json"]
    run += ["--profile", str(pack)]
    begun = perf_counter()
    child = subprocess.Popen(run, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    printed = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"the import ended with {status}")
    seconds, peak = perf_counter() - begun, used.ru_maxrss / 1024
    places = json.loads(printed)["places"]
    # The first start of a profile trains its intent model, once: that is no turn, and no memory of the robot's.
    once = [sys.executable, "-m", "companion.app.main", "ask", "안녕", "--profile", str(pack)]
    subprocess.run(once, check=True, capture_output=True)
    asking = subprocess.run(
        [sys.executable, __file__, "--ask", str(pack), "--requests", str(number)],
        check=True,
        capture_output=True,
        text=True,
    )
    told = json.loads(asking.stdout.splitlines()[-1])
    size = (pack / "places.sqlite").stat().st_size / 1e6
    return [
        f"{rows:,}",
        f"{places:,}",
        f"{seconds:.0f} s",
        f"{used.ru_utime + used.ru_stime:.0f} s",
        f"{peak:.0f} MB",
        f"{size:.0f} MB",
        f"{told['start_s']:.1f} s",
        *(" / ".join(map(str, told[name])) for name in ("wall", "cpu", "search")),
        f"{told['peak_mb']:.0f} MB",
        f"{told['answered']:.0%}",
    ]


_PANEL_W, _PANEL_H, _MARGIN = 300, 170, 60
_STYLE = (
    "svg{--ink:#222;--grid:#ddd;--a:#3f9d7c;--b:#6a7fc4;background:#fff}"
    "@media(prefers-color-scheme:dark){svg{--ink:#ddd;--grid:#444;--a:#4bb18d;--b:#8c9fe0;background:#181818}}"
    "text{font:11px sans-serif;fill:var(--ink)}.title{font-size:13px}.end{text-anchor:end}.mid{text-anchor:middle}"
    "line{stroke:var(--grid)}path{fill:none;stroke-width:2}.a{stroke:var(--a)}.b{stroke:var(--b)}"
    "circle.a{fill:var(--a)}circle.b{fill:var(--b)}text.a{fill:var(--a);stroke:none}text.b{fill:var(--b);stroke:none}"
)


def growth_svg(table: str) -> str:
    """A picture of how everything grows with the rows, each axis in powers of ten where it spans several.

    Args:
        table: the Markdown table that this script prints, or text that holds it.
    """
    lines = [[c.strip() for c in line.strip().strip("|").split("|")] for line in table.splitlines() if "|" in line]
    head = next(cells for cells in lines if "rows" in cells and "file" in cells)
    measured = [dict(zip(head, cells, strict=True)) for cells in lines if re.fullmatch(r"[\d,]+", cells[0])]
    rows = [float(cells["rows"].replace(",", "")) for cells in measured]

    def values(column: str, percentile: int = 0) -> list[float]:
        told = (cells[column].replace(",", "").split(" / ")[percentile] for cells in measured)
        return [float(re.sub(r"[^\d.]", "", one)) for one in told]

    panels = [
        ("import, CPU seconds", {"import": values("import, CPU")}),
        ("file, MB", {"file": values("file")}),
        ("turn, CPU ms", {"p50": values("turn, CPU ms"), "p95": values("turn, CPU ms", 1)}),
        (
            "search in the imported places, CPU ms",
            {"p50": values("search, CPU ms"), "p95": values("search, CPU ms", 1)},
        ),
        ("memory of the import, MB", {"peak": values("peak memory")}),
        ("memory of the robot, MB", {"peak": values("memory of the robot")}),
    ]
    across, down = _PANEL_W + 2 * _MARGIN, _PANEL_H + _MARGIN
    wide, high = 2 * across, 3 * down + 20
    drawn = [
        f'<g transform="translate({_MARGIN + at % 2 * across} {30 + at // 2 * down})">{_panel(title, rows, series)}</g>'
        for at, (title, series) in enumerate(panels)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" role="img" '
        f'aria-label="Growth with the number of rows"><style>{_STYLE}</style>\n' + "\n".join(drawn) + "\n</svg>\n"
    )


def _panel(title: str, rows: list[float], series: dict[str, list[float]]) -> str:
    """One axis of rows, one of values, and a line for each series."""
    most, least = max(v for some in series.values() for v in some), min(v for some in series.values() for v in some)
    powers = most > 20 * least
    low, top = (math.floor(math.log10(least)), math.ceil(math.log10(most))) if powers else (0.0, _round_up(most))
    first, last = math.log10(rows[0]), math.log10(rows[-1])

    def at(row: float, value: float) -> tuple[float, float]:
        share = ((math.log10(value) if powers else value) - low) / (top - low)
        return _PANEL_W * (math.log10(row) - first) / (last - first or 1), _PANEL_H * (1 - share)

    ticks = [10.0**n for n in range(int(low), int(top) + 1)] if powers else [top * n / 4 for n in range(5)]
    parts = [f'<text class="title" x="0" y="-10">{title}</text>']
    for tick in ticks:
        _, y = at(rows[0], tick)
        parts.append(f'<line x1="0" x2="{_PANEL_W}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text class="end" x="-6" y="{y + 4:.1f}">{tick:g}</text>')
    parts += [f'<text class="mid" x="{at(row, most)[0]:.1f}" y="{_PANEL_H + 16}">{row:,.0f}</text>' for row in rows]
    for colour, (name, some) in zip("ab", series.items(), strict=False):
        points = [at(row, value) for row, value in zip(rows, some, strict=True)]
        parts.append(f'<path class="{colour}" d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in points)}"/>')
        parts += [f'<circle class="{colour}" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>' for x, y in points]
        x, y = points[-1]
        parts.append(f'<text class="{colour}" x="{x + 7:.1f}" y="{y + 4:.1f}">{name}</text>')
    return "".join(parts)


def _round_up(value: float) -> float:
    """The next 1, 2, 4 or 8 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(power * times for times in (1, 2, 4, 8, 10) if power * times >= value)


def main() -> None:
    """Measure every size."""
    parser = argparse.ArgumentParser(description="Measure imported places.")
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--food", type=float, default=0.3, help="share of places to eat (%(default)s)")
    parser.add_argument("--requests", type=int, default=100, help="conversations of two to four turns")
    parser.add_argument("--folder", type=Path, help="where files are kept; default: nowhere")
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--draw", type=Path, help="a file with the table, which is drawn instead of measuring anything")
    parser.add_argument("--svg", type=Path, help="where the drawing goes")
    options = parser.parse_args()
    if options.draw:
        if options.svg is None:
            parser.error("--draw needs --svg FILE")
        options.svg.write_text(growth_svg(options.draw.read_text(encoding="utf-8")), encoding="utf-8")
        return
    os.environ.setdefault("PYTHONPATH", str(ROOT))
    if options.ask:
        ask(options.ask, options.requests)
        return
    folder = options.folder or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    head = "rows|places|import|import, CPU|peak memory|file|start|turn, ms p50/95/99|turn, CPU ms|search, CPU ms".split(
        "|"
    )
    head += ["memory of the robot", "answered"]
    table = [f"| {' | '.join(head)} |\n|{'---|' * len(head)}"]
    print(table[0], flush=True)
    for rows in options.rows:
        table.append(f"| {' | '.join(measured(rows, options.food, options.requests, folder))} |")
        print(table[-1], flush=True)
    if options.svg:
        options.svg.write_text(growth_svg("\n".join(table)), encoding="utf-8")
    if options.folder is None:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
