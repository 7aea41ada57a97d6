"""Statements: what people tell of themselves and their day is taken in and answered in kind, never looked up.

Whether something is told is decided by grammar (`companion.language.stances`); what sort of news it is, by the intent
classifier among the intents of this skill; the sentences stand in the phrase files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from companion.answering.base import Answer, Attempt, Decline, Focus, Library, Open, SkillTurn, Status
from companion.answering.memory import KEPT_ALONE, Memory, Remembered
from companion.answering.news import News
from companion.answering.sayings import pick
from companion.knowledge import tenures
from companion.language.asked_back import asked_back, only_named, wanted_back, wanted_topic
from companion.language.calendar import days_long, days_until, find_days
from companion.language.forms_of_address import is_name_of, month_day
from companion.language.hangul import is_syllable
from companion.language.introductions import looks_like_name, years_in
from companion.language.mirror import Mirror, mirror
from companion.language.recollection import said_before
from companion.language.self_questions import (
    SelfQuestion,
    asked_of_self,
    asks_first_words,
    asks_how_long,
    asks_last_words,
    asks_of_relative,
    asks_what_was_said,
    corrects,
    forgets,
    keeps,
    names_relative,
    says_they_told,
    wanted_of_self,
)
from companion.language.self_words import About
from companion.language.stances import (
    announces,
    asks_ability,
    asks_by_form,
    asks_listener,
    contrast,
    is_about_another,
    of_others,
    of_speaker,
    promises,
    remarks,
    resolves,
    seeks,
    stance,
    supposes,
    to_robot,
    unanswered,
)
from companion.language.templates import Template
from companion.understanding.types import Candidate

_SURE: Final = 0.96
_TELLS: Final = 0.62
"""Score of what its form alone shows to be a statement: more than a doubtful intent, less than a clear one."""
_OWN: Final = 0.8
"""The same where speakers say it of themselves or of somebody of theirs."""
_LAST_RESORT: Final = 0.2
_SAID: Final = 0.93
"""The same where it can be said back: nothing is asked."""
_CLEAR: Final = 0.6
_LIKELY: Final = 0.35
_HALF: Final = 0.5
_STANDS_OUT: Final = 0.42
"""Weight under which a kind of news is not believed, so that nobody is congratulated on a loss."""
_MOSTLY: Final = 0.6
"""Weight that kinds of one mood must have together, where none stands out."""
_ABOUT_MEMORY: Final = ("forget", "recall", "promise", "corrected", "recall_said")
_MAY_MEAN_IT: Final = ("smalltalk", "control", "clock", "play", "reminders", "sums", "none")
"""Skills that a statement may be said to («나 왔어»)."""
_ASKED_OF_IT: Final = ("control", "clock", "play", "reminders")
"""Skills that do what is asked, whatever one tells beside it."""
_MORE: Final = 0.3
"""Probability of news that goes on after something told."""
_BESIDE: Final = frozenset({"plan", "role", "family", "birthday", "work_at"})
"""Facts beside which the feeling is what the speaker wants heard; one kind of reply is enough."""
_SPARINGLY: Final = 4
"""A name is said in one of so many turns."""
_MOST_ITEMS: Final = 5
_MOODS: Final = {"other_sad": "painful", "other_glad": "pleasant"}
"""Replies to news of which only the mood shows."""
_MARKED_MOOD: Final = 0.5
"""How good or bad the words of news must be, of which no kind is sure, to be told so."""
_TELLING_MOOD: Final = 0.25
"""How good or bad the words of a clause must be to say how one feels about it."""
_BELIEVED: Final = 0.3
"""Probability from which a kind of news is believed though none of its words was said."""
_ANSWERED: Final = ("called", "deliberates", "ponders", "of_another", "opinion_asked")
"""What needs no data, whatever is said to it."""
_OTHER_DISLIKE: Final[dict[str, About]] = {"avoid": "dislike", "dislike": "avoid"}


class InformSkill:
    """Takes in what people tell, answers in kind, and says what it remembers."""

    name = "inform"

    def __init__(self, library: Library) -> None:
        self._intents = library.intents
        self._base = library.base
        own = {*_MAY_MEAN_IT, self.name}
        self._news = News(library.intents, self.name, own, self._by_grammar)

    def claim(self, turn: SkillTurn) -> Attempt | None:
        """The attempt to make if the utterance tells something, asks what was told, or wants it forgotten."""
        reading, analysis = turn.analysis.reading, turn.analysis
        if forgets(reading) is not None:
            return self._attempt("forget", _SURE + 0.02)
        if self._corrected(turn) is not None:
            return self._attempt("corrected", _SURE + 0.02)
        asked = self._asked(turn)
        if (
            (asked is None or not _found(turn.memory, asked))
            and (asks_what_was_said(reading) or asks_last_words(reading) or asks_first_words(reading))
            and (self._said_before(turn) or (asked is None and says_they_told(reading) and not turn.told))
        ):
            return self._attempt("recall_said", _SURE + 0.02)
        # «내 이름은 순자야 기억해 둬» tells what it wants kept.
        if asked is not None and not any(fact.about == asked.about and fact.of == asked.of for fact in turn.told):
            return self._attempt("recall", _SURE + 0.01)
        does = stance(reading)
        narrows = turn.focus.topic == "recommend" and bool(analysis.of_kind("food", "eatery", "attribute", "area"))
        awaited = turn.open is not None and turn.open.skill == self.name
        if turn.told and (
            does != "asks"
            or awaited
            or keeps(reading)
            or not reading.verbs
            or turn.told[-1].about == "call"
            or _only_names(turn)
        ):
            return self._attempt(turn.told[0].about, _HALF if narrows else _SURE)
        best = turn.interpretation.best
        meant = best.skill in ("smalltalk", "control", "play", "reminders") and best.probability > _CLEAR
        if announces(reading) and not meant and not narrows:
            return self._attempt("announced", _SURE + 0.02)
        looked_for = seeks(reading) and bool(analysis.of_kind("food", "eatery", "attribute"))
        if resolves(reading) and does != "asks":
            return self._attempt("promise", _SAID)
        if does == "asks" or narrows or looked_for or self._about_the_world(turn) or _wants_food(turn):
            return None
        if to_robot(reading):
            return None
        if promises(reading):
            return self._attempt("promise", _TELLS)
        kind, total = self._kind(turn)
        said = mirror(reading)
        if said is not None and self._only_tells(turn, best, said):
            return self._attempt(kind, _SAID)
        if best.skill in ("recommend", "knowledge") and best.probability > _LIKELY and not of_speaker(reading):
            return None
        fed = bool(analysis.of_kind("food", "attribute", "area"))  # a statement about food is no wish for a place
        past = reading.main is not None and reading.main.form is not None and reading.main.form.past
        wish = turn.interpretation.probability("recommend.")
        if does == "may tell" and not (fed and (past or total > wish)):
            return self._attempt(kind, max(total, _LAST_RESORT))
        least = _OWN if of_speaker(reading) or fed else _TELLS
        wanted = best.skill in _ASKED_OF_IT and best.probability > max(_LIKELY, total)
        if wanted or (best.skill == "smalltalk" and best.probability > max(_HALF, total) and not of_speaker(reading)):
            least = (
                _LAST_RESORT  # «얘기 들어 줘서 고맙다» is said to the robot, «귀가 어두워서 못 들었네» wants it again
            )
        return self._attempt(kind, max(total, _HALF if turn.focus.topic == "recommend" else least))

    def _only_tells(self, turn: SkillTurn, best: Candidate, said: Mirror) -> bool:
        """Whether what can be said back asks nothing of anybody, whatever the classifier thinks of its words."""
        past = any(verb.form is not None and verb.form.past for verb in turn.analysis.reading.verbs)
        if (turn.focus.topic == "recommend" or best.skill in ("recommend", "knowledge")) and not past:
            return False
        meant = best.skill in _MAY_MEAN_IT and best.probability >= _LIKELY
        meant = meant and (best.probability >= _HALF or self._news.knows(best.intent, turn.analysis.text))
        return not meant or best.skill == self.name

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """Answer in kind; a question back waits for its answer."""
        kind = turn.intent.intent.partition(".")[2]
        waited = turn.open is not None and turn.open.skill == self.name
        if waited and turn.open is not None and kind == turn.open.about and turn.intent.score == 1:
            goes_on = self._goes_on(turn)
            if goes_on is None:
                return Decline("")
            kind = goes_on
        reading = turn.analysis.reading
        asked = self._asked(turn)
        wonders = asks_by_form(reading) and not turn.told and not waited and not self._sighs(kind, turn)
        if wonders and kind not in _ABOUT_MEMORY:
            return Decline("")  # «행복이 뭘까» is no news
        addressed_only = to_robot(reading) and not turn.told and not of_speaker(reading)
        if addressed_only and not waited and kind not in _ABOUT_MEMORY:
            return Decline("")  # «너는 심심하지 않아?» is no news of the speaker
        by_word = self._corrected if kind == "corrected" else self._said_before if kind == "recall_said" else None
        if by_word is not None:
            return by_word(turn) or (Decline("") if kind == "corrected" else self._plain("recall_unsaid", turn))
        if kind == "forget":
            return self._forget(turn, forgets(reading) or SelfQuestion(""))
        if kind == "recall":
            return Decline("") if asked is None else self._recall(turn, asked)
        if turn.intent.score < _CLEAR and not waited and self.claim(turn) is None:
            return Decline("")
        if (
            turn.told
            and turn.told[0].about == "birthday"
            and turn.told[0].day == turn.now.date()
            and not turn.told[0].of
        ):
            kind = "birthday_today"
        if f"{self.name}.{kind}" not in self._intents:
            kind = "other"
        beside = len(turn.told) == 1 and turn.told[0].about in _BESIDE and kind == turn.told[0].about
        if beside and len(reading.verbs) > 1:
            more, total = self._kind(turn)
            if more != "other" and total >= _MORE:  # «내일 발표가 있는데 떨려»: how they feel goes before what is told
                kind = more
        values = _values(turn)
        if "echo" in values and not turn.told:
            kind = self._toned(kind, turn)
        text = self._say(kind, turn, values, quiet=waited or len(turn.told) > 1)
        first = turn.told[0] if turn.told else None
        others = [fact for fact in turn.told[1:] if first and (fact.about, fact.of) != (first.about, first.of)]
        for fact in others[:1]:
            text += f" {self._say(fact.about, replace(turn, variety=turn.variety + 1), _values_of(fact), quiet=waited)}"
        waits = Open(self.name, kind) if text.endswith("?") else None
        intent = self._intents[f"{self.name}.{kind}"]
        text = text if any(fact.about in ("name", "call") for fact in turn.told) else addressed(text, turn)
        return Answer(text, gesture=intent.gesture, intent=intent.name, open=waits)

    def _goes_on(self, turn: SkillTurn) -> str | None:
        """What kind the answer to a question back is; None where it is none."""
        best = turn.interpretation.best
        claimed = self.claim(turn)
        if claimed is not None and claimed.score > max(_LAST_RESORT, _HALF):
            return claimed.intent.partition(".")[2]
        if stance(turn.analysis.reading) == "asks" and turn.analysis.reading.verbs:
            return None
        if best.intent in self._nods and best.probability > _HALF:
            return "nods"
        if best.skill in ("smalltalk", "control", "clock", "none", "recommend") and best.probability > _LIKELY:
            return None
        return None if turn.analysis.mentions else "listens"

    @property
    def _nods(self) -> tuple[str, ...]:
        return tuple(name for name, intent in self._intents.items() if intent.act == "listening")

    @property
    def _by_grammar(self) -> tuple[str, ...]:
        """What the classifier knows, so that it takes it for nothing else, but grammar decides."""
        return tuple(f"{self.name}.{kind}" for kind in ("recall", "promise"))

    def _attempt(self, kind: str, score: float) -> Attempt:
        return Attempt(f"{self.name}.{kind}", score)

    def _kind(self, turn: SkillTurn) -> tuple[str, float]:
        """The most likely kind of news, and the probability of all; one of its mood only where none stands out."""
        candidates = turn.interpretation.candidates
        total = sum(c.probability for c in candidates if self._news.is_news(c.intent))
        weighed = self._news.weighed(turn.analysis.text, candidates)
        if not weighed or (total < _LIKELY and mirror(turn.analysis.reading) is None):
            return "other", total
        best, weight = weighed.most_common(1)[0]
        if of_others(turn.analysis.reading) and turn.interpretation.probability(best) < _CLEAR:
            return "other", total
        text = turn.analysis.text
        likely = turn.interpretation.probability(best) >= _BELIEVED or self._news.holds(best, text)
        if not likely and total < _LIKELY:
            return "other", total
        if weight >= _STANDS_OUT and likely:
            return best.partition(".")[2], total
        for kind, mood in _MOODS.items():
            if (
                total >= _LIKELY
                and sum(w for name, w in weighed.items() if self._intents[name].mood == mood) >= _MOSTLY
            ):
                return kind, total
        good = self._news.mood(text)
        felt = "other_sad" if good <= -_MARKED_MOOD else "other_glad" if good >= _MARKED_MOOD else "other"
        told = sum(
            c.probability for c in candidates if (i := self._intents.get(c.intent)) and i.mood == _MOODS.get(felt)
        )
        return felt if told >= _LIKELY else "other", total

    def _toned(self, kind: str, turn: SkillTurn) -> str:
        """What of a kind of news is only hoped for, or has two sides («취직은 됐는데 너무 멀어»), is no plain joy."""
        glad = self._intents[f"{self.name}.{kind}"].mood == "pleasant"
        main = turn.analysis.reading.main
        wished = main is not None and main.form is not None and main.form.wishes
        sides = contrast(turn.analysis.reading)
        if sides is not None:
            before, after = map(self._news.mood, sides)
            opposed = before * after < 0 and min(abs(before), abs(after)) >= _TELLING_MOOD
            if opposed or (before >= _TELLING_MOOD and after <= 0 and glad):
                return "mixed"
        return "hoped" if glad and (wished or supposes(turn.analysis.reading)) else kind

    def _about_the_world(self, turn: SkillTurn) -> bool:
        """Whether it is about somebody or something that the data knows."""
        analysis = turn.analysis
        itself = self._base.itself.id if self._base.itself else None
        others = any(m.id != itself for m in analysis.of_kind("person", "office", "place", "thing"))
        if others or analysis.has_title:
            return True
        return not of_speaker(analysis.reading) and bool(analysis.of_kind("country") or analysis.political)

    def _say(self, kind: str, turn: SkillTurn, values: Mapping[str, str], *, quiet: bool) -> str:
        """One of the kind's sentences that the values can fill; without a question back where one was just asked."""
        intent = self._intents[f"{self.name}.{kind}"]
        return pick(intent, values, turn.variety, quiet=quiet)

    # What is remembered

    def _forget(self, turn: SkillTurn, what: SelfQuestion) -> Answer:
        kept = turn.memory.without(what.about, what.of)
        if what.about == "last" and turn.memory.facts:  # what was said of something else keeps what was told earlier
            lately = any(turn.memory.facts[-1].value in text for text in turn.heard[:1])
            kept = kept if lately else turn.memory
        if kept == turn.memory and not (what.about == "last" and turn.heard):
            return self._plain("forget_nothing", turn)
        name = "forget" if not what.about else "forget_one"
        return replace(self._plain(name, turn), memory=kept, focus=Focus() if not what.about else None)

    def _recall(self, turn: SkillTurn, what: SelfQuestion) -> Answer:
        memory = turn.memory
        if not what.about:
            items = [item for fact in reversed(memory.facts) if (item := self._item(fact))][:_MOST_ITEMS]
            if not items:
                return self._plain("recall_nothing", turn)
            template = self._intents[f"{self.name}.recall_all"].answers
            return Answer(
                Template.parse(template[turn.variety % len(template)]).render(items=", ".join(reversed(items))),
                intent=f"{self.name}.recall",
            )
        facts = _found(memory, what)
        until = self._until(turn, facts)
        if until is not None:
            return until
        if not facts:
            known = f"{self.name}.ask_{what.about}"
            name = known.partition(".")[2] if known in self._intents and not what.of else "recall_nothing"
            answer = self._plain(name, turn)
            asks = answer.text.endswith("?") and not what.of
            return replace(answer, open=Open(self.name, what.about) if asks else None)
        holder = self._holder(facts[-1], turn)
        if holder is not None:
            return holder
        item = self._item(facts[-1], tuple(fact.said for fact in facts))
        more = [self._item(fact) for about in what.also if (fact := memory.latest(about, what.of)) is not None]
        template = self._intents[f"{self.name}.recall_one"].answers
        text = Template.parse(template[turn.variety % len(template)]).render(
            item=", ".join(filter(None, (item, *more)))
        )
        return Answer(text, intent=f"{self.name}.recall")

    @staticmethod
    def _asked(turn: SkillTurn) -> SelfQuestion | None:
        """What speakers ask about themselves and theirs; a relative's name without «my» only where it was told."""
        asked = asked_of_self(turn.analysis.reading)
        again = turn.last is not None and (turn.last.intent or "").endswith(".recall")
        if asked is not None:
            return asked
        whose = names_relative(turn.analysis.reading) if again else ""
        theirs = SelfQuestion("name", whose) if whose else asks_of_relative(turn.analysis.reading)
        wanted = wanted_of_self(turn.analysis.reading)
        if wanted is not None and not turn.told:
            return wanted
        return theirs if theirs is not None and _found(turn.memory, theirs) else None

    def _until(self, turn: SkillTurn, facts: tuple[Remembered, ...]) -> Answer | None:
        """«내 생일까지 며칠 남았어?»: how long it is to a day that was told."""
        reading = turn.analysis.reading
        named = find_days(facts[-1].value, turn.as_of) if facts else ()  # a lunar day moves from year to year
        day = named[0].day if named else facts[-1].day if facts else None
        if day is None or not asks_how_long(reading):
            return None
        ahead = days_until(day, turn.as_of) if facts[-1].about == "birthday" else (day - turn.as_of).days
        if ahead < 0:
            return None
        kind = "recall_days" if ahead else "recall_today"
        text = self._intents[f"{self.name}.{kind}"].answers[0]
        values = {"count": days_long(ahead), "item": self._item(facts[-1])}
        return Answer(Template.parse(text).render(**values), intent=f"{self.name}.recall")

    def _said_before(self, turn: SkillTurn, *, marked: bool = True) -> Answer | None:
        """«나 왜 우울하다고 했지?»: what was said of that in this conversation, said back."""
        found = said_before(turn.analysis.reading, turn.heard, marked=marked)
        if found is None:
            return None
        kind = "recall_said" if found.clause else "recall_words" if found.just_now else "recall_quoted"
        answers = self._intents[f"{self.name}.{kind}"].answers
        text = Template.parse(answers[turn.variety % len(answers)]).render(said=found.clause or found.text)
        return Answer(text, intent=f"{self.name}.recall")

    def _corrected(self, turn: SkillTurn) -> Answer | None:
        """«아니 콩이 말고 보리», «아니다 5월 12일이야»: what was told in another word."""
        pair = corrects(turn.interpretation.utterance.text)
        if pair is None or turn.told:
            return None
        old, new = pair
        known = [f for f in turn.memory.facts if not old or is_name_of(f.value, old) or old in f.value.split()]
        aged = [f for f in known if f.about == "age"] if not old and years_in(new) is not None else []
        fact = next(reversed(aged or known), None)
        if fact is None or (not old and turn.last is not None and not (turn.last.intent or "").startswith(self.name)):
            return None
        value = self._of_kind(fact, new, turn, named=bool(old))
        if value is None:
            return None
        memory = turn.memory.without(fact.about, fact.of) if fact.about in KEPT_ALONE else turn.memory.dropping(fact)
        answers = self._intents[f"{self.name}.corrected"].answers
        text = Template.parse(answers[turn.variety % len(answers)]).render(what=value.said)
        return Answer(text, intent=f"{self.name}.corrected", memory=memory.taking(value))

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

    def hear(self, turn: SkillTurn) -> Answer | None:
        """What to say where nobody had an answer: a remark is heard, a question kindly left open.

        What is said to be lacking (`turn.intent`) is left to whoever says it.
        """
        reading, analysis = turn.analysis.reading, turn.analysis
        named = [m for m in analysis.mentions if m.kind not in ("attribute", "area", "food", "region")]
        if self._about_the_world(turn) or any(m.kind != "thing" for m in named):
            return None
        kind, total = self._kind(turn)
        asks = asks_by_form(reading) or unanswered(reading) == "wants_done"
        felt = kind != "other" and total >= _LIKELY and (self._sighs(kind, turn) or not asks)
        if felt or remarks(reading):
            kind = kind if felt else "heard_robot" if to_robot(reading) else "listens"
        elif (to_robot(reading) or asks_listener(reading)) and not asks_ability(reading):
            kind = "listens" if is_about_another(reading) else "asked_robot"
        else:
            before = self._said_before(turn, marked=False)
            if before is not None:
                return before
            return None if turn.intent.intent and not self._is_open(turn) else self._unanswered(turn)
        intent = self._intents[f"{self.name}.{kind}"]
        values = _values(turn) | ({"what": what} if (what := only_named(reading)) and not turn.told else {})
        asked = asked_back(reading, of_listener=True) if kind == "asked_robot" else None
        values |= {"asked": asked} if asked is not None else {}
        said = self._say(kind, turn, values, quiet=False)
        return Answer(said, gesture=intent.gesture, intent=intent.name)

    def _is_open(self, turn: SkillTurn) -> bool:
        """«사람과 로봇이 친구가 될 수 있을까?»: a question to which no data has the answer, as the robot is meant."""
        itself = self._base.itself.id if self._base.itself else None
        others = [m for m in turn.analysis.mentions if m.id != itself]
        return not others and unanswered(turn.analysis.reading) in ("opinion_asked", "deliberates", "of_another")

    def _sighs(self, kind: str, turn: SkillTurn) -> bool:
        """«사는 게 왜 이렇게 힘들까»: a question like that is a sigh."""
        sad = self._intents[f"{self.name}.{kind}"].mood == "painful"
        return sad and unanswered(turn.analysis.reading) == "wonders_why"

    def _unanswered(self, turn: SkillTurn) -> Answer:
        """What is said to a question or a wish that nobody can meet: no more than that, but to what was said."""
        kind: str = unanswered(turn.analysis.reading)
        alone = len(turn.analysis.reading.terms) <= 2
        if kind == "wonders_why" and alone and turn.last is not None and turn.last.status == "unknown":
            kind = "why_unknown"
        if not any(map(is_syllable, turn.analysis.text)):
            kind = "foreign"
        intent = self._intents[f"{self.name}.{kind}"]
        values = _asked_values(kind, turn)
        status: Status = (
            "answered" if kind in ("called", "deliberates", "ponders", "of_another", "opinion_asked") else "unknown"
        )
        return Answer(self._say(kind, turn, values, quiet=False), status, gesture=intent.gesture)

    def _holder(self, fact: Remembered, turn: SkillTurn) -> Answer | None:
        """Who holds the office that somebody said to hold, where they ask for their name."""
        office = next((self._base.successions[id] for id in fact.ids if id in self._base.successions), None)
        held = tenures.current(office, turn.as_of) if office is not None else ()
        if fact.about != "role" or len(held) != 1 or held[0].certainty is not tenures.Certainty.SURE:
            return None
        template = self._intents[f"{self.name}.recall_holder"].answers
        who = self._base.name(held[0].tenure.holder)
        text = Template.parse(template[turn.variety % len(template)]).render(what=fact.value, who=who)
        return Answer(text, intent=f"{self.name}.recall")

    def _item(self, fact: Remembered, several: tuple[str, ...] = ()) -> str | None:
        """What was told, as a clause before «것» or «하셨어요» of the sentences."""
        old = "_old" if fact.about == "age" and int(fact.value) >= 60 and not fact.of else ""
        name = f"{self.name}.item_{fact.about}{'_of' if fact.of and fact.about != 'family' else old}"
        intent = self._intents.get(name)
        if intent is None:
            return None
        values = {**_values_of(fact), "all": several or (fact.said,)}
        return Template.parse(intent.answers[0]).render(**values)

    def _plain(self, kind: str, turn: SkillTurn) -> Answer:
        intent = self._intents[f"{self.name}.{kind}"]
        return Answer(intent.answers[turn.variety % len(intent.answers)], gesture=intent.gesture, intent=intent.name)


