"""The show as a state machine: time is passed in, so an evening takes milliseconds."""

import json
from collections import Counter
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shows import THREE, Stage, compiled

from companion.base.versioned import plain, restored
from companion.show.compiled import said
from companion.show.keeping import VERSION, RestorePoint
from companion.show.machine import (
    AnswerCame,
    AskRobot,
    Because,
    Began,
    Begin,
    Choose,
    Deliver,
    Ended,
    Failed,
    Fire,
    Jump,
    Key,
    Loudness,
    Missing,
    Mode,
    Part,
    Press,
    Reason,
    Revived,
    SetVolume,
    Silence,
    Spoke,
    Switch,
    Tick,
    Typed,
    choices_of,
    due_s,
)
from companion.show.views import console_view, stage_view

GO, VETO = Press("go"), Press("veto")


@pytest.fixture
def stage(tmp_path):
    return Stage(compiled(tmp_path, THREE))


@pytest.fixture
def asked(stage):
    """A stage on which the question was just fired."""
    stage.take(GO).spoken().wait(1).take(GO)
    return stage


def test_go_fires_what_stands_and_stands_the_next(stage):
    stage.take(GO)
    assert (stage.said, stage.state.standing, stage.states) == (
        ["안녕하세요 여러분"],
        1,
        ["running", "waiting", "waiting"],
    )
    stage.spoken()
    assert stage.states[0] == "done"
    assert stage.state.run is None


def test_go_pressed_twice_by_a_nervous_hand_is_one_go(stage):
    stage.take(GO).wait(0.2).take(GO)
    assert stage.state.standing == 1


def test_a_live_answer_waits_for_a_veto_and_is_then_said(asked):
    asked.answer("이하늘 시장님이에요.")
    assert asked.said == ["안녕하세요 여러분"]
    assert console_view(asked.show, asked.state, asked.now)["run"]["says"] == "이하늘 시장님이에요."
    assert stage_view(asked.show, asked.state)["caption"] is None
    asked.wait(1.01)
    assert asked.said[-1] == "이하늘 시장님이에요."
    asked.spoken()
    assert asked.state.marks[1].rung == "live"


def test_go_says_an_answer_that_waits_at_once(asked):
    asked.answer("예").wait(0.5).take(GO)
    assert asked.said[-1] == "예"
    assert asked.state.standing == 2


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (lambda run: AnswerCame(run, None), "no answer"),
        (lambda run: AnswerCame(run, said("엉뚱"), "«이하늘» is not in it"), "«이하늘» is not in it"),
        (lambda run: Missing("mind"), "mind is missing"),
    ],
)
def test_without_an_answer_that_fits_the_prepared_one_is_said(asked, event, why):
    asked.take(event(asked.last(AskRobot).run))
    assert asked.last(Deliver).rung == "prepared"
    assert asked.said[-1] == "이하늘 시장이에요."
    assert asked.records("fell")[-1]["why"] == why


def test_a_veto_brings_the_prepared_answer_and_a_second_one_silence(asked):
    asked.answer("나쁜 답").wait(0.3).take(VETO)
    assert asked.said[-1] == "이하늘 시장이에요."
    assert asked.records("vetoed")[0]["said"] == "나쁜 답"
    asked.take(VETO)
    assert isinstance(asked.orders[-2], Silence) or asked.last(Silence)
    assert asked.states[1] == "vetoed"


def test_each_rung_gets_its_time_and_no_more(asked):
    """Nothing answers, speaks or shows: still something is delivered within the deadline."""
    fired = asked.now
    asked.wait(10)
    rungs = [order.rung for order in asked.orders if isinstance(order, Deliver)][1:]
    assert rungs == ["prepared", "text", "gesture"]
    (delivered,) = (one for one in asked.records("delivered") if one["cue"] == "mayor")
    assert delivered["rung"] == "gesture"
    assert asked.state.marks[1].began_s - fired <= 5.0


def test_what_is_known_to_be_missing_is_not_tried(asked):
    asked.take(Missing("voice")).answer("답").wait(1.01)
    assert asked.last(Deliver).rung == "text"
    assert asked.said[-1] == "답"


