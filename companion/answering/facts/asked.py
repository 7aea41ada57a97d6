"""Which relations a question asks for, by their own words and by question words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from companion.base import patterns as re
from companion.base.remembering import kept_between_starts
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import Day
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller
from companion.knowledge.values import Listing, Money, Quantity, Reference, Value
from companion.knowledge.vocabulary import Relation
from companion.language.claims import DONE
from companion.language.cues import CueIndex, CueSpan
from companion.language.dates import find_times
from companion.language.grammar import BE_THERE, OBJECT, described_by
from companion.language.numbers import find_numbers
from companion.language.opening_hours import OpeningHours
from companion.language.terms import (
    COPULAS,
    EXISTENCE,
    HOW_MANY,
    OPEN_QUESTIONS,
    SUBJECT,
    TOPIC,
    WHAT,
    WHEN,
    WHERE,
    WHO,
    WHY,
    WITH,
    is_light,
    is_listed,
    read,
)
from companion.language.units import DAYS, HOUR, LARGE, MINUTES, WON, is_unit
from companion.understanding.query import Query

DEFAULT: Final = "summary"
"""The relation that is told where nothing more is asked for."""
CLEAR: Final = 2
"""Letters of a question that ask for one relation and no other."""
_TAIL: Final = "tail_"
"""What the groups of syllables begin with that make a noun for a kind of value out of another."""
_ASKED_OF: Final = (SUBJECT, TOPIC, "")
"""Particles of a noun of which it is asked what it is."""
_SOMEBODY: Final = ("person", "organisation")
"""Types of those who do something."""
_DIGIT: Final = re.compile(r"\d")
_DATE: Final = re.compile(r"\d{4}|\d{1,2}:\d\d")


@dataclass(frozen=True, slots=True)
class RelationsAsked:
    """The relations asked for: by their own words, with the letters that say so, and by question words."""

    strong: dict[str, int]
    spans: dict[str, frozenset[int]]
    weak: dict[str, frozenset[int]]

    @property
    def positions(self) -> set[int]:
        """Positions of all words that ask for a relation and no other."""
        return {at for span in self.spans.values() for at in span}


class Asks:
    """Finds the relations that questions ask for."""

    def __init__(self, base: KnowledgeBase, teller: Teller) -> None:
        relations = base.vocabulary.relations.values()
        self._teller = teller
        self._vocabulary, self._entities = base.vocabulary, base.entities
        self._relations = base.vocabulary.relations
        self._words = CueIndex((r.id, word) for r in relations for word in r.asks)
        kinds = {"money": WON, "hours": HOUR}
        self._units = {r.id: unit for r in relations if (unit := kinds.get(r.kind, r.unit))}
        self._asks_who = lru_cache(maxsize=1024)(self._has_who)
        self._tells_length = lru_cache(maxsize=4096)(tells_length)
        self._reasons = frozenset(r.id for r in relations if any(WHY in word for word in r.cues))
        """Relations that say why something is so."""

    def relations(self, query: Query) -> RelationsAsked:
        """What is asked for; a word inside a longer one for something else asks for nothing."""
        cues = [c for c in query.relations if not any(_inside(c, other) for other in query.relations)]
        naming = self._naming(query) if query.reading.asks_what else set()
        cues = [c for c in cues if not self._only_asks(query, c)]
        cues = [c for c in cues if not naming.issuperset(c.span)]
        partners = self._partners(query)
        cues = [c for c in cues if WHERE not in self._relations[c.key].asks or not partners.intersection(c.span)]
        strong: defaultdict[str, int] = defaultdict(int)
        spans: defaultdict[str, set[int]] = defaultdict(set)
        terms = query.reading.terms
        for cue in cues:
            strong[cue.key] += sum(len(terms[at].lemma) for at in cue.said if at not in spans[cue.key])
            spans[cue.key].update(cue.said)
        for relation, positions in self._in_unit(query).items():
            strong[relation] += sum(len(terms[at].lemma) for at in positions if at not in spans[relation])
            spans[relation].update(positions)
        weak: defaultdict[str, set[int]] = defaultdict(set)
        asking = {at for span in spans.values() for at in span}
        lengths = [set(cue.span) for cue in query.cues if cue.key == "how_long"]
        for cue in self._words.find(query.reading):
            if any(length > set(cue.span) for length in lengths):
                continue  # «얼마 동안» asks for no amount
            if cue.first - 1 in asking and self._only_asks(query, cue):
                continue  # «손잡은 도시가 어디야» asks for the town and no place
            if not naming.issuperset(cue.span):
                weak[cue.key].update(cue.span)
        for relation, positions in self.measured(query).items() if query.asks_whether else ():
            weak[relation].update(positions)
        return RelationsAsked(dict(strong), _frozen(spans), _frozen(weak))

    @staticmethod
    def _partners(query: Query) -> set[int]:
        """«어디랑 어디가 맺었어»: words that ask for those who did something, with what they did, and for no place."""
        terms = query.reading.terms
        asking = {at for at, t in enumerate(terms) if t.lemma == WHERE and {WITH, SUBJECT} & set(t.particles)}
        clauses = {terms[at].clause for at in asking}
        return asking | {at for at, t in enumerate(terms) if t.form is not None and t.clause in clauses}

    @staticmethod
    def _only_asks(query: Query, cue: CueSpan[str]) -> bool:
        """«소재지가 어떻게 돼요?»: whether words of a question only ask for the noun right before them."""
        terms = query.reading.terms
        before = terms[cue.first - 1] if cue.first else None
        if any(terms[at].lemma.startswith(HOW_MANY) for at in cue.span):
            return False  # «한국은 몇 점이야»
        empty = all(terms[at].kind == "question" or is_light(terms[at].lemma) for at in cue.span)
        return empty and before is not None and before.kind == "noun" and before.particle in ("", SUBJECT, TOPIC)

    @staticmethod
    def question(query: Query) -> str:
        """The question word for a fact, as it was said: «몇 시»; "" where there is none."""
        asked = next((t for t in query.reading.terms if t.kind == "question" and t.lemma not in OPEN_QUESTIONS), None)
        if asked is None:
            return ""
        if not asked.lemma.startswith(HOW_MANY):
            return asked.lemma
        end = max(t.end for t in query.reading.terms if t.phrase == asked.phrase)
        return query.text[asked.start : end]

    @staticmethod
    def who_first(query: Query) -> str:
        """«누가 먼저»: who of several is asked for by the order in which they did something; "" where nobody is."""
        asked = next((t for t in query.reading.terms if t.kind == "question" and t.lemma == WHO), None)
        order = next((query.reading.terms[c.last] for c in query.cues if c.key == "earlier"), None)
        return query.text[asked.start : order.end] if asked and order and asked.start < order.start else ""

    def is_answered(self, query: Query, chosen: Sequence[Statement], asked: RelationsAsked) -> bool:
        """Whether statements say when or where something is, where a question word asks for that and nothing else."""
        fits = any(f.unknown or self.fits_question(query, f) or isinstance(f.value, OpeningHours) for f in chosen)
        if query.has("how_long") and self.question(query) and not fits and not query.has("age", "grew", "shrank"):
            return False
        if query.reading.question(WHO) and not any(f.unknown or self._says_who(f) for f in chosen):
            return False
        if query.reading.question(*WHEN) and not fits:
            return not any(f.say for f in chosen)
        if _asks_where_it_is(query) and not fits and chosen and all(f.relation in asked.strong for f in chosen):
            return False
        is_default = all(f.relation == DEFAULT for f in chosen) and DEFAULT not in asked.weak
        is_place = any(self._vocabulary.is_a(self._entities[f.subject].type, "place") for f in chosen)
        counts = any(t.kind == "question" and t.lemma.startswith(HOW_MANY) for t in query.reading.terms)
        return not (is_default and (counts or query.reading.question(*WHEN, *((WHERE,) if is_place else ()))))

    @staticmethod
    def is_of_kind(query: Query, fact: Statement) -> bool:
        """Whether a value is of the kind that a question word asks for: an amount, a day."""
        if query.has("how_many", "how_much"):
            return isinstance(fact.value, (Quantity, Money, Listing))
        return query.has("when") and isinstance(fact.value, Day)

    def measured(self, query: Query) -> dict[str, set[int]]:
        """Relations whose unit is said: «35센티», «이천 원», «육천억», and where."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for number in query.analysis.numbers:
            at = {i for i, t in enumerate(query.reading.terms) if t.start == number.start}
            said = WON if number.counter is None and number.value >= LARGE else number.counter
            for id, unit in self._units.items():
                if is_unit(said, unit):
                    found[id] |= at
        return found

    def _in_unit(self, query: Query) -> dict[str, set[int]]:
        """Relations whose unit is asked for: «몇 제곱미터»."""
        terms = query.reading.terms
        found: defaultdict[str, set[int]] = defaultdict(set)
        for at, term in enumerate(terms):
            if term.kind != "question" or not term.lemma.startswith(HOW_MANY):
                continue
            after = at + 1 if term.lemma == HOW_MANY and at + 1 < len(terms) else at
            unit = terms[after].lemma.removeprefix(HOW_MANY)
            for id, own in self._units.items():
                if len(unit) > 1 and unit not in DAYS and is_unit(unit, own):
                    found[id] |= {at, after}
        return found

    def says_where(self, fact: Statement, asked: RelationsAsked) -> bool:
        """Whether a statement answers a question for a place."""
        return WHERE in self._relations[fact.relation].asks or fact.relation in asked.strong

    @staticmethod
    def label(query: Query, span: Collection[int]) -> str:
        """The noun that asked for a relation, as it was said; "" where no noun did."""
        terms = query.reading.terms
        nouns = [at for at in sorted(span) if terms[at].kind == "noun"]
        if not nouns:
            return ""
        first = last = nouns[0]
        while last + 1 in nouns and terms[last + 1].phrase == terms[last].phrase:
            last += 1
        while first - 1 in span and (form := terms[first - 1].form) is not None:  # «쉬는 날»
            if form.modifies and form.ending in DONE:
                return ""  # «협약 만든 회사»: what was done to it is nothing that it has
            first -= 1
        return query.text[terms[first].start : terms[last].end]

    @staticmethod
    def _naming(query: Query) -> set[int]:
        """Positions of verbs that only describe a thing that is named: «광주가 맺은 협약이 뭔가요»."""
        terms = query.reading.terms
        things = {m.start for m in query.things}
        found: set[int] = set()
        for verb in query.reading.describing:
            head = described_by(query.reading, verb)
            if any(t.kind == "question" and t.clause == verb.clause for t in terms):
                continue  # «누가 만든 로봇이야»
            if head is not None and head.start in things:
                found.add(terms.index(verb))
        return found

    def joined(self, query: Query, one: Collection[int], other: Collection[int]) -> bool:
        """Whether two things are asked for together: «면적이랑 완공 연도», «날짜와 사업비를»."""
        terms = query.reading.terms
        clauses = [{terms[at].clause for at in span} for span in (one, other)]
        asking = [at for at, t in enumerate(terms) if t.kind == "question"]
        if not clauses[0] & clauses[1] and len(asking) > 1:
            return True  # «얼마 들여서 몇 년 동안 해»
        between = range(min(min(one), min(other)), max(max(one), max(other)))
        if len(asking) > 1 and any(at in between for at in asking):
            return True  # «키가 몇 센티고 몸무게는 얼마나 나가»
        return any(WITH in terms[at].particles or is_listed(terms[at]) for at in between) or query.has("and")

    def _is_somebody(self, value: Value) -> bool:
        """Whether a value is a person, or several who act as one."""
        type = self._entities[value.entity].type if isinstance(value, Reference) else None
        return type is not None and self._vocabulary.is_a(type, *_SOMEBODY)

    def _has_who(self, relation: str) -> bool:
        """Whether one of the words for a relation asks for somebody."""
        return any(t.lemma == WHO for cue in self._relations[relation].cues for t in read(cue, (), (), ()).terms)

    def _says_who(self, fact: Statement) -> bool:
        """Whether a statement tells of somebody: by its values, by its relation, or as what a thing is."""
        relation = self._relations[fact.relation]
        kind = self._vocabulary.types[self._entities[fact.subject].type]
        if fact.relation == DEFAULT:  # what an event is says of nobody who it is
            return not kind.located or self._vocabulary.is_a(kind.id, *_SOMEBODY)
        asks = WHO in relation.asks or self._asks_who(fact.relation)
        return asks or relation.kind in self._vocabulary.types or any(isinstance(v, Reference) for v in fact.values)

    def fits_question(self, query: Query, fact: Statement) -> bool:
        """Whether a statement holds what a question word asks for: a day, a number."""
        sentence = self._teller.sentence(fact)
        if query.has("why"):
            return fact.relation in self._reasons
        fits: list[bool] = []
        if _asks_for_a_thing(query) and any(self._is_somebody(value) for value in fact.values):
            return False
        if query.reading.question(WHO):
            fits.append(self._says_who(fact))
        if query.has("when"):
            fits.append(isinstance(fact.value, Day) or _DATE.search(sentence) is not None)
        elif query.has("how_many", "how_much"):
            fits.append(isinstance(fact.value, (Quantity, Money, Listing)) or _DIGIT.search(sentence) is not None)
        elif query.has("how_long"):
            fits.append(self._tells_length(sentence))
        if _asks_where_it_is(query):
            fits.append(WHERE in self._relations[fact.relation].asks)
        several = len({t.lemma for t in query.reading.terms if t.kind == "question"}) > 1
        return any(fits) if several and fits else all(fits)  # «언제 누가 서명했어»: each word asks for its own


