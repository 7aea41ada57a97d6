"""Recommending over several turns, by kinds: asked beside what is told, refined, doubted, moved, by who comes along."""

import pytest


@pytest.fixture(scope="module")
def assistant(garam):
    """The robot of the made-up town, on a Sunday afternoon."""
    return garam


def named(reply):
    return {item.name for item in reply.items}


@pytest.mark.parametrize(
    ("asked", "found", "who", "liked"),
    [
        ("우리 할머니가 만두를 그렇게 좋아하셔 솔밭구 쪽에 괜찮은 데 추천 좀", "새벽만두", "할머니가", "만두"),
        ("가람시에 괜찮은 양식집 좀 알려 주라 아내가 파스타 좋아해", "초록접시", "아내가", "파스타"),
        ("오빠가 초밥을 엄청 좋아하거든 괜찮은 데 있을까?", "큰바다초밥", "오빠가", "초밥"),
        ("남편이 짬뽕 좋아하거든 물빛구에서 하나 골라 줘", "매화반점", "남편이", "짬뽕"),
    ],
)
def test_a_place_asked_for_beside_a_liking_is_found_and_the_liking_kept(talk, asked, found, who, liked):
    first, later = talk(asked, f"{who} 뭐 좋아한다고 했지?")
    assert found in named(first), first.text
    assert "가족과 가기" not in first.text  # who likes it need not come along
    assert liked in later.text


@pytest.mark.parametrize("told", ["엄마가 순두부를 좋아하셔", "우리 딸은 떡볶이를 좋아해"])
def test_a_liking_alone_is_only_kept(talk, told):
    assert talk(told)[-1].intent == "inform.like"


@pytest.mark.parametrize(
    ("turns", "found", "left"),
    [
        # others, whoever asks for them; what was told never comes back
        (["가람시 카페 추천해 줘", "다른 데는 없냐고 하시는데?"], set(), set()),
        (["가람시 맛집 추천해 줘", "친구가 첫 번째는 맨날 간대 다른 데는 없냐고 하네"], set(), {0}),
        (["칼국수집 알려 줘", "큰바다초밥은 예약 돼?", "그건 좀 곤란한데 다른 초밥집은요?"], set(), {"큰바다초밥"}),
        # another area, the kind stays
        (["물빛구 카페 알려 줘", "물빛구는 너무 복잡하니까 솔밭구로 바꾸자"], {"구름찻집"}, {"하늘다방"}),
        (["가람역 근처 카페 알려 줘", "역 말고 솔밭구로 가자 다들 그쪽에 산대"], {"구름찻집"}, {"하늘다방"}),
        (["가람역 근처 카페 알려 줘", "역 쪽 말고 솔밭구 쪽이 낫겠다"], {"구름찻집"}, {"하늘다방"}),
        (["물빛구 카페 알려 줘", "다른 동네는 어때"], {"구름찻집"}, {"하늘다방"}),
        # a kind that is doubted is dropped
        (["칼국수집 찾아 줘", "칼국수는 좀 약한가? 다른 걸로 다시 골라 줘"], set(), {"은하수칼국수"}),
        (["갈비집 추천해 줘", "갈비는 너무 무겁나? 다시 골라 줘"], set(), {"물레방아갈비"}),
        # houses that lack something are ruled out
        (["카페 추천해 줘", "주차 안 되는 데는 빼고"], {"구름찻집"}, {"하늘다방"}),
    ],
)
def test_what_was_asked_stays_but_for_what_is_changed(talk, turns, found, left):
    *before, last = talk(*turns)
    gone = {item.name for n in left if isinstance(n, int) for item in before[n].items[:1]}
    gone |= {name for name in left if isinstance(name, str)}
    assert found <= named(last), last.text
    assert not gone & named(last), last.text
    assert last.intent.startswith("recommend."), last.text


def test_the_place_that_took_the_place_of_another_is_meant_from_then_on(talk):
    *_, last = talk("물빛구 카페 알려 줘", "물빛구 말고 솔밭구로 가자 다들 그쪽에 산대", "그 집 주소 좀")
    assert "구름찻집" in last.text
    assert "하늘다방" not in last.text


@pytest.mark.parametrize(
    ("turns", "children"),
    [
        (["시험 끝나고 애들이랑 밥 먹을 데 있어?"], False),
        (["나 중학교 2학년이야", "애들이랑 뭐 먹으러 갈까 가람시에서"], False),
        (["애들 학원 끝나면 애들이랑 저녁 먹을 데 있어?"], True),
        (["애 둘 데리고 왔는데 점심 먹을 데 있어요?"], True),
    ],
)
def test_children_come_along_with_adults_and_friends_with_pupils(talk, turns, children):
    last = talk(*turns)[-1]
    assert ("아이와 가기" in last.text) is children, last.text