def test_the_last_rung_is_a_gesture_with_an_apology(tmp_path):
    for head, gesture in (("title: 시험", "bow"), ("title: 시험\napology_gesture: sad", "sad")):
        stage = Stage(compiled(tmp_path, "\n  - {ask: 한빛시장이 누구야?}\n", head))
        stage.take(GO, AnswerCame(1, None))
        assert (stage.last(Deliver).rung, stage_view(stage.show, stage.state)["gesture"]) == ("gesture", gesture)


def test_speech_that_breaks_off_stays_on_the_screen(asked):
    asked.answer("긴 답").wait(1.01)
    run = asked.last(Deliver).run
    asked.take(Began(run)).wait(1).take(Failed(run, "the speaker is gone"))
    assert stage_view(asked.show, asked.state)["caption"] == "긴 답"
    asked.wait(10)
    assert asked.states[1] == "done"


def test_speech_of_which_no_end_is_told_is_over_some_time(asked):
    asked.answer("답").wait(1.01).take(Began(asked.last(Deliver).run)).wait(60)
    assert asked.states[1] == "done"


def test_back_skip_hold_and_repeat(stage):
    stage.take(GO).spoken()
    stage.take(Press("back"))
    assert (stage.state.standing, stage.states[0]) == (0, "waiting")
    stage.take(Press("skip"))
    assert (stage.state.standing, stage.states[0]) == (1, "skipped")
    stage.take(Press("hold"))
    assert stage_view(stage.show, stage.state)["phase"] == "hold"
    stage.take(Press("repeat"))
    assert stage.said == ["안녕하세요 여러분"] * 2
    assert stage.state.standing == 1


def test_panic_is_silence_first_and_the_stage_shows_its_card(asked):
    asked.answer("답").wait(1.01).take(Began(asked.last(Deliver).run))
    before = len(asked.orders)
    asked.take(Press("panic"))
    assert isinstance(asked.orders[before], Silence)
    view = stage_view(asked.show, asked.state)
    assert (view["phase"], view["caption"]) == ("panic", None)
    asked.wait(30)
    assert asked.state.run is None
    asked.take(GO)
    assert not asked.state.panicked
    assert asked.said[-1] == "고맙습니다"


def test_three_prepared_answers_lie_under_three_keys(asked):
    assert console_view(asked.show, asked.state, asked.now)["choices"] == ["첫째", "둘째", "셋째"]
    asked.take(Choose(2))
    assert asked.said[-1] == "둘째"
    asked.answer("zu spät").wait(3)
    assert "zu spät" not in asked.said
    asked.spoken()
    assert asked.states[1] == "done"


def test_a_prepared_answer_may_be_given_before_the_question_was_fired(stage):
    stage.take(GO).spoken().wait(1).take(Choose(3))
    assert (stage.said[-1], stage.state.standing) == ("셋째", 2)


def test_a_prepared_answer_that_comes_late_still_gets_its_time(asked):
    asked.wait(4.9).take(Choose(1)).wait(0.5)
    assert asked.last(Deliver).rung == "prepared"
    asked.spoken()
    assert asked.states[1] == "done"


def test_a_line_typed_during_a_panic_ends_it(asked):
    asked.take(Press("panic"), Typed(said("잠시만요")))
    assert asked.said[-1] == "잠시만요"
    assert stage_view(asked.show, asked.state)["caption"] == "잠시만요"


def test_what_was_delivered_is_not_called_skipped_when_somebody_jumps_over_it(asked):
    asked.answer().wait(1.01).spoken().take(Jump(0), Fire(2))
    assert asked.states == ["skipped", "done", "running"]


def test_a_typed_line_is_spoken_and_moves_no_cue(stage):
    stage.take(Typed(said("잠시만 기다려 주세요")))
    assert stage.said == ["잠시만 기다려 주세요"]
    assert stage.states == ["waiting"] * 3


def test_a_last_rung_that_fails_too_ends_the_cue(stage):
    everything = ("voice", "speaker", "screen")
    stage.take(*(Missing(part, True) for part in everything), GO).take(Failed(1, "no body"))
    assert stage.records("delivered")[-1]["rung"] == "gesture"
    assert stage.wait(60).state.run is None


def test_keys_pressed_in_a_hurry_each_move_by_one(stage):
    stage.take(GO).spoken().wait(1).take(Fire(1)).spoken()
    assert stage.state.standing == 2
    stage.take(Press("up"), Press("up"), Press("up"))
    assert stage.state.standing == 0
    stage.take(*[Press("down")] * 5)
    assert stage.state.standing == 2
    volume = stage.state.volume
    stage.take(Press("softer"), Press("softer"), Press("louder"))
    assert stage.last(SetVolume).percent == volume - 5
    done = [one["key"] for one in stage.records("intervention")]
    assert done == ["fire", *["stand"] * 4, *["volume"] * 3]


