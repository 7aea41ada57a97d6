"""A show as a state machine: what people do, what is heard and what becomes of answers go in, commands come out.

It has no clock, no thread and no device. Time is passed in, in seconds on any line that goes on; the same machine runs
on a stage (`companion.show.running`) and on a virtual clock (`companion.show.drill`).

    standing ── GO, heard, time ──> answering ── it fits ──> vetting ──> beginning ── it comes out ──> delivering
                                        └── late, unfit, vetoed ──> next rung ──┘ └── nothing comes ──> next rung

A cue that is fired delivers: each rung has until the time that those after it need (`compiled.NEEDS_S`), and the last
one needs nothing that could be missing. A cue is fired by the machine once; only an operator fires it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, TypeAlias

from companion.show.by_sound import SoundFit, Waited
from companion.show.compiled import NEEDS_S, CompiledShow, Rung, Said, ShowCue, latest_s
from companion.show.matching import NO_OBJECTIONS, Objections, best_match, decides, names_in

Part = Literal["mind", "recogniser", "voice", "microphone", "speaker", "screen", "console", "disk", "network"]
"""What a show stands on, any of which may be missing."""
CueState = Literal["waiting", "running", "done", "skipped", "vetoed", "cut"]
Step = Literal["answering", "vetting", "beginning", "delivering"]
Mode = Literal["manual", "listening"]
Key = Literal["go", "back", "skip", "hold", "repeat", "veto", "panic", "up", "down", "louder", "softer"]
"""Keys of the console that act on the show.

The last four say a direction and not a place: whoever presses one twice in a hurry moves by two, though the console has
not yet seen what the first press did.
"""
_DESK: Final = ("go", "up", "down", "louder", "softer")
"""Keys whose press is no intervention: GO, and those of which it is told what they did."""
_VOLUME_STEP: Final = 5
"""Percent."""
Reason = Literal["misheard", "wrong", "slow", "unfit", "host", "other"]
"""Why somebody intervened."""

TWICE_S: Final = 0.4
"""GO again within this time is one GO, pressed twice."""
DEADLINE_S: Final = 5.0
"""Within which time a line of the operator is delivered."""
READ_S: Final = 4.0
"""How long a text stays when nobody says it, at least; and how much longer for each character."""
READ_A_LETTER_S: Final = 0.12
LONGEST_S: Final = 4.0
"""Speech counts as over so long after its beginning, and later by so much for each character, whatever is told."""
SPEAK_A_LETTER_S: Final = 0.3
ALONE_S: Final = 5.0
"""When no console is left for so long, the show listens for itself."""
FIXED: Final[tuple[Rung, ...]] = ("prepared", "audio", "text", "gesture")
"""How a line that an operator chose is delivered."""
SHOWN: Final[tuple[Rung, ...]] = ("text", "gesture")
"""How something is delivered that may have been said in part."""
OTHERS: Final = 12
"""How many texts besides are held against the sound of an utterance."""
_HEARD: Final = 12


# What comes in


@dataclass(frozen=True, slots=True)
class Begin:
    """The house is open: from now on cues may fire. It is so many seconds after midnight."""

    seconds_of_day: float = 0.0


@dataclass(frozen=True, slots=True)
class Press:
    """An operator does something; `reason` says why, where it is known already."""

    key: Key
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Choose:
    """An operator has a prepared answer said: 1, 2 or 3."""

    number: int


@dataclass(frozen=True, slots=True)
class Typed:
    """An operator has a line said; `forbidden` tells why it must not be."""

    said: Said
    forbidden: str | None = None


@dataclass(frozen=True, slots=True)
class Jump:
    """An operator puts a cue on standby."""

    cue: int


@dataclass(frozen=True, slots=True)
class Fire:
    """An operator, or another program, fires a certain cue."""

    cue: int


@dataclass(frozen=True, slots=True)
class Switch:
    """An operator switches between listening and firing by hand."""

    mode: Mode


@dataclass(frozen=True, slots=True)
class Loudness:
    """An operator sets the volume, 0 to 100."""

    percent: int


@dataclass(frozen=True, slots=True)
class Because:
    """An operator says why they intervened last."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Spoke:
    """Somebody said something.

    Attributes:
        text: as it was recognised; `confidence` of that, 0 to 1.
        intent: what it is understood as, where that is known.
        asks: whether it asks for something that the robot knows of.
        fits: how well phrases that are waited for, and other texts, fit its sound.
        objections: what its reading says against phrases.
        showable: whether an audience may read it.
    """

    text: str
    confidence: float = 1.0
    intent: str | None = None
    asks: bool = False
    fits: tuple[SoundFit, ...] = ()
    objections: Objections = NO_OBJECTIONS
    showable: bool = True


