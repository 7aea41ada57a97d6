import threading
import time

from companion.audio.clock import RealClock, VirtualClock

NEVER = threading.Event()


def worker(clock, work):
    """Run `work` on a thread that holds virtual time from now on."""
    clock.hold()

    def run():
        try:
            work()
        finally:
            clock.release()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_virtual_time_stands_where_it_was_put():
    clock = VirtualClock()
    assert clock.now() == 0
    clock.advance(3.5)
    assert clock.now() == 3.5


def test_virtual_time_waits_for_those_who_work():
    clock, seen = VirtualClock(), []

    def slow():
        time.sleep(0.05)
        seen.append(clock.now())

    thread = worker(clock, slow)
    clock.advance(10)
    thread.join()
    assert seen == [0]


def test_everyone_wakes_at_his_own_time_and_in_order():
    clock, seen = VirtualClock(), []

    def wake_at(times):
        for until in times:
            clock.wait(until, NEVER)
            seen.append((until, clock.now()))

    threads = [worker(clock, lambda times=times: wake_at(times)) for times in ((1, 4, 5), (2, 3, 9), (2.5,))]
    clock.advance(6)
    assert seen == [(t, t) for t in (1, 2, 2.5, 3, 4, 5)]
    assert clock.now() == 6
    clock.advance(20)
    for thread in threads:
        thread.join()
    assert seen[-1] == (9, 9)


def test_who_is_stopped_wakes_before_time_goes_on():
    clock, stop, seen = VirtualClock(), threading.Event(), []

    def wait():
        clock.wait(100, stop)
        seen.append(clock.now())

    thread = worker(clock, wait)
    clock.advance(5)
    stop.set()
    clock.advance(6)
    thread.join()
    assert seen == [5]


def test_who_is_stopped_wakes_though_nobody_moves_the_time():
    clock, stop, seen = VirtualClock(), threading.Event(), []

    def wait():
        clock.wait(100, stop)
        seen.append(clock.now())

    thread = worker(clock, wait)
    stop.set()
    thread.join(5)
    assert seen == [0]


def test_without_a_pace_nobody_waits_and_the_time_is_kept():
    clock, seen = VirtualClock(), []

    def wait():
        clock.wait(7, NEVER)
        seen.append(clock.now())

    before = worker(clock, wait)
    clock.advance(float("inf"))
    before.join(5)
    clock.hold()
    clock.wait(9, NEVER)
    clock.release()
    assert (seen, clock.now()) == ([7], 9)


def test_an_hour_of_virtual_time_leaves_nothing_behind():
    clock, beats = VirtualClock(), []

    def beat():
        for second in range(3600):
            clock.wait(second, NEVER)
            beats.append(clock.now())

    thread = worker(clock, beat)
    for tenth in range(0, 36_000, 5):
        clock.advance(tenth / 10)
    thread.join(10)
    assert beats == list(range(3600))


def test_real_time_begins_when_it_is_first_read_and_passes():
    clock = RealClock()
    time.sleep(0.05)
    assert clock.now() == 0
    clock.advance(0.1)
    assert clock.now() >= 0.1
    clock.wait(0.15, NEVER)
    assert clock.now() >= 0.15


def test_real_waiting_ends_when_it_is_stopped():
    clock, stop = RealClock(), threading.Event()
    threading.Timer(0.05, stop.set).start()
    clock.wait(60, stop)
    assert clock.now() < 30
