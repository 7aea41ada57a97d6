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
