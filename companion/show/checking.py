"""Checking a show against what the robot knows on its days: whatever would go wrong on a stage, with its line."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path
from typing import Final

from companion.base.files import Loaded, Mistakes
from companion.dialogue.state import State
from companion.language.pointing import who_is
from companion.language.present import is_called
from companion.show.cast import Cast
from companion.show.compiled import CompiledShow, ShowCue
from companion.show.policy import HousePolicy
from companion.show.script import Script


def check_texts(
    show: CompiledShow,
    script: Loaded[Script],
    policy: HousePolicy,
    day_at: Callable[[ShowCue], date],
    mistakes: Mistakes,
    lines_at: Callable[[ShowCue], Collection[str]] = lambda cue: (),
) -> None:
    """Find what the audience is to get of a script and may not.

    Args:
        show: what is checked; `script` its file.
        policy: what may not be said.
        day_at: the day at a cue; `lines_at`: the lines of the persona there.
        mistakes: takes what is wrong.
    """
    for cue in show.cues:
        for text in cue.texts:
            if (why := policy.texts((text,), day_at(cue), lines_at(cue))) is not None:
                mistakes.add(script.path, cue.line, f"«{text}» may not be said: {why}", _OTHERWISE)
    days = sorted({day_at(cue) for cue in show.cues})
    for key, text in (("title", show.title), ("apology", show.apology.text), ("notice", show.notice)):
        why = next(filter(None, (policy.texts((text,), day) for day in days)), None)
        if why is not None:
            mistakes.add(script.path, script.line(key), f"«{key}»: «{text}» may not be said: {why}", _OTHERWISE)


def check_show(show: CompiledShow, script: Loaded[Script], cast: Cast, mistakes: Mistakes) -> None:
    """Find every mistake that needs the data.

    Args:
        show: what is checked; `script` its file.
        cast: the robot, as each cue wants it.
        mistakes: takes what is wrong.
    """
    path = script.path
    for cue, answer in cast.rehearsed():
        if answer.unfit is not None:
            fix = "change what is expected, or the data; the prepared answer would be said" if cue.best else _FIX
            if answer.instead is not None:
                fix = f"ask something else; «{answer.instead.text}» would be said"
            mistakes.add(path, cue.line, f"«{cue.question}»: {answer.unfit}", fix)
        elif cue.expect is None and answer.reply.status != "answered":
            mistakes.add(path, cue.line, f"«{cue.question}» cannot be answered: «{answer.reply.text}»", _FIX)
    for cue in show.cues:
        _check_persona(cue, path, cast, mistakes)
        _check_intent(cue, path, cast, mistakes)
    check_texts(show, script, cast.policy, cast.day_at, mistakes, cast.lines_at)
    _check_people(show, path, cast, mistakes)


def _check_people(show: CompiledShow, path: Path, cast: Cast, mistakes: Mistakes) -> None:
    """Nobody is given a title that the data, on a day of the show, give to somebody else."""
    own = {line.text for line in cast.robot.persona.lines}
    for person in show.people:
        if person.title is None:
            continue
        asked = (is_called(person.name, person.title), who_is(person.title))
        days = sorted({cast.day_at(cue) for cue in show.cues})
        for day, reply in ((day, cast.robot.respond(text, State(), as_of=day)[0]) for day in days for text in asked):
            known = reply.status == "answered" and reply.route == "knowledge" and reply.sources
            if known and person.name not in reply.text and reply.text not in own:  # a persona may call them otherwise
                problem = f"«{person.title}» is not {person.name} on {day}: «{reply.text}»"
                mistakes.add(path, person.line, problem, "correct `people`, or the data")
                break


_OTHERWISE: Final = "say it otherwise"
_FIX: Final = "add it to the data, or write `prepared`"


def _check_persona(cue: ShowCue, path: Path, cast: Cast, mistakes: Mistakes) -> None:
    """A line of the persona is said on its own days only, whoever says it."""
    day = cast.day_at(cue)
    past = {line.text for line in cast.robot_at(cue).persona.lines if not line.holds(day)}
    held = {line.text for line in cast.robot_at(cue).persona.lines if line.holds(day)}
    texts = [*(choice.text for choice in cue.choices), *([cue.best.text] if cue.best else [])]
    for text in texts:
        if text in past - held:
            problem = f"«{text}» is a line of the persona for other days than {day}"
            mistakes.add(path, cue.line, problem, "change its days in the persona, or say something else")


def _check_intent(cue: ShowCue, path: Path, cast: Cast, mistakes: Mistakes) -> None:
    if cue.intent is not None and cue.intent not in cast.robot_at(cue).intents:
        problem = f"«on.intent»: nothing is understood as «{cue.intent}»"
        mistakes.add(path, cue.line, problem, "`companion ask --explain` tells what a question is understood as")
