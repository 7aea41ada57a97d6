"""From the end of a question to the first sound of its answer: the live loop beside a plain pipeline.

Recordings are heard in real time by the real loop, with its recogniser, its voice and its threads; only microphone
and speaker are files. The plain pipeline is built of the same parts the way most assistants are: 700 ms of
silence end the turn, then it recognises, answers, synthesises the whole answer, and plays it.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import fmean
from threading import Event
from typing import Any, Final, TextIO

import numpy as np

from companion.audio.clock import RealClock
from companion.audio.devices import Frame
from companion.audio.pcm import FRAME, HEARING_RATE, Audio, Samples, read_audio, silence
from companion.config import VoiceActivity
from companion.dialogue.assistant import FRESH, Assistant
from companion.dialogue.expected import expected_utterances
from companion.evaluation.latency import Latency, Machine, machine
from companion.evaluation.recordings import speech_bounds
from companion.evaluation.speech import Conditions, read_manifest
from companion.evaluation.table import table
from companion.hearing.engine import SpeechToText, Transcript
from companion.hearing.segments import FRAME_S, Segmenter, SpeechEnded
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


@dataclass(frozen=True, slots=True)
class Question:
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
    """

    name: str
    heard: str
    status: str | None
    latency_ms: float | None
    cut_in: bool
    prepared: int = 0


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
    """

    name: str
    answered_ms: Latency | None
    all_ms: Latency | None
    spoke: float
    cut_ins: float
    cpu: float | None
    wasted: float
    measured: tuple[Measured, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class VoiceLatencyReport:
    """The pipelines side by side."""

    machine: Machine
    questions: int
    engines: str
    pipelines: tuple[PipelineReport, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain data for `json.dumps`."""
        return asdict(self)


def bench_voice(
    assistant: Assistant,
    engine: SpeechToText,
    tts: TextToSpeech,
    questions: Sequence[Question],
    *,
    progress: TextIO,
) -> VoiceLatencyReport:
    """Measure both pipelines.

    Args:
        assistant: answers; every question begins a new conversation.
        engine: recognises; warmed up.
        tts: speaks; warmed up. Each pipeline begins with nothing prepared and remembers its last clauses.
        questions: what is asked.
        progress: where a line on how far it is goes.
    """

    def fresh_voice() -> Voice:
        return Voice(tts, ClauseCache(Path(), 0), assistant.settings.speaking.loudness_dbfs)

    live, cpu = _live(assistant, engine, fresh_voice(), questions, progress)
    plain, voice = [], fresh_voice()
    for number, question in enumerate(questions, 1):
        plain.append(_plain(assistant, engine, voice, question))
        print(f"\rplain {number}/{len(questions)} ", end="", file=progress, flush=True)
    print(file=progress)
    return VoiceLatencyReport(
        machine(),
        len(questions),
        f"{engine.name}, {tts.name}",
        (_report("live", live, cpu), _report("plain (700 ms)", plain, None)),
    )


def synthesised(assistant: Assistant, tts: TextToSpeech, count: int) -> list[Question]:
    """Questions to the knowledge base and about places, of all kinds, in the robot's own voice."""
    expected = expected_utterances(assistant, _SEED)
    asked = [text for text, intent in expected if intent.partition(".")[0] in ("knowledge", "recommend")]
    random.Random(_SEED).shuffle(asked)
    voice = Voice(tts, ClauseCache(Path(), 0, remembered=0), assistant.settings.speaking.loudness_dbfs)
    questions = []
    for text in asked[:count]:
        sound = joined(voice.clips(spoken(text)))
        if sound is not None:
            samples = sound.at(HEARING_RATE).samples
            questions.append(Question(text, samples, speech_bounds(samples, HEARING_RATE).end_s))
    return questions


def recorded(manifest: Path, count: int, noise: Path | None, snr_db: float) -> list[Question]:
    """`count` recordings of a manifest, spread evenly over it; see `evaluation.speech`.

    Raises:
        DataError: a mistake in the manifest.
        UsageError: a sound that cannot be read.
    """
    rows = read_manifest(manifest)
    conditions = Conditions(noise, snr_db, None)
    chosen = sorted({round(i * (len(rows) - 1) / max(1, count - 1)) for i in range(min(count, len(rows)))})
    out = []
    for index in chosen:
        clean = read_audio(rows[index].path).at(HEARING_RATE).samples
        end_s = speech_bounds(clean, HEARING_RATE).end_s
        out.append(Question(rows[index].path.name, conditions.apply(clean, index), end_s))
    return out


