"""Files that a pack keeps: added, replaced, removed; whatever ends the program leaves the old state or the new one."""

import json
import shutil
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from made_up import KOREAN, read, write_pack

from companion.base.errors import CompanionError, DataError, UsageError
from companion.base.files import Mistakes
from companion.documents import keeping
from companion.documents.formats import read_content
from companion.documents.keeping import About, add_document, load_documents, remove_document
from companion.documents.pairs import PairColumns, SheetWords

WORDS = SheetWords.load([KOREAN / "sheets.yaml"], Mistakes())
FAQ = "질문,답변\n주차되나요?,됩니다.\n"


@pytest.fixture(autouse=True)
def reading_here(monkeypatch):
    """Files are read in this process: that others read them is tested elsewhere."""

    def read_here(original, path):
        with original.open("rb") as file:
            return read_content(file, path)

    monkeypatch.setattr(keeping, "read_isolated", read_here)


@pytest.fixture
def pack(tmp_path):
    return write_pack(tmp_path / "mine")


@pytest.fixture
def add(pack, tmp_path):
    def adding(name="faq.csv", text=FAQ, **about):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return add_document(pack, path, About(**about), WORDS, tmp_path / "cache")

    return adding


def loaded(pack, cache=None):
    mistakes = Mistakes()
    documents = load_documents(pack, cache, mistakes)
    mistakes.raise_any()
    return documents


def files(pack):
    return sorted(path.name for path in (pack / "documents").iterdir())


def test_what_is_added_is_read_from_the_pack_alone(pack, add):
    kept = add(title="자주 묻는 것", source="가람시", day=date(2026, 11, 1))
    (document,) = loaded(pack)
    assert document == kept.document
    assert (document.id, document.title, document.source) == ("faq.csv", "자주 묻는 것", "가람시")
    assert document.day == date(2026, 11, 1)
    (pair,) = document.passages
    assert (pair.id, pair.question, pair.text) == ("faq.csv#0", "주차되나요?", "됩니다.")
    assert Path(document.path).read_text(encoding="utf-8") == FAQ


def test_a_pack_can_be_carried_elsewhere(pack, add, tmp_path):
    add()
    carried = pack.rename(tmp_path / "elsewhere")
    (document,) = loaded(carried)
    assert document.path.startswith(str(carried))


def test_what_was_read_is_not_read_again(pack, add, tmp_path, monkeypatch):
    add(source="가람시")
    monkeypatch.setattr(keeping, "read_isolated", None)
    (document,) = loaded(pack, tmp_path / "cache")
    assert (len(document.passages), document.source) == (1, "가람시")
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(TypeError):  # damaged: it would be read again
        loaded(pack, tmp_path / "cache")


def test_the_same_content_again_changes_nothing(pack, add):
    add(source="가람시")
    before = [(path, path.stat().st_mtime_ns, path.read_bytes()) for path in (pack / "documents").iterdir()]
    assert add().how == "unchanged"
    assert [(path, path.stat().st_mtime_ns, path.read_bytes()) for path in (pack / "documents").iterdir()] == before


def test_what_is_said_of_a_file_can_be_said_later(pack, add):
    add(source="가람시")
    assert add(day=date(2026, 11, 1)).how == "described anew"
    (document,) = loaded(pack)
    assert (document.source, document.day) == ("가람시", date(2026, 11, 1))


def test_a_changed_file_takes_the_place_of_the_old_one(pack, add):
    add()
    assert add(text=FAQ.replace("됩니다", "안 됩니다")).how == "replaced"
    (document,) = loaded(pack)
    assert [p.text for p in document.passages] == ["안 됩니다."]
    assert len(files(pack)) == 2


def test_another_version_has_the_source_of_the_one_before_and_no_day(pack, add):
    add(source="가람시", day=date(2026, 11, 1))
    document = add(text=FAQ.replace("됩니다", "안 됩니다")).document
    assert (document.source, document.day) == ("가람시", None)


