"""What an utterance asks of the knowledge base: what is named, for when, which words ask for what, and what is left.

The rest is what keeps answers honest: a noun, a name or a verb that neither asks for anything, nor belongs to the frame
of the request («혹시 … 알려 줄 수 있어?»), nor stands in the answer itself makes it another question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from companion.knowledge.days import Interval
from companion.knowledge.telling import When
from companion.language.asking_clause import told_before_asking, who_asks
from companion.language.claims import Claimed, claim_in
from companion.language.cues import CueIndex, CueSpan, lemma_of
from companion.language.dates import TimeExpression, find_times, format_date, format_span
from companion.language.elapsed import elapsed
from companion.language.grammar import OBJECT, agrees_to_do, comes_with, is_called_so, proposes
from companion.language.numbers import NumberMention
from companion.language.own_preface import own_duty_behind, own_preface
from companion.language.pointing import PEOPLE, SINCE, asks_for_others, is_left_out, is_of_all
from companion.language.reported import tells_of_arrival
from companion.language.terms import (
    ALSO,
    AT,
    BACKGROUND,
    COPULA,
    COPULAS,
    DARES,
    DEGREES,
    EXISTENCE,
    GENITIVE,
    GUESS,
    HOW_MANY,
    INTO,
    MANNER,
    MOVING,
    NOTED,
    ONE,
    OUGHT,
    PART,
    PURPOSE,
    QUOTED,
    RECIPIENT,
    SUBJECT,
    SUPPOSING,
    TO,
    TOPIC,
    WHEN,
    WHERE,
    WHETHER,
    WHO,
    WHY,
    Reading,
    Term,
    is_light,
    noun_in,
)
from companion.understanding.types import Analysis, Mention, MentionKind

_NAMED: Final = ("name", "time", "number", "question")
WHO_ASKED: Final = "who"
"""The group of words that ask for somebody."""
AGE: Final = "age"
"""The group of words that ask how long ago something was."""
ASPECT: Final = "aspect_"
"""What the groups of nouns begin with that stand for one kind of answer: «개수», «시기»."""
_ANSWERED_BY: Final = {WHO: f"{ASPECT}person", WHERE: f"{ASPECT}place", WHEN[0]: f"{ASPECT}day", WHY: "why"}
"""The group of nouns that stand for what a question word asks for: «누가 열다», «연 사람»."""
_ASKED_OF: Final[tuple[MentionKind, ...]] = ("office", "person", "thing", "country")
"""Kinds of names of which a question may ask."""
_WITHOUT_CONTENT: Final = ("interjection", "adverb", "determiner", "time")
_ANEW: Final = "again"
_BEFORE: Final = "before"
_IN_A_ROW: Final = frozenset(("first", "last", _ANEW, "earlier", "later"))
"""Groups of words for a place in a row of holders, which other rows have too."""
_DOES: Final = "doing"
"""The group of words for what somebody does now."""
_CALLED: Final = "called"
"""The group of words for what something is called."""
_TITLE: Final = "title"
"""The group of words that stand beside what one is called."""
_OF_NOW: Final = frozenset(("now", "still"))
_OF_BEFORE: Final = frozenset(("ex", "origin"))
"""Groups of words for the present, and for what was before it."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """Closed classes of words, as lemmas: who speaks, what points back, what only asks to be told.

    Attributes:
        saying: verbs of saying, knowing and showing, whose object is what is asked.
        generic: nouns that stand for an answer («이름», «정보»).
        speakers: pronouns of those who talk.
        address: nouns that one calls somebody by; `honorific`: those that follow a title («대통령 할아버지»).
        persons: nouns and pronouns for a person («그분»).
        presence: verbs of being there or coming: who is introduced so is no other one («함께 오신 시장님»).
        pointing: determiners and pronouns that point at what was spoken of.
        titles: nouns that follow a name or call somebody.
    """

    saying: frozenset[str]
    generic: frozenset[str]
    speakers: frozenset[str]
    pointing: frozenset[str]
    address: frozenset[str]
    honorific: frozenset[str]
    presence: frozenset[str]
    persons: frozenset[str]
    titles: frozenset[str]

    @classmethod
    def of(cls, words: Mapping[str, Iterable[str]], titles: Iterable[str]) -> Grammar:
        """From the words of a pack: nouns, and verbs in their dictionary form."""
        names = ("saying", "generic", "speakers", "pointing", "address", "honorific", "presence", "persons")
        return cls(
            **{name: frozenset(lemma_of(word) for word in words.get(name, ())) for name in names},
            titles=frozenset(titles),
        )


@dataclass(frozen=True, slots=True)
class Query:
    """A question taken apart.

    Attributes:
        offices, people, things, countries: what is named, in the order of the text.
        cues: words that ask for something, by group.
        relations: words that ask for a relation, by its id.
        when: the time asked about; None where none is named.
        event: the name whose day is that time.
        pointers: positions of words that point at what was spoken of; `persons`: of words for a person.
        announces: whether it only tells that somebody is there or comes: «시장님 도착하셨대».
        of_speakers: whether something is said of those who talk themselves: «너도 대통령 할 수 있겠네».
        claim: what a question for yes or no claims; None where it asks for something else.
        knows: whether it only asks whether the robot knows something.
        frame: positions of terms that belong to the request and not to what is asked.
        without: ids of those who are not meant: «이재명 말고 또 누가».
        own: positions of terms that tell of the speaker's own life alone, before what is asked.
        supposed: whether it asks of what is only supposed: «협약을 또 맺으면 누가 서명할까?».
    """

    analysis: Analysis
    as_of: date
    offices: tuple[Mention, ...]
    people: tuple[Mention, ...]
    things: tuple[Mention, ...]
    countries: tuple[Mention, ...]
    cues: tuple[CueSpan[str], ...]
    relations: tuple[CueSpan[str], ...]
    when: When | None
    event: Mention | None
    frame: frozenset[int]
    pointers: frozenset[int]
    persons: frozenset[int]
    claim: Claimed | None = None
    announces: bool = False
    of_speakers: bool = False
    knows: bool = False
    without: frozenset[str] = frozenset()
    own: frozenset[int] = frozenset()
    supposed: bool = False

    @property
    def reading(self) -> Reading:
        """The terms."""
        return self.analysis.reading

    @property
    def text(self) -> str:
        """The normalised utterance."""
        return self.analysis.text

    @property
    def names_nothing(self) -> bool:
        """Whether it can only be understood from what was said before."""
        return not (self.offices or self.people or self.things or self.countries)

    @property
    def then(self) -> When | None:
        """The time asked about, if it is not the present."""
        return self.when if self.when and self.when.label else None

    def has(self, *groups: str) -> bool:
        """Whether a word of one of these groups asks for something."""
        return any(cue.key in groups for cue in self.cues)

    @property
    def asks_what_to_do(self) -> bool:
        """«누구를 먼저 불러야 돼?»: what ought to be done to whom, which nothing that is known decides."""
        whom = next((t.start for t in self.reading.terms if t.lemma == WHO and t.kind == "question"), None)
        ought = [v.start for v in self.reading.verbs if v.form is not None and v.form.ought and not v.form.past]
        return whom is not None and any(start > whom for start in ought)

    def term_of(self, mention: Mention) -> int | None:
        """The position of the term that is this name."""
        return next((i for i, t in enumerate(self.reading.terms) if t.start == mention.start), None)

    @property
    def asks_whether(self) -> bool:
        """Whether it asks for yes or no, other than whether the robot knows («협약 아시죠?»)."""
        return self.claim is not None

    @property
    def points_back(self) -> bool:
        """Whether it points at something that was spoken of."""
        return bool(self.pointers)

    def residue(self, known: Iterable[int] = (), words: Collection[str] = ()) -> tuple[Term, ...]:
        """The terms that nothing accounts for.

        Args:
            known: positions of further terms that are accounted for.
            words: lemmas that are.
        """
        done = set(known) | self.frame
        return tuple(
            term for position, term in enumerate(self.reading.terms) if position not in done and term.lemma not in words
        )


class QueryReader:
    """Takes utterances apart.

    Args:
        cues: words that ask for something, by group.
        relations: words that ask for a relation, by its id.
        events: ids of things with a day, by which a time can be named, and that day.
        of_terms: groups of words that ask something of what is held, and of whoever holds it.
        names: ids of the relations that tell what something is called.
    """

    def __init__(
        self,
        grammar: Grammar,
        cues: Mapping[str, Iterable[str]],
        relations: Mapping[str, Iterable[str]],
        events: Mapping[str, date],
        of_terms: Collection[str] = (),
        names: Collection[str] = (),
    ) -> None:
        self._grammar = grammar
        self._names = tuple(names)
        self._calling = frozenset(map(lemma_of, cues.get(_CALLED, ())))
        self._of_terms = frozenset(of_terms)
        self._cues = CueIndex((group, word) for group, words in cues.items() for word in words)
        answers = {asked: frozenset(map(lemma_of, cues.get(group, ()))) for asked, group in _ANSWERED_BY.items()}
        self._relations = CueIndex(
            ((relation, word) for relation, words in relations.items() for word in words), answers
        )
        self._events = events

    def read(self, analysis: Analysis, as_of: date, before: When | None) -> Query:
        """Take one utterance apart; `before` is the time that was spoken of («그때»)."""
        reading = analysis.reading
        named = {m.start for m in analysis.of_kind(*_ASKED_OF)}
        behind = own_duty_behind(reading, self._grammar.titles, named)
        if behind:
            reading = reading.within(0, reading.terms[min(behind) - 1].end)
            analysis = replace(analysis, reading=reading, text=reading.text)
        # «두 해 다» is all of those that were told, and counts nothing.
        every = {n for n, (one, two) in enumerate(pairwise(reading.terms)) if is_of_all(one, two)}
        scale = frozenset(_taken_as(reading))
        starts = {reading.terms[at].start for at in every | scale}
        analysis = replace(analysis, numbers=tuple(n for n in analysis.numbers if n.start not in starts))
        aside = self._aside(reading)
        # «애들» may be a wish for where children go well
        passing_on = who_asks(reading, {m.start for m in analysis.mentions if m.kind != "attribute"})
        errand = frozenset(self._purpose(reading))
        own = own_preface(reading, self._grammar.titles, named)
        announcing = self._announcing(reading, aside) | errand | own
        # «전화한 지가 한 달은 됐지» tells how long ago something was done, and asks for nothing of it.
        ago = enumerate(pairwise(() if analysis.mentions or reading.asks_what else reading.terms))
        done = announcing | {at for at, (one, two) in ago if one.form is not None and two.lemma == SINCE}
        found = self._cues.find(reading)
        announcing |= frozenset(self._told_before(reading, named, found))
        cues = tuple(cue for cue in found if not announcing.issuperset(cue.span))
        asking = {cue.key for cue in cues if not aside.issuperset(cue.span)}
        if aside and not _OF_BEFORE.isdisjoint(asking):  # «옛날 자리가 어디였더라? 지금은 딴 데로 갔다던데.»
            cues = tuple(cue for cue in cues if not (cue.key in _OF_NOW and aside.issuperset(cue.span)))
            analysis = self._without(analysis, aside)
        cues = tuple(cue for cue in cues if not self._is_of_coming(reading, cue))
        onwards = {c.last for c in cues if c.key == _BEFORE and INTO in reading.terms[c.last].particles}  # «앞으로도»
        cues = tuple(cue for cue in cues if not onwards.issuperset(cue.span))
        if agrees_to_do(reading):
            cues = tuple(cue for cue in cues if cue.key != _DOES)
        cues += tuple(CueSpan(WHO_ASKED, at, at) for at in self._described_person(reading))
        cues += tuple(CueSpan(AGE, at, at) for at in sorted(elapsed(reading) - own))
        event, naming = self._event(analysis, cues)
        main = reading.main
        confirming = {at for cue in cues if cue.key == "right" for at in cue.span}
        saying = {at for at, term in enumerate(reading.terms) if self._says(term)}
        knows = main is not None and not confirming and self._requests(reading, main)
        knows = knows and not (main and main.form and main.form.hearsay)
        claim = None if reading.chooses else claim_in(reading, confirming, saying)
        asked = frozenset(self._asked_to_tell(reading))
        duty = frozenset(self._background(reading))
        beside = aside | asked | {at for at, term in enumerate(reading.terms) if term.clause in duty}
        outside = self._outside(reading, cues)
        analysis = replace(analysis, mentions=tuple(m for m in analysis.mentions if m.start not in outside))
        kinds = {kind: self._named(analysis, kind, beside) for kind in ("office", "person", "thing", "country")}
        if event or kinds["thing"]:  # «협약식에 누가 왔어 시장 말고»
            kinds["office"] = tuple(m for m in kinds["office"] if not self._is_but(reading, m))
        others = self._left_out(reading, (*kinds["person"], *kinds["country"]))
        for kind in ("person", "country"):
            kinds[kind] = tuple(m for m in kinds[kind] if m not in others)
        on_scale = {reading.terms[at].start for at in scale}  # «미국을 100으로 치면 얼마야»: of what was spoken of
        kinds["country"] = tuple(m for m in kinds["country"] if m.start not in on_scale)
        left_out = {at for m in others for at in self._with_title(reading, m)}
        return Query(
            analysis=analysis,
            as_of=as_of,
            offices=kinds["office"],
            people=kinds["person"],
            things=tuple(thing for thing in kinds["thing"] if thing is not event),
            countries=kinds["country"],
            cues=cues,
            relations=tuple(self._asking(reading, done)),
            when=self._when(
                self._without(analysis, errand if self._is_of_then(reading, cues, own) else errand | own),
                as_of,
                event,
                before,
                cues,
            ),
            event=event,
            frame=frozenset((*self._frame(reading), *naming, *self._once(reading, cues), *_in_title(reading, cues)))
            | every
            | onwards
            | scale
            | aside
            | asked
            | errand
            | own
            | passing_on
            | left_out,
            pointers=frozenset(self._pointers(reading)),
            claim=None if claim is None or (knows and not claim.indirect) else claim,
            knows=knows,
            without=frozenset(id for m in others for id in m.ids),
            announces=tells_of_arrival(reading) and not (event or kinds["thing"]),
            of_speakers=bool(outside) or self._is_of_speakers(reading),
            own=own,
            supposed=self._is_supposed(analysis, as_of),
            persons=frozenset(at for at, t in enumerate(reading.terms) if t.lemma in self._grammar.persons)
            - announcing,
        )

    def _is_of_coming(self, reading: Reading, cue: CueSpan[str]) -> bool:
        """«시장님이 처음 오셨는데 성함이 …»: how often somebody has come, in a clause beside the one that asks."""
        verb = next(iter(reading.terms[cue.last + 1 : cue.last + 2]), None)
        form = verb.form if verb is not None else None
        beside = form is not None and not (form.closes or form.modifies) and form.ending.endswith(BACKGROUND)
        comes = beside and verb is not None and verb.lemma in self._grammar.presence
        # «네가 먼저 답해 봐»: who is to tell first
        bidden = form is not None and form.requests and verb is not None and self._says(verb) and verb is reading.main
        bidden = bidden and cue.key != _ANEW and reading.terms[cue.last].kind == "adverb"
        return cue.key in _IN_A_ROW and (comes or bidden)

    @staticmethod
    def _once(reading: Reading, cues: Sequence[CueSpan[str]]) -> Iterator[int]:
        """«옛날엔 팔달산 밑이었는데 지금은 어디로 갔어»: what was so once, beside what is asked of the present."""
        now = {reading.terms[cue.first].clause for cue in cues if cue.key in _OF_NOW}
        before = {reading.terms[cue.first].clause for cue in cues if cue.key in _OF_BEFORE}
        over = {v.clause for v in reading.verbs if v.form is not None and v.form.past and v.clause in before}
        for at, term in enumerate(reading.terms):
            if term.clause in over and term.kind == "noun" and any(clause > term.clause for clause in now):
                yield at

    @staticmethod
    def _is_of_then(reading: Reading, cues: Iterable[CueSpan[str]], own: frozenset[int]) -> bool:
        """«제대한 게 2016년인데 (그때) 누구였지»: whether the time of one's own is what is asked about."""
        keys = {cue.key for cue in cues if not own.issuperset(cue.span)}
        main = reading.main
        was = main is not None and main.form is not None and main.form.past
        return bool(own) and ("then" in keys or "at_event" in keys or (was and not keys & _OF_NOW))

    @staticmethod
    def _left_out(reading: Reading, people: Iterable[Mention]) -> tuple[Mention, ...]:
        """Those who are not meant, where it is asked who else, or whether there is anybody else."""
        main = reading.main
        asks = reading.question(WHO, WHERE) or any(
            t.kind == "question" and t.lemma[1:] in PEOPLE for t in reading.terms
        )
        if not asks and (main is None or main.lemma not in EXISTENCE) and not asks_for_others(reading):
            return ()
        named = ((m, next((t for t in reading.terms if t.start == m.start), None)) for m in people)
        return tuple(m for m, term in named if term is not None and is_left_out(reading, term))

    @staticmethod
    def _is_but(reading: Reading, mention: Mention) -> bool:
        return any(t.start == mention.start and is_left_out(reading, t) for t in reading.terms)

    @staticmethod
    def _with_title(reading: Reading, left_out: Mention) -> Iterator[int]:
        """Positions of a name that is left out, with its title and what leaves it out: «박종건 대표 말고»."""
        first = next(at for at, t in enumerate(reading.terms) if t.start == left_out.start)
        last = next((at for at, t in enumerate(reading.terms) if at > first and t.form is not None), first + 1)
        yield from range(first, last + 1)

    def _asking(self, reading: Reading, done: frozenset[int]) -> Iterator[CueSpan[str]]:
        """Words that ask for a relation; none of those that only say why one asks («버스 타고 왔는데 도청은 …»)."""
        clauses = frozenset(self._background(reading))
        aside = {at for at, term in enumerate(reading.terms) if term.clause in clauses}
        rest = [t for at, t in enumerate(reading.terms) if at not in aside]
        asks = any(t.kind == "question" for t in rest) and any(t.kind in ("name", "noun") for t in rest)
        # «광주광역시라는 이름을 쓰다» is no «이름 쓰다» of who signs.
        named = {at for at, t in enumerate(reading.terms) if at and is_called_so(reading.terms[at - 1], t)}
        # «조사해 오라는데»: who is to come does so with what was done
        helping = {at for at, (one, two) in enumerate(pairwise(reading.terms), 1) if comes_with(one, two)}
        called = frozenset(self._what_it_is_called(reading))
        yield from (CueSpan(id, min(called), max(called), tuple(sorted(called))) for id in self._names if called)
        for cue in self._relations.find(reading):
            if called.intersection(cue.span):
                continue
            if helping.issuperset(cue.span) or _is_date_of_deed(reading, cue):
                continue
            if named.intersection(cue.span) and len(cue.span) > 1:
                continue
            if not done.issuperset(cue.span) and not (asks and aside.issuperset(cue.span)):
                yield cue

    def _what_it_is_called(self, reading: Reading) -> Iterator[int]:
        """Positions of «뭐라고 불러» in «그 협약을 뭐라고 불러», «뭐라고 해 그 협약을»: nobody says anything there."""
        terms = reading.terms
        named = any(t.kind == "name" and OBJECT in reading.particles_of(t.phrase) for t in terms)
        said = any(SUBJECT in t.particles for t in terms)
        for at, (what, quote, verb) in enumerate(zip(terms, terms[1:], terms[2:], strict=False)):
            asks = what.kind == "question" and quote.form is not None and quote.form.ending in QUOTED
            calls = verb.form is not None and (is_light(verb.lemma) or verb.lemma in self._calling)
            if named and not said and asks and calls and verb.form is not None and not verb.form.past:
                yield from range(at, at + 3)

    def _described_person(self, reading: Reading) -> Iterator[int]:
        """«… 지킨 사람은?», «… 한 분 좀 알려 줘»: somebody described, of whom nothing else is asked."""
        last = next((at for at in reversed(range(len(reading.terms))) if reading.terms[at].form is None), 0)
        before = reading.terms[last - 1] if last else None
        rest = reading.terms[last + 1 :]
        described = before is not None and before.form is not None and before.form.modifies
        asked = described and not reading.asks_what and reading.terms[last].lemma in self._grammar.persons
        if asked and all(self._says(verb) for verb in rest):
            yield last

    def _is_supposed(self, analysis: Analysis, as_of: date) -> bool:
        """Whether something would be only if something else were: if what is over were done again, or they changed."""
        reading, terms = analysis.reading, analysis.reading.terms
        supposing = [v for v in reading.verbs if v.form and v.form.ending.endswith(SUPPOSING)]
        clauses = {v.clause for v in supposing if v.form and not v.form.past and not self._says(v)}
        deed = reading.main
        if not clauses or deed is None:
            return False
        at = terms.index(deed)
        if deed.lemma in COPULAS and at > 1 and terms[at - 1].bound and terms[at - 2].form is not None:
            deed = terms[at - 2]  # «누가 서명할 거야»
        form = deed.form
        if form is None or form.past or form.requests or deed.lemma in (*COPULAS, *EXISTENCE) or deed in supposing:
            return False
        if form.modifies and not form.future:
            return False
        named = {m.start: m for m in analysis.of_kind("office", "person", "thing")}
        inside = [named[t.start] for t in terms if t.start in named and t.clause in clauses]
        over = any(self._events[m.id] < as_of for m in inside if m.id in self._events)
        return over or ((form.future or form.ending in GUESS) and any(m.kind != "thing" for m in inside))

    def _is_of_speakers(self, reading: Reading) -> bool:
        """Whether those who talk are said to be or do something in a clause that names somebody or something."""
        if reading.main is None or self._says(reading.main):
            return False
        subjects = {
            term.clause
            for term in reading.terms
            if term.kind == "pronoun"
            and term.lemma in self._grammar.speakers
            and term.particle in (SUBJECT, TOPIC, ALSO)
        }
        named = {term.clause for term in reading.terms if term.kind == "name"}
        return any(verb.clause in subjects & named and not self._says(verb) for verb in reading.verbs)

    def _outside(self, reading: Reading, cues: Iterable[CueSpan[str]]) -> frozenset[int]:
        """«지사님이 웃으시더라. 너 그건 누가 가르쳐 준 거니»: where terms start beside a question of the listener."""
        parts = [p for p in reading.sentences() if any(reading.terms[at].kind == "question" for at in p)]
        own = parts[-1] if parts and reading.main is not None and not self._says(reading.main) else range(0)
        of_listener = any(cue.key == "you" and cue.first == own.start for cue in cues) and bool(own)
        named = any(t.kind == "name" or t.lemma in self._grammar.titles for t in reading.terms[own.start : own.stop])
        rest = (t.start for at, t in enumerate(reading.terms) if at not in own)
        return frozenset(rest) if of_listener and not named else frozenset()

    def _requests(self, reading: Reading, main: Term) -> bool:
        """Whether the last verb only asks to be told: «알아?», «알려 줄 수 있어?», «파이보 말이야»."""
        at = reading.terms.index(main)
        before = reading.terms[at - 1] if at else None
        if before is None or main.lemma not in (*EXISTENCE, COPULA):
            return self._says(main)
        if main.lemma == COPULA:
            return before.kind == "noun" and before.lemma in self._grammar.saying and not before.particles
        verb = reading.terms[at - 2] if at > 1 else None
        return before.bound and verb is not None and verb.form is not None and verb.form.future and self._says(verb)

    def _tells(self, reading: Reading, part: range) -> bool:
        """Whether a sentence asks to be told something: «액정 종류 좀 말해 봐»."""
        terms = [reading.terms[at] for at in part]
        says = any(t.form is not None and not t.form.past and self._says(t) for t in terms)
        frame = self._grammar.saying | self._grammar.generic
        return says and any(t.kind == "noun" and not t.bound and t.lemma not in frame for t in terms)

    def _aside(self, reading: Reading) -> frozenset[int]:
        """Positions of terms in sentences that ask for nothing, beside one that does: «고마워, 근데 …»."""
        sentences = list(reading.sentences())
        parts = [(p, (reading.asks(p) or self._tells(reading, p)) and not reading.searches(p)) for p in sentences]
        if any(asks and reading.asks_openly(p) for p, asks in parts):  # «…어디였더라? 지금은 딴 데로 갔다던데.»
            parts = [(p, asks and not (reading.leads_up(p) or self._calls_up(reading, p))) for p, asks in parts]
        if reading.chooses or not any(asks for _, asks in parts):
            return frozenset()
        return frozenset(at for part, asks in parts if not asks for at in part)

    def _calls_up(self, reading: Reading, part: range) -> bool:
        """«다음은 수연이. …»; not «다음은 부시장. …»."""
        titled = (t.lemma.endswith(title) for t in (reading.terms[at] for at in part) for title in self._grammar.titles)
        return reading.calls_up(part) and not any(titled)

    @staticmethod
    def _announcing(reading: Reading, aside: Collection[int]) -> frozenset[int]:
        """Of sentences that ask nothing those that name nothing either: «첫 질문 갑니다. 지금 도지사가 누구죠?»."""
        parts = [part for part in reading.sentences() if aside and set(part) <= set(aside)]
        return frozenset(at for p in parts if all(reading.terms[i].kind != "name" for i in p) for at in p)

    def _told_before(self, reading: Reading, named: Collection[int], cues: Sequence[CueSpan[str]]) -> Iterator[int]:
        """«회의가 길어졌는데 …», «오래 기다렸는데 …»: what is told of something else than what is held.

        All words of «제일 오래 했다던데 …» are said of who held something.
        """
        spans = list(told_before_asking(reading, named))
        said = {at for cue in cues if spans and cue.key in self._of_terms for at in cue.span}
        for span in spans:
            if not all(at in said or self._says_nothing_of_its_own(reading.terms[at]) for at in span):
                yield from span

    def _says_nothing_of_its_own(self, term: Term) -> bool:
        if term.form is not None:
            return is_light(term.lemma) or self._says(term)
        frame = self._grammar.persons | self._grammar.generic | self._grammar.speakers
        return term.bound or term.kind in _WITHOUT_CONTENT or term.lemma in frame

    @staticmethod
    def _named(analysis: Analysis, kind: MentionKind, aside: Collection[int]) -> tuple[Mention, ...]:
        """Names of a kind; those of another sentence only where the one that asks has none."""
        terms = analysis.reading.terms
        beside = {terms[at].start for at in aside}
        found = analysis.of_kind(kind)
        return tuple(mention for mention in found if mention.start not in beside) or found

    def _event(self, analysis: Analysis, cues: Iterable[CueSpan[str]]) -> tuple[Mention | None, Sequence[int]]:
        """«협약 맺을 때»: a name whose day is the time asked about, and the terms that say so."""
        terms = analysis.reading.terms
        spans = [cue for cue in cues if cue.key == "at_event" and cue.first]
        for cue in spans:
            if PART & set(terms[cue.last].particles) and any(t.kind == "question" for t in terms[cue.last + 1 :]):
                continue  # «협약을 맺은 날이 언제예요» asks for the day, it does not give it
            for back in range(cue.first - 1, max(cue.first - 4, -1), -1):
                mention = next((m for m in analysis.of_kind("thing") if m.start == terms[back].start), None)
                if mention and mention.id in self._events:
                    return mention, range(back, cue.last + 1)
                if terms[back].kind == "question":
                    break
        return self._named_before(analysis, cues) or self._attended(analysis)

    def _named_before(
        self, analysis: Analysis, cues: Iterable[CueSpan[str]]
    ) -> tuple[Mention | None, Sequence[int]] | None:
        """«협약식 생각난다. 그때 …», «협약식 하던 그때»: the event that is named before its time is pointed at."""
        terms = analysis.reading.terms
        then = next((cue for cue in cues if cue.key == "then"), None)
        if then is None or analysis.times:
            return None
        named = (m for m in analysis.of_kind("thing") if m.id in self._events and m.start < terms[then.first].start)
        event = max(named, key=lambda m: m.start, default=None)
        at = next((at for at, t in enumerate(terms) if event is not None and t.start == event.start), 0)
        return None if event is None else (event, range(at, then.last + 1))

    def _attended(self, analysis: Analysis) -> tuple[Mention | None, Sequence[int]]:
        """«협약식에 온 대변인이 누구야»: an event where some holder of an office was, and the terms that say so."""
        terms = analysis.reading.terms
        for mention in analysis.of_kind("thing") if analysis.of_kind("office") else ():
            at = next((i for i, t in enumerate(terms) if t.start == mention.start), None)
            if at is None or mention.id not in self._events or not {TO, AT} & set(terms[at].particles):
                continue
            came = [i for i, t in enumerate(terms) if t.form and i > at and t.lemma in self._grammar.presence]
            came = [i for i in came if analysis.reading.asks_what or terms[i] is not analysis.reading.main]
            if came:
                return mention, (at, came[0])
        return None, ()

    def _when(
        self, analysis: Analysis, as_of: date, event: Mention | None, before: When | None, cues: Iterable[CueSpan[str]]
    ) -> When | None:
        if event:
            day = self._events[event.id]
            return When(Interval.of(day), format_date(day))
        times = [time for time in analysis.times if not (time.is_now or time.first == time.last == as_of)]
        times = [time for time in times if not (time.first > as_of and self._is_of_errand(analysis.reading, time))]
        if times and before and self._counts_on(analysis.reading, times[0]):
            times = [*find_times(times[0].text, before.days.last), *times]
        if times:
            return when_of(times[0], as_of)
        if any(cue.key == "then" for cue in cues):
            return before
        return When.now(as_of) if analysis.times or any(cue.key == "now" for cue in cues) else None

    def _is_of_errand(self, reading: Reading, time: TimeExpression) -> bool:
        """«내일 … 적어 오래. 누구라고 써?»: a day ahead, in a sentence that asks nothing."""
        return any(
            reading.terms[at].start == time.start
            for part in reading.sentences()
            if not any(reading.terms[at].kind == "question" for at in part) and reading.asks_what
            for at in part
        )

    def _counts_on(self, reading: Reading, time: TimeExpression) -> bool:
        """«그 다음 해»: a time that is counted from the one that was spoken of."""
        at = next((at for at, term in enumerate(reading.terms) if term.start == time.start), 0)
        before = reading.terms[at - 1] if at else None
        return before is not None and before.kind == "determiner" and before.lemma in self._grammar.pointing

    def _pointers(self, reading: Reading) -> Iterator[int]:
        for position, term in enumerate(reading.terms):
            if term.lemma in self._grammar.pointing and term.kind in ("determiner", "pronoun", "noun"):
                yield position

    def _frame(self, reading: Reading) -> Iterator[int]:
        """Terms that belong to the request: calls, fillers, who is told, who asks, verbs of saying."""
        verbs = reading.verbs
        saying = {v.clause for v in verbs if self._says(v) or (v.form and v.form.hearsay)}
        aside = frozenset(self._background(reading))
        yield from self._behind(reading)
        yield from self._behind_indirect(reading)
        yield from self._errand(reading)
        yield from self._asker(reading)
        around = {v.clause for v in verbs if v.form and (self._attends(v) or v.form.ending.startswith(PURPOSE))}
        for position, term in enumerate(reading.terms):
            if term.kind == "adverb" and term.lemma in DEGREES:
                continue  # who compares wants it by something that is known
            counted = position > 0 and reading.terms[position - 1].lemma == HOW_MANY  # «몇 년생»
            if term.clause in aside or term.called or (term.bound and not counted) or term.kind in _WITHOUT_CONTENT:
                yield position
            elif term.kind == "question":
                # What is counted has to be known: «몇 살».
                if term.lemma == HOW_MANY or not term.lemma.startswith(HOW_MANY):
                    yield position
            elif term.form is not None:
                if self._is_frame_verb(reading, term):
                    yield position
            else:
                told = term.kind == "noun" and (term.clause in around or RECIPIENT in reading.particles_of(term.phrase))
                said_so = term.clause in saying and self._passes_on(reading, term)
                if told or said_so or self._is_frame_noun(reading, position):
                    yield position

    def _is_frame_verb(self, reading: Reading, verb: Term) -> bool:
        form = verb.form
        assert form is not None
        describes = form.modifies and verb.lemma in self._grammar.generic
        return (
            describes
            or is_light(verb.lemma)
            or self._says(verb)
            or self._attends(verb)
            or self._prefaces(reading, verb)
            or self._for_telling(reading, verb)
            or _takes_time(reading, verb)
            or _helps(reading, verb)
        )

    def _is_frame_noun(self, reading: Reading, position: int) -> bool:
        grammar, lemma = self._grammar, reading.terms[position].lemma
        main = reading.main
        if main is not None and self._says(main) and not reading.asks_what and lemma in grammar.saying:
            return True  # «소개 부탁드려요»
        stands_for = lemma in grammar.generic or lemma in grammar.speakers or lemma in grammar.pointing
        return stands_for or self._addresses(reading, position)

    @staticmethod
    def _without(analysis: Analysis, aside: Collection[int]) -> Analysis:
        """The same without the times that stand in what is said aside."""
        starts = {analysis.reading.terms[at].start for at in aside}
        return (
            replace(analysis, times=tuple(t for t in analysis.times if t.start not in starts)) if starts else analysis
        )

    def _purpose(self, reading: Reading) -> Iterator[int]:
        """«소개 멘트에 넣게 …», «내일 물어보려고 하는데 …»: clauses that say what an answer is wanted for.

        A verb in «-게» that says how something is done stands right before the verb that does it, also where that looks
        like a number: «제일 짧게 한 사람».
        """
        terms = reading.terms
        for verb, after in pairwise(terms):
            form = verb.form
            if form is None or not form.ending or form.modifies:
                continue
            does = after.form is not None or after.bound or after.text.partition(" ")[0] == ONE
            wants = form.ending.startswith(PURPOSE) or (form.ending in DARES and not does)
            own = [at for at, t in enumerate(terms) if t.clause == verb.clause and t.start <= verb.start]
            if not wants or any(terms[at].kind in ("name", "question", "number") for at in own):
                continue
            first = own[0]
            described = terms[first - 1].clause if first and (f := terms[first - 1].form) and f.modifies else None
            inside = [at for at in range(first) if terms[at].clause == described]
            if not any(terms[at].kind in ("name", "question", "number") for at in inside):
                yield from inside  # «우리가 만든 자막에 넣게»
            yield from own

    def _asker(self, reading: Reading) -> Iterator[int]:
        """«할머니가 … 누구냐고 물어보시네», «내 친구는 … 라고 우기는데»: who says what is quoted, named first."""
        for quote, verb in pairwise(reading.verbs):
            if quote.form is None or not self._says(verb):
                continue
            main = reading.main
            passed_on = main is not None and main.form is not None and main.form.hearsay
            if not quote.form.ending.endswith((*QUOTED, *(WHETHER if passed_on else ()))):
                continue  # «선생님이 … 뭔지 알아오래요»
            inside = [at for at, term in enumerate(reading.terms) if term.clause == quote.clause]
            head = next((at for at in inside if reading.terms[at].particle in (SUBJECT, TOPIC)), inside[-1])
            asker = [at for at in inside if at <= head]
            person = reading.terms[head].kind == "noun" or reading.terms[head].lemma in self._grammar.persons
            kinds = [reading.terms[at].kind for at in inside if at != head]
            if person and not {"name", "question"} & set(kinds[: len(asker) - 1]) and len(asker) < len(inside) - 1:
                yield from asker

    def _attends(self, verb: Term) -> bool:
        """Whether a verb only says that somebody is there or came: «함께 오신 시장님», «시장님이 오셨대, …»."""
        if verb.form is None or verb.lemma not in self._grammar.presence:
            return False
        return verb.form.modifies or verb.form.hearsay or verb.form.ending.endswith(BACKGROUND)

    def _background(self, reading: Reading) -> Iterator[int]:
        """Clauses before the one that asks, of nothing that could be asked about: «숙제를 해야 되는데 …».

        A clause that describes a noun of theirs only names the subject: «홍길동 조사하는 숙제 있는데 …».
        """
        main = reading.main
        for verb in reading.verbs:
            if verb is main or verb.form is None or verb.form.modifies or not verb.form.ending or verb.form.requests:
                continue
            inside = [term for term in reading.terms if term.clause == verb.clause]
            if verb.form.ending.endswith(BACKGROUND) and not any(t.kind in _NAMED for t in inside):
                yield verb.clause
                yield from self._obliging(reading, verb)
                first = reading.terms.index(inside[0])
                before = reading.terms[first - 1] if first else None
                describes = before is not None and before.form is not None and before.form.modifies
                named = [t for t in reading.terms if before is not None and t.clause == before.clause]
                if describes and inside[0].lemma not in self._grammar.generic and named[0].kind == "name":
                    yield named[0].clause

    @staticmethod
    def _obliging(reading: Reading, verb: Term) -> Iterator[int]:
        """«숙제에 적어야 하는데»: the clause of what one has to do, which names nothing that is asked of."""
        at = reading.terms.index(verb)
        before = reading.terms[at - 1] if at else None
        if before is None or before.form is None or not before.form.ending.endswith(OUGHT) or not is_light(verb.lemma):
            return
        inside = [t for t in reading.terms if t.clause == before.clause]
        asks_of_another = any(
            t.kind == "name" for t in reading.terms[at:]
        )  # «대통령 축전을 읽어야 되는데 지금 대통령이 …»
        if not any(t.kind in _NAMED and not (t.kind == "name" and asks_of_another) for t in inside):
            yield before.clause

    @staticmethod
    def _behind(reading: Reading) -> Iterator[int]:
        """«… 뭐더라 사회 숙제임», «… 누구임 발표 때문에»: words behind a question that only say why one asks."""
        terms = reading.terms
        asked = next((at for at in range(1, len(terms)) if _ends_question(terms[at - 1], terms[at])), len(terms))
        note = terms[asked + 1 :]
        if not any(t.kind in _NAMED or (t.form and (t.form.asks or t.form.requests)) for t in note):
            yield from range(asked + 1, len(terms))

    @staticmethod
    def _behind_indirect(reading: Reading) -> Iterator[int]:
        """«… 언제인지 취재 중이에요», «… 어딘지 갑자기 생각이 안 나네»: why one asks, behind the question itself."""
        asked = [v for v in reading.verbs if v.form and v.form.ending.endswith(WHETHER)]
        if not asked or not reading.asks_what:
            return
        behind = [at for at, t in enumerate(reading.terms) if t.start > asked[-1].start]
        first = next((at for at, t in enumerate(reading.terms) if t.kind == "question"), len(reading.terms))
        if first < reading.terms.index(asked[-1]) and not any(reading.terms[at].kind in _NAMED for at in behind):
            yield from behind

    @staticmethod
    def _errand(reading: Reading) -> Iterator[int]:
        """«몇 년 되는지 셈 좀 해 줘», «누군지 알아봐 줘»: what is to be done about a question that stands before it."""
        main = reading.main
        if main is None or main.form is None or not reading.asks_what:
            return
        if not (main.form.requests or main.form.ought or proposes(main)):
            return
        own = [at for at, term in enumerate(reading.terms) if term.clause == main.clause]
        before = next((v for v in reversed(reading.verbs) if v.clause < main.clause), None)
        asks = any(v.form is not None and v.form.ending.endswith(WHETHER) for v in reading.verbs)
        alone = before is not None and before.form is not None and before.form.ending.endswith((*WHETHER, *DARES))
        rest = [
            t for t in (reading.terms[at] for at in own) if RECIPIENT not in t.particles
        ]  # «아이들한테 설명 좀 해 줄래»
        alone = alone and all(t.kind in ("verb", "adverb") for t in rest)
        if alone or (asks and is_light(main.lemma) and all(t.kind not in _NAMED for t in rest)):
            yield from own

    def _asked_to_tell(self, reading: Reading) -> Iterator[int]:
        """Who is asked to tell, and how: «파이보가 소개해 주세요», «직함까지 붙여서 소개해 줘»."""
        main = reading.main
        if main is None or main.form is None or not main.form.requests or not self._says(main):
            return
        at = reading.terms.index(main) - 1
        while at >= 0:
            term = reading.terms[at]
            if term.kind == "name" and term.particle == SUBJECT:
                yield at
            manner = term.form is not None and term.form.ending.endswith(MANNER)
            beside = reading.terms[at - 1] if manner and at else None
            if beside is not None and beside.kind == "noun" and beside.particle not in (SUBJECT, TOPIC):
                yield from (i for i, t in enumerate(reading.terms) if t.phrase == beside.phrase)
            if manner:
                yield at
            elif term.kind != "adverb":
                return
            at -= 1

    def _says(self, verb: Term) -> bool:
        return verb.lemma in self._grammar.saying or noun_in(verb.lemma) in self._grammar.saying

    @staticmethod
    def _prefaces(reading: Reading, verb: Term) -> bool:
        """«송구하오나, …», «구경하려면»: a clause of nothing but a verb, or a purpose, before what is asked."""
        form = verb.form
        if form is None or form.closes or form.modifies or not form.ending:
            return False
        if form.ending.startswith(PURPOSE):
            return True
        return all(t is verb or t.kind in ("adverb", "interjection") for t in reading.terms if t.clause == verb.clause)

    def _for_telling(self, reading: Reading, verb: Term) -> bool:
        """«이름 틀리면 큰일나니까 확인 한 번만»: what might come of it, before nothing but a word for telling."""
        form, behind = verb.form, [t for t in reading.terms if t.start > verb.start and t.clause == verb.clause]
        reason = form is not None and form.ending.endswith(BACKGROUND)
        return reason and bool(behind) and behind[0].form is None and behind[0].lemma in self._grammar.saying

    def _addresses(self, reading: Reading, position: int) -> bool:
        """«아이고 총각 …»: a word for somebody that stands alone before the question."""
        term = reading.terms[position]
        alone = all(t.phrase != term.phrase for t in reading.terms if t is not term)
        owner = reading.terms[position - 1] if position else None
        if term.particles or (owner is not None and owner.particle == GENITIVE):
            return False
        # «대통령 할아버지 이름»: a child's way to call whom it asks about; the head of the phrase is another word.
        before = reading.terms[position - 1] if position else None
        following = reading.terms[position + 1] if position + 1 < len(reading.terms) else None
        titled = before is not None and before.kind == "name" and before.phrase == term.phrase
        if titled and following is not None and following.phrase == term.phrase:
            return term.lemma in self._grammar.honorific
        return term.lemma in self._grammar.address and alone

    @staticmethod
    def _passes_on(reading: Reading, term: Term) -> bool:
        """«선생님이 … 알아오래»: who said so, in a clause that passes something on."""
        verb = reading.clause_verb(term)
        return (
            verb is not None
            and term.kind == "noun"
            and SUBJECT in reading.particles_of(term.phrase)
            and (
                any(v.form and v.form.hearsay and v.end < term.start for v in reading.verbs)  # «…라고 형이 우기는데»
                if verb is reading.main
                else any(t.kind == "name" and t.clause == term.clause and t.start > term.start for t in reading.terms)
            )
        )


