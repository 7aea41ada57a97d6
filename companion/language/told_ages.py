"""How old people are who were told of over turns: by their age, the year they were born in, or by somebody else's age.

«동생이 다섯 살이고 나는 아홉 살이야», «할머니는 1948년에 태어나셨어», «동생은 나보다 세 살 어려»; and what is asked of
them: how old one is, how far apart, together, how old one was when the other was born, when a birthday was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.numbers import count, find_numbers, parse_number
from companion.language.self_words import KIN, SELF

FEASTS: Final = {"환갑": 60, "회갑": 60, "칠순": 70, "고희": 70, "팔순": 80, "구순": 90}
"""Birthdays that have names, counted from one at birth."""
_KIN: Final = "|".join(sorted({*KIN, "언니", "오빠", "누나", "형", "동생", "엄마", "아빠"}, key=len, reverse=True))
_WHO: Final = rf"(?P<who>{_KIN}|(?:나|저|난|전|내|제)(?=는|은|가|\s|[이도보])|[가-힣]{{2,4}}?(?=이?(?:는|가)\s))"
_SUBJECT: Final = re.compile(rf"(?<![가-힣]){_WHO}(?:이|가|은|는|도|께서는?)?\s(?:올해\s|지금\s|이제\s|벌써\s)*$")
_BORN: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d|천구백[가-힣]{1,6}|이천[가-힣]{0,4}|\d\d)\s?년(?:\s?생|에\s?태어|도에\s?태어|에\s?나셨|에\s?났)"
)
_THAN: Final = re.compile(
    rf"(?<![가-힣])(?P<one>{_KIN}|나|저|내)(?:이|가|은|는)\s(?:[가-힣]+\s)?(?P<than>{_KIN}|나|저|너)보다\s(?:나이가\s)?"
)
_OLDER: Final = re.compile(r"\s?(?:더\s?)?(?:많|위)")
_YOUNGER: Final = re.compile(r"\s?(?:더\s?)?(?:적|어리|어려|어린|아래|밑)")
_SPEAKER: Final = frozenset((*SELF, "난", "전", "내", "제", "나", "저"))
_HOW_OLD: Final = re.compile(r"(?<![가-힣])몇\s?(?:살|세)|나이[가는]?\s?(?:얼마|어떻게|몇)|연세")
_BEARING: Final = re.compile(r"몇\s?살에\s?(?:나를\s|저를\s)?(?:낳|태어)")
_TOGETHER: Final = re.compile(r"합치|합하|더하|합쳐")
_APART: Final = re.compile(r"몇\s?살\s?(?:이나\s)?(?:더\s)?(?:차이|많|적|어리|어린|위|아래|터울)|나이\s?차")
_WHAT_YEAR: Final = re.compile(r"몇\s?년\s?생|몇\s?년도?에\s?태어")
_BECOMES: Final = re.compile(r"\s?(?:이|가)?\s?(?:되면|될\s?때|되는)")
_FEAST: Final = re.compile(rf"(?P<feast>{'|'.join(FEASTS)})[가-힣\s]*(?:언제|몇\s?년|작년|지났)")
_BORE: Final = re.compile(
    rf"(?P<one>{_KIN})(?:가|이|께서)\s(?:나를\s|저를\s)?(?P<age>[가-힣\d]+)\s?살에\s?(?:나를\s|저를\s)?낳"
)
_A_KIN: Final = re.compile(_KIN)
_PRESENTS: Final = re.compile(r"(?:이야|야|예요|이에요|인데|이고)[\s,.]*$")
_OF_ROBOT: Final = re.compile(r"(?<![가-힣])(?:너|넌|네가|니가|당신|파이보)")


@dataclass(frozen=True, slots=True)
class AgeTold:
    """What was asked: years of age, or a year."""

    kind: Literal["age", "year"]
    number: int

    @property
    def words(self) -> str:
        """«열두 살», «2020년»."""
        return count(self.number, "살") if self.kind == "age" else f"{self.number}년"


def told_ages(texts: Sequence[str], known: dict[str, int], year: int) -> dict[str, int]:
    """Ages by whose they are, "" for the speaker, of utterances from the oldest on; the last one told stands last."""
    ages = dict(known)
    for text in texts:
        for who, age in _told(text, ages, year):
            ages.pop(who, None)
            ages[who] = age
    return ages


def _told(text: str, ages: dict[str, int], year: int) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    than = _THAN.search(text)
    numbers = [n for n in find_numbers(text[:200]) if n.counter in ("살", "세")]
    apart = next((n for n in numbers if than is not None and n.start >= than.end() - 1), None)
    if than is not None and apart is not None:
        before = _told(text[: than.start()], ages, year)  # «누나는 열다섯 살이고 나는 누나보다 네 살 어려»
        base = (ages | dict(before)).get(_whose(than["than"]))
        older, younger = _OLDER.match(text, apart.end), _YOUNGER.match(text, apart.end)
        if base is not None and (older or younger):
            before.append((_whose(than["one"]), base + (apart.value if older else -apart.value)))
        return before
    bore = _BORE.search(text)
    if bore is not None:
        at, older_one = parse_number(bore["age"]), ages.get(bore["one"])
        return [("", older_one - at)] if at and older_one is not None else []
    for number in numbers:
        subject = _SUBJECT.search(text[: number.start])
        kin = list(_A_KIN.finditer(text[: number.start])) if subject is None else []
        if kin and not _BECOMES.match(text, number.end) and _PRESENTS.search(text[: number.start]):
            found.append((kin[-1][0], number.value))  # «얘는 우리 누나 지안이야 열세 살»
        if subject is not None and not _BECOMES.match(text, number.end):
            found.append((_whose(subject["who"]), number.value))
    for born in _BORN.finditer(text):
        subject = _SUBJECT.search(text[: born.start()])
        number_ = parse_number(born["year"])
        if subject is not None and number_:
            born_in = number_ if number_ > 99 else number_ + (2000 if number_ <= year % 100 else 1900)
            found.append((_whose(subject["who"]), year - born_in))
    return [(who, age) for who, age in found if 0 <= age < 130]


def _whose(who: str) -> str:
    return "" if who in _SPEAKER else who


def asked_age(text: str, heard: Sequence[str], known: dict[str, int], year: int) -> AgeTold | None:
    """What is asked of people who were told of; None where an age is missing or nothing is asked.

    Args:
        text: what is asked.
        heard: what was said before, the newest first.
        known: ages that are remembered.
        year: the year of the answer.
    """
    ages = told_ages([*reversed(heard), text], known, year)
    if not ages or _OF_ROBOT.search(text):
        return None
    named = [who for who in ages if who and who in text]
    named = [who for who in named if not any(who != other and who in other for other in named)]
    own = re.search(r"(?<![가-힣])(?:내가|나는|난|나를|나랑|나|우리|제가|저는)(?![가-힣])", text) is not None
    people = [*named, *([""] if own and "" in ages else [])]
    if _TOGETHER.search(text) and (re.search(r"나이|연세|살", text) is not None):
        return _together(text, ages, people)
    feast = _FEAST.search(text)
    last = next((who for who in reversed(ages) if who), "")
    if feast is not None and len(named) <= 1:
        return AgeTold("year", year - ages[named[0] if named else last] + FEASTS[feast["feast"]] - 1) if last else None
    if _WHAT_YEAR.search(text):
        whose = "" if own and "" in ages else named[0] if named else None
        return AgeTold("year", year - ages[whose]) if whose is not None and whose not in known else None
    if _BEARING.search(text) or _APART.search(text):
        pair = people if len(people) == 2 else ["", last] if people in ([], [""]) and last and "" in ages else []
        pair = pair or (list(ages)[-2:] if len(ages) == 2 and not people else [])
        return AgeTold("age", abs(ages[pair[0]] - ages[pair[1]])) if len(pair) == 2 else None
    if not _HOW_OLD.search(text):
        return None
    then = next((n for n in find_numbers(text) if n.counter in ("살", "세") and _BECOMES.match(text, n.end)), None)
    if then is not None:
        if len(people) != 2:
            return None
        first = min(people, key=lambda who: text.find(who) if who else text.find("내"))
        other = people[0] if people[1] == first else people[1]
        return AgeTold("age", then.value - ages[first] + ages[other])
    if len(people) > 1 or any(n.counter in ("살", "세") for n in find_numbers(text)):
        return None
    honoured = re.search(r"살이셔|살이세요|연세|살이시", text) is not None
    whose = people[0] if people else last if last and (honoured or _SHORT.match(text)) else None
    # An age that is remembered is told again by who remembers it.
    return AgeTold("age", ages[whose]) if whose and whose not in known else None


_SHORT: Final = re.compile(r"^(?:그럼\s|그러면\s|올해\s|지금\s)*몇\s?살이?(?:셔|시|신|세)")


def _together(text: str, ages: dict[str, int], people: list[str]) -> AgeTold | None:
    number = _SO_MANY.search(text)
    many = parse_number(number["n"]) or 0 if number is not None else 0
    values = [ages[who] for who in people] if len(people) > 1 and many in (0, len(people)) else []
    if not values and many and len(ages) >= many:
        honoured = number is not None and number["people"] is not None
        whose = [who for who in ages if who or not honoured]
        values = [ages[who] for who in whose[-many:]] if len(whose) >= many else []
    return AgeTold("age", sum(values)) if len(values) > 1 else None


_SO_MANY: Final = re.compile(r"(?<![가-힣])(?P<n>둘|셋|넷|다섯|두|세|네)(?:(?P<people>\s?분)|\s?사람)?(?=이|의|\s|$)")
