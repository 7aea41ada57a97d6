"""The sentence-transformers embedder with a real model (all-MiniLM-L6-v2, English)."""

import sys

import numpy as np
import pytest

from companion.base.errors import UsageError
from companion.base.plugins import load
from companion.models.embedder import Embedder
from companion.models.progress import Lines

SENTENCES = ["Who is the governor?", "Tell me the governor's name.", "The soup is too salty.", ""]


@pytest.fixture(scope="module")
def embedder(models):
    models.ensure("minilm-en", Lines(sys.stderr))
    return load("companion.embedder", "sentence-transformers")(str(models.locate("minilm-en")), "cpu")


def test_it_is_an_embedder(embedder):
    assert isinstance(embedder, Embedder)
    assert embedder.dim == 384
    assert embedder.name.endswith("minilm-en")


def test_vectors_are_float32_of_length_one(embedder):
    vectors = embedder.encode(SENTENCES)
    assert vectors.dtype == np.float32
    assert vectors.shape == (4, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_sentences_alike_in_meaning_are_closer_than_others(embedder):
    a, b, other, _ = embedder.encode(SENTENCES)
    assert a @ b > 0.6 > 0.2 > a @ other


def test_a_sentence_has_the_same_vector_alone_and_among_others(embedder):
    alone = np.vstack([embedder.encode([sentence]) for sentence in SENTENCES])
    assert alone == pytest.approx(embedder.encode(SENTENCES), abs=1e-5)


def test_no_sentences_give_no_rows(embedder):
    assert embedder.encode([]).shape == (0, 384)


@pytest.mark.parametrize("text", [" ", "\ud800", "👍", "가" * 2000])
def test_any_text_has_a_finite_vector(embedder, text):
    assert np.isfinite(embedder.encode([text])).all()


def test_a_folder_without_a_model_is_one_clear_error(tmp_path):
    with pytest.raises(UsageError, match="no sentence-transformers model") as e:
        load("companion.embedder", "sentence-transformers")(str(tmp_path), "cpu")
    assert "\n" not in str(e.value)
