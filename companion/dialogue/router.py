"""Choosing who answers, from what was probably meant and from who can answer.

The classifier proposes intents; names in the utterance and the last topic propose skills. Skills are asked in the
order of their score and the first that can answer does, so that an intent nobody has data for ends in an
abstention that says what is lacking.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from companion.answering.accounts import goes_on
from companion.answering.base import (
    OUTSIDE,
    REMARKS,
    Answer,
    Attempt,
    Decline,
    Focus,
    Skill,
    SkillTurn,
    is_attentive,
    may_claim,
)
from companion.answering.memory import FOR_THEIR_OWN_SAKE
from companion.answering.place_intents import CHANGES, DECIDED, FIND, UNASKED
from companion.dialogue.repeating import only_repeats
from companion.language.acts import (
    Act,
    asks_of_own_past,
    asks_of_what_is_seen,
    is_of_here,
    is_of_theirs,
    means_to_go,
    only_looks_back,
    says_what_ought_to_be,
    tells_own_deed,
    tells_own_past,
    tells_own_state,
    tells_what_one_lived,
    tells_what_was_seen,
)
from companion.language.advice_sought import unanswered
from companion.language.claims import claim_in
from companion.language.grammar import WANT, next_verb
from companion.language.mirror import mirror
from companion.language.morphemes import is_personal_name
from companion.language.reminder_changes import ends_with_alert
from companion.language.reported import scolds
from companion.language.stances import (
    asks_by_form,
    calls_oneself,
    does_to_one,
    eats_at_home,
    of_speaker,
    promises,
    proposed_to_speaker,
    tells_of_another,
    to_robot,
)
from companion.language.terms import COPULAS, HOW_MANY, INTO, SUBJECT, TOPIC, WHEN, WHERE, WHICH, WHO, Reading
from companion.understanding.types import Analysis, Candidate, Interpretation

_TRIED = 6
_WORTH_TRYING = 0.04
# The knowledge skill answers only what it can explain word by word, so a name of its own lets it go first.
_NAMED = 0.9
_FRAGMENT = 0.95
_CLAIMED = _FRAGMENT
"""What is only proposed for the words of an utterance is no surer than this."""
_FRAGMENT_LETTERS = 14
_SHORT_LETTERS = 25
_SURE = 0.8
_WISHED = 0.4
_CERTAIN = 0.9
_TALK = ("control", "smalltalk")
"""Skills that answer what asks for nothing that is known: «잠깐, 그만해» is of both, and of nobody's term."""
_HALF = 0.5
_HARDLY: Final = 0.1
"""Probability under which a word for food wants no place."""
_LEAST_KNOWING = 0.3
"""Score with which the knowledge is asked of what names nothing."""
_REFUSED_AFTER_ALL = 0.2
PUT_RIGHT: Final = "inform.corrected"
"""What is said to whoever puts right what they told."""
TELLING: Final = 2
"""Strength of a decline from which it says what is lacking."""
_ABOUT_THE_ROBOT = ("smalltalk", "control")
_LISTENS: Final = 0.965
"""Where among the claims of others who waits only for more of what is told stands."""
_STEERED = ("control", "play")
"""Skills that do what they are told."""
_LOOK_UP: Final = ("recommend", "knowledge", "clock", "reminders")
"""Skills that look up, search or set what is asked for."""
_KEEPS_ACCOUNT: Final = ("sums",)
"""Skills that take in amounts as they are told."""
_OF_ONESELF: Final = ("deliberates", "ponders")
_BEYOND_DOUBT: Final = 0.99
_SET: Final = "reminders.set"
_DONE_BY_LISTENER: Final = (f"{REMARKS}.called_so", f"{REMARKS}.forget")
"""What is ordered of whoever listens, and of no other machine: «이제부터 별명으로 불러 줘», «다 잊어 줘»."""
_PLANS: Final = "plan"
"""What is told of what one will do."""
_PEOPLE: Final = ("person", "office")
_OF_PLACES: Final = ("food", "eatery", "place", "area", "attribute")


class SkillFailed(Exception):
    """A skill raised what it should have handled; the cause says what."""


