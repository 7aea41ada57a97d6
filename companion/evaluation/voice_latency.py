"""From the end of a question to the first sound of its answer: the live loop beside a plain pipeline.

Recordings are heard by the real loop, with its recogniser, its voice and its threads; only microphone and speaker
are files. In real time everything costs what it costs. In virtual time computing costs nothing, and what is left is
what turn-taking alone costs.

The plain pipeline is built of the same parts the way most assistants are: 700 ms of silence end the turn, then it
recognises, answers, synthesises the whole answer, and plays it.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from statistics import fmean, median
from threading import Event, active_count
from types import MappingProxyType
from typing import Any, Final, TextIO

import numpy as np

from companion.audio.clock import Clock, RealClock, VirtualClock
from companion.audio.devices import Frame
from companion.audio.pcm import FRAME, HEARING_RATE, Audio, Samples, read_audio, silence
from companion.base.errors import UsageError
from companion.base.settings import VoiceActivity
from companion.base.table import table
from companion.dialogue.assistant import Assistant
from companion.dialogue.expected import expected_utterances
from companion.dialogue.state import FRESH
from companion.evaluation.latency import Latency, Machine, machine
from companion.evaluation.recordings import speech_bounds
from companion.evaluation.speech import Conditions, read_manifest, spread
from companion.hearing.engine import SpeechToText, Transcript
from companion.hearing.segments import FRAME_S, Segmenter, SpeechEnded
from companion.hearing.turn_completion import TurnCompletion
from companion.hearing.voice_activity import VoiceActivityDetector
from companion.language.spoken import spoken
from companion.live.conversation import Turn
from companion.live.ear import Ear
from companion.live.session import Session
from companion.live.trace import TurnRecord
from companion.live.turn import live_turn
from companion.speaking.cache import ClauseCache
from companion.speaking.engine import TextToSpeech
from companion.speaking.manner import USUAL
from companion.speaking.playback import Player, Spoken
from companion.speaking.voice import Voice, joined

PLAIN_SILENCE_S: Final = 0.7
LEAD_S: Final = 0.5
TAIL_S: Final = 2.5
_AUDIBLE: Final = 10 ** (-50 / 20)
_SEED: Final = 20191023
CUT_IN_S: Final = 0.1
"""A turn that ends this much before its speech does has cut it off; less lies within the error of both clocks."""


STAGES: Final = MappingProxyType(
    {
        "silence": "speech_end_s",
        "words": "partial_s",
        "answer": "answer_s",
        "its sound": "clause_s",
        "turn over": "decided_s",
        "committed": "committed_s",
    }
)
"""The steps of a turn and the field of `TurnRecord` that tells when they were done: the detector's last speech, the
last transcript before the decision, the answer that was given, the sound of its first clause, the decision, the
commitment."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A recording of somebody who asks something.

    Attributes:
        name: for the report.
        samples: 16 kHz mono.
        end_s: where speech ends.
    """

    name: str
    samples: Samples
    end_s: float


@dataclass(frozen=True, slots=True)
class Measured:
    """One question through one pipeline.

    Attributes:
        name: the question's.
        heard: what was recognised.
        status: of the reply; None where there was none.
        latency_ms: from the true end of speech to the first audible sample; None without an answer.
        cut_in: whether the turn was taken to be over before it was.
        prepared: answers that were begun ahead.
        stages_ms: when the steps of the turn (`STAGES`) were done, from the true end of speech.
    """

    name: str
    heard: str
    status: str | None
    latency_ms: float | None
    cut_in: bool
    prepared: int = 0
    stages_ms: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PipelineReport:
    """One pipeline over all questions.

    Attributes:
        name: of the pipeline.
        answered_ms: latency where the knowledge had an answer; None where that was never so.
        all_ms: latency of everything that was said, apologies too.
        spoke: share of the questions to which something was said.
        cut_ins: share of the questions that were cut off.
        cpu: processor time over time, one core being 1; None where it was not run in real time.
        wasted: answers begun ahead for each one that was given, beyond the one that was.
        stages_ms: median time of each step (`STAGES`) from the true end of speech, over what the knowledge answered.
    """

    name: str
    answered_ms: Latency | None
    all_ms: Latency | None
    spoke: float
    cut_ins: float
    cpu: float | None
    wasted: float
    stages_ms: Mapping[str, float]
    measured: tuple[Measured, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Endurance:
    """Whether anything grows while the live loop goes on.

    Attributes:
        minutes: how long it went on.
        memory_mb: resident memory after the first tenth of the questions and after the last (10⁶ bytes); None where
            the system does not tell.
        threads: how many there were then.
        late_ms: the latest that a frame was taken after it had been heard.
        late_frames: share of the frames that were taken more than a frame late.
    """

    minutes: float
    memory_mb: tuple[float, float] | None
    threads: tuple[int, int]
    late_ms: float
    late_frames: float


@dataclass(frozen=True, slots=True)
class VoiceLatencyReport:
    """The pipelines side by side.

    Attributes:
        machine: where.
        questions: how many.
        engines: recogniser and voice.
        realtime: whether computing cost time.
        ready: clauses that had been made ready for the live loop.
        pipelines: live, then plain.
        endurance: of the live loop.
    """

    machine: Machine
    questions: int
    engines: str
    realtime: bool
    ready: int
    pipelines: tuple[PipelineReport, ...]
    endurance: Endurance

    def as_json(self) -> dict[str, Any]:
        """Plain data for `json.dumps`."""
        return asdict(self)


def bench_voice(
    assistant: Assistant,
    engine: SpeechToText,
    tts: TextToSpeech,
    questions: Sequence[AskedQuestion],
    *,
    completion: TurnCompletion | None,
    openings: Iterable[str],
    cache: ClauseCache,
    realtime: bool,
    progress: TextIO,
) -> VoiceLatencyReport:
    """Measure both pipelines.

    Args:
        assistant: answers; every question begins a new conversation.
        engine: recognises; warmed up.
        tts: speaks; warmed up.
        questions: what is asked.
        completion: hears for the live loop whether a speaker is done, if anything does.
        openings: clauses that are made before the live loop begins, as `say --prepare` makes them.
        cache: keeps the clauses of the live loop. The plain pipeline remembers its last ones only.
        realtime: whether computing costs time.
        progress: where a line on how far it is goes.
    """
    assistant.respond("안녕")  # loads what answering needs, as `talk` does before it listens
    loudness = assistant.settings.speaking.loudness_dbfs
    voice = Voice(tts, cache, loudness)
    ready = 0
    for ready, _ in enumerate(voice.prepare(openings), 1):
        print(f"\rready {ready} ", end="", file=progress, flush=True)
    live, cpu, endurance = measure_live(
        assistant, lambda: Ear(engine, completion), voice, questions, realtime, progress
    )
    plain, voice = [], Voice(tts, ClauseCache(Path(), 0), loudness)
    for number, question in enumerate(questions, 1):
        plain.append(_plain(assistant, engine, voice, question, time.perf_counter if realtime else lambda: 0.0))
        print(f"\rplain {number}/{len(questions)} ", end="", file=progress, flush=True)
    print(file=progress)
    return VoiceLatencyReport(
        machine(),
        len(questions),
        f"{engine.name}, {tts.name}",
        realtime,
        ready,
        (_report("live", live, cpu if realtime else None), _report("plain (700 ms)", plain, None)),
        endurance,
    )


def synthesised(assistant: Assistant, tts: TextToSpeech, count: int) -> list[AskedQuestion]:
    """Questions that the knowledge base and the places have answers to, of all kinds, in the robot's own voice."""
    expected = expected_utterances(assistant, _SEED)
    asked = [text for text, intent in expected if intent.partition(".")[0] in ("knowledge", "recommend")]
    random.Random(_SEED).shuffle(asked)
    answered = (text for text in asked if assistant.respond(text)[0].status == "answered")
    voice = Voice(tts, ClauseCache(Path(), 0, remembered=0), assistant.settings.speaking.loudness_dbfs)
    questions = []
    for text in islice(answered, count):
        sound = joined(voice.clips(spoken(text)))
        if sound is not None:
            samples = sound.at(HEARING_RATE).samples
            questions.append(AskedQuestion(text, samples, speech_bounds(samples, HEARING_RATE).end_s))
    return questions


