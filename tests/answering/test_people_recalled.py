"""Who was told of is asked about later: exactly what is asked, of exactly whom."""

import pytest


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (
            ["큰아들은 부산 살어", "막내딸은 용인 살고", "오늘 날이 춥네", "큰아들이 어디 산다고 했더라"],
            "큰아드님은 부산에 사신다고",
        ),
        (["우리 막내가 우유를 못 먹어", "큰애는 땅콩을 못 먹고", "막내가 뭘 안 먹는다고 했지?"], "막내가 우유를"),
        (
            ["여자친구랑 갈 거야 걔는 매운 거 못 먹어", "고마워", "여자친구가 뭐 못 먹는다고 했지?"],
            "여자친구가 매운 걸",
        ),
        (["이분은 이말순 어르신이고 여든둘이세요", "이분 성함 기억하지?"], "이말순 어르신이라고"),
        (["이쪽은 박영자 어르신이고 일흔다섯이세요", "몇 년생이실까"], "1951년생"),
        (["회사는 판교에 있어 개발자고", "내 직업은?"], "개발자"),
        (["우리 손자가 준서여", "열두 살이고 축구를 좋아혀", "아니 열세 살이다", "준서가 몇 살이라고 했지"], "열세 살"),
        (
            ["우리 집 강아지 이름은 몽실이야", "나는 그림 그리는 거 좋아해", "내가 뭐 좋아한다고 했게?"],
            "그림 그리는 걸",
        ),
        (["저는 경기일보 김지영 기자라고 합니다", "제 이름이 뭐라고 했죠"], "김지영"),
    ],
)
def test_what_is_asked_of_whom_is_told_back(talk, turns, words):
    assert words in talk(*turns)[-1].text


def test_nothing_is_told_of_somebody_else(talk):
    *_, last = talk("우리 큰딸은 초밥을 좋아해", "작은딸은 대전에 살아", "작은딸이 뭐 좋아한다고 했지?")
    assert "초밥" not in last.text


@pytest.mark.parametrize("said", ["아니 사학년이다", "아니다 사학년이야", "아 사학년이야"])
def test_what_was_told_is_put_right(talk, said):
    *_, last = talk("우리 손녀가 하은이야", "초등학교 삼학년이야", said, "하은이가 몇 학년이라고 했지")
    assert "사학년" in last.text
    assert "삼학년" not in last.text


@pytest.mark.parametrize("first", ["스무고개 하자", "끝말잇기 하자", "퀴즈 내 줘"])
def test_a_game_lets_go_where_another_is_named(talk, first):
    replies = talk(first, "그럼 가위바위보", "가위", "내가 이겼지?")
    assert [reply.intent for reply in replies[1:3]] == ["play.hands", "play.hands"]
    assert replies[3].text.startswith(("네", "아니요"))


@pytest.mark.parametrize("ask", ["일부터 백이십까지 번호 하나 뽑아 줘", "1부터 120까지 중에 숫자 하나 골라 줘"])
def test_numbers_are_drawn_and_no_one_twice(talk, ask):
    replies = talk(ask, "하나 더", "한 명 더 뽑아야 돼")
    assert {reply.intent for reply in replies} == {"play.pick"}
    assert len({reply.text for reply in replies}) == len(replies)


def test_reminders_are_counted_and_one_is_set_anew(talk):
    replies = talk(
        "삼십 분 뒤에 라면 물 올리라고 알려줘",
        "내일 아침 일곱 시에 병원 전화하라고 해줘",
        "라면은 취소 배달 시켰어",
        "그럼 하나 남은 거지?",
    )
    assert replies[2].intent == "reminders.cancel"
    assert replies[3].text.startswith("네")


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (
            ("우리 아버지가 우체국 공무원이셨거든요", "아버지는 낚시를 좋아하셔요", "아버지 뭐 하셨다고 했지?"),
            "우체국 공무원이셨다고",
        ),
        (
            ("우리 할머니가 간호사셨어", "할머니는 허리가 안 좋으셔", "할머니 무슨 일 하셨다고 했지?"),
            "간호사셨다고",
        ),
        (("우리 삼촌이 소방관이셨거든. 지금 몇 시야?", "삼촌은 허리가 안 좋으셔", "삼촌 뭐 하셨다고 했지?"), "소방관"),
        (("우리 형은 택시 운전을 해", "형은 바둑을 좋아해", "우리 형이 무슨 일 한다고 했지?"), "택시 운전을 한다고"),
        (
            (
                "안녕, 우리 조카가 너랑 얘기하고 싶대",
                "이름은 소율이고 일곱 살이야",
                "소율이는 딸기를 좋아해",
                "소율이가 몇 살이라고 했지?",
            ),
            "조카가 일곱 살이라고",
        ),
        (("우리 누나는 등산을 좋아해", "누나가 몇 살이라고 했지?"), "못 들었어요"),
    ],
)
def test_what_somebody_was_or_does_is_told_back_and_nothing_in_its_place(talk, turns, words):
    assert words in talk(*turns)[-1].text


