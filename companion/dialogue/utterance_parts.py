"""Which parts of an utterance are answered: all of it, each of several requests, or what is asked beside the rest.

People tell and ask in one breath («아내가 파스타를 좋아해. 그나저나 오늘 무슨 요일이지?»). All of it is answered first,
since a wish or a sum rests on all that was said. The part that asks is answered alone where the whole was only listened
to, not known, or taken for something that stands in what is told around the question.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from operator import eq
from typing import Final

from companion.answering.base import OUTSIDE
from companion.answering.confidant import answers_a_want
from companion.answering.inform import ONLY_HEARD
from companion.answering.passages import PassageSkill
from companion.answering.recommend import RecommendSkill
from companion.dialogue.outcome import RequestOutcome, together
from companion.dialogue.reply import confidence_in
from companion.dialogue.state import State
from companion.language.asking_clause import Party, questions_alone
from companion.language.coordination import asked_of_each
from companion.language.figures import figured
from companion.language.grammar import asks_what_one_said, is_said_so
from companion.language.preface import asked_clauses, last_request, question_after_story
from companion.language.self_questions import asks_what_was_said, keeps
from companion.language.self_words import OTHERS
from companion.language.stances import asks_by_form, is_of_no_use, sentences, to_robot
from companion.language.terms import Reading
from companion.understanding.phrases import Intent
from companion.understanding.types import Interpretation

_SUMS: Final = "sums."
_KNOWLEDGE: Final = "knowledge."
_RECKONING: Final = ("sums", "clock")
"""Skills whose answer rests on all that was said at once."""
_ALONE: Final = ("clock", "sums", "play", "reminders", "control")
"""Skills whose questions and orders are clear without what is told around them, where grammar makes them out."""
_DOES: Final = ("smalltalk", OUTSIDE, "control", "play", "reminders", "clock")
"""Skills that are asked for something beside what is told, and need no name for it."""
_RECALLED: Final = ".recall"
_SURELY_MEANT: Final = 0.5
_SURELY_TOLD: Final = 0.65
_CLAIMED: Final = 0.95
"""Probabilities from which one sentence of several is believed to ask for something, or to be news of its kind, and the
score from which grammar is."""
_AT_A_LOSS: Final = ("unknown", "clarify")
"""States of an answer that tells nothing."""
_PLACES: Final = ("area", "region", "country")
"""Kinds of names that only say where."""
_GAME: Final = "play"
_PLAYS: Final = ("smalltalk", _GAME, "control")
"""Skills that have something to say to whatever stands in a game."""
_IDLE: Final = ("inform", "smalltalk", OUTSIDE)
"""Skills that look nothing up."""


class UtteranceParts:
    """Answers one utterance as a whole or in parts; another utterance has another of these.

    Args:
        answer: answers an utterance or a part of one in a state, behind what is said aside («» where nothing is).
        again: reads a part as an utterance of its own.
        titles: bare titles of offices.
        intents: by name.
        rest_unknown: what is said of requests that nobody knew anything of, beside others that are answered.
    """

    def __init__(
        self,
        answer: Callable[[Interpretation, State, str], RequestOutcome],
        again: Callable[[str], Interpretation],
        titles: Collection[str],
        intents: Mapping[str, Intent],
        rest_unknown: str,
    ) -> None:
        self._answer, self._again = answer, again
        self._titles, self._intents, self._rest_unknown = titles, intents, rest_unknown
        self._whole: RequestOutcome | None = None
        self._apart: dict[tuple[str, str], tuple[Interpretation, RequestOutcome]] = {}

    def answered(self, said: Interpretation, state: State) -> RequestOutcome:
        """What comes of an utterance."""
        moved = self._in_game(said, state)
        if moved is not None:
            return moved
        reading = said.analysis.reading
        pieces = reading.requests()
        answered = self._one_by_one((said.text[slice(*piece)].strip() for piece in pieces), state)
        if pieces and _only_reckons(answered):
            attempt = self._all(said, state).attempt
            if attempt is not None and attempt.skill in _RECKONING:
                return self._all(said, state)  # «국어 80, 수학 95. 평균은?» is one sum
        if any(outcome.answer.status == "answered" for outcome in answered):
            return together(answered, self._rest_unknown)
        whole = self._all(said, state)
        if pieces:
            return whole
        known = self._known_alone(whole, said, state)
        if known is not None:
            return self._telling(whole, known, state)
        if whole.answer.status == "unknown":
            several = self._of_each(reading, state)
            of_files = whole.attempt is not None and whole.attempt.skill == PassageSkill.name
            if several is not None and (several.answer.status == "answered" or not of_files):
                return several  # «산림과 팩스 번호» is of one department
        return self._alone(whole, reading, state) or whole

    def _all(self, said: Interpretation, state: State) -> RequestOutcome:
        """What comes of all of it, worked out once."""
        if self._whole is None:
            self._whole = self._answer(said, state, "")
        return self._whole

    def _part(self, text: str, state: State, aside: str = "") -> tuple[Interpretation, RequestOutcome]:
        """A part as it is read alone, and what comes of it in the state that the utterance found, worked out once."""
        if (text, aside) not in self._apart:
            said = self._again(text)
            self._apart[text, aside] = said, self._answer(said, state, aside)
        return self._apart[text, aside]

    def _one_by_one(self, texts: Iterable[str], state: State) -> list[RequestOutcome]:
        """What comes of several requests, each answered in the state that the one before leaves."""
        answered: list[RequestOutcome] = []
        for text in texts:
            answered.append(self._answer(self._again(text), state, ""))
            state = answered[-1].left_behind(state)
        return answered

    def _in_game(self, said: Interpretation, state: State) -> RequestOutcome | None:
        """What comes of an utterance as a move in what waits for one, or as its end; None where it is neither."""
        if state.open is not None:
            ended = self._leaving(said, state) or self._asking_beside(said, state)
            if ended is not None:
                return ended
        if state.open is not None or state.left is not None:
            whole = self._all(said, state)
            if whole.attempt is not None and whole.attempt.waiting:
                return whole  # «정답은 기차! 맞지?» is one move
        return None

    def _leaving(self, said: Interpretation, state: State) -> RequestOutcome | None:
        """The answer to «그만할래, 근데 …»: what was open ends, and the rest is answered; None where it doesn't end."""
        parts = said.analysis.reading.change_of_subject()
        if parts is None:
            return None
        ending, other = (said.text[slice(*part)].strip() for part in parts)
        last = self._answer(self._again(ending), state, "")
        if last.attempt is None or not last.attempt.waiting or last.answer.open is not None:
            return None
        rest = self._answer(self._again(other), replace(last.left_behind(state), open=None), "")
        return together((last, rest), self._rest_unknown)

    def _asking_beside(self, said: Interpretation, state: State) -> RequestOutcome | None:
        """The answer to «답 알려 줘. 그나저나 내가 왜 아프다고 했지?» in a game: a move, and a question that is none.

        None where what stands behind is no question, or nobody but the game knows what to say to it.
        """
        parts = said.analysis.reading.change_of_subject()
        if parts is None or state.open is None or state.open.skill != _GAME:
            return None
        moving, other = (said.text[slice(*part)].strip() for part in parts)
        asked = self._again(other)
        if not asked.analysis.reading.asks_what:
            return None
        move = self._answer(self._again(moving), state, "")
        if move.attempt is None or not move.attempt.waiting or move.answer.open is None:
            return None
        rest = self._answer(asked, replace(move.left_behind(state), open=None), "")
        if rest.attempt is None or rest.attempt.skill in (*_PLAYS, OUTSIDE) or rest.answer.open is not None:
            return None
        # What the game asks next stands last.
        return replace(together((rest, move), self._rest_unknown), attempt=move.attempt, routed=move.routed)

    def _known_alone(self, whole: RequestOutcome, said: Interpretation, state: State) -> RequestOutcome | None:
        """What is known of the clause that asks, whatever is said around it; None where it is not known either."""
        if whole.answer.status not in _AT_A_LOSS:
            return None
        analysis = said.analysis
        parties = {
            m.start: Party(m.id, whole=m.text not in self._titles, place=m.kind in _PLACES)
            for m in analysis.of_kind("area", "region", "country", "thing", "person", "office")
        }
        lacking = None  # what is named as not known says more than that nothing is
        for text in questions_alone(analysis.reading, parties):
            _, alone = self._part(text, state)
            if alone.answer.status == "answered" and alone.answer.sources and not _is_same_wish(whole, alone):
                return alone
            named = alone.answer.status == "unknown" and not alone.unexplained and alone.intent.startswith(_KNOWLEDGE)
            lacking = lacking or (alone if whole.unexplained and named else None)
        return lacking

    def _of_each(self, reading: Reading, state: State) -> RequestOutcome | None:
        """The answers to what is asked of several together; None where nobody knows anything of them."""
        answered = self._one_by_one(asked_of_each(reading, self._titles), state)
        known = any(outcome.answer.status == "answered" for outcome in answered)
        lacking = bool(answered) and not any(outcome.unexplained for outcome in answered)
        return together(answered, self._rest_unknown) if known or lacking else None

    def _alone(self, whole: RequestOutcome, reading: Reading, state: State) -> RequestOutcome | None:
        """What comes of the part that asks, where that is rather what is wanted than what comes of the whole."""
        if any(map(is_of_no_use, list(sentences(reading))[-1:])):
            return None  # «너한테 말해서 뭐 해» does not ask what it does
        for way in (self._recalled_beside, self._clearly_asked, self._said_beside, self._behind_what_is_told):
            alone = way(whole, reading, state)
            if alone is not None:
                return self._telling(whole, alone, state)
        return None

    def _recalled_beside(self, whole: RequestOutcome, reading: Reading, state: State) -> RequestOutcome | None:
        """What was told before, asked back behind a remark: «하긴 넌 못 가지. 아무튼 우리 몇 월에 간다고 했지?»."""
        heard = whole.attempt is None or whole.attempt.skill in _IDLE or whole.answer.status in _AT_A_LOSS
        main = reading.main
        quotes = main is not None and (is_said_so(main) or asks_what_one_said(reading))
        if not heard or whole.intent.endswith(_RECALLED) or not (quotes and reading.asks_what):
            return None
        turned = reading.change_of_subject()
        behind = (reading.text[slice(*turned[1])].strip(),) if turned is not None else ()
        for text in dict.fromkeys((*behind, *reversed(asked_clauses(reading)))):
            said, alone = self._part(text, state)
            known = alone.answer.status == "answered" and alone.intent.endswith(_RECALLED)
            if known and asks_what_was_said(said.analysis.reading):
                return alone
        return None

    def _clearly_asked(self, whole: RequestOutcome, reading: Reading, state: State) -> RequestOutcome | None:
        """What is clear without what is told around it, where the whole was taken for something told there.

        «아내가 파스타를 좋아해. 그나저나 오늘 무슨 요일이지?» looks for no pasta.
        """
        done = whole.attempt.skill if whole.attempt is not None and whole.answer.status == "answered" else ""
        if done in _ALONE:
            return None
        # «은행은 안 가기로 했어, 취소», «환전은 결혼식 사흘 전인데 며칠이지»: who asks back which one is meant, or says
        # what was not told, has heard more than those last words say.
        lacks = whole.routed.answer is not None and whole.answer.status in _AT_A_LOSS
        lacking = whole.attempt.skill if whole.attempt is not None and lacks else ""
        for text in reversed(asked_clauses(reading)):
            said, alone = self._part(text, state)
            skill, score = (alone.attempt.skill, alone.attempt.score) if alone.attempt is not None else ("", 0.0)
            surely = skill in _ALONE and score >= _CLAIMED and not _hangs_on_rest(alone, text, reading)
            surely = surely and skill != lacking
            to_robot = skill == "smalltalk" and confidence_in(alone.intent, said) >= _SURELY_MEANT
            to_robot = to_robot and _is_said_to_listener(said.analysis.reading, done in ("", *_IDLE))
            to_robot = to_robot and whole.answer.status != "refused"  # «누가 더 잘했다고 봐? 솔직히 말해 봐»
            if (surely or to_robot) and alone.answer.status == "answered":
                return alone
        return None

    def _said_beside(self, whole: RequestOutcome, reading: Reading, state: State) -> RequestOutcome | None:
        """What is said to one sentence of several, where all of it together was only heard.

        That is one that asks («노래 불러 줄래? 우리 딸이 듣고 싶대»), or news of a kind of its own («… 삼십 분이나
        남았네. 심심하다»); None where there is none, or the whole was understood.
        """
        if reading.asked() is not None:
            return None
        attempt = whole.attempt
        guessed = attempt is not None and attempt.score < _SURELY_MEANT and attempt.skill != "inform"
        listens = attempt is None or attempt.skill == "inform" or guessed
        known = whole.intent not in ONLY_HEARD and whole.routed.answer is not None and not guessed
        parts = list(reading.sentences())
        if len(parts) < 2 or not listens or (known and "?" not in reading.text):
            return None
        asking = [reading.text_of(part) for part in parts if reading.asks(part) and not reading.leads_up(part)]
        asking = [text for text in asking if not known or "?" in text]
        for text in asking or map(reading.text_of, reversed(parts)):
            said, alone = self._part(text, state)
            kind = self._intents.get(alone.intent)
            does = alone.intent.partition(".")[0] in _DOES and not self._is_told_on(alone)
            news = kind is not None and kind.skill == "inform" and bool(kind.phrases) and kind.name not in ONLY_HEARD
            claimed = alone.attempt is not None and alone.attempt.score >= _CLAIMED
            sure = confidence_in(alone.intent, said) >= (_SURELY_MEANT if asking else _SURELY_TOLD)
            sure = sure or (does and claimed)
            if sure and (does if asking else news):
                return alone
        return None

    def _behind_what_is_told(self, whole: RequestOutcome, reading: Reading, state: State) -> RequestOutcome | None:
        """What comes of the question behind a story or before a remark, which the rest of the utterance may hide.

        «아버지가 도청 공무원이셨거든요. 경기도청이 어디 있어요?», «오늘이 며칠이고? 장날인가 모르겠네».
        """
        asked = reading.asked()
        listens = whole.attempt is None or (whole.attempt.skill == "inform" and not answers_a_want(whole.attempt))
        listens = listens or _is_guess(whole)
        unknown = whole.answer.status == "unknown"
        if whole.routed.answer is not None and not (unknown or (listens and asked)):
            return None
        part = reading.text[slice(*asked)].strip() if asked is not None else question_after_story(reading)
        part = part or last_request(reading)
        if part is None:
            return None
        _, alone = self._part(part, state, reading.text.partition(part)[0].strip())
        if _hangs_on_rest(alone, part, reading) or _is_same_wish(whole, alone) or self._is_told_on(alone):
            return None
        # Who knows that it cannot be known here has answered: «내일 비 온대? 야외 무대라 걱정인데».
        outside = asked is not None and alone.attempt is not None and alone.attempt.skill == OUTSIDE
        answered = alone.routed.answer is not None and (alone.answer.status == "answered" or outside)
        if unknown and whole.routed.answer is not None:
            return alone if answered and alone.interpretation.analysis.mentions else None
        heard = asked is not None and " " in part and listens and self._is_only_heard(whole, state, part)
        return alone if answered or (heard and alone.answer.status == "unknown") else None

    def _is_told_on(self, alone: RequestOutcome) -> bool:
        """«미안하다고도 안 했어 기분 나빠»: what would be asked of the robot by itself goes on with what is told."""
        kind, reading = self._intents.get(alone.intent), alone.interpretation.analysis.reading
        asks = "?" in reading.text or asks_by_form(reading) or any(t.kind == "question" for t in reading.terms)
        strict = kind is not None and kind.skill == "smalltalk" and kind.strict
        return strict and not asks and not to_robot(reading)

    def _is_only_heard(self, whole: RequestOutcome, state: State, part: str) -> bool:
        """Whether a question that nobody can answer is not to be passed over for what the whole was taken for."""
        told = self._intents.get(whole.answer.intent or "")
        return told is not None and not told.mood and (whole.answer.memory == state.memory or "?" in part)

    def _telling(self, whole: RequestOutcome, alone: RequestOutcome, state: State) -> RequestOutcome:
        """What is answered to the question alone, with what is told before it kept («삼촌이 소방관이셨거든. …?»)."""
        told = whole.answer.memory
        more = told is not None and len(told.facts) > len(state.memory.facts) and alone.answer.memory == state.memory
        return replace(alone, answer=replace(alone.answer, memory=told)) if more else alone


