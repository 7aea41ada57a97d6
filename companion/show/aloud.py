"""Speaking where there is a speaker: for scripts, which go on in text where there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from companion.audio.clock import RealClock
from companion.base.errors import CompanionError
from companion.base.settings import Settings

if TYPE_CHECKING:
    from companion.audio.devices import Speaker
    from companion.speaking.voice import Voice


class Aloud:
    """Speaks texts in spoken form, each to its end, if there is a speaker; without one it does nothing.

    Args:
        settings: which voice and which speaker.
        notice: told what happens to the speaker.
        without: told, once, why nothing will be spoken: the voice is not installed, or cannot speak.
    """

    def __init__(
        self, settings: Settings, notice: Callable[[str], None], without: Callable[[CompanionError], None]
    ) -> None:
        self._voice: Voice | None = None
        self._speaker: Speaker | None = None
        try:
            from companion.audio.portaudio import AudioSystem, SoundDeviceSpeaker, list_devices

            if any(device.kind == "output" for device in list_devices()):
                # The voice takes a second to import, which nobody should wait for without a speaker.
                from companion.models.store import ModelStore
                from companion.speaking.voice import load_voice

                self._voice = load_voice(settings.speaking, ModelStore(settings.models_folder), settings.cache_folder)
                self._speaker = SoundDeviceSpeaker(AudioSystem(), settings.devices.output, notice)
        except CompanionError as e:
            without(e)

    def say(self, spoken: str) -> None:
        """Speak, and wait until it is over."""
        if self._voice is None or self._speaker is None:
            return
        from companion.speaking.clauses import clauses
        from companion.speaking.playback import Player

        Player(self._speaker, RealClock()).start(clauses(spoken), self._voice.clips(spoken)).wait()

    def close(self) -> None:
        """Let go of the speaker."""
        if self._speaker is not None:
            self._speaker.close()
