"""`kb check`: mistakes of all files in one run, what is old or missing in sound data, and the examples of packs."""

import json
from datetime import date

import pytest
from made_up import GARAM, MUSEUM, write_pack

from companion.app.main import main
from companion.base.errors import UsageError
from companion.base.settings import load_settings
from companion.evaluation.check import check_data, problem_with

OFFICES = """\
entities:
  - {id: kim, type: person, name: 김하나}
  - {id: lee, type: person, name: 이두리}
  - {id: fair, type: event, name: 박람회, date: 2026-05-01, known: 2026-05-01, confidence: high, source: 신문}
  - {id: mill, type: place, name: 물방앗간, address: 냇가 1, known: 2019-01-01, confidence: high, source: 신문}
  - id: lapsed-mayor
    type: office
    name: 앞마을 이장
    title: 이장
    term_years: 2
    holder: [{value: kim, from: 2020-01-01, known: 2020-06-01, confidence: high, source: 신문}]
  - id: vacant-mayor
    type: office
    name: 뒷마을 이장
    title: 이장
    holder: [{value: lee, from: 2020-01-01, to: 2024-12-31, known: 2025-01-01, confidence: high, source: 신문}]
  - id: gone-mayor
    type: office
    name: 옛마을 이장
    title: 이장
    to: 2024-12-31
    holder: [{value: lee, from: 2020-01-01, to: 2024-12-31, known: 2025-01-01, confidence: high, source: 신문}]
"""
SHOW = "title: 개막\n{profile}cues: [{{narrate: 시작해요.}}]\n"


@pytest.fixture
def event(tmp_path):
    """An event in a folder: a profile and a pack with some files; the settings of its profile."""

    def make(manifest="needs: [korean]\n", profile="", **files):
        folder = write_pack(tmp_path / "event", manifest, **files)
        lines = f"packs: [korean, .]\nas_of: 2026-11-22\n{profile}"
        (folder / "profile.yaml").write_text(lines, encoding="utf-8")
        return load_settings(str(folder), environment={})

    return make


def notes(report, kind):
    return [(note.pack, note.about) for note in report.notes if note.kind == kind]


def test_what_deserves_a_look_in_sound_data_is_noted(event):
    report = check_data(event(data__a_yaml=OFFICES))
    assert report.mistakes == ()
    assert report.sound
    assert notes(report, "vacant") == [("event", "뒷마을 이장")]
    assert notes(report, "lapsed") == [("event", "앞마을 이장")]
    assert sorted(notes(report, "old")) == [("event", "물방앗간"), ("event", "앞마을 이장")]


def test_days_that_no_source_can_have_shown_yet_are_noted(event):
    ahead = OFFICES.replace("냇가 1, known: 2019-01-01", "냇가 1, known: 2097-05")
    early = "to: 2024-12-31, known: 2024-06-01, confidence: high, source: 신문}]\n  - id: gone"
    ahead = ahead.replace("to: 2024-12-31, known: 2025-01-01, confidence: high, source: 신문}]\n  - id: gone", early)
    report = check_data(event(data__a_yaml=ahead))
    assert report.sound
    assert notes(report, "ahead") == [("event", "물방앗간")]
    assert notes(report, "unseen") == [("event", "뒷마을 이장")]
    by_law = ahead.replace("known: 2024-06-01", "to_basis: statutory, known: 2024-06-01")
    assert notes(check_data(event(data__a_yaml=by_law)), "unseen") == []


def test_a_day_of_the_profile_that_lies_ahead_is_its_today(event):
    later = OFFICES.replace("냇가 1, known: 2019-01-01", "냇가 1, known: 2097-05-01")
    settings = event(data__a_yaml=later).model_copy(update={"as_of": date(2097, 5, 1)})
    assert notes(check_data(settings), "ahead") == []


def test_names_that_sound_alike_are_noted(event):
    twins = "entities:\n  - {id: a, type: person, name: 박나리}\n  - {id: b, type: person, name: 박날이}\n"
    report = check_data(event(data__a_yaml=twins))
    (note,) = [note for note in report.notes if note.kind == "sounds alike"]
    assert {note.about, note.detail} == {"박나리", "박날이"}


