"""Which clause of an utterance asks, and what those around it leave to it.

A clause joined to the one that asks says why or in which situation one asks («볼일 보러 왔다가 …», «늙어서 금방
까먹어 …», «… 복지관 선생이 그러던데»). It restricts nothing, unless it names a party or a time that the question
lacks, or is a condition. Whom or where it names may be pointed at by the question: «시장도 왔었다면서 그 사람 …».
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile
from typing import Final

from companion.base import patterns as re
from companion.language.grammar import OBJECT
from companion.language.terms import (
    ALSO,
    AND,
    AT,
    BACKGROUND,
    CERTAIN,
    COPULA,
    INTO,
    MOVING,
    RECIPIENT,
    SUBJECT,
    SUPPOSING,
    TO,
    TOPIC,
    WHAT,
    WHEN,
    WHETHER,
    WHO,
    Reading,
    Term,
    is_light,
    noun_in,
)

_BESIDE: Final = (*BACKGROUND, "다가", "지만", "다면서", "라면서", "여서", "으려는데", "려는데")
"""Endings of clauses beside the one that asks."""
_QUESTIONED: Final = ("냐고", "냐구", "냐는", *WHETHER)
"""Endings of a question that is spoken of."""
_SAID: Final = "냐고"
_PUT_SHORT: Final = ("냐는데", "냐던데", "냐네")
"""Endings drawn together from «냐고 하는데»."""
_PUTTING: Final = frozenset(("묻", "물어보", "여쭈", "여쭤보", "궁금하", "궁금해하", "질문하"))
"""What somebody does whose question is passed on: «누구냐고 어떤 학생이 물어봤어요»."""
_KNOW: Final = "알"
"""What somebody wants who asks: «알고 싶어 하는데»."""
_ANSWERING: Final = frozenset(
    ("말하", "맞히", "맞추", "대답하", "답하", "말씀하", "말씀드리", "알려주", "알리", "얘기하", "이야기하", "연습하")
)
"""What one bids somebody do who will be asked."""
_TOLD_AS: Final = frozenset(("설명", "소개", "말", "말씀", "얘기", "이야기", "대답", "답", "안내", "가르치"))
_LEVELS: Final = frozenset(("눈높이", "수준", "말", "말투", "식"))
"""Nouns for the manner of telling something: «아이들 눈높이로», «쉬운 말로»."""
_MANNER: Final = "게"
_CONCEDING: Final = ("어도", "아도", "해도")
_PLAINLY: Final = ("어", "아", "해")
"""Endings of a sentence said plainly, if no verb follows: «금방 까먹어 …»."""
_QUOTING: Final = re.compile(r"(?<=냐)(?:고|구|는|는데|던데|네)$")
_TELL: Final = " 알려 줘"

_DATED: Final = re.compile(r"[0-9]|년$|해$")
"""Times that say when something was, unlike those of the talk and the day («어제», «아까»)."""
_THEM: Final = frozenset(("사람", "분", "양반", "이"))
_HERE: Final = frozenset(("여기", "거기", "여긴", "거긴", "이곳", "그곳"))
_TOPICAL: Final = (SUBJECT, TOPIC, ALSO, OBJECT)
_THEN: Final = ("그날", "그때", "당시")
_THAT: Final = ("그", "이")
_SAME: Final = "같"
_LEADING_OVER: Final = frozenset(("그런데", "근데", "그나저나"))
"""Adverbs that another clause begins with."""
_BACK: Final = frozenset(
    ("그", "저", "그때", "그날", "그거", "그것", "그게", "그건", "거기", "그분", "걔", "그이", "당시", "둘", "그해")
)
"""Words that point at what was said, by which a question leans on what stands before it."""


@dataclass(frozen=True, slots=True)
class Party:
    """Whom, what or where a name means.

    Attributes:
        id: who that is.
        whole: whether the name says so all by itself: «경기도지사», and not «시장».
        place: whether it only says where.
    """

    id: str
    whole: bool
    place: bool


def questions_alone(reading: Reading, parties: Mapping[int, Party]) -> tuple[str, ...]:
    """What is asked without what stands around it, as questions of their own; the most likely first.

    Args:
        reading: the utterance.
        parties: whom the names mean of whom something may be asked, by where they start.
    """
    found = [*_put_to_listener(reading, parties), *_beside(reading, parties)]
    return tuple(text for text in dict.fromkeys(found) if text and text != reading.text)


def told_before_asking(reading: Reading, named: Collection[int]) -> Iterator[range]:
    """Positions of each clause that tells something before the one that asks, which names itself what it asks of.

    «회의가 길어졌는데 수원시장이 누구야?»; none that names or points at something, or tells a date.

    Args:
        reading: the utterance.
        named: where names start of whom or what something may be asked.
    """
    parts = list(_parts(reading))
    asking = [n for n, part in enumerate(parts) if _asks(reading, part)]
    if len(asking) != 1 or not asking[0] or not any(t.start in named for t in parts[asking[0]]):
        return
    at = 0
    for part in parts[: asking[0]]:
        span = range(at, at := at + len(part))
        apart = not any(t.start in named or t.kind == "question" or t.lemma in _BACK for t in part)
        dated = any(t.kind == "time" and _DATED.search(t.text) for t in part)
        supposed = any(t.form is not None and t.form.ending.endswith(SUPPOSING) for t in part)
        if apart and not (dated or supposed):
            yield span


def question_passed_on(reading: Reading, named: Collection[int]) -> str | None:
    """«협력 분야가 뭐냐고 어떤 학생이 물어봤어요»: the question that somebody else has about what is named.

    None where nobody has one.

    Args:
        reading: the utterance.
        named: where names start of whom or what something may be asked.
    """
    for quote in reading.verbs:
        later = [at for at, t in enumerate(reading.terms) if t.start > quote.start and t.clause != quote.clause]
        puts = any(reading.terms[at].lemma in _PUTTING or _puts(reading.terms, at) for at in later)
        said = _quoted(reading, quote, named)
        asks = any(t.kind == "question" for t in said) and any(t.start in named for t in said)
        ending = quote.form.ending if quote.form is not None else ""
        if asks and ((ending == _SAID and puts) or ending in _PUT_SHORT):
            return _as_asked(reading, said, quote)
    return None


def who_asks(reading: Reading, named: Collection[int]) -> frozenset[int]:
    """Positions of who it is whose question is passed on, and that they ask it: nothing of it restricts the question.

    «애들이 시장 이름을 물어보는데 …», «손자가 누군지 궁금해하는데 …», «학생들이 알고 싶어 하는데 …».

    Args:
        reading: the utterance.
        named: where names start of which something may be asked: what they asked themselves is told of an event.
    """
    found: set[int] = set()
    for part in reading.sentences():
        terms = [reading.terms[at] for at in part]
        at = next((n for n in range(1, len(terms)) if _puts(terms, n)), None)
        who = next((n for n, t in enumerate(terms[:at]) if {SUBJECT, TOPIC}.intersection(t.particles)), None)
        asker = terms[: who + 1] if who is not None else []
        if not asker or any(t.form or t.kind == "question" or t.start in named for t in asker):
            continue
        if at is not None and any(
            t.form is None and not t.bound and t.kind != "adverb" for t in terms[len(asker) : at]
        ):
            found |= {part.start + n for n in (*range(len(asker)), at)}
    return frozenset(found)


def _puts(terms: Sequence[Term], at: int) -> bool:
    """Whether somebody asks here, of whose asking nothing is asked: «물어보는데», «누구냐고 하는데»."""
    verb, before = terms[at], terms[at - 1].form
    form = verb.form
    if form is None or form.modifies or not (form.closes or form.ending.endswith(BACKGROUND)):
        return False
    if form.past and (form.asks or not form.ending.endswith(BACKGROUND)):
        return False  # «사회자가 뭘 물어봤어?»
    if verb.lemma in _PUTTING or before is None or not is_light(verb.lemma):
        return verb.lemma in _PUTTING
    return before.ending == _SAID or (before.wishes and terms[at - 1].lemma == _KNOW)


def says_in_which_way(reading: Reading, term: Term) -> bool:
    """«이름이 정식으로 뭐야», «정식으로 언제 취임했어»: how what is asked is called or done; no «정식으로 뭐 먹지»."""
    behind = [t for t in reading.terms if t.start > term.start]
    asked = next((at for at, t in enumerate(behind) if t.kind == "question"), None)
    if INTO not in term.particles or asked is None:
        return False
    is_called = behind[asked].lemma == WHAT and any(t.lemma == COPULA for t in behind[asked + 1 : asked + 2])
    return is_called or behind[asked].lemma in (WHO, *WHEN)


def without_listeners(reading: Reading, named: Collection[int]) -> str | None:
    """«협약이 뭔지 아이들한테 쉽게 말해 줘»: what is asked, without whom it is to be told to and in which manner.

    None where that is not said, or where it is all that is said: «아이들한테 말해 줘».

    Args:
        reading: the request.
        named: where names start of whom or what something may be asked.
    """
    terms = reading.terms
    bid = (at for at, t in enumerate(terms) if t.form and t.form.requests and (_tells(t) or _tells(terms[at - 1])))
    at = next(bid, None)
    part = next((part for part in reading.sentences() if at in part), None)
    if at is None or part is None:
        return None
    first = at
    while first > part.start and _is_manner(reading, first - 1, named):
        first -= 1
    before, amid = terms[part.start : first], terms[first:at]
    asks = any(t.kind == "question" or t.start in named for t in before)
    if not asks or all(t.kind == "adverb" or _tells(t) for t in amid):
        return None
    kept = [t for t in amid if _tells(t)] or [terms[at]]
    return f"{reading.text[: terms[first].start].rstrip()} {reading.text[kept[0].start :]}"


def _tells(term: Term) -> bool:
    return term.lemma in _ANSWERING or noun_in(term.lemma) in _TOLD_AS


def _is_manner(reading: Reading, at: int, named: Collection[int]) -> bool:
    """Whether a term says to whom or how something is to be told: «우리 애들한테», «쉽게», «아이들 눈높이로»."""
    term = reading.terms[at]
    if term.form is not None:
        return term.form.ending == _MANNER
    whom = [t for t in reading.terms if t.phrase == term.phrase]
    if any(t.start in named or t.kind in ("question", "time", "number") for t in whom):
        return False
    level = INTO in whom[-1].particles and whom[-1].lemma in _LEVELS
    ours = term.kind == "pronoun" and not term.particles and at + 1 < len(reading.terms)
    return term.kind == "adverb" or _tells(term) or RECIPIENT in whom[-1].particles or level or ours


def _put_to_listener(reading: Reading, named: Collection[int]) -> Iterator[str]:
    """«첫 질문은 도지사 누구냐고 물어볼 거거든, 미리 대답해 볼래»: the question that the listener is to answer."""
    for quote in reading.verbs:
        later = [v for v in reading.verbs if v.start > quote.start and v.clause != quote.clause]
        bids = any(v.lemma in _ANSWERING and _bids(v) for v in later[1:])
        if quote.form is not None and quote.form.ending.endswith(_QUESTIONED) and bids:
            yield _as_asked(reading, _quoted(reading, quote, named), quote)


def _bids(verb: Term) -> bool:
    form = verb.form
    return form is not None and (form.requests or form.asks or form.wishes or form.ought)


def _quoted(reading: Reading, quote: Term, named: Collection[int]) -> list[Term]:
    """The terms of a question that is spoken of, without who asks it, with what describes its nouns."""
    at = reading.terms.index(quote)
    begins = next(part.start for part in reading.sentences() if at in part)
    first = at
    while first > begins and reading.terms[first - 1].clause == quote.clause:
        first -= 1
    while first and (form := reading.terms[first - 1].form) is not None and form.modifies:
        clause = reading.terms[first - 1].clause
        first = next(n for n, t in enumerate(reading.terms) if t.clause == clause)
    asked = list(reading.terms[first : at + 1])
    heads = [n for n, t in enumerate(asked) if {SUBJECT, TOPIC}.intersection(t.particles)]
    asker = next((n for n in heads if asked[n].start not in named and asked[n].kind in ("noun", "name")), None)
    behind = asked[asker + 1 :] if asker is not None else []
    return behind if any(t.start in named for t in behind) else asked


def _as_asked(reading: Reading, said: list[Term], quote: Term) -> str:
    end = reading.text.find(" ", quote.start)
    text = reading.text[said[0].start : end if end > 0 else len(reading.text)].rstrip(" ,.?!")
    whether = quote.form is not None and quote.form.ending.endswith(WHETHER)
    return f"{text}{_TELL}" if whether else f"{_QUOTING.sub('', text)}?"


def _beside(reading: Reading, parties: Mapping[int, Party]) -> Iterator[str]:
    parts = list(_parts(reading))
    asking = [at for at, part in enumerate(parts) if _asks(reading, part)]
    if len(parts) < 2 or len(asking) != 1:
        return
    at = asking[0]
    asked = list(dropwhile(lambda t: t.kind in ("adverb", "interjection"), parts[at])) or parts[at]
    rest = [part for n, part in enumerate(parts) if n != at]
    own = {parties[t.start].id for t in asked if t.start in parties}
    others = [t for part in rest for t in part if t.start in parties and parties[t.start].id not in own]
    span = reading.text[asked[0].start : _end(reading, asked)].strip()
    pointed = _with_name(reading, asked, others)
    if pointed is not None:
        timed = [t.text for part in parts[:at] for t in part if t.kind == "time" or t.lemma in _THEN]
        yield " ".join((*timed, pointed))
        return
    conditional = any(v.form is not None and v.form.ending.endswith(SUPPOSING) for part in rest for v in part)
    dated = any(t.kind == "time" and _DATED.search(t.text) for part in rest for t in part)
    leans = any(t.form is None and t.lemma in _BACK for t in asked)
    says = any(t.kind == "question" or (t.form is None and t.kind != "adverb") for t in asked)
    likens = bool(others) and any(t.lemma == _SAME for t in asked)  # «… 시장하고 … 지사의 임기가 같은 날 시작됐나요?»
    if conditional or ((dated or leans or likens) and at) or not says:
        return  # «… 라던데 맞아?» asks of what stands before it
    complete = any(t.start in parties and parties[t.start].whole for t in asked) or any(t.lemma in _HERE for t in asked)
    places = {t.text for t in others if parties[t.start].place and (not t.particles or t.particle in (TO, AT))}
    heads = {t.start for t in reading.heads()}
    topics = [t for t in others if t.start in heads and not parties[t.start].place]
    topics = [t for t in topics if not t.particles or t.particle in _TOPICAL]
    if (
        at
        and not own
        and topics
        and any(t.kind == "question" for t in asked)
        and len({parties[t.start].id for t in others}) == 1
    ):
        yield f"{topics[-1].text} {span}"  # «도지사 바뀌었다던데 이름이 뭐야»
    elif at and own and not complete and len(places) == len(others) == 1:
        yield f"{others[0].text} {span}"  # «조카가 부산에 사는데 시장이 누구야»: the one there
    elif complete or not others:
        yield span


def _parts(reading: Reading) -> Iterator[list[Term]]:
    """The terms of each clause that is joined to the others, with those that describe its nouns and that it quotes."""
    part: list[Term] = []
    stops = {sentence.stop for sentence in reading.sentences()}
    for at, term in enumerate(reading.terms):
        part.append(term)
        if at + 1 in stops or (at + 1 < len(reading.terms) and _ends(term, reading.terms[at + 1])):
            yield part
            part = []
    if part:
        yield part


def _ends(verb: Term, after: Term) -> bool:
    form = verb.form
    if after.kind == "adverb" and after.lemma in _LEADING_OVER:
        return True
    if form is None or form.modifies or (after.form is not None and is_light(after.lemma)):
        return False
    joined = form.ending in (*AND, *_PLAINLY, *CERTAIN) and after.form is None
    return form.closes or joined or form.ending.endswith((*_BESIDE, *_CONCEDING))


def _asks(reading: Reading, part: list[Term]) -> bool:
    if any(t.kind == "question" and not _is_anything(part, t) for t in part):
        return True
    form = next((t.form for t in reversed(part) if t.form is not None), None)
    form = form if part[-1] is reading.terms[-1] or (form is not None and form.closes) else None
    marked = "?" in reading.text[part[-1].end : _end(reading, part)]
    return marked or (form is not None and (form.asks or form.requests))


def _is_anything(part: list[Term], question: Term) -> bool:
    """«뭣을 들어도», «뭐 좀 사다가»: a question word that asks for nothing, in a clause beside the one that asks."""
    verb = next((t for t in part if t.form is not None and t.start > question.start), None)
    form = verb.form if verb is not None else None
    return form is not None and not (form.modifies or form.closes) and form.ending.endswith((*_CONCEDING, *_BESIDE))


def _end(reading: Reading, part: list[Term]) -> int:
    return next((t.start for t in reading.terms if t.start > part[-1].start), len(reading.text))


def _with_name(reading: Reading, asked: list[Term], others: list[Term]) -> str | None:
    """The question with the name in place of what points at it: «그 사람 이름», «여기 시장»."""
    if len({t.text for t in others}) != 1:
        return None
    named, clause = others[-1], [t for t in reading.terms if t.clause == others[-1].clause]
    came = any(t.form is not None and t.lemma.endswith(MOVING) for t in clause)
    came = came and (not named.particles or named.particle in (TO, INTO))
    for at, term in enumerate(asked):
        them = term.text in _THAT and at + 1 < len(asked) and asked[at + 1].lemma in _THEM
        if not ((them and named.particle in _TOPICAL) or (came and term.lemma in _HERE)):
            continue
        end = asked[at + 1].end if them else term.end
        before, after = reading.text[asked[0].start : term.start], reading.text[end : _end(reading, asked)]
        return f"{before}{named.text}{after}".strip()
    return None
