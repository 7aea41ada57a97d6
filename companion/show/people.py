"""People in the room, as a script names them: who is asked about, who is greeted, and how they are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from companion.language.present import PresentAsked, asked_of_present, greet, listed, tell_who


@dataclass(frozen=True, slots=True)
class PersonPresent:
    """Somebody in the room.

    Attributes:
        name, title: theirs.
        call: how the robot calls them.
        where: nouns for where they are, seen from whoever asks the robot: «옆», «앞».
        line: of the script.
    """

    name: str
    title: str | None
    call: str
    where: tuple[str, ...] = ()
    line: int | None = None


def said_of_present(text: str, people: Sequence[PersonPresent]) -> str | None:
    """What is said to somebody who asks about people in the room, or wants them greeted.

    None where the utterance speaks of none of them: the robot's own answer stands then.
    """
    asked = asked_of_present(text) if people else None
    if asked is None:
        return None
    meant = list(_meant(asked, people))
    if not meant:
        return None
    calls = [person.call for person in meant]
    if asked.wants == "greeting":
        return greet(calls)
    told = [_introduced(person) for person in meant]
    return tell_who(told, asked.place)


def naming_people(text: str, people: Sequence[PersonPresent]) -> str:
    """A line of a script with everybody's names in it: «{people}, 어서 오세요!»."""
    return text.replace(GAP, listed([person.call for person in people])) if people else text


GAP = "{people}"
"""Where a line names everybody who is there."""


def _meant(asked: PresentAsked, people: Sequence[PersonPresent]) -> Iterator[PersonPresent]:
    for person in people:
        if asked.call is not None:
            called = asked.call.replace(" ", "")
            if called and person.call.replace(" ", "").endswith(called):
                yield person
        elif asked.all or asked.place is None or asked.place in person.where:
            yield person


def _introduced(person: PersonPresent) -> str:
    """With the title in full, where the usual call has not all of it."""
    if person.title is None or person.title in person.call:
        return person.call
    return f"{person.title}, {person.call}"
