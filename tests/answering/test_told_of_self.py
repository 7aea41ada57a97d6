"""What people tell of themselves and of whom they present: kept as theirs, and found again when it is asked for."""

import pytest

from companion.answering.sayings import pick
from companion.understanding.phrases import Intent


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["내 이름은 장옥분이야 이제부터 옥분 할머니라고 불러"], "옥분 할머니. 그렇게 부를게요"),
        (["나는 윤세아라고 해 친구들은 그냥 세아라고 불러", "나를 뭐라고 부르라고 했지"], "세아라고"),
        (["나는 윤세아라고 해 친구들은 그냥 세아라고 불러", "내 이름이 뭐라고 했지"], "윤세아라고"),
        (["성은 문씨고 이름은 지훈입니다", "내 이름이 뭐였지"], "문지훈이라고"),
        (["나 하늘이야", "성은 강이야", "내 이름이 뭐게"], "강하늘이라고"),
        (["나는 철수야", "내 이름이 뭐야"], "철수라고"),
        (["나는 목수야", "내 직업이 뭐라고 했지"], "목수시라고"),
        (["내 별명은 번개야", "이제부터 별명으로 불러 줘"], "번개 님"),
        (["나는 지민이야", "내 이름 예쁘지"], "지민"),
        (["내 이름 예쁘지"], "성함이 어떻게 되세요?"),
        (["나는 지민이야", "그럼 내 이름도 말해봐"], "지민이라고"),
        (["저는 지민이라고 해요", "제 이름 한번 불러 보세요"], "지민이라고"),
        (["첫째는 은우고 둘째는 하린이에요", "둘째 이름이 뭐라고 했죠?"], "하린이라고"),
    ],
)
def test_names_and_how_to_be_called(talk, turns, words):
    assert words in talk(*turns)[-1].text


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["얘는 우리 형 지안이야 열네 살", "우리 형이 몇 살이라고 했지"], "형이 열네 살이라고"),
        (["이쪽은 제 남편 최민수예요 마흔둘이고요", "제 남편 이름이 뭐였죠"], "최민수라고"),
        (["난 열 살이야", "얘는 내 동생 민지야 여섯 살이고", "내가 민지보다 몇 살 많아?"], "네 살 차이"),
        (["저희 어머니 성함은 김영자예요", "올해 여든이시고요", "어머니 연세가 어떻게 된다고 했죠"], "여든이라고"),
        (["우리 언니는 간호사야", "우리 언니 직업이 뭐라고 했지"], "간호사라고"),
    ],
)
def test_who_is_presented_keeps_their_own_name_and_age(talk, turns, words):
    assert words in talk(*turns)[-1].text


def test_a_child_on_behalf_of_somebody_is_who_speaks(talk):
    *_, last = talk("여기 딸인데요 저 이름은 소윤이고 열한 살이에요", "제 이름이 뭐게요")
    assert "소윤" in last.text


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["나는 이 댁 며느리예요. 이름은 수연이", "제 이름이 뭐라고 했죠"], "수연이라고"),
        (["안녕, 난 이 집 막내아들이야. 이름은 도현이야", "내 이름이 뭐였지"], "도현이라고"),
        (["나 매표소 맡은 관리자 소영이야 서른넷", "내 이름 기억하지"], "소영이라고"),
        (["나 매표소 맡은 관리자 소영이야 서른넷", "내가 무슨 일 한다고 했지"], "관리자"),
        (["나 매표소 맡은 관리자 소영이야 서른넷", "나 몇 살이라고 했게"], "서른네 살"),
        (["나는 아홉 살 김서윤", "누나가 부르네 나 몇 살이라고 했게"], "아홉 살"),
        (["나 지난주에 부산으로 이사 왔어", "나 어디 산다고 했지"], "부산"),
        (["저희 이모는 대구로 이사했어요", "이모 어디 산다고 했죠"], "대구"),
        (["내가 젊어서 배를 이십 년 탔어. 안 가 본 항구가 없지", "내가 예전에 무슨 일 했다고 했나"], "배를 이십 년"),
        (["우리 이모는 땅콩을 못 먹어", "나 뭐 못 먹지?"], "이모"),
    ],
)
def test_what_is_told_in_any_clothing_is_told_back(talk, turns, words):
    assert words in talk(*turns)[-1].text


