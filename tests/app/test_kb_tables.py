"""`companion kb add --as`: what it shows, keeps, refuses, and how it is asked."""

import json

import pytest
import yaml
from tables import COURSES, FLAGS, STAFF

from companion.base.settings import load_settings
from companion.dialogue.loading import load_material
from companion.knowledge import table_packs

BAD = """\
이용권,가격,판매 시작
어린이 하루권,"3,000원",2026-12-01
어른 하루권,오천 원쯤,2026-13-01
가족 하루권,"9,000원",2026-12-01
가족 하루권,"12,000원",2026-12-01
,"1,000원",2026-12-01
"""


@pytest.fixture
def kept(tmp_path):
    """The folder of the packs that are made."""
    return tmp_path / "data" / "companion-robot" / "packs" / "tables"


@pytest.fixture
def run(kb, tmp_path):
    """`companion kb` in a folder with three tables."""
    for name, text in (("staff.csv", STAFF), ("courses.csv", COURSES), ("bad.csv", BAD)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return kb


def test_a_table_is_shown_kept_listed_and_removed(run, kept):
    status, out, err = run("add", "staff.csv", "--as", "직원", *FLAGS)
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == "staff.csv: 4 of «직원»"
    assert out.splitlines()[-1] == "staff.csv: added, «staff», as of 2026-11-01 (--day), by 달무리기록원"
    (row,) = json.loads(run("documents", "--json")[1])
    assert (row["file"], row["kind"], row["rows"]) == ("staff.csv", "jikwon", 4)
    assert run("remove", "staff.csv") == (0, "staff.csv: removed\n", "")
    assert not list(kept.iterdir())


def test_the_same_again_changes_nothing_and_what_is_changed_takes_its_place(run, kept, tmp_path):
    run("add", "staff.csv", "--as", "직원", *FLAGS)
    folder = kept / "staff-csv"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert "staff.csv: unchanged" in run("add", "staff.csv", "--as", "직원")[1]
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    (tmp_path / "staff.csv").write_text(STAFF.replace("2351", "2399"), encoding="utf-8")
    assert "staff.csv: replaced, «staff»" in run("add", "staff.csv", "--as", "직원", "--day", "2026-12-01")[1]
    (table,) = (folder / "data").iterdir()
    assert "2399" in table.read_text(encoding="utf-8")
    assert "달무리기록원" in (folder / "pack.yaml").read_text(encoding="utf-8")


def test_what_was_changed_by_hand_of_a_relation_stays(run, kept, tmp_path):
    run("add", "staff.csv", "--as", "직원", *FLAGS)
    path = kept / "staff-csv" / "pack.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  - 부서\n", "  - 부서\n  - 소속\n"), encoding="utf-8")
    (tmp_path / "staff.csv").write_text(STAFF + "5,총무과,팀장,바라온,총무,2360,055-900-2360\n", encoding="utf-8")
    run("add", "staff.csv", "--as", "직원", *FLAGS)
    manifest = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert manifest["relations"][0]["nouns"] == ["부서", "소속"]


def test_what_was_said_to_be_no_whole_list_stays_so(run, kept, tmp_path):
    run("add", "staff.csv", "--as", "직원", *FLAGS)
    path = kept / "staff-csv" / "pack.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("complete: true", "complete: false"), encoding="utf-8")
    (tmp_path / "staff.csv").write_text(STAFF.replace("2351", "2399"), encoding="utf-8")
    run("add", "staff.csv", "--as", "직원", *FLAGS)
    assert "complete: true" not in path.read_text(encoding="utf-8")


def test_files_that_would_be_written_alike_are_two(run, kept, tmp_path):
    for name, thing in (("표.csv", "물레"), ("pyo.csv", "체")):
        (tmp_path / name).write_text(f"품목,단가\n{thing},3000원\n", encoding="utf-8")
        assert run("add", name, "--as", {"물레": "연장", "체": "살림"}[thing], *FLAGS)[0] == 0
    assert len(list(kept.iterdir())) == 2
    assert all(folder.name.isascii() for folder in kept.iterdir())


def test_names_that_differ_in_brackets_are_two(run, tmp_path):
    (tmp_path / "two.csv").write_text("강좌,요금\n민화(오전),3000원\n민화(오후),4000원\n", encoding="utf-8")
    assert run("add", "two.csv", "--as", "강좌", *FLAGS)[0] == 0


def test_every_mistake_is_told_with_its_row_and_column_and_nothing_is_kept(run, kept):
    status, _, err = run("add", "bad.csv", "--as", "이용권", *FLAGS)
    assert status == 2
    told = [line.partition(" — ")[0] for line in err.splitlines()]
    assert told == [
        "companion: bad.csv:3: «가격»: «오천 원쯤» is no amount in won",
        "companion: bad.csv:3: «판매 시작»: «2026-13-01» is not a date",
        "companion: bad.csv:5: «가족 하루권» is named in row 4 too",
        "companion: bad.csv:6: a row without a name",
    ]
    assert not kept.exists()


