import shutil
from datetime import date
from pathlib import Path

import pytest

from companion.base.errors import DataError
from companion.knowledge.base import KnowledgeBase

DATA = Path(__file__).parents[2] / "knowledge"
OFFICES, PEOPLE, AGREEMENT = "facts/offices.yaml", "facts/people.yaml", "facts/agreement.yaml"

GOOD = """\
entities:
  - {id: kim, kind: person, name: 김하나, aliases: [하나]}
  - {id: lee, kind: person, name: 이두리}
  - {id: fair, kind: event, name: 박람회}
offices:
  - id: mayor
    name: 가나시장
    holders:
      - {person: kim, from: 2010-07-01, to: 2014-06-30, known: 2014-06-30, confidence: high, source: 신문}
      - {person: lee, orders: 3-4대, from: 2014-07-01, known: 2015-01-01, confidence: high, source: 신문}
facts:
  - {subject: fair, relation: summary, value: 잔치, known: 2015-01-01, confidence: high, source: 신문}
"""
MISTAKES = [
    pytest.param(
        "from: 2014-07-01", "from: 2014-06-30", 10, "overlaps «kim»", "before the later", id="overlapping holders"
    ),
    pytest.param(
        "to: 2014-06-30, ", "", 10, "overlaps «kim» (line 9, to open)", "before the later", id="open end overlaps"
    ),
    pytest.param(
        "to: 2014-06-30, ", "to: 2009-01-01, ", 9, "ends (2009-01-01) before it starts", "correct", id="ends early"
    ),
    pytest.param("to: 2014-06-30, ", "to: 2014-06-31, ", 9, "day is out of range", "correct", id="no such day"),
    pytest.param(
        "aliases: [하나]", "aliases: [이두리]", 3, "«이두리» already names «kim»", "ambiguities", id="shared alias"
    ),
    pytest.param(
        "aliases: [하나]", "aliases: [이 두리]", 3, "already names", "ambiguities", id="shared but for a space"
    ),
    pytest.param("id: lee", "id: kim", 3, "id «kim» is already used", "choose another id", id="duplicate id"),
    pytest.param(
        "id: mayor", "id: fair", 6, "id «fair» is already used", "choose another id", id="office with a taken id"
    ),
    pytest.param("person: lee", "person: park", 10, "«park» is not an entity", "entities:", id="unknown person"),
    pytest.param("person: lee", "person: fair", 10, "«fair» is a event, not a person", "name a person", id="no person"),
    pytest.param("subject: fair", "subject: fare", 12, "«fare» is not an entity", "entities:", id="unknown subject"),
    pytest.param(
        "relation: summary", "relation: sum", 12, "«sum» is not a relation", "relations.yaml", id="unknown relation"
    ),
    pytest.param("high, source: 신문}\n", "high}\n", 9, "source", "add it", id="missing source"),
    pytest.param("high, source: 신문}\n", "high, source: ''}\n", 9, "source", "", id="empty source"),
    pytest.param("orders: 3-4대", "orders: 세 번", 10, "orders", "", id="unreadable ordinals"),
    pytest.param("confidence: high", "confidence: sure", 9, "confidence", "correct", id="unknown confidence"),
    pytest.param("known: 2014-06-30, ", "", 9, "known", "add it", id="missing day of knowledge"),
    pytest.param("known: 2014", "knwon: 2014", 9, "kn", "", id="misspelt key"),
    pytest.param("value: 잔치, ", "valeu: 잔치, value: 잔치, ", 12, "valeu", "spelling", id="unknown key"),
    pytest.param("value: 잔치, ", "", 12, "needs a value", "", id="fact without a value"),
    pytest.param("value: 잔치, ", "unknown: true, ", 12, "a sentence in `say`", "", id="unknown without a sentence"),
    pytest.param(
        "value: 잔치, ", "value: 잔치, from: 2015, to: 2014, ", 12, "ends (2014) before", "", id="fact ends early"
    ),
    pytest.param(
        "name: 가나시장", "name: 가나시장\n    successor: kim", 6, "not a office", "name a office", id="successor"
    ),
    pytest.param("kind: event", "kind: party", 4, "kind", "correct", id="unknown kind"),
    pytest.param("facts:", "fact:", 1, "fact", "spelling", id="unknown section"),
]


def test_a_folder_without_mistakes_loads(load):
    base = load(GOOD)
    assert set(base.entities) == {"kim", "lee", "fair", "mayor"}
    assert [t.person for t in base.offices["mayor"].tenures] == ["kim", "lee"]
    assert base.offices["mayor"].tenures[1].orders == (3, 4)
    assert [f.value for f in base.of("fair")] == [("잔치",)]


