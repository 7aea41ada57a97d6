"""What was made of sounds is kept, so that a rehearsal that was stopped goes on, and one that is repeated is quick."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from companion.audio.pcm import Samples
from companion.hearing.engine import SpeechToText
from companion.show.by_sound import SoundFit
from companion.show.listening import weighing
from companion.show.rehearsal import CaughtWords

_KEPT: Final = 2
"""The form in which it is kept."""


class HeardBefore:
    """A recogniser that remembers.

    Args:
        engine: the recogniser.
        folder: holds a file for each recogniser: one line for each thing that was found out, the later the truer.
        made_of: what else its transcripts hang on, as far as it is not in its name.
    """

    def __init__(self, engine: SpeechToText, folder: Path, *made_of: object) -> None:
        self._engine = engine
        self._file = folder / f"{_digest(_KEPT, engine.name, *made_of)}.jsonl"
        self._known: dict[str, dict[str, Any]] = {}
        with suppress(OSError):
            for line in self._file.read_text(encoding="utf-8").splitlines():
                with suppress(ValueError):  # the last one of a process that was stopped
                    one = json.loads(line)
                    self._known.setdefault(one.pop("id"), {}).update(one)
        self.again = 0

    def hear(self, sound: Callable[[], Samples], *content: object) -> CaughtWords:
        """What is heard of a sound.

        Args:
            sound: makes it (16 kHz mono), if it has to be made.
            content: all that it follows from.
        """
        id = _digest(*content)
        made: list[Samples] = []

        def samples() -> Samples:
            if not made:
                made.append(sound())
            return made[0]

        def weigh(texts: Sequence[str], begin_s: float) -> list[SoundFit]:
            known, at = self._known[id], {text: f"{begin_s:g} {text}" for text in texts}
            if wanted := [text for text in texts if at[text] not in known]:
                fits = weighing(self._engine, samples())(wanted, begin_s)
                found = {fit.text: (round(fit.ratio, 4), round(fit.weaker, 4)) for fit in fits}
                # That one does not fit at all is worth knowing, too.
                self._keep(id, {at[text]: found.get(text) for text in wanted})
            return [SoundFit(text, *fit) for text in texts if (fit := known[at[text]]) is not None]

        if id in self._known:
            self.again += 1
        else:
            stream = self._engine.stream()
            stream.accept(samples())
            transcript = stream.finish()
            self._keep(id, {"": (transcript.text, round(transcript.confidence, 4))})
        text, confidence = self._known[id][""]
        return CaughtWords(text, confidence, weigh)

    def _keep(self, id: str, found: dict[str, Any]) -> None:
        self._known.setdefault(id, {}).update(found)
        with suppress(OSError):  # a rehearsal that cannot be gone on with is still one
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8") as file:
                # On a line of its own, even where the last one was not written to its end.
                file.write("\n" + json.dumps({"id": id, **found}, ensure_ascii=False))


def digest_of(samples: Samples) -> str:
    """What tells a sound from every other."""
    return sha256(samples.tobytes()).hexdigest()[:24]


def _digest(*content: object) -> str:
    return sha256(repr(content).encode()).hexdigest()[:24]
