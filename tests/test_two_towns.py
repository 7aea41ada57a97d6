"""The shipped packs beside a made-up town: neither is taken for the other, and what one lacks is said with its name."""

import csv
import shutil
from datetime import datetime

import pytest
from made_up import GARAM, names

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant
from companion.dialogue.state import State

NOW = datetime(2026, 11, 22, 15, 5)
GARAM_PEOPLE = {"김바람", "이노을", "박이슬", "최구름", "정별"}
OTHER_PEOPLE = {"이재준", "염태영", "추미애", "이재명", "김동연"}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    """The robot of today, which knows the made-up town too and stands in it."""
    folder = tmp_path_factory.mktemp("two-towns")
    packs = ", ".join((*load_settings(environment={}).packs, str(GARAM)))
    (folder / "profile.yaml").write_text(f"extends: default\npacks: [{packs}]\n", encoding="utf-8")
    return Assistant(load_settings(str(folder), environment={}), clock=lambda: NOW)


# Who holds what


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("가람시장이 누구야?", ["박이슬", "2026년 7월 1일"]),
        ("가람시장은 언제부터 했어?", ["2026년 7월 1일"]),
        ("가람시 전임 시장은 누구였어?", ["이노을"]),
        ("가람시장 전에는 누구였어?", ["이노을"]),
        ("초대 가람시장이 누구야", ["김바람", "2018년 7월 1일"]),
        ("3대 가람시장 누구야", ["박이슬"]),
        ("2020년에 가람시장은 누구였어?", ["김바람"]),
        ("2023년 가람시장 누구", ["이노을"]),
        ("역대 가람시장 알려줘", ["김바람", "이노을", "박이슬"]),
        ("이노을은 왜 물러났어?", ["임기가 끝났어요", "2026년 6월 30일"]),
        ("박이슬 시장은 언제 취임했어?", ["2026년 7월 1일"]),
        ("가람시 부시장이 누구야", ["최구름"]),
        ("가람시의회 의장이 누구예요?", ["정별"]),
        ("가람도서관 관장이 누구야?", ["정별"]),
        ("가람도서관 전 관장은 누구였어?", ["김바람"]),
        ("가람도서관 초대 관장은?", ["김바람"]),
        ("2023년에 가람도서관 관장이 누구였어", ["김바람"]),
        ("김바람이 누구야?", ["가람시장", "가람도서관 관장"]),
        ("시장님이 누구야", ["박이슬"]),
        ("우리 시장이 누구야", ["박이슬"]),
        ("관장님이 누구야?", ["정별"]),
    ],
)
def test_whoever_held_something_in_the_made_up_town_is_told(ask, question, words):
    reply = ask(question)
    assert (reply.route, reply.status) == ("knowledge", "answered"), reply.text
    assert not [word for word in words if word not in reply.text], reply.text
    assert not [name for name in OTHER_PEOPLE if name in reply.text], reply.text
    assert reply.sources


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("수원시장이 누구야?", ["이재준"]),
        ("2019년 수원시장은 누구였어?", ["염태영"]),
        ("경기도지사가 누구야?", ["추미애"]),
        ("대통령이 누구야", ["이재명"]),
        ("화성행궁 관람료 얼마야", ["2,000원"]),
        ("경기도청 주소 알려줘", ["도청로 30"]),
    ],
)
def test_what_the_shipped_packs_know_is_told_as_before(ask, question, words):
    reply = ask(question)
    assert (reply.route, reply.status) == ("knowledge", "answered"), reply.text
    assert not [word for word in words if word not in reply.text], reply.text
    assert not [name for name in GARAM_PEOPLE if name in reply.text], reply.text


@pytest.mark.parametrize(
    ("question", "holder"),
    [
        ("박이슬이 수원시장이야?", "이재준"),
        ("이재준이 가람시장이야?", "박이슬"),
        ("김바람이 지금 가람시장이야?", "박이슬"),
    ],
)
def test_who_is_taken_for_the_mayor_of_the_other_town_is_corrected(ask, question, holder):
    text = ask(question).text
    assert text.startswith("아니요")
    assert holder in text


@pytest.mark.parametrize(
    "question",
    [
        "2017년 가람시장은 누구였어?",
        "4대 가람시장이 누구야",
        "부산시장이 누구야",
        "2022년에 가람도서관 관장이 누구였어",
    ],
)
def test_where_neither_pack_knows_nobody_is_named(ask, question):
    reply = ask(question)
    assert reply.status == "unknown"
    assert not [name for name in GARAM_PEOPLE | OTHER_PEOPLE if name in reply.text], reply.text


