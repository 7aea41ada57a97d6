"""People and pets of the speaker: whose a name or an age is, and what is asked of it later."""

import pytest


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["우리 조카가 군대 갔어", "이름이 민재여 최민재", "우리 조카 이름이 뭐라고 했더라"], "조카 이름이 최민재라고"),
        (["우리 며느리가 애를 낳았어", "이름은 정은이야", "아기 이름이 뭐였지"], "정은이라고"),
        (["나 도마뱀 키워", "이름은 뾰족이야", "우리 도마뱀 이름 뭐게"], "뾰족이라고"),
        (["우리 집에 고양이 있어 이름은 까망이", "내 고양이 이름 기억해?"], "까망이라고"),
        (["우리 아들이 선물 사 줬어", "걔 이름은 상민이야", "우리 아들 이름이 뭐게"], "아드님 이름이 상민이라고"),
        (["나 같은 반 민서 좋아함", "오늘 날씨 좋다", "걔 이름 뭐라고 했게"], "민서라고"),
        (["남편은 김철수고 아들은 김민수야", "우리 아들 이름이 뭐라고 했지"], "아드님 이름이 김민수라고"),
        (["큰딸은 지은이고 작은딸은 지수야", "우리 작은딸 이름 뭐였지"], "작은따님 이름이 지수라고"),
    ],
)
def test_a_name_is_of_whom_was_spoken_of(talk, turns, words):
    assert words in talk(*turns)[-1].text


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["아들은 대전 살고 딸은 울산 산다 아이가", "내 딸이 어데 산다 캤는지 기억하나"], "따님은 울산에 사신다고"),
        (
            ["우리 아들은 대전에 살고 딸은 인천에 살아", "우리 딸이 어디 산다고 했지", "맞다 그럼 아들은"],
            "아드님은 대전에 사신다고",
        ),
        (["우리 딸은 유치원에 다녀요", "우리 딸 어디 다닌다고 했죠"], "따님이 유치원에 다닌다고"),
        (["큰손주는 민준이고 작은손주는 서준이야", "우리 큰손주 이름 뭐였지", "작은손주는?"], "서준이라고"),
        (["우리 조카가 올해 열한 살이야", "그럼 걔가 몇 년생이지"], "2015년생"),
        (["내가 올해 여든넷이여", "그럼 내가 몇 년생이겄냐"], "1942년생"),
    ],
)
def test_what_is_asked_of_one_is_asked_of_another(talk, turns, words):
    assert words in talk(*turns)[-1].text


@pytest.mark.parametrize(
    ("turns", "name"),
    [
        (["친구랑 싸웠어", "나는 서준이야", "내 친구 이름이 뭐라고 했지?"], "서준"),
        (["친구랑 다퉜어", "동생 민서가 말렸어", "내 친구 이름이 뭐라고 했지?"], "민서"),
        (["우리 언니가 취직했어", "하윤이가 축하해 줬어", "우리 언니 이름이 뭐였지?"], "하윤"),
    ],
)
def test_nobody_is_called_by_the_name_of_somebody_else(talk, turns, name):
    assert name not in talk(*turns)[-1].text


def test_nobody_is_called_by_the_name_of_one_of_theirs(talk):
    *_, last = talk("우리 손주가 이번에 대학을 갔어", "이름이 준호여 박준호", "내 이름이 뭐라고 했지")
    assert "준호" not in last.text


def test_whoever_presents_themselves_may_say_first_what_they_do(talk):
    *_, last = talk("나는 광교에서 일하는 박지훈이야", "내 이름이 뭐라고 했지")
    assert "박지훈" in last.text


