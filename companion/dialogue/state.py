"""Where a conversation stands between two turns."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from companion.answering import memory as memories
from companion.answering.agenda import Reminder
from companion.answering.base import Answer, Focus, Open
from companion.base.versioned import plain, restored
from companion.understanding.referents import Referent


@dataclass(frozen=True, slots=True)
class State:
    """Where a conversation stands.

    Attributes:
        revision: grows by one with every committed turn.
        focus: what the next utterance may refer to.
        last: what was answered last; `cited`: what was answered from sources, the newest first.
        abused: how often the other side swore.
        open: what a skill waits for: it hears the next utterance first.
        left: what was begun and then left for something else; its skill hears the next utterance before the others.
        reminders: what is to be told at a time.
        memory: what the speaker told of themselves.
        heard: what was said last, the newest first: a day or a number told then may be meant now.
        said: the same in their own words, in standard spelling; `typed`: letter by letter.
        replied: what each of `heard` was answered as, by the name of its intent; `answered`: in which words.
        spoken: what was spoken of, the most salient first: the next utterance may point at it.
    """

    revision: int = 0
    focus: Focus = Focus()  # noqa: RUF009 - frozen
    last: Answer | None = None
    cited: tuple[Answer, ...] = ()
    abused: int = 0
    open: Open | None = None
    left: Open | None = None
    reminders: tuple[Reminder, ...] = ()
    memory: memories.Memory = memories.NOTHING_TOLD
    heard: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    replied: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    spoken: tuple[Referent, ...] = ()

    def to_json(self) -> str:
        """The state as JSON, to be kept and put back by `from_json`."""
        return json.dumps(plain(self, STATE_VERSION), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str | bytes) -> State:
        """The state that `to_json` wrote.

        Raises:
            UsageError: it is none, or one of another version.
        """
        return restored(cls, text, STATE_VERSION)


HEARD: Final = 40
"""How many utterances a conversation looks back on."""
CITED: Final = 4
"""How many answers that rest on sources are kept, to be asked for them."""
STATE_VERSION: Final = 2
"""Of the JSON of a state; grows when a field changes its meaning."""
FRESH = State()
"""The state at the start of a conversation."""
