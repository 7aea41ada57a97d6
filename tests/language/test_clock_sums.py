"""Times after and before other times."""

from datetime import datetime, timedelta
from itertools import product

import pytest

from companion.language.clock_sums import find_clock_sum, told_clock_sum
from companion.language.moments import spoken_time
from companion.language.numbers import native, sino

NOW = datetime(2026, 11, 22, 15, 5)


def said_time(hour, minute):
    return f"{hour}시" + (f" {minute}분" if minute else "")


@pytest.mark.parametrize(("hour", "minute", "length"), [(3, 10, 25), (11, 50, 30), (2, 30, 45), (12, 0, 10)])
def test_a_length_of_time_after_a_time(hour, minute, length):
    end = datetime(2026, 1, 1, hour, minute) + timedelta(minutes=length)
    wanted = said_time(end.hour % 12 or 12, end.minute)
    times = (f"{hour}시 {minute}분", f"{native(hour)} 시 {sino(minute)} 분" if minute else f"{native(hour)} 시")
    for start, rest in product(times, ("뒤에 끝나면 몇 시야?", "걸리면 몇시에 끝나", "후면 몇 시예요")):
        assert find_clock_sum(f"지금 {start}인데 {length}분 {rest}", NOW) == wanted


@pytest.mark.parametrize("minutes", [10, 40, 90])
def test_without_a_time_it_is_counted_from_now(minutes):
    assert find_clock_sum(f"{minutes}분 뒤면 몇 시야?", NOW) == spoken_time(NOW + timedelta(minutes=minutes))
    assert find_clock_sum(f"지금부터 {minutes}분 전엔 몇 시였어", NOW) == spoken_time(NOW - timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("저녁 일곱시 사십분에 시작해서 두시간 십오분짜리면 몇시에 끝나", "오후 9시 55분"),
        ("3시까지 도착해야 되는데 40분 걸리면 몇 시에 출발해야 돼?", "2시 20분"),
        ("열한 시에 자서 여섯 시 반에 일어나면 몇 시간 자는 거야?", "7시간 30분"),
        ("밤 11시에 자서 아침 7시에 일어나면 몇 시간이야", "8시간"),
        ("두 시에 시작해서 한 시간 반 걸리면 몇 시에 끝나?", "3시 30분"),
        ("지금 몇 시야", None),
        ("몇 시간 걸려", None),
        ("25시에서 10분 뒤면 몇 시야", None),
    ],
)
def test_times_in_stories(text, answer):
    assert find_clock_sum(text, NOW) == answer


@pytest.mark.parametrize(
    ("heard", "asked", "length"),
    [
        (["두시에 리허설이고 네시에 본공연이야"], "리허설 끝나고 본공연까지 몇 시간 비는 거지", "2시간"),
        (["개회사는 세시야", "귀빈이 한시에 도착해"], "귀빈 도착하고 개회사까지 얼마나 기다려야 돼", "2시간"),
        (["본공연은 네시야"], "리허설 끝나고 본공연까지 몇 시간 비는 거지", None),
    ],
)
def test_from_one_told_time_to_another_nothing_is_counted_from_now(heard, asked, length):
    assert told_clock_sum(asked, heard, datetime(2026, 11, 22, 18, 2)) == length
