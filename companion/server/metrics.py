"""What the server counts, for Prometheus. Nothing of it says what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from companion.base.extras import requiring
from companion.dialogue.reply import Reply

with requiring("the server", "server"):
    from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

if TYPE_CHECKING:  # not every installation has sound
    from companion.live.trace import TurnRecord

_SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)


class Metrics:
    """Counters of one server."""

    def __init__(self) -> None:
        registry = self._registry = CollectorRegistry()
        self.turns = Counter("companion_turns", "Turns answered", ("door", "status"), registry=registry)
        self.stages = Histogram(
            "companion_stage_seconds", "Time of each stage", ("stage",), buckets=_SECONDS, registry=registry
        )
        self.waiting = Gauge("companion_waiting", "Jobs that wait for a thread", ("queue",), registry=registry)
        self.rejected = Counter("companion_rejected", "Requests refused", ("reason",), registry=registry)
        self.errors = Counter("companion_errors", "Requests that failed", ("where",), registry=registry)
        self.visits = Gauge("companion_visits", "Conversations held", registry=registry)
        self.sockets = Gauge("companion_sockets", "Open WebSockets", registry=registry)
        self.connections = Gauge("companion_connections", "Open connections of any kind", registry=registry)

    def replied(self, door: str, reply: Reply) -> None:
        """A turn was answered."""
        self.turns.labels(door, reply.status).inc()
        for stage, ms in reply.timing_ms.items():
            self.stages.labels(stage).observe(ms / 1000)

    def took(self, record: TurnRecord) -> None:
        """A turn aloud is over: how long after the speech its end was found, and the answer was heard."""
        if record.decided_s is None:
            return  # nobody spoke
        for stage, at_s in (("end_of_turn", record.decided_s), ("first_sound", record.first_audio_s)):
            if at_s is not None:
                self.stages.labels(stage).observe(max(0.0, at_s - record.speech_end_s))

    def text(self) -> bytes:
        """All of it in the format that Prometheus reads."""
        return generate_latest(self._registry)
