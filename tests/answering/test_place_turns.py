"""Later turns about places, by kinds, in a made-up town on a Sunday afternoon: given up, gone on with, counted."""

import pytest


@pytest.fixture(scope="module")
def assistant(garam):
    """The robot of the made-up town."""
    return garam


def names(reply):
    return {item.name for item in reply.items}


@pytest.mark.parametrize(
    "turns",
    [
        ["카페 추천해 줘", "갈비 말고 칼국수 먹을래", "물빛구 쪽은 없나요?"],  # what was replaced is no condition
        ["칼국수집 추천해 줘", "만 원에서 오천 원 빼면?", "아이 둘은 반값이면?"],  # a sum goes on
        ["커피를 몇 잔 마셨는지 기억도 안 나"],  # told, and nothing is looked for
        ["카페 추천해 줘", "그냥 집에서 라면 먹을래"],
        ["카페 추천해 줘", "그냥 집에 가서 밥 먹을래"],
    ],
)
def test_what_is_no_wish_or_no_longer_one_is_not_looked_for(talk, turns):
    *_, last = talk(*turns)
    assert not [words for words in ("없는지", "아이와 가기", "맛집") if words in last.text], last.text


@pytest.mark.parametrize(
    ("bound", "plain", "given_up"),
    [
        ("만 원 이하 ", "칼국수집", ["가격은 상관없어", "가격은 됐고 다시", "값은 안 따질게요", "비싸도 괜찮아"]),
        ("주차되는 ", "갈비집", ["주차는 안 돼도 돼", "주차는 신경 안 써도 돼요", "주차는 빼 줘"]),
        ("솔밭구 ", "카페", ["솔밭구 아니어도 돼", "꼭 솔밭구일 필요는 없어요"]),
        ("룸 있는 ", "카페", ["방은 없어도 돼요", "룸은 없어도 괜찮아"]),
    ],
)
def test_what_is_given_up_no_longer_holds(talk, bound, plain, given_up):
    expected = names(talk(f"{plain} 추천해 줘")[-1])
    for later in given_up:
        *_, last = talk(bound + plain, later)
        assert names(last) == expected, (later, last.text)
        assert "자료에 없" not in last.text, last.text


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        # what matters is named again, not dropped
        (["할랄 식당 있어?", "그럼 주차되는 데는?"], ["할랄 음식이 있는지", "자료에 없"]),
        (["휠체어 들어가는 카페", "그래도 추천해 줘"], ["휠체어로 들어갈 수 있는지", "하늘다방"]),
        (["카페 추천해 줘", "그중에 룸 있는 데"], ["그중에는 따로 쓰는 방이 있는지 확인된 곳이 없어요"]),
        # what comes next on the scale
        (["제일 오래된 식당 어디야", "그 다음은?"], ["그다음으로 오래된 곳은", "1985"]),
        (["갈비집 추천해 줘", "더 오래된 데는?"], ["그보다 오래된 것으로 알려진 곳은"]),
        # the same of another one
        (["카페 추천해 줘", "두 번째 전화번호", "첫 번째는?"], ["055-200-0007"]),
        (["물레방아갈비 전화번호", "매화반점은?", "둘 중 어디가 먼저 생겼어?"], ["매화반점이 더 오래됐어요"]),
        # all together
        (["물레방아갈비 얼마야?", "어른 둘 아이 하나면?"], ["32,000원", "아이 값은 자료에 없어요"]),
        (["갈비 어디가 좋아? 예산은 1인당 2만 원이고 6명이야"], ["물레방아갈비", "16,000원"]),
        # «첫 번째» of the newest list that has an order
        (["카페 추천해 줘", "칼국수집은?", "아까 첫 번째 집 전화번호"], ["055-200-0007"]),
        # how near, from whatever has a position
        (["물레방아갈비에서 제일 가까운 카페"], ["물레방아갈비에서 제일 가까운 곳은 하늘다방"]),
        (["카페 추천해 줘", "그중에 물레방아갈비에서 제일 가까운 데는?"], ["하늘다방은 물레방아갈비에서 직선으로"]),
        # what is planned is offered, and what is wished for next is added to it
        (["내일 엄마랑 칼국수 먹으러 가려고요"], ["가람시 칼국숫집을 찾아 드릴까요?"]),
        (["내일 엄마랑 칼국수 먹으러 가려고요", "네"], ["은하수칼국수"]),
        (["친구들이랑 짜장면 먹기로 했어", "한 사람에 만 원 안 넘었으면 해"], ["매화반점", "7,000원"]),
        # what is denied at the head of the request is not lost with what leads over to it
        (["칼국수집 추천해 줘", "그럼 안 매운 걸로 저녁 먹을 데 추천해 줘"], ["맛집"]),
        # what cannot be afforded is left out
        (["식당 추천해 줘", "갈비는 부담돼서 안 될 것 같고 한 사람에 만 원 정도로"], ["갈비는 빼고"]),
        # another dish than was told, wished for by the way
        (["카페 추천해 줘", "칼국수가 땡기네"], ["은하수칼국수"]),
        (["카페 추천해 줘", "중식이 나을 것 같다"], ["매화반점"]),
        # the first of all that was told in this talk
        (["갈비집 추천해 줘", "카페 추천해 줘", "아까 맨 처음 추천한 집 어디였지?"], ["물레방아갈비"]),
        # a house that one goes to next, and not what the last one has
        (["칼국수집 추천해 줘", "2차로 갈 만한 카페도 있어?"], ["하늘다방"]),
        # who cannot reserve gives the number
        (["물레방아갈비 알려 줘", "예약하고 싶은데"], ["예약은 제가 해 드릴 수 없어요", "전화번호"]),
        # what was just reckoned is the budget of all who come
        (
            ["삼만 원에서 만 원 빼면 얼마야?", "그 돈으로 둘이 먹을 만한 데 있어?"],
            ["20,000원을 두 명으로 나눠서", "10,000원 안에서"],
        ),
        # how many come is only why so much is ordered
        (["물레방아갈비 얼마야?", "가족 두 명이니까 2인분 시키면?"], ["32,000원"]),
        # what one has, held against what it costs
        (["물레방아갈비 얼마야", "만 원 있는데 그걸로 먹을 수 있어?"], ["아니요, 물레방아갈비는", "16,000원"]),
        (["물레방아갈비 얼마야", "이만 원으로 될까?"], ["네, 물레방아갈비는", "16,000원"]),
        (["구름찻집 알려 줘", "오천 원으로 될까?"], ["5,000원으로 되는지는 알 수 없어요"]),
        # what was told is not told as if it were new
        (["칼국수집 추천해 줘", "매운 건 빼고"], ["방금 알려 드린 한 곳이 그대로 맞아요"]),
        # a meal after what one drinks between meals
        (["카페 추천해 줘", "나 오늘 안 매운 거 먹어야 돼"], ["매운 음식은 빼고", "맛집"]),
        # where the speaker is
        (["여기서 제일 가까운 카페", "가람역이야"], ["하늘다방"]),
        # what stands in side clauses
        (["할머니 모시고 가는데 계단 없고 조용한 한식집 좀 알려 주실 수 있을까요?"], ["계단 없이", "조용한지"]),
        (["나 땅콩 알레르기 있는데 먹을 데"], ["알레르기가 있어도 먹을 수 있는지"]),
        # a day of the week beside another word for a day
        (["오늘 월요일인데 물레방아갈비 해?"], ["아니요, 물레방아갈비는 월요일에 열지 않는"]),
        (["월요일에 문 여는 칼국수집"], ["은하수칼국수"]),
        # facilities asked of what was told
        (["갈비집 추천해 줘", "거기 주차 여부 알려 줘"], ["주차할 수 있어요"]),
        (["갈비집 추천해 줘", "그 식당 룸 유무가 궁금해"], ["따로 쓰는 방이 있는지 자료에 없어요"]),
        (["카페 추천해 줘", "주차도 되면 좋고요"], ["구름찻집", "주차할 수 있어요"]),
        (["윤슬동서 갈 만한 카페가 어데 있노"], ["윤슬동 카페는", "하늘다방"]),
    ],
)
def test_a_later_turn_is_understood(talk, turns, words):
    *_, last = talk(*turns)
    assert last.route == "recommend", last.text
    assert not [word for word in words if word not in last.text], last.text


