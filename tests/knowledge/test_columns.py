"""What columns of tables are taken for."""

import pytest
from made_up import KOREAN

from companion.base.errors import UsageError
from companion.base.files import Mistakes
from companion.knowledge.columns import Column, ColumnReader, ColumnWords, parse_mapping, slug_of
from companion.knowledge.packs import read_packs


@pytest.fixture(scope="module")
def packs():
    mistakes = Mistakes()
    packs = read_packs([KOREAN], mistakes)
    mistakes.raise_any()
    return packs


@pytest.fixture(scope="module")
def words(packs):
    mistakes = Mistakes()
    words = ColumnWords.load(packs.paths("columns.yaml"), ["강사", "성명"], mistakes)
    mistakes.raise_any()
    return words


@pytest.fixture(scope="module")
def read(packs, words):
    """The columns of a table of things called «강좌», each `target, kind, unit`, by header."""
    reader = ColumnReader(packs.vocabulary, words, "course", frozenset({"course", "thing"}), ["강좌"], {})

    def read(table, given=()):
        headers, *rows = [line.split("|") for line in table.split("\n")]
        found = reader.read(headers, list(zip(*rows, strict=True)), dict(given))
        return {column.header: (column.target, column.kind, column.unit) for column in found}

    return read


@pytest.mark.parametrize(
    ("header", "cells", "kind", "unit"),
    [
        ("수강료(원)", ("30000", "무료"), "money", ""),
        ("재료", ("3,000원", "500원"), "money", ""),
        ("정원", ("15명", "20명"), "number", "명"),
        ("정원(명)", ("15", "20"), "number", "명"),
        ("개강일", ("2026. 12. 7.", "2026-12-08"), "day", ""),
        ("강의실", ("201", "음악실"), "text", ""),
        ("요일", ("화·목", "수"), "text", ""),
        ("강좌번호", ("1001", "1007"), "text", ""),
        ("교시", ("09:00-10:00", "10:00~11:00"), "hours", ""),
    ],
)
def test_the_kind_of_a_column_is_that_of_its_values(read, header, cells, kind, unit):
    target, found, of = read(f"강좌|{header}\n민화|{cells[0]}\n서예|{cells[1]}")[header]
    assert (found, of) == (kind, unit)
    assert target.startswith("course-")


@pytest.mark.parametrize(
    ("header", "cell", "kept"),
    [
        ("수강료(원)", "30,000", "30000"),
        ("수강료(천원)", "30", "30000"),
        ("수강료(천원)", "30,000원", "30,000원"),
        ("수강료(만원)", "무료", "0"),
        ("정원(명)", "15", "15"),
    ],
)
def test_an_amount_is_in_what_its_column_says(words, header, cell, kept):
    kind = "money" if "원)" in header and "명" not in header else "number"
    assert Column(header, "course-x", kind).value(cell, words) == kept


def test_a_column_is_known_by_the_words_of_a_relation_that_its_cells_fit(read):
    found = read("강좌|전화번호|장소|시간\n민화|055-900-1000|201호|오전반\n서예|055-900-1001|202호|오후반")
    assert found["전화번호"][:2] == ("phone", "phone")
    assert found["장소"][0] == "place"
    assert found["시간"][1] == "text"


def test_what_counts_the_rows_or_is_empty_says_nothing(read):
    found = read("연번|강좌|비고\n1|민화|\n2|서예|")
    assert [target for target, *_ in found.values()] == ["-", "name", "-"]


def test_what_is_said_of_a_column_goes_before_what_it_looks_like(read):
    table = "강좌|반|수강료\n민화|오전|30000\n민화|오후|40000"
    found = read(table, {"강좌": "name", "반": "name", "수강료": "text"})
    assert [target for target, *_ in found.values()][:2] == ["name", "name"]
    assert found["수강료"][1] == "text"


@pytest.mark.parametrize("given", [{"없음": "phone"}, {"강좌": "phne"}, {"강좌": "phone.until"}])
def test_a_mapping_to_what_is_not_there_is_refused(read, given):
    with pytest.raises(UsageError):
        read("강좌|전화\n민화|055-900-1000", given)


def test_a_mapping_is_read_and_a_part_without_a_sign_refused():
    assert parse_mapping("단가=money, 비고 = -") == {"단가": "money", "비고": "-"}
    with pytest.raises(UsageError):
        parse_mapping("단가")


def test_a_text_becomes_a_part_of_an_id():
    assert slug_of("담당 업무(주)") == "damdang-eopmu-ju"
