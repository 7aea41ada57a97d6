"""Companion talk: whose it is, what is put right, what is said back, thanks, games that go on, one's own robot."""

import pytest

from companion.language.chat import without_emphasis
from companion.language.stances import owes_listener
from companion.language.terms import read


@pytest.mark.parametrize(
    ("turns", "intent"),
    [
        (["우리 아이 이름은 도하예요", "도하가 지쳤나 봐요"], "inform.theirs_sad"),
        (["우리 할머니가 요즘 우울해 보여요"], "inform.theirs_sad"),
        (["남편이 감기에 걸렸어요"], "inform.other_sad"),
        (["요즘 너무 우울해"], "inform.sad"),
        (["아이가 밤새 울어서 한숨도 못 잤어요"], "inform.sleepless"),
        (["친구가 나만 빼고 놀러 갔어"], "inform.left_out"),
    ],
)
def test_whose_feeling_it_is_shows_in_the_answer(talk, turns, intent):
    assert talk(*turns)[-1].intent == intent


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (
            [
                "토끼 키우는데 이름은 구름이야",
                "사실 토끼 이름 구름 아니고 눈송이야, 잘못 말했어",
                "우리 토끼 이름이 뭐라고?",
            ],
            "눈송이",
        ),
        (["아들 이름은 지율이에요", "아까 아들 이름 잘못 말했어요, 시율이에요", "우리 아들 이름이 뭐였죠?"], "시율"),
        (["내 생일은 4월 2일이야", "미안 4월 12일이야", "내 생일 언제라고 했지?"], "4월 12일"),
        (["나 라면 좋아해", "아니다 나 우동 좋아해", "내가 뭘 좋아한다고 했지?"], "우동을 좋아"),
        (["제 취미는 등산이에요", "등산 말고 낚시요", "제 취미가 뭐라고 했죠?"], "낚시라고"),
    ],
)
def test_what_is_put_right_takes_the_place_of_the_wrong(talk, turns, words):
    assert words in talk(*turns)[-1].text


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["나는 판교에서 회사 다녀", "내가 어디서 일한다고 했지?"], "판교"),
        (["저는 수원에 있는 병원에서 일하게 됐어요", "제가 어디서 일한다고 했죠?"], "병원에서"),
        (["요즘은 퇴근하고 수영하는 게 낙이야", "내 취미가 뭐라고?"], "수영"),
        (["나는 책 읽는 게 취미야", "내 취미가 뭐라고?"], "책 읽기"),
        (["저는 전라도 쪽을 취재하는 기자예요", "제 직업이 뭐라고 했죠?"], "기자"),
        (
            [
                "어제 친구랑 다퉜어",
                "서준이가 먼저 때렸어",
                "너는 친구랑 다툰 적 있어?",
                "아까 내 친구 이름이 뭐라고 했지?",
            ],
            "서준",
        ),
        (["우리 오빠는 열 살이야", "내 생일은 5월 5일이야", "내 생일이 언제라고?"], "5월 5일"),
        (["우리 오빠는 열 살이야", "내 생일은 5월 5일이야", "나이는 아홉 살이야", "내가 몇 살이라고?"], "아홉 살"),
        (["나 내일 시험 봐", "내 시험 언제야?"], "11월 23일"),
    ],
)
def test_what_was_told_in_passing_is_found_again(talk, turns, words):
    assert words in talk(*turns)[-1].text


def test_all_that_is_remembered_begins_with_the_name(talk):
    *_, last = talk(
        "내 이름은 윤가람이고 판교에서 회사 다녀", "나이는 서른넷이고", "고양이 키우는데 이름은 두부야",
        "요즘은 러닝하는 게 낙이야", "나 국수 좋아해", "나에 대해 뭐뭐 기억하고 있어?",
    )  # fmt: skip
    assert all(word in last.text for word in ("윤가람", "판교", "러닝", "두부"))


