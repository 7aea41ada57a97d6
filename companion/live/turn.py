"""The spoken turn as a state machine: sound and results go in, commands come out.

It has no clock, no thread and no device. Time is the time line of the microphone in seconds, counted in frames,
so that minutes of conversation are tested in milliseconds; the same machine runs on real devices (`live/talk.py`).

    listening ── speech ──> hearing ── end of turn ──> committing ── transcript covers it ──> speaking ──> listening

While somebody is heard, every hypothesis is answered ahead (`Prepare`); nothing is committed before the end of
the turn. What takes too long for that is asked once, at the end (`Consult`); who goes on speaking meanwhile reopens the
turn as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol, TypeAlias

from companion.audio.pcm import Samples
from companion.base.settings import Settings
from companion.dialogue.incumbent import Answerer
from companion.dialogue.reply import Reply
from companion.dialogue.state import FRESH, State
from companion.hearing.engine import Transcript
from companion.hearing.segments import FRAME_S, Segmenter, SpeechContinues, SpeechEnded, SpeechStarted
from companion.language.endings import ending
from companion.live.conversation import SpokenDialogue, Turn
from companion.live.end_of_turn import FusedEndOfTurn
from companion.live.interruption import agree, asks_or_stops, judge, may_be_listening
from companion.live.trace import TurnRecord

Phase = Literal["listening", "hearing", "committing", "speaking"]

CLEAR: Final = 0.7
"""Probability of speech from which a frame holds part of a word. The detector lets go slowly: after the end of 120
recordings it gave 0.35 to 0.7 to one frame more (docs/voice.md)."""
FADES_S: Final = 2 * FRAME_S
"""How long less than that is the fading of a word: shorter than any syllable."""
JUDGE_EVERY_S: Final = 4 * FRAME_S
"""How often speech over an answer is transcribed at most, to tell who it is: half a syllable more each time. A
recogniser that needs longer is asked as soon as it has answered."""
JUDGE_LONGER: Final = 0.2
"""Share of the speech so far that has to come on top until it is asked again: what half a minute of a crowd leaves
unclear is not worth a look every syllable."""
INSISTENT_S: Final = 0.8
"""Speech over an answer that is longer than this is no word of a listener."""
SPEAKS_S: Final = 0.4
"""Nor is speech that is longer than this and does not begin to sound like one."""
REMARK: Final = 0.8
"""Confidence from which words over an answer are known for a remark that need not stop it."""
SETTLED_S: Final = 8 * FRAME_S
"""Silence of which all is given to the recogniser (`voice_activity.padding_ms`). How complete the sound is was asked
with less of it where the words were known sooner; if the turn is not over by then, it is asked again."""
PAUSE_S: Final = 0.15
"""The shortest silence that is a pause and not part of a consonant."""


@dataclass(frozen=True, slots=True, eq=False)
class Listen:
    """Sound of an utterance for the recogniser; the first of a new `utterance` begins it."""

    utterance: int
    samples: Samples


@dataclass(frozen=True, slots=True)
class Transcribe:
    """A transcript is wanted of all that was given of the utterance, up to `until_s`."""

    utterance: int
    until_s: float


@dataclass(frozen=True, slots=True)
class LookAgain:
    """The utterance is over, and its transcript up to `until_s` doubtful: the best that can be had is wanted."""

    utterance: int
    until_s: float


@dataclass(frozen=True, slots=True)
class Glance:
    """Wanted is, soon, what seems to be said in the utterance up to `until_s`, though it goes on."""

    utterance: int
    until_s: float


@dataclass(frozen=True, slots=True)
class WeighCompletion:
    """Wanted is how complete the utterance sounds, up to `until_s`."""

    utterance: int
    until_s: float


@dataclass(frozen=True, slots=True)
class Forget:
    """Nothing more is wanted of the utterance."""

    utterance: int


@dataclass(frozen=True, slots=True)
class Prepare:
    """The answer may be wanted soon: its first clause can be made ready. A later one takes its place."""

    turn: Turn
    record: TurnRecord


@dataclass(frozen=True, slots=True)
class Speak:
    """The turn is committed: say the answer."""

    turn: Turn
    record: TurnRecord


@dataclass(frozen=True, slots=True)
class Consult:
    """The turn is over and its answer doubtful: a better one is wanted, if there is one, before it is committed."""

    utterance: int
    turn: Turn


@dataclass(frozen=True, slots=True)
class Duck:
    """Somebody may be interrupting: speak softly until it is known; or nobody is: speak as usual again."""

    softly: bool


@dataclass(frozen=True, slots=True)
class Hush:
    """Somebody interrupts: stop speaking at once."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Nobody interrupted after all: go on with the answer at the clause where it stopped."""

    record: TurnRecord


