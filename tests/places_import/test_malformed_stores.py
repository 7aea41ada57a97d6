"""Store files that are broken, lie about themselves or are none: one clear line, bounded work, nothing lost."""

import os
import resource
from pathlib import Path

import pytest
from made_up import GARAM, KOREAN, read
from store_files import HEADERS, bring_in, listed, pack_for_stores, sbiz, write_rows

from companion.base.errors import UsageError
from companion.knowledge.places.database import PlaceDatabase

COUNTEREXAMPLES = Path(__file__).parent / "counterexamples"
REFUSED = {
    "utf-16.csv": "no text",
    "latin-1.csv": "neither UTF-8 nor CP949",
    "no-rows.csv": "no row of the files",
    "deep.json": "not sound JSON",
    "no-objects.json": "no list of objects",
    "no-table.zip": "without CSV files",
    "cut.zip": "archive",
    "crc.zip": "archive",
    "bomb.zip": "would unpack to 70 MB",
}
READ = {
    "two-encodings.csv": (1, 1),
    "open-quotes.csv": (1, 10),
    "zero-bytes.csv": (1, 1),
    "formulas.csv": (1, 2),
    "paths.zip": (4, 0),
}
"""Places, and rows that are rejected."""


@pytest.fixture
def folder(tmp_path):
    folder = pack_for_stores(tmp_path / "shops")
    bring_in(folder, write_rows(tmp_path / "old.csv", [sbiz(1, "옛집")]))
    return folder


def places(folder):
    return PlaceDatabase(folder / "places.sqlite").size


def test_every_counterexample_is_looked_at():
    assert {path.name for path in COUNTEREXAMPLES.iterdir()} == REFUSED.keys() | READ.keys()


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_line_and_the_old_places_stay(folder, name):
    with pytest.raises(UsageError, match=REFUSED[name]) as refused:
        bring_in(folder, COUNTEREXAMPLES / name)
    assert "\n" not in str(refused.value)
    assert places(folder) == 1
    assert not list(folder.glob("places.sqlite.new*"))


@pytest.mark.parametrize("name", READ)
def test_what_is_partly_sound_gives_its_sound_rows(folder, name):
    before = set(folder.parent.rglob("*"))
    report = bring_in(folder, COUNTEREXAMPLES / name)
    kept, rejected = READ[name]
    assert report.built.places + report.built.merged == kept
    assert sum(counts["rejected"] for _, counts in report.read) == rejected
    assert {path.name for path in set(folder.parent.rglob("*")) - before} <= {"rejected.csv", "merged.csv"}
    assert not any(row["text"].startswith(("=", "@", "+")) for row in listed(folder / "rejected.csv"))


def test_a_cell_that_is_text_written_as_a_formula_is_that_text(folder):
    bring_in(folder, COUNTEREXAMPLES / "formulas.csv")
    (place,) = read(KOREAN, GARAM, folder, home="가람시").store.imported[0].named(("솔향국수",))["솔향국수"]
    assert place.phone == "031-1"


def in_little_memory(work):
    """Do something in a process that may have 300 MB more than this one; its exit status."""
    child = os.fork()
    if not child:
        status = 1
        try:
            size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (size + (300 << 20), resource.RLIM_INFINITY))
            work()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_line_of_a_gigabyte_takes_no_memory_and_its_neighbours_are_read(folder, tmp_path):
    path = write_rows(tmp_path / "a.csv", [sbiz(1, "물결국밥")])
    with path.open("r+b") as file:  # mostly a hole: it takes no room on the disk
        file.seek(0, os.SEEK_END)
        file.write(b"x" * (2 << 20))
        file.seek(1 << 30, os.SEEK_CUR)
        file.write(b"\n")
    second = write_rows(tmp_path / "b.csv", [sbiz(2, "노을국밥")])
    with path.open("ab") as file:
        file.write(second.read_bytes().split(b"\n", 1)[1])
    assert in_little_memory(lambda: bring_in(folder, path)) == 0
    assert places(folder) == 2


def test_a_header_of_a_gigabyte_is_refused_at_its_beginning(folder, tmp_path):
    with (tmp_path / "a.csv").open("wb") as file:
        file.write(",".join(HEADERS["sbiz"]).encode() * 4000)
        file.seek(1 << 30, os.SEEK_CUR)
        file.write(b"\n")

    def refused():
        with pytest.raises(UsageError, match="too long for a header"):
            bring_in(folder, tmp_path / "a.csv")

    assert in_little_memory(refused) == 0
