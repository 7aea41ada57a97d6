"""What a text-to-speech engine is.

An engine is a plug-in of the entry-point group `companion.tts`: a class made with `(settings, models)`, the
`speaking` section of the settings and the store of model files. The model is loaded when the engine is made. Where the
settings name no model, `settings.model` holds the first of the catalogue for the engine, or "" where there is none.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from companion.audio.pcm import Audio
from companion.base.plugins import make_plugin
from companion.base.settings import Speaking
from companion.models.store import ModelStore


@runtime_checkable
class TextToSpeech(Protocol):
    """A text-to-speech engine with its voice loaded."""

    @property
    def name(self) -> str:
        """Engine, voice and everything else that changes the sound; part of the key of cached clauses."""
        ...

    def synthesize(self, text: str, pace: float = 1.0) -> Audio:
        """Say one clause.

        Args:
            text: in spoken form, as `language.spoken.spoken` gives it: Hangul, spaces and `. , ? !`.
            pace: relative to the speed in the settings; 0.8 is slower, 1.25 faster.

        Returns:
            the sound, at the engine's own sample rate; empty where there is nothing to say.
        """
        ...

    def warm_up(self) -> None:
        """Do once what makes the first clause slower than the second."""
        ...


def load_synthesiser(settings: Speaking, models: ModelStore) -> TextToSpeech:
    """The text-to-speech engine that the settings name, with its voice loaded.

    Raises:
        UsageError: there is no such engine.
        MissingExtra: its package is not installed.
        ModelMissing: its model has not been fetched.
    """
    named = settings.model_copy(update={"model": models.catalogue.named_for(settings)})
    engine: TextToSpeech = make_plugin("companion.tts", settings.engine, named, models)
    return engine
