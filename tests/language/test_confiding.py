"""What somebody wants of whom they told their trouble, by grammar alone."""

import pytest

from companion.language.confiding import (
    eased_by_talking,
    is_of_mind,
    somebody_told_of,
    wanted_of_listener,
    wants_to_meet,
)
from companion.language.terms import read


def wanted(text):
    found = wanted_of_listener(read(text, (), (), ()))
    return found.want if found is not None else None


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("마음 편해지는 말 한마디 해 줘", "comfort"),
        ("힘 날 만한 말씀 한마디 부탁해요", "comfort"),
        ("걱정 말라고 한마디만 해 줘", "comfort"),
        ("제가 너무한 걸까요?", "fault"),
        ("내가 뭘 그리 잘못했나 싶더라", "fault"),
        ("나 때문에 그런 거야?", "fault"),
        ("나는 재주가 없는 걸까", "worth"),
        ("먼저 사과하는 게 나을까?", "ought"),
        ("휴학할까 고민 중이야", "ought"),
        ("정형외과에 가 봐야 하나", "ought"),
        ("학원 그만둘까 하는데 어떻게 생각해?", "ought"),
        ("너는 어떻게 생각해?", "view"),
        ("네 의견은 어때?", "view"),
        ("네가 보기엔 어때?", "view"),
        ("여기 사진 걸어도 괜찮을까?", "ought"),
        ("하루에 한 줄씩 쓰면 될까?", "ought"),
        ("라면이 나아 우동이 나아", "choice"),
        ("형이 서운해할까?", "mind"),
        ("혼자 이걸 언제 다 하나 걱정이네", "advice"),
        ("너라면 어떻게 하겠어?", "advice"),
        ("어떻게 말하면 좋을까?", "advice"),
        ("잘 풀리겠지?", "hope"),
        ("나 끝까지 할 수 있을까?", "hope"),
        ("할머니가 가시면 나는 어떻게 살지", "parting"),
        ("네가 우리 아빠한테 얘기해 주면 안 돼?", "messenger"),
        ("친구한테 내 마음 좀 전해 줄래?", "messenger"),
        # none of it
        ("아까 한 말 다시 해 줘", None),
        ("관객들한테 재미있는 말 한마디 해 줘", None),
        ("내가 보낸 편지 봤어?", None),
        ("비가 올까?", None),
        ("걔는 나를 어떻게 생각할까", None),
        ("나를 어떻게 생각해?", None),
        ("어제 너무 많이 먹었어", None),
        ("엄마한테 전화했어", None),
    ],
)
def test_what_is_wanted_of_a_listener(text, want):
    assert wanted(text) == want


def test_what_is_said_to_a_listener():
    assert eased_by_talking(read("너한테 얘기하고 나니까 속이 후련하다", (), (), ()))
    assert not eased_by_talking(read("엄마랑 얘기하니까 속이 후련하다", (), (), ()))
    assert wants_to_meet(read("손녀가 너랑 이야기하고 싶대", (), (), ()))
    assert not wants_to_meet(read("손녀가 엄마랑 이야기하고 싶대", (), (), ()))


def test_of_the_mind_of_a_listener_no_statement_tells():
    assert is_of_mind(read("너는 서러움이 뭔지 아니?", (), (), ()))
    assert is_of_mind(read("넌 방학 때 뭐 하고 싶어?", (), (), ()))
    assert not is_of_mind(read("너는 누가 만들었어?", (), (), ()))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("오늘 과장이 나를 깎아내렸어", "과장님"),
        ("우리 고양이가 아파", "고양이"),
        ("사람들 다 있는 데서 소리를 질렀어", ""),
    ],
)
def test_of_whom_a_story_is(text, who):
    assert somebody_told_of(text) == who
