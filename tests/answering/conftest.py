"""Whole conversations with the robot of today, turn by turn."""

from datetime import date

import pytest

from companion.dialogue.assistant import State


@pytest.fixture
def talk(assistant):
    """Say several things one after another; the replies, in order. `as_of` is the day of the answers."""

    def say(*texts, to=assistant, as_of=None):
        state, replies = State(), []
        for text in texts:
            reply, state = to.respond(text, state, as_of=date.fromisoformat(as_of) if as_of else None)
            replies.append(reply)
        return replies

    return say


@pytest.fixture
def ask(talk):
    """Say one thing in a fresh conversation; the reply."""
    return lambda text, **how: talk(text, **how)[-1]
