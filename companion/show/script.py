"""Cue scripts: what a show is, as its file says it (`shows/NAME.yaml` of a pack), and playing one in text.

A cue does one thing: somebody is to `ask` the robot something, it has to `say` a fixed line, the show is to `hold`, or
the `floor` is open for questions. `narrate` is a note for people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, StringConstraints, model_validator
from pydantic_core import CoreSchema

from companion.base.errors import UsageError
from companion.base.fields import IsoDay
from companion.base.files import Loaded, Mistakes, load_document
from companion.base.gestures import Gesture
from companion.base.settings import profile_named_in, profiles
from companion.dialogue.assistant import Assistant
from companion.dialogue.reply import Reply
from companion.dialogue.state import State
from companion.knowledge.packs import PackSet

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
ClockTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$")]
Feeling = Literal["happy", "unsure", "excited", "sad", "bored", "asleep"]
Topic = Literal["knowledge", "recommend", "smalltalk", "clock", "control"]

_APOLOGY: Final = "죄송해요. 지금은 대답을 드리지 못했어요."
_NOTICE: Final = "지금 말하는 것은 사람이 아니라 인공지능(AI)이에요."


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True)


class Expectation(_Part):
    """What an answer must hold, or it is not said."""

    contains: list[Words] = []
    """All of these."""
    any: list[Words] = []
    """At least one of these."""
    absent: list[Words] = []
    """None of these."""
    items: int | None = None
    """So many places."""
    sourced: bool = False
    """It rests on a source."""


class Trigger(_Part):
    """What fires a cue, besides GO and the question itself."""

    phrases: list[Words] = []
    """Somebody says this, by sound."""
    intent: str | None = None
    """Somebody says what is understood so: `skill.intent`."""
    names: list[Words] = []
    """And names all of these."""
    key: Annotated[str, StringConstraints(pattern=r"^[a-z]$")] | None = None
    """A key of the console."""
    at: ClockTime | None = None
    """A time of the day."""
    follow: float | None = Field(None, ge=0, le=3600)
    """So many seconds after the end of the cue before it."""
    address: Annotated[str, StringConstraints(pattern=r"^/[a-z0-9/_-]{1,60}$")] | None = None
    """An address of OSC or HTTP, behind `/cue`."""


class Card(_Part):
    """A card on the stage screen."""

    title: Words
    """Its large line."""
    text: Words | None = None
    """What stands below it."""
    source: Words | None = None
    """Where that is from."""


class Change(_Part):
    """What is different from this cue on."""

    day: IsoDay | None = None
    """The day as of which the robot answers."""
    profile: Words | None = None
    """The profile it answers with, by name or by a path that begins at the pack's folder."""
    persona: Words | None = None
    """Who it is: a persona of its packs."""
    volume: int | None = Field(None, ge=0, le=100)
    """How loud it speaks, in percent."""


class FloorTerms(_Part):
    """Questions from the floor."""

    topics: list[Topic] = Field(["knowledge", "recommend"], min_length=1)
    """What is answered; other questions are declined."""
    questions: int = Field(5, ge=1, le=50)
    """How many are answered."""
    within_s: float = Field(300, ge=10, le=7200)
    """For how long."""
    decline: Words | None = None
    """What is said to a question that may not be answered; without it nothing is."""


class KeyAnswer(_Part):
    """An answer under a key, with its caption in a second language."""

    say: Words
    """What is said."""
    second: Words | None = None
    """The same in a second language."""

    @model_validator(mode="before")
    @classmethod
    def _text_alone(cls, value: object) -> object:
        return {"say": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "minLength": 1, "maxLength": 500}, handler(core)]}


