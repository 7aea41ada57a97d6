"""What was told a moment or ten turns ago and is asked back is told by the part that is asked for."""

import pytest


@pytest.mark.parametrize(
    ("said", "part"),
    [
        (("배추 서른 포기로 김장했어", "허리가 아프네", "내가 배추 몇 포기 했다고 했지"), "서른 포기"),
        (("오늘 이모랑 왔어", "춤출 수 있어?", "나 누구랑 왔게"), "이모"),
        (("저는 도윤이고요 홍보팀이에요", "제 부서가 어디게요"), "홍보팀"),
        (("한 달에 62만 원씩 나가", "할부로 36개월이야", "한 달에 얼마 나간다고 했게"), "62만"),
        (("올해 연차 15일인데 11일 썼어", "며칠 남았지", "아까 남은 연차 며칠이랬지"), "4일"),
        (("국어 91점 영어 84점", "나 국어 몇 점이라고 했지", "영어는?"), "84점"),
        (("형이 다음 달에 부산에서 올라온대", "우리 형 언제 온다고 했지?"), "다음 달이라고"),
        (("나 대구에서 올라온 지 이제 세 달 됐다", "내가 어디서 왔다 했는지 기억하나?"), "대구"),
        (("구청에서 이십 년 근무하고 퇴직했지요", "내가 어디서 일했다고 했지?"), "구청이라고"),
        (("민수 생일은 12월 5일인데 그건 며칠 남았어?", "민수는 단 거 안 좋아해", "민수 생일이 언제라고?"), "12월 5일"),
    ],
)  # fmt: skip
def test_what_is_asked_back_is_told(talk, said, part):
    assert part in talk(*said)[-1].text


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        (("나 어제 소개팅 했어", "이름은 지현 씨고 서른한 살이래", "나 몇 살이게"), "서른한"),
        (("이름은 비밀인데", "안녕"), "비밀 님"),
        (("내 별명은 콩콩이야 비밀이야", "내 별명 뭐라고 했지"), "비밀"),
        (("구청에서 이십 년 근무하고 퇴직했지요", "내가 구청에서 무슨 일 했다고 했지"), "일하신다고"),
        (("우리 아버지는 철도청에서 일하고 퇴직하셨어", "아버지 어디서 일한다고 했지?"), "일하신다고"),
        (("부산에서 올라온 생선이야", "내가 어디서 왔다고 했지?"), "부산"),
        (("나 한 달에 팔십만 원으로 살아야 되거든", "내가 어디 산다고 했지"), "원에"),
        (("의사가 짜게 먹지 말랬어", "내가 뭘 못 먹는다고 했지"), "의사는"),
    ],
)
def test_nothing_of_another_is_taken_for_the_speakers(talk, said, wrong):
    assert all(wrong not in reply.text for reply in talk(*said)[1:])


def test_a_family_name_before_a_grade_is_no_school(talk):
    *_, named = talk("나는 서지호고 2학년이야", "내 이름 뭐라고 했게")
    assert "지호" in named.text


def test_what_the_host_asks_of_a_guest_is_not_their_own_name(talk):
    *_, told = talk("나는 사회 보는 정유진이야", "강연하실 분은 문가람 박사님이셔", "강연하시는 분 성함이 뭐였지?")
    assert "문가람" in told.text


@pytest.mark.parametrize(
    ("said", "part"),
    [
        (("애가 둘인데 큰아들은 속초 살고 막내만 여수 살아", "큰아들은 어디 산다고 했지?"), "속초"),
        (("내일 오전 열 시에 면접이 있어", "내일 아홉 시에 면접 준비하라고 알려 줘", "면접이 몇 시였지?"), "열 시"),
        (("금요일에 동창회가 있어", "금요일 네 시에 이발하라고 알려 줘", "금요일에 내가 뭐 한다고 했지?"), "동창회"),
        (
            ("이번 달 월급이 250만 원이야", "월세로 60만 원 나갔어", "얼마 남아?", "내가 월급을 얼마 받는다고 했지?"),
            "250만",
        ),
        (("계를 탔는데 400만 원이야", "딸한테 100만 원 줬어", "얼마 남았지?", "딸한테 얼마 줬다고 했지?"), "100만"),
        (("안녕ㅋㅋ 나 하윤이", "내 이름 뭐라고 했지?"), "하윤"),
        (("하이 나 민준이ㅎㅎ", "내 이름이 뭐라고?"), "민준"),
    ],
)  # fmt: skip
def test_what_one_told_goes_before_what_was_set_or_reckoned(talk, said, part):
    assert part in talk(*said)[-1].text


def test_what_is_put_right_was_still_said(talk):
    said = ("화요일 오후 세 시에 회의가 있고요", "아 회의가 화요일이 아니라 수요일이래요", "회의는 몇 시였더라")
    assert "세 시" in talk(*said)[-1].text


@pytest.mark.parametrize("said", ["나 하나", "나 우유", "나 수영"])
def test_a_bare_word_beside_oneself_is_no_name(ask, said):
    assert "님" not in ask(said).text
