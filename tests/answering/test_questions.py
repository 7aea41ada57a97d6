"""What is asked of statements, by kind: acts, times, follow-ups; and that what is not known is never answered."""

from datetime import date

import pytest

from companion.dialogue.state import State
from companion.language.josa import josa


@pytest.fixture
def talk(assistant):
    def hold(*texts, as_of=None):
        state, replies = State(), []
        for text in texts:
            reply, state = assistant.respond(text, state, as_of=as_of)
            replies.append(reply)
        return replies

    return hold


# Yes or no


@pytest.mark.parametrize(
    ("question", "sign", "words"),
    [
        ("협약식 서울에서 했지?", "아니요", ["경기도청"]),
        ("협약은 2018년에 맺은 거 맞죠?", "아니요", ["2019년 10월 23일"]),
        ("협약 서명은 김동연이 했지?", "아니요", ["이재명", "이용섭"]),
        ("협약에 이재명이 서명했지?", "네", ["이재명"]),
        ("협력 분야가 다섯 가지라던데", "아니요", ["네 가지"]),
        ("협력 분야 네 가지 맞지?", "네", ["네 가지"]),
        ("지금 경기도지사는 김동연이지?", "아니요", ["추미애"]),
        ("경기도지사 추미애 아니야?", "네", ["추미애"]),
        ("쌤이 지금 경기도지사 김동연이라는데 맞아?", "아니요", ["추미애"]),
        ("추미애 지사가 34대 맞습니까?", "아니요", ["37"]),
        ("박근혜 다음이 바로 문재인 아니야?", "네", ["문재인"]),
    ],
)
def test_a_claim_is_held_against_what_is_known(ask, question, sign, words):
    reply = ask(question)
    assert reply.text.startswith(sign), reply.text
    assert all(word in reply.text for word in words), reply.text


@pytest.mark.parametrize("question", ["협약 아시죠?", "집적단지 다 지었어?"])
def test_what_is_not_judged_has_no_sign(ask, question):
    assert not ask(question).text.startswith(("네", "아니요"))


def test_a_holder_known_for_an_earlier_day_only_is_not_confirmed(ask):
    reply = ask("박종건 씨는 지금도 써큘러스 대표입니까?")
    assert "2020" in reply.text
    assert not reply.text.startswith("네")


def test_namesakes_are_told_apart(talk):
    *_, reply = talk("수원시장은 누구야?", "이재준은 예전에 고양시장도 했다며?")
    assert "다른 사람" in reply.text or "두 사람" in reply.text


def test_what_a_question_takes_for_granted_is_corrected(ask):
    reply = ask("2019년 김동연 지사와 강기정 시장이 맺은 AI 협약에 대해 설명해 주세요")
    assert reply.text.startswith("아니요")
    assert "이재명" in reply.text


# What is asked about a term


@pytest.mark.parametrize(
    ("question", "words", "absent"),
    [
        ("추미애는 몇 대 지사야?", ["제37대"], []),
        ("이재명 지사 재임 기간이 얼마나 돼?", ["2018년 7월 1일", "3년 3개월"], ["대통령"]),
        ("추미애 지사는 취임한 지 얼마나 됐어?", ["2026년 7월 1일", "5개월째"], ["물러날지"]),
        ("이재명 지사의 정확한 퇴임 시점은 언제입니까?", ["2021년 10월 25일"], []),
        ("이재명은 왜 지사를 그만뒀어?", ["출마"], []),
        ("이재명씨가 도지사 관두고 나서 누가 대신 맡았어요?", ["오병권"], ["김동연"]),
        ("김동연 직무정지는 왜 된 거야?", ["예비후보"], []),
        ("경기도지사는 몇 명이었어?", ["네 명"], []),
        ("염태영 시장은 수원시장을 몇 번이나 했나요?", ["5–7기"], []),
        ("도지사가 뭐 하는 사람이야?", ["하는 일"], ["추미애"]),
        ("5년 전 대통령 누구였어?", ["문재인"], []),
        ("십구대 대통령은 누구였어?", ["문재인"], []),
        ("민선 칠기 경기도지사", ["이재명"], []),
        ("2월 30일에 대통령 누구였어?", ["그런 날짜"], ["이재명"]),
    ],
)
def test_each_aspect_of_a_term_is_answered(assistant, question, words, absent):
    reply, _ = assistant.respond(question, as_of=date(2026, 11, 29))
    assert all(word in reply.text for word in words), reply.text
    assert not any(word in reply.text for word in absent), reply.text


