"""OpenAI's own realtime client, unmodified, against a server."""

import base64
import time
from contextlib import contextmanager

import numpy as np
import pytest
from openai import OpenAI
from served import serving
from websockets.exceptions import ConnectionClosed

from companion.audio.pcm import silence
from companion.base.settings import Speaking
from companion.speaking.engine import load_synthesiser

RATE = 24_000
GOVERNOR, BEFORE = "경기도지사가 누구야?", "그 전에는?"


def sent(audio):
    return (np.concatenate([audio.at(RATE).samples, silence(0.1, RATE).samples]) * 32767).astype("<i2").tobytes()


@pytest.fixture(scope="module")
def asked(question):
    return sent(question)


class Client:
    """What a program says and is told."""

    def __init__(self, connection):
        self.connection, self.events = connection, []
        self.session = self.until("session.created")[-1].session

    def until(self, kind):
        told = []
        while not told or told[-1].type != kind:
            told.append(self.connection.parse_event(self.connection._connection.recv(timeout=60)))
            assert told[-1].type != "error" or kind == "error", told[-1]
        self.events += told
        return told

    def error(self):
        return self.until("error")[-1].error

    def append(self, content):
        for start in range(0, len(content), 9600):
            audio = base64.b64encode(content[start : start + 9600]).decode()
            self.connection.input_audio_buffer.append(audio=audio)

    def write(self, text, **item):
        content = [{"type": "input_text", "text": text}]
        self.connection.conversation.item.create(item={"type": "message", "role": "user", "content": content, **item})
        self.connection.response.create()

    def ask(self, text):
        self.write(text)
        return said(self.until("response.done"))


@contextmanager
def talking(server, **more):
    with (
        OpenAI(base_url=f"{server.http}/v1", api_key="none", max_retries=0) as client,
        client.realtime.connect(model="companion", **more) as connection,
    ):
        yield Client(connection)


def of(events, kind):
    return [event for event in events if event.type == kind]


def said(events):
    text = "".join(event.delta for event in events if event.type.endswith(("_text.delta", "audio_transcript.delta")))
    done = events[-1].response
    content = done.output[0].content[0]
    assert text == (content.transcript or content.text or "")
    return text


def sound(events):
    return b"".join(base64.b64decode(event.delta) for event in of(events, "response.output_audio.delta"))


def test_what_is_written_is_answered_in_one_conversation(server):
    with talking(server) as client:
        assert client.session.output_modalities == ["text"]
        client.write(GOVERNOR, id="mine")
        events = client.until("response.done")
        assert [event.type for event in events] == [
            "conversation.item.added", "conversation.item.done", "response.created", "response.output_item.added",
            "conversation.item.added", "response.content_part.added",
            *["response.output_text.delta"] * len(of(events, "response.output_text.delta")),
            "response.output_text.done", "response.content_part.done", "response.output_item.done",
            "conversation.item.done", "response.done",
        ]  # fmt: skip
        assert events[0].item.id == "mine"
        assert "추미애" in said(events)
        assert events[-1].response.status == "completed"
        assert of(events, "response.created")[0].response.model_extra["companion"]["sources"]
        assert "김동연" in client.ask(BEFORE)
        client.connection.conversation.item.retrieve(item_id="mine")
        assert client.until("conversation.item.retrieved")[-1].item.content[0].text == GOVERNOR


@pytest.mark.parametrize(
    ("event", "code", "param"),
    [
        ({"type": "conversation.item.delete", "item_id": "x"}, "unsupported", "type"),
        ({"type": "output_audio_buffer.clear"}, "unsupported", "type"),
        ({"type": "session.update", "session": {"type": "realtime", "tools": [{}]}}, "unsupported", "session.tools"),
        (
            {"type": "session.update", "session": {"audio": {"output": {"format": {"type": "audio/pcmu"}}}}},
            "unsupported", "session.audio.output.format",
        ),
        (
            {"type": "session.update", "session": {"output_modalities": ["audio"]}},
            "no_voice", "session.output_modalities",
        ),
        ({"type": "session.update", "session": {"type": "transcription"}}, "bad_request", "session.type"),
        ({"type": "conversation.item.create", "item": {"type": "function_call_output"}}, "unsupported", "item"),
        ({"type": "conversation.item.truncate", "item_id": "x", "audio_end_ms": 1}, "not_found", "item_id"),
        ({"type": "input_audio_buffer.append", "audio": "…"}, "bad_request", "audio"),
        ({"type": "input_audio_buffer.append", "audio": "AAAA"}, "no_voice", None),
        ({"type": "response.create"}, "bad_request", None),
        ({"type": "response.cancel"}, "bad_request", "response_id"),
        ({}, "unsupported", "type"),
    ],
)  # fmt: skip
def test_what_is_not_served_is_told_by_name_and_the_conversation_goes_on(server, event, code, param):
    with talking(server) as client:
        client.connection.send({**event, "event_id": "e1"})
        error = client.error()
        assert (error.type, error.code, error.param, error.event_id) == (error.type, code, param, "e1")
        assert "추미애" in client.ask(GOVERNOR)


def test_what_is_no_event_and_another_model_are_refused(server):
    with talking(server) as client:
        client.connection._connection.send("{")
        assert client.error().code == "bad_request"
        client.connection._connection.send(b"\x00\xff")
        assert client.error().code == "bad_request"
    with OpenAI(base_url=f"{server.http}/v1", api_key="none").realtime.connect(model="gpt-realtime") as connection:
        assert connection.recv().error.code == "not_found"
        with pytest.raises(ConnectionClosed):
            connection.recv()


