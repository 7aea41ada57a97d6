"""One file of weights in two libraries: they must compute the same."""

import struct

import numpy as np
import pytest
import torch
import whisper

from companion.base.errors import DataError
from companion.base.settings import Hearing
from companion.hearing.engine import Hints
from companion.hearing.engines.openai_whisper import OpenAIWhisper
from companion.hearing.engines.transformers_whisper import TransformersWhisper
from companion.models.ctranslate2 import read_weights
from companion.models.whisper_weights import WhisperWeights

BASE = Hearing(model="whisper-base", device="cpu", threads=1)


@pytest.fixture(scope="module")
def path(models):
    return models.locate("whisper-base") / "model.bin"


@pytest.fixture(scope="module")
def weights(path):
    return WhisperWeights(path)


@pytest.fixture(scope="module")
def openai(models):
    return OpenAIWhisper(BASE, models, Hints())._model


@pytest.fixture(scope="module")
def hugging_face(models):
    return TransformersWhisper(BASE, models, Hints())._model


@pytest.fixture(scope="module")
def spectrogram(sounds):
    return whisper.log_mel_spectrogram(whisper.pad_or_trim(sounds[0]))[None]


def test_the_sizes_are_those_of_whisper_base(weights):
    d = weights.dimensions
    assert (d.width, d.audio_layers, d.text_layers, d.audio_heads, d.text_heads) == (512, 6, 6, 8, 8)
    assert (d.mels, d.audio_positions, d.text_positions, d.vocabulary) == (80, 1500, 448, 51865)


def test_every_number_of_the_file_reaches_openai_s_model_unchanged(weights, openai):
    state = openai.state_dict()
    assert set(weights.for_openai()) == set(state)
    for name, array in weights.for_openai().items():
        assert np.array_equal(state[name].numpy(), array), name


def test_every_number_of_the_file_reaches_transformers_model_unchanged(weights, hugging_face):
    state = hugging_face.state_dict()
    assert set(weights.for_transformers()) == set(state)
    for name, array in weights.for_transformers().items():
        assert np.array_equal(state[name].numpy(), array), name


def test_the_bias_of_keys_that_is_left_out_is_zero(path):
    variables = read_weights(path).variables
    fused = [name for name in variables if name.endswith("self_attention/linear_0/bias")]
    assert len(fused) == 12
    for name in fused:
        assert not np.split(variables[name], 3)[1].any()


def test_both_encoders_give_the_same(openai, hugging_face, spectrogram):
    with torch.inference_mode():
        a = openai.encoder(spectrogram)
        b = hugging_face.model.encoder(spectrogram).last_hidden_state
    assert a.abs().max() > 1
    assert (a - b).abs().max() < 1e-4


def test_both_decoders_give_the_same(openai, hugging_face, spectrogram):
    tokens = torch.tensor([[50258, 50264, 50359, 50363, 39247, 49972, 30232]])
    with torch.inference_mode():
        a = openai(spectrogram, tokens)
        b = hugging_face(input_features=spectrogram, decoder_input_ids=tokens).logits
    assert a.std() > 1
    assert (a - b).abs().max() < 1e-3


def test_the_encoder_gives_what_ctranslate2_computes(models, openai, spectrogram):
    import ctranslate2

    embedded = ctranslate2.models.Whisper(
        str(models.locate("whisper-base")), device="cpu", compute_type="float32", intra_threads=1
    )
    encoded = embedded.encode(ctranslate2.StorageView.from_array(spectrogram.numpy()))
    with torch.inference_mode():
        ours = openai.encoder(spectrogram).numpy()
    assert np.abs(np.array(encoded) - ours).max() < 1e-2 * np.abs(ours).max()


def test_a_truncated_file_is_named(path, tmp_path):
    cut = tmp_path / "model.bin"
    with path.open("rb") as whole:
        cut.write_bytes(whole.read(1_000_000))
    with pytest.raises(DataError, match=r"model\.bin: not a whole CTranslate2 model"):
        WhisperWeights(cut)


@pytest.mark.parametrize("content", [b"", b"RIFF", struct.pack("<I", 5) + b"\0" * 20])
def test_another_kind_of_file_is_named(content, tmp_path):
    (tmp_path / "model.bin").write_bytes(content)
    with pytest.raises(DataError, match=r"model\.bin: not a"):
        WhisperWeights(tmp_path / "model.bin")


def _model_file(specification, name, array, kind):
    def string(text):
        return struct.pack("<H", len(text) + 1) + text.encode() + b"\0"

    shape = struct.pack(f"<B{array.ndim}I", array.ndim, *array.shape)
    data = string(name) + shape + struct.pack("<BI", kind, array.nbytes) + array.tobytes()
    return struct.pack("<I", 6) + string(specification) + struct.pack("<II", 3, 1) + data + struct.pack("<I", 0)


def test_a_model_that_is_not_whisper_is_refused(tmp_path):
    file = _model_file("TransformerSpec", "weight", np.ones((2, 3), "<f2"), 4)
    (tmp_path / "model.bin").write_bytes(file)
    with pytest.raises(DataError, match="TransformerSpec, not a Whisper model"):
        WhisperWeights(tmp_path / "model.bin")


def test_quantised_weights_are_refused_with_the_way_out(tmp_path):
    file = _model_file("WhisperSpec", "decoder/embeddings/weight", np.ones((2, 3), "i1"), 1)
    (tmp_path / "model.bin").write_bytes(file)
    with pytest.raises(DataError, match="--quantization float16"):
        WhisperWeights(tmp_path / "model.bin")


@pytest.mark.parametrize(("kind", "dtype"), list(enumerate(["<f4", "<i1", "<i2", "<i4", "<f2"])))
def test_every_type_of_number_is_read(kind, dtype, tmp_path):
    array = np.arange(6).reshape(2, 3).astype(dtype)
    (tmp_path / "model.bin").write_bytes(_model_file("Any", "a/b", array, kind))
    weights = read_weights(tmp_path / "model.bin")
    assert weights.variables["a/b"].dtype == np.dtype(dtype)
    assert weights.variables["a/b"].tolist() == array.tolist()
