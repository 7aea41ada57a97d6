"""What is said of places and food in passing, in a made-up town: what was once, what is avoided, liked and compared."""

import pytest
from made_up import names


@pytest.mark.parametrize(
    "text",
    [
        "둘이서 칼국수 먹으러 자주 갔었지.",
        "애들 어릴 때 만두 먹으러 갔었어",
        "옛날에 동생이랑 순대국 먹으러 늘 다녔지",
        "물레방아갈비 자주 갔었는데",
        "동생이 통닭 먹으러 간대",
    ],
)
def test_a_deed_gone_by_and_a_plan_of_others_are_no_wish(garam, talk, text):
    (reply,) = talk(text, to=garam)
    assert reply.route == "smalltalk", reply.text
    assert not reply.items, reply.text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("칼국수 먹으러 왔는데 어디가 좋아?", "은하수칼국수"),
        ("만두 먹으러 갈까", "새벽만두"),
        ("넷이 밥 먹으러 왔는데 뭐가 좋을까요?", None),
        ("출출한데 간단하게 먹을 만한 데 있나", "별빛분식"),
        ("가볍게 먹을 거 없어?", "별빛분식"),
    ],
)
def test_what_looks_like_it_is_one(garam, talk, text, name):
    (reply,) = talk(text, to=garam)
    assert reply.route == "recommend", reply.text
    assert name is None or name in names(reply), reply.text


def test_a_plan_is_no_wish_yet_and_such_houses_are_offered(garam, talk):
    (reply,) = talk("내일 통닭 먹으러 갈 거야", to=garam)
    assert reply.status == "clarify", reply.text
    assert not reply.items, reply.text


@pytest.mark.parametrize(
    "text",
    [
        "그럼 충분하겠네요. 애들이 좋아하겠어요",
        "우리 아이도 잘 먹겠다",
        "생일 선물로 강아지 갖고 싶은데 엄마가 안 된대",
        "고양이를 키우고 싶은데 집주인이 안 된대",
        "우리 강아지가 사료를 안 먹어",
    ],
)
def test_what_is_said_of_others_is_asked_of_no_place(garam, talk, text):
    *_, reply = talk("칼국수집 추천해 줘", text, to=garam)
    assert reply.route == "smalltalk", reply.text
    assert not reply.items, reply.text


def test_hunger_of_somebody_else_is_no_wish(garam, talk):
    (reply,) = talk("우리 강아지 배고파", to=garam)
    assert not reply.items, reply.text


@pytest.mark.parametrize(
    ("turns", "here", "away"),
    [
        # what may hold what is not eaten comes last, and with a word of caution
        (["식당 추천해 줘", "저는 돼지고기 안 먹어요"], ["돼지고기는 빼고"], ["새벽만두", "물레방아갈비"]),
        (["돼지고기 못 먹는데 만두집 있어?"], ["새벽만두는 돼지고기가 들어가는지 자료에 없으니"], []),
        # a word for something that is no food of the data
        (["칼국수집 알려 줘", "부장님은 바지락을 못 드신대요. 다른 데는 없어요?"], ["바지락"], ["1. 은하수칼국수"]),
        (["오이를 못 먹는데 냉면집 괜찮을까"], ["오이가 들어가는지는 제 자료에 없으니"], []),
        # what company likes
        (["식당 추천해 줘", "애들이 고기를 좋아해."], ["물레방아갈비"], ["초록접시", "자료에 그렇게"]),
        (["식당 추천해 줘", "애들이 고기를 좋아혀."], ["물레방아갈비"], ["초록접시"]),
        # near what the sentence itself names
        (["식당 추천해 줘", "우리는 달빛동에서 내리니까 그 근처로 부탁해"], ["달빛동"], ["새솔동"]),
        # another kind than was told brings back what was told of others
        (["물빛구 식당 추천해 줘", "거기 말고 통닭은 어때?"], ["황금통닭"], []),
        (["칼국수집 알려 줘", "그거 말고 만두는?"], ["새벽만두"], []),
    ],
)
def test_a_condition_said_later_holds(garam, talk, turns, here, away):
    *_, reply = talk(*turns, to=garam)
    assert all(words in reply.text for words in here), reply.text
    assert not any(words in reply.text for words in away), reply.text


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["매화반점 전화번호", "거기가 제일 오래된 집이야?"], ["네,", "매화반점"]),
        (["물레방아갈비가 가람에서 제일 오래된 집이야?"], ["아니요", "매화반점", "1960"]),
        (["칼국수집 알려 줘", "오늘 일요일인데 문 열었을까?"], ["아니요", "은하수칼국수", "일요일"]),
        (["황금통닭 어디 있어?", "거기 유명해?"], ["황금통닭은 유명한지 자료에 없어요"]),
        (["갈비집 추천해 줘", "그거 비싸요? 저 돈 이만 원 있어요"], ["16,000원"]),
        (
            ["갈비집 추천해 줘", "카페도 알려 줘", "하늘다방은 몇 시까지 해?", "아까 그 갈비집에서 걸어갈 만해?"],
            ["1.0km쯤"],
        ),
        (["황금통닭은 뭐 파는 집이야?"], ["후라이드"]),
    ],
)
def test_what_is_asked_is_answered_or_named_as_lacking(garam, talk, turns, words):
    *_, reply = talk(*turns, to=garam)
    assert all(word in reply.text for word in words), reply.text


def test_what_a_food_is_asks_for_no_place(garam, talk):
    meant, found = talk("칼국수가 뭐예요?", "네 찾아 주세요", to=garam)
    assert meant.text.startswith("칼국수는 한식이에요."), meant.text
    assert not meant.items
    assert "은하수칼국수" in names(found), found.text
    (made,) = talk("설렁탕은 어떤 음식이에요?", to=garam)
    assert "소고기로 만드는" in made.text, made.text
    (menu,) = talk("칼국수 뭐 있어?", to=garam)
    assert "은하수칼국수" in names(menu), menu.text


def test_who_both_are_that_eat_is_no_thing_that_is_sold(garam, talk):
    *_, reply = talk("친구는 회를 좋아하고 나는 파스타를 좋아해", "둘 다 먹을 수 있는 데가 있을까?", to=garam)
    assert "둘 다 있는지" not in reply.text, reply.text


@pytest.mark.parametrize("asked", ["화성행궁 뭐 하는 데야?", "화성행궁이 뭐야?", "화성행궁은 어떤 곳인가요?"])
def test_what_a_sight_is(ask, asked):
    reply = ask(asked)
    assert reply.text.startswith("화성행궁은 행궁동 명소이고"), reply.text


def test_a_sight_that_was_only_told_of_is_what_is_asked_about(talk):
    _, what, hours, fee, _, why = talk(
        "우리 학교 다음 주에 화성행궁으로 체험학습 간대",
        "거기 뭐 하는 데야?",
        "몇 시에 문 열어?",
        "어린이는 얼마야?",
        "근데 수원화성은 누가 만들었어?",
        "왜 만들었는데?",
    )
    assert what.text.startswith("화성행궁은"), what.text
    assert "오전 9시" in hours.text, hours.text
    assert "어린이 요금은 자료에 없어요" in fee.text, fee.text
    assert "요리법" not in why.text, why.text


def test_what_films_are_noted_of_is_found(ask):
    assert names(ask("영화에 나와서 유명해진 집은 어디야?")) == ["남문통닭 본점"]


def test_a_clause_is_no_name_misheard(ask):
    reply = ask("친구가 오면 저녁 먹을 건데")
    assert "오목천" not in reply.text, reply.text
