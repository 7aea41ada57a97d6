from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.knowledge import tenures as terms
from companion.knowledge.days import Interval
from companion.knowledge.tenures import Certainty

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(2008, 1, 1), date(2032, 12, 31))
SURE, PRESUMED, HEDGED, LAPSED = Certainty.SURE, Certainty.PRESUMED, Certainty.HEDGED, Certainty.LAPSED


def on(office, day, as_of=TODAY):
    """Who held the office on a day: (person, whether acting)."""
    return [(s.tenure.holder, s.tenure.acting is not None) for s in terms.during(office, Interval.of(day), as_of)]


@pytest.mark.parametrize(
    ("office", "day", "holder", "acting"),
    [
        ("gyeonggi-governor", "2018-06-30", None, None),
        ("gyeonggi-governor", "2018-07-01", "lee-jae-myung", None),
        ("gyeonggi-governor", "2019-10-23", "lee-jae-myung", None),
        ("gyeonggi-governor", "2021-10-25", "lee-jae-myung", None),
        ("gyeonggi-governor", "2021-10-26", None, "oh-byung-kwon"),
        ("gyeonggi-governor", "2022-06-30", None, "oh-byung-kwon"),
        ("gyeonggi-governor", "2022-07-01", "kim-dong-yeon", None),
        ("gyeonggi-governor", "2026-03-19", "kim-dong-yeon", None),
        ("gyeonggi-governor", "2026-03-20", "kim-dong-yeon", "kim-sung-joong"),
        ("gyeonggi-governor", "2026-06-30", "kim-dong-yeon", "kim-sung-joong"),
        ("gyeonggi-governor", "2026-07-01", "choo-mi-ae", None),
        ("gyeonggi-governor", "2026-11-22", "choo-mi-ae", None),
        ("president", "2013-02-24", None, None),
        ("president", "2013-02-25", "park-geun-hye", None),
        ("president", "2017-03-10", "park-geun-hye", None),
        ("president", "2017-03-11", None, "hwang-kyo-ahn"),
        ("president", "2017-05-09", None, "hwang-kyo-ahn"),
        ("president", "2017-05-10", "moon-jae-in", None),
        ("president", "2022-05-09", "moon-jae-in", None),
        ("president", "2022-05-10", "yoon-suk-yeol", None),
        ("president", "2024-12-13", "yoon-suk-yeol", None),
        ("president", "2024-12-20", "yoon-suk-yeol", "han-duck-soo"),
        ("president", "2025-01-20", "yoon-suk-yeol", "choi-sang-mok"),
        ("president", "2025-04-04", "yoon-suk-yeol", "han-duck-soo"),
        ("president", "2025-04-05", None, "han-duck-soo"),
        ("president", "2025-05-02", None, "lee-ju-ho"),
        ("president", "2025-06-03", None, "lee-ju-ho"),
        ("president", "2025-06-04", "lee-jae-myung", None),
        ("suwon-mayor", "2010-06-30", None, None),
        ("suwon-mayor", "2010-07-01", "yeom-tae-young", None),
        ("suwon-mayor", "2022-02-14", "yeom-tae-young", None),
        ("suwon-mayor", "2022-02-15", None, "cho-cheong-sik"),
        ("suwon-mayor", "2022-07-01", "lee-jae-joon-suwon", None),
        ("gwangju-mayor", "2019-10-23", "lee-yong-sup", None),
        ("gwangju-mayor", "2024-01-01", "kang-gi-jung", None),
        ("gwangju-mayor", "2026-07-01", None, None),
        ("jeonnam-gwangju-mayor", "2026-06-30", None, None),
        ("jeonnam-gwangju-mayor", "2026-07-01", "min-hyung-bae", None),
        ("gyeonggi-peace-vice-governor", "2019-10-23", None, None),
    ],
)
def test_an_office_has_the_holder_and_the_acting_holder_of_that_day(base, office, day, holder, acting):
    found = on(base.successions[office], date.fromisoformat(day))
    assert [person for person, is_acting in found if not is_acting] == ([holder] if holder else [])
    assert [person for person, is_acting in found if is_acting] == ([acting] if acting else [])


def test_on_a_day_of_handing_over_both_who_acted_are_told(base):
    found = on(base.successions["president"], date(2024, 12, 27))
    assert found == [("yoon-suk-yeol", False), ("han-duck-soo", True), ("choi-sang-mok", True)]


