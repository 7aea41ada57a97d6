import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import KOREAN
from said import dates_in, told_too_early

from companion.base.files import Mistakes
from companion.knowledge import tenures as terms
from companion.knowledge.days import Interval
from companion.knowledge.telling import Answers, When, rehearse
from companion.knowledge.tenure_telling import TenureTeller

TODAY = date(2026, 11, 22)
EVENT = date(2019, 10, 23)


def then(day, label="그때"):
    return When(Interval.of(date.fromisoformat(day)), label)


def everything(teller, as_of, day):
    """All that can be told on a day about all offices, people and facts, with what it is about."""
    base, of_terms = teller.base, TenureTeller(teller.base, teller.answers)
    times = [When.now(as_of), When(Interval.of(day), "그때"), When(Interval(day, day + timedelta(days=365)), "그 무렵")]
    for office in base.successions.values():
        for when in times:
            yield office.id, teller.holder(office, when, as_of)
            yield office.id, teller.deputies(office, when, as_of)
            yield office.id, of_terms.how_many(office, as_of, when=when)
            yield office.id, of_terms.how_many(office, as_of, when=when, acting=True)
        yield office.id, of_terms.how_many(office, as_of)
        yield office.id, teller.everyone(office, as_of)
        yield office.id, teller.deputies(office, None, as_of)
        first = terms.first_holder(office, as_of)
        yield office.id, teller.relative(office, "holder_first", first, as_of)
        for tenure in terms.visible(office, as_of):
            for tell in (teller.start, teller.end, teller.span):
                yield tenure.id, tell(tenure, as_of)
            yield tenure.id, teller.end(tenure, as_of, why=True)
            for name, find in (("holder_before", terms.before), ("holder_after", terms.after)):
                found = find(office, tenure.holder, as_of)
                yield tenure.id, teller.relative(office, name, found, as_of, pivot="이분")
    for entity in base.entities.values():
        if entity.type == "person":
            yield entity.id, teller.profile(entity.id, None, as_of)
            yield entity.id, teller.profile(entity.id, When(Interval.of(day), "그때"), as_of)
    for fact in base.facts:
        if fact.visible(as_of):
            yield fact.id, teller.facts([fact], as_of)


@settings(max_examples=80, deadline=None)
@given(as_of=st.dates(date(2009, 1, 1), date(2031, 12, 31)), day=st.dates(date(2009, 1, 1), date(2031, 12, 31)))
def test_no_sentence_names_a_day_after_the_day_of_the_answer(teller, as_of, day):
    for about, told in everything(teller, as_of, day):
        assert not told_too_early(told.text, as_of), about


@pytest.mark.parametrize(
    "as_of", [EVENT, date(2021, 10, 25), date(2024, 12, 13), date(2026, 6, 30), date(2026, 10, 1), TODAY]
)
def test_no_sentence_names_a_day_after_the_days_that_matter_most(teller, as_of):
    for about, told in everything(teller, as_of, EVENT):
        assert not told_too_early(told.text, as_of), about


@settings(max_examples=40, deadline=None)
@given(as_of=st.dates(date(2009, 1, 1), date(2031, 12, 31)))
def test_no_source_shows_validity_after_the_day_of_the_answer(teller, as_of):
    for about, told in everything(teller, as_of, EVENT):
        for source in told.sources:
            for day in (source.valid_from, source.valid_to):
                assert day is None or day[:10] <= as_of.isoformat() or len(day) < 10, about


@pytest.mark.parametrize(
    ("office", "as_of", "hidden"),
    [
        ("gyeonggi-governor", "2019-10-23", ["2021", "사퇴", "오병권", "김동연", "추미애"]),
        ("president", "2024-12-01", ["2025", "탄핵", "파면", "한덕수", "이재명"]),
        ("president", "2024-12-20", ["2025", "파면", "최상목", "이재명"]),
        ("gwangju-mayor", "2026-06-30", ["통합", "민형배"]),
        ("suwon-mayor", "2022-03-01", ["이재준", "7월"]),
        ("jeonnam-gwangju-mayor", "2026-06-30", ["민형배", "2026"]),
    ],
)
def test_what_happens_later_is_not_given_away(teller, office, as_of, hidden):
    day = date.fromisoformat(as_of)
    text = teller.holder(teller.base.successions[office], When.now(day), day).text
    assert not [word for word in hidden if word in text]


@pytest.mark.parametrize(("as_of", "early"), [(date(2012, 5, 5), "7기"), (EVENT, "특례시")])
def test_a_later_term_or_a_later_name_of_the_office_is_not_given_away(teller, as_of, early):
    assert early not in teller.holder(teller.base.successions["suwon-mayor"], When.now(as_of), as_of).text


