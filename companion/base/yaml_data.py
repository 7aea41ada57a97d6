"""YAML as plain data with its lines beside it: no tags, no surprises, bounded whatever the file says.

What a value means is YAML 1.2's core schema, not 1.1's: `no`, `10:30`, `0312345678` and `1_000` are text, as whoever
wrote them meant; only `true`, `false`, `null`, numbers and days are more than text.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import yaml

from companion.base.errors import DataError, Mistake
from companion.base.remembering import kept_between_starts
from companion.base.text import line_at

if TYPE_CHECKING:
    from companion.base.shelf import Plain

DEPTH: Final = 50
"""How deep lists and mappings may be nested."""
REPEATED: Final = 100_000
"""How many values and characters the aliases (`*name`) of one file may repeat."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTROL: Final = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WORDS: Final[dict[str, bool | None]] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INTEGER: Final = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]{1,30}|(0|[1-9][0-9]{0,30})(\.[0-9]{0,30})?)([eE][-+]?[0-9]{1,2})?")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Lines: TypeAlias = "int | Marked"
"""The line of a value, or of a mapping or list with what is in it."""


@dataclass(slots=True)
class Marked:
    """The lines of a mapping or list: its own and those of its values."""

    line: int
    inside: dict[str | int, Lines]


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end is not reached yet."""

    data: dict[str, Any] | list[Any]
    lines: Marked
    anchor: str | None
    size: int = 1
    key: str | None = None
    key_line: int = 0


@dataclass(slots=True)
class _Anchored:
    data: Any
    lines: Lines
    size: int


@dataclass(slots=True)
class _Quoted:
    """The last quoted text that went over the end of a line: where it began and ended."""

    first: int
    last: int


@dataclass(slots=True)
class _Builder:
    path: Path
    mistakes: list[Mistake] = field(default_factory=list)
    root: _Anchored | None = None
    open: list[_Open] = field(default_factory=list)
    anchors: dict[str, _Anchored | None] = field(default_factory=dict)
    repeated: int = 0
    quoted: _Quoted | None = None

    def mistake(self, line: int, problem: str, fix: str) -> None:
        self.mistakes.append(Mistake(self.path, line, problem, fix))

    def fatal(self, line: int, problem: str, fix: str) -> DataError:
        self.mistake(line, problem, fix)
        return DataError.of(self.mistakes)

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        match event:
            case yaml.ScalarEvent():
                self.scalar(event, line)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self.begin(event, line)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                done = self.open.pop()
                self.place(done.data, done.lines, done.size, done.anchor, done.lines.line)
            case yaml.AliasEvent():
                self.alias(event.anchor, line)
            case yaml.DocumentStartEvent() if self.root is not None:
                raise self.fatal(line, "a second document begins here", "remove the line «---», or make two files")

    def scalar(self, event: Any, line: int) -> None:
        text: str = event.value
        if event.style in ("'", '"') and event.end_mark.line > event.start_mark.line:
            self.quoted = _Quoted(line, event.end_mark.line + 1)
        if event.tag is not None:
            self.tag(event.tag, line)
        if control := _CONTROL.search(text):
            self.mistake(line, f"the control character {ascii(control[0])[1:-1]}", "remove it")
        if self.open and isinstance(self.open[-1].data, dict) and self.open[-1].key is None:
            self.begin_entry(self.open[-1], text, line)
            return
        plain = event.style is None or event.style == ""
        value = self.meaning(text, line) if plain and event.tag is None else text
        self.place(value, line, 1 + len(text), event.anchor, line)

    def meaning(self, text: str, line: int) -> Any:
        """What a text without quotes stands for."""
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
        if _DAY.fullmatch(text):
            try:
                return date.fromisoformat(text)
            except ValueError:
                self.mistake(line, f"there is no day {text}", "correct the day")
        return text

    def begin(self, event: Any, line: int) -> None:
        if event.tag is not None:
            self.tag(event.tag, line)
        if len(self.open) == DEPTH:
            raise self.fatal(line, f"nested deeper than {DEPTH} levels", "write it flatter")
        if self.open and isinstance(self.open[-1].data, dict) and self.open[-1].key is None:
            raise self.fatal(line, "a key is a word, not a list or mapping", "quote text that holds { or [")
        data: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        if event.anchor:
            self.anchors[event.anchor] = None
        self.open.append(_Open(data, Marked(line, {}), event.anchor))

    def begin_entry(self, mapping: _Open, key: str, line: int) -> None:
        if key in mapping.data:
            self.mistake(line, f"key «{key}» appears twice", "keep one")
        if key == "<<":
            self.mistake(line, "«<<» copies keys from elsewhere", "write them out")
        mapping.key, mapping.key_line = key, line

    def alias(self, name: str | None, line: int) -> None:
        if name is None or name not in self.anchors:
            raise self.fatal(line, f"«*{name}» repeats nothing: there is no «&{name}» above", "quote text with *")
        anchored = self.anchors[name]
        if anchored is None:
            raise self.fatal(line, "the value contains itself", f"remove «*{name}»")
        if self.open and isinstance(self.open[-1].data, dict) and self.open[-1].key is None:
            raise self.fatal(line, "a key is a word, not an alias", "quote text that begins with *")
        self.repeated += anchored.size
        if self.repeated > REPEATED:
            problem = f"aliases repeat more than {REPEATED:,} values and characters"
            raise self.fatal(line, problem, f"write out what «*{name}» stands for, once")
        self.place(copy.deepcopy(anchored.data), anchored.lines, anchored.size, None, line)

    def tag(self, tag: str, line: int) -> None:
        short = tag.replace("tag:yaml.org,2002:", "!!")
        self.mistake(line, f"the tag «{short}»: tags are not read here", "remove it; quotes make a value text")

    def place(self, data: Any, lines: Lines, size: int, anchor: str | None, line: int) -> None:
        """Put a finished value where it belongs."""
        if anchor:
            self.anchors[anchor] = _Anchored(data, lines, size)
        if not self.open:
            self.root = _Anchored(data, lines, size)
            return
        parent = self.open[-1]
        parent.size += size
        if isinstance(parent.data, list):
            step: str | int = len(parent.data)
            parent.data.append(data)
        else:
            step, line = parent.key or "", parent.key_line
            parent.data.setdefault(step, data)
            parent.key = None
        parent.lines.inside[step] = Marked(line, lines.inside) if isinstance(lines, Marked) else line


def parse_yaml(text: str, path: Path) -> tuple[Any, Lines]:
    """The data of a YAML text and its lines; an empty text is an empty mapping.

    An entry of a mapping stands on the line of its key.

    Raises:
        DataError: every mistake up to the first that hides what follows.
    """
    builder = _Builder(path)
    if control := _CONTROL.search(text):
        line = line_at(text, control.start())
        raise builder.fatal(line, f"not valid YAML: the control character {ascii(control[0])[1:-1]}", "remove it")
    loader = _Loader(text)
    try:
        while loader.check_event():
            builder.take(loader.get_event())
    except yaml.MarkedYAMLError as e:
        raise _broken(e, text, builder) from None
    except yaml.YAMLError as e:
        raise builder.fatal(1, f"not valid YAML: {str(e).splitlines()[0]}", "save the file as UTF-8 text") from None
    finally:
        loader.dispose()
    if builder.mistakes:
        raise DataError.of(builder.mistakes)
    return (builder.root.data, builder.root.lines) if builder.root else ({}, 1)


@kept_between_starts
def plain_data(text: str) -> Plain:
    """The data of a YAML text in plain values, to be made again by `from_plain`: days are bytes, which data never are.

    Raises:
        DataError: as from `parse_yaml`, of no file.
    """
    return _to_plain(parse_yaml(text, Path())[0])


def _to_plain(data: Any) -> Plain:
    match data:
        case dict():
            return {key: _to_plain(value) for key, value in data.items()}
        case list():
            return [_to_plain(value) for value in data]
        case date():
            return data.isoformat().encode()
    return data


def from_plain(plain: Plain) -> Any:
    """The data of `plain_data`."""
    match plain:
        case dict():
            return {key: from_plain(value) for key, value in plain.items()}
        case list():
            return [from_plain(value) for value in plain]
        case bytes():
            return date.fromisoformat(plain.decode())
    return plain


def _broken(error: yaml.MarkedYAMLError, text: str, builder: _Builder) -> DataError:
    """Say what people usually did where the grammar ends."""
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    opened = error.context_mark.line + 1 if error.context_mark else line
    if "quoted scalar" in (error.context or "") and re.search("end of stream|document", error.problem or ""):
        problem = "not valid YAML: the quote that opens here is never closed"
        return builder.fatal(opened, problem, "close it, or remove it")
    if builder.quoted and builder.quoted.first <= line <= builder.quoted.last:
        problem = f"not valid YAML: {error.problem}; the quote that opens here closes only on line {line}"
        return builder.fatal(builder.quoted.first, problem, "close it where the text ends; write '' for ' in quotes")
    return builder.fatal(line, f"not valid YAML: {error.problem}", _fix(error, text.split("\n"), line))


def _fix(error: yaml.MarkedYAMLError, lines: list[str], line: int) -> str:
    """What to change, judged by what is written on the line of the error and on the one before it."""
    mark, problem = error.problem_mark, error.problem or ""
    written = lines[line - 1] if line <= len(lines) else ""
    before = next((text for text in reversed(lines[: line - 1]) if text.strip()), "")
    indentations = [text[: len(text) - len(text.lstrip())] for text in (written, before)]
    if "\t" in "".join(indentations) or (mark and written[mark.column : mark.column + 1] == "\t"):
        return "indent with spaces, not with a tab"
    if "".join(indentations).strip(" "):
        return "indent with ordinary spaces"
    if "：" in written or "：" in before:
        return "write the colon «:» in place of the wide «：»"
    if "sequence entries" in problem and re.search(r":\s+-\s*$", written):
        return "leave the value out if it is not known"
    if "mapping values" in problem and re.search(r":\s+\S.*:(\s|$)", written):
        return "put text that holds a colon in quotes"
    if "cannot start any token" in problem:
        return "put text that begins with a sign in quotes"
    return "check indentation, quotes and colons"
