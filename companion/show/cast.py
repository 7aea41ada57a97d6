"""Who answers in a show: the robot as each cue wants it, its answers judged before anybody hears them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Final

from companion.base.errors import SettingError
from companion.base.files import Loaded, Mistakes
from companion.base.settings import Settings, load_settings
from companion.dialogue.assistant import Assistant
from companion.dialogue.loading import check_persona, packs_of
from companion.dialogue.reply import Reply
from companion.dialogue.state import State
from companion.hearing.whisper_text import goes_in_circles
from companion.knowledge.statement import Source
from companion.language.normalize import normalize
from companion.language.spoken import spoken
from companion.show.compiled import CompiledShow, Said, ShowCue, StageCard, pronounced, said
from companion.show.matching import Objections
from companion.show.people import said_of_present
from companion.show.policy import HousePolicy
from companion.show.readings import asks_otherwise, lacks_a_part
from companion.show.script import Script, shortcomings
from companion.understanding.analysis import Analyser
from companion.understanding.types import Analysis

_REMEMBERED: Final = 256
"""Readings that are kept: those of all phrases, and of what was said last."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """As what the robot appears: a profile (None for the show's own), and who it is there."""

    profile: str | None = None
    persona: str | None = None


@dataclass(frozen=True, slots=True)
class LiveAnswer:
    """A live answer.

    Attributes:
        said: what would be delivered.
        unfit: why it must not be; None where it may.
        reply: as the robot gave it.
        instead: what a rule has said to a question that is for a person.
    """

    said: Said | None
    unfit: str | None
    reply: Reply
    instead: Said | None = None


class Cast:
    """The robot in all the parts that a show has for it. What it is asked is one conversation.

    Args:
        show: tells the parts.
        settings: of the show.
        policy: what may not be said.
        make: makes a robot.
    """

    def __init__(
        self,
        show: CompiledShow,
        settings: Settings,
        policy: HousePolicy,
        make: Callable[[Settings], Assistant] = Assistant,
    ) -> None:
        self._show = show
        self.policy = policy
        self._parts = tuple(_parts(show))
        self._robots = {part: make(_settings(settings, part)) for part in dict.fromkeys(self._parts)}
        self._state = State()
        self._lock = Lock()
        self._analysed = lru_cache(maxsize=_REMEMBERED)(Analyser.analyse)

    @property
    def robot(self) -> Assistant:
        """As it appears first."""
        return next(iter(self._robots.values()))

    def robot_at(self, cue: ShowCue) -> Assistant:
        """The robot as it appears at a cue."""
        return self._robots[self._parts[cue.number]]

    def day_at(self, cue: ShowCue) -> date:
        """The day of the answers at a cue."""
        return self._show.day_at(cue.number) or self.robot_at(cue).as_of()

    def lines_at(self, cue: ShowCue) -> frozenset[str]:
        """The lines of the persona at a cue."""
        return frozenset(line.text for line in self.robot_at(cue).persona.lines)

    def ask(self, cue: ShowCue, text: str, state: State | None = None) -> tuple[LiveAnswer, State]:
        """Ask the robot; nothing changes until `take`."""
        robot, day = self.robot_at(cue), self.day_at(cue)
        with self._lock:
            before = self._state if state is None else state
            reply, after = robot.respond(text, before, id=str(before.revision + 1), as_of=day)
        reply = self._of_present(text, reply)
        shown, lines = self.shown(cue, reply), self.lines_at(cue)
        forbidden = self.policy.question(text, reply.intent, day) or self.policy.texts(shown.texts, day, lines)
        unfit = self._unfit(cue, reply) if forbidden is None else str(forbidden)
        instead = None if forbidden is None or forbidden.say is None else said(forbidden.say, self._show.pronounce)
        return LiveAnswer(shown, unfit, reply, instead), after

    def _of_present(self, text: str, reply: Reply) -> Reply:
        """The reply, or what the script knows of people in the room where it was they who were asked about."""
        told = said_of_present(text, self._show.people)
        if told is None:
            return reply
        source = Source(f"show.{self._show.name}.people", self._show.title, None, None, reply.as_of.isoformat())
        found = replace(reply, text=told, spoken=spoken(told), status="answered", route="knowledge")
        return replace(found, intent=None, items=(), sources=(source,), gesture=None)

    def take(self, after: State) -> None:
        """The answer was given: the conversation goes on from there."""
        with self._lock:
            self._state = after

    def understood(self, cue: ShowCue, text: str) -> tuple[str | None, bool]:
        """What is meant by an utterance, and whether it asks for something that there is, or that a rule replies to."""
        answer, _ = self.ask(cue, text)
        reply = answer.reply
        topics = cue.floor.topics if cue.floor is not None else ("knowledge", "recommend")
        known = reply.route in topics and reply.status in ("answered", "unknown")
        return reply.intent, known or answer.instead is not None

    def may_show(self, cue: ShowCue, text: str) -> bool:
        """Whether an audience may read what somebody said."""
        rude = self.robot_at(cue).profanity.found_in(normalize(text).lower())
        return not rude and self.policy.texts((text,), self.day_at(cue)) is None

    def objections(self, cues: Iterable[ShowCue], text: str, confidence: float = 1.0) -> Objections:
        """What an utterance, as the robot reads it, says against phrases of cues.

        Args:
            cues: those that may fire.
            text: as it was recognised; `confidence` of that, 0 to 1.
        """
        otherwise, unheard = set(), set()
        for cue in cues:
            calls, heard = self.robot_at(cue).analyser.calls, self._read(cue, text)
            for phrase in cue.phrases:
                waited = self._read(cue, phrase)
                if asks_otherwise(waited, heard):
                    otherwise.add(phrase)
                elif lacks_a_part(waited, heard, calls):
                    unheard.add(phrase)
        # What a recogniser writes over and over becomes ever likelier, whoever said it.
        sure = 0.0 if goes_in_circles(text) else confidence
        return Objections(frozenset(otherwise), frozenset(unheard)).as_believed(sure)

    def _read(self, cue: ShowCue, text: str) -> Analysis:
        return self._analysed(self.robot_at(cue).analyser, text, self.day_at(cue))

    def _unfit(self, cue: ShowCue, reply: Reply) -> str | None:
        """Why a reply that no rule forbids must not be said."""
        if cue.floor is not None and reply.route not in cue.floor.topics:
            return f"not one of the topics: {reply.route}"
        if reply.status == "error" or (cue.kind == "floor" and reply.status != "answered"):
            return f"not answered: {reply.status}"
        if cue.expect is None and reply.status in ("unknown", "clarify"):
            return f"not answered: {reply.status}"
        return next(shortcomings(cue.expect, reply), None)

    def shown(self, cue: ShowCue, reply: Reply) -> Said:
        """A reply as the audience gets it."""
        titles = [source.title for source in reply.sources]
        of = {source.id.partition(".")[0]: source.title for source in reply.sources}
        cards = [StageCard(item.name, item.why or item.category, of.get(item.id)) for item in reply.items]
        if not cards and titles:
            cards = [StageCard(reply.text, None, titles[0])]
        return Said(
            reply.text,
            pronounced(reply.spoken, self._show.pronounce),
            second=cue.second,
            gesture=cue.gesture or reply.gesture,
            feeling=cue.feeling,
            cards=tuple(cards),
        )

    def rehearsed(self) -> Iterator[tuple[ShowCue, LiveAnswer]]:
        """The answer to each question of the script, in order, as one conversation; it changes nothing."""
        state = State()
        for cue in self._show.cues:
            if cue.question is not None:
                answer, state = self.ask(cue, cue.question, state)
                yield cue, answer

    def prepared(self) -> dict[str, Said]:
        """Answers that fit, for cues whose script has none: what is said where the robot cannot be asked."""
        return {
            cue.id: answer.said
            for cue, answer in self.rehearsed()
            if cue.best is None and answer.unfit is None and answer.said is not None
        }


def _parts(show: CompiledShow) -> Iterator[Appearance]:
    """As what the robot appears, cue by cue."""
    for cue in show.cues:
        part = Appearance()
        for change in show.changes_at(cue.number):
            if change.profile or change.persona:
                part = replace(part, profile=change.profile or part.profile, persona=change.persona)
        yield part


def _settings(settings: Settings, part: Appearance) -> Settings:
    own = settings if part.profile is None else load_settings(part.profile)
    return own if part.persona is None else own.model_copy(update={"persona": part.persona})


def check_parts(show: CompiledShow, script: Loaded[Script], settings: Settings, mistakes: Mistakes) -> None:
    """See that every part that the script gives the robot is there.

    Args:
        show: has the parts; `script` its file.
        settings: of the show.
        mistakes: takes what is wrong.
    """
    for cue, part in zip(show.cues, _parts(show), strict=True):
        if cue.change is not None and cue.change.persona is not None:
            own = _settings(settings, part)
            try:
                check_persona(own.persona, packs_of(own))
            except SettingError as e:
                mistakes.add(script.path, cue.line, f"«set.persona»: {e.problem}", e.fix)


def operator_line(show: CompiledShow, text: str) -> Said:
    """A line of the operator, as it is delivered."""
    return said(text, show.pronounce)