def test_everything_read_is_counted(event):
    counts = check_data(event(data__a_yaml=OFFICES, shows__opening_yaml=SHOW.format(profile=""))).counts
    assert counts["packs"] == 2
    assert counts["entities"] == 7
    assert counts["statements"] == 5
    assert counts["successions"] == 3
    assert counts["shows"] == 1
    assert counts["sentences said"] > 10


def test_mistakes_of_all_kinds_of_files_are_found_in_one_run(event):
    settings = event(
        "needs: [korean]\nhome: 앞마을\nrelations:\n  - {id: age, label: 나이, value: nubmer}\n",
        data__a_yaml="entities:\n  - {id: x, type: persn, name: 엑스}\n",
        areas_yaml="areas:\n  - {id: 뒷마을, kind: city, aliases: [뒷], part_of: []}\n  - {id: 골목, kind: dong}\n",
        offers_yaml="offers:\n  - {id: 국밥집, parents: [없는음식]}\n",
        phrases__talk_yaml="skill: smalltalk\nintents:\n  - {id: greet, phrases: ['{nobody}야 안녕'], gesture: jump}\n",
        persona__host_yaml="persona: host\nname: 도담이\nlines:\n  - {intent: smalltalk.nothing, text: 네.}\n",
        shows__opening_yaml=SHOW.format(profile="profile: defualt\n"),
        lexicon_yaml="wrds: []\n",
        profanity_yaml="patterns: ['(']\nanswers: [네.]\n",
        examples_jsonl='{"text": "안녕"}\n{"txt": "안녕"}\nno json\n',
    )
    report = check_data(settings)
    found = {(m.path.relative_to(settings.folder).as_posix(), m.line) for m in report.mistakes}
    assert found >= {
        ("pack.yaml", 4),
        ("pack.yaml", 6),
        ("data/a.yaml", 2),
        ("areas.yaml", 3),
        ("offers.yaml", 2),
        ("phrases/talk.yaml", 3),
        ("persona/host.yaml", 4),
        ("shows/opening.yaml", 2),
        ("lexicon.yaml", 1),
        ("examples.jsonl", 2),
        ("examples.jsonl", 3),
    }
    assert any(path == "profanity.yaml" for path, _ in found)
    in_examples = {m.line: m.problem for m in report.mistakes if m.path.name == "examples.jsonl"}
    assert "«txt»: unknown key" in in_examples[2]
    assert "not JSON" in in_examples[3]
    assert all(mistake.problem and "\n" not in str(mistake) for mistake in report.mistakes)
    assert not report.sound
    assert problem_with(settings) == str(report.mistakes[0])


def test_a_show_with_an_unknown_profile_is_told_with_the_nearest(event):
    report = check_data(event(shows__opening_yaml=SHOW.format(profile="profile: defualt\n")))
    (mistake,) = report.mistakes
    assert (mistake.path.name, mistake.line) == ("opening.yaml", 2)
    assert "unknown profile «defualt»" in mistake.problem
    assert "did you mean «default»?" in mistake.fix


@pytest.mark.parametrize("profile", ["signing-ceremony", ".", "profile.yaml", "./profile.yaml", "../event"])
def test_a_show_names_its_profile_as_the_command_line_does_from_the_folder_of_its_pack(event, profile):
    assert check_data(event(shows__opening_yaml=SHOW.format(profile=f"profile: {profile}\n"))).mistakes == ()


def test_what_the_profile_names_and_nobody_has_is_told_with_its_line(event):
    host = "persona: host\nname: 도담\n"
    told = check_data(event(profile="persona: hosst\n", persona__host_yaml=host)).mistakes
    assert [(m.path.name, m.line, m.fix) for m in told] == [("profile.yaml", 3, "did you mean «host»?")]
    told = check_data(event(profile="home: 앞마\n", areas_yaml="areas:\n  - {id: 앞마을, kind: city}\n")).mistakes
    assert [(m.path.name, m.line, m.fix) for m in told] == [("profile.yaml", 3, "did you mean «앞마을»?")]
    told = check_data(event(profile="here: [mil]\n", data__a_yaml=OFFICES)).mistakes
    assert [(m.path.name, m.line, m.fix) for m in told] == [("profile.yaml", 3, "did you mean «mill»?")]
    settings = event()
    (settings.folder / "profile.yaml").write_text("packs:\n  - korean\n  - korena\n", encoding="utf-8")
    (mistake,) = check_data(load_settings(str(settings.folder), environment={})).mistakes
    assert (mistake.path.name, mistake.line) == ("profile.yaml", 3)
    assert "did you mean «korean»?" in mistake.fix


