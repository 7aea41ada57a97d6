"""A name of the data is taken where the sound allows it, and nowhere else."""

import pytest

from companion.hearing.known_names import LIKELIER, likeliest
from companion.language.misheard import MisheardNames

NAMES = MisheardNames(["조청식", "이화순", "홍밀면옥"])


def weighed(costs):
    """Texts by what they cost; all others cost more than any name is worth."""
    asked = []

    def weigh(texts):
        asked.append(list(texts))
        return [-costs.get(text, 100.0) for text in texts]

    return weigh, asked


@pytest.mark.parametrize(("apart", "taken"), [(-0.5, True), (0.5, False)])
def test_a_name_may_cost_so_much(apart, taken):
    heard, said = "조청시기 누구야?", "조청식이 누구야?"
    weigh, _ = weighed({heard: 5.0, said: 5.0 + LIKELIER + apart})
    assert likeliest([heard], NAMES, weigh) == (said if taken else heard)


def test_where_there_is_no_choice_nothing_is_weighed():
    weigh, asked = weighed({})
    for texts in (["비가 오네.", "비가 오내."], ["조청식이 누구야?", "조청식이 누구냐?"]):
        assert likeliest(texts, NAMES, weigh) == texts[0]
    assert asked == []


def test_the_second_hypothesis_counts_where_it_holds_the_name():
    texts = ["조청 시긴 오고야", "조청식이 누구야"]
    weigh, _ = weighed({texts[0]: 6.0, texts[1]: 7.0})
    assert likeliest(texts, NAMES, weigh) == texts[1]


def test_two_names_are_put_right_one_after_the_other():
    heard, said = "조청시기 홍밀 면역에 갔어?", "조청식이 홍밀면옥에 갔어?"
    halfway = ("조청식이 홍밀 면역에 갔어?", "조청시기 홍밀면옥에 갔어?")
    weigh, asked = weighed({heard: 5.0, said: 9.0, **dict.fromkeys(halfway, 7.0)})
    assert likeliest([heard], NAMES, weigh) == said
    assert all(len(texts) <= 5 for texts in asked)


def test_silence_stays_silence():
    weigh, asked = weighed({})
    assert likeliest([""], NAMES, weigh) == ""
    assert asked == []
