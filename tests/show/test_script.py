import pytest
from made_up import write_pack

from companion.base.errors import DataError, UsageError
from companion.base.files import Mistakes
from companion.base.settings import load_settings
from companion.dialogue.loading import packs_of
from companion.knowledge.packs import read_packs
from companion.show.script import load_script, play, scripts

PACKS = packs_of(load_settings(environment={}))


@pytest.fixture
def written(tmp_path):
    """A script with the given cues."""

    def write(*cues):
        show = "title: 시험\ncues:\n" + "".join(f"  - {cue}\n" for cue in cues)
        packs = read_packs([write_pack(tmp_path / "made", shows__mine_yaml=show)], Mistakes())
        return load_script(packs, "mine")

    return write


def test_the_signing_ceremony_ends_with_both_of_its_answers(ceremony):
    script = load_script(PACKS, "signing-ceremony")
    assert script.profile == ceremony.settings.profile
    played = list(play(script, ceremony))
    assert len(played) == len(script.cues)
    assert [failure for each in played for failure in each.failures] == []
    replies = {each.cue.ask: each.reply for each in played if each.reply}
    governor = replies["경기도지사가 누구야?"]
    assert governor.text == "재명이 형이지"
    assert [source.id for source in governor.sources]
    restaurants = replies["수원 맛집을 찾아줘"]
    assert len({item.id for item in restaurants.items}) == 3
    for item in restaurants.items:
        assert item.name in restaurants.text
        assert item.name == ceremony.store.places[item.id].name
        assert item.why
    assert list(replies.values())[-1] is restaurants


def test_a_show_may_be_played_with_the_profile_of_its_own_folder(tmp_path):
    show = "title: 시험\nprofile: .\ncues: [{ask: 안녕}]\n"
    folder = write_pack(tmp_path / "made", shows__mine_yaml=show)
    (folder / "profile.yaml").write_text("description: 이 자리\n", encoding="utf-8")
    script = load_script(read_packs([folder], Mistakes()), "mine")
    assert load_settings(script.profile, environment={}).description == "이 자리"
    assert load_script(read_packs([], Mistakes()), str(folder / "shows" / "mine.yaml")).profile == script.profile


def test_an_unknown_profile_of_a_show_is_told_with_its_line(tmp_path):
    show = "title: 시험\nprofile: ./nowhere\ncues: [{ask: 안녕}]\n"
    packs = read_packs([write_pack(tmp_path / "made", shows__mine_yaml=show)], Mistakes())
    with pytest.raises(DataError, match=r"mine\.yaml:2: «profile»: .*made/nowhere: no such profile"):
        load_script(packs, "mine")


def test_a_narration_is_told_and_not_answered(written, ceremony):
    told, asked = play(written("narrate: 파이보가 나온다.", "ask: 안녕"), ceremony)
    assert (told.reply, told.failures) == (None, ())
    assert asked.reply.status == "answered"


def test_the_cues_of_a_script_are_one_conversation(written, assistant):
    first, second = play(written("ask: 수원 맛집을 찾아줘", "ask: 다른 데"), assistant)
    assert second.reply.route == "recommend"
    assert not {item.id for item in first.reply.items} & {item.id for item in second.reply.items}


@pytest.mark.parametrize(
    ("expected", "failures"),
    [
        ("{contains: [이재명]}", 0),
        ("{contains: [이재명, 홍길동]}", 1),
        ("{items: 0}", 0),
        ("{items: 3}", 1),
        ("{contains: [홍길동, 임꺽정], items: 1}", 3),
    ],
)
def test_an_answer_that_falls_short_is_reported(written, assistant, expected, failures):
    script = written(f"{{ask: 2019년 10월 23일에 경기도지사가 누구였어?, expect: {expected}}}")
    (played,) = play(script, assistant)
    assert len(played.failures) == failures, played.failures


def test_a_failure_quotes_what_is_missing_and_what_was_said(written, assistant):
    (played,) = play(written("{ask: 안녕, expect: {contains: [홍길동]}}"), assistant)
    assert played.failures == (f"«홍길동» is not in «{played.reply.text}»",)


@pytest.mark.parametrize("cue", ["{ask: 안녕, narrate: 인사한다.}", "{by: 사회자}", "{ask: 안녕, expcet: {items: 3}}"])
def test_a_cue_that_does_not_do_one_thing_is_reported_with_its_line(written, cue):
    with pytest.raises(DataError) as caught:
        written("ask: 안녕", cue)
    assert caught.value.line == 4


def test_a_script_without_cues_is_no_script(tmp_path):
    (tmp_path / "mine.yaml").write_text("title: 시험\ncues: []\n", encoding="utf-8")
    with pytest.raises(DataError, match="cues"):
        load_script(PACKS, str(tmp_path / "mine.yaml"))


def test_an_unknown_script_lists_those_that_exist():
    with pytest.raises(UsageError, match=r"unknown script «nosuch»; there are: .*signing-ceremony"):
        load_script(PACKS, "nosuch")


def test_a_script_can_be_named_by_its_path():
    path = scripts(PACKS)["signing-ceremony"]
    assert load_script(read_packs([], Mistakes()), str(path)) == load_script(PACKS, "signing-ceremony")
