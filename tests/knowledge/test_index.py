"""Hybrid retrieval: ranks, and vectors that are kept."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.knowledge.index import HybridIndex
from companion.language.lexical import BM25, tokens

TEXTS = ("수원 갈비", "왕갈비 통닭", "냉면", "갈비 냉면", "국수", "수원 국수")


class Counting:
    """Vectors that depend on the text alone; `encoded` counts the texts."""

    name, dim = "counting", 4

    def __init__(self):
        self.encoded = 0

    def encode(self, texts):
        self.encoded += len(texts)
        vectors = [[text.count(letter) + 0.1 for letter in "갈냉수국"] for text in texts]
        return np.array([v / np.linalg.norm(v) for v in np.array(vectors, dtype=np.float32)])


def fused(query, among):
    """The ranks by their definition."""
    vectors = Counting().encode(TEXTS)
    alike = (vectors @ Counting().encode([query])[0]).round(5)
    words = BM25(TEXTS).scores(tokens(query))
    dense = sorted(among, key=lambda i: (-alike[i], i))
    lexical = sorted((i for i in among if words[i] > 0), key=lambda i: (-words[i], i))
    return {i: sum(61 / (61 + ranking.index(i)) / 2 for ranking in (dense, lexical) if i in ranking) for i in among}


@given(st.sampled_from(["갈비", "수원 냉면", "국수 냉면 갈비", "빵"]), st.sets(st.integers(0, len(TEXTS) - 1)))
def test_ranks_are_those_of_their_definition(query, among):
    assert HybridIndex(TEXTS, Counting(), None, "test").rank(query, sorted(among)) == pytest.approx(fused(query, among))


def test_a_second_start_encodes_nothing_and_damage_means_encoding_again(tmp_path):
    first, second, third = Counting(), Counting(), Counting()
    ranks = HybridIndex(TEXTS, first, tmp_path, "test").rank("갈비", range(6))
    HybridIndex(TEXTS, second, tmp_path, "test")
    assert (first.encoded, second.encoded) == (len(TEXTS) + 1, 0)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:-9] + b"damaged!!")
    assert HybridIndex(TEXTS, third, tmp_path, "test").rank("갈비", range(6)) == ranks
    assert third.encoded == len(TEXTS) + 1
