"""What people tell is taken in, answered in kind, remembered and forgotten; what only looks so is left alone."""

import json
from itertools import pairwise

import pytest

from companion.dialogue.state import FRESH, State


def remembered(assistant, *texts):
    """What is remembered after these utterances, as (about, value, whose)."""
    state = FRESH
    for text in texts:
        _, state = assistant.respond(text, state)
    return [(fact.about, fact.value, fact.of) for fact in state.memory.facts]


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        ("나는 김복순이야", ("name", "김복순", "")), ("제 이름은 박철수입니다", ("name", "박철수", "")),
        ("안녕하세요 저는 이지은인데요", ("name", "이지은", "")), ("나는 김복순이라고 해", ("name", "김복순", "")),
        ("복순이라고 불러 줘", ("call", "복순", "")), ("그냥 할매라고 부르면 돼", ("call", "할매", "")),
        ("올해 일흔여덟이야", ("age", "78", "")), ("나 여덟 살이야", ("age", "8", "")),
        ("저는 스물세 살이에요", ("age", "23", "")),
        ("우리 손주가 세 살이야", ("age", "3", "손주")), ("우리 강아지 이름은 초코야", ("name", "초코", "강아지")),
        ("난 순대 좋아해", ("like", "순대", "")), ("축구 좋아해", ("like", "축구", "")),
        ("저 축구 좋아해요", ("like", "축구", "")),
        ("막내아들이 부산에 살아", ("home", "부산", "막내아들")),
        ("나 사실 매운 걸 못 먹어", ("avoid", "매운 것", "")),
        ("새우 알레르기가 있어서 못 먹어", ("avoid", "새우", "")),
        ("난 오이 싫어", ("dislike", "오이", "")), ("나 고기 안 좋아해", ("dislike", "고기", "")),
        ("수원에 살아", ("home", "수원", "")), ("우리 아들은 서울에 살아", ("home", "서울", "아들")),
        ("내일 병원 가", ("plan", "병원 간다", "")), ("다음 주에 수술해", ("plan", "수술한다", "")),
        ("내 생일은 3월 5일이야", ("birthday", "3월 5일", "")), ("딸이 둘이야", ("family", "딸 둘", "딸")),
        ("나 경기도지사야", ("role", "경기도지사", "")), ("저는 학생이에요", ("role", "학생", "")),
        ("나 매운 거 못 먹는데 맛집 추천해 줘", ("avoid", "매운 거", "")),
    ],
)  # fmt: skip
def test_what_is_told_is_taken_in(assistant, said, fact):
    assert fact in remembered(assistant, said)


@pytest.mark.parametrize(
    "said",
    [
        "너는 이름이 뭐야", "내 이름이 뭐게?", "네 이름은 파이보야", "경기도지사가 누구야", "순대 좋아해?",
        "너는 순대 좋아해?", "밥 못 먹었어",
        "기분이 안 좋아", "기분이 좋아", "회사 가기 싫다", "고양이가 밥을 안 먹어", "이재명 좋아해",
        "수원 맛집 추천해 줘", "어디 살아?",
        "손흥민은 몇 살이야", "나 지금 병원이야", "살기 좋은 동네가 어디야", "영감이 작년에 갔어", "우리 아들이 아파",
    ],
)  # fmt: skip
def test_what_is_not_told_is_not_guessed(assistant, said):
    assert remembered(assistant, said) == []


def test_a_later_name_takes_the_place_of_an_earlier_one(assistant):
    assert remembered(assistant, "나는 김복순이야", "아니 내 이름은 김복자야") == [("name", "김복자", "")]


def test_a_taste_that_changed_is_one_taste(assistant):
    assert remembered(assistant, "난 오이 싫어", "난 오이 좋아해") == [("like", "오이", "")]


def test_two_things_told_at_once_are_both_taken_in(assistant):
    assert remembered(assistant, "나는 김복순이고 올해 일흔여덟이야") == [("name", "김복순", ""), ("age", "78", "")]


def test_a_name_is_told_used_remembered_and_forgotten(talk):
    told, *_, asked, _, again = talk(
        "안녕 나는 김복순이야",
        "오늘 힘들었어",
        "무릎이 아파서",
        "내 이름 기억하지?",
        "내 이름은 잊어 줘",
        "내 이름이 뭐게?",
    )
    assert "복순 님" in told.text
    assert "김복순" in asked.text
    assert "복순" not in again.text


