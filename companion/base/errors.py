"""The errors a user can see. Each message is one line that says what is wrong and how to mend it."""

from __future__ import annotations

from pathlib import Path


class CompanionError(Exception):
    """A failure with a message for the user; the command line prints it and exits with `exit_status`."""

    exit_status = 1


class UsageError(CompanionError):
    """Bad usage or bad input from the person at the command line (exit status 2)."""

    exit_status = 2


class DataError(CompanionError):
    """A mistake in a data or configuration file.

    Args:
        path: the file.
        line: 1-based line number, or None when the mistake is about the whole file.
        problem: what is wrong.
        fix: what to change.
    """

    exit_status = 2

    def __init__(self, path: Path, line: int | None, problem: str, fix: str = "") -> None:
        self.path, self.line, self.problem, self.fix = path, line, problem, fix
        where = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{where}: {problem}" + (f" — fix: {fix}" if fix else ""))


class MissingExtra(CompanionError):
    """An optional dependency is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs the «{extra}» extra: pip install 'companion-robot[{extra}]'")
