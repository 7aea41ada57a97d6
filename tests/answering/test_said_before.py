"""What was said in a conversation is found again by the words of a question; sums, days and games that go on."""

import pytest


@pytest.mark.parametrize(
    ("said", "part"),
    [
        (("목소리가 염소처럼 떨렸다니까", "오늘은 춥네", "내가 아까 뭐처럼 떨렸다고 했지?"), "염소처럼"),
        (("먹물이가 어제부터 밥을 안 먹네", "밥 안 먹는 애가 누구랬더라"), "먹물이"),
        (("남편은 해산물을 못 먹어요", "남편이 못 먹는 게 뭐였죠"), "해산물"),
        (("할머니 성함은 오자 숙자 희자셔", "할머니 성함도 기억해?"), "오숙희"),
        (("저는 일흔여덟이에요", "내가 나이를 한 살 줄였네, 일흔아홉이 맞아요", "내가 몇 살이게?"), "일흔아홉"),
        (("왜 이사 왔는지도 내가 말했던가",), "기억해 둔 게 없"),
        (("나는 일곱 살이야", "내 동생은 세 살이야", "내가 열 살 되면 동생은 몇 살이게?"), "여섯 살"),
        (("빵 4개에 만 원, 하나에 얼마꼴이지", "일곱 개 사면?"), "17,500원"),
        (("3분의1 더하기 4분의1 답이 7분의2 맞죠?",), "12분의 7"),
        (("어떤 수에서 9를 빼고 두 배 했더니 26이 됐대요. 어떤 수는요?",), "22"),
        (("엄마 41살 나 9살이거든. 엄마 나이가 내 나이 세 배 되는 게 몇 년 뒤야?",), "7년"),
        (("제 생일은 음력 동짓달 초이레예요", "내 생일이 언제라고 했지?"), "동짓달 초이레"),
        (("왕이 넘어지면 뭐게?",), "킹콩"),
        (("내가 생각했다, 네가 물어봐 스무고개", "응"), "?"),
    ],
)
def test_what_was_said_answers(talk, said, part):
    assert part in talk(*said)[-1].text


def test_a_name_of_something_else_is_not_the_speakers(talk):
    assert "밀밭" not in talk("우리 가게 이름은 밀밭이야", "내 이름이 뭐지")[-1].text


def test_what_is_to_be_forgotten_is_not_said_back(talk):
    *_, asked = talk("전 애인이 수원 사람이었거든", "그 얘긴 못 들은 걸로 해 줘", "전 애인이 어디 사람이랬지?")
    assert "수원" not in asked.text


def test_a_timer_is_put_right_and_what_is_named_is_dismissed(talk):
    *_, listed, gone, left = talk(
        "5분 타이머 하나 걸어 주세요", "아 5분 말고 8분이요 달걀 완숙이라", "30분 뒤에 빨래 널라고 말해 줘요",
        "지금 걸려 있는 게 몇 개죠", "빨래는 됐어요, 남편이 한대요", "달걀은 얼마나 남았나",
    )  # fmt: skip
    assert "8분 타이머" in listed.text
    assert "빨래" in gone.text
    assert "남았" in left.text


def test_what_is_quoted_is_what_was_typed(talk):
    *_, quoted = talk("이재명은 언제 대통령이 됐어?", "그날 우리 동네도 시끌시끌했다던데", "내가 방금 뭐라고 했지?")
    assert "그날" in quoted.text
    assert "2025" not in quoted.text


@pytest.mark.parametrize("asked", ["로봇이 뭐라고 했길래 화제가 됐어?", "로봇이 뭐라고 했는데?"])
def test_what_the_robot_said_is_not_what_the_speaker_said(talk, asked):
    *_, told = talk("2019년 협약식에 로봇이 나왔다며", asked)
    assert "재명이 형이지" in told.text
    assert "말씀하셨" not in told.text


@pytest.mark.parametrize(
    ("said", "part"),
    [
        (("장터에서 감자 세 개 샀어", "우리 딸 이름은 연주야", "근데 내가 아까 장터서 뭐 샀다고 했지?"), "감자"),
        (("한 명이 못 온대 은주가 제사래", "친구 다섯 명이 놀러 가기로 했어", "못 온다는 친구 누구라고 했지?"), "은주"),
        (("우리 모임 여덟 명이야", "인원 몇 명이라고 했지 내가"), "여덟 명"),
        (("같은 반인데 축구부야", "아까 내가 걔 무슨부라 그랬지?"), "축구부"),
        (("할머니 허리가 안 좋으셔서 걱정이야", "할머니는 어디가 안 좋다고 했는지 기억나?"), "허리"),
        (("아빠는 국밥 엄마는 만두 나는 라면", "아까 엄마는 뭐 먹고 싶다 했지?"), "만두"),
        (("우리 곰인형 이름 콩떡이야", "아 내 인형 이름 뭐게?"), "콩떡"),
        (("우리 큰딸 연주가 와서 도와줬어", "도와준 애 이름은?"), "연주"),
        (("친구는 연주랑 민지 부를 거야", "내가 누구 초대한다고 했지?"), "민지"),
        (("동창회는 12월 18일로 하려고", "심심하다", "동창회 날짜 다시 말해줘"), "12월 18일"),
    ],
)
def test_what_answers_is_told_back(talk, said, part):
    assert part in talk(*said)[-1].text


@pytest.mark.parametrize(
    "said",
    [
        ("둘이서 두 마리면 너무 많겠지", "나 어디 간다고 했지?"),
        ("엄마가 양보해야겠다", "아까 엄마는 뭐 먹고 싶다 했지?"),
        ("친구 다섯 명이 여행 가기로 했어", "못 가는 친구 누구라고 했지?"),
        ("나 요즘 좋아하는 애 생겼어", "아까 내가 걔 무슨부라 그랬지?"),
    ],
)
def test_what_does_not_answer_is_not_said_back(talk, said):
    told = talk(*said)[-1].text
    assert "하셨" not in told
    assert "말씀하" not in told


def test_who_holds_an_office_now_is_not_who_was_told_of_last(talk):
    *_, told = talk("경기도지사가 누구야", "이재명은 언제 도지사가 됐어", "아까 지금 도지사 이름이 뭐랬지")
    assert "이재명" not in told.text


def test_what_is_liked_is_not_when(talk):
    assert "요즘" not in talk("나 요즘 좋아하는 애 생김")[-1].text
