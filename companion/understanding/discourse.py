"""What was spoken of in a conversation, whoever told it, and what words that point back mean by it.

People, things, places and days are remembered alike, with the turn they were named in. An utterance that points
at one («그날», «거기», «그 협약», «근처 카페») can be said again with the name itself, so that whoever answers needs no
memory of its own: conversational query rewriting, by rules (Elgohary et al. 2019, «Can You Unpack That?»).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache, reduce
from itertools import islice
from typing import Final, Literal

from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import Day
from companion.knowledge.values import Reference
from companion.language import pointing
from companion.language.dates import YEAR_WRITTEN, TimeExpression, find_times, format_span
from companion.language.grammar import after_in_phrase, is_demonstrative, phrase_of
from companion.language.terms import COPULAS, DEGREES, WHEN, WHERE, WHICH, WHO, Reading, Term
from companion.understanding.positions import positions_in
from companion.understanding.types import Analysis, Mention

ReferentKind = Literal["person", "thing", "place", "area", "day", "group"]

REMEMBERED: Final = 32
"""How many names a conversation keeps in mind."""
_REACH: Final = 8
"""How many turns back something can still be pointed at."""
_NEAR_REACH: Final = 2
"""How many turns back something can be meant that is not even pointed at."""
_MEANT_REACH: Final = 5
_MEANT: Final = 2
"""How many turns back, and among how many names, what a question is about is looked for where none is in it."""
_KINDS: Final[dict[str, ReferentKind]] = {
    "person": "person", "thing": "thing", "country": "thing", "place": "place", "area": "area", "region": "area",
}  # fmt: skip
_DATED: Final = YEAR_WRITTEN
"""What days are told with; a holiday by its name could be that of any year."""

_DESCRIBING: Final = ("office", "region", "area", "thing", "country")
"""Kinds of names that tell people apart."""
_TOLD_DAYS: Final = 4
_DAYS: Final = 2
"""How many times of one answer are remembered: what it rests on is told last."""


@dataclass(frozen=True, slots=True)
class Referent:
    """Something that was spoken of.

    Attributes:
        id: of the entity, place or area; of a day or days, the first and the last («2019-10-23/2019-10-23»); of a group
            of people, theirs, in the order in which they were told.
        name: words that name it by themselves.
        turn: number of the turn.
    """

    kind: ReferentKind
    id: str
    name: str
    turn: int


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
    answered = [_of_time(t, turn) for t in times if _DATED.match(t.text)][:_DAYS]
    ordered = [*answered, *days] if analysis.reading.question(*WHEN) else [*days, *answered]
    found: dict[tuple[ReferentKind, str], Referent] = {}
    of_whom = {id for ids in about for id in ids}
    people = [one.id for one in spoken if one.turn == turn and one.kind == "person"]  # by another part of the turn
    people += [one.id for one in told if one.kind == "person" and one.id in of_whom]
    together = tuple(dict.fromkeys(people))
    group = [Referent("group", "/".join(together), "", turn)] if len(together) > 1 else []
    for one in (*ordered, *central, *asked, *new, *group, *spoken):
        found.setdefault((one.kind, one.id), one)
    return tuple(found.values())[:REMEMBERED]


_UNNAMED: Final = ("day", "area", "group")
"""Kinds that several others are not counted among."""


def _of_mention(mention: Mention, turn: int) -> Referent:
    return Referent(_KINDS[mention.kind], mention.id, mention.text, turn)


def _of_time(time: TimeExpression, turn: int) -> Referent:
    return Referent("day", f"{time.first.isoformat()}/{time.last.isoformat()}", format_span(time), turn)


class References:
    """Finds what utterances point at.

    Args:
        base: tells what kinds of things there are.
        names: the names found in a text: a name is only used where it is understood again.
        persons: nouns and pronouns for a person.
        acting: nouns for who stands in for somebody.
    """

    def __init__(
        self,
        base: KnowledgeBase,
        names: Callable[[str], Iterable[Mention]],
        persons: Iterable[str] = (),
        acting: Iterable[str] = (),
    ) -> None:
        self._persons = frozenset(persons)
        self._acting = frozenset(acting)
        self._base = base
        self._names = names
        types = base.vocabulary.types
        self._located = frozenset(id for id, entity in base.entities.items() if types[entity.type].located)
        self._usual = lru_cache(maxsize=4096)(self._usual_name)
        self._values = {
            fact.id: tuple(value.entity for value in fact.values if isinstance(value, Reference)) for fact in base.facts
        }
        self.dated = frozenset(fact.subject for fact in base.facts if isinstance(fact.value, Day))
        """Ids of what has a day."""
        self._nouns = {
            id: (*base.vocabulary.types[entity.type].nouns, *entity.names) for id, entity in base.entities.items()
        }

    def told_in(self, statements: Iterable[str]) -> frozenset[str]:
        """Ids of the entities that some statements, by their ids, have for values."""
        return frozenset(entity for id in statements for entity in self._values.get(id, ()))

    def pointers(self, analysis: Analysis, spoken: Collection[Referent], turn: int) -> tuple[Pointer, ...]:
        """What the utterance points at, in the order of the text.

        Args:
            analysis: the utterance.
            spoken: what was spoken of, the most salient first.
            turn: number of the turn.
        """
        within = [self._by_its_name(one) for one in spoken if turn - one.turn <= _REACH]
        placed = tuple(self._placed(analysis, within, turn))
        if placed:
            return placed
        of_place = self._of_place(analysis, within)
        if of_place is not None:
            return (of_place,)
        asking = _asking(analysis.reading)
        found = [pointer for term in asking for pointer in self._of(term, analysis, within)]
        return tuple(found) if found else tuple(self._unsaid(analysis, within, turn))

    def _placed(self, analysis: Analysis, spoken: list[Referent], turn: int) -> Iterator[Pointer]:
        """«앞사람», «두 번째로 말한 분»: by the place among those who were told last."""
        group = next((one for one in spoken if one.kind == "group"), None)
        if group is None:
            return
        people = group.id.split("/")
        for position in positions_in(analysis, self._persons):
            # «첫 번째는?» right after a list asks who it is; later, the same of another.
            if (position.bare and group.turn == turn - 1) or not -len(people) <= position.index < len(people):
                continue
            meant = self._person(people[position.index], group.turn)
            yield Pointer(position.start, position.end, meant, meant.name)

    def those_of(self, analysis: Analysis, spoken: Collection[Referent], turn: int) -> tuple[str, ...]:
        """«그중 광주에서 온 분은?»: the names of those told a moment ago who held something of what is named."""
        reading = analysis.reading
        group = next((one for one in spoken if one.kind == "group" and turn - one.turn <= _MEANT_REACH), None)
        named = [m for m in analysis.mentions if m.kind in _DESCRIBING and m.kind != "office"]
        if group is None or not named or len({m.start for m in named}) != 1:
            return ()
        head = next((t for t in reading.terms if t.kind == "noun" and t.lemma in self._persons), None)
        if head is None or head.start < named[0].end:
            return ()
        rest = [t for t in reading.terms if t.start >= head.end]
        if any(t.lemma != WHO and t.lemma not in COPULAS for t in rest):
            return ()  # more is asked of them
        people = group.id.split("/")
        return tuple(self._base.name(id) for id in people if any(self._holds_of(id, m) for m in named))

    def _person(self, id: str, turn: int) -> Referent:
        return self._by_its_name(Referent("person", id, self._base.name(id), turn))

    def salient(self, spoken: Iterable[Referent], turn: int) -> list[Referent]:
        """Who and what a question may be about that names nobody, the most salient first."""
        near = [one for one in spoken if one.kind in ("person", "thing") and turn - one.turn <= _MEANT_REACH]
        return [self._by_its_name(one) for one in near[:_MEANT]]

    def _by_its_name(self, one: Referent) -> Referent:
        """What was spoken of by the name that means nothing else, however it was called."""
        name = self._usual(one.id) if one.kind in ("person", "thing") else None
        return replace(one, name=name) if name is not None else one

    def _usual_name(self, id: str) -> str | None:
        """The first name of an entity that nothing else has."""
        names = self._base.entities[id].names
        return next((n for n in names if any(m.ids == (id,) and m.text == n for m in self._names(n))), None)

    def _of(self, term: Term, analysis: Analysis, spoken: list[Referent]) -> Iterator[Pointer]:
        reading = analysis.reading
        behind = after_in_phrase(reading, term)
        noun = behind[0] if is_demonstrative(term) and behind else None
        span = (term.start, noun.end if noun else term.end)
        if any(t.start < span[1] and term.start < t.end for t in analysis.times):
            return
        group = self._group(term, analysis, spoken)
        if group is not None:
            yield group
            return
        if noun and noun.lemma in pointing.BETWEEN:
            yield from _between(span, noun.lemma, spoken)
            return
        if (
            term.lemma in pointing.THEN
            or (noun and noun.lemma in pointing.TIMES)
            or self._opens_with_time(reading, term)
        ):
            how_long = noun.lemma if noun else term.lemma[1:]
            yield from (Pointer(*span, meant, _days(meant, how_long)) for meant in self._time(spoken, how_long))
        elif (noun.lemma if noun else _pronoun(term)) in self._persons:
            yield from (Pointer(*span, meant, meant.name) for meant in _first(self._people(spoken, noun)))
        elif noun and not reading.question(WHO) and (holder := self._holder(spoken, noun)):
            yield Pointer(term.start, term.end, holder, holder.name)
        elif noun and noun.lemma in pointing.BESIDE and not reading.question(WHO):
            places = _first(self._places(spoken))
            yield from (Pointer(term.start, term.end, meant, meant.name, near=True) for meant in places)
        elif self._is_there(term):
            near = any(t.lemma in pointing.BESIDE for t in _following(reading, term))
            yield from (Pointer(*span, meant, meant.name, near=near) for meant in _first(self._places(spoken)))
        elif noun and noun.kind == "noun":
            fitting = (one for one in spoken if one.kind == "thing" and self._is_called(one, noun.lemma))
            yield from (Pointer(*span, meant, meant.name) for meant in _first(fitting))

    def _time(self, spoken: Collection[Referent], noun: str) -> Iterator[Referent]:
        """The time that was spoken of last; where none was, that in which who was spoken of held an office."""
        told = tuple(_time(spoken, noun))
        people = () if told else (one for one in spoken if one.kind == "person")
        terms = (self._base.tenures_of(one.id)[-1:] for one in people)
        spans = ((t.start.first, t.end.last) for held in terms for t in held if t.start and t.end)
        held = (Referent("day", f"{a}/{b}", pointing.from_to(a, b), 0) for a, b in spans)
        yield from told or _first(held)

    def _holder(self, spoken: Iterable[Referent], noun: Term) -> Referent | None:
        """Who was spoken of and is or was what a title says: «아까 그 도지사», «그 대행»."""
        people = (one for one in spoken if one.kind == "person")
        return next((one for one in people if self._is_titled(one.id, noun.lemma)), None)

    def _is_titled(self, person: str, title: str) -> bool:
        held = self._base.tenures_of(person)
        if title in self._acting:
            return any(tenure.acting for tenure in held)
        offices = [self._base.successions[tenure.succession] for tenure in held]
        return any(title in (office.title, office.name, *office.aliases) for office in offices)

    def holders(self, offices: Iterable[Mention]) -> frozenset[str]:
        """Ids of all who held one of some offices."""
        return frozenset(t.holder for m in offices for id in m.ids for t in self._base.successions[id].tenures)

    def office_of(self, mention: Mention, place: str) -> str | None:
        """The office of one name that another place has: 광주시장, «경기도 광주» -> «경기도 광주시장»."""
        title = self._base.successions[mention.id].title if mention.id in self._base.successions else None
        return f"{place}{title}" if title and mention.text.endswith(title) else None

    def _one_of(self, group: list[Referent], analysis: Analysis, start: int, end: int) -> Pointer | None:
        """«둘 중에 광주 쪽은 누구지?»: the one of them whose office is named by what follows."""
        named = [m for m in analysis.mentions if m.start >= end and m.kind in _DESCRIBING]
        for mention in named:
            fitting = [one for one in group if self._holds_of(one.id, mention)]
            term = next((t for t in analysis.reading.terms if t.start == mention.start), None)
            if len(fitting) == 1 and term is not None:
                head = phrase_of(analysis.reading, term)[-1]
                return Pointer(start, head.end, fitting[0], fitting[0].name)
        return None

    def _of_place(self, analysis: Analysis, spoken: list[Referent]) -> Pointer | None:
        """«그 광주 쪽 사람은 지금도 시장이야?»: the one of those told together last who held something there."""
        reading = analysis.reading
        group = next((one for one in spoken if one.kind == "group"), None)
        for mention in analysis.mentions if group is not None else ():
            term = next((t for t in reading.terms if t.start == mention.start), None)
            if mention.kind == "office" or mention.kind not in _DESCRIBING or term is None:
                continue
            phrase = phrase_of(reading, term)
            pointed = is_demonstrative(phrase[0])
            head = phrase[-1]
            if head.lemma not in self._persons or [t for t in phrase if t.start < term.start][pointed:]:
                continue
            fitting = [id for id in group.id.split("/") if self._holds_of(id, mention)] if group else []
            if len(fitting) == 1 and group is not None:
                meant = self._person(fitting[0], group.turn)
                return Pointer(phrase[0].start, head.end, meant, meant.name)
        return None

    def _holds_of(self, person: str, mention: Mention) -> bool:
        """Whether somebody held an office that is named, or one of what is named."""
        offices = [self._base.successions[tenure.succession] for tenure in self._base.tenures_of(person)]
        return any(o.id in mention.ids or mention.text in f"{o.region or ''}{o.name}" for o in offices)

    def _group(self, term: Term, analysis: Analysis, spoken: list[Referent]) -> Pointer | None:
        """«두 분 다», «둘 중에 어디가»: as many as were told of together last."""
        reading = analysis.reading
        number = next((n for n in analysis.numbers if n.start == term.start and not n.ordinal), None)
        if number is None or number.value < 2 or (number.counter is not None and number.counter not in pointing.PEOPLE):
            return None
        behind = after_in_phrase(reading, term)
        following = _following(reading, term)
        all_of_them = any(t.lemma in pointing.ALL for t in following) or any(t.lemma in pointing.AMONG for t in behind)
        alone = number.counter is not None and not term.particles and not behind and term is reading.terms[0]
        if not (all_of_them or pointing.OF_GROUP.intersection(term.particles) or (number.counter and behind) or alone):
            return None
        last = next((one.kind for one in spoken if one.kind not in _UNNAMED), None)
        somebody = number.counter is not None or reading.question(WHO) or last == "person"
        fitting = [one for one in spoken if (one.kind == "person") == somebody and one.kind not in _UNNAMED]
        for first in fitting:
            alike = [one for one in fitting if (one.turn, one.kind) == (first.turn, first.kind)]
            together = alike[: number.value]
            if len(together) == number.value:
                chosen = self._one_of(together, analysis, term.start, number.end) if somebody and behind else None
                if chosen is not None:
                    return chosen
                return _group_of(together, term.start, number.end)
        if not any(t.lemma in DEGREES for t in reading.terms):
            return None
        # Told one after the other, and weighed: «진미통닭은?», «매향통닭은?», «둘 중에 더 싼 데는?».
        apart = fitting[: number.value]
        return _group_of(apart, term.start, number.end, apart=True) if len(apart) == number.value else None

    def _unsaid(self, analysis: Analysis, spoken: list[Referent], turn: int) -> Iterator[Pointer]:
        """«근처 카페는?»: near what was spoken of last, where no place is named."""
        if analysis.of_kind("area", "region", "place", "thing"):
            return
        for term in analysis.reading.terms:
            phrase = phrase_of(analysis.reading, term)
            if term.lemma in pointing.NEARBY and phrase[0] is term and not _described(analysis.reading, term):
                recent = [one for one in spoken if turn - one.turn <= _NEAR_REACH]
                places = _first(self._places(recent))
                yield from (Pointer(term.start, term.start, meant, meant.name, near=True) for meant in places)
                return

    @staticmethod
    def _opens_with_time(reading: Reading, term: Term) -> bool:
        """«당시 대통령»: nothing says of what time but what was spoken of."""
        return term.lemma == pointing.AT_THAT_TIME and term is reading.terms[0]

    @staticmethod
    def _is_there(term: Term) -> bool:
        if term.kind != "pronoun" or term.lemma not in pointing.THERE:
            return False
        return len(term.lemma) > 1 or term.particle in pointing.WHERE_PARTICLES  # «거서»

    def _places(self, spoken: Iterable[Referent]) -> Iterator[Referent]:
        """What lies somewhere; of one turn, a place before the area that it was looked for in."""
        lying = [one for one in spoken if one.kind in ("place", "area") or one.id in self._located]
        yield from sorted(lying, key=lambda one: (-one.turn, one.kind == "area"))

    def _people(self, spoken: Iterable[Referent], noun: Term | None) -> Iterator[Referent]:
        """People; who is called by the noun comes first: «그 형»."""
        people = [one for one in spoken if one.kind == "person"]
        yield from sorted(people, key=lambda one: noun is None or not self._is_called(one, noun.lemma))

    def _is_called(self, one: Referent, noun: str) -> bool:
        """Whether a noun is what something is called, or the end of its name: «그 협약»."""
        return any(name == noun or name.endswith(noun) for name in self._nouns.get(one.id, ()))

    def rewritten(self, text: str, pointers: Iterable[Pointer]) -> str | None:
        """The text with names in place of what points at them; None where a name would not be understood again."""
        for pointer in sorted(pointers, key=lambda p: -p.start):
            meant = pointer.meant
            if meant.kind != "day" and all(m.id != meant.id for m in self._names(meant.name)):
                return None
            gap = " " if pointer.near and text[pointer.end : pointer.end + 1] != " " else ""
            text = f"{text[: pointer.start]}{pointer.name}{gap}{text[pointer.end :]}"
        return text


def _asking(reading: Reading) -> tuple[Term, ...]:
    """The terms of the sentences that ask; all where none does."""
    parts = [part for part in reading.sentences() if reading.asks(part)]
    return tuple(reading.terms[at] for part in parts for at in part) or reading.terms


def _group_of(group: list[Referent], start: int, end: int, *, apart: bool = False) -> Pointer:
    first, *others = group
    names = reduce(pointing.both, (one.name for one in others), first.name)
    return Pointer(start, end, first, names, apart=apart)


def _pronoun(term: Term) -> str:
    """The word for a person that points by itself: «그분», «걔»; "" where it is none."""
    return term.lemma if term.kind == "pronoun" else ""


def _first(spoken: Iterable[Referent]) -> Iterator[Referent]:
    """The most salient one, if there is any."""
    return islice(spoken, 1)


def _following(reading: Reading, term: Term) -> tuple[Term, ...]:
    """The term right behind another."""
    at = reading.terms.index(term)
    return reading.terms[at + 1 : at + 2]


def _described(reading: Reading, term: Term) -> bool:
    """Whether a clause or somebody's pronoun says near what: «내가 사는 근처», «우리 근처»."""
    at = reading.terms.index(term)
    before = reading.terms[at - 1] if at else None
    return before is not None and (
        before.kind == "pronoun" or (before.form is not None and before.form.ending == pointing.PRESENT)
    )


