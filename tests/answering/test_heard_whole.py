"""What is told is heard whole: no single word of it is caught, its fault and its body are the teller's own."""

import pytest

from companion.language.confiding import denies_fault
from companion.language.dialect import standard
from companion.language.game_talk import wants_one_more
from companion.language.mirror import mirror
from companion.language.schooling import is_pupil
from companion.language.short_answers import put_as_question
from companion.language.stances import ails, regrets, tells_of_liking_listener, wants_anything_told
from companion.language.terms import read


def _read(text):
    return read(text, (), (), ())


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("치과는 이번 주 토요일에 가기로 했어요", "치과는 이번 주 토요일에 가시기로 하셨군요"),
        ("남편이 자꾸 이사 가자네", "남편이 자꾸 이사 가자고 했군요"),
        ("생각해 보니까 내 책임도 좀 있네", "책임도 좀 있으시군요"),
        ("오늘은 집에 있어", "오늘은 집에 계시는군요"),
        ("뭐 그래도 야경은 멋있더라", "야경은 멋있었군요"),
        ("허리가 결려서 앉아 있지를 못하겠어", "허리가 결려서 앉아 있지를 못하시겠군요"),
    ],
)
def test_what_is_told_is_said_back(said, back):
    told = mirror(_read(said))
    assert told is not None
    assert told.text.endswith(back)


@pytest.mark.parametrize("said", ["로봇한테 그렇게 말하면 안 된다", "내가 지도 보자니까 말을 안 듣잖아"])
def test_what_is_of_somebody_else_is_not(said):
    assert mirror(_read(said)) is None


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        (denies_fault, ("내가 잘못한 것도 아닌데 말이야", "제 탓도 아니거든요", "난 잘못한 게 없는데")),
        (regrets, ("통닭이나 사 올 걸 그랬다", "미리 전화할걸")),
        (ails, ("어깨가 너무 뭉쳐서 잠을 못 자겠어", "애들이 말을 안 들어서 목이 다 쉬었어")),
        (tells_of_liking_listener, ("우리 애들이 너를 아주 좋아하네", "할머니가 널 예뻐하셔")),
        (wants_anything_told, ("그냥 아무 얘기나 좀 해 봐", "아무 말이나 해 줄래")),
        (put_as_question, ("그거 그림자 아니야?", "우산 맞지?")),
    ],
)
def test_grammar_hears_it(asked, holds):
    assert all(asked(_read(said)) for said in holds)


@pytest.mark.parametrize(
    ("asked", "lacks"),
    [
        (denies_fault, ("내가 잘못한 거야?", "내가 잘못한 거 아니지", "잘못은 걔가 했는데")),
        (regrets, ("밥을 먹을 거야", "그럴 걸 알았어")),
        (ails, ("딸이 발목을 삐었어", "아들 다리가 부러졌어")),
        (tells_of_liking_listener, ("나는 네가 좋아", "우리 애들이 치킨을 좋아해")),
        (wants_anything_told, ("아무 말이나 하지 마", "아무 얘기도 안 했어")),
        (put_as_question, ("네가 틀린 거 아니야?", "이게 맞아")),
    ],
)
def test_nothing_else_is_taken_for_it(asked, lacks):
    assert not any(asked(_read(said)) for said in lacks)


@pytest.mark.parametrize(
    ("said", "usual"),
    [
        ("김치는 무봤나", "김치는 먹어 봤나"),
        ("내가 미안타", "내가 미안하다"),
        ("여덟 시에 밥 무라꼬 갈카 도", "여덟 시에 밥 먹으라고 알려 줘"),
        ("너는 뭘 할 줄 아니?", "너는 뭘 할 줄 알아?"),
        ("기타 치고 산타 보고 버스를 타", "기타 치고 산타 보고 버스를 타"),
    ],
)
def test_dialects_in_talk(said, usual):
    assert standard(said) == usual


def test_another_one_may_be_asked_for_first():
    assert wants_one_more("하나 더 해 봐 아까 거는 시시했어")
    assert not wants_one_more("좀 도와줘 더 힘들어")


def test_who_teaches_a_class_is_no_pupil():
    assert is_pupil("4학년 2반", None)
    assert not is_pupil("4학년 2반 담임", None)


@pytest.mark.parametrize(
    ("turns", "intent"),
    [
        (("나는 5학년 1반 담임이고 오늘 애들 데리고 왔어",), "inform.role"),
        (("저는 중3입니다",), "inform.role_pupil"),
        (("커피 끊은 지 오늘로 보름 됐다",), "inform.kept_up"),
        (("헤어진 지 한 달 됐어",), "inform.heartbreak"),
        (("조카가 우주는 얼마나 크냐고 물어보는데 뭐라고 해 주지",), "inform.words_answer"),
        (("동생이 자꾸 울어. 뭐라고 해야 돼?",), "inform.words_console"),
        (("큰애는 요즘 방에서 안 나와", "아무리 물어봐도 그냥 됐대"), "inform.goes_on_sad"),
        (("귀가 어두우니까 천천히 크게 말해 줘",), "control.slower"),
        (("수수께끼 내 줘", "애들이 모르겠대, 힌트 좀"), "play.riddle"),
    ],
)
def test_it_is_answered_in_kind(talk, turns, intent):
    assert talk(*turns)[-1].intent == intent


def test_a_hint_is_no_answer_and_a_guess_no_question(talk):
    asked, hint, guess = talk("수수께끼 내 줘", "애들이 모르겠대, 힌트 좀", "그거 그림자 아니야?")
    assert "첫소리" in hint.text
    assert guess.intent == "play.riddle"
    assert asked.text not in guess.text


@pytest.mark.parametrize(
    "said", ["어제도 밤 열 시에 전화가 왔다니까", "별것도 아닌데 설거지 때문에", "라면 먹었다 아이가"]
)
def test_no_single_word_is_caught(talk, said):
    assert "이야기군요" not in talk(said)[-1].text


def test_two_others_are_not_measured_with_the_robot(talk):
    assert "저하고" not in talk("둘 중에 누가 더 오래 했어?")[-1].text
