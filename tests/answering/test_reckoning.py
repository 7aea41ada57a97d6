"""Reckoning with values of a made-up pack: every operation with every pair of operands, in several wordings.

What is expected is computed from the values below, never written down.
"""

from datetime import date, datetime
from itertools import combinations, permutations

import pytest
from made_up import GARAM, write_pack

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant
from companion.dialogue.state import State

LEVELS = {  # by country: 2020 and 2024
    "가온국": (90.0, 81.5),
    "나린국": (70.5, 88.0),
    "다솜국": (62.0, 60.4),
}
COSTS = {"누리다리": 300, "마루다리": 750, "바다다리": 120}  # in units of 100,000,000 won
LENGTHS = {"누리다리": 1240, "마루다리": 310, "바다다리": 620}
OPENED = {"누리다리": date(2021, 3, 2), "마루다리": date(2023, 5, 17), "바다다리": date(2018, 11, 30)}
IDS = {
    "누리다리": "nuri",
    "마루다리": "maru",
    "바다다리": "bada",
    "가온국": "gaon",
    "나린국": "narin",
    "다솜국": "dasom",
}

MANIFEST = """
needs: [korean]
relations:
  - id: breeze
    label: 바람지수
    of: [statistic]
    value: number
    qualifiers: {of: country, year: day}
    orders:
      most: {stems: [더 높, 높아, 높은, 앞서], say: "{year} 조사에서는 {of:이/가} {value:으로/로} 가장 높아요."}
      least: {stems: [더 낮, 낮아, 낮은, 제일 낮], say: "{year} 조사에서는 {of:이/가} {value:으로/로} 가장 낮아요."}
    template: "{year} {of}의 바람지수는 {value:이에요/예요}."
    nouns: [점수, 순위, 몇 점]
  - {id: cost, label: 공사비, value: money, nouns: [공사비, 비용], asks: [얼마]}
  - {id: span, label: 길이, value: number, unit: m, nouns: [길이]}
  - {id: opening, label: 개통, value: day, nouns: [개통, 개통일], verbs: [개통되다], asks: [언제]}
"""


def _data():
    facts = [f"  - {{id: {IDS[name]}, type: project, name: {name}}}" for name in COSTS]
    facts += [f"  - {{id: {IDS[name]}, type: country, name: {name}}}" for name in LEVELS]
    facts += [
        "  - {id: breeze-index, type: statistic, name: 바람지수}",
        "  - {id: holed, type: project, name: 구름다리}",
    ]
    known = "published: 2024-06-01, known: 2025-01-01, confidence: high, source: 꾸며 낸 자료"
    rows = []
    for name, id in IDS.items():
        for year, level in zip((2020, 2024), LEVELS.get(name, ()), strict=False):
            rows.append(
                f'  - {{subject: breeze-index, relation: breeze, of: {id}, year: "{year}", {known}, value: "{level}"}}'
            )
        if name in COSTS:
            rows.append(f"  - {{subject: {id}, relation: cost, {known}, value: {COSTS[name] * 10**8}}}")
            rows.append(f"  - {{subject: {id}, relation: span, {known}, value: {LENGTHS[name]}}}")
            rows.append(f"  - {{subject: {id}, relation: opening, {known}, value: {OPENED[name]}}}")
    rows.append(f"  - {{subject: holed, relation: opening, {known}, value: 2022-01-01}}")
    rows.append(f"  - {{subject: nuri, relation: summary, {known}, value: 다리}}")
    return "entities:\n" + "\n".join(facts) + "\nstatements:\n" + "\n".join(rows) + "\n"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    """A robot that knows the bridges, an index of three countries, and the offices of a town."""
    folder = tmp_path_factory.mktemp("reckoning")
    pack = write_pack(folder / "narae", MANIFEST, data__narae_yaml=_data())
    (folder / "profile.yaml").write_text(f"packs: [korean, {GARAM}, {pack}]\n", encoding="utf-8")
    return Assistant(load_settings(str(folder), environment={}), clock=lambda: datetime(2026, 11, 22, 15, 5))


