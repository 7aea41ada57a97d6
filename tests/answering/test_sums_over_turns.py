"""Sums that rest on sums before them: what is changed of them, what is left, and doubts."""

import pytest


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["학생이 구십 명인데 한 버스에 서른 명씩 타면 버스가 몇 대 필요해?", "열다섯 명 더 온대."], "네 대"),
        (["학생이 구십 명인데 한 버스에 서른 명씩 타면 버스가 몇 대 필요해?", "스무 명씩 타면?"], "다섯 대"),
        (["떡을 백 개 했는데 한 접시에 열두 개씩 담으면 접시가 몇 개 필요해?"], "아홉 개"),
        (["사탕 서른 개를 다섯 명이 나누면 몇 개씩이야?", "한 명 더 오면?"], "다섯 개"),
        (["사과 여덟 개에 만 원이면 스무 개는 얼마야?", "서른 개면?"], "37,500원"),
        (["아이스크림은 하나에 이천 원이야. 백 명이면 얼마야?", "아니, 이천오백 원이래"], "250,000원"),
        (["회비가 한 사람에 삼만 원씩이고 스물다섯 명이야. 다 얼마야?", "두 명은 안 냈대. 그럼 얼마야?"], "690,000원"),
        (
            ["입장료가 어른 팔천 원이고 아이 오천 원이야. 어른 두 명 아이 세 명이면 얼마야?", "아이 한 명 더 오면?"],
            "36,000원",
        ),
    ],
)
def test_an_amount_that_is_changed_changes_the_question_before(talk, turns, told):
    assert told in talk(*turns)[-1].text


def test_what_is_left_is_what_a_place_may_cost(talk):
    said = (
        "책이 25,000원인데 사만 원 내면 얼마 남아?",
        "그 돈으로 밥도 먹을 수 있을까?",
        "그 돈으로 천 원짜리 엽서 몇 장 사?",
    )
    left, places, _ = talk(*said)
    assert "15,000원이 남아요" in left.text
    assert places.intent == "recommend.find"
    assert all(item.price_krw is None or item.price_krw <= 15_000 for item in places.items)


def test_the_money_that_is_left_is_what_came_out_and_goes_on(talk):
    said = talk(
        "용돈이 오만 원인데 책이 한 권에 만이천 원이야. 세 권 사면 얼마 남아?",
        "그 돈으로 이천 원짜리 스티커 몇 장 살 수 있어?",
        "아, 스티커가 삼천 원이래",
        "그럼 얼마 남아?",
    )
    found = [reply.text for reply in said]
    assert "14,000원" in found[0]
    assert "일곱 장" in found[1]
    assert "네 장" in found[2]
    assert "2,000원" in found[3]


@pytest.mark.parametrize(
    ("said", "result"),
    [
        ("두 명이서 1인분에 만이천 원짜리 3인분 시키고 콜라 두 병 이천 원씩이면 얼마야?", "40,000원"),
        ("공책 천 원짜리 네 권이랑 볼펜 세 자루 오백 원씩이면 얼마야?", "5,500원"),
        ("버스 한 대 빌리는 데 삼십만 원이야. 여섯 대면 얼마지?", "1,800,000원"),
        ("휴가가 12일인데 4.5일 썼어. 며칠 남았지?", "7.5일"),
        ("책이 300쪽인데 120쪽 읽었어. 몇 쪽 남았어?", "180쪽"),
    ],
)
def test_a_sum_told_in_several_amounts(ask, said, result):
    assert result in ask(said).text


def test_what_is_gone_may_be_told_over_turns(talk):
    said = ("달걀이 서른 개 있어", "어제 여덟 개 먹었어", "오늘 다섯 개 또 먹었어", "몇 개 남았지?")
    assert "열일곱 개" in talk(*said)[-1].text


