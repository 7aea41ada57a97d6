"""What an utterance does is read from its grammar, whatever its endings, its order and its words are."""

import pytest

from companion.language.acts import (
    act_of,
    comment_on,
    core,
    hesitates,
    means_to_go,
    topic_opened,
    wanted_after_comment,
)
from companion.language.assent import assent_sought
from companion.language.dialect import standard
from companion.language.stances import exclaims
from companion.language.terms import read
from companion.language.weather import asks_weather

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


@pytest.mark.parametrize(
    ("said", "sought"),
    [
        ("바빠가 그라겠제?", "guess"),
        ("곧 오겠죠?", "guess"),
        ("우리 팀이 이길 거지?", "guess"),
        ("병원에 데꼬 가 봐야 쓰겄제?", "duty"),
        ("섭섭해도 참아야겠지", "duty"),
        ("그래도 건강하면 됐지?", "enough"),
        ("속상해해도 되는 거지?", "feeling"),
        ("내가 잘못한 거야?", "fault"),
        ("이게 다 내 욕심이겠지?", "fault"),
        ("먼저 연락해도 되겠지?", None),
        ("너도 그럴 거지?", None),
        ("협약은 2019년에 맺었지?", None),
        ("오늘 일요일이지?", None),
        ("내가 몇 살이라고 했지?", None),
        ("늦으면 안 되지?", None),
    ],
)
def test_who_wants_to_be_agreed_with(said, sought):
    assert assent_sought(reading(said)) == sought


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("내일 눈 와?", True),
        ("모레 춥대?", True),
        ("밖에 비 와?", True),
        ("황사 심하대?", True),
        ("내일 비 온다 카더나?", True),
        ("비 언제 그쳐?", True),
        ("눈이 아파?", False),
        ("너 추워?", False),
        ("방이 추워?", False),
        ("비 오는 날 갈 만한 데 있어?", False),
        ("해는 왜 떠?", False),
        ("어제 비 왔어?", False),
    ],
)
def test_whether_the_weather_is_asked_for(said, asked):
    assert asks_weather(reading(said)) is asked


@pytest.mark.parametrize(
    ("said", "exclaimed"),
    [
        ("무르팍이 우째 이래 쑤시노", True),
        ("오늘은 와 이리 덥노", True),
        ("왜 이렇게 늦었어?", False),
        ("너는 왜 이렇게 작아?", False),
    ],
)
def test_how_much_it_is_so_is_no_question(said, exclaimed):
    assert exclaims(reading(said)) is exclaimed


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("부모님 모시고 갈비 먹으러 가려고 하는데요", True),
        ("냉면 먹으러 갈까 해요", True),
        ("통닭 먹으러 가려는데", True),
        ("집에서 치킨 시켜 먹으려고 하는데", False),
        ("어제 갈비 먹으려고 했는데", False),
        ("친구가 냉면 먹으러 가려고 하는데", False),
    ],
)
def test_what_one_means_to_do_may_be_a_wish(said, meant):
    assert means_to_go(reading(said)) is meant


@pytest.mark.parametrize("said", ["그럼 충분하겠네요. 애들이 좋아하겠어요", "좋네요. 우리 딸이 신나하겠어요"])
def test_that_others_will_be_glad_takes_what_was_told_as_good(said):
    assert comment_on(reading(said), TOLD) == "good"


@pytest.mark.parametrize("some", ["누구하고 말도", "뭐 하나 제대로", "어디 한번 마음 편히", "몇 마디"])
@pytest.mark.parametrize("ends", ["못 했다", "못 했당께", "못 했네", "못 했거든", "못 했더라고"])
def test_a_question_word_in_what_is_stated_asks_nothing(some, ends):
    assert act_of(reading(f"오늘은 {some} {ends}")) == "tells"


@pytest.mark.parametrize("said", ["이게 뭐다", "누구랑 갔니", "어디로 갔대", "누가 왔어", "언제 시작하더라"])
def test_a_question_word_in_what_may_ask_asks(said):
    assert act_of(reading(said)) == "asks"


@pytest.mark.parametrize("said", ["나도 모르는 걸 뭐", "그냥 집에 있지 뭐", "내가 늦은 걸 뭐", "할 수 없다 뭐"])
def test_who_shrugs_asks_nothing(said):
    assert act_of(reading(said)) == "tells"


@pytest.mark.parametrize("told", ["나 어제 소개팅 했다", "우리 딸이 대학 붙었다", "있잖아 나 오늘 상 받았다"])
def test_news_told_with_a_rising_voice_is_told(told):
    assert act_of(reading(f"{told}?")) == "tells"
    assert act_of(reading("너 거짓말 했다?")) != "tells"


@pytest.mark.parametrize("said", ["몇 가지 확인 좀 하려고요", "어디 좀 다녀올게", "누구 좀 만나려고요"])
def test_what_one_is_about_to_do_is_not_asked(said):
    assert act_of(reading(said)) not in ("asks", "requests")


@pytest.mark.parametrize("said", ["열쇠를 어디 뒀는지 생각이 안 나네", "걔가 뭐랬는지 기억도 안 난다"])
def test_what_does_not_come_to_mind_has_a_verb(said):
    assert reading(said).main.lemma == "나"
