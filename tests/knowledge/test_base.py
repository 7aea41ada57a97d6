from datetime import date

import pytest

from companion.base.errors import DataError
from companion.knowledge.values import Text

GOOD = """\
entities:
  - {id: kim, type: person, name: 김하나, aliases: [하나]}
  - {id: lee, type: person, name: 이두리}
  - {id: fair, type: event, name: 박람회}
  - id: mayor
    type: office
    name: 가나시장
    holder:
      - {value: kim, from: 2010-07-01, to: 2014-06-30, known: 2014-06-30, confidence: high, source: 신문}
      - {value: lee, order: [3, 4], from: 2014-07-01, known: 2015-01-01, confidence: high, source: 신문}
statements:
  - {subject: fair, relation: summary, value: 잔치, known: 2015-01-01, confidence: high, source: 신문}
"""
MISTAKES = [
    pytest.param(
        "from: 2014-07-01", "from: 2014-06-30", 10, "overlaps «kim»", "before the later", id="overlapping holders"
    ),
    pytest.param(
        "to: 2014-06-30, ", "", 10, "overlaps «kim» (line 9, to open)", "before the later", id="open end overlaps"
    ),
    pytest.param("to: 2014-06-30, ", "to: 2009-01-01, ", 9, "ends (2009-01-01) before it starts", "", id="ends early"),
    pytest.param("to: 2014-06-30, ", "to: 2014-06-31, ", 9, "there is no day 2014-06-31", "correct", id="no such day"),
    pytest.param(
        "aliases: [하나]", "aliases: [이두리]", 3, "«이두리» already names «kim»", "ambiguities", id="shared alias"
    ),
    pytest.param(
        "aliases: [하나]", "aliases: [이 두리]", 3, "already names", "ambiguities", id="shared but for a space"
    ),
    pytest.param("id: lee", "id: kim", 3, "id «kim» is already used", "choose another id", id="duplicate id"),
    pytest.param(
        "id: mayor", "id: fair", 5, "id «fair» is already used", "choose another id", id="office with a taken id"
    ),
    pytest.param("value: lee", "value: leo", 10, "«leo» is no entity", "did you mean «lee»?", id="unknown person"),
    pytest.param("value: lee", "value: fair", 10, "«fair» is a event, not a person", "name a person", id="no person"),
    pytest.param(
        "subject: fair", "subject: fare", 12, "«fare» is no entity", "did you mean «fair»?", id="unknown subject"
    ),
    pytest.param(
        "relation: summary", "relation: sumary", 12, "«sumary» is no relation", "«summary»?", id="unknown relation"
    ),
    pytest.param("    holder:", "    holdr:", 9, "unknown key «holdr»", "did you mean «holder»?", id="unknown key"),
    pytest.param(
        "relation: summary", "relation: holder", 12, "«holder» is for office", "choose another", id="not of its type"
    ),
    pytest.param("high, source: 신문}\n", "high}\n", 9, "no «source»", "where it is stated", id="missing source"),
    pytest.param("high, source: 신문}\n", "high, source: ''}\n", 9, "source", "", id="empty source"),
    pytest.param("order: [3, 4]", "order: 세 번", 10, "«세 번» is no number", "write digits", id="unreadable ordinals"),
    pytest.param("order: [3, 4]", "ordr: 3", 10, "unknown key «ordr»", "did you mean «order»?", id="no qualifier"),
    pytest.param("confidence: high", "confidence: sure", 9, "confidence", "", id="unknown confidence"),
    pytest.param("known: 2014-06-30, ", "", 9, "no «known»", "newest day", id="missing day of knowledge"),
    pytest.param("known: 2014", "knwon: 2014", 9, "«knwon»", "did you mean «known»?", id="misspelt key"),
    pytest.param("value: 잔치, ", "valeu: 잔치, value: 잔치, ", 12, "«valeu»", "«value»?", id="misspelt key of a row"),
    pytest.param("value: 잔치, ", "", 12, "needs a value", "", id="statement without a value"),
    pytest.param("value: 잔치, ", "unknown: true, ", 12, "a sentence in `say`", "", id="unknown without a sentence"),
    pytest.param(
        "value: 잔치, ", "value: 잔치, from: 2015, to: 2014, ", 12, "ends (2014) before", "", id="statement ends early"
    ),
    pytest.param("value: 잔치, ", "value: [잔치, 굿], ", 12, "has one value", "many: true", id="several for one"),
    pytest.param(
        "name: 가나시장", "name: 가나시장\n    successor: kin", 5, "«kin» is no entity", "«kim»?", id="successor"
    ),
    pytest.param("type: event", "type: evnt", 4, "«evnt» is no type", "did you mean «event»?", id="unknown type"),
    pytest.param("statements:", "statement:", 11, "statement", "", id="unknown section"),
]