def _between(span: tuple[int, int], noun: str, spoken: Iterable[Referent]) -> Iterator[Pointer]:
    """«그 사이에»: what lies between two times that were told, or the span of time that was told last."""
    days = [one for one in spoken if one.kind == "day"][:_TOLD_DAYS]
    if not days:
        return
    first, last = _ends(days[0])
    apart = first == last or noun in pointing.GAP
    for other in days[1:] if apart else ():
        one, two = sorted((_ends(days[0]), _ends(other)))
        if days[0].turn - other.turn <= _NEAR_REACH and one[1] + timedelta(days=1) < two[0]:
            first, last = one[1], two[0]
            break
    if first != last:
        yield Pointer(*span, days[0], pointing.from_to(first, last))


def _ends(day: Referent) -> tuple[date, date]:
    first, _, last = day.id.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last)


def _time(spoken: Iterable[Referent], noun: str) -> Iterator[Referent]:
    """The time that was spoken of last; a single day of that turn where one is pointed at: «그날»."""
    days = [one for one in spoken if one.kind == "day"]
    last = [one for one in days if one.turn == days[0].turn]
    exact = [one for one in last if len(set(one.id.split("/"))) == 1]
    yield from _first([*(exact if pointing.points_at_day(noun) else ()), *last])


def _days(meant: Referent, noun: str) -> str:
    """Days as one says them, as exactly as the noun that points at them."""
    first, _, last = meant.id.partition("/")
    return pointing.as_exact(noun, date.fromisoformat(first), meant.name, single=first == last)
