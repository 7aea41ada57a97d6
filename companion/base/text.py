"""The text of files as people have them: UTF-8, UTF-16, CP949; from Windows or a Mac; all of it NFC afterwards."""

from __future__ import annotations

import codecs
import os
import re
import stat
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from companion.base.errors import DataError

LIMIT_BYTES: Final = 64 << 20
"""Largest text file that is read."""
_MARKS_IN_A_ROW: Final = 30
"""Accents on one letter; Unicode's «stream-safe» text has no more, and ordering a longer run takes quadratic time."""
_BYTE_ORDER_MARK: Final = "\ufeff"
_LARGEST_2_BYTES: Final = "\u07ff"
_AS_UTF_8: Final = "save the file as UTF-8"
# UTF-32 stands first: its little-endian mark begins with that of UTF-16.
_MARKED: Final = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF8, "UTF-8"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_KINDS: Final = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
# A quick look before the exact one: these ranges hold every combining mark, and neither Hangul, Hanja nor emoji.
_PERHAPS_MARKS: Final = re.compile("[\u0300-\u10ff\u1200-\u1dff\u20d0-\u20ff\u2c00-\u302f\u3099\u309a\ua000-\uabff"
                                   "\ufb1e\ufe20-\ufe2f\U000101fd-\U0001efff]")  # fmt: skip


def read_text(path: Path, limit_bytes: int = LIMIT_BYTES) -> str:
    r"""The text of a file, in NFC, with `\n` at the end of lines and without byte order marks.

    The encoding is UTF-8, or UTF-16 with a byte order mark, or CP949 (EUC-KR), which is what Excel writes in Korea.

    Raises:
        DataError: missing, unreadable, not a plain file, larger than `limit_bytes`, or in no such encoding.
    """
    return text_of(_read(path, limit_bytes), path)


def text_of(content: bytes, path: Path) -> str:
    """The text that a file holds, as `read_text` gives it.

    Args:
        content: all of the file.
        path: its name in messages.

    Raises:
        DataError: in no such encoding.
    """
    text = _decoded(content, path)
    if (at := text.find("\0")) >= 0:
        fix = "remove it; if the file was made by a program, save it again as UTF-8 text"
        raise DataError(path, line_at(text, at), "a NUL character, which no text holds", fix)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Where files were joined, a mark stands in the middle; nothing else is meant by this character today.
    text = text.replace(_BYTE_ORDER_MARK, "")
    if _PERHAPS_MARKS.search(text) and (run := _too_many_marks().search(text)):
        problem = f"more than {_MARKS_IN_A_ROW} accents on one letter"
        raise DataError(path, line_at(text, run.start()), problem, "remove them")
    return unicodedata.normalize("NFC", text)


def line_at(text: str, position: int) -> int:
    """The 1-based line of a position in a text, whatever ends its lines."""
    before = text[:position]
    return 1 + before.count("\n") + before.count("\r") - before.count("\r\n")


@cache
def _too_many_marks() -> re.Pattern[str]:
    marks = "".join(filter(unicodedata.combining, map(chr, range(0x300, 0x1F000))))
    return re.compile(f"[{marks}]{{{_MARKS_IN_A_ROW + 1}}}")


def _read(path: Path, limit_bytes: int) -> bytes:
    try:
        # Not blocking, or opening a pipe would wait for somebody who writes into it.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            for is_kind, name in _KINDS:
                if is_kind(mode):
                    raise DataError(path, None, f"is {name}, not a file", "name a plain file")
            content = file.read(limit_bytes + 1)
    except FileNotFoundError:
        raise DataError(path, None, "no such file", "check the path") from None
    except IsADirectoryError:
        raise DataError(path, None, "is a folder, not a file", "name a plain file") from None
    except OSError as e:
        raise DataError(path, None, f"cannot be read: {e.strerror}", "check the path and its permissions") from None
    except ValueError:  # a NUL in the path
        raise DataError(path, None, "cannot be read: not a path", "check the path") from None
    if len(content) > limit_bytes:
        problem = f"is larger than {limit_bytes >> 20} MiB, the most that is read of a file"
        raise DataError(path, None, problem, "split it into several files")
    return content


def _decoded(content: bytes, path: Path) -> str:
    for mark, encoding in _MARKED:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as e:
                problem = f"cannot be read: begins as {encoding}, but byte {e.start + 1:,} is not {encoding}"
                line = _line_in(content, e.start, encoding)
                raise DataError(path, line, problem, f"{_AS_UTF_8}, by the program that made it") from None
    try:
        text = content.decode()
    except UnicodeDecodeError as e:
        return _legacy(content, e.start, path)
    if text.count("\0") * 4 >= len(text) > 0:
        problem = "cannot be read: looks like UTF-16 without its byte order mark"
        raise DataError(path, None, problem, _AS_UTF_8)
    return text


def _legacy(content: bytes, wrong: int, path: Path) -> str:
    """Text that is not UTF-8 (from the byte `wrong` on), if it is CP949 without doubt."""
    line = _line_in(content, wrong, "UTF-8")
    # Two bytes of CP949 can look like UTF-8 by chance, three do not: such a file is UTF-8 with a damaged place.
    if max(content[:wrong].decode(), default="") > _LARGEST_2_BYTES:
        problem = f"cannot be read: the file is UTF-8 up to here, but byte {wrong + 1:,} is not"
        raise DataError(path, line, problem, "write the line again; it may have been pasted from another file")
    try:
        text = content.decode("cp949")
    except UnicodeDecodeError as e:
        problem = f"cannot be read: neither UTF-8 (byte {wrong + 1:,}) nor CP949 (byte {e.start + 1:,})"
        raise DataError(path, line, problem, _AS_UTF_8) from None
    # Chinese and Japanese encodings use the same bytes; read as Korean they give as much Hanja as syllables.
    syllables, hanja = (sum(first <= c <= last for c in text) for first, last in (("가", "힣"), ("一", "龥")))
    if not syllables > 2 * hanja:
        problem = "cannot be read: not UTF-8, and as CP949 it gives no Korean text"
        raise DataError(path, line, problem, _AS_UTF_8)
    return text


def _line_in(content: bytes, wrong: int, encoding: str) -> int:
    before = content[:wrong].decode(encoding, "replace")
    return line_at(before, len(before))
