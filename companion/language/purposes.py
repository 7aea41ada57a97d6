"""What a reminder is for, as the noun phrase that is told when its time comes.

«약 먹으라고 해 줘» → «약 먹을 시간», «약 알려 줘» → «약 시간». What is so by then, or will have happened, keeps its
words: «회의 있다고 알려 줘» → «회의 있다», «세탁기 다 됐다고 알려 줘» → «세탁기 다 됐다».

Only what is to be done or to be so then makes one: a deed that is passed on («…라고»), that it is set for («…게»), that
the hour is of («…ㄹ 시간») or that has to be done («…어야 해»). Any other clause only says how things stand as it is
set («라면 물 올려놨는데», «개막까지 십 분 남았거든»), and a timer runs while something is done («책 좀 읽게 …»).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from typing import Final

from companion.base import patterns as re
from companion.language.hangul import compose, decompose, final_consonant
from companion.language.morphemes import tokenize
from companion.language.orders import completes, sets_scene
from companion.language.terms import A_LITTLE, DICTIONARY_ENDING, EXISTENCE, OUGHT, Reading, Span, Term
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
    알람 알림 타이머 모닝콜 리마인더 카운트다운 스톱워치 기상 시간 때 동안 거 것 뒤 후 전 나 저 우리 내 좀 번 쯤 정도
    신호 주세요
    """.split()
)
_BIDDEN: Final = "라고"
_BIDS_TO: Final = re.compile(r"라(?:고|는)")
_BID_TOO: Final = re.compile(r"[가-힣]{1,6}라고도?\s")
_BIDS_THAT: Final = ("라는", "으라는")
_VOWELS: Final = ("아", "어")
_NOT: Final = "지 말"
_NOT_TO: Final = "지 말아야 할"
"""«뛰지 말라고»."""
_GOING_ON: Final = "중"
_ON_THE_WAY: Final = ("러",)
_GOES: Final = "가"
_GOES_TO: Final = re.compile(r"(?P<aim>[가-힣]*러)\s?(?P<goes>[가오])(?=[가-힣])")
_BEING: Final = ("이", "아니")
_ALARMS: Final = frozenset("알람 알림 타이머 모닝콜 리마인더 카운트다운 스톱워치".split())
_ONE: Final = ("하나", "한", "개")
_AIMS: Final = ("게", "도록", "러", "려고")
"""Endings of what something is set for."""
_WHILE: Final = ("게", "도록")
_PASSED_ON: Final = ("다고", "자고")
_DEEDS: Final = ("것", "거")
_OCCASIONS: Final = ("시간", "때")
_OUGHT: Final = ("하", "되")
_NAMES: Final = frozenset(("", "을", "은", "도", "의", "만"))
"""Particles of a noun that by itself is what it is about: «약 알려 줘», and no «개막까지 알려 줘»."""
_STATED: Final = re.compile(r"\S*(?:다(?=고)|냐고|지)")
"""A statement up to its end, before the «-고» that passes it on; or a question."""
_PROMISED: Final = re.compile(
    r"[가-힣]\s?(?:(?:준|드린|한|운)다(?:[고구며던]|\s?(?:했|그랬))|준[댔대]|드린[댔대]|주[겠기])"
)
"""«알려 준다고»: what was said to be done."""
_ASKS: Final = ("냐고", "는지", "은지", "ㄴ지", "을지", "ㄹ지")


def purpose(reading: Reading, *times: Span, lasts: bool = False, kept: Collection[str] = ()) -> str | None:
    """What a request is for; None where it only wants to be told, or woken.

    Args:
        reading: of the request.
        times: where the time stands, which is no part of it, as half-open spans.
        lasts: whether something is done while the time runs, and not at its end.
        kept: verbs of forgetting, by which something is to be kept in mind: «회의 까먹지 않게 해 줘».
    """
    terms = [t for t in reading.terms if all(t.end <= start or t.start >= end for start, end in times)]
    since = next((at + 1 for at, t in enumerate(terms) if t.lemma == _GOING_ON and t.bound), 0)
    terms = terms[since:]  # «떡볶이 졸이는 중 5분 뒤에 …» says how things stand
    stated = next((term for term in terms if _is_so(term) or passes_on_question(term)), None)
    if stated is not None and (ending := _STATED.match(reading.text, stated.start)) is not None:
        return " ".join(_statement(reading.text, terms, stated, ending.end(), times))
    deed = _deed(reading.text, terms, lasts=lasts)
    if deed is not None:
        return _named_deed(reading.text, terms, deed, times)
    event = _event(terms)
    if event:
        return f"{' '.join(_words(reading.text, event[0].start, event[-1].end, times))} 시간"
    named = next((t for t in terms if t.lemma in _BEING and is_quoted(t)), None)  # «엄마 생일이라고 알려 줘»
    nouns = [] if lasts and any(t.lemma in _OCCASIONS for t in terms) else _beside_order(terms, kept)
    if named is not None:
        nouns = [t for t in _of_clause(terms, named) if t.kind in ("noun", "name") and _says(t)]
    if not nouns or any(t.particle not in _NAMES for t in nouns):
        return None
    start = _noun_before(reading.text, nouns[0].start, times) if named is not None else nouns[0].start
    what = " ".join(_words(reading.text, start, nouns[-1].end, times))
    return what if named is not None else f"{what} 시간"