@pytest.mark.parametrize(
    "doubt", ["진짜 맞아?", "확실해?", "틀린 거 아니야?", "다시 계산해 봐", "계산 제대로 한 거 맞지?"]
)
def test_a_doubt_about_a_sum_is_reckoned_again(talk, doubt):
    reply = talk("38 곱하기 4는?", "거기서 50 빼면?", doubt)[-1]
    assert "102" in reply.text
    assert reply.status == "answered"


@pytest.mark.parametrize(
    "other",
    ["피자집도 알아?", "거기 유명해?", "우리 부장님은 매운 걸 못 드신대요. 다른 데는 없어요?", "너 진짜 똑똑하다"],
)
def test_an_old_sum_is_no_answer_to_something_else(talk, other):
    assert "27,000" not in talk("한 접시에 구천 원이면 세 접시는 얼마야?", other)[-1].text


@pytest.mark.parametrize(
    "other",
    ["떡볶이 사천 원 추가하면?", "열 명이 먹을 밥은 몇 그릇이야?", "스무 명이 더 오면 의자는 몇 개 필요해?"],
)
def test_what_is_asked_of_something_else_is_no_change(talk, other):
    before = "손님이 백이십 명 오시는데 한 테이블에 여덟 명씩 앉으면 테이블이 몇 개 필요해?"
    assert "개예요" not in talk(before, other)[-1].text


def test_money_that_nobody_knows_buys_nothing(talk):
    reply = talk("용돈이 오만 원이야", "책이 만이천 원이래", "남은 돈으로 이천 원짜리 스티커 몇 장 살 수 있어?")[-1]
    assert "스물다섯" not in reply.text


def test_a_share_goes_from_what_was_told_last(talk):
    said = "셋이서 만오천 원짜리 피자 두 판에 콜라 두 병 이천 원씩 시키면 다 해서 얼마 나와?"
    assert "17,000원" in talk(said, "둘이 나누면?")[-1].text


def test_less_by_a_share_and_more_by_an_amount(talk):
    found = talk("점심값 하루에 만 원씩 20일이면 얼마야?", "거기서 20퍼센트만 줄이면?", "거기서 천 원 더 내면?")
    assert "160,000원" in found[1].text
    assert "161,000원" in found[2].text


def test_what_is_left_of_what_was_given_is_no_product(talk):
    said = talk(
        "엄마가 만 원 주셨어",
        "천오백 원짜리 붕어빵을 네 개 사면 얼마 남아?",
        "그 돈으로 오백 원짜리 사탕 몇 개 살 수 있어?",
    )
    assert "4,000원" in said[1].text
    assert "여덟 개" in said[2].text


