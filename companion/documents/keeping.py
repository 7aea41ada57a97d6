"""Keeping people's own files with a pack: the folder `documents/` holds the originals and one manifest.

The manifest is replaced last and in one step, and a new original gets a name of its own, so that whatever ends the
program, what the manifest names is there whole: the old state or the new one. What is read from an original lies in the
cache, by its hash, and can be made again from the pack alone.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import os
import re
import secrets
import stat
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

import yaml
from pydantic import BaseModel, ConfigDict, Field

from companion.base.errors import CompanionError, DataError, UsageError, one_line
from companion.base.fields import IsoDay
from companion.base.files import Mistakes, load_document
from companion.base.shelf import forget_least_used
from companion.base.versioned import plain, restored
from companion.base.writing import read_cached, write_atomically, write_cached
from companion.documents.formats import format_of
from companion.documents.grading import LEAST, grade
from companion.documents.isolated import FORMAT, read_isolated
from companion.documents.pairs import PairColumns, SheetWords
from companion.documents.passages import CutContent, cut, title_of
from companion.documents.types import FOLDER, MANIFEST, Document

log = logging.getLogger("companion")

_MADE_OF: Final = 1
"""Raised when the same blocks give other passages than before."""
_KEPT_FILES: Final = 500
_LARGEST: Final = 200 << 20
_BLOCK: Final = 1 << 20
_SHORT_HASH: Final = 8
_LONGEST_NAME: Final = 150
"""Bytes of a name, before the hash and the ending."""
_HEAD: Final = "# Files of this pack that are quoted from. Written by `companion kb add` and `kb remove`.\n"


class DocumentRow(BaseModel):
    """One file in `documents.yaml`."""

    model_config = ConfigDict(extra="forbid")
    id: str = Field(min_length=1)
    file: str = Field(pattern=r"^[^./\\\x00][^/\\\x00]*$")
    """The original, in the folder of the manifest."""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    title: str = Field(min_length=1)
    source: str = ""
    """Who says it."""
    day: IsoDay | None = None
    """As of which day it holds; none: not known."""
    pairs: list[PairColumns] = []
    """The columns of its sheets of questions and answers."""
    grade: float = Field(1.0, ge=0, le=1)


class DocumentsFile(BaseModel):
    """`documents.yaml`."""

    model_config = ConfigDict(extra="forbid")
    documents: list[DocumentRow] = []


@dataclass(frozen=True, slots=True)
class About:
    """What somebody says of a file that is added; None where nothing was said.

    Attributes:
        columns: of its sheets of questions and answers, where they are not found by their names; empty for a file that
            has none whatever its columns are called.
    """

    title: str | None = None
    source: str | None = None
    day: date | None = None
    columns: tuple[PairColumns, ...] | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was added.

    Attributes:
        document: what became of it.
        pairs: the columns of its sheets of questions and answers.
        how: whether it is new, took the place of another version, or was there already.
    """

    document: Document
    pairs: tuple[PairColumns, ...]
    how: str


def document_id(path: Path) -> str:
    """The id of a file: its name in small letters, without spaces and signs."""
    name = unicodedata.normalize("NFC", path.name).casefold()
    return re.sub(r"[^\w.-]+", "-", name).strip("-.") or "document"


