"""Voices of coqui-tts (https://github.com/idiap/coqui-ai-TTS): XTTS v2 with a cloned voice, VITS and others."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np

from companion.audio.pcm import Audio, read_audio
from companion.base.errors import UsageError
from companion.base.settings import Speaking
from companion.models.store import ModelStore
from companion.models.torch_device import choose_device, requiring_torch

_LANGUAGE: Final = "ko"
_ON_THE_HUB: Final = "tts_models/"
_SAYABLE: Final = re.compile(r"\w")
_SEED: Final = 0
_REFERENCE_RATE: Final = 22_050
"""Samples a second at which XTTS takes the sound of the voice to clone."""


class Coqui:
    """Speaks with a model of coqui-tts.

    The models draw random numbers; each clause begins with the same ones, so that a text always sounds the same.

    Args:
        settings: `model` is a folder with coqui's `config.json` and its checkpoint, or one of coqui's own names
            (`tts_models/multilingual/multi-dataset/xtts_v2`), which the package fetches itself after asking
            whether its licence is accepted. `voice` is a speaker of the model or, for XTTS, a sound file of the
            voice to clone, at least three seconds long; None for the model's first speaker.
        models: where models are.

    Raises:
        MissingExtra: coqui-tts or something that it needs is not installed.
        ModelMissing: the model has not been fetched.
        UsageError: no such model or voice, or no GPU where one is asked for.
    """

    def __init__(self, settings: Speaking, models: ModelStore) -> None:
        with requiring_torch("the coqui voice", "coqui"):
            import torch
            from TTS.api import TTS  # noqa: F401
        device = choose_device(settings.device)
        if device.type == "cpu":
            torch.set_num_threads(settings.threads)
        api = _load(settings.model, models).to(device)
        self._rate = int(api.synthesizer.output_sample_rate)
        cloning = hasattr(api.synthesizer.tts_model, "get_gpt_cond_latents")
        self._say = _xtts(api, settings) if cloning else _speaker(api, settings)
        self._speed = settings.speed
        self._devices = [device] if device.type == "cuda" else []
        self.name = f"coqui:{settings.model}:{settings.voice}:{settings.speed:g}"

    def synthesize(self, text: str, pace: float = 1.0) -> Audio:
        """Say one clause; see `TextToSpeech.synthesize`."""
        import torch

        if not _SAYABLE.search(text):
            return Audio(np.zeros(0, np.float32), self._rate)
        with torch.random.fork_rng(devices=self._devices):
            torch.manual_seed(_SEED)
            samples = self._say(text, self._speed * pace)
        return Audio(np.ascontiguousarray(samples, np.float32), self._rate)

    def warm_up(self) -> None:
        """Say a word."""
        self.synthesize("네.")


def _load(model: str, models: ModelStore) -> Any:
    from TTS.api import TTS

    if not model:
        raise UsageError("the coqui voice has no usual model: set speaking.model to a folder with one, or a name of it")
    if model.startswith(_ON_THE_HUB):
        sources = {"model_name": model}
    else:
        folder = models.locate(model)
        sources = {"model_path": str(_checkpoint(folder)), "config_path": str(folder / "config.json")}
    try:
        return TTS(**sources, progress_bar=False)
    except (OSError, RuntimeError, KeyError, ValueError, AttributeError) as e:
        problem = str(e).strip().splitlines() or [type(e).__name__]
        raise UsageError(f"«{model}» is no model that coqui-tts can load: {problem[0]}") from None


def _checkpoint(folder: Path) -> Path:
    """What coqui-tts loads from a folder: the folder itself for XTTS, else the one file of weights in it."""
    try:
        kind = json.loads((folder / "config.json").read_text(encoding="utf-8"))["model"]
    except (OSError, ValueError, KeyError, TypeError):
        raise UsageError(f"{folder}: no model of coqui-tts, it has no config.json that names a kind of model") from None
    if kind == "xtts":
        return folder
    files = [path for path in sorted(folder.glob("*.pth")) if not path.name.startswith("speaker")]
    if len(files) != 1:
        raise UsageError(f"{folder}: holds {len(files)} files of weights (*.pth); leave one")
    return files[0]


def _xtts(api: Any, settings: Speaking) -> Callable[[str, float], Any]:
    """XTTS with the voice made ready once: a speaker of the model, or one cloned from a sound file."""
    import torch

    model = api.synthesizer.tts_model
    config = model.config
    speakers = model.speaker_manager.speakers if model.speaker_manager else {}
    voice = settings.voice or next(iter(speakers), None)
    if voice in speakers:
        latents, speaker = speakers[voice].values()
    elif voice is not None and Path(voice).is_file():
        reference = torch.from_numpy(read_audio(Path(voice)).at(_REFERENCE_RATE).samples)[None].to(model.device)
        try:
            latents = model.get_gpt_cond_latents(
                reference, _REFERENCE_RATE, length=config.gpt_cond_len, chunk_length=config.gpt_cond_chunk_len
            )
        except RuntimeError as e:
            raise UsageError(f"{voice}: cannot be cloned ({e})") from None
        longest = _REFERENCE_RATE * config.max_ref_len
        speaker = model.get_speaker_embedding(reference[:, :longest], _REFERENCE_RATE)
    else:
        problem = f"there is no voice «{voice}»" if voice else "XTTS needs a voice to clone"
        known = f"; speakers: {', '.join(speakers)}" if speakers else ""
        raise UsageError(f"{problem}: set speaking.voice to a sound file or a speaker of the model{known}")

    def say(text: str, speed: float) -> Any:
        said = model.inference(
            text,
            _LANGUAGE,
            latents,
            speaker,
            temperature=config.temperature,
            length_penalty=config.length_penalty,
            repetition_penalty=config.repetition_penalty,
            top_k=config.top_k,
            top_p=config.top_p,
            speed=speed,
        )
        return said["wav"]

    return say


def _speaker(api: Any, settings: Speaking) -> Callable[[str, float], Any]:
    """Any other model, with one of its speakers if it has several."""
    from TTS.utils.synthesizer import PAD_SILENCE_SAMPLES

    speakers = api.speakers or []
    if settings.voice is not None and settings.voice not in speakers:
        known = ", ".join(speakers) or "only one, without a name"
        raise UsageError(f"voice «{settings.voice}» is no speaker of the model; speakers: {known}")
    languages = api.languages or []
    if languages and _LANGUAGE not in languages:
        raise UsageError(f"«{settings.model}» speaks no Korean; languages: {', '.join(languages)}")
    model = api.synthesizer.tts_model
    length = getattr(model, "length_scale", None)  # of VITS; the others have one pace
    speaker = settings.voice or next(iter(speakers), None)
    language = _LANGUAGE if languages else None

    def say(text: str, speed: float) -> Any:
        if length is not None:
            model.length_scale = length / speed
        said = api.tts(text, speaker=speaker, language=language, split_sentences=False)
        return np.asarray(said)[:-PAD_SILENCE_SAMPLES]

    return say