def test_a_term_is_not_confirmed_before_it_began(teller):
    as_of = date(2025, 5, 5)
    *_, confirmed = dates_in(teller.holder(teller.base.successions["suwon-mayor"], When.now(as_of), as_of).text)
    assert confirmed >= date(2022, 7, 1)


# Who, and how sure


@pytest.mark.parametrize(
    ("office", "when", "words"),
    [
        ("gyeonggi-governor", "2020-03-01", ["이재명", "2018년 7월 1일", "2021년 10월 25일"]),
        ("gyeonggi-governor", "2022-01-10", ["오병권", "비어", "대행"]),
        ("gyeonggi-governor", "2026-04-01", ["김동연", "정지", "김성중", "대행"]),
        ("president", "2024-12-20", ["윤석열", "탄핵", "정지", "한덕수", "대행"]),
        ("president", "2025-05-15", ["이주호", "비어", "대행"]),
        ("gwangju-mayor", "2026-08-01", ["통합", "민형배"]),
    ],
)
def test_suspension_vacancy_and_succession_are_told(teller, office, when, words):
    told = teller.holder(teller.base.successions[office], then(when), TODAY)
    assert told.known
    assert not [word for word in words if word not in told.text]
    assert told.sources


@pytest.mark.parametrize(
    ("office", "when", "as_of"),
    [
        ("gyeonggi-governor", "2012-01-01", TODAY),
        ("gyeonggi-governor", "2026-11-23", TODAY),
        ("gyeonggi-governor", "2020-01-01", EVENT),
        ("gyeonggi-peace-vice-governor", "2019-10-23", TODAY),
        ("jeonnam-gwangju-mayor", "2020-01-01", TODAY),
        ("president", "2032-01-01", date(2032, 1, 1)),
    ],
)
def test_where_nothing_is_known_nobody_is_named(teller, office, when, as_of):
    told = teller.holder(teller.base.successions[office], then(when), as_of)
    assert not told.known
    if as_of < date(2030, 1, 1):
        assert not [e.name for e in teller.base.entities.values() if e.type == "person" and e.name in told.text]


def test_after_the_term_has_run_out_it_is_said_until_when_it_was_known(teller):
    told = teller.holder(teller.base.successions["gyeonggi-governor"], When.now(date(2031, 1, 1)), date(2031, 1, 1))
    assert not told.known
    assert "2026년 10월 2일" in told.text


def test_within_the_term_an_older_source_is_dated(teller):
    governor = teller.base.successions["gyeonggi-governor"]
    fresh, stale = date(2026, 12, 1), date(2027, 5, 1)
    assert "확인" not in teller.holder(governor, When.now(fresh), fresh).text
    assert "2026년 10월 2일까지 확인" in teller.holder(governor, When.now(stale), stale).text


WEAK = """\
entities:
  - {id: kim, type: person, name: 김하나}
  - {id: fair, type: event, name: 박람회}
  - id: mayor
    type: office
    name: 가나시장
    title: 시장
    term_years: 10
    holder:
      - {value: kim, from: 2020-01-01, known: 2026-11-01, confidence: CONFIDENCE, source: 신문}
statements:
  - subject: fair
    relation: summary
    value: 잔치
    say: 박람회는 잔치예요.
    known: 2020-01-01
    confidence: CONFIDENCE
    source: 신문
"""


@pytest.mark.parametrize(("confidence", "hedged"), [("high", False), ("medium", True), ("low", True)])
def test_a_weak_source_is_told_as_such(tell, confidence, hedged):
    teller = tell(WEAK.replace("CONFIDENCE", confidence))
    (tenure,) = teller.base.successions["mayor"].tenures
    for told in (
        teller.holder(teller.base.successions["mayor"], When.now(TODAY), TODAY),
        teller.start(tenure, TODAY),
        teller.profile("kim", None, TODAY),
        teller.facts(teller.base.facts, TODAY),
    ):
        assert told.text.startswith("확인된 바로는") is hedged, told.text
    assert ("확인된 바로는" in teller.end(tenure, TODAY).text) is hedged


def test_every_shipped_statement_of_a_weak_source_is_hedged(teller):
    for fact in teller.base.facts:
        if fact.confidence != "high" and not fact.unknown:
            assert "확인된 바로는" in teller.sentence(fact), fact.id
    for office in teller.base.successions.values():
        for tenure in office.tenures:
            told = teller.start(tenure, TODAY)
            assert tenure.confidence == "high" or not told.known or "확인된 바로는" in told.text, tenure.id


def test_an_unknown_is_told_as_not_known(teller):
    for fact in teller.base.facts:
        told = teller.facts([fact], TODAY)
        assert told.known is not fact.unknown
        assert told.text.endswith("요.")


