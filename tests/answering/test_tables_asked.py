"""Sheets of officials, schedules and prices, asked in conversation: which rows, which columns, said as Korean."""

import io
from datetime import date, datetime
from pathlib import Path

import pytest
from made_up import robot_of_garam

from companion.dialogue.state import State
from companion.documents.passages import cut
from companion.documents.sheets import read_csv
from companion.documents.types import Document

NOW = datetime(2026, 12, 1, 10, 0)
SHEETS = {
    "officials": """\
직위,성명,부서,담당업무,전화번호
팀장,도담,문화예술팀,축제 운영,031-555-1001
주무관,가온별,문화예술팀,공연장 대관,031-555-1002
주무관,다솜찬,도서관팀,도서 구입,031-555-1003
도서정책과장,한나무,도서정책과,도서관 정책 총괄,031-555-1004
""",
    "schedule": """\
날짜,요일,시간,행사,장소
2026-12-05,토요일,10:00-11:00,개막식,중앙광장
2026-12-06,일요일,14:00,인형극,어울림홀
2026-12-07,월요일,19:30,별빛 음악회,야외무대
""",
    "season": """\
행사명,기간,시작,종료,입장료
눈꽃 축제,12.5(토)~12.20(일),10:00,18:00,"3,000원"
새해맞이 타종,12.31(목),23:00,24:30,무료
""",
    "courses": """\
강좌,요일,시간,수강료,강사,정원
수채화,화요일,10:00,"30,000원",한나무,20명
우쿨렐레,목요일,19:00,"45,000원",오솔길,15명
독서 토론,토요일,14:00,없음,오솔길,12명
""",
    "prices": """\
대상,사물함 1일,사물함 한달
청소년,"2,000원","30,000원"
성인,"4,000원","60,000원"
""",
    "staff": """\
소속,직급,이름,내선번호,이메일
총무과,과장,김철수,1201,kim@example.org
총무과,주임,이영희,1202,lee@example.org
세무과,과장,박서준,1301,park@example.org
""",
    "buses": """\
노선,첫차,막차,배차 간격,정류장
파랑버스,05:30,23:10,15분,시청 앞
초록버스,06:00,22:40,20분,도서관 앞
""",
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    robots = {}

    def ask(sheet, question, as_of=None):
        if sheet not in robots:
            path = Path(f"{sheet}.csv")
            passages = cut(read_csv(io.BytesIO(SHEETS[sheet].encode()), path), path.name, sheet).passages
            document = Document(path.name, sheet, str(path), "0" * 64, "가람시", date(2026, 11, 1), 1.0, passages)
            robots[sheet] = robot_of_garam(tmp_path_factory.mktemp(sheet), NOW, documents=[document])
        return robots[sheet].respond(question, State(), as_of=as_of)[0]

    return ask


@pytest.mark.parametrize(
    ("asked", "as_of", "told"),
    [
        ("12월 6일에 뭐 해?", None, "12월 6일 행사는 인형극이에요."),
        ("12월 5일 행사 뭐야?", None, "12월 5일 행사는 개막식이에요."),
        ("오늘 행사 뭐 있어?", date(2026, 12, 5), "12월 5일 행사는 개막식이에요."),
        ("내일 행사 알려줘", date(2026, 12, 5), "12월 6일 행사는 인형극이에요."),
        ("이번 주 행사 뭐 있어?", None, "이번 주 행사는 12월 5일 개막식, 12월 6일 인형극이에요."),
        ("토요일 행사 뭐야?", None, "12월 5일 행사는 개막식이에요."),
        ("12월 5일은 몇 시야?", None, "12월 5일은 오전 10시부터 11시까지예요."),
    ],
)
def test_a_day_is_that_of_the_rows_however_it_is_said(ask, asked, as_of, told):
    assert ask("schedule", asked, as_of).text == told


@pytest.mark.parametrize(
    "asked", ["오늘 행사 뭐 있어?", "내일 행사 알려줘", "어제 행사 뭐였어?", "12월 8일 행사 뭐 있어?"]
)
@pytest.mark.parametrize("as_of", [None, date(2026, 11, 5)])
def test_where_no_row_is_of_the_day_that_is_said(ask, asked, as_of):
    reply = ask("schedule", asked, as_of)
    day = asked[: asked.index(" 행사")]
    assert (reply.status, reply.text) == ("unknown", f"제가 가진 자료에 {day} 행사는 없어요.")


def test_a_row_is_of_all_days_between_two_and_weekdays_differ(ask):
    assert ask("season", "12월 10일에 무슨 행사 있어?").text == "12월 10일 행사명은 눈꽃 축제예요."
    assert ask("season", "12월 25일 행사 뭐 있어?").status == "unknown"
    assert ask("courses", "수요일 강좌 뭐 있어요?").text == "제가 가진 자료에 수요일 강좌는 없어요."
    assert ask("courses", "내일 강좌 뭐 있어요?").status == "unknown"  # a Wednesday
    assert ask("courses", "화요일 강좌 뭐 있어?").text == "화요일 강좌는 수채화예요."


@pytest.mark.parametrize(
    ("sheet", "asked", "told"),
    [
        ("courses", "우쿨렐레 몇 시야?", "우쿨렐레는 오후 7시예요."),
        ("courses", "우쿨렐레 무슨 요일이야?", "우쿨렐레 요일은 목요일이에요."),
        ("courses", "우쿨렐레는 언제 해요?", "우쿨렐레는 목요일 오후 7시예요."),
        ("courses", "수채화 몇 명까지 들을 수 있어?", "수채화 정원은 20명이에요."),
        ("courses", "독서 토론 얼마예요?", "독서 토론 수강료는 없어요."),
        ("courses", "수채화는 누가 가르쳐요?", "수채화는 한나무예요."),
        ("courses", "한나무 강사는 뭐 가르쳐?", "한나무 강좌는 수채화예요."),
        ("courses", "오솔길은 뭐 가르쳐?", "오솔길 강좌는 우쿨렐레, 독서 토론이에요."),
        ("schedule", "개막식 몇 시야?", "개막식은 오전 10시부터 11시까지예요."),
        ("schedule", "인형극 몇 시에 시작해?", "인형극은 오후 2시예요."),
        ("schedule", "개막식 언제야?", "개막식은 12월 5일 토요일 오전 10시부터 11시까지예요."),
        ("schedule", "별빛 음악회 며칠이야?", "별빛 음악회는 12월 7일이에요."),
        ("schedule", "개막식 어디서 해?", "개막식 장소는 중앙광장이에요."),
        ("season", "눈꽃 축제 몇 시에 끝나?", "눈꽃 축제 종료는 오후 6시예요."),
        ("season", "새해맞이 타종 몇 시야?", "새해맞이 타종은 시작 오후 11시, 종료 밤 12시 30분이에요."),
        ("officials", "문화예술팀 팀장이 누구야?", "문화예술팀 팀장은 도담이에요."),
        ("officials", "축제 담당자가 누구예요?", "축제 운영 담당자는 도담이에요."),
        ("officials", "도서정책과장 누구야?", "도서정책과장은 한나무예요."),
        ("officials", "도서 구입 담당 누구예요?", "도서 구입은 다솜찬이에요."),
        ("officials", "한나무는 뭐 하는 사람이야?", "한나무 담당업무는 도서관 정책 총괄이에요."),
        ("officials", "문화예술팀에 누가 있어?", "문화예술팀은 도담, 가온별이에요."),
        ("staff", "김철수 과장 내선번호 알려줘", "김철수 과장 내선번호는 1201이에요."),
        ("staff", "총무과장 누구예요?", "총무과 과장은 김철수예요."),
        ("buses", "초록버스 배차 간격 얼마나 돼?", "초록버스 배차 간격은 20분이에요."),
        ("buses", "파랑버스 첫차 몇 시야?", "파랑버스 첫차는 오전 5시 30분이에요."),
    ],
)
def test_the_type_of_the_values_says_which_column_answers(ask, sheet, asked, told):
    assert ask(sheet, asked).text == told


@pytest.mark.parametrize(
    ("sheet", "asked", "told"),
    [
        ("prices", "청소년 얼마예요?", "청소년은 사물함 1일 2,000원, 사물함 한달 30,000원이에요."),
        ("officials", "주무관 전화번호 알려줘", "주무관 전화번호는 가온별 031-555-1002, 다솜찬 031-555-1003이에요."),
        ("staff", "과장이 누구야?", "과장은 김철수, 박서준이에요."),
    ],
)
def test_all_columns_and_rows_that_answer_alike_are_told(ask, sheet, asked, told):
    assert ask(sheet, asked).text == told


@pytest.mark.parametrize(
    ("sheet", "asked"),
    [
        ("courses", "우쿨렐레는 어디서 해?"),
        ("schedule", "폐막식 언제야?"),
        ("prices", "어르신 사물함은 얼마예요?"),
        ("staff", "세무과 주임 누구야?"),
        ("buses", "빨강버스 첫차 몇 시야?"),
    ],
)
def test_what_no_row_or_column_says_is_not_told(ask, sheet, asked):
    assert ask(sheet, asked).status == "unknown"