@pytest.mark.parametrize("question", ["인터넷 검색해 줘", "인터넷 찾아봐", "식당은 그날 어디 추천했대?"])
def test_what_is_no_wish_brings_no_places(ask, question):
    assert ask(question).items == ()


def test_a_condition_beside_a_wish_is_not_about_a_bystander(ask):
    reply = ask("한 명이 고기를 못 먹어서 고기 말고 다른 식당 추천해 줘")
    assert "혼자" not in reply.text


@pytest.mark.parametrize(
    ("turns", "wanted", "unwanted"),
    [
        # a place that is described without a space
        (["갈비 맛있는데 주차되는데로"], ["물레방아갈비"], ["칼국수", "초밥"]),
        (["밥먹을데 추천좀 싼데로"], ["원"], ["모둠초밥", "모둠회"]),
        (["카페 추천해 줘", "주차되는데 없나"], ["구름찻집"], ["하늘다방"]),
        (["저녁 먹을만한 근사한데 추천해 줘"], ["60,000원"], ["떡볶이"]),
        # a dish that is settled on after another
        (["갈비집 추천해 줘", "그럼 칼국수로 할게요"], ["은하수칼국수"], ["물레방아"]),
        (["갈비집 추천해 줘", "짜장면으로 바꿔야겠다"], ["매화반점"], ["물레방아"]),
        (["갈비집 추천해 줘", "그냥 만두나 먹을란다"], ["새벽만두"], ["물레방아"]),
        (["갈비집 추천해 줘", "순대국으로 하면 되겠네"], ["두레순대"], ["물레방아"]),
        (["우리 할머니가 갈비 좋아하셔서 갈비로 하자", "주차되는데로"], ["물레방아갈비"], ["구름찻집"]),
        # one is too dear, another is asked for
        (["식당 추천해 줘", "초밥은 너무 비싸 칼국수는 없어?"], ["은하수칼국수"], ["큰바다초밥"]),
        # houses that are turned down
        (["칼국수집 추천해 줘", "일요일에 쉬는 데는 빼고"], ["없어요"], ["은하수칼국수"]),
        (["식당 추천해 줘", "비싼 데는 싫어"], ["원"], ["모둠초밥", "모둠회"]),
        (["카페 추천해 줘", "줄 서는 데는 싫어"], ["오래 기다리는지는 자료에 없어서", "하늘다방"], []),
        (["카페 추천해 줘", "사람 많은데는 싫어"], ["사람 많은 곳인지는 자료에 없어서", "하늘다방"], []),
        # what must hold, and what one would be glad of
        (["카페 추천해 줘", "주차는 꼭 돼야 해"], ["구름찻집", "주차할 수 있어요"], ["하늘다방"]),
        (["카페 추천해 줘", "주차되는 데면 더 좋고"], ["구름찻집"], ["제일"]),
        (["갈비집 추천해 줘", "주차되는 데로"], ["그대로 맞아요", "물레방아갈비"], []),
        # all is dear: what costs least, and that it is no less
        (["초밥집 추천해 줘", "너무 비싼 데 말고"], ["그런 가격으로 알려진 곳은 없어서", "25,000원"], []),
        # how a dish is not
        (["안 매운 떡볶이 있어? 없으면 딴거"], ["안 매운지는 자료에 없어서", "별빛분식"], ["확인된 곳은 없어서"]),
        # what was eaten lately, or is passed over
        (["식당 추천해 줘", "갈비는 저번에 먹었어 딴 거"], ["갈비는 빼고"], ["물레방아"]),
        (["식당 추천해 줘", "어제 갈비 먹었으니까 갈비는 패스"], ["갈비는 빼고"], ["물레방아"]),
        (["식당 추천해 줘", "갈비 같은 건 부담스럽고요"], ["갈비는 빼고"], ["물레방아"]),
        # where one goes on to
        (["윤슬동 식당 추천해 줘", "거기서 밥 먹고 커피마실데는"], ["하늘다방"], ["물레방아", "구름찻집"]),
        (["물레방아갈비 알려 줘", "거기서 커피 마실 데는"], ["하늘다방"], ["갈비집"]),
        # what one has between meals, of which no place is known
        (["빙수 파는 데"], ["빙수가 있는지는 자료에 없어서", "디저트"], []),
        # who comes, in a noun at the end of what is planned
        (["윤슬동에서 데이트하려는데 밥집"], ["윤슬동"], []),
    ],
)
def test_a_wish_as_it_is_said_is_understood(talk, turns, wanted, unwanted):
    *_, last = talk(*turns)
    assert not [word for word in wanted if word not in last.text], last.text
    assert not [word for word in unwanted if word in last.text], last.text