def recorded(manifest: Path, count: int, noise: Path | None, snr_db: float) -> list[AskedQuestion]:
    """`count` recordings of a manifest, spread evenly over it; see `evaluation.speech`.

    Raises:
        DataError: a mistake in the manifest.
        UsageError: a sound that cannot be read, or has no speech in it.
    """
    rows = read_manifest(manifest)
    conditions = Conditions(noise, snr_db, None)
    out = []
    for index in spread(len(rows), count):
        clean = read_audio(rows[index].path).at(HEARING_RATE).samples
        try:
            end_s = speech_bounds(clean, HEARING_RATE).end_s
        except ValueError as e:
            raise UsageError(f"{rows[index].path}: {e}") from None
        out.append(AskedQuestion(rows[index].path.name, conditions.apply(clean, index), end_s))
    return out


class _StampingSpeaker:
    """Plays into nothing and knows when it was heard first."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.heard_s: float | None = None

    def play(self, audio: Audio, stop: Event) -> float:
        """Take as long as the sound lasts."""
        if self.heard_s is None:
            self.heard_s = self._clock.now() + first_audible_s(audio)
        begin = self._clock.now()
        self._clock.wait(begin + audio.duration_s, stop)
        return min(self._clock.now() - begin, audio.duration_s)

    def close(self) -> None:
        """Nothing to let go of."""


class _Watcher:
    """Remembers the first turn and ends the recording once it is being answered."""

    def __init__(self, speaker: _StampingSpeaker) -> None:
        self._speaker = speaker
        self.turn: Turn | None = None
        self.record: TurnRecord | None = None

    def is_over(self) -> bool:
        return self._speaker.heard_s is not None

    def frame(self, frame: Frame, phase: str) -> None:
        pass

    def partial(self, transcript: Transcript) -> None:
        pass

    def answering(self, turn: Turn, record: TurnRecord) -> None:
        if self.turn is None:
            self.turn, self.record = turn, record

    def answered(self, turn: Turn, spoken: Spoken, record: TurnRecord) -> None:
        pass


def first_audible_s(audio: Audio) -> float:
    """Where a sound rises over −50 dB under full scale."""
    loud = np.flatnonzero(np.abs(audio.samples) > _AUDIBLE)
    return float(loud[0]) / audio.rate if len(loud) else audio.duration_s


def frames_of_question(question: AskedQuestion) -> Iterator[Frame]:
    """The question with silence around it."""
    lead, tail = silence(LEAD_S, HEARING_RATE).samples, silence(TAIL_S, HEARING_RATE).samples
    sound = np.concatenate((lead, question.samples, tail))
    for start in range(0, len(sound) - FRAME, FRAME):
        yield Frame(sound[start : start + FRAME], start / HEARING_RATE)


class _Pace:
    """Lets frames be heard when they would be, until the question is answered, and counts those that were late."""

    def __init__(self) -> None:
        self.frames = self.late = 0
        self.latest_s = 0.0

    def frames_of(self, question: AskedQuestion, clock: Clock, over: Callable[[], bool]) -> Iterator[Frame]:
        try:
            for frame in frames_of_question(question):
                end_s = frame.start_s + FRAME_S
                clock.advance(end_s)
                late_s = clock.now() - end_s
                self.frames += 1
                self.late += late_s > FRAME_S
                self.latest_s = max(self.latest_s, late_s)
                yield frame
                if over():
                    return
        finally:
            clock.advance(float("inf"))


def measure_live(
    assistant: Assistant,
    ear: Callable[[], Ear],
    voice: Voice,
    questions: Sequence[AskedQuestion],
    realtime: bool,
    progress: TextIO,
) -> tuple[list[Measured], float, Endurance]:
    """Ask the live loop; what was measured, the processor time over the time, and whether anything grows."""
    measured, pace, grown = [], _Pace(), []
    began, worked = time.perf_counter(), time.process_time()
    for number, question in enumerate(questions, 1):
        clock: Clock = RealClock() if realtime else VirtualClock()
        speaker = _StampingSpeaker(clock)
        watcher = _Watcher(speaker)
        turn = live_turn(assistant, interruptible=False)
        session = Session(turn, VoiceActivityDetector(), ear(), voice, Player(speaker, clock), clock, watcher)
        clock.now()
        session.run(pace.frames_of(question, clock, watcher.is_over))
        measured.append(_live_measured(question, watcher.turn, watcher.record, speaker.heard_s))
        if number in (-(-len(questions) // 10), len(questions)):
            grown.append((_memory_mb(), active_count()))
        print(f"\rlive {number}/{len(questions)} ", end="", file=progress, flush=True)
    print(file=progress)
    took_s = time.perf_counter() - began
    first, last = grown[0], grown[-1]
    memory = None if first[0] is None or last[0] is None else (first[0], last[0])
    endurance = Endurance(
        took_s / 60, memory, (first[1], last[1]), pace.latest_s * 1e3, pace.late / max(1, pace.frames)
    )
    return measured, (time.process_time() - worked) / took_s, endurance


def _memory_mb() -> float | None:
    """Resident memory of this process, where /proc tells it (proc(5): the second field of statm, in pages)."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return None
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _live_measured(
    question: AskedQuestion, turn: Turn | None, record: TurnRecord | None, heard_s: float | None
) -> Measured:
    if turn is None or record is None:
        return _measured(question, None, None, 0.0)
    end_s = LEAD_S + question.end_s
    steps = {name: getattr(record, field) for name, field in STAGES.items()} | {"first sound": heard_s}
    stages = {name: (at_s - end_s) * 1e3 for name, at_s in steps.items() if at_s is not None}
    return _measured(question, turn, heard_s, record.decided_s or 0.0, record.prepared, stages)


