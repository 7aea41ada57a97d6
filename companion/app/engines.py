"""Engines for the commands: their models are fetched first where need be, which is shown on standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from companion.base.settings import Hearing, Settings, Speaking
from companion.hearing.engine import Hints, SpeechToText, load_recogniser
from companion.hearing.turn_completion import TurnCompletion, load_turn_completion
from companion.models.progress import progress_on
from companion.models.store import ModelStore
from companion.speaking.engine import TextToSpeech, load_synthesiser
from companion.speaking.voice import Voice, load_voice

if TYPE_CHECKING:
    from companion.dialogue.assistant import Assistant


def model_store(settings: Settings) -> ModelStore:
    """The models on this machine."""
    return ModelStore(settings.models_folder)


def fetched_recogniser(hearing: Hearing, store: ModelStore, hints: Hints | None = None) -> SpeechToText:
    """A recogniser, and what it is told to expect."""
    store.ensure_for(progress_on(sys.stderr), hearing)
    return load_recogniser(hearing, store, hints or Hints())


def fetched_ear(assistant: Assistant, store: ModelStore) -> SpeechToText:
    """The recogniser of a conversation with an assistant."""
    from companion.live.hints import conversation_hints

    return fetched_recogniser(assistant.settings.hearing, store, conversation_hints(assistant))


def fetched_turn_completion(settings: Settings, store: ModelStore) -> TurnCompletion | None:
    """What hears whether a speaker is done; None where the settings name no model for it."""
    store.ensure_for(progress_on(sys.stderr), settings.end_of_turn)
    return load_turn_completion(settings, store)


def fetched_synthesiser(speaking: Speaking, store: ModelStore) -> TextToSpeech:
    """A text-to-speech engine."""
    store.ensure_for(progress_on(sys.stderr), speaking)
    return load_synthesiser(speaking, store)


def fetched_voice(settings: Settings, store: ModelStore) -> Voice:
    """The robot's voice."""
    store.ensure_for(progress_on(sys.stderr), settings.speaking)
    return load_voice(settings.speaking, store, settings.cache_folder)
