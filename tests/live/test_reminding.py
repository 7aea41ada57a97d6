"""A reminder in a spoken conversation: told when nobody speaks, once, as a turn of its own."""

from datetime import datetime, timedelta

import numpy as np
import pytest

from companion.hearing.segments import FRAME_S
from companion.live.turn import Speak, live_turn

SILENCE = np.zeros(512, np.float32)


@pytest.fixture
def clock(assistant, monkeypatch):
    now = [datetime(2026, 11, 22, 15, 5)]
    monkeypatch.setattr(assistant, "_clock", lambda: now[0])
    return now


@pytest.fixture
def turn(assistant, clock):
    _, state = assistant.respond("10분 뒤에 깨워 줘")
    return live_turn(assistant, interruptible=True, state=state)


def test_it_is_told_once_when_it_is_due(turn, clock):
    assert turn.remind() == ()
    clock[0] += timedelta(minutes=10)
    (speak,) = turn.remind()
    assert isinstance(speak, Speak)
    assert "일어날 시간이에요" in speak.turn.reply.text
    assert (speak.turn.heard, turn.phase) == ("", "speaking")
    assert turn.remind() == ()  # it is speaking
    turn.spoken(speak.record)
    assert (turn.phase, turn.remind()) == ("listening", ())


def test_it_waits_until_whoever_speaks_is_done(turn, clock):
    for _ in range(round(0.5 / FRAME_S)):
        turn.sound(SILENCE, 0.9)
    assert turn.phase == "hearing"
    clock[0] += timedelta(minutes=10)
    assert turn.remind() == ()
