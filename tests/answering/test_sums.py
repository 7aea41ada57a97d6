"""Sums that lean on what was said before."""

import pytest


@pytest.mark.parametrize(
    ("turns", "result"),
    [
        (["유치회관 해장국 얼마야?", "넷이 먹고 오만 원 내면 거스름돈 얼마야?"], "6,000원"),
        (["진미통닭 후라이드 얼마야?", "세 마리 시키면?", "거기서 만 원 빼면?"], "44,000원"),
        (["5 더하기 6은?", "거기에 또 9 더하면?", "그걸 반으로 나누면?"], "10"),
        (["15 곱하기 12는?", "고마워", "아까 계산한 거에서 30 빼면?"], "150"),
    ],
)
def test_a_sum_goes_on_from_what_was_told(talk, turns, result):
    assert result in talk(*turns)[-1].text
