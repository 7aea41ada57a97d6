"""The examples of the documents run as they are printed; the comments below a `print` are what it prints."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = ["README.md", "README.ko.md", "docs/library.md"]
EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = [
    pytest.param(code, id=f"{name} {number}")
    for name in DOCUMENTS
    for number, code in enumerate(EXAMPLE.findall((ROOT / name).read_text("utf-8")), 1)
]


def test_every_document_has_an_example():
    assert {param.id.split()[0] for param in EXAMPLES} == set(DOCUMENTS)


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_prints_what_it_says(code, capsys):
    exec(compile(code, "example", "exec"), {})
    promised = [line.removeprefix("# ") for line in code.splitlines() if line.startswith("# ")]
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == len(promised) > 0
    for line, expected in zip(printed, promised, strict=True):
        assert re.fullmatch(".*".join(map(re.escape, expected.split("…"))), line), (line, expected)
