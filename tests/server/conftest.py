"""A real server on a free port, in a thread of this process."""

import sys
import time
from contextlib import contextmanager
from threading import Thread

import httpx2 as httpx
import pytest

from companion.base.settings import load_settings
from companion.server.running import RunningServer, listening_socket

SETTINGS = {"as_of": "2026-11-22"}


class Address:
    """Where a server is."""

    def __init__(self, port, server):
        self.port, self.server = port, server
        self.http = f"http://127.0.0.1:{port}"
        self.ws = f"ws://127.0.0.1:{port}/ws"


@contextmanager
def serving(token=None, *, silent=True, **over):
    """A server that is ready."""
    settings = load_settings(flags={**SETTINGS, "serving": over}, environment={})
    listener = listening_socket("127.0.0.1", 0)
    server = RunningServer(settings, listener, token, silent=silent)
    port = listener.getsockname()[1]
    thread = Thread(target=server.run, args=(lambda line: None, sys.stderr))
    thread.start()
    try:
        address = Address(port, server)
        until = time.monotonic() + 60
        while time.monotonic() < until and thread.is_alive():
            try:
                if httpx.get(f"{address.http}/readyz").status_code == 200:
                    break
            except httpx.TransportError:
                pass
            time.sleep(0.05)
        yield address
    finally:
        server.stop()
        thread.join(20)
        assert not thread.is_alive()


@pytest.fixture(scope="session")
def server():
    """A server in text, without a token."""
    with serving() as address:
        yield address
