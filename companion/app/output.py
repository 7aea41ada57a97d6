"""How commands print."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

Result = TypeVar("Result", bound="Reported")


class Reported(Protocol):
    """A result that can be printed as JSON."""

    def as_json(self) -> dict[str, Any]:
        """Plain data for `json.dumps`."""
        ...


def print_json(data: object) -> None:
    """One line of JSON, Korean letters as they are."""
    print(json.dumps(data, ensure_ascii=False))


def print_result(options: argparse.Namespace, result: Result, report: Callable[[Result], str]) -> None:
    """What was measured: for a program with `--json`, otherwise for a person."""
    if options.json:
        print_json(result.as_json())
    else:
        print(report(result))