def test_the_same_content_has_the_same_ids(pack, add):
    first = [p.id for p in add().document.passages]
    remove_document(pack, "faq.csv")
    assert [p.id for p in add().document.passages] == first


def test_a_file_is_removed_by_any_of_its_names(pack, add):
    for name in ("faq.csv", "FAQ.csv", "자주 묻는 것"):
        add(title="자주 묻는 것")
        assert remove_document(pack, name) == "faq.csv"
        assert loaded(pack) == ()
        assert files(pack) == ["documents.yaml"]
    with pytest.raises(UsageError, match=r"no documents are called «faq\.csv»"):
        remove_document(pack, "faq.csv")


def test_names_of_any_kind_are_kept(pack, add):
    for name in ("긴 " + "이름" * 30 + ".csv", ".숨은.csv", "a b(1).CSV", "...csv"):
        (pair,) = add(name).document.passages
        assert pair.question == "주차되나요?"
    assert len(loaded(pack)) == 4


def test_a_file_with_mistakes_is_not_kept(pack, add):
    with pytest.raises(DataError) as caught:
        add(text="질문,답변\n가?,\n나?,\n")
    assert [m.line for m in caught.value.mistakes] == [2, 3]
    assert files(pack) == []


def test_columns_that_are_not_there_are_refused(add):
    with pytest.raises(UsageError, match="no table has the columns «question=무엇,answer=어떻게»"):
        add(columns=(PairColumns(question="무엇", answer="어떻게"),))


def test_nothing_is_answered_from_what_was_read_too_badly(pack, add):
    garbled = "".join(chr(0xAC00 + (n * 3571) % 11172) + " " * (n % 4 == 0) for n in range(400))
    document = add("a.txt", garbled).document
    assert (document.passages, document.grade < 0.5) == ((), True)
    assert "read too badly to answer from" in document.notes[-1]
    assert loaded(pack)[0].passages == ()


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (lambda path: path.unlink(), "no such file"),
        (lambda path: path.write_text("x"), "is not the file that was added"),
        (lambda path: (path.unlink(), path.symlink_to("/etc/passwd")), "is a link"),
        (lambda path: (path.unlink(), path.mkdir()), "is a folder"),
    ],
)
def test_an_original_that_changed_is_named_and_left_out(pack, add, damage, problem, tmp_path, caplog):
    add("other.csv")
    damage(Path(add().document.path))
    with pytest.raises(DataError, match=problem):
        loaded(pack)
    assert [d.id for d in load_documents(pack, tmp_path / "cache")] == ["other.csv"]
    assert problem in caplog.text


@pytest.mark.parametrize(
    ("manifest", "problem"),
    [
        ("documents: [{id: a, file: ../../etc/passwd, sha256: '" + "0" * 64 + "', title: a}]", "file"),
        ("documents: [{id: a, file: a.txt, sha256: 'x', title: a}]", "sha256"),
        ("documents: [{id: a, file: a.txt, sha256: '" + "0" * 64 + "', title: a, titel: a}]", "titel"),
        ("documents: 3", "documents"),
    ],
)
def test_mistakes_in_the_manifest_have_their_line(pack, manifest, problem):
    (pack / "documents").mkdir()
    (pack / "documents" / "documents.yaml").write_text("\n" + manifest, encoding="utf-8")
    with pytest.raises(DataError, match=problem) as caught:
        loaded(pack)
    assert caught.value.line == 2


def test_knowledge_holds_the_documents_of_all_packs_under_ids_of_their_own(pack, add, tmp_path):
    kept = add()
    other = write_pack(tmp_path / "other")
    add_document(other, tmp_path / "faq.csv", About(), WORDS, None)
    documents = read(KOREAN, pack, other).documents
    assert documents[0] == kept.document
    assert [d.id for d in documents] == ["faq.csv", "other/faq.csv"]
    assert documents[1].passages[0].id == "other/faq.csv#0"