def test_a_name_is_used_sparingly(talk):
    replies = talk(
        "나는 김복순이야",
        "오늘 장 보고 왔어",
        "빨래했어",
        "피곤해",
        "심심해",
        "날씨 좋네",
        "잠이 안 와",
        "외로워",
        "버스를 놓쳤어",
    )
    assert 1 <= sum("복순" in reply.text for reply in replies[1:]) <= 3


@pytest.mark.parametrize(
    ("told", "asked", "holds"),
    [
        ("올해 일흔여덟이야", "내가 몇 살이라 그랬게?", "일흔여덟"),
        ("나 매운 거 못 먹어", "내가 뭘 못 먹는다고 했지?", "매운"),
        ("난 순대 좋아해", "내가 뭐 좋아한다고 했지?", "순대"), ("수원에 살아", "내가 어디 산다고 했지", "수원"),
        ("내일 병원 가", "내가 내일 뭐 한다고 했지?", "병원"),
        ("내 생일은 3월 5일이야", "내 생일이 언제게?", "3월 5일"),
        ("우리 손주가 세 살이야", "우리 손주 몇 살이라고 했지?", "세 살"),
        ("우리 강아지 이름은 초코야", "우리 강아지 이름이 뭐게?", "초코"),
        ("나는 박철수야", "나에 대해 뭐 알아?", "박철수"),
        ("나 순덕이여. 예순여덟이고", "내 나이가 몇이라 혔지?", "예순여덟"),
        ("나 순덕이여. 예순여덟이고", "내 이름 안 잊었지?", "순덕"),
        ("우리 집에 개가 하나 있는디 이름이 보리여", "우리 개 이름은 안 까먹었지?", "보리"),
        ("우리 개는 복실이여", "우리 개 이름이 뭐라고 했지?", "복실"),
        ("안녕! 나는 하윤이야. 열 살!", "나 몇 살이게?", "열 살"),
        ("나 올해 칠십셋이야", "내 나이가 몇이라 했지?", "일흔셋"),
        ("내 이름은 김말순이여. 까먹지 말고 외워 둬", "내 이름이 뭐여?", "말순"),
        ("우리 아빠 생일 1월 4일인데 무슨 요일이야?", "아빠 생일이 언제라고 했지?", "1월 4일"),
    ],
)  # fmt: skip
def test_what_was_told_can_be_asked_for(talk, told, asked, holds):
    reply = talk(told, asked)[-1]
    assert holds in reply.text
    assert reply.status == "answered"


@pytest.mark.parametrize(
    "asked", ["내 이름 기억하지?", "내 생일이 언제게?", "내가 뭘 못 먹는다고 했지?", "나에 대해 뭐 알아?"]
)
def test_what_was_not_told_is_said_to_be_not_told(ask, asked):
    reply = ask(asked)
    assert "자료" not in reply.text
    assert reply.intent.startswith("inform.")


def test_the_answer_to_a_question_back_is_taken_in(talk, assistant):
    _, answered = talk("내 이름이 뭐야?", "김복순")
    assert "복순" in answered.text


def test_everything_is_forgotten(assistant):
    assert remembered(assistant, "나는 김복순이야", "난 순대 좋아해", "다 잊어 줘") == []


def test_other_skills_know_what_is_not_wanted(assistant):
    _, state = assistant.respond("나 매운 걸 못 먹어")
    assert {"매운 음식", "매운 것"} <= set(state.memory.unwanted())


def test_what_is_remembered_outlives_the_program_as_json(assistant):
    _, state = assistant.respond("나는 김복순이야")
    again = State.from_json(state.to_json())
    assert again.memory == state.memory
    assert json.loads(state.to_json())["memory"]["facts"][0]["value"] == "김복순"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("나 합격했어", "good_news"), ("오늘 받아쓰기 백 점 맞았어", "good_news"), ("시험 망쳤어", "failure"),
        ("휴대폰을 떨어뜨렸어", "bad_news"), ("허리가 아프네", "ill"), ("감기에 걸렸어요", "ill"),
        ("오늘 너무 힘들었어", "tired"),
        ("학원이 너무 많아서 힘들어", "tired"), ("요새 통 잠을 못 자", "sleepless"), ("심심하다", "bored"),
        ("우울하네", "sad"),
        ("아무도 전화를 안 해", "lonely"), ("손주가 보고 싶네", "longing"),
        ("우리 영감이 작년에 먼저 갔어", "bereaved"),
        ("부장 때문에 열받아", "angry"), ("내일 발표라 떨려", "nervous"), ("다 내 탓인 거 같아", "self_blame"),
        ("남자친구랑 헤어졌어", "heartbreak"), ("친구랑 싸웠어", "conflict"), ("손주가 놀러 왔어", "family_news"),
        ("장 보고 왔어", "everyday"), ("옛날에는 참 못 먹고 살았어", "nostalgia"), ("바다에 가고 싶다", "wish"),
        ("오늘 날씨 좋다", "weather_talk"), ("배고파 죽겠다", "hungry"), ("내가 알아서 할게", "promise"),
    ],
)  # fmt: skip
def test_news_is_answered_in_kind(ask, said, kind):
    reply = ask(said)
    assert (reply.route, reply.status, reply.intent) == ("smalltalk", "answered", f"inform.{kind}"), reply.text


