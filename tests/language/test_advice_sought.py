"""What asks for advice, by its grammar, and what only has words like it."""

import pytest

from companion.language.advice_sought import AdviceSought, advice_sought
from companion.language.terms import read


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("뭐라고 사과하지", AdviceSought(leans=False)),
        ("선물은 뭐가 좋을까", AdviceSought(leans=False)),
        ("선물 뭐 줘야 됨 돈 만 원 있는데", AdviceSought(leans=False)),
        ("발목 삐었는데 어떻게 해?", AdviceSought(leans=False)),
        ("감기 어떻게 해야 빨리 나아", AdviceSought(leans=False)),
        ("돈 좀 모으는 법 없나", AdviceSought(leans=False)),
        ("늦잠 안 자는 법 좀", AdviceSought(leans=False)),
        ("아기 재우는 좋은 방법 없을까요", AdviceSought(leans=False)),
        ("깜빡하고 빠뜨리면 어쩐다냐", AdviceSought(leans=False)),
        ("어떡하지", AdviceSought(leans=True)),
        ("걔한테 뭐라고 하지", AdviceSought(leans=True)),
        ("어떻게 말해 줘야 될까", AdviceSought(leans=True)),
        ("쪽지를 붙여 볼까", AdviceSought(leans=False, weighs=True)),
        ("이거 답장해야 돼 말아야 돼", AdviceSought(leans=False, weighs=True)),
    ],
)
def test_a_question_for_what_to_do_is_known_by_its_grammar(text, sought):
    assert advice_sought(read(text, (), (), ())) == sought


@pytest.mark.parametrize(
    "text",
    [
        "지금 몇 시야",
        "이게 뭐지",
        "거기 어떻게 가",
        "너는 뭐 하고 놀아",
        "걔는 뭐라고 할까",
        "비가 올까",
        "내 이름이 뭐라고 했지",
        "발에 물집이 잡혔어",
        "엄마가 뭐라고 했는데 기억이 안 나",
    ],
)
def test_what_others_do_and_what_is_so_asks_for_no_advice(text):
    assert advice_sought(read(text, (), (), ())) is None
