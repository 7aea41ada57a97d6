import errno
import os
from unittest.mock import patch

import numpy as np
import pytest

from companion.audio.pcm import Audio
from companion.speaking.cache import ClauseCache

RATE = 24_000
MB = 1_000_000


def noise(seconds=0.5, seed=0):
    samples = np.random.default_rng(seed).uniform(-0.5, 0.5, round(seconds * RATE)).astype(np.float32)
    return Audio(samples, RATE)


@pytest.fixture
def cache(tmp_path):
    return ClauseCache(tmp_path / "clauses", 10 * MB, remembered=0)


def files(tmp_path):
    return sorted((tmp_path / "clauses").glob("*"))


def test_what_was_kept_comes_back_as_it_was_to_sixteen_bits(cache):
    audio = noise()
    cache.put("kokoro", "안녕하세요.", audio)
    back = cache.get("kokoro", "안녕하세요.")
    assert back.rate == RATE
    assert np.abs(back.samples - audio.samples).max() <= 2**-15


def test_another_engine_or_another_text_is_not_there(cache):
    cache.put("kokoro", "안녕하세요.", noise())
    assert cache.get("espeak-ng", "안녕하세요.") is None
    assert cache.get("kokoro", "안녕.") is None


def test_another_process_finds_what_was_kept(cache, tmp_path):
    cache.put("kokoro", "네.", noise())
    assert ClauseCache(tmp_path / "clauses", MB).get("kokoro", "네.") is not None


def test_the_text_is_not_written_anywhere(cache, tmp_path):
    cache.put("kokoro", "비밀", noise())
    (file,) = files(tmp_path)
    assert "비밀" not in file.name
    assert "비밀".encode() not in file.read_bytes()


def test_a_damaged_file_counts_as_absent_and_goes(cache, tmp_path):
    cache.put("kokoro", "네.", noise())
    (file,) = files(tmp_path)
    file.write_bytes(file.read_bytes()[:40])
    assert cache.get("kokoro", "네.") is None
    assert files(tmp_path) == []


def test_the_clauses_unused_for_longest_make_room(tmp_path):
    cache = ClauseCache(tmp_path / "clauses", 100_000, remembered=0)
    for i in range(8):  # some 20 kB each
        cache.put("kokoro", str(i), noise(seed=i))
        for file in files(tmp_path):
            os.utime(file, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns - 10**9))
        cache.get("kokoro", "0")
    assert sum(f.stat().st_size for f in files(tmp_path)) <= 100_000
    assert cache.get("kokoro", "0") is not None, "used all the time"
    assert cache.get("kokoro", "7") is not None, "the newest"
    assert cache.get("kokoro", "1") is None


def test_without_room_on_disk_the_newest_clauses_are_still_remembered(tmp_path):
    cache = ClauseCache(tmp_path / "clauses", 0, remembered=2)
    for text in ("하나", "둘", "셋"):
        cache.put("kokoro", text, noise())
    assert files(tmp_path) == []
    assert cache.get("kokoro", "하나") is None
    assert cache.get("kokoro", "셋") is not None


def test_a_full_disk_is_said_once_and_does_not_stop_the_speech(cache, caplog):
    full = OSError(errno.ENOSPC, "No space left on device")
    with patch("companion.speaking.cache.write_atomically", side_effect=full) as write:
        cache.put("kokoro", "하나", noise())
        cache.put("kokoro", "둘", noise())
    assert write.call_count == 1
    assert [r.message for r in caplog.records] == [
        f"clauses can no longer be kept in {cache._folder}: No space left on device; speech goes on without"
    ]


def test_a_folder_that_is_a_file_is_said_and_survived(tmp_path, caplog):
    (tmp_path / "clauses").write_text("")
    cache = ClauseCache(tmp_path / "clauses", MB)
    assert cache.get("kokoro", "네.") is None
    cache.put("kokoro", "네.", noise())
    assert "can no longer be kept" in caplog.text


def test_a_cache_that_can_only_be_read_is_read(cache, tmp_path):
    cache.put("kokoro", "네.", noise())
    later = ClauseCache(cache._folder, MB)
    with patch("os.utime", side_effect=PermissionError(errno.EPERM, "Operation not permitted")):
        assert later.get("kokoro", "네.") is not None
