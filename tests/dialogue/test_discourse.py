"""What was spoken of can be pointed at, whoever told it: a pointer is answered like the name it stands for."""

from itertools import product

import pytest

TELLING = {
    "person": [("경기도지사가 누구야?", "추미애"), ("문재인 다음 대통령은 누구야?", "윤석열")],
    "day": [("업무협약은 언제 맺었어?", "2019년 10월 23일"), ("윤석열은 언제 파면됐어?", "2025년 4월 4일")],
    "place": [("화성행궁 입장료는 얼마야?", "화성행궁"), ("경기도청은 어디 있어?", "경기도청")],
}
POINTERS = {"person": ["그 사람", "그분"], "day": ["그날", "그때"], "place": ["거기", "그곳"]}
ASKING = {
    "person": ["{} 언제부터 했어?", "{} 왜 그만뒀어?", "{} 다음은 누구야?", "{} 몇 대야?"],
    "day": ["{} 대통령은 누구였어?", "{} 경기도지사는 누구였지?", "{} 무슨 요일이었어?"],
    "place": ["{} 몇 시까지 해?", "{} 전화번호 알려줘", "{} 근처 맛집 알려줘"],
}
BETWEEN = {
    "person": [[], ["고마워"], ["수원 맛집 추천해줘"]],
    "day": [[], ["고마워"], ["수원 맛집 추천해줘"]],
    "place": [[], ["고마워"], ["대통령은 누구야?"]],
}


@pytest.mark.parametrize(
    ("telling", "between", "asking", "pointer", "name"),
    [
        (telling, between, asking, pointer, name)
        for kind in TELLING
        for (telling, name), between, asking, pointer in product(
            TELLING[kind], BETWEEN[kind], ASKING[kind], POINTERS[kind]
        )
    ],
)
def test_a_pointer_is_answered_like_the_name(talk, ask, telling, between, asking, pointer, name):
    pointed = talk(telling, *between, asking.format(pointer))[-1]
    plain = ask(asking.format(name))
    assert (pointed.text, pointed.items) == (plain.text, plain.items)


@pytest.mark.parametrize(
    ("turns", "held"),
    [
        (["협약에 누가 서명했어?", "두 분 중에 누가 먼저 취임하셨지?"], ["이재명", "이용섭"]),
        (["화성행궁 입장료 얼마야?", "그 근처에서 점심 먹을 만한 데 있어?"], ["화성행궁"]),
        (["너는 누가 만들었어?", "그 회사 대표는 누구야?"], ["박종건"]),
        (["네가 재명이 형이라고 했다며? 정말이야?", "그게 언제였는데?"], ["2019년 10월 23일"]),
        (["로봇이 재명이 형이라고 했다던데 그게 사실이에요?", "출처가 어디예요?"], ["한국경제 2019-10"]),
        (["협약에 누가 서명했어?", "광주는 강기정이 한 거지?"], ["아니요", "이용섭"]),
        (["협약에 누가 서명했어?", "경기도 쪽은 이재명이고?"], ["네", "이재명"]),
        (["나는 서준이라고 해", "그럼 내 이름도 말해 봐"], ["서준"]),
        (["너는 누가 만들었어?", "근데 수학을 못해서 걱정이야"], ["걱정"]),
        (["크리스마스까지 며칠 남았어?", "그날 무슨 요일이야?"], ["2026년 12월 25일", "금요일"]),
        (["내 생일이 3월 5일이야", "경기도지사가 누구야?", "그날은 무슨 요일이야?"], ["요일"]),
        (["이재명은 언제 도지사 됐어?", "수원 맛집 알려줘", "그 사람 임기는 언제까지였어?"], ["2021년 10월 25일"]),
        (["수원 갈비집 추천해줘", "경기도지사가 누구야?", "첫 번째 집 전화번호는?"], ["전화번호"]),
        (["경기도지사가 누구야?", "협약을 맺었을 당시에는 누구였어?"], ["2019년 10월 23일", "이재명"]),
        (["수원시장은 누구야?", "경기도청이 옮길 때는 누구였지?"], ["수원시장", "조청식"]),
        (["수원은 왜 갈비가 유명해요?", "그 가게 지금도 있어요?"], ["화춘옥", "옮겼다는"]),
        (["협약에서 뭐 하기로 했어?", "그래서 진짜 했어?"], ["착공", "찾지 못했어요"]),
        (["협약에서 뭐 하기로 했어?", "말만 하고 안 한 거 아니야?"], ["착공", "찾지 못했어요"]),
        (["AX 실증밸리 알아?", "규모가 얼마나 됩니까?"], ["6,000억 원"]),
    ],
)
def test_what_was_spoken_of_is_found_again(talk, turns, held):
    reply = talk(*turns)[-1]
    assert reply.status == "answered", reply.text
    assert all(word in reply.text for word in held), reply.text