@pytest.mark.parametrize(
    ("turns", "wrong"),
    [
        (["나는 유튜버 될 거야"], "유튜브 "),
        (["이제 우리 애 백일 됐어요"], "101"),
        (["하윤이가 너무 좋아하더라"], "너무를"),
        (["말귀를 잘 알아듣네"], "알아들으시"),
        (["내일 영어 시험인데 하나도 안 함 망했다"], "안 함 망하"),
        (["우리 남편이 요새 통 잠을 못 자요"], "잣"),
        (["친구랑 저녁 먹는데 걔는 매운 걸 좋아해"], "걔는 매운"),
        (["친구가 오면 저녁 먹을 건데, 걔는 매운 걸 좋아해"], "가 것을"),
        (["나 내일 시험 봐"], "축하"),
        (["나 수원에 있는 병원에서 일하게 됐어"], "있는 병원"),
        (["손녀가 요즘 사춘기라 말을 안 해"], "안 하시"),
    ],
)
def test_nothing_is_said_back_that_was_not_said(talk, turns, wrong):
    assert wrong not in talk(*turns)[-1].text


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("고마워, 큰 실수할 뻔했다", "smalltalk.thanks"),
        ("계산 잘하네. 너 없었으면 큰일 날 뻔했어", "smalltalk.thanks"),
        ("자네 아니었으면 약속을 잊을 뻔했네", "smalltalk.thanks"),
        ("너는 커서 뭐 되고 싶어?", "smalltalk.dreams"),
        ("너는 친구 있냐", "smalltalk.robot_friends"),
        ("너 형제 있어?", "smalltalk.family"),
        ("에이 그것도 몰라?", "smalltalk.why_unknown"),
        ("아침에 약을 먹었나 안 먹었나 모르겠네", "inform.medicine_unsure"),
        ("배고파 뒤지겠다", "inform.hungry"),
        ("내일은 좀 나아지겠지", "inform.hoped"),
    ],
)
def test_thanks_and_questions_to_the_robot_are_answered_in_kind(ask, text, intent):
    assert ask(text).intent == intent


def test_what_the_robot_would_like_is_asked_of_no_place(talk):
    *_, last = talk("수원 맛집 추천해 줘", "너는 뭐 먹고 싶어?")
    assert (last.route, last.items) == ("smalltalk", ())


def test_a_babys_name_after_a_list_is_no_question_about_it(talk):
    *_, last = talk("수원 맛집 추천해 줘", "아기 이름은 이안이에요. 이제 열 달 됐어요")
    assert last.intent == "inform.name"


@pytest.mark.parametrize(
    ("turns", "intent"),
    [
        (["재밌는 얘기 해 줘", "수수께끼 하나 내 봐"], "play.riddle"),
        (["재밌는 얘기 해 줘", "문제 하나 내 봐"], "play.quiz"),
        (["재밌는 얘기 해 줘", "하나 더 해 봐"], "play.joke"),
        (["끝말잇기 하자", "졌어", "한 판 더! 이번엔 네가 먼저 해"], "play.chain"),
        (["스무고개 하자", "아니면 숫자 맞히기 하자"], "play.other_game"),
        (["문제 맞히기 하자"], "play.quiz"),
    ],
)
def test_another_game_or_round_is_begun(talk, turns, intent):
    assert talk(*turns)[-1].intent == intent


def test_a_name_is_no_first_word_of_the_word_chain(talk):
    *_, last = talk("끝말잇기 하자", "내가 먼저 할게. 수원")
    assert "낱말" in last.text
    assert "먼저 시작" not in last.text


def test_a_wish_that_shares_words_with_a_riddle_is_none(ask):
    assert ask("배는 안 고픈데 입이 심심하네. 가볍게 먹을 거 없어?").intent != "play.riddle"
    assert ask("내가 낼게. 입으로 안 먹고 귀로 먹는 게 뭐게?").intent == "play.riddle"


def test_a_bare_number_is_asked_about_in_korean(ask):
    reply = ask("50")
    assert reply.status == "unknown"
    assert "understand" not in reply.text


def test_shorter_is_no_more(talk):
    *_, last = talk("오늘 날씨가 참 좋다", "조금 더 짧게 해 줘")
    assert last.intent == "control.shorter"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("기분 개별로임", "기분 별로임"),
        ("개웃겨", "웃겨"),
        ("뭐야 핵노잼", "뭐야 재미없어"),
        ("졸려 뒤지겠다", "졸려 죽겠다"),
        ("개강했어", "개강했어"),
        ("나는 개발자고", "나는 개발자고"),
        ("개나리가 많아", "개나리가 많아"),
    ],
)
def test_slang_that_only_makes_strong_is_left_out(text, plain):
    assert without_emphasis(text) == plain


@pytest.mark.parametrize(
    ("text", "owes"),
    [("너 없었으면 길을 잃을 뻔했어", True), ("너 없으면 누가 대답해?", False), ("엄마 없었으면 늦을 뻔했어", False)],
)
def test_what_did_not_happen_thanks_to_the_listener(text, owes):
    assert owes_listener(read(text, (), (), ())) is owes


@pytest.mark.parametrize(
    "turns",
    [
        ["야 하이 나 방에서 혼자 뒹구는 중ㅋㅋ"],
        ["요즘 어깨가 너무 아파", "그래도 퇴근하면 강아지가 달려와서 좋아"],
        ["오늘 시험에서 떨어졌어", "그래도 엄마가 안아 줘서 행복해"],
    ],
)
def test_what_is_told_merrily_is_no_sorrow(talk, turns):
    assert talk(*turns)[-1].intent != "inform.other_sad"


