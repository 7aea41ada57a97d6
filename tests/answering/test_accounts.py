"""An account that goes on over several turns is heard as one: with its mood, and never looked up."""

import pytest


def intents(talk, *turns):
    return [reply.intent for reply in talk(*turns)]


@pytest.mark.parametrize(
    "turns",
    [
        ("우리 딸이 이번에 취직했어", "수원에 있는 회산데", "월급은 뭐 많지는 않다는데", "집에서 걸어서 십오 분이래"),
        ("요즘 우리 부부가 말을 안 해", "벌써 나흘째", "돈 문제로 좀 그랬거든"),
        ("나 회장 선거에서 떨어졌어", "두 표 차이로", "서준이가 됐거든 걔가 인기가 많아서"),
        ("우리 집 강아지가 사라졌어", "어제 저녁 일곱 시쯤", "문이 잠깐 열려 있었거든"),
        ("오늘 계단에서 넘어졌어", "뛰어 내려오다가", "무릎에서 피도 났어"),
        ("어제 집사람하고 다퉜어", "별것도 아닌데 빨래 때문에"),
        ("어제 어머니가 넘어져서 다치셨어", "부엌에서 미끄러지셔서", "며칠은 입원해야 된다네"),
    ],
)
def test_what_goes_on_being_told_is_heard(talk, turns):
    for reply in talk(*turns):
        assert (reply.intent or "").startswith("inform."), reply.text
        assert reply.status == "answered"
        assert (reply.items, reply.sources) == ((), ())


def test_a_piece_of_a_sorrow_is_met_with_it(talk):
    _, how_much, better = talk("나 반장 선거에서 떨어졌어", "세 표 차이로", "그래도 부반장은 하래 선생님이")
    assert "세 표 차이였군요" in how_much.text
    assert how_much.intent == "inform.failure"
    assert better.intent == "inform.goes_on_better"


def test_nothing_is_asked_that_was_just_told(talk):
    for reply in talk("신입이 숫자를 잘못 넣었어", "내가 확인을 못 했거든", "부장님한테 한 소리 들었지 뭐야")[1:]:
        assert "무슨 일" not in reply.text


@pytest.mark.parametrize(
    ("turns", "route"),
    [
        (("요즘 장사가 통 안 돼", "경기도지사가 누구야?"), "knowledge"),
        (("오늘 너무 힘들었어", "수원에 통닭집 알려 줘"), "recommend"),
        (("어머니가 편찮으셔", "지금 몇 시야?"), "clock"),
    ],
)
def test_what_is_asked_within_a_story_is_answered(talk, turns, route):
    assert talk(*turns)[-1].route == route


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("이 학교에서 일한 지 올해로 이십 년째야", "milestone"),
        ("강아지가 그제부터 사료를 입에도 안 대", "pet_ill"),
        ("우리 고양이가 집을 나가서 안 들어와", "pet_lost"),
        ("엘리베이터가 또 고장 났어", "nuisance"),
        ("오늘 사표를 냈어", "quit_job"),
        ("내일 체육대회인데 나 이어달리기 나가", "big_day"),
        ("후배 밥이나 한 끼 사 줘야겠다", "kind_plan"),
        ("나도 커서 의사가 될 수 있을까?", "late_start"),
        ("라면에 계란도 넣을까?", "cook_choice"),
        ("나도 신입 때 저랬나 싶더라", "saw_self"),
        ("오늘은 그냥 라면 끓여 먹을래", "eats_in"),
    ],
)
def test_news_of_many_kinds(ask, said, kind):
    assert ask(said).intent == f"inform.{kind}"


def test_a_fault_of_somebody_elses_needs_no_apology_first(talk):
    *_, reply = talk("나 오늘 민지랑 싸웠어", "내가 먼저 사과해야 돼? 잘못은 걔가 했는데")
    assert reply.intent == "inform.ought_mends_theirs"


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("뭐 하나 여쭤봐도 될까요?", "smalltalk.may_i"),
        ("그냥 듣기만 해 줘 해결해 달라는 거 아니야", "smalltalk.just_listens"),
        ("로봇이 말귀를 참 잘 알아듣네", "smalltalk.praise"),
        ("로봇도 방귀 뀌니?", "smalltalk.toilet"),
    ],
)
def test_what_is_said_to_the_robot_is_met(ask, said, intent):
    assert ask(said).intent == intent


def test_a_heart_that_races_wants_no_cafe(ask):
    reply = ask("커피를 세 잔이나 마셨는데 심장이 두근거려 괜찮을까?")
    assert not reply.items
    assert reply.route != "recommend"


def test_a_wrong_may_be_felt(talk):
    assert talk("팀장이 나한테만 뭐라고 해", "억울한 거 맞지?")[-1].intent == "inform.agreed_feeling"
