"""Where things lie in a whole country: provinces, metropolises, and names that several areas share."""

from datetime import datetime

import pytest
from store_files import bring_in, pack_for_stores, sbiz, write_rows

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant
from companion.dialogue.state import State

# Province, town with its district, neighbourhood, where, and what the houses there are called after.
PARTS = [
    ("강원특별자치도", "강릉시", "교동", 37.75, 128.88, "바다"),
    ("강원특별자치도", "고성군", "간성읍", 38.38, 128.47, "산들"),
    ("부산광역시", "동구", "초량동", 35.12, 129.04, "항구"),
    ("대전광역시", "동구", "가양동", 36.34, 127.44, "들판"),
    ("대전광역시", "중구", "은행동", 36.33, 127.42, "시내"),
    ("서울특별시", "강남구", "신사동", 37.52, 127.02, "남산"),
    ("서울특별시", "은평구", "신사동", 37.59, 126.91, "북산"),
]


def rows():
    for part, (province, town, dong, lat, lon, front) in enumerate(PARTS):
        for n in range(4):
            where = f"{province} {town} {dong} {n + 1}"
            yield sbiz(
                10 * part + n, f"{front}{'하늘별달'[n]}국밥", "국/탕/찌개류", lat + n / 1e3, lon,
                시도명=province, 시군구명=town, 법정동명=dong, 행정동명=dong, 지번주소=where, 도로명주소="",
            )  # fmt: skip


@pytest.fixture(scope="module")
def robot(tmp_path_factory):
    folder = tmp_path_factory.mktemp("country")
    pack = pack_for_stores(folder / "country")
    bring_in(pack, write_rows(folder / "stores_202609.csv", rows()))
    return Assistant(load_settings(str(pack), environment={}), clock=lambda: datetime(2026, 11, 22, 15, 5))


@pytest.fixture
def found(robot):
    def ask(*texts):
        state = State()
        for text in texts:
            reply, state = robot.respond(text, state)
        return {item.name[:2] for item in reply.items}, reply

    return ask


@pytest.mark.parametrize(
    ("text", "fronts"),
    [
        ("강원도 국밥집 알려줘", {"바다", "산들"}),
        ("강원특별자치도 국밥집 알려줘", {"바다", "산들"}),
        ("강릉 국밥집 알려줘", {"바다"}),
        ("강원 고성 국밥집 알려줘", {"산들"}),
        ("부산 국밥집 알려줘", {"항구"}),
        ("부산 동구 국밥집 알려줘", {"항구"}),
        ("대전 국밥집 알려줘", {"들판", "시내"}),
        ("대전 동구 국밥집 알려줘", {"들판"}),
        ("대전 동구 가양동 국밥집 알려줘", {"들판"}),
        ("강남구 신사동 국밥집 알려줘", {"남산"}),
        ("은평구 신사동 국밥집 알려줘", {"북산"}),
        ("서울 국밥집 알려줘", {"남산", "북산"}),
    ],
)
def test_what_is_named_is_where_is_looked(found, text, fronts):
    names, reply = found(text)
    assert names, reply.text
    assert names <= fronts, reply.text


def test_of_a_province_the_town_is_told(found):
    _, reply = found("강원도 국밥집 알려줘")
    assert any(town in reply.text for town in ("강릉 교동", "고성 간성읍"))


def test_a_town_takes_the_place_of_its_province(found):
    names, _ = found("강원도 국밥집 알려줘", "그럼 강릉은?")
    assert names == {"바다"}


def test_a_province_is_counted_as_a_whole(found):
    _, reply = found("강원도 국밥집 몇 곳이야?")
    assert "여덟 곳" in reply.text