def test_what_was_said_is_said_back(talk):
    texts = [reply.text for reply in talk(*["남자친구랑 헤어졌어"] * 3)]
    assert any(text.startswith("남자친구랑 헤어지셨군요") for text in texts)
    assert len(set(texts)) == 3


def test_at_most_one_question_is_asked_and_none_after_its_answer(talk):
    replies = talk("무릎이 아파", "어제부터", "시험 망쳤어", "수학이 어려웠어", "우울해", "그냥 그래", "손주가 왔어")
    assert all(reply.text.count("?") <= 1 for reply in replies)
    assert not any(a.text.endswith("?") and b.text.endswith("?") for a, b in pairwise(replies))


@pytest.mark.parametrize(
    "said",
    [
        "나 오늘 김치 담갔어", "우리 반에 새 친구가 왔어", "며느리가 반찬을 해 왔더라고", "허리가 영 시원찮네",
        "요즘 통 기운이 없구먼",
        "짝꿍이 나랑 안 논대", "아까 버스에서 졸았어", "게임에서 졌어 짜증 나", "나는 그냥 집에 있었어",
        "테레비나 보고 있지 뭐",
    ],
)  # fmt: skip
def test_a_statement_is_never_answered_with_what_the_data_lacks(ask, said):
    reply = ask(said)
    assert "자료" not in reply.text
    assert reply.status == "answered"


@pytest.mark.parametrize(
    "said",
    [
        "경기도지사가 누구야", "수원 맛집 추천해 줘", "경기도지사는 누가 했어", "통닭집 알려 줘",
        "화성행궁 몇 시까지 해", "지금 몇 시야",
        "이재명은 언제까지 도지사였어", "집적단지 얼마나 커", "오늘 며칠이야", "내일 비 와?", "천천히 말해 줘",
        "영통구에 칼국수집 있어?",
        "순대 먹고 싶어", "아이랑 갈 만한 갈비집", "김동연이 도지사 맞지?", "협약은 언제 맺었어",
    ],
)  # fmt: skip
def test_questions_and_requests_are_no_statements(ask, said):
    assert not (ask(said).intent or "").startswith("inform."), said


@pytest.mark.parametrize("said", ["난 매운 거 좋아해", "혼자 먹을 거야", "만 원 이하로"])
def test_what_narrows_a_list_of_places_narrows_it(talk, said):
    assert talk("점심 먹을 데 추천해 줘", said)[-1].route == "recommend"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("너 기억력 좋네", "praise"), ("메롱 바보 로봇아", "tease"), ("너 여자야 남자야?", "gender"),
        ("너 사람 얼굴도 알아봐?", "senses"),
        ("너는 무서운 거 있어?", "fears"), ("커서 뭐가 되고 싶어?", "dreams"),
        ("근데 파이보 너는 치킨 먹어 봤어?", "meal"),
        ("진짜?", "really"), ("음…", "hesitation"), ("잠깐만 전화 왔어", "wait"),
        ("도지사님이 질문하신대요. 잠깐만 기다려 줘", "wait"),
        ("여러분께 인사 한마디 부탁해요", "stage_greeting"),
        ("무대 밖으로 나가기 전에 마무리 인사!", "stage_closing"),
        ("관객들한테 박수 한번 부탁해 줘", "stage_applause"), ("자기소개 부탁해", "what_are_you"),
        ("노래 한 곡 불러 봐", "sing"),
        ("춤춰 봐", "dance"), ("너 솔직히 누구 편이야", "neutral"), ("나랑 친구 할래?", "friend"),
        ("로봇은 왜 안 자?", "child_why"),
        ("나 어떡하지", "advice"), ("새해 복 많이 받으세요", "holiday"), ("네 말을 어떻게 믿어", "trust"),
        ("손 흔들어 봐", "can_you_move"),
    ],
)  # fmt: skip
def test_small_talk_has_its_kinds(ask, said, kind):
    reply = ask(said)
    assert (reply.route, reply.status, reply.intent) == ("smalltalk", "answered", f"smalltalk.{kind}"), reply.text


