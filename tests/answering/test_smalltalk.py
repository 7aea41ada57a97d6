import pytest


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("안녕", "greet"), ("고마워 파이보", "thanks"), ("이름이 뭐야", "name"), ("잘 자", "good_night"),
        ("미안해", "apology"), ("점심은 먹었니?", "meal"), ("몇 살이야", "age"), ("다음에 또 봐", "farewell"),
    ],
)  # fmt: skip
def test_everyday_talk_is_answered_in_kind(ask, said, intent):
    reply = ask(said)
    assert (reply.route, reply.status, reply.intent) == ("smalltalk", "answered", f"smalltalk.{intent}"), reply.text
    assert (reply.items, reply.sources) == ((), ())


def test_equal_answers_take_turns(talk, assistant):
    answers = assistant.intents["smalltalk.greet"].answers
    texts = [reply.text for reply in talk(*["안녕"] * len(answers))]
    assert sorted(texts) == sorted(answers)


def test_an_answer_comes_with_the_gesture_of_its_intent(ask, assistant):
    assert ask("안녕").gesture == assistant.intents["smalltalk.greet"].gesture


@pytest.mark.parametrize("said", ["할머니가 쓰러지셨어", "사람이 쓰러졌어 도와줘"])
def test_an_emergency_is_sent_to_the_emergency_number(ask, said):
    assert "119" in ask(said).text


@pytest.mark.parametrize("said", ["세종대왕은 몇 살이야", "손흥민 몇 살이야", "아이유 생일이 언제야"])
def test_a_question_about_somebody_else_is_not_taken_for_one_about_the_robot(ask, said):
    assert ask(said).status == "unknown"


@pytest.mark.parametrize(
    ("request_", "intent"),
    [
        ("오늘 날씨 어때", "weather"),
        ("음악 틀어 줘", "music_play"),
        ("알람 소리 바꿔 줘", "stopwatch"),
        ("오늘 뉴스 알려 줘", "news"),
    ],
)
def test_what_the_robot_cannot_do_is_declined_by_name(ask, request_, intent):
    reply = ask(request_)
    assert (reply.route, reply.status, reply.intent) == ("none", "unknown", f"none.{intent}"), reply.text


def test_small_talk_leaves_the_topic_as_it_was(talk):
    assert "김동연" in talk("경기도지사가 누구야", "고마워", "그 전에는?")[-1].text


@pytest.mark.parametrize("said", ["ㅁㄴㅇㄹ", "쀍뛟 휅쭯"])
def test_gibberish_is_not_answered(ask, said):
    assert ask(said).status in ("unknown", "clarify")


@pytest.mark.parametrize("who", ["너", "너는", "파이보야", "파이보는", "자네는", "우리 파이보는"])
@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("공룡 좋아해?", "공룡"),
        ("종이접기 할 줄 알아?", "종이접기는 하지"),
        ("학원 다녀?", "학원은 다니지"),
        ("혈액형이 뭐야?", "혈액형은"),
        ("귀신 본 적 있어?", "귀신은 보지"),
    ],
)
def test_what_the_robot_is_asked_about_itself_is_named_in_the_answer(ask, who, asked, named):
    reply = ask(f"{who} {asked}")
    assert (reply.route, reply.status) == ("smalltalk", "answered"), reply.text
    assert named in reply.text


@pytest.mark.parametrize("said", ["민수는 공룡 좋아해?", "우리 손자는 공룡을 좋아해", "엄마는 종이접기를 할 줄 알아?"])
def test_what_is_asked_of_others_is_not_answered_for_the_robot(ask, said):
    assert "저는 로봇" not in ask(said).text


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("노래 한 소절 부탁드립니다", "smalltalk.sing"),
        ("관객 여러분께 마지막 인사 부탁드려요", "smalltalk.stage_closing"),
        ("본인 소개를 한 문장으로 해 주세요", "smalltalk.what_are_you"),
        ("심심한데 옛날얘기 하나 풀어 보세요", "smalltalk.story"),
    ],
)
def test_what_is_to_be_shown_goes_by_the_noun_that_is_wanted(ask, said, intent):
    assert ask(said).intent == intent


def test_what_is_known_of_the_robot_answers_what_is_asked_in_its_words(ask):
    assert "500만" in ask("너 눈에 달린 카메라 몇 만 화소야?").text
    assert ask("배터리는 얼마나 가나요?").status == "unknown"


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["너 이름이 뭐야", "월급도 안 받지?"], "월급"),
        (["너 밥은 먹어?", "그럼 배 안 고파?"], "고프지 않아요"),
        (["너 몇 살이야", "주말에도 일해?"], "네"),
        (["너는 어디서 태어났어?", "부산 가봤어?"], "부산은 가 보지 못했어요"),
        (["넌 실수한 적 없어?"], "틀릴 때가 있어요"),
        (["너는 누가 좋으냐"], "누구 편도 들지 않아요"),
        (["너 나보다 힘세?"], "겨뤄 본 적은 없어요"),
        (["너는 화나면 어떻게 해?"], "화나지는 않아요"),
    ],
)
def test_the_robot_is_asked_though_nobody_is_named(talk, turns, words):
    assert words in talk(*turns)[-1].text


@pytest.mark.parametrize("said", ["수원시장 누구야", "배고프다", "내일 비 와?"])
def test_after_talk_of_the_robot_others_may_be_meant(talk, said):
    assert talk("너 몇 살이야", said)[-1].route != "smalltalk"


@pytest.mark.parametrize(
    ("turns", "start"),
    [
        (["너 2019년 그 로봇이야?"], "네, 맞아요."),
        (["재명이형이지 그거 네가 한 말 맞지"], "네, 맞아요. «경기도지사가 누구야?»"),
        (["너 2019년 그 로봇이야?", "네가 말한 맛집 세 군데가 어디였어"], "로봇이 그때 추천한 세 식당의 이름은"),
    ],
)
def test_what_it_was_back_then(talk, turns, start):
    assert talk(*turns)[-1].text.startswith(start)