def test_jumps_and_volume_are_written_down_as_what_an_operator_did(stage):
    stage.take(Press("down"), Press("down"), Press("down"), Jump(0), Jump(99), Press("up"))
    stage.take(Press("softer"), Loudness(75), Loudness(500))
    done = [(one["key"], one.get("cue") or one.get("percent")) for one in stage.records("intervention")]
    assert done == [("stand", "mayor"), ("stand", "end"), ("stand", "hello"), ("volume", 75), ("volume", 100)]


def test_volume_and_reasons_are_passed_on(stage):
    stage.take(Loudness(130), Press("hold"), Because("host"))
    assert stage.last(SetVolume).percent == 100
    assert stage.records("because")[0]["reason"] == "host"
    assert [one["key"] for one in stage.records("intervention")] == ["volume", "hold"]


# What is heard


@pytest.fixture
def listening(tmp_path):
    return Stage(compiled(tmp_path, THREE), mode="listening").take(GO).spoken().wait(1)


@pytest.mark.parametrize(
    "heard",
    [
        "한빛시장이 누구야?",
        "한비치장이 노고야",
        "자 그럼 한빛시장이 누구야",
        "저기 한빛 시장이 누구니",
        "음 한빛씨장이 누구야 어",
    ],
)
def test_the_cue_that_stands_is_known_by_sound(listening, heard):
    listening.take(Spoke(heard, 0.4))
    assert listening.last(AskRobot).text == "한빛시장이 누구야?"


@pytest.mark.parametrize(
    "heard",
    [
        "여러분 오늘 와 주셔서 고맙습니다",
        "한빛시장님께서 이 자리에 오셨습니다",
        "네",
        "박수 부탁드립니다",
        "이 로봇은 한빛시가 만들었습니다",
        "누구시죠",
        "",
    ],
)
def test_what_is_said_to_the_audience_makes_nobody_answer(listening, heard):
    listening.take(Spoke(heard))
    assert listening.last(AskRobot) is None
    assert listening.state.run is None


def test_by_hand_nothing_that_is_heard_fires(asked):
    stage = Stage(asked.show).take(GO).spoken().take(Spoke("한빛시장이 누구야?"))
    assert stage.last(AskRobot) is None
    stage.take(Switch("listening"), Spoke("한빛시장이 누구야?"))
    assert stage.last(AskRobot) is not None


def test_while_it_speaks_or_holds_nothing_that_is_heard_fires(listening):
    listening.take(Press("hold"), Spoke("한빛시장이 누구야?"))
    assert listening.last(AskRobot) is None
    listening.take(Press("hold"), GO, Spoke("한빛시장이 누구야?"))
    assert len([order for order in listening.orders if isinstance(order, AskRobot)]) == 1


def test_a_cue_that_was_heard_does_not_fire_again(listening):
    listening.take(Spoke("한빛시장이 누구야?")).answer().wait(1.01).spoken()
    listening.take(Spoke("한빛시장이 누구야?")).wait(5)
    assert len([order for order in listening.orders if isinstance(order, AskRobot)]) == 1


OPTIONAL = """
  - {id: weather, ask: 오늘 기분이 어때?, optional: true}
  - {id: mayor, ask: 한빛시장이 누구야?}
  - {id: books, ask: 책이 몇 권이야?, aside: true}
  - {id: end, say: 고맙습니다}
"""


def test_an_optional_cue_may_be_passed_over(tmp_path):
    stage = Stage(compiled(tmp_path, OPTIONAL), mode="listening").take(Spoke("한빛시장이 누구야"))
    assert (stage.states[0], stage.states[1], stage.state.standing) == ("skipped", "running", 3)


def test_a_cue_aside_fires_in_between_once_and_moves_nothing(tmp_path):
    stage = Stage(compiled(tmp_path, OPTIONAL), mode="listening").take(Spoke("책이 몇 권이야"))
    stage.answer("열 권").wait(1.01).spoken()
    assert (stage.state.standing, stage.states[2]) == (0, "done")
    stage.take(Spoke("책이 몇 권이야")).wait(3)
    assert stage.said == ["열 권"]