def test_insisting_after_a_refusal_is_refused_in_other_words(talk):
    first, second = talk("이재명 잘하고 있어?", "그래도 한마디만")
    assert first.status == "refused"
    assert second.intent == "smalltalk.insist"


def test_waiting_keeps_what_was_said_last(talk):
    first, _, again = talk("경기도지사가 누구야", "잠깐만 전화 왔어", "다시 말해 줘")
    assert again.text == first.text


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        ("내 이름은 박말순이여, 올해 일흔아홉이고", {("name", "박말순", ""), ("age", "79", "")}),
        ("나는 지우야 여덟 살이야", {("name", "지우", ""), ("age", "8", "")}),
        ("난 서른두 살이고 간호사야", {("age", "32", ""), ("role", "간호사", "")}),
        ("제 이름은 이수진이고 총무팀에서 일해요", {("name", "이수진", ""), ("work_at", "총무팀", "")}),
        ("사회를 맡은 방송인 김민수입니다", {("name", "김민수", ""), ("role", "방송인", "")}),
        ("나 공룡 제일 좋아해 당근은 싫어", {("like", "공룡", ""), ("dislike", "당근", "")}),
        ("영어 극혐이야", {("dislike", "영어", "")}),
        ("나 수학 못하겠어", {("dislike", "수학", "")}),
        ("난 민트초코파야", {("like", "민트초코", "")}),
        ("나는 만화가 되고 싶은데", {("dream", "만화가", "")}),
        ("나 커서 소방관 될 거야", {("dream", "소방관이", "")}),
        ("내 꿈은 화가야", {("dream", "화가가", "")}),
        ("우리 아들은 은행에서 일해", {("work_at", "은행", "아들")}),
        ("내일 부산 가서 친구 만날 거야", {("plan", "부산 가서 친구 만날 거라", "")}),
    ],
)  # fmt: skip
def test_several_things_and_further_kinds_are_taken_in(assistant, said, facts):
    assert set(remembered(assistant, said)) == facts


@pytest.mark.parametrize("said", ["어휴 내 팔자야", "나 밥 못하겠어", "오늘은 금요일이야", "서울시장은 오세훈이야"])
def test_what_only_looks_like_a_fact_about_the_speaker_is_none(assistant, said):
    assert remembered(assistant, said) == []


@pytest.mark.parametrize(
    ("told", "asked", "holds"),
    [
        ("내일은 연차야 강릉 가서 바다 보려고", "나 내일 어디 간다고 했지", "강릉"),
        ("나는 만화가 되고 싶은데", "내 꿈이 뭐라고?", "만화가"),
        ("나 커서 소방관 될 거야", "내가 뭐가 되고 싶다고 했게?", "소방관"),
        ("내 이름은 박서연이고 회계팀에서 일해", "내 이름이랑 부서 기억나?", "회계팀"),
        ("저는 우체국에서 일해요", "내 직장이 어디라고 했지", "우체국"),
        ("사회를 맡은 방송인 김민수입니다", "사회자 이름 기억하나요?", "김민수"),
        ("수학 극혐", "내가 싫어하는 과목 뭐게", "수학"),
        ("내일 아침 아홉 시에 깨워 줘", "그거 몇 시로 해 놨어?", "9시"),
    ],
)  # fmt: skip
def test_further_things_told_can_be_asked_for(talk, told, asked, holds):
    assert holds in talk(told, asked)[-1].text


