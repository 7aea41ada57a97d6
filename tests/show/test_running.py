"""The thread that runs a show: nothing around it stops it."""

import time

import pytest
from shows import THREE, compiled

from companion.show.keeping import ShowFolder
from companion.show.machine import AnswerCame, Began, Ended, Missing, Press, Spoke
from companion.show.running import ShowRunner

GO = Press("go")


class Quick:
    """A crew that does everything at once."""

    def __init__(self, runner):
        self.put, self.asked, self.said = runner.put, [], []

    def ask(self, order):
        self.asked.append(order.text)
        self.put(AnswerCame(order.run, None))

    def deliver(self, order):
        self.said.append(order.said.text)
        self.put(Began(order.run))
        self.put(Ended(order.run))

    def silence(self):
        pass

    def volume(self, percent):
        pass


@pytest.fixture
def started(tmp_path):
    running = []

    def start(folder=tmp_path / "kept"):
        runner = ShowRunner(compiled(tmp_path, THREE), ShowFolder(folder))
        crew = Quick(runner)
        runner.start(crew)
        running.append(runner)
        return runner, crew

    yield start
    for runner in running:
        runner.close()


def until(what, seconds=8.0):
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_show_goes_on_where_a_process_before_it_stopped(started):
    runner, crew = started()
    runner.put(GO)
    until(lambda: runner.state.marks[0].state == "done")
    runner.close()
    later, crew = started()
    assert later.resumed
    assert later.state.standing == 1
    later.put(GO)
    until(lambda: crew.said == ["이하늘 시장이에요."])


def test_a_show_that_is_started_again_listens_where_no_console_comes_back(started):
    runner, _ = started()
    runner.put(GO)
    until(lambda: runner.state.standing == 1)
    runner.close()
    later, crew = started()
    until(lambda: later.state.mode == "listening")
    later.put(Missing("mind", gone=False))
    later.put(Spoke("한빛 시장이 누구야"))
    until(lambda: crew.asked == ["한빛시장이 누구야?"])


def test_a_full_disk_and_a_watcher_that_fails_stop_no_show(started, tmp_path):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    runner, crew = started(tmp_path / "file" / "kept")
    runner.watch(lambda: 1 / 0)
    runner.put(GO)
    until(lambda: "disk" in runner.state.missing and crew.said == ["안녕하세요 여러분"])
