"""A spoken conversation for a program that hosts the robot: its parts, and its events."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TypeVar

from companion.audio.clock import Clock, RealClock
from companion.audio.devices import Microphone, Speaker
from companion.dialogue.assistant import Assistant, State
from companion.hearing.voice_activity import VoiceActivityDetector
from companion.live.building import MICROPHONE, load_acknowledgement, load_ear, open_devices
from companion.live.listening import Event, EventTeller, TellingPlayer, events
from companion.live.session import Session
from companion.live.turn import live_turn
from companion.models.store import ModelStore
from companion.speaking.voice import load_voice

T = TypeVar("T")

log = logging.getLogger("companion")


def hosted(
    assistant: Assistant,
    microphone: Microphone | str | Path,
    speaker: Speaker | str | Path,
    state: State,
    moved_on: Callable[[State], None],
    clock: Clock | None = None,
) -> Generator[Event, None, None]:
    """Converse aloud from a state on; the events as they happen.

    Args:
        assistant: answers.
        microphone: `mic`, a sound file, or one that is open.
        speaker: `speaker`, a WAV file to be written, or one that is open.
        state: where the conversation stands.
        moved_on: is told where it stands after each turn.
        clock: the time line of microphone and speaker; real time if not given.

    Raises:
        CompanionError: a device, a model or a file cannot be had, or fails later.
    """
    settings = assistant.settings
    clock = RealClock() if clock is None else clock
    store = ModelStore(settings.models_folder)
    voice, ear = load_voice(settings.speaking, store, settings.cache_folder), load_ear(assistant, store)
    voice.warm_up()
    heard, played = open_devices(settings, _named(microphone), _named(speaker), clock, log.warning)
    # A file cannot hear the robot; a microphone does, unless its voice is taken out again.
    interruptible = microphone != MICROPHONE or settings.devices.echo_cancellation

    def session(tell: Callable[[Event], None]) -> Session:
        player = TellingPlayer(played, clock, tell)
        turn = live_turn(assistant, interruptible=interruptible, saying=player.saying, state=state)
        listener = EventTeller(tell, lambda turn: moved_on(turn.after))
        late = load_acknowledgement(settings, voice)
        return Session(turn, VoiceActivityDetector(), ear, voice, player, clock, listener, acknowledgement=late)

    try:
        yield from events(session, heard)
    finally:
        if isinstance(speaker, str | Path):
            played.close()


def _named(device: T | Path) -> T | str:
    return str(device) if isinstance(device, Path) else device