def test_a_token_is_wanted():
    token = "a-token-of-this-test-alone"
    with serving(token=token) as server:
        with OpenAI(base_url=f"{server.http}/v1", api_key="wrong").realtime.connect() as connection:
            with pytest.raises(ConnectionClosed) as caught:
                connection.recv()
            assert caught.value.rcvd.reason == "token"
        with OpenAI(base_url=f"{server.http}/v1", api_key=token).realtime.connect() as connection:
            assert connection.recv().type == "session.created"


def test_a_question_aloud_ends_by_itself_and_what_was_not_heard_was_not_said(loud, asked, models):
    with talking(loud) as client:
        client.append(asked)
        events = client.until("response.output_audio.delta")
        kinds = [event.type for event in events]
        heard = "conversation.item.input_audio_transcription"
        order = [
            "input_audio_buffer.speech_started", "input_audio_buffer.speech_stopped", "input_audio_buffer.committed",
            f"{heard}.completed", "response.created", "response.output_audio.delta",
        ]  # fmt: skip
        assert sorted(order, key=kinds.index) == order
        done = of(events, f"{heard}.completed")[0]
        assert "도지사" in done.transcript.replace(" ", "")
        assert "".join(event.delta for event in of(events, f"{heard}.delta")) == done.transcript
        assert 500 < of(events, "input_audio_buffer.speech_stopped")[0].audio_end_ms < 5000
        # Almost nothing was heard of the answer: none of it is remembered as said, and it can be gone on with.
        item = events[-1].item_id
        client.connection.conversation.item.truncate(item_id=item, content_index=0, audio_end_ms=200)
        events = client.until("conversation.item.truncated")
        assert of(events, "response.done")[0].response.status == "cancelled"
        client.connection.conversation.item.retrieve(item_id=item)
        kept = client.until("conversation.item.retrieved")[-1].item
        assert (kept.status, kept.content[0].transcript) == ("incomplete", "")
        client.append(b"\x00" * 9600)
        client.write("어디까지 말했지?")
        assert client.until("response.output_audio_transcript.delta")[-1].delta.startswith("지금 경기도지사는")
        # Who speaks over an answer and asks something stops it; clients fall silent when they are told so.
        client.append(sent(load_synthesiser(Speaking(), models).synthesize("수원에서 맛집을 추천해 줘.")))
        client.until("input_audio_buffer.speech_started")
        client.until("conversation.item.input_audio_transcription.completed")
    until = time.monotonic() + 10
    while loud.server._hub.live and time.monotonic() < until:
        time.sleep(0.02)


def test_turns_that_the_client_ends(loud, asked):
    with talking(loud) as client:
        client.connection.session.update(
            session={"type": "realtime", "audio": {"input": {"turn_detection": None}}, "output_modalities": ["audio"]}
        )
        assert client.until("session.updated")[-1].session.audio.input.turn_detection is None
        client.connection.input_audio_buffer.commit()
        assert client.error().code == "bad_request"
        client.append(asked[: len(asked) // 2])
        client.connection.input_audio_buffer.clear()
        client.until("input_audio_buffer.cleared")
        client.append(asked)
        client.connection.input_audio_buffer.commit()
        events = client.until("conversation.item.input_audio_transcription.completed")
        assert "도지사" in events[-1].transcript.replace(" ", "")
        client.connection.response.create()
        events = client.until("response.done")
        assert "추미애" in said(events)
        # The first clause was heard, and only that.
        first = of(events, "response.output_audio_transcript.delta")[0].delta
        kinds = [event.type for event in events]
        second = [n for n, kind in enumerate(kinds) if kind == "response.output_audio_transcript.delta"][1]
        heard_ms = round(len(sound(events[:second])) / 2 / RATE * 1000)
        item = events[-1].response.output[0].id
        client.connection.conversation.item.truncate(item_id=item, content_index=0, audio_end_ms=heard_ms)
        client.until("conversation.item.truncated")
        client.connection.conversation.item.retrieve(item_id=item)
        assert client.until("conversation.item.retrieved")[-1].item.content[0].transcript == first
        rest = client.ask("어디까지 말했지?")
        assert rest
        assert first.strip() not in rest
        client.connection.conversation.item.truncate(item_id=item, content_index=0, audio_end_ms=10**6)
        assert client.error().code == "bad_request"


def test_an_answer_can_be_cancelled(loud):
    with talking(loud) as client:
        client.write("수원 맛집을 찾아줘")
        client.until("response.output_audio.delta")
        client.connection.response.cancel()
        done = client.until("response.done")[-1].response
        assert (done.status, done.status_details.reason) == ("cancelled", "client_cancelled")
        assert client.ask("어디까지 말했지?")


def test_what_cannot_be_understood_is_told_and_the_third_time_the_connection_ends(loud, asked, monkeypatch):
    def breaks(*_):
        raise RuntimeError("the recogniser broke")

    monkeypatch.setattr("companion.server.ears.SharedEars.stream", breaks)
    with talking(loud) as client:
        client.append((asked + bytes(2 * RATE * 3)) * 4)
        for _ in range(2):
            assert client.error().code == "failed"
        with pytest.raises(ConnectionClosed) as closed:
            client.until("response.done")
        assert closed.value.rcvd.code == 4500
