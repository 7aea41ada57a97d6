"""Who or what a noun phrase describes: «2019년 도지사», «김동연 다음 사람», «너를 만든 회사».

A question about something that is only described holds two: who that is, and what is asked of it. Asked one after the
other they need no question that holds both (Min et al. 2019, «Multi-hop Reading Comprehension through Question
Decomposition and Rescoring»).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from companion.language import pointing
from companion.language.dates import find_times, format_date
from companion.language.grammar import HOW_MUCH, WHAT, is_among, is_demonstrative
from companion.language.morphemes import is_personal_name
from companion.language.terms import (
    BECOMING,
    CONFIRMING,
    COPULAS,
    EXISTENCE,
    GENITIVE,
    HOW_MANY,
    INTO,
    SINCE,
    SUBJECT,
    TO,
    TOPIC,
    UNTIL,
    WHEN,
    WHERE,
    WHICH,
    WHO,
    Reading,
    Term,
    is_light,
)
from companion.understanding.types import Analysis

_ANY_DAY: Final = date(2000, 1, 1)
"""Stands for a day that is not known yet, to see whether words lean on it."""
_ASKS_FOR_ITSELF: Final = (WHO, WHAT[0], WHERE, *WHICH)


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase that stands for somebody or something.

    Attributes:
        start, end: its half-open span, without the particle.
        question: asks who or what it is.
        title: the title it ends in, "" where it ends in no office.
        names: ids of what is named in it, which it is not itself.
        personal: whether it is somebody.
    """

    start: int
    end: int
    question: str
    title: str
    names: frozenset[str]
    personal: bool

    def replaced(self, text: str, name: str) -> str:
        """The text about a name instead; its particle is understood in either form."""
        return f"{text[: self.start]}{f'{name} {self.title}'.strip()}{text[self.end :]}"


@dataclass(frozen=True, slots=True)
class Nouns:
    """Nouns that descriptions are made of, as lemmas.

    Attributes:
        persons: for a person; `kinds`: for a kind of thing.
        relative: that say who by another one, or by time: before, after, first.
        generic: that stand for an answer: «이름».
    """

    persons: frozenset[str]
    kinds: frozenset[str]
    relative: frozenset[str]
    generic: frozenset[str]


def description_in(analysis: Analysis, nouns: Nouns) -> Description | None:
    """The description that something is asked of; None where there is none, or where it is itself what is asked."""
    reading = analysis.reading
    offices = {m.end: m for m in analysis.of_kind("office")}
    for at, head in enumerate(reading.terms):
        if head.form is not None or at == 0 or not _is_asked_of(reading, at, nouns):
            continue
        office = offices.get(head.end)
        person = head.lemma in nouns.persons
        if office is None and not person and (head.bound or head.lemma not in nouns.kinds):
            continue
        if _says_what_happened(reading, head):
            continue
        first = _begins(reading, at)
        before = reading.terms[first:at]
        if not _describes(analysis, before, nouns, titled=office is not None) or not _asks_more(reading, at):
            continue
        if _claims_who(analysis) or (person and _asks_for_any(reading, at)) or _says_until_when(reading, at):
            continue
        start = before[0].start
        phrase = reading.text[start : head.end]
        question = pointing.who_is(phrase) if office or person else pointing.where_is(phrase)
        held = offices.get(before[-2].end) if person and len(before) > 1 and is_light(before[-1].lemma) else None
        title = office.name if office else held.name if held else ""  # «대통령 된 사람은 언제 취임했어?»
        names = frozenset(id for m in analysis.mentions if start <= m.start < head.end for id in m.ids)
        return Description(start, head.end, question, title, names, personal=office is not None or person)
    return None


def _says_what_happened(reading: Reading, head: Term) -> bool:
    """«2021년에 도지사가 바뀌었다던데 무슨 일이야»: whether a clause says what was then, and more is asked."""
    inside = [t for t in reading.terms if t.clause == head.clause]
    asked = [t for t in reading.terms if t.kind == "question"]
    then = any(t.kind == "time" and TO in t.particles for t in inside)
    return then and SUBJECT in head.particles and bool(asked) and all(t.clause > head.clause for t in asked)


def _says_until_when(reading: Reading, at: int) -> bool:
    """«윤석열 다음 대통령이 뽑힐 때까지 누가 했어»: whether something is asked of the time before somebody came."""
    after = reading.terms[at + 1 :]
    verb = next((number for number, term in enumerate(after) if term.form is not None), len(after))
    return any(UNTIL in term.particles for term in after[verb + 1 : verb + 2])


