"""What is asked back is found by the kind of part that the question seeks, and by what it is about."""

from datetime import date

import pytest

from companion.language.terms import read
from companion.language.told_answers import asking_sentence, found_in, instead, sought

TODAY = date(2026, 11, 22)


def _answer(*said: str) -> str | None:
    """What is told of the last of several sentences, which asks: its part, or «» around the whole sentence."""
    *told, asked = said
    want = sought(read(asked, (), (), ()))
    found = found_in(want, told[::-1], TODAY) if want is not None else None
    if found is None:
        return None
    return f"«{told[::-1][found.at]}»" if found.part is None or found.whole else found.part.said


@pytest.mark.parametrize(
    ("said", "part"),
    [
        # how many, of whatever unit
        (("오늘 만두를 쉰 개 빚었어", "손이 다 아프네", "내가 만두 몇 개 빚었다고 했지"), "쉰 개"),
        (("친구랑 사촌까지 넷이에요", "우리 몇 명이랬죠"), "네 명"),
        (("스물네 명이 앉을 데 찾아 줘", "내가 아까 몇 명이라 그랬더라"), "스물네 명"),
        (("열다섯 명이 갈 만한 데 있어?", "내가 몇 명이라고 했지"), "열다섯 명"),
        (("국어 91점 영어 84점", "나 영어 몇 점이라고 했게"), "84점"),
        (("국어 91 영어 84", "나 영어 몇 점이라고 했게"), "84"),
        (("콩이는 세 살 보리는 한 살", "보리는 몇 살이게"), "한 살"),
        (("공책 8권을 4명이 나누면 몇 권씩이야", "아까 공책 몇 권이었지"), "8권"),
        (("두시간 반 걸렸어", "몇 시간 걸렸댔지"), "두 시간 반"),
        (("방이 두 개뿐인데", "방 몇 개라고 했지"), "두 개"),
        (("나 마라톤 나가 10키로", "몇 키로 나간다고 했게"), "10키로"),
        (("휴가를 사흘 냈어", "내가 휴가 며칠 냈다고 했지"), "사흘"),
        # how much, how long
        (("전세가 2억 4천이야", "관리비는 15만 원", "전세 얼마라고 했더라"), "2억 4천"),
        (("남편 몰래 300 모았어", "내가 얼마 모았다고?"), "300"),
        (("보험을 탔는데 이백육십만 원이야", "내가 보험을 얼마 탔다구 했지"), "이백육십만 원"),
        (("월세는 55야", "내 월세 얼마게"), "55"),
        (("출근하는데 한시간 반 걸려", "출근하는데 얼마나 걸린다고 했게"), "한시간 반"),
        # when
        (("아침 회의는 열시 반이야", "회의 몇 시라고 했지"), "열시 반"),
        (("이사 온 지 석 달 됐어", "우리 언제 이사 왔다고 했지"), "석 달"),
        (("잔치가 5월 17일이야", "자리는 이층이고", "아니다 5월 24일로 바꿨어", "잔치 언제라고 했지"), "5월 24일"),
        (("잔치가 12월 13일이야 아니 14일이다", "잔치 며칠이라고 했지"), "14일"),
        (("네 시 아니고 네 시 반에 데리러 가야 돼", "몇 시에 데리러 간다고 했지"), "네 시 반"),
        # who, where, what
        (("오늘 이모랑 왔어", "나 누구랑 왔게"), "이모"),
        (("둘째 아들이 온다고 했는데", "근데 전화가 왔어", "누가 온다고 했지"), "둘째 아드님"),
        (("여수에서 왔거든요", "저 어디서 왔다고 했게요"), "여수"),
        (("소풍은 바다로 가", "소풍 어디로 간다고 했지"), "바다"),
        (("무릎이 아파서 누워 있었지", "내가 어디 아프다고 했지"), "무릎"),
        (("나는 전이랑 나물 맡았어", "내가 뭐 맡았다고 했더라"), "전이랑 나물"),
        (("주제는 별과 바다예요", "주제가 뭐랬지"), "별과 바다"),
        (("버스 짝꿍은 하람이야", "내 짝꿍 누구라고 했게"), "하람"),
        (("저는 홍보팀이에요", "제 부서가 어디게요"), "홍보팀"),
        (("처음엔 편집부였고 지금은 사진부", "지금 무슨 부서라고 했게요"), "사진부"),
        (("오늘 첼로 연주회였는데 못 갔어", "무슨 연주회였는지도 기억해?"), "첼로 연주회"),
        (("아침에 나린이랑 다퉜어", "너 내가 누구랑 다퉜다고 했는지 기억해?"), "나린"),
        (("어머니가 올해 환갑이십니다", "누가 환갑이라고 했는지 기억하세요?"), "어머니"),
        (("저는 통신사에서 과학을 담당하는 이도연 기자입니다", "제가 어디 기자라고 했는지 기억하세요?"), "통신사"),
        (("갖고 싶은 인형이 만 오천 원이야", "내가 사고 싶다는 게 뭐였지"), "인형"),
        (("나 다음 주에 듣기평가 봐", "나 다음 주에 무슨 시험 본다고 했지"), "듣기평가"),
        (("그 선배는 토끼 키운대요", "그 선배 뭐 키운다고 했더라"), "토끼"),
        (("나는 국수를 먹었고 언니는 만두를 먹었어", "내가 뭐 먹었다고 했지"), "국수"),
        (("엄마는 나물을 좋아하세요", "고사리만 빼고요", "엄마가 무슨 나물 빼고 좋아하신다고 했죠"), "고사리"),
        (("나 좋아하는 애 생겼어", "같은 반 지우라고 있거든", "내가 좋아하는 애 이름 기억해?"), "지우"),
        # a request tells no hour of what it is for, and what is put right is told as it is now
        (("6시에 연습이고 옷을 찾아야 돼요", "5시에 알림 맞춰 주세요", "제가 연습이 몇 시라고 했죠"), "6시"),
        (("손님이 여덟 명 와요", "여덟 명이 아니라 열 명이래요", "손님이 몇 명이라고 했죠"), "열 명"),
        (("오늘 강연하실 분은 문가람 박사님이에요", "강연하시는 분 성함이 뭐였죠"), "문가람 박사님"),
    ],
)
def test_the_part_that_is_sought_is_told(said, part):
    assert _answer(*said) == part


