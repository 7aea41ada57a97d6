"""Caches that are damaged are made again: any change of a single bit is seen."""

import io
import random

import numpy as np
import pytest

from companion.base.writing import read_cached, sealed, unsealed, write_cached
from companion.knowledge.index import HybridIndex


def damaged(data, chance):
    """The data with a bit flipped, a part missing, or something added."""
    kind, at = chance.randrange(3), chance.randrange(len(data))
    if kind == 0:
        return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
    return data[:at] if kind == 1 else data + bytes(chance.randrange(1, 9))


def test_what_was_kept_comes_back(tmp_path):
    path = tmp_path / "made" / "thing"
    assert write_cached(path, b"content")
    assert read_cached(path) == b"content"


@pytest.mark.parametrize("seed", range(300))
def test_no_damage_goes_unseen(seed):
    chance = random.Random(seed)
    data = sealed(chance.randbytes(200))
    assert unsealed(damaged(data, chance)) is None


def test_what_is_not_there_or_cannot_be_read_is_none(tmp_path):
    assert read_cached(tmp_path / "nothing") is None
    assert read_cached(tmp_path) is None


@pytest.mark.parametrize("seed", range(40))
def test_damaged_vectors_are_made_again(tmp_path, seed):
    class Letters:
        name = "letters"
        calls = 0

        def encode(self, texts):
            Letters.calls += 1
            return np.array([[len(t), t.count("가"), 1] for t in texts], np.float32)

    texts = ["가나", "다라마", "가가가"]
    HybridIndex(texts, Letters(), tmp_path, "test")
    (path,) = tmp_path.glob("test-*")
    path.write_bytes(damaged(path.read_bytes(), random.Random(seed)))
    Letters.calls = 0
    index = HybridIndex(texts, Letters(), tmp_path, "test")
    assert Letters.calls == 1
    assert set(index.rank("가", range(3))) == {0, 1, 2}
    assert np.load(io.BytesIO(read_cached(path))).shape == (3, 3)
