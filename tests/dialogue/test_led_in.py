"""A question that follows a lead-in, or stands before a remark, is answered for itself."""

import pytest


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("도청으로 견학도 가 볼까 하는데 그건 어디 있지?", "도청로 30"),
        ("지난번에 경기도하고 광주하고 협약했다던데 그게 언제 일이야", "2019년 10월 23일"),
        ("경기도랑 광주가 협약한 게 언제야", "2019년 10월 23일"),
        ("경기도하고 광주가 맺은 협약이 뭐야?", "업무협약"),
        ("제주지사는 누구예요? 제가 제주 사람이라서요", "제주지사가 누구인지는 제 자료에 없어요"),
        ("얘는 누가 만들었어요?", "써큘러스"),
        ("여기서 너는 오늘 뭐뭐 할 수 있어?", "알려"),
        ("집에서 하는 얘기가 인터넷으로 새 나가는 건 아니지?", "보내지"),
        ("신문에 뭐 큰일 난 거 없냐", "몰라|없어서|알 수 없"),
        ("전입신고 하려면 뭐 챙겨 가야 되나요", "모르겠어요|몰라요|알 수 없"),
        ("협약서에 누가 먼저 서명했어?", "누가 먼저인지는 제 자료에 없어요"),
    ],
)
def test_the_question_is_answered(ask, question, words):
    assert any(word in ask(question).text for word in words.split("|")), ask(question).text


def test_what_is_told_behind_a_question_is_kept(talk):
    first, then = talk("강원도지사는 지금 누구래요? 내 고향이 홍천이라", "내 고향이 어디랬지?")
    assert "강원도지사" in first.text
    assert "홍천" in then.text


@pytest.mark.parametrize("deed", ["119에 전화할", "거기 연락할"])
def test_what_the_robot_could_do_is_nothing_that_was_set(talk, deed):
    reply = talk("저녁 8시에 약 먹으라고 알려 줘", f"니가 {deed} 수 있어?")[-1]
    assert reply.intent != "reminders.list", reply.text
    assert not reply.text.startswith("네"), reply.text


def test_a_list_is_told_shorter(talk):
    reply = talk("협약의 협력 분야가 몇 가지예요", "좀 기네요 짧게 줄이면?")[-1]
    assert reply.intent == "control.shorter", reply.text