def test_a_height_is_kept_and_compared(talk):
    replies = talk(
        "동생은 키가 백사십 센티야",
        "나는 백오십이 센티야",
        "동생이랑 나랑 키 차이 얼마나 나",
        "우리 동생 키가 얼마라고 했지",
    )
    assert "12cm" in replies[2].text
    assert "140cm" in replies[3].text


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["우리 외손자가 어제 다녀갔어. 이름은 민준이야."], "외손자 이름이 민준"),
        (["글피가 우리 조카 생일이야. 이름은 하린."], "조카 이름이 하린"),
        (["주말에 조카하고 동물원에 가요. 이름은 하린이고 초등학교 이 학년이에요."], "조카는 초등학교 이 학년"),
        (["나는 오늘 손녀랑 놀았어. 이름은 지우야"], "손녀 이름이 지우"),
        (["손자가 내일 놀러 온대", "중학교 일 학년이야"], "손자는 중학교 일 학년"),
        (["아들이 전화를 했어요. 마흔셋이에요."], "아들이 마흔세 살"),
    ],
)
def test_what_is_told_without_an_owner_is_of_the_relative_who_was_spoken_of(talk, turns, words):
    last = talk(*turns)[-1]
    assert words in last.text
    assert not any(greeting in last.text for greeting in ("반가워요", "반갑습니다"))


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["엄마랑 왔어요. 초등학교 삼 학년이에요."], "삼 학년이군요"),
        (["우리 손녀가 왔어. 나는 일흔다섯이야"], "일흔다섯이시군요"),
        (["제 이름은 김영수예요. 초등학교 삼 학년이에요."], "삼 학년이군요"),
    ],
)
def test_what_speakers_say_of_themselves_beside_a_relative_is_theirs(talk, turns, words):
    assert words in talk(*turns)[-1].text


@pytest.mark.parametrize(
    "said",
    [
        "저는 수원 연무동에서 삼십 년을 살았지",
        "나는 화서동에서 평생을 살았어",
        "나는 여기 이 년 동안 살았어",
        "우리 아들은 거기서 십 년을 살았어",
    ],
)
def test_how_long_one_lived_somewhere_is_no_home(talk, said):
    told, asked = talk(said, "내가 어디 산다고 했지?")
    assert not any(f"{span}에 사" in told.text + asked.text for span in ("년", "평생", "동안"))


@pytest.mark.parametrize(
    ("said", "asked", "town"),
    [
        ("첫째는 서울 살고, 둘째 딸은 천안 살고, 막내는 부산 살고", "둘째 딸이 어디 산다고 했지?", "천안"),
        ("첫째는 서울 살고, 둘째 딸은 광주 살고, 막내는 부안 살고", "막내는 어디 산다고 했지?", "부안"),
        ("애가 셋인데 큰아들은 이천 살고, 둘째 아들은 함안 살고", "둘째 아들이 어디 산다고 했지?", "함안"),
        ("큰딸은 안양 살고 작은딸은 안산 살아", "작은딸은 어디 산다고 했더라", "안산"),
        ("큰딸은 오산 살고 작은딸은 안양 살아", "큰딸은 어디 산다고 했더라", "오산"),
        ("큰아들은 이천 살고 작은아들은 오산 살아", "큰아들은 어디 산다고 했더라", "이천"),
    ],
)
def test_the_name_of_a_town_is_told_whole(talk, said, asked, town):
    told = talk(said, asked)[-1].text
    assert f"{town}이라" in told or f"{town}에 사" in told or f"{town}에 산" in told


@pytest.mark.parametrize(
    "before",
    [
        ["막내는 부산에 살아"],
        ["막내가 행궁동에 가고 싶대. 사과를 아주 좋아해"],
    ],
)
def test_a_wish_that_was_not_told_is_not_answered_by_something_else(talk, before):
    last = talk(*before, "막내가 뭘 마시고 싶다고 했는지 말해 줘")[-1].text
    assert not any(word in last for word in ("부산", "사과"))


def test_where_something_is_wanted_is_nobodys_home(talk):
    last = talk("막내가 어제 왔어", "장터에 있는 데로 두 곳만 알려 줘", "막내가 어디 산다고 했지?")[-1].text
    assert "장터" not in last
