"""Bodies and homes that speak MQTT: every event at a broker, and what Home Assistant shows of it without being set up.

`companion/NODE/events` has all events as JSON, and each one has a topic of its own, `companion/NODE/EVENT`. What a home
shows is kept by the broker (retained): phase, gesture, feeling, gaze, whether the robot speaks, and that it is there.
"""

from __future__ import annotations

import json
import logging
import re
import socket
from contextlib import suppress
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from companion.base.errors import UsageError
from companion.base.extras import requiring

with requiring("MQTT", "mqtt"):
    from paho.mqtt.client import Client, MQTTMessageInfo
    from paho.mqtt.enums import CallbackAPIVersion

log = logging.getLogger("companion")

_PORTS: Final = {"mqtt": 1883, "mqtts": 8883}
_WAITING: Final = 1000
"""How many messages may wait while the broker cannot be reached; what is late is of no use to a body."""
_SHOWN: Final[dict[str, tuple[str, str, str]]] = {
    "phase": ("sensor", "Phase", "mdi:account-voice"),
    "gesture": ("sensor", "Gesture", "mdi:human-greeting"),
    "feeling": ("sensor", "Feeling", "mdi:emoticon-outline"),
    "gaze": ("sensor", "Gaze", "mdi:eye-outline"),
    "speech": ("binary_sensor", "Speaking", "mdi:bullhorn-outline"),
}
"""What a home shows, by the topic: the kind of entity, its name and its icon."""
_SPEECH: Final = {"SpeechStarted": "ON", "SpeechStopped": "OFF"}
_HEAD: Final = ("event", "version", "conversation")


class MqttBody:
    """A body, or a home, behind a broker.

    Args:
        address: `mqtt://HOST`, or `mqtts://NAME:PASSWORD@HOST:PORT`.
        name: by which a home calls the robot.
        node: by which topics do; default the name of this machine.

    Raises:
        UsageError: it is no address.
    """

    def __init__(self, address: str, name: str, node: str | None = None) -> None:
        try:
            parts = urlsplit(address)
            port = parts.port or _PORTS[parts.scheme]
        except (ValueError, KeyError):
            parts, port = urlsplit(""), 0
        if not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
            raise UsageError("an address for MQTT is mqtt://HOST, or mqtts://NAME:PASSWORD@HOST:PORT")
        self._name = name
        self._node = re.sub(r"[^a-z0-9_]", "_", (node or socket.gethostname()).lower())
        self._client = Client(CallbackAPIVersion.VERSION2, client_id=f"companion_{self._node}")
        self._client.max_queued_messages_set(_WAITING)
        self._client.will_set(self._topic("status"), "offline", retain=True)
        if parts.username:
            self._client.username_pw_set(unquote(parts.username), unquote(parts.password or ""))
        if parts.scheme == "mqtts":
            self._client.tls_set()
        self._client.on_connect = self._connected
        self._client.connect_async(parts.hostname, port)
        self._client.loop_start()

    def __call__(self, message: dict[str, Any]) -> None:
        """Tell it of an event."""
        kind = message["event"]
        self._publish("events", json.dumps(message), retain=False)
        if kind in _SPEECH:
            self._publish("speech", _SPEECH[kind])
            return
        told = {name: value for name, value in message.items() if name not in _HEAD}
        # One word where a home shows one, all that is told where a motor wants it.
        word = told.get("name", told.get("at"))
        topic = kind.lower()
        self._publish(topic, str(word) if word is not None else json.dumps(told), retain=topic in _SHOWN)

    def close(self) -> None:
        """Say that it goes, and let go of the broker."""
        with suppress(RuntimeError, ValueError):  # there is no broker, and the will is enough
            self._publish("status", "offline").wait_for_publish(1.0)
        self._client.disconnect()
        self._client.loop_stop()

    def _topic(self, name: str) -> str:
        return f"companion/{self._node}/{name}"

    def _publish(self, name: str, payload: str, *, retain: bool = True) -> MQTTMessageInfo:
        return self._client.publish(self._topic(name), payload, retain=retain)

    def _connected(self, client: Client, data: object, flags: object, reason: Any, properties: object) -> None:
        if reason.is_failure:
            log.warning("MQTT: the broker refuses: %s", reason)
            return
        for topic, payload in self.discovery().items():
            client.publish(topic, json.dumps(payload), retain=True)
        self._publish("status", "online")

    def discovery(self) -> dict[str, dict[str, Any]]:
        """What Home Assistant is told, by topic: entities that it then shows by itself."""
        device = {"identifiers": [f"companion_{self._node}"], "name": self._name, "model": "companion"}
        return {
            f"homeassistant/{kind}/companion_{self._node}/{topic}/config": {
                "name": name,
                "unique_id": f"companion_{self._node}_{topic}",
                "icon": icon,
                "state_topic": self._topic(topic),
                "availability_topic": self._topic("status"),
                "device": device,
                "origin": {"name": "companion"},
            }
            for topic, (kind, name, icon) in _SHOWN.items()
        }
