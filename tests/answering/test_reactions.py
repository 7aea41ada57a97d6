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
            "940,500원",
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