def test_nothing_is_said_to_be_untold_that_may_only_be_forgotten(ask):
    for asked in ("내 나이 기억해?", "내가 뭘 싫어한다고 했지?", "내 꿈이 뭐라고?"):
        assert "못 들었" not in ask(asked).text


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("퇴사 마렵네", "work"), ("시험이 코앞인데 공부를 못 했어", "stress"), ("버스가 30분째 안 와", "waiting"),
        ("우리 손녀가 곧 결혼해", "wedding"), ("며느리가 아기를 낳았어", "birth"),
        ("부장님이 밥값을 내주셨어", "treated"), ("엄마가 나만 혼내", "unfair"), ("엄마가 동생만 예뻐해", "unfair"),
        ("의사가 짜게 먹지 말라고 하더라", "health_talk"), ("월급이 다 사라졌어", "money"),
    ],
)  # fmt: skip
def test_further_news_is_answered_in_kind(ask, said, kind):
    assert ask(said).intent == f"inform.{kind}", ask(said).text


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("위로 좀 해 봐 로봇아", "comfort"), ("다녀왔어 파이보", "home_again"), ("미안 농담이야 삐졌어?", "forgiven"),
        ("그냥 얘기 들어줘서 고맙다", "thanks_listening"), ("생각보다 키가 작네?", "your_looks"),
        ("너는 나 안 좋아하지?", "like_me"), ("여기 로비에서 뭐 하고 있어?", "doing_here"),
        ("박수가 엄청 나왔네요 기분이 어때요?", "on_stage"), ("너는 꿈이 뭐야?", "dreams"),
        ("로봇도 꿈 꿔?", "sleeping_dreams"), ("오늘 하루 어땠냐고 물어봐 줘", "ask_me"), ("바보 똥개야", "tease"),
    ],
)  # fmt: skip
def test_further_small_talk_has_its_kinds(ask, said, kind):
    assert ask(said).intent == f"smalltalk.{kind}", ask(said).text


@pytest.mark.parametrize(
    "said",
    ["너 진짜 킹받는다", "열일곱에 시작해서 삼십 년을 했지", "어이없지 않냐", "술 못 마시는데 자꾸 먹여서 짜증나",
     "야 너 코가 크다", "파이보야 너 달리기 잘해?", "수능 망했어 재수해야 될 듯"],
)  # fmt: skip
def test_a_remark_or_a_question_to_the_robot_itself_is_never_looked_up(ask, said):
    reply = ask(said)
    assert reply.status == "answered"
    assert "자료" not in reply.text


@pytest.mark.parametrize(
    "said",
    [
        "요즘 말할 사람이 없어서 너한테 말 걸어 봤어",
        "심심해서 너한테 말 걸었어",
        "아무도 없어서 너를 찾았어",
        "외로워서 너한테 전화했어",
    ],
)
def test_what_was_done_to_the_robot_by_the_speaker_is_no_question(ask, said):
    reply = ask(said)
    assert (reply.route, reply.status, reply.sources) == ("smalltalk", "answered", ())


@pytest.mark.parametrize("asked", ["너를 누가 만들었어", "협약식에서 누가 너한테 물었지"])
def test_what_others_did_to_it_is_still_asked(ask, asked):
    assert ask(asked).route == "knowledge"


def test_feelings_go_before_plans_and_one_kind_of_reply_is_enough(ask):
    reply = ask("내일 발표 있는데 떨려서 잠이 안 와")
    assert reply.intent in ("inform.nervous", "inform.sleepless")
    assert "계획" not in reply.text


@pytest.mark.parametrize(
    ("turns", "holds"),
    [
        (("나 남자친구랑 헤어져서 우울해", "나 왜 우울하다고 했지?"), "헤어져서"),
        (("나 세 시에 병원 가야 돼", "나 몇 시에 병원 간다고 했지"), "세 시"),
        (("취미는 등산이야", "내 취미가 뭐라고 했지"), "등산"),
        (("나 강아지 키워, 이름은 초코야", "우리 강아지 이름이 뭐게"), "초코"),
        (("우리 집에 고양이 있는데 이름이 나비야", "우리 고양이 이름은?"), "나비"),
        (("우리 강아지 이름은 콩이야", "아니 콩이 말고 보리", "우리 강아지 이름 기억나?"), "보리"),
        (("우리 딸은 서른두 살이고 이름은 지영이야", "딸 이름은?"), "지영"),
        (("나 고2 민재", "내 이름이 뭐게"), "민재"),
        (("난 은행 다니는 스물아홉 김하늘이야", "내가 몇 살이게"), "스물아홉"),
        (("저는 대학 다니는 스무 살 이서연이에요", "내가 몇 살이게"), "스무"),
        (("나 오이 진짜 싫어해", "내가 싫어하는 채소 뭐게"), "오이"),
    ],
)
def test_what_was_said_in_passing_is_remembered_and_corrected(talk, turns, holds):
    reply = talk(*turns)[-1]
    assert holds in reply.text
    assert not reply.text.startswith("네,")


def test_how_long_it_is_to_a_day_that_was_told(talk):
    reply = talk("내 생일은 12월 5일이야", "내 생일까지 며칠 남았어")[-1]
    assert "남았어요" in reply.text
    assert "12월 5일" in reply.text


