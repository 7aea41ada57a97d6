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
