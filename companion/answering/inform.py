"""Statements: what people tell of themselves and their day is taken in and answered in kind, never looked up.

Whether something is told is decided by grammar (`companion.language.stances`); what sort of news it is, by the intent
classifier among the intents of this skill; the sentences stand in the phrase files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final, get_args

from companion.answering.accounts import goes_on
from companion.answering.base import Answer, Attempt, Decline, Library, Open, SkillTurn, Status
from companion.answering.confidant import TIP, Confidant
from companion.answering.manners import Manners
from companion.answering.memory import FOR_THEIR_OWN_SAKE, Memory, Remembered
from companion.answering.news import News, content
from companion.answering.recollections import Recollections, values_of
from companion.answering.sayings import pick
from companion.answering.weightiest import Weightiest
from companion.language.account_pieces import amazes, consoles, gives, is_bare, laments, only_so_few, piece_of_account
from companion.language.acts import (
    JUDGING,
    Comment,
    comment_on,
    core,
    is_of_here,
    is_of_talker,
    means_to,
    tells_own_deed,
    tells_own_past,
    tells_what_one_lived,
    topic_opened,
)
from companion.language.advice_sought import unanswered
from companion.language.amounts import is_time
from companion.language.asked_back import only_named, wanted_back, wanted_topic
from companion.language.assent import THUS, assent_sought, is_denied_twice
from companion.language.calendar import find_days
from companion.language.chat import laughs
from companion.language.confiding import denies_fault
from companion.language.elapsed import tells_how_long_since
from companion.language.food_told import quality_avoided
from companion.language.forms_of_address import given_name
from companion.language.grammar import is_conditional, is_demonstrative, is_out_of_reach, surmises
from companion.language.hangul import is_syllable
from companion.language.hours_told import hour_alone, tells_hour
from companion.language.introductions import is_given_name
from companion.language.mirror import SAID_BACK, Mirror, exclaimed_back, mirror
from companion.language.mirror_words import FELT, GLAD, PEOPLE
from companion.language.morphemes import tokenize
from companion.language.names_given import is_given_as_name
from companion.language.people_told import PAST, only_tells, topic_after
from companion.language.people_words import (
    is_honoured_person,
    with_clipped,
)
from companion.language.recollection import names_surely_said
from companion.language.reported import scolds, tells_of_arrival
from companion.language.schooling import is_pupil
from companion.language.self_questions import (
    SelfQuestion,
    asks_last_words,
    asks_own_reason,
    asks_what_was_said,
    asks_years_between,
    called_by_nickname,
    forgets,
    keeps,
    praises_own_name,
    puts_right,
    says_they_told,
    spoken_of,
)
from companion.language.self_words import ELDERS, FUTURE, KIN, NAMES, PETS, SELF
from companion.language.stances import (
    ails,
    announces,
    asks_ability,
    asks_by_form,
    asks_listener,
    blames_oneself,
    cites_another,
    contrast,
    does_to_one,
    done_to_robot,
    eats_at_home,
    exclaims,
    expects_well,
    fears,
    goes_on_to_another,
    intends,
    is_about_another,
    is_about_somebody,
    is_about_speaker,
    is_fragment,
    lessened,
    misses,
    notices_robot,
    of_others,
    of_speaker,
    offered_by_speaker,
    only_supposed,
    plans_to,
    promises,
    proposed_to_speaker,
    regrets,
    remarks,
    resigns,
    resolves,
    retorts,
    says_what_one_is,
    seeks,
    sentences,
    serves_oneself,
    sets_out,
    shrugs,
    stance,
    supposes,
    thanks,
    thinks_so,
    to_robot,
    wonders_aloud,
    wonders_of_self,
    worries,
)
from companion.language.terms import COPULA, COPULAS, SUBJECT, THAN, Reading, read
from companion.language.told_particulars import WON, how_could_one, tells_price, told_when
from companion.understanding.phrases import Mood
from companion.understanding.types import Candidate, Interpretation

_KEPT: Final = 16
"""Readings whose kind is kept: those of a turn and its parts."""
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
_UNLIKELY: Final = 0.1
_SURELY: Final = 0.7
"""Probability from which a kind of news is believed, whatever its words are."""
_STANDS_OUT: Final = 0.42
"""Weight under which a kind of news is not believed, so that nobody is congratulated on a loss."""
_MOSTLY: Final = 0.6
"""Weight that kinds of one mood must have together, where none stands out."""
_ABOUT_MEMORY: Final = (
    "forget",
    "recall",
    "recall_gap",
    "promise",
    "corrected",
    "recall_unsaid",
    "called_so",
    "name_praised",
    "feared",
)
COMMENTS: Final = tuple(f"inform.taken_as_{comment}" for comment in get_args(Comment))
"""Intents of what is said to a comment on what was told, which stays what was told last."""
_TAKEN: Final = (*(name.partition(".")[2] for name in COMMENTS), "opened", "called", "heard_robot", "nods")
"""What is no news: comments on what was told, words with which something begins."""
_MAY_MEAN_IT: Final = ("smalltalk", "control", "clock", "play", "reminders", "sums", "none")
"""Skills that a statement may be said to («나 왔어»)."""
_ASKED_OF_IT: Final = ("control", "clock", "play", "reminders")
"""Skills that do what is asked, whatever one tells beside it."""
_MORE: Final = 0.3
"""Probability of news that goes on after something told."""
_BESIDE: Final = frozenset({"plan", "family", "birthday", "work_at", "home"})
"""Facts beside which what else is told is what the speaker wants heard, and not only how they feel."""
_OF_THEIRS: Final = {"painful": "theirs_sad", "pleasant": "theirs_glad", None: "other"}
"""Kinds of news of what somebody else feels, by mood."""
_WISH: Final = "wish"
_PLANS, _DREAM = "plan", "dream"
_OF_OTHERS_LUCK: Final = "good_news"
_AGREED: Final = "agreed_"
"""How the intents begin of what is said to whoever wants to be agreed with."""
_SPARINGLY: Final = 4
"""A name is said in one of so many turns."""
_MOODS: Final[Mapping[str, Mood]] = {"other_sad": "painful", "other_glad": "pleasant"}
"""Replies to news of which only the mood shows."""
_SIGN: Final[Mapping[Mood | None, int]] = {"painful": -1, "pleasant": 1, None: 0}
_MARKED_MOOD: Final = 0.5
"""How good or bad the words of news must be, of which no kind is sure, to be told so."""
_TELLING_MOOD: Final = 0.25
"""How good or bad the words of a clause must be to say how one feels about it."""
_CONTESTED: Final = 1 / 3
"""Share of the probability of a mood that the other one has where neither is believed."""
_GUESSED: Final = 0.25
"""Probability under which no word alone makes news of a kind."""
_ANSWERED: Final = ("wondered", "called", "deliberates", "ponders", "of_another", "of_oneself", "opinion_asked")
"""What needs no data, whatever is said to it."""
SHRUGS: Final = tuple(f"inform.{kind}" for kind in _ANSWERED)
"""Intents of what may be said to any question."""
ONLY_HEARD: Final = tuple(
    f"inform.{kind}"
    for kind in (
        *("other", "other_sad", "listens", "nods", "heard_robot", "intended", "ought_not", "ought_may"),
        *("goes_on", "goes_on_sad", "goes_on_glad", "goes_on_better", "since", "amazed"),
    )
)
"""Intents of what is said to anything that is told, whatever it is."""
_FORWARD: Final = ("promise", "wish", "kind_plan")
"""What one will do or would like, which no sorrow before it makes a sorrow."""
_JUDGES: Final = ("angry", "unfair", "betrayed")
"""Kinds whose sentences find what was said bad, and not only how one feels."""
_ASKED_SO: Final = ("late_start", "will_they", "cook_choice")
"""Kinds that are told by asking: «이 나이에 공부가 될까»."""
_ONLY_TOLD: Final = ("other", "listens", "nods", "other_sad", "other_glad")
"""Kinds that say no more of what is told than that it is, and how it leans."""
_LOOKED_UP: Final = ("recommend", "clock", "play", "sums")
_ADVISING: Final = (TIP, "advice_", "ought_", "view")
"""How the intents begin of what is suggested to somebody."""
_WANTING: Final = ("wants_done", "wants_told", "deliberates", "ponders")
"""What is no news, whatever its words are about: something wanted or weighed."""
_ORDINARY: Final = ("other", "listens", "everyday", "family_news", "took_test")
"""Kinds that say no more of a day to come than that it comes."""
_ECHOES: Final = frozenset({"echo", "was", "did", "now"})
_BOTH: Final = 2
_LATELY: Final = 3
_FAR_BACK: Final = 4
"""Turns for which whom one spoke of may be meant without being named."""


def _surmises_of_what_was_told(turn: SkillTurn) -> bool:
    """«지금 두 시 반인데 들어갈 수 있겠네» after opening hours: a question, at a time that is named."""
    main = turn.analysis.reading.main
    text, numbers = turn.analysis.text, turn.analysis.numbers
    timed = bool(turn.analysis.times) or any(is_time(text[n.start : n.end]) for n in numbers)
    return timed and main is not None and surmises(main) and turn.focus.topic in ("recommend", "knowledge")


def _is_merry(said: Interpretation) -> bool:
    """Whether it is told with a laugh, or comes to something good: «… 고양이가 반겨 줘서 좋아»."""
    main = said.analysis.reading.main
    form = main.form if main is not None else None
    glad = form is not None and not (form.negated or form.wishes) and not supposes(said.analysis.reading)
    glad = glad and main is not None and main.lemma in GLAD
    return glad or laughs(said.utterance.text)


def _pays(turn: SkillTurn) -> bool:
    """Whether it is told what something cost."""
    return tells_price(turn.analysis.reading) and any(n.counter == WON for n in turn.analysis.numbers)


class InformSkill:
    """Takes in what people tell, answers in kind, and says what it remembers."""

    name = "inform"

    def __init__(self, library: Library) -> None:
        self._intents = library.intents
        self._base = library.base
        own = {*_MAY_MEAN_IT, self.name}
        self._manners = Manners(library.intents, self.name)
        self._news = News(library.intents, self.name, own, self._by_grammar)
        self._likeliest = lru_cache(maxsize=_KEPT)(self._weigh)
        self._confidant = Confidant(library, self.name, self._news.mood, self._news.touches)
        self._kept = Recollections(library, self._news)
        self._weightiest = Weightiest(
            library.interpret, library.intents, self.name, lambda turn: self._kind_of_all(turn)[0], self._news.mood
        )

    def claim(self, turn: SkillTurn) -> Attempt | None:
        """The attempt to make if the utterance tells something, asks what was told, or wants it forgotten."""
        claimed = self._claimed(turn)
        unsure = claimed is None or (claimed.score < _SURE and claimed.answer is None)
        if not unsure or turn.told or not goes_on(turn):
            return claimed
        return self._attempt(self._kind(turn)[0], _SURE)

    def _claimed(self, turn: SkillTurn) -> Attempt | None:
        """The same, whatever is being told."""
        turn = replace(turn, told=()) if _names_in_passing(turn) else turn
        reading, analysis = turn.analysis.reading, turn.analysis
        if forgets(reading) is not None:
            return self._attempt("forget", _SURE + 0.02)
        likeliest = turn.interpretation.best
        weighs = likeliest.probability >= _HALF and not turn.told and likeliest.skill == self.name
        weighs = weighs and (offered_by_speaker(reading) is None or any(map(is_conditional, reading.terms)))
        if weighs and likeliest.intent.partition(".")[2] in _ASKED_SO and asks_by_form(reading):
            return Attempt(likeliest.intent, 1.0)
        confided = self._confidant.claim(turn)
        asked = None if shrugs(reading) else self._kept.asked(turn)
        whose = self._kept.birthday_first(turn)
        if whose is not None:
            return Attempt(whose.intent or "", 1.0, answer=whose)
        told_again = self._kept.told_again(turn, asked)
        if told_again is not None and confided is None:
            return told_again
        if self._kept.corrected(turn) is not None:
            return self._attempt("corrected", _SURE + 0.02)
        if self._is_at_a_loss(turn) and not (confided is not None and TIP in confided.intent):
            return self._attempt("at_a_loss", _SURE + 0.03)
        if confided is not None:
            return confided
        told = turn.interpretation.best.skill == self.name  # by its words news, and a question by its form
        sought = self._confidant.last_word(turn) if told and asked is None else None
        if sought is not None and "advice_" not in (sought.intent or ""):  # «심심한데 뭐 하지» tells how one is
            # Its form says more than what kind of news its words sound like.
            return Attempt(sought.intent or "", max(_OWN, turn.interpretation.best.probability), answer=sought)
        own = any(fact.about != _PLANS for fact in turn.told)  # «내 생일은 4월 5일이야»
        if not own and self._goes_on_telling(turn) and told_when(analysis.text) is not None:
            return self._attempt("timed_sad" if self._mourns(turn) else "timed", _SURE + 0.02)
        taken = self._taken(turn)
        if taken is not None:
            return self._attempt(taken, _SURE + 0.02)
        if _surmises_of_what_was_told(turn):
            return None
        if asked is None and says_they_told(reading) and not turn.told:
            return self._attempt("recall_unsaid", _SURE + 0.02)
        if asks_years_between(reading) and len(self._kept.ages(turn)) == _BOTH:
            return self._attempt("recall_gap", _SURE + 0.03)
        if praises_own_name(reading):
            return self._attempt("name_praised", _SURE)
        if called_by_nickname(reading) and turn.memory.latest("call") is not None and not turn.told:
            return self._attempt("called_so", _SURE)
        if asks_own_reason(reading) and not analysis.mentions:
            return self._attempt("of_oneself", _SURE)
        # «내 이름은 순자야 기억해 둬» tells what it wants kept.
        if asked is not None and not any(fact.about == asked.about and fact.of == asked.of for fact in turn.told):
            return self._attempt("recall", _SURE + 0.01)
        agreed = self._agreed(turn)
        if agreed is not None:
            return self._attempt(agreed, _SURE)
        if denies_fault(reading):
            return self._attempt("unfair", _SURE)
        if blames_oneself(reading):
            return self._attempt("self_blame", _SURE)
        if regrets(reading) and not turn.told and self._intents[f"{self.name}.{self._kind(turn)[0]}"].mood != "painful":
            return self._attempt("regret", _SURE)
        if fears(reading) and not turn.told and not analysis.of_kind("person", "office", "place", "thing", "eatery"):
            return self._attempt("feared", _SURE)
        wonders = is_about_speaker(reading) and unanswered(reading) in ("of_oneself", "deliberates")
        wonders = wonders and not wonders_of_self(reading)
        best = turn.interpretation.best
        asked_of_it = best.skill in _LOOKED_UP or (best.skill == "smalltalk" and best.probability >= _CLEAR)
        wonders = wonders and len(tuple(sentences(reading))) == 1  # «내가 쏠게 ㅋㅋ 나 멋있지?» is heard by its parts
        wonders = wonders and not asked_of_it  # «나 뭐 먹을까», «나 비밀 하나 말해도 돼?»
        itself = self._base.itself.id if self._base.itself else None
        named = any(m.id != itself for m in analysis.mentions)  # «나도 너 같은 로봇 만들 수 있을까?»
        if wonders and not (turn.open or named or turn.focus.places or asks_last_words(reading)):
            return self._attempt("of_oneself", _SURE)
        if worries(reading) and not turn.told:
            felt, _ = self._kind(turn)
            return self._attempt("worried" if felt == "other" else felt, _SURE + 0.02)
        does = "tells" if scolds(reading) else stance(reading)
        if self._tells_hour_of_it(turn):
            return self._attempt("hour_told", _SURE)
        narrows = turn.focus.topic == "recommend" and bool(analysis.of_kind("food", "eatery", "attribute", "area"))
        awaited = turn.open is not None and turn.open.skill == self.name
        if turn.told and (
            does != "asks"
            or self._only_tells_of_people(turn)
            or awaited
            or keeps(reading)
            or not reading.verbs
            or turn.told[-1].about == "call"
            or _only_names(turn)
        ):
            narrows = narrows and not any(fact.about in FOR_THEIR_OWN_SAKE for fact in turn.told)
            return self._attempt(_to_say(turn)[0].about, _HALF if narrows else _SURE)
        best = turn.interpretation.best
        meant = best.skill in ("smalltalk", "control", "play", "reminders") and best.probability > _CLEAR
        if keeps(reading) and len(reading.verbs) > 1:
            return self._attempt("kept", _SURE)  # «안경은 서랍에 뒀으니까 기억해 둬»
        if announces(reading) and not meant and not narrows:
            return self._attempt("announced", _SURE + 0.02)
        looked_for = seeks(reading) and bool(analysis.of_kind("food", "eatery", "attribute"))
        own = promises(reading) and not (analysis.of_kind("place", "area") or _points(turn))
        if gives(reading) and not meant:
            return self._attempt("kind_plan", _SURE + 0.02)
        if serves_oneself(reading) or (own and (does != "asks" or resolves(reading))):
            return self._attempt("promise", _SURE + 0.01)
        at_shops = turn.focus.topic == "recommend" or bool(analysis.of_kind("eatery", "place"))
        if does != "asks" and not at_shops and _pays(turn) and self._is_priced(self._kind(turn)[0], turn):
            return self._attempt("priced", _OWN)
        if does == "asks" or narrows or looked_for or self._about_the_world(turn) or _wants_food(turn):
            return None
        if best.skill == "smalltalk" and thanks(reading):
            return None  # «고마워, 큰 실수할 뻔했다»
        visits = done_to_robot(reading)
        if (to_robot(reading) or notices_robot(reading)) and not visits:
            return None
        if promises(reading):
            return self._attempt("promise", _TELLS)
        kind, total = self._kind(turn)
        if scolds(reading):
            return self._attempt(kind if self._intents[f"{self.name}.{kind}"].mood else "scolded", _SURE + 0.02)
        said = mirror(reading, _of_another(turn))
        if said is not None and self._only_tells(turn, best, said):
            return self._attempt(kind, _SAID)
        if best.skill in ("recommend", "knowledge") and best.probability > _LIKELY and not of_speaker(reading):
            return None
        fed = bool(analysis.of_kind("food", "attribute", "area"))  # a statement about food is no wish for a place
        past = reading.main is not None and reading.main.form is not None and reading.main.form.past
        wish = turn.interpretation.probability("recommend.")
        if does == "may tell" and not visits and not (fed and (past or total > wish)):
            return self._attempt(kind, max(total, _LAST_RESORT))
        least = _OWN if of_speaker(reading) or visits or fed else _TELLS
        wanted = best.skill in _ASKED_OF_IT and best.probability > max(_LIKELY, total)
        if wanted or (best.skill == "smalltalk" and best.probability > max(_HALF, total) and not of_speaker(reading)):
            least = (
                _LAST_RESORT  # «얘기 들어 줘서 고맙다» is said to the robot, «귀가 어두워서 못 들었네» wants it again
            )
        return self._attempt(kind, max(total, _HALF if turn.focus.topic == "recommend" else least))

    def _agreed(self, turn: SkillTurn) -> str | None:
        """How somebody is agreed with who wants to hear that it is so; None where a fact may be meant."""
        reading, analysis = turn.analysis.reading, turn.analysis
        known = analysis.has_title or bool(analysis.of_kind("person", "office", "place", "thing", "country"))
        looked_up = turn.focus.topic in ("recommend", "knowledge") and turn.looked_up != "" and self._takes_up(turn)
        sought = None if turn.told and not asks_by_form(reading) else assent_sought(reading)
        if sought == "judged":
            felt = self._news.mood(analysis.text)
            felt = 0.0 if abs(felt) < _TELLING_MOOD or is_denied_twice(reading) else felt
            return None if known or looked_up else f"{_AGREED}{'good' if felt > 0 else 'bad' if felt < 0 else 'judged'}"
        # «그래 갔다올게 잘 되겠지?» after places is of what one sets out to do.
        of_answer = looked_up and not any(map(sets_out, reading.verbs))
        if sought is None or known or (sought in ("guess", "enough") and (of_answer or analysis.numbers)):
            return None
        main = reading.main
        if sought != "guess" or main is None or main.lemma in THUS:
            return f"{_AGREED}{sought}"
        mood = self._news.mood(analysis.text[main.start :])
        mood = 0.0 if abs(mood) < _TELLING_MOOD else mood
        if main.form is not None and (main.form.negated or main.lemma in COPULAS[1:]):
            mood = -mood or 1.0  # «많이 아픈 건 아니겠지?»
        return f"{_AGREED}{'hope' if mood > 0 else 'fear' if mood < 0 else 'guess'}"

    @staticmethod
    def _takes_up(turn: SkillTurn) -> bool:
        """Whether something of what was told last is said again, or nothing that could be of anything else."""
        said = content(turn.analysis.text)
        return len(said) < _BOTH or not set(said).isdisjoint(content(turn.looked_up))

    def _taken(self, turn: SkillTurn) -> str | None:
        """What is said to a comment on what was told, to a topic that is opened, to words that only begin."""
        reading, best = turn.analysis.reading, turn.interpretation.best
        known, act = self._intents.get(best.intent), turn.act
        meant = known is not None and known.act is None and (act != "reacts" or is_of_talker(reading))
        if best.skill == "smalltalk" and best.probability >= _OWN and meant:
            return None  # «기억력 좋네» has an answer of its own
        match act:
            case "reacts":
                return f"taken_as_{comment_on(reading, turn.looked_up)}"
            case "tells" if self._praises_memory(turn):
                return "heard_robot"  # «맞아 기억력 좋네»
            case "tells" if turn.last is not None and not (turn.last.intent or "").startswith(f"{self.name}."):
                main = core(reading).main
                if main is not None and main.lemma in JUDGING and _is_compared_with_self(reading):
                    return "heard_robot"  # «나보다 기억력이 좋네»
                if comment_on(reading) is None or main is None:
                    return None
                return None if main.lemma in FELT else "heard_robot" if is_of_talker(reading) else "nods"
            case "introduces":
                return "opened"
            case "hesitates" if best.skill != "smalltalk" or best.probability < _HALF:
                return "called"
            case _:
                return None

    def _praises_memory(self, turn: SkillTurn) -> bool:
        """Whether what was just said back from memory is called good, and nobody is named."""
        reading, last = turn.analysis.reading, turn.last
        main = core(reading).main
        recalled = last is not None and (last.intent or "").startswith(f"{self.name}.recall")
        named = any(t.lemma in PEOPLE | SELF for t in reading.terms if t.form is None)
        praised = main is not None and main.lemma in JUDGING and self._news.mood(turn.analysis.text) > 0
        return recalled and praised and not named and not turn.told and len(reading.terms) <= 4

    @staticmethod
    def _only_tells_of_people(turn: SkillTurn) -> bool:
        names, reading = turn.memory.names, turn.analysis.reading
        wants = any(verb.form is not None and (verb.form.requests or verb.form.wishes) for verb in reading.verbs)
        wants = wants or bool(turn.analysis.of_kind("eatery"))  # «땅콩 알레르기 있는데 먹을 데»
        return not wants and only_tells(turn.analysis.text, topic_after(turn.heard, names), names)

    def _only_tells(self, turn: SkillTurn, best: Candidate, said: Mirror) -> bool:
        """Whether what can be said back asks nothing of anybody, whatever the classifier thinks of its words."""
        past = any(verb.form is not None and verb.form.past for verb in turn.analysis.reading.verbs)
        if (turn.focus.topic == "recommend" or best.skill in ("recommend", "knowledge")) and not past:
            return False
        pressed = turn.last is not None and turn.last.status == "refused"
        presses = (known := self._intents.get(best.intent)) is not None and known.act == "insisting" and not pressed
        meant = best.skill in _MAY_MEAN_IT and best.probability >= _LIKELY and not presses
        # «잠깐만 엄마가 불러» tells of another, and goes.
        pauses = known is not None and known.act == "pause"
        main = turn.analysis.reading.main
        reports = main is not None and main.form is not None and main.form.hearsay  # «물어봐도 그냥 됐대»
        reports = reports and not to_robot(turn.analysis.reading)
        meant = meant and (pauses or not (reports or does_to_one(turn.analysis.reading)))
        # «찬밥에 물 말아서 먹었지 뭐», «국어 50점이야» tell; no phrase knows the number.
        counted = bool(turn.analysis.numbers)
        surely = best.probability >= (_OWN if past or counted else _HALF)
        meant = meant and (surely or (not counted and self._news.knows(best.intent, turn.analysis.text)))
        return not meant or best.skill == self.name

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """Answer in kind; a question back waits for its answer."""
        if turn.intent.answer is not None:
            return turn.intent.answer
        turn = replace(turn, told=() if _names_in_passing(turn) else _to_say(turn))
        kind = turn.intent.intent.partition(".")[2]
        if kind.startswith(TIP):
            return Decline("")  # «발에 물집이 잡혔어» asks for nothing
        waited = turn.open is not None and turn.open.skill == self.name
        if waited and turn.open is not None and kind == turn.open.about and turn.intent.score == 1:
            further = self._goes_on(turn)
            if further is None:
                return Decline("")
            kind = further
        reading = turn.analysis.reading
        asked = None if shrugs(reading) else self._kept.asked(turn)
        wonders = asks_by_form(reading) and not turn.told and not waited and not self._sighs(kind, turn)
        continued = not turn.told and goes_on(turn)
        wonders = wonders and kind not in _ASKED_SO
        wonders = wonders and not (continued or worries(reading) or scolds(reading) or kind.startswith(_AGREED))
        if (
            wonders
            and kind not in (*_ABOUT_MEMORY, *_TAKEN, "of_oneself", "at_a_loss")
            and not self._is_said_so(kind, turn)
        ):
            return Decline("")  # «행복이 뭘까» is no news
        addressed_only = to_robot(reading) and not turn.told and not of_speaker(reading) and not done_to_robot(reading)
        if addressed_only and not waited and kind not in (*_ABOUT_MEMORY, *_TAKEN):
            return Decline("")  # «너는 심심하지 않아?» is no news of the speaker
        if kind == "corrected":
            return self._kept.corrected(turn) or Decline("")
        if kind == "recall_unsaid":
            return self._plain(kind, turn)
        if kind.startswith(_AGREED):
            said = self._say(kind, turn, {}, quiet=True)
            return Answer(said, gesture=self._intents[f"{self.name}.{kind}"].gesture, intent=f"{self.name}.{kind}")
        if kind == "recall_gap":
            return self._kept.gap(turn)
        if kind == "called_so":
            return replace(self._plain("call", turn), text=self._say("call", turn, _values(turn), quiet=True))
        if kind.startswith("timed"):
            said = self._say(kind, turn, {"what": told_when(turn.analysis.text) or ""}, quiet=True)
            return Answer(said, gesture=self._intents[f"{self.name}.{kind}"].gesture, intent=f"{self.name}.{kind}")
        if kind == "at_a_loss":
            return self._plain(kind, turn)
        if kind in _TAKEN:
            topic = topic_opened(reading) if kind == "opened" else None
            said = self._say(kind, turn, {"what": topic} if topic else {}, quiet=True)
            return Answer(said, intent=f"{self.name}.{kind}")
        if kind == "hour_told":
            hour = hour_alone(turn.analysis.text)
            return Answer(self._say(kind, turn, {"what": hour}, quiet=True), intent=f"{self.name}.{kind}")
        if kind == "name_praised":
            known = turn.memory.latest("name") or turn.memory.latest("call")
            if known is None:
                return replace(self._plain("name_unheard", turn), open=Open(self.name, "name"))
            return Answer(self._say(kind, turn, {"what": known.value}, quiet=True), intent=f"{self.name}.{kind}")
        if kind == "forget":
            return self._kept.forget(turn, forgets(reading) or SelfQuestion(""))
        if kind == "recall":
            return Decline("") if asked is None else self._kept.recall(turn, asked)
        if kind == "of_oneself":
            return self._plain(kind, turn) if asks_own_reason(reading) else self._unanswered(turn)
        doubted = turn.intent.score < _CLEAR and not waited and not (wonders and self._is_said_so(kind, turn))
        if doubted and self.claim(turn) is None:
            return Decline("")
        if (
            turn.told
            and turn.told[0].about == "birthday"
            and turn.told[0].day == turn.now.date()
            and not turn.told[0].of
        ):
            kind = "birthday_today"
        corrected = bool(turn.told) and puts_right(turn.analysis.text)
        kind = "corrected" if corrected else _of_somebody(kind, turn)
        if kind == "avoid" and not turn.analysis.of_kind("food"):
            told_how = bool(turn.told) and quality_avoided(turn.told[0].said) is not None
            kind = (
                "avoid_how" if told_how else "avoid_untold"
            )  # «땅콩 알레르기 있어요»: nothing the data could leave out
        if f"{self.name}.{kind}" not in self._intents:
            kind = "other"
        apart: tuple[SkillTurn, str] | None = None
        beside = len(turn.told) == 1 and kind == turn.told[0].about not in ("name", "call")
        if beside and (len(reading.verbs) > 1 or kind == "plan"):
            weighed = self._weightiest.of(turn)
            more, total = self._kind_of_all(weighed)
            meant = weighed.interpretation.probability(f"{self.name}.{more}")
            felt = self._intents[f"{self.name}.{more}"].mood is not None  # «다음 주 토요일이 아버지 칠순이에요»
            role = turn.told[0].about == "role"  # «나 사회부 기자거든 십이 년 됐어» is no day to be congratulated on
            felt = felt and meant >= (_OWN if role else _HALF)
            # Not «학생들을 가르치는 교사입니다»
            more_told = len(reading.verbs) > 1 and turn.told[0].about in _BESIDE
            if weighed is not turn and felt and kind == _DREAM:
                apart = weighed, more  # «가수가 되고 싶은데 노래를 못해»: what is told, and how they feel about it
            elif more != "other" and total >= _MORE and (felt or more_told):
                kind = more  # «내일 발표가 있는데 떨려»: how they feel goes before what is told
            elif kind not in ("like", "dislike", "avoid") and self._ends_sadly(turn):
                kind = "other_sad"  # «토끼가 네 살인데 아파. 그래서 좀 슬퍼»
        weighed = turn if turn.told or waited else self._weightiest.of(turn)
        if kind == self._kind_of_all(weighed)[0]:
            turn, reading = weighed, weighed.analysis.reading  # all that follows is of what weighs most
        values = _values(turn)
        if self._says_back_too_much(turn, kind):
            values = {name: value for name, value in values.items() if name not in _ECHOES}
        if kind == "like" and turn.told and not turn.told[0].of and is_given_name(given_name(turn.told[0].value)):
            kind = "crush_named"  # «나 서연이 좋아해»
        if self._intents[f"{self.name}.{kind}"].mood == "painful" and lessened(reading):
            kind = "relieved"  # «오늘은 허리가 덜 아프네»
        kind = self._gone(kind, turn) if turn.told else self._going_on(kind, turn)
        if kind == "promise" and self._was_troubled(turn):
            kind = "resolved_sad"
        if kind == "promise" and eats_at_home(reading):
            kind = "eats_in"
        kind = "mourned" if kind == "bereaved" and tells_how_long_since(reading) else kind
        kind = "other" if kind == _WISH and reading.is_past else kind  # «어제 놀이공원 갔어» has come true
        kind = "other" if kind == "pet" and _continues_of_kin(turn) else kind  # «막내가 … / 아직 신발을 못 신어»
        if kind == "family_news" and self._was_troubled(turn):
            kind = "other"  # «아들이 요양원 얘기를 꺼내» after a sorrow
        news = self._intents[f"{self.name}.{kind}"]
        if not turn.told and plans_to(reading) and news.mood is None and news.phrases:
            kind = "intended"
        kind = "other" if news.mood == "painful" and only_supposed(reading) else kind  # «손이 굳었을 텐데»
        kind = "ill" if kind == "other_sad" and not turn.told and ails(reading) else kind
        ahead = _is_ahead(turn)
        if ahead and self._intents[f"{self.name}.{kind}"].mood == "painful" and (thinks_so(reading) or reading.is_past):
            kind = "feared"  # «낼 수학시험인데 망한 듯»: what is to come has not happened
        if not turn.told and self._is_laughed_off(kind, turn):
            kind = "laughed"
        elif ahead and not turn.told and kind not in _FORWARD and self._is_ordinary(kind, turn):
            kind = "coming"
        echoed = mirror(reading, _of_another(turn))
        if not turn.told and echoed is not None:
            moved = self._intents[f"{self.name}.{kind}"].mood is not None
            kind = "other" if echoed.ordered and moved else self._toned(kind, turn)
        if not turn.told and self._is_of_theirs(kind, turn):
            kind = _OF_THEIRS[self._intents[f"{self.name}.{kind}"].mood]
        so_far = self._intents[f"{self.name}.{kind}"]
        another = not turn.told and echoed is not None and not echoed.of_speaker and so_far.mood == "painful"
        another = another and turn.interpretation.probability(so_far.name) < _OWN
        another = another and (self._is_of_people(turn) or not so_far.phrases)  # not «버스가 코앞에서 떠났어»
        if another and so_far.phrases and not self._manners.tells_of_others(so_far.name):
            kind = "other_sad"  # «그랬더니 서우가 울었어»: whatever is said to whoever cried
        if not turn.told and self._is_priced(kind, turn):
            kind = "priced"
        if another and echoed is not None and self._is_of_things(kind, echoed, turn):
            kind = "other"  # «감자를 심었는데 싹이 났어»
        if not turn.told:
            kind, values = self._reaction(kind, turn, values, continued=continued)
        text = self._say(kind, turn, values, quiet=waited or continued or len(turn.told) > 1 or apart is not None)
        text = f"{text} {self._say(apart[1], apart[0], _values(apart[0]), quiet=False)}" if apart is not None else text
        first = turn.told[0] if turn.told else None
        others = [fact for fact in turn.told[1:] if first and (fact.about, fact.of) != (first.about, first.of)]
        for fact in others[:1]:
            besides = values_of(fact) | ({"you": values["you"]} if "you" in values and not fact.of else {})
            about = _of_somebody(fact.about, replace(turn, told=(fact,)))
            text += f" {self._say(about, replace(turn, variety=turn.variety + 1), besides, quiet=True)}"
        does = reading.main is not None and reading.main.lemma not in COPULAS
        named_day = next((d.said for d in find_days(turn.analysis.text, turn.as_of) if d.day > turn.as_of), "")
        if named_day and does and all(fact.about == "name" and fact.of for fact in turn.told) and turn.told:
            text += f" {self._say('day_told', turn, {'when': named_day}, quiet=True)}"  # «손자 민준이가 28일에 온대»
        sad = self._kind(turn)[0] if kind == "birthday_today" and len(reading.verbs) > 1 else ""
        if sad and (own := self._intents.get(f"{self.name}.{sad}")) is not None and own.mood == "painful":
            told = {"what": values.get("what", "")}  # «생일인데 아무도 연락이 없네»
            text = f"{self._say(kind, turn, values, quiet=True)} {self._say(sad, turn, told, quiet=False)}"
        waits = Open(self.name, kind) if text.endswith("?") else None
        intent = self._intents[f"{self.name}.{kind}"]
        text = text if any(fact.about in ("name", "call") for fact in turn.told) else addressed(text, turn)
        memory = self._put_right(turn) if corrected else None
        return Answer(text, gesture=intent.gesture, intent=intent.name, open=waits, memory=memory)

    def _reaction(
        self, kind: str, turn: SkillTurn, values: dict[str, str], *, continued: bool
    ) -> tuple[str, dict[str, str]]:
        """How news of no kind of its own is met: by how it leans, how long or how much it was, the story it goes on."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        piece = self._said_back(turn) if continued else None
        probable = turn.interpretation.probability(f"{self.name}.{kind}")
        values = {**values, **dict.fromkeys(("echo", "now"), piece)} if piece is not None else values
        hearsay = cites_another(reading) or (main is not None and main.form is not None and main.form.hearsay)
        if continued and probable < (_OWN if hearsay else _CLEAR) and (is_bare(reading) or hearsay):
            kind = "other"  # «월급은 많지는 않다는데» of one's son is no sorrow of one's own
        if kind not in _ONLY_TOLD:
            return kind, values
        good = self._mood_said(turn)
        plain = self._intents[f"{self.name}.{kind}"].mood is None
        if plain and laments(reading, good) and not _is_merry(turn.interpretation):
            kind = "other_sad"
        if kind == "other" and only_so_few(reading, good):
            kind = "other_glad"
        if main is not None and main.form is not None and main.form.wishes and kind == "other" and "echo" in values:
            return "wish", values
        if not continued:
            how_long = kind in ("other", "other_sad") and tells_how_long_since(reading)
            return "since" if how_long else "amazed" if kind == "other" and amazes(reading) else kind, values
        sorrow = "" if self._is_other_news(turn) else self._sorrow(turn)
        if consoles(reading) and good > -_MARKED_MOOD and (sorrow or kind != "other_sad"):
            return "goes_on_better", values
        if sorrow in _JUDGES and not laments(reading, good) and not is_bare(reading):
            sorrow = "goes_on_sad"  # «아내는 이사 가자는 쪽이야» is nothing to be angry at
        if sorrow:
            return sorrow, values
        if kind == "other_sad":
            return "goes_on_sad", values
        return "goes_on_glad" if kind == "other_glad" or good >= _TELLING_MOOD else "goes_on", values

    def _mood_said(self, turn: SkillTurn) -> float:
        """How good or bad the words of what is told are, the other way round where their verb is denied."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        good = self._news.mood(reading.text)
        denied = main is not None and main.form is not None and main.form.negated
        if main is None or not denied or is_out_of_reach(reading.text, main):
            return good
        affirmed = self._news.affirmed(main.lemma)
        return -good if affirmed * good > 0 and abs(affirmed) >= _MARKED_MOOD else good

    def _is_other_news(self, turn: SkillTurn) -> bool:
        """«손주가 왔어» after a sorrow: news of a kind of its own, and of no sorrow."""
        best = turn.interpretation.best
        known = best.skill == self.name and best.probability >= _HALF and self._news.is_news(best.intent)
        return known and self._intents[best.intent].mood is None and best.intent not in ONLY_HEARD

    @staticmethod
    def _said_back(turn: SkillTurn) -> str | None:
        """A piece of an account as it is said back, or its clause; None where neither is."""
        piece = piece_of_account(turn.analysis.reading)
        said = mirror(turn.analysis.reading, _of_another(turn)) if piece is None else None
        return piece or (said.text if said is not None and not _unsaid(said, turn) else None)

    def _sorrow(self, turn: SkillTurn) -> str:
        """The kind of sorrow told so far, as far as the last of it with a mood says; "" where it was none."""
        lately = (own for name in turn.replied[:_FAR_BACK] if (own := self._intents.get(name)) is not None)
        moved = [own for own in lately if own.mood is not None]
        if not moved or moved[0].mood != "painful":
            return ""
        told = (own.name.partition(".")[2] for own in moved if own.skill == self.name and own.phrases)
        return next(told, "goes_on_sad") if moved[0].skill == self.name else ""

    @staticmethod
    def _put_right(turn: SkillTurn) -> Memory:
        """«아니다, 나 목살 좋아해»: without what was said just before in its place."""
        new, memory = turn.told[0], turn.memory
        just = [f for f in memory.all(new.about, new.of) if f not in turn.told and f.value in "".join(turn.heard[:1])]
        return memory.dropping(just[-1]) if just else memory

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
        tips = (name for name in self._intents if name.startswith(f"{self.name}.{TIP}"))
        return (*(f"{self.name}.{kind}" for kind in ("recall", "promise")), *tips)

    def _attempt(self, kind: str, score: float) -> Attempt:
        return Attempt(f"{self.name}.{kind}", score)

    def _kind(self, turn: SkillTurn) -> tuple[str, float]:
        """The kind of news that weighs most of what is told, and the probability of all kinds."""
        if self._weightiest.is_torn(turn):
            return "mixed", self._kind_of_all(turn)[1]
        return self._kind_of_all(self._weightiest.of(turn))

    def _kind_of_all(self, turn: SkillTurn) -> tuple[str, float]:
        """The most likely kind of news, and the probability of all; one of its mood only where none stands out."""
        return self._likeliest(turn.interpretation, self._grieves(turn))

    def _weigh(self, said: Interpretation, grieves: bool) -> tuple[str, float]:
        """The same of what was said, after a sorrow or not."""
        candidates = said.of_skill(self.name)
        total = sum(c.probability for c in candidates if self._news.is_news(c.intent))
        weighed = self._news.weighed(said.text, candidates)
        if not weighed or (total < _LIKELY and mirror(said.analysis.reading) is None):
            return (self._longed_for(said) if grieves else "") or "other", total
        best, _ = weighed.most_common(1)[0]
        weight: float = weighed[best]
        likeliest = said.best
        if self._news.is_news(likeliest.intent) and likeliest.probability >= _CLEAR:
            best, weight = likeliest.intent, max(weighed[likeliest.intent], likeliest.probability)
        reading, text = said.analysis.reading, said.text
        probable = said.probability(best)
        what_one_is = says_what_one_is(reading) and not blames_oneself(reading)
        if (of_others(reading) or what_one_is) and probable < _CLEAR:
            return "other", total
        if self._is_contested(best, said):
            return "other", total
        # What the classifier finds likely by its sound alone is no kind of news without a word of it.
        good, merry = self._news.mood(text), _is_merry(said)
        fits = good * _SIGN[self._intents[best].mood]
        hoped = self._news.knows(best, text) or supposes(reading)
        least = _GUESSED if hoped else _LIKELY if fits >= _TELLING_MOOD and self._news.meets(best, text) else _HALF
        moved = self._intents[best].mood is None or fits >= _UNLIKELY or probable >= _CLEAR or supposes(reading)
        likely = self._news.holds(best, text) and probable >= least and moved
        likely = likely or probable >= _SURELY
        if not likely and total < _LIKELY:
            return "other", total
        if weight >= _STANDS_OUT and likely:
            return best.partition(".")[2], total
        moods = self._moods(said)
        for kind, mood in _MOODS.items():
            mostly = sum(w for name, w in weighed.items() if self._intents[name].mood == mood) >= _MOSTLY
            felt = good * _SIGN[mood]
            told = felt >= _MARKED_MOOD or (mostly and (felt > 0 or moods[mood] >= _OWN))
            if moods[mood] >= _LIKELY and told and not (mood == "painful" and merry):
                return kind, total
        return "other", total

    def _longed_for(self, said: Interpretation) -> str:
        """«보고 싶다» after a sorrow: the sorrow that the few words of it fit; "" where none does."""
        sad = [c.intent for c in said.candidates if c.probability >= _UNLIKELY]
        sad = [name for name in sad if self._is_sorrow(name) and self._news.knows(name, said.text)]
        return sad[0].partition(".")[2] if sad and not to_robot(said.analysis.reading) else ""

    def _is_sorrow(self, name: str) -> bool:
        return self._news.is_news(name) and self._intents[name].mood == "painful"

    def _is_contested(self, best: str, said: Interpretation) -> bool:
        """«나 내일 시험 봐»: neither joy nor sorrow, where news of both moods is about as likely."""
        mood = self._intents[best].mood
        if mood is None or said.probability(best) >= _HALF or supposes(said.analysis.reading):
            return False
        moods = self._moods(said)
        return sum(moods.values()) - moods[mood] >= _CONTESTED * moods[mood]

    def _moods(self, said: Interpretation) -> Counter[str]:
        """How likely news of each mood is."""
        moods: Counter[str] = Counter()
        for candidate in said.candidates:
            own = self._intents.get(candidate.intent)
            if own is not None and own.mood is not None:
                moods[own.mood] += candidate.probability  # type: ignore[assignment]
        return moods

    def _toned(self, kind: str, turn: SkillTurn) -> str:
        """What of a kind of news is only hoped for, or has two sides («취직은 됐는데 너무 멀어»), is no plain joy."""
        mood = self._intents[f"{self.name}.{kind}"].mood
        if intends(turn.analysis.reading) and (mood == "painful" or kind == "other"):
            return "intended"
        glad = mood == "pleasant"
        main = turn.analysis.reading.main
        denied = main is not None and main.form is not None and main.form.negated
        name = f"{self.name}.{kind}"
        if main is not None and denied and self._news.turns(name, main):
            if glad:
                return "other_sad"
            stays = not self._intents[name].phrases and any(
                SUBJECT in t.particles and self._news.mood(t.text) <= -_TELLING_MOOD
                for t in turn.analysis.reading.terms
            )  # «감기가 안 떨어져»
            if not (stays or is_out_of_reach(turn.analysis.text, main)):
                return "other_glad"  # not «무릎이 시려서 산에도 못 가»
        if glad and main is not None and denied and not self._news.denies(name, main):
            return "other"  # «아무도 안 도와줬어», «시집을 안 가»
        wished = main is not None and main.form is not None and main.form.wishes
        sides = contrast(turn.analysis.reading)
        if sides is not None:
            before, after = map(self._news.mood, sides)
            opposed = before * after < 0 and min(abs(before), abs(after)) >= _TELLING_MOOD
            sure = mood is None and turn.interpretation.probability(f"{self.name}.{kind}") >= _OWN
            if (opposed and not sure) or (before >= _TELLING_MOOD and after <= 0 and glad):
                return "mixed"
        return "hoped" if glad and (wished or supposes(turn.analysis.reading)) else kind

    def _is_of_things(self, kind: str, echoed: Mirror, turn: SkillTurn) -> bool:
        """Whether what is told is of neither the speaker nor theirs, and nothing but single words makes it sad."""
        reading = turn.analysis.reading
        people = of_speaker(reading) or self._is_of_people(turn)
        return not (echoed.of_speaker or people) and turn.interpretation.probability(f"{self.name}.{kind}") < _HALF

    @staticmethod
    def _is_of_people(turn: SkillTurn) -> bool:
        """Whether somebody else is named, or was just spoken of."""
        analysis = turn.analysis
        named = any(t.lemma in PEOPLE for t in analysis.reading.terms) or bool(names_surely_said(analysis.text))
        return named or _of_another(turn) is not None

    def _is_priced(self, kind: str, turn: SkillTurn) -> bool:
        """«배추 세 포기에 만이천 원 줬어»: what something cost is neither joy nor sorrow by its single words."""
        felt = self._intents[f"{self.name}.{kind}"].mood is not None or kind == "money"
        sure = felt and turn.interpretation.probability(f"{self.name}.{kind}") >= _OWN
        return _pays(turn) and not sure

    def _is_of_theirs(self, kind: str, turn: SkillTurn) -> bool:
        """«우리 애가 지쳤나 봐요»: somebody else feels what the phrases of a kind say of the speaker."""
        own = self._intents[f"{self.name}.{kind}"]
        reading, text = turn.analysis.reading, turn.analysis.text
        names = (*turn.memory.names, *names_surely_said(text))
        if not own.phrases or not any(is_about_somebody(Reading(text, part), names) for part in sentences(reading)):
            return False
        main = reading.main
        felt = main is not None and main.lemma in FELT
        if main is not None and goes_on_to_another(reading, names) and not self._begins_so(kind, reading):
            return False  # «애가 밤새 울어서 한숨도 못 잤어요»
        if proposed_to_speaker(reading):
            return False  # «남자친구가 헤어지재»
        if thinks_so(reading) or (felt and own.mood is None):
            return True
        of_speaker_too = any(t.kind == "pronoun" and t.lemma in SELF for t in reading.terms)
        told = own.mood is not None and not self._manners.tells_of_others(own.name)
        return told and (felt or not of_speaker_too)

    def _begins_so(self, kind: str, reading: Reading) -> bool:
        """«둘째가 감기 걸려서 열이 났어요»: whether what somebody else does is already of the kind."""
        verb = next((v for v in reading.verbs if v.form is not None and not v.form.modifies), None)
        return kind == "ill" and verb is not None and self._news.holds(f"{self.name}.{kind}", reading.text[: verb.end])

    def _goes_on_telling(self, turn: SkillTurn) -> bool:
        """Whether something was told just before, and nothing was asked of the data since."""
        return turn.last is not None and (turn.last.intent or "").startswith(f"{self.name}.") and bool(turn.heard)

    def _tells_hour_of_it(self, turn: SkillTurn) -> bool:
        """«내일 병원 예약 있어 / 오전 10시 반이야»: at what hour what was just told is."""
        if turn.open is not None or not self._goes_on_telling(turn) or tells_hour(turn.heard[0]):
            return False
        asked = turn.interpretation.utterance.text.rstrip().endswith("?")
        return not asked and bool(hour_alone(turn.analysis.text)) and bool(find_days(turn.heard[0], turn.as_of))

    def _grieves(self, turn: SkillTurn) -> bool:
        """Whether what was told just before is painful."""
        before = self._intents.get(turn.last.intent or "") if turn.last is not None else None
        return before is not None and before.skill == self.name and before.mood == "painful"

    def _was_troubled(self, turn: SkillTurn) -> bool:
        """Whether something painful was told lately."""
        before = (self._intents.get(name) for name in turn.replied[:_LATELY])
        return any(own is not None and own.mood == "painful" for own in before)

    def _mourns(self, turn: SkillTurn) -> bool:
        """Whether it was told lately that somebody has died; whoever is only unwell has an appointment."""
        return not {f"{self.name}.bereaved", f"{self.name}.died"}.isdisjoint(turn.replied)

    def _is_at_a_loss(self, turn: SkillTurn) -> bool:
        """«나 이제 걔 얼굴 어떻게 봐» after a sorrow: no way is asked for, and no view of it."""
        return self._grieves(turn) and not turn.analysis.mentions and how_could_one(turn.analysis.reading)

    def _going_on(self, kind: str, turn: SkillTurn) -> str:
        """What is told after a sorrow is part of it, unless it is clearly of another kind.

        «후배가 먼저 승진했어» after a promotion that one did not get is good news of somebody else only.
        """
        own = self._intents[f"{self.name}.{kind}"]
        grieves = self._grieves(turn)
        unsure = turn.interpretation.probability(own.name) < _HALF and not _is_merry(turn.interpretation)
        of_rival = (
            grieves
            and kind == _OF_OTHERS_LUCK
            and is_about_somebody(turn.analysis.reading)
            and not is_about_somebody(read(turn.heard[0], (), (), ()))
        )
        promised = kind in _FORWARD
        sad = grieves and own.phrases and own.mood is None and unsure and not promised
        return "other_sad" if of_rival or sad else kind

    def _ends_sadly(self, turn: SkillTurn) -> bool:
        """Whether what is told comes to a painful feeling."""
        main = turn.analysis.reading.main
        if main is None or main.form is None or main.form.negated:
            return False
        least = _TELLING_MOOD if main.lemma in FELT else _MARKED_MOOD
        return self._news.mood(turn.analysis.text[main.start :]) <= -least

    def _is_laughed_off(self, kind: str, turn: SkillTurn) -> bool:
        """«하나도 안 했어 ㅋㅋ»: what is told with a laugh is no sorrow, unless it clearly is one."""
        sad = self._intents[f"{self.name}.{kind}"].mood == "painful"
        light = sad and turn.interpretation.probability(f"{self.name}.{kind}") < _OWN
        return (light or kind == "other") and laughs(turn.interpretation.utterance.text)

    def _is_ordinary(self, kind: str, turn: SkillTurn) -> bool:
        """«화요일에 회의가 있어»: what says no more of a day to come than that it comes, and not how one feels."""
        main, own = turn.analysis.reading.main, self._intents[f"{self.name}.{kind}"]
        felt = main is not None and main.lemma in FELT
        unsure = own.mood is not None and turn.interpretation.probability(own.name) < _HALF
        felt = felt or self._ends_sadly(turn) or self._news.mood(turn.analysis.text) <= -_TELLING_MOOD
        return not felt and (unsure or kind in _ORDINARY)

    @staticmethod
    def _gone(kind: str, turn: SkillTurn) -> str:
        """«이름이 보리였어»: the name of somebody of theirs who is no more."""
        main = turn.analysis.reading.main
        past = main is not None and main.form is not None and main.form.past and main.lemma == COPULA
        past = past and not (turn.told and is_given_as_name(turn.analysis.text, turn.told[0].value))
        return "name_gone" if kind == "name" and turn.told[0].of and past else kind

    def _about_the_world(self, turn: SkillTurn) -> bool:
        """Whether it is about somebody or something that the data knows."""
        analysis = turn.analysis
        itself = self._base.itself.id if self._base.itself else None
        others = any(m.id != itself for m in analysis.of_kind("person", "office", "place", "thing"))
        # «화성행궁 자주 갔었지»
        lived = tells_own_deed(analysis.reading) or tells_what_one_lived(analysis.reading)
        others = others and not (lived or _tells_of_theirs(turn))
        of_theirs = tells_own_past(analysis.reading) or lived
        of_theirs = of_theirs or (does_to_one(analysis.reading) and turn.focus.topic != "knowledge")
        if others or (analysis.has_title and not of_theirs):  # «대표가 자꾸 주말에 카톡을 보내» is of one's own company
            return True
        return not of_speaker(analysis.reading) and bool(analysis.of_kind("country") or analysis.political)

    def _say(self, kind: str, turn: SkillTurn, values: Mapping[str, str], *, quiet: bool) -> str:
        """One of the kind's sentences that the values can fill; without a question back where one was just asked."""
        if kind == "sad" and not quiet and len(content(turn.analysis.text)) <= 1:
            kind = "sad_untold"  # nothing but the feeling was told
        intent = self._intents[f"{self.name}.{kind}"]
        return with_clipped(
            pick(intent, values, turn.variety, quiet=quiet, said=turn.answered) or self._plain("nods", turn).text
        )

    def _plain(self, kind: str, turn: SkillTurn) -> Answer:
        return self._kept.plain(kind, turn)

    def _says_back_too_much(self, turn: SkillTurn, kind: str) -> bool:
        """Whether what was told is better not said back: it just was, it is not alone, or whose it is does not show."""
        reading = turn.analysis.reading
        if turn.told:
            return False
        lately = turn.heard[:_LATELY]
        of_another = any(map(spoken_of, lately)) or bool(topic_after(lately, turn.memory.names))
        if of_another and not is_about_speaker(reading) and not of_others(reading):
            another = _of_another(turn)
            theirs = mirror(reading, another) if another is not None else None
            return theirs is None or theirs.of_speaker
        if self._intents[f"{self.name}.{kind}"].mood is None:
            return False
        just = turn.last is not None and turn.last.text.partition(".")[0].endswith(SAID_BACK)
        return just or len(tuple(sentences(reading))) > 1

    def hear(self, turn: SkillTurn) -> Answer | None:
        """What to say where nobody had an answer: a remark is heard, a question kindly left open.

        What is said to be lacking (`turn.intent`) is left to whoever says it.
        """
        reading, analysis = turn.analysis.reading, turn.analysis
        named = [m for m in analysis.mentions if m.kind not in ("attribute", "area", "food", "region")]
        lived = tells_own_deed(reading) or tells_what_one_lived(reading)
        named = [] if lived or _tells_of_theirs(turn) or tells_of_arrival(reading) else named
        of_self = turn.act == "tells" and of_speaker(reading)  # «나 옛날에 협약식 사회 봤잖아»
        of_world = self._about_the_world(turn) and not of_self
        if any(m.kind != "thing" for m in named) or (of_world and (named or not remarks(reading))):
            return None
        kind, total = self._kind(turn)
        exclaimed = exclaims(reading)
        asks = (asks_by_form(reading) or unanswered(reading) in _WANTING) and not exclaimed
        felt = kind != "other" and total >= _LIKELY and (self._sighs(kind, turn) or not asks)
        felt = felt and not (exclaimed and _is_merry(turn.interpretation))  # «오늘 기분이 왜 이렇게 좋지» is no sorrow
        felt = felt and not self._is_of_theirs(kind, turn)  # «여자친구가 화났는데 이유를 모르겠어»
        goes_on = (
            turn.last is not None and (turn.last.intent or "").startswith(f"{self.name}.") and is_fragment(reading)
        )
        if retorts(reading) and self._was_advised(turn):
            return self._plain("at_a_loss", turn)  # «그냥 참으라고?»
        only_heard = felt or goes_on or exclaimed or remarks(reading) or resigns(reading) or turn.act == "tells"
        if not turn.rather_orders and only_heard:
            kind = kind if felt else "nods" if goes_on else "heard_robot" if to_robot(reading) else "listens"
            if kind == "listens" and exclaimed:
                own = exclaimed_back(reading)
                kind = "exclaimed_of_self" if own is not None and own.of_speaker else "exclaimed"
            kind = "other_sad" if kind == "listens" and resigns(reading) else kind
            kind = "intended" if kind == "listens" and means_to(reading) else kind
            kind = "hoped" if kind == "listens" and expects_well(reading) else kind
            kind = "laughed" if kind == "listens" and laughs(turn.interpretation.utterance.text) else kind
            kind = "coming" if kind == "listens" and self._is_ordinary(kind, turn) and _is_ahead(turn) else kind
        elif (to_robot(reading) or asks_listener(reading)) and not asks_ability(reading):
            kind = "listens" if is_about_another(reading) else "asked_robot"
        else:
            sought = self._confidant.last_word(turn)
            left = turn.intent.intent and not self._is_open(turn)
            return sought if sought is not None or left else self._unanswered(turn)
        intent = self._intents[f"{self.name}.{kind}"]
        values = _values(turn) | ({"what": what} if (what := only_named(reading)) and not turn.told else {})
        said = self._say(kind, turn, values, quiet=False)
        return Answer(said, gesture=intent.gesture, intent=intent.name)

    def _was_advised(self, turn: SkillTurn) -> bool:
        """Whether the last answer suggested what to do."""
        last = turn.last.intent or "" if turn.last is not None else ""
        return last.endswith(".advice") or last.startswith(tuple(f"{self.name}.{kind}" for kind in _ADVISING))

    def _is_open(self, turn: SkillTurn) -> bool:
        """«사람과 로봇이 친구가 될 수 있을까?»: a question to which no data has the answer, as the robot is meant."""
        itself = self._base.itself.id if self._base.itself else None
        others = [m for m in turn.analysis.mentions if m.id != itself]
        return not others and unanswered(turn.analysis.reading) in ("opinion_asked", "deliberates", "of_another")

    def _is_said_so(self, kind: str, turn: SkillTurn) -> bool:
        """«심심한데 뭐 재밌는 거 없냐»: a question in the words in which news of a kind is told."""
        intent, text = self._intents[f"{self.name}.{kind}"], turn.analysis.text
        told_first = contrast(turn.analysis.reading) is not None and intent.mood is None  # «심심한데 뭐 하지»
        sure = turn.interpretation.probability(intent.name) >= (_HALF if told_first else _OWN)
        return sure and self._news.knows(intent.name, text) and self._news.holds(intent.name, text)

    def _sighs(self, kind: str, turn: SkillTurn) -> bool:
        """«사는 게 왜 이렇게 힘들까»: a question like that is a sigh."""
        sad = self._intents[f"{self.name}.{kind}"].mood == "painful" and not _is_merry(turn.interpretation)
        reading = turn.analysis.reading
        why = unanswered(reading) == "wonders_why"
        likely = turn.interpretation.probability(f"{self.name}.{kind}")
        sure = why and not _is_merry(turn.interpretation) and likely >= _SURELY
        return (sad and (wonders_of_self(reading) or why)) or sure  # «야근은 대체 왜 하는 걸까»

    def _unanswered(self, turn: SkillTurn) -> Answer:
        """What is said to a question or a wish that nobody can meet: no more than that, but to what was said."""
        if asks_what_was_said(turn.analysis.reading):
            return self._plain("recall_unsaid", turn)
        sought = self._confidant.last_word(turn)
        if sought is not None:
            return sought
        kind: str = "wants_done" if turn.rather_orders else unanswered(turn.analysis.reading)
        alone = len(turn.analysis.reading.terms) <= 2
        if kind == "wonders_why" and alone and turn.last is not None and turn.last.status == "unknown":
            kind = "why_unknown"
        named = [m for m in turn.analysis.mentions if m.kind not in ("food", "attribute")]
        if kind in ("wonders", "of_oneself") and is_of_here(turn.analysis.reading) and not named:
            kind = "own_affair"
        talks = turn.last is not None and (turn.last.intent or "").startswith(f"{self.name}.")
        if kind in ("wonders", "of_oneself", "deliberates") and wonders_aloud(turn.analysis.reading) and not named:
            kind = "wondered" if talks or of_speaker(turn.analysis.reading) else kind
        if not any(map(is_syllable, turn.analysis.text)):
            kind = "foreign" if any(map(str.isalpha, turn.analysis.text)) else "number_alone"
        if kind in ("ponders", "deliberates") and any(t.lemma in KIN for t in turn.analysis.reading.terms):
            kind = "of_another"  # «우리 아들 언제쯤 장가갈까»
        intent = self._intents[f"{self.name}.{kind}"]
        values = _asked_values(kind, turn)
        status: Status = "answered" if kind in _ANSWERED else "unknown"
        return Answer(self._say(kind, turn, values, quiet=False), status, gesture=intent.gesture)


