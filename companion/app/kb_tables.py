"""`companion kb add FILE --as TYPE`: tables of somebody's own whose rows are things, and whose cells are statements."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from companion.app.asking import asked, asked_of, is_at_terminal
from companion.app.output import show, show_fault
from companion.base.errors import CompanionError, UsageError
from companion.base.table import table

if TYPE_CHECKING:
    from companion.base.settings import Settings
    from companion.knowledge.columns import ColumnWords
    from companion.knowledge.table_packs import TablePack

_NEW: Final = "(new) "
_LEFT_OUT: Final = "left out"


@dataclass(frozen=True, slots=True)
class KeptTable:
    """A table that is kept, as it is listed."""

    file: str
    pack: str
    title: str
    kind: str
    rows: int
    day: str
    source: str


def add_table_options(parser: argparse.ArgumentParser) -> None:
    """The options of `kb add` for tables of things."""
    parser.add_argument(
        "--as",
        dest="kind",
        metavar="TYPE",
        help="its rows are things of this type, and its cells statements; a Korean noun declares a new type",
    )
    parser.add_argument(
        "--map",
        metavar="COLUMN=RELATION,…",
        help="what columns say: a relation or its noun, name, aliases, a kind of value (text, number, money …), or - ",
    )


def add_tables(options: argparse.Namespace, settings: Settings) -> int:
    """Make a pack of each file; the exit status."""
    from companion.base.files import Mistakes
    from companion.dialogue.loading import packs_of
    from companion.knowledge.columns import ColumnWords
    from companion.retrieval.asking import Asking

    if options.to is not None and len(options.files) > 1:
        raise UsageError("--to names the pack that one table becomes; add them one by one")
    mistakes = Mistakes()
    packs = packs_of(settings)
    people = Asking.load(packs.paths("asked.yaml"), mistakes).people
    words = ColumnWords.load(packs.paths("columns.yaml"), people, mistakes)
    mistakes.raise_any()
    status = 0
    for path in options.files:
        try:
            status = max(status, _add_table(path, options, settings, words))
        except CompanionError as e:
            status = max(status, show_fault(e))
    return status


def _add_table(path: Path, options: argparse.Namespace, settings: Settings, words: ColumnWords) -> int:
    from companion.base.files import Mistakes
    from companion.documents.blocks import Grid
    from companion.documents.isolated import read_isolated
    from companion.documents.keeping import file_hash
    from companion.knowledge.columns import parse_mapping
    from companion.knowledge.loading import profile_folders, read_all
    from companion.knowledge.table_packs import TableAbout, TableMaker, check_table, pack_folder_of, read_made

    target = options.to.expanduser().resolve() if options.to else pack_folder_of(settings.table_packs, path.name)
    sha256 = file_hash(path)
    grids = [block for block in read_isolated(path, path).blocks if isinstance(block, Grid)]
    before = read_made(target)
    folders = [folder for folder in profile_folders(settings) if folder.resolve() != target.resolve()]
    mistakes = Mistakes()
    known = read_all(folders, settings.home, mistakes)
    mapping = parse_mapping(options.map) if options.map else {}
    changed = before is None or before.made_of is None or before.made_of.sha256 != sha256
    source, day = options.source, options.day
    maker = TableMaker(known.packs, known.base, words)
    make = partial(maker.make, grids, path, sha256, before=before, today=date.today(), name=target.name)
    made = make(about=TableAbout(options.kind, mapping, options.title, source, day))
    check_table(made, folders, path, lambda several, noted: read_all(several, settings.home, noted))
    show(f"{path.name}: {made.rows:,} of «{made.noun}»")
    show(table(("column", "says", "as"), list(_mapping(made)), left=3))
    if changed:
        source, day = asked_of(path, source, day, path.stem, "today")
        unsaid = options.source is None or options.day is None  # who says all on the command line is asked nothing
        if (
            unsaid
            and is_at_terminal()
            and asked("keep it so? (Enter: yes; n: no, say more with --map) ", str) is not None
        ):
            show(f"{path.name}: not kept")
            return 1
        made = make(about=TableAbout(options.kind, mapping, options.title, source, day))
    how = "unchanged"
    if before is None or made.manifest != before:
        how = "added" if before is None else "replaced" if changed else "described anew"
        try:
            made.write(target)
        except OSError as e:
            raise UsageError(f"{target}: cannot be written ({e.strerror or e})") from None
    for note in made.notes:
        show(f"  {note}")
    known_day = made.manifest.tables[-1].known
    show(
        f"{path.name}: {how}, «{made.manifest.title}», as of {known_day} (--day), by {made.manifest.tables[-1].source}"
    )
    return 0


def _mapping(made: TablePack) -> Iterator[tuple[str, str, str]]:
    for column in made.columns:
        if column.target == "-":
            yield column.header, _LEFT_OUT, "-"
        else:
            unit = f" ({column.unit})" if column.unit else ""
            yield column.header, f"{_NEW if column.declared else ''}{column.target}", f"{column.kind}{unit}"


def tables_kept(folder: Path) -> Iterator[KeptTable]:
    """The tables that are kept, by name."""
    from companion.base.text import read_text
    from companion.knowledge.table_packs import read_made

    for manifest_path in sorted(folder.glob("*/pack.yaml")):
        manifest = read_made(manifest_path.parent)
        if manifest is None or manifest.made_of is None or not manifest.tables:
            continue
        main = manifest.tables[-1]
        rows = len(read_text(manifest_path.parent / "data" / main.file).splitlines()) - 1
        yield KeptTable(
            manifest.made_of.file, manifest.pack, manifest.title, main.type, rows, str(main.known), main.source or "-"
        )


def tables_as_json(tables: Iterable[KeptTable]) -> list[dict[str, object]]:
    """The same for `--json`."""
    return [asdict(one) for one in tables]
