"""The errors a user can see. Each message is one line that says what is wrong and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

# Control characters, line and paragraph separators, changes of writing direction, halves of UTF-16 pairs: whatever
# would break the line, or let a file write on a terminal more than its message.
_UNSHOWABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")


class CompanionError(Exception):
    """A failure with a message for the user; the command line prints it and exits with `exit_status`."""

    exit_status = 1


class UsageError(CompanionError):
    """Bad usage or bad input from the person at the command line (exit status 2)."""

    exit_status = 2


class SettingError(UsageError):
    """A setting whose value can be written like that and yet means nothing.

    Attributes:
        setting: its name.
        value: its value, or the one of several that is wrong.
        problem: what is wrong.
        fix: what to change.
    """

    def __init__(self, setting: str, value: str, problem: str, fix: str) -> None:
        super().__init__(f"setting {setting}: {problem}; {fix}")
        self.setting = setting
        self.value = value
        self.problem = problem
        self.fix = fix


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in one data or configuration file.

    Attributes:
        path: the file.
        line: 1-based line number, or None when the mistake is about the whole file.
        problem: what is wrong.
        fix: what to change.
    """

    path: Path
    line: int | None
    problem: str
    fix: str = ""

    def __str__(self) -> str:
        """«path:line: problem — fix: …», on one line."""
        where = f"{self.path}:{self.line}" if self.line else f"{self.path}"
        return one_line(f"{where}: {self.problem}" + (f" — fix: {self.fix}" if self.fix else ""))


class DataError(CompanionError):
    """One or more mistakes in data or configuration files; its text is one line about the first of them.

    Args:
        path: the file.
        line: 1-based line number, or None when the mistake is about the whole file.
        problem: what is wrong.
        fix: what to change.

    Attributes:
        mistakes: all of them, never empty.
    """

    exit_status = 2

    def __init__(self, path: Path, line: int | None, problem: str, fix: str = "") -> None:
        self._hold((Mistake(path, line, problem, fix),))

    @classmethod
    def of(cls, mistakes: Iterable[Mistake]) -> DataError:
        """One error for all of these mistakes.

        Raises:
            ValueError: there is none.
        """
        held = tuple(mistakes)
        if not held:
            raise ValueError("no mistakes")
        error = cls.__new__(cls)
        error._hold(held)
        return error

    def _hold(self, mistakes: tuple[Mistake, ...]) -> None:
        self.mistakes = mistakes
        first, more = mistakes[0], len(mistakes) - 1
        self.path, self.line, self.problem, self.fix = first.path, first.line, first.problem, first.fix
        super().__init__(f"{first}" + (f" (and {more:,} more; `companion kb check` shows all)" if more else ""))


class MissingExtra(CompanionError):
    """An optional dependency is not installed.

    Args:
        feature: what cannot be had without it.
        extra: the extra of this package that brings it.
        cause: what the import said.
    """

    def __init__(self, feature: str, extra: str, cause: ImportError) -> None:
        why = one_line(str(cause))
        super().__init__(f"{feature} needs the «{extra}» extra: pip install 'companion-robot[{extra}]' ({why})")


def one_line(text: str) -> str:
    """The text with line breaks as blanks and other characters that a terminal would obey as escapes."""
    return _UNSHOWABLE.sub(lambda found: " " if found[0].isspace() else ascii(found[0])[1:-1], text)
