"""What was told and is asked back, found by what the question seeks: «몇 시간 했다고 했지» seeks a number of hours.

A sentence answers where it holds a part of the sought kind and is about what the question names. Where it is said of
something else, or where several parts could be meant, nothing is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.constituents import (
    MOTION,
    Constituent,
    Type,
    amounts,
    beside_topic,
    by_role,
    counted,
    days,
    deed_of,
    hours,
    is_person,
    lengths,
    named_things,
    number_beside,
    of_kind,
    predicate,
    weekdays,
)
from companion.language.hours_told import hour_alone, points_at_when
from companion.language.introductions import is_given_name
from companion.language.noun_phrases import owner_of
from companion.language.numbers import find_numbers
from companion.language.people_told import topic_after
from companion.language.people_words import is_person_name
from companion.language.readings import words
from companion.language.recollection import denied_verbs, names_said
from companion.language.self_questions import SAYING, asks_own_reason, asks_what_was_said
from companion.language.self_words import (
    AGES,
    KIN,
    NAMES,
    OTHERS,
    OURS,
    REMEMBER,
    SELF,
    TELLING_VERBS,
    THOSE,
    WORKING,
    is_same_relative,
)
from companion.language.stances import asks_by_form, asks_in, is_about_speaker, sentences, to_robot, with_relatives
from companion.language.terms import AMOUNT, COPULA, HOW_MANY, SUBJECT, Reading, Term, is_light, read

_TIMED: Final = frozenset(words("시"))
_DATED: Final = frozenset(words("월 년도 일 요일"))
_WHEN: Final = frozenset(words("언제 며칠 몇월 몇일"))
_DATES_ASKED: Final = _WHEN - {"언제"}
_WHY: Final = "왜"
_WORK: Final = "일"
_CAUSE: Final = re.compile(r"(?:서|니까|느라고?|려고|거든|잖아)(?:요)?$")
"""Endings with which a reason is told."""
_CAUSES: Final = frozenset(words("때문 탓 덕분"))
_STAYING: Final = frozenset(words("남 있 걸리 쉬 머물 묵"))
_DAYS: Final = frozenset(words("그제 어제 오늘 내일 모레 아침 점심 저녁 밤 작년 올해 내년"))
_OWN: Final = frozenset(words("살 세 학년"))
_KILOS: Final = re.compile(r"\s?(?P<unit>키로|킬로(?:미터|그램)?)")
_POINTED: Final = frozenset(words("걔 쟤 얘"))
"""Who was spoken of: nobody says so of them again."""
_DOING: Final = ("하", "그러", "되")
_HEADCOUNT: Final = frozenset(words("인원 인원수 머릿수"))
"""What a number of people is by itself."""
_LEFT: Final = frozenset(words("남 지나"))
_WHICH: Final = frozenset(words("무슨 어느 어떤"))
_NOW: Final = "지금"
_WEAK: Final = frozenset(
    words("가 오 하 되 보 받 나오 있 없 이 주 먹 어제 오늘 내일 처음 지금 전 다음 아침 점심 저녁 밤 원래")
)
"""What many sentences say: it tells little of which one is meant."""
_LEFT_OUT: Final = frozenset(
    words("아까 방금 것 거 게 데 적 수 내 제 나 저 우리 저희 옛날 예전 근데 그럼 참 아 야 말 번 그 그때 안 못 좀 또 전")
)
_THOSE: Final = THOSE | frozenset(words("것 게 거"))
_DENIED: Final = re.compile(r"\s?(?:이|가)?\s?(?:아니고|아니라|말고)")
_ONCE_MORE: Final = re.compile(r"(?<=[가-힣.,])\s(?:아\s)?(?:아니(?:다|야|지)?|참)[,.]?\s")
_GUESS: Final = re.compile(r"게(?:요|여)?[?\s~ㅋ]*$")
_SURELY: Final = re.compile(
    r"(?:[다라자냐][고구]?|이?란|[단잔냔]|기로)\s?(?:했|그랬|하셨)|[랬댔쟀캤](?:지|죠|제|더라|던|나|냐|어|게)|아까|기억"
    r"|[는은인]지\s들었(?:지|죠|제|나|냐|니|어)"
)
_DELIBERATES: Final = re.compile("까요?$")
_INTRODUCES: Final = re.compile(r"이름|[가-힣]이?라(?:고|는)\s")
_ECHOED: Final = re.compile(r"[다라]고[?\s]*$")
_IS_WHAT: Final = re.compile(r"(?:뭐|무엇|누구|어디|언제|며칠)(?:이?라|이?랬)")
"""«주제가 뭐랬지»: what something is."""
_ONCE: Final = re.compile(r"(?:였|이었|[ㅆ았었했])(?:지|죠|더라|나|냐|제|니)")
_TAKES_BACK: Final = re.compile(r"^(?:아+|어|참|앗|음)?[,\s]*(?:아니|정정|참)(?![가-힣]{2}\s?(?:고|라))")
_HOUR_ALONE: Final = re.compile(r"(?:[가-힣]{1,2}\s)?[0-9가-힣]+\s?시(?:\s?반|\s?[0-9가-힣]+\s?분)?")
MEASURED: Final = frozenset(("number", "amount", "day", "hour", "length"))
"""Kinds of parts that only numbers and days are."""
_STRONG: Final = 1.0
_FAINT: Final = 0.4
_BESIDE: Final = 0.5
"""Weight of what the sentence before was about."""


@dataclass(frozen=True, slots=True)
class AskedBack:
    """What a question asks back.

    Attributes:
        type: what kind of part of a sentence answers it; «sentence» where only a whole one does: «왜 늦는다고 했지».
        unit: of a number; the noun of «무슨 부서», «어디 기자».
        role: the particle of the question word, "" for none.
        about: the words that say of what it is asked, with their weights.
        verb: the verb of which it is asked, "" for what something is.
        surely: whether it says that it was told before.
        denied: whether it is asked what is not so: «못 가는 친구가 누구라고 했지».
        why: whether a reason is asked for.
        dated: whether it is the date that is asked for: «며칠에 가기로 했더라».
        owners: nouns of the question, each with whose it is: «엄마 생일».
    """

    type: Type | Literal["sentence"]
    unit: str
    role: str
    about: tuple[tuple[str, float], ...]
    verb: str
    surely: bool
    denied: bool = False
    why: bool = False
    dated: bool = False
    owners: tuple[tuple[str, str], ...] = ()

    @property
    def strong(self) -> tuple[str, ...]:
        """Those of its words that tell which sentence is meant."""
        return tuple(word for word, weight in self.about if weight == _STRONG)

    @property
    def now(self) -> bool:
        """Whether it says that it is of the present: «지금 도지사»."""
        return any(word == _NOW for word, _ in self.about)


@dataclass(frozen=True, slots=True)
class Found:
    """What answers it.

    Attributes:
        at: the place among what was said, the newest first.
        part: the part of it that is sought; None where only the whole says it beyond doubt.
        whole: whether the verb that is asked of was not said so, so that the part alone would say more than was told.
        beside: whether only what was said before it says of what it is.
    """

    at: int
    part: Constituent | None
    whole: bool = False
    beside: bool = False


def sought(reading: Reading, *, again: bool = False) -> AskedBack | None:
    """What is asked back: «아까 연필 몇 자루였지», «나 누구랑 왔게», «내 부서 어디게»; None for any other question.

    Args:
        reading: the question.
        again: whether something told was asked back just before.
    """
    reading = with_relatives(asking_sentence(reading))
    terms = reading.terms
    marked = _SURELY.search(reading.text) is not None or asks_own_reason(reading)
    surely = again or marked or asks_what_was_said(reading)
    echoed = _ECHOED.search(reading.text) is not None
    surely = surely or ((echoed or _GUESS.search(reading.text) is not None) and reading.asks_what)
    asked = next((t for t in terms if t.kind == "question"), None)
    main = reading.main
    if any("보다" in t.particles for t in terms) and asked is not None and asked.lemma.startswith(HOW_MANY):
        return None  # «내가 지호보다 몇 살 많게»: to be reckoned
    past = any(v.form is not None and v.form.past for v in reading.verbs[-2:])
    own = is_about_speaker(reading) or any(
        t.lemma in OURS | SELF and t.particle in ("", "의", "이", "은") for t in terms
    )
    own = own and not any(t.kind == "pronoun" and t.lemma in OTHERS for t in terms)
    if asked is None and (whom := _named_whom(reading) or _told_once_more(reading)) is not None:
        return whom
    if not (surely or past or (own and (main is None or main.lemma == COPULA or echoed))):
        return None
    ahead = main is not None and main.form is not None and (main.form.future or _DELIBERATES.search(main.form.ending))
    if (ahead and not asks_what_was_said(reading)) or (not surely and to_robot(reading)):
        return None  # «뭐 해 줄 거야», «뭐가 좋을까»
    who = [t.lemma for t in terms if t.kind == "pronoun" and t.particle in ("이", "은", "")]
    if not OTHERS.isdisjoint(who) and SELF.isdisjoint(who):  # «너 내가 뭐 샀다고 했는지 기억해?» is of the speaker
        return None
    if asked is None:
        return _remembered(reading) or _whole_of(reading, surely=marked)
    left = any(v.lemma in _LEFT for v in reading.verbs) or any("까지" in t.particles for t in terms)
    if not surely and (left or not own) and (left or asked.lemma in _WHEN or asked.lemma in (AMOUNT, "얼마나")):
        return None  # «돌잔치까지 며칠 남았지»: to be reckoned
    at = terms.index(asked)
    after = terms[at + 1] if at + 1 < len(terms) else None
    kind = _kind(reading, asked, after)
    if kind is None:
        return _whole_of(reading, surely=marked)
    type_, unit = kind
    counted_too = unit and type_ != "place"
    skipped = {t for t in terms[at : at + 3] if t is asked or (counted_too and t.kind == "noun" and t.text in unit)}
    skipped |= {t for t in terms if (type_ == "kind" and t.lemma == unit) or (t is after and t.lemma == _WORK)}
    verb = next((v.lemma for v in terms[at:] if v.form is not None and v.lemma not in REMEMBER | TELLING_VERBS), "")
    verb = COPULA if _IS_WHAT.search(reading.text) else verb
    role = _AT_PLACE.get(asked.particle, asked.particle)
    described = [v for v in reading.describing if v.end <= asked.start]
    before = terms[at - 1].lemma if at else ""
    if type_ in ("person", "thing") and verb == COPULA and described and before in _THOSE | KIN:
        # «물집 잡힌 애가 누구게», «못 가는 친구 누구라고 했지», «사고 싶다는 게 뭐였지»
        verb, role = deed_of(described[-1]), SUBJECT if type_ == "person" else "을"
    about = tuple(
        _about(
            (*terms[: at - 1], *terms[at:]) if role == SUBJECT and described else terms, skipped, named=type_ == "name"
        )
    )
    dated = asked.lemma in _DATES_ASKED
    owners = tuple((word, owner) for word, _ in about if (owner := owner_of(terms, word)))
    return AskedBack(type_, unit, role, about, verb, surely, verb in denied_verbs(reading), dated=dated, owners=owners)


def _whole_of(reading: Reading, *, surely: bool) -> AskedBack | None:
    """What no part of a sentence answers: «왜 늦는다고 했지», «내가 엄마한테 뭐라고 했더라», «내가 늦는다고 했나»."""
    asked = [t for t in reading.terms if t.kind == "question"]
    if not surely or not (asked or asks_by_form(reading)):
        return None
    about = tuple(_about(reading.terms, set(), named=False))
    verbs = [v.lemma for v in reading.verbs if v.lemma not in REMEMBER | TELLING_VERBS]
    denied = bool(denied_verbs(reading).intersection(verbs))
    why = any(t.lemma == _WHY for t in asked)
    return AskedBack("sentence", "", "", about, verbs[0] if verbs else "", surely, denied, why=why) if about else None


def instead(before: Reading, reading: Reading) -> AskedBack | None:
    """«영어는?» after «나 수학 몇 점이라고 했지»: the same asked of something else; None where more is said."""
    want = sought(before, again=True)
    about = tuple(_about(reading.terms, set(), named=want is not None and want.type == "name"))
    alone = want is not None and want.surely and not reading.verbs and not reading.asks_what
    owners = tuple((word, owner) for word, _ in about if (owner := owner_of(reading.terms, word)))
    return replace(want, about=about, owners=owners) if want is not None and alone and len(about) == 1 else None


def asking_sentence(reading: Reading) -> Reading:
    """The sentence that asks, without what is said beside it: «됐고 오늘은 갈래. 내가 아까 왜 속상하다고 했지?»."""
    parts = list(reading.sentences())
    asking = [part for part in parts if reading.asks_openly(part)]
    asking = asking or parts[-1:]  # «… 써먹어야겠네요. 우리 딸 이름 기억하시죠?»
    if len(parts) < _SEVERAL or len(asking) != 1:
        return reading
    after = reading.terms[asking[0].stop :]
    own = all(t.lemma in SELF | OURS or t.lemma in REMEMBER or t.kind == "adverb" for t in after)  # «… 했지 내가»
    start, end = reading.span_of(asking[0])
    return reading.within(start, len(reading.text) if own else end)


_SEVERAL: Final = 2
_AT_PLACE: Final = {"게": "", "다": "에", "다가": "에"}
"""What a question word's particle stands for: «어디게» for none, «어따» for «어디에»."""


