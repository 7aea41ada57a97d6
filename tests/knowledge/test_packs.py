"""Manifests: what packs declare, and every mistake in one run, each with its line and a fix."""

import pytest
from made_up import GARAM, KOREAN, MUSEUM, PACKS, SHIPPED, mistakes_in, read, write_pack

from companion.base.errors import UsageError
from companion.base.files import Mistakes
from companion.knowledge.packs import find_pack, read_packs

SOUND = """\
types:
  - {id: thing, noun: 것, counter: 개}
  - {id: hall, noun: 전시실, nouns: [방], counter: 곳, supertypes: [thing], recommend: 볼 만한 방}
relations:
  - {id: floor, label: 층, of: [hall], value: number, unit: 층, template: "{subject:은/는} {value}에 있어요."}
tables:
  - {file: halls.csv, type: hall}
"""
HALLS = "id,name,floor,source,known,confidence\nH1,앞방,2,신문,2026-01-01,high\n"


def test_a_sound_manifest_declares_types_and_relations(tmp_path):
    folder = write_pack(tmp_path / "made", SOUND, data__halls_csv=HALLS)
    knowledge = read(folder)
    vocabulary = knowledge.base.vocabulary
    hall = vocabulary.types["hall"]
    assert (hall.noun, hall.nouns, hall.supertypes) == ("전시실", ("전시실", "볼 만한 방", "방"), {"hall", "thing"})
    assert vocabulary.is_a("hall", "thing")
    assert not vocabulary.is_a("thing", "hall")
    assert not vocabulary.is_a("nothing", "thing")
    assert vocabulary.recommended == (hall,)
    assert vocabulary.relations["floor"].pack == "made"
    assert knowledge.base.written(knowledge.base.about("H1", "floor")[0]) == ("2층",)


MISTAKES = [
    ("pack: made", "pack: mad", 1, "«pack: mad» is not the folder's name", "write made"),
    ("title: 꾸민 것", "titel: 꾸민 것", 1, "«title»", "add it"),
    ("title: 꾸민 것", "titel: 꾸민 것", 2, "«titel»: unknown key", "did you mean «title»?"),
    ("noun: 것, counter: 개", "noun: 것, conter: 개", 4, "conter", "did you mean «counter»?"),
    ("id: thing, noun: 것", "id: Thing, noun: 것", 4, "types.0.id", ""),
    ("supertypes: [thing]", "supertypes: [thnig]", 5, "«thnig» is no type declared before", "did you mean «thing»?"),
    ("id: hall", "id: thing", 5, "type «thing» is already declared by the pack «made»", ""),
    ("id: hall", "id: money", 5, "«money» is a kind of value", "choose another id"),
    ("of: [hall]", "of: [hal]", 7, "«of»: «hal» is no type", "did you mean «hall»?"),
    ("value: number", "value: nubmer", 7, "«value»: «nubmer» is no kind of value", "did you mean «number»?"),
    ("unit: 층,", "unit: 층, qualifiers: {year: dya},", 7, "«year»: «dya» is no kind of value", "«day»?"),
    ("unit: 층,", "unit: 층, role: pirce,", 7, "role", "did you mean «price»?"),
    ("{subject:은/는}", "{sujbect:은/는}", 7, "there is no field «sujbect»", "did you mean «subject»?"),
    ("{subject:은/는}", "{subject:은/을}", 7, "«은/을»", ""),
    ("type: hall}", "type: hal}", 9, "«hal» is no type", "did you mean «hall»?"),
    ("file: halls.csv", "file: hall.csv", 9, "there is no file data/hall.csv", ""),
    ("types:\n", "needs: [korea]\ntypes:\n", 3, "it needs the pack «korea», which is not listed", "add korea to"),
    ("types:\n", "needs: [made]\ntypes:\n", 3, "«needs: made» goes in a circle", "remove it"),
    ("types:\n", "home: 앞마을\ntypes:\n", 3, "«home: 앞마을» is no area", ""),
    ("types:\n", "here: [H2]\ntypes:\n", 3, "«H2» is no entity", "use one of H1"),
]


@pytest.mark.parametrize(("old", "new", "line", "problem", "fix"), MISTAKES)
def test_a_mistake_in_a_manifest_is_told_with_its_line_and_a_fix(tmp_path, old, new, line, problem, fix):
    folder = write_pack(tmp_path / "made", SOUND, data__halls_csv=HALLS)
    path = folder / "pack.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    told = [m for m in mistakes_in(folder) if m.path == path]
    assert any(m.line == line and problem in m.problem and fix in m.fix for m in told), told


