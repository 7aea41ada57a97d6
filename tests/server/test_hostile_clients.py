"""What goes wrong on the way: each is answered or closed with a reason, and the next client is served."""

import base64
import io
import json
import random
import resource
import signal
import socket
import struct
import sys
import time
from contextlib import closing, suppress
from threading import Thread

import httpx2 as httpx
import numpy as np
import pytest
import soundfile
from served import serving
from test_page_socket import Page
from test_security import CHAT
from test_serve import Served

from companion.server.body_socket import PATH as EVENTS
from companion.server.realtime import PATH as REALTIME

HELLO = {"type": "hello", "version": 1}
TOKEN = "a-token-of-some-length"


class Line:
    """A WebSocket by hand: what a well-behaved client would not do."""

    def __init__(self, server, hello=True, buffer=None, path="/ws"):
        self.socket = socket.socket()
        if buffer is not None:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.settimeout(10)
        self.socket.connect(("127.0.0.1", server.port))
        self.socket.sendall(
            b"GET " + path.encode() + b" HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        )
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += self.socket.recv(1)
        assert b" 101 " in head
        if hello:
            self.say(HELLO)
            assert b"Welcome" in self.frame()[1]

    def send(self, opcode, payload=b"", fin=True, length=None):
        size = len(payload) if length is None else length
        head = bytes([opcode | (0x80 if fin else 0)])
        head += bytes([0x80 | size]) if size < 126 else b"\xfe" + struct.pack("!H", size) if size < 65536 else (
            b"\xff" + struct.pack("!Q", size)
        )  # fmt: skip
        self.socket.sendall(head + b"\0\0\0\0" + payload)

    def say(self, message):
        self.send(1, json.dumps(message).encode())

    def _read(self, size):
        out = b""
        while len(out) < size:
            more = self.socket.recv(size - len(out))
            if not more:
                raise EOFError
            out += more
        return out

    def frame(self):
        first, size = self._read(2)
        if size == 126:
            (size,) = struct.unpack("!H", self._read(2))
        elif size == 127:
            (size,) = struct.unpack("!Q", self._read(8))
        return first & 15, self._read(size)

    def closed(self):
        """The code and reason of the close frame; None where the connection just ends."""
        with suppress(EOFError, ConnectionError):
            while True:
                opcode, payload = self.frame()
                if opcode == 8:
                    return struct.unpack("!H", payload[:2])[0], payload[2:].decode()
        return None

    def gone(self):
        """Whether the server ended the connection; nothing is read from it."""
        until = time.monotonic() + 8
        while time.monotonic() < until:
            try:
                self.socket.sendall(b"\x8a\x80\0\0\0\0")  # a pong that nobody asked for
            except OSError:
                return True
            time.sleep(0.05)
        return False


def serves(server, **how):
    """Whether the next client is served."""
    return httpx.post(f"{server.http}/v1/chat/completions", json=CHAT, **how).status_code == 200


def counted(server, name):
    lines = httpx.get(f"{server.http}/metrics").text.splitlines()
    return next((float(line.rpartition(" ")[2]) for line in lines if line.startswith(f"{name} ")), 0.0)


def settles(server, name, value):
    until = time.monotonic() + 8
    while counted(server, name) != value and time.monotonic() < until:
        time.sleep(0.05)
    assert counted(server, name) == value
    return True


@pytest.fixture(scope="module")
def locked(loaded_once):
    with serving(TOKEN) as address:
        yield address


# Clients that go or stop


def test_a_client_that_vanishes_in_the_middle_of_its_question_leaves_nothing(loud, question):
    page = Page(loud)
    page.welcome(sound=True)
    page.say(type="microphone", on=True, rate=48_000)
    page.until("Aloud")
    content = (question.samples[:24_000] * 32767).astype("<i2").tobytes()
    for start in range(0, len(content), 1920):
        page.socket.send(content[start : start + 1920])
    page.socket.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    page.socket.socket.close()  # a reset, as of a phone that loses its network
    assert settles(loud, "companion_sockets", 0)
    # One may speak at a time: the place is free again.
    other = Page(loud)
    other.welcome(sound=True)
    until, told = time.monotonic() + 10, {"event": "Refused"}
    while told["event"] == "Refused" and time.monotonic() < until:
        other.say(type="microphone", on=True, rate=48_000)
        told = other.told()
    assert told["event"] == "Aloud"
    other.closing.close()
    assert serves(loud)


def test_who_reads_nothing_is_left_and_what_was_kept_for_it_with_it(server, monkeypatch):
    monkeypatch.setattr("companion.server.patience.PATIENCE_S", 0.4)
    server.server._listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    line = Line(server, buffer=4096)
    until = time.monotonic() + 10
    with closing(line.socket), suppress(OSError):
        while time.monotonic() < until and counted(server, "companion_sockets"):
            line.say({"type": "say", "text": "수원 맛집을 찾아줘"})
            time.sleep(0.1)
        assert settles(server, "companion_sockets", 0)
        assert settles(server, "companion_connections", 1)  # who asks
    assert serves(server)


def test_a_download_that_is_not_read_ends(server, monkeypatch):
    monkeypatch.setattr("companion.server.patience.PATIENCE_S", 0.4)
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(("127.0.0.1", server.port))
        line.sendall(b"GET /fonts/bold.woff2 HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20)
        assert settles(server, "companion_connections", 1)
    assert serves(server)


def test_pings_whose_answers_nobody_reads_do_not_fill_the_memory(server, monkeypatch):
    monkeypatch.setattr("companion.server.patience.MOST_UNREAD", 1 << 16)
    line = Line(server, buffer=4096)
    pings = (b"\x89\xfd\0\0\0\0" + b"p" * 125) * 2000
    line.socket.settimeout(3)
    with closing(line.socket), pytest.raises(OSError, match=r"reset|Broken|timed"):
        line.socket.sendall(pings * 200)
    assert settles(server, "companion_sockets", 0)
    assert serves(server)


def test_a_connection_that_is_half_open_is_found(monkeypatch):
    with serving() as server:
        config = server.server._server.config
        config.ws_ping_interval, config.ws_ping_timeout = 0.2, 0.2
        line = Line(server)
        assert line.closed() == (1011, "keepalive ping timeout")
        line.socket.close()
        assert settles(server, "companion_sockets", 0)
        assert serves(server)


def test_who_says_no_hello_and_who_sends_a_body_in_a_trickle_is_told_so(server, monkeypatch):
    monkeypatch.setattr("companion.server.page_socket._HELLO_S", 0.3)
    line = Line(server, hello=False)
    assert line.closed() == (4408, "slow")
    line.socket.close()
    monkeypatch.setattr("companion.server.security._STALLS_S", 0.5)
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as trickle:
        trickle.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(20):  # there is progress, and it would take a quarter of an hour
            time.sleep(0.1)
            try:
                trickle.sendall(b"x")
            except OSError:
                break
        answer = trickle.recv(1000)
    assert b" 408 " in answer
    assert b'"slow"' in answer
    assert serves(server)


# What cannot be read


@pytest.mark.parametrize(
    ("first", "codes"),
    [
        (b"\xff\xff" + b"\xff" * 40, {1002}),  # reserved bits
        (b"\x81\x05hello", {1002}),  # not masked
        (b"\x83\x80\0\0\0\0", {1002}),  # an opcode that is none
        (b"\x81\x82\0\0\0\0\xff\xfe", {1007}),  # no UTF-8
        (b"\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff\0\0\0\0", {1009}),  # as long as can be said
        (b"\x80\x80\0\0\0\0", {1002}),  # the rest of nothing
        (b"\x01\x80\0\0\0\0" + b"\x00\x80\0\0\0\0" * 1000, {1009}),  # a message in any number of parts
        (b"\x82\x80\0\0\0\0", {4400}),  # sound without a microphone
    ],
)
def test_frames_that_are_none_close_with_a_code(server, first, codes):
    line = Line(server)
    line.socket.sendall(first)
    assert line.closed()[0] in codes
    line.socket.close()
    assert serves(server)


@pytest.mark.parametrize("path", ["/ws", EVENTS, REALTIME])
def test_random_frames_and_messages_never_fail(server, path):
    chance = random.Random(20261129)
    kinds = ["hello", "say", "stop", "over", "sound", "microphone", "position", "nothing"]
    kinds += [f"input_audio_buffer.{each}" for each in ("append", "commit", "clear")]
    kinds += ["session.update", "response.create", "response.cancel"]
    kinds += [f"conversation.item.{each}" for each in ("create", "retrieve", "truncate")]
    values = [None, True, 0, -1, 1e308, 10**30, "", "가", "x" * 3000, "\0", "\u202e", [], {}, [[]]]
    fields = ["version", "visit", "secret", "text", "played", "on", "rate", "sound", "seconds", "type", "n"]
    fields += ["audio", "item", "item_id", "session", "response", "audio_end_ms", "event_id"]
    for _ in range(60 if path == "/ws" else 25):
        line = Line(server, hello=path == "/ws" and chance.random() < 0.8, path=path)
        with suppress(OSError), closing(line.socket):
            for _ in range(chance.randrange(1, 8)):
                if chance.random() < 0.3:
                    line.socket.sendall(chance.randbytes(chance.randrange(1, 200)))
                elif chance.random() < 0.3:
                    opcode, whole = chance.choice([0, 1, 2, 8, 9, 10]), chance.random() < 0.7
                    line.send(opcode, chance.randbytes(chance.randrange(100)), whole)
                else:
                    made = {chance.choice(fields): chance.choice(values) for _ in range(chance.randrange(5))}
                    line.say({"type": chance.choice(kinds), **made})
        time.sleep(0.01)
    assert settles(server, "companion_sockets", 0)
    assert "companion_errors_total{" not in httpx.get(f"{server.http}/metrics").text
    assert serves(server)


def failures(server):
    """What is counted as a fault of ours."""
    lines = httpx.get(f"{server.http}/metrics").text.splitlines()
    return [line for line in lines if line.startswith("companion_errors_total{")]


def odd_sounds(chance):
    """Messages about sound for either socket, with a grain of sense, and sound that is none."""
    some = chance.randbytes(chance.choice([0, 1, 2, 3, 640, 5000]))
    number = chance.choice([-1, 0, 7, 8_000, 44_100, 96_000, 10**9, 0.5, "16000", None])
    kind, on, coded = chance.choice(["audio", "text", ""]), chance.random() < 0.7, base64.b64encode(some).decode()
    input = {"turn_detection": chance.choice([None, {"type": "server_vad"}, {}]), "format": {"rate": number}}
    return chance.choice(
        [
            some, some, some,
            {"type": "microphone", "on": on, "rate": number, "start": chance.choice(["open", "wake", "", 1])},
            {"type": "microphone", "on": on},
            {"type": "position", "sound": number, "seconds": number},
            {"type": "sound", "on": on},
            {"type": "input_audio_buffer.append", "audio": coded[: chance.randrange(len(coded) + 1)]},
            {"type": "input_audio_buffer.append", "audio": coded},
            {"type": "input_audio_buffer.append", "audio": number},
            {"type": "input_audio_buffer.commit"},
            {"type": "input_audio_buffer.clear"},
            {"type": "session.update", "session": {"type": "realtime", "audio": {"input": input}}},
            {"type": "session.update", "session": {"type": "realtime", "output_modalities": [kind]}},
            {"type": "conversation.item.truncate", "item_id": "x", "content_index": 0, "audio_end_ms": number},
            {"type": "response.create"},
            {"type": "response.cancel"},
        ]
    )  # fmt: skip


@pytest.mark.parametrize("path", ["/ws", REALTIME])
def test_odd_sounds_never_fail_a_server_that_hears(loud, path):
    chance, before = random.Random(20261201), failures(loud)
    for _ in range(20):
        line = Line(loud, hello=path == "/ws", path=path)
        with suppress(OSError), closing(line.socket):
            if path == "/ws":
                line.say({"type": "microphone", "on": True, "rate": chance.choice([8_000, 16_000, 44_100])})
            for _ in range(chance.randrange(1, 12)):
                made = odd_sounds(chance)
                line.send(2, made) if isinstance(made, bytes) else line.say(made)
        time.sleep(0.01)
    assert settles(loud, "companion_sockets", 0)
    assert failures(loud) == before
    assert serves(loud)


def broken_recordings(chance):
    """Recordings with some bytes changed, cut off, doubled, or of a length that they do not have."""
    whole = []
    for kind in ("WAV", "FLAC", "OGG"):
        file = io.BytesIO()
        soundfile.write(file, np.linspace(-0.5, 0.5, 8000, dtype=np.float32), 16_000, format=kind)
        whole.append(file.getvalue())
    for _ in range(16):
        content = bytearray(chance.choice(whole))
        for _ in range(chance.randrange(8)):
            content[chance.randrange(min(200, len(content)))] = chance.randrange(256)
        if chance.random() < 0.4:
            del content[chance.randrange(len(content)) :]
        yield bytes(content * chance.choice([1, 2]))


def test_odd_recordings_and_texts_never_fail_a_server_that_hears_and_speaks(loud):
    chance, before = random.Random(20261201), failures(loud)
    for content in broken_recordings(chance):
        how = {"model": "companion", "response_format": chance.choice(["json", "text", "verbose_json", "srt"])}
        file = {"file": (chance.choice(["a.wav", "../../a", "", "가.flac"]), content)}
        answer = httpx.post(f"{loud.http}/v1/audio/transcriptions", data=how, files=file, timeout=60)
        assert answer.status_code in (200, 400), answer.text
    texts = ["", " ", "\0", "\u202e가", "😀" * 20, "ㅋㅋㅋ", "1" * 300, "a\n\n\nb", "\ud7a3\uffff", ".,!?…"]
    for text in texts:
        asked = {"model": "companion", "voice": chance.choice(["alloy", "", "x" * 99]), "input": text}
        asked |= {"speed": chance.choice([0.5, 1, 2, -1, 99]), "response_format": chance.choice(["wav", "pcm", "exe"])}
        answer = httpx.post(f"{loud.http}/v1/audio/speech", json=asked, timeout=60)
        assert answer.status_code in (200, 400), answer.text
    assert failures(loud) == before
    assert serves(loud)


def test_a_body_that_does_not_read_or_vanishes_is_let_go_and_the_others_move_on(server, monkeypatch):
    monkeypatch.setattr("companion.server.patience.PATIENCE_S", 0.4)
    server.server._listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    deaf, gone, moving = (Line(server, hello=False, buffer=4096, path=EVENTS) for _ in range(3))
    assert settles(server, "companion_sockets", 3)
    gone.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    gone.socket.close()
    bodies, told = server.server._hub.bodies, 0
    until = time.monotonic() + 10
    while counted(server, "companion_sockets") > 1 and time.monotonic() < until:
        for _ in range(50):
            bodies.phase("a", "hearing")
        for _ in range(100):  # each phase is told with where the robot looks
            told += b"conversation" in moving.frame()[1]
    assert counted(server, "companion_sockets") == 1
    assert told % 100 == 0
    deaf.socket.close()
    moving.socket.close()
    assert settles(server, "companion_sockets", 0)
    assert serves(server)


def test_every_kind_of_socket_is_bounded_and_told_when_the_server_goes():
    with serving(per_address=1, session_limit=2) as server:
        body, asking = Line(server, hello=False, path=EVENTS), Line(server, hello=False, path=REALTIME)
        assert b"session.created" in asking.frame()[1]
        third = Line(server, hello=False, path=EVENTS)
        assert third.closed() == (4503, "full")
        server.server.stop()
        assert body.closed() == asking.closed() == (1012, "going")


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        ("/enter", rb'{"token": "\ud800"}', "token"),
        ("/enter", b'{"token": ' + b"9" * 5000 + b"}", "token"),
        ("/v1/chat/completions", rb'{"model": "companion", "messages": [{"role": "user", "content": "\ud800"}]}', None),
        ("/v1/audio/transcriptions", b"--x", "no_voice"),
    ],
)
def test_odd_bodies_are_answered(locked, path, content, code):
    headers = {"Authorization": f"Bearer {TOKEN}"}
    answer = httpx.post(locked.http + path, content=content, headers=headers)
    assert answer.status_code < 500 or answer.status_code == 501
    assert code is None or answer.json()["error"]["code"] == code
    assert serves(locked, headers=headers)


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: " + b"9" * 5000,
        b"Content-Length: 5\r\nContent-Length: 6",
        b"Content-Length: 5\r\nTransfer-Encoding: chunked",
        b"Transfer-Encoding: gzip",
        b"Host: evil.example",
        b"X: " + b"y" * 70_000,
        b"Upgrade: websocket\r\nConnection: Upgrade\r\nX: " + b"y" * 9_000,
        b"Upgrade: h2c\r\nConnection: Upgrade\r\nContent-Length: 0",
    ],
)
def test_odd_heads_are_answered_or_closed(server, head):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line, suppress(OSError):
        line.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n" + head + b"\r\n\r\nhello\r\n\r\n")
        answer = line.recv(1000)
        assert not answer or b" 40" in answer[:13] or b" 413 " in answer[:14]
    assert serves(server)