def _named_whom(reading: Reading) -> AskedBack | None:
    """«도와준 애 이름은?»: who did it, asked by the name alone."""
    if len(reading.terms) < _SEVERAL + 1:
        return None
    *before, deed, who, name = reading.terms
    asks = name.lemma in NAMES and set(name.particles) <= {"은", "이"} and reading.text.rstrip().endswith("?")
    does = deed.form is not None and deed.form.modifies and who.lemma in KIN | THOSE and not who.particles
    if not (asks and does) or any(t.kind == "question" for t in reading.terms):
        return None
    about = tuple(_about((*before, deed), set(), named=True))
    return AskedBack("person", "", SUBJECT, about, deed.lemma, True, deed.lemma in denied_verbs(reading))


def _told_once_more(reading: Reading) -> AskedBack | None:
    """«송년회 날짜 다시 말해 줘»: when something is, to be told again."""
    main = reading.main
    when = next((t for t in reading.terms if t.lemma in _DATE), None)
    requests = main is not None and main.form is not None and main.form.requests and main.lemma in TELLING_VERBS
    if when is None or not requests or not any(t.lemma == _AGAIN for t in reading.terms):
        return None
    of = [t for t in reading.terms if t.end <= when.start and t.kind in ("noun", "name")]
    return AskedBack("day", "", "", tuple(_about(of, set(), named=False)), COPULA, True) if of else None


