"""What is said after places were told, and of sights, on the shipped data on a Sunday afternoon."""

import pytest


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (["행궁동 카페 추천해줘"], "행궁동 카페는 정지영커피로스터즈 행궁본점이 있어요"),
        (["수원역에 카레 파는 데"], "델리다바"),
        (["화성행궁 근처 맛집"], "m쯤"),
        (["갈비집 추천해줘", "처음 거로 할게"], "전화번호는 1600-3883"),
        (["골목집설렁탕 얼마야", "우설은?"], "30,000원"),
        (["통닭집 추천", "첫 번째로 예약 부탁해"], "예약은 제가 해 드릴 수 없어요"),
        (["가보정 어때", "언제 확인된 거야"], "확인된 정보예요"),
        (["너는 몇 군데나 알아"], "수원 식당 133곳"),
        (["제일 비싼 집이 어디야"], "가보정"),
        (["명성돼지갈비 백반기행 나온 데 맞지?"], "네,"),
        (["대왕칼국수 번호 031-252-2820 맞아?"], "네,"),
        (["진미통닭 번호 031-255-3400 맞아?"], "아니요,"),
        (["진미통닭 아직 영업하지?"], "2026년 9월 16일"),
        (["동가네식당 저녁에도 열어?"], "아니요,"),
        (["전주 비빔밥 알아?"], "전주 식당은 제 자료에 없어요"),
        (["행궁동 맛집", "밥 먹고 커피 마실 데도"], "행궁동"),
        (["인계동 맛집", "10분 안에 나오는 거"], "10분 안에 나오는지 자료에 없어요"),
        (["매향통닭이 제일 오래된 통닭집 맞지?"], "네,"),
        (["보영만두가 수원에서 제일 오래된 만두집이라던데요?"], "아니요,"),
        (["가보정이 냉면 원조야?"], "자료에 없어요"),
        (["왕갈비통닭 어느 집이 원조예요?"], "남문통닭"),
        (["남문통닭 그 영화 뒤로 유명해진 데 맞지?"], "네,"),
        (["수원만두가 보영만두보다 오래됐나요?"], "네, 수원만두가 더 오래됐어요"),
        (["통닭집 추천", "진미통닭이 매향통닭보다 싸?", "둘 다 내일 열어?"], "매향통닭은 내일 여는"),
        (["화성행궁 입장료 얼마야", "차 가져갈 건데 근처에 댈 데가 있을까?", "한 시간 대면 얼마야?"], "800원이에요"),
        (["화성행궁 몇 시까지 해?", "오늘도 야간 개장 해요?"], "아니요."),
        (["통닭집 추천", "그중에 주차되는 데는?"], "주차할 수 있는지 확인된 곳이 없어요"),
        (["통닭집 추천", "제일 싼 데랑 제일 오래된 데는?"], "제일 싸요"),
        (["국밥집 하나 추천해줘", "고마워요 그 집으로 갈게요"], "네, 잘 다녀오세요"),
        (["파스타집 추천", "카페는 어디 있어?"], "수원 카페"),
        (["행궁동 맛집", "밥 먹고 갈 카페도 하나 골라 줘"], "행궁본점"),
        (["갈빗집 추천", "안 질긴 놈으로"], "안 질긴지 자료에 없어요"),
        (["딸이 냉면 사 준대요. 어디가 좋을까요?"], "수원 냉면집"),
        (["통닭집 추천", "매향 말고 장안통닭 주소"], "장안통닭은 경기 수원시"),
        (["수원화성 근처 만두집"], "m쯤"),
        (["가보정 오픈이랑 마감이 언제인지"], "11:30-21:30"),
        (["가보정을 뽑은 기준 좀 말해 줄래"], "수원 3대 갈비"),
        (["본수원갈비가 처음 들어선 게 언제라더라"], "1974년"),
        (["가보정 하루 매출이 얼마야"], "그건 자료에 없어요"),
        (["가보정 할인 언제 해"], "그건 자료에 없어요"),
        (["갈비 값이 가장 센 집이 어디래"], "제일 비싼 곳은 가보정"),
        (["갈비 대신 냉면 파는 데는 어디야"], "수원 냉면집"),
        (["심야에 파스타가 된다는 집이 있다면서요"], "붉은입술"),
        (["화성행궁 지금 밤에도 열어?"], "아니요."),
    ],
)
def test_what_is_said_of_places_fits_what_was_asked(talk, turns, said):
    *_, last = talk(*turns)
    assert said in last.text, last.text


@pytest.mark.parametrize(
    "wish",
    [
        "수원 구경 어디 가면 좋아",
        "가볼 만한 데 알려줘",
        "시장 구경하고 싶어",
        "수원 관광지 추천",
        "애들이랑 놀러 갈 데",
    ],
)
def test_sights_are_recommended(ask, assistant, wish):
    reply = ask(wish)
    assert reply.items
    assert {assistant.store.places[item.id].type for item in reply.items} == {"sight"}


def test_what_is_near_a_sight_is_found_after_it(talk):
    *_, fee, near = talk("볼거리 추천", "화성행궁 입장료", "그 근처 맛집")
    assert "2,000원" in fee.text
    assert near.text.startswith("화성행궁")


@pytest.mark.parametrize(
    "turns",
    [
        ["아이랑 갈 만한 식당, 매운 건 빼고"],
        ["안 매운 식당 추천해줘"],
        ["맵지 않은 음식 하는 데 알려줘"],
        ["매운 거 못 먹는 애랑 갈 데"],
        ["맛집 추천", "매운 거 말고"],
    ],
)
def test_no_place_has_a_dish_that_is_ruled_out_by_its_taste(talk, assistant, turns):
    *_, last = talk(*turns)
    assert last.items
    assert not [dish for item in last.items for dish in assistant.store.places[item.id].menu if "매운" in dish]


@pytest.mark.parametrize(
    "said", ["고기 말고 다른 건 없을까요?", "고기를 별로 안 좋아하셔서요. 다른 건 없어요?", "고기 빼고"]
)
def test_what_was_looked_for_can_be_ruled_out(talk, assistant, said):
    *_, last = talk("고깃집 추천", said)
    assert last.items
    assert all("고기" not in assistant.store.contents_of(assistant.store.places[item.id]) for item in last.items)


def test_an_outing_of_today_is_no_day_of_rest(ask):
    assert ask("오늘 수원에서 놀다 갈 건데 어디부터 둘러보면 좋을까?").items


def test_others_are_told_when_all_are_turned_down(talk):
    first, last = talk("통닭집 추천", "둘 다 말고")
    assert last.items
    assert not {item.id for item in first.items} & {item.id for item in last.items}


def test_a_neighbourhood_can_be_ruled_out(ask, assistant):
    reply = ask("행궁동 말고 카페")
    assert reply.items
    for item in reply.items:
        assert "행궁동" not in assistant.store.areas_of(assistant.store.places[item.id])


def test_likely_areas_lie_in_the_district_that_is_stated(assistant):
    store, told = assistant.store, 0
    for place in store.places.values():
        for area in store.likely_areas(place):
            told += 1
            assert place.district is None or store.district_of(area) in (None, place.district), place.name
    assert told
