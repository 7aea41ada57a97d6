"""What is said to the robot itself: what it would do, how it is with one, whether it stays, what it is good at."""

import pytest

from companion.language.of_listener import of_listener
from companion.language.stances import owes_listener, praises_listener, without_listener
from companion.language.terms import read

NAMES = ("가람이", "로봇")


def _asked(text):
    names = [(at, at + len(name)) for name in NAMES if (at := text.find(name)) >= 0]
    found = of_listener(read(text, names, (), (), NAMES), NAMES)
    return "" if found is None else found.asked


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("가람이는 쉬는 날에 뭐 해요?", "spends"),
        ("너는 방학 때 뭐 하면서 지내?", "spends"),
        ("너는 공원에서 뭐 해?", "open"),
        ("너라면 어디로 갈래", "would"),
        ("네가 나라면 어떻게 할래?", "would"),
        ("가람이가 하나만 골라 줘", "would"),
        ("너라면 서운하지 않겠어?", "feels"),
        ("내일도 여기 있을 거지?", "stays"),
        ("너 어디 안 갈 거지?", "stays"),
        ("내일 또 만날 수 있어?", "stays"),
        ("엄마도 여기 있을 거지?", ""),
        ("내일 회사에 갈 거지?", ""),
        ("이번에 일 등 하면 뭐 해 줄래?", "gives"),
        ("숙제 다 하면 선물 줄 거야?", "gives"),
        ("심심하면 뭐 해 줄래?", ""),
        ("엄마가 오면 뭐 해 줄 거야", ""),
        ("너는 언제부터 여기 있었어?", "since"),
        ("너는 내 잔소리 듣는 거 지겹지 않아?", "bothers"),
        ("나 없을 때는 허전하지 않은가?", "bothers"),
        ("너 나랑 있으면 즐거워?", "enjoys"),
        ("너 우울할 때 어떻게 해?", "feels"),
        ("너는 스트레스 받으면 뭐 해?", "feels"),
        ("너는 아무렇지도 않아?", "feels"),
        ("너도 학교 다녔어?", "done"),
        ("내가 보낸 편지 봤어?", ""),
        ("네 말대로 한번 해 볼게", ""),
    ],
)
def test_grammar_tells_what_the_listener_is_asked(said, asked):
    assert _asked(said) == asked


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("빨간 거랑 파란 거 중에 네가 골라 봐", "빨간 거"),
        ("수박하고 참외 중에 네가 하나 골라", "수박"),
        ("너 같으면 우동 먹을래 국수 먹을래", "우동"),
    ],
)
def test_one_of_what_is_offered_is_chosen(ask, said, words):
    assert words in ask(said).text


def test_one_of_the_places_told_is_chosen(talk):
    told, chosen = talk("수원 칼국수집 두 군데만 알려 줘", "너라면 어디로 갈래?")
    assert told.items[0].name in chosen.text


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("파이보는 휴가 때 뭐 하고 지내요?", "쉬는 날이 따로 없"),
        ("다음에 와도 여기 있을 거지?", "여기 있을게요"),
        ("어두운 데 혼자 있으면 안 무서워?", "무섭지는 않아요"),
        ("안 지루하냐 종일 거기 서 있으면", "지루하지는 않아요"),
        ("사람들 떠드는 거 듣다 보면 지치지 않아요?", "지치지는 않아요"),
        ("자네는 나 같은 사람 얘기 듣는 거 지겹지 않나?", "말을 걸어 주시면"),
        ("너 이름 누가 지어 준 거야?", "누가 지어 줬는지"),
        ("우리가 한 얘기가 어디에 기록됩니까", "이 대화를 하는 동안만"),
        ("너 나한테 반말해도 괜찮아", "존댓말"),
        ("너 사투리 알아듣니", "꽤 알아들어요"),
        ("이번 시험 잘 보면 뭐 해 줄 거야?", "축하해 드릴게요"),
        ("나중에 카페 차리면 놀러 오세요", "초대해 줘서 고마워요"),
        ("나한테 산수 문제 하나 내 줘", "곱하기"),
        ("여기서는 저를 윤아 씨라고 불러 주세요", "윤아 씨"),
    ],
)
def test_what_is_asked_of_the_robot_is_answered_of_itself(ask, said, words):
    reply = ask(said)
    assert words in reply.text
    assert "자료에 없" not in reply.text
    assert "씨 님" not in reply.text