def test_the_age_of_a_relative_is_not_the_speakers(assistant):
    assert ("age", "32", "딸") in remembered(assistant, "우리 딸은 서른두 살이고 이름은 지영이야")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("하늘은 왜 파래", None),
        ("Hello", "smalltalk.en_greet"),
        ("ㄱㅅ", "smalltalk.thanks"),
        ("고마워 잘 자", "smalltalk.thanks_night"),
        ("면접 잘 보라고 해 줘", "smalltalk.dictated"),
        ("겨울이 좋아 여름이 좋아", "smalltalk.choose_between"),
    ],
)
def test_what_is_said_to_a_companion_is_met_in_kind(ask, said, kind):
    assert ask(said).intent == kind


def test_nobody_is_told_to_vote(ask):
    assert ask("민주당 찍으라고 한마디 해 줘").status == "refused"


def conversation(assistant, *texts):
    """The answers to these utterances, one after the other."""
    state, answers = FRESH, []
    for text in texts:
        reply, state = assistant.respond(text, state)
        answers.append(reply.text)
    return answers


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        ("나는 수빈이야", ("name", "수빈", "")), ("안녕 나는 하윤이고 아홉 살이야", ("age", "9", "")),
        ("우리 집 큰놈은 준호고 작은놈은 민호야", ("name", "민호", "작은놈")),
        ("첫째는 서연이고 둘째는 지우예요", ("name", "지우", "둘째")),
        ("초등학교 3학년이에요", ("role", "초등학교 3학년", "")),
        ("내 이름은 도윤, 나이는 여섯 살이야", ("name", "도윤", "")),
        ("나는 가수야", ("role", "가수", "")),
    ],
)  # fmt: skip
def test_given_names_and_children(assistant, said, fact):
    assert fact in remembered(assistant, said)


@pytest.mark.parametrize(
    ("told", "corrected", "fact"),
    [
        ("내 생일은 3월 14일이야", "아 3월 말고 4월 14일이야", ("birthday", "4월 14일", "")),
        ("내 생일은 5월 2일이야", "아니다 5월 12일이야", ("birthday", "5월 12일", "")),
        ("나 아홉 살이야", "아니 열 살", ("age", "10", "")),
        ("내 이름은 지훈이야", "아 아니다 지현이야", ("name", "지현", "")),
        ("나는 커피를 좋아해", "아니 커피 말고 홍차", ("like", "홍차", "")),
        ("우리 강아지 이름은 콩이야", "콩이 말고 보리야", ("name", "보리", "강아지")),
    ],
)
def test_what_was_told_is_corrected(assistant, told, corrected, fact):
    assert remembered(assistant, told, corrected) == [fact]


def test_the_latest_is_forgotten_and_the_last_words_are_told(assistant):
    assert remembered(assistant, "나는 수빈이야", "나는 떡을 좋아해", "그거 잊어버려") == [("name", "수빈", "")]
    assert "드셨다고" in conversation(assistant, "오늘 김밥 먹었어", "내가 방금 뭐라고 했어?")[-1]
    assert "운전한다고" in conversation(assistant, "우리 남편은 택시 운전해", "우리 남편 뭐 한다고 했지?")[-1]


@pytest.mark.parametrize(
    ("turns", "holds"),
    [
        (("치과가 월요일 네 시예요", "아 월요일이 아니라 화요일이래요", "치과가 무슨 요일이라고 했죠?"), "화요일"),
        (("친구 이름은 가온이야", "아 가온이가 아니라 나온이래", "친구 이름이 뭐라고 했지?"), "나온"),
        (("다음 주 화요일에 동생이랑 바다 가기로 했어", "우리 며칠에 가기로 했더라?"), "다음 주 화요일, "),
        (("딸아이가 발표회를 합니다", "이제 여덟 살인데 이름이 다온이에요.", "우리 딸 이름 기억하시죠?"), "다온"),
    ],
)  # fmt: skip
def test_what_was_said_is_told_as_it_is_now(talk, turns, holds):
    *_, last = talk(*turns)
    assert holds in last.text
    assert "이래" not in last.text


def test_a_bid_to_answer_is_no_request_of_its_own(talk):
    assert "구름" in (reply := talk("우리 집에 토끼 있어! 이름은 구름이야", "우리 토끼 이름 뭐게? 맞혀 봐")[-1].text)
    assert reply.count(".") == 1


