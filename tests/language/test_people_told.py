"""What is told of whom, clause by clause, in many voices."""

from itertools import product

import pytest

from companion.language.disclosures import told as told_in
from companion.language.people_asked import asked_of_people
from companion.language.people_told import clauses_of, told_of_people, topic_after
from companion.language.people_words import may_be, politely_of, same_person
from companion.language.terms import read

KIN = ["큰아들", "막내딸", "둘째 손녀", "사위", "우리 조카", "할머니"]


def told(text, topic=None, names=()):
    return {(fact.about, fact.value, fact.of) for _, facts in told_of_people(text, topic, names) for fact in facts}


def without_own(who):
    return who.removeprefix("우리 ")


def topic(who):
    return who + ("은" if (ord(who[-1]) - 0xAC00) % 28 else "는")


@pytest.mark.parametrize(("who", "ending"), list(product(KIN, ["살아", "살고", "살어", "사세요", "산다", "살아요"])))
def test_where_somebody_lives(who, ending):
    assert told(f"{topic(who)} 부산 {ending}") == {("home", "부산", without_own(who))}
    assert told(f"{topic(who)} 부산에 {ending}") == {("home", "부산", without_own(who))}


@pytest.mark.parametrize(("who", "ending"), list(product(KIN, ["못 먹어", "못 먹고", "못 드세요", "안 먹어요"])))
def test_what_somebody_cannot_eat(who, ending):
    assert told(f"{topic(who)} 오이를 {ending}") == {("avoid", "오이", without_own(who))}


@pytest.mark.parametrize("who", KIN)
def test_what_somebody_does_to_a_thing_is_nothing_that_they_are(who):
    does = who + ("이" if (ord(who[-1]) - 0xAC00) % 28 else "가")
    assert told(f"{does} 아주 좋아하는 과자야") == set()
    assert told("내가 가장 좋아하는 노래가 있어") == set()
    assert told(f"{topic(who)} 간호사야") == {("role", "간호사", without_own(who))}


@pytest.mark.parametrize(("who", "ending"), list(product(KIN, ["이야", "이에요", "이고", "이거든", "이라"])))
def test_how_old_somebody_is(who, ending):
    assert ("age", "13", without_own(who)) in told(f"{topic(who)} 열세 살{ending}")


@pytest.mark.parametrize("name", ["박영자", "이말순", "김철수", "정하늘"])
@pytest.mark.parametrize("title", ["어르신", "선생님", "사장님"])
@pytest.mark.parametrize("pointer", ["이분은", "이쪽은", "오늘 모신 분은"])
def test_guests_are_kept_by_their_name(name, title, pointer):
    said = told(f"{pointer} {name} {title}이고 일흔다섯이세요")
    assert said == {("name", name, f"{name} {title}"), ("age", "75", f"{name} {title}")}


@pytest.mark.parametrize("friend", ["민지", "현우", "지훈"])
@pytest.mark.parametrize("ending", ["좋아해", "좋아해요", "엄청 좋아하고", "참 좋아하거든"])
def test_somebody_called_by_name(friend, ending):
    assert told(f"{topic(friend)} 초밥을 {ending}") == {("like", "초밥", friend)}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("회사는 판교에 있어 개발자고", {("work_at", "판교", ""), ("role", "개발자", "")}),
        ("나 서른 살이고 이름은 정윤호야", {("age", "30", ""), ("name", "정윤호", "")}),
        ("저는 경기일보 기자라고 합니다", {("role", "경기일보 기자", "")}),
        ("저는 경기일보 김지영 기자라고 합니다", {("name", "김지영", ""), ("role", "경기일보 기자", "")}),
        ("전 스물셋 대학생이고", {("age", "23", ""), ("role", "대학생", "")}),
        ("나는 요리사고 가게는 인계동에 있어", {("role", "요리사", ""), ("work_at", "인계동", "")}),
        ("우리 집 강아지 이름은 몽실이야 하얀색이야", {("name", "몽실", "강아지")}),
        ("우리 아들 이름은 민준이 딸은 서연이", {("name", "민준이", "아들"), ("name", "서연", "딸")}),
        ("제 직업은 간호사예요", {("role", "간호사", "")}),
        ("고향은 나주고 수원 온 지는 사십 년 됐어", {("origin", "나주", "")}),
    ],
)
def test_people_present_themselves_in_many_ways(text, facts):
    assert {(a, v.removesuffix("이") if a == "name" else v, o) for a, v, o in told(text, "")} >= {
        (a, v.removesuffix("이") if a == "name" else v, o) for a, v, o in facts
    }


