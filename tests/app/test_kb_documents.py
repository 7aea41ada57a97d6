"""`companion kb add`, `remove`, `documents`: what they print, ask and refuse."""

import json

import pytest
from made_up import write_pack

from companion.base.settings import load_settings
from companion.dialogue.loading import load_material

FAQ = "질문,답변\n주차되나요?,됩니다.\n"
FLAGS = ("--source", "가람시", "--day", "2026-11-01")


@pytest.fixture
def run(kb, tmp_path):
    """`companion kb` in a folder with a sheet of questions."""
    (tmp_path / "faq.csv").write_text(FAQ, encoding="utf-8")
    return kb


def test_a_file_is_added_listed_and_removed(run):
    status, out, err = run("add", "faq.csv", *FLAGS)
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == "faq.csv: added, «faq», 1 question-answer pair, grade 1.00"
    assert "  questions and answers: --columns question=질문,answer=답변" in out
    (row,) = json.loads(run("documents", "--json")[1])
    assert (row["id"], row["pack"], row["day"], row["source"]) == ("faq.csv", "added", "2026-11-01", "가람시")
    assert run("remove", "faq") == (0, "faq.csv: removed\n", "")
    assert run("documents") == (0, "no documents; companion kb add FILE adds one\n", "")


def test_pairs_that_no_question_tells_apart_are_reported_when_they_are_added(run, tmp_path):
    (tmp_path / "one.csv").write_text("질문,답변\n주차 요금은 얼마인가요?,500원입니다.\n", encoding="utf-8")
    (tmp_path / "two.csv").write_text("질문,답변\n주차장 이용 요금이 얼마예요?,700원입니다.\n", encoding="utf-8")
    assert "ask the same" not in run("add", "one.csv", *FLAGS)[1]
    status, out, err = run("add", "two.csv", "faq.csv", *FLAGS)
    assert (status, err) == (0, "")
    told = "  «주차 요금은 얼마인가요?» (one.csv) and «주차장 이용 요금이 얼마예요?» (two.csv) ask the same and have"
    assert out.splitlines().count(told) == 1
    assert "ask the same" not in run("add", "faq.csv", *FLAGS)[1]


def test_every_profile_knows_what_was_added_and_kb_check_finds_it_sound(run):
    run("add", "faq.csv", *FLAGS)
    knowledge = load_material(load_settings("signing-ceremony")).knowledge
    assert [d.id for d in knowledge.documents] == ["faq.csv"]
    assert knowledge.packs.packs[-1].title == "직접 넣은 자료"


def test_a_pack_can_keep_it(run, tmp_path):
    write_pack(tmp_path / "mine")
    assert run("add", "faq.csv", "--to", "mine", *FLAGS)[0] == 0
    assert (tmp_path / "mine" / "documents" / "documents.yaml").is_file()
    assert not (tmp_path / "data").exists()
    assert run("remove", "faq.csv", "--from", "mine") == (0, "faq.csv: removed\n", "")
    status, _, err = run("add", "faq.csv", "--to", "nowhere", *FLAGS)
    assert (status, err.count("\n")) == (2, 1)
    assert "no pack there" in err


def test_who_says_it_and_when_is_asked_of_somebody_at_a_terminal(run):
    status, out, err = run("add", "faq.csv", typed="가람시\n2026. 11. 1.\n2026-11-01\n")
    assert status == 0
    assert "faq.csv: who says it?" in out
    assert "«2026. 11. 1.» is not a date; write 2026-11-01" in err
    (row,) = json.loads(run("documents", "--json")[1])
    assert (row["source"], row["day"]) == ("가람시", "2026-11-01")
    assert "who says it" not in run("add", "faq.csv", typed="")[1]  # nothing new, nothing to ask


def test_nobody_is_asked_in_a_script_and_what_is_unknown_stays_so(run):
    out = run("add", "faq.csv")[1]
    assert "날짜를 알 수 없는 자료" in out
    assert "날짜를 알 수 없는 자료" in run("documents")[1]
    assert json.loads(run("documents", "--json")[1])[0]["day"] is None


def test_all_mistakes_of_all_files_are_told_and_sound_files_are_kept(run, tmp_path):
    (tmp_path / "bad.csv").write_text("질문,답변\n가?,\n나?,\n", encoding="utf-8")
    status, out, err = run("add", "bad.csv", "faq.csv", "a.exe", *FLAGS)
    assert status == 2
    assert out.startswith("faq.csv: added")
    assert err.splitlines()[:2] == [
        "companion: bad.csv:2: «가?» has no answer — fix: write one, or remove the row",
        "companion: bad.csv:3: «나?» has no answer — fix: write one, or remove the row",
    ]
    assert err.count("\n") == 3


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "faq.csv", "--day", "2026-13-01"), "is not a date"),
        (("add", "faq.csv", "--columns", "question"), "names no columns"),
        (("add", "faq.csv", "--columns", "question=무엇,answer=왜"), "no table has the columns"),
        (("add", "faq.csv", "faq.csv", "--title", "둘"), "--title is for one file"),
        (("add", "nothing.csv"), "no such file"),
        (("add", "."), "is a folder"),
        (("remove", "nothing.csv"), "keeps no files"),
    ],
)
def test_bad_usage_is_one_line_with_status_two(run, arguments, told):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert told in err
    assert err.rstrip().count("\n") == ("usage:" in err and err.count("\n") - 1)
