"""Which formats are read, and by whom; what a file is shows in its first bytes, not only in its name."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, BinaryIO, Final, Literal

from companion.base.errors import CompanionError, DataError, UsageError
from companion.documents.blocks import Content, with_whole_tables

Container = Literal["text", "zip", "ole", "pdf"]
_MAGIC: Final[tuple[tuple[bytes, Container], ...]] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"%PDF-", "pdf"),
)
_NAMES: Final[dict[Container, str]] = {
    "text": "text", "zip": "a ZIP archive", "ole": "an old Office or Hangul file", "pdf": "a PDF"
}  # fmt: skip
_LARGEST_TEXT: Final = 64 << 20
_LARGEST: Final = 200 << 20
_MOST_UNPACKED: Final = 512 << 20
_MOST_PARTS: Final = 10_000
_MOST_RATIO: Final = 200
"""How much smaller than its content an archive may be, where that is large."""
_SMALL: Final = 16 << 20
_AGAIN: Final = "save it again in the program that made it"


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Attributes:
        name: in messages.
        container: how its files begin.
        reader: the module and the function that read it.
    """

    name: str
    container: Container
    reader: str

    @property
    def largest(self) -> int:
        """Bytes of the largest file that is read."""
        return _LARGEST_TEXT if self.container == "text" else _LARGEST


FORMATS: Final = {
    ".txt": Format("text", "text", "plain:read_plain"),
    ".md": Format("Markdown", "text", "markdown:read_markdown"),
    ".markdown": Format("Markdown", "text", "markdown:read_markdown"),
    ".html": Format("HTML", "text", "html:read_html"),
    ".htm": Format("HTML", "text", "html:read_html"),
    ".csv": Format("CSV", "text", "sheets:read_csv"),
    ".tsv": Format("CSV", "text", "sheets:read_csv"),
    ".pdf": Format("PDF", "pdf", "pdf:read_pdf"),
    ".docx": Format("Word", "zip", "word:read_word"),
    ".pptx": Format("PowerPoint", "zip", "slides:read_slides"),
    ".xlsx": Format("Excel", "zip", "sheets:read_workbook"),
    ".xls": Format("old Excel", "ole", "sheets:read_other_workbook"),
    ".ods": Format("OpenDocument", "zip", "sheets:read_other_workbook"),
    ".hwpx": Format("HWPX", "zip", "hangul_word:read_hangul_word"),
    ".hwp": Format("HWP", "ole", "hangul_word:read_hangul_word"),
}
"""By the end of a file's name."""


def format_of(path: Path) -> Format:
    """The format of a file, by its name.

    Raises:
        UsageError: no such format is read.
    """
    found = FORMATS.get(path.suffix.lower())
    if found is None:
        known = ", ".join(sorted(suffix[1:] for suffix in FORMATS))
        raise UsageError(f"{path}: «{path.suffix or path.name}» files are not read; these are: {known}")
    return found


def read_content(file: BinaryIO, path: Path) -> Content:
    """Read a file of any format.

    Args:
        file: the file, open for reading and seeking.
        path: its name, which tells the format, and is named in messages.

    Raises:
        UsageError: no such format is read.
        DataError: it is empty, too large, broken, encrypted, a trap, or something else than its name says.
        MissingExtra: the parser is not installed.
    """
    kind = format_of(path)
    size = file.seek(0, 2)
    file.seek(0)
    if size == 0:
        raise DataError(path, None, "is empty", "write something into it, or leave it out")
    if size > kind.largest:
        raise DataError(path, None, f"is larger than {kind.largest >> 20} MiB", "split it into several files")
    _check_container(file, kind, path)
    module, _, function = kind.reader.partition(":")
    read: Callable[[BinaryIO, Path], Content] = getattr(import_module(f"companion.documents.{module}"), function)
    try:
        content = read(file, path)
    except (CompanionError, MemoryError):
        raise
    except Exception as e:  # the parsers of others raise anything on a broken file
        problem = f"cannot be read as {kind.name}: {type(e).__name__}: {str(e)[:200] or 'broken'}"
        raise DataError(path, None, problem, _AGAIN) from None
    return replace(content, blocks=tuple(with_whole_tables(content.blocks)))


def _check_container(file: BinaryIO, kind: Format, path: Path) -> None:
    beginning = file.read(1024)
    file.seek(0)
    found: Container = next((name for magic, name in _MAGIC if beginning.startswith(magic)), "text")
    if found == "text" and kind.container == "pdf" and b"%PDF-" in beginning:
        found = "pdf"  # some programs write before it
    if found == "ole" and kind.container == "zip":
        problem = "is protected by a password, or is an old file under a new name"
        raise DataError(path, None, problem, f"open it, and save it without a password as {kind.name}")
    if found != kind.container:
        problem = f"is called {path.suffix} but is {_NAMES[found]}"
        raise DataError(path, None, problem, "give it the name of what it is, or save it again")
    if found == "zip":
        _check_archive(file, path)
        file.seek(0)


def _check_archive(file: BinaryIO, path: Path) -> None:
    """See that an archive is no trap before anybody unpacks it."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as e:
        raise DataError(path, None, f"is broken ({e})", _AGAIN) from None
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if len(parts) > _MOST_PARTS or unpacked > _MOST_UNPACKED or unpacked > max(_SMALL, packed * _MOST_RATIO):
        problem = f"unpacks to {unpacked >> 20:,} MiB in {len(parts):,} parts, more than is read"
        raise DataError(path, None, problem, "split it into several files")
    if any(part.flag_bits & 1 for part in parts):
        raise DataError(path, None, "is protected by a password", "save it without one")
    for part in parts:
        if _leads_outside(part.filename):
            raise DataError(path, None, f"holds a part «{part.filename[:80]}» that leads out of it", _AGAIN)


def _leads_outside(name: str) -> bool:
    plain = PurePosixPath(name.replace("\\", "/"))
    return plain.is_absolute() or ".." in plain.parts or bool(PureWindowsPath(name).drive)


def as_plain(error: DataError) -> list[dict[str, Any]]:
    """The mistakes of an error for `json.dumps`, without the path."""
    return [{"line": m.line, "problem": m.problem, "fix": m.fix} for m in error.mistakes]
