"""A Korean-first, offline conversational companion robot.

from companion import Companion

robot = Companion()
print(robot.ask("경기도지사가 누구야?").text)
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

# onnxruntime counts its users: as it is imported it looks up a host and keeps a device id. Nothing here touches the
# network unless asked, so this stands before any import of it; its own switch comes too late.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

if TYPE_CHECKING:
    from companion.dialogue.reply import Reply
    from companion.dialogue.state import State
    from companion.library import Companion, Conversation

__all__ = ["Companion", "Conversation", "Reply", "State"]

_HOMES = {
    "Companion": "companion.library",
    "Conversation": "companion.library",
    "Reply": "companion.dialogue.reply",
    "State": "companion.dialogue.assistant",
}


def __getattr__(name: str) -> Any:
    """Load what is asked for; importing the package alone stays cheap."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
