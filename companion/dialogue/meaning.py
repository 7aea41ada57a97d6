"""The ways in which an utterance can be meant after what was said, and the first of them that somebody can answer.

As it stands; with names for its pointers; with a name for who or what it only describes; or said of the topic before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import reduce
from itertools import chain
from typing import Final

from companion.answering import memory as memories
from companion.answering.base import Answer, Attempt, Focus, Skill, SkillTurn
from companion.answering.control import MORE
from companion.answering.facts.asked import DEFAULT
from companion.answering.place_intents import REFINE
from companion.answering.telling import FACT
from companion.answering.tenure_question import HOLDER, PROFILE
from companion.dialogue.confirming import Confirming
from companion.dialogue.listed import ListQuestions
from companion.dialogue.router import TELLING, Routed, route
from companion.knowledge.base import KnowledgeBase
from companion.language.dates import find_times, format_date
from companion.language.grammar import after_in_phrase, is_demonstrative, is_house
from companion.language.pointing import THAT, about, as_exact, as_topic, both, of_result, sets_apart, until_today
from companion.language.stances import of_speaker, owned_by_robot, to_robot
from companion.language.terms import COPULAS, UNTIL, Reading
from companion.understanding.descriptions import Description, Nouns, days_in, description_in
from companion.understanding.discourse import Pointer, References, Referent, spoken_after
from companion.understanding.ellipsis import (
    asked_besides,
    asked_then,
    asked_which,
    completed,
    corrected,
    in_place_of,
    is_case,
    is_circumstance,
    leaves_out,
    named_alone,
    returned_to,
)
from companion.understanding.types import Analysis, Interpretation, Mention

Reread = Callable[[str, date, datetime], Interpretation]
"""What a text means, on a day and at a time."""
Analyse = Callable[[str, date], Analysis]
"""What is found in a text, on a day."""
_RELATIVE: Final = ("before", "after", "first", "last", "ex", "next", "now")
"""Cues that say who by another one, or by time."""
_DETAIL: Final = "recommend.detail_"
_ALL: Final = f"{_DETAIL}all"
_HALF: Final = 0.5
_CERTAIN: Final = 0.9
"""Probability from which small talk is meant, whatever was spoken of."""


def nouns_of(base: KnowledgeBase, cues: Mapping[str, Iterable[str]]) -> Nouns:
    """The nouns that descriptions are made of, from the words of the packs."""
    held = {type for relation in base.vocabulary.relations.values() if relation.one_at_a_time for type in relation.of}
    return Nouns(
        persons=frozenset(cues.get("persons", ())),
        # «자리» is what is held, and not somewhere to ask for.
        kinds=frozenset(n for kind in base.vocabulary.types.values() if kind.id not in held for n in kind.nouns),
        relative=frozenset(word for cue in _RELATIVE for word in cues.get(cue, ())),
        generic=frozenset(cues.get("generic", ())),
    )


@dataclass(frozen=True, slots=True)
class Meanings:
    """Finds who can answer an utterance, and what it means then.

    Attributes:
        base: what is known.
        references: finds what pointers mean.
        nouns: what descriptions are made of.
        skills: by name.
        reject_below: probability under which an intent is not believed.
        robot: id of the robot itself.
        read: reads an utterance again, in other words; `analyse`: without what it may mean.
        confirming: checks short claims against what was told; `listed`: answers about a list that was told.
        calls: names of the robot.
    """

    base: KnowledgeBase
    references: References
    nouns: Nouns
    skills: Mapping[str, Skill]
    reject_below: float
    robot: str | None
    read: Reread
    analyse: Analyse
    confirming: Confirming
    listed: ListQuestions
    calls: Collection[str] = ()

    def routed(self, turn: SkillTurn, spoken: tuple[Referent, ...], number: int) -> tuple[SkillTurn, Routed]:
        """The first way to take an utterance that somebody can answer.

        A pointer to what another skill told is replaced first: nobody else knows what it means.

        Args:
            turn: the utterance.
            spoken: what was spoken of.
            number: of the turn.
        """
        confirmed = self.confirming.confirmed(turn)
        told = confirmed or self.listed.answer(turn, spoken, number)
        if told is not None:
            return turn, Routed(Attempt(told.intent or FACT, 1.0), told)
        of_place = self._of_the_place(turn)
        if of_place is not None and of_place[1].tells:
            return of_place
        for again in (
            self._same_of_another(turn),
            self._more_of_places(turn),
            self._which(turn),
            self._back(turn, spoken),
        ):
            if again is not None and again[1].answered:
                return again
        pointers = self.references.pointers(turn.analysis, spoken, number) if turn.open is None else ()
        crossing = any(_crosses(pointer, turn.focus) for pointer in pointers)
        of_people = any(pointer.meant.kind == "person" for pointer in pointers)  # who is named is understood best
        plain = None if crossing or of_people else self._route(turn)
        own = self._of_the_robot(turn, plain) or self._of_the_topic(turn, plain, spoken, number)
        own = own or self._beside_places(turn, plain)
        if own is not None:
            return own
        right = self._put_right(turn, plain)
        if right is not None:
            return right
        if plain is not None and plain[1].answered and _is_owned(plain[1], pointers):
            return (None if pointers else self._in_full(turn, plain[1], spoken, number)) or plain
        text = self.references.rewritten(turn.analysis.text, pointers) if pointers else None
        if text is not None:
            said = self._said(turn, text)
            same = self._same_of_another(said)
            named = same if same is not None and same[1].tells else self._route(said)
            if of_people and not crossing and not named[1].answered:
                plain = self._route(turn)
                if plain[1].answered and _is_owned(plain[1], pointers):
                    return plain
                plain = plain if plain[1].answered else None
            # Where the pointer could mean nothing else, that something is not known of it is the answer.
            alone = plain is None or _is_about_the_robot(plain[1])
            if named[1].answered or (named[1].tells and alone) or (plain and _says_more(named[1], plain[1])):
                return named
        plain = plain or self._route(turn)
        full = self._in_full(turn, plain[1], spoken, number)
        if full is not None:
            return full
        returned = None if plain[1].answered else self._returned(turn)
        if returned is not None:
            return returned
        says_enough = turn.analysis.reading.main is not None and not pointers
        before = _topic_before(turn.focus) if plain[1].answer is None and says_enough else None
        if before is not None:  # back to what was spoken of before something else
            back = self._route(replace(turn, focus=before))
            if back[1].answered:
                return back
        return plain

    def spoken(
        self, before: tuple[Referent, ...], turn: SkillTurn, answer: Answer, named: Collection[Mention], number: int
    ) -> tuple[Referent, ...]:
        """All that was spoken of once an answer is told; the days that a list tells of its items are not."""
        focus = answer.focus
        told = focus.knowledge if focus is not None and focus.topic == "knowledge" else None
        about: list[frozenset[str]] = []
        if told is not None:
            values = self.references.told_in(told.told) | {told.person or ""}
            offices = turn.analysis.of_kind("office")
            asked = self.references.holders(offices)
            values |= asked & {mention.id for mention in named} if len(offices) > 1 else set()
            about = [values & asked, values, frozenset((told.thing or "",))]
        elif answer.items:
            about = [frozenset(item.id for item in answer.items)]
        days = "" if answer.items else answer.text
        return spoken_after(before, turn.analysis, days, named, number, turn.as_of, about)

    def _same_of_another(self, turn: SkillTurn) -> tuple[SkillTurn, Routed] | None:
        """«김동연은?»: the question before, asked of what is named now; None where it is no such fragment."""
        if turn.open is not None or not turn.heard or named_alone(turn.analysis.reading) is None:
            return None
        before = self.analyse(turn.heard[0], turn.as_of)
        text = in_place_of(turn.analysis, before)
        return None if text is None else self._route(self._said(turn, text))

    def _which(self, turn: SkillTurn) -> tuple[SkillTurn, Routed] | None:
        """«마지막은 민들레였나요, 구절초였나요?»: who of the two it was; None where it was neither."""
        asked = asked_which(turn.analysis) if turn.open is None else None
        if asked is None:
            return None
        text, two = asked
        routed = self._route(self._said(turn, text))
        told = routed[1].answer.text if routed[1].answer is not None else ""
        return routed if sum(name in told for name in two) == 1 else None

    def _besides(self, turn: SkillTurn) -> str | None:
        if not turn.heard or not is_circumstance(turn.analysis.reading):
            return None
        return asked_besides(turn.analysis, self.analyse(turn.heard[0], turn.as_of))

    def _of_the_place(self, turn: SkillTurn) -> tuple[SkillTurn, Routed] | None:
        """«주차» after «주소»: one more thing about the place that was told of, and no wish."""
        terms, places = turn.analysis.reading.terms, turn.focus.places
        if turn.open is not None or places is None or places.chosen is None or not _has_told_detail(turn.last):
            return None
        bare = len(terms) == 1 and not terms[0].particles and turn.analysis.of_kind("attribute")
        return self._route(self._said(turn, as_topic(turn.analysis.text))) if bare else None

    def _more_of_places(self, turn: SkillTurn) -> tuple[SkillTurn, Routed] | None:
        """«더 자세히» after places: what is known of the one spoken of, or of all that were told."""
        places, best = turn.focus.places, turn.interpretation.best
        if turn.open is not None or places is None or turn.focus.topic != "recommend" or best.intent != MORE:
            return None
        if best.probability < _HALF or turn.analysis.mentions:
            return None
        meant = self._places_told(turn.focus)
        return self._route(self._said(turn, about(meant))) if meant else None

    def _back(self, turn: SkillTurn, spoken: tuple[Referent, ...]) -> tuple[SkillTurn, Routed] | None:
        """«아까 그 집은 어디야?» after something else: the places told before are the topic again."""
        reading = turn.analysis.reading
        pointed = (after_in_phrase(reading, term)[:1] for term in reading.terms if is_demonstrative(term))
        last = next((one for one in spoken if one.kind in ("place", "thing")), None)
        if turn.open is not None or turn.focus.topic == "recommend" or last is None or last.kind != "place":
            return None
        if not any(is_house(term.lemma) for term in chain(*pointed)):
            return None
        before = _topic_before(turn.focus)
        back = self._route(replace(turn, focus=before)) if before is not None else None
        told = back is not None and back[1].attempt is not None and back[1].attempt.skill == "recommend"
        return back if told else None

    def _returned(self, turn: SkillTurn) -> tuple[SkillTurn, Routed] | None:
        """«다시 도지사 얘기로 돌아가서, 그 전에는?»: what is asked once that is spoken of again."""
        said = returned_to(turn.analysis.reading) if turn.open is None else None
        told = self._route(self._said(turn, about([said[0]])))[1].answer if said is not None else None
        if said is None or told is None or told.focus is None:
            return None
        again = self._route(replace(self._said(turn, said[1]), focus=told.focus))
        return again if again[1].answered else None

    def _of_the_told(self, turn: SkillTurn) -> SkillTurn:
        """The turn with the names of the places that were told."""
        meant = self._places_told(turn.focus)
        names = reduce(both, meant[1:], meant[0]) if meant else ""
        return self._said(turn, completed(turn.analysis.reading, names))

    def _places_told(self, focus: Focus) -> list[str]:
        """The names of the place that was told of, or of all that were told."""
        places = focus.places
        meant = () if places is None else (places.chosen,) if places.chosen else places.shown
        return [self.base.name(id) for id in meant]

    def _of_the_robot(self, turn: SkillTurn, plain: tuple[SkillTurn, Routed] | None) -> tuple[SkillTurn, Routed] | None:
        """«니 가격은 얼마야?»: asked by the robot's name, where something else was told of."""
        asked = owned_by_robot(turn.analysis.reading)
        told = plain[1].answer.focus if plain is not None and plain[1].answer is not None else None
        if asked is None or self.robot is None or told is None or turn.analysis.mentions:
            return None
        if told.topic != "knowledge" or told.knowledge.thing in (None, self.robot):
            return None
        named = self._route(self._said(turn, f"{self.base.name(self.robot)} {asked}"))
        return named if named[1].tells else None

    def _of_the_topic(
        self, turn: SkillTurn, plain: tuple[SkillTurn, Routed] | None, spoken: tuple[Referent, ...], number: int
    ) -> tuple[SkillTurn, Routed] | None:
        """What is asked of what is spoken of, where as it stands it was answered of a thing nobody has named."""
        told = plain[1].answer.focus if plain is not None and plain[1].answer is not None else None
        thing = told.knowledge.thing if told is not None and told.topic == "knowledge" else None
        if thing is None or thing == self.robot or turn.analysis.mentions or turn.open is not None:
            return None
        place = max((one.turn for one in spoken if one.kind == "place"), default=-1)
        told_of_places = turn.focus.topic == "recommend"
        if any(one.id == thing and not (told_of_places and one.turn < place) for one in spoken):
            return None
        if told_of_places:
            for meant in (turn, self._of_the_told(turn)):
                routed = self._ask(meant, but="knowledge")
                if routed.attempt is not None and routed.attempt.skill == "recommend":
                    return meant, routed
            return None
        for one in self.references.salient(spoken, number):
            named = self._route(self._asked(turn, completed(turn.analysis.reading, one.name)))
            if _is_known(named[1]):
                return named
        return None

    def _beside_places(
        self, turn: SkillTurn, plain: tuple[SkillTurn, Routed] | None
    ) -> tuple[SkillTurn, Routed] | None:
        """«네 시 반으로 고쳐 줘» after places: a wish that would bring the same list again may be for another skill."""
        told, places = plain[1].answer if plain is not None else None, turn.focus.places
        if told is None or told.intent != REFINE or places is None or turn.focus.topic != "recommend":
            return None
        again = bool(told.items) and {item.id for item in told.items} == set(places.shown)
        if not again or turn.open is not None or turn.analysis.of_kind("food", "eatery", "place"):
            return None
        routed = self._ask(turn, but="recommend")
        return (turn, routed) if routed.answered and not _is_talk(routed) else None

    def _put_right(self, turn: SkillTurn, plain: tuple[SkillTurn, Routed] | None) -> tuple[SkillTurn, Routed] | None:
        """«아니 거기 말고 경기도 광주»: what was said before, put right; None where nothing is, or a skill does it."""
        if turn.open is not None or not turn.heard:
            return None
        reading = turn.analysis.reading
        if not any(map(sets_apart, reading.terms)) and not is_case(reading):
            return None
        before = self.analyse(turn.heard[0], turn.as_of)
        text = corrected(turn.analysis, before, self.references.office_of)
        # «아니 도지사 말고 대통령» names both, and asks of one.
        replaces = text is not None and leaves_out(turn.analysis)
        if not replaces:
            plain = plain or self._route(turn)
            if plain[1].attempt is not None and not (_is_vague(turn, plain[1]) or _describes(plain[1])):
                return None
        text = text or asked_then(reading, before.reading)
        meant = self._route(self._said(turn, text, tells=True)) if text is not None else None
        if meant is None or not ((meant[1].tells and not _is_talk(meant[1])) or meant[0].told):
            return None
        return meant

    def _in_full(
        self, turn: SkillTurn, plain: Routed, spoken: tuple[Referent, ...], number: int
    ) -> tuple[SkillTurn, Routed] | None:
        """A question about what was spoken of, where as it stands nobody knows of what, or only small talk answers."""
        reading = turn.analysis.reading
        reckons = turn.open is not None and turn.open.skill == "sums"
        if (turn.open is not None and not reckons) or not _is_vague(turn, plain):
            return None
        for text in filter(None, (of_result(reading) if reckons else None, self._besides(turn))):
            again = self._route(self._said(turn, text))
            if _is_news(again[1], turn.last):
                return again
        if not _may_lean(reading, self.nouns.relative):
            return None
        leans_on_time = any(map(is_demonstrative, reading.terms))
        for one in self.references.salient(spoken, number):
            named = self._route(self._asked(turn, completed(reading, one.name)))
            if _is_known(named[1]) or (named[1].answered and leans_on_time):
                return named
            asked_of = one.kind == "person" and one.turn == number - 1 and _says_what_it_is(reading)
            if asked_of and _is_about_the_robot(plain) and named[1].tells:
                return named
            # «배터리는?» is asked of nothing but what was spoken of.
            if one.turn == number - 1 and named_alone(reading) is not None and _lacks(named[1]):
                return named
        return None

    def _asked(self, turn: SkillTurn, text: str) -> SkillTurn:
        """The turn as a question to those who know what it names, whatever else it may mean."""
        found = Interpretation(turn.interpretation.utterance, self.analyse(text, turn.as_of), ())
        return replace(turn, interpretation=found)

    def _said(self, turn: SkillTurn, text: str, *, tells: bool = False) -> SkillTurn:
        """The turn in other words; what the speaker tells in them is remembered where it `tells` anything."""
        interpretation = self.read(text, turn.as_of, turn.now)
        if not tells:
            return replace(turn, interpretation=interpretation)
        told = memories.heard(interpretation.analysis, turn.now.date(), "", self.calls)
        memory = reduce(memories.Memory.taking, told, turn.memory)
        return replace(turn, interpretation=interpretation, told=told, memory=memory)

    def _route(self, turn: SkillTurn) -> tuple[SkillTurn, Routed]:
        """Ask the skills; of who is only described it is asked first who that is: «2019년 도지사는 지금 뭐 해?»."""
        found = description_in(turn.analysis, self.nouns)
        dated = self._dated(turn)
        named = dated or (self._described(turn, found) if found is not None else None)
        if named is not None:
            routed = self._ask(named)
            # Of a day or somebody who was found, that something is not known is the answer.
            if routed.answered or ((dated is not None or (found is not None and found.personal)) and routed.tells):
                return named, routed
        return turn, self._ask(turn)

    def _ask(self, turn: SkillTurn, but: str = "") -> Routed:
        """What the skills say, all of them but one."""
        asked = {name: skill for name, skill in self.skills.items() if name != but}
        return route(turn, asked, self.reject_below, self.robot)

    def _dated(self, turn: SkillTurn) -> SkillTurn | None:
        """The turn with dates in place of days that are only described; None where there is none, or one unknown."""
        text = turn.analysis.text
        if any(term.kind == "noun" and UNTIL in term.particles for term in turn.analysis.reading.terms):
            return None  # «협약에서 착공까지»: between two days that are both described
        days = days_in(turn.analysis, self.references.dated)
        held = any(day.since for day in days) and turn.analysis.of_kind("person", "office")
        if held and self._ask(turn).answered:
            return None  # «취임한 지 얼마나 됐어» is how long a term has run
        for found in reversed(days):
            told = self._told(turn, found.question)
            times = find_times(told.text, turn.as_of) if told is not None else ()
            day = next((time for time in times if time.first == time.last and not time.is_now), None)
            if day is None:
                return None
            written = format_date(day.first)
            written = until_today(day.first) if found.since else as_exact(found.noun, day.first, written, single=True)
            text = f"{text[: found.start]}{written}{text[found.end :]}"
        return None if text == turn.analysis.text else self._said(turn, text)

    def _told(self, turn: SkillTurn, question: str) -> Answer | None:
        """What the knowledge base tells on a question of one's own; None where it knows nothing."""
        asked = replace(self._said(turn, question), intent=Attempt(HOLDER, 1.0))
        told = self.skills["knowledge"].answer(asked)
        return told if isinstance(told, Answer) and told.status == "answered" else None

    def _described(self, turn: SkillTurn, found: Description) -> SkillTurn | None:
        """The turn with a name in place of a description; None where nobody fits it."""
        told = self._told(turn, found.question)
        if told is None or told.focus is None:
            return None
        known = told.focus.knowledge
        values = self.references.told_in(known.told)
        person = known.person if found.title or not values else None
        meant = [id for id in (person, *values) if id is not None and id not in found.names]
        return (
            self._said(turn, found.replaced(turn.analysis.text, self.base.name(meant[0]))) if len(meant) == 1 else None
        )