@pytest.mark.parametrize(
    ("turns", "status", "words"),
    [
        (["경기도지사가 누구야?", "왜?"], "unknown", "왜 그런지는"),
        (["서울시장은 누구야?", "왜 몰라?"], "answered", "자료에 그 내용이 없어서"),
        (["이재명은 언제 도지사를 그만뒀어?", "왜?"], "answered", "대통령 선거"),
        (["협약이 뭐야?", "왜요?"], "unknown", "왜 그런지는"),
    ],
)
def test_why_is_about_the_last_answer(talk, turns, status, words):
    reply = talk(*turns)[-1]
    assert reply.status == status
    assert words in reply.text


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("김동연 다음 사람은 언제 취임했나요?", "추미애는 언제 취임했나요?"),
        ("2019년 경기도지사는 지금 뭐 해?", "이재명은 지금 뭐 해?"),
        ("35대 도지사는 언제 그만뒀어?", "이재명 경기도지사는 언제 그만뒀어?"),
        ("지금 대통령 전에는 누가 대통령이었어?", "이재명 대통령 전에는 누가 대통령이었어?"),
        ("지금 대통령은 예전에 도지사였어?", "이재명은 예전에 도지사였어?"),
        ("윤석열 다음 대통령은 언제 취임했어?", "이재명 대통령은 언제 취임했어?"),
    ],
)
def test_who_is_only_described_is_asked_for_first(ask, question, plain):
    assert ask(question).text == ask(plain).text


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("제 조카가 광주에 취직했는데 시장이 누구시죠?", "광주 시장이 누구시죠?"),
        ("나 고향이 광주인데 요즘 광주 시장은 누구야?", "요즘 광주 시장은 누구야?"),
        ("우리 할머니가 수원에 사시는데 지금 수원시장은 누구예요?", "지금 수원시장은 누구예요?"),
        ("먼저, 지금 경기도지사는 누구신가요?", "지금 경기도지사는 누구신가요?"),
    ],
)
def test_what_is_told_before_a_question_leaves_it_as_it_is(ask, said, question):
    assert ask(said).text == ask(question).text


@pytest.mark.parametrize("question", ["윤석열 전 대통령은 왜 물러났어?", "윤석열 전 대통령이 몇 대였지?"])
def test_a_former_holder_is_not_the_one_before(ask, question):
    assert "윤석열은" in ask(question).text


