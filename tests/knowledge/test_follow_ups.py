"""One mistake is told once: what only follows from it is not, and what is wrong besides still is."""

import pytest
from made_up import KOREAN, mistakes_in, write_pack

from companion.base.files import Mistakes
from companion.base.settings import load_settings
from companion.evaluation.check import check_data

MANIFEST = """\
needs: [korean]
home: 앞마을
here: [hall]
types:
  - {id: hall, noun: 회관, counter: 곳, supertypes: [place]}
relations:
  - {id: seats, label: 좌석, of: [hall], value: number, unit: 석}
  - {id: keeper, label: 지기, of: [hall], value: person, one_at_a_time: true, nouns: [지기]}
tables:
  - {file: cafes.csv, type: eatery, within: 앞마을}
"""
PEOPLE = """\
entities:
  - {id: kim, type: person, name: 김하나}
  - {id: lee, type: person, name: 이하나, aliases: [김하나]}
"""
NAMES = "ambiguities:\n  - {name: 김하나, meanings: [kim, lee], note: 두 분이 있어요., source: 신문}\n"
HALLS = """\
entities:
  - id: hall
    type: hall
    name: 마을회관
    known: 2026-11-01
    confidence: high
    source: 신문
    seats: 30
    keeper: [{value: kim, from: 2020-01-01}]
"""
CAFES = "id,name,category,lies_in,source,known,confidence\nC1,구름,카페,은하동,신문,2026-11-01,high\n"
AREAS = "areas:\n  - {id: 앞마을, kind: city}\n  - {id: 은하동, kind: dong, within: [앞마을]}\n"
HOST = (
    "persona: host\nname: 도담\nlines:\n  - {statement: hall.keeper.kim, question: holder, text: 네., source: 대본}\n"
)
PHRASES = "skill: smalltalk\nintents:\n  - {id: loans, phrases: [몇 권까지 빌려], answers: [다섯 권이요.]}\n"
SOUND = {
    "data__people_yaml": PEOPLE,
    "data__names_yaml": NAMES,
    "data__halls_yaml": HALLS,
    "data__cafes_csv": CAFES,
    "areas_yaml": AREAS,
    "persona__host_yaml": HOST + "  - {intent: smalltalk.loans, text: 열 권이요.}\n",
    "phrases__loans_yaml": PHRASES,
}


@pytest.fixture
def found(tmp_path):
    """What is wrong with a small pack after changes: text that is replaced, by file."""

    def found(*changes, profile="home: 앞마을\nhere: [hall]\npersona: host\n"):
        folder = write_pack(tmp_path / "made", MANIFEST, **SOUND)
        (folder / "profile.yaml").write_text(f"packs: [korean, .]\n{profile}", encoding="utf-8")
        for file, old, new in changes:
            path = folder / file
            text = path.read_text(encoding="utf-8")
            assert old in text
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
        report = check_data(load_settings(str(folder), environment={}))
        return [(m.path.relative_to(folder).as_posix(), m.line) for m in report.mistakes]

    return found


def test_the_pack_is_sound(found):
    assert found() == []


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("data/people.yaml", "name: 김하나}", "name: 김하나", 3),
        ("data/people.yaml", "name: 김하나}", "name: 김하나, known: 2026-02-30}", 2),
        ("data/people.yaml", "name: 김하나}", "name: 김하나, known: 2026. 12. 5.}", 2),
        ("data/people.yaml", "type: person, name: 김하나", "type: persn, name: 김하나", 2),
        ("data/names.yaml", "note: 두", "note: '두", 2),
        ("data/halls.yaml", "known: 2026-11-01", "known: 2026-11-31", 5),
        ("data/halls.yaml", "    seats: 30", "   seats: 30", 8),
        ("data/halls.yaml", "from: 2020-01-01", "from: 2020-01-01, ordr: 2", 9),
        ("data/halls.yaml", "    source: 신문\n", "", 7),
        ("data/cafes.csv", "id,name", "id,nmae", 1),
        ("areas.yaml", "kind: city}", "kind: city", 3),
        ("areas.yaml", "kind: dong", "kind: dnog", 3),
        ("phrases/loans.yaml", "skill: smalltalk", "skill: [smalltalk", 2),
        ("persona/host.yaml", "name: 도담", "name: '도담", 2),
        ("pack.yaml", "noun: 회관, ", "noun: 회관, nuons: [홀], ", 7),
        ("pack.yaml", "supertypes: [place]", "supertypes: [plcae]", 7),
        ("pack.yaml", "value: number", "value: nubmer", 9),
        ("pack.yaml", "value: person", "value: persn", 10),
        ("pack.yaml", "type: eatery", "type: eateri", 12),
        ("pack.yaml", "within: 앞마을}", "within: 옆마을}", 12),
        ("pack.yaml", "title: 꾸민 것", "title: [꾸민 것", 3),
        ("pack.yaml", "pack: made", "pack: mad", 1),
    ],
)
def test_one_mistake_is_told_once(found, file, old, new, line):
    told = found((file, old, new))
    assert (file, line) in told
    assert {path for path, _ in told} == {file}


