"""What later turns ask of terms: which of those told, the same or another person, mergers, what came between."""

from datetime import date, datetime
from itertools import pairwise

import pytest
from county import OFFICES, PEOPLE
from made_up import robot_of_pack

from companion.dialogue.state import State

NOW = datetime(2026, 11, 22, 15, 5)
MERGED = """\
  - id: town-mayor
    type: office
    name: 솔내시장
    title: 시장
    region: 솔내시
    to: 2024-12-31
    successor: joint-mayor
    succession: 솔내시는 2025년 1월 1일 물내군과 통합해 솔물시가 됐어요.
    known: 2026-11-01
    confidence: high
    source: 다온일보
    holder:
      - {value: bae, from: 2018-07-01, to: 2022-06-30}
      - {value: seo, from: 2022-07-01, to: 2024-12-31}
  - id: joint-mayor
    type: office
    name: 솔물시장
    title: 시장
    region: 솔물시
    from: 2025-01-01
    known: 2026-11-01
    confidence: high
    source: 솔내신문 20250102; 다온백과 (역대 시장; 2026-11-01 수정)
    holder:
      - {value: noh, from: 2025-01-01, to: 2026-06-30}
      - {value: noh, from: 2026-07-01}
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    """A robot that knows the county and a town that became a part of another."""
    folder = tmp_path_factory.mktemp("talked") / "daon"
    return robot_of_pack(folder, NOW, data__people_yaml=PEOPLE, data__offices_yaml=OFFICES + MERGED)


@pytest.fixture
def told(talk):
    """Talks, and hands back the last answer."""
    return lambda *turns: talk(*turns)[-1].text


@pytest.mark.parametrize(
    ("turns", "who", "not_who"),
    [
        (("솔물시장 누구야", "통합되기 전 마지막 시장은?"), "서리태", "노고단"),
        (("솔물시장이 누구지", "합치기 전에는 누가 했어"), "서리태", "노고단"),
        (("솔물시장이 누구지", "통합 뒤 첫 시장은"), "노고단", "서리태"),
        (("합쳐지기 전 솔내시장은 누구였어",), "서리태", "노고단"),
    ],
)
def test_a_merger_is_a_time(told, turns, who, not_who):
    text = told(*turns)
    assert who in text, text
    assert not_who not in text, text


@pytest.mark.parametrize(
    ("turns", "start"),
    [
        (("다온도지사가 누구야", "2020년 도지사하고 같은 사람이야?"), "네, 같은 사람이에요."),
        (("다온도지사가 누구야", "2023년 도지사하고 같은 사람이야?"), "아니요. 민들레와 구절초는 다른 사람이에요."),
        (
            ("다온도지사가 누구야", "2023년 도지사하고는 다른 사람이지?"),
            "네, 맞아요. 민들레와 구절초는 다른 사람이에요.",
        ),
        (("한나래랑 민들레가 같은 사람이야?",), "아니요. 한나래와 민들레는 다른 사람이에요."),
    ],
)
def test_yes_goes_with_what_is_said_of_two(told, turns, start):
    assert told(*turns).startswith(start), told(*turns)


@pytest.mark.parametrize(
    ("turns", "start"),
    [
        (("다온도지사가 누구야", "그분은 이번이 처음이야?"), "아니요."),
        (("구절초는 도지사 처음이었어?",), "네"),
        (("다온도지사가 누구야", "이번이 첫 임기야?"), "아니요."),
    ],
)
def test_the_first_time_of_somebody_is_no_first_holder(told, turns, start):
    assert told(*turns).startswith(start), told(*turns)


@pytest.mark.parametrize(
    ("question", "start", "who"),
    [
        ("마지막 대행이 서리태였나", "아니요.", "노고단"),
        ("첫 대행은 노고단이었지", "네, 맞아요.", "노고단"),
        ("첫 대행이 서리태였어?", "아니요.", "노고단"),
    ],
)
def test_who_acted_first_or_last_is_checked(told, question, start, who):
    text = told("민들레 지사는 왜 물러났어", question)
    assert text.startswith(start), text
    assert f"권한대행은 {who}" in text, text


def test_all_who_acted_between_are_counted(told):
    text = told("민들레는 2021년에 왜 물러났어", "그 사이에 권한대행이 몇 명이었나")
    assert "두 명" in text, text
    assert "노고단" in text, text
    assert "서리태" in text, text


def test_two_who_were_told_are_compared_and_not_who_was_named_in_between(told):
    text = told(
        "구절초 직무정지 때는 누가 시장이었어", "한나래 시장은 언제 취임했어", "민들레 지사는?", "둘 중에 누가 먼저야"
    )
    assert "한나래" in text, text
    assert "민들레" in text, text


@pytest.mark.parametrize(
    "turns",
    [
        ("다온도지사가 누구야", "새벌시장은", "두 분 성함만 다시 말해 줘"),
        ("다온도지사가 누구야", "새벌시장은", "좋아 정리해서 두 사람 이름만 다시 불러 줘"),
        ("다온도지사가 누구야", "새벌시장은", "그분들 성함이 뭐였지"),
    ],
)
def test_names_are_told_again(told, turns):
    assert told(*turns) == "다온도지사 민들레와 새벌시장 한나래예요."


def test_of_two_the_next_of_each_is_told(told):
    text = told("민들레하고 서리태 다음에는 누가 했어")
    assert "구절초" in text, text
    assert "노고단" in text, text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2021년 3월에 도지사가 바뀌었다던데 무슨 일이 있었어", "선거법 위반"),
        ("2021년에 도지사가 그만뒀다던데 무슨 일이야", "선거법 위반"),
        ("한나래 시장은 구절초 시장 앞이었나 뒤였나", "뒤예요"),
        ("한나래 지사는 구절초 지사 앞이었어 뒤였어", "앞이에요"),
    ],
)
def test_what_happened_and_which_came_first(told, question, words):
    assert words in told(question), told(question)


@pytest.mark.parametrize(
    "question",
    [
        "소개 멘트에 넣게 민들레 지사가 언제 취임했는지 알려 줘",
        "기사에 쓰게 민들레 지사가 언제 취임했는지 알려 줘",
        "우리 아들 숙제에 적어야 하는데 민들레 지사가 언제 취임했는지 알려 줘",
        "내일 물어보려고 하는데 민들레 지사가 언제 취임했지",
    ],
)
def test_what_an_answer_is_wanted_for_is_no_part_of_the_question(told, question):
    assert told(question).startswith("민들레는 2026년 7월 1일에"), told(question)


@pytest.mark.parametrize(
    "question",
    [
        "요즘 도지사가 누군가 내가 자꾸 깜빡한다",
        "도지사가 누구더라 구절초였나",
        "솔직하게 말해 봐 도지사가 누구야",
        "텔레비전에 도지사가 나오던디 그 사람 이름이 뭐여",
    ],
)
def test_what_stands_beside_a_question_changes_nothing(told, question):
    assert told(question).startswith("지금 다온도지사는 민들레"), told(question)


@pytest.mark.parametrize(
    ("turns", "parts", "absent"),
    [
        (("솔물시장 누구야", "통합은 언제 된 거야?"), ["2025년 1월 1일"], "맡고 있"),
        (("다온도지사가 누구야", "통합은 언제 된 거야?"), [""], "2026년"),
        (("마지막 솔내시장이 누구야", "왜 마지막이 된 거야?"), ["물내군과 통합해 솔물시가"], "까닭은 자료에 없"),
        (("솔내시장은 왜 이제 없는 거야?",), ["물내군과 통합해 솔물시가"], "자료는 없"),
        (("솔물시장 누구야", "지금 시장은 이번이 몇 번째인가?"), ["두 번"], "한 번"),
        (("다온도지사가 누구야", "그 전에는 구 뭐라는 사람이 했는데"), ["구절초", "2022년 7월 1일"], "자료에 없"),
        (("다온도지사가 누구야", "한 뭐라는 분은 언제까지 했어?"), ["한나래", "2018년 6월 30일"], "자료에 없"),
        (("다온도지사가 누구야", "박 뭐라는 사람도 했지?"), [""], "네, 맞아요"),
        (("다온도지사는 2023년이랑 바뀌었지?",), ["네, 맞아요.", "민들레", "구절초"], "아니요"),
        (("새벌시장은 2023년이랑 같아?",), ["네", "한나래"], "아니요"),
        (("다온도지사는 2023년이랑 같은 사람이야?",), ["아니요.", "민들레", "구절초"], "네,"),
        (("민들레는 2021년에 왜 물러났어", "도지사 그만두고 나서는 누가 대행했어?"), ["노고단", "서리태"], "자료에 없"),
        (
            ("다온도지사가 누구야", "그 전 지사가 그만두고 나서는 누가 맡았어?"),
            ["구절초 다음", "민들레"],
            "전 다온도지사",
        ),
        (
            ("2018년부터 도지사는 누구누구였어?", "순서대로 날짜도 말해 줄래?"),
            ["민들레는 2018년 7월 1일부터", "구절초는 2022년 7월 1일부터"],
            "자료에 없",
        ),
    ],
)
def test_what_a_later_turn_asks_of_terms(told, turns, parts, absent):
    text = told(*turns)
    assert all(part in text for part in parts), text
    assert absent not in text, text


@pytest.mark.parametrize(
    "question", ["다온도지사는 2023년이랑 같은가 바뀌었나?", "다온도지사는 2023년이랑 그대로인가, 바뀌었나?"]
)
def test_two_ways_put_in_one_question_take_no_yes(told, question):
    text = told(question)
    assert text.startswith("지금 다온도지사는 민들레"), text
    assert "구절초" in text, text


def test_a_day_is_told_with_the_document_that_bears_it(told):
    text = told("솔물시장 누구야", "출처가 어디야?")
    assert "2026년 11월 1일" in text, text
    assert "다온백과" in text, text
    assert "솔내신문" not in text, text


@pytest.mark.parametrize(
    ("turns", "who"),
    [
        (("사회 숙제 때문에 그런데 다온도지사 누구야 지금",), "민들레"),
        (("내가 군대 제대한 게 2023년 5월이거든 그때 다온도지사 누구였지",), "구절초"),
        (("우리 애 태어난 2015년 8월에는 누가 다온도지사였어",), "한나래"),
        (("우리 딸이 2019년생인데 태어날 때 다온도지사가 누구였을까",), "민들레"),
        (("우리 아들이 2015년생인데 지금 다온도지사는 누구야",), "민들레"),
        (("다온도지사 누구야", "그럼 내가 입사한 2023년엔 누구였어"), "구절초"),
    ],
)
def test_what_is_told_of_ones_own_life_is_not_asked_about(told, turns, who):
    assert who in told(*turns), told(*turns)


def test_what_is_said_of_a_holder_and_not_known_keeps_the_topic(told):
    said = "지금 다온도지사가 변호사라며"
    assert "민들레" in told(said)
    assert "변호사인지 아닌지는" in told(said)
    assert "구절초" in told(said, "그 전에는 누구였지")
    assert told("다온도지사 누구야", "여자 맞지?").startswith("민들레가 여자인지")


@pytest.mark.parametrize(
    ("turns", "start"),
    [
        (("다온도지사 누구야", "2021년 8월에는 대행이 있었다고 들었는데"), "2021년 8월"),
        (("구절초는 언제까지 했어", "2026년 5월부터는 대행이 있었지?"), ""),
        (("구절초가 다온도지사였다고 들었는데",), "네, 맞아요."),
        (("구절초는 언제까지 다온도지사였어", "지금도 그 사람인가?"), "아니요."),
        (("민들레가 다온도지사 되기 전에 새벌시장이었지?",), "아니요."),
        (("구절초가 다온도지사 되기 전에 새벌시장이었지?",), "네, 맞아요."),
        (("다온도지사 되기 전에 새벌시장 했었지 구절초가",), "네, 맞아요."),
    ],
)
def test_what_one_heard_of_terms_is_checked(told, turns, start):
    text = told(*turns)
    assert text.startswith(start), text
    assert start or not text.startswith("아니요"), text


def test_who_holds_now_what_two_people_held(told):
    text = told("구절초와 서리태 자리엔 지금 누가 있어")
    assert "민들레" in text, text


def test_what_comes_next_is_no_claim_that_it_is_over(told):
    assert not told("2016년 새벌시장 누구야", "그 다음이 지금 시장이야?").startswith("아니요")


@pytest.mark.parametrize(
    ("turns", "said", "not_said"),
    [
        (("다온도지사가 젊은 사람이라던데 누구야?",), "민들레 지사예요", "자료에 없"),
        (("새벌시장이 남자라던데 누구예요?",), "한나래 시장이에요", "자료에 없"),
        (("다온도지사 부인이 남자라던데 누구야?",), "없", "민들레"),
        (("2014년부터 다온도지사를 차례대로 알려 주세요",), "한나래, 민들레, 구절초, 민들레", "맡고 있"),
        (
            ("표를 만드는데요, 2014년부터 지금까지 다온도지사를 차례로 말해 줘",),
            "한나래, 민들레, 구절초, 민들레",
            "맡고 있",
        ),
        (("다온도지사가 민들레라는 거 틀린 거지?",), "아니요.", "네, 맞아요"),
        (("다온도지사가 구절초라는 거 틀렸지?",), "네, 맞아요.", "아니요"),
        (("구절초의 당시 직함은 뭐였어?",), "다온도지사", "문제가 생겼"),
        (("구절초 때는 누가 했어?",), "구절초", "문제가 생겼"),
    ],
)
def test_questions_wrapped_in_what_is_told(told, turns, said, not_said):
    text = told(*turns)
    assert said in text, text
    assert not_said not in text, text


@pytest.mark.parametrize(
    ("turns", "sign", "words"),
    [
        (("배롱나 시장과 민들레 지사의 임기가 같은 날 시작됐어?",), "네", ("배롱나", "민들레", "2018년 7월 1일")),
        (("서리태 시장이랑 구절초 지사는 임기가 같은 날 시작된 거야?",), "네", ("2022년 7월 1일",)),
        (("서리태 시장하고 민들레 지사의 임기가 같은 날 시작됐나요?",), "아니요", ("2022년 7월 1일",)),
        (("민들레 지사와 배롱나 시장의 임기가 같은 날 끝났어?",), "아니요", ("2021년 3월 31일", "2022년 6월 30일")),
        (("서리태 시장은 언제 취임했지?", "구절초랑 같은 날 취임했어?"), "네", ("2022년 7월 1일",)),
        (("배롱나랑 구절초가 같은 사람이야?",), "아니요", ("다른 사람",)),
    ],
)
def test_the_same_day_is_asked_of_terms_and_not_of_persons(told, turns, sign, words):
    text = told(*turns)
    assert text.startswith(sign), text
    assert all(word in text for word in words), text
    assert "다른 사람" in words or "다른 사람" not in text, text


@pytest.mark.parametrize(
    "asked",
    [
        "새벌시장 되기 전에 도지사는 언제까지 했는데?",
        "새벌시장이 되기 전에 다온도지사는 언제까지 했어?",
        "그럼 새벌시장 되기 전에 도지사를 언제까지 했지?",
    ],
)
def test_what_was_held_before_is_what_is_asked_of(told, asked):
    text = told("한나래는 지금 뭐 해?", asked)
    assert "2018년 6월 30일" in text, text


ROW = (("배롱나", None), ("한나래", 2016), ("민들레", 2019), ("구절초", 2024), ("민들레", 2026))
"""Who was governor, and a year in which they were."""
NAMES = sorted({name for name, _ in ROW} | {"서리태"})


@pytest.fixture
def answered(assistant):
    """Says something after who the governor is, on a day of somebody's term."""

    def talk(day, *turns):
        _, state = assistant.respond("다온도지사 누구야", State(), as_of=day)
        for turn in turns:
            reply, state = assistant.respond(turn, state, as_of=day)
        return reply.text

    return talk


