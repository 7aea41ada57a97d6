"""The Wyoming protocol with the package's own client, as Home Assistant uses it."""

import asyncio
import json
import random
import socket
import struct
import time
from contextlib import asynccontextmanager, suppress

import httpx2 as httpx
import numpy as np
import pytest
from served import serving
from wyoming.asr import Transcribe, Transcript, TranscriptChunk
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.client import AsyncTcpClient
from wyoming.error import Error
from wyoming.event import Event
from wyoming.handle import Handled, HandledChunk, NotHandled
from wyoming.info import Describe, Info
from wyoming.ping import Ping, Pong
from wyoming.tts import Synthesize, SynthesizeChunk, SynthesizeStart, SynthesizeStop
from zeroconf import ServiceBrowser, Zeroconf

from companion.audio.pcm import silence
from companion.server.wyoming_wire import SERVICE, Announcement

GOVERNOR, BEFORE = "경기도지사가 누구야?", "그 전에는?"


@pytest.fixture(scope="module")
def quiet(loaded_once):
    with serving(wyoming=0) as server:
        yield server


class Client:
    def __init__(self, client):
        self.client = client

    async def say(self, *events):
        for event in events:
            await self.client.write_event(event.event())

    async def until(self, *kinds):
        told = []
        while not told or told[-1].type not in kinds:
            told.append(await self.client.read_event())
            assert told[-1] is not None
        return told

    async def ask(self, text, **context):
        await self.say(Transcript(text, context=context or None))
        told = await self.until("handled-stop", "not-handled", "error")
        if told[-1].type != "handled-stop":
            return told[-1]
        whole = Handled.from_event(told[-2])
        assert "".join(HandledChunk.from_event(event).text for event in told[1:-2]) == whole.text
        assert (whole.context or {}) == context
        return whole.text


@asynccontextmanager
async def connected(server):
    async with AsyncTcpClient("127.0.0.1", server.server.wyoming.port, read_timeout=60) as client:
        yield Client(client)


def test_it_says_what_it_can_do(quiet, loud):
    async def talk():
        async with connected(quiet) as client:
            await client.say(Ping("a"), Describe())
            assert Pong.from_event((await client.until("pong"))[-1]).text == "a"
            info = Info.from_event((await client.until("info"))[-1])
            assert (info.asr, info.tts) == ([], [])
            assert info.handle[0].models[0].languages == ["ko"]
            await client.say(Synthesize("안녕"))
            assert Error.from_event((await client.until("error"))[-1]).code == "no_voice"
        async with connected(loud) as client:
            await client.say(Describe())
            info = Info.from_event((await client.until("info"))[-1])
            assert info.asr[0].supports_transcript_streaming
            assert info.tts[0].supports_synthesize_streaming

    asyncio.run(talk())


def test_a_conversation_is_one_by_its_name_or_its_connection(quiet):
    async def talk():
        async with connected(quiet) as client:
            assert "추미애" in await client.ask(GOVERNOR, conversation_id="a")
            assert "추미애" in await client.ask(GOVERNOR)
        async with connected(quiet) as client:
            assert "김동연" in await client.ask(BEFORE, conversation_id="a")
            assert "김동연" not in str(await client.ask(BEFORE))
            nothing = await client.ask("쀍뛟 훏쎎")
            assert not isinstance(nothing, str)
            assert NotHandled.from_event(nothing).text
            assert Error.from_event(await client.ask(" ")).code == "bad_request"

    asyncio.run(talk())


def test_what_is_heard_is_written_down_as_it_comes(loud, question):
    spoken = question.at(22_050).samples
    stereo = np.repeat(np.concatenate([spoken, silence(0.5, 22_050).samples]), 2)
    content = (stereo * 32767).astype("<i2").tobytes()

    async def talk():
        async with connected(loud) as client:
            await client.say(Transcribe(language="ko"), AudioStart(22_050, 2, 2))
            for start in range(0, len(content), 4096):
                await client.say(AudioChunk(22_050, 2, 2, content[start : start + 4096]))
            await client.say(AudioStop())
            told = await client.until("transcript-stop")
            text = Transcript.from_event(told[-2]).text
            assert "도지사" in text.replace(" ", "")
            assert told[0].type == "transcript-start"
            assert "".join(TranscriptChunk.from_event(event).text for event in told[1:-2]) == text
            await client.say(AudioStart(16_000, 2, 1), AudioChunk(16_000, 2, 1, bytes(32_000)), AudioStop())
            assert Transcript.from_event((await client.until("transcript-stop"))[-2]).text == ""
            await client.say(AudioStart(16_000, 4, 1))
            assert Error.from_event((await client.until("error"))[-1]).code == "unsupported"

    asyncio.run(talk())


