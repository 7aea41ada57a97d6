"""Questions and claims about terms, by kinds, in a made-up county whose offices nobody corrects."""

from datetime import datetime

import pytest
from county import OFFICES, PEOPLE
from made_up import KOREAN, write_pack

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant

NOW = datetime(2026, 11, 22, 15, 5)


def _robot(folder, offices=OFFICES):
    """A robot that knows Korean and the county."""
    folder = write_pack(folder, "needs: [korean]\n", data__people_yaml=PEOPLE, data__offices_yaml=offices)
    (folder / "profile.yaml").write_text(f"packs: [{KOREAN}, .]\n", encoding="utf-8")
    return Assistant(load_settings(str(folder), environment={}), clock=lambda: NOW)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    """A robot that knows Korean and the county."""
    return _robot(tmp_path_factory.mktemp("daon") / "daon")


# A value comes first


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("한나래는 도지사를 몇 년 했어?", "한나래 지사는 4년 했어요."),
        ("한나래 지사는 도지사를 며칠이나 했나요", "한나래 지사는 1,461일 했어요."),
        ("서리태는 대행을 얼마나 했어?", "서리태 기획실장은 권한대행을 11개월 했어요."),
        ("노고단 권한대행은 며칠 했어", "노고단 부지사는 권한대행을 121일 했어요."),
        ("민들레 지사 취임한 지 얼마나 됐어?", "민들레 지사는 이제 5개월째예요."),
        ("구절초는 시장을 몇 번 했어?", "구절초 시장은 두 번 했어요."),
        ("노고단은 대행을 몇 번이나 했지", "노고단 부지사는 권한대행을 두 번 했어요."),
        ("민들레 지사 임기는 언제 끝나?", "끝나는 날은 자료에 없어요."),
        ("민들레 지사 임기가 몇 년 남았어?", "끝나는 날은 자료에 없어요."),
        ("도지사 임기는 몇 년이야?", "다온도지사 임기는 4년이에요."),
        ("도지사 권한대행은 몇 명이었어?", "제가 아는 다온도지사 권한대행은 두 명이에요."),
        ("구절초 직무정지 기간은 얼마나 돼?", "2개월이에요."),
        ("배롱나는 도지사를 몇 년 했어?", "배롱나가 다온도지사를 얼마나 했는지는"),
        ("여기 민들레 지사님이 와 계신데, 언제 취임하셨는지 아세요?", "민들레는 2026년 7월 1일에"),
        ("자, 첫 질문 갑니다. 지금 도지사가 누구죠?", "지금 다온도지사는 민들레 지사예요."),
        ("역대 도지사를 5대부터 순서대로 말해 줘", "다온도지사는 민들레, 구절초, 민들레 순서예요."),
    ],
)
def test_what_is_asked_of_a_term_is_told_first(ask, question, start):
    assert ask(question).text.startswith(start), ask(question).text


# Choosing among terms


