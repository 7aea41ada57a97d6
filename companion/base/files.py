"""Data files: YAML documents and CSV tables, validated, every mistake with its file, its line and a fix.

What all files have in common is read by `companion.base.text`, the YAML in them by `companion.base.yaml_data`; they
are written by `companion.base.writing`.
"""

from __future__ import annotations

import csv
import difflib
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, Generic, TypeVar, get_args, get_origin, overload

from pydantic import AliasChoices, BaseModel, ValidationError

from companion.base.errors import DataError, Mistake, one_line
from companion.base.remembering import is_remembering
from companion.base.text import read_text
from companion.base.yaml_data import Lines, Marked, from_plain, parse_yaml, plain_data

__all__ = [
    "Loaded",
    "Mistakes",
    "YamlDocument",
    "load_cells",
    "load_document",
    "load_table",
    "read_document",
    "read_text",
]

Model = TypeVar("Model", bound=BaseModel)
Location = Sequence[str | int]

YAML_LIMIT_BYTES: Final = 16 << 20
"""Largest YAML file that is read; larger data are tables."""
_DASHES: Final = "-–—－"
_DELIMITERS: Final = {",": "comma", "\t": "tab", ";": "semicolon"}
_SPREADSHEET_ERROR: Final = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|#+)")
_THOUSANDS: Final = re.compile(r"[-+]?\d{1,3}(,\d{3})+")
_WORD: Final = re.compile(r"[\w-]+")
_SHOWN: Final = 40


class Mistakes:
    """Collects the mistakes of many files, so that all are found in one run.

    Attributes:
        documents: the YAML files of this run, by model and path, as they were read or why they were not.
    """

    def __init__(self) -> None:
        self._found: dict[Mistake, None] = {}
        self._lost: set[str] = set()
        self._lost_words: set[str] = set()
        self.documents: dict[tuple[type[BaseModel], Path], Loaded[Any] | DataError] = {}

    def again(self) -> Mistakes:
        """None yet, for another run over the same files: YAML that was read is not read again."""
        other = Mistakes()
        other.documents = self.documents
        return other

    def add(self, path: Path, line: int | None, problem: str, fix: str = "") -> None:
        """Note one mistake; the same one twice counts once."""
        self._found[Mistake(path, line, problem, fix)] = None

    def absorb(self, error: DataError) -> None:
        """Note the mistakes of an error and go on."""
        self._found.update(dict.fromkeys(error.mistakes))

    def lose(self, *names: str) -> None:
        """Remember names that mean nothing because of a mistake that is noted."""
        self._lost.update(filter(None, names))

    def lose_file(self, path: Path) -> None:
        """Remember that whatever a file says could not be read, because of a mistake that is noted."""
        with suppress(DataError):
            self._lost_words.update(_WORD.findall(read_text(path)))

    def is_lost(self, name: str) -> bool:
        """Whether a name, or a part of it between dots, means nothing because of a mistake that is noted."""
        parts = name.split(".")
        beginnings = (".".join(parts[:number]) for number in range(1, len(parts) + 1))
        if not self._lost.isdisjoint((*parts, *beginnings)):
            return True
        words = _WORD.findall(name)
        return bool(words) and self._lost_words.issuperset(words)

    def add_unknown(self, name: str, path: Path, line: int | None, problem: str, fix: str = "") -> None:
        """Note that a name means nothing, unless that follows from a mistake noted before."""
        if not self.is_lost(name):
            self.add(path, line, problem, fix)

    @contextmanager
    def absorbing(self) -> Iterator[None]:
        """Run a block to its end, or to its first DataError, whose mistakes are noted."""
        try:
            yield
        except DataError as e:
            self.absorb(e)

    @contextmanager
    def reading(self, path: Path) -> Iterator[None]:
        """Read a file to its end, or to its first DataError: whatever it says is lost then."""
        try:
            yield
        except DataError as e:
            self.absorb(e)
            self.lose_file(path)

    def raise_any(self) -> None:
        """End here if anything is wrong.

        Raises:
            DataError: with all mistakes found so far.
        """
        if self._found:
            raise DataError.of(self._found)

    def __bool__(self) -> bool:
        return bool(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Mistake]:
        return iter(tuple(self._found))


