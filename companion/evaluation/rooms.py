"""What a room does to the ear: noise, crowds, other people and distance, over recordings and what visitors call out.

Two questions, and both are asked of the same parts (voice activity, segments, recogniser, wake phrase):

1. Nobody speaks to the robot. How many turns begin all the same, and how often is its name heard, in an hour?
2. Somebody does, from 1 and from 3 m. Is the name heard, is a short answer, and how well is a sentence understood?

A turn ends here after `voice_activity.end_silence_ms`, as in a recording that is transcribed; what the live loop adds
(a guess at the end of the turn) changes when words are taken and not whether there are any.

Rooms are computed. An impulse response is split into the direct sound, which weakens with the distance, and the
reverberation, which is the same everywhere in the room; both are equally strong at 1 m, as in a living room
(the critical distance of 50 m³ with 0.5 s of reverberation and a talker who faces the listener). So at 3 m the direct
sound is 9.5 dB under the reverberation, and all of it 2.6 dB softer than at 1 m, against a noise that stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final, TextIO, TypeAlias

import numpy as np

from companion.audio.echo import processed, whole_blocks
from companion.audio.filters import convolve
from companion.audio.pcm import HEARING_RATE, Audio, Samples, read_audio, silence
from companion.base.errors import UsageError
from companion.base.extras import requiring
from companion.base.settings import Settings
from companion.base.table import table
from companion.dialogue.assistant import Assistant
from companion.evaluation.latency import Machine, machine
from companion.evaluation.speech import ManifestRow, character_errors, in_room, read_manifest, sounds_at, spread
from companion.evaluation.visitors import VisitorClip
from companion.hearing.engine import SpeechToText
from companion.hearing.transcribe import utterances
from companion.hearing.wake import find_wake
from companion.speaking.loudness import normalize_loudness

LEVEL_DBFS: Final = -26.0
"""Active level of somebody who speaks to the robot from 1 m, before the room."""
DISTANCES_M: Final = (1.0, 3.0)
CROWD: Final = 6
"""Voices at once from which nobody is made out."""
LEAD_IN_S: Final = 1.5
"""The room before somebody speaks in it: longer than a noise suppressor needs to know the noise."""
AFTER_S: Final = 1.0
"""The room afterwards: longer than the silence that ends a turn."""

_DIRECT_S: Final = 0.0025
"""What comes so soon after the first sound is taken to be part of it, as ratios of direct sound usually are."""
_BETWEEN_S: Final = 0.6
_RULE_OF_THREE: Final = 3.0
"""Of what was not seen in n hours, there are with 95 % probability fewer than 3/n an hour."""

Front: TypeAlias = Callable[[Samples], Samples]
"""What is done to the sound before it is heard."""


@dataclass(frozen=True, slots=True)
class UnmeantSound:
    """A background in which nobody speaks to the robot.

    Attributes:
        front: what was done to the sound before.
        background: noise, somebody else, or a crowd.
        snr_db: how far it is under somebody who would speak from 1 m.
        hours: how long it went on.
        turns: turns that began, which is what an open ear takes.
        answered: turns of them to which the robot has an answer, and says it.
        wakes: turns of them that begin with its name, which is what a wake phrase lets through.
    """

    front: str
    background: str
    snr_db: float
    hours: float
    turns: int
    answered: int
    wakes: int


@dataclass(frozen=True, slots=True)
class MeantSound:
    """Somebody speaks to the robot in a background.

    Attributes:
        front, background, snr_db: as in `UnmeantSound`; "" and None for a quiet room.
        distance_m: from the talker to the microphone.
        calls, missed: how many began with its name, and of how many the name was not heard.
        answers, lost: how many short answers there were, and of how many more than half of the letters were wrong.
        sentences: recordings that were heard.
        unheard: recordings of them in which nothing was.
        cer: character error rate over the recordings.
    """

    front: str
    background: str
    snr_db: float | None
    distance_m: float
    calls: int
    missed: int
    answers: int
    lost: int
    sentences: int
    unheard: int
    cer: float


@dataclass(frozen=True, slots=True)
class RoomsReport:
    """Both questions, over every background.

    Attributes:
        machine: where.
        engine: the recogniser.
        unmeant: nobody speaks to it.
        meant: somebody does.
    """

    machine: Machine
    engine: str
    unmeant: tuple[UnmeantSound, ...]
    meant: tuple[MeantSound, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain data for `json.dumps`."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Scenery:
    """What there is to hear.

    Attributes:
        sentences: recordings of those who speak to the robot, and what they say.
        backgrounds: long sounds by name, at any level: noise, somebody else, a crowd.
        responses: impulse responses of rooms; empty for open air.
    """

    sentences: tuple[tuple[Samples, tuple[str, ...]], ...] = field(repr=False)
    backgrounds: dict[str, Samples] = field(repr=False)
    responses: tuple[Samples, ...] = field(repr=False)


def scenery(manifest: Path, count: int, minutes: float, noise: Path | None, rir: Path | None) -> Scenery:
    """Who speaks and what goes on beside, out of a manifest, noises and impulse responses.

    Half of the manifest's speakers (without speakers, of its rows) speak to the robot, the others are the background.

    Args:
        manifest: see `evaluation.speech.read_manifest`.
        count: recordings that are addressed to the robot.
        minutes: length of each background at most; what is shorter is not repeated.
        noise: a sound or a folder of them; None for none.
        rir: an impulse response or a folder of them; None for open air.

    Raises:
        DataError: a mistake in the manifest.
        UsageError: a sound that cannot be read, or nobody is left to be the background.
    """
    mine, others = _halves(read_manifest(manifest))
    if not others:
        raise UsageError(f"{manifest}: one recording is not enough, somebody has to be the background")
    responses = tuple(sounds_at(rir)) if rir else ()
    longest = round(minutes * 60 * HEARING_RATE)
    talk = _talk(others, longest)
    backgrounds = {"somebody else": talk, "crowd": _crowd(talk)}
    if responses:
        backgrounds = {name: in_room(sound, responses[0]) for name, sound in backgrounds.items()}
    if noise:
        each = sounds_at(noise)
        share = max(1, longest // len(each))
        backgrounds = {"noise": np.concatenate([_at_level(sound[:share]) for sound in each])} | backgrounds
    said = tuple((_heard(mine[index]), mine[index].references) for index in spread(len(mine), count))
    return Scenery(said, backgrounds, responses)


def bench_rooms(
    assistant: Assistant,
    engine: SpeechToText,
    around: Scenery,
    calls: Sequence[VisitorClip],
    answers: Sequence[VisitorClip],
    *,
    snrs_db: Sequence[float],
    fronts: dict[str, Front],
    progress: TextIO,
) -> RoomsReport:
    """Ask both questions of every background, signal-to-noise ratio and front.

    Args:
        assistant: tells which turns it would answer, and how it is called.
        engine: recognises; warmed up.
        around: see `scenery`.
        calls: what begins with the wake phrase.
        answers: short answers.
        snrs_db: of somebody at 1 m over the background.
        fronts: what is done to the sound before, by name.
        progress: where a line on how far it is goes.
    """
    ear = _RoomEar(engine, assistant.settings)
    backgrounds = [
        (name, _at_level(sound, LEVEL_DBFS - snr_db), snr_db)
        for name, sound in around.backgrounds.items()
        for snr_db in snrs_db
    ]
    unmeant, meant = [], []
    for front, change in fronts.items():
        for name, sound, snr_db in backgrounds:
            print(f"{front}: {name} at {snr_db:g} dB, nobody speaks", file=progress, flush=True)
            texts = ear.texts(change(sound))
            said = sum(assistant.respond(text)[0].status == "answered" for text in texts)
            called = sum(ear.is_called(text) for text in texts)
            hours = len(sound) / HEARING_RATE / 3600
            unmeant.append(UnmeantSound(front, name, snr_db, hours, len(texts), said, called))
        for place in (("", None, None), *backgrounds):
            for metres in DISTANCES_M:
                print(f"{front}: {place[0] or 'quiet'}, {metres:g} m", file=progress, flush=True)
                meant.append(_meant(ear, around, calls, answers, front, change, place, metres))
    return RoomsReport(machine(), engine.name, tuple(unmeant), tuple(meant))


class _RoomEar:
    """Hears a whole scene as a recording is heard."""

    def __init__(self, engine: SpeechToText, settings: Settings) -> None:
        self._engine = engine
        self._activity = settings.voice_activity
        self._phrase = settings.talking.wake_phrase

    def texts(self, samples: Samples) -> list[str]:
        """What each utterance says that says anything."""
        return [text for text in self._all(samples) if text]

    def is_called(self, text: str) -> bool:
        """Whether an utterance begins with the robot's name."""
        return find_wake(text, self._phrase) is not None

    def _all(self, samples: Samples) -> Iterator[str]:
        for utterance in utterances(Audio(samples, HEARING_RATE), self._activity):
            stream = self._engine.stream()
            stream.accept(utterance.samples)
            yield stream.finish().text


