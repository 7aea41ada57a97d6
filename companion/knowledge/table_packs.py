"""Packs made of tables of somebody's own: every row a thing of one type, every cell a statement.

What is made is a pack like any other (`pack.yaml` and a table in `data/`), so that it is read, checked and asked like
any other, and can be copied and edited. The rows are written first, under a name with their hash, and `pack.yaml` last
in one step: whatever ends the program, the old pack is there or the new one.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from unicodedata import normalize

import yaml

from companion.base.errors import DataError, Mistake, UsageError
from companion.base.files import Mistakes, load_document
from companion.base.writing import write_atomically
from companion.documents.blocks import Grid
from companion.documents.tables import columns_of
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.columns import (
    ALIASES,
    EMPTY,
    NAME,
    UNUSED,
    Column,
    ColumnReader,
    ColumnWords,
    plain_name,
    slug_of,
)
from companion.knowledge.packs import MANIFEST, PackSet
from companion.knowledge.schema import MadeOfRow, PackFile, TableRow, TypeRow
from companion.knowledge.values import KINDS
from companion.knowledge.vocabulary import EntityType, near

_HEAD: Final = "# Made of {file} by `companion kb add`; it keeps what you change of types and relations here.\n"
_SHORT_HASH: Final = 8
_OWN_FILE: Final = re.compile(rf".*\.[0-9a-f]{{{_SHORT_HASH}}}\.csv")
_THING: Final = "thing"
_SEPARATOR: Final = ";"


@dataclass(frozen=True, slots=True)
class TableAbout:
    """What somebody says of a table; None where nothing was said.

    Attributes:
        kind: id or noun of the type of its rows; a Korean noun that no type is called declares a new one.
        mapping: what some of its columns say.
        day: as of which day it holds.
    """

    kind: str
    mapping: Mapping[str, str] = field(default_factory=dict)
    title: str | None = None
    source: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class TablePack:
    """A pack that a table becomes.

    Attributes:
        id: its name.
        manifest: its `pack.yaml`.
        files: what stands in `data/`, by name.
        columns: what its columns were taken for.
        rows: how many things it names.
        noun, counter: what they are called and counted with.
        notes: what was left out.
    """

    id: str
    manifest: PackFile
    files: Mapping[str, bytes]
    columns: tuple[Column, ...]
    rows: int
    noun: str
    counter: str
    lines: tuple[int, ...]
    notes: tuple[str, ...] = ()

    def text(self) -> bytes:
        """Its `pack.yaml`."""
        data = self.manifest.model_dump(
            mode="json", exclude={"tables", "made_of"}, exclude_defaults=True, by_alias=True
        )
        tables = [t.model_dump(mode="json", exclude={"known"}, exclude_defaults=True) for t in self.manifest.tables]
        known = [{"known": str(table.known)} for table in self.manifest.tables]
        data["tables"] = [table | day for table, day in zip(tables, known, strict=True)]
        if self.manifest.made_of is not None:
            data["made_of"] = self.manifest.made_of.model_dump(mode="json")
        body = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=110)
        assert self.manifest.made_of is not None
        return (_HEAD.format(file=self.manifest.made_of.file) + body).encode()

    def write(self, folder: Path) -> None:
        """Write it, the rows first and the manifest last, and remove rows of before.

        Raises:
            OSError: nothing can be written there.
        """
        for name, content in self.files.items():
            write_atomically(folder / "data" / name, content)
        write_atomically(folder / MANIFEST, self.text())
        for path in (folder / "data").iterdir():
            if path.name not in self.files and _OWN_FILE.fullmatch(path.name):
                with suppress(OSError):
                    path.unlink()


def table_of(grids: Sequence[Grid], path: Path) -> tuple[Grid, tuple[str, ...], int, tuple[str, ...]]:
    """The table of a file, what its columns are called, where its rows begin, and notes on what is left out.

    Raises:
        DataError: there is none, or its columns have no names.
    """
    for grid in grids:
        columns = columns_of(grid)
        if len(grid.rows) > columns.first and any(columns.names):
            notes = [f"«{other.name or 'another table'}» was left out; put it into a file of its own"
                     for other in grids if other is not grid]  # fmt: skip
            return grid, columns.names, columns.first, tuple(notes)
    problem = "holds no table with a line that names its columns"
    raise DataError(path, None, problem, "write such a line above the rows, or add the file without --as")


class TableMaker:
    """Makes packs of tables.

    Args:
        packs: those of the profile, without the one that is made.
        base: what they know; people who hold something there are meant by their names.
        words: what columns are called.
    """

    def __init__(self, packs: PackSet, base: KnowledgeBase, words: ColumnWords) -> None:
        self._vocabulary, self._base, self._words = packs.vocabulary, base, words
        self._packs = packs

    def make(
        self,
        grids: Sequence[Grid],
        path: Path,
        sha256: str,
        about: TableAbout,
        *,
        before: PackFile | None,
        today: date,
        name: str,
    ) -> TablePack:
        """The pack that a table becomes.

        Args:
            grids: the tables of the file.
            path, sha256: its name and its hash.
            about: what is said of it.
            before: the manifest of the pack that another version of the file became.
            name: of the pack's folder.
            today: the day of which it is where nobody says another: its source shows it then.

        Raises:
            DataError: everything that is wrong with its cells.
            UsageError: there is no such type, relation or column.
        """
        grid, headers, first, notes = table_of(grids, path)
        body, lines = grid.rows[first:], grid.lines[first:]
        self._check_headers(headers, body, grid.lines[max(first - 1, 0)], path)
        same = before is not None and before.made_of is not None and before.made_of.sha256 == sha256
        kept = before.tables[0] if before is not None and before.tables else None
        cells = [["" if not row[at].strip(EMPTY) else row[at] for row in body] for at in range(len(headers))]
        known = {row.id: row for row in before.relations} if before is not None else {}
        kind, declared = self._type(about.kind, before)
        nouns = declared.noun if declared else self._vocabulary.types[kind].noun
        above = self._above(kind, declared)
        reader = ColumnReader(self._vocabulary, self._words, kind, above, [nouns, *self._nouns(kind)], known)
        given = dict(about.mapping)
        if not given and before is not None and before.made_of is not None:
            given = {c: t for c, t in before.made_of.columns.items() if c in headers and t not in known}
        columns = reader.read(headers, cells, given)
        names = self._names(columns, cells)
        people = any(self._words.are_people(column.header, names) for column in columns if column.target == NAME)
        if declared is not None and before is None and people:
            declared = declared.model_copy(update={"counter": self._words.counters.get("people", declared.counter)})
        wrong = Mistakes()
        for flaw in grid.flaws:
            if flaw.line in lines:
                wrong.add(path, flaw.line, f"«{headers[flaw.column]}»: {flaw.problem}", flaw.fix)
        referred: dict[str, dict[str, str]] = {}
        rows = self._rows(columns, cells, names, lines, path, name, wrong, referred)
        wrong.raise_any()
        files = self._files(kind, rows, referred)
        source = about.source or (kept.source if kept is not None else None) or path.stem
        day = (
            about.day.isoformat() if about.day else str(kept.known) if same and kept is not None else today.isoformat()
        )
        sourced: dict[str, Any] = {"known": day, "confidence": "high", "source": source}
        complete = before.tables[-1].complete if before is not None and before.tables else self._is_listed(kind, above)
        types = (*(of for of in referred if referred[of]), kind)
        tables = [
            TableRow(file=file, type=of, complete=complete and of == kind, **sourced)
            for file, of in zip(files, types, strict=True)
        ]
        manifest = PackFile(
            pack=name,
            title=about.title or (before.title if before else normalize("NFC", path.stem)),
            needs=self._needs(kind, declared, columns, referred),
            types=[declared] if declared else [],
            relations=[column.declared for column in columns if column.declared],
            tables=tables,
            made_of=MadeOfRow(file=path.name, sha256=sha256, columns={c.header: c.target for c in columns}),
        )
        counter = declared.counter if declared else self._vocabulary.types[kind].counter
        return TablePack(name, manifest, files, tuple(columns), len(rows), nouns, counter, tuple(lines), notes)

    def _check_headers(self, headers: Sequence[str], body: Sequence[Sequence[str]], line: int, path: Path) -> None:
        for header, times in Counter(headers).items():
            if header and times > 1:
                raise DataError(path, line, f"the column «{header}» appears twice", "give each a name of its own")
        for at, header in enumerate(headers):
            if not header and any(row[at] for row in body):
                raise DataError(path, line, f"column {at + 1} has no name", "name it in the line above the rows")

    # The type

    def _type(self, called: str, before: PackFile | None) -> tuple[str, TypeRow | None]:
        """The type of the rows, and its declaration where the table declares it.

        Raises:
            UsageError: nothing is called so, and it can be the noun of nothing new.
        """
        types = self._vocabulary.types
        if before is not None and before.types and called in (before.types[0].id, before.types[0].noun):
            return before.types[0].id, before.types[0]
        if called in types:
            return self._usable(types[called]).id, None
        named = next((one for one in types.values() if called in one.nouns), None)
        if named is not None:
            return self._usable(named).id, None
        if called.isascii():
            fix = "write what one of them is called in Korean to declare a new type"
            raise UsageError(f"--as {called}: there is no such type; {near(called, types)} Or {fix}")
        id = slug_of(called)
        if id in types or id in KINDS or not id[0].isalpha():
            raise UsageError(f"--as {called}: its id would be «{id}», which is taken; choose another noun")
        above = [_THING] if _THING in types else []
        counter = self._words.counters.get("things", called)
        return id, TypeRow(id=id, noun=called, counter=counter, supertypes=above)

    def _usable(self, kind: EntityType) -> EntityType:
        """The type, unless others hold offices as things of it: what is asked of those is who holds what.

        Raises:
            UsageError: it is such a type.
        """
        held = {r.kind for r in self._vocabulary.relations.values() if r.one_at_a_time}
        if not kind.supertypes.isdisjoint(held):
            problem = f"--as {kind.id}: a {kind.id} holds offices, and is not listed"
            raise UsageError(f"{problem}; say what those in the table are in Korean, such as what one calls the staff")
        return kind

    def _is_listed(self, kind: str, above: frozenset[str]) -> bool:
        """Whether all things of a type can be listed: not where one recommends them, or asks who holds them."""
        found = self._vocabulary.types.get(kind)
        held = (r for r in self._vocabulary.relations.values() if r.one_at_a_time)
        return (found is None or found.recommend is None) and all(above.isdisjoint(r.of) for r in held)

    def _above(self, kind: str, declared: TypeRow | None) -> frozenset[str]:
        if declared is None:
            return self._vocabulary.types[kind].supertypes
        above = {kind}
        return frozenset(above.union(*(self._vocabulary.types[t].supertypes for t in declared.supertypes)))

    def _nouns(self, kind: str) -> tuple[str, ...]:
        found = self._vocabulary.types.get(kind)
        return found.nouns if found is not None else ()

    # The rows

    @staticmethod
    def _names(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[str]:
        naming = [values for column, values in zip(columns, cells, strict=True) if column.target == NAME]
        return [" ".join(filter(None, parts)) for parts in zip(*naming, strict=True)]

    def _rows(
        self,
        columns: Sequence[Column],
        cells: Sequence[Sequence[str]],
        names: Sequence[str],
        lines: Sequence[int],
        path: Path,
        pack: str,
        wrong: Mistakes,
        referred: dict[str, dict[str, str]],
    ) -> list[dict[str, str]]:
        """What each row says by column of the pack's table; what is wrong with any cell goes to `wrong`."""
        seen: dict[str, int] = {}
        people = any(self._words.are_people(column.header, names) for column in columns if column.target == NAME)
        aliases = self._by_surname(columns, cells, names) if people else {}
        rows = []
        for at, (name, line) in enumerate(zip(names, lines, strict=True)):
            key = "".join(normalize("NFKC", name).split()).casefold()
            if not key:
                wrong.add(path, line, "a row without a name", "name it, or remove the row")
                continue
            if key in seen:
                fix = f"tell them apart by one more column: --map COLUMN={NAME},OTHER={NAME}"
                wrong.add(path, line, f"«{name}» is named in row {seen[key]} too", fix)
                continue
            seen[key] = line
            row = {"id": f"{pack}.{_part_of_id(name)}", NAME: name}
            row[ALIASES] = _SEPARATOR.join(aliases.get(at, ()))
            for column, values in zip(columns, cells, strict=True):
                cell = values[at]
                if not cell or column.target in (NAME, UNUSED):
                    continue
                if column.target == ALIASES:
                    row[ALIASES] = _SEPARATOR.join(filter(None, (row[ALIASES], *re.split(r"\s*[,;/]\s*", cell))))
                    continue
                try:
                    row[column.target] = self._cell(column, cell, pack, referred)
                except ValueError as e:
                    problem, _, fix = str(e).partition("; ")
                    wrong.add(path, line, f"«{column.header}»: {problem}", fix or "correct the cell")
            rows.append(row)
        return rows

    def _cell(self, column: Column, cell: str, pack: str, referred: dict[str, dict[str, str]]) -> str:
        if column.kind in self._vocabulary.types:
            return self._referred(column.kind, cell, pack, referred)
        return column.value(cell, self._words)

    def _referred(self, kind: str, cell: str, pack: str, referred: dict[str, dict[str, str]]) -> str:
        """The id of what a cell names: a thing that is known, else one that the pack adds."""
        key = plain_name(cell)
        for entity in self._base.entities.values():
            if self._vocabulary.is_a(entity.type, kind) and key in map(plain_name, entity.names):
                return entity.id
        own = referred.setdefault(kind, {})
        return own.setdefault(cell, f"{pack}.{kind}.{_part_of_id(cell)}")

    def _by_surname(
        self, columns: Sequence[Column], cells: Sequence[Sequence[str]], names: Sequence[str]
    ) -> dict[int, list[str]]:
        """«김 과장», «김하늘 과장»: how people with a position are called, where nobody else is called so."""
        positions = next((v for c, v in zip(columns, cells, strict=True)
                          if plain_name(c.header) in self._words.positions), None)  # fmt: skip
        if positions is None:
            return {}
        called: defaultdict[str, list[int]] = defaultdict(list)
        for at, (name, position) in enumerate(zip(names, positions, strict=True)):
            if position:
                called[f"{name} {position}"].append(at)
                called[f"{name[0]} {position}"].append(at)
        found: defaultdict[int, list[str]] = defaultdict(list)
        for text, who in called.items():
            if len(who) == 1:
                found[who[0]].append(text)
        return found

    # What is written

    @staticmethod
    def _files(
        kind: str, rows: Iterable[Mapping[str, str]], referred: Mapping[str, Mapping[str, str]]
    ) -> dict[str, bytes]:
        """The tables of `data/`, those that others refer to first."""
        files = {}
        for of, names in referred.items():
            if names:
                content = _csv([{"id": id, NAME: name} for name, id in names.items()])
                files[_named(of, content)] = content
        content = _csv(list(rows))
        files[_named(kind, content)] = content
        return files

    def _needs(
        self, kind: str, declared: TypeRow | None, columns: Sequence[Column], referred: Mapping[str, object]
    ) -> list[str]:
        """The packs whose types, relations and things it uses, in the order of the profile."""
        types, relations = self._vocabulary.types, self._vocabulary.relations
        used = {types[t].pack for t in (declared.supertypes if declared else [kind])}
        used |= {types[t].pack for t in referred}
        used |= {relations[id].pack for c in columns if (id := c.target.partition(".")[0]) in relations}
        return [pack.id for pack in self._packs.packs if pack.id in used]


