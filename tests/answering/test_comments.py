"""What is told, felt, commented on or opened is answered as that: nothing is searched, set or looked up for it."""

import pytest

from companion.answering.inform import COMMENTS

LOOKED_UP = (
    "화성행궁 입장료 얼마야",
    "매향통닭 언제 생겼어",
    "갈비집 추천해 줘",
    "수원시장 누구야",
    "크리스마스까지 며칠 남았어",
)


@pytest.mark.parametrize("before", LOOKED_UP)
@pytest.mark.parametrize("comment", ["오 괜찮네", "아이고 너무하네 이거", "아 그랬구나 몰랐네", "와 꽤 됐네"])
def test_a_comment_on_what_was_told_looks_nothing_up(talk, before, comment):
    told, said = talk(before, comment)
    assert said.text != told.text
    assert (said.items, said.sources, said.status) == ((), (), "answered")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("오 싸네", "good"),
        ("생각보다 비싸네요", "bad"),
        ("아 공짜가 아니구나", None),
        ("생각보다 일찍 닫네", "noticed"),
    ],
)
def test_a_comment_gets_a_fitting_word(talk, said, kind):
    reply = talk("화성행궁 입장료 얼마야", said)[-1]
    assert (reply.intent == f"inform.taken_as_{kind}") == (kind is not None)


def test_what_was_told_stays_what_is_spoken_of(talk):
    told, comment, more = talk("화성행궁 입장료 얼마야", "오 싸네", "몇 시까지 해?")
    assert comment.intent in COMMENTS
    assert "화성행궁" in told.text
    assert "화성행궁" in more.text


@pytest.mark.parametrize("comment", ["에이 별로다", "음 그건 좀 별로다", "에이 다 멀다"])
def test_another_one_follows_a_comment_where_it_is_wanted(talk, comment):
    first, other = talk("갈비집 추천해 줘", f"{comment} 다른 데")
    assert other.items
    assert not {item.id for item in first.items} & {item.id for item in other.items}
    joke, another = talk("농담 하나 해 줘", "음 그건 좀 별로다 다른 거")
    assert (another.intent, another.text != joke.text) == (joke.intent, True)


@pytest.mark.parametrize(
    "said",
    [
        "세 시에 깨갖고 영 잠이 안 오더라고",
        "일곱 시에 버스를 놓쳐서 한참 기다렸당께",
        "밥맛이 통 없어 혼자 먹응께",
        "손자 놈이 피자만 찾어",
        "나도 로봇으로 태어났으면 좋았겠다",
        "부럽다 밥값 안 들어서",
    ],
)
def test_what_is_told_sets_and_searches_nothing(talk, said):
    reply = talk(said)[-1]
    assert (reply.route, reply.items) == ("smalltalk", ())


@pytest.mark.parametrize("who", ["자네는", "너는", "파이보는"])
@pytest.mark.parametrize("asked", ["아픈 데 없어?", "심심할 때 없어?", "어디 아픈 데는 없는가"])
def test_what_the_robot_feels_is_no_search(talk, who, asked):
    reply = talk(f"{who} {asked}")[-1]
    assert reply.intent is not None
    assert reply.intent.startswith("smalltalk.")


@pytest.mark.parametrize("topic", ["광주", "수원시장", "협약"])
def test_a_topic_that_is_opened_is_asked_about(talk, topic):
    reply = talk(f"{topic} 얘기 좀 확인할게요")[-1]
    assert reply.intent == "inform.opened"


@pytest.mark.parametrize(
    "asked", ["오늘 발표 누가 먼저 해?", "내 안경 어디 있지", "저 사람 이름이 뭐야", "아까 온 손님이 누구였지?"]
)
def test_what_nobody_could_know_is_not_said_to_lack_in_data(talk, asked):
    text = talk(asked)[-1].text
    assert "자료" not in text
    assert "알 수 없" in text


def test_what_was_told_of_a_noun_is_said_back_as_a_noun(talk):
    assert "낙이라고" in talk("나는 복지관에서 화투 치는 게 낙이야", "내 낙이 뭐라고 했는지 기억해?")[-1].text