@dataclass(frozen=True, slots=True)
class Routed:
    """The answer, and the attempt it came from; `answer` is None when nobody could."""

    attempt: Attempt | None
    answer: Answer | None
    declines: tuple[tuple[Attempt, Decline], ...] = ()

    @property
    def answered(self) -> bool:
        """Whether somebody knew what to say."""
        return self.answer is not None and self.answer.status == "answered"

    @property
    def tells(self) -> bool:
        """Whether anything was said to it, that it is not known included."""
        return self.answer is not None or self.reason is not None

    @property
    def reason(self) -> tuple[Attempt, Decline] | None:
        """The most telling reason for not answering."""
        telling = [pair for pair in self.declines if pair[1].reason and pair[1].strength]
        return max(telling, key=lambda pair: pair[1].strength, default=None)


def attempts(
    interpretation: Interpretation, focus: Focus, reject_below: float, robot: str | None = None
) -> tuple[Attempt, ...]:
    """The intents worth asking a skill about, best first."""
    analysis = interpretation.analysis
    of_people = bool(analysis.of_kind("office", "person")) or analysis.has_title
    of_things = any(m.id != robot for m in analysis.of_kind("thing", "country"))
    of_food = bool(analysis.of_kind("food", "eatery", "place"))
    of_others = of_people or of_things or bool(analysis.of_kind("region", "place"))
    scores: dict[str, float] = {}
    changes = 0.0
    of_another = tells_of_another(analysis.reading) or scolds(analysis.reading)
    done_by_another = does_to_one(analysis.reading)
    for candidate in interpretation.candidates[:_TRIED]:
        by_code = candidate.skill in ("knowledge", "recommend")
        told_none = not (focus.places or of_food) and (focus.topic or candidate.intent in CHANGES)
        if _is_about_a_list(candidate.intent) and told_none:
            if candidate.intent in CHANGES:  # where nothing was told it is a wish of its own
                changes += candidate.probability
            continue
        if candidate.skill == "refusal" or (of_another and candidate.skill in _STEERED):
            continue
        if done_by_another and candidate.skill == OUTSIDE:
            continue  # «대표가 주말에 카톡을 보내»: nobody asks for it
        if candidate.skill in _ABOUT_THE_ROBOT and (of_people or (of_others and candidate.probability < _SURE)):
            continue
        if candidate.probability >= (_WORTH_TRYING if by_code else reject_below):
            scores[candidate.intent] = candidate.probability

    if FIND in scores:
        scores[FIND] = min(scores[FIND] + changes, 1.0)

    def propose(intent: str, skill: str, least: float) -> None:
        best = max((i for i in scores if i.startswith(skill + ".")), key=lambda i: scores[i], default=intent)
        scores[best] = max(scores.get(best, 0.0), least)

    fragment = len(analysis.text) <= _FRAGMENT_LETTERS
    talks = interpretation.probability(*(f"{skill}." for skill in _TALK)) >= _CERTAIN
    steering = any(
        (c.skill == "control" and (c.probability > _HALF or talks)) or _asks_the_clock(c, bool(analysis.times))
        for c in interpretation.candidates[:1]
    )
    if of_people:
        propose("knowledge.holder", "knowledge", _NAMED)
    elif of_things:
        propose("knowledge.fact", "knowledge", _FRAGMENT if fragment and focus.topic == "knowledge" else _NAMED)
    elif focus.topic == "knowledge" and not steering:
        outside = any(c.skill == OUTSIDE and c.probability >= _SURE for c in interpretation.candidates[:1])
        leans = fragment and not (
            talks or outside or to_robot(analysis.reading)
        )  # «잠깐만 전화 왔어», «뉴스 좀 알려 줘»
        propose("knowledge.holder", "knowledge", _FRAGMENT if leans else 0.5)
    else:
        propose("knowledge.fact", "knowledge", 0.65 if analysis.of_kind("thing") else _LEAST_KNOWING)
    if analysis.of_kind("place"):
        heard = max(m.similarity for m in analysis.of_kind("place"))
        propose("recommend.detail_all", "recommend", _NAMED if heard == 1 else 0.5)
    elif focus.topic == "recommend" and not steering and not of_people:
        narrows = bool(analysis.of_kind("area", "food", "attribute")) and len(analysis.text) <= _SHORT_LETTERS
        # The skill declines what is not about the places it told.
        propose("recommend.refine", "recommend", _NAMED if narrows or (fragment and not talks) else 0.5)
    elif of_food:
        propose(FIND, "recommend", 0.7 if analysis.of_kind("eatery") else 0.6)
    elif analysis.of_kind("area", "attribute"):
        propose(FIND, "recommend", 0.3)
    refusal = interpretation.probability("refusal.")
    own_past = tells_own_past(analysis.reading)
    asks_opinion = (analysis.judges and not own_past) or says_what_ought_to_be(analysis.reading)
    if of_people and asks_opinion:
        plainly = not analysis.mentions and analysis.reading.asks_whether  # «지금 지사는 일 잘해?»
        refusal = _FRAGMENT if refusal >= 0.3 or plainly else max(refusal, _NAMED - 0.1)
    if not asks_opinion and analysis.reading.question(*WHEN, WHERE):
        refusal = 0.0  # «선거가 언제였는데»: a day is no opinion
    if not asks_opinion and focus.topic == "knowledge" and focus.knowledge.person and _asks_which(analysis.reading):
        refusal = 0.0  # «두 분 다 어느 정당이죠?» of somebody who was spoken of
    if asks_opinion and _asks_who_of_told(analysis, focus):
        refusal = max(refusal, _FRAGMENT)  # «넌 누가 더 잘했다고 생각해?» after two governors
    is_political = of_people or analysis.political
    judged = asks_opinion or interpretation.probability("refusal.") >= _SURE
    if of_people and not asks_opinion:
        # A question of fact is not refused because it names a politician; least of all one about what happened.
        refusal = 0.0 if _asks_what_happened(analysis.reading) else min(refusal, _NAMED - 0.1)
    if refusal >= (_REFUSED_AFTER_ALL if of_people and judged else 0.4 if is_political and not of_people else 0.85):
        scores["refusal.political_opinion"] = refusal
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    return tuple(Attempt(intent, min(score, 1.0)) for intent, score in ranked)


