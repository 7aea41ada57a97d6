"""What one server process holds once and shares among all who talk to it: the robot, its voice, its ears, threads."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from companion.base.errors import CompanionError, MissingExtra
from companion.base.settings import Settings
from companion.dialogue.assistant import Assistant
from companion.dialogue.incumbent import Incumbent
from companion.server.bodies import Bodies
from companion.server.metrics import Metrics
from companion.server.refusals import Refused
from companion.server.visits import Visit, Visits
from companion.server.work import Workers

if TYPE_CHECKING:  # not every installation has sound
    from companion.hearing.engine import SpeechToText
    from companion.hearing.turn_completion import TurnCompletion
    from companion.speaking.voice import Voice

log = logging.getLogger("companion")

_THREADS = 2


@dataclass(frozen=True, slots=True)
class Sound:
    """What makes and understands sound; loaded once.

    Attributes:
        voice: says answers; finds on disk what was prepared for them, and writes nothing: they repeat what was said.
        stranger: the same engine for texts of others, which keeps nothing at all.
        ears: the recogniser.
        completion: hears whether a speaker is done.
    """

    voice: Voice
    stranger: Voice
    ears: SpeechToText
    completion: TurnCompletion | None


class Hub:
    """The shared parts of a server.

    Args:
        settings: of the profile. What people tell is kept nowhere, whatever they say.
        silent: load no voice and no ears.
    """

    def __init__(self, settings: Settings, *, silent: bool = False) -> None:
        # Many people talk to a server: what one tells must not be remembered for the next.
        private = {"memory": settings.memory.model_copy(update={"keep": False}), "reminders": None}
        self.settings = settings.model_copy(update=private)
        self.serving = settings.serving
        self.metrics = Metrics()
        self.bodies = Bodies()
        self.visits = Visits(self.serving, self.metrics)
        waiting, within_s = self.serving.waiting, self.serving.within_s
        self.answering = Workers("answer", _THREADS, waiting, within_s, self.metrics)
        self.speaking = Workers("speak", 1, waiting, within_s, self.metrics)
        self.hearing = Workers("hear", 1, waiting, within_s, self.metrics)
        self.ready = asyncio.Event()
        self.draining = False
        self.working = 0
        self.started = int(time.time())
        self.live = 0
        self._silent = silent
        self._incumbent: Incumbent | None = None
        self._sound: Sound | None = None

    def load(self, tell: Callable[[str], None], progress: TextIO) -> None:
        """Load everything; takes seconds, and on the first start of all as long as fetching the models takes.

        Args:
            tell: is told what is loaded, line by line.
            progress: where the fetching of models is shown.

        Raises:
            CompanionError: the robot cannot be loaded.
        """
        began = time.perf_counter()
        tell(f"loading the profile {self.settings.profile}: what is known, the intent model")
        settings = self.settings
        assistant = Assistant(settings)
        assistant.respond(next(iter(assistant.persona.greeting), "?"))  # loads what answering loads
        self.settings = assistant.settings
        if not self._silent:
            self._sound = self._load_sound(assistant, tell, progress)
        self._incumbent = Incumbent(settings, first=assistant)
        tell(f"ready after {time.perf_counter() - began:.1f} s")

    def _load_sound(self, assistant: Assistant, tell: Callable[[str], None], progress: TextIO) -> Sound | None:
        try:
            from companion.hearing.engine import load_recogniser
            from companion.hearing.turn_completion import load_turn_completion
            from companion.live.hints import conversation_hints
            from companion.models.progress import progress_on
            from companion.models.store import ModelStore
            from companion.server.ears import SharedEars
            from companion.speaking.voice import load_voice

            settings = self.settings
            store = ModelStore(settings.models_folder)
            store.ensure_for(progress_on(progress), settings.hearing, settings.end_of_turn, settings.speaking)
            kept_nowhere = settings.speaking.model_copy(update={"cache_mb": 0})
            voice = load_voice(kept_nowhere, store, settings.cache_folder)
            engine = load_recogniser(settings.hearing, store, conversation_hints(assistant))
            ears = SharedEars(engine, self.serving.within_s, self.metrics)
            voice.warm_up()
            ears.warm_up()
        except MissingExtra as e:
            tell(f"in text only: {e}")
            return None
        except CompanionError as e:
            log.warning("%s", str(e))  # of the installation: nobody has said anything yet
            tell(f"in text only: {e}")
            return None
        tell(f"voice {voice.name}, ears {ears.name}")
        return Sound(voice, voice.forgetful(), ears, load_turn_completion(settings, store))

    @property
    def assistant(self) -> Assistant:
        """Whoever answers now.

        Raises:
            Refused: it is still being loaded.
        """
        return self.incumbent.assistant

    @property
    def incumbent(self) -> Incumbent:
        """Whoever answers from one turn to the next.

        Raises:
            Refused: it is still being loaded.
        """
        if self._incumbent is None:
            raise Refused("loading")
        return self._incumbent

    @property
    def name(self) -> str:
        """The robot's, as far as it is loaded."""
        return "companion" if self._incumbent is None else self._incumbent.assistant.persona.name

    @property
    def has_sound(self) -> bool:
        """Whether there is a voice."""
        return self._sound is not None

    @property
    def sound(self) -> Sound:
        """The voice and the ears.

        Raises:
            Refused: there are none.
        """
        if self._incumbent is None:
            raise Refused("loading")
        if self._sound is None:
            raise Refused("no_voice")
        return self._sound

    def admit(self) -> None:
        """Let something new begin.

        Raises:
            Refused: the server is being stopped, or not ready yet.
        """
        if self.draining:
            raise Refused("going")
        if self._incumbent is None:
            raise Refused("loading")

    @asynccontextmanager
    async def aloud(self, visit: Visit) -> AsyncIterator[None]:
        """A conversation to oneself, and one of the places to have it aloud.

        Raises:
            Refused: all of them are taken.
        """
        async with visit.turns:
            if self.live >= self.serving.live_limit:
                raise Refused("busy")
            self.live += 1
            try:
                yield
            finally:
                self.live -= 1

    def close(self) -> None:
        """Let go of the threads."""
        if self._incumbent is not None:
            self._incumbent.close()
        for workers in (self.answering, self.speaking, self.hearing):
            workers.close()
