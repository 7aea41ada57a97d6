from datetime import datetime

import pytest

from companion.language.moments import spoken_time


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (0, 0, "오전 12시"), (0, 5, "오전 12시 5분"), (9, 30, "오전 9시 30분"), (12, 0, "오후 12시"),
        (12, 1, "오후 12시 1분"),
        (15, 5, "오후 3시 5분"), (23, 59, "오후 11시 59분"),
    ],
)  # fmt: skip
def test_the_time_is_told_in_halves_of_twelve_hours(hour, minute, said):
    assert spoken_time(datetime(2026, 11, 22, hour, minute)) == said


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
    ("question", "answer"),
    [
        ("크리스마스까지 몇 밤 남았어?", "크리스마스까지 33밤 남았어요. 2026년 12월 25일 금요일이에요."),
        ("설날까지 며칠 남았어", "설날까지 77일 남았어요. 2027년 2월 7일 일요일이에요."),
        ("올해 추석이 며칠이었는지 아는가", "올해 추석은 2026년 9월 25일 금요일이었어요."),
        ("작년 설날이 언제였지", "작년 설날은 2025년 1월 29일 수요일이었어요."),
        ("추석이 언제야", "올해 추석은 9월 25일 금요일이었고, 다음 추석은 2027년 9월 15일 수요일이에요."),
        ("내년 추석은 무슨 요일이야", "내년 추석은 2027년 9월 15일 수요일이에요."),
        ("100일 뒤는 무슨 요일이야", "100일 뒤는 2027년 3월 2일 화요일이에요."),
        ("3월 1일부터 5월 5일까지 며칠이야", "2027년 3월 1일부터 2027년 5월 5일까지 65일이에요."),
        ("다음 주 월요일이 며칠이야", "다음 주 월요일은 2026년 11월 23일이에요."),
        ("오늘 음력으로 며칠이야", "오늘은 음력으로 10월 14일이에요."),
        ("음력 8월 15일이 언제야", "음력 8월 15일은 2027년 9월 15일 수요일이에요."),
        ("크리스마스가 며칠 남았더라", "크리스마스까지 33일 남았어요. 2026년 12월 25일 금요일이에요."),
    ],
)
def test_days_are_told_by_the_name_they_were_asked_by(ask, question, answer):
    reply = ask(question)
    assert (reply.route, reply.status, reply.text) == ("clock", "answered", answer)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("뉴욕은 지금 몇 시야", "뉴욕은 지금 오전 1시 5분이에요."),
        ("일본은 지금 몇 시야", "일본은 지금 오후 3시 5분이에요."),
        ("하와이는 지금 몇 시야", "하와이는 지금 어제 오후 8시 5분이에요."),
        ("미국은 지금 몇 시야", "미국은 시간대가 여럿이에요. 도시 이름을 말씀해 주세요."),
    ],
)
def test_the_time_elsewhere_is_reckoned_from_korean_time(ask, question, answer):
    assert ask(question).text == answer


@pytest.mark.parametrize(
    "question", ["유치회관 몇 시까지 해", "경기도지사 임기가 며칠 남았어", "협약이 며칠이었어", "월요일에 쉬는 집 있어"]
)
def test_what_has_a_time_of_its_own_is_not_the_clocks_business(ask, question):
    assert ask(question).route != "clock"


def test_a_date_that_is_doubted_is_a_matter_of_what_was_spoken_of(talk):
    reply = talk("업무협약은 언제 맺었어?", "10월 25일이었나?")[-1]
    assert (reply.route, reply.text) == ("knowledge", "아니요. 업무협약은 2019년 10월 23일에 체결됐어요.")


def test_the_question_for_the_time_is_the_clocks_whatever_was_spoken_of(talk):
    assert talk("경기도지사가 누구야?", "지금 몇 시야?")[-1].text == "지금은 오후 3시 5분이에요."


@pytest.mark.parametrize("asked", ["며칠 남았어?", "며칠 남았는가, 그날 한복 입고 가야 되는데"])
def test_the_day_that_was_told_before_is_meant(talk, asked):
    *_, reply = talk("수능이 십이월 십구일이야", "떨린다", asked)
    assert reply.text == "2026년 12월 19일까지 27일 남았어요."


def test_a_day_with_its_weekday_is_told_once(ask):
    assert ask("오늘 며칠이고 무슨 요일이야").text == "오늘은 2026년 11월 22일 일요일이에요."
    assert ask("오늘이 며칠이고? 장날인가 모르겠네").text == "오늘은 2026년 11월 22일 일요일이에요."