@pytest.mark.parametrize(("before", "now"), list(pairwise(ROW)))
@pytest.mark.parametrize("name", NAMES)
def test_the_one_before_is_confirmed_and_everybody_else_denied(answered, before, now, name):
    day, right = date(now[1], 11, 1), name == before[0]
    if name == now[0]:
        return  # who held it twice is neither
    yes, no = ("네", "아니요.")
    for tag in ("그 앞이 {}였나?", "그 앞은 {}였지?", "그 전이 {} 맞죠?", "그 앞이 {} 아니었어?"):
        text = answered(day, tag.format(name))
        assert text.startswith(yes if right else no), (tag, text)
        assert before[0] in text, (tag, text)
    denied = answered(day, f"그 앞은 {name}가 아니었지?")
    assert denied.startswith(no if right else yes), denied


@pytest.mark.parametrize("now", ROW[1:])
@pytest.mark.parametrize("then", ROW[1:])
def test_the_same_or_another_one_at_another_time(answered, now, then):
    if then[1] > now[1] or then[1] == 2026:
        return  # nobody knows who it will be; two held it in that year
    day, same = date(now[1], 11, 1), now[0] == then[0]
    for tag, right in (("{}년에는 다른 분이었지?", not same), ("{}년에도 같은 분이었나?", same)):
        text = answered(day, tag.format(then[1]))
        assert text.startswith("네" if right else "아니요."), (tag, text)
        assert then[0] in text, (tag, text)
    back = ("{}년에는 누구였어?", "지금은 다른 분이지?")
    text = answered(day, *(turn.format(then[1]) for turn in back))
    assert text.startswith("아니요." if same else "네, 맞아요."), text