def test_nothing_is_quoted_but_what_was_typed(talk):
    said = "삼십 분 있다가 약 묵으라꼬 말 좀 해 도고"
    assert f"«{said}»" in talk(said, "방금 내가 뭐 부탁했노")[-1].text


DAYS = ("우리 딸 생일은 5월 3일이야", "아들은 8월 10일이야")


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        ((*DAYS, "아들 생일이 언제라고 했지?"), "아드님 생일이 8월 10일이라고"),
        ((*DAYS, "누구 생일이 더 빨라?"), "따님 생일이 먼저예요."),
        ((*DAYS, "둘 중에 누구 생일이 먼저 와?"), "따님 생일이 먼저예요."),
        (("우리 손녀 하은이 생일이 12월 9일이여", "큰손주 지호는 이월 초사흘이여", "하은이 생일은 언제야"), "12월 9일"),
        (("우리 손녀 하은이 생일이 12월 9일이여", "큰손주 지호는 이월 초사흘이여", "지호 생일은 언제였지"), "2월 3일"),
        (("엄마 생신이 3월 2일이고 아빠는 7월 9일이야", "아빠 생신이 언제라고 했더라"), "7월 9일"),
        (("나는 파란 공룡이 제일 좋아 꼬리가 멋지잖아", "내가 제일 좋아하는 공룡이 뭐라고 했게?"), "공룡"),
        (("난 가을이 젤 좋아 하늘이 높거든", "내가 제일 좋아하는 계절이 뭐라고 했지"), "가을"),
        (("스물세 명이 저녁 먹을 데 찾아 줘", "내가 아까 몇 명이라 그랬더라"), "스물세 명"),
        (("열한 명이 갈 만한 국밥집 있어?", "몇 명이라고 했지 내가?"), "열한 명"),
    ],
)
def test_birthdays_likes_and_numbers_are_told_back(talk, turns, words):
    assert words in talk(*turns)[-1].text


@pytest.mark.parametrize(
    ("turns", "wrong"),
    [
        ((DAYS[0], "아들 면접은 8월 10일이야"), "생일"),
        (("아들은 8월 10일에 온대", "아들 생일이 언제라고 했지?"), "생일이 8월"),
        ((DAYS[0], "누구 생일이 더 빨라?"), "먼저예요"),
        (("나는 날씨가 좋아 기분이 좋아", "내가 제일 좋아하는 게 뭐라고 했지"), "날씨를 좋아하"),
    ],
)
def test_no_other_day_becomes_a_birthday(talk, turns, wrong):
    assert wrong not in talk(*turns)[-1].text


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("우리 손자 서준이가 이달 28일 토요일에 온다 카더라", "28일"),
        ("우리 딸 수진이가 다음 주 금요일에 이사 간대", "금요일"),
    ],
)
def test_a_name_in_passing_does_not_hide_the_news(talk, said, day):
    assert day in talk(said)[-1].text
    assert "그날" not in talk("우리 손자 이름은 서준이야")[-1].text


def test_whoever_is_pointed_at_is_the_one_named_beside_a_friend(talk):
    assert "민지" in talk("나 오늘 친구랑 싸웠어 민지랑", "걔 이름 뭐였는지 들었지?")[-1].text


@pytest.mark.parametrize(
    ("told", "asked", "name"),
    [
        ("안녕 나는 지훈이고 옆에는 여자친구 수아야", "내 여자친구 이름이 뭐랬지?", "수아"),
        ("여기는 우리 남편 동현이에요", "우리 남편 이름이 뭐라고 했죠?", "동현"),
    ],
)
def test_whoever_is_there_is_kept_by_name(talk, told, asked, name):
    reply = talk(told, asked)[-1].text
    assert name in reply
    assert "옆에는" not in reply
    assert "여기는" not in reply
