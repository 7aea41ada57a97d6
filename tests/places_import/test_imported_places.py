"""A robot among imported places: it finds them, says of when they are, and claims nothing that no row says."""

from datetime import datetime

import pytest
from store_files import bring_in, pack_for_stores, sbiz, write_rows

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant

FRONT = "물결 노을 바람 구름 별빛 솔향 이슬 새봄".split()


def shops():
    yield from (sbiz(n, f"{front}원조국밥", "국/탕/찌개류", 36.1 + n / 1e4, 127.9) for n, front in enumerate(FRONT))
    for n, front in enumerate(FRONT):
        yield sbiz(
            100 + n,
            f"{front}커피공방",
            "카페",
            36.1 + n / 1e4,
            127.9005,
            법정동명="달빛동",
            행정동명="달빛동",
            도로명주소=f"다온도 가람시 물빛구 달길 {n + 1}",
        )
    yield sbiz(
        200,
        "먼바다횟집",
        "횟집",
        35.17,
        129.15,
        시도명="부산광역시",
        시군구명="해운대구",
        법정동명="우동",
        행정동명="우1동",
        도로명주소="부산광역시 해운대구 바닷길 3",
        지번주소="부산광역시 해운대구 우동 3",
    )
    yield sbiz(201, "별다방", "카페", 36.103, 127.902, 지점명="윤슬점", 도로명주소="다온도 가람시 물빛구 별길 4")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("imported")
    pack = pack_for_stores(folder / "shops")
    bring_in(pack, write_rows(folder / "stores_202609.csv", shops()))
    return Assistant(load_settings(str(pack), environment={}), clock=lambda: datetime(2026, 11, 22, 15, 5))


def names(reply):
    return {item.name for item in reply.items}


def test_what_is_asked_for_is_found_and_it_is_said_of_when_the_data_are(talk):
    (reply,) = talk("윤슬동 국밥집 알려줘")
    assert len(reply.items) == 3
    assert names(reply) <= {f"{front}원조국밥" for front in FRONT}
    assert "2026년 9월 자료" in reply.text
    assert {(s.title, s.as_of) for s in reply.sources} == {("소상공인시장진흥공단 상가(상권)정보", "2026-09")}


def test_of_when_the_data_are_is_said_once(talk):
    first, again, other, back = talk(
        "윤슬동 국밥집 알려줘", "다른 데는?", "별다방 윤슬점 근처 카페 알려줘", "해운대 횟집 알려줘"
    )
    assert "2026년 9월" in first.text
    assert not any("2026년 9월" in reply.text for reply in (again, other, back))


def test_a_list_goes_on_with_others(talk):
    first, second = talk("윤슬동 국밥집 알려줘", "다른 데는?")
    assert len(second.items) == 3
    assert not names(first) & names(second)


def test_what_no_row_says_is_not_known(talk):
    _, phone, hours = talk("윤슬동 국밥집 알려줘", "첫 번째 집 전화번호 알려줘", "거기 몇 시에 열어?")
    assert (phone.status, hours.status) == ("unknown", "unknown")
    (parking,) = talk("윤슬동에 주차되는 국밥집 있어?")
    assert "주차할 수 있는지" in parking.text


def test_a_house_is_known_by_its_name_however_it_is_spaced(talk):
    for text in ("물결원조국밥 주소 알려줘", "물결 원조 국밥 주소 알려줘"):
        (reply,) = talk(text)
        assert "물결로 0" in reply.text, text


def test_a_house_is_known_by_the_sound_of_its_name(talk):
    (reply,) = talk("물결원조국빱 주소가 어디야?")
    assert "물결원조국밥" in reply.text
    assert "물결로 0" in reply.text


def test_a_branch_is_known_by_its_name(talk):
    (reply,) = talk("별다방 윤슬점 주소 알려줘")
    assert "별길 4" in reply.text


def test_beside_a_house_is_what_is_near_it(talk):
    (reply,) = talk("물결원조국밥 근처 카페 알려줘")
    assert reply.items
    assert all(item.distance_m is not None and item.distance_m <= 700 for item in reply.items)


def test_another_town_is_one_that_the_robot_knows(talk):
    (reply,) = talk("해운대 횟집 알려줘")
    assert names(reply) == {"먼바다횟집"}


def test_numbered_neighbourhoods_are_asked_for_by_their_number(talk):
    (reply,) = talk("윤슬1동 국밥집 추천해줘")
    assert len(reply.items) == 3


def test_all_that_there_are_are_counted(talk):
    (reply,) = talk("윤슬동 국밥집 몇 곳이야?")
    assert "여덟 곳" in reply.text


def test_ordinary_questions_are_not_taken_for_names(talk):
    for text in ("가람시장이 누구야?", "안녕", "지금 몇 시야?"):
        (reply,) = talk(text)
        assert reply.route != "recommend", text