def add_document(
    pack: Path,
    original: Path,
    about: About,
    words: SheetWords,
    cache: Path | None,
    ask: Callable[[About], About] | None = None,
) -> Kept:
    """Read a file and keep it with a pack. The same content again changes nothing but what is said of it.

    Another version of a file has the source of the one before, unless another is named.

    Args:
        pack: its folder.
        original: the file.
        about: what is said of it.
        words: what columns of questions and answers are called.
        cache: where what was read is kept; None keeps nothing.
        ask: completes what is said of a sound file that is not kept yet.

    Raises:
        DataError: everything that is wrong with the file, or with the manifest.
        UsageError: no file, no format that is read, or nowhere to write.
        MissingExtra: the parser is not installed.
    """
    folder = pack / FOLDER
    with _copied(original, folder) as (copy, sha256):
        row, kept = _read_new(copy, original, sha256, about, words)
        earlier = next((other for other in _manifest(folder).documents if other.id == row.id), None)
        if earlier is None or earlier.sha256 != sha256:
            if about.source is None and earlier is not None:
                about = replace(about, source=earlier.source or None)
            about = ask(about) if ask else about
            row = row.model_copy(update={"source": about.source or "", "day": about.day})
        with _locked(folder):
            rows = {other.id: other for other in _manifest(folder).documents}
            before = rows.get(row.id)
            if before is not None and before.sha256 == sha256:
                row = row.model_copy(update={"file": before.file} | _unsaid(before, about))
            if row == before:
                how = "unchanged"
                _sweep(folder, ())
            else:
                how = "replaced" if before is not None and before.sha256 != sha256 else "added"
                how = "described anew" if before is not None and before.sha256 == sha256 else how
                target = folder / row.file
                copy.replace(target)
                _write_manifest(folder, [*(other for other in rows.values() if other.id != row.id), row])
                if before is not None and before.file != row.file:
                    (folder / before.file).unlink(missing_ok=True)
    document = _document(row, folder, kept)
    _put(cache, row, document)
    return Kept(_answerable(document), tuple(row.pairs), how)


def _unsaid(before: DocumentRow, about: About) -> dict[str, object]:
    """What stays as it was said before, where nothing is said now."""
    said = {"title": about.title, "source": about.source, "day": about.day, "pairs": about.columns}
    return {name: getattr(before, name) for name, value in said.items() if value is None}


def remove_document(pack: Path, name: str) -> str:
    """Remove a file from a pack by its id, its title or the name it was added by.

    Returns:
        its id.

    Raises:
        UsageError: there is none, or several are called so.
    """
    folder = pack / FOLDER
    if not folder.is_dir():
        raise UsageError(f"{pack}: it keeps no files")
    with _locked(folder):
        rows = _manifest(folder).documents
        found = [row for row in rows if name in (row.id, row.title, row.file) or document_id(Path(name)) == row.id]
        if len(found) != 1:
            known = ", ".join(row.id for row in found or rows) or "none"
            raise UsageError(f"{len(found) or 'no'} documents are called «{name}»; known: {known}")
        _write_manifest(folder, [row for row in rows if row.id != found[0].id])
        (folder / found[0].file).unlink(missing_ok=True)
    return found[0].id


def load_documents(pack: Path, cache: Path | None, mistakes: Mistakes | None = None) -> tuple[Document, ...]:
    """The files that a pack keeps, read; from the cache where they were read before.

    Args:
        pack: its folder.
        cache: where what was read is kept; None keeps nothing.
        mistakes: takes what is wrong. Without it, what is wrong is named in the log and left out.
    """
    folder = pack / FOLDER
    if not (folder / MANIFEST).is_file():
        return ()
    found = Mistakes() if mistakes is None else mistakes
    documents = []
    with found.reading(folder / MANIFEST):
        for row in _manifest(folder).documents:
            with found.absorbing():
                documents.append(_answerable(_kept_document(row, folder, cache)))
    if mistakes is None:
        for mistake in found:
            log.error("a document was left out: %s", mistake)
    return tuple(documents)


def _answerable(document: Document) -> Document:
    """The document; without its passages, and with a note, where it was read too badly to answer from."""
    if document.grade >= LEAST:
        return document
    note = f"read too badly to answer from: grade {document.grade:.2f}, and {LEAST:.2f} is needed"
    return replace(document, passages=(), notes=(*document.notes, note))


def _kept_document(row: DocumentRow, folder: Path, cache: Path | None) -> Document:
    """A file of the manifest.

    Raises:
        DataError: it is not there, not as it was added, or cannot be read any more.
    """
    path = folder / row.file
    with _opened(path) as file:
        if _hash(file) != row.sha256:
            fix = f"put it back, or add {row.id} again with --to {folder.parent}"
            raise DataError(path, None, "is not the file that was added", fix)
    document = _get(cache, row)
    if document is None:
        document = _document(row, folder, _cut(row, read_isolated(path, path)))
        _put(cache, row, document)
    return replace(document, path=str(path))


