"""What is taken back, added after the full stop, or asked in halves becomes one request."""

import pytest


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("광주시장, 아 아니 수원시장이 누구야?", "수원시장이 누구야?"),
        ("2019년 아니 2020년 도지사가 누구였어?", "2020년 도지사가 누구였어?"),
        ("이재명이 아직도 도지사야? 맞지?", "이재명이 아직도 도지사야?"),
        ("면적이 얼마야? 집적단지.", "집적단지 면적이 얼마야?"),
        ("추미애. 언제 취임했어?", "추미애 언제 취임했어?"),
        ("매향통닭은 얼만데, 후라이드.", "후라이드 매향통닭은 얼만데"),
        ("면적이 얼마야? 집적단지. 제곱미터로.", "집적단지 면적이 얼마야?"),
        ("수원에 통닭 맛있는 데 어디 있어? 두 군데만 대 봐라.", "두 군데만 수원에 통닭 맛있는 데 어디 있어?"),
        ("이재명이 아직도 도지사인 거잖아, 그치?", "이재명이 아직도 도지사인 거잖아?"),
        ("우리 로봇한테 물어볼까요? 대통령이 누구죠?", "대통령이 누구죠?"),
        ("추미애가 먼저예요, 김동연이 먼저예요?", "추미애와 김동연 중에 누가 먼저예요?"),
    ],
)
def test_pieces_of_one_request_are_put_together(ask, said, plain):
    assert ask(said).text == ask(plain).text


@pytest.mark.parametrize("said", ["수원시장이 누구야? 그리고 대통령은 누구야?", "고마워. 대통령은 누구야?"])
def test_two_requests_stay_two(ask, said):
    assert "이재명" in ask(said).text
