"""What a reminder is for, as the noun phrase that is told when its time comes.

«약 먹으라고 해 줘» → «약 먹을 시간», «회의 있다고 알려 줘» → «회의 있을 시간», «약 알려 줘» → «약 시간».
What will have happened by then keeps its words: «세탁기 다 됐다고 알려 줘» → «세탁기 다 됐다».
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from companion.base import patterns as re
from companion.language.hangul import final_consonant
from companion.language.terms import DICTIONARY_ENDING, Reading, Span, Term
from companion.language.verb_forms import about_to

_ASKED_TO_TELL: Final = frozenset(
    """
    알리 깨우 부르 말하 얘기하 이야기하 말씀하 울리 맞추 설정하 재 세 하 켜 걸 시작하 추가하 등록하 예약하 부탁하 넣 잡
    이르 주 되
    """.split()
)
"""What the robot is asked to do with a reminder; what it is for is said by the verb before."""
_WHAT_IT_IS: Final = frozenset(
    """
    알람 알림 타이머 모닝콜 리마인더 카운트다운 스톱워치 기상 시간 때 거 것 뒤 후 전 나 저 우리 내 좀 번 쯤 정도
    """.split()
)
_GOES: Final = re.compile(r"(?P<to>으?러)\s(?P<go>가|오)라고")
"""«손주 데리러 가라고»."""
_NOT: Final = "지 말"
_NOT_TO: Final = "지 말아야 할"
"""«뛰지 말라고»."""
_BEING: Final = ("이", "아니")
_ALARMS: Final = frozenset("알람 알림 타이머 모닝콜 리마인더 카운트다운 스톱워치".split())
_ONE: Final = ("하나", "한", "개")
_COMMAND: Final = ("라고", "자고", "다고", "게", "도록", "러", "려고", "ㄹ", "을", "는")
_STATED: Final = re.compile(r"\S*(?:다(?=고)|냐고|지)")
"""A statement up to its end, before the «-고» that passes it on; or a question."""
_PROMISED: Final = re.compile(r"[가-힣]\s?(?:(?:준|드린|한|운)다[고구며던]|준[댔대]|드린[댔대]|주[겠기])")
"""«알려 준다고»: what was said to be done."""
_ASKS: Final = ("냐고", "는지", "은지", "ㄴ지", "을지", "ㄹ지")


def purpose(reading: Reading, *times: Span) -> str | None:
    """What a request is for; None where it only wants to be told, or woken.

    Args:
        reading: of the request.
        times: where the time stands, which is no part of it, as half-open spans.
    """
    terms = [t for t in reading.terms if all(t.end <= start or t.start >= end for start, end in times)]
    stated = next((term for term in terms if _has_happened(term) or passes_on_question(term)), None)
    if stated is not None and (ending := _STATED.match(reading.text, stated.start)) is not None:
        asks = passes_on_question(stated)
        before = [t for t in terms if t.end <= stated.start and _says(t) and (asks or t.kind in ("noun", "name"))]
        before = [t for t in before if t.kind not in ("pronoun", "adverb", "interjection")]
        start = before[0].start if before else stated.start
        return " ".join(_words(reading.text, start, ending.end(), times))
    verbs = [t for n, t in enumerate(terms) if t.form is not None and _is_for(t, terms[:n]) and not _sets(terms[:n])]
    told = [verb for verb in verbs if verb.form is not None and verb.form.ending.endswith(_COMMAND)] or verbs
    told = [verb for verb in told if is_bidding(verb)] or told
    if told:
        verb = told[0]
        begun = max((t.end for t in terms if t.end <= verb.start and t.form is not None and t.form.closes), default=0)
        before = [t for t in terms if begun <= t.start and t.end <= verb.start and _says(t)]
        only_done = verb.lemma == "하" and before and before[-1].kind == "adverb"  # «그만하라고»
        before = [t for t in before if t.kind in ("noun", "name", "number") or (only_done and t is before[-1])]
        words = [*_words(reading.text, before[0].start, verb.start, times)] if before else []
        if verb.form is not None and verb.form.negated and is_bidding(verb):
            return " ".join([*words, verb.text.removesuffix(_NOT) + _NOT_TO]) + " 시간"
        going = _GOES.match(reading.text, verb.end)
        if going is not None:
            return " ".join([*words, f"{verb.text}{going['to']}", about_to(going["go"])]) + " 시간"
        joined = bool(words) and verb.start > 0 and not reading.text[verb.start - 1].isspace()
        return f"{' '.join(words)}{'' if joined or not words else ' '}{about_to(_stem(verb))} 시간"
    nouns = [term for term in terms if term.kind in ("noun", "name") and _says(term)]
    return " ".join(_words(reading.text, nouns[0].start, nouns[-1].end, times)) + " 시간" if nouns else None


def is_statement(what: str) -> bool:
    """Whether a purpose is a sentence («세탁기 다 됐다»), and no noun phrase."""
    return what.endswith(DICTIONARY_ENDING)


def is_to_be_asked(what: str) -> bool:
    """Whether a purpose is a question to be asked then («숙제 끝났냐고»)."""
    return what.endswith(_ASKS)


def passes_on_question(verb: Term) -> bool:
    """«끝났냐고», «마셨는지»: what is to be asked."""
    return verb.form is not None and verb.form.ending.endswith(_ASKS)


def asks_what_was_promised(reading: Reading) -> bool:
    """«몇 시에 알려 준다고?», «뭐라고 깨워 준댔지»: what one was told would be done."""
    return reading.asks_what and _PROMISED.search(reading.text) is not None


def is_bidding(verb: Term | None) -> bool:
    """«넣으라고»: what somebody is to be told to do."""
    return verb is not None and verb.form is not None and verb.form.ending.endswith("라고") and verb.lemma not in _BEING


def bids(text: str) -> bool:
    """«떡 찾으라고도 해줘»: somebody is to be told to do something."""
    return _BIDS.search(text) is not None


_BIDS: Final = re.compile(
    r"[가-힣](?<!이)라고도?\s(?:나\s?한테\s|저\s?한테\s|좀\s|꼭\s)*(?:알려|알리|말해|해\s?줘|해\s?주|해줘|해라|얘기|이야기|전해|일러|불러|깨워)"
)


def politely(statement: str) -> str:
    """Such a sentence as it is said to somebody: «세탁기 다 됐다» → «세탁기 다 됐어요»."""
    return statement.removesuffix(DICTIONARY_ENDING) + "어요"


def _has_happened(term: Term) -> bool:
    """Whether a verb is passed on as something that is over: «됐다고»."""
    return term.form is not None and term.form.past and term.form.ending == "다고"


def _is_for(verb: Term, before: Sequence[Term]) -> bool:
    """Whether a verb says what a reminder is for; the dictionary takes «알람» for a form of «알»."""
    assert verb.form is not None
    of_manner = bool(before) and before[-1].kind == "adverb"  # «게임 그만하라고»
    bidden = verb.form.ending.endswith("라고") and (verb.lemma != "하" or of_manner)  # «혈당 재라고»
    return (bidden or verb.lemma not in _ASKED_TO_TELL) and verb.lemma != "이" and verb.form.ending != "람"


def _sets(before: list[Term]) -> bool:
    """Whether a verb sets something («타이머 하나 걸어»), or only says what can be done («줄 수 있어»)."""
    last = next((t for t in reversed(before) if t.kind not in ("adverb", "number") and t.lemma not in _ONE), None)
    return last is not None and last.form is None and (last.lemma in _ALARMS or last.lemma == "수")


def _stem(verb: Term) -> str:
    """Its stem; for «끄라고» the dictionary offers a rarer one, which loses its last sound («끌»)."""
    text, lemma = verb.text, verb.lemma
    drops = text[:-1] == lemma[:-1] and final_consonant(text) == "" and final_consonant(lemma) in ("ㄹ", "ㅅ")
    return text if drops else lemma


def _words(text: str, first: int, last: int, times: Sequence[Span]) -> list[str]:
    """The words of a stretch of the text, without the times that stand in it and what hangs on them."""
    for start, end in sorted(times, reverse=True):
        if first <= start < last:
            space = text.find(" ", end, last)
            text = text[:start] + text[space if space >= 0 else last :]
            last -= (space if space >= 0 else last) - start
    return text[first:last].split()


def _says(term: Term) -> bool:
    return term.lemma not in _WHAT_IT_IS and not term.called
