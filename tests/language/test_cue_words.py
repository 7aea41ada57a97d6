"""Words of packs are found whatever stands between them, however the dictionary reads them alone."""

import pytest

from companion.language.cues import CueIndex
from companion.language.terms import read


def found(word, text):
    return bool(CueIndex([("it", word)]).find(read(text, (), (), ())))


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("얼마 쓰다", "짓는 데 얼마 썼어"),  # alone it is bitter
        ("얼마 들다", "얼마 들었대"),  # alone it is to hear
        ("이름 적다", "이름 적은 사람"),  # alone it is few
        ("공사 시작하다", "공사를 언제 시작했어"),
        ("공사 다시 시작하다", "공사는 얼마 만에 다시 시작했어"),
        ("끝나다", "끝나는 해가 언제야"),
        ("몇 년", "그게 몇 년도야"),
        ("몇 년", "그게 몇 년도지"),
        ("몇 해", "옮긴 지 몇 해째래"),
        ("서명인", "서명인이 누구야"),
        ("사인", "거기에 사인한 사람이 누구야"),
        ("뭐라 하다", "거기서 뭐라고 했어"),
    ],
)
def test_a_word_is_found(word, text):
    assert found(word, text)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("얼마 들이다", "그게 얼마야"),
        ("공사 이름", "공사는 언제 이름이 바뀌었어"),  # the noun behind a question word is asked for
        ("맛집 알려 주다", "맛집 줘"),
    ],
)
def test_another_is_not(word, text):
    assert not found(word, text)