@dataclass(frozen=True, slots=True)
class AnswerCame:
    """The live answer of a run has come.

    Attributes:
        said: the answer; None where there is none.
        unfit: why it must not be said.
        instead: what is said in its place, before anything that is prepared: the question is for a person.
    """

    run: int
    said: Said | None
    unfit: str | None = None
    instead: Said | None = None


@dataclass(frozen=True, slots=True)
class Began:
    """The audience gets something of a run."""

    run: int


@dataclass(frozen=True, slots=True)
class Ended:
    """What a run says is said."""

    run: int


@dataclass(frozen=True, slots=True)
class Failed:
    """What a run tried does not work."""

    run: int
    why: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Something is gone, or there again."""

    part: Part
    gone: bool = True


@dataclass(frozen=True, slots=True)
class Revived:
    """The process was gone and is there again; the state is that of its restore point.

    What was on its way and may have been heard is not said again but shown; a cue that was only being thought about
    stands again.
    """


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed."""


Event: TypeAlias = (
    Begin | Press | Choose | Typed | Jump | Fire | Switch | Loudness | Because
    | Spoke | AnswerCame | Began | Ended | Failed | Missing | Revived | Tick
)  # fmt: skip
_BY_HAND: Final = (Press, Choose, Typed, Jump, Fire, Switch, Loudness, Because)
"""What an operator does."""


# What goes out


@dataclass(frozen=True, slots=True)
class AskRobot:
    """Wanted is a live answer; `AnswerCame` brings it."""

    run: int
    cue: int
    text: str


@dataclass(frozen=True, slots=True)
class Deliver:
    """Bring this to the audience in this way; `Began`, `Ended` and `Failed` tell what becomes of it."""

    run: int
    rung: Rung
    said: Said


@dataclass(frozen=True, slots=True)
class Silence:
    """Fall silent at once."""


@dataclass(frozen=True, slots=True)
class SetVolume:
    """Speak as loud as that, 0 to 100."""

    percent: int


@dataclass(frozen=True, slots=True)
class Record:
    """Something happened that the report tells."""

    what: str
    fields: dict[str, Any] = field(default_factory=dict)


Order: TypeAlias = AskRobot | Deliver | Silence | SetVolume | Record


# Where it stands


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of a cue."""

    state: CueState = "waiting"
    rung: Rung | None = None
    fired_s: float | None = None
    began_s: float | None = None
    ended_s: float | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Something is on its way to the audience.

    Attributes:
        number: of the run.
        cue: whose it is; None for a line of the operator.
        rungs: what is tried, and after it what is left.
        until_s: when the step is given up, or over.
        live: the live answer, once it has come and fits.
        chosen: what an operator chose instead of both.
    """

    number: int
    cue: int | None
    asked: str
    rungs: tuple[Rung, ...]
    step: Step
    fired_s: float
    deliver_by_s: float
    until_s: float
    live: Said | None = None
    chosen: Said | None = None

    @property
    def rung(self) -> Rung:
        """What is tried."""
        return self.rungs[0]


@dataclass(frozen=True, slots=True)
class Floor:
    """The floor is open."""

    cue: int
    left: int
    until_s: float


@dataclass(frozen=True, slots=True)
class Overheard:
    """What was heard, and the cue that it fired."""

    at_s: float
    text: str
    confidence: float
    cue: int | None = None


