"""An OpenAI-compatible endpoint on this machine that does whatever a test wants of it, however hostile."""

import json
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Endpoint:
    """A server; `behave` is what it does with a request, `requests` what it was sent."""

    def __init__(self):
        self.requests = []
        self.behave = says("{}")
        self._over = threading.Event()
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                owner.requests.append((self.path, dict(self.headers), json.loads(body)))
                with suppress(OSError):  # the other side has hung up
                    owner.behave(self)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # whoever hangs up is no fault
        self._server.endpoint = self
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def wait(self, seconds):
        """Whether it is over; waits no longer than that."""
        return self._over.wait(seconds)

    @property
    def last(self):
        """The body of the last request."""
        return self.requests[-1][2]

    def run(self):
        self._server.serve_forever(0.05)

    def close(self):
        self._over.set()
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def endpoint():
    """A running endpoint."""
    made = Endpoint()
    thread = threading.Thread(target=made.run, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.close()
        thread.join()


Behaviour = Callable[[BaseHTTPRequestHandler], None]


def _send(handler, status, body, kind="application/json", **headers):
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def says(text: str) -> Behaviour:
    """Answers with a text, as a model would."""
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
    return sends(json.dumps({"object": "chat.completion", "choices": [choice]}))


def proposes(**form) -> Behaviour:
    """Answers with a filled form."""
    return says(json.dumps(form, ensure_ascii=False))


def sends(body: str | bytes, status: int = 200, **headers) -> Behaviour:
    """Answers with just that."""
    content = body.encode() if isinstance(body, str) else body
    return lambda handler: _send(handler, status, content, **headers)


def sleeps(seconds: float, then: Behaviour) -> Behaviour:
    """Says nothing for a while."""

    def behave(handler):
        if not handler.server.endpoint.wait(seconds):
            then(handler)

    return behave


def drips(handler):
    """A body that never ends, a byte at a time: no single read ever takes long."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    handler.close_connection = True
    while not handler.server.endpoint.wait(0.02):
        handler.wfile.write(b" ")


def drips_headers(handler):
    """Headers that never end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    number = 0
    while not handler.server.endpoint.wait(0.02):
        number += 1
        handler.wfile.write(f"X-{number}: {number}\r\n".encode())


def floods(handler):
    """As much as the other side takes, as fast as it takes it."""
    handler.send_response(200)
    handler.end_headers()
    handler.close_connection = True
    until = time.monotonic() + 10
    while time.monotonic() < until:
        handler.wfile.write(b'{"choices": ' * 4096)


def hangs_up(handler):
    """Nothing at all."""
    handler.close_connection = True
    handler.connection.close()
