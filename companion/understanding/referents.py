"""What is remembered of a conversation: who, what, where and when was spoken of, and words that point at it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from companion.language.dates import YEAR_WRITTEN, TimeExpression, find_times, format_span, is_as_known
from companion.language.grammar import NOT_OF_IT
from companion.language.terms import WHEN, WHERE, WHICH, WHO
from companion.understanding.types import Analysis, Mention

ReferentKind = Literal["person", "thing", "place", "area", "day", "group"]

REMEMBERED: Final = 32
"""How many names a conversation keeps in mind."""
_KINDS: Final[dict[str, ReferentKind]] = {
    "person": "person", "thing": "thing", "country": "thing", "place": "place", "area": "area", "region": "area",
}  # fmt: skip
_DATED: Final = YEAR_WRITTEN
"""What days are told with; a holiday by its name could be that of any year."""

_DAYS: Final = 2
"""How many times of one answer are remembered: what it rests on is told last."""


@dataclass(frozen=True, slots=True)
class Referent:
    """Something that was spoken of.

    Attributes:
        id: of the entity, place or area; of a day or days, the first and the last («2019-10-23/2019-10-23»); of a group
            of people, theirs, in the order in which they were told.
        name: words that name it by themselves.
        turn: number of the turn in which it was spoken of last, `since` of the first.
        told: whether the answer was about it then, and did not only name it.
    """

    kind: ReferentKind
    id: str
    name: str
    turn: int
    since: int = -1
    told: bool = False


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words that point at something that was spoken of.

    Attributes:
        start, end: the span that its name takes the place of; empty where nothing is said («근처 카페»).
        meant: what they point at.
        name: words for it.
        near: whether what is near it is meant, and not the thing itself.
        apart: whether several are meant that were told one after the other, and are no list.
    """

    start: int
    end: int
    meant: Referent
    name: str
    near: bool = False
    apart: bool = False


def spoken_after(
    spoken: tuple[Referent, ...],
    analysis: Analysis,
    answer: str,
    named: Iterable[Mention],
    turn: int,
    as_of: date,
    about: Sequence[Collection[str]] = (),
    held: Collection[str] = (),
) -> tuple[Referent, ...]:
    """What was spoken of after one more turn, the most salient first.

    What a question asked for is more salient than what it named, that more than what the answer adds.

    Args:
        spoken: what was before.
        analysis: what was said.
        answer: what was answered; `named`: names in it.
        turn: number of the turn.
        as_of: the day of the answer.
        about: ids of who and what the answer tells, where that is known, the most salient first: its value, what it is
            told of; not the words around it.
        held: ids of those whose terms the answer tells.
    """
    called = {term.start for term in analysis.reading.terms if term.called}
    asked = [_of_mention(m, turn) for m in analysis.mentions if m.kind in _KINDS and m.start not in called]
    told = [_of_mention(m, turn) for m in named if m.kind in _KINDS]
    where = analysis.reading.question(WHERE)
    # An area in an address is not spoken of, unless it was asked for.
    new = [one for one in told if all(one.id != o.id for o in asked) and (where or one.kind != "area")]
    central = [one for ids in about for one in (*told, *asked) if one.id in ids]
    if analysis.reading.question(WHO):
        asked = [*(one for one in new if one.kind == "person"), *asked]
    if where or analysis.reading.question(*WHICH):
        asked = [*(one for one in new if one.kind in ("thing", "place")), *asked]
    # «3월 5일» is said again as it was said: whether the last or the next one is meant, the question tells.
    days = [replace(_of_time(t, turn), name=t.text) for t in analysis.times if not t.is_now]
    times = find_times(answer, as_of) if _DATED.search(answer) else ()
    times = tuple(t for t in times if not is_as_known(answer, t))
    answered = [_of_time(t, turn) for t in times if _DATED.match(t.text)][:_DAYS]
    asks_day = analysis.reading.question(*WHEN) or _claims_day(analysis)
    # «3월 9일부터 … 천일이 언제야»: what it is counted from is said again in the answer.
    said = {one.id for one in days}
    ordered = [*sorted(answered, key=lambda one: one.id in said), *days] if asks_day else [*days, *answered]
    found: dict[tuple[ReferentKind, str], Referent] = {}
    of_whom = {id for ids in about for id in ids}
    people = [one.id for one in spoken if one.turn == turn and one.kind == "person"]  # by another part of the turn
    people += [one.id for one in told if one.kind == "person" and one.id in of_whom]
    together = tuple(dict.fromkeys(people))
    group = [Referent("group", "/".join(together), "", turn)] if len(together) > 1 else []
    first = {(one.kind, one.id): one.since for one in spoken}
    for one in (*ordered, *central, *asked, *new, *group, *spoken):
        own = one.told if one.turn < turn else one.id in of_whom or one.id in held
        found.setdefault((one.kind, one.id), replace(one, since=first.get((one.kind, one.id), turn), told=own))
    return tuple(found.values())[:REMEMBERED]


def _claims_day(analysis: Analysis) -> bool:
    """«날짜가 10월 25일 맞지?»: the day is what is claimed, so that the answer tells the right one."""
    main, terms = analysis.reading.main, analysis.reading.terms
    if main is None or analysis.reading.asks_what or not analysis.times:
        return False
    day = analysis.times[-1]
    said = [term for term in terms if day.start <= term.start < main.start]
    return bool(said) and said[-1].end <= day.end and not NOT_OF_IT & set(said[-1].particles)


def _of_mention(mention: Mention, turn: int) -> Referent:
    return Referent(_KINDS[mention.kind], mention.id, mention.text, turn)


def _of_time(time: TimeExpression, turn: int) -> Referent:
    return Referent("day", f"{time.first.isoformat()}/{time.last.isoformat()}", format_span(time), turn)
