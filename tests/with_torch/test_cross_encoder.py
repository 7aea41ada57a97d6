"""The cross-encoder with a tiny model made on the spot: its weights are chance, so it shows what passes through."""

import json

import numpy as np
import pytest

from companion.app.main import main
from companion.base.errors import UsageError
from companion.models.cross_encoder import CrossEncoderReranker

PASSAGES = ["가람시는 강을 끼고 있다.", "도서관은 1987년에 문을 열었다.", "장날은 5일마다 선다.", ""]


def made(folder, labels=1):
    """A BERT of one layer with chance weights."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    torch.manual_seed(7)
    letters = sorted({letter for text in PASSAGES for letter in text if letter.strip()})
    folder.mkdir(parents=True, exist_ok=True)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizer(str(folder / "vocab.txt"), do_lower_case=False, strip_accents=False).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=64, num_labels=labels, initializer_range=1.0,
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return made(tmp_path_factory.mktemp("model") / "tiny")


def test_each_text_has_a_number_of_its_own(model):
    fits = CrossEncoderReranker(str(model), "cpu").fits("도서관은 언제 문을 열었나?", PASSAGES)
    assert fits.dtype == np.float32
    assert fits.shape == (4,)
    assert np.isfinite(fits).all()
    assert len(set(fits.tolist())) == 4


@pytest.mark.parametrize("text", ["\ud800", "가" * 2000])
def test_any_text_can_be_read(model, text):
    assert CrossEncoderReranker(str(model), "cpu").fits(text, [text]).shape == (1,)


def test_no_texts_have_no_numbers(model):
    assert CrossEncoderReranker(str(model), "cpu").fits("몇?", []).shape == (0,)


def test_what_is_no_model_is_one_clear_error(tmp_path):
    with pytest.raises(UsageError, match="no cross-encoder") as told:
        CrossEncoderReranker(str(tmp_path), "cpu")
    assert "\n" not in str(told.value)


def test_a_model_of_classes_is_refused(tmp_path):
    with pytest.raises(UsageError, match="one label"):
        CrossEncoderReranker(str(made(tmp_path / "classes", labels=3)), "cpu")


def test_a_line_of_a_profile_measures_it_beside_the_search(model, tmp_path, capsys):
    rows = [{"id": str(n), "text": text} for n, text in enumerate(PASSAGES) if text]
    asked = [{"id": "q", "text": "도서관은 언제 문을 열었나?", "passage": "1"}]
    for name, some in (("p.jsonl", rows), ("q.jsonl", asked)):
        text = "\n".join(json.dumps(row, ensure_ascii=False) for row in some)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "profile.yaml").write_text(f"extends: default\nreranker: {model}\n", encoding="utf-8")
    files = ["--passages", str(tmp_path / "p.jsonl"), "--questions", str(tmp_path / "q.jsonl")]
    assert main(["eval", "retrieval", *files, "--json", "--profile", str(tmp_path)]) == 0
    ways = {way["name"]: way for way in json.loads(capsys.readouterr().out)["ways"]}
    assert ways["reranked"]["recall_10"] == ways["both"]["recall_10"] == 1.0