_DATE: Final = frozenset(words("날짜"))
_AGAIN: Final = "다시"


def _remembered(reading: Reading) -> AskedBack | None:
    """«내 포지션 기억함?»: what something is, without a question word."""
    nouns = [t for t in reading.terms if t.kind in ("noun", "name") and t.lemma not in SAYING | REMEMBER]
    mine = any(t.lemma in OURS | SELF and t.particle == "의" for t in reading.terms)
    remembers = any(t.lemma in REMEMBER for t in reading.verbs)
    named = bool(nouns) and nouns[-1].lemma in NAMES
    if not (remembers and nouns) or not (named or (mine and len(nouns) <= _SEVERAL)):
        return None
    about = tuple(_about(reading.terms, set(), named=named))
    return AskedBack("name" if named else "thing", "", "", about, COPULA, True)


def _kind(reading: Reading, asked: Term, after: Term | None) -> tuple[Type, str] | None:
    """Which kind of part a question word asks for, and the unit or the noun behind it."""
    word = asked.lemma
    verbs = {v.lemma for v in reading.verbs}
    if word.startswith(HOW_MANY) and word not in _WHEN:
        unit = _unit(reading, asked)
        if not unit:
            return None
        return ("hour", "") if unit in _TIMED else ("day", "") if unit in _DATED else ("number", unit)
    lasting = bool(verbs & _STAYING) or "동안" in reading.text
    lasting = lasting or not (
        asked.particles or verbs & MOTION or _IS_WHAT.search(reading.text) or after is None or after.lemma == COPULA
    )
    if word == "며칠" and lasting:
        return "number", "일"
    if word in _WHEN:
        return "day", ""
    if word in ("얼마", "얼마나"):
        return ("length", "") if word == "얼마나" else ("amount", "")
    glued = reading.text[asked.end : after.start] if word in _WHICH and after is not None else ""
    if glued.strip() and after is not None and after.form is not None:  # «무슨부라 그랬지»
        return "kind", glued.strip()
    if word in _WHICH and after is not None:
        if after.lemma == _WORK:
            return "thing", ""  # «무슨 일 한다고 했지»
        return ("day", "요일") if after.lemma == "요일" else ("kind", after.text) if after.kind == "noun" else None
    if word == "누구":
        return "person", ""
    if word == "어디":
        works = next((t.text for t in reading.terms if t.lemma in ("부서", "소속", "팀")), "")
        of = after is not None and after.kind == "noun" and not (asked.particles or after.particles or after.bound)
        return ("kind", "부서") if works else ("place", after.text if of and after is not None else "")
    if word == "무엇":
        named = any(t.lemma in NAMES for t in reading.terms)
        said = any(v.lemma in ("하", "그러") for v in reading.verbs) and re.search(r"뭐?라\s?(?:고|그)", reading.text)
        return ("name", "") if named else None if said and not _predicates(reading, asked) else ("thing", "")
    return None


