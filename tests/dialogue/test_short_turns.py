"""Short turns that lean on what the two who talk said last, on the packs that ship."""

import pytest


@pytest.mark.parametrize(
    ("told", "asked", "word"),
    [
        ("내 이름은 민수야", "그럼 너는?", "파이보"),
        ("나 스물세 살이야", "넌?", "나이"),
        ("난 수학이 싫어", "너는?", "수학"),
        ("나는 여동생이 있어", "너는?", "여동생"),
        ("오늘 너무 피곤하다", "너는?", "피곤"),
    ],
)
def test_what_one_told_of_oneself_is_asked_back(talk, told, asked, word):
    reply = talk(told, asked)[-1]
    assert reply.status == "answered"
    assert word in reply.text, reply.text


@pytest.mark.parametrize(
    ("claim", "asked", "word"),
    [
        ("너 사람이지?", "그럼 뭔데?", "로봇"),
        ("경기도지사가 이재명이야?", "그럼 누군데?", "추미애"),
        ("협약이 2020년이야?", "그럼 언젠데?", "2019년 10월 23일"),
        ("협약 맺은 데가 수원시청이야?", "그럼 어딘데?", "경기도청"),
        ("이재명이 2020년에 물러났어?", "그럼 언제?", "2021년 10월 25일"),
    ],
)
def test_after_a_denial_what_is_so_is_asked_by_its_question_word_alone(talk, claim, asked, word):
    assert word in talk(claim, asked)[-1].text


@pytest.mark.parametrize("said", ["끝말잇기 말고요", "퀴즈 말고", "수수께끼는 말고요"])
def test_a_game_that_is_set_apart_does_not_begin(ask, said):
    assert ask(said).intent == "play.menu"


def test_another_game_begins_beside_the_one_that_is_set_apart(ask):
    assert ask("수수께끼 말고 퀴즈 내줘").intent == "play.quiz"


@pytest.mark.parametrize("said", ["아까 하던 거 계속하자", "하던 얘기 마저 해줘", "하던 얘기 이어서 하자"])
@pytest.mark.parametrize("told", ["경기도지사가 누구야?", "수원 맛집 추천해줘"])
def test_what_was_broken_off_is_told_again(talk, told, said):
    before, *_, after = talk(told, "고마워", said)
    assert after.text == before.text


def test_a_call_that_comes_asks_for_no_number(talk):
    waits, number = (talk("수원 맛집 추천해줘", said)[-1] for said in ("잠깐만 전화 왔어", "전화번호는?"))
    assert waits.intent == "smalltalk.wait"
    assert number.intent == "recommend.detail_phone"


@pytest.mark.parametrize(
    "asked",
    [
        "그때 네가 도지사님을 뭐라고 불렀다면서",
        "너 예전에 도지사 보고 뭐라고 했어",
        "2019년에 너 도청에서 뭐라고 했었지?",
        "너 예전에 무대에서 뭐라고 대답했었지?",
    ],
)
def test_the_robots_own_words_are_a_statement(ask, asked):
    assert "재명이 형이지" in ask(asked).text


def test_what_it_said_a_moment_ago_is_none_of_them(talk):
    first, again = talk("경기도지사 누구야?", "너 아까 뭐라고 했지?")
    assert again.text == first.text


@pytest.mark.parametrize("asked", ["주말인데 어디 가지", "애들이랑 어디 가지?", "비 오는데 어디 가면 좋아?"])
def test_where_to_go_is_a_wish_for_something_to_see(ask, asked):
    assert "볼거리" in ask(asked).text


@pytest.mark.parametrize(
    "asked", ["음식 말고 갈 데", "먹는 거 말고 볼 데", "밥집 말고 구경할 데", "식당 말고 놀 데 없어?"]
)
def test_anything_but_a_meal_is_something_to_see(talk, asked):
    assert "볼거리" in talk("수원 맛집 추천해줘", asked)[-1].text


@pytest.mark.parametrize(
    ("asked", "word"),
    [("세 명이서 나누면?", "6,000원"), ("둘이 나눠 내면?", "9,000원"), ("세 명이면?", "54,000원")],
)
def test_a_bill_is_divided_by_those_who_share_it(talk, asked, word):
    assert word in talk("진미통닭 후라이드 얼마야", asked)[-1].text


