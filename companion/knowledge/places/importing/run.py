"""Importing store files into a pack: read, staged, merged, corrected, and put in place in one step."""

from __future__ import annotations

import fcntl
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from companion.base.errors import UsageError
from companion.knowledge.packs import MANIFEST
from companion.knowledge.places.database import STORE
from companion.knowledge.places.importing.building import Built, NothingKept, build
from companion.knowledge.places.importing.classes import StoreClasses
from companion.knowledge.places.importing.corrections import Correction, read_corrections
from companion.knowledge.places.importing.forms import Header, form_of
from companion.knowledge.places.importing.opening import open_rows
from companion.knowledge.places.importing.records import StoreRows
from companion.knowledge.places.importing.rows import MISPLACED, Refusal, RowReader, StoreRow
from companion.knowledge.places.importing.staging import FileState, Staging, discard

_TOGETHER: Final = 20_000
"""Rows between two commits."""
_TRIED: Final = 2_000
"""Rows that are looked at before a file is taken in: whether its points lie where they should."""
_DAY: Final = re.compile(r"(20\d\d)[-._]?(0[1-9]|1[0-2])(?:[-._]?(0[1-9]|[12]\d|3[01]))?(?!\d)")
KEPT: Final = "kept"
REJECTED: Final = "rejected"
OUTSIDE: Final = "outside of what was asked for"


