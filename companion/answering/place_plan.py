"""Plans: somebody who has not decided what to eat, and a day made of what there is to see and where to eat."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from companion.answering.base import Answer, Focus, PlaceFocus, SkillTurn
from companion.answering.place_context import PlacePart
from companion.answering.place_items import item_of, source_of
from companion.answering.place_lists import remembered
from companion.answering.wishes import Wish
from companion.knowledge.places.query import PlaceQuery, Ranked
from companion.language.grammar import frames, phrase_of
from companion.language.terms import Term

UNDECIDED: Final = "recommend.undecided"
DAY: Final = "recommend.day"
_TWO = 2


class PlacePlans(PlacePart):
    """Helps with what is only planned yet."""

    def is_undecided(self, turn: SkillTurn, wish: Wish) -> bool:
        """«점심 먹으려는데 메뉴가 의견이 갈려요», «저녁에 뭐 먹을지 못 정했어»: about a meal, and nothing is asked."""
        reading = turn.analysis.reading
        if "?" in turn.analysis.text or turn.analysis.of_kind("place", "person", "office") or not self._store.places:
            return False
        meal = self._wording.has(reading, "meal", "eating") or len(wish.foods) == _TWO
        undecided = self._wording.has(reading, "undecided") or any(
            v.form is not None and v.form.negated and self._wording.is_(v, "deciding") for v in reading.verbs
        )
        requests = any(v.form is not None and v.form.requests for v in reading.verbs)
        return meal and undecided and not requests

    def undecided(self, turn: SkillTurn, wish: Wish) -> Answer:
        """The question what to look for, with what is known already; of two dishes, which."""
        query = self._context.edits.fresh(replace(wish, foods=(), also=(), not_closed=None))
        foods = tuple(dict.fromkeys((*wish.foods, *wish.also)))
        where = [self._store.areas[a].short for a in wish.areas]
        if len(foods) == _TWO:
            text = self._wording.say("which_of_two", one=foods[0], other=foods[1])
        elif where:
            text = self._wording.say("which_food_there", area=where[0])
        else:
            text = self._wording.say("which_food")
        before = turn.focus.places
        kept = replace(before, query=query, shown=(), chosen=None) if before else PlaceFocus(query, (), ())
        return Answer(text, "clarify", Focus("recommend", turn.focus.knowledge, kept), intent=UNDECIDED)

    def wants_a_day(self, turn: SkillTurn) -> bool:
        """«하루 일정 좀 짜 주실래요», «수원 당일치기 코스 추천해 줘»; not «회의 일정 짜 줘»."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        plans = [t for t in reading.terms if t.kind in ("noun", "name") and self._wording.is_(t, "itinerary")]
        if not plans or not self._store.places or turn.analysis.of_kind("person", "office"):
            return False
        told = main is not None and any(p.start >= main.end for p in plans) and frames(main)  # «놀러 가는데 코스 좀»
        arranged = (
            main is None
            or told
            or (self._wording.is_(main, "arranging", "seeking") and not (main.form is not None and main.form.past))
        )
        before = [t for plan in plans for t in phrase_of(reading, plan) if t.end <= plan.start]
        return arranged and all(self._is_of_a_trip(turn, t) for t in before)

    def _is_of_a_trip(self, turn: SkillTurn, term: Term) -> bool:
        named = any(m.start <= term.start < m.end for m in turn.analysis.of_kind("area", "region", "eatery"))
        return named or term.kind in ("time", "number") or self._wording.is_(term, "touring", "generic", "a_day_out")

    def day(self, turn: SkillTurn, wish: Wish) -> Answer | None:
        """Something to see, lunch near it, something else to see, and dinner; None where there is not enough."""
        edits, index = self._context.edits, self._context.of_day(turn.as_of).index
        strolls = next((kind.id for kind in self._store.types.values() if kind.facts and kind.verbs), None)
        areas = wish.areas or edits.towns(wish)
        if strolls is None:
            return None
        sights = index.search(PlaceQuery(types=(strolls,), areas=areas, limit=_TWO, seed=edits.seed)).items
        meals = replace(edits.fresh(wish), areas=areas, limit=_TWO)
        if not sights:
            return None
        near = index.search(replace(meals, beside=sights[0].place.id, areas=edits.towns(wish), limit=1)).items
        others = index.search(replace(meals, exclude_places=tuple(i.place.id for i in near))).items
        eaten = (*near, *others)[:_TWO]
        if len(eaten) < _TWO:
            return None
        told: list[Ranked] = [sights[0], eaten[0], *sights[1:], eaten[1]]
        names = {"one": sights[0].place.name, "lunch": eaten[0].place.name, "dinner": eaten[1].place.name}
        if len(sights) == _TWO:
            text = self._wording.say("a_day", **names, other=sights[1].place.name)
        else:
            text = self._wording.say("half_a_day", **names)
        shown = tuple(i.place.id for i in told)
        focus = remembered(turn.focus, meals, shown, shown, chosen=False)
        sources = tuple(source_of(i.place) for i in told)
        return Answer(text, "answered", focus, tuple(map(item_of, told)), sources, intent=DAY)
