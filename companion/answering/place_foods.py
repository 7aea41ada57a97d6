"""What a food is, as far as the data say: «갈비가 뭐예요?» asks for no place."""

from __future__ import annotations

from dataclasses import replace

from companion.answering.base import Answer, PlaceFocus, SkillTurn
from companion.answering.place_context import PlacePart
from companion.answering.place_intents import FIND
from companion.answering.wishes import Wish
from companion.language.grammar import WHAT, head_of, is_copula
from companion.language.meaning_asked import asks_meaning


class PlaceFoods(PlacePart):
    """Tells what kind of food something is, and what it is made of."""

    def answer(self, turn: SkillTurn) -> Answer | None:
        """What is known of the one food whose meaning is asked; None where none is asked for.

        Where houses sell it is found next: «그거 비싸요?» is said of it.
        """
        reading, foods = turn.analysis.reading, turn.analysis.of_kind("food")
        asked = [t for t in reading.terms if t.kind == "question"]
        what = len(asked) == 1 and asked[0].lemma in WHAT and is_copula(reading.main)
        if not what or len(foods) != 1 or turn.analysis.of_kind("place", "thing", "eatery", "area"):
            return None
        head = head_of(reading, asked[0])
        of_kind = head is not asked[0] and self._wording.is_(head, "any_meal", "meal")  # «어떤 음식이에요?»
        if not (of_kind or asks_meaning(turn.analysis.text, foods[0].text, plainly=True)):
            return None
        offer = self._store.offers[foods[0].id]
        closure, contents = self._store.offer_closure(offer.id) - {offer.id}, self._store.contents(offer.id)
        made = [o for o in contents - {offer.id} if self._store.offers[o].kind == "ingredient"]
        # The narrowest: beef, and not meat as well.
        made = [o for o in made if not any(o != other and o in self._store.contents(other) for other in made)]
        kinds = sorted(o for o in closure if self._store.offers[o].kind == "origin")
        kind = kinds[0] if kinds else self._wording.say("some_food")
        is_it = self._wording.say(
            "food_made_of" if made else "food_is", food=foods[0].text, made=sorted(made), kind=kind
        )
        text = f"{is_it} {self._wording.say('food_no_more')}"
        query = self._context.edits.fresh(Wish(foods=(offer.id,)))
        kept = replace(turn.focus, topic="recommend", places=PlaceFocus(query, (), ()))
        return Answer(text, "answered" if made or kinds else "unknown", kept, intent=FIND)
