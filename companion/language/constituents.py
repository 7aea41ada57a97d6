"""What parts of a sentence may answer a question: its numbers with a unit, days, hours, people, places, things.

Each is a span of the sentence and the words in which it is told; nothing is concluded from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.calendar import find_days
from companion.language.clock_sums import TIME
from companion.language.introductions import is_given_name
from companion.language.morphemes import tokenize
from companion.language.numbers import NUMBER, ends_cleanly, native, parse_number
from companion.language.opening_hours import WEEKDAYS
from companion.language.people_words import is_person_name, politely_of
from companion.language.readings import words
from companion.language.self_words import KIN, OURS, PETS, SELF
from companion.language.terms import COPULA, HONOURED, SUBJECT, TOPIC, Reading, Term

Type = Literal["number", "hour", "day", "length", "amount", "person", "place", "thing", "kind", "name"]
"""What a question asks for: how many of a unit, at what hour, when, how long, how much, who, where, what, which."""
_SINO: Final = "[일이삼사오육칠팔구십백천만억]+"
_NATIVES: Final = "|".join(sorted({"석", "넉", *(native(n) for n in range(1, 100))}, key=len, reverse=True))
_COUNT: Final = (
    rf"(?<![가-힣0-9.:/\-])(?P<n>{NUMBER}|{_NATIVES}|{_SINO}(?:\s{_SINO})?)\s?(?P<unit>UNIT)"
    r"(?!째\s번|인분)(?<!인(?=분))"
)
_BARE: Final = re.compile(
    r"(?<![가-힣])(?P<n>하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열(?:하나|둘|셋|넷|다섯)?|스물)"
    r"(?!\s(?:중|다(?=\s|$)))(?=이?(?:서|에요|예요|야|고|지|요|여|인데|라|래|랑|네|거든|ㄴ데)|이?에|은|는|을|를|도|\s|[.!]|$)"
)
_ONES: Final = dict(zip(words("하나 둘 셋 넷 스물"), words("한 두 세 네 스무"), strict=True))
_SAME_UNITS: Final = (
    frozenset(words("명 사람 분 인 놈 녀석")),
    frozenset(words("일 날 박")),
    frozenset(words("달 개월")),
    frozenset(words("년 해 년차 년째")),
    frozenset(words("번 회")),
    frozenset(words("살 세")),
    frozenset(words("보 걸음")),
    frozenset(words("키로 킬로 킬로미터 킬로그램")),
)
_BARE_UNITS: Final = frozenset(words("명 사람 분 인 마리 개"))
"""What a number counts that stands alone: «후배가 셋인데»."""
_AND_A_HALF: Final = re.compile(r"\s?반(?=\s|$|[이으을정쯤])")
_HALVED: Final = frozenset(words("시간 달 개월 년 주 개 되 병"))
_NO_MORE: Final = ("뿐", "반", "밖에")
_NOT_ONE: Final = ("도 안", "도 못", "도 없")
_DAYS_LONG: Final = "하루|이틀|사흘|나흘|닷새|엿새|이레|열흘|보름"
_LENGTH: Final = re.compile(
    rf"(?<![가-힣0-9])(?:(?:{NUMBER}|{_NATIVES}|{_SINO})\s?(?:시간|분|주일|주|달|개월|년|해|박\s?{_SINO}일|일)(?:\s?반(?=\s|$|이|으|을|정))?\s?){{1,2}}"
    rf"|(?<![가-힣])(?:{_DAYS_LONG}|일주일)(?![가-힣]{{3}})"
)
_AMOUNT: Final = re.compile(
    rf"(?<![가-힣0-9])(?:{NUMBER}|{_SINO})(?:\s[0-9일이삼사오육칠팔구십백천만억]+)?\s?(?P<won>원)?"
)
_DATES: Final = re.compile(r"(?<![가-힣])[월화수목금토일]요일")
_MONTH: Final = re.compile(
    r"(?<![0-9가-힣])(?:[0-9]{1,2}|[일이삼사오육칠팔구십유시]{1,2})월(?!\s?[0-9일이삼사오육칠팔구십])"
)
_WEEKS: Final = re.compile(r"(?<![가-힣])(?:다음|이번|지난)\s?(?:주|달)(?:(?!\s?[가-힣0-9])|(?=에(?:는|도)?\s))")
"""«다음 주에»; «다음 주 금요일» is a day of it."""
_NAMED_DAYS: Final = re.compile(rf"(?<![가-힣])(?:{_DAYS_LONG})(?![가-힣]{{3}})")
_NIGHTS: Final = re.compile(r"박\s?$")
"""«1박 2일» is no second of a month."""
_PART_OF_DAY: Final = re.compile(r"\s(?:새벽|아침|오전|점심|오후|저녁|밤)(?=에|\s|$)")
_PLACING: Final = frozenset(words("에 에서 서 으로 까지"))
MOTION: Final = frozenset(
    words("가 오 다니 다녀오 갔다오 들르 올라가 내려가 올라오 내려오 건너오 넘어오 떠나 출장가 놀러가")
)
"""Verbs of going somewhere."""
_TIMES: Final = frozenset(
    words(
        """
        요새 요즘 오늘 아침 점심 저녁 밤 낮 새벽 주말 오전 오후 때 뒤 전 후 처음 나중 다음 지난번 이번
        올해 내년 작년 달 주
        """
    )
)
_AT: Final = frozenset(("에서", "서"))
_OBJECT: Final = frozenset(("을", "도", "이나", "나", "은", "만"))
_UNIT_OF_WORK: Final = re.compile(
    r"(?<![가-힣])(?!우리|저희|옆|다른)[가-힣]{1,6}?(?:부|팀|과|실|국|센터)(?=(?:에서|에|은|는|이|가|을|로|으로|였|야|예|입|고|인|라|래|여)|\s|[.,!]|$)"
)
"""What part of a firm one works in, by how its name ends."""
_WORKPLACES: Final = frozenset(words("부서 팀 소속"))


@dataclass(frozen=True, slots=True)
class Constituent:
    """A part of a sentence.

    Attributes:
        start, end: half-open span in the sentence.
        said: how it is told: «세 시간», «둘째 아드님».
        verb: the dictionary form of the verb that it hangs on, "" for none.
    """

    start: int
    end: int
    said: str
    verb: str = ""


def counted(text: str, unit: str) -> Iterator[Constituent]:
    """The numbers of a unit: «배추 서른 포기», «후배가 셋인데» for people."""
    same = next((row for row in _SAME_UNITS if unit in row), frozenset((unit,)))
    pattern = re.compile(_COUNT.replace("UNIT", "|".join(sorted(map(re.escape, same), key=len, reverse=True))))
    for found in pattern.finditer(text):
        rest = re.match(r"[가-힣]*", text[found.end() :])
        clean = rest is None or rest[0].startswith(_NO_MORE) or ends_cleanly(found["unit"], rest[0])
        none = text[found.end() :].startswith(_NOT_ONE)  # «한 통도 안 왔네»
        if parse_number(found["n"]) is not None and clean and not none:
            gap = "" if found["n"][-1].isascii() or (len(found["unit"]) > 1 and found["unit"][0] == "년") else " "
            half = _AND_A_HALF.match(text, found.end()) if found["unit"] in _HALVED else None
            end, more = (half.end(), " 반") if half is not None else (found.end(), "")  # «두 시간 반»
            yield Constituent(found.start(), end, f"{' '.join(found['n'].split())}{gap}{found['unit']}{more}")
    if "일" in same:
        yield from (Constituent(*found.span(), found[0]) for found in _NAMED_DAYS.finditer(text))
    if same & _BARE_UNITS:
        whole = [found.span("n") for found in pattern.finditer(text)]  # no «스물» of «스물네 명»
        for found in (one for one in _BARE.finditer(text) if not any(a <= one.start() < b for a, b in whole)):
            ones = next(
                (found["n"].removesuffix(one) + two for one, two in _ONES.items() if found["n"].endswith(one)),
                found["n"],
            )
            yield Constituent(found.start(), found.end(), f"{ones} {unit}")


def number_beside(text: str, words_asked: Collection[str]) -> Iterator[Constituent]:
    """A number without a unit right behind a word that is asked about: «영어 95», «월세는 55야»."""
    for word in words_asked:
        for found in re.finditer(
            rf"{re.escape(word)}(?:은|는|이|가|도)?\s(?P<n>{NUMBER})(?=\s|$|이|야|고|임|라|래|여|인)", text
        ):
            yield Constituent(found.start("n"), found.end("n"), found["n"])


def hours(text: str) -> Iterator[Constituent]:
    """The hours of the day: «새벽 두시»."""
    for found in TIME.finditer(text[:300]):
        if "시" in found[0] or ":" in found[0]:
            yield Constituent(found.start(), found.end(), " ".join(found[0].split()))


@lru_cache(maxsize=512)
def days(text: str, today: date) -> tuple[Constituent, ...]:
    """The days and how long ago or since: «이번주 목요일», «수요일 세시», «온 지 두 달»."""
    at_hours = [(one.start, one.end) for one in hours(text)]
    alone = text
    for start, end in at_hours:  # «어제 새벽 네 시» is no day to the calendar, «어제» is
        alone = alone[:start] + "|" * (end - start) + alone[end:]
    spans = [(day.start, day.end) for day in find_days(alone, today) if not _NIGHTS.search(text[: day.start])]
    spans += [
        found.span()
        for found in _MONTH.finditer(text)
        if not any(a < found.end() and found.start() < b for a, b in spans)
    ]
    spans += [*at_hours, *(found.span() for found in _DATES.finditer(text))]
    spans += [found.span() for found in _WEEKS.finditer(text)]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        elif end > start:
            joined.append((start, end))
    joined = [(start, end + len(part[0]) if (part := _PART_OF_DAY.match(text, end)) else end) for start, end in joined]
    since = (
        []
        if joined
        else [
            f
            for f in _LENGTH.finditer(text)
            if re.search(r"지\s*$|된|전|됐|되", text[: f.start()] + text[f.end() : f.end() + 8])
        ]
    )
    joined += [f.span() for f in since]
    return tuple(Constituent(start, end, " ".join(text[start:end].split())) for start, end in joined)


def lengths(text: str) -> Iterator[Constituent]:
    """How long something takes: «한시간 십분», «3년»."""
    for found in _LENGTH.finditer(text):
        yield Constituent(found.start(), found.end(), " ".join(found[0].split()))


def amounts(text: str) -> Iterator[Constituent]:
    """How much money: «18만원», «2억 4천», «월세는 220이고»."""
    for found in _AMOUNT.finditer(text):
        said = found[0].strip()
        if said.endswith("이") and _COPULA_AFTER.match(text, found.start() + len(said)):
            said = said.removesuffix("이")  # «삼백오십이래»
        if not said:
            continue
        value = parse_number("".join(said.removesuffix("원").split()).replace(",", ""))
        rest = re.match(r"[가-힣]*", text[found.start() + len(said) :])
        clean = rest is None or not rest[0] or ends_cleanly(said[-1], rest[0])
        plain = said[-1].isdigit() and rest is not None and not clean
        large = value is not None and value >= _LEAST
        if (
            large
            and not plain
            and (found["won"] or clean or re.match(r"이?[래랴라여야]|씩|썼|있|정도|쯤", rest[0] if rest else ""))
        ):
            yield Constituent(found.start(), found.start() + len(said), said)


_LEAST: Final = 100
_COPULA_AFTER: Final = re.compile(r"[래랴라야여]|에요|고|지|거든|었|인데")


def _phrases(reading: Reading) -> Iterator[tuple[Term, Term]]:
    """The first and the last term of each noun phrase."""
    first: Term | None = None
    for term, after in zip(reading.terms, (*reading.terms[1:], None), strict=True):
        if term.kind in ("verb", "adverb", "interjection", "determiner"):
            first = None
            continue
        first = first or term
        if after is None or after.phrase != term.phrase or term.particles:
            yield first, term
            first = None


def is_person(word: str) -> bool:
    """Whether a noun phrase is of somebody: kin, a given name, a title."""
    last = word.split()[-1]
    stem = last.removesuffix("이") if len(last) > 2 else last
    titled = re.search(r"(?:님|씨|선생|박사|교수|대리|과장|부장|사장|팀장|양|군)$", last) is not None and len(last) > 1
    return last in KIN or titled or is_given_name(stem) or is_person_name(last)


def nouns(reading: Reading) -> Iterator[tuple[Constituent, Term]]:
    """The noun phrases of a sentence with the verb they hang on, and the term that carries the particle."""
    text = reading.text
    for first, last in _phrases(reading):
        if last.kind in ("pronoun", "question", "time") or last.lemma in _TIMES or last.bound:
            continue
        own = (t for t in reading.terms if first.start <= t.start <= last.start and t.lemma not in OURS | SELF | _TIMES)
        start = text.rfind(" ", 0, next(own, last).start) + 1  # «큰집», which the dictionary divides
        verb = next((v for v in reading.verbs if v.start >= last.end), None)
        if verb is None or verb.start > last.start:
            end = last.end + len(HONOURED) if text.startswith(HONOURED, last.end) else last.end
            word = " ".join(text[start:end].split())
            yield Constituent(start, end, politely_of(word), deed_of(verb) if verb is not None else ""), last


def by_role(reading: Reading, role: str, type_: Type, verb: str) -> Iterator[Constituent]:
    """The noun phrases that play a part in what is asked.

    Args:
        reading: a sentence.
        role: the particle of the question word, "" where it stands bare.
        type_: what it asks for.
        verb: what it asks it of: «어디 아프다» is asked of what aches.
    """
    listed: list[Constituent] = []
    found = list(nouns(reading))
    if type_ == "place" and role:  # «서울에서 출장 왔어요»: where from
        alike = _AT if role in _AT else {role}
        exact = [pair for pair in found if alike & set(pair[1].particles)]
        found = exact if role in _AT else exact or found
    for at, (one, last) in enumerate(found):
        particles = frozenset(last.particles)
        is_subject = bool(particles & _SUBJECTS)
        direct = not particles and one.verb not in ("", COPULA)
        if type_ == "thing" and verb and any(deed_of(v) == verb for v in _describing(reading, one)):
            yield replace(one, verb=verb)  # «갖고 싶은 인형»
            continue
        if type_ == "person":
            fits = is_person(one.said) or (role == SUBJECT and is_subject) or (role == "과" and one.verb == verb)
            fits = fits and (role in particles if role not in (SUBJECT, "") else is_subject or not particles)
        elif role == SUBJECT:
            fits = is_subject
        elif role == "과":
            fits = role in particles
        elif type_ == "place":
            ends = role in _AT and bool(particles & {"으로", "까지"})
            aches = is_subject and one.verb == verb and verb not in MOTION and _describes(reading, verb)
            placed = bool(particles & _PLACING) and last.lemma not in KIN  # «여수에서», which is made like a name
            fits = not ends and (placed or (not is_person(one.said) and (direct or aches)))
        else:
            fits = (not is_person(one.said) or last.lemma in PETS) and (bool(particles & _OBJECT) or direct)
        # «전이랑 나물», «버스하고 기차»: what is joined to it is told with it.
        if "과" in particles and not fits and at + 1 < len(found) and type_ != "person":
            listed.append(one)
            continue
        if fits:
            start = listed[0].start if listed else one.start
            yield Constituent(start, one.end, reading.text[start : one.end] if listed else one.said, one.verb)
        listed = []


def deed_of(verb: Term) -> str:
    """The verb in its dictionary form; whoever wants to buy or be given something wants to have it."""
    wished = verb.form is not None and verb.form.wishes and not _HAD.isdisjoint((verb.lemma, verb.text))
    return _HAVING if wished else verb.lemma


_HAVING: Final = "갖"
_HAD: Final = frozenset((_HAVING, *words("가지 사 살 받 얻")))


def _describing(reading: Reading, noun: Constituent) -> Iterator[Term]:
    """The verb right before a noun that describes it."""
    return (t for t, after in pairwise(reading.terms) if t in reading.describing and after.start == noun.start)


def _describes(reading: Reading, verb: str) -> bool:
    """Whether it is an adjective: «아프다»."""
    said = next((v for v in reading.verbs if v.lemma == verb), None)
    return said is not None and any(t.has("VA") for t in tokenize(reading.text) if t.start <= said.start < t.end)


_SUBJECTS: Final = frozenset((SUBJECT, TOPIC, "께서", "도"))


def predicate(reading: Reading) -> Iterator[Constituent]:
    """What something is said to be: «짝꿍은 지우야», «포지션은 가드», «회사는 판교야»."""
    for part in re.finditer(
        r"(?P<topic>[가-힣A-Za-z0-9]+)(?:은|는|이|가|엔|ㄴ)\s(?P<what>[^,.!?]+?)"
        r"(?:이?(?:었|였)?(?:고|고요|구|구요|지만|는데|은데|ㄴ데|인데)(?=\s|$)|(?:이?야|이?에요|예요|입니다|이?래|이?래요|여|이여|이?랴|이?지|거든|이셔|셔|이?고요|임|요)?[.!~]*$)",
        reading.text,
    ):
        what = re.sub(r"^.*[은는을를](?=\s)\s", "", part["what"]).strip()
        if what and len(what.split()) <= _FEW and tokenize(what)[-1].has("N", "XSN", "SL", "ETN"):
            at = part.start("what") + part["what"].rindex(what)
            yield Constituent(at, at + len(what), what, COPULA)


_FEW: Final = 4


def beside_topic(reading: Reading, topics: Collection[str]) -> Constituent | None:
    """What stands beside one topic in a list without a verb: «초밥» of «아빠는 갈비 엄마는 초밥»; None elsewhere."""
    terms = reading.terms
    if reading.verbs or len(topics) != 1:
        return None
    for at, term in enumerate(terms[:-1]):
        one, after = terms[at + 1], terms[at + 2] if at + 2 < len(terms) else None
        ends = after is None or TOPIC in after.particles
        if term.lemma in topics and TOPIC in term.particles and one.kind == "noun" and not one.particles and ends:
            return Constituent(one.start, one.end, one.text, COPULA)
    return None


_NAMED: Final = re.compile(
    r"이름[은이도]?\s(?P<name>[가-힣]{1,6}?)(?:이?(?:야|에요|예요|래요?|고요?|거든요?|임|여|지)|라고\s?해요?|입니다)(?=\s|[.!~,]|$)"
)


def named_things(text: str) -> Iterator[Constituent]:
    """What something is called by its name: «토끼인형 이름 뽀미야»."""
    for found in _NAMED.finditer(text):
        yield Constituent(*found.span("name"), found["name"])


def of_kind(text: str, noun: str) -> Iterator[Constituent]:
    """Which one of a kind: «피아노 발표회» of «무슨 발표회», «영업팀» of «무슨 부서», «흰색» of «무슨 색»."""
    for found in re.finditer(
        rf"(?:(?<![가-힣])(?P<of>[가-힣A-Za-z0-9]+)\s)?(?P<own>[가-힣A-Za-z0-9]*){re.escape(noun)}(?P<rest>[가-힣]*)",
        text,
    ):
        of = found["own"] or found["of"] or ""
        noun_before = bool(found["own"]) or (of and tokenize(of)[-1].tag.startswith(("NN", "XSN", "XPN", "MM", "SL")))
        if noun_before and of not in OURS | SELF | _TIMES and ends_cleanly(noun, found["rest"]):
            start, end = found.start("own") if found["own"] else found.start(), found.start("rest")
            yield Constituent(start, end, " ".join(text[start:end].split()))
    if noun in _WORKPLACES:
        for found in _UNIT_OF_WORK.finditer(text):
            yield Constituent(found.start(), found.end(), found[0])


def weekdays(text: str) -> Iterator[Constituent]:
    """«수요일»."""
    for found in _DATES.finditer(text):
        if found[0][0] in WEEKDAYS:
            yield Constituent(found.start(), found.end(), found[0])
