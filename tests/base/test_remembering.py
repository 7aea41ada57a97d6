"""What functions of a text come to is remembered between starts, and is what they come to."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from companion.base.remembering import is_remembering, keeping_between_starts, kept_between_starts
from companion.base.shelf import Shelf

asked = []


@kept_between_starts
def length(text):
    asked.append(text)
    return len(text)


@kept_between_starts
def backwards(text):
    if not text:
        raise ValueError("nothing to turn round")
    return text[::-1]


@pytest.fixture
def shelf(tmp_path):
    asked.clear()
    return Shelf(tmp_path, "words", ())


def test_the_next_start_looks_up_what_the_last_one_worked_out(shelf):
    with keeping_between_starts(shelf):
        assert [length("가나"), length("가나"), backwards("가나")] == [2, 2, "나가"]
    with keeping_between_starts(shelf):
        assert [length("가나"), length("다"), backwards("가나")] == [2, 1, "나가"]
    assert asked == ["가나", "다"]


def test_what_another_robot_needed_stays(shelf):
    for text in ("하나", "하나 둘", "하나"):
        with keeping_between_starts(shelf):
            length(text)
    assert asked == ["하나", "하나 둘"]


def test_a_long_text_is_known_by_all_of_it(shelf):
    long = "가" * 5000
    for _ in range(2):
        with keeping_between_starts(shelf):
            assert [length(long), length(long + "나"), backwards("나" + long)] == [5000, 5001, long + "나"]
    assert asked == [long, long + "나"]


def test_nothing_is_remembered_otherwise(shelf):
    assert not is_remembering()
    length("가")
    with keeping_between_starts(shelf):
        assert is_remembering()
        length("가")
        with ThreadPoolExecutor(1) as other:  # another robot's thread
            other.submit(length, "가").result()
    length("가")
    assert asked == ["가"] * 4


def test_what_fails_fails_each_time_and_costs_nothing_else(shelf):
    for _ in range(2):
        with keeping_between_starts(shelf):
            assert backwards("가나") == "나가"
            with pytest.raises(ValueError, match="nothing"):
                backwards("")


def test_where_nothing_can_be_kept_it_is_worked_out_again():
    asked.clear()
    for _ in range(2):
        with keeping_between_starts(Shelf(None, "words", ())):
            assert length("가") == 1
    assert asked == ["가"] * 2
