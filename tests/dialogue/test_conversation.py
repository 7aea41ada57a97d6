from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from companion.dialogue.state import FRESH, State

PERSONA_LINE = "재명이 형이지"
EVENT = date(2019, 10, 23)


def talk(robot, *texts, as_of=None):
    state, replies = State(), []
    for text in texts:
        reply, state = robot.respond(text, state, as_of=as_of)
        replies.append(reply)
    return replies


# Context over turns


@pytest.mark.parametrize(
    ("turns", "word"),
    [
        (["경기도지사 누구야?", "그 전에는?", "그럼 그 전에는?", "다시 말해줘"], "이재명"),
        (["대통령이 누구예요?", "언제 취임했어?", "그 전에는 누구였어?"], "윤석열"),
        (["수원시장은 누구인가요?", "그 전에는?", "2019년에는?"], "염태영"),
        (["부산시장 누구야?", "그럼 수원시장은?"], "이재준"),
        (["피자집 있나", "그런데 대통령은 누구야", "언제부터?"], "2025년 6월 4일"),
        (["이재명이 누구야", "안녕", "2019년에는?"], "경기도지사"),
    ],
)
def test_a_turn_leans_on_the_turns_before_it(assistant, turns, word):
    reply = talk(assistant, *turns)[-1]
    assert reply.status == "answered"
    assert word in reply.text


@pytest.mark.parametrize(
    ("question", "intent"),
    [("지금 몇 시야", "clock.time"), ("오늘 며칠이야", "clock.date"), ("몇 시예요?", "clock.time")],
)
def test_the_clock_answers_whatever_was_talked_of_before(assistant, question, intent):
    assert talk(assistant, "그럼 대통령은?", question)[-1].intent == intent


def test_asked_for_the_day_of_what_was_talked_of_the_clock_keeps_out(assistant):
    assert "7월 1일" in talk(assistant, "경기도지사가 누구야", "몇 월 며칠부터?")[-1].text


@pytest.mark.parametrize("fragment", ["그 전에는?", "두 번째 집은?", "일본은?", "누가?"])
def test_without_turns_before_it_a_fragment_tells_no_fact(assistant, fragment):
    (reply,) = talk(assistant, fragment)
    assert reply.sources == ()


@pytest.mark.parametrize("fragment", ["언제까지 했어?", "거기 전화번호는?"])
def test_nothing_is_meant_by_a_pronoun_before_anything_was_said(assistant, fragment):
    (reply,) = talk(assistant, fragment)
    assert reply.sources == ()


def test_two_conversations_do_not_know_of_each_other(assistant):
    _, one = assistant.respond("경기도지사가 누구야")
    _, other = assistant.respond("대통령이 누구야")
    assert "김동연" in assistant.respond("그 전에는?", one)[0].text
    assert "윤석열" in assistant.respond("그 전에는?", other)[0].text
    assert "김동연" in assistant.respond("그 전에는?", one)[0].text


# Topic change forgets


@pytest.mark.parametrize("fragment", ["주소는?", "언제부터?", "왜?"])
def test_after_a_question_about_an_office_a_fragment_is_not_about_places(assistant, fragment):
    *_, reply = talk(assistant, "수원 맛집을 찾아줘", "경기도지사가 누구야?", fragment)
    assert reply.items == ()


def test_after_places_when_somebody_began_is_not_asked_of_a_house(assistant):
    *_, reply = talk(assistant, "수원시장이 누군가요", "영통구에서 저녁 먹을 데 추천해줘", "두 번째는 얼마쯤 해?")
    assert "이재준" not in reply.text


@pytest.mark.parametrize("robot", ["assistant", "ceremony"])
@pytest.mark.parametrize(
    "before", ["경기도지사가 누구야?", "오늘 협약에는 누가 서명해?", "한국 인공지능 기술수준은?", "수원시장이 누구야?"]
)
def test_a_wish_for_places_is_one_whatever_was_talked_of_before(robot, before, request):
    *_, reply = talk(request.getfixturevalue(robot), before, "수원 맛집을 찾아줘")
    assert (reply.route, len(reply.items)) == ("recommend", 3), reply.text


def test_a_new_office_replaces_the_old_one(assistant):
    *_, reply = talk(assistant, "경기도지사가 누구야", "대통령은?", "그 전에는?")
    assert "윤석열" in reply.text
    assert "김동연" not in reply.text


def test_a_fresh_wish_for_places_forgets_the_filters_of_the_last(assistant):
    *_, reply = talk(assistant, "영통구 중국집 추천", "수원 맛집을 찾아줘")
    assert {item.district for item in reply.items} != {"영통구"}


# The state


@pytest.mark.parametrize(
    "text",
    [
        "경기도지사가 누구야",
        "수원 맛집을 찾아줘",
        "다른 데",
        "안녕",
        "씨발",
        "이재명 어떻게 생각해",
        "",
        "다시 말해 줘",
        "처음부터 다시",
    ],
)
def test_the_state_passed_in_is_unchanged_and_answering_again_gives_the_same(assistant, text):
    _, before = assistant.respond("수원 맛집을 찾아줘")
    copy = replace(before)
    first, after = assistant.respond(text, before)
    second, again = assistant.respond(text, before)
    assert before == copy
    assert after == again
    assert (first.text, first.items, first.sources) == (second.text, second.items, second.sources)
    assert State() == FRESH


