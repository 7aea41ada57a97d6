from datetime import datetime

import pytest

from companion.language.moments import find_moment
from companion.language.purposes import about_to, purpose
from companion.language.terms import read

NOW = datetime(2026, 11, 28, 15, 5)


@pytest.mark.parametrize(
    ("request_", "what"),
    [
        ("매일 아침 8시에 약 먹으라고 해 줘", "약 먹을 시간"),
        ("내 혈압약 먹을 시간 되면 알려줘", "혈압약 먹을 시간"),
        ("8시에 회의 있다고 알려 줘", "회의 있다"),
        ("내일 7시에 엄마한테 전화하라고 해 줘", "엄마한테 전화할 시간"),
        ("십 분 있다가 라면 불 끄라고 알려 줘", "라면 불 끌 시간"),
        ("저녁 6시에 강아지 밥 주라고 알려줘", "강아지 밥 줄 시간"),
        ("8시에 약", "약 시간"),
        ("8시에 모임 있으니까 알려 줘", "모임 시간"),
        ("8시에 피아노 수업이 있는데 잊지 않게 말해 줘", "피아노 수업 시간"),
        ("8시에 약 먹는 거 잊지 않게 알려 줘", "약 먹을 시간"),
        ("한 시간 뒤에 빨래 널게 알려 줘", "빨래 널 시간"),
        ("약을 8시에 먹으라고 해 줘", "약을 먹을 시간"),
        ("10분 뒤에 게임 그만하라고 말해 줘", "게임 그만할 시간"),
        ("9시에 이제 그만하라고 해 줘", "그만할 시간"),
        ("5분 뒤에 담배 피우지 말라고 말해 줘", "담배 피우지 말아야 할 시간"),
        ("5시에 손주 데리러 가라고 알려 줘", "손주 데리러 갈 시간"),
        ("10분 뒤에 깨워 줘", None),
        ("삼 분 타이머", None),
        ("10분 뒤에 알람 맞춰 줘", None),
        ("7시에 깨워 줘", None),
    ],
)
def test_what_a_reminder_is_for_is_a_noun_phrase(request_, what):
    moment = find_moment(request_, NOW)
    assert purpose(read(request_, (), (), ()), *(moment.spans if moment else ())) == what


@pytest.mark.parametrize(
    ("stem", "form"),
    [
        ("먹", "먹을"),
        ("가", "갈"),
        ("만들", "만들"),
        ("돕", "도울"),
        ("짓", "지을"),
        ("듣", "들을"),
        ("전화하", "전화할"),
    ],
)
def test_a_verb_before_what_will_be(stem, form):
    assert about_to(stem) == form
