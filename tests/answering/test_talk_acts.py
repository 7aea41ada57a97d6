"""Who says what of whom: what the robot is asked is not what is told, or asked of oneself or of somebody else."""

from itertools import pairwise

import pytest

from companion.language.advice_sought import unanswered
from companion.language.spelling import Speller
from companion.language.stances import (
    blames_oneself,
    is_about_somebody,
    is_about_speaker,
    may_order,
    offered_by_speaker,
    stance,
)
from companion.language.terms import read


def of(text):
    return read(text, (), (), ())


@pytest.mark.parametrize("said", ["나 오늘 뭐 해", "내가 어디에 뒀더라", "나는 언제 크지"])
def test_speakers_ask_of_themselves(said):
    assert is_about_speaker(of(said))
    assert unanswered(of(said)) in ("of_oneself", "deliberates")


@pytest.mark.parametrize("said", ["너 오늘 뭐 해", "내가 보낸 편지 봤어", "오늘 뭐 해", "나한테 뭐라고 했어"])
def test_what_the_robot_is_asked_is_not_asked_of_the_speaker(said):
    assert not is_about_speaker(of(said))


@pytest.mark.parametrize("who", ["그녀는", "걔가", "엄마가", "친구는"])
@pytest.mark.parametrize("what", ["나를 어떻게 생각할까", "왜 그랬을까", "인사를 안 해"])
def test_somebody_else_is_spoken_of(who, what):
    assert is_about_somebody(of(f"{who} {what}"))
    assert not is_about_somebody(of(what))


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("노래 불러 줄까", "tells"), ("재미있는 얘기 해 줄까?", "tells"), ("오늘 무슨 일 있었는지 알려 줄까", "tells"),
        ("과자 줄까?", "does"), ("커피 갖다 줄까요", "does"), ("엄마한테 뭘 사 줄까", None),
        ("친구한테 선물 줄까", None),
        ("네가 해 줄까", None), ("그녀는 나를 생각해 줄까?", None), ("노래 불러 줘", None), ("이제 그만둘까", None),
    ],
)  # fmt: skip
def test_what_is_offered(said, offered):
    assert offered_by_speaker(of(said)) == offered


@pytest.mark.parametrize("verb", ["공부해", "병원에 가", "자격증을 따"])
@pytest.mark.parametrize("end", ["야 하나", "야 되나", "야 할까", "야 돼?"])
def test_whether_it_has_to_be_done_is_weighed(verb, end):
    assert stance(of(verb + end)) == "asks"
    assert unanswered(of(verb + end)) == "deliberates"


@pytest.mark.parametrize("said", ["나는 바보야", "난 또 바보", "저는 쓰레기인가 봐요"])
def test_a_hard_word_for_oneself(said, ask):
    assert blames_oneself(of(said))
    assert ask(said).intent == "inform.self_blame"
    assert not blames_oneself(of(said.replace("나는", "너는").replace("난", "넌").replace("저는", "너는")))


@pytest.mark.parametrize("adverb", ["정말", "진짜", "너무"])
@pytest.mark.parametrize("said", ["힘들다", "기분 좋다", "심심하네"])
def test_an_adverb_behind_the_sentence_is_no_sentence(ask, said, adverb):
    assert ask(f"{said} {adverb}").intent.partition(".")[0] == "inform"


@pytest.mark.parametrize(
    "said",
    [
        "날씨가 춥네",
        "미세먼지가 심하네",
        "주식이 올랐더라",
        "내 마음을 모르겠어",
        "영화 보고 왔어",
        "엄마가 웃고 계시더라",
    ],
)
def test_what_is_told_gets_no_refusal_and_no_joke(ask, said):
    reply = ask(said)
    assert (reply.status, reply.intent.partition(".")[0]) == ("answered", "inform"), reply.text


@pytest.mark.parametrize("said", ["뭐 해?", "뭐 하는 중이야", "지금 뭐 하고 있어"])
def test_what_the_robot_does_now(ask, said):
    assert ask(said).intent == "smalltalk.doing_here"
    assert ask(f"나 {said}").intent != "smalltalk.doing_here"


def test_what_was_told_of_ones_family_is_told_again(talk):
    replies = talk("나 딸만 셋이야", "내가 애가 몇이라고 했지?", "나 부산 사람이야", "내가 어디 사람이라고?")
    assert "딸 셋" in replies[1].text
    assert "부산" in replies[3].text


def test_the_same_relative_is_meant_where_none_is_named(talk):
    *_, again = talk("내 동생 이름은 민지고 여덟 살이야", "내 동생 나이가 어떻게 된다고 했지?", "이름은?")
    assert "민지" in again.text


@pytest.mark.parametrize("what", ["사회자", "기자", "아나운서"])
@pytest.mark.parametrize("end", ["예요", "입니다"])
def test_who_presents_themselves_with_what_they_are(talk, what, end):
    replies = talk(f"안녕하세요, {what} 김민지{end}", "내 이름이 뭐라고?")
    assert "김민지" in replies[1].text


@pytest.mark.parametrize("said", ["제가 좋아하는 배우 이정재예요", "정답은 배우 이정재예요", "가수 이벤트예요"])
def test_who_is_only_named_presents_nobody(assistant, said):
    assert not any(fact.about == "name" for fact in assistant.respond(said)[1].memory.facts)


@pytest.mark.parametrize("said", ["협약식 로봇이 너야?", "협약식에서 시연한 로봇이 파이보 맞지?"])
def test_the_robot_is_who_was_told_of(ask, said):
    reply = ask(said)
    assert reply.text.startswith("네")
    assert "시연" in reply.text
    assert reply.sources


@pytest.mark.parametrize("said", ["범인이 너지?", "여기 주인이 너야?"])
def test_the_robot_is_not_said_to_be_what_nobody_states(ask, said):
    assert not ask(said).text.startswith(("네", "아니"))


def test_the_kinds_of_small_talk_differ_by_who_is_spoken_of(ask):
    said = ("나를 어떻게 생각해", "그녀는 나를 어떻게 생각할까")
    assert all(one != other for one, other in pairwise(ask(text).intent for text in said))


@pytest.mark.parametrize("said", ["창문 닫아", "내 일정 삭제해", "어제 적은 메모 지워", "티비 멈춰", "불 꺼"])
def test_a_plain_form_may_order_where_nobody_is_named_who_does_it(said):
    assert may_order(of(said))


@pytest.mark.parametrize(
    "said",
    ["엄마가 문 닫아", "나 요즘 기타 배워", "저는 일기 써", "문 닫았어", "문 안 닫아", "추워", "왜 밤에 문 닫아"],
)
def test_nor_where_somebody_is_or_it_is_over(said):
    assert not may_order(of(said))


@pytest.mark.parametrize(
    "said", ["음악 틀지 마", "음악 틀지마", "창문 열지 마세요", "그 얘기는 하지 말아요", "걱정하지 마라"]
)
def test_what_is_forbidden_is_asked_for(said):
    form = of(Speller().mended(said)).main.form
    assert (form.requests, form.negated) == (True, True)


@pytest.mark.parametrize("said", ["주방 창문 닫아", "회의 일정 삭제해", "거실 보일러 켜", "클래식 음악 틀지마"])
def test_an_order_to_another_machine_is_no_remark(ask, said):
    reply = ask(said)
    assert (reply.status, reply.items) == ("unknown", ())


@pytest.mark.parametrize("said", ["요즘 한국어 공부해", "주말에 등산 다녀", "지금 밥 먹어"])
def test_what_one_does_in_the_same_form_is_taken_in(ask, said):
    assert ask(said).status == "answered"