FORGETTING: Final = tuple(f"{InformSkill.name}.{kind}" for kind in ("forget", "forget_one"))
"""Intents of answers after which nothing that was said is said back."""
CORRECTED: Final = f"{InformSkill.name}.corrected"
"""Of answers to what is put right: what was told before was still said."""


def _to_say(turn: SkillTurn) -> tuple[Remembered, ...]:
    """What of the things told is spoken of: the name by which they want to be called, and the whole one."""
    own = {fact.about for fact in turn.told if not fact.of}
    left = {"name"} if "call" in own else {"surname"} if "name" in own else set()
    said = (fact for fact in turn.told if fact.of or fact.about not in left)
    return tuple(sorted(said, key=lambda fact: bool(fact.of) or fact.about != "name"))  # one's own name first


def _of_somebody(kind: str, turn: SkillTurn) -> str:
    """How it is told that somebody has died, what the dead liked, or who is introduced."""
    first = turn.told[0] if turn.told else None
    if first is not None and kind == first.about == "role" and not first.of and is_pupil(first.value, None):
        return "role_pupil"
    if first is None or not first.of or kind != first.about:
        return kind
    if kind == "died":
        return "bereaved"
    if kind == "name" and first.value in first.of:
        return "name_guest" if is_honoured_person(first.of) else "name_friend"
    if kind == "role" and first.when == PAST:
        return "role_once"
    gone = first.when == PAST or turn.memory.latest("died", first.of) is not None
    return "like_once" if kind == "like" and gone else kind