@pytest.mark.parametrize(
    ("asked", "words", "never"),
    [
        ("가람역에서 버스 타기 전에 먹을 만한 거 있을까", ["가람역 맛집"], "전집"),
        ("영화 보기 전에 물빛구에서 간단히 먹을 데 있어?", ["물빛구"], "전집"),
        ("큰애는 갈비 먹고 싶다 그러고 작은애는 냉면 먹겠대요", ["갈비와 냉면이 다 있는", "물레방아갈비"], "제가 아는"),
        ("첫째는 초밥 먹고 싶다고 하고 둘째는 떡볶이 먹겠대", ["큰바다초밥", "별빛분식"], "초밥·떡볶이"),
        ("엄마는 초밥 아빠는 칼국수 먹자고 하셔", ["큰바다초밥", "은하수칼국수"], "초밥·칼국수"),
        ("돈가스 없으면 치킨도 된대 갈 만한 데 어디야", ["황금통닭"], "돈가스집"),
        ("나한테도 세 군데 골라 줘 봐", ["세 곳을 골라 봤어요"], "못"),
        ("달빛동 쪽에 파스타집 있어요?", ["초록접시"], "로봇"),
        ("1960년에 생긴 중국집 이름이 뭐더라", ["그 집은 매화반점이에요"], "세 곳"),
        ("학원 끝나고 애들끼리 갈 만한 싼 데 있어?", ["가람시"], "학원"),
        ("남편이 매운 걸 못 먹는데 만두집 괜찮은 데 있을까", ["만두"], "남편이 매운지"),
    ],
)
def test_what_a_wish_says_is_read_by_its_grammar(ask, asked, words, never):
    told = ask(asked).text
    assert all(word in told for word in words), told
    assert never not in told, told


@pytest.mark.parametrize(
    ("turns", "words", "never"),
    [
        (["달빛동으로 이사 왔어", "근처 순댓국집 알려 줘"], ["달빛동", "두레순대"], "지금 계신 곳"),
        (["나 새솔동 살아", "가까운 초밥집 있어?"], ["새솔동", "큰바다초밥"], "지금 계신 곳"),
        (["나 새솔동 살아", "회사 근처 초밥집 있어?"], ["지금 계신 곳"], "새솔동 초밥집"),
        (["물레방아갈비 얼마야?", "쉬는 날 아니겠지"], ["네, 물레방아갈비는 오늘 여는"], "바랄게요"),
        (["물레방아갈비 얼마야?", "월요일은 쉬는 날이야?"], ["네, 물레방아갈비는 월요일에 열지 않는"], "일요일이에요"),
        (["오늘이 무슨 요일이지? 물레방아갈비 쉬는 날 아니겠지"], ["일요일이에요", "오늘 여는"], "바랄게요"),
        (["하늘다방은 몇 시에 닫아요? 지금 가도 되려나"], ["09:00-21:00", "네, 하늘다방은 지금 여는"], "모르"),
        (["하늘다방 몇 시까지 해?", "마지막 주문은 언제까지 받는대요?"], ["마지막 주문 시간", "자료에 없"], "배우지"),
        (["칼국수집 알려 줘", "국수 값은 얼마나 해 나 혼자 갈 건데"], ["8,000원"], "걸리는지"),
        (["칼국수집 알려 줘", "얼마야", "둘이 한 그릇씩 먹으면?"], ["16,000원"], "두 그릇이에요"),
        (["카페 추천해 줘", "전화번호 있는 집 있어?"], ["055-200-0007"], "있는 곳인지"),
        (["만두집 추천해 줘", "거긴 왜 맛있는데?"], ["맛이 어떤지는 자료에 없어요"], "모르는"),
        (
            ["만두집 추천해 줘", "할머니는 매운 거 못 드시는데 거기 괜찮을까"],
            ["김치만두가 있지만 고기만두"],
            "김치만두 같은",
        ),
        (["물레방아갈비 어때?", "밥 먹고 커피는 어디서 마실까"], ["하늘다방"], "대표 메뉴가 돼지갈비"),
        (["물레방아갈비는 어느 동네야 내가 걸어서 갈 만한가"], ["물빛구 윤슬동", "어디에서 가시는지 몰라서"], "거리와"),
        (["점심은 물레방아갈비에서 먹기로 했어"], ["좋은 생각이에요"], "지금 여는지"),
        (["혼자 먹어도 눈치 안 보이는 칼국수집"], ["은하수칼국수", "혼자 먹기 좋다고"], "자료에 없어서"),
    ],
)
def test_a_detail_is_told_of_the_place_that_is_spoken_of(talk, turns, words, never):
    told = talk(*turns)[-1].text
    assert all(word in told for word in words), told
    assert never not in told, told
