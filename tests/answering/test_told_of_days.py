"""What people tell of their days, say in fun and want on a stage: each is answered in its kind, by what weighs most."""

import pytest


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("성우를 이십 년 했는데 녹음실만 들어가면 입이 말라", "nervous"),
        ("봄에 시 낭송 대회가 있어 완전 떨려", "nervous"),
        ("형님 먼저 가신 지 벌써 다섯 해야", "mourned"),
        ("나 이번에 풍물패 들어가서 꽹과리 쳐", "joined"),
        ("우리 조카딸이 바둑 대회에서 은상을 받아 왔지 뭐야", "kin_proud"),
        ("사촌 형이 사업을 접었대", "kin_failed"),
        ("어제 막걸리를 너무 마셔서 속이 쓰려", "hangover"),
        ("계모임 갔다가 속이 상해서 일찍 와 버렸어", "upset"),
        ("그래서 이불 속에서 조금 울었어 아빠한텐 비밀이야", "cried"),
        ("이십 년 지기인데 그럴 수가 있냐", "appalled"),
    ],
)
def test_what_weighs_most_is_answered_in_its_kind(ask, said, kind):
    assert ask(said).intent == f"inform.{kind}"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("야 너 방금 내 원고 훔쳐봤지? 솔직히 말해", "저는"),
        ("네가 이렇게 잘하면 나는 굶어 죽겠다", "하하"),
        ("나 오늘 진행 백 점 만점에 몇 점이냐", "백 점"),
        ("너는 밥도 안 먹고 무슨 힘으로 움직이냐 신통하네", "전기"),
        ("마무리 멘트 쓰는 것 좀 도와줄래", "«"),
        ("너는 무슨 공룡이 좋아?", "공룡"),
        ("주민들께 인사드려", "주민 여러분"),
        ("이분 성함은 한옥분 님, 가람동에서 오셨대요", "한옥분 님"),
    ],
)
def test_banter_and_the_stage_get_a_fitting_word(ask, said, words):
    assert words in ask(said).text


def test_a_dream_and_the_doubt_beside_it_are_both_heard(ask):
    text = ask("나도 커서 화가가 되고 싶은데 그림을 너무 못 그려").text
    assert "화가" in text
    assert "괜찮" in text or "응원" in text


def test_no_stock_line_comes_twice(talk):
    replies = talk(
        "나는 아침에 창문을 열어", "옆 동네에 다리를 놓는대", "우리 골목 가로등이 밝아", "저기 우체통이 파래"
    )
    tails = [reply.text.rpartition(". ")[2] for reply in replies]
    assert len(set(tails)) == len(tails)


@pytest.mark.parametrize(
    "remark",
    [
        "그 사람이 우리 가게에 왔을 때 내가 악수도 했어",
        "요즘 물가가 올라서 시장에 가도 살 게 없어",
        "자식들 무탈하게 살면 됐지 뭐 안 그래",
    ],
)
def test_a_remark_pulls_no_fact_of_the_last_topic(talk, garam, remark):
    replies = talk("가람시장은 누구야?", remark, to=garam)
    assert not replies[-1].sources
    assert "자료" not in replies[-1].text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["다음 주 금요일이 사귄 지 천 일이거든", "그럼 사귀기 시작한 건 언제야?"], "2024년 3월 3일 일요일"),
        (["12월 24일이 우리 만난 지 500일이야", "우리가 처음 만난 건 언제지?"], "2025년 8월 12일 화요일"),
        (["우리 손녀 생일이 3월 15일인데 얼마나 남았어?"], "113일 남았어요"),
        (["할아버지 생신은 음력이라서 헷갈려. 음력 시월 이십일이래", "할아버지 생신이 언제라고?"], "음력 시월 이십일"),
    ],
)
def test_a_day_is_reckoned_from_the_one_that_was_told(talk, turns, told):
    assert told in talk(*turns)[-1].text


@pytest.mark.parametrize(
    ("turns", "foreign"),
    [
        (["내 생일은 6월 1일이야", "엄마 생일은 언제라고 했지?"], "6월 1일"),
        (["우리 손녀 생일이 3월 15일이야", "얼마나 남았어?", "동생 생일은 언제라고 했지?"], "3월 15일"),
        (["할아버지 생신은 음력 시월 이십일이래", "내 생일은 언제라고 했지?"], "20일"),
    ],
)
def test_a_day_of_one_is_not_told_as_that_of_another(talk, turns, foreign):
    assert foreign not in talk(*turns)[-1].text


def test_the_hour_to_be_somewhere_is_reckoned_whatever_was_found_before(talk):
    question = "다섯 시 반 버스인데 이십 분 전에 도착하려면 몇 시까지 가야 돼?"
    assert "5시 10분" in talk("갈비집 추천해 줘", question)[-1].text