def _meant(
    ear: _RoomEar,
    around: Scenery,
    calls: Sequence[VisitorClip],
    answers: Sequence[VisitorClip],
    front: str,
    change: Front,
    place: tuple[str, Samples | None, float | None],
    metres: float,
) -> MeantSound:
    background, sound, snr_db = place

    def hear(samples: Samples, index: int) -> list[str]:
        response = around.responses[index % len(around.responses)] if around.responses else None
        scene = np.concatenate([
            silence(LEAD_IN_S, HEARING_RATE).samples,
            at_distance(_at_level(samples), metres, response),
            silence(AFTER_S, HEARING_RATE).samples,
        ])  # fmt: skip
        if sound is not None:
            start = np.random.default_rng(index).integers(len(sound))
            scene += np.take(sound, np.arange(start, start + len(scene)), mode="wrap")
        return ear.texts(change(scene))

    missed = sum(not any(map(ear.is_called, hear(clip.samples, i))) for i, clip in enumerate(calls))
    edits = [character_errors(" ".join(hear(clip.samples, i)), (clip.name,)) for i, clip in enumerate(answers)]
    heard = [(" ".join(hear(samples, i)), told) for i, (samples, told) in enumerate(around.sentences)]
    wrong = [character_errors(text, told) for text, told in heard]
    return MeantSound(
        front,
        background,
        snr_db,
        metres,
        len(calls),
        missed,
        len(answers),
        sum(edit > length / 2 for edit, length in edits),
        len(heard),
        sum(not text for text, _ in heard),
        sum(edit for edit, _ in wrong) / max(1, sum(length for _, length in wrong)),
    )