@pytest.mark.parametrize(
    "said", ["이사 오기로 한 집이 좋아", "친구들은 다 놀러 가고 나만 집에 있음", "내가 허리가 안 좋아서 오래 못 걸어"]
)
def test_what_tells_no_home_and_no_taste_is_not_kept_as_one(talk, said):
    assert talk(said)[-1].intent not in ("inform.home", "inform.dislike")


@pytest.mark.parametrize(
    ("told", "asked", "words"),
    [
        ("우산은 현관 옆에 놔둘 거니까 기억해 둬", "내 우산 어따 뒀다 그랬지?", "현관 옆"),
        ("도장은 서랍 안에 넣어 뒀으니까 잘 기억해 줘", "도장 어디 뒀다고 했지", "서랍 안"),
        ("통장은 장롱 위에 뒀으니까 꼭 기억해 둬라", "내 통장 어디다 뒀다고 했더라", "장롱 위"),
    ],
)
def test_what_is_to_be_kept_in_mind_is_kept(talk, told, asked, words):
    kept, back = talk(told, asked)
    assert kept.intent == "inform.kept"
    assert words in back.text


@pytest.mark.parametrize("said", ["우리 조카 민재가 이번에 취직했어", "우리 딸 서연이가 이번에 대학에 붙었어"])
def test_a_name_told_in_passing_leaves_the_news_to_be_heard(talk, said):
    news, name = talk(said, f"{said[:5]} 이름이 뭐라고 했지")
    assert news.intent != "inform.name"
    assert name.intent == "inform.recall"


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["경영학과 2학년이야", "오늘 날씨 좋다", "심심해", "내가 무슨 과라고 했는지 기억나"], "경영학과"),
        (["전공은 심리학이에요", "내 전공이 뭐라고 했지"], "심리학"),
        (["나 은행 다녀", "내가 어디 다닌다고 했지"], "은행"),
        (["저는 간호사로 일하고 있어요", "제가 무슨 일 한다고 했죠"], "간호사"),
        (["나이는 서른넷이고 초등학교 교사야", "내 직업이 뭐라고 했지"], "초등학교 교사"),
    ],
)
def test_work_and_school_are_kept(talk, turns, words):
    assert words in talk(*turns)[-1].text


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("벌써 그렇게 됐나 어제는 잠을 통 못 잤어", "벌써"),
        ("이제 그만하자 눈이 침침하네", "그만하자"),
        ("짝꿍이 내 지우개를 가져갔어", "내 지우개"),
    ],
)
def test_what_is_said_back_is_only_what_was_told(talk, text, wrong):
    assert wrong not in talk(text)[-1].text


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("내가 기념일을 까먹었거든", "inform.confess"),
        ("오늘은 무릎이 좀 덜 아프네", "inform.relieved"),
        ("들키면 어떡하지", "inform.feared"),
        ("모레가 우리 결혼 사십 주년이야", "inform.anniversary"),
        ("검사했는데 다행히 괜찮대", "inform.spared"),
    ],
)
def test_the_feeling_is_that_of_what_was_told(talk, text, intent):
    assert talk(text)[-1].intent == intent


@pytest.mark.parametrize("text", ["아무도 나 안 좋아해", "걔가 나를 싫어해", "반 친구들이 나만 싫어해"])
def test_who_is_disliked_dislikes_nothing(talk, text):
    assert talk(text)[-1].intent not in ("inform.like", "inform.dislike")


def test_a_reason_is_no_repetition_of_what_it_explains(talk):
    *_, last = talk("팀장이 내 공을 가로챘어", "진짜 억울하다", "내가 왜 억울하다고 했지")
    assert "가로챘" in last.text


def test_what_only_the_speaker_knows_is_not_guessed(talk):
    assert talk("내가 왜 화났는지 알아?")[-1].intent == "inform.of_oneself"


