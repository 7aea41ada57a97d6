"""Who stops the robot: its own voice, a listener's «응», or somebody who interrupts.

The real loop, with its recogniser and its voice, answers in a room that is computed: what the speaker plays comes back
into the microphone softer and later, and somebody says something over the answer. Three experiments, each with the
veto of `live.interruption` alone and, where it is installed, with the echo canceller before it:

1. own voice: answers are spoken and nobody says anything. Everything that happens is a mistake.
2. false stops: backchannels and coughs over answers. Every stop is a mistake; an answer that goes on afterwards is a
   smaller one.
3. interruptions: stopping phrases and questions over answers. Every answer that goes on is a mistake.

On a `VirtualClock` no time passes while the computer works. Then the time to detection holds what the loop waits for
(frames, and the next transcript) but not the recogniser's work, and the time to silence only the speaker's blocks and
what it holds in store. On a `RealClock` the same experiments take as long as they would, and the figures are those of
the machine, except that clauses said before come from the voice's cache.

The room has one echo, of which an impulse response makes many; the speaker does not distort, and nobody moves: an echo
canceller has it easier here than in a hall. The voices of the visitors are synthetic, and a recogniser understands them
worse than people.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import islice
from typing import Any, Final, TextIO

from companion.audio.clock import Clock
from companion.audio.devices import Frame
from companion.audio.echo import EchoCanceller
from companion.audio.pcm import HEARING_RATE, Samples
from companion.base.errors import CompanionError, MissingExtra
from companion.base.table import table
from companion.dialogue.assistant import Assistant
from companion.dialogue.state import FRESH
from companion.evaluation.bench import default_utterances
from companion.evaluation.latency import Latency, Machine, machine
from companion.evaluation.room import ECHO_DB, Room
from companion.evaluation.visitors import VisitorClip, interruptions, listening, said_by, spoken_syllables
from companion.hearing.engine import SpeechToText, Stream, Transcript
from companion.hearing.turn_completion import TurnCompletion
from companion.hearing.voice_activity import VoiceActivityDetector
from companion.live.conversation import Turn
from companion.live.ear import Ear
from companion.live.session import Observer, Session
from companion.live.trace import TurnRecord
from companion.live.turn import live_turn
from companion.speaking.playback import Player, Spoken
from companion.speaking.voice import Voice

PROTECTIONS: Final = ("veto", "canceller")
"""Against the robot's own voice: by its words alone, and with the echo canceller before that."""
_QUESTION: Final = "경기도지사가 누구야?"
_ANY: Final = range(12, 1000)
"""Syllables of an answer."""
_LONG: Final = range(30, 61)
"""Syllables of an answer that something is said over: about six to thirteen seconds."""
_SEED: Final = 20191023

_LEAD_S: Final = 0.3
_EARLIEST_S: Final = 0.3
"""Into the answer."""
_LEFT_S: Final = 1.5
"""Of the answer, after what is said over it: time to notice it."""
_SETTLED_S: Final = 0.5
"""Silence after which nothing comes any more: longer than an echo and the speech that it takes to be noticed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked at the beginning of a conversation.

    Attributes:
        question: as it is understood.
        answer: in spoken form.
    """

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Scene:
    """An answer and what is said over it.

    Attributes:
        asked: the question and the answer.
        clip: what is said; None for nothing.
        place: where in the answer, from 0 for early to 1 for late.
    """

    asked: Asked
    clip: VisitorClip | None = None
    place: float = 0.0


@dataclass(frozen=True, slots=True)
class Stop:
    """An answer was stopped; times are seconds on the microphone's time line.

    Attributes:
        detected_s: somebody was found to take the floor.
        silent_s: the last sample was heard.
        heard: the transcript that brought it about.
    """

    detected_s: float
    silent_s: float
    heard: str


