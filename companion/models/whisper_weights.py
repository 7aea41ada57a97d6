"""One set of Whisper weights under the names that each library gives them.

CTranslate2 keeps the projections of an attention fused: queries, keys and values of self-attention in one matrix,
keys and values of cross-attention in another, with zeros for the bias that keys do not have (its converter
`WhisperLoader` and `fuse_linear`). OpenAI's package and transformers keep them apart. Everything else is a matter
of names, which `_OPENAI` and `_TRANSFORMERS` list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from companion.base.errors import DataError
from companion.models.ctranslate2 import read_weights

Arrays: TypeAlias = dict[str, NDArray[np.float32]]
"""Weights by name: float32, writable."""


@dataclass(frozen=True, slots=True)
class Dimensions:
    """The sizes of a Whisper model (Radford et al. 2022, table 1)."""

    mels: int
    audio_positions: int
    text_positions: int
    width: int
    feed_forward: int
    audio_heads: int
    text_heads: int
    audio_layers: int
    text_layers: int
    vocabulary: int


@dataclass(frozen=True, slots=True)
class _Names:
    """How a library names the parts of Whisper; keys are CTranslate2's names.

    Attributes:
        layer: prefix of the parts of a layer, with places for `side` and `number`.
        parts: modules of a layer; several where CTranslate2 fuses them.
        keys: last part of a projection to keys.
        rest: arrays outside the layers.
    """

    layer: str
    parts: Mapping[str, tuple[str, ...]]
    keys: str
    rest: Mapping[str, str]


_OPENAI: Final = _Names(
    layer="{side}.blocks.{number}",
    parts={
        "self_attention/layer_norm": ("attn_ln",),
        "self_attention/linear_0": ("attn.query", "attn.key", "attn.value"),
        "self_attention/linear_1": ("attn.out",),
        "attention/layer_norm": ("cross_attn_ln",),
        "attention/linear_0": ("cross_attn.query",),
        "attention/linear_1": ("cross_attn.key", "cross_attn.value"),
        "attention/linear_2": ("cross_attn.out",),
        "ffn/layer_norm": ("mlp_ln",),
        "ffn/linear_0": ("mlp.0",),
        "ffn/linear_1": ("mlp.2",),
    },
    keys="key",
    rest={
        "encoder/conv1/weight": "encoder.conv1.weight",
        "encoder/conv1/bias": "encoder.conv1.bias",
        "encoder/conv2/weight": "encoder.conv2.weight",
        "encoder/conv2/bias": "encoder.conv2.bias",
        "encoder/position_encodings/encodings": "encoder.positional_embedding",
        "encoder/layer_norm/gamma": "encoder.ln_post.weight",
        "encoder/layer_norm/beta": "encoder.ln_post.bias",
        "decoder/embeddings/weight": "decoder.token_embedding.weight",
        "decoder/position_encodings/encodings": "decoder.positional_embedding",
        "decoder/layer_norm/gamma": "decoder.ln.weight",
        "decoder/layer_norm/beta": "decoder.ln.bias",
    },
)
_TRANSFORMERS: Final = _Names(
    layer="model.{side}.layers.{number}",
    parts={
        "self_attention/layer_norm": ("self_attn_layer_norm",),
        "self_attention/linear_0": ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"),
        "self_attention/linear_1": ("self_attn.out_proj",),
        "attention/layer_norm": ("encoder_attn_layer_norm",),
        "attention/linear_0": ("encoder_attn.q_proj",),
        "attention/linear_1": ("encoder_attn.k_proj", "encoder_attn.v_proj"),
        "attention/linear_2": ("encoder_attn.out_proj",),
        "ffn/layer_norm": ("final_layer_norm",),
        "ffn/linear_0": ("fc1",),
        "ffn/linear_1": ("fc2",),
    },
    keys="k_proj",
    rest={
        "encoder/conv1/weight": "model.encoder.conv1.weight",
        "encoder/conv1/bias": "model.encoder.conv1.bias",
        "encoder/conv2/weight": "model.encoder.conv2.weight",
        "encoder/conv2/bias": "model.encoder.conv2.bias",
        "encoder/position_encodings/encodings": "model.encoder.embed_positions.weight",
        "encoder/layer_norm/gamma": "model.encoder.layer_norm.weight",
        "encoder/layer_norm/beta": "model.encoder.layer_norm.bias",
        "decoder/embeddings/weight": "model.decoder.embed_tokens.weight",
        "decoder/projection/weight": "proj_out.weight",
        "decoder/position_encodings/encodings": "model.decoder.embed_positions.weight",
        "decoder/layer_norm/gamma": "model.decoder.layer_norm.weight",
        "decoder/layer_norm/beta": "model.decoder.layer_norm.bias",
    },
)
_IN_A_LAYER: Final = re.compile(r"(encoder|decoder)/layer_(\d+)/(.+)/(weight|bias|gamma|beta)")
_ATTRIBUTE: Final = {"weight": "weight", "bias": "bias", "gamma": "weight", "beta": "bias"}


class WhisperWeights:
    """Whisper's weights, read from CTranslate2's `model.bin`.

    Args:
        path: the file, in floating point (float16 or float32).

    Raises:
        DataError: not a whole model file, not Whisper, or quantised to integers.
    """

    def __init__(self, path: Path) -> None:
        weights = read_weights(path)
        if weights.specification != "WhisperSpec":
            raise DataError(path, None, f"a {weights.specification}, not a Whisper model", "name another model")
        self._arrays = {name: array for name, array in weights.variables.items() if array.ndim}
        if any(array.dtype.kind != "f" for array in self._arrays.values()):
            fix = "convert it with `ct2-transformers-converter --quantization float16`"
            raise DataError(path, None, "weights quantised to integers cannot be shared with other engines", fix)
        self.dimensions = _dimensions(weights.variables)

    def for_openai(self) -> Arrays:
        """State of `whisper.model.Whisper`."""
        return _renamed(self._arrays, _OPENAI)

    def for_transformers(self) -> Arrays:
        """State of `transformers.WhisperForConditionalGeneration`."""
        return _renamed(self._arrays, _TRANSFORMERS)


def _dimensions(variables: Mapping[str, NDArray[Any]]) -> Dimensions:
    layers = {(match[1], match[2]) for name in variables if (match := _IN_A_LAYER.fullmatch(name))}
    vocabulary, width = variables["decoder/embeddings/weight"].shape
    return Dimensions(
        mels=variables["encoder/conv1/weight"].shape[1],
        audio_positions=len(variables["encoder/position_encodings/encodings"]),
        text_positions=len(variables["decoder/position_encodings/encodings"]),
        width=width,
        feed_forward=len(variables["encoder/layer_0/ffn/linear_0/weight"]),
        audio_heads=int(variables["encoder/num_heads"]),
        text_heads=int(variables["decoder/num_heads"]),
        audio_layers=sum(side == "encoder" for side, _ in layers),
        text_layers=sum(side == "decoder" for side, _ in layers),
        vocabulary=vocabulary,
    )


def _renamed(arrays: Mapping[str, NDArray[Any]], names: _Names) -> Arrays:
    out: Arrays = {}
    for name, array in arrays.items():
        if name in names.rest:
            out[names.rest[name]] = array.astype(np.float32)
        elif match := _IN_A_LAYER.fullmatch(name):
            side, number, part, attribute = match.groups()
            modules = names.parts[part]
            for module, piece in zip(modules, np.split(array, len(modules)), strict=True):
                if attribute != "bias" or not module.endswith(f".{names.keys}"):
                    layer = names.layer.format(side=side, number=number)
                    out[f"{layer}.{module}.{_ATTRIBUTE[attribute]}"] = piece.astype(np.float32)
    return out
