import pytest

from companion.language.josa import josa

PEOPLE = ("추미애", "이재명", "김동연", "이재준", "민형배", "윤석열", "염태영", "강기정", "이용섭", "오병권")


def known(reply, *words, absent=()):
    assert (reply.route, reply.status) == ("knowledge", "answered"), reply.text
    assert not [word for word in words if word not in reply.text], reply.text
    assert not [word for word in absent if word in reply.text], reply.text
    assert reply.sources


def not_known(reply):
    assert reply.status in ("unknown", "clarify"), reply.text
    assert not [name for name in PEOPLE if name in reply.text], reply.text
    assert reply.items == ()


# Who holds an office


@pytest.mark.parametrize(
    ("question", "holder"),
    [
        ("경기도지사가 누구야?", "추미애"),
        ("대통령 누구예요", "이재명"),
        ("수원시장 이름 좀 알려 줘", "이재준"),
        ("전남광주통합특별시장은 누구인가요", "민형배"),
        ("광주광역시장은 지금 누구야", "민형배"),
        ("누가 경기도지사야", "추미애"),
    ],
)
def test_an_office_has_the_holder_of_today(ask, question, holder):
    known(ask(question), holder)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2020년에 경기도지사는 누구였어", ["이재명"]),
        ("작년 3월 경기도지사", ["김동연"]),
        ("2021-12-25 경기도지사", ["오병권", "대행"]),
        ("2022년 6월에 수원시장 누구였어", ["조청식", "대행"]),
        ("2024년 12월 20일에 대통령이 누구였어", ["윤석열", "정지", "한덕수", "대행"]),
        ("작년 5월 중순에 대통령은 누구였어", ["이주호", "대행"]),
        ("이천십구년 시월에 광주시장 누구였지", ["이용섭"]),
        ("협약 때 경기도지사는 누구였어", ["이재명"]),
        ("올해 4월 1일에 경기도지사는", ["김동연", "김성중"]),
    ],
)
def test_a_date_in_the_question_decides_who_it_was(ask, question, words):
    known(ask(question), *words)


def test_an_iso_date_before_a_bare_title_is_a_date(ask):
    known(ask("2024-12-20 대통령이 누구였어"), "한덕수", "대행")


@pytest.mark.parametrize(
    ("as_of", "question", "holder", "absent"),
    [
        ("2019-10-23", "경기도지사가 누구야", "이재명", ["추미애", "2021"]),
        ("2022-01-10", "경기도지사가 누구야", "오병권", ["김동연"]),
        ("2024-12-01", "대통령이 누구야", "윤석열", ["탄핵", "한덕수"]),
        ("2025-06-03", "대통령이 누구야", "이주호", ["이재명"]),
        ("2025-06-04", "대통령이 누구야", "이재명", ["이주호"]),
        ("2026-06-30", "광주광역시장 누구야", "강기정", ["통합", "민형배"]),
    ],
)
def test_the_answer_is_given_as_of_its_day(ask, as_of, question, holder, absent):
    reply = ask(question, as_of=as_of)
    known(reply, holder, absent=absent)
    assert reply.as_of.isoformat() == as_of


def test_past_the_last_known_term_it_says_until_when_it_knows(ask):
    reply = ask("경기도지사가 누구야", as_of="2031-01-01")
    assert reply.status == "unknown"
    assert "2026년 10월 2일" in reply.text


# Succession, ordinals, acting holders


@pytest.mark.parametrize(
    ("question", "holder"),
    [
        ("추미애 전에는 누가 도지사였어", "김동연"),
        ("문재인 다음 대통령은 누구야", "윤석열"),
        ("남경필 다음 도지사 누구", "이재명"),
        ("마지막 광주광역시장이 누구야", "강기정"),
        ("초대 전남광주통합특별시장", "민형배"),
        ("수원특례시 첫 시장은 누구였어", "이재준"),
        ("35대 경기도지사", "이재명"),
        ("민선 8기 경기도지사", "김동연"),
        ("전직 경기도지사 이름", "김동연"),
        ("2022년 4월에 경기도지사 권한대행 누구였어", "오병권"),
    ],
)
def test_succession_and_numbers_find_the_holder(ask, question, holder):
    known(ask(question), holder)


def test_all_that_are_known_are_listed_oldest_first(ask):
    text = ask("역대 대통령 알려줘").text
    positions = [text.index(name) for name in ("박근혜", "문재인", "윤석열", "이재명")]
    assert positions == sorted(positions)


