"""Remarks: what is to come, what things do, whose it is, a laugh, a worry, a greeting with a name."""

import pytest

from companion.dialogue.state import State


@pytest.mark.parametrize(
    "said",
    [
        "모레 영어 쪽지 시험 봐",
        "다음 달에 동아리 발표를 제가 맡게 됐어요",
        "내일 회사 체육대회가 있어",
        "금요일 저녁에 동창 모임이 있고요",
        "다음 주에 조카네 식구가 온다네",
        "담주 수요일에 친구들이랑 수원역 가기로 함",
    ],
)
def test_what_is_to_come_is_not_asked_how_it_was(ask, said):
    reply = ask(said)
    assert reply.route == "smalltalk"
    assert not any(over in reply.text for over in ("셨어요", "었어요", "그랬군요", "그러셨군요"))


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("나 그림 그리다가 크레파스 부러졌어", "크레파스 부러졌군요"),
        ("근데 내가 사고 싶은 인형이 삼만 원이야", "인형이 삼만 원이군요"),
        ("거기까지 너무 오래 걸리잖아", "오래 걸리는군요"),
        ("신발이 오만 원인데 살 수 있어", "살 수 있으시군요"),
        ("의사가 나이 탓이라 할 수 없다는구먼", "할 수 없다고요"),
        ("남편은 하루만 더 쉬어 보래요", "남편은 하루만 더 쉬어 보라고 했군요"),
        ("저 오늘 휴일인데도 일했어요", "오늘 휴일인데도 일하셨군요"),
        ("미안해서 그런 부탁은 못 하겠어", "그런 부탁은 못 하시겠군요"),
        ("제일 어려운 게 수학임 공식이 안 외워져", "공식이 안 외워지는군요"),
        ("한 달이 다 간 기분이에요", "한 달이 다 간 기분이시군요"),
    ],
)
def test_things_are_said_back_without_respect_and_people_with_it(ask, said, back):
    assert back in ask(said).text


@pytest.mark.parametrize(
    "said", ["같은 반 서우라고 있거든 착해", "그래 인정 그렇게 함", "게임 만드는 거 배우고 싶긴 함", "그냥 그렇게 했어"]
)
def test_what_says_nothing_by_itself_is_not_said_back(ask, said):
    assert not any(wrong in ask(said).text for wrong in ("있는군요", "계시는군요", "그렇게 하셨군요", "긴 하셨군요"))


@pytest.mark.parametrize(
    "said",
    [
        "그 선배는 토끼 키운대요",
        "이모는 강아지를 키워",
        "우리 할머니는 고양이가 있어",
        "시급 만 이천 원인데 하루 네 시간 일해",
        "내가 그럴 사람이냐고",
        "영감 간 지가 벌써 오 년이야",
        "다음 주 토요일에 사촌 결혼식이 있어",
    ],
)
def test_what_is_not_the_speakers_is_not_kept_as_theirs(assistant, said):
    reply, state = assistant.respond(said, State())
    kept = [fact for fact in state.memory.facts if fact.about in ("family", "role", "origin", "name")]
    assert not kept
    assert "든든하시겠어요" not in reply.text or "함께 지내는 친구" in reply.text


@pytest.mark.parametrize(
    ("said", "about", "value"),
    [
        ("나는 화성행궁 옆에 살아", "home", "화성행궁 옆"),
        ("안녕하세요, 동네 신문에서 교육을 담당하는 윤서진 기자입니다", "name", "윤서진"),
        ("안녕하세요, 구청에서 문화를 맡은 정하윤 주무관입니다", "name", "정하윤"),
        ("앞으로 지우 씨라고 불러 주세요", "call", "지우 씨"),
        ("우리 강아지 두 마리 키워", "family", "강아지"),
        ("다음 달에 아버지 생신이 있어", "birthday", "다음 달"),
    ],
)
def test_what_is_told_is_kept_as_it_was_told(assistant, said, about, value):
    state = assistant.respond(said, State())[1]
    assert (about, value) in [(fact.about, fact.value) for fact in state.memory.facts]


def test_a_call_with_a_title_gets_no_other(ask):
    assert "지우 씨 님" not in ask("앞으로 지우 씨라고 불러 주세요").text


