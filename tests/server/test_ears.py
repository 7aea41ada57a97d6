"""One recogniser for many microphones: first come, first served, and whoever waits too long is told so."""

import re
import time
from threading import Event, Thread

import numpy as np
import pytest

from companion.hearing.engine import Transcript
from companion.server.ears import SharedEars
from companion.server.metrics import Metrics
from companion.server.refusals import Refused

SOUND = np.zeros(512, np.float32)


class Slow:
    """An engine that is busy until it is let go on; notes who was heard."""

    name = "slow"

    def __init__(self):
        self.busy, self.go_on, self.order, self.at_once = Event(), Event(), [], 0

    def stream(self):
        return Utterance(self)

    def warm_up(self):
        pass


class Utterance:
    def __init__(self, engine):
        self.engine, self.who = engine, None

    def accept(self, samples):
        self.engine.at_once += 1
        assert self.engine.at_once == 1
        self.who = len(samples)
        self.engine.order.append(self.who)
        self.engine.busy.set()
        self.engine.go_on.wait(60)
        self.engine.at_once -= 1

    def finish(self):
        return Transcript(str(self.who), True, 1, 0.0, 0.0, 1.0)


class Room:
    """Microphones at shared ears, each on a thread of its own; `who` is how long its sound is."""

    def __init__(self, within_s=60.0):
        self.metrics, self.engine, self.refused = Metrics(), Slow(), []
        self.ears = SharedEars(self.engine, within_s, self.metrics)
        self.threads = []

    def waiting(self):
        return float(re.search(r'companion_waiting\{queue="ears"\} (\S+)', self.metrics.text().decode())[1])

    def opens(self, *microphones):
        """One after another; each waits before the next comes."""
        for stream, who in microphones:
            before = self.waiting() if self.engine.busy.is_set() else None
            self.threads.append(Thread(target=self.hears, args=(stream, who)))
            self.threads[-1].start()
            if before is None:
                assert self.engine.busy.wait(60)
            while before is not None and self.waiting() == before:
                time.sleep(0.001)

    def hears(self, stream, who):
        try:
            stream.accept(SOUND[:who])
        except Refused as e:
            self.refused.append((who, e.reason))

    def close(self):
        self.engine.go_on.set()
        for thread in self.threads:
            thread.join(60)


def test_many_microphones_are_heard_in_the_order_in_which_they_came():
    room = Room()
    order = [7, 3, 9, 1, 8, 2, 6, 4, 5, 12, 11, 10]
    streams = [(room.ears.stream(), who) for who in order]
    room.opens(*streams)
    assert room.waiting() == len(order) - 1
    room.close()
    assert room.engine.order == order
    assert room.waiting() == 0
    assert room.refused == []
    assert streams[0][0].finish().text == "7"
    assert b'companion_stage_seconds_count{stage="hearing"} 1.0' in room.metrics.text()


def test_one_who_waits_too_long_is_told_so_and_the_next_has_its_turn():
    room = Room(within_s=0.2)
    streams = [(room.ears.stream(), who) for who in (1, 2)]
    room.opens(streams[0])
    with pytest.raises(Refused, match="too much to do"):
        streams[1][0].accept(SOUND[:2])
    assert room.waiting() == 0
    room.close()
    streams[1][0].accept(SOUND[:3])
    assert room.engine.order == [1, 3]


def test_an_engine_that_breaks_keeps_nobody_waiting():
    class Broken(Slow):
        def stream(self):
            raise RuntimeError("broken")

    ears = SharedEars(Broken(), 60.0, Metrics())
    for _ in range(3):
        with pytest.raises(RuntimeError, match="broken"):
            ears.stream()
