from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, model_validator

from companion.base.errors import DataError, Mistake
from companion.base.files import Mistakes, load_document, load_table


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    seats: int = 2
    kind: Literal["cafe", "library"] = "cafe"
    begins: str | None = Field(None, alias="from")


class Table(BaseModel):
    model_config = ConfigDict(extra="forbid")
    rows: list[Row]
    named: dict[str, Row] = {}
    value: int | list[int] | Row | None = None

    @model_validator(mode="after")
    def _every_row_once(self) -> "Table":
        if len({row.name for row in self.rows}) < len(self.rows):
            raise ValueError("a row stands twice")
        return self


@pytest.fixture
def write(tmp_path):
    def write(content, name="data.yaml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_a_document_is_validated_and_knows_its_lines(write):
    path = write("# 자리\nrows:\n  - name: 가\n\n  - {name: 나, seats: 4}\n")
    loaded = load_document(Table, path)
    assert [(row.name, row.seats) for row in loaded.value.rows] == [("가", 2), ("나", 4)]
    assert [loaded.line("rows", at) for at in (0, 1)] == [3, 5]
    assert loaded.path == path


@pytest.mark.parametrize(
    ("content", "line", "problem", "fix"),
    [
        ("rows:\n  - seats: 3\n", 2, "«rows.0.name»: Field required", "add it"),
        ("", 1, "«rows»: Field required", "add it"),
        ("rows:\n  - name: 가\n    seets: 3\n", 3, "«rows.0.seets»: unknown key", "did you mean «seats»?"),
        ("rows:\n  - name: 가\n    Seats: 3\n", 3, "unknown key", "did you mean «seats»?"),
        ("rows:\n  - name: 가\n    form: 2\n", 3, "unknown key", "did you mean «from»?"),
        (
            "rows:\n  - name: 가\n    begins: 2\n",
            3,
            "unknown key",
            "remove it, or write one of: from, kind, name, seats",
        ),
        ("rows:\n  - {name: 가, 나}\n", 2, "«rows.0.나»: unknown key", "put the text that it is part of in quotes"),
        ("rows: []\nrow: []\n", 2, "unknown key", "did you mean «rows»?"),
        ("rows: []\nnamed:\n  a:\n    name: 가\n    seets: 3\n", 5, "«named.a.seets»", "did you mean «seats»?"),
        (
            "rows:\n  - name: 가\n    seats: 셋\n",
            3,
            "valid integer, unable to parse string as an integer, not «셋»",
            "",
        ),
        ("rows:\n  - name: 가\n    seats: 12,000\n", 3, "valid integer", "write 12000, without commas"),
        ("rows:\n  - name: 가\n    seats:\n", 3, "valid integer", "write a value, or remove the key"),
        ("rows:\n  - name: 2019-10-23\n", 2, "valid string", "put it in quotes"),
        ("rows:\n  - name: 7\n", 2, "valid string", "put it in quotes"),
        ("rows:\n  - name: 가\n    kind: libary\n", 3, "'cafe' or 'library'", "did you mean «library»?"),
        ("rows:\n  - name: 가\n    kind: 식당\n", 3, "'cafe' or 'library'", "write one of: cafe, library"),
        ("rows:\n  - name: 가\n  - name: 가\n", 1, "«document»: a row stands twice", "correct the value"),
        ("- rows\n", 1, "«document»: not a mapping", "write `key: value` lines"),
        ("rows: [가]\n", 1, "«rows.0»: not a mapping", "write `key: value` lines"),
        ("rows: []\nvalue: 가\n", 2, "«value»: ", "correct the value"),
        ("rows: []\nvalue: {nam: 가}\n", 2, "«value", ""),
    ],
)
def test_a_mistake_is_reported_with_file_line_and_fix(write, content, line, problem, fix):
    path = write(content)
    with pytest.raises(DataError) as caught:
        load_document(Table, path)
    error = caught.value
    assert (error.path, error.line) == (path, line)
    assert problem in error.problem
    assert fix in error.fix
    assert str(error).isprintable()


def test_all_mistakes_of_a_file_are_told_each_on_its_line(write):
    with pytest.raises(DataError) as caught:
        load_document(
            Table, write("rows:\n  - name: 가\n    seats: 셋\n  - seats: 2\n  - name: 나\n    sets: 1\nmore: 1\n")
        )
    assert [(mistake.line, mistake.problem.partition(":")[0]) for mistake in caught.value.mistakes] == [
        (3, "«rows.0.seats»"),
        (4, "«rows.1.name»"),
        (6, "«rows.2.sets»"),
        (7, "«more»"),
    ]


def test_what_fits_none_of_several_shapes_is_one_mistake(write):
    with pytest.raises(DataError) as caught:
        load_document(Table, write("rows: []\nvalue: 가\n"))
    assert len(caught.value.mistakes) == 1
    assert caught.value.problem.count("; or ") == 2


def test_a_collector_takes_the_mistakes_of_several_files(write):
    mistakes = Mistakes()
    good, bad, broken = write("rows: []\n", "a"), write("rows: 1\n", "b"), write("rows: [\n", "c")
    assert load_document(Table, good, mistakes) is not None
    assert not mistakes
    mistakes.raise_any()
    assert load_document(Table, bad, mistakes) is None
    assert load_document(Table, broken, mistakes) is None
    assert list(load_table(Row, write("name,seats\n가,셋\n나,2\n", "d"), mistakes)) == [(3, Row(name="나"))]
    with mistakes.absorbing():
        raise DataError(good, 1, "contradicts", "think")
    mistakes.add(good, 1, "contradicts", "think")
    assert [(mistake.path.name, mistake.line) for mistake in mistakes] == [("b", 1), ("c", 2), ("d", 2), ("a", 1)]
    assert len(mistakes) == 4
    with pytest.raises(DataError, match=r"and 3 more; `companion kb check` shows all") as caught:
        mistakes.raise_any()
    assert caught.value.mistakes == tuple(mistakes)


def test_a_collector_lets_other_errors_through():
    with pytest.raises(ZeroDivisionError), Mistakes().absorbing():
        _ = 1 / 0


def test_an_error_without_mistakes_cannot_be_made():
    with pytest.raises(ValueError, match="no mistakes"):
        DataError.of(())


def test_a_message_is_one_line_whatever_is_in_it(tmp_path):
    mistake = Mistake(tmp_path / "a\nb", 3, "a\x1b[2Jb\r\nc\u202ed", "e\u2028f")
    assert str(mistake) == f"{tmp_path}/a b:3: a\\x1b[2Jb c\\u202ed — fix: e f"


def test_a_value_is_shown_shortened_and_without_control_characters(write):
    with pytest.raises(DataError) as caught:
        load_document(Row, write(f"name: 가\nseats: {'긴 ' * 1000}\n"))
    assert len(str(caught.value)) < 250


# tables


@pytest.mark.parametrize(
    "content",
    [
        "name,seats\n가,\n나, 4 \n",
        "\ufeffname,seats\r\n가,\r\n나,4\r\n",
        " name , seats \n가,-\n나,4\n",
        "seats,name\n,가\n4,나\n",
        "name,seats,,\n가,,,\n나,4,,\n,,,\n",
        "name,seats\n가\n나,4",
        '"name","seats"\n"가",""\n"나","4"\n',
        "name\tseats\n가\t\n나\t4\n",
        "name;seats\n가;–\n나;4\n",
        "name,seats\n가,\n나,4\n".encode("cp949"),
        "name\tseats\r\n가\t\r\n나\t4\r\n".encode("utf-16"),
    ],
)
def test_a_table_is_read_as_spreadsheets_write_it(write, content):
    assert list(load_table(Row, write(content, "data.csv"))) == [(2, Row(name="가")), (3, Row(name="나", seats=4))]


def test_rows_know_the_line_they_begin_on(write):
    path = write('name,seats\n"가\n나",1\n\n\n"다 ""라""",2\n', "data.csv")
    assert [(line, row.name) for line, row in load_table(Row, path)] == [(2, "가\n나"), (6, '다 "라"')]


def test_columns_are_called_as_the_field_is_in_data(write):
    assert [row.begins for _, row in load_table(Row, write("name,from\n가,2019\n", "data.csv"))] == ["2019"]


@pytest.mark.parametrize(
    ("content", "line", "problem", "fix"),
    [
        ("", None, "is empty", "from, kind, name, seats"),
        (",,\n", None, "is empty", "name"),
        ("가,3\n", 1, "does not name the columns", "from, kind, name, seats"),
        ("name,seats,name\n가,3,나\n", 1, "column «name» appears twice", "keep one"),
        ("name,seets\n가,3\n", 1, "column «seets» is unknown", "did you mean «seats»?"),
        ("name,begins\n가,3\n", 1, "column «begins» is unknown", "remove it, or write one of: from, kind, seats"),
        ("seats,kind\n3,cafe\n", 1, "column «name» is missing", "add it"),
        ("name,seats\n가,넷\n", 2, "valid integer", "correct the value"),
        ('name,seats\n가,"1,200"\n', 2, "valid integer", "write 1200"),
        ("name,seats\n,3\n", 2, "Field required", "add it"),
        ("name,seats\n-,3\n", 2, "Field required", "add it"),
        ("name,seats\n가,3,4\n", 2, "more cells than columns («4»)", "quote cells that hold commas"),
        ("name,seats,\n가,3,4\n", 2, "more cells than columns («4»)", "name the column"),
        ("name,seats\n가,#REF!\n", 2, "the spreadsheet's error #REF!", "write the value"),
        ("name,seats\n####,3\n", 2, "the spreadsheet's error ####", "write the value"),
        ('name,seats\n가,3\n"나,4\n다,5\n', 3, "the quote that opens here is never closed", "close it"),
        ('name,seats\n가,3\n나,"4\n다,5\n', 3, "the quote that opens here is never closed", "close it"),
        ('name,seats\n"가,3\n나,4\n"다",5\n', 2, "closes on line 4 in the middle of a cell", "close it"),
        ('name,seats\n"가" 나,3\n', 2, "closes on line 2 in the middle of a cell", 'write ""'),
        ("name,seats\n가,3\n" + "x" * 131_073 + ",4\n", 3, "a cell of more than 131,072 characters", "shorten it"),
        ('name,seats\n가,3\n"' + "x\n" * 131_073, 3, "the quote that opens here is never closed", "close the quote"),
        ("name,seats\n가,3\n나\0다,4\n", 3, "NUL", "remove it"),
    ],
)
def test_a_mistake_in_a_table_is_reported_with_its_line(write, content, line, problem, fix):
    path = write(content, "data.csv")
    with pytest.raises(DataError) as caught:
        list(load_table(Row, path))
    error = caught.value
    assert (error.path, error.line) == (path, line)
    assert problem in error.problem
    assert fix in error.fix


@pytest.mark.parametrize(
    ("header", "sign"),
    [
        ("name,seats;kind", "semicolon"),
        ("name;seats,kind", "semicolon"),
        ("name\tseats,kind", ""),
        ("kind,name\tseats", "tab"),
    ],
)
def test_a_header_with_mixed_signs_between_its_columns_is_one_mistake(write, header, sign):
    with pytest.raises(DataError) as caught:
        list(load_table(Row, write(f"{header}\n가,2;cafe\n")))
    (mistake,) = caught.value.mistakes
    assert mistake.line == 1
    assert f"stands a {sign}" in mistake.problem
    assert "put the same sign between all columns" in mistake.fix


def test_all_mistakes_of_a_table_are_told_after_its_sound_rows(write):
    rows = load_table(Row, write("name,sets\n가,1\n,2\n나,#N/A\n다,3\n라,4,5\n", "data.csv"))
    assert [next(rows)[1].name for _ in range(3)] == ["가", "나", "다"]
    with pytest.raises(DataError) as caught:
        next(rows)
    assert [mistake.line for mistake in caught.value.mistakes] == [1, 3, 6]


def test_columns_that_no_field_takes_are_passed_over_where_the_model_allows_more(write):
    class Open(BaseModel):
        name: str

    assert list(load_table(Open, write("name,more\n가,1\n", "data.csv"))) == [(2, Open(name="가"))]