def test_a_folder_without_mistakes_loads(load):
    base = load(GOOD)
    assert set(base.entities) == {"kim", "lee", "fair", "mayor"}
    assert [t.holder for t in base.successions["mayor"].tenures] == ["kim", "lee"]
    assert base.successions["mayor"].tenures[1].orders == (3, 4)
    assert [s.value for s in base.about("fair")] == [Text("잔치")]
    assert base.facts == base.about("fair")


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
        "order: [3, 4], from: 2014-07-01", "acting: 부시장, from: 2012-01-01"
    )
    base = load(GOOD.replace("statements:", acting + "statements:"))
    assert base.successions["mayor"].tenures[-1].acting == "부시장"


def test_every_mistake_of_a_file_is_told_in_one_run(load):
    wrong = GOOD.replace("type: event", "type: evnt").replace("value: lee", "value: leo").replace("잔치", "''")
    with pytest.raises(DataError) as caught:
        load(wrong.replace("aliases: [하나]", "aliases: [이두리]"))
    assert sorted(mistake.line for mistake in caught.value.mistakes) == [3, 4, 10, 12]


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("officials/data/offices.yaml", "to: 2021-10-25", "to: 2022-07-02", "overlaps «lee-jae-myung»"),
        ("officials/data/offices.yaml", "value: moon-jae-in", "value: moon", "«moon» is no entity"),
        ("officials/data/people.yaml", "aliases: [재명이 형, ", "aliases: [추미애, 재명이 형, ", "already names"),
        ("officials/data/people.yaml", "  - name: 이재준", "  - name: 이재중", "«이재준» already names"),
        ("officials/data/people.yaml", "id: kim-yong,", "id: kim-dong-yeon,", "already used"),
        (
            "agreement-2019/data/agreement.yaml",
            "relation: signatories",
            "relation: signers",
            "«signers» is no relation",
        ),
        ("agreement-2019/data/agreement.yaml", "confidence: high", "confidense: high", "confidense"),
        ("korean/pack.yaml", "label: 소개", "lable: 소개", ".lable»: unknown key"),
    ],
)
def test_the_shipped_files_are_held_to_the_same_rules(broken, file, old, new, problem):
    mistakes, path, line = broken(file, old, new)
    told = next(mistake for mistake in mistakes if problem in mistake.problem)
    assert told.path == path
    assert told.line is not None
    if "overlaps" not in problem and "already names" not in problem:
        assert told.line == line


def test_every_shipped_statement_names_its_source_and_the_day_it_was_known(base):
    told = (*base.facts, *(tenure for held in base.successions.values() for tenure in held.tenures))
    assert len(told) > 100
    for statement in told:
        assert statement.source.strip(), statement.id
        assert statement.known.last <= date(2026, 11, 22), statement.id


def test_ids_of_statements_are_unique(base):
    ids = [statement.id for statement in base.statements]
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
    assert load(GOOD).successions["mayor"].tenures[0].cite(as_of).valid_to == end