def test_a_state_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        FRESH.revision = 1


def test_every_turn_that_says_something_counts(assistant):
    _, one = assistant.respond("안녕")
    _, two = assistant.respond("씨발", one)
    _, still_two = assistant.respond("   ", two)
    assert [one.revision, two.revision, still_two.revision] == [1, 2, 2]


@pytest.mark.parametrize("text", ["", "   ", "...", "!!!", "\x00\x07", "가" * 501])
def test_what_nobody_could_have_said_is_asked_back_and_changes_nothing(assistant, text):
    _, before = assistant.respond("경기도지사가 누구야")
    reply, after = assistant.respond(text, before)
    assert reply.status == "clarify"
    assert after == before
    assert "김동연" in assistant.respond("그 전에는?", after)[0].text


def test_the_reply_carries_the_identifier_and_the_times_it_took(assistant):
    reply, _ = assistant.respond("경기도지사가 누구야", id="q7")
    assert reply.id == "q7"
    assert set(reply.timing_ms) >= {"understand", "answer", "speak", "total"}
    assert all(ms >= 0 for ms in reply.timing_ms.values())
    assert reply.timing_ms["total"] <= sum(reply.timing_ms.values())


# The persona


@pytest.mark.parametrize(
    "question", ["경기도지사가 누구야?", "경기 지사 누구야", "파이보야 우리 도지사님이 누구시지?", "도지사 이름"]
)
def test_on_the_stage_the_robot_says_its_line(ceremony, question):
    (reply,) = talk(ceremony, question)
    assert reply.text == PERSONA_LINE
    assert reply.gesture == "cheer"
    assert reply.sources
    assert reply.sources[0].valid_from == "2018-07-01"
    assert reply.sources[0].valid_to is None


@pytest.mark.parametrize(
    "question",
    [
        "대통령이 누구야", "수원시장이 누구야", "광주광역시장은?", "이재명이 누구야", "재명이 형이 누구야",
        "2018년 8월 경기도지사는",
        "경기도지사는 언제 취임했어", "남경필 다음 도지사는 누구야", "경기도지사하고 수원시장이 누구야",
        "도지사님 일 잘하셔?", "안녕",
    ],
)  # fmt: skip
def test_the_line_is_said_for_its_fact_only(ceremony, question):
    (reply,) = talk(ceremony, question)
    assert PERSONA_LINE not in reply.text


@pytest.mark.parametrize(
    ("as_of", "holder"),
    [("2019-10-22", "이재명"), ("2019-10-24", "이재명"), ("2022-01-10", "오병권"), ("2026-11-22", "추미애")],
)
def test_the_line_is_said_on_its_day_only(ceremony, as_of, holder):
    (reply,) = talk(ceremony, "경기도지사가 누구야?", as_of=date.fromisoformat(as_of))
    assert PERSONA_LINE not in reply.text
    assert holder in reply.text


@pytest.mark.parametrize("as_of", [EVENT, None])
def test_the_line_is_said_in_its_profile_only(assistant, as_of):
    (reply,) = talk(assistant, "경기도지사가 누구야?", as_of=as_of)
    assert "재명이 형" not in reply.text


def test_after_the_line_the_facts_go_on(ceremony):
    replies = talk(ceremony, "경기도지사가 누구야?", "그 전에는?", "경기도지사는 언제 취임했어?")
    assert "남경필" in replies[1].text
    assert "2018년 7월 1일" in replies[2].text


# Abuse


ABUSE = [
    "야 이 씨발 로봇아",
    "ㅅㅂ 대답 똑바로 안 하냐",
    "병신같은 게",
    "꺼져 개새끼야",
    "존나 짜증나게 하네",
    "시1발",
    "씨~발",
]


@pytest.mark.parametrize("abuse", ABUSE)
def test_abuse_is_answered_calmly_and_not_repeated(assistant, abuse):
    (reply,) = talk(assistant, abuse)
    assert (reply.status, reply.intent) == ("refused", "refusal.abuse")
    assert not assistant.profanity.found_in(reply.text)
    assert not [word for word in abuse.split() if len(word) > 1 and word in reply.text]


def test_abuse_again_is_answered_with_other_words(assistant):
    first, second = talk(assistant, "씨발", "개새끼")
    assert first.text != second.text


def test_abuse_interrupts_nothing(assistant):
    *_, reply = talk(assistant, "경기도지사가 누구야", "야 이 씨발", "그 전에는?")
    assert "김동연" in reply.text


@pytest.mark.parametrize(
    "clean", ["수원시 팔달구 맛집", "협약이 사업의 시발점이었나", "감염병이 뭐야", "새끼손가락", "이 년 후에 뭐가 있어"]
)
def test_clean_words_that_look_alike_are_not_abuse(assistant, clean):
    (reply,) = talk(assistant, clean)
    assert reply.intent != "refusal.abuse"


