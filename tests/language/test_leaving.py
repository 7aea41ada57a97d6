"""Leave-taking: known by its grammar."""

import pytest

from companion.language.stances import takes_leave
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