def test_a_year_lists_everybody_who_held_the_office_oldest_first(base):
    year = Interval(date(2022, 1, 1), date(2022, 12, 31))
    found = terms.during(base.successions["gyeonggi-governor"], year, TODAY)
    assert [s.tenure.holder for s in found] == ["oh-byung-kwon", "kim-dong-yeon"]
    assert [(s.first, s.last) for s in found] == [
        (date(2022, 1, 1), date(2022, 6, 30)),
        (date(2022, 7, 1), date(2022, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("office", "as_of", "holder"),
    [
        ("gyeonggi-governor", "2019-10-23", "lee-jae-myung"),
        ("gyeonggi-governor", "2021-10-26", None),
        ("president", "2024-12-01", "yoon-suk-yeol"),
        ("president", "2025-06-03", None),
        ("gwangju-mayor", "2025-07-01", "kang-gi-jung"),
        ("jeonnam-gwangju-mayor", "2026-06-30", None),
    ],
)
def test_the_holder_of_today_depends_on_the_day_of_the_answer(base, office, as_of, holder):
    day = date.fromisoformat(as_of)
    found = terms.regular(terms.current(base.successions[office], day))
    assert [s.tenure.holder for s in found] == ([holder] if holder else [])


@pytest.mark.parametrize(
    ("person", "day", "suspended"),
    [
        ("yoon-suk-yeol", "2024-12-13", False),
        ("yoon-suk-yeol", "2024-12-14", True),
        ("kim-dong-yeon", "2026-03-19", False),
        ("kim-dong-yeon", "2026-03-20", True),
        ("moon-jae-in", "2020-01-01", False),
    ],
)
def test_a_holder_is_suspended_from_the_day_the_source_says(base, person, day, suspended):
    assert terms.is_suspended(base.tenures_of(person)[0], date.fromisoformat(day)) is suspended


@pytest.mark.parametrize(
    ("office", "person", "as_of", "before", "after"),
    [
        ("gyeonggi-governor", "choo-mi-ae", "2026-11-22", "kim-dong-yeon", None),
        ("gyeonggi-governor", "kim-dong-yeon", "2026-11-22", "lee-jae-myung", "choo-mi-ae"),
        ("gyeonggi-governor", "kim-dong-yeon", "2026-06-30", "lee-jae-myung", None),
        ("gyeonggi-governor", "lee-jae-myung", "2019-10-23", "nam-kyung-pil", None),
        ("gyeonggi-governor", "nam-kyung-pil", "2026-11-22", None, "lee-jae-myung"),
        ("president", "lee-jae-myung", "2026-11-22", "yoon-suk-yeol", None),
        ("president", "moon-jae-in", "2026-11-22", "park-geun-hye", "yoon-suk-yeol"),
        ("suwon-mayor", "yeom-tae-young", "2026-11-22", None, "lee-jae-joon-suwon"),
        ("president", "choo-mi-ae", "2026-11-22", None, None),
    ],
)
def test_before_and_after_count_holders_proper_that_had_begun(base, office, person, as_of, before, after):
    held, day = base.successions[office], date.fromisoformat(as_of)
    found = terms.before(held, person, day), terms.after(held, person, day)
    assert tuple(t.holder if t else None for t in found) == (before, after)


def test_the_one_before_somebody_with_two_terms_is_not_himself(base):
    assert terms.before(base.successions["suwon-mayor"], "lee-jae-joon-suwon", TODAY).holder == "yeom-tae-young"
    assert terms.after(base.successions["suwon-mayor"], "lee-jae-joon-suwon", TODAY) is None


def test_the_first_holder_is_told_only_where_the_data_says_who_that_was(base):
    assert terms.first_holder(base.successions["jeonnam-gwangju-mayor"], TODAY).holder == "min-hyung-bae"
    assert terms.first_holder(base.successions["suwon-mayor"], TODAY).holder == "lee-jae-joon-suwon"
    assert terms.first_holder(base.successions["gyeonggi-governor"], TODAY) is None
    assert terms.first_holder(base.successions["jeonnam-gwangju-mayor"], date(2026, 6, 30)) is None


@pytest.mark.parametrize(
    ("office", "number", "as_of", "person"),
    [
        ("gyeonggi-governor", 35, "2026-11-22", "lee-jae-myung"),
        ("gyeonggi-governor", 37, "2026-11-22", "choo-mi-ae"),
        ("gyeonggi-governor", 37, "2026-06-30", None),
        ("gyeonggi-governor", 38, "2026-11-22", None),
        ("suwon-mayor", 27, "2026-11-22", "yeom-tae-young"),
        ("suwon-mayor", 29, "2026-11-22", None),
        ("president", 19, "2026-11-22", "moon-jae-in"),
        ("president", 21, "2025-06-03", None),
    ],
)
def test_the_nth_holder_is_found_by_number_once_in_office(base, office, number, as_of, person):
    found = terms.nth(base.successions[office], number, date.fromisoformat(as_of))
    assert (found.holder if found else None) == person


def test_a_numbered_election_term_finds_its_holder(base):
    governor = base.successions["gyeonggi-governor"]
    assert terms.by_term(governor, "민선 7기", TODAY).holder == "lee-jae-myung"
    assert terms.by_term(governor, "민선9기", TODAY).holder == "choo-mi-ae"
    assert terms.by_term(governor, "민선 9기", date(2026, 6, 30)) is None


def office(load, *holders, more=""):
    people = "".join(f"  - {{id: p{i}, type: person, name: 사람{i}}}\n" for i in range(5))
    rows = "".join(f"      - {{confidence: high, source: 신문, {holder}}}\n" for holder in holders)
    return load(
        f"entities:\n{people}  - id: o\n    type: office\n    name: 자리\n{more}    holder:\n{rows}"
    ).successions["o"]


def certainty(held, day, as_of):
    return [s.certainty for s in terms.during(held, Interval.of(day), as_of)]


FOUR_YEARS = "    term_years: 4\n"
OPEN = "value: p0, from: 2018-07-01, known: 2020-03-01"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2018-07-01", SURE),
        ("2020-03-01", SURE),
        ("2020-03-02", PRESUMED),
        ("2022-06-30", PRESUMED),
        ("2022-07-01", LAPSED),
        ("2030-01-01", LAPSED),
    ],
)
def test_an_open_term_is_sure_while_seen_presumed_while_it_runs_and_lapsed_after(load, day, expected):
    day = date.fromisoformat(day)
    assert certainty(office(load, OPEN, more=FOUR_YEARS), day, day) == [expected]


