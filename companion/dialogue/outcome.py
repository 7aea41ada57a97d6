"""What comes of one request: the answer, and what the next one may lean on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from companion.answering.base import Answer, Attempt, Focus, Open
from companion.answering.inform import SHRUGS
from companion.answering.place_intents import CHANGES, FIND, SKILL
from companion.answering.telling import REMEMBERED
from companion.base import patterns as re
from companion.dialogue.router import Routed
from companion.dialogue.state import State
from companion.language.grammar import asks_how
from companion.language.josa import strip_josa
from companion.language.terms import Reading
from companion.understanding.referents import Referent
from companion.understanding.types import Interpretation, Mention

_CONTENT: Final = ("noun", "name", "time", "number")
"""Kinds of terms without which nothing is asked: «뭐냐»."""
_SENTENCE: Final = re.compile(r"(?<=[^\W\d_][.?!]) ")
"""Between two sentences of an answer, and not behind the number of an item."""

_REMARKED = ("smalltalk", "inform")
"""Skills that hear what is only remarked."""


@dataclass(frozen=True, slots=True)
class RequestOutcome:
    """What came of one request.

    Attributes:
        focus: what the next one may refer to; `spoken`: all that was spoken of.
        interpretation: as it was answered, with names in place of what pointed at them.
    """

    routed: Routed
    answer: Answer
    attempt: Attempt | None
    focus: Focus
    interpretation: Interpretation
    spoken: tuple[Referent, ...]

    @property
    def intent(self) -> str:
        """What it was answered as, "" where nobody had an answer."""
        return self.answer.intent or (self.attempt.intent if self.attempt is not None else "")

    @property
    def unexplained(self) -> bool:
        """Whether nobody knew anything of it, and nothing says what is lacking."""
        reason = self.routed.reason
        unknown = self.routed.answer is None and self.answer.status == "unknown"
        return unknown and (reason is None or reason[1].strength <= 1)

    def left_behind(self, state: State) -> State:
        """The state in which the rest of an utterance is answered."""
        answer = self.answer
        # What is doubted or said again behind an answer may still be what was told before; an unknown rests on nothing,
        # and of what was just looked up more is asked: «… 맞지? 그게 언제야?».
        latest = answer.status == "unknown" or bool(answer.sources)
        return replace(
            state,
            focus=self.focus,
            spoken=self.spoken,
            last=replace(answer, memory=None, reminders=None) if latest else state.last,
            cited=(answer, *state.cited) if answer.sources else state.cited,
            heard=(self.interpretation.text, *state.heard),
            said=(self.interpretation.text, *state.said),
            typed=(self.interpretation.utterance.text, *state.typed),
            replied=(self.intent, *state.replied),
            answered=(answer.text, *state.answered),
            open=open_after(answer, self.attempt, state.open, pauses=False),
            left=left_after(answer, self.attempt, state),
            reminders=state.reminders if answer.reminders is None else answer.reminders,
            memory=state.memory if answer.memory is None else answer.memory,
        )


def together(answered: Sequence[RequestOutcome], rest_unknown: str) -> RequestOutcome:
    """Several answers as one: the sentences one after the other, and the focus of the last.

    Args:
        answered: what came of each request, at least one of them answered or explained.
        rest_unknown: what is said of requests that nobody knew anything of, not even what they lack.
    """
    answered = [one for one, after in zip_longest(answered, answered[1:]) if not _is_taken_up(one, after)]
    meant = [one for one in answered if one.intent not in SHRUGS]
    answered = meant if any(one.answer.status == "answered" for one in meant) else answered
    first = next((one for one in answered if one.answer.status == "answered"), answered[0])
    plain = [one for one in answered if not one.unexplained]
    if len(plain) < len(answered):
        readings = [one.interpretation.analysis.reading for one in answered if one.unexplained]
        asked = any(_wants(r) and any(t.kind in _CONTENT for t in r.terms) for r in readings)
        last = replace(
            plain[-1], answer=replace(plain[-1].answer, text=rest_unknown, spoken=None, items=(), sources=())
        )
        answered = [*plain, last] if asked else plain
    answers = [
        one.answer
        for number, one in enumerate(answered)
        if not any(_says_as_much(before.answer, one.answer) for before in answered[:number])
        and not any(_is_narrowed(one.answer, later.answer) for later in answered[number + 1 :])
    ]
    told = replace(
        first.answer,
        text=_in_one([answer.text for answer in answers]),
        spoken=_in_one([answer.spoken or answer.text for answer in answers]),
        items=tuple(item for answer in answers for item in answer.items),
        sources=tuple(source for answer in answers for source in answer.sources),
        open=answered[-1].answer.open,
        reminders=next((a.answer.reminders for a in reversed(answered) if a.answer.reminders is not None), None),
        memory=answered[-1].answer.memory,
    )
    return replace(answered[-1], routed=first.routed, answer=told, attempt=first.attempt)


def _in_one(texts: Iterable[str]) -> str:
    """Several texts as one, in which no sentence with a number only says again what one said, in more or fewer words.

    «… 민선 9기로 2026년 7월 1일부터 맡고 있어요» is not followed by «확인된 바로는 지금은 민선 9기로 …».
    """
    said: list[frozenset[str]] = []
    whole = ""
    for text in texts:
        sentences = [s for s in _SENTENCE.split(text) if not (_says_again(_stems(s), said) or _is_said(s, whole))]
        said += [_stems(s) for s in sentences]
        between = "\n" if "\n" in whole else " "  # behind a list
        whole = between.join(filter(None, (whole, " ".join(sentences))))
    return whole


def _is_said(sentence: str, whole: str) -> bool:
    """Whether a sentence of several words stands word by word in what was said."""
    return " " in sentence and sentence in whole


def _stems(sentence: str) -> frozenset[str]:
    """Its words without particles, which two sentences put at different ones: «광주와 전남은», «광주는 … 전남과»."""
    return frozenset(strip_josa(word)[0] for word in sentence.split())


def _says_again(words: frozenset[str], said: Iterable[frozenset[str]]) -> bool:
    numbered = any(c.isdigit() for word in words for c in word)
    return numbered and any(words >= one or words <= one for one in said if any(c.isdigit() for w in one for c in w))


def _wants(reading: Reading) -> bool:
    """Whether something is asked or requested; «몇 가지 확인하겠습니다» only says that something will be."""
    requests = any(verb.form is not None and verb.form.requests for verb in reading.verbs)
    form = reading.main.form if reading.main is not None else None
    announces = form is not None and form.future and form.closes and not form.asks
    return requests or (reading.asks_what and not announces)


def with_people(focus: Focus, named: Iterable[Mention]) -> Focus:
    """The focus with the people that the answer names: the next utterance may point at them."""
    before = focus.knowledge.people
    found = [m.id for m in named if m.kind == "person" and len(m.ids) == 1]
    people = tuple(dict.fromkeys((*before[:1], *reversed(found), *before)))[:REMEMBERED]
    return replace(focus, knowledge=replace(focus.knowledge, people=people)) if found else focus


def _says_as_much(one: Answer, other: Answer) -> bool:
    """Whether every word of another answer stands in one: a day with its weekday, and the weekday again."""
    return set(other.text.split()) <= set(one.text.split())


def _is_taken_up(one: RequestOutcome, after: RequestOutcome | None) -> bool:
    """Whether it is gone on with in the same breath.

    «놀아 볼까요?» (offered), «수수께끼 하나 내 주세요»; «먹을 데 찾아 줘. 국숫집 어때?».
    """
    if after is None or one.attempt is None or after.attempt is None or one.attempt.skill != after.attempt.skill:
        return False
    last = after.interpretation.analysis.reading.terms[-1:]
    if one.attempt.skill == SKILL and one.answer.items and after.answer.items and any(map(asks_how, last)):
        return after.attempt.intent in (FIND, *CHANGES)
    offered, begun = one.answer.open, after.answer.open
    return offered is not None and not offered.lasting and begun is not None and begun.lasting


def _is_narrowed(one: Answer, later: Answer) -> bool:
    """Whether the same is looked for again for fewer: «맛있는 데 어디 있어? 두 군데만.»."""
    queries = [a.focus.places.query for a in (one, later) if a.items and a.focus is not None and a.focus.places]
    if len(queries) < 2 or len(later.items) >= len(one.items):
        return False
    first, last = (replace(query, limit=0) for query in queries)
    return first == last


def open_after(answer: Answer, attempt: Attempt | None, before: Open | None, *, pauses: bool) -> Open | None:
    """What is waited for now: to ask for a repetition, for another pace or for a moment closes nothing.

    Args:
        answer: what was said.
        attempt: who said it.
        before: what was waited for.
        pauses: whether only a moment was asked for, or something remarked in the middle of a game.
    """
    steers = attempt is not None and attempt.skill == "control"
    return answer.open or (before if steers or pauses else None)


def reacts(attempt: Attempt | None, before: Open | None, *, asks: bool) -> bool:
    """Whether it is only a remark in the middle of what goes on: «하하 재밌네» leaves no game."""
    return not asks and before is not None and before.lasting and attempt is not None and attempt.skill in _REMARKED


def left_after(answer: Answer, attempt: Attempt | None, before: State) -> Open | None:
    """What was left: another skill answered than the one that waited; who ends it or goes on has left nothing."""
    now = before.open if before.open is not None and before.open.lasting else before.left
    if now is None or (attempt is not None and attempt.skill == "control" and before.open is now):
        return before.left
    return None if attempt is not None and attempt.skill == now.skill else now
