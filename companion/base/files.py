"""Reading data files so that a mistake is reported with its file, its line and a fix; writing them atomically."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from companion.base.errors import DataError

Model = TypeVar("Model", bound=BaseModel)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, a byte order mark left out.

    Raises:
        DataError: missing, unreadable or not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DataError(path, None, "no such file", "check the path") from None
    except UnicodeDecodeError as e:
        raise DataError(path, None, f"cannot be read: not UTF-8 at byte {e.start}", "save the file as UTF-8") from None
    except OSError as e:
        raise DataError(path, None, f"cannot be read: {e.strerror}", "check the path and its permissions") from None


def _construct(loader: Any, node: yaml.Node, path: Path, above: tuple[yaml.Node, ...] = ()) -> Any:
    """Build plain data; every mapping carries its line under the key `line`."""
    if node in above:
        raise DataError(path, node.start_mark.line + 1, "the value contains itself", "remove the anchor")
    above = (*above, node)
    if isinstance(node, yaml.MappingNode):
        out: dict[str, Any] = {"line": node.start_mark.line + 1}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                line = key_node.start_mark.line + 1
                raise DataError(path, line, "a key is a word, not a list or mapping", "quote text that holds { or [")
            key = loader.construct_object(key_node, deep=True)
            if key in out and key != "line":
                raise DataError(path, key_node.start_mark.line + 1, f"key «{key}» appears twice", "keep one")
            out[str(key)] = _construct(loader, value_node, path, above)
        return out
    if isinstance(node, yaml.SequenceNode):
        return [_construct(loader, child, path, above) for child in node.value]
    try:
        return loader.construct_object(node, deep=True)
    except (ValueError, KeyError) as e:
        raise DataError(path, node.start_mark.line + 1, f"bad value: {e}", "correct the value") from None


def read_yaml(path: Path) -> Any:
    """Read one YAML document as plain dicts and lists.

    Every mapping gains an integer key `line` (1-based), so that later checks can point at it.

    Raises:
        DataError: missing file, not UTF-8, broken YAML, duplicate key.
    """
    text = read_text(path)
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            return _construct(loader, node, path) if node is not None else {}
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as e:
        line = e.problem_mark.line + 1 if e.problem_mark else None
        raise DataError(path, line, f"not valid YAML: {e.problem}", "check indentation, quotes and colons") from None
    except yaml.YAMLError as e:
        problem = str(e).splitlines()[0]
        raise DataError(path, None, f"not valid YAML: {problem}", "remove control characters") from None


def _line_of(data: Any, location: tuple[int | str, ...]) -> int | None:
    line = None
    for step in location:
        if isinstance(data, dict):
            line = data.get("line", line)
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            break
    return data.get("line", line) if isinstance(data, dict) else line


def validate(model: type[Model], data: Any, path: Path, line: int | None = None) -> Model:
    """Validate plain data against a pydantic model; the first mistake becomes a DataError."""
    try:
        return model.model_validate(data)
    except ValidationError as e:
        first = e.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "document"
        fix = "remove it or correct its spelling" if first["type"] == "extra_forbidden" else "correct the value"
        if first["type"] == "missing":
            fix = "add it"
        raise DataError(path, _line_of(data, first["loc"]) or line, f"«{where}»: {first['msg']}", fix) from None


def load_yaml(model: type[Model], path: Path) -> Model:
    """Read and validate one YAML file. Models that want line numbers declare `line: int = 0`."""
    return validate(model, read_yaml(path), path)


def load_csv(model: type[Model], path: Path) -> Iterator[Model]:
    """Yield one validated row after another; empty cells are left out, so defaults apply.

    The model must declare `line: int`.
    """
    reader = csv.DictReader(io.StringIO(read_text(path), newline=""))
    for row in reader:
        if None in row:
            raise DataError(path, reader.line_num, "more cells than columns", "quote cells that hold commas")
        cells = {k: v.strip() for k, v in row.items() if v is not None and v.strip()}
        yield validate(model, {**cells, "line": reader.line_num}, path, reader.line_num)


def write_atomically(path: Path, content: bytes) -> None:
    """Replace `path` in one step, so that an interruption leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as f:
            f.write(content)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
