"""A real server on a free port, in a thread of this process."""

import sys
import time
from contextlib import contextmanager
from copy import copy
from functools import cache
from threading import Thread

import httpx2 as httpx

from companion.base.settings import Serving, Settings, Speaking, load_settings
from companion.dialogue.assistant import Assistant
from companion.server.running import RunningServer, listening_socket

SETTINGS = {"as_of": "2026-11-22"}


@cache
def built(settings):
    return Assistant(Settings.model_validate_json(settings))


def shared_assistant(settings):
    """One for all servers of these tests: they differ in what does not concern it."""
    own = {"serving": settings.serving, "speaking": settings.speaking}
    shared = copy(built(settings.model_copy(update={"serving": Serving(), "speaking": Speaking()}).model_dump_json()))
    shared.settings = shared.settings.model_copy(update=own)
    return shared


class Address:
    """Where a server is."""

    def __init__(self, port, server, secure=False):
        self.port, self.server = port, server
        self.http = f"{'https' if secure else 'http'}://127.0.0.1:{port}"
        self.ws = f"{'wss' if secure else 'ws'}://127.0.0.1:{port}/ws"


@contextmanager
def serving(token=None, *, silent=True, speaking=None, certificate=None, **over):
    """A server that is ready."""
    settings = load_settings(flags={**SETTINGS, "speaking": speaking, "serving": over}, environment={})
    listener = listening_socket("127.0.0.1", 0)
    server = RunningServer(settings, listener, token, certificate, silent=silent)
    port = listener.getsockname()[1]
    thread = Thread(target=server.run, args=(lambda line: None, sys.stderr))
    thread.start()
    try:
        address = Address(port, server, secure=certificate is not None)
        until = time.monotonic() + 300
        while time.monotonic() < until and thread.is_alive():
            try:
                if httpx.get(f"{address.http}/readyz", verify=False).status_code == 200:
                    break
            except httpx.TransportError:
                pass
            time.sleep(0.05)
        yield address
    finally:
        server.stop()
        thread.join(20)
        assert not thread.is_alive()
