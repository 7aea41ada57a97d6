"""What is held by one after the other, and statements looked up backwards, in the made-up packs."""

from datetime import date

import pytest
from made_up import GARAM, KOREAN, MUSEUM, read

from companion.base.files import Mistakes
from companion.knowledge import tenures as terms
from companion.knowledge.days import Day, Interval
from companion.knowledge.telling import Answers, Teller, When
from companion.knowledge.values import Money, Quantity, Reference, Text

TODAY = date(2026, 11, 22)
DIRECTOR = "garam-library.director"


@pytest.fixture(scope="module")
def town():
    return read(KOREAN, GARAM, MUSEUM).base


@pytest.fixture(scope="module")
def teller(town):
    return Teller(town, Answers.load([KOREAN / "answers.yaml"], Mistakes()))


def test_an_office_and_a_director_are_successions_alike(town):
    assert set(town.successions) == {
        "garam-mayor",
        "garam-deputy",
        "garam-council",
        DIRECTOR,
        "seoun.curator",
    }
    mayor, director = town.successions["garam-mayor"], town.successions[DIRECTOR]
    assert (mayor.name, mayor.title, mayor.region) == ("가람시장", "시장", "가람시")
    assert (director.name, director.title, director.region) == ("가람도서관 관장", "관장", None)
    assert director.subject.id == "garam-library"
    assert set(director.aliases) >= {"가람시립도서관 관장", "가람도서관 관장님"}
    assert [t.holder for t in director.tenures] == ["kim-baram", "jung-byeol"]


@pytest.mark.parametrize(
    ("succession", "day", "holder"),
    [
        (DIRECTOR, "2022-12-31", None),
        (DIRECTOR, "2023-01-01", "kim-baram"),
        (DIRECTOR, "2024-12-31", "kim-baram"),
        (DIRECTOR, "2025-01-01", "jung-byeol"),
        ("garam-mayor", "2018-06-30", None),
        ("garam-mayor", "2022-06-30", "kim-baram"),
        ("garam-mayor", "2022-07-01", "lee-noeul"),
        ("garam-mayor", "2026-11-22", "park-iseul"),
        ("garam-council", "2026-07-01", None),
        ("garam-council", "2026-07-02", "jung-byeol"),
        ("seoun.curator", "2020-03-01", "han-maru"),
    ],
)
def test_whoever_holds_it_on_a_day_is_found(town, succession, day, holder):
    stretches = terms.during(town.successions[succession], Interval.of(date.fromisoformat(day)), TODAY)
    assert [s.tenure.holder for s in stretches] == ([holder] if holder else [])


def test_first_nth_before_and_after_work_for_a_director_as_for_a_mayor(town):
    director = town.successions[DIRECTOR]
    assert terms.first_holder(director, TODAY).holder == "kim-baram"
    assert terms.nth(director, 2, TODAY).holder == "jung-byeol"
    assert terms.nth(director, 3, TODAY) is None
    assert terms.before(director, "jung-byeol", TODAY).holder == "kim-baram"
    assert terms.after(director, "kim-baram", TODAY).holder == "jung-byeol"
    assert terms.after(director, "kim-baram", date(2024, 12, 31)) is None


def test_everything_that_somebody_held_is_known_whatever_it_was(town):
    assert [t.succession for t in town.tenures_of("kim-baram")] == ["garam-mayor", DIRECTOR]
    assert [t.succession for t in town.tenures_of("han-maru")] == ["seoun.curator"]
    assert town.tenures_of("garam-library") == ()


def test_a_director_is_told_as_a_mayor_is(teller):
    director = teller.base.successions[DIRECTOR]
    told = teller.holder(director, When.now(TODAY), TODAY)
    assert told.known
    assert "정별" in told.text
    first = terms.first_holder(director, TODAY)
    assert "김바람" in teller.relative(director, "holder_first", first, TODAY).text
    everyone = "김바람(2023년부터 2024년까지)과 정별(2025년부터)"
    assert teller.everyone(director, TODAY).text == f"제가 아는 가람도서관 관장은 차례로 {everyone}이에요."


def test_who_somebody_is_names_all_that_was_held(teller):
    text = teller.profile("kim-baram", None, TODAY).text
    assert "가람시장" in text
    assert "가람도서관 관장" in text


def test_the_day_of_a_source_is_the_day_on_which_it_shows_it_not_the_first_in_office(teller):
    text = teller.profile("jung-byeol", None, TODAY).text
    assert "2026년 7월 2일 자료에" in text
    assert "2025년 1월 1일 자료" not in text


def test_a_holder_may_be_a_text(load):
    base = load(
        "entities:\n  - {id: fair, type: event, name: 박람회, known: 2026-01-01, confidence: high, source: 신문,\n"
        "     theme: [{value: 물, from: 2024, to: 2024}, {value: 불, from: 2025}]}\n",
        "types:\n  - {id: event, noun: 행사, counter: 건}\n"
        "relations:\n  - {id: theme, label: 주제, of: [event], one_at_a_time: true, nouns: [주제]}\n",
    )
    held = base.successions["fair.theme"]
    assert [t.holder for t in held.tenures] == ["물", "불"]
    assert base.name("물") == "물"
    assert terms.current(held, TODAY)[0].tenure.holder == "불"


# Backwards


@pytest.mark.parametrize(
    ("value", "subjects"),
    [
        (Reference("kim-baram"), ["garam-mayor", "garam-library"]),
        (Reference("채식"), ["G003"]),
        (Reference("치킨"), ["G005", "G005"]),
        (Text("핸드드립"), ["G007"]),
        (Quantity(4, "층"), ["garam-library"]),
        (Money(2000), ["seoun"]),
        (Day.parse("1050"), ["E004"]),
        (Text("없는 것"), []),
    ],
)
def test_statements_are_found_by_their_value(town, value, subjects):
    assert [statement.subject for statement in town.saying(value)] == subjects


def test_statements_are_found_by_subject_and_by_relation(town):
    (floors,) = town.about("garam-library", "floors")
    assert floors.values == (Quantity(4, "층"),)
    assert floors.pack == "garam"
    assert {s.subject for s in town.of_relation("director")} == {"garam-library"}
    assert len(town.of_relation("made")) == 20
    assert town.about("garam-library", "made") == ()


def test_what_is_recommended_is_a_fact_where_its_relation_does_nothing_there(town):
    assert [s.relation for s in town.facts_of("E001")] == ["made"]
    assert {s.relation for s in town.facts_of("garam-library")} == {"floors", "books", "address", "phone", "hours"}
    assert town.facts_of("garam-mayor") == ()
