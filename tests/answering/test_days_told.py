"""Days of what somebody told of, days that are claimed, and spans between days that were told."""

from datetime import date

import pytest

from companion.language.told_days import told_days

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("told", "asked", "words"),
    [
        ("운동회가 12월 18일이야", "운동회 사흘 전이 무슨 요일이지?", ["12월 15일", "화요일"]),
        ("운동회가 12월 18일이야", "예행연습은 운동회 일주일 전에 하는데 그게 며칠이야?", ["12월 11일"]),
        ("운동회가 12월 18일이야", "운동회 다음 날은 며칠이야?", ["12월 19일"]),
        ("12월 3일에 이사해", "이사까지 며칠 남았어?", ["11일 남았어요"]),
        ("우리 딸 돌잔치가 12월 12일이야", "돌잔치가 언제라고 했지?", ["12월 12일", "토요일"]),
        ("중간고사가 12월 7일부터거든", "시험 첫날이 무슨 요일이야?", ["12월 7일", "월요일"]),
        ("캠프가 12월 24일부터 12월 28일까지야", "캠프 마지막 날이 무슨 요일이지?", ["12월 28일", "월요일"]),
        ("기말고사가 12월 8일부터거든", "시험 첫날이 무슨 요일이야?", ["12월 8일", "화요일"]),
        ("12월 9일에 졸업식이야", "졸업식이 무슨 요일이지?", ["수요일"]),
        ("12월 14일부터 출장이야", "나흘 있으면 며칠까지 있는 거야?", ["12월 17일"]),
        ("오늘 좀 춥네", "5년이면 날짜로 며칠이야?", ["1,826일"]),
        ("오늘 좀 춥네", "이번 주 토요일이 며칠이야?", ["11월 28일"]),
        ("김장은 12월 5일에 하기로 했어", "김장이 12월 5일 맞지?", ["네", "12월 5일"]),
        ("김장은 12월 5일에 하기로 했어", "김장이 12월 6일이었나?", ["아니요", "12월 5일"]),
    ],
)
def test_a_day_is_known_by_what_was_told_to_be_on_it(talk, told, asked, words):
    reply = talk(told, asked, as_of="2026-11-22")[-1]
    assert not [word for word in words if word not in reply.text], reply.text


def test_a_day_may_hang_on_another_one(talk):
    said = ["결혼식이 3월 7일이야", "청첩장은 결혼식 한 달 전에 돌릴 거야", "상견례는 12월 13일에 해"]
    assert "84일" in talk(*said, "상견례부터 결혼식까지 며칠이나 돼?", as_of="2026-11-22")[-1].text
    assert told_days(tuple(said), SUNDAY)[1].day == date(2027, 2, 7)


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (("내일 치과 예약 있어", "오후 두 시 반이야", "치과 몇 시라고 했지?"), "오후 두 시 반이라고"),
        (("수요일에 미용실 예약했어", "저녁 여섯 시로", "미용실 몇 시 예약이었지?"), "저녁 여섯 시라고"),
        (("내일 치과 예약 있어", "치과 몇 시라고 했지?"), "내일 치과 예약 있으시다고"),
        (("다음 주 화요일은 며칠이야?", "그날 병원 예약 있어", "병원 언제 간다고 했지?"), "11월 24일"),
        (("오늘 면접 봤어", "결과는 금요일에 나온대", "면접 언제 봤다고 했지?"), "오늘"),
    ],
)
def test_when_something_is_may_be_told_over_turns(talk, turns, words):
    assert words in talk(*turns, as_of="2026-11-22")[-1].text


@pytest.mark.parametrize("asked", ["운동회 장소가 언제 정해졌지?", "운동회 전날 뭐 먹을까?", "운동장이 어디야?"])
def test_what_is_asked_of_something_else_is_told_no_day(talk, asked):
    assert talk("운동회가 12월 18일이야", asked, as_of="2026-11-22")[-1].route != "clock"


@pytest.mark.parametrize(
    "text", ["내일 뭐 하지?", "12월 18일이 무슨 요일이야?", "날짜가 10월 25일 맞지?", "오늘은 11월 22일이야"]
)
def test_a_question_tells_of_no_day(text):
    assert told_days((text,), SUNDAY) == ()


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("오늘이 11월 22일 맞지?", "네"), ("오늘이 금요일이지?", "아니요"), ("내일이 월요일 맞지?", "네"),
        ("12월 25일이 일요일이라던데 맞아?", "아니요"), ("다음 주 화요일이 24일 맞지?", "네"),
    ],
)  # fmt: skip
def test_a_day_that_is_said_to_be_another_is_checked(ask, claim, told):
    assert ask(claim, as_of="2026-11-22").text.startswith(told)


