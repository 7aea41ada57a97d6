"""What the robot is asked to say is made into a sentence of its own."""

import pytest

from companion.language.dictated import Dictated, dictated
from companion.language.terms import read


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("면접 잘 보라고 해 줘", Dictated("면접 잘 보세요!")),
        ("나 시험 잘 보라고 말해 줘", Dictated("시험 잘 보세요!")),
        ("밥 먹으라고 해 줘", Dictated("밥 드세요!")),
        ("걱정하지 말라고 해 줘", Dictated("걱정하지 마세요!")),
        ("관객들한테 박수 치라고 해 줘", Dictated("박수 치세요!", "여러분")),
        ("우리 엄마한테 고맙다고 해 줘", Dictated("고마워요!", "엄마")),
        ("다 같이 박수 치자고 해 줘", Dictated("다 같이 박수 쳐요!")),
    ],
)
def test_a_sentence_is_made_of_what_is_to_be_said(said, sentence):
    assert dictated(read(said, (), (), ())) == sentence


@pytest.mark.parametrize("said", ["내가 대통령이라고 해 줘", "이 집이 제일 맛있다고 해 줘", "노래해 줘", "뭐라고 했어"])
def test_what_would_have_to_be_true_is_not_just_said(said):
    assert dictated(read(said, (), (), ())) is None
