"""`companion kb add`, `remove` and `documents`: people's own files."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from companion.app.asking import asked_of
from companion.app.kb_tables import add_table_options, add_tables, tables_as_json, tables_kept
from companion.app.options import AddAction, add_json, add_profile, day_option, settings_of
from companion.app.output import print_json, show, show_fault
from companion.app.sharing import pack_to_change
from companion.base.errors import CompanionError, UsageError
from companion.base.table import table

if TYPE_CHECKING:
    from companion.base.settings import Settings
    from companion.documents.keeping import About, Kept
    from companion.documents.types import Document

_NO_COLUMNS: Final = "none"
_UNKNOWN_DAY: Final = "날짜를 알 수 없는 자료"
_ADDED: Final = """\
# Files that were added with `companion kb add`, to be quoted from. Every profile knows them.
pack: added
title: 직접 넣은 자료
"""
_KINDS: Final = {"pair": "question-answer pair", "row": "row", "sentence": "sentence"}


def add_documents_to(add: AddAction) -> None:
    """The actions about files."""
    adding = add("add", _add, "keep files to be quoted from: PDF, Word, Hangul, Excel, slides, HTML, Markdown, text")
    add_profile(adding)
    adding.add_argument("files", nargs="+", type=Path, metavar="FILE")
    adding.add_argument("--to", type=Path, metavar="PACK_FOLDER", help="the pack that keeps them (default: your own)")
    adding.add_argument("--title", metavar="T", help="what it is called (default: its first heading, or its name)")
    adding.add_argument("--source", metavar="S", help="who says it")
    adding.add_argument("--day", type=day_option, metavar="YYYY-MM-DD", help="as of which day it holds")
    adding.add_argument(
        "--columns",
        metavar="question=NAME,answer=NAME",
        help=f"the columns of a sheet of questions and answers; «{_NO_COLUMNS}» for a table that is none",
    )
    add_table_options(adding)
    removing = add("remove", _remove, "remove a file that was added")
    removing.add_argument("name", metavar="NAME", help="its id, title or file name")
    removing.add_argument("--from", type=Path, dest="pack", metavar="PACK_FOLDER", help="the pack that keeps it")
    add_profile(removing)
    listing = add("documents", _documents, "list the files that the packs of a profile keep")
    add_profile(listing)
    add_json(listing)


def _add(options: argparse.Namespace) -> int:
    from companion.base.files import Mistakes
    from companion.dialogue.loading import packs_of
    from companion.documents.keeping import add_document
    from companion.documents.pairs import SheetWords

    settings = settings_of(options)
    if options.title is not None and len(options.files) > 1:
        raise UsageError("--title is for one file; add them one by one")
    if options.map is not None and options.kind is None:
        raise UsageError("--map says what columns of a table of things are; say of what things, too: --as TYPE")
    if options.kind is not None:
        return add_tables(options, settings)
    mistakes = Mistakes()
    words = SheetWords.load(packs_of(settings).paths("sheets.yaml"), mistakes)
    mistakes.raise_any()
    about = _about(options)
    status = 0
    added: list[str] = []
    with pack_to_change(settings, options.to or settings.added_pack, None if options.to else _ADDED.encode()) as pack:
        for path in options.files:
            try:
                asking = partial(_completed, path=path)
                kept = add_document(pack, path, about, words, settings.cache_folder, asking)
            except CompanionError as e:
                status = max(status, show_fault(e))
            else:
                _report(kept)
                added.append(kept.document.id)
    _report_alike(settings, pack, added)
    return status


def _report_alike(settings: Settings, pack: Path, added: Sequence[str]) -> None:
    """Pairs of files just added that no question can tell from another one, of these or of what was there before."""
    from companion.base.files import Mistakes
    from companion.dialogue.loading import packs_of
    from companion.documents.keeping import load_documents
    from companion.retrieval.asking import Asking
    from companion.retrieval.finding import indistinct

    packs = packs_of(settings)
    own = () if settings.knowledge.store is not None else (pack.resolve(),)  # what was published is among the packs
    folders = dict.fromkeys((*(one.folder.resolve() for one in packs.packs), *own))
    documents = [document for folder in folders for document in load_documents(folder, settings.cache_folder)]
    asking = Asking.load(packs.paths("asked.yaml"), Mistakes())
    for one, other in indistinct(documents, asking):
        if one.document in added or other.document in added:
            show(f"  «{one.question}» ({one.document}) and «{other.question}» ({other.document}) ask the same and have")
            show("  different answers: both will be told; remove or reword one")


def _about(options: argparse.Namespace) -> About:
    """What flags say of a file."""
    from companion.documents.keeping import About
    from companion.documents.pairs import PairColumns

    columns = None
    if options.columns is not None:
        columns = () if options.columns == _NO_COLUMNS else (PairColumns.parse(options.columns),)
    return About(options.title, options.source, options.day, columns)


def _completed(about: About, path: Path) -> About:
    """The same with what somebody at a terminal says besides: who says it, and as of which day."""
    source, day = asked_of(path, about.source, about.day, "unknown", "unknown")
    return replace(about, source=source, day=day)


def _report(kept: Kept) -> None:
    document = kept.document
    show(f"{document.id}: {kept.how}, «{document.title}», {_counted(document)}, grade {document.grade:.2f}")
    for pair in kept.pairs:
        show(f"  questions and answers: --columns {pair}")
    for note in document.notes:
        show(f"  {note}")
    if document.day is None:
        show(f"  {_UNKNOWN_DAY} (--day YYYY-MM-DD)")


def _counted(document: Document) -> str:
    counts = Counter[str](passage.kind for passage in document.passages)
    there = [(counts[kind], noun) for kind, noun in _KINDS.items() if counts[kind]]
    told = [f"{number:,} {noun}{'' if number == 1 else 's'}" for number, noun in there]
    return ", ".join(told) or "nothing to answer from"


def _remove(options: argparse.Namespace) -> int:
    from companion.documents.keeping import remove_document
    from companion.knowledge.table_packs import remove_table

    settings = settings_of(options)
    named = options.pack or settings.added_pack
    table = remove_table(settings.table_packs, options.name) if options.pack is None else None
    if table is not None:
        removed = table
    elif settings.knowledge.store is None:
        removed = remove_document(named.expanduser().resolve(), options.name)
    else:
        with pack_to_change(settings, named) as pack:
            removed = remove_document(pack, options.name)
    show(f"{removed}: removed")
    return 0


def _documents(options: argparse.Namespace) -> int:
    from companion.dialogue.loading import packs_of
    from companion.documents.keeping import load_documents

    settings = settings_of(options)
    found = [
        (pack.id, document)
        for pack in packs_of(settings).packs
        for document in load_documents(pack.folder, settings.cache_folder)
    ]
    tables = list(tables_kept(settings.table_packs))
    if options.json:
        print_json([*(_as_json(pack, document) for pack, document in found), *tables_as_json(tables)])
    elif found or tables:
        rows = [
            (d.id, pack, d.title, _counted(d), f"{d.grade:.2f}", str(d.day or _UNKNOWN_DAY), d.source or "-")
            for pack, d in found
        ]
        rows += [(t.file, t.pack, t.title, f"{t.rows:,} of {t.kind}", "-", t.day, t.source) for t in tables]
        show(table(("id", "pack", "title", "passages", "grade", "day", "source"), rows, left=7))
    else:
        show("no documents; companion kb add FILE adds one")
    return 0


def _as_json(pack: str, document: Document) -> dict[str, object]:
    day: date | None = document.day
    return {
        "id": document.id, "pack": pack, "title": document.title, "path": document.path, "sha256": document.sha256,
        "source": document.source or None, "day": day.isoformat() if day else None, "grade": document.grade,
        "passages": dict(Counter(passage.kind for passage in document.passages)), "notes": list(document.notes),
    }  # fmt: skip
