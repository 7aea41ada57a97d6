"""Skills whose answers stand in their data file: small talk, refusals, and what lies outside the robot's reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from companion.answering.base import (
    REMARKS,
    Answer,
    Attempt,
    Decline,
    Focus,
    KnowledgeFocus,
    Library,
    SkillTurn,
    Status,
)
from companion.answering.itself import Itself
from companion.answering.manners import Manners
from companion.answering.news import News, content
from companion.answering.sayings import pick
from companion.answering.telling import REMEMBERED
from companion.language.acts import JUDGING
from companion.language.advice_sought import unanswered
from companion.language.asked_back import wanted_back
from companion.language.confiding import eased_by_talking, somebody_told_of, wants_to_meet
from companion.language.dictated import SPEAKER, audience, dictated, person_spoken_to, words_to_say
from companion.language.grammar import subjects_asked
from companion.language.josa import OF_WHAT, josa
from companion.language.mirror_words import CRUDE, FELT, TO_ONE, UNKIND
from companion.language.of_listener import MIND, OfListener
from companion.language.stances import (
    asks_by_form,
    cites_another,
    may_order,
    offered_by_speaker,
    owes_listener,
    praises_listener,
    robot_as,
    sentences,
    stance,
    takes_leave,
    tells_of_liking_listener,
    thanks_beside,
    to_robot,
    wants_anything_told,
    without_listener,
    wonders_aloud,
)
from companion.language.templates import Template
from companion.language.terms import COPULAS, SUBJECT, THAN, WHAT, WHO, WHY, Reading
from companion.language.weather import asks_weather
from companion.understanding.phrases import Intent
from companion.understanding.types import Candidate

_OF_ITSELF: Final = 0.3
"""Probability from which something said to the robot with «너» is taken for small talk."""
_ADDRESSED: Final = 0.94
_CLEAR: Final = 0.8
_TOLD_TO_SAY: Final = 0.97
_MEANT_CLEARLY: Final = 0.96
_HARDLY: Final = 0.15
_ONLY_MEANT: Final = 0.36
"""Score of what the robot is probably asked, where nobody is named."""
_MEANT: Final = 0.45
"""Probability from which a question with a question word is what phrases of small talk take it for."""
_GUESSED: Final = 0.4
"""Probability under which only an intent whose phrases have all the words is believed."""
_SUPPOSED: Final = 0.6
"""The same of an intent that may be said with other words too."""
_SURELY_ELSE: Final = 0.8
"""Probability from which what seems to be told may be meant for another machine."""
_SHOWN: Final = ("play", "none")
"""Skills beside this one whose phrases want something shown, or what cannot be."""
_DICTATED, _ITSELF, _HOLDING = "dictated", "of_itself", "robot_office"
_SAYS: Final = "says"
_FELT_TOO: Final = 0.1
"""Probability from which what follows a sorrow may be part of it."""
_WEATHER: Final = "weather"
_GREETS_PERSON, _WORD_TO_PERSON = "greets_person", "word_to_person"
_OWN_PART: Final = "own_part"
"""Act of what the robot is asked of its part in something that was, or of what it is."""
_LATELY: Final = 2
"""How many turns ago somebody was told of for whom what is offered may be meant: «영상통화라도 해 줄까요?»."""
_PRAISE: Final = "praise"
"""What the listener is better than may be a title: «과장님보다 낫네요»."""
_PUT_TO_IT: Final = {
    "farewell": takes_leave,
    "thanks": lambda reading: owes_listener(reading) or thanks_beside(reading),
    _PRAISE: praises_listener,
    "love": without_listener,
    "thanks_listening": eased_by_talking,
    "meets_another": wants_to_meet,
    "liked_by_others": tells_of_liking_listener,
    "tells_anything": wants_anything_told,
}
_BY_GRAMMAR: Final = 0.02
"""How much surer than phrases grammar is of a kind."""
_OFFERED: Final = {"tells": "offered_telling", "does": "offered"}
_SURE_OUTSIDE: Final = {"deliberates": 0.8, "ponders": 0.8, "opinion_asked": 0.5, "topic": 0.8}
"""Probability under which what one asks oneself, or only names, is taken for no request to another machine; what one
wonders of something else («비가 올까») is nearer to one."""


def scripted_answer(turn: SkillTurn, intents: Mapping[str, Intent], status: Status) -> Answer | Decline:
    """One of the intent's answers; equal answers take turns."""
    intent = intents[turn.intent.intent]
    if not intent.answers:
        return Decline("", 0)
    reading = turn.analysis.reading
    said = {"audience": audience(reading), "wanted": wanted_back(reading)}
    text = pick(
        intent, {name: value for name, value in said.items() if value}, turn.variety, quiet=False, said=turn.answered
    )
    return Answer(text, status, gesture=intent.gesture)