def test_stereo_with_one_channel_inverted_is_written_down(loud, question):
    spoken = np.concatenate([question.at(16_000).samples, silence(0.5, 16_000).samples])
    content = (np.stack([spoken, -spoken], axis=1) * 32767).astype("<i2").tobytes()

    async def talk():
        async with connected(loud) as client:
            await client.say(AudioStart(16_000, 2, 2))
            for start in range(0, len(content), 4096):
                await client.say(AudioChunk(16_000, 2, 2, content[start : start + 4096]))
            await client.say(AudioStop())
            text = Transcript.from_event((await client.until("transcript-stop"))[-2]).text
            assert "도지사" in text.replace(" ", "")

    asyncio.run(talk())


def seconds(events):
    chunks = [AudioChunk.from_event(event) for event in events if event.type == "audio-chunk"]
    assert np.abs(np.frombuffer(b"".join(chunk.audio for chunk in chunks), "<i2")).max() > 1000
    return sum(chunk.seconds for chunk in chunks)


def test_texts_are_said_whole_or_while_they_are_written(loud):
    text = "안녕하세요. 저는 로봇이에요. 만나서 반가워요."

    async def talk():
        async with connected(loud) as client:
            await client.say(Synthesize(text))
            whole = await client.until("audio-stop")
            assert [whole[0].type, {event.type for event in whole[1:-1]}] == ["audio-start", {"audio-chunk"}]
            await client.say(SynthesizeStart(), SynthesizeChunk("안녕하세요. 저는 로"))
            first = await client.until("audio-chunk")  # before the rest is written
            await client.say(SynthesizeChunk("봇이에요. 만나서 "), SynthesizeChunk("반가워요."), Synthesize(text))
            await client.say(SynthesizeStop())
            told = first + await client.until("synthesize-stopped")
            kinds = [event.type for event in told]
            assert (kinds.count("audio-start"), kinds.count("audio-stop")) == (1, 1)
            assert seconds(told) == pytest.approx(seconds(whole), rel=0.2)

    asyncio.run(talk())


def head(**fields):
    return json.dumps(fields).encode() + b"\n"


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (b"x" * 200_000, "bad_request"),
        (b"GET / HTTP/1.1\r\n\r\n", "bad_request"),
        (b"[]\n", "bad_request"),
        (head(type="audio-chunk", payload_length=1 << 40), "too_large"),
        (head(type="transcript", data_length=1 << 30), "too_large"),
        (head(type="transcript", data_length=-1), "bad_request"),
        (head(type="transcript", data={"text": 1}), "bad_request"),
        (head(type="audio-chunk", data={"rate": 0, "width": 0, "channels": 0}), "bad_request"),
    ],
)  # fmt: skip
def test_what_is_no_event_is_refused_and_the_next_client_served(quiet, sent, code):
    with socket.create_connection(("127.0.0.1", quiet.server.wyoming.port), 5) as raw:
        raw.sendall(sent)
        answer = raw.makefile("rb")
        told = json.loads(answer.readline())
        assert told["type"] == "error"
        assert json.loads(answer.read(told["data_length"]))["code"] == code
        raw.sendall(head(type="unheard-of"))

    async def talk():
        async with connected(quiet) as client:
            await client.client.write_event(Event("unheard-of"))
            assert await client.ask("안녕")

    asyncio.run(talk())


def wyoming_socket(server):
    return socket.create_connection(("127.0.0.1", server.server.wyoming.port), 5)


def error_told(raw):
    with raw.makefile("rb") as answer:
        told = json.loads(answer.readline())
        return told["type"], json.loads(answer.read(told["data_length"]))["code"]


