"""Games, as somebody plays them: good moves and wrong ones, questions in between, and the end."""

from dataclasses import replace

import pytest

from companion.answering.play.chain import fits
from companion.dialogue.assistant import FRESH, State


@pytest.fixture
def play(assistant):
    """A conversation from the state it is in: says one thing, gives the reply."""

    class Play:
        state = FRESH

        def __call__(self, text):
            reply, after = assistant.respond(text, self.state)
            again, after_again = assistant.respond(text, self.state)
            assert (reply.text, after) == (again.text, after_again), "the same turn has one answer"
            self.state = State.from_json(after.to_json())  # what a game remembers survives being kept
            return reply

        @property
        def notes(self):
            return (self.state.open or self.state.left).notes

        def set_notes(self, *notes):
            self.state = replace(self.state, open=replace(self.state.open, notes=notes))

    return Play()


def following(word, used):
    """A word that a player could say after another."""
    for candidate in KNOWN:
        if fits(candidate, word) and candidate not in used:
            return candidate
    return None


# --- word chain -----------------------------------------------------------------------------------


@pytest.fixture(autouse=True, scope="module")
def known(assistant):
    global KNOWN
    KNOWN = assistant.library.games.words


def test_the_robots_words_are_nouns_of_the_dictionary_and_few_enough(assistant):
    words = assistant.library.games.words
    assert len(words) > 5_000
    assert len(set(words)) == len(words)
    questions = ("사람이야?", "식당이야?", "팔달구에 있어?", "영통구에 있어?", "팔달구에 없어?")
    yes, no = "네, 맞아요.", "아니요."
    left = " 이제 열다섯 번 더 물어보실 수 있어요."
    assert [play(question).text for question in questions] == [no, yes, yes, no, no + left]
    assert "모르겠어요" in play("살아 있어?").text
    assert place.name in play(f"{place.name}이야?").text
    assert play.state.open is None


def test_twenty_questions_end_after_twenty(play):
    play("스무고개 하자")
    replies = [play("살아 있어?") for _ in range(20)]
    assert "스무 번이 다 됐어요" in replies[-1].text
    assert play.state.open is None


@pytest.mark.parametrize(
    ("mine", "yours", "outcome"),
    [
        ("가위", "바위", "졌네요"),
        ("가위", "보", "이겼어요"),
        ("가위", "가위", "비겼"),
        ("보", "주먹!", "이겼어요"),
        ("바위", "보요", "졌네요"),
    ],
)
def test_hands_are_compared(play, mine, yours, outcome):
    play("가위바위보 하자")
    play.set_notes(mine, "0", "0")
    reply = play(yours)
    assert mine in reply.text
    assert outcome in reply.text


def test_the_robots_hand_is_fixed_before_the_players_is_heard(play):
    play("가위바위보 하자")
    hand, state = play.notes[0], play.state
    for yours in ("가위", "바위", "보"):
        play.state = state
        assert hand in play(yours).text


@pytest.mark.parametrize("game", ["끝말잇기", "수수께끼", "스무고개", "가위바위보"])
def test_naming_a_game_after_the_offer_begins_it(play, game):
    assert "끝말잇기" in play("나랑 놀자").text
    play(game)
    assert play.state.open is not None


def test_another_game_may_be_begun_in_the_middle_of_one(play):
    play("끝말잇기 하자")
    assert play("가위바위보 하자").intent == "play.hands"
    assert play.state.open.about == "hands"
    assert play.state.left is None


def test_with_nothing_left_there_is_nothing_to_go_on_with(play):
    assert "하던 놀이가 없어요" in play("아까 하던 끝말잇기 계속하자").text


@pytest.mark.parametrize(
    "said",
    [
        "수원 맛집 찾아줘",
        "경기도지사가 누구야",
        "화성행궁 몇 시까지 해",
        "고마워",
        "갈비 먹고 싶어",
        "업무협약이 언제야",
        "보리밥집 추천해 줘",
    ],
)
def test_what_is_asked_for_itself_is_no_game(ask, said):
    assert not (ask(said).intent or "").startswith(("play", "sums", "reminders"))