def _is_said_to_listener(reading: Reading, only_heard: bool) -> bool:
    """Whether it asks what whoever listens is («넌 이름이 뭐야?»), or requests something and nothing was looked up."""
    form = reading.main.form if reading.main is not None else None
    named = any(term.kind == "pronoun" and term.lemma in OTHERS for term in reading.terms)
    orders = form is not None and form.requests and not keeps(reading)  # «… 잘 기억해 줘» is of what is told before it
    return (named and reading.asks_what) or (only_heard and orders)


def _is_guess(whole: RequestOutcome) -> bool:
    """Whether what is made of an utterance is neither claimed by grammar nor probable."""
    attempt = whole.attempt
    if attempt is None:
        return False
    unlikely = confidence_in(whole.intent, whole.interpretation) < _SURELY_MEANT
    return attempt.score < _SURELY_MEANT or (attempt.skill == "smalltalk" and attempt.score < _CLAIMED and unlikely)


def _hangs_on_rest(alone: RequestOutcome, part: str, reading: Reading) -> bool:
    """«사촌도 둘 온댔다 그럼 다 해서?»: whether what comes out of a sum hangs on numbers told around it."""
    return alone.intent.startswith(_SUMS) and bool(figured(reading.text.replace(part, "", 1)).figures)


def _is_same_wish(whole: RequestOutcome, alone: RequestOutcome) -> bool:
    """«속이 쓰린데 뭐 먹지», «냉면 빼고 갈비집 찾아 줘»: whether what stands around it is a part of one wish."""
    skills = {one.attempt.skill if one.attempt is not None else "" for one in (whole, alone)}
    intents = [(one.attempt.intent if one.attempt is not None else "", one.intent) for one in (whole, alone)]
    return skills == {RecommendSkill.name} and any(map(eq, *intents))


def _only_reckons(answered: list[RequestOutcome]) -> bool:
    """Whether nobody looked anything up for the pieces of an utterance."""
    return all(one.attempt is None or one.attempt.skill in ("sums", *_IDLE) for one in answered)
