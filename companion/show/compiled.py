"""A show, compiled: the cues of a script in order, each with what fires it, what it says and how it falls back.

What can be wrong in a script by itself is found here, all of it in one run; what the data have to say to it is
`companion.show.checking`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from companion.base.errors import UsageError
from companion.base.files import Loaded, Mistakes
from companion.base.settings import profile_file, profiles
from companion.language.forms_of_address import address, by_title, plain_title
from companion.language.spoken import spoken
from companion.show.matching import PhraseClash, clashes
from companion.show.people import GAP, PersonPresent, naming_people
from companion.show.script import Change, Cue, Expectation, FloorTerms, KeyAnswer, Script, folder_around

Rung = Literal["live", "prepared", "audio", "text", "gesture"]
"""Ways to answer, the best first: a live answer, a prepared one, a finished sound, text on the screen, a gesture with
an apology."""
CueKind = Literal["ask", "say", "hold", "floor"]

NEEDS_S: Final[Mapping[Rung, float]] = {"live": 1.0, "prepared": 0.6, "audio": 0.3, "text": 0.2, "gesture": 0.1}
"""How long each may take until the audience gets something of it."""
LEAST_THOUGHT_S: Final = 0.5
"""How much time a live answer must have."""
SYLLABLES_A_SECOND: Final = 5.0
"""How fast the robot speaks, for plans."""
_REPLY_S: Final = 4.0
_QUESTION_S: Final = 3.0


@dataclass(frozen=True, slots=True)
class StageCard:
    """A card on the stage screen."""

    title: str
    text: str | None = None
    source: str | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """All that stands on it."""
        return tuple(filter(None, (self.title, self.text, self.source)))


@dataclass(frozen=True, slots=True)
class Said:
    """Something that can be delivered.

    Attributes:
        text: as it is shown; `spoken` as it is said.
        second: the same in another language.
        sound: a file of how it sounds; `recorded` by somebody, because a voice says it badly.
    """

    text: str
    spoken: str
    second: str | None = None
    gesture: str | None = None
    feeling: str | None = None
    sound: str | None = None
    recorded: bool = False
    cards: tuple[StageCard, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """All that an audience hears and reads of it."""
        return (self.text, *filter(None, (self.second,)), *(text for card in self.cards for text in card.texts))


@dataclass(frozen=True, slots=True)
class ShowCue:
    """A cue.

    Attributes:
        number: its place among the cues, from 0.
        label: what an operator reads.
        notes: what was narrated before it.
        phrases: what fires it, by sound.
        best: what it says where it is not, or cannot be, answered live.
        choices: answers under the keys 1, 2 and 3.
        branch: of a cue that is in a branch, the cue aside that leads into it.
        at_s: seconds since midnight at which it fires; `follow_s`: seconds after the end of the cue before it.
        line: of the file.
    """

    number: int
    id: str
    scene: str
    kind: CueKind
    label: str
    by: str
    line: int
    question: str | None = None
    notes: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    intent: str | None = None
    names: tuple[str, ...] = ()
    key: str | None = None
    address: str | None = None
    at_s: int | None = None
    follow_s: float | None = None
    best: Said | None = None
    choices: tuple[Said, ...] = ()
    expect: Expectation | None = None
    floor: FloorTerms | None = None
    change: Change | None = None
    second: str | None = None
    gesture: str | None = None
    feeling: str | None = None
    card: StageCard | None = None
    optional: bool = False
    aside: bool = False
    branch: int | None = None
    deadline_s: float = 5.0
    veto_s: float = 1.0
    planned_s: float = 0.0

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """How it can be delivered, the best first."""
        own: list[Rung] = ["live"] if self.kind in ("ask", "floor") else []
        if self.best is not None:
            own += ["audio", "prepared"] if self.best.recorded else ["prepared", "audio"]
        return (*own, "text", "gesture")

    @property
    def in_order(self) -> bool:
        """Whether it comes anyway: it is neither aside nor in a branch."""
        return not self.aside and self.branch is None

    @property
    def speech_s(self) -> float | None:
        """How long the plan has for what it says; None where that is in no plan."""
        if not self.in_order or self.kind not in ("ask", "say"):
            return None
        return max(0.0, self.planned_s - (_QUESTION_S if self.kind == "ask" else 0.0))

    @property
    def texts(self) -> tuple[str, ...]:
        """All that an audience may get of it and that is known before, each once."""
        said = [text for one in (*filter(None, (self.best,)), *self.choices) for text in one.texts]
        said += self.card.texts if self.card is not None else ()
        said += filter(None, (self.label if self.kind == "hold" else None, self.second))
        return tuple(dict.fromkeys(said))


@dataclass(frozen=True, slots=True)
class CompiledShow:
    """A show, ready to be run.

    Attributes:
        name: of the file.
        mark: changes with the script: a restore point of another script is none of this one.
        people: who is in the room.
        pronounce: words, and how they are written for the voice.
    """

    name: str
    title: str
    mark: str
    cues: tuple[ShowCue, ...]
    apology: Said
    notice: str
    audience: tuple[str, ...] = ()
    people: tuple[PersonPresent, ...] = ()
    pronounce: tuple[tuple[str, str], ...] = ()
    profile: str | None = None
    keep_transcripts: bool = False
    keep_days: int = 30

    def branch_at(self, number: int) -> int | None:
        """The cue that leads into the branch in which a place is; None for places in order."""
        return self.cues[number].branch if 0 <= number < len(self.cues) else None

    def after(self, number: int, returns: int | None = None) -> int:
        """The first cue after a place, in order or in its branch; the number of cues where there is none.

        Args:
            number: the place.
            returns: where the show goes on after a branch, and after what is aside.
        """
        is_aside = 0 <= number < len(self.cues) and self.cues[number].aside
        branch = number if is_aside else self.branch_at(number)
        end = len(self.cues) if branch is None or returns is None else returns
        return next((cue.number for cue in self.cues[number + 1 :] if not cue.aside and cue.branch == branch), end)

    def before(self, number: int) -> int:
        """The last cue before a place, in order or in its branch; the place itself where there is none."""
        branch = self.branch_at(number)
        earlier = (cue.number for cue in reversed(self.cues[:number]) if not cue.aside and cue.branch == branch)
        return next(earlier, number if branch is None else branch)

    def reached(self, standing: int, returns: int | None = None) -> Iterator[ShowCue]:
        """The cues that what is said may fire: the one that stands, those after optional ones, and those aside.

        Within a branch nothing leads into another one: there is one way back.
        """
        number = standing
        while number < len(self.cues):
            yield self.cues[number]
            if not self.cues[number].optional:
                break
            number = self.after(number, returns)
        scene = self.cues[min(standing, len(self.cues) - 1)].scene if self.cues else ""
        leading = set() if self.branch_at(standing) is None else {cue.branch for cue in self.cues}
        yield from (cue for cue in self.cues if cue.aside and cue.scene == scene and cue.number not in leading)

    def places(self) -> Iterator[tuple[int, int | None]]:
        """Where the show can stand, its end among them; and where it goes on from there after a branch."""
        in_order = (*(cue.number for cue in self.cues if cue.in_order), len(self.cues))
        for cue in self.cues:
            if cue.in_order:
                yield cue.number, None
            elif cue.branch is not None:
                yield from ((cue.number, left) for left in in_order if self.cues[cue.branch] in self.reached(left))
        yield len(self.cues), None

    @property
    def first(self) -> int:
        """The cue it begins with."""
        return self.after(-1)

    @property
    def planned_s(self) -> float:
        """How long it takes, by plan."""
        return sum(cue.planned_s for cue in self.cues if cue.in_order)

    def changes_at(self, number: int) -> Iterator[Change]:
        """What is different at a cue, change by change: what is set aside or in a branch is so there alone."""
        here = self.branch_at(number)
        for cue in self.cues[: number + 1]:
            own = cue.in_order or cue.number in (number, here) or (here is not None and cue.branch == here)
            if own and cue.change is not None:
                yield cue.change

    def day_at(self, number: int) -> date | None:
        """The day that holds at a cue by the script; None where it sets none."""
        return next((change.day for change in reversed([*self.changes_at(number)]) if change.day), None)

    def answered(self, prepared: Mapping[str, Said]) -> CompiledShow:
        """The show with answers that were got in a rehearsal, by ids of cues, where its script has none."""
        return replace(
            self,
            cues=tuple(
                replace(cue, best=prepared[cue.id]) if cue.best is None and cue.id in prepared else cue
                for cue in self.cues
            ),
        )

    def rendered(self, sounds: Mapping[str, str]) -> CompiledShow:
        """The show with files of how its fixed lines sound, by the spoken text, where it has none."""

        def with_sound(said: Said) -> Said:
            sound = sounds.get(said.spoken)
            return said if sound is None or said.sound is not None else replace(said, sound=sound)

        cues = (
            replace(
                cue,
                best=None if cue.best is None else with_sound(cue.best),
                choices=tuple(map(with_sound, cue.choices)),
            )
            for cue in self.cues
        )
        return replace(self, cues=tuple(cues))


def latest_s(rungs: tuple[Rung, ...], deliver_by_s: float) -> float:
    """When the first of these has to be tried, so that those after it have their time."""
    return deliver_by_s - sum(NEEDS_S[rung] for rung in rungs)


def thought_s(cue: ShowCue) -> float:
    """How long a live answer may take."""
    return latest_s(cue.rungs, cue.deadline_s) - cue.veto_s


def said(text: str, pronounce: Iterable[tuple[str, str]] = (), **more: str | None) -> Said:
    """A fixed text that can be delivered."""
    return Said(text, pronounced(spoken(text), pronounce), **more)  # type: ignore[arg-type]  # the fields that are text


def pronounced(spoken: str, pronounce: Iterable[tuple[str, str]]) -> str:
    """A text in spoken form with some words written as they are to be said, the longest first."""
    how = dict(pronounce)
    if not how:
        return spoken
    words = re.compile("|".join(map(re.escape, sorted(how, key=len, reverse=True))))
    return words.sub(lambda word: how[word[0]], spoken)


def compile_show(loaded: Loaded[Script], mistakes: Mistakes, *, checked: bool = False) -> CompiledShow:
    """Compile a script; what is wrong is noted with its line.

    Args:
        loaded: the script.
        mistakes: takes what is wrong.
        checked: what is wrong between the cues has been told: looking at it is most of the work.
    """
    script = loaded.value
    compiler = _Compiler(loaded, mistakes)
    cues = tuple(compiler.cues())
    show = CompiledShow(
        name=loaded.path.stem,
        title=script.title,
        mark=hashlib.sha256(repr(loaded.document.data).encode()).hexdigest()[:16],
        cues=cues,
        apology=said(script.apology, script.pronounce.items(), gesture=script.apology_gesture),
        notice=script.notice,
        audience=tuple(script.audience),
        people=compiler.people,
        pronounce=tuple(script.pronounce.items()),
        profile=script.profile,
        keep_transcripts=script.keep.transcripts,
        keep_days=script.keep.days,
    )
    if not checked:
        compiler.check(show)
    return show


@dataclass(slots=True)
class _Compiler:
    loaded: Loaded[Script]
    mistakes: Mistakes

    def wrong(self, line: int, problem: str, fix: str) -> None:
        self.mistakes.add(self.loaded.path, line, problem, fix)

    def cues(self) -> Iterator[ShowCue]:
        """The cues, notes put to the cue that they stand before."""
        notes: list[str] = []
        number, head = 0, 0
        for scene, cue, place in self.loaded.value.in_order():
            if cue.narrate is not None:
                notes.append(cue.narrate)
                continue
            branch = head if "then" in place else None
            yield self.cue(cue, number, scene, tuple(notes), place, branch)
            head = number if branch is None else head
            notes, number = [], number + 1

    def cue(
        self,
        cue: Cue,
        number: int,
        scene: str,
        notes: tuple[str, ...],
        place: tuple[str | int, ...],
        branch: int | None,
    ) -> ShowCue:
        script, line = self.loaded.value, self.loaded.line(*place)
        kind: CueKind = "ask" if cue.ask else "say" if cue.say else "hold" if cue.hold else "floor"
        text = cue.prepared if kind == "ask" else cue.say or (cue.floor.decline if cue.floor else None)
        if text is not None and GAP in text and not script.people:
            self.wrong(line, f"«{GAP}»: the script names nobody", "add `people: [{name: …, title: …}]`")
        text = None if text is None else naming_people(text, self.people)
        sound = None
        if cue.sound is not None:
            file = self.loaded.path.parent / cue.sound
            sound = str(file)
            if not file.is_file():
                where = self.loaded.line(*place, "sound")
                self.wrong(where, f"«sound»: there is no file {file}", "record it, or remove the key")
        shown = {"second": cue.second, "gesture": cue.gesture, "feeling": cue.feeling}
        best = said(text, script.pronounce.items(), sound=sound, **shown) if text else None
        if best is not None and sound is not None:
            best = replace(best, recorded=True)
        questions = [cue.ask] if cue.ask is not None else []
        planned = cue.planned_s
        if planned is None:
            asks = _QUESTION_S if cue.ask else 0.0
            planned = 0.0 if kind in ("hold", "floor") else asks + (_lasts_s(text) if text else _REPLY_S)
        return ShowCue(
            number=number,
            id=cue.id or f"cue-{number + 1}",
            scene=scene,
            kind=kind,
            label=cue.ask or (text if cue.say else cue.hold) or "",
            by=cue.by,
            line=line,
            question=cue.ask,
            notes=notes,
            phrases=(*questions, *cue.on.phrases),
            intent=cue.on.intent,
            names=tuple(cue.on.names),
            key=cue.on.key,
            address=cue.on.address,
            at_s=None if cue.on.at is None else _seconds(cue.on.at),
            follow_s=cue.on.follow,
            best=best,
            choices=tuple(self.choice(cue, answer) for answer in cue.answers),
            expect=cue.expect,
            floor=cue.floor,
            change=self.change(cue, place),
            **shown,
            card=None if cue.card is None else StageCard(cue.card.title, cue.card.text, cue.card.source),
            optional=cue.optional,
            aside=cue.aside,
            branch=branch,
            deadline_s=cue.deadline_s or script.deadline_s,
            veto_s=script.veto_s if cue.veto_s is None else cue.veto_s,
            planned_s=planned,
        )

    def change(self, cue: Cue, place: tuple[str | int, ...]) -> Change | None:
        """What is different from a cue on, its profile by a name or a path that can be loaded from anywhere."""
        change = cue.set
        if change is None or change.profile is None or change.profile in profiles():
            return change
        try:
            path = str(profile_file(change.profile, folder_around(self.loaded.path)))
        except UsageError as e:
            problem, _, fix = str(e).partition("; ")
            self.wrong(self.loaded.line(*place, "set", "profile"), f"«set.profile»: {problem}", fix)
            path = None
        return change.model_copy(update={"profile": path})

    def choice(self, cue: Cue, answer: KeyAnswer) -> Said:
        """An answer under a key: what the cue says in a second language is no translation of it."""
        text = naming_people(answer.say, self.people)
        shown = {"second": answer.second, "gesture": cue.gesture, "feeling": cue.feeling}
        return said(text, self.loaded.value.pronounce.items(), **shown)

    def check(self, show: CompiledShow) -> None:
        """What is wrong between the cues."""
        for name in ("id", "key", "address"):
            seen: dict[str, ShowCue] = {}
            for cue in show.cues:
                value = getattr(cue, name)
                if value is None:
                    continue
                if value in seen:
                    self.wrong(
                        cue.line, f"«{name}»: «{value}» is that of line {seen[value].line} too", "choose another"
                    )
                seen.setdefault(value, cue)
        for cue in show.cues:
            if cue.key is not None and cue.key in TAKEN_KEYS:
                free = ", ".join(sorted(set("abcdefghijklmnopqrstuvwxyz") - TAKEN_KEYS))
                self.wrong(cue.line, f"«on.key»: the console needs «{cue.key}» itself", f"write one of: {free}")
            if cue.kind in ("ask", "floor") and thought_s(cue) < LEAST_THOUGHT_S - 1e-9:
                least = cue.deadline_s + LEAST_THOUGHT_S - thought_s(cue)
                problem = f"the deadline leaves the live answer {max(0.0, thought_s(cue)):.1f} s"
                self.wrong(cue.line, problem, f"write deadline_s: {least:.1f} or more, or a shorter veto_s")
            if cue.optional and cue.kind in ("ask", "say") and not (cue.phrases or cue.intent or cue.names):
                self.wrong(
                    cue.line, "this cue is optional, and nobody can say what fires it", "add `on: {phrases: [...]}`"
                )
        self.check_people(show)
        together = (list(show.reached(*place)) for place in show.places())
        for clash in clashes(show.cues, together, show.audience):
            self.clash(show, clash)

    @property
    def people(self) -> tuple[PersonPresent, ...]:
        """Who is in the room, each with a call."""
        found = []
        for number, person in enumerate(self.loaded.value.people):
            call = person.call or (by_title(person.name, person.title) if person.title else address(person.name))
            line = self.loaded.line("people", number)
            found.append(PersonPresent(person.name, person.title, call, tuple(person.where), line))
        return tuple(found)

    def check_people(self, show: CompiledShow) -> None:
        """Nobody is there twice, or called as somebody else is; a call names who is called."""
        for number, person in enumerate(show.people):
            line = person.line or 1
            for other in show.people[:number]:
                if other.name == person.name or other.call == person.call:
                    problem = f"«{person.call}» is there already, as «{other.call}»"
                    self.wrong(line, problem, "give each person a name and a `call` of their own")
            parts = (person.name, *((person.title or "").split()))
            if not any(part in person.call or plain_title(person.call) in part for part in parts):
                problem = f"«call»: «{person.call}» has neither the name nor the title of {person.name}"
                self.wrong(line, problem, f"write call: {address(person.name)}, or add the title")

    def clash(self, show: CompiledShow, clash: PhraseClash) -> None:
        cue = show.cues[clash.cue]
        other = "what the host says to the audience"
        if clash.other is not None:
            other = f"«{clash.phrase}» of line {show.cues[clash.other].line}"
        problem = f"«{clash.own}» sounds like {other} ({clash.similarity:.0%})"
        self.wrong(cue.line, problem, "say one of them in other words")


TAKEN_KEYS: Final = frozenset("bshrvmtqwedax")
"""Keys that the console needs itself."""


def _lasts_s(text: str) -> float:
    return 1.0 + sum(ch.isalnum() for ch in spoken(text)) / SYLLABLES_A_SECOND


def _seconds(clock: str) -> int:
    hours, minutes, *seconds = (int(part) for part in clock.split(":"))
    return hours * 3600 + minutes * 60 + (seconds[0] if seconds else 0)
