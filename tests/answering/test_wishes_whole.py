"""Wishes of several parts, in any order and ending: whatever is said is used, or named as not used.

The grammar below makes any number of them: a kind of place × where × what it must have × a price × a time × what must
not be served × who comes × how one asks. A seeded sample is asked here; `python tests/answering/test_wishes_whole.py
10000` asks as many as one likes and prints what was dropped.
"""

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

import pytest
from made_up import robot_of_garam

from companion.dialogue.assistant import Assistant
from companion.dialogue.reply import Reply
from companion.dialogue.state import State
from companion.knowledge.places.query import PlaceQuery

NOW = datetime(2026, 11, 22, 15, 5)
SAMPLE = 400
KINDS = {"식당": "", "맛집": "", "카페": "카페", "갈비집": "갈비", "칼국수집": "칼국수", "초밥집": "초밥"}
AREAS = {"물빛구": "물빛구", "물빛구 쪽": "물빛구", "윤슬동": "윤슬동", "가람역 근처": "가람역"}
ATTRIBUTES = {
    "주차 되는": "주차", "혼자 먹기 좋은": "혼밥", "조용한": "조용한 곳", "아이랑 갈 만한": "아이",
    "애들 데리고 갈": "아이", "부모님 모시고 갈": "가족", "강아지 데리고 갈 수 있는": "반려동물",
    "분위기 좋은": "분위기", "룸 있는": "룸", "예약 되는": "예약", "포장 되는": "포장",
}  # fmt: skip
UNKNOWN = {
    "창가 자리 있는": "창가", "에어컨 빵빵한": "에어컨", "엘리베이터 있는": "엘리베이터", "사진 찍기 좋은": "사진",
    "비 올 때 가기 좋은": "비 올 때", "음악 나오는": "음악",
}  # fmt: skip
PRICES = {"만 원 이하로": 10_000, "만오천 원 안쪽": 15_000, "1인당 2만 원 이하": 20_000, "2만 원 안 넘는": 20_000}
LEVELS = ("비싸지 않은", "가성비 좋은", "싼")
TIMES = ("일요일에도 여는", "월요일에 여는", "밤 9시에도 하는", "지금 여는", "아침 일찍 여는", "내일 점심에 갈")
WITHOUT = {"갈비 말고": "갈비", "만두는 빼고": "만두", "초밥은 싫고": "초밥"}
ENDINGS = (
    "", "추천해 줘", "추천해주세요", "추천ㄱㄱ", "알려줘", "알려 주세요", "있어?", "있나요?", "있을까요", "없나",
    "찾아줘", "좀 알려줄래?", "어디 있어요?", "가고 싶어", "추천 부탁드려요", "골라 줘요", "있노", "있당가",
)  # fmt: skip
OPENINGS = ("", "", "", "음 ", "저기 ", "있잖아 ", "혹시 ")


@dataclass(frozen=True)
class Part:
    """A part of a wish: what is said, and how it must come back."""

    said: str
    kind: str
    value: object

    def is_met(self, query: PlaceQuery, told: str, assistant: Assistant) -> bool:
        """Whether it was used in the search, or is named in the answer."""
        match self.kind:
            case "area":
                return self.value in query.areas or str(self.value) in told
            case "attribute":
                attribute = assistant.store.attributes[str(self.value)]
                return self.value in query.attributes or str(attribute.asks) in told
            case "unknown":
                return str(self.value) in told
            case "price":
                return query.max_price_krw == self.value or "가격" in told
            case "level":
                return query.price_level == "cheap" or "가격" in told
            case "time":
                return bool(query.open or query.not_closed)
            case "without":
                return self.value in query.exclude_offers
            case _:
                return str(self.value) in told or self.value in (*query.offers, *query.also_offers)


def wishes(seed: int) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """Wishes without end, each with its parts."""
    chance = random.Random(seed)
    while True:
        noun = chance.choice(list(KINDS))
        parts = []
        for kind, words, often in (
            ("area", AREAS, 0.6), ("attribute", ATTRIBUTES, 0.5), ("unknown", UNKNOWN, 0.25), ("price", PRICES, 0.25),
            ("time", {said: said for said in TIMES}, 0.2), ("without", WITHOUT, 0.15),
        ):  # fmt: skip
            if chance.random() < often:
                said = chance.choice(list(words))
                parts.append(Part(said, kind, words[said]))
        if chance.random() < 0.15 and not any(part.kind == "price" for part in parts):
            parts.append(Part(chance.choice(LEVELS), "level", "cheap"))
        parts = [p for p in parts if p.kind != "without" or p.value != KINDS[noun]]
        chance.shuffle(parts)
        said = " ".join((*(part.said for part in parts), noun))
        text = f"{chance.choice(OPENINGS)}{said} {chance.choice(ENDINGS)}".strip()
        wanted = Part(noun, "offer", KINDS[noun])
        yield text, (*parts, *((wanted,) if KINDS[noun] else ()))


def dropped(assistant: Assistant, many: int, seed: int) -> list[tuple[str, str, str]]:
    """Of so many wishes, every part that the answer neither used nor named."""
    found = []
    for text, parts in islice(wishes(seed), many):
        reply, state = assistant.respond(text, State())
        places = state.focus.places
        if places is None:
            found.append((text, "all of it", reply.text))
            continue
        found += [(text, p.said, reply.text) for p in parts if not p.is_met(places.query, reply.text, assistant)]
    return found


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return robot_of_garam(tmp_path_factory.mktemp("wished"), NOW)


@pytest.mark.parametrize("seed", [1, 2])
def test_no_part_of_a_wish_is_dropped_in_silence(assistant, seed):
    found = dropped(assistant, SAMPLE // 2, seed)
    assert not found, found[:5]


def test_a_reply_is_made_for_the_longest_wish(assistant):
    text = " ".join((*AREAS, *ATTRIBUTES, *UNKNOWN, *PRICES, *TIMES, "식당 추천해 줘"))
    reply, _ = assistant.respond(text, State())
    assert isinstance(reply, Reply)


if __name__ == "__main__":
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as name:
        for row in dropped(
            robot_of_garam(Path(name), NOW), int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
        ):
            print(*row, sep=" | ")
