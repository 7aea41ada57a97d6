"""Somebody else is named for who was just told, and what is asked in the guise of something to do or to write."""

from itertools import product

import pytest

ASKED = [
    ("2019년에 경기도지사가 누구였죠?", "이재명", ("김동연", "남경필")),
    ("지금 수원시장은 누구야?", "이재준", ("염태영",)),
]
CLAIMS = (
    "{}이라던데",
    "{} 아니야?",
    "{}이라고 적혀 있는 자료가 있던데",
    "신문에는 {}이라고 나와 있던데",
    "{}이라고 들었는데",
)


@pytest.mark.parametrize(
    ("question", "right", "other", "claim"),
    [(q, right, other, claim) for (q, right, others), claim in product(ASKED, CLAIMS) for other in others],
)
def test_another_name_is_denied_with_who_it_was(talk, question, right, other, claim):
    reply = talk(question, claim.format(other))[-1]
    assert reply.text.startswith("아니요"), reply.text
    assert right in reply.text


@pytest.mark.parametrize("claim", ["{} 맞지?", "{} 맞아?"])
@pytest.mark.parametrize(("question", "right", "others"), ASKED)
def test_the_same_name_is_confirmed(talk, question, right, others, claim):
    assert talk(question, claim.format(right))[-1].text.startswith("네")


@pytest.mark.parametrize(("office", "holder"), [("수원시장", "이재준"), ("경기도지사", "추미애"), ("대통령", "이재명")])
@pytest.mark.parametrize(
    "asking",
    [
        "{}이 누군지 맞혀 볼까?",
        "{}이 누군지 한번 알아볼까",
        "{}은 누구로 써야 맞나요",
        "{} 이름을 보고서에 어떻게 적어야 돼요?",
        "{}을 뭐라고 불러야 돼요",
        "기사에 {}은 누구라고 적으면 돼?",
        "선생님이 {} 이름 알아오래 누구야",
    ],
)
def test_who_it_is_is_asked_in_the_guise_of_something_to_do(ask, office, holder, asking):
    assert holder in ask(asking.format(office)).text


@pytest.mark.parametrize("role", ["전임자", "전임"])
@pytest.mark.parametrize("further", ["{}는 언제까지 했어?", "{}는 왜 물러났어?"])
def test_who_was_just_called_so_is_not_theirs_again(talk, role, further):
    reply = talk("대통령이 누구야?", f"{role}는 누구야?", further.format(role))[-1]
    assert "윤석열" in reply.text
    assert "문재인" not in reply.text


@pytest.mark.parametrize("opinion", ["누구를 뽑아야 돼?", "다음에는 누구를 찍어야 될까?"])
def test_what_ought_to_be_is_no_fact(ask, opinion):
    assert not ask(opinion).sources


@pytest.mark.parametrize("bare", ["무슨 일 해?", "무슨 일을 하니?"])
def test_words_that_could_be_asked_of_anybody_ask_for_no_statement(ask, bare):
    assert not ask(bare).sources


def test_what_one_is_to_bring_word_of_is_not_the_longest(ask):
    assert "추미애" in ask("선생님이 경기도지사 이름 알아오래 누구야").text
    assert "추미애" not in ask("경기도지사 누가 제일 오래 했어?").text