def test_a_name_that_stands_nowhere_is_told_beside_a_broken_file(found):
    told = found(
        ("data/people.yaml", "name: 김하나}", "name: 김하나"),
        ("data/halls.yaml", "value: kim", "value: kmi"),
        ("data/cafes.csv", "은하동", "은하둥"),
        ("persona/host.yaml", "smalltalk.loans", "smalltalk.laons"),
    )
    assert ("data/halls.yaml", 9) in told
    assert ("data/cafes.csv", 2) in told
    assert ("persona/host.yaml", 5) in told


def test_the_same_wrong_name_is_told_wherever_it_stands(found):
    told = found(
        ("data/cafes.csv", "C1,구름,카페,은하동,", "C2,바람,카페,은하둥,신문,2026-11,high\nC1,구름,카페,은하둥,")
    )
    assert told == [("data/cafes.csv", 2), ("data/cafes.csv", 3)]


def test_a_row_that_is_left_out_loses_its_id_and_no_more(found):
    three = "C2,,카페,은하둥,신문,2026-11,high\nC3,바람,카페,은하둥,신문,2026-11,high\nC1,구름,카페,은하동,"
    meanings = "ambiguities:\n  - {name: 둘, meanings: [C2, C1], note: 둘이에요., source: 신문}\nentities:\n"
    told = found(("data/cafes.csv", "C1,구름,카페,은하동,", three), ("data/halls.yaml", "entities:\n", meanings))
    assert told == [("data/cafes.csv", 2), ("data/cafes.csv", 3)]


def test_a_pack_that_is_left_out_takes_nothing_with_it_but_itself(tmp_path):
    one = write_pack(tmp_path / "one", "titel: 하나\n", areas_yaml=AREAS, data__people_yaml=PEOPLE, data__n_yaml=NAMES)
    needing = write_pack(tmp_path / "needing", "needs: [one]\n", data__a_yaml="entities:\n  - {id: x, typ: y}\n")
    using = write_pack(
        tmp_path / "using",
        "home: 앞마을\nhere: [kim, x, nobody]\n",
        areas_yaml="areas:\n  - {id: 골목, kind: dong, within: [은하동]}\n",
    )
    told = [(m.path.parent.name, m.line) for m in mistakes_in(KOREAN, one, needing, using)]
    assert set(told) == {("one", 3), ("using", 4)}


def test_what_is_lost_is_asked_by_name():
    mistakes = Mistakes()
    mistakes.lose("mayor.holder")
    assert mistakes.is_lost("mayor.holder.kim")
    assert not mistakes.is_lost("mayor")
    assert not mistakes.is_lost("mayor.seat")
    assert not mistakes.is_lost("")


# What lacks in every row is told once a file


def test_a_forgotten_column_is_told_once_a_file(tmp_path):
    rows = "".join(f"C{n},카페{n},카페,{n % 2}호점\n" for n in range(30))
    table = "id,name,category,address\n" + rows
    folder = write_pack(
        tmp_path / "made", "needs: [korean]\ntables:\n  - {file: a.csv, type: eatery}\n", data__a_csv=table
    )
    (mistake,) = mistakes_in(KOREAN, folder)
    assert (mistake.path.name, mistake.line) == ("a.csv", 2)
    assert "of «C0» has no «source», nor have 59 more statements of this file" in mistake.problem
    assert "say where it is stated" in mistake.fix


