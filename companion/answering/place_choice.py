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
from companion.answering.place_intents import DECIDED
from companion.answering.place_meant import PlacesMeant
from companion.answering.wishes import Wish
from companion.language.grammar import asks_what_one_said, is_agreed, is_said_so
from companion.language.terms import WHERE

_NEEDED: Final[tuple[Detail, ...]] = ("address", "phone")
"""What is told of a place that was decided for."""


class PlaceChoice(PlacePart):
    """Takes up decisions for a place, and tells them back."""

    def __init__(self, context: PlaceContext, meant: PlacesMeant) -> None:
        super().__init__(context)
        self._meant = meant

    def made(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | None:
        """The answer to a decision for a place that was told; None where none is made, or something asked beside it."""
        if not (act.decides and act.pointing.points) or act.asks or act.seeks or wish.constrains or act.more:
            return None
        chosen = self._meant.of(turn, wish, act)
        if not isinstance(chosen, tuple) or not chosen:
            return chosen
        if len(chosen) > 1:
            text = self._wording.say("decided_which", names=[place.name for place in chosen])
            return Answer(text, "clarify", turn.focus, intent=DECIDED)
        place = chosen[0]
        told = self._context.of_day(turn.as_of).answers.tell(turn, chosen, _NEEDED, wish)
        thanks = self._wording.has(turn.analysis.reading, "thanking")
        text = self._wording.say("enjoy") if thanks else told.text
        places = told.focus.places if told.focus is not None else None
        if told.focus is None or places is None:
            return replace(told, text=text, intent=DECIDED)
        kept = replace(told.focus, places=replace(places, chosen=place.id, decided=place.id))
        return replace(told, text=text, status="answered", focus=kept, intent=DECIDED)

    def recalled(self, turn: SkillTurn) -> Answer | None:
        """«우리 어디 가기로 했지?», «어디로 정했더라»: the place that was decided for; None where none was."""
        reading, places = turn.analysis.reading, turn.focus.places
        main = reading.main
        where = [t for t in reading.terms if t.kind == "question"]
        if places is None or places.decided is None or main is None or main.form is None or not main.form.past:
            return None
        said = is_said_so(main) and self._wording.is_(main, "visiting", "swapping")
        agreed = said or asks_what_one_said(reading) or is_agreed(reading) or self._wording.is_(main, "deciding")
        if not agreed or [t.lemma for t in where] != [WHERE] or not self._of_going(turn):
            return None
        text = self._wording.say("decided_for", place=self._store.places[places.decided].name)
        return Answer(text, "answered", turn.focus, intent=DECIDED)

    def _of_going(self, turn: SkillTurn) -> bool:
        """Whether it is about going or eating somewhere, or of the decision alone; not «어디 산다고 했지»."""
        before = turn.analysis.reading.verbs[:-1]
        return all(self._wording.is_(v, "visiting", "eating", "swapping", "deciding") for v in before)