def test_a_cue_aside_is_put_on_standby_by_waiting_again_and_moves_nothing(tmp_path):
    stage = Stage(compiled(tmp_path, OPTIONAL), mode="listening").take(Fire(2)).answer().wait(1.01).spoken()
    stage.take(Jump(2))
    assert (stage.state.standing, stage.states[2]) == (0, "waiting")


BRANCH = """
  - {id: hello, say: 안녕하세요}
  - {id: mayor, ask: 한빛시장이 누구야?, on: {follow: 3}}
  - id: books
    ask: 책이 몇 권이야?
    aside: true
    then:
      - narrate: 책꽂이 앞으로 간다.
      - {id: shelf, say: 여기 있어요, on: {follow: 1}}
      - {id: new, ask: 새로 들어온 책도 있어?, optional: true}
  - {id: hours, ask: 몇 시에 닫아?, aside: true}
  - {id: rooms, ask: 방은 몇 개야?, aside: true, then: [{id: key, say: 열쇠는 여기 있어요}]}
  - {id: end, say: 고맙습니다}
"""


@pytest.fixture
def branched(tmp_path):
    """At the mayor's cue, in a room where somebody may ask for books."""
    return Stage(compiled(tmp_path, BRANCH), mode="listening").take(GO).spoken()


def place(stage):
    """The cue that stands, and where the show goes on after a branch."""
    ids = [*(cue.id for cue in stage.show.cues), "end of show"]
    state = stage.state
    return ids[state.standing], None if state.returns is None else ids[state.returns]


def into_branch(stage):
    """Somebody asks for books, and is answered."""
    return stage.take(Spoke("책이 몇 권이야")).answer("열 권").wait(1.01).spoken()


def test_a_branch_is_played_when_it_is_asked_for_and_the_show_goes_on_where_it_stood(branched):
    into_branch(branched)
    assert place(branched) == ("shelf", "mayor")
    assert branched.show.cues[branched.state.standing].notes == ("책꽂이 앞으로 간다.",)
    branched.wait(1.01).spoken()
    assert place(branched) == ("new", "mayor")
    branched.take(Spoke("새로 들어온 책도 있어"))
    assert place(branched) == ("mayor", None)
    branched.answer("세 권").wait(1.01).spoken()
    assert branched.said == ["안녕하세요", "열 권", "여기 있어요", "세 권"]
    branched.wait(3.01)  # what follows follows a branch, too
    assert branched.last(AskRobot).text == "한빛시장이 누구야?"


def test_what_is_optional_at_the_end_of_a_branch_may_be_passed_over(branched):
    into_branch(branched).wait(1.01).spoken().take(Spoke("한빛시장이 누구야"))
    marks = dict(zip([cue.id for cue in branched.show.cues], branched.states, strict=True))
    assert (marks["new"], marks["mayor"], place(branched)) == ("skipped", "running", ("end", None))


def test_a_cue_aside_fires_within_a_branch_and_another_branch_waits(branched):
    into_branch(branched).take(Spoke("방은 몇 개야"))
    assert place(branched) == ("shelf", "mayor")
    branched.take(Spoke("몇 시에 닫아")).answer("여섯 시").wait(1.01).spoken()
    assert place(branched) == ("shelf", "mayor")
    branched.wait(1.01).spoken().take(Press("skip"), Spoke("방은 몇 개야"))
    assert place(branched) == ("key", "mayor")


def test_an_operator_goes_back_within_a_branch_and_out_of_it(branched):
    into_branch(branched).wait(1.01)
    branched.take(Press("back"))
    assert place(branched) == ("shelf", "mayor")
    branched.take(Press("back"))
    assert place(branched) == ("mayor", None)
    into_branch(branched).take(Press("down"))
    assert place(branched) == ("new", "mayor")
    branched.wait(1).take(GO).take(Press("back"))  # the last of a branch runs, and stands again
    assert place(branched) == ("new", "mayor")
    branched.take(Press("down"), Press("up"))
    assert place(branched) == ("hello", None)


def test_a_branch_that_was_stopped_at_its_beginning_does_not_go_on_by_itself(branched):
    branched.take(Spoke("책이 몇 권이야")).answer("열 권").take(Press("veto"), Press("veto")).wait(10)
    assert (branched.state.run, place(branched)) == (None, ("shelf", "mayor"))
    branched.take(Press("back"))
    assert (place(branched), branched.states[2]) == (("mayor", None), "waiting")


