import pytest


@pytest.mark.parametrize("again", ["다시 말해 줘", "뭐라고?", "다시 한번 말씀해 주세요"])
def test_the_last_answer_is_said_again_word_for_word(talk, again):
    first, second = talk("경기도지사가 누구야", again)
    assert (second.text, second.spoken, second.items) == (first.text, first.spoken, first.items)
    assert second.route == "control"


def test_places_are_said_again_with_their_items(talk):
    first, second = talk("수원 맛집을 찾아줘", "다시 말해 줘")
    assert second.items == first.items != ()


def test_saying_again_twice_and_then_going_on_keeps_the_topic(talk):
    replies = talk("경기도지사가 누구야", "다시 말해 줘", "다시 말해 줘", "그 전에는?")
    assert replies[2].text == replies[0].text
    assert "김동연" in replies[3].text


@pytest.mark.parametrize("again", ["다시 말해 줘", "방금 뭐라고 했어?", "어디까지 말했지"])
def test_at_the_start_there_is_nothing_to_say_again(ask, again):
    reply = ask(again)
    assert reply.route == "control"
    assert "아직" in reply.text


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("조금만 천천히 말해 줘", "slower"), ("빨리 말해 줘", "faster"), ("소리 좀 키워 줘", "louder"),
        ("좀 더 크게 말해줘", "louder"),
        ("작게 말해 줘", "quieter"), ("그만", "stop"), ("도움말", "help"),
    ],
)  # fmt: skip
def test_wishes_about_the_voice_are_acknowledged_by_their_intent(ask, said, intent):
    reply = ask(said)
    assert (reply.route, reply.status, reply.intent) == ("control", "answered", f"control.{intent}")


def test_starting_anew_forgets_the_topic(talk):
    *_, reply = talk("영통구 맛집 추천해줘", "처음부터 다시 하자", "두 번째 집 전화번호는?")
    assert reply.status in ("clarify", "unknown")
    assert reply.items == ()


def test_after_starting_anew_nobody_was_before_anybody(talk):
    *_, reply = talk("경기도지사가 누구야", "처음부터 다시 하자", "그 전에는?")
    assert "김동연" not in reply.text


def test_a_fragment_out_of_nothing_is_not_a_wish_for_places(ask):
    assert ask("그 전에는?").items == ()


@pytest.mark.parametrize("said", ["티비 꺼 줘", "거실 불 꺼", "텔레비전 소리 키워줘"])
def test_a_command_to_another_machine_is_not_obeyed(ask, said):
    assert ask(said).status != "answered"


def test_going_on_after_places_brings_more_places_or_says_there_are_none(talk):
    first, second = talk("통닭집 추천 좀", "더 보여 줘")
    assert not {item.id for item in first.items} & {item.id for item in second.items}


@pytest.mark.parametrize("said", ["얼마나 크게 짓는대요?", "건물을 더 크게 지어 주세요", "얼마나 빨리 달린대요?"])
def test_a_word_for_loudness_or_pace_steers_nothing_without_a_verb_of_the_voice(ask, said):
    assert ask(said).route != "control"


def test_an_order_to_the_voice_is_one_whatever_it_names(ask):
    assert ask("마이크에 대고 크게 말해 줄래?").intent == "control.louder"


@pytest.mark.parametrize("said", ["잠깐, 그만해.", "잠깐만, 그만.", "잠깐만 그만해 줘", "아 잠깐 이제 그만해요"])
@pytest.mark.parametrize("before", ["경기도지사가 누구야?", "수원 맛집 알려줘", "업무협약이 뭐야?"])
def test_who_stops_the_robot_asks_nothing_of_what_was_told(talk, before, said):
    """«그만» is no question about the end of a term, whatever was spoken of."""
    assert talk(before, said)[-1].intent == "control.stop"


def test_more_is_wished_for_in_few_words(ask):
    assert ask("좀 더 길게").intent == "control.more"


@pytest.mark.parametrize("feared", ["떨어질 것 같아", "이번엔 떨어질 것 같네", "터질 것 같아"])
def test_what_is_feared_steers_no_voice(ask, feared):
    assert ask(feared).route != "control"


@pytest.mark.parametrize("hint", ["귀청이 떨어질 것 같아", "잘 안 들리는 것 같아", "소리가 작아", "말이 너무 빨라"])
def test_a_complaint_about_the_voice_steers_it(ask, hint):
    assert ask(hint).route == "control"


@pytest.mark.parametrize(
    ("voice", "found", "wanted"),
    [
        ("말이", "빠르", "slower"),
        ("말씀이", "빠르", "slower"),
        ("말이", "느리", "faster"),
        ("목소리가", "크", "quieter"),
        ("소리가", "작", "louder"),
    ],
)
@pytest.mark.parametrize("ending", ["네", "네요", "시네요", "구나", "군요"])
@pytest.mark.parametrize("very", ["", "너무 ", "참 "])
def test_who_finds_the_voice_to_be_so_wants_it_otherwise(ask, voice, found, wanted, ending, very):
    assert ask(f"{voice} {very}{found}{ending}").intent == f"control.{wanted}"


@pytest.mark.parametrize("said", ["내 목소리가 크네", "인터넷이 느리네", "그거 크네", "우리 애 말이 빠르네"])
def test_what_is_found_of_others_steers_no_voice(ask, said):
    assert not ask(said).intent.startswith("control.")


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("내가 귀가 좀 어두우니 천천히 크게 말해 줄 수 있나?", "control.slower"),
        ("크게 천천히 말씀해 주시오", "control.louder"),
        ("더 크고 느리게 말해 줘", "control.louder"),
    ],
)
def test_of_two_ways_to_speak_the_first_is_done(ask, said, intent):
    assert ask(said).intent == intent
