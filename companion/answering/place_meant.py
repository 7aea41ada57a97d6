"""The places that an utterance is about, of those that were named or told."""

from __future__ import annotations

from collections.abc import Sequence

from companion.answering.base import Answer, PlaceFocus, SkillTurn
from companion.answering.place_acts import PlaceAct
from companion.answering.place_context import PlacePart
from companion.answering.place_intents import (
    DETAIL,
    OVERVIEW,
)
from companion.answering.place_pointing import LAST
from companion.answering.wishes import Wish
from companion.knowledge.places.store import Place
from companion.language.numbers import ordinal


class PlacesMeant(PlacePart):
    """Finds the places that are pointed at."""

    def of(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> tuple[Place, ...] | Answer | None:
        """The places an utterance is about, or a question back where there are not so many."""
        focus, pointing = turn.focus.places, act.pointing
        if pointing.named:
            return self._by_name(turn, act)
        if focus is None or not focus.lists:
            return None
        topical = turn.focus.topic == "recommend"
        if pointing.points and not (pointing.every and act.seeks and not act.asks):
            reaches = topical or bool(pointing.offers) or self._wording.has(turn.analysis.reading, "earlier", "head")
            compares = act.compares is not None or act.incomparable
            if not reaches or (act.within and not (pointing.ordinals or act.asks or (pointing.rest and compares))):
                return None
            return self._by_position(turn, act, focus)
        if not topical or not (focus.shown or focus.chosen):
            return None
        both = act.within and any(n.value == 2 and not n.ordinal for n in turn.analysis.numbers)  # «둘 중에»
        compares = act.compares is not None and (both or not act.seeks) and self._only_compares(wish)
        superlative = act.compares is not None and not act.comparative and self._only_compares(wish)
        asks = (act.asks or act.incomparable) and not act.seeks
        if not (compares or superlative or asks or self._is_sure_of_detail(turn, wish, act)):
            return None
        if compares or superlative or act.incomparable:
            # Two that were spoken of last are compared, else the whole list.
            last = tuple(item.id for item in turn.last.items) if turn.last and act.comparative else ()
            return tuple(self._store.places[i] for i in (last if len(last) > 1 else focus.shown))
        if wish.foods and set(act.details) & {"address", "phone", "hours", "closed"}:
            served = tuple(p for p in self._current(focus) if self._serves(p.id, wish.foods))
            return served or None  # «그럼 떡볶이. 어디냐»
        return self._current(focus)

    def _is_sure_of_detail(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """Whether the classifier alone hears a question about what was told."""
        sure = turn.intent.intent.startswith(DETAIL) and self._context.hears(turn, turn.intent.intent)
        return sure and not (act.seeks or wish.constrains or act.compares)

    @staticmethod
    def _only_compares(wish: Wish) -> bool:
        """Whether nothing is named that would make it a new wish: «제일 싼 데는», not «제일 싼 카페»."""
        return not (wish.foods or wish.types or wish.root or wish.attributes or wish.max_price or wish.open)

    def _by_name(self, turn: SkillTurn, act: PlaceAct) -> tuple[Place, ...]:
        named = tuple(dict.fromkeys(act.pointing.named))
        last = turn.focus.places.chosen if turn.focus.places else None
        far = act.details == ("travel",) and act.pointing.that  # «거기서 가보정까지 멀어?»
        if len(named) == 1 and ((act.compares and act.comparative) or far) and last not in (None, *named):
            assert last is not None
            named = (last, *named)
        return tuple(self._store.places[i] for i in named)

    def _by_position(self, turn: SkillTurn, act: PlaceAct, focus: PlaceFocus) -> tuple[Place, ...] | Answer | None:
        pointing = act.pointing
        shown = self._list_meant(focus, pointing.offers)
        if shown is None:
            return None
        if pointing.ordinals:
            outside = [n for n in pointing.ordinals if n != LAST and not 1 <= n <= len(shown)]
            if outside:
                number = ordinal(outside[0]) if outside[0] > 0 else self._wording.say("that")
                total = len(shown)
                text = self._wording.say("out_of_list", number=number, total=total)
                return Answer(text, "clarify", turn.focus, intent=OVERVIEW)
            ids = [shown[n if n == LAST else n - 1] for n in pointing.ordinals]
            if act.details == ("travel",) and len(ids) == 1 and focus.chosen not in (None, *ids):
                ids = [focus.chosen or "", *ids]  # «두 번째 집이랑 얼마나 떨어져 있죠?»
            return tuple(self._store.places[i] for i in ids)
        if pointing.every:
            last = tuple(item.id for item in turn.last.items if item.id in self._store.places) if turn.last else ()
            counts = {n.value for n in turn.analysis.numbers if not n.ordinal} - {len(shown)}
            return tuple(self._store.places[i] for i in (last if len(last) in counts else shown))  # «둘 다» of three
        if pointing.that:
            return self._current(focus)
        if pointing.rest:
            out: set[str | None] = {shown[n - 1] for n in pointing.but if n <= len(shown)}
            rest = tuple(self._store.places[i] for i in shown if i not in (out or {focus.chosen}))
            return rest or None
        if pointing.offers:
            if not act.asks and not act.compares:
                return None
            served = [i for i in shown if self._serves(i, pointing.offers)]
            chosen = [focus.chosen] if focus.chosen in served else served
            return tuple(self._store.places[i] for i in chosen if i)
        return self._current(focus)

    def _list_meant(self, focus: PlaceFocus, offers: Sequence[str]) -> tuple[str, ...] | None:
        """The newest list, or the newest of which all have what was named."""
        if not offers:
            return focus.lists[0].shown
        fitting = (told.shown for told in focus.lists if all(self._serves(i, offers) for i in told.shown))
        some = (told.shown for told in focus.lists if any(self._serves(i, offers) for i in told.shown))
        return next((*fitting, *some).__iter__(), None)

    def _serves(self, place: str, offers: Sequence[str]) -> bool:
        return not self._store.offers_of(self._store.places[place]).isdisjoint(offers)

    def _current(self, focus: PlaceFocus) -> tuple[Place, ...]:
        """The place spoken of last, or all of a list of which none was chosen."""
        ids = (focus.chosen,) if focus.chosen else focus.shown
        return tuple(self._store.places[i] for i in ids)