def at_distance(speech: Samples, metres: float, response: Samples | None) -> Samples:
    """Speech (16 kHz mono) as it is heard from a distance, softer the farther; same length, direct sound in its place.

    Args:
        speech: as it is without the room, at the level of 1 m.
        metres: from mouth to microphone.
        response: impulse response of the room; None for open air.
    """
    if response is None:
        return np.asarray(speech / metres, np.float32)
    peak = int(np.argmax(np.abs(response)))
    split = peak + round(_DIRECT_S * HEARING_RATE)
    direct, late = response.copy(), response.copy()
    direct[split:], late[:split] = 0, 0
    strengths = (float(np.sum(direct.astype(np.float64) ** 2)), float(np.sum(late.astype(np.float64) ** 2)))
    both = direct / (metres * np.sqrt(strengths[0])) + late / np.sqrt(max(strengths[1], 1e-12))
    return np.asarray(convolve(speech, both)[peak : peak + len(speech)] / np.sqrt(2), np.float32)


def suppressed(samples: Samples) -> Samples:
    """A sound (16 kHz mono) after WebRTC's noise suppression, which learns the noise from its beginning.

    Raises:
        MissingExtra: its package is not installed.
    """
    with requiring("noise suppression", "aec"):
        from aec_audio_processing import AudioProcessor
    processor = AudioProcessor(enable_aec=False, enable_ns=True, enable_agc=False, enable_vad=False)
    processor.set_stream_format(HEARING_RATE, 1)
    return processed(processor, whole_blocks(samples)[0])


def _halves(rows: Sequence[ManifestRow]) -> tuple[list[ManifestRow], list[ManifestRow]]:
    names = sorted({row.speaker for row in rows})
    if len(names) < 2:
        return list(rows[::2]), list(rows[1::2])
    mine = set(names[::2])
    return [row for row in rows if row.speaker in mine], [row for row in rows if row.speaker not in mine]


def _talk(rows: Sequence[ManifestRow], longest: int) -> Samples:
    """One after another, speakers by turns, as two who talk to each other or a television do."""
    parts: list[Samples] = []
    length = 0
    for index in np.random.default_rng(0).permutation(len(rows)):
        parts += [_at_level(_heard(rows[index])), silence(_BETWEEN_S, HEARING_RATE).samples]
        length += len(parts[-2]) + len(parts[-1])
        if length >= longest:
            break
    return np.concatenate(parts)[:longest]


def _crowd(talk: Samples) -> Samples:
    """Many at once: the same talk over itself, everybody at another place of it."""
    return np.asarray(sum(np.roll(talk, len(talk) * number // CROWD) for number in range(CROWD)), np.float32)


def _heard(row: ManifestRow) -> Samples:
    return read_audio(row.path).at(HEARING_RATE).samples


def _at_level(samples: Samples, level_dbfs: float = LEVEL_DBFS) -> Samples:
    return normalize_loudness(Audio(samples, HEARING_RATE), level_dbfs).samples


def report_rooms(result: RoomsReport) -> str:
    """Tables for people."""
    unmeant = [
        (
            one.front,
            one.background,
            f"{one.snr_db:g}",
            f"{one.hours * 60:.1f}",
            *(_an_hour(n, one.hours) for n in (one.turns, one.answered, one.wakes)),
        )
        for one in result.unmeant
    ]
    meant = [
        (
            one.front,
            one.background or "quiet",
            "–" if one.snr_db is None else f"{one.snr_db:g}",
            f"{one.distance_m:g}",
            f"{one.missed}/{one.calls}",
            f"{one.lost}/{one.answers}",
            f"{one.unheard}/{one.sentences}",
            f"{one.cer:.1%}",
        )
        for one in result.meant
    ]
    return "\n".join([
        f"{result.engine}, {result.machine.cpu}, {result.machine.cores} cores",
        "",
        "nobody speaks to it; turns an hour that begin all the same, that it answers, and that its name begins",
        table(("", "background", "dB", "minutes", "turns", "answered", "name"), unmeant),
        "",
        "somebody does; names missed, answers lost, recordings in which nothing was heard",
        table(("", "background", "dB", "m", "names", "answers", "nothing", "CER"), meant),
    ])  # fmt: skip


def _an_hour(number: int, hours: float) -> str:
    return f"{number / hours:.0f}" if number else f"< {_RULE_OF_THREE / hours:.0f}"
