"""Nothing that data, scripts or users say is obeyed by the terminal."""

import ast
import io
import json
import sys
from contextlib import suppress
from pathlib import Path

import pytest

import companion.app
from companion.app import main as cli
from companion.base.errors import showable

NASTY = "\x1b]0;제목\x07\x1b[31m\x9b2J\u202e\u2066\x7f"
# Files with control characters are refused; changes of direction are letters of some writing.
IN_DATA = "\u202e\u2066제목\u200f"
OBEYED = set("\x1b\x07\x9b\x7f\r\u202e\u2066\u200f")


@pytest.fixture(scope="module")
def event(tmp_path_factory):
    """An event whose facts and script hold what terminals obey."""
    folder = tmp_path_factory.mktemp("events") / "evil"
    assert cli.main(["new", "event", str(folder)]) == 0
    facts = folder / "data" / "facts.yaml"
    text = facts.read_text(encoding="utf-8")
    said = "say: 솔숲도서관은 오늘 문을 여는 도서관이에요."
    assert said in text
    facts.write_text(text.replace(said, f'say: "솔숲도서관은 {IN_DATA} 새 도서관이에요. 🎉"'), encoding="utf-8")
    (folder / "shows" / "evil.yaml").write_text(
        f'title: "제목 {IN_DATA}"\ncues:\n  - narrate: "첫째 {IN_DATA}\\n둘째 🎉"\n'
        f'  - {{ask: "솔숲도서관이 뭐야? {IN_DATA}", by: "사회자 {IN_DATA}", expect: {{contains: ["{IN_DATA}"]}}}}\n',
        encoding="utf-8",
    )
    refused = folder / "shows" / "refused.yaml"
    refused.write_text(r'{title: "\e]0;제목\x07\x9b2J", cues: [{narrate: 하나}]}', encoding="utf-8")
    return folder


@pytest.fixture
def run(capsys, monkeypatch):
    """Run a command: all that it wrote to the terminal."""

    def run(*arguments, stdin=""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with suppress(SystemExit):
            cli.main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        assert not OBEYED & set(out + err)
        return out + err

    return run


@pytest.mark.parametrize(
    ("arguments", "stdin", "kept"),
    [
        (["ask", "솔숲도서관이 뭐야?"], "", "🎉"),
        (["ask", "솔숲도서관이 뭐야?", "--explain"], "", "🎉"),
        (["ask", "솔숲도서관이 뭐야?", "--json"], "", "🎉"),
        (["chat"], f"솔숲도서관이 뭐야?\n/{NASTY}\n/as-of {NASTY}\n/why\n", "🎉"),
        (["demo", "list"], "", "제목"),
        (["demo", "rehearse", "evil"], "", "\n둘째 🎉\n"),
        (["demo", "rehearse", NASTY], "", "제목"),
        (["kb", "list", "evil-hall"], "", "도서관"),
        (["demo", "rehearse", "refused"], "", "control character"),
        (["kb", "list", NASTY], "", "제목"),
        (["kb", "search", "새 도서관"], "", "🎉"),
        (["kb", "check"], "", "control character"),
        (["kb", "check", "--json"], "", "control character"),
        (["places", "search", f"칼국수 {NASTY}"], "", "바람국수"),
        (["transcribe", f"{NASTY}.wav"], "", "no such file"),
        (["models", "verify", NASTY], "", "제목"),
        (["ask", "안녕", "--as-of", NASTY], "", "제목"),
        ([NASTY], "", "제목"),
    ],
)
def test_a_command_shows_what_a_terminal_would_obey(run, event, arguments, stdin, kept):
    profile = ["--profile", event] if arguments[0] != NASTY else []
    assert kept in run(*arguments, *profile, stdin=stdin)


def test_json_keeps_what_it_escapes(run, event):
    reply = json.loads(run("ask", "솔숲도서관이 뭐야?", "--json", "--profile", event))
    assert IN_DATA in reply["text"]


def test_the_lines_of_a_text_stay_lines():
    assert showable("1. 가보정\n2. \x1b[1m연포\r갈비 👨‍👩‍👧\n") == "1. 가보정\n2. \\x1b[1m연포 갈비 👨‍👩‍👧\n"


def test_commands_print_through_the_one_place_that_escapes():
    commands = [path for path in Path(companion.app.__file__).parent.glob("*.py") if path.name != "output.py"]
    assert len(commands) > 10
    prints = [
        f"{path.name}:{node.lineno}"
        for path in commands
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name) and node.id == "print"
    ]
    assert prints == []