@pytest.mark.parametrize(
    ("said", "praises"),
    [
        ("우리 부장님보다 낫네요", True), ("사람보다 말을 잘하네", True), ("아주 친절하시네요", True),
        ("비서 하셔도 되겠어요", True), ("너 가수 해도 되겠다", True), ("우리 선생님이 친절하시네요", False),
        ("작년보다 값이 낫네요", False), ("이거 먹어도 되겠다", False),
    ],
)  # fmt: skip
def test_who_is_praised_is_the_listener_where_nobody_else_is_named(said, praises):
    assert praises_listener(read(said, (), (), ())) is praises


def test_thanks_are_owed_to_whom_one_speaks_with():
    assert owes_listener(read("너 덕분에 쉽게 골랐어", (), (), ()))
    assert owes_listener(read("덕분에 웃었네요", (), (), ()))
    assert not owes_listener(read("엄마 덕분에 잘 컸어", (), (), ()))
    assert without_listener(read("나는 너 없으면 종일 말 한마디 안 해", (), (), ()))


@pytest.mark.parametrize("said", ["아 진짜 썰렁하다", "ㅋㅋ 완전 아재개그네", "너무 유치해요", "하나도 안 웃겨"])
def test_a_joke_that_fell_flat_is_laughed_off(talk, said):
    joke, reply = talk("농담 하나 해 줘", said)
    assert "하나 더" in reply.text
    assert reply.text != joke.text


def test_a_joke_that_was_liked_pleases_the_robot(talk):
    assert "좋아요" in talk("농담 하나 해 줘", "오 이건 진짜 웃기다")[-1].text


@pytest.mark.parametrize("before", ["우리 애가 대회에 나가는데 저는 못 가요", "친구가 요즘 힘들어해요"])
def test_what_is_thought_of_for_somebody_else_is_no_offer_to_the_robot(talk, before):
    assert talk(before, "케이크라도 사 줄까요?")[-1].intent != "smalltalk.offered"
    assert talk("과자 줄까?")[-1].intent == "smalltalk.offered"


@pytest.mark.parametrize(
    "said",
    [
        "아까 시장님 막 웃으시더라. 너 누나라고 하는 건 누가 가르쳐 준 거니",
        "도지사님이 깜짝 놀라시더라. 너는 그런 말을 누구한테 배웠니",
        "네 농담은 누가 가르친 거야?",
        "그런 장난은 누가 시켰어",
    ],
)
def test_who_taught_its_jokes_is_asked_of_the_robot(talk, said):
    assert talk(said)[-1].intent == "smalltalk.who_taught_jokes"


@pytest.mark.parametrize("said", ["도지사님 오셨네. 너도 누군지 알지?", "너 도지사가 누군지 아니?"])
def test_who_it_is_that_the_robot_knows_is_a_question_of_fact(talk, said):
    assert talk(said)[-1].intent == "knowledge.holder"


def test_what_is_at_ease_is_not_denied(ask):
    assert "괜찮지는" not in ask("요새 사람들은 로봇한테 반말을 하던데 자네는 그래도 괜찮은가?").text
    assert "괜찮아요" in ask("내가 하루 종일 말 걸어도 너는 괜찮니?").text


def test_what_the_robot_does_all_day_is_no_search(ask):
    assert not ask("너는 밥도 안 먹고 하루 종일 뭐 하냐").items