@dataclass(frozen=True, slots=True)
class DescribedDay:
    """Words for a day that something was done on: «착공한 날», «협약식», «취임한 지».

    Attributes:
        start, end: their half-open span, without the particle.
        question: asks for the day.
        since: whether the time from that day on is meant («취임한 지»).
        noun: what it is a time of: a day, a year.
    """

    start: int
    end: int
    question: str
    since: bool = False
    noun: str = ""


def days_in(analysis: Analysis, events: Collection[str]) -> tuple[DescribedDay, ...]:
    """The days that are only described, in the order of the text.

    A weekday or a length of time is asked for, or who held something then.

    Args:
        analysis: the utterance.
        events: ids of things that have a day.
    """
    reading = analysis.reading
    held = reading.question(HOW_MUCH) and analysis.of_kind("person", "office")
    if not _asks_of_days(reading) or held:  # how long somebody holds something, the knowledge base tells
        return tuple(_days_of_holding(analysis, events))
    found = []
    for at, term in enumerate(reading.terms):
        before = reading.terms[at - 1] if at else None
        described = before is not None and before.form is not None and before.form.modifies
        if described and before is not None and term.lemma in pointing.DAY_OF:
            start = reading.terms[_begins(reading, at)].start
            question = pointing.day_of(reading.text[start : before.end])
            found.append(DescribedDay(start, term.end, question, term.lemma == pointing.SINCE))
    named = [
        m for m in analysis.of_kind("thing") if m.id in events and not any(d.start <= m.start < d.end for d in found)
    ]
    for mention in named:
        question = pointing.when_is(mention.text)
        found.append(DescribedDay(mention.start, mention.end, question))
    return tuple(sorted(found, key=lambda day: day.start))


def _days_of_holding(analysis: Analysis, events: Collection[str]) -> Iterator[DescribedDay]:
    """«윤석열이 파면된 다음 날 도지사는?», «협약 1년 뒤 시장은?»: days on which it is asked who held something."""
    reading, offices = analysis.reading, analysis.of_kind("office")
    named = {m.start for m in analysis.mentions}
    for verb, noun in pairwise(reading.terms):
        if verb.form is None or not verb.form.modifies or noun.lemma not in pointing.POINTS | pointing.BESIDE_DAY:
            continue
        lasts = verb.lemma in COPULAS or (is_light(verb.lemma) and verb.lemma != BECOMING)
        at = reading.terms.index(verb)
        first = next((i for i in range(at, -1, -1) if reading.terms[i].kind == "interjection"), -1) + 1
        first = next((i + 1 for i in range(at, first - 1, -1) if TOPIC in reading.terms[i].particles), first)
        start = reading.terms[first].start
        inside = any(start <= name < verb.start for name in named)
        asked = any(not start <= office.start < verb.start for office in offices)
        if not lasts and inside and asked:
            clause = reading.text[start : noun.start].rstrip()
            end = start + len(clause) if noun.lemma in pointing.BESIDE_DAY else noun.end
            yield DescribedDay(start, end, pointing.day_of(clause), noun=noun.lemma)
            return
    for mention in analysis.of_kind("thing"):
        day, rest = format_date(_ANY_DAY), reading.text[mention.end :]
        shifted = any(t.start == 0 and t.end > len(day) for t in find_times(day + rest, _ANY_DAY))
        if offices and mention.id in events and shifted:
            yield DescribedDay(mention.start, mention.end, pointing.when_is(mention.text))
            return


def _asks_of_days(reading: Reading) -> bool:
    """Whether a weekday, or how long something took or is ago, is asked for."""
    if any(t.lemma == pointing.WEEKDAY for t in reading.terms) and reading.asks_what:
        return True
    lasts = (
        any(t.form is not None and t.lemma in pointing.LASTING for t in reading.terms)
        or pointing.NTH_DAY in reading.text
    )
    return lasts and reading.question(*pointing.HOW_LONG)


def _begins(reading: Reading, head: int) -> int:
    """The position of the first term of the phrase that a head ends, with the clauses that describe it."""
    first = head
    for at in range(head - 1, -1, -1):
        term = reading.terms[at]
        if term.kind in ("interjection", "question") or term.called:
            break
        if term.form is not None and not term.form.modifies:
            break
        if term.kind == "adverb" and at == 0:
            break
        first = at
    return first


def _is_asked_of(reading: Reading, at: int, nouns: Nouns) -> bool:
    """Whether something is asked of a noun: it carries a particle, or another noun follows that is its own."""
    head, after = reading.terms[at], reading.terms[at + 1 : at + 2]
    if pointing.ASKED_OF.intersection(head.particles):
        return True
    described = at > 0 and (form := reading.terms[at - 1].form) is not None and form.modifies
    joined = bool(after) and not head.particles and after[0].phrase == head.phrase
    joined = joined and after[0].lemma not in nouns.generic
    return joined and (described or after[0].lemma in nouns.relative)


