import pytest

from companion.hearing.wake import find_wake

PHRASE = "파이보야"


@pytest.mark.parametrize(
    "heard",
    "파이보야,파이보 야,파이 보야,바이보야,파이버야,하이보야,빠이보야,파이보,파 이 보 야,바이브야,바이보이야".split(
        ","
    ),
)
def test_the_phrase_is_known_by_its_sound_and_the_rest_is_the_utterance(heard):
    wake = find_wake(f"{heard} 경기도지사가 누구야", PHRASE)
    assert wake is not None
    assert (wake.heard, wake.rest) == (heard, "경기도지사가 누구야")


@pytest.mark.parametrize("transcript", ["파이보야", "파이보야.", " 파이보 야! ", "파이보"])
def test_the_phrase_alone_leaves_nothing(transcript):
    wake = find_wake(transcript, PHRASE)
    assert wake is not None
    assert wake.rest == ""


@pytest.mark.parametrize(
    ("transcript", "rest"),
    [
        ("파이보야, 수원 맛집 찾아줘.", "수원 맛집 찾아줘."),
        ("파이보야!경기도지사가 누구야?", "경기도지사가 누구야?"),
        ("파이보야안녕", "안녕"),
    ],
)
def test_signs_and_missing_spaces_after_the_phrase_make_no_difference(transcript, rest):
    wake = find_wake(transcript, PHRASE)
    assert wake is not None
    assert wake.rest == rest


@pytest.mark.parametrize(
    "transcript",
    [
        "",
        "?!",
        "안녕",
        "경기도지사가 누구야",
        "경기도지사가 누구야 파이보야",
        "파이보는 누가 만들었어",
        "파일 보여줘",
        "파이를 보여 줘",
        "나비야",
        "파이브",
    ],
)
def test_other_words_and_the_phrase_at_another_place_do_not_wake(transcript):
    assert find_wake(transcript, PHRASE) is None


@pytest.mark.parametrize(
    ("phrase", "transcript", "rest"),
    [
        ("안녕 로봇", "안녕 로봇 지금 몇 시야", "지금 몇 시야"),
        ("안녕 로봇", "안녕로봇아", ""),
        ("안녕 로봇", "안녕 로보 지금 몇 시야", "지금 몇 시야"),
        ("파이보", "파이보야 안녕", "안녕"),
        ("지민아", "지민 노래 틀어줘", "노래 틀어줘"),
        ("헤이 수리", "헤이 쑤리 뭐해", "뭐해"),
    ],
)
def test_any_phrase_will_do_with_its_particle_or_without(phrase, transcript, rest):
    wake = find_wake(transcript, phrase)
    assert wake is not None
    assert wake.rest == rest


def test_a_shorter_phrase_must_sound_more_exactly():
    assert find_wake("로보 몇 시야", "로봇") is None
    assert find_wake("안녕 로보 몇 시야", "안녕 로봇") is not None


def test_ordinary_questions_do_not_wake(assistant):
    phrases = [phrase for intent in assistant.intents.values() for phrase in intent.phrases if "파이보" not in phrase]
    woken = [phrase for phrase in phrases if find_wake(phrase, PHRASE)]
    assert len(phrases) > 1000
    assert len(woken) <= len(phrases) / 100, woken
