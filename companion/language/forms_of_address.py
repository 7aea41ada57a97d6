"""How somebody is spoken to and of: by name, by title, by age."""

from __future__ import annotations

from datetime import date
from typing import Final

from companion.language.hangul import final_consonant, is_syllable
from companion.language.numbers import count, native_noun
from companion.language.readings import words

_TITLES: Final = frozenset(words("할머니 할아버지 할매 할배 엄마 아빠 이모 고모 삼촌 언니 오빠 누나 형 아저씨 아줌마"))
_OLD: Final = 60


def address(call: str) -> str:
    """How somebody who gave this name is spoken to: «복순 님», «할머니»."""
    last = call.split()[-1]
    return call if last.endswith(("님", "씨")) or last in _TITLES else f"{call} 님"


def by_title(name: str, title: str) -> str:
    """How somebody with a title is spoken to: «이하늘 시장님»."""
    return f"{name} {title if title.endswith('님') else title + '님'}"


def plain_title(call: str) -> str:
    """A call without what honours in it: «시장님» → «시장»."""
    return call.removesuffix("님")


def given_name(name: str) -> str:
    """The given name of a full one, by which it is friendlier to be called: «김복순» → «복순»."""
    return name[1:] if len(name) == 3 and all(map(is_syllable, name)) else name


def without_particle_i(call: str) -> str:
    """«복순이라고 불러»: the -이 that only makes the name sound closer is no part of it."""
    return call[:-1] if len(call) == 3 and call.endswith("이") and final_consonant(call[:-1]) else call


def month_day(day: date) -> str:
    """A day that comes every year: «3월 5일»."""
    return f"{day.month}월 {day.day}일"


def years_of_age(years: int) -> str:
    """An age as it is told: «여덟 살», «일흔여덟»: from sixty on nobody adds the counter."""
    if not 0 < years < 100:
        return f"{years}살"
    return native_noun(years) if years >= _OLD else count(years, "살")


def spoken_birth_year(year: int) -> str:
    """«1952년생»."""
    return f"{year}년생"


def years_between(years: int) -> str:
    """How many years lie between two ages: «세 살»."""
    return count(years, "살")


def is_name_of(name: str, said: str) -> bool:
    """Whether two words are one name, an -이 that only makes it sound closer aside: «콩», «콩이»."""
    return name == said or name in (f"{said}이", said.removesuffix("이"))
