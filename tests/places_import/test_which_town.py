"""Several towns in one wish, towns of one name, and what is near where nobody knows where one is."""

from datetime import datetime

import pytest
from store_files import SHOPS, bring_in, pack_for_stores, sbiz, write_rows

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant
from companion.dialogue.state import State

# Province, town with its district, neighbourhood, where, and what the houses there are called after.
PARTS = [
    ("다온도", "가람시 물빛구", "윤슬동", 36.101, 127.901, "물결"),
    ("다온도", "노을시", "해질동", 36.3, 127.9, "노을"),
    ("다온도", "한빛시", "새벽동", 36.2, 127.8, "한낮"),
    ("경기도", "광주시", "경안동", 37.41, 127.25, "숲속"),
    ("광주광역시", "서구", "치평동", 35.15, 126.85, "무등"),
    ("부산광역시", "중구", "남포동", 35.10, 129.03, "항구"),
    ("울산광역시", "중구", "성남동", 35.55, 129.32, "고래"),
    ("강원특별자치도", "고성군", "간성읍", 38.38, 128.47, "설악"),
    ("경상남도", "고성군", "고성읍", 34.97, 128.32, "공룡"),
]
KINDS = [("국밥", "국/탕/찌개류", "음식"), ("커피", "카페", "음식"), ("약국", "약국", "소매")]


def rows():
    for part, (province, town, dong, lat, lon, front) in enumerate(PARTS):
        for kind, (name, small, large) in enumerate(KINDS):
            for n in range(5):
                where = f"{province} {town} {dong} {n + 1}"
                yield sbiz(
                    100 * part + 10 * kind + n, f"{front}{'하늘별달꽃'[n]}{name}", small, lat + n * n / 1e3, lon,
                    상권업종대분류명=large, 시도명=province, 시군구명=town, 법정동명=dong, 행정동명=dong,
                    지번주소=where, 도로명주소="",
                )  # fmt: skip


@pytest.fixture(scope="module")
def robot(tmp_path_factory):
    folder = tmp_path_factory.mktemp("which")
    pack = pack_for_stores(folder / "country", "shops")
    bring_in(pack, write_rows(folder / "stores_202609.csv", rows()), packs=(SHOPS,))
    return Assistant(load_settings(str(pack), environment={}), clock=lambda: datetime(2026, 11, 22, 15, 5))


@pytest.fixture
def found(robot):
    """The last reply, and the fronts of the names of what it lists."""

    def ask(*texts):
        state = State()
        for text in texts:
            reply, state = robot.respond(text, state)
        return {item.name[:2] for item in reply.items}, reply

    return ask


# Several towns


@pytest.mark.parametrize(
    ("texts", "fronts", "words"),
    [
        (["노을시랑 한빛시 국밥집 알려줘"], {"노을", "한낮"}, ["노을 국밥집", "한빛 국밥집"]),
        (["부산하고 울산 카페 추천해줘"], {"항구", "고래"}, ["부산 카페", "울산 카페"]),
        (["노을시나 부산 약국"], {"노을", "항구"}, ["노을 약국", "부산 약국"]),
        (["해질동이랑 새벽동 카페 알려줘"], {"노을", "한낮"}, ["해질동 카페", "새벽동 카페"]),
        (["부산 카페", "노을시랑 울산는?"], {"노을", "고래"}, ["노을 카페", "울산 카페"]),
        (["강원도랑 부산 국밥집"], {"설악", "항구"}, ["강원도에서는 강원도 고성군 식당만"]),
        (["충청도랑 부산 국밥집"], {"항구"}, ["충청도 식당은 제 자료에 없어요"]),
        (["부산에서 왔는데 노을시 국밥집 알려줘"], {"노을"}, ["노을 국밥집"]),
        (["부산 말고 울산 카페"], {"고래"}, ["울산 카페"]),
    ],
)
def test_each_town_that_is_named_is_answered_by_its_name(found, texts, fronts, words):
    names, reply = found(*texts)
    assert names == fronts, reply.text
    assert not [word for word in words if word not in reply.text], reply.text
    assert reply.text.count("2026년 9월 자료") <= 1


def test_in_several_towns_things_are_counted_together(found):
    _, reply = found("노을시랑 한빛시 국밥집 몇 곳이야?")
    assert "노을·한빛 국밥집은 열 곳" in reply.text


# Towns of one name