@pytest.mark.parametrize(
    "question",
    [
        "초대 경기도지사가 누구예요", "99대 경기도지사", "박근혜 전에 대통령은 누구야", "추미애 다음 도지사는",
        "1985년 수원시장은 누구였어", "2019년 평화부지사는 누구였나요",
    ],
)  # fmt: skip
def test_where_the_data_ends_nobody_is_made_up(ask, question):
    reply = ask(question)
    assert reply.status == "unknown"
    assert reply.sources == ()


# Terms in office and people


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("추미애 지사 언제 취임했어요", ["2026년 7월 1일"]),
        ("이재명은 언제 경기도지사를 그만뒀어", ["2021년 10월 25일"]),
        ("이재명은 도지사를 왜 그만뒀어", ["대통령 선거"]),
        ("윤석열은 왜 물러났어", ["파면"]),
        ("이재명은 경기도지사를 언제부터 언제까지 했어", ["2018년 7월 1일", "2021년 10월 25일"]),
        ("박근혜 대통령 임기는 언제 끝났어", ["2017년 3월 10일"]),
        ("염태영은 몇 년도부터 시장을 했나", ["2010년"]),
    ],
)
def test_when_and_why_a_term_began_and_ended(ask, question, words):
    known(ask(question), *words)


def test_the_end_of_a_running_term_is_not_guessed(ask):
    assert "2030" not in ask("추미애 지사 임기가 언제 끝나나요").text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("이재명이 누구야", ["대통령", "경기도지사"]),
        ("이재명은 2020년에 뭐였어", ["경기도지사"]),
        ("한덕수는 2025년 4월에 뭐 했어", ["권한대행"]),
        ("임문영이 누구예요", ["미래성장정책관"]),
        ("재명이 형이 누구야", ["이재명"]),
        ("박종건이 누구야", ["써큘러스"]),
    ],
)
def test_who_somebody_is_or_was(ask, question, words):
    known(ask(question), *words, absent=["재명이 형"])


@pytest.mark.parametrize(
    ("question", "yes"),
    [
        ("추미애가 경기도지사 맞지?", True),
        ("이재명이 2020년에 경기도지사였어?", True),
        ("아직도 김동연이 경기도지사야?", False),
        ("이재명이 지금 경기도지사야?", False),
    ],
)
def test_a_claim_about_a_holder_is_confirmed_or_corrected(ask, question, yes):
    reply = ask(question)
    known(reply)
    assert reply.text.startswith("네" if yes else "아니요")
    assert ("추미애" in reply.text) or yes


def test_a_claim_about_the_past_is_not_denied_because_it_is_over(ask):
    assert "아니요" not in ask("김동연이 경기도지사였어?").text


# The agreement, its follow-up, statistics


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("협약 날짜", ["2019년 10월 23일"]),
        ("협약식은 언제 열렸나요", ["2019년 10월 23일"]),
        ("업무협약은 어디에서 체결했습니까", ["경기도청", "상황실"]),
        ("협약은 누구랑 누가 맺은 거야", ["경기도", "광주"]),
        ("누가 서명했나요, 그 협약서에", ["이재명", "이용섭"]),
        ("협력 분야 네 가지 알려주세요", ["협력센터", "집적단지", "포럼"]),
        ("운영위원회는 누구로 구성돼요", ["실무진"]),
        ("집적단지는 언제까지 만들기로 했어", ["2024"]),
        ("2019년 계획에서 집적단지 면적은 얼마였나요", ["46,200"]),
        ("집적단지 착공식은 언제 했어", ["2021년 11월 22일"]),
        ("경기도 인공지능 대학원", ["성균관대"]),
        ("광주 인공지능 대학원은 어느 학교야", ["GIST"]),
        ("너 누가 만들었어", ["써큘러스"]),
        ("경기도청 지금 어디에 있어", ["도청로 30"]),
        ("경기도 콜센터 전화번호 알려줘", ["031-120"]),
    ],
)
def test_what_the_agreement_says_and_what_came_of_it(ask, question, words):
    known(ask(question), *words)


@pytest.mark.parametrize("question", ["협약은 언제 맺었어?", "그 협약 언제 맺은 거야", "업무협약을 언제 맺었나요"])
def test_when_the_agreement_was_made_is_told_whatever_the_verb(ask, question):
    known(ask(question), "2019년 10월 23일")


