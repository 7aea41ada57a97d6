"""Other models for hearing and speaking than the profile uses: what there is for this machine, and a trial on the spot.

A trial is a sentence that the voice says and the recogniser writes down; one of the two is new. It shows that a model
works here and keeps up, not that it is better: that is what the figures in the catalogue are for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from companion.audio.pcm import HEARING_RATE
from companion.base.errors import UsageError
from companion.base.plugins import load
from companion.base.settings import Hearing, Settings, Speaking, profile_file, profiles
from companion.evaluation.advice import MachineFacts
from companion.evaluation.doctor import SENTENCE
from companion.evaluation.speech import character_errors
from companion.hearing.engine import load_recogniser
from companion.hearing.transcribe import transcribe
from companion.models.catalogue import Model
from companion.models.progress import Progress, readable
from companion.models.store import ModelStore
from companion.speaking.cache import ClauseCache
from companion.speaking.engine import load_synthesiser
from companion.speaking.voice import Voice, joined

MOST_WRONG: Final = 0.5
"""Share of the letters from which on a sentence was not understood: Whisper base understands Kokoro with 0.13 of them
wrong, espeak-ng with 0.82."""
SLOWEST: Final = 1.0
"""Seconds of work for a second of sound: a conversation needs less."""

_GROUPS: Final = {"speech-to-text": "companion.stt", "text-to-speech": "companion.tts"}


@dataclass(frozen=True, slots=True)
class ModelOffer:
    """A model that the profile does not use.

    Attributes:
        model: of the catalogue.
        engine: that would load it.
        uses: the model that the profile uses for it.
    """

    model: Model
    engine: str
    uses: str

    @property
    def section(self) -> dict[str, dict[str, str]]:
        """What of a profile it would change."""
        name = "hearing" if self.model.purpose == "speech-to-text" else "speaking"
        return {name: {"engine": self.engine, "model": self.model.name}}

    def profile(self, settings: Settings) -> str:
        """The profile, as YAML, that uses it and is like another in everything else, wherever the file will lie."""
        extends = settings.profile if settings.profile in profiles() else profile_file(settings.profile)
        ((section, values),) = self.section.items()
        return "\n".join(
            [f"extends: {extends}", f"{section}:", *(f"  {key}: {value}" for key, value in values.items())]
        )

    def as_json(self) -> dict[str, Any]:
        """Plain data for `--json`."""
        known = self.model.model_dump(include={"name", "purpose", "languages", "licence", "description", "measured"})
        return {**known, "bytes": self.model.bytes, "engine": self.engine, "instead_of": self.uses}


@dataclass(frozen=True, slots=True)
class ModelTrial:
    """How a model did.

    Attributes:
        heard: what the recogniser wrote.
        wrong: share of the letters that were wrong.
        pace: seconds of the new model's work for a second of sound.
        refusal: why it is not to be used; empty where nothing speaks against it.
    """

    heard: str
    wrong: float
    pace: float
    refusal: str


def offered(store: ModelStore, settings: Settings, facts: MachineFacts) -> Iterator[ModelOffer]:
    """The models for hearing and speaking that the profile does not use and this machine may."""
    sections: dict[str, Hearing | Speaking]
    sections = {"speech-to-text": settings.hearing, "text-to-speech": settings.speaking}
    for model in store.catalogue.models:
        section = sections.get(model.purpose)
        if section is None or (model.needs_gpu and not facts.gpu):
            continue
        uses = store.catalogue.named_for(section)
        if model.name != uses:
            engine = section.engine if section.engine in model.engines else model.engines[0]
            yield ModelOffer(model, engine, uses)


def offer_of(name: str, store: ModelStore, settings: Settings, facts: MachineFacts) -> ModelOffer:
    """The offer of that name.

    Raises:
        UsageError: there is no such model, the profile uses it, or it is for something else or another machine.
    """
    offers = {offer.model.name: offer for offer in offered(store, settings, facts)}
    if name not in offers:
        model = store.catalogue.model(name)
        why = (
            "it needs a GPU, and none is seen"
            if model.needs_gpu
            else "the profile uses it, or it does not speak or hear"
        )
        raise UsageError(f"«{name}» is no upgrade here: {why}; offered: {', '.join(offers) or 'none'}")
    return offers[name]


def fetched_and_tried(
    offer: ModelOffer, store: ModelStore, settings: Settings, progress: Progress, *, slowest: float = SLOWEST
) -> ModelTrial:
    """Fetch a model, going on where an earlier try stopped, and let it hear or say a sentence.

    Args:
        offer: the model.
        store: where it goes to.
        settings: of the profile, whose voice or recogniser is the other half of the trial.
        progress: where the fetching is shown.
        slowest: seconds of work for a second of sound from which on it is refused.

    Raises:
        CompanionError: an extra is missing (told before anything is fetched), it cannot be fetched, or not be loaded.
    """
    load(_GROUPS[offer.model.purpose], offer.engine)
    store.ensure_for(progress, settings.hearing, settings.speaking)
    store.ensure(offer.model.name, progress)
    section = {"engine": offer.engine, "model": offer.model.name}
    hearing, speaking = settings.hearing, settings.speaking.model_copy(update={"fallback": None})
    if offer.model.purpose == "speech-to-text":
        hearing = hearing.model_copy(update=section)
    else:
        speaking = speaking.model_copy(update={**section, "voice": None})
    return _tried(offer, hearing, speaking, settings, store, slowest)


def _tried(
    offer: ModelOffer, hearing: Hearing, speaking: Speaking, settings: Settings, store: ModelStore, slowest: float
) -> ModelTrial:
    engine, ear = load_synthesiser(speaking, store), load_recogniser(hearing, store)
    engine.warm_up()
    ear.warm_up()
    voice = Voice(engine, ClauseCache(Path(), 0, remembered=0), speaking.loudness_dbfs)
    began = perf_counter()
    sound = joined(voice.clips(SENTENCE))
    said_s = perf_counter() - began
    if sound is None:
        return ModelTrial("", 1.0, 0.0, "it said nothing")
    sound = sound.at(HEARING_RATE)
    began = perf_counter()
    heard = " ".join(one.text for one in transcribe(sound, settings.voice_activity, ear) if one.text)
    heard_s = perf_counter() - began
    edits, letters = character_errors(heard, [SENTENCE])
    wrong = edits / letters
    pace = (heard_s if offer.model.purpose == "speech-to-text" else said_s) / sound.duration_s
    refusal = ""
    if wrong > MOST_WRONG:
        refusal = f"{wrong:.0%} of the letters were wrong"
    elif pace > slowest:
        refusal = f"a second of sound takes it {pace:.1f} s"
    return ModelTrial(heard, wrong, pace, refusal)


def offer_row(offer: ModelOffer) -> tuple[str, ...]:
    """For a table: name, instead of which, languages, size, licence, what was measured."""
    model = offer.model
    measured = model.measured or "not measured here"
    return (model.name, offer.uses, ",".join(model.languages), readable(model.bytes), model.licence, measured)