FORGETTING: Final = tuple(f"{InformSkill.name}.{kind}" for kind in ("forget", "forget_one"))
"""Intents of answers after which nothing that was said is said back."""


def _only_names(turn: SkillTurn) -> bool:
    """«나 고2 민재»: a name is told, and nothing is asked or wanted."""
    reading = turn.analysis.reading
    wants = any(verb.form is not None and verb.form.requests for verb in reading.verbs)
    return turn.told[0].about == "name" and not wants and not asks_by_form(reading)


def _found(memory: Memory, what: SelfQuestion) -> tuple[Remembered, ...]:
    if not what.about:
        return ()
    if what.about in ("avoid", "dislike"):
        return memory.all(what.about, what.of) or memory.all(_OTHER_DISLIKE[what.about], what.of)
    if what.about == "name" and not what.of:
        return memory.all("name") or memory.all("call") or memory.all("role")
    return memory.all(what.about, what.of)


def _asked_values(kind: str, turn: SkillTurn) -> dict[str, str]:
    """What can be said back of a question, a request or a topic that nobody had an answer to."""
    reading = turn.analysis.reading
    # Said back is nothing but words.
    words = "".join(letter for letter in turn.analysis.text if is_syllable(letter) or letter == " ").strip()
    said = {
        "what": words if kind == "topic" else wanted_topic(reading) if kind == "wants_told" else None,
        "wanted": wanted_back(reading) if kind == "wants_done" else None,
        "asked": None if kind in ("topic", "called", "wants_done", "wants_told") else asked_back(reading),
    }
    return {name: value for name, value in said.items() if value}


