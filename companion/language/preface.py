"""A request alone and in order, without what comes before it: calls, fillers, «하나만 물어볼게요»."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from companion.language.grammar import DO, ONLY, is_denied_before
from companion.language.mirror_words import HOLDS_ON, PEOPLE
from companion.language.pointing import THAT, THERE
from companion.language.self_words import KIN, OURS, SELF
from companion.language.terms import AT, BACKGROUND, RECIPIENT, SUBJECT, TO, TOPIC, WHERE, Reading, Term, noun_in

_JOINING: Final = frozenset(
    ("그럼", "그러면", "근데", "그런데", "그리고", "그래서", "그러니까", "그나저나", "참", "저기", "자")
)
"""Adverbs that lead over to what is said next."""
_NO_PHRASE: Final = ("question", "interjection")
_SAID_OF: Final = frozenset((TOPIC, SUBJECT, "을", "도", "에", "에서"))
"""Particles of a noun phrase that is said after its verb."""
_EXCUSE: Final = "저기"
_NO: Final = "아니"
_ANSWERS: Final = frozenset(("네", "예", "응", "그래", "아니", "아니요", "아뇨", "오냐"))
"""Interjections that answer, and so belong to what is said."""
_REACTING: Final = frozenset(("그렇", "그러", "알", "되", "맞", "좋"))
"""Verbs that only take note of what was said: «그렇구나», «알겠어», «됐어»."""
_NOT_HEARD: Final = ("무엇", "이")
_OPENING: Final = frozenset(("묻", "물어보", "여쭈", "여쭙", "궁금하", "실례하", "죄송하", "미안하", "그러", "안녕하"))
"""Verbs of asking, of excuses for asking and of greeting."""
_SPEAKING: Final = frozenset(("말하", "말씀하", "대답하", "답하", "얘기하", "이야기하"))
_LIKE, _HOW = "처럼", "게"
"""The particle and the ending that say how something is done."""
_THANKING: Final = frozenset(("고맙", "감사하"))
_REASON: Final = "서"
_LEADING_ON: Final = ("지만", "서", "다고", "다는", "면")
_FILLS: Final = 1
"""Syllables of a filler: «음», «아»; «메롱» says something."""
_SAID_BY: Final = frozenset(("묻", "물어보"))
"""Verbs whose subject is who asks."""
_QUESTION: Final = "질문"
_HONOURED: Final = "님"
_ORDERING: Final = frozenset(("먼저", "우선", "일단", "이어서"))
"""Adverbs that say which of several things one says or asks first."""
_ORDER_NOUNS: Final = frozenset(("처음", "첫째", "둘째", "셋째", "다음", "마지막", "끝"))
_TOWARDS: Final = "으로"
_AFTERWARDS: Final = "다음"
"""«다음으로 도지사가 누구야?» may ask for who came next; set apart, it only says that another question comes."""
_TRUE: Final = frozenset(("진짜", "정말", "사실", "참말", "참", "레알", "실화"))
"""Words by which one asks whether something is so."""
_CURIOUS: Final = "궁금하"
_THERE_IS: Final = "있"
_COPULA: Final = "이"
_RIGHT: Final = "맞"
_PLAINLY: Final = ("아", "어")
_AGREED: Final = ("잖아", "잖아요", "다")
_PASSED_ON: Final = "래대"
_TOLD_ENDS: Final = re.compile(
    r"(?:[아어여ㅏㅓㅕㅐ]|[대래]|네|거든|더라[고구]?|잖아|[ㄴ는]?다|[ㄴ는]?다네|[다라자]더라|던데)(?:요)?"
)
"""Endings with which something is told."""
_ANY_SIGN: Final = re.compile(r"[.?!,]")


def after_preface(reading: Reading, calls: Collection[str] = ()) -> str:
    """The text without calls around it, fillers before it, and clauses that only say that something will be asked.

    What is said after its question is put before it («누구야 도지사가?»).
    All of the text where nothing else would be left.

    Args:
        reading: the text.
        calls: names of the one who is spoken to.
    """
    terms = list(reading.terms)[: len(reading.terms) - (_guessed(reading) or _doubts(reading))]
    while len(terms) > 1 and terms[-1].called and terms[-1].text in calls:
        terms.pop()
    first = _request(reading.text, terms)
    if first >= len(terms):
        return reading.text
    start = terms[first].start if first else 0
    if is_denied_before(reading, start):
        start = len(reading.text[:start].rstrip()) - 1  # «그럼 안 매운 걸로»: no term, and not to be lost
    end = reading.terms[len(terms)].start if len(terms) < len(reading.terms) else len(reading.text)
    return _subject_first(reading.text, terms[first:], start, end) or _in_order(reading.text, terms[first:], start, end)


def _guessed(reading: Reading) -> int:
    """«장소는 어디였나, 광교 청사였나?»: of how many terms the guess is that follows a question; 0 where none does."""
    last = max((t.clause for t in reading.terms), default=0)
    guess = [t for t in reading.terms if t.clause == last]
    asked = [t for t in reading.terms if t.clause == last - 1]
    if len(guess) < 2 or not asked or not any(t.kind == "question" for t in asked):
        return 0
    verb, form = guess[-1], asked[-1].form
    follows = form is not None and not form.modifies and (form.asks or form.closes or _is_background(asked[-1]))
    wonders = verb.lemma == _COPULA and verb.form is not None and (verb.form.asks or verb.form.past)
    says = all(t.kind in ("name", "noun", "number", "time") and not t.particles for t in guess[:-1])
    return len(guess) if follows and wonders and says else 0


def _doubts(reading: Reading) -> int:
    """«그렇게 말했다며? 진짜야?»: of how many terms the sentence is that only asks whether what one passes on is so."""
    parts = list(reading.sentences())
    if len(parts) < 2:
        return 0
    said, last = ([reading.terms[at] for at in part] for part in parts[-2:])
    form = next((t.form for t in reversed(said) if t.form is not None), None)
    claims = form is not None and form.hearsay and not any(t.kind == "question" for t in said)
    only = all(t.lemma in _TRUE or t.lemma in THAT or t.lemma in (_COPULA, *_REACTING) for t in last)
    return len(last) if claims and only and any(t.lemma in (*_TRUE, _RIGHT) for t in last) else 0


def _subject_first(text: str, terms: list[Term], start: int, end: int) -> str | None:
    """«밤 열두 시만 되면 뛰어 애들이»: what is told, with whoever does it before it; None where it stands in order."""
    last = terms[-1]
    if last.particles != (SUBJECT,) or last.lemma not in KIN | PEOPLE:
        return None
    closed = max((at for at, t in enumerate(terms[:-1]) if _closes_told(t)), default=None)
    if closed is None or any(SUBJECT in t.particles for t in terms[:closed]):
        return None
    named = terms[closed + 1]
    apart = not text[terms[closed].end : named.start].isspace() and terms[closed].form is None
    signs = _ANY_SIGN.search(text, terms[closed].start, named.start) is not None
    if apart or signs or any(t.particles for t in terms[closed + 1 : -1]):
        return None
    sign = text[last.start : end].partition(" ")[0][-1:]
    sign = sign if sign in ".!~" else ""
    return f"{text[named.start : end].strip(' .!~')} {text[start : named.start].strip()}{sign}"


def _closes_told(term: Term) -> bool:
    """Whether a term ends what is told: a verb, or hearsay that the dictionary takes for a noun («하래»)."""
    if term.form is None:
        return term.kind == "noun" and not term.particles and len(term.text) > 1 and term.text[-1] in _PASSED_ON
    return not (term.form.requests or term.form.modifies) and _TOLD_ENDS.fullmatch(term.form.ending) is not None


def _in_order(text: str, terms: list[Term], start: int, end: int) -> str:
    """The text with a noun phrase that follows its question before it: «얼마야 거기 입장료가?»."""
    closed = next((at for at, t in enumerate(terms) if t.form is not None and t.form.closes), None)
    after = terms[closed + 1 :] if closed is not None else []
    form = terms[closed].form if closed is not None else None
    asks = any(t.kind == "question" for t in terms[: (closed or 0) + 1]) or (form is not None and form.asks)
    if any(t.kind == "adverb" and t.lemma in _JOINING for t in after):
        return text[start:end].strip(" ,")  # «… 누군지 알려 줘 그리고 수원시장도» asks twice
    if closed is None or not after or not asks or any(t.form or t.kind in _NO_PHRASE or t.called for t in after):
        return text[start:end].strip(" ,")
    if not _SAID_OF.intersection(after[-1].particles) or re.search(
        r"[.?!]", text[terms[closed].start : after[0].start]
    ):
        return text[start:end].strip(" ,")
    sign = re.search(r"[?!.\s]*$", text[start:end])
    assert sign is not None
    noun, question = text[after[0].start : start + sign.start()], text[start : after[0].start]
    return f"{noun.strip()} {question.strip(' ,')}{sign[0]}".strip(" ,")


def last_request(reading: Reading) -> str | None:
    """The last sentence that asks or requests, without the clause before it that says why; None where all asks."""
    parts = list(reading.sentences())
    asking = [part for part in parts if reading.asks(part)]
    part = asking[-1] if asking else parts[-1] if parts else range(0)
    if any(reading.sets_topic(other) for other in parts if other != part):
        return None
    start = part.start
    for at in part[:-1]:
        term = reading.terms[at]
        inside = [t for t in reading.terms[start : at + 1] if t is not term]
        curious = term.lemma == _CURIOUS and any(t.kind == "noun" and not t.bound for t in inside)
        again = {t.lemma for t in reading.terms[at + 1 : part.stop] if t.kind == "name"}
        named = any(t.kind in ("name", "time", "number", "question") and t.lemma not in again for t in inside)
        if _is_background(term) and not named and not curious:
            start = at + 1
    if start == 0 and part.stop >= len(reading.terms):
        return None
    return reading.text_of(range(start, part.stop))


def asked_clauses(reading: Reading) -> tuple[str, ...]:
    """What is asked, without what is said around it: each sentence that asks, then the same behind each clause that
    only says in which situation («학생인데요, 카드는 어떻게 만들어요?»); the most is left out last."""
    parts = list(reading.sentences())
    found: list[str] = []
    for part in [part for part in parts if reading.asks(part)] or parts:
        starts = [part.start, *(at + 1 for at in part[:-1] if _is_background(reading.terms[at]))]
        found += (reading.text_of(range(start, part.stop)) for start in starts)
    return tuple(text for text in dict.fromkeys(found) if text and text != reading.text)


def question_after_story(reading: Reading) -> str | None:
    """«우리 할머니가 수원에 사시는데 수원시장은 누구예요?»: what is asked, without what is told of one's own first.

    Where that happens belongs to the question. None where nothing of one's own is told, or where the question does not
    say itself what it is about.
    """
    terms = reading.terms
    ends = [at for at, term in enumerate(terms[:-1]) if _is_background(term)]
    story, asked = terms[: ends[-1] + 1 if ends else 0], terms[ends[-1] + 1 if ends else 0 :]
    pointed = _pointed_at(reading, story, asked)
    if pointed is not None:
        return pointed
    own = any(t.kind in ("pronoun", "noun", "name") and t.lemma in SELF | OURS | KIN for t in story)
    asks = any(t.kind == "question" for t in asked) and not any(t.kind == "question" for t in story)
    of_what = any(t.kind == "name" for t in asked) and any({TOPIC, SUBJECT}.intersection(t.particles) for t in asked)
    text = reading.text[asked[0].start :].strip() if asked else ""
    places = [t for t in story if t.kind == "name" and t.lemma not in KIN and t.text not in text]
    if not (own and asks and of_what) or len(places) > 1 or not all({AT, TO}.intersection(t.particles) for t in places):
        return None
    return " ".join((*(t.text for t in places), text))  # «조카가 부산에 사는데 시장이 누구예요?»: the one there


def _pointed_at(reading: Reading, story: Sequence[Term], asked: Sequence[Term]) -> str | None:
    """«도청에 가 볼까 하는데 그건 어디 있지?», «… 협약했다던데 그게 언제 일이야»: with what is named for «그것».

    That is a place where it is asked where it is, and otherwise what was done.
    """
    named = [at for at, t in enumerate(story) if t.kind == "name"]
    if not named or not asked or asked[0].lemma not in THAT | THERE or any(t.kind == "name" for t in asked):
        return None
    done = story[named[-1] + 1].lemma == DO
    if not done and not (len(named) == 1 and any(t.lemma == WHERE for t in asked)):
        return None
    whole = (reading.text[story[at].start : story[at + 1].start].strip() for at in named[:-1])
    return " ".join((*whole, story[named[-1]].text, reading.text[asked[1].start :].strip()))


def _request(text: str, terms: list[Term]) -> int:
    """The position of the term that the request begins with."""
    first = 0
    for at, term in enumerate(terms):
        before = terms[first:at]
        if at == first and (ordered := _orders_talk(text, terms[at:])):
            first = at + ordered
        elif at < first:
            continue
        elif term.called or _fills(text, term) or _leads_over(terms[at : at + 2]) or _holds_on(text, terms[at:]):
            first = at + 1 if at == first else first
        elif _reacts(text, [*before, term], terms[at + 1 :]) or _bids_one(text, [*before, term], terms[at + 1 :]):
            first = at + 1
        elif term.form is not None and (
            term.form.closes or _is_background(term) or _remembers(term) or _only_thanks(term, terms[at + 1 :])
        ):
            leads = _thanks(term, before) or _bids_speak(term, before)
            if not (_only_opens(term, before) or (leads and _asks_after(text, terms[at + 1 :]))):
                break
            first = at + 1
    return first


def _only_opens(verb: Term, before: list[Term]) -> bool:
    """Whether a clause only says that something will be asked: «하나만 물어볼게요», «뭐 좀 물어볼 게 있는데».

    Who asks and who is asked may be named in it: «손주가 물어보는데», «우리 로봇한테 물어볼까요?».
    """
    talkers = (SUBJECT, RECIPIENT) if verb.lemma in _SAID_BY else ()
    if any(t.kind in ("name", "time") and t.particle not in talkers for t in before):
        return False
    verbs = [t.lemma for t in before if t.form is not None]
    nouns = [t.lemma for t in before if t.kind == "noun" and not t.bound]
    if verb.lemma == _CURIOUS and any(lemma != _QUESTION for lemma in nouns):
        return False  # «모터 개수가 궁금한데요»
    if (
        _QUESTION in nouns
        and {_QUESTION, *_ORDER_NOUNS}.issuperset(nouns)
        and not any(t.kind == "question" for t in before)
    ):
        return True  # «질문 들어갑니다», «질문 하나 드릴게요»
    if verb.lemma in _OPENING:
        return all(lemma in _OPENING for lemma in verbs)
    if verb.lemma == _THERE_IS:
        asks = any(lemma in _OPENING for lemma in verbs) or _QUESTION in nouns
        alone = not before and verb.form is not None and verb.form.ending in _AGREED
        return asks or alone
    return _remembers(verb) and not nouns and not verbs


def _orders_talk(text: str, terms: list[Term]) -> int:
    """Of how many terms that is which only says in which order one asks: «먼저, 지금 …», «다음 질문, …»; 0 where none.

    An adverb of order hangs on no noun and on no «is»: without a verb for it to order, it orders the talk
    («마지막으로 시장은 누구예요?»), whether it is set apart or not. «마지막으로 시장을 한 사람» has one.
    """
    if announced := _announces(text, terms):
        return announced
    head, after = terms[0], terms[1:]
    noun = head.kind == "noun" and head.lemma in _ORDER_NOUNS
    leads = noun and not head.particles and bool(after) and after[0].lemma == _QUESTION and not after[0].particles
    after = after[1:] if leads else after
    if not after or not (head.lemma in _ORDERING or (noun and head.particles in ((), (_TOWARDS,)))):
        return 0
    if re.search(r"[,.!…]", text[terms[leads].end : after[0].start]):
        return 1 + leads if _asks_after(text, after) or any(t.form is None for t in after) else 0
    said_of = any(t.kind != "question" and t.particle in (TOPIC, SUBJECT) for t in after)
    orders_it = any(t.form is not None and t.lemma != _COPULA for t in after)
    adverbial = head.lemma in _ORDERING or (head.particle == _TOWARDS and head.lemma != _AFTERWARDS)
    return 1 if adverbial and said_of and not orders_it else 0


def _announces(text: str, terms: list[Term]) -> int:
    """Of how many terms «어려운 질문», «돌발 질문 하나» is, before the question about somebody that it announces."""
    at = next((at for at, t in enumerate(terms) if t.lemma == _QUESTION), None)
    if at is None or terms[at].particles or any(t.particles or (t.form and not t.form.modifies) for t in terms[:at]):
        return 0
    if any(t.kind in ("name", "time", "question") for t in terms[:at]):
        return 0
    length = at + 1 + any(t.kind == "number" for t in terms[at + 1 : at + 2])
    after = terms[length:]
    of_somebody = bool(after) and (after[0].kind == "name" or text.startswith(_HONOURED, after[0].end))
    return length if of_somebody and _asks_after(text, after) else 0


def _remembers(verb: Term) -> bool:
    """«아 맞다»."""
    return verb.lemma == _RIGHT and verb.form is not None and verb.form.ending in _AGREED


def _leads_over(terms: list[Term]) -> bool:
    """«아니 그러면 …» denies nothing."""
    return len(terms) == 2 and terms[0].lemma == _NO and terms[1].kind == "adverb" and terms[1].lemma in _JOINING


def _reacts(text: str, said: list[Term], after: list[Term]) -> bool:
    """Whether a sentence before a question only takes note: «그렇구나.», «거봐.», «뭐라고?», «정답!»."""
    if not after or not _asks_after(text, after):
        return False
    if not re.search(r"[.?!]", text[said[-1].end : after[0].start]):  # «좋아 이름만 다시 말해 줘»
        form = said[0].form
        alone = form is not None and len(said) == 1 and (form.closes or form.ending in _PLAINLY)
        apart = after[0].form is None or noun_in(after[0].lemma) != after[0].lemma  # «좋아 보여» is one predicate
        return alone and apart and said[0].lemma in _REACTING
    cries = "!" in text[said[-1].end : after[0].start] and all(t.kind == "noun" and not t.particles for t in said)
    return cries or all(_takes_note(term) for term in said) or [t.lemma for t in said] == [*_NOT_HEARD]


def _bids_one(text: str, said: list[Term], after: list[Term]) -> bool:
    """«마감 전에 하나만 더요, …», «마지막으로 한 가지만, …»: without a verb, that one more thing will be asked."""
    if not after or not re.search(r"[,.!]", text[said[-1].end : after[0].start]):
        return False
    one = any(t.kind in ("number", "noun") and ONLY in t.particles for t in said[-2:])
    plain = all(t.form is None and t.kind not in ("name", "time", "question") for t in said)
    last = said[-1]
    return one and plain and (ONLY in last.particles or last.kind == "adverb") and any(t.kind == "number" for t in said)


def _takes_note(term: Term) -> bool:
    if term.kind == "interjection":
        return term.lemma not in _ANSWERS
    reacts = term.form is not None and not term.form.requests and term.lemma in _REACTING
    return term.kind == "adverb" or reacts


def _thanks(verb: Term, before: list[Term]) -> bool:
    """Whether a clause only thanks."""
    return verb.lemma in _THANKING and not before


def _only_thanks(verb: Term, after: list[Term]) -> bool:
    """«고마워 내일 다시 알려 줘», without a sign between."""
    plain = verb.form is not None and not verb.form.modifies and not verb.form.ending.endswith(_LEADING_ON)
    last = after[-1].form if after else None
    reason = last is not None and last.ending.endswith(_REASON)  # «고마워 말동무해 줘서» is thanks all of it
    return verb.lemma in _THANKING and plain and bool(after) and not reason


def _bids_speak(verb: Term, before: list[Term]) -> bool:
    """«솔직하게 말해 봐», «그때처럼 대답해 봐»: a request to speak that names nothing to be told, and only how."""
    requests = verb.form is not None and verb.form.requests and verb.lemma in _SPEAKING
    return requests and all(
        t.kind in ("adverb", "determiner", "pronoun") or _LIKE in t.particles or (t.form and t.form.ending == _HOW)
        for t in before
    )


def _asks_after(text: str, terms: list[Term]) -> bool:
    """Whether something is asked or requested after a clause."""
    return any(t.kind == "question" or (t.form and t.form.requests) for t in terms) or text.rstrip().endswith("?")


def _fills(text: str, term: Term) -> bool:
    """Whether it says nothing: «음», «근데», «저기요»."""
    if term.lemma == _EXCUSE and text[term.end : term.end + 1] == "요":
        return True
    if term.kind == "interjection":
        glued = text[term.end : term.end + 1].isalnum()  # «아이유»
        return term.lemma not in _ANSWERS and len(term.text) <= _FILLS and not glued
    return term.kind == "adverb" and term.lemma in _JOINING


def _holds_on(text: str, terms: list[Term]) -> bool:
    """«잠깐만, 48 나누기 6은?»: who asks goes on at once; not «잠깐만, 엄마가 불러»."""
    return terms[0].lemma in HOLDS_ON and _asks_after(text, terms[1:])


def _is_background(term: Term) -> bool:
    """Whether a clause ends here that says in which situation one asks: «-는데», «-니까»."""
    form = term.form
    return form is not None and not form.modifies and not form.requests and form.ending.endswith(BACKGROUND)
