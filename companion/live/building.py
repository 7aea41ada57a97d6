"""The parts of a spoken conversation, made as the settings say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from companion.audio.clock import Clock
from companion.audio.devices import Microphone, Speaker
from companion.audio.files import FileMicrophone, FileSpeaker
from companion.base.settings import Settings
from companion.dialogue.assistant import Assistant
from companion.dialogue.expected import expected_names, expected_sentences
from companion.hearing.engine import Hints, load_recogniser
from companion.hearing.turn_completion import load_turn_completion
from companion.language.spoken import spoken
from companion.live.acknowledgement import Acknowledgement
from companion.live.ear import Ear
from companion.models.store import ModelStore
from companion.speaking.voice import Clip, Voice

MICROPHONE: Final = "mic"
SPEAKER: Final = "speaker"


def load_acknowledgement(settings: Settings, voice: Voice) -> Acknowledgement | None:
    """What is said first where an answer is late; None where nothing is."""
    after_ms, text = settings.speaking.acknowledge_after_ms, settings.speaking.acknowledgement
    clip = next(voice.clips(spoken(text)), None) if after_ms else None
    return None if clip is None else Acknowledgement(Clip("", clip.audio), after_ms / 1000)


def load_ear(assistant: Assistant, store: ModelStore) -> Ear:
    """The recogniser that the settings name, told what it may hear.

    Raises:
        CompanionError: it cannot be had.
    """
    hints = Hints(expected_names(assistant, assistant.as_of()), expected_sentences(assistant))
    engine = load_recogniser(assistant.settings.hearing, store, hints)
    engine.warm_up()
    settings = assistant.settings
    return Ear(engine, load_turn_completion(settings, store))


def open_devices(
    settings: Settings,
    source: Microphone | str,
    target: Speaker | str,
    clock: Clock,
    notice: Callable[[str], None],
) -> tuple[Microphone, Speaker]:
    """What is listened to and what is spoken on.

    Args:
        settings: name the devices.
        source: `mic`, a sound file that is heard as if from a microphone, or one that is open.
        target: `speaker`, a WAV file to be written, or one that is open.
        clock: the time line of files.
        notice: is told when a device goes or comes.

    Raises:
        CompanionError: a device or a file cannot be had.
    """
    clean, played = None, None
    if settings.devices.echo_cancellation and source == MICROPHONE and target == SPEAKER:
        from companion.audio.echo import EchoCanceller

        canceller = EchoCanceller()
        clean, played = canceller.clean, canceller.played
    microphone = FileMicrophone(Path(source), clock) if isinstance(source, str) and source != MICROPHONE else source
    speaker = FileSpeaker(Path(target), clock) if isinstance(target, str) and target != SPEAKER else target
    if isinstance(microphone, str) or isinstance(speaker, str):
        from companion.audio.portaudio import AudioSystem, SoundDeviceMicrophone, SoundDeviceSpeaker

        system = AudioSystem()
        if isinstance(microphone, str):
            microphone = SoundDeviceMicrophone(system, settings.devices.input, notice, clean)
        if isinstance(speaker, str):
            speaker = SoundDeviceSpeaker(system, settings.devices.output, notice, played)
    return microphone, speaker