@pytest.mark.parametrize(
    ("question", "first"),
    [("이용섭이랑 강기정 중에 누가 먼저야?", "이용섭"), ("이재명이랑 추미애 중에 누가 더 오래 지사 했어?", "이재명")],
)
def test_two_terms_are_compared(ask, question, first):
    assert ask(question).text.startswith(first)


# Several requests


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("경기도지사가 누군지 알려주고 그 사람 전화번호도 알려줘", ["추미애", "전화번호는 제 자료에 없어요"]),
        ("추미애 지사가 34대 맞습니까? 남경필 지사는 그럼 몇 대죠?", ["37", "34"]),
        ("집적단지 착공식 날짜와 사업비를 알려 달라", ["2021년 11월 22일", "억"]),
        ("AX 실증밸리 총사업비와 사업 기간은?", ["6,000억", "5년 동안"]),
        ("너 키하고 몸무게 좀 말해봐라", ["35", "1.6"]),
        ("고마워, 근데 지금 수원시장은 누구야?", ["이재준"]),
    ],
)
def test_everything_that_is_asked_is_answered_or_named(ask, text, words):
    reply = ask(text)
    assert all(word in reply.text for word in words), reply.text


# Follow-ups


@pytest.mark.parametrize(
    ("turns", "word"),
    [
        (("협력 분야가 몇 개야?", "세 번째 게 뭐였지?"), "기업지원"),
        (("경기도지사 누구야", "그 전은?", "언제까지 했어?"), "2026년 6월 30일"),
        (("윤석열은 왜 그만뒀어?", "그게 몇 월 며칠이야?"), "2025년 4월 4일"),
        (("이재명 대통령 언제 취임했지", "그 전에 도지사도 했잖아 언제였어"), "2018년 7월 1일"),
        (("수원시장은 누구야?", "그 앞에는 염태영이고?"), "네"),
        (("협약 때 수원시장은?", "지금은?", "둘 중에 누가 먼저야"), "염태영"),
        (("광주 AI대학원은 어느 학교야?", "카이스트 아니었어?"), "카이스트는 없어요"),
        (("수원 통닭거리는 언제 생긴 거예요?", "처음 시작한 집이 어디래"), "매향통닭"),
        (("2018년 한국의 AI 기술 수준은?", "일본은?", "그럼 2022년에는?"), "2022년 일본"),
    ],
)
def test_a_follow_up_changes_what_was_asked(talk, turns, word):
    *_, reply = talk(*turns)
    assert word in reply.text, reply.text


def test_a_person_who_was_quoted_can_be_pointed_at(talk):
    *_, check, doing, since = talk(
        "2019년에 협약식에서 로봇이 뭐라고 했어?",
        "지금 도지사는 그 형이 아니지?",
        "그럼 그 형은 지금 뭐 해?",
        "언제부터?",
    )
    assert "추미애" in check.text
    assert "대통령" in doing.text
    assert "2025년 6월 4일" in since.text


@pytest.mark.parametrize("question", ["확실해?", "출처가 어디예요?", "언제 기준이야?", "근거가 뭐야"])
def test_where_an_answer_comes_from_can_be_asked(talk, question):
    *_, reply = talk("경기도지사 누구야", question)
    assert "연합뉴스" in reply.text
    assert "2026년 10월 2일" in reply.text


# What is not known

NOUNS = """
    엄마 아빠 부인 남편 아들 딸 동생 형 누나 비서 운전기사 친구 선생님 제자 강아지 고양이 집 차 땅 월급
    연봉 재산 나이 키 몸무게 생일 고향 학교 전공 혈액형 별명 취미 종교 전화 주소 이메일 변호사 의사 후원자 경쟁자
    라이벌 스승 조카 사촌 할머니 할아버지 삼촌 이모 며느리 사위 손자 보좌관 대변인 경호원 요리사 통역 대리
    신발 안경 모자 책 노래 영화 그림 회사 공장 가게
""".split()
NAMES = ("경기도지사", "수원시장", "대통령", "이재명", "추미애", "광주광역시장")


