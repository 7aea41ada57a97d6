"""Names of what was just brought up are its own, and no speaker's."""

import pytest

from companion.language.disclosures import told
from companion.language.recollection import names_said
from companion.language.terms import read


def _names(text: str, before: str = "") -> list[tuple[str, str]]:
    return [(fact.value, fact.of) for fact in told(read(text, (), (), ()), before=before) if fact.about == "name"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("신입이 하나 들어왔는데 이름이 서윤이거든", ("서윤", "신입")),
        ("화분을 하나 들였어 이름은 초록이라고 지었다", ("초록", "화분")),
        ("새 차를 뽑았어 이름을 붕붕이라고 붙였어", ("붕붕", "차")),
        ("옆집에 이모님이 이사 왔는데 성함이 박순자래", ("박순자", "이모님")),
        ("팀장님이 새로 오셨는데 성함이 최은영이래", ("최은영", "팀장님")),
        ("우리 반에 전학생이 왔는데 이름이 민재래요", ("민재", "전학생")),
    ],
)
def test_a_name_is_of_what_was_brought_up(text, named):
    assert _names(text) == [named]


@pytest.mark.parametrize("text", ["오늘 처음 왔어요 이름은 김철수예요", "사업을 시작했어요 이름은 김철수예요"])
def test_a_full_name_is_the_speakers_where_nobody_was_brought_up(text):
    assert _names(text) == [("김철수", "")]


def test_what_was_said_before_brings_up_too():
    assert _names("이름은 초록이라고 지었어", before="다육이를 들였어") == [("초록", "다육이")]


def test_how_many_is_nobodys_name():
    assert names_said("화분을 하나 들였어") == ()