@pytest.mark.parametrize(
    ("texts", "fronts", "told"),
    [
        (["전라도 광주 카페"], {"무등"}, "광주광역시 카페"),
        (["경기도 광주 카페"], {"숲속"}, "경기도 광주시 카페"),
        (["광주광역시 카페"], {"무등"}, "광주광역시 카페"),
        (["전라도 카페"], {"무등"}, "전라도에서는 광주광역시 식당만"),
        (["경상도 고성 국밥집"], {"공룡"}, "경상남도 고성군 국밥집"),
        (["부산 중구 국밥집"], {"항구"}, "부산 중구 국밥집"),
        (["광주광역시 카페", "광주 국밥집은?"], {"무등"}, "광주광역시 국밥집"),
        (["울산 카페", "중구 국밥집"], {"고래"}, "울산 중구 국밥집"),
        (["고성 국밥집", "경남"], {"공룡"}, "경상남도 고성군 국밥집"),
        (["고성 국밥집", "강원도 고성이요"], {"설악"}, "강원도 고성군 국밥집"),
        (["고성 국밥집", "카페는?", "강원도"], {"설악"}, "강원도 고성군 카페"),
        (["고성 국밥집", "부산 카페"], {"항구"}, "부산 카페"),
        (["중구 국밥집", "울산"], {"고래"}, "울산 중구 국밥집"),
    ],
)
def test_of_towns_of_one_name_the_one_that_is_told_apart_is_meant(found, texts, fronts, told):
    names, reply = found(*texts)
    assert names == fronts, reply.text
    assert told in reply.text


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("고성 국밥집", ["강원도 고성군", "경상남도 고성군"]),
        ("중구 국밥집", ["부산 중구", "울산 중구"]),
        ("고성 국밥집 몇 곳이야?", ["강원도 고성군", "경상남도 고성군"]),
    ],
)
def test_where_nothing_tells_them_apart_it_is_asked_which(found, text, towns):
    names, reply = found(text)
    assert not names
    assert reply.status == "clarify"
    assert not [town for town in towns if town not in reply.text], reply.text


def test_the_one_near_home_is_meant_and_told_with_its_province(tmp_path):
    pack = pack_for_stores(tmp_path / "near", "shops")
    bring_in(pack, write_rows(tmp_path / "stores_202609.csv", rows()), packs=(SHOPS,))
    (pack / "profile.yaml").write_text("packs: [korean, shops, ./]\nhome: 경안동\n", encoding="utf-8")
    near = Assistant(load_settings(str(pack), environment={}), clock=lambda: datetime(2026, 11, 22, 15, 5))
    reply, _ = near.respond("광주 카페", State())
    assert {item.name[:2] for item in reply.items} == {"숲속"}
    assert "광주시 카페" in reply.text


# What is near


def test_what_is_near_is_reckoned_from_the_middle_of_home_and_said_so(found):
    for text in ("근처 약국", "걸어서 갈 만한 카페"):
        _, reply = found(text)
        assert "지금 계신 곳은 제가 알 수 없어서" in reply.text
        assert "가람시 가운데" in reply.text
        assert [item.distance_m for item in reply.items] == [None] * len(reply.items)


def test_the_nearest_is_the_nearest_to_the_middle(found):
    _, reply = found("해질동에서 제일 가까운 약국")
    assert [item.name for item in reply.items] == ["노을별약국"]
    assert "해질동 가운데에서 제일 가까운 곳" in reply.text
    _, next_one = found("해질동에서 제일 가까운 약국", "그다음은?")
    assert next_one.items
    assert next_one.items[0].name != "노을별약국"


def test_of_what_nobody_knows_where_it_is_nothing_is_reckoned(found):
    for text in ("노을시청에서 걸어서 갈 만한 카페", "노을시청에서 제일 가까운 카페"):
        names, reply = found(text)
        assert names == {"노을"}
        assert reply.text.startswith("노을시청이 정확히 어디인지는 자료에 없어서 거리는 빼고 찾았어요")


def test_the_nearest_of_very_many_is_no_sample(tmp_path):
    """Eight hundred cafés stand in a row: the nearest to their middle are found among them all."""
    pack = pack_for_stores(tmp_path / "row")
    many = (sbiz(n, f"찻집{n:03d}호", "카페", 36.0 + n / 1e3, 127.9) for n in range(801))
    bring_in(pack, write_rows(tmp_path / "stores_202609.csv", many))
    row = Assistant(load_settings(str(pack), environment={}), clock=lambda: datetime(2026, 11, 22, 15, 5))
    middle = row.store.middle("윤슬동")
    reply, _ = row.respond("윤슬동에서 제일 가까운 카페 세 군데 알려줘", State())
    far = sorted(range(801), key=lambda n: abs(36.0 + n / 1e3 - middle[0]))[:3]
    assert {item.name for item in reply.items} == {f"찻집{n:03d}호" for n in far}