@pytest.mark.parametrize("what", ["기말고사", "우리 엄마 생일", "할아버지 제사", "학교 소풍"])
@pytest.mark.parametrize("joint", [" 12월 14일인데", "이 12월 14일인데", " 12월 14일이야.", "이 12월 14일이라는데"])
@pytest.mark.parametrize("ending", ["며칠 남음?", "며칠 남았어?", "며칠이나 남았는가?", "며칠 남았노"])
def test_days_until_something_that_is_told_first(ask, what, joint, ending):
    assert "12월 14일까지 22일" in ask(f"{what}{joint} {ending}").text
    assert "월요일" in ask(f"{what}{joint} 무슨 요일이고").text


@pytest.mark.parametrize("until", ["까지", "까정", "까정은", ""])
@pytest.mark.parametrize("ending", ["며칠 남음?", "며칠이나 남았는가?", "메칠 남았당가"])
def test_days_until_a_holiday_in_slang_and_dialect(ask, until, ending):
    assert "33일 남았어요" in ask(f"크리스마스{until} {ending}").text


def test_a_time_that_follows_is_reckoned(ask):
    assert ask("지금 3시 10분인데 25분 뒤에 끝나면 몇 시야?").text == "3시 35분이에요."
    assert ask("25분 뒤면 몇 시야?").text == "오후 3시 30분이에요."


@pytest.mark.parametrize(
    ("before", "asked", "told"),
    [
        ("제 딸 생일이 다음 달 십이일", "그게 무슨 요일이죠", "12월 12일은 토요일"),
        ("우리 결혼식이 2027년 3월 6일이야", "그날 무슨 요일이야", "3월 6일은 토요일"),
        ("추석이 언제야", "그게 무슨 요일이더라", "수요일"),
    ],
)
def test_a_day_that_is_pointed_at_is_the_one_named_before(talk, before, asked, told):
    assert told in talk(before, asked)[-1].text


def test_a_day_that_was_never_named_is_not_today(ask):
    assert "오늘" not in ask("그날 무슨 요일이었어?").text


def test_a_day_told_just_now_goes_before_the_places_told_earlier(talk):
    assert "토요일" in talk("수원 빵집 알려줘", "제 딸 생일이 다음 달 십이일", "그게 무슨 요일이죠")[-1].text


def test_a_day_has_the_year_that_was_told_of_it(talk):
    assert "2019년 10월 23일은 수요일" in talk("협약식은 10월 23일이었지?", "그날이 무슨 요일이었지")[-1].text


@pytest.mark.parametrize(
    "said",
    [
        "손주 학예회가 무슨 요일이지",
        "올해 첫눈 내린 날짜는?",
        "토플 스터디 모임 시간이 몇 시입니까?",
        "다음 주 상사와의 미팅 언제야",
        "이번 달 휴일이 언제야",
    ],
)
def test_the_day_of_something_that_happens_is_not_today(ask, said):
    reply = ask(said)
    assert "22일" not in reply.text
    assert "3시 5분" not in reply.text


@pytest.mark.parametrize(
    "said", ["공문에 넣을 오늘 날짜 좀", "지금 시간이 몇 시죠", "오늘 무슨 요일이지", "시계가 지금 몇 시를 가리켜"]
)
def test_now_is_told_however_it_is_described(ask, said):
    assert ask(said).route == "clock"


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (["공연이 저녁 8시 20분이야", "극장까지 40분 걸린다던데 몇 시에 나서면 되지?"], "오후 7시 40분"),
        (["여섯 시에 연습이 있고 그 전에 소품을 찾으러 왕복 1시간이에요.", "늦어도 몇 시에는 나가야 돼요?"], "5시"),
        (["영화가 다섯 시인데 지금 몇 시야?"], "지금은 오후 3시 5분이에요."),
        (["이사 온 게 2004년 9월 3일인데 올해로 몇 년째지?"], "2004년부터 세면 올해로 22년이에요."),
        (["2018년에 개업했는데 올해로 몇 년째예요?"], "2018년부터 세면 올해로 8년이에요."),
        (["다음 달 초열흘이 할머니 제사야. 오늘부터 며칠 남았어?"], "18일 남았어요."),
        (["다음 달 초이레가 무슨 요일이야?"], "2026년 12월 7일 월요일"),
        (["이따 다섯 시에 면접 보기로 했어", "지금부터 얼마나 남았어?"], "한 시간 55분"),
    ],
)
def test_what_follows_from_a_time_that_was_told(talk, turns, said):
    assert said in talk(*turns)[-1].text


def test_the_time_of_another_place_is_none_of_here(ask):
    assert "오전 1시 5분" in ask("뉴욕은 지금 몇 시야?").text


def test_nothing_is_counted_to_the_day_it_is_counted_from(ask):
    assert "오늘은 바로 오늘" not in ask("오늘부터 며칠 남았어?").text
