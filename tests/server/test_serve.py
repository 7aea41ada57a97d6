"""`companion serve` as a process."""

import json
import os
import pty
import re
import select
import signal
import ssl
import subprocess
import sys
import time
from contextlib import suppress

import httpx2 as httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from companion.app.main import main

TOKEN = "twenty-four-letters-long"


class Served:
    """The command, with what it prints."""

    def __init__(self, *arguments, tmp_path, terminal=False, start=None, preexec_fn=None, **variables):
        environment = os.environ | {"XDG_DATA_HOME": str(tmp_path)} | variables
        start = start or [sys.executable, "-m", "companion.app.main"]
        command = [*start, "serve", "--silent", "--port", "0", *arguments]
        if terminal:
            self.out, inner = pty.openpty()
        else:
            self.out, inner = os.pipe()
        self.process = subprocess.Popen(
            command, stdout=inner, stderr=subprocess.PIPE, env=environment, preexec_fn=preexec_fn
        )
        os.close(inner)
        self.printed = ""
        self.address = self.until(r"companion serve: (\S+)/")[1]

    def until(self, pattern):
        until = time.monotonic() + 20
        while (found := re.search(pattern, self.printed)) is None and time.monotonic() < until:
            if select.select([self.out], [], [], 0.1)[0]:
                more = os.read(self.out, 65536)
                if not more:
                    break
                self.printed += more.decode()
        return found

    def ready(self, **how):
        until = time.monotonic() + 60
        while time.monotonic() < until and self.process.poll() is None:
            try:
                if httpx.get(f"{self.address}/readyz", **how).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        raise AssertionError(self.process.stderr.read().decode())

    def end(self):
        self.process.kill()
        self.process.wait()
        self.process.stderr.close()
        os.close(self.out)


@pytest.fixture
def serve(tmp_path):
    started = []

    def serve(*arguments, **how):
        started.append(Served(*arguments, tmp_path=tmp_path, **how))
        return started[-1]

    yield serve
    for served in started:
        served.end()


def test_sigterm_lets_an_answer_come_to_its_end_and_says_so_to_who_is_there(serve):
    served = serve()
    assert httpx.get(f"{served.address}/healthz").status_code == 200
    served.ready()
    with connect(served.address.replace("http", "ws") + "/ws") as page:
        page.send(json.dumps({"type": "hello", "version": 1}))
        assert json.loads(page.recv())["event"] == "Welcome"
        page.send(json.dumps({"type": "say", "text": "경기도지사가 누구야?"}))
        served.process.send_signal(signal.SIGTERM)
        with suppress(ConnectionClosed):
            while True:
                page.recv(timeout=60)
        assert (page.close_code, page.close_reason) == (1012, "going")
    assert served.process.wait(15) == 128 + signal.SIGTERM
    log = served.process.stderr.read().decode()
    assert "ready after" in log
    assert "도지사" not in log
    assert "Traceback" not in log


def test_another_device_needs_the_token_that_is_shown_at_a_terminal_with_a_code_to_scan(serve):
    served = serve("--host", "0.0.0.0", "--tls", terminal=True)
    token = served.until(r"#token=(\S+)")[1]
    assert served.until("█|▄|▀")
    assert served.until("SHA-256 ([0-9A-F]{2}:){31}")
    assert served.until(r"https://\S+/certificate.crt SHA-256 ([0-9A-F]{2}:){31}")
    assert served.until("for bodies, which only read along: ([0-9a-f]{32})")[1] not in token
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    served.ready(verify=context)
    with httpx.Client(base_url=served.address, verify=context) as client:
        assert client.get("/").status_code == 200
        assert client.get("/v1/models").json()["error"]["code"] == "token"
        assert client.get("/metrics").status_code == 401
        assert client.get("/v1/models", headers={"Authorization": f"Bearer {token}"}).status_code == 200
        assert client.post("/enter", json={"token": "guessed"}).status_code == 401
        entered = client.post("/enter", json={"token": token})
        cookie = entered.headers["set-cookie"].lower()
        assert all(word in cookie for word in ("httponly", "samesite=strict", "secure"))
        assert token.lower() not in cookie
        assert client.get("/v1/models").status_code == 200


@pytest.mark.parametrize(
    ("arguments", "variables", "said"),
    [
        (["--host", "0.0.0.0"], {}, "COMPANION_SERVING__TOKEN"),
        (["--host", "0.0.0.0", "--token", "short"], {}, "16 ASCII characters"),
        (["--host", "203.0.113.7", "--token", TOKEN], {}, "cannot listen at 203.0.113.7"),
        (["--cert", "nowhere.pem"], {}, "nowhere.pem"),
        (["--profile", "nobody"], {}, "unknown profile"),
        ([], {"COMPANION_SERVING__RATE_PER_S": "none"}, "rate_per_s"),
    ],
)
def test_a_mistake_is_one_clear_line(monkeypatch, capsys, arguments, variables, said):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert main(["serve", "--silent", "--port", "0", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
    assert printed.err.count("\n") == 1