def test_what_only_all_packs_together_show_is_told_with_the_row_too(run, kept):
    run("add", "staff.csv", "--as", "직원", *FLAGS)
    (kept.parents[3] / "more.csv").write_text("이름,직급\n가나래,팀장\n나하늘,과장\n", encoding="utf-8")
    status, _, err = run("add", "more.csv", "--as", "회원", *FLAGS)
    assert status == 2
    assert err.startswith("companion: more.csv:3: «나하늘» already names")
    assert not (kept / "more-csv").exists()


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("staff.csv", "--as", "persn"), "there is no such type; did you mean «person»?"),
        (("staff.csv", "--as", "person"), "a person holds offices"),
        (("staff.csv", "--as", "직원", "--map", "부셔=-"), "no column «부셔»; did you mean «부서»?"),
        (("staff.csv", "--as", "직원", "--map", "부서=dept"), "has no relation «dept»"),
        (("staff.csv", "--map", "부서=-"), "--as TYPE"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_way_out(run, kept, arguments, problem):
    status, _, err = run("add", *arguments)
    assert status == 2
    assert problem in err
    assert not kept.exists()


def test_a_column_of_offices_holders_adds_people(run, tmp_path):
    (tmp_path / "heads.csv").write_text("직위,성명,취임일\n달무리문화원장,오하늘,2024-03-01\n", encoding="utf-8")
    mapping = "직위=name,성명=holder,취임일=holder.from"
    assert run("add", "heads.csv", "--as", "office", "--map", mapping, *FLAGS)[0] == 0
    base = load_material(load_settings("default")).knowledge.base
    (tenure,) = next(held.tenures for held in base.successions.values() if held.name == "달무리문화원장")
    assert (base.name(tenure.holder), tenure.start.iso) == ("오하늘", "2024-03-01")


def test_a_table_is_known_where_its_packs_are(run, tmp_path):
    (tmp_path / "far.csv").write_text("이름,가격\n물레,3000원\n", encoding="utf-8")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "pack.yaml").write_text(
        "pack: own\ntitle: 것\ntypes: [{id: toy, noun: 놀잇감, counter: 개}]\n", encoding="utf-8"
    )
    (tmp_path / "toys.yaml").write_text("extends: default\npacks: [korean, robot, ./own]\n", encoding="utf-8")
    assert run("add", "far.csv", "--as", "toy", "--profile", str(tmp_path / "toys.yaml"), *FLAGS)[0] == 0
    there = load_material(load_settings(str(tmp_path / "toys.yaml"))).knowledge.packs
    elsewhere = load_material(load_settings("default")).knowledge.packs
    assert [pack.id for pack in there.packs][-1] == "far-csv"
    assert "far-csv" not in [pack.id for pack in elsewhere.packs]


def test_a_workbook_is_read_like_any_table(run, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["품목", "단가"], ["물레", 3000], ["체", 1500]):
        book.active.append(row)
    book.save(tmp_path / "prices.xlsx")
    status, out, err = run("add", "prices.xlsx", "--as", "물건", *FLAGS)
    assert (status, err) == (0, "")
    assert "money" in out


def test_whatever_ends_the_writing_the_old_pack_is_there_or_the_new_one(run, kept, tmp_path, monkeypatch):
    run("add", "courses.csv", "--as", "강좌", *FLAGS)
    changed = COURSES.replace("민화 교실", "서예 교실")
    (tmp_path / "courses.csv").write_text(changed, encoding="utf-8")
    write = table_packs.write_atomically
    steps = []

    def failing_after(allowed):
        def failing(path, content):
            steps.append(path)
            if len(steps) > allowed:
                raise KeyboardInterrupt
            write(path, content)

        return failing

    for allowed in (2, 3):  # the first two are those of the check beforehand
        steps.clear()
        monkeypatch.setattr(table_packs, "write_atomically", failing_after(allowed))
        assert run("add", "courses.csv", "--as", "강좌", *FLAGS)[0] != 0
        assert len(steps) == allowed + 1
        names = {e.name for e in load_material(load_settings("default")).knowledge.base.entities.values()}
        assert "민화 교실" in names
        assert "서예 교실" not in names
    monkeypatch.setattr(table_packs, "write_atomically", write)
    assert run("add", "courses.csv", "--as", "강좌", *FLAGS)[0] == 0
    names = {e.name for e in load_material(load_settings("default")).knowledge.base.entities.values()}
    assert "서예 교실" in names
    assert len(list((kept / "courses-csv" / "data").iterdir())) == 1