def test_an_operator_puts_a_cue_of_a_branch_on_standby(branched):
    branched.take(Jump(4))
    assert place(branched) == ("new", "mayor")
    branched.take(Jump(8))
    assert place(branched) == ("end", None)


def test_a_branch_is_in_no_plan(branched):
    assert branched.show.planned_s == sum(branched.show.cues[number].planned_s for number in (0, 1, 8))
    view = console_view(branched.show, into_branch(branched).state, branched.now)
    assert (view["next"], view["returns"], view["cues"][3]["branch"]) == (4, 1, 2)


def test_a_cue_may_be_meant_in_any_words(tmp_path):
    cues = "\n  - {ask: 시장이 누구야?, on: {intent: knowledge.holder, names: [한빛시]}}\n"
    stage = Stage(compiled(tmp_path, cues), mode="listening")
    stage.take(Spoke("혹시 시장님 성함을 아시나", intent="knowledge.holder"))
    assert stage.state.run is None
    stage.take(Spoke("한빛시는 요즘 누가 다스리나", intent="knowledge.holder"))
    assert stage.state.run is not None


TIMED = """
  - {id: noon, say: 정오예요, on: {at: "12:00:30"}}
  - {id: follows, say: 이어서, on: {follow: 2}}
  - {id: key, say: 열쇠, on: {key: k}}
"""


def test_cues_fire_by_the_clock_and_one_after_another(tmp_path):
    stage = Stage(compiled(tmp_path, TIMED))
    stage.wait(29)
    assert stage.said == []
    stage.wait(2)
    assert stage.said == ["정오예요"]
    stage.spoken().wait(1.5)
    assert stage.said == ["정오예요"]
    stage.wait(1)
    assert stage.said == ["정오예요", "이어서"]
    stage.spoken().take(Fire(2))
    assert stage.said[-1] == "열쇠"


def test_a_cue_by_the_clock_does_not_fire_again_when_somebody_goes_back(tmp_path):
    stage = Stage(compiled(tmp_path, TIMED)).wait(31).spoken().take(Jump(0)).wait(5)
    assert stage.said == ["정오예요"]


def test_a_time_that_is_over_when_the_house_opens_is_not_waited_for(tmp_path):
    stage = Stage(compiled(tmp_path, TIMED.replace("12:00:30", "11:59")))
    assert due_s(stage.show, stage.state) is None
    assert stage.wait(60).said == []


def test_a_show_that_is_held_waits_for_nothing(tmp_path):
    stage = Stage(compiled(tmp_path, TIMED)).wait(31).spoken().take(Press("hold"))
    assert due_s(stage.show, stage.state) is None
    assert stage.wait(60).said == ["정오예요"]
    assert stage.take(Press("hold")).said == ["정오예요", "이어서"]


def test_a_hold_shows_its_card_until_go(tmp_path):
    stage = Stage(compiled(tmp_path, "\n  - {hold: 테이프 커팅}\n  - {say: 이어서, on: {follow: 0}}\n"))
    stage.take(GO).wait(60)
    assert stage_view(stage.show, stage.state)["hold"] == "테이프 커팅"
    assert stage.said == []
    stage.take(GO)
    assert stage.said == ["이어서"]


FLOOR = """
  - {id: floor, floor: {questions: 2, within_s: 60}}
  - {id: end, say: 고맙습니다}
"""


def test_the_floor_answers_questions_and_nothing_else(tmp_path):
    stage = Stage(compiled(tmp_path, FLOOR), mode="listening").take(GO)
    stage.take(Spoke("정말 멋진 자리네요"))
    assert stage.state.run is None
    stage.take(Spoke("도서관은 몇 시에 닫나요", asks=True)).answer("여섯 시예요.").wait(1.01).spoken()
    assert stage.said == ["여섯 시예요."]
    stage.take(Spoke("정치는 어떻게 생각해요", asks=True)).answer("…", unfit="election").wait(1)
    assert stage.said == ["여섯 시예요."]
    stage.take(Spoke("관장님은 누구예요", asks=True)).wait(3)
    assert stage.said == ["여섯 시예요."]
    stage.take(GO)
    assert stage.said[-1] == "고맙습니다"