def _describes(analysis: Analysis, before: tuple[Term, ...], nouns: Nouns, *, titled: bool) -> bool:
    """Whether something definite stands before a head: a time, a number, a clause, or a name and «다음»."""
    if not before or any(TOPIC in t.particles for t in before):
        return False
    times = {t.start for t in analysis.times if t.shift is None and t.grain != "range"} | {
        n.start for n in analysis.numbers
    }
    if any(t.start in times and SINCE in t.particles for t in before):
        return False  # «2019년부터 도지사는 모두 몇 명이야?», «2018년부터 시장을 차례로»: all from then on
    if any(t.start in times for t in before):
        # «2021년에 도지사가 바뀌었어?»: whether something happened then is not asked of one who is known
        return analysis.reading.asks_what or TO not in before[-1].particles
    if any(t.form is not None for t in before):
        starts = {m.start for m in analysis.mentions}
        # Whether a holder did something at some time is not known of the title alone.
        return not titled and any(t.start in starts or t.kind == "pronoun" for t in before)
    if any(map(is_demonstrative, before)):
        return False  # «그 전 도지사» leans on what was said
    former = titled and before[-1].lemma in pointing.FORMER and not before[-1].particles  # «윤석열 전 대통령»
    # «전에» belongs to the verb: «그 전에 도지사도 했잖아»
    return not former and any(t.lemma in nouns.relative and t.particle in ("", GENITIVE) for t in before)


def _asks_for_any(reading: Reading, at: int) -> bool:
    """«대통령이 된 사람이 있어?», «지사였던 사람 중에», «지낸 분이 몇 분이야?»: none that is known is asked of."""
    following = reading.terms[at + 1 : at + 2]
    counts = {t.lemma for t in reading.terms[at + 1 :] if t.kind == "question" and t.lemma.startswith(HOW_MANY)}
    if counts - {*WHEN} or any(t.lemma in pointing.ALL for t in following):
        return True
    if bool(following) and is_among(following[0]):
        return True
    head, main = reading.terms[at], reading.main
    rest = [t for t in reading.terms[at + 1 :] if t.form is None and {SUBJECT, TOPIC} & set(t.particles)]
    return SUBJECT in head.particles and main is not None and main.lemma in EXISTENCE and not rest


def _claims_who(analysis: Analysis) -> bool:
    """«37대 도지사는 김동연 아니었어?»: who is described is what is claimed, and not known to begin with."""
    reading = analysis.reading
    people = {m.end for m in analysis.of_kind("person")}
    said = (a for a, b in pairwise(reading.terms) if b.form is not None and b.lemma in (*COPULAS, CONFIRMING))
    return not reading.asks_what and any(term.end in people or is_personal_name(term.text) for term in said)


def _asks_more(reading: Reading, head: int) -> bool:
    """Whether more is asked than who or what it is."""
    # «지금 대통령이 누군가 내가 자꾸 깜빡한다»: what another sentence says is not asked of them.
    end = next(part.stop for part in reading.sentences() if head in part)
    after = reading.terms[head + 1 : end]
    if len(after) == 2 and after[0].kind in ("name", "noun") and after[1].lemma in COPULAS and not _past(after[1]):
        return False  # «지금 도지사는 김동연이지?» asks who it is
    if len(after) == 3 and after[0].lemma in pointing.ALIKE and after[-1].lemma in COPULAS:
        return False  # «2019년 도지사는 다른 분이었지?» asks who it was
    if len(after) == 1 and after[0].lemma in EXISTENCE:
        return False  # «이제 광주시장은 없어?» asks of the office
    asked = [t for t in after if t.kind == "question"]
    nouns = [t for t in after if t.kind == "noun" and not t.bound]
    if not nouns and (all(_is_who(t) for t in asked) if asked else after and _requests(after[-1])):
        return False  # «… 누가 맡고 있어», «… 어느 분이셨습니까», «… 알려 줘»
    if asked and all(t.lemma in _ASKS_FOR_ITSELF for t in asked):
        others = [t for t in after if t.kind != "question" and not (t.form and t.lemma in COPULAS)]
        quoted = _requests(after[-1])  # «… 어디인지 알려 주시겠습니까»
        return any(t.kind == "noun" or (t.kind == "verb" and not quoted) for t in others)
    return bool(after)


def _is_who(asked: Term) -> bool:
    """Whether who does or is something is asked: «누가», «어느 분»."""
    return (asked.lemma == WHO and asked.particle in (SUBJECT, INTO)) or asked.lemma == WHICH[1]


def _requests(verb: Term) -> bool:
    return verb.form is not None and verb.form.requests


def _past(verb: Term) -> bool:
    return verb.form is not None and verb.form.past