def _names_in_passing(turn: SkillTurn) -> bool:
    """«우리 아들 준호가 군대 가 있어»: all that is told is a name, and what it is told for is news of who has it."""
    reading, main = turn.analysis.reading, turn.analysis.reading.main
    names = any(t.lemma in NAMES or t.lemma == COPULA for t in reading.terms)
    only = bool(turn.told) and all(fact.about == "name" and fact.of for fact in turn.told)
    does = main is not None and main.form is not None and (main.form.past or main.form.closes)
    return only and does and not (names or turn.analysis.times) and not asks_by_form(reading)


def _only_names(turn: SkillTurn) -> bool:
    """«나 고2 민재»: a name is told, and nothing is asked or wanted."""
    reading = turn.analysis.reading
    wants = any(verb.form is not None and verb.form.requests for verb in reading.verbs)
    return turn.told[0].about == "name" and not wants and not asks_by_form(reading)


def _asked_values(kind: str, turn: SkillTurn) -> dict[str, str]:
    """What can be said back of a question, a request or a topic that nobody had an answer to."""
    reading = turn.analysis.reading
    # Said back is nothing but words.
    words = "".join(letter for letter in turn.analysis.text if is_syllable(letter) or letter == " ").strip()
    said = {
        "what": words if kind == "topic" else wanted_topic(reading) if kind == "wants_told" else None,
        "wanted": wanted_back(reading) if kind == "wants_done" else None,
        "number": turn.analysis.text.strip(" .!?") if kind == "number_alone" else None,
    }
    return {name: value for name, value in said.items() if value}