def asked_again(server):
    async def talk():
        async with connected(server) as client:
            return await client.ask(GOVERNOR)

    return asyncio.run(talk())


def test_an_event_that_does_not_come_to_its_end_is_told_so(quiet, monkeypatch):
    monkeypatch.setattr("companion.server.wyoming_wire._REST_S", 0.2)
    for begun in (b'{"type": ', head(type="audio-chunk", payload_length=1000) + b"x"):
        with wyoming_socket(quiet) as raw:
            raw.sendall(begun)
            assert error_told(raw) == ("error", "slow")
    assert "추미애" in asked_again(quiet)


def test_random_events_and_clients_that_vanish_harm_nobody(loud):
    chance = random.Random(20261129)
    kinds = ["transcribe", "audio-start", "audio-chunk", "audio-stop", "synthesize", "synthesize-start", "transcript"]
    kinds += ["synthesize-chunk", "synthesize-stop", "describe", "ping", "nothing"]
    values = [None, True, -1, 10**30, 1e308, "", "가" * 50, "\0", [], {}, [[]]]
    for _ in range(40):
        with wyoming_socket(loud) as raw, suppress(OSError):
            for _ in range(chance.randrange(1, 6)):
                names = chance.sample(["rate", "width", "channels", "text", "context", "voice", "language"], 3)
                data = {name: chance.choice(values) for name in names}
                payload = chance.randbytes(chance.randrange(200))
                raw.sendall(head(type=chance.choice(kinds), data=data, payload_length=len(payload)) + payload)
            if chance.random() < 0.5:
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    # Somebody who goes in the middle of what they say.
    with wyoming_socket(loud) as raw:
        raw.sendall(head(type="audio-start", data={"rate": 16_000, "width": 2, "channels": 1}))
        raw.sendall(
            head(type="audio-chunk", data={"rate": 16_000, "width": 2, "channels": 1}, payload_length=3200)
            + bytes(3200)
        )
    assert "추미애" in asked_again(loud)
    assert 'companion_errors_total{where="wyoming"}' not in httpx.get(f"{loud.http}/metrics").text


def test_who_reads_nothing_of_what_was_asked_for_is_left():
    with serving(wyoming=0, within_s=1) as server:
        wyoming = server.server.wyoming
        wyoming._listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        with socket.socket() as deaf:
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            deaf.settimeout(5)
            deaf.connect(("127.0.0.1", wyoming.port))
            deaf.sendall(head(type="transcript", data={"text": GOVERNOR}) * 300)
            until = time.monotonic() + 20
            while wyoming._talks and time.monotonic() < until:
                time.sleep(0.1)
            assert not wyoming._talks
        assert "추미애" in asked_again(server)


def test_who_comes_too_often_is_told_so_and_all_are_when_it_goes():
    with serving(wyoming=0, per_address=3) as server:
        lines = [wyoming_socket(server) for _ in range(3)]
        until = time.monotonic() + 10
        while len(server.server.wyoming._talks) < 3 and time.monotonic() < until:
            time.sleep(0.02)
        with wyoming_socket(server) as fourth:
            assert error_told(fourth) == ("error", "full")
        server.server.stop()
        assert [error_told(line) for line in lines] == [("error", "going")] * 3
        for line in lines:
            line.close()


def test_it_is_found_where_it_is_announced():
    found = []

    async def announced():
        announcement = Announcement("127.0.0.1", 10_700, ["127.0.0.1"])
        await announcement.begin()
        browsing = await asyncio.to_thread(Zeroconf, interfaces=["127.0.0.1"])

        def changed(zeroconf, service_type, name, state_change):
            found.append((state_change.name, name))

        ServiceBrowser(browsing, SERVICE, handlers=[changed])
        until = time.monotonic() + 10
        while not found and time.monotonic() < until:
            await asyncio.sleep(0.02)
        name = found[0][1]
        info = await asyncio.to_thread(browsing.get_service_info, SERVICE, name)
        assert (info.port, info.parsed_addresses()) == (10_700, ["127.0.0.1"])
        await announcement.end()
        await asyncio.to_thread(browsing.close)

    asyncio.run(announced())
    assert "companion" in found[0][1]