@dataclass(frozen=True, slots=True)
class StoreSource:
    """A file to import.

    Attributes:
        title: what it is called as a source.
        day: ISO day of its data, to the precision known.
    """

    file: StoreRows
    header: Header
    title: str
    day: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Attributes:
        folder: of the pack.
        read: rows by what became of them, for each file.
        resumed: whether an import that was broken off went on.
    """

    folder: Path
    read: tuple[tuple[StoreSource, Counter[str]], ...]
    built: Built
    resumed: bool = False
    corrected: int = 0
    idle: tuple[Correction, ...] = field(default=())


def sources_of_file(path: Path, form: str | None, title: str | None, day: str | None) -> list[StoreSource]:
    """A file, or the tables of an archive, with what is known of them; what is not told, they or their names tell.

    Raises:
        UsageError: it cannot be read, is of no form, or nobody says how old it is.
        MissingExtra: what reads it is not installed.
    """
    return [_source_of(rows, form, title, day) for rows in open_rows(path)]


def _source_of(rows: StoreRows, form: str | None, title: str | None, day: str | None) -> StoreSource:
    try:
        header = form_of(rows.header, form)
    except UsageError as e:
        raise UsageError(f"{rows.path.parent / rows.name}: {e}") from None
    told = day or rows.day or _day_in(rows.name)
    if told is None:
        raise UsageError(f"{rows.path}: nothing says how old the data are; say --day YYYY-MM or YYYY-MM-DD")
    return StoreSource(rows, header, title or header.form.title, told)


def _day_in(name: str) -> str | None:
    """The day that the name of a file tells: «소상공인_경기_202609.csv»."""
    found = list(_DAY.finditer(name))
    return "-".join(filter(None, found[-1].groups())) if found else None


def import_places(
    sources: Sequence[StoreSource],
    folder: Path,
    classes: StoreClasses,
    within: str | None = None,
    progress: Callable[[str, int, int], None] = lambda stage, done, all: None,
) -> ImportReport:
    """Make the places of a pack anew from files, with its corrections.

    Killed at any moment, it leaves the places as they were or as they should be; run again, it goes on.

    Args:
        sources: the files.
        folder: of the pack.
        classes: what their classes mean.
        within: a name of an area; other rows are passed over.
        progress: told the stage, how much of it is done, and how much there is.

    Raises:
        UsageError: the folder is no pack, another import runs, or the points of a file lie outside the country.
        DataError: the corrections hold mistakes.
    """
    if not (folder / MANIFEST).is_file():
        raise UsageError(f"{folder}: no pack there (it has no {MANIFEST}); `companion kb new {folder}` makes one")
    with _alone(folder):
        corrections = read_corrections(folder)
        for source in sources:
            _try(source, classes)
        task = {
            "files": [
                [str(f.path.resolve()), f.name, f.size, f.path.stat().st_mtime_ns] for f in (s.file for s in sources)
            ],
            "told": [[s.header.form.id, s.title, s.day] for s in sources],
            "within": within,
        }
        staging = Staging(folder / f"{STORE}.part", task)
        read = []
        for number, source in enumerate(sources):
            counts = _stage(staging, number, source, classes, within, progress)
            read.append((source, counts))
        try:
            built = build(staging, folder, corrections, lambda stage: progress(stage, 0, 0))
        except NothingKept:
            staging.close()
            discard(staging.path)
            raise UsageError("no row of the files is a place to recommend; nothing was changed") from None
        staging.close()
        discard(staging.path)
    return ImportReport(folder, tuple(read), built, staging.resumed, len(corrections) - len(built.idle), built.idle)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While one import writes into a pack, no other does; the lock ends with the process, however it ends."""
    with (folder / f".{STORE}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UsageError(f"{folder}: another import is writing there; wait for it") from None
        yield


def _try(source: StoreSource, classes: StoreClasses) -> None:
    """See that most points of a file lie where its towns are."""
    reader = RowReader(source.header, classes)
    placed = lost = 0
    for record in source.file.records():
        if record.number > _TRIED:
            break
        row = reader.read(record.cells, record.number) if record.cells is not None else None
        if isinstance(row, StoreRow):
            placed += row.point is not None
            lost += MISPLACED in row.lacks
    if lost > placed:
        raise UsageError(
            f"{source.file.name}: {lost} of the first {lost + placed} points lie in the sea, abroad or far from their"
            f" towns; its columns of longitude and latitude are mixed up, or it is of another form than"
            f" «{source.header.form.id}»"
        )


def _stage(
    staging: Staging,
    number: int,
    source: StoreSource,
    classes: StoreClasses,
    within: str | None,
    progress: Callable[[str, int, int], None],
) -> Counter[str]:
    """Read what is left of a file."""
    form, name = source.header.form.id, source.file.name
    state = staging.file(number, name, form, source.title, source.day)
    if state.done:
        return state.counts
    reader, counts = RowReader(source.header, classes), Counter(state.counts)
    at, last, waiting = state.at, state.number, 0
    for record in source.file.records(state.at, state.number):
        row = _read(reader, record.cells, record.number, record.problem)
        if isinstance(row, Refusal):
            counts[REJECTED if row.bad else row.reason] += 1
            if row.bad:
                counts[f"{REJECTED}: {row.reason}"] += 1
                staging.refuse(number, record.number, row.reason, ",".join(record.cells or ()))
        elif within is not None and within not in (*row.where, row.admin):
            counts[OUTSIDE] += 1
        else:
            counts[KEPT] += 1
            for lack in row.lacks:
                counts[lack] += 1
                staging.refuse(number, record.number, lack, ",".join(record.cells or ()))
            staging.add(number, record.number, form, row)
        at, last, waiting = record.end, record.number, waiting + 1
        if waiting >= _TOGETHER:
            staging.commit(FileState(number, at, last, False, counts))
            progress(name, at, source.file.size)
            waiting = 0
    staging.commit(FileState(number, at, last, True, counts))
    progress(name, source.file.size, source.file.size)
    return counts


def _read(reader: RowReader, cells: Sequence[str] | None, number: int, problem: str) -> StoreRow | Refusal:
    return Refusal(problem, bad=True) if cells is None else reader.read(cells, number)


def day_told(text: str) -> str:
    """A day or a month as ISO text.

    Raises:
        ValueError: it is none.
    """
    parts = text.split("-")
    date.fromisoformat("-".join([*parts, "01", "01"][:3]))
    if len(parts) > 3:
        raise ValueError(text)
    return text
