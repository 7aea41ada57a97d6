"""What is written to the log of a server: where something failed and of what kind, and nothing that somebody said.

The message of an exception may repeat a sentence, and so does what it was caused by.
"""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType
from typing import TypeAlias

log = logging.getLogger("companion")

_Fault: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class _Formatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """An exception that is logged by its message is logged by its name."""
        if isinstance(record.args, tuple):
            record.args = tuple(type(arg).__name__ if isinstance(arg, Exception) else arg for arg in record.args)
        return super().format(record)

    def formatException(self, ei: _Fault) -> str:  # noqa: N802
        """The lines of code that led there, without a word of the exceptions."""
        parts: list[str] = []
        fault, seen = ei[1], set[int]()
        while fault is not None and id(fault) not in seen:
            seen.add(id(fault))
            lines = "".join(traceback.format_tb(fault.__traceback__))
            parts.append(f"{lines}{type(fault).__module__}.{type(fault).__qualname__}")
            fault = fault.__cause__ or fault.__context__
        return "\nwhich came of\n".join(parts)


def log_privately() -> None:
    """Let everything that this process logs go through here."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter("%(message)s"))
    logging.basicConfig(handlers=[handler], force=True)


def tell_fault(what: str, fault: BaseException) -> None:
    """Something failed."""
    log.error("%s failed: %s", what, type(fault).__name__, exc_info=fault)