def test_all_mistakes_of_all_packs_are_found_in_one_run(tmp_path):
    one = write_pack(tmp_path / "one", SOUND.replace("unit: 층,", "unit: 층, of: [hal],").replace("of: [hall], ", ""))
    other = write_pack(
        tmp_path / "other",
        "needs: [one]\nrelations:\n  - {id: age, label: 나이, value: nubmer}\n",
        data__a_yaml="entities:\n  - {id: x, type: thing, name: 엑스, aeg: 3}\n  - {id: y, type: thnig, name: 와이}\n",
    )
    found = {(m.path.relative_to(tmp_path).as_posix(), m.line) for m in mistakes_in(one, other)}
    assert found == {
        ("one/pack.yaml", 7),
        ("one/pack.yaml", 9),
        ("other/pack.yaml", 5),
        ("other/data/a.yaml", 2),
        ("other/data/a.yaml", 3),
    }


def test_a_relation_that_two_packs_declare_belongs_to_the_first(tmp_path):
    one = write_pack(tmp_path / "one", SOUND, data__halls_csv=HALLS)
    other = write_pack(tmp_path / "other", "needs: [one]\nrelations:\n  - {id: floor, label: 층}\n")
    (mistake,) = mistakes_in(one, other)
    assert mistake.problem == "relation «floor» is already declared by the pack «one»"
    assert (mistake.path, mistake.line) == (other / "pack.yaml", 5)


def test_packs_come_after_those_they_need_whatever_their_place(tmp_path):
    first = write_pack(tmp_path / "first", "needs: [second]\n")
    second = write_pack(tmp_path / "second", "needs: [third]\n")
    third = write_pack(tmp_path / "third")
    packs = read_packs([first, second, third], Mistakes())
    assert [pack.id for pack in packs.packs] == ["third", "second", "first"]


def test_packs_that_need_one_another_are_both_named(tmp_path):
    one = write_pack(tmp_path / "one", "needs: [other]\n")
    other = write_pack(tmp_path / "other", "needs: [one]\n")
    mistakes = mistakes_in(one, other)
    assert mistakes
    assert all("goes in a circle" in mistake.problem for mistake in mistakes)
    assert {mistake.line for mistake in mistakes} == {3}


def test_two_folders_of_one_name_are_a_mistake(tmp_path):
    one, other = write_pack(tmp_path / "a" / "made"), write_pack(tmp_path / "b" / "made")
    (mistake,) = mistakes_in(one, other)
    assert "is also in" in mistake.problem
    assert mistake.path == other / "pack.yaml"


def test_a_folder_whose_manifest_is_broken_is_left_out_and_the_rest_is_read(tmp_path):
    broken = write_pack(tmp_path / "broken", "types: [\n")
    sound = write_pack(tmp_path / "sound")
    mistakes = Mistakes()
    assert [pack.id for pack in read_packs([broken, sound], mistakes).packs] == ["sound"]
    assert [mistake.path.parent.name for mistake in mistakes] == ["broken"]


@pytest.mark.parametrize(
    ("name", "folder"),
    [("korean", KOREAN), ("./garam", GARAM), ("./seoun-museum/", MUSEUM), (str(GARAM), GARAM), ("garam", GARAM)],
)
def test_a_pack_is_found_by_its_name_or_its_path(name, folder):
    assert find_pack(name, SHIPPED, PACKS).resolve() == folder.resolve()


def test_a_shipped_pack_is_meant_where_a_folder_has_its_name_too(tmp_path):
    write_pack(tmp_path / "korean")
    assert find_pack("korean", SHIPPED, tmp_path) == KOREAN
    assert find_pack("./korean", SHIPPED, tmp_path) == tmp_path / "korean"


def test_a_pack_that_there_is_not_is_told_with_the_nearest_name():
    with pytest.raises(UsageError, match=r"«korena».*did you mean «korean»"):
        find_pack("korena", SHIPPED, PACKS)
    with pytest.raises(UsageError, match="no pack there"):
        find_pack("./nowhere", SHIPPED, PACKS)


@pytest.mark.parametrize("path", sorted(SHIPPED.iterdir()), ids=lambda path: path.name)
def test_every_shipped_folder_is_a_pack_without_mistakes(path):
    if not path.is_dir():
        return
    needed = [SHIPPED / need for need in ("korean", "officials", "robot")]
    assert mistakes_in(*dict.fromkeys([*needed, path])) == []
