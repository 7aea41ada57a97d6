"""How a download shows itself: a bar with rate and time left on a terminal, plain lines anywhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol, TextIO

from tqdm import tqdm

Reached = Callable[[int], None]
"""Called with the number of bytes that are here by now."""


class Progress(Protocol):
    """Somebody who watches a download."""

    def transfer(self, what: str, total: int, held: int) -> AbstractContextManager[Reached]:
        """A transfer of `total` bytes begins, `held` of which are here from an earlier try."""

    def note(self, line: str) -> None:
        """Something else worth a line."""


class Bar:
    """A bar for a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    @contextmanager
    def transfer(self, what: str, total: int, held: int) -> Iterator[Reached]:
        """Draw the bar until the block ends."""
        with tqdm(
            desc=what, total=total, initial=held, unit="B", unit_scale=True, dynamic_ncols=True, file=self._stream
        ) as bar:
            yield lambda reached: bar.update(reached - bar.n)

    def note(self, line: str) -> None:
        """Write the line above the bar."""
        tqdm.write(line, file=self._stream)


class Lines:
    """One line when a transfer begins and one when it ends, for logs."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    @contextmanager
    def transfer(self, what: str, total: int, held: int) -> Iterator[Reached]:
        """Write the two lines; none at the end when the transfer fails."""
        self.note(f"{what}: {readable(total)}" + (f", {readable(held)} of it here already" if held else ""))
        yield lambda reached: None
        self.note(f"{what}: done")

    def note(self, line: str) -> None:
        """Write the line at once, so that a log is never behind."""
        print(line, file=self._stream, flush=True)


def progress_on(stream: TextIO) -> Progress:
    """What suits a stream, usually standard error."""
    return Bar(stream) if stream.isatty() else Lines(stream)


def readable(size: int) -> str:
    """A number of bytes for people: «312 B», «1.2 kB», «145 MB», «1.6 GB» (decimal units)."""
    value, unit = float(size), "B"
    for larger in ("kB", "MB", "GB"):
        if value < 999.5:
            break
        value, unit = value / 1000, larger
    return f"{value:.1f} {unit}" if value < 9.95 and unit != "B" else f"{value:.0f} {unit}"