@pytest.mark.parametrize(("old", "new", "line", "problem", "fix"), MISTAKES)
def test_a_mistake_is_told_with_its_file_its_line_and_a_fix(load, old, new, line, problem, fix):
    assert old in GOOD
    with pytest.raises(DataError) as caught:
        load(GOOD.replace(old, new, 1))
    error = caught.value
    assert error.path.name == "data.yaml"
    assert error.line == line
    assert problem in error.problem
    assert fix in error.fix
    assert f"data.yaml:{line}" in str(error)
    assert "\n" not in str(error)


def test_a_shared_name_with_a_disambiguation_is_no_mistake(load):
    shared = GOOD.replace("aliases: [하나]", "aliases: [둘이]").replace("name: 이두리", "name: 이두리, aliases: [둘이]")
    with pytest.raises(DataError, match="already names"):
        load(shared)
    note = "ambiguities:\n  - {name: 둘이, meanings: [lee, kim], note: 두 사람이 있어요., source: 신문}\n"
    base = load(shared + note)
    assert base.ambiguities["둘이"].meanings == ("lee", "kim")
    assert [entity for name, entity in base.gazetteer() if name == "둘이"] == ["lee"]


def test_a_disambiguation_names_at_least_two_known_meanings(load):
    for meanings in ("[lee]", "[lee, nobody]"):
        with pytest.raises(DataError):
            load(GOOD + f"ambiguities:\n  - {{name: 둘이, meanings: {meanings}, note: 둘이에요., source: 신문}}\n")


def test_acting_holders_may_overlap_the_holder_they_stand_in_for(load):
    acting = GOOD.splitlines(keepends=True)[9].replace(
        "orders: 3-4대, from: 2014-07-01", "acting: 부시장, from: 2012-01-01"
    )
    base = load(GOOD.replace("facts:", acting + "facts:"))
    assert base.offices["mayor"].tenures[-1].acting == "부시장"


def test_a_folder_without_facts_is_an_error_with_a_way_out(tmp_path):
    with pytest.raises(DataError, match="no knowledge files"):
        KnowledgeBase.load(tmp_path)


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (OFFICES, "to: 2021-10-25", "to: 2022-07-02", "overlaps «lee-jae-myung»"),
        (OFFICES, "person: moon-jae-in", "person: moon", "«moon» is not an entity"),
        (PEOPLE, "aliases: [재명이 형, ", "aliases: [추미애, 재명이 형, ", "already names"),
        (PEOPLE, "  - name: 이재준", "  - name: 이재중", "«이재준» already names"),
        (PEOPLE, "id: kim-yong,", "id: kim-dong-yeon,", "already used"),
        (AGREEMENT, "relation: signatories", "relation: signers", "«signers» is not a relation"),
        (AGREEMENT, "confidence: high", "confidense: high", "confiden"),
        ("relations.yaml", "label: 소개", "lable: 소개", "label"),
    ],
)
def test_the_shipped_files_are_held_to_the_same_rules(tmp_path, file, old, new, problem):
    shutil.copytree(DATA / "facts", tmp_path / "facts")
    shutil.copy(DATA / "relations.yaml", tmp_path)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    with pytest.raises(DataError) as caught:
        KnowledgeBase.load(tmp_path)
    assert problem in caught.value.problem
    assert caught.value.line is not None
    if "overlaps" not in problem and "already names" not in problem:
        assert (caught.value.path.name, caught.value.line) == ((tmp_path / file).name, line)


def test_every_shipped_statement_names_its_source_and_the_day_it_was_known(base):
    for told in (*base.facts, *(t for office in base.offices.values() for t in office.tenures)):
        assert told.source.strip(), told.id
        assert told.known.last <= date(2026, 11, 22), told.id


def test_ids_of_facts_and_tenures_are_unique(base):
    ids = [f.id for f in base.facts] + [t.id for office in base.offices.values() for t in office.tenures]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("dates", "unseen", "seen"),
    [
        ("from: 2015-03-01, known: 2016-01-01", date(2015, 2, 28), date(2015, 3, 1)),
        ("known: 2016-01-01", date(2015, 12, 31), date(2016, 1, 1)),
        ("published: 2014-05-05, from: 2015-03-01, known: 2016-01-01", date(2014, 5, 4), date(2014, 5, 5)),
        ("from: 2015-03, known: 2016-01-01", date(2015, 2, 28), date(2015, 3, 1)),
    ],
)
def test_a_fact_can_be_told_from_the_day_it_could_be_known(load, dates, unseen, seen):
    (fact,) = load(GOOD.replace("value: 잔치, known: 2015-01-01", f"value: 잔치, {dates}")).facts
    assert not fact.visible(unseen)
    assert fact.visible(seen)


@pytest.mark.parametrize(
    ("as_of", "end"), [(date(2014, 6, 29), None), (date(2014, 6, 30), "2014-06-30"), (date(2020, 1, 1), "2014-06-30")]
)
def test_a_source_never_gives_away_an_end_that_lies_ahead(load, as_of, end):
    assert load(GOOD).offices["mayor"].tenures[0].cite(as_of).valid_to == end
