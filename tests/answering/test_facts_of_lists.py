"""What is asked of lists, of what is measured side by side, and of what is over: sides, places, bounds, lengths."""

import pytest


@pytest.mark.parametrize(
    ("question", "words", "never"),
    [
        ("광주에서는 누가 참석했어?", ["이용섭", "손경종", "탁용석", "이창한"], ["이재명", "김용"]),
        ("협약식에 경기도 쪽 원장은 누가 왔어?", ["임진", "김기준"], ["탁용석", "이재명"]),
        ("협약식에 참석한 원장은 몇 명이야?", ["세 명"], ["손경종"]),
        ("경기도에서는 누가 서명했어?", ["이재명"], ["이용섭"]),
        ("협약에 서명한 경기도지사는 누구야?", ["이재명"], ["추미애"]),
        ("두 번째로 기술수준이 높은 나라는?", ["중국", "2위"], ["미국이"]),
        ("한국보다 기술수준이 낮은 나라는 몇 곳이야?", ["한 곳", "일본"], ["유럽"]),
        ("기술수준이 90을 넘는 나라는?", ["미국", "중국", "유럽"], ["일본"]),
        ("중국은 언제 유럽을 앞섰어?", ["2022년 조사", "90.1"], []),
        ("2022년 조사는 누가 했어?", ["SPRi"], ["IITP"]),
        ("옛날 도청은 몇 년이나 썼어?", ["55년", "2022년 5월 29일"], []),
        ("경기도청은 어떻게 가?", ["광교중앙역"], []),
        ("집적단지는 처음 계획이 몇 제곱미터였어?", ["46,200"], ["47,256"]),
        ("너는 협약식에서 뭐 했어?", ["시연"], []),
        ("박종건은 협약식에서 뭐 했어?", ["시연"], []),
        ("로봇이 추천한 식당 이름은?", ["기사에 나오지 않아서"], []),
    ],
)
def test_what_a_question_singles_out_is_told_alone(ask, question, words, never):
    text = ask(question).text
    assert all(word in text for word in words), text
    assert not any(word in text for word in never), text


@pytest.mark.parametrize(
    ("question", "beginning"),
    [
        ("수원시도 협약을 맺었어?", "아니요"),
        ("경기도도 협약을 맺었어?", "네"),
        ("파이보가 서명도 했어요?", "아니요"),
        ("협약식에 광주에서는 네 명이 왔지?", "네"),
        ("집적단지는 2020년에 착공했어?", "아니요. 착공식은 2021년 11월 22일"),
        ("콜센터는 2550건보다 많이 받아?", "아니요. 2020년"),
        ("콜센터는 24시간 해?", "네"),
        ("협약은 아직 유효해?", "협약 뒤에"),
        ("써큘러스는 누가 만들었어?", "써큘러스를 누가 세웠는지"),
        ("경기도청은 몇 시에 열어?", "경기도청이 몇 시에 열고 닫는지는"),
    ],
)
def test_a_claim_of_a_part_or_a_value_is_held_against_it(ask, question, beginning):
    assert ask(question).text.startswith(beginning), ask(question).text


@pytest.mark.parametrize(
    ("turns", "word"),
    [
        (("협약식에 누가 왔어?", "그중 광주에서 온 분들만요", "두 번째는 누구예요?"), "손경종"),
        (("집적단지가 언제 시작했어?", "그게 얼마나 됐어?"), "5년 됐어요"),
        (("업무협약이 뭐야?", "그건 얼마나 됐어?"), "7년"),
        (("경기도청은 어디에 있어?", "예전에는 어디에 있었어?"), "팔달구"),
        (("집적단지는 어디에 있어?", "거기는 얼마나 넓어?"), "47,256"),
        (("집적단지 착공 때 넓이가 얼마야?", "처음 계획은 46,200 아니었어?"), "네, 맞아요"),
        (("집적단지 착공 때 넓이가 얼마야?", "2단계는?"), "AX 실증밸리"),
    ],
)
def test_a_further_question_is_about_what_was_told(talk, turns, word):
    assert word in talk(*turns)[-1].text, talk(*turns)[-1].text


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("김동연이 업무협약에 서명했는지 알려 줘", "아니요"),
        ("업무협약 서명자 수 알려 줘", "두 명"),
        ("업무협약 도장 찍은 날이 언제야?", "2019년 10월 23일"),
        ("업무협약 체결일 알려 줘", "2019년 10월 23일"),
        ("집적단지는 언제 옮겼어?", "제 자료에 없어요"),
        ("기술수준은 언제 선정됐어?", "자료에 없"),
    ],
)
def test_other_wordings_ask_the_same(ask, question, word):
    assert word in ask(question).text
