"""What is said to somebody who wants comfort, a judgement, advice, a view or hope of whom they told their trouble.

What is wanted is grammar's (`companion.language.confiding`); what it is about are the kinds of news told before. The
sentences stand in the phrase files, under the want and the theme of the story («advice_quarrel»), its mood
(«advice_painful») or neither; which kinds of news make a theme, and which words a kind of deed, the packs say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Final

from companion.answering.base import OUTSIDE, Answer, Attempt, Library, SkillTurn, Status
from companion.answering.sayings import cued, pick
from companion.knowledge.telling import Answers
from companion.language.acts import means_to
from companion.language.advice_sought import AdviceSought, sighs_at_a_loss, way_sought, words_sought
from companion.language.confiding import (
    Want,
    Wanted,
    blames_another,
    somebody_told_of,
    wanted_of_listener,
    without_calls,
)
from companion.language.people_words import politely_of
from companion.language.recollection import names_surely_said
from companion.language.self_questions import says_they_told
from companion.language.stances import fears, offered_by_speaker
from companion.language.terms import Reading, read
from companion.understanding.phrases import Mood
from companion.understanding.types import Candidate

_FAR: Final = 6
"""Turns for which what was told is what is leant on."""
_LATELY: Final = 3
"""The same of what is said to a hope, which may be of anything, and to whoever asks what to do."""
_SURE: Final = 1.0
"""Score of what grammar shows beyond doubt: no word it has in common with anything else counts."""
_CLEAR: Final = 0.6
"""Probability from which something else is done that was asked for."""
_LIKELY: Final = 0.4
_ALSO: Final = 0.3
"""Probability from which leave may be asked of what cannot be told, though something is told beside it."""
_DONE: Final = ("play", "control", "reminders", "clock", "sums", "recommend")
_NAMED: Final = ("person", "office", "place", "country", "eatery")
_OF_CHOICE: Final = ("person", "office", "place", "thing", "country")
"""What is compared and not chosen; of dishes one may be picked."""
_OF_WORLD: Final = ("person", "office", "place", "thing", "country", "eatery", "food")
_THEME, _DEED, _TOPIC = "story_", "deed_", "topic_"
"""How groups of words of the packs begin: kinds of news of one theme, words for deeds, and for what is thought of."""
TIP: Final = "tip_"
"""How the intents begin that suggest what to do about a topic, and the groups of words by which a story knows it."""
_MEANT: Final = 0.3
"""Probability from which phrases know the topic of a question for advice; of a deed that is weighed, it is more."""
_KNOWN: Final = 0.5
"""Probability from which phrases of something else say more than one word of a topic."""
_AS_LIKELY: Final = 0.15
"""The same where a word of the topic was said."""
_HINTED: Final = 0.05
"""The same where one word of the topic was said, and nothing else is likelier."""
_LEAVE: Final = ("may", "owed", "deed", "enough")
"""What is sought where it may be a matter of somebody else: of a doctor, of the weather."""
_CHAT: Final = "smalltalk"
_SELF_BLAME, _WEIGHED = "self_blame", "deliberates"
"""What is said to a doubt of oneself, and of a deed that no group of words knows."""
_OPEN_ADVICE: Final = f"{_CHAT}.advice"
"""Intent of what asks back, where nothing shows of what advice is wanted."""
_OF_FACT: Final = "fact"
_CLEARLY_BAD: Final = 0.5
"""How bad the words of a guess must be to be met as a fear; words of people's lives are rather bad than good."""
_HARMFUL: Final[Mapping[str, float]] = {"may": 0.35, "deed": 0.55, "enough": 1.0}
"""How bad the words of a deed must be to get no yes."""


def answers_a_want(attempt: Attempt) -> bool:
    """Whether an attempt answers what is wanted of a listener, and does not only listen."""
    return attempt.score == _SURE


@dataclass(frozen=True, slots=True)
class Story:
    """What was told lately.

    Attributes:
        kinds: of the news, the newest first.
        mood: the newest that shows; None where none does.
        who: the person it is about, "" where nobody shows.
    """

    kinds: tuple[str, ...]
    mood: Mood | None
    who: str = ""


def _names_nothing(reading: Reading) -> bool:
    """«뭐라고 보내지»: what is asked has a verb alone to say what it is about."""
    return not any(t.kind in ("noun", "name") and not t.bound for t in reading.terms)


