"""What a recogniser is told of the data before it listens to a conversation."""

from __future__ import annotations

from companion.dialogue.assistant import Assistant
from companion.dialogue.expected import expected_names, expected_sentences, proper_names
from companion.hearing.engine import Hints


def conversation_hints(assistant: Assistant) -> Hints:
    """What will probably be said to somebody who knows what the assistant does."""
    names = expected_names(assistant, assistant.as_of())
    return Hints(names, expected_sentences(assistant), proper_names(assistant))