KILLED = """
import json, os, shutil, signal, sys
from pathlib import Path
from companion.base.files import Mistakes
from companion.documents import keeping
from companion.documents.formats import read_content
from companion.documents.pairs import SheetWords

def read_here(original, path):
    with original.open("rb") as file:
        return read_content(file, path)

keeping.read_isolated = read_here
pack, kept, original = map(Path, sys.argv[1:4])
words = SheetWords.load([Path(sys.argv[4])], Mistakes())
seen = last = 0
armed = False

def hook(event, arguments):
    global seen
    touches = any(str(pack) in os.fsdecode(a) for a in arguments if isinstance(a, (str, bytes, Path)))
    if armed and (touches or event == "fcntl.flock"):
        seen += 1
        if seen == last:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(hook)
status = -1
while status:
    shutil.rmtree(pack)
    shutil.copytree(kept, pack)
    last += 1
    if (child := os.fork()) == 0:
        armed = True
        keeping.add_document(pack, original, keeping.About(), words, None)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    mistakes = Mistakes()
    found = [[p.text for p in d.passages] for d in keeping.load_documents(pack, None, mistakes)]
    keeping.add_document(pack, original, keeping.About(), words, None)  # as somebody does who tries again
    after = [[p.text for p in d.passages] for d in keeping.load_documents(pack, None, mistakes)]
    left = [path.name for path in (pack / "documents").iterdir() if path.suffix != ".part"]
    print(json.dumps({"status": status, "found": found, "after": after, "left": len(left), "wrong": len(mistakes)}))
"""


def test_killed_at_any_moment_it_leaves_the_old_state_or_the_new_one(pack, add, tmp_path):
    add()
    changed = tmp_path / "new" / "faq.csv"
    changed.parent.mkdir()
    changed.write_text(FAQ.replace("됩니다", "안 됩니다"), encoding="utf-8")
    shutil.copytree(pack, tmp_path / "kept")
    command = [sys.executable, "-c", KILLED, pack, tmp_path / "kept", changed, KOREAN / "sheets.yaml"]
    ended = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True)
    rows = list(map(json.loads, ended.stdout.splitlines()))
    old, new = [["됩니다."]], [["안 됩니다."]]
    assert [row["status"] for row in rows] == [signal.SIGKILL] * (len(rows) - 1) + [0]
    assert all(row["found"] in (old, new) and row["after"] == new for row in rows)
    assert (rows[0]["found"], rows[-1]["found"]) == (old, new)
    assert {(row["left"], row["wrong"]) for row in rows} == {(2, 0)}
    assert len(rows) > 10


ADDING = """
import sys
from pathlib import Path
from companion.base.files import Mistakes
from companion.documents.formats import read_content
from companion.documents.keeping import About, add_document
from companion.documents.pairs import SheetWords
words = SheetWords.load([Path(sys.argv[3])], Mistakes())
add_document(Path(sys.argv[1]), Path(sys.argv[2]), About(), words, None)
"""


def test_several_that_add_at_once_are_all_heard(pack, tmp_path):
    adding = []
    for name in ("a.csv", "b.csv", "c.csv"):
        (tmp_path / name).write_text(FAQ, encoding="utf-8")
        command = [sys.executable, "-c", ADDING, str(pack), str(tmp_path / name), str(KOREAN / "sheets.yaml")]
        adding.append(subprocess.Popen(command))
    assert [child.wait() for child in adding] == [0, 0, 0]
    assert [d.id for d in loaded(pack)] == ["a.csv", "b.csv", "c.csv"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "faq.csv").write_text(FAQ, encoding="utf-8")
    (tmp_path / "mine").write_text("a file where the pack would be", encoding="utf-8")
    with pytest.raises(CompanionError, match="cannot be written") as caught:
        add_document(tmp_path / "mine", tmp_path / "faq.csv", About(), WORDS, None)
    assert caught.value.exit_status == 2
