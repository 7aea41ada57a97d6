"""The records of a file one after the other, however large or broken it is: memory is bounded, and no line is fatal."""

from __future__ import annotations

import codecs
import csv
import json
import zipfile
import zlib
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, NamedTuple, Protocol

from companion.base.errors import UsageError

_LONGEST_LINE: Final = 1 << 16
"""Bytes; no row of any form has a tenth of it."""
_MOST_LINES: Final = 8
"""How many lines a cell with line breaks may take; a quote that is open longer was never meant as one."""
_SAMPLE: Final = 1 << 20
_MOST_ZEROS: Final = 100
"""A text has fewer zero bytes than one in so many: one is a slip in a row, UTF-16 and pictures are full of them."""
_JSON_LIMIT: Final = 1 << 26
_TABLES_IN_ARCHIVES: Final = (".csv", ".txt", ".tsv")
_MOST_TIMES: Final = 200
"""How many times its size in the archive a large table may have; a real one has ten to twenty."""
_LARGE: Final = 1 << 26
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What reading a broken archive may end with; the last two where it is encrypted, or packed in a strange way."""


class StoreRecord(NamedTuple):
    """A row of a file.

    Attributes:
        number: of its line, the header being 1; for JSON, of the row.
        end: where the next one begins, in bytes; for JSON, rows so far.
        cells: None where it cannot be read.
        problem: why it cannot.
    """

    number: int
    end: int
    cells: Sequence[str] | None
    problem: str = ""


class StoreRows(Protocol):
    """Rows of cells, whatever they are read from.

    Attributes:
        path: the file.
        name: what it is called in lists.
        header: the names of the columns.
        size: what `StoreRecord.end` reaches; 0 where nobody knows it before the end.
        day: of the data, where the file itself tells it.
    """

    path: Path
    name: str
    header: list[str]
    size: int
    day: str | None

    def records(self, start: int = 0, number: int = 1) -> Iterator[StoreRecord]:
        """The rows from a place on where a row ended; from the first one unless told.

        Args:
            start: the `end` of the last record that was read.
            number: its `number`.

        Raises:
            UsageError: the file breaks off, or is broken from there on.
        """


class StoreFile:
    """A file of rows, opened by its content: CSV with commas, tabs or semicolons, in UTF-8 or CP949, or JSON.

    Attributes:
        path, name, header, size, day: see `StoreRows`.

    Args:
        path: the file, or an archive that holds it.
        member: which file of the archive. It is read as it is unpacked, and never written anywhere.

    Raises:
        UsageError: it is neither, or empty.
    """

    day: str | None = None

    def __init__(self, path: Path, member: zipfile.ZipInfo | None = None) -> None:
        self.path, self._member = path, member
        self.name = path.name if member is None else f"{path.name}/{Path(member.filename).name}"
        try:
            with self._opened() as file:
                sample = file.read(_SAMPLE)
        except OSError as e:
            raise UsageError(f"{path}: {e.strerror}") from e
        if not sample.strip():
            raise UsageError(f"{self.name}: the file is empty")
        if sample.count(b"\0") > len(sample) // _MOST_ZEROS:
            raise UsageError(f"{path}: this is no text; save it as CSV or JSON")
        self._rows: list[list[str]] | None = None
        if member is None and sample.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"[", b"{"):
            self.header, self._rows = _json_rows(path)
            self.size = len(self._rows)
            return
        self._encoding = _encoding(sample, path)
        self.size = path.stat().st_size if member is None else member.file_size
        first = sample.split(b"\n", 1)[0].decode(self._encoding, errors="replace").lstrip("\ufeff").rstrip("\r")
        self._delimiter = max(",\t;", key=first.count)
        if len(first) > _LONGEST_LINE:
            raise UsageError(f"{self.name}: the first line is too long for a header; this is no table")
        self.header = next(csv.reader([first], delimiter=self._delimiter), [])

    def records(self, start: int = 0, number: int = 1) -> Iterator[StoreRecord]:
        """The rows from a place on; see `StoreRows.records`."""
        if self._rows is not None:
            for at in range(start, len(self._rows)):
                yield StoreRecord(at + 1, at + 1, self._rows[at])
            return
        with self._opened() as file:
            if start:
                file.seek(start)
            else:
                start = len(file.readline(_SAMPLE))
            yield from self._lines(file, start, number)

    @contextmanager
    def _opened(self) -> Iterator[IO[bytes]]:
        if self._member is None:
            with self.path.open("rb") as plain:
                yield plain
            return
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(self._member) as packed:
                yield packed
        except _BROKEN as e:
            raise UsageError(f"{self.path}: the archive is broken in «{self.name}»: {e}") from None

    def _lines(self, file: IO[bytes], position: int, number: int) -> Iterator[StoreRecord]:
        ahead: deque[bytes] = deque()  # lines that were read while the end of a quote was looked for
        while line := ahead.popleft() if ahead else file.readline(_LONGEST_LINE):
            number += 1
            position += len(line)
            if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
                while (more := ahead.popleft() if ahead else file.readline(_LONGEST_LINE)) and not more.endswith(b"\n"):
                    position += len(more)
                position += len(more)
                yield StoreRecord(number, position, None, "the line is too long")
                continue
            first = number
            if line.count(b'"') % 2:
                whole, further = line, deque[bytes]()
                while whole.count(b'"') % 2 and len(further) < _MOST_LINES - 1:
                    more = ahead.popleft() if ahead else file.readline(_LONGEST_LINE)
                    if not more:
                        break
                    whole += more
                    further.append(more)
                if whole.count(b'"') % 2:  # the quote was a slip: the next line is a row of its own
                    ahead.extendleft(reversed(further))
                    yield StoreRecord(first, position, None, "a quote is not closed")
                    continue
                position += len(whole) - len(line)
                line, number = whole, first + len(further)
            if not line.strip():
                continue
            yield self._record(first, position, line)

    def _record(self, number: int, end: int, line: bytes) -> StoreRecord:
        try:
            text = line.decode(self._encoding)
        except UnicodeDecodeError:
            return StoreRecord(number, end, None, f"the line is not {self._encoding.upper()}")
        if "\0" in text:
            return StoreRecord(number, end, None, "the line has a zero byte")
        if '"' not in text:
            return StoreRecord(number, end, text.rstrip("\r\n").split(self._delimiter))
        try:
            cells = next(
                csv.reader([text] if text.count("\n") < 2 else text.splitlines(True), delimiter=self._delimiter)
            )
        except (csv.Error, StopIteration) as e:
            return StoreRecord(number, end, None, f"the line cannot be split: {e}")
        return StoreRecord(number, end, cells)


def _encoding(sample: bytes, path: Path) -> str:
    """UTF-8 where it can be, else CP949: of a sample, the last letter of which may be cut."""
    for encoding in ("utf-8", "cp949"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            decoder.decode(sample)
        except UnicodeDecodeError as e:
            # One broken line among thousands is that line's fault: whatever most of it is in decides.
            if encoding == "utf-8" and len(sample[: e.start].splitlines()) > 100 and not sample[: e.start].isascii():
                return encoding
            continue
        return encoding
    head = sample.split(b"\n", 1)[0]
    for encoding in ("utf-8", "cp949"):
        try:
            head.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise UsageError(f"{path}: the text is neither UTF-8 nor CP949; save it as one of them")


def _json_rows(path: Path) -> tuple[list[str], list[list[str]]]:
    """The columns and the rows of a JSON file: a list of objects, however deep an interface has wrapped it."""
    if path.stat().st_size > _JSON_LIMIT:
        raise UsageError(f"{path}: too large for JSON ({_JSON_LIMIT >> 20} MB); take the CSV file of the same data")
    try:
        data = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as e:
        raise UsageError(f"{path}: not sound JSON: {e}") from e
    rows = _objects(data)
    if not rows:
        raise UsageError(f"{path}: holds no list of objects")
    header = list(dict.fromkeys(key for row in rows for key in row))
    return header, [["" if row.get(key) is None else str(row.get(key)) for key in header] for row in rows]


def _objects(data: Any) -> list[dict[str, Any]]:
    """The longest list of plain objects anywhere in some data."""
    best: list[dict[str, Any]] = []
    left = [data]
    while left:
        node = left.pop()
        if isinstance(node, dict):
            left.extend(node.values())
        elif isinstance(node, list):
            plain = [o for o in node if isinstance(o, dict) and not any(isinstance(v, dict | list) for v in o.values())]
            best = max(best, plain, key=len)
            left.extend(v for v in node if isinstance(v, dict | list))
    return best


def tables_of_archive(path: Path) -> list[StoreFile]:
    """The tables of a ZIP archive, as data portals hand them out: a file for each province.

    Nothing is unpacked to disk, so that the names in it lead nowhere.

    Raises:
        UsageError: it is broken, encrypted, holds no table, or one that unpacks to far more than a table does.
    """
    try:
        with zipfile.ZipFile(path, metadata_encoding="cp949") as archive:  # of names that do not say UTF-8
            members = [m for m in archive.infolist() if m.filename.lower().endswith(_TABLES_IN_ARCHIVES)]
    except (*_BROKEN, OSError, UnicodeDecodeError) as e:
        raise UsageError(f"{path}: no sound archive: {e}") from None
    if not members:
        raise UsageError(f"{path}: an archive without CSV files; save the table as CSV")
    for member in members:
        if member.file_size > _LARGE and member.file_size > _MOST_TIMES * member.compress_size:
            raise UsageError(
                f"{path}: «{Path(member.filename).name}» would unpack to {member.file_size >> 20:,} MB from"
                f" {member.compress_size >> 10:,} KB, which no table does; unpack it yourself where it is one"
            )
    return [StoreFile(path, member) for member in members]
