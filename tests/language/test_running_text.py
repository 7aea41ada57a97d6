"""Lines joined, and cut into sentences."""

import pytest

from companion.language.running_text import LONGEST, joined_lines, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("문을 엽니다. 월요일에 쉽니다.", ["문을 엽니다.", "월요일에 쉽니다."]),
        ("2026. 11. 22. 열립니다. 무료예요!", ["2026. 11. 22. 열립니다.", "무료예요!"]),
        ("No. 3 건물입니다. Dr. Kim 강연이 있습니다.", ["No. 3 건물입니다.", "Dr. Kim 강연이 있습니다."]),
        ("문의는 안내소(전화. 031. 내선 3번)로 합니다. 끝", ["문의는 안내소(전화. 031. 내선 3번)로 합니다.", "끝"]),
        ("그는 “갑니다. 정말요.” 하고 말했다. 끝", ["그는 “갑니다. 정말요.” 하고 말했다.", "끝"]),
        ("무료입니다.또한 넓어요", ["무료입니다.", "또한 넓어요"]),
        ("크기는 3.5미터입니다. 끝", ["크기는 3.5미터입니다.", "끝"]),
        ("(열린 괄호입니다. 끝났습니다.", ["(열린 괄호입니다.", "끝났습니다."]),
        ("제목", ["제목"]),
        ("  ", []),
    ],
)
def test_sentences_end_where_they_do(text, sentences):
    assert split_sentences(text) == sentences


def test_what_never_ends_is_cut_and_nothing_is_lost():
    text = "가나다 " * 2000
    parts = split_sentences(text)
    assert max(map(len, parts)) <= LONGEST
    assert " ".join(parts) == text.strip()


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["가람 도서관은 일요", "일까지 엽니다."], "가람 도서관은 일요일까지 엽니다."),
        (["주차장은 도서관", "뒤편에 있습니다."], "주차장은 도서관 뒤편에 있습니다."),
        (["문을 엽니", "다."], "문을 엽니다."),
        (["the library", "opens"], "the library opens"),
        (["전화 031-000-0000", "팩스"], "전화 031-000-0000 팩스"),
        ([], ""),
    ],
)
def test_a_word_that_was_torn_apart_is_whole_again(lines, whole):
    assert joined_lines(lines) == whole