def test_a_sentence_that_nothing_fills_is_none():
    intent = Intent("inform.call", "inform", (), ("네, {you}.",), None, None, strict=False)
    assert pick(intent, {}, 3, quiet=True) == ""


@pytest.mark.parametrize("told", ["내일 병원 예약 있어", "나 이번 주 금요일 약속 있어", "모레 회의 있어"])
def test_what_is_told_of_a_day_to_come_looks_up_no_calendar(talk, told):
    assert talk(told)[-1].intent == "inform.plan"


def test_a_weekday_of_a_plan_is_the_next_one(talk):
    assert "11월 26일" in talk("목요일에 면접이 있어", "면접 언제라고 했지?")[-1].text


def test_an_hour_alone_names_no_house(talk):
    assert talk("오전 10시 반이야")[-1].route != "knowledge"


@pytest.mark.parametrize(
    ("told", "asked", "words"),
    [
        ("판교에서 개발자로 일해", "내가 무슨 일 한다고 했지?", "개발자시라고"),
        ("판교에서 개발자로 일해", "내가 어디서 일한다고 했지?", "판교에서"),
        ("나는 대전에서 간호사로 근무하고 있어", "내 직업이 뭐라고 했지?", "간호사시라고"),
        ("나는 대전에서 일해", "내 직업이 뭐라고 했지?", "못 들었|들은 기억이 없"),
        ("나는 은행에서 일해", "내가 무슨 일 한다고 했지?", "은행에서"),
    ],
)
def test_where_and_as_what_one_works_are_told_back_apart(talk, told, asked, words):
    answer = talk(told, asked)[-1].text
    assert any(word in answer for word in words.split("|")), answer


@pytest.mark.parametrize(
    ("turns", "intent"),
    [
        (["나 오늘 자격증 시험 봤어"], "inform.took_test"),
        (["점수는 다음 주 화요일에 나온대"], "inform.awaits"),
        (["짝꿍이 내 일기를 몰래 읽고 소문냈어"], "inform.betrayed"),
        (["친한 친구가 내 비밀을 퍼뜨렸어", "나 이제 걔 얼굴 어떻게 봐"], "inform.at_a_loss"),
        (["과장님이 나한테 느리다고 뭐라 하셨어"], "inform.scolded"),
        (["모레 치과 예약이 있어", "치과가 오후 두 시야"], "inform.timed"),
        (["우리 집 밥솥이 자꾸 꺼지는데 어떻게 고치지"], "smalltalk.repair"),
    ],
)
def test_what_is_told_is_taken_by_what_it_is(talk, turns, intent):
    assert talk(*turns)[-1].intent == intent


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["내 꿈은 우주선을 만드는 과학자야", "내 꿈이 뭐라고 했지"], "우주선을 만드는 과학자가"),
        (["내 꿈은 가수가 되는 거야", "내 꿈이 뭐라고 했지"], "가수가"),
        (["그래서 그런지 피곤한데 잠이 안 와"], "피곤"),
        (["우리 부장이 주말마다 문자를 보내"], "부장"),
    ],
)
def test_what_is_kept_and_said_back_is_whole(talk, turns, words):
    assert words in talk(*turns)[-1].text


@pytest.mark.parametrize(
    "said", ["근데 영어를 못해서 고민이야", "하하, 저 이런 거 진짜 못하는데", "나 발음이 안 좋아서 떨려"]
)
def test_what_is_told_of_oneself_is_not_answered_with_the_last_fact(talk, said):
    fact, after = talk("파이보는 누가 만들었어?", said)
    assert after.intent.startswith(("inform.", "smalltalk."))
    assert fact.text not in after.text


def test_a_birthday_told_after_a_day_is_kept_as_one(talk):
    assert talk("나 오늘 친구들이랑 놀았어", "내 생일은 4월 5일이야")[-1].intent == "inform.birthday"


def test_the_day_of_something_is_not_oneself(talk):
    assert talk("협약 맺은 날 알려 줘")[-1].route == "knowledge"
