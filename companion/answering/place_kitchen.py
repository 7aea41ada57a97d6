"""What is cooked at home is no wish for a place: what is in the fridge, what to make of it, that one will cook."""

from __future__ import annotations

from typing import Final, Literal

from companion.answering.base import Answer, SkillTurn
from companion.answering.place_context import PlacePart
from companion.language.grammar import (
    DO,
    GO,
    HOW_MUCH,
    WHAT,
    asks_how,
    described_by,
    head_of,
    is_conditional,
    is_demonstrative,
    is_drawn_out,
    is_promise,
    is_thing,
    leads_on,
    next_verb,
    phrase_of,
    proposes,
)
from companion.language.place_names import AT
from companion.language.self_words import TALK
from companion.language.stances import resolves, worries
from companion.language.terms import WHERE, Reading, Term

Cooks = Literal["asks", "decides", "tells", "requests"]
HOME: Final = "recommend.at_home"


class PlaceKitchen(PlacePart):
    """Tells cooking from eating out."""

    def of(self, turn: SkillTurn) -> Cooks | None:
        """What is said of cooking at home: a question, a decision, or what there is; None where it is about places.

        `requests` is something to be done by others meanwhile: «국수 삶을 때 칠 분만 재 줘».
        """
        reading = turn.analysis.reading
        if turn.analysis.of_kind("place", "eatery", "area") or self._looks_for_a_house(reading):
            return None
        if reading.question(WHERE):
            return None  # «냉장고에 두부밖에 없어 어디 나가서 먹을까»
        located = any(map(self._is_at_home, reading.terms)) and any(self._is_of_home(reading, t) for t in reading.terms)
        cooks = [v for v in reading.verbs if self._is_cooked(reading, v)]
        how = any(t.kind == "question" and asks_how(t) for t in reading.terms)
        main = reading.main
        if cooks and not located and all(v.form is not None and v.form.past for v in cooks):
            return None  # «왜 만들었는데?», «만두 만들었어»: nothing about a meal to come
        if self._has_what_no_house_serves(turn):
            return "decides"
        requests = main is not None and main.form is not None and main.form.requests
        if requests and any(self._is_while_cooking(reading, v) for v in reading.verbs):
            return "requests"
        if not (located or cooks):
            return None
        questions = any(t.kind == "question" for t in reading.terms)
        asks = "?" in turn.analysis.text or (questions and not worries(reading))  # «뭐 해 먹을지가 걱정이야»
        if cooks and not located and not asks and not (main is not None and self._intends(main)):
            return None  # «만두 만들었어»: told of, and nothing about a meal to come
        if asks or how:
            return "asks"
        return "decides" if main is not None and self._intends(main) else "tells"

    def answer(self, turn: SkillTurn, cooks: Cooks) -> Answer:
        """One honest sentence: no recipe is known, and a place to eat out could be looked for."""
        if cooks == "decides":
            return Answer(self._wording.say("cooks_well"), "answered", turn.focus, intent=HOME)
        return Answer(self._wording.say("no_recipe"), "unknown", turn.focus, intent=HOME)

    def is_done_at_home(self, turn: SkillTurn) -> bool:
        """«집에서 애랑 할 만한 놀이 뭐 있을까», «집에서 하는 말»: what is done at home that is nothing to eat."""
        reading = turn.analysis.reading
        if turn.analysis.of_kind("food", "place", "eatery", "area"):
            return False
        at_home = (next_verb(reading, t) for t in reading.terms if self._is_at_home(t))
        done = (described_by(reading, v) for v in at_home if v is not None and v.lemma == DO)
        return any(
            d is not None
            and d.kind == "noun"
            and (d.lemma in TALK or not (is_thing(d) or self._wording.is_(d, "meal", "generic", "head")))
            for d in done
        )

    def _has_what_no_house_serves(self, turn: SkillTurn) -> bool:
        """«그냥 컵라면 먹을래»: one is going to have what no house is known for, and asks for none."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        if main is None or "?" in turn.analysis.text or reading.asks_what or not self._wording.is_(main, "consuming"):
            return False
        means = main.form is not None and main.form.wishes and not main.form.past
        plainly = any(t.kind == "adverb" and self._wording.is_(t, "plainly") for t in reading.terms)
        if not plainly or not (means or is_promise(main) or resolves(reading)):
            return False
        return self._context.read(turn)[1].unknown is not None and not turn.analysis.of_kind("food", "attribute")

    @staticmethod
    def _intends(main: Term) -> bool:
        form = main.form
        return form is not None and not form.past and (form.wishes or is_promise(main) or proposes(main))

    def _looks_for_a_house(self, reading: Reading) -> bool:
        """«집에서 가까운 데», «고기 구워 먹는 집», «직접 끓이는 데 추천해 줘»."""
        heads = (t for t in reading.terms if self._wording.is_(t, "head") and not self._is_at_home(t))
        return any(_is_described(reading, t) for t in heads) or self._wording.has(reading, "searching")

    def _is_at_home(self, term: Term) -> bool:
        """«집에», «냉장고에»: where one keeps and cooks food."""
        return term.kind == "noun" and self._wording.is_(term, "kitchen") and bool(AT.intersection(term.particles))

    def _is_of_home(self, reading: Reading, term: Term) -> bool:
        """Whether something is there, or is cooked or eaten there; not «그 집에», «집에 손님이 오는데»."""
        told = any(
            is_demonstrative(t) or t.kind in ("name", "number") or self._wording.is_(t, "first", "last", "rest")
            for t in phrase_of(reading, term)
        )
        if not self._is_at_home(term) or told:
            return False
        if _is_described(reading, term):
            return False
        verb = next_verb(reading, term)
        if verb is not None and verb.lemma == GO and leads_on(verb):
            verb = next_verb(reading, verb)  # «집에 가서 밥 먹을래»
        there = verb is not None and verb.lemma in self._wording.cues["in_stock"]
        if verb is not None and verb.lemma == DO and (done := described_by(reading, verb)) is not None:
            # not «집에서 할 만한 놀이»
            return is_thing(done) or done.kind == "name" or self._wording.is_(done, "meal", "generic")
        return verb is not None and (there or self._wording.is_(verb, "cooking", "consuming") or verb.lemma == DO)

    def _is_while_cooking(self, reading: Reading, verb: Term) -> bool:
        """«국수 삶을 때», «라면 끓이는 법»: when, how long or how something is cooked."""
        about = described_by(reading, verb)
        return about is not None and self._wording.is_(verb, "cooking") and self._wording.is_(about, "of_cooking")

    def _is_cooked(self, reading: Reading, verb: Term) -> bool:
        """«라면 끓여 먹을래», «뭐 해 먹지», «어떻게 만들어»; not «직접 끓이는», «고기 구워 먹고 싶어»."""
        if verb.form is None or verb.form.modifies:
            return False
        after = next((v for v in reading.verbs if v.start >= verb.end), None)
        then = after is not None and self._wording.is_(after, "consuming") and not (after.form and after.form.modifies)
        asked = [t for t in reading.terms if t.kind == "question" and t.end <= verb.start]
        if verb.lemma == DO and (verb.form.ought or is_conditional(verb)):  # «찌개는 어떻게 해야 맛있어?»
            return any(asks_how(t) and t.lemma not in (WHERE, *WHAT) for t in asked) and reading.terms[0].kind == "name"
        if verb.lemma == DO:
            return then and after is not None and after.start - verb.end <= 1 and is_drawn_out(verb)
        how = any(map(asks_how, asked)) or reading.question(HOW_MUCH)  # «국수를 삶으려면 물이 얼마나 들어가지»
        return self._wording.is_(verb, "cooking") and (how or then)


def _is_described(reading: Reading, term: Term) -> bool:
    """«라면 끓이는 집에서»: a clause says which one is meant."""
    return any(described_by(reading, verb) is head_of(reading, term) for verb in reading.verbs)
