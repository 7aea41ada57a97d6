"""Advice by its topic, agreement that is sought, and what is told on without being said to the robot."""

import pytest


@pytest.mark.parametrize(
    ("turns", "intent"),
    [
        (["친구 생일인데 뭘 사 주면 좋아할까"], "inform.tip_gift"),
        (["축의금은 얼마를 넣어야 되나"], "inform.tip_gift_money"),
        (["발에 물집이 생겼는데 어떻게 해야 빨리 나아"], "inform.tip_wound"),
        (["영어 공부 어케 해야됨"], "inform.tip_study"),
        (["요즘 잠이 안 와", "어떻게 하면 푹 잘 수 있을까"], "inform.tip_sleep"),
        (["사촌이 또 돈 빌려 달래", "어떻게 거절하면 좋을까"], "inform.tip_refuse"),
        (["연차 쓴다고 눈치 안 보고 말하는 법 좀"], "inform.tip_boss"),
        (["이직 제안이 왔어 연봉은 오르는데", "너라면 어떻게 할 거야"], "inform.tip_job"),
        (["동생이랑 싸웠어", "화해하려면 뭐라고 하는 게 좋을까"], "inform.tip_mend"),
        (["윗집이 밤마다 쿵쿵거려", "올라가서 말할까 말까"], "inform.tip_noise"),
        (["약 먹는 걸 깜빡하고 두 번 먹으면 어쩐다냐"], "inform.tip_medicine"),
    ],
)
def test_advice_is_of_what_is_asked_or_told(talk, turns, intent):
    assert talk(*turns)[-1].intent == intent


@pytest.mark.parametrize("text", ["발에 물집 잡혔어", "수학 공부 했어", "친구 생일 선물 샀어", "김장 다 했어"])
def test_what_is_only_told_gets_no_advice(talk, text):
    assert not (talk(text)[-1].intent or "").startswith("inform.tip_")


def test_a_question_with_words_of_its_own_is_not_answered_by_the_mood_before_it(talk):
    assert talk("오늘 너무 지쳤어", "얼룩은 어떻게 빼야 해?")[-1].intent == "inform.tip_stain"


@pytest.mark.parametrize(
    ("turns", "intent"),
    [
        (["남편이 내 생일을 까먹었어", "너무하지 않아?"], "inform.agreed_"),
        (["우리 애가 혼자 밥을 차렸어", "기특하지 않냐"], "inform.agreed_"),
        (["고마워 너 없으면 어떡하냐"], "smalltalk.thanks"),
        (["고마워 말동무해 줘서"], "smalltalk.company_thanks"),
        (["잠깐만 엄마가 불러"], "smalltalk.wait"),
        (["쉿이야"], "smalltalk.secret_kept"),
        (["너 좀 치사하다 ㅋㅋ"], "smalltalk.insult_mild"),
        (["에바다 진짜"], "smalltalk.surprise"),
        (["강아지가 밥을 안 먹어", "내일 아침에 가볼게"], "inform."),
        (["오늘 소개팅 했어", "개발자라는데 말이 진짜 잘 통하더라"], "inform."),
        (["재작년에 영감을 먼저 보냈어", "보고 싶다"], "inform."),
        (["여자친구랑 싸웠어", "미안하다고도 안 했어 기분 나빠"], "inform."),
    ],
)
def test_what_is_said_to_the_robot_and_what_is_only_told_on(talk, turns, intent):
    assert (talk(*turns)[-1].intent or "").startswith(intent)


@pytest.mark.parametrize(
    "turns",
    [
        ["엄마가 게임기 사주는 대신 설거지 하래"],
        ["수술비도 걱정이고 간병은 또 누가 하나 싶고"],
        ["만보기 보니까 2만 3천보"],
        ["운동 시작했어", "근데 작심삼일일 듯"],
        ["여자친구가 화났어", "기념일 까먹은 건가"],
        ["세뱃돈이 모자라", "말해 봤자 나만 손해인가"],
        ["2박3일로 놀러 왔거든 내일 저녁 기차로 내려가"],
    ],
)
def test_what_is_told_or_wondered_is_no_failed_question(talk, turns):
    reply = talk(*turns)[-1]
    assert reply.status == "answered"
    assert "자료" not in reply.text


def test_what_may_come_and_is_bad_is_not_hoped_for(talk):
    assert talk("친구가 돈을 빌려 달래", "거절하면 사이 멀어지겠지")[-1].intent != "inform.hope_painful"