def test_what_lacks_in_two_files_is_told_of_both(tmp_path):
    lines = "entities:\n  - {{id: {0}, type: place, name: {0}곳, address: 냇가 1, summary: 곳}}\n"
    folder = write_pack(tmp_path / "made", data__a_yaml=lines.format("a"), data__b_yaml=lines.format("b"))
    told = mistakes_in(KOREAN, folder)
    assert [(m.path.name, m.line) for m in told] == [("a.yaml", 2), ("b.yaml", 2)]
    assert all("nor have 1 more" in m.problem for m in told)


# Cells with several statements


@pytest.fixture
def price(tmp_path):
    """What is wrong with a cell of prices."""

    def price(cell):
        table = f'id,name,price,source,known,confidence\nC1,구름,"{cell}",신문,2026-11,high\n'
        manifest = "needs: [korean]\ntables:\n  - {file: a.csv, type: eatery}\n"
        folder = write_pack(tmp_path / "made", manifest, data__a_csv=table)
        return [(m.line, m.problem, m.fix) for m in mistakes_in(KOREAN, folder)]

    return price


@pytest.mark.parametrize("cell", ["5000", "5,000원", "커피=5000", "커피=5000; 차=4,000원", "1만 5천원", "1만2천원"])
def test_a_price_is_an_amount_or_has_a_name(price, cell):
    assert price(cell) == []


@pytest.mark.parametrize(
    ("cell", "problem", "fix"),
    [
        ("커피 5000", "«price»: «커피 5000» has no «=»", "write 커피=5000"),
        ("커피: 5,000원", "has no «=»", "write 커피=5,000원"),
        ("커피 5000; 차=4000", "«커피 5000» has no «=»", "write 커피=5000"),
        ("커피=5000; 차 4000", "«차 4000» has no «=»", "write 차=4000"),
        ("커피=5000; 차", "«차» is no item=value", "write the item, «=» and the value"),
        ("커피=5000, 차=4000", "has several «=»", "write «;» between"),
        ("비쌈", "«비쌈» is no amount in won", "write digits"),
    ],
)
def test_a_price_with_a_name_and_no_sign_is_told_with_the_way_to_write_it(price, cell, problem, fix):
    ((line, told, mended),) = price(cell)
    assert line == 2
    assert problem in told
    assert fix in mended


# One thing twice


TWICE = "needs: [korean]\ntables:\n  - {file: a.csv, type: eatery}\n  - {file: b.csv, type: bookshop}\n"
TOWN = "areas:\n  - {id: 앞마을, kind: city}\n  - {id: 은하동, kind: dong, within: [앞마을]}\n" + (
    "  - {id: 바람동, kind: dong, within: [앞마을]}\n"
)
HEADER = "id,name,lies_in,address,source,known,confidence\n"


@pytest.mark.parametrize(
    ("first", "second", "twice"),
    [
        ("은하동,", "은하동,", True),
        ("앞마을,", "은하동,", True),
        ("은하동,냇가 1", "은하동,", True),
        (",", ",", True),
        ("은하동,", "바람동,", False),
        ("은하동,냇가 1", "은하동,냇가 2", False),
    ],
)
@pytest.mark.parametrize("tables", ["one", "two"])
def test_what_stands_twice_in_a_pack_is_told_unless_something_tells_the_two_apart(
    tmp_path, first, second, twice, tables
):
    within = TWICE.replace("}\n", ", within: 앞마을}\n")
    rows = f"A1,구름 다방,{first},신문,2026-11,high\n", f"B1,구름다방,{second},신문,2026-11,high\n"
    a, b = ("".join(rows), "") if tables == "one" else rows
    folder = write_pack(tmp_path / "made", within, areas_yaml=TOWN, data__a_csv=HEADER + a, data__b_csv=HEADER + b)
    told = [m for m in mistakes_in(KOREAN, folder) if m.path.name != "pack.yaml"]
    assert [m.path.name for m in told] == (["a.csv" if tables == "one" else "b.csv"] if twice else [])
    if twice:
        assert "«구름다방» already stands at" in told[0].problem
        assert "a.csv:2" in told[0].problem
        assert "keep one of them" in told[0].fix