def test_what_a_flag_names_and_nobody_has_is_a_usage_error(event):
    settings = load_settings(str(event().folder), {"persona": "hosst"}, environment={})
    with pytest.raises(UsageError, match="setting persona: there is no «hosst»"):
        check_data(settings)


def test_without_sentences_to_answer_with_the_mistakes_found_are_told(event):
    settings = event("needs: [korena]\n").model_copy(update={"packs": (".",)})
    assert [(m.path.name, m.line) for m in check_data(settings).mistakes] == [("pack.yaml", 3)]


def test_every_persona_of_a_pack_is_checked_not_only_the_one_in_use(event):
    report = check_data(event(persona__other_yaml="persona: other\nname: 도담이\ngreeting: 안녕\n"))
    assert [(m.path.name, m.line) for m in report.mistakes] == [("other.yaml", 3)]


EXAMPLES = """\
{"text": "물방앗간 주소가 어디야?", "expect": {"all": ["냇가 1"], "status": "answered"}}
{"text": "물방앗간 주소가 어디야?", "expect": {"all": ["냇가 2"], "none": ["냇가 1"]}}
{"text": "뒷마을 이장이 누구야?", "as_of": "2023-05-05", "expect": {"any": ["이두리"]}}
{"text": "뒷마을 이장이 누구야?", "session": "a", "as_of": "2023-05-05"}
{"text": "언제부터 했어?", "session": "a", "as_of": "2023-05-05", "expect": {"all": ["2020년 1월 1일"]}}
{"text": "안녕", "expect": {"items": 3}}
"""


def test_examples_that_fail_are_told_with_their_line_and_the_answer(event):
    report = check_data(event(data__a_yaml=OFFICES, examples_jsonl=EXAMPLES))
    failed = [note for note in report.notes if note.kind == "example"]
    assert [note.about.split(" ")[0] for note in failed] == ["examples.jsonl:2", "examples.jsonl:6"]
    assert "lacks «냇가 2»; says «냇가 1»" in failed[0].detail
    assert "has 0 items, not 3" in failed[1].detail
    assert report.counts["examples"] == 6
    assert not report.sound
    assert list(report.lines())[-1] == "2 failed examples"


def test_the_report_is_json_and_its_exit_status_tells_whether_the_data_is_sound(event, capsys):
    sound = event(data__a_yaml=OFFICES)
    assert main(["kb", "check", "--json", "--profile", str(sound.folder)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["sound"] is True
    assert {"vacant", "lapsed", "old"} <= {note["kind"] for note in told["notes"]}
    (sound.folder / "data" / "a.yaml").write_text(OFFICES.replace("type: event", "type: evnt"), encoding="utf-8")
    assert main(["kb", "check", "--json", "--profile", str(sound.folder)]) == 2
    told = json.loads(capsys.readouterr().out)
    assert told["sound"] is False
    assert [(m["line"], m["problem"], m["fix"]) for m in told["mistakes"]] == [
        (4, "«evnt» is no type", "did you mean «event»?")
    ]


@pytest.mark.parametrize("profile", ["default", "signing-ceremony"])
def test_the_shipped_data_is_sound(profile):
    report = check_data(load_settings(profile, environment={}))
    assert report.mistakes == ()
    assert report.sound
    assert notes(report, "unseen") == []


def test_the_made_up_packs_are_sound_beside_the_shipped_ones():
    packs = (*load_settings(environment={}).packs, str(GARAM), str(MUSEUM))
    report = check_data(load_settings(flags={"packs": packs}, environment={}))
    assert report.mistakes == ()
