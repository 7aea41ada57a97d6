"""Whatever bytes a file holds, reading gives a value or a DataError of one line, and soon."""

import time
from typing import Annotated, Literal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field

from companion.base.errors import DataError
from companion.base.fields import IsoDay, PhoneText
from companion.base.files import Mistakes, load_document, load_table, read_document, read_text

SOON_S = 2.0


class Shop(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    seats: Annotated[int, Field(gt=0)] = 2
    phone: PhoneText | None = None
    since: IsoDay | None = None
    kind: Literal["cafe", "library"] = "cafe"
    price: float | None = None


class Shops(BaseModel):
    model_config = ConfigDict(extra="forbid")
    shops: list[Shop] = []
    names: dict[str, Shop | str | int] = {}


YAML = """\
# 가게
shops:
  - id: 가람 책방
    seats: 4
    phone: 031-234-5678
    since: 2019-10-23
  - {id: "나무 카페", kind: cafe, price: 4500.5}
  - &one
    id: '셋'
names:
  first: *one
  second: 두 번째
  third: 3
"""
CSV = """\
id,seats,phone,since,kind,price
가람 책방,4,031-234-5678,2019-10-23,library,4500.5
"나무, 카페",,,-,cafe,
"세 ""번째""
줄",2,,,,
"""
PIECES = [
    "\t", " ", "\n", "\r", "\r\n", "\0", "\x1b[2J", "\ufeff", '"', "'", "''", '""', ",", ";", ":", ": ", "- ", "-", "#",
    "&a ", "*a", "*one", "<<: ", "!!timestamp x", '!!int ""', "!!python/object:os.system", "!x ", "[", "]", "{", "}",
    "| \n", "> \n", "%YAML 9.9\n", "---\n", "...\n", "@", "`", "2026-02-30", "312345678", "3.1234E+08", "1e999", ".inf",
    "9" * 5000, "가\u0301", "\u1100\u1161", "\u202e", "\ud7ff", "\U0001f600", "\x85", "\u2028", "no", "~", "10:30",
    "#REF!", "12,000", "line: 3\n", "id,id", '"\\ud800"', '"\\x00"', '"\\e[2J"', "\xa0", "：", "? ", "0x1F",
]  # fmt: skip
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp949", "latin-1"]


def tear(text, cuts):
    """The text with pieces put in, taken out and doubled."""
    for place, length, piece in cuts:
        at = place % (len(text) + 1)
        text = text[:at] + piece + text[at + length :]
    return text


CUTS = st.lists(
    st.tuples(st.integers(0, 2000), st.integers(0, 30), st.sampled_from(PIECES) | st.text(max_size=3)), max_size=6
)


def contents(valid):
    """Random bytes, and a valid file torn, in some encoding, with bytes of it changed."""
    torn = st.builds(
        lambda cuts, encoding: tear(valid, cuts).encode(encoding, "replace"), CUTS, st.sampled_from(ENCODINGS)
    )
    changed = st.builds(
        lambda content, changes: bytes(dict(changes).get(at, byte) for at, byte in enumerate(content)),
        torn,
        st.lists(st.tuples(st.integers(0, 300), st.integers(0, 255)), max_size=4),
    )
    return st.binary(max_size=200) | torn | changed


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz") / "data"


def reads_or_says_why(path, content, read):
    path.write_bytes(content)
    started = time.process_time()
    mistakes = Mistakes()
    with mistakes.absorbing():
        read(path)
    assert time.process_time() - started < SOON_S
    for mistake in mistakes:
        assert mistake.path == path
        assert len(str(mistake).splitlines()) == 1
        assert "\x1b" not in str(mistake)


FUZZ = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FUZZ
@given(content=contents(YAML))
@example(content=b"a: &a [*a]")
@example(content=b"\xff\xfe\x00")
@example(content=b"a: !!timestamp x")
def test_any_bytes_as_a_document_give_a_value_or_a_data_error(path, content):
    reads_or_says_why(path, content, read_document)
    reads_or_says_why(path, content, lambda path: load_document(Shops, path))


@FUZZ
@given(content=contents(CSV))
@example(content=b'"')
@example(content=b"id\n" + b'"' + b"x" * 140_000)
def test_any_bytes_as_a_table_give_rows_or_a_data_error(path, content):
    reads_or_says_why(path, content, lambda path: list(load_table(Shop, path)))


@FUZZ
@given(content=contents(YAML), table=contents(CSV))
def test_a_collector_takes_every_mistake_and_nothing_is_raised(path, content, table):
    mistakes = Mistakes()
    path.write_bytes(content)
    loaded = load_document(Shops, path, mistakes)
    assert (loaded is None) == bool(mistakes)
    path.write_bytes(table)
    rows = list(load_table(Shop, path, mistakes))
    assert all(isinstance(row, Shop) and line >= 1 for line, row in rows)


@FUZZ
@given(content=contents(YAML))
def test_text_that_is_read_has_no_marks_and_no_carriage_returns(path, content):
    path.write_bytes(content)
    try:
        text = read_text(path)
    except DataError:
        return
    assert not {"\r", "\0", "\ufeff"} & set(text)
