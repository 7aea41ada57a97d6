"""The library of times is asked in a shorter way, and answers the same."""

from datetime import datetime

import pytest
from korean_datetime import AmbiguousHour, Cycle, ParseOptions, TemporalParser

from companion.language.temporal import temporal_parser

NOW = datetime(2026, 11, 22, 15, 5)
OPTIONS = (
    ParseOptions(cycle=Cycle.PAST),
    ParseOptions(cycle=Cycle.FUTURE, ambiguous_hour=AmbiguousHour.NEAREST_FUTURE),
)
TEXTS = (
    "",
    "너는 누구야",
    "내일 오후 세 시에 만나자",
    "다음 주 금요일부터 일요일까지",
    "2019년 10월 23일에 서명했어",
    "작년 여름이랑 재작년 겨울",
    "3월 말에서 4월 초 사이 오전에만",
    "오일에 가고 오일교환도 해야 해",
    "그내일 말고 오늘저녁 7시 반",
    "두 시간 뒤, 아니 세 시간 뒤에 깨워 줘",
    "십이월 이십오일 크리스마스에 눈이 올까",
    "열흘 전에 시작해서 보름 동안 했어",
    "지난달 마지막 주 토요일",
    "삼십 분 후에 전화할게",
)


@pytest.mark.parametrize("options", OPTIONS)
def test_it_finds_what_the_library_finds(options):
    library, ours = TemporalParser(options), temporal_parser(options)
    found = [ours.parse_all(text, now=NOW) for text in TEXTS]
    assert found == [library.parse_all(text, now=NOW) for text in TEXTS]
    assert sum(map(bool, found)) >= 10