def _crosses(pointer: Pointer, focus: Focus) -> bool:
    """Whether what is pointed at is nothing that the skill of the topic told itself."""
    meant = pointer.meant
    match meant.kind:
        case "place":
            return pointer.near or pointer.apart or focus.topic != "recommend"
        case "person":
            several = pointer.name != meant.name
            return several or focus.topic != "knowledge" or meant.id != focus.knowledge.person
        case _:
            return True


def _is_owned(routed: Routed, pointers: Sequence[Pointer]) -> bool:
    """Whether who answered is who told of what is pointed at: «그 사람 아직도 해?» after an office is no longing."""
    owner = "recommend" if any(p.meant.kind == "place" for p in pointers) else "knowledge"
    return not pointers or (routed.attempt is not None and routed.attempt.skill == owner)


_TALK: Final = ("smalltalk", "inform", "none", "control", "refusal")
"""Skills that answer in kind, and look nothing up."""


def _is_talk(routed: Routed) -> bool:
    return routed.attempt is not None and routed.attempt.skill in _TALK


def _is_known(routed: Routed) -> bool:
    """Whether the knowledge base answered what is asked, and not only who or what something is."""
    answer, attempt = routed.answer, routed.attempt
    if attempt is None or attempt.skill != "knowledge" or answer is None or not routed.answered:
        return False
    only_describes = answer.focus is not None and answer.focus.knowledge.relations == (DEFAULT,)
    return answer.intent != PROFILE and not only_describes


