"""What a skill gets, what it gives back, and what a conversation remembers between turns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, Protocol, TypeGuard

from companion.answering.agenda import Reminder
from companion.answering.games import Games
from companion.answering.memory import NOTHING_TOLD, Memory, Remembered
from companion.answering.zones import Zones
from companion.base.settings import Recommend
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.places.concepts import Area
from companion.knowledge.places.query import PlaceQuery
from companion.knowledge.places.search import PlaceIndex
from companion.knowledge.places.store import PlaceStore
from companion.knowledge.statement import Source
from companion.knowledge.telling import Answers, Teller, When
from companion.language.acts import Act, act_of
from companion.language.stances import may_order
from companion.language.week_times import WeekTime
from companion.understanding.phrases import Intent
from companion.understanding.types import Analysis, Interpretation, Utterance

Status = Literal["answered", "unknown", "clarify", "refused", "error"]
Route = Literal["knowledge", "recommend", "smalltalk", "clock", "control", "none"]

Interpret = Callable[[Utterance, date], Interpretation]
"""What an utterance may mean."""

_LOOK_UP: Final = ("knowledge", "recommend", "clock", "sums")
"""Skills that look things up or reckon."""
OUTSIDE: Final = "none"
"""The skill of what the robot has neither data nor means for."""
REMARKS: Final = "inform"
"""The skill that hears what one tells."""
_SAID: Final = "smalltalk"
"""The skill of what is said to the robot."""
_BARELY: Final = 0.2
"""Probability of all orders together under which nothing is taken for one."""
_RATHER: Final = 2.0
"""How many times as likely an order is as a remark, where the grammar leaves it open."""


@dataclass(frozen=True, slots=True)
class Item:
    """A recommended place. Fields nobody has stated are None.

    Attributes:
        price_krw: price of a typical meal, in won.
        distance_m: distance in metres from the landmark asked about.
        why: one clause on why it was chosen.
    """

    id: str
    name: str
    category: str | None
    district: str | None
    address: str | None
    phone: str | None
    price_krw: int | None
    distance_m: int | None
    why: str


@dataclass(frozen=True, slots=True)
class KnowledgeFocus:
    """What the last answers from the knowledge base were about.

    Attributes:
        tenure: the term told last.
        aspect: what of a term was told last: when it began, ended …
        people: who was spoken of, the newest first.
        told: ids of the statements told last, to point into.
        recent: these and the ones told before them, the newest first, to reckon with.
        kind: the type of what was listed last, and `listed` the things, in their order.
    """

    office: str | None = None
    person: str | None = None
    thing: str | None = None
    relations: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    when: When | None = None
    tenure: str | None = None
    asked: Literal["holder", "tenure", "profile", "fact"] = "fact"
    aspect: str | None = None
    people: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    kind: str | None = None
    listed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceList:
    """A list that was told, in its order, what it was a list of, and for which meal, if one was named."""

    query: PlaceQuery
    shown: tuple[str, ...]
    meal: str = ""


@dataclass(frozen=True, slots=True)
class PlaceQuestion:
    """What was asked of a place with yes or no, so that the same can be asked of another.

    Attributes:
        check: the kind of question.
        when: the time of the week it was asked for.
        attributes, foods, without: what the place was to have, to serve, and not to serve.
        denies: whether it was put the other way round.
    """

    check: str
    when: WeekTime | None = None
    attributes: tuple[str, ...] = ()
    foods: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    denies: bool = False


@dataclass(frozen=True, slots=True)
class PlaceFocus:
    """The last recommendation, and those before it.

    Attributes:
        query: what was searched for.
        shown: ids of the last list, in the order it was told.
        seen: ids of everything told for this wish, so that «다른 데» brings others.
        chosen: the place last spoken of.
        earlier: the lists before, the newest first: «아까 갈빗집 중 첫 번째».
        named: places that were spoken of, the last one first.
        singled: those of them that were spoken of alone, the last one first: «아까 거기».
        asked: what was told last of a place: «언제 기준이야?».
        question: what was asked of it with yes or no, if that was asked last.
        meal: the word for the meal that the last list was told for: «점심».
        of_one: attributes that only one of several people asked for.
        each: what each of several people wished for: foods, and attributes.
        decided: the place that was decided for: «우리 어디 가기로 했지?».
        dated: ISO day of the files that places come from, as it was said last: it is said once.
    """

    query: PlaceQuery
    shown: tuple[str, ...]
    seen: tuple[str, ...]
    chosen: str | None = None
    earlier: tuple[PlaceList, ...] = ()
    named: tuple[str, ...] = ()
    singled: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    question: PlaceQuestion | None = None
    meal: str = ""
    of_one: tuple[str, ...] = ()
    each: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    dated: str = ""
    decided: str | None = None

    @property
    def lists(self) -> tuple[PlaceList, ...]:
        """All lists that are remembered, the newest first."""
        return (PlaceList(self.query, self.shown, self.meal), *self.earlier) if self.shown else self.earlier


@dataclass(frozen=True, slots=True)
class Focus:
    """What pronouns and fragments of the next utterance can refer to.

    Attributes:
        topic: what was told last.
        passages: ids of what was told from files; `asked_of_passages`: the words that said what was asked of it.
    """

    topic: Literal["knowledge", "recommend", "documents"] | None = None
    knowledge: KnowledgeFocus = KnowledgeFocus()
    places: PlaceFocus | None = None
    passages: tuple[str, ...] = ()
    asked_of_passages: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """What a skill began or asked, so that it hears the next utterance first: a game, a question back, an offer.

    Attributes:
        skill: its name.
        about: what it waits for, in its own terms.
        notes: what it has to remember for it.
        lasting: whether it can be gone on with after somebody else has answered: it is then `left`, not over.
    """

    skill: str
    about: str
    notes: tuple[str, ...] = ()
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A skill's answer.

    Attributes:
        text: what is shown.
        spoken: what is read aloud, where it cannot be derived from the text.
        focus: what the next turn may refer to; None leaves it as it was.
        intent: the intent the skill took the utterance for, if not the one it was called with.
        open: what the skill waits for now; None where it waits for nothing.
        reminders: everything that is to be told at a time from now on; None leaves that as it was.
        memory: what is remembered of the speaker from now on; None leaves it as it is.
    """

    text: str
    status: Status = "answered"
    focus: Focus | None = None
    items: tuple[Item, ...] = ()
    sources: tuple[Source, ...] = ()
    gesture: str | None = None
    spoken: str | None = None
    intent: str | None = None
    open: Open | None = None
    reminders: tuple[Reminder, ...] | None = None
    memory: Memory | None = None


