"""Rules of the whole package that neither the type checker nor the linter knows.

The old readers break two of them. They are named here one by one; a list may only become shorter: a file that keeps to
the rule again has to be taken out.
"""

import ast
import csv
import re
import tokenize
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "companion"
FILES = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

COMMAND = {"add_to", "run"}
"""What every module of a command in `app/` defines: the command line calls them by these names."""

HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
KOREAN_ROOMS = ("language/", "app/")
KOREAN_ELSEWHERE = {
    "audio/portaudio.py": "what is told when a device goes",
    "base/settings.py": "the acknowledgement",
    "base/text.py": "what tells Korean text in an old encoding from Chinese and Japanese",
    "base/fields.py": "how spreadsheets write Korean days",
    "dialogue/assistant.py": "what is said when nothing is understood",
    "dialogue/expected.py": "examples of ordinals",
    "dialogue/training.py": "examples of ordinals",
    "evaluation/baseline.py": "the keyword robot that is measured against",
    "evaluation/bench.py": "the utterances that are measured",
    "evaluation/doctor.py": "a sentence to say and a question to ask",
    "evaluation/generated.py": "made-up names of a large pack",
    "evaluation/interruptions.py": "the question that is asked",
    "evaluation/intents.py": "an utterance that warms up",
    "evaluation/router.py": "an utterance that warms up",
    "evaluation/visitors.py": "what visitors say while they listen",
    "evaluation/voice_latency.py": "an utterance that warms up",
    "evaluation/voices.py": "the question about each name",
    "hearing/wake.py": "the particle of a call",
    "knowledge/places/ranking.py": "categories that are no meal",
    "knowledge/places/reasons.py": "clauses on why a place was chosen",
    "knowledge/telling.py": "parts of sentences",
    "live/robot.py": "an utterance that warms up",
    "live/interruption.py": "what listeners say, and how one interrupts",
    "live/trace.py": "the picture of a conversation",
    "show/script.py": "who asks, where the script does not say",
    "speaking/clauses.py": "where a sentence may be cut",
    "speaking/engines/coqui.py": "a sentence that warms up",
    "speaking/engines/espeak.py": "a sentence that warms up",
    "speaking/engines/kokoro.py": "a sentence that warms up",
    "speaking/engines/supertonic.py": "a sentence that warms up",
    "speaking/phonemes.py": "the letters and their sounds",
    "understanding/analysis.py": "patterns over raw text",
    "understanding/gazetteer.py": "endings of names",
    "understanding/lexicon.py": "endings of neutral words",
    "understanding/phrases.py": "particles after placeholders",
}
IDS_IN_CODE = {
    "answering/control.py": "intents",
    "answering/telling.py": "the intent of facts",
    "answering/place_intents.py": "the skill's own intents",
    "answering/tenure_question.py": "its intents",
    "dialogue/assistant.py": "the intent of a search",
    "dialogue/router.py": "intents",
    "evaluation/baseline.py": "a food, among the words of the keyword robot",
    "evaluation/generated.py": "offers and attributes of a large made-up pack",
    "knowledge/places/ranking.py": "foods that are no meal",
    "knowledge/places/reasons.py": "attributes, a food",
    "live/conversation.py": "intents that steer",
    "speaking/manner.py": "intents that steer",
    "understanding/gazetteer.py": "no id but a prefix, «전» (former), which is also a food",
}


def documented(tree):
    """The positions of all docstrings, those of attributes included."""
    bodies = (node.body for node in ast.walk(tree) if isinstance(getattr(node, "body", None), list))
    values = (line.value for body in bodies for line in body if isinstance(line, ast.Expr))
    return {(v.lineno, v.col_offset) for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)}


def korean_lines(path):
    """The numbers of lines whose code holds Hangul."""
    docstrings = documented(ast.parse(path.read_text()))
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            is_code = token.type not in (tokenize.COMMENT, tokenize.ENCODING) and token.start not in docstrings
            if is_code and HANGUL.search(token.string):
                yield token.start[0]


def identifiers(folder):
    """Every id of the data below a folder: by the list it stands in (`entities`, `relations`, …) where that is YAML."""
    found = defaultdict(set)

    def walk(data, kind=""):
        if isinstance(data, dict):
            if isinstance(data.get("id"), str):
                found[kind].add(data["id"])
            for key, value in data.items():
                if key == "relation" and isinstance(value, str):
                    found["relations"].add(value)
                if key == "intents" and isinstance(data.get("skill"), str):
                    found["full intents"] |= {f"{data['skill']}.{intent['id']}" for intent in value}
                walk(value, key)
        elif isinstance(data, list):
            for item in data:
                walk(item, kind)

    for path in folder.rglob("*.yaml"):
        walk(yaml.load(path.read_text(encoding="utf-8"), _LOADER))
    for path in folder.rglob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found["rows"] |= {row.get("id") or next(iter(row.values())) for row in csv.DictReader(file)}
    return found