class Cue(_Part):
    """One cue."""

    id: Name | None = None
    """Its name in reports; of small letters, digits and hyphens."""
    narrate: Words | None = None
    """A note for people; it is shown with the cue after it."""
    ask: Words | None = None
    """What somebody asks the robot, which answers live."""
    say: Words | None = None
    """A line that the robot says; `{people}` is everybody who is there."""
    hold: Words | None = None
    """What stands on a card until GO; nothing that is heard fires a cue."""
    floor: FloorTerms | None = None
    """Anybody may ask."""
    by: str = "질문"
    """Who asks, for the operator."""
    on: Trigger = Trigger()
    """What fires it, besides GO and the question itself."""
    expect: Expectation | None = None
    """What a live answer must hold, or it is not said."""
    prepared: Words | None = None
    """What is said where the live answer does not come or does not fit; without it, what rehearsal got."""
    answers: list[KeyAnswer] = Field([], max_length=3)
    """Answers under the keys 1, 2 and 3: texts, or `{say: …, second: …}`."""
    second: Words | None = None
    """What the cue says in a second language, as a caption."""
    sound: Words | None = None
    """A sound file of what is said, beside the script."""
    gesture: Gesture | None = None
    """The motion that goes with it."""
    feeling: Feeling | None = None
    """The feeling on the face."""
    card: Card | None = None
    """A card on the stage screen."""
    set: Change | None = None
    """What is different from here on."""
    optional: bool = False
    """The show goes on with the next cue where that one is heard first."""
    aside: bool = False
    """It is in no order: it fires when it is heard within its scene, once."""
    then: list[Cue] = []
    """A branch: the cues that come after this one, which is aside. Then the show goes on where it stood."""
    deadline_s: float | None = Field(None, ge=1, le=60)
    """Within how many seconds the audience gets something."""
    veto_s: float | None = Field(None, ge=0, le=10)
    """For how long a live answer can be stopped before it is said."""
    planned_s: float | None = Field(None, ge=0, le=7200)
    """How long it takes, by plan."""

    @model_validator(mode="after")
    def _does_one_thing(self) -> Cue:
        does = [name for name in ("narrate", "ask", "say", "hold", "floor") if getattr(self, name) is not None]
        if len(does) != 1:
            raise ValueError("a cue does one thing; write one of narrate, ask, say, hold and floor")
        only = {
            "expect": ("ask", "floor"), "prepared": ("ask",), "answers": ("ask", "floor"), "sound": ("ask", "say"),
            "second": ("ask", "say", "hold"), "veto_s": ("ask", "floor"), "deadline_s": ("ask", "say", "floor"),
            "then": ("ask", "say", "hold", "floor"),
        }  # fmt: skip
        for name, cues in only.items():
            if name in self.model_fields_set and does[0] not in cues:
                raise ValueError(f"«{name}» means nothing where a cue does «{does[0]}»; remove it")
        if self.optional and self.aside:
            raise ValueError("a cue is optional or aside; write one of both")
        on = self.on
        if self.aside and not (self.ask or on.phrases or on.intent or on.names or on.key or on.address):
            raise ValueError("nothing fires this cue, which is aside; add `on: {phrases: [...]}`")
        if self.then and not self.aside:
            raise ValueError("«then» means nothing where a cue is in order; write its cues after it, or `aside: true`")
        for name in ("aside", "then"):
            if any(getattr(cue, name) for cue in self.then):
                raise ValueError(f"«{name}» means nothing within «then»; write that cue in the scene itself")
        if self.then and self.then[-1].narrate is not None:
            raise ValueError("a branch ends in a note, which is shown with the cue after it; write that cue")
        return self


class ShowScene(_Part):
    """A part of a show."""

    title: Words
    """What the operator reads over its cues."""
    cues: list[Cue] = Field(min_length=1)
    """Its cues in order."""


class Present(_Part):
    """Somebody in the room."""

    name: Words
    """In full."""
    title: Words | None = None
    """In full, as of the day of the show."""
    call: Words | None = None
    """How the robot calls them; without it their name and title, or name, with 님."""
    where: list[Words] = []
    """Nouns for where they are, seen from whoever asks the robot: «옆», «앞», «오른쪽»."""


class Keeping(_Part):
    """What is kept of what people say."""

    transcripts: bool = False
    """Whether what people said is kept."""
    days: int = Field(30, ge=1, le=365)
    """After how many days what happened is deleted."""


class Script(_Part):
    """`shows/NAME.yaml` of a pack."""

    title: str
    """Of the show, as screens have it."""
    profile: str | None = None
    """The profile it is played with, by name or by path; None for the one that is asked for."""
    cues: list[Cue] = []
    """The cues in order."""
    scenes: list[ShowScene] = []
    """In place of `cues`: the same in parts that have a title."""
    deadline_s: float = Field(5.0, ge=1, le=60)
    """Of cues that say nothing else."""
    veto_s: float = Field(1.0, ge=0, le=10)
    """For how long a live answer can be stopped before it is said, where a cue says nothing else."""
    apology: Words = _APOLOGY
    """What is shown where nothing else can be delivered."""
    apology_gesture: Gesture = "bow"
    """The motion that goes with it."""
    notice: Words = _NOTICE
    """Stands on the stage screen all the time: who speaks is no person."""
    audience: list[Words] = []
    """What the host says to the audience: no cue may be fired by it."""
    people: list[Present] = []
    """Who is in the room: «옆에 계신 분은 누구야?», «시장님께 인사해 줘», and `{people}` in a line that is said."""
    pronounce: dict[Words, Words] = {}
    """Words that the voice says badly, and how they are to be written for it: «솔숲» as «솔쑵»."""
    keep: Keeping = Keeping()
    """What is kept of what people say, and for how long."""

    @model_validator(mode="after")
    def _has_cues(self) -> Script:
        if bool(self.cues) == bool(self.scenes):
            raise ValueError("a script has cues or scenes; write one of both")
        return self

    def in_order(self) -> Iterator[tuple[str, Cue, tuple[str | int, ...]]]:
        """The title of the scene, the cue, and where it stands in the file; cues of a branch after its head."""
        yield from _numbered(self.title, self.cues, "cues")
        for place, scene in enumerate(self.scenes):
            yield from _numbered(scene.title, scene.cues, "scenes", place, "cues")