class Confidant:
    """Answers what somebody wants of whom they confide in.

    Args:
        library: what skills look things up in.
        skill: whose intents are news, and hold what is said.
        mood: how good or bad a text is by its words.
        touches: whether a word of a text stands in the phrases of an intent.
    """

    def __init__(
        self, library: Library, skill: str, mood: Callable[[str], float], touches: Callable[[str, str], bool]
    ) -> None:
        self._intents, self._skill, self._mood, self._touches = library.intents, skill, mood, touches
        self._sentences: Answers = library.sentences
        robot = library.base.itself
        self._robot = robot.id if robot is not None else None
        self._names = robot.names if robot is not None else ()

    def claim(self, turn: SkillTurn) -> Attempt | None:
        """The attempt to make where it is wanted, and there is something to say."""
        best = turn.interpretation.best
        words = self._words_for_another(turn)
        if words is not None:
            return words
        wanted = self._wanted(turn)
        name = self._to_say(turn, wanted) if wanted is not None else None
        if (
            wanted is None
            and self._is_tip(best)
            and best.probability >= _KNOWN
            and sighs_at_a_loss(turn.analysis.reading)
        ):
            intent = self._intents[best.intent]  # «무릎이 까졌어 어떡해»
            told = Answer(pick(intent, {}, turn.variety, quiet=False), gesture=intent.gesture, intent=intent.name)
            return Attempt(best.intent, _SURE, answer=told)
        if wanted is None or name is None:
            return None
        own = name if name.startswith(f"{self._skill}.") else f"{self._skill}.{_WEIGHED}"
        return Attempt(own, _SURE, answer=self._said(turn, wanted, name))

    def _words_for_another(self, turn: SkillTurn) -> Attempt | None:
        """«왜냐고 묻는데 뭐라고 해 줄까»: words that may be said, where no topic of it is known better."""
        sought = words_sought(turn.analysis.reading)
        best = turn.interpretation.best
        if sought is None or turn.open is not None or (self._is_tip(best) and best.probability >= _KNOWN):
            return None
        sad = self._mood(turn.analysis.text) <= -_HARMFUL["may"]
        name = f"{self._skill}.words_{'console' if sought == 'say' and sad else sought}"
        intent = self._intents[name]
        said = Answer(
            pick(intent, {}, turn.variety, quiet=False, said=turn.answered), intent=name, gesture=intent.gesture
        )
        return Attempt(name, _SURE, answer=said)

    def last_word(self, turn: SkillTurn) -> Answer | None:
        """What is said to whoever seeks advice, where no topic of it is known and nobody had an answer."""
        wanted = self._wanted(turn)
        sought = wanted.sought if wanted is not None else None
        if wanted is None or sought is None or not wanted.well or (turn.looked_up and sought.kind != "loss"):
            return None
        name = self._at_last(turn, sought)
        return self._said(turn, wanted, name) if name is not None else None

    def _at_last(self, turn: SkillTurn, sought: AdviceSought) -> str | None:
        """The intent that fits the act alone: a gentle yes to what harms nobody as far as its words say."""
        reading = turn.analysis.reading
        mood = self._mood(reading.text[sought.at :])
        elsewhere = (c for c in turn.interpretation.candidates if c.skill == OUTSIDE and c.probability >= _ALSO)
        best = max(elsewhere, key=lambda c: c.probability, default=turn.interpretation.best)
        outside = best.skill == OUTSIDE and self._touches(best.intent, turn.analysis.text)
        denied = any(v.form is not None and v.form.negated for v in reading.verbs)
        if outside and sought.kind in _LEAVE:
            return best.intent  # «한 알 더 먹어도 되나», «우산 챙겨야 되나»
        match sought.kind:
            case "way" if fears(reading):
                return self._named("feared")
            case "way":
                return self._named(f"advice_{way_sought(reading, sought)}") if sought.sure else None
            case "loss":
                return self._named("at_a_loss")
            case "mind":
                mood = -mood if denied else mood
                tone = "bad" if mood < -_CLEARLY_BAD else "good" if mood > 0 else "open"
                return self._named(f"mind_{tone}")
            case "owed" | "choice":
                return self._named(_WEIGHED)
            case _ if denied or mood < -_HARMFUL[sought.kind]:
                return self._named("ought_not" if sought.kind == "may" else _WEIGHED)
            case _:
                return self._named(f"ought_{sought.kind}")

    def _said(self, turn: SkillTurn, wanted: Wanted, name: str) -> Answer | None:
        """The answer by the intent of a name; None where no sentence of it can be filled."""
        intent = self._intents[name]
        dream = turn.memory.latest("dream")
        # Who may be lost is only who was just said to be.
        who = politely_of(wanted.who) or ("" if wanted.want == "parting" else self._story(turn).who)
        values = {"who": who, "dream": dream.value if dream is not None else ""}
        values["liked"] = self._liked(turn)
        sides = wanted.sought.sides if wanted.sought is not None else ()
        values["side"] = sides[turn.variety % len(sides)] if sides else ""
        told = {name: value for name, value in values.items() if value}
        text = pick(intent, told, turn.variety, quiet=False, said=turn.answered)
        status: Status = "unknown" if intent.skill == OUTSIDE else "answered"
        return Answer(text, status, gesture=intent.gesture, intent=intent.name) if text else None

    @staticmethod
    def _liked(turn: SkillTurn) -> str:
        """What the person told of last likes, where the question names nobody else; "" where it was not told."""
        who = next(iter(turn.memory.people), "")
        named = somebody_told_of(turn.analysis.text)
        liked = turn.memory.latest("like", who) if who and named in ("", who, politely_of(who)) else None
        return liked.value if liked is not None else ""

    def _wanted(self, turn: SkillTurn) -> Wanted | None:
        """What is wanted, where nothing and nobody of the world is asked about, and nothing is to be done."""
        analysis, best = turn.analysis, turn.interpretation.best
        wanted = wanted_of_listener(analysis.reading, self._names)
        # «엄마 생일 선물도 사야 되는데 뭐가 좋을까» tells something, and asks.
        advice = wanted if wanted is not None and wanted.want == "advice" else None
        sighs = advice is not None and advice.sought is not None and advice.sought.kind == "loss"
        if turn.open is not None and turn.open.skill != self._skill and not sighs:
            return None
        asks = sighs or (advice is not None and (self._topic(turn, advice) or self._asked_back(turn, advice)))
        of_mind = wanted is not None and wanted.want == "mind" and wanted.well  # «새 새를 사면 걔가 서운해할까»
        if not asks and (turn.told or (analysis.political and not of_mind) or analysis.has_title):
            return None
        named = _NAMED if asks else _OF_CHOICE if wanted is not None and wanted.want == "choice" else _OF_WORLD
        if any(m.id != self._robot and m.kind in named for m in analysis.mentions):
            return None
        if wanted is None or offered_by_speaker(analysis.reading) is not None:
            return None
        done = best.skill in _DONE and best.probability >= _CLEAR
        return None if done and (wanted.leans or wanted.want == "ought") else wanted

    def _to_say(self, turn: SkillTurn, wanted: Wanted) -> str | None:
        """The intent whose sentences fit what is wanted of what was told; None where others say more."""
        story, want, sought = self._story(turn), wanted.want, wanted.sought
        if sought is not None and sought.kind == "loss":
            return self._at_last(turn, sought)  # whoever sighs so asks for nothing
        if want == "ought":
            topic, deed = self._topic(turn, wanted), self._cued(_DEED, turn.analysis.reading)
            clear = topic is not None and turn.interpretation.probability(topic) >= _CLEAR
            said = topic if clear else (self._first(want, self._blamed(turn, deed)) if deed else None) or topic
            best = turn.interpretation.best
            else_meant = best.skill not in (self._skill, _CHAT) and best.probability >= _LIKELY
            # «제주도를 한번 가 볼까 해» tells what one means to do, and has no doubts about.
            weighed = _WEIGHED if not means_to(turn.analysis.reading) else "intended"
            return said or (self._named(weighed) if wanted.thinks and not else_meant else None)
        if want == "view":
            return self._view(turn, story, wanted)
        if want == "choice":
            chosen = sought is not None and bool(sought.sides) and not turn.looked_up
            return self._named(want) if chosen else None
        if sought is not None and sought.kind == "mind":
            mourns = self._first(want, tuple(self._themes(self._story(turn, _LATELY)))[:1])
            said = self._at_last(turn, sought)
            return said if mourns and said == self._named("mind_bad") else mourns
        if want in ("hope", "advice"):
            story = self._story(turn, _LATELY)
        told = tuple(self._themes(story)) + ((story.mood,) if story.mood is not None else ())
        if want == "advice":
            topic = self._topic(turn, wanted)
            # What is asked with words of its own is not answered by the mood of what was told before.
            return topic or (self._first(want, told) if wanted.leans else None) or self._asked_back(turn, wanted)
        if not told and want == "comfort" and wanted.leans:
            return None
        if want == "worth":
            return self._named(_SELF_BLAME) if story.mood == "painful" else None
        if want == "hope" and turn.memory.latest("dream") is not None and story.mood != "painful":
            return self._first(want, ("dream",))  # «나도 만들 수 있을까?» of whoever told what they want to be
        if want == "hope" and (not wanted.well or (story.mood != "painful" and not set(told) & {"nerves"})):
            return None
        if want == "fault" and story.kinds:
            told = (*told, "painful")  # who asks that of something they told of did not tell of a joy
        elif want == "fault" and wanted.leans:
            return None
        return self._first(want, told) or self._named(want)

    @staticmethod
    def _blamed(turn: SkillTurn, deed: str) -> tuple[str, ...]:
        """The groups of a deed, first the one for whoever says that the fault was another's."""
        return (f"{deed}_theirs", deed) if blames_another(turn.analysis.reading) else (deed,)

    def _topic(self, turn: SkillTurn, wanted: Wanted) -> str | None:
        """The intent that suggests what to do about what is asked, or, where the question leans, about the story.

        One word is no topic: the classifier says the same of the question, or more words do.
        """
        if wanted.leans and turn.analysis.numbers:
            return None  # «여덟 명이면 한 사람당 얼마까지 돼?»
        tips = filter(self._is_tip, turn.interpretation.candidates)
        best = max(tips, key=lambda c: c.probability, default=None)
        said = self._cued_tips((turn.analysis.reading,))
        told = self._told_topic(turn) if wanted.leans else None
        if best is not None and self._is_topic(turn, wanted, best, said, told):
            return best.intent
        if wanted.want == "ought":
            return None  # «딸한테 말할까 말까» is of no topic by one word
        weights = {name: len(lemmas) + turn.interpretation.probability(name) for name, lemmas in said.items()}
        named = max(weights, key=lambda name: weights[name], default=None)
        if named is not None and not self._means_other(turn):
            likely = best is not None and turn.interpretation.best is best
            hinted = likely or turn.interpretation.probability(named) >= _HINTED
            return named if len(said[named]) > 1 or hinted else None
        return told

    def _asked_back(self, turn: SkillTurn, wanted: Wanted) -> str | None:
        """What asks back, where advice is wanted of what was told, and nothing shows of what kind it is."""
        likeliest = turn.interpretation.best
        tells = turn.last is not None and (turn.last.intent or "").startswith(f"{self._skill}.")
        topical = self._is_tip(likeliest) and bool(self._cued_tips((turn.analysis.reading,)))
        thin = wanted.leans or _names_nothing(turn.analysis.reading) or likeliest.intent == _OPEN_ADVICE
        if says_they_told(turn.analysis.reading):
            return None
        asks = (topical or (thin and tells)) and not self._means_other(turn)
        if not asks or turn.analysis.numbers:
            return None
        return self._at_last(turn, wanted.sought) if wanted.sought is not None else _OPEN_ADVICE

    def _is_tip(self, candidate: Candidate) -> bool:
        return candidate.intent.startswith(f"{self._skill}.{TIP}")

    def _means_other(self, turn: SkillTurn) -> bool:
        """Whether phrases of something that is no tip know the question."""
        likeliest = turn.interpretation.best
        known = likeliest.skill in (self._skill, *_DONE) and likeliest.probability >= _KNOWN
        return known and not self._is_tip(likeliest)

    @staticmethod
    def _is_topic(
        turn: SkillTurn, wanted: Wanted, best: Candidate, said: Mapping[str, Set[str]], told: str | None
    ) -> bool:
        """Whether what the classifier finds likeliest is the topic: nothing that was said is of another."""
        if best.intent in said:
            return best.probability >= _AS_LIKELY
        if best.intent == told and wanted.leans:
            return best.probability >= _AS_LIKELY
        wished = turn.interpretation.probability("recommend.") >= _MEANT
        if said or wished or wanted.leans or _names_nothing(turn.analysis.reading):
            return best.probability >= _CLEAR  # «뭐라고 보내지» says nothing of a quarrel
        return best.probability >= (_MEANT if wanted.want == "advice" else _CLEAR)

    def _told_topic(self, turn: SkillTurn) -> str | None:
        """The topic of what was told: by a word of the newest turns, or several of those before; None where two are."""
        for far, least in ((1, 1), (_LATELY - 1, 1), (_FAR, 2)):
            told = self._cued_tips(tuple(read(text, (), (), ()) for text in turn.heard[:far]))
            most = max(map(len, told.values()), default=0)
            names = [name for name, lemmas in told.items() if len(lemmas) == most]
            if most >= least:
                return names[0] if len(names) == 1 else None
        return None

    def _cued_tips(self, readings: tuple[Reading, ...]) -> dict[str, frozenset[str]]:
        """The intents of the topics of which words were said, and which words."""
        lemmas = {term.lemma for reading in readings for term in reading.terms}
        groups = ((name, words) for name, words in self._sentences.cues.items() if name.startswith(TIP))
        found = {self._named(name): frozenset(lemmas.intersection(words)) for name, words in groups}
        return {name: words for name, words in found.items() if name is not None and words}

    def _view(self, turn: SkillTurn, story: Story, wanted: Wanted) -> str | None:
        """What is thought of what was told, of what is named, or of a fact that was just looked up."""
        if not wanted.leans:
            topic = self._cued(_TOPIC, without_calls(turn.analysis.reading))
            return self._first("view", (topic,) if topic else ()) or self._named("view_topic")
        if turn.last is not None and turn.last.status == "refused":
            return None
        told = (*self._themes(story), *((story.mood,) if story.mood is not None else ()))
        if not wanted.thinks:  # «너는 어때?»
            return self._first("view", told) if turn.replied[:1] and self._is_news_named(turn.replied[0]) else None
        if turn.looked_up:
            return self._first("view", (_OF_FACT,))
        topic = self._cued(_TOPIC, read(turn.heard[0], (), (), ())) if turn.heard else None
        return self._first("view", (*told, *((topic,) if topic else ()))) or self._named("view")

    def _first(self, want: Want, told: tuple[str, ...]) -> str | None:
        return next(filter(None, (self._named(f"{want}_{one}") for one in told)), None)

    def _is_news_named(self, name: str) -> bool:
        """Whether an intent is a kind of what is told: it has a theme, or is news that has phrases or a mood."""
        intent, kind = self._intents.get(name), name.partition(".")[2]
        themed = any(kind in kinds for group, kinds in self._sentences.cues.items() if group.startswith(_THEME))
        told = intent is not None and intent.skill == self._skill and bool(intent.phrases or intent.mood)
        return intent is not None and (told or themed)

    def _named(self, id: str) -> str | None:
        name = f"{self._skill}.{id}"
        return name if name in self._intents else None

    def _cued(self, prefix: str, reading: Reading) -> str | None:
        """The group of words, by the rest of its name, of which one was said."""
        groups = (name for name in self._sentences.cues if name.startswith(prefix))
        found = (name for name in groups if cued(self._sentences, name, reading))
        return next((name.removeprefix(prefix) for name in found), None)

    def _themes(self, story: Story) -> Iterator[str]:
        """The themes of the kinds of news told, the newest first."""
        groups = {name: kinds for name, kinds in self._sentences.cues.items() if name.startswith(_THEME)}
        for kind in story.kinds:
            yield from (name.removeprefix(_THEME) for name, kinds in groups.items() if kind in kinds)

    def _story(self, turn: SkillTurn, far: int = _FAR) -> Story:
        """What was told in the last turns, with what was made of it in answer to something that was wanted."""
        told = [
            (text, self._intents[name])
            for text, name in zip(turn.heard[:far], turn.replied[:far], strict=False)
            if self._is_news_named(name)
        ]
        kinds = tuple(intent.name.partition(".")[2] for _, intent in told)
        mood = next((intent.mood for _, intent in told if intent.mood is not None), None)
        named = {who for text in turn.heard[:far] if (who := somebody_told_of(text))}
        named.update(name for text in turn.heard[:far] for name in names_surely_said(text))
        return Story(kinds, mood, named.pop() if len(named) == 1 else "")
