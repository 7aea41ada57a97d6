"""What was spoken of in a conversation, whoever told it, and what words that point back mean by it.

People, things, places and days are remembered alike, with the turn they were named in. An utterance that points
at one («그날», «거기», «그 협약», «근처 카페») can be said again with the name itself, so that whoever answers needs no
memory of its own: conversational query rewriting, by rules (Elgohary et al. 2019, «Can You Unpack That?»).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from typing import Final

from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import Day
from companion.knowledge.values import Reference
from companion.language import pointing
from companion.language.grammar import after_in_phrase, is_demonstrative, phrase_of
from companion.language.josa import in_place
from companion.language.terms import CONFIRMING, COPULAS, SUBJECT, TOPIC, WHO, Reading, Term, is_light
from companion.understanding.groups import Groups
from companion.understanding.referents import Pointer, Referent
from companion.understanding.types import Analysis, Mention

_REACH: Final = 8
"""How many turns back something can still be pointed at."""
_NEAR_REACH: Final = 2
"""How many turns back something can be meant that is not even pointed at."""
_MEANT_REACH: Final = 5
_MEANT: Final = 3
"""How many turns back, and among how many names, what a question is about is looked for where none is in it."""
_TOLD_DAYS: Final = 4


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
        self.groups = Groups(base, self._by_its_name, self._persons)
        types = base.vocabulary.types
        self._located = frozenset(id for id, entity in base.entities.items() if types[entity.type].located)
        self._usual = lru_cache(maxsize=4096)(self._usual_name)
        self._values = {
            fact.id: tuple(value.entity for value in fact.values if isinstance(value, Reference)) for fact in base.facts
        }
        self.dated = frozenset(fact.subject for fact in base.facts if isinstance(fact.value, Day))
        """Ids of what has a day."""
        self._events = frozenset(id for id in self.dated if base.entities[id].type == "event")
        self._nouns = {
            id: (*base.vocabulary.types[entity.type].nouns, *entity.names) for id, entity in base.entities.items()
        }

    def told_in(self, statements: Iterable[str]) -> frozenset[str]:
        """Ids of the entities that some statements, by their ids, have for values."""
        return frozenset(entity for id in statements for entity in self._values.get(id, ()))

    def belongs(self, thing: str, spoken: Iterable[Referent], turn: int) -> bool:
        """Whether something of another kind is told of beside what was spoken of lately: of an event, what it began."""
        near = (one.id for one in spoken if one.kind == "thing" and turn - one.turn <= _NEAR_REACH)
        found, beside = self._base.entities.get(thing), [e for id in near if (e := self._base.entities.get(id))]
        return found is not None and any(found.pack == one.pack and found.type != one.type for one in beside)

    def pointers(self, analysis: Analysis, spoken: Collection[Referent], turn: int) -> tuple[Pointer, ...]:
        """What the utterance points at, in the order of the text.

        Args:
            analysis: the utterance.
            spoken: what was spoken of, the most salient first.
            turn: number of the turn.
        """
        within = [self._by_its_name(one) for one in spoken if turn - one.turn <= _REACH]
        placed = tuple(self.groups.by_place(analysis, within, turn))
        if placed:
            return placed
        somewhere = self.groups.of_somewhere(analysis, within) or self._by_office(analysis, within)
        if somewhere is not None:
            return (somewhere,)
        found: list[Pointer] = []
        for term in _asking(analysis.reading):
            if all(term.start >= pointer.end for pointer in found):  # «그 두 사람» points once
                found.extend(self._of(term, analysis, within))
        return tuple(found) if found else tuple(self._unsaid(analysis, within, turn))

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
        if any(t.start < span[1] and term.start < t.end for t in analysis.times) or pointing.asks_day_of_that(reading):
            return  # «그때가 언제야?» asks for the day itself
        named = self._called_so(noun.lemma if noun else _pronoun(term), span[0], analysis)
        if named is not None:
            start, meant = named
            yield Pointer(start, span[1], meant, meant.name)
            return
        group = self.groups.all_of_them(term, analysis, spoken)
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
            said = [time.end for time in analysis.times]
            said += [mention.end for mention in analysis.of_kind("thing") if mention.id in self._events]
            if any(end <= term.start for end in said):
                return  # «2019년엔 아니었잖아, 그때는 누구였는데», «협약식 하던 그때»: the time that was just said
            how_long = noun.lemma if noun else term.lemma[1:]
            yield from (Pointer(*span, meant, _days(meant, how_long)) for meant in self._time(spoken, how_long))
        elif (noun.lemma if noun else _pronoun(term)) in self._persons:
            if _held_what(analysis, term):
                return  # «도지사도 했던 그 사람» is none of those spoken of, who are asked first
            yield from (Pointer(*span, one, one.name) for one in _first(self._people(spoken, noun, analysis)))
        elif noun and not reading.question(WHO) and (holder := self._holder(spoken, noun, analysis)):
            yield Pointer(term.start, term.end, holder, holder.name)
        elif self._is_of_here(term, noun, analysis):
            return
        elif noun and noun.lemma in pointing.BESIDE and not (reading.question(WHO) or _is_somebody(noun, analysis)):
            places = self._places(spoken)
            if term.lemma == pointing.HERE:  # «대구에서 왔는데 이 근처 국밥집»: no answer was about where one came from
                places = (one for one in places if one.told or one.kind != "area")
            yield from (Pointer(term.start, term.end, meant, meant.name, near=True) for meant in _first(places))
        elif self._is_there(term):
            near = any(t.lemma in pointing.BESIDE for t in _following(reading, term))
            yield from (Pointer(*span, meant, meant.name, near=near) for meant in _first(self._places(spoken)))
        elif noun and noun.lemma in pointing.HOUSES and (house := self._house(spoken, noun.lemma)) is not None:
            yield Pointer(*span, house, house.name)
        elif noun and noun.kind == "noun":
            fitting = (one for one in spoken if one.kind == "thing" and self._is_called(one, noun.lemma))
            yield from (Pointer(*span, meant, meant.name) for meant in _first(fitting))

    def _called_so(self, word: str, start: int, analysis: Analysis) -> tuple[int, Referent] | None:
        """«이재명 그분은»: who is named right before a word that points, and from where; nobody else is meant."""
        if word not in self._persons:
            return None
        before = analysis.text[:start].rstrip()
        named = (m for m in analysis.of_kind("person") if m.end == len(before) < start and len(m.ids) == 1)
        one = next(named, None)
        return None if one is None else (one.start, Referent("person", one.id, one.name, 0))

    def _time(self, spoken: Collection[Referent], noun: str) -> Iterator[Referent]:
        """The time that was spoken of last; where none was, that in which who was spoken of held an office."""
        told = tuple(_time(spoken, noun))
        people = () if told else (one for one in spoken if one.kind == "person")
        terms = (self._base.tenures_of(one.id)[-1:] for one in people)
        spans = ((t.start.first, t.end.last) for held in terms for t in held if t.start and t.end)
        held = (Referent("day", f"{a}/{b}", pointing.from_to(a, b), 0) for a, b in spans)
        yield from told or _first(held)

    def _holder(self, spoken: Iterable[Referent], noun: Term, analysis: Analysis) -> Referent | None:
        """Who was spoken of and is or was what a title says: «아까 그 도지사», «그 광주 시장», «그 대행»."""
        named = self.holders(m for m in analysis.of_kind("office") if m.start == noun.start)
        people = (one for one in spoken if one.kind == "person")
        return next((one for one in people if one.id in named or self._is_titled(one.id, noun.lemma)), None)

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

    def _by_office(self, analysis: Analysis, spoken: list[Referent]) -> Pointer | None:
        """«그 시장 하던 사람은 아직 해?», «도지사였던 그분은»: the one spoken of who held what a clause says."""
        terms = analysis.reading.terms
        offices = {mention.start: mention for mention in analysis.of_kind("office")}
        for at, head in enumerate(terms):
            behind = at - 1 if at and is_demonstrative(terms[at - 1]) else at
            if head.lemma not in self._persons or behind < 2:
                continue
            title, verb = terms[behind - 2 : behind]
            others = [start for start in offices if start < title.start]
            if others and any(t.lemma in (*COPULAS, CONFIRMING) for t in terms[at + 1 : at + 2]):
                continue  # «대통령은 예전에 도지사 하던 그 사람이지?»: what is said of another one
            if title.kind not in ("name", "noun") or not (verb.form and verb.form.modifies and is_light(verb.lemma)):
                continue
            first = phrase_of(analysis.reading, title)[0]
            if not (behind < at or head.kind == "pronoun" or is_demonstrative(first)):
                continue
            office = offices.get(title.start)
            people = [one for one in spoken if one.kind == "person"]
            held = [(one, acting) for one in people for acting in self._as(one.id, office, title.lemma)]
            if held:
                one, _ = min(held, key=lambda pair: pair[1])  # who held it comes before who acted for them
                # Of what they held it is asked: «그때 도지사였던 그분은 언제까지 했어?»
                return Pointer(first.start, head.end, one, f"{one.name} {title.text}")
        return None

    def _as(self, person: str, office: Mention | None, title: str) -> Iterator[bool]:
        """For each time that somebody held an office that is named, or one of a title, whether they only acted."""
        for tenure in self._base.tenures_of(person):
            held = self._base.successions[tenure.succession]
            if held.id in office.ids if office else title in (held.title, held.name, *held.aliases):
                yield tenure.acting is not None

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

    def _is_of_here(self, term: Term, noun: Term | None, analysis: Analysis) -> bool:
        """«행궁 쪽에서 걸을 거라 그 근처면 좋겠어»: near what the utterance itself named before."""
        near = noun is not None and noun.lemma in pointing.BESIDE
        lying = (m for m in analysis.mentions if m.kind in ("place", "area") or m.id in self._located)
        return (near or self._is_there(term)) and any(m.end <= term.start for m in lying)

    def _places(self, spoken: Iterable[Referent]) -> Iterator[Referent]:
        """What lies somewhere; of one turn, a place before the area that it was looked for in."""
        lying = [one for one in spoken if one.kind in ("place", "area") or one.id in self._located]
        yield from sorted(lying, key=lambda one: (-one.turn, one.kind == "area"))

    def _house(self, spoken: Iterable[Referent], noun: str) -> Referent | None:
        """«그 가게»: what somebody is at who is there, and is no sight; None where places to choose were told last."""
        lying = list(self._places(spoken))
        called = (one for one in lying if one.kind == "thing" and self._is_called(one, noun))
        if (found := next(called, None)) is not None:
            return found
        lying = [one for one in lying if one.id not in self._events]  # what is held somewhere is no house
        latest = [one for one in lying if one.turn == lying[0].turn]
        types = self._base.vocabulary.types
        houses = (one for one in latest if one.kind == "thing" and not types[self._base.entities[one.id].type].facts)
        return None if any(one.kind == "place" for one in latest) else next(houses, None)

    def _people(self, spoken: Iterable[Referent], noun: Term | None, analysis: Analysis) -> Iterator[Referent]:
        """People; who is called by the noun comes first: «그 형».

        Of those named in the last turn it is one who held what is named: «아 맞다 그분은 지금 대통령이지».
        """
        people = [one for one in spoken if one.kind == "person"]
        held = self.holders(analysis.of_kind("office"))
        last = max((one.turn for one in people), default=-1)

        def rank(one: Referent) -> tuple[bool, bool]:
            called = noun is not None and self._is_called(one, noun.lemma)
            return not called, not (one.turn == last and one.id in held)

        yield from sorted(people, key=rank)

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
            text = in_place(text, pointer.start, pointer.end, pointer.name + gap)
        return text


def _asking(reading: Reading) -> tuple[Term, ...]:
    """The terms of the sentences that ask; all where none does."""
    parts = [part for part in reading.sentences() if reading.asks(part)]
    return tuple(reading.terms[at] for part in parts for at in part) or reading.terms


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


def _held_what(analysis: Analysis, term: Term) -> bool:
    """Whether a clause right before a word that points says what office somebody held."""
    terms = analysis.reading.terms
    at = terms.index(term)
    verb, held = (terms[at - 1].form, terms[at - 2].start) if at > 1 else (None, -1)
    light = verb is not None and verb.modifies and is_light(terms[at - 1].lemma)
    return light and any(m.start == held for m in analysis.of_kind("office"))


def _is_somebody(noun: Term, analysis: Analysis) -> bool:
    """«그 앞이 이재명이었나»: whether it is said of what lies beside something that it is a person."""
    said = {m.start for m in analysis.of_kind("person", "office")}
    subject = not {SUBJECT, TOPIC}.isdisjoint(noun.particles)
    return subject and any(t.start in said for t in _following(analysis.reading, noun))


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
    gaps = []
    for other in days[1:] if apart else ():
        one, two = sorted((_ends(days[0]), _ends(other)))
        if days[0].turn - other.turn <= _NEAR_REACH and one[1] + timedelta(days=1) < two[0]:
            gaps.append((-other.turn, two[0] - one[1], one[1], two[0]))  # of two told together, the nearer one
    if gaps:
        _, _, first, last = min(gaps)
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
    # «10월 23일이었지?», answered with its year: the day that was told is meant.
    said = exact[0].name if exact else ""
    exact = sorted(exact, key=lambda one: one.name == said or not one.name.endswith(said))
    yield from _first([*(exact if pointing.points_at_day(noun) else ()), *last])


def _days(meant: Referent, noun: str) -> str:
    """Days as one says them, as exactly as the noun that points at them."""
    first, _, last = meant.id.partition("/")
    return pointing.as_exact(noun, date.fromisoformat(first), meant.name, single=first == last)
