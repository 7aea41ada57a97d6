"""What an utterance does is read from its grammar, whatever its endings, its order and its words are."""

import pytest

from companion.language.acts import act_of, comment_on, core, hesitates, topic_opened, wanted_after_comment
from companion.language.dialect import standard
from companion.language.terms import read

TOLD = "가보정은 한우 생갈비 1인분이 102,000원이에요."


def reading(text):
    return read(standard(text), (), (), ())


@pytest.mark.parametrize("said", ["두 시에 깨서 잠이 안 오", "아침 일찍 장에 다녀오", "우리 딸이 어제 늦게 오"])
@pytest.mark.parametrize("ending", ["더라고", "더라고요", "더라", "네요"])
def test_what_was_seen_or_felt_is_told(said, ending):
    assert act_of(reading(said + ending)) == "tells"


@pytest.mark.parametrize("who", ["손자 놈이", "남편은", "걔는", "우리 며느리가", "막내는"])
@pytest.mark.parametrize("does", ["피자만 찾아", "생선을 못 먹어", "매운 걸 안 좋아해요", "국수를 좋아하거든"])
def test_what_is_said_of_theirs_is_told(who, does):
    assert act_of(reading(f"{who} {does}")) == "tells"


@pytest.mark.parametrize("first", ["부럽다", "밥맛이 통 없어", "걱정이야", "큰일이네"])
@pytest.mark.parametrize("why", ["혼자 먹으니까", "혼자 먹응께", "밥값이 안 들어서", "애가 안 먹어서"])
def test_an_after_thought_does_nothing_of_its_own(first, why):
    said = reading(f"{first} {why}")
    assert act_of(said) == "tells"


def test_an_after_thought_is_cut_off():
    assert core(reading("부럽다, 밥값 안 들어서")).text == "부럽다"
    assert core(reading("어렵네 이거 계산하는 게")).text == "어렵네"
    assert core(reading("배가 아파 병원에 갔어")).text == "배가 아파 병원에 갔어"


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("지금 시장이 누구야 뉴스를 안 봐서", "asks"),
        ("좀 천천히 말해 줘 귀가 어두우니까", "requests"),
        ("칼국수 먹고 싶다 비가 오니까", "wishes"),
    ],
)
def test_what_stands_before_an_after_thought_decides(said, act):
    assert act_of(reading(said)) == act


@pytest.mark.parametrize("cry", ["", "오 ", "아이고 ", "와 "])
@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("싸네", "good"),
        ("공짜네", "good"),
        ("생각보다 가깝네요", "good"),
        ("안 비싸네", "good"),
        ("비싸다", "bad"),
        ("꽤 머네", "bad"),
        ("별로네", "bad"),
        ("맛있겠다", "good"),
        ("생각보다 일찍 닫네", "noticed"),
        ("그분이구나", "noticed"),
        ("오래됐네", "noticed"),
    ],
)
def test_a_comment_on_what_was_told_asks_for_nothing(cry, said, taken):
    assert comment_on(reading(cry + said), TOLD) == taken
    assert act_of(reading(cry + said), TOLD) == "reacts"


@pytest.mark.parametrize(
    "said",
    [
        "배고프네",
        "다리가 아프네",
        "나는 싸네",
        "누가 제일 싸",
        "더 싼 데 없나",
        "비싸?",
        "이제 자야겠네",
        "아들이 크네",
        "못 가겠네",
    ],
)
def test_what_one_says_of_oneself_or_asks_is_no_comment(said):
    assert comment_on(reading(said), TOLD) is None


def test_words_of_what_was_told_may_be_taken_up():
    told = "2021년에 경기도지사 자리는 비어 있었고, 부지사가 권한을 대행했어요."
    assert act_of(reading("아 대행이 있었구나"), told) == "reacts"
    assert comment_on(reading("아 손님이 있었구나"), told) is None


@pytest.mark.parametrize("comment", ["별로다", "음 그건 좀 별로다", "다 비싸네", "에이 너무 멀다"])
@pytest.mark.parametrize("wanted", ["다른 거", "다른 데", "딴 데", "더 싼 데"])
def test_what_is_wanted_behind_a_comment_is_found(comment, wanted):
    assert wanted_after_comment(reading(f"{comment} {wanted}")) == wanted


@pytest.mark.parametrize("said", ["부럽다 나도 로봇이면 좋겠다", "비싸네 이 집은", "싸네 진짜", "배고프다 다른 거"])
def test_nothing_is_wanted_behind_what_is_no_comment_or_goes_on(said):
    assert wanted_after_comment(reading(said)) is None


@pytest.mark.parametrize("said", ["자네는 아픈 데 없어?", "배 안 고파?", "너는 심심할 때 없니", "넌 안 졸려?"])
def test_what_the_robot_feels_is_asked_of_it(said):
    assert act_of(reading(said)) == "asks_robot"


@pytest.mark.parametrize("said", ["너 참 똑똑하구나", "너 참 작네요"])
def test_what_is_said_to_the_robot_asks_nothing(said):
    assert act_of(reading(said)) == "tells"


@pytest.mark.parametrize("topic", ["광주", "시장님", "협약", "여행 계획"])
@pytest.mark.parametrize("opens", ["얘기 좀 할게요", "이야기 좀 확인할게요", "얘기 좀 해 보자", "얘기 좀 물어보려고요"])
def test_a_topic_is_opened(topic, opens):
    assert topic_opened(reading(f"{topic} {opens}")) == topic
    assert act_of(reading(f"{topic} {opens}")) == "introduces"


def test_one_who_asks_has_opened_nothing():
    assert topic_opened(reading("광주 얘기 좀 해 줘")) is None
    assert topic_opened(reading("무슨 얘기 할까")) is None


def test_words_that_only_begin_say_nothing():
    assert hesitates(reading("음 그러니까 있잖아"))
    assert not hesitates(reading("그러니까 배고프다고"))


@pytest.mark.parametrize(
    "said", ["매콤한 게 당기네", "시원한 국물 생각난다", "배고프다", "점심 먹을 데가 없네", "떡볶이 먹고 싶다"]
)
def test_what_one_would_like_is_a_wish(said):
    assert act_of(reading(said)) == "wishes"


def test_what_cannot_be_is_no_wish():
    assert act_of(reading("나도 로봇으로 태어났으면 좋았겠다")) == "tells"


@pytest.mark.parametrize("call", ["있잖아", "저기", "그러니까 있잖아"])
@pytest.mark.parametrize("said", ["주차 되는 칼국수집", "조용한 카페 추천해 줘", "경기도지사가 누구야"])
def test_words_that_only_begin_do_nothing(call, said):
    assert act_of(read(f"{call} {said}", (), (), ())) == act_of(read(said, (), (), ()))
