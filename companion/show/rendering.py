"""The sound of everything that a show knows before it is said: whole, as files, which need no voice any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from companion.base.errors import CompanionError
from companion.show.compiled import CompiledShow, Said
from companion.show.keeping import ShowFolder

if TYPE_CHECKING:  # not every installation has sound
    from companion.speaking.voice import Voice


@dataclass(frozen=True, slots=True)
class FixedLine:
    """Something that is known before it is said.

    Attributes:
        cue: the id of the cue that says it; None for the apology.
        planned_s: how long the plan has for it; None where it is in none.
    """

    cue: str | None
    said: Said
    planned_s: float | None = None


def fixed_lines(show: CompiledShow) -> Iterator[FixedLine]:
    """Everything that is known before it is said: fixed lines, prepared answers, choices, the apology."""
    for cue in show.cues:
        if cue.best is not None:
            yield FixedLine(cue.id, cue.best, cue.speech_s)
        for choice in cue.choices:
            yield FixedLine(cue.id, choice)
    yield FixedLine(None, show.apology)


def render_lines(show: CompiledShow, voice: Voice, folder: ShowFolder, tell: Callable[[str], None]) -> dict[str, str]:
    """Make the sounds that are not there yet.

    Args:
        show: what is said.
        voice: who says it.
        folder: keeps the sounds.
        tell: is told what cannot be rendered.

    Returns:
        the files, by the spoken text; recordings of somebody else are not among them.
    """
    sounds: dict[str, str] = {}
    with suppress(OSError):  # then nobody will find them before the voice is loaded
        folder.keep_voice(voice.name)
    for line in fixed_lines(show):
        path = folder.sound_of(line.said, voice.name)
        try:
            if not path.is_file():
                _render(voice, line.said, path)
        except (OSError, CompanionError) as e:
            tell(f"«{line.said.text}» cannot be rendered: {e}")
        else:
            sounds[line.said.spoken] = str(path)
    return sounds


def rendered_before(show: CompiledShow, folder: ShowFolder) -> dict[str, str]:
    """The sounds that are there already, by the spoken text: no voice has to be loaded to find them."""
    voice = folder.voice
    if voice is None:
        return {}
    paths = {line.said.spoken: folder.sound_of(line.said, voice) for line in fixed_lines(show)}
    return {text: str(path) for text, path in paths.items() if path.is_file()}


def _render(voice: Voice, said: Said, path: Path) -> None:
    from companion.audio.pcm import write_wav
    from companion.speaking.voice import joined

    audio = joined(voice.clips(said.spoken))
    if audio is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_wav(path, audio)
