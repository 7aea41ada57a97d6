"""Those who do what a show says, on real parts: the robot, its voice, and screens."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from math import log10
from pathlib import Path
from threading import Event as Happening
from threading import Lock, Thread
from typing import TYPE_CHECKING, Final

from companion.base.errors import CompanionError
from companion.base.settings import Settings
from companion.show.by_sound import SoundFit, Waited
from companion.show.cast import Cast
from companion.show.compiled import Said
from companion.show.machine import (
    AnswerCame,
    AskRobot,
    Began,
    Deliver,
    Ended,
    Event,
    Failed,
    Missing,
    Spoke,
    Switch,
    reached,
    waited_for,
)
from companion.show.matching import NO_OBJECTIONS, Objections
from companion.show.rendering import render_lines
from companion.show.running import ShowRunner

if TYPE_CHECKING:  # not every installation has sound
    from companion.audio.devices import Speaker
    from companion.audio.portaudio import AudioSystem
    from companion.show.listening import StageEars
    from companion.speaking.playback import Playback, Player
    from companion.speaking.voice import Clip, Voice

log = logging.getLogger("companion")

USUAL_VOLUME: Final = 80
"""At which the voice is as loud as its settings say."""
_SILENT_DB: Final = -80.0
_LOOK_S: Final = 0.01
_WATCH_S: Final = 2.0
"""How often it is looked whether the speaker is there; while it is gone, the microphone is deaf for a moment then."""


class StageVoice:
    """Says what a show says at a speaker of this machine.

    Args:
        speaker: plays it.
        put: takes what becomes of an order.

    Attributes:
        voice: makes the sound; without one only what is rendered can be said.
    """

    def __init__(self, speaker: Speaker, put: Callable[[Event], None]) -> None:
        from companion.audio.clock import RealClock
        from companion.speaking.playback import Player

        self.voice: Voice | None = None
        self._speaker, self._put = speaker, put
        self._player: Player = Player(speaker, RealClock())
        self._lock = Lock()
        self._order = 0
        self._playback: Playback | None = None
        self._gain_db = 0.0

    @property
    def speaks(self) -> bool:
        """Whether something is being said."""
        playback = self._playback
        return playback is not None and not playback.finished

    def say(self, order: Deliver) -> None:
        """Begin to say something; does not wait."""
        with self._lock:
            self._order += 1
            number = self._order
        Thread(target=self._say, args=(order, number), name="stage-voice", daemon=True).start()

    def silence(self) -> None:
        """Fall silent at once."""
        with self._lock:
            self._order += 1
            if self._playback is not None:
                self._playback.stop()

    def volume(self, percent: int) -> None:
        """How loud it speaks from the next line on, rendered or not."""
        self._gain_db = 20 * log10(percent / USUAL_VOLUME) if percent else _SILENT_DB

    def close(self) -> None:
        """Let go of the speaker."""
        self.silence()
        self._speaker.close()

    def _say(self, order: Deliver, number: int) -> None:
        from companion.speaking.clauses import clauses

        def tell(event: Event) -> None:
            # What was silenced tells nothing any more: it would be taken for what is said in its place.
            if number == self._order:
                self._put(event)

        if order.rung == "audio":
            parts, clips = [order.said.spoken], self._recorded(order.said)
        elif self.voice is not None:
            parts, clips = clauses(order.said.spoken), self._clips(self.voice, order.said.spoken)
        else:
            tell(Failed(order.run, "there is no voice"))
            return
        try:
            with self._lock:
                if number != self._order:
                    return
            playback = self._player.start(parts, clips)
            with self._lock:
                self._playback = playback
                if number != self._order:
                    playback.stop()
            while playback.started_s is None and not playback.wait(_LOOK_S):
                pass
            if playback.started_s is not None:
                tell(Began(order.run))
            spoken = playback.result()
        except Exception as e:  # whatever a voice or a speaker does, the show goes on
            tell(Failed(order.run, str(e)))
            return
        if spoken.fault is not None:
            tell(Failed(order.run, str(spoken.fault)))
        else:
            tell(Ended(order.run) if spoken.played_s else Failed(order.run, "there was nothing to hear"))

    def _clips(self, voice: Voice, spoken: str) -> Iterator[Clip]:
        from companion.speaking.manner import Manner

        return voice.clips(spoken, Manner(gain_db=self._gain_db))

    def _recorded(self, said: Said) -> Iterator[Clip]:
        from companion.audio.pcm import read_audio
        from companion.speaking.loudness import amplified
        from companion.speaking.voice import Clip

        assert said.sound is not None
        yield Clip(said.spoken, amplified(read_audio(Path(said.sound)), self._gain_db))


class StageCrew:
    """Does what the show says. The robot and its sound are loaded beside it: until they are there it goes on without.

    Args:
        runner: the show.
        settings: of its profile.
        cast: makes the robot; takes seconds.
        screens: how many stage screens there are.
        move: shows a gesture on bodies that follow.
        level: takes how loud the microphone is (dBFS).
        silent: without a voice.
    """

    def __init__(
        self,
        runner: ShowRunner,
        settings: Settings,
        cast: Callable[[], Cast],
        screens: Callable[[], int],
        move: Callable[[str], None] = lambda gesture: None,
        level: Callable[[float], None] = lambda dbfs: None,
        *,
        silent: bool = False,
    ) -> None:
        self._runner, self._settings, self._make_cast = runner, settings, cast
        self._screens, self._move, self._level, self._silent = screens, move, level, silent
        self.cast: Cast | None = None
        self._voice: StageVoice | None = None
        self._ears: StageEars | None = None
        self._system: AudioSystem | None = None
        self._closed = Happening()
        self.put = runner.put

    def load_mind(self, tell: Callable[[str], None]) -> None:
        """Load the robot, and have it answer what it can be asked.

        Raises:
            CompanionError: it cannot be loaded.
        """
        cast = self._make_cast()
        self._prepare(cast, tell)
        self.cast = cast
        self.put(Missing("mind", gone=False))
        tell("the robot is ready")

    def load_sound(self, tell: Callable[[str], None], *, listens: bool) -> None:
        """Load what makes a sound, the speaker first: with it all that is rendered can be said; then the ears."""
        self.put(Missing("voice"))
        if not self._silent:
            self._load_voice(tell)
        if listens:
            self._listen(tell)

    def _load_voice(self, tell: Callable[[str], None]) -> None:
        try:
            from companion.audio.portaudio import SoundDeviceSpeaker, list_devices
            from companion.models.store import ModelStore
            from companion.speaking.voice import load_voice

            if not any(device.kind == "output" for device in list_devices()):
                tell("there is no speaker: the show is shown and not heard")
                self.put(Missing("speaker"))
                return
            settings = self._settings

            def noticed(what: str) -> None:
                tell(what)
                self.put(Missing("speaker", gone=speaker.lost))

            speaker = SoundDeviceSpeaker(self._sound(), settings.devices.output, noticed)
            Thread(target=self._watch, args=(speaker,), name="stage-speaker", daemon=True).start()
            self.use_speaker(speaker)
            voice = load_voice(settings.speaking, ModelStore(settings.models_folder), settings.cache_folder)
            voice.warm_up()
            self.use_voice(voice)
        except CompanionError as e:
            tell(f"in text only: {e}")

    def _sound(self) -> AudioSystem:
        from companion.audio.portaudio import AudioSystem

        self._system = self._system or AudioSystem()
        return self._system

    def _listen(self, tell: Callable[[str], None]) -> None:
        """Open the microphone: what is said in the room can fire cues."""
        try:
            from companion.show.listening import load_ears

            show, settings = self._runner.show, self._settings
            self._ears = load_ears(
                show,
                settings,
                self._sound(),
                self.heard,
                lambda: self.speaks,
                self.put,
                self.waited_for,
                self._level,
                tell,
            )
        except CompanionError as e:
            tell(f"nothing is heard: {e}")
            self.put(Missing("microphone"))
        else:
            if not self._runner.resumed:  # what an operator switched stays as it is
                self.put(Switch("listening"))

    def use_speaker(self, speaker: Speaker) -> None:
        """Have this speaker say what is rendered."""
        self._voice = StageVoice(speaker, self.put)
        self._voice.volume(self._runner.state.volume)

    def use_voice(self, voice: Voice) -> None:
        """Speak with this voice; there is a speaker."""
        assert self._voice is not None
        self._voice.voice = voice
        self.put(Missing("voice", gone=False))

    def _prepare(self, cast: Cast, tell: Callable[[str], None]) -> None:
        show, folder = self._runner.show, self._runner.folder
        known = folder.prepared_for(show.mark)
        if not known:
            known = cast.prepared()
            try:
                folder.keep_prepared(show.mark, known)
            except OSError as e:
                tell(f"prepared answers cannot be kept: {e.strerror or e}")
        self._runner.answers(show.answered(known))

    def render(self, tell: Callable[[str], None]) -> None:
        """Make the sound of everything that is known already, whole: as files, which need no voice any more."""
        if self._voice is None or self._voice.voice is None:
            return
        sounds = render_lines(self._runner.show, self._voice.voice, self._runner.folder, tell)
        self._runner.answers(self._runner.show.rendered(sounds))
        tell(f"{len(sounds)} lines are rendered")

    # What the show says

    def ask(self, order: AskRobot) -> None:
        """Find an answer; each question has a thread of its own, so that one that hangs holds up none."""
        Thread(target=self._ask, args=(order,), name="stage-answer", daemon=True).start()

    def _ask(self, order: AskRobot) -> None:
        cast = self.cast
        if cast is None:
            self.put(AnswerCame(order.run, None, "the robot is being loaded"))
            return
        try:
            answer, after = cast.ask(self._runner.show.cues[order.cue], order.text)
        except Exception as e:  # whatever is wrong with the robot, the next rung is there
            log.exception("a live answer failed")
            self.put(AnswerCame(order.run, None, f"failed: {type(e).__name__}"))
            return
        if answer.unfit is None:
            cast.take(after)
        self.put(AnswerCame(order.run, answer.said, answer.unfit, answer.instead))

    def deliver(self, order: Deliver) -> None:
        """Bring it to the audience."""
        if order.said.gesture is not None:
            self._move(order.said.gesture)
        if order.rung in ("live", "prepared", "audio"):
            if self._voice is None:
                self.put(Failed(order.run, "there is no voice"))
            else:
                self._voice.say(order)
        elif order.rung == "text" and not self._screens():
            self.put(Failed(order.run, "no screen is there"))
        else:
            self.put(Began(order.run))

    def silence(self) -> None:
        """Fall silent at once."""
        if self._voice is not None:
            self._voice.silence()

    def volume(self, percent: int) -> None:
        """Speak so loud."""
        if self._voice is not None:
            self._voice.volume(percent)

    # What is heard

    @property
    def speaks(self) -> bool:
        """Whether something is being said aloud."""
        return self._voice is not None and self._voice.speaks

    def waited_for(self, text: str, confidence: float) -> Waited:
        """What is held against the sound of an utterance, whose words are known, and how sure they are."""
        runner = self._runner
        return waited_for(runner.show, runner.state, text, self._objections(text, confidence))

    def _objections(self, text: str, confidence: float) -> Objections:
        """What the reading of an utterance says against what is waited for; nothing until the robot is there."""
        cast, cues = self.cast, reached(self._runner.show, self._runner.state)
        if cast is None or not text:
            return NO_OBJECTIONS.as_believed(confidence)
        try:
            return cast.objections(cues, text, confidence)
        except Exception:  # it is only not understood
            log.exception("an utterance could not be read")
            return NO_OBJECTIONS.as_believed(confidence)

    def heard(self, text: str, confidence: float, fits: tuple[SoundFit, ...] = ()) -> None:
        """Somebody said something; what it means is looked up where a cue wants to know."""
        runner, cast = self._runner, self.cast
        state, show = runner.state, runner.show
        spoke = Spoke(text, confidence, fits=fits, objections=self._objections(text, confidence))
        cues, floor = reached(show, state), state.floor
        wants = [cue for cue in cues if cue.intent is not None]
        waiting = [show.cues[floor.cue]] if floor is not None else [*wants, *cues]
        if cast is not None and text and waiting:
            cue = waiting[0]
            try:
                spoke = replace(spoke, showable=cast.may_show(cue, text))
                if wants or floor is not None:
                    intent, asks = cast.understood(cue, text)
                    spoke = replace(spoke, intent=intent, asks=asks)
            except Exception:  # it is only not understood
                log.exception("an utterance could not be read")
        self.put(spoke)

    def close(self) -> None:
        """Let go of the devices."""
        self._closed.set()
        if self._ears is not None:
            self._ears.close()
        if self._voice is not None:
            self._voice.close()

    def _watch(self, speaker: Speaker) -> None:
        """Find out that the speaker is gone before a cue does, and that it is back: a moment of silence is played."""
        from companion.audio.devices import SpeakerLost
        from companion.audio.pcm import HEARING_RATE, silence

        while not self._closed.wait(_WATCH_S):
            with suppress(SpeakerLost):
                speaker.play(silence(_LOOK_S, HEARING_RATE), self._closed)