def test_what_an_audience_may_not_read_is_answered_and_not_shown(tmp_path):
    for showable in (True, False):
        stage = Stage(compiled(tmp_path, FLOOR), mode="listening").take(GO)
        stage.take(Spoke("도서관은 몇 시에 닫나요", asks=True, showable=showable))
        assert stage_view(stage.show, stage.state)["asked"] == ("도서관은 몇 시에 닫나요" if showable else None)
        stage.answer("여섯 시예요.").wait(1.01).spoken()
        assert stage.said == ["여섯 시예요."]


def test_a_question_that_is_for_a_person_gets_the_line_of_its_rule_before_anything_prepared(tmp_path):
    handed = said("사회자님께 부탁드릴게요.")
    stage = Stage(compiled(tmp_path, FLOOR), mode="listening").take(GO).take(Spoke("공약이 뭐예요", asks=True))
    stage.take(AnswerCame(stage.last(AskRobot).run, said("…"), "election", handed)).spoken()
    assert stage.said == [handed.text]
    asked = Stage(compiled(tmp_path, THREE)).take(GO).spoken().wait(1).take(GO)
    asked.take(AnswerCame(asked.last(AskRobot).run, said("…"), "election", handed))
    assert (asked.last(Deliver).rung, asked.last(Deliver).said) == ("prepared", handed)


def test_what_follows_the_floor_comes_when_that_is_closed(tmp_path):
    cues = FLOOR.replace("say: 고맙습니다", "say: 고맙습니다, on: {follow: 2}")
    stage = Stage(compiled(tmp_path, cues), mode="listening").take(GO)
    stage.take(Spoke("도서관은 몇 시에 닫나요", asks=True)).answer("여섯 시예요.").wait(1.01).spoken().wait(10)
    assert stage.state.floor is not None
    stage.take(Spoke("관장님은 누구예요", asks=True)).answer("박나래 관장님이에요.").wait(1.01)
    stage.take(Began(stage.last(Deliver).run))
    stage.wait(2)
    assert stage.said[-1] == "박나래 관장님이에요."
    stage.take(Ended(stage.last(Deliver).run)).wait(3)
    assert stage.said[-1] == "고맙습니다"


def test_the_floor_may_close_while_it_is_answered(tmp_path):
    stage = Stage(compiled(tmp_path, FLOOR), mode="listening").take(GO).wait(59)
    stage.take(Spoke("도서관은 몇 시에 닫나요", asks=True)).answer("여섯 시예요.").wait(1.01)
    stage.take(Began(stage.last(Deliver).run)).wait(2)
    assert due_s(stage.show, stage.state) == stage.state.run.until_s
    stage.take(Ended(stage.last(Deliver).run))
    assert stage.state.floor is None


def test_a_line_chosen_before_the_floor_is_open_is_said(tmp_path):
    stage = Stage(compiled(tmp_path, FLOOR.replace("within_s: 60", "within_s: 60, decline: 그건 몰라요")))
    stage.take(Choose(1))
    assert (stage.said, stage.state.standing) == (["그건 몰라요"], 0)


def test_the_floor_closes_by_itself(tmp_path):
    stage = Stage(compiled(tmp_path, FLOOR), mode="listening").take(GO).wait(61)
    assert stage.state.floor is None
    stage.take(Spoke("도서관은 몇 시에 닫나요", asks=True))
    assert stage.state.run is None


def test_when_the_last_console_is_lost_the_show_listens_for_itself(tmp_path):
    stage = Stage(compiled(tmp_path, THREE)).take(GO).spoken()
    stage.take(Missing("console")).wait(6).take(Spoke("한빛시장이 누구야"))
    assert stage.last(AskRobot) is not None


def test_who_switches_to_manual_without_a_console_is_obeyed(tmp_path):
    stage = Stage(compiled(tmp_path, THREE)).take(Missing("console")).wait(6)
    assert stage.state.mode == "listening"
    assert stage.take(Switch("manual")).wait(60).state.mode == "manual"


# Whatever happens

