"""What is told, taken or asked beside a list of places, in a made-up town: it neither searches nor asks of the list."""

from datetime import date

import pytest
from made_up import names

from companion.knowledge.places.concepts import Area, Concepts


@pytest.mark.parametrize(
    "said",
    [
        "근데 아빠가 허리가 안 좋으셔서 오래는 못 걸으셔",
        "할머니가 다리가 불편하셔",
        "나 사실 소띠라 소고기 먹기 좀 미안한데 장난이야 ㅋㅋ",
        "그냥 버스 타야겠다. 여섯 명은 한 차에 못 타겠지? 아 우린 다섯이구나 ㅋㅋ",
        "우리 동네에도 칼국수집 많은데",
        "어릴 때 엄마가 칼국수 자주 해 주셨거든",
    ],
)
def test_what_is_only_told_after_a_list_changes_nothing(garam, talk, said):
    *_, reply = talk("칼국수집 추천해 줘", said, to=garam)
    assert reply.route == "smalltalk", reply.text
    assert not reply.items, reply.text


@pytest.mark.parametrize(
    "said", ["저희 강릉에서 왔어요. 아이 둘이랑 어머니 모시고", "우리 통영에서 왔어. 애 셋이랑 부모님 모시고"]
)
def test_whence_and_with_whom_one_came_is_no_wish(garam, ask, said):
    reply = ask(said, to=garam)
    assert not reply.items, reply.text


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("칼국수는 어제 먹었어", "칼국수는 빼고"),
        ("친구가 고기를 안 먹어", "초록접시"),
        ("주차되는 데면 더 좋은데", "주차"),
        ("아이 둘이랑 갈 거야", "솔향기쌈밥"),
        ("부모님 모시고 갈 거라서", "큰바다초밥"),
        ("우리 열 명인데", "나루횟집"),
        ("아니 칼국수 말고 만두 같은 거. 어제 한잔했거든", "새벽만두"),
    ],
)
def test_what_says_what_must_hold_still_changes_it(garam, talk, said, found):
    *_, reply = talk("식당 추천해 줘", said, to=garam)
    assert reply.route == "recommend", reply.text
    assert found in reply.text


@pytest.mark.parametrize("said", ["그렇게 비싸?", "와 뭐가 그렇게 비싸요?", "헉 그래 비싸노"])
def test_a_high_price_is_taken_and_not_told_again(garam, talk, said):
    *_, reply = talk("물레방아갈비 갈비 얼마야", said, "더 싼 데 알려 줘", to=garam)[:2]
    assert "16,000" not in reply.text
    assert "더 싼 집" in reply.text


def test_another_house_or_a_scale_after_a_price_is_still_asked_of(garam, talk):
    *_, reply = talk("물레방아갈비 갈비 얼마야", "나루횟집도 그렇게 비싸?", to=garam)
    assert "60,000" in reply.text


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("에이 그 돈이면 통닭 먹고 말지 ㅋㅋ", "황금통닭"),
        ("차라리 만두 먹고 말지", "새벽만두"),
        ("그 돈이면 차라리 통닭을 먹겠다", "황금통닭"),
        ("그럴 바엔 칼국수 먹는 게 낫지", "은하수칼국수"),
        ("그냥 순대국이나 먹을까", "두레순대"),
    ],
)
def test_what_one_would_rather_eat_is_looked_for(garam, talk, said, name):
    *_, reply = talk("갈비집 추천해 줘", said, to=garam)
    assert names(reply) == [name], reply.text
    assert "빼고" not in reply.text


@pytest.mark.parametrize("said", ["통닭 먹지 말자", "통닭은 말고", "통닭은 안 먹을래"])
def test_what_is_refused_is_left_out(garam, talk, said):
    *_, reply = talk("식당 추천해 줘", said, to=garam)
    assert "황금통닭" not in names(reply), reply.text


@pytest.mark.parametrize(
    ("said", "told", "not_told"),
    [
        ("그럼 냉면만 네 그릇 시키면 얼마예요?", "36,000", "64,000"),
        ("물냉면 두 그릇이면?", "18,000", "32,000"),
        ("육회 두 접시면 얼마예요?", "자료에 없어요", "32,000"),
        ("찌개 세 그릇은 얼마야", "자료에 없어요", "48,000"),
        ("네 명이면 얼마야?", "64,000", "자료에 없어요"),
        ("3인분이면?", "48,000", "자료에 없어요"),
    ],
)
def test_several_of_a_dish_cost_what_that_dish_costs(garam, talk, said, told, not_told):
    *_, reply = talk("물레방아갈비 갈비 얼마야", said, to=garam)
    assert told in reply.text, reply.text
    assert not_told not in reply.text


def test_the_day_a_list_is_narrowed_to_is_told_with_its_count(garam, talk):
    *_, reply = talk("물빛구 한식집 추천해 줘", "월요일에 하는 데로", to=garam)
    assert "월요일에 여는 것으로 알려진" in reply.text
    *_, reply = talk("카페 추천해 줘", "일요일에 쉬는 집은 빼 줘", to=garam)
    assert "일요일에 쉬는 날로 나온 곳을 빼면" in reply.text
    assert "구름찻집은 그때 여는지 자료에 없으니" in reply.text