@pytest.mark.parametrize(
    ("question", "words", "absent"),
    [
        ("도지사 중에 누가 제일 짧게 했어?", ["민들레"], []),
        ("새벌시장을 가장 오래 한 사람은 누구야", ["한나래", "8년"], []),
        ("권한대행을 제일 오래 한 사람은 누구야?", ["서리태", "11개월"], ["노고단"]),
        ("도지사 권한대행을 두 번 한 사람이 누구야", ["노고단"], ["서리태"]),
        ("도지사를 재선한 사람 있어?", ["민들레"], ["구절초"]),
        ("도지사도 하고 새벌시장도 한 사람이 있어?", ["네", "한나래", "구절초"], ["민들레"]),
        ("임기를 다 채운 도지사는 누구야?", ["한나래", "구절초"], ["민들레"]),
        ("임기를 못 채운 도지사는 누구야?", ["민들레"], ["한나래", "구절초"]),
        ("도지사 자리가 비었을 때 누가 맡았어?", ["2021년 4월 1일", "2022년 6월 30일", "노고단", "서리태"], []),
        ("민들레랑 구절초 사이에는 누가 있었어?", ["노고단", "서리태"], ["한나래"]),
        ("도지사를 민들레부터 순서대로 말해 줘", ["민들레, 구절초"], ["한나래", "노고단"]),
        ("도지사를 대행까지 넣어서 순서대로", ["한나래, 민들레, 노고단(권한대행), 서리태(권한대행)"], []),
        ("한나래 시장 때 도지사는 누구누구였어?", ["민들레", "노고단", "서리태", "구절초"], ["한나래 지사"]),
        ("구절초가 시장일 때 도지사는 누구였어?", ["한나래"], []),
        ("한나래는 시장 되기 전에 뭐 했어?", ["다온도지사", "2014년"], ["구절초"]),
        ("한나래는 도지사 그만두고 뭐 했어?", ["새벌시장"], []),
        ("새벌시 부시장은 누구누구 있어?", ["제1부시장", "서리태", "제2부시장"], []),
        ("코로나 때 도지사가 누구였지?", ["몇 년"], ["민들레"]),
        ("내년 선거에서 도지사는 누가 될까?", ["아직 오지 않은"], ["민들레"]),
        ("노고단 다음에 대행은 누가 했어?", ["서리태"], []),
        ("도지사 하다 새벌시장까지 된 사람이 누구지?", ["한나래"], ["민들레"]),
        ("4대랑 6대 도지사는 누구야?", ["한나래", "구절초"], ["민들레"]),
    ],
)
def test_terms_are_chosen_by_all_that_is_named(ask, question, words, absent):
    text = ask(question).text
    assert not [word for word in words if word not in text], text
    assert not [word for word in absent if word in text], text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("한나래하고 구절초 중에 누가 도지사를 먼저 했어?", ["한나래 지사가 먼저예요.", "8년 차이"]),
        ("민들레랑 구절초 중에 누가 도지사를 더 오래 했어?", ["구절초 지사가 더 오래 했어요."]),
        ("한나래랑 구절초 중에 누가 도지사를 더 오래 했어?", ["똑같이 4년"]),
        ("노고단이랑 서리태 중에 누가 대행을 더 오래 했어", ["서리태", "335일", "121일", "214일 차이"]),
        ("한나래는 도지사랑 새벌시장 중에 뭘 더 오래 했어?", ["새벌시장 쪽이 더 길어요."]),
    ],
)
def test_terms_are_compared_and_the_difference_is_counted(ask, question, words):
    text = ask(question).text
    assert not [word for word in words if word not in text], text


# Claims


@pytest.mark.parametrize(
    ("claim", "sign", "word"),
    [
        ("한나래 지사는 임기를 다 채웠어?", "네", "2018년 6월 30일"),
        ("민들레가 2021년에 물러난 거 맞지?", "네", "2021년 3월 31일"),
        ("구절초 지사는 임기 끝까지 직무를 봤어?", "아니요", "정지"),
        ("구절초 지사가 임기 중간에 그만뒀지?", "아니요", "다 채웠"),
        ("한나래는 임기를 못 채웠지?", "아니요", "다 채웠"),
        ("한나래는 도지사 한 적 있지?", "네", "2014년"),
        ("서리태는 도지사였던 적 있어?", "아니요", "권한대행"),
        ("배롱나는 새벌시장 한 적 없지?", "네", "자료는 없어요"),
        ("한나래가 전에 도지사였어?", "네", "2018년"),
        ("구절초 아직도 도지사 하고 있지?", "아니요", "민들레"),
        ("노고단이 권한대행을 두 번 했다는데 맞아?", "네", "두 번"),
        ("서리태가 권한대행을 두 번 했지?", "아니요", "한 번"),
        ("구절초 시장은 재선이었어?", "네", "두 번"),
        ("한나래가 도지사 5대 맞지?", "아니요", "제4대"),
        ("6대 도지사는 민들레 아니었어?", "아니요", "구절초"),
        ("구절초가 2026년 8월까지 도지사 했지?", "아니요", "2026년 6월 30일"),
        ("2021년 여름에 도지사 자리가 비어 있었지?", "네", "서리태"),
        ("2019년에 도지사 자리가 비어 있었어?", "아니요", "민들레"),
        ("민들레 다음에 바로 구절초가 됐지?", "네", "노고단"),
        ("구절초가 민들레보다 도지사를 먼저 했어?", "아니요", "민들레"),
        ("구절초 직무정지됐다며?", "네", "재판"),
        ("새벌시장이 예전에 도지사였다는 거 레알?", "네", "2014년"),
        ("도지사가 옛날에 새벌시장이었다는 거 진짜야?", "아니요", "자료는 없어요"),
        ("한나래는 도지사를 4년 했지?", "네", "4년"),
        ("한나래는 도지사를 3년 했지?", "아니요", "4년"),
        ("민들레가 그 전에도 도지사였던 적 있어?", "네", "2021년 3월 31일"),
    ],
)
def test_every_constituent_of_a_claim_is_compared(ask, claim, sign, word):
    text = ask(claim).text
    assert text.startswith(sign), text
    assert word in text, text