def _numbered(title: str, cues: Sequence[Cue], *place: str | int) -> Iterator[tuple[str, Cue, tuple[str | int, ...]]]:
    for number, cue in enumerate(cues):
        yield title, cue, (*place, number)
        yield from _numbered(title, cue.then, *place, number, "then")


@dataclass(frozen=True, slots=True)
class Played:
    """A cue with the reply it got, and how the reply falls short of what was expected."""

    cue: Cue
    reply: Reply | None
    failures: tuple[str, ...] = ()


def scripts(packs: PackSet) -> dict[str, Path]:
    """Scripts of all packs by name."""
    return {path.stem: path for path in packs.paths("shows/*.yaml")}


def find_script(packs: PackSet, name: str, mistakes: Mistakes | None = None) -> Path:
    """The file of a script, by its name or its path.

    Args:
        packs: may have it.
        name: of it.
        mistakes: what is wrong with packs that were left out.

    Raises:
        UsageError: no such script.
        DataError: likewise, where it may be in a pack that was left out.
    """
    known = scripts(packs)
    path = known.get(name, Path(name))
    if name not in known and not path.is_file():
        if mistakes is not None:
            mistakes.raise_any()
        raise UsageError(f"unknown script «{name}»; there are: {', '.join(known) or 'none'}")
    return path


def load_script(packs: PackSet, name: str, mistakes: Mistakes | None = None) -> Script:
    """Read a script by its name, or by the path of a file.

    Args:
        packs, name, mistakes: as of `find_script`.

    Raises:
        UsageError: no such script.
        DataError: malformed script, or one whose profile does not exist, or whose pack was left out.
    """
    return with_profile(load_document(Script, find_script(packs, name, mistakes)))


def with_profile(loaded: Loaded[Script]) -> Script:
    """The script, its profile by a name or a path that can be loaded from anywhere.

    Raises:
        DataError: there is no such profile.
    """
    profile = profile_of(loaded)
    if profile is None or loaded.value.profile in profiles():
        return loaded.value
    return loaded.value.model_copy(update={"profile": str(profile)})


def profile_of(script: Loaded[Script]) -> Path | None:
    """The file of the profile that a script is played with, where it names one; a path starts at the pack's folder.

    Raises:
        DataError: there is no such profile.
    """
    return profile_named_in(script.document, "profile", folder_around(script.path))


def folder_around(script: Path) -> Path:
    """Where relative paths of a script begin: the folder of its pack, or its own where it is in none."""
    folder = script.resolve().parent
    return folder.parent if folder.name == "shows" else folder


def play(script: Script, assistant: Assistant) -> Iterator[Played]:
    """Play the cues in order; each reply is checked against what the cue expects."""
    state, day = State(), None
    for number, (_, cue, _) in enumerate(script.in_order(), 1):
        if cue.set is not None and cue.set.day is not None:
            day = cue.set.day
        if cue.ask is None:
            yield Played(cue, None)
            continue
        reply, state = assistant.respond(cue.ask, state, id=str(number), as_of=day)
        yield Played(cue, reply, tuple(shortcomings(cue.expect, reply)))


def shortcomings(expected: Expectation | None, reply: Reply) -> Iterator[str]:
    """How a reply falls short of what is expected."""
    if expected is None:
        return
    for part in expected.contains:
        if part not in reply.text:
            yield f"«{part}» is not in «{reply.text}»"
    if expected.any and not any(part in reply.text for part in expected.any):
        yield f"none of «{'», «'.join(expected.any)}» is in «{reply.text}»"
    for part in expected.absent:
        if part in reply.text:
            yield f"«{part}» is in «{reply.text}»"
    if expected.items is not None and len(reply.items) != expected.items:
        yield f"{len(reply.items)} places instead of {expected.items}"
    if expected.sourced and not reply.sources:
        yield f"«{reply.text}» rests on no source"