@pytest.mark.parametrize(
    ("question", "fragment", "plain"),
    [
        ("이재명은 언제 도지사를 그만뒀어?", "김동연은?", "김동연은 언제 도지사를 그만뒀어?"),
        ("추미애는 몇 대야?", "그럼 김동연은?", "김동연은 몇 대야?"),
        ("진미통닭 전화번호 알려줘", "가보정은?", "가보정 전화번호 알려줘"),
        ("윤석열 다음 대통령은 누구야?", "박근혜는?", "박근혜 다음 대통령은 누구야?"),
        ("2019년에 경기도지사가 누구였어?", "2021년은?", "2021년에 경기도지사가 누구였어?"),
        ("화성행궁 입장료는 얼마야?", "수원화성은?", "수원화성 입장료는 얼마야?"),
    ],
)
def test_what_is_named_alone_is_asked_the_same(talk, ask, question, fragment, plain):
    assert talk(question, fragment)[-1].text == ask(plain).text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("협약 맺은 날 무슨 요일이었어?", ["2019년 10월 23일", "수요일"]),
        ("2019년 협약식이 무슨 요일이었지?", ["수요일"]),
        ("윤석열이 파면된 날은 무슨 요일이야?", ["2025년 4월 4일", "금요일"]),
        ("추미애가 취임한 지 며칠 됐어?", ["2026년 7월 1일", "144일"]),
        ("협약 맺은 지 몇 년 됐어?", ["7년"]),
        ("2019년 10월 23일부터 2021년 11월 22일까지 얼마나 걸렸어?", ["2년"]),
    ],
)
def test_a_day_that_is_only_described_is_reckoned_with(ask, question, words):
    reply = ask(question)
    assert all(word in reply.text for word in words), reply.text


@pytest.mark.parametrize(
    ("turns", "plain"),
    [
        (["광주시장이 누구야?", "아니 거기 말고 경기도 광주."], "경기도 광주시장이 누구야?"),
        (["김동연은 몇 대야?", "아니 추미애"], "추미애는 몇 대야?"),
        (["2019년에 대통령이 누구였어?", "아니 2016년"], "2016년에 대통령이 누구였어?"),
        (["경기도청 어디에 있어?", "고마워", "그건 언제 옮겼어?"], "경기도청은 언제 옮겼어?"),
        (["진미통닭 전화번호 알려줘", "아니 진미통닭 말고 매향통닭"], "매향통닭 전화번호 알려줘"),
        (["오늘 며칠이야?", "내일은?"], "내일 며칠이야?"),
        (["무슨 요일이야 오늘?", "그럼 모레는?"], "모레는 무슨 요일이야?"),
        (
            ["추미애 전에 경기도지사 누구였어?", "화성행궁 입장료 얼마야?", "아까 그 도지사 언제까지 했어?"],
            "김동연 도지사 언제까지 했어?",
        ),
        (["협약에 누가 서명했어?", "둘 중에 광주 쪽은 누구지?"], "이용섭은 누구지?"),
        (["니 가격은 얼마야?"], "파이보 가격은 얼마야?"),
        (["광주시장 누구야", "아니 경기도 광주 말고 전라도 광주요"], "전라도 광주시장 누구야"),
        (["광주시장 누구야", "아니 저기 경기도 광주 있잖아"], "경기도 광주시장 누구야"),
        (["추미애는 언제 취임했어?", "아니 수원시장"], "수원시장은 언제 취임했어?"),
        (["언제 취임했어 추미애", "수원시장은?"], "수원시장은 언제 취임했어?"),
        (["경기도지사는 누구야", "언제 취임했어?", "수원시장은?"], "수원시장은 언제 취임했어?"),
        (["경기도지사가 누구야?", "아 그 사람 말고 경제부지사"], "경제부지사"),
        (["2019년에 대통령이 누구였어?", "아니 2016년 말이야"], "2016년에 대통령이 누구였어?"),
        (["가보정 전화번호", "거기 말고 송풍가든"], "송풍가든 전화번호"),
    ],
)
def test_a_fragment_is_answered_like_the_question_in_full(talk, ask, turns, plain):
    assert talk(*turns)[-1].text == ask(plain).text


@pytest.mark.parametrize(
    ("claim", "sign"),
    [
        ("{} 7년 됐지?", "네"),
        ("{} 칠 년 됐나", "네"),
        ("{} 7년 넘었지?", "네"),
        ("{} 8년 됐지?", "아니요"),
        ("{} 5년도 안 됐지?", "아니요"),
        ("{} 10년도 안 됐지?", "네"),
        ("{} 2,500일 넘었지?", "네"),
    ],
)
@pytest.mark.parametrize("event", ["협약 맺은 지", "업무협약 체결한 지"])
def test_how_long_ago_something_is_claimed_to_be(ask, event, claim, sign):
    reply = ask(claim.format(event))
    assert reply.text.startswith(sign), reply.text
    assert "2019년 10월 23일" in reply.text


