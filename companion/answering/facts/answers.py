"""Which statement a question is about, and whether that statement accounts for everything the question names.

A statement is found by its subject, by words that ask for its relation, and by its own words. What nothing accounts for
is declined by its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from companion.answering.base import Answer, Decline, KnowledgeFocus, SkillTurn
from companion.answering.facts.accounts import ASKING, Accounts, squeezed
from companion.answering.facts.asked import CLEAR, DEFAULT, Asked, Asks
from companion.answering.facts.checks import Checks
from companion.answering.facts.measures import Measures
from companion.answering.facts.subjects import Subjects
from companion.answering.telling import FACT, ambiguity_note, tell
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import Day
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller, Told
from companion.knowledge.values import Listing
from companion.language.containing import Containing
from companion.language.numbers import ordinal
from companion.language.terms import AT, WHERE, WHICH, Term
from companion.understanding.query import Query, ordinals

_MOST_ALIKE: Final = 64
"""If more statements than these hold all words of a question, it says too little."""
_SHOWN: Final = 3
"""How many statements of one relation are told at once."""


class FactAnswers:
    """Answers questions about everything that is no succession."""

    def __init__(self, base: KnowledgeBase, teller: Teller, here: tuple[str, ...]) -> None:
        self._base = base
        self._teller = teller
        self._accounts = Accounts(base, teller)
        self._asks = Asks(base, teller)
        self._checks = Checks(base, teller, self._accounts)
        self._measures = Measures(base, teller, self._accounts)
        self._subjects = Subjects(base, self._accounts, self._measures, here)
        self._worded = tuple(f for f in base.facts if f.say)
        self._words = Containing([squeezed(teller.sentence(f) + self._accounts.around(f)) for f in self._worded])
        relations = base.vocabulary.relations.values()
        kinds = {relation.kind for relation in relations if relation.one_at_a_time}
        self._personal = frozenset(r.id for r in relations if r.kind in kinds and not r.one_at_a_time)
        """Relations that give somebody a part in a thing: who signed it, who was there."""
        self._by_id = {fact.id: fact for fact in base.facts}

    def describing(self, query: Query) -> set[int]:
        """Positions of terms that describe somebody by what a named thing is known for: «협약식 온 임문영»."""
        return self._accounts.describing(query)

    def is_about_itself(self, query: Query) -> bool:
        """Whether something is asked that the robot knows of itself, in words for that alone."""
        asked = self._asks.relations(query).strong
        own = {f.relation for f in self._base.facts_of(self._subjects.itself or "")}
        main = query.reading.main
        requested = main is not None and main.form is not None and main.form.requests
        asks = requested or query.asks_whether or query.reading.asks_what
        return asks and query.has("you") and any(r in own and letters >= CLEAR for r, letters in asked.items())

    def is_clear(self, query: Query) -> bool:
        """Whether several words ask for what one thing alone has, and nothing else is said."""
        asked = self._asks.relations(query)
        strong = {r: letters for r, letters in asked.strong.items() if letters > CLEAR}
        known = asked.positions | {at for cue in query.cues if cue.key in ASKING for at in cue.span}
        terms = query.reading.terms
        if not any(terms[at].kind in ("noun", "name", "verb") and at not in query.frame for at in asked.positions):
            return False  # «뭐라고?» asks to hear it again
        left = [t for t in query.residue(known) if t.kind != "number"]
        return bool(strong) and query.names_nothing and not left and self._subjects.only_owner(strong) is not None

    def claims_part(self, query: Query) -> bool:
        """Whether a yes-no question gives somebody a part in a thing that is named: «그 사람이 서명한 사람이야?»."""
        asked = self._personal & {cue.key for cue in query.relations}
        return query.asks_whether and self._subjects.any_asked((m.id for m in query.things), asked)

    def answer(self, query: Query, turn: SkillTurn) -> Answer | Decline | None:
        """Answer about the thing named or meant; None where there is none."""
        asked = self._asks.relations(query)
        subjects = [m.id for m in query.things]
        implied = not subjects
        plays_a_part = bool(self._personal & asked.strong.keys())
        if implied and (plays_a_part or not (query.offices or query.people)) and not query.analysis.of_kind("place"):
            subjects = self._subjects.implied(query, turn, asked)
        if query.countries and not subjects:
            subjects = self._subjects.compared_subjects(query, turn)
        if query.event and not subjects and asked.strong:
            subjects = [query.event.id]  # «협약식 때 온 사람»: the day of what is asked about
        if not subjects:
            return None
        by_question = asked.weak.keys() - {DEFAULT}
        if (query.offices or query.people) and not self._subjects.any_asked(subjects, {*asked.strong, *by_question}):
            return None
        if not self._subjects.any_asked(subjects, asked.strong):
            owner = self._subjects.owner(subjects, asked)
            subjects = [owner] if owner else subjects
        subject = self._subjects.best_subject(query, subjects, asked)
        focus = turn.focus.knowledge
        if focus.thing and query.reading.main is None and not asked.strong and not asked.weak:
            subject = self._subjects.edited(query, focus, subject)
        elif focus.thing and not any(f.visible(query.as_of) for f in self._base.facts_of(subject)):
            subject = focus.thing  # «경기도는 어디고?» after a question about the graduate schools
        return self._about(query, turn, subject, asked, implied=implied and subject != self._subjects.itself)

    def _about(
        self, query: Query, turn: SkillTurn, subject: str, asked: Asked, *, implied: bool
    ) -> Answer | Decline | None:
        facts = [f for f in self._base.facts_of(subject) if f.visible(query.as_of)]
        if subject in self._measures.subjects:
            return self._measures.tell_compared(query, turn, subject, facts, asked)
        if not facts:
            reason = self._teller.say("not_known_then", as_of=query.as_of, subject=self._base.name(subject))
            return Decline(reason, 2, FACT)
        relations = self._choose(query, turn, subject, facts, asked)
        if not relations:
            return self._without(subject, asked)
        chosen = [f for r in relations for f in self._at(query, [f for f in facts if f.relation == r])]
        if query.has("why") and not any(self._asks.fits_question(query, f) for f in chosen):
            why = self._teller.say("why")
            return Decline(self._teller.say("relation_unknown", subject=self._base.name(subject), label=why), 2, FACT)
        left = self._accounts.left(query, chosen, asked)
        item = self._item(query, chosen)
        if item:
            left = tuple(t for t in left if t.kind != "number")
        miscounted = bool(left) and all(t.kind == "number" for t in left) and isinstance(chosen[0].value, Listing)
        if miscounted and not query.asks_whether and set(relations) & set(asked.strong):
            told = self._teller.facts(chosen, query.as_of)
            return self._told(query, turn, self._teller.judged(told, agrees=False), subject, relations)
        if query.asks_whether:
            return self._checked(query, turn, subject, chosen, left)
        corrected = self._corrected(query, left, facts)
        if corrected:
            return self._told(query, turn, corrected, subject, relations)
        missing = self._missing(query, subject, relations, asked, left)
        if missing:
            left = ()
        is_clear = bool(set(relations) & set(asked.strong))
        if is_clear and not implied:
            left = self._accounts.foreign(left, facts)
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

    def _checked(
        self, query: Query, turn: SkillTurn, subject: str, facts: Sequence[Statement], left: Sequence[Term]
    ) -> Answer | Decline:
        told = self._checks.check(query, subject, facts, left)
        if told is None:
            return self._declined()
        return self._told(query, turn, told, subject, [f.relation for f in facts if not f.unknown])

    def _without(self, subject: str, asked: Asked) -> Decline:
        """What is asked for is not known of this thing."""
        best = max(asked.strong, key=lambda r: asked.strong[r], default=None)
        label = self._base.vocabulary.relations[best].label if best else self._teller.say("that")
        return Decline(self._teller.say("relation_unknown", subject=self._base.name(subject), label=label), 2, FACT)

    def _declined(self) -> Decline:
        return Decline(self._teller.say("unexplained"), 1, FACT)

    def _corrected(self, query: Query, left: Sequence[Term], facts: Sequence[Statement]) -> Told | None:
        """«김동연 지사가 맺은 협약»: who really had that part, where a question takes for granted that another did."""
        people = [m for m in query.people if any(t.start == m.start for t in left)]
        describing = {verb.clause for verb in query.reading.describing}
        parts = [f for f in facts if f.relation in self._personal and not f.unknown]
        if not people or not parts or any(t.clause not in describing for t in left):
            return None
        told = self._teller.facts(parts[:1], query.as_of)
        return self._teller.judged(told, agrees=False)

    def _missing(self, query: Query, subject: str, relations: Sequence[str], asked: Asked, left: Sequence[Term]) -> str:
        """«사업비와 사업 기간은?»: that the other thing asked for is not known; "" where nothing else was asked for."""
        terms = query.reading.terms
        spans = [at for r in relations for at in asked.spans.get(r, ())]
        phrases = {t.phrase for t in left}
        if not spans or not left or len(phrases) > 1 or any(t.kind != "noun" for t in left):
            return ""
        own = [at for at, t in enumerate(terms) if t.phrase in phrases]
        if set(own) & set(spans) or not self._asks.joined(query, spans, own):
            return ""
        label = query.text[terms[own[0]].start : terms[own[-1]].end]
        return " " + self._teller.say("relation_unknown", subject=self._base.name(subject), label=label)

    def _choose(
        self, query: Query, turn: SkillTurn, subject: str, facts: Sequence[Statement], asked: Asked
    ) -> list[str]:
        own = dict.fromkeys(f.relation for f in facts)
        ranked = sorted((r for r in asked.strong if r in own), key=lambda r: -asked.strong[r])
        weak = [r for r in asked.weak if r in own]
        if ranked:
            best = ranked[0]
            apart = [r for r in ranked[1:] if not asked.spans[r] & asked.spans[best]]
            if apart and self._asks.joined(query, asked.spans[best], asked.spans[apart[0]]):
                return [best, apart[0]]  # «면적이랑 완공 연도»
            # «언제 어디서 체결했어»: several question words ask for several relations.
            others = [r for r in weak if r not in ranked and r != DEFAULT]
            several = [r for r in others if asked.weak[r] - asked.weak.get(best, frozenset())]
            return [best, *(several[:1] if len(weak) > 1 else ())]
        claimed = self._claimed(query, facts)
        if claimed:
            return [claimed]
        specific = [
            r
            for r in weak
            if r != DEFAULT and any(f.relation == r and self._asks.fits_question(query, f) for f in facts)
        ]
        if max(asked.strong.values(), default=0) >= CLEAR and not specific:
            return [DEFAULT] if DEFAULT in weak and query.reading.question(*WHICH) else []
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
        if DEFAULT in own:
            return [DEFAULT]
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
        holding = [
            fact for fact in facts if self._asks.fits_question(query, fact) and not self._accounts.left_by(query, fact)
        ]
        content = [t for t in words if t.kind != "question"]
        if not holding or not (content or query.points_back):
            return None
        answer = self._teller.facts(holding, query.as_of)
        return self._told(query, turn, answer, holding[0].subject, [f.relation for f in holding])

    def pointed_at(self, query: Query, turn: SkillTurn) -> Answer | None:
        """«세 번째 게 뭐였지?»: a value of the list that was told last."""
        if not query.names_nothing or not ordinals(query.analysis.numbers):
            return None
        told = set(turn.focus.knowledge.told)
        listed = [f for f in self._base.facts if f.id in told and isinstance(f.value, Listing)] if told else []
        item = self._item(query, listed)
        return self._told(query, turn, item, listed[0].subject, (listed[0].relation,)) if item else None

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
        asked = self._asks.relations(query)
        best: tuple[int, int, int, Statement] | None = None
        found = self._words.find([squeezed(term.text) for term in content])
        for number in found if len(found) <= _MOST_ALIKE else ():
            fact = self._worded[number]
            if not fact.visible(query.as_of) or not self._asks.fits_question(query, fact):
                continue
            left = self._accounts.left(query, [fact], asked)
            nouns = sum(term.kind != "verb" for term in words)
            if len(words) < CLEAR or any(t.kind != "verb" for t in left) or (left and nouns <= CLEAR):
                continue
            sentence = squeezed(self._teller.sentence(fact))
            told = sum(squeezed(t.lemma) in sentence for t in words)
            fit = (asked.strong.get(fact.relation, 0), told, -len(sentence), fact)
            best = max(best, fit, key=lambda ranked: ranked[:3]) if best else fit
        if best is None:
            return None
        fact = best[3]
        if query.asks_whether:
            outcome = self._checked(query, turn, fact.subject, [fact], ())
            return outcome if isinstance(outcome, Answer) else None
        return self._told(query, turn, self._teller.facts([fact], query.as_of), fact.subject, (fact.relation,))
