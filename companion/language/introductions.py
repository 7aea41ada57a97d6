"""How people present themselves and theirs: names, what they are called, age, birthday."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import Final

from companion.base import patterns as re
from companion.language.calendar import LUNAR_DAY
from companion.language.mirror_words import STATES, UNKIND
from companion.language.morphemes import is_personal_name, tokenize
from companion.language.noun_phrases import NounPhrase, before_copula, is_self, of_third, topic_of
from companion.language.numbers import parse_number
from companion.language.quantities import quantities
from companion.language.readings import words
from companion.language.self_words import (
    AGES,
    BIRTHDAYS,
    HEIGHTS,
    HOMES,
    KIN,
    NAMES,
    OURS,
    PETS,
    RELATED,
    SELF,
    About,
    Disclosure,
)
from companion.language.stances import Sentence, last_verb, speaks_of_self
from companion.language.terms import Term

COPULAS_OF_SIZE: Final = frozenset(words("이 되 넘 크"))
_CALL: Final = frozenset(words("부르 불리 부르시"))
_ATTENDS: Final = "다니"
_ENDS_NAME: Final = ("야", "예요", "에요", "여")
_QUOTED: Final = ("이라고 ", "라고 ")
"""«김은정이라고 해요»."""
_POLITE: Final = ("니다", "예요", "에요", "ㅔ요")
_PUPILS: Final = frozenset(words("학생 남학생 여학생 수험생 재학생 아들 딸 엄마 아빠"))
_GOES_ON_POLITELY: Final = frozenset(("고요", "ㄴ데요", "인데요", "는데요", "구요"))
_GRADE: Final = re.compile(
    r"(?:(?:안녕\S*|하이|ㅎㅇ)\s)?(?:나는?|난|저는?|전)\s(?P<grade>[초중고]\s?[1-6])(?:\s(?P<name>[가-힣]{2,4}?))?"
    r"(?:이?야|임|이에요|예요|입니다|인데요?)?"
)
_GIVEN_FIRST: Final = frozenset(
    "지서하민도예은수시준현유태건주채가나다소아연윤이재정진해혜희승성영우동규경보선세순옥미명말춘금상종철창호효휘라로루리린원한형훈찬강기대덕복봉숙"
    "안애여율익인일장제차초필학향홍화환황"
)
_FAMILY: Final = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반"
)
_GIVEN_LAST: Final = frozenset(
    "우윤준서호민은연아원빈진현영희숙자순수재석훈환율린나라안온하주혁찬빛솔늘람별규경국권균근길나동란랑령례록룡린림미배범복봉상섭성소승식신실"
    "애옥완용욱웅유율익인임정제종중지창채천철춘태표필한해헌형혜홍화후휘흠흥"
)
"""Syllables of which given names are made, by their place."""
_NO_NAMES: Final = frozenset(
    words(
        """
    가수 선수 시민 주민 서민 유아 주인 미인 성인 신인 은인 연인 시인 상인 하인 애인 장인 여인 노인 기자 여자 제자
    소자 이혼 재수 기혼 소수 다수 유민 지원 회원 대원 의원 주임 소원 인주 인재 수재 영재 효자 효녀 장수 호수 공주
    나라 정화 동화 영화 만화 서울 경주 전주 진주 제주 광주 수원 해안 대중 소중 이용 우유 나주 여주 원주 상주 인천
    대천 춘천 강화 인하 서해 동해 우주 여유 이유 자유 정상 영상 인형 대화 아주 소주 기름 하루 정신
    """
    )
)
"""Words of such syllables that are no names."""
SCHOOL_YEAR: Final = re.compile(
    r"[초중고]\s?[1-6](?![0-9가-힣])|(?:(?:초등|국민|중|고등|대)학교\s?|(?<![가-힣])[초중고]등?\s?|고딩\s?|중딩\s?)?[1-6일이삼사오육]\s?학년|(?:초등|중|고등)학교\s[1-6일이삼사오육]학년"
)
_INTRODUCING: Final = re.compile(
    r"(?:^|[\s,.!?])(?:[나난저전]|[나저]는|(?:내|제)\s?이름[은이]?)\s+(?P<name>[가-힣]{2,4}?)(?:이야|이여|이고|이에요|예요|입니다|야|여)$|"
    r"(?:^|[\s,.!?])(?:내|제)\s?이름[은이]\s+(?P<named>[가-힣]{2,3})이$"
)
_SPELLED: Final = re.compile(
    r"(?:성함|존함|함자|이름)[은이]?\s(?P<a>[가-힣])자?[,\s]+(?P<b>[가-힣])자[,\s]*(?P<c>[가-힣])자(?:이?[셔시]|이?십니다|입니다|이?에요|예요|를|을|이?야)"
)
_WORD_END: Final = re.compile(r"(?![가-힣])")
_RHETORICAL: Final = "리야"
"""An ending of old novels, for which the dictionary takes the end of a name with its copula."""
_CALLED: Final = re.compile(r"([가-힣]{2,})[야여]")
_HONOURED: Final = frozenset(("셔", "세", "시"))
"""The copula with respect, which the dictionary takes for a noun behind a name."""
_GREETING: Final = "안녕"
_AGE: Final = re.compile(r"(.+?)\s?(?:살|세)$")


_NAME_SAID: Final = re.compile(
    r"이름[은이]?\s(?:바로\s)?(?P<name>[가-힣]{2,4}?)(?:이야|이여|이고|이에요|예요|입니다|이래|래|야|여|고)$"
)
_AND: Final = "고"
_PRESENTED: Final = re.compile(
    r"(?:이분|저분|분|분의|꼬마|꼬마의|학생|관객|손님|어린이|친구)\s(?P<respect>성함|존함|이름)[은이]?\s(?P<name>[가-힣]{2,3}?)"
    r"\s?(?P<title>님|씨|군|양|(?:여사|선생|할머|할아버|어머|아버|어르신)님)?"
    r"(?:,|(?:이?래요|이?랍니다|이?시래요|이?라고\s?(?:하|합|해)[가-힣]*|이?십니다|입니다|이?세요|이에요|예요|이야|야)(?![가-힣]))"
)
"""Whoever is on a stage or in the audience, by name."""
_RESPECTFUL: Final = ("성함", "존함")


def tells_name_of_another(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«걔 이름은 준호야», «남편은 김철수고»: a name that the dictionary takes apart, of somebody who is no speaker."""
    if speaks_of_self(sentence):
        return
    ends = _WORD_END.search(text, sentence[-1].end)
    said = text[sentence[0].start : ends.start() if ends is not None else len(text)]
    found = _NAME_SAID.search(said)
    of, _, _ = topic_of(phrases)
    alone = bool(of) or of_third(sentence) or sentence[0].lemma in NAMES  # «우리 가게 이름은 밀밭이야» names a shop
    if found is not None and alone and (is_given_name(found["name"]) or not _is_word(found["name"])):
        start = sentence[0].start + found.start("name")
        end = sentence[0].start + found.end()
        whole = re.match(rf"[\s,]*(?P<name>[가-힣]{{1,2}}{found['name']})(?![가-힣])", text[end:])
        if whole is not None:  # «이름이 준호여 박준호»
            yield Disclosure("name", whole["name"], of, start=end + whole.start("name"), end=end + whole.end("name"))
            return
        yield Disclosure("name", found["name"], of, start=start, end=start + len(found["name"]))
        return
    whose = next((p for p in phrases if p.head.lemma in KIN and p.head.particle == "은"), None)
    if whose is None or last_verb(sentence) is not None:
        return
    name = text[whose.end : sentence[-1].end].strip().lstrip("은는").strip()
    if name.endswith(_AND) and is_personal_name(name[:-1]) and len(name) > 2:
        yield Disclosure(
            "name", name[:-1], whose.head.lemma, start=sentence[-1].end - len(name), end=sentence[-1].end - 1
        )


