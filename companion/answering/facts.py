"""Facts: which statement a question is about, and whether that statement accounts for everything the question names.

A statement is found by its subject, by words that ask for its relation, and by its own words. Every noun and name of
the question must belong to the subject, ask for the relation, or stand in the sentence that will be said; what is left
makes it another question, which is declined by its name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from companion.answering.base import Answer, Decline, KnowledgeFocus, SkillTurn
from companion.answering.telling import ambiguity_note, tell
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import Day
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller, Told, measured_in, narrowed, period
from companion.knowledge.values import Listing, Money, Quantity, Reference, order_key
from companion.knowledge.vocabulary import Order
from companion.language.containing import Containing
from companion.language.grammar import described_by
from companion.language.numbers import NumberMention, ordinal, parse_number
from companion.language.terms import (
    AT,
    COPULAS,
    LACKING,
    THAN,
    TO,
    TOPIC,
    WHERE,
    WHICH,
    WHY,
    WITH,
    Reading,
    Term,
    is_listed,
    noun_in,
    read,
)
from companion.understanding.cues import CueIndex, CueSpan, synonyms_of
from companion.understanding.query import Query, ordinals
from companion.understanding.types import Mention

FACT: Final = "knowledge.fact"

_NO_LETTER: Final = re.compile(r"[\W_]+")
_DEFAULT: Final = "summary"
"""The relation that is told where nothing more is asked for."""
_DIGIT: Final = re.compile(r"\d")
_DATE: Final = re.compile(r"\d{4}|\d{1,2}:\d\d")
_CLEAR: Final = 2
"""Letters of a question that ask for one relation and no other."""
_MEANT_FOR_FACTS: Final = 0.4
"""How probable a question about facts must be when it names no subject."""
_AFTER_PARTICLE: Final = 2
_MOST_ALIKE: Final = 64
"""If more statements than these hold all words of a question, it says too little."""
_SHOWN: Final = 3
"""How many statements of one relation are told at once."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """The relations asked for: by their own words, with the letters that say so, and by question words."""

    strong: dict[str, int]
    spans: dict[str, frozenset[int]]
    weak: dict[str, frozenset[int]]


class FactAnswers:
    """Answers questions about everything that is no succession."""

    def __init__(self, base: KnowledgeBase, teller: Teller, here: tuple[str, ...]) -> None:
        self._base = base
        self._teller = teller
        self._here = here
        self._titles = frozenset(teller.answers.titles)
        self._self = base.itself.id if base.itself else None
        self._compared = frozenset(f.subject for f in base.facts if narrowed(f) is not None)
        """What is measured for several countries, or the like, side by side."""
        self._subjects = _subjects_by_relation(base.facts)
        self._events = _subjects_by_relation(f for f in base.facts if base.entities[f.subject].type == "event")
        relations = base.vocabulary.relations.values()
        self._asks = CueIndex((r.id, word) for r in relations for word in r.asks)
        self._orders = CueIndex(
            ((r.id, least), stem)
            for r in relations
            for order, least in ((r.least, True), (r.most, False))
            if order
            for stem in order.stems
        )
        self._worded = tuple(f for f in base.facts if f.say)
        self._words = Containing([_squeezed(teller.sentence(f) + self._around(f)) for f in self._worded])
        self._alike = synonyms_of(teller.answers.synonyms)
        kinds = {relation.kind for relation in relations if relation.one_at_a_time}
        self._personal = frozenset(r.id for r in relations if r.kind in kinds and not r.one_at_a_time)
        """Relations that give somebody a part in a thing: who signed it, who was there."""
        self._reasons = frozenset(r.id for r in relations if any(WHY in word for word in r.cues))
        """Relations that say why something is so."""
        self._by_id = {fact.id: fact for fact in base.facts}
        self._lemmas = lru_cache(maxsize=4096)(self._lemmas_of)
        self._said = lru_cache(maxsize=4096)(self._said_of)
        self._planned = CueIndex(("planned", word) for word in teller.answers.cues.get("planned", ()))

    def _around(self, fact: Statement) -> str:
        relation, entity = self._base.vocabulary.relations[fact.relation], self._base.entities[fact.subject]
        return "".join((*relation.cues, relation.label, *entity.names))

    def _lemmas_of(self, id: str) -> frozenset[str]:
        """The lemmas of a statement's sentence, its relation and its subject."""
        fact = self._by_id[id]
        relation, entity = self._base.vocabulary.relations[fact.relation], self._base.entities[fact.subject]
        kind = self._base.vocabulary.types[entity.type]
        text = " ".join((self._teller.sentence(fact), relation.label, *relation.cues, *entity.names, *kind.nouns))
        lemmas = {lemma for term in read(text, (), (), ()).terms for lemma in (term.lemma, noun_in(term.lemma))}
        return frozenset().union(lemmas, *(self._alike.get(lemma, ()) for lemma in lemmas))

    def _said_of(self, id: str) -> Reading:
        return read(self._teller.sentence(self._by_id[id]), (), (), ())

    def is_about_itself(self, query: Query) -> bool:
        """Whether something is asked that the robot knows of itself, in words for that alone."""
        asked = self._relations(query).strong
        own = {f.relation for f in self._base.facts_of(self._self or "")}
        main = query.reading.main
        requested = main is not None and main.form is not None and main.form.requests
        asks = requested or query.asks_whether or query.reading.asks_what
        return asks and query.has("you") and any(r in own and letters >= _CLEAR for r, letters in asked.items())

    def is_clear(self, query: Query) -> bool:
        """Whether several words ask for what one thing alone has, and nothing else is said."""
        asked = self._relations(query)
        strong = {r: letters for r, letters in asked.strong.items() if letters > _CLEAR}
        known = self._spans(asked) | {at for cue in query.cues if cue.key in _ASKING for at in cue.span}
        terms = query.reading.terms
        if not any(terms[at].kind in ("noun", "name", "verb") and at not in query.frame for at in self._spans(asked)):
            return False  # «뭐라고?» asks to hear it again
        left = [t for t in query.residue(known) if t.kind != "number"]
        return bool(strong) and query.names_nothing and not left and self._only_owner(strong) is not None

    def claims_part(self, query: Query) -> bool:
        """Whether a yes-no question gives somebody a part in a thing that is named: «그 사람이 서명한 사람이야?»."""
        asked = self._personal & {cue.key for cue in query.relations}
        return query.asks_whether and self._any_asked((m.id for m in query.things), asked)

    # Which statements

    def answer(self, query: Query, turn: SkillTurn) -> Answer | Decline | None:
        """Answer about the thing named or meant; None where there is none."""
        asked = self._relations(query)
        subjects = [m.id for m in query.things]
        implied = not subjects
        plays_a_part = bool(self._personal & asked.strong.keys())
        if implied and (plays_a_part or not (query.offices or query.people)) and not query.analysis.of_kind("place"):
            subjects = self._implied(query, turn, asked)
        if query.countries and not subjects:
            subjects = self._compared_subjects(query, turn)
        if query.event and not subjects and asked.strong:
            subjects = [query.event.id]  # «협약식 때 온 사람»: the day of what is asked about
        if not subjects:
            return None
        by_question = asked.weak.keys() - {_DEFAULT}
        if (query.offices or query.people) and not self._any_asked(subjects, {*asked.strong, *by_question}):
            return None
        if not self._any_asked(subjects, asked.strong):
            owner = self._owner(subjects, asked)
            subjects = [owner] if owner else subjects
        subject = self._best_subject(query, subjects, asked)
        focus = turn.focus.knowledge
        if focus.thing and query.reading.main is None and not asked.strong and not asked.weak:
            subject = self._edited(query, focus, subject)
        elif focus.thing and not any(f.visible(query.as_of) for f in self._base.facts_of(subject)):
            subject = focus.thing  # «경기도는 어디고?» after a question about the graduate schools
        return self._about(query, turn, subject, asked, implied=implied and subject != self._self)

    def _edited(self, query: Query, focus: KnowledgeFocus, named: str) -> str:
        """«경기도는?»: what is named alone replaces an argument of the last question, or its subject."""
        told = [f for f in self._base.facts_of(focus.thing or "") if f.id in focus.told]
        names = [query.term_of(mention) for mention in (*query.things, *query.countries)]
        narrows = any(at in set(self._covered(query, f)) for f in told for at in names)
        has_it = any(f.relation in focus.relations and f.visible(query.as_of) for f in self._base.facts_of(named))
        return (focus.thing or named) if narrows or not has_it else named

    def _relations(self, query: Query) -> _Asked:
        """What is asked for; a word inside a longer one for something else asks for nothing."""
        cues = [c for c in query.relations if not any(_inside(c, other) for other in query.relations)]
        naming = self._naming(query) if query.reading.asks_what else set()
        cues = [c for c in cues if not naming.issuperset(c.span)]
        strong: defaultdict[str, int] = defaultdict(int)
        spans: defaultdict[str, set[int]] = defaultdict(set)
        terms = query.reading.terms
        for cue in cues:
            strong[cue.key] += sum(len(terms[at].lemma) for at in cue.span if at not in spans[cue.key])
            spans[cue.key].update(cue.span)
        weak: defaultdict[str, set[int]] = defaultdict(set)
        for cue in self._asks.find(query.reading):
            if not naming.issuperset(cue.span):
                weak[cue.key].update(cue.span)
        return _Asked(dict(strong), _frozen(spans), _frozen(weak))

    @staticmethod
    def _naming(query: Query) -> set[int]:
        """Positions of verbs that only describe a thing that is named: «광주가 맺은 협약이 뭔가요»."""
        terms = query.reading.terms
        things = {m.start for m in query.things}
        found: set[int] = set()
        for verb in query.reading.describing:
            head = described_by(query.reading, verb)
            if head is not None and head.start in things:
                found.add(terms.index(verb))
        return found

    def _any_asked(self, subjects: Iterable[str], relations: Collection[str]) -> bool:
        return any(f.relation in relations for s in subjects for f in self._base.facts_of(s))

    def _owner(self, subjects: Sequence[str], asked: _Asked) -> str | None:
        """The one thing that has what is asked for, where those named are only its setting."""
        if any(f.relation in asked.weak and f.relation != _DEFAULT for s in subjects for f in self._base.facts_of(s)):
            return None
        settings = all(self._base.entities[s].type in ("organisation", "place", "country") for s in subjects)
        least = 2 if settings else 3
        return _only_one(self._subjects.get(r, ()) for r, letters in asked.strong.items() if letters >= least)

    def _implied(self, query: Query, turn: SkillTurn, asked: _Asked) -> list[str]:
        """What is meant where nothing is named: the robot, what was spoken of, what is here, or the only owner."""
        focus, strong = turn.focus.knowledge, asked.strong
        if self._self and query.has("you") and any(f.relation in strong for f in self._base.facts_of(self._self)):
            return [self._self]
        thing = focus.thing
        if thing in self._compared and self._end(query, self._base.facts_of(thing or "")):
            return [thing] if thing else []
        if thing:
            own = {f.relation for f in self._base.facts_of(thing)}
            leans = query.points_back or not query.residue(self._spans(asked))
            main = query.reading.main
            doubts = query.asks_whether and main is not None and main.lemma in COPULAS  # «카이스트 아니었어?»
            if doubts and focus.told and all(t.kind == "noun" for t in query.residue()):
                return [thing]
            if own & set(strong) or (leans and (query.when or own & set(asked.weak))):
                return [thing]
        if focus.office and query.has("start", "end", "length", "before", "after", "why"):
            return []
        if query.has("length", "start", "end") or query.points_back:
            return []  # about somebody or something that was not named
        here = [s for s in self._here if any(f.relation in strong for f in self._base.facts_of(s))]
        if here:
            return here[:1]
        is_meant = turn.interpretation.probability("knowledge.") >= _MEANT_FOR_FACTS
        if not is_meant and query.residue(self._spans(asked)):
            return []
        owner = self._only_owner({r: letters for r, letters in strong.items() if letters >= _CLEAR})
        return [owner] if owner else []

    def _only_owner(self, strong: Mapping[str, int]) -> str | None:
        """The one thing that has most of what is asked for, an event before others; None where there are several."""
        fit: defaultdict[str, int] = defaultdict(int)
        for relation, letters in strong.items():
            for subject in self._events.get(relation) or self._subjects.get(relation, ()):
                fit[subject] += letters
        best = max(fit.values(), default=0)
        owners = [subject for subject, letters in fit.items() if letters == best]
        return owners[0] if len(owners) == 1 else None

    def _spans(self, asked: _Asked) -> set[int]:
        return {at for span in asked.spans.values() for at in span}

    def _compared_subjects(self, query: Query, turn: SkillTurn) -> list[str]:
        thing = turn.focus.knowledge.thing
        if thing and thing in self._compared:
            return [thing]
        facts = [f for s in self._compared for f in self._base.facts_of(s)]
        return sorted(self._compared) if query.then and self._end(query, facts) else []

    def _best_subject(self, query: Query, subjects: Sequence[str], asked: _Asked) -> str:
        """The thing whose relation is asked for; then the topic, then the last, the head in Korean."""
        terms = query.reading.terms
        topics = {m.id for m in query.things if (at := query.term_of(m)) is not None and terms[at].particle == TOPIC}
        first = {subject: number for number, subject in reversed(list(enumerate(subjects)))}

        def fit(subject: str) -> tuple[int, bool, bool, int]:
            strength = max((asked.strong.get(f.relation, 0) for f in self._base.facts_of(subject)), default=-1)
            is_setting = self._base.entities[subject].type in ("organisation", "place", "country")
            return strength, subject in topics, not is_setting, first[subject]

        return max(subjects, key=fit)

    # What of it

    def _about(
        self, query: Query, turn: SkillTurn, subject: str, asked: _Asked, *, implied: bool
    ) -> Answer | Decline | None:
        facts = [f for f in self._base.facts_of(subject) if f.visible(query.as_of)]
        if subject in self._compared:
            return self._tell_compared(query, turn, subject, facts, asked)
        if not facts:
            reason = self._teller.say("not_known_then", as_of=query.as_of, subject=self._base.name(subject))
            return Decline(reason, 2, FACT)
        relations = self._choose(query, turn, subject, facts, asked)
        if not relations:
            return self._without(subject, asked)
        chosen = [f for r in relations for f in self._at(query, [f for f in facts if f.relation == r])]
        if query.has("why") and not any(self._fits_question(query, f) for f in chosen):
            why = self._teller.say("why")
            return Decline(self._teller.say("relation_unknown", subject=self._base.name(subject), label=why), 2, FACT)
        left = self._left(query, chosen, asked)
        item = self._item(query, chosen)
        if item:
            left = tuple(t for t in left if t.kind != "number")
        miscounted = bool(left) and all(t.kind == "number" for t in left) and isinstance(chosen[0].value, Listing)
        if miscounted and not query.asks_whether and set(relations) & set(asked.strong):
            told = self._teller.facts(chosen, query.as_of)
            told = replace(told, text=f"{self._teller.say('wrong')} {told.text}")
            return self._told(query, turn, told, subject, relations)
        if query.asks_whether:
            return self._check(query, turn, subject, chosen, left)
        corrected = self._corrected(query, left, facts)
        if corrected:
            return self._told(query, turn, corrected, subject, relations)
        missing = self._missing(query, subject, relations, asked, left)
        if missing:
            left = ()
        is_clear = bool(set(relations) & set(asked.strong))
        if is_clear and not implied:
            left = self._foreign(left, facts)
        if any(term.kind != "verb" for term in left) or (left and (implied or not is_clear)):
            return self._declined()
        if len(relations) > 1 or missing:
            chosen = [[f for f in chosen if f.relation == r][-1] for r in relations]
        told = item or self._teller.facts(chosen, query.as_of)
        told = replace(told, text=told.text + missing)
        note = ambiguity_note(self._base, query.things)
        return self._told(query, turn, replace(told, text=told.text + note), subject, relations)

    def _told(self, query: Query, turn: SkillTurn, told: Told, subject: str, relations: Iterable[str]) -> Answer:
        focus = KnowledgeFocus(thing=subject, relations=tuple(relations), when=query.when, asked="fact")
        return tell(turn, told, focus, FACT)

    def _without(self, subject: str, asked: _Asked) -> Decline:
        """What is asked for is not known of this thing."""
        best = max(asked.strong, key=lambda r: asked.strong[r], default=None)
        label = self._base.vocabulary.relations[best].label if best else self._teller.say("that")
        return Decline(self._teller.say("relation_unknown", subject=self._base.name(subject), label=label), 2, FACT)

    def describing(self, query: Query) -> set[int]:
        """Positions of terms that describe somebody by what a named thing is known for: «협약식 온 임문영»."""
        terms = query.reading.terms
        found: set[int] = set()
        for verb in query.reading.describing:
            head = described_by(query.reading, verb)
            if head is not None and head.bound and head not in {terms[at] for at in query.persons}:
                continue  # «협약 맺은 게 몇 년도야» is about the event
            inside = [at for at, t in enumerate(terms) if t.clause == verb.clause]
            for fact in (f for m in query.things for f in self._base.facts_of(m.id) if f.visible(query.as_of)):
                spans = {at for cue in query.relations if cue.key == fact.relation for at in cue.span}
                covered = spans.union(self._covered(query, fact))
                if all(at in covered or at in query.frame for at in inside):
                    found.update(inside)
        return found

    def _left(self, query: Query, facts: Sequence[Statement], asked: _Asked) -> tuple[Term, ...]:
        """The terms that neither the statements nor the words for their relations account for."""
        relations = {f.relation for f in facts}
        known = {at for r in relations for spans in (asked.spans, asked.weak) for at in spans.get(r, ())}
        asking = (*_ASKING, "after") if query.points_back else _ASKING  # «그 뒤로»
        known |= {at for cue in query.cues if cue.key in asking for at in cue.span}
        for fact in facts:
            known.update(self._covered(query, fact))
            known.update(self._identifying(query, fact.subject))
        people = {m.start for m in query.people}
        terms = query.reading.terms
        known.update(
            at for at in range(1, len(terms)) if terms[at].lemma in self._titles and terms[at - 1].start in people
        )
        return query.residue(known)

    def _corrected(self, query: Query, left: Sequence[Term], facts: Sequence[Statement]) -> Told | None:
        """«김동연 지사가 맺은 협약»: who really had that part, where a question takes for granted that another did."""
        people = [m for m in query.people if any(t.start == m.start for t in left)]
        describing = {verb.clause for verb in query.reading.describing}
        parts = [f for f in facts if f.relation in self._personal and not f.unknown]
        if not people or not parts or any(t.clause not in describing for t in left):
            return None
        told = self._teller.facts(parts[:1], query.as_of)
        return replace(told, text=f"{self._teller.say('wrong')} {told.text}")

    def _missing(
        self, query: Query, subject: str, relations: Sequence[str], asked: _Asked, left: Sequence[Term]
    ) -> str:
        """«사업비와 사업 기간은?»: that the other thing asked for is not known; "" where nothing else was asked for."""
        terms = query.reading.terms
        spans = [at for r in relations for at in asked.spans.get(r, ())]
        phrases = {t.phrase for t in left}
        if not spans or not left or len(phrases) > 1 or any(t.kind != "noun" for t in left):
            return ""
        own = [at for at, t in enumerate(terms) if t.phrase in phrases]
        if set(own) & set(spans) or not self._joined(query, spans, own):
            return ""
        label = query.text[terms[own[0]].start : terms[own[-1]].end]
        return " " + self._teller.say("relation_unknown", subject=self._base.name(subject), label=label)

    def _foreign(self, left: Sequence[Term], facts: Sequence[Statement]) -> tuple[Term, ...]:
        """What is left but for common nouns that belong to the thing: «공사» where its building is asked about."""
        own = frozenset().union(*(self._lemmas(fact.id) for fact in facts))
        return tuple(t for t in left if t.kind != "noun" or t.lemma not in own)

    def _identifying(self, query: Query, subject: str) -> Iterator[int]:
        """Positions of terms that only say which thing is meant: «경기도와 광주가 맺은 협약».

        One other statement about it must account for all names of the clause that describes it.
        """
        terms = query.reading.terms
        describing = {verb.clause for verb in query.reading.describing}
        names = [_squeezed(name) for name in self._base.entities[subject].names]
        others = [
            f for m in (*query.things, *((query.event,) if query.event else ())) for f in self._base.facts_of(m.id)
        ]
        for fact in (*self._base.facts_of(subject), *others):
            told = _squeezed(self._teller.sentence(fact))
            if not fact.visible(query.as_of) or (fact.subject != subject and not any(name in told for name in names)):
                continue
            covered = set(self._covered(query, fact))
            yield from (at for at in covered if terms[at].kind == "verb")
            if all(at in covered for at, t in enumerate(terms) if t.kind == "name" and at not in query.frame):
                yield from (at for at in covered if terms[at].kind == "name")
            for clause in describing:
                inside = [at for at, t in enumerate(terms) if t.clause == clause and t.kind != "verb"]
                if all(at in covered or at in query.frame for at in inside):
                    yield from inside

    def _covered(self, query: Query, fact: Statement) -> Iterator[int]:
        """Positions of terms that stand in a statement or belong to its subject."""
        sentence = _squeezed(self._teller.sentence(fact))
        counted = {n.start for n in query.analysis.numbers if self._is_counted(n, (fact,))}
        entity = self._base.entities[fact.subject]
        names = {_squeezed(name) for full in entity.names for name in (full, *full.split())}
        referred = {v.entity for v in (*fact.values, *_qualified(fact)) if isinstance(v, Reference)}
        for at, term in enumerate(query.reading.terms):
            meant = {id for m in query.analysis.mentions if m.start == term.start for id in (*m.ids, m.name)}
            text = _squeezed(term.text)
            if (
                fact.subject in meant
                or referred & meant
                or text in names
                or term.start in counted
                or self._is_numeral(term, sentence)
            ):
                yield at
            elif term.kind in ("name", "number"):
                if self._is_told(query, term, fact):
                    yield at
            elif {term.lemma, noun_in(term.lemma)} & self._lemmas(fact.id) or text in sentence:
                yield at

    def _is_told(self, query: Query, term: Term, fact: Statement) -> bool:
        """Whether a statement's sentence holds a name, or another name for the same."""
        sentence = _squeezed(self._teller.sentence(fact))
        meant = {id for m in query.analysis.mentions if m.start == term.start for id in (*m.ids, m.name)}
        return _squeezed(term.text) in sentence or any(_squeezed(self._base.name(id)) in sentence for id in meant)

    @staticmethod
    def _is_numeral(term: Term, sentence: str) -> bool:
        """«백»: a number in words that stands in a sentence in digits."""
        value = parse_number(term.lemma) if term.kind == "noun" else None
        return value is not None and str(value) in sentence

    def _declined(self) -> Decline:
        return Decline(self._teller.say("unexplained"), 1, FACT)

    def _choose(
        self, query: Query, turn: SkillTurn, subject: str, facts: Sequence[Statement], asked: _Asked
    ) -> list[str]:
        own = dict.fromkeys(f.relation for f in facts)
        ranked = sorted((r for r in asked.strong if r in own), key=lambda r: -asked.strong[r])
        weak = [r for r in asked.weak if r in own]
        if ranked:
            best = ranked[0]
            apart = [r for r in ranked[1:] if not asked.spans[r] & asked.spans[best]]
            if apart and self._joined(query, asked.spans[best], asked.spans[apart[0]]):
                return [best, apart[0]]  # «면적이랑 완공 연도»
            # «언제 어디서 체결했어»: several question words ask for several relations.
            others = [r for r in weak if r not in ranked and r != _DEFAULT]
            several = [r for r in others if asked.weak[r] - asked.weak.get(best, frozenset())]
            return [best, *(several[:1] if len(weak) > 1 else ())]
        claimed = self._claimed(query, facts)
        if claimed:
            return [claimed]
        specific = [
            r for r in weak if r != _DEFAULT and any(f.relation == r and self._fits_question(query, f) for f in facts)
        ]
        if max(asked.strong.values(), default=0) >= _CLEAR and not specific:
            return [_DEFAULT] if _DEFAULT in weak and query.reading.question(*WHICH) else []
        if specific:
            return specific[:2]
        if query.has("how_many"):
            return []  # a number was asked for, a description would be beside the point
        focus = turn.focus.knowledge
        is_fragment = query.reading.main is None
        if (
            subject == focus.thing
            and (is_fragment or not query.things)
            and (query.when or query.asks_whether or is_fragment)
        ):
            return [r for r in focus.relations if r in own]
        if is_fragment and (kept := [r for r in focus.relations if r in own]):
            return kept
        if _DEFAULT in own:
            return [_DEFAULT]
        return [r for r in focus.relations if r in own]

    def _claimed(self, query: Query, facts: Sequence[Statement]) -> str | None:
        """The relation of what a yes-no question claims, by its kind: a day, or where something was."""
        if not query.asks_whether:
            return None
        if query.then:
            return next((f.relation for f in facts if isinstance(f.value, Day)), None)
        places = query.analysis.of_kind("region", "area", "place", "thing")
        where = [t for t in query.reading.terms if AT in t.particles and any(m.start == t.start for m in places)]
        relations = self._base.vocabulary.relations
        return next((f.relation for f in facts if where and WHERE in relations[f.relation].asks), None)

    def _joined(self, query: Query, one: Collection[int], other: Collection[int]) -> bool:
        """Whether two things are asked for together: «면적이랑 완공 연도», «날짜와 사업비를»."""
        terms = query.reading.terms
        between = range(min(min(one), min(other)), max(max(one), max(other)))
        return any(WITH in terms[at].particles or is_listed(terms[at]) for at in between) or query.has("and")

    def _at(self, query: Query, facts: Sequence[Statement]) -> list[Statement]:
        """Statements that hold at the time asked about; without a time, all that are known, oldest first."""
        if query.then is None and not query.has("ex"):
            holding = [f for f in facts if not (f.end and f.end.last < query.as_of)]
            return list(holding or facts)[-_SHOWN:]
        if query.when is None and query.has("ex"):
            return list(facts[:1])
        until = query.when.days.last if query.when else query.as_of
        begun = [f for f in facts if (f.start.first if f.start else f.tellable_from) <= until]
        return list(begun[-1:] or facts[:1])

    # Lists

    def _item(self, query: Query, facts: Sequence[Statement]) -> Told | None:
        """«네 번째 협력 분야»: one value of a list."""
        number = next(iter(ordinals(query.analysis.numbers)), None)
        if number is None or not facts:
            return None
        written = self._base.written(facts[0])
        if len(written) < 2 or not 1 <= number <= len(written):
            return None
        text = self._teller.say("nth_value", number=ordinal(number), value=written[number - 1])
        return Told(text, True, (facts[0].cite(query.as_of),))

    def retold(self, query: Query, turn: SkillTurn) -> Answer | None:
        """What was said a moment ago, where it holds all that is asked: it is never denied."""
        told = turn.focus.knowledge.told
        facts = [self._by_id[id] for id in told if id in self._by_id]
        asks = query.reading.asks_what or any(t.kind == "question" for t in query.residue())
        if not (facts and asks and query.names_nothing) or query.has("why") or query.analysis.times:
            return None
        words = query.residue()
        holding = [fact for fact in facts if self._fits_question(query, fact) and not self._left_by(query, fact)]
        content = [t for t in words if t.kind != "question"]
        if not holding or not (content or query.points_back):
            return None
        answer = self._teller.facts(holding, query.as_of)
        return self._told(query, turn, answer, holding[0].subject, [f.relation for f in holding])

    def _left_by(self, query: Query, fact: Statement) -> tuple[Term, ...]:
        """What a statement's own sentence leaves unexplained; the words for its relation count for nothing."""
        sentence = _squeezed(self._teller.sentence(fact))
        lemmas = self._lemmas(fact.id)
        known = {at for cue in query.cues if cue.key in _ASKING for at in cue.span}
        left = query.residue(known)
        return tuple(
            t
            for t in left
            if t.kind != "question" and _squeezed(t.text) not in sentence and not {t.lemma, noun_in(t.lemma)} & lemmas
        )

    def pointed_at(self, query: Query, turn: SkillTurn) -> Answer | None:
        """«세 번째 게 뭐였지?»: a value of the list that was told last."""
        if not query.names_nothing or not ordinals(query.analysis.numbers):
            return None
        told = set(turn.focus.knowledge.told)
        listed = [f for f in self._base.facts if f.id in told and isinstance(f.value, Listing)] if told else []
        item = self._item(query, listed)
        return self._told(query, turn, item, listed[0].subject, (listed[0].relation,)) if item else None

    # Yes or no

    def _check(
        self, query: Query, turn: SkillTurn, subject: str, facts: Sequence[Statement], left: Sequence[Term]
    ) -> Answer | Decline | None:
        """Whether what a question claims is so, with what is known of it."""
        known = [f for f in facts if not f.unknown]
        verbs = [t for t in left if t.kind == "verb"]
        if not known or (verbs and len(verbs) < len(left)):
            return self._declined()
        nouns = [t for t in left if t.kind == "noun"]
        is_closed = any(isinstance(f.value, Listing) for f in known)
        if nouns and not (is_closed or self._complements(query, nouns)):
            return self._declined()
        told = self._teller.facts(known, query.as_of)
        agrees = self._verdict(query, subject, known, left)
        # What cannot be compared («다 지었어?») is not judged: what is known is told without yes or no.
        if agrees is not None:
            told = replace(told, text=f"{self._teller.say('right' if agrees else 'wrong')} {told.text}")
        return self._told(query, turn, told, subject, [f.relation for f in known])

    def _verdict(self, query: Query, subject: str, known: Sequence[Statement], left: Sequence[Term]) -> bool | None:
        """Whether what a question claims is so; None where nothing it claims can be compared with what is known."""
        claims = ("name", "noun", "number", "time")
        if any(t.kind not in claims for t in left) or any(self._is_open(query, fact) for fact in known):
            return None
        if not query.then and all(f.end and f.end.last < query.as_of for f in known):
            return False if query.has("still", "now") else None
        if query.then and not any(isinstance(d, Day) for f in known for d in (f.start, *f.values)):
            return None
        if query.has("both"):
            return None  # «둘 다 서명했어?»: of whom, the words alone don't say
        numbers = [n for n in query.analysis.numbers if not self._is_counted(n, known)]
        elsewhere = self._elsewhere(query, subject, known)
        if elsewhere and not any(WHERE in self._base.vocabulary.relations[f.relation].asks for f in known):
            return None
        wrong = bool(left or numbers or elsewhere or not self._is_then(query, known))
        claimed = bool(left or query.analysis.numbers or query.then or self._named(query, subject))
        if not claimed and not query.has("right"):
            return None
        return wrong == query.reading.denies

    def _is_open(self, query: Query, fact: Statement) -> bool:
        """Whether a statement says what is not so, not known or only planned, and the question does not."""
        said = self._said(fact.id)
        if any(v.lemma == LACKING or (v.form is not None and v.form.negated) for v in said.verbs):
            return True
        return bool(list(self._planned.find(said))) and not query.has("planned")

    def _elsewhere(self, query: Query, subject: str, known: Sequence[Statement]) -> list[Term]:
        """Names of where something is said to be that stand in none of the statements."""
        terms = query.reading.terms
        own = {m.start for m in query.analysis.mentions if subject in m.ids}
        covered = {at for fact in known for at in range(len(terms)) if self._is_told(query, terms[at], fact)}
        describing = {verb.clause for verb in query.reading.describing}
        return [
            t
            for at, t in enumerate(terms)
            if t.kind == "name" and {AT, TO} & set(t.particles) and at not in covered
            if t.start not in own and t.clause not in describing
        ]

    @staticmethod
    def _complements(query: Query, terms: Collection[Term]) -> bool:
        """Whether some nouns are what a thing is said to be: «반도체 협약이야?»."""
        main = query.reading.main
        at = query.reading.terms.index(main) if main else 0
        return (
            main is not None
            and main.lemma in COPULAS
            and at > 0
            and all(t.phrase == query.reading.terms[at - 1].phrase for t in terms)
        )

    def _named(self, query: Query, subject: str) -> bool:
        """Whether a name other than the subject's stands in the question."""
        own = {m.start for m in query.analysis.mentions if subject in m.ids}
        return any(m.start not in own for m in query.analysis.mentions if m.kind not in ("food", "attribute"))

    def _is_counted(self, number: NumberMention, facts: Iterable[Statement]) -> bool:
        """Whether a number stands in one of the statements, or counts the values of one."""
        for fact in facts:
            if isinstance(fact.value, Listing) and number.value == len(fact.value.items):
                return True
            for value in fact.values:
                if isinstance(value, Quantity) and value.number == number.value:
                    return True
                if isinstance(value, Money) and value.krw == number.value:
                    return True
            if re.search(rf"(?<!\d){number.value}(?!\d)", self._teller.sentence(fact)):
                return True
        return False

    @staticmethod
    def _is_then(query: Query, facts: Iterable[Statement]) -> bool:
        """Whether the day that is claimed is that of one of the statements; true where none is claimed."""
        if query.then is None:
            return True
        days = [d for f in facts for d in (f.start, *f.values) if isinstance(d, Day)]
        return any(query.then.days.overlaps(day.first, day.last) for day in days)

    # By their own words

    def by_words(self, query: Query, turn: SkillTurn) -> Answer | None:
        """The statement whose own words account for every content word of the question."""
        analysis = query.analysis
        if (
            query.people
            or query.offices
            or query.points_back
            or analysis.of_kind("food", "place", "eatery", "attribute")
        ):
            return None
        words = query.residue()
        content = [t for t in words if t.kind in ("noun", "name", "number")]
        if not any(len(term.lemma) > 1 for term in content):
            return None
        asked = self._relations(query)
        best: tuple[int, int, int, Statement] | None = None
        found = self._words.find([_squeezed(term.text) for term in content])
        for number in found if len(found) <= _MOST_ALIKE else ():
            fact = self._worded[number]
            if not fact.visible(query.as_of) or not self._fits_question(query, fact):
                continue
            left = self._left(query, [fact], asked)
            nouns = sum(term.kind != "verb" for term in words)
            if len(words) < _CLEAR or any(t.kind != "verb" for t in left) or (left and nouns <= _CLEAR):
                continue
            sentence = _squeezed(self._teller.sentence(fact))
            told = sum(_squeezed(t.lemma) in sentence for t in words)
            fit = (asked.strong.get(fact.relation, 0), told, -len(sentence), fact)
            best = max(best, fit, key=lambda ranked: ranked[:3]) if best else fit
        if best is None:
            return None
        fact = best[3]
        if query.asks_whether:
            outcome = self._check(query, turn, fact.subject, [fact], ())
            return outcome if isinstance(outcome, Answer) else None
        return self._told(query, turn, self._teller.facts([fact], query.as_of), fact.subject, (fact.relation,))

    def _fits_question(self, query: Query, fact: Statement) -> bool:
        """Whether a statement holds what a question word asks for: a day, a number."""
        sentence = self._teller.sentence(fact)
        if query.has("why"):
            return fact.relation in self._reasons
        if query.has("when"):
            return isinstance(fact.value, Day) or fact.start is not None or _DATE.search(sentence) is not None
        if query.has("how_many", "how_much"):
            return isinstance(fact.value, (Quantity, Money, Listing)) or _DIGIT.search(sentence) is not None
        return True

    # Measured side by side

    def _is_given(self, query: Query, mention: Mention, measured: Sequence[Statement]) -> bool:
        """«미국을 100으로 보면»: a name that its own value follows is given, not asked for."""
        own = {v.number for f in measured if narrowed(f) == mention.id for v in f.values if isinstance(v, Quantity)}
        numbers = query.analysis.numbers
        return any(0 <= n.start - mention.end <= _AFTER_PARTICLE and n.value in own for n in numbers)

    def _end(self, query: Query, facts: Sequence[Statement]) -> tuple[Order, bool] | None:
        """The end of an ordered relation that a question asks for, and whether it is the lower one."""
        relations = {f.relation for f in facts}
        for cue in self._orders.find(query.reading):
            id, least = cue.key
            if id in relations:
                relation = self._base.vocabulary.relations[id]
                order = relation.least if least else relation.most
                if order is not None:
                    return order, least
        return None

    def _tell_compared(
        self, query: Query, turn: SkillTurn, subject: str, facts: Sequence[Statement], asked: _Asked
    ) -> Answer | Decline:
        """A relation measured for several entities at several times: those named, the greatest, the least, or all."""
        last_focus = turn.focus.knowledge
        periods = sorted({p.iso for f in facts if (p := measured_in(f))})
        last = periods[-1] if periods else ""
        when = query.then or (last_focus.when if last_focus.thing == subject else None)
        if when:
            days = {p.iso: p for f in facts if (p := measured_in(f))}
            wanted = [iso for iso in periods if when.days.overlaps(days[iso].first, days[iso].last)]
            if not wanted and when.days.first == when.days.last:  # at an event: the newest before it
                wanted = [iso for iso in periods if days[iso].first <= when.days.first]
            if not wanted:
                known = list(dict.fromkeys(period(f) for f in facts if (p := measured_in(f)) and p.iso in periods))
                text = self._teller.say("level_other_year", asked=when.days.first.year, known=known)
                return Decline(text, 3, FACT)
            last = wanted[-1]
        measured = [f for f in facts if (p := measured_in(f)) and p.iso == last]
        if not measured:
            return Decline(self._teller.say("unexplained"), 2)
        left = [t for t in self._left(query, measured, asked) if t.kind == "noun"]
        ordered = {at for cue in self._orders.find(query.reading) for at in cue.span}
        kinds = {self._base.vocabulary.types[self._base.entities[e].type] for f in measured if (e := narrowed(f))}
        nouns = {noun for kind in kinds for noun in kind.nouns}
        left = [t for t in left if query.reading.terms.index(t) not in ordered and t.lemma not in nouns]
        if left:
            return self._declined()  # «반도체 기술 수준» is about another statistic
        named = [m.id for m in query.countries if not self._is_given(query, m, measured)]
        if not named and not query.things and last_focus.thing == subject:
            named = list(last_focus.objects)
        relations = tuple(dict.fromkeys(f.relation for f in measured))
        focus = KnowledgeFocus(thing=subject, relations=relations, objects=tuple(named), when=when)
        end = self._end(query, measured)
        than = [m.id for m in query.countries if THAN in query.reading.terms[query.term_of(m) or 0].particles]
        if than:
            return self._weighed(query, turn, measured, named, than, focus)
        if end and len(named) != 1:
            among = [f for f in measured if narrowed(f) in named] or measured
            told, _ = self._teller.extreme(among, end[0], least=end[1], as_of=query.as_of)
            return tell(turn, told, focus, FACT)
        chosen = [f for entity in dict.fromkeys(named) for f in measured if narrowed(f) == entity]
        if named and not chosen:
            return Decline(self._teller.say("unexplained"), 2)
        told = self._teller.facts(chosen, query.as_of) if chosen else self._teller.compared(measured, query.as_of)
        return tell(turn, told, focus, FACT)

    def _weighed(
        self,
        query: Query,
        turn: SkillTurn,
        measured: Sequence[Statement],
        named: Sequence[str],
        than: Sequence[str],
        focus: KnowledgeFocus,
    ) -> Answer | Decline:
        """«한국이 일본보다 앞섰어?»: both values, and whether it is so where that is asked."""
        by_country = {narrowed(f): f for f in measured}
        one = [by_country[e] for e in named if e not in than and e in by_country]
        other = [by_country[e] for e in than if e in by_country]
        if not one or not other:
            return Decline(self._teller.say("unexplained"), 2, FACT)
        told = self._teller.compared((*one, *other), query.as_of)
        end = self._end(query, measured)
        values = [[order_key(f.value) or 0.0 for f in facts] for facts in (one, other)]
        if query.asks_whether and end:
            holds = max(values[0]) < min(values[1]) if end[1] else min(values[0]) > max(values[1])
            sign = self._teller.say("right" if holds != query.reading.denies else "wrong")
            told = replace(told, text=f"{sign} {told.text}")
        return tell(turn, told, focus, FACT)


_ASKING: Final = (
    "site", "when", "why", "who", "how_many", "right", "ex", "now", "then", "at_event", "still", "and", "you",
)  # fmt: skip


def _frozen(spans: Mapping[str, set[int]]) -> dict[str, frozenset[int]]:
    return {key: frozenset(span) for key, span in spans.items()}


def _qualified(fact: Statement) -> Iterator[object]:
    for values in fact.qualifiers.values():
        yield from values


def _inside(cue: CueSpan[str], other: CueSpan[str]) -> bool:
    """Whether a cue lies within a longer one for something else."""
    longer = len(other.span) > len(cue.span)
    return longer and cue.key != other.key and set(cue.span) <= set(other.span)


def _squeezed(text: str) -> str:
    return _NO_LETTER.sub("", text).lower()


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
