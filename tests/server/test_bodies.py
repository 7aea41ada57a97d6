"""Bodies that follow a conversation: over the WebSocket, as the document shows, and over OSC."""

import asyncio
import re
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import get_args

import httpx2 as httpx
import numpy as np
import pytest
from pythonosc.dispatcher import Dispatcher
from pythonosc.osc_server import ThreadingOSCUDPServer
from served import serving
from test_page_socket import Page
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from companion.audio.pcm import Audio
from companion.base.errors import UsageError
from companion.base.gestures import Gesture
from companion.language.mouth_shapes import mouth_shapes
from companion.server.bodies import FEELINGS, LOOKS, Bodies
from companion.server.body_socket import PATH, body_token
from companion.server.osc import OscBody
from companion.server.pages import FOLDER
from companion.speaking.voice import Clip

DOCUMENT = Path(__file__).parents[2] / "docs" / "bodies.md"


def address(server):
    return f"ws://127.0.0.1:{server.port}{PATH}"


class Following(Thread):
    """The example of the document, on a thread."""

    def __init__(self, server):
        super().__init__(daemon=True)
        (code,) = re.findall(r"^```python no-run\n(.*?)^```$", DOCUMENT.read_text(), re.MULTILINE | re.DOTALL)
        assert len(list(filter(str.strip, code.splitlines()))) <= 42
        self.names, self.poses, self.over = {"__name__": "example"}, [], False
        exec(compile(code, str(DOCUMENT), "exec"), self.names)
        self.head, self.address, self.here = self.names["Head"](), address(server), Event()
        self.start()
        assert self.here.wait(5)

    def run(self):
        def moved(head):
            self.here.set()
            self.poses.append((head.pan, head.tilt, head.jaw, head.mood))
            if self.over:
                raise SystemExit

        with suppress(SystemExit):
            self.names["follow"](self.address, self.head, moved)

    def until(self, holds):
        until = time.monotonic() + 10
        while not any(holds(*pose) for pose in self.poses) and time.monotonic() < until:
            time.sleep(0.02)
        return any(holds(*pose) for pose in self.poses)


def test_the_head_of_the_document_moves_as_the_robot_speaks(loud):
    head, page = Following(loud), Page(loud)
    page.welcome(sound=True)
    page.say(type="say", text="안녕하세요?")
    assert head.until(lambda pan, tilt, jaw, mood: jaw > 5)
    assert head.until(lambda pan, tilt, jaw, mood: mood == "happy")
    page.say(type="stop", played=0)
    spoke = len(head.poses)
    assert head.until(lambda pan, tilt, jaw, mood: len(head.poses) > spoke and jaw == 0)
    steps = np.diff([pose[:2] for pose in head.poses], axis=0)
    assert np.abs(steps).max() <= 4 + 1e-9
    head.over = True
    page.closing.close()


