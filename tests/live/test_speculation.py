"""Guessing at what somebody is saying changes nothing: only final transcripts make a conversation what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from companion.audio.pcm import FRAME
from companion.base.settings import Talking, VoiceActivity
from companion.dialogue.assistant import Assistant
from companion.dialogue.state import State
from companion.hearing.engine import Transcript
from companion.hearing.segments import FRAME_S, Segmenter
from companion.live.conversation import SpokenDialogue, Turn
from companion.live.turn import Command, Hush, Listen, LiveTurn, Prepare, Resume, Speak
from companion.speaking.clauses import clauses
from companion.speaking.manner import Manner

SILENCE, SPEECH = 0.01, 0.99
FRAME_OF_SOUND = np.zeros(FRAME, np.float32)
STRETCH_S, PAUSE_S, WAIT_S = 1.0, 0.4, 0.7

# Most of them mean nothing, or something else, without what was said before.
UTTERANCES = (
    "경기도지사가 누구야", "그 전에는", "그 사람은 언제부터 했어", "그럼 대통령은?", "부산시장이 누구야",
    "화성의 수도가 어디야", "수원 맛집을 찾아줘", "두 번째 집은 어디야", "거기 전화번호는?", "그 다음은?",
    "다른 데는 없어?", "더 싼 데는?", "다시 말해 줘", "어디까지 말했지?", "천천히 말해 줘", "더 크게 말해 줘",
    "그만", "처음부터 다시 하자", "안녕", "고마워", "응", "너 이름이 뭐야", "지금 몇 시야", "바보야", "씨발",
    "양자역학 설명해 줘",
)  # fmt: skip
# They take the floor while the robot speaks.
INTERRUPTIONS = (
    "아니 부산시장이 누구야", "그 전에는 누구였어", "수원 맛집을 찾아줘", "그만", "잠깐 천천히 말해 줘",
    "거기 전화번호는 뭐야", "잠깐 어디까지 말했지?", "두 번째 집은 어디야",
)  # fmt: skip
# They do not.
BACKCHANNELS = ("네네", "그렇구나", "으음", "아하")
MISHEARD = ("", "음", "수원시장 누구", "천천히", "더 크게", "처음부터 다시", "바보", "두 번째", "ㅋㅋ", "재명이 형")

Moment: TypeAlias = Literal["while speaking", "before the final", "after the final", "during the answer", "later"]
Answered: TypeAlias = Literal["at once", "when it went on", "never"]


@dataclass(frozen=True)
class Guess:
    """A hypothesis that is not the last word.

    Attributes:
        text: what the recogniser thinks; a number stands for that share of what is being said.
        behind_s: how much older than now the sound is that it knows.
        older: how many utterances ago it was said.
        final: the recogniser was asked for all it had, too early.
    """

    text: str | float
    behind_s: float
    older: int
    final: bool

    def of(self, said: str) -> str:
        """The words, where this is said."""
        return self.text if isinstance(self.text, str) else said[: round(self.text * len(said))]


@dataclass(frozen=True)
class Saying:
    """One utterance, and how the recogniser stumbles through it.

    Attributes:
        text: the final transcript.
        over_answer: it is said while the robot speaks.
        unsaid: how many clauses of the answer before it were not heard.
        pauses: one for each; when the recogniser takes what was said before it for all.
        words: how much of the text was said before the first pause.
        slow_s: how long the recogniser takes for the final transcript.
        duplicates: how often it comes again.
        guesses: what else it finds, and when.
    """

    text: str
    over_answer: bool = False
    unsaid: int = 0
    pauses: tuple[Answered, ...] = ()
    words: float = 0.5
    slow_s: float = 0.1
    duplicates: int = 0
    guesses: dict[Moment, tuple[Guess, ...]] = field(default_factory=dict)

    @property
    def alone(self) -> Saying:
        """The same with nothing but its final transcript."""
        return Saying(self.text, self.over_answer, self.unsaid)


@dataclass(frozen=True)
class Committed:
    """Where a turn left the conversation."""

    heard: str
    spoken: str
    state: State
    manner: Manner


class Patient:
    """Waits for the same silence whatever was said, so that the script decides what is one utterance."""

    by_sound = False

    def wait_s(self, transcript: Transcript | None, turn: Turn | None, completion: float | None) -> float:
        return WAIT_S

    def went_on(self, silence_s: float) -> None:
        pass

    def was_over(self, transcript: Transcript, speech_s: float) -> None:
        pass


class Watched(SpokenDialogue):
    """Tells what it was asked to consider."""

    def __init__(self, assistant: Assistant) -> None:
        super().__init__(lambda text, state: assistant.respond(text, state), Talking(wake_phrase="파이보야"))
        self.considered: Turn | None = None

    def consider(self, text: str, at_s: float) -> Turn | None:
        self.considered = super().consider(text, at_s)
        return self.considered


class Table:
    """Somebody, a recogniser that stumbles, and a robot that plays its answers, around a live turn."""

    def __init__(self, assistant: Assistant) -> None:
        self.committed: list[Committed] = []
        self.prepared: list[Turn] = []
        self.conversation = Watched(assistant)
        segmenter = Segmenter(VoiceActivity(end_silence_ms=1500))
        self._turn = LiveTurn(segmenter, self.conversation, Patient(), interruptible=True)
        self._utterance = 0
        self._spoken_until_s = 0.0
        self._unsaid = 0
        self._answer: Speak | None = None
        self._last: Speak | None = None

    def hear(self, saying: Saying) -> None:
        """One utterance, from its first sound until its answer is being spoken, or is over."""
        self._unsaid = saying.unsaid
        if not saying.over_answer:
            self._answer_ends()
        self._speak(saying)
        for answered in saying.pauses:
            said = saying.text[: round(saying.words * len(saying.text))]
            spoken_until_s = self._spoken_until_s
            self._frames(PAUSE_S, SILENCE)
            if answered == "at once":
                self._hypothesis(0, said, self._turn.now_s, final=True)
            self._speak(saying)
            if answered == "when it went on":
                self._hypothesis(0, said, spoken_until_s, final=True)
        self._frames(0.1, SILENCE)
        self._guess(saying, "before the final")
        self._frames(saying.slow_s, SILENCE)
        for _ in range(1 + saying.duplicates):
            self._hypothesis(0, saying.text, self._turn.now_s, final=True)
            self._guess(saying, "after the final")
        self._frames(2 * WAIT_S, SILENCE)
        self._guess(saying, "during the answer")
        self._frames(0.2, SILENCE)
        self._guess(saying, "later")

    def _speak(self, saying: Saying) -> None:
        for _ in range(2):
            self._frames(STRETCH_S / 2, SPEECH)
            self._spoken_until_s = self._turn.now_s
            self._guess(saying, "while speaking")
        self._frames(FRAME_S, SPEECH)
        self._spoken_until_s = self._turn.now_s

    def _guess(self, saying: Saying, moment: Moment) -> None:
        for guess in saying.guesses.get(moment, ()):
            # What is called final covers less than was said, or it would be the final transcript.
            early = guess.final and not guess.older
            latest_s = self._spoken_until_s - 2 * FRAME_S if early else self._turn.now_s
            self._hypothesis(guess.older, guess.of(saying.text), latest_s - guess.behind_s, final=guess.final)

    def _hypothesis(self, older: int, text: str, until_s: float, *, final: bool) -> None:
        transcript = Transcript(text, final, len(text) if final else 0, 0.0, 1.0, 0.9)
        self._do(self._turn.hypothesis(self._utterance - older, transcript, until_s))

    def _frames(self, seconds: float, probability: float) -> None:
        for _ in range(round(seconds / FRAME_S)):
            self._do(self._turn.sound(FRAME_OF_SOUND, probability))

    def _do(self, commands: Sequence[Command]) -> None:
        for command in commands:
            match command:
                case Listen(utterance, _):
                    self._utterance = utterance
                case Prepare(turn, _):
                    assert turn is self.conversation.considered, "what is prepared was overtaken by a newer guess"
                    assert turn.before is self.conversation.state, "what is prepared can no longer be committed"
                    self.prepared.append(turn)
                case Hush():
                    self._answer_ends()
                case Resume(record):
                    assert self._last is not None
                    assert self._last.record is record, "another answer goes on than was stopped"
                    self._answer = self._last
                    self._turn.speaks_again(record)
                case Speak(turn, _):
                    self._answer_ends()
                    self._answer = self._last = command
                    after = self.conversation.state, turn.manner
                    self.committed.append(Committed(turn.heard, turn.reply.spoken, *after))

    def _answer_ends(self) -> None:
        if self._answer is None:
            return
        answer, self._answer = self._answer, None
        said = clauses(answer.turn.reply.spoken)
        self._do(self._turn.spoken(answer.record, " ".join(said[len(said) - self._unsaid :])))


def conversation(assistant: Assistant, sayings: Sequence[Saying]) -> Table:
    table = Table(assistant)
    for saying in sayings:
        table.hear(saying)
    return table


guesses = st.builds(
    Guess,
    text=st.one_of(st.floats(0, 1), st.sampled_from(UTTERANCES + MISHEARD)),
    behind_s=st.sampled_from((0.0, 0.1, 0.6, 3.0)),
    older=st.sampled_from((0, 0, 0, 1, 2)),
    final=st.booleans(),
)
moments = st.sampled_from(get_args(Moment))


def sayings(texts: Sequence[str], *, over_answer: bool = False) -> st.SearchStrategy[Saying]:
    return st.builds(
        Saying,
        text=st.sampled_from(texts),
        over_answer=st.just(over_answer),
        unsaid=st.sampled_from((0, 0, 1, 2)),
        pauses=st.lists(st.sampled_from(get_args(Answered)), max_size=2).map(tuple),
        words=st.floats(0, 1),
        slow_s=st.sampled_from((0.1, 0.4, 1.2)),
        duplicates=st.integers(0, 2),
        guesses=st.dictionaries(moments, st.lists(guesses, min_size=1, max_size=3).map(tuple)),
    )


turns = sayings(UTTERANCES)
turns_and_interruptions = st.one_of(turns, sayings(INTERRUPTIONS + BACKCHANNELS, over_answer=True))


@settings(max_examples=60, deadline=None, phases=[Phase.generate, Phase.target])
@given(st.lists(turns, min_size=2, max_size=6))
def test_whatever_was_guessed_the_final_transcripts_alone_make_the_conversation(assistant, said):
    guessed, plain = conversation(assistant, said), conversation(assistant, [saying.alone for saying in said])
    assert [turn.heard for turn in plain.committed] == [saying.text for saying in said]
    assert guessed.committed == plain.committed


@settings(max_examples=60, deadline=None, phases=[Phase.generate, Phase.target])
@given(turns, st.lists(turns_and_interruptions, min_size=1, max_size=5))
def test_nor_does_it_matter_what_was_guessed_of_somebody_who_speaks_over_an_answer(assistant, first, others):
    said = [first, *others]
    guessed, plain = conversation(assistant, said), conversation(assistant, [saying.alone for saying in said])
    assert [turn.heard for turn in plain.committed] == [s.text for s in said if s.text not in BACKCHANNELS]
    assert guessed.committed == plain.committed


@settings(max_examples=20, deadline=None)
@given(st.lists(turns, min_size=2, max_size=4))
def test_no_guess_from_before_a_turn_can_be_committed_after_it(assistant, said):
    table = conversation(assistant, said)
    now = table.conversation.state.revision
    stale = [turn for turn in table.prepared if turn.before.revision < now]
    assert stale
    for turn in stale:
        with pytest.raises(ValueError, match=f"revision {turn.before.revision}, not {now}"):
            table.conversation.commit(turn)
    assert table.conversation.state == table.committed[-1].state