def when_of(time: TimeExpression, as_of: date) -> When:
    """The days a time expression means; «… 이전» and «… 이후» are the day before and after it."""
    label = format_span(time)
    if time.shift == "before":
        return When(Interval.of(time.first - timedelta(days=1)), label)
    if time.shift == "after":
        day = time.last + timedelta(days=1)
        return When(Interval.of(min(day, as_of) if time.last < as_of else day), label)
    return When(Interval(time.first, time.last), label)


def ordinals(numbers: Iterable[NumberMention]) -> tuple[int, ...]:
    """«두 번째», «셋째»."""
    return tuple(number.value for number in numbers if number.ordinal)


def _helps(reading: Reading, verb: Term) -> bool:
    """«채우고 갔어», «하다가 갔지»: whether going only follows what was done."""
    at = reading.terms.index(verb)
    form = reading.terms[at - 1].form if at else None
    return verb.lemma in MOVING and form is not None and bool(form.ending) and not (form.modifies or form.closes)


def _takes_time(reading: Reading, verb: Term) -> bool:
    """«2019년으로 치면», «작년으로 돌아가면»: a condition that only says of which time something is asked."""
    at = reading.terms.index(verb)
    before = reading.terms[at - 1] if at else None
    given = before is not None and before.kind == "time" and before.particle == INTO
    return given and verb.form is not None and verb.form.ending.endswith(SUPPOSING)


