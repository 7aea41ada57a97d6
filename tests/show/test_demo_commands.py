"""`companion demo …`, as somebody uses it who writes a first show."""

import pytest

from companion.app.main import main


@pytest.fixture
def run(capsys):
    def run(*arguments):
        status = main([*map(str, arguments)])
        return status, *capsys.readouterr()

    return run


@pytest.fixture(scope="module")
def event(tmp_path_factory):
    folder = tmp_path_factory.mktemp("events") / "my-opening"
    assert main(["demo", "new", str(folder)]) == 0
    return folder


def test_a_new_show_is_sound_understood_and_survives_its_drill(run, event):
    there = ("opening", "--profile", event)
    assert run("demo", "check", *there)[1].endswith("the show is sound\n")
    page = event.parent / "rehearsal.html"
    status, out, _ = run("demo", "rehearse", *there, "--variants", "20", "-o", page)
    assert (status, out.splitlines()[-1]) == (0, "ready")
    assert "<h1>리허설: 도서관 개관식</h1>" in page.read_text(encoding="utf-8")
    status, out, _ = run("demo", "run", *there, "--silent")
    assert status == 0
    assert "솔이: 함께해 주셔서 고마워요. 또 오세요!" in out


def test_a_show_that_would_say_what_it_may_not_is_not_put_on_its_stage(run, event):
    path = event / "shows" / "forbidden.yaml"
    path.write_text("title: 시험\nnotice: 빌어먹을 AI\ncues: [{say: 안녕하세요}]\n", encoding="utf-8")
    status, _, err = run("demo", "run", "forbidden", "--stage", "--profile", event)
    assert status == 2
    assert f"{path}:2: «notice»: «빌어먹을 AI» may not be said: words: 빌어먹을 (words)" in err


def test_a_part_that_nobody_can_play_is_told_with_its_line_and_a_path_begins_at_the_pack(run, event):
    path = event / "shows" / "parts.yaml"
    cues = (
        "{say: 하나예요, set: {profile: ../nowhere}}",
        "{say: 둘이에요, set: {persona: nobody}}",
        "{ask: 시장님이 누구야?, set: {profile: .}}",
    )
    path.write_text("\n  - ".join(("title: 시험\ncues:", *cues)) + "\n", encoding="utf-8")
    status, out, _ = run("demo", "check", "parts", "--profile", event)
    assert status == 2
    assert f"{path}:3: «set.profile»: " in out
    assert f"{path}:4: «set.persona»: there is no «nobody»" in out
    path.write_text(f"title: 시험\ncues: [{cues[2]}]\n", encoding="utf-8")
    assert run("demo", "check", "parts", "--profile", event)[1].endswith("the show is sound\n")


def test_mistakes_are_told_all_at_once_with_their_lines(run, event):
    path = event / "shows" / "wrong.yaml"
    path.write_text(
        "title: 시험\ncues:\n  - {ask: 부산시장이 누구야?}\n  - {ask: 몇 시에 닫아?, expect: {contains: ['99:00']}}\n",
        encoding="utf-8",
    )
    status, out, _ = run("demo", "check", "wrong", "--profile", event)
    assert status == 2
    assert f"{path}:3: " in out
    assert f"{path}:4: " in out
    assert "2 mistakes" in out


def test_a_mistake_of_the_data_is_told_before_anything_is_asked(run, tmp_path):
    folder = tmp_path / "my-party"
    run("demo", "new", folder)
    facts = folder / "data" / "facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("phone:", "telefon:"), encoding="utf-8")
    for action in ("check", "rehearse"):
        words = ("--variants", "2") if action == "rehearse" else ()
        status, _, err = run("demo", action, "opening", "--profile", folder, *words)
        assert status == 2
        assert "facts.yaml:25: unknown key «telefon»" in err
        assert "cannot be answered" not in err


def test_a_pack_that_was_renamed_is_told_and_not_that_its_show_is_unknown(run, tmp_path):
    run("demo", "new", tmp_path / "my-party")
    (tmp_path / "my-party").rename(tmp_path / "my-feast")
    for action in ("check", "run"):
        status, _, err = run("demo", action, "opening", "--profile", tmp_path / "my-feast")
        assert status == 2
        assert "pack.yaml:3: «pack: my-party» is not the folder's name" in err


def test_a_report_without_a_show_says_what_to_do(run, event, tmp_path):
    status, _, err = run("demo", "report", "opening", "--profile", event, "--kept", tmp_path)
    assert status == 2
    assert "--stage" in err


def test_a_drill_tells_how_each_fault_was_met(run, event):
    path = event / "shows" / "one.yaml"
    path.write_text("title: 시험\ncues: [{id: a, ask: 시장님이 누구야?}]\n", encoding="utf-8")
    status, out, _ = run("demo", "drill", "one", "--profile", event)
    assert status == 0
    assert "every cue delivered within its deadline, none twice" in out


def test_a_killed_show_stands_where_it_stood(run):
    _, out, _ = run("demo", "drill", "signing-ceremony", "--kills", "2")
    assert "0 stood elsewhere or said a cue twice" in out