def _unit(reading: Reading, asked: Term) -> str:
    """What is counted: «명» of «몇 명», «년차» of «몇년차», "" where nothing stands behind it."""
    weighed = _KILOS.match(reading.text, asked.end)
    if weighed is not None:
        return str(weighed["unit"])  # «몇 키로», which the dictionary takes for a height
    unit, end = asked.lemma.removeprefix(HOW_MANY), asked.end
    for term in reading.terms:
        glued = term.start == end and unit and len(term.text) == 1
        if term.kind == "noun" and term.start >= asked.end and (glued or (not unit and term.start <= end + 1)):
            unit, end = unit + term.text, term.end
    return unit


def _predicates(reading: Reading, asked: Term) -> bool:
    """«주제가 뭐라고 했지»: what something is, and not what somebody said."""
    before = [
        t for t in reading.terms if t.end <= asked.start and {"이", "은"} & set(t.particles) and t.lemma not in SELF
    ]
    return bool(before) and not is_person(before[-1].text)


def _about(terms: Sequence[Term], skipped: set[Term], *, named: bool) -> Iterator[tuple[str, float]]:
    # «기억하나», of which the dictionary takes the verb for a number
    verbal = {t.end for t in terms if t.lemma in REMEMBER}
    for term in terms:
        if (
            term in skipped
            or term.start in verbal
            or term.kind in ("question", "interjection", "number")
            or term.bound
            or term.lemma in _POINTED | OTHERS
        ):
            continue
        lemma = term.lemma
        if term.form is not None and term.form.requests:
            continue  # «… 뭐였는지 정리해 줄래»
        if lemma in _LEFT_OUT | REMEMBER | TELLING_VERBS | SAYING | AGES | _HEADCOUNT or (named and lemma in NAMES):
            continue
        if term.kind == "verb" and (lemma == COPULA or (term.form is not None and lemma in ("하", "그러"))):
            continue
        yield (
            _stem(deed_of(term)) if term.kind == "verb" else lemma,
            _FAINT if lemma in _WEAK or (term.kind == "verb" and is_light(lemma)) else _STRONG,
        )


def _stem(lemma: str) -> str:
    return lemma.removesuffix("하") if len(lemma) > 2 else lemma


def _lemmas(told: Reading) -> frozenset[str]:
    return frozenset(_stem(deed_of(t)) if t.kind == "verb" else t.lemma for t in told.terms)


_ALSO_SAID: Final = {"초대": "부르", "초청": "부르", "일하": "근무", "근무": "일하"}
"""What is said in another word: «민지랑 준서 부를 거야» invites them."""


def _says(word: str, told: Reading) -> bool:
    """Whether a word is said in a sentence, written together or not."""
    together = re.sub(r"\s", "", told.text)
    lemmas = _lemmas(told)
    made = len(word) > 1 and word.endswith("하") and word[:-1] in lemmas  # «일하고», which is read as a noun
    kin = any(is_same_relative(word, one) for one in lemmas)
    within = len(word) > 1 and "".join(word.split()) in together
    return kin or _ALSO_SAID.get(word) in lemmas or word in lemmas or made or within


