"""Who is spoken to, and what is answered: a spoken conversation without its devices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from companion.base.settings import Talking
from companion.dialogue.assistant import FRESH, State
from companion.dialogue.reply import Reply
from companion.hearing.wake import find_wake
from companion.speaking.manner import Manner

Respond = Callable[[str, State], tuple[Reply, State]]
"""Answers an utterance in a state; reads only."""


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
    def gives(self) -> bool:
        """Whether something was asked for and is given.

        A remark («고마워», «안녕하세요») asks for nothing, though it has an answer.
        """
        return self.reply.status == "answered" and self.reply.route != "smalltalk"

    @property
    def requested(self) -> float:
        """How surely something was asked for that can be given, 0 to 1."""
        return self.reply.confidence if self.gives else 0.0


class SpokenConversation:
    """Decides which utterances are for the robot and keeps the thread between them.

    Considering an utterance changes nothing, so that every guess at what somebody is saying can be answered ahead;
    only `commit` does.

    Args:
        respond: answers an utterance.
        talking: how a turn begins.
        state: where it goes on from.
    """

    def __init__(self, respond: Respond, talking: Talking, state: State = FRESH) -> None:
        self._respond = respond
        self._talking = talking
        self._state = state
        self._ahead: tuple[str, State, tuple[Reply, State]] | None = None
        self._manner = Manner()
        self._awake_until_s = float("-inf")
        self._unsaid = ""
        self._stopped = False

    @property
    def state(self) -> State:
        """Where the conversation stands."""
        return self._state

    def consider(self, text: str, at_s: float) -> Turn | None:
        """What would be answered to an utterance; None if nothing was said, or it was not meant for the robot.

        Args:
            text: as recognised.
            at_s: when it was said, on any time line that `spoke` shares.
        """
        utterance = self._addressed(text.strip(), at_s)
        if utterance is None:
            return None
        reply, after = self._answer(utterance)
        if reply.intent == "control.where_was_i" and self._unsaid:
            reply = replace(reply, text=self._unsaid, spoken=self._unsaid)
        # «천천히 말해 줘» is answered slowly already.
        return Turn(utterance, reply, self._manner.after(reply.intent), self._state, after)

    def anticipate(self, text: str, at_s: float) -> None:
        """Find the answer now, so that `consider` has it at hand; nothing else changes, and any thread may."""
        utterance = self._addressed(text.strip(), at_s)
        if utterance is not None:
            state = self._state
            self._ahead = utterance, state, self._respond(utterance, state)

    def _answer(self, utterance: str) -> tuple[Reply, State]:
        ahead, self._ahead = self._ahead, None  # good once: what was true then may not be when it is said again
        if ahead is not None and ahead[0] == utterance and ahead[1] is self._state:
            return ahead[2]
        return self._respond(utterance, self._state)

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