def test_of_a_year_that_two_held_it_in_it_is_told_who_without_a_sign(answered):
    text = answered(date(2026, 11, 1), "2026년에는 다른 분이었지?")
    assert text.startswith("2026년에 다온도지사는 6월 30일까지 구절초"), text


@pytest.mark.parametrize(
    ("day", "start"),
    [
        (date(2024, 11, 1), "네"),
        (date(2026, 11, 1), "아니요."),
        (date(2022, 8, 1), "아니요."),
        (date(2020, 5, 5), "네"),
    ],
)
def test_who_stayed_is_held_against_the_year_before(assistant, day, start):
    for tag in ("다온도지사는 그대로야?", "도지사는 아직 그대로여?"):
        reply, _ = assistant.respond(tag, State(), as_of=day)
        assert reply.text.startswith(start), reply.text


@pytest.mark.parametrize(
    ("turns", "start", "who"),
    [
        (("민들레 지사 물러나고 권한대행이 있었지?",), "네, 맞아요.", "노고단"),
        (("민들레 지사 물러나고 권한대행이 여러 명이었지?",), "네, 맞아요.", "서리태"),
        (("민들레 지사 물러나고 권한대행이 한 명이었나?",), "아니요.", "노고단"),
    ],
)
def test_how_many_acted_is_checked(told, turns, start, who):
    text = told(*turns)
    assert text.startswith(start), text
    assert who in text, text


