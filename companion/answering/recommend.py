"""Recommending places: wishes become queries, lists are told in order, and later turns ask about or change them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from companion.answering.base import Answer, Attempt, Decline, Library, SkillTurn
from companion.answering.place_acts import PlaceAct
from companion.answering.place_checks import CHECKS
from companion.answering.place_choice import PlaceChoice
from companion.answering.place_comparison import FROM_WHERE
from companion.answering.place_context import PlaceContext, PlacePart
from companion.answering.place_details import DETAILS, Detail
from companion.answering.place_finding import PlaceFinding, told_together
from companion.answering.place_foods import PlaceFoods
from companion.answering.place_groups import GroupWish, PlaceGroups
from companion.answering.place_intents import (
    DECIDED,
    DETAIL,
    FIND,
    MORE,
    NEED,
    OVERVIEW,
    SKILL,
    STEERING,
    VISITED,
)
from companion.answering.place_kitchen import HOME, PlaceKitchen
from companion.answering.place_lists import remembered
from companion.answering.place_meant import PlacesMeant
from companion.answering.place_needs import PlaceNeeds
from companion.answering.place_plan import DAY, UNDECIDED, PlacePlans
from companion.answering.place_pointing import Pointing
from companion.answering.place_stories import PlaceStories
from companion.answering.place_told import PlaceTold
from companion.answering.place_wanted import PlaceWanted
from companion.answering.wish_parts import in_parts, of_terms
from companion.answering.wishes import UtteranceWish, Wish
from companion.knowledge.places.query import PlaceQuery
from companion.knowledge.places.store import Place
from companion.language.acts import added
from companion.language.grammar import (
    BE_THERE,
    DO,
    HOW_MUCH,
    WHAT,
    asks_how,
    asks_what_one_said,
    hopes,
    is_conditional,
    is_copula,
    is_demonstrative,
    is_drawn_out,
    proposes,
    refers_back,
)
from companion.language.opening_hours import OpeningHours
from companion.language.self_words import SELF
from companion.language.stances import proposed_to_speaker, to_robot
from companion.language.terms import LACKING, LET_US, TOPIC, WHEN, WHERE, Reading, Term

_STEERS = 0.65
"""Probability from which something else than a place is wanted, whatever word of places stands in it."""
_CLAIMED = 0.97
_MEANT = 0.98
_RECKONED = 0.995
_LIKELY = 0.9
_TOLD = 3
_HALF = 0.5
_OF_NOBODY = "none"
"""The skill of what nobody here can answer."""
_HOUSES = 5
_OF_A_LANDMARK: tuple[Detail, ...] = ("phone", "price", "hours", "closed")
_OTHERS = ("sums", "reminders", "clock")
"""Skills whose last answer is gone on with, unless a place is spoken of again."""
_MOST_TERMS = 40
"""Content words of an utterance that are read for a wish, the last ones: twenty seconds of speech."""


class RecommendSkill(PlacePart):
    """Finds places and answers questions about those it named."""

    name = SKILL

    def __init__(self, library: Library) -> None:
        super().__init__(PlaceContext(library))
        self._wanted, self._meant = PlaceWanted(self._context), PlacesMeant(self._context)
        self._finding = PlaceFinding(self._context, self._wanted)
        self._needs = PlaceNeeds(self._context, self._wanted, self._finding)
        self._kitchen, self._plans = PlaceKitchen(self._context), PlacePlans(self._context)
        self._choice = PlaceChoice(self._context, self._meant)
        self._groups = PlaceGroups(self._context, self._finding)
        self._told_after = PlaceTold(self._context, self._finding)
        self._foods, self._stories = PlaceFoods(self._context), PlaceStories(self._context)

    def claim(self, turn: SkillTurn) -> Attempt | None:
        """What is asked without a name after places were told is asked of them."""
        steered = self._is_steered(turn) and not (self._asks_of_the_rest(turn) or self._wanted.picks_a_place(turn))
        if steered and not self._for_as_many(turn, self._context.read(turn)[1], PlaceAct()):
            return None  # «어디까지 말했지?», «다섯 시에 예약 확인하라고 알려 줘»
        if self._choice.recalled(turn) is not None:
            return Attempt(DECIDED, _RECKONED)
        turn = _end_of(turn)
        if (
            asks_what_one_said(turn.analysis.reading)
            or self._wanted.asks_what_was_recommended(turn)
            or self._asks_of_itself(turn)
            or self._kitchen.is_done_at_home(turn)
        ):
            return None  # «막내가 뭘 안 먹는다고 했지?»
        if (cooks := self._kitchen.of(turn)) is not None:
            about_meals = cooks in ("asks", "decides") or (cooks == "tells" and turn.focus.topic == "recommend")
            return Attempt(HOME, _CLAIMED) if about_meals else None
        if self._needs.of(turn) is not None:
            return Attempt(NEED, _CLAIMED)
        focus = turn.focus.places
        if turn.analysis.of_kind("office", "person", "country") or not self._store.places:
            return None
        if self._foods.answer(turn) is not None:
            return Attempt(FIND, _RECKONED)
        if self._admission(turn) is not None:
            return Attempt(OVERVIEW, _RECKONED)
        if self._named_by_description(turn) is not None:
            return Attempt(FIND, _RECKONED)
        if self._of_first_and_latest(turn) is not None:
            return Attempt(OVERVIEW, _RECKONED)
        said, wish = self._context.read(turn)
        act = self._act(turn, said, wish)
        if self._choice.made(turn, wish, act) is not None:
            return Attempt(DECIDED, _RECKONED)
        if (place := self._stories.visited(turn, wish, act)) is not None:
            return Attempt(VISITED, _LIKELY if self._store.is_fact(place) else _CLAIMED)
        if act.elsewhere and turn.focus.topic == "recommend":
            return Attempt(FIND, _RECKONED)  # «다른 동네는 어때»
        if self._goes_on_with_another(turn, wish, act) or self._stories.is_talk(turn, wish, act):
            return None
        if self._plans.wants_a_day(turn):
            return Attempt(DAY, _RECKONED)
        if self._group_in(turn) is not None:
            return Attempt(FIND, _MEANT)
        if self._plans.is_undecided(turn, wish):
            return Attempt(UNDECIDED, _CLAIMED)
        if self._nearer_from(turn, wish) is not None:
            return Attempt(OVERVIEW, _RECKONED)
        if self._for_as_many(turn, wish, act) or self._of_sights_told(turn, wish, act) is not None:
            return Attempt(OVERVIEW, _MEANT)
        if self._choice.among(turn, wish, act) is not None:
            return Attempt(OVERVIEW, _RECKONED)
        if (told_after := self._told_after.of(turn, wish, act)) is not None:
            return Attempt(FIND, _RECKONED if told_after.either else _MEANT)  # «통닭도 괜찮겠다»
        if self._wanted.has_to_pick(turn, wish, act):
            return Attempt(FIND, _CLAIMED)
        if self._wanted.requests_beside(turn, wish, act):
            return Attempt(FIND, _RECKONED)
        if self._asks_for_others(turn, wish, act):
            return Attempt(MORE, _RECKONED)
        if turn.focus.topic == "recommend" and act.seeks and act.compares and act.comparative:
            return Attempt(FIND, _RECKONED)  # «그건 너무 멀다 더 가까운 데는»
        if self._wanted.names_a_number_of_places(turn, wish):
            return Attempt(FIND, _CLAIMED)
        if self._wanted.moves(turn, wish) or self._wanted.proposes_a_meal(turn, wish):
            return Attempt(FIND, _RECKONED)
        if self._only_remarks(turn, wish, act):
            return None
        if self._wanted.insists(turn, wish) or self._says_where(turn, wish):
            return Attempt(FIND, _RECKONED)
        if self._of_a_sight(turn, wish, act) is not None:
            return Attempt(OVERVIEW, _MEANT)
        house = any(n > 0 for n in act.pointing.ordinals) and self._wording.has(turn.analysis.reading, "head")
        if house and focus is not None and focus.lists and not act.seeks:
            return Attempt(OVERVIEW, _MEANT)  # «첫 번째 집 어디야?» after something else
        if wish.max_price and wish.foods and not (act.pointing.points or act.check or act.books):
            return Attempt(FIND, _MEANT)  # «수원 갈비 어디가 좋아? 예산은 1인당 5만 원이고 6명이야»
        main = turn.analysis.reading.main
        if self._wanted.asks_where_to_eat(turn, wish, act):
            return Attempt(FIND, _RECKONED)
        if self._wanted.seeks_sights(turn, wish, act):
            return Attempt(FIND, _MEANT)  # «수원화성 가려고 하는데 어디부터 봐야 돼»
        if wish.constrains and self._wanted.ends_in_a_wish(turn):
            return Attempt(FIND, _CLAIMED)
        if act.seeks and wish.areas and not (act.details or act.pointing.points) and self._names_a_sight(turn):
            return Attempt(FIND, _MEANT)  # «통닭거리 왔는데 어디가 맛있어요»
        if act.seeks and (wish.order or wish.max_price or wish.min_price) and not act.pointing.named:
            return Attempt(FIND, _CLAIMED)
        if self._is_about_a_sight(turn, wish, act):
            # Where it lies is no fact of its own.
            told = any(map(asks_how, turn.analysis.reading.terms))  # «뭐 하는 데야»: no fact of it says so
            return Attempt(OVERVIEW, _RECKONED if told else _MEANT if act.details == ("address",) else _CLAIMED)
        if self._wanted.claims_a_wish(turn, wish, act):
            return Attempt(FIND, _CLAIMED)
        if act.check == "still" and act.pointing.named and all(map(self._is_sight, act.pointing.named)):
            return Attempt(OVERVIEW, _MEANT)  # «통닭거리 지금도 있어?»
        if turn.analysis.of_kind("thing") or turn.analysis.has_title:
            return None
        topical = turn.focus.topic == "recommend" and focus is not None and bool(focus.shown or focus.chosen)
        form = main.form if main is not None else None
        requests = act.more and not wish.constrains and form is not None and form.requests
        chooses = form is not None and not form.past and not act.details
        chooses = chooses and form is not None and (form.requests or form.wishes or form.ending == "" or form.closes)
        if topical and wish.limit and chooses and main is not None and self._wording.is_(main, "seeking"):
            return Attempt(FIND, _CLAIMED)  # «네가 하나로 정해»
        if topical and act.goes_on:
            return Attempt(MORE, _RECKONED)
        if topical and (act.rejects or requests):
            return Attempt(MORE, _CLAIMED)
        if turn.focus.topic == "recommend" and focus is not None and (wish.gives_up or act.relaxes) and not act.asks:
            return Attempt(FIND, _MEANT)  # «방은 없어도 돼요»
        if act.counts and (topical or wish.types or wish.foods or self._wording.has(turn.analysis.reading, "knowing")):
            return Attempt(FIND, _CLAIMED)
        if act.seeks and not topical and (wish.order or self._wanted.is_house(turn)):
            return Attempt(FIND, _LIKELY)
        chosen = focus is not None and bool(focus.chosen)
        rests = chosen and act.check == "open" and self._wording.has(turn.analysis.reading, "resting", "closed")
        if not (topical or rests) or act.seeks or focus is None:
            return None  # «내일은 휴무 아니에요?» is of a house whatever was asked in between
        if self._fact_of_what_was_told(turn, wish, act) is not None or (act.incomparable and act.within):
            return Attempt(OVERVIEW, _CLAIMED)
        opens = act.check == "open" and (act.pointing.points or (focus is not None and bool(focus.chosen)))
        if act.stranger and not act.pointing.named and self._names_what_is_theirs(turn):
            return None  # «내 결혼기념일 언제라고 했는지 …»
        asks = act.details or act.check in ("attribute", "phone", "still", "price", "branch") or opens or act.stranger
        of_it = act.details or act.check or act.pointing.points or (act.stranger and focus is not None and focus.chosen)
        counted = any(n.counter in self._wording.cues["servings"] for n in turn.analysis.numbers)
        prices = act.details == ("price",) and "price" in focus.asked and counted and bool(wish.people)
        sure = _RECKONED if act.check in ("price", "open") or prices else _CLAIMED
        return Attempt(OVERVIEW, sure) if asks and of_it else None

    def _only_remarks(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """«싸네», «소주도 몇 병 시키겠네»: nothing is asked for, ruled out or compared, and one is not hungry."""
        changes = (
            self._wanted.moves(turn, wish)
            or wish.not_foods
            or wish.gives_up
            or wish.not_areas
            or wish.not_places
            or wish.max_price
            or act.compares
        )
        acts = act.goes_on or act.rejects or act.relaxes or act.books or act.decides or act.same_of_another
        main = turn.analysis.reading.main
        hopes_for = main is not None and (self._wording.is_(main, "hungry") or hopes(turn.analysis.reading, main))
        told = self._wanted.is_told_of_others(turn, wish, act) and not self._hears_praise(turn, act)
        said = act.remark or told or self._wanted.is_only_a_reason(turn)
        return said and not (changes or acts or hopes_for)

    def _hears_praise(self, turn: SkillTurn, act: PlaceAct) -> bool:
        """«진미통닭이 그렇게 맛있다며»: what was heard of a place by name, which wants to hear of it."""
        main = turn.analysis.reading.main
        if main is None or main.form is None or not main.form.hearsay or main.form.negated:
            return False
        return bool(act.pointing.named) and self._wording.is_(main, "tasty", "famous", "better")

    def _act(self, turn: SkillTurn, said: UtteranceWish, wish: Wish) -> PlaceAct:
        """What the utterance does, what was asked last included: «네 명이면» after a price."""
        act = self._context.act(turn, said, wish)
        best = turn.interpretation.best
        if act.stranger and not act.pointing.points and best.skill == _OF_NOBODY and best.probability >= _HALF:
            act = replace(act, stranger=False, strange="")  # «내일 비 와요?» after a café
        if self._for_as_many(turn, wish, act):
            return replace(act, details=("price",))
        return self._of_those_told(turn, wish, act)

    @staticmethod
    def _of_those_told(turn: SkillTurn, wish: Wish, act: PlaceAct) -> PlaceAct:
        """What is asked of what was told though nothing points at it.

        «혼자 가도 안 뻘쭘해?» of the one that is spoken of, «전화번호 있는 집은 어디야» of all.
        """
        focus, main = turn.focus.places, turn.analysis.reading.main
        if focus is None or turn.focus.topic != "recommend" or act.pointing.points or main is None:
            return act
        which = bool(turn.analysis.reading.question(WHERE)) or main.lemma == BE_THERE
        if act.details == ("phone",) and act.seeks and which and not wish.located and len(focus.shown) > 1:
            every = replace(act.pointing, every=True, offers=())
            return replace(act, seeks=False, within=False, more=False, pointing=every)
        asks = main.form is not None and main.form.closes and not (main.form.requests or main.form.wishes)
        asks = asks and not any(t.kind == "question" for t in turn.analysis.reading.terms)
        bare = not (act.seeks or act.asks or act.more or act.within or act.books or act.compares or act.relaxes)
        if asks and bare and "?" in turn.analysis.text and focus.chosen and wish.asks_only(wish.attributes):
            return replace(act, check="attribute")
        return act

    def _for_as_many(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """«네 명이면» after a price was told."""
        focus, reading = turn.focus.places, turn.analysis.reading
        if focus is None or turn.focus.topic != "recommend" or "price" not in focus.asked or not wish.people:
            return False
        bare = not (wish.constrains or act.seeks or act.pointing.points or reading.question(WHERE))
        return bare and reading.main is not None and is_copula(reading.main) and is_conditional(reading.main)

    def _of_sights_told(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | None:
        """«입장료는 얼마예요» after several sights were told: of each what is known."""
        focus = turn.focus.places
        if focus is None or focus.chosen is not None or turn.focus.topic != "recommend" or act.seeks:
            return None
        shown = [self._store.places[i] for i in focus.shown]
        if len(shown) < 2 or act.pointing.named or act.pointing.ordinals or not all(map(self._store.is_fact, shown)):
            return None
        return self._context.of_day(turn.as_of).sights.facts(turn, shown, wish)

    def _wants_anything(self, turn: SkillTurn, wish: Wish) -> bool:
        """«아무거나 추천해 봐», where nothing else was spoken of: a place is all that the robot can choose."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        if main is None or main.form is None or not main.form.requests or not self._wording.is_(main, "seeking"):
            return False
        others = [t for t in reading.terms if t is not main]
        whatever = any(self._wording.is_(t, "whatever") for t in others)
        plain = all(t.kind in ("adverb", "interjection") or self._wording.is_(t, "whatever", "plainly") for t in others)
        return whatever and plain and turn.focus.topic in (None, "recommend") and not wish.constrains

    @staticmethod
    def _names_what_is_theirs(turn: SkillTurn) -> bool:
        """«내 결혼기념일»: a noun that is no name of the data, and is the speaker's own."""
        named = {m.start for m in turn.analysis.mentions}
        return any(
            first.kind == "pronoun" and first.lemma in SELF and not first.particles and second.start not in named
            for first, second in pairwise(turn.analysis.reading.terms)
            if second.kind == "noun" and second.phrase == first.phrase
        )

    def _asks_of_itself(self, turn: SkillTurn) -> bool:
        """«너는 뭐 좋아해», «너는 하루 종일 뭐 하냐»: of the robot, whatever places were told."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        taken_apart = main is not None and main.lemma == DO and any(map(is_drawn_out, reading.verbs[-2:-1]))
        liked = main is not None and (self._wording.is_(main, "fond") or taken_apart)  # «좋아해»
        does = main is not None and main.lemma == DO and reading.question(WHAT[0])
        return (liked or does) and reading.asks_what and to_robot(reading)

    def _asks_for_others(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """«다른 데는 없냐고 하시네», «그 집은 맨날 가신대 다른 데는?»: whether there are others, whoever asks it."""
        verbs, text, focus = turn.analysis.reading.verbs, turn.analysis.text, turn.focus.places
        told = focus is not None and turn.focus.topic == "recommend" and bool(focus.shown or focus.chosen)
        if not (told and act.more) or wish.foods or wish.located:
            return False
        asked = any(v.form is not None and v.form.asks and self._wording.is_(v, "lacking", "exists") for v in verbs)
        return asked or "?" in text

    @staticmethod
    def _is_steered(turn: SkillTurn) -> bool:
        """Whether it is surely for a skill that does something else with what was said or set."""
        best = turn.interpretation.best
        return best.skill in STEERING and best.probability >= _STEERS

    def _goes_on_with_another(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """«애 둘은 반값이면요?» after a sum, «그거 몇 시에 울려?» after an alarm: no word of it is of a place."""
        main, last = turn.analysis.reading.main, (turn.last.intent or "") if turn.last is not None else ""
        remains = main is not None and self._wording.is_(main, "left_over") and not act.seeks
        if remains and turn.analysis.reading.question(HOW_MUCH):
            return True  # «예산이 20만 원인데 그럼 얼마 남죠?»
        if last.partition(".")[0] not in _OTHERS or turn.analysis.of_kind("place", "thing", "area", "food", "eatery"):
            return False
        it = any(t.kind == "pronoun" and refers_back(t) for t in turn.analysis.reading.terms)
        pointed = replace(act.pointing, that=act.pointing.that and not it).points
        known = [self._store.attributes[a] for a in wish.attributes]
        facilities = [a for a in known if not (a.of_people or a.group)]
        seeks = act.seeks or act.more or act.compares or act.books or act.relaxes or wish.types or wish.near
        of_houses = self._wording.has(
            turn.analysis.reading, "head", "meal", "opening", "resting", "closed", "menu", "phone"
        )
        return not (pointed or facilities or seeks or of_houses or set(act.details) & {"address", "menu", "phone"})

    def _asks_of_the_rest(self, turn: SkillTurn) -> bool:
        """«나머지는?» after one of several was asked about."""
        focus, reading = turn.focus.places, turn.analysis.reading
        if focus is None or turn.focus.topic != "recommend" or len(focus.shown) < 2 or focus.chosen is None:
            return False
        return reading.main is None and all(self._wording.is_(t, "rest") for t in reading.terms) and bool(reading.terms)

    def _group_in(self, turn: SkillTurn) -> GroupWish | None:
        """What several people wish for, where it is said in order to find it."""
        verbs = turn.analysis.reading.verbs
        wished = any(v.form is not None and (v.form.wishes or v.form.hearsay or v.form.requests) for v in verbs)
        wished = wished or turn.analysis.reading.main is None  # «아빠는 국밥 나는 초밥»
        wished = wished or any(v is turn.analysis.reading.main and self._wording.is_(v, "better") for v in verbs)
        wished = wished or proposed_to_speaker(turn.analysis.reading)
        said, wish = self._context.read(turn)
        act = self._context.act(turn, said, wish)
        if (again := self._groups.again(turn, wish, act)) is not None:
            return again
        named = is_copula(turn.analysis.reading.main)  # «둘은 고기 하나는 채식이야»
        wished = wished or act.seeks  # «나는 비건인데 친구는 고기 좋아해 같이 갈 데 있을까»
        return self._groups.of(turn) if wished or named or turn.focus.topic == "recommend" else None

    def _nearer_from(self, turn: SkillTurn, wish: Wish) -> Answer | None:
        """«수원시청에서는?» after it could not be told which of several is nearer."""
        focus, last = turn.focus.places, turn.last
        if focus is None or last is None or focus.asked != (FROM_WHERE,) or not wish.areas:
            return None
        places = [self._store.places[i.id] for i in last.items if i.id in self._store.places]
        bare = turn.analysis.reading.main is None or is_copula(turn.analysis.reading.main)
        compare = self._context.of_day(turn.as_of).comparison.compare
        return compare(turn, places, "nearest", wish) if bare and len(places) > 1 else None

    def _says_where(self, turn: SkillTurn, wish: Wish) -> bool:
        """«행궁이야» after «여기서 제일 가까운 식당»: where the speaker is, which nobody could know."""
        focus, main = turn.focus.places, turn.analysis.reading.main
        if focus is None or turn.focus.topic != "recommend" or not wish.areas or "?" in turn.analysis.text:
            return False
        told = main is None or is_copula(main) or self._wording.is_(main, "lying")
        lists = self._context.of_day(turn.as_of).lists
        unknown = focus.query.order == "nearest" and not lists.can_measure(focus.query)
        return unknown and told and not any(t.kind == "question" for t in turn.analysis.reading.terms)

    def _names_several_prices(self, turn: SkillTurn, act: PlaceAct, wish: Wish) -> bool:
        """«A랑 B 둘이면» of one place whose prices are known."""
        focus = turn.focus.places
        ids = act.pointing.named or ((focus.chosen,) if focus is not None and focus.chosen else ())
        if len(ids) != 1 or ids[0] is None or act.seeks:
            return False
        return self._context.of_day(turn.as_of).answers.prices_named(turn, self._store.places[ids[0]], wish) > 1

    def _is_sight(self, place: str) -> bool:
        return self._store.is_fact(self._store.places[place])

    def _names_a_sight(self, turn: SkillTurn) -> bool:
        """Whether every thing that is named is one that could be recommended itself."""
        things = turn.analysis.of_kind("thing")
        return bool(things) and all(m.id in self._store.places for m in things)

    def _is_about_a_sight(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """Whether one is asked about of which no fact answers that: «화성행궁 알려 줘», «지동시장 어디 있어»."""
        named = [i for i in act.pointing.named if self._store.is_fact(self._store.places[i])]
        if len(named) == 2 and act.details == ("travel",):
            return True
        if len(named) != 1 or act.seeks:
            return False
        facts = self._context.base.facts_of(named[0])
        sights, place = self._context.of_day(turn.as_of).sights, self._store.places[named[0]]
        if act.details == ("travel",):
            return bool(set(wish.areas) - {place.name}) or sights.fact(turn, place, wish) is None
        if act.details == ("address",):
            return sights.fact(turn, place, wish) is None
        if act.details:
            return not facts and set(act.details) <= {"address", "phone", "hours", "known"}
        main = turn.analysis.reading.main
        told = main is None or self._wording.is_(main, "seeking", "telling", "knowing", "review", "touring")
        questions = [t for t in turn.analysis.reading.terms if t.kind == "question"]
        told = told or (bool(questions) and is_copula(main) and not self._wanted.is_strange(turn))  # «뭐 하는 데야»
        asks = not all(map(asks_how, questions))
        return told and not asks and sights.fact(turn, place, wish) is None

    def _admission(self, turn: SkillTurn) -> Answer | None:
        """«수원화성 구경 가는데 거기 돈 받나», «행궁은 따로 내야 돼요?»: whether a sight costs something."""
        told = turn.focus.places.chosen if turn.focus.places is not None and turn.focus.topic == "recommend" else None
        thing = turn.focus.knowledge.thing if turn.focus.topic == "knowledge" else told
        named = [m.id for m in turn.analysis.of_kind("thing") if m.id in self._store.places]
        sights = self._context.of_day(turn.as_of).sights
        if turn.analysis.of_kind("food", "place") or not sights.asks_for_admission(turn):
            return None
        said, wish = self._context.read(turn)
        pointing = self._context.act(turn, said, wish).pointing
        counted = self._meant.of(turn, wish, PlaceAct(pointing=pointing)) if pointing.ordinals and not named else None
        one = counted[0].id if isinstance(counted, tuple) and len(counted) == 1 else None
        sight = one or (named[-1] if named else thing)
        if sight is None or sight not in self._store.places or not self._store.is_fact(self._store.places[sight]):
            return None
        return sights.admission(turn, self._store.places[sight])

    def _of_a_sight(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | None:
        """What is asked of a sight and its facts alone would not tell: a sum of its fee, its parking, how far it is."""
        told = turn.focus.places.chosen if turn.focus.places is not None else None
        sight = told if told is not None and self._store.is_fact(self._store.places[told]) else None
        spoken = turn.focus.knowledge.thing if turn.focus.topic == "knowledge" else sight
        named = next((m.id for m in turn.analysis.of_kind("thing") if m.id in self._store.places), None)
        group = named or spoken
        if group is not None and group in self._store.places and not wish.people:
            day = self._context.of_day(turn.as_of)
            if (fee := day.sights.fee_of_group(turn, self._store.places[group])) is not None:
                return fee
        facility = bool(wish.attributes) and not (wish.foods or wish.also or wish.types or wish.order or wish.limit)
        near = act.seeks and facility and (wish.near_it or named is not None)  # «그 근처에 차 댈 데»
        spoken = named if near and named is not None else spoken
        if spoken is None or spoken not in self._store.places or act.pointing.named or (act.seeks and not near):
            return None
        day, place = self._context.of_day(turn.as_of), self._store.places[spoken]
        main = turn.analysis.reading.main
        asks = "price" in act.details or main is None or any(map(is_conditional, turn.analysis.reading.verbs))
        if asks and (fee := day.sights.fee(turn, place, wish)) is not None:
            return fee
        if wish.attributes and (fact := day.sights.fact(turn, place, wish)) is not None:
            return fact
        if act.check == "open" and named is None:
            return day.checks.check(turn, (place,), "open", wish, denies=act.denies)  # «월요일에도 하나»
        return day.answers.tell(turn, (place,), ("travel",), wish) if act.details == ("travel",) else None

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """Recommend, change the last recommendation, or tell, check and compare what was named or told."""
        if (decided := self._choice.recalled(turn)) is not None:
            return decided
        turn = _end_of(turn)
        said, wish = self._context.read(turn)
        main = turn.analysis.reading.main
        requests = main is not None and main.form is not None and main.form.requests
        steered = requests and self._is_steered(turn) and not turn.intent.waiting
        steered = steered or self._asks_of_itself(turn) or self._wanted.asks_what_was_recommended(turn)
        if steered or asks_what_one_said(turn.analysis.reading) or self._kitchen.is_done_at_home(turn):
            return Decline(self._wording.say("no_list"), 0)  # «국수 삶을 때 칠 분만 재 줘» after a list
        if (cooks := self._kitchen.of(turn)) is not None:
            claimed = turn.intent.intent == HOME
            return self._kitchen.answer(turn, cooks) if claimed else Decline(self._wording.say("no_list"), 0)
        if turn.intent.intent == NEED:
            return self._needs.after(turn, said, wish) if turn.intent.waiting else self._needs.offer(turn)
        if (food := self._foods.answer(turn)) is not None:
            return food
        if (admission := self._admission(turn)) is not None:
            return admission
        if (described := self._named_by_description(turn)) is not None:
            return described
        if (two := self._of_first_and_latest(turn)) is not None:
            return two
        places = turn.focus.places
        if turn.intent.intent == DAY and (day := self._plans.day(turn, wish)) is not None:
            return day
        if turn.intent.intent == UNDECIDED:
            return self._plans.undecided(turn, wish)
        if (group := self._group_in(turn)) is not None:
            return self._groups.answer(turn, group)
        act = self._act(turn, said, wish)
        if turn.intent.intent == VISITED and (place := self._stories.visited(turn, wish, act)) is not None:
            text = self._wording.say("been_there", place=place.name)
            query = places.query if places is not None else self._context.edits.fresh(Wish())
            shown = (place.id,)
            spoken = remembered(turn.focus, query, shown, shown, chosen=True)
            return Answer(text, "answered", replace(spoken, topic=turn.focus.topic), intent=VISITED)
        talks = self._goes_on_with_another(turn, wish, act) or self._stories.is_talk(turn, wish, act)
        if talks and not act.elsewhere:
            return Decline(self._wording.say("no_list"), 0)
        if self._wanted.moves(turn, wish):
            act = replace(act, pointing=Pointing(), details=(), check=None)
        if (act.pointing.named or act.details) and self._wanted.asks_where_to_eat(turn, wish, act):
            act = replace(act, pointing=Pointing(), details=(), seeks=True)  # «행궁 구경하고 뭐 먹지»
        if (of_sights := self._of_sights_told(turn, wish, act)) is not None:
            return of_sights
        if act.counts:
            return self._finding.counted(turn, wish, places)
        if (of_sight := self._of_a_sight(turn, wish, act)) is not None:
            return of_sight
        if turn.intent.intent == DECIDED and (chosen := self._choice.made(turn, wish, act)) is not None:
            return chosen
        if (each := self._superlatives(turn)) is not None:
            return each
        if (unknown := self._of_a_landmark(turn, wish, act)) is not None:
            return unknown
        if (more := self._told_after.of(turn, wish, act)) is not None:
            return self._told_after.answer(turn, more)
        if (some := self._choice.among(turn, wish, act)) is not None:
            return some
        if self._only_remarks(turn, wish, act):
            return Decline(self._wording.say("no_list"), 0)
        if self._asks_where_a_landmark_is(turn, wish, act):
            return Decline(self._wording.say("no_list"), 0)
        if self._calls_nobody(turn, act):
            return Decline(self._wording.say("which_phone"), 2)  # somebody else may know whose is meant
        if (nearer := self._nearer_from(turn, wish)) is not None:
            return nearer
        if self._says_where(turn, wish):
            return self._finding.find(turn, wish, replace(act, pointing=Pointing()), places)
        told = self._booked(turn, wish, act) if act.books else self._told_of_places(turn, wish, act)
        if told is not None:
            return told
        if act.books and act.pointing.points:
            return Answer(self._wording.say("cannot_book"), "refused", turn.focus, intent=OVERVIEW)
        if act.check == "price" and wish.foods and (checked := self._check_prices(turn, wish)):
            return checked
        continues = places is not None and turn.focus.topic == "recommend" and self._wanted.changes(turn, wish, act)
        numbered = any(n > 0 for n in act.pointing.ordinals) and (places is None or not places.lists)
        if numbered and (act.details or self._wording.has(turn.analysis.reading, "head")):
            return Decline(self._wording.say("no_list"), 1)  # «두 번째 집 어디라고 했지?», «두 번째 거는 뭐가 맛있어?»
        if (
            not continues
            and turn.intent.intent.startswith(DETAIL)
            and not (wish.foods or wish.attributes or wish.areas or wish.types)
        ):
            stranger = bool(act.details) and self._wanted.is_strange(turn)
            reason = self._wording.say("no_such_place" if stranger else "no_list")
            reason = self._wording.say("not_of_places", label=act.of_another) if act.of_another else reason
            return Decline(reason, int(turn.intent.score >= 0.5 and (stranger or act.pointing.points)))
        if unknown := self._finding.only_unknown(turn, wish, act):
            return unknown
        if not (continues or self._wanted.is_wanted(turn, wish, act) or self._wants_anything(turn, wish)):
            return self._finding.wants_something_else(turn, wish, act)
        if not self._store.places:
            return Answer(self._wording.say("no_places"), "unknown", intent=FIND, gesture="think")
        parts = in_parts(turn.analysis, self._wording, self._store)
        if len(parts) > 1 and not continues and (both := self._finding.both(turn, parts)) is not None:
            return both
        if not continues and (both := self._finding.meal_and_sights(turn, wish, act)) is not None:
            return both
        found = self._finding.find(turn, wish, act, places if continues else None)
        return self._finding.with_details(turn, found, wish, act)

    def _of_first_and_latest(self, turn: SkillTurn) -> Answer | None:
        """«처음 말한 데랑 지금 말한 데 중에 행궁에서 가까운 건?»: two that were told at different times, compared."""
        places = self._meant.first_and_latest(turn)
        if not places:
            return None
        said, wish = self._context.read(turn)
        act = self._act(turn, said, wish)
        near = self._wording.has(turn.analysis.reading, "near")
        order = act.compares or wish.order or ("nearest" if near else None)
        start = next((m.id for m in turn.analysis.of_kind("thing") if m.id in self._store.places), wish.start)
        of_them = replace(wish, conditions=(), unknown=None, near=False, near_it=False, start=start)
        day = self._context.of_day(turn.as_of)
        if order is not None:
            return day.comparison.compare(turn, places, order, of_them)
        return day.answers.tell(turn, places, act.details, of_them) if act.details else None

    def _named_by_description(self, turn: SkillTurn) -> Answer | None:
        """«극한직업에 나온 통닭집 이름이 뭐더라»: the one that is noted to be so, by its name; None where none is."""
        said, wish = self._context.read(turn)
        act = self._act(turn, said, wish)
        asked = act.details == ("name",) and bool(turn.analysis.reading.question(WHAT[0]))
        if not asked or act.pointing.named or act.pointing.ordinals:
            return None
        return self._finding.called(turn, wish)

    def _of_a_landmark(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | None:
        """«스타필드에 주차 자리 많아요?»: asked of where places lie and not of them, and nothing is known of it."""
        named, things = turn.analysis.of_kind("area"), turn.analysis.of_kind("thing", "place", "food", "eatery")
        main = turn.analysis.reading.main
        details = [d for d in act.details if d in _OF_A_LANDMARK]
        if len(named) != 1 or things or act.seeks or act.pointing.points or not (wish.attributes or details):
            return None
        area = self._store.areas[named[0].id]
        others = (
            wish.order or wish.max_price or wish.limit or wish.people or wish.level or (act.details and not details)
        )
        if area.kind != "landmark" or others or self._wording.has(turn.analysis.reading, "head", "seeking", "eating"):
            return None
        form = main.form if main is not None else None
        if form is not None and (form.requests or form.wishes or form.modifies or "?" not in turn.analysis.text):
            return None
        there = self._context.of_day(turn.as_of).index.search(PlaceQuery(areas=(area.id,)))
        if main is None and there.items and not there.relaxed:
            return None  # «수원역 주차»: of the houses there
        lists = self._context.of_day(turn.as_of).lists
        if wish.attributes:
            text = self._wording.say("area_unknown", area=area.short, label=[*map(lists.question, wish.attributes)])
        else:
            label = [self._wording.say(f"label_{d}") for d in details]
            text = self._wording.say("area_detail_unknown", area=area.short, label=label)
        return Answer(text, "unknown", turn.focus, intent=OVERVIEW, gesture="think")

    def _asks_where_a_landmark_is(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """«도청에 들를까 하는데 거기 어디 있어»: where something lies that is no place to choose."""
        areas = {m.start for m in turn.analysis.of_kind("area")}
        things = [m for m in turn.analysis.of_kind("thing") if m.start in areas and m.id not in self._store.places]
        others = wish.foods or wish.also or wish.types or wish.attributes or wish.near_it
        where = act.details == ("address",) and not act.pointing.named
        return bool(things) and where and not (act.seeks or others)

    def _superlatives(self, turn: SkillTurn) -> Answer | None:
        """«제일 싼 데랑 제일 오래된 데는?»: each of the ends of a scale that are asked for."""
        parts = in_parts(turn.analysis, self._wording, self._store)
        told: list[Answer] = []
        for part in parts if len(parts) > 1 else ():
            one = replace(turn, interpretation=replace(turn.interpretation, analysis=part))
            said, wish = self._context.read(one)
            act = self._context.acts.read(part, said, wish, turn.focus.places)
            answer = self._about_places(one, wish, act) if act.compares else None
            if not isinstance(answer, Answer):
                return None
            told.append(answer)
        return told_together(told) if told else None

    def _told_of_places(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | Decline | None:
        """The answer about places; where that is that nothing is known, what is noted of the same."""
        if (taken := self._takes_price(turn, wish, act)) is not None:
            return taken
        told = self._about_places(turn, wish, act)
        terms = turn.analysis.reading.terms
        that_price = any(is_demonstrative(t) and self._wording.is_(n, "price") for t, n in pairwise(terms))
        if isinstance(told, Answer) and that_price and turn.analysis.reading.question(*WHEN):
            return replace(told, text=self._wording.say("price_day_unknown"), spoken=None, status="unknown")
        if not isinstance(told, Answer) or told.status != "unknown" or act.incomparable:
            return told
        places = [self._store.places[item.id] for item in told.items]
        if len(places) > 1 and act.details:
            return told  # «거기 몇 시까지 해»: what is noted of one of them says nothing of the others
        return self._context.of_day(turn.as_of).answers.touching(turn, places, wish) or told

    def _takes_price(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | None:
        """«그렇게 비싸?» right after what one place costs: how that is taken, which asks for no other price."""
        reading, last, focus = turn.analysis.reading, turn.last, turn.focus.places
        told = last is not None and last.intent == f"{DETAIL}price" and last.status == "answered"
        if not told or focus is None or focus.chosen is None or act.details[:1] != ("price",):
            return None
        others = {*act.pointing.named} - {focus.chosen} or wish.foods or wish.people or turn.analysis.numbers
        if others or act.compares or reading.question(HOW_MUCH) or self._wording.has(reading, "price"):
            return None
        dear = self._wording.has(reading, "expensive") and self._wording.has(reading, "so_much")
        if last is None or not dear:
            return None  # «비싼 거 아니야?» asks what to think of it
        return Answer(self._wording.say("dear_indeed"), "answered", turn.focus, last.items, intent=OVERVIEW)

    def _about_places(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | Decline | None:
        """The answer about places that are pointed at; None when none are."""
        if act.more or act.beside or act.of_another or (act.pointing.named and self._is_ruled_out(wish, act)):
            return None
        chosen = self._meant.of(turn, wish, act)
        spoken = turn.focus.places.chosen if turn.focus.places is not None and turn.focus.topic == "recommend" else None
        if not chosen and spoken is not None and self._names_several_prices(turn, act, wish):
            chosen = (self._store.places[spoken],)
        if not chosen:
            return self._fact_of_what_was_told(turn, wish, act)
        if isinstance(chosen, Answer):
            return chosen
        day = self._context.of_day(turn.as_of)
        known = [self._context.of_day(turn.as_of).index.store.places[place.id] for place in chosen]
        of_houses = act.check == "open" or act.details == ("price",)
        if of_houses and len(known) == 1 and (houses := self._houses_in(turn, known[0])):
            known = houses
        far = act.details == ("travel",) and bool(set(wish.areas) - {place.name for place in known})
        sights = all(map(self._store.is_fact, known)) and not (act.seeks or far)
        if sights and (
            fact := day.sights.fact(turn, known[0], wish) if len(known) == 1 else day.sights.facts(turn, known, wish)
        ):
            return fact
        if len(known) == 1 and self._claims_most(turn, wish, act):
            return self._whether_most(turn, wish, known[0])
        main = turn.analysis.reading.main
        supposes = main is not None and is_conditional(main)  # «후라이드 한 마리랑 양념 한 마리 시키면?»
        if len(known) == 1 and self._names_several_prices(turn, act, wish) and (supposes or not act.check):
            return day.answers.tell(turn, known, ("price",), wish)
        if act.compares and (compared := self._compared(turn, wish, act, known)):
            return compared
        if act.compares in ("cheapest", "dearest") and len(known) == 1 and not act.seeks:
            return day.answers.tell(turn, known, ("price",), wish)
        if act.check == "kind" and (stated := day.answers.stated(turn, known)):
            return stated
        if act.check and (checked := day.checks.check(turn, known, act.check, wish, denies=act.denies)):
            besides = day.answers.tell(turn, known, act.besides, wish) if act.besides else None
            return replace(checked, text=f"{checked.text} {besides.text}") if besides else checked
        if (same := self._same_question(turn, known, act)) is not None:
            return same
        if act.incomparable:
            told = day.answers.tell(turn, known, (), wish)
            return replace(told, text=f"{self._wording.say('cannot_compare')} {told.text}", status="unknown")
        if len(known) == 1 and not far and (fact := day.sights.fact(turn, known[0], wish)):
            return fact
        claims_area = act.details == ("address",) and bool(wish.areas)
        noted = act.stranger or claims_area or not (act.details or act.seeks)
        if noted and len(known) <= 2 and (stated := day.answers.stated(turn, known)):
            return stated
        if act.stranger:
            return day.answers.stranger(turn, known, act.strange)
        if not act.details and wish.attributes and not act.seeks:
            return day.checks.check(turn, known, "attribute", wish, denies=False)
        intended = turn.intent.intent.removeprefix(DETAIL)
        sure = turn.intent.intent.startswith(DETAIL) and self._context.hears(turn, turn.intent.intent)
        details = act.details or tuple(d for d in DETAILS if d == intended and sure)
        if not details and act.same_of_another and turn.focus.places is not None:
            details = tuple(d for d in DETAILS if d in turn.focus.places.asked)
        foods = (*wish.foods, *wish.also)
        of_food = bool(foods) and not (details or act.pointing.offers or act.seeks)
        if of_food and (checked := day.checks.check(turn, known, "food", wish, denies=False)):
            return checked
        if not details and (not act.pointing.points or (act.pointing.named and self._tells_a_deed(turn))):
            return None
        if not details and len(known) == 1 and (touched := day.answers.touching(turn, known, wish, names=True)):
            return touched
        if not details and self._asks_whether_it_went(turn):
            told = day.answers.tell(turn, known, (), wish)
            return replace(told, text=f"{self._wording.say('not_been')} {told.text}")
        told = day.answers.tell(turn, known, details, wish)
        others = bool(act.details and wish.attributes) and "seats" not in act.details
        counted = act.details == ("price",) and wish.people  # «가족 네 명이니까 두 마리면?»: only how many come
        beside = others and not (act.seeks or counted or set(wish.attributes) & set(wish.framed))
        if beside and (checked := day.checks.check(turn, known, "attribute", wish, denies=False)):
            return replace(told, text=f"{told.text} {checked.text}")  # «가격이랑 주차»
        return told

    def _houses_in(self, turn: SkillTurn, place: Place) -> list[Place]:
        """The houses of a street that has no hours of its own: «통닭거리 월요일에 가면 다 문 닫아?».

        Of a market those that serve what was spoken of: «순대 먹으려고», «지동시장은 얼마쯤 해?».
        """
        areas = self._store.areas
        area = next((a for a in (place.name, *place.aliases) if a in areas), None)
        own = self._context.base.facts_of(place.id)
        if not self._store.is_fact(place) or area is None or any(isinstance(f.value, OpeningHours) for f in own):
            return []
        index, edits = self._context.of_day(turn.as_of).index, self._context.edits
        spoken = turn.focus.places.query.offers if turn.focus.places is not None else ()
        asked = edits.fresh(Wish(areas=(area,)))
        served = replace(edits.fresh(Wish(areas=(area,), foods=spoken)), limit=_HOUSES)
        serves = bool(spoken) and bool((several := index.search(served)).items) and not several.relaxed
        found = index.search(served if serves else replace(asked, limit=_HOUSES))
        return [item.place for item in found.items] if not found.relaxed else []

    def _same_question(self, turn: SkillTurn, places: Sequence[Place], act: PlaceAct) -> Answer | None:
        """«그럼 진미통닭은?» after «거기 수요일에 가도 되나»: what was asked last, of another place."""
        before = turn.focus.places.question if turn.focus.places is not None else None
        check = next((c for c in CHECKS if before is not None and c == before.check), None)
        if before is None or check is None or not act.same_of_another or act.details or act.seeks:
            return None
        wish = Wish(open=before.when, attributes=before.attributes, foods=before.foods, not_foods=before.without)
        checks = self._context.of_day(turn.as_of).checks
        return checks.check(turn, places, check, wish, denies=before.denies)

    def _claims_most(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """«매향통닭이 제일 오래된 통닭집 맞지?»."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        said = main is not None and (is_copula(main) or self._wording.is_(main, "right"))
        asks = any(t.kind == "question" for t in reading.terms)
        points = bool(act.pointing.named) or act.pointing.that
        return said and wish.order is not None and points and not (asks or act.comparative)

    def _whether_most(self, turn: SkillTurn, wish: Wish, place: Place) -> Answer:
        """Whether a place is the one that would be told, which is told in any case.

        «제일 오래된 집» is one of its kind, where no other is named.
        """
        if not (wish.foods or wish.types or wish.located) and (kind := self._kind_of(turn, place)):
            wish = replace(wish, foods=(kind,))
        as_found = replace(turn, intent=replace(turn.intent, intent=FIND))
        found = self._context.of_day(turn.as_of).lists.find(as_found, self._context.edits.fresh(wish), wish)
        if not found.items or found.status != "answered":
            return found
        told = found.items[0].id == place.id
        if not told and (place.opened if wish.order == "oldest" else place.price_krw) is None:
            return found  # how it compares is not known
        so = self._wording.say("yes" if told else "no")
        return replace(found, text=f"{so} {found.text}", spoken=f"{so} {found.spoken or found.text}")

    def _kind_of(self, turn: SkillTurn, place: Place) -> str | None:
        """The kind of house that a place was told as, else the one that it is called by."""
        served = self._store.offers_of(place)
        asked = turn.focus.places.query.offers if turn.focus.places is not None else ()
        noun = self._context.of_day(turn.as_of).index.noun(place)
        called = (o for o in (*place.offers[:1], place.category) if o and self._store.offers[o].noun == noun)
        return next((offer for offer in asked if offer in served), None) or next(called, None)

    def _fact_of_what_was_told(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | None:
        """«입장료는요» after a sight was told: what a relation of its own says."""
        focus = turn.focus.places
        if focus is None or focus.chosen is None or turn.focus.topic != "recommend" or act.seeks:
            return None
        place = self._store.places[focus.chosen]
        return self._context.of_day(turn.as_of).sights.fact(turn, place, wish) if self._store.is_fact(place) else None

    def _booked(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | Decline | None:
        """«예약해 줘»: the robot cannot, and tells where to call."""
        chosen = self._meant.of(turn, wish, replace(act, check="attribute", seeks=False))
        if chosen is None or isinstance(chosen, Answer):
            return chosen
        told = self._context.of_day(turn.as_of).answers.tell(turn, chosen, ("phone",), wish)
        return replace(told, text=f"{self._wording.say('cannot_book')} {told.text}")

    def _calls_nobody(self, turn: SkillTurn, act: PlaceAct) -> bool:
        """«전화번호 불러 줘» where no place, office or anybody else was spoken of."""
        focus, main = turn.focus.places, turn.analysis.reading.main
        told = focus is not None and bool(focus.shown or focus.chosen)
        spoken = turn.focus.topic in ("knowledge", "documents") or told
        others = turn.analysis.mentions or act.of_another or act.pointing.points or self._wanted.is_strange(turn)
        asks = main is None or (main.form is not None and (main.form.requests or main.form.asks))
        return act.details == ("phone",) and asks and not (spoken or others)

    @staticmethod
    def _tells_a_deed(turn: SkillTurn) -> bool:
        """«나 어제 가보정 갔다 왔어»: told, and nothing is asked."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        if main is None or main.form is None or "?" in turn.analysis.text:
            return False
        asks = main.form.asks or main.form.hearsay or main.form.requests
        return main.form.past and not asks and not any(t.kind == "question" for t in reading.terms)

    def _asks_whether_it_went(self, turn: SkillTurn) -> bool:
        """«둘 다 가 봤어?»: a robot has been nowhere."""
        main = turn.analysis.reading.main
        went = main is not None and main.form is not None and main.form.past and self._wording.is_(main, "visiting")
        return went and "?" in turn.analysis.text and not any(t.kind == "question" for t in turn.analysis.reading.terms)

    def _check_prices(self, turn: SkillTurn, wish: Wish) -> Answer | None:
        """«평양냉면 만 원 넘어요?» of no place: what it costs where that is known."""
        day = self._context.of_day(turn.as_of)
        asked = self._context.edits.fresh(wish)
        query = replace(asked, max_price_krw=None, min_price_krw=None, order="cheapest", limit=_TOLD)
        found = [item.place for item in day.index.search(query).items]
        return day.checks.check(turn, found, "price", wish, denies=False) if found else None

    @staticmethod
    def _is_ruled_out(wish: Wish, act: PlaceAct) -> bool:
        return all(place in wish.not_places for place in act.pointing.named)

    def _compared(self, turn: SkillTurn, wish: Wish, act: PlaceAct, places: Sequence[Place]) -> Answer | None:
        """Which of several places is at the end of a scale that was named."""
        assert act.compares is not None
        if act.seeks and act.comparative and not act.within:
            return None
        day = self._context.of_day(turn.as_of)
        asks_which = any(term.kind == "question" for term in turn.analysis.reading.terms)
        about_one = places[-1] if act.comparative and len(act.pointing.named) == 1 and not asks_which else None
        if act.than is not None and not asks_which:
            about_one = next((place for place in places if place.id != act.than), None)
        if len(places) < 2 and turn.focus.places and len(turn.focus.places.shown) > 1 and not act.pointing.named:
            places = [self._store.places[i] for i in turn.focus.places.shown]
        if len(places) < 2:
            return None
        return day.comparison.compare(turn, places, act.compares, wish, about_one=about_one)


def _end_of(turn: SkillTurn) -> SkillTurn:
    """The turn with the end of a long speech, where a wish stands: what is compared pairwise stays few.

    A reason behind a question is left out where it names nothing that places have: «어디다 대요 엄마가 못 걸으셔서».
    """
    turn = _without_circumstance_behind(_without_reason_behind(turn))
    reading = turn.analysis.reading
    terms = _without_fallback(reading)[-_MOST_TERMS:]
    behind = added(reading) if "?" not in reading.text[-1:] else None
    ends = [m.end for m in turn.analysis.mentions] + [n.end for n in turn.analysis.numbers]
    if behind is not None and behind.terms[-1].form is not None and max(ends, default=0) <= behind.terms[0].start:
        terms = tuple(t for t in terms if t.end <= behind.terms[0].start)
    if terms == reading.terms or not terms:
        return turn
    text = reading.text
    if terms[-1] is not reading.terms[-1] and behind is None:  # what is asked ends there
        after = next(t.start for t in reading.terms if t.start >= terms[-1].end)
        text = reading.text[:after].rstrip()
    reading = replace(reading, text=text)
    latest = replace(turn.analysis, reading=replace(reading, terms=terms))
    return replace(turn, interpretation=replace(turn.interpretation, analysis=latest))


def _without_fallback(reading: Reading) -> tuple[Term, ...]:
    """«거기 주차는 되나요? 안 되면 다른 데도 괜찮아요»: what is asked, without what will do where it is not so."""
    parts = tuple(reading.sentences())
    for before, part in pairwise(parts):
        first = next((reading.terms[at] for at in part if reading.terms[at].kind == "verb"), None)
        asked = "?" in reading.text_of(before)
        denied = first is not None and first.form is not None and (first.form.negated or first.lemma == LACKING)
        if asked and denied and first is not None and is_conditional(first):
            return reading.terms[: part.start]
    return reading.terms


def _without_circumstance_behind(turn: SkillTurn) -> SkillTurn:
    """«거기 비싸? 우리 가족 다섯 명인데»: what is asked of places that were told, without who comes along.

    How many come is kept, since what it costs hangs on it.
    """
    reading, analysis, focus = turn.analysis.reading, turn.analysis, turn.focus.places
    asked = reading.text.find("?")
    behind = [t for t in reading.terms if t.start > asked >= 0]
    form = behind[-1].form if behind else None
    if turn.focus.topic != "recommend" or focus is None or not focus.shown or form is None or "?" in reading.text[-1:]:
        return turn
    if form.requests or form.wishes or form.asks or any(t.kind == "question" for t in behind):
        return turn
    since = behind[0].start
    said_of = {m.start for m in analysis.of_kind("attribute") if m.start >= since}
    if not said_of or any(m.start >= since for m in analysis.of_kind("place", "area", "eatery", "food")):
        return turn
    counted = any(n.start >= since for n in analysis.numbers)
    kept = [t for t in reading.terms if t.start < since or (counted and t.start not in said_of)]
    return replace(turn, interpretation=replace(turn.interpretation, analysis=of_terms(analysis, kept)))


def _without_reason_behind(turn: SkillTurn) -> SkillTurn:
    """«칼국수 먹자. 어제도 만두 먹었어», «짜장면이나 먹자, 파스타는 느끼해»: what is proposed, without the reason.

    What must not be there («매운 건 못 먹거든»), and what houses have or are, is no mere reason.
    """
    reading, analysis = turn.analysis.reading, turn.analysis
    said = next((v for v in reversed(reading.verbs[:-1]) if _proposes_a_meal(v)), None)
    behind = [t for t in reading.terms if said is not None and t.start >= said.end]
    why = behind[-1].form if behind else None
    if said is None or why is None or behind[0].form is not None:
        return turn  # «갈비 먹자 해서 왔어»: what others proposed
    asks = any(t.kind == "question" for t in behind) or "?" in reading.text[said.end :]
    orders = why.requests or why.wishes or why.ending == LET_US or (why.negated and not why.past)
    since = behind[0].start
    of_houses = any(m.start >= since for m in analysis.of_kind("place", "attribute", "area", "eatery"))
    foods = [t for t in behind if any(m.start == t.start for m in analysis.of_kind("food"))]
    told = why.past or all(TOPIC in t.particles for t in foods)
    counts = any(n.start >= since for n in analysis.numbers)
    if asks or orders or of_houses or counts or not told:
        return turn  # «지난번엔 매향통닭 갔어» rules it out
    kept = of_terms(analysis, [t for t in reading.terms if t.start < since])
    kept = replace(kept, reading=replace(kept.reading, text=reading.text[: said.end].rstrip()))
    return replace(turn, interpretation=replace(turn.interpretation, analysis=kept))


def _proposes_a_meal(verb: Term) -> bool:
    """«먹자», «먹을래», «찾아 줘», «먹고 싶다»: with what follows as a sentence of its own."""
    form = verb.form
    if form is None or form.negated or form.past or form.modifies:
        return False
    return proposes(verb) or (form.wishes and form.asks) or (form.closes and (form.wishes or form.requests))
