import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.language.endings import ending
from companion.language.normalize import normalize

FIRMNESS = {"filler": 0, "hanging": 0, "open": 1, "unknown": 1, "short": 2, "final": 2}


def kind(text):
    return ending(text).kind


@pytest.mark.parametrize(
    "text",
    [
        "경기도지사가 누구야",
        "지금 몇 시예요",
        "수원 맛집 좀 찾아줘",
        "수원맛집좀찾아줘",
        "갈비 먹으러 갈까",
        "거기 문 열었니",
        "그게 언제냐",
        "이제 집에 가자",
        "시장이 바뀌었다",
        "그건 제가 알지",
        "불 좀 꺼",
        "노래 틀어",
        "여기서 얼마나 걸려",
        "거기 지금 열었대",
        "같이 갈래",
        "내가 할게",
        "주차할 데가 있나",
        "맛이 괜찮네",
        "오늘 날씨 어때",
        "어서 오십시오",
        "먹을 만합니까",
        "거기에 사람이 많아",
        "비가 와",
        "거기 어떻게 가",
        "그 집은요",
    ],
)
def test_a_closed_sentence_is_final(text):
    assert kind(text) == "final"


@pytest.mark.parametrize(
    "text",
    [
        "갈비를",
        "경기도지사가",
        "수원에서",
        "친구와",
        "어머니께",
        "냉면보다",
        "맛있는",
        "가까운",
        "어제 먹은",
        "제일 좋은",
        "수원역에서 가장",
        "저기 저 두",
        "비가 오면",
        "수원에 가서",
        "갈비를 먹고",
        "매우니까",
        "시간이 없지만",
        "점심을 먹으려고",
        "지금 가야",
        "그게 언제인지",
        "수원역에 도착하자마자",
        "그리고",
        "혹시",
    ],
)
def test_something_must_follow_a_particle_a_modifier_or_a_connective_ending(text):
    assert kind(text) == "hanging"


@pytest.mark.parametrize(
    "text",
    [
        "두 번째 집은",
        "그 전에는",
        "갈비 먹고 싶은데",
        "오늘 생일이거든요",
        "도지사 누구",
        "지금 몇 시",
        "전화번호 좀",
        "식당 추천",
    ],
)
def test_fragments_and_soft_endings_may_end_a_turn_or_go_on(text):
    assert kind(text) == "open"


@pytest.mark.parametrize("text", ["네", "응", "아니요", "응 맞아", "네 네 좋아요", "그만"])
def test_answering_words_alone_are_a_short_turn(text):
    assert kind(text) == "short"


@pytest.mark.parametrize("text", ["음", "어…", "저기", "수원에 그", "그러니까", "그 뭐더라", "뭐지", "오늘은 음"])
def test_words_that_are_sought_hold_the_turn(text):
    assert kind(text) == "filler"


@pytest.mark.parametrize(
    ("verb", "noun"),
    [
        ("빵을 먹어", "영어"),
        ("문을 닫아", "동아"),
        ("많이 하면", "냉면"),
        ("집에 가고", "창고"),
        ("금방 갈게", "가게"),
        ("그게 뭐니", "어머니"),
        ("거기 비싸지", "메시지"),
        ("정말 맛있네", "동네"),
        ("이제 듣자", "피자"),
        ("같이 갈래", "노래"),
        ("이따 전화해", "올해"),
        ("여기서 들려요", "필요"),
        ("불을 켜", "스피커"),
        ("여기 누워", "샤워"),
    ],
)
def test_nouns_that_look_like_verbs_are_told_from_them(verb, noun):
    assert kind(verb) != "unknown"
    assert kind(noun) == "unknown"


def test_a_modifier_is_told_from_a_topic_by_the_consonant_before_it():
    assert kind("먹는") == "hanging"
    assert kind("수원은") == "open"


def test_the_copula_is_not_the_connective_ending():
    assert kind("이름이 뭐야") == "final"
    assert kind("밥을 먹어야") == "hanging"


def test_a_name_that_is_called_may_be_all_or_a_beginning():
    assert kind("파이보야") == "open"
    assert kind("누구야") == "final"


def test_asking_oneself_differs_from_asking():
    assert kind("그 뭐지") == "filler"
    assert kind("저 건물은 뭐지") == "final"


@pytest.mark.parametrize(
    ("split", "joined"), [("같이 갈 까", "같이 갈까"), ("다섯 시 에", "다섯 시에"), ("좋아 요", "좋아요")]
)
def test_an_ending_that_was_split_off_is_joined_again(split, joined):
    assert kind(split) == kind(joined)


def test_marks_move_the_judgement_by_one_step():
    assert kind("전화번호는?") == "final"
    assert kind("수원 맛집?") == "final"
    assert kind("내일 비가 오면?") == "open"
    assert kind("갈비를.") == "hanging"
    assert kind("수원 맛집...") == "hanging"
    assert kind("불을 켜,") == "open"


@pytest.mark.parametrize("text", ["", "  ", "...?", "🙂"])
def test_nothing_said_is_unknown(text):
    assert kind(text) == "unknown"


said = st.one_of(
    st.text(),
    st.lists(
        st.one_of(
            st.text("가나다라마바사아자하고면는은을이요까지네어", min_size=1, max_size=4),
            st.sampled_from(["네", "음", "수원", "뭐"]),
        ),
        max_size=6,
    ).map(" ".join),
)


@given(said)
def test_any_string_is_judged_and_always_alike(text):
    assert ending(text) == ending(text)
    assert kind(text) in FIRMNESS


@given(said)
def test_a_full_stop_says_nothing_and_a_question_mark_never_makes_softer(text):
    plain = normalize(text).rstrip(".,-~?… ")
    assert ending(plain + ".") == ending(plain)
    assert FIRMNESS[kind(plain + "?")] >= FIRMNESS[kind(plain)]
