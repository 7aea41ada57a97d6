"""A live turn on real parts: a microphone, a recogniser, a voice and a speaker, on threads of their own.

Recognition and speech synthesis have a thread each beside the one that reads the microphone. The machine
(`live/turn.py`) is told of a frame by the one and of a transcript by the other as soon as it is there, one at a time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from threading import Condition
from typing import Final, Protocol, TypeAlias

from companion.audio.clock import Clock
from companion.audio.devices import Frame
from companion.audio.pcm import as_sound
from companion.hearing.engine import Transcript
from companion.hearing.voice_activity import VoiceActivityDetector
from companion.live.acknowledgement import Acknowledgement
from companion.live.conversation import Turn
from companion.live.ear import Ear
from companion.live.keys import Key
from companion.live.trace import TurnRecord
from companion.live.turn import (
    Command,
    Consult,
    Duck,
    Forget,
    Glance,
    Hush,
    Listen,
    LiveTurn,
    LookAgain,
    Prepare,
    Resume,
    Speak,
    Transcribe,
    WeighCompletion,
)
from companion.speaking.clauses import clauses
from companion.speaking.playback import Playback, Player, Spoken
from companion.speaking.voice import Clip, Voice

log = logging.getLogger("companion")

_PATIENCE_S: Final = 0.02
"""How long to wait for a result when no frames come any more."""
_IDLE_S: Final = 2.0
"""How long nobody has spoken before the time is used for something else."""


_Result: TypeAlias = Callable[[], Iterable[Command]]
"""Tells the machine what was found out."""
_Tell: TypeAlias = Callable[[int, Transcript, float], Iterable[Command]]
"""Takes a transcript of an utterance, up to a time."""


class Deafness:
    """At how many utterances in a row a recogniser has failed.

    Attributes:
        in_a_row: how many.
    """

    def __init__(self) -> None:
        self.in_a_row = 0
        self._utterance = 0
        self._failed = False

    def begins(self, utterance: int) -> None:
        """Something of an utterance is heard; they come in the order of their numbers."""
        if utterance != self._utterance:
            if not self._failed:
                self.in_a_row = 0
            self._utterance, self._failed = utterance, False

    def fails(self) -> bool:
        """The recogniser failed at it; whether that is the first time for this utterance."""
        first, self._failed = not self._failed, True
        self.in_a_row += first
        return first


class Observer(Protocol):
    """Somebody who watches a conversation, such as a terminal; called on one thread at a time."""

    def frame(self, frame: Frame, phase: str) -> None:
        """One more frame was heard."""
        ...

    def partial(self, transcript: Transcript) -> None:
        """What somebody seems to be saying."""
        ...

    def answering(self, turn: Turn, record: TurnRecord) -> None:
        """A turn was committed; its answer begins to be spoken."""
        ...

    def answered(self, turn: Turn, spoken: Spoken, record: TurnRecord) -> None:
        """The answer is over."""
        ...


@dataclass(slots=True)
class _Answer:
    """An answer that is being spoken, or was last; `unsaid` is what was not heard of it."""

    turn: Turn
    record: TurnRecord
    playback: Playback
    unsaid: str = ""


class Session:
    """Runs a conversation until the microphone ends.

    Args:
        turn: the machine.
        detector: tells speech from silence.
        ear: the recogniser.
        voice: makes the clauses of an answer.
        player: plays them.
        clock: the time line of microphone and speaker.
        observer: watches.
        key: begins and ends turns; None where speech does.
        ahead: clauses that may be wanted some time; they are made while nobody speaks.
        acknowledgement: is said first where an answer is late.
        clause: is told of each clause of an answer before it is played, as soon as its sound is there.
        deaf: is told what the recogniser failed of, once an utterance, and at how many of them in a row it has failed;
            where nobody is told it is logged. The conversation goes on.
    """

    def __init__(
        self,
        turn: LiveTurn,
        detector: VoiceActivityDetector,
        ear: Ear,
        voice: Voice,
        player: Player,
        clock: Clock,
        observer: Observer,
        key: Key | None = None,
        ahead: Iterable[str] = (),
        acknowledgement: Acknowledgement | None = None,
        clause: Callable[[Clip], None] | None = None,
        deaf: Callable[[Exception, int], None] | None = None,
    ) -> None:
        self._turn = turn
        self._detector = detector
        self._ear = ear
        self._voice = voice
        self._player = player
        self._clock = clock
        self._observer = observer
        self._key = key
        self._open = key is None
        # Held by whoever tells the machine something.
        self._changing = Condition()
        self._over = False
        self._failure: Exception | None = None
        self._recognition = ThreadPoolExecutor(1, "recognise")
        self._synthesis = ThreadPoolExecutor(1, "prepare-answer")
        self._consultation = ThreadPoolExecutor(1, "consult")
        self._wanted: Turn | None = None
        self._forgotten = 0
        self._answer: _Answer | None = None
        self._last: _Answer | None = None
        self._ahead: Iterator[str] | None = voice.prepare(ahead)
        self._making_ahead: Future[None] | None = None
        self._busy_s = 0.0
        self._acknowledgement = acknowledgement
        self._clause = clause
        self._deafness = Deafness()
        self._deaf = deaf

    def run(self, frames: Iterable[Frame]) -> None:
        """Converse until the frames end; what is being said then is still answered."""
        try:
            for frame in frames:
                with self._changing:
                    self._hear(frame)
            with self._changing:
                self._perform(self._turn.finish_now("input"))
                while self._turn.phase in ("committing", "speaking"):
                    self._changing.wait(_PATIENCE_S)
                    self._check()
        finally:
            with self._changing:
                self._over, self._wanted = True, None
                if self._answer is not None:
                    self._answer.playback.stop()
            self._recognition.shutdown(cancel_futures=True)
            self._synthesis.shutdown(cancel_futures=True)
            self._consultation.shutdown(cancel_futures=True)

    def write(self, text: str) -> None:
        """Somebody writes instead of speaking; what is being said stops. May come from any thread."""
        with self._changing:
            if not self._over:
                self._interrupt()
                self._perform(self._turn.written(text))

    def hush(self) -> None:
        """Stop what is being said. May come from any thread."""
        with self._changing:
            if self._answer is not None:
                self._answer.playback.stop()

    def _hear(self, frame: Frame) -> None:
        self._check()
        self._take_key()
        frame = replace(frame, samples=as_sound(frame.samples))  # the microphone may be somebody's own
        self._observer.frame(frame, self._turn.phase)
        if self._open:
            probability = self._detector.probability(frame.samples)
            self._perform(self._turn.sound(frame.samples, probability))
        self._perform(self._turn.remind())
        self._use_idle_time(frame.start_s)

    def _tell(self, result: _Result) -> None:
        """Something was found out, on a thread of its own; what goes wrong there is a matter for the one that runs."""
        with self._changing:
            try:
                if not self._over:
                    self._perform(result())
            except Exception as e:
                self._failure = e
            self._changing.notify_all()

    def _check(self) -> None:
        if self._failure is not None:
            raise self._failure
        if self._answer is not None and self._answer.playback.finished:
            self._conclude(self._answer)

    def _take_key(self) -> None:
        if self._key is None or not self._key.pressed():
            return
        if self._open and self._turn.phase == "hearing":
            self._perform(self._turn.finish_now("key"))
        elif self._answer is not None:
            self._answer.playback.stop()
        self._open = True

    def _perform(self, commands: Iterable[Command]) -> None:
        for command in commands:
            match command:
                case Listen(utterance, samples):
                    listen = partial(self._ear.listen, utterance, samples)
                    self._recognise(utterance, listen, self._turn.now_s, self._turn.hypothesis)
                case Transcribe(utterance, until_s):
                    self._recognise(utterance, self._ear.transcribe, until_s, self._turn.hypothesis)
                case LookAgain(utterance, until_s):
                    self._recognise(utterance, self._ear.look_again, until_s, self._turn.hypothesis)
                case Glance(utterance, until_s):
                    self._recognise(utterance, self._ear.glance, until_s, self._turn.glanced)
                case WeighCompletion(utterance, until_s):
                    self._weigh(utterance, until_s)
                case Forget(utterance):
                    self._forgotten = max(self._forgotten, utterance)
                    self._open = self._key is None
                case Prepare(turn, record):
                    self._prepare(turn, record)
                case Consult(utterance, turn):
                    self._consult(utterance, turn)
                case Speak(turn, record):
                    self._speak(turn, record)
                case Duck(softly):
                    self._player.duck(softly)
                case Hush():
                    if self._answer is not None:
                        self._answer.playback.stop()
                case Resume(record):
                    self._resume(record)

    def _recognise(self, utterance: int, listen: Callable[[], Transcript | None], until_s: float, tell: _Tell) -> None:
        def recognise() -> _Result | None:
            self._deafness.begins(utterance)
            try:
                transcript = listen()
            except Exception as e:  # whatever a recogniser does, the conversation goes on
                if self._deafness.fails():
                    self._tell_deaf(e)
                transcript = Transcript("", True, 0, 0.0, 0.0, 0.0)
            if transcript is None:
                return None
            # Here and not where the machine is told: nobody who hears waits for an answer.
            try:
                self._turn.foresee(transcript)
            except Exception as e:  # it fails again, and is told, when the machine asks
                log.info("an answer could not be foreseen: %s", e)
            return partial(self._heard, utterance, transcript, until_s, tell)

        self._find_out(utterance, recognise)

    def _tell_deaf(self, fault: Exception) -> None:
        if self._deaf is None:
            log.warning("the recogniser failed: %s", fault)
            return
        with self._changing:
            if not self._over:
                self._deaf(fault, self._deafness.in_a_row)

    def _weigh(self, utterance: int, until_s: float) -> None:
        def weigh() -> _Result | None:
            try:
                completion = self._ear.completion()
            except Exception as e:  # the words alone decide then
                log.info("how an utterance sounded could not be told: %s", e)
                return None
            return None if completion is None else partial(self._turn.completion, utterance, completion, until_s)

        self._find_out(utterance, weigh)

    def _find_out(self, utterance: int, find: Callable[[], _Result | None]) -> None:
        """Let something about an utterance be found out, and told, if it is wanted still when its turn has come."""

        def job() -> None:
            try:
                result = find() if utterance > self._forgotten else None
                if result is not None:
                    self._tell(result)
            finally:
                self._clock.release()

        self._clock.hold()
        self._recognition.submit(job)

    def _heard(self, utterance: int, transcript: Transcript, until_s: float, tell: _Tell) -> Iterable[Command]:
        self._observer.partial(transcript)
        return tell(utterance, transcript, until_s)

    def _prepare(self, turn: Turn, record: TurnRecord) -> None:
        """Let the first clause be made and kept; only the newest wish counts."""

        def job() -> None:
            try:
                if self._wanted is turn:
                    next(self._voice.clips(turn.reply.spoken, turn.manner), None)
                    record.clause_s = self._clock.now()
            except Exception as e:  # it fails again, and is told, when it is spoken
                log.info("an answer could not be prepared: %s", e)
            finally:
                self._clock.release()

        self._wanted = turn
        self._clock.hold()
        self._synthesis.submit(job)

    def _consult(self, utterance: int, turn: Turn) -> None:
        """Let a better answer to a turn be looked for, aside: what is said meanwhile is heard."""

        def job() -> None:
            try:
                better = self._turn.consult(turn)
            except Exception as e:  # whatever is asked, the turn has an answer
                log.warning("no better answer could be found: %s", e)
                better = turn
            try:
                self._tell(partial(self._turn.consulted, utterance, turn, better))
            finally:
                self._clock.release()

        self._clock.hold()
        self._consultation.submit(job)

    def _use_idle_time(self, now_s: float) -> None:
        if self._turn.phase != "listening":
            self._busy_s = now_s
        if self._ahead is None or now_s - self._busy_s < _IDLE_S:
            return
        if self._making_ahead is not None and not self._making_ahead.done():
            return
        self._clock.hold()
        self._making_ahead = self._synthesis.submit(self._make_ahead)

    def _make_ahead(self) -> None:
        try:
            if self._ahead is not None and next(self._ahead, None) is None:
                self._ahead = None
        except Exception as e:  # it fails again, and is told, when it is spoken
            log.info("a clause could not be made ahead: %s", e)
        finally:
            self._clock.release()

    def _speak(self, turn: Turn, record: TurnRecord) -> None:
        self._interrupt()
        self._observer.answering(turn, record)
        self._say(turn, record, turn.reply.spoken)

    def _resume(self, record: TurnRecord) -> None:
        self._interrupt()
        # Nothing is left where all of it had been said when it was stopped.
        if self._last is not None and self._last.record is record and self._last.unsaid:
            self._turn.speaks_again(record)
            self._say(self._last.turn, record, self._last.unsaid)

    def _interrupt(self) -> None:
        """End what is being said now."""
        if self._answer is not None:
            self._answer.playback.stop()
            self._conclude(self._answer)

    def _say(self, turn: Turn, record: TurnRecord, spoken: str) -> None:
        clips = self._voice.clips(spoken, turn.manner)
        if self._acknowledgement is not None:
            clips = self._acknowledgement.before(clips)
        playback = self._player.start(clauses(spoken), clips, self._clause)
        self._answer = _Answer(turn, record, playback)

    def _conclude(self, answer: _Answer) -> None:
        self._answer, self._last = None, answer
        spoken = answer.playback.result()
        if answer.record.first_audio_s is None:
            answer.record.first_audio_s = spoken.started_s
        answer.record.stopped_s = self._clock.now()
        answer.unsaid = spoken.unsaid
        self._observer.answered(answer.turn, spoken, answer.record)
        self._perform(self._turn.spoken(answer.record, answer.unsaid))