@dataclass(frozen=True, slots=True)
class ShowState:
    """Where a show stands.

    Attributes:
        standing: the cue on standby; the number of cues at the end.
        returns: within a branch, where the show goes on after it.
        marks: what became of each cue.
        shown: what the audience got last.
        follow_s: when the cue that stands fires by itself.
        open_s: since when the house is open; `began_s`: since when the show runs.
        midnight_s: on the machine's time line.
        alone_s: since when there is no console.
        runs: how many there were: each has a number of its own.
        refused: why the line that an operator typed last is not said.
    """

    standing: int
    marks: tuple[Mark, ...]
    open_s: float | None = None
    began_s: float | None = None
    midnight_s: float = 0.0
    mode: Mode = "manual"
    held: bool = False
    hold_text: str | None = None
    panicked: bool = False
    volume: int = 80
    missing: frozenset[Part] = frozenset()
    run: Run | None = None
    runs: int = 0
    floor: Floor | None = None
    shown: Said | None = None
    shown_by: int | None = None
    asked: str | None = None
    heard: tuple[Overheard, ...] = ()
    follow_s: float | None = None
    alone_s: float | None = None
    go_s: float | None = None
    refused: str | None = None
    returns: int | None = None


def beginning(show: CompiledShow, mode: Mode = "manual") -> ShowState:
    """A show before it begins."""
    return ShowState(show.first, (Mark(),) * len(show.cues), mode=mode)


def step(show: CompiledShow, state: ShowState, event: Event, now: float) -> tuple[ShowState, tuple[Order, ...]]:
    """What an event makes of a show.

    Args:
        show: what is played.
        state: where it stands.
        event: what happened.
        now: when.
    """
    stepping = _Step(show, state, now)
    stepping.take(event)
    return stepping.state, tuple(stepping.orders)


def due_s(show: CompiledShow, state: ShowState) -> float | None:
    """When a `Tick` is wanted, if nothing else happens; None where nothing waits for time.

    Only what a tick at that time would change counts: whoever waits for it would look at the clock without end.
    """
    times = []
    if state.alone_s is not None and state.mode == "manual":
        times.append(state.alone_s + ALONE_S)
    if state.run is not None:
        times.append(state.run.until_s)
    elif state.floor is not None:
        times.append(state.floor.until_s)
    if _may_fire(state):
        times += [at_s for _, at_s in _timed(show, state)]
        times += [] if state.follow_s is None else [state.follow_s]
    return min(times, default=None)


def reached(show: CompiledShow, state: ShowState) -> list[ShowCue]:
    """The cues that may be fired by what is said: the one that stands, those after optional ones, and those aside."""
    cues = show.reached(state.standing, state.returns)
    return [cue for cue in cues if not cue.aside or state.marks[cue.number].state == "waiting"]


def following(show: CompiledShow, state: ShowState, number: int) -> int:
    """The cue that comes after one; after a branch, and after what is aside, that at which the show stood before."""
    leaves_branch = state.returns is not None and show.branch_at(number) is not None
    return show.after(number, state.returns if leaves_branch else state.standing)


def standing_at(show: CompiledShow, number: int, returns: int | None = None) -> ShowState:
    """A show that listens at a place; `returns` is where it goes on after a branch."""
    return replace(beginning(show, "listening"), standing=number, returns=returns, open_s=0.0)


def waited_for(show: CompiledShow, state: ShowState, heard: str, objections: Objections = NO_OBJECTIONS) -> Waited:
    """Texts worth holding against the sound of an utterance: what would fire a cue, and what else it may be.

    The others are phrases of the cues nearest in order, and what the host says. There are none where nothing heard can
    fire, or where the words that were heard tell enough.
    """
    cues = reached(show, state) if _listens(state) else []
    own = dict.fromkeys(phrase for cue in cues for phrase in cue.phrases)
    if not own or decides(heard, cues, objections):
        return Waited()
    near = sorted(show.cues, key=lambda cue: abs(cue.number - state.standing))
    others = dict.fromkeys((*(phrase for cue in near for phrase in cue.phrases), *show.audience))
    return Waited(tuple(own), tuple(text for text in others if text not in own)[:OTHERS])


def _listens(state: ShowState) -> bool:
    """Whether what is heard may fire something."""
    return state.mode == "listening" and _may_fire(state)


def _may_fire(state: ShowState) -> bool:
    """Whether a cue may fire by itself."""
    return not (state.held or state.panicked or state.run or state.open_s is None)


def _timed(show: CompiledShow, state: ShowState) -> Iterator[tuple[int, float]]:
    """The cues that fire at a time of the day that was to come when the house was opened, and when."""
    for cue in reached(show, state):
        if cue.at_s is not None and state.open_s is not None and state.marks[cue.number].fired_s is None:
            at_s = state.midnight_s + cue.at_s
            if at_s >= state.open_s:
                yield cue.number, at_s