def _read_new(
    copy: Path, original: Path, sha256: str, about: About, words: SheetWords
) -> tuple[DocumentRow, tuple[CutContent, float]]:
    content = read_isolated(copy, original)
    name = document_id(original)
    title = about.title or title_of(content, unicodedata.normalize("NFC", original.stem))
    pairs = words.found_in(content) if about.columns is None else about.columns
    found = cut(content, name, title, pairs)
    wrong = list(found.mistakes(original))
    if about.columns and not any(passage.kind == "pair" for passage in found.passages) and not wrong:
        raise UsageError(f"{original}: no table has the columns «{about.columns[0]}»; write them as in the file")
    if wrong:
        raise DataError.of(wrong)
    if not found.passages and content.empty_pages:
        problem = f"holds no text on any of its {content.pages} pages; they seem to be scanned"
        raise DataError(original, None, problem, "let a program recognise its letters (OCR), and add what that makes")
    if not found.passages:
        raise DataError(original, None, "holds no text", "add a file with text in it")
    worth = grade(content, [f"{p.question} {p.text}" for p in found.passages])
    row = DocumentRow(
        id=name, file=_stored_name(original, sha256), sha256=sha256, title=" ".join(title.split()),
        source=about.source or "", day=about.day, pairs=list(pairs), grade=worth,
    )  # fmt: skip
    return row, (found, worth)


def _cut(row: DocumentRow, content: object) -> tuple[CutContent, float]:
    from companion.documents.blocks import Content

    assert isinstance(content, Content)
    found = cut(content, row.id, row.title, row.pairs)
    return found, grade(content, [f"{p.question} {p.text}" for p in found.passages])


def _document(row: DocumentRow, folder: Path, read: tuple[CutContent, float]) -> Document:
    found, worth = read
    return Document(
        row.id, row.title, str(folder / row.file), row.sha256, row.source, row.day, worth, found.passages, found.notes
    )


def _stored_name(original: Path, sha256: str) -> str:
    """The name of an original in a pack: its own, with a part of its hash, so that two versions never meet."""
    stem = "".join(ch for ch in unicodedata.normalize("NFC", original.stem) if ch.isprintable() and ch not in "/\\")
    short = stem.lstrip(".").encode()[:_LONGEST_NAME].decode("utf-8", "ignore").strip() or "document"
    return f"{short}.{sha256[:_SHORT_HASH]}{original.suffix.lower()}"


# Files


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """A plain file, opened; never what a link points at.

    Raises:
        DataError: it is none, or cannot be opened.
    """
    try:
        about = path.lstat()
        if stat.S_ISLNK(about.st_mode):
            raise DataError(path, None, "is a link", f"name the file itself: {os.path.realpath(path)}")
        if not stat.S_ISREG(about.st_mode):
            kind = "a folder" if stat.S_ISDIR(about.st_mode) else "no plain file"
            raise DataError(path, None, f"is {kind}", "name a file")
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise DataError(path, None, "no such file", "check the path") from None
    except (OSError, ValueError) as e:
        reason = getattr(e, "strerror", None) or str(e)
        raise DataError(path, None, f"cannot be read: {reason}", "check the path and its permissions") from None
    with os.fdopen(handle, "rb") as file:
        yield file


def file_hash(path: Path) -> str:
    """The hash of a plain file (SHA-256, hexadecimal).

    Raises:
        DataError: it is none, cannot be opened, or is empty.
    """
    with _opened(path) as file:
        if os.fstat(file.fileno()).st_size == 0:
            raise DataError(path, None, "is empty", "write something into it, or leave it out")
        return _hash(file)


