"""Kinds of questions about places in made-up packs: sums of prices, two kinds at once, what was rejected, ages."""

from datetime import datetime

import pytest
from made_up import GARAM, MUSEUM

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant
from companion.dialogue.state import State

NOW = datetime(2026, 11, 22, 15, 5)


def robot(folder, pack):
    """A robot that knows Korean and one pack."""
    (folder / "profile.yaml").write_text(f"packs: [korean, {pack}]\n", encoding="utf-8")
    return Assistant(load_settings(str(folder), environment={}), clock=lambda: NOW)


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return robot(tmp_path_factory.mktemp("town"), GARAM)


@pytest.fixture(scope="module")
def museum(tmp_path_factory):
    return robot(tmp_path_factory.mktemp("museum"), MUSEUM)


def last(assistant, dialogue):
    """The reply to the last turn of a dialogue, whose turns are parted by «|»."""
    state = State()
    for text in dialogue.split("|"):
        reply, state = assistant.respond(text, state)
    return reply


@pytest.mark.parametrize(
    ("dialogue", "told"),
    [
        ("물레방아갈비 돼지갈비 3인분이면 얼마야", "48,000원"),
        ("물레방아갈비 돼지갈비 얼마야|이인분은?", "32,000원"),
        ("물레방아갈비 돼지갈비 얼마야|세 명이 먹으면?", "48,000원"),
        ("물레방아갈비 돼지갈비 얼마야|오만 원으로 세 명 되나?", "네"),
        ("물레방아갈비 돼지갈비 얼마야|삼만 원으로 세 명 되나?", "아니요"),
    ],
)
def test_prices_are_told_for_as_many_as_are_said(town, dialogue, told):
    assert told in last(town, dialogue).text


@pytest.mark.parametrize(
    "text", ["물레방아갈비랑 매화반점 중 더 오래된 데는 어디야", "매화반점이 물레방아갈비보다 더 오래됐어?"]
)
def test_two_that_are_named_are_compared_however_it_is_asked(town, text):
    reply = last(town, text)
    assert "1960" in reply.text
    assert "1985" in reply.text


def test_two_kinds_in_one_wish_are_both_found(town):
    reply = last(town, "카페랑 국밥집 하나씩 알려줘")
    names = {town.store.places[item.id].name for item in reply.items}
    assert {"하늘다방", "두레순대"} <= names


def test_what_is_asked_in_the_same_breath_is_told_with_the_list(town):
    assert "055-200-0002" in last(town, "칼국수집 전화번호까지 알려줘").text


def test_another_day_after_opening_hours_is_asked_of_the_same_place(town):
    # It rests on Mondays.
    assert last(town, "물레방아갈비 내일 열어?").text.startswith("아니요")
    assert last(town, "물레방아갈비 내일 열어?|그럼 모레는?").text.startswith("네")


@pytest.mark.parametrize("no", ["둘 다 싫어", "다 별로야 다른 데", "방금 두 번째 말고 다른 데"])
def test_what_was_rejected_is_not_told_again(town, no):
    first = last(town, "물빛구 식당 추천해 줘")
    again = last(town, f"물빛구 식당 추천해 줘|{no}")
    assert again.items
    assert not {item.id for item in first.items} & {item.id for item in again.items}


def test_nothing_cheaper_is_told_with_what_is_cheapest(town):
    reply = last(town, "갈비집 추천해 줘|더 싼 데 없어?")
    assert "그보다 싼" in reply.text
    assert "16,000원" in reply.text


@pytest.mark.parametrize(
    ("dialogue", "told"),
    [
        ("제일 오래된 유물이 뭐야", "청동방울"),
        ("달항아리랑 금동신발 중에 더 오래된 건 뭐야", "달항아리가 더 오래됐어요. 달항아리는 만든 해가 950년이에요."),
        ("1전시실 유물 알려줘|이 중에 제일 오래된 건?", "청동방울"),
        ("1전시실 유물 알려줘|두 번째는 언제 만들어졌어?", "900년"),
    ],
)
def test_ages_are_compared_by_the_days_that_a_pack_gives_its_things(museum, dialogue, told):
    assert told in last(museum, dialogue).text


def test_a_floor_that_nobody_states_is_not_known(town):
    reply = last(town, "물레방아갈비 몇 층이야")
    assert "몇 층인지" in reply.text
    assert reply.status == "unknown"


@pytest.mark.parametrize(
    ("dialogue", "told"),
    [
        ("큰바다초밥 얼마야?|초록접시는 얼마야?|두 집이 얼마 차이야?", "11,000원 차이예요. 큰바다초밥 쪽이 더 비싸요."),
        ("큰바다초밥 얼마야?|초록접시는 얼마야?|둘 다 시키면 얼마야?", "39,000원"),
        ("황금통닭 얼마야?|일곱이 둘씩 앉을 건데|열 명인데 둘이서 한 마리씩 먹으면 몇 마리야?", "다섯 마리"),
        ("황금통닭 얼마야?|2만 원 있는데 그걸로 먹을 수 있어?", "네, 황금통닭은 후라이드 한 마리가 18,000원"),
        ("매화반점 알려 줘|5천 원밖에 없는데 그걸로 되나?", "아니요, 매화반점은 짜장면이 7,000원"),
        ("황금통닭 알려 줘|우리 여덟 명인데 한 사람당 2만 원이면 다 얼마야?", "160,000원"),
    ],
)
def test_sums_beside_a_place(town, dialogue, told):
    assert told in last(town, dialogue).text