def _is_compared_with_self(reading: Reading) -> bool:
    """«나보다 커리어가 좋네»: better or worse than the speaker, where nobody else is named."""
    others = any(t.lemma in PEOPLE for t in reading.terms if t.form is None)
    return not others and any(t.lemma in SELF and t.particle == THAN for t in reading.terms)


def _tells_of_theirs(turn: SkillTurn) -> bool:
    """«언니가 광주서 올라와», «상대는 간호사래» in a story: a relative, or hearsay, and nothing is asked."""
    reading = turn.analysis.reading
    if reading.asks_what or "?" in turn.interpretation.utterance.text or turn.analysis.of_kind("person", "office"):
        return False
    talks = turn.last is not None and (turn.last.intent or "").startswith(f"{InformSkill.name}.")
    kin = any(t.lemma in KIN and t.particle == SUBJECT for t in reading.terms)
    return (kin and stance(reading) == "tells") or (talks and not reading.verbs and stance(reading) == "may tell")


def _points(turn: SkillTurn) -> bool:
    """Whether something that was told is chosen: «두 번째로 할게», «거기로 갈게»."""
    analysis = turn.analysis
    return any(n.ordinal for n in analysis.numbers) or any(map(is_demonstrative, analysis.reading.terms))


def _wants_food(turn: SkillTurn) -> bool:
    """«순대 먹고 싶어», «혼자 먹을 거야»: a wish for a place and no news."""
    analysis, verbs = turn.analysis, turn.analysis.reading.verbs
    wishes = any(v.form is not None and (v.form.wishes or v.form.future) for v in verbs)
    wishes = wishes and not misses(analysis.reading)
    return wishes and bool(analysis.of_kind("food", "eatery", "attribute", "area"))