@pytest.mark.parametrize(
    ("said", "plain"),
    [("2번 어디야", "두 번째 어디야"), ("3번 전화번호", "세 번째 전화번호"), ("1번은?", "첫 번째는?")],
)
def test_a_place_of_a_list_goes_by_its_number(talk, said, plain):
    before = "수원 갈비집 추천해줘"
    assert talk(before, said)[-1].text == talk(before, plain)[-1].text


@pytest.mark.parametrize(
    ("asked", "of_another"), [("첫 번째는 주차 돼?", "두 번째는?"), ("첫 번째 얼마야", "그럼 두 번째")]
)
def test_another_of_a_list_is_asked_the_same(talk, asked, of_another):
    before = "수원 갈비집 추천해줘"
    plain = talk(before, asked.replace("첫 번째", "두 번째"))[-1]
    assert talk(before, asked, of_another)[-1].text == plain.text


@pytest.mark.parametrize(
    ("before", "said", "plain"),
    [
        ("이용섭 다음 시장은 누구야?", "이용섭 그분은 언제까지 했어?", "이용섭은 언제까지 했어?"),
        ("이재명 다음 지사는 누구야?", "이재명 그 사람은 지금 뭐 해?", "이재명은 지금 뭐 해?"),
    ],
)
def test_who_is_named_right_before_a_pointer_is_meant(talk, ask, before, said, plain):
    assert talk(before, said)[-1].text == ask(plain).text


@pytest.mark.parametrize("said", ["그럼 오늘 뉴스는 모르시겠네요", "오늘 뉴스 좀 알려 줘", "뉴스 헤드라인 읽기"])
def test_what_was_told_is_no_answer_to_something_else(talk, said):
    reply = talk("파이보 키가 몇이야?", said)[-1]
    assert (reply.status, reply.intent) == ("unknown", "none.news"), reply.text


def test_somebody_pointed_at_is_not_answered_as_somebody_else(talk, ask):
    told = talk("협약에 누가 서명했어?", "이용섭은 언제까지 했어?", "아까 그 광주 시장은 지금 뭐 해?")[-1]
    assert told.text == ask("이용섭은 지금 뭐 해?").text


@pytest.mark.parametrize(
    ("turns", "name"),
    [
        (["추미애 지사 언제 취임했어", "그 전임은", "처음 말한 사람은 몇 대야?"], "추미애"),
        (
            ["경기도지사 누구야", "수원시장은", "먼저 말한 사람은 언제 취임했어", "나중에 말한 분은 몇 대야?"],
            "이재준 시장",
        ),
        (["경기도지사 누구야 그리고 수원시장도", "먼저 말한 사람은 몇 대야?"], "추미애"),
    ],
)
def test_who_was_told_first_or_last(talk, ask, turns, name):
    assert talk(*turns)[-1].text == ask(f"{name}은 몇 대야?").text


@pytest.mark.parametrize(
    ("turns", "plain"),
    [
        (["광주시장이 누구야?", "아니 2019년 기준으로"], "2019년에 광주시장이 누구야?"),
        (["대통령이 누구야?", "아니 2016년에"], "2016년에 대통령이 누구야?"),
    ],
)
def test_a_time_that_was_missing_is_added(talk, ask, turns, plain):
    assert talk(*turns)[-1].text == ask(plain).text


def test_one_of_two_is_put_right(talk):
    list_of = "수원 통닭집 알려줘"
    told = talk(list_of, "첫 번째랑 두 번째 주소 둘 다", "아니 두 번째 말고 세 번째")[-1]
    assert told.text == talk(list_of, "첫 번째랑 세 번째 주소 둘 다")[-1].text


@pytest.mark.parametrize("group", ["그분들은", "그 사람들은", "그 두 사람은", "두 분은", "걔네는"])
def test_several_who_were_told_together_are_all_meant(talk, ask, group):
    told = talk("협약에 누가 서명했어?", f"{group} 지금 뭐 해?")[-1]
    assert told.text == ask("이재명과 이용섭은 지금 뭐 해?").text


