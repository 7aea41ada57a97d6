"""The rows of a batch, whatever is in the file."""

import io
import json
import os
import threading
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.app import batch
from companion.app.batch import LONGEST_ROW, BatchRow, read_rows
from companion.base.errors import UsageError


@pytest.fixture
def rows(tmp_path):
    def rows(content):
        path = tmp_path / "rows.jsonl"
        path.write_bytes(content)
        return list(read_rows(str(path)))

    return rows


def test_rows_have_ids_texts_sessions_and_days(rows):
    lines = [
        {"id": "가", "text": "안녕"},
        {"text": "b", "session": {"a": 1}},
        {"id": 7, "text": "c", "as_of": "2019-10-23"},
    ]
    assert rows(b"\n".join(json.dumps(line).encode() for line in lines)) == [
        BatchRow("가", "안녕"),
        BatchRow("2", "b", '{"a": 1}'),
        BatchRow("7", "c", as_of=date(2019, 10, 23)),
    ]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b" \r\n\r\n"])
def test_blank_lines_are_no_rows(rows, content):
    assert rows(content) == []


def test_a_byte_order_mark_before_the_first_row_is_no_part_of_it(rows):
    assert rows(b'\xef\xbb\xbf{"text": "a"}\r\n{"text": "b"}\r\n') == [BatchRow("1", "a"), BatchRow("2", "b")]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"nonsense", "row 2: "),
        (b"[1]", "row 2: a row is an object"),
        (b"{}", "row 2: «text» is missing"),
        (b'{"text": 1}', "row 2: «text» is missing"),
        (b'{"text": "a", "as_of": "2026-02-30"}', "row 2: "),
        (b'{"text": "a", "as_of": 7}', "row 2: "),
        (b'{"text": "\xb0\xa1"}', "row 2: not UTF-8 at byte 11"),
        (b"[" * 100_000, "row 2: "),
        (b'{"text": "a", "id": ' + b"9" * 5_000 + b"}", "row 2: "),
        (b'{"text": "' + b"x" * LONGEST_ROW + b'"}', f"row 2: longer than {LONGEST_ROW:,} bytes"),
        (b"\0" * (3 * LONGEST_ROW), f"row 2: longer than {LONGEST_ROW:,} bytes"),
    ],
    ids=range(11),
)
def test_a_bad_row_says_why_and_the_next_one_is_read(rows, line, told):
    first, bad, last = rows(b'{"text": "a"}\n' + line + b'\n{"text": "b"}\n')
    assert (first.text, last) == ("a", BatchRow("3", "b"))
    assert bad.bad
    assert bad.text.startswith(told)


def test_a_row_of_just_the_longest_length_is_read(rows):
    line = b'{"text": "' + b"x" * (LONGEST_ROW - 13) + b'"}\n'
    assert len(line) == LONGEST_ROW
    assert [row.bad for row in rows(line + line)] == [False, False]


def test_a_row_without_end_ends_the_batch_after_the_rows_before_it(tmp_path, monkeypatch):
    monkeypatch.setattr(batch, "_ENDLESS", 8 * LONGEST_ROW)
    with pytest.raises(UsageError, match="/dev/zero: row 1 has no end"):
        list(read_rows("/dev/zero"))


def test_a_pipe_is_read_row_by_row(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    first_is_read = threading.Event()

    def write():
        with pipe.open("wb", buffering=0) as file:
            file.write(b'{"text": "a"}\n')
            assert first_is_read.wait(10)
            file.write(b'{"text": "b"}\n')

    writer = threading.Thread(target=write)
    writer.start()
    read = read_rows(str(pipe))
    assert next(read).text == "a"
    first_is_read.set()
    assert [row.text for row in read] == ["b"]
    writer.join()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_another_encoding_is_refused_by_name(tmp_path, encoding):
    path = tmp_path / "rows"
    path.write_bytes("\ufeff".encode(encoding) * (encoding == "utf-16-be") + '{"text": "a"}'.encode(encoding))
    with pytest.raises(UsageError, match="is UTF-16; save it as UTF-8"):
        list(read_rows(str(path)))


@pytest.mark.parametrize("name", ["/no/such/file", "/", "a\0b"])
def test_a_file_that_cannot_be_opened_is_told_at_once(name):
    with pytest.raises(UsageError):
        read_rows(name)


PIECES = [
    b'{"text": "a"}', b'{"text":', b"\n", b"\r", b"\xef\xbb\xbf", b"\xff\xfe", b"\0", b'{"id": NaN, "text": "\\ud800"}',
    b"[[[", b"1e999",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(content=st.binary(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=8).map(b"".join))
def test_any_bytes_are_rows_or_one_usage_error(content):
    try:
        found = list(batch._rows(io.BytesIO(content), "standard input"))
    except UsageError:
        assert content.startswith((b"\xff\xfe", b"\xfe\xff"))
        return
    assert all(row.bad or isinstance(row.text, str) for row in found)
    assert len(found) <= content.count(b"\n") + 1
