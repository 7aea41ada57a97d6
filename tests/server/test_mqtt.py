"""Events at a broker, as a motor and as Home Assistant read them; the broker is another project's."""

import asyncio
import json
import socket
import time
from contextlib import contextmanager
from threading import Event, Thread

import paho.mqtt.client as mqtt
import pytest
from amqtt.broker import Broker
from paho.mqtt.enums import CallbackAPIVersion
from served import serving
from test_page_socket import Page

from companion.base.errors import UsageError
from companion.server.mqtt import MqttBody


@contextmanager
def broker():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    up, stop = Event(), None

    async def run():
        nonlocal stop
        stop = asyncio.Event()
        plugins = {"amqtt.plugins.authentication.AnonymousAuthPlugin": {"allow_anonymous": True}}
        served = Broker({"listeners": {"default": {"type": "tcp", "bind": f"127.0.0.1:{port}"}}, "plugins": plugins})
        await served.start()
        up.loop = asyncio.get_running_loop()
        up.set()
        await stop.wait()
        await served.shutdown()

    thread = Thread(target=lambda: asyncio.run(run()))
    thread.start()
    assert up.wait(10)
    try:
        yield port
    finally:
        up.loop.call_soon_threadsafe(stop.set)
        thread.join(10)


class Home:
    """Reads everything that is told."""

    def __init__(self, port):
        self.told, self.here = {}, Event()
        self.client = mqtt.Client(CallbackAPIVersion.VERSION2)
        self.client.on_message = self.take
        self.client.on_connect = lambda client, *rest: client.subscribe([("companion/#", 0), ("homeassistant/#", 0)])
        self.client.on_subscribe = lambda *_: self.here.set()
        self.client.connect("127.0.0.1", port)
        self.client.loop_start()
        assert self.here.wait(10)

    def take(self, client, data, message):
        self.told.setdefault(message.topic, []).append(message.payload.decode())

    def until(self, topic, payload):
        until = time.monotonic() + 10
        while payload not in self.told.get(topic, []) and time.monotonic() < until:
            time.sleep(0.02)
        return payload in self.told.get(topic, [])

    def close(self):
        self.client.disconnect()
        self.client.loop_stop()


def test_a_home_finds_the_robot_and_follows_what_it_does():
    with broker() as port:
        home = Home(port)
        with serving(mqtt=f"mqtt://127.0.0.1:{port}") as server:
            node = None
            until = time.monotonic() + 10
            while node is None and time.monotonic() < until:
                node = next((t.split("/")[1] for t in [*home.told] if t.endswith("/status")), None)
            assert home.until(f"companion/{node}/status", "online")
            # What it is told comes in on a thread of its own.
            told = dict(home.told)
            found = {topic: json.loads(said[-1]) for topic, said in told.items() if topic.startswith("homeassistant")}
            assert len(found) == 5
            assert len({entity["unique_id"] for entity in found.values()}) == 5
            assert {entity["availability_topic"] for entity in found.values()} == {f"companion/{node}/status"}
            (phase,) = (entity for topic, entity in found.items() if "/phase/" in topic)
            page = Page(server)
            page.welcome()
            page.ask("안녕하세요?")
            assert home.until(phase["state_topic"], "committing")
            assert home.until(f"companion/{node}/gaze", "aside")
            assert home.until(f"companion/{node}/cards", json.dumps({"count": 0}))
            page.closing.close()
        assert home.until(f"companion/{node}/status", "offline")
        assert "안녕" not in json.dumps(dict(home.told), ensure_ascii=False)
        home.close()


def test_a_broker_that_is_not_there_harms_nobody():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"mqtt://127.0.0.1:{probe.getsockname()[1]}"
    with serving(mqtt=address) as server:
        page = Page(server)
        page.welcome()
        page.ask("안녕하세요?")
        page.closing.close()


@pytest.mark.parametrize(
    "address", ["", "127.0.0.1", "http://a", "mqtt://", "mqtt://a:b", "mqtt://a:99999", "mqtt://a/b"]
)
def test_what_is_no_address_is_told_without_its_password(address):
    with pytest.raises(UsageError, match="mqtt://HOST"):
        MqttBody(address, "companion")
