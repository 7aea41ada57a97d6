"""Which thing a question is about: the one named, the one spoken of, or the only one that has what is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import Final

from companion.answering.base import KnowledgeFocus, SkillTurn
from companion.answering.facts.accounts import ASKING, Accounts, squeezed
from companion.answering.facts.asked import CLEAR, DEFAULT, RelationsAsked
from companion.answering.facts.measures import Measures
from companion.answering.facts.reckoning import happened
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import Day
from companion.knowledge.statement import Statement
from companion.knowledge.values import Reference
from companion.language.clock_sums import TIME
from companion.language.grammar import DO, OBJECT
from companion.language.terms import ALSO, AT, COPULAS, SUBJECT, TOPIC, WHERE, WHICH, WHO, WITH, is_noun
from companion.understanding.query import Query
from companion.understanding.types import Mention

_SETTINGS: Final = ("organisation", "place", "country")
"""Types of what others are in or of."""
_SALIENT: Final = 2
"""How many times more must be known of a thing than of others that it is meant before them."""
_TELLING: Final = 2
"""Syllables of a word that may tell what is meant without its name."""
_BARE: Final = ("number", "question", "adverb")
_TOLD_APART: Final = 256
"""Of more things than these that share a relation none is told by a noun that stands in what is known of it."""
_MEANT_FOR_FACTS: Final = 0.4
"""How probable a question about facts must be when it names no subject."""


class Subjects:
    """Finds what questions are about."""

    def __init__(self, base: KnowledgeBase, accounts: Accounts, measures: Measures, here: tuple[str, ...]) -> None:
        self._base = base
        self._accounts = accounts
        self._measures = measures
        self.here = here
        self.itself = base.itself.id if base.itself else None
        self._having = _subjects_by_relation(base.facts)
        self._foods = [
            (squeezed(name), entity.id)
            for entity in base.entities.values()
            if base.vocabulary.is_a(entity.type, "food") and base.facts_of(entity.id)
            for name in entity.names
        ]
        self._events = _subjects_by_relation(f for f in base.facts if base.entities[f.subject].type == "event")

    def named(self, query: Query, asked: RelationsAsked) -> list[str]:
        """Ids of the things that are named, in the order of the text; of a food what is told of it («왕갈비»)."""
        things = [m.id for m in query.things]
        if things or query.analysis.of_kind("eatery", "place") or not query.reading.asks_what:
            return things
        names = [squeezed(m.name) for m in query.analysis.of_kind("food")]
        foods = [id for food in names for name, id in self._foods if name.endswith(food)][:1]
        return foods if self.any_asked(foods, asked.strong) or query.has("why") else []

    def joining(self, query: Query, asked: RelationsAsked) -> tuple[str | None, Query, RelationsAsked]:
        """The one thing in which all that are named have a part that is said, and what is asked of it then.

        «경기도랑 손잡은 도시», «경기도와 광주가 언제 손잡았어».
        """
        asking = {*asked.strong, *asked.weak} - {DEFAULT}
        found = set(self._parts(query, query.things, asking))
        own = any(self.any_asked(m.ids, asked.strong) for m in query.things)  # «써큘러스는 누가 만들었어»
        if len(found) != 1 or own:
            return None, query, asked
        thing, by = found.pop()
        if asked.strong and by not in asked.strong and not self.any_asked((thing,), asked.strong):
            return None, query, asked  # «써큘러스는 어느 동네 회사야»
        return thing, *self._joined(query, asked, thing, by)

    def of_people(self, query: Query, personal: Collection[str], sought: Collection[str]) -> str | None:
        """The one thing in which all people who are named had a part and that has what is sought."""
        found = {thing for thing, _ in self._parts(query, query.people, personal) if self.any_asked((thing,), sought)}
        return found.pop() if len(found) == 1 else None

    def _parts(self, query: Query, mentions: Sequence[Mention], relations: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The things in which all that are named have a part, with the relation by which they have it."""
        wanted = {*relations}
        referring = {f.id: f for m in mentions for id in m.ids for f in self._referring.get(id, ())}
        for fact in referring.values():
            others = [m for m in mentions if fact.subject not in m.ids]
            parts = {value.entity for value in fact.values if isinstance(value, Reference)}
            told = others and fact.relation in wanted and fact.visible(query.as_of)
            if told and all(parts & {*m.ids} for m in others):
                yield fact.subject, fact.relation

    @cached_property
    def _referring(self) -> Mapping[str, Sequence[Statement]]:
        """The statements that refer to each thing or person."""
        found: defaultdict[str, list[Statement]] = defaultdict(list)
        for fact in self._base.facts:
            for value in fact.values:
                if isinstance(value, Reference):
                    found[value.entity].append(fact)
        return found

    def _rarely(self, relation: str) -> Collection[str]:
        """The things with a relation, where they are so few that a noun beside it may tell one of them apart."""
        having = self._having.get(relation, ())
        return having if len(having) <= _TOLD_APART else ()

    def _joined(self, query: Query, asked: RelationsAsked, thing: str, by: str) -> tuple[Query, RelationsAsked]:
        """What is asked of a thing in which those that are named had a part; who else had one, if nothing else is."""
        terms = query.reading.terms
        span = asked.spans.get(by, frozenset()) | asked.weak.get(by, frozenset())
        said = {at for at in span if terms[at].kind in ("noun", "verb")}
        own = {f.relation for f in self._base.facts_of(thing)} - {by}
        named = [at for m in query.things if (at := query.term_of(m)) is not None]
        asking = (WHO, WHERE, *WHICH)
        who = any(t.kind == "question" and AT not in t.particles and t.lemma in asking for t in terms)
        other = who and len(named) == 1 and WITH in terms[named[0]].particles
        if by in asked.strong or other or not own & {*asked.strong, *asked.weak}:
            return query, replace(asked, weak={by: span}) if other else asked
        weak = {r: s for r, s in asked.weak.items() if r != by}
        return replace(query, frame=query.frame | said), replace(asked, weak=weak)

    def edited(self, query: Query, focus: KnowledgeFocus, named: str) -> str:
        """«경기도는?»: what is named alone replaces an argument of the last question, or its subject."""
        told = [f for f in self._base.facts_of(focus.thing or "") if f.id in focus.told]
        names = [query.term_of(mention) for mention in (*query.things, *query.countries)]
        narrows = any(at in set(self._accounts.covered(query, f)) for f in told for at in names)
        has_it = any(f.relation in focus.relations and f.visible(query.as_of) for f in self._base.facts_of(named))
        is_setting = self._base.entities[named].type in _SETTINGS
        return (focus.thing or named) if narrows or (is_setting and not has_it) else named

    def any_asked(self, subjects: Iterable[str], relations: Collection[str]) -> bool:
        """Whether one of some things has one of some relations."""
        return any(f.relation in relations for s in subjects for f in self._base.facts_of(s))

    def owner(self, query: Query, subjects: Sequence[str], asked: RelationsAsked) -> str | None:
        """The one thing that has what is asked for, where those named are only its setting."""
        if any(f.relation in asked.weak and f.relation != DEFAULT for s in subjects for f in self._base.facts_of(s)):
            return None
        settings = all(self._base.entities[s].type in _SETTINGS for s in subjects)
        least = CLEAR if settings else CLEAR + 1
        owner = _only_one(self._having.get(r, ()) for r, letters in asked.strong.items() if letters >= least)
        told = [f for f in self._base.facts_of(owner or "") if settings or f.relation in asked.strong]
        values = {v.entity for f in told if f.relation in asked.strong for v in f.values if isinstance(v, Reference)}
        if query.reading.question(WHO) and values.intersection(subjects):
            return None  # «써큘러스는 누가 만들었어» is not answered by what it made
        return owner if any(self._is_within(s, told) for s in subjects) else None

    def _is_within(self, named: str, facts: Iterable[Statement]) -> bool:
        """Whether statements name a thing: «광주» where the agreement is asked about."""
        names = [squeezed(name) for name in self._base.entities[named].names]
        told = [squeezed(self._accounts.said(f.id).text) for f in facts]
        return any(name in sentence for name in names for sentence in told)

    def implied(self, query: Query, turn: SkillTurn, asked: RelationsAsked) -> list[str]:
        """What is meant where nothing is named: the robot, what was spoken of, what is here, or the only owner."""
        focus, strong = turn.focus.knowledge, asked.strong
        asking = {at for cue in query.cues if cue.key in ASKING for at in cue.span}  # «예전에는 어디에 있었어?»
        residue = [t for t in query.residue(asked.positions | asking) if t.kind != "number"]
        measured = asked.weak.keys() if query.analysis.numbers else ()  # «너 35센티 맞아?»
        itself = self._base.facts_of(self.itself or "") if query.has("you") else ()
        if self.itself and any(f.relation in strong or f.relation in measured for f in itself):
            return [self.itself]
        thing = focus.thing
        if thing in self._measures.subjects and self._measures.end(query, self._base.facts_of(thing or "")):
            return [thing] if thing else []
        if thing:
            own = {f.relation for f in self._base.facts_of(thing)}
            leans = query.points_back or not residue
            main = query.reading.main
            doubts = query.asks_whether and main is not None and main.lemma in COPULAS  # «카이스트 아니었어?»
            if doubts and focus.told and all(t.kind == "noun" for t in query.residue()):
                return [thing]
            doubted = focus.told and all(t.kind == "number" for t in query.reading.terms)  # «사천억?»
            dated = query.has("age") and any(happened(f) for f in self._base.facts_of(thing))  # «그게 얼마나 됐어?»
            if doubted or own & set(strong) or (leans and (query.when or own & set(asked.weak) or dated)):
                return [thing]
        compared = self.measured(query, asked) if query.reading.asks_what else []
        if compared:
            return compared
        loose = self.loosely(query, asked) if query.reading.asks_what or query.asks_whether else None
        if loose:
            return [loose]
        if focus.office and query.has("start", "end", "length", "before", "after", "why"):
            return []
        whole = {at for span in asked.spans.values() if len(span) > 1 for at in span}  # «공사를 다시 시작하다»
        of_term = any(c.key in ("length", "start", "end") and not whole.issuperset(c.span) for c in query.cues)
        if of_term or query.points_back:
            return []  # about somebody or something that was not named
        if not any(is_noun(query.reading.terms[at]) for at in asked.positions):
            return []
        here = [s for s in self.here if any(f.relation in strong for f in self._base.facts_of(s))]
        if here:
            return here[:1]
        is_meant = turn.interpretation.probability("knowledge.") >= _MEANT_FOR_FACTS
        if (residue and not is_meant) or not tells_of_what(query):
            return []
        owner = self.only_owner({r: letters for r, letters in strong.items() if letters >= CLEAR}, salient=not thing)
        if owner is None and thing and strong and not residue:
            return [thing]  # «가격은 얼마예요?» of what was spoken of, though nothing says so
        return [owner] if owner else []

    def loosely(self, query: Query, asked: RelationsAsked) -> str | None:
        """The one thing whose statements hold the nouns that are left: «공사 언제 시작했어»."""
        hours = [match.span() for match in TIME.finditer(query.reading.text)]  # «오전 10시 반» names no thing
        residue = [t for t in query.residue(asked.positions) if not any(a <= t.start < b for a, b in hours)]
        nouns = {t.lemma for t in residue if t.kind == "noun" and len(t.lemma) > 1}
        relations = asked.strong or (asked.weak.keys() - {DEFAULT})
        if not nouns:
            return self._told_of(query, asked)
        if not relations:
            return None
        having = dict.fromkeys(s for r in relations for s in self._rarely(r))
        likely = (s for s in having if all(self._accounts.may_hold(s, noun) for noun in nouns))
        found = list(islice((s for s in likely if nouns <= self._accounts.lemmas_about(s)), 2))
        return found[0] if len(found) == 1 else None

    def _told_of(self, query: Query, asked: RelationsAsked) -> str | None:
        """The one thing whose statement names the noun that asks for its relation: «착공식에서 얼마나 지났어»."""
        terms = query.reading.terms
        nouns = {(r, terms[at].lemma) for r, span in asked.spans.items() for at in span if terms[at].kind == "noun"}
        found = {
            f.subject
            for r, noun in nouns
            for subject in self._rarely(r)
            if self._accounts.may_hold(subject, noun)
            for f in self._base.facts_of(subject)
            if f.relation == r and isinstance(f.value, Day)
            if any(t.lemma == noun for t in self._accounts.said(f.id).terms)
        }
        return found.pop() if len(found) == 1 else None

    def only_owner(self, strong: Mapping[str, int], *, salient: bool = True) -> str | None:
        """The one thing that has most of what is asked for, None where there are several.

        An event comes before others, and so does what far more is known of, if that may decide (`salient`).
        """
        fit: defaultdict[str, int] = defaultdict(int)
        for relation, letters in strong.items():
            for subject in self._events.get(relation) or self._having.get(relation, ()):
                fit[subject] += letters
        best = max(fit.values(), default=0)
        owners = [subject for subject, letters in fit.items() if letters == best]
        told = sorted((len(self._base.facts_of(owner)) for owner in owners), reverse=True)
        if salient and len(owners) > 1 and told[0] >= _SALIENT * told[1]:
            return max(owners, key=lambda owner: len(self._base.facts_of(owner)))
        return owners[0] if len(owners) == 1 else None

    def measured(self, query: Query, asked: RelationsAsked, spoken_of: str | None = None) -> list[str]:
        """What is measured side by side, where only what it is measured for is named: «한국이 몇 등이야»."""
        if spoken_of in self._measures.subjects and query.countries:
            return [spoken_of] if spoken_of else []
        cued = {at for cue in query.cues for at in cue.span}
        nouns = {t.lemma for t in query.residue(asked.positions | cued) if t.kind == "noun"}
        for subject in sorted(self._measures.subjects):
            facts = self._base.facts_of(subject)
            end = self._measures.end(query, facts) is not None
            versus = query.has("beats", "differs") and len(query.countries) > 1
            asks = end or versus or query.has("grew", "shrank") or any(f.relation in asked.strong for f in facts)
            known = not nouns - self._measures.words(subject)
            if asks and (query.countries or (known and (nouns or (end and query.then)))):
                return [subject]
        return []

    def best_subject(self, query: Query, subjects: Sequence[str], asked: RelationsAsked) -> str:
        """The thing whose relation is asked for; then what is done, the topic, then the last, the head in Korean."""
        terms = query.reading.terms
        named = [(m.id, at) for m in query.things if (at := query.term_of(m)) is not None]
        doing = {verb.clause for verb in query.reading.verbs if verb.lemma == DO}
        done = {id for id, at in named if terms[at].clause in doing and terms[at].particle in ("", OBJECT)}
        done = {id for id in done if self._base.entities[id].type not in _SETTINGS}  # «경기도랑 광주가 협약한 게»
        topics = done or {id for id, at in named if terms[at].particle in (TOPIC, SUBJECT, ALSO)}
        first = {subject: number for number, subject in reversed(list(enumerate(subjects)))}

        def fit(subject: str) -> tuple[int, bool, bool, int]:
            strength = max((asked.strong.get(f.relation, 0) for f in self._base.facts_of(subject)), default=-1)
            is_setting = self._base.entities[subject].type in _SETTINGS
            return strength, subject in topics, not is_setting, first[subject]

        return max(subjects, key=fit)


def tells_of_what(query: Query) -> bool:
    """Whether a question says anything of what it is about: «무슨 일 해?» could be asked of anybody."""
    said = (term for at, term in enumerate(query.reading.terms) if at not in query.frame)
    return any(len(term.lemma) >= _TELLING and term.kind not in _BARE for term in said)


def _subjects_by_relation(facts: Iterable[Statement]) -> dict[str, Collection[str]]:
    """The subjects of each relation, each once."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for fact in facts:
        found[fact.relation][fact.subject] = None
    return dict(found)


def _only_one(groups: Iterable[Collection[str]]) -> str | None:
    """What all groups together hold, where that is one thing."""
    found: set[str] = set()
    for group in groups:
        if len(group) > 1:
            return None
        found.update(group)
    return found.pop() if len(found) == 1 else None
