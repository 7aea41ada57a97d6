"""What an utterance asks of places with yes or no, and what nothing in the data answers."""

from __future__ import annotations

from typing import Final, Literal, get_args

from companion.answering.place_details import PHONE_NUMBER, Detail
from companion.answering.place_pointing import Pointing
from companion.answering.place_utterance import PlaceUtterance
from companion.language.grammar import (
    BE_THERE,
    DO,
    NOT_BE,
    TOO,
    WHAT,
    WHEN,
    WHICH,
    asks_how,
    described_by,
    ends_plainly,
    head_of,
    hopes,
    is_conditional,
    is_copula,
    is_day,
    is_nominalised,
    is_thing,
    must_be,
    next_verb,
    object_of,
    phrase_of,
    proposes,
    surmises,
)
from companion.language.place_names import AT
from companion.language.terms import COPULA, COPULAS, HOW_MANY, WHERE, Term
from companion.understanding.types import MentionKind

Check = Literal[
    "food", "kind", "price", "open", "attribute", "same", "differ", "begun", "founded", "phone", "still", "without",
    "branch",
]  # fmt: skip
CHECKS: Final[tuple[Check, ...]] = get_args(Check)


class PlaceChecks:
    """Reads yes-no questions."""

    def __init__(self, asked: PlaceUtterance) -> None:
        self._asked = asked
        self._is, self._store = asked.is_, asked.store
        self._analysis, self._reading, self._main = asked.analysis, asked.reading, asked.main
        self._said, self._wish, self._focus = asked.said, asked.wish, asked.focus

    def is_strange(self, details: tuple[Detail, ...], check: Check | None, pointing: Pointing, *, seeks: bool) -> bool:
        """«가보정 사장 이름»: the noun that is asked for is nothing that is known of places."""
        if check is not None or (details and details != ("name",)):
            return False
        if self._main is not None and self._of_something_else(self._main):
            return not seeks
        if (
            not details
            and pointing.points
            and any(t.kind == "question" and not self._asks_what_it_is(t) for t in self._reading.terms)
        ):
            return not self._wish.open  # «몇 명까지 들어가?»
        if self._focus is not None and self._focus.chosen and self._asks_how_many("portion", "people"):
            return True
        if not details and self._main is None and pointing.points and not pointing.named and self.strange_noun():
            return not seeks
        if not details and self._asks_of_them() and (pointing.points or self._asks_of_what_was_told(seeks=seeks)):
            return True
        if not details and pointing.named and self._is_called_strangely():
            return True
        for term in self._reading.heads():
            phrase = phrase_of(self._reading, term)
            owned = any(m.kind == "place" and m.start == phrase[0].start for m in self._analysis.mentions)
            strange = [t for t in phrase[1:] if self._asked.is_foreign(t)]
            when = self._said.moment
            strange = [t for t in strange if when is None or not when.start <= t.start < when.end]
            if owned and strange and not self._is(strange[-1], "review", "phone", "address", "price", "menu", "hours"):
                return not any(m.start <= strange[-1].start < m.end for m in self._analysis.mentions)
        return False

    def _asks_what_it_is(self, question: Term) -> bool:
        """«어떤 데야?», «무슨 집인가요?»."""
        return asks_how(question) or (
            question.lemma in WHICH and self._is(head_of(self._reading, question), "head", "generic")
        )

    def _is_called_strangely(self) -> bool:
        """«가보정이 갈비 원조야?»: what it is said to be is no word of the data."""
        main = self._main
        claims = main is not None and (is_copula(main) or self._is(main, "right")) and "?" in self._analysis.text
        said = object_of(self._reading, main) if main is not None and claims else None
        if said is None or said.kind != "noun" or self._wish.order or self._wish.not_closed:
            return False
        named = any(m.start <= said.start < m.end for m in self._analysis.mentions)
        return not (named or is_thing(said) or self._is(said, "head", "generic", "meal", "known", "opening", "same"))

    def strange_noun(self) -> str:
        """«첫 번째 거 입장료»: the noun at the end that nothing is known by, "" where there is none."""
        last = self._reading.terms[-1] if self._reading.terms else None
        if self._main is not None and self._of_something_else(self._main):
            last = object_of(self._reading, self._main)
        if last is None or last.kind != "noun" or len(last.lemma) < 2 or last.called:
            return ""
        return last.text if self._asked.is_foreign(last) else ""

    def _asks_how_many(self, *counted: str) -> bool:
        """«수육은 몇 인분이야?», «몇 명까지?»: for how many a dish or a house is."""
        counters = tuple(word for group in counted for word in self._said.words(group))
        asked = (t.lemma for t in self._reading.terms if t.kind == "question")
        return any(lemma.startswith(HOW_MANY) and lemma.endswith(counters) for lemma in asked)

    def _asks_of_what_was_told(self, *, seeks: bool) -> bool:
        """«둘이서 먹으면 충분해요?»: a condition of eating there, and a question that nothing in the data answers."""
        told = self._focus is not None and bool(self._focus.shown or self._focus.chosen)
        eaten = any(is_conditional(v) and self._is(v, "eating", "visiting") for v in self._reading.verbs)
        return told and eaten and not seeks

    def _asks_of_them(self) -> bool:
        """«거기 사람 많아?»: a question about places whose verb nothing in the data answers."""
        main = self._main
        if main is None or main.form is None or main.form.requests or is_copula(main):
            return False
        if main.form.past and self._asked.foreign() is None:
            return False
        plain = self._is(main, "review", "telling", "seeking", "fit", "eating", "knowing")
        plain = plain and not self._is(main, "famous")
        does = main.lemma == DO and self._asked.foreign() is not None  # «오늘 행사 해?»
        if self._wish.constrains or self._analysis.of_kind("eatery") or (plain and not does):
            return False
        strange = object_of(self._reading, main)
        named = strange is not None and strange.kind == "noun" and len(strange.lemma) > 1
        return "?" in self._analysis.text and (named or main.lemma != BE_THERE)

    def read(self, details: tuple[Detail, ...], pointing: Pointing, *, seeks: bool) -> Check | None:
        """What is asked with yes or no."""
        main, reading, wish = self._main, self._reading, self._wish
        if wish.minors and details == ("price",):
            return None  # «어른 둘 아이 하나면?»
        if self.asks_for_branches(pointing):
            return "branch"
        if self._asks_of_another_time() or (self._asks_whether_open() and pointing.points):
            return "open"
        at = wish.open or wish.not_closed or self._said.moment
        goes = any(is_conditional(v) and self._is(v, "visiting") for v in reading.verbs)
        runs = main is not None and self._is(main, "opening", "shutting") and (main.lemma != DO or goes)
        if at and runs and main is not None and surmises(main) and not seeks:
            return "open"  # «우리가 열두 시 반쯤 도착하는데 그땐 열었겠지»
        if wish.open and len(pointing.named) > 1 and not details:
            return "open"  # «장안통닭이랑 매향통닭 중에 월요일에 여는 데는?»
        if self._asks_when_it_began() and not seeks:
            return "begun"
        if self._asks_what_differs(pointing):
            return "differ"
        if main is None or main.form is None:
            last = reading.terms[-1] if reading.terms else None
            if last is not None and last.kind == "noun" and self._is(last, "opening") and self._said.moment:
                return "open"  # «아침에 여나요», which the dictionary takes for a noun
            bare = bool(wish.attributes) and self._asked.is_bare_topic and not seeks
            return "attribute" if bare and not details else None
        form = main.form
        if main.lemma == DO and any(is_nominalised(v) and v.end <= main.start for v in reading.verbs[-2:-1]):
            return None  # «점심은 거기서 먹기로 했어»
        if self._asks_whether_it_rests(main) and not seeks:
            return "open"
        if self._says_what_one_eats(main) or (must_be(reading, main) and "?" not in self._analysis.text):
            return None
        if self._asks_what_else_there_is(main, pointing) and not seeks:
            return "without"
        if self._wonders_whether_one_can_eat(main, pointing) and not seeks:
            return "without"
        if self._asks_whether_it_is_enough(main, pointing) and not seeks:
            return "price"
        if wish.attributes and self._asks_where_to_do(main) and not seeks:
            return "attribute"
        if wish.not_closed and self._wonders_whether_to_go(main) and not seeks:
            return "open"
        if any(t.kind == "question" for t in reading.terms) or form.requests or form.modifies or form.wishes:
            return None
        runs = runs and main.lemma != DO  # «문 열까?» asks of the house
        fits = proposes(main) and self._told_of_one() and self._is(main, "possible") and not seeks
        if fits and wish.attributes and not (wish.foods or wish.areas):
            return "attribute"  # «혼자 가도 괜찮을까»
        if (proposes(main) and not runs) or self._intends(main):
            return None
        supposes = form.future or any(map(is_conditional, reading.verbs))
        if (supposes and not form.asks and "?" not in self._analysis.text) or hopes(reading, main):
            return None  # «주차도 되면 좋겠어요»
        plain = is_copula(main) and "?" not in self._analysis.text and not pointing.points
        asks = form.asks or form.hearsay or "?" in self._analysis.text or ends_plainly(main)
        if not asks or (seeks and not pointing.points) or self._asked.relaxes():
            return None
        if any(self._is(t, "same") and self._of_houses(t) for t in reading.verbs):
            return "same"
        if PHONE_NUMBER.search(self._analysis.text) and (self._is(main, "right") or is_copula(main)):
            return "phone"
        if self._asks_whether_it_is_still_there(main):
            return "still"
        if any(self._asked.is_money(n.counter) for n in self._analysis.numbers):
            claims = main.lemma in (COPULA, DO, NOT_BE) and not plain
            exceeds = self._is(main, "exceeding") and "?" in self._analysis.text
            fits = (
                bool(wish.shared) and self._is(main, "possible", "better") and (pointing.points or self._told_of_one())
            )
            return "price" if self._is(main, "right") or claims or exceeds or fits else None
        moment = wish.open or wish.not_closed or self._said.moment
        opening_noun = is_copula(main) and any(t.kind == "noun" and self._is(t, "opening") for t in reading.terms)
        visits = (opening_noun or self._is(main, "opening", "resting")) or (
            self._is(main, "possible") and any(self._is(v, "opening", "visiting") for v in reading.verbs)
        )
        if (
            wish.attributes
            and (
                self._is(main, "exists", "fit", "given_up", "possible")
                or is_copula(main)
                or (self._is(main, "right") and is_thing(object_of(reading, main)))  # «단체 되는 거 맞아?»
                or (main.start in self._said.described and not ends_plainly(main))  # «사람 많대?»
            )
            and not plain
            and not self._is_told_of_another(main)
            and not self._of_something_else(main)
            and not (moment and visits and self._is_told_before("attribute", main))
        ):
            return "attribute"
        told = form.past and is_copula(main) and "?" not in self._analysis.text  # «먹은 갈비 별로였어»
        foods = (*wish.foods, *wish.also)
        served = (object_of(reading, v) for v in reading.verbs if described_by(reading, v) and self._is(v, "exists"))
        named = {m.start for m in self._analysis.of_kind("food")}
        if self._is(main, "right") and any(about is not None and about.start in named for about in served):
            return "food"
        if foods and (main.lemma in (COPULA, NOT_BE) or self._is(main, "right")) and not (plain or told):
            said = object_of(reading, main)
            return "kind" if said is None or said.kind == "name" or self._is(said, "head", "generic", "meal") else None
        elsewhere = bool(wish.areas) and not (pointing.named or pointing.that)  # «행궁동 쪽 카페는 없고?»
        before = moment and named and self._is_told_before("food", main)  # «통닭 먹으려고. 그 집 월요일에 해?»
        if foods and self._is(main, "exists", "dishes") and not (pointing.offers or elsewhere or before):
            return "food"
        dated = any(time.grain == "year" for time in self._analysis.times) and moment is None
        begun = any(self._is(verb, "founding") for verb in reading.verbs)  # «1977년에 생긴 거 맞아?»
        if dated and ((visits and form.past) or begun):
            return "founded"  # «1985년에 문을 열었지?»
        if visits and (moment or opening_noun or (self._is(main, "opening") and main.lemma != DO)):
            return "open" if self._asked.foreign() is None else None  # not «오늘 행사 해?»
        runs_so = (v for v in reading.describing if self._is(v, "opening", "resting", "shutting"))
        if moment and self._is(main, "right") and any(is_thing(described_by(reading, v)) for v in runs_so):
            return "open"  # «수요일에 쉬는 거 맞지?»
        return None

    def _is_told_before(self, kind: MentionKind, main: Term) -> bool:
        """«아버지 모시고 통닭 먹으려고. 그 집 월요일에 해?»: nothing of a kind is said of the verb that asks."""
        said = (self._said.term_of(m) for m in self._analysis.of_kind(kind))
        return all(t is not None and next_verb(self._reading, t) not in (None, main) for t in said)

    def asks_for_branches(self, pointing: Pointing) -> bool:
        """«영통에도 그 집 있나», «거기 다른 동네에도 있어?», «그 집 분점도 있어?»: whether it has another house."""
        main = self._main
        if main is None or main.lemma != BE_THERE or not pointing.points or self._wish.foods or self._wish.also:
            return False
        said = [t for t in self._reading.heads() if TOO in t.particles]
        areas = {m.start for m in self._analysis.of_kind("area")}
        others = any(self._is(t, "others") for t in self._reading.terms)
        elsewhere = any(
            any(p.start in areas for p in phrase_of(self._reading, t)) or (others and self._is(t, "beside", "locality"))
            for t in said
            if AT.intersection(t.particles)
        )
        return elsewhere or any(self._is(t, "branch") for t in self._reading.heads())

    def of_what_is_told(self, details: tuple[Detail, ...], pointing: Pointing) -> Check | None:
        """What is asked of a place in whatever way, by what is named beside it: a food, an hour; none where it is told.

        «갈비 취급하는지 궁금하네요», «일요일에 열어 주려나», «장사를 하는지 모르겠네».
        """
        main, verbs = self._main, self._reading.verbs
        questions = any(t.kind == "question" for t in self._reading.terms)
        past = main is not None and main.form is not None and main.form.past and main.lemma != NOT_BE
        if not pointing.points or questions or past:
            return None
        moment = self._wish.open or self._wish.not_closed or self._said.moment
        runs = any(self._is(t, "opening", "resting", "trading", "shutting") for t in self._reading.terms)
        if moment and runs and set(details) <= {"hours"} and self._asked.foreign() is None:
            return "open"
        served = any(self._is(v, "exists", "dishes", "consuming") and not self._is(v, "review") for v in verbs)
        return "food" if (self._wish.foods or self._wish.also) and served and set(details) <= {"menu"} else None

    def _asks_whether_it_is_enough(self, main: Term, pointing: Pointing) -> bool:
        """«만 원 있는데 그걸로 먹을 수 있어?», «이만 원이면 될까» of a place that was told: no bound."""
        reading, wish = self._reading, self._wish
        money = [n for n in self._analysis.numbers if self._asked.is_money(n.counter)]
        if not money or not (self._told_of_one() or pointing.named) or any(t.kind == "question" for t in reading.terms):
            return False
        bounded = any(self._is(t, "at_most", "at_least", "exceeding") for t in reading.terms)
        others = wish.foods or wish.also or wish.types or wish.areas or wish.attributes or wish.shared
        asks = "?" in self._analysis.text or (main.form is not None and (main.form.asks or proposes(main)))
        if bounded or others or not asks or main.start < money[-1].end:
            return False
        before = [t for t in reading.terms if t.end <= main.start]
        able = main.lemma == BE_THERE and bool(before) and before[-1].bound and not before[-1].particles
        return able or self._is(main, "sufficing")

    def _is_told_of_another(self, main: Term) -> bool:
        """«고양이 데려오고 싶은데 알레르기가 있어서 안 된대»: hearsay to which what is named only leads up."""
        if main.form is None or not main.form.hearsay or "?" in self._analysis.text:
            return False
        named = (self._said.term_of(m) for m in self._analysis.of_kind("attribute"))
        return all(t is not None and next_verb(self._reading, t) not in (None, main) for t in named)

    def _asks_where_to_do(self, main: Term) -> bool:
        """«차는 어디에 대요?» of a place that was told: whether one can."""
        if not self._reading.question(WHERE) or is_copula(main):
            return False
        return main.lemma != BE_THERE and not self._is(main, "visiting", "seeking")

    def _wonders_whether_to_go(self, main: Term) -> bool:
        """«오늘 가도 되겠네», «내일 가면 되지?» of a place that was told."""
        goes = any(self._is(v, "visiting") and v is not main for v in self._reading.verbs)
        told = self._focus is not None and self._focus.chosen is not None
        return (
            told and goes and self._is(main, "possible") and not any(t.kind == "question" for t in self._reading.terms)
        )

    def _says_what_one_eats(self, main: Term) -> bool:
        """«걔는 고기를 안 먹어»: told of somebody, and not asked of a place."""
        form = main.form
        states = form is not None and form.negated and not (form.modifies or form.asks or form.past)
        return states and self._is(main, "consuming") and "?" not in self._analysis.text

    def _wonders_whether_one_can_eat(self, main: Term, pointing: Pointing) -> bool:
        """«애가 매운 걸 못 먹는데 괜찮을까» of a place that was told: whether there is something else."""
        about = pointing.points or (self._focus is not None and self._focus.chosen is not None)
        wonders = self._is(main, "possible", "better") or main.lemma == BE_THERE
        form = main.form
        asks = form is not None and (form.asks or form.future or "?" in self._analysis.text or proposes(main))
        named = any(t.kind == "question" for t in self._reading.terms)
        return bool(about and self._wish.not_foods and wonders and asks and not (named or self._wish.foods))

    def _of_something_else(self, main: Term) -> bool:
        """«초등학생 할인도 있어?»: an attribute only says of whom."""
        said = object_of(self._reading, main)
        if (
            said is None
            or said.kind != "noun"
            or len(said.lemma) < 2
            or self._is(said, "head", "generic", "meal", "people", "beside")
        ):
            return False
        before = {t.start for t in phrase_of(self._reading, said)[:-1]}
        if self._wish.attributes and set(self._wish.attributes) == set(self._wish.framed):
            named = any(m.start <= said.start < m.end for m in self._analysis.mentions)
            return main.lemma == BE_THERE and not named  # «어머니 무릎이 아프신데 계단 있나요?»
        return (
            self._main is not None
            and main.lemma == BE_THERE
            and any(m.start in before for m in self._analysis.of_kind("attribute"))
        )

    def _of_houses(self, same: Term) -> bool:
        """«같은 집이야?», «둘이 같아?»; not «라멘 같은 거», nor whether both stand in the same street."""
        before = next((t for t in reversed(self._reading.terms) if t.end <= same.start), None)
        if (
            before is not None
            and not before.particles
            and before.start in {m.start for m in self._analysis.of_kind("food")}
        ):
            return False
        behind = next((t for t in self._reading.terms if t.start >= same.end), None)
        if behind is not None and self._asked.said.rules_out(behind):
            return False  # «떡 같은 거 말고 밥»
        modifies = same.form is not None and same.form.modifies and behind is not None and behind.kind == "noun"
        return not modifies or behind is None or behind.bound or self._is(behind, "head")

    def _asks_when_it_began(self) -> bool:
        """«그 집은 언제 생겼대?», «몇 년에 문을 열었어?»."""
        main = self._main
        if main is None or main.form is None or not main.form.past or self._wish.order:
            return False
        asks = self._reading.question(WHEN) or any(
            t.kind == "question" and t.lemma.startswith(HOW_MANY) for t in self._reading.terms
        )
        doors = any(self._is(t, "door") for t in self._reading.terms)
        return bool(asks) and self._is(main, "founding") and (doors or not self._is(main, "opening"))

    def _asks_what_differs(self, pointing: Pointing) -> bool:
        """«보영만두랑 보용만두가 뭐가 달라?», «둘은 무슨 사이야?»."""
        asks = any(t.kind == "question" for t in self._reading.terms)
        two = len(pointing.named) == 2 or (pointing.every and not pointing.named)
        return (
            two
            and asks
            and any(
                self._is(t, "between_them") or (t.kind == "verb" and self._is(t, "different"))
                for t in self._reading.terms
            )
        )

    def _asks_whether_open(self) -> bool:
        """«오늘 문 열었으려나 모르겠네», «월요일에 쉰다던데 맞나?», «내일 하나?», «네 시 반에 가면?»."""
        main, moment = self._main, self._said.moment
        if moment is None:
            return False
        if main is None:
            rest = [t for t in self._reading.terms if not moment.start <= t.start < moment.end and t.kind != "name"]
            # The dictionary takes «하나» for a number.
            return len(rest) == 1 and any(
                n.counter is None and n.start == rest[0].start and rest[0] is self._reading.terms[-1]
                for n in self._analysis.numbers
            )
        verbs = [
            v for v in self._reading.verbs if v.end <= main.start and self._is(v, "opening", "resting", "shutting")
        ]
        said = any(self._is(v, "shutting", "resting") or v.lemma != DO for v in verbs)
        if said and self._is(main, "right", "wondering"):
            return True
        timed = moment.minute is not None and not moment.now
        return timed and is_conditional(main) and self._is(main, "visiting")

    def _asks_what_else_there_is(self, main: Term, pointing: Pointing) -> bool:
        """«거기 매운 거 말고 뭐 있어»: what of its menu is none of what is ruled out."""
        about = object_of(self._reading, main)
        asked = about is not None and about.kind == "question" and about.lemma in WHAT
        of_one = pointing.points or self._told_of_one()
        return bool(of_one and self._wish.not_foods and not self._wish.foods and asked and self._is(main, "exists"))

    def _asks_whether_it_rests(self, main: Term) -> bool:
        """«오늘 쉬는 날 아니지?», «오늘 휴무야?»: whether a day is one on which it is closed."""
        about = object_of(self._reading, main)
        if main.form is None or main.lemma not in COPULAS or main.form.past or about is None:
            return False
        rests = is_day(about) and any(
            self._is(v, "resting") and described_by(self._reading, v) is about for v in self._reading.verbs
        )
        asks = main.form.asks or "?" in self._analysis.text
        return (rests or self._is(about, "closed")) and asks and not self._reading.asks_what

    def _told_of_one(self) -> bool:
        """Whether one place was told of last."""
        return self._focus is not None and self._focus.chosen is not None

    def _asks_of_another_time(self) -> bool:
        """«그럼 모레는?» after opening hours."""
        told = self._focus is not None and "hours" in self._focus.asked and bool(self._focus.chosen)
        timed = bool(self._wish.not_closed or self._wish.open)
        return told and timed and self._main is None and self._asked.is_bare_topic_of_time

    def _asks_whether_it_is_still_there(self, main: Term) -> bool:
        """«아직 영업하지?», «지금도 장사해?», «아직 있어?»: not at an hour, but at all."""
        still = any(self._is(t, "still") or (t.kind == "time" and TOO in t.particles) for t in self._reading.terms)
        runs = self._is(main, "trading", "opening") and not self._is(main, "shutting")
        return still and (runs or main.lemma == BE_THERE) and not self._wish.open and not self._wish.foods

    def _intends(self, main: Term) -> bool:
        """«혼자 먹을 거야»: what somebody is going to do."""
        about = object_of(self._reading, main)
        future = any(v.form is not None and v.form.modifies and v.form.future for v in self._reading.verbs)
        return is_copula(main) and is_thing(about) and future