def check_table(
    made: TablePack, folders: Sequence[Path], path: Path, read: Callable[[Sequence[Path], Mistakes], object]
) -> None:
    """Read a pack with those it is used beside, before it is kept.

    Args:
        made: the pack.
        folders: of the others.
        path: the file that it is made of.
        read: reads packs, and notes what is wrong.

    Raises:
        DataError: what is wrong with it, each with the row of the file.
    """
    with TemporaryDirectory(prefix="companion-") as staged:
        folder = Path(staged) / made.id
        made.write(folder)
        mistakes = Mistakes()
        read((*folders, folder), mistakes)
        found = [m for m in mistakes if m.path.is_relative_to(folder)]
        if found:
            raise DataError.of(_of_original(mistake, made, folder, path) for mistake in found)


def _of_original(mistake: Mistake, made: TablePack, folder: Path, path: Path) -> Mistake:
    """A mistake in a pack as one in the file that it was made of."""
    row = mistake.line - 2 if mistake.line and mistake.path.suffix == ".csv" else -1
    line = made.lines[row] if 0 <= row < len(made.lines) else None
    problem = mistake.problem.replace(f"{folder}/", "")
    for column in made.columns:
        problem = problem.replace(f"«{column.target}»", f"«{column.header}»")
    return Mistake(path, line, problem, mistake.fix)