# What there is


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("가람도서관 몇 층이야?", ["4층"]),
        ("가람도서관에 책이 몇 권 있어?", ["120,000권"]),
        ("가람도서관 전화번호", ["055-100-1000"]),
        ("가람도서관 주소가 어디야", ["물빛구 책길 1"]),
        ("도서관 몇 시에 닫아?", ["가람도서관", "09:00-18:00"]),
        ("몇 시에 닫아?", ["가람도서관", "09:00-18:00"]),
        ("물레방아갈비 전화번호", ["055-200-0001"]),
        ("물레방아갈비 어디 있어?", ["물빛구 윤슬로 3"]),
        ("은하수칼국수 언제 쉬어?", ["일요일"]),
        ("황금통닭 몇 시까지 해?", ["02:00"]),
        ("나루횟집 얼마야", ["60,000원", "2026년 1월"]),
        ("초록접시 뭐가 맛있어", ["토마토파스타"]),
        ("책숲서점 전화번호", ["055-300-0001"]),
        ("느린책방 몇 시에 열어", ["12:00-20:00"]),
        ("모퉁이헌책방 어디야", ["새솔동"]),
        ("가보정 전화번호", ["1600-3883"]),
    ],
)
def test_what_the_data_states_is_told(ask, question, words):
    reply = ask(question)
    assert reply.status == "answered"
    assert not [word for word in words if word not in reply.text], reply.text


@pytest.mark.parametrize("question", ["담쟁이네 메뉴 뭐야", "느린책방 얼마야", "큰바다초밥 주차돼?"])
def test_what_no_source_states_is_said_to_be_missing(ask, question):
    reply = ask(question)
    assert reply.status == "unknown"
    assert "자료에 없" in reply.text


# What to choose


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        ("솔밭구 초밥집", {"큰바다초밥"}),
        ("달빛동 중국집", {"매화반점"}),
        ("윤슬동 카페", {"하늘다방"}),
        ("윤슬동 칼국수", {"은하수칼국수"}),
        ("가람역 근처 맛집", {"물레방아갈비"}),
        ("가람시 갈비집", {"물레방아갈비"}),
        ("가람시 치킨집 추천해 줘", {"황금통닭"}),
        ("가람시 채식 식당", {"초록접시"}),
        ("가람시 쌈밥 먹고 싶어", {"솔향기쌈밥"}),
        ("가람시 24시간 하는 식당", {"두레순대"}),
        ("가람시 혼밥하기 좋은 데", {"은하수칼국수", "별빛분식"}),
        ("가람시 단체 식당", {"물레방아갈비", "나루횟집"}),
        ("이 근처 카페", {"하늘다방", "구름찻집"}),
        ("물빛구 책방", {"책숲서점", "느린책방"}),
        ("가람시 서점 추천해줘", {"책숲서점", "느린책방", "모퉁이헌책방"}),
        ("서점 추천해 줘", {"책숲서점", "느린책방", "모퉁이헌책방"}),
        ("영통구 초밥집", {"삿뽀로"}),
    ],
)
def test_just_what_fits_is_found(ask, wish, found):
    reply = ask(wish)
    assert (reply.route, reply.status) == ("recommend", "answered"), reply.text
    assert set(names(reply)) == found


@pytest.mark.parametrize(
    ("wish", "town"),
    [
        ("가람시 맛집 추천해줘", "가람시"),
        ("맛집 추천해줘", "가람시"),
        ("여기 맛집", "가람시"),
        ("물빛구 맛집", "가람시"),
        ("가람시에서 만 원 이하 맛집", "가람시"),
        ("가람시 맛집 다섯 군데", "가람시"),
        ("수원 맛집 추천해줘", "수원시"),
        ("수원에서 갈비집 추천해줘", "수원시"),
        ("수원 맛집 다섯 군데", "수원시"),
        ("팔달구 갈비집", "수원시"),
        ("행궁동 맛집", "수원시"),
    ],
)
def test_a_list_never_mixes_the_towns(assistant, ask, wish, town):
    reply = ask(wish)
    assert len(reply.items) >= 3, reply.text
    assert {assistant.store.places[item.id].root for item in reply.items} == {town}


def test_a_price_ceiling_holds_in_the_made_up_town(assistant, ask):
    for item in ask("가람시에서 만 원 이하 맛집").items:
        assert assistant.store.places[item.id].price_krw <= 10_000


def test_what_a_district_lacks_is_looked_for_in_its_own_town(ask):
    reply = ask("달빛동 초밥집")
    assert reply.text.startswith("달빛동으로 적힌 곳은 없어서 가람시에서 찾았어요")
    assert names(reply) == ["큰바다초밥"]


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("부산 맛집", "부산 식당은 제 자료에 없어요. 저는 수원과 가람시 식당, 명소와 서점만 알아요."),
        ("제주도 맛집 추천해줘", "제주도 식당은 제 자료에 없어요. 저는 수원과 가람시 식당, 명소와 서점만 알아요."),
        ("가람시 마라탕", "가람시 마라탕집은 제 자료에 없어요."),
        ("가람시 술집", "가람시 술집은 제 자료에 없어요."),
        ("수원 서점 추천해줘", "수원 서점은 제 자료에 없어요."),
    ],
)
def test_what_a_pack_lacks_is_said_with_its_own_name(ask, wish, told):
    reply = ask(wish)
    assert (reply.status, reply.items) == ("unknown", ())
    assert reply.text == told


