"""Threads for what takes time, behind a bounded queue that is fair and knows when an answer comes too late."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from companion.server.metrics import Metrics
from companion.server.refusals import Refused

T = TypeVar("T")


class Workers:
    """Does work on threads, first come first served for one client, turn by turn among several.

    Args:
        name: of the queue.
        threads: how much is done at once.
        waiting: how much may wait; more is refused. One client has at most a quarter of it.
        within_s: how long somebody waits for a thread before the wish is refused.
        metrics: are told how many wait.
    """

    def __init__(self, name: str, threads: int, waiting: int, within_s: float, metrics: Metrics) -> None:
        self._pool = ThreadPoolExecutor(threads, name)
        self._free = threads
        self._most = waiting
        self._share = max(1, waiting // 4)
        self._within_s = within_s
        self._queues: OrderedDict[Hashable, deque[asyncio.Future[None]]] = OrderedDict()
        self._waiting = 0
        self._gauge = metrics.waiting.labels(name)

    async def run(self, who: Hashable, work: Callable[[], T]) -> T:
        """Do something for a client.

        Raises:
            Refused: too much waits already, or it had to wait for too long.
        """
        if self._free and not self._waiting:
            self._free -= 1
        else:
            await self._wait(who)
        done = asyncio.get_running_loop().run_in_executor(self._pool, work)
        # Not when the client lets go: its thread works until it is done.
        done.add_done_callback(lambda _: self._release())
        return await asyncio.shield(done)

    def close(self) -> None:
        """Begin nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _wait(self, who: Hashable) -> None:
        queue = self._queues.setdefault(who, deque())
        if self._waiting >= self._most or len(queue) >= self._share:
            if not queue:
                del self._queues[who]
            raise Refused("busy")
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue.append(turn)
        self._count(+1)
        try:
            await asyncio.wait_for(asyncio.shield(turn), self._within_s)
        except BaseException as e:
            if turn.done() and not turn.cancelled():
                self._release()  # it came just now, and nobody takes it
            else:
                turn.cancel()
                queue.remove(turn)
                self._drop_empty(who)
                self._count(-1)
            if isinstance(e, TimeoutError):
                raise Refused("busy") from None
            raise

    def _release(self) -> None:
        if not self._queues:
            self._free += 1
            return
        who, queue = next(iter(self._queues.items()))
        turn = queue.popleft()
        self._queues.move_to_end(who)
        self._drop_empty(who)
        self._count(-1)
        turn.set_result(None)

    def _drop_empty(self, who: Hashable) -> None:
        if not self._queues.get(who, True):
            del self._queues[who]

    def _count(self, change: int) -> None:
        self._waiting += change
        self._gauge.set(self._waiting)
