"""A drill for real: the process of a show is killed at random moments, and has to stand where it stood."""

from __future__ import annotations

import argparse
import json
import socket
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Final

from companion.app.output import show
from companion.app.staging import show_process
from companion.base.errors import CompanionError
from companion.show.calling import call
from companion.show.compiled import CompiledShow
from companion.show.keeping import ShowFolder

RECOVERS_S: Final = 3.0
"""How long a show may be away."""
_SPREAD_S: Final = 2.5
"""Within which time after GO the process is killed."""
_PATIENCE_S: Final = 300.0


def kill_and_look(options: argparse.Namespace, compiled: CompiledShow) -> int:
    """Kill the show again and again; tell how long it was away, and whether it said something twice."""
    r = Random(options.kills)
    away, wrong = [], 0
    with TemporaryDirectory(prefix="companion-drill-") as kept:
        stage = _KilledStage(options, Path(kept))
        try:
            stage.wait_for(lambda view: True)
            for number in range(options.kills):
                if stage.view()["standing"] >= len(compiled.cues):
                    stage.act("stand", cue=0)
                    stage.wait_for(lambda view: view["standing"] == 0)
                if number % 2:  # with the robot there is something to be thought about
                    stage.wait_for(lambda view: "mind" not in view["missing"])
                time.sleep(0.5)  # GO sooner after GO is the same GO
                cue = stage.view()["standing"]
                before = len(stage.delivered())
                stage.act("go")
                time.sleep(r.uniform(0, _SPREAD_S))
                stood = stage.view()
                away.append(stage.kill_and_rise())
                stage.wait_for(lambda view: view["run"] is None)
                after = stage.view()
                told = Counter(stage.delivered()[before:])
                thought = (stood["run"] or {}).get("step") in ("answering", "vetting")
                # What was only being thought about stands again, at the moment of the kill or shortly after the look.
                fine = after["standing"] in ({cue, compiled.after(cue)} if thought else {stood["standing"]})
                fine = fine and max(told.values(), default=0) <= 1
                wrong += not fine
                step = (stood["run"] or {"step": "standing"})["step"]
                show(f"{number + 1}: killed while {step}, back after {away[-1]:.2f} s" + ("" if fine else " WRONG"))
        finally:
            stage.close()
    slow = sum(seconds > RECOVERS_S for seconds in away)
    show(f"\n{len(away)} kills, back after {sorted(away)[len(away) // 2]:.2f} s (median), {max(away):.2f} s at most")
    show(f"{wrong} stood elsewhere or said a cue twice, {slow} took longer than {RECOVERS_S:.0f} s")
    return 1 if wrong or slow else 0


class _KilledStage:
    def __init__(self, options: argparse.Namespace, kept: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._address = f"http://127.0.0.1:{port}/cue"
        self._folder = ShowFolder(kept)
        self._words = [
            *("demo", "run", options.script, "--stage", "--watched", "--silent", "--profile", options.profile),
            *("--host", "127.0.0.1", "--port", str(port), "--kept", str(kept)),
        ]
        self._process: BaseProcess = show_process(self._words)

    def close(self) -> None:
        self._process.kill()
        self._process.join(10)

    def view(self) -> dict[str, Any]:
        view: dict[str, Any] = json.loads(call(f"{self._address}/state"))
        return view

    def act(self, action: str, **fields: Any) -> None:
        call(f"{self._address}/{action}", json.dumps(fields).encode() if fields else b"")

    def wait_for(self, what: Callable[[dict[str, Any]], bool]) -> float:
        began = time.monotonic()
        while time.monotonic() < began + _PATIENCE_S:
            with suppress(CompanionError, ValueError):
                if what(self.view()):
                    return time.monotonic() - began
            time.sleep(0.02)
        raise CompanionError("the show does not come back")

    def kill_and_rise(self) -> float:
        self._process.kill()
        began = time.monotonic()
        self._process.join()
        self._process = show_process(self._words)
        self.wait_for(lambda view: view["resumed"])
        return time.monotonic() - began

    def delivered(self) -> list[str]:
        return [one["cue"] for one in self._folder.happened() if one["what"] == "delivered" and one["cue"]]