@dataclass(frozen=True, slots=True)
class PlayedScene:
    """What happened in a scene.

    Attributes:
        answer: what was to be said.
        clip: the name of what was said over it; empty for nothing.
        clip_start_s: where its sound truly began, on the microphone's time line; None for nothing.
        spoken_s: seconds of the answer that were played.
        stops: how often it was stopped.
        resumed: whether it went on after the last stop.
        ducked_s: when it first became soft after the clip began, on the microphone's time line; None where it did not.
        soft_s: seconds of it that were soft and not stopped.
        turns: turns that were taken beside the question.
        heard: the transcripts of what was heard over the answer.
    """

    answer: str
    clip: str
    clip_start_s: float | None
    spoken_s: float
    stops: tuple[Stop, ...]
    resumed: bool
    turns: int
    heard: tuple[str, ...]
    ducked_s: float | None = None
    soft_s: float = 0.0

    @property
    def detection(self) -> Stop | None:
        """The stop that what was said over the answer brought about; None if it was not noticed."""
        if self.clip_start_s is None:
            return None
        return next((stop for stop in self.stops if stop.detected_s > self.clip_start_s), None)


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """Scenes in which nobody wants to speak: a stop or a turn is a mistake.

    Attributes:
        name: of the experiment.
        scenes: how many answers.
        spoken_s: seconds of speech that were played.
        ducked: answers that became soft for a while, `soft_s` seconds in all.
        stopped: answers that were stopped.
        resumed: answers that were stopped and went on.
        turns: turns that were taken.
    """

    name: str
    scenes: int
    spoken_s: float
    ducked: int
    soft_s: float
    stopped: int
    resumed: int
    turns: int
    played: tuple[PlayedScene, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Interrupted:
    """Scenes in which somebody takes the floor.

    Attributes:
        scenes: how many answers.
        detected: answers that were stopped because of it.
        resumed: answers that were, and went on all the same.
        too_early: answers that were stopped before anything was said.
        to_ducking_ms: from the true start of the interrupting speech to a soft voice; None where it never was.
        to_detection_ms: from the true start of the interrupting speech; None where none was detected.
        to_silence_ms: from detection to the last sample that is heard.
    """

    scenes: int
    detected: int
    resumed: int
    too_early: int
    to_ducking_ms: Latency | None
    to_detection_ms: Latency | None
    to_silence_ms: Latency | None
    played: tuple[PlayedScene, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Protection:
    """The three experiments with one protection against the robot's own voice."""

    name: str
    own_voice: Undisturbed
    false_stops: Undisturbed
    interruptions: Interrupted


@dataclass(frozen=True, slots=True)
class InterruptionReport:
    """The protections side by side."""

    machine: Machine
    engines: str
    echo_db: float
    protections: tuple[Protection, ...]
    reverberant: bool = False

    def as_json(self) -> dict[str, Any]:
        """Plain data for `json.dumps`."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Robot:
    """Who answers.

    Attributes:
        assistant: every scene is a new conversation with it.
        engine: recognises; warmed up.
        voice: speaks. It should have a cache: answers are said several times.
        clock: makes the time line of a scene.
        completion: hears whether a speaker is done, if anything does.
    """

    assistant: Assistant
    engine: SpeechToText
    voice: Voice
    clock: Callable[[], Clock]
    completion: TurnCompletion | None = None


def bench_interruptions(
    robot: Robot,
    visitors: Sequence[Voice],
    count: int,
    *,
    protections: Sequence[str] = PROTECTIONS,
    echo_db: float = ECHO_DB,
    response: Samples | None = None,
    progress: TextIO,
) -> InterruptionReport:
    """Run the three experiments with each protection.

    Args:
        robot: who answers.
        visitors: voices of those who speak to it.
        count: answers of the first and of the third experiment.
        protections: which of `PROTECTIONS`; where the canceller is not installed, that is told, and it is left out.
        echo_db: gain of the robot's own voice in its microphone.
        response: impulse response of the room (16 kHz); None for a single echo.
        progress: where a line on how far it is goes.
    """
    room = partial(Room, echo_db=echo_db, response=response)
    question = said_by(visitors[0], _QUESTION)
    quiet = [Scene(asked) for asked in answers_of_length(robot.assistant, count, _ANY)]
    listened = scenes(robot.assistant, [*listening(visitors, robot.assistant.settings.speaking.loudness_dbfs)])
    disturbed = scenes(
        robot.assistant,
        [said_by(visitors[n % len(visitors)], text) for n, text in enumerate(interruptions(robot.assistant, count))],
    )

    def run(name: str, canceller: EchoCanceller | None) -> Protection:
        def play_all(what: str, chosen: Sequence[Scene]) -> list[PlayedScene]:
            out = []
            for number, scene in enumerate(chosen, 1):
                out.append(play_scene(robot, question, scene, canceller, room))
                print(f"\r{name}: {what} {number}/{len(chosen)} ", end="", file=progress, flush=True)
            print(file=progress)
            return out

        return Protection(
            name,
            undisturbed("own voice", play_all("own voice", quiet)),
            undisturbed("false stops", play_all("backchannels and coughs", listened)),
            interrupted(play_all("interruptions", disturbed)),
        )

    ran = [run("veto", None)] if "veto" in protections else []
    if "canceller" in protections:
        try:
            canceller = EchoCanceller()
        except MissingExtra as e:
            print(e, file=progress)
        else:
            ran.append(run("veto and echo canceller", canceller))
    engines = f"{robot.engine.name}, {robot.voice.name}"
    return InterruptionReport(machine(), engines, echo_db, tuple(ran), response is not None)


# --- what is said ----------------------------------------------------------------------------------------------------


def answers_of_length(assistant: Assistant, count: int, syllables: range) -> list[Asked]:
    """`count` different answers to questions of all kinds, or as many as there are; the same ones every time.

    Args:
        assistant: is asked.
        count: how many.
        syllables: how long an answer may be.
    """

    def found() -> Iterator[Asked]:
        known: set[str] = set()
        for question in default_utterances(assistant):
            answer = assistant.respond(question, FRESH)[0].spoken
            if spoken_syllables(answer) in syllables and answer not in known:
                known.add(answer)
                yield Asked(question, answer)

    return list(islice(found(), count))


def scenes(assistant: Assistant, clips: Sequence[VisitorClip]) -> list[Scene]:
    """Each clip somewhere in a long answer of its own, as far as there are so many."""
    long = answers_of_length(assistant, len(clips), _LONG)
    chance = random.Random(_SEED)
    return [Scene(long[number % len(long)], clip, chance.random()) for number, clip in enumerate(clips)]


# --- a scene ---------------------------------------------------------------------------------------------------------


class _Prompted:
    """A recogniser to which the question is dictated: what is measured begins with the answer.

    Attributes:
        dictated: what is understood, whatever is heard; None to listen.
    """

    def __init__(self, engine: SpeechToText, dictated: str) -> None:
        self._engine = engine
        self.dictated: str | None = dictated

    @property
    def name(self) -> str:
        """The recogniser's."""
        return self._engine.name

    def stream(self) -> Stream:
        """Begin an utterance."""
        return self._engine.stream() if self.dictated is None else _Dictation(self.dictated)

    def warm_up(self) -> None:
        """The recogniser is warm."""


class _Dictation:
    def __init__(self, text: str) -> None:
        self._text = text

    def accept(self, samples: Samples) -> Transcript | None:
        return None

    def finish(self) -> Transcript:
        return Transcript(self._text, True, len(self._text), 0.0, 0.0, 1.0)


class _Watcher(Observer):
    """Lets the clip come in when the answer is heard, and closes the room when everything is over."""

    def __init__(self, room: Room, engine: _Prompted, scene: Scene, answer_s: float) -> None:
        self._room = room
        self._engine = engine
        self._scene = scene
        self._answer_s = answer_s
        self._record: TurnRecord | None = None
        self._clip_at_s: float | None = None
        self._spoken_s: float | None = None
        self._stops: list[Stop] = []
        self._calm_since_s = 0.0
        self._turns = 0
        self._heard: list[str] = []

    def frame(self, frame: Frame, phase: str) -> None:
        clip, now_s = self._scene.clip, frame.start_s
        if clip is not None and self._clip_at_s is None and self._room.began_s is not None:
            self._clip_at_s = self._room.began_s + _clip_offset_s(clip, self._scene.place, self._answer_s)
            self._room.put(clip.samples, self._clip_at_s)
        clip_end_s = 0.0 if clip is None or self._clip_at_s is None else self._clip_at_s + _length_s(clip.samples)
        if self._spoken_s is None or phase != "listening" or now_s < clip_end_s:
            self._calm_since_s = now_s
        if now_s - self._calm_since_s >= _SETTLED_S:
            self._room.close()

    def partial(self, transcript: Transcript) -> None:
        if self._record is not None and transcript.text:
            self._heard.append(transcript.text)

    def answering(self, turn: Turn, record: TurnRecord) -> None:
        if self._record is None:
            self._record, self._engine.dictated = record, None
        else:
            self._turns += 1
            self._room.close()

    def answered(self, turn: Turn, spoken: Spoken, record: TurnRecord) -> None:
        if record is not self._record:
            return
        self._spoken_s = (self._spoken_s or 0.0) + spoken.played_s
        known = self._stops[-1].detected_s if self._stops else None
        if record.barge_in_s is not None and record.barge_in_s != known:
            # A stop is told on the same thread as the transcript that brings it about, right after it.
            self._stops.append(Stop(record.barge_in_s, self._room.silent_s, self._heard[-1] if self._heard else ""))

    def result(self) -> PlayedScene:
        """What happened.

        Raises:
            CompanionError: the question was not answered.
        """
        if self._record is None or self._spoken_s is None:
            raise CompanionError(f"the live loop did not answer «{self._scene.asked.question}»")
        clip, clip_start_s, ducked = self._scene.clip, None, self._room.ducked
        if clip is not None and self._clip_at_s is not None:
            clip_start_s = self._clip_at_s + clip.start_s
        return PlayedScene(
            answer=self._scene.asked.answer,
            clip="" if clip is None else clip.name,
            clip_start_s=clip_start_s,
            spoken_s=self._spoken_s,
            stops=tuple(self._stops),
            resumed=self._record.resumed_s is not None and self._record.resumed_s >= self._stops[-1].detected_s,
            turns=self._turns,
            heard=tuple(self._heard),
            ducked_s=next(
                (at for at, softly in ducked if softly and clip_start_s is not None and at > clip_start_s), None
            ),
            soft_s=_soft_s(ducked, [stop.detected_s for stop in self._stops]),
        )


def _soft_s(ducked: Sequence[tuple[float, bool]], stopped: Sequence[float]) -> float:
    """How long a voice was soft: from being ducked to being as usual, or to being stopped."""
    ends = sorted([*(at for at, softly in ducked if not softly), *stopped])
    return sum(next((end for end in ends if end >= at), at) - at for at, softly in ducked if softly)


def play_scene(
    robot: Robot,
    question: VisitorClip,
    scene: Scene,
    canceller: EchoCanceller | None,
    make_room: Callable[[Clock, EchoCanceller | None], Room] = Room,
) -> PlayedScene:
    """One question, its answer, and what is said over it.

    Args:
        robot: who answers.
        question: the sound of somebody who asks; which question it is, is dictated.
        scene: what happens.
        canceller: for the robot's own voice; it goes on from scene to scene as in one long conversation.
        make_room: the room around clock and canceller.

    Raises:
        CompanionError: the question was not answered.
    """
    clock = robot.clock()
    room = make_room(clock, canceller)
    engine = _Prompted(robot.engine, scene.asked.question)
    # Nothing is said over an answer of unknown length. That makes its sound before, in a cache if there is one.
    answer_s = 0.0
    if scene.clip is not None:
        answer_s = sum(clip.audio.duration_s for clip in robot.voice.clips(scene.asked.answer))
    watcher = _Watcher(room, engine, scene, answer_s)
    player = Player(room, clock)
    turn = live_turn(robot.assistant, interruptible=True, saying=player.saying)
    ear = Ear(engine, robot.completion)
    session = Session(turn, VoiceActivityDetector(), ear, robot.voice, player, clock, watcher)
    clock.now()
    room.put(question.samples, _LEAD_S)
    session.run(room.frames())
    return watcher.result()


def _clip_offset_s(clip: VisitorClip, place: float, answer_s: float) -> float:
    """Seconds from the first sample of an answer to the clip that is said over it."""
    return _EARLIEST_S + place * max(0.0, answer_s - _length_s(clip.samples) - _EARLIEST_S - _LEFT_S)


def _length_s(samples: Samples) -> float:
    return len(samples) / HEARING_RATE


# --- what comes of it ------------------------------------------------------------------------------------------------


def undisturbed(name: str, played: Sequence[PlayedScene]) -> Undisturbed:
    """Count the mistakes where nobody wants to speak."""
    return Undisturbed(
        name,
        len(played),
        sum(one.spoken_s for one in played),
        sum(one.soft_s > 0 for one in played),
        sum(one.soft_s for one in played),
        sum(bool(one.stops) for one in played),
        sum(one.resumed for one in played),
        sum(one.turns for one in played),
        tuple(played),
    )


def interrupted(played: Sequence[PlayedScene]) -> Interrupted:
    """Tell who was noticed and how soon."""
    detections = [
        (one.clip_start_s, one.detection)
        for one in played
        if one.clip_start_s is not None and one.detection is not None
    ]
    return Interrupted(
        len(played),
        len(detections),
        sum(one.resumed for one in played if one.detection is not None),
        sum(bool(one.stops) and one.stops[0] != one.detection for one in played),
        _latency(
            one.ducked_s - one.clip_start_s
            for one in played
            if one.clip_start_s is not None and one.ducked_s is not None
        ),
        _latency(stop.detected_s - start_s for start_s, stop in detections),
        _latency(stop.silent_s - stop.detected_s for _, stop in detections),
        tuple(played),
    )


def _latency(durations_s: Iterable[float]) -> Latency | None:
    durations_ms = [seconds * 1e3 for seconds in durations_s]
    return Latency.of(durations_ms) if durations_ms else None


def report_interruptions(result: InterruptionReport) -> str:
    """Tables for people, and every mistake."""

    def cells(latency: Latency | None) -> tuple[str, ...]:
        return (f"{latency.p50:.0f}", f"{latency.p95:.0f}") if latency else ("–", "–")

    def at(what: str) -> tuple[str, str]:
        return f"{what} p50", "p95"

    calm = [
        (
            protection.name,
            one.name,
            one.scenes,
            f"{one.spoken_s:.0f}",
            one.ducked,
            f"{one.soft_s:.1f}",
            one.stopped,
            one.resumed,
            one.turns,
        )
        for protection in result.protections
        for one in (protection.own_voice, protection.false_stops)
    ]
    rows = [(protection.name, protection.interruptions) for protection in result.protections]
    noticed = [
        (
            name,
            one.scenes,
            f"{one.detected / one.scenes:.0%}",
            one.resumed,
            one.too_early,
            *cells(one.to_ducking_ms),
            *cells(one.to_detection_ms),
            *cells(one.to_silence_ms),
        )
        for name, one in rows
    ]
    where = "in a reverberant room" if result.reverberant else "as one echo"
    lines = [
        f"{result.engines}, own voice at {result.echo_db:.0f} dB {where}",
        f"{result.machine.cpu}, {result.machine.cores} cores",
        "",
        "nobody wants to speak: every stop and every turn is a mistake",
        table(("", "", "answers", "seconds", "softened", "for s", "stopped", "resumed", "turns"), calm),
        "",
        "somebody interrupts: milliseconds from the true start of the speech to a soft voice and to being found,",
        "and from there to silence",
        table(("", "answers", "found", "resumed", "too early", *at("soft"), *at("found"), *at("silent")), noticed),
    ]
    for protection in result.protections:
        wrong = [
            *(one for one in protection.own_voice.played if one.stops or one.turns),
            *(one for one in protection.false_stops.played if one.stops or one.turns),
            *(one for one in protection.interruptions.played if one.detection is None or one.resumed),
        ]
        if wrong:
            lines += [f"\nmistakes with {protection.name}", *(f"  {_told(one)}" for one in wrong)]
    return "\n".join(lines)


def _told(one: PlayedScene) -> str:
    said = f"«{one.clip}» over «{one.answer}»" if one.clip else f"«{one.answer}»"
    if one.stops:
        what = " / ".join(stop.heard for stop in one.stops)
        return f"{said}: stopped{' and went on' if one.resumed else ''}; heard {what}"
    return f"{said}: {'another turn' if one.turns else 'went on'}; heard {' / '.join(one.heard) or 'nothing'}"
