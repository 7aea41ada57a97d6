"""Language models as plug-ins of the group `companion.llm`: some messages in, a text out, within a time.

A model is asked for no more than that: what may be done with its text is for the caller to check.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import BoundedSemaphore, Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

from companion.base.errors import CompanionError, one_line
from companion.base.plugins import make_plugin
from companion.base.settings import GuestModel

if TYPE_CHECKING:  # what fetches models is imported only by who needs one
    from companion.models.store import ModelStore

log = logging.getLogger("companion")

GROUP: Final = "companion.llm"
LONGEST_ANSWER: Final = 64 << 10
"""Bytes of an answer that are read; a longer one is thrown away."""
_AT_ONCE: Final = 4
"""Answers that may be waited for at once, those that nobody waits for any more included."""
_FAILURES: Final = 3
_REST_S: Final = 30.0
"""After so many failures in a row nobody is asked for so long: not every turn pays for a model that is gone."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat."""

    role: Literal["system", "user", "assistant"]
    content: str


class NoCompletion(Exception):
    """A model gave no answer; the text says why, in one line."""


class LanguageModel(Protocol):
    """A plug-in of the group `companion.llm`: a class made with `GuestModel` and `ModelStore`."""

    @property
    def name(self) -> str:
        """Which model it is, and where: for whoever wants to know where words go."""
        ...

    @property
    def is_here(self) -> bool:
        """Whether it runs on this machine, so that nothing leaves it."""
        ...

    def complete(
        self, messages: Sequence[Message], schema: Mapping[str, Any], most_tokens: int, within_s: float
    ) -> str:
        """An answer to some messages.

        Args:
            messages: the chat so far.
            schema: a JSON schema that the answer should keep to, where the model can be made to.
            most_tokens: how long it may be.
            within_s: after so long nobody waits for it any more.

        Raises:
            NoCompletion: there is none.
        """
        ...


class PatientModel:
    """Asks a model on a thread of its own, so that no model, whatever it does, is waited for too long.

    Args:
        model: the model.
    """

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self._free = BoundedSemaphore(_AT_ONCE)
        self._counting = Lock()
        self._failures = 0
        self._rests_until_s = 0.0

    @property
    def name(self) -> str:
        """Which model it is, and where."""
        return self._model.name

    def complete(
        self, messages: Sequence[Message], schema: Mapping[str, Any], most_tokens: int, within_s: float
    ) -> str:
        """An answer to some messages, in time; see `LanguageModel.complete`.

        Raises:
            NoCompletion: there is none, for whatever reason.
        """
        if monotonic() < self._rests_until_s:
            raise NoCompletion(f"it failed {self._failures} times in a row and is left alone for a while")
        if not self._free.acquire(blocking=False):
            raise NoCompletion(f"{_AT_ONCE} answers are waited for already")
        answers: list[str | BaseException] = []
        done = Event()

        def ask() -> None:
            try:
                answers.append(self._model.complete(messages, schema, most_tokens, within_s))
            except BaseException as e:  # a stranger's code may raise anything
                answers.append(e)
            finally:
                self._free.release()
                done.set()

        Thread(target=ask, name="ask-guest", daemon=True).start()
        done.wait(within_s)
        # A thread that is late may answer just now: what counts is what was there when it was looked for.
        answer = answers[0] if answers else NoCompletion(f"no answer within {within_s:g} s")
        self._count(failed=not isinstance(answer, str))
        if isinstance(answer, str):
            return answer
        if isinstance(answer, NoCompletion):
            raise answer
        raise NoCompletion(one_line(f"{type(answer).__name__}: {answer}")) from answer

    def _count(self, *, failed: bool) -> None:
        with self._counting:
            self._failures = self._failures + 1 if failed else 0
            if self._failures >= _FAILURES:
                self._rests_until_s = monotonic() + _REST_S


def load_language_model(settings: GuestModel, store: ModelStore) -> LanguageModel:
    """The language model that the settings name; says in the log where words go.

    Raises:
        CompanionError: they name none, or it cannot be had.
    """
    model: LanguageModel = make_plugin(GROUP, settings.engine or "", settings, store)
    log.warning("%s", privacy_of(model))
    return model


def privacy_of(model: LanguageModel) -> str:
    """What becomes of what people say, in one line."""
    if model.is_here:
        return f"a language model is asked where the robot has no answer: {model.name}; nothing leaves this machine"
    return f"WHAT PEOPLE SAY IS SENT TO A LANGUAGE MODEL where the robot has no answer: {model.name}"


def trial(model: LanguageModel, within_s: float) -> float:
    """How long a model takes to say anything at all, in seconds.

    Raises:
        CompanionError: it says nothing.
    """
    schema = {
        "type": "object",
        "properties": {"ready": {"type": "boolean"}},
        "required": ["ready"],
        "additionalProperties": False,
    }
    started = monotonic()
    try:
        PatientModel(model).complete([Message("user", 'Answer {"ready": true}.')], schema, 16, within_s)
    except NoCompletion as e:
        raise CompanionError(f"{model.name}: {e}") from e
    return monotonic() - started