@pytest.mark.parametrize(
    ("turns", "tip"),
    [
        (
            ["친구가 또 늦어서 밖에서 덜덜 떨었어", "한마디 했더니 삐져서 말을 안 해", "어떻게 하면 좋을까"],
            "tip_nerves",
        ),
        (["아들이 요양원 얘기를 꺼내더라", "어쩌면 좋겠냐"], "tip_child"),
        (["우리 딸이 네 살이야", "너라면 어떻게 할 것 같아?"], "tip_child"),
        (["부장님이 보고서를 네 번째 고치래", "너라면 어떻게 하겠냐"], "tip_boss"),
        (["어제 소개팅했다", "연락이 아직 없네", "뭐라고 보내지"], "tip_mend"),
        (["병원 갔다가 점심 사드릴까 하는데 부드러운 걸로 뭐가 좋을까"], "tip_gift"),
    ],
)
def test_one_word_or_an_old_story_is_no_topic_of_advice(talk, turns, tip):
    assert talk(*turns)[-1].intent != f"inform.{tip}"


@pytest.mark.parametrize(
    "turns",
    [
        ["오늘 좀 지쳤어", "말을 한 번도 못 걸어 봤어", "뭐라고 말걸지?"],
        ["둘째가 자꾸 울어", "이럴 땐 어떻게 달래야 되나"],
        ["나 오늘 좀 우울해", "남편은 축구만 보고", "친구 미정이는 운동을 하라는데", "뭐부터 하면 좋을까"],
    ],
)
def test_whoever_asks_what_to_do_of_a_story_is_not_refused(talk, turns):
    said = talk(*turns)[-1]
    assert "자료" not in said.text
    assert "남편" not in said.text
    assert (said.intent or "").startswith(("inform.", "smalltalk.advice"))


@pytest.mark.parametrize(
    ("turns", "intent"),
    [
        # leave
        (["친구한테 삐졌어", "전화로 하기 힘들면 쪽지 써도 돼?"], "inform.ought_mends"),
        (["돌잔치에 운동화 신고 가도 되나"], "inform.ought_may"),
        # a duty, and a deed
        (["오빠랑 다퉜어", "내가 먼저 말 걸어야 돼?"], "inform."),
        (["세뱃돈 받았어", "반은 쓰고 나머지는 모아 둘까"], "inform."),
        # whether it is enough
        (["방학이 한 달 남았어", "하루에 세 쪽씩 풀면 될까?"], "inform.ought_enough"),
        # which of two
        (["지하철로 갈까 버스로 갈까"], "inform.choice"),
        (["저녁은 국수가 낫겠나 만두가 낫겠나"], "inform.choice"),
        (["하얀 신발이랑 까만 신발 중에 뭐가 나아?"], "inform.choice"),
        # what somebody else feels
        (["우리 토끼가 죽었어", "토끼는 좋은 데 갔을까"], "inform.mind_loss"),
        (["우리 토끼가 죽었어", "새 토끼를 데려오면 걔가 서운해할까"], "inform.mind_bad"),
        (["동생이랑 싸웠어", "동생이 내 사과를 받아 줄까?"], "inform.mind_"),
        # what to say, to give, to call, to do
        (["전학생이랑 밥 먹기로 했어", "처음에 무슨 말부터 꺼내지"], "inform.tip_friends"),
        (["햄스터를 데려왔어", "이름은 뭐가 좋을까"], "inform.tip_naming"),
        (["모르는 번호로 돈을 부치라는 전화가 왔어", "그런 전화가 또 오면 어떡하지"], "inform.tip_scam"),
        (["동생이 그네를 안 태워 줘", "걔를 어떻게 꼬드기지"], "inform.tip_persuade"),
        # a sigh
        (["퇴직하면 뭐 하면서 살지 막막하다"], "inform.at_a_loss"),
        (["이 많은 빨래를 언제 다 개나 걱정이네"], "inform.at_a_loss"),
    ],
)
def test_what_no_data_answer_is_met_by_what_is_sought(talk, turns, intent):
    reply = talk(*turns)[-1]
    assert (reply.intent or "").startswith(intent), reply.text
    assert "자료" not in reply.text


def test_one_of_two_is_picked(talk):
    assert {"지하철", "버스"} & set(talk("지하철로 갈까 버스로 갈까")[-1].text.split())


@pytest.mark.parametrize(
    "text", ["동생 때려도 돼?", "오늘 학교 안 가도 돼?", "욕해도 될까", "전 여자친구 다시 만나서 싸울까", "이혼할까"]
)
def test_what_may_harm_gets_no_yes(talk, text):
    said = talk(text)[-1].text
    assert not said.startswith(("네,", "저는 괜찮을", "저는 좋은 생각", "좋은 생각"))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("고래는 왜 바다에 살아?", None),
        ("세상에서 제일 높은 산이 뭐야?", "none.encyclopedia"),
        ("국밥 먹으러 갈까", "recommend"),
        ("여름이 좋아 겨울이 좋아", "smalltalk.choose_between"),
        ("끝말잇기 할까", "play"),
        ("내일 비 올까", "none.weather"),
    ],
)
def test_what_is_known_done_or_looked_up_is_no_advice(ask, text, intent):
    assert (ask(text).intent or "None").startswith(str(intent))
