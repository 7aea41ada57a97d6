"""The ears of a show: what is said in the room becomes text, and nothing of it becomes an answer by itself.

While the robot speaks, and shortly after, nothing is heard: neither itself nor the applause on its last word.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from math import inf
from threading import Thread
from typing import TYPE_CHECKING, Final

from companion.base.settings import Settings
from companion.show.by_sound import SoundFit, Waited, Weigh, held_against, spoken_for
from companion.show.compiled import CompiledShow
from companion.show.machine import Event, Missing
from companion.show.matching import without_signs

if TYPE_CHECKING:  # not every installation has sound
    from companion.audio.devices import Frame, Microphone
    from companion.audio.pcm import Samples
    from companion.audio.portaudio import AudioSystem
    from companion.hearing.engine import Hints, SpeechToText

log = logging.getLogger("companion")

END_SILENCE_MS: Final = 400
"""Silence that ends an utterance: a cue is waited for, and a phrase is all that it needs."""
LEVEL_EVERY_S: Final = 0.25
"""How often it is told how loud it is."""
LEAST_S: Final = 1.2
"""How much of an utterance has to be left for a phrase to begin later in it."""
TAIL_S: Final = 0.4
"""How long after its own voice nothing is heard."""


class StageEars:
    """Hears the room, on a thread of its own.

    Args:
        microphone: of the stage.
        engine: writes down what is said.
        settings: what counts as speech.
        heard: takes each utterance, how sure it is, and how well what is waited for fits its sound.
        waited: tells what is waited for, and what it might be else, by the words that were heard and how sure they are.
        level: takes how loud it was lately (dBFS), some times a second, whether anything is to be heard or not.
        deaf: whether nothing is to be heard now.
        put: is told when the ears fail.
    """

    def __init__(
        self,
        microphone: Microphone,
        engine: SpeechToText,
        settings: Settings,
        heard: Callable[[str, float, tuple[SoundFit, ...]], None],
        deaf: Callable[[], bool],
        put: Callable[[Event], None],
        waited: Callable[[str, float], Waited] = lambda text, confidence: Waited(),
        level: Callable[[float], None] = lambda dbfs: None,
    ) -> None:
        self._microphone, self._engine, self._waited = microphone, engine, waited
        self._activity = settings.voice_activity.model_copy(update={"end_silence_ms": END_SILENCE_MS})
        self._heard, self._deaf, self._put, self._level = heard, deaf, put, level
        self._deaf_until_s = 0.0
        self._thread = Thread(target=self._run, name="stage-ears", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Hear no more."""
        self._microphone.close()
        self._thread.join(5)

    def join(self) -> None:
        """Wait until the microphone ends."""
        self._thread.join()

    def _run(self) -> None:
        try:
            for text, confidence, fits in self._utterances():
                self._heard(text, confidence, fits)
        except Exception as e:  # without ears a show goes on by hand
            log.warning("the ears of the show failed: %s", e)
        self._put(Missing("microphone"))

    def _utterances(self) -> Iterator[tuple[str, float, tuple[SoundFit, ...]]]:
        from companion.hearing.segments import Segmenter, SpeechEnded
        from companion.hearing.voice_activity import VoiceActivityDetector

        detector, segmenter, fresh = VoiceActivityDetector(), Segmenter(self._activity), True
        for frame in self._measured():
            if self._is_deaf():
                if not fresh:  # what was begun is not gone on with
                    detector, segmenter, fresh = VoiceActivityDetector(), Segmenter(self._activity), True
                continue
            fresh = False
            for event in segmenter.accept(frame.samples, detector.probability(frame.samples)):
                if isinstance(event, SpeechEnded):
                    stream = self._engine.stream()
                    stream.accept(event.samples)
                    transcript = stream.finish()
                    text = transcript.text.strip()
                    waited = self._waited(text, transcript.confidence)
                    fits = held_against(weighing(self._engine, event.samples), waited)
                    own = [fit for fit in fits if fit.text in waited.own]
                    # A phrase that is waited for may be known where no word of it can be written down.
                    if text or spoken_for(own, [fit for fit in fits if fit not in own]) is not None:
                        yield text, transcript.confidence, fits

    def _measured(self) -> Iterator[Frame]:
        from companion.audio.levels import dbfs
        from companion.audio.pcm import HEARING_RATE

        loudest, seconds = -inf, 0.0
        for frame in self._microphone.frames():
            loudest, seconds = max(loudest, dbfs(frame.samples)), seconds + len(frame.samples) / HEARING_RATE
            if seconds >= LEVEL_EVERY_S:
                self._level(loudest)
                loudest, seconds = -inf, 0.0
            yield frame

    def _is_deaf(self) -> bool:
        now = time.monotonic()
        if self._deaf():
            self._deaf_until_s = now + TAIL_S
        return now < self._deaf_until_s


def weighing(engine: SpeechToText, samples: Samples) -> Weigh:
    """How well texts fit a sound, by an engine; none does where it cannot tell.

    Args:
        engine: the recogniser.
        samples: an utterance, 16 kHz mono.
    """
    from companion.audio.pcm import HEARING_RATE
    from companion.hearing.engine import Weighing

    def weigh(texts: Sequence[str], begin_s: float) -> list[SoundFit]:
        plain = {text: without_signs(text) for text in texts}  # signs make no sound
        known = [text for text in texts if plain[text]]
        later = samples[round(begin_s * HEARING_RATE) :]
        if not known or not isinstance(engine, Weighing) or (begin_s and len(later) < LEAST_S * HEARING_RATE):
            return []
        weighed = engine.weigh(later, [plain[text] for text in known])
        return [SoundFit.of(text, ratios) for text, ratios in zip(known, weighed, strict=True)]

    return weigh


def load_ears(
    show: CompiledShow,
    settings: Settings,
    system: AudioSystem,
    heard: Callable[[str, float, tuple[SoundFit, ...]], None],
    deaf: Callable[[], bool],
    put: Callable[[Event], None],
    waited: Callable[[str, float], Waited],
    level: Callable[[float], None],
    tell: Callable[[str], None],
) -> StageEars:
    """The ears on this machine's microphone; the recogniser is told what the show waits for.

    Raises:
        CompanionError: there is no microphone, or no recogniser.
    """
    from companion.audio.portaudio import SoundDeviceMicrophone
    from companion.hearing.engine import load_recogniser
    from companion.models.store import ModelStore

    engine = load_recogniser(settings.hearing, ModelStore(settings.models_folder), hints_of(show))
    engine.warm_up()

    def noticed(what: str) -> None:
        tell(what)
        put(Missing("microphone", gone=microphone.lost))

    microphone = SoundDeviceMicrophone(system, settings.devices.input, noticed)
    return StageEars(microphone, engine, settings, heard, deaf, put, waited, level)


def hints_of(show: CompiledShow) -> Hints:
    """What the recogniser expects: the phrases of the cues, and what the host says."""
    from companion.hearing.engine import Hints

    phrases = tuple(dict.fromkeys(phrase for cue in show.cues for phrase in cue.phrases))
    names = tuple(dict.fromkeys(name for cue in show.cues for name in cue.names))
    return Hints((*names, *phrases), (*phrases, *show.audience))
