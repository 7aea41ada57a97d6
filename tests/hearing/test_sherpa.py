"""The models here are made up for the test, so that sherpa-onnx itself runs: they write a syllable where it is loud."""

import sys

import numpy as np
import pytest

from companion.audio.pcm import FRAME, HEARING_RATE
from companion.base.errors import MissingExtra, UsageError
from companion.base.settings import Hearing
from companion.hearing.engine import Hints, SpeechToText
from companion.hearing.engines.sherpa import Sherpa
from companion.models.store import ModelStore

# Mean log-mel energy between silence (about −16) and the loud noise of these tests (about −2).
_LOUD = -9.0
_BLANK, _SYLLABLE = 0, 1
_SPECIAL = ["<|ko|>", "<|NEUTRAL|>", "<|Speech|>", "<|woitn|>"]


def make(folder, model="", **settings):
    return Sherpa(Hearing(engine="sherpa-onnx", model=model or str(folder), **settings), ModelStore(folder), Hints())


def test_a_missing_package_is_one_line_that_names_the_extra(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "sherpa_onnx", None)
    with pytest.raises(MissingExtra, match=r"companion-robot\[sherpa\]"):
        make(tmp_path)


@pytest.mark.parametrize(
    "files",
    [
        (),
        ("tokens.txt",),
        ("model.onnx",),
        ("tokens.txt", "encoder.onnx", "decoder.onnx"),
        ("tokens.txt", "encoder-epoch-99.int8.onnx", "joiner.onnx"),
    ],
)
def test_a_folder_without_all_files_of_a_model_is_one_line(tmp_path, files):
    pytest.importorskip("sherpa_onnx")
    for file in files:
        (tmp_path / file).write_text("a 0\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"tokens\.txt") as caught:
        make(tmp_path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("files", [("model.onnx",), ("encoder.onnx", "decoder.onnx", "joiner.onnx")])
def test_files_that_are_no_models_are_one_line(tmp_path, files):
    pytest.importorskip("sherpa_onnx")
    for file in ("tokens.txt", *files):
        (tmp_path / file).write_text("a 0\n", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot load this model") as caught:
        make(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_folder_has_to_be_named(tmp_path):
    pytest.importorskip("sherpa_onnx")
    with pytest.raises(UsageError, match=r"hearing\.model"):
        Sherpa(Hearing(engine="sherpa-onnx", model=""), ModelStore(tmp_path), Hints())


def _write(folder, name, nodes, inputs, outputs, constants, metadata):
    onnx = pytest.importorskip("onnx")
    tensor = onnx.TensorProto
    helper, types = onnx.helper, {"f": tensor.FLOAT, "i32": tensor.INT32, "i": tensor.INT64}
    graph = helper.make_graph(
        [helper.make_node(op, taken, given, **attributes) for op, taken, given, attributes in nodes],
        name,
        [helper.make_tensor_value_info(at, types[kind], shape) for at, kind, shape in inputs],
        [helper.make_tensor_value_info(at, types["f"], shape) for at, shape in outputs],
        [onnx.numpy_helper.from_array(np.asarray(value), at) for at, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    helper.set_model_props(model, {key: str(value) for key, value in metadata.items()})
    onnx.save(model, folder / f"{name}.onnx")


@pytest.fixture(scope="module")
def transducer(tmp_path_factory):
    """A streaming transducer: an «LSTM» that looks at its input's mean."""
    folder = tmp_path_factory.mktemp("transducer")
    _write(
        folder,
        "encoder",
        [
            ("ReduceMean", ["x"], ["mean"], {"axes": [1, 2], "keepdims": 1}),
            ("Expand", ["mean", "shape"], ["encoder_out"], {}),
            ("Identity", ["h"], ["new_h"], {}),
            ("Identity", ["c"], ["new_c"], {}),
        ],
        [("x", "f", ["N", 9, 80]), ("h", "f", [1, "N", 2]), ("c", "f", [1, "N", 2])],
        [("encoder_out", ["N", 1, 2]), ("new_h", [1, "N", 2]), ("new_c", [1, "N", 2])],
        {"shape": np.array([1, 1, 2])},
        {
            "model_type": "lstm", "model_author": "test", "num_encoder_layers": 1,
            "T": 9, "decode_chunk_len": 4, "rnn_hidden_size": 2, "d_model": 2,
        },
    )  # fmt: skip
    _write(
        folder,
        "decoder",
        [("Cast", ["y"], ["as_float"], {"to": 1}), ("Mul", ["as_float", "zero"], ["decoder_out"], {})],
        [("y", "i", ["N", 2])],
        [("decoder_out", ["N", 2])],
        {"zero": np.zeros(1, np.float32)},
        {"vocab_size": 3, "context_size": 2},
    )
    _write(
        folder,
        "joiner",
        [
            ("Add", ["encoder_out", "decoder_out"], ["both"], {}),
            ("MatMul", ["both", "weight"], ["scaled"], {}),
            ("Add", ["scaled", "bias"], ["logit"], {}),
        ],
        [("encoder_out", "f", ["N", 2]), ("decoder_out", "f", ["N", 2])],
        [("logit", ["N", 3])],
        {
            "weight": np.array([[0, 1, 0], [0, 0, 0]], np.float32),
            "bias": np.array([0, -_LOUD, -100], np.float32),
        },
        {"joiner_dim": 2},
    )
    (folder / "tokens.txt").write_text("<blk> 0\n▁하 1\n<unk> 2\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def sense_voice(tmp_path_factory):
    """SenseVoice's inputs and outputs around its input's mean."""
    folder = tmp_path_factory.mktemp("sense-voice")
    tokens = ["<blk>", "▁하", *_SPECIAL]
    prefix = np.full((1, 4, len(tokens)), -20, np.float32)
    for position in range(4):
        prefix[0, position, 2 + position] = 20
    weight = np.zeros((1, len(tokens)), np.float32)
    weight[0, _SYLLABLE] = 1
    bias = np.full(len(tokens), -100, np.float32)
    bias[_BLANK], bias[_SYLLABLE] = 0, -_LOUD
    _write(
        folder,
        "model",
        [
            ("ReduceMean", ["x"], ["mean"], {"axes": [2], "keepdims": 1}),
            ("MatMul", ["mean", "weight"], ["scaled"], {}),
            ("Add", ["scaled", "bias"], ["heard"], {}),
            ("Concat", ["prefix", "heard"], ["logits"], {"axis": 1}),
        ],
        [("x", "f", ["N", "T", 560]), *((name, "i32", ["N"]) for name in ("x_length", "language", "text_norm"))],
        [("logits", ["N", "L", len(tokens)])],
        {"prefix": prefix, "weight": weight, "bias": bias},
        {
            "model_type": "sense_voice_ctc", "vocab_size": len(tokens), "lfr_window_size": 7, "lfr_window_shift": 6,
            "normalize_samples": 1, "with_itn": 14, "without_itn": 15, "lang_auto": 0, "lang_zh": 3, "lang_en": 4,
            "lang_yue": 7, "lang_ja": 11, "lang_ko": 12, "version": 1, "model_author": "test", "comment": "",
            "neg_mean": ",".join(["0"] * 560), "inv_stddev": ",".join(["1"] * 560),
        },
    )  # fmt: skip
    (folder / "tokens.txt").write_text("".join(f"{t} {i}\n" for i, t in enumerate(tokens)), encoding="utf-8")
    return folder


@pytest.fixture
def sound():
    """A second of silence, half a second of noise, a second of silence."""
    second = np.zeros(HEARING_RATE, np.float32)
    noise = np.random.default_rng(0).normal(0, 0.3, HEARING_RATE // 2).astype(np.float32)
    return np.concatenate([second, noise, second])


def listen(engine, sound, size=FRAME):
    stream = engine.stream()
    partials = [stream.accept(sound[start : start + size]) for start in range(0, len(sound), size)]
    return [partial for partial in partials if partial], stream.finish()


@pytest.mark.parametrize("kind", ["transducer", "sense_voice"])
def test_what_is_loud_is_written_with_its_time(kind, sound, request):
    pytest.importorskip("sherpa_onnx")
    engine = make(request.getfixturevalue(kind))
    assert isinstance(engine, SpeechToText)
    _, final = listen(engine, sound)
    assert set(final.text.replace(" ", "")) == {"하"}
    assert final.final
    assert final.stable == len(final.text)
    assert 0.8 < final.start_s < 1.2
    assert final.start_s <= final.end_s < 1.8
    assert 0.5 < final.confidence <= 1


@pytest.mark.parametrize("kind", ["transducer", "sense_voice"])
def test_nothing_said_is_an_empty_transcript(kind, sound, request):
    pytest.importorskip("sherpa_onnx")
    engine = make(request.getfixturevalue(kind))
    engine.warm_up()
    assert listen(engine, sound[:HEARING_RATE])[1].text == ""
    assert engine.stream().finish().text == ""


@pytest.mark.parametrize("kind", ["transducer", "sense_voice"])
def test_the_pieces_in_which_sound_arrives_make_no_difference(kind, sound, request):
    pytest.importorskip("sherpa_onnx")
    engine = make(request.getfixturevalue(kind))
    assert listen(engine, sound, 160)[1] == listen(engine, sound, 16_000)[1]


def test_a_transducer_writes_while_somebody_speaks_and_the_end_is_not_lost(transducer, sound):
    pytest.importorskip("sherpa_onnx")
    engine = make(transducer, partial_every_ms=100)
    partials, final = listen(engine, sound[: 3 * HEARING_RATE // 2])
    assert partials
    assert all(not partial.final and final.text.startswith(partial.text) for partial in partials)
    assert len(final.text) > len(partials[-1].text)