@pytest.fixture
def tell(assistant):
    """Say several things; the last reply."""

    def say(*texts):
        state = State()
        for text in texts:
            reply, state = assistant.respond(text, state)
        return reply

    return say


def _won(number):
    return f"{number:,}억 원"


def _number(value):
    return f"{round(value, 2):,.10g}"


@pytest.mark.parametrize(("one", "other"), list(permutations(COSTS, 2)))
@pytest.mark.parametrize(
    "wording",
    [
        "{0} 공사비랑 {1} 공사비 합치면 얼마야?",
        "{0}하고 {1} 공사비를 더하면 얼마예요?",
        "{0}와 {1}의 공사비를 합하면 얼마입니까?",
    ],
)
def test_sums(tell, wording, one, other):
    assert tell(wording.format(one, other)).text.startswith(_won(COSTS[one] + COSTS[other]))


@pytest.mark.parametrize(("one", "other"), list(permutations(COSTS, 2)))
@pytest.mark.parametrize("wording", ["{0} 공사비하고 {1} 공사비 차이가 얼마야?", "{0}랑 {1} 공사비 차이는 얼마예요?"])
def test_differences(tell, wording, one, other):
    assert tell(wording.format(one, other)).text.startswith(_won(abs(COSTS[one] - COSTS[other])))


@pytest.mark.parametrize(("one", "other"), list(permutations(LENGTHS, 2)))
@pytest.mark.parametrize("wording", ["{0} 길이가 {1}의 몇 배야?", "{0} 길이는 {1}보다 몇 배예요?"])
def test_ratios(tell, wording, one, other):
    assert f"{LENGTHS[one] / LENGTHS[other]:.3g}배" in tell(wording.format(one, other)).text


@pytest.mark.parametrize(("one", "other"), list(permutations(COSTS, 2)))
@pytest.mark.parametrize("claimed", [2, 5])
def test_claims_of_ratios(tell, one, other, claimed):
    reply = tell(f"{one} 공사비가 {other}의 {claimed}배가 넘어?")
    assert reply.text.startswith("네" if COSTS[one] / COSTS[other] > claimed else "아니요"), reply.text


@pytest.mark.parametrize(("one", "other"), list(permutations(LEVELS, 2)))
@pytest.mark.parametrize(("at", "year"), [(0, "2020년"), (1, "2024년")])
def test_gaps_between_countries(tell, one, other, at, year):
    reply = tell(f"{year} 바람지수에서 {one}하고 {other}는 몇 점 차이야?")
    assert reply.text.startswith(f"{_number(abs(LEVELS[one][at] - LEVELS[other][at]))}점 차이"), reply.text


@pytest.mark.parametrize(("one", "other"), list(permutations(LEVELS, 2)))
@pytest.mark.parametrize("claimed", [5, 20])
def test_claims_of_gaps_hold_who_is_ahead(tell, one, other, claimed):
    reply = tell(f"바람지수는 {one}이 {other}보다 {claimed}점 넘게 높아?")
    assert reply.text.startswith("네" if LEVELS[one][1] - LEVELS[other][1] > claimed else "아니요"), reply.text


@pytest.mark.parametrize(("one", "other"), list(combinations(LEVELS, 2)))
def test_gaps_are_compared_over_time(tell, one, other):
    before, after = (abs(LEVELS[one][at] - LEVELS[other][at]) for at in (0, 1))
    verb = "늘었" if after > before else "줄었"
    first = (f"2024년 {one} 바람지수는 몇 점이야?", f"{other}은?", "두 나라 차이가 몇 점이야?")
    assert tell(*first).text.startswith(f"{_number(after)}점 차이")
    reply = tell(*first, "2020년에는 그 차이가 더 컸어?")
    assert reply.text.startswith("네" if before > after else "아니요"), reply.text
    reply = tell(*first, "2020년보다 격차가 얼마나 줄었어?")
    assert f"{_number(abs(after - before))} {verb}" in reply.text, reply.text


