"""What people tell of themselves and of others is kept by whose it is and told back whole; sums and days over turns."""

import pytest


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["나 하영이라고 해 초5야", "내 이름이 뭐라고?"], "하영이라고"),
        (["나 하영이라고 해 초5야", "내가 몇 학년이라고 했지?"], "초5"),
        (["안녕 나는 여덟 살 시우야", "내 이름 뭐야"], "시우라고"),
        (["안녕 나는 여덟 살 시우야", "내가 몇 살이라고 했어"], "여덟 살"),
        (
            ["우리 밴드 이름은 파란달이고 저는 보컬 유진이라고 합니다", "우리 밴드 이름 뭐라 그랬는지 기억나?"],
            "파란달이라고",
        ),
        (["우리 밴드 이름은 파란달이고 저는 보컬 유진이라고 합니다", "내 이름은 뭐라고 했지?"], "유진이라고"),
        (["나는 올해로 여든하나여", "내 나이가 몇이라고?"], "여든하나"),
        (["내 고향이 강원도 속초여 바다가 좋지", "너 내 고향이 어디라고 했는지 안 까먹었지?"], "속초"),
        (["나는 천식이 있어", "내가 무슨 병 있다고 했는지 기억하지?"], "천식이 있으시다고"),
        (["우리 영감은 당뇨가 있어", "우리 영감이 무슨 병 있다고 했지?"], "당뇨가 있으시다고"),
        (["저는 윤서고 얘는 제 짝꿍 하린이에요", "제 짝꿍 이름이 뭐라고 했죠?"], "하린이라고"),
    ],
)
def test_what_was_told_is_told_back_by_whose_it_is(talk, turns, words):
    assert words in talk(*turns)[-1].text


def test_two_things_of_a_guest_are_both_told(talk):
    *_, last = talk("이분 성함은 최복남 님, 정자동에서 오셨대요", "이분 어디서 오셨다고 했는지 기억해요? 성함도")
    assert "정자동에서 오셨다고" in last.text
    assert "최복남 님" in last.text


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("내 이름은 지훈이야", "우리 팀 이름이 뭐라고 했지?"),
        ("우리 영감은 당뇨가 있어", "나는 무슨 병이 있다고 했어?"),
        ("우리 팀 이름은 새벽별이야", "내 이름은 뭐라고 했지?"),
    ],
)
def test_what_is_anothers_is_no_answer(talk, told, asked):
    text = talk(told, asked)[-1].text
    assert not any(word in text for word in ("지훈", "당뇨", "새벽별")), text


def test_the_year_of_birth_is_the_speakers(talk):
    born, asked = talk("내가 쉰두 년생인디 올해 만으로 몇 살이 되는 거여", "내 나이가 몇이라고?", as_of="2026-12-01")
    for one in (born, asked):
        assert "1952년생" in one.text
        assert "만 일흔넷" in one.text


@pytest.mark.parametrize("said", ["내가 좋아하는 가수는 유진이야", "제가 제일 존경하는 분은 김현우예요"])
def test_who_is_told_of_is_not_who_speaks(talk, said):
    assert "반가워요" not in talk(said)[-1].text


@pytest.mark.parametrize(
    "said", ["이따 무대에서 내가 너 소개할 건데 뭐라고 소개하면 좋겠어?", "어머님이 다른 데는 없냐고 하시는데?"]
)
def test_advice_and_what_others_say_is_no_recall(talk, said):
    assert "기억" not in talk(said)[-1].text


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["다음 달 열이렛날이 우리 영감 제사여 아니 열여드렛날이네", "그날까지 며칠이나 남았냐"], "48일"),
        (
            ["다음 달 열이렛날이 우리 영감 제사여 아니 열여드렛날이네", "무슨 요일인가도 봐줘 애들이 일을 다녀서"],
            "월요일",
        ),
        (["이달 스무닷샛날이 무슨 요일이여"], "금요일"),
        (["우리 아빠 생신은 3월 8일이고 엄마 생신은 1월 5일이야", "엄마 생신까지 며칠 남았어"], "35일"),
        (["졸업식은 2월 9일이고 입학식은 3월 2일이야", "입학식까지 며칠 남았어"], "91일"),
        (["5월 5일에 만났는데 천일은 언제야"], "2029년 1월 28일"),
        (
            ["결혼기념일을 까먹었거든 12월 19일인데", "너 내 결혼기념일 언제라고 했는지 까먹지 말고 있어, 언제지?"],
            "12월 19일",
        ),
        (
            ["우리 결혼한 게 1998년 4월 12일이야", "그날이 무슨 요일이었어?", "그럼 오늘까지 몇 년 지난 거야 대충"],
            "28년",
        ),
    ],
)
def test_days_over_turns(talk, turns, words):
    assert words in talk(*turns, as_of="2026-12-01")[-1].text


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["쿠키 열여덟 개를 동생이랑 나누면 몇 개씩이야", "형도 왔어 그럼 세 명인데"], "여섯 개씩"),
        (
            [
                "쿠키 열여덟 개를 동생이랑 나누면 몇 개씩이야",
                "형도 왔어 그럼 세 명인데",
                "나는 내 거에서 두 개 먹으면 몇 개 남아?",
            ],
            "네 개가 남",
        ),
        (
            ["초콜릿 30개를 누나랑 형이랑 나눠 먹을 건데 몇 개씩이야", "형은 안 먹는대", "그럼 몇 개씩이야?"],
            "열다섯 개씩",
        ),
        (
            [
                "피자 여덟 조각을 네 명이 나누면 한 사람이 몇 조각이야",
                "내가 한 조각을 동생한테 주면 나는 몇 조각 남지?",
            ],
            "한 조각이 남",
        ),
        (
            ["연금 삼십만 원에 용돈 이십만 원 합치면 얼마여", "한 달이 서른 날이니께 하루에 얼마씩 쓰면 되는 거여"],
            "약 16,667원",
        ),
        (["너 바보지 17 곱하기 23은"], "391"),
        (["고맙고… 그럼 25 곱하기 48은 얼마게? 나 지금 숙제하는 중이라"], "1,200"),
        (["육백사십인데 30프로"], "192"),
        (["운동화 육만 원이랑 양말 오천 원 샀어", "양말은 안 샀네"], "60,000원"),
        (["학원비가 삼십만 원이고 교재비가 오만 원이래", "그걸 세 달 하면?"], "1,050,000원"),
        (
            ["볼펜 한 자루에 천이백 원이고 공책은 한 권에 이천 원이래", "볼펜 다섯 자루랑 공책 세 권이면 얼마야"],
            "12,000원",
        ),
        (["행사 시작이 두 시 반이고 지금 한 시 오십 분이면 몇 분 남은 거야"], "40분"),
        (["버스가 여섯 시 이십오 분에 오는데 지금 여섯 시 구 분이면 몇 분 기다려야 돼"], "16분"),
    ],
)
def test_sums_over_turns_go_on_from_what_was_told(talk, turns, words):
    assert words in talk(*turns)[-1].text


def test_a_reminder_is_for_what_was_named(talk):
    assert "4시에 회의라고" in talk("4시에 회의라고 알려 줘")[-1].text


def test_games_are_begun_as_people_begin_them(talk):
    announced, first = talk("이번 순서는 끝말잇기 대결입니다!", "저부터 하겠습니다 고구마")
    assert announced.intent == first.intent == "play.chain"
    asked, answered = talk("구구단 문제 내 봐 내가 맞힐게", "그만할래")
    assert asked.intent == "play.tables"
    assert "곱하기" in asked.text
    assert answered.intent == "play.tables"
