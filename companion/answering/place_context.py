"""What everything that recommends places works with: the places of a day, the words, how an utterance is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, lru_cache
from itertools import pairwise

from companion.answering.base import Library, SkillTurn
from companion.answering.place_acts import ActReader, PlaceAct
from companion.answering.place_answers import PlaceAnswers
from companion.answering.place_comparison import Comparison
from companion.answering.place_edits import Edits
from companion.answering.place_lists import PlaceLists
from companion.answering.place_yes_no import YesNo
from companion.answering.sights import SightAnswers
from companion.answering.wishes import UtteranceWish, Wish, WishReader
from companion.answering.wording import Wording
from companion.knowledge.places.search import PlaceIndex
from companion.knowledge.vocabulary import EntityType
from companion.language.grammar import is_demonstrative
from companion.language.numbers import find_numbers
from companion.language.schooling import is_of_own_school, is_pupil
from companion.language.terms import read
from companion.understanding.types import Analysis

_SURE = 0.6
_LATELY = 4
"""So many utterances before may tell that somebody goes to school."""
_TOWNS = 4
"""More towns than these are not told one by one."""
_MANY_TOWNS = 10
_KINDS = 3
"""The same of kinds of things."""


@dataclass(frozen=True, slots=True)
class PlaceDay:
    """The places as they could be known on a day, and what answers about them."""

    index: PlaceIndex
    answers: PlaceAnswers
    checks: YesNo
    comparison: Comparison
    sights: SightAnswers
    lists: PlaceLists


class PlaceContext:
    """The library as the recommendation skill uses it.

    Attributes:
        store, base, here: the places, what else is known, and where the robot is.
        wording: the words of the skill.
        wishes, acts: read an utterance.
        edits: makes and changes queries.
        of_day: the places as they could be known on a day.
    """

    def __init__(self, library: Library) -> None:
        self.store, self.base, self.here = library.store, library.base, library.here
        self.wording = Wording(library.wording)
        self.wishes = WishReader(self.wording, library.store, library.here)
        self.acts = ActReader(self.wording, library.store)
        home = library.here.id if library.here else None
        self.edits = Edits(library.store, home, self.commonest, library.recommend.count, library.recommend.seed)
        self._index, self._teller = library.places, library.teller
        self._read_once = lru_cache(maxsize=4)(self._read_wish)
        self._acted_once = lru_cache(maxsize=4)(self.acts.read)
        self.of_day = lru_cache(maxsize=4)(self._built_for)

    @property
    def home(self) -> str | None:
        """The town that is meant where none is named."""
        return next(iter(self.edits.whole(None)), None)

    @cached_property
    def commonest(self) -> EntityType | None:
        """The type of most things to recommend here."""
        town = self.store.root_of(self.here.id) if self.here else None
        types = self.store.type_counts(town)
        return self.store.types[types.most_common(1)[0][0]] if types else None

    def _built_for(self, day: date) -> PlaceDay:
        """The places as they could be known on a day; usually the library's own."""
        store = self.store.as_known(day)
        index = self._index if store is self.store else self._index.over(store)
        told = (store, index, self._teller, self.wording)
        lists = PlaceLists(store, index, self.wording, self.edits, self.base.vocabulary)
        return PlaceDay(index, PlaceAnswers(*told), YesNo(*told), Comparison(*told), SightAnswers(*told), lists)

    def read(self, turn: SkillTurn) -> tuple[UtteranceWish, Wish]:
        """The wish of a turn, read once however often the skill is asked about it."""
        said, wish = self._read_once(turn.analysis, datetime.combine(turn.as_of, turn.now.time()))
        return said, self._among_mates(turn, self._within_what_was_told(turn, wish))

    def _among_mates(self, turn: SkillTurn, wish: Wish) -> Wish:
        """«시험 끝나고 애들이랑 갈 데»: who goes to school means friends, and takes no children along."""
        children = [a for a in wish.attributes if self.store.attributes[a].ages is not None]
        said = (m for m in turn.analysis.of_kind("attribute") if m.id in children)
        if not children or not all(m.text.startswith(self.wording.cues["mates"]) for m in said):
            return wish
        role, age = turn.memory.latest("role"), turn.memory.latest("age")
        told = is_pupil(role.value if role else "", int(age.value) if age and age.value.isdecimal() else None)
        heard = (turn.analysis.reading, *(read(text, (), (), ()) for text in turn.heard[:_LATELY]))
        if not (told or any(map(is_of_own_school, heard))):
            return wish
        attributes, framed = (tuple(a for a in some if a not in children) for some in (wish.attributes, wish.framed))
        return replace(wish, attributes=attributes, framed=framed, minors=0)

    def _within_what_was_told(self, turn: SkillTurn, wish: Wish) -> Wish:
        """«그 돈으로 둘이 먹을 데»: the only amount of what was just told is the budget, of all who come."""
        terms = turn.analysis.reading.terms
        pointed = any(is_demonstrative(t) and self.wording.is_(n, "amount_told") for t, n in pairwise(terms))
        if not pointed or wish.max_price is not None or wish.min_price is not None:
            return wish
        told = [n.value for n in find_numbers(turn.looked_up) if n.counter in self.wording.cues["won"]]
        if len(told) != 1:
            return wish
        people = wish.people or 1
        return replace(wish, max_price=told[0] // people, shared=(told[0], people) if people > 1 else None)

    def act(self, turn: SkillTurn, said: UtteranceWish, wish: Wish) -> PlaceAct:
        """What the utterance does with places, after what was told of them."""
        return self._acted_once(turn.analysis, said, wish, turn.focus.places)

    def _read_wish(self, analysis: Analysis, now: datetime) -> tuple[UtteranceWish, Wish]:
        said = self.wishes.of(analysis, now)
        return said, said.wish()

    @staticmethod
    def hears(turn: SkillTurn, *intents: str) -> bool:
        """Whether the classifier alone is sure of one of some intents."""
        return turn.interpretation.probability(*intents) >= _SURE

    def towns(self) -> list[str]:
        """Names of the towns and sites that are known; of very many one, and how many there are."""
        known = [area.short for area in self.store.towns]
        if len(known) <= _MANY_TOWNS:
            return known[:_TOWNS]
        home = self.store.root_of(self.here.id) if self.here else None
        first = self.store.areas[home].short if home else known[0]
        return [self.wording.say("many_towns", town=first, number=len(known))]

    def known_nouns(self) -> str:
        """What there is to recommend: «식당과 명소»."""
        used = self.store.type_counts(None, imported=True)
        nouns = [self.store.types[t].noun for t, _ in used.most_common() if t in self.store.types]
        if len(nouns) > _TOWNS:
            return self.wording.say("joined_some", kinds=nouns[:_KINDS])
        return self.wording.say("joined", kinds=nouns) if nouns else ""

    def noun(self, types: Sequence[str]) -> str:
        """What things of the first of some types are called; where none is known, of the commonest."""
        named = next((self.store.types[t] for t in types if t in self.store.types), None)
        kind = named or self.commonest
        return kind.noun if kind else ""


class PlacePart:
    """A part of the recommendation skill."""

    def __init__(self, context: PlaceContext) -> None:
        self._context = context
        self._store, self._wording = context.store, context.wording