def test_the_names_that_no_article_gives_are_not_made_up(ask):
    reply = ask("그때 로봇이 추천한 식당 세 군데 이름이 뭐였어?")
    assert reply.status == "unknown"
    assert reply.items == ()


@pytest.mark.parametrize(
    ("as_of", "question", "absent"),
    [
        ("2019-10-01", "인공지능 업무협약 언제 맺었어?", ["10월 23일"]),
        ("2019-10-23", "집적단지 착공은 언제 했어?", ["2021", "47,256"]),
        ("2019-10-23", "경기도청 주소", ["도청로 30"]),
        ("2021-03-01", "한국 AI 기술 수준 점수", ["88.9"]),
        ("2019-05-01", "AI대학원은 어느 대학이야", ["GIST", "광주과학기술원"]),
    ],
)
def test_a_fact_is_not_told_before_it_could_be_known(ask, as_of, question, absent):
    text = ask(question, as_of=as_of).text
    assert not [word for word in absent if word in text]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("한국 인공지능 기술수준은", "88.9"),
        ("2018년 일본 인공지능 기술은 몇 점이었어", "86.4"),
        ("유럽 AI 기술수준", "92.4"),
        ("미국을 100으로 보면 중국 인공지능 기술은 얼마나 돼", "92.5"),
        ("2018년에 AI 기술 수준이 제일 높은 나라", "미국"),
    ],
)
def test_a_statistic_is_told_by_country_and_year(ask, question, value):
    known(ask(question), value)


@pytest.mark.parametrize("question", ["2023년 한국 인공지능 기술수준", "인도의 AI 기술 수준은 몇 점인가요"])
def test_a_year_or_a_country_without_a_figure_gets_none(ask, question):
    reply = ask(question)
    assert reply.status in ("unknown", "clarify")
    assert "88.9" not in reply.text


# Follow-ups


@pytest.mark.parametrize(
    ("turns", "last"),
    [
        (["경기도지사가 누구야", "그 전에는?"], ["김동연"]),
        (["경기도지사가 누구야", "그 전에는?", "그 전에는?"], ["이재명"]),
        (["문재인 다음 대통령은 누구야", "언제까지 했어?"], ["2025년 4월 4일"]),
        (["수원시장이 누구야", "2019년에는?"], ["염태영"]),
        (["2020년 경기도지사는", "그럼 수원시장은?"], ["염태영"]),
        (["이재명이 누구야", "2019년에는?"], ["경기도지사"]),
        (["협약식은 언제 열렸어", "어디서?", "누가 서명했어?"], ["이재명", "이용섭"]),
        (["한국 인공지능 기술수준은", "일본은?"], ["86.2"]),
        (["2018년 한국 인공지능 기술수준은", "일본은?", "그럼 유럽은?"], ["90.1"]),
        (["일본 인공지능 기술수준은", "2018년에는 얼마였어?"], ["86.4"]),
        (["광주 인공지능 대학원은 어느 학교야", "경기도는?"], ["성균관대"]),
        (["김동연은 언제 그만뒀어", "그 다음은 누구야"], ["추미애"]),
    ],
)
def test_a_follow_up_leans_on_what_was_last_said(talk, turns, last):
    known(talk(*turns)[-1], *last)


@pytest.mark.parametrize(("follow_up", "told"), [("2018년에는?", "81.6"), ("제일 높은 나라는 어디야?", "미국")])
def test_a_short_follow_up_to_a_statistic_stays_with_it(talk, follow_up, told):
    known(talk("한국 인공지능 기술수준은?", follow_up)[-1], told)


# Abstaining


@pytest.mark.parametrize(
    "question",
    [
        "경기도지사 부인이 누구야", "경기도지사 연봉 얼마야", "경기도지사 학력 알려줘", "이재명 아들 이름",
        "추미애 몇 살이야",
        "김동연 고향 어디", "문재인은 지금 어디 살아", "부산시장 누구야", "서울시장은 누구인가요",
        "미국 대통령이 누구예요",
        "국무총리가 누구죠", "경기도 교육감은 누구세요", "전라남도지사 누구였지", "영통구청장 이름", "홍길동이 누구야",
        "2028년 대통령은 누구야", "내년 경기도지사는 누구야", "2030년에는 누가 경기도지사예요",
        "다음 대통령은 누가 될까",
        "서큘러스 직원이 몇 명이나 되지", "파이보 한 대에 얼마예요", "수원화성은 몇 년도에 지어졌어",
    ],
)  # fmt: skip
def test_what_the_data_does_not_hold_is_not_answered(ask, question):
    reply = ask(question)
    assert reply.status in ("unknown", "clarify", "refused"), reply.text
    asked_about = [name for name in PEOPLE if name in question]
    assert not [name for name in PEOPLE if name in reply.text and name not in asked_about], reply.text