def _has_told_detail(answer: Answer | None) -> bool:
    return answer is not None and (answer.intent or "").startswith(_DETAIL)


def _describes(routed: Routed) -> bool:
    """Whether only who or what is named was told."""
    answer, attempt = routed.answer, routed.attempt
    if answer is None or attempt is None:
        return False
    return (answer.intent or attempt.intent) == _ALL or (attempt.skill == "knowledge" and not _is_known(routed))


def _says_more(named: Routed, plain: Routed) -> bool:
    """Whether only by its name somebody had an answer, be it that something is not known."""
    return named.answer is not None and plain.answer is None


def _lacks(routed: Routed) -> bool:
    """Whether the knowledge base says what it does not know of something."""
    lacking = routed.answer is not None and routed.answer.status == "unknown"
    return lacking and routed.attempt is not None and routed.attempt.skill == "knowledge"


def _is_news(routed: Routed, last: Answer | None) -> bool:
    """Whether something was looked up that was not told a moment ago."""
    told = routed.answer
    return told is not None and routed.answered and not _is_talk(routed) and (last is None or told.text != last.text)


def _is_about_the_robot(routed: Routed) -> bool:
    return routed.attempt is not None and routed.attempt.skill == "smalltalk"


def _is_vague(turn: SkillTurn, routed: Routed) -> bool:
    """Whether nobody knows what is asked, or who answers in kind cannot be sure that it is for them."""
    if routed.attempt is None:
        return routed.reason is None or routed.reason[1].strength < TELLING
    if routed.attempt.waiting or not _is_talk(routed):
        return False
    return turn.interpretation.probability(routed.attempt.intent) < _CERTAIN or _says_what_it_is(turn.analysis.reading)


def _may_lean(reading: Reading, relative: Collection[str]) -> bool:
    """Whether a question may be about what was spoken of: it asks, and neither points nor is about who talks.

    «그 전에는 뭐 했어?» points at a time of somebody, who may be left out.
    """
    asks = reading.asks_what or reading.asks_whether or named_alone(reading) is not None
    pointing = (term for term in reading.terms if is_demonstrative(term) and term.lemma not in THAT)
    points = any(all(t.lemma not in relative for t in after_in_phrase(reading, term)[:1]) for term in pointing)
    return asks and not (points or to_robot(reading) or of_speaker(reading))


def _says_what_it_is(reading: Reading) -> bool:
    """«여자야?», «몇 살이야?»: what somebody is."""
    main = reading.main
    return main is None or main.lemma in COPULAS


def _topic_before(focus: Focus) -> Focus | None:
    """The focus as it would be if the topic before were still the topic; None where there was none."""
    known = focus.knowledge
    if focus.topic == "recommend" and (known.office or known.person or known.thing):
        return replace(focus, topic="knowledge")
    if focus.topic == "knowledge" and focus.places is not None:
        return replace(focus, topic="recommend")
    return None
