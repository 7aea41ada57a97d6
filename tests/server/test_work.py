"""The queue before the threads: bounded, fair, with a deadline."""

import asyncio
import threading

import pytest

from companion.server.metrics import Metrics
from companion.server.refusals import Refused
from companion.server.work import Workers


def run(scene, **how):
    async def play():
        workers = Workers("test", how.pop("threads", 1), how.pop("waiting", 8), how.pop("within_s", 5.0), Metrics())
        gate = threading.Event()
        try:
            return await asyncio.wait_for(scene(workers, gate), 10)
        finally:
            gate.set()
            workers.close()

    return asyncio.run(play())


async def started(*tasks):
    made = [asyncio.create_task(task) for task in tasks]
    await asyncio.sleep(0.05)
    return made


def test_one_who_asks_a_lot_does_not_keep_the_others_waiting():
    order = []

    async def scene(workers, gate):
        (first,) = await started(workers.run("greedy", gate.wait))
        rest = await started(
            workers.run("greedy", lambda: order.append("greedy 1")),
            workers.run("greedy", lambda: order.append("greedy 2")),
            workers.run("modest", lambda: order.append("modest")),
        )
        gate.set()
        await asyncio.gather(first, *rest)

    run(scene)
    assert order == ["greedy 1", "modest", "greedy 2"]


def test_too_much_is_refused_at_once_and_one_client_has_a_share():
    async def scene(workers, gate):
        await started(workers.run("greedy", gate.wait), *(workers.run("greedy", int) for _ in range(2)))
        with pytest.raises(Refused, match="too much"):
            await workers.run("greedy", int)
        others = await started(*(workers.run(name, int) for name in range(6)))
        with pytest.raises(Refused, match="too much"):
            await workers.run("late", int)
        gate.set()
        assert await asyncio.gather(*others) == [0] * 6
        assert await workers.run("late", lambda: 7) == 7

    run(scene)


def test_who_waits_too_long_or_goes_leaves_no_hole():
    async def scene(workers, gate):
        await started(workers.run("first", gate.wait))
        (gone,) = await started(workers.run("gone", int))
        gone.cancel()
        with pytest.raises(Refused, match="too much"):
            await workers.run("late", int)
        gate.set()
        await asyncio.sleep(0.05)
        assert await asyncio.gather(*(workers.run(name, lambda: 1) for name in "abc")) == [1] * 3

    run(scene, within_s=0.2)


def test_work_that_fails_frees_its_thread():
    async def scene(workers, gate):
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                await workers.run("client", lambda: 1 / 0)

    run(scene)
