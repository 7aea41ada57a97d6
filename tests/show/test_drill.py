"""A show survives what breaks; and after a kill it goes on where it stood."""

import json
from datetime import datetime, timedelta

import pytest
from shows import THREE, Stage, compiled

from companion.base.errors import UsageError
from companion.base.versioned import plain, restored
from companion.show.compiled import said
from companion.show.drill import BREAKS, Breakage, World, drill, stand_ins
from companion.show.keeping import VERSION, RestorePoint, ShowFolder
from companion.show.machine import AskRobot, Began, Deliver, Press, Record, Revived, Spoke, beginning
from companion.show.views import stage_view

GO = Press("go")

ALL = """
  - {id: hello, say: 안녕하세요 여러분, optional: true, on: {phrases: [인사해 줘]}}
  - {id: mayor, ask: 한빛시장이 누구야?}
  - {id: books, ask: 책이 몇 권이야?, aside: true, then: [{id: shelf, say: 여기 있어요}, {id: new, ask: 새 책도 있어?}]}
  - {id: lights, say: 불을 켤게요, aside: true, on: {key: l}}
  - {id: rest, hold: 테이프 커팅}
  - {id: floor, floor: {questions: 2}}
  - {id: end, say: 고맙습니다}
"""


def test_every_cue_delivers_in_time_whatever_breaks_and_nothing_twice(tmp_path):
    results = list(drill(stand_ins(compiled(tmp_path, ALL))))
    assert [result for result in results if not result.holds] == []
    assert {result.breakage.part for result in results if result.breakage} == set(BREAKS)
    whole = {"hello": "prepared", "mayor": "live", "books": "live", "rest": "card", "floor": "live", "end": "prepared"}
    assert results[0].rungs == whole | {"lights": "prepared", "shelf": "prepared", "new": "live"}
    for id in ("books", "floor"):
        assert {result.rungs.get(id) for result in results} >= {"live", "text"}, id
    assert {rung for result in results for rung in result.rungs.values()} >= {"live", "prepared", "text", "card"}


def test_a_drill_finds_a_show_that_would_fail(tmp_path):
    """What it measures can fail: with nothing prepared and a robot that hangs there is an apology, and no answer."""
    show = compiled(tmp_path, "\n  - {id: mayor, ask: 한빛시장이 누구야?}\n")
    assert World(show, Breakage("mind", "hangs", 0, -0.5)).play().rungs == {"mayor": "gesture"}
    assert World(stand_ins(show), Breakage("mind", "hangs", 0, -0.5)).play().rungs == {"mayor": "prepared"}


# Restore points


@pytest.fixture
def folder(tmp_path):
    return ShowFolder(tmp_path / "kept")


def again(stage):
    """The stage of a process that was started after this one was killed."""
    point = RestorePoint(stage.show.mark, stage.now, stage.state)
    state = restored(RestorePoint, json.dumps(plain(point, VERSION)), VERSION).state
    later = Stage(stage.show, at=stage.now + 2.5, state=state)
    later.orders.clear()
    return later.take(Revived())


@pytest.fixture
def stage(tmp_path):
    return Stage(compiled(tmp_path, THREE)).take(GO).spoken().wait(1)


def test_a_show_stands_where_it_stood(stage):
    later = again(stage)
    assert (later.state.standing, later.states, later.said) == (1, ["done", "waiting", "waiting"], [])


def test_a_cue_that_was_only_thought_about_stands_again(stage):
    later = again(stage.take(GO))
    assert (later.state.standing, later.states[1]) == (1, "waiting")
    assert again(stage.answer()).state.standing == 1


def test_a_branch_that_was_only_thought_about_is_asked_for_again_and_one_that_began_goes_on(tmp_path):
    stage = Stage(compiled(tmp_path, ALL), mode="listening").take(GO).spoken().take(Spoke("책이 몇 권이야"))
    thinking = again(stage)
    assert (thinking.state.standing, thinking.state.returns, thinking.states[2]) == (1, None, "waiting")
    stage.answer("열 권").wait(1.01).spoken().take(GO).spoken()
    assert (again(stage).state.standing, again(stage).state.returns) == (4, 1)


