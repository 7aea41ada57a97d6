"""How quickly a show obeys: from a veto to silence, and from a key to the moment at which all screens show it.

The show stands on a real server with two consoles and three stages; its speaker is one that plays into nothing, in real
time, and notes when it falls silent, so that no device is part of the figures.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any, Final

import numpy as np

from companion.audio.pcm import Audio
from companion.base.errors import CompanionError
from companion.base.extras import requiring
from companion.base.settings import Settings
from companion.base.table import table
from companion.evaluation.latency import Latency, machine
from companion.server.running import RunningServer, listening_socket
from companion.server.show_doors import ShowDoors
from companion.show.compiled import CompiledShow
from companion.show.crew import StageCrew
from companion.show.keeping import ShowFolder
from companion.show.policy import HousePolicy
from companion.show.running import ShowRunner
from companion.speaking.clauses import clauses
from companion.speaking.voice import Clip

with requiring("the bench of shows", "server"):
    from websockets.sync.client import connect
    from websockets.sync.connection import Connection

SILENCE_GOAL_MS: Final = 100.0
AGREEMENT_GOAL_MS: Final = 200.0
CONSOLES: Final = 2
STAGES: Final = 3

_CLAUSE_S: Final = 20.0
"""How long a clause sounds: longer than anybody waits for silence."""
_RATE: Final = 16_000
_PATIENCE_S: Final = 20.0
_APART_S: Final = 0.1


class _NotedSpeaker:
    """Plays in real time into nothing."""

    def __init__(self) -> None:
        self.plays, self.silent = Event(), Event()
        self.silent_s = 0.0

    def play(self, audio: Audio, stop: Event) -> float:
        self.silent.clear()
        self.plays.set()
        began = time.monotonic()
        stop.wait(audio.duration_s)
        self.silent_s = time.monotonic()
        self.plays.clear()
        self.silent.set()
        return min(audio.duration_s, self.silent_s - began)

    def close(self) -> None:
        pass


class _LongVoice:
    """Says everything as one long tone."""

    name = "tone"

    def clips(self, spoken: str, manner: object = None) -> Iterator[Clip]:
        for clause in clauses(spoken):
            yield Clip(clause, Audio(np.full(round(_RATE * _CLAUSE_S), 0.1, np.float32), _RATE))


class _MeasuredStage:
    def __init__(self, port: int, speaker: _NotedSpeaker, text: str) -> None:
        self._port, self._speaker, self._text = port, speaker, text

    def screen(self, path: str) -> Connection:
        return connect(f"ws://127.0.0.1:{self._port}/show/{path}", proxy=None)

    def silences_ms(self, times: int) -> list[float]:
        """From the veto of an operator to the end of sound, each."""
        took = []
        with self.screen("console") as console:
            for _ in range(times):
                _send(console, {"type": "say", "text": self._text})
                if not self._speaker.plays.wait(_PATIENCE_S):
                    raise CompanionError("the show says nothing")
                _shown(console, lambda view: (view["run"] or {}).get("step") == "delivering")
                began = time.monotonic()
                _send(console, {"type": "press", "key": "veto"})
                if not self._speaker.silent.wait(_PATIENCE_S):
                    raise CompanionError("the show does not fall silent")
                took.append(1000 * (self._speaker.silent_s - began))
                _shown(console, lambda view: view["run"] is None)
        return took

    def agreements_ms(self, times: int) -> list[float]:
        """From a key to the last screen that shows what it did, each."""
        took = []
        with ExitStack() as open_, ThreadPoolExecutor(CONSOLES + STAGES) as pool:
            consoles = [open_.enter_context(self.screen("console")) for _ in range(CONSOLES)]
            stages = [open_.enter_context(self.screen("stage")) for _ in range(STAGES)]
            for number in range(times):
                held = number % 2 == 0
                told = [pool.submit(_shown, one, partial(_console_held, held)) for one in consoles]
                told += [pool.submit(_shown, one, partial(_stage_held, held)) for one in stages]
                time.sleep(_APART_S)
                began = time.monotonic()
                _send(consoles[0], {"type": "press", "key": "hold"})
                took.append(1000 * (max(one.result() for one in told) - began))
            if times % 2:
                _send(consoles[0], {"type": "press", "key": "hold"})
        return took


def bench_show(show: CompiledShow, settings: Settings, times: int) -> dict[str, Any]:
    """Measure a show.

    Args:
        show: which; none of its cues is fired.
        settings: of its profile.
        times: how often each is measured.

    Raises:
        CompanionError: the show does not stand.
    """
    with _standing(show, settings) as stage:
        silence, agreement = stage.silences_ms(times), stage.agreements_ms(times)
    return {
        "times": times,
        "silence_ms": asdict(Latency.of(silence)),
        "agreement_ms": asdict(Latency.of(agreement)),
        "consoles": CONSOLES,
        "stages": STAGES,
        "machine": asdict(machine()),
    }


def report_show_latency(result: dict[str, Any]) -> str:
    """The figures as a table."""
    rows = []
    named = (
        ("veto to silence", "silence_ms", SILENCE_GOAL_MS),
        ("all screens agree", "agreement_ms", AGREEMENT_GOAL_MS),
    )
    for name, key, goal in named:
        figures = result[key]
        rows.append((name, *(f"{figures[one]:.1f} ms" for one in ("p50", "p95", "max")), f"{goal:.0f} ms"))
    shown = table(("", "p50", "p95", "max", "goal (p95)"), rows)
    return f"{shown}\n{result['times']} times, {result['consoles']} consoles, {result['stages']} stages"


@contextmanager
def _standing(show: CompiledShow, settings: Settings) -> Iterator[_MeasuredStage]:
    """A show on a server of its own, spoken by a tone."""
    there = Event()
    with TemporaryDirectory(prefix="companion-bench-") as kept:
        runner = ShowRunner(show, ShowFolder(Path(kept)))

        def no_robot() -> Any:
            raise CompanionError("nothing is asked here")

        crew = StageCrew(runner, settings, no_robot, lambda: doors.stages, silent=True)
        doors = ShowDoors(runner, None, crew.heard, HousePolicy())
        speaker = _NotedSpeaker()
        listener = listening_socket("127.0.0.1", 0)
        server = RunningServer(settings, listener, None, silent=True, doors=doors, loaded=lambda robot: there.set())
        runner.start(crew)
        thread = Thread(target=server.run, args=(lambda line: None, sys.stderr))
        thread.start()
        try:
            there.wait()  # while the robot loads the figures would be those of loading
            crew.use_speaker(speaker)
            crew.use_voice(_LongVoice())  # type: ignore[arg-type]
            yield _MeasuredStage(listener.getsockname()[1], speaker, show.apology.text)
        finally:
            server.stop()
            thread.join(_PATIENCE_S)
            runner.close()
            crew.close()


def _console_held(held: bool, view: dict[str, Any]) -> bool:
    return bool(view["held"]) == held


def _stage_held(held: bool, view: dict[str, Any]) -> bool:
    return bool(view["phase"] == "hold") == held


def _send(screen: Connection, message: dict[str, Any]) -> None:
    screen.send(json.dumps(message))


def _shown(screen: Connection, what: Callable[[dict[str, Any]], bool]) -> float:
    """When a screen is told a view of which something is true."""
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        if what(json.loads(screen.recv(timeout=_PATIENCE_S))):
            return time.monotonic()
    raise CompanionError("a screen is not told what happened")
