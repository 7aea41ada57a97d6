"""Who is heard while the robot speaks. What it says is taken from the assistant; errors of a recogniser are random."""

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.dialogue.state import State
from companion.evaluation.bench import default_utterances
from companion.language.hangul import compose, decompose, is_syllable
from companion.live.interruption import agree, asks_or_stops, judge, may_be_listening
from companion.speaking.clauses import clauses

GOVERNOR = ("경기도지사는", "추미애 지사예요.", "더 궁금한 것이 있으세요?")
ONSETS, VOWELS, CODAS = (
    "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ",
    "ㅏㅐㅑㅓㅔㅕㅗㅘㅛㅜㅝㅠㅡㅢㅣ",
    ("", *"ㄱㄴㄷㄹㅁㅂㅅㅇ"),
)


def seconds(text):
    """As long as saying it takes, about."""
    return 0.3 + len(text) / 5


def verdict(heard, saying=GOVERNOR):
    return judge(heard, seconds(heard), saying)


def garbled(text, share, chance):
    """A transcript in which that share of the syllables is wrong: a letter is another, the syllable lost or doubled."""
    out = []
    for letter in text:
        if not is_syllable(letter):
            if letter != " " or chance.random() > share / 2:
                out.append(letter)
            continue
        if chance.random() < share:
            onset, vowel, coda = decompose(letter)
            kind = chance.choice(("onset", "vowel", "coda", "onset", "vowel", "coda", "lost", "more"))
            if kind == "lost":
                continue
            if kind == "more":
                out.append(letter)
            onset = chance.choice(ONSETS) if kind in ("onset", "more") else onset
            vowel = chance.choice(VOWELS) if kind in ("vowel", "more") else vowel
            coda = chance.choice(CODAS) if kind == "coda" else coda
            letter = compose(onset, vowel, coda)
        out.append(letter)
    return "".join(out)


@pytest.fixture(scope="module")
def exchanges(assistant):
    """What is asked of all skills, and the clauses of what is answered.

    What somebody tells of himself is left out, and what nobody knows: the answer takes it up word for word.
    """
    asked = list(dict.fromkeys(default_utterances(assistant)))[::8]
    replies = [(utterance, assistant.respond(utterance, State())[0]) for utterance in asked]
    told = [(utterance, r) for utterance, r in replies if r.status != "unknown"]
    return [(utterance, clauses(r.spoken)) for utterance, r in told if not (r.intent or "").startswith("inform.")]


@pytest.fixture(scope="module")
def moments(exchanges):
    """Each clause of every answer, and what is being said around it."""
    answers = dict.fromkeys(tuple(said) for _, said in exchanges)
    return [(said[i], said[max(0, i - 1) : i + 2]) for said in answers for i in range(len(said))]


def shares(verdicts):
    counts = Counter(verdicts)
    return {kind: count / counts.total() for kind, count in counts.items()}


@settings(deadline=None)
@given(st.text(), st.floats(0, 60), st.lists(st.text(), max_size=4))
def test_any_transcript_of_any_length_is_judged(heard, speech_s, saying):
    assert judge(heard, speech_s, saying) in ("echo", "backchannel", "interruption", "unclear")


@settings(deadline=None)
@given(st.text(), st.floats(0, 60))
def test_nothing_is_an_echo_while_nothing_is_said(heard, speech_s):
    assert judge(heard, speech_s, ()) != "echo"


def test_every_clause_heard_back_without_an_error_is_no_interruption_and_nearly_always_an_echo(moments):
    assert "interruption" not in shares(verdict(clause, around) for clause, around in moments)
    longer = [(clause, around) for clause, around in moments if sum(map(is_syllable, clause)) > 1]  # not «네,»
    assert shares(verdict(clause, around) for clause, around in longer)["echo"] > 0.99


@pytest.mark.parametrize(("wrong", "interruptions"), [(0.1, 0.01), (0.2, 0.03), (0.3, 0.06)])
def test_an_echo_is_known_in_a_transcript_with_errors(moments, wrong, interruptions):
    chance = random.Random(4)
    longer = [(clause, around) for clause, around in moments if sum(map(is_syllable, clause)) > 3]
    some = chance.sample(longer, 500)  # a shorter one with two errors is like anything
    found = shares(verdict(garbled(clause, wrong, chance), around) for clause, around in some)
    assert found.get("interruption", 0) <= interruptions
    assert found["echo"] > 0.9


def test_an_echo_is_known_while_it_is_still_being_heard(moments):
    chance = random.Random(5)
    verdicts = []
    for clause, around in chance.sample(moments, 200):
        heard = garbled(clause, 0.1, chance)
        verdicts += [verdict(heard[: end + 1], around) for end in range(len(heard))]
    assert shares(verdicts).get("interruption", 0) < 0.02


def test_what_people_ask_over_another_answer_interrupts_it(exchanges, moments):
    chance = random.Random(6)
    asked = [utterance for utterance, _ in exchanges if len(utterance) > 3]
    found = shares(verdict(one, chance.choice(moments)[1]) for one in chance.sample(asked, 300))
    assert found["interruption"] > 0.95
    assert found.get("echo", 0) < 0.01


def test_a_question_is_seldom_taken_for_its_own_answer(exchanges):
    chance = random.Random(7)
    some = chance.sample([one for one in exchanges if len(one[0]) > 3], 300)
    assert shares(verdict(utterance, said[:3]) for utterance, said in some)["interruption"] > 0.88


