"""Endings, question words and common verbs of dialects, in their standard forms."""

import re
from pathlib import Path

import pytest

from companion.language import dialect
from companion.language.dialect import standard

DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("요새 대통령이 누구랑가", "요새 대통령이 누구야"),
        ("시방 도지사가 누구당가요", "지금 도지사가 누구야"),
        ("무릎이 쑤시가 못 걷겠다", "무릎이 쑤셔서 못 걷겠다"),
        ("감기가 걸리가 누워 있다", "감기가 걸려서 누워 있다"),
        ("엄마가 다리가 아프대", "엄마가 다리가 아프대"),
        ("우리 애가 머리가 좋아", "우리 애가 머리가 좋아"),
        ("여섯 시에 알려죠", "여섯 시에 알려 줘"),
        ("천천히 말해조", "천천히 말해 줘"),
        ("그건 배려죠", "그건 배려죠"),
        ("내일 비 온다 카더나", "내일 비 온다고 해?"),
        ("나 오늘 상 탔다?", "나 오늘 상 탔다!"),
        ("오늘이 메칠이고", "오늘이 며칠이야"),
        ("오늘 무신 요일이고", "오늘 무슨 요일이야"),
        ("시방 몇 시여", "지금 몇 시야"),
        ("들어가는디 을매여", "들어가는데 얼마야"),
        ("니는 누가 맹글었노", "니는 누가 만들었나요"),
        ("재명이는 와 그만뒀노", "재명이는 왜 그만뒀나요"),
        ("언제부터 했다카노", "언제부터 했다고 하나요"),
        ("내 나이가 몇이라 캤노", "내 나이가 몇이라고 했나요"),
        ("둘이 협약 맺었담서", "둘이 협약 맺었다면서"),
        ("몇 시까정 하는교", "몇 시까지 하나요"),
        ("내일 비 온다 카더나?", "내일 비 온다고 해?"),
        ("병원에 데꼬 가 봐야 쓰겄제?", "병원에 데리고 가 봐야 되겠지?"),
        ("나는 어째야 쓰까", "나는 어떻게 해야 될까"),
        ("바빠가 그라겠제", "바빠서 그러겠지"),
        ("허리가 와 이래 아프노", "허리가 왜 이래 아프나요"),
        ("그게 문제", "그게 문제"),
        ("너는 왜 이렇게 웃겨?", "너는 왜 이렇게 웃겨?"),
        ("이따 갈겨", "이따 갈 거야"),
        ("밥은 묵었나", "밥은 먹었나"),
        ("여덟 시루 바꿔주소", "여덟 시로 바꿔주세요"),
        ("여덟 시루 좀 바꿔 주쇼", "여덟 시로 좀 바꿔주세요"),
        ("그거 취소혀", "그거 취소해"),
        ("약 먹으라고 혀", "약 먹으라고 해"),
        ("아직도 그 사람이가", "아직도 그 사람이야"),
        ("시장은 인자 누가 한당가?", "시장은 이제 누가 하나?"),
        ("몇 년이나 한 겨?", "몇 년이나 한 거야?"),
        ("낼 비 온대?", "내일 비 온대?"),
        ("시장이 누게우꽈?", "시장이 누구예요?"),
        ("밤에 열었수과", "밤에 열었습니까"),
        ("전화번호 알려줍서", "전화번호 알려주세요"),
        ("시장이 누구드래요?", "시장이 누구예요?"),
        ("시장님이 누구신지요", "시장님이 누구이신지요"),
        ("배고파가 밥집 찾는다", "배고파서 밥집 찾는다"),
        ("돈이 없어가 못 샀어", "돈이 없어서 못 샀어"),
        ("허리가 아파가꼬 못 간다", "허리가 아파서 못 간다"),
        ("친구가 왔어", "친구가 왔어"),
        ("영어가 어려워", "영어가 어려워"),
        ("이거밖에를 못 해", "이거밖에 못 해"),
        ("이게 뭔교", "이게 뭐예요"),
        ("주차 된당께", "주차 된다"),
        ("나 순덕이여. 예순이고", "나 순덕이야. 예순이고"),
        ("이름이 소라여", "이름이 소라야"),
        ("남편이 먼저 가부러서 쓸쓸허네", "남편이 먼저 가 버려서 쓸쓸하네"),
        ("다들 가불고 나만 남았어", "다들 가 버리고 나만 남았어"),
        ("추석까정은 며칠이야", "추석까지은 며칠이야"),
        ("어디가 나을랑가", "어디가 나을까"),
        ("생일이 3월 2일인디 무슨 요일이야", "생일이 3월 2일인데 무슨 요일이야"),
    ],
)
def test_a_dialect_becomes_standard(said, meant):
    assert standard(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "가보정 주소 알려줘",
        "재명이가 누구야?",
        "도토리묵 잘하는 집",
        "하루 종일 비가 와",
        "혀를 깨물었어",
        "허리가 아파",
        "국수와 만두가 맛있나",
        "어디 가고 싶어",
        "마트는 어디야",
        "밥 먹었어여",
        "갈비와 불고기",
        "면허는 없어",
    ],
)
def test_standard_speech_stays_as_it_is(said):
    assert standard(said) == said