def _asks_where_it_is(query: Query) -> bool:
    """«그거 만든 회사는 어디 있어?»: who made it does not say where that is."""
    main = query.reading.main
    return query.reading.question(WHERE) and main is not None and main.lemma == BE_THERE


def tells_length(sentence: str) -> bool:
    """Whether a sentence tells a length of time, which is no date."""
    times = [(time.start, time.end) for time in find_times(sentence, date.min)]
    lengths = (n for n in find_numbers(sentence) if n.counter in DAYS or n.counter in MINUTES)
    return any(not any(start <= n.start < end for start, end in times) for n in lengths)


def order_cues(base: KnowledgeBase) -> CueIndex[tuple[str, bool]]:
    """Words that ask for one end of a relation's values: its id, and whether the lower end is meant."""
    return CueIndex(
        ((r.id, least), stem)
        for r in base.vocabulary.relations.values()
        for order, least in ((r.least, True), (r.most, False))
        if order
        for stem in order.stems
    )


def derived(relation: Relation, groups: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Nouns made of those for a relation that stand for its kind of value: «서명자», «제작사», «시작일»."""
    kinds = (relation.kind, *(("place",) if WHERE in relation.asks else ()))
    tails = [tail for kind in kinds for tail in groups.get(f"{_TAIL}{kind}", ())]
    nouns = (noun for noun in relation.nouns if noun.isalpha() and len(noun) >= CLEAR)
    yield from filter(_is_of_nouns, (noun + tail for noun in nouns for tail in tails))


@kept_between_starts
def _is_of_nouns(word: str) -> bool:
    """Whether nothing but nouns is in a word."""
    return all(term.kind == "noun" for term in read(word, (), (), ()).terms)


def asked_noun(query: Query) -> int | None:
    """«… 분야가 뭐야», «… 게 뭐뭐였어»: the position of the noun of which it is asked what or how many it is.

    «서명한 사람이 … 또 누가 있어» asks it of those who signed.
    """
    terms, main = query.reading.terms, query.reading.main
    asking = next((at for at, t in enumerate(terms) if t.kind == "question"), None)
    if asking is None or main is None:
        return None
    there = main.lemma in EXISTENCE and SUBJECT in terms[asking].particles
    last = next((at for at in reversed(range(asking)) if terms[at].kind != "adverb" and not _is_apart(query, at)), None)
    before = terms[last] if last is not None else None
    is_what = all(t.form is None or t.lemma in (COPULAS if not there else EXISTENCE) for t in terms[asking:])
    if before is None or last is None or not is_what or before.form is not None or before.particle not in _ASKED_OF:
        return None
    if there and not before.particles:
        return None
    return last if before.bound or there or last not in query.frame else None


def _is_apart(query: Query, at: int) -> bool:
    """Whether a term belongs to what is left out: «이재명 말고»."""
    start = query.reading.terms[at].start
    left_out = [m for m in query.analysis.of_kind("person") if query.without.intersection(m.ids)]
    return any(m.start <= start for m in left_out) and at in query.frame


def _asks_for_a_thing(query: Query) -> bool:
    """«뭘 했어», «하기로 한 게 뭐야»: whether what is asked for can be nobody."""
    noun, terms = asked_noun(query), query.reading.terms
    done = any(t.lemma == WHAT and OBJECT in t.particles for t in terms)
    return query.reading.question(WHAT) and (done or (noun is not None and terms[noun].bound))


def _frozen(spans: Mapping[str, set[int]]) -> dict[str, frozenset[int]]:
    return {key: frozenset(span) for key, span in spans.items()}


def _inside(cue: CueSpan[str], other: CueSpan[str]) -> bool:
    """Whether a cue lies within a longer one for something else."""
    longer = (len(other.said), len(other.span)) > (len(cue.said), len(cue.span))
    return longer and cue.key != other.key and set(cue.span) <= set(other.span)
