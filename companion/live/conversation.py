"""Who is spoken to, and what is answered: a spoken conversation without its devices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from companion.base.settings import Talking
from companion.dialogue.reply import Reply
from companion.dialogue.state import FRESH, State
from companion.hearing.wake import find_wake
from companion.speaking.manner import Manner

Respond = Callable[[str, State], tuple[Reply, State]]
"""Answers an utterance in a state; reads only."""
Told = tuple[Reply | None, State]
Keep = Callable[[State, State], None]
"""Keeps what a turn that was taken changed."""


@dataclass(frozen=True, slots=True)
class Turn:
    """An utterance meant for the robot and its answer; nothing has changed yet.

    Attributes:
        heard: what was said, as it was recognised, without the wake phrase.
        reply: the answer.
        manner: how to say it.
        before: where the conversation stood.
        after: where it stands once the turn is committed.
    """

    heard: str
    reply: Reply
    manner: Manner
    before: State
    after: State

    @property
    def requested(self) -> float:
        """How surely something was asked for that can be given, 0 to 1.

        A remark («고마워», «안녕하세요») asks for nothing, though it has an answer. It is the score and not the
        probability of the intent that counts: a name that was heard, and a skill that could explain every word, make
        it sure that something was asked, also where it is doubtful which of two alike intents it was.
        """
        is_answered = self.reply.status == "answered" and self.reply.route != "smalltalk"
        return self.reply.score if is_answered else 0.0


@dataclass(frozen=True, slots=True)
class _Foreseen:
    """The answer to an utterance in a state, found before it was asked for."""

    utterance: str
    before: State
    reply: Reply
    after: State


class SpokenDialogue:
    """Decides which utterances are for the robot and keeps the thread between them.

    Considering an utterance changes nothing, so that every guess at what somebody is saying can be answered ahead;
    only `commit` does.

    Args:
        respond: answers an utterance.
        talking: how a turn begins.
        state: where the conversation stands at the beginning.
        due: what is to be told without being asked, and the state after it; changes nothing.
        keep: is told of every turn that is taken, by the states before and after it.
        consult: answers an utterance that is over, with whatever takes too long to be asked of every guess.
    """

    def __init__(
        self,
        respond: Respond,
        talking: Talking,
        state: State = FRESH,
        due: Callable[[State], Told] | None = None,
        keep: Keep | None = None,
        consult: Respond | None = None,
    ) -> None:
        self._respond = respond
        self._consult = consult
        self._due = due
        self._keep = keep
        self._talking = talking
        self._state = state
        self._foreseen: _Foreseen | None = None
        self._manner = Manner()
        self._awake_until_s = float("-inf")
        self._unsaid = ""
        self._stopped = False

    @property
    def state(self) -> State:
        """Where the conversation stands."""
        return self._state

    def begins(self, start: Literal["open", "wake", "key"]) -> None:
        """How a turn begins from now on."""
        self._talking = self._talking.model_copy(update={"start": start})
        self._awake_until_s = float("-inf")

    def is_meant(self, text: str, at_s: float) -> bool:
        """Whether what is being said is for the robot; of "" whether anything would be."""
        return self._addressed(text.strip() or ".", at_s) is not None

    def consider(self, text: str, at_s: float, *, written: bool = False) -> Turn | None:
        """What would be answered to an utterance; None if nothing was said, or it was not meant for the robot.

        Args:
            text: as recognised.
            at_s: when it was said, on any time line that `spoke` shares.
            written: it was not said but written, to the robot and to nobody else.
        """
        utterance = (text.strip() or None) if written else self._addressed(text.strip(), at_s)
        if utterance is None:
            return None
        before, foreseen = self._state, self._foreseen
        if foreseen is not None and foreseen.utterance == utterance and foreseen.before is before:
            reply, after = foreseen.reply, foreseen.after
        else:
            reply, after = self._respond(utterance, before)
        return self._turn(utterance, reply, after, before)

    def is_doubtful(self, turn: Turn) -> bool:
        """Whether somebody else may have a better answer to a turn, once it is over: nothing asked for was given."""
        doubtful = turn.reply.status == "unknown" or (turn.reply.status == "answered" and not turn.requested)
        return self._consult is not None and doubtful

    def consult(self, turn: Turn) -> Turn:
        """The turn with the best answer that can be had; may take its time, and run on one other thread."""
        if self._consult is None:
            return turn
        return self._turn(turn.heard, *self._consult(turn.heard, turn.before), before=turn.before)

    def _turn(self, utterance: str, reply: Reply, after: State, before: State) -> Turn:
        if reply.intent == "control.where_was_i" and self._unsaid:
            reply = replace(reply, text=self._unsaid, spoken=self._unsaid)
        # «천천히 말해 줘» is answered slowly already.
        return Turn(utterance, reply, self._manner.after(reply.intent), before, after)

    def foresee(self, text: str, at_s: float) -> None:
        """Find the answer that `consider` will be asked for, so that it need not be waited for then.

        May run on one other thread while the rest of this object is used: it changes nothing that can be seen. Where a
        turn is committed meanwhile, what was foreseen is of no use and is not used.
        """
        utterance, before = self._addressed(text.strip(), at_s), self._state
        if utterance is not None:
            self._foreseen = _Foreseen(utterance, before, *self._respond(utterance, before))

    def due(self) -> Turn | None:
        """What is to be told now without being asked, to be committed like any turn; None where nothing is."""
        if self._due is None or not self._state.reminders:
            return None
        reply, after = self._due(self._state)
        return None if reply is None else Turn("", reply, self._manner, self._state, after)

    def calls(self, text: str) -> bool:
        """Whether somebody calls the robot, by the wake phrase, whether one is needed or not."""
        return find_wake(text, self._talking.wake_phrase) is not None

    def commit(self, turn: Turn) -> None:
        """The turn is taken.

        Raises:
            ValueError: the turn was considered before another one was committed.
        """
        if turn.before.revision != self._state.revision:
            raise ValueError(f"the turn is of revision {turn.before.revision}, not {self._state.revision}")
        self._state, self._manner = turn.after, turn.manner
        self._stopped = turn.reply.intent == "control.stop"
        self._awake_until_s = float("inf")  # who is being answered need not call again
        if self._keep is not None:
            self._keep(turn.before, turn.after)

    def spoke(self, at_s: float, unsaid: str = "") -> None:
        """An answer is over: for a while no wake phrase is needed to go on.

        Args:
            at_s: when.
            unsaid: what of it was not heard because somebody interrupted, in spoken form; «어디까지 말했지?» asks for
                it.
        """
        if unsaid or not self._stopped:  # «그만할게요» is not what somebody wants to go on with
            self._unsaid = unsaid
        self._awake_until_s = at_s + self._talking.wake_keeps_s

    def _addressed(self, text: str, at_s: float) -> str | None:
        if not text:
            return None
        if self._talking.start != "wake":
            return text
        wake = find_wake(text, self._talking.wake_phrase)
        if wake is not None:
            # Called by name and nothing else: the name itself is the utterance, a greeting is its answer.
            return wake.rest or text
        return text if at_s <= self._awake_until_s else None
