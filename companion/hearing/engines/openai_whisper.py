"""Whisper in OpenAI's own package (https://github.com/openai/whisper), on PyTorch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from companion.audio.pcm import Samples
from companion.base.errors import UsageError
from companion.base.settings import Hearing
from companion.hearing.engine import Hints
from companion.hearing.engines.torch_whisper import LANGUAGE, Decoded, TorchWhisper
from companion.hearing.whisper_text import LONGEST
from companion.models.store import ModelStore
from companion.models.torch_device import choose_device, requiring_torch
from companion.models.whisper_weights import WhisperWeights


class OpenAIWhisper(TorchWhisper):
    """Recognises with OpenAI's decoder, greedily and without timestamps.

    Args:
        settings: `model` is a Whisper model of the catalogue, a folder with CTranslate2's `model.bin`, OpenAI's own
            `.pt` file or a folder with one, or a name that OpenAI's package knows and fetches (`small`, `turbo` …).
            On a GPU the model runs in float16.
        models: where models are.
        hints: not used.

    Raises:
        MissingExtra: openai-whisper is not installed.
        ModelMissing: the model has not been fetched.
        DataError: the model file is damaged or of another kind.
        UsageError: no such model, one for English only, or no GPU where one is asked for.
    """

    def __init__(self, settings: Hearing, models: ModelStore, hints: Hints) -> None:
        with requiring_torch("the openai-whisper engine", "torch"):
            import torch
            import whisper
        device = choose_device(settings.device)
        if device.type == "cpu":
            torch.set_num_threads(settings.threads)
        super().__init__(f"openai-whisper:{Path(settings.model).stem}", settings.partial_every_ms)
        self._device = device
        self._model = _load(settings.model, models).to(device).eval()
        if not self._model.is_multilingual:
            raise UsageError(
                f"«{settings.model}» knows English only; set hearing.model to a multilingual Whisper model"
            )
        self._options = whisper.DecodingOptions(
            language=LANGUAGE, without_timestamps=True, sample_len=LONGEST, fp16=device.type == "cuda"
        )

    def _decode(self, windows: Sequence[Samples]) -> list[Decoded]:
        import torch
        import whisper

        mels = torch.stack([self._spectrogram(window) for window in windows])
        results = whisper.decode(self._model, mels, self._options)
        return [
            Decoded(
                result.text.replace("\ufffd", "").strip(),
                result.avg_logprob,
                result.no_speech_prob,
                ended=len(result.tokens) < LONGEST,
            )
            for result in results
        ]

    def _spectrogram(self, window: Samples) -> Any:
        import whisper

        return whisper.log_mel_spectrogram(whisper.pad_or_trim(window), self._model.dims.n_mels, device=self._device)


def _load(model: str, models: ModelStore) -> Any:
    import whisper

    if model in whisper.available_models():
        return _native(model)
    if Path(model).is_file():
        return _native(model)
    folder = models.locate(model)
    if (folder / "model.bin").is_file():
        return _converted(folder / "model.bin")
    checkpoints = sorted(folder.glob("*.pt"))
    if len(checkpoints) != 1:
        raise UsageError(f"{folder}: holds neither model.bin nor one .pt file; set hearing.model to a Whisper model")
    return _native(str(checkpoints[0]))


def _native(name: str) -> Any:
    import pickle

    import whisper

    try:
        return whisper.load_model(name, device="cpu")
    except (OSError, RuntimeError, KeyError, pickle.UnpicklingError) as e:
        raise UsageError(f"OpenAI's Whisper model «{name}» cannot be loaded: {e}") from None


def _converted(path: Path) -> Any:
    import torch
    from whisper.model import ModelDimensions, Whisper

    weights = WhisperWeights(path)
    sizes = weights.dimensions
    model = Whisper(
        ModelDimensions(
            n_mels=sizes.mels,
            n_audio_ctx=sizes.audio_positions,
            n_audio_state=sizes.width,
            n_audio_head=sizes.audio_heads,
            n_audio_layer=sizes.audio_layers,
            n_vocab=sizes.vocabulary,
            n_text_ctx=sizes.text_positions,
            n_text_state=sizes.width,
            n_text_head=sizes.text_heads,
            n_text_layer=sizes.text_layers,
        )
    )
    model.load_state_dict({name: torch.from_numpy(array) for name, array in weights.for_openai().items()})
    return model
