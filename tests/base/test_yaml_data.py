import time
from datetime import date

import pytest

from companion.base.errors import DataError
from companion.base.files import read_document


@pytest.fixture
def read(tmp_path):
    def read(content):
        path = tmp_path / "data.yaml"
        path.write_text(content, encoding="utf-8")
        return read_document(path)

    return read


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None), ("~", None), ("null", None), ("true", True), ("False", False),
        ("0", 0), ("-12", -12), ("+3", 3), ("2019", 2019), ("4500.5", 4500.5), (".5", 0.5), ("1e3", 1000.0),
        ("2019-10-23", date(2019, 10, 23)), ("2019-10", "2019-10"),
        ("no", "no"), ("on", "on"), ("Yes", "Yes"), ("10:30", "10:30"), ("0312345678", "0312345678"), ("0x1F", "0x1F"),
        ("1_000", "1_000"), ("1,000", "1,000"), (".inf", ".inf"), (".nan", ".nan"), ("1e999", "1e999"), ("=", "="),
        ("9" * 5000, "9" * 5000), ("12:30:45", "12:30:45"), ("2019-10-23 10:00:00", "2019-10-23 10:00:00"),
        ("'2019-10-23'", "2019-10-23"), ('"3"', "3"), ('"가\\u0061"', "가a"), ("가  # 나", "가"), ("가 \t", "가"),
        ("|\n  둘\n  셋\n", "둘\n셋\n"), (">-\n  둘\n  셋\n", "둘 셋"), ("{}", {}), ("[]", []), ("[가, 1]", ["가", 1]),
    ],
)  # fmt: skip
def test_a_value_means_what_whoever_wrote_it_meant(read, written, value):
    data = read(f"a: {written}").data
    assert data == {"a": value}
    assert type(data["a"]) is type(value)


def test_keys_are_text_as_they_are_written(read):
    assert read("2019: a\nno: b\n010: c\nnull: d\n'': e\n2019-02-30: f").data == {
        "2019": "a", "no": "b", "010": "c", "null": "d", "": "e", "2019-02-30": "f"
    }  # fmt: skip


def test_aliases_repeat_what_their_anchor_names_and_share_nothing(read):
    document = read("a: &x [1, {b: 2}]\nc: *x\nd:\n  - *x\n")
    assert document.data == {"a": [1, {"b": 2}], "c": [1, {"b": 2}], "d": [[1, {"b": 2}]]}
    assert document.data["a"] is not document.data["c"]
    assert (document.line("c"), document.line("d", 0), document.line("c", 1, "b")) == (2, 4, 1)


def test_the_line_of_a_value_is_that_of_its_key_or_of_the_nearest_above_it(read):
    document = read(
        "# 자리\nrows:\n  - name: 가\n    about:\n\n      seats: 4\n      said: |\n        둘\n  - {name: 나}\n"
    )
    assert [
        document.line(*location)
        for location in ((), ("rows",), ("rows", 0), ("rows", 0, "about"), ("rows", 0, "about", "seats"))
    ] == [2, 2, 3, 4, 6]
    assert document.line("rows", 0, "about", "said") == 7
    assert document.line("rows", 1, "name") == 9
    assert document.line("rows", 0, "about", "none", 3) == 4
    assert document.line("nothing") == document.line("rows", 7) == 2


@pytest.mark.parametrize("content", ["", "\n\n", "# nothing\n", "---\n", "~"])
def test_a_file_without_content_has_no_data(read, content):
    assert not read(content).data