def pack_folder_of(tables: Path, file: str) -> Path:
    """The folder of the pack that a file becomes, in Latin letters whatever the system takes for a name.

    Args:
        tables: where the packs lie that were made of tables.
        file: its name; another one that would be written alike keeps its folder.
    """
    folder = tables / slug_of(file)
    before = read_made(folder)
    if before is None or before.made_of is None or before.made_of.file == file:
        return folder
    return tables / f"{folder.name}-{hashlib.sha256(file.encode()).hexdigest()[:_SHORT_HASH]}"


def read_made(folder: Path) -> PackFile | None:
    """The manifest of a pack that was made of a table; None where there is no pack.

    Raises:
        DataError: it cannot be read.
        UsageError: it was not made of a table.
    """
    if not (folder / MANIFEST).is_file():
        return None
    manifest = load_document(PackFile, folder / MANIFEST).value
    if manifest.made_of is None:
        raise UsageError(f"{folder}: a pack that was made of no table; name a new folder")
    return manifest


def remove_table(tables: Path, name: str) -> str | None:
    """Remove a pack that was made of a table, by its name, its title or the file.

    Returns:
        the name of the file; None where nothing is called so.
    """
    for folder in sorted(path.parent for path in tables.glob(f"*/{MANIFEST}")):
        manifest = read_made(folder)
        made_of = manifest.made_of if manifest is not None else None
        if manifest is not None and made_of is not None and name in (manifest.pack, manifest.title, made_of.file):
            (folder / MANIFEST).unlink()  # from here on it is no pack
            shutil.rmtree(folder, ignore_errors=True)
            return made_of.file
    return None


def _part_of_id(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", normalize("NFC", name)).strip("-") or "x"


def _named(kind: str, content: bytes) -> str:
    return f"{kind}.{hashlib.sha256(content).hexdigest()[:_SHORT_HASH]}.csv"


def _csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Rows as a table: the columns that one of them fills."""
    columns = list(dict.fromkeys(key for row in rows for key, cell in row.items() if cell or key in ("id", NAME)))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