def test_a_mouth_follows_the_sound_thirty_times_a_second_and_is_shut_when_it_stops():
    rate = 16_000
    tone = 0.3 * np.sin(np.arange(rate // 2) / 8).astype(np.float32)
    told = []

    async def talk():
        bodies = Bodies()
        bodies.join(told.append)
        for sound in (tone, np.zeros(rate // 10, np.float32), tone):
            bodies.says("a", Clip("아 이 우", Audio(sound, rate)))
        await asyncio.sleep(0.7)
        bodies.hushes("a")
        await asyncio.sleep(0.1)
        bodies.leave(told.append)

    asyncio.run(talk())
    kinds = [event["event"] for event in told]
    assert (kinds[0], kinds[-1]) == ("SpeechStarted", "SpeechStopped")
    assert kinds.count("SpeechStarted") == kinds.count("SpeechStopped") == 1
    mouths = [event for event in told if event["event"] == "Mouth"]
    levels = [event["level"] for event in mouths]
    # «아» opens the mouth, «이» makes it wide, «우» small.
    opens, wides = ([event[name] for event in mouths if event["level"] > 0.8] for name in ("open", "wide"))
    assert max(opens[:4]) > 1.3 * max(opens[11:14])
    assert max(wides) > 1.1 > 1 > min(wides[11:14])
    assert 14 <= len(levels) <= 23
    assert max(levels) > 0.8
    assert levels[-1] == 0
    assert {event["conversation"] for event in told} == {1}


def test_every_gesture_has_a_feeling():
    assert set(FEELINGS) == set(get_args(Gesture))


def test_a_mouth_stands_the_same_on_the_page_and_on_a_body():
    face = (FOLDER / "face.js").read_text()
    tables = [
        [float(number) for number in re.search(rf"const {name} = \[(.*?)\]", face)[1].split(",")]
        for name in ("OPEN", "WIDE")
    ]
    every_vowel = "".join(chr(0xAC00 + 28 * vowel) for vowel in range(21))
    assert list(zip(*tables, strict=True)) == [tuple(shape) for shape in mouth_shapes(every_vowel)]


def test_it_looks_at_who_speaks_and_at_the_cards_and_feels_with_its_gestures():
    told = []

    async def talk():
        bodies = Bodies()
        bodies.join(told.append)
        for phase in ("hearing", "committing"):
            bodies.phase("a", phase)
        bodies.reply("a", "yes_h", 3)
        bodies.reply("a", None, 0)
        await asyncio.sleep(0.01)
        bodies.leave(told.append)

    asyncio.run(talk())
    assert set(LOOKS) == {"listening", "hearing", "committing", "speaking"}
    gazes = [event for event in told if event["event"] == "Gaze"]
    assert [gaze["at"] for gaze in gazes] == ["visitor", "aside", "cards"]
    assert all(-1 <= gaze[way] <= 1 for gaze in gazes for way in ("left", "up"))
    assert [event["count"] for event in told if event["event"] == "Cards"] == [3, 0]
    assert [event["name"] for event in told if event["event"] == "Feeling"] == ["happy"]


def test_who_reads_along_can_only_read(server):
    with connect(address(server)) as body:
        body.send("{}")
        with pytest.raises(ConnectionClosed) as caught:
            body.recv(timeout=60)
        assert (caught.value.rcvd.code, caught.value.rcvd.reason) == (4400, "unsupported")


def test_the_token_of_a_body_reads_along_and_opens_nothing_else():
    token = "a-token-of-some-length"
    own = body_token(token)
    told = subprocess.run(
        ["openssl", "dgst", "-sha256", "-hmac", token], input=b"companion body", capture_output=True, check=True
    ).stdout.decode()
    assert own == told.split()[-1][:32]  # as the document says
    bearer = {"Authorization": f"Bearer {own}"}
    with serving(token) as server:
        for key in (own, token):
            with connect(address(server), additional_headers={"Authorization": f"Bearer {key}"}) as body:
                body.ping().wait(10)
                assert body.close_code is None
        for headers in ({}, {"Authorization": "Bearer guessed"}):
            with connect(address(server), additional_headers=headers) as stranger:
                with pytest.raises(ConnectionClosed) as closed:
                    stranger.recv(timeout=60)
                assert closed.value.rcvd.code == 4401
        for path in ("/ws", "/v1/realtime"):
            with connect(f"ws://127.0.0.1:{server.port}{path}", additional_headers=bearer) as asking:
                with pytest.raises(ConnectionClosed) as closed:
                    asking.recv(timeout=60)
                assert closed.value.rcvd.code == 4401
        chat = {"model": "companion", "messages": [{"role": "user", "content": "안녕"}]}
        assert httpx.post(f"{server.http}/v1/chat/completions", json=chat, headers=bearer).status_code == 401
        assert httpx.get(f"{server.http}/metrics", headers=bearer).status_code == 401
        assert httpx.post(f"{server.http}/enter", json={"token": own}).status_code == 401


def test_nothing_of_it_says_what_was_said(server):
    with connect(address(server)) as body:
        page = Page(server)
        welcome = page.welcome()
        page.ask("안녕하세요?")
        told = body.recv(timeout=60) + body.recv(timeout=60)
        assert "Phase" in told
        assert not re.search("[가-힣]", told)
        assert welcome["visit"] not in told
        page.closing.close()


def test_the_same_over_osc():
    heard, arrived = [], Event()

    def take(path, *values):
        heard.append((path, values))
        arrived.set()

    dispatcher = Dispatcher()
    dispatcher.set_default_handler(take)
    desk = ThreadingOSCUDPServer(("127.0.0.1", 0), dispatcher)
    Thread(target=desk.serve_forever, daemon=True).start()
    with serving(osc=f"127.0.0.1:{desk.server_address[1]}") as server:
        page = Page(server)
        page.welcome()
        page.ask("안녕하세요?")
        assert arrived.wait(5)
        page.closing.close()
    desk.shutdown()
    desk.server_close()
    assert heard[0] == ("/companion/phase", (1, "committing"))
    path, (number, at, left, up) = heard[1]
    assert (path, number, at, round(left, 3), round(up, 3)) == ("/companion/gaze", 1, "aside", 0.4, 0.4)
    # Nobody listens there any more: that is no fault of ours, however much is told.
    body = OscBody(f"127.0.0.1:{desk.server_address[1]}")
    for level in (0.5, float("inf"), "가" * 30_000):
        body({"event": "Mouth", "version": 1, "conversation": 1, "level": level})
    for wrong in ("9000", "a:b", "127.0.0.1:0"):
        with pytest.raises(UsageError):
            OscBody(wrong)
