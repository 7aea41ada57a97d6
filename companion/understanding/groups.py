"""Several who were told together, and who or what is meant of them: «두 분», «그분들», «앞사람», «둘 중에 광주 쪽»."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import reduce
from typing import Final

from companion.knowledge.base import KnowledgeBase
from companion.language import pointing
from companion.language.grammar import after_in_phrase, is_demonstrative, phrase_of
from companion.language.terms import AT, COPULAS, DEGREES, SUBJECT, WHO, Reading, Term
from companion.understanding.positions import positions_in
from companion.understanding.referents import Pointer, Referent
from companion.understanding.types import Analysis, Mention

_LATELY: Final = 5
"""How many turns back those were told who are asked for the ones of somewhere."""
_DESCRIBING: Final = ("office", "region", "area", "thing", "country")
"""Kinds of names that tell people apart."""
_UNNAMED: Final = ("day", "area", "group")
"""Kinds that several others are not counted among."""


class Groups:
    """Finds who is meant of several that were told.

    Args:
        base: tells what people held.
        named: what was spoken of by the name that means nothing else.
        persons: nouns and pronouns for a person.
    """

    def __init__(self, base: KnowledgeBase, named: Callable[[Referent], Referent], persons: Collection[str]) -> None:
        self._base = base
        self._named = named
        self._persons = persons

    def by_place(self, analysis: Analysis, spoken: Iterable[Referent], turn: int) -> Iterator[Pointer]:
        """«앞사람», «두 번째로 말한 분»: by the place among those who were told last."""
        spoken = tuple(spoken)
        group = _last_group(spoken) or _one_by_one(spoken)
        if group is None:
            return
        people = members(group)
        for position in positions_in(analysis, self._persons):
            # «첫 번째는?» right after a list asks who it is; later, the same of another.
            if (position.bare and group.turn == turn - 1) or not -len(people) <= position.index < len(people):
                continue
            meant = self._person(people[position.index], group.turn)
            yield Pointer(position.start, position.end, meant, meant.name)

    def those_of(self, analysis: Analysis, spoken: Collection[Referent], turn: int) -> tuple[str, ...]:
        """«그중 광주에서 온 분은?»: the names of those told a moment ago who held something of what is named."""
        reading = analysis.reading
        group = _last_group(one for one in spoken if turn - one.turn <= _LATELY)
        named = [m for m in analysis.mentions if m.kind in _DESCRIBING and m.kind != "office"]
        if group is None or not named or len({m.start for m in named}) != 1:
            return ()
        head = next((t for t in reading.terms if t.kind == "noun" and t.lemma in self._persons), None)
        if head is None or head.start < named[0].end:
            return ()
        rest = [t for t in reading.terms if t.start >= head.end]
        if any(t.lemma != WHO and t.lemma not in COPULAS for t in rest):
            return ()  # more is asked of them
        people = members(group)
        return tuple(self._base.name(id) for id in people if any(self.holds_of(id, m) for m in named))

    def of_somewhere(self, analysis: Analysis, spoken: Iterable[Referent]) -> Pointer | None:
        """«그 광주 쪽 사람은 지금도 시장이야?», «광주에서 오신 분은 언제부터 시장이었어?»: who held something there.

        It is the one of those told together last.
        """
        reading = analysis.reading
        group = _last_group(spoken)
        for mention in analysis.mentions if group is not None else ():
            term = next((t for t in reading.terms if t.start == mention.start), None)
            if mention.kind == "office" or mention.kind not in _DESCRIBING or term is None:
                continue
            phrase = phrase_of(reading, term)
            pointed = is_demonstrative(phrase[0])
            head = _described(reading, phrase[-1])
            if head.lemma not in self._persons or [t for t in phrase if t.start < term.start][pointed:]:
                continue
            fitting = [id for id in members(group) if self.holds_of(id, mention)] if group else []
            if len(fitting) == 1 and group is not None:
                meant = self._person(fitting[0], group.turn)
                return Pointer(phrase[0].start, head.end, meant, meant.name)
        return None

    def all_of_them(self, term: Term, analysis: Analysis, spoken: Collection[Referent]) -> Pointer | None:
        """«그분들», «그 두 사람», «둘 다», «둘 중에 어디가»: as many as were told of together last."""
        reading = analysis.reading
        behind = after_in_phrase(reading, term)
        pointed = is_demonstrative(term) and bool(behind)
        head = behind[0] if pointed else term
        number = next((n for n in analysis.numbers if n.start == head.start and not n.ordinal), None)
        if number is None:
            return self._several(term, head, analysis, spoken) if pointed or head.kind == "pronoun" else None
        if number.value < 2 or (number.counter is not None and number.counter not in pointing.PEOPLE):
            return None
        behind = after_in_phrase(reading, head)
        following = reading.terms[reading.terms.index(head) + 1 :][:1]
        whole = any(t.lemma in pointing.ALL for t in following) or any(t.lemma in pointing.AMONG for t in behind)
        alone = number.counter is not None and not head.particles and not behind and head is reading.terms[0]
        of_them = bool(pointing.OF_GROUP.intersection(head.particles)) or (number.counter and behind) or alone
        if not (whole or of_them or pointed):
            return None
        last = next((one.kind for one in spoken if one.kind not in _UNNAMED), None)
        somebody = number.counter is not None or reading.question(WHO) or last == "person"
        weighed = somebody or any(t.lemma in DEGREES or t.lemma in pointing.ALIKE for t in reading.terms)
        if not (weighed or whole or pointed or behind) and SUBJECT in head.particles:
            return None  # «둘이 만 원으로 먹을 수 있는 만두집은?» after two houses: who eats
        told = [one for one in spoken if (one.kind == "person") == somebody and one.kind not in _UNNAMED]
        answered = [one for one in told if one.told]
        if len(answered) >= number.value and answered[0].turn == told[0].turn:
            told = answered  # not who was only named to say who is meant
        together = self._together(told, number.value, spoken if somebody else ())
        if together:
            chosen = self._one_of(together, analysis, term.start, number.end) if somebody and behind else None
            return chosen or _group_of(together, term.start, number.end)
        # Told one after the other: «진미통닭은?», «매향통닭은?», «둘 중에 더 싼 데는?».
        apart = told[: number.value][::-1]
        if not weighed or len(apart) < number.value:
            return None
        return _group_of(apart, term.start, number.end, apart=True)

    def _several(self, term: Term, head: Term, analysis: Analysis, spoken: Collection[Referent]) -> Pointer | None:
        """«그분들», «그 사람들», «걔네»: all who were told together last."""
        end = pointing.end_of_several(analysis.text, head.end, head.lemma)
        several = end is not None and head.lemma in self._persons
        told = tuple(one for one in spoken if one.told)
        group = (_last_group(spoken) or _one_by_one(told)) if several else None
        if group is None or end is None:
            return None
        people = [self._person(id, group.turn) for id in members(group)]
        terms = analysis.reading.terms
        among = any(t.lemma in pointing.AMONG for t in terms[terms.index(head) + 1 :][:1])
        chosen = self._one_of(people, analysis, term.start, end) if among else None
        return chosen or _group_of(people, term.start, end)

    def _together(self, told: list[Referent], number: int, spoken: Collection[Referent]) -> list[Referent]:
        """As many as were told in one turn, of whom nobody else was told since; none where there are none."""
        for group in (one for one in spoken if one.kind == "group"):
            since = [one for one in told if one.turn > group.turn and one.id not in members(group)]
            if len(since) >= number:
                return []
            if len(members(group)) == number:
                return [self._person(id, group.turn) for id in members(group)]
        for first in told:
            alike = [one for one in told if (one.turn, one.kind) == (first.turn, first.kind)]
            if len(alike) >= number:
                return alike[:number]
            if spoken:
                return []
        return []

    def _one_of(self, group: list[Referent], analysis: Analysis, start: int, end: int) -> Pointer | None:
        """«둘 중에 광주 쪽은 누구지?»: the one of them whose office is named by what follows."""
        named = [m for m in analysis.mentions if m.start >= end and m.kind in _DESCRIBING]
        for mention in named:
            fitting = [one for one in group if self.holds_of(one.id, mention)]
            term = next((t for t in analysis.reading.terms if t.start == mention.start), None)
            if len(fitting) == 1 and term is not None:
                head = phrase_of(analysis.reading, term)[-1]
                return Pointer(start, head.end, fitting[0], fitting[0].name)
        return None

    def holds_of(self, person: str, mention: Mention) -> bool:
        """Whether somebody held an office that is named, or one of what is named."""
        offices = [self._base.successions[tenure.succession] for tenure in self._base.tenures_of(person)]
        return any(o.id in mention.ids or mention.text in f"{o.region or ''}{o.name}" for o in offices)

    def _person(self, id: str, turn: int) -> Referent:
        return self._named(Referent("person", id, self._base.name(id), turn))


def _described(reading: Reading, last: Term) -> Term:
    """«광주에서 오신 분»: the noun that a verb right behind where it is done describes; else the last one itself."""
    at = reading.terms.index(last)
    verb, head = (*reading.terms[at + 1 : at + 3], None, None)[:2]
    describes = verb is not None and verb.form is not None and verb.form.modifies and AT in last.particles
    return head if describes and head is not None else last


def members(group: Referent) -> list[str]:
    """The ids of those who were told together, in the order in which they were."""
    return group.id.split("/")


def _one_by_one(spoken: Sequence[Referent]) -> Referent | None:
    """Those who were told one after the other, as if they had been told together; None where nobody else was."""
    people = sorted((one for one in reversed(spoken) if one.kind == "person"), key=lambda one: one.since)
    return Referent("group", "/".join(one.id for one in people), "", people[-1].turn) if len(people) > 1 else None


def _last_group(spoken: Iterable[Referent]) -> Referent | None:
    return next((one for one in spoken if one.kind == "group"), None)


def _group_of(group: list[Referent], start: int, end: int, *, apart: bool = False) -> Pointer:
    first, *others = group
    names = reduce(pointing.both, (one.name for one in others), first.name)
    return Pointer(start, end, first, names, apart=apart)
