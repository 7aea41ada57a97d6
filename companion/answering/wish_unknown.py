"""What a wish asks for and the data has no word for: it is named, never dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import Final

from companion.answering.wish_spoken import SpokenWish
from companion.language.claims import DONE
from companion.language.grammar import (
    NOT_OF_IT,
    OCCASION,
    SAID_OF,
    SELL,
    adverbs_of,
    after_in_phrase,
    arguments_of,
    described_by,
    frames,
    head_of,
    is_ability,
    is_adverbial,
    is_concessive,
    is_copula,
    is_day,
    is_drawn_out,
    is_house,
    is_manner,
    is_nominalised,
    is_thing,
    is_turn,
    links,
    next_verb,
    object_of,
    phrase_of,
    start_with_denial,
)
from companion.language.place_names import AT
from companion.language.pointing import sets_apart
from companion.language.self_words import KIN
from companion.language.terms import INTO, SUBJECT, TOPIC, Span, Term, noun_in
from companion.understanding.types import MentionKind

_READ: Final[tuple[MentionKind, ...]] = ("area", "region", "food", "eatery", "attribute", "place")
"""Names that a wish is read from."""
_OF_PEOPLE: Final = ("ageing", "coming")
"""What is said of somebody and of no place: «십 개월 된», «같이 온»."""
_QUOTED: Final = 10
"""Words of a condition that are told again; what is longer is named as a whole."""


class Unanswerable:
    """Reads what nothing in the data is a word for.

    Args:
        spoken: the utterance.
        used: where the terms stand that attributes account for.
    """

    def __init__(self, spoken: SpokenWish, used: Set[int]) -> None:
        self._spoken, self._say = spoken, spoken.say
        self._analysis, self._reading = spoken.analysis, spoken.reading
        self._store, self._is = spoken.store, spoken.is_
        self._used = used
        self._streets = tuple(self._named_streets())

    def food(self) -> str | None:
        """A food without a word in the data: «마카다미아 먹고 싶어», «알밥집»."""
        named = (
            self._named(term)
            for term in self._reading.terms
            if term.kind == "noun" and self._is_strange(term) and self._is_unknown_food(term)
        )
        return next(named, None)

    def conditions(self) -> tuple[str, ...]:
        """Everything else that is asked, each as a noun phrase of which one can say that it is not known."""
        covered: set[int] = set()
        clauses = tuple(self._clauses(covered))
        beside = (found for found in (*self._nouns(), *self._manners()) if found[0] not in covered)
        found = sorted((*clauses, *beside))
        return tuple(dict.fromkeys(label for _, label in found))

    def noted(self) -> tuple[str, ...]:
        """Words of what is wanted that stand in what is noted of some places: «영화에 나온 집», «한옥 카페»."""
        nouns = (t for t in self._reading.terms if t.kind == "noun" and self._is_noted(t))
        named = tuple(self._said_of(t) for t in self._reading.terms if self._said_of(t) and self._belongs_to_a_place(t))
        if named:
            return tuple(dict.fromkeys(named))
        streets = (self._reading.text[start:end] for start, end in self._streets)
        done = (noun_in(v.lemma) for v in self._reading.verbs if self._is_noted_verb(v))
        return tuple(dict.fromkeys((*streets, *(t.lemma for t in nouns if self._belongs_to_a_place(t)), *done)))

    def _is_noted_verb(self, verb: Term) -> bool:
        """«특선되는 갈비집»: a verb made of such a noun."""
        head = described_by(self._reading, verb)
        noun = noun_in(verb.lemma)
        plain = self._is(verb, "trading") or noun == verb.lemma  # «장사하는 집»
        return head is not None and self._is_place(head) and not plain and self._store.is_noted(noun)

    def _named_streets(self) -> Iterator[Span]:
        """Where the longest name of a street stands; the dictionary does not know them as one word."""
        text = self._reading.text
        found = max((s for s in self._store.streets if s in text), key=len, default=None)
        if found is not None:
            start = text.index(found)
            if not any(m.start <= start < m.end for m in self._analysis.mentions):
                yield start, start + len(found)

    def _said_of(self, term: Term) -> str:
        """«허영만» or «백년가게», which the dictionary takes apart: the whole phrase, as it stands in what is noted."""
        if term.kind != "noun" or not self._is_unaccounted(term):
            return ""
        start, text = phrase_of(self._reading, term)[0].start, self._reading.text
        phrase = text[start : term.end]
        longer = phrase + "".join(term.particles[:1])
        if (
            longer != phrase
            and not self._is(term, *_PLAIN_NOUNS)
            and text.startswith(longer, start)
            and self._store.is_told(longer, goes_on=True)
        ):
            return longer
        return phrase if len(phrase) > 2 and phrase != term.lemma and self._store.is_told(phrase) else ""

    def _is_noted(self, term: Term) -> bool:
        """Whether every noun of its phrase is noted: of «창가 자리» not only «자리»."""
        if self._is_done_there(term):
            return False
        if self._said_of(term):
            return True
        nouns = [t for t in phrase_of(self._reading, term) if t.kind == "noun" and self._is_unaccounted(t)]
        plain = any(self._is(t, *_PLAIN_NOUNS) for t in (term,))
        return (
            term in nouns
            and not plain
            and all(self._store.is_noted(t.lemma) for t in nouns if not self._is(t, *_PLAIN_NOUNS))
        )

    def _is_done_there(self, term: Term) -> bool:
        """«기사 쓸 만한 카페», «책 읽을 데»: what one is going to do there, and nothing that is told of the place."""
        verb = next_verb(self._reading, term)
        form = verb.form if verb is not None else None
        if verb is None or form is None or not (form.future and form.modifies):
            return False
        sees = self._is(verb, "touring", "seeing", "consuming", "taking_along")
        return not sees and object_of(self._reading, verb) is term and SUBJECT not in term.particles

    def _belongs_to_a_place(self, term: Term) -> bool:
        """Whether a noun stands before what is wanted, or in a clause that describes it."""
        behind = after_in_phrase(self._reading, term)
        verb = next_verb(self._reading, term)
        if self._is_visited(term) or self._is_said_of_which(term, verb):
            return True
        verb = self._led_on_by(verb) if verb is not None else None
        head = described_by(self._reading, verb) if verb is not None and not behind else None
        if behind:
            return self._is_place(behind[-1])
        return head is not None and (self._is_place(head) or self._is_name_of_a_place(head))

    def _is_name_of_a_place(self, head: Term) -> bool:
        """«영화에 나온 통닭집 이름이 뭐더라»: the name of one that is described."""
        owned = (t for t in phrase_of(self._reading, head) if t.end <= head.start)
        return self._is(head, "name") and any(map(self._is_place, owned))

    def _led_on_by(self, verb: Term) -> Term:
        """«영화에 나와서 유명해진»: the last of the verbs that follow one another."""
        for follows in self._reading.terms[self._reading.terms.index(verb) + 1 :]:
            joins = verb.form is not None and not (verb.form.modifies or verb.form.closes)
            if follows.kind != "verb" or not joins:
                break
            verb = follows
        return verb

    def _is_said_of_which(self, term: Term, verb: Term | None) -> bool:
        """«어느 집이 원조예요?»: what one of the places is, and which is asked."""
        asked = any(t.kind == "question" for t in self._reading.terms)
        behind = after_in_phrase(self._reading, term)
        about = object_of(self._reading, verb) if verb is not None else None
        of_it = about is term or (about in behind and all(self._is(t, "impression") for t in behind))
        said = verb is not None and of_it and (is_copula(verb) or self._is(verb, "same"))
        return asked and said and any(self._is(t, "head") for t in self._reading.terms if t.start < term.start)

    def _is_visited(self, term: Term) -> bool:
        """«시장 구경하고 싶어», «공원 산책할 데»: what is to be looked at."""
        behind = after_in_phrase(self._reading, term)
        verb = next_verb(self._reading, term)
        if behind:
            return self._is(behind[-1], "touring")
        return verb is not None and self._is(verb, "touring") and object_of(self._reading, verb) is term

    # Clauses that describe what is wanted

    def _clauses(self, covered: set[int]) -> Iterator[tuple[int, str]]:
        """Their labels; where their terms stand goes to `covered`."""
        for verb in reversed(self._reading.verbs):
            head = self._wanted(verb)
            if head is None or verb.form is None or verb.start in covered or self._is_part_of_a_verb(head):
                continue
            described = described_by(self._reading, verb)
            when = self._spoken.moment
            timed = described is not None and (
                described.kind in ("number", "time") or (when is not None and when.start <= described.start < when.end)
            )
            if self._is(verb, "same") and timed:
                continue  # «오늘 같은 일요일»
            terms = self._clause(verb)
            if is_day(head):  # «비 오는 날 갈 데»
                said = any(is_copula(t) or not self._is_plain(t) for t in terms if t.kind == "verb")  # not «갈 때»
                if said and not self._is_accounted_for(verb) and self._leads_to_a_place(head):
                    covered |= {t.start for t in terms}
                    yield verb.start, self._say("condition_day", clause=self._text(terms), day=head.text)
            elif is_thing(head) and len(terms) == 1 and verb.form.future:
                continue  # «날것», «언제 적 거»: one verb alone describes no place
            elif (self._is_place(head) or is_thing(head)) and not self._is_known(verb, terms):
                covered |= {t.start for t in terms}
                yield verb.start, self._label(verb, head, terms)

    def _wanted(self, verb: Term) -> Term | None:
        """What a modifying verb describes, also where another description stands between: «넓은 주차되는 식당»."""
        if verb.form is None or not verb.form.modifies:
            return None
        head = described_by(self._reading, verb)
        told = (v for v in self._reading.verbs if head is not None and is_thing(head) and v.start >= head.start)
        said = next(told, None)
        if said is not None and ((is_copula(said) and frames(said)) or self._is(said, "same")):
            return None  # «하루 놀 건데», «엄마 드실 거라», «비쌀 것 같고»: what one intends or guesses
        first = next((t for t in self._reading.terms if t.start >= verb.end), None)
        if first is not None and not self._is_place(first) and self._is_somebody(first) and self._is_of_people(verb):
            return None  # «십 개월 된 아기랑 갈 데»
        eats = next_verb(self._reading, head) if head is not None and head is first else None
        if head is not None and eats is not None and SUBJECT in head.particles and self._is_visitor(head, (eats,)):
            return None  # «이가 안 좋은 노인이 먹기 좋은 집»
        if head is not None and self._is(head, "seeking"):  # «창가 자리 있는 밥집 추천»
            head = next((t for t in reversed(phrase_of(self._reading, head)) if self._is_place(t)), head)
        if head is not None and (self._is_place(head) or is_thing(head) or is_day(head) or not self._only_frames(head)):
            return head
        places = (t for t in self._reading.terms if t.start >= verb.end and self._is_place(t))
        place = next(places, None)
        if head is not None and (
            (self._is_somebody(head) and self._is_of_people(verb))
            or (place is not None and self._ends_before(head, place))
        ):
            return None  # «십 개월 된 아기가 있는데 …»
        return place or head

    def _is_somebody(self, term: Term) -> bool:
        """Whether it names who comes along: «아기», «스태프들»."""
        return any(
            m.start <= term.start < m.end and self._store.attributes[m.id].of_people
            for m in self._analysis.of_kind("attribute")
        ) or self._spoken.is_people(term)

    def _is_of_people(self, verb: Term) -> bool:
        """«십 개월 된», «같이 온»; «소화 잘 되는» is of places."""
        return self._is(verb, *_OF_PEOPLE) and verb.form is not None and verb.form.ending in DONE

    def _ends_before(self, head: Term, place: Term) -> bool:
        """Whether a clause ends between two nouns, so that what is said of the first says nothing of the second."""
        between = (v for v in self._reading.verbs if head.end <= v.start < place.start)
        return any(frames(v) or (v.form is not None and v.form.closes) for v in between)

    def _only_frames(self, head: Term) -> bool:
        """Whether a noun phrase after a description is not what it describes: where, how many, at what price, when."""
        if any(
            m.start == head.start and not self._spoken.is_clause(m.text) for m in self._analysis.of_kind("attribute")
        ):
            told = next_verb(self._reading, head)
            return told is None or not (is_copula(told) and frames(told))  # not «회 좋아하는 장인어른인데»
        number = head.kind in ("number", "time") or any(t.kind == "number" for t in phrase_of(self._reading, head))
        named = any(m.start <= head.start < m.end for m in self._analysis.of_kind("area", "attribute", "region"))
        return number or named or self._is(head, "beside", "at_most", "at_least")

    def _is_known(self, verb: Term, terms: Sequence[Term]) -> bool:
        """Whether a describing clause says something that was used, or nothing at all («먹을 데»)."""
        if self._is_accounted_for(verb) or self._is(verb, "knowing"):
            return True  # «아는 데 있어?»
        over = verb.form is not None and (verb.form.past or verb.form.ending in DONE)
        if over and self._is(verb, "telling", "seeking"):
            return True  # «방금 말한 집들 중», «처음 말씀하신 데»
        plain = all(self._is_plain(t) for t in terms if t.kind == "verb")
        strange = any(t.kind == "noun" and self._is_argument(t, verb) and self._is_strange(t) for t in terms)
        measured = any(t.kind == "number" and not self._is_counted(t) for t in terms)
        manners = any(
            (t.kind == "adverb" or is_adverbial(t)) and not self._is(t, *_PLAIN_MANNERS) and t.start not in self._used
            for t in terms
        )
        return plain and not (strange or measured or manners)

    def _is_plain(self, verb: Term) -> bool:
        """Whether a verb says nothing of a place: one eats there, it is there, it is good."""
        return is_adverbial(verb) or self._is(
            verb, "fit", "eating", "opening", "resting", "touring", "trading", "possible", "lying", "taking_along"
        )

    def _is_counted(self, term: Term) -> bool:
        number = next((n for n in self._analysis.numbers if n.start == term.start), None)
        known = (*self._spoken.words("won"), *self._spoken.words("people"), *self._spoken.words("counted"))
        known += (*self._spoken.words("meal"), *self._spoken.words("servings"))  # «한 끼», «한 그릇»
        when = self._spoken.moment
        timed = when is not None and when.start <= term.start < when.end
        counted = number is None or number.counter is None or number.ordinal or timed
        return counted or (number is not None and number.counter in known and not self._is_minutes(term))

    def _is_minutes(self, term: Term) -> bool:
        return self._spoken.is_minutes(term.start, term.end)

    def _label(self, verb: Term, head: Term, terms: Sequence[Term]) -> str:
        assert verb.form is not None
        if not self._can_be_quoted(terms):
            return self._say("condition_other")
        clause = self._text(terms)
        if verb.form.future:
            return self._say("condition_able", clause=clause)
        return self._say("condition_thing" if is_thing(head) else "condition_place", clause=clause)

    def _can_be_quoted(self, terms: Sequence[Term]) -> bool:
        """Whether a clause is short and whole, so that it stands well in a sentence of the robot's."""
        first, verbs = terms[0], [t for t in terms if t.kind == "verb"]
        whole = first.kind != "verb" or not self._is(first, "same") or first.form is None or not first.form.modifies
        joined = all(
            links(v)
            or is_adverbial(v)
            or is_nominalised(v)
            or v.form is None
            or v.form.modifies
            or is_drawn_out(v)
            or is_concessive(v)
            for v in verbs
        )
        return whole and joined and len(terms) <= _QUOTED

    def _clause(self, verb: Term) -> tuple[Term, ...]:
        """The terms of a describing clause, without what was understood before it."""
        terms = [verb]
        for term in reversed([t for t in self._reading.terms if t.end <= verb.start]):
            if term.kind == "verb":
                if sets_apart(term) or not self._goes_on(term, terms):
                    break
            elif (
                term.kind in ("interjection", "pronoun", "determiner", "question")
                or term.called
                or self._is_named(term)
                or (term.kind == "noun" and self._is(term, "here", "head", "beside", "those"))
                or self._bounds_an_amount(term)
                or (self._is(term, "before_after") and AT.intersection(term.particles))  # «기차 타기 전에 …»
                or (term.kind == "number" and self._is_counted(term))
                or self._is_visitor(term, terms)
            ):
                break
            terms.insert(0, term)
        while terms[0] is not verb and (self._is(terms[0], "plainly") or terms[0].start in self._used):
            del terms[0]
        return tuple(terms)

    def _is_visitor(self, term: Term, clause: Sequence[Term]) -> bool:
        """«늙은이가» of «늙은이가 먹을 만한 집», «팀장님» of «팀장님 모시고 갈 집»: who goes there, and no place does.

        Whether something is possible there («… 갈 수 있는») is asked of the place, whoever it is.
        """
        verbs = [t for t in clause if t.kind == "verb"]
        first = verbs[0]
        planned = first.form is not None and (first.form.future or is_nominalised(first))  # not «많이 오는»
        if not planned or not self._is_visit(first) or any(map(is_ability, clause)) or self._asks_ability(verbs[-1]):
            return False
        if self._is(first, "taking_along") and object_of(self._reading, first) is term:
            return True
        subject = SUBJECT in term.particles or TOPIC in term.particles
        return subject and term.kind == "noun"

    def _is_visit(self, verb: Term) -> bool:
        """Whether it is what one does at a place, and the place does not."""
        return self._is(verb, "taking_along", "consuming", "visiting", "touring")

    def _asks_ability(self, verb: Term) -> bool:
        """«먹을 수 있는», «가도 되는»."""
        return self._is(verb, "possible") and verb.form is not None and not verb.form.future

    def _bounds_an_amount(self, term: Term) -> bool:
        """«만오천 원 안쪽»; not «10분 안에»."""
        before = [t for t in phrase_of(self._reading, term) if t.end <= term.start]
        return self._is(term, "at_most", "at_least") and bool(before) and self._is_counted(before[-1])

    def _text(self, terms: Sequence[Term]) -> str:
        verb = terms[-1]
        after = next((t.start for t in self._reading.terms if t.start >= verb.end), len(self._reading.text))
        first = next(t for t in terms if t.kind == "verb")
        start = start_with_denial(self._reading, first, terms[0].start)
        return self._reading.text[start:after].strip(" ,.!?~")

    def _goes_on(self, verb: Term, terms: Sequence[Term]) -> bool:
        """Whether a verb belongs to the clause behind it: «배부르게 먹을», «사진 찍기 좋은», «젊은 사람 많은»."""
        form, following = verb.form, terms[0]
        if form is None or verb.start in self._used or self._is(verb, "seeking"):
            return False
        if form.modifies:
            if self._is_accounted_for(verb):
                return False
            head = described_by(self._reading, verb)
            inside = head is not None and any(t is head for t in terms) and not self._is(head, "head")
            return inside or following.kind == "verb"
        if is_adverbial(verb):
            return True
        if links(verb) and not self._is_accounted_for(verb):
            if any(TOPIC in t.particles for t in arguments_of(self._reading, verb)):
                return False  # «차는 없고 걸어서 갈 수 있는»
            what_one_does = any(t.form is not None and t.form.future for t in terms)  # «퇴근하고 한잔할 만한 데»
            return not what_one_does or any(map(is_manner, adverbs_of(self._reading, verb)))
        allowed = is_concessive(verb) and self._is(following, "possible")  # «앉아 있어도 되는»
        return following.kind == "verb" and (allowed or is_nominalised(verb) or is_drawn_out(verb))

    def _is_part_of_a_verb(self, term: Term) -> bool:
        """«먹을 수 있는», «먹기»: a noun that only helps a verb."""
        return is_ability(term) or self._is(term, "way")

    def _leads_to_a_place(self, day: Term) -> bool:
        """Whether what is wanted stands behind a day that is described."""
        return any(self._is_place(t) or is_thing(t) for t in self._reading.terms if t.start >= day.end) or (
            (verb := next_verb(self._reading, day)) is not None and self._is(verb, "eating", "visiting", "touring")
        )

    # Nouns and adverbs beside what is wanted

    def _nouns(self) -> Iterator[tuple[int, str]]:
        for term in self._reading.terms:
            if term.kind == "number" and not self._is_counted(term) and (far := self._measure(term)):
                yield term.start, self._say("condition_measure", noun=far)
            if term.kind != "noun" or not self._is_strange(term) or self._is_unknown_food(term):
                continue
            if self._is_called(term) or any(m.text == term.text for m in self._analysis.of_kind("region")):
                continue
            if any(t.kind == "number" and not self._is_counted(t) for t in phrase_of(self._reading, term)):
                continue
            behind = after_in_phrase(self._reading, term)
            if self._says_who_eats(term, behind) or (behind and self._spoken.rules_out(behind[-1])):
                continue
            if behind and self._is_place(behind[-1]) and not self._is(behind[0], "beside"):
                described = any(m.start == t.start for m in self._analysis.of_kind("attribute") for t in behind)
                if not (described or self._is_located(term)):  # «사장님 친절한 분식집»
                    yield term.start, self._say("condition_noun", noun=term.text)
            elif self._is_visited(term) and not self._is_located(term):
                yield term.start, self._say("condition_noun", noun=term.text)
            elif not behind and self._is_occasion(term):
                phrase = phrase_of(self._reading, term)
                text = self._reading.text[phrase[0].start : term.end]
                yield term.start, self._say("condition_occasion", noun=text)

    def _is_called(self, term: Term) -> bool:
        """«로봇 양반»: what somebody who is spoken to is called by, behind their name."""
        places = self._store.places
        named = (m for m in self._analysis.of_kind("thing") if m.id not in places and m.end <= term.start)
        apart = (self._reading.text[m.end : term.start] for m in named)
        return not term.particles and any(not text.strip() for text in apart)

    def _says_who_eats(self, term: Term, behind: Sequence[Term]) -> bool:
        """«스태프들 밥 먹을 데», «스태프 열 명», «출연진 점심으로»: people, or what it is for."""
        if behind and self._spoken.is_people(term) and not self._is(behind[-1], "head"):
            return True
        counted = [n.counter for n in self._analysis.numbers if behind and n.start == behind[0].start]
        return any(c in self._spoken.words("people") for c in counted if c) or (
            bool(behind) and self._is(behind[-1], "meal") and INTO in behind[-1].particles
        )

    def _measure(self, term: Term) -> str:
        """«5분 거리» of «5분 거리 국밥집»."""
        behind = after_in_phrase(self._reading, term)
        if len(behind) < 2 or not self._is_place(behind[-1]):
            return ""
        return self._reading.text[term.start : behind[-2].end]

    def _is_located(self, term: Term) -> bool:
        """Whether it is said elsewhere that a place of that name is not known."""
        return any(term.text in town for town in self._spoken.towns)

    def _is_occasion(self, term: Term) -> bool:
        """«생일에 밥 먹을 데»: when or for what one goes."""
        verb = next_verb(self._reading, term)
        if verb is None or verb.form is None or is_turn(term) or not OCCASION.intersection(term.particles):
            return False
        goes = self._is(verb, "eating", "visiting", "fit", "touring")
        return goes and not verb.form.past and not self._is_located(term)

    def _manners(self) -> Iterator[tuple[int, str]]:
        """«인계동 빨리 점심»: an adverb before what is wanted, without a verb."""
        for term, after in pairwise(self._reading.terms):
            noun = after.kind in ("noun", "name") and (self._is_place(after) or self._is(after, "meal"))
            if (
                term.kind == "adverb"
                and is_manner(term)
                and noun
                and not self._is(term, *_PLAIN_MANNERS)
                and not self._is_named(term)
            ):
                yield term.start, self._say("condition_manner", manner=term.text)

    # What was understood

    def _named(self, term: Term) -> str:
        phrase = phrase_of(self._reading, term)
        return self._reading.text[phrase[0].start : term.end]

    def _is_place(self, head: Term) -> bool:
        """Whether it is a place to choose, not «그 집»: a noun for one, or what one serves."""
        kinds = {m.kind for m in self._analysis.mentions if m.start <= head.start < m.end}
        return self._is(head, "head", "meal") or bool(kinds & {"food", "eatery"})

    def _is_argument(self, term: Term, verb: Term) -> bool:
        """Whether a noun says what a place has or is, rather than who goes there or where it lies."""
        return term.particle not in NOT_OF_IT or self._is(verb, "appearing")

    def _is_named(self, term: Term) -> bool:
        in_moment = (
            self._spoken.moment is not None and self._spoken.moment.start <= term.start < self._spoken.moment.end
        )
        in_street = any(start <= term.start < end for start, end in self._streets)
        return in_moment or in_street or any(m.start <= term.start < m.end for m in self._analysis.of_kind(*_READ))

    def _is_strange(self, term: Term) -> bool:
        """Whether nothing accounts for a noun."""
        return not self._is(term, *_PLAIN_NOUNS) and self._is_unaccounted(term) and not self._is_noted(term)

    def _is_unaccounted(self, term: Term) -> bool:
        return not (term.start in self._used or self._is_named(term) or term.called) and len(term.lemma) > 1

    def _is_unknown_food(self, term: Term) -> bool:
        """Whether it is eaten, or what a house is named by."""
        behind = after_in_phrase(self._reading, term)
        if behind and is_house(behind[0].lemma) and behind[0].start == term.end:
            return True
        verb = next_verb(self._reading, term)
        if verb is None or head_of(self._reading, term) is not term or object_of(self._reading, verb) is not term:
            return False
        planned = verb.form is not None and ((verb.form.future and verb.form.modifies) or is_nominalised(verb))
        if (SUBJECT in term.particles or term.lemma in KIN) and planned:
            return False  # «늙은이가 먹을 만한», «노인이 먹기 좋은», «엄마 드실 거라»
        eats = self._is(verb, "consuming") or (verb.lemma in SELL and not behind)
        return eats and term.particle in SAID_OF

    def _is_accounted_for(self, verb: Term) -> bool:
        """Whether a clause has been used: it holds an attribute, a food, a price or a time."""
        arguments = arguments_of(self._reading, verb)
        heads = {t.start for t in arguments if t.kind in ("name", "number", "time")}
        phrase = {t.start for t in phrase_of(self._reading, arguments[-1])} if arguments else set[int]()
        attributes = self._analysis.of_kind("attribute")
        if any(m.start <= verb.start < m.end for m in attributes):
            return True
        if any(m.start in heads | phrase and not self._spoken.is_clause(m.text) for m in attributes):
            return True
        serves = self._is(verb, "exists", "fit", "eating", "liking", "dishes", "without", "same")
        if serves and any(m.start in heads | phrase for m in self._analysis.of_kind("food", "eatery", "place")):
            return True
        lies = self._is(verb, "travel", "lying")
        if lies and any(m.start in heads for m in self._analysis.of_kind("area", "region")):
            return True
        if any(m.start <= verb.start < m.end for m in self._analysis.of_kind(*_READ)):
            return True
        if any(self._is_noted(t) for t in arguments) or self._is_noted_verb(verb):
            return True
        numbers = any(t.kind == "number" and t.start in heads and self._is_counted(t) for t in self._reading.terms)
        scale = self._is_scale(verb) or (self._is(verb, "travel") and bool(self._analysis.of_kind("area")))
        moment = self._spoken.moment is not None and self._is(verb, "opening", "resting")
        before = [v for v in self._reading.verbs if v.end <= verb.start]
        easy = bool(before) and is_nominalised(before[-1]) and before[-1].start in self._used  # «혼자 먹기 편한»
        return numbers or scale or moment or easy or verb.start in self._used

    def _is_scale(self, verb: Term) -> bool:
        if any(self._is(adverb, "old") for adverb in adverbs_of(self._reading, verb)) and self._is(verb, "possible"):
            return True  # «오래된»
        about = object_of(self._reading, verb)
        if self._is(verb, "lacking") and about is not None and self._is(about, "burden"):
            return True  # «부담 없는»
        helped = verb.form is not None and verb.form.requests  # «싸 주는»
        return not helped and self._is(
            verb, "cheap", "expensive", "moderate", "near", "far", "old", "exceeding", "without"
        )


_PLAIN_NOUNS: Final = (
    "head", "beside", "here", "meal", "generic", "price", "at_most", "at_least", "seeking", "those", "others",
    "earlier", "every", "people", "menu", "most", "cheap", "expensive", "each", "rest", "known", "touring", "together",
    "amount_told", "impression",
)  # fmt: skip
"""Nouns that a wish is made of, or that are read elsewhere."""
_PLAIN_MANNERS: Final = ("plainly", "fit", "cheap", "expensive", "near", "further", "most", "more_than", "too", "every")
"""How something is done that says nothing, or that is read elsewhere."""