def _wants_food(turn: SkillTurn) -> bool:
    """«순대 먹고 싶어», «혼자 먹을 거야»: a wish for a place and no news."""
    analysis, verbs = turn.analysis, turn.analysis.reading.verbs
    wishes = any(v.form is not None and (v.form.wishes or v.form.future) for v in verbs)
    return wishes and bool(analysis.of_kind("food", "eatery", "attribute", "area"))


def _values(turn: SkillTurn) -> dict[str, str]:
    """What sentences may say: what was told, the utterance said back, how to speak to them."""
    values = _values_of(turn.told[0]) if turn.told else {}
    said = mirror(turn.analysis.reading)
    if said is not None:
        values |= {"echo": said.text, "was" if said.past else "now": said.text}
    if turn.memory.address is not None:
        values["you"] = turn.memory.address
    return values


def _values_of(fact: Remembered) -> dict[str, str]:
    whose = "" if fact.about == "family" else fact.of
    values = {"what": fact.said, "of": whose, "when": fact.when}
    return {name: value for name, value in values.items() if value}


def addressed(text: str, turn: SkillTurn) -> str:
    """The text, now and then with the name of whom it is said to."""
    you = turn.memory.address
    if you is None or turn.variety % _SPARINGLY != _SPARINGLY - 1 or you in text:
        return text
    return f"{you}, {text}"
