"""How a server bears many clients: idle conversations, turns beside them, a flood, and its memory over many sessions.

Clients come from addresses of their own in the loopback network, as other machines would: what is bounded for one
address is bounded here too. They run in this process and take their part of the same processor.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict
from itertools import cycle
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any, Final, TextIO

from companion.base.errors import CompanionError
from companion.base.extras import requiring
from companion.base.table import table
from companion.dialogue.assistant import Assistant
from companion.dialogue.state import State
from companion.evaluation.bench import default_utterances
from companion.evaluation.latency import Latency, machine

with requiring("the bench of the server", "server"):
    from websockets.asyncio.client import ClientConnection, connect
    from websockets.exceptions import ConnectionClosed, InvalidHandshake

IDLE, TURNS_A_SECOND, TIMES, SESSIONS = 200, 20, 10, 10_000
"""What is measured unless something else is asked for: idle conversations, turns a second, how many times as many a
flood brings, sessions of the measurement of memory."""
GOAL_MS: Final = 100.0

_START_S: Final = 120.0
_ANSWER_S: Final = 30.0
_TOGETHER: Final = 8
_TOO_MANY: Final = 10
"""How many more than there is room for come in a crowd."""
_ANYTHING: Final = "12 + 3"
_POINTS: Final = 10
_HELLO: Final = json.dumps({"type": "hello", "version": 1})


class _Conversation:
    """One client and how it fares."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    @classmethod
    async def begin(cls, port: int, address: str) -> _Conversation:
        # Who says nothing reads nothing here either, and the server tells every few seconds that it is there: a bounded
        # queue would be full in a minute, and pings no longer answered.
        where = f"ws://127.0.0.1:{port}/ws"
        socket = await connect(where, local_addr=(address, 0), compression=None, max_queue=None)
        await socket.send(_HELLO)
        while json.loads(await socket.recv())["event"] != "Welcome":
            pass
        return cls(socket)

    async def say(self, text: str) -> str:
        """Say something and wait for the end of the answer; what became of it."""
        await self._socket.send(json.dumps({"type": "say", "text": text}))
        while True:
            told = json.loads(await asyncio.wait_for(self._socket.recv(), _ANSWER_S))
            if told["event"] == "Refused":
                return str(told["reason"])
            if told["event"] == "NothingSaid" or (told["event"] == "ClauseReady" and told["last"]):
                return "answered"

    async def shout(self, text: str, outcomes: Counter[str]) -> None:
        """Say something without waiting; what has come meanwhile is counted."""
        await self._socket.send(json.dumps({"type": "say", "text": text}))
        with suppress(TimeoutError):
            while True:
                told = json.loads(await asyncio.wait_for(self._socket.recv(), 0.001))
                if told["event"] == "Refused":
                    outcomes[told["reason"]] += 1
                elif told["event"] == "ClauseReady" and told["last"]:
                    outcomes["answered"] += 1

    async def end(self) -> None:
        await self._socket.close()


def bench_serving(
    assistant: Assistant,
    profile: str,
    *,
    idle: int = IDLE,
    per_s: float = TURNS_A_SECOND,
    seconds: float = 20.0,
    sessions: int = SESSIONS,
    progress: TextIO,
) -> dict[str, Any]:
    """Measure a server process in text.

    Args:
        assistant: answers the same in this process, for comparison.
        profile: the profile that the server starts with.
        idle: conversations that say nothing.
        per_s: turns a second of others.
        seconds: how long they talk, without the flood and then beside it.
        sessions: conversations begun and ended for the measurement of memory; 0 leaves it out.
        progress: is told how far it is.

    Returns:
        `machine`; `load` of the machine before it began; `direct_ms` of the same utterances in this process; `quiet`,
        `flooded` (by one address) and `crowded` (by as many addresses as there is room for, and a few more) with `ms`
        and `outcomes`; `flood` and `crowd` with `asked` and `outcomes`; `memory_mb` after so many sessions.

    Raises:
        CompanionError: the server did not start.
    """
    load = os.getloadavg()[0]
    texts = default_utterances(assistant)
    direct = _direct(assistant, texts, round(per_s * seconds))
    with serving_process(profile) as (port, pid):
        progress.write(f"{idle} idle conversations, {per_s:g} turns a second\n")
        room = assistant.settings.serving.session_limit - idle - round(per_s)
        measured = asyncio.run(_conversing(port, pid, texts, idle, per_s, seconds, max(0, room) + _TOO_MANY))
    memory: dict[int, float] = {}
    if sessions:
        limits = {"RATE_PER_S": "10000", "KEEP_S": "10", "PER_ADDRESS": "10000", "SESSION_LIMIT": "10000"}
        with serving_process(profile, limits) as (port, pid):
            memory = asyncio.run(_many_sessions(port, pid, texts, sessions, progress))
    return {
        "machine": asdict(machine()),
        "load": round(load, 2),
        "idle": idle,
        "per_s": per_s,
        "direct_ms": asdict(direct),
        **measured,
        "memory_mb": memory,
    }