@pytest.mark.parametrize(
    "said", ["영감은 삼 년 전에 돌아가셨어", "남편이 작년에 세상을 떠났어요", "강아지가 무지개다리 건넜어"]
)
def test_who_is_no_more(said):
    assert {about for about, _, _ in told(said)} == {"died"}


@pytest.mark.parametrize(
    "said",
    [
        "딸이 둘이야",
        "딸기 좋아해?",
        "우리 아들 뭐 좋아하게",
        "매운 거 먹고 싶어",
        "할머니랑 점심 먹으러 갈 건데",
        "이 집이 제일 좋아요?",
    ],
)
def test_what_tells_nothing_of_the_kind(said):
    assert told(said) == set()


def test_who_is_not_named_is_whoever_was_spoken_of():
    heard = ["우리 손녀가 온다네 하은이라고"]
    who = topic_after(heard)
    assert who == "손녀"
    assert told("열 살이여 초등학교 삼학년", who) == {("age", "10", "손녀"), ("role", "초등학교 삼학년", "손녀")}


@pytest.mark.parametrize(
    ("attribute", "about"),
    [
        ("어디 산다고 했지", "home"),
        ("뭘 안 먹는다고 했더라", "avoid"),
        ("몇 살이랬지", "age"),
        ("뭐 좋아한다고 했게", "like"),
        ("이름 기억하지?", "name"),
    ],
)
@pytest.mark.parametrize("who", ["큰아들", "막내", "여자친구"])
def test_what_is_asked_of_whom(who, attribute, about):
    subject = who if attribute.startswith("이름") else who + ("이" if who.endswith("들") else "가")
    asked = asked_of_people(f"{subject} {attribute}")
    assert asked is not None
    assert (asked.who, asked.about) == (who, about)


@pytest.mark.parametrize("said", ["너 이름이 뭐야", "막내 데려갈 만한 데 추천해 줘", "나랑 동생 나이 차이가 몇 살이야"])
def test_what_is_asked_of_nobody_told_of(said):
    asked = asked_of_people(said)
    assert asked is None or not (asked.marked and asked.about)


@pytest.mark.parametrize(
    ("pointer", "key", "may"),
    [("걔", "강아지", True), ("이분", "박영자 어르신", True), ("이분", "강아지", False), ("걔", "박영자 어르신", False),
     ("그 양반", "남편", True), ("그 양반", "손녀", False)],
)  # fmt: skip
def test_who_may_be_pointed_at(pointer, key, may):
    assert may_be(pointer, key) is may


def test_one_person_under_two_words():
    assert same_person("손녀", "둘째 손녀")
    assert same_person("막내", "막내딸")
    assert not same_person("큰아들", "작은아들")
    assert [politely_of(one) for one in ("큰아들", "막내딸", "영감")] == ["큰아드님", "막내 따님", "영감님"]


def test_clauses_end_where_a_verb_does():
    assert [clause.who for clause in clauses_of("큰아들은 대전 살고 작은아들은 미국에 있어")] == ["큰아들", "작은아들"]


@pytest.mark.parametrize("verb", ["맞혀봐", "말해 봐", "알려줘", "불러 봐"])
@pytest.mark.parametrize("whose", ["내", "내 동생", "우리 강아지"])
def test_what_is_asked_to_be_said_is_no_name(whose, verb):
    assert told_in(read(f"{whose} 이름 {verb}", (), (), ())) == ()


@pytest.mark.parametrize(("said", "avoided"), [("점심도 못 먹었어", ()), ("새우는 못 먹어", ("새우",))])
def test_what_could_not_be_eaten_once_is_not_avoided(said, avoided):
    assert tuple(fact.value for fact in told_in(read(said, (), (), ()), topic="")) == avoided
