"""Cue scripts: what is narrated, who asks what, and what the answer must hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from companion.base.errors import UsageError
from companion.base.files import Loaded, load_document
from companion.base.settings import profile_named_in, profiles
from companion.dialogue.assistant import Assistant
from companion.dialogue.reply import Reply
from companion.dialogue.state import State
from companion.knowledge.packs import PackSet


class Expectation(BaseModel):
    """What a rehearsal checks of an answer."""

    model_config = ConfigDict(extra="forbid")
    contains: list[str] = []
    items: int | None = None


class Cue(BaseModel):
    """Either a narration (`narrate`) or a question (`ask`, asked `by` somebody)."""

    model_config = ConfigDict(extra="forbid")
    narrate: str | None = None
    ask: str | None = None
    by: str = "질문"
    expect: Expectation | None = None

    @model_validator(mode="after")
    def _does_one_thing(self) -> Cue:
        if (self.narrate is None) == (self.ask is None):
            raise ValueError("a cue either narrates or asks")
        return self


class Script(BaseModel):
    """`shows/NAME.yaml` of a pack."""

    model_config = ConfigDict(extra="forbid")
    title: str
    profile: str | None = None
    """The profile it is played with, by name or by path; None for the one that is asked for."""
    cues: list[Cue] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Played:
    """A cue with the reply it got, and how the reply falls short of what was expected."""

    cue: Cue
    reply: Reply | None
    failures: tuple[str, ...] = ()


def scripts(packs: PackSet) -> dict[str, Path]:
    """Scripts of all packs by name."""
    return {path.stem: path for path in packs.paths("shows/*.yaml")}


def load_script(packs: PackSet, name: str) -> Script:
    """Read a script by its name, or by the path of a file.

    Raises:
        UsageError: no such script.
        DataError: malformed script, or one whose profile does not exist.
    """
    known = scripts(packs)
    path = known.get(name, Path(name))
    if name not in known and not path.is_file():
        raise UsageError(f"unknown script «{name}»; there are: {', '.join(known) or 'none'}")
    loaded = load_document(Script, path)
    profile = profile_of(loaded)
    if profile is None or loaded.value.profile in profiles():
        return loaded.value
    return loaded.value.model_copy(update={"profile": str(profile)})


def profile_of(script: Loaded[Script]) -> Path | None:
    """The file of the profile that a script is played with, where it names one; a path starts at the pack's folder.

    Raises:
        DataError: there is no such profile.
    """
    folder = script.path.resolve().parent
    return profile_named_in(script.document, "profile", folder.parent if folder.name == "shows" else folder)


def play(script: Script, assistant: Assistant) -> Iterator[Played]:
    """Play the cues in order; each reply is checked against what the cue expects."""
    state = State()
    for number, cue in enumerate(script.cues, 1):
        if cue.ask is None:
            yield Played(cue, None)
            continue
        reply, state = assistant.respond(cue.ask, state, id=str(number))
        yield Played(cue, reply, tuple(_failures(cue.expect, reply)))


def _failures(expected: Expectation | None, reply: Reply) -> Iterator[str]:
    if expected is None:
        return
    for part in expected.contains:
        if part not in reply.text:
            yield f"«{part}» is not in «{reply.text}»"
    if expected.items is not None and len(reply.items) != expected.items:
        yield f"{len(reply.items)} places instead of {expected.items}"