@pytest.mark.parametrize(
    "said", ["맨날 개가 짖어서 시끄러워 죽겠어 ㅋㅋ", "아 숙제 하나도 안 함ㅋㅋ", "국어 50점임 ㅋㅋㅋ"]
)
def test_a_laugh_is_no_sorrow(ask, said):
    assert ask(said).text.startswith("하하")


@pytest.mark.parametrize("said", ["여자친구랑 헤어졌어 ㅋㅋ", "할머니가 돌아가셨어"])
def test_a_clear_sorrow_stays_one(ask, said):
    assert not ask(said).text.startswith("하하")


@pytest.mark.parametrize(
    "said",
    [
        "손주 크는 거 못 보고 죽을까 봐 걱정이야",
        "이 많은 설거지를 언제 다 하나 걱정이야",
        "우리 애가 누굴 닮아 저러나 걱정이에요",
    ],
)
def test_a_worry_is_heard_as_one(ask, said):
    reply = ask(said)
    assert (reply.intent or "").startswith("inform.")
    assert "자료" not in reply.text
    assert "109" not in reply.text


def test_what_one_wishes_to_end_is_still_heard_as_danger(ask):
    assert "109" in ask("죽고 싶어").text


def test_another_topic_is_wanted(ask):
    assert "그 이야기" not in ask("그 얘기는 그만하고 다른 얘기 하자").text


def test_a_feeling_beside_what_is_told_is_heard(talk):
    *_, last = talk("우리 집에 토끼 있어! 이름은 솜이야", "솜이는 네 살인데 사람으로 치면 할머니래. 그래서 좀 슬퍼")
    assert last.intent in ("inform.sad", "inform.other_sad")


@pytest.mark.parametrize(
    "said", ["작년에 장갑은 사 드렸다", "저는 보통 강아지 데리고 호수공원 한 바퀴 돌아요", "식은 밥에 된장국 먹었어"]
)
def test_plain_news_is_neither_praised_nor_mourned(ask, said):
    assert not any(word in ask(said).text for word in ("축하", "보람", "속상", "그 시절", "자랑"))


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("모레 눈 온대? 산에 가기로 해서 걱정인데", "none.weather"),
        ("주말에 비 온대요? 그날 밭에 갈 건데", "none.weather"),
        ("오늘 비 온다 카더나 이불 널라 카는데", "none.weather"),
        ("비 온다던데 이불 널어도 될까", "none.weather"),
        ("노래 한 곡만 불러 줄래? 우리 손주가 듣고 싶대", "smalltalk.sing"),
        ("아직도 한 시간이나 남았네.. 심심하다", "inform.bored"),
        ("우리 친구들 손 흔들어 볼까요? 파이보도 인사해 주세요", "smalltalk.stage_greeting"),
        ("아 졸려.. 점심 먹고 나니까 하품만 나와", "inform.tired"),
        ("나 비밀 하나 얘기해도 돼? 엄마한테는 말하면 안 돼", "smalltalk.secret_may"),
        ("당뇨약을 먹었는지 모르겠네 한 알 더 먹어도 되나", "none.medicine"),
        ("진통제 두 알 먹어도 돼?", "none.medicine"),
        ("화장실이 어디예요? 손주가 급하대서", "none.in_the_house"),
        ("우리 조카가 너랑 놀고 싶대", "play.menu"),
        ("애가 넘어져서 팔꿈치가 까졌어 어떡해", "inform.tip_wound"),
        ("결혼식에 뭐 입고 가지", "inform.tip_outfit"),
        ("저보다 순서를 더 잘 외우네요", "smalltalk.praise"),
        ("오늘 덕분에 즐거웠다. 우리 간다 안녕", "smalltalk.farewell"),
    ],
)
def test_what_is_asked_beside_a_remark_is_answered(ask, said, intent):
    assert ask(said).intent == intent


@pytest.mark.parametrize(
    ("said", "not_meant"),
    [
        ("넌 커피 안 마셔도 안 졸려서 좋겠다", "못 드시"),
        ("할머니가 사진 보시더니 옛날 생각 난다고 좋아하시더라", "를 좋아하"),
        ("과자 하나 더 먹어도 돼?", "약"),
        ("이불 널어도 될까", "약"),
    ],
)
def test_what_is_not_said_is_not_taken_so(ask, said, not_meant):
    assert not_meant not in ask(said).text