def _asks_who_of_told(analysis: Analysis, focus: Focus) -> bool:
    """Whether it is asked who of those that were just told to hold something, and nobody and nothing else is named."""
    told = focus.topic == "knowledge" and focus.knowledge.person is not None and focus.knowledge.office is not None
    asked = [t for t in analysis.reading.terms if t.kind == "question"]
    return told and [(t.lemma, t.particle) for t in asked] == [(WHO, SUBJECT)] and not analysis.mentions


def _asks_which(reading: Reading) -> bool:
    """«어느 정당이야?»: what something is, and not of whom it is said to."""
    main = reading.main
    return reading.question(*WHICH) and main is not None and main.lemma in COPULAS and not to_robot(reading)


def _asks_what_happened(reading: Reading) -> bool:
    """«선거에 나왔어?», «몇 퍼센트로 이겼어?», «몇 살이야?»: it is over, or a number or day is asked."""
    main, claim = reading.main, claim_in(reading, (), ())
    if reading.question(*WHEN) or any(t.kind == "question" and t.lemma.startswith(HOW_MANY) for t in reading.terms):
        return True
    return (main is not None and main.form is not None and main.form.past) or (claim is not None and claim.past)


def _is_about_a_list(intent: str) -> bool:
    """Whether an intent is about places that were recommended before."""
    return intent.startswith("recommend.") and intent != FIND


def _asks_the_clock(candidate: Candidate, of_a_day: bool) -> bool:
    """Whether this is «지금 몇 시야» or «오늘 며칠이야» whatever was spoken of, unlike «몇 월 며칠부터?»."""
    asks = candidate.skill == "clock" and candidate.probability >= _SURE
    return asks and (of_a_day or candidate.intent == "clock.time")


