"""What somebody else asks or says: «할아버지가 도지사 누구냐고 물어보래», «누나가 너 바보래»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from companion.base import patterns as re
from companion.language.josa import josa
from companion.language.self_words import KIN, OTHERS, OURS, RELATED, SELF
from companion.language.terms import BACKGROUND, CERTAIN, COPULA, MOVING, SUBJECT, TOPIC, Reading, Term, worked_out_once
from companion.language.verb_forms import joined_stem

_ASKING: Final = (
    r"(?:(?:물어|여쭤) ?(?:보|봐)[가-힣]*(?: (?:달래|달라|하[가-힣]*))?|묻[가-힣]*|물으[가-힣]*|궁금해? ?하[가-힣]*|"
    r"하[가-힣]*|해요?|그러[가-힣]*|그래요?)"
)
"""What somebody does who has a question: asks, wonders, says."""
_REQUESTED: Final = re.compile(r"(?:물어|여쭤) ?봐(?: ?줘| ?주|라|봐|)")
_QUOTED: Final = re.compile(rf"^(?P<said>.*냐)(?:고|구|는데|던데|니까)요?(?P<ask> {_ASKING})?(?P<end>[ .?!~]*)$")
_SHORT: Final = re.compile(r"^(?P<said>.*)(?:녜|냬)요?(?P<end>[ .?!~]*)$")
"""«누구녜», drawn together from «누구냐고 해»."""
_WHETHER: Final = re.compile(rf"^(?P<said>.*[가-힣]*[는은던인군뭔젠딘떤]지)(?P<ask> {_ASKING})(?P<end>[ .?!~]*)$")
_OBJECT: Final = re.compile(
    r"^(?P<said>.*[가-힣]) (?P<ask>(?:물어|여쭤) ?보(?:래|라고|라는데|라네|는데|네|시네|시는데|던데)요?|"
    r"묻(?:는데|네|던데)요?|물으시(?:는데|네|던데)요?)[ .?!~]*$"
)
"""«전화번호 물어보래»."""
_PUT_TO_ONE: Final = re.compile(
    r"^(?P<said>.*냐)(?:고|구)(?: ?(?:하|해|했|함|한|그러|그래|그랬|뭐라|난리|잔소리|야단|면박|화)[가-힣 ]*)?"
    r"[ .!~ㅠㅜㅋㅎ]*$"
)
"""«뭐 하냐고 함», «왜 늦냐고 난리야»: what somebody said in the form of a question."""
_SCOLDS: Final = re.compile(
    r"(?:뭐|뭘|무엇을?)\s?(?:먹고\s?[사살]|[하할해되될]\s?(?:냐|려|거|건|겠))|밥은\s?먹고\s?[사살]|돈(?:이|은)\s?(?:되|돼)|"
    r"언제\s(?:철|정신|사람\s되)|왜\s(?:맨날|자꾸|그렇게|이렇게|그\s?모양|그러)"
)
"""What is said to somebody as a question and wants no answer: «그걸로 뭐 먹고 사냐»."""
_TOLD_OFF: Final = re.compile(
    r"[다라자냐][고구]\s(?:[가-힣]{1,3}\s)?뭐라(?:고|구)?\s?"
    r"(?:하|해|했|함|합|그러|그래|그랬)[가-힣]*[ .!~ㅠㅜㅋㅎ]*$"
)
"""«게으르다고 막 뭐라 하더라»: what was said stands before it already, so that «뭐라» asks for nothing."""
_WONDERING: Final = re.compile(r"(?:지|죠|나|니|냐|노|까)(?:요)?[ .!~]*$")
_QUESTIONED: Final = re.compile(r"(?:(?P<said>[가-힣]냐)(?:고|는|네|길래|던데)|는지|은지|[가-힣]지)\s?[가-힣]")
"""A question that is quoted, whatever is said of it."""
_FEWEST: Final = 4
"""Words from which on something can be quoted and asked again."""
_PLACED: Final = frozenset(("에", "에서", "한테", "에게"))
"""Particles of where a question stands, or whose it is."""
_STATED: Final = re.compile(r"^(?P<said>.*[가-힣]다)(?:고|구)(?: .*)?$")
_TOLD: Final = re.compile(r"^(?P<said>.*[가-힣]다) ?(?:더라|던데|든데|네|는데)요?$")
_NAMED: Final = re.compile(
    r"^(?P<said>.*?[가-힣])(?:이?(?P<quoted>라고|라구)(?: .*)?|이?(?:래|라네|라던데|라더라)요?)$"
)
_ORDERED: Final = re.compile(r"^.*[가-힣]래요?$")
_SHORTENED: Final = re.compile(r"^(?P<said>.*[가-힣])대요?$")
_REPORTS: Final = re.compile("대")
"""The ending of «귀엽대», drawn together from «귀엽다고 해»."""
_CRIED: Final = re.compile(
    r"(?P<said>.+?[네다야지어아])[!.~]?\s라고\s?(?:하|그러|말하)(?:는데|네|더라|던데|거든)(?:요)?(?:\s(?:맞아|맞나|진짜야|정말이야|그래)(?:요)?)?[?.!~\s]*"
)
_TO_COME: Final = ("라", "래", "으라", "으래", "자")
_ARRIVING: Final = frozenset(("도착하", "출발하", "입장하", "퇴장하", "등장하", "참석하", "계시"))
"""Verbs of being or coming somewhere, besides those of going and coming."""
_LISTENER: Final = OTHERS | {"로봇"}
_SHORT_END: Final = "냐"
_TELL: Final = " 알려 줘"
_TELLERS: Final = frozenset(("친구", "선생님", "아이", "애", "손님", "사장님", "누구", "분", "사람", "애들", "아이들"))


def reported_question(reading: Reading) -> str | None:
    """The question itself, without who has it; None where nobody's question is passed on."""
    again = _asked_again(reading)
    if again is not None:
        return again
    text = reading.text
    if scolds(reading):
        return None
    teller = _teller(reading)
    listener = _addressed(reading)
    if teller is None and listener is not None and _is_passed_on(reading, listener):
        teller = listener  # «얘네가 너 만든 사람이 누군지 궁금하대»
    start = teller.start if teller is not None else 0
    rest = text[start:]
    quoted, short = _QUOTED.match(rest), _SHORT.match(rest)
    told = (_WHETHER.match(rest) or _OBJECT.match(rest)) if teller is not None else None
    found = quoted or short or told
    if found is None or not (reading.asks_what or teller is not None or listener is not None):
        return None
    if listener is not None and teller is None:  # «아니 로봇도 나이가 있지 않냐고 하시는데»
        found = _QUOTED.match(text[listener.start :]) or found
    if _REQUESTED.fullmatch((found.groupdict().get("ask") or "").strip()):
        return None  # «숙제 끝났냐고 물어봐 줘»: asked of whoever says it, at some time
    said = found["said"].strip()
    if found is told:
        return f"{said}{_TELL}"
    return f"{said}{_SHORT_END if found is short else ''}?"


