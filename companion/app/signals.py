"""Being asked to end: TERM, HUP and QUIT end a command as Ctrl-C does, so that what it made so far is kept."""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Final

_ASKING: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


class Terminated(KeyboardInterrupt):
    """A signal asks the program to end.

    Attributes:
        exit_status: 128 and the number of the signal, as shells tell it.
    """

    def __init__(self, number: int) -> None:
        super().__init__(signal.strsignal(number))
        self.exit_status = 128 + number


def end_in_order() -> None:
    """From here on the signals raise `Terminated` in the main thread; one that is ignored (nohup) stays so."""
    if threading.current_thread() is not threading.main_thread():
        return  # Python lets no other thread listen to signals
    for number in _ASKING:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, frame: FrameType | None) -> None:
    for other in _ASKING:  # a second one would interrupt the keeping
        signal.signal(other, signal.SIG_IGN)
    raise Terminated(number)
