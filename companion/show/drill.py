"""A drill: the show runs on a virtual clock while one thing after another breaks, at each cue and at several moments.

What is played is the real machine, with its restore point written and read as JSON; the robot, its voice and the screen
are played by stand-ins that take their usual time, fail, or hang without a word. So a whole evening is drilled in a
second.
"""

from __future__ import annotations

import heapq
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from companion.base.versioned import plain, restored
from companion.show.compiled import CompiledShow, Said, ShowCue, said
from companion.show.keeping import VERSION, RestorePoint
from companion.show.machine import (
    AnswerCame,
    AskRobot,
    Began,
    Begin,
    Deliver,
    Ended,
    Event,
    Failed,
    Fire,
    Missing,
    Part,
    Press,
    Record,
    Revived,
    ShowState,
    Silence,
    Spoke,
    Tick,
    beginning,
    due_s,
    reached,
    step,
)

Broken = Literal[
    "mind", "recogniser", "microphone", "voice", "speaker", "screen", "console", "network", "disk", "process"
]
Way = Literal["dies", "hangs"]

THOUGHT_S: Final = 0.05
"""How long the stand-ins take: for an answer, the first sound, a caption; and to speak a character."""
VOICE_S: Final = 0.5
SCREEN_S: Final = 0.03
LETTER_S: Final = 0.12
NOTICED_S: Final = 0.3
"""After which time it is noticed that something has died."""
RECOVERY_S: Final = 3.0
"""How long the process takes to be there again."""
PATIENCE_S: Final = 2.0
"""How long the operator waits for a question to be heard before GO."""
MOMENTS_S: Final = (-0.5, 0.02, 0.5, 1.3, 2.2)
"""When something breaks, before or after a cue is fired."""
ENOUGH_S: Final = 3600.0
QUESTION: Final = "question"
"""Somebody's question, which sounds like no cue."""

