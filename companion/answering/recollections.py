"""What was told and is asked back, put right or to be forgotten: told again, or said not to have been told.

What is remembered is told as it is kept; what was only said is quoted, letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise, zip_longest
from typing import Final

from companion.answering.base import Answer, Attempt, Focus, Library, Open, SkillTurn
from companion.answering.memory import KEPT_ALONE, Memory, Remembered
from companion.answering.news import News, content
from companion.base import patterns as re
from companion.knowledge import tenures
from companion.language.answer_types import holds_number
from companion.language.calendar import days_long, days_until, find_days
from companion.language.dates import format_date, weekday_name
from companion.language.days_asked import aspect_asked
from companion.language.food_told import quality_avoided
from companion.language.forms_of_address import given_name, is_name_of, month_day, years_between, years_of_age
from companion.language.hours_told import points_at_when
from companion.language.introductions import is_given_name, looks_like_name, years_in
from companion.language.people_asked import asked_of_people
from companion.language.people_told import CONTINUED, PAST, topic_after
from companion.language.people_words import (
    SOMEBODY,
    calls_of,
    is_honoured_person,
    is_pointer,
    mentioned,
    pointed_at,
    politely_of,
    with_clipped,
)
from companion.language.place_names import is_town
from companion.language.purposes import is_quoted
from companion.language.recollection import clause_of, names_said
from companion.language.self_questions import (
    SelfQuestion,
    asked_attribute,
    asked_of_self,
    asked_whose,
    asks_alone,
    asks_family_name,
    asks_first_words,
    asks_how_long,
    asks_last_words,
    asks_of_relative,
    asks_what_was_said,
    asks_whose_birthday,
    corrects,
    names_relative,
    names_self_alone,
    spoken_of,
    wanted_of_self,
)
from companion.language.self_words import ELDERS, KIN, NAMES, About
from companion.language.stances import (
    asks_by_form,
    is_about_speaker,
    stance,
    thanks,
    to_robot,
)
from companion.language.templates import Template
from companion.language.terms import INTO, SUBJECT, TOPIC, Reading, read
from companion.language.told_answers import (
    AskedBack,
    Found,
    asking_sentence,
    found_in,
    holds_order,
    instead,
    puts_right_before,
    sought,
    told_by_speaker,
)

_SKILL: Final = "inform"
"""Whose intents hold the sentences."""
_ALSO: Final[dict[str, tuple[About, ...]]] = {
    "name": ("call", "role"),
    "hobby": ("like",),
    "call": ("name",),
    "role": ("work_at", "attends", "study"),
    "work_at": ("attends", "role"),
    "attends": ("study", "work_at"),
    "surname": ("name",),
}
"""What answers where what was asked for was told in another way."""
_SENTENCE_END: Final = re.compile(r"(?<=[.!?~])\s+")
_AROUND: Final = " .?!~;"
"""Signs around what is quoted."""
_GROWN: Final = ("home", "work_at", "came")
"""What is told of grown children, of whom one speaks with respect."""
_MOST_ITEMS: Final = 6
_ONCE: Final = ("like", "role")
"""What is told of people as it was."""
_OTHER_DISLIKE: Final[dict[str, About]] = {"avoid": "dislike", "dislike": "avoid"}
_STATED: Final = frozenset({"name", "age", "birthday", "height", "surname", "role"})
"""What nothing else that was said of somebody answers."""
_BOTH: Final = 2
_TOLD_BACK: Final = "recall_said"
_CERTAIN: Final = 1.0
_SURE: Final = 0.93
_BELOW: Final = 0.975
"""How high it ranks where a question says that it was told before, and where only its form shows it."""
_LOOKED_UP: Final = frozenset(("sums", "clock", "reminders", "knowledge", "recommend"))
"""Skills whose answers tell something that was not told to them."""
_STANDS_OUT: Final = 0.42
"""Weight under which a kind of news is not believed, so that nobody is congratulated on a loss."""


class Recollections:
    """What people told, as it is told back to them."""

    def __init__(self, library: Library, news: News) -> None:
        self._intents, self._base, self._news = library.intents, library.base, news

    def ages(self, turn: SkillTurn) -> tuple[Remembered, ...]:
        """The ages told of those whom a question names: the speaker, relatives, people by name."""
        text = turn.analysis.text
        called = {fact.of: fact.value for fact in turn.memory.all_of("name") if fact.of}
        ages = turn.memory.all_of("age")
        own = is_about_speaker(turn.analysis.reading)
        return tuple(
            fact
            for fact in ages
            if (not fact.of and own) or (fact.of and (fact.of in text or called.get(fact.of, fact.of) in text))
        )

    def gap(self, turn: SkillTurn) -> Answer:
        """«내가 누나보다 몇 살 어리지»: the years between two ages told."""
        ages = self.ages(turn)
        low, high = sorted(int(fact.value) for fact in ages)
        items = [item for fact in ages if (item := self._item(fact))]
        kind = "recall_gap" if low < high else "recall_same_age"
        text = Template.parse(self._intents[f"{_SKILL}.{kind}"].answers[0]).render(
            count=years_between(high - low), item=", ".join(items)
        )
        return Answer(text, intent=f"{_SKILL}.recall")

    def birthday_first(self, turn: SkillTurn) -> Answer | None:
        """«둘 중에 누구 생일이 먼저 와?»: whose of two told is next, or first in the year; None where none is asked."""
        order = asks_whose_birthday(turn.analysis.reading)
        told = [(fact, fact.day) for fact in turn.memory.all_of("birthday") if fact.of and fact.day is not None]
        if order is None or len(told) < _BOTH:
            return None
        dated = [
            (days_until(day, turn.as_of) if order == "coming" else day.month * 100 + day.day, fact)
            for fact, day in told[-_BOTH:]
        ]
        (soonest, first), (later, _) = sorted(dated, key=lambda one: one[0])
        items = ", ".join(filter(None, (self._item(fact) for _, fact in dated)))
        kind = "recall_first" if soonest < later else "recall_same_day"
        return self._told_so(kind, turn, of=politely_of(first.of), item=items)

    def forget(self, turn: SkillTurn, what: SelfQuestion) -> Answer:
        """Without what is to be forgotten, all of it or one thing."""
        kept = turn.memory.without(what.about, what.of)
        if what.about == "last" and turn.memory.facts:  # what was said of something else keeps what was told earlier
            lately = any(turn.memory.facts[-1].value in text for text in turn.heard[:1])
            kept = kept if lately else turn.memory
        if kept == turn.memory and not (what.about == "last" and turn.heard):
            return self.plain("forget_nothing", turn)
        name = "forget" if not what.about else "forget_one"
        return replace(self.plain(name, turn), memory=kept, focus=Focus() if not what.about else None)

    def recall(self, turn: SkillTurn, what: SelfQuestion) -> Answer:
        """What was told of what is asked, or that it was not."""
        memory = turn.memory
        if what.of and not what_was_told(memory, what) and (of_them := self._last_of(turn, what)) is not None:
            return of_them
        if not what.about:
            own = memory.all("name")
            latest = [fact for fact in memory.facts if fact not in own and self._item(fact)][-_MOST_ITEMS:]
            items = [item for fact in (*own, *latest) if (item := self._item(fact))]
            if not items:
                return self.plain("recall_nothing", turn)
            template = self._intents[f"{_SKILL}.recall_all"].answers
            return Answer(
                Template.parse(template[turn.variety % len(template)]).render(items=", ".join(items)),
                intent=f"{_SKILL}.recall",
            )
        facts = what_was_told(memory, what)
        until = self._until(turn, facts)
        if until is not None:
            return until
        theirs = [f for f in memory.facts if f.about == what.about and f.about in _OTHER_DISLIKE]
        if not facts and not what.of and len(theirs) == 1:
            return self._besides(theirs[0], turn)  # whoever asks may be who was told of
        born = memory.latest("born", what.of) if what.about == "age" and not facts else None
        if born is not None:
            years = turn.as_of.year - int(born.value)
            values = {"age": years_of_age(years), "before": years_of_age(years - 1)}
            return self._told_so("recall_born", turn, item=self._item(born) or born.said, **values)
        if not facts:
            known = f"{_SKILL}.ask_{what.about}"
            name = known.partition(".")[2] if known in self._intents and not what.of else "recall_nothing"
            answer = self.plain(name, turn)
            asks = answer.text.endswith("?") and not what.of
            return replace(answer, open=Open(_SKILL, what.about) if asks else None)
        holder = self._holder(facts[-1], turn)
        if holder is not None:
            return holder
        if what.about == "role" and facts[-1].about != "role" and is_town(facts[-1].value):  # where, and not as what
            return self._besides(facts[-1], turn)
        item = self._item(facts[-1], tuple(fact.said for fact in facts))
        more = [self._item(fact) for about in what.also if (fact := memory.latest(about, what.of)) is not None]
        template = self._intents[f"{_SKILL}.recall_one"].answers
        text = Template.parse(template[turn.variety % len(template)]).render(
            item=", ".join(filter(None, (item, *more)))
        )
        return Answer(text, intent=f"{_SKILL}.recall")

    def _last_of(self, turn: SkillTurn, what: SelfQuestion) -> Answer | None:
        """What else was told of somebody, where what is asked was not: the last thing."""
        wished = any(verb.form is not None and verb.form.wishes for verb in turn.analysis.reading.verbs)
        if wished and not what.about and turn.analysis.reading.asks_what:
            return self.plain("recall_nothing", turn)  # «막내가 뭘 먹고 싶다고 했지»: where they live is no answer
        facts = turn.memory.of_person(what.of)
        item = next((item for fact in reversed(facts) if (item := self._item(fact))), None)
        if item is None:
            return None
        return self._told_so("recall_besides" if what.about else "recall_one", turn, item=item)

    def _besides(self, fact: Remembered, turn: SkillTurn) -> Answer:
        """That what is asked was not told, and what was."""
        return self._told_so("recall_besides", turn, item=self._item(fact) or fact.said)

    def _told_so(self, kind: str, turn: SkillTurn, **values: str) -> Answer:
        answers = self._intents[f"{_SKILL}.{kind}"].answers
        text = Template.parse(answers[turn.variety % len(answers)]).render(**values)
        return Answer(text, intent=f"{_SKILL}.recall")

    def _told_back(self, turn: SkillTurn) -> Remembered | None:
        """What of the things told was told back last."""
        text = turn.answered[0] if turn.answered else ""
        return next((f for f in reversed(turn.memory.facts) if (item := self._item(f)) and item in text), None)

    def asked(self, turn: SkillTurn) -> SelfQuestion | None:
        """What speakers ask about themselves and theirs; a relative's name without «my» only where it was told."""
        owned = asked_whose(turn.analysis.reading)
        owners = {fact.of for fact in turn.memory.all_of(owned)} if owned is not None and not turn.told else set()
        if owned is not None and len(owners) == 1:
            return SelfQuestion(owned, owners.pop())
        of_people = self.of_people(turn)
        if of_people is not None:
            return of_people
        asked = asked_of_self(turn.analysis.reading)
        if asked is not None and not asked.of and _is_of_another(turn.analysis.reading, asked):
            return None
        if asked is not None:
            return asked
        again = bool(turn.replied) and turn.replied[0].endswith(".recall")
        again = again and not to_robot(turn.analysis.reading)  # «너는 친구 있어?» asks for no name that was told
        before = self._told_back(turn) if again else None
        about = asks_alone(turn.analysis.reading) if again and turn.heard else None
        if about is not None:  # «이름은?», of whom was asked about
            return SelfQuestion(about, spoken_of(turn.heard[0]) or (before.of if before is not None else ""))
        if again and before is not None and names_self_alone(turn.analysis.reading):
            return SelfQuestion(before.about)
        short = again and before is not None and len(turn.analysis.reading.terms) <= _BOTH
        other = asked_attribute(turn.analysis.text) if short and not to_robot(turn.analysis.reading) else None
        if other is not None and before is not None and not turn.told and turn.memory.all(other, before.of):
            return SelfQuestion(other, before.of)  # «좋아하는 건요?»
        whose = names_relative(turn.analysis.reading) if again else ""
        if before is not None and before.about == "name" and asks_family_name(turn.analysis.reading):
            return SelfQuestion("name", before.of)
        about = before.about if before is not None else "name"  # «그럼 아들은?», of what was told back of another
        theirs = SelfQuestion(about, whose) if whose else asks_of_relative(turn.analysis.reading)
        if whose:
            return theirs
        wanted = wanted_of_self(turn.analysis.reading)
        if wanted is not None and not turn.told and not _is_of_another(turn.analysis.reading, wanted):
            return wanted
        return theirs if theirs is not None and what_was_told(turn.memory, theirs) else None

    @staticmethod
    def of_people(turn: SkillTurn) -> SelfQuestion | None:
        """What is asked of whom of those who were told of; of the speaker only where it was told."""
        memory, text = turn.memory, turn.analysis.text
        names = (*memory.names, *(call for fact in memory.all("name") for call in calls_of(fact.value)))
        asked = None if turn.told else asked_of_people(text, names)
        if asked is None or asked.born:
            return None
        if not asked.who:
            own = SelfQuestion(asked.about, also=asked.also) if asked.about and asked.marked else None
            return own if own is not None and what_was_told(memory, own) else None
        word: str | None = asked.who
        if asked.who == CONTINUED:  # «성함은?», of whom was asked about or told of just now
            before = turn.replied[0].partition(".")[0] if turn.replied else ""
            word = topic_after(turn.heard, memory.names) if before == _SKILL else None
        if not word and asked.who == CONTINUED and asked.marked and asked.about:
            own = SelfQuestion(asked.about)  # «어디서 일한다고 했지?»
            return own if what_was_told(memory, own) else None
        key = memory.key(word, turn.heard) if word else None
        if key is None and word and memory.is_own_name(word) and asked.about:
            return SelfQuestion(asked.about)
        if key is None or not asked.about:
            return SelfQuestion("", key) if key is not None and asked.marked else None
        of = SelfQuestion(asked.about, key, asked.also)
        if asked.about == "age" and not what_was_told(memory, of) and memory.latest("family", key) is not None:
            of = SelfQuestion("family", key)  # «딸이 몇이라고 했지»
        return of if asked.marked or what_was_told(memory, of) else None

    def _until(self, turn: SkillTurn, facts: tuple[Remembered, ...]) -> Answer | None:
        """«내 생일까지 며칠 남았어?», «엄마 생신은 무슨 요일이야»: how long to a day that was told, or its weekday."""
        reading = turn.analysis.reading
        named = find_days(facts[-1].value, turn.as_of) if facts else ()  # a lunar day moves from year to year
        day = named[0].day if named else facts[-1].day if facts else None
        if day is not None and aspect_asked(reading) == "weekday":
            yearly = days_until(day, turn.as_of) if facts[-1].about == "birthday" else 0
            day = turn.as_of + timedelta(days=yearly) if yearly > 0 else day
            item, weekday = self._item(facts[-1]) or facts[-1].said, weekday_name(day)
            return self._told_so("recall_weekday", turn, day=format_date(day), weekday=weekday, item=item)
        if day is None or not asks_how_long(reading):
            return None
        ahead = days_until(day, turn.as_of) if facts[-1].about == "birthday" else (day - turn.as_of).days
        if ahead < 0:
            return None
        kind = "recall_days" if ahead else "recall_today"
        text = self._intents[f"{_SKILL}.{kind}"].answers[0]
        values = {"count": days_long(ahead), "item": self._item(facts[-1])}
        return Answer(Template.parse(text).render(**values), intent=f"{_SKILL}.recall")

    def told_again(self, turn: SkillTurn, asked: SelfQuestion | None) -> Attempt | None:
        """«내가 몇 시간 했다고 했지», «나 누구랑 왔게», «왜 늦는다고 했지»: to tell what is asked back.

        What is remembered goes before what was only said, but where a name is asked of somebody whom it does not name.
        """
        reading, analysis = asking_sentence(turn.analysis.reading), turn.analysis
        again = bool(turn.replied) and turn.replied[0] in (f"{_SKILL}.recall", f"{_SKILL}.{_TOLD_BACK}")
        want = sought(reading, again=again)
        if want is None and again and turn.heard:
            want = instead(read(turn.heard[0], (), (), ()), reading)
        lines = list(self._lines(turn))
        words = self._words_said(turn, want)
        if words is not None and not turn.told:
            return Attempt(f"{_SKILL}.{_TOLD_BACK}", _CERTAIN, answer=self._quoting(words, turn, whole=True))
        named = any(m.kind in ("person", "office", "place", "thing") for m in analysis.mentions)
        if want is None or turn.told or (not want.surely and (named or not want.about)) or self._robot_said(turn):
            return None
        if asked is not None and self._knows(turn.memory, asked, want):
            return None
        if turn.reminders and any(INTO in t.particles for t in reading.terms) and reading.asks_what:
            return None  # «아까 몇 분으로 해 놨어?» is asked of what was set
        if want.type == "place" and turn.focus.places is not None and turn.focus.places.decided:
            return None  # where one decided to go is known, in whatever words that was said
        if want.type == "thing" and told_by_speaker(reading, turn.said, turn.as_of) is not None:
            lines = [line for line in lines if line[2] or not holds_order(line[0])]
        found = found_in(want, [text for text, *_ in lines], turn.as_of, [robot for *_, robot in lines])
        if found is None:
            called = self._called(turn, asked) if want.type == "name" else ""
            if called:
                told = self._told_so("recall_called", turn, what=called)
                return Attempt(f"{_SKILL}.{_TOLD_BACK}", _CERTAIN, answer=told)
            alike = self._said_alike(turn) if want.type == "sentence" else self._unsaid_hour(want, lines, turn)
            return Attempt(f"{_SKILL}.{_TOLD_BACK}", _SURE, answer=alike) if alike is not None else None
        line = lines[found.at]
        if named and line[2] and not asks_what_was_said(reading):
            return None  # «아까 그 도지사 언제까지 했어?» is looked up
        if want.type == "day" and (found.part is None or found.whole):
            return None  # «그날 병원 예약 있어» says the day in other words only
        answer = self._of_found(found, line, turn, dated=want.dated)
        if answer is None:
            return None
        # A day is worked out and told in full by the calendar; what was set tells its own hour, as it is now.
        looked_up = want.type == "day" and not want.dated
        others_know = looked_up or (want.type == "hour" and bool(turn.reminders))
        ordered = bool(turn.reminders) and found.part is None and holds_order(line[0])
        score = _SURE if ordered or not want.surely else _BELOW if others_know else _CERTAIN
        return Attempt(f"{_SKILL}.{_TOLD_BACK}", score, answer=answer)

    @staticmethod
    def _called(turn: SkillTurn, asked: SelfQuestion | None) -> str:
        """The one name said beside a friend («친구랑 싸웠어 / 민준이가 그랬어»), or last («걔»); "" for none."""
        memory, heard = turn.memory, turn.heard
        whom = asked.of if asked is not None and asked.about == "name" else ""
        taken = {call for fact in memory.all_of("name") for call in calls_of(fact.value)}

        def names(text: str) -> set[str]:
            liked = [f.value for f in memory.all_of("like") if f.value in text and is_given_name(given_name(f.value))]
            others = set(mentioned(text)).difference((whom,) if whom else SOMEBODY)
            return {*liked, *names_said(text)} - taken if not others else set()

        if whom:
            spoken = [n for n, text in enumerate(heard) if whom in mentioned(text)]
            beside = set().union(*(names(heard[n]) for n in spoken))
            right_after = (names(heard[n - 1]) for n in spoken if n and whom in SOMEBODY)
            found = beside or set().union(*right_after)  # whoever is named after «우리 언니» is rarely she
        else:
            points = any(is_pointer(term.text) for term in turn.analysis.reading.terms)
            found = next(filter(None, map(names, heard)), set()) if points else set()
        return found.pop() if len(found) == 1 else ""

    def _unsaid_hour(self, want: AskedBack, lines: list[tuple[str, str, bool]], turn: SkillTurn) -> Answer | None:
        """What was told of that for which no hour was: «치과 몇 시라고 했지»."""
        if want.type != "hour" or not want.surely:
            return None
        texts, robots = [text for text, *_ in lines], [robot for *_, robot in lines]
        found = found_in(replace(want, type="sentence"), texts, turn.as_of, robots)
        clause = clause_of(lines[found.at][1]) if found is not None and not found.beside else ""
        return self._told_so("recall_besides", turn, item=clause) if clause else None

    @staticmethod
    def _words_said(turn: SkillTurn, want: AskedBack | None) -> str | None:
        """What was said first or last, where only that is asked: «내가 방금 뭐라고 했지»; None for another question."""
        reading = turn.analysis.reading
        if not turn.typed or not (asks_first_words(reading) or asks_last_words(reading)):
            return None
        if asks_first_words(reading):
            return turn.typed[-1]
        return turn.typed[0] if want is None or not want.strong else None

    @staticmethod
    def _knows(memory: Memory, asked: SelfQuestion, want: AskedBack) -> bool:
        """Whether what is remembered answers a question, so that nothing that was said need be looked through."""
        told = what_was_told(memory, asked)
        own_name = asked.about == "name" and not asked.of and want.type == "name" and want.about
        if asked.about == "illness" and want.type != "kind":
            return False  # «어디가 안 좋다고 했지»: what aches was said, and is no illness
        same = want.type == "kind" and any(fact.value == want.unit for fact in told)  # «무슨 꽃»: «꽃»
        return bool(told) and not (own_name or same or (asked.about == "plan" and want.type != "sentence"))

    def _of_found(self, found: Found, line: tuple[str, str, bool], turn: SkillTurn, *, dated: bool) -> Answer | None:
        _, quoted, by_robot = line
        if found.part is not None and not found.whole:
            said, day = found.part.said, next(iter(find_days(found.part.said, turn.as_of)), None)
            if dated and day is not None and month_day(day.day) not in said:
                said = f"{said}, {month_day(day.day)}"  # «담주 토요일, 11월 28일»
            return self._told_so("recall_of_robot" if by_robot else "recall_called", turn, what=said)
        asks_of_order = any(map(is_quoted, turn.analysis.reading.verbs))
        if by_robot or (not asks_of_order and (holds_order(quoted) or not read(quoted, (), (), ()).verbs)):
            return None  # «아까 처음 추천한 집 어디였지» asks of no order, and «물레방아갈비 전화번호» tells nothing
        whole = not found.beside  # whose doing it is may have been said before it
        return self._quoting(quoted, turn, whole=whole and (found.part is None or found.part.said in quoted))

    def _quoting(self, said: str, turn: SkillTurn, *, whole: bool) -> Answer:
        """What was said as a clause where it can be made one, else in the very words."""
        clause = clause_of(said) if whole else ""
        last = bool(turn.typed) and said in turn.typed[0]
        kind = "recall_said" if clause else "recall_words" if last else "recall_quoted"
        return self._told_so(kind, turn, said=clause or said.strip(_AROUND))

    @staticmethod
    def _lines(turn: SkillTurn) -> Iterator[tuple[str, str, bool]]:
        """The sentences that were said, the newest first: in full, letter by letter, and whether the robot said it.

        Of what the robot said only what it looked up, reckoned or set: the rest says back what it was told.
        """
        pairs = zip_longest(turn.heard, turn.said, turn.typed, turn.replied, turn.answered, fillvalue="")
        for heard, said, typed, replied, answered in pairs:
            if replied.partition(".")[0] in _LOOKED_UP:
                yield answered, answered, True
            # «아 4시 아니고 4시 반» is put as the new hour alone, and then does not show what it puts right.
            text = typed if puts_right_before(typed) else _when_in_full(said, heard)
            parts, quoted = _SENTENCE_END.split(text), _SENTENCE_END.split(typed)
            both = zip(parts, quoted if len(quoted) == len(parts) else parts, strict=True)
            yield from ((part, words, False) for part, words in reversed(list(both)))

    def _robot_said(self, turn: SkillTurn) -> bool:
        """«로봇이 뭐라고 했길래»: whether it is the robot that said what is asked for."""
        names = self._base.itself.names if self._base.itself else ()
        return any(
            t.text in names and not {SUBJECT, TOPIC}.isdisjoint(t.particles) for t in turn.analysis.reading.terms
        )

    def _said_alike(self, turn: SkillTurn) -> Answer | None:
        """«내가 왜 화났다고 했지»: what was said of the kind of news that the question names, in whatever words."""
        reading = asking_sentence(turn.analysis.reading)
        text = reading.text
        asks = asks_what_was_said(reading) and is_about_speaker(reading)
        if not (asks and (reading.asks_what or asks_by_form(reading))) or asks_last_words(reading):
            return None
        kinds = self._news.weighed(text, ()).most_common(1)
        mood = self._intents[kinds[0][0]].mood if kinds else None
        if mood is None:
            return None
        more = tuple(said for said in turn.said if not set(content(said)) <= set(content(text)))
        told = {said: read(said, (), (), ()) for said in more}
        more = tuple(said for said in more if stance(told[said]) != "asks" and not thanks(told[said]))
        likely = {said: self._news.weighed(said, ())[kinds[0][0]] for said in more}
        # One faint word may be all that weighs: how much the words of that mood say counts too.
        sign = -1 if mood == "painful" else 1
        found = max(more, key=lambda one: likely[one] + max(sign * self._news.mood(one), 0.0), default=None)
        found = found if found is not None and likely[found] >= _STANDS_OUT else None
        alike = [said for said in more if self._news.mood(said) * self._news.mood(text) > 0]
        said = found or max(alike, key=lambda one: abs(self._news.mood(one)), default=None)
        if said is None:
            return None
        return self._quoting(turn.typed[turn.said.index(said)], turn, whole=False)

    def corrected(self, turn: SkillTurn) -> Answer | None:
        """«아니 콩이 말고 보리», «아니다 5월 12일이야»: what was told in another word."""
        pair = corrects(turn.interpretation.utterance.text)
        if pair is None or turn.analysis.reading.asks_what:
            return None  # «매운 거 말고 뭐 있어»
        old, new = pair
        known = [f for f in turn.memory.facts if not old or is_name_of(f.value, old) or old in f.value.split()]
        if not known or turn.told:
            return None if known else self._said_otherwise(old, new, turn)
        aged = [f for f in known if f.about == "age"] if not old and years_in(new) is not None else []
        fact = next(reversed(aged or known), None)
        if fact is None or (not old and turn.last is not None and not (turn.last.intent or "").startswith(_SKILL)):
            return None
        value = self._of_kind(fact, new, turn, named=bool(old))
        if value is None:
            return None
        memory = turn.memory.without(fact.about, fact.of) if fact.about in KEPT_ALONE else turn.memory.dropping(fact)
        answers = self._intents[f"{_SKILL}.corrected"].answers
        text = Template.parse(answers[turn.variety % len(answers)]).render(what=value.said)
        return Answer(text, intent=f"{_SKILL}.corrected", memory=memory.taking(value))

    def _said_otherwise(self, old: str, new: str, turn: SkillTurn) -> Answer | None:
        """«미팅이 화요일이 아니라 수요일이래요»: not what was said before, of which nothing is kept."""
        analysis, kept = turn.analysis, turn.memory
        said = len(old) > 1 and any(old in text for text in turn.typed)
        number = holds_number(new) or bool(find_days(new, turn.as_of)) or bool(analysis.times)
        others = not number and (bool(analysis.mentions) or bool(turn.told))
        orders = turn.replied[:1] and turn.replied[0].startswith("reminders")
        if not said or others or orders or stance(analysis.reading) == "asks" or len(new.split()) > _BOTH:
            return None
        for fact in kept.facts:  # what was read of it as something told, and the plan that it changes
            kept = kept.dropping(fact) if fact in turn.told or (fact.about == "plan" and old in fact.when) else kept
        return replace(self._told_so("corrected", turn, what=new), intent=f"{_SKILL}.corrected", memory=kept)

    def _of_kind(self, old: Remembered, new: str, turn: SkillTurn, *, named: bool) -> Remembered | None:
        """What takes the place of something told, None where it is of no such kind; `named`: the old one was said."""
        if old.about == "age":
            years = years_in(new)
            return replace(old, value=str(years)) if years is not None else None
        if old.about == "birthday":
            day = next((time.first for time in reversed(turn.analysis.times)), None)
            return replace(old, value=month_day(day), day=day) if day is not None else None
        fits = len(new.split()) <= 2 and not turn.analysis.times
        fits = fits and (named or old.about != "name" or looks_like_name(new))
        return replace(old, value=new, ids=()) if fits else None

    def _holder(self, fact: Remembered, turn: SkillTurn) -> Answer | None:
        """Who holds the office that somebody said to hold, where they ask for their name."""
        office = next((self._base.successions[id] for id in fact.ids if id in self._base.successions), None)
        held = tenures.current(office, turn.as_of) if office is not None else ()
        if fact.about != "role" or len(held) != 1 or held[0].certainty is not tenures.Certainty.SURE:
            return None
        template = self._intents[f"{_SKILL}.recall_holder"].answers
        who = self._base.name(held[0].tenure.holder)
        text = Template.parse(template[turn.variety % len(template)]).render(what=fact.value, who=who)
        return Answer(text, intent=f"{_SKILL}.recall")

    def _item(self, fact: Remembered, several: tuple[str, ...] = ()) -> str | None:
        """What was told, as a clause before «것» or «하셨어요» of the sentences."""
        old = "_old" if fact.about == "age" and int(fact.value) >= 60 and not fact.of else ""
        name = f"{_SKILL}.item_{fact.about}{'_of' if fact.of and fact.about != 'family' else old}"
        grown = fact.about in _GROWN and politely_of(fact.of) != fact.of
        polite = self._intents.get(f"{name}_elder") if is_honoured_person(fact.of) or grown else None
        intent = polite or self._intents.get(name)
        if fact.about == "name" and fact.of and fact.value in fact.of:
            intent = self._intents[f"{_SKILL}.item_name_guest"]
        if fact.about in _ONCE and fact.of and fact.when == PAST:
            once = f"{_SKILL}.item_{fact.about}_once"
            elder = self._intents.get(f"{once}_elder") if is_honoured_person(fact.of) else None
            intent = elder or self._intents[once]
        if intent is None:
            return None
        values = {**values_of(fact), "all": several or (fact.said,)}
        values |= {"of": politely_of(fact.of)} if fact.of else {}
        return with_clipped(Template.parse(intent.answers[0]).render(**values))

    def plain(self, kind: str, turn: SkillTurn) -> Answer:
        """One of the sentences of a kind that need no words of theirs."""
        intent = self._intents[f"{_SKILL}.{kind}"]
        return Answer(intent.answers[turn.variety % len(intent.answers)], gesture=intent.gesture, intent=intent.name)