@worked_out_once
def scolds(reading: Reading) -> bool:
    """«엄마가 그걸로 뭐 먹고 사냐고 하셔»: somebody else said it to the speaker, and nothing is asked."""
    told_off = _TOLD_OFF.search(reading.text) is not None and _WONDERING.search(reading.text) is None
    if told_off and "?" not in reading.text:
        return True
    quoted = _PUT_TO_ONE.match(reading.text)
    if quoted is None or _addressed(reading) is not None or "?" in reading.text:
        return False
    return _SCOLDS.search(quoted["said"]) is not None


def _asked_again(reading: Reading) -> str | None:
    """«숙제에 대통령이 누구냐고 나왔어. 누구지?»: what is quoted, where its question word alone asks it once more.

    Without who has it, and where it stands.
    """
    if len(reading.terms) < _FEWEST:
        return None
    *before, asked, said = reading.terms
    at = next((at for at, t in enumerate(before) if t.kind == "question" and t.lemma == asked.lemma), None)
    if at is None or asked.kind != "question" or said.lemma != COPULA or asked.particles:
        return None
    quoted = _QUESTIONED.search(reading.text, before[at].start, asked.start)
    if quoted is None:
        return None
    is_it = [t.lemma for t in before[at + 1 : at + 2]] == [COPULA]
    start, until = _own(before[:at]), before[at].start if is_it else quoted.end("said")
    asks = reading.text[asked.start :] if is_it else "?" if quoted["said"] else _TELL
    return f"{reading.text[start:until]}{asks}".strip()


def tells_of_arrival(reading: Reading) -> bool:
    """«이용섭 시장님 도착하셨대»: whether nothing is said but that somebody is there or comes."""
    main = reading.main
    form = main.form if main is not None else None
    if main is None or form is None or not (form.hearsay and form.closes) or form.negated:
        return False
    if form.ending.startswith(_TO_COME):
        return False  # «오라던데»: what one is told to do
    alone = all(v is main or (v.form is not None and v.form.modifies) for v in reading.verbs)
    comes = main.lemma.endswith(MOVING) or main.lemma in _ARRIVING
    return alone and comes and not reading.asks_what and "?" not in reading.text


