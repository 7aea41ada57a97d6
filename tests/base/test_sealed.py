import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.base.sealed import seal, unseal


@given(st.binary())
def test_what_was_sealed_comes_back(content):
    assert unseal(seal(content)) == content


@given(st.binary(max_size=200), st.data())
def test_one_flipped_bit_is_found_wherever_it_is(content, data):
    damaged = bytearray(seal(content))
    bit = data.draw(st.integers(0, len(damaged) * 8 - 1))
    damaged[bit // 8] ^= 1 << bit % 8
    with pytest.raises(ValueError, match="damaged"):
        unseal(bytes(damaged))


@given(st.binary(max_size=200), st.data())
def test_what_was_cut_short_is_found(content, data):
    whole = seal(content)
    with pytest.raises(ValueError, match="damaged"):
        unseal(whole[: data.draw(st.integers(0, len(whole) - 1))])