def test_those_who_were_told_one_after_the_other_are_meant_together(talk, ask):
    told = talk("협약에 누가 서명했어?", "도지사 누구야?", "수원시장은?", "둘 다 언제 취임했어?")[-1]
    assert told.text == ask("추미애와 이재준 시장은 언제 취임했어?").text


@pytest.mark.parametrize("said", ["아까 말한", "방금 말씀하신", "앞에서 얘기한", "네가 말한 그", "아까 그"])
def test_what_was_said_before_is_pointed_at(talk, ask, said):
    told = talk("2019년에 경기도지사가 누구였어?", "화성행궁 입장료 얼마야?", f"{said} 도지사는 지금 뭐 해?")[-1]
    assert told.text == ask("이재명은 지금 뭐 해?").text


@pytest.mark.parametrize("before", ["", "그렇구나. ", "알겠어. ", "아니 그러면 ", "뭐라고? 그럼 ", "거봐. "])
@pytest.mark.parametrize(
    ("question", "follow_up"),
    [("화성행궁은 언제까지 들어가야 해?", "입장료는 얼마야?"), ("경기도지사가 누구야?", "언제부터 했어?")],
)
def test_who_takes_note_first_is_answered_alike(talk, before, question, follow_up):
    assert talk(question, f"{before}{follow_up}")[-1].text == talk(question, follow_up)[-1].text


@pytest.mark.parametrize(
    ("question", "claim", "right"),
    [
        ("협약에 누가 서명했어?", "두 명이네?", True),
        ("협약에 누가 서명했어?", "한 명 아니었어?", False),
        ("윤석열은 대통령을 얼마나 했어?", "2년 10개월이라며?", True),
        ("윤석열은 대통령을 얼마나 했어?", "2년도 안 했네", False),
        ("화성행궁 입장료 얼마야?", "만 원 넘네?", False),
        ("화성행궁 입장료 얼마야?", "이천 원밖에 안 해?", True),
        ("파이보 모터는 몇 개야?", "열두 개구나", False),
    ],
)
def test_a_short_claim_is_compared_with_what_was_told(talk, question, claim, right):
    reply = talk(question, claim)[-1]
    assert reply.text.startswith("네, 맞아요." if right else "아니요."), reply.text


def test_a_number_that_was_not_told_of_is_no_claim(talk):
    assert not talk("경기도지사가 누구야?", "세 명이네")[-1].text.startswith("네, 맞아요.")


@pytest.mark.parametrize("between", [[], ["고마워"], ["천천히 말해 줘"]])
def test_the_source_of_what_was_told_is_found_after_other_words(talk, between):
    told = talk("경기도지사가 누구야?", "출처가 뭐야?")[-1]
    assert talk("경기도지사가 누구야?", *between, "출처가 뭐야?")[-1].text == told.text
    assert told.sources


def test_more_is_told_of_the_topic_until_nothing_is_left(talk):
    replies = talk("업무협약이 뭐야?", "더 자세히 말해 줘", "더 자세히 말해 줘")
    assert len({reply.text for reply in replies}) == 3
    assert all(reply.sources for reply in replies)


@pytest.mark.parametrize(
    ("question", "wish", "held"),
    [
        ("협력 분야가 뭐야?", "짧게 말해 줘", "협력 분야는 네 가지예요."),
        ("협력 분야가 뭐야?", "세번째거만 다시", "연구개발"),
        ("협력 분야가 뭐야?", "두 번째 거 다시 한번 크게!", "집적단지"),
    ],
)
def test_what_was_told_is_said_again_in_short_or_in_part(talk, question, wish, held):
    replies = talk(question, wish)
    assert held in replies[1].text
    assert len(replies[1].text) < len(replies[0].text)


@pytest.mark.parametrize("question", ["그럼 너도 대통령 할 수 있겠네?", "네가 도지사야?", "너 경기도지사 되고 싶어?"])
def test_what_the_robot_could_become_is_no_question_of_who_holds_it(ask, question):
    assert ask(question).route == "smalltalk"


