import errno
import os
import stat
import subprocess
import sys
import threading
import time

import pytest

from companion.base import writing
from companion.base.errors import UsageError
from companion.base.writing import write_atomically, write_cached, write_result


@pytest.fixture(autouse=True)
def _nothing_done_before():
    writing._sweep.cache_clear()
    writing._warn.cache_clear()


@pytest.fixture
def umask():
    before = os.umask(0o027)
    yield
    os.umask(before)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("durable", [True, False])
def test_writing_replaces_the_file_and_makes_its_folder(tmp_path, durable):
    path = tmp_path / "new" / "file.bin"
    write_atomically(path, b"one", durable=durable)
    inode = path.stat().st_ino
    write_atomically(path, b"two", durable=durable)
    assert path.read_bytes() == b"two"
    assert path.stat().st_ino != inode
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "disk full"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", ["fdopen", "fsync", "fchmod"])
def test_an_interrupted_write_leaves_the_old_file_and_no_rubbish(tmp_path, monkeypatch, error, step):
    path = tmp_path / "file.bin"
    write_atomically(path, b"old")

    def fail(*_):
        raise error

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(type(error)):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("umask")
def test_a_new_file_has_the_mode_that_the_umask_leaves_and_an_old_one_keeps_its_own(tmp_path):
    path = tmp_path / "file.bin"
    write_atomically(path, b"one")
    assert mode(path) == 0o640
    path.chmod(0o664)
    write_atomically(path, b"two")
    assert (mode(path), path.read_bytes()) == (0o664, b"two")


def test_a_link_stays_and_what_it_points_at_is_replaced(tmp_path):
    (tmp_path / "there").mkdir()
    target = tmp_path / "there" / "file.bin"
    (tmp_path / "link").symlink_to("second")
    (tmp_path / "second").symlink_to(target)
    write_atomically(tmp_path / "link", b"made")
    write_atomically(tmp_path / "link", b"replaced")
    assert target.read_bytes() == b"replaced"
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "second").is_symlink()


def test_links_in_a_circle_are_an_error(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OSError, match="symbolic links"):
        write_atomically(tmp_path / "a", b"x")


def test_a_pipe_is_written_into(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_atomically(pipe, b"sound" * 100_000)
    reader.join()
    assert read == [b"sound" * 100_000]
    assert pipe.is_fifo()


def test_a_device_is_written_into_and_a_full_one_is_an_error(tmp_path):
    null = tmp_path / "null"
    null.symlink_to(os.devnull)
    write_atomically(null, b"gone")
    assert null.is_char_device()
    with pytest.raises(OSError, match="No space left") as caught:
        write_atomically(type(tmp_path)("/dev/full"), b"x")
    assert caught.value.filename == "/dev/full"


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_standard_output_is_written_into_even_where_it_is_a_file(tmp_path, name):
    code = (
        "import sys; from pathlib import Path; from companion.base.writing import write_atomically\n"
        f"print('before', flush=True); write_atomically(Path({name!r}), b'within\\n'); print('after')"
    )
    out = tmp_path / "out"
    with out.open("w") as file:
        subprocess.run([sys.executable, "-c", code], stdout=file, check=True)
    assert out.read_text() == "before\nwithin\nafter\n"


def test_a_folder_is_not_replaced(tmp_path):
    with pytest.raises(IsADirectoryError):
        write_atomically(tmp_path, b"x")


def test_a_file_whose_folder_cannot_be_changed_is_written_into(tmp_path, monkeypatch):
    path = tmp_path / "file.bin"
    path.write_bytes(b"a longer old one")

    def mounted(self, target):
        raise OSError(errno.EBUSY, "Device or resource busy")

    monkeypatch.setattr(type(path), "replace", mounted)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(OSError, match="busy"):
        write_atomically(tmp_path / "other", b"new")


def test_a_write_protected_file_is_left_alone(tmp_path, monkeypatch):
    path = tmp_path / "file.bin"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda path, how: False)  # root may write everything
    with pytest.raises(PermissionError):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"


def test_what_a_killed_writer_left_is_swept_and_what_another_writes_now_is_not(tmp_path):
    left, now, own = tmp_path / ".companion-1.part", tmp_path / ".companion-2.part", tmp_path / ".companion"
    for file in (left, now, own):
        file.write_bytes(b"half")
    old = time.time() - 2 * writing._OLD_S
    os.utime(left, (old, old))
    os.utime(own, (old, old))
    write_atomically(tmp_path / "file", b"whole")
    assert sorted(file.name for file in tmp_path.iterdir()) == [".companion", ".companion-2.part", "file"]


def test_a_killed_writer_leaves_what_the_sweep_finds(tmp_path):
    code = (
        "import os, signal; from pathlib import Path; from companion.base.writing import write_atomically\n"
        "os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"write_atomically(Path({str(tmp_path / 'file')!r}), b'half')"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == -9
    (left,) = tmp_path.iterdir()
    os.utime(left, (0, 0))
    write_atomically(tmp_path / "file", b"whole")
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_two_that_write_at_once_leave_one_whole_file(tmp_path):
    path = tmp_path / "new" / "file"
    code = (
        "import sys; from pathlib import Path; from companion.base.writing import write_atomically\n"
        "for _ in range(50): write_atomically(Path(sys.argv[1]), sys.argv[2].encode() * 300_000, durable=False)"
    )
    writers = [subprocess.Popen([sys.executable, "-c", code, path, letter]) for letter in "ab"]
    seen = set()
    while any(writer.poll() is None for writer in writers):
        if path.exists():
            content = path.read_bytes()
            assert len(content) == 300_000
            seen.add(frozenset(content))
    assert [writer.returncode for writer in writers] == [0, 0]
    assert seen <= {frozenset(b"a"), frozenset(b"b")}
    assert list(path.parent.iterdir()) == [path]


def test_a_cache_that_cannot_be_written_is_said_once(tmp_path, caplog):
    (tmp_path / "file").write_bytes(b"")
    assert not write_cached(tmp_path / "file" / "a", b"1")
    assert not write_cached(tmp_path / "file" / "b", b"2")
    assert [record.message for record in caplog.records] == [
        f"nothing can be kept in {tmp_path / 'file'}: Not a directory; it is made again at every start"
    ]
    assert write_cached(tmp_path / "a", b"1")


@pytest.mark.parametrize("name", ["file/a", "a\0b", "x" * 300])
def test_a_result_that_cannot_be_written_is_told_in_one_line(tmp_path, name):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError, match="cannot be written"):
        write_result(tmp_path / name, b"1")
