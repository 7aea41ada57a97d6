"""BM25, against its formula worked out text by text."""

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.language.lexical import BM25, tokens

WORDS = st.lists(st.sampled_from(["갈비", "왕갈비", "국수", "수원", "bbq", "24"]), max_size=6).map(" ".join)


def score(documents, i, query):
    counts = [Counter(tokens(document)) for document in documents]
    lengths = [sum(count.values()) for count in counts]
    mean = sum(lengths) / len(lengths)
    total = 0.0
    for token in set(query):
        frequency = sum(token in count for count in counts)
        n = counts[i][token]
        if n:
            idf = math.log(1 + (len(documents) - frequency + 0.5) / (frequency + 0.5))
            total += idf * n * 2.2 / (n + 1.2 * (0.25 + 0.75 * lengths[i] / mean))
    return total


@given(st.lists(WORDS, min_size=1, max_size=8), WORDS)
def test_scores_are_those_of_the_formula(documents, query):
    asked = tokens(query)
    expected = [score(documents, i, asked) for i in range(len(documents))]
    assert BM25(documents).scores([*asked, *asked]) == pytest.approx(expected, abs=1e-4)


def test_nothing_to_search_has_no_scores():
    assert BM25([]).scores(["갈비"]).shape == (0,)
