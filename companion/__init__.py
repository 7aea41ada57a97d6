"""A Korean-first, offline conversational companion robot.

from companion import Companion

print(Companion().ask("수원 맛집 추천해 줘").text)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from companion.dialogue.assistant import State
    from companion.dialogue.reply import Reply
    from companion.library import Companion, Conversation

__all__ = ["Companion", "Conversation", "Reply", "State"]

_ROOMS = {
    "Companion": "companion.library",
    "Conversation": "companion.library",
    "Reply": "companion.dialogue.reply",
    "State": "companion.dialogue.assistant",
}


def __getattr__(name: str) -> object:
    """Load the library when it is first used: a command needs no more than its own part."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_ROOMS[name]), name)