BREAKS: Final[dict[Broken, tuple[Way, ...]]] = {
    "mind": ("dies", "hangs"), "recogniser": ("dies", "hangs"), "microphone": ("dies",), "voice": ("dies", "hangs"),
    "speaker": ("dies", "hangs"), "screen": ("dies",), "console": ("dies",), "network": ("dies",), "disk": ("dies",),
    "process": ("dies",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Breakage:
    """What breaks: at which cue, so many seconds after it is fired."""

    part: Broken
    way: Way
    cue: int
    after_s: float


@dataclass(frozen=True, slots=True)
class DrillResult:
    """What became of a show in which one thing broke.

    Attributes:
        rungs: how each cue was delivered, by its id.
        late: cues that delivered nothing within their deadline; `twice`: that delivered more than once.
    """

    breakage: Breakage | None
    rungs: dict[str, str]
    late: tuple[str, ...]
    twice: tuple[str, ...]
    slowest_s: float

    @property
    def holds(self) -> bool:
        """Whether everything was delivered in time, and nothing twice."""
        return not (self.late or self.twice)


def drill(show: CompiledShow) -> Iterator[DrillResult]:
    """The show with nothing broken, then with each thing broken at each cue and moment."""
    yield World(show, None).play()
    for cue in show.cues:
        for part, ways in BREAKS.items():
            for way in ways:
                for after_s in MOMENTS_S:
                    yield World(show, Breakage(part, way, cue.number, after_s)).play()


@dataclass(slots=True)
class World:
    """Everything around the machine, played by stand-ins.

    Args:
        show: what is played.
        breakage: what breaks.
    """

    show: CompiledShow
    breakage: Breakage | None
    now: float = 1000.0
    _events: list[tuple[float, int, Event]] = field(default_factory=list)
    _sent: int = 0
    _state: ShowState = field(init=False)
    _kept: str = ""
    _records: list[Record] = field(default_factory=list)
    _broken: bool = False
    _breaks_s: float | None = None
    _down_until_s: float | None = None
    _asked_s: float | None = None
    _floors: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._state = beginning(self.show, "listening")

    def play(self) -> DrillResult:
        """Play it to its end."""
        self._take(Begin(12 * 3600.0))
        began = self.now
        while not self._is_over() and self.now < began + ENOUGH_S:
            self._next()
        return self._result()

    # The course of time

    def _is_over(self) -> bool:
        state = self._state
        return state.standing >= len(self.show.cues) and state.run is None and self._down_until_s is None

    def _next(self) -> None:
        at_s, event = self._soonest()
        self.now = max(self.now, at_s)
        if self._breaks_s is not None and self.now >= self._breaks_s and not self._broken:
            self._break()
        if self._down_until_s is not None:
            if self.now >= self._down_until_s:
                self._rise()
            return
        if event is not None:
            self._take(event)
        else:
            self._take(Tick())
        self._act()

    def _soonest(self) -> tuple[float, Event | None]:
        times: list[tuple[float, bool]] = []
        due = due_s(self.show, self._state)
        if self._down_until_s is not None:
            return self._down_until_s, None
        if self._events:
            times.append((self._events[0][0], True))
        if due is not None:
            times.append((max(due, self.now), False))
        times.append((self.now + 0.1, False))
        if self._breaks_s is not None and not self._broken:
            times.append((self._breaks_s, False))
        at_s, is_event = min(times, key=lambda one: (one[0], not one[1]))
        return (at_s, heapq.heappop(self._events)[2]) if is_event else (at_s, None)

    def _take(self, event: Event) -> None:
        was, before = self._state, self._state.run
        self._state, orders = step(self.show, was, event, self.now)
        if self._state != was and not (self._broken and self._is("disk")):
            point = RestorePoint(self.show.mark, self.now, self._state)
            self._kept = json.dumps(plain(point, VERSION))
        for order in orders:
            match order:
                case AskRobot():
                    self._think(order)
                case Deliver():
                    self._deliver(order)
                case Silence():
                    self._events = [one for one in self._events if not isinstance(one[2], Began | Ended | Failed)]
                    heapq.heapify(self._events)
                case Record():
                    self._records.append(order)
        run = self._state.run
        if run is not None and run is not before and self._breakage_at(run.cue) and self._breaks_s is None:
            self._breaks_s = run.fired_s + max(0.0, self.breakage.after_s if self.breakage else 0.0)

    def _breakage_at(self, cue: int | None) -> bool:
        return self.breakage is not None and self.breakage.cue == cue

    def _later(self, seconds: float, event: Event) -> None:
        self._sent += 1
        heapq.heappush(self._events, (self.now + seconds, self._sent, event))

    # The people

    def _act(self) -> None:
        """Somebody asks what a cue waits for; the operator helps where nothing comes of it."""
        cue = None if self._state.run is not None else self._wanted()
        if cue is None:
            self._asked_s = None
            return
        if self._breakage_at(cue.number) and self._breaks_s is None and self.breakage and self.breakage.after_s < 0:
            self._breaks_s = self.now
            return
        said = Spoke(QUESTION, asks=True) if self._is_open(cue) else _words_for(cue)
        if self._asked_s is None:
            self._asked_s = self.now
            if said is not None and self._hears():
                self._later(0.2, said)
        elif self.now >= self._asked_s + PATIENCE_S:
            self._asked_s = None
            if self._is_open(cue):
                self._floors.add(cue.number)  # nobody hears the question
            # Without a console it is done by OSC or HTTP, where nothing else can know of it.
            elif self._has_console() or self._state.held or cue.kind == "hold" or said is None:
                self._later(0.0, Fire(cue.number) if cue.aside else Press("go"))

    def _wanted(self) -> ShowCue | None:
        """The cue that people want next: one question of an open floor, what is aside in a scene, what stands."""
        state, cues = self._state, self.show.cues
        floor = None if state.floor is None else cues[state.floor.cue]
        if floor is not None and self._is_open(floor) and not self._delivered(floor):
            return floor
        aside = None if state.held else next((cue for cue in reached(self.show, state) if cue.aside), None)
        return aside or (cues[state.standing] if state.standing < len(cues) else None)

    def _is_open(self, cue: ShowCue) -> bool:
        """Whether a cue is the floor, open to a question."""
        floor = self._state.floor
        return floor is not None and floor.cue == cue.number and floor.left > 0 and cue.number not in self._floors

    def _delivered(self, cue: ShowCue) -> bool:
        return any(one.what == "delivered" and one.fields["cue"] == cue.id for one in self._records)

    def _hears(self) -> bool:
        return not (self._broken and (self._is("recogniser") or self._is("microphone")))

    def _has_console(self) -> bool:
        return not (self._broken and self._is("console"))

    # The stand-ins

    def _is(self, part: Broken, way: Way | None = None) -> bool:
        breakage = self.breakage
        return breakage is not None and breakage.part == part and way in (None, breakage.way)

    def _think(self, order: AskRobot) -> None:
        if self._broken and self._is("mind"):
            if self._is("mind", "dies"):
                self._later(0.01, AnswerCame(order.run, None))
            return
        cue = self.show.cues[order.cue]
        self._later(THOUGHT_S, AnswerCame(order.run, cue.best or said(cue.label or order.text)))

    def _deliver(self, order: Deliver) -> None:
        letters = len(order.said.spoken)
        if order.rung in ("live", "prepared", "audio"):
            part = self._mute()
            if part is not None and not (part == "voice" and order.rung == "audio"):
                if self._is(part, "dies"):
                    self._later(0.05, Failed(order.run, f"no {part}"))
                return
            first = SCREEN_S if order.rung == "audio" else VOICE_S
            self._later(first, Began(order.run))
            self._later(first + 0.5 + LETTER_S * letters, Ended(order.run))
        elif order.rung == "text" and self._broken and self._is("screen"):
            self._later(SCREEN_S, Failed(order.run, "no screen"))
        else:
            self._later(SCREEN_S, Began(order.run))

    def _mute(self) -> Broken | None:
        parts: tuple[Broken, ...] = ("voice", "speaker")
        return next((part for part in parts if self._broken and self._is(part)), None)

    def _break(self) -> None:
        self._broken = True
        breakage = self.breakage
        assert breakage is not None
        if breakage.part == "process":
            self._down_until_s = self.now + RECOVERY_S
            self._events.clear()
            return
        part: Part = breakage.part
        if breakage.way == "dies":
            self._later(NOTICED_S, Missing(part))
            gone = {"voice": (Began, Ended), "speaker": (Began, Ended), "mind": (AnswerCame,)}.get(part, ())
            lost = [one for one in self._events if gone and isinstance(one[2], gone)]
            self._events = [one for one in self._events if one not in lost]
            heapq.heapify(self._events)
        elif part in ("voice", "speaker"):
            # What is being played hangs: nobody ever tells of its end.
            self._events = [one for one in self._events if not isinstance(one[2], Began | Ended)]
            heapq.heapify(self._events)
        elif part == "mind":
            self._events = [one for one in self._events if not isinstance(one[2], AnswerCame)]
            heapq.heapify(self._events)

    def _rise(self) -> None:
        self._down_until_s = None
        self._state = restored(RestorePoint, self._kept, VERSION).state
        self._asked_s = None
        self._take(Revived())

    # What became of it

    def _result(self) -> DrillResult:
        delivered = [record.fields for record in self._records if record.what == "delivered" and record.fields["cue"]]
        counted = Counter(one["cue"] for one in delivered)
        floors = {cue.id for cue in self.show.cues if cue.kind == "floor"}
        asked = {one.fields["cue"] for one in self._records if one.what == "fired" and one.fields["how"] == "heard"}
        scenes = {cue.scene for cue in self.show.cues if cue.in_order}
        passed = {cue.id for cue in self.show.cues if cue.optional and self._state.marks[cue.number].state == "skipped"}
        wanted = [cue.id for cue in self.show.cues if cue.scene in scenes and cue.id not in floors - asked | passed]
        late = [one["cue"] for one in delivered if one["after_s"] > one["by_s"] + 1e-6]
        late += [id for id in wanted if not counted[id]]
        return DrillResult(
            breakage=self.breakage,
            rungs={one["cue"]: one["rung"] or "card" for one in delivered},
            late=tuple(dict.fromkeys(late)),
            twice=tuple(id for id, count in counted.items() if count > 1 and id not in floors),
            slowest_s=max((one["after_s"] for one in delivered), default=0.0),
        )


def _words_for(cue: ShowCue) -> Spoke | None:
    """What is said that fires a cue; None where nothing does."""
    if cue.phrases:
        return Spoke(cue.phrases[0])
    return Spoke(" ".join(cue.names) or QUESTION, intent=cue.intent) if cue.intent or cue.names else None


def stand_ins(show: CompiledShow) -> CompiledShow:
    """The show with a prepared answer for each question, so that every rung of its ladders is there to be drilled."""
    answers: dict[str, Said] = {cue.id: said(cue.label) for cue in show.cues if cue.kind == "ask"}
    whole = show.answered(answers)
    return whole.rendered({cue.best.spoken: "rendered" for cue in whole.cues if cue.best is not None})
