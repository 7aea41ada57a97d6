"""What packs know, kept between starts: the same as read from the files, and never in place of a mistake."""

import shutil

import pytest
from made_up import GARAM, KOREAN, MUSEUM, SHIPPED

from companion.base.files import Mistakes
from companion.knowledge import loading
from companion.knowledge.loading import read_all

PACKS = ((KOREAN, GARAM), (KOREAN, MUSEUM), tuple(sorted(path.parent for path in SHIPPED.glob("*/pack.yaml"))))


def read(folders, cache):
    mistakes = Mistakes()
    return read_all(folders, None, mistakes, cache_folder=cache), list(mistakes)


@pytest.fixture
def town(tmp_path):
    """A copy of a pack that may be changed."""
    return shutil.copytree(GARAM, tmp_path / "garam")


@pytest.fixture
def no_reading(monkeypatch):
    def forbidden(*_):
        raise AssertionError("a file of data was read")

    return lambda: monkeypatch.setattr(loading, "read_knowledge", forbidden)


@pytest.mark.parametrize("folders", PACKS)
def test_it_equals_what_the_files_say(folders, tmp_path, no_reading):
    plain, _ = read(folders, None)
    first, _ = read(folders, tmp_path)
    no_reading()
    again, _ = read(folders, tmp_path)
    for known in (first, again):
        assert known.base.statements == plain.base.statements
        assert list(known.base.entities.items()) == list(plain.base.entities.items())
        assert dict(known.base.ambiguities) == dict(plain.base.ambiguities)
        assert list(known.store.places.items()) == list(plain.store.places.items())
        assert (known.here, known.subjects) == (plain.here, plain.subjects)
    for one, other in zip(again.base.statements, plain.base.statements, strict=True):
        assert list(map(type, one.values)) == list(map(type, other.values))
        assert list(one.qualifiers) == list(other.qualifiers)


def test_it_follows_from_the_data_alone(tmp_path, town, no_reading):
    first, _ = read([KOREAN, town], tmp_path / "cache")
    elsewhere = shutil.move(town, tmp_path / "moved" / "garam")
    no_reading()
    second, _ = read([KOREAN, elsewhere], tmp_path / "cache")
    assert first.made_of == second.made_of is not None


def test_a_file_that_changed_is_read_again(tmp_path, town):
    first, _ = read([KOREAN, town], tmp_path / "cache")
    shops = town / "data" / "shops.csv"
    lines = shops.read_text(encoding="utf-8").splitlines(keepends=True)
    shops.write_text("".join(lines[:-1]), encoding="utf-8")
    second, _ = read([KOREAN, town], tmp_path / "cache")
    assert len(second.store.places) == len(first.store.places) - 1
    assert first.made_of != second.made_of


def test_a_mistake_is_told_each_time_and_nothing_is_kept(tmp_path, town):
    shops = town / "data" / "shops.csv"
    text = shops.read_text(encoding="utf-8")
    read([KOREAN, town], tmp_path / "cache")
    kept = set((tmp_path / "cache").iterdir())
    shops.write_text(text.rstrip("\n") + "\nG999,집 없는 집,한식,없는음식,,신문,2026-01-01,high\n", encoding="utf-8")
    told = [read([KOREAN, town], tmp_path / "cache") for _ in range(2)]
    assert told[0][1] == told[1][1] != []
    assert told[0][1][0].path == shops
    assert told[0][1][0].line == len(text.splitlines()) + 1
    assert told[0][0].made_of is None
    assert set((tmp_path / "cache").iterdir()) == kept


def test_a_file_that_changes_while_it_is_read_is_not_kept(tmp_path, town, monkeypatch):
    original = loading.read_knowledge

    def reading(*arguments):
        found = original(*arguments)
        (town / "data" / "new.yaml").write_text("entities: []\n", encoding="utf-8")
        return found

    monkeypatch.setattr(loading, "read_knowledge", reading)
    known, _ = read([KOREAN, town], tmp_path / "cache")
    assert known.made_of is None
    assert not (tmp_path / "cache").exists()
