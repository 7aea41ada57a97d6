"""Which times a Korean question names, and how dates are written."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.language.dates import find_times, format_date, format_duration, parse_iso, weekday_name

TODAY = date(2026, 11, 22)


def only(text: str):
    found = find_times(text, TODAY)
    assert len(found) == 1, [e.text for e in found]
    return found[0]


def days(first: str, last: str | None = None) -> tuple[date, date]:
    return date.fromisoformat(first), date.fromisoformat(last or first)


@pytest.mark.parametrize(
    ("text", "words", "interval", "grain"),
    [
        ("2019년 10월 23일에 누구였어", "2019년 10월 23일", days("2019-10-23"), "day"),
        ("2019 년 10 월 23 일", "2019 년 10 월 23 일", days("2019-10-23"), "day"),
        ("2019.10.23에는", "2019.10.23", days("2019-10-23"), "day"),
        ("2019. 10. 23.", "2019. 10. 23.", days("2019-10-23"), "day"),
        ("2019/10/23", "2019/10/23", days("2019-10-23"), "day"),
        ("2019-10-23 기준", "2019-10-23", days("2019-10-23"), "day"),
        ("20191023", "20191023", days("2019-10-23"), "day"),
        ("2019-10에는", "2019-10", days("2019-10-01", "2019-10-31"), "month"),
        ("2019년 10월의 도지사", "2019년 10월", days("2019-10-01", "2019-10-31"), "month"),
        ("2019년도 10월", "2019년도 10월", days("2019-10-01", "2019-10-31"), "month"),
        ("2020년에 도지사는", "2020년", days("2020-01-01", "2020-12-31"), "year"),
        ("2018년쯤에", "2018년쯤", days("2018-01-01", "2018-12-31"), "year"),
        ("19년도 시장", "19년도", days("2019-01-01", "2019-12-31"), "year"),
        ("98년에", "98년", days("1998-01-01", "1998-12-31"), "year"),
        ("18년 7월에", "18년 7월", days("2018-07-01", "2018-07-31"), "month"),
        ("2010년대에", "2010년대", days("2010-01-01", "2019-12-31"), "decade"),
        ("90년대", "90년대", days("1990-01-01", "1999-12-31"), "decade"),
    ],
)
def test_written_dates_are_read(text: str, words: str, interval: tuple[date, date], grain: str) -> None:
    found = only(text)
    assert (found.text, (found.first, found.last), found.grain) == (words, interval, grain)


@pytest.mark.parametrize(
    ("text", "words", "interval"),
    [
        ("이천이십년에 누구", "이천이십년", days("2020-01-01", "2020-12-31")),
        ("그럼 이천 십구년에는", "이천 십구년", days("2019-01-01", "2019-12-31")),
        ("이천십구년 시월 이십삼일", "이천십구년 시월 이십삼일", days("2019-10-23")),
        ("십구년도 시장은", "십구년도", days("2019-01-01", "2019-12-31")),
        ("이공이공년", "이공이공년", days("2020-01-01", "2020-12-31")),
        ("이공일구년 유월", "이공일구년 유월", days("2019-06-01", "2019-06-30")),
        ("일구년도에", "일구년도", days("2019-01-01", "2019-12-31")),
        ("천구백구십팔년", "천구백구십팔년", days("1998-01-01", "1998-12-31")),
        ("이천년", "이천년", days("2000-01-01", "2000-12-31")),
        ("일월 스무날", "일월 스무날", days("2026-01-20")),
        ("시월 열이틀에", "시월 열이틀", days("2026-10-12")),
        ("음력 삼월 초사흘", "삼월 초", days("2026-03-01", "2026-03-10")),
        ("십 년 전에", "십 년 전", days("2016-11-22")),
    ],
)
def test_spelled_out_numbers_are_read_and_the_span_is_of_the_original(text, words, interval) -> None:
    found = only(text)
    assert found.text == text[found.start : found.end] == words
    assert (found.first, found.last) == interval


@pytest.mark.parametrize(
    ("text", "words", "interval", "grain"),
    [
        ("작년 3월에 누구였어", "작년 3월", days("2025-03-01", "2025-03-31"), "month"),
        ("재작년 대통령", "재작년", days("2024-01-01", "2024-12-31"), "year"),
        ("작년 초에는", "작년 초", days("2025-01-01", "2025-03-31"), "part"),
        ("24년 말 대통령", "24년 말", days("2024-10-01", "2024-12-31"), "part"),
        ("작년 하반기", "작년 하반기", days("2025-07-01", "2025-12-31"), "half_year"),
        ("작년 봄에", "작년 봄", days("2025-03-01", "2025-05-31"), "part"),
        ("재작년 겨울", "재작년 겨울", days("2024-12-01", "2025-02-28"), "part"),
        ("올여름에", "올여름", days("2026-06-01", "2026-08-31"), "part"),
        ("지난겨울에", "지난겨울", days("2025-12-01", "2026-02-28"), "part"),
        ("5월 말에", "5월 말", days("2026-05-21", "2026-05-31"), "part"),
        ("3년 전 도지사", "3년 전", days("2023-11-22"), "year"),
        ("지금으로부터 3년 전", "지금으로부터 3년 전", days("2023-11-22"), "year"),
        ("반년 전", "반년 전", days("2026-05-22"), "month"),
        ("지난달", "지난달", days("2026-10-01", "2026-10-31"), "month"),
        ("어제", "어제", days("2026-11-21"), "day"),
        ("내년 3월에", "내년 3월", days("2027-03-01", "2027-03-31"), "month"),
        ("다음 달", "다음 달", days("2026-12-01", "2026-12-31"), "month"),
        ("2023년 2분기", "2023년 2분기", days("2023-04-01", "2023-06-30"), "quarter"),
        ("삼일절에", "삼일절", days("2026-03-01"), "day"),
    ],
)
def test_relative_times_count_from_today(text, words, interval, grain) -> None:
    found = only(text)
    assert (found.text, (found.first, found.last), found.grain) == (words, interval, grain)


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("3월에", days("2026-03-01", "2026-03-31")),
        ("11월에", days("2026-11-01", "2026-11-30")),
        ("12월에", days("2025-12-01", "2025-12-31")),
        ("12월 20일", days("2025-12-20")),
        ("유월에", days("2026-06-01", "2026-06-30")),
    ],
)
def test_a_date_without_a_year_is_its_latest_occurrence(text: str, interval: tuple[date, date]) -> None:
    found = only(text)
    assert (found.first, found.last) == interval


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("2018년부터 2020년까지", days("2018-01-01", "2020-12-31")),
        ("2018~2020년", days("2018-01-01", "2020-12-31")),
        ("2018년 7월부터 2020년 3월까지", days("2018-07-01", "2020-03-31")),
        ("2018년부터 지금까지", days("2018-01-01", "2026-11-22")),
    ],
)
def test_a_range_runs_from_its_first_day_to_its_last(text: str, interval: tuple[date, date]) -> None:
    found = only(text)
    assert (found.text, (found.first, found.last), found.grain) == (text, interval, "range")


@pytest.mark.parametrize(
    ("text", "words", "shift"),
    [
        ("2018년 이전에는", "2018년 이전", "before"),
        ("2019년 10월 23일 전에", "2019년 10월 23일 전", "before"),
        ("2018년 7월 1일 이후", "2018년 7월 1일 이후", "after"),
        ("2020년 다음 대통령", "2020년 다음", "after"),
        ("작년 말 이후로", "작년 말 이후", "after"),
        ("2020년 후반에", "2020년 후반", None),
        ("2019년 전 지사", "2019년", None),
    ],
)
def test_before_and_after_a_date_are_told_from_the_date(text: str, words: str, shift: str | None) -> None:
    found = only(text)
    assert (found.text, found.shift) == (words, shift)


@pytest.mark.parametrize(
    "text", ["지금 대통령", "현재는", "요즘엔", "오늘날의", "이제 누구야", "현 도지사", "현직 시장"]
)
def test_words_for_the_present_mean_today(text: str) -> None:
    found = only(text)
    assert (found.is_now, found.first, found.last) == (True, TODAY, TODAY)


def test_that_year_is_the_year_named_before_it_in_the_same_text() -> None:
    year, month = find_times("2018년에 취임했는데 그해 10월 시장은?", TODAY)
    assert year.text == "2018년"
    assert (month.text, month.first) == ("그해 10월", date(2018, 10, 1))
    assert find_times("2018년 말고 그 이듬해", TODAY)[1].first == date(2019, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "그해에는", "이듬해", "그 전에는?", "그 당시 광주시장", "협약 때 시장은", "당일 예약",
        "지금까지 누가 했어", "이 년아", "두 군데만", "만원 이하", "2-3만원대", "오일장", "오일 파스타",
        "일본은?", "이월상품", "구월동 맛집", "시월드", "일월성신", "이천 맛집", "30년 전통 맛집",
        "이십년 된 집", "20년 경력", "5000년 역사", "1995년생", "7일 내내", "1박2일", "2/3",
        "031-211-8434", "1600-3883", "010-2019-1023", "이제명이 누구야", "현재호", "저녁 7시에",
        "점심 먹을 데", "주말에 갈 만한 곳", "매주 월요일", "모래내 맛집", "2019년 2월 30일",
        "2026-13-45", "99999999년 전", "", "🤖",
    ],
)  # fmt: skip
def test_no_time_is_read_where_there_is_none(text: str) -> None:
    assert find_times(text, TODAY) == ()


def test_several_times_keep_their_order_and_do_not_overlap() -> None:
    found = find_times("작년과 올해, 그리고 지금은?", TODAY)
    assert [e.text for e in found] == ["작년", "올해", "지금"]
    assert [e.text for e in find_times("2019년 다음 10월", TODAY)] == ["2019년", "다음 10월"]


PIECE_LIST = """
2019년 10월 23일 이천 이십 년 년도 전에 이후 부터 까지 작년 내년 그해 이듬해 지금 현재 초 말 봄 겨울
지난 올 대 쯤 - ~ . / 2월 30일 99 9999년 0 3 개월 주 뒤 다음 그날
"""
PIECES = st.sampled_from([*PIECE_LIST.split(), "\ud800"])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=9).map("".join) | st.lists(PIECES, max_size=9).map(" ".join) | st.text(max_size=30))
def test_any_text_gives_ordered_spans_of_itself(text: str) -> None:
    end = 0
    for found in find_times(text, TODAY):
        assert end <= found.start < found.end
        assert found.text == text[found.start : found.end]
        assert found.first <= found.last
        end = found.end


def test_looking_costs_less_than_half_a_millisecond_once_warm() -> None:
    texts = [
        "작년 3월에 경기도지사가 누구였어?",
        "2019년 10월 23일 이전 시장",
        "수원 갈비 맛집 두 군데만",
        "이천이십년에는?",
    ]
    for text in texts:
        find_times(text, TODAY)
    rounds = []
    for _ in range(20):
        started = time.process_time()
        for text in texts:
            find_times(text, TODAY)
        rounds.append(time.process_time() - started)
    assert min(rounds) / len(texts) < 0.5e-3


@pytest.mark.parametrize(
    "text", ["2019년 10월 " * 1_000, "이" * 10_000, "그해 " * 3_000, "2019-" * 2_000, "십" * 10_000]
)
def test_ten_thousand_characters_do_not_stall_the_robot(text: str) -> None:
    started = time.process_time()
    find_times(text, TODAY)
    assert time.process_time() - started < 1.0


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2019, 10, 23), "2019년 10월 23일"),
        ("2019-10-03", "2019년 10월 3일"),
        ("2019-03", "2019년 3월"),
        ("2019", "2019년"),
    ],
)
def test_a_date_is_written_no_more_precisely_than_it_is_known(day: date | str, expected: str) -> None:
    assert format_date(day) == expected


def test_the_signing_ceremony_was_on_a_wednesday() -> None:
    assert weekday_name(date(2019, 10, 23)) == "수요일"


@pytest.mark.parametrize(
    ("text", "expected"), [("2026-07-01", date(2026, 7, 1)), ("2026-07", "2026-07"), ("2026", "2026")]
)
def test_iso_dates_may_be_partial(text: str, expected: date | str) -> None:
    assert parse_iso(text) == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2026-13-45", "no month 13"),
        ("2026-02-30", "days 1 to 28, not 30"),
        ("2026-00", "no month 0"),
        ("0000-01-01", "no year 0"),
        ("2026.07.01", "YYYY-MM-DD"),
        ("２０２６", "YYYY-MM-DD"),
        ("어제", "YYYY-MM-DD"),
        ("", "YYYY-MM-DD"),
    ],
)
def test_a_wrong_date_says_what_is_wrong(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        parse_iso(text)


@pytest.mark.parametrize(
    ("first", "last", "length"),
    [
        ("2024-12-14", "2024-12-27", "14일"),
        ("2024-12-27", "2025-03-24", "2개월 26일"),
        ("2021-07-01", "2022-05-31", "11개월"),
        ("2022-07-01", "2026-06-30", "4년"),
        ("2018-07-01", "2021-10-25", "3년 3개월"),
        ("2024-01-31", "2024-02-28", "29일"),
    ],
)
def test_a_duration_counts_both_its_days(first, last, length):
    assert format_duration(*days(first, last)) == length
