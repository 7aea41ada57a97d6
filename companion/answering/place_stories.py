"""Talk near food and places that wants none of them: what was bought or eaten, an invitation to talk, a comment.

Only what its grammar shows to be talk is taken for it; everything else may be a wish.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from companion.answering.base import SkillTurn
from companion.answering.place_acts import PlaceAct
from companion.answering.place_context import PlacePart
from companion.answering.wishes import Wish
from companion.knowledge.places.store import Place
from companion.language.acts import (
    is_of_theirs,
    is_under_way,
    looks_back_on_deed,
    looks_back_on_habit,
    recollects,
    sets_riddle,
    tells_of_habit,
)
from companion.language.amounts import counts_hours
from companion.language.grammar import (
    DO,
    EITHER,
    HOW_MUCH,
    OBJECT,
    TALKED_OF,
    TOO,
    WHAT,
    WHICH,
    described_by,
    head_of,
    is_concessive,
    is_conditional,
    is_copula,
    is_done_before,
    is_future,
    is_meanwhile,
    is_thing,
    next_verb,
)
from companion.language.numbers import NumberMention
from companion.language.stances import praises_how_much, to_robot
from companion.language.terms import SUBJECT, TOPIC, WHERE, WITH, Reading, Term

_SEVERAL: Final = 2
_OF_PLACES: Final = frozenset((WHERE, *WHAT, *WHICH, HOW_MUCH))
"""Question words for places, and for whatever is said of one."""
_OF_A_VISIT: Final = (
    "seeking", "searching", "eating", "ordering", "deciding", "swapping", "without", "liking", "craving", "better",
    "knowing", "telling", "booking", "visiting", "taking_along", "touring", "exists", "lacking", "possible",
)  # fmt: skip
"""Groups of verbs for what one does with the food or the house that one looks for."""


class PlaceStories(PlacePart):
    """Tells talk from wishes."""

    def is_talk(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """Whether food or places are only talked of, so that none is looked for and nothing told of one."""
        reading = turn.analysis.reading
        if act.more and turn.focus.places is None and not (act.seeks or wish.not_foods):
            return True  # «커피는 맛이 없던데 다른 건 없을까?»
        edits = act.more or act.relaxes or act.rejects or act.goes_on or wish.gives_up
        if edits or act.books or act.decides or act.counts or act.check == "still":
            return False
        praises = praises_how_much(reading.terms) and "?" not in turn.analysis.text
        if praises or sets_riddle(reading):
            return True  # «나 매운 거 잘 먹게 못 먹게?», «부산 돼지국밥이 얼마나 맛있는데»
        if self._asks_something_else(turn, wish, act) or self._is_had_by_another(turn) or self._is_handled(turn):
            return True
        if self._only_dislikes(turn, wish, act) or self._is_of_something_else(turn, wish, act):
            return True
        if "?" in turn.analysis.text or reading.asks_what or wish.not_foods or wish.people:
            return False
        if is_of_theirs(reading) and not (wish.constrains or act.seeks or act.details):
            return True  # «우리 신랑이 진미통닭 단골이야»
        if self._says_nothing_new(turn, wish, act):
            return True
        if tells_of_habit(reading) or is_under_way(reading) or self._cannot_bring_oneself(turn, act):
            return True
        needed = any(self._store.attributes[a].essential for a in wish.attributes)
        mends = recollects(reading) and turn.focus.topic == "recommend"  # «아니 언니가 추어탕을 좋아했지 참»
        if looks_back_on_deed(reading) and not (needed or mends):
            return True
        return self._keeps_company(turn) or self._is_all_that_was_had(turn) or self._is_told_by_a_noun(turn, act)

    def visited(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Place | None:
        """The one place that is told to have been visited: «점심에 유치회관 갔다왔어»; None where none is."""
        reading = turn.analysis.reading
        went = any(v.form is not None and v.form.past and self._wording.is_(v, "been_to") for v in reading.verbs)
        named = set(act.pointing.named)
        once = went and not looks_back_on_habit(reading)
        if len(named) != 1 or not once or not looks_back_on_deed(reading) or not self.is_talk(turn, wish, act):
            return None
        return self._store.places[named.pop()]

    def _asks_something_else(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """«생신까지 며칠 남았어?», «국물은 왜 졸아들지?»: a question word that nothing read of places has a use for."""
        asked = [t for t in turn.analysis.reading.terms if t.kind == "question"]
        of_houses = act.seeks or act.check or act.compares or act.within or act.pointing.points or act.incomparable
        known = of_houses or act.stranger or {*act.details} - {"why"} or wish.order or wish.max_price or wish.types
        useful = any(t.lemma in _OF_PLACES or self._wording.is_(t, "price") for t in asked)
        return bool(asked) and not (known or useful)

    def _is_of_something_else(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """Whether food, meals or company stand in what nobody needs a house for."""
        if (act.seeks and turn.analysis.reading.main is not None) or turn.analysis.of_kind("area", "eatery", "place"):
            return False
        return self._lists_times_or_costs(turn) or self._is_taken(turn) or self._supposes_company(turn, wish)

    def _lists_times_or_costs(self, turn: SkillTurn) -> bool:
        """«아침 여덟시 점심 한시 저녁 일곱시», «점심 만삼천원 커피 사천오백원»: hours or costs, and no verb."""
        reading = turn.analysis.reading
        if reading.main is not None or any(t.kind == "question" for t in reading.terms):
            return False
        hours = [n for n in turn.analysis.numbers if counts_hours(n.counter)]
        behind = [
            n for n in self._amounts(turn)
            if any(t.kind in ("noun", "name") and not t.particles and t.end == n.start - 1 for t in reading.terms)
        ]  # fmt: skip
        return len(hours) >= _SEVERAL or len(behind) >= _SEVERAL

    def _is_taken(self, turn: SkillTurn) -> bool:
        """«혈압약을 커피랑 먹어도 되냐», «밤에 라면 먹어도 되나» of no house: whether it may be had."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        verbs = [(t, next_verb(reading, t)) for t in self._foods(turn)]
        if main is None or main.form is None or not main.form.closes or main.form.requests or not verbs:
            return False
        alone = turn.focus.topic != "recommend" and self._wording.is_(main, "possible")
        had = (v is not None and is_concessive(v) and self._wording.is_(v, "consuming") for _, v in verbs)
        return all(had) and all(alone or self._taken_with(turn, t, v) for t, v in verbs if v is not None)

    def _is_had_by_another(self, turn: SkillTurn) -> bool:
        """«너는 커피 마셔 봤어?», «로봇도 만두 먹고 싶어?»: asked of whom it is said to, or of a thing by name."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        if main is None or not self._wording.is_(main, "consuming") or reading.asks_what or reading.describing:
            return False
        things = {m.start for m in turn.analysis.of_kind("thing") if m.id not in self._store.places}
        had = any(t.start in things and {TOPIC, SUBJECT, TOO}.intersection(t.particles) for t in reading.terms)
        return had or to_robot(reading)

    def _is_handled(self, turn: SkillTurn) -> bool:
        """«작은 카페를 차리자는데», «만두를 빚어 줄 거예요»: what one makes or runs, of all that is named."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        named = {m.start for m in turn.analysis.of_kind("food", "eatery")}
        terms = [t for t in reading.terms if t.start in named]
        wanted = main is None or main.form is None or main.form.requests or self._wording.is_(main, "seeking")
        houses = any(self._wording.is_(t, "head") for v in reading.verbs if (t := described_by(reading, v)) is not None)
        return bool(terms) and not (wanted or houses) and all(self._is_made(reading, t) for t in terms)

    def _is_made(self, reading: Reading, term: Term) -> bool:
        """Whether something is done to a food or a house, for somebody or in order to have it, and it is not eaten."""
        verb, head = next_verb(reading, term), head_of(reading, term)
        if verb is None or verb.form is None or head is not term:
            return False
        eaten = any(self._wording.is_(v, "consuming") for v in reading.verbs if v.start >= verb.start)
        done = OBJECT in term.particles or bool(EITHER.intersection(term.particles))
        for_others = verb.form.requests and is_future(verb) and set(term.particles) <= {OBJECT}  # «갈비찜 해 줄 거야»
        visits = verb.lemma != DO and self._wording.is_(verb, *_OF_A_VISIT)
        return not (eaten or visits) and (done or for_others)

    def _taken_with(self, turn: SkillTurn, food: Term, verb: Term) -> bool:
        """Whether something that is no food is what is taken, and the food only goes with it."""
        reading = turn.analysis.reading
        named = {m.start for m in turn.analysis.mentions}
        others = (t for t in reading.heads() if t.kind == "noun" and t.start not in named and t.end <= verb.start)
        return WITH in head_of(reading, food).particles and any(OBJECT in t.particles for t in others)

    def _supposes_company(self, turn: SkillTurn, wish: Wish) -> bool:
        """«혼자 먹으면 맛이 없어»: how a meal is that one only supposes, and nothing else is said."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        only = wish.attributes and not replace(wish, attributes=(), framed=()).constrains and not wish.types
        if not only or main is None or main.form is None or "?" in turn.analysis.text or reading.asks_what:
            return False
        known = [self._store.attributes[a] for a in wish.attributes]
        named = {m.start for m in turn.analysis.of_kind("attribute")}
        verbs = [next_verb(reading, t) for t in reading.terms if t.start in named]
        supposed = bool(verbs) and all(v is not None and v is not main and is_conditional(v) for v in verbs)
        told = main.form.closes and not (main.form.requests or main.form.wishes or main.form.future)
        return supposed and told and self._wording.is_(main, "lacking") and all(a.of_people or a.group for a in known)

    @staticmethod
    def _only_dislikes(turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """«나는 순대는 별로야» where no place was looked for: nothing is to be left out of anything."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        asks = act.seeks or act.asks or "?" in turn.analysis.text or reading.asks_what
        wants = any(v.form is not None and (v.form.requests or v.form.wishes) for v in reading.verbs)
        others = replace(wish, not_foods=(), avoided=()).constrains or wish.types or wish.limit
        closes = main is not None and main.form is not None and main.form.closes
        return bool(wish.not_foods) and turn.focus.places is None and closes and not (asks or wants or others)

    @staticmethod
    def _says_nothing_new(turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """«애가 피자는 치즈밖에 안 먹어» after such houses: a statement that names nothing but what was looked for."""
        places, main = turn.focus.places, turn.analysis.reading.main
        form = main.form if main is not None else None
        if places is None or turn.focus.topic != "recommend" or form is None or act.seeks or act.asks or act.within:
            return False
        told = form.closes and not (form.requests or form.wishes or form.future or form.asks)
        named = (*wish.foods, *wish.also)
        same = bool(named) and set(named) <= {*places.query.offers, *places.query.also_offers}
        return told and same and not replace(wish, foods=(), also=(), attributes=(), framed=()).constrains

    @staticmethod
    def _cannot_bring_oneself(turn: SkillTurn, act: PlaceAct) -> bool:
        """«메뉴 바꾸자고 말을 못하겠어»: what one cannot do asks for no detail."""
        form = turn.analysis.reading.main.form if turn.analysis.reading.main is not None else None
        unable = form is not None and form.closes and form.negated and form.future
        return unable and bool(act.details) and not act.pointing.points

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
        verbs = (next_verb(reading, t) for t in self._foods(turn) or reading.terms[-1:])
        # «커피라도 한 잔 사 주면서 …»
        deeds = (next_verb(reading, v) if v is not None and is_copula(v) else v for v in verbs)
        return all(map(is_meanwhile, deeds))

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