def _parts(want: AskedBack, told: Reading, today: date) -> tuple[Constituent, ...]:
    """The parts of a sentence that are of the sought kind, without what it denies: «4시 아니고 4시 반»."""
    parts = [one for one in _of_type(want, told, today) if not _DENIED.match(told.text, one.end)]
    again = _ONCE_MORE.search(told.text)
    if again is not None and any(one.start >= again.end() for one in parts):  # «12월 13일이야 아니 14일이다»
        parts = [one for one in parts if one.start >= again.end()]
    asked = next((t.start for t in told.terms if t.kind == "question"), None) if _asks(told) else None
    if asked is None and told.text.rstrip().endswith("?"):
        asked = max((verb.start for verb in told.describing), default=None)  # «열다섯 명이 갈 만한 집 있어?»
    if asked is not None:  # «연필 12자루를 4명이 나누면 몇 개씩이야»: what is told before it is asked
        return tuple(one for one in parts if want.type in MEASURED and one.end <= asked)
    return tuple(parts)


def _of_type(want: AskedBack, told: Reading, today: date) -> tuple[Constituent, ...]:
    text = told.text
    match want.type:
        case "number":
            found: Iterator[Constituent] | tuple[Constituent, ...] = counted(text, want.unit)
        case "hour":
            found = hours(text)
        case "day":
            found = weekdays(text) if want.unit else days(text, today)
        case "length":
            found = lengths(text)
        case "amount":
            found = amounts(text)
        case "kind":
            # «무슨 시험 본다고 했지» of «내일 단원 평가 봐»: which kind of thing it is need not have been said
            same_deed = () if is_light(want.verb) else by_role(told, "을", "thing", want.verb)
            found = tuple(of_kind(text, want.unit)) or tuple(
                one for one in same_deed if one.verb == want.verb and not want.unit.endswith(one.said)
            )
        case "place" if want.unit:
            whose = (one for one in of_kind(text, want.unit) if not is_person(one.said.removesuffix(want.unit).strip()))
            return tuple(by_role(told, "에서", "place", "")) or tuple(whose)
        case "name":
            people = _whole((*predicate(told), *by_role(told, "", "person", ""), *by_role(told, "과", "person", "")))
            how_many = {number.start for number in find_numbers(text)}  # «화분을 하나 들였어»
            named = (one for one in people if one.start not in how_many)
            called = tuple(one for one in named if any(map(_is_name, one.said.split())))  # «친구», «선생님» is none
            said = ((text.index(name), name) for name in names_said(text))  # «지우라고 있어»
            found = called or tuple(named_things(text)) or tuple(Constituent(n, n + len(one), one) for n, one in said)
        case "person" if want.verb == COPULA and want.role == SUBJECT:  # «누가 칠순이라고 했지»
            found = by_role(told, SUBJECT, "person", "")
        case _ if want.verb in ("", COPULA):
            found = predicate(told)
        case "person" | "place" | "thing":
            found = by_role(told, want.role, want.type, want.verb)
        case _:
            found = ()
    if want.type == "thing" and want.verb in _WEAK:
        pair = beside_topic(told, want.strong)
        found = (pair,) if pair is not None else found
    if want.type in ("number", "amount"):
        return tuple(found) or tuple(number_beside(text, want.strong))
    if want.type not in ("person", "place", "thing"):
        return tuple(found)
    when = days(text, today)
    asked = {word for word, _ in want.about}
    told_parts = [one for one in found if not any(day.start < one.end and one.start < day.end for day in when)]
    told_parts = [one for one in told_parts if one.said.replace(" ", "") not in asked]
    if want.verb in ("", COPULA):
        return tuple(told_parts)
    if want.verb in _WEAK and want.type == "thing" and all(one.verb == COPULA for one in told_parts):
        return tuple(told_parts)
    from_there = want.type == "place" and want.role in ("에서", "서")
    alone = frozenset((want.verb, _ALSO_SAID.get(_stem(want.verb), want.verb)))
    same = next((row for row in (MOTION, WORKING) if want.verb in row), alone)
    hanging = [one for one in told_parts if one.verb in same and not (from_there and _is_of_something(told, one))]
    if not hanging and want.role == SUBJECT and want.type == "person" and len(told_parts) == 1:
        done = [v for v in told.verbs if v.lemma == want.verb and v.start >= told_parts[0].end]
        hanging = told_parts if done else []  # «수아가 같이 와서 도와줬어»
    # «삼성전자 댕겨», of where one got a job; «어디 간다고 했지» is of nothing but going
    elsewhere = want.type == "place" and bool(want.strong) and not _says(_stem(want.verb), told)
    return tuple(told_parts if elsewhere else hanging)


def _is_of_something(told: Reading, part: Constituent) -> bool:
    """«부산에서 올라온 생선»: of a thing, and not of who speaks."""
    verb = next((v for v in told.verbs if v.start >= part.end), None)
    after = next((t for t in told.terms if verb is not None and t.start >= verb.end), None)
    moves = verb in told.describing and verb is not None and verb.lemma in MOTION
    return moves and after is not None and after.kind == "noun" and not after.bound and not is_person(after.text)


