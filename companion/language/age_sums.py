"""Sums of ages: «내가 열 살 되면 하준이는 몇 살», «둘 나이 합치면», «팔순까지 몇 년», «세 배 되는 게 몇 년 뒤»."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.numbers import find_numbers, parse_number
from companion.language.pattern_rows import PatternRows
from companion.language.self_words import SELF

_FEASTS: Final = {
    "환갑": 60,
    "회갑": 60,
    "진갑": 61,
    "칠순": 70,
    "고희": 70,
    "희수": 77,
    "팔순": 80,
    "미수": 88,
    "구순": 90,
    "백수": 99,
}
"""Birthdays that have names, as they are counted today."""
_FEAST: Final = re.compile(rf"(?P<feast>{'|'.join(_FEASTS)})\s?(?:까지|이?\s?(?:되|돼|될|몇))")
_YEARS_LEFT: Final = re.compile(r"몇\s?(?:년|해)|얼마나|얼마\s?남")
_UNTIL: Final = re.compile(r"\s?(?:살)?\s?(?:까지|되려면|될\s?때까지|이?\s?되기까지)")
_BECOMES: Final = re.compile(r"\s?(?:이|가)?\s?(?:되면|돼면|될\s?때|되는\s?해|되었을\s?때|이면|이\s?되면|일\s?때)")
_HOW_OLD: Final = re.compile(r"몇\s?(?:살|세|이)")
_TOGETHER: Final = re.compile(
    r"(?:나이|연세)[를을]?\s?(?:다\s|모두\s|전부\s)?(?:합치|합하|더하|합)|(?:합치|합하|더하)면\s?(?:지금\s)?몇\s?살"
)
_APART: Final = re.compile(r"몇\s?살\s?(?:차이|많|적|어리|위|아래|터울)|나이\s?차")
_MULTIPLE: Final = re.compile(r"(?P<n>두|세|네|다섯|여섯|일곱|여덟|아홉|열|\d+)\s?배[가로]?\s?(?:되|돼|인|이)")
_US_TWO: Final = re.compile(r"우리\s?둘|둘이?\s")
_TENS: Final = re.compile(r"(?<![가-힣])(스물|서른|마흔|쉰|예순|일흔|여든|아흔|백)\s?(?:살\s?)?까지")
_YEARS: Final = re.compile(r"\s?(?:살|세)(?=[이인가\s])")
_TIMES: Final = {"두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10}
_IN_YEARS: Final = PatternRows[int](
    (r"(?<![가-힣])(?:내후년|후년)", 2), (r"(?<![가-힣])(?:내년|다음\s?해|이듬해)", 1),
    (r"(?<![가-힣])재작년", -2), (r"(?<![가-힣])(?:작년|지난해)", -1),
)  # fmt: skip
_YEARS_ON: Final = re.compile(r"(?P<n>\d+|[일이삼사오육칠팔구십]+)\s?년\s?(?:(?P<on>뒤|후|지나|있으|있다)|(?P<ago>전))")
_ONLY_A_YEAR: Final = re.compile(
    r"^(?:그럼\s|그러면\s)?[가-힣\d]+\s?(?:년|해)\S*(?:\s\S*(?:뒤|후|전|면)\S*)?\s몇\s?(?:살|세)"
)
"""«내년에는 몇 살이야»: nobody is named."""
_SAID_BEFORE: Final = re.compile(r"라고|랬")
_WHO: Final = re.compile(r"([가-힣]+?)(?:이|가|은|는|도|의)?\s(?:나이[는가]?\s)?(?:올해\s|지금\s|벌써\s)?$")


@dataclass(frozen=True, slots=True)
class AgeSum:
    """What ages come to: years of somebody, years between, or years ahead with the ages then."""

    kind: Literal["age", "years", "ahead", "passed"]
    number: int
    then: tuple[int, int] = (0, 0)

    @property
    def years(self) -> str:
        """The number as years."""
        return f"{self.number}년"


def find_age_sum(text: str, known: Mapping[str, int]) -> AgeSum | None:
    """The sum of ages that a text asks for, None where it asks for none or an age is missing.

    Args:
        text: what was said.
        known: ages that were told, by whose they are; "" for the speaker's.
    """
    text = text[:200]
    told = {**known, **_told(text)}
    multiple = _MULTIPLE.search(text)
    if multiple is not None and _YEARS_LEFT.search(text, multiple.end()):
        ages = sorted(_told(text).values() or _meant(text, told), reverse=True)
        return _multiple(ages, _TIMES.get(multiple["n"]) or int(multiple["n"])) if len(ages) == 2 else None
    feast = _FEAST.search(text)
    until = next((value for value, _, end in _ages(text) if _UNTIL.match(text, end)), 0)
    bare = _TENS.search(text)  # «여든까지»
    until = until or (parse_number(bare[1]) or 0 if bare is not None else 0)
    goal = _FEASTS[feast["feast"]] if feast is not None else until
    if goal and _YEARS_LEFT.search(text):
        age = next(iter(_meant(text, known)), known.get(""))
        return None if age is None else AgeSum("years" if goal > age else "passed", abs(goal - age))
    if _HOW_OLD.search(text):
        then = next((found for found in _ages(text) if _BECOMES.match(text, found[2])), None)
        if then is not None:
            whose, other = _named(text[: then[1]], known), _named(text[then[2] :], known)
            if whose is None or other is None or whose == other:
                return None
            age = known[other] + then[0] - known[whose]
            return AgeSum("age", age) if age >= 0 else None
        years = 0 if _SAID_BEFORE.search(text) or any(_ages(text)) else _years_on(text)
        of = _named(text, known) if years else None
        of = "" if of is None and "" in known and _ONLY_A_YEAR.match(text) else of
        if years and of is not None and known[of] + years > 0 and not _APART.search(text):
            return AgeSum("age", known[of] + years)
    pair = _pair(text, told)
    if pair is None:
        return None
    if _TOGETHER.search(text):
        return AgeSum("age", sum(pair))
    return AgeSum("age", abs(pair[0] - pair[1])) if _APART.search(text) else None


def _years_on(text: str) -> int:
    """«내년», «십 년 뒤», «작년»: how many years from now, 0 where no other year is named."""
    found = _YEARS_ON.search(text)
    if found is None:
        return _IN_YEARS.within(text) or 0
    number = parse_number(found["n"]) or 0
    return number if found["on"] else -number


def _told(text: str) -> dict[str, int]:
    """«엄마 41살 나 9살»: ages that the text itself tells."""
    found: dict[str, int] = {}
    for value, start, end in _ages(text):
        who = _WHO.search(text[:start])
        if who is not None and not _BECOMES.match(text, end) and not _UNTIL.match(text, end):
            found["" if who[1] in SELF else who[1]] = value
    return found


def _ages(text: str) -> Iterator[tuple[int, int, int]]:
    """The ages in a text, and where they stand."""
    for number in find_numbers(text):
        bare = _YEARS.match(text, number.end) if number.counter is None else None  # «9살이거든»
        if number.counter in ("살", "세") or bare is not None:
            yield number.value, number.start, bare.end() if bare is not None else number.end


def _meant(text: str, known: Mapping[str, int]) -> list[int]:
    return [age for who, age in known.items() if who and who in text]


def _named(part: str, known: Mapping[str, int]) -> str | None:
    """Whose age a part of the text is about."""
    named = next((who for who in known if who and who in part), None)
    own = re.search(r"(?<![가-힣])(?:내가|나는|난|제가|저는|나|저)(?![가-힣])", part)
    return named if named is not None else "" if own is not None and "" in known else None


def _pair(text: str, told: Mapping[str, int]) -> tuple[int, int] | None:
    """The two that are spoken of: those named, the speaker and one, or the only two."""
    named = _meant(text, told)
    if len(named) == 2:
        return named[0], named[1]
    if "" in told and len(named) == 1:
        return told[""], named[0]
    ages = list(told.values())
    if "" in told and len(told) > 1 and not named and _US_TWO.search(text):
        return told[""], [age for who, age in told.items() if who][-1]
    return (ages[0], ages[1]) if not named and len(ages) == 2 else None


def _multiple(ages: list[int], times: int) -> AgeSum | None:
    older, younger = ages
    ahead, rest = divmod(older - times * younger, times - 1)
    if rest or older < younger:
        return None
    return AgeSum("ahead" if ahead >= 0 else "passed", abs(ahead), (older + ahead, younger + ahead))
