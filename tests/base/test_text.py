import os
import sys
import threading
import unicodedata

import pytest

from companion.base import text as text_module
from companion.base.errors import DataError
from companion.base.text import line_at, read_text

WORDS = "이름: 가람시 도서관\n둘째 줄\n"


@pytest.fixture
def write(tmp_path):
    def write(content):
        path = tmp_path / "data.txt"
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize(
    "content",
    [
        WORDS.encode(),
        WORDS.encode("utf-8-sig"),
        WORDS.encode("utf-16"),
        b"\xfe\xff" + WORDS.encode("utf-16-be"),
        WORDS.encode("utf-32"),
        WORDS.encode("cp949"),
        WORDS.encode("euc-kr"),
        WORDS.replace("\n", "\r\n").encode(),
        WORDS.replace("\n", "\r\n").encode("utf-16"),
        WORDS.replace("\n", "\r").encode("cp949"),
        unicodedata.normalize("NFD", WORDS).encode(),
        ("\ufeff" + WORDS[:11] + "\ufeff" + WORDS[11:]).encode("utf-8-sig"),
    ],
    ids=[
        "UTF-8",
        "BOM",
        "UTF-16",
        "UTF-16 BE",
        "UTF-32",
        "CP949",
        "EUC-KR",
        "CRLF",
        "CRLF UTF-16",
        "CR",
        "NFD",
        "joined",
    ],
)
def test_files_as_people_have_them_read_as_the_same_text(write, content):
    assert read_text(write(content)) == WORDS


def test_cp949_beyond_euc_kr_is_read(write):
    assert read_text(write("똠방각하 펲시콜라".encode("cp949"))) == "똠방각하 펲시콜라"


def test_text_of_cp949_with_signs_and_hanja_is_read(write):
    assert read_text(write("㈜가람 · 大學路 １층 ℃\n대표 번호".encode("cp949"))) == "㈜가람 · 大學路 １층 ℃\n대표 번호"


@pytest.mark.parametrize(
    ("content", "line", "problem", "fix"),
    [
        ("첫 줄\n둘째 줄".encode() + b"\xb0\xa1\n", 2, "UTF-8 up to here", "write the line again"),
        ("一二三四五六七八".encode("gb18030"), 1, "no Korean text", "UTF-8"),
        ("日本語のテキスト".encode("shift_jis"), 1, r"neither UTF-8 .* nor CP949|no Korean", "UTF-8"),
        ("a\nna\u00efve caf\u00e9".encode("latin-1"), 2, "neither UTF-8 .* nor CP949", "UTF-8"),
        ("abc\n".encode("utf-16-le"), None, "UTF-16 without its byte order mark", "UTF-8"),
        (b"\xff\xfea", 1, "begins as UTF-16", "UTF-8"),
        (b"\xff\xfe\x00\xd8a\x00", 1, "begins as UTF-16", "UTF-8"),
        (b"\xef\xbb\xbfa\n\xff", 2, "begins as UTF-8", "UTF-8"),
        (b"one\ntwo\nthr\0ee, four, five, six", 3, "NUL", "remove it"),
        (b"one\r\ntwo\rthr\0ee, four, five, six", 3, "NUL", "remove it"),
        (b"one\na" + "\u0301\u0323".encode() * 16, 2, "more than 30 accents", "remove them"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name_with_its_line(write, content, line, problem, fix):
    with pytest.raises(DataError, match=problem) as caught:
        read_text(write(content))
    assert caught.value.line == line
    assert fix in caught.value.fix


def test_the_quick_look_for_accents_misses_none_and_leaves_hangul_alone():
    combining = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code))]
    assert all(map(text_module._PERHAPS_MARKS.match, combining))
    assert all(map(text_module._too_many_marks().match, (mark * 31 for mark in combining)))
    assert not text_module._PERHAPS_MARKS.search("가힣ᄀ 大學路 abc 😀 — «»")


def test_a_file_over_the_limit_is_refused_with_the_limit(write):
    path = write(b"a" * (1 << 20) + b"b")
    assert len(read_text(path)) == (1 << 20) + 1
    with pytest.raises(DataError, match="is larger than 1 MiB"):
        read_text(path, limit_bytes=1 << 20)


def test_a_device_without_end_a_folder_and_a_pipe_are_no_files(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path, kind in ((tmp_path, "a folder"), (tmp_path / "pipe", "a pipe"), ("/dev/zero", "a device")):
        with pytest.raises(DataError, match=f"is {kind}, not a file") as caught:
            read_text(type(tmp_path)(path))
        assert caught.value.line is None


def test_a_pipe_with_a_writer_is_refused_without_being_read(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    writer = threading.Thread(target=lambda: pipe.write_bytes(b"a: 1"))
    writer.start()
    with pytest.raises(DataError, match="is a pipe"):
        read_text(pipe)
    writer.join()
    os.close(reader)


def test_a_path_that_is_no_path_is_told(tmp_path):
    with pytest.raises(DataError, match="not a path"):
        read_text(tmp_path / "a\0b")
    with pytest.raises(DataError, match=r"none\.yaml: no such file — fix: check the path"):
        read_text(tmp_path / "none.yaml")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(DataError, match="cannot be read: Too many levels"):
        read_text(tmp_path / "loop")


@pytest.mark.parametrize(("text", "line"), [("", 1), ("a\nb", 2), ("a\r\nb", 2), ("a\rb", 2), ("a\n\r\n\rb", 4)])
def test_lines_are_counted_however_they_end(text, line):
    assert line_at(text, len(text)) == line
