"""One small algebra over the values of statements: difference, ratio, sum, mean, rank, and how these change over time.

What is reckoned is said by the words of a few groups of cues; with what, `operands` finds. Nothing is reckoned where a
word of the question is left over, and a value that is missing is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from companion.answering.base import KnowledgeFocus
from companion.answering.facts.accounts import Accounts
from companion.answering.facts.asked import RelationsAsked, order_cues
from companion.answering.facts.operands import Operands, Rows, Series
from companion.answering.facts.reckoning import claimed_number, holds
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import Interval
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller, Told, narrowed, period, size
from companion.knowledge.values import Money, Quantity, Single, write
from companion.language.terms import DEGREES, GENITIVE, HOW_MANY, HOW_MUCH, INTO, THAN, Term
from companion.language.units import DAYS, PERCENT, RANKS, TIMES, in_unit, other_unit
from companion.language.word_classes import TO
from companion.understanding.query import Query

Operation = Literal["sum", "mean", "ratio", "percent", "ranks", "apart", "change", "shared", "convert"]
_PAIR: Final = 2
_ASKING: Final = (
    "added", "mean", "times", "half", "share", "gap", "differs", "difference", "widened", "narrowed", "large", "small",
    "grew", "shrank", "changed", "rank", "above", "below", "beats", "all", "both", "how_much", "length", "how_long",
    "first", "planned", "same", "divided", "taken_off", "last", "actual", "in_unit", "between", "amid", "before",
    "earlier", "order", "when", "early", "reversed", "happened", "after",
)  # fmt: skip
"""Groups of words that say what is reckoned."""
_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Computed:
    """What was reckoned: the sentence, the statements it rests on, and the time it is of."""

    told: Told
    facts: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """What could not be reckoned, said by the value that is missing."""

    reason: str
    strength: int = 3


class Algebra:
    """Reckons with values that are named or were told."""

    def __init__(self, base: KnowledgeBase, teller: Teller, accounts: Accounts) -> None:
        self._base = base
        self._teller = teller
        self._accounts = accounts
        self._operands = Operands(base, accounts)
        self._orders = order_cues(base)
        self._counters = frozenset(
            word
            for kind in base.vocabulary.types.values()
            for word in (*kind.nouns, kind.counter)
            if any(base.entities[m].type == kind.id for m in self._operands.measured_for)
        )
        self._kinds = frozenset(noun for kind in base.vocabulary.types.values() for noun in kind.nouns)

    def reckoned(
        self, query: Query, asked: RelationsAsked, focus: KnowledgeFocus, implied: Callable[[], Sequence[str]]
    ) -> Computed | Lacking | None:
        """What is asked to be reckoned; None where nothing is, or something else is asked too.

        Args:
            implied: finds what is asked of where nothing is named or was told.
        """
        operation = self._operation(query)
        if operation is None:
            return None
        rows = self._operands.rows(query, asked, focus, implied)
        meant = self._meant(query, operation, rows, asked, focus)
        if query.names_nothing and len(meant) < _PAIR and operation in ("sum", "mean") and rows.told:
            return Lacking(self._teller.say("unexplained"), 1)  # «합치면?» of what cannot be added
        if not meant or not self._is_explained(query, meant, rows, asked):
            return None
        if rows.lacking and len(meant) < _PAIR:
            return self._lacking(query, meant, rows.lacking[0])
        if operation == "convert":
            return self._converted(query, meant[0])
        if operation == "shared":
            return self._shared(query, meant[0])
        if operation == "change":
            return self._changed(query, meant[0])
        if operation == "ranks":
            return self._ranks(query, meant, rows.times, focus)
        if operation == "apart" and self._changes(query, rows.times):
            return self._apart_changed(query, meant[:_PAIR], rows.times, focus)
        return self._at_one_time(query, operation, meant, rows, focus)

    # What is asked

    def is_asked(self, query: Query) -> bool:
        """Whether something is asked to be reckoned, as far as the words of a question tell."""
        return not (query.offices or query.people) and self._operation(query) is not None

    def _operation(self, query: Query) -> Operation | None:
        has, reading = query.has, query.reading
        if has("added"):
            return "sum"
        if has("mean"):
            return "mean"
        if has("times", "half") or any(n.counter == TIMES for n in query.analysis.numbers):
            return "ratio"
        if self._of_another(query):
            return "percent"
        if has("reversed"):
            return "ranks"
        if has("rank") and (
            has("changed", "differs", "grew", "shrank") or (has("same") and len(query.analysis.times) > 1)
        ):
            return "ranks"
        counts = reading.question(*HOW_MUCH) or any(
            t.kind == "question" and t.lemma.startswith(HOW_MANY) and not self._counts_things(query, t)
            for t in reading.terms
        )
        # «무슨 일이 벌어지고 있니» asks for no gap
        if self._names_a_gap(query) or (has("widened", "narrowed") and not has("happening")):
            return "apart"
        compared = [t for t in reading.terms if THAN in t.particles]
        than = any(t.kind != "time" for t in compared)
        ordered = self._orders.find(reading) or has("beats")
        since = bool(ordered) and bool(compared) and not than  # «2018년보다 높아졌어»
        became = has("happened") and has("after") and query.points_back  # «그 뒤에는 어떻게 됐어»
        if since or became or (has("grew", "shrank", "differs") and not has("beats")):
            return "change"
        several = len((*query.countries, *query.things)) > 1
        if has("same") and query.asks_whether and not several:
            return "change"  # «면적이 계획 때랑 착공 때랑 같았나요?»
        if (has("taken_off") and not query.without) or (
            (than or (ordered and several)) and (counts or self._claims(query))
        ):
            return "apart"
        if than and not ordered and has("large", "small"):
            return "apart"
        if has("divided") and query.analysis.numbers:
            return "shared"
        return "convert" if self._unit(query) else None

    def _counts_things(self, query: Query, asking: Term) -> bool:
        """«몇 곳», «몇 나라»: whether it is asked how many things there are, not how large one is."""
        at = query.reading.terms.index(asking)
        said = (asking.lemma.removeprefix(HOW_MANY), *(t.lemma for t in query.reading.terms[at + 1 : at + 2]))
        return any(word in self._counters for word in said)

    @staticmethod
    def _of_another(query: Query) -> bool:
        """«미국의 몇 퍼센트», «미국의 90퍼센트»: whether a share of what is named right before is asked for."""
        terms = query.reading.terms
        shares = {n.start for n in query.analysis.numbers if n.counter in PERCENT}
        shares |= {terms[cue.first].start for cue in query.cues if cue.key == "share"}
        return any(t.start in shares and before.particle == GENITIVE for before, t in pairwise(terms))

    @staticmethod
    def _names_a_gap(query: Query) -> bool:
        """«점수 차는»; not «한 차에 못 타겠지», where something is done in it."""
        terms = query.reading.terms
        return any(TO not in terms[cue.first].particles for cue in query.cues if cue.key == "gap")

    def _changes(self, query: Query, times: Sequence[Interval]) -> bool:
        """Whether it is asked how a difference changed, not how large it is."""
        more = any(t.kind == "adverb" and t.lemma in DEGREES for t in query.reading.terms)
        sized = query.has("widened", "narrowed", "large", "small")
        return (
            query.has("grew", "shrank", "narrowed", "changed")
            or (sized and (more or len(times) > 1))
            or (query.has("gap") and len(times) > 1)
        )

    @staticmethod
    def _claims(query: Query) -> bool:
        """Whether a number is claimed: «10점 넘게»."""
        return bool(claimed_number(query)) and query.asks_whether

    def _unit(self, query: Query) -> str | None:
        """A unit that a question asks for: «몇 평», «평으로»."""
        terms = query.reading.terms
        for at, term in enumerate(terms):
            word = term.lemma.removeprefix(HOW_MANY).strip()
            counted = term.kind == "question" or (at and terms[at - 1].lemma == HOW_MANY) or INTO in term.particles
            if counted and (unit := other_unit(word)):
                return unit
        return None

    # With what

    def _meant(
        self, query: Query, operation: Operation, rows: Rows, asked: RelationsAsked, focus: KnowledgeFocus
    ) -> list[Series]:
        """The rows to reckon with: those named, then those told before, as many as are needed."""
        as_of = query.as_of
        found = list(rows.named)
        if operation in ("convert", "change", "shared"):
            # What the talk is about comes before what it was compared with.
            one = found or sorted(rows.told, key=lambda row: row.of is not None and row.of not in focus.objects[:1])
            return one[:1] if len(found) < _PAIR else []
        if not found and operation in ("mean", "sum", "ranks") and not query.has("reversed"):
            everyone = self._everyone(query, rows, asked)
            if everyone:
                return everyone
        told = [row for row in rows.told if row not in found]
        if found:
            first = [row for row in told if row.relation == found[0].relation]
            told = [row for row in (*first, *told) if self._operands.is_like(found[0], row, as_of)]
            told.sort(key=lambda row: row.of not in focus.objects[:1])  # the topic, and not what it was held against
        elif told:
            told = [row for row in told if row.relation == told[0].relation]
        many = operation in ("sum", "mean") and not found
        needed = len(told) if many else max(0, _PAIR - len(found))
        if operation == "ranks" and found and not query.has("reversed"):
            needed = 0
        if rows.lacking:
            needed = 0
        # What was told first stands first: «88.9», «92.5», «차이가 몇 점?»
        return [*found, *reversed(list(dict.fromkeys(told))[:needed])]

    def _everyone(self, query: Query, rows: Rows, asked: RelationsAsked) -> list[Series]:
        """«나라 평균»: all that something is measured for, where their kind is named."""
        row = next((r for r in rows.told if r.of), None) or self._operands.measured(asked.strong)
        if row is None or row.of is None:
            return []
        nouns = self._base.vocabulary.types[self._base.entities[row.of].type].nouns
        said = [t for t in query.reading.terms if t.lemma in nouns or any(t.lemma.endswith(n) for n in nouns)]
        return list(self._operands.all_like(row)) if said or query.has("all", "both") else []

    def _is_explained(self, query: Query, meant: Sequence[Series], rows: Rows, asked: RelationsAsked) -> bool:
        """Whether what is reckoned, and with what, accounts for all words of a question."""
        terms = query.reading.terms
        facts = [f for row in meant for f in self._operands.series(row, query.as_of)]
        known = {terms[at].start for cue in query.cues if cue.key in _ASKING for at in cue.span}
        known |= {terms[at].start for cue in self._orders.find(query.reading) for at in cue.span}
        known |= {terms[at].start for r in {row.relation for row in meant} for at in asked.spans.get(r, ())}
        known |= {m.start for m in query.things if any(m.id == thing for thing, _ in rows.lacking)}
        counting = {t.phrase for t in terms if t.kind == "question" and t.lemma.startswith(HOW_MANY)}
        left = [
            t
            for t in self._accounts.left(query, facts, asked)
            if t.start not in known
            and t.kind not in ("number", "question", "pronoun")
            and t.phrase not in counting
            and t.lemma not in self._kinds
        ]
        return not [t for t in left if not self._is_beside(t)]

    @staticmethod
    def _is_beside(term: Term) -> bool:
        """A unit, an adverb, or a verb that only carries the number: «10점 나다»."""
        return (
            term.kind == "adverb"
            or other_unit(term.lemma) is not None
            or (term.form is not None and len(term.lemma) == 1)
        )

    def _lacking(self, query: Query, rows: Sequence[Series], lacking: tuple[str, str]) -> Lacking:
        thing, relation = lacking
        label = self._base.vocabulary.relations[relation].label
        reason = self._teller.say("relation_unknown", subject=self._base.name(thing), label=label)
        known = [f for row in rows if (f := self._operands.at(row, None, query.as_of))]
        return Lacking(" ".join((reason, *(self._teller.sentence(f) for f in known))))

    # At one time

    def _at_one_time(
        self, query: Query, operation: Operation, meant: Sequence[Series], rows: Rows, focus: KnowledgeFocus
    ) -> Computed | Lacking | None:
        time = rows.times[-1] if rows.times else self._spoken_of(meant, focus)
        facts: list[Statement] = []
        if len(meant) == 1 and operation in ("ratio", "apart"):
            facts = self._over_time(query, meant[0])
        else:
            for row in meant:
                fact = self._operands.at(row, time, query.as_of)
                if fact is None:
                    return self._unmeasured(query, row, time)
                facts.append(fact)
        kinds = {(type(f.value), f.value.unit if isinstance(f.value, Quantity) else "") for f in facts}
        if len(facts) < _PAIR or len(kinds) > 1:
            return None
        match operation:
            case "sum" | "mean":
                return self._totalled(query, operation, facts)
            case "ratio" | "percent":
                return self._in_ratio(query, operation, facts, rows)
            case _:
                return self._apart(query, facts, rows)

    def _spoken_of(self, rows: Sequence[Series], focus: KnowledgeFocus) -> Interval | None:
        """The time that was asked about last, of what is measured at several."""
        return focus.when.days if focus.when and all(row.subject == focus.thing for row in rows) else None

    def _over_time(self, query: Query, row: Series) -> list[Statement]:
        """The values of one row at two times: those named, else the first and the last.

        What it came to then is held against what it was before: «2021년에는 얼마로 늘었어?».
        """
        series = self._operands.series(row, query.as_of)
        if len(series) < _PAIR:
            return []
        named = self._operands.versions(query, row)[:_PAIR]
        came_to = any(t.kind == "question" and INTO in t.particles for t in query.reading.terms)
        if len(named) == 1 and came_to and named[0] is not series[0]:
            return [series[series.index(named[0]) - 1], named[0]]
        if len(named) < _PAIR:
            named = [named[0], series[-1]] if named and named[0] is not series[-1] else [series[0], series[-1]]
        return sorted(named, key=series.index)

    def _unmeasured(self, query: Query, row: Series, time: Interval | None) -> Lacking | None:
        known = [p for f in self._operands.series(row, query.as_of) if (p := period(f))]
        if time is None or not known:
            return None
        return Lacking(self._teller.say("level_other_year", asked=time.first.year, known=list(dict.fromkeys(known))))

    def _totalled(self, query: Query, operation: Operation, facts: Sequence[Statement]) -> Computed:
        total = sum(map(size, facts))
        value = total if operation == "sum" else total / len(facts)
        text = self._teller.say("it_is", who=self._written(query, facts[0], value))
        return self._result(query, text, facts, value)

    def _in_ratio(self, query: Query, operation: Operation, facts: Sequence[Statement], rows: Rows) -> Computed | None:
        one, other = self._directed(query, facts, rows)
        below, above = size(other), size(one)
        if not below:
            return None
        ratio = above / below
        if operation == "percent" or query.has("half"):
            text = self._teller.say("percent", number=f"{100 * ratio:.3g}")
            bound = _HALF if query.has("half") else None
            return self._result(query, text, (one, other), ratio if bound else 100 * ratio, bound)
        exact = abs(ratio - round(ratio)) < 0.005
        text = self._teller.say("times_exactly" if exact else "times_about", number=f"{ratio:.3g}")
        return self._result(query, text, (one, other), ratio)

    def _apart(self, query: Query, facts: Sequence[Statement], rows: Rows) -> Computed:
        one, other = self._directed(query, facts, rows)
        by = size(one) - size(other)
        orders = self._orders.find(query.reading)
        less = (bool(orders) and orders[0].key[1]) or query.has("small")
        directed = rows.than and (orders or query.has("beats", "large", "small"))
        more = (-by if less else by) if directed else abs(by)
        found = self.apart(query, one, other, more)
        if directed and query.asks_whether and claimed_number(query) is None:
            agrees = (more > 0) != query.reading.denies
            return replace(found, told=self._teller.judged(found.told, agrees, claimed=False))
        return found

    def apart(self, query: Query, one: Statement, other: Statement, more: float | None = None) -> Computed:
        """How far two values lie apart; by how much the first is meant to be more, where that is claimed."""
        by = abs(size(one) - size(other))
        text = self._teller.say("apart", by=self._written(query, one, by))
        return self._result(query, text, (one, other), by if more is None else more)

    def _directed(self, query: Query, facts: Sequence[Statement], rows: Rows) -> tuple[Statement, Statement]:
        """The value that is measured and the one it is measured by: «집적단지보다», «미국의 몇 배»."""
        one, other = facts[:_PAIR]
        terms = query.reading.terms
        owned = {m.id for m in (*query.things, *query.countries) if terms[query.term_of(m) or 0].particle == GENITIVE}
        than = {row.of or row.subject for row in rows.than} or (owned if query.has("times", "half", "share") else set())
        first, second = (narrowed(f) or f.subject for f in (one, other))
        if first == second:
            return other, one  # of two times the later one by the earlier one
        if not than and len(rows.named) < _PAIR and query.has("gap", "difference"):  # «몇 배 차이야»
            return (one, other) if size(one) >= size(other) else (other, one)
        return (other, one) if first in than and second not in than else (one, other)

    # Over time

    def _two_times(
        self, query: Query, rows: Sequence[Series], times: Sequence[Interval], focus: KnowledgeFocus
    ) -> tuple[Interval, Interval] | None:
        """The two times that are compared: those named; the one named and the one spoken of; the first and the last."""
        known = self._operands.periods(rows, query.as_of)
        if len(known) < _PAIR:
            return None
        meant = [next((k for k in known if k.overlaps(t.first, t.last)), None) for t in times[:_PAIR]]
        if None in meant:
            return None
        named = [k for k in meant if k is not None]
        if len(named) == 1 and not times[0].overlaps(known[0].first, known[-1].last):
            return None
        if len(named) == 1:
            spoken = focus.when.days if focus.when else known[-1]
            before = next((k for k in known if k.overlaps(spoken.first, spoken.last) and k not in named), None)
            named.append(before or next(k for k in (known[0], known[-1]) if k not in named))
        one, other = sorted(dict.fromkeys(named or (known[0], known[-1])), key=lambda k: k.first)
        return one, other

    def _apart_changed(
        self, query: Query, rows: Sequence[Series], times: Sequence[Interval], focus: KnowledgeFocus
    ) -> Computed | Lacking | None:
        """«격차가 얼마나 줄었어», «2018년에는 그 차이가 더 컸어?»."""
        if len(rows) < _PAIR:
            return None
        pair = self._two_times(query, rows, times, focus)
        if pair is None:
            return self._unmeasured(query, rows[0], times[0]) if times else None
        columns = [[f for row in rows if (f := self._operands.at(row, time, query.as_of))] for time in pair]
        gaps = [abs(size(c[0]) - size(c[1])) for c in columns]
        before, after = (self._written(query, columns[0][0], gap) for gap in gaps)
        by = gaps[1] - gaps[0]
        name = "stayed" if abs(by) < 1e-9 else "grew" if by > 0 else "shrank"
        text = self._teller.say(name, before=before, after=after, by=self._written(query, columns[0][0], abs(by)))
        told = self._teller.compared(columns[0], query.as_of).and_then(self._teller.compared(columns[1], query.as_of))
        told = replace(told, text=f"{text} {told.text}")
        # «벌어졌나요, 좁혀졌나요?» is no question for yes or no
        either = query.has("widened", "grew", "large") and query.has("narrowed", "shrank", "small")
        if query.asks_whether and not either:
            wider = query.has("widened", "grew", "large")
            said_then = len(times) == 1 and not query.has("grew", "shrank")
            at_named = gaps[0] - gaps[1] if said_then and pair[0].overlaps(times[0].first, times[0].last) else by
            so = at_named > 0 if wider else at_named < 0
            claim = claimed_number(query)
            if claim is not None:
                so = so and holds(query, abs(by), claim)
            told = self._teller.judged(told, so != query.reading.denies, claimed=False)
        return Computed(told, tuple(f for c in columns for f in c))

    def _ranks(
        self, query: Query, rows: Sequence[Series], times: Sequence[Interval], focus: KnowledgeFocus
    ) -> Computed | Lacking | None:
        """«순위가 어떻게 바뀌었어»: the places of those named at two times."""
        everyone = self._operands.all_like(rows[0])
        pair = self._two_times(query, everyone, times, focus)
        if pair is None:
            return self._unmeasured(query, rows[0], times[0]) if times else None
        facts: list[Statement] = []
        orders: list[list[Series]] = []
        sentences = []
        for number, time in enumerate(pair):
            known = {row: f for row in everyone if (f := self._operands.at(row, time, query.as_of))}
            ranked = sorted(known, key=lambda row: -size(known[row]))
            chosen = [row for row in ranked if row in rows]
            parts = [
                self._teller.say("place_of", who=self._base.name(row.of or row.subject), place=ranked.index(row) + 1)
                for row in chosen
            ]
            when = period(known[chosen[0]]) or ""
            sentences.append(self._teller.say("ranks_then" if number == 0 else "ranks_later", when=when, parts=parts))
            orders.append([row for row in ranked if row in rows] if len(rows) > 1 else ranked[: ranked.index(rows[0])])
            facts += [known[row] for row in chosen]
        changed = orders[0] != orders[1]
        if query.has("reversed"):
            sentences.append(self._teller.compared(facts[-len(chosen) :], query.as_of).text)
        told = Told(" ".join(sentences), True, tuple(f.cite(query.as_of) for f in facts))
        told = replace(told, text=f"{self._teller.say('ranks_changed' if changed else 'ranks_same')} {told.text}")
        if query.asks_whether and (len(rows) == 1 or not query.has("grew", "shrank")):
            up = len(orders[1]) < len(orders[0])
            claims = {"grew": changed and up, "shrank": changed and not up, "same": not changed}
            so = next((fits for key, fits in claims.items() if query.has(key)), changed)
            told = self._teller.judged(told, so != query.reading.denies, claimed=False)
        return Computed(told, tuple(facts))

    def _changed(self, query: Query, row: Series) -> Computed | None:
        """«얼마나 늘었어», «몇 퍼센트 올랐어», «7점 넘게 올랐지?», «계획이랑 같아?»."""
        facts = self._over_time(query, row)
        return Computed(self.change(query, *facts), tuple(facts)) if facts else None

    def change(self, query: Query, first: Statement, last: Statement) -> Told:
        """The values of two statements and how far they lie apart."""
        before, after = size(first), size(last)
        name = "grew" if after > before else "shrank" if after < before else "stayed"
        level = narrowed(first) is not None  # how high something stands, not how much there is
        said = {"grew": "rose", "shrank": "fell"}.get(name, name) if level else name
        by = abs(after - before)
        if query.has("share") and before:
            by = 100 * by / before
            written = f"{by:.3g}%"
        else:
            written = self._written(query, last, by)
        values = [self._base.written(f)[0] for f in (first, last)]
        told = self._teller.facts([first, last], query.as_of)
        text = self._teller.say(said, before=values[0], after=values[1], by=written)
        told = replace(told, text=f"{text} {told.text}")
        if not query.asks_whether:
            return told
        claims = [key for key in ("grew", "shrank") if query.has(key)]
        if len(claims) > 1:  # «커졌습니까, 작아졌습니까?»
            return told
        claims = claims or ["shrank" if cue.key[1] else "grew" for cue in self._orders.find(query.reading)][:1]
        so = name in claims if claims else (name == "stayed") == query.has("same")
        claim = claimed_number(query)
        if claim is not None and query.has("above", "below"):
            so = so and holds(query, by, claim)
        return self._teller.judged(told, so != query.reading.denies)

    # Units and shares

    def _shared(self, query: Query, row: Series) -> Computed | None:
        """«5년으로 나누면 1년에 얼마야»."""
        parts = [n.value for n in query.analysis.numbers if not n.ordinal and n.value > 1]
        fact = self._operands.at(row, None, query.as_of)
        if fact is None or len(parts) != 1:
            return None
        value = size(fact) / parts[0]
        return self._result(query, self._teller.say("it_is", who=self._written(query, fact, value)), (fact,), value)

    def _converted(self, query: Query, row: Series) -> Computed | None:
        unit = self._unit(query)
        fact = self._operands.at(row, None, query.as_of)
        if unit is None or fact is None or not isinstance(fact.value, Quantity):
            return None
        number = in_unit(fact.value.number, fact.value.unit, unit)
        if number is None:
            return None
        text = self._teller.say("converted", value=f"{write(Quantity(number, ''), str)}{unit}")
        return self._result(query, text, (fact,), number)

    # Sentences

    def _written(self, query: Query, like: Statement, number: float) -> str:
        """A number of the same kind as a value, with the unit that was said where it has none: «3.6점»."""
        if isinstance(like.value, Money):
            return write(Money(round(number)), self._base.name)
        assert isinstance(like.value, Quantity)
        value: Single = Quantity(round(number, 2), like.value.unit or self._said_unit(query))
        return write(value, self._base.name)

    def _said_unit(self, query: Query) -> str:
        """What a bare number is counted in, as it was said: «몇 점», «10포인트»."""
        terms = query.reading.terms
        for at, term in enumerate(terms):
            if term.kind == "question" and term.lemma.startswith(HOW_MANY):
                after = terms[at + 1 : at + 2]
                word = term.lemma.removeprefix(HOW_MANY) or (after[0].lemma if after else "")
                return "" if word in (TIMES, *RANKS, *DAYS, *PERCENT) else word
        counters = [n.counter for n in query.analysis.numbers if n.counter and not n.ordinal]
        return next((c for c in counters if c not in (TIMES, *RANKS, *DAYS, *PERCENT, *self._kinds)), "")

    def _result(
        self, query: Query, text: str, facts: Iterable[Statement], value: float, bound: float | None = None
    ) -> Computed:
        """What was reckoned, with what it was reckoned from; after yes or no where that is asked."""
        facts = tuple(facts)
        measured = len(facts) > 1 and all(f.qualifiers and f.relation == facts[0].relation for f in facts)
        same_time = len({period(f) for f in facts}) == 1
        told = (
            self._teller.compared(facts, query.as_of)
            if measured and same_time
            else self._teller.facts(facts, query.as_of)
        )
        # What was asked about first is spoken of next.
        told = replace(told, text=f"{text} {told.text}", sources=tuple(f.cite(query.as_of) for f in facts))
        claim = bound if bound is not None else claimed_number(query)
        if query.asks_whether and claim is not None:
            told = self._teller.judged(told, holds(query, value, claim) != query.reading.denies, claimed=False)
        return Computed(told, facts)