@pytest.mark.parametrize(
    "said",
    [
        ("우리 큰딸은 스물이야", "작은딸은 대전에 살아", "작은딸 몇 살이라고 했지"),  # somebody else's
        ("어제는 시장 갔다 왔고", "내일 바다로 가", "오늘 어디 간다고 했지"),  # another day's
        ("사람이 열 명 왔어", "의자는 열두 명 앉아", "몇 명이랬지"),  # several, and nothing says which
        ("편지가 한 통도 안 왔네", "편지 몇 통 왔다고 했지"),  # none came
        ("엄마 환갑이라 여행 온 거예요", "저희 어디서 왔다고 했죠"),  # what for, and not where from
        ("내일 병원 가야 돼", "내가 왜 병원 간다고 했지"),  # no reason
        ("뭘 샀는지 묻지도 않네", "내가 뭐 샀다고 했지"),  # nothing was said of it
        ("선생님이 편지 쓰래", "아까 도지사 이름 뭐라 그랬지"),  # a title is no name
        ("62-1번 버스였어", "몇 번 버스였다고 했게"),  # no number by itself
        ("오늘 김치찌개 먹었어", "내가 커피 얼마 냈다고 했지"),  # nothing of it was said
    ],
)
def test_what_was_not_told_is_not_told_back(said):
    assert _answer(*said) is None


def test_a_verb_that_was_not_said_is_told_with_the_whole_sentence():
    assert _answer("월급이 350만 원이야", "월급 얼마 올랐다고 했지") == "«월급이 350만 원이야»"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            ("오늘 하진이랑 다퉜어", "걔가 내 지우개를 가져갔거든", "내가 왜 다퉜다고 했지"),
            "걔가 내 지우개를 가져갔거든",
        ),
        (("늦잠 자서 회의에 늦었어", "점심은 굶었어", "내가 왜 늦었다고 했지"), "늦잠 자서 회의에 늦었어"),
        (("엄마가 일곱 시까지 오래", "엄마가 나한테 뭐라고 했다고 했지"), "엄마가 일곱 시까지 오래"),
    ],
)
def test_where_no_part_answers_the_sentence_is_told(said, sentence):
    assert _answer(*said) == f"«{sentence}»"


def test_what_was_told_right_before_says_of_whom():
    assert _answer("우리 딸 생일이 다가와", "이번에 아홉 살 돼", "우리 딸 몇 살 된다고 했더라") == "아홉 살"


_NOT_BACK = (
    "내일 백 점 받으면 뭐 해 줄 거야?",
    "선물은 뭐가 좋을까요? 돈은 성의 없어 보여서요",
    "내가 먼저 그만 만나자고 했는데 내가 더 힘들어",
    "어른한테 형이라고 하면 혼나는 거 아냐?",
)


@pytest.mark.parametrize(
    "text", ["수원시장이 누구야", "뭐 먹을까", "너 몇 살이야?", "크리스마스까지 며칠 남았어", *_NOT_BACK]
)
def test_other_questions_ask_nothing_back(text):
    assert sought(read(text, (), (), ())) is None


def test_another_thing_alone_asks_the_same_of_it():
    want = instead(read("나 국어 몇 점이라고 했지", (), (), ()), read("영어는?", (), (), ()))
    assert want is not None
    assert found_in(want, ["국어 91점 영어 84점"], TODAY).part.said == "84점"


def test_what_is_said_beside_the_question_is_no_part_of_it():
    text = "됐고 오늘은 그냥 집에 갈래. 내가 아까 왜 속상하다고 했지?"
    assert "집" not in asking_sentence(read(text, (), (), ())).text


def test_what_the_robot_said_answers_where_nothing_told_fits():
    want = sought(read("아까 남은 연차 며칠이랬지", (), (), ()))
    said = [
        "33일 남았어요.",
        "성탄절까지는 며칠?",
        "연차 하루는 이사할 때 쓰려고",
        "4일이 남아요.",
        "며칠 남았지",
        "올해 연차 15일인데 11일 썼어",
    ]
    assert want is not None
    robots = [True, False, False, True, False, False]
    assert found_in(want, said, TODAY, robots).part.said == "4일"
