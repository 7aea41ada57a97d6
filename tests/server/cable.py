"""A cable to a server. Pulled out, nothing goes through it and nothing is closed, as in a lost network."""

import asyncio
from contextlib import contextmanager, suppress
from threading import Event, Thread


class Cable:
    """Carries connections from a port of its own to a server's."""

    def __init__(self, to):
        self.to = to
        self.port = None
        self.carried = set()

    @property
    def http(self):
        return f"http://127.0.0.1:{self.port}"

    def pull(self):
        """What is sent waits on either side; whoever connects gets no answer."""
        self.loop.call_soon_threadsafe(self.whole.clear)

    def plug(self):
        """What waited goes on, unless one side has given up."""
        self.loop.call_soon_threadsafe(self.whole.set)

    async def _carry(self, reader, writer):
        with suppress(OSError):
            while True:
                await self.whole.wait()
                content = await reader.read(1 << 14)
                await self.whole.wait()
                if not content:
                    break
                writer.write(content)
                await writer.drain()
        writer.close()

    async def _connect(self, reader, writer):
        self.carried.add(asyncio.current_task())
        await self.whole.wait()
        to = await asyncio.open_connection("127.0.0.1", self.to)
        await asyncio.gather(self._carry(reader, to[1]), self._carry(to[0], writer))

    async def _serve(self, there):
        self.loop, self.whole, self.over = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()
        self.whole.set()
        server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        there.set()
        await self.over.wait()
        server.close()
        for task in self.carried:
            task.cancel()
        await asyncio.gather(*self.carried, return_exceptions=True)


@contextmanager
def cable_to(server):
    """A cable to a running server."""
    cable, there = Cable(server.port), Event()
    thread = Thread(target=lambda: asyncio.run(cable._serve(there)))
    thread.start()
    assert there.wait(10)
    try:
        yield cable
    finally:
        cable.loop.call_soon_threadsafe(cable.over.set)
        thread.join(10)
        assert not thread.is_alive()