@dataclass(frozen=True, slots=True)
class Decline:
    """A skill cannot answer.

    Attributes:
        reason: a sentence that says what is lacking, for when nobody else answers either.
        strength: how sure the skill is that the question was meant for it; the strongest reason is told.
        focus: what was asked about: the next turn may refer to it though nothing was known; None leaves it.
    """

    reason: str
    strength: int = 0
    intent: str | None = None
    focus: Focus | None = None


@dataclass(frozen=True, slots=True)
class PersonaLine:
    """A line of a persona, said instead of the plain answer on some days only.

    Attributes:
        statement, question: the statement it hangs on, and what is asked about it (`holder`: who holds it now).
        intent: the intent it hangs on instead.
        first, last: the days on which it may be said.
    """

    statement: str | None
    question: str | None
    intent: str | None
    text: str
    first: date
    last: date
    gesture: str | None

    def holds(self, as_of: date) -> bool:
        """Whether it may be said on that day."""
        return self.first <= as_of <= self.last

    def fits(self, statement: str, question: str, as_of: date) -> bool:
        """Whether it may be said to a question about a statement on that day."""
        return (statement, question) == (self.statement, self.question) and self.holds(as_of)


@dataclass(frozen=True, slots=True)
class Attempt:
    """An intent that a skill is asked to answer, and how high it ranks.

    Attributes:
        intent: `skill.intent`.
        score: 0 to 1, to rank attempts by. Names and the topic raise it, so it is no probability; that of the intent
            stands in `Interpretation.candidates`.
        waiting: whether the skill waited for what would be said, or was left in the middle of something.
        answer: what the skill will say, where it had to work that out to know that it is meant.
    """

    intent: str
    score: float
    waiting: bool = False
    answer: Answer | None = None

    @property
    def skill(self) -> str:
        """The skill that owns the intent."""
        return self.intent.partition(".")[0]


