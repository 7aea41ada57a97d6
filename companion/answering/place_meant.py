"""The places that an utterance is about, of those that were named or told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from companion.answering.base import Answer, PlaceFocus, SkillTurn
from companion.answering.place_acts import PlaceAct
from companion.answering.place_context import PlacePart
from companion.answering.place_intents import (
    ALL,
    DETAIL,
    OVERVIEW,
)
from companion.answering.place_pointing import LAST, Pointing
from companion.answering.wishes import Wish
from companion.knowledge.places.store import Place
from companion.language.grammar import is_demonstrative, is_thing
from companion.language.numbers import ordinal
from companion.language.terms import WITH

_LATEST = "told_latest"
_WHEN_TOLD = ("told_first", _LATEST)
_WHERE_AND_WHEN = frozenset(("address", "phone", "hours", "closed"))


class PlacesMeant(PlacePart):
    """Finds the places that are pointed at."""

    def of(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> tuple[Place, ...] | Answer | None:
        """The places an utterance is about, or a question back where there are not so many."""
        focus, pointing = turn.focus.places, act.pointing
        if pointing.named:
            return self._by_name(turn, wish, act)
        if focus is None or not focus.lists:
            return None
        focus = self._of_the_meal(turn, focus) if not act.seeks else focus
        topical = turn.focus.topic == "recommend"
        if pointing.points and not (pointing.every and act.seeks):
            visited = pointing.that and turn.focus.topic is None  # «거기 얼마였지» of a place one told to have been to
            reaches = (
                topical
                or visited
                or bool(pointing.offers)
                or self._wording.has(turn.analysis.reading, "earlier", "head")
            )
            compares = act.compares is not None or act.incomparable
            if not reaches or (act.within and not (pointing.ordinals or act.asks or (pointing.rest and compares))):
                return None
            found = self._by_position(turn, act, focus)
            return self._described(turn, wish, act, found) if isinstance(found, tuple) else found
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
            if both and len(focus.shown) != 2 and len(last) != 2:
                newer = len(focus.shown) < 2 or set(focus.named[:2]) <= set(focus.shown)
                last = focus.named[:2] if newer else ()  # «매향통닭은? 둘 중 어디가 먼저 생겼어?»
            return tuple(self._store.places[i] for i in (last if len(last) > 1 else focus.shown))
        told = self._current(focus)
        if wish.foods and set(act.details) & _WHERE_AND_WHEN:
            told = tuple(p for p in told if self._serves(p.id, wish.foods))
            if not told:
                return None  # «그럼 떡볶이. 어디냐»
        return self._described(turn, wish, act, told)

    def first_and_latest(self, turn: SkillTurn) -> tuple[Place, ...]:
        """«처음에 말한 데랑 지금 말한 데 중에»: the place that was spoken of first and the last one; else none.

        Of a list of which none was singled out the one that it begins with is meant.
        """
        focus, terms = turn.focus.places, turn.analysis.reading.terms
        heads = [t for t in terms if self._wording.is_(t, "head", "house") or is_thing(t)]
        joined = next((t for t in heads if WITH in t.particles), None)
        other = next((t for t in heads if joined is not None and t.start > joined.start), None)
        if focus is None or not focus.lists or joined is None or other is None:
            return ()
        sides = ([t for t in terms if t.end <= joined.start], [t for t in terms if joined.end <= t.start < other.start])
        when = [{kind for t in side for kind in _WHEN_TOLD if self._wording.is_(t, kind)} for side in sides]
        when = [
            kinds or {_LATEST} if any(map(is_demonstrative, side)) else kinds
            for kinds, side in zip(when, sides, strict=True)
        ]
        if not (all(when) and set(_WHEN_TOLD) <= when[0] | when[1]):
            return ()
        first = focus.singled[-1] if focus.singled else focus.lists[-1].shown[0]
        latest = focus.chosen or focus.lists[0].shown[0]
        return tuple(self._store.places[i] for i in (first, latest)) if first != latest else ()

    def _described(self, turn: SkillTurn, wish: Wish, act: PlaceAct, told: tuple[Place, ...]) -> tuple[Place, ...]:
        """Those of several that the words of the utterance fit: «설렁탕 좋다 어디야 그게», «한옥 카페라고요?»."""
        if len(told) < 2 or act.pointing.ordinals or act.pointing.every or act.pointing.rest or act.compares:
            return told
        noted = [self._store.noted(word) for word in wish.noted]
        if noted and (fitting := tuple(p for p in told if all(p.id in ids for ids in noted))):
            told = fitting
        if not wish.foods or act.check == "food" or not set(act.details) <= _WHERE_AND_WHEN:
            return told
        served = tuple(p for p in told if self._serves(p.id, wish.foods))
        main = tuple(p for p in served if self._is_known_for(p, wish.foods))
        return main or served or told

    def _is_known_for(self, place: Place, offers: Sequence[str]) -> bool:
        known = (*place.offers[:1], *((place.category,) if place.category is not None else ()))
        return any(not self._store.offer_closure(o).isdisjoint(offers) for o in known)

    def _of_the_meal(self, turn: SkillTurn, focus: PlaceFocus) -> PlaceFocus:
        """«점심집 이름만 다시»: the list that was told for that meal, as if it were the last."""
        said = {t.lemma for t in turn.analysis.reading.terms if self._wording.is_(t, "day_meal")}
        told = next((told for told in focus.lists if told.meal in said), None)
        if told is None or told.shown == focus.shown:
            return focus
        return replace(focus, query=told.query, shown=told.shown, chosen=None, meal=told.meal)

    def _is_sure_of_detail(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """Whether the classifier alone hears a question about what was told."""
        sure = turn.intent.intent.startswith(DETAIL) and self._context.hears(turn, turn.intent.intent)
        return sure and not (act.seeks or wish.constrains or act.compares)

    @staticmethod
    def _only_compares(wish: Wish) -> bool:
        """Whether nothing is named that would make it a new wish: «제일 싼 데는», not «제일 싼 카페»."""
        return not (wish.foods or wish.types or wish.roots or wish.attributes or wish.max_price or wish.open)

    def _by_name(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> tuple[Place, ...]:
        named = tuple(dict.fromkeys(act.pointing.named))
        last = turn.focus.places.chosen if turn.focus.places else None
        far = act.details == ("travel",) and act.pointing.that  # «거기서 가보정까지 멀어?»
        if len(named) == 1 and ((act.compares and act.comparative) or far) and last not in (None, *named):
            assert last is not None
            named = (last, *named)
        if act.details == ("travel",) and len(named) > 1 and wish.areas:
            # «지금 화성행궁인데 거기서 멀어요?»: from there, and not how far that is
            lies = {i for i in named if {self._store.places[i].name, *self._store.places[i].aliases} & {*wish.areas}}
            named = tuple(i for i in named if i not in lies) or named
        return tuple(self._store.places[i] for i in named)

    def _by_position(self, turn: SkillTurn, act: PlaceAct, focus: PlaceFocus) -> tuple[Place, ...] | Answer | None:
        pointing = act.pointing
        shown = self._list_meant(focus, pointing.offers)
        if shown is None:
            return None
        if pointing.beginning:
            shown = focus.lists[-1].shown
        elif self._goes_back(turn, pointing) and (before := self._before(focus)):
            return (self._store.places[before],)
        if pointing.ordinals and len(shown) == 1 and not pointing.beginning:
            # «첫 번째 집» after one was told: of the newest list with an order, unless that one was just found.
            house = self._wording.has(turn.analysis.reading, "house")
            longer = next(self._several(focus, max(2, *pointing.ordinals), house=house), shown)
            alone = pointing.ordinals == (1,) and self._was_just_found(turn, shown)
            shown = shown if alone and not self._wording.has(turn.analysis.reading, "earlier") else longer
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
            if not (act.asks or act.compares or act.decides):
                return None
            served = [i for i in shown if self._serves(i, pointing.offers)]
            single = next((i for i in focus.singled if self._serves(i, pointing.offers)), None)
            earlier = self._wording.has(turn.analysis.reading, "earlier") and act.details != ("travel",)
            if single is not None and earlier:
                return (self._store.places[single],)  # «아까 그 통닭집»: spoken of by itself, before a list
            if act.details == ("travel",) and focus.chosen is not None and focus.chosen not in served:
                # «아까 그 만둣집에서 걸어갈 만해?»: from the one that was singled out to the one spoken of now
                first = next((i for i in focus.singled if i in served), served[0] if len(served) == 1 else None)
                return tuple(self._store.places[i] for i in (first, focus.chosen)) if first else None
            chosen = [focus.chosen] if focus.chosen in served else served
            return tuple(self._store.places[i] for i in chosen if i)
        return self._current(focus)

    @staticmethod
    def _was_just_found(turn: SkillTurn, shown: tuple[str, ...]) -> bool:
        """Whether the last answer told these as found, and nothing was asked of them yet."""
        last = turn.last
        found = last is not None and (last.intent or "").startswith(ALL) and not (last.intent or "").startswith(DETAIL)
        return found and last is not None and tuple(item.id for item in last.items) == shown

    def _goes_back(self, turn: SkillTurn, pointing: Pointing) -> bool:
        """«아까 거기», «처음에 말한 데»: one that was spoken of before what was told last."""
        reading = turn.analysis.reading
        said = self._wording.has(reading, "earlier")
        others = pointing.ordinals or pointing.every or pointing.rest or pointing.offers or pointing.named
        return said and pointing.that and not others

    @staticmethod
    def _before(focus: PlaceFocus) -> str | None:
        """The place that was singled out before the last list, else the first of the list before it."""
        last = () if focus.chosen is not None and len(focus.shown) != 1 else focus.shown
        alone = (i for i in focus.singled if i not in last)
        lists = (told.shown[0] for told in focus.lists[1:] if told.shown and told.shown[0] not in last)
        return next(alone, None) or next(lists, None)

    def _list_meant(self, focus: PlaceFocus, offers: Sequence[str]) -> tuple[str, ...] | None:
        """The newest list, or the newest of which all have what was named."""
        if not offers:
            return focus.lists[0].shown
        fitting = (told.shown for told in focus.lists if all(self._serves(i, offers) for i in told.shown))
        some = (told.shown for told in focus.lists if any(self._serves(i, offers) for i in told.shown))
        return next((*fitting, *some).__iter__(), None)

    def _several(self, focus: PlaceFocus, least: int, *, house: bool) -> Iterator[tuple[str, ...]]:
        """The lists before the newest with as many places at least; no sights where a house is meant."""
        for told in focus.lists[1:]:
            sights = all(self._store.is_fact(self._store.places[i]) for i in told.shown)
            if len(told.shown) >= least and not (house and sights):
                yield told.shown

    def _serves(self, place: str, offers: Sequence[str]) -> bool:
        return not self._store.offers_of(self._store.places[place]).isdisjoint(offers)

    def _current(self, focus: PlaceFocus) -> tuple[Place, ...]:
        """The place spoken of last, or all of a list of which none was chosen."""
        ids = (focus.chosen,) if focus.chosen else focus.shown
        return tuple(self._store.places[i] for i in ids)