def route(turn: SkillTurn, skills: Mapping[str, Skill], reject_below: float, robot: str | None = None) -> Routed:
    """Ask the skills in order; the first answer wins.

    Args:
        turn: the utterance; its `intent` is replaced by each attempt.
        skills: by name.
        reject_below: probability under which an intent is not believed.
        robot: id of the robot itself.

    Raises:
        SkillFailed: a skill raised.
    """
    declines: list[tuple[Attempt, Decline]] = []
    waiting = tuple(Attempt(f"{o.skill}.{o.about}", 1.0, waiting=True) for o in (turn.open, turn.left) if o is not None)
    claims = (skill.claim(turn) for skill in skills.values() if may_claim(skill))
    proposed = (*filter(None, claims), *attempts(turn.interpretation, turn.focus, reject_below, robot))
    act, continued = turn.act, goes_on(turn)
    proposed = tuple(
        one for one in proposed if _is_asked_for(one, act, turn, robot) and not (continued and _breaks_in(one, turn))
    )
    # Who only listens to what is told lets a request go first that somebody knows for their own.
    listening = tuple(one for one in waiting if is_attentive(skills.get(one.skill)))
    ahead = tuple(one for one in waiting if one not in listening)

    def rank(one: Attempt) -> float:
        if one in listening:
            return _LISTENS
        # Who hardly believes that it cannot be known here lets the knowledge say first what it lacks.
        return one.score - _LEAST_KNOWING * (one.skill == OUTSIDE and one.score < _HALF)

    ranked = sorted((*listening, *proposed), key=rank, reverse=True)
    for attempt in (*ahead, *ranked):
        skill = skills.get(attempt.skill)
        if skill is None:
            continue
        try:
            outcome = skill.answer(replace(turn, intent=attempt))
        except Exception as e:
            raise SkillFailed(f"the skill «{attempt.skill}» failed at {attempt.intent}: {describe(e)}") from e
        if isinstance(outcome, Answer) and only_repeats(attempt.skill, outcome, turn):
            continue
        if isinstance(outcome, Answer):
            weak = attempt.skill == OUTSIDE or attempt.score < reject_below
            # «올해 수치는 없어» after what was measured asks for one, and tells nothing of whoever says it.
            asked = attempt.skill == REMARKS and turn.focus.topic == "knowledge" and not turn.told
            if asked and any(d.strength > TELLING for _, d in declines):
                break
            if weak and any(d.strength >= TELLING for _, d in declines):
                break  # «부산시장이 누구인지는 제 자료에 없어요» says more than a general abstention
            return Routed(attempt, outcome, tuple(declines))
        declines.append((attempt, outcome))
    return Routed(None, None, tuple(declines))


def _breaks_in(attempt: Attempt, turn: SkillTurn) -> bool:
    """Whether somebody else would answer a piece of what is being told: «수원에 있는 회산데» of one's son's work."""
    return attempt.skill not in (REMARKS, *_KEEPS_ACCOUNT) and not (attempt.waiting or turn.left is not None)