IDS = identifiers(ROOT / "knowledge")


def is_meant_as_id(text, user):
    """Whether a literal is an id of the data.

    An entity is one wherever it stands, and so is every id that is no plain English word («gyeonggi-governor»,
    «수원시», «control.stop»). Intents and relations are also called `start`, `date` or `place`, as many other things
    are: alone they count only beside something that is named a relation or an intent.
    """
    if text in IDS["entities"] or text in IDS["full intents"]:
        return True
    if not any(text in ids for ids in IDS.values()):
        return False
    return not re.fullmatch("[a-z_]+", text) or re.search("relation|intent", user) is not None


def users(tree):
    """Every string literal with the names of what it is compared with or given to."""
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    docstrings = documented(tree)
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if not is_text or (node.lineno, node.col_offset) in docstrings:
            continue
        user = above.get(node)
        while isinstance(user, ast.Tuple | ast.List | ast.Set | ast.MatchValue | ast.MatchOr | ast.match_case):
            user = above.get(user)
        names = ""
        if isinstance(user, ast.Compare):
            names = " ".join(ast.unparse(side) for side in (user.left, *user.comparators) if side is not node)
        elif isinstance(user, ast.Match):
            names = ast.unparse(user.subject)
        elif isinstance(user, ast.keyword):
            names = user.arg or ""
        elif isinstance(user, ast.Call):
            names = ast.unparse(user.func)
        yield node.value, names


def ids_in(name):
    """The ids of the data that a file names. What Korean and foreign words sound like is spelling, in `language/`."""
    for text, user in users(ast.parse(FILES[name].read_text())):
        if not name.startswith("language/") and is_meant_as_id(text, user):
            yield text


def test_a_public_name_is_defined_once_in_the_package():
    defined = defaultdict(set)
    for name, path in FILES.items():
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.name[0] != "_":
                defined[node.name] |= {name}  # an overload is the same name
    twice = {name: places for name, places in defined.items() if len(places) > 1}
    assert {name: places for name, places in twice.items() if name not in COMMAND} == {}
    assert all(place.startswith("app/") for name in COMMAND for place in defined[name])


def test_korean_words_stand_in_code_only_where_korean_is_known():
    found = {name: list(korean_lines(path)) for name, path in FILES.items() if not name.startswith(KOREAN_ROOMS)}
    found = {name: lines for name, lines in found.items() if lines}
    assert {name: lines for name, lines in found.items() if name not in KOREAN_ELSEWHERE} == {}
    assert set(KOREAN_ELSEWHERE) - set(found) == set(), "take what is clean out of the list"


def test_code_names_no_id_of_the_data():
    found = {name: sorted(set(ids_in(name))) for name in FILES}
    found = {name: ids for name, ids in found.items() if ids}
    assert {name: ids for name, ids in found.items() if name not in IDS_IN_CODE} == {}
    assert set(IDS_IN_CODE) - set(found) == set(), "take what is clean out of the list"


def test_ids_are_found_in_all_kinds_of_data():
    assert {"gyeonggi", "usa", "gyeonggi-governor"} <= IDS["entities"]
    assert "control.stop" in IDS["full intents"]
    assert {"summary", "date"} <= IDS["relations"]
    assert "수원시" in IDS["areas"]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("fact.relation == 'date'", True),
        ("'summary' in relations", True),
        ("Focus(relations=('date',))", True),
        ("mention.kind == 'place'", False),
        ("open(start='start')", False),
        ("mention.id == 'usa'", True),
        ("towns = ['수원시']", True),
        ("match turn.intent:\n    case 'holder' | 'stop':\n        pass", True),
        ("match reply.text:\n    case 'control.stop':\n        pass", True),
        ("'''수원시'''", False),
    ],
)
def test_an_id_is_told_from_an_ordinary_word_by_what_it_is_used_for(code, found):
    assert any(is_meant_as_id(text, user) for text, user in users(ast.parse(code))) == found


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ('"""가"""\nx = 1  # 나\n', []),
        ('x = "가"\n', [1]),
        ('x = 1\n"""가"""\ny = f"{x}원"\n', [3]),
        ('def f():\n    """가"""\n    return "ㄱ"\n', [3]),
    ],
)
def test_comments_and_docstrings_may_be_korean(tmp_path, code, lines):
    path = tmp_path / "code.py"
    path.write_text(code, encoding="utf-8")
    assert list(korean_lines(path)) == lines


def test_commands_show_text_and_print_none():
    """What others wrote must not steer the terminal; two of these draw a line again, and make it printable."""
    printing = {
        name
        for name, path in FILES.items()
        if name.startswith("app/")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert printing == {"app/output.py", "app/say.py", "app/screen.py"}
