import io
import json

import pytest

from companion.base.errors import DataError
from companion.evaluation.baseline import KEYWORDS, KeywordRobot
from companion.evaluation.router import (
    GOALS,
    Goal,
    Labelled,
    evaluate_router,
    read_labelled_utterances,
    report_router,
    summarise,
)


@pytest.fixture
def write(tmp_path):
    def write(content):
        path = tmp_path / "rows.tsv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.mark.parametrize(
    "content",
    [
        "text\troute\n수원 맛집\trestaurant\n",
        "id\troute_from_dataset_label\ttext\tref\n3\trestaurant\t수원 맛집\t\n",
        "\ufefftext\troute\r\n수원 맛집\trestaurant\r\n",
        'text\troute\n"수원 맛집"\trestaurant\n',
    ],
)
def test_text_and_label_are_found_by_their_columns(write, content):
    assert read_labelled_utterances(write(content)) == [Labelled("수원 맛집", "restaurant")]


def test_quoted_cells_may_hold_tabs_quotes_and_odd_separators(write):
    path = write('text\troute\n"그는 ""네""\t라고"\tchitchat\n가\u2028나\tchitchat\n')
    assert [row.text for row in read_labelled_utterances(path)] == ['그는 "네"\t라고', "가\u2028나"]


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        ("", 1, "header"),
        ("text\tlabel\n가\tx\n", 1, "header"),
        ("utterance\troute\n가\tx\n", 1, "header"),
        ("text,route\n가,x\n", 1, "header"),
        ("text\troute\n가\tx\n나\n", 3, "text and a label"),
        ("text\troute\n가\tx\n\ty\n", 3, "text and a label"),
        ("text\troute\n가\tx\n나\ty\tz\n", 3, "text and a label"),
        ('text\troute\n가\tx\n"나\ty\n', 3, "not tab-separated"),
        ("text\troute\n", None, "no rows"),
        (b"text\troute\n\xff\xff\tx\n", 2, "cannot be read"),
    ],
)
def test_a_bad_file_is_reported_with_its_line_and_a_fix(write, content, line, problem):
    with pytest.raises(DataError, match=problem) as caught:
        read_labelled_utterances(write(content))
    assert caught.value.line == line
    assert caught.value.fix


def test_a_missing_file_is_reported(tmp_path):
    with pytest.raises(DataError, match="no such file"):
        read_labelled_utterances(tmp_path / "none.tsv")


@pytest.mark.parametrize(
    ("label", "outcome", "right"),
    [
        ("restaurant", "recommend/answered", True),
        ("restaurant", "recommend/unknown", True),
        ("restaurant", "none/unknown", False),
        ("other_assistant", "none/unknown", True),
        ("other_assistant", "clock/answered", True),
        ("other_assistant", "smalltalk/answered", False),
        ("factoid_question", "knowledge/clarify", True),
        ("factoid_question", "knowledge/answered", False),
        ("sensitive_political", "none/refused", True),
        ("sensitive_political", "smalltalk/answered", False),
        ("sensitive_political", "knowledge/answered", False),
        ("profane", "none/refused", True),
        ("profane", "none/unknown", False),
    ],
)
def test_each_label_has_its_own_right_outcomes(label, outcome, right):
    assert GOALS[label].met_by(outcome) == right


def test_shares_are_of_all_utterances_of_a_label_and_refusals_are_abstentions():
    texts = {
        "recommend/answered": ["가", "나"],
        "recommend/unknown": ["다"],
        "none/refused": ["라"],
        "smalltalk/answered": [str(n) for n in range(4)],
    }
    result = summarise("restaurant", texts)
    assert result.n == 8
    assert (result.recommended, result.answered, result.abstained, result.refused) == (
        3 / 8,
        6 / 8,
        2 / 8,
        1 / 8,
    )
    assert result.expected == 3 / 8
    assert next(iter(result.outcomes.items())) == ("smalltalk/answered", 4)
    assert result.unexpected == {"smalltalk/answered": ("0", "1", "2"), "none/refused": ("라",)}


def test_a_label_nobody_set_a_goal_for_is_counted_only():
    result = summarise("rocket", {"none/unknown": ["가"]})
    assert (result.n, result.expected, result.unexpected) == (1, None, {})


def test_a_goal_without_a_share_still_tells_right_from_wrong():
    goal = Goal(("recommend/*",))
    assert goal.met_by("recommend/clarify")
    assert not goal.met_by("none/clarify")


@pytest.fixture(scope="module")
def result(assistant):
    rows = [
        Labelled("수원 맛집을 찾아줘", "restaurant"),
        Labelled("그중에 두 번째는?", "rocket"),
        Labelled("비트코인 얼마야", "other_assistant"),
    ]
    return evaluate_router(assistant, rows, io.StringIO())


def test_every_row_is_a_conversation_of_its_own(assistant):
    follow_up = Labelled("다른 데", "x")
    alone = evaluate_router(assistant, [follow_up], io.StringIO())
    after = evaluate_router(assistant, [Labelled("수원 맛집", "y"), follow_up], io.StringIO())
    assert after.companion.labels[0].outcomes == alone.companion.labels[0].outcomes


def test_the_companion_recommends_and_abstains_where_the_keyword_robot_only_answers(result):
    ours = {label.label: label for label in result.companion.labels}
    plain = {label.label: label for label in result.baseline.labels}
    assert ours["restaurant"].expected == plain["restaurant"].expected == 1
    assert ours["other_assistant"].expected == 1
    assert plain["other_assistant"].expected == 0
    assert all(label.abstained == 0 for label in plain.values())


def test_the_result_is_plain_json(result):
    data = json.loads(json.dumps(result.as_json()))
    assert data["rows"] == 3
    assert data["companion"]["latency_ms"]["p50"] > 0
    assert {label["label"] for label in data["baseline"]["labels"]} == {
        "restaurant",
        "rocket",
        "other_assistant",
    }


def test_the_report_sets_both_systems_against_the_goals(result):
    head, *_ = report_router(result).split("\n\n")
    line = next(line for line in head.splitlines() if line.startswith("other_assistant"))
    assert line.split() == ["other_assistant", "1", "≥", "95%", "100.0%", "0.0%", "met"]
    assert next(line for line in head.splitlines() if line.startswith("rocket")).split()[2] == "–"


@pytest.mark.parametrize(("route", "word"), [(route, word) for route, words in KEYWORDS.items() for word in words])
def test_the_keyword_robot_follows_its_keywords(assistant, route, word):
    assert KeywordRobot.like(assistant).respond(f"{word} 줘")[0] == route


def test_without_a_keyword_the_keyword_robot_says_the_nearest_thing_it_knows():
    robot = KeywordRobot(
        {
            "smalltalk": [("졸리다", "푹 쉬세요."), ("배고프다", "그러게요.")],
            "recommend": [("갈비 수원", "가보정")],
        }
    )
    assert robot.respond("배고프네") == ("smalltalk", "그러게요.")
    assert robot.respond("수원 갈비") == ("recommend", "가보정")
    assert robot.respond("비트코인 얼마야")[1]