class SmalltalkSkill:
    """Greetings, thanks, moods, jokes: general categories with several answers each."""

    name = "smalltalk"

    def __init__(self, library: Library) -> None:
        self._intents = library.intents
        self._manners = Manners(library.intents, self.name)
        self._itself = Itself(library)
        self._words = News(library.intents, self.name, {self.name, *_SHOWN}, ())
        self._pressing = {name for name, intent in library.intents.items() if intent.act == "insisting"}

    def claim(self, turn: SkillTurn) -> Attempt | None:
        """What is asked of the robot itself is no question about what it names: «너는 치킨 먹어 봤어?»."""
        analysis = turn.analysis
        named = bool(analysis.of_kind("person", "office", "country")) or analysis.has_title
        held = robot_as(analysis.reading)
        if held is not None and any(held.start == office.start for office in analysis.of_kind("office")):
            return Attempt(f"{self.name}.{_HOLDING}", _TOLD_TO_SAY)
        neutral = not named and not analysis.political
        # «7시에 약 먹으라고 해 줘» is to be said later.
        timed = bool(analysis.times or analysis.numbers)
        if neutral and not timed and dictated(analysis.reading) is not None:
            return Attempt(f"{self.name}.{_DICTATED}", _TOLD_TO_SAY)
        person = person_spoken_to(analysis.reading) if neutral else None
        if person is not None:
            kind = _GREETS_PERSON if person.greets else _WORD_TO_PERSON
            return Attempt(f"{self.name}.{kind}", _TOLD_TO_SAY + 0.03)
        said = self._words_to_say(turn)
        if said is not None:
            return Attempt(said, _TOLD_TO_SAY + 0.02)
        blamed = next((kind for kind, holds in _PUT_TO_IT.items() if holds(analysis.reading)), None)
        of_another = blamed == _PRAISE and not to_robot(analysis.reading)
        of_another = of_another and any(map(somebody_told_of, turn.heard[:_LATELY]))  # «… 저보다 잘하네요»
        if blamed is not None and not of_another and (neutral or blamed == _PRAISE):
            return Attempt(f"{self.name}.{blamed}", _TOLD_TO_SAY + _BY_GRAMMAR)
        offered = offered_by_speaker(analysis.reading)
        if offered is not None and neutral and not any(map(somebody_told_of, turn.heard[:_LATELY])):
            return Attempt(f"{self.name}.{_OFFERED[offered]}", _TOLD_TO_SAY + 0.02)
        there = self._itself.said_so(turn) if named else self._itself.at_event(turn)
        if there is not None:
            return Attempt(f"{self.name}.{_ITSELF}", _TOLD_TO_SAY + 0.02)
        own = turn.interpretation.of_skill(self.name)
        best = max(own, key=lambda candidate: candidate.probability, default=None)
        own_part = best is not None and self._intents[best.intent].act == _OWN_PART
        spoken_to = to_robot(analysis.reading) or stance(analysis.reading) == "asks"
        own_part = own_part and best is not None and best.probability >= (_SUPPOSED if spoken_to else _CLEAR)
        if best is not None and own_part and (named or self._manners.fits(best.intent, analysis.reading)):
            return Attempt(best.intent, _TOLD_TO_SAY + 0.03)  # whom it names took part too
        asked = self._itself.asked(turn)
        of_mind = asked is not None and (asked.asked in MIND or (asked.asked == "feels" and asked.named))
        of_mind = of_mind and not (best is not None and self._says_so(turn, best))
        if asked is not None and (asked.asked in ("is_that", "would") or of_mind):
            return Attempt(f"{self.name}.{_ITSELF}", _TOLD_TO_SAY + 0.02)
        if asked is not None and not named:
            meant = best is not None and self._is_meant(turn, asked, best)
            if best is not None and meant:
                text = self._itself.without_names(analysis.text)
                clear = best.probability >= _CLEAR and self._words.knows(best.intent, text)
                return Attempt(best.intent, _MEANT_CLEARLY if clear else _ADDRESSED)
            skill = turn.interpretation.best.skill
            unsure = (asked.asked in ("may", "did") and not asked.named and skill != self.name) or (
                asked.asked == "open" and not self._itself.knows(turn, asked)
            )
            return Attempt(f"{self.name}.{_ITSELF}", _ONLY_MEANT if unsure else _ADDRESSED)
        if best is None:
            return None
        if named:
            *before, last = ((), *sentences(analysis.reading))
            # «도지사님이 오신대. 잠깐만 기다려 줘»: only what goes before is about somebody.
            apart = len(before) > 1 and all(term.kind in ("verb", "adverb", "interjection") for term in last)
            return Attempt(best.intent, _ADDRESSED) if apart and best.probability >= _CLEAR else None
        if to_robot(analysis.reading) and best.probability >= _OF_ITSELF:
            return Attempt(best.intent, _TOLD_TO_SAY + 0.01 if best.probability >= _CLEAR else _ADDRESSED)
        return None

    def _says_so(self, turn: SkillTurn, best: Candidate) -> bool:
        """Whether phrases have all the words of what is asked of its mind: «너는 뭐가 되고 싶어»."""
        words = content(turn.analysis.text)
        return best.probability >= _MEANT and bool(words) and self._words.knows(best.intent, turn.analysis.text)

    def _words_to_say(self, turn: SkillTurn) -> str | None:
        """«대장님이라고 해 봐»: the intent that says words, or declines to; None where nothing is to be said."""
        analysis = turn.analysis
        said = words_to_say(analysis.reading)
        if not said or turn.told:
            return None
        if analysis.of_kind("person", "office") or analysis.political or analysis.has_title:
            return f"{self.name}.says_no_title"
        unkind = any(word in said for word in CRUDE | UNKIND)
        return f"{self.name}.{'says_no_insult' if unkind else _SAYS}"

    def _is_meant(self, turn: SkillTurn, asked: OfListener, best: Candidate) -> bool:
        """Whether phrases answer what the robot is asked better than its words alone would."""
        wh = asked.asked in ("open", "favours", "why", "how", "compares")
        if asked.asked == "favours" and asked.what:
            return False  # «무슨 공룡이 좋아?» is of dinosaurs, which no phrase says
        if asked.asked == "compares":  # «너 나보다 어려?» is of its age, «너 나보다 힘세?» is not
            named = self._itself.without_names(turn.analysis.text)
            compared = any(THAN in phrase for phrase in self._intents[best.intent].phrases)
            return compared and best.probability >= _OF_ITSELF and self._words.knows(best.intent, named)
        if wh and (best.probability >= _MEANT or self._itself.knows(turn, asked)):
            return not self._itself.knows(turn, asked)
        if asked.asked == "open" and best.probability >= _OF_ITSELF and self._intents[best.intent].strict:
            return True
        likely = best.probability >= (_HARDLY if wh else _OF_ITSELF)
        own = not wh or self._intents[best.intent].strict
        said = (asked.deed, self._itself.without_names(turn.analysis.text))
        return likely and own and any(self._words.knows(best.intent, text) for text in said if text)

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """Answer in kind, unless the talk is of something that small talk never is about."""
        if turn.intent.intent in self._pressing and (turn.last is None or turn.last.status != "refused"):
            offer = next((name for name, intent in self._intents.items() if intent.act == "offer"), None)
            if offer is None or stance(turn.analysis.reading) != "asks" or wonders_aloud(turn.analysis.reading):
                return Decline("", 0)  # «그래도 재밌어», «그래도 너랑 말하니 좋네»
            return scripted_answer(replace(turn, intent=replace(turn.intent, intent=offer)), self._intents, "answered")
        if turn.intent.intent == f"{self.name}.{_DICTATED}":
            return self._say(turn)
        if turn.intent.intent.partition(".")[2] in (_GREETS_PERSON, _WORD_TO_PERSON):
            return self._spoken_to(turn)
        if turn.intent.intent == f"{self.name}.{_SAYS}":
            text = pick(
                self._intents[turn.intent.intent],
                {"said": words_to_say(turn.analysis.reading)},
                turn.variety,
                quiet=True,
            )
            return Answer(text, gesture=self._intents[turn.intent.intent].gesture)
        if turn.intent.intent == f"{self.name}.{_ITSELF}":
            there = self._itself.said_so(turn) or self._itself.at_event(turn)
            if there is not None:
                return there
            asked = self._itself.asked(turn)
            return Decline("", 0) if asked is None else self._itself.answer(turn, asked)
        if turn.intent.score == _TOLD_TO_SAY + _BY_GRAMMAR and turn.intent.intent.partition(".")[2] in _PUT_TO_IT:
            return scripted_answer(turn, self._intents, "answered")
        if self._intents[turn.intent.intent].act == _OWN_PART and turn.intent.score > _TOLD_TO_SAY:
            return scripted_answer(turn, self._intents, "answered")
        strict, own_part = self._intents[turn.intent.intent].strict, self._intents[turn.intent.intent].act == _OWN_PART
        if own_part and strict and not self._manners.is_of_us(turn.intent.intent, turn.analysis.reading):
            return Decline("", 0)  # «둘 중에 누가 더 오래 했어?»
        if (strict and self._words.doubts(turn, 0.85, 0.95)) or self._is_about_more(turn, strict=strict):
            return Decline("", 0)
        return scripted_answer(turn, self._intents, "answered")

    def _spoken_to(self, turn: SkillTurn) -> Answer | Decline:
        """«과장님께 한마디 해 줘»: say it to one person, who is called."""
        person = person_spoken_to(turn.analysis.reading)
        called = "" if person is None else turn.memory.address if person.who == SPEAKER else person.who
        if not called:
            return Decline("", 0)
        intent = self._intents[turn.intent.intent]
        return Answer(pick(intent, {"who": called}, turn.variety, quiet=True), gesture=intent.gesture)

    def _is_about_more(self, turn: SkillTurn, *, strict: bool) -> bool:
        """Whether it is said as no phrase of the intent is, or, where that is a guess only, of something else."""
        intent, reading = turn.intent.intent, turn.analysis.reading
        if not self._intents[intent].phrases:
            return False  # grammar knows it, and no phrase
        if not self._manners.fits(intent, reading):
            return True
        text = self._itself.without_names(turn.analysis.text)
        likely = turn.interpretation.probability(intent)
        subjects = (t for t in reading.terms if t.particle == SUBJECT and t.kind == "noun" and not t.bound)
        if strict and likely < _CLEAR and not all(self._words.knows(intent, t.text) for t in subjects):
            return True  # «누구 말이 맞냐»
        if strict and self._asks_of_another(intent, reading):
            return True
        if self._is_of_story(turn, intent, text, likely):
            return True
        if likely < _GUESSED and strict:
            return not self._words.knows(intent, text)
        wants = stance(reading) == "asks" and not asks_by_form(reading)  # «노래 실력 좀 보자»
        return not (strict or wants or to_robot(reading)) and likely < _SUPPOSED and not self._words.meets(intent, text)

    def _asks_of_another(self, intent: str, reading: Reading) -> bool:
        """Whether it asks what or who something is of which no phrase of the intent asks that: «인공지능이 뭐야?»."""
        main = reading.main
        if main is None or main.lemma not in COPULAS or not reading.question(WHAT, WHO):
            return False
        heads = [phrase[-1].text for phrase, _ in subjects_asked(reading) if phrase[-1].kind == "noun"]
        phrases = self._intents[intent].phrases
        return any(not any(f"{josa(head, pair)} " in said for pair in OF_WHAT for said in phrases) for head in heads)

    def _is_of_story(self, turn: SkillTurn, intent: str, text: str, likely: float) -> bool:
        """Whether it is part of what somebody tells, and is said to nobody: «개발자라는데 말이 잘 통하더라»."""
        reading, main, last = turn.analysis.reading, turn.analysis.reading.main, turn.last
        wants = asks_by_form(reading) or any(v.form is not None and v.form.requests for v in reading.verbs)
        wants = wants or (stance(reading) == "asks" and main is not None and main is reading.terms[-1])  # «오늘은 잘래»
        if wants or to_robot(reading):
            return False
        if cites_another(reading):
            return True
        if any(v.lemma in TO_ONE for v in reading.verbs):
            return False
        before = self._intents.get(last.intent or "") if last is not None else None
        tells = before is not None and before.skill == REMARKS
        if tells and before is not None and before.mood == "painful" and stance(reading) == "tells":
            sad = (c for c in turn.interpretation.candidates if c.skill == REMARKS and c.probability >= _FELT_TOO)
            if any(self._intents[c.intent].mood == "painful" for c in sad):
                return True  # «보고 싶다» of whom one lost
        denies = main is not None and main.lemma == COPULAS[1]  # «아직 좋아하는 건 아니야»
        knows = self._words.knows(intent, text)
        return (tells and denies) or (not knows and likely < (_CLEAR if tells else _SUPPOSED) and main is not None)

    def _say(self, turn: SkillTurn) -> Answer | Decline:
        """«시험 잘 보라고 해 줘»: say it, to those who are there."""
        asked = dictated(turn.analysis.reading)
        if asked is None:
            return Decline("", 0)
        intent = self._intents[f"{self.name}.{_DICTATED}{'_to' if asked.to else ''}"]
        template = Template.parse(intent.answers[turn.variety % len(intent.answers)])
        return Answer(template.render(said=asked.said, to=asked.to), gesture=intent.gesture)


