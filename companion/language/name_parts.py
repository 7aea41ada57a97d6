"""A name told in part: «추 자 들어가는 분», «성이 염씨», «김 뭐라던데», «미로 시작하는», «세 글자 이름»."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.readings import words

PartOfName = Literal["surname", "first", "last", "any"]
_ONE: Final = r"(?<![가-힣0-9A-Za-z])(?P<part>[가-힣]{1,2}?)"
_SURNAMES: Final = words(
    """
    남궁 황보 제갈 선우 독고 사공 서문 김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 유 전 홍 고 문 양
    손 배 백 허 남 심 노 하 곽 성 차 주 우 구 민 나 진 지 엄 채 원 천 방 공 현 함 변 염 여 추 도 소 석 선 설 마 길
    연 위 표 명 기 반 라 왕 금 옥 육 인 맹 제 모 탁 국 어 은 편 용 예 경 봉 사 부 가 복 태 목 형 피 두 감 빈 동 온
    호 범 좌 팽 승 간 상 시 갈
    """
)
"""Surnames, a closed class (Statistics Korea)."""
_SURNAME: Final = rf"(?<![가-힣0-9A-Za-z])(?P<part>{'|'.join(_SURNAMES)})"
_PATTERNS: Final = (
    (re.compile(rf"{_ONE}\s?(?:자|글자)?\s?(?:으로|로)\s?시작\S*(?:\s(?:사람|분|양반|이름|성함))?"), "first"),
    (re.compile(rf"{_ONE}\s?(?:자|글자)?\s?(?:으로|로)\s?끝\S*(?:\s(?:사람|분|양반|이름|성함))?"), "last"),
    (
        re.compile(
            rf"{_ONE}\s?(?:자|글자)(?:가|를|도)?\s?(?:들어\s?[가-힣]*|쓰[가-힣]*|있[가-힣]*|붙[가-힣]*)"
            r"(?:\s(?:사람|분|양반|이름|성함))?"
        ),
        "any",
    ),
    (
        re.compile(
            rf"{_SURNAME}\s?(?:뭐|뭣|머|무슨)(?:뭐)?(?:시기|라는|라던|라더|라고\s?하[는던]|라\s?카[는던]|인가\s?하는|\s?씨)"
            r"(?:[가-힣]*|\s(?:사람|분|양반|이름))(?![가-힣])"
        ),
        "surname",
    ),
    (
        re.compile(rf"(?<![가-힣])성(?:씨|함)?(?:이|은|도)?\s{_SURNAME}(?:\s?(?:씨|가))?(?=\s|이|야|예|라|고|[?]|$)"),
        "surname",
    ),
    (re.compile(rf"{_SURNAME}\s?씨(?:\s?성)?(?:\s(?:사람|분|양반))?(?![가-힣]*\s?(?:아저씨|아줌마|네\s))"), "surname"),
)


@dataclass(frozen=True, slots=True)
class NamePart:
    """What is said of a name.

    Attributes:
        text: its letters; `place`: where they are said to stand in it.
        start, end: where that is said.
    """

    text: str
    place: PartOfName
    start: int
    end: int

    def fits(self, name: str) -> bool:
        """Whether a name has this part."""
        match self.place:
            case "any":
                return self.text in name
            case "last":
                return name.endswith(self.text)
            case _:
                return name.startswith(self.text)


def name_part(text: str) -> NamePart | None:
    """What a text says of a name in part; None where it says nothing of the kind."""
    place: PartOfName
    for pattern, place in _PATTERNS:
        found = pattern.search(text)
        if found is not None:
            return NamePart(found["part"], place, *found.span())
    return None