def _taken_as(reading: Reading) -> Iterator[int]:
    """Positions of «미국을 100으로 치면»: a condition that only says by what something is measured."""
    for verb in reading.verbs:
        clause = [at for at, t in enumerate(reading.terms) if t.clause == verb.clause and t.start <= verb.start]
        supposes = verb.form is not None and verb.form.ending.endswith(SUPPOSING)
        if supposes and len(clause) > 2 and INTO in reading.terms[clause[-2]].particles:
            what = [
                at for at in clause[:-2] if OBJECT in reading.terms[at].particles and reading.terms[at].kind == "name"
            ]
            yield from range(what[-1], clause[-1] + 1) if what else ()


def _in_title(reading: Reading, cues: Iterable[CueSpan[str]]) -> Iterator[int]:
    """«정식으로»: how something is called or done, and nothing that is asked for."""
    return (cue.last for cue in cues if cue.key == _TITLE and INTO in reading.terms[cue.last].particles)


def _is_date_of_deed(reading: Reading, cue: CueSpan[str]) -> bool:
    """«몇 년도에 했어»: a year in which something was done, and not how many years it was («몇 년 하다»)."""
    asked, verb = reading.terms[cue.first], reading.terms[cue.last]
    return asked.kind == "question" and asked.lemma in WHEN and TO in asked.particles and is_light(verb.lemma)


def _ends_question(asking: Term, verb: Term) -> bool:
    """Whether a question ends with the copula of its question word: «뭐더라», «누구임»."""
    form = verb.form
    ends = form is not None and (form.closes or form.ending in NOTED)
    return ends and asking.kind == "question" and verb.lemma == COPULA
