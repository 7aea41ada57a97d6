from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from companion.base.errors import DataError
from companion.base.fields import IsoDay, PhoneText, checked_phone
from companion.base.files import load_document, load_table


class Shop(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    phone: PhoneText | None = None
    since: IsoDay | None = None


@pytest.fixture
def read(tmp_path):
    """A shop with this value, out of a table (where every value is text)."""

    def read(column, value):
        path = tmp_path / "shops.csv"
        path.write_text(f"id,{column}\n가,\n나,{value}\n", encoding="utf-8")
        return [getattr(row, column) for _, row in load_table(Shop, path)]

    return read


@pytest.mark.parametrize(
    "number",
    ["031-234-5678", "02-123-4567", "02-1234-5678", "010-1234-5678", "0505-123-4567", "0507-1382-9999", "070-1234-5678",
     "080-123-4567", "1588-1234", "15881234", "112", "120", "1330", "031)228-2114", "(031) 228-2114",
     "+82 31 228 2114", "+82-10-1234-5678", "+1 650 253 0000"],
)  # fmt: skip
def test_a_telephone_number_stays_as_it_is_written(read, number):
    assert read("phone", number) == [None, number]


def test_a_telephone_number_without_signs_gets_its_hyphens(read):
    assert read("phone", "0312282114") == [None, "031-228-2114"]
    assert read("phone", "021234567") == [None, "02-123-4567"]


@given(st.from_regex(r"(02|0[3-6][0-9]|01[016-9]|0[78]0)-[0-9]{3,4}-[0-9]{4}", fullmatch=True))
def test_a_telephone_number_is_the_same_with_its_hyphens_and_without(number):
    assert checked_phone(number) == checked_phone(number.replace("-", "")) == number


@pytest.mark.parametrize(
    ("damaged", "problem", "fix"),
    [
        ("312345678", "lost the zero", "write 031-234-5678"),
        ("1012345678", "lost the zero", "write 010-1234-5678"),
        ("212345678", "lost the zero", "write 02-1234-5678"),
        ("21234567", "lost the zero", "write 02-123-4567, or put its area code before it"),
        ("61234567", "no area code", "such as 031-61234567"),
        ("50713829999", "lost the zero", "write 050713829999"),
        ("312345678.0", "lost the zero", "write 031-234-5678"),
        ("31-228-2114", "lost the zero", "write 031-228-2114"),
        ("3.1234E+08", "a spreadsheet rounded it", "look the number up"),
        ("3E+08", "a spreadsheet rounded it", "look the number up"),
        ("228-2114", "no area code", "such as 031-228-2114"),
        ("031-228-2114(내선 3)", "is not a telephone number", "nothing else"),
        ("031-228-2114/2115", "is not a telephone number", "nothing else"),
        ("031-22", "5 digits", "look it up"),
        ("+82 31", "is not a telephone number", "look it up"),
        ("०१२", "is not a telephone number", "nothing else"),
        ("없음", "is not a telephone number", "nothing else"),
    ],
)
def test_a_damaged_telephone_number_is_told_with_what_to_write(read, damaged, problem, fix):
    with pytest.raises(DataError) as caught:
        read("phone", damaged)
    assert caught.value.line == 3
    assert problem in caught.value.problem
    assert fix in caught.value.fix


def test_a_day_is_read_from_text_and_from_yaml(read, tmp_path):
    assert read("since", "2019-10-23") == [None, date(2019, 10, 23)]
    path = tmp_path / "shop.yaml"
    path.write_text("id: 가\nsince: 2019-10-23\n", encoding="utf-8")
    assert load_document(Shop, path).value.since == date(2019, 10, 23)


@pytest.mark.parametrize(
    ("damaged", "problem", "fix"),
    [
        ("2026-02-30", "there is no day 2026-02-30", "correct the day"),
        ("2026-13-01", "there is no day 2026-13-01", "correct the day"),
        ("0000-01-01", "there is no day 0000-01-01", "correct the day"),
        ("2026. 2. 3.", "not written as a day", "write 2026-02-03"),
        ("2026/2/3", "not written as a day", "write 2026-02-03"),
        ("2026년 2월 3일", "not written as a day", "write 2026-02-03"),
        ("2026-2-3", "not written as a day", "write 2026-02-03"),
        ("2026-02-03 0:00", "not written as a day", "write 2026-02-03"),
        ("20260203", "not written as a day", "write 2026-02-03"),
        ("2026. 2. 30.", "there is no day 2026. 2. 30.", "correct the day"),
        ("46056", "a spreadsheet's number for a day", "write 2026-02-03"),
        ("3/2/2026", "is not a day", "year, month, day"),
        ("어제", "is not a day", "year, month, day"),
    ],
)
def test_any_other_spelling_of_a_day_is_told_with_the_right_one(read, damaged, problem, fix):
    with pytest.raises(DataError) as caught:
        read("since", damaged)
    assert caught.value.line == 3
    assert problem in caught.value.problem
    assert fix in caught.value.fix


@pytest.mark.parametrize(
    ("written", "problem", "fix"),
    [
        ("phone: 312345678", "lost the zero", "write 031-234-5678"),
        ("phone: 3.1234e8", "lost the zero", "write 031-234-0000"),
        ("phone: 1234567890", "is a number", "in quotes"),
        ("phone: true", "not a telephone number", "write it as text"),
        ("phone: [031-234-5678]", "not a telephone number", "write it as text"),
        ("since: 86400", "is not a day", "year, month, day"),
        ("since: 2019", "is not a day", "year, month, day"),
        ("since: true", "not a day", "write it as 2026-02-03"),
        ("since: {}", "not a day", "write it as 2026-02-03"),
    ],
)
def test_numbers_of_yaml_are_neither_telephones_nor_days(tmp_path, written, problem, fix):
    path = tmp_path / "shop.yaml"
    path.write_text(f"id: 가\n{written}\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_document(Shop, path)
    assert caught.value.line == 2
    assert problem in caught.value.problem
    assert fix in caught.value.fix


def test_a_telephone_number_that_yaml_11_would_have_made_a_number_is_kept(tmp_path):
    path = tmp_path / "shop.yaml"
    path.write_text("id: 가\nphone: 0312345670\n", encoding="utf-8")
    assert load_document(Shop, path).value.phone == "031-234-5670"