@dataclass(frozen=True, slots=True)
class SkillTurn:
    """One utterance as a skill sees it.

    Attributes:
        intent: the attempt the skill is asked to make.
        as_of: the day on which answers are given.
        now: the wall clock.
        persona: lines of the profile's persona.
        variety: grows by one each turn, to vary among equal answers.
        last: what was answered last, None at the start.
        cited: what was answered from sources, the newest first.
        open: what a skill waits for.
        left: what was begun and then left for something else.
        reminders: what is to be told at a time.
        memory: what the speaker told of themselves, what they tell now included.
        told: what they tell now.
        heard: what they said before, the newest first; what pointed at something is put in full.
        said: the same in their own words, in standard spelling.
        typed: the same letter by letter: nothing else is ever quoted.
        replied: what each of them was answered as, by the name of its intent, "" for none; `answered`: in which words.
    """

    interpretation: Interpretation
    intent: Attempt
    focus: Focus
    as_of: date
    now: datetime
    persona: tuple[PersonaLine, ...] = ()
    variety: int = 0
    last: Answer | None = None
    cited: tuple[Answer, ...] = ()
    open: Open | None = None
    left: Open | None = None
    reminders: tuple[Reminder, ...] = ()
    memory: Memory = NOTHING_TOLD
    told: tuple[Remembered, ...] = ()
    heard: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    replied: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()

    @property
    def analysis(self) -> Analysis:
        """What was found in the utterance."""
        return self.interpretation.analysis

    @property
    def looked_up(self) -> str:
        """What was told last that was looked up or reckoned, "" where the last answer was only talk."""
        last = self.last
        skill = (last.intent or "").partition(".")[0] if last is not None else ""
        told = last is not None and last.status == "answered" and bool(last.sources or last.items or skill in _LOOK_UP)
        return last.text if told and last is not None else ""

    @property
    def act(self) -> Act:
        """What the utterance does."""
        return act_of(self.analysis.reading, self.looked_up)

    @property
    def rather_orders(self) -> bool:
        """«주방에 창문 닫아»: what may be told or ordered by its form is an order to another machine by its words."""
        if not may_order(self.analysis.reading):
            return False
        ordered, told, said = (self.interpretation.probability(f"{skill}.") for skill in (OUTSIDE, REMARKS, _SAID))
        return ordered >= max(_RATHER * told, said, _BARELY)


@dataclass(frozen=True, slots=True)
class Library:
    """What skills may look things up in.

    Attributes:
        base, teller: the knowledge base and its sentences.
        store, places: what can be recommended, and its index.
        here: the town or site that «here» means, None where there is none.
        subjects: ids of the entities that are meant where a question names nobody.
        wording: cues and sentences about places.
        intents: the intents of all phrase files, by name.
        recommend: how places are recommended.
        sentences: what other skills say, and words they listen for.
        games: what games are made of.
        zones: how late it is elsewhere.
        interpret: what an utterance, or a part of one, may mean by itself.
    """

    base: KnowledgeBase
    teller: Teller
    store: PlaceStore
    here: Area | None
    subjects: tuple[str, ...]
    places: PlaceIndex
    wording: Answers
    intents: Mapping[str, Intent]
    recommend: Recommend
    sentences: Answers
    games: Games
    zones: Zones
    interpret: Interpret


class Skill(Protocol):
    """A plug-in of the group `companion.skill`: a class made with a `Library`."""

    name: str

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """Answer the turn, or say why not. Looking things up must not change anything."""
        ...


class Claiming(Protocol):
    """A skill that knows by itself what is meant for it, besides what the classifier proposes."""

    def claim(self, turn: SkillTurn) -> Attempt | None:
        """The attempt to make, ranked among the others by its score; None where it has nothing to say."""
        ...


class Attentive(Protocol):
    """A skill that has something kind to say where nobody could answer."""

    def hear(self, turn: SkillTurn) -> Answer | None:
        """A reply to what is no question of fact; None where it is one."""
        ...


def may_claim(skill: Skill | None) -> TypeGuard[Claiming]:
    """Whether a skill knows by itself what is meant for it."""
    return hasattr(skill, "claim")


def is_attentive(skill: Skill | None) -> TypeGuard[Attentive]:
    """Whether a skill has something kind to say where nobody could answer."""
    return hasattr(skill, "hear")