def test_a_place_for_so_many_is_no_sum(talk):
    assert "120,000" not in talk("1인당 만오천 원씩 여덟 명이면 얼마야?", "근데 여덟 명이나 앉을 데가 있어?")[-1].text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["활동비 42만 원에서 버스비 3만 6천 원이랑 간식값 만 4천 원 빼면 얼마 남지?"], "370,000원"),
        (["오천 원짜리 네 장이랑 천 원짜리 두 장 있는데 필통값 6천 원 내면 얼마 남아?"], "16,000원"),
        (
            ["이번에 수도세가 올랐더라", "5만 2천 원이나 나왔어", "용돈이 20만 원인데 거기서 수도세 내면 얼마 남아?"],
            "148,000원",
        ),
        (["책이 9천 원인데 일곱 명이 하나씩 사면 얼마야?", "10만 원에서 그거 빼면 얼마 남아?"], "37,000원"),
        (["우리 모임은 여덟 명이야", "찬조금이 32만 원인데 그럼 한 사람당 얼마까지 쓸 수 있어?"], "40,000원"),
        (
            ["열다섯 명이 가는데 셋이서 한 판씩 먹으면 몇 판 시켜?", "한 판에 2만 원 잡으면 다 해서 얼마야?"],
            "100,000원",
        ),
        (["물약을 하루 두 번 먹는데 보름치면 몇 병이야?"], "한 번에 한 병씩이면 서른 병"),
        (["빵이 2천 원인데 하루 세 개씩 먹으면 한 달에 얼마야?"], "한 달을 30일로 치면, 180,000원"),
        (["하루에 단어를 30개씩 외우고 있어", "900개 외우려면 며칠 걸려?"], "30일"),
        (["매달 25만 원씩 모으면 1년이면 얼마야?", "그럼 천만 원 모으려면 몇 년 걸려?"], "마흔 달"),
        (
            ["구슬 42개를 여섯 명이 똑같이 나누면 몇 개씩이야?", "동생은 여덟 개라는데 맞아?"],
            "아니요, 여덟 개가 아니라 일곱 개",
        ),
        (["9 곱하기 6은?", "그럼 54 맞지?"], "네, 맞아요"),
        (
            [
                "우리 식구는 넷이야",
                "족발 두 개에 6만 원인데 한 사람당 얼마야?",
                "거기에 막국수 만 원 더하면 한 명당 얼마야?",
            ],
            "17,500원",
        ),
        (["상금이 천만 원인데 팀이 다섯 개야. 팀당 얼마야?", "3천만 원에서 그거 빼면 얼마야?"], "28,000,000원"),
        (["한 접시에 9천 원인데 네 접시면 얼마야?", "음료 8천 원짜리 하나 추가하면?"], "44,000원"),
        (["고구마 1킬로에 4천 원인데 2.5킬로 사면 얼마예요?"], "10,000원"),
        (["열두 명인데 넷이서 하나씩 먹으면 몇 개 시켜?", "하나에 만오천 원으로 치면 다 얼마야?"], "45,000원"),
        (["하루 세 번 두 알씩 먹으면 일주일에 몇 알이야?"], "마흔두 알"),
        (["하루에 버스비로 3천 원 써", "한 달이면 얼마야?"], "90,000원"),
        (["시급이 만 원인데 하루 여섯 시간씩 20일이면 얼마야?", "거기서 월세 40만 원 내면 얼마 남아?"], "800,000원"),
        (["만 8천 원을 셋이 나누면?", "6천 원 아니야?"], "네, 맞아요"),
        (["공책 2천 원, 자 천 원, 풀 천5백 원이면 다 해서 얼마야?", "만 원 내면 얼마 거슬러 줘?"], "5,500원"),
        (["15만 원에서 6만 원 쓰면 얼마 남아?", "남은 돈을 세 명한테 나눠 주면 한 명당 얼마야?"], "30,000원"),
        (["오늘 쓰레기봉투를 40개 접었어", "100개 채우려면 몇 개 더 접어야 돼?"], "예순 개"),
        (["1단계 3,200억 원하고 2단계 5,500억 원을 합치면 얼마야?"], "8,700억 원"),
    ],
)
def test_a_sum_takes_what_was_told_and_named_before(talk, turns, told):
    assert told in talk(*turns)[-1].text


@pytest.mark.parametrize(
    ("turns", "asked"),
    [
        (["지갑에 30만 원 있어", "학원비 내면 얼마 남아?"], "학원비가 얼마인지"),
        (["2단계 사업비 3,100억 원하고 합치면 얼마죠?"], "다른 쪽이 얼마인지"),
        (["상금이 60만 원인데 한 사람당 얼마씩 가져가?"], "몇 분"),
    ],
)
def test_what_a_sum_lacks_is_asked_for(talk, turns, asked):
    reply = talk(*turns)[-1]
    assert asked in reply.text
    assert reply.status == "unknown"