class RefusalSkill:
    """Requests to take sides in politics: the robot stays neutral and offers facts."""

    name = "refusal"

    def __init__(self, library: Library) -> None:
        self._intents = library.intents
        self._base = library.base

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """Decline politely, without an opinion; the people named stay the topic for factual questions."""
        answer = scripted_answer(turn, self._intents, "refused")
        people = turn.analysis.of_kind("person")
        held = self._base.tenures_of(people[0].id) if people else ()
        if isinstance(answer, Answer) and held:
            named = tuple(dict.fromkeys(person.id for person in people))
            focus = KnowledgeFocus(
                office=held[-1].succession, person=held[-1].holder, asked="profile", people=named[:REMEMBERED]
            )
            return replace(answer, focus=Focus("knowledge", focus, turn.focus.places))
        return answer


class PhraseSkill:
    """What a pack answers with its phrases alone, under a name of its own."""

    def __init__(self, library: Library, name: str) -> None:
        self._intents = library.intents
        self.name = name

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """One of the intent's answers."""
        return scripted_answer(turn, self._intents, "answered")


class OutsideSkill:
    """Requests the robot has neither the data nor the means for: it says what is lacking."""

    name = "none"

    def __init__(self, library: Library) -> None:
        self._intents = library.intents
        self._words = News(library.intents, self.name, {self.name}, ())

    def claim(self, turn: SkillTurn) -> Attempt | None:
        """«내일 눈 와?» is about the weather, whatever else is made of its words."""
        named = f"{self.name}.{_WEATHER}"
        known = named in self._intents and not turn.told
        return Attempt(named, _TOLD_TO_SAY) if known and asks_weather(turn.analysis.reading) else None

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """Say what is lacking; why the world is as it is gets an answer of its own («하늘은 왜 파래?»)."""
        reading = turn.analysis.reading
        alone = len(reading.terms) == 1  # «휴대폰»
        kind = unanswered(reading)
        doubtful = turn.intent.score < _SURE_OUTSIDE.get(kind, 0.0) and (alone or kind != "topic")
        main = reading.main
        wishes = main is not None and main.form is not None and main.form.wishes
        told = stance(reading) == "tells" and not wishes  # «추운 날씨네»
        found = main is not None and main.lemma in JUDGING | FELT
        may_tell = stance(reading) == "may tell" and (found or not may_order(reading))
        told = told or (may_tell and turn.intent.score < _SURELY_ELSE)  # «밖에 엄청 예뻐»
        if turn.intent.score == _TOLD_TO_SAY:
            return scripted_answer(turn, self._intents, "unknown")
        if reading.question(WHY) or doubtful or told:
            return Decline("", 0)
        # What is requested may be meant for one machine or another, and for neither of them here.
        ordered = main is not None and main.form is not None and main.form.requests
        likely = turn.interpretation.probability(f"{self.name}." if ordered else turn.intent.intent)
        text = turn.analysis.text
        known = bool(content(text)) and self._words.meets(turn.intent.intent, text)
        if (likely < (_MEANT if ordered else _SUPPOSED) and not known) or (likely < _SURELY_ELSE and to_robot(reading)):
            return Decline("", 0)  # «저금통 털까» is near a question about shares
        return scripted_answer(turn, self._intents, "unknown")