def _is_of_another(reading: Reading, asked: SelfQuestion) -> bool:
    """«내 인형 이름», «그분 직업»: asked by oneself of something or somebody else."""
    if asked.about == "role":
        return any(map(is_pointer, reading.text.split()))
    return asked.about == "name" and any(
        of.kind == "noun" and name.lemma in NAMES and not (of.particles or of.bound or of.lemma in KIN | NAMES)
        for of, name in pairwise(reading.terms)
    )


def _when_in_full(said: str, heard: str) -> str:
    """What was said in their own words, but for a day or time that only points: that was put in full."""
    return heard if points_at_when(said) else said


def what_was_told(memory: Memory, what: SelfQuestion) -> tuple[Remembered, ...]:
    """What is remembered of what is asked, also where it was told in another way."""
    if not what.about or what.about == "last":
        return ()
    if what.about in ("avoid", "dislike"):
        return memory.all(what.about, what.of) or memory.all(_OTHER_DISLIKE[what.about], what.of)
    if what.about == "family" and not what.of:
        return tuple(fact for fact in memory.facts if fact.about == what.about)
    others = _ALSO.get(what.about, ())
    if others and not (what.about == "name" and what.of):
        return next((found for about in (what.about, *others) if (found := memory.all(about, what.of))), ())
    return memory.all(what.about, what.of)


def values_of(fact: Remembered) -> dict[str, str]:
    """What sentences may say of one thing that was told."""
    whose = "" if fact.about == "family" else pointed_at(fact.of) if is_pointer(fact.of) else fact.of
    elder = whose if whose in ELDERS or is_honoured_person(whose) else ""
    how = quality_avoided(fact.said) or ""
    values = {"what": fact.said, "of": whose, "elder": elder, "when": fact.when, "how": how}
    return {name: value for name, value in values.items() if value}