NEVER_CLOSED = "the quote that opens here is never closed"
MISTAKES = [
    ("rows:\n  - name: '가\n", 2, NEVER_CLOSED, "close it"),
    ('a: 1\nb: "가\nc: 나\nd: 다\n', 2, NEVER_CLOSED, "close it"),
    ("a: 'one\nb: 'two'\n", 1, "the quote that opens here closes only on line 2", "close it"),
    ("a: 'it's'\n", 1, "not valid YAML", "check indentation, quotes"),
    ("rows:\n\t- name: 가\n", 2, "not valid YAML", "not with a tab"),
    ("rows:\n  a: 1\n\tb: 2\n", 3, "not valid YAML", "not with a tab"),
    ("a:\n\u00a0\u00a0b: 1\n c: 2\n", 3, "not valid YAML", "ordinary spaces"),
    ("a： 3\nb: 4\n", 2, "not valid YAML", "wide «：»"),
    ("phone: -\nname: 가\n", 1, "not valid YAML", "leave the value out"),
    ("a: b: c\n", 1, "not valid YAML", "holds a colon in quotes"),
    ("a: @home\n", 1, "not valid YAML", "begins with a sign in quotes"),
    ("a: %d\n", 1, "not valid YAML", "begins with a sign in quotes"),
    ("{a: 1, b: [1, 2}\n", 1, "not valid YAML", "check indentation"),
    ("a: *x\n", 1, "repeats nothing", "quote"),
    ("*x : 1\n", 1, "repeats nothing", "quote"),
    ("a: &x 1\n*x : 1\n", 2, "a key is a word", "quote"),
    ("- {name}: 가\n", 1, "a key is a word", "quote"),
    ("[a]: 가\n", 1, "a key is a word", "quote"),
    ("a:\n  - b: &a [*a]\n", 2, "contains itself", "remove «*a»"),
    ("a: &a\n  b: {c: *a}\n", 2, "contains itself", "remove «*a»"),
    ("<<: {a: 1}\n", 1, "copies keys", "write them out"),
    ("a: 1\n---\nb: 2\n", 2, "second document", "remove the line"),
    ("%FOO\n---\na: 1\n", 1, "not valid YAML", "check"),
    ("a: 2026-02-30\n", 1, "there is no day 2026-02-30", "correct the day"),
    ("a: \x07\n", 1, "control character \\x07", "remove it"),
    ("a: 1\nb: \x1b[2J\n", 2, "control character \\x1b", "remove it"),
    ('a: "\\e[2J"\n', 1, "control character \\x1b", "remove it"),
    ('a: "\\0"\n', 1, "control character \\x00", "remove it"),
    ('a: "\\ud800"\n', 1, "not valid YAML", "check"),
    ("a: !!timestamp x\n", 1, "tag «!!timestamp»", "remove it"),
    ('a: !!int ""\n', 1, "tag «!!int»", "remove it"),
    ("a: !!python/object/apply:os.system [ls]\n", 1, "tag «!!python/object/apply:os.system»", "remove it"),
    ("a: !!binary x\n", 1, "tag «!!binary»", "remove it"),
    ("a: !mine {b: 1}\n", 1, "tag «!mine»", "remove it"),
    ("!!set {a, b}\n", 1, "tag «!!set»", "remove it"),
    ("a: 1\n!!str a: 2\n", 2, "tag «!!str»", "remove it"),
    ("a: 1\nb: 2\na: 3\n", 3, "key «a» appears twice", "keep one"),
    ("a: " + "[" * 60, 1, "nested deeper than 50 levels", "flatter"),
    ("a: " + "[" * 100_000, 1, "nest", ""),
    ("".join(" " * i + "a:\n" for i in range(2_000)), 51, "nested deeper than 50 levels", "flatter"),
    ("- " * 10_000, 1, "nested deeper than 50 levels", "flatter"),
]


@pytest.mark.parametrize(("content", "line", "problem", "fix"), MISTAKES)
def test_a_mistake_is_told_with_its_line_and_what_to_change(read, content, line, problem, fix):
    with pytest.raises(DataError) as caught:
        read(content)
    error = caught.value
    assert error.line == line
    assert problem in error.problem
    assert fix in error.fix
    assert str(error).isprintable()


def test_mistakes_that_hide_nothing_are_told_together(read):
    with pytest.raises(DataError) as caught:
        read("a: !!int x\na: 1\nb: 2026-13-01\nc: <<\nd: 'x\n")
    assert [mistake.line for mistake in caught.value.mistakes] == [1, 2, 3, 5]
    assert "(and 3 more; `companion kb check` shows all)" in str(caught.value)


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30)
)


@pytest.mark.parametrize(
    "content", [BOMB, "a: &a " + "x" * 90_000 + "\nb: [*a, *a]\n", "a: &a [1]\nb: [" + "*a, " * 60_000 + "]\n"]
)
def test_aliases_that_grow_beyond_measure_are_refused_at_once(read, content):
    started = time.process_time()
    with pytest.raises(DataError, match="aliases repeat more than 100,000 values and characters"):
        read(content)
    assert time.process_time() - started < 2


@pytest.mark.parametrize("content", ["#" * 3_000_000, "\n" * 3_000_000, "a: " + "x " * 1_000_000])
def test_senseless_files_are_read_soon(read, content):
    started = time.process_time()
    assert read(content).data.keys() <= {"a"}
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "content",
    ["a: " + "'" * 100_001, "a: " + ": " * 100_000, "&a " * 10_000, "? " * 3_000, "! " * 10_000, "a: {" * 9_000],
)
def test_senseless_files_are_refused_soon_and_in_a_short_line(read, content):
    started = time.process_time()
    with pytest.raises(DataError) as caught:
        read(content)
    assert len(str(caught.value)) < 400
    assert time.process_time() - started < 2