def _hash(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while block := file.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()


@contextmanager
def _copied(original: Path, folder: Path) -> Iterator[tuple[Path, str]]:
    """A copy of a file beside those that a pack keeps, and its hash; gone afterwards if nobody took it.

    Raises:
        DataError: no file, or too large.
        UsageError: the folder cannot be written.
    """
    with _opened(original) as file:
        size = os.fstat(file.fileno()).st_size
        largest = min(format_of(original).largest, _LARGEST)
        if size > largest:
            raise DataError(original, None, f"is larger than {largest >> 20} MiB", "split it into several files")
        if size == 0:
            raise DataError(original, None, "is empty", "write something into it, or leave it out")
        copy = folder / f".companion-{secrets.token_hex(8)}.part"
        digest, left = hashlib.sha256(), largest
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with copy.open("xb") as out:
                while left > 0 and (block := file.read(min(_BLOCK, left))):
                    digest.update(block)
                    out.write(block)
                    left -= len(block)
                out.flush()
                os.fsync(out.fileno())
        except OSError as e:
            with suppress(OSError):
                copy.unlink(missing_ok=True)
            raise UsageError(f"{folder}: cannot be written ({e.strerror or e})") from None
    try:
        yield copy, digest.hexdigest()
    finally:
        copy.unlink(missing_ok=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Alone with a folder: others who add or remove wait."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _manifest(folder: Path) -> DocumentsFile:
    path = folder / MANIFEST
    if not path.exists():
        return DocumentsFile()
    loaded = load_document(DocumentsFile, path)
    rows = loaded.value.documents
    mistakes = Mistakes()
    for number, row in enumerate(rows):
        if any(row.id == other.id for other in rows[:number]):
            mistakes.add(path, loaded.line("documents", number), f"«id: {row.id}» appears twice", "keep one")
    mistakes.raise_any()
    return loaded.value


def _write_manifest(folder: Path, rows: Sequence[DocumentRow]) -> None:
    data = {"documents": [row.model_dump(exclude_defaults=True) for row in sorted(rows, key=lambda row: row.id)]}
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=110)
    _sweep(folder, rows)
    write_atomically(folder / MANIFEST, (_HEAD + text).encode())


def _sweep(folder: Path, rows: Sequence[DocumentRow]) -> None:
    """Remove originals that an interruption left: named as ours are, and in neither manifest."""
    needed = {row.file for row in (*rows, *_manifest(folder).documents)}
    for path in folder.iterdir():
        named = re.search(rf"\.([0-9a-f]{{{_SHORT_HASH}}})\.\w+$", path.name)
        if named and path.name not in needed and path.is_file() and not path.is_symlink():
            with suppress(OSError), path.open("rb") as file:
                if _hash(file).startswith(named[1]):
                    path.unlink(missing_ok=True)


# The cache


def _cached_at(cache: Path, row: DocumentRow) -> Path:
    made_of = json.dumps([FORMAT, _MADE_OF, row.sha256, row.id, row.title, [str(pair) for pair in row.pairs], row.file])
    return cache / f"document-{hashlib.sha256(made_of.encode()).hexdigest()[:32]}.json"


def _get(cache: Path | None, row: DocumentRow) -> Document | None:
    kept = None if cache is None else read_cached(_cached_at(cache, row))
    if kept is None:
        return None
    try:
        document = restored(Document, kept, _MADE_OF)
    except CompanionError as e:
        log.warning("what was read of %s cannot be used (%s); it is read again", row.file, one_line(str(e)))
        return None
    return replace(document, source=row.source, day=row.day)


def _put(cache: Path | None, row: DocumentRow, document: Document) -> None:
    if cache is not None:
        content = json.dumps(plain(document, _MADE_OF), ensure_ascii=False).encode("utf-8", "replace")
        if write_cached(_cached_at(cache, row), content):
            forget_least_used(cache, "document-*.json", _KEPT_FILES)


def distinct(documents: Sequence[tuple[str, Document]]) -> tuple[Document, ...]:
    """Documents of several packs under ids of their own: of two called alike, the later gets its pack's before it.

    Args:
        documents: each with the id of its pack.
    """
    taken: dict[str, Document] = {}
    for pack, document in documents:
        if document.id in taken:
            name = f"{pack}/{document.id}"
            passages = tuple(
                replace(passage, id=f"{name}#{passage.order}", document=name) for passage in document.passages
            )
            document = replace(document, id=name, passages=passages)
        taken[document.id] = document
    return tuple(taken.values())