def test_what_people_ask_is_found_beside_an_echo(exchanges, moments):
    chance = random.Random(8)
    asked = [utterance for utterance, _ in exchanges if len(utterance) > 6]
    verdicts = []
    for one in chance.sample(asked, 200):
        clause, around = chance.choice(moments)
        both = [garbled(clause, 0.1, chance), one]
        chance.shuffle(both)
        verdicts.append(verdict(" ".join(both), around))
    assert shares(verdicts)["interruption"] > 0.9


def test_a_name_that_is_being_said_may_be_asked_about():
    assert verdict("추미애가 누구야") == "interruption"
    assert verdict("추미애 지사") == "echo"


def test_figures_that_a_recogniser_writes_are_those_that_are_said():
    assert verdict("2019년 10월 23일이에요.", ("이천십구 년 시월 이십삼 일이에요.",)) == "echo"


@pytest.mark.parametrize(
    "word", ["그만", "잠깐만", "아니", "멈춰", "스톱", "조용히 해", "그게 뭐야", "왜", "뭐", "언제?"]
)
def test_who_stops_or_asks_takes_the_floor_alone_and_beside_an_echo(word, moments):
    chance = random.Random(word)
    for clause, around in chance.sample(moments, 40):
        if not any(said.startswith(one[0]) for said in " ".join(around).split() for one in word.split()):
            assert verdict(word, around) == "interruption"
            assert verdict(f"{garbled(clause, 0.1, chance)} {word}", around) == "interruption"


def test_a_word_that_stops_is_an_echo_while_the_robot_says_it():
    assert verdict("잠깐만 기다려 주세요", ("잠깐만 기다려 주세요.",)) == "echo"


@pytest.mark.parametrize(
    "text",
    ["응", "네", "아~", "어", "음", "오", "그래", "아하", "그렇구나", "맞아", "네 네 네", "네네", "응응.",
     "아 그렇군요", "어어", "으음", "하하하", "오 진짜?", "콜록콜록", "흠…", ""],
)  # fmt: skip
def test_who_only_listens_or_coughs_does_not_interrupt(text, moments):
    assert verdict(text, ()) == "backchannel"
    for _, around in random.Random(9).sample(moments, 40):
        assert verdict(text, around) in ("backchannel", "echo")


def test_who_listens_is_not_heard_as_an_interruption_because_of_an_echo():
    assert verdict("경기도지사는 추미애 지사예요 네") == "backchannel"


@pytest.mark.parametrize("text", ["그렇", "맞습", "수", "그"])
def test_the_beginning_of_a_word_is_unclear(text):
    assert verdict(text, ()) == "unclear"


@pytest.mark.parametrize(
    "text", ["아니요", "아이스크림", "네이버 지도", "어디", "오늘 날씨", "하늘", "응원가", "네 그만"]
)
def test_words_that_begin_like_a_backchannel_are_none(text):
    assert verdict(text, ()) == "interruption"


def test_much_speech_of_which_little_was_understood_is_unclear():
    assert judge("네", 0.4, GOVERNOR) == "backchannel"
    assert judge("네", 3.0, GOVERNOR) == "unclear"
    assert judge("", 3.0, GOVERNOR) == "unclear"


def test_words_that_a_noise_is_too_short_for_are_unclear():
    assert judge("시청해 주셔서 감사합니다", 0.3, GOVERNOR) == "unclear"
    assert judge("시청해 주셔서 감사합니다", 1.5, GOVERNOR) == "interruption"


@pytest.mark.parametrize("heard", ["마자요", "그러치", "마자 마자", "전말이요", "그렁군요"])
def test_a_backchannel_in_another_spelling_is_one(heard):
    assert verdict(heard, GOVERNOR) == "backchannel"


def test_a_word_that_only_resembles_a_backchannel_is_none():
    assert verdict("맛집 찾아 줘", GOVERNOR) == "interruption"


@pytest.mark.parametrize("heard", ["참 감", "잠깐", "크만", "멈쳐", "응 근데", "네 그런데요", "그게 뭐야"])
def test_a_stopping_word_is_known_by_its_sound_and_a_turning_one_behind_a_backchannel(heard):
    assert asks_or_stops(heard)
    assert verdict(heard) == "interruption"


@pytest.mark.parametrize("heard", ["응", "네", "그럼", "그럼요", "정말", "마자", "진짜", "아이고", "수원 맛집", ""])
def test_neither_who_listens_nor_who_asks_for_something_is_taken_for_who_stops(heard):
    assert not asks_or_stops(heard)


@pytest.mark.parametrize("heard", ["", "응", "그렇", "정말", "전말", "마자", "그러게", "아 그렇구", "진"])
def test_what_begins_like_a_backchannel_may_become_one(heard):
    assert may_be_listening(heard)


@pytest.mark.parametrize("heard", ["천천히", "경기도", "수원", "장안구에", "다시", "응 수원"])
def test_what_begins_otherwise_is_nobody_who_listens(heard):
    assert not may_be_listening(heard)


def test_two_transcripts_agree_where_they_begin_with_the_same_syllables():
    assert agree("경기", "경기도 지사")
    assert agree("참 감", "잠깐만")
    assert not agree("", "경기도")
    assert not agree("네", "네 네")
    assert not agree("보내야", "경기도")