@pytest.mark.parametrize("name", NAMES)
def test_what_belongs_to_somebody_is_not_that_somebody(assistant, name):
    for noun in NOUNS:
        for text in (f"{name} {josa(noun, '이/가')} 누구야", f"{name}의 {noun} 이름이 뭐야"):
            reply, _ = assistant.respond(text)
            told = reply.status == "answered" and reply.route == "knowledge"
            # A spokesman and a secretary are offices of their own.
            assert not told or noun in reply.text, f"{text} → {reply.text}"


@pytest.mark.parametrize(
    "question",
    [
        "경기도와 부산시가 맺은 협약",
        "수원화성 누가 만들었어?",
        "경기도지사가 누구를 때렸어?",
        "뇌물 받은 도지사가 누구야",
        "추미애 몇 살이야?",
        "집적단지는 무슨 색이야?",
        "대통령 회사 대표가 누구야",
    ],
)
def test_what_a_question_names_is_never_dropped(ask, question):
    assert ask(question).status in ("unknown", "clarify", "refused"), ask(question).text


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("아이고 총각 요새 도지사가 누구여", "추미애"),
        ("경기도지사가 누구당가", "추미애"),
        ("수원시장이 누군교", "이재준"),
        ("대통령이 누구래유", "이재명"),
        ("협약을 언제 맺었는디", "2019"),
    ],
)
def test_dialects_are_understood(ask, said, word):
    assert word in ask(said).text, ask(said).text


@pytest.mark.parametrize(
    ("claim", "sign", "word"),
    [
        ("협약식은 광주에서 열렸지?", "아니요", "경기도청"),
        ("경기도청 아직 팔달구에 있죠?", "아니요", "팔달구"),
        ("경기도청은 광교에 있지?", "네", "광교"),
        ("김동연 지사 아직도 하고 있지?", "아니요", "추미애"),
        ("추미애 지사 아직 하고 있어?", "네", "추미애"),
        ("AI 기술 수준 한국이 중국보다 높아?", "아니요", "중국 92.5"),
        ("인공지능 기술 수준은 중국이 한국보다 높지?", "네", "한국 88.9"),
        ("박근혜 다음 대통령이 이명박이야?", "아니요", "문재인"),
        ("경기도지사는 유재석이야?", "아니요", "추미애"),
        ("경기도지사 유재석 아니지?", "네", "추미애"),
    ],
)
def test_a_claim_is_compared_before_it_is_judged(ask, claim, sign, word):
    reply = ask(claim)
    assert reply.text.startswith(sign), reply.text
    assert word in reply.text, reply.text


@pytest.mark.parametrize(
    "claim",
    [
        "광주 인공지능 집적단지 지금 다 지어졌어요?",  # what is planned does not say
        "국가AI컴퓨팅센터 광주로 됐어?",  # nor what was not found out
        "화성행궁 월요일에도 열어요?",  # nor hours without days
        "둘 다 협약에 서명했어?",  # nor is said who both are
    ],
)
def test_what_cannot_be_compared_is_told_without_a_sign(ask, claim):
    reply = ask(claim)
    assert reply.status == "answered", reply.text
    assert not reply.text.startswith(("네", "아니요")), reply.text


@pytest.mark.parametrize(
    ("turns", "word"),
    [
        (("경기도청 구내식당 있어?", "전화번호는?"), "031-120"),
        (("안녕 나 초등학생인데 경기도지사가 뭐야?", "그럼 지금은 누구야?", "그 사람 전에는?"), "김동연"),
        (("추미애랑 김동연 중에 누가 더 잘해?", "그러면 누가 더 오래 했어?"), "김동연 지사가 더 오래"),
        (("로봇은 어느 회사 거야?", "그 회사 사장님은 누구야?"), "박종건"),
        (("오병권은 왜 도지사 일을 했어?", "그럼 그 전 도지사는 누구였죠?"), "이재명"),
        (("이재명은 몇 대 대통령이야?", "경기도지사로는 몇 대였지?"), "35"),
        (("이재명 지사가 협약 맺은 게 몇 년도야?", "정확히 며칠?"), "10월 23일"),
    ],
)
def test_a_question_leans_on_those_before_answered_or_not(talk, turns, word):
    *_, reply = talk(*turns)
    assert word in reply.text, reply.text