def test_where_no_law_limits_the_term_it_is_hedged_after_the_last_source(load):
    held = office(load, OPEN)
    assert certainty(held, date(2020, 3, 1), TODAY) == [SURE]
    assert certainty(held, date(2020, 3, 2), TODAY) == [HEDGED]
    assert certainty(held, date(2029, 1, 1), date(2029, 1, 1)) == [HEDGED]


def test_a_term_that_starts_on_a_leap_day_runs_out_too(load):
    held = office(load, "value: p0, from: 2016-02-29, known: 2016-03-01", more="    term_years: 5\n")
    assert terms.term_end(held.tenures[0], held) == date(2021, 2, 27)


def test_an_acting_holder_has_no_statutory_term(load):
    held = office(load, "value: p0, acting: 부지사, from: 2018-07-01, known: 2018-07-02", more=FOUR_YEARS)
    assert terms.term_end(held.tenures[0], held) is None
    assert certainty(held, date(2018, 8, 1), TODAY) == [HEDGED]


def test_an_open_term_ends_when_the_next_begins(load):
    held = office(
        load, "value: p0, seen_from: 2018-01-01, known: 2018-01-01", "value: p1, from: 2020-01-01, known: 2020-01-01"
    )
    assert on(held, date(2019, 12, 31)) == [("p0", False)]
    assert on(held, date(2020, 1, 1)) == [("p1", False)]


def test_the_next_term_is_not_foreseen_to_end_the_last(load):
    held = office(
        load, "value: p0, seen_from: 2018-01-01, known: 2018-01-01", "value: p1, from: 2020-01-01, known: 2020-01-01"
    )
    assert on(held, date(2019, 6, 1), date(2019, 6, 1)) == [("p0", False)]
    assert [t.holder for t in terms.visible(held, date(2019, 12, 31))] == ["p0"]


def test_a_holder_first_seen_late_is_not_told_for_earlier_days(load):
    held = office(load, "value: p0, seen_from: 2018-05-01, known: 2018-06-01")
    assert on(held, date(2018, 4, 30)) == []
    assert on(held, date(2018, 5, 1)) == [("p0", False)]


def test_a_start_that_is_not_known_is_the_day_after_the_last_end(load):
    held = office(
        load,
        "value: p0, from: 2013-02-25, to: 2017-03-10, known: 2017-03-10",
        "value: p1, acting: 총리, to: 2017-05-09, known: 2018-01-01",
    )
    assert on(held, date(2017, 3, 11)) == [("p1", True)]
    assert on(held, date(2017, 5, 10)) == []
    assert on(held, date(2017, 4, 1), date(2017, 4, 1)) == []


