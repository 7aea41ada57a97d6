"""What people tell of their family name, and of where they go and what they learn there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from companion.base import patterns as re
from companion.language.noun_phrases import NounPhrase, topic_of
from companion.language.readings import words
from companion.language.self_words import KIN, Disclosure
from companion.language.stances import Sentence, last_verb
from companion.language.terms import Reading

_FAMILY_NAME: Final = re.compile(
    r"(?<![가-힣])성(?:씨)?[은이가]\s(?P<name>[가-힣]|남궁|선우|황보|제갈|독고|사공)(?:\s?씨|가)?(?:이?[고야여]요?|이?에요|예요|입니다|인데요?|임)"
    r"(?![가-힣])"
)
_COURSE: Final = re.compile(
    r"(?<![가-힣])(?P<course>[가-힣]*(?:학과|학부|공학과|교육과|문과|이과|어과|예과|디자인과|조리과|간호과|예술과|체육과|무용과|미술과|음악과))"
    r"(?=\s?(?:이?[고야여]|이?에요|예요|입니다|인데|임|다니|다녀|다님|재학|전공|졸업|나왔|들어|합격|[1-6일이삼사]\s?학년|$))"
)
"""A department, which the dictionary takes for a noun with a particle."""
_MAJOR: Final = re.compile(
    r"(?<![가-힣])전공[은이]\s(?P<after>(?!뭐|무엇|무슨|어디)[가-힣]{2,10}?)(?:이?[고야여]|이?에요|예요|입니다|인데요?)(?![가-힣])|"
    r"(?<![가-힣])(?P<before>[가-힣]{2,10}?)(?:을|를)?\s전공(?:이?[고야]|이?에요|예요|입니다|인데|하|해|했)"
)


_PUPIL: Final = re.compile(
    r"(?:(?<!대)학생|[중고]딩|학년|수험생|(?<![가-힣])[초중고]\s?[1-6])(?:\s?[0-9일이삼사오육칠팔구십]+\s?반)?$"
)
"""What somebody is who goes to school; a student at a university takes no children along either, but may have some.

The last word says what they are: «4학년 2반 담임» is none.
"""
_OF_CLASS: Final = re.compile(r"(?:[0-9일이삼사오육칠팔구십]+\s?반\s?)?(?P<who>[가-힣\s]+)")
_YOUNGEST, _OLDEST = 7, 19
_AT_SCHOOL: Final = frozenset(
    words(
        "시험 중간고사 기말고사 학원 야자 수업 급식 방과후 모의고사 수능 체육대회 소풍 담임 종례 수학여행 동아리 보충"
    )
)


def is_pupil(role: str, age: int | None) -> bool:
    """«중학교 2학년», «열다섯 살»: whether somebody goes to school, by what they told of themselves."""
    return _PUPIL.search(role) is not None or (age is not None and _YOUNGEST <= age <= _OLDEST)


def of_the_class(rest: str) -> str:
    """Who somebody is that stands behind a school year, and is no pupil: «2반 담임» → «담임»; "" for a pupil."""
    found = _OF_CLASS.fullmatch(rest)
    who = found["who"].strip() if found is not None else ""
    return "" if _PUPIL.search(who) is not None else who


def is_of_own_school(reading: Reading) -> bool:
    """«시험 끝나면», «학원 끝나고»: what happens at the speaker's own school, unlike «애들 학원»."""
    for term in reading.terms:
        owned = any(t.phrase == term.phrase and t.end <= term.start for t in reading.terms)
        if term.form is None and term.lemma in _AT_SCHOOL and not owned:
            return True
    return False


def tells_family_name(text: str) -> Iterator[Disclosure]:
    """«성은 최씨야», «제 성은 윤이고 이름은 …»: a family name, which the dictionary takes for many things."""
    found = _FAMILY_NAME.search(text)
    if found is None:
        return
    of = next((word for word in re.findall(r"[가-힣]+", text[: found.start()]) if word in KIN), "")
    yield Disclosure("surname", found["name"], of, start=found.start(), end=found.end())


def tells_study(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«기계공학과예요», «경영학과 다녀», «전공은 심리학이에요», «우리 딸은 간호학과야»."""
    start, end = sentence[0].start, sentence[-1].end
    verb = last_verb(sentence)
    if verb is not None and verb.form is not None and (verb.form.negated or verb.form.wishes):
        return
    whole = re.match(r"[가-힣]*", text[end:])
    said = text[start : end + (whole.end() if whole is not None else 0)]
    of, _, _ = topic_of(phrases)
    course, major = _COURSE.search(said), _MAJOR.search(said)
    if course is not None:
        yield Disclosure("study", course["course"], of, start=start + course.start(), end=start + course.end())
    elif major is not None:
        group = "after" if major["after"] else "before"
        yield Disclosure("study", major[group], of, start=start + major.start(group), end=start + major.end(group))
