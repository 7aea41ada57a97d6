"""What relations of its own say of a place, such as a fee, and what it comes to for several or for long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from companion.answering.base import Answer, SkillTurn
from companion.answering.place_replies import PlaceReplies
from companion.answering.wishes import Wish
from companion.knowledge.places.store import Place
from companion.knowledge.values import Money
from companion.language.asking_clause import who_asks
from companion.language.grammar import is_copula, object_of
from companion.language.numbers import NumberMention, find_numbers
from companion.language.terms import RECIPIENT, TOPIC, Term
from companion.language.units import MINUTES, PEOPLE


class SightAnswers(PlaceReplies):
    """Answers what one asks of sights like of anything else."""

    def fact(self, turn: SkillTurn, place: Place, wish: Wish) -> Answer | None:
        """What a relation of its own says, where the question asks for one: «달항아리는 언제 만들어졌어?»."""
        base, squeezed = self._teller.base, self._without_names(turn).replace(" ", "")
        heard: dict[str, str] = {}
        relations = [base.vocabulary.relations[fact.relation] for fact in base.facts_of(place.id)]
        for words in ([(r.id, r.cues) for r in relations], [(r.id, r.asks) for r in relations if r.kind == "money"]):
            for relation, cues in words:
                written = (cue.replace(" ", "") for cue in cues)
                if found := max((cue for cue in written if cue in squeezed), key=len, default=None):
                    heard[relation] = found
            if heard:
                break  # «얼마» asks for a fee where no word of its own is said
        # «입장료» asks for a fee, not for when one is let in («입장»).
        asked = {r for r, cue in heard.items() if not any(cue != c and cue in c for c in heard.values())}
        asked |= {r.id for r in relations if not asked and r.label in wish.attributes}  # «차는 어디 대?»
        facts = [fact for fact in base.facts_of(place.id) if fact.relation in asked]
        if not facts:
            return None
        told = self._teller.facts(facts, turn.as_of)
        answer = self._answer(turn, (place,), told.text, True, None, ())
        return replace(answer, sources=told.sources)

    def facts(self, turn: SkillTurn, places: Sequence[Place], wish: Wish) -> Answer | None:
        """The same of several: what is known of some of them, and of which nothing is."""
        told = {place.id: self.fact(turn, place, wish) for place in places}
        known = [answer for answer in told.values() if answer is not None]
        if not known:
            return None
        lacking = [place for place in places if told[place.id] is None]
        sentences = [answer.text for answer in known]
        if lacking:
            sentences.append(self._say("missing_other", names=[place.name for place in lacking]))
        answer = self._answer(turn, places, " ".join(sentences), True, None, ())
        return replace(answer, sources=tuple(source for one in known for source in one.sources))

    def fee(self, turn: SkillTurn, place: Place, wish: Wish) -> Answer | None:
        """What a fee of what was spoken of comes to for as many, or for as long, as are said: «세 시간 대면?»."""
        for fact in self._teller.base.facts_of(place.id):
            unit = next(iter(find_numbers(fact.text("per") or "")), None)
            if unit is None or not isinstance(fact.value, Money):
                continue
            times = [t for n in turn.analysis.numbers if (t := _times(n, unit)) is not None]
            if not times and wish.people and unit.counter in PEOPLE:
                times = [wish.people / unit.value]  # «어른 둘 애 하나»
            if times:
                told = self._teller.facts([fact], turn.as_of)
                total = self._teller.say("amount", krw=ceil(sum(times)) * fact.value.krw)
                minors = f" {self._say('minors_unknown')}" if wish.minors else ""
                answer = self._answer(turn, (place,), f"{total} {told.text}{minors}", True, None, ())
                return replace(answer, sources=told.sources)
        return None

    def admission(self, turn: SkillTurn, place: Place) -> Answer:
        """«거기 돈 받아요?», «따로 내야 돼요?»: whether it costs something to go in, or that this is not known."""
        base, reading = self._teller.base, turn.analysis.reading
        fees = [r for r in base.vocabulary.relations.values() if r.kind == "money" and r.asks and r.role is None]
        facts = [
            f for f in base.facts_of(place.id) if isinstance(f.value, Money) and f.relation in {r.id for r in fees}
        ]
        if not facts:
            asked_of = {
                f.relation for p in self._store.places.values() if self._store.is_fact(p) for f in base.facts_of(p.id)
            }
            label = next((r.label for r in fees if r.id in asked_of), fees[0].label)
            text = self._about([place], self._say("missing", label=label))
            return self._answer(turn, (place,), text, False, None, ())
        told = self._teller.facts(facts, turn.as_of)
        groups = self._groups(turn)
        per = " ".join(fact.text("per") or "" for fact in facts)
        costs = any(isinstance(f.value, Money) and f.value.krw for f in facts)
        other = [who for t in groups if costs and (who := self._who(turn, t)) not in per]
        denies = reading.main is not None and reading.main.form is not None and reading.main.form.negated
        wonders = not any(t.kind == "question" for t in reading.terms)
        so = [self._say("yes" if costs != denies else "no")] if wonders and not other else []
        others = [self._say("fee_of_group_unknown", who=who) for who in other[-1:]]
        answer = self._answer(turn, (place,), " ".join((*so, told.text, *others)), True, None, ())
        return replace(answer, sources=told.sources)

    def asks_for_admission(self, turn: SkillTurn) -> bool:
        """Whether it is asked if one has to pay: «돈 받나», «돈 내고 들어가?», «또 내야 돼»."""
        reading = turn.analysis.reading
        asks = "?" in reading.text or (
            reading.main is not None and reading.main.form is not None and reading.main.form.asks
        )
        for verb in reading.verbs if asks else ():
            about = object_of(reading, verb)
            money = about is not None and self._wording.is_(about, "money")
            bare = about is None or about.kind not in ("noun", "name") or TOPIC in about.particles
            if self._wording.is_(verb, "paying") and (money or (bare and verb.form is not None and verb.form.ought)):
                return True
        return False

    def fee_of_group(self, turn: SkillTurn, place: Place) -> Answer | None:
        """«늙은이는 얼마야», «노인은 깎아 주나»: the fee that is known, and that theirs is not."""
        reading = turn.analysis.reading
        groups = self._groups(turn)
        if not groups:
            return None
        asks = any(self._wording.is_(t, "let_in") for t in reading.terms if t is not groups[-1])
        goes_on = TOPIC in groups[-1].particles and (reading.main is None or is_copula(reading.main))
        last = turn.last.text if turn.last is not None and goes_on else ""
        for fact in self._teller.base.facts_of(place.id):
            unit = next(iter(find_numbers(fact.text("per") or "")), None)
            if unit is None or unit.counter not in PEOPLE or not isinstance(fact.value, Money):
                continue
            who = self._who(turn, groups[-1])
            if who in (fact.text("per") or ""):
                return None
            told = self._teller.facts([fact], turn.as_of)
            if told.text in last:  # «애들은요?» right after the fee
                text = self._say("fee_of_group_unknown", who=who)
            elif asks:
                text = f"{told.text} {self._say('fee_of_group_unknown', who=who)}"
            else:
                return None
            return replace(self._answer(turn, (place,), text, True, None, ()), sources=told.sources)
        return None

    def _groups(self, turn: SkillTurn) -> list[Term]:
        """Of what age who goes in is: not who only wants to know («할머니가 궁금해하시는데 …»), or is to be told."""
        reading = turn.analysis.reading
        asking = who_asks(reading, {m.start for m in turn.analysis.mentions if m.kind != "attribute"})
        groups = ((at, t) for at, t in enumerate(reading.terms) if self._wording.is_(t, "groups_of_age"))
        return [t for at, t in groups if at not in asking and RECIPIENT not in t.particles]

    @staticmethod
    def _who(turn: SkillTurn, group: Term) -> str:
        """«노인», «늙은이», which the dictionary takes for a verb and a noun."""
        follows = next((t for t in turn.analysis.reading.terms if t.start >= group.end), None)
        joined = group.form is not None and follows is not None
        return turn.analysis.text[group.start : follows.start + 1] if joined and follows else group.text

    @staticmethod
    def _without_names(turn: SkillTurn) -> str:
        """What is said, without names of places: «달항아리» asks for nothing that is in it."""
        text = turn.analysis.text
        for mention in turn.analysis.of_kind("place", "thing", "area"):
            text = f"{text[: mention.start]}{' ' * (mention.end - mention.start)}{text[mention.end :]}"
        return text


def _times(number: NumberMention, unit: NumberMention) -> float | None:
    """How often a unit goes into a number of the same kind; None where they are of different kinds."""
    if number.ordinal or number.counter is None or unit.counter is None:
        return None
    if number.counter in MINUTES and unit.counter in MINUTES:
        return number.value * MINUTES[number.counter] / (unit.value * MINUTES[unit.counter])
    return number.value / unit.value if number.counter in PEOPLE and unit.counter in PEOPLE else None