@dataclass(frozen=True)
class YamlDocument:
    """A YAML file as plain data; its lines stand beside it, not in it.

    Attributes:
        path: the file.
        data: dicts with text as keys, lists, text, numbers, bools, days and None; an empty file is an empty dict.
        lines: finds its lines, which a file without mistakes is hardly asked for.
    """

    path: Path
    data: Any
    lines: Callable[[], Lines]

    def line(self, *location: str | int) -> int:
        """The 1-based line of the value at `location` (keys and positions), or of the nearest one above it."""
        node = self.lines()
        for step in location:
            if not isinstance(node, Marked) or step not in node.inside:
                break
            node = node.inside[step]
        return node.line if isinstance(node, Marked) else node


@dataclass(frozen=True)
class Loaded(Generic[Model]):
    """A validated YAML file.

    Attributes:
        value: what it says.
        document: the data it was made of.
    """

    value: Model
    document: YamlDocument

    @property
    def path(self) -> Path:
        """The file."""
        return self.document.path

    def line(self, *location: str | int) -> int:
        """The 1-based line of the value at `location` (keys and positions), or of the nearest one above it."""
        return self.document.line(*location)


def read_document(path: Path) -> YamlDocument:
    """Read one YAML document.

    Raises:
        DataError: not readable as text, broken YAML, or anything in it that data do not have (tags, keys that appear
            twice, values that contain themselves, days that do not exist …).
    """
    text = read_text(path, YAML_LIMIT_BYTES)
    if is_remembering():
        with suppress(DataError):  # it is told below, with the name of the file
            return YamlDocument(path, from_plain(plain_data(text)), cache(lambda: parse_yaml(text, path)[1]))
    data, lines = parse_yaml(text, path)
    return YamlDocument(path, data, lambda: lines)


@overload
def load_document(model: type[Model], path: Path) -> Loaded[Model]: ...
@overload
def load_document(model: type[Model], path: Path, mistakes: Mistakes) -> Loaded[Model] | None: ...
@overload
def load_document(model: type[Model], path: Path, mistakes: Mistakes | None) -> Loaded[Model] | None: ...
def load_document(model: type[Model], path: Path, mistakes: Mistakes | None = None) -> Loaded[Model] | None:
    """Read and validate one YAML file.

    Args:
        model: its shape.
        path: the file.
        mistakes: takes the mistakes, if there is more to check than this file; the result is then None.

    Raises:
        DataError: all mistakes of the file, when nothing else takes them.
    """
    if mistakes is None:
        return _loaded(model, path)
    found = mistakes.documents.get((model, path))
    if found is None:
        try:
            found = _loaded(model, path)
        except DataError as e:
            found = e.with_traceback(None)
        mistakes.documents[model, path] = found
    if isinstance(found, DataError):
        mistakes.absorb(found)
        mistakes.lose_file(path)
        return None
    return found


def _loaded(model: type[Model], path: Path) -> Loaded[Model]:
    document = read_document(path)
    return Loaded(validated(model, document.data, path, document.line), document)


def load_table(model: type[Model], path: Path, mistakes: Mistakes | None = None) -> Iterator[tuple[int, Model]]:
    """Yield the rows of a CSV file with the line each begins on.

    The first line names the columns, which are the fields of the model. Cells are stripped. An empty cell, or one with
    a dash alone, means «not known» and is left out, so that defaults apply; rows without any content are passed over.
    Tabs or semicolons may stand in place of the commas.

    Args:
        model: the shape of a row.
        path: the file.
        mistakes: takes the mistakes, if there is more to check; bad rows are then left out.

    Raises:
        DataError: all mistakes of the file, after its last sound row, when nothing else takes them.
    """
    found = Mistakes() if mistakes is None else mistakes
    with found.reading(path):
        yield from _rows(model, path, found)
    if mistakes is None:
        found.raise_any()


def load_lines(model: type[Model], path: Path, mistakes: Mistakes) -> Iterator[tuple[int, Model]]:
    """Yield the objects of a JSON-lines file with the line of each; bad and empty lines are left out.

    Args:
        model: the shape of an object.
        path: the file.
        mistakes: takes what is wrong.
    """
    with mistakes.absorbing():
        for number, line in enumerate(read_text(path).splitlines(), 1):
            if not line.strip():
                continue
            try:
                data = json.loads(line)
            except ValueError as e:
                mistakes.add(path, number, f"not JSON: {e}", "write one object a line: {…}, with commas between")
                continue
            with mistakes.absorbing():
                yield number, validated(model, data, path, lambda *_, at=number: at)