def _event(terms: Sequence[Term]) -> list[Term]:
    """«회의 (있으니까)», «수업이 (있는데)»: the nouns of what there is then, before what is ordered."""
    there = next((t for t in terms[:-1] if t.lemma == EXISTENCE[0] and t.form and not _ends(t, _AIMS)), None)
    told = there is not None and there.form is not None and not (there.form.modifies or there.form.negated)
    nouns = [t for t in _of_clause(terms, there) if t.kind in ("noun", "name") and _says(t)] if there and told else []
    return nouns if all(t.particle in (*_NAMES, "이") for t in nouns) else []


def _noun_before(text: str, start: int, times: Sequence[Span]) -> int:
    """Where a noun begins that stands before another, though beside it the dictionary makes a verb of it («보고서»).

    What hangs on the time is none: «4시에 회의라고».
    """
    word = re.search(r"(?<![가-힣\d])(?P<word>[가-힣]{2,})\s$", text[:start])
    if word is not None and any(word.start() <= end and first < word.end() for first, end in times):
        return start
    parts = tokenize(word["word"])[0].parts if word is not None else ()
    return word.start() if word is not None and len(parts) == 1 and parts[0][1] == "NNG" else start


def is_quoted(verb: Term) -> bool:
    """«먹으라고», «먹으라는 (것)», «생일이라고»: what is to be said."""
    return verb.form is not None and (verb.form.ending.endswith(_BIDDEN) or verb.form.ending in _BIDS_THAT)


def _deed(text: str, terms: Sequence[Term], *, lasts: bool) -> Term | None:
    """The verb of what is to be done then: one that is passed on before others."""
    verbs = [t for n, t in enumerate(terms) if t.form is not None and _is_for(t, terms[:n]) and not _sets(terms[:n])]
    after = dict(pairwise(terms))
    bidden = next((verb for verb in verbs if _bidden_stem(verb, terms) or _is_bid_too(text, verb)), None)
    if bidden is not None:
        return bidden
    verbs = [verb for verb in verbs if verb.lemma not in _BEING]
    kinds: tuple[Callable[[Term], bool], ...] = (
        lambda verb: _ends(verb, _PASSED_ON),
        lambda verb: not lasts and _ends(verb, _AIMS) and not _is_denied(verb),
        lambda verb: not lasts and (_is_occasion(verb, after.get(verb)) or _is_not_forgotten(verb, terms)),
        lambda verb: not lasts and _has_to_be(verb, after.get(verb)),
    )
    return next((verb for is_it in kinds for verb in verbs if is_it(verb)), None)


def _statement(text: str, terms: Sequence[Term], verb: Term, end: int, times: Sequence[Span]) -> list[str]:
    """The words of «세탁기 다 됐다»; of what, where only the clause before says it («빨래 돌렸는데 … 다 됐다고»)."""
    asks = passes_on_question(verb)
    own = [t for t in _of_clause(terms, verb) if _says(t)]
    said = [t for t in own if t.kind in ("noun", "name") or (asks and t.kind in ("number", "determiner", "verb"))]
    start = said[0].start if said else own[-1].start if own and own[-1].kind == "adverb" else verb.start
    before = next((t for t in reversed(terms) if t.end <= start and t.form is not None), None)
    of = [t for t in _of_clause(terms, before) if t.kind in ("noun", "name") and _says(t)] if before else []
    of = [] if said or asks or any(t.particle not in _NAMES for t in of) else of
    return [*(t.text for t in of), *_words(text, start, end, times)]


