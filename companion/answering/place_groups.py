"""Several people who wish for different things: «한 명은 채식하고 아이들은 치킨 먹고 싶대요».

Each topic that is a person, with a food or a diet of its own behind it, is one wish. A place that serves all of them is
told, else one for each, and which of the two it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from companion.answering.base import Answer, Focus, PlaceFocus, SkillTurn
from companion.answering.place_acts import PlaceAct
from companion.answering.place_context import PlaceContext, PlacePart
from companion.answering.place_finding import PlaceFinding, told_together
from companion.answering.place_intents import FIND
from companion.answering.place_lists import remembered
from companion.answering.wish_parts import of_terms
from companion.answering.wishes import Wish
from companion.knowledge.places.query import PlaceQuery
from companion.language.grammar import head_of, next_verb
from companion.language.terms import SUBJECT, TOPIC, Reading, Term
from companion.understanding.types import Analysis

_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class GroupWish:
    """What each of several people wishes for, in the order it was said; `apart` is whether each is to go elsewhere."""

    wishes: tuple[Wish, ...]
    apart: bool = False


class PlaceGroups(PlacePart):
    """Finds what serves people with different wishes."""

    def __init__(self, context: PlaceContext, finding: PlaceFinding) -> None:
        super().__init__(context)
        self._finding = finding

    def of(self, turn: SkillTurn) -> GroupWish | None:
        """The wishes of several people; None where fewer than two say what they want."""
        analysis = turn.analysis
        if len(either := self._weighed(analysis)) > 1:
            return GroupWish(tuple(Wish(foods=(food,)) for food in either), apart=True)
        if "?" in analysis.text or analysis.of_kind("place", "person", "office"):
            return None
        starts = [t for t in analysis.reading.terms if self._is_somebody(analysis, t)]
        if len(starts) < _AT_ONCE:
            return None
        wishes = []
        for start, following in zip(starts, (*starts[1:], None), strict=True):
            end = following.start if following is not None else len(analysis.text)
            part = of_terms(analysis, [t for t in analysis.reading.terms if start.end <= t.start < end])
            _, wish = self._context.read(replace(turn, interpretation=replace(turn.interpretation, analysis=part)))
            if wish.foods or wish.also or self._diets(wish):
                wishes.append(wish)
        told = {(w.foods, w.also, w.attributes) for w in wishes}
        return GroupWish(tuple(wishes)) if len(told) > 1 else None

    def _weighed(self, analysis: Analysis) -> tuple[str, ...]:
        """«초밥이 나을까, 중국집이 나을까?»: dishes of which one asks in turn whether they are better."""
        reading = analysis.reading
        said = ((t, m.id) for m in analysis.of_kind("food") for t in reading.terms if t.start == m.start)
        verbs = ((next_verb(reading, t), food) for t, food in said if SUBJECT in t.particles)
        asked = {v.start: food for v, food in verbs if v and v.form and v.form.asks and self._wording.is_(v, "better")}
        return tuple(food for _, food in sorted(asked.items()))

    def again(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> GroupWish | None:
        """«둘 다 되는 데는 없죠», «그럼 하나씩 추천해 줘» after several people wished for different things."""
        focus = turn.focus.places
        if focus is None or turn.focus.topic != "recommend":
            return None
        reading = turn.analysis.reading
        diets = tuple(a for a in focus.query.attributes if self._store.attributes[a].without)
        if act.pointing.every and act.seeks and wish.foods and diets:
            return GroupWish((Wish(attributes=diets), Wish(foods=wish.foods)))  # «친구는 고기 먹거든요 둘 다 갈 데»
        if not focus.each or wish.foods or act.asks:
            return None
        counted = any(t.kind == "number" and t.text.endswith(self._wording.cues["each"]) for t in reading.terms)
        apart = counted or self._wording.has(reading, "on_their_own")
        if not apart and not (act.pointing.every and act.seeks):
            return None
        return GroupWish(tuple(Wish(foods=foods, attributes=diets) for foods, diets in focus.each), apart)

    def answer(self, turn: SkillTurn, group: GroupWish) -> Answer:
        """One place for all of them, or one for each."""
        before = turn.focus.places if turn.focus.topic == "recommend" else None
        edits, index = self._context.edits, self._context.of_day(turn.as_of).index
        _, whole = self._context.read(turn)
        areas = whole.areas or (before.query.areas if before is not None else edits.whole(None))
        base = replace(edits.fresh(Wish()), areas=areas)
        foods = [f for w in group.wishes for f in (*w.foods, *w.also)]
        diets = tuple(dict.fromkeys(a for w in group.wishes for a in self._diets(w)))
        together = replace(base, types=(), offers=tuple(foods[:1]), also_offers=tuple(foods[1:]), attributes=diets)
        found = index.search(together)
        told = replace(turn, focus=replace(turn.focus, topic=None))
        lists = self._context.of_day(turn.as_of).lists
        if found.items and not (found.relaxed or found.unmet or group.apart):
            intro = self._wording.say("serves_all")
            return self._remembering(turn, lists.find(told, together, Wish(), intro=intro), together, group)
        each = [self._one(told, base, wish) for wish in group.wishes]
        answer = told_together(each)
        known = all(one.status == "answered" for one in each)  # else each says what there is none of
        intro = self._wording.say("serves_each") if known and not group.apart else ""
        text = "\n".join(filter(None, (intro, answer.text)))
        spoken = " ".join(filter(None, (intro, answer.spoken or answer.text)))
        return self._remembering(turn, replace(answer, text=text, spoken=spoken), base, group)

    def _one(self, turn: SkillTurn, base: PlaceQuery, wish: Wish) -> Answer:
        foods, diets = (*wish.foods, *wish.also), self._diets(wish)
        types = () if foods else base.types
        query = replace(base, types=types, offers=foods[:1], also_offers=foods[1:], attributes=diets, limit=1)
        return self._context.of_day(turn.as_of).lists.find(turn, query, Wish())

    def _remembering(self, turn: SkillTurn, answer: Answer, base: PlaceQuery, group: GroupWish) -> Answer:
        """The answer with all that was told as one list; what comes next is asked of the group."""
        shown = tuple(dict.fromkeys(item.id for item in answer.items))
        focus = remembered(turn.focus, base, shown, shown, chosen=len(shown) == 1) if shown else turn.focus
        if focus.places is None:
            focus = Focus("recommend", turn.focus.knowledge, PlaceFocus(base, (), ()))
        assert focus.places is not None
        each = tuple(((*w.foods, *w.also), self._diets(w)) for w in group.wishes)
        diets = tuple(dict.fromkeys(a for _, attributes in each for a in attributes))
        return replace(answer, focus=replace(focus, places=replace(focus.places, of_one=diets, each=each)), intent=FIND)

    def _diets(self, wish: Wish) -> tuple[str, ...]:
        return tuple(a for a in wish.attributes if self._store.attributes[a].without and self._store.states(a))

    def _is_somebody(self, analysis: Analysis, term: Term) -> bool:
        """«저는», «한 명은», «아이들은», «친구가»: who wishes for what stands behind."""
        head = head_of(analysis.reading, term)
        if term is not head or not {TOPIC, SUBJECT}.intersection(term.particles):
            return False
        if term.kind == "pronoun":
            return not self._wording.is_(term, "that", "here")
        number = next((n for n in analysis.numbers if n.start == term.start), None)
        if number is not None and number.ordinal:
            return not term.text.endswith(self._wording.cues["nth"])  # «둘째는», and not «두 번째는»
        if number is not None:
            return number.counter in self._wording.cues["people"] or number.counter is None
        named = next((m for m in analysis.of_kind("attribute") if m.start == term.start), None)
        if named is not None:
            called = named.text.startswith(self._wording.cues["persons"])
            return called or self._store.attributes[named.id].of_people
        return self._wording.is_(term, "persons") or self._is_called_like_somebody(analysis.reading, term)

    def _is_called_like_somebody(self, reading: Reading, term: Term) -> bool:
        """«지연이는», «동생은»: a noun that is nothing one eats or goes to, before something that is eaten."""
        known = self._wording.is_(term, "head", "generic", "meal", "beside", "menu", "price", "hours", "rest")
        follows = next((t for t in reading.terms if t.start >= term.end), None)
        return term.kind == "noun" and not known and follows is not None and follows.kind in ("name", "verb", "adverb")