@pytest.mark.parametrize("question", ["경기도지사 나이가 어떻게 돼", "수원시장 나이", "대통령 나이는?"])
def test_the_age_of_a_holder_is_not_answered_with_the_name(ask, question):
    not_known(ask(question))


@pytest.mark.parametrize(
    ("question", "named"),
    [("부산시장 누구야", "부산"), ("미국 대통령이 누구예요", "미국"), ("성남시장은 누구", "성남")],
)
def test_an_abstention_says_what_is_lacking(ask, question, named):
    reply = ask(question)
    not_known(reply)
    assert named in reply.text


# Names with several meanings


@pytest.mark.parametrize(
    ("question", "note"),
    [("이재준이 누구야", "고양"), ("광주시장이 누구야", "경기도 광주"), ("광주가 뭐야", "경기도 광주")],
)
def test_an_ambiguous_name_is_answered_by_default_with_a_note_on_the_other(ask, question, note):
    known(ask(question), note)


@pytest.mark.parametrize("question", ["광주광역시장이 누구야", "수원시장이 누구야", "경기도 광주시장 누구야"])
def test_a_name_that_says_which_needs_no_note(ask, question):
    assert "물으신 거라면" not in ask(question).text


def test_the_other_meaning_can_be_asked_for(ask):
    reply = ask("경기도 광주시장은 누구예요?", as_of="2025-04-29")
    known(reply, "방세환", absent=["강기정"])


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("추 지사는 언제 취임했어?", "추미애"),
        ("염 시장님은 몇 대야?", "제26대"),
        ("윤 대통령은 왜 물러났어?", "탄핵"),
        ("이 지사는 누구야?", "추미애"),  # «이» is no surname where it may point
        ("경기도 수장은 누구야?", "추미애"),
        ("대한민국을 이끄는 사람은 누구야?", "이재명"),
        ("수원특례시장의 옛 이름은 뭐야?", "«수원시장»"),
        ("전남광주통합특별시장은 언제 생겼어?", "2026년 7월 1일"),
        ("추미애는 민선 몇 기야?", "민선 9기"),
        ("추미애는 언제 당선됐어?", "2026년 6월 3일"),
        ("평화부지사라는 직함이 아직 있나요", "아니요."),
        ("도지사 출신 대통령은 누구야?", "이재명"),
        ("이재준 시장이 고양시장도 했다던데 진짜?", "아니요."),
        ("염태영은 몇 년 동안 시장이었어?", "11년 7개월"),
        ("내일 도지사님 이름 적어 오래. 누구라고 쓰면 돼?", "추미애"),
    ],
)
def test_plain_questions_about_officials(ask, question, words):
    assert words in ask(question).text, ask(question).text


def test_who_acted_in_a_short_time_is_told_by_day(ask):
    reply = ask("2024년 12월 말에 대통령 권한대행이 누구였더라")
    assert "12월 27일까지 한덕수" in reply.text
    assert "12월 27일부터 최상목" in reply.text
    assert "12월부터 2024년 12월까지" not in ask("대통령 권한대행 누가 했어").text


@pytest.mark.parametrize(
    "question",
    [
        "염태영이 그만두고 새 시장 올 때까지 누가 했어", "염태영 다음 시장이 뽑힐 때까지 누가 했나요",
        "염태영이 나간 다음 새 시장이 취임하기 전까지 누가 맡았어",
    ],
)  # fmt: skip
def test_until_the_next_one_came_somebody_acted(ask, talk, question):
    assert "조청식" in ask(question).text
    assert "조청식" in talk("염태영 언제까지 수원시장이었어", "그러고 나서 새 시장 올 때까지는 누가 했나요")[-1].text


@pytest.mark.parametrize("question", ["광주랑 경기도가 맺은 협약이 뭐야", "광주 집적단지 원래 계획이 어땠나요"])
def test_a_shared_name_is_explained_only_where_it_is_asked_about(ask, question):
    assert "물으신 거라면" not in ask(question).text


@pytest.mark.parametrize("role", ["사서", "총무", "사육사", "대표 작가"])
def test_whoever_holds_a_role_that_nobody_told_of_is_named_as_lacking(ask, role):
    reply = ask(f"{josa(role, '이/가')} 누구야?")
    assert reply.text == f"{josa(role, '이/가')} 누구인지는 제 자료에 없어요."
    assert reply.status == "unknown"