def test_a_holder_without_any_date_is_known_to_be_earlier_but_told_for_no_day(load):
    held = office(load, "value: p0, known: 2025-01-01", "value: p1, from: 2018-07-01, known: 2019-01-01")
    assert on(held, date(2018, 6, 30)) == []
    assert [t.holder for t in terms.proper(held, date(2019, 1, 1))] == ["p0", "p1"]
    assert terms.visible(held, date(2018, 6, 30)) == ()
    assert terms.before(held, "p1", TODAY).holder == "p0"


@pytest.mark.parametrize(("as_of", "end"), [("2021-10-24", None), ("2021-10-25", date(2021, 10, 25))])
def test_an_end_is_hidden_while_it_lies_ahead(base, as_of, end):
    governor = base.successions["gyeonggi-governor"].tenures[1]
    assert terms.end_as_known(governor, date.fromisoformat(as_of)) == end


def test_an_end_known_to_the_month_counts_when_the_month_is_over(load):
    held = office(load, "value: p0, from: 2018, to: 2020-06, known: 2021-01-01")
    assert terms.end_as_known(held.tenures[0], date(2020, 6, 29)) is None
    assert terms.end_as_known(held.tenures[0], date(2020, 6, 30)) == date(2020, 6, 30)


@given(day=DAYS, as_of=DAYS)
def test_nobody_is_found_outside_the_days_asked_or_after_the_day_of_the_answer(base, day, as_of):
    asked = Interval(day, day + timedelta(days=400))
    for held in base.successions.values():
        for stretch in terms.during(held, asked, as_of):
            assert asked.first <= stretch.first <= stretch.last <= min(asked.last, as_of)
            began = stretch.tenure.start or stretch.tenure.seen_from
            assert began is None or began.first <= stretch.first


@given(as_of=DAYS)
def test_an_office_never_has_two_holders_proper_on_one_day(base, as_of):
    for held in base.successions.values():
        assert len(terms.regular(terms.current(held, as_of))) <= 1


@given(as_of=DAYS, later=st.integers(0, 3000))
def test_what_was_visible_stays_visible(base, as_of, later):
    for held in base.successions.values():
        before, after = (terms.visible(held, day) for day in (as_of, as_of + timedelta(days=later)))
        assert {tenure.id for tenure in before} <= {tenure.id for tenure in after}


# Choosing, and what is said of those chosen


def chosen(base, **wanted):
    return [(t.holder, t.acting is not None) for t in terms.select(base, terms.Selection(**wanted), TODAY)]


def test_tenures_are_chosen_by_all_that_is_wanted(base):
    assert chosen(base, offices=("president",), people=("han-duck-soo",)) == [("han-duck-soo", True)] * 2
    assert chosen(base, people=("lee-jae-myung",), acting=False, orders=(35,)) == [("lee-jae-myung", False)]
    day = Interval.of(date(2024, 12, 20))
    assert chosen(base, offices=("president",), days=day, acting=True) == [("han-duck-soo", True)]


@pytest.mark.parametrize(
    ("office", "person", "completion"),
    [
        ("president", "moon-jae-in", terms.Completion.FULL),
        ("president", "yoon-suk-yeol", terms.Completion.EARLY),
        ("president", "lee-jae-myung", terms.Completion.RUNNING),
        ("gyeonggi-governor", "lee-jae-myung", terms.Completion.EARLY),
        ("gyeonggi-governor", "nam-kyung-pil", terms.Completion.UNKNOWN),
        ("suwon-mayor", "yeom-tae-young", terms.Completion.EARLY),  # the last of three terms
    ],
)
def test_whether_a_term_was_completed_follows_from_its_days(base, office, person, completion):
    (tenure,) = [t for t in base.tenures_of(person) if t.succession == office and not t.acting]
    assert terms.completion(base, tenure, TODAY) is completion


def test_a_vacancy_begins_when_somebody_had_left(base):
    found = [(s.tenure.holder, s.first, s.last) for s in terms.vacancies(base.successions["president"], TODAY)]
    assert ("han-duck-soo", date(2025, 4, 5), date(2025, 5, 1)) in found
    assert ("lee-ju-ho", date(2025, 5, 2), date(2025, 6, 3)) in found
    assert all(holder != "choi-sang-mok" for holder, _, _ in found)  # the president was suspended, not gone


def test_who_acted_between_two_is_found_and_nobody_where_one_followed_at_once(base):
    president = base.successions["president"]
    held = {t.holder: t for t in terms.proper(president, TODAY)}
    between = terms.between(president, held["yoon-suk-yeol"], held["lee-jae-myung"], TODAY)
    assert [t.holder for t in between] == ["han-duck-soo", "lee-ju-ho"]
    assert terms.between(president, held["moon-jae-in"], held["yoon-suk-yeol"], TODAY) == ()
