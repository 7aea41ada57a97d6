"""No condition of a wish is dropped: each is used, or named as something that the data does not say."""

import itertools
import random
from datetime import date, datetime

import pytest

from companion.answering.recommend import RecommendSkill
from companion.dialogue.state import State

NOW = datetime(2026, 11, 22, 15, 5)
SEED = 7
PAIRS = 1_500

# Words that the data has no use for, each with a part of it that must be repeated.
UNKNOWN = {
    "창가 자리 있는": "창가", "국물이 진한": "진한", "10분 안에 나오는": "10분", "빨리 나오는": "빨리",
    "의자 편한": "의자", "에어컨 나오는": "에어컨", "사람 적은": "사람", "넓은": "넓은", "유튜브에 나온": "유튜브",
    "생일에 갈": "생일", "배부르게 먹을": "배부르게", "국산 재료 쓰는": "국산", "벽난로 있는": "벽난로",
    "덜 짠": "짠", "반찬이 많은": "반찬", "소화 잘 되는": "소화", "음악 나오는": "음악",
    "젊은 사람 많은": "젊은", "외국인이 좋아하는": "외국인", "사진 찍기 좋은": "사진", "이야기하기 좋은": "이야기하기",
    "오래 앉아 있어도 되는": "오래 앉아", "사장님이 재미있는": "재미", "남은 음식 싸 주는": "싸 주는",
    "현금 안 받는": "현금", "환갑에 갈": "환갑", "송년회로 갈": "송년회", "역에서 5분 거리인": "5분",
}  # fmt: skip
# Attributes, whether or not anybody states them.
KNOWN = {
    "조용한": "조용한 곳", "룸 있는": "룸", "강아지 데리고 갈 수 있는": "반려동물", "아기 의자 있는": "유아 의자",
    "유모차 끌고 갈 수 있는": "유모차", "와이파이 되는": "와이파이", "분위기 좋은": "분위기", "예약되는": "예약",
    "혼자 가도 되는": "혼밥", "부모님 모시고 갈": "가족", "애들 데리고 갈": "아이", "주차되는": "주차",
    "밤늦게 하는": "늦은 시간", "줄 안 서는": "대기 시간", "양 많은": "푸짐한 양",
}  # fmt: skip
WHERE = ("", "물빛구 ", "윤슬동 ", "가람역 근처 ")
WHAT = ("식당", "카페", "갈비집", "맛집", "칼국수집", "초밥집")
ASKING = ("", " 추천해 줘", " 있어?", " 알려 주세요", " 어디 없나", " 찾아 줘", " 가고 싶어")


@pytest.fixture(scope="module")
def assistant(garam):
    """The robot of the made-up town."""
    return garam


def wishes():
    """Each condition with each noun, before and after an area, and pairs of conditions."""
    chance = random.Random(SEED)
    conditions = [*UNKNOWN, *KNOWN]
    for condition, what, where in itertools.product(conditions, WHAT, WHERE):
        words = [where.strip(), condition] if chance.random() < 0.5 else [condition, where.strip()]
        yield (condition,), f"{' '.join(filter(None, words))} {what}{chance.choice(ASKING)}"
    for pair in chance.sample(list(itertools.permutations(conditions, 2)), PAIRS):
        yield pair, f"{chance.choice(WHERE)}{pair[0]} {pair[1]} {chance.choice(WHAT)}{chance.choice(ASKING)}"


def test_every_condition_of_some_thousand_wishes_is_read(assistant):
    skill = assistant.skills["recommend"]
    assert isinstance(skill, RecommendSkill)
    dropped, said = [], list(wishes())
    for conditions, text in said:
        wish = skill._context.wishes.read(assistant.analyser.analyse(text, date(2026, 11, 22)), NOW)
        named = " ".join((*wish.conditions, *wish.noted))
        for condition in conditions:
            known = KNOWN.get(condition)
            if (known not in wish.attributes) if known else (UNKNOWN[condition] not in named):
                dropped.append((text, condition, wish.conditions, wish.attributes))
    assert len(said) > 2_500
    assert not dropped, dropped[:5]


@pytest.mark.parametrize("condition", [*UNKNOWN, *KNOWN])
def test_what_is_not_known_of_the_places_told_is_named(assistant, condition):
    store = assistant.store
    for what in ("식당", "카페"):
        reply, _ = assistant.respond(f"{condition} {what} 추천해 줘", State())
        if attribute := KNOWN.get(condition):
            holds = bool(reply.items) and all(attribute in store.places[item.id].tags for item in reply.items)
            assert holds or store.attributes[attribute].asks in reply.text, reply.text
        else:
            assert UNKNOWN[condition] in reply.text, reply.text


@pytest.mark.parametrize(
    "text",
    [
        "맛집 추천해 줘",
        "배고픈데 밥 먹을 데 없나",
        "친구랑 왔는데 괜찮은 식당 좀",
        "회의 끝나고 갈 만한 데",
        "혹시 이 동네에 유명한 식당 있을까요",
        "그냥 아무거나 맛있는 집",
        "아 그니까 칼국수집",
        "이왕이면 카페로",
        "처음 왔는데 어디서 먹지",
    ],
)
def test_words_that_only_ask_are_no_condition(assistant, text):
    reply, _ = assistant.respond(text, State())
    assert "자료에 없어서" not in reply.text, reply.text
