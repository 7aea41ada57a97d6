"""A spoken conversation on real parts, built from the settings: devices, recogniser, voice and the machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from companion.audio.clock import Clock, RealClock, VirtualClock
from companion.audio.devices import Microphone, Speaker
from companion.audio.files import FileMicrophone, FileSpeaker
from companion.base.settings import Settings
from companion.dialogue.assistant import Assistant
from companion.dialogue.incumbent import Answerer
from companion.dialogue.state import FRESH, State
from companion.hearing.engine import load_recogniser
from companion.hearing.turn_completion import load_turn_completion
from companion.hearing.voice_activity import VoiceActivityDetector
from companion.language.spoken import spoken
from companion.live.acknowledgement import Acknowledgement
from companion.live.ear import Ear
from companion.live.ends import MICROPHONE, SPEAKER
from companion.live.hints import conversation_hints
from companion.live.keys import talk_key
from companion.live.openings import openings
from companion.live.session import Observer, Session
from companion.live.turn import live_turn
from companion.models.progress import progress_on
from companion.models.store import ModelStore
from companion.speaking.playback import Player
from companion.speaking.voice import Clip, Voice, load_voice


@dataclass(frozen=True, slots=True)
class SpokenConversation:
    """A conversation that is ready to begin."""

    session: Session
    microphone: Microphone

    def run(self) -> None:
        """Converse until the microphone ends."""
        self.session.run(self.microphone.frames())

    def end(self) -> None:
        """End the microphone; may come from any thread."""
        self.microphone.close()


@contextmanager
def spoken_conversation(
    assistant: Assistant,
    source: str | Path | Microphone,
    target: str | Path | Speaker,
    observer: Observer,
    *,
    fast: bool = False,
    notice: Callable[[str], None],
    progress: TextIO,
    clause: Callable[[Clip], None] | None = None,
    state: State = FRESH,
    answerer: Answerer | None = None,
) -> Iterator[SpokenConversation]:
    """Get everything ready for a conversation aloud, and let go of the devices after it.

    Args:
        assistant: answers.
        source: `mic`, a sound file that is heard as if from a microphone, or a microphone of your own.
        target: `speaker`, a WAV file to be written, or a speaker of your own.
        observer: watches.
        fast: with files, work as fast as it goes instead of in real time.
        notice: is told something about a device.
        progress: where the fetching of models is shown.
        clause: is told of each clause of an answer as soon as its sound is there.
        state: where the conversation stands.
        answerer: takes the turns, where that may be somebody else one day; what is prepared and listened for is the
            assistant's.

    Raises:
        CompanionError: a device, a model or a file cannot be had.
    """
    settings = assistant.settings
    clock: Clock = VirtualClock() if fast else RealClock()
    with ExitStack() as stack:
        microphone, speaker = _devices(settings, source, target, clock, notice)
        stack.callback(microphone.close)
        stack.callback(speaker.close)
        store = ModelStore(settings.models_folder)
        store.ensure_for(progress_on(progress), settings.hearing, settings.end_of_turn, settings.speaking)
        voice = load_voice(settings.speaking, store, settings.cache_folder)
        ear = _ear(assistant, store)
        key = stack.enter_context(talk_key()) if settings.talking.start == "key" else None
        player = Player(speaker, clock)
        # A file cannot hear the robot; a microphone does, unless its voice is taken out again.
        interruptible = (isinstance(source, str | Path) and source != MICROPHONE) or settings.devices.echo_cancellation
        turn = live_turn(answerer or assistant, interruptible=interruptible, saying=player.saying, state=state)
        voice.warm_up()
        assistant.respond("안녕")  # what answering loads is loaded before somebody waits for it
        session = Session(
            turn,
            VoiceActivityDetector(),
            ear,
            voice,
            player,
            clock,
            observer,
            key,
            openings(assistant) if settings.speaking.prepare_when_idle and not fast else (),
            None if fast else _acknowledgement(settings, voice),
            clause,
        )
        yield SpokenConversation(session, microphone)


def _acknowledgement(settings: Settings, voice: Voice) -> Acknowledgement | None:
    after_ms, text = settings.speaking.acknowledge_after_ms, settings.speaking.acknowledgement
    clip = next(voice.clips(spoken(text)), None) if after_ms else None
    return None if clip is None else Acknowledgement(Clip("", clip.audio), after_ms / 1000)


def _ear(assistant: Assistant, store: ModelStore) -> Ear:
    engine = load_recogniser(assistant.settings.hearing, store, conversation_hints(assistant))
    engine.warm_up()
    settings = assistant.settings
    return Ear(engine, load_turn_completion(settings, store))


def _devices(
    settings: Settings,
    source: str | Path | Microphone,
    target: str | Path | Speaker,
    clock: Clock,
    notice: Callable[[str], None],
) -> tuple[Microphone, Speaker]:
    clean, played = None, None
    if settings.devices.echo_cancellation and source == MICROPHONE and target == SPEAKER:
        from companion.audio.echo import EchoCanceller

        canceller = EchoCanceller()
        clean, played = canceller.clean, canceller.played
    microphone: Microphone | None
    speaker: Speaker | None
    if isinstance(source, str | Path):
        microphone = None if source == MICROPHONE else FileMicrophone(Path(source), clock)
    else:
        microphone = source
    if isinstance(target, str | Path):
        speaker = None if target == SPEAKER else FileSpeaker(Path(target), clock)
    else:
        speaker = target
    if microphone is None or speaker is None:
        from companion.audio.portaudio import AudioSystem, SoundDeviceMicrophone, SoundDeviceSpeaker

        system = AudioSystem()
        microphone = microphone or SoundDeviceMicrophone(system, settings.devices.input, notice, clean)
        speaker = speaker or SoundDeviceSpeaker(system, settings.devices.output, notice, played)
    return microphone, speaker