def test_why_somebody_left_is_told_only_from_a_source(teller):
    governors = {t.holder: t for t in teller.base.successions["gyeonggi-governor"].tenures}
    assert "대통령 선거" in teller.end(governors["lee-jae-myung"], TODAY, why=True).text
    assert not teller.end(governors["nam-kyung-pil"], TODAY, why=True).known


def test_somebody_still_in_office_has_no_end(teller):
    governor = teller.base.successions["gyeonggi-governor"].tenures[-1]
    assert "2030" not in teller.end(governor, TODAY).text
    assert "2026년 7월 1일" in teller.end(governor, TODAY).text


@pytest.mark.parametrize(
    ("person", "as_of", "words", "absent"),
    [
        ("lee-jae-myung", "2026-11-22", ["대통령", "2025년 6월 4일", "경기도지사"], []),
        ("lee-jae-myung", "2019-10-23", ["경기도지사", "2018년 7월 1일"], ["대통령", "2021", "2025"]),
        ("lee-jae-myung", "2022-05-01", ["경기도지사", "2021년 10월 25일"], ["2025", "대통령이에요"]),
        ("han-duck-soo", "2026-11-22", ["권한대행"], []),
        ("choo-mi-ae", "2019-10-23", ["없"], ["2026", "경기도지사"]),
    ],
)
def test_who_somebody_is_depends_on_the_day(teller, person, as_of, words, absent):
    text = teller.profile(person, None, date.fromisoformat(as_of)).text
    assert not [word for word in words if word not in text]
    assert not [word for word in absent if word in text]


def test_between_two_offices_somebody_is_in_none(teller):
    assert not teller.profile("lee-jae-myung", then("2023-01-01", "2023년 1월 1일"), TODAY).known


def test_a_statistic_is_told_highest_first_and_leaves_out_the_base(teller):
    measured = [
        fact for fact in teller.base.facts_of("tech-level") if (year := fact.day("year")) and year.iso == "2022"
    ]
    values = [float(v) for v in re.findall(r"\d+\.\d", teller.compared(measured, TODAY).text)]
    assert values == sorted(values, reverse=True)
    assert set(values) == {92.5, 92.4, 88.9, 86.2}


# Korean that is right by construction

_PARTICLES = {
    "은": True, "는": False, "이": True, "가": False, "을": True, "를": False, "과": True, "와": False,
    "이에요": True, "예요": False, "이었": True, "였": False,
}  # fmt: skip
_ENDED = re.compile(r"(은|는|이|가|을|를|과|와)(?=[\s.,(]|$)|(이에요|예요|이었|였)")


def wrong_particles(text, names):
    """Names followed by a particle that does not fit their last sound, computed here from the code point."""
    for name in names:
        closed = (ord(name[-1]) - ord("가")) % 28 != 0
        for match in re.finditer(rf"(?<![가-힣]){re.escape(name)}", text):
            particle = _ENDED.match(text[match.end() :])
            if particle and _PARTICLES[particle[0]] is not closed:
                yield name + particle[0]


def test_the_check_for_particles_sees_a_wrong_one():
    assert list(wrong_particles("이재명가 왔고 추미애은 경기도지사이에요.", ["이재명", "추미애", "경기도지사"])) == [
        "이재명가",
        "추미애은",
        "경기도지사이에요",
    ]


@pytest.mark.parametrize("as_of", [EVENT, date(2022, 6, 15), date(2025, 1, 20), TODAY, date(2031, 1, 1)])
def test_every_particle_fits_the_name_before_it(teller, as_of):
    names = {n for e in teller.base.entities.values() for n in (e.name, e.short) if "가" <= n[-1] <= "힣"}
    names |= {"지사", "시장", "대통령", "권한대행", "부지사"}
    texts = [told.text for _, told in everything(teller, as_of, EVENT)] + list(rehearse(teller, as_of))
    assert len(texts) > 300
    assert not [(wrong, text) for text in texts for wrong in wrong_particles(text, names)]


def test_every_sentence_the_data_can_lead_to_ends_as_a_polite_sentence(teller):
    for text in rehearse(teller, TODAY):
        assert re.search(r"요\.$", text), text
        assert not re.search(r"[{}]|None|\d{4}-\d\d", text), text


@pytest.mark.parametrize(
    ("old", "new"), [('"{reason}."', '"{reason"'), ('holder_now: "', 'holder_now: "{office:은/을} ')]
)
def test_a_broken_sentence_template_is_a_mistake_that_names_it(tmp_path, old, new):
    path = tmp_path / "answers.yaml"
    source = (KOREAN / "answers.yaml").read_text(encoding="utf-8")
    assert old in source
    path.write_text(source.replace(old, new, 1), encoding="utf-8")
    mistakes = Mistakes()
    Answers.load([path], mistakes)
    (mistake,) = mistakes
    assert "template «" in mistake.problem
    assert mistake.line == source[: source.index(old)].count("\n") + 1
