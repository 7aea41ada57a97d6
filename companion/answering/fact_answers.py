"""Facts about things: which of them a question asks for, and whether its words are all accounted for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from companion.answering.base import Answer, Decline, KnowledgeFocus
from companion.answering.questions import Question
from companion.answering.telling import ambiguity_note, tell
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller, Told, measured_in, narrowed, period
from companion.knowledge.values import Quantity
from companion.knowledge.vocabulary import Order
from companion.language.containing import Containing
from companion.language.numbers import ordinal
from companion.understanding.lexicon import looks_verbal
from companion.understanding.types import Mention

# How probable a question about facts must be when it names no subject.
_MEANT_FOR_FACTS = 0.4
_NO_LETTER = re.compile(r"[\W_]+")
_POINTER = re.compile(r"(?:^|\s)(?:거기|그곳|저기|그 집|그 식당|그 사람|그분)")
_AND = re.compile(r"이랑|랑\s|하고\s|[와과]\s|그리고|및")
_AFTER_PARTICLE = 2
_CLEAR = 2
"""Letters of a question that ask for one relation and no other."""
_ENDING = 2
"""Letters that may be the ending of a word."""
_HOW_MANY = re.compile(r"몇\s?(?:명|개|군데|곳|번|대)|얼마")
_RIGHT = re.compile(r"맞(?:아|나|지|죠|습니까|는)")
_SELF = re.compile(r"(?:^|\s)(?:너|넌|네가|네|니|너는|너의|너희|당신|자네|파이보)")


class FactAnswers:
    """Answers questions about everything that is neither an office nor a person."""

    def __init__(self, base: KnowledgeBase, teller: Teller, here: tuple[str, ...]) -> None:
        self._base = base
        self._teller = teller
        self._here = here
        self._self = base.itself.id if base.itself else None
        self._compared = frozenset(f.subject for f in base.facts if narrowed(f) is not None)
        """What is measured for several countries, or the like, side by side."""
        self._compared_facts = tuple(f for f in base.facts if f.subject in self._compared)
        self._subjects = _subjects_by_relation(base.facts)
        self._events = _subjects_by_relation(f for f in base.facts if base.entities[f.subject].type == "event")
        self._worded = tuple(f for f in base.facts if f.say)
        """The facts that have words of their own, with these, and with what else may be said of them."""
        self._told = tuple(_squeezed(teller.sentence(f)) for f in self._worded)
        self._words = Containing([told + self._around(f) for f, told in zip(self._worded, self._told, strict=True)])

    def _around(self, fact: Statement) -> str:
        relation, entity = self._base.vocabulary.relations[fact.relation], self._base.entities[fact.subject]
        return _squeezed("".join((*relation.cues, relation.label, entity.name, *entity.aliases)))

    def answer(self, asked: Question, unexplained: Sequence[str]) -> Answer | Decline | None:
        """Answer about the thing named or meant; None where there is none.

        `unexplained` are the content words that nothing accounts for.
        """
        subjects = [m.id for m in asked.things]
        is_implied = not subjects
        strong = self._asked_relations(asked.rest)
        if not (subjects or asked.offices or asked.people or asked.turn.analysis.of_kind("place")):
            subjects = self._implied_subjects(asked, strong)
        if asked.countries and not subjects:
            thing = asked.focus.thing
            subjects = [thing] if thing and thing in self._compared else []
            if not subjects and asked.then and self._end(asked, self._compared_facts):
                subjects = sorted(self._compared)
        if not subjects:
            return None
        if (asked.offices or asked.people) and not any(
            f.relation in strong for s in subjects for f in self._base.facts_of(s)
        ):
            return None
        if not any(f.relation in strong for s in subjects for f in self._base.facts_of(s)):
            settings = all(self._base.entities[s].type in ("organisation", "place", "country") for s in subjects)
            least = 2 if settings else 3
            owner = _only_one(self._subjects.get(r, ()) for r, hits in strong.items() if hits >= least)
            subjects = [owner] if owner else subjects
        subject = self._best_subject(asked, subjects, strong)
        if asked.focus.thing and not any(f.visible(asked.as_of) for f in self._base.facts_of(subject)):
            subject = asked.focus.thing  # «경기도는?» after a question about the graduate schools
        asks_for_it = any(f.relation in strong for f in self._base.facts_of(subject))
        is_compared = subject in self._compared
        tolerated = 2 if asks_for_it and not is_implied and not is_compared else 0
        if is_compared and asked.countries and all(map(looks_verbal, unexplained)):
            tolerated = 2  # «반도체 기술 수준» is about another statistic
        elif asks_for_it and subject == asked.focus.thing:
            tolerated = max(tolerated, 1)
        return self._tell_fact(asked, subject, strong) if len(unexplained) <= tolerated else None

    def by_words(self, asked: Question) -> Answer | None:
        """The fact whose own words account for every content word of the question."""
        analysis = asked.turn.analysis
        words = [w.stem for w in analysis.words if not w.neutral]
        if asked.people or asked.offices or analysis.of_kind("food", "place", "eatery", "attribute"):
            return None
        words += re.findall(r"\d+\s?단계", analysis.text)
        if not any(len(word) > 1 for word in words) or _POINTER.search(asked.text):
            return None
        strong = self._asked_relations(asked.rest)
        best: tuple[int, float, Statement] | None = None
        stems = [_least(word) for word in words]
        for number in self._words.find(stems):
            fact, told = self._worded[number], self._told[number]
            if fact.visible(asked.as_of) and self._is_about(fact, asked) and any(stem in told for stem in stems):
                fit = (strong.get(fact.relation, 0), -len(told), fact)
                best = max(best, fit, key=lambda pair: pair[:2]) if best else fit
        if best is None or not (best[0] or sum(len(word) > 1 for word in words) > 1 or asked.things):
            return None
        fact = best[2]
        focus = KnowledgeFocus(thing=fact.subject, relations=(fact.relation,), when=asked.when)
        return tell(asked, self._teller.facts([fact], asked.as_of), focus, "knowledge.fact")

    def _is_about(self, fact: Statement, asked: Question) -> bool:
        """Whether every name in the question is the fact's subject or stands in its sentence."""
        entity = self._base.entities[fact.subject]
        told = _squeezed("".join((fact.say or "", entity.name, *entity.aliases)))
        named = (*asked.things, *asked.countries)
        return all(
            fact.subject == m.id or _squeezed(self._base.name(m.id)) in told or _squeezed(m.text) in told for m in named
        )

    def _asked_relations(self, rest: str) -> dict[str, int]:
        """Relations whose own cues stand in the question, with the length of what matched."""
        squeezed = rest.replace(" ", "")
        found = {}
        for relation in self._base.vocabulary.relations.values():
            hits = [len(cue.replace(" ", "")) for cue in relation.cues if cue.replace(" ", "") in squeezed]
            if hits:
                found[relation.id] = sum(hits)
        return found

    def _implied_subjects(self, asked: Question, strong: dict[str, int]) -> list[str]:
        if (
            self._self
            and _SELF.search(asked.text)
            and any(f.relation in strong for f in self._base.facts_of(self._self))
        ):
            return [self._self]
        focus = asked.focus
        if focus.thing in self._compared and self._end(asked, self._base.facts_of(focus.thing or "")):
            return [focus.thing] if focus.thing else []
        if focus.thing and asked.when and asked.is_fragment and not strong:
            return [focus.thing]  # «지금은?» after «협약 때 집적단지 면적은?»
        if focus.thing:
            own = {f.relation for f in self._base.facts_of(focus.thing)}
            is_fragment = not strong or asked.is_fragment
            if own & set(strong) or (is_fragment and self._weak_relations(asked.rest, focus.thing, asked.as_of)):
                return [focus.thing]
        if focus.office and (asked.asks_tenure or asked.has("before", "after")):
            return []
        if asked.has("length", "start", "end") or _POINTER.search(asked.text):
            return []  # «임기», «언제까지 했어», «거기»: about somebody or something that was not named
        here = [s for s in self._here if any(f.relation in strong for f in self._base.facts_of(s))]
        if here:
            return here[:1]
        if asked.turn.interpretation.probability("knowledge.") < _MEANT_FOR_FACTS:
            return []
        clear = [r for r, hits in strong.items() if hits >= _CLEAR]
        owner = _only_one(self._events.get(r, ()) for r in clear) or _only_one(self._subjects.get(r, ()) for r in clear)
        return [owner] if owner else []

    def _best_subject(self, asked_: Question, subjects: list[str], strong: dict[str, int]) -> str:
        """The thing whose relation is asked for; then the topic («은/는»), then the last, the head in Korean."""
        text = asked_.text
        topics = {m.id for m in asked_.things if text[m.end : m.end + 1] in ("은", "는")}

        def fit(subject: str) -> tuple[int, bool, bool, int]:
            asked = max((strong.get(f.relation, 0) for f in self._base.facts_of(subject)), default=-1)
            is_setting = self._base.entities[subject].type in ("organisation", "place", "country")
            return asked, subject in topics, not is_setting, first[subject]

        first = {subject: number for number, subject in reversed(list(enumerate(subjects)))}
        return max(subjects, key=fit)

    def _weak_relations(self, rest: str, subject: str, as_of: date) -> list[str]:
        squeezed = rest.replace(" ", "")
        own = dict.fromkeys(f.relation for f in self._base.facts_of(subject) if f.visible(as_of))
        return [r for r in own if any(cue in squeezed for cue in self._base.vocabulary.relations[r].asks)]

    def _tell_fact(self, asked: Question, subject: str, strong: dict[str, int]) -> Answer | Decline | None:
        facts = [f for f in self._base.facts_of(subject) if f.visible(asked.as_of)]
        name = self._base.name(subject)
        if subject in self._compared:
            return self._tell_compared(asked, subject, facts)
        if not facts:
            reason = self._teller.say("not_known_then", as_of=asked.as_of, subject=name)
            return Decline(reason, 2, "knowledge.fact")
        relations = self._choose_relations(asked, subject, facts, strong)
        if not relations:
            best = max(strong, key=lambda r: strong[r], default=None)
            label = self._base.vocabulary.relations[best].label if best else "그 내용"
            return Decline(self._teller.say("relation_unknown", subject=name, label=label), 2, "knowledge.fact")
        checked = self._check_date(asked, facts)
        if checked:
            return checked
        chosen = [f for r in relations for f in self._at(asked, [f for f in facts if f.relation == r])]
        told = self._item(asked, chosen) or self._teller.facts(chosen, asked.as_of)
        note = ambiguity_note(self._base, asked.things)
        focus = KnowledgeFocus(thing=subject, relations=tuple(relations), when=asked.when, asked="fact")
        return tell(asked, replace(told, text=told.text + note), focus, "knowledge.fact")

    def _check_date(self, asked: Question, facts: list[Statement]) -> Answer | None:
        """«협약은 2018년에 맺은 거 맞죠?»: yes or no, with the date."""
        dated = next((f for f in facts if f.relation == "date" and f.start), None)
        if dated is None or dated.start is None or asked.then is None or not _RIGHT.search(asked.text):
            return None
        right = asked.then.days.overlaps(dated.start.first, dated.start.last)
        told = self._teller.facts([dated], asked.as_of)
        told = replace(told, text=f"{self._teller.say('right' if right else 'wrong')} {told.text}")
        return tell(asked, told, KnowledgeFocus(thing=dated.subject, relations=("date",)), "knowledge.fact")

    def _item(self, asked: Question, facts: list[Statement]) -> Told | None:
        """«네 번째 협력 분야»: one value of a list."""
        number = next((n.value for n in asked.turn.analysis.numbers if n.ordinal), None)
        written = self._base.written(facts[0]) if facts else ()
        if number is None or not 1 <= number <= len(written) or len(written) < 2:
            return None
        text = self._teller.say("nth_value", number=ordinal(number), value=written[number - 1])
        return Told(text, True, (facts[0].cite(asked.as_of),))

    def _choose_relations(
        self, asked: Question, subject: str, facts: list[Statement], strong: dict[str, int]
    ) -> list[str]:
        own = dict.fromkeys(f.relation for f in facts)
        ranked = sorted((r for r in own if r in strong), key=lambda r: -strong[r])
        weak = [r for r in self._weak_relations(asked.rest, subject, asked.as_of) if r in own]
        if len(ranked) > 1 and _AND.search(asked.rest):
            return ranked[:2]  # «면적이랑 완공 연도»
        if ranked:
            # «언제 어디서 체결했어»: several question words ask for several relations.
            return ranked[:1] + [r for r in weak if r not in ranked and r in ("date", "place") and len(weak) > 1][:1]
        specific = [r for r in weak if r != "summary"]
        if max(strong.values(), default=0) >= 2 and not specific:
            return ["summary"] if "summary" in weak and re.search(r"어떤|어느", asked.rest) else []
        if specific:
            return specific[:2]
        if _HOW_MANY.search(asked.rest):
            return []  # a number was asked for, a description would be beside the point
        if subject == asked.focus.thing and not asked.things and asked.when:
            return [r for r in asked.focus.relations if r in own]
        if "summary" in own:
            return ["summary"]
        return [r for r in asked.focus.relations if r in own]

    def _at(self, asked: Question, facts: list[Statement]) -> list[Statement]:
        """Facts that hold at the time asked about; without a time, all that are known, oldest first."""
        if asked.then is None and not asked.has("ex"):
            holding = [f for f in facts if not (f.end and f.end.last < asked.as_of)]
            return (holding or facts)[-3:]
        if asked.when is None and asked.has("ex"):
            return facts[:1]
        until = asked.when.days.last if asked.when else asked.as_of
        begun = [f for f in facts if (f.start.first if f.start else f.tellable_from) <= until]
        return begun[-1:] or facts[:1]

    def _is_given(self, asked: Question, mention: Mention, measured: Sequence[Statement]) -> bool:
        """«미국을 100으로 보면»: a name that its own value follows is given, not asked for."""
        own = {v.number for f in measured if narrowed(f) == mention.id for v in f.values if isinstance(v, Quantity)}
        numbers = asked.turn.analysis.numbers
        return any(0 <= n.start - mention.end <= _AFTER_PARTICLE and n.value in own for n in numbers)

    def _end(self, asked: Question, facts: Sequence[Statement]) -> tuple[Order, bool] | None:
        """The end of an ordered relation that a question asks for, and whether it is the lower one."""
        for relation in dict.fromkeys(self._base.vocabulary.relations[f.relation] for f in facts):
            for order, least in ((relation.least, True), (relation.most, False)):
                if order is not None and asked.says(order.stems):
                    return order, least
        return None

    def _tell_compared(self, asked: Question, subject: str, facts: list[Statement]) -> Answer | Decline:
        """A relation measured for several entities at several times: those named, the greatest, the least, or all."""
        periods = sorted({p.iso for f in facts if (p := measured_in(f))})
        last = periods[-1] if periods else ""
        when = asked.then or (asked.focus.when if asked.focus.thing == subject else None)
        if when:
            days = {p.iso: p for f in facts if (p := measured_in(f))}
            wanted = [iso for iso in periods if when.days.overlaps(days[iso].first, days[iso].last)]
            if not wanted and when.days.first == when.days.last:  # at an event: the newest before it
                wanted = [iso for iso in periods if days[iso].first <= when.days.first]
            if not wanted:
                known = [period(f) for f in facts if (p := measured_in(f)) and p.iso in periods]
                year = when.days.first.year
                text = self._teller.say("level_other_year", asked=year, known=list(dict.fromkeys(known)))
                return Decline(text, 3, "knowledge.fact")
            last = wanted[-1]
        measured = [f for f in facts if (p := measured_in(f)) and p.iso == last]
        if not measured:
            return Decline(self._teller.say("unexplained"), 2)
        named = [m.id for m in asked.countries if not self._is_given(asked, m, measured)]
        if not named and not asked.things and asked.focus.thing == subject:
            named = list(asked.focus.objects)
        relations = tuple(dict.fromkeys(f.relation for f in measured))
        focus = KnowledgeFocus(thing=subject, relations=relations, objects=tuple(named), when=when)
        end = self._end(asked, measured)
        if end and len(named) != 1:
            among = [f for f in measured if narrowed(f) in named] or measured
            told, _ = self._teller.extreme(among, end[0], least=end[1], as_of=asked.as_of)
            return tell(asked, told, focus, "knowledge.fact")
        chosen = [f for entity in named for f in measured if narrowed(f) == entity]
        if named and not chosen:
            return Decline(self._teller.say("unexplained"), 2)
        told = self._teller.facts(chosen, asked.as_of) if chosen else self._teller.compared(measured, asked.as_of)
        return tell(asked, told, focus, "knowledge.fact")


def _squeezed(text: str) -> str:
    return _NO_LETTER.sub("", text).lower()


def _least(word: str) -> str:
    """What must stand in a squeezed text for a word, or what is left of it without its ending, to stand there."""
    squeezed = _squeezed(word)
    return squeezed[: max(len(squeezed) - _ENDING, min(2, len(squeezed)))]


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