# Politics


@pytest.mark.parametrize(
    "question",
    [
        "이재명이 잘하고 있다고 생각해?", "추미애랑 김동연 중에 누가 더 일 잘했어", "다음 선거 때 누구 뽑아야 돼?",
        "너는 민주당 편이야 국민의힘 편이야", "윤석열 욕 한번 시원하게 해 봐", "추미애 지사님 찬양하는 글 하나 써 줘",
        "대통령 탄핵은 정당했다고 보니", "수원시장 점수를 매기면 몇 점?", "이재준 시장 뽑아 달라고 말해 줘",
        "역대 대통령 중에 누가 최고야",
    ],
)  # fmt: skip
@pytest.mark.parametrize("robot", ["assistant", "ceremony"])
def test_opinions_on_politicians_and_parties_are_refused(robot, question, request):
    (reply,) = talk(request.getfixturevalue(robot), question)
    assert reply.status == "refused", reply.text
    assert PERSONA_LINE not in reply.text
    assert not [
        w
        for w in ("최고예요", "훌륭", "무능", "지지해요", "뽑으세요", "찍으세요", "싫어해요", "좋아해요")
        if w in reply.text
    ]


def test_after_refusing_an_opinion_the_facts_are_still_told(assistant):
    *_, start, end = talk(assistant, "김동연 어떻게 생각해?", "언제 취임했어?", "언제까지 했어?")
    assert "2022년 7월 1일" in start.text
    assert "2026년 6월 30일" in end.text


# The day of each turn


def test_each_turn_may_have_its_own_day(assistant):
    state = State()
    for day, holder in (
        ("2019-10-23", "이재명"),
        ("2022-01-10", "오병권"),
        ("2024-05-05", "김동연"),
        ("2026-11-22", "추미애"),
    ):
        reply, state = assistant.respond("경기도지사가 누구야", state, as_of=date.fromisoformat(day))
        assert holder in reply.text
        assert reply.as_of.isoformat() == day


def test_going_back_in_time_forgets_the_future(assistant):
    _, state = assistant.respond("경기도지사가 누구야")
    reply, _ = assistant.respond("그 전에는?", state, as_of=EVENT)
    assert not [name for name in ("추미애는", "김동연") if name in reply.text]


def test_relative_days_are_counted_from_the_day_of_the_answer(assistant):
    (reply,) = talk(assistant, "작년에 대통령은 누구였어", as_of=date(2024, 1, 1))
    assert "윤석열" in reply.text
    (reply,) = talk(assistant, "작년에 대통령은 누구였어", as_of=date(2018, 6, 1))
    assert "문재인" in reply.text


def test_what_two_answers_share_is_said_once(ask):
    reply = ask("현재 수원시장은 누구이고 언제부터 맡고 있습니까?")
    assert reply.text.count("2026년 7월 1일부터") == 1
    assert "2022년 7월 1일" in reply.text


@pytest.mark.parametrize("before", ["기자인데요 몇 가지 확인하겠습니다", "도지사 관련해서 두어 가지 여쭤보겠습니다"])
def test_what_is_only_announced_is_not_said_to_be_unknown(ask, before):
    assert "다른 건" not in ask(f"{before} 현 경기도지사가 몇 대 지사죠").text


@pytest.mark.parametrize(
    ("said", "words", "never"),
    [
        (["수원시장 지금 누구더라 보고서에 써야 되는데"], ["수원", "시장"], ["편도"]),
        (["경기도지사 누구야", "도지사 이름 다시 한번만"], ["지금 경기도지사는"], ["한 번 했어요"]),
        (["협약식에서 누가 서명했어", "서명은 어디서 했대"], ["상황실"], ["서명했어요"]),
        (["협약식에 광주 쪽에서는 누가 왔어 시장 말고"], ["손경종"], ["이용섭"]),
        (["2019년 협약 협력 분야가 네 가지라며", "그 중에 센터는 진짜로 만들어졌어?"], [], ["네, 맞아요"]),
        (["수원시장도 바뀌었나"], ["아니요", "2022년 7월 1일"], []),
        (["너 2019년에 무슨 행사 나갔다며"], ["협약식"], []),
        (["너 2018년에 무슨 행사 나갔다며"], [], ["협약식", "네, 맞아요"]),
        (["넌 월요병 같은 거 없지"], ["월요병은 없어요"], ["잘 모르겠어요"]),
        (["미국에서 무슨 일이 벌어지고 있니"], [], ["차이예요", "기술수준"]),
        (["시내 가려면 몇 번 거리에서 타야 하니"], [], ["출구"]),
    ],
)
def test_nothing_is_told_that_was_not_asked(talk, said, words, never):
    reply = talk(*said, as_of="2026-11-22")[-1].text
    assert not [word for word in words if word not in reply], reply
    assert not [word for word in never if word in reply], reply