def _is_name(word: str) -> bool:
    return word not in KIN and (is_given_name(word.removesuffix("이")) or is_person_name(word))


def _whole(parts: Sequence[Constituent]) -> Iterator[Constituent]:
    """Without those that are a piece of another one."""
    for at, one in enumerate(parts):
        if not any(other.start <= one.start and one.end <= other.end for other in parts[:at]):
            yield one


@dataclass(frozen=True, slots=True)
class _Fits:
    """A line that holds parts of the sought kind, and how much of what is asked it is about."""

    score: float
    at: int
    parts: tuple[Constituent, ...]


def found_in(want: AskedBack, said: Sequence[str], today: date, by_robot: Sequence[bool] = ()) -> Found | None:
    """What of the things said, the newest first, answers; None where nothing does beyond doubt.

    Args:
        want: what is asked back.
        said: what was said.
        today: what «내일» is counted from.
        by_robot: whether the robot said it: what it answered stands behind it.
    """
    if not want.strong and (want.type == "name" or want.unit in _OWN):
        return None  # one's own name or age was told as such, or not at all
    lines = tuple(with_relatives(read(text, (), (), ())) for text in said)
    robots = tuple(by_robot) or (False,) * len(lines)
    fitting, loose = ([], []) if want.type == "sentence" else _fitting(want, lines, robots, today)
    if not fitting:
        at = max(loose, default=None)
        # Its words can be said back, though they may not be what answers.
        return Found(-at[1], None, whole=True, beside=True) if at is not None else _line_of(want, lines, robots, today)
    if want.type == "person" and any(is_person(part.said) for one in fitting for part in one.parts):
        people = (replace(one, parts=tuple(p for p in one.parts if is_person(p.said))) for one in fitting)
        fitting = [one for one in people if one.parts]
    own = [one for one in fitting if not robots[one.at]]
    if own and (not want.strong or max(one.score for one in own) >= max(one.score for one in fitting)):
        fitting = own  # what the robot said only where nothing that it was told fits as well
    best = max(one.score for one in fitting)
    likely = [one for one in fitting if one.score >= best - _FAINT / 2]
    several = {part.said if part else one.parts[0].said for one in likely for part in [_meant(want, lines, one)]}
    by_robots = want.type in ("name", "person") and all(robots[one.at] for one in likely)
    if (not want.strong or by_robots) and len(several) > 1:
        return None  # «몇 명이랬지» where several numbers of people were told
    return _told_of(want, lines, min(likely, key=lambda one: one.at), fitting, today)


def told_by_speaker(reading: Reading, said: Sequence[str], today: date) -> Found | None:
    """What answers a question among the things told, the newest first and without orders.

    «미팅은 몇 시였더라» asks of the meeting, though something was also set to be told for it.
    """
    want = sought(reading)
    return found_in(want, [t for t in said if not holds_order(t)], today) if want is not None and want.strong else None


def holds_order(text: str) -> bool:
    """Whether something is ordered: «두 시에 알려 줘, 회의야»."""
    verbs = read(text, (), (), ()).verbs
    return any(v.form is not None and v.form.requests and v.lemma not in REMEMBER for v in verbs)


@dataclass(frozen=True, slots=True)
class _Of:
    """How much a line is about what is asked.

    Attributes:
        own: the weight of the words that it says itself; `score`: with those that were said right before it.
        near: those that were only said before it.
        lacks: those that were said elsewhere, but neither in it nor before it.
    """

    own: float
    score: float
    near: frozenset[str]
    lacks: frozenset[str]


def _of(want: AskedBack, lines: Sequence[Reading], robots: Sequence[bool], at: int, today: date) -> _Of:
    told = lines[at]
    said = frozenset(word for word, _ in want.about if _says(word, told))
    near = _beside(want, lines, robots, at, today) - said
    own = sum(weight for word, weight in want.about if word in said)
    inherits = 1.0 if _corrects(told) else _BESIDE
    lacks = frozenset(
        word for word in want.strong if word not in said | near and any(_says(word, line) for line in lines)
    )
    return _Of(own, own + sum(weight * inherits for word, weight in want.about if word in near), near, lacks)


