import os

import pytest
from pydantic import BaseModel, ConfigDict

from companion.base.errors import DataError
from companion.base.files import load_csv, load_yaml, read_yaml, write_atomically


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid")
    line: int = 0
    name: str
    seats: int = 2


class Table(BaseModel):
    model_config = ConfigDict(extra="forbid")
    line: int = 0
    rows: list[Row]


@pytest.fixture
def write(tmp_path):
    def write(content, name="data.yaml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_every_mapping_carries_the_line_it_starts_on(write):
    table = load_yaml(Table, write("# 자리\nrows:\n  - name: 가\n\n  - {name: 나, seats: 4}\n"))
    assert [(row.line, row.name, row.seats) for row in table.rows] == [(3, "가", 2), (5, "나", 4)]


@pytest.mark.parametrize(
    ("content", "line", "problem", "fix"),
    [
        ("rows:\n  - name: 가\n  - seats: 3\n", 3, "Field required", "add it"),
        ("rows:\n  - name: 가\n    seets: 3\n", 2, "Extra inputs", "correct its spelling"),
        ("rows:\n  - name: 가\n    seats: 셋\n", 2, "valid integer", "correct the value"),
        ("rows:\n  - name: 가\n    name: 나\n", 3, "«name» appears twice", "keep one"),
        ("rows:\n  - name: '가\n", 3, "not valid YAML", "quotes"),
        ("rows:\n  - {name}: 가\n", 2, "a key is", "quote"),
        ("rows:\n  - name: &a [*a]\n", 2, "contains itself", "anchor"),
        ("rows:\n\t- name: 가\n", 2, "not valid YAML", "indentation"),
        ("rows:\n  - name: 2019-02-30\n", 2, "bad value", "correct the value"),
        ("rows: \x07\n", None, "not valid YAML", "control characters"),
        ("", None, "Field required", "add it"),
        (b"rows: \xb0\xa1\n", None, "cannot be read", "UTF-8"),
    ],
)
def test_a_mistake_is_reported_with_file_line_and_fix(write, content, line, problem, fix):
    path = write(content)
    with pytest.raises(DataError) as caught:
        load_yaml(Table, path)
    error = caught.value
    assert (error.path, error.line) == (path, line)
    assert problem in error.problem
    assert fix in error.fix
    assert "\n" not in str(error)


def test_a_missing_file_is_reported(tmp_path):
    with pytest.raises(DataError, match=r"none\.yaml: no such file — fix: check the path"):
        read_yaml(tmp_path / "none.yaml")


def test_a_byte_order_mark_is_no_part_of_the_data(write):
    assert read_yaml(write("﻿name: 가\n")) == {"line": 1, "name": "가"}


def test_empty_csv_cells_take_the_defaults_and_rows_know_their_line(write):
    path = write("name,seats\n가,\n나, 4 \n", "data.csv")
    assert [(r.line, r.name, r.seats) for r in load_csv(Row, path)] == [(2, "가", 2), (3, "나", 4)]


@pytest.mark.parametrize(
    ("row", "problem"), [("가,넷", "valid integer"), (",3", "Field required"), ("가,3,4", "more cells")]
)
def test_a_bad_csv_row_is_reported_with_its_line(write, row, problem):
    path = write(f"name,seats\n가,3\n{row}\n", "data.csv")
    with pytest.raises(DataError, match=problem) as caught:
        list(load_csv(Row, path))
    assert caught.value.line == 3


def test_writing_replaces_the_file_and_makes_its_folder(tmp_path):
    path = tmp_path / "new" / "file.bin"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_an_interrupted_write_leaves_the_old_file_and_no_rubbish(tmp_path, monkeypatch, error):
    path = tmp_path / "file.bin"
    write_atomically(path, b"old")

    def fail(*_):
        raise error

    monkeypatch.setattr(os, "fdopen", fail)
    with pytest.raises(type(error)):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