def test_what_is_told_after_a_sorrow_still_is_part_of_it(talk):
    assert talk("강아지가 아파서 입원했어", "오늘도 밥을 못 먹었어")[-1].intent in ("inform.other_sad", "inform.grave")


def test_the_age_beside_a_name_is_that_of_who_was_spoken_of(talk):
    said = talk(
        "나 은행에서 일해",
        "집에 가면 강아지가 반겨 줘서 좋아",
        "이름은 콩떡이야 네 살이고 까만 애",
        "우리 강아지 몇 살이라고 했지?",
    )
    assert "네 살이시" not in said[2].text
    assert "네 살" in said[3].text
    assert "스물여섯" in talk("강아지 키워", "나는 스물여섯이야", "나 몇 살이라고 했지?")[-1].text


@pytest.mark.parametrize("text", ["너는 친구 많아?", "너도 내 친구 해 줄래?"])
def test_a_question_about_the_robot_asks_for_no_name_told_before(talk, text):
    said = talk("친구랑 다퉜어", "민서가 나한테 화를 냈어", "내 친구 이름이 뭐라고 했지?", text)
    assert "민서" in said[2].text
    assert "민서" not in said[3].text


@pytest.mark.parametrize(
    ("turns", "intent"),
    [
        (["나 승진 못 했어", "네가 나라면 기분이 어떻겠니?"], "smalltalk.in_my_place"),
        (["나 승진 못 했어", "위로는 안 해 줘도 괜찮아"], "smalltalk.no_comfort"),
        (["나 좀 위로해 줘"], "smalltalk.comfort"),
        (["너도 같이 갔으면 좋겠네"], "smalltalk.invite"),
        (["너는 숙제가 없어서 좋겠다"], "smalltalk.envied"),
        (["내가 먼저 사과하는 게 낫겠지?"], "inform.ought_mends"),
    ],
)
def test_talk_with_the_robot_of_feelings(talk, turns, intent):
    assert talk(*turns)[-1].intent == intent


def test_why_somebody_was_sad_is_never_a_request_of_theirs(talk):
    said = talk(
        "나 대회에서 떨어졌어", "너라면 기분이 어떻겠어?", "웃긴 얘기 하나 해 줘", "내가 왜 우울하다고 했는지 기억나?"
    )
    assert "대회" in said[-1].text


@pytest.mark.parametrize(
    ("turns", "intent"),
    [
        (["내일 발표인데 심장이 쿵쾅거려", "마음이 놓이는 말 한마디만 해 줘"], "inform.comfort_nerves"),
        (["동생이랑 크게 다퉜어", "내가 심했나?"], "inform.fault_quarrel"),
        (["동생이랑 크게 다퉜어", "먼저 미안하다고 문자 보낼까?"], "inform.ought_mends"),
        (["동생이랑 크게 다퉜어", "네가 동생한테 말해 주면 안 돼?"], "inform.messenger"),
        (["부장님이 사람들 앞에서 면박을 줬어", "너는 어떻게 생각해?"], "inform.view_hurt"),
        (["부장님이 사람들 앞에서 면박을 줬어", "너는 어떻게 생각해?", "이직할까 고민이야"], "inform.ought_quits"),
        (["나는 요리사가 되고 싶어", "아빠가 그걸로 뭐 먹고 사냐고 하셔", "네 생각은 어때?"], "inform.view_dream"),
        (["할아버지가 중환자실에 계셔", "할아버지 돌아가시면 나는 어떻게 살지"], "inform.parting"),
        (["할아버지가 중환자실에 계셔", "괜찮아지시겠지?"], "inform.hope_illness"),
        (["기계가 사람 일을 대신한다는데 어떻게 생각하세요?"], "inform.view_robots"),
        (["너는 외로움이 뭔지 아니?"], "smalltalk.of_itself"),
        (["넌 설날에 뭐 하고 싶어?"], "smalltalk.of_itself"),
        (["키가 몇이야?", "그럼 세상 소식은 모르시겠네요"], "none.news"),
        (["손녀가 너랑 이야기하고 싶대"], "smalltalk.meets_another"),
        (["그래도 너하고 말하니 마음이 놓인다"], "smalltalk.thanks_listening"),
        # what is no story of theirs is left to who knows it
        (["이재명 대통령 어떻게 생각해?"], "refusal.political_opinion"),
        (["내일 비 오겠지?"], "none.weather"),
        (["우리 강아지 병원 데려가야 하나"], "inform.ought_cares"),
    ],
)
def test_what_is_wanted_of_a_listener_leans_on_what_was_told(talk, turns, intent):
    assert talk(*turns)[-1].intent == intent


def test_a_listener_who_cannot_reach_anybody_says_so(talk):
    said = talk("동생이랑 크게 다퉜어", "네가 동생한테 말해 주면 안 돼?")[-1].text
    assert "직접" in said or "전해 드릴 수가 없" in said
