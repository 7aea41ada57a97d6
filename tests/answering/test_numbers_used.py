"""No result is told on which a number that was said has no bearing."""

import pytest

from companion.language.numbers_changed import numbers_changed


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        ("두 마리에 3만 원", ["세 마리에 3만 원", "두 마리에 4만 원"]),
        ("한 사람당 오천 원", ["한 사람당 육천 원"]),
        ("첫 번째 집", []),
    ],
)
def test_each_number_is_changed_in_turn(said, changed):
    assert [texts[0] for texts in numbers_changed(said)] == changed


@pytest.mark.parametrize(
    ("turns", "result"),
    [
        (["통닭 한 마리에 이만 원이고 세 마리면 얼마야"], "60,000원"),
        (["사과 세 개에 이천 원이면 아홉 개는 얼마야"], "6,000원"),
        (["125 더하기 378은?", "거기서 백 빼면?"], "403"),
    ],
)
def test_a_sum_that_uses_all_its_numbers_is_told(talk, turns, result):
    assert result in talk(*turns)[-1].text


@pytest.mark.parametrize("people", ["다섯", "여섯", "일곱"])
def test_a_share_that_leaves_out_how_many_share_is_not_told(talk, people):
    reply = talk("남문통닭 얼마야?", f"우리 {people} 명인데 두 마리 시키면 한 사람당 얼마씩 내면 돼?")[-1]
    assert "10,000원씩" not in reply.text