def _fitting(
    want: AskedBack, lines: Sequence[Reading], robots: Sequence[bool], today: date
) -> tuple[list[_Fits], list[tuple[float, int]]]:
    """The lines that hold what is sought and are about what is asked, and those that share some of its words."""
    fitting: list[_Fits] = []
    loose: list[tuple[float, int]] = []
    for at, told in enumerate(lines):
        asks_whether = told.text.rstrip().endswith("?") and not told.asks_what
        asks_whether = asks_whether and not (want.type in MEASURED and told.describing)
        past = want.now and not _says(_NOW, told)  # «지금 도지사 이름이 뭐랬지» is of none that was before
        past = past or (want.denied and want.verb not in denied_verbs(told))
        elsewhere = _is_of_another_day(want, told) or _is_of_another(want, told)
        parts = () if asks_whether or past or elsewhere else _parts(want, told, today)
        of_whom = robots[at] and any(owner_of(told.terms, word) != owner for word, owner in want.owners)
        if not parts or (robots[at] and not want.surely) or of_whom:
            continue  # «3월 15일까지 104일 남았어요» says of nobody whose birthday it is
        of = _of(want, lines, robots, at, today)
        deed = _deed(want)
        of_deed = not want.about or want.type in MEASURED or not deed or _says(deed, told) or len(want.strong) > 1
        said = of.own >= _STRONG and want.surely and of_deed
        if said and not (robots[at] or _asks(told) or any(map(is_person, of.lacks))):
            loose.append((of.own, -at))
        goes_on = of.near if hour_alone(told.text) else frozenset()
        unsaid = not want.surely and any(not (_says(word, told) or word in goes_on) for word in want.strong)
        introduced = want.type == "name" and _INTRODUCES.search(told.text) is not None
        of_it = want.type in MEASURED or want.verb not in ("", COPULA) or not of.near or introduced
        if of_it and not (of.lacks or unsaid or (want.strong and of.score < _BESIDE)):
            fitting.append(_Fits(of.score, at, parts))
    told_so = [one for one in fitting if not _requests(lines[one.at])]
    if not all(robots[one.at] for one in told_so):
        fitting = told_so  # «두 시에 알려 줘» is no hour of what it is for, where that was told
    return fitting, loose


def _deed(want: AskedBack) -> str:
    return "" if want.verb in ("", COPULA, *_DOING) else _stem(want.verb)


def _asks(told: Reading) -> bool:
    """Whether a line asks something; «먹었지 뭐» and «뭘 먹었냐고 묻지도 않네» do not."""
    return told.text.rstrip().endswith("?") or (told.asks_what and any(map(asks_in, sentences(told))))


def _requests(told: Reading) -> bool:
    return told.main is not None and told.main.form is not None and told.main.form.requests


def puts_right_before(text: str) -> bool:
    """«아니다 5월 24일로 바꿨어», «4시 아니고 4시 반»: whether it puts right what was said before."""
    return _TAKES_BACK.search(text) is not None or _DENIED.search(text) is not None


def _corrects(told: Reading) -> bool:
    return puts_right_before(told.text)


def _beside(want: AskedBack, lines: Sequence[Reading], robots: Sequence[bool], at: int, today: date) -> frozenset[str]:
    """The words of the question that were said before a line, which it may go on about."""
    before = [line for line, robot in zip(lines[at + 1 :], robots[at + 1 :], strict=True) if not robot]
    if _requests(lines[at]) and not robots[at]:
        return frozenset()
    context = before[:1] if robots[at] else [line for line in before[:1] if not _asks(line)]
    if robots[at] and before and not any(t.kind in ("noun", "name", "time") for t in before[0].terms):
        context = before[:_SEVERAL]  # «4일이 남아요» answers «며칠 남았지», which goes on about what was said before it
    if _corrects(lines[at]):  # of the last thing that held such a part
        context += [line for line in before if _parts(want, line, today)][:1]
    who = "" if robots[at] else topic_after([line.text for line in before], ())
    them = {word for word, _ in want.about if word in KIN and who and is_same_relative(who, word)}
    if who in THOSE:  # «아이» is the daughter who was spoken of
        them |= {word for word, _ in want.about if word in KIN and any(_says(word, line) for line in before)}
    return frozenset(word for word, _ in want.about if word in them or any(_says(word, line) for line in context))


def _is_of_another(want: AskedBack, told: Reading) -> bool:
    """«내가 무슨 일 했다고 했지» is of no «손님들이 정치 얘기만 했어», nor «엄마 생일» of «내 생일은 6월 1일이야»."""
    theirs = ((owner, owner_of(told.terms, word)) for word, owner in want.owners)
    if any(other and other != owner and not is_same_relative(other, owner) for owner, other in theirs):
        return True
    own = want.type == "thing" and want.verb in _DOING and not want.about
    subjects = [t for t in told.terms if t.form is None and t.particle == SUBJECT]
    others = [t for t in subjects if t.lemma not in SELF and told.clause_verb(t) is told.main]
    return own and bool(others) and len(others) == len(subjects)


def _is_of_another_day(want: AskedBack, told: Reading) -> bool:
    """«어제 어디 갔다고 했지» is of no «내일 집에 가요»."""
    when = {word for word, _ in want.about} & _DAYS
    other = bool(when) and bool(_lemmas(told) & _DAYS) and not any(_says(word, told) for word in when)
    return other and want.type not in ("day", "hour")


