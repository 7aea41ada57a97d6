"""A question that somebody else has is the question itself."""

import pytest

from companion.language.reported import reported_question
from companion.language.terms import read


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("할아버지가 도서관장이 누구냐고 물어보래", "도서관장이 누구냐?"),
        ("엄마가 도서관이 어디녜", "도서관이 어디냐?"),
        ("우리 누나가 문 여는 데가 어디냐는데", "문 여는 데가 어디냐?"),
        ("친구가 몇 시에 여는지 물어보래", "몇 시에 여는지 알려 줘"),
        ("아빠가 전화번호 물어보래", "전화번호 알려 줘"),
        ("우리 애가 네 이름을 묻는데", "네 이름을 알려 줘"),
        ("도서관이 어디냐고", "도서관이 어디냐?"),
        ("할머니가 그 사람 왜 그만뒀냐고 궁금해하셔", "그 사람 왜 그만뒀냐?"),
        ("선생님이 도서관장이 누구냐고 물어보셨어. 누구지?", "도서관장이 누구지?"),
        ("숙제에 도서관이 어디냐고 나왔는데 어디야?", "도서관이 어디야?"),
        ("어제 학교에서 관장이 누구였냐고 하는데 누구였지?", "관장이 누구였지?"),
    ],
)
def test_who_has_the_question_is_left_out(said, question):
    assert reported_question(read(said, (), (), ())) == question


@pytest.mark.parametrize(
    "said",
    [
        "숙제 끝났냐고 물어봐 줘",
        "도서관이 어디야",
        "엄마가 전화했어",
        "할머니가 고맙대",
        "이 집은 몇 시에 여는지 알려 줘",
    ],
)
def test_nothing_else_is_a_question_passed_on(said):
    assert reported_question(read(said, (), (), ())) is None


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("숙제에 도서관장이 누구냐고 있네. 누구지?", "도서관장이 누구지?"),
        ("숙제에 도서관장이 누군지 쓰래. 누구야?", "도서관장이 누구야?"),
        ("친구가 도서관장이 누군지 묻더라. 누구더라?", "도서관장이 누구더라?"),
        ("자료에 협약이 언제였냐고 묻는 칸이 있네. 언제지?", "협약이 언제지?"),
        ("너 누구야?", None),
        ("도서관장이 누구야. 누구지?", None),
    ],
)
def test_a_question_that_was_only_mentioned_is_asked_after_all(said, question):
    assert reported_question(read(said, (), (), ())) == question
