"""Questions to the knowledge base: offices and their holders on any date, people, and everything else with facts.

The skill answers only when nothing in the question is left unexplained by names, times, cues and neutral words;
otherwise it declines and says what it lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce

from companion.knowledge import tenures as terms
from companion.knowledge.base import Fact, Office, Tenure
from companion.knowledge.days import Interval
from companion.knowledge.telling import Told, When
from companion.language.dates import TimeExpression, format_date
from companion.language.numbers import ordinal
from companion.skills.base import Answer, Decline, Focus, KnowledgeFocus, Library, Turn
from companion.understanding.types import Analysis, Mention

# Cue groups that only questions about things use; «최고» explains nothing in a question about a person.
_OF_FACTS = ("highest", "lowest")
# How probable a question about facts must be when it names no subject.
_MEANT_FOR_FACTS = 0.4
_DOING = re.compile(r"뭐\s?(?:해|하고|하니|하냐|하지|함|하는 중|하는지)(?:\s?있)?")
_NTH = re.compile(r"(?:제\s?)?(\d{1,3})\s?대(?!\s?(?:1|일))")
_ELECTED_TERM = re.compile(r"민선\s?(\d)\s?기")
_THEN = re.compile(r"(?:그|당)\s?(?:때|당시|무렵|시절|해|날)|(?:^|\s)당시|그즈음")
_NOW = re.compile(r"(?:^|\s)(?:지금|현재|현|요즘|오늘날|이제|올해)")
_SELF = re.compile(r"(?:^|\s)(?:너|넌|네가|네|니|너는|너의|너희|당신|자네|파이보)")
_TOPIC = re.compile(r"(?:은|는)(?:요|\s?누구)?\s?[?？]?$")
_YES_NO = re.compile(
    r"(?:맞아|맞나|맞지|맞죠|맞습니까|이야|야|인가요?|입니까|이니|니|지|죠|이에요|예요|였어|였나|였나요|이었어|였지|이었나요?)\s*[?？]?$"
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question taken apart."""

    turn: Turn
    rest: str
    offices: tuple[Mention, ...]
    people: tuple[Mention, ...]
    things: tuple[Mention, ...]
    countries: tuple[Mention, ...]
    when: When | None

    @property
    def as_of(self) -> date:
        return self.turn.as_of

    @property
    def focus(self) -> KnowledgeFocus:
        return self.turn.focus.knowledge if self.turn.focus.topic == "knowledge" else KnowledgeFocus()

    @property
    def names_nothing(self) -> bool:
        return not (self.offices or self.people or self.things or self.countries)


