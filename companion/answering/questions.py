"""Questions to the knowledge base, taken apart: what is named, for when, and which cue words stand around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from companion.answering.base import KnowledgeFocus, SkillTurn
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import Interval
from companion.knowledge.telling import When
from companion.language.dates import TimeExpression, format_date
from companion.understanding.types import Analysis, Mention

_THEN = re.compile(r"(?:그|당)\s?(?:때|당시|무렵|시절|해|날)|(?:^|\s)당시|그즈음")
_ASKS_DAY = re.compile(r"[은는이가]?\s*(?:언제|며칠|몇|알)")
_THAT = re.compile(r"(?:^|\s)(?:그|아까|방금)\s")
_NOW = re.compile(r"(?:^|\s)(?:지금|현재|현|요즘|오늘날|이제|올해)")
_FRAGMENT_LETTERS = 14


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart.

    Attributes:
        rest: the text with names blanked out, so that cues inside names don't count.
        when: the time asked about; None where none is named.
        focus: what the last answer was about, empty after a change of topic.
    """

    turn: SkillTurn
    rest: str
    offices: tuple[Mention, ...]
    people: tuple[Mention, ...]
    things: tuple[Mention, ...]
    countries: tuple[Mention, ...]
    when: When | None
    focus: KnowledgeFocus
    cues: Mapping[str, tuple[str, ...]]

    @property
    def text(self) -> str:
        """The normalised utterance."""
        return self.turn.analysis.text

    @property
    def as_of(self) -> date:
        """The day of the answer."""
        return self.turn.as_of

    @property
    def names_nothing(self) -> bool:
        """Whether it can only be understood from the last answer or from its cues."""
        return not (self.offices or self.people or self.things or self.countries)

    @property
    def is_fragment(self) -> bool:
        """Whether it is short enough to lean on the last answer."""
        return len(self.text) <= _FRAGMENT_LETTERS

    @property
    def then(self) -> When | None:
        """The time asked about, if it is not the present."""
        return self.when if self.when and self.when.label else None

    def has(self, *cues: str) -> bool:
        """Whether a word of one of these cue groups stands outside the names."""
        squeezed = self.rest.replace(" ", "").replace("예전", "옛날")
        return any(word.replace(" ", "") in squeezed for cue in cues for word in self.cues[cue])

    def says(self, stems: Iterable[str]) -> bool:
        """Whether one of these stems stands outside the names, however it is spaced."""
        squeezed = self.rest.replace(" ", "")
        return any(stem.replace(" ", "") in squeezed for stem in stems)

    @property
    def asks_tenure(self) -> bool:
        """Whether it asks from when to when, how long or why a term lasted."""
        return self.has("start", "end", "length", "when", "why")


class QuestionReader:
    """Takes turns apart with the names and dates of a knowledge base."""

    def __init__(self, base: KnowledgeBase, cues: Mapping[str, tuple[str, ...]]) -> None:
        self._base = base
        self._cues = cues

    def read(self, turn: SkillTurn) -> Question:
        """Take one turn apart."""
        analysis = turn.analysis
        things = list(analysis.of_kind("thing"))
        event = next((m for m in things if self._is_event_time(m, analysis)), None)
        if event:
            things.remove(event)
        offices = analysis.of_kind("office")
        if offices:
            # «경기도 광주시장»: the place is part of the title, not what is asked about.
            things = [m for m in things if self._base.entities[m.id].type in ("event", "product", "project")]
        rest = without_names(analysis)
        # «아까 그 시장»: a title brings back the office spoken of before another topic.
        points_back = analysis.has_title and _THAT.search(analysis.text) is not None
        return Question(
            turn=turn,
            rest=rest,
            offices=offices,
            people=analysis.of_kind("person"),
            things=tuple(things),
            countries=analysis.of_kind("country"),
            when=self._when(turn, event, rest),
            focus=turn.focus.knowledge if turn.focus.topic == "knowledge" or points_back else KnowledgeFocus(),
            cues=self._cues,
        )

    def _is_event_time(self, mention: Mention, analysis: Analysis) -> bool:
        dated = any(f.relation == "date" for f in self._base.facts_of(mention.id))
        words = "|".join(map(re.escape, self._cues["at_event"]))
        after = re.match(rf"[^\s]{{0,4}}(?:\s?[가-힣]{{1,3}}){{0,2}}\s?(?:{words})(?!짜)", analysis.text[mention.end :])
        if not dated or after is None or "언제" in after[0]:
            return False
        # «협약을 맺은 날이 언제예요» asks for the day, it does not give it.
        return _ASKS_DAY.match(analysis.text, mention.end + after.end()) is None

    def _event_day(self, thing: str) -> date | None:
        for fact in self._base.facts_of(thing):
            if fact.relation == "date" and fact.start:
                return fact.start.first
        return None

    def _when(self, turn: SkillTurn, event: Mention | None, rest: str) -> When | None:
        day = self._event_day(event.id) if event else None
        if day:
            return When(Interval.of(day), format_date(day))
        times = [t for t in turn.analysis.times if not (t.is_now or t.first == t.last == turn.as_of)]
        if times:
            return _of_time(times[0], turn.as_of)
        if _THEN.search(rest):
            return turn.focus.knowledge.when
        if _NOW.search(turn.analysis.text):
            return When.now(turn.as_of)
        return None


def without_names(analysis: Analysis) -> str:
    """The text with names blanked out, so that cues inside names don't count."""
    text = list(analysis.text)
    for mention in analysis.mentions:
        text[mention.start : mention.end] = "·" * (mention.end - mention.start)
    return "".join(text)


def _of_time(time: TimeExpression, as_of: date) -> When:
    """The days a time expression means; «… 이전» and «… 이후» are the day before and after it."""
    if time.shift == "before":
        day = time.first - timedelta(days=1)
        return When(Interval.of(day), f"{_label(time.first, time.last, time.grain)} 이전")
    if time.shift == "after":
        day = min(time.last + timedelta(days=1), as_of) if time.last < as_of else time.last + timedelta(days=1)
        return When(Interval.of(day), f"{_label(time.first, time.last, time.grain)} 이후")
    return When(Interval(time.first, time.last), _label(time.first, time.last, time.grain))


def _label(first: date, last: date, grain: str) -> str:
    if first == last:
        return format_date(first)
    if grain == "month":
        return f"{first.year}년 {first.month}월"
    if grain == "year" or (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}년" if first.year == last.year else f"{first.year}년부터 {last.year}년까지"
    return f"{format_date(first)}부터 {format_date(last)} 사이"