@pytest.mark.parametrize(
    ("turns", "start"),
    [
        (("전임 구절초 지사는 직무가 정지되지 않았나요?",), "네, 맞아요. 구절초"),
        (("전임 한나래 지사는 언제까지 했어?",), "한나래는 2018년 6월 30일"),
        (("직전 지사 구절초는 언제 취임했어?",), "구절초는 2022년 7월 1일"),
        (("민들레 지사 물러난 뒤 대행 순서대로 말해 줘", "제일 오래 한 사람은?"), "서리태"),
        (("민들레 지사 물러난 뒤 대행 순서대로 말해 줘", "제일 오래 한 사람은?", "제일 짧게 한 사람은?"), "노고단"),
        (("도지사가 구절초 씨던가, 아직도 그분이에요?",), "아니요."),
        (("도지사가 민들레 씨던가, 지금도 그 사람이에요?",), "네"),
        (("서리태는 누구야", "지금 도지사는 예전에 도지사도 했던 그 사람 맞지?"), "네, 맞아요. 민들레"),
    ],
)
def test_who_is_called_so_is_meant(told, turns, start):
    assert told(*turns).startswith(start), told(*turns)


@pytest.mark.parametrize(
    "question",
    [
        "그건 어디서 확인한 거예요?",
        "그 날짜는 어디 나와 있어?",
        "누가 그래?",
        "그 얘기는 누가 그러더나",
        "어디서 찾은 날짜야?",
        "그거 어디에 적혀 있는데?",
    ],
)
def test_where_it_was_found_is_asked_for_a_source(told, question):
    assert "다온일보" in told("민들레 지사는 언제 취임했어?", question)


