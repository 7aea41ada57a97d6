"""Leave-taking, praise for what was done together, and asking leave: known by their grammar."""

import pytest

from companion.language.stances import asks_leave, praises_effort, takes_leave
from companion.language.terms import read


@pytest.mark.parametrize(
    ("said", "leaves"),
    [
        ("고마워 가 볼게", True), ("이만 가 볼게", True),
        ("먼저 갈게요", True), ("그럼 나 이제 가 봐야겠다", True),
        ("오늘 취재는 여기까지 할게요", True), ("병원에 가 볼게", False),
        ("한번 가 볼게", False), ("그 집에 갈게", False),
    ],
)  # fmt: skip
def test_who_goes_nowhere_that_is_named_takes_leave(said, leaves):
    assert takes_leave(read(said, (), (), ())) is leaves


@pytest.mark.parametrize(
    ("said", "praises"),
    [("고생했어요", True), ("다들 수고 많으셨습니다", True), ("이사하느라 고생했어요", False), ("나 고생했어", False)],
)
def test_effort_is_praised_where_nobody_is_named(said, praises):
    assert praises_effort(read(said, (), (), ())) is praises


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("몇 가지 여쭤볼 건데 괜찮으시죠?", True),
        ("사진 찍을 텐데 괜찮지?", True),
        ("너 괜찮지?", False),
        ("비 올 텐데", False),
    ],
)
def test_leave_is_asked_for_what_is_coming(said, asks):
    assert asks_leave(read(said, (), (), ())) is asks
