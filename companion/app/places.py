"""`companion places`: the places."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from companion.app.options import actions_of, add_json, add_profile, assistant_of, settings_of
from companion.app.output import print_json, print_result, show
from companion.app.sharing import pack_to_change, store_of
from companion.knowledge.places.statistics import place_statistics

if TYPE_CHECKING:
    from companion.knowledge.packs import PackSet

_MOST_REASONS = 12


def add_to(parser: argparse.ArgumentParser) -> None:
    """Its actions."""
    add = actions_of(parser)
    search = add("search", _search, "find places")
    add_profile(search, dated=True)
    add_json(search)
    search.add_argument("query", metavar="QUERY")
    add_profile(add("stats", _stats, "what the data covers"))
    more = add("import", _import, "make places of official store files, up to every shop of the country")
    add_profile(more)
    add_json(more)
    more.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV, JSON, ZIP, Parquet or OpenStreetMap")
    more.add_argument("--to", type=Path, metavar="PACK_FOLDER", help="the pack; default: the last one of the profile")
    more.add_argument("--format", metavar="NAME", help="the form of the files, where the header alone does not tell")
    more.add_argument("--source", metavar="TITLE", help="what they are called as a source")
    more.add_argument("--day", type=_day, metavar="DAY", help="of when the data are: YYYY-MM or YYYY-MM-DD")
    more.add_argument("--within", metavar="AREA", help="only places in this town, district or neighbourhood")


def _search(options: argparse.Namespace) -> int:
    print_result(options, assistant_of(options).find_places(options.query), lambda reply: reply.text)
    return 0


def _stats(options: argparse.Namespace) -> int:
    from companion.dialogue.loading import load_material

    for line in place_statistics(load_material(settings_of(options)).knowledge.store):
        show(line)
    return 0


def _day(text: str) -> str:
    from companion.knowledge.places.importing.run import day_told

    try:
        return day_told(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» is no day; write YYYY-MM or YYYY-MM-DD") from None


def _import(options: argparse.Namespace) -> int:
    from tqdm import tqdm

    from companion.base.files import Mistakes
    from companion.dialogue.loading import packs_of
    from companion.knowledge.places.concepts import read_concepts
    from companion.knowledge.places.importing.classes import StoreClasses, kinds_left_out
    from companion.knowledge.places.importing.rows import UNKNOWN_KIND
    from companion.knowledge.places.importing.run import import_places, sources_of_file

    settings = settings_of(options)
    packs, mistakes = packs_of(settings), Mistakes()
    classes = StoreClasses.read(packs, read_concepts(packs, mistakes), mistakes)
    mistakes.raise_any()
    sources = [
        source
        for path in options.files
        for source in sources_of_file(path, options.format, options.source, options.day)
    ]
    folder = (options.to or _last(packs, settings.added_pack)).expanduser().resolve()
    with closing(tqdm(unit="B", unit_scale=True, disable=None, file=sys.stderr)) as bar:

        def progress(stage: str, done: int, whole: int) -> None:
            bar.set_description(stage, refresh=False)
            bar.total, bar.n = whole or None, done
            bar.refresh()

        tell = (lambda line: None) if options.json else show
        with pack_to_change(settings, folder, None, tell, partial(progress, "sending")) as target:
            report = import_places(sources, target, classes, options.within, progress)
    where = str(folder) if settings.knowledge.store is None else f"«{folder.name}» of {store_of(settings).address}"
    if options.json:
        read = [
            {
                "file": str(source.file.path.parent / source.file.name),
                "format": source.header.form.id,
                "source": source.title,
                "day": source.day,
                "rows": dict(counts),
            }
            for source, counts in report.read
        ]
        print_json(
            {
                "to": where,
                "places": report.built.places,
                "merged": report.built.merged,
                "corrected": report.corrected,
                "files": read,
            }
        )
        return 0
    for source, counts in report.read:
        show(f"{source.file.path.parent / source.file.name}: «{source.title}», {source.day} ({source.header.form.id})")
        for line in _told(counts):
            show(f"  {line}")
    show(f"{report.built.places:,} places in {where}, {report.built.merged:,} rows merged into others (merged.csv)")
    if report.built.lost:
        show(f"{report.built.lost:,} rows left out: nothing says in which town they are, and no place near them does")
    if report.corrected:
        show(f"{report.corrected} corrections laid over them")
    for correction in report.idle:
        show(f"corrections.yaml: «{correction.id}» is not in the files any more")
    left_out = Counter[str]()
    for _, counts in report.read:
        left_out += Counter({k.removeprefix(UNKNOWN_KIND): n for k, n in counts.items() if k.startswith(UNKNOWN_KIND)})
    for pack, number in kinds_left_out(settings.knowledge_folder, packs, left_out).items():
        show(f"{number:,} of the rows are of kinds that the pack «{pack}» knows: add it to `packs` of the profile")
    known = {pack.folder.name if settings.knowledge.store else str(pack.folder.resolve()) for pack in packs.packs}
    if (folder.name if settings.knowledge.store else str(folder)) not in known:
        show(f"To ask about them, name the pack in a profile, or: companion chat --profile {folder}")
    return 0


def _last(packs: PackSet, added: Path) -> Path:
    """The folder of the last pack that the profile names: not of the one that keeps files added by hand."""
    return next(pack.folder for pack in reversed(packs.packs) if pack.id != added.name)


def _told(counts: Counter[str]) -> Iterator[str]:
    """The commonest things that became of rows, a line each, what was wrong last."""
    for reason, number in counts.most_common(_MOST_REASONS):
        yield f"{number:,} {reason}" + (" (rejected.csv)" if reason == "rejected" else "")
    if rest := sum(counts.values()) - sum(n for _, n in counts.most_common(_MOST_REASONS)):
        yield f"{rest:,} others"
