"""Rules of the whole package that neither the type checker nor the linter knows."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "companion"
FILES = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}

SHARED_NAMES = {"add_to", "run"}
"""What every module of a command in `app/` defines: the command line calls them by these names."""


def test_a_public_name_is_defined_once_in_the_package():
    defined = defaultdict(list)
    for name, path in FILES.items():
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.name[0] != "_":
                defined[node.name].append(name)
    twice = {name: places for name, places in defined.items() if len(places) > 1}
    assert {name: places for name, places in twice.items() if name not in SHARED_NAMES} == {}
    assert all(place.startswith("app/") for name in SHARED_NAMES for place in defined[name])