@pytest.mark.parametrize("question", ["그 사람 어디 나왔어?", "어디서 온 사람이야?"])
def test_where_somebody_is_from_asks_for_no_source(told, question):
    assert "다온일보" not in told("다온도지사가 누구야?", question)


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("사회 숙제 하는 건데요 도지사가 누구예요?", "민들레"),
        ("퀴즈 대회 나가는 건데 도지사가 누구죠?", "민들레"),
        ("자 이제 오시는 분들 명단 정리하자 새벌시장 이름이 뭐지", "한나래"),
        ("새벌시장이 누구야? 우리 반 애들도 알아듣게 말해 줘", "한나래"),
        ("돌발 질문 하나 도지사님 이름이 뭐예요?", "민들레"),
    ],
)
def test_what_leads_in_or_only_bids_to_answer_hides_no_question(told, question, who):
    text = told(question)
    assert text.startswith("지금"), text
    assert who in text, text
    assert "구절초" not in text, text
    assert "자료에 없어" not in text, text


@pytest.mark.parametrize("wrote", ["적었는데 맞나요", "배웠는데 맞아?", "썼는데 맞아요?"])
def test_a_quoted_claim_is_of_the_present(told, wrote):
    assert told(f"새벌시장 한나래라고 {wrote}").startswith("네, 맞아요"), told(f"새벌시장 한나래라고 {wrote}")
    denied = told(f"새벌시장 구절초라고 {wrote}")
    assert denied.startswith("아니요"), denied
    assert "한나래" in denied, denied