class _StampingSpeaker:
    """Plays in real time into nothing and knows when it was heard first."""

    def __init__(self, clock: RealClock) -> None:
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
        self.decided_s = 0.0
        self.prepared = 0

    def is_over(self) -> bool:
        return self._speaker.heard_s is not None

    def frame(self, frame: Frame, phase: str) -> None:
        pass

    def partial(self, transcript: Transcript) -> None:
        pass

    def answering(self, turn: Turn, record: TurnRecord) -> None:
        if self.turn is None:
            self.turn, self.decided_s, self.prepared = turn, record.decided_s or 0.0, record.prepared

    def answered(self, turn: Turn, spoken: Spoken, record: TurnRecord) -> None:
        pass


def first_audible_s(audio: Audio) -> float:
    """Where a sound rises over −50 dB under full scale."""
    loud = np.flatnonzero(np.abs(audio.samples) > _AUDIBLE)
    return float(loud[0]) / audio.rate if len(loud) else audio.duration_s


def _frames(question: Question) -> Iterator[Frame]:
    """The question with silence around it."""
    lead, tail = silence(LEAD_S, HEARING_RATE).samples, silence(TAIL_S, HEARING_RATE).samples
    sound = np.concatenate((lead, question.samples, tail))
    for start in range(0, len(sound) - FRAME, FRAME):
        yield Frame(sound[start : start + FRAME], start / HEARING_RATE)


def _in_real_time(frames: Iterable[Frame], clock: RealClock, over: Callable[[], bool]) -> Iterator[Frame]:
    """Frames as they would be heard, until the question is answered."""
    for frame in frames:
        clock.advance(frame.start_s + FRAME_S)
        yield frame
        if over():
            return


def _live(
    assistant: Assistant, engine: SpeechToText, voice: Voice, questions: Sequence[Question], progress: TextIO
) -> tuple[list[Measured], float]:
    measured = []
    began, worked = time.perf_counter(), time.process_time()
    for number, question in enumerate(questions, 1):
        clock = RealClock()
        speaker = _StampingSpeaker(clock)
        watcher = _Watcher(speaker)
        turn = live_turn(assistant, interruptible=False)
        session = Session(turn, VoiceActivityDetector(), Ear(engine), voice, Player(speaker, clock), clock, watcher)
        clock.now()
        session.run(_in_real_time(_frames(question), clock, watcher.is_over))
        end_s = LEAD_S + question.end_s
        measured.append(_measured(question, watcher.turn, speaker.heard_s, watcher.decided_s, end_s, watcher.prepared))
        print(f"\rlive {number}/{len(questions)} ", end="", file=progress, flush=True)
    print(file=progress)
    return measured, (time.process_time() - worked) / (time.perf_counter() - began)


def _plain(assistant: Assistant, engine: SpeechToText, voice: Voice, question: Question) -> Measured:
    """Runs as fast as it goes: nothing happens at the same time here, so durations can be added up."""
    settings = VoiceActivity(end_silence_ms=round(PLAIN_SILENCE_S * 1000))
    detector, segmenter = VoiceActivityDetector(), Segmenter(settings)
    end_s = LEAD_S + question.end_s
    for frame in _frames(question):
        now_s = frame.start_s + FRAME_S
        for event in segmenter.accept(frame.samples, detector.probability(frame.samples)):
            if isinstance(event, SpeechEnded):
                began = time.perf_counter()
                stream = engine.stream()
                stream.accept(event.samples)
                heard = stream.finish()
                if not heard.text:
                    continue
                reply, after = assistant.respond(heard.text)
                whole = joined(voice.clips(reply.spoken))
                first_s = first_audible_s(whole) if whole is not None else 0.0
                heard_s = now_s + time.perf_counter() - began + first_s
                turn = Turn(heard.text, reply, USUAL, FRESH, after)
                return _measured(question, turn, heard_s, now_s, end_s, 0)
    return _measured(question, None, None, 0.0, end_s, 0)


def _measured(
    question: Question, turn: Turn | None, heard_s: float | None, decided_s: float, end_s: float, prepared: int
) -> Measured:
    return Measured(
        question.name,
        turn.heard if turn else "",
        turn.reply.status if turn else None,
        (heard_s - end_s) * 1e3 if turn and heard_s is not None else None,
        turn is not None and decided_s < end_s - CUT_IN_S,
        prepared,
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
        tuple(measured),
    )


def report(result: VoiceLatencyReport) -> str:
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
            "milliseconds from the true end of speech to the first audible sample",
            table(header, rows),
        ]
    )