# From one town to the other and back


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["수원시장이 누구야?", "가람시장은?"], [["이재준"], ["박이슬"]]),
        (["수원시장이 누구야?", "가람시장은?", "그 전에는?"], [["이재준"], ["박이슬"], ["이노을"]]),
        (["수원시장이 누구야?", "2019년에는?", "가람시장은?"], [["이재준"], ["염태영"], ["2019년", "김바람"]]),
        (["가람시장이 누구야?", "2019년에는?", "수원시장은?"], [["박이슬"], ["김바람"], ["2019년", "염태영"]]),
        (
            ["가람도서관 관장이 누구야?", "그 전에는?", "언제부터 언제까지?"],
            [["정별"], ["김바람"], ["2023년 1월 1일", "2024년 12월 31일", "가람도서관 관장"]],
        ),
        (["가람도서관 전화번호", "주소는?", "몇 층이야?"], [["055-100-1000"], ["책길 1"], ["4층"]]),
    ],
)
def test_a_follow_up_keeps_what_was_asked_and_changes_the_town(talk, turns, words):
    for reply, expected in zip(talk(*turns), words, strict=True):
        assert reply.status == "answered", reply.text
        assert not [word for word in expected if word not in reply.text], reply.text


@pytest.mark.parametrize(
    ("turns", "towns_told"),
    [
        (["가람시 맛집 추천해줘", "다른 데", "수원은?"], ["가람시", "가람시", "수원시"]),
        (["수원 맛집 추천해줘", "가람시는?"], ["수원시", "가람시"]),
        (["가람시 카페", "수원은?"], ["가람시", "수원시"]),
        (["팔달구 맛집 추천해줘", "물빛구는?"], ["수원시", "가람시"]),
        (["물빛구 맛집 추천해줘", "솔밭구는?", "더 싼 데"], ["가람시", "가람시", "가람시"]),
        (["가람시 초밥집 추천해줘", "영통구는?"], ["가람시", "수원시"]),
        (["가람시 서점 추천해줘", "맛집은?"], ["가람시", "가람시"]),
        (["가람시 맛집 추천해줘", "그중에 솔밭구는?"], ["가람시", "가람시"]),
    ],
)
def test_a_list_follows_the_town_that_was_named_last(assistant, talk, turns, towns_told):
    for reply, town in zip(talk(*turns), towns_told, strict=True):
        assert reply.items, reply.text
        assert {assistant.store.places[item.id].root for item in reply.items} == {town}


def test_what_was_wished_stays_when_the_town_changes(assistant, talk):
    garam, suwon = talk("물빛구 중국집", "수원은?")
    assert names(garam) == ["매화반점"]
    assert suwon.items
    for item in suwon.items:
        assert "중식" in assistant.store.offers_of(assistant.store.places[item.id])


@pytest.mark.parametrize(
    ("listing", "between", "pointed", "index", "field"),
    [
        ("가람시 맛집 추천해줘", "수원시장은 누구야?", "두 번째 집 전화번호", 1, "phone"),
        ("수원 맛집 추천해줘", "가람도서관 몇 시에 닫아?", "첫 번째 집 어디야?", 0, "address"),
        ("가람시 서점 추천해줘", "대통령이 누구야?", "두 번째 집 전화번호", 1, "phone"),
    ],
)
def test_a_list_is_remembered_over_a_question_about_the_other_town(
    assistant, talk, listing, between, pointed, index, field
):
    listed, _, told = talk(listing, between, pointed)
    place = assistant.store.places[listed.items[index].id]
    assert place.name in told.text
    assert getattr(place, field) in told.text


def test_a_part_of_a_town_may_be_the_home(tmp_path):
    profile = f"packs: [korean, {GARAM}]\nhome: 윤슬동\n"
    (tmp_path / "profile.yaml").write_text(profile, encoding="utf-8")
    robot = Assistant(load_settings(str(tmp_path), environment={}), clock=lambda: NOW)
    for wish in ("맛집 추천해 줘", "가람 맛집 추천해 줘", "부산 맛집 추천해 줘"):
        assert robot.respond(wish, State())[0].status in ("answered", "unknown"), wish


def test_a_wish_is_met_where_any_place_states_it(tmp_path):
    """«반려동물» is asked for everywhere; the first place that states it makes it a wish that can be met."""
    town = shutil.copytree(GARAM, tmp_path / "garam")
    shops = town / "data" / "shops.csv"
    with shops.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0]["attributes"] = ";".join(filter(None, (rows[0]["attributes"], "반려동물")))
    with shops.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    for pack, found in ((GARAM, False), (town, True)):
        (tmp_path / "profile.yaml").write_text(f"packs: [korean, {pack}]\n", encoding="utf-8")
        robot = Assistant(load_settings(str(tmp_path), environment={}), clock=lambda: NOW)
        reply, _ = robot.respond("강아지랑 갈 만한 식당 찾아줘", State())
        assert (names(reply) == [rows[0]["name"]]) is found, reply.text
        assert ("반영하지 못했어요" in reply.text) is not found
