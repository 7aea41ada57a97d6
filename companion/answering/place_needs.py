"""What somebody needs or plans, told before anything is asked for: «내 친구 채식주의자야», «갈비 먹으러 가려고요»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from companion.answering.base import Answer, Attempt, Decline, Focus, Open, PlaceFocus, SkillTurn
from companion.answering.place_context import PlaceContext, PlacePart
from companion.answering.place_finding import PlaceFinding
from companion.answering.place_intents import (
    FIND,
    NEED,
    SKILL,
)
from companion.answering.place_wanted import PlaceWanted
from companion.answering.wishes import UtteranceWish, Wish
from companion.knowledge.places.query import PlaceQuery, Ranked
from companion.language.grammar import (
    BARELY,
    CALLING,
    DO,
    is_copula,
    next_verb,
    planned,
)
from companion.language.terms import TOPIC


class PlaceNeeds(PlacePart):
    """Offers to look for what fits a need."""

    def __init__(self, context: PlaceContext, wanted: PlaceWanted, finding: PlaceFinding) -> None:
        super().__init__(context)
        self._wanted, self._finding = wanted, finding

    def of(self, turn: SkillTurn) -> Wish | None:
        """What a statement says must hold of any place: «내 친구 채식주의자야», «돈이 팔천 원밖에 없는데»."""
        if (meal := self._planned_meal(turn)) is not None:
            return meal
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        form = main.form if main is not None else None
        if form is not None and (form.requests or form.negated or form.past or form.asks):
            return None
        if "?" in turn.analysis.text or any(t.kind == "question" for t in reading.terms) or not self._store.places:
            return None
        if turn.analysis.of_kind("food", "eatery", "place"):
            return None
        said, wish = self._context.read(turn)
        sought = wish.level or self._context.act(turn, said, wish).seeks
        if wish.max_price and turn.focus.topic == "recommend" and sought:
            return None  # «좀 싼 데 없냐 나 만 원밖에 없어»
        diets = tuple(a for a in wish.attributes if self._store.attributes[a].without and self._store.states(a))
        # «채식주의자야» looks like a call.
        called = main is None and len(reading.terms) > 1 and CALLING in reading.terms[-1].particles
        if diets and (called or is_copula(main) or (main is not None and main.lemma == DO)):
            return Wish(attributes=diets)
        lacks = (
            main is not None
            and self._wording.is_(main, "lacking")
            and any(BARELY in t.particles for t in reading.terms)
        )
        fits = turn.last is None or turn.focus.topic == "recommend" or self._wording.has(reading, "eating")
        if wish.max_price and lacks and fits:  # not after «선물 뭐 사지?»
            return Wish(max_price=wish.max_price)
        return None

    def offer(self, turn: SkillTurn) -> Answer | Decline:
        """The question whether to look for what fits."""
        need = self.of(turn)
        if need is None:
            return Decline(self._wording.say("no_list"), 0)
        noun = self._context.noun(())
        if need.foods:
            return self._offer_of_a_meal(turn, need)
        if need.max_price:
            text = self._wording.say("offer_price", price=need.max_price, noun=noun)
            return Answer(text, "clarify", open=Open(SKILL, "need", (str(need.max_price),)), intent=NEED)
        text = self._wording.say("offer_attribute", label=list(need.attributes), noun=noun)
        return Answer(text, "clarify", open=Open(SKILL, "need", need.attributes), intent=NEED)

    def _planned_meal(self, turn: SkillTurn) -> Wish | None:
        """«저녁에 갈비 먹으러 가려고 하는데요»: what one is going to eat, with whom and where; no house is named."""
        reading = turn.analysis.reading
        verb = planned(reading)
        if verb is None or not self._store.places or turn.analysis.of_kind("place", "person", "office", "country"):
            return None
        for_others = verb.form is not None and verb.form.requests  # «갈비찜 해 줄 거야»
        eaten = self._wording.is_(verb, "eating", "consuming") or (verb.lemma == DO and not for_others)
        foods = {m.start for m in turn.analysis.of_kind("food")}
        named = any(t.start in foods and next_verb(reading, t) is verb for t in reading.terms)
        if not (eaten and named) or self._wording.has(reading, "kitchen", "cooking", "ordering"):
            return None
        _, wish = self._context.read(turn)
        before = turn.focus.places if turn.focus.topic == "recommend" else None
        again = before is not None and set(wish.foods) <= set(before.query.offers)
        return wish if wish.foods and not again else None

    def _search(self, turn: SkillTurn, query: PlaceQuery) -> Sequence[Ranked]:
        return self._context.of_day(turn.as_of).index.search(query).items

    def _offer_of_a_meal(self, turn: SkillTurn, meal: Wish) -> Answer:
        """The question whether to look for it; what is wished for next is added to it."""
        query, before = self._context.edits.fresh(meal), turn.focus.places
        what = self._context.of_day(turn.as_of).lists.describe(query)
        if not self._search(turn, query):
            text, query = self._wording.say("no_such_meal", what=what), replace(query, offers=(), also_offers=())
            kept = replace(before, query=query, shown=(), chosen=None) if before else PlaceFocus(query, (), ())
            return Answer(text, "unknown", Focus("recommend", turn.focus.knowledge, kept), intent=NEED)
        kept = replace(before, query=query, shown=(), chosen=None) if before else PlaceFocus(query, (), ())
        focus = Focus("recommend", turn.focus.knowledge, kept)
        text = self._wording.say("offer_meal", what=what)
        return Answer(text, "clarify", focus, open=Open(SKILL, "need"), intent=NEED)

    def after(self, turn: SkillTurn, said: UtteranceWish, wish: Wish) -> Answer | Decline:
        """What is wished for right after, with what was needed; «응» is a wish too."""
        assert turn.open is not None
        act = self._context.acts.read(turn.analysis, said, wish, None)
        agrees = bool(turn.analysis.reading.terms) and all(
            self._wording.is_(t, "agreeing") for t in turn.analysis.reading.terms
        )
        offered = not turn.open.notes  # a meal: what was planned is the query already
        if act.details and act.pointing.named and not act.seeks:
            return Decline(self._wording.say("no_list"), 0)  # «지동시장 거기 둘이 먹으면 얼마야?»
        if not (agrees or act.seeks or self._wanted.is_wanted(turn, wish, act) or (offered and wish.constrains)):
            return Decline(self._wording.say("no_list"), 0)
        apart = self._sets_apart(turn)
        notes = () if apart else turn.open.notes
        prices = [int(note) for note in notes if note.isdecimal()]
        needed = replace(
            wish,
            attributes=tuple(dict.fromkeys((*wish.attributes, *(n for n in notes if not n.isdecimal())))),
            max_price=wish.max_price or next(iter(prices), None),
        )
        changes = self._wanted.changes(turn, wish, act)  # «채식 되는 데로 다시», where a list was told
        told = turn.focus.topic == "recommend" and turn.focus.places is not None
        meal = offered and (agrees or not (wish.foods or wish.types))
        before = turn.focus.places if told and (apart or changes or meal) else None
        return self._finding.find(replace(turn, intent=Attempt(FIND, 1.0)), needed, act, before)

    def _sets_apart(self, turn: SkillTurn) -> bool:
        """«그 친구는 따로 먹으라고 하고 나머지는 만두»: whoever needed it does not come along after all."""
        reading = turn.analysis.reading
        rest = any(self._wording.is_(t, "rest") and TOPIC in t.particles for t in reading.terms)
        return rest or any(
            self._wording.is_(t, "on_their_own") and self._wording.is_(verb, "eating", "visiting")
            for t in reading.terms
            if (verb := next_verb(reading, t)) is not None
        )
