"""Whisper in Hugging Face transformers, on PyTorch.

Whisper's own `generate` in transformers adds long recordings and timestamps; a turn needs neither, so the general
one is called with the tokens that begin a Korean transcript.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from companion.audio.pcm import HEARING_RATE, Samples
from companion.base.errors import DataError, UsageError
from companion.base.settings import Hearing
from companion.hearing.engine import Hints
from companion.hearing.engines.torch_whisper import LANGUAGE, MULTILINGUAL_VOCABULARY, WINDOW, Decoded, TorchWhisper
from companion.hearing.whisper_text import LONGEST
from companion.models.store import ModelStore
from companion.models.torch_device import choose_device, requiring_torch
from companion.models.whisper_weights import WhisperWeights


class TransformersWhisper(TorchWhisper):
    """Recognises with transformers, greedily and without timestamps.

    Args:
        settings: `model` is a Whisper model of the catalogue, a folder with CTranslate2's `model.bin`, a folder that
            transformers saved, or a name on its hub (`openai/whisper-small`), which it fetches. On a GPU the model
            runs in float16.
        models: where models are.
        hints: not used.

    Raises:
        MissingExtra: transformers is not installed.
        ModelMissing: the model has not been fetched.
        DataError: the model file is damaged or of another kind.
        UsageError: no such model, one for English only, or no GPU where one is asked for.
    """

    def __init__(self, settings: Hearing, models: ModelStore, hints: Hints) -> None:
        with requiring_torch("the transformers engine", "torch"):
            import torch
            from transformers import GenerationConfig, WhisperFeatureExtractor
        super().__init__(f"transformers:{Path(settings.model).name}", settings.partial_every_ms)
        self._device = choose_device(settings.device)
        if self._device.type == "cpu":
            torch.set_num_threads(settings.threads)
        self._dtype = torch.float16 if self._device.type == "cuda" else torch.float32
        model, self._tokenizer, suppressed, suppressed_first = _load(settings.model, models)
        if model.config.vocab_size < MULTILINGUAL_VOCABULARY:
            raise UsageError(
                f"«{settings.model}» knows English only; set hearing.model to a multilingual Whisper model"
            )
        self._model = model.to(device=self._device, dtype=self._dtype).eval()
        self._spectrograms = WhisperFeatureExtractor(feature_size=model.config.num_mel_bins)
        start, language, task, no_timestamps, self._end = self._tokenizer.convert_tokens_to_ids(
            ["<|startoftranscript|>", f"<|{LANGUAGE}|>", "<|transcribe|>", "<|notimestamps|>", "<|endoftext|>"]
        )
        self._prompt = (start, language, task, no_timestamps)
        self._no_speech = no_timestamps - 1  # always the token before; its spelling differs between tokenizers
        self._generation = GenerationConfig(
            do_sample=False,
            max_new_tokens=LONGEST,
            decoder_start_token_id=start,
            eos_token_id=self._end,
            pad_token_id=self._end,
            suppress_tokens=suppressed,
            begin_suppress_tokens=suppressed_first,
            output_scores=True,
            return_dict_in_generate=True,
        )

    def _decode(self, windows: Sequence[Samples]) -> list[Decoded]:
        import torch
        from transformers import GenerationMixin

        features = self._spectrograms(
            list(windows),
            sampling_rate=HEARING_RATE,
            max_length=WINDOW,
            return_tensors="pt",
            device=str(self._device),
        ).input_features
        with torch.inference_mode():
            encoded = self._model.get_encoder()(features.to(self._device, self._dtype))
            prompts = torch.tensor([self._prompt], device=self._device).repeat(len(windows), 1)
            at_start = self._model(encoder_outputs=encoded, decoder_input_ids=prompts[:, :1]).logits[:, 0]
            no_speech = at_start.float().softmax(-1)[:, self._no_speech]
            written = GenerationMixin.generate(
                self._model,
                encoder_outputs=encoded,
                decoder_input_ids=prompts,
                attention_mask=torch.ones(encoded.last_hidden_state.shape[:2], device=self._device),
                generation_config=self._generation,
            )
            tokens = written.sequences[:, len(self._prompt) :]
            # `compute_transition_scores` does this with all steps in one tensor, which is large and less exact.
            scores = torch.cat(
                [
                    step.log_softmax(-1).gather(1, chosen)
                    for step, chosen in zip(written.scores, tokens.split(1, dim=1), strict=True)
                ],
                dim=1,
            )
        return [
            self._decoded(ids, log_probabilities, silence)
            for ids, log_probabilities, silence in zip(
                tokens.tolist(), scores.tolist(), no_speech.tolist(), strict=True
            )
        ]

    def _decoded(self, tokens: list[int], log_probabilities: list[float], no_speech: float) -> Decoded:
        length = tokens.index(self._end) if self._end in tokens else len(tokens)
        text = self._tokenizer.decode([token for token in tokens[:length] if token < self._end])
        scored = log_probabilities[: length + 1]
        return Decoded(text.replace("\ufffd", "").strip(), sum(scored) / len(scored), no_speech, ended=length < LONGEST)


def _load(model: str, models: ModelStore) -> tuple[Any, Any, list[int], list[int]]:
    """The model, its tokenizer, the tokens never written and those never written first."""
    name: str | Path = model if _on_hub(model) else models.locate(model)
    if isinstance(name, Path) and (name / "model.bin").is_file():
        return _converted(name)
    from transformers import AutoTokenizer, WhisperForConditionalGeneration

    try:
        loaded = WhisperForConditionalGeneration.from_pretrained(name)
        tokenizer = AutoTokenizer.from_pretrained(name)
    except (OSError, ValueError) as e:
        problem = str(e).strip().splitlines()[0]
        raise UsageError(f"«{name}» is no Whisper model that transformers can load: {problem}") from None
    generation = loaded.generation_config
    return loaded, tokenizer, generation.suppress_tokens or [], generation.begin_suppress_tokens or []


def _on_hub(model: str) -> bool:
    """Whether this is a name like `openai/whisper-small` rather than a folder's."""
    return model.count("/") == 1 and not model.startswith((".", "/", "~")) and not Path(model).exists()


def _converted(folder: Path) -> tuple[Any, Any, list[int], list[int]]:
    import torch
    from transformers import PreTrainedTokenizerFast, WhisperConfig, WhisperForConditionalGeneration

    weights = WhisperWeights(folder / "model.bin")
    sizes = weights.dimensions
    config = WhisperConfig(
        vocab_size=sizes.vocabulary,
        num_mel_bins=sizes.mels,
        d_model=sizes.width,
        encoder_layers=sizes.audio_layers,
        encoder_attention_heads=sizes.audio_heads,
        encoder_ffn_dim=sizes.feed_forward,
        decoder_layers=sizes.text_layers,
        decoder_attention_heads=sizes.text_heads,
        decoder_ffn_dim=sizes.feed_forward,
        max_source_positions=sizes.audio_positions,
        max_target_positions=sizes.text_positions,
    )
    with torch.device("meta"):  # the weights below take the place of random ones, which would take seconds to draw
        model = WhisperForConditionalGeneration(config)
    state = {name: torch.from_numpy(array) for name, array in weights.for_transformers().items()}
    model.load_state_dict(state, assign=True)
    model.tie_weights()
    try:
        tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(folder / "tokenizer.json"))
        conversion = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        return model, tokenizer, conversion["suppress_ids"], conversion["suppress_ids_begin"]
    except Exception as e:  # the tokenizers library raises nothing finer
        problem = f"tokenizer.json or config.json is damaged ({e})"
        raise DataError(folder, None, problem, "fetch the model again") from None