def _is_asked_for(attempt: Attempt, act: Act, turn: SkillTurn, robot: str | None) -> bool:
    """Whether an utterance that does that may want what a skill looks up, searches or sets.

    What is only told, or a comment on what was told, wants none of it; what is told after a list of places may narrow
    it.
    """
    analysis, reading = turn.analysis, turn.analysis.reading
    if attempt.intent == DECIDED:
        return True  # «우리 어디 가기로 했지?», «좋아 거기로 정했다»
    if attempt.skill == OUTSIDE and is_of_here(reading):  # «우리 애 학교 언제 끝나지»: no forecast is asked for
        sure = max(attempt.score, turn.interpretation.probability(attempt.intent)) >= _SURE
        return attempt.waiting or sure
    if attempt.skill == OUTSIDE and act in ("tells", "unclear") and any(f.about == _PLANS for f in turn.told):
        return attempt.waiting  # «내일 병원 예약 있어» looks up no calendar
    if attempt.skill == "smalltalk" and act == "asks":
        return not (asks_of_what_is_seen(reading) or _asks_of_somebody(turn, robot))
    if attempt.skill == REMARKS:
        return attempt.waiting or attempt.intent in _DONE_BY_LISTENER or not turn.rather_orders
    if (
        attempt.intent == FIND
        and not (attempt.waiting or analysis.of_kind("eatery", "place"))
        and _needs_no_place(turn)
    ):
        return False
    if attempt.skill == "play" and act == "tells" and not attempt.waiting and turn.open is None:
        main = reading.main
        wishes = to_robot(reading) and main is not None and main.form is not None and main.form.wishes
        return attempt.score >= (_WISHED if wishes else _SURE)  # «너랑 놀고 싶대», «숫자 하나 잘못 썼거든»
    if attempt.skill not in _LOOK_UP:
        return True
    named = analysis.has_title or any(m.id != robot for m in analysis.mentions)
    if attempt.skill == "knowledge" and not attempt.waiting and _is_remark(turn):
        return False
    if attempt.skill == "knowledge" and not named:
        if promises(reading) or (
            unanswered(reading) in _OF_ONESELF and (of_speaker(reading) or turn.focus.topic != "knowledge")
        ):
            return False  # «네 말대로 해 볼게»; «나도 너 같은 로봇 만들 수 있을까» is asked of oneself
        if tells_own_state(reading) or (act in ("tells", "unclear") and _is_told_of_speaker(reading)):
            return False  # «수학을 못해서 걱정이야» asks nothing of what was told before
    match act:
        case "reacts" if attempt.skill == "recommend":
            return attempt.score >= _BEYOND_DOUBT  # «통닭도 괜찮겠다 여덟 명 갈 건데»
        case "reacts" | "introduces" | "hesitates":
            return False
        case "asks_robot" if any(v.form is not None and v.form.wishes for v in reading.verbs):
            return attempt.skill != "recommend"  # «너는 뭐 먹고 싶어?»
        case "asks_robot":
            return attempt.skill != "recommend" or bool(analysis.of_kind(*_OF_PLACES)) or reading.asks_what
        case "asks" if attempt.skill == "recommend":
            return bool(analysis.of_kind("place", "eatery")) or not (_asks_for_a_day(turn) or asks_of_own_past(reading))
        case "requests" if attempt.skill == "recommend":
            return bool(analysis.of_kind("place", "eatery")) or not _asks_for_a_day(turn)
        case "tells" if attempt.skill == "knowledge":
            of_office = analysis.of_kind("office", "person")
            of_self = (tells_what_was_seen(reading) or of_speaker(reading)) and not of_office
            if tells_own_deed(reading) or tells_own_past(reading) or of_self:
                return False  # «나 도청 앞에서 장사하잖아», «둘이 자주 갔었지», «통닭거리 갔는데 사람 많더라»
            named = named and (analysis.has_title or not calls_oneself(reading))  # «저는 경기도를 취재하는 기자예요»
            return named or (turn.focus.topic == "knowledge" and not (to_robot(reading) or of_speaker(reading)))
        case "tells" if attempt.skill == "recommend":
            return attempt.intent in UNASKED or _wants_a_place(turn, attempt)
        case "tells":
            return attempt.intent != _SET or ends_with_alert(analysis.text)  # «수요일 네 시에 치과 알림»
        case "unclear" if turn.told and attempt.skill == "recommend":
            return any(fact.about not in FOR_THEIR_OWN_SAKE for fact in turn.told)
        case _:
            return True


def _needs_no_place(turn: SkillTurn) -> bool:
    """«오늘은 그냥 라면 끓여 먹을래», «커피를 세 잔이나 마셨는데 심장이 두근거려 괜찮을까»: eaten at home, or news."""
    reading, meant = turn.analysis.reading, turn.interpretation
    form = reading.main.form if reading.main is not None else None
    seeks = reading.asks_what or (form is not None and (form.requests or form.wishes))
    news = meant.probability(f"{REMARKS}.", f"{OUTSIDE}.") >= _HALF and meant.probability("recommend.") < _HARDLY
    tells = any(v.form is not None and v.form.past for v in reading.verbs[:-1])
    news = news and tells and not seeks and turn.focus.topic != "recommend"
    return not reading.asks_what and (news or (eats_at_home(reading) and form is not None and not form.requests))


def _requests_before(reading: Reading) -> bool:
    """«중국집 하나 알려 줘 남편이 짬뽕 좋아해»: asked for in a sentence of its own, before what is only told."""
    return any(v.form is not None and v.form.requests and not v.form.modifies for v in reading.verbs[:-1])