def _direct(assistant: Assistant, texts: Sequence[str], turns: int) -> Latency:
    state, times = State(), []
    for _, text in zip(range(turns), cycle(texts), strict=False):
        began = perf_counter()
        state = assistant.respond(text, state)[1]
        times.append(1e3 * (perf_counter() - began))
    return Latency.of(times)


@contextmanager
def serving_process(
    profile: str, limits: Mapping[str, str] | None = None, *, silent: bool = True
) -> Iterator[tuple[int, int]]:
    """A server in a process of its own: its port and its number.

    Raises:
        CompanionError: it did not start.
    """
    command = [sys.executable, "-m", "companion.app.main", "serve", "--port", "0", "--profile", profile]
    command += ["--silent"] if silent else []
    given = {f"COMPANION_SERVING__{name}": value for name, value in (limits or {}).items()}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, **given}
    )
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        found = re.search(r":(\d+)/", said)
        if found is None:
            raise CompanionError("the server did not start")
        port = int(found[1])
        asyncio.run(_until_it_answers(port))
        yield port, process.pid
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


async def _until_it_answers(port: int) -> None:
    until = time.monotonic() + _START_S
    while time.monotonic() < until:
        with suppress(OSError, ConnectionClosed, InvalidHandshake):
            conversation = await _Conversation.begin(port, "127.0.0.1")
            await conversation.say(_ANYTHING)
            await conversation.end()
            return
        await asyncio.sleep(0.2)
    raise CompanionError("the server did not become ready")


async def _conversing(
    port: int, pid: int, texts: Sequence[str], idle: int, per_s: float, seconds: float, crowd: int
) -> dict[str, Any]:
    before = _resident_mb(pid)
    silent = [await _Conversation.begin(port, f"127.0.1.{1 + number % 250}") for number in range(idle)]
    held = _resident_mb(pid)
    talking = [await _Conversation.begin(port, f"127.0.2.{1 + number % 250}") for number in range(round(per_s))]
    quiet = await _turns(talking, texts, per_s, seconds)
    raging = {
        "flood": ["127.0.3.1"] * TIMES,
        "crowd": [f"127.0.{5 + number // 250}.{1 + number % 250}" for number in range(crowd)],
    }
    beside: dict[str, Any] = {}
    for name, addresses in raging.items():
        with ProcessPoolExecutor(1, get_context("spawn")) as others:
            each_s = per_s * TIMES / len(addresses)
            rage = asyncio.get_running_loop().run_in_executor(
                others, _flood, port, texts, addresses, each_s, seconds + 2
            )
            await asyncio.sleep(2)  # until that process has begun
            beside[f"{name}ed"] = await _turns(talking, texts, per_s, seconds)
            outcomes = await rage
            beside[name] = {"asked": outcomes.pop("asked"), "outcomes": dict(outcomes)}
    alive = [conversation.say(texts[0]) for conversation in silent]
    unharmed = sum([await each == "answered" for each in alive])
    for conversation in (*silent, *talking):
        await conversation.end()
    return {
        "idle_mb": round(held - before, 1),
        "quiet": quiet,
        **beside,
        "idle_that_still_answer": unharmed,
    }


async def _turns(
    talking: Sequence[_Conversation], texts: Sequence[str], per_s: float, seconds: float
) -> dict[str, Any]:
    """Turns at fixed times, whatever becomes of those before; each is timed from when it was due."""
    times: list[float] = []
    outcomes: Counter[str] = Counter()
    began = perf_counter()

    async def talk(number: int) -> None:
        for turn in range(number, round(per_s * seconds), len(talking)):
            due = began + turn / per_s
            await asyncio.sleep(due - perf_counter())
            try:
                outcome = await talking[number].say(texts[turn % len(texts)])
            except (ConnectionClosed, TimeoutError) as e:
                outcomes[_reason(e)] += 1
                return
            outcomes[outcome] += 1
            times.append(1e3 * (perf_counter() - due))

    await asyncio.gather(*map(talk, range(len(talking))))
    return {"ms": asdict(Latency.of(times or [float("inf")])), "outcomes": dict(outcomes)}