def test_a_day_that_is_claimed_of_a_fact_is_held_against_it_and_the_right_one_is_meant_then(talk):
    said = ("2019년 업무협약의 이름이 뭐야?", "날짜가 10월 25일 맞지?", "그날이 무슨 요일이었어?")
    replies = talk(*said, as_of="2026-11-22")
    assert "10월 23일" in replies[1].text
    assert "수요일" in replies[2].text


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("이재명 대통령 취임일이 6월 4일 맞지?", "네"),
        ("윤석열 대통령은 4월 4일에 물러났지?", "네"),
        ("이재명 대통령 취임일이 6월 5일 맞지?", "아니요"),
    ],
)
def test_a_day_that_is_claimed_without_its_year_is_that_of_any_year(ask, claim, told):
    assert ask(claim, as_of="2026-11-22").text.startswith(told)


def test_a_span_lies_between_two_days_that_were_told(talk):
    said = ("윤석열 대통령은 언제 물러났어?", "다음 대통령이 취임한 건 언제야?", "파면부터 취임까지 며칠이 걸렸지?")
    assert "61일" in talk(*said, as_of="2026-11-22")[-1].text


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["금요일은 우리 이모 생신이야", "이모 생신까지 며칠 남았어?"], "5일"),
        (["지난 금요일이 이모 생신이었어", "이모 생신이 언제라고 했지?"], "11월 20일"),
        (["내일은 둘째 치과 가는 날이야", "아 참 치과는 내일이 아니라 화요일이다", "치과가 언제라고?"], "11월 24일"),
        (["동창회가 12월 5일이야", "아니, 동창회는 토요일이 아니라 금요일이야", "동창회가 언제라고?"], "12월 4일"),
    ],
)
def test_a_weekday_is_the_next_one_and_may_be_put_right(talk, turns, words):
    assert words in talk(*turns, as_of="2026-11-22")[-1].text


def test_what_was_only_asked_was_not_told():
    assert told_days(("운동회가 12월 18일이야?",), SUNDAY) == ()


@pytest.mark.parametrize("said", ["뭐 하지", "심심한데 뭐 하지?", "그렇게는 하지 말자"])
def test_a_verb_is_no_solstice(ask, said):
    assert ask(said).route != "clock"


