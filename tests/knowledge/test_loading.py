"""Packs together: towns side by side, what is meant here, broken packs, packs that a package offers."""

import logging
import sys
from collections import Counter

import pytest
from made_up import GARAM, KOREAN, MUSEUM, PACKS, SHIPPED, mistakes_in, read, write_pack

from companion.base import files
from companion.base.errors import DataError, UsageError
from companion.base.files import Mistakes, read_document
from companion.base.plugins import discover
from companion.knowledge.loading import pack_folders, read_all, without_broken
from companion.knowledge.packs import GROUP

TWIN = """\
areas:
  - {id: 이웃시, kind: city, aliases: [이웃]}
  - {id: 물빛마을, kind: district, within: [이웃시], aliases: [물빛구, 물빛]}
"""
TWIN_SHOPS = """\
id,name,category,offers,lies_in,source,known,confidence
N1,은하수칼국수,한식,칼국수,물빛마을,신문,2026-01-01,high
"""
TWIN_MANIFEST = "needs: [korean]\nhome: 이웃시\ntables:\n  - {file: shops.csv, type: eatery, within: 이웃시}\n"


@pytest.fixture
def twin(tmp_path):
    """A second town, one of whose districts is also called as one of the first."""
    return write_pack(tmp_path / "twin", TWIN_MANIFEST, areas_yaml=TWIN, data__shops_csv=TWIN_SHOPS)


# Towns side by side


def test_every_thing_lies_in_its_own_town(twin):
    store = read(KOREAN, SHIPPED / "suwon", GARAM, twin).store
    assert [town.id for town in store.towns] == ["수원시", "가람시", "이웃시"]
    for place in store.places.values():
        town = {"G": "가람시", "B": "가람시", "N": "이웃시"}.get(place.id[0], "수원시")
        assert place.root == town
        assert {area for area in store.areas_of(place) if store.areas[area].is_root} == {town}


def test_areas_of_two_towns_may_share_a_name(twin):
    store = read(KOREAN, GARAM, twin).store
    meant = {entry.id for entry in store.gazetteer() if (entry.name, entry.kind) == ("물빛", "area")}
    assert meant == {"물빛구", "물빛마을"}


def test_two_houses_may_share_a_name(twin):
    store = read(KOREAN, GARAM, twin).store
    assert {entry.id for entry in store.gazetteer() if entry.name == "은하수칼국수"} == {"G002", "N1"}


def test_two_packs_do_not_share_an_id_of_an_area_or_an_entity(tmp_path, twin):
    (twin / "areas.yaml").write_text(
        TWIN.replace("id: 물빛마을", "id: 물빛구, short: 물빛").replace("[물빛구, 물빛]", "[]")
    )
    table = TWIN_SHOPS.replace("물빛마을", "물빛구").replace("N1,", "G001,")
    (twin / "data" / "shops.csv").write_text(table, encoding="utf-8")
    found = {(m.path.name, m.line): m.problem for m in mistakes_in(KOREAN, GARAM, twin)}
    assert f"id «물빛구» is already used in {GARAM / 'areas.yaml'}" in found["areas.yaml", 3]
    assert "id «G001» is already used" in found["shops.csv", 2]


# What is meant here


def test_here_is_the_home_of_the_last_pack_that_has_one(twin):
    assert read(KOREAN, GARAM, twin).here.id == "이웃시"
    assert read(KOREAN, twin, GARAM).here.id == "가람시"
    assert read(KOREAN).here is None


def test_a_profile_says_where_here_is_by_any_name_of_an_area():
    assert read(KOREAN, GARAM, home="솔밭구").here.id == "솔밭구"
    assert read(KOREAN, GARAM, home="가람").here.id == "가람시"
    with pytest.raises(UsageError, match="setting home: «가람지» is no area of any pack; did you mean «가람"):
        read(KOREAN, GARAM, home="가람지")


def test_who_is_meant_where_nobody_is_named_comes_from_the_profile_then_from_the_packs():
    folders = [KOREAN, GARAM, MUSEUM]
    assert read(*folders).subjects == ("seoun", "garam-library", "garam-mayor")
    named = read_all(folders, None, Mistakes(), ["garam-council", "garam-mayor"])
    assert named.subjects == ("garam-council", "garam-mayor", "seoun", "garam-library")
    with pytest.raises(UsageError, match=r"setting here: «garam-mayer» is no entity.*«garam-mayor»"):
        read_all(folders, None, Mistakes(), ["garam-mayer"])


# Broken packs


@pytest.fixture
def others(tmp_path):
    """Two packs, of which the second needs the first."""
    one = write_pack(tmp_path / "one", "types:\n  - {id: one, noun: 하나, counter: 개}\n")
    other = write_pack(
        tmp_path / "other", "needs: [one]\n", data__a_yaml="entities:\n  - {id: x, type: one, name: 엑스}\n"
    )
    return one, other