def _plain(
    assistant: Assistant, engine: SpeechToText, voice: Voice, question: AskedQuestion, timer: Callable[[], float]
) -> Measured:
    """Runs as fast as it goes: nothing happens at the same time here, so durations can be added up."""
    settings = VoiceActivity(end_silence_ms=round(PLAIN_SILENCE_S * 1000))
    detector, segmenter = VoiceActivityDetector(), Segmenter(settings)
    for frame in frames_of_question(question):
        now_s = frame.start_s + FRAME_S
        for event in segmenter.accept(frame.samples, detector.probability(frame.samples)):
            if isinstance(event, SpeechEnded):
                began = timer()
                stream = engine.stream()
                stream.accept(event.samples)
                heard = stream.finish()
                if not heard.text:
                    continue
                reply, after = assistant.respond(heard.text)
                whole = joined(voice.clips(reply.spoken))
                first_s = first_audible_s(whole) if whole is not None else 0.0
                heard_s = now_s + timer() - began + first_s
                turn = Turn(heard.text, reply, USUAL, FRESH, after)
                return _measured(question, turn, heard_s, now_s)
    return _measured(question, None, None, 0.0)


def _measured(
    question: AskedQuestion,
    turn: Turn | None,
    heard_s: float | None,
    decided_s: float,
    prepared: int = 0,
    stages_ms: Mapping[str, float] | None = None,
) -> Measured:
    end_s = LEAD_S + question.end_s
    return Measured(
        question.name,
        turn.heard if turn else "",
        turn.reply.status if turn else None,
        (heard_s - end_s) * 1e3 if turn and heard_s is not None else None,
        turn is not None and decided_s < end_s - CUT_IN_S,
        prepared,
        stages_ms or {},
    )