Command: TypeAlias = (
    Listen
    | Transcribe
    | LookAgain
    | Glance
    | WeighCompletion
    | Forget
    | Prepare
    | Consult
    | Speak
    | Duck
    | Hush
    | Resume
)


class TurnEndPolicy(Protocol):
    """Decides how long to wait for more, and may learn from what comes."""

    @property
    def by_sound(self) -> bool:
        """Whether it wants to know how complete an utterance sounds."""
        ...

    def wait_s(self, transcript: Transcript | None, turn: Turn | None, completion: float | None) -> float:
        """How much silence ends the turn.

        Args:
            transcript: all that was said before the silence; None while that is not known.
            turn: how it would be answered.
            completion: probability that it is complete, by its sound; None while that is not known.
        """
        ...

    def went_on(self, silence_s: float) -> None:
        """The speaker went on after a silence."""
        ...

    def was_over(self, transcript: Transcript, speech_s: float) -> None:
        """A turn is committed.

        Args:
            transcript: what was said.
            speech_s: seconds of it, pauses left out.
        """
        ...


@dataclass(slots=True)
class _Heard:
    """The utterance that is going on.

    Attributes:
        number: of the utterance.
        record: of the turn that it may become.
        over_answer: it began while the robot spoke, and may be no interruption yet.
        ducked: the answer is spoken softly because of it.
        hushed: the answer that was stopped for it.
        transcript, turn: the newest hypothesis, and how it would be answered.
        before: the words of the last hypothesis before it that had any.
        clear_s: end of the last frame that holds part of a word.
        covers_s: until when the sound is known to the final transcript.
        asked_s: when a transcript was asked for; `waits` while it has not come, nor what a glance told.
        looked_s: when a longer look was asked for.
        glanced_s: when a glance was asked for; not at once, for of a syllable nothing can be told.
        completion: probability that it is complete, by its sound up to `weighed_s`.
        weighing_s: until when that was asked for.
        silence_s: since the last word, once it has faded.
        voiced_s: seconds of it that are speech.
        over: the turn was taken to be over.
        consulting: the turn for which a better answer was asked for since; `consulted` once it has come.
    """

    number: int
    record: TurnRecord
    over_answer: bool
    ducked: bool = False
    hushed: TurnRecord | None = None
    transcript: Transcript | None = None
    before: str = ""
    turn: Turn | None = None
    clear_s: float = 0.0
    covers_s: float = 0.0
    asked_s: float = 0.0
    looked_s: float = 0.0
    glanced_s: float = 0.0
    waits: bool = False
    completion: float | None = None
    weighed_s: float = 0.0
    weighing_s: float = 0.0
    silence_s: float = 0.0
    voiced_s: float = 0.0
    over: bool = False
    consulting: Turn | None = None
    consulted: bool = False


