import pytest

from companion.live.conversation import SpokenDialogue


@pytest.fixture
def talk(assistant):
    def make(**talking):
        settings = assistant.settings.talking.model_copy(update=talking)
        return SpokenDialogue(lambda text, state: assistant.respond(text, state), settings)

    return make


def take(conversation, text, at_s):
    turn = conversation.consider(text, at_s)
    conversation.commit(turn)
    return turn


def test_an_open_robot_answers_whatever_it_hears(talk):
    turn = talk().consider("경기도지사가 누구야", 1.0)
    assert turn.heard == "경기도지사가 누구야"
    assert "추미애" in turn.reply.text


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_heard_is_no_turn(talk, text):
    conversation = talk()
    assert conversation.consider(text, 1.0) is None
    assert conversation.state.revision == 0


def test_the_thread_is_kept_between_turns(talk):
    conversation = talk()
    take(conversation, "경기도지사가 누구야", 1.0)
    assert "김동연" in take(conversation, "그 전에는", 9.0).reply.text


def test_asked_to_speak_slowly_it_says_so_slowly_already_and_goes_on_so(talk):
    conversation = talk()
    assert take(conversation, "안녕", 1.0).manner.pace == 1
    assert take(conversation, "천천히 말해 줘", 5.0).manner.pace < 1
    assert take(conversation, "경기도지사가 누구야", 9.0).manner.pace < 1


def test_a_robot_that_waits_for_its_name_ignores_what_is_said_to_others(talk):
    conversation = talk(start="wake")
    assert conversation.consider("경기도지사가 누구야", 1.0) is None
    assert conversation.state.revision == 0


def test_called_by_name_it_answers_what_follows_the_name(talk):
    turn = talk(start="wake").consider("파이보야 경기도지사가 누구야", 1.0)
    assert turn.heard == "경기도지사가 누구야"
    assert "추미애" in turn.reply.text


def test_called_by_name_only_it_greets(talk):
    turn = talk(start="wake").consider("파이보야", 1.0)
    assert turn.reply.status == "answered"
    assert turn.reply.route == "smalltalk"


def test_after_an_answer_no_name_is_needed_for_a_while(talk):
    conversation = talk(start="wake", wake_keeps_s=20)
    take(conversation, "파이보야 경기도지사가 누구야", 1.0)
    conversation.spoke(10.0)
    assert conversation.consider("그 전에는", 29.0) is not None
    assert conversation.consider("안녕", 31.0) is None


def test_considering_changes_nothing_however_often_it_is_done(talk):
    guessed, plain = talk(), talk()
    for part in ("수원", "수원 맛집", "천천히 말해 줘", "수원 맛집을 찾아", "부산시장이 누구야"):
        guessed.consider(part, 1.0)
    for conversation in (guessed, plain):
        take(conversation, "수원 맛집을 찾아줘", 2.0)
    assert guessed.state == plain.state
    asked_next = [conversation.consider("두 번째 집은 어디야", 9.0).reply.text for conversation in (guessed, plain)]
    assert asked_next[0] == asked_next[1]


def test_a_guess_from_before_another_turn_cannot_be_committed(talk):
    conversation = talk()
    stale = conversation.consider("안녕", 1.0)
    take(conversation, "경기도지사가 누구야", 2.0)
    with pytest.raises(ValueError, match="revision 0, not 1"):
        conversation.commit(stale)
