"""What somebody needs, told before anything is asked for: «내 친구 채식주의자야»."""

from __future__ import annotations

from dataclasses import replace

from companion.answering.base import Answer, Attempt, Decline, Open, SkillTurn
from companion.answering.place_context import PlaceContext, PlacePart
from companion.answering.place_finding import PlaceFinding
from companion.answering.place_intents import (
    FIND,
    NEED,
    SKILL,
)
from companion.answering.place_wanted import PlaceWanted
from companion.answering.wishes import UtteranceWish, Wish
from companion.language.grammar import (
    BARELY,
    CALLING,
    DO,
    is_copula,
    next_verb,
)
from companion.language.terms import TOPIC


class PlaceNeeds(PlacePart):
    """Offers to look for what fits a need."""

    def __init__(self, context: PlaceContext, wanted: PlaceWanted, finding: PlaceFinding) -> None:
        super().__init__(context)
        self._wanted, self._finding = wanted, finding

    def of(self, turn: SkillTurn) -> Wish | None:
        """What a statement says must hold of any place: «내 친구 채식주의자야», «돈이 팔천 원밖에 없는데»."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        form = main.form if main is not None else None
        if form is not None and (form.requests or form.negated or form.past or form.asks):
            return None
        if "?" in turn.analysis.text or any(t.kind == "question" for t in reading.terms) or not self._store.places:
            return None
        if turn.analysis.of_kind("food", "eatery", "place"):
            return None
        _, wish = self._context.read(turn)
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
        if wish.max_price and lacks:
            return Wish(max_price=wish.max_price)
        return None

    def offer(self, turn: SkillTurn) -> Answer | Decline:
        """The question whether to look for what fits."""
        need = self.of(turn)
        if need is None:
            return Decline(self._wording.say("no_list"), 0)
        noun = self._context.noun(())
        if need.max_price:
            text = self._wording.say("offer_price", price=need.max_price, noun=noun)
            return Answer(text, "clarify", open=Open(SKILL, "need", (str(need.max_price),)), intent=NEED)
        text = self._wording.say("offer_attribute", label=list(need.attributes), noun=noun)
        return Answer(text, "clarify", open=Open(SKILL, "need", need.attributes), intent=NEED)

    def after(self, turn: SkillTurn, said: UtteranceWish, wish: Wish) -> Answer | Decline:
        """What is wished for right after, with what was needed; «응» is a wish too."""
        assert turn.open is not None
        act = self._context.acts.read(turn.analysis, said, wish, None)
        agrees = bool(turn.analysis.reading.terms) and all(
            self._wording.is_(t, "agreeing") for t in turn.analysis.reading.terms
        )
        if not (agrees or act.seeks or self._wanted.is_wanted(turn, wish, act)):
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
        before = turn.focus.places if told and (apart or changes) else None
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