@pytest.mark.parametrize(
    ("turns", "start"),
    [
        (("새벌시장이 누구야", "그 앞에 분은 칠 년 넘게 하셨지 아마?"), "네, 맞아요. 구절초"),
        (("새벌시장이 누구야", "그 전 시장은 십 년 넘게 했지?"), "아니요. 구절초"),
        (("구절초는 칠 년 넘게 새벌시장 했지?",), "네, 맞아요. 구절초"),
    ],
)
def test_that_one_who_came_before_served_more_than_so_many_years_is_checked(told, turns, start):
    assert told(*turns).startswith(start), told(*turns)


def test_what_somebody_does_after_an_office_is_no_claim_of_it(told):
    assert told("민들레는 도지사 하다가 지금 뭐 하더라").startswith("민들레는 지금 다온도지사")
    assert told("구절초는 도지사 하다가 지금 뭐 해") == "구절초가 지금 무엇을 하는지는 제 자료에 없어요."


@pytest.mark.parametrize("question", ["지금 지사는 일 잘해?", "그래서 새 도지사는 잘하고 있는 것 같애?"])
def test_no_judgement_follows_from_who_was_spoken_of(told, question):
    text = told("도지사가 누구야", "구절초는 도지사 하다가 지금 뭐 해", question)
    assert not text.startswith(("네", "아니요")), text
    assert "민들레" not in text, text


@pytest.mark.parametrize(
    ("turns", "start"),
    [
        (("서리태 시장은 언제까지 했어?", "12월이 맞아요?"), "네, 맞아요. 서리태는 2024년 12월 31일까지"),
        (("서리태 시장은 언제까지 했어?", "3월 아니었어?"), "아니요. 서리태는 2024년 12월 31일까지"),
        (("서리태 시장은 언제까지 했어?", "12월이 맞아요?", "11월 아니야?"), "아니요. 서리태는 2024년 12월 31일까지"),
        (("한나래 시장은 언제 취임했어?", "2018년이지?"), "네, 맞아요. 한나래는 2018년 7월 1일"),
    ],
)
def test_the_day_that_was_told_is_doubted(told, turns, start):
    assert told(*turns).startswith(start), told(*turns)


@pytest.mark.parametrize(
    "turns",
    [
        ("도지사 누구야", "그럼 2015년 도지사는 그냥 다온도지사라고 써도 되는 거네요?"),
        ("도지사 누구야", "그 사람은 재선이에요 초선이에요?"),
        ("도지사 누구야", "초선이야 재선이야?"),
    ],
)
def test_leave_and_a_choice_get_no_yes_or_no(told, turns):
    assert not told(*turns).startswith(("네", "아니요", "맞아요")), told(*turns)


@pytest.mark.parametrize("judged", ["니는 누가 더 잘했다고 생각해?", "누가 더 잘했다고 보냐 너는. 솔직히 말해봐"])
def test_no_judgement_of_those_who_were_told(talk, judged):
    assert talk("2015년 도지사 누구야", "지금은?", judged)[-1].status == "refused"


def test_a_title_with_former_before_it_asks_for_nobody_before(told):
    assert told("서리태 전 시장은 요즘 뭐 해요?").startswith("서리태"), told("서리태 전 시장은 요즘 뭐 해요?")
    assert "되기 전" not in told("서리태 전 시장은 요즘 뭐 해요?")