def test_an_ending_is_looked_for_wherever_it_stands():
    """What a text must have for an ending to be found in it is in every text that has one."""
    texts = [
        text for path in DATA.rglob("*.*") for text in re.findall(r"[^\n\"]*[가-힣][^\n\"]*", path.read_text("utf-8"))
    ]
    found = [(needed, text) for needed, ending, _ in dialect._NEEDED for text in texts if ending.search(text)]
    assert len(found) > 1000
    assert [(needed, text) for needed, text in found if needed not in text] == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("병원 가는 것도 알려도", "병원 가는 것도 알려 줘"),
        ("밥집 추천해도", "밥집 추천해 줘"),
        ("밥집 골라도", "밥집 골라 줘"),
        ("30분 뒤에 깨워도.", "30분 뒤에 깨워 줘."),
        ("약 먹으라고 말 좀 해도", "약 먹으라고 말 좀 해 줘"),
        ("라디오 좀 켜도", "라디오 좀 켜 줘"),
    ],
)
def test_what_is_to_be_done_for_somebody_ends_like_a_concession_in_the_south_east(said, meant):
    assert standard(said) == meant


@pytest.mark.parametrize("said", ["추워도", "비가 와도", "그래도", "매워도", "알려도 소용없어", "뭘 해도"])
def test_a_concession_asks_for_nothing(said):
    assert standard(said) == said


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("오늘 장에 갈라구 하는디 비가 올라나", "오늘 장에 가려고 하는데 비가 오려나"),
        ("세배하러 온다구 했는디 눈이 많이 왔어", "세배하러 온다고 했는데 눈이 많이 왔어"),
        ("나두 자네헌티 고맙다구 혀", "나도 자네한테 고맙다고 해"),
        ("떡허구 식혜허구 다 먹었어", "떡하고 식혜하고 다 먹었어"),
        ("아들이 착헌지 몰러", "아들이 착한지 몰라"),
        ("먹을 만헌 게 있남?", "먹을 만한 게 있나?"),
        ("무릎이 아퍼서 못 살어", "무릎이 아파서 못 살아"),
        ("나는 춥지 않어. 괜찮어", "나는 춥지 않아. 괜찮아"),
        ("그려, 알었어", "그래, 알았어"),
        ("우리 딸이 그랬잖여. 다 잊어버린겨?", "우리 딸이 그랬잖아. 다 잊어버린 거야?"),
        ("혼자 있으니께 심심혀", "혼자 있으니까 심심해"),
        ("여섯 시에 깨워 줄 텨?", "여섯 시에 깨워 줄래?"),
        ("글쎄, 그게 뭣이여. 모르겄네", "글쎄, 그게 뭐야. 모르겠네"),
        ("그만혀. 딴 얘기나 허세", "그만해. 딴 얘기나 하세"),
    ],
)
def test_endings_and_particles_of_the_middle_and_the_west(said, meant):
    assert standard(said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("국수 묵을라고 하는데 어데가 좋노", "국수 먹으려고 하는데 어디가 좋나요"),
        ("제일 큰 데가 어데고? 가 보께", "제일 큰 데가 어디야? 가 볼게"),
        ("두 개면 얼마고?", "두 개면 얼마야?"),
        ("그기 무슨 소리고? 벌써 몇 년 지난 기고?", "그게 무슨 소리야? 벌써 몇 년 지난 거야?"),
        ("관장이 여자라 카던데 누고?", "관장이 여자라고 하던데 누구야?"),
        ("니가 간다 칸 게 언제였지?", "니가 간다고 한 게 언제였지?"),
        ("내는 요리를 몬 한다. 내도 배우까?", "나는 요리를 못 한다. 나도 배울까?"),
        ("아이다, 네 시로 바까도", "아니다, 네 시로 바꿔 줘"),
        ("다 치아뿌고 쉬자", "다 치워 버리고 쉬자"),
        ("고마버서 눈물이 난다", "고마워서 눈물이 난다"),
        ("그 사람이 지금도 관장이가?", "그 사람이 지금도 관장이야?"),
        ("내가 잘못한 기 아이다", "내가 잘못한 게 아니다"),
        ("고맙데이. 또 오께", "고맙다. 또 올게"),
        ("내일은 문 열 낀데", "내일은 문 열 건데"),
        ("우리만 아는갑네", "우리만 아는가 보네"),
        ("감사합니더", "감사합니다"),
    ],
)
def test_endings_and_particles_of_the_south_east(said, meant):
    assert standard(said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("내일이 소풍임", "내일이 소풍이야"),
        ("제일 싫은 게 수학임 숫자만 보면 졸려", "제일 싫은 게 수학이야. 숫자만 보면 졸려"),
        ("나 이사했음", "나 이사했어"),
        ("오늘 심심함ㅠ", "오늘 심심해ㅠ"),
        ("거기 몇 시까지 함?", "거기 몇 시까지 해?"),
        ("주차 됨?", "주차 돼?"),
        ("나 태권도 시작함", "나 태권도 시작함"),
    ],
)
def test_a_note_is_said_as_a_sentence(said, meant):
    assert standard(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "할머니께 전화드렸어",
        "막혀서 늦었어",
        "면허를 새로 땄어",
        "잔디를 깎았어",
        "돈을 낼 수 있어",
        "회비는 다 내도 돼",
        "모임이 있어",
        "다 내 책임",
        "그림 그려 줘",
        "산에 올라가고 싶어",
        "돈을 달라고 했어",
        "그 카드라도 있으면",
        "우리 언니께 드릴 거야",
        "친구만 있으면 돼",
        "이 사람은 누구고 저 사람은 누구야",
        "우리 아버지가?",
        "무슨 일이고 뭐고 다 싫어",
        "놀러 갔다 왔어",
        "아기가 안겨 있어",
        "큰딸은 대구 살고 있어",
        "입구 어디야",
        "만두 먹고 싶어",
        "큰 기대를 했는데",
    ],
)
def test_what_only_looks_like_a_dialect_stays(said):
    assert standard(said) == said


