"""Talk near food and places that wants none of them: what was bought or eaten, an invitation to talk, a comment.

Only what its grammar shows to be talk is taken for it; everything else may be a wish.
"""

from __future__ import annotations

from typing import Final

from companion.answering.base import SkillTurn
from companion.answering.place_acts import PlaceAct
from companion.answering.place_context import PlacePart
from companion.answering.wishes import Wish
from companion.knowledge.places.store import Place
from companion.language.acts import looks_back_on_deed, sets_riddle
from companion.language.grammar import (
    HOW_MUCH,
    TALKED_OF,
    WHAT,
    WHICH,
    described_by,
    head_of,
    is_done_before,
    is_meanwhile,
    is_thing,
    next_verb,
)
from companion.language.numbers import NumberMention
from companion.language.stances import praises_how_much
from companion.language.terms import WHERE, Term

_SEVERAL: Final = 2
_OF_PLACES: Final = frozenset((WHERE, *WHAT, *WHICH, HOW_MUCH))
"""Question words for places, and for whatever is said of one."""


class PlaceStories(PlacePart):
    """Tells talk from wishes."""

    def is_talk(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """Whether food or places are only talked of, so that none is looked for and nothing told of one."""
        reading = turn.analysis.reading
        if act.more or act.relaxes or act.rejects or act.goes_on or act.books or act.decides or act.counts:
            return False
        praises = praises_how_much(reading.terms) and "?" not in turn.analysis.text
        if praises or sets_riddle(reading) or self._is_reckoned(turn, act):
            return True  # «나 매운 거 잘 먹게 못 먹게?», «부산 돼지국밥이 얼마나 맛있는데»
        if self._asks_something_else(turn, wish, act):
            return True
        if "?" in turn.analysis.text or reading.asks_what or wish.not_foods or wish.people:
            return False
        needed = any(self._store.attributes[a].essential for a in wish.attributes)
        if looks_back_on_deed(reading) and not needed:
            return True
        return self._keeps_company(turn) or self._is_all_that_was_had(turn) or self._is_told_by_a_noun(turn, act)

    def visited(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Place | None:
        """The one place that is told to have been visited: «점심에 유치회관 갔다왔어»; None where none is."""
        reading = turn.analysis.reading
        went = any(v.form is not None and v.form.past and self._wording.is_(v, "been_to") for v in reading.verbs)
        named = set(act.pointing.named)
        if len(named) != 1 or not went or not looks_back_on_deed(reading) or not self.is_talk(turn, wish, act):
            return None
        return self._store.places[named.pop()]

    @staticmethod
    def _asks_something_else(turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """«생신까지 며칠 남았어?»: a question word that nothing read of places has a use for."""
        asked = [t for t in turn.analysis.reading.terms if t.kind == "question"]
        known = act.asks or act.seeks or act.compares or act.within or act.pointing.points or act.incomparable
        named = wish.foods or wish.also or wish.types or wish.areas or wish.order or wish.max_price
        return bool(asked) and not (known or named) and all(t.lemma not in _OF_PLACES for t in asked)

    def _is_reckoned(self, turn: SkillTurn, act: PlaceAct) -> bool:
        """«케이크가 38000원이고 밥값이 15만원이면 반반 얼마씩»: a sum of what the speaker names, and no price."""
        asks = "price" in act.details and len(self._amounts(turn)) >= _SEVERAL
        return asks and not (act.pointing.points or act.seeks)

    def _amounts(self, turn: SkillTurn) -> list[NumberMention]:
        return [n for n in turn.analysis.numbers if n.counter in self._wording.cues["won"]]

    @staticmethod
    def _foods(turn: SkillTurn) -> list[Term]:
        named = {m.start for m in turn.analysis.of_kind("food")}
        return [t for t in turn.analysis.reading.terms if t.start in named]

    def _keeps_company(self, turn: SkillTurn) -> bool:
        """«커피나 한잔하면서 얘기 좀 하자»: what is done meanwhile, and nobody goes anywhere for."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        if main is None or self._wording.is_(main, "seeking", "consuming", "visiting"):
            return False
        return all(is_meanwhile(next_verb(reading, t)) for t in self._foods(turn) or reading.terms[-1:])

    def _is_all_that_was_had(self, turn: SkillTurn) -> bool:
        """«아까 김밥 한 줄 먹은 게 다예요»: of every food it is told that somebody had it."""
        reading = turn.analysis.reading
        verbs = [next_verb(reading, t) for t in self._foods(turn)]
        had = (v is not None and is_done_before(v) and self._wording.is_(v, "consuming") for v in verbs)
        things = (v is not None and is_thing(described_by(reading, v)) for v in verbs)
        return bool(verbs) and all(had) and all(things)

    def _is_told_by_a_noun(self, turn: SkillTurn, act: PlaceAct) -> bool:
        """«사장님이 수육도 서비스로 주심», «두부는 삼천원 주고 고등어는 팔천원»: it has no verb, and asks nothing.

        A noun that is nothing of places closes it, or every food stands before what it cost.
        """
        reading, foods = turn.analysis.reading, self._foods(turn)
        said = all(TALKED_OF.intersection(head_of(reading, t).particles) for t in foods)
        if not foods or not said or reading.terms[-1].form is not None:
            return False
        amounts = self._amounts(turn)
        if len(foods) == len(amounts) >= _SEVERAL:
            return all(food.start < paid.start for food, paid in zip(foods, amounts, strict=True))
        return bool(act.strange) and all(t.phrase != reading.terms[-1].phrase for t in foods)