def _is_remark(turn: SkillTurn) -> bool:
    """«시장 가도 비싸서 살 게 없어», «그분이 왔을 때 내가 악수했어»: what one lives, and asks nothing of."""
    reading, best = turn.analysis.reading, turn.interpretation.best
    theirs = turn.act in ("tells", "unclear") and is_of_theirs(reading) and not turn.analysis.of_kind(*_PEOPLE)
    if theirs or tells_what_one_lived(reading):
        return True  # «딸네가 미국으로 이민 갔어»
    plain = not (reading.asks_what or asks_by_form(reading)) and turn.act in ("tells", "unclear", "wishes")
    return plain and best.skill == REMARKS and best.probability >= _HALF and not turn.analysis.of_kind(*_PEOPLE)


def _is_told_of_speaker(reading: Reading) -> bool:
    """«저 이런 거 진짜 못하는데»: what the speakers say of themselves."""
    said = mirror(reading)
    return said is not None and said.of_speaker


def _asks_for_a_day(turn: SkillTurn) -> bool:
    """«할아버지 칠순이 언제인지 알려 주세요»: a day and no table, where no places were told."""
    return turn.focus.places is None and turn.analysis.reading.question(*WHEN)


def _asks_of_somebody(turn: SkillTurn, robot: str | None) -> bool:
    """«홍길동은 몇 살이야?»: whether something is asked of somebody by name who is not the robot."""
    own = {m.start for m in turn.analysis.mentions if m.id == robot}
    topics = (t for t in turn.analysis.reading.terms if t.particle == TOPIC and t.form is None and not t.called)
    return any(t.start not in own and is_personal_name(t.text) for t in topics)


def _wants_a_place(turn: SkillTurn, attempt: Attempt) -> bool:
    """Whether what is told asks for places all the same."""
    reading, best = turn.analysis.reading, turn.interpretation.best
    named = bool(turn.analysis.of_kind("food", "eatery"))
    if named and means_to_go(reading):
        return True  # «저녁에 갈비 먹으러 가려고 하는데요»
    last = reading.terms[-1] if reading.terms else None
    if last is not None and last.form is None and any(m.start == last.start for m in turn.analysis.of_kind("eatery")):
        return True  # «행궁동 데이트하려는데 밥집»: what is told leads to what is wanted
    kinds = {m.start for m in turn.analysis.of_kind("eatery")}
    asked = (v.form for t in reading.terms if t.start in kinds and (v := next_verb(reading, t)) is not None)
    if any(form is not None and form.asks and not form.hearsay for form in asked):
        return True  # «구경 갈 데 좀 있냐 손님이 와»
    if named and any(v.form is not None and (v.form.wishes or v.form.hearsay) for v in reading.verbs):
        return True  # «저는 국수 먹고 싶은데 친구는 초밥이래요»
    if named and attempt.score > _CLAIMED and (proposed_to_speaker(reading) or _requests_before(reading)):
        return True  # «엄마는 냉면 아빠는 고기 먹자고 하셔», «양식집 좀 알려 줘 아내가 파스타 좋아해»
    form = reading.main.form if reading.main is not None else None
    if best.intent == FIND and best.probability >= _HALF and form is not None and form.requests:
        return True  # «나 같은 늙은이가 먹을 만한 데 추천해 줘»
    if turn.focus.topic != "recommend":
        return False
    ends = (reading.terms[part.stop - 1] for part in reading.sentences() if len(part))
    # «아니 고기 말고 국수 같은 거. 어제 한잔했거든», «월요일에 하는 데로요. 쉬는 집도 있을 거예요»
    bare = (end for end in ends if end.form is None and (named or INTO in end.particles))
    if any(bare) or any(v.lemma == WANT or (v.form is not None and v.form.wishes) for v in reading.verbs):
        return True  # «예약하고 싶은데»
    # Of what is only told after a list, what changes it is known by whoever claims it: «치킨은 어제 먹었어».
    return attempt.score > _CLAIMED and (named or not only_looks_back(reading))


def describe(fault: Exception) -> str:
    """An exception in one line."""
    return f"{type(fault).__name__}: {' '.join(str(fault).split())}"
