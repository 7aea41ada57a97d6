"""What an utterance does, as far as its grammar shows: tell, ask, promise, speak to the robot or of the speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final, Literal

from companion.language.mirror_words import ADVERBIAL, FELT, OWN
from companion.language.readings import words
from companion.language.self_words import ASKING, BORN, GOING_ON, KIN, OTHERS, OURS, SELF, TELLING, VOCATIVE
from companion.language.terms import COPULA, Reading, Term, noun_in

Stance = Literal["asks", "may tell", "tells"]
"""What an utterance does: asks or wants something, tells something, or either by its form."""

_KNOWN: Final = frozenset(words("알 모르 되 힘들 좋 뵙 뵈 고맙 감사하 반갑"))
_EXPECTED: Final = re.compile(
    r"[가-힣]\s(?:것|거)\s?(?:같[가-힣]+|야|예요|이에요|다)[\s.!~]*$|[ㄹ을]\s?(?:듯|지도)[가-힣 ]*$"
)
_BUT: Final = re.compile(r"(?:는데|은데|ㄴ데|지만|으나|나마|는데도|면서도|으면서도)(?:도|요)?")
_SIGN: Final = re.compile(r"[가-힣]?[.!?]\s")
_BEGGING: Final = frozenset(words("부탁하 부탁드리 바라 원하"))
_DOUBTING: Final = re.compile(r"(?:던데|다며|라며|다면서|라면서|더라며|이소|게나|자|읍시다|ㅂ시다)요?$")
"""Endings that want something confirmed or done: hearsay put to the other one, proposals, dialect."""
_PROMISING: Final = re.compile(r"(?:ㄹ게|을게|ㄹ께|[아어여ㅏㅓ]야지|야지)요?$")
_RESOLVED: Final = re.compile(r"[가-힣]야겠[다네어군](?:요)?[.!~\s]*$")
"""«일찍 자야겠다»: what one is resolved to do."""

Unanswered = Literal[
    "called",
    "topic",
    "wants_told",
    "wants_done",
    "wonders_why",
    "wonders",
    "opinion_asked",
    "deliberates",
    "ponders",
    "of_another",
]
"""What an utterance does that nobody has an answer to."""
_DEICTIC: Final = frozenset(words("그러 그렇 이러 이렇 저러"))
_EVEN: Final = re.compile(r"(?:아|어|여|ㅏ|ㅓ|ㅕ|ㅐ)도|든지?")
_MAY_BE: Final = frozenset(words("되 좋 괜찮"))
_TO_NO_USE: Final = re.compile(r"(?:아서|어서|여서|ㅏ서|ㅓ서|ㅐ서|서|면|으면)")
_STATED: Final = re.compile(r"(?:네|구나|는구나|군|구먼|거든|잖아|습니다|ᄇ니다|ㅂ니다)요?")
"""Endings of what is stated, whatever its question words: «누가 왔네»."""
_ONLY_ASKING: Final = re.compile(r"(?:ㄹ까|을까|까|니|냐|느냐|나요|는지|는가|은가|ㄴ가|ㄹ지|을지)요?$")
_RHETORICAL: Final = re.compile(r"지\s?않(?:냐|니|아|나)[\s?.!~]*$")
"""«어이없지 않냐»: asked of somebody who is to agree."""
_DELIBERATING: Final = re.compile(r"(?:ㄹ까|을까|ㄹ지|을지)요?$")
_FOR_ME: Final = re.compile(r"[가-힣]\s?줄\s?수\s?있(?:어|나|니|냐|는가|을까|겠[어니나])(?:요)?[?.!~\s]*$")
"""«농담 해 줄 수 있어»: a request."""
_FEARED: Final = re.compile(r"까\s?(?:봐|보다|싶[어네다])(?:요)?[.!~\s]*$")
"""«헤어져야 할까 봐»: what one thinks of doing."""
_ABILITY: Final = re.compile(r"[가-힣]\s?(?:수\s?(?:있|없)|줄\s?(?:알|아))[가-힣]*[?!.~]*$")
_MAY: Final = re.compile(r"[아어여해가와워려][도두]\s?(?:되|돼|될|괜찮|좋)[가-힣]*[\s?.!~]*$")
"""«결혼해도 되겠지?»: whether one may."""
_HONOURS: Final = re.compile(r"세요|시나요|신가요|십니까|셨나요|셨어요|시죠|시니")
_TRIED: Final = re.compile(r"적이?\s?있|봤(?:어|니|나|냐)")
_LIKED: Final = ("좋아하", "좋아해", "싫어하", "싫어해")
_ABLE: Final = frozenset(words("수 줄 적 리 게"))
"""Bound nouns of what can or could be."""
_OF_PLANS: Final = frozenset(words("무엇 어디 언제"))
_THINK: Final = frozenset(words("생각하 느끼 같"))
_TELL: Final = frozenset(words("알리 말하 말 설명하 설명 가르치 소개하 이야기하 얘기하 찾 읽"))
_ORDERED: Final = _TELL | frozenset(
    words("계산하 번역하 검색하 찾아보 알아보 요약하 비교하 나열하 열거하 추천하 증명하")
)
_PLAIN: Final = re.compile(r"[아어여ㅏㅓㅕㅐ]라?")
_SEEK: Final = frozenset(words("찾 구하 알아보 찾아보"))
_HOW: Final = frozenset(words("어떻게 얼마나"))
_WHY: Final = frozenset(words("왜 어째서"))
_AS_SUBJECT: Final = ("", "은", "도", "이")
_BECOMING: Final = ("하", "되", "이", "아니")

Sentence = tuple[Term, ...]
"""The terms of one sentence, or of one clause."""


def sentences(reading: Reading) -> Iterator[Sentence]:
    """The terms sentence by sentence."""
    terms: list[Term] = []
    ends = [term.start for term in reading.terms[1:]] + [len(reading.text)]
    for term, after in zip(reading.terms, ends, strict=bool(reading.terms)):
        terms.append(term)
        if (term.form is not None and term.form.closes) or _SIGN.search(reading.text, term.end, after):
            yield tuple(terms)
            terms = []
    if terms:
        yield tuple(terms)


def with_relatives(reading: Reading) -> Reading:
    """The reading with «딸은», «개는», «둘째» and «큰놈» as nouns, where the dictionary takes them for other words."""
    terms: list[Term] = []
    for term in reading.terms:
        before = terms[-1] if terms else None
        joined = reading.text[before.start : term.end] if before is not None else ""
        if before is not None and before.form is not None and joined in KIN:
            terms[-1] = replace(term, kind="noun", start=before.start, text=joined, lemma=joined, bound=False)
        elif term.form is not None and term.form.modifies and term.text in KIN:
            terms.append(replace(term, kind="noun", lemma=term.text, particles=("은",), form=None))
        elif term.kind == "number" and term.text in BORN:
            terms.append(replace(term, kind="noun", lemma=term.text))
        else:
            terms.append(term)
    return Reading(reading.text, tuple(terms))


def stance(reading: Reading) -> Stance:
    """Whether the last sentence tells something, asks or wants something, or may do either."""
    every = tuple(sentences(reading))
    # «끝났다 아싸»: a cry after it changes nothing.
    said = tuple(one for one in every if any(term.kind != "interjection" for term in one)) or every
    last = said[-1] if said else ()
    if reading.text.rstrip().endswith("?") or addresses_robot(last) or _FOR_ME.search(reading.text):
        return "asks"
    if len(said) > 1 and last[0].lemma == "무엇" and {term.lemma for term in last} <= {"무엇", "이"}:
        return "tells"  # «집에 있지 뭐», «내가 이겼지 뭐야»
    verb = last_verb(last)
    if asks_in(last):
        return "asks"
    if verb is None or verb.form is None:
        return "tells" if copula_after_name(last) else "may tell" if _hearsay_noun(last) else "asks"
    after = any(term.start > verb.end and term.kind in ("noun", "name", "number") for term in last)
    if after and GOING_ON.fullmatch(verb.form.ending):
        return "asks"  # «통닭 빼고 맛집»: the sentence has no end
    form = verb.form
    # «받아 줌», «해 주네»: what somebody else did.
    asked_for = form.requests and not form.past and not TELLING.search(form.ending) and not by_another(last)
    wants = asked_for or form.modifies or verb.lemma in _BEGGING
    if wants or _DOUBTING.search(form.ending):
        return "asks"
    if form.wishes or TELLING.search(form.ending):
        return "tells"
    if ASKING.search(form.ending):
        # «오래됐지»: what speakers say of their own they know.
        return "may tell" if form.past and form.ending.startswith("지") and speaks_of_self(last) else "asks"
    if orders(reading):
        return "asks"
    return "tells" if speaks_of_self(last) else "may tell"


def orders(reading: Reading) -> bool:
    """«지수함수의 적분을 계산해»: a plain form that wants something told, as nobody is named who would do it."""
    verb = reading.main
    if verb is None or verb.form is None or verb is not reading.terms[-1] or verb.form.past or verb.form.negated:
        return False
    named = any(t.particle in ("이", "은", "도") and t.form is None for t in reading.terms) or of_speaker(reading)
    what = any(t.kind in ("noun", "name") and not t.called and not t.bound for t in reading.terms)
    return what and not named and verb.lemma in _ORDERED and _PLAIN.fullmatch(verb.form.ending) is not None


def of_others(reading: Reading) -> bool:
    """«젤리는 칼로리가 없어»: what is said of something else than the speakers and theirs, and is so in general."""
    verb = reading.main
    if verb is None or verb.form is None or verb.form.past or verb.form.future or of_speaker(reading):
        return False
    topics = [t for t in reading.terms if t.particles and t.particles[-1] == "은" and t.form is None and not t.bound]
    own = OWN | KIN | ADVERBIAL
    return bool(topics) and all(t.kind in ("noun", "name") and t.lemma not in own for t in topics)


def by_another(sentence: Sentence) -> bool:
    """«엄마가 나랑 안 놀아 줘»: what somebody named does, and nobody is asked to do."""
    verb = last_verb(sentence)
    return verb is not None and any(
        t.particle == "이"
        and t.kind in ("noun", "name", "pronoun")
        and t.lemma not in OTHERS
        and t.clause == verb.clause
        for t in sentence
        if t.form is None
    )


def asks_in(sentence: Sentence) -> bool:
    """Whether a question word in it asks; «뭐라 하다» (scold) and «얼마 안 되다» (not long) have none."""
    last = last_verb(sentence)
    if last is not None and last is sentence[-1] and last.form is not None and _STATED.fullmatch(last.form.ending):
        return False  # «며칠 만에 또 찾아갔네요»: some days
    for at, term in enumerate(sentence):
        if term.kind != "question":
            continue
        after = sentence[at + 1 :]
        if is_of_no_use(sentence) or _is_indefinite(sentence[at:]):
            continue
        scolds = (
            term.lemma == "무엇"
            and [t.lemma for t in after] in (["이", "하"], ["이", "그러"])
            and any(t.particle == "이" and t.kind == "noun" for t in sentence[:at])
        )
        not_long = (
            term.lemma in ("얼마", "얼마나") and bool(after) and after[0].form is not None and after[0].form.negated
        )
        if not scolds and not not_long:
            return True
    return False


def _is_indefinite(terms: Sentence) -> bool:
    """«뭘 먹어도 맛이 없어»: whatever it is; «왜 먹어도 돼?» asks."""
    for term, after in pairwise(terms):
        if term.form is not None:
            even = _EVEN.fullmatch(term.form.ending) is not None and terms[0].lemma not in _WHY
            return even and after.lemma not in _MAY_BE
    return False


def is_of_no_use(sentence: Sentence) -> bool:
    """«말해서 뭐 해»: what looks like a question, and says that it is no use."""
    return any(
        term.lemma == "무엇" and before.form is not None and _TO_NO_USE.fullmatch(before.form.ending)
        for before, term in pairwise(sentence)
    )


def _hearsay_noun(sentence: Sentence) -> bool:
    """«손주들이 온대», «큰 병이래»: hearsay that the dictionary takes for a noun."""
    last = sentence[-1] if sentence else None
    return (
        last is not None
        and last.kind == "noun"
        and not last.particles
        and re.search(r"[가-힣](?:대|래|댔어|랬어)요?$", last.text) is not None
        and len({term.phrase for term in sentence}) > 1
    )


def remarks(reading: Reading) -> bool:
    """Whether it wants nothing known or done, as far as its form shows: no question word, no sign, no such ending."""
    if stance(reading) != "asks":
        return True
    if reading.text.rstrip().endswith("?") or any(asks_in(sentence) for sentence in sentences(reading)):
        return False
    verb = reading.main
    if orders(reading) or _FOR_ME.search(reading.text):
        return False
    if verb is None or verb.form is None:
        return of_speaker(reading)
    if verb.form.requests or verb.lemma in _BEGGING:
        return False
    return verb.form.past or not (ASKING.search(verb.form.ending) or _DOUBTING.search(verb.form.ending))


def resolves(reading: Reading) -> bool:
    """«맛있는 거 먹고 풀어야겠다»: what the speakers are resolved to do, and want nobody to do for them."""
    return _RESOLVED.search(reading.text) is not None


def promises(reading: Reading) -> bool:
    """Whether the speakers say what they are going to do: «내가 찾아볼게»."""
    verb = reading.main
    return (
        verb is not None
        and verb.form is not None
        and (_PROMISING.search(verb.form.ending) is not None or resolves(reading))
    )


def announces(reading: Reading) -> bool:
    """Whether somebody says formally what is done now, or asks an audience for it: «다음 순서로 넘어가겠습니다»."""
    verb = reading.main
    if verb is None or verb.form is None or not verb.form.ending.endswith("니다") or verb.form.past:
        return False
    if reading.asks_what:
        return False
    asks = verb.lemma in _BEGGING and any(v.form is not None and v.form.requests for v in reading.verbs)
    if verb.lemma in _BEGGING and not asks:
        return False  # «자기소개 부탁드리겠습니다»
    return asks or (verb.form.future and verb.lemma not in _KNOWN | FELT and noun_in(verb.lemma) != "감사")


def supposes(reading: Reading) -> bool:
    """«상 받을 것 같아», «잘될 거야»: what is only expected."""
    return _EXPECTED.search(reading.text) is not None


def contrast(reading: Reading) -> tuple[str, str] | None:
    """What is said before and after «-는데», «-지만», «-기도 하고»: two sides of one thing."""
    for at, term in enumerate(reading.terms[:-1]):
        form = term.form
        both = term.lemma == "하" and at and reading.text[: term.start].rstrip().endswith("기도")
        if form is not None and (_BUT.fullmatch(form.ending) or (both and form.ending == "고")):
            after = reading.terms[at + 1].start
            return reading.text[:after].strip(), reading.text[after:].strip()
    return None


def to_robot(reading: Reading) -> bool:
    """Whether it is about whom it is said to: «너는 무서운 거 있어?», «네 이름이 뭐야»."""
    return any(addresses_robot(sentence) for sentence in sentences(reading))


def is_about_another(reading: Reading) -> bool:
    """«당신과 있으면 좋아요. 늙은이 말이 길지요?», «너도 그럴 거지?»: the question itself says nothing of the robot."""
    *before, last = ((), *sentences(reading))
    verbs = {term.lemma for term in last if term.form is not None}
    if verbs & _DEICTIC and verbs <= _DEICTIC | {COPULA}:
        return True
    topics = [t for t in last if t.particle in ("은", "이") and t.kind in ("noun", "name") and not t.bound]
    return any(map(addresses_robot, before)) and not addresses_robot(last) and bool(topics)


def robot_as(reading: Reading) -> Term | None:
    """What the robot is asked to be or become: «너도 대통령 할 수 있겠네?»; None where something else is asked."""
    terms = reading.terms
    verb = next((at for at, term in enumerate(terms) if term.form is not None), 0)
    subject = next((t for t in terms[:verb] if t.kind == "pronoun" and t.lemma in OTHERS), None)
    if (
        reading.asks_what
        or subject is None
        or subject.particle not in _AS_SUBJECT
        or terms[verb].lemma not in _BECOMING
    ):
        return None
    return None if terms[verb - 1] is subject else terms[verb - 1]


def asks_listener(reading: Reading) -> bool:
    """Whether a question with nobody named is asked of whom it is said to: with respect, of a liking, of experience."""
    if not (reading.text.rstrip().endswith("?") or asks_by_form(reading)) or of_speaker(reading):
        return False
    verb = reading.main
    named = [t for t in reading.terms if t.particle in ("이", "은") and t.form is None and t.kind != "question"]
    if verb is None or verb.form is None or verb.form.requests:
        return False
    written = reading.text[verb.start :]
    honours = _HONOURS.search(written) is not None
    if verb.lemma in _THINK and honours:
        return True  # «인공지능이 사람을 이길 거라는데 어떻게 생각하세요?»
    alone = all(t.bound for t in named)
    return alone and (honours or _TRIED.search(reading.text) is not None or written.startswith(_LIKED))


def of_speaker(reading: Reading) -> bool:
    """Whether the speakers name themselves or somebody of theirs."""
    return any(speaks_of_self(sentence) for sentence in sentences(reading))


def addresses_robot(sentence: Sentence) -> bool:
    """Whether it is about whom it is said to: «너는 …»."""
    return any(term.kind == "pronoun" and term.lemma in OTHERS for term in sentence)


def speaks_of_self(sentence: Sentence) -> bool:
    """Whether speakers name themselves, or somebody of theirs as who does something: «딸은 전화도 안 받아»."""
    return any(
        (term.kind == "pronoun" and term.lemma in (SELF | OURS))
        or (term.lemma in KIN and term.particle in ("이", "은", "도") and not term.called)
        for term in sentence
    )


def last_verb(sentence: Sentence) -> Term | None:
    """The verb that says what a sentence does."""
    return next((term for term in reversed(sentence) if term.form is not None), None)


def copula_after_name(sentence: Sentence) -> bool:
    """«나 경기도지사야», «이름은 초코야»: what looks like a call at the end is the copula after a vowel."""
    if not sentence:
        return False
    last = sentence[-1]
    return last.form is None and bool(VOCATIVE & set(last.particles)) and len({term.phrase for term in sentence}) > 1


def seeks(reading: Reading) -> bool:
    """Whether somebody says that they look for something: «채식 되는 식당 찾고 있어요»."""
    verb = reading.main
    return verb is not None and verb.form is not None and verb.lemma in _SEEK and not verb.form.past


def prefers_one(reading: Reading) -> bool:
    """«산이 좋아 바다가 좋아»: which of two is liked better."""
    liked = [t for t in reading.terms if t.form is not None and t.lemma == "좋" and not t.form.negated]
    things = [t for t in reading.terms if t.particle == "이" and t.form is None and t.lemma not in SELF]
    return len(liked) == len(things) == 2 and things[0].start < liked[0].start < things[1].start < liked[1].start


def asks_by_form(reading: Reading) -> bool:
    """Whether a sign, a question word or an ending that only asks shows a question."""
    verb = reading.main
    if verb is not None and _RHETORICAL.search(reading.text):
        return False
    ends = verb is not None and verb.form is not None and _ONLY_ASKING.search(verb.form.ending) is not None
    return ends or reading.text.rstrip().endswith("?") or any(asks_in(one) for one in sentences(reading))


def _possessed(said: list[Term], verb: Term) -> list[Term]:
    """«외계인 있을까»: what is said to be there."""
    before = [t for t in said if t.end <= verb.start]
    there = verb.lemma in ("있", "없") and bool(before) and before[-1].kind in ("noun", "name") and not before[-1].bound
    return before[-1:] if there and not before[-1].particles else []


def asks_ability(reading: Reading) -> bool:
    """«수영할 줄 알아?», «너 영어로 말할 수 있어?»: with nobody named it is asked of the listener."""
    others = [
        t for t in reading.terms if t.particle not in ("", "을", "으로") and t.lemma not in OTHERS and not t.bound
    ]
    ending = reading.main.form.ending if reading.main is not None and reading.main.form is not None else ""
    if _DELIBERATING.search(ending):
        return False  # «연애로 발전할 수 있을까»
    return _ABILITY.search(reading.text) is not None and not any(t.form is None for t in others)


def unanswered(reading: Reading) -> Unanswered:
    """What somebody does who got no answer: calls, names a topic, wants something done or told, wonders, deliberates.

    «할까», «해도 될까» without another subject is asked of oneself.
    """
    said = [term for term in reading.terms if term.kind != "interjection" and not term.called]
    verb = reading.main
    if not said:
        return "called"
    if any(term.kind == "question" and term.lemma in _WHY for term in said):
        return "wonders_why"
    if verb is None or verb.form is None:
        nouns = all(term.kind in ("noun", "name") and not term.particles for term in said)
        return "topic" if nouns and len({term.phrase for term in said}) == 1 else "wonders"
    guesses = _DELIBERATING.search(verb.form.ending) is not None
    if _FEARED.search(reading.text):
        return "deliberates"
    for_me = orders(reading) or _FOR_ME.search(reading.text) is not None
    if for_me and any(t.lemma in _ORDERED for t in reading.verbs):
        return "wants_told"
    if asks_ability(reading):
        return "wants_done"
    if verb.form.requests and not guesses and not by_another(reading.terms):
        return "wants_told" if verb.lemma in _TELL or any(t.lemma in _TELL for t in reading.verbs) else "wants_done"
    spoken_of = [t for t in said if t.particle in ("이", "은", "도") and t.lemma not in SELF | OURS and t.form is None]
    spoken_of = [t for t in spoken_of if t.kind != "question" and t.lemma not in _ABLE] or _possessed(said, verb)
    asked = [t for t in said if t.kind == "question" and t.lemma not in _HOW]
    mine = any(t.kind == "pronoun" and t.lemma in SELF and t.particle in ("을", "한테", "과") for t in said)
    thinks = guesses or verb.lemma in _THINK
    if spoken_of:
        return "of_another" if mine and asks_by_form(reading) else "opinion_asked" if thinks else "wonders"
    subject = any(t.kind == "pronoun" and t.lemma in SELF and t.particle in ("이", "은", "") for t in said)
    how = any(t.kind == "question" and t.lemma in _HOW for t in said)  # «어떻게 털어놓지»
    oneself = guesses or (how and verb.form.ending.startswith(("지", "나"))) or _MAY.search(reading.text) is not None
    if guesses and asked and not subject and asked[-1].lemma in _OF_PLANS and verb.lemma != COPULA:
        return "ponders"  # «시험 끝나면 뭐 할까»
    return "deliberates" if oneself and (subject or not asked) else "opinion_asked" if thinks else "wonders"