def _values(turn: SkillTurn) -> dict[str, str]:
    """What sentences may say: what was told, the utterance said back, how to speak to them."""
    values = values_of(turn.told[0]) if turn.told else {}
    reading = turn.analysis.reading
    said = exclaimed_back(reading) if exclaims(reading) else mirror(reading, _of_another(turn))
    if said is not None and not _unsaid(said, turn):
        over = said.past and not _is_ahead(turn)
        values |= {"echo": said.text, "was" if over else "now": said.text}
        values |= {"did": said.text} if over and said.of_speaker else {}
    if turn.memory.address is not None:
        values["you"] = turn.memory.address
    return values


def _is_ahead(turn: SkillTurn) -> bool:
    """«내일 발표를 해», «다음 주에 가기로 했어»: a day is named that is still to come."""
    reading = turn.analysis.reading
    over = reading.is_past and not plans_to(reading)
    days = [day.day for day in find_days(turn.analysis.text, turn.as_of, past=over)]
    days += [time.first for time in turn.analysis.times if FUTURE.search(time.text)]  # «다음 달»
    return any(day > turn.as_of for day in days)


def _continues_of_kin(turn: SkillTurn) -> bool:
    """Whether one goes on to speak of a relative, and names no other."""
    who = topic_after(turn.heard[:_LATELY], turn.memory.names)
    return bool(who) and who not in PETS and not spoken_of(turn.analysis.text)


def _of_another(turn: SkillTurn) -> bool | None:
    """Whether whom one spoke of just before is honoured; None where nobody but the speaker was."""
    who = topic_after(turn.heard[:_LATELY], turn.memory.names) or next(filter(None, map(spoken_of, turn.heard[:1])), "")
    gone = bool(who) and turn.memory.latest("died", who) is not None
    if not who or gone or is_about_speaker(turn.analysis.reading):
        return None
    return who in ELDERS or is_honoured_person(who)


def _unsaid(said: Mirror, turn: SkillTurn) -> bool:
    """Whether a noun that would be said back was not said so, but only read so."""
    heard = turn.interpretation.utterance.text.replace(" ", "")
    *clause, _ = said.text.split()  # its last verb is made anew
    nouns = (token.text for token in tokenize(" ".join(clause)) if token.has("NNG", "NNP"))
    return any(noun not in heard for noun in nouns)


def addressed(text: str, turn: SkillTurn) -> str:
    """The text, now and then with the name of whom it is said to."""
    you = turn.memory.address
    if you is None or turn.variety % _SPARINGLY != _SPARINGLY - 1 or you in text:
        return text
    return f"{you}, {text}"