def test_ranks_at_two_times(tell):
    reply = tell("2024년 바람지수에서 가온국하고 나린국 순위가 어떻게 바뀌었어?")
    for at in (0, 1):
        ranked = sorted(LEVELS, key=lambda name: -LEVELS[name][at])
        for name in ("가온국", "나린국"):
            assert f"{name} {ranked.index(name) + 1}위" in reply.text


def test_the_mean_of_all(tell):
    mean = sum(levels[1] for levels in LEVELS.values()) / len(LEVELS)
    assert tell("2024년 바람지수 나라 평균 점수는 몇 점이야?").text.startswith(_number(mean))


@pytest.mark.parametrize("name", LEVELS)
def test_changes_are_held_against_claims(tell, name):
    before, after = LEVELS[name]
    reply = tell(f"{name} 바람지수는 10점 넘게 올랐어?")
    assert reply.text.startswith("네" if after - before > 10 else "아니요"), reply.text


@pytest.mark.parametrize(("one", "other"), list(permutations(COSTS, 2)))
def test_what_was_told_is_reckoned_with(tell, one, other):
    before = (f"{one} 공사비가 얼마야?", f"{other}는?")
    assert tell(*before, "합치면 얼마야?").text.startswith(_won(COSTS[one] + COSTS[other]))
    assert tell(*before, "차이는?").text.startswith(_won(abs(COSTS[one] - COSTS[other])))
    assert tell(before[0], f"{other}까지 합치면 얼마야?").text.startswith(_won(COSTS[one] + COSTS[other]))


@pytest.mark.parametrize(("one", "other"), list(permutations(OPENED, 2)))
@pytest.mark.parametrize(
    "wording",
    [
        "{0} 개통일하고 {1} 개통일 사이가 며칠이야?",
        "{0} 개통부터 {1} 개통까지 며칠이야?",
        "{0} 개통되고 {1} 개통될 때까지 며칠 걸렸어?",
    ],
)
def test_days_between(tell, wording, one, other):
    reply = tell(wording.format(one, other))
    assert reply.text.startswith(f"{abs((OPENED[one] - OPENED[other]).days):,}일"), reply.text


@pytest.mark.parametrize(("one", "other"), list(permutations(OPENED, 2)))
def test_which_came_first(tell, one, other):
    first = min(one, other, key=OPENED.get)
    assert tell(f"{one}랑 {other} 중에 뭐가 먼저 개통됐어?").text.startswith(f"{first}가 먼저")
    reply = tell(f"{one}가 {other}보다 나중에 개통됐어?")
    assert reply.text.startswith("아니요" if first == one else "네"), reply.text


def test_terms_of_office_and_things(tell):
    assert tell("김바람 시장 취임일하고 이노을 시장 취임일 사이가 며칠이야?").text.startswith("1,461일")
    days = (date(2022, 7, 1) - OPENED["누리다리"]).days
    assert tell("누리다리 개통부터 이노을 취임까지 며칠이야?").text.startswith(f"{days}일")


def test_what_is_missing_is_named(tell):
    reply = tell("누리다리하고 구름다리 공사비를 합치면 얼마야?")
    assert reply.status == "unknown"
    assert "구름다리의 공사비는 제 자료에 없어요" in reply.text
    reply = tell("2022년 바람지수에서 가온국하고 나린국 차이는 몇 점이야?")
    assert reply.status == "unknown"
    assert "2022년" in reply.text


def test_values_of_different_kinds_are_not_added(tell):
    assert not tell("누리다리 공사비랑 길이를 합치면 얼마야?").text[0].isdigit()


@pytest.mark.parametrize(
    ("question", "part", "absent"),
    [
        ("2024년 바람지수는 나린국 빼고 누가 제일 높아?", "가온국이 81.5", "차이"),
        ("2024년 바람지수에서 나린국에서 가온국을 빼면 얼마야?", "6.5 차이", "가장"),
        ("2024년 바람지수는 가온국이 다솜국보다 높아 낮아?", "81.5", "아니요"),
        ("다솜국 바람지수는 그동안 올랐어 내렸어?", "60.4", "네,"),
    ],
)
def test_all_but_one_and_two_ways(tell, question, part, absent):
    text = tell(question).text
    assert part in text, text
    assert absent not in text, text