def load_cells(
    path: Path, columns: Iterable[str], needed: Iterable[str], mistakes: Mistakes
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield what is filled in of each row of a CSV file, by column, with the line the row begins on.

    As `load_table`, for rows of which every cell is text and that are checked elsewhere.

    Args:
        path: the file.
        columns: those it may have.
        needed: those of them that it has to have, filled in or not.
        mistakes: takes the mistakes; bad rows are left out.
    """
    shape = _Shape(frozenset(columns), tuple((name, frozenset((name,))) for name in needed))
    with mistakes.reading(path):
        yield from _filled(path, shape, mistakes)


@dataclass(frozen=True, slots=True)
class _Shape:
    """The columns of a table.

    Attributes:
        known: all that have a meaning.
        needed: those without which no row makes sense: how each is named in messages, and what it may be called.
        open: whether there may be others.
    """

    known: frozenset[str]
    needed: tuple[tuple[str, frozenset[str]], ...]
    open: bool = False

    @classmethod
    def of(cls, model: type[BaseModel]) -> _Shape:
        """The columns that a model has fields for."""
        needed = tuple(
            (field.alias or name, _names_of(name, model))
            for name, field in model.model_fields.items()
            if field.is_required()
        )
        return cls(_keys(model), needed, model.model_config.get("extra") != "forbid")

    def naming(self, cells: Iterable[tuple[str, str]]) -> list[str]:
        """What a row may be named by elsewhere: its cells in the columns that are needed."""
        return [cell for column, cell in cells if any(column in called for _, called in self.needed)]


def _rows(model: type[Model], path: Path, mistakes: Mistakes) -> Iterator[tuple[int, Model]]:
    shape = _Shape.of(model)
    for line, row in _filled(path, shape, mistakes):
        try:
            yield line, validated(model, row, path, lambda *_, at=line: at)
        except DataError as e:
            mistakes.absorb(e)
            mistakes.lose(*shape.naming(row.items()))


def _filled(path: Path, shape: _Shape, mistakes: Mistakes) -> Iterator[tuple[int, dict[str, str]]]:
    """What each row says, by column; rows without any content are passed over."""
    text = read_text(path)
    rows = csv_rows(text, path, _delimiter(text.partition("\n")[0], shape.known))
    line, header = next(rows, (1, []))
    columns = _columns(header, line, path, shape, mistakes)
    for line, cells in rows:
        if not any(cells):
            continue
        try:
            row = _named(cells, header, columns, path, line)
        except DataError as e:
            mistakes.absorb(e)
            mistakes.lose(*shape.naming(zip(header, cells, strict=False)))
        else:
            yield line, row


def _named(cells: list[str], header: list[str], columns: list[str | None], path: Path, line: int) -> dict[str, str]:
    """What a row says, by column.

    Raises:
        DataError: a cell stands outside the columns or is the spreadsheet's own error.
    """
    beyond = cells[len(header) :] + [cell for name, cell in zip(header, cells, strict=False) if not name]
    if stray := next(filter(None, beyond), None):
        fix = "quote cells that hold commas, or name the column"
        raise DataError(path, line, f"more cells than columns («{_shown(stray)}»)", fix)
    row = {
        column: cell for column, cell in zip(columns, cells, strict=False) if column is not None and cell.strip(_DASHES)
    }
    if errors := [
        (column, cell) for column, cell in row.items() if cell[0] == "#" and _SPREADSHEET_ERROR.fullmatch(cell)
    ]:
        raise DataError.of(
            Mistake(path, line, f"«{column}»: the spreadsheet's error {_shown(cell)}", "write the value, or nothing")
            for column, cell in errors
        )
    return row


def csv_rows(text: str, path: Path, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The stripped cells of each row of a CSV text, with the line it begins on.

    Raises:
        DataError: a quote that never closes, or closes in the middle of a cell; a cell that is too large.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for row in reader:
            if row:
                yield begins, [cell.strip() for cell in row]
            begins = reader.line_num + 1
    except csv.Error as e:
        opened = _open_quote(text, begins, reader.line_num, delimiter)
        if "field larger" in str(e):
            problem = f"a cell of more than {csv.field_size_limit():,} characters"
            problem += "; the quote that opens here is never closed" if opened else ""
            raise DataError(path, opened or begins, problem, "close the quote" if opened else "shorten it") from None
        problem = "the quote that opens here is never closed"
        if "end of data" not in str(e):
            problem = f"the quote that opens here closes on line {reader.line_num} in the middle of a cell"
        fix = 'close it where the cell ends; inside quotes write "" for "'
        raise DataError(path, opened or begins, problem, fix) from None


def _open_quote(text: str, first: int, last: int, delimiter: str) -> int | None:
    """The line on which the last quoted cell of the lines `first` to `last` opens, if one does."""
    rows = "\n".join(text.split("\n")[first - 1 : last])
    opened = None
    for quote in re.finditer(f'(?:^|(?<=[{delimiter}\n]))"(?:[^"]|"")*+"?', rows):
        opened = first + rows.count("\n", 0, quote.start())
    return opened


def _delimiter(header: str, known: frozenset[str]) -> str:
    return max(_DELIMITERS, key=lambda d: sum(name.strip(' "') in known for name in header.split(d)))


def _other_delimiter(name: str, known: frozenset[str]) -> str | None:
    """What separates the columns that one name of a column holds, where it holds several."""
    for delimiter, called in _DELIMITERS.items():
        if delimiter in name and not known.isdisjoint(part.strip(' "') for part in name.split(delimiter)):
            return called
    return None


def _columns(names: list[str], line: int, path: Path, shape: _Shape, mistakes: Mistakes) -> list[str | None]:
    """The column of each cell, None where it has no use.

    Raises:
        DataError: without these columns no row makes sense.
    """
    known = shape.known
    if not any(names):
        raise DataError(path, None, "is empty", f"begin with a line that names the columns: {_some(known)}")
    if not known.intersection(names):
        problem = f"the first line does not name the columns (it begins «{_shown(names[0])}»)"
        raise DataError(path, line, problem, f"put such a line first: {_some(known)}")
    for name in names:
        if name not in known and (sign := _other_delimiter(name, known)):
            problem = f"between some columns stands a {sign}, between others something else («{_shown(name)}»)"
            raise DataError(path, line, problem, "put the same sign between all columns and all cells, such as a comma")
    columns: list[str | None] = []
    for name in names:
        if name and name in columns:
            raise DataError(path, line, f"column «{name}» appears twice", "keep one")
        if name and name not in known and not shape.open:
            fix = suggestion(name, known - set(names))
            mistakes.add_unknown(name, path, line, f"column «{_shown(name)}» is unknown", fix)
        columns.append(name if name in known else None)
    for name, called in shape.needed:
        if called.isdisjoint(names) and not called.isdisjoint(known):
            raise DataError(path, line, f"column «{name}» is missing", "add it")
    return columns


def validated(
    model: type[Model], data: Any, path: Path, line_of: Callable[..., int | None], whole: str = "document"
) -> Model:
    """Validate plain data against a pydantic model.

    Args:
        model: its shape.
        data: plain data.
        path: the file they stand in.
        line_of: tells the line of the value at a location.
        whole: what a message calls all of the data, "" where it goes without a name.

    Raises:
        DataError: every mistake, with its own line as `line_of(*location)` tells it.
    """
    try:
        return model.model_validate(data)
    except ValidationError as e:
        # What fits none of several shapes has an error for each of them; it is one mistake.
        found: dict[tuple[str | int, ...], dict[tuple[str, str], None]] = {}
        for error in e.errors(include_url=False):
            location = error["loc"] if error["type"] == "missing" else _within(data, error["loc"])
            found.setdefault(location, {})[_told(model, error, location)] = None
        raise DataError.of(
            Mistake(
                path,
                line_of(*location),
                _about(location, whole) + "; or ".join(problem for problem, _ in told),
                next(iter(told))[1],
            )
            for location, told in found.items()
        ) from None


def _about(location: Location, whole: str) -> str:
    name = ".".join(map(str, location)) or whole
    return f"«{name}»: " if name else ""


def _within(data: Any, location: Location) -> tuple[str | int, ...]:
    """The part of a location that leads through the data, without pydantic's names of alternatives."""
    steps: list[str | int] = []
    for step in location:
        match data, step:
            case dict(), _ if step in data:
                data = data[step]
            case list(), int() if step < len(data):
                data = data[step]
            case _:
                continue
        steps.append(step)
    return tuple(steps)


def _told(model: type[BaseModel], error: Any, location: Location) -> tuple[str, str]:
    """Problem and fix of one error of pydantic."""
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    problem = one_line(error["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, "))
    if kind == "missing":
        return problem, "add it"
    if kind == "extra_forbidden":
        return "unknown key", suggestion(str(location[-1]), _keys_at(model, location[:-1])) + or_quote(value)
    if isinstance(value, str | int | float) and "fix" not in context:
        problem += f", not «{_shown(str(value))}»" if problem.startswith("Input should be") else ""
    if "fix" in context:
        return problem, str(context["fix"])
    if kind == "value_error" and "; " in problem:  # raised by a validator of ours: «problem; fix»
        before, _, fix = problem.partition("; ")
        return before, fix
    if kind == "string_type" and isinstance(value, bool | int | float | date):
        return problem, "put it in quotes"
    if kind in ("literal_error", "enum") and isinstance(value, str):
        return problem, suggestion(value, re.findall("'([^']*)'", context.get("expected", "")), "write")
    if isinstance(value, str) and _THOUSANDS.fullmatch(value):
        return problem, f"write {value.replace(',', '')}, without commas"
    if value is None:
        return problem, "write a value, or remove the key"
    if kind == "model_type":
        return "not a mapping", "write `key: value` lines"
    return problem, "correct the value"


def _shown(text: str) -> str:
    return one_line(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")


def suggestion(name: str, known: Iterable[str], otherwise: str = "remove it, or write") -> str:
    """What to write in place of a name that is not known: the nearest one, or all of them."""
    folded = {candidate.casefold(): candidate for candidate in sorted(known)}
    if near := difflib.get_close_matches(name[:_SHOWN].casefold(), folded, 1):
        return f"did you mean «{folded[near[0]]}»?"
    return f"{otherwise} one of: {_some(folded.values())}" if folded else "remove it"


def or_quote(value: object) -> str:
    """What else may help where a key is unknown: in «{say: one, two}» a comma ends the text, and «two» has no value."""
    return ", or put the text that it is part of in quotes" if value is None else ""


def _some(names: Iterable[str], most: int = 12) -> str:
    listed = sorted(names)
    return ", ".join(listed[:most]) + (" …" if len(listed) > most else "")


def _names_of(field_name: str, model: type[BaseModel]) -> frozenset[str]:
    """What a field is called in data."""
    field = model.model_fields[field_name]
    alias = field.validation_alias
    called = {alias} if isinstance(alias, str) else set()
    if isinstance(alias, AliasChoices):
        called = {choice for choice in alias.choices if isinstance(choice, str)}
    if not called or model.model_config.get("populate_by_name") or model.model_config.get("validate_by_name"):
        called.add(field_name)
    return frozenset(called)


def _keys(model: type[BaseModel]) -> frozenset[str]:
    return frozenset().union(*(_names_of(name, model) for name in model.model_fields))


def _keys_at(model: type[BaseModel], location: Location) -> frozenset[str]:
    """The keys that the model, or what it holds at a location, knows."""
    held: list[Any] = [model]
    for step in location:
        held = [inner for annotation in held for inner in _inside(annotation, step)]
    return frozenset().union(*(_keys(inner) for inner in held))


def _inside(model: type[BaseModel], step: str | int) -> list[type[BaseModel]]:
    """The models that can stand in a field, or at a position of a root list or mapping."""
    return [
        inner
        for name, field in model.model_fields.items()
        if step in _names_of(name, model)
        for inner in _models_in(field.annotation)
    ] or [model]


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    """The models in an annotation such as `dict[str, Row] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) is None:
        return []
    return [model for argument in get_args(annotation) for model in _models_in(argument)]
