"""A rehearsal aloud: questions are spoken by several voices, in noise and rooms, and heard by the real recogniser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import product
from math import lcm
from pathlib import Path
from typing import Final

import numpy as np

from companion.app.heard_before import HeardBefore, digest_of
from companion.audio.pcm import HEARING_RATE, Samples, read_audio
from companion.base.errors import UsageError
from companion.base.settings import Settings
from companion.evaluation.speech import character_errors, in_room, mix
from companion.hearing.engine import load_recogniser
from companion.hearing.transcribe import transcribe
from companion.language.spoken import spoken
from companion.models.store import ModelStore
from companion.show.compiled import CompiledShow
from companion.show.listening import hints_of
from companion.show.rehearsal import CaughtWords, HeardLine, OverheardSpeech, weak_words
from companion.show.rendering import fixed_lines
from companion.speaking.engine import TextToSpeech, load_synthesiser

SPEEDS: Final = (0.9, 1.0, 1.2)
SNRS_DB: Final = (15.0, 10.0)
_ROOMS_S: Final = (0.4, 0.9)
"""Reverberation times (60 dB) of the rooms that are computed where no recordings of rooms are given: a hall for talks,
and a lobby."""
_PAUSE_S: Final = 0.3
_TELL_EVERY: Final = 20
_SOUNDS: Final = frozenset((".wav", ".flac", ".ogg"))


class RehearsalRoom:
    """Where questions are said: by several voices at several speeds, in noise and rooms, and heard.

    Args:
        show: tells the recogniser what to expect.
        settings: which voice and which recogniser.
        noises: a folder of noises; without it, noise is computed.
        rooms: a folder of impulse responses; without it, two rooms are.
        tell: is told how it goes.

    Raises:
        CompanionError: a voice, the recogniser or a folder cannot be had.
    """

    def __init__(
        self,
        show: CompiledShow,
        settings: Settings,
        noises: Path | None,
        rooms: Path | None,
        tell: Callable[[str], None],
    ) -> None:
        self._settings, self._store = settings, ModelStore(settings.models_folder)
        hints = hints_of(show)
        engine = load_recogniser(settings.hearing, self._store, hints)
        self._heard = HeardBefore(engine, settings.cache_folder / "rehearsals", hints, settings.hearing.prompt_names)
        r = np.random.default_rng(1)
        noise = [sound for _, sound in _sounds_in(noises)] if noises else [_pink(r)]
        self._noises = [(digest_of(sound), sound) for sound in noise]
        computed = ((f"{seconds:g} s", _response(seconds, r)) for seconds in _ROOMS_S)
        responses = [(path.stem, sound) for path, sound in _sounds_in(rooms)] if rooms else list(computed)
        self._conditions = list(product((None, *SNRS_DB), (None, *responses)))
        self._tell, self._count = tell, 0

    @cached_property
    def _voices(self) -> list[TextToSpeech]:
        return list(_voices(self._settings, self._store))

    def hear(self, text: str, number: int) -> CaughtWords:
        """What is heard of something that is said: of each number by another voice, in another condition."""
        voices, conditions = len(self._voices), len(self._conditions)
        # So each voice meets each condition once before any meets one again.
        voice = self._voices[(number + number // lcm(voices, conditions)) % voices]
        snr_db, response = self._conditions[number % conditions]
        noise_id, noise = self._noises[number % len(self._noises)]

        def sound() -> Samples:
            said = voice.synthesize(spoken(text)).at(HEARING_RATE).samples
            pause = np.zeros(round(_PAUSE_S * HEARING_RATE), np.float32)
            samples = np.concatenate((pause, said, pause))
            if response is not None:
                samples = in_room(samples, response[1])
            if snr_db is not None:
                around = np.roll(noise, -number * HEARING_RATE)
                samples = mix(samples, np.resize(around, len(samples)), snr_db)
            return samples

        room = None if response is None else digest_of(response[1])
        around = None if snr_db is None else (snr_db, noise_id, number)
        caught = self._heard.hear(sound, voice.name, spoken(text), room, around)
        self._told("said")
        in_noise = "-" if snr_db is None else f"{snr_db:g} dB"
        return replace(caught, voice=voice.name, noise=in_noise, room="-" if response is None else response[0])

    def recordings(self, folder: Path, minutes: float) -> Iterator[OverheardSpeech]:
        """Recordings of people who ask nothing of the show, as the recogniser of a stage hears them.

        Args:
            folder: holds the recordings.
            minutes: how much of them, at the most.

        Raises:
            CompanionError: the folder cannot be had.
        """
        heard_s = 0.0
        for path, samples in _sounds_in(folder):
            seconds = len(samples) / HEARING_RATE
            heard_s += seconds
            if heard_s > 60 * minutes:
                return
            caught = self._heard.hear(lambda samples=samples: samples, digest_of(samples))  # type: ignore[misc]
            self._told("recordings")
            yield OverheardSpeech(path.stem, caught, seconds)

    def _told(self, what: str) -> None:
        self._count += 1
        if self._count % _TELL_EVERY == 0:
            self._tell(f"{self._count} {what}, {self._heard.again} of them heard before")


def hear_lines(
    show: CompiledShow, settings: Settings, sounds: Mapping[str, str], tell: Callable[[str], None]
) -> Iterator[HeardLine]:
    """Every line that is known before it is said, as the recogniser hears it back.

    Args:
        show: what is said.
        settings: which recogniser.
        sounds: files of the lines, by spoken text; recordings of the script are heard, too.
        tell: is told how it goes.

    Raises:
        CompanionError: the recogniser or a sound cannot be had.
    """
    engine = load_recogniser(settings.hearing, ModelStore(settings.models_folder))
    for number, line in enumerate(fixed_lines(show)):
        path = line.said.sound or sounds.get(line.said.spoken)
        if path is None:
            continue
        audio = read_audio(Path(path)).at(HEARING_RATE)
        # Utterance by utterance, as in the room: of a long line said at once a recogniser loses a part.
        heard = " ".join(part.text for part in transcribe(audio, settings.voice_activity, engine))
        edits, letters = character_errors(heard, (line.said.text, spoken(line.said.text)))
        weak = tuple(weak_words(spoken(line.said.text), heard))
        if number % 10 == 9:
            tell(f"{number + 1} lines heard back")
        seconds = len(audio.samples) / HEARING_RATE
        yield HeardLine(
            line.cue,
            line.said.text,
            seconds,
            heard,
            edits / max(1, letters),
            weak,
            line.said.recorded,
            line.planned_s,
        )


def _voices(settings: Settings, store: ModelStore) -> Iterator[TextToSpeech]:
    for engine in dict.fromkeys((settings.speaking.engine, "espeak-ng")):
        for speed in SPEEDS:
            own = (
                settings.speaking
                if engine == settings.speaking.engine
                else settings.speaking.model_copy(update={"engine": engine, "model": "", "voice": None})
            )
            yield load_synthesiser(own.model_copy(update={"speed": speed}), store)


def _sounds_in(folder: Path) -> Iterator[tuple[Path, Samples]]:
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SOUNDS) if folder.is_dir() else []
    if not paths:
        raise UsageError(f"{folder}: there are no sounds in it ({', '.join(sorted(_SOUNDS))})")
    for path in paths:
        yield path, read_audio(path).at(HEARING_RATE).samples


def _pink(r: np.random.Generator) -> Samples:
    """Twenty seconds of noise that falls off with frequency, as that of a full hall does."""
    spectrum = np.fft.rfft(r.standard_normal(20 * HEARING_RATE))
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))
    samples = np.fft.irfft(spectrum)
    return np.asarray(samples / np.abs(samples).max() * 0.5, np.float32)


def _response(seconds: float, r: np.random.Generator) -> Samples:
    """How a room answers a click: the click, and noise that dies away (Moorer 1979)."""
    time = np.arange(round(seconds * HEARING_RATE)) / HEARING_RATE
    tail = r.standard_normal(len(time)) * 10 ** (-3 * time / seconds) * 0.05
    tail[0] = 1.0
    return np.asarray(tail, np.float32)