class KnowledgeSkill:
    """Answers from the knowledge base, as of the turn's day."""

    name = "knowledge"

    def __init__(self, library: Library) -> None:
        base, teller = library.base, library.teller
        self._base = base
        self._teller = teller
        self._cues = teller.answers.cues
        self._self = next((e.id for e in base.entities.values() if e.is_self), None)
        words = {
            part for name, cues in self._cues.items() if name not in _OF_FACTS for cue in cues for part in cue.split()
        }
        self._explained = tuple(words | set(teller.answers.explained) | set(teller.answers.titles))
        strong = {cue for relation in base.relations.values() for cue in relation.cues}
        more = {part for name in _OF_FACTS for cue in self._cues[name] for part in cue.split()}
        self._explained_of_facts = (
            *self._explained,
            *more,
            *{part for cue in strong for part in cue.split()},
        )

    def answer(self, turn: Turn) -> Answer | Decline:
        """Answer a question about an office, a person or a thing."""
        asked = self._take_apart(turn)
        strange = self._foreign_office(asked)
        if strange:
            return Decline(self._teller.say("unknown_office", title=strange), 3, "knowledge.holder")
        told = self._answer(asked)
        if not isinstance(told, Answer):
            told = self._by_words(asked) or told
        return told or Decline(self._teller.say("unexplained"), 0 if asked.names_nothing else 1)

    def _answer(self, asked: _Asked) -> Answer | Decline | None:
        analysis = asked.turn.analysis
        if asked.names_nothing and not asked.focus.thing and not asked.focus.office:
            told = self._by_words(asked)
            if told:
                return told
        fact = self._about_fact(asked, len(analysis.unexplained(*self._explained_of_facts)))
        if fact is not None:
            return fact
        if analysis.unexplained(*self._explained):
            return None
        if asked.offices or asked.people:
            return self._about_office(asked)
        return self._follow_up(asked)

    # Taking the question apart

    def _take_apart(self, turn: Turn) -> _Asked:
        analysis = turn.analysis
        rest = _without_names(analysis)
        things = list(analysis.of_kind("thing"))
        event = next((m for m in things if self._is_event_time(m, analysis)), None)
        if event:
            things.remove(event)
        offices = analysis.of_kind("office")
        if offices:
            # «경기도 광주시장»: the place is part of the title, not what is asked about.
            things = [m for m in things if self._base.entities[m.id].kind in ("event", "product", "project")]
        return _Asked(
            turn,
            rest,
            offices,
            analysis.of_kind("person"),
            tuple(things),
            analysis.of_kind("country"),
            self._when(turn, event, rest),
        )

    def _has(self, rest: str, *cues: str) -> bool:
        squeezed = rest.replace(" ", "").replace("예전", "옛날")
        return any(word.replace(" ", "") in squeezed for cue in cues for word in self._cues[cue])

    def _is_event_time(self, mention: Mention, analysis: Analysis) -> bool:
        dated = any(f.relation == "date" for f in self._base.of(mention.id))
        words = "|".join(map(re.escape, self._cues["at_event"]))
        after = re.match(rf"[^\s]{{0,4}}(?:\s?[가-힣]{{1,3}}){{0,2}}\s?(?:{words})(?!짜)", analysis.text[mention.end :])
        return dated and after is not None and "언제" not in after[0]

    def _event_day(self, thing: str) -> date | None:
        for fact in self._base.of(thing):
            if fact.relation == "date" and fact.start:
                return fact.start.first
        return None

    def _when(self, turn: Turn, event: Mention | None, rest: str) -> When | None:
        day = self._event_day(event.id) if event else None
        if day:
            return When(Interval.of(day), f"협약이 맺어진 {format_date(day)}")
        times = [t for t in turn.analysis.times if not t.is_now]
        if times:
            return _of_time(times[0], turn.as_of)
        if _THEN.search(rest):
            return turn.focus.knowledge.when
        if _NOW.search(turn.analysis.text):
            return When.now(turn.as_of)
        return None

    def _foreign_office(self, asked: _Asked) -> str | None:
        """A title we hold no data for: «부산시장», «미국 대통령», «국방부 장관»."""
        text, regions = asked.turn.analysis.text, asked.turn.analysis.of_kind("region", "country", "thing")
        for office in asked.offices:
            region = self._base.offices[office.id].region or ""
            for other in regions:
                between = text[other.end : office.start]
                same = other.name.removesuffix("시").removesuffix("도") in region + self._base.name(office.id)
                if (
                    between.strip() in ("", "의")
                    and other.end <= office.start
                    and not same
                    and other.id not in ("korea",)
                ):
                    return f"{other.name} {office.text}"
        if asked.offices or asked.people:
            return None
        titles = "|".join(sorted(self._teller.answers.titles, key=len, reverse=True))
        found = re.search(
            rf"([가-힣]+\s?(?:광역시|특별시|특별자치도|도|시|군|구)?\s?(?:{titles}))(?:님)?(?:[은는이가을를의]|이야|누구|$|\s|\?|였|이었)",
            text,
        )
        who = self._has(asked.rest, "who") or _YES_NO.search(text)
        return found[1] if found and who else None

    # Facts about things

    def _about_fact(self, asked: _Asked, unexplained: int) -> Answer | Decline | None:
        subjects = [m.id for m in asked.things]
        is_implied = not subjects
        strong = self._asked_relations(asked.rest)
        if not subjects and not asked.offices and not asked.people:
            subjects = self._implied_subjects(asked, strong)
        if asked.countries and not subjects:
            thing = asked.focus.thing
            subjects = [thing] if thing and self._base.entities[thing].kind == "statistic" else []
        if not subjects:
            return None
        if (asked.offices or asked.people) and not any(
            f.relation in strong for s in subjects for f in self._base.of(s)
        ):
            return None
        if not any(f.relation in strong for s in subjects for f in self._base.of(s)):
            settings = all(self._base.entities[s].kind in ("organisation", "place", "country") for s in subjects)
            least = 2 if settings else 3
            owners = {f.subject for f in self._base.facts if strong.get(f.relation, 0) >= least}
            subjects = list(owners) if len(owners) == 1 else subjects
        subject = self._best_subject(asked, subjects, strong)
        if asked.focus.thing and not any(f.visible(asked.as_of) for f in self._base.of(subject)):
            subject = asked.focus.thing  # «경기도는?» after a question about the graduate schools
        asks_for_it = any(f.relation in strong for f in self._base.of(subject))
        tolerated = 2 if asks_for_it and not is_implied and self._base.entities[subject].kind != "statistic" else 0
        return self._tell_fact(asked, subject, strong) if unexplained <= tolerated else None

    def _by_words(self, asked: _Asked) -> Answer | None:
        """The fact whose own words account for every content word of the question."""
        analysis = asked.turn.analysis
        words = [w.stem for w in analysis.words if not w.neutral]
        if asked.people or asked.offices or analysis.of_kind("food", "place", "eatery", "attribute"):
            return None
        words += re.findall(r"\d+\s?단계", analysis.text)
        if not any(len(word) > 1 for word in words):
            return None
        strong = self._asked_relations(asked.rest)
        best: tuple[int, float, Fact] | None = None
        for fact in self._base.facts:
            if not fact.visible(asked.as_of) or not self._is_about(fact, asked):
                continue
            told = _squeezed(self._teller.sentence(fact) if fact.say else "")
            relation = self._base.relations[fact.relation]
            entity = self._base.entities[fact.subject]
            around = _squeezed("".join((*relation.cues, relation.label, entity.name, *entity.aliases)))
            if all(_stands_in(w, told + around) for w in words) and any(_stands_in(w, told) for w in words):
                fit = (strong.get(fact.relation, 0), -len(told), fact)
                best = max(best, fit, key=lambda pair: pair[:2]) if best else fit
        if best is None or not (best[0] or sum(len(word) > 1 for word in words) > 1 or asked.things):
            return None
        fact = best[2]
        focus = KnowledgeFocus(thing=fact.subject, relations=(fact.relation,), when=asked.when)
        return _answer(self._teller.facts([fact], asked.as_of), focus, "knowledge.fact")

    def _is_about(self, fact: Fact, asked: _Asked) -> bool:
        """Whether every name in the question is the fact's subject or stands in its sentence."""
        told = _squeezed(fact.say or "")
        named = (*asked.things, *asked.countries)
        return all(
            fact.subject == m.id or _squeezed(self._base.name(m.id)) in told or _squeezed(m.text) in told for m in named
        )

    def _asked_relations(self, rest: str) -> dict[str, int]:
        """Relations whose own cues stand in the question, with the length of what matched."""
        squeezed = rest.replace(" ", "")
        found = {}
        for relation in self._base.relations.values():
            hits = [len(cue.replace(" ", "")) for cue in relation.cues if cue.replace(" ", "") in squeezed]
            if hits:
                found[relation.id] = sum(hits)
        return found

    def _implied_subjects(self, asked: _Asked, strong: dict[str, int]) -> list[str]:
        if (
            self._self
            and _SELF.search(asked.turn.analysis.text)
            and any(f.relation in strong for f in self._base.of(self._self))
        ):
            return [self._self]
        focus = asked.focus
        if focus.thing:
            own = {f.relation for f in self._base.of(focus.thing)}
            is_fragment = not strong or len(asked.turn.analysis.text) <= 14
            if own & set(strong) or (is_fragment and self._weak_relations(asked.rest, focus.thing, asked.as_of)):
                return [focus.thing]
        if focus.office and (self._asks_tenure(asked.rest) or self._has(asked.rest, "before", "after")):
            return []
        if self._has(asked.rest, "length"):
            return []  # «임기», «재임 기간»: about an office, whose ever it is
        owners = {f.subject for f in self._base.facts for r in strong if f.relation == r and strong[r] >= 2}
        events = [o for o in owners if self._base.entities[o].kind == "event"]
        likely = asked.turn.interpretation.probability("knowledge.") >= _MEANT_FOR_FACTS
        if likely and (len(owners) == 1 or len(events) == 1):
            return events or list(owners)
        return []

    def _best_subject(self, asked_: _Asked, subjects: list[str], strong: dict[str, int]) -> str:
        """The thing whose relation is asked for; then the topic («은/는»), then the last, the head in Korean."""
        text = asked_.turn.analysis.text
        topics = {m.id for m in asked_.things if text[m.end : m.end + 1] in ("은", "는")}

        def fit(subject: str) -> tuple[int, bool, bool, int]:
            asked = max((strong.get(f.relation, 0) for f in self._base.of(subject)), default=-1)
            is_setting = self._base.entities[subject].kind in ("organisation", "place", "country")
            return asked, subject in topics, not is_setting, subjects.index(subject)

        return max(subjects, key=fit)

    def _weak_relations(self, rest: str, subject: str, as_of: date) -> list[str]:
        squeezed = rest.replace(" ", "")
        own = dict.fromkeys(f.relation for f in self._base.of(subject) if f.visible(as_of))
        return [r for r in own if any(cue in squeezed for cue in self._base.relations[r].weak_cues)]

    def _tell_fact(self, asked: _Asked, subject: str, strong: dict[str, int]) -> Answer | Decline | None:
        facts = [f for f in self._base.of(subject) if f.visible(asked.as_of)]
        name = self._base.name(subject)
        if self._base.entities[subject].kind == "statistic":
            return self._tell_statistic(asked, subject, facts)
        if not facts:
            reason = self._teller.say("not_known_then", as_of=asked.as_of, subject=name)
            return Decline(reason, 2, "knowledge.fact")
        relations = self._choose_relations(asked, subject, facts, strong)
        if not relations:
            best = max(strong, key=lambda r: strong[r], default=None)
            label = self._base.relations[best].label if best else "그 내용"
            return Decline(self._teller.say("relation_unknown", subject=name, label=label), 2, "knowledge.fact")
        chosen = [f for r in relations for f in self._at(asked, [f for f in facts if f.relation == r])]
        told = self._item(asked, chosen) or self._teller.facts(chosen, asked.as_of)
        note = self._ambiguity_note(asked.things)
        focus = KnowledgeFocus(thing=subject, relations=tuple(relations), when=asked.when, asked="fact")
        return _answer(replace(told, text=told.text + note), focus, "knowledge.fact")

    def _item(self, asked: _Asked, facts: list[Fact]) -> Told | None:
        """«네 번째 협력 분야»: one value of a list."""
        number = next((n.value for n in asked.turn.analysis.numbers if n.ordinal), None)
        if number is None or not facts or not 1 <= number <= len(facts[0].value) or len(facts[0].value) < 2:
            return None
        text = self._teller.say("nth_value", number=ordinal(number), value=facts[0].value[number - 1])
        return Told(text, True, (facts[0].cite(asked.as_of),))

    def _choose_relations(self, asked: _Asked, subject: str, facts: list[Fact], strong: dict[str, int]) -> list[str]:
        own = dict.fromkeys(f.relation for f in facts)
        ranked = sorted((r for r in own if r in strong), key=lambda r: -strong[r])
        weak = [r for r in self._weak_relations(asked.rest, subject, asked.as_of) if r in own]
        if ranked:
            # «언제 어디서 체결했어»: several question words ask for several relations.
            return ranked[:1] + [r for r in weak if r not in ranked and r in ("date", "place") and len(weak) > 1][:1]
        specific = [r for r in weak if r != "summary"]
        if max(strong.values(), default=0) >= 2 and not specific:
            return ["summary"] if "summary" in weak and re.search(r"어떤|어느", asked.rest) else []
        if specific:
            return specific[:2]
        if "summary" in own:
            return ["summary"]
        return [r for r in asked.focus.relations if r in own]

    def _at(self, asked: _Asked, facts: list[Fact]) -> list[Fact]:
        """Facts that hold at the time asked about; without a time, all that are known, oldest first."""
        if (asked.when is None or asked.when.label is None) and not self._has(asked.rest, "ex"):
            holding = [f for f in facts if not (f.end and f.end.last < asked.as_of)]
            return (holding or facts)[-3:]
        if asked.when is None and self._has(asked.rest, "ex"):
            return facts[:1]
        until = asked.when.days.last if asked.when else asked.as_of
        begun = [f for f in facts if (f.start.first if f.start else f.tellable_from) <= until]
        return begun[-1:] or facts[:1]

    def _tell_statistic(self, asked: _Asked, subject: str, facts: list[Fact]) -> Answer | Decline:
        years = sorted({f.period.iso for f in facts if f.period})
        year = years[-1] if years else ""
        when = asked.when if asked.when and asked.when.label else None
        if when is None and asked.focus.thing == subject:
            when = asked.focus.when
        if when:
            wanted = [y for y in years if when.days.overlaps(date(int(y), 1, 1), date(int(y), 12, 31))]
            at_event = when.days.first == when.days.last
            if not wanted and at_event:
                wanted = [y for y in years if int(y) <= when.days.first.year]
            if not wanted:
                text = self._teller.say("level_other_year", asked=when.days.first.year, known=[f"{y}년" for y in years])
                return Decline(text, 3, "knowledge.fact")
            year = wanted[-1]
        measured = [f for f in facts if f.period and f.period.iso == year]
        countries = [m.id for m in asked.countries]
        if not countries and not asked.things and asked.focus.thing == subject:
            countries = list(asked.focus.objects)
        compares_to_usa = (
            len(countries) > 1
            and "usa" in countries
            and re.search(r"미국[을이]?\s?(?:100|백|기준)", asked.turn.analysis.text)
        )
        if compares_to_usa:
            countries.remove("usa")
        focus = KnowledgeFocus(thing=subject, relations=("level",), objects=tuple(countries), when=when)
        if not measured:
            return Decline(self._teller.say("unexplained"), 2)
        if self._has(asked.rest, "highest", "lowest") and len(countries) != 1:
            low = self._has(asked.rest, "lowest")
            compared = [f for f in measured if f.object in countries] or measured
            extreme = (min if low else max)(compared, key=lambda f: float(f.value[0]))
            text = self._teller.say(
                "level_extreme",
                year=year,
                country=self._base.name(extreme.object or subject),
                value=extreme.value[0],
                end="낮" if low else "높",
            )
            return _answer(Told(text, True, (extreme.cite(asked.as_of),)), focus, "knowledge.fact")
        chosen = [f for c in countries for f in measured if f.object == c]
        if countries and not chosen:
            return Decline(self._teller.say("unexplained"), 2)
        told = self._teller.levels(chosen, asked.as_of) if chosen else self._teller.all_levels(measured, asked.as_of)
        return _answer(told, focus, "knowledge.fact")

    # Offices and people

    def _about_office(self, asked: _Asked) -> Answer | Decline | None:
        offices, people = list(asked.offices), list(asked.people)
        when = asked.when
        if people and offices:
            offices, when = self._apposition(asked, offices, people, when)
        if people and not offices:
            return self._about_person(asked, people[0], when)
        if people:
            return self._person_in_office(asked, people[0], offices[0], when)
        if (
            when is None
            and asked.focus.when
            and len(asked.turn.analysis.text) <= 14
            and _TOPIC.search(asked.turn.analysis.text)
        ):
            when = asked.focus.when  # «2020년에는?» «그럼 수원시장은?»
        told, focus = self._tell_office(asked, offices[0], when)
        for other in offices[1:]:
            if other.id != offices[0].id:
                told = told.and_then(self._tell_office(asked, other, when)[0])
        return self._persona(asked, told, focus)

    def _apposition(
        self, asked: _Asked, offices: list[Mention], people: list[Mention], when: When | None
    ) -> tuple[list[Mention], When | None]:
        """«이재명 지사 시절 광주시장»: the title after a name belongs to it, and «시절» makes it a time."""
        person, text = people[0], asked.turn.analysis.text
        adjacent = next(
            (o for o in offices if o.start >= person.end and text[person.end : o.start].strip() == ""), None
        )
        end = adjacent.end if adjacent else person.end
        if re.match(r"\s?(?:가|이|의)?\s?(?:때|시절|재임)", text[end:]):
            held = self._tenures(person.id, asked.as_of, adjacent.id if adjacent else None)
            if held and held[-1].start:
                last = terms.end_as_known(held[-1], asked.as_of) or asked.as_of
                when = When(Interval(held[-1].start.first, last), f"{self._teller.who(held[-1])} 때")
                people.clear()
        if adjacent and (len(offices) > 1 or not people) and len(offices) > 1:
            offices = [o for o in offices if o is not adjacent]
        return offices, when

    def _tenures(self, person: str, as_of: date, office: str | None = None) -> list[Tenure]:
        return [
            t
            for t in self._base.tenures_of(person)
            if terms.is_visible(t, self._base.offices[t.office], as_of) and office in (None, t.office)
        ]

    def _about_person(self, asked: _Asked, person: Mention, when: When | None) -> Answer | Decline | None:
        rest, as_of = asked.rest, asked.as_of
        held = self._tenures(person.id, as_of)
        proper = [t for t in held if not t.acting] or held
        if proper and self._has(rest, "before", "after"):
            return self._succession(asked, person, self._base.offices[proper[-1].office])
        if proper and self._asks_tenure(rest):
            return self._tell_tenure(asked, self._relevant(proper, asked), None)
        if _DOING.search(rest) and not self._has(rest, "role"):
            return None
        told = self._teller.profile(person.id, when, as_of)
        told = replace(told, text=told.text + self._ambiguity_note([person]))
        office = told.tenures[0].office if told.tenures else None
        return _answer(
            told,
            KnowledgeFocus(office=office, person=person.id, when=when, asked="profile"),
            "knowledge.profile",
        )

    def _relevant(self, held: list[Tenure], asked: _Asked) -> Tenure:
        """Which of several terms a question means: the first, an ended one where the end is asked, or the last."""
        if self._has(asked.rest, "first"):
            return held[0]
        ended = [t for t in held if terms.end_as_known(t, asked.as_of)]
        if self._has(asked.rest, "end") and not self._has(asked.rest, "start") and ended:
            return ended[-1]
        office = asked.focus.office
        return next((t for t in reversed(held) if t.office == office), held[-1])

    def _asks_tenure(self, rest: str) -> bool:
        asks = self._has(rest, "start", "end", "length")
        return asks or (self._has(rest, "when") or self._has(rest, "why"))

    def _person_in_office(
        self, asked: _Asked, person: Mention, office: Mention, when: When | None
    ) -> Answer | Decline | None:
        rest, as_of = asked.rest, asked.as_of
        held = self._tenures(person.id, as_of, office.id)
        subject = self._base.offices[office.id]
        if self._has(rest, "before", "after") and (
            self._has(rest, "who") or not self._has(rest, "when", "start", "end")
        ):
            return self._succession(asked, person, subject)
        if held and self._asks_tenure(rest):
            return self._tell_tenure(asked, self._relevant(held, asked), when)
        if self._has(rest, "who", "role") and not held:
            return self._about_person(asked, person, when)
        if not self._has(rest, "who", "role"):
            return self._verify(asked, person, office, when or When.now(as_of))
        return self._about_person(asked, person, when)

    def _verify(self, asked: _Asked, person: Mention, office: Mention, when: When) -> Answer:
        told = self._teller.holder(self._base.offices[office.id], when, asked.as_of)
        if told.tenures:
            right = any(t.person == person.id for t in told.tenures)
            told = replace(told, text=f"{self._teller.say('right' if right else 'wrong')} {told.text}")
        focus = KnowledgeFocus(office=office.id, person=_person(told), when=when, asked="holder")
        return _answer(told, focus, "knowledge.holder")

    def _succession(self, asked: _Asked, pivot: Mention | Tenure, office: Office) -> Answer:
        person = pivot.id if isinstance(pivot, Mention) else pivot.person
        before = self._has(asked.rest, "before") and not self._has(asked.rest.replace("이전", ""), "after")
        label, as_of = self._base.name(person), asked.as_of
        tenure = (terms.before if before else terms.after)(office, person, as_of)
        told = self._teller.relative(office, "holder_before" if before else "holder_after", tenure, as_of, pivot=label)
        focus = KnowledgeFocus(office=office.id, person=_person(told) or person, when=_when_of(tenure), asked="holder")
        return _answer(told, focus, "knowledge.holder")

    def _tell_tenure(self, asked: _Asked, tenure: Tenure, when: When | None) -> Answer:
        rest, as_of = asked.rest, asked.as_of
        starts, ends = self._has(rest, "start"), self._has(rest, "end")
        if self._has(rest, "why"):
            told = self._teller.end(tenure, as_of, why=True)
        elif starts and not ends:
            told = self._teller.start(tenure, as_of)
        elif ends and not starts:
            told = self._teller.end(tenure, as_of)
        elif not starts and not self._has(rest, "length"):
            told = self._teller.start(tenure, as_of)
        else:
            # Somebody may have acted in an office more than once.
            again = [t for t in self._tenures(tenure.person, as_of, tenure.office) if t.acting and tenure.acting]
            told = reduce(Told.and_then, (self._teller.span(t, as_of) for t in again or [tenure]))
        focus = KnowledgeFocus(
            office=tenure.office, person=tenure.person, when=when or asked.focus.when, asked="tenure"
        )
        return _answer(told, focus, "knowledge.tenure")

    def _tell_office(self, asked: _Asked, mention: Mention, when: When | None) -> tuple[Told, KnowledgeFocus]:
        office, rest, as_of, text = (
            self._base.offices[mention.id],
            asked.rest,
            asked.as_of,
            asked.turn.analysis.text,
        )
        told = self._special(asked, office, mention, when)
        if told is None and self._asks_tenure(rest) and not self._has(rest, "who"):
            stretches = terms.during(office, (when or When.now(as_of)).days, as_of)
            if stretches:
                answer = self._tell_tenure(asked, (terms.regular(stretches) or stretches)[-1].tenure, when)
                assert answer.focus is not None
                return Told(answer.text, answer.status == "answered", answer.sources), answer.focus.knowledge
        if told is None:
            told = self._teller.holder(office, when or When.now(as_of), as_of)
        note = self._ambiguity_note([mention]) if told.known else ""
        if office.note and self._has(rest, "first"):
            note += f" {office.note}"
        told = replace(told, text=told.text + note)
        found = told.tenures[-1].office if told.tenures else office.id
        _ = text
        return told, KnowledgeFocus(office=found, person=_person(told), when=when, asked="holder")

    def _special(self, asked: _Asked, office: Office, mention: Mention, when: When | None) -> Told | None:
        """First, last, n-th, former, next, acting, all – or None for the plain question."""
        rest, as_of, text = asked.rest, asked.as_of, asked.turn.analysis.text
        before_name = text[: mention.start].rstrip()
        tell = self._teller.relative
        number = _NTH.search(text) or _ELECTED_TERM.search(text)
        if self._has(rest, "acting"):
            is_past = re.search(r"[였었했던]", rest) or self._has(rest, "all")
            return self._teller.deputies(office, when if when or is_past else When.now(as_of), as_of)
        counted = [n.value for n in asked.turn.analysis.numbers if n.ordinal and n.value > 1]
        if counted:
            return tell(office, "holder_nth", terms.nth(office, counted[0], as_of), as_of, label=f"제{counted[0]}대")
        if number and number.re is _NTH:
            label = f"제{number[1]}대"
            return tell(office, "holder_nth", terms.nth(office, int(number[1]), as_of), as_of, label=label)
        if number:
            label = f"민선 {number[1]}기"
            return tell(office, "holder_nth", terms.by_term(office, label, as_of), as_of, label=label)
        if self._has(rest, "first"):
            return tell(office, "holder_first", terms.first_holder(office, as_of), as_of)
        if self._has(rest, "all"):
            return self._teller.everyone(office, as_of)
        current = terms.regular(terms.current(office, as_of))
        if self._has(rest, "last") and office.ended and office.ended.last <= as_of:
            return tell(office, "holder_last", terms.proper(office, as_of)[-1], as_of)
        if re.search(r"(?:^|\s)(?:전|전직|전임|옛|이전|지난)$", before_name) or before_name.endswith("전직"):
            person = current[-1].tenure.person if current else ""
            return tell(office, "holder_ex", terms.before(office, person, as_of), as_of)
        if re.search(r"(?:다음|차기|후임|다음번)$", before_name) or self._has(rest, "next"):
            pivot = asked.focus.person
            if re.search(r"그\s?다음$", before_name) and pivot:
                name = self._base.name(pivot)
                return tell(office, "holder_after", terms.after(office, pivot, as_of), as_of, pivot=name)
            return self._teller.unknown("next_unknown", office=office.name)
        if self._has(rest, "before", "after") and when is None:
            person = asked.focus.person or (current[-1].tenure.person if current else "")
            if person:
                before = self._has(rest, "before")
                tenure = (terms.before if before else terms.after)(office, person, as_of)
                template = "holder_before" if before else "holder_after"
                return tell(office, template, tenure, as_of, pivot=self._base.name(person))
        return None

    # Fragments that lean on the last answer

    def _follow_up(self, asked: _Asked) -> Answer | Decline | None:
        focus, rest, as_of = asked.focus, asked.rest, asked.as_of
        if focus.office is None or not asked.names_nothing:
            return None
        office = self._base.offices[focus.office]
        held = self._tenures(focus.person, as_of, focus.office) if focus.person else []
        if self._has(rest, "before", "after") and not asked.turn.analysis.times and focus.person:
            moves_back = self._has(rest, "before")
            tenure = (terms.before if moves_back else terms.after)(office, focus.person, as_of)
            template = "holder_before" if moves_back else "holder_after"
            told = self._teller.relative(office, template, tenure, as_of, pivot=self._base.name(focus.person))
            kept = KnowledgeFocus(office.id, _person(told) or focus.person, when=_when_of(tenure), asked="holder")
            return _answer(told, kept, "knowledge.holder")
        if asked.when is not None and not (held and self._asks_tenure(rest)):
            if focus.asked == "profile" and focus.person and not self._has(rest, "who"):
                told = self._teller.profile(focus.person, asked.when, as_of)
                return _answer(told, replace(focus, when=asked.when), "knowledge.profile")
            told = self._teller.holder(office, asked.when, as_of)
            kept = KnowledgeFocus(office.id, _person(told) or focus.person, when=asked.when, asked="holder")
            return self._persona(asked, told, kept)
        if held and self._asks_tenure(rest):
            return self._tell_tenure(asked, self._relevant(held, asked), asked.when)
        if self._has(rest, "acting", "first", "all", "last") or _NTH.search(rest):
            mention = Mention(0, 0, "", office.name, "office", (office.id,))
            special = self._special(asked, office, mention, asked.when or focus.when)
            if special:
                kept = KnowledgeFocus(office.id, _person(special) or focus.person, when=asked.when, asked="holder")
                return _answer(special, kept, "knowledge.holder")
        if focus.person and self._has(rest, "who", "role"):
            told = self._teller.profile(focus.person, None, as_of)
            return _answer(told, replace(focus, asked="profile"), "knowledge.profile")
        return None

    # Finishing

    def _ambiguity_note(self, mentions: Iterable[Mention]) -> str:
        for mention in mentions:
            ambiguity = self._base.ambiguities.get(mention.name)
            if ambiguity:
                return f" {ambiguity.note}"
        return ""

    def _persona(self, asked: _Asked, told: Told, focus: KnowledgeFocus) -> Answer:
        answer = _answer(told, focus, "knowledge.holder" if focus.asked == "holder" else "knowledge.tenure")
        is_now = focus.when is None or focus.when.label is None
        if focus.asked == "holder" and is_now and len(told.tenures) == 1:
            for line in asked.turn.persona:
                if line.fact == told.tenures[0].id and line.fits("holder", asked.as_of):
                    return replace(answer, text=line.text, gesture=line.gesture)
        return answer