def question_put(reading: Reading) -> int:
    """Where a question ends that is only spoken of, «누가 했냐는 (말에)»; 0 where none is."""
    return max((v.end for v in reading.verbs if v.form is not None and v.form.ending.endswith("냐는")), default=0)


def reported_of(reading: Reading) -> tuple[Term, ...]:
    """«시장이 젊은 사람이라던데 누구야»: what was heard to be so of what is asked about; none where nothing was."""
    for verb in reading.verbs:
        if verb.form is not None and verb.form.hearsay and verb.form.ending.endswith(BACKGROUND) and reading.asks_what:
            before = [t for t in reading.terms if t.end <= verb.end]
            subject = next((at for at, t in enumerate(before) if t.particle in (SUBJECT, TOPIC)), len(before))
            said = before[subject + 1 :]
            return () if any(t.particles for t in said) else tuple(said)
    return ()


def _own(terms: Sequence[Term]) -> int:
    """Where a question begins behind who has it («선생님이»), and where it stands («숙제에»)."""
    start = terms[0].start if terms else 0
    for at, head in enumerate(terms):
        ends = at + 1 == len(terms) or terms[at + 1].phrase != head.phrase
        if not ends or head.kind in ("adverb", "interjection", "time"):
            continue
        another = any({SUBJECT, TOPIC}.intersection(t.particles) for t in terms[at + 1 :])
        stands = head.kind == "noun" and _PLACED.issuperset(head.particles[:1]) and bool(head.particles)
        has = bool({SUBJECT, TOPIC}.intersection(head.particles)) and another
        if not (stands or has or (head.form is not None and another)):
            break
        start = terms[at + 1].start if at + 1 < len(terms) else start
    return start


def relayed(reading: Reading) -> str | None:
    """What somebody else says of the robot, as if they said it themselves; None where nothing is passed on.

    «누나가 너 바보래» → «너 바보야», «어머님이 너 귀엽다고 하셔» → «너 귀엽다».
    """
    cried = _CRIED.fullmatch(reading.text)
    if cried is not None and any(t.lemma in SELF and t.start < cried.end("said") for t in reading.terms):
        return cried["said"]  # «내가 형이네! 라고 하는데 맞아?»
    listener, main = _addressed(reading), reading.main
    if listener is None or main is None or main.form is None or reading.asks_what:
        return None
    if listener.lemma not in OTHERS or not _is_passed_on(reading, listener):
        return None  # «친구가 로봇 샀대»
    if main.form.ending in CERTAIN:
        return None  # «아빠가 그러는데 너 …라고 했다며»: the listener is asked whether it is so
    rest = reading.text[listener.start :].rstrip(" .!~?")
    stated = _STATED.match(rest) or _TOLD.match(rest)
    if stated is not None:
        return stated["said"]
    noun = _NAMED.match(rest)
    if noun is not None and (noun["quoted"] or main.lemma == COPULA):
        return josa(noun["said"], "이야/야")
    ordered = _ORDERED.match(rest)
    if ordered is not None and main.form.ending in ("래", "으래", "래요", "으래요"):
        return f"{rest[: main.start - listener.start]}{joined_stem(main.lemma)} 줘"
    short = _SHORTENED.match(rest)
    return f"{short['said']}다" if short is not None and _REPORTS.search(main.form.ending) else None


def _addressed(reading: Reading) -> Term | None:
    """The robot, as a word of what is passed on: «너», «네가», «로봇도»."""
    return next((t for t in reading.terms if t.lemma in _LISTENER and t.form is None and not t.called), None)


def _is_passed_on(reading: Reading, listener: Term) -> bool:
    """Whether somebody else speaks before the robot is named."""
    return any(_speaks(term) for term in reading.terms if term.end <= listener.start)


def _speaks(term: Term) -> bool:
    """Whether it is somebody else, who says something."""
    somebody = term.kind in ("noun", "name") or (term.kind == "pronoun" and term.lemma not in SELF | OURS | OTHERS)
    return somebody and bool({SUBJECT, TOPIC}.intersection(term.particles))


def _teller(reading: Reading) -> Term | None:
    """The term after the one whose question it is; None where nobody is said to have it."""
    terms = reading.terms
    at = 0
    while at + 1 < len(terms) and terms[at].kind in ("pronoun", "determiner", "interjection") and _is_ours(terms[at]):
        at += 1
    if at + 1 >= len(terms) or not {SUBJECT, TOPIC}.intersection(terms[at].particles):
        return None
    somebody = terms[at].lemma in KIN or terms[at].lemma.endswith(RELATED) or terms[at].lemma in _TELLERS
    return terms[at + 1] if somebody else None


def _is_ours(term: Term) -> bool:
    return term.kind != "pronoun" or term.lemma in SELF | OURS
