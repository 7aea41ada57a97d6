"""How soon a turn is taken to be over against how often somebody is cut off: the live turn, the same without its ear
for the sound of the last words, and a fixed silence.

Waiting longer cuts off fewer speakers, so that one latency says nothing without its cut-ins. Here the machine of the
live turn (`live/turn.py`) hears every question once with each setting, in frames instead of real time. The detector
and the recogniser are the real ones; the time that recognition takes is set, so that the curves are those of the
decision and the same on every machine.

All policies run in the same machine: the recogniser begins as a word fades, and a fixed silence too commits
only what has been recognised. Every question is asked by somebody new; what the live turn learns about the pace of a
speaker is not in these figures.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from hashlib import blake2b
from statistics import fmean
from typing import Any, Final, TextIO, TypeAlias, TypeVar

import numpy as np

from companion.audio.pcm import HEARING_RATE, Samples, silence
from companion.base.settings import EndOfTurn as Limits
from companion.base.settings import Settings
from companion.base.table import table
from companion.dialogue.assistant import Assistant
from companion.evaluation.latency import Latency
from companion.evaluation.voice_latency import CUT_IN_S, LEAD_S, TAIL_S, AskedQuestion
from companion.hearing.engine import SpeechToText, Transcript
from companion.hearing.segments import FRAME_S, Framer, Segmenter
from companion.hearing.turn_completion import TurnCompletion
from companion.hearing.voice_activity import VoiceActivityDetector
from companion.live.conversation import Respond, SpokenDialogue, Turn
from companion.live.end_of_turn import FusedEndOfTurn
from companion.live.trace import TurnRecord
from companion.live.turn import Command, Listen, LiveTurn, Speak, Transcribe, TurnEndPolicy, WeighCompletion

RISKS: Final = (0.01, 0.02, 0.03, 0.06, 0.1, 0.15, 0.25)
"""Settings of the fused policy: `end_of_turn.risk`, from patient to hasty."""
SILENCES_S: Final = (1.5, 1.0, 0.7, 0.5, 0.3, 0.2)
"""Settings of the fixed policy in seconds, from patient to hasty."""
RECOGNITION_S: Final = 0.15
"""How long recognition is taken to last: about what a pass of whisper-base over a short question takes on one thread
(docs/voice.md)."""

WEIGHING_S: Final = 0.07
"""How long it is taken to last to hear whether an utterance is complete (docs/voice.md)."""

Recognise: TypeAlias = Callable[[Samples], Transcript]
"""The final transcript of a sound."""
Weigh: TypeAlias = Callable[[Samples], float]
"""The probability that an utterance is complete."""


@dataclass(frozen=True, slots=True, eq=False)
class Listener:
    """What the machine may ask for.

    Attributes:
        recognise: the words.
        weigh: how complete they sound; None where nobody tells.
        recognition_s: how long recognition is taken to last, in seconds.
        weighing_s: how long the other is taken to last.
    """

    recognise: Recognise
    weigh: Weigh | None = None
    recognition_s: float = RECOGNITION_S
    weighing_s: float = WEIGHING_S


_Heard = TypeVar("_Heard")


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """A question with the silence around it, as the machine hears it.

    Attributes:
        name: for the report.
        frames: 16 kHz, 32 ms each.
        probabilities: that each frame is speech.
        end_s: where speech truly ends, in seconds from the first frame.
    """

    name: str
    frames: tuple[Samples, ...]
    probabilities: tuple[float, ...]
    end_s: float


@dataclass(frozen=True, slots=True, eq=False)
class Policy:
    """A way to decide when a turn is over, at one setting.

    Attributes:
        name: of the way.
        setting: with its unit.
        longest_ms: silence after which the turn is over whatever the policy says.
        begin: what decides for a speaker of whom nothing is known.
    """

    name: str
    setting: str
    longest_ms: int
    begin: Callable[[], TurnEndPolicy]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question at one setting.

    Attributes:
        name: the question's.
        heard: what was recognised.
        ending: how that ended, where it was known when the turn was taken to be over (`language.endings`).
        wait_ms: from the true end of speech to the commitment of the turn, negative before it; None where the turn
            was not committed.
        cut_in: whether the turn was taken to be over before it was.
    """

    name: str
    heard: str
    ending: str
    wait_ms: float | None
    cut_in: bool


@dataclass(frozen=True, slots=True)
class Waits:
    """Figures of a number of waits, in milliseconds."""

    p50: float
    p95: float
    mean: float

    @classmethod
    def of(cls, waits_ms: Sequence[float]) -> Waits:
        """Of at least one wait."""
        latency = Latency.of(waits_ms)
        return cls(latency.p50, latency.p95, fmean(waits_ms))


