"""What is no question: plans of one's own, reproaches, words to be said; and sums and timers among them."""

import pytest


@pytest.mark.parametrize(
    "said",
    [
        "에이 그냥 집에서 라면이나 끓여 먹을란다",
        "오늘은 그냥 배달시켜 먹을래",
        "알았어 김밥 싸야겠다",
        "그럼 내일 해 볼게",
        "집에서 비빔국수 해 먹으려고",
        "됐어 계란말이나 부쳐 먹어야지",
    ],
)
@pytest.mark.parametrize("before", [(), ("수원에 갈비 맛있는 집 있어?",)])
def test_a_plan_of_ones_own_is_no_search(talk, before, said):
    *_, last = talk(*before, said)
    assert (last.route, last.items) == ("smalltalk", ())


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("먹어 본 적도 없으면서 뭐가 맛있어", "reproached"),
        ("가 보지도 못하면서 왜 추천해?", "reproached"),
        ("왜 슬픈 척해", "pretends"),
        ("아는 척하지 마", "pretends"),
        ("너한테 얘기해 봤자 무슨 소용이야", "no_use"),
        ("로봇한테 말해서 뭐 해 너한테 말해서 뭐 해", "no_use"),
        ("대장님이라고 해 봐", "says"),
        ("사랑해 따라 해 봐", "says"),
        ("바보라고 해 봐", "says_no_insult"),
        ("추미애 누나라고 해 봐", "says_no_title"),
    ],
)
def test_grammar_tells_what_is_put_to_the_robot(talk, said, intent):
    assert talk(said)[-1].intent == f"smalltalk.{intent}"


def test_what_is_said_of_others_is_not_put_to_the_robot(talk):
    for said in ("나 괜찮은 척했어", "우리 부장은 알지도 못하면서 화만 내"):
        assert talk(said)[-1].intent not in ("smalltalk.pretends", "smalltalk.reproached")


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["국수 삶을 때 칠 분만 재 줘"], "7분"),
        (["계란 삶을 건데 십 분만 재 줘"], "10분"),
        (["국수 삶을 때 칠 분만 재 줘", "시켜 먹을래 아까 맞춘 거 취소해 줘"], "취소했어요"),
        (["행사가 저녁 여덟 시에 시작해", "행사 시작 십 분 전에 나 좀 불러 줘"], "오후 7시 50분"),
        (["내일 오전 열한 시에 병원 가야 돼", "병원 가기 삼십 분 전에 알려 줘"], "오전 10시 30분"),
        (
            ["강연이 오후 두 시에 시작해서 한 시간 사십 분 걸려 몇 시에 끝나", "중간에 쉬는 시간 십오 분 넣으면"],
            "3시 55분",
        ),
        (
            [
                "회의가 세 시 이십 분에 끝나는데 사십오 분 있다가 출발하면 몇 시야",
                "십 분 늦어지면",
                "네 시 반이면 되겠네",
            ],
            "15분 여유",
        ),
    ],
)
def test_times_told_are_gone_on_with(talk, turns, words):
    assert words in talk(*turns)[-1].text


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (
            ["하루에 만이천 원씩 열흘 먹으면 얼마야", "거기에 커피 삼천 원씩 더하면", "헉 그렇게 많이 나와?"],
            "네, 150,000원",
        ),
        (["떡볶이 삼천 원짜리 세 개면 얼마야", "칠천 원밖에 없는데 살 수 있어?"], "2,000원이 모자라요"),
        (["일부터 오십까지 다 더하면 뭐게", "거기서 백 빼면"], "1,175"),
        (["나 오늘 심심해", "그럼 십칠 곱하기 이십삼"], "391"),
        (
            [
                "도시락이 하나에 구천오백 원인데 팔십 개면 얼마야",
                "십 퍼센트 할인해 준대",
                "서른 개 더 시키면 총 얼마지",
            ],
            "어떻게 이어야 할지",
        ),
        (["너 키 몇이야?", "나보다 작네 나는 백이십팔 센티야", "우리 둘이 키 얼마나 차이 나?"], "93cm"),
    ],
)
def test_quantities_told_are_gone_on_with(talk, turns, words):
    assert words in talk(*turns)[-1].text


def test_a_question_inside_a_worry_is_not_asked(talk):
    assert talk("저녁마다 뭐 해 먹을지가 제일 걱정이야")[-1].status == "answered"


def test_another_story_follows_a_story(talk):
    first, second = talk("옛날이야기 하나 해 줘", "그거 말고 딴 거 없냐")
    assert second.intent == first.intent
    assert second.text != first.text


def test_the_robot_tells_its_part_of_a_day(talk):
    *_, last = talk("협약식에 누구누구 왔었어", "그날 너는 뭘 했어")
    assert "시연" in last.text
    assert talk("너 옛날에 재명이 형이라고 했다며")[-1].text.startswith("네, 맞아요.")