@pytest.mark.parametrize(
    ("said", "plainly"),
    [
        (("나는 김복례라구 혀", "내 이름이 뭐라구 했지?"), ("나는 김복례라고 해", "내 이름이 뭐라고 했지?")),
        (("두부가 한 모에 이천 원이여", "다섯 모믄 얼매여?"), ("두부가 한 모에 이천 원이야", "다섯 모면 얼마야?")),
        (("자네는 뭐 먹구 사남?",), ("자네는 뭐 먹고 사나?",)),
        (("애들헌티 전화를 혀 볼까?",), ("애들한테 전화를 해 볼까?",)),
        (("속상혀서 눈물이 나",), ("속상해서 눈물이 나",)),
        (("손자가 학교를 댕긴다구 하더라",), ("손자가 학교를 다닌다고 하더라",)),
        (
            ("여섯 시에 약 먹으라구 일러 줘", "일곱 시루 바꿔 줄 텨?"),
            ("여섯 시에 약 먹으라고 일러 줘", "일곱 시로 바꿔 줄래?"),
        ),
        (("수원시장이 여자가?",), ("수원시장이 여자야?",)),
        (("내는 박기철이라고 한다", "내 이름이 뭐라 캤노?"), ("나는 박기철이라고 한다", "내 이름이 뭐라고 했나요?")),
        (("끝말잇기 하까?",), ("끝말잇기 할까?",)),
        (
            ("네 시에 나가자고 알려 도", "아이다, 네 시 반으로 바까도"),
            ("네 시에 나가자고 알려 줘", "아니다, 네 시 반으로 바꿔 줘"),
        ),
        (("우리 강아지 이름이 보리임", "강아지 이름 뭐임?"), ("우리 강아지 이름이 보리야", "강아지 이름 뭐야?")),
    ],
)
def test_every_room_answers_a_dialect_like_standard_speech(talk, said, plainly):
    assert [reply.text for reply in talk(*said)] == [reply.text for reply in talk(*plainly)]


def test_what_is_said_back_is_in_standard_speech(ask):
    said_back = ask("무릎이 쑤셔서 잠을 못 자겄어").text + ask("요새 입맛이 없구 기운도 없어서 서운혀").text
    assert "겄" not in said_back
    assert "없구" not in said_back
    assert "혀" not in said_back


def test_a_word_alone_may_be_a_move_in_a_game(talk):
    """«괭이» is a cat, and a hoe too: only what is a sentence is put into other words."""
    replies = talk("끝말잇기 하자 내가 먼저 할게. 괭이")
    assert "고양이" not in replies[-1].text


def test_what_the_robot_says_is_standard_already(assistant):
    answers = {answer for intent in assistant.intents.values() for answer in intent.answers if "{" not in answer}
    answers = {answer for answer in answers if not re.search("참말|엊그제", answer)}  # good words, put more plainly
    assert {said: standard(said) for said in answers if standard(said) != said} == {}


@pytest.mark.parametrize("said", ["뭐 하고 놀까", "저금할까 말까", "내일 더울까", "매운 걸 전혀 못 먹어", "헐 진짜야"])
def test_endings_of_the_standard_language_stay(said):
    assert standard(said) == said


@pytest.mark.parametrize(
    ("said", "usual"),
    [
        ("가서 물어볼까 말까", "가서 물어볼까 말까"),
        ("더는 안 헐란다", "더는 안 할게"),
        ("내일은 눈이 온다는구먼", "내일은 눈이 온다네"),
        ("이건 어떻게 만드나요?", "이건 어떻게 만드나요?"),
        ("영수가 밥을 먹드나", "영수가 밥을 먹더나"),
        ("낼 수영장 가", "내일 수영장 가"),
        ("회비는 낼 수 있어", "회비는 낼 수 있어"),
    ],
)
def test_finals_stems_and_hearsay_are_kept(said, usual):
    assert standard(said) == usual
