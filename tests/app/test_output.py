"""Output that cannot be written, and being asked to end: one line at most, no traceback."""

import os
import signal
import subprocess
import sys
import time

import pytest

GUARDED = "import sys; from companion.app.output import guarded; "


def run(code, **options):
    return subprocess.run(
        [sys.executable, "-c", code], stderr=subprocess.PIPE, text=True, timeout=60, check=False, **options
    )


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("code", ["print('a')", "[print('a' * 1000) for _ in range(1000)]", "print('a', flush=True)"])
def test_a_full_disk_ends_a_command_in_one_line(code, unbuffered):
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = run(
            GUARDED + f"sys.exit(guarded(lambda: {code} and 0 or 0))",
            stdout=full,
            env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
        )
    assert done.returncode == 1
    assert done.stderr == "companion: the output cannot be written: No space left on device\n"


def test_a_command_on_a_full_disk_says_so_in_one_line():
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = run("from companion.app.main import main; raise SystemExit(main(['models', 'list']))", stdout=full)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "No space left" in done.stderr


def test_a_reader_that_has_read_enough_is_no_error():
    reader, writer = os.pipe()
    os.close(reader)
    done = run(GUARDED + "sys.exit(guarded(lambda: [print('a' * 1000) for _ in range(1000)] and 0))", stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


def test_nowhere_to_write_at_all_is_no_error():
    code = GUARDED + "sys.stdout = None; sys.exit(guarded(lambda: print('a') or 3))"
    assert run(code).returncode == 3


def test_a_file_that_fails_is_named():
    done = run(GUARDED + "sys.exit(guarded(lambda: open('/no/such') and 0))")
    assert (done.returncode, done.stderr) == (1, "companion: /no/such: No such file or directory\n")


def test_full_standard_error_too_is_still_a_failure():
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-c", GUARDED + "sys.exit(guarded(lambda: print('a') or 0))"], stdout=full, stderr=full
        )
    assert done.returncode == 1


WAITS = """
import time
from companion.app.signals import Terminated, end_in_order
end_in_order()
try:
    try:
        print("ready", flush=True)
        time.sleep(30)
    finally:
        time.sleep(0.3)
        print("kept", flush=True)
except Terminated as e:
    raise SystemExit(e.exit_status)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_being_asked_to_end_keeps_what_was_made_even_if_asked_twice(number):
    with subprocess.Popen([sys.executable, "-c", WAITS], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        assert process.stdout.read() == "kept\n"
    assert process.returncode == 128 + number


def test_a_signal_that_is_ignored_stays_ignored():
    code = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n" + WAITS.replace("sleep(30)", "sleep(0.5)")
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGHUP)
        assert process.stdout.read() == "kept\n"
    assert process.returncode == 0
