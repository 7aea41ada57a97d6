"""Whether an utterance wants places at all, and whether it changes the last wish."""

from __future__ import annotations

from dataclasses import replace

from companion.answering.base import SkillTurn
from companion.answering.place_acts import PlaceAct
from companion.answering.place_context import PlacePart
from companion.answering.place_intents import (
    ALL,
    CHANGES,
    MORE,
)
from companion.answering.place_utterance import OF_PLACES
from companion.answering.wishes import Wish
from companion.language.acts import means_to_go, wishes
from companion.language.grammar import (
    DO,
    OCCASION,
    TOO,
    WHAT,
    comes_before,
    described_by,
    frames,
    head_of,
    is_conditional,
    is_copula,
    is_future,
    is_house,
    is_nominalised,
    is_planned_first,
    is_shared,
    is_thing,
    links,
    next_verb,
    object_of,
    phrase_of,
    proposes,
    wonders_what_to_do,
)
from companion.language.pointing import sets_apart
from companion.language.stances import proposed_to_speaker, resolves, to_robot
from companion.language.terms import INTO, SUBJECT, TOPIC, WHERE, WITH, Term, read

_SURE = 0.6


class PlaceWanted(PlacePart):
    """Tells wishes for places from what is built like them."""

    def is_wanted(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """Whether something that can be recommended is wanted, unlike in «옷 사기 좋은 데»."""
        analysis, reading = turn.analysis, turn.analysis.reading
        main = reading.main
        likely = turn.interpretation.probability(ALL)
        told = main is not None and self._wording.is_(main, "eating", "liking")
        if self.asks_what_was_recommended(turn) or self.buys_for_another(turn):
            return False
        if self.claims_a_wish(turn, wish, act) or self.asks_where_to_eat(turn, wish, act):
            return True
        if self._context.read(turn)[0].asks_what_is_worth_seeing() or self.wonders_what_to_eat(turn):
            return True
        if told and main is not None and main.form is not None and main.form.past and not (act.seeks or wish.not_foods):
            return False  # «치킨 먹어 봤어?», «뭘 못 먹는다고 했지?»
        if self.names_a_number_of_places(turn, wish):
            return True
        if (self._asks_about_food(turn) and likely < _SURE) or self._tells_of_a_deed(turn):
            return False
        told_of = {m.start for m in analysis.of_kind("thing")} & {m.start for m in analysis.of_kind("food")}
        if told_of and not act.seeks and any(t.kind == "question" for t in reading.terms):
            return False  # «수원 왕갈비 맛의 비결이 뭘까»
        meant = wish.foods or wish.also or wish.either or wish.not_foods or analysis.of_kind("eatery")
        if analysis.of_kind("food") and not (meant or wish.constrains or act.seeks):
            return False  # «커피를 세 잔이나 마셨는데 괜찮을까»: what was had already
        if meant or analysis.of_kind("food") or (wish.types and act.seeks):
            return True
        if act.seeks and (wish.order or self._wording.has(reading, "free")):
            return True
        if act.seeks and wish.strange and self.is_house(turn) and not self.is_strange(turn):
            return True
        if wish.unknown and act.seeks and self._wording.has(reading, "eating"):
            return True
        if analysis.of_kind("attribute") or wish.attributes:
            if analysis.of_kind("office", "person"):
                return False  # «대통령의 강아지»
            return act.seeks or (likely >= _SURE and act.check is None and not self._is_bare_question(turn))
        eats = self._wording.has(reading, "eating", "meal") and self._is_about_eating(turn)
        if eats and (act.seeks or not (wish.unknown or self.is_strange(turn))):
            return True
        strange = wish.strange or self.is_strange(turn)
        visits = any(self._goes_there(v) and self._is_head(turn, v) for v in reading.verbs)  # «갈 만한 데 추천해 줘»
        if act.seeks and (wish.constrains or visits) and not strange:
            return True
        if analysis.of_kind("area", "region") or wish.towns:
            return (likely >= _SURE or act.seeks) and not strange
        return likely >= _SURE and turn.intent.score >= _SURE and not strange and (act.seeks or wish.constrains)

    def is_only_a_reason(self, turn: SkillTurn) -> bool:
        """«닭 먹기 미안한데 농담이야»: a dish stands only in what leads to it, and what is said is of no place."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        about = object_of(reading, main) if main is not None and is_copula(main) else None
        if about is None or about.kind != "noun" or self._wording.is_(about, *OF_PLACES) or is_thing(about):
            return False
        before = [v for v in reading.verbs if v.end <= about.start]
        named = turn.analysis.of_kind("food", "eatery", "attribute", "area")
        return bool(before) and frames(before[-1]) and all(m.end <= before[-1].start for m in named)

    def _is_about_eating(self, turn: SkillTurn) -> bool:
        """Whether it ends in eating or in what is wanted; not «두 번 먹으면 어쩌지», «또 먹재»."""
        main = turn.analysis.reading.main
        form = main.form if main is not None else None
        told = form is not None and (form.negated or form.hearsay or proposed_to_speaker(turn.analysis.reading))
        if told and not turn.analysis.reading.asks_what and "?" not in turn.analysis.text:
            return False
        eats = [t for t in turn.analysis.reading.terms if self._wording.is_(t, "eating", "meal")]
        if main is not None and self._wording.is_(main, "doubtful") and all(map(frames, eats)):
            return False  # «배고파서 그런가 봐»: why something else is so
        ends = ("eating", "meal", "hungry", "seeking", "fit", "exists", "better")
        return main is None or self._wording.is_(main, *ends) or wishes(turn.analysis.reading)

    def is_strange(self, turn: SkillTurn) -> bool:
        """Whether a noun stands in it that has nothing to do with places to choose."""
        analysis = turn.analysis
        for term in analysis.reading.terms:
            if term.kind != "noun" or term.called or len(term.lemma) < 2:
                continue
            verb = next_verb(analysis.reading, term)
            if verb is not None and verb.form is not None and not (verb.form.modifies or verb.form.closes):
                continue  # «회의 끝나고 갈 만한 데» is about a place, whatever came before
            if verb is not None and OCCASION.intersection(term.particles) and self._wording.is_(verb, "fit", "eating"):
                continue  # «생일에 갈 만한 데»
            if verb is not None and WITH in term.particles and self._wording.is_(verb, "fit", "eating"):
                continue  # «아들이랑 갈 만한 데»
            if verb is not None and self._goes_there(verb) and self._is_visitor(turn, term, verb):
                continue  # «배우들이 갈 데», «교수님 모시고 갈 데»
            named = any(m.start <= term.start < m.end for m in analysis.mentions)
            plain = self._wording.is_(term, "here", *OF_PLACES)
            if not named and not plain:
                return True
        return False

    def _goes_there(self, verb: Term) -> bool:
        """«갈», «먹을 만한», «모시고 갈»: what is to be done there."""
        planned = verb.form is not None and verb.form.future and verb.form.modifies
        return planned and self._wording.is_(verb, "visiting", "consuming", "taking_along")

    def _is_head(self, turn: SkillTurn, verb: Term) -> bool:
        head = described_by(turn.analysis.reading, verb)
        return head is not None and self._wording.is_(head, "head")

    def _is_visitor(self, turn: SkillTurn, term: Term, verb: Term) -> bool:
        taken = self._wording.is_(verb, "taking_along") and object_of(turn.analysis.reading, verb) is term
        return taken or SUBJECT in term.particles

    def _asks_about_food(self, turn: SkillTurn) -> bool:
        """«김치찌개 레시피»: the head of what is asked is something else than food or a place."""
        named = {m.start for m in turn.analysis.of_kind("food")}
        return any(
            head.kind == "noun"
            and any(
                t.start in named and t.end <= head.start for t in turn.analysis.reading.terms if t.phrase == head.phrase
            )
            and not self._wording.is_(head, "head", "beside", "meal", "generic", "seeking", "those", "price", "menu")
            for head in turn.analysis.reading.heads()
        )

    @staticmethod
    def _tells_of_a_deed(turn: SkillTurn) -> bool:
        """«로봇이 추천한 식당»: what somebody did there is asked, and no place is wanted."""
        reading = turn.analysis.reading
        doers = {m.start for m in turn.analysis.of_kind("thing", "person", "office")}
        did = {v.clause for v in reading.describing if v.form is not None and not v.form.future}
        return any(t.start in doers and SUBJECT in t.particles and t.clause in did for t in reading.terms)

    def is_told_of_others(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """«강아지가 사료를 안 먹어», «형이 차를 샀는데 주차가 어렵대»: how things are, and nothing is wished for."""
        main = turn.analysis.reading.main
        form = main.form if main is not None else None
        if main is None or form is None or not form.closes or "?" in turn.analysis.text:
            return False
        if act.details and act.pointing.points:
            return False  # «두 번째 거는 뭐가 맛있대»
        sought = act.seeks or act.check or wish.foods or wish.also or wish.types or wish.located
        wishes = form.wishes or form.requests or form.future or sought
        return not wishes and (form.hearsay or (form.negated and self._wording.is_(main, "consuming")))

    def proposes_a_meal(self, turn: SkillTurn, wish: Wish) -> bool:
        """«아니다 그냥 칼국수 먹자» after a list of another dish."""
        main = turn.analysis.reading.main
        if turn.focus.topic != "recommend" or not wish.foods or main is None or not is_shared(main):
            return False
        return self._wording.is_(main, "consuming")

    def buys_for_another(self, turn: SkillTurn) -> bool:
        """«커피나 한잔 사 줘야겠다 그 친구»: what one is resolved to do for somebody, and no house is looked for."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        if main is None or not resolves(reading) or "?" in reading.text:
            return False
        return not self._wording.is_(main, "consuming", "eating", "visiting", "seeking")

    def asks_what_was_recommended(self, turn: SkillTurn) -> bool:
        """«그날 맛집은 어디 추천했대?»: a deed gone by, of which nothing has been told here."""
        main = turn.analysis.reading.main
        form = main.form if main is not None else None
        past = main is not None and self._wording.is_(main, "seeking") and form is not None and form.past
        heard = (v for v in turn.analysis.reading.verbs if v.form is not None and v.form.past and v.form.hearsay)
        told = any(self._wording.is_(v, "seeking") for v in heard)  # «추천했다던데 어느 식당이었는지 알아?»
        asked = [next_verb(turn.analysis.reading, t) for t in turn.analysis.reading.terms if t.kind == "question"]
        gone = any(v is not None and v.form is not None and v.form.past for v in asked)
        known = main is not None and self._wording.is_(main, "knowing")  # «어느 식당이었는지 알아?»
        past = past or (gone and (told or (known and any(map(is_copula, asked)))))
        return past and form is not None and not form.negated and turn.focus.topic != "recommend"

    @staticmethod
    def _is_bare_question(turn: SkillTurn) -> bool:
        """«주차 돼?» of nothing that was named: the robot's own house is meant, if any."""
        terms = turn.analysis.reading.terms
        return turn.focus.places is None and len(terms) <= 2 and "?" in turn.analysis.text

    def changes(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """Whether the utterance changes the last wish instead of making a new one."""
        if (
            act.more
            or act.elsewhere
            or act.goes_on
            or act.within
            or act.relaxes
            or (act.compares and act.comparative)
            or wish.gives_up
        ):
            return True
        if self.insists(turn, wish):
            return True
        last = turn.focus.places
        if last is not None and not last.shown and act.seeks and not wish.constrains:
            return True  # «어디서 먹어요?» after what a food is
        if self._context.hears(turn, MORE) and not wish.constrains:
            return True
        if (
            self._of_another_meal(turn, act)
            or self._of_another_kind(turn, wish)
            or ((wish.near_it or act.beside) and act.seeks and bool(wish.types or wish.foods or wish.also))
        ):
            return False
        if wish.types and self.picks(turn):
            return True  # «술은 됐고 밥집으로»
        names = bool(wish.foods or wish.types or wish.roots or wish.tied)
        if not wish.constrains and not wish.limit:
            return self._context.hears(turn, *CHANGES)
        # «갈비집» swaps what is looked for; «만 원 이하 갈비집» and «갈비집 추천해 줘» are wishes of their own.
        says_more = replace(wish, limit=None).constrains_more or turn.analysis.reading.main is not None
        swaps = self._is_topic(turn) or self.picks(turn) or (act.fragment and turn.analysis.reading.main is not None)
        return not (names and act.seeks and says_more and not swaps)

    def _of_another_meal(self, turn: SkillTurn, act: PlaceAct) -> bool:
        """«저녁은 늦게까지 하는 데로» after a list for lunch: what was asked of that meal says nothing of this one."""
        last = turn.focus.places.meal if turn.focus.places else ""
        said = [t.lemma for t in turn.analysis.reading.terms if self._wording.is_(t, "day_meal")]
        named = bool(turn.analysis.of_kind("food", "eatery"))  # «저녁은 갈비 아니면 통닭»
        return (act.seeks or named) and bool(last) and bool(said) and last not in said

    def _of_another_kind(self, turn: SkillTurn, wish: Wish) -> bool:
        """«그 근처 맛집», «밥 먹을 데» after sights: what was asked of those says nothing of these."""
        last = turn.focus.places.query.types if turn.focus.places else ()
        if wish.types:
            return bool(last) and not set(last) & set(wish.types)
        sights = any(t in self._store.types and self._store.types[t].facts for t in last)
        return sights and (bool(wish.foods) or self._wording.has(turn.analysis.reading, "eating", "meal"))

    def eats_after_drinks(self, turn: SkillTurn, wish: Wish) -> bool:
        """«안 매운 거 먹어야 돼» after cafés: a meal is wanted now, whatever was drunk there."""
        last = turn.focus.places.query.offers if turn.focus.places is not None else ()
        kinds = [{self._store.offers[o] for o in self._store.offer_closure(offer)} for offer in last]
        between = bool(kinds) and all(any(not kind.meal for kind in some) for some in kinds)
        named = wish.foods or wish.also or wish.types
        return between and not named and self._wording.has(turn.analysis.reading, "to_eat", "any_meal", "day_meal")

    @staticmethod
    def _is_topic(turn: SkillTurn) -> bool:
        """«맛집은?»: a noun phrase that swaps what was asked."""
        heads = list(turn.analysis.reading.heads())
        return bool(heads) and turn.analysis.reading.main is None and bool({TOPIC, TOO, INTO} & {*heads[-1].particles})

    def goes_to_eat(self, turn: SkillTurn) -> bool:
        """«둘 다 먹을 수 있는 데», «다 같이 갈 만한 집»: what people do there, and not what is there."""
        reading = turn.analysis.reading
        deeds = (v for v in reading.verbs if self._wording.is_(v, "consuming", "visiting") and is_future(v))
        return any(v.form is not None and v.form.modifies for v in deeds)

    def asks_where_to_eat(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """«행궁동에 도착했는데 배가 고프네», «배고파 죽겠는데 어디 가서 먹냐»."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        if main is None or main.form is None or main.form.past or to_robot(reading):
            return False
        if replace(act.pointing, named=()).points or not all(map(self._is_sight, act.pointing.named)):
            return False
        eats = bool(reading.question(WHERE)) and self._wording.is_(main, "eating")
        if (
            reading.question(WHAT[0])
            and self._wording.is_(main, "eating")
            and (wonders_what_to_do(main) or proposes(main))
        ):
            before = [v for v in reading.verbs if v is not main]
            came = (v for v in before if frames(v) or comes_before(v) or is_planned_first(reading, v))
            # «출장 왔는데 뭐 먹지», «행궁 구경하고 뭐 먹지»
            eats = eats or bool(wish.areas) or any(self._wording.is_(v, "coming", "visiting", "touring") for v in came)
            # «점심은 뭐 먹지» after cafés
            eats = eats or (self._wording.has(reading, "day_meal", "any_meal") and self.eats_after_drinks(turn, wish))
        if reading.question(WHAT[0]) and self._wording.is_(main, "better") and proposes(main):
            meal = (v for v in reading.verbs if v is not main and frames(v))
            # «여섯이 밥 먹으러 왔는데 뭐가 좋을까요»
            eats = eats or any(self._wording.is_(v, "eating") for v in meal)
            eaten = any(is_conditional(v) and self._wording.is_(v, "eating") for v in reading.verbs)
            arrived = any(frames(v) and self._wording.is_(v, "coming", "visiting", "touring") for v in reading.verbs)
            eats = eats or (eaten and arrived)  # «애 둘 데리고 놀러 왔는데요 뭐 먹으면 좋을까요»
        return eats or (bool(wish.areas) and self._wording.is_(main, "hungry"))

    def wonders_what_to_eat(self, turn: SkillTurn) -> bool:
        """«오늘 저녁 뭐 먹을까 밥하기 싫다»: wondered in a sentence of its own, and nothing else is asked."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        if main is None or main.form is None or main.form.past or not main.form.closes or to_robot(reading):
            return False
        if turn.analysis.of_kind("food", "place", "office", "person") or main.form.asks or main.form.requests:
            return False
        asked = next((t for t in reading.terms if t.kind == "question" and t.lemma in WHAT), None)
        verb = next_verb(reading, asked) if asked is not None else None
        wonders = verb is not None and verb is not main and proposes(verb) and self._wording.is_(verb, "eating")
        return wonders and self._wording.is_(main, "without", "lacking", "hungry")

    def _is_sight(self, place: str) -> bool:
        return self._store.is_fact(self._store.places[place])

    def picks(self, turn: SkillTurn) -> bool:
        """«돼지갈비 되는 데로», «주차되는 갈비집으로 골라 줘»: which of what was asked for before is wanted."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        last = next(reversed(list(reading.heads())), None)
        if last is None or INTO not in last.particles:
            return False
        return main is None or main.start < last.start or self._wording.is_(main, "seeking")

    def picks_a_place(self, turn: SkillTurn) -> bool:
        """«조용한 데로» after places: which of them is wanted, whatever else it sounds like."""
        reading = turn.analysis.reading
        heads = (described_by(reading, v) for v in reading.verbs)
        described = any(head is not None and self._wording.is_(head, "head") for head in heads)
        return turn.focus.topic == "recommend" and described and reading.terms[-1].form is None and self.picks(turn)

    def has_to_pick(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """«월요일에 여는 데로 골라야 돼 우리 내일 갈 거라서»: which it has to be, of what was looked for."""
        reading = turn.analysis.reading
        if turn.focus.topic != "recommend" or not wish.constrains or not act.seeks or act.pointing.points:
            return False
        picks = (v for v in reading.verbs if v.form is not None and v.form.ought and self._wording.is_(v, "seeking"))
        chosen = (about for v in picks if (about := object_of(reading, v)) is not None)
        return any(INTO in about.particles and self._wording.is_(about, "head") for about in chosen)

    def names_a_number_of_places(self, turn: SkillTurn, wish: Wish) -> bool:
        """«나한테도 세 군데 골라 줘»: so many places are asked for, whatever they are."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        if wish.limit is None or main is None or not self._wording.is_(main, "seeking", "telling"):
            return False
        places = any(n.counter in self._wording.cues["head"] for n in turn.analysis.numbers if not n.ordinal)
        others = (t for t in reading.terms if t is not main and t.kind in ("noun", "name", "question"))
        asks = main.form is not None and (main.form.requests or main.form.wishes)
        return places and asks and all(self._wording.is_(t, *OF_PLACES) for t in others)

    def requests_beside(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """«엄마가 만두를 좋아하셔 가까운 데로 추천 좀»: a place is asked for in so many words beside what is told."""
        reading = turn.analysis.reading
        if not turn.told or not act.seeks or act.pointing.points:
            return False
        if wish.attributes and reading.terms[-1].form is None and self.is_house(turn) and self.has_house(turn):
            return True  # «애가 다섯 살인데 데리고 갈 만한 데»
        if not (wish.foods or wish.types or wish.also):
            return False
        nouns = [t for t in reading.terms if t.kind == "noun" and not t.particles]
        named = bool(nouns) and self._wording.is_(nouns[-1], "seeking") and nouns[-1].start > reading.verbs[-1].start
        asked = (v for v in reading.verbs if v.form is not None and (v.form.requests or v.form.asks))
        return named or any(self._wording.is_(v, "seeking", "exists", "better") for v in asked)

    def moves(self, turn: SkillTurn, wish: Wish) -> bool:
        """«역 말고 영통으로 가자», «팔달문 쪽이 낫겠다»: where it is to lie instead, of what was looked for."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        if turn.focus.topic != "recommend" or not wish.located or "?" in turn.analysis.text:
            return False
        areas = {m.start for m in turn.analysis.of_kind("area")}
        heads = [h for t in reading.terms if t.start in areas for h in (head_of(reading, t),)]
        apart = any(map(sets_apart, reading.verbs))
        to = any(INTO in h.particles for h in heads)
        turns = (v for v in reading.verbs if any(v.start >= h.end for h in heads))
        chosen = any(self._wording.is_(v, "swapping", "better") and v.form and not v.form.past for v in turns)
        return (apart or (to and (chosen or main is None))) and not turn.analysis.of_kind("place")

    def insists(self, turn: SkillTurn, wish: Wish) -> bool:
        """«그래도 추천해 줘» after nothing could be found: what was wished for, as far as it can be met."""
        main, places = turn.analysis.reading.main, turn.focus.places
        none_told = turn.last is not None and (turn.last.status == "unknown" or not (places and places.shown))
        nothing = none_told and turn.focus.topic == "recommend"
        asks = main is not None and self._wording.is_(main, "seeking") and main.form is not None and main.form.requests
        others = (t for t in turn.analysis.reading.terms if t is not main)
        bare = all(t.kind in ("adverb", "interjection") or self._wording.is_(t, "plainly") for t in others)
        return nothing and places is not None and asks and bare and not wish.constrains

    def is_house(self, turn: SkillTurn) -> bool:
        """«10분 안에 나오는 집»: a noun for a place, and nothing but what describes it."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        last = reading.terms[-1] if reading.terms else None
        about = object_of(reading, main) if main is not None and main is last else None
        if main is not None and about is not None and self._wording.is_(about, "head"):
            return self._wording.is_(main, "exists", "seeking")  # «보들보들한 거 파는 집 없는가?»
        return last is not None and self._wording.is_(last, "head") and not last.particles

    def claims_a_wish(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """Whether places are wanted whatever else is told beside: a plan, a reason, a name that was forgotten."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        if act.beside is not None or (wish.not_places and not (act.pointing.points or act.asks)):
            return True  # «가보정 갔다가 들를 카페», «가보정만 아니면 돼»
        if act.pointing.points or turn.analysis.of_kind("office", "person", "country", "place"):
            return False
        of_kind = bool(wish.foods or wish.also or wish.types or wish.noted or (wish.attributes and not wish.framed))
        if main is None and wish.people and wish.attributes and not (act.asks or self._only_takes_along(turn)):
            return True  # «회식 30명»
        if act.details == ("price",) and wish.foods and wish.people:
            return True  # «초밥뷔페 어른 셋이면 얼마나 나와?»
        areas = {m.start for m in turn.analysis.of_kind("area")}
        lies = any(m.start in areas for m in turn.analysis.of_kind("thing"))
        if act.seeks and lies and wish.areas and self.is_house(turn):
            return True  # «통닭거리에서 수요일에 여는 집»
        if self._asks_what_it_would_choose(turn):
            return True
        if of_kind and means_to_go(reading) and turn.analysis.of_kind("food", "eatery"):
            return True  # «부모님 모시고 갈비 먹으러 가려고 하는데요»
        past = main is not None and main.form is not None and main.form.past
        asks = "?" in turn.analysis.text or any(v.form is not None and v.form.requests for v in reading.verbs)
        asks = asks or (main is not None and main.form is not None and main.form.asks)
        asks_where = bool(reading.question(WHERE)) and main is not None and self._wording.is_(main, "better")
        looks = act.seeks or (act.check == "attribute" and wish.located)
        last = reading.terms[-1] if reading.terms else None
        if act.seeks and of_kind and last is not None and last.kind == "noun" and self._wording.is_(last, "seeking"):
            return True
        if looks and of_kind and not past and (asks or bool(wish.noted)) and self.has_house(turn):
            return True
        if wish.shared and self._wording.has(reading, "eating") and asks:
            return True  # «우리 네 식구 5만원으로 저녁 먹을 수 있어?»
        if act.seeks and wish.attributes and asks_where:
            return True  # «회식 장소 잡아야 되는데 어디가 좋냐»
        forgot = main is not None and self._wording.is_(main, "forgetting") and act.details == ("name",)
        if forgot and of_kind and self.has_house(turn):
            return True  # «짬뽕 9천원 하는 데 이름 까먹었다»
        meets = (
            any(is_nominalised(v) and v is not main for v in reading.verbs) and main is not None and main.lemma == DO
        )
        needed = any(self._store.attributes[a].essential for a in wish.attributes)
        plans = any(proposes(v) for v in reading.verbs) and main is not None and main.lemma == DO and not past
        if plans and wish.areas and wish.attributes and not reading.question(WHERE):
            return True  # «인계동 쪽에서 회식하려고 해»
        return meets and needed and bool(wish.areas)  # «채식하는 친구랑 호매실에서 보기로 했어»

    def _only_takes_along(self, turn: SkillTurn) -> bool:
        """«애 둘이랑 엄마 모시고»: with whom one came; the verb may stand in a name of the data."""
        verbs = read(turn.analysis.reading.terms[-1].text, (), (), ()).verbs
        return bool(verbs) and self._wording.is_(verbs[-1], "taking_along") and links(verbs[-1])

    def _asks_what_it_would_choose(self, turn: SkillTurn) -> bool:
        """«너라면 어디를 추천하겠어?»: where the robot would send somebody."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        would = main is not None and main.form is not None and main.form.future and not main.form.modifies
        where = any(t.kind == "question" and t.lemma == WHERE for t in reading.terms)
        return would and where and main is not None and self._wording.is_(main, "seeking")

    def has_house(self, turn: SkillTurn) -> bool:
        """Whether a described noun for a place stands in it, or the name of a kind of house."""
        reading = turn.analysis.reading
        described = [described_by(reading, verb) for verb in reading.verbs]
        kinds = {m.start for m in turn.analysis.of_kind("eatery")}
        heads = (t for d in described if d is not None for t in phrase_of(reading, d))
        return any(self._wording.is_(t, "head") for t in heads) or any(
            t.start in kinds or (t.kind == "name" and is_house(t.text)) for t in reading.terms
        )

    def ends_in_a_wish(self, turn: SkillTurn) -> bool:
        """«새우 알레르기 있는데 밥집 가고 싶어»: what is told leads to a place that is wanted."""
        main = turn.analysis.reading.main
        about = object_of(turn.analysis.reading, main) if main is not None else None
        kinds = {m.start for m in turn.analysis.of_kind("food", "eatery")}
        if kinds and main is not None and self._wording.is_(main, "better") and turn.analysis.reading.question(WHERE):
            return not turn.analysis.of_kind("place")  # «갈비 사 준다네. 어디가 좋을까?»
        if main is None or main.form is None or about is None or main.form.past:
            return False
        place = about.start in kinds or self._wording.is_(about, "head")
        goes = main.form.wishes and self._wording.is_(main, "visiting", "eating")
        return place and (goes or self._wording.is_(main, "seeking"))

    def seeks_sights(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """Whether things are looked for of which one asks like of anything else, so that nobody else would know."""
        seeks = act.seeks or any(map(wonders_what_to_do, turn.analysis.reading.verbs))  # «오늘 어디 갈까»
        seeks = seeks or self._context.read(turn)[0].asks_what_is_worth_seeing()
        return seeks and any(t in self._store.types and self._store.types[t].facts for t in wish.types)