def test_what_may_have_been_said_in_part_is_shown_and_not_said_again(stage):
    stage.take(GO).answer("이하늘 시장님이에요.").wait(1.01)
    later = again(stage)
    assert [(order.rung, order.said.text) for order in later.orders if isinstance(order, Deliver)] == [
        ("text", "이하늘 시장님이에요.")
    ]
    assert later.state.standing == 2


def test_what_was_being_said_stays_on_the_screen(stage):
    stage.take(GO).answer("이하늘 시장님이에요.").wait(1.01)
    stage.take(Began(stage.last(Deliver).run))
    later = again(stage)
    assert (later.said, later.states[1], later.state.standing) == ([], "cut", 2)
    assert stage_view(later.show, later.state)["caption"] == "이하늘 시장님이에요."
    assert later.take(Spoke("한빛시장이 누구야")).last(AskRobot) is None


def test_a_restore_point_is_kept_and_found_again(folder, stage):
    folder.keep(stage.show, stage.state, stage.now)
    assert folder.restore(stage.show).state == stage.state
    assert folder.point.stat().st_mode & 0o077 == 0
    folder.begin_anew()
    assert folder.restore(stage.show) is None


def test_a_damaged_point_or_one_of_another_script_is_none(folder, stage, tmp_path):
    folder.keep(stage.show, stage.state, stage.now)
    (tmp_path / "other").mkdir()
    assert folder.restore(compiled(tmp_path / "other", ALL)) is None
    folder.point.write_bytes(folder.point.read_bytes()[:-20])
    assert folder.restore(stage.show) is None
    with pytest.raises(UsageError):
        restored(RestorePoint, folder.point.read_bytes(), VERSION)


def test_what_people_said_is_written_down_only_where_the_script_allows_it(folder):
    heard = Record("heard", {"at_s": 1.0, "text": "비밀이에요", "confidence": 0.9, "cue": None})
    delivered = Record("delivered", {"at_s": 2.0, "asked": "비밀이 뭐야", "text": "답", "cue": "a"})
    for transcripts in (False, True):
        for record in (heard, delivered):
            folder.record(record, transcripts=transcripts)
    lines = list(folder.happened())
    assert "비밀" not in json.dumps(lines[:2], ensure_ascii=False)
    assert (lines[2]["text"], lines[3]["asked"]) == ("비밀이에요", "비밀이 뭐야")


def test_a_restore_point_tells_what_people_said_only_where_the_script_allows_it(folder, tmp_path):
    for head, kept in (("title: 시험", False), ("title: 시험\nkeep: {transcripts: true}", True)):
        cues = "\n  - {id: floor, floor: {questions: 2}}\n"
        stage = Stage(compiled(tmp_path, cues, head), mode="listening").take(GO)
        stage.take(Spoke("비밀 이야기예요"), Spoke("비밀이 뭐예요", asks=True))
        assert stage.state.run.asked == stage.state.asked == "비밀이 뭐예요"
        folder.keep(stage.show, stage.state, stage.now)
        assert ("비밀" in folder.point.read_text(encoding="utf-8")) == kept
        assert folder.restore(stage.show).state.marks == stage.state.marks


def test_what_happened_too_long_ago_is_forgotten_entry_by_entry(folder):
    now, day_s = datetime(2026, 12, 1), 86400.0
    for days in (40, 31, 29, 0):
        folder.record(Record("fired", {"at_s": now.timestamp() - days * day_s, "cue": f"of {days}"}), transcripts=False)
    assert folder.forget_after(30, now)
    assert [entry["cue"] for entry in folder.happened()] == ["of 29", "of 0"]
    assert folder.journal.stat().st_mode & 0o077 == 0
    assert not folder.forget_after(30, now)
    assert folder.forget_after(30, now + timedelta(days=60))
    assert not folder.journal.exists()


def test_prepared_answers_belong_to_one_version_of_a_script(folder):
    folder.keep_prepared("mark", {"mayor": said("이하늘 시장이에요.")})
    assert folder.prepared_for("mark")["mayor"].text == "이하늘 시장이에요."
    assert folder.prepared_for("other") == {}


def test_a_show_before_it_begins_can_be_kept(folder, stage):
    folder.keep(stage.show, beginning(stage.show), 0.0)
    assert folder.restore(stage.show).state.standing == 0