def _answer(told: Told, focus: KnowledgeFocus, intent: str) -> Answer:
    return Answer(
        told.text,
        "answered" if told.known else "unknown",
        Focus("knowledge", focus),
        sources=told.sources,
        intent=intent,
        gesture=None if told.known else "think",
    )


def _person(told: Told) -> str | None:
    proper = [t for t in told.tenures if not t.acting] or list(told.tenures)
    return proper[-1].person if proper else None


def _when_of(tenure: Tenure | None) -> When | None:
    return When(Interval.of(tenure.start.first), format_date(tenure.start.first)) if tenure and tenure.start else None


def _without_names(analysis: Analysis) -> str:
    """The text with names blanked out, so that cues inside names don't count."""
    text = list(analysis.text)
    for mention in analysis.mentions:
        text[mention.start : mention.end] = "·" * (mention.end - mention.start)
    return "".join(text)


def _squeezed(text: str) -> str:
    return "".join(ch for ch in text if ch.isalnum()).lower()


def _stands_in(word: str, text: str) -> bool:
    """Whether a word, or what is left of it without its ending, stands in a squeezed text."""
    squeezed = _squeezed(word)
    shortest = 2 if len(squeezed) > 1 else 1
    return any(squeezed[:length] in text for length in list(range(len(squeezed), shortest - 1, -1))[:3])


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
