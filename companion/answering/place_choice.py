"""Which place was decided for: told with what one needs to go there, asked back where several may be meant, kept.

«두 번째로 할게», «거기 가자»; later «우리 어디 가기로 했지?».
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from companion.answering.base import Answer, SkillTurn
from companion.answering.place_acts import PlaceAct
from companion.answering.place_context import PlaceContext, PlacePart
from companion.answering.place_details import Detail
from companion.answering.place_intents import DECIDED, OVERVIEW
from companion.answering.place_meant import PlacesMeant
from companion.answering.wishes import Wish
from companion.knowledge.places.store import Place
from companion.language.grammar import WHAT, asks_what_one_said, is_agreed, is_copula, is_done_before, is_said_so
from companion.language.terms import WHERE

_NEEDED: Final[tuple[Detail, ...]] = ("address", "phone")
"""What is told of a place that was decided for."""
_A_WALK: Final = 1000
"""So many metres away still counts as lying there."""
_TWO: Final = 2
_FIRST: Final = 2
"""So many of its dishes a house is known for."""


class PlaceChoice(PlacePart):
    """Takes up decisions for a place, and tells them back."""

    def __init__(self, context: PlaceContext, meant: PlacesMeant) -> None:
        super().__init__(context)
        self._meant = meant

    def made(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | None:
        """The answer to a decision for a place that was told; None where none is made, or something asked beside it."""
        if not (act.decides and act.pointing.points) or act.details or act.seeks or act.more:
            return None
        if replace(wish, foods=(), not_closed=None, open=None).constrains:
            return None  # «고기 말고 거기로 할게»
        chosen = self._meant.of(turn, wish, replace(act, check=None))
        if isinstance(chosen, Answer):
            return chosen
        if not chosen:
            return None
        if not all(self._store.offers_of(place) & {*wish.foods} for place in chosen if wish.foods):
            return None  # «통닭은 처음 말한 데로 갈래» names what it has
        if len(chosen) > 1:
            text = self._wording.say("decided_which", names=[place.name for place in chosen])
            return Answer(text, "clarify", turn.focus, intent=DECIDED)
        place = chosen[0]
        needed = tuple(d for d in _NEEDED if d != "phone" or place.phone)
        told = self._context.of_day(turn.as_of).answers.tell(turn, chosen, needed, wish)
        thanks = self._wording.has(turn.analysis.reading, "thanking")
        text = self._wording.say("enjoy") if thanks else f"{self._wording.say('well_chosen')} {told.text}"
        places = told.focus.places if told.focus is not None else None
        if told.focus is None or places is None:
            return replace(told, text=text, intent=DECIDED)
        kept = replace(told.focus, places=replace(places, chosen=place.id, decided=place.id))
        return replace(told, text=text, status="answered", focus=kept, intent=DECIDED)

    def among(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | None:
        """«그중에 양념 맛있는 집은 어디야», «그 중 시장 가까운 데»: those of the list of which a word is noted.

        None where nothing more is asked for than a word, or where it is noted of none or of all of them.
        """
        places = turn.focus.places
        if places is None or not act.within or turn.focus.topic != "recommend":
            return None
        only_where = wish.areas and not replace(wish, areas=(), roots=(), near=False).constrains
        if only_where and not act.compares and turn.analysis.reading.question(WHERE):
            return self._nearer_of_two(turn, wish) or self._in_an_area(turn, wish)
        if not wish.noted:
            return None
        if replace(wish, noted=(), near=False, near_it=False).constrains:
            return None
        shown = [self._store.places[i] for i in places.shown]
        chosen = [p for p in shown if all(self._is_known_for(p, word, len(p.menu)) for word in wish.noted)]
        if len(chosen) == len(shown):
            chosen = [p for p in shown if all(self._is_known_for(p, word, _FIRST) for word in wish.noted)]
        if not chosen or len(chosen) == len(shown):
            return None
        told = self._context.of_day(turn.as_of).answers.tell(turn, chosen, (), wish)
        dishes = [next((d for d in p.menu if wish.noted[0] in d), None) for p in chosen]
        said = [self._wording.say("has_food", food=dish) for dish in dishes if dish is not None]
        if len(said) < len(chosen):
            return told
        each = zip(chosen, said, strict=True)
        text = " ".join(self._wording.say("about", names=[p.name], predicate=has) for p, has in each)
        return replace(told, text=text, spoken=None)

    def _nearer_of_two(self, turn: SkillTurn, wish: Wish) -> Answer | None:
        """«둘 중에 수원역에서 가까운 데는 어디야»: the nearer one of two, however far both are."""
        focus, last = turn.focus.places, turn.last
        two = any(n.value == _TWO and not n.ordinal for n in turn.analysis.numbers)
        if focus is None or not two or not self._wording.has(turn.analysis.reading, "near"):
            return None
        told = [item.id for item in last.items if item.id in self._store.places] if last is not None else []
        pair = next((ids for ids in (told, focus.shown, focus.named[:_TWO]) if len(ids) == _TWO), None)
        if pair is None:
            return None
        places = [self._store.places[i] for i in pair]
        return self._context.of_day(turn.as_of).comparison.compare(turn, places, "nearest", replace(wish, near=False))

    def _in_an_area(self, turn: SkillTurn, wish: Wish) -> Answer | None:
        """«그중에 행궁 쪽은 어디야»: those of the list that lie there, else those that are a walk away."""
        assert turn.focus.places is not None
        day, shown = self._context.of_day(turn.as_of), [self._store.places[i] for i in turn.focus.places.shown]
        short = {self._store.areas[a].short for a in wish.areas}
        there = [p for p in shown if {*wish.areas, *short}.intersection((p.dong, p.district, *p.landmarks))]
        starts = [self._store.places[m.id] for m in turn.analysis.of_kind("thing") if m.id in self._store.places]
        far = {
            p.id: min(
                (
                    m
                    for m in (*(day.index.metres(p, a) for a in wish.areas), *(day.index.apart(p, s) for s in starts))
                    if m
                ),
                default=_A_WALK + 1,
            )
            for p in shown
        }
        near = sorted((p for p in shown if far[p.id] <= _A_WALK), key=lambda p: far[p.id])
        if not (chosen := there or near):
            text = self._wording.say("none_of_those_there", area=sorted(short))
            return Answer(text, "unknown", turn.focus, intent=OVERVIEW)
        details: tuple[Detail, ...] = ("address",) if there else ("travel", "address")
        return day.answers.tell(turn, chosen, details, wish)

    def _is_known_for(self, place: Place, word: str, dishes: int) -> bool:
        """Whether a word stands in so many of its dishes, or in what is noted of it."""
        served = any(word in dish for dish in place.menu[:dishes])
        return served or (dishes != _FIRST and place.id in self._store.noted(word))

    def recalled(self, turn: SkillTurn) -> Answer | None:
        """«우리 어디 가기로 했지?», «어디로 정했더라»: the place that was decided for; None where none was."""
        reading, places = turn.analysis.reading, turn.focus.places
        main = reading.main
        where = [t for t in reading.terms if t.kind == "question"]
        if places is None or places.decided is None or main is None or main.form is None:
            return None
        said = is_said_so(main) and self._wording.is_(main, "visiting", "swapping")
        chosen = any(is_done_before(v) and self._wording.is_(v, "deciding") for v in reading.verbs)
        if chosen and is_copula(main) and [t.lemma for t in where] in ([WHERE], [WHAT[0]]):
            return self._told_back(turn, places.decided)  # «아까 내가 고른 데가 어디지»
        agreed = said or asks_what_one_said(reading) or is_agreed(reading) or self._wording.is_(main, "deciding")
        if not (agreed and main.form.past) or [t.lemma for t in where] != [WHERE] or not self._of_going(turn):
            return None
        return self._told_back(turn, places.decided)

    def _told_back(self, turn: SkillTurn, place: str) -> Answer:
        text = self._wording.say("decided_for", place=self._store.places[place].name)
        return Answer(text, "answered", turn.focus, intent=DECIDED)

    def _of_going(self, turn: SkillTurn) -> bool:
        """Whether it is about going or eating somewhere, or of the decision alone; not «어디 산다고 했지»."""
        before = turn.analysis.reading.verbs[:-1]
        return all(self._wording.is_(v, "visiting", "eating", "swapping", "deciding") for v in before)
