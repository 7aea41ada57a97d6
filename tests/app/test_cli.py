"""The command contract: what other things are built on."""

import io
import json
import os
import signal
import subprocess
import sys

import pytest

from companion.app import main as cli
from companion.base import settings as config
from companion.evaluation.router import GOALS

REPLY = [
    "version", "id", "text", "spoken", "status", "route", "intent", "confidence", "as_of", "items", "sources",
    "gesture", "timing_ms", "score",
]  # fmt: skip
ITEM = ["id", "name", "category", "district", "address", "phone", "price_krw", "distance_m", "why"]
SOURCE = ["id", "title", "valid_from", "valid_to", "as_of"]
STATUSES = {"answered", "unknown", "clarify", "refused", "error"}
ROUTES = {"knowledge", "recommend", "smalltalk", "clock", "control", "none"}
GOVERNOR = "경기도지사가 누구야?"


@pytest.fixture
def run(capsys, monkeypatch):
    """Run a command in this process: `(exit status, standard output, standard error)`."""

    def run(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            status = cli.main([str(argument) for argument in arguments])
        except SystemExit as e:
            status = e.code
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return status, out, err

    return run


@pytest.fixture
def batch(run):
    """The replies to rows, each an object or raw bytes."""

    def batch(*rows, options=()):
        lines = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows]
        status, out, err = run("ask", "--batch", "-", *options, stdin=b"\n".join(lines))
        assert (status, err) == (0, "")
        return [json.loads(line) for line in out.splitlines()]

    return batch