@dataclass(frozen=True, slots=True)
class Point:
    """One setting over all questions.

    Attributes:
        setting: with its unit.
        wait_ms: of the turns that were not cut off, for such an answer came too early, not quickly; None where there
            are none.
        cut_ins: share of the questions that were cut off.
        spoke: share of the questions that were answered, cut off or not.
        outcomes: one for each question.
    """

    setting: str
    wait_ms: Waits | None
    cut_ins: float
    spoke: float
    outcomes: tuple[Outcome, ...] = field(repr=False)

    @classmethod
    def of(cls, setting: str, outcomes: Sequence[Outcome]) -> Point:
        """The figures of at least one question."""
        waits = [outcome.wait_ms for outcome in outcomes if outcome.wait_ms is not None and not outcome.cut_in]
        return cls(
            setting,
            Waits.of(waits) if waits else None,
            fmean(outcome.cut_in for outcome in outcomes),
            fmean(outcome.wait_ms is not None for outcome in outcomes),
            tuple(outcomes),
        )


@dataclass(frozen=True, slots=True)
class Curve:
    """A policy at all its settings, in the order in which they were given."""

    policy: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class TurnEndsReport:
    """The curves side by side.

    Attributes:
        questions: how many.
        engine: that recognised them.
        recognition_s: how long recognition was taken to last.
        risk: the profile's own setting of the fused policy.
        curves: one for each policy.
    """

    questions: int
    engine: str
    recognition_s: float
    risk: float
    curves: tuple[Curve, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain data for `json.dumps`."""
        return asdict(self)


class FixedSilence:
    """The turn is over after a set silence, whatever was said.

    Args:
        silence_s: seconds.
    """

    def __init__(self, silence_s: float) -> None:
        self._silence_s = silence_s

    @property
    def by_sound(self) -> bool:
        """It does not listen."""
        return False

    def wait_s(self, transcript: Transcript | None, turn: Turn | None, completion: float | None) -> float:
        """Always the same."""
        return self._silence_s

    def went_on(self, silence_s: float) -> None:
        """Nothing is learned."""

    def was_over(self, transcript: Transcript, speech_s: float) -> None:
        """Nothing is learned."""


def fused(risk: float, limits: Limits) -> Policy:
    """The live turn's own policy at a risk, within the limits of the settings."""
    at_risk = limits.model_copy(update={"risk": risk})
    return Policy("fused", f"risk {risk:g}", at_risk.longest_ms, lambda: FusedEndOfTurn(at_risk))


def by_words(risk: float, limits: Limits) -> Policy:
    """The same, deaf to how the words sound."""
    return replace(fused(risk, limits.model_copy(update={"model": ""})), name="words")


def fixed(silence_s: float) -> Policy:
    """A silence of so many seconds."""
    return Policy("fixed", f"{silence_s:g} s", round(silence_s * 1000), lambda: FixedSilence(silence_s))


# --- measuring -------------------------------------------------------------------------------------------------------


def bench_turns(
    assistant: Assistant,
    engine: SpeechToText,
    questions: Sequence[AskedQuestion],
    *,
    completion: TurnCompletion | None,
    progress: TextIO,
) -> TurnEndsReport:
    """Measure the policies at all their settings; the profile's own risk is always among them.

    Args:
        assistant: answers; every question begins a new conversation.
        engine: recognises; each distinct sound once.
        questions: what is asked, at least one.
        completion: hears whether an utterance is complete; without it, the words are all there is to decide from.
        progress: where a line on how far it is goes.
    """
    limits = assistant.settings.end_of_turn
    risks = sorted({*RISKS, limits.risk})
    policies = [
        *(fused(risk, limits) for risk in risks if completion is not None),
        *(by_words(risk, limits) for risk in risks),
        *(fixed(silence_s) for silence_s in SILENCES_S),
    ]
    recordings = _reporting((recorded_as_heard(question) for question in questions), len(questions), progress)
    weigh = None if completion is None else remembering(completion.probability)
    listener = Listener(remembering(final_transcripts(engine)), weigh)
    curves = sweep(assistant.settings, assistant.respond, recordings, policies, listener)
    return TurnEndsReport(len(questions), engine.name, listener.recognition_s, limits.risk, curves)


def _reporting(recordings: Iterable[Recording], count: int, progress: TextIO) -> Iterator[Recording]:
    for number, recording in enumerate(recordings, 1):
        print(f"\rquestion {number}/{count} ", end="", file=progress, flush=True)
        yield recording
    print(file=progress)


def recorded_as_heard(question: AskedQuestion) -> Recording:
    """The question in frames, and what the detector makes of them."""
    lead, tail = silence(LEAD_S, HEARING_RATE).samples, silence(TAIL_S, HEARING_RATE).samples
    frames = tuple(Framer().frames(np.concatenate((lead, question.samples, tail))))
    detector = VoiceActivityDetector()
    return Recording(question.name, frames, tuple(map(detector.probability, frames)), LEAD_S + question.end_s)


def final_transcripts(engine: SpeechToText) -> Recognise:
    """Recognises whole sounds, as `live.ear.Ear` does when a turn asks for all there is."""

    def recognise(samples: Samples) -> Transcript:
        stream = engine.stream()
        stream.accept(samples)
        return stream.finish()

    return recognise


def remembering(hear: Callable[[Samples], _Heard]) -> Callable[[Samples], _Heard]:
    """The same, but a sound that was heard before is not worked on again: settings share their sounds."""
    known: dict[bytes, _Heard] = {}

    def recall(samples: Samples) -> _Heard:
        key = blake2b(samples.tobytes()).digest()
        if key not in known:
            known[key] = hear(samples)
        return known[key]

    return recall


def sweep(
    settings: Settings,
    respond: Respond,
    recordings: Iterable[Recording],
    policies: Sequence[Policy],
    listener: Listener,
) -> tuple[Curve, ...]:
    """Every recording with every policy; each recording is taken once, so that they may be made one after another.

    Args:
        settings: what counts as speech and how a turn begins.
        respond: answers.
        recordings: at least one.
        policies: ways and their settings.
        listener: hears the words and how they sound; see `remembering`.
    """
    outcomes: dict[Policy, list[Outcome]] = {policy: [] for policy in policies}
    for recording in recordings:
        for policy in policies:
            turn = turn_machine(settings, respond, policy)
            outcomes[policy].append(outcome(recording, first_answer(turn, recording, listener)))
    names = dict.fromkeys(policy.name for policy in policies)
    return tuple(
        Curve(name, tuple(Point.of(policy.setting, outcomes[policy]) for policy in policies if policy.name == name))
        for name in names
    )


def turn_machine(settings: Settings, respond: Respond, policy: Policy) -> LiveTurn:
    """The machine as `live.turn.live_turn` makes it, at the beginning of a conversation, but for who decides."""
    patient = settings.voice_activity.model_copy(update={"end_silence_ms": policy.longest_ms})
    return LiveTurn(Segmenter(patient), SpokenDialogue(respond, settings.talking), policy.begin(), interruptible=False)


def first_answer(turn: LiveTurn, recording: Recording, listener: Listener) -> tuple[TurnRecord, float] | None:
    """Play a recording to the machine until it answers.

    Results wait for each other, as in `live.session.Session`, and reach the machine at the next frame. Partial
    transcripts decide nothing there, so none are made.

    Args:
        turn: the machine, at its beginning.
        recording: what it hears.
        listener: finds out what it asks for, one thing after another.

    Returns:
        The turn's record and when it was committed, in seconds from the first frame; None where nothing is answered.
    """
    sounds: defaultdict[int, list[Samples]] = defaultdict(list)
    results: deque[tuple[float, Callable[[], Sequence[Command]]]] = deque()
    busy_until_s = 0.0
    for number, (frame, probability) in enumerate(zip(recording.frames, recording.probabilities, strict=True), 1):
        now_s = number * FRAME_S
        commands: list[Command] = []
        while results and results[0][0] <= now_s:
            commands += results.popleft()[1]()
        commands += turn.sound(frame, probability)
        for command in commands:
            match command:
                case Listen(utterance, samples):
                    sounds[utterance].append(samples)
                case Transcribe(utterance, until_s):
                    busy_until_s = max(busy_until_s, now_s) + listener.recognition_s
                    transcript = listener.recognise(np.concatenate(sounds[utterance]))
                    results.append((busy_until_s, partial(turn.hypothesis, utterance, transcript, until_s)))
                case WeighCompletion(utterance, until_s) if listener.weigh is not None:
                    busy_until_s = max(busy_until_s, now_s) + listener.weighing_s
                    completion = listener.weigh(np.concatenate(sounds[utterance]))
                    results.append((busy_until_s, partial(turn.completion, utterance, completion, until_s)))
                case Speak(_, record):
                    return record, now_s
    return None


def outcome(recording: Recording, answer: tuple[TurnRecord, float] | None) -> Outcome:
    """What `first_answer` found, against where speech truly ends."""
    if answer is None:
        return Outcome(recording.name, "", "", None, cut_in=False)
    record, committed_s = answer
    cut_in = record.decided_s is not None and record.decided_s < recording.end_s - CUT_IN_S
    return Outcome(recording.name, record.heard, record.reason, (committed_s - recording.end_s) * 1e3, cut_in)


# --- a table ---------------------------------------------------------------------------------------------------------


def report_turn_ends(result: TurnEndsReport) -> str:
    """A table for people."""
    rows = [(curve.policy, point.setting, *figures(point)) for curve in result.curves for point in curve.points]
    return "\n".join(
        [
            conditions(result),
            "milliseconds from the true end of speech to the commitment of the turn, turns that were cut off left out",
            table(("policy", "setting", "p50", "p95", "mean", "cut in", "spoke"), rows),
        ]
    )


def conditions(result: TurnEndsReport) -> str:
    """How the figures came about, on a line."""
    recognition = f"recognition taken to last {result.recognition_s * 1e3:.0f} ms"
    return f"{result.questions} questions, {result.engine}, {recognition}, the profile's risk is {result.risk:g}"


def figures(point: Point) -> tuple[str, ...]:
    """p50, p95, mean, turns cut off and turns answered, with their units."""
    waits = point.wait_ms
    told = [f"{ms:.0f}" for ms in (waits.p50, waits.p95, waits.mean)] if waits else ["–", "–", "–"]
    return *told, f"{point.cut_ins:.1%}", f"{point.spoke:.0%}"
