import numpy as np
import pytest

from companion.knowledge.index import HybridIndex

TEXTS = ("갈비", "냉면", "수원 화성")


class Embedder:
    """Vectors from the bytes of a text; counts how often it is asked for all of them."""

    name = "counting"
    made = 0

    def encode(self, texts):
        self.made += len(texts) == len(TEXTS)
        return np.array([np.resize(np.frombuffer(t.encode(), np.uint8), 8) for t in texts], np.float32) / 1000


@pytest.fixture
def embedder():
    return Embedder()


def test_vectors_that_are_whole_are_not_made_again(embedder, tmp_path):
    for _ in range(3):
        HybridIndex(TEXTS, embedder, tmp_path, "t")
    assert embedder.made == 1


@pytest.mark.parametrize("seed", range(40))
def test_vectors_with_a_flipped_bit_or_cut_short_are_made_again(embedder, tmp_path, seed):
    rng = np.random.default_rng(seed)
    expected = HybridIndex(TEXTS, embedder, tmp_path, "t").rank("갈비", range(3))
    (file,) = tmp_path.glob("*.npy")
    content = bytearray(file.read_bytes())
    if seed % 2:
        content[rng.integers(len(content))] ^= 1 << rng.integers(8)
    else:
        del content[rng.integers(len(content)) :]
    file.write_bytes(content)
    assert HybridIndex(TEXTS, embedder, tmp_path, "t").rank("갈비", range(3)) == expected
    assert embedder.made == 2