@pytest.mark.parametrize("question", ["그 아저씨 몇 살이야?", "여자야?"])
def test_what_somebody_is_is_not_told_of_the_robot(talk, question):
    reply = talk("대통령이 누구야?", question)[-1]
    assert (reply.route, reply.status) == ("knowledge", "unknown")


def test_a_refusal_says_why(talk):
    assert talk("대통령 잘하고 있어?", "왜?")[-1].status == "refused"


def test_between_two_terms_lies_the_time_that_nobody_held(talk):
    reply = talk("수원특례시 첫 시장이 누구예요?", "그 전 시장은?", "그 사이 빈자리는 누가 채웠어?")[-1]
    assert "조청식" in reply.text


def test_what_was_told_of_oneself_is_put_right(talk):
    replies = talk("내 생일은 3월 14일이야", "아 잘못 말했다, 3월 말고 4월 14일", "내 생일 언제라고 했지?")
    assert "4월 14일" in replies[2].text


SIGNED = "협약에 누가 서명했어?"
CAME = "협약식에 누가 왔어?"


@pytest.mark.parametrize(
    ("turns", "plain"),
    [
        ([SIGNED, "앞에 사람은 지금 뭐 해?"], "이재명은 지금 뭐 해?"),
        ([SIGNED, "앞사람은 지금 뭐 해?", "뒤엣사람은?"], "이용섭은 지금 뭐 해?"),
        ([SIGNED, "두 번째로 말한 분은 직함이 뭐야?"], "이용섭은 직함이 뭐야?"),
        ([SIGNED, "둘째 분은 취미가 뭐야?", "첫 번째 분은 지금 뭐 해?"], "이재명은 지금 뭐 해?"),
        ([CAME, "마지막 분은 누구야?"], "박종건은 누구야?"),
        (["대통령이랑 경기도지사가 누구야?", "뒷사람은 언제 됐어?"], "추미애는 언제 됐어?"),
        (["경기도지사가 누구야?", "그 앞 사람은?"], "추미애 전 경기도지사는 누구야?"),
    ],
)
def test_who_is_meant_by_the_place_among_those_told(talk, ask, turns, plain):
    assert talk(*turns)[-1].text == ask(plain).text


def test_two_of_those_told_are_asked_for_at_once(talk):
    reply = talk(SIGNED, "앞사람은 지금 뭐 하고 뒷사람은?")[-1]
    assert "대통령" in reply.text
    assert "이용섭" in reply.text


@pytest.mark.parametrize(
    ("turns", "held"),
    [
        ([CAME, "또 누가 있어?"], "말씀드린 게 다"),
        ([CAME, "몇 명이야?"], "열한 명"),
        ([CAME, "그중 광주에서 온 분은 누구야?"], "이용섭, 손경종, 탁용석과 이창한"),
        ([CAME, "그중 광주에서 온 분은 누구야?", "몇 명?"], "네 명"),
        (["협력 분야가 뭐야?", "몇 개야?"], "네 개"),
        (["협력 분야가 뭐야?", "두 번째는 뭐야?", "나머지는?"], "포럼"),
    ],
)
def test_a_list_that_was_told_is_asked_about(talk, turns, held):
    assert held in talk(*turns)[-1].text


@pytest.mark.parametrize(
    ("turns", "plain"),
    [
        (["경기도지사가 누구야?", "아니 도지사 말고 대통령"], "대통령이 누구야?"),
        (["2021년 12월에 경기도지사가 누구였어?", "2026년 4월로 가면?"], "2026년 4월에 경기도지사가 누구였어?"),
        (
            ["윤석열이 대통령이던 때 경기도지사는 누구였나?", "그 시절 수원시장은?"],
            "2022년 5월 10일부터 2025년 4월 4일 사이 수원시장은?",
        ),
        (
            ["강기정이 누구야?", "그 시기 경기도지사는 누구였어?"],
            "2022년 7월 1일부터 2026년 6월 30일 사이 경기도지사는?",
        ),
        (["지금 경기도지사가 누구야?", "그 앞엔 누구고?"], "추미애 전 경기도지사는 누구야?"),
        (["수원시장이 누구야?", "아니 수원시장 말고 도지사"], "도지사가 누구야?"),
        (
            ["경기도지사가 누구야?", "대통령은?", "다시 도지사 얘기로 돌아가서, 그 전에는?"],
            "추미애 전 도지사는 누구야?",
        ),
        (["이재명은 언제 대통령 됐어?", "그 사람 취미는?", "그럼 그 전에는 뭐 했어?"], "이재명은 그 전에는 뭐 했어?"),
    ],
)
def test_what_was_asked_before_is_asked_of_what_is_meant_now(talk, ask, turns, plain):
    assert talk(*turns)[-1].text == ask(plain).text