@pytest.mark.parametrize(
    "said", ["둘 다 됐고 그냥 가까운 데", "다 상관없고 그냥 추천해줘", "다 필요 없고 그냥 추천해줘"]
)
def test_all_conditions_can_be_given_up_at_once(talk, said):
    bare = {item.name for item in talk("수원 맛집 추천해줘")[-1].items}
    assert {item.name for item in talk("수원 맛집 추천해줘", "싸고 주차되는 데", said)[-1].items} == bare


@pytest.mark.parametrize(
    ("told", "asked", "word"),
    [
        ("박정우고요 수원에서 빵집 해요", "내 이름이 뭐야?", "박정우"),
        ("박정우고요 수원에서 빵집 해요", "나 어디서 일해?", "빵집"),
        ("김민수인데요 서울 살아요", "나 어디 산다고 했지?", "서울"),
        ("최민호라고 하고요 부산에서 왔어요", "내 이름은?", "최민호"),
        ("체육이 젤 좋음", "내가 뭐 좋아한다고?", "체육"),
        ("수학 개싫음", "내가 뭐 싫어한댔지?", "수학"),
        ("할아버지 성함은 박영수셔", "할아버지 성함이 뭐였지?", "박영수라고"),
        ("우리 강아지 이름은 초코야", "강아지 이름이 뭐랬지?", "초코"),
    ],
)
def test_what_is_told_in_passing_is_kept(talk, told, asked, word):
    assert word in talk(told, asked)[-1].text


def test_somebody_whom_everybody_knows_is_not_the_speaker(talk):
    assert "추미애" not in talk("추미애고요", "내 이름이 뭐야?")[-1].text


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("2019년 10월 23일에 무슨 일이 있었어", ["업무협약", "경기도청"]),
        ("2025년 4월 4일에 무슨 일이 있었지?", ["윤석열", "파면"]),
        ("2021년에 무슨 일이 있었나요", ["착공식", "이재명"]),
        ("협약 때 무슨 일이 있었어", ["업무협약"]),
    ],
)
def test_what_happened_at_a_time_is_told(ask, asked, words):
    reply = ask(asked)
    assert reply.status == "answered"
    assert all(word in reply.text for word in words), reply.text


def test_of_a_day_on_which_nothing_is_known_nothing_is_told(ask):
    reply = ask("2018년 1월 3일에 무슨 일이 있었어?")
    assert (reply.status, "2018년 1월 3일" in reply.text) == ("unknown", True)


def test_which_day_is_asked_where_none_was_spoken_of(ask):
    assert ask("그날 무슨 일이 있었어").status == "clarify"


@pytest.mark.parametrize(
    "remark", ["야외 무대라 걱정인데", "우산을 안 가져왔거든", "우리 딸이 궁금하대", "내일도 여기 있을 거야"]
)
@pytest.mark.parametrize(
    ("asked", "intent"),
    [
        ("내일 비 온대?", "none.weather"),
        ("노래 한 곡만 불러 줄래?", "smalltalk.sing"),
        ("오늘 뉴스 좀 틀어 줘.", "none.news"),
        ("가위바위보 할까?", "play.hands"),
    ],
)
def test_a_remark_behind_what_is_asked_hides_nothing(ask, asked, remark, intent):
    assert ask(f"{asked} {remark}").intent == ask(asked).intent == intent


def test_a_remark_is_remembered_though_something_was_asked(talk):
    asked, recalled = talk("내일 비 온대? 나는 딸기를 좋아해", "내가 뭘 좋아한다고 했지?")
    assert asked.intent == "none.weather"
    assert "딸기" in recalled.text


@pytest.mark.parametrize(
    "said", ["나 옛날에 협약식 사회 봤잖아", "나 도청 앞에서 장사하잖아", "우리 협약식 때 떨렸잖아"]
)
def test_what_speakers_tell_of_themselves_is_listened_to_whatever_it_names(ask, said):
    reply = ask(said)
    assert reply.status == "answered"
    assert reply.intent.startswith("inform.")
