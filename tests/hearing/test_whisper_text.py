import pytest

from companion.hearing.whisper_text import (
    LONGEST,
    before_circling,
    goes_in_circles,
    most_tokens,
    nobody_speaks,
    words_are_doubtful,
)


@pytest.mark.parametrize(
    "text",
    [
        "기회가 왔을 때 최선을 다할 때 최선을 다할 때",
        "설계했던 두 개의 건물을 보여드리면서 두 개의 건물",
        "하하하하하",
        "네, 알겠어요. 네, 알겠어요!",
    ],
)
def test_a_text_that_ends_in_what_it_has_said_before_goes_in_circles(text):
    assert goes_in_circles(text)


@pytest.mark.parametrize(
    "text", ["", "네", "하하하하", "어제도 오늘도 좋았어요", "갈까 말까", "수원에 있는 식당과 용인에 있는 박물관"]
)
def test_a_sentence_may_use_a_word_or_an_ending_twice(text):
    assert not goes_in_circles(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("수원 맛집 알려 줘. 알려 줘. 알려 줘. 알려 줘.", "수원 맛집 알려 줘"),
        ("아트도의 사항, 안성의 사항, 안성의 사항, 안성의 사항, 안성의", "아트도의 사항, 안성의"),
        ("먹어서 그래서 그래서 그래서", "먹어서 그래서"),
        ("안녕 안녕 안녕", "안녕"),
        ("한번한번한번", "한번"),
        ("한 번 " * 58, ""),
    ],
)
def test_of_words_that_go_round_and_round_those_before_are_kept(text, kept):
    assert before_circling(text) == kept
    assert before_circling(kept) == kept


@pytest.mark.parametrize(
    "text", ["", "네", "하하하하하", "네, 네, 네, 네!", "아니 아니 아니 그거 말고", "공일공의 0000-0000", "갈까 말까"]
)
def test_what_people_say_more_than_once_is_kept(text):
    assert before_circling(text) == text


def test_words_that_are_probably_nobodys_are_no_speech():
    assert nobody_speaks("감사합니다", -1.2, 0.9)
    assert nobody_speaks("고추장 참기름 고추장 참기름", -0.4, 0.9), "sure of itself, in circles"
    assert not nobody_speaks("감사합니다", -0.2, 0.9), "sure words outweigh a doubt"
    assert not nobody_speaks("감사합니다", -1.2, 0.3), "unclear speech is speech"


@pytest.mark.parametrize("text", ["", '"""""', " . ?"])
def test_a_transcript_without_a_letter_is_nobodys(text):
    assert words_are_doubtful(text, -0.1, 0.0)
    assert nobody_speaks(text, -0.1, 0.0)


@pytest.mark.parametrize("score", [float("nan"), float("-inf"), float("inf")])
def test_words_without_a_score_are_not_believed(score):
    assert words_are_doubtful("감사합니다", score, 0.0)
    assert nobody_speaks("감사합니다", score, 0.0)
    assert words_are_doubtful("감사합니다", -0.1, float("nan"))


def test_the_room_for_tokens_grows_with_the_sound_up_to_whispers_limit():
    rooms = [most_tokens(seconds) for seconds in (0, 1, 5, 20, 30)]
    assert rooms == sorted(rooms)
    assert rooms[0] > 0
    assert rooms[-1] == LONGEST