@pytest.mark.parametrize(
    "turns",
    [
        ["용돈 한 달에 6만 원 받거든", "매주 간식 만 원씩 쓰면 네 번이면 얼마야", "그럼 얼마 남아"],
        [
            "무를 스무 개 사려고. 한 개에 2천 원이야",
            "다 해서 얼마야",
            "소금이 한 포대에 2만 원이래",
            "작년엔 10만 원 들었는데 얼마나 더 든 거야",
        ],
        ["한 명당 만 원씩 주면 아이가 셋이니까 얼마야", "아 참 사촌도 둘 온댔다 그럼 다 해서?"],
        ["월급이 300만 원이야", "월세 60만 원 내면 얼마 남아", "마감이 이번 주 금요일인데 며칠 남은 거지"],
        [
            "50만 원에서 10만 원 쓰면 얼마 남아",
            "저녁에 15만 원 나올 거야",
            "남는 걸로 2만 원짜리 책 몇 권 살 수 있어",
        ],
        ["3만 원짜리 티셔츠 20퍼센트 할인하면 얼마야", "두 벌 사면"],
        ["예순 명이 왔고 어제는 마흔 명이야", "예산은 300만 원이야", "한 사람당 얼마야"],
    ],
)
def test_where_amounts_go_together_in_several_ways_nothing_is_reckoned(talk, turns):
    last = talk(*turns)[-1]
    assert "원이에요" not in last.text
    assert "원이 남아요" not in last.text
    assert "많아요" not in last.text
    assert "권" not in last.text


def test_money_that_there_is_is_noted_and_not_taken_for_a_purchase(talk):
    told = talk("회식비 예산이 50만 원이야", "한 사람당 4만 원이면 아홉 명이면 얼마야", "그럼 얼마 남아?")
    assert "예산 500,000원" in told[0].text
    assert "140,000원" in told[-1].text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (
            ["방값이 12만 원이고 버스비가 5만 원이다", "합치면 얼마야?"],
            "방값 120,000원, 버스비 50,000원을 더하면 170,000원",
        ),
        (
            ["도시락이 7천 원짜리 서른 개입니다", "거기에 물 800원짜리도 서른 개요", "둘을 합치면요?"],
            "더하면 234,000원",
        ),
        (
            ["시급 11,000원인데 하루 4시간 일해", "일주일에 5일 나가면?", "패드가 20만 원인데 사고 나면 얼마 남아?"],
            "20,000원이 남",
        ),
        (["월세가 40만 원이고 관리비가 5만 원이야", "일 년이면 다 해서 얼마야?"], "5,400,000원"),
        (["천만 원을 연 3퍼센트로 맡기면 일 년 이자가 얼마야?"], "300,000원"),
        (
            ["우리 동아리는 아홉 명이야", "한 사람당 2만 원이면 다 얼마야?", "두 명 더 온대. 다시 계산해 줘"],
            "220,000원",
        ),
        (
            [
                "퇴직금을 받았는데 팔백만 원이에요",
                "손녀 둘한테 오십만 원씩 주려고요",
                "퇴직금에서 그거 빼면 얼마 남아요?",
            ],
            "7,000,000원이 남아요",
        ),
        (
            [
                "볼링장에서 9만 6천 원, 빙수집에서 4만 5천 원 썼어요",
                "민호는 빙수집을 안 갔어요. 볼링장 값만 넷이 나누고 빙수집은 셋이 나누면요?",
            ],
            "볼링장 24,000원, 빙수집 15,000원씩이고, 다 내는 사람은 39,000원",
        ),
    ],
)
def test_one_account_is_kept_over_the_turns(talk, turns, told):
    assert told in talk(*turns)[-1].text


@pytest.mark.parametrize(
    ("said", "noted"),
    [
        ("레고가 이만 칠천 원이야", "레고 27,000원"),
        ("시급 10,500원인데 하루 5시간 일해", "시급 10,500원, 하루 다섯 시간"),
        ("딸기가 한 팩에 구천 원이야", "딸기 한 팩 9,000원"),
        ("무 여덟 개 샀는데 하나에 천오백 원이야", "무 여덟 개 12,000원"),
        ("쌀 세 포대 샀는데 한 포대에 오만 원이야", "쌀 세 포대 150,000원"),
        ("지금은 한 달에 55만 원 내고 관리비가 5만 원이에요", "한 달 550,000원, 관리비 50,000원"),
    ],
)
def test_amounts_that_are_told_are_noted(ask, said, noted):
    assert noted in ask(said).text
