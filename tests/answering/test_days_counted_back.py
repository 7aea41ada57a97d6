"""Days that follow from what was told: the first of so many, the last of a span."""

import pytest

DAY = "2026-12-01"


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["12월 20일이 아기 백일인데 그럼 태어난 날이 언제지?"], "2026년 9월 12일"),
        (["12월 20일이 우리 아기 백일이야", "태어난 날이 언제였지?"], "2026년 9월 12일"),
        (["크리스마스가 금연 100일째 되는 날이거든. 나 언제부터 끊은 거지?"], "2026년 9월 17일"),
        (["다음 주 금요일이 천 일이면 시작한 날은 언제야?"], "2024년 3월 17일"),
        (["12월 12일이 연애 500일이거든", "우리 처음 만난 날이 언제지?"], "2025년 7월 31일"),
        (["내일부터 사흘 연속 야간이야", "야간 끝나는 날이 무슨 요일이지?"], "12월 4일 금요일"),
        (["다음 주 월요일부터 나흘 동안 출장이야", "출장 끝나는 날이 언제지?"], "12월 10일 목요일"),
        (["내일부터 닷새 휴가거든", "휴가 마지막 날이 무슨 요일이야?"], "12월 6일 일요일"),
    ],
)
def test_days_are_counted_from_the_day_that_was_told(talk, turns, told):
    assert told in talk(*turns, as_of=DAY)[-1].text


def test_a_verb_behind_a_question_is_no_question_of_its_own(talk):
    asked = "그럼 우리가 사귀기 시작한 건 언제야 계산돼?"
    *_, last = talk("다음 주 금요일이 사귄 지 천 일이거든", asked, as_of=DAY)
    assert last.text == "첫날을 1일로 세면 2024년 3월 17일 일요일부터예요."