def test_children_are_asked_for_one_after_the_other(assistant):
    *_, younger, elder = conversation(
        assistant, "큰놈은 준호고 작은놈은 민호야", "작은놈 이름이 뭐라고 했지?", "큰놈은?"
    )
    assert "민호" in younger
    assert "준호" in elder


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("다음 순서로 넘어가겠습니다", "inform.announced"),
        ("자리에 앉아 주시기 바랍니다", "inform.announced"),
        ("기쁜데 한편으론 좀 섭섭해", "inform.mixed"),
        ("설레기도 하고 무섭기도 해", "inform.mixed"),
        ("회사에서 승진했는데 일이 두 배가 됐어", "inform.mixed"),
        ("상 받을 것 같아", "inform.hoped"),
        ("이따가 전화해야지", "inform.promise"),
        ("속상하니까 떡볶이나 먹어야겠다", "inform.promise"),
        ("남편을 먼저 보내고 나니 적적하네", "inform.bereaved"),
    ],
)
def test_two_minds_hopes_resolves_and_announcements(assistant, said, intent):
    assert assistant.respond(said)[0].intent == intent


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ("아무래도 헤어져야 할까 봐", "고민하실"),
        ("상자 좀 옮겨 줄래", "옮겨 드리는 건"),
        ("객석에 계신 어르신들께 인사해 주세요", "어르신들"),
        ("내빈께 인사해 줘", "내빈 여러분"),
        ("오늘 하루도 수고했다고 말해 줘", "하셨"),
    ],
)
def test_the_answer_takes_up_what_was_said(assistant, said, holds):
    assert holds in assistant.respond(said)[0].text


@pytest.mark.parametrize(
    "said", ["로그함수의 미분을 계산해", "피타고라스 정리를 설명해", "양자역학에 대해 알려 줄 수 있어"]
)
def test_an_order_in_plain_form_is_no_news(ask, said):
    assert ask(said).status == "unknown"


@pytest.mark.parametrize("said", ["물은 칼로리가 없어", "달에는 공기가 없어", "봉준호는 외동이야"])
def test_what_is_said_of_others_is_no_sorrow_of_the_speakers(ask, said):
    reply = ask(said)
    assert reply.intent == "inform.other"
    assert "시군요" not in reply.text


@pytest.mark.parametrize(
    "text", ["걔가 먼저 그만하자고 했어", "선생님이 다시 말해 보라고 하셨어", "친구가 조용히 하라고 했어"]
)
def test_what_somebody_else_said_is_no_command(talk, text):
    (reply,) = talk(text)
    assert reply.intent.startswith("inform.")


@pytest.mark.parametrize("text", ["집에 오면 아무도 없어서 불 켜기가 싫어", "나는 물 끓이기가 귀찮아"])
def test_what_is_done_names_no_dish(talk, text):
    (reply,) = talk(text)
    assert reply.intent.startswith("inform.")
    assert "불고기" not in reply.text
    assert "말씀하신" not in talk("불 켜기가 싫어", "수원 맛집 추천해 줘")[-1].text


def test_who_one_is_may_be_told_in_one_breath(talk):
    *_, where, job, name = talk(
        "저는 서울에서 온 김은정이라고 해요 간호사예요", "제가 어디서 왔다고 했죠", "제 직업은요", "제 이름은요"
    )
    assert "서울" in where.text
    assert "간호사" in job.text
    assert "김은정" in name.text


@pytest.mark.parametrize("told", ["택배가 부산에서 왔어요", "우리 아들이 서울에서 왔어"])
def test_where_others_come_from_is_nothing_of_the_speaker(talk, told):
    assert "오셨" not in talk(told)[-1].text


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (("나 땅콩 알레르기 있어",), "가게에 꼭"),
        (("우리 엄마는 갈비를 좋아하셔",), "좋아하시는군요"),
        (("우리 동생은 갈비를 좋아해",), "좋아하는군요"),
        (("우리 아들은 부산 살아", "그래도 손주는 보고 싶제"), "보고 싶"),
        (("휴가를 냈어", "그날 남편이랑 수원에 다시 오려고요"), "오시려는군요"),
        (("내 말 녹음해서 어디 보내는 거 아니지",), "보내지"),
        (("너 말고 다른 로봇 친구 있어?",), "로봇"),
    ],
)
def test_what_is_told_is_answered_in_its_kind(talk, told, said):
    assert said in talk(*told)[-1].text


def test_what_is_meant_to_be_done_is_no_loss(talk):
    assert "위로" not in talk("휴가를 냈어", "그날 남편이랑 수원에 다시 오려고요")[-1].text