# Recordings


def wav_head(rate=16_000, channels=1, size=0xFFFFFFFF):
    head = struct.pack("<4sI4s4sIHHIIHH", b"RIFF", size, b"WAVE", b"fmt ", 16, 1, channels, rate, rate * 2, 2, 16)
    return head + struct.pack("<4sI", b"data", size)


def flac_of_silence(minutes, rate=48_000):
    file = io.BytesIO()
    with soundfile.SoundFile(file, "w", rate, 2, "PCM_16", format="FLAC") as sound:
        for _ in range(minutes):
            sound.write(np.zeros((rate * 60, 2), np.int16))
    return file.getvalue()


def sent(server, content, name="a.wav"):
    return httpx.post(
        f"{server.http}/v1/audio/transcriptions",
        files={"file": (name, content)},
        data={"model": "companion"},
        timeout=60,
    )


def test_a_hundred_megabytes_are_refused_before_they_are_here(loud):
    for path in ("/v1/audio/transcriptions", "/v1/chat/completions", "/enter", "/"):
        answer = httpx.post(loud.http + path, content=bytes(100 << 20))
        assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large"), path
    assert serves(loud)


def test_a_few_recordings_are_taken_at_once_and_of_one_address_fewer(loud):
    lines = []
    for _ in range(2):
        line = socket.create_connection(("127.0.0.1", loud.port), timeout=10)
        line.sendall(
            b"POST /v1/audio/transcriptions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999\r\n"
            b"Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n"
        )
        lines.append(line)
    time.sleep(0.3)
    answer = sent(loud, b"PK")
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "busy")
    for line in lines:
        line.close()
    time.sleep(0.3)
    assert sent(loud, b"PK").json()["error"]["code"] == "bad_request"
    # Who goes is no fault.
    assert 'companion_errors_total{where="/v1/audio/transcriptions"}' not in httpx.get(f"{loud.http}/metrics").text


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"PK\x03\x04" + bytes(1000), 400),  # a zip
        (wav_head(rate=0) + bytes(1000), 400),
        (wav_head(rate=7) + bytes(1000), 400),
        (wav_head(rate=0x7FFFFFFF) + bytes(1000), 400),
        (wav_head(channels=1000) + bytes(4000), 400),
        (wav_head(rate=44_101, size=2000) + bytes(2000), 200),
        (b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + bytes(3000), 400),
        (b"OggS" + bytes(range(256)) * 40, 400),
    ],
)
def test_recordings_that_are_none_or_of_a_wrong_rate_are_answered(loud, content, status):
    assert sent(loud, content).status_code == status
    assert serves(loud)