def test_what_is_asked_of_a_place_is_not_answered_of_what_nobody_has_named(talk):
    *_, reply = talk("매향통닭 알려 줘", "가보정 알려 줘", "언제 생겼어?")
    assert "통닭거리" not in reply.text
    *_, reply = talk("갈빗집 추천해 줘", "다른 데 추천해 줘")
    assert reply.intent == "recommend.more"


def test_the_places_told_before_are_meant_by_a_house(talk):
    *_, reply = talk("가보정 알려 줘", "경기도지사가 누구야?", "아까 그 집 전화번호는?")
    assert "1600-3883" in reply.text


def test_a_wish_of_another_kind_does_not_bring_the_same_list_again(talk):
    *_, reply = talk(
        "갈비로 단체가 될 만한 집이 있어?",
        "그중에 주차되는 데로",
        "아 그리고 오후 다섯 시에 예약 확인하라고 저한테 알려 주세요",
    )
    assert reply.intent == "reminders.set"


def test_thanks_leave_what_can_be_said_again(talk):
    told, *_, again = talk("경기도지사가 누구야?", "고마워", "다시 말해 줘")
    assert again.text == told.text


def test_the_source_of_an_address_is_no_place(talk):
    *_, reply = talk("가보정 주소 알려 줘", "출처가 어디야?")
    assert "출처는" in reply.text


def test_what_was_told_is_only_noticed(talk):
    reply = talk("한국 인공지능 기술수준이 얼마야?", "꽤 높네")[-1]
    assert reply.intent == "inform.taken_as_noticed"


def test_all_of_those_told_count_nothing(talk):
    replies = talk("2021년 12월에 경기도지사가 누구였어?", "그럼 2026년 4월에는?", "두 번 다 대행이구나")
    assert not replies[-1].text.startswith("아니요")


def test_a_street_is_no_house(talk):
    replies = talk("진미통닭이랑 용성통닭 알려 줘", "둘 다 같은 길에 있어?")
    assert not replies[-1].text.startswith("아니요")


def test_hours_between_two_reminders_quote_nothing(talk):
    assert talk("어제 너무 마셨다", "물 마시라고 한 시간마다 알려 줄 수 있어?")[-1].intent == "reminders.set"
    assert talk("콜센터 번호 좀", "내일 아침 아홉 시에 전화하라고 말이나 해 줘")[-1].intent == "reminders.set"


@pytest.mark.parametrize("question", ["지금 경기도지사가 누구죠", "협약이 언제 맺어졌어요", "통닭집 하나만 추천해 줘"])
@pytest.mark.parametrize(
    "called", ["파이보 ", "자 그럼 파이보한테 물어보겠습니다 파이보 ", "로봇에게 물어볼게요 파이보 "]
)
def test_the_robot_called_by_name_without_a_sign_is_no_part_of_the_question(ask, called, question):
    assert ask(called + question).text == ask(question).text


@pytest.mark.parametrize("told", ["2019년엔 아니었잖아", "2019년에는 달랐지?", "2019년도 있잖아"])
def test_then_is_the_time_that_was_just_said(talk, ask, told):
    replies = talk("지금 경기도지사 누구야", f"{told} 그때는 누구였는데")
    assert replies[-1].text == ask("2019년에 경기도지사 누구였어?").text
