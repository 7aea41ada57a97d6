"""What is measured for several countries, or the like, side by side: those named, the greatest, the least, or all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from companion.answering.base import Answer, Decline, KnowledgeFocus, SkillTurn
from companion.answering.facts.accounts import Accounts
from companion.answering.facts.algebra import Algebra
from companion.answering.facts.asked import RelationsAsked, order_cues
from companion.answering.facts.operands import our_own
from companion.answering.facts.reckoning import claimed_number
from companion.answering.telling import FACT, tell
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import Day, Interval
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller, Told, When, measured_in, narrowed, period, size
from companion.knowledge.values import Quantity
from companion.knowledge.vocabulary import Order
from companion.language.grammar import OBJECT, is_yardstick, passes_on_words
from companion.language.numbers import NumberMention, count
from companion.language.terms import EACH_OF, HOW_MANY, HOW_MUCH, MORE, THAN, UNTIL, WHEN, WHO, WHY, WITH
from companion.language.units import RANKS
from companion.understanding.query import Query, ordinals, when_of
from companion.understanding.types import Mention

_AFTER_PARTICLE: Final = 2


class Measures:
    """Answers questions about what is measured side by side."""

    def __init__(self, base: KnowledgeBase, teller: Teller, accounts: Accounts, algebra: Algebra) -> None:
        self._base = base
        self._teller = teller
        self._accounts = accounts
        self._algebra = algebra
        self.subjects = frozenset(
            f.subject for f in base.facts if narrowed(f) is not None and base.vocabulary.relations[f.relation].most
        )
        self._orders = order_cues(base)
        self._ours = dict(our_own(base))

    def words(self, subject: str) -> frozenset[str]:
        """Nouns that belong to a statistic: those of its statements, and what it is measured for."""
        facts = self._base.facts_of(subject)
        kinds = {self._base.entities[e].type for f in facts if (e := narrowed(f))}
        nouns = {noun for kind in kinds for noun in self._base.vocabulary.types[kind].nouns}
        return frozenset().union(nouns, *(self._accounts.lemmas(f.id) for f in facts))

    def end(self, query: Query, facts: Sequence[Statement]) -> tuple[Order, bool] | None:
        """The end of an ordered relation that a question asks for, and whether it is the lower one."""
        relations = {f.relation for f in facts}
        main = query.reading.main
        cues = self._orders.find(query.reading)
        # «일본보다 낮았던 한국이 앞섰어?»: what the sentence itself says, before what a clause describes
        for cue in sorted(cues, key=lambda c: query.reading.terms[c.last] is not main):
            id, least = cue.key
            if id in relations:
                relation = self._base.vocabulary.relations[id]
                order = relation.least if least else relation.most
                if order is not None:
                    return order, least
        return None

    def tell_compared(
        self, query: Query, turn: SkillTurn, subject: str, facts: Sequence[Statement], asked: RelationsAsked
    ) -> Answer | Decline:
        """A relation measured for several entities at several times: those named, the greatest, the least, or all."""
        last_focus = turn.focus.knowledge
        ever = [f for f in facts if measured_in(f) and narrowed(f) is not None]
        spans = sorted({p.iso: p for f in ever if (p := measured_in(f))}.items())
        last = when_of(query.analysis.times[-1], query.as_of) if len(query.analysis.times) > 1 else None
        when = last or query.then or (last_focus.when if last_focus.thing == subject else None)
        if not (last or query.then) and query.has("now", "overtakes"):
            when = None  # «그럼 우리가 앞지른 거네?»: it came to be so by the newest
        elif not (last or query.then) and query.has("ex") and len(spans) > 1:  # «옛날에는 일본이 더 높았지?»
            when = When(Interval(spans[0][1].first, spans[0][1].last), spans[0][0])
        period_ = self._period(spans, when)
        if period_ is None and when is not None and passes_on_words(query.reading):
            known = [f for f in ever if f.tellable_from <= when.days.last]  # «2019년에 어느 정도라고 했어?»
            period_ = max((p.iso for f in known if (p := measured_in(f))), default=None)
        if spans and period_ is None and when is not None:
            years = list(dict.fromkeys(period(f) for f in ever))
            text = self._teller.say("level_other_year", asked=when.days.first.year, known=years)
            return Decline(text, 3, FACT)
        measured = [f for f in ever if (p := measured_in(f)) and p.iso == period_ and narrowed(f) not in query.without]
        if not measured:
            return Decline(self._teller.say("unexplained"), 2)
        if self._foreign(query, measured, asked):
            return Decline(self._teller.say("unexplained"), 1, FACT)  # «반도체 기술 수준» is about another statistic
        named = [m.id for m in query.countries if not self._is_given(query, m, measured)]
        named += self._our_side(query, measured, named)
        beaten = named if query.has("beats") and last_focus.thing == subject and len(named) == 1 else []
        if last_focus.thing == subject and len(named) == 1 and self._beside(query, named[0], WITH):
            named = [*(e for e in last_focus.objects[:1] if e not in named), *named]  # «중국이랑 비교하면?»
        elif last_focus.thing == subject and _claims(query) and len(named) == 1 and not beaten:
            spoken = [e for e in last_focus.objects if e not in named][:1]
            if spoken and self._beside(query, named[0], THAN):  # «일본보다 높네»
                named = [*spoken, *named]
            elif spoken and any(t.kind == "adverb" and t.lemma in MORE for t in query.reading.terms):
                named, beaten = [*named, *spoken], spoken  # «그럼 중국이 더 높네?»
        elif (beaten and last_focus.objects) or (
            not (named or query.things or query.without) and last_focus.thing == subject
        ):
            named = [*(e for e in last_focus.objects if e not in beaten), *beaten]
        relations = tuple(dict.fromkeys(f.relation for f in measured))
        if when is not None:  # of the year that is told is spoken next, and not of the event that it was asked for
            told_of = dict(spans)[period_] if period_ is not None else None
            when = When(Interval(told_of.first, told_of.last), period_) if told_of is not None else when
        # What was beaten or only held against it is no new topic: «2022년에는? — 그럼 일본은 이겼네? — 중국은?»
        topic = last_focus.objects[:1] if last_focus.thing == subject else ()
        objects = tuple(sorted(named, key=lambda entity: entity not in topic))
        focus = KnowledgeFocus(thing=subject, relations=relations, objects=objects, when=when)
        told = self._since_when(query, ever, named) or self._told(query, measured, ever, named, beaten)
        return tell(turn, told, focus, FACT) if told else Decline(self._teller.say("unexplained"), 2, FACT)

    @staticmethod
    def _beside(query: Query, entity: str, particle: str) -> bool:
        """Whether something is what another is compared with: «일본보다», «일본이랑»."""
        terms = query.reading.terms
        return any(m.id == entity and particle in terms[query.term_of(m) or 0].particles for m in query.countries)

    def _our_side(self, query: Query, measured: Sequence[Statement], named: Sequence[str]) -> list[str]:
        """«우리가 일본보다 낮았네요?»: what is ours, beside what is named."""
        ours = [self._ours[t.lemma] for t in query.reading.terms if t.kind == "pronoun" and t.lemma in self._ours]
        return [e for e in ours if named and e not in named and any(narrowed(f) == e for f in measured)]

    @staticmethod
    def _period(spans: Sequence[tuple[str, Day]], when: When | None) -> str | None:
        """The time of measuring that is meant: the one asked about, else the newest; None where there is none."""
        if when is None:
            return spans[-1][0] if spans else None
        wanted = [iso for iso, day in spans if when.days.overlaps(day.first, day.last)]
        if not wanted and when.days.first == when.days.last:  # at an event: the newest before it
            wanted = [iso for iso, day in spans if day.first <= when.days.first]
        return wanted[-1] if wanted else None

    def _foreign(self, query: Query, measured: Sequence[Statement], asked: RelationsAsked) -> bool:
        """Whether a noun or a verb is left that belongs to another statistic, or a length of time is asked for."""
        terms = query.reading.terms
        groups = ("grew", "shrank", "differs", "rank", "beats", "first", "length", "between")
        known = {at for cue in self._orders.find(query.reading) for at in cue.span}
        known |= {at for cue in query.cues if cue.key in groups for at in cue.span}
        kinds = {self._base.vocabulary.types[self._base.entities[e].type] for f in measured if (e := narrowed(f))}
        nouns = {noun for kind in kinds for noun in kind.nouns}
        if query.has("length") and not query.has("grew", "shrank", "differs", "how_much"):
            return True
        other = query.reading.question(WHO, WHY, *WHEN)  # «기술수준은 언제 선정됐어»
        left = [t for t in self._accounts.left(query, measured, asked) if t.kind == "noun" or (other and t.form)]
        return any(terms.index(t) not in known and t.lemma.removesuffix(EACH_OF) not in nouns for t in left)

    def _told(
        self,
        query: Query,
        measured: Sequence[Statement],
        ever: Sequence[Statement],
        named: Sequence[str],
        beaten: Sequence[str],
    ) -> Told | None:
        """What is told of those that are named, or of all."""
        end = self.end(query, measured)
        than = [m.id for m in query.countries if THAN in query.reading.terms[query.term_of(m) or 0].particles]
        if query.has("grew", "shrank") or (len(query.analysis.times) > 1 and query.has("differs")):
            changed = self._changed(query, ever, [e for e in named if e not in than])
            if changed and query.has("why"):
                return replace(changed, text=f"{self._teller.say('why_so')} {changed.text}")
            return changed
        compares = query.has("differs", "length") or (query.has("how_much") and (end or query.countries))
        apart = compares and query.reading.question(*HOW_MUCH)  # «점수가 얼마였는데» asks for each
        if len(named) > 1 and (apart or query.has("differs")):
            pair = [f for e in dict.fromkeys(named) for f in measured if narrowed(f) == e][:2]
            return self._algebra.apart(query, pair[0], pair[1]).told if len(pair) > 1 else None
        bounds = [size(f) for f in measured if narrowed(f) in than]
        if end and than and named == than and not _claims(query):
            return self._beyond(query, measured, bounds, least=end[1])
        said = claimed_number(query)
        if not named and not query.asks_whether and said is not None and query.has("above", "below"):
            return self._beyond(query, measured, [said], least=query.has("below"))
        if query.has("beats") and len(named) == 2 and not than:  # «중국이 유럽을 앞질렀어?»
            terms = query.reading.terms
            than = [m.id for m in query.countries if OBJECT in terms[query.term_of(m) or 0].particles]
        with_ = [e for e in named if self._beside(query, e, WITH)]
        if than or beaten or (len(named) > 1 and 0 < len(with_) < len(named)):
            return self._weighed(query, measured, named, than or beaten or with_)
        if len(named) == 1 and (query.has("rank") or query.analysis.numbers) and not query.has("how_much"):
            ranked = self._ranked(query, measured, named[0])
            if ranked:
                return ranked
        if end and query.asks_whether and len(named) == 1:
            told, found = self._teller.extreme(measured, end[0], least=end[1], as_of=query.as_of)
            return self._teller.judged(told, (narrowed(found) == named[0]) != query.reading.denies, claimed=False)
        placed = self._placed(query, measured) if not named else None
        nth = self._nth(query, measured, least=bool(end and end[1])) if not named and not placed else None
        if nth:
            return nth
        if placed:
            return self._teller.compared(placed, query.as_of)
        if end and len(named) != 1:
            among = [f for f in measured if narrowed(f) in named] or measured
            told, found = self._teller.extreme(among, end[0], least=end[1], as_of=query.as_of)
            return told if among is measured else self._ahead(query, among, found)
        chosen = [f for entity in dict.fromkeys(named) for f in measured if narrowed(f) == entity]
        if named and not chosen:
            return None
        return self._teller.facts(chosen, query.as_of) if chosen else self._teller.compared(measured, query.as_of)

    def _nth(self, query: Query, measured: Sequence[Statement], *, least: bool) -> Told | None:
        """«두 번째로 높은 나라», «3등은 어디야»: the one at a place, from the end that is asked for."""
        places = (*ordinals(query.analysis.numbers), *(n.value for n in _places(query)))
        if not places or not 1 <= places[0] <= len(measured):
            return None
        ranked = sorted(measured, key=size, reverse=True)
        found = ranked[-places[0] if least else places[0] - 1]
        return self._in_place(query, ranked, found)

    def _in_place(self, query: Query, ranked: Sequence[Statement], found: Statement) -> Told:
        who, place = self._base.name(narrowed(found) or found.subject), ranked.index(found) + 1
        text = self._teller.say("ranked", who=who, number=len(ranked), place=place)
        told = self._teller.facts([found], query.as_of)
        return replace(told, text=f"{text} {told.text}")

    def _beyond(
        self, query: Query, measured: Sequence[Statement], bounds: Sequence[float], *, least: bool
    ) -> Told | None:
        """«한국보다 낮은 나라는 몇 곳이야», «90을 넘는 나라는»: all that lie on one side of some values."""
        if not bounds:
            return None
        values = [(f, size(f)) for f in measured]
        found = [f for f, v in values if (v < min(bounds) if least else v > max(bounds))]
        own = self._teller.compared([f for f, v in values if f in found or v in bounds] or measured, query.as_of)
        if not found:
            return replace(own, text=f"{self._teller.say('none_beyond')} {own.text}")
        who = [self._base.name(narrowed(f) or f.subject) for f in found]
        counter = self._base.vocabulary.types[self._base.entities[narrowed(found[0]) or ""].type].counter
        number = self._teller.say("it_is", who=count(len(who), counter)) + " " if self._counts(query) else ""
        return replace(own, text=f"{number}{self._teller.say('it_is_each', who=who)} {own.text}")

    @staticmethod
    def _counts(query: Query) -> bool:
        """Whether it is asked how many there are."""
        return any(t.kind == "question" and t.lemma.startswith(HOW_MANY) for t in query.reading.terms)

    def _since_when(self, query: Query, ever: Sequence[Statement], named: Sequence[str]) -> Told | None:
        """«중국은 언제 유럽을 앞섰어?»: the first time of measuring at which it was so, and how it was each time."""
        terms = query.reading.terms
        end = self.end(query, ever)
        other = [m.id for m in query.countries if {THAN, OBJECT} & set(terms[query.term_of(m) or 0].particles)]
        one = [e for e in named if e not in other]
        asks = query.has("when") and (query.has("beats") or end) and not query.analysis.times
        if not asks or len(one) != 1 or len(other) != 1:
            return None
        values = {(narrowed(f), period(f)): size(f) for f in ever}
        times = [t for t in dict.fromkeys(period(f) for f in ever) if {(one[0], t), (other[0], t)} <= values.keys()]
        least = bool(end and end[1])
        ahead = [t for t in times if (values[one[0], t] > values[other[0], t]) != least]
        pairs = [[f for f in ever if period(f) == t and narrowed(f) in (one[0], other[0])] for t in times]
        told = [self._teller.compared(pair, query.as_of) for pair in pairs]
        text = self._teller.say("first_so" if ahead else "never_so", when=ahead[0] if ahead else "")
        sources = tuple(source for t in told for source in t.sources)
        return Told(" ".join((text, *(t.text for t in told))), True, sources) if told else None

    def _ahead(self, query: Query, among: Sequence[Statement], found: Statement) -> Told:
        """The one of some that is at the end asked for, and the values of all of them."""
        told = self._teller.compared(among, query.as_of)
        who = self._base.name(narrowed(found) or found.subject)
        return replace(told, text=f"{self._teller.say('ahead', who=who)} {told.text}")

    def _ranked(self, query: Query, measured: Sequence[Statement], named: str) -> Told | None:
        """«몇 등이야», «4위야?»: the place among all that were measured."""
        ranked = sorted(measured, key=size, reverse=True)
        own = next((f for f in ranked if narrowed(f) == named), None)
        claimed = next((n.value for n in query.analysis.numbers if not n.ordinal and n.counter in RANKS), None)
        if own is None or not (query.has("rank") or claimed):
            return None
        place = ranked.index(own) + 1
        told = self._in_place(query, ranked, own)
        agrees = (place == claimed) != query.reading.denies if claimed and query.asks_whether else None
        return self._teller.judged(told, agrees)

    @staticmethod
    def _placed(query: Query, measured: Sequence[Statement]) -> Sequence[Statement]:
        """«1위부터 5위까지», «3위까지»: those between two places."""
        places = _places(query)
        ending = [t for t in query.reading.terms if UNTIL in t.particles and any(n.start == t.start for n in places)]
        if not ending:
            return ()
        ranked = sorted(measured, key=size, reverse=True)
        first = min(n.value for n in places) if len(places) > 1 else 1
        return ranked[first - 1 : max(n.value for n in places)]

    def _changed(self, query: Query, ever: Sequence[Statement], named: Sequence[str]) -> Told | None:
        """«4년 동안 얼마나 올랐나»: from the first time to the last; who gained most where nobody is named."""
        series = {e: [f for f in ever if narrowed(f) == e] for f in ever if (e := narrowed(f))}
        known = {e: facts for e, facts in series.items() if len(facts) > 1 and (not named or e in named)}
        if not known:
            return None
        gains = {e: size(f[-1]) - size(f[0]) for e, f in known.items()}
        chosen = max(gains, key=lambda e: -gains[e] if query.has("shrank") and not query.has("grew") else gains[e])
        first, last = known[chosen][0], known[chosen][-1]
        told = self._algebra.change(query, first, last)
        return (
            told
            if named
            else replace(told, text=f"{self._teller.say('ahead', who=self._base.name(chosen))} {told.text}")
        )

    def _weighed(
        self, query: Query, measured: Sequence[Statement], named: Sequence[str], than: Sequence[str]
    ) -> Told | None:
        """«한국이 일본보다 앞섰어?»: both values, and whether it is so where that is asked."""
        by_country = {narrowed(f): f for f in measured}
        one = [by_country[e] for e in named if e not in than and e in by_country]
        other = [by_country[e] for e in than if e in by_country]
        if not one or not other:
            return None
        told = self._teller.compared((*one, *other), query.as_of)
        end = self.end(query, measured)
        most = self._base.vocabulary.relations[measured[0].relation].most
        end = end or ((most, False) if query.has("beats") and most else None)
        values = [[size(f) for f in facts] for facts in (one, other)]
        if _claims(query) and end:
            holds = max(values[0]) < min(values[1]) if end[1] else min(values[0]) > max(values[1])
            told = self._teller.judged(told, holds != query.reading.denies)
        return told

    def _is_given(self, query: Query, mention: Mention, measured: Sequence[Statement]) -> bool:
        """«미국을 100으로 보면»: a name that its own value follows is given, not asked for."""
        own = {v.number for f in measured if narrowed(f) == mention.id for v in f.values if isinstance(v, Quantity)}
        numbers = query.analysis.numbers
        given = any(0 <= n.start - mention.end <= _AFTER_PARTICLE and n.value in own for n in numbers)
        at = query.term_of(mention)
        others = any(THAN in t.particles for t in query.reading.terms)  # «미국에 비해 한국이 일본보다 낮았어?»
        return given or (others and at is not None and is_yardstick(query.reading, query.reading.terms[at]))


def _claims(query: Query) -> bool:
    """Whether something is said to be so, to be confirmed or not: «일본보다 높지?», «그럼 우리가 앞섰네»."""
    main = query.reading.main
    closes = main is not None and main.form is not None and main.form.closes and not main.form.requests
    return query.asks_whether or (closes and not query.reading.asks_what and not query.reading.chooses)


def _places(query: Query) -> list[NumberMention]:
    """«2위», «3등»."""
    return [n for n in query.analysis.numbers if n.counter in RANKS and not n.ordinal]