def test_where_none_is_known_to_be_open_those_of_unknown_days_are_named(garam, talk):
    *_, reply = talk("초밥집 추천해 줘", "일요일에 여는 데로", "거기 전화번호", to=garam)[:2]
    assert reply.status == "unknown"
    assert "큰바다초밥은 그때 여는지 자료에 없으니" in reply.text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["황금통닭 오늘 해?", "식당 추천해 줘", "아까 그 통닭집 전화번호 좀 불러 줘"], "055-200-0005"),
        (["물레방아갈비 갈비 얼마야", "카페 추천해 줘", "아까 그 고깃집 주소는?"], "윤슬로 3"),
        (["통닭집 하나만 추천해 줘", "그 집 전화번호 알려 줘"], "055-200-0005"),
    ],
)
def test_a_house_spoken_of_before_a_list_is_pointed_at_by_its_kind(garam, talk, turns, told):
    assert told in talk(*turns, to=garam)[-1].text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["물레방아갈비 어떻게 가요?"], ["윤슬로 3", "가는 길과 걸리는 시간은 자료에 없어요"]),
        (["물레방아갈비 알려 줘", "가람역에서 어떻게 가요"], ["가람역에서 직선으로", "가는 길"]),
        (["물레방아갈비 알려 줘", "차는 어디다 대요"], ["주차"]),
        (["꽃길보쌈 어떻게 가는겨"], ["달빛동", "가는 길"]),
    ],
)
def test_how_to_go_there_is_asked_of_no_dish(garam, talk, turns, told):
    reply = talk(*turns, to=garam)[-1]
    assert not [word for word in told if word not in reply.text], reply.text
    assert "대표 메뉴" not in reply.text.splitlines()[-1] or len(turns) == 1


def test_the_way_to_somewhere_else_is_not_asked_of_the_house(garam, talk):
    *_, reply = talk("물레방아갈비 알려 줘", "부산은 어떻게 가?", to=garam)
    assert "윤슬로" not in reply.text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("두레순대 지금도 하나요 전화번호도 좀요", ["24시간", "055-200-0009"]),
        ("황금통닭 지금 하나요? 전화번호는요?", ["황금통닭", "055-200-0005"]),
    ],
)
def test_what_stands_behind_a_yes_no_question_is_answered_too(garam, ask, asked, told):
    reply = ask(asked, to=garam)
    assert not [word for word in told if word not in reply.text], reply.text


@pytest.mark.parametrize("who", ["애들은? 여덟 살 다섯 살", "노인은요?", "단체는?", "초등학생은요"])
def test_after_a_fee_a_group_asks_for_theirs(talk, who):
    *_, reply = talk("화성행궁 입장료 얼마예요", who)
    assert "요금은 자료에 없어요" in reply.text
    *_, reply = talk("화성행궁 애들이랑 가기 좋아?", who)
    assert "요금" not in reply.text


def test_an_hour_makes_a_visit_a_question_of_hours(ask):
    assert "오후 5시까지" in ask("지금 두 시 좀 넘었는데 화성행궁 들어갈 수 있으려나").text


@pytest.mark.parametrize("asked", ["통영에 가는데 그 앞에 맛집도 알아요?", "내일 속초 가는데 그 앞에 횟집 있어요?"])
def test_of_a_town_that_nobody_knows_it_is_said_which_are_known(garam, ask, asked):
    reply = ask(asked, to=garam)
    assert reply.status == "unknown"
    assert "가람시" in reply.text, reply.text


@pytest.mark.parametrize(
    "asked", ["저녁은 친정엄마 드실 거라 국물로 먹고 싶은데", "장모님 드실 건데 국물 있는 거 뭐 있어"]
)
def test_who_eats_is_no_dish_and_no_condition(garam, ask, asked):
    reply = ask(asked, to=garam)
    assert "정보" not in reply.text
    assert "드실 수 있는지" not in reply.text


def test_chairs_are_not_counted_as_houses(garam, ask):
    assert not ask("어른 서른 명에 애들 열 명이면 의자를 몇 개 놔야 되니", to=garam).text.endswith("알아요.")
    assert "알아요" in ask("식당을 몇 개 알아?", to=garam).text


def test_a_kind_proposed_in_the_same_breath_is_one_list(garam, ask):
    reply = ask("열두 명이 저녁 먹을 데 찾아달래. 통닭집 어떠려나", to=garam)
    assert names(reply) == ["황금통닭"], reply.text
    assert len(names(ask("만둣집 알려 줘. 카페도 알려 줘", to=garam))) == 3


def test_a_landmark_that_moved_lies_where_it_lay_on_the_day():
    def area(name, within=(), **more):
        return Area(name, "landmark" if within else "city", name, (), within, (), None, None, 700, False, "p", **more)

    hall = area("청사", ("새 동네",), was_within=("옛 동네",), was_until=date(2022, 5, 29))
    concepts = Concepts({a.id: a for a in (area("새 동네"), area("옛 동네"), hall)})
    assert concepts.as_of(date(2022, 5, 29)).area_closure["청사"] == {"청사", "옛 동네"}
    assert concepts.as_of(date(2022, 5, 30)) is concepts


def test_near_the_old_provincial_office_is_where_it_stood(ask):
    assert "팔달구에서" in ask("도청 근처에 먹을 만한 데 있나", as_of="2019-10-23").text
    assert "광교에서" in ask("도청 근처에 먹을 만한 데 있나").text
