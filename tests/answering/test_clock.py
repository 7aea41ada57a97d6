from datetime import datetime

import pytest

from companion.answering.clock import clock_time


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (0, 0, "오전 12시"), (0, 5, "오전 12시 5분"), (9, 30, "오전 9시 30분"), (12, 0, "오후 12시"),
        (12, 1, "오후 12시 1분"),
        (15, 5, "오후 3시 5분"), (23, 59, "오후 11시 59분"),
    ],
)  # fmt: skip
def test_the_time_is_told_in_halves_of_twelve_hours(hour, minute, said):
    assert clock_time(datetime(2026, 11, 22, hour, minute)) == said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("지금 몇 시야", ["오후 3시 5분"]),
        ("오늘 며칠이야", ["2026년 11월 22일", "일요일"]),
        ("오늘 무슨 요일이에요", ["일요일"]),
        ("내일 무슨 요일이야", ["내일", "월요일"]),
        ("어제 며칠이었어", ["11월 21일"]),
        ("모레 며칠이야", ["11월 24일", "화요일"]),
        ("올해가 몇 년도지", ["2026"]),
        ("날짜하고 요일 알려줘", ["22일", "일요일"]),
        ("2020년 1월 1일은 무슨 요일이야", ["수요일"]),
        ("2019년 10월 23일은 무슨 요일이었어", ["수요일"]),
    ],
)
def test_the_time_the_date_and_the_weekday_are_told(ask, question, words):
    reply = ask(question)
    assert (reply.route, reply.status) == ("clock", "answered"), reply.text
    assert not [word for word in words if word not in reply.text], reply.text


def test_the_date_is_the_day_of_the_answer_and_the_time_is_the_clock(ask, ceremony):
    assert "2020년 2월 29일" in ask("오늘 며칠이야", as_of="2020-02-29").text
    assert "2019년 10월 23일" in ask("오늘 며칠이야", to=ceremony).text
    assert "오후 3시 5분" in ask("지금 몇 시야", to=ceremony).text


@pytest.mark.parametrize(
    "question",
    [
        "뉴욕은 지금 몇 시야",
        "크리스마스까지 며칠 남았어",
        "추석이 언제야",
        "일본은 지금 몇 시야",
        "유치회관 몇 시까지 해",
    ],
)
def test_other_places_and_holidays_are_not_the_clocks_business(ask, question):
    assert ask(question).route != "clock"