def test_the_solstice_is_one(ask):
    assert ask("하지까지 며칠 남았어?").route == "clock"


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["이사가 12월 11일이야", "그날부터 2주 뒤면 며칠이지?", "거기서 사흘 더 지나면?"], "12월 28일 월요일"),
        (["면접이 1월 20일인데 무슨 요일이지?", "20일부터 일요일까지 쉬면 며칠 쉬는 거야?"], "5일이에요"),
        (["12월 7일에 출장 가", "7일부터 그다음 주 화요일까지 다녀오면 며칠이야?"], "12월 15일 화요일까지 9일"),
        (["12월 1일부터 3일까지 쉬면 며칠이야?"], "3일이에요"),
        (["12월 20일에 시험이 끝나", "그때부터 열흘 놀면 며칠까지 노는 거야?"], "12월 29일 화요일까지"),
        (["24일부터 31일까지 쉬면 며칠이야?"], "12월 31일 목요일까지 8일"),
        (["3월 1일부터 3월 3일까지 며칠이야?"], "2일이에요"),
    ],
)
def test_days_lean_on_a_day_spoken_of(talk, turns, told):
    assert told in talk(*turns, as_of="2026-11-22")[-1].text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["다음 주 토요일이 며칠이야?", "그날 딸 돌잔치거든", "걱정이야", "돌잔치까지 며칠 남았지?"], "6일 남았"),
        (["손녀가 시집을 가", "십이월 십구일이래 결혼식이", "그때까지 며칠 남은 거야?"], "27일 남았"),
        (["손녀가 시집을 가", "십이월 십구일이래 결혼식이", "무슨 요일이여 그날이"], "토요일"),
        (["십일월 이십팔일이 제사여", "며칠 안 남았네 며칠이여"], "6일 남았"),
        (["크리스마스까지 며칠 남았어?", "그럼 결혼기념일은 12월 19일인데 그건?"], "27일 남았"),
        (["다음주 토요일이 우리 딸 생일이야", "피자를 좋아해", "그럼 생일까지 며칠 남았나"], "6일 남았"),
        (["엄마 생신이 12월 13일이야", "아빠 생신은 1월 15일이고", "아빠는 며칠 남았지"], "54일 남았"),
        (["김장을 12월 첫째주 토요일에 하기로 했어", "그게 며칠이지"], "2026년 12월 5일"),
        (["김장은 12월 5일이야", "아니다 김장 12월 6일로 바꿨어", "김장까지 며칠이야"], "14일 남았"),
        (["담배 11월 3일에 끊었어", "끊은지 며칠됐지"], "19일이 지났"),
        (["10월 17일에 운동회를 했어", "며칠 지났어 그럼"], "36일"),
        (["우리 결혼한 게 2011년 10월 8일이야", "다음 결혼기념일까지 며칠 남았어"], "2027년 10월 8일"),
        (["전역이 내년 5월 9일이래", "전역까지 며칠 남았어", "몇 개월이지 그럼"], "5개월"),
        (["방학이 12월 31일이래", "방학까지 며칠 남았어", "그럼 몇주 남은거야"], "5주 4일"),
        (["기일이 음력 시월 스무날이야", "며칠 남았어"], "6일 남았"),
        (["연말까지 며칠 남았냐"], "39일"),
        (["주말까지 며칠 남았어"], "6일"),
        (["2005년에 결혼했으니까 올해 몇주년이지"], "21주년"),
        (["회사 창립이 1998년이거든", "올해 몇 주년이지"], "28주년"),
        (["회사 창립이 1998년이거든", "30주년은 언제야?"], "2028년"),
        (["나 2019년에 입사했어", "입사한 지 몇 년 됐지"], "7년"),
        (["오늘 사귄 지 500일이야", "그럼 언제부터 사귄 거지?"], "2025년 7월 11일"),
        (["우리 아기 오늘 태어난지 50일이야", "백일은 언제야?"], "2027년 1월 11일"),
        (["내년이 결혼 30주년이면 몇 년에 결혼한 거야"], "1997년이었어요"),
        (["창립 오십 주년이면 어느 해에 세운 거지"], "1976년이었어요"),
        # so many days or months from a day that is told, and that day pointed at
        (["2024년 5월 1일부터 만났는데 천일이 언제지?"], "2027년 1월 25일"),
        (["2024년 5월 1일부터 만났는데 천일이 언제지?", "그날이 무슨 요일이야?"], "2027년 1월 25일은 월요일"),
        (["작년 9월 1일에 시작했는데 18개월이면 언제 끝나"], "2027년 2월 28일"),
        (["올해 3월 2일에 들어갔거든 일 년 육 개월이면 언제 나오냐", "그때까지 며칠 남았지"], "2027년 9월 1일까지"),
        (["내가 올해 일흔여덟이야", "쥐띠인가 개띠인가 나는"], "쥐띠"),
        (["두 시에 시작해서 다섯 시에 끝나", "몇 시간 하는 거지?"], "3시간"),
        (["여행이 12월 24일부터 27일까지야", "환전은 여행 사흘 전에 할건데 며칠이지"], "12월 21일"),
        (["엄마 생일은 12월 3일이야", "몇 밤 자면 돼?"], "11밤"),
        (["내일모레 면접이야", "결과는 그 다음주 금요일에 나온대", "그게 며칠이야"], "12월 4일"),
        (["계약이 2024년 5월 1일부터거든요", "계약한 지 얼마나 됐죠"], "2년 6개월"),
        (["우리 둘째가 2018년 8월생이야", "무슨 띠지"], "개띠"),
        (["다음주 화요일에 여행 가", "짐은 전날 싸야지 그게 며칠이야"], "11월 23일"),
    ],
)  # fmt: skip
def test_a_day_is_found_by_what_was_said_of_it(talk, turns, told):
    assert told in talk(*turns, as_of="2026-11-22")[-1].text


@pytest.mark.parametrize(
    "turns",
    [
        ["엄마 생신이 12월 13일이야", "아빠 생신까지 며칠 남았어?"],
        ["손녀가 시집을 가", "결혼식까지 며칠 남았어?"],
        ["올해 연차 15일인데 11일 썼어", "그때까지 며칠 남았지"],
        ["크리스마스 이브가 12월 24일이지?", "24일부터 연차를 쓸까", "아까 남은 연차 며칠이랬지"],
        ["내일 여행 가", "환전은 결혼식 사흘 전에 할건데 며칠이지"],
        ["시험은 12월 8일이야", "하루에 두 번씩 하면 며칠 걸려?"],
    ],
)
def test_no_day_is_told_of_what_had_none(talk, turns):
    reply = talk(*turns, as_of="2026-11-22")[-1].text
    assert not any(word in reply for word in ("일 남았", "2026년", "2027년"))