def choices_of(show: CompiledShow, state: ShowState) -> tuple[Said, ...]:
    """The prepared answers under the keys 1, 2 and 3 at the moment."""
    number = state.run.cue if state.run is not None and state.run.cue is not None else state.standing
    if number >= len(show.cues):
        return ()
    cue = show.cues[number]
    return cue.choices or ((cue.best,) if cue.best is not None else ())


class _Step:
    def __init__(self, show: CompiledShow, state: ShowState, now: float) -> None:
        self.show, self.state, self.now = show, state, now
        self.orders: list[Order] = []

    def take(self, event: Event) -> None:
        if isinstance(event, _BY_HAND):
            self.change(refused=None)
        match event:
            case Begin(seconds_of_day=seconds):
                if self.state.open_s is None:
                    self.change(open_s=self.now, midnight_s=self.now - seconds)
                    self.record("open", title=self.show.title)
            case Press():
                self.press(event)
            case Choose(number=number):
                self.choose(number)
            case Typed(forbidden=str(why)):
                self.change(refused=why)
                self.record("refused", why=why)
            case Typed(said=said):
                self.interrupt("cut")
                self.change(panicked=False)
                self.record("intervention", key="type", cue=None, reason=None)
                self.deliver(None, "", FIXED, chosen=said)
            case Jump(cue=cue):
                self.put_on(cue)
            case Fire(cue=cue):
                self.fire_by_hand(cue)
            case Switch(mode=mode):
                self.change(mode=mode, alone_s=None)  # somebody is there, if at no console
                self.record("mode", mode=mode)
            case Loudness(percent=percent):
                self.set_volume(percent)
            case Because(reason=reason):
                self.record("because", reason=reason)
            case Spoke():
                self.hear(event)
            case AnswerCame() if self.is_run(event.run, "answering"):
                self.answered(event)
            case Began() if self.is_run(event.run, "beginning"):
                self.began()
            case Ended() if self.is_run(event.run, "delivering", "beginning"):
                if self.state.run is not None and self.state.run.step == "beginning":
                    self.began()  # it was so short that nobody told of its beginning
                self.finish("done")
            case Failed() if self.is_run(event.run, "answering", "beginning", "delivering"):
                self.failed(event.why)
            case Missing(part=part, gone=gone):
                self.miss(part, gone)
            case Revived():
                self.resume()
            case Tick():
                pass
        self.pass_time()

    # Small things

    def change(self, **fields: Any) -> None:
        self.state = replace(self.state, **fields)

    def record(self, what: str, **fields: Any) -> None:
        self.orders.append(Record(what, {"at_s": round(self.now, 3), **fields}))

    def mark(self, number: int, **fields: Any) -> None:
        marks = list(self.state.marks)
        marks[number] = replace(marks[number], **fields)
        self.change(marks=tuple(marks))

    def is_run(self, number: int, *steps: Step) -> bool:
        run = self.state.run
        return run is not None and run.number == number and run.step in steps

    def id_of(self, number: int | None) -> str | None:
        return None if number is None or number >= len(self.show.cues) else self.show.cues[number].id

    # What an operator does

    def press(self, press: Press) -> None:
        if press.key not in _DESK:
            cue = self.state.run.cue if self.state.run else self.state.standing
            self.record("intervention", key=press.key, cue=self.id_of(cue), reason=press.reason)
        match press.key:
            case "go":
                self.go()
            case "back":
                run = self.state.run
                self.interrupt("cut")
                # What runs at the end of a branch stands no longer before the cue on standby.
                last = None if run is None or run.cue is None or self.show.branch_at(run.cue) is None else run.cue
                self.jump(self.show.before(self.state.standing) if last is None else last)
            case "skip":
                if self.state.run is not None:
                    self.interrupt("cut")
                elif self.state.standing < len(self.show.cues):
                    self.mark(self.state.standing, state="skipped")
                    self.stand(following(self.show, self.state, self.state.standing))
            case "hold":
                self.change(held=not self.state.held, hold_text=None)
            case "repeat":
                if (said := self.state.shown) is not None:
                    by = self.state.shown_by
                    self.interrupt("cut")
                    self.deliver(None, "", FIXED, chosen=said)
                    self.change(shown_by=by)
            case "veto":
                self.veto()
            case "panic":
                if self.state.panicked:
                    self.change(panicked=False)
                else:
                    self.orders.insert(0, Silence())
                    self.interrupt("cut")
                    self.change(panicked=True, shown=None, follow_s=None, floor=None)
            case "up" if (before := self.show.before(self.state.standing)) != self.state.standing:
                self.put_on(before)
            case "down":
                self.put_on(following(self.show, self.state, self.state.standing))
            case "louder":
                self.set_volume(self.state.volume + _VOLUME_STEP)
            case "softer":
                self.set_volume(self.state.volume - _VOLUME_STEP)

    def go(self) -> None:
        state = self.state
        if state.go_s is not None and 0 <= self.now - state.go_s < TWICE_S:
            return
        self.change(go_s=self.now)
        run = state.run
        if run is not None and run.step == "vetting":
            self.begin(run)
            return
        if run is not None and run.step != "delivering":
            return  # it is on its way
        self.change(panicked=False, held=False, hold_text=None, floor=None)
        if run is not None:
            self.interrupt("cut")
        if state.standing < len(self.show.cues):
            self.fire(state.standing, "go")

    def fire_by_hand(self, number: int) -> None:
        if not 0 <= number < len(self.show.cues):
            return
        self.record("intervention", key="fire", cue=self.id_of(number), reason=None)
        self.interrupt("cut")
        self.change(panicked=False, held=False, hold_text=None, floor=None)
        self.fire(number, "go")

    def set_volume(self, percent: int) -> None:
        percent = max(0, min(100, percent))
        if percent != self.state.volume:
            self.record("intervention", key="volume", cue=None, reason=None, percent=percent)
        self.change(volume=percent)
        self.orders.append(SetVolume(percent))

    def put_on(self, number: int) -> None:
        if 0 <= number < len(self.show.cues):
            self.record("intervention", key="stand", cue=self.id_of(number), reason=None)
        self.jump(number)

    def jump(self, number: int) -> None:
        if not 0 <= number < len(self.show.cues):
            return
        self.mark(number, state="waiting")
        if not self.show.cues[number].aside:
            self.stand(number)
        elif self.state.returns is not None and self.show.branch_at(self.state.standing) == number:
            self.stand(self.state.returns)  # before a branch is where it was asked for
        # What else is aside is in no order: it may be asked for again.

    def stand(self, number: int) -> None:
        """Put a cue on standby. A branch is left by standing anywhere else, and returns to where the show stood."""
        returns = None
        if self.show.branch_at(number) is not None:
            returns = self.state.standing if self.state.returns is None else self.state.returns
        self.change(standing=number, returns=returns, follow_s=None)

    def choose(self, number: int) -> None:
        choices = choices_of(self.show, self.state)
        if not 1 <= number <= len(choices):
            return
        run = self.state.run
        cue = run.cue if run is not None and run.cue is not None else self.state.standing
        self.record("intervention", key=f"answer {number}", cue=self.id_of(cue), reason=None)
        self.change(panicked=False, held=False)
        chosen = choices[number - 1]
        if run is not None and run.cue is not None and run.step != "delivering":
            # The cue is answered with it in place of what it waits for, and so late as it was chosen.
            deliver_by = max(run.deliver_by_s, self.now + sum(NEEDS_S[rung] for rung in FIXED))
            self.attempt(replace(run, rungs=FIXED, chosen=chosen, deliver_by_s=deliver_by))
            return
        again = run is not None and run.cue is not None
        self.interrupt("cut")
        if again or self.show.cues[cue].kind == "floor":  # before it is open there is nothing to answer
            self.deliver(None, "", FIXED, chosen=chosen)
        else:
            self.fire(cue, "choice", chosen=chosen)

    def veto(self) -> None:
        run = self.state.run
        if run is None:
            return
        if run.step == "delivering" or run.rung != "live":
            self.orders.insert(0, Silence())
            self.finish("vetoed")
            return
        if run.step == "beginning":
            self.orders.insert(0, Silence())
        self.record("vetoed", cue=self.id_of(run.cue), said=run.live.text if run.live else None)
        self.fall(replace(run, live=None), "vetoed")

    # Firing

    def hear(self, heard: Spoke) -> None:
        cue = self.heard_cue(heard)
        state = self.state
        if heard.text:
            overheard = Overheard(self.now, heard.text, heard.confidence, cue)
            self.change(heard=(*state.heard, overheard)[-_HEARD:])
            self.record("heard", text=heard.text, confidence=round(heard.confidence, 2), cue=self.id_of(cue))
        if cue is not None:
            asked = self.show.cues[cue].question or heard.text
            by_meaning = self.show.cues[cue].kind == "floor"
            self.fire(cue, "heard", asked=heard.text if by_meaning else asked)
            if not heard.showable and self.show.cues[cue].question is None:
                self.change(asked=None)

    def heard_cue(self, heard: Spoke) -> int | None:
        state = self.state
        if not _listens(state):
            return None
        within = reached(self.show, state)
        match = best_match(heard.text, within, self.show.audience, heard.fits, heard.objections)
        if match is not None:
            return match.cue
        for cue in within:
            named = not cue.names or names_in(heard.text, cue.names)
            meant = cue.intent is None or cue.intent == heard.intent
            if (cue.intent or cue.names) and named and meant:
                return cue.number
        if state.floor is not None and heard.asks and state.floor.left > 0:
            return state.floor.cue
        return None

    def fire(self, number: int, how: str, asked: str | None = None, chosen: Said | None = None) -> None:
        cue = self.show.cues[number]
        if self.state.began_s is None:
            self.change(began_s=self.now)
        self.record("fired", cue=cue.id, how=how, number=self.state.runs + 1)
        from_floor = cue.kind == "floor" and self.state.floor is not None and self.state.floor.cue == number
        if not from_floor:
            for passed in self.passed_on_the_way_to(cue):
                self.mark(passed, state="skipped")
            if not cue.aside:
                self.stand(number)
            self.stand(following(self.show, self.state, number))
            self.change(floor=None)
            self.mark(number, state="running", fired_s=self.now, began_s=None, ended_s=None, rung=None)
            if cue.change is not None and cue.change.volume is not None:
                self.change(volume=cue.change.volume)
                self.orders.append(SetVolume(cue.change.volume))
        if cue.kind == "hold":
            self.change(held=True, hold_text=cue.label)
            self.mark(number, state="done", began_s=self.now, ended_s=self.now)
            self.record("delivered", cue=cue.id, rung=None, after_s=0.0, by_s=cue.deadline_s, text=cue.label)
            return
        if cue.kind == "floor" and not from_floor:
            terms = cue.floor
            assert terms is not None
            self.change(floor=Floor(number, terms.questions, self.now + terms.within_s))
            self.mark(number, state="done", began_s=self.now, ended_s=self.now)
            return
        if from_floor and self.state.floor is not None:
            self.change(floor=replace(self.state.floor, left=self.state.floor.left - 1))
        rungs = cue.rungs
        if chosen is not None:
            rungs = FIXED
        self.deliver(number, asked or cue.question or "", rungs, chosen=chosen)

    def passed_on_the_way_to(self, cue: ShowCue) -> list[int]:
        """The cues that were waiting between the one that stands and one that fires."""
        passed: list[int] = []
        number = self.state.standing
        while number < len(self.show.cues) and number not in (cue.number, *passed):
            passed.append(number)
            number = following(self.show, self.state, number)
        return [one for one in passed if number == cue.number and self.state.marks[one].state == "waiting"]

    def deliver(self, number: int | None, asked: str, rungs: tuple[Rung, ...], chosen: Said | None = None) -> None:
        deadline_s = DEADLINE_S if number is None else self.show.cues[number].deadline_s
        run = Run(
            number=self.state.runs + 1,
            cue=number,
            asked=asked,
            rungs=rungs,
            step="beginning",
            fired_s=self.now,
            deliver_by_s=self.now + deadline_s,
            until_s=self.now + deadline_s,
            chosen=chosen,
        )
        self.change(runs=run.number, asked=asked or None, follow_s=None)
        if rungs[0] == "live" and number is not None and "mind" not in self.state.missing:
            until = latest_s(rungs, run.deliver_by_s) - self.show.cues[number].veto_s
            self.change(run=replace(run, step="answering", until_s=until))
            self.orders.append(AskRobot(run.number, number, asked))
        elif rungs[0] == "live":
            self.fall(run, "mind is missing")
        else:
            self.attempt(run)

    # From rung to rung

    def answered(self, answer: AnswerCame) -> None:
        run = self.state.run
        assert run is not None
        if answer.said is None or answer.unfit is not None:
            self.record("abstained", cue=self.id_of(run.cue), asked=run.asked, why=answer.unfit or "no answer")
            if answer.instead is not None:
                self.attempt(replace(run, rungs=FIXED, chosen=answer.instead))
                return
            cue = None if run.cue is None else self.show.cues[run.cue]
            if answer.said is not None and cue is not None and cue.kind == "floor" and cue.best is None:
                self.change(run=None, asked=None)  # a question that is not for the robot gets no answer
                return
            self.fall(run, answer.unfit or "no answer")
            return
        veto_s = self.show.cues[run.cue].veto_s if run.cue is not None else 0.0
        run = replace(run, live=answer.said, step="vetting")
        until = min(self.now + veto_s, latest_s(run.rungs, run.deliver_by_s))
        self.change(run=replace(run, until_s=until))

    def fall(self, run: Run, why: str) -> None:
        """On to the next rung."""
        self.record("fell", cue=self.id_of(run.cue), rung=run.rung, why=why)
        self.attempt(replace(run, rungs=run.rungs[1:]))

    def attempt(self, run: Run) -> None:
        """Try the first rung that can be tried."""
        while len(run.rungs) > 1 and (why := self.hindered(run)) is not None:
            self.record("fell", cue=self.id_of(run.cue), rung=run.rung, why=why)
            run = replace(run, rungs=run.rungs[1:])
        self.begin(run)

    def hindered(self, run: Run) -> str | None:
        needs: dict[Rung, tuple[Part, ...]] = {
            "live": ("voice", "speaker"), "prepared": ("voice", "speaker"), "audio": ("speaker",), "text": ("screen",),
        }  # fmt: skip
        missing = [part for part in needs.get(run.rung, ()) if part in self.state.missing]
        if missing:
            return f"{missing[0]} is missing"
        said = self.said_by(run)
        if said is None:
            return "nothing is prepared"
        return "it was not rendered" if run.rung == "audio" and said.sound is None else None

    def said_by(self, run: Run) -> Said | None:
        cue = None if run.cue is None else self.show.cues[run.cue]
        best = None if cue is None else cue.best
        match run.rung:
            case "live":
                return run.live
            case "prepared" | "audio":
                return run.chosen or best
            case "text":
                return run.chosen or run.live or best
            case _:
                return self.show.apology

    def begin(self, run: Run) -> None:
        said = self.said_by(run)
        if said is None or (run.step == "vetting" and self.hindered(run) is not None):
            self.attempt(run)
            return
        left = run.rungs[1:]
        until = latest_s(left, run.deliver_by_s) if left else run.deliver_by_s
        # Who came late, or was brought in by hand, still gets its time.
        until = max(until, self.now + 0.05)
        self.change(run=replace(run, step="beginning", until_s=until), shown=said, shown_by=run.cue)
        self.orders.append(Deliver(run.number, run.rung, said))

    def began(self) -> None:
        run = self.state.run
        assert run is not None
        said = self.said_by(run) or self.show.apology
        spoken_aloud = run.rung in ("live", "prepared", "audio")
        lasts = (
            LONGEST_S + SPEAK_A_LETTER_S * len(said.spoken)
            if spoken_aloud
            else READ_S + READ_A_LETTER_S * len(said.text)
        )
        self.change(run=replace(run, step="delivering", until_s=self.now + lasts))
        if run.cue is not None and self.state.marks[run.cue].state == "running":
            self.mark(run.cue, rung=run.rung, began_s=self.now)
        self.record(
            "delivered",
            cue=self.id_of(run.cue),
            asked=run.asked,
            rung=run.rung,
            after_s=round(self.now - run.fired_s, 3),
            by_s=DEADLINE_S if run.cue is None else self.show.cues[run.cue].deadline_s,
            text=said.text,
        )

    def failed(self, why: str) -> None:
        run = self.state.run
        assert run is not None
        if run.step == "beginning" and len(run.rungs) == 1:
            self.began()  # nothing is left below the last rung, which needs nobody to confirm it
        elif run.step != "delivering":
            self.fall(run, why)
        elif run.rung in ("live", "prepared", "audio"):
            # The rest is read: the screen has all of it.
            self.record("broke off", cue=self.id_of(run.cue), rung=run.rung, why=why)
            self.change(run=replace(run, until_s=self.now + READ_S))

    def finish(self, state: CueState) -> None:
        run = self.state.run
        if run is None:
            return
        if run.cue is not None and self.state.marks[run.cue].state == "running":
            self.mark(run.cue, state=state, ended_s=self.now)
        self.change(run=None)
        self.record(
            "over", cue=self.id_of(run.cue), state=state, rung=run.rung, lasted_s=round(self.now - run.fired_s, 3)
        )
        floor = self.state.floor
        if run.cue is None or (floor is not None and floor.cue == run.cue):
            return
        # What led into a branch and was stopped may have been misheard: nothing follows that by itself.
        if state == "done" or (state == "vetoed" and not self.show.cues[run.cue].aside):
            self.follow(run.cue)

    def follow(self, number: int) -> None:
        """A cue is over: the one after it, or at which the show stood before it, may fire by itself."""
        standing = self.state.standing
        if standing < len(self.show.cues) and standing == following(self.show, self.state, number):
            follow = self.show.cues[standing].follow_s
            if follow is not None:
                self.change(follow_s=self.now + follow)

    def interrupt(self, state: CueState) -> None:
        if self.state.run is not None:
            if not any(isinstance(order, Silence) for order in self.orders):
                self.orders.append(Silence())
            self.finish(state)
            self.change(follow_s=None)

    def miss(self, part: Part, gone: bool) -> None:
        before = part in self.state.missing
        if before == gone:
            return
        self.change(missing=self.state.missing | {part} if gone else self.state.missing - {part})
        self.record("part", part=part, gone=gone)
        if part == "console":
            self.change(alone_s=self.now if gone else None)
        run = self.state.run
        if gone and run is not None:
            if part == "mind" and run.step == "answering":
                self.fall(run, "mind is missing")
            elif run.step == "beginning" and self.hindered(run) is not None:
                self.orders.append(Silence())
                self.attempt(run)
            elif run.step == "delivering" and part in ("voice", "speaker"):
                self.failed(f"{part} is missing")

    def resume(self) -> None:
        run = self.state.run
        self.change(run=None, missing=frozenset(), alone_s=None, go_s=None)
        self.record("resumed", cue=self.id_of(None if run is None else run.cue))
        if run is None or run.step == "delivering":
            if run is not None and run.cue is not None and self.state.marks[run.cue].state == "running":
                self.mark(run.cue, state="cut", ended_s=self.now)
            return
        if run.step == "beginning":
            said = self.said_by(run) or self.show.apology
            deliver_by = self.now + sum(NEEDS_S[rung] for rung in SHOWN)
            self.attempt(replace(run, rungs=SHOWN, chosen=said, deliver_by_s=deliver_by))
        elif run.cue is not None and self.show.cues[run.cue].kind != "floor":
            self.mark(run.cue, fired_s=None)
            self.jump(run.cue)

    # Time

    def pass_time(self) -> None:
        for _ in range(2 + len(self.show.cues)):  # each round gets one step further
            if not self.pass_some():
                return

    def pass_some(self) -> bool:
        state, run = self.state, self.state.run
        if run is not None and self.now >= run.until_s:
            match run.step:
                case "answering":
                    self.fall(run, "no answer in time")
                case "vetting":
                    self.begin(run)
                case "beginning" if len(run.rungs) > 1:
                    self.orders.append(Silence())
                    self.fall(run, "nothing came in time")
                case "beginning":
                    self.began()  # the last rung needs nobody to confirm it
                case "delivering":
                    if run.rung in ("live", "prepared", "audio"):
                        self.orders.append(Silence())
                    self.finish("done")
            return True
        if state.alone_s is not None and state.mode == "manual" and self.now >= state.alone_s + ALONE_S:
            self.change(mode="listening")
            self.record("mode", mode="listening", why="no console is left")
            return True
        if state.floor is not None and (self.now >= state.floor.until_s or state.floor.left == 0) and run is None:
            self.change(floor=None)
            self.record("floor closed")
            self.follow(state.floor.cue)
            return True
        if _may_fire(state):
            if state.follow_s is not None and self.now >= state.follow_s:
                self.fire(state.standing, "follow")
                return True
            for number, at_s in _timed(self.show, state):
                if self.now >= at_s:
                    self.fire(number, "time")
                    return True
        return False
