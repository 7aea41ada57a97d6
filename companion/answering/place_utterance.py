"""An utterance about places, with what it wishes and with what was told before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from companion.answering.base import PlaceFocus
from companion.answering.wishes import ENDS, UtteranceWish, Wish
from companion.answering.wording import Wording
from companion.knowledge.places.query import PlaceOrder
from companion.knowledge.places.store import PlaceStore
from companion.language.grammar import (
    HOW_MUCH,
    ONLY,
    SAID_OF,
    WHAT,
    WHICH,
    adverbs_of,
    frames,
    is_concessive,
    is_conditional,
    is_demonstrative,
    is_habitual,
    joined_with,
    phrase_of,
)
from companion.language.terms import THAN, TOPIC, WHERE, Term
from companion.understanding.types import Analysis, Mention

_PART_OF_A_NAME = 2
_SEVERAL = 2
OF_PLACES: Final = (
    "head", "generic", "beside", "that", "those", "others", "last", "first", "earlier", "every", "rest", "most",
    "meal", "people", "at_most", "at_least", "cheap", "expensive", "seeking", "review", "known", "asking", "name",
    "phone", "address", "price", "menu", "hours", "closed", "why", "opening", "trading", "door", "booking", "distance",
    "money", "of_age", "locality",
)  # fmt: skip
"""Groups of the nouns that whoever asks for places or about them may say."""


class PlaceUtterance:
    """What the readers of acts look at.

    Attributes:
        is_: whether a term is one of the words of some groups; `phrases`: groups of phrases.
        standing: the words of those phrases of a group that stand in some terms.
        said, wish: what it asks of places.
        focus: what was told before.
        main: its main verb.
    """

    def __init__(
        self,
        wording: Wording,
        store: PlaceStore,
        analysis: Analysis,
        said: UtteranceWish,
        wish: Wish,
        focus: PlaceFocus | None,
    ) -> None:
        self.is_, self._won = wording.is_, wording.cues["won"]
        self.phrases, self.standing = wording.phrases, wording.standing
        self.store = store
        self.analysis, self.reading = analysis, analysis.reading
        self.said, self.wish, self.focus = said, wish, focus
        self.main = analysis.reading.main

    @property
    def numbered(self) -> bool:
        """Whether a place in an order is named: «두 번째»."""
        return any(n.ordinal for n in self.analysis.numbers)

    def foreign(self, beside: Sequence[Term] = ()) -> Term | None:
        """What the clause that asks is about, where that is nothing that places have: «할인 언제 해», «매출이 얼마야».

        Args:
            beside: nouns that are known for another reason.
        """
        framing = [v for v in self.reading.verbs if frames(v) and v is not self.reading.terms[-1]]
        start = framing[-1].end if framing else 0
        said = (t for t in self.reading.heads() if t.start >= start and SAID_OF.issuperset(t.particles))
        return next((t for t in said if t not in beside and self.is_foreign(t)), None)

    def is_foreign(self, term: Term) -> bool:
        """Whether a noun is nothing that is said of places, nor the name of anything."""
        if term.kind != "noun" or len(term.lemma) < _PART_OF_A_NAME or term.called or self.is_(term, *OF_PLACES):
            return False
        when = self.said.moment
        timed = when is not None and when.start <= term.start < when.end
        if term.start in self.shortened:
            return False
        return not timed and not any(m.start <= term.start < m.end for m in self.analysis.mentions)

    def is_whole_kind(self, term: Term) -> bool:
        """«통닭집 중에서는» where one of them was told at most: of all there are, and not of those told."""
        kinds = [m.id for m in self.analysis.of_kind("food") if m.start <= term.start < m.end]
        if not kinds or any(map(is_demonstrative, phrase_of(self.reading, term))):
            return False
        told = [self.store.offers_of(self.store.places[i]) for i in (self.focus.shown if self.focus else ())]
        return sum(not offers.isdisjoint(kinds) for offers in told) < _SEVERAL

    @cached_property
    def shortened(self) -> dict[int, str]:
        """Where a noun stands for a place by the beginning of its name, which was told or is named beside it."""
        focus = self.focus
        told = () if focus is None else (*((focus.chosen,) if focus.chosen else ()), *focus.shown, *focus.named)
        near = dict.fromkeys((*(m.id for m in self.analysis.of_kind("place")), *told))
        known = {m.start for m in self.analysis.mentions}
        found = {}
        for term in self.reading.terms:
            if term.kind != "noun" or term.start in known or len(term.text) < _PART_OF_A_NAME:
                continue
            place = next((i for i in near if self.store.places[i].name.startswith(term.text)), None)
            if place is not None and not self.is_(term, *OF_PLACES):
                found[term.start] = place
        return found

    def is_money(self, counter: str | None) -> bool:
        """Whether a number with this counter is an amount of money."""
        return counter in self._won

    @cached_property
    def clipped(self) -> tuple[str, ...]:
        """«진미, 장안, 매향»: places named in a row by how their names begin, or all but the kind they share."""
        joined = [row for head in self.reading.heads() if len(row := list(joined_with(self.reading, head))) > 1]
        if not joined:
            return ()
        named = {m.start: m.id for m in self.analysis.of_kind("place")}
        found = ([named.get(t.start) or self._begun(t) for t in row] for row in joined)
        longest = max((row for row in found if row[0] is not None), key=len, default=[])
        known = tuple(dict.fromkeys(i for i in reversed(longest) if i is not None))
        return known if len(known) > 1 and len(known) > len(set(named.values())) else ()

    def _begun(self, term: Term) -> str | None:
        """The only place whose name is this noun with the kind that is said, or begins so."""
        if term.kind not in ("noun", "name") or len(term.text) < _PART_OF_A_NAME:
            return None
        whole = frozenset().union(*(self.store.called(term.text + m.text) for m in self.analysis.of_kind("food")))
        found = whole or (self.store.begun_by(term.text) if term.kind == "noun" else frozenset())
        return next(iter(found)) if len(found) == 1 else None

    @property
    def is_bare_topic(self) -> bool:
        """«주차는?»: a noun phrase with a topic and nothing else."""
        heads = list(self.reading.heads())
        return bool(heads) and TOPIC in heads[-1].particles

    @property
    def is_bare_topic_of_time(self) -> bool:
        """«모레는?», «그럼 일요일은?»: a time and nothing else that is asked."""
        moment = self.said.moment
        rest = [t for t in self.reading.terms if moment is None or not moment.start <= t.start < moment.end]
        return moment is not None and all(t.kind in ("adverb", "interjection") for t in rest)

    @property
    def than(self) -> Mention | None:
        """«진미통닭보다 비싸네요?»: what is compared with."""
        named = self.analysis.of_kind("place", "thing")
        said = ((self.said.term_of(m), m) for m in named if m.id in self.store.places)
        return next((m for term, m in said if term is not None and THAN in term.particles), None)

    def scale(self) -> tuple[PlaceOrder | None, bool]:
        """The end of a scale that is asked for, and whether by comparing: «더 싼», «제일 오래된», «너무 비싸»."""
        if self.wish.order is not None:
            return self.wish.order, False
        contrasts = any(self.is_(t, "contrasting") for t in self.reading.terms)
        if contrasts and (self.reading.question(HOW_MUCH) or any(self.is_(t, "price") for t in self.reading.terms)):
            return "cheapest", True  # «진미통닭하고 비교하면 얼마나 차이 나?»
        if self.than is not None and self.main is not None:
            said = (self.main, *adverbs_of(self.reading, self.main))
            if order := next((o for cue, o in ENDS if any(self.is_(t, cue) for t in said)), None):
                return order, True
        which = len({m.id for m in self.analysis.of_kind("place")}) > 1 and self.reading.question(WHERE, *WHICH)
        if which and self.main is not None:
            said = (self.main, *adverbs_of(self.reading, self.main))
            if order := next((o for cue, o in ENDS if any(self.is_(t, cue) for t in said)), None):
                return order, True  # «본수원갈비랑 가보정 어디가 오래됐어?»
        if (order := self._end_of_those()) is not None:
            return order, False
        said_end = next((o for o, _ in self.said.ends_said()), None)
        less = any(self.is_(t, "more_than") for t in self.reading.terms)
        if said_end is not None and (less or which or self.than is not None):
            return said_end, True  # «돈 덜 드는 데», «역사가 더 긴 집»
        for verb in self.reading.verbs:
            adverbs = list(adverbs_of(self.reading, verb))
            if self.is_(verb, "opening") and is_habitual(verb):
                continue  # «일찍 여는 데»: the hour, and not the year
            named = [verb, *adverbs]
            if any(self.is_(t, "more_than") and not self.is_(t, "old") for t in adverbs):
                for cue, order in ENDS:
                    if any(self.is_(t, cue) for t in named):
                        return order, True
                asks_which = verb is self.main and self.reading.question(WHERE, *WHICH, WHAT[0])
                if asks_which and self.is_(verb, "better"):
                    continue  # what is better is nobody's to say
                supposed = any(is_conditional(v) for v in self.reading.verbs if v.end <= verb.start)
                if supposed and self.wish.constrains:
                    continue  # «행궁 근처면 더 좋고요»
                if self.is_(verb, "better") and not (verb.form and verb.form.modifies and verb.form.future):
                    return "dearest", True  # not «피자를 더 좋아할 것 같아»
            if self.is_(verb, "founding") and any(self.is_(t, "old") for t in adverbs):
                return "oldest", True  # «먼저 생긴 데는»
            final = verb.form is not None and not verb.form.modifies and not is_concessive(verb)
            if final and any(self.is_(t, "too") for t in adverbs):
                if self.is_(verb, "expensive") and verb.form is not None and not verb.form.negated:
                    return "cheapest", True  # not «너무 비싸지 않게»
                if self.is_(verb, "far"):
                    return "nearest", True
        return None, False

    def _end_of_those(self) -> PlaceOrder | None:
        """«그중에 오래된 집이 어디요?», «그중에 어디가 싸?»: which of those told is the one that is most so."""
        among = self.focus is not None and any(self.is_(t, "those") for t in self.reading.terms)
        if not (among and self.reading.question(WHERE, *WHICH)):
            return None
        verbs = [v for v in self.reading.verbs if v.form is not None and not v.form.negated]
        old = (v for v in verbs if self.is_(v, "possible") and self._is_long(v))  # «오래 됐어»
        said = next((o for v in verbs for cue, o in ENDS if self.is_(v, cue)), None)
        return said or ("oldest" if any(old) else None)

    def _is_long(self, verb: Term) -> bool:
        return any(self.is_(t, "old") for t in adverbs_of(self.reading, verb))

    @property
    def is_incomparable(self) -> bool:
        """«어디가 더 넓어?»."""
        asks = self.reading.question(WHERE, *WHICH, WHAT[0])
        named = {m.id for m in self.analysis.of_kind("place") if not self.said.rules_out_name(m)}
        for verb in self.reading.verbs:
            among = any(self.is_(t, "those", "rest") for t in self.reading.terms) and self.focus is not None
            if (len(named) > 1 or among) and asks and self.is_(verb, "better") and verb is self.main:
                return True  # «유치회관이랑 골목집설렁탕 어디가 나아?»
            if any(self.is_(t, "more_than", "most") for t in adverbs_of(self.reading, verb)):
                describes = verb.form is not None and verb.form.modifies
                return asks and not describes
        return False

    def relaxes(self) -> bool:
        """«그냥 주차만 되면 돼», «둘 다 됐고 그냥 가까운 데»: only this still matters."""
        if self.focus is not None and any(self.is_(t, "every") and self.said.gives_up(t) for t in self.reading.terms):
            return True
        only = any(ONLY in t.particles and t.kind in ("name", "noun") for t in self.reading.terms)
        enough = any(map(is_conditional, self.reading.verbs))
        return only and enough and bool(self.wish.attributes or self.wish.foods)
