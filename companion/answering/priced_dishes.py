"""What dishes of a place cost, for as many portions or people as are said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from companion.answering.base import SkillTurn
from companion.answering.wishes import Wish
from companion.answering.wording import Wording
from companion.knowledge.places.dishes import Priced
from companion.knowledge.places.search import PlaceIndex
from companion.knowledge.places.store import Place
from companion.language.grammar import is_conditional
from companion.language.numbers import NumberMention, find_numbers
from companion.language.terms import ALSO, UNTIL, Term, read
from companion.language.week_times import find_week_time


@dataclass(frozen=True, slots=True)
class Named:
    """A price that a question names, and where."""

    priced: Priced
    start: int
    end: int


class PricedDishes:
    """Looks prices up and words them."""

    def __init__(self, index: PlaceIndex, wording: Wording) -> None:
        self._index = index
        self._store = index.store
        self._say, self._cues, self._is = wording.say, wording.cues, wording.is_

    def of(self, place: Place, foods: Sequence[str]) -> Priced | None:
        """The price of the first of some foods that a place states one for; without foods its typical price."""
        if not foods:
            return self._index.dishes.price(place, ())
        offers = (self._store.offers[food] for food in foods)
        names = [name for offer in offers for name in (offer.id, *offer.aliases)]
        prices = [p for p in self._index.dishes.prices(place) if p.item]
        served = (p for p in prices if p.item and not self._index.dishes.offers_of(p.item).isdisjoint(foods))
        named = (p for p in prices if p.item and any(name in p.item for name in names))  # «우설» of «우설수육»
        return next((*served, *named).__iter__(), None)

    def text(self, priced: Priced) -> str:
        """What something costs, with the day of the price where that is known."""
        values: dict[str, object] = {"item": priced.item, "price": priced.krw}
        if priced.known:
            return self._say("price_dated", **values, day=priced.known)
        return self._say("price", **values)

    def told(self, turn: SkillTurn, place: Place, wish: Wish) -> str | None:
        """What something costs, and what as many cost as are said; None where no price is known."""
        named = self.named(turn, place, wish)
        if (together := self._together(turn, place, named, wish)) is not None:
            return together
        priced = named[0].priced if named else self.of(place, (*wish.foods, *wish.also))
        if priced is None or priced.item is None:
            return None
        counts = [n for n in turn.analysis.numbers if n.counter in self._cues["servings"] and not n.ordinal]
        several = self.several(turn, priced, wish) if len(counts) < 2 else None  # not of which of several dishes
        return " ".join(filter(None, (self.text(priced), several)))

    def named(self, turn: SkillTurn, place: Place, wish: Wish) -> list[Named]:
        """The prices of a place that a question names, in its order: by all words of theirs, by a part, by the day."""
        text = self._without_names(turn, place)
        whole: list[Named] = []
        parts: list[Named] = []
        for priced in self._index.dishes.prices(place):
            words = [w for w in _without_amounts(priced.item or "").split() if len(w) > 1]
            if words and (at := re.search(r"\s*".join(map(re.escape, words)), text)):
                whole.append(Named(priced, *at.span()))
                continue
            said = (t for t in turn.analysis.reading.terms if t.kind in ("noun", "name") and len(t.text) > 1)
            part = next(
                (t for t in said if any(self._is_part(turn, t, w) for w in words) and text[t.start] != " "), None
            )
            if part is not None:
                parts.append(Named(priced, part.start, part.end))
        chosen: list[Named] = []
        for name in (*sorted(whole, key=lambda n: (n.start - n.end, n.start)), *parts):
            if all(name.end <= n.start or name.start >= n.end for n in chosen):
                chosen.append(name)
        one = len(chosen) < 2 or self._is_one_time(turn, chosen, wish)
        if one and (by_day := self._of_the_day(turn, place, wish)) is not None:
            return [by_day]
        return sorted(chosen, key=lambda n: n.start)

    def _is_part(self, turn: SkillTurn, term: Term, word: str) -> bool:
        """«사리» of «모둠사리», and «양념 한 마리» of «양념통닭»; not «수육», a dish of its own, of «탕수육»."""
        counted = any(
            n.start >= term.end and not turn.analysis.text[term.end : n.start].strip() for n in turn.analysis.numbers
        )
        dish = any(m.start == term.start for m in turn.analysis.of_kind("food"))
        return (counted and word.startswith(term.text)) or (not dish and word.endswith(term.text) and word != term.text)

    def _is_one_time(self, turn: SkillTurn, named: Sequence[Named], wish: Wish) -> bool:
        """Whether the names of several prices say one time together: «주말 저녁», and not «주말이랑 저녁»."""
        when = wish.open or wish.not_closed
        if when is None:
            return False
        said = [t for t in turn.analysis.reading.terms if when.start <= t.start and t.end < when.end]
        inside = all(when.start <= n.start and n.end <= when.end for n in named)
        return inside and not any(t.particles for t in said)

    def _of_the_day(self, turn: SkillTurn, place: Place, wish: Wish) -> Named | None:
        """«토요일 저녁» of «평일 점심», «저녁» and «주말»: the price whose own name is of such a day."""
        when = wish.open or wish.not_closed
        if when is None:
            return None
        named = (
            (p, find_week_time(read(p.item or "", (), (), ()), (), turn.now)) for p in self._index.dishes.prices(place)
        )
        fits = [
            (p, t)
            for p, t in named
            if t is not None
            and (not t.day or {*when.weekdays} <= {*t.weekdays})
            and (t.day or t.part)
            and t.part in ("", when.part)
        ]
        best = max(fits, key=lambda pair: (bool(pair[1].day), bool(pair[1].part)), default=None)
        return Named(best[0], when.start, when.end) if best is not None else None

    def _together(self, turn: SkillTurn, place: Place, named: Sequence[Named], wish: Wish) -> str | None:
        """Several dishes: what they cost together («두 마리에 양념 한 마리면»), how they differ, or each of them."""
        terms = turn.analysis.reading.terms
        last = named[-1] if named else None
        supposes = any(map(is_conditional, turn.analysis.reading.verbs))
        joining = {UNTIL, ALSO} if supposes else {UNTIL}  # «사리까지», «수육도 하나 추가하면»
        added = last is not None and any(t.start < last.end <= t.end and joining & set(t.particles) for t in terms)
        if len(named) == 1 and added and (typical := next(self._index.dishes.prices(place), None)) is not None:
            assert last is not None
            if typical.item is None or typical.item == last.priced.item:
                return None
            named = (Named(typical, 0, 0), *named)  # «네 명 가면 사리까지»
        if len(named) < 2:
            return None
        if any(self._is(t, "contrasting") for t in terms) and len(named) == 2:
            one, other = (n.priced for n in named)
            gap = self._say("price_gap", price=abs(one.krw - other.krw))
            return f"{self._each(named)} {gap}"
        counts = [self._count(turn, name, rest, wish) for name, rest in zip(named, (*named[1:], None), strict=True)]
        main = turn.analysis.reading.main
        sums = added or any(self._is(t, "every", "together") for t in terms) or supposes
        if not (sums or any(counts)) or None in (n.priced.item for n in named) or (main is None and not any(counts)):
            return self._each(named)
        parts, total = [], 0
        for name, count in zip(named, counts, strict=True):
            item, unit = name.priced.item or "", _unit(name.priced, self._cues["servings"])
            people = count is not None and count.counter in self._cues["people"]
            fits = unit is None or count is None or (unit.value == 1 and count.counter in (None, unit.counter))
            if not (people or fits):
                return self._each(named)
            value = count.value if count is not None else 1
            dish = _without_amounts(item)
            shown = count and turn.analysis.text[count.start : count.end]
            if people:
                shown = f"{value}{unit.counter if unit is not None else self._cues['portion'][0]}"
            parts.append(f"{dish} {shown}" if shown else item)
            total += value * name.priced.krw
        return self._say("for_all", parts=parts, price=total)

    def _count(self, turn: SkillTurn, name: Named, following: Named | None, wish: Wish) -> NumberMention | None:
        """How many of a dish are said: the number behind it, or for what is eaten by all, how many come."""
        end = following.start if following is not None else len(turn.analysis.text)
        numbers = [n for n in find_numbers(turn.analysis.text) if not n.ordinal]
        if name.end == 0:
            return next((n for n in numbers if n.counter in self._cues["people"]), None)
        for number in numbers:
            counters = (None, *self._cues["servings"], *self._cues["people"])
            behind = name.end <= number.start < end and number.counter in counters
            after = next((t for t in turn.analysis.reading.terms if t.start >= number.end), None)
            if behind and not (after is not None and self._is(after, "every")):
                return number
        return None

    def _each(self, named: Sequence[Named]) -> str:
        """Every price, with the day where all are known from one."""
        days = {n.priced.known for n in named}
        if len(days) == 1 and None not in days:
            told = [self._say("price", item=n.priced.item, price=n.priced.krw) for n in named]
            return " ".join((*told[:-1], self.text(named[-1].priced)))
        return " ".join(self.text(n.priced) for n in named)

    def _without_names(self, turn: SkillTurn, place: Place) -> str:
        """What is said, with blanks for the names of places but for a dish at their end: «골목집 설렁탕»."""
        text = turn.analysis.text
        dishes = [_without_amounts(priced.item or "") for priced in self._index.dishes.prices(place)]
        for mention in turn.analysis.of_kind("place"):
            kept = max((len(d) for d in dishes if d and mention.text.endswith(d)), default=0)
            named = mention.end - mention.start - kept
            text = f"{text[: mention.start]}{' ' * named}{text[mention.start + named :]}"
        return text

    def several(self, turn: SkillTurn, priced: Priced, wish: Wish) -> str | None:
        """«2인분이면 204,000원이에요.»; None where one is asked for, or the price is for something else."""
        wanted = self.total(turn, priced, wish)
        if wanted is None:
            return None
        number, total = wanted
        if number is not None:
            return self._say("for_portions", portions=turn.analysis.text[number.start : number.end], price=total)
        told = self._say("for_several", people=total // priced.krw, price=total)
        return f"{told} {self._say('minors_unknown')}" if wish.minors else told

    def total(self, turn: SkillTurn, priced: Priced, wish: Wish) -> tuple[NumberMention | None, int] | None:
        """What is to be paid for as many as are said, and the number that says it, None where that is of people."""
        counters = self._cues["servings"]
        number = next((n for n in turn.analysis.numbers if n.counter in counters and not n.ordinal), None)
        unit = next((n for n in find_numbers(priced.item or "") if n.counter in counters), None)
        people = wish.people or self._those_who_come(turn)
        behind = turn.analysis.text[number.end - 1 :] if number is not None else ""
        each = number is not None and behind[:2].endswith(tuple(self._cues["each"]))
        if number is not None and not (each and number.value == 1 and people):  # «둘이 한 그릇씩»
            same = unit is None or (unit.value == 1 and unit.counter == number.counter)
            return (number, number.value * priced.krw) if same and number.value > 1 else None
        one = unit is None or (unit.value == 1 and unit.counter in self._cues["portion"])
        if not people or people < 2 or not one:
            return None
        return None, people * priced.krw

    def _those_who_come(self, turn: SkillTurn) -> int | None:
        """How many were said to come before, where it is asked for all of them: «모두 얼마 나와?»."""
        asks = any(self._is(t, "together", "every") for t in turn.analysis.reading.terms)
        return turn.focus.places.query.people if asks and turn.focus.places is not None else None


def _without_amounts(item: str) -> str:
    """«순대곱창볶음» of «순대곱창볶음 1인분»."""
    for number in reversed(find_numbers(item)):
        item = f"{item[: number.start]}{item[number.end :]}"
    return " ".join(item.split())


def _unit(priced: Priced, counters: Sequence[str]) -> NumberMention | None:
    """«1인분» of «순대곱창볶음 1인분»."""
    return next((n for n in find_numbers(priced.item or "") if n.counter in counters), None)