@pytest.mark.parametrize(
    ("told", "asked", "words"),
    [
        (["운동회가 12월 7일부터래", "며칠 남았어?"], "사흘동안 본다는데 그럼 언제 끝나?", ["12월 9일", "수요일"]),
        (["마감이 수요일이거든", "마감이 무슨 요일이랬지?"], "그럼 오늘 빼고 며칠 남은 거야?", ["3일 남았"]),
        (["오늘 좀 춥네"], "내일 화요일 맞지?", ["아니요", "월요일"]),
        (["오늘 좀 춥네"], "오늘 일요일 맞지?", ["네", "일요일"]),
        (["오늘 좀 춥네"], "다음달 오일날 무슨 요일이냐", ["12월 5일", "토요일"]),
        (["졸업식이 12월 25일이야", "토요일까지 쉬잖아", "회식은 그 전주 금요일로"], "그게 며칠이지?", ["12월 18일"]),
    ],
)
def test_a_day_follows_from_what_was_told(talk, told, asked, words):
    reply = talk(*told, asked, as_of="2026-11-22")[-1]
    assert not [word for word in words if word not in reply.text], reply.text


def test_a_weekday_that_only_says_when_is_not_what_is_asked(talk):
    reply = talk("매향통닭 알려줘", "오늘 일요일인데 문 열어?", as_of="2026-11-22")[-1]
    assert "매향통닭" in reply.text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["토론회가 네 시예요", "점심이 한 시 반에 끝나면 토론회까지 몇 시간 남죠?"], "2시간 30분"),
        (["시사회는 오후 다섯 시야", "세 시에 도착하면 시사회까지 얼마나 남아?"], "2시간"),
        (["12월 7일 월요일부터 나흘을 쓰면 언제까지 쉬게 되나요?"], "12월 10일 목요일"),
        (["목요일부터 2박 3일이면 무슨 요일에 돌아와?"], "11월 28일 토요일"),
        (["어제 새벽 2시에 잠들었어", "아침 8시에 깼는데 몇 시간 잔 거야"], "6시간"),
        (["2019년 12월 25일에서 오늘까지 몇 년이야"], "6년 10개월 28일"),
        (["2019년 10월 23일에서 오늘까지 몇 년이야"], "7년 30일"),
        (["수수께끼 내 줘", "수수께끼는 그만하고 지금 몇 시인지 알려줘"], "오후 3시 5분"),
        (["끝말잇기 하자", "게임 그만하고 지금 몇 시야"], "오후 3시 5분"),
    ],
)
def test_lengths_are_counted_from_where_they_are_told_to_begin(talk, turns, told):
    assert told in talk(*turns, as_of="2026-11-22")[-1].text


@pytest.mark.parametrize(
    "turns",
    [
        ["출장이 오후 네 시야", "정비가 한 시에 끝나면 발표회까지 얼마나 남아?"],
        ["아침 8시에 일어났으니까 몇 시간 잔 거야"],
    ],
)
def test_no_length_is_made_up_and_no_alarm_set(talk, turns):
    reply = talk(*turns, as_of="2026-11-22")[-1].text
    assert "시간" not in reply
    assert "깨워" not in reply


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["주사를 3주마다 맞으라는데 오늘 맞았으면 다음은 며칠이야"], ["12월 13일", "일요일"]),
        (["화분에 물을 열흘에 한 번 줘야 된대", "어제 물 줬는데 그럼 다음 물 주는 날은 언제야?"], ["12월 1일"]),
        (["머리를 한 달에 한 번 자르는데 11월 20일에 잘랐거든. 다음은 언제야?"], ["12월 20일"]),
        (["1985년 4월에 임용돼서 2019년 6월 말에 나왔으니 몇 년이나 있은 거지?"], ["34년 2개월쯤"]),
        (["1990년에 들어가서 2011년에 나왔으니 몇 년이나 다닌 거야?"], ["21년"]),
        (["우리 손주가 2019년 3월 8일생인데 올해 몇 살인가요?"], ["만으로 일곱 살"]),
        (["업무협약은 언제 맺었어?", "나 2016년에 입사했으니까 그때면 몇 년차였지"], ["4년 차"]),
        (
            [
                "결혼기념일이 12월 20일인데 며칠 남았습니까",
                "1986년에 했으니까 올해가 몇 주년이지",
                "무슨 요일인지도 봐 줘",
            ],
            ["12월 20일", "일요일"],
        ),
    ],
)
def test_what_is_counted_from_days_that_were_told(talk, turns, words):
    reply = talk(*turns, as_of="2026-11-22")[-1]
    assert not [word for word in words if word not in reply.text], reply.text


@pytest.mark.parametrize(
    "said", ["주사를 3주마다 맞으라는데 다음은 며칠이지", "2016년에 입사했으니까 그때면 몇 년차였지"]
)
def test_a_day_that_was_not_told_is_not_today(ask, said):
    assert "11월 22일" not in ask(said).text