class LiveTurn:
    """The machine.

    Args:
        segmenter: finds speech; its own end of turn is the longest wait there is.
        conversation: answers.
        end_of_turn: decides when the turn is over.
        interruptible: whether the robot listens while it speaks; only where it hardly hears itself.
        saying: the clauses that were played lately, are played, and come next, in spoken form.
    """

    def __init__(
        self,
        segmenter: Segmenter,
        conversation: SpokenDialogue,
        end_of_turn: TurnEndPolicy,
        *,
        interruptible: bool,
        saying: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        self._segmenter = segmenter
        self._conversation = conversation
        self._end_of_turn = end_of_turn
        self._interruptible = interruptible
        self._saying = saying
        self._now_s = 0.0
        self._numbers = 0
        self._heard: _Heard | None = None
        self._answering: TurnRecord | None = None

    @property
    def phase(self) -> Phase:
        """What the robot is doing."""
        if self._answering is not None:
            return "speaking"
        if self._heard is None:
            return "listening"
        return "committing" if self._heard.over else "hearing"

    @property
    def now_s(self) -> float:
        """End of the last frame."""
        return self._now_s

    def sound(self, frame: Samples, probability: float) -> Sequence[Command]:
        """One more frame from the microphone."""
        self._now_s += FRAME_S
        if not self._interruptible and self.phase == "speaking":
            return ()  # it would hear itself
        commands: list[Command] = []
        for event in self._segmenter.accept(frame, probability):
            if isinstance(event, SpeechStarted):
                commands += self._begin(event)
            elif isinstance(event, SpeechContinues):
                commands += self._go_on(event, probability)
            elif isinstance(event, SpeechEnded):
                commands += self._end()
        return commands

    def hypothesis(self, utterance: int, transcript: Transcript, until_s: float) -> Sequence[Command]:
        """The recogniser's result for the sound up to `until_s`; late results for old utterances are ignored."""
        heard = self._heard
        if heard is None or heard.number != utterance or until_s < heard.covers_s:
            return ()
        if transcript.final:
            heard.covers_s, heard.waits = until_s, False
        elif self._covered(heard):
            return ()
        if heard.over_answer:
            return self._judge(heard, transcript)
        heard.transcript = transcript
        return self._consider(heard, self._conversation.consider(transcript.text, heard.record.speech_end_s))

    def glanced(self, utterance: int, transcript: Transcript, until_s: float) -> Sequence[Command]:
        """What seems to be said over an answer, up to `until_s`; empty where that is not clear."""
        heard = self._heard
        if heard is None or heard.number != utterance:
            return ()
        heard.waits = False
        return () if self._covered(heard) else self._judge(heard, transcript)

    def _judge(self, heard: _Heard, transcript: Transcript) -> Sequence[Command]:
        """Somebody speaks over an answer, or seems to."""
        if heard.transcript is not None and heard.transcript.text:
            heard.before = heard.transcript.text
        heard.transcript = transcript
        verdict = judge(transcript.text, heard.voiced_s, self._saying())
        turn = None
        if verdict == "interruption":
            turn = self._conversation.consider(transcript.text, heard.record.speech_end_s)
        if verdict != "interruption" or not self._insists(heard, transcript, turn):
            heard.turn = None
            if heard.over and self._covered(heard):
                return self._commit(heard)
            return self._speak_up(heard) if transcript.text and verdict in ("echo", "backchannel") else ()
        if self._answering is None:
            return self._consider(heard, turn)
        if heard.hushed is not None:
            return ()
        heard.hushed = self._answering
        heard.hushed.barge_in_s = self._now_s
        return (Hush(),)

    def foresee(self, transcript: Transcript) -> None:
        """Find the answer to a transcript before `hypothesis` is told of it; may run beside everything else here."""
        self._conversation.foresee(transcript.text, self._now_s)

    def remind(self) -> Sequence[Command]:
        """Tell what is due, where nobody speaks and nothing is being said."""
        turn = self._conversation.due() if self.phase == "listening" else None
        if turn is None:
            return ()
        self._conversation.commit(turn)
        record = TurnRecord(self._now_s, self._now_s, reason="due", committed_s=self._now_s, answer=turn.reply.spoken)
        self._answering = record
        return (Speak(turn, record),)

    def written(self, text: str) -> Sequence[Command]:
        """Somebody writes instead of speaking: it is answered at once, and takes the place of what is being heard."""
        turn = self._conversation.consider(text, self._now_s, written=True)
        if turn is None:
            return ()
        forgotten, self._heard = self._heard, None
        self._conversation.commit(turn)
        record = TurnRecord(self._now_s, self._now_s, reason="written", committed_s=self._now_s, heard=turn.heard)
        record.answer = turn.reply.spoken
        self._answering = record
        return (*((Forget(forgotten.number),) if forgotten is not None else ()), Speak(turn, record))

    def completion(self, utterance: int, probability: float, until_s: float) -> Sequence[Command]:
        """How complete the utterance sounds up to `until_s`; late results for old utterances are ignored."""
        heard = self._heard
        if heard is None or heard.number != utterance:
            return ()
        heard.completion, heard.weighed_s = probability, until_s
        return self._decide(heard)

    def consult(self, turn: Turn) -> Turn:
        """The best answer to a turn that can be had, for `consulted`; may run beside everything else here."""
        return self._conversation.consult(turn)

    def consulted(self, utterance: int, asked: Turn, turn: Turn) -> Sequence[Command]:
        """The best answer to the turn `asked`; of no use where the speaker went on meanwhile."""
        heard = self._heard
        if heard is None or heard.number != utterance or heard.consulting is not asked:
            return ()
        heard.turn, heard.consulted = turn, True
        return self._commit(heard)

    def finish_now(self, reason: str) -> Sequence[Command]:
        """The turn is over here, because the `input` is or because a `key` says so."""
        if self._segmenter.end() is None or self._heard is None:
            return ()
        self._heard.record.reason = reason
        return self._end()

    def spoken(self, record: TurnRecord, unsaid: str = "") -> Sequence[Command]:
        """The answer of a turn is over, said or interrupted; `unsaid` is what was not heard of it.

        Who interrupted it is answered from here on, because «어디까지 말했지?» asks for just that.
        """
        if self._answering is record:
            self._answering = None
        self._conversation.spoke(self._now_s, unsaid)
        heard = self._heard
        if heard is None or heard.hushed is not record or heard.transcript is None:
            return ()
        return self._consider(heard, self._conversation.consider(heard.transcript.text, heard.record.speech_end_s))

    def speaks_again(self, record: TurnRecord) -> None:
        """An answer that had been stopped goes on."""
        self._answering = record
        record.resumed_s = self._now_s

    def _begin(self, event: SpeechStarted) -> Sequence[Command]:
        if self._heard is not None:
            return self._reopen(self._heard, event)
        self._numbers += 1
        start_s = self._now_s - (event.at_s - event.start_s)
        record = TurnRecord(start_s, self._now_s)
        over_answer = self._answering is not None
        self._heard = _Heard(
            self._numbers, record, over_answer, over_answer, clear_s=self._now_s, glanced_s=self._now_s
        )
        listen = Listen(self._numbers, event.samples)
        # Before anything is known: who interrupts is heard better, and whoever does not is not disturbed by it.
        return (listen, Duck(softly=True)) if over_answer else (listen,)

    def _reopen(self, heard: _Heard, event: SpeechStarted) -> Sequence[Command]:
        """The turn was taken to be over, and before it could be committed the speaker goes on."""
        self._end_of_turn.went_on(self._now_s - heard.record.speech_end_s)
        heard.over, heard.record.decided_s = False, None
        heard.consulting = None
        heard.record.speech_end_s = heard.clear_s = self._now_s
        return (Listen(heard.number, event.samples),)

    def _go_on(self, event: SpeechContinues, probability: float) -> Sequence[Command]:
        heard = self._heard
        if heard is None or heard.over:
            return ()
        commands: list[Command] = [Listen(heard.number, event.samples)] if len(event.samples) else []
        if event.silence_s == 0:
            silence_s = self._now_s - FRAME_S - heard.record.speech_end_s
            if silence_s >= PAUSE_S:
                self._end_of_turn.went_on(silence_s)
            heard.record.speech_end_s = self._now_s
            heard.silence_s = 0.0
            heard.voiced_s += FRAME_S
            fades = probability < CLEAR and self._now_s - heard.clear_s < FADES_S + FRAME_S / 2
            if not fades:
                heard.clear_s = self._now_s
            if self._undecided(heard):
                return [*commands, *self._glance(heard)]
            if fades and not heard.waits and not self._asked(heard):
                commands.append(self._ask(heard))
            return commands
        # In whole frames: the sum of many is not exact.
        heard.silence_s = round((self._now_s - heard.clear_s) / FRAME_S) * FRAME_S
        if self._undecided(heard) and heard.silence_s < PAUSE_S:
            # Perhaps only a consonant, and a whole transcript would be in the way of the next glance.
            commands += self._glance(heard)
        elif not self._asked(heard):
            commands.append(self._ask(heard))
        return [*commands, *self._decide(heard)]

    def _decide(self, heard: _Heard) -> Sequence[Command]:
        """End the turn if the silence is long enough; where the words leave it open, ask how they sounded."""
        if heard.over or heard.silence_s == 0:
            return ()
        # Words from before the last speech may look finished and not be.
        covered, weighed = self._covered(heard), heard.weighed_s >= heard.clear_s
        transcript, turn = (heard.transcript, heard.turn) if covered else (None, None)
        wait_s = self._end_of_turn.wait_s(transcript, turn, heard.completion if weighed else None)
        if heard.silence_s >= wait_s:
            heard.record.wait_s = wait_s
            heard.record.reason = ending(transcript.text if transcript else "").kind
            self._segmenter.end()
            return self._end()
        asked_s, settled_s = heard.weighing_s, heard.record.speech_end_s + SETTLED_S - FRAME_S / 2
        asked = asked_s >= heard.clear_s and not asked_s < settled_s <= self._now_s
        if asked or not covered or not self._end_of_turn.by_sound:
            return ()
        heard.weighing_s = self._now_s
        return (WeighCompletion(heard.number, self._now_s),)

    def _asked(self, heard: _Heard) -> bool:
        """Whether a transcript was asked for since the last word.

        That is done at once: on 150 recordings of sentences a longer silence made the words no better, and two frames
        more of it would have saved one pass in three sentences only.
        """
        return heard.asked_s > heard.clear_s

    def _undecided(self, heard: _Heard) -> bool:
        """Whether it is not known yet if somebody interrupts the answer."""
        return heard.over_answer and heard.hushed is None and self._answering is not None

    def _glance(self, heard: _Heard) -> Sequence[Command]:
        """Ask who speaks over an answer that goes on, from time to time."""
        every_s = max(JUDGE_EVERY_S, JUDGE_LONGER * heard.voiced_s)
        if heard.waits or self._now_s - heard.glanced_s < every_s - FRAME_S / 2:
            return ()
        heard.glanced_s, heard.waits = self._now_s, True
        return (Glance(heard.number, self._now_s),)

    def _ask(self, heard: _Heard) -> Command:
        heard.asked_s, heard.waits = self._now_s, True
        return Transcribe(heard.number, self._now_s)

    def _end(self) -> Sequence[Command]:
        heard = self._heard
        if heard is None or heard.over:
            return ()
        heard.over, heard.record.decided_s = True, self._now_s
        if heard.hushed is not None and heard.hushed is self._answering:
            return ()  # the answer falls silent first
        if self._covered(heard):
            return self._commit(heard)
        return () if heard.asked_s >= heard.clear_s else (self._ask(heard),)

    def _insists(self, heard: _Heard, transcript: Transcript, turn: Turn | None) -> bool:
        """Whether an answer should stop for an interruption.

        Only for words that two transcripts in a row have, or that of all that was said. A word or two that nobody
        understands are no reason to, and neither is a short remark.
        """
        over = heard.silence_s > 0 and self._covered(heard)
        if heard.voiced_s >= INSISTENT_S:
            return True
        if not over and not agree(heard.before, transcript.text):
            return False
        if asks_or_stops(transcript.text) or self._conversation.calls(transcript.text):
            return True
        if may_be_listening(transcript.text):
            return False
        if turn is not None and turn.requested > 0:
            return True
        remark = turn is not None and turn.reply.route == "smalltalk" and turn.reply.confidence >= REMARK
        return not over and heard.voiced_s >= SPEAKS_S and not remark

    def _consider(self, heard: _Heard, turn: Turn | None) -> Sequence[Command]:
        record = heard.record
        changed = turn is not None and (heard.turn is None or turn.reply.spoken != heard.turn.reply.spoken)
        heard.turn = turn
        if changed:
            record.answer_s = self._now_s
        if heard.over:
            return self._commit(heard) if self._covered(heard) else ()
        record.partial_s = self._now_s
        decided = self._decide(heard)
        if turn is None or not changed or heard.over:
            return decided
        record.prepared += 1
        return Prepare(turn, record), *decided

    def _covered(self, heard: _Heard) -> bool:
        return heard.transcript is not None and heard.covers_s >= heard.clear_s

    def _speak_up(self, heard: _Heard) -> Sequence[Command]:
        """Nobody interrupts, so far."""
        ducked, heard.ducked = heard.ducked, False
        return (Duck(softly=False),) if ducked else ()

    def _let_go(self, heard: _Heard) -> Sequence[Command]:
        """Nothing comes of it; an answer that was stopped for it goes on."""
        self._heard = None
        if heard.hushed is None:
            return Forget(heard.number), *self._speak_up(heard)
        return Forget(heard.number), Resume(heard.hushed)

    def _commit(self, heard: _Heard) -> Sequence[Command]:
        if heard.transcript is not None and heard.transcript.doubtful:
            if heard.looked_s >= heard.clear_s:
                return ()
            heard.looked_s = self._now_s
            return (LookAgain(heard.number, self._now_s),)
        if heard.turn is None or heard.transcript is None:
            return self._let_go(heard)
        if not heard.consulted and self._conversation.is_doubtful(heard.turn):
            if heard.consulting is not None and heard.consulting.heard == heard.turn.heard:
                return ()
            heard.consulting = heard.turn
            return (Consult(heard.number, heard.turn),)
        self._heard = None
        self._conversation.commit(heard.turn)
        self._end_of_turn.was_over(heard.transcript, heard.voiced_s)
        record = self._answering = heard.record
        record.committed_s = self._now_s
        record.heard, record.confidence = heard.turn.heard, heard.transcript.confidence
        record.answer = heard.turn.reply.spoken
        return Forget(heard.number), Speak(heard.turn, record)


def live_turn(
    assistant: Answerer,
    *,
    interruptible: bool,
    saying: Callable[[], Sequence[str]] = tuple,
    state: State = FRESH,
) -> LiveTurn:
    """The machine as the assistant's settings describe it, where a conversation stands in `state`; see `LiveTurn`."""
    settings = assistant.settings

    def consult(text: str, state: State) -> tuple[Reply, State]:
        return assistant.respond(text, state, consult=True)

    conversation = SpokenDialogue(
        lambda text, state: assistant.respond(text, state),
        settings.talking,
        state,
        assistant.due,
        assistant.keep,
        consult if assistant.consults else None,
    )
    return live_turn_in(conversation, settings, interruptible=interruptible, saying=saying)


def live_turn_in(
    conversation: SpokenDialogue,
    settings: Settings,
    *,
    interruptible: bool,
    saying: Callable[[], Sequence[str]] = tuple,
) -> LiveTurn:
    """The machine for a conversation that goes on already."""
    # The words decide when a turn is over; the segmenter only ends what nobody else has ended.
    patient = settings.voice_activity.model_copy(update={"end_silence_ms": settings.end_of_turn.longest_ms})
    end_of_turn = FusedEndOfTurn(settings.end_of_turn)
    return LiveTurn(Segmenter(patient), conversation, end_of_turn, interruptible=interruptible, saying=saying)