def test_a_source_is_named_only_where_something_was_told(talk):
    *_, told, source = talk("윤석열 다음 대통령이 누구야", "확실해?")
    assert told.status == "answered"
    assert source.text.startswith("네")
    assert "출처" in source.text
    *_, none = talk("경기도지사 고양이 이름이 뭐야?", "출처가 뭐야?")
    assert none.status == "unknown"
    assert "없" in none.text


def test_a_term_that_runs_has_no_last_day(ask):
    assert "끝나는 날은 자료에 없어요" in ask("추미애 지사 임기는 언제 끝나요?").text
    assert "무엇을 하는지" in ask("강기정은 지금 뭐 하는 사람이야?").text


@pytest.mark.parametrize(
    ("turns", "start"),
    [
        (["광주는 이제 광역시가 아니라며"], "네, 맞아요."),
        (["2019년 협약 맺은 데가 지금 도청 그 건물 맞아?"], "아니요."),
        (["협약이 뭐야", "그게 벌써 몇 년 전이냐"], "7년"),
        (["협약 서명은 누가 했어", "그때 둘 다 현직이었어?"], "이재명은 2019년 10월 23일에 경기도지사였어요."),
        (["경기도청 어디 있어", "언제 거기로 옮겼어", "그 전엔 어디였는데"], "경기도청은 수원시 팔달구"),
        (["협약 서명은 누가 했어", "지금 그 두 사람 자리엔 누가 있어"], "지금 경기도지사는 추미애 지사예요."),
    ],
)
def test_what_is_pointed_at_is_of_the_time_that_was_told(talk, turns, start):
    assert talk(*turns)[-1].text.startswith(start)


def test_an_event_of_today_is_none_of_those_told_of(ask):
    assert "참석" not in ask("오늘 행사 몇 명이나 왔는지 알아?").text


@pytest.mark.parametrize(
    ("turns", "start"),
    [
        (["업무협약이 뭐야", "그날 시연한 로봇이 바로 너야?"], "네, 맞아요. 협약식에서 써큘러스의 반려로봇이"),
        (["업무협약이 뭐야", "그 로봇이 뭐라고 했길래 사람들이 웃었어?"], "«경기도지사가 누구야?»라는 물음에"),
        (["예전에 네가 도지사 앞에서 농담했다며?"], "네, 맞아요."),
        (["예전에 네가 도지사 앞에서 농담했다던데 무슨 얘기야?"], "«경기도지사가 누구야?»라는 물음에"),
        (["업무협약은 언제 맺었어", "그때 도지사가 누구냐는 말에 뭐라고 답했대?"], "«경기도지사가 누구야?»라는 물음에"),
        (["업무협약은 어디서 맺었어", "그게 지금부터 몇 년 전이죠?"], "7년 30일 됐어요."),
        (["업무협약에 서명한 두 분 직책이 어떻게 되나요?"], "이재명 경기도지사와 이용섭 광주광역시장이"),
        (["강기정 시장이 업무협약에 서명했다는 거 틀린 거죠?"], "네, 맞아요."),
        (["이용섭 시장이 업무협약에 서명했다는 거 틀린 거죠?"], "아니요."),
        (["이제는 광주광역시라고 안 부른다면서?"], "네, 맞아요."),
        (["이재명은 지금 뭐 해", "대통령 된 게 몇 년도지?"], "이재명은 2025년 6월 4일부터"),
    ],
)
def test_what_is_wrapped_is_asked_all_the_same(talk, turns, start):
    assert talk(*turns)[-1].text.startswith(start)


@pytest.mark.parametrize(
    ("turns", "words", "absent"),
    [
        (("2019년 협약에 누가 서명했지?", "지금 경기도지사는 누구야?", "경기도 측 서명자의 임기는 언제까지였어?"),
         ("이재명", "2021년 10월 25일"), "추미애"),
        (("2019년 협약에 누가 서명했지?", "지금 경기도지사는 누구야?", "광주 측 서명자는 언제까지 시장이었어?"),
         ("이용섭", "2022년 6월 30일"), "추미애"),
        (("2019년 협약에 누가 서명했지?", "지금 경기도지사는 누구야?", "서명자는 언제까지 지사였어?"), (), "추미애"),
    ],
)  # fmt: skip
def test_who_is_described_by_a_part_is_not_who_was_spoken_of(talk, turns, words, absent):
    text = talk(*turns)[-1].text
    assert all(word in text for word in words), text
    assert absent not in text, text
