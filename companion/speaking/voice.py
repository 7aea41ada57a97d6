"""The robot's voice: a text, clause by clause, from the cache or an engine, at an even loudness."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from companion.audio.pcm import Audio
from companion.base.errors import CompanionError
from companion.base.settings import Speaking
from companion.models.store import ModelStore
from companion.speaking.cache import ClauseCache
from companion.speaking.clauses import clauses
from companion.speaking.engine import TextToSpeech, load_synthesiser
from companion.speaking.joining import joinable
from companion.speaking.loudness import normalize_loudness
from companion.speaking.manner import USUAL, Manner

log = logging.getLogger("companion")

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Clip:
    """One clause, ready to be played.

    Attributes:
        text: the clause in spoken form; empty for a sound that is no part of the answer.
        audio: how it sounds.
    """

    text: str
    audio: Audio


class Voice:
    """Says texts with an engine; when that fails, with the fallback.

    Args:
        engine: does the speaking.
        cache: keeps finished clauses.
        loudness_dbfs: level of active speech of every clause.
        fallback: makes the engine that takes over when the first one fails; None where there is none.
    """

    def __init__(
        self,
        engine: TextToSpeech,
        cache: ClauseCache,
        loudness_dbfs: float,
        fallback: Callable[[], TextToSpeech] | None = None,
    ) -> None:
        self._engine = engine
        self._cache = cache
        self._loudness = loudness_dbfs
        self._fallback = fallback
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """The engine that speaks now."""
        return self._engine.name

    def warm_up(self) -> None:
        """Do once what makes the first clause slower than the second."""
        self._engine.warm_up()

    def forgetful(self) -> Voice:
        """The same voice, which keeps no clause; it takes turns with this one."""
        other = Voice(self._engine, ClauseCache(Path(), 0, remembered=0), self._loudness, self._fallback)
        other._lock = self._lock
        return other

    def clips(self, spoken: str, manner: Manner = USUAL) -> Iterator[Clip]:
        """The clauses of a text in spoken form, each as soon as it is finished."""
        for clause in clauses(spoken):
            audio = self._say(clause, manner.pace)
            if len(audio.samples):
                yield Clip(clause, normalize_loudness(audio, self._loudness + manner.gain_db))

    def prepare(self, wanted: Iterable[str]) -> Iterator[str]:
        """Put clauses into the cache; yields each when it is done."""
        for clause in wanted:
            self._say(clause, 1.0)
            yield clause

    def _say(self, clause: str, pace: float) -> Audio:
        with self._lock:
            known = self._cache.get(self._key(pace), clause)
            if known is None:
                known = joinable(self._synthesize(clause, pace), clause)
                self._cache.put(self._key(pace), clause, known)
            return known

    def _key(self, pace: float) -> str:
        return f"{self._engine.name} x{pace:.3f}"

    def _synthesize(self, clause: str, pace: float) -> Audio:
        try:
            return self._engine.synthesize(clause, pace)
        except Exception as e:  # whatever an engine does, the robot must not fall silent on a stage
            if self._fallback is None:
                raise
            log.warning("%s failed (%s); the fallback voice speaks from here on", self._engine.name, e)
            self._engine, self._fallback = self._fallback(), None
            return self._engine.synthesize(clause, pace)


def load_voice(settings: Speaking, models: ModelStore, cache_folder: Path) -> Voice:
    """The voice that the settings describe; where its engine cannot be had, the fallback's.

    Raises:
        CompanionError: neither engine can be had.
    """
    cache = ClauseCache(cache_folder / "clauses", settings.cache_mb * MEGABYTE)

    def fallback() -> TextToSpeech:
        changed = {"engine": settings.fallback, "model": "", "voice": None}
        return load_synthesiser(settings.model_copy(update=changed), models)

    has_fallback = settings.fallback not in (None, settings.engine)
    try:
        engine = load_synthesiser(settings, models)
    except CompanionError as e:
        if not has_fallback:
            raise
        log.warning("%s; the fallback voice %s speaks instead", e, settings.fallback)
        return Voice(fallback(), cache, settings.loudness_dbfs)
    return Voice(engine, cache, settings.loudness_dbfs, fallback if has_fallback else None)


def joined(clips: Iterable[Clip]) -> Audio | None:
    """Clips one after another as one sound; None where there is none."""
    sounds = [clip.audio for clip in clips]
    if not sounds:
        return None
    rate = sounds[0].rate
    return Audio(np.concatenate([sound.at(rate).samples for sound in sounds]), rate)