def _told_of(
    want: AskedBack, lines: Sequence[Reading], one: _Fits, fitting: Sequence[_Fits], today: date
) -> Found | None:
    """How the line that answers is told: by its part alone, or whole where the part would say more than was told."""
    told, part = lines[one.at], _meant(want, lines, one)
    of_it = _corrects(told) or not want.strong or any(_says(word, told) for word in want.strong)
    if part is not None and not of_it and want.type in MEASURED and len({p.said for f in fitting for p in f.parts}) > 1:
        return Found(one.at, None, whole=True, beside=True)  # it was said next to it, and others were too
    if want.type == "thing" and is_light(want.verb) and want.verb != COPULA:
        return Found(one.at, None, whole=True)  # «큰아들이 뭐 한다고 했지»
    if part is not None and want.type == "name":  # «오늘 강연하실 한상우 교수님»
        since = max((v.end for v in told.describing if part.start <= v.start < part.end), default=part.start)
        since = told.text.find(" ", since) if since > part.start else since
        part = replace(part, said=told.text[since : part.end].strip()) if since > part.start else part
    if part is not None and want.type == "day" and points_at_when(told.text):  # «그날 오후 2시에 인터뷰 있어»
        earlier = (days(line.text, today) for line in lines[one.at + 1 : one.at + 3])
        day = next((found[-1].said for found in earlier if found), "")
        part = replace(part, said=f"{day} {part.said}" if day and _HOUR_ALONE.fullmatch(part.said) else part.said)
    paired = part is not None and part.verb == COPULA  # «엄마는 초밥», of what she wants
    paired = paired or (part is not None and want.verb != "" and part.verb.endswith(want.verb))  # «놔두», of «두»
    said_so = paired or want.verb in {"", COPULA, *_WEAK} or is_light(want.verb) or _says(_stem(want.verb), told)
    return Found(one.at, part, not said_so, not all(_says(word, told) for word in want.strong))


def _meant(want: AskedBack, lines: Sequence[Reading], one: _Fits) -> Constituent | None:
    return _nearest(want, lines[one.at], one.parts)


def _line_of(want: AskedBack, lines: Sequence[Reading], robots: Sequence[bool], today: date) -> Found | None:
    """The line that says what is asked, where no part of one does: «왜 늦는다고 했지», «내가 고민하는 게 뭐였지»."""
    if want.type in (*MEASURED, "name") or not (want.surely or (want.type == "thing" and want.verb not in _DOING)):
        return None
    deed, asked, whole = _deed(want), {word for word, _ in want.about}, want.type in ("sentence", "thing")
    best: tuple[float, int] | None = None
    for at, told in enumerate(lines):
        if robots[at] or _asks(told) or want.denied != bool(denied_verbs(told) & {want.verb}):
            continue
        of = _of(want, lines, robots, at, today)
        does = want.type == "sentence" or not deed or _says(deed, told)
        does = does and not (want.type != "sentence" and any(t.kind == "question" for t in told.terms[:-1]))
        enough = any(_says(word, told) for word in want.strong if word not in KIN or len(asked) == 1)
        enough = enough or (not want.strong and whole and all(_says(word, told) or word in of.near for word in asked))
        elsewhere = _is_of_another_day(want, told) or _is_of_another(want, told)
        if of.lacks or not (does and enough) or elsewhere or not _adds(told, asked):
            continue
        score = of.score + (_BESIDE if want.why and _gives_reason(told) else 0.0)
        best = max(best, (score, -at)) if best is not None else (score, -at)
    if best is None:
        return None
    at = -best[1]
    after = next((n for n in range(at - 1, -1, -1) if not robots[n]), None)
    if want.why and not _gives_reason(lines[at]) and after is not None and _gives_reason(lines[after]):
        at = after  # «서우랑 싸웠어. 자꾸 반칙하잖아»
    return Found(at, None, whole=True, beside=not all(_says(word, lines[at]) for word in want.strong))


def _adds(told: Reading, asked: Collection[str]) -> bool:
    """Whether more is said than what is asked of: «정말 우울해» is no reason for being so."""
    said = tuple(term for term in told.terms if term.kind != "adverb")
    return any(word not in asked and weight == _STRONG for word, weight in _about(said, set(), named=False))


def _gives_reason(told: Reading) -> bool:
    ends = any(v.form is not None and _CAUSE.search(v.form.ending) for v in told.verbs)
    return ends or any(t.lemma in _CAUSES for t in told.terms)


def _nearest(want: AskedBack, told: Reading, parts: Sequence[Constituent]) -> Constituent | None:
    """The one part that is meant: the only one, or the one beside the words of the question; None in doubt."""
    if len({part.said for part in parts}) == 1:
        return parts[0]
    hanging = [part for part in parts if part.verb and part.verb == want.verb]
    if len({part.said for part in hanging}) == 1 and want.type in ("person", "place", "thing"):
        return hanging[0]
    clauses = {part: _clause_words(told, part) for part in parts}
    asked = {word for word, _ in want.about}
    scores = {
        part: sum(w for word, w in want.about if word in said) - (_FAINT if said & KIN and not asked & KIN else 0.0)
        for part, said in clauses.items()
    }  # «나는 국수 먹었고 언니는 밥 먹었어»
    best = max(scores.values())
    likely = [part for part in parts if scores[part] == best]
    if len({part.said for part in likely}) == 1:
        return likely[0]
    # «콩이는 세 살 팥이는 한 살»: the first one behind the word that is asked about.
    at = [told.text.rfind(word) for word in want.strong if word in told.text]
    behind = [part for part in likely if at and part.start > max(at)]
    return min(behind, key=lambda part: part.start) if behind and want.type in MEASURED else None


def _clause_words(told: Reading, part: Constituent) -> frozenset[str]:
    """The words of the clause that a part stands in."""
    ends = [0, *(v.end for v in told.verbs if v.form is not None and not v.form.modifies), len(told.text)]
    start = max(end for end in ends if end <= part.start)
    end = min(end for end in ends if end >= part.end)
    return _lemmas(told.within(start, end + 1))