def test_a_small_file_that_would_fill_the_memory_is_refused(loud):
    bomb = flac_of_silence(minutes=11)
    assert 500 * len(bomb) < 2 * 4 * 48_000 * 660
    answer = sent(loud, bomb, "a.flac")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad_request")
    assert serves(loud)


def test_a_microphone_that_lies_about_its_rate_is_stopped(loud):
    page = Page(loud)
    page.welcome(sound=True)
    page.say(type="microphone", on=True, rate=8_000)
    page.until("Aloud")
    with suppress(Exception):
        for _ in range(200):
            page.socket.send(bytes(9600))
    assert page.closed() == (4429, "rate")
    other = Page(loud)
    other.welcome()
    other.say(type="microphone", on=True, rate=7)
    assert other.closed()[0] == 4400


# Faults inside


def test_an_engine_that_breaks_costs_its_answer_and_tells_the_log_nothing_that_was_said(tmp_path):
    broken = (
        "import sys; from companion.app.main import main; from companion.dialogue.assistant import Assistant\n"
        "explain = Assistant._explain\n"
        "def breaks(self, text, *rest, **how):\n"
        "    if '김비밀' in text: raise RuntimeError('the engine broke at ' + text)\n"
        "    return explain(self, text, *rest, **how)\n"
        "Assistant._explain = breaks\n"
        "import companion.server.openai_api as api\n"
        "usage = api._usage\n"
        "def fails(said, reply):\n"
        "    if '박비밀' in said[-1][1]: raise RuntimeError('it broke at ' + said[-1][1])\n"
        "    return usage(said, reply)\n"
        "api._usage = fails\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    served = Served(tmp_path=tmp_path, start=[sys.executable, "-c", broken], COMPANION_SERVING__TOKEN=TOKEN)
    try:
        served.ready()
        headers = {"Authorization": f"Bearer {TOKEN}"}

        def ask(text):
            body = {"model": "companion", "messages": [{"role": "user", "content": text}]}
            return httpx.post(f"{served.address}/v1/chat/completions", json=body, headers=headers)

        assert ask("내 이름은 김비밀이야").json()["companion"]["status"] == "error"
        failed = ask("내 이름은 박비밀이야")
        assert (failed.status_code, failed.json()["error"]["code"]) == (500, "failed")
        assert ask("경기도지사가 누구야?").json()["companion"]["status"] == "answered"
        assert httpx.get(f"{served.address}/?token={TOKEN}").status_code == 200
        assert httpx.get(f"{served.address}/v1/models?token={TOKEN}").status_code == 401
        served.process.send_signal(signal.SIGTERM)
        assert served.process.wait(15) == 143
        log = served.process.stderr.read().decode()
    finally:
        served.end()
    assert log.count("RuntimeError at") == 2
    assert "a request to /v1/chat/completions failed" in log
    assert "비밀" not in log
    assert TOKEN not in log
    assert TOKEN not in served.printed
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not any("비밀".encode() in path.read_bytes() for path in kept)


def test_a_voice_that_breaks_costs_its_sound_and_nothing_else(loud, question, monkeypatch):
    def breaks(*_):
        raise RuntimeError("the voice broke")

    with monkeypatch.context() as broken:
        broken.setattr("companion.speaking.voice.Voice.clips", breaks)
        page = Page(loud)
        page.welcome(sound=True)
        page.say(type="say", text="안녕하세요?")
        assert page.until("Refused")[-1]["reason"] == "failed"
        asked = {"model": "companion", "voice": "alloy", "input": "안녕하세요?"}
        assert httpx.post(f"{loud.http}/v1/audio/speech", json=asked).status_code == 500
        page.closing.close()
    page = Page(loud)
    page.welcome(sound=True)
    page.say(type="say", text="안녕하세요?")
    assert page.until("ClauseReady")[-1]["sound"]["samples"] > 0
    page.closing.close()


def no_byte_more():
    """As on a full disk: whatever is written to a file fails."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def test_a_full_disk_stops_nothing_and_sigterm_under_load_answers_or_refuses_everybody(tmp_path):
    served = Served(tmp_path=tmp_path, preexec_fn=no_byte_more)
    outcomes = []

    def load():
        with httpx.Client(base_url=served.address) as client:
            while True:
                try:
                    answer = client.post("/v1/chat/completions", json=CHAT)
                except httpx.TransportError as e:
                    outcomes.append(type(e).__name__)
                    return
                outcomes.append(answer.status_code if answer.status_code == 200 else answer.json()["error"]["code"])
                time.sleep(0.05)

    try:
        served.ready()
        threads = [Thread(target=load) for _ in range(8)]
        for thread in threads:
            thread.start()
        until = time.monotonic() + 20
        while outcomes.count(200) < 16 and time.monotonic() < until:
            time.sleep(0.05)
        served.process.send_signal(signal.SIGTERM)
        assert served.process.wait(20) == 143
        for thread in threads:
            thread.join(10)
    finally:
        served.end()
    assert outcomes.count(200) > 8
    assert set(outcomes) <= {200, "going", "rate", "busy", "ConnectError", "RemoteProtocolError", "ReadError"}
    # Whoever was being answered got the answer: what breaks off is at most the one connection that came too late.
    assert sum(outcome in ("RemoteProtocolError", "ReadError") for outcome in outcomes) <= 8


# Limits


def test_connections_of_one_address_are_bounded_and_told_so():
    with serving(per_address=1, session_limit=2) as server:
        lines = [socket.create_connection(("127.0.0.1", server.port), timeout=5) for _ in range(4)]
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as fifth:
            answer = fifth.recv(1000)
        assert b" 503 " in answer
        assert b'"full"' in answer
        assert b"Retry-After" in answer
        for line in lines:
            line.close()
        time.sleep(0.2)
        assert serves(server)


def test_conversations_in_which_nothing_was_said_hold_no_place():
    with serving(per_address=2, session_limit=2) as server:
        for _ in range(5):
            page = Page(server)
            page.welcome()
            page.closing.close()
        kept = Page(server)
        welcome = kept.welcome()
        kept.ask("안녕")
        kept.closing.close()
        assert settles(server, "companion_sockets", 0)
        again = Page(server)
        assert not again.welcome(visit=welcome["visit"], secret="wrong")["resumed"]
        again.closing.close()
        back = Page(server)
        assert back.welcome(visit=welcome["visit"], secret=welcome["secret"])["resumed"]
        back.closing.close()