def test_what_all_of_them_pay_is_reckoned(talk):
    assert "40,000원" in talk("1인당 만 원으로 다섯 명이 갈 칼국수집", "다 해서 얼마야?")[-1].text


@pytest.mark.parametrize("asked", ["비싼 거 아니야?", "좀 비싼 거 아닌가요?", "그거 싼 거 아니야?", "비싸지 않아?"])
def test_an_opinion_of_a_price_is_asked_of_the_place_that_was_told(talk, asked):
    text = talk("물레방아갈비 얼마야?", asked)[-1].text
    assert "물레방아갈비" in text, text
    assert "16,000원" in text, text
    assert not text.startswith(("네", "아니요")), text
    assert "1." not in text, text


@pytest.mark.parametrize("aside", ["거기 말고 솔밭구에는 없어?", "거기 말고 솔밭구 쪽으로는 없나요?"])
def test_a_list_that_is_set_aside_is_not_told_again(talk, garam, aside):
    first, second = talk("카페 추천해 줘", aside, to=garam)
    assert len(first.items) == 2
    assert not names(second)
    assert "앞에서 알려 드린 곳 말고는" in second.text


@pytest.mark.parametrize(
    ("said", "phone"),
    [
        ("첫 번째 집 전화번호 좀 불러줘. 예약해야 되겠어", 0),
        ("두 번째 집 전화번호 알려 줘. 예약을 해야 하거든", 1),
        ("마지막에 말한 집 전화번호 알아?", 2),
        ("끝에 알려 준 데 전화번호는?", 2),
    ],
)
def test_one_of_a_list_is_asked_for_whatever_it_is_for(talk, garam, said, phone):
    first, second = talk("맛집 추천해 줘", said, to=garam)
    assert [item.name for item in second.items] == [first.items[phone].name]
    assert "전화번호" in second.text


def test_what_is_said_against_a_food_before_another_leaves_it_out(talk, garam):
    heavy = talk("맛집 추천해 줘", "고기는 좀 무겁고 국물 있는 걸로 바꿔줘", to=garam)[-1]
    dear = talk("갈빗집 추천해 줘", "한우는 좀 비싸겠다 칼국수 하는 데는 없나?", to=garam)[-1]
    for reply in (heavy, dear):
        assert names(reply) == {"은하수칼국수"}
        assert not [word for word in ("고기", "한우") if word in reply.text], reply.text


def test_less_than_a_price_is_not_that_price(ask, garam):
    assert "은하수칼국수" in names(ask("팔천 원 이하 칼국수집", to=garam))
    assert "은하수칼국수" not in names(ask("팔천 원 아래 칼국수집", to=garam))


def test_which_of_those_told_is_old_is_compared(talk, garam):
    reply = talk("맛집 추천해 줘", "그중에 오래된 집이 어디요?", to=garam)[-1]
    assert "매화반점" in reply.text
    assert "1960년" in reply.text


def test_what_one_does_there_is_named_as_a_deed(ask, garam):
    assert "기사 쓸 만한 곳인지는" in ask("기사 쓸 만한 카페 있어?", to=garam).text
