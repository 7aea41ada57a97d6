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