@pytest.mark.parametrize("asked", ["너는 누구야?", "로봇이 누구야?", "이 사람이 누구야?", "우리 반장이 누구야?"])
def test_who_somebody_is_is_no_role(ask, asked):
    assert "자료" not in ask(asked).text


@pytest.mark.parametrize("noun", ["블록체인", "양자역학", "인공지능", "챗봇", "좌우명"])
def test_what_something_is_that_nobody_told_of_is_named_as_lacking(ask, noun):
    assert ask(f"{josa(noun, '이/가')} 뭐야?").text == f"{josa(noun, '이/가')} 무엇인지는 제 자료에 없어요."


@pytest.mark.parametrize("asked", ["이름이 뭐야?", "네 정체가 뭐야?", "취미가 뭐야?", "꿈이 뭐예요?", "특기가 뭐야?"])
def test_what_is_asked_of_the_robot_is_no_thing(ask, asked):
    assert ask(asked).route == "smalltalk"


@pytest.mark.parametrize(
    ("turns", "start"),
    [
        (("협약에 누가 서명했어?", "광주에서 오신 분은 언제부터 시장 하셨지"), "확인된 바로는 이용섭은 2018년 7월 1일"),
        (("협약에 누가 서명했어?", "광주 쪽 분은 언제까지 시장이었어?"), "확인된 바로는 이용섭은 2022년 6월 30일"),
        (
            ("협약에 누가 서명했어?", "그때 수원시장은 다른 분이었지?"),
            "네, 맞아요. 2019년 10월 23일에 수원시장은 염태영",
        ),
        (("지금 수원시장 누구야", "협약식 하던 그때는 다른 분이었나요?"), "네, 2019년 10월 23일에 수원시장은 염태영"),
        (("협약식 생각난다. 그때 광주시장은 누구였지?",), "확인된 바로는 2019년 10월 23일에 광주광역시장은 이용섭"),
        (("파이보는 누가 만들었어?", "거기 대표가 박종건 씨던가, 지금도 그 사람이에요?"), "2020년 1월 20일까지"),
        (("파이보는 누가 만들었는데?", "경기도지사가 추미애 맞지?", "그 앞이 김동연이었나?"), "네, 추미애 바로 전"),
        (("경기도지사 누구야", "그 앞이 이재명이었나?", "아 맞다 그분은 지금 대통령이지"), "네, 맞아요. 지금 대한민국"),
        (("이화순 부지사님이 행정1부지사신가 행정2부지사신가",), "이화순은 2019년 1월 15일"),
        (("시장님 축사를 읽어야 하는데 대통령이 누구지",), "지금 대한민국 대통령은"),
        (("도지사님이 꽃을 보내셨어. 성함 틀리면 큰일나니까 확인 한 번만 해 줘",), "지금 경기도지사는"),
        (("도청은 옛날엔 언덕 위였는데 지금은 어디 있어요?",), "경기도청은 2022년 5월 30일부터"),
        (("집적단지 규모가 협약 때하고 착공 때하고 같아?",), "아니요. 46,200㎡에서 47,256㎡로"),
        (("집적단지 면적이 계획이랑 달라?",), "네, 맞아요. 46,200㎡에서 47,256㎡로"),
        (("집적단지는 언제 착공한대",), "착공식은 2021년 11월 22일"),
    ],
)
def test_what_points_back_and_what_stands_beside_a_question(talk, turns, start):
    assert talk(*turns)[-1].text.startswith(start)


@pytest.mark.parametrize("said", ["대통령은 사퇴해야 되는 거 아니야?", "대통령이 사과해야 되는데 어떻게 생각해"])
def test_what_ought_to_be_stays_an_opinion(ask, said):
    assert ask(said).intent == "refusal.political_opinion"


def test_nobody_is_confirmed_by_a_sentence_of_something_else(talk):
    assert not talk("파이보는 누가 만들었어?", "지금도 그 사람이에요?")[-1].text.startswith("네")
    assert "시장" not in talk("지금 수원시장 누구야", "나만 그대로네?")[-1].text


@pytest.mark.parametrize("noun", ["이름이", "나이가", "연세가"])
def test_what_is_asked_of_anything_is_no_thing_that_nobody_told_of(ask, noun):
    assert "무엇인지는" not in ask(f"{noun} 뭐랬죠?").text