def _flood(port: int, texts: Sequence[str], addresses: Sequence[str], per_s: float, seconds: float) -> Counter[str]:
    outcomes: Counter[str] = Counter()

    async def rage() -> None:
        await asyncio.gather(*(_rage(port, texts, address, per_s, seconds, outcomes) for address in addresses))

    asyncio.run(rage())
    return outcomes


async def _rage(
    port: int, texts: Sequence[str], address: str, per_s: float, seconds: float, outcomes: Counter[str]
) -> None:
    """One of those who flood: waits for no answer, and when thrown out, or not let in, comes again at once."""
    began, conversation = perf_counter(), None
    for turn, text in zip(range(round(per_s * seconds)), cycle(texts), strict=False):
        await asyncio.sleep(began + turn / per_s - perf_counter())
        outcomes["asked"] += 1
        try:
            conversation = conversation or await _Conversation.begin(port, address)
            await conversation.shout(text, outcomes)
        except (OSError, ConnectionClosed, InvalidHandshake, TimeoutError) as e:
            outcomes[_reason(e)] += 1
            conversation = None
    if conversation is not None:
        await conversation.end()


def _reason(fault: Exception) -> str:
    if isinstance(fault, ConnectionClosed) and fault.rcvd is not None:
        return fault.rcvd.reason or str(fault.rcvd.code)
    return type(fault).__name__


async def _many_sessions(
    port: int, pid: int, texts: Sequence[str], sessions: int, progress: TextIO
) -> dict[int, float]:
    """Resident megabytes after so many conversations, each begun, answered once and left."""
    out, numbers = {}, iter(range(sessions))
    done = 0

    async def converse() -> None:
        nonlocal done
        for number in numbers:
            conversation = await _Conversation.begin(port, "127.0.4.1")
            await conversation.say(texts[number % len(texts)])
            await conversation.end()
            done += 1
            if done % max(1, sessions // _POINTS) == 0:
                out[done] = _resident_mb(pid)
                progress.write(f"{done} sessions: {out[done]:.1f} MB\n")

    await asyncio.gather(*(converse() for _ in range(_TOGETHER)))
    return out


def _resident_mb(pid: int) -> float:
    """Memory of a process in MB (10⁶ bytes); not a number where the system doesn't tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return float("nan")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return round(int(found[1]) * 1024 / 1e6, 1) if found else float("nan")


def report_serving(result: dict[str, Any]) -> str:
    """The figures as a table and a few lines."""
    on = result["machine"]
    rows = [
        ("in one process, one after another", result["direct_ms"]),
        (f"{result['idle']} idle, {result['per_s']:g} turns a second", result["quiet"]["ms"]),
        ("the same beside a flood of one address", result["flooded"]["ms"]),
        ("the same beside a flood of many", result["crowded"]["ms"]),
    ]
    base, points = result["direct_ms"]["p95"], ("p50", "p95", "p99", "max")
    lines = [
        f"{on['cpu']}, {on['cores']} cores, Python {on['python']}; load before it began {result['load']}",
        "",
        table(
            ("ms a turn", *points, "p95 to the first"),
            [(name, *(f"{ms[point]:.1f}" for point in points), f"{ms['p95'] / base:.2f}") for name, ms in rows],
        ),
        "",
        f"goal: p95 ≤ {GOAL_MS:g} ms on two idle cores",
        f"outcomes: {_told(result['quiet']['outcomes'])}",
        *(
            f"beside {who}: {_told(result[f'{name}ed']['outcomes'])}; "
            f"it asked {result[name]['asked']} times: {_told(result[name]['outcomes'])}"
            for name, who in (("flood", "one address"), ("crowd", "many addresses"))
        ),
        f"idle conversations: {result['idle_mb']:.1f} MB; {result['idle_that_still_answer']} still answer after that",
    ]
    if memory := result["memory_mb"]:
        lines.append("resident MB after so many sessions: " + ", ".join(f"{n}: {mb:.0f}" for n, mb in memory.items()))
    return "\n".join(lines)


def _told(outcomes: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(outcomes.items(), key=lambda each: -each[1])) or "none"