@pytest.mark.parametrize(
    ("turns", "intent"),
    [
        (("우리 손녀가 요새 통 전화가 없네", "공부하느라 그렇겠제?"), "agreed_guess"),
        (("우리 고양이가 토를 해", "병원에 데려가야겠지?"), "ought_cares"),
        (("친구랑 싸웠어", "내가 잘못한 거야?"), "fault_quarrel"),
        (("나는 이가 안 좋아서 질긴 건 못 묵는디",), "avoid_how"),
    ],
)
def test_who_wants_to_hear_that_it_is_so_hears_it(talk, turns, intent):
    assert talk(*turns)[-1].intent == f"inform.{intent}"


def test_a_pet_that_does_not_eat_is_no_diet(talk):
    *_, last = talk("우리 집 개가 복실이여", "근디 요새 밥을 통 안 먹어")
    assert last.text.startswith("요새 밥을 통 안 먹는군요.")


@pytest.mark.parametrize(
    ("said", "route", "words"),
    [
        ("내 생일이 12월 9일인데 몇 밤 자야 돼?", "clock", "17밤"),
        ("우리 아버지가 도청 공무원이셨거든요. 경기도청이 지금 어디 있어요?", "knowledge", "도청로 30"),
        ("숙제에 경기도지사가 누구냐고 있네. 누구지?", "knowledge", "추미애"),
        ("친구들이랑 행궁동 놀러 갈 건데 뭐 먹을까", "recommend", "맛집"),
        ("저녁에 부모님 모시고 갈비 먹으러 가려고 하는데요", "recommend", "갈빗집"),
        ("내일 눈 와?", "none", "날씨"),
    ],
)
def test_the_clause_that_asks_is_answered(talk, said, route, words):
    *_, last = talk(said)
    assert (last.route, words in last.text) == (route, True)


@pytest.mark.parametrize(
    "turns",
    [
        ["내일 월요일인 거 실화냐"],
        ["팀장이 또 보고서를 고치래", "하긴 뭐 월급 받는데 어쩌겠어"],
        ["팀장이 또 보고서를 고치래 속상해", "어떻게 하면 좋을까", "그냥 참으라고?"],
        ["언니가 광주서 올라와"],
        ["나 어제 소개팅했다", "상대는 서른하나고 간호사래"],
        ["아들이랑 싸웠어", "그래 갔다올게 잘 되겠지?"],
    ],
)
def test_cries_retorts_and_resignation_are_no_questions(talk, turns):
    said = talk(*turns)[-1]
    assert not any(words in said.text for words in ("자료", "궁금", "알려 주시면"))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("그래 그럼 내가 직접 전화하지 뭐 고마워", "smalltalk.thanks"),
        ("그럼 걸어가야겠다 고마워", "smalltalk.thanks"),
        ("오케이 너 비서 해도 되겠다", "smalltalk.praise"),
    ],
)
def test_what_ends_in_thanks_or_praises_the_listener_is_that(talk, text, intent):
    assert talk("오늘 시장에 갔다 왔어", text)[-1].intent == intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("둘째가 감기 걸려서 열이 38도였거든요", "inform.theirs_sad"),
        ("곗돈 모아서 친구들이랑 여행 가기로 했어", "inform.intended"),
        ("김장을 하는데 배추를 스무 포기 헐라고", "inform.intended"),
        ("내가 그냥 참았어 잘한 거지?", "inform.agreed_enough"),
    ],
)
def test_whose_it_is_and_that_it_is_to_come(talk, text, intent):
    assert talk(text)[-1].intent == intent


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("예전엔 기타도 쳤는데 손이 굳었을 텐데", "inform.ill"),
        ("나 사회부 기자거든 십이 년 됐어", "inform.anniversary"),
        ("어디 갈지는 아직 안 정했어 그냥 바다나 볼까", "inform.worried"),
    ],
)
def test_no_feeling_that_nobody_told(talk, text, wrong):
    assert talk(text)[-1].intent != wrong


@pytest.mark.parametrize(
    "news", ["이제 허리가 안 아파", "시험에 안 떨어졌어", "오늘은 하나도 안 힘들었어", "나 이제 안 외로워"]
)
def test_what_would_be_sad_and_is_not_so_is_no_sorrow(talk, news):
    assert talk(news)[-1].intent == "inform.other_glad"


@pytest.mark.parametrize("news", ["큰딸이 시집을 안 가", "하나도 안 기뻐"])
def test_what_would_be_joy_and_is_not_so_is_none(talk, news):
    reply = talk(news)[-1]
    assert reply.intent in ("inform.other", "inform.other_sad")


@pytest.mark.parametrize(
    "news", ["잠이 안 와", "감기가 안 떨어져", "무릎이 시려서 산에도 못 가", "배가 아파서 학교에 안 갔어"]
)
def test_what_is_sad_because_it_is_not_so_stays_sad(talk, news):
    assert talk(news)[-1].intent != "inform.other_glad"
