"""What asks for advice, by its grammar, and what only has words like it."""

import pytest

from companion.language.advice_sought import advice_sought
from companion.language.terms import read


@pytest.mark.parametrize(
    ("text", "kind", "leans"),
    [
        ("뭐라고 사과하지", "way", False),
        ("선물은 뭐가 좋을까", "way", False),
        ("선물 뭐 줘야 됨 돈 만 원 있는데", "way", False),
        ("발목 삐었는데 어떻게 해?", "way", False),
        ("감기 어떻게 해야 빨리 나아", "way", False),
        ("돈 좀 모으는 법 없나", "way", False),
        ("늦잠 안 자는 법 좀", "way", False),
        ("아기 재우는 좋은 방법 없을까요", "way", False),
        ("깜빡하고 빠뜨리면 어쩐다냐", "way", False),
        ("강아지를 뭐라고 부를까", "way", False),
        ("어떡하지", "way", True),
        ("걔한테 뭐라고 하지", "way", True),
        ("어떻게 말해 줘야 될까", "way", True),
        ("쪽지를 붙여 볼까", "deed", False),
        ("반은 쓰고 나머지는 모아 둘까", "deed", False),
        ("오늘은 그냥 쉬는 게 낫겠지", "deed", False),
        ("이거 답장해야 돼 말아야 돼", "owed", False),
        ("치과에 가 봐야 하나", "owed", False),
        ("내가 먼저 인사해야 돼?", "owed", False),
        ("전화로 하기 힘들면 쪽지 써도 돼?", "may", False),
        ("돌잔치에 운동화 신고 가도 되나", "may", False),
        ("하루에 세 쪽씩 풀면 될까?", "enough", False),
        ("퇴직하면 뭐 하면서 살지 막막하다", "loss", False),
        ("이 많은 걸 누가 다 치우나 걱정이네", "loss", False),
    ],
)
def test_what_is_sought_is_known_by_its_grammar(text, kind, leans):
    sought = advice_sought(read(text, (), (), ()))
    assert sought is not None
    assert (sought.kind, sought.leans) == (kind, leans)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("국수가 나아 만두가 나아", ("국수", "만두")),
        ("점심은 국밥이 낫겠나 비빔밥이 낫겠나", ("국밥", "비빔밥")),
        ("지하철 타고 갈까 걸어서 갈까", None),
        ("기차로 갈까 버스로 갈까", ("기차", "버스")),
        ("하얀 신발이랑 까만 신발 중에 뭐가 나아?", ("하얀 신발", "까만 신발")),
        ("둘 중에 어느 게 좋을까", ()),
        ("갈까 말까", None),
    ],
)
def test_what_is_to_be_chosen_from(text, sides):
    sought = advice_sought(read(text, (), (), ()))
    chosen = sought is not None and sought.kind == "choice"
    assert (sought.sides if chosen else None) == sides


@pytest.mark.parametrize(
    ("text", "who"), [("누나가 서운해할까?", "누나"), ("토끼는 좋은 데 갔을까", "토끼"), ("잘 도착했을까", "")]
)
def test_what_another_feels_or_does_is_no_deed_of_ones_own(text, who):
    sought = advice_sought(read(text, (), (), ()))
    assert sought is not None
    assert (sought.kind, sought.who) == ("mind", who)


@pytest.mark.parametrize(
    "text",
    [
        "지금 몇 시야",
        "이게 뭐지",
        "거기 어떻게 가",
        "너는 뭐 하고 놀아",
        "걔는 뭐라고 할까",
        "내 이름이 뭐라고 했지",
        "발에 물집이 잡혔어",
        "엄마가 뭐라고 했는데 기억이 안 나",
    ],
)
def test_what_others_do_and_what_is_so_asks_for_no_advice(text):
    assert advice_sought(read(text, (), (), ())) is None
