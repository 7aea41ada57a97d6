"""What is asked otherwise fires nothing, however like it sounds; what asks the same in other words fires."""

import pytest
from shows import compiled

from companion.dialogue.loading import data_names
from companion.language.josa import in_place
from companion.language.said_otherwise import variants
from companion.show.by_sound import SoundFit
from companion.show.cast import Cast
from companion.show.matching import best_match, decides
from companion.show.policy import HousePolicy
from companion.show.rehearsal import weak_words

CUES = """
  - {id: hello, ask: "안녕, 파이보"}
  - {id: governor, ask: 경기도지사가 누구야?}
  - {id: signing, ask: 오늘 협약에는 누가 서명해?}
  - {id: food, ask: 수원 맛집을 찾아줘}
  - {id: phone, ask: 수원시청 전화번호가 뭐야?}
"""
IDS = ("hello", "governor", "signing", "food", "phone")
STAND_FOR_EACH_OTHER = (("office",), ("person",), ("area", "region"), ("food", "eatery"), ("thing",), ("place",))


@pytest.fixture
def cast(tmp_path, ceremony):
    return Cast(compiled(tmp_path, CUES), ceremony.settings, HousePolicy(), lambda _: ceremony)


@pytest.fixture
def show(tmp_path):
    return compiled(tmp_path, CUES)


def fires(cast, cue, said):
    if best_match(said, [cue]) is None:
        return False
    return best_match(said, [cue], objections=cast.objections([cue], said)) is not None


@pytest.mark.parametrize("number", range(len(IDS)), ids=IDS)
def test_the_same_in_other_words_fires_and_with_another_name_does_not(cast, show, number):
    cue, robot = show.cues[number], cast.robot
    said = [variant.text for variant in variants(cue.question, 50)]
    assert len([text for text in said if not fires(cast, cue, text)]) <= 1
    asked = robot.analyser.analyse(cue.question, cast.day_at(cue))
    another = [
        in_place(asked.text, mention.start, mention.end, name.text)
        for mention in asked.mentions
        for name in data_names(robot.knowledge)
        for kinds in STAND_FOR_EACH_OTHER
        if {mention.kind, name.kind} <= set(kinds) and not set(mention.ids) & set(name.ids)
    ]
    assert len(another) > 50
    assert [text for text in another if fires(cast, cue, text)] == []


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "나 집에 왔어 파이보"),
        (0, "안녕 파이보 오늘 기분 어때"),
        (0, "파이보 오늘 날씨 어때"),
        (1, "경기도 부지사가 누구야"),
        (1, "경기도 교육감이 누구야"),
        (1, "경기도지사 누구 뽑아야 돼"),
        (3, "수원 병원을 찾아줘"),
        (3, "수원 볼 데를 찾아줘"),
    ],
)
def test_what_is_asked_otherwise_fires_nothing(cast, show, number, said):
    assert not fires(cast, show.cues[number], said)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "안녕 파이보 반가워"),
        (0, "안녕 파이보야"),
        (1, "경기도 지사는 누구예요"),
        (1, "파이보야 경기도지사가 누구니"),
        (3, "수원시 맛집을 찾아 줄래"),
    ],
)
def test_what_asks_the_same_fires(cast, show, number, said):
    assert fires(cast, show.cues[number], said)


def test_a_part_that_no_word_tells_may_be_in_the_sound(cast, show):
    cue, garbled = show.cues[0], "찬연파이보"
    objections = cast.objections([cue], garbled, 0.2)
    assert not decides(garbled, [cue], objections)
    sounds = {"both": (3.2, 2.4), "half": (2.0, -0.4)}
    fired = {
        name: best_match(garbled, [cue], fits=[SoundFit(cue.phrases[0], *fit)], objections=objections) is not None
        for name, fit in sounds.items()
    }
    assert fired == {"both": True, "half": False}
    assert cast.objections([cue], "1, 4, 4, 4, 4, 4, 4", 0.7).garbled, "written over and over it is likely by itself"
    deputy = "경기도 부지사가 누구야"
    objections = cast.objections([show.cues[1]], deputy)
    assert decides(deputy, [show.cues[1]], objections)
    fit = SoundFit(show.cues[1].phrases[0], 3.0, 3.0)
    assert best_match(deputy, [show.cues[1]], fits=[fit], objections=objections) is None


def test_a_word_that_was_heard_is_not_weak_for_what_stands_around_it():
    line = "두 번째 보영만두 쫄면과 군만두가 대표 메뉴이고"
    assert list(weak_words(line, "두 번째 보영만두 쫄면과 궁만두가 대표 매뉴이고")) == []
    assert list(weak_words(line, "두 번째 쫄면과 군만두가 대표 메뉴이고")) == ["보영만두"]