EVERYTHING = """
  - {id: early, say: 일찍, on: {at: "11:00", phrases: [일찍 시작할까]}, optional: true}
  - {id: noon, say: 정오예요, on: {at: "12:00:20"}}
  - {id: weather, ask: 오늘 기분이 어때?, optional: true}
  - {id: mayor, ask: 한빛시장이 누구야?, answers: [첫째, 둘째], prepared: 이하늘 시장이에요., set: {volume: 60}}
  - {id: books, ask: 책이 몇 권이야?, aside: true, then: [{id: shelf, say: 여기 있어요, on: {follow: 1}}, {hold: 책}]}
  - {id: ribbon, hold: 테이프 커팅}
  - {id: follows, say: 이어서, on: {follow: 3}}
  - {id: floor, floor: {questions: 2, within_s: 20, decline: 그건 몰라요}}
  - {id: end, say: 고맙습니다, on: {follow: 2}}
"""
RUNS = st.integers(1, 12)
HANDS = st.one_of(
    st.sampled_from(get_args(Key)).map(Press),
    st.integers(1, 3).map(Choose),
    st.integers(0, 12).map(Jump),
    st.integers(0, 12).map(Fire),
    st.just(Typed(said("잠시만요"))),
    st.sampled_from(get_args(Mode)).map(Switch),
    st.integers(-5, 105).map(Loudness),
    st.sampled_from(get_args(Reason)).map(Because),
)
HEARD = st.sampled_from(["한빛시장이 누구야?", "책이 몇 권이야", "오늘 기분이 어때", "고맙습니다", ""])
THINGS = st.one_of(
    st.builds(Spoke, HEARD, asks=st.booleans()),
    st.builds(AnswerCame, RUNS, st.sampled_from([None, said("답")]), st.sampled_from([None, "unfit"])),
    st.builds(Began, RUNS),
    st.builds(Ended, RUNS),
    st.builds(Failed, RUNS, st.just("fault")),
    st.builds(Missing, st.sampled_from(get_args(Part)), st.booleans()),
    st.builds(Begin, st.floats(0, 86400)),
    st.just(Tick()),
)
KILLED = "killed"


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    return compiled(tmp_path_factory.mktemp("show"), EVERYTHING).rendered({"이하늘 시장이에요.": "sound.wav"})


def played(show, events, mode="manual"):
    """A show to which all of this happens, in turn with seconds that pass; what must always hold is looked at."""
    stage = Stage(show, mode)
    for event, seconds in events:
        if event is KILLED:
            point = RestorePoint(stage.show.mark, stage.now, stage.state)
            stage.state = restored(RestorePoint, json.dumps(plain(point, VERSION)).encode(), VERSION).state
            event = Revived()
        before, orders = stage.state, len(stage.orders)
        stage.take(event).wait(seconds)
        state = stage.state
        assert 0 <= state.standing <= len(stage.show.cues)
        assert (state.returns is None) == (stage.show.branch_at(state.standing) is None)
        assert state.returns is None or stage.show.branch_at(state.returns) is None
        assert not (state.panicked and state.run), "something goes on during a panic"
        assert state.run or "running" not in stage.states
        if isinstance(event, Choose) and (choices := choices_of(stage.show, before)[event.number - 1 : event.number]):
            assert choices[0].text in [one.said.text for one in stage.orders[orders:] if isinstance(one, Deliver)]
        json.dumps([console_view(stage.show, state, stage.now), stage_view(stage.show, state)])
    return stage


@settings(max_examples=300, deadline=None)
@given(events=st.lists(st.tuples(HANDS | THINGS | st.just(KILLED), st.floats(0, 4)), max_size=40))
def test_whatever_happens_something_is_delivered_in_time_or_an_operator_stopped_it(everything, events):
    stage = played(everything, events)
    stage.wait(200)
    assert stage.state.run is None
    by_hand = any(isinstance(event, Choose) or event is KILLED for event, _ in events)
    assert by_hand or all(one["after_s"] <= one["by_s"] + 0.11 for one in stage.records("delivered"))
    for _ in stage.show.cues:
        stage.take(GO).wait(60)
    assert stage.state.standing == len(stage.show.cues)


@settings(max_examples=300, deadline=None)
@given(events=st.lists(st.tuples(THINGS | st.just(KILLED), st.floats(0, 4)), max_size=40))
def test_without_an_operator_no_cue_is_said_twice(everything, events):
    stage = played(everything, events, "listening")
    told = [one["cue"] for one in stage.records("delivered") if one["cue"] != "floor"]
    assert len(told) == len(set(told))
    fired = Counter(one["cue"] for one in stage.records("fired") if one["cue"] != "floor")
    killed = sum(event is KILLED for event, _ in events)
    assert all(count <= 1 + killed for count in fired.values())