def _is_word(text: str) -> bool:
    """Whether the dictionary knows a text as anything but a name."""
    tokens = tokenize(text)
    return len(tokens) == 1 and not tokens[0].has("NNP", "UNKNOWN", "XR", "MAG", "IC")


def tells_height(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«나는 백이십팔 센티야», «동생은 키가 백사십 센티야»."""
    verb, end = last_verb(sentence), sentence[-1].end
    if verb is not None and (verb.lemma not in COPULAS_OF_SIZE or (verb.form is not None and verb.form.negated)):
        return
    start = sentence[0].start
    tall = [one for one in quantities(text[start:end]) if one.unit == "cm"]
    of, topic, named = topic_of(tuple(p for p in phrases if p.head.kind not in ("number", "time")))
    about = any(p.head.lemma in HEIGHTS for p in phrases)
    if len(tall) == 1 and (about or named or of) and (topic is None or about or topic.start >= start + tall[0].start):
        one = tall[0]
        yield Disclosure("height", f"{one.value}cm", of, start=start + one.start, end=start + one.end)


def introduced(text: str) -> re.Match[str] | None:
    """«나 순임이야»: the given name with which a text ends, by its place, whatever else its syllables may mean."""
    found = _INTRODUCING.search(text)
    return found if found is not None and is_given_name(found["name"] or found["named"]) else None


def tells_opening_name(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«박정우고요 …», «김민수인데요», «최민호라고 하고요»: who begins to speak with nothing but a name, and goes on."""
    verb = last_verb(sentence)
    first = [t for t in sentence if t.kind not in ("interjection", "adverb")]
    said = [p for p in phrases if not is_self(p)]
    if verb is None or verb.form is None or verb.form.past or verb.form.negated or len(said) != 1:
        return
    (value,) = said
    names_only = [t for t in first if t.form is not None and t.lemma not in ("이", "하")] == []
    opens = first[0] in value.terms or is_self(phrases[0])
    goes_on = verb is sentence[-1] and verb.form.ending in _GOES_ON_POLITELY
    name = value.text(text)
    greets = sentence[0].kind == "interjection" and sentence[0].text.startswith(_GREETING) and verb is sentence[-1]
    if greets and names_only and not value.head.particles and is_given_name(name) and len(value.terms) == 1:
        yield Disclosure("name", name, start=value.start, end=value.end)  # «안녕하세요 유나예요»
        return
    if opens and names_only and goes_on and not value.head.particles and is_full_name(name):
        yield Disclosure("name", name, start=value.start, end=value.end)


def is_full_name(text: str) -> bool:
    """Whether it is a family name with a given one, or a name that the dictionary knows."""
    return (is_personal_name(text) or _is_divided_name(text)) and len(text) == 3 and text[0] in _FAMILY


def may_be_full_name(text: str) -> bool:
    """Whether it may be a name before a title that only people have: «최복남» of «최복남 님»."""
    return is_full_name(text) or (len(text) == 3 and text[0] in _FAMILY)


def tells_call(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«복순이라고 불러 줘», «할매라고 부르면 돼»; «나는 김복순이라고 해» is a name."""
    quotes = [t for t in sentence if t.form is not None and t.lemma == "이" and "라고" in text[t.start : t.end + 3]]
    calls = [t for t in sentence if t.form is not None and t.lemma in _CALL and not t.form.negated]
    says = [t for t in sentence if t.form is not None and t.lemma == "하" and not t.form.past]
    named = [t for t in quotes if calls and says and t.start < says[0].start < calls[-1].start]
    if calls:  # «오정아라고 해 친구들은 정아라고 불러»
        quotes = [t for t in quotes if t.start < calls[-1].start][-1:]
    if not quotes or not (calls or says):
        return
    before = [p for p in phrases if p.end <= quotes[0].start]
    if not before or before[-1].head.particles:
        return
    value = before[-1].text(text)
    if calls:
        first = next((p for p in reversed(phrases) if named and p.end <= named[0].start), None)
        if first is not None and first is not before[-1] and looks_like_name(first.text(text)):
            yield Disclosure("name", first.text(text), start=first.start, end=first.end)
        yield Disclosure("call", value, start=before[-1].start, end=before[-1].end)
    elif (speaks_of_self(sentence) or any(p.head.lemma in NAMES for p in before)) and looks_like_name(value):
        of, _, _ = topic_of(tuple(before[:-1]))
        yield Disclosure("name", value, of, start=before[-1].start, end=before[-1].end)


def tells_name(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«제 이름은 박철수입니다», «나는 김복순이야», «우리 강아지 이름은 초코야», «나 경기도지사야»."""
    value = before_copula(sentence, phrases)
    if value is not None and value.head.bound:
        return  # «이직할까 고민 중이야»
    verb = last_verb(sentence)
    if verb is not None and verb.form is not None and any(p.head.lemma in NAMES for p in phrases):
        before = [p for p in phrases if p.end <= verb.start]
        after = [p for p in phrases if p.start >= verb.end]
        if verb.lemma == "이" and value is None and before:  # «이름은 말순이여, 박말순»
            value = before[-1]
            full = after[-1] if after and after[-1].text(text).endswith(value.text(text).replace(" ", "")) else None
            value = full or value
        elif verb.form.ending in _ENDS_NAME and verb.lemma != "이":  # «지우야»: a name that looks like a verb
            of, _, _ = topic_of(phrases)
            yield Disclosure("name", verb.text, of, start=verb.start, end=verb.end)
            return
        elif verb.form.ending == _RHETORICAL and verb is sentence[-1]:  # «보리야» is no «보리오»
            of, _, _ = topic_of(phrases)
            end = verb.start + len(verb.text) + 1
            others = [p.start for p in phrases if p.end <= verb.start and p.head.particle == "과"]
            start = others[0] if others else verb.start  # «콩이랑 보리야»
            yield Disclosure("name", text[start:end], of, start=start, end=end)
            return
    verblike = verb is not None and verb.form is not None and verb.form.ending in _ENDS_NAME and verb.lemma != "이"
    if value is None and verb is not None and verblike:
        stated = [term for term in sentence if term.kind not in ("adverb", "interjection") and term is not verb]
        alone = len(stated) == 1 and stated[0].particle == "은" and len(verb.text) > 1
        if alone and (is_self(NounPhrase((stated[0],))) or (stated[0].lemma in KIN and is_given_name(verb.text))):
            of = "" if is_self(NounPhrase((stated[0],))) else stated[0].lemma
            yield Disclosure("name", verb.text, of, start=verb.start, end=verb.end)  # «나는 지우야»
            return
    if value is None and verb is None and len(phrases) > 1 and phrases[-2].head.lemma in NAMES:
        value = phrases[-1]  # «내 이름은 도윤»
    bare = value is None and verb is None and len(phrases) > 1 and is_self(phrases[-2])
    ends = _WORD_END.search(text, sentence[-1].end)
    found = introduced(f"{text[: ends.start() if ends is not None else len(text)]}야") if bare else None
    if found is not None and found["name"] and found[0].endswith("이야"):
        yield Disclosure("name", found["name"], start=found.start("name"), end=found.end("name"))  # «나 서연이»
        return
    if bare and phrases[-2].head.particle == "은":
        *years, last = phrases[-1].terms  # «나는 일곱 살 하윤이»
        told = years_in("".join(term.text for term in years)) is not None
        value = phrases[-1] if told and is_given_name(last.text) else None
    if value is None or value.head.kind in ("number", "time", "question", "pronoun"):
        return
    called = value.head is sentence[-1] and _CALLED.fullmatch(value.head.text)
    if called and len(phrases) > 1 and phrases[-2].head.lemma in NAMES:  # «이름이 나비야», which is a song
        value = NounPhrase((*value.terms[:-1], replace(value.head, text=called[1], end=value.head.end - 1)))
    if len(value.terms) > 1 and value.head.text in _HONOURED and phrases[-2:][0].head.lemma in NAMES:
        value = NounPhrase(value.terms[:-1])  # «성함은 박영수셔»
    if years_in(value.text(text)) is not None or value.head.lemma in UNKIND:
        return  # «올해 여든둘이고»: a number is nobody's name
    verb = last_verb(sentence)
    if verb is not None and verb.form is not None and (verb.form.past or verb.form.negated):
        if verb.form.past and not verb.form.negated:
            yield from _former_name(phrases, value, text)
        return
    whole = value.text(text)
    own = any(is_self(p) and not _is_in_description(sentence, p) for p in phrases)
    if len(value.terms) > 1 and _is_divided_name(whole) and own:
        yield Disclosure("name", whole, start=value.start, end=value.end)  # «오민경»: nobody is five
        return
    presented = looks_like_name(whole) or whole.endswith(_PERSONS)
    beside_name = _beside_name(sentence, value) if presented else value.start
    of, topic, named = topic_of(
        tuple(
            p
            for p in phrases
            if p is not value
            and (p is phrases[0] or not _is_in_description(sentence, p))
            and (is_self(p) or not beside_name <= p.start < value.start)
        )
    )
    aged = years_in("".join(term.text for term in value.terms[:-1])) is not None and is_given_name(value.head.text)
    working = len(value.terms) > 1 and value.terms[-2].text.endswith(_PERSONS) and is_given_name(value.head.text)
    if len(value.terms) > 1 and (aged or working or is_personal_name(value.head.text)) and own:
        yield from _with_age_and_work(sentence, value)
        return
    if value.terms[0].kind == "number" and len(value.terms) > 1:
        age = years_in(value.terms[0].text)
        if not is_given_name(value.head.text) and years_in(value.text(text)) is None:
            return  # «우리 집은 다섯 식구야»
        if age is not None and named:
            yield Disclosure("age", str(age), of, start=value.start, end=value.terms[0].end)
        value = NounPhrase(value.terms[1:])
    owner = next((b for b, after in pairwise(sentence) if topic is not None and after is topic.terms[0]), None)
    shop = owner is not None and owner.form is not None and owner.form.ending == "게"  # «가게», read as a verb
    if topic is not None and (shop or any(_owns(term) for term in topic.terms)):
        return  # «우리 가게 이름은 밀밭이야»
    said = value.text(text)
    beside = [p for p in phrases if p.end < value.start and p.head.particle == "과"]
    if beside and topic is not None and topic.head.lemma in NAMES:  # «이름은 두부랑 먹물이야»
        said = " ".join(text[beside[0].start : value.end].split())
        yield Disclosure("name", said, of, start=beside[0].start, end=value.end)
        return
    pet = of in PETS or (bool(of) and is_given_name(said))  # «큰놈은 민재고 작은놈은 민호야»
    if (topic is not None and topic.head.lemma in NAMES) or (pet and topic is None and len(value.terms) == 1):
        yield Disclosure("name", said, of, start=value.start, end=value.end)
    elif own and topic is None and not of and len(said.replace(" ", "")) > 1 and value.head.lemma not in KIN:
        about: About = "name" if looks_like_name(said) else "role"
        if about == "role" and (value.head.lemma in STATES or _is_of_days(phrases, said)):
            return  # «영어가 어려워서 고민이야», «12월 10일부터 기말고사야»
        described = any(t.form is not None and t.form.modifies and t.end <= value.start for t in sentence)
        described = described and not (len(said) > 1 and said.endswith(_PERSONS))  # «학생들을 가르치는 교사예요»
        if about == "name" or (len(said.split()) <= 2 and not described and not _is_thing(value)):
            title = "님" if about == "role" and text.startswith("님", value.end) else ""  # «담임 선생님이고»
            yield Disclosure(about, said + title, start=value.start, end=value.end)


def _former_name(phrases: tuple[NounPhrase, ...], value: NounPhrase, text: str) -> Iterator[Disclosure]:
    """«강아지 이름은 보리였어», «이름이 보리였어»: what one of theirs was called who is no more."""
    of, topic, _ = topic_of(tuple(p for p in phrases if p is not value))
    named = topic is not None and topic.head.lemma in NAMES and not any(map(is_self, phrases))
    if named and topic is not None and not any(_owns(term) for term in topic.terms):
        yield Disclosure("name", value.text(text), of, start=value.start, end=value.end)


def _beside_name(sentence: Sentence, value: NounPhrase) -> int:
    """Where the description of a name begins: «(나는) 광교에서 일하는 박지훈»; else the name itself."""
    at = next((n for n, t in enumerate(sentence) if t is value.terms[0]), 0)
    before = sentence[at - 1] if at else None
    if before is None or before.form is None or not before.form.modifies:
        return value.start
    topics = [t.end for t in sentence[:at] if t.particle == "은"]
    return next((t.start for t in sentence[:at] if t.start >= max(topics, default=0)), value.start)


def _is_in_description(sentence: Sentence, phrase: NounPhrase) -> bool:
    """«사회 보는 오민경»: what is only done by who is named."""
    after = [t for t in sentence if t.start >= phrase.end]
    verbs = list(takewhile(lambda t: t.form is not None, after))  # «좋아하는», in two
    modifies = bool(verbs) and verbs[-1].form is not None and verbs[-1].form.modifies
    return phrase.head.particle in ("", "이") and modifies


def _owns(term: Term) -> bool:
    """Whether a noun beside «이름» is what has that name, and neither the speaker nor somebody of theirs."""
    named = term.kind in ("noun", "name") and not term.bound and term.lemma not in NAMES | SELF | OURS | KIN | HOMES
    return named and not term.lemma.endswith(RELATED)


def _with_age_and_work(sentence: Sentence, value: NounPhrase) -> Iterator[Disclosure]:
    """«난 은행 다니는 스물아홉 김하늘이야», «나 기획자 유진이야»: work and age stand before the name."""
    *before, name = value.terms
    yield Disclosure("name", name.text, start=name.start, end=name.end)
    if before and before[-1].text.endswith(_PERSONS) and before[-1].kind == "noun":
        role = before.pop()
        yield Disclosure("role", role.text, start=role.start, end=role.end)
    age = years_in("".join(term.text for term in before))
    if before and age is not None:
        yield Disclosure("age", str(age), start=before[0].start, end=before[-1].end)
    goes = next((n for n, t in enumerate(sentence) if t.lemma == _ATTENDS and t.form and t.form.modifies), 0)
    if goes and sentence[goes - 1].kind in ("noun", "name"):
        place = sentence[goes - 1]
        yield Disclosure("work_at", place.text, start=place.start, end=place.end)


def tells_spelled_name(text: str) -> Iterator[Disclosure]:
    """«할머니 성함은 오자 숙자 희자셔»: the name of somebody older, syllable by syllable."""
    found = _SPELLED.search(text)
    if found is None:
        return
    of = next((word for word in re.findall(r"[가-힣]+", text[: found.start()]) if word in KIN), "")
    yield Disclosure(
        "name", "".join(found.group("a", "b", "c")).strip(), of, start=found.start("a"), end=found.end("c")
    )


def tells_presented_name(text: str) -> Iterator[Disclosure]:
    """«이분 성함은 정말순 님, 행궁동에서 오셨대요», «앞줄 꼬마 이름이 민우래요»: the name of somebody who is there."""
    found = _PRESENTED.search(text)
    if found is None or not (is_given_name(found["name"]) or is_full_name(found["name"])):
        return
    title = found["title"] or ("씨" if found["respect"] in _RESPECTFUL else "")
    guest = "님" if title == "씨" else title
    of = f"{found['name']}{' ' if guest else ''}{guest}"
    yield Disclosure("name", found["name"], of, start=found.start("name"), end=found.end("title"))


def tells_grade(text: str) -> Iterator[Disclosure]:
    """«나 고2 민재», «나 고2임»: a pupil by grade, and by name where it is said."""
    found = _GRADE.fullmatch(text.strip(" .!~"))
    if found is None or found["name"] in _PUPILS:
        return
    if found["name"]:
        yield Disclosure("name", found["name"], start=found.start("name"), end=found.end("name"))
    yield Disclosure("role", found["grade"], start=found.start("grade"), end=found.end("grade"))


def tells_school_year(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«초등학교 3학년이에요», «나 중학교 2학년인데», «우리 딸은 고등학교 1학년이야»."""
    verb = last_verb(sentence)
    if verb is None or verb.lemma != "이" or verb.form is None or verb.form.negated or verb.form.past:
        return
    start = sentence[0].start
    found = [
        m for m in SCHOOL_YEAR.finditer(text[start : verb.start]) if m.end() == len(text[start : verb.start].rstrip())
    ]
    if found:
        of, _, _ = topic_of(phrases)
        yield Disclosure("role", found[0][0].strip(), of, start=start + found[0].start(), end=start + found[0].end())


def tells_introduction(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«진행을 맡은 아나운서 이정민입니다»: who presents themselves, with what they are before their name."""
    value, verb = before_copula(sentence, phrases), last_verb(sentence)
    if value is None or verb is None or verb.form is None or verb.form.past or verb.form.negated:
        return
    what, *rest = value.terms
    described = [t for t in sentence if t.form is not None and t.form.modifies and t.end <= value.start]
    quoted = text[value.end :].startswith(_QUOTED)
    if not (rest or described or quoted):
        return
    # What stands before the name or behind it, and «오 민경», which the dictionary takes apart.
    titled = bool(rest) and rest[-1].text.endswith(_PERSONS) and _is_made_as_name(what.text[1:])
    name, role = ([what], rest[-1]) if titled else (rest or [what], what)
    who = text[name[0].start : name[-1].end]
    tokens = tokenize(who)
    is_noun = len(tokens) == 1 and tokens[0].tag == "NNG"
    named = len(who) == 3 and who[0] in _FAMILY and " " not in who and not is_noun
    of_another = any(is_self(p) and p.head.particle == "이" for p in phrases)  # «제가 좋아하는 배우 이정재예요»
    spoken_of = any(p.head.particle in ("은", "이") and not is_self(p) for p in phrases)
    polite = quoted or verb.form.ending.endswith(_POLITE)
    if polite and named and role.kind == "noun" and role.lemma not in KIN and not (of_another or spoken_of):
        yield Disclosure("name", who, start=name[0].start, end=name[-1].end)
        if rest:
            yield Disclosure("role", role.text, start=role.start, end=role.end)


def tells_age(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«올해 일흔여덟이야», «나 여덟 살이야», «우리 손주가 세 살이야»."""
    verb = last_verb(sentence)
    if verb is not None and verb.lemma not in ("이", "먹", "되"):
        return
    numbers = [p for p in phrases if p.head.kind in ("number", "noun")]
    years = next(((p, age) for p in reversed(numbers) if (age := years_in(p.text(text))) is not None), None)
    if years is None:
        return
    phrase, age = years
    of, topic, named = topic_of(tuple(p for p in phrases if p is not phrase and p.head.kind != "time"))
    counted = _AGE.match(phrase.text(text)) is not None
    dated = any(p.head.kind == "time" for p in phrases)
    if topic is not None and topic.head.lemma not in AGES:
        return
    eaten = verb is not None and verb.lemma in ("먹", "되") and verb.form is not None and verb.form.past
    if counted or topic is not None or (age > 9 and (dated or named or eaten)):
        yield Disclosure("age", str(age), of, start=phrase.start, end=phrase.end)


def years_in(text: str) -> int | None:
    """The age that a text names: «여덟 살», «일흔여덟», «78세»."""
    counted = _AGE.match(text)
    said = (counted[1] if counted else text).replace(" ", "")
    tens, ten, ones = said.rpartition("십")
    mixed = parse_number(tens + ten), parse_number(ones)  # «팔십둘»
    number = parse_number(said) or (mixed[0] + mixed[1] if ten and mixed[0] and mixed[1] else None)
    least_told = _OLDEST if counted is None else 120  # «이제 백일 됐어요» is of days
    return number if number is not None and 0 < number <= least_told else None


BORN: Final = re.compile(r"(?P<year>[0-9]{2,4}|[가-힣]{1,8}?)\s?년\s?생")
"""«쉰두 년생», «구공년생», «1952년생»."""
_DIGITS: Final = {digit: str(n % 10) for n, digit in enumerate("공일이삼사오육칠팔구영")}


def birth_year(text: str) -> int | None:
    """The year of birth that a text names, of two figures where no more were said; None where it is none."""
    found = BORN.search(text)
    if found is None:
        return None
    said = found["year"]
    if len(said) in (2, 4) and set(said) <= set(_DIGITS):
        return int("".join(map(_DIGITS.__getitem__, said)))  # «구공», «팔팔»
    return parse_number(said)


def tells_birthday(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«내 생일은 3월 5일이야», «오늘 내 생일이야»."""
    times = [p for p in phrases if p.head.kind == "time"]
    days = [p for p in phrases if p.head.lemma in BIRTHDAYS]
    lunar = LUNAR_DAY.search(text, sentence[0].start)
    if days and lunar is not None:
        of = next((t.lemma for p in phrases for t in p.terms if t.lemma in KIN), "")
        yield Disclosure("birthday", lunar[0], of, start=lunar.start(), end=lunar.end())
        return
    if times and days:
        of = next((t.lemma for p in phrases for t in p.terms if t.lemma in KIN), "")
        yield Disclosure("birthday", times[0].text(text), of, start=times[0].start, end=times[0].end)


def looks_like_name(text: str) -> bool:
    """Whether the dictionary takes it for a person's name, or for no word at all."""
    text = text.replace(" ", "")
    tokens = tokenize(text)
    if not 2 <= len(text) <= 5 or " " in text:
        return False
    if is_given_name(text):
        return True
    if len(tokens) > 1 and _is_divided_name(text):
        return True
    if len(tokens) == 1:
        return tokens[0].kind == "인명" or tokens[0].tag in ("NNP", "UNKNOWN")
    return all(len(token.text) <= 2 and token.has("NN", "XSN", "IC", "UNKNOWN", "MM", "XPN") for token in tokens) and (
        len(text) <= 3
    )


def _is_divided_name(text: str) -> bool:
    """Whether what the dictionary takes apart is a family name with a given one: «오민경»."""
    return len(text) == 3 and text[0] in _FAMILY and is_given_name(text[1:])


def is_given_name(text: str) -> bool:
    """Whether a word is made as given names are: «하윤», «수빈»; the dictionary takes many for common nouns."""
    return is_personal_name(text) or (_is_made_as_name(text) and text not in _NO_NAMES)


def _is_made_as_name(text: str) -> bool:
    return len(text) == 2 and text[0] in _GIVEN_FIRST and text[1] in _GIVEN_LAST


_OLDEST: Final = 99
"""Years above which a number is only an age where it says so."""


def _is_of_days(phrases: tuple[NounPhrase, ...], said: str) -> bool:
    """«12월 10일부터 기말고사야»: what lasts from a day or until one, and nobody's work («내일부터 과장이야»)."""
    return not said.endswith(_PERSONS) and any(p.head.particle in ("부터", "까지") for p in phrases)


_PERSONS: Final = (*"사원가자관수장꾼공", "선생")
"""What nouns for somebody's work end in."""


def _is_thing(phrase: NounPhrase) -> bool:
    """«나 지금 병원이야», «난 순대야»: no role of a person."""
    return phrase.head.kind == "name" and "야" not in phrase.head.particles