def _report(name: str, measured: Sequence[Measured], cpu: float | None) -> PipelineReport:
    # A turn that was cut off has no latency: its answer came too early, not quickly.
    said = [m for m in measured if m.latency_ms is not None and not m.cut_in]
    answered = [m.latency_ms for m in said if m.status == "answered" and m.latency_ms is not None]
    everything = [m.latency_ms for m in said if m.latency_ms is not None]
    return PipelineReport(
        name,
        Latency.of(answered) if answered else None,
        Latency.of(everything) if everything else None,
        sum(m.status is not None for m in measured) / len(measured),
        sum(m.cut_in for m in measured) / len(measured),
        cpu,
        fmean(max(0, m.prepared - 1) for m in measured),
        _median_stages([m.stages_ms for m in said if m.status == "answered"]),
        tuple(measured),
    )


def _median_stages(stages: Sequence[Mapping[str, float]]) -> dict[str, float]:
    names = dict.fromkeys(name for turn in stages for name in turn)
    return {name: median(turn[name] for turn in stages if name in turn) for name in names}


def report_voice_latency(result: VoiceLatencyReport) -> str:
    """A table for people."""

    def cells(latency: Latency | None) -> tuple[str, ...]:
        return tuple(f"{ms:.0f}" for ms in (latency.p50, latency.p95, latency.p99)) if latency else ("–", "–", "–")

    rows = [
        (
            pipeline.name,
            *cells(pipeline.answered_ms),
            *cells(pipeline.all_ms),
            f"{pipeline.spoke:.0%}",
            f"{pipeline.cut_ins:.1%}",
            "–" if pipeline.cpu is None else f"{pipeline.cpu:.2f}",
            f"{pipeline.wasted:.2f}",
        )
        for pipeline in result.pipelines
    ]
    header = ("", "answered p50", "p95", "p99", "all p50", "p95", "p99", "spoke", "cut in", "cores", "wasted")
    return "\n".join(
        [
            f"{result.questions} questions, {result.engines}, {result.machine.cpu}, {result.machine.cores} cores",
            "milliseconds from the true end of speech to the first audible sample"
            + ("" if result.realtime else "; computing costs no time here, --realtime lets it"),
            f"{result.ready} clauses had been made ready for the live loop" if result.ready else "nothing was ready",
            table(header, rows),
            *_stage_lines(result.pipelines[0].stages_ms),
            _endurance_line(result.endurance),
        ]
    )


def _stage_lines(stages_ms: Mapping[str, float]) -> list[str]:
    if not stages_ms:
        return []
    cells = [f"{ms:.0f}" for ms in stages_ms.values()]
    return ["", "the live turn step by step, medians over what was answered", table(("", *stages_ms), [("ms", *cells)])]


def _endurance_line(endurance: Endurance) -> str:
    memory = "" if endurance.memory_mb is None else "memory {:.0f} → {:.0f} MB, ".format(*endurance.memory_mb)
    return (
        f"{endurance.minutes:.1f} min: {memory}threads {endurance.threads[0]} → {endurance.threads[1]}, "
        f"{endurance.late_frames:.2%} of the frames late, at most {endurance.late_ms:.0f} ms"
    )
