"""What is told after a list, of who comes along or of what is wanted less: the list is chosen again.

«막내가 매운 걸 못 먹어요», «치킨은 어제 먹었어», «애들도 같이 가», «한 군데만 말해 봐».
"""

from __future__ import annotations

from dataclasses import replace

from companion.answering.base import Answer, SkillTurn
from companion.answering.place_acts import PlaceAct
from companion.answering.place_context import PlaceContext, PlacePart
from companion.answering.place_finding import PlaceFinding
from companion.answering.place_intents import FIND
from companion.answering.wishes import Wish
from companion.language.acts import recollects
from companion.language.grammar import (
    BARELY,
    described_by,
    frames,
    hopes,
    is_conditional,
    is_copula,
    is_remark,
    is_thing,
    links,
    next_verb,
    object_of,
    planned,
)
from companion.language.stances import promises, serves_oneself
from companion.language.terms import LET_US, WHERE, Reading, Term


class PlaceTold(PlacePart):
    """Chooses again by what a statement says must hold."""

    def __init__(self, context: PlaceContext, finding: PlaceFinding) -> None:
        super().__init__(context)
        self._finding = finding

    def of(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Wish | None:
        """What a statement adds to what was asked of the last list; None where it says nothing of it."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        if main is None or main.form is None or not self._store.places:
            return None
        told = turn.focus.places is not None and turn.focus.topic == "recommend"
        if self._agrees(turn, wish):
            return wish
        if (told and self._is_rather_wished(turn, wish, act)) or self._is_settled_on(turn, wish, told=told):
            return replace(wish, conditions=())
        if told and wish.foods and recollects(reading) and self._wording.is_(main, "liking"):
            return replace(wish, attributes=(), framed=())  # «아니 언니가 추어탕을 좋아했지 참»
        if told and (had := self._had_lately(turn)):
            return replace(wish, foods=(), also=(), either=(), not_foods=had)
        others = any(self._wording.is_(t, "others") for t in reading.terms)
        named = wish.foods or wish.also or wish.types or "menu" in act.details  # not «순대 말고 다른 것도 팔아요»
        if told and others and wish.not_foods and not named:
            return wish  # «갈비는 비싸니까 다른 걸로»
        if told and self._goes_anywhere(turn):
            return replace(wish, roots=self._context.edits.whole(None))
        of_one = (
            bool(act.details) and act.pointing.points
        )  # «첫 번째 집 전화번호 불러 줘. 예약해야 돼»: why it is asked
        if told and (self._is_turned_down(turn, wish, act) or (self._must_hold(turn, wish) and not of_one)):
            return wish
        if act.remark or (not told and not self._is_refused(turn)):
            return None
        questions = any(t.kind == "question" for t in reading.terms)
        if questions or "?" in turn.analysis.text or act.seeks or act.details or act.pointing.points:
            return None
        if turn.analysis.of_kind("place", "person", "office", "thing") or act.check == "without":
            return None
        tells = main.form.closes or frames(main) or links(main)
        if wish.limit and main.form.requests and self._wording.is_(main, "telling", "seeking"):
            return wish
        if main.form.requests or main.form.wishes or not tells:
            return None
        if wish.not_foods and not (wish.foods or wish.also):
            return wish
        if wish.foods and turn.focus.places is not None and set(wish.foods) <= {*turn.focus.places.query.offers}:
            return None  # «애가 통닭을 좋아해» after such houses: why they were asked for
        only = any(BARELY in t.particles for t in reading.terms)  # «애가 돈가스밖에 안 먹어»
        liked = self._wording.is_(main, "liking", "better") and main.form.negated == only and not main.form.past
        if wish.foods and liked:
            return replace(wish, attributes=(), framed=())  # «애들이 고기를 좋아해요»: who likes it was said before
        if self._never_eats(turn, wish) or self._comes_along(turn, wish, main):
            return wish
        return None

    def _is_rather_wished(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """«만두가 땡기네», «양식이 좋겠다», «국밥 같은 것도 좋다»: another dish than was asked for."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        said = self._guessed(reading, main) if main is not None else None
        named = {m.start for m in turn.analysis.of_kind("food")}
        verbs = (v for t in reading.terms if t.start in named and (v := next_verb(reading, t)) is not None)
        said = next((v for v in verbs if self._wording.is_(v, "craving", "better")), said)
        form = said.form if said is not None else None
        focus, foods = turn.focus.places, (*wish.foods, *wish.either)
        if said is None or form is None or form.negated or form.past or main is None or main.form is None or not foods:
            return False
        if not main.form.closes and not frames(main) and not links(main):
            return False
        asks = any(t.kind == "question" for t in reading.terms) or "?" in turn.analysis.text
        if asks or act.details or act.seeks or act.pointing.points or focus is None or wish.not_foods:
            return False
        if set(foods) & {*focus.query.offers, *focus.query.also_offers} or turn.analysis.of_kind("place", "person"):
            return False  # «커피가 좋네» after cafés is a comment
        return self._wording.is_(said, "craving", "better")

    def _is_settled_on(self, turn: SkillTurn, wish: Wish, *, told: bool) -> bool:
        """«칼국수로 할게요», «국밥으로 바꿔야겠다», «만두나 먹을란다», «갈비탕으로 하면 되겠네»: another dish.

        Where nothing was told, only what is proposed to the robot: «갈비로 하자».
        """
        reading, main, focus = turn.analysis.reading, turn.analysis.reading.main, turn.focus.places
        foods = (*wish.foods, *wish.either)
        if main is None or main.form is None or not foods or serves_oneself(reading):
            return False
        before_it = focus.query.offers if focus is not None and told else ()
        if set(foods) <= {*before_it} or turn.analysis.of_kind("place", "person") or "?" in turn.analysis.text:
            return False
        before = next((v for v in reversed(reading.verbs) if v.end <= main.start), None)
        settled = before is not None and is_conditional(before) and self._wording.is_(main, "possible")
        settled = settled and main.form.future and not main.form.negated
        # «그 돈이면 통닭을 먹겠다»
        rather = before is not None and is_conditional(before) and main.form.future and main.form.closes
        agreed = (promises(reading) or rather) if told else main.form.ending == LET_US
        chosen = before if settled and told else main if agreed and not main.form.negated else None
        if chosen is None or not self._wording.is_(chosen, "swapping", "consuming", "eating", "deciding"):
            return False
        starts = {m.start for m in turn.analysis.of_kind("food")}
        eaten = (t for t in reading.terms if next_verb(reading, t) is chosen)
        return any(t.start in starts or (t.form is None and len(t.lemma) == 1 and t.particles) for t in eaten)

    def _is_turned_down(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """«비싼 데는 싫어», «줄 서는 데는 빼 줘»: houses that are described, of which none is wanted."""
        reading = turn.analysis.reading
        heads = (head for v in reading.verbs if (head := described_by(reading, v)) is not None)
        said, _ = self._context.read(turn)
        out = any(self._wording.is_(head, "head") and said.rules_out(head) for head in heads)
        return out and "?" not in turn.analysis.text and not (act.pointing.points or wish.foods or wish.types)

    def _had_lately(self, turn: SkillTurn) -> tuple[str, ...]:
        """«어제는 치킨 그제는 피자 먹었어», «아 어제 만두 먹었구나», «어제 중국집 갔었어»: what is not wanted again."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        said, _ = self._context.read(turn)
        past = main is not None and main.form is not None and main.form.past and not main.form.negated
        if main is None or not past or not said.is_past(main) or "?" in turn.analysis.text:
            return ()
        if reading.asks_what or not self._wording.is_(main, "consuming", "visiting"):
            return ()
        had = {m.id: said.term_of(m) for m in turn.analysis.of_kind("food")}
        return tuple(id for id, term in had.items() if term is not None and next_verb(reading, term) is main)

    def _goes_anywhere(self, turn: SkillTurn) -> bool:
        """«없으면 아무 데나», «수원 어디든 괜찮아»: where it lies no longer matters."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        if turn.analysis.of_kind("food", "eatery", "place", "attribute") or "?" in turn.analysis.text:
            return False
        open_to = main is None or self._wording.is_(main, "given_up", "lacking", "better")
        pairs = zip(reading.terms, reading.terms[1:], strict=False)
        wherever = any(t.lemma == WHERE and is_copula(v) and v is not main for t, v in pairs)
        return open_to and (wherever or any(self._wording.is_(t, "anywhere") for t in reading.terms))

    def _must_hold(self, turn: SkillTurn, wish: Wish) -> bool:
        """«주차도 돼야 돼», «방은 있어야 해», «주차도 되면 좋고요»: what the houses must have, or had better have."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        named = {m.start for m in turn.analysis.of_kind("attribute")}
        needed = (object_of(reading, v) for v in reading.verbs if v.form is not None and v.form.ought)
        asks = "?" in turn.analysis.text or any(t.kind == "question" for t in reading.terms)  # «몇 명 예약해야 하지»
        if main is None or asks or not wish.attributes:
            return False
        closes = main.form is not None and main.form.closes
        hoped = any(hopes(reading, v) for v in reading.verbs)
        return hoped or (closes and any(t is not None and t.start in named for t in needed))

    def _guessed(self, reading: Reading, main: Term) -> Term:
        """«한식이 나을 것 같다»: what is thought, not that it is."""
        about = object_of(reading, main)
        thought = (v for v in reversed(reading.verbs) if v is not main and described_by(reading, v) is about)
        return next(thought, main) if is_thing(about) and self._wording.is_(main, "same") else main

    def answer(self, turn: SkillTurn, wish: Wish) -> Answer:
        """The list chosen again, with what was left out."""
        if self._agrees(turn, wish):
            return self._agreed(turn, wish)
        if not self._is_turned_down(turn, wish, PlaceAct()):
            wish = replace(wish, conditions=())  # a statement describes nobody's place
        places = turn.focus.places if turn.focus.topic == "recommend" else None
        before = places.query.exclude_offers if places is not None else ()
        found = self._finding.find(turn, wish, PlaceAct(), places)
        new = [food for food in wish.not_foods if food not in before]
        if not new or found.status != "answered":
            return found
        said = self._wording.say("as_told_without", foods=new)
        if said in found.text:
            return found  # a list that is changed says so itself
        return replace(found, text=f"{said} {found.text}", spoken=f"{said} {found.spoken or found.text}")

    @staticmethod
    def _agrees(turn: SkillTurn, wish: Wish) -> bool:
        """«그럼 떡볶이는 안 되겠네», «떡볶이는 패스해야겠다»: concluded from what was told, and nothing is asked."""
        main = turn.analysis.reading.main
        concluded = main is not None and main.form is not None and main.form.future
        others = wish.foods or wish.also or wish.types or wish.areas
        return concluded and is_remark(turn.analysis.reading) and bool(wish.not_foods) and not others

    def _agreed(self, turn: SkillTurn, wish: Wish) -> Answer:
        """That it is left out, and why where that is known; it stays so in what is looked for."""
        avoided = {i for fact in turn.memory.all("avoid") for i in fact.ids}
        known = all(avoided & self._store.offer_closure(food) for food in wish.not_foods)
        text = self._wording.say("agreed_avoided" if known else "agreed_without", foods=wish.not_foods)
        places = turn.focus.places
        if places is None:
            return Answer(text, "answered", turn.focus, intent=FIND)
        left = tuple(dict.fromkeys((*places.query.exclude_offers, *wish.not_foods)))
        kept = replace(places, query=replace(places.query, exclude_offers=left))
        return Answer(text, "answered", replace(turn.focus, places=kept), intent=FIND)

    def _is_refused(self, turn: SkillTurn) -> bool:
        """«아빠는 갈비 먹자는데 애들은 싫대»: a meal is being decided on, whatever was spoken of."""
        said, _ = self._context.read(turn)
        eaten = (said.term_of(m) for m in turn.analysis.of_kind("food"))
        return any(term is not None and said.is_refused(term) for term in eaten)

    def _never_eats(self, turn: SkillTurn, wish: Wish) -> bool:
        """«걔는 고기를 안 먹어»: what the data has an attribute for."""
        diets = [a for a in wish.attributes if self._store.attributes[a].without and self._store.states(a)]
        main = turn.analysis.reading.main
        denied = main is not None and main.form is not None and main.form.negated
        return bool(diets) and denied and self._wording.has(turn.analysis.reading, "consuming")

    def _comes_along(self, turn: SkillTurn, wish: Wish, main: Term) -> bool:
        """«애들도 같이 가», «혼자 먹을 거야», «부모님 모시고 갈 거라서», «우리 열 명인데»: who is to come."""
        reading, form = turn.analysis.reading, main.form
        people = [a for a in map(self._store.attributes.__getitem__, wish.attributes) if a.of_people or a.group]
        if not people or form is None or form.negated or form.past or form.asks:
            return False
        if self._wording.is_(planned(reading) or main, "visiting", "eating", "taking_along"):
            return True
        own = (t.kind in ("pronoun", "number") or self._wording.is_(t, "people", "persons") for t in reading.heads())
        return bool(wish.people) and is_copula(main) and all(own)