def _named_deed(text: str, terms: Sequence[Term], verb: Term, times: Sequence[Span]) -> str:
    """«약 먹을 시간», from the clause of its verb; what somebody is told to do keeps the form of its words."""
    start, words = verb.start, [t for t in _of_clause(terms, verb) if _says(t)]
    goes = _GOES_TO.match(text, verb.start)
    what = f"{goes['aim']} {_future(goes['goes'])}" if goes is not None else _ahead(verb)
    if goes is None and _ends(verb, _ON_THE_WAY):
        what = f"{verb.text}{_ON_THE_WAY[0]} {_future(_GOES)}"  # «데리러 5시에 나가야 해»
    if goes is None and (_bidden_stem(verb, terms) or _is_bid_too(text, verb)):
        in_word = text.rfind(" ", 0, verb.start) + 1
        start = min((t.start for t in terms if in_word <= t.start <= verb.start), default=verb.start)
        ends = _BIDS_TO.search(text, verb.start)
        bidden = text[start : ends.start() if ends is not None else verb.end]
        forbids = _NOT in bidden
        what = bidden.removesuffix(_NOT) + _NOT_TO if forbids else _future(bidden)
    only_done = verb.lemma == "하" and bool(words) and words[-1].kind == "adverb"  # «그만하라고»
    of_it = ("noun", "name", "number", "determiner")
    said = [t for t in words if (t.kind in of_it or (only_done and t is words[-1])) and t.end <= start]
    before = _words(text, said[0].start, start, times) if said else []
    joined = bool(before) and start > 0 and not text[start - 1].isspace()
    return f"{' '.join(before)}{'' if joined or not before else ' '}{what} 시간"


def _ahead(verb: Term) -> str:
    """Before what will be; what stays as it is before a vowel («걷어야») does so here («걷을»)."""
    kept = verb.form is not None and verb.form.ending[:1] in _VOWELS and verb.text == verb.lemma
    return f"{verb.text}을" if kept and final_consonant(verb.text) not in ("", "ㄹ") else about_to(_stem(verb))


def _future(bidden: str) -> str:
    """«먹으(라고)» → «먹을», «널(라고)» → «널»."""
    last = bidden[-1]
    return bidden[:-1] + compose(*decompose(last)[:2], "ㄹ") if not final_consonant(last) else bidden


def _of_clause(terms: Sequence[Term], verb: Term) -> list[Term]:
    """The terms before a verb, from where the clause before it ends."""
    ends = (t.end for t in terms if t.end <= verb.start and completes(t))
    begun = max(ends, default=0)
    return [t for t in terms if begun <= t.start and t.end <= verb.start]


def _beside_order(terms: Sequence[Term], kept: Collection[str]) -> list[Term]:
    """The nouns that no other verb claims than what the robot is asked to do, or those added behind that."""
    ordered: list[Term] = []
    found: list[Term] = []
    said = False
    for term in terms:
        if term.form is None or (term.form.modifies and not _is_ordered(term)):
            found += [term] if term.kind in ("noun", "name") and _says(term) else []
            continue
        # «알려 줘 발표 시간 재야 돼»: what another clause tells behind the order says why.
        orders = _is_ordered(term) or term.lemma in kept
        ordered += found if orders and not (said and not term.form.requests) else []
        said, found = said or (orders and term.form.requests), []
    return ordered or ([] if said and found and found[-1].end <= terms[-1].start and terms[-1].form else found)


def _is_ordered(verb: Term) -> bool:
    """Whether it is what the robot is asked to do: «알려 줘», and no «(운동) 하게» or «(일) 하는데»."""
    return verb.lemma in _ASKED_TO_TELL and not _ends(verb, _AIMS) and not sets_scene(verb)


def _ends(verb: Term, endings: tuple[str, ...]) -> bool:
    return verb.form is not None and verb.form.ending.endswith(endings)


def _is_denied(verb: Term) -> bool:
    return verb.form is not None and verb.form.negated


def _is_occasion(verb: Term, after: Term | None) -> bool:
    """«약 먹을 시간»."""
    return verb.form is not None and verb.form.modifies and after is not None and after.lemma in _OCCASIONS


def _is_not_forgotten(verb: Term, terms: Sequence[Term]) -> bool:
    """«약 먹는 거 (잊지 않게)», «전화하는 것 (까먹지 말게)»: the deed that is to be kept in mind."""
    rest = terms[terms.index(verb) + 1 :]
    described = verb.form is not None and verb.form.modifies and bool(rest) and rest[0].lemma in _DEEDS
    return described and any(t.form is not None and t.form.negated and _ends(t, _AIMS) for t in rest[1:])


def _has_to_be(verb: Term, after: Term | None) -> bool:
    """«널어야 하거든», «가야 한다고»."""
    if verb.form is None:
        return False
    return verb.form.ought or (verb.form.ending in OUGHT and after is not None and after.lemma in _OUGHT)


def _is_bid_too(text: str, verb: Term) -> bool:
    """«전화하라고(도) 해줘», which may be read as one verb."""
    return verb.form is not None and verb.form.requests and _BID_TOO.match(text, verb.start) is not None