def packs_of(knowledge):
    return [pack.id for pack in knowledge.packs.packs]


def load(*folders):
    return without_broken(folders, lambda kept, mistakes: read_all(kept, None, mistakes))


def test_sound_packs_are_all_loaded(others):
    assert packs_of(load(KOREAN, *others)) == ["korean", "one", "other"]


@pytest.mark.parametrize(
    "breaking",
    [("pack.yaml", "types: ["), ("pack.yaml", "pack: one\ntitle: 하나\nneeds: [nosuch]\n"), ("areas.yaml", "[")],
)
def test_a_broken_pack_is_left_out_with_those_that_need_it_and_named(others, caplog, breaking):
    file, text = breaking
    (others[0] / file).write_text(text, encoding="utf-8")
    with caplog.at_level(logging.ERROR, "companion"):
        knowledge = load(KOREAN, *others, GARAM)
    assert packs_of(knowledge) == ["korean", "garam"]
    assert "x" not in knowledge.base.entities
    assert knowledge.store.places
    assert "the pack «one» was left out" in caplog.text
    assert f"one/{file}" in caplog.text


def test_a_pack_with_a_wrong_statement_is_left_out_alone(others, caplog):
    (others[1] / "data" / "a.yaml").write_text("entities:\n  - {id: x, type: two, name: 엑스}\n", encoding="utf-8")
    with caplog.at_level(logging.ERROR, "companion"):
        assert packs_of(load(KOREAN, *others)) == ["korean", "one"]
    assert "«other» was left out" in caplog.text
    assert "a.yaml:2" in caplog.text
    assert "«one» was left out" not in caplog.text


def test_a_mistake_in_the_pack_that_all_build_on_is_an_error(others):
    (others[0] / "pack.yaml").write_text("pack: one\ntitel: 하나\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"pack\.yaml"):
        load(*others)


def test_what_stands_in_sound_packs_is_read_once_whatever_else_is_broken(others, tmp_path, monkeypatch):
    broken = [write_pack(tmp_path / f"broken-{n}", "needs: [nosuch]\n") for n in range(3)]
    read = Counter()
    monkeypatch.setattr(files, "read_document", lambda path: read.update([path]) or read_document(path))
    assert packs_of(load(KOREAN, *others, *broken)) == ["korean", "one", "other"]
    assert read[others[1] / "data" / "a.yaml"] == 1
    assert set(read.values()) == {1}


# Packs that a package offers


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Install a distribution that offers packs: entry points by name, and the modules they name."""

    def install(entry_points, **modules):
        info = tmp_path / "site" / "made_up_packs-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: made-up-packs\nVersion: 1.0\n")
        lines = "".join(f"{name} = {value}\n" for name, value in entry_points.items())
        (info / "entry_points.txt").write_text(f"[{GROUP}]\n{lines}")
        for name, code in modules.items():
            (tmp_path / "site" / f"{name}.py").write_text(code)
            monkeypatch.delitem(sys.modules, name, raising=False)
        monkeypatch.syspath_prepend(str(tmp_path / "site"))
        discover.cache_clear()
        return tmp_path / "site"

    yield install
    discover.cache_clear()


def test_a_package_is_a_pack_by_its_name(installed):
    site = installed({"harbour": "harbour"})
    write_pack(site / "harbour")
    (site / "harbour" / "__init__.py").write_text("")
    (folder,) = pack_folders(["harbour"], SHIPPED, PACKS)
    assert folder == site / "harbour"
    assert packs_of(read(folder)) == ["harbour"]
    sys.modules.pop("harbour", None)


def test_a_function_may_give_the_folder(installed, tmp_path):
    made = write_pack(tmp_path / "elsewhere")
    installed({"elsewhere": "giver:folder"}, giver=f"def folder():\n    return {str(made)!r}\n")
    assert pack_folders(["korean", "elsewhere"], SHIPPED, PACKS) == (KOREAN, made)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("raise RuntimeError('no licence')", "RuntimeError: no licence"),
        ("def folder():\n    raise SystemExit(3)", "SystemExit: 3"),
        ("folders = 1", "cannot be had"),
        ("folder = '/nowhere'", "has no pack.yaml in /nowhere"),
        ("import nosuchmodule", "nosuchmodule"),
    ],
)
def test_a_broken_offer_is_named_and_left_out(installed, caplog, code, told):
    installed({"broken": "breaker:folder"}, breaker=code)
    with caplog.at_level(logging.ERROR, "companion"):
        assert pack_folders(["korean", "broken"], SHIPPED, PACKS) == (KOREAN,)
    assert "«broken»" in caplog.text
    assert told in caplog.text
    assert "\n" not in caplog.records[0].getMessage()


def test_an_unknown_name_lists_what_is_installed_too(installed):
    installed({"harbour": "harbour"})
    with pytest.raises(UsageError, match=r"«harbor».*did you mean «harbour»"):
        pack_folders(["harbor"], SHIPPED, PACKS)
