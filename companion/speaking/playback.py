"""Speaking an answer, clause after clause, so that it can be interrupted and it is known what was said."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from companion.audio.clock import Clock
from companion.audio.devices import Ducking, Speaker, SpeakerLost
from companion.speaking.voice import Clip

log = logging.getLogger("companion")

AHEAD: Final = 2
"""How many finished clauses wait at most while another is played."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What became of an answer.

    Attributes:
        done: the clauses that were played to their end.
        cut: the clause that was played in part.
        left: the clauses of which nothing was heard.
        played_s: seconds that were played.
        started_s: when the first clause began, on the player's clock; None if none did.
        fault: why it ended early without being stopped: the speaker is gone, or the voice failed.
    """

    done: tuple[str, ...]
    cut: str | None
    left: tuple[str, ...]
    played_s: float
    started_s: float | None
    fault: Exception | None = None

    @property
    def unsaid(self) -> str:
        """What was not heard to its end, with the clause that was cut; "" where all was."""
        return " ".join([self.cut, *self.left] if self.cut else self.left)


class Playback:
    """An answer on its way to the speaker: one thread gets the clauses ready, another plays them."""

    def __init__(
        self,
        speaker: Speaker,
        clock: Clock,
        clauses: Sequence[str],
        clips: Iterable[Clip],
        told: Callable[[Clip], None] | None = None,
    ) -> None:
        self._speaker = speaker
        self._clock = clock
        self._clauses = tuple(clauses)
        self._clips = clips
        self._told = told
        self._ready: deque[Clip] = deque()
        self._changed = threading.Condition()
        self._stop = threading.Event()
        self._prepared = False
        self._finished = threading.Event()
        self._done: list[str] = []
        self._cut: str | None = None
        self._reached = 0
        self._played_s = 0.0
        self._started_s: float | None = None
        self._fault: Exception | None = None
        # Held here and not on the new thread, so that virtual time stands still from now on.
        clock.hold()
        threading.Thread(target=self._prepare, name="prepare-speech", daemon=True).start()
        threading.Thread(target=self._play, name="play-speech", daemon=True).start()

    @property
    def finished(self) -> bool:
        """Whether it is over."""
        return self._finished.is_set()

    @property
    def started_s(self) -> float | None:
        """When the first clause began, on the player's clock; None before."""
        return self._started_s

    def around(self) -> tuple[str, ...]:
        """The clause that is played, two before it and the one after it."""
        return self._clauses[max(0, self._reached - 2) : self._reached + 2]

    def stop(self) -> None:
        """Fall silent at once; does not wait for it."""
        with self._changed:
            self._stop.set()
            self._changed.notify_all()

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait until it is over, in real time; False if it is not within the timeout."""
        return self._finished.wait(timeout_s)

    def result(self) -> Spoken:
        """What became of it; waits until it is over."""
        self._finished.wait()
        return Spoken(
            done=tuple(self._done),
            cut=self._cut,
            left=self._clauses[self._reached :],
            played_s=self._played_s,
            started_s=self._started_s if self._reached else None,
            fault=self._fault,
        )

    def _prepare(self) -> None:
        try:
            for clip in self._clips:
                with self._changed:
                    self._changed.wait_for(lambda: len(self._ready) < AHEAD or self._stop.is_set())
                    if self._stop.is_set():
                        return
                    # Under the lock: of an answer that was stopped nobody is told any more.
                    if self._told is not None and clip.text:
                        self._told(clip)
                    self._ready.append(clip)
                    self._changed.notify_all()
        except Exception as e:  # whatever a voice does, the conversation goes on
            log.warning("the voice failed: %s", e)
            self._fault = e
        finally:
            with self._changed:
                self._prepared = True
                self._changed.notify_all()

    def _play(self) -> None:
        try:
            while (clip := self._next()) is not None:
                if self._started_s is None and clip.text:
                    self._started_s = self._clock.now()
                try:
                    played_s = self._speaker.play(clip.audio, self._stop)
                except SpeakerLost as e:
                    self._fault, played_s = e, e.played_s
                    self._stop.set()
                self._account(clip, played_s)
        except Exception as e:  # likewise
            log.warning("the speaker failed: %s", e)
            self._fault = e
        finally:
            self.stop()
            self._finished.set()
            self._clock.release()

    def _next(self) -> Clip | None:
        with self._changed:
            self._changed.wait_for(lambda: self._ready or self._prepared or self._stop.is_set())
            if self._stop.is_set() or not self._ready:
                return None
            self._changed.notify_all()
            return self._ready.popleft()

    def _account(self, clip: Clip, played_s: float) -> None:
        self._played_s += played_s
        if not played_s or not clip.text:
            return
        self._reached = self._clauses.index(clip.text, self._reached) + 1
        if played_s < clip.audio.duration_s:
            self._cut = clip.text
        else:
            self._done.append(clip.text)


class Player:
    """Speaks one answer at a time.

    Args:
        speaker: plays the clauses.
        clock: tells when an answer began.
    """

    def __init__(self, speaker: Speaker, clock: Clock) -> None:
        self._speaker = speaker
        self._clock = clock
        self._current: Playback | None = None

    def start(
        self, clauses: Sequence[str], clips: Iterable[Clip], told: Callable[[Clip], None] | None = None
    ) -> Playback:
        """Begin an answer, without waiting for it; one that is still being spoken is stopped.

        Args:
            clauses: the whole answer.
            clips: its clauses in order, each when it is finished; taken from on a thread of its own. Clauses without
                sound may be missing.
            told: is told of each clause before it is played.
        """
        if self._current is not None:
            self._current.stop()
            self._current.wait()
        self.duck(False)
        self._current = Playback(self._speaker, self._clock, clauses, clips, told)
        return self._current

    def duck(self, softly: bool) -> None:
        """Speak softly, or as usual; each answer begins as usual. Does nothing where the speaker cannot."""
        if isinstance(self._speaker, Ducking):
            self._speaker.duck(softly)

    def saying(self) -> tuple[str, ...]:
        """What is being said about now, or was said last; for telling the robot's own voice from others."""
        return self._current.around() if self._current is not None else ()