def _bidden_stem(verb: Term, terms: Sequence[Term]) -> str:
    """The stem of what somebody is to be told to do, "" where nobody is.

    «먹이라고», «재우라고»: the dictionary takes some stems for nouns; what takes «-려고» is none.
    """
    if not is_quoted(verb):
        return ""
    if verb.lemma not in _BEING:
        return _stem(verb)
    noun = next((t for t in terms if t.end == verb.start), None)
    parts = tokenize(f"{noun.text}려고")[0].parts if noun is not None else ()
    return noun.text if noun is not None and parts[:1] == ((noun.text, "VV"),) else ""


def is_statement(what: str) -> bool:
    """Whether a purpose is a sentence («세탁기 다 됐다»), and no noun phrase."""
    return what.endswith(DICTIONARY_ENDING)


def is_to_be_asked(what: str) -> bool:
    """Whether a purpose is a question to be asked then («숙제 끝났냐고»)."""
    return what.endswith(_ASKS)


def passes_on_question(verb: Term) -> bool:
    """«끝났냐고», «마셨는지»: what is to be asked."""
    return verb.form is not None and verb.form.ending.endswith(_ASKS)


def is_purposive(verb: Term) -> bool:
    """«(계란) 삶게», «(불) 끄라고»: what somebody is to be told for, and not what is ordered of the listener."""
    return _ends(verb, _AIMS) or is_quoted(verb)


def goes_elsewhere(reading: Reading) -> bool:
    """«시내 가려면 몇 번 타야 해»: the way to somewhere is asked for."""
    for before, verb in pairwise(reading.terms):
        bare = before.kind in ("noun", "name") and not before.bound and set(before.particles) <= _WHITHER
        if bare and verb.lemma in _GOING and verb.form is not None and verb.form.ending in _IF_TO:
            return True
    return False


_WHITHER: Final = frozenset(("에", "으로", "까지"))
_GOING: Final = frozenset(("가", "오", "나가", "들어가", "올라가", "내려가"))
_IF_TO: Final = ("려면", "으려면", "려고")


def is_while(verb: Term) -> bool:
    """«(계란) 삶게»: what may be done while the time runs just as well as at its end."""
    return _ends(verb, _WHILE)


def asks_what_was_promised(reading: Reading) -> bool:
    """«몇 시에 알려 준다고?», «뭐라고 깨워 준댔지»: what one was told would be done."""
    return reading.asks_what and _PROMISED.search(reading.text) is not None


def is_bidding(verb: Term | None) -> bool:
    """«넣으라고»: what somebody is to be told to do."""
    return verb is not None and is_quoted(verb) and verb.lemma not in _BEING


def bids(text: str) -> bool:
    """«떡 찾으라고도 해줘»: somebody is to be told to do something."""
    return _BIDS.search(text) is not None


def bids_too(text: str) -> bool:
    """«은행 가라고도 (해 줘)»: beside what else somebody is to be told."""
    return _BIDS_TOO.search(text) is not None


_BIDS_TOO: Final = re.compile(r"[가-힣]라고도(?![가-힣])")
_BIDS: Final = re.compile(
    r"[가-힣](?<!이)라고도?\s(?:나\s?한테\s|저\s?한테\s|좀\s|꼭\s)*(?:알려|알리|말해|해\s?줘|해\s?주|해줘|해라|얘기|이야기|전해|일러|불러|깨워)"
)


def politely(statement: str) -> str:
    """Such a sentence as it is said to somebody: «세탁기 다 됐다» → «세탁기 다 됐어요»."""
    return statement.removesuffix(DICTIONARY_ENDING) + "어요"


def _is_so(term: Term) -> bool:
    """Whether a verb is passed on as something that is over, or is so: «됐다고», «있다고»."""
    return term.form is not None and term.form.ending == "다고" and (term.form.past or term.lemma in ("있", "없"))


def _is_for(verb: Term, before: Sequence[Term]) -> bool:
    """Whether a verb says what a reminder is for; the dictionary takes «알람» for a form of «알»."""
    assert verb.form is not None
    of_manner = bool(before) and before[-1].kind == "adverb"  # «게임 그만하라고»
    of_noun = bool(before) and before[-1].end == verb.start  # «예약하라고», where «예약» is a word of the data
    bidden = is_quoted(verb) and (verb.lemma != "하" or of_manner or of_noun)  # «혈당 재라고»
    return (bidden or verb.lemma not in _ASKED_TO_TELL) and verb.form.ending != "람"


def _sets(before: Sequence[Term]) -> bool:
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
    return [word for word in text[first:last].split() if word != A_LITTLE]


def _says(term: Term) -> bool:
    return term.lemma not in _WHAT_IT_IS and not term.called