def test_a_birthday_alone_gets_more_than_wishes(talk):
    plain, alone = (talk(text)[-1].text for text in ("오늘 내 생일이야", "오늘 내 생일인데 아무도 연락이 없네"))
    assert alone.startswith(plain.partition("!")[0])
    assert len(alone) > len(plain)


@pytest.mark.parametrize(
    ("turns", "name"),
    [
        (("우리 강아지가 지난주에 죽었어", "이름이 보리였어"), "강아지 이름이 보리"),
        (("업무협약이 뭐야", "우리 고양이가 죽었어", "이름은 나비였어"), "고양이 이름이 나비"),
        (("강아지 이름은 콩이였어",), "강아지 이름이 콩이"),
    ],
)
def test_the_name_of_one_who_is_gone_is_taken_in_with_sympathy(talk, turns, name):
    *_, reply, recalled = talk(*turns, f"우리 {name.split()[0]} 이름이 뭐였지")
    assert reply.intent == "inform.name_gone"
    assert not reply.sources
    assert name in recalled.text


def test_a_former_name_of_nobody_is_not_kept(assistant):
    assert not assistant.respond("이름이 보리였어")[1].memory.facts


@pytest.mark.parametrize("after", ["집에 오면 아직도 현관에서 기다리는 것 같아", "밥그릇을 못 치우겠어"])
def test_what_is_told_after_a_sorrow_is_part_of_it(talk, after):
    assert talk("우리 강아지가 죽었어", after)[-1].intent in ("inform.other_sad", "inform.bereaved")


def test_a_sorrow_ends_where_something_else_is_told(talk):
    assert talk("우리 강아지가 죽었어", "나 시험 백 점 맞았어")[-1].intent == "inform.good_news"


@pytest.mark.parametrize(
    "said",
    ["ㅋㅋㅋ 야 심심한데 뭐 재밌는 거 없냐", "심심한데 뭐 할 거 없나", "뭐 재밌는 거 없을까"],
)
def test_who_is_bored_is_offered_something_in_a_question_too(ask, said):
    reply = ask(said)
    assert reply.intent in ("inform.bored", "play.menu")
    assert reply.status == "answered"


@pytest.mark.parametrize("said", ["심심한데 뭐 하지", "심심하다 뭐 할까"])
def test_who_is_bored_and_asks_what_to_do_is_offered_games(ask, said):
    assert ask(said).intent == "play.menu"


@pytest.mark.parametrize("said", ["일하던 가게에서 짤렸다 ㅋㅋ...", "회사에서 잘렸음 ㅎㅎ.."])
def test_laughter_that_trails_off_is_none(ask, said):
    assert ask(said).intent != "inform.laughed"


@pytest.mark.parametrize(
    "said", ["이래서 관리비나 내겠나", "이 몸으로 농사나 짓겠나", "여기 골목은 왜 이렇게 좁아 한참을 돌았네 정말"]
)
def test_a_sigh_is_heard_and_not_looked_up(ask, said):
    reply = ask(said)
    assert (reply.status, (reply.intent or "").partition(".")[0]) == ("answered", "inform")


@pytest.mark.parametrize("said", ["부엌에 뭐 하러 왔더라 까먹었네", "뭐 가지러 나왔는데 까먹었네"])
def test_what_slipped_the_mind_is_not_asked_how_it_was(ask, said):
    assert ask(said).intent == "inform.slipped_mind"


@pytest.mark.parametrize(
    "said",
    ["남편이 삐졌는데 어떻게 풀어 주지", "언니가 화났는데 어떻게 풀지", "엄마가 토라지셨는데 어떻게 풀어 드리지"],
)
def test_how_to_make_up_with_who_is_angry_is_advice(ask, said):
    assert ask(said).intent == "inform.tip_mend"


@pytest.mark.parametrize("said", ["낼 수학시험인데 망한듯 ㅠㅠ", "내일 면접인데 떨어질 것 같아"])
def test_what_is_feared_of_tomorrow_has_not_happened(ask, said):
    assert ask(said).intent == "inform.feared"


def test_what_went_wrong_yesterday_has_happened(ask):
    assert ask("어제 시험 망한 것 같아").intent != "inform.feared"


@pytest.mark.parametrize(
    ("said", "asked", "grade"),
    [("ㅎㅇ 나 고2임", "나 몇학년이랬지", "고2"), ("저는 중3이에요", "제가 몇 학년이라고 했죠", "중3")],
)
def test_a_grade_in_short_is_taken_in(talk, said, asked, grade):
    assert grade in talk(said, asked)[-1].text
