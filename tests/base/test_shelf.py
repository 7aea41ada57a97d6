"""What is kept between starts: it comes back as it was, or it is made again."""

import logging
import os
import random
import stat

import numpy as np
import pytest
from test_caches import damaged

from companion.base import shelf as shelves
from companion.base.shelf import Shelf

PLAIN = {"text": "가나", "numbers": (1, 2.5, None), "set": frozenset({"a"}), "list": [b"\0", True]}
ARRAYS = {
    "table": np.arange(12, dtype=np.uint8).reshape(3, 4),
    "empty": np.empty((0, 5), dtype=np.float32),
    "weights": np.linspace(0, 1, 7, dtype=np.float32),
}


def both(plain, arrays):
    return plain, {name: array.copy() for name, array in arrays.items()}


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "cache", "thing", ("made of this", b"and that"))


def the_file(shelf):
    (path,) = shelf.folder.glob("thing-*")
    return path


def test_plain_values_and_arrays_come_back(shelf):
    shelf.put(PLAIN, ARRAYS)
    plain, arrays = shelf.get_mapped(both)
    assert plain == PLAIN
    assert list(arrays) == list(ARRAYS)
    for name, array in ARRAYS.items():
        assert arrays[name].dtype == array.dtype
        assert arrays[name].tolist() == array.tolist()
        assert arrays[name].shape == array.shape


def test_arrays_cannot_be_written_to(shelf):
    shelf.put(PLAIN, ARRAYS)
    arrays = shelf.get_mapped(lambda _, arrays: arrays)
    with pytest.raises(ValueError, match="read-only"):
        arrays["table"][0, 0] = 1


def test_only_its_owner_may_read_it(shelf):
    shelf.put(PLAIN)
    assert stat.S_IMODE(the_file(shelf).stat().st_mode) == 0o600


def test_what_was_made_of_something_else_is_not_taken(shelf):
    shelf.put(PLAIN)
    for inputs in (("made of this",), ("made of", " this", b"and that"), ("made of this", b"and another")):
        assert Shelf(shelf.folder, "thing", inputs).get(lambda plain: plain) is None
    assert Shelf(shelf.folder, "other thing", shelf.inputs).get(lambda plain: plain) is None


def test_what_other_code_made_is_not_taken(shelf, monkeypatch):
    shelf.put(PLAIN)
    monkeypatch.setattr(shelves, "code_version", lambda: b"another version")
    assert shelf.get(lambda plain: plain) is None


@pytest.mark.parametrize("seed", range(60))
def test_no_damage_goes_unseen(shelf, seed):
    shelf.put(PLAIN, ARRAYS)
    path = the_file(shelf)
    path.write_bytes(damaged(path.read_bytes(), random.Random(seed)))
    assert shelf.get_mapped(both) is None


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_what_others_may_have_written_is_not_read(shelf, mode):
    shelf.put(PLAIN)
    the_file(shelf).chmod(mode)
    assert shelf.get(lambda plain: plain) is None


def test_what_cannot_be_made_again_is_named_and_left(shelf, caplog):
    shelf.put(PLAIN)
    with caplog.at_level(logging.WARNING, "companion"):
        assert shelf.get(lambda plain: plain["nothing of this name"]) is None
    assert "cannot be used (KeyError" in caplog.text


def test_without_a_folder_nothing_is_kept(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shelf = Shelf(None, "thing", ())
    shelf.put(PLAIN)
    assert shelf.get(lambda plain: plain) is None
    assert not list(tmp_path.iterdir())


def test_where_nothing_can_be_written_life_goes_on(tmp_path):
    (tmp_path / "file").touch()
    shelf = Shelf(tmp_path / "file", "thing", ())
    shelf.put(PLAIN)
    assert shelf.get(lambda plain: plain) is None


def test_the_least_used_go_first(tmp_path):
    shelves = [Shelf(tmp_path, "thing", (str(number),), most=3) for number in range(5)]
    for shelf in shelves[:3]:
        shelf.put(PLAIN)
    for path in tmp_path.iterdir():
        os.utime(path, (1, 1))
    assert shelves[0].get(lambda plain: plain) == PLAIN
    for shelf in shelves[3:]:
        shelf.put(PLAIN)
    assert [shelf.get(lambda plain: plain) is not None for shelf in shelves] == [True, False, False, True, True]


def test_another_process_sees_the_old_file_to_its_end(shelf):
    shelf.put(PLAIN, ARRAYS)
    arrays = shelf.get_mapped(lambda _, arrays: arrays)
    shelf.put(PLAIN, {name: array + 1 for name, array in ARRAYS.items()})
    assert arrays["table"].tolist() == ARRAYS["table"].tolist()