@pytest.mark.parametrize(
    "question", ["최연소 도지사는 누구야?", "도지사 후보가 누구였어?", "민들레는 선거에서 몇 표 받았어?"]
)
def test_what_is_not_known_of_politicians_is_unknown_and_no_opinion(ask, question):
    assert ask(question).status == "unknown", ask(question).text


@pytest.mark.parametrize(
    "question", ["민들레 지사 잘했어?", "민들레가 물러나야 되는 거 아니야?", "민들레 지사를 믿어도 돼?"]
)
def test_what_asks_for_a_judgement_is_refused(ask, question):
    assert ask(question).status == "refused", ask(question).text


# Follow-ups


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (("도지사는 누구야?", "그 전에는?", "끝까지 했어?"), ["네", "다 채웠"]),
        (("민들레 다음 도지사가 누구야", "그 사이에는 누가 대신했어?"), ["노고단", "서리태"]),
        (("구절초 다음 도지사가 누구야", "재선이야?"), ["네", "두 번째"]),
        (("도지사 권한대행은 누가 했어?", "제일 오래 한 사람은?"), ["서리태"]),
        (("도지사는 누구야?", "그 전 지사는 직무가 왜 정지됐어?"), ["구절초"]),
        (("도지사는 누구야?", "그 전 지사는 언제 취임했어?"), ["구절초", "2022년 7월 1일"]),
        (("구절초는 도지사 언제까지 했어?", "그럼 지금 지사는 몇 대째야?"), ["민들레", "제7대"]),
        (("도지사는 누구야?", "그 전에는 누구였어?", "그럼 새벌시장은?"), ["지금", "한나래"]),
        (("한나래는 시장 되기 전에 뭐 했어?", "그건 몇 년 했어?"), ["4년"]),
        (("민들레랑 구절초 중에 누가 도지사를 더 오래 했어?", "얼마나 더?"), ["차이"]),
    ],
)
def test_what_leans_on_the_last_answer_chooses_among_the_same_terms(talk, turns, words):
    *_, reply = talk(*turns)
    assert not [word for word in words if word not in reply.text], reply.text


@pytest.mark.parametrize(
    "question",
    ["6대 다온도지사는 민들레였나요, 구절초였나요?", "6대 다온도지사가 구절초야 민들레야?"],
)
def test_which_of_two_people_it_was(ask, question):
    text = ask(question).text
    assert "구절초" in text
    assert not text.startswith(("네", "아니요"))


@pytest.mark.parametrize("note", ["사회 숙제임", "발표 때문에"])
def test_a_note_on_why_one_asks_changes_nothing(ask, note):
    assert ask(f"다온도지사 이름 뭐더라 {note}").text == ask("다온도지사 이름이 뭐야?").text


def test_who_came_after_by_title_alone(talk):
    assert "민들레" in talk("한나래 다온도지사는 언제까지 했어?", "후임 지사는 누구야?")[-1].text