def process(*arguments, **options):
    """A command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "companion.app.main", *arguments],
        capture_output=True,
        check=False,
        timeout=120,
        **options,
    )


def check_reply(reply):
    """The shape every reply has."""
    assert list(reply) == REPLY
    assert reply["status"] in STATUSES
    assert reply["route"] in ROUTES
    assert 0 <= reply["confidence"] <= 1
    assert all(list(item) == ITEM for item in reply["items"])
    assert all(list(source) == SOURCE for source in reply["sources"])


# ask


def test_ask_prints_the_answer_and_nothing_else(run):
    run("ask", "안녕")  # what is made once is made, and told
    status, out, err = run("ask", GOVERNOR, "--as-of", "2026-11-22")
    assert (status, err) == (0, "")
    assert "추미애" in out
    assert out.count("\n") == 1


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--as-of", "2026-11-22"), "추미애"),
        (("--as-of", "2019-10-23"), "이재명"),
        (("--profile", "signing-ceremony"), "재명이 형이지"),
        (("--profile", "signing-ceremony", "--as-of", "2026-11-22"), "추미애"),
    ],
)
def test_the_answer_is_right_on_its_day_and_a_joke_stays_on_its_stage(run, options, expected):
    _, out, _ = run("ask", GOVERNOR, *options)
    assert expected in out
    assert ("재명이 형" in out) == (expected == "재명이 형이지")


def test_json_is_one_reply_with_its_source(run):
    status, out, _ = run("ask", GOVERNOR, "--json", "--as-of", "2026-11-22")
    reply = json.loads(out)
    check_reply(reply)
    assert status == 0
    assert (reply["status"], reply["route"], reply["as_of"]) == ("answered", "knowledge", "2026-11-22")
    (source,) = reply["sources"]
    assert source["title"]
    assert (source["valid_from"], source["valid_to"]) == ("2026-07-01", None)
    assert set(reply["timing_ms"]) == {"understand", "answer", "speak", "total"}


def test_places_have_every_field_and_unknown_ones_are_null(run):
    _, out, _ = run("ask", "수원 맛집을 찾아줘", "--json")
    reply = json.loads(out)
    check_reply(reply)
    assert len(reply["items"]) == 3
    for item in reply["items"]:
        assert item["name"]
        assert item["why"]
        assert item["distance_m"] is None
        assert "" not in item.values()


def test_explain_shows_what_was_found(run):
    _, out, _ = run("ask", GOVERNOR, "--explain")
    explained = json.loads(out.partition("\n")[2])
    assert explained["intent"] == "knowledge.holder"
    assert any("경기도지사" in name for name in explained["names"])
    _, out, _ = run("ask", GOVERNOR, "--explain", "--json")
    assert list(json.loads(out)) == [*REPLY, "explain"]


def test_a_batch_is_answered_in_order_under_the_ids_of_its_rows(batch):
    replies = batch({"id": "나", "text": "안녕"}, {"id": 7, "text": GOVERNOR}, b"", {"text": "고마워"})
    assert [reply["id"] for reply in replies] == ["나", "7", "4"]
    for reply in replies:
        check_reply(reply)


def test_rows_of_one_session_are_one_conversation_and_others_know_nothing_of_it(batch):
    a, b, other, later = batch(
        {"id": "a", "text": GOVERNOR, "session": "하나", "as_of": "2026-11-22"},
        {"id": "b", "text": "그 전에는?", "session": "하나", "as_of": "2026-11-22"},
        {"id": "c", "text": "그 전에는?", "session": "둘", "as_of": "2026-11-22"},
        {"id": "d", "text": "그 전에는?", "session": "하나", "as_of": "2026-11-22"},
    )
    assert "추미애" in a["text"]
    assert "김동연" in b["text"]
    assert "김동연" not in other["text"]
    assert "이재명" in later["text"]


def test_each_row_may_have_a_day_of_its_own(batch):
    then, now = batch({"text": GOVERNOR, "as_of": "2019-10-23"}, {"text": GOVERNOR, "as_of": "2026-11-22"})
    assert ("이재명" in then["text"], then["as_of"]) == (True, "2019-10-23")
    assert ("추미애" in now["text"], now["as_of"]) == (True, "2026-11-22")


def test_a_bad_row_gives_an_error_and_the_session_goes_on(batch):
    bad = [
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b'{"id": "x"}',
        b'{"text": 3}',
        b'{"text": null}',
        b'{"text": "\xb0\xa1"}',
        b"\xff\xfe\x00",
        b'{"text": "a", "as_of": "2019-02-30"}',
        b'{"text": "a", "as_of": 20191023}',
        b'{"text": "a", "as_of": "yesterday"}',
        b"[" * 100_000,
        b'{"text": "a", "id": ' + b"9" * 5000 + b"}",
    ]
    first = {"text": GOVERNOR, "session": "s", "as_of": "2026-11-22"}
    second = {"text": "그 전에는?", "session": "s", "as_of": "2026-11-22"}
    replies = batch(first, *bad, second)
    assert len(replies) == len(bad) + 2
    for number, reply in enumerate(replies[1:-1], 2):
        check_reply(reply)
        assert reply["status"] == "error", bad[number - 2][:40]
        assert f"row {number}" in reply["text"]
    assert "김동연" in replies[-1]["text"]


@pytest.mark.parametrize("session", [0, "", False, [], {"a": 1}])
def test_a_session_may_be_named_by_any_json_value(batch, session):
    day = "2026-11-22"
    _, second = batch(
        {"text": GOVERNOR, "session": session, "as_of": day},
        {"text": "그 전에는?", "session": session, "as_of": day},
    )
    assert "김동연" in second["text"]


def test_any_text_gets_a_reply(batch):
    texts = [
        "", "   ", "\n\t", "?!…", "ㅋ" * 10, "가" * 10_000, "a" * 10_000,
        "안녕\x00\x07\x1b[31m", "\u200b\u202e경기도지사", "\ud800", "🙂" * 50,
        "경기도지사가 is who ですか 谁", "１２３ ٤٥٦ Ⅳ ½", "{office} %s \\1 <b>", "' or 1=1 --",
    ]  # fmt: skip
    replies = batch(*({"id": str(n), "text": text} for n, text in enumerate(texts)))
    assert [reply["id"] for reply in replies] == [str(n) for n in range(len(texts))]
    for reply, text in zip(replies, texts, strict=True):
        check_reply(reply)
        assert reply["status"] != "error"
        assert reply["text"]
        assert reply["spoken"]
        if len(text) > 5000 or not text.strip():
            assert reply["status"] == "clarify"


def test_a_batch_can_be_a_file(run, tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": "a", "text": "안녕"}\n', encoding="utf-8")
    status, out, _ = run("ask", "--batch", path)
    assert status == 0
    assert json.loads(out)["id"] == "a"


@pytest.mark.usefixtures("assistant")  # the intent model is trained by then
def test_an_empty_batch_is_answered_with_nothing(run):
    assert run("ask", "--batch", "-", stdin=b"") == (0, "", "")


# Errors: one clear line, a way out, and the right exit status.


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ask", "안녕", "--profile", "nosuch"), "write one of: default"),
        (("ask", "안녕", "--as-of", "2019-02-30"), "write YYYY-MM-DD"),
        (("ask", "안녕", "--as-of", "어제"), "write YYYY-MM-DD"),
        (("ask",), "either a TEXT or --batch"),
        (("ask", "안녕", "--batch", "-"), "either a TEXT or --batch"),
        (("ask", "--batch", "/no/such/file.jsonl"), "/no/such/file.jsonl"),
        (("ask", "--batch", "/"), "/"),
        (("ask", "안녕", "--nosuch"), "--nosuch"),
        (("nosuch",), "nosuch"),
        ((), "COMMAND"),
        (("kb",), "ACTION"),
        (("kb", "list", "없는이름"), "companion kb list"),
        (("demo", "run", "nosuch"), "there are: "),
        (("demo", "list", "--profile", "nosuch"), "write one of: default"),
        (("eval", "router", "/no/such.tsv"), "no such file"),
        (("eval", "intents", "--train", "/no/a.jsonl", "--test", "/no/b.jsonl"), "no such file"),
        (("bench", "text", "--turns", "0"), "at least 1"),
        (("bench", "text", "--turns", "many"), "many"),
        (("bench", "text", "--utterances", "/no/such.txt"), "no such file"),
    ],
)
def test_bad_usage_is_one_clear_line_and_exit_status_2(run, arguments, message):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    said = [line for line in err.splitlines() if line.startswith("companion") and ":" in line]
    assert len(said) == 1
    assert message in said[0]


def test_a_broken_profile_is_reported_with_file_and_line(run, tmp_path, monkeypatch):
    monkeypatch.setattr(config, "resources", lambda: tmp_path)
    (tmp_path / "configs").mkdir()
    (tmp_path / "configs" / "default.yaml").write_text("recommend:\n  count: 'three\n", encoding="utf-8")
    status, _, err = run("ask", "안녕")
    assert status == 2
    assert f"{tmp_path}/configs/default.yaml:" in err
    assert err.count("\n") == 1


def test_a_bad_variable_is_reported_by_its_name(run, monkeypatch):
    monkeypatch.setenv("COMPANION_ROUTING__REJECT_BELOW", "2")
    status, _, err = run("ask", "안녕")
    assert status == 2
    assert "COMPANION_ROUTING__REJECT_BELOW" in err


def test_a_rehearsal_that_falls_short_exits_with_1(run, tmp_path):
    path = tmp_path / "show.yaml"
    path.write_text("title: 시험\ncues:\n  - {ask: 안녕, expect: {contains: [홍길동]}}\n", encoding="utf-8")
    status, out, _ = run("demo", "rehearse", path)
    assert status == 1
    assert "«홍길동» is not in" in out
    assert "1 failed" in out
    assert run("demo", "run", path)[0] == 0


# The other commands


def test_the_demonstration_shows_both_answers_of_the_ceremony(run):
    status, out, _ = run("demo", "run", "signing-ceremony")
    assert status == 0
    assert "재명이 형이지" in out
    assert all(f"\n{number}. " in out for number in (1, 2, 3))
    status, out, _ = run("demo", "rehearse", "signing-ceremony")
    assert (status, out.splitlines()[-1]) == (0, "ready")
    assert "signing-ceremony" in run("demo", "list")[1]


def test_the_data_that_ships_is_valid(run):
    status, out, _ = run("kb", "check")
    assert (status, out.splitlines()[-1]) == (0, "all data is valid")


def test_the_knowledge_can_be_listed_and_searched(run):
    status, out, _ = run("kb", "list")
    assert status == 0
    assert "경기도지사" in out
    _, out, _ = run("kb", "list", "경기도지사", "--as-of", "2019-10-23")
    assert "이재명" in out
    assert "추미애" not in out
    status, out, _ = run("kb", "search", "업무협약 서명한 사람", "--json")
    hits = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)
    assert all(hit["source"] for hit in hits)


def test_places_can_be_searched_and_counted(run):
    status, out, _ = run("places", "search", "팔달구 갈비", "--json")
    reply = json.loads(out)
    check_reply(reply)
    assert status == 0
    assert {item["district"] for item in reply["items"]} == {"팔달구"}
    status, out, _ = run("places", "stats")
    assert (status, " places" in out) == (0, True)


def test_the_doctor_finds_this_installation_well(run, models):
    status, out, _ = run("doctor", "--json")
    assert status == 0
    findings = {finding["check"]: finding for finding in json.loads(out)}
    assert not [finding for finding in findings.values() if finding["ok"] is False]
    assert {"python", "data", "ready"} <= set(findings)
    assert findings["speaking"]["ok"]
    assert "안녕하세요" in findings["hearing"]["detail"]
    assert "smart-turn" in findings["end of turn"]["detail"]
    assert "cores" in findings["advised profile"]["detail"]


def test_the_doctor_reports_what_is_wrong_and_exits_with_1(run):
    status, out, _ = run("doctor", "--profile", "nosuch")
    assert status == 1
    assert "FAIL" in out
    assert "nosuch" in out


def test_a_conversation_can_be_piped(run):
    status, out, _ = run("chat", stdin="경기도지사가 누구야?\n/source\n/quit\n안녕\n".encode())
    assert status == 0
    assert len(out.splitlines()) >= 2


def test_the_router_is_evaluated_over_a_file(run, tmp_path):
    path = tmp_path / "rows.tsv"
    path.write_text("text\troute\n수원 맛집 알려줘\trestaurant\n비트코인 얼마야\tother_assistant\n", encoding="utf-8")
    status, out, err = run("eval", "router", path, "--json")
    result = json.loads(out)
    assert (status, result["rows"]) == (0, 2)
    assert {label["label"] for label in result["companion"]["labels"]} <= set(GOALS)
    assert "2/2" in err


# In a process of its own: what only the operating system can do to it.


def test_an_argument_that_is_not_utf_8_is_answered():
    done = process("ask", b"\xb0\xe6\xb1\xe2", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    check_reply(json.loads(done.stdout))


def test_korean_is_printed_whatever_the_locale_says():
    done = process("ask", "안녕", env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert any("가" <= ch <= "힣" for ch in done.stdout.decode())


def test_errors_reach_the_shell_as_exit_status_2_and_one_line():
    done = process("ask", "안녕", "--profile", "nosuch")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().count("\n") == 1


def test_a_reader_that_leaves_early_ends_the_program_quietly():
    command = [sys.executable, "-m", "companion.app.main", "kb", "list"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as listing:
        listing.stdout.close()
        assert listing.stderr.read() == b""
    assert listing.returncode == 0


def test_rows_are_answered_while_the_batch_is_still_being_written_and_ctrl_c_ends_it():
    command = [sys.executable, "-m", "companion.app.main", "ask", "--batch", "-"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as answering:
        answering.stdin.write('{"id": "a", "text": "안녕"}\n'.encode())
        answering.stdin.flush()
        assert json.loads(answering.stdout.readline())["id"] == "a"
        answering.send_signal(signal.SIGINT)
        assert b"Traceback" not in answering.stderr.read()
    assert answering.returncode == 130
