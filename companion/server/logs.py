"""What is written to the log of a server: where something failed and of what kind, and nothing that somebody said.

The message of an exception may repeat a sentence, and so may the message of what it was caused by.
"""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from typing import Final

log = logging.getLogger("companion")

_FRAMES: Final = 4


def tell_fault(what: str, fault: BaseException) -> None:
    """Something failed."""
    log.error("%s failed: %s", what, _told(fault))


def log_privately() -> None:
    """Let all that this process logs, other packages' warnings included, name faults and not repeat their messages."""
    for handler in log.handlers:
        handler.addFilter(_without_messages)
    others = logging.StreamHandler(sys.stderr)
    others.addFilter(_without_messages)
    logging.basicConfig(handlers=[others], level=logging.WARNING, force=True)
    log.propagate = False


def _without_messages(record: logging.LogRecord) -> bool:
    if isinstance(record.args, tuple):
        record.args = tuple(_told(arg) if isinstance(arg, BaseException) else arg for arg in record.args)
    if record.exc_info and record.exc_info[1] is not None:
        message = record.getMessage()
        for fault in _chain(record.exc_info[1]):
            for text in (str(fault), " ".join(str(fault).split())):
                message = message.replace(text, "…") if text else message
        record.msg, record.args = "%s (%s)", (message, _told(record.exc_info[1]))
        record.exc_info = record.exc_text = None
    return True


def _told(fault: BaseException) -> str:
    """Kind and place of a fault, and of what it came of."""
    told = []
    for one in _chain(fault):
        frames = traceback.extract_tb(one.__traceback__)[-_FRAMES:]
        places = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
        told.append(f"{type(one).__name__} at {places or '?'}")
    return ", of ".join(told)


def _chain(fault: BaseException) -> list[BaseException]:
    chain, after = [fault], fault.__cause__ or fault.__context__
    while after is not None and after not in chain:
        chain.append(after)
        after = after.__cause__ or after.__context__
    return chain