@pytest.mark.parametrize(
    ("turns", "words", "absent"),
    [
        (("전전 도지사는 누구야?",), ["민들레"], ["구절초", "한나래"]),
        (("전 도지사는 왜 물러났어?",), ["구절초", "2026년 6월 30일"], ["민들레"]),
        (("도지사는 몇 번 바뀌었어?",), ["네 번", "배롱나"], []),
        (("2018년에 물러난 도지사는 누구야?",), ["한나래"], ["구절초"]),
        (("2019년에 물러난 도지사는 누구야?",), ["2019년", "자료에 없"], ["한나래", "구절초"]),
        (("2019년에 도지사가 바뀌었어?",), ["아니요", "민들레"], []),
        (("2018년에 도지사가 바뀌었어?",), ["네", "한나래", "민들레"], []),
        (("직무가 정지된 도지사는 누구야?",), ["구절초", "2026년 5월 1일"], []),
        (("한나래가 도지사를 그만둔 지 얼마나 됐어?",), ["8년 4개월", "2018년 6월 30일"], []),
        (("한나래는 언제 도지사였어?",), ["2014년 7월 1일부터 2018년 6월 30일까지"], []),
        (("노고단은 언제 권한대행이었어?",), ["2021년 4월 1일", "2022년 6월 1일"], []),
        (("노고단이 두 번 한 거네?",), ["네", "두 번"], []),
        (("도지사 자리가 비어 있어?",), ["아니요", "민들레"], ["비어 있었"]),
        (("도지사 자리는 얼마나 비어 있었어?",), ["1년 3개월"], []),
        (("구절초는 도지사야 새벌시장이야?",), ["다온도지사", "새벌시장"], ["네,", "아니요"]),
        (("구절초랑 한나래 중에 누가 지금 도지사야?",), ["민들레"], ["구절초", "한나래"]),
        (("역대 도지사 두 명만 말해 줘",), ["구절초", "민들레"], ["배롱나", "한나래"]),
        (("2020년 이후 도지사는 몇 명이야?",), ["두 명", "민들레", "구절초"], ["한나래"]),
        (("그때 도지사는 누구였어?",), ["몇 년인지"], ["민들레"]),
        (("서리태가 도지사였다고 우리 형이 우기는데요",), ["아니요", "권한대행"], []),
        (("한나래가 도지사를 몇 년 했는지 셈 좀 해 줘",), ["4년"], []),
        (("2022년 5월 꽃 필 때는 누가 도지사였어?",), ["서리태"], []),
        (("민들레가 2021년에 그만둔 뒤 다음 지사가 올 때까지 누가 맡았어?",), ["노고단", "서리태"], []),
        (("역대 도지사 알려 줘", "그중 두 번째는 언제 그만뒀어?"), ["한나래", "2018년 6월 30일"], []),
        (("역대 도지사 알려 줘", "마지막은 누구야?"), ["민들레"], []),
        (("노고단은 몇 번 대행했어?", "두 번째는?"), ["2022년 6월 1일"], ["2021년"]),
        (("한나래 언제 도지사 그만뒀어?", "한나래 다음은?"), ["민들레"], []),
        (("구절초는 직무정지됐어?", "언제부터?"), ["2026년 5월 1일"], ["2022년"]),
        (("2019년 도지사는 누구였어?", "그 다음 해에는 누구였어?"), ["2020년", "민들레"], []),
        (("도지사는 누구야?", "임기는 몇 년이야?"), ["4년"], ["2026년"]),
        (("도지사는 누구야?", "지금까지 몇 명이었어?"), ["네 명"], []),
    ],
)
def test_a_plain_question_is_answered_as_it_is_asked(talk, turns, words, absent):
    text = talk(*turns)[-1].text
    assert not [word for word in words if word not in text], text
    assert not [word for word in absent if word in text], text


# The end of a suspension


@pytest.fixture(scope="module")
def without_end(tmp_path_factory):
    """A robot in the county, whose data does not say when the suspension ended."""
    return _robot(tmp_path_factory.mktemp("open") / "daon", OFFICES.replace("suspended_to: 2026-06-30, ", ""))


@pytest.mark.parametrize(
    ("turns", "asks_end"),
    [
        (["구절초 직무정지 기간은 얼마나 돼?"], True),
        (["구절초 직무정지는 언제까지였어?"], True),
        (["구절초는 언제 직무가 정지됐어?"], False),
        (["구절초가 누구야?", "그분이 직무정지된 게 언제였죠"], False),
    ],
)
def test_the_end_of_a_term_is_not_told_as_the_end_of_a_suspension(talk, without_end, turns, asks_end):
    """Where the data gives no last day of a suspension, none is told, and the first is."""
    text = talk(*turns, to=without_end)[-1].text
    assert "2026년 5월 1일" in text
    assert "6월 30일" not in text
    assert ("언제까지였는지는" in text) == asks_end


def test_why_after_the_end_tells_the_reason_alone(talk):
    """The day was just told: it is not told again."""
    first, second = talk("민들레 지사는 2021년에 언제 물러났어?", "왜?")
    assert "선거법" in second.text
    assert "2021년" in first.text
    assert "2021년" not in second.text
    assert "그 이상은" in second.text


def test_who_it_is_is_wondered_of_today_and_who_will_be_of_another_day(ask):
    assert "민들레" in ask("도지사가 누굴까?").text
    assert ask("도지사는 누가 될까?").status == "unknown"
    assert ask("다음 도지사는 누굴까?").status == "unknown"
