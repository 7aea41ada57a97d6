"""Which profile and which models suit a machine, in one line each with the reason.

The figures that decide are those of docs/voice.md and models/README.md; nothing is advised that was never measured.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from companion.models.progress import readable

TALKING_BYTES: Final = 1_500_000_000
"""Memory that a conversation aloud needs, beside the system: it was 0.85 to 1.04 GB at its peak."""
SMALL_BYTES: Final = 3_000_000_000
"""Up to this it is a small machine, and nothing may be done twice at once."""
TURBO_BYTES: Final = 4_000_000_000
"""Memory beside a GPU from which Whisper large-v3-turbo, a file of 1.6 GB, can be loaded."""
_CGROUP: Final = Path("/sys/fs/cgroup/memory.max")


@dataclass(frozen=True, slots=True)
class MachineFacts:
    """What advice depends on.

    Attributes:
        memory: bytes that this process may use; None where the system does not tell.
        cores: processors that it may use.
        gpu: whether the recogniser's library sees a GPU by NVIDIA.
        speaking: seconds of work for a second of the profile's voice; None where it was not measured.
        hearing: the same of its recogniser.
    """

    memory: int | None
    cores: int
    gpu: bool
    speaking: float | None = None
    hearing: float | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """One line: about what (`profile`, `recogniser`, `voice`), what to take, and why."""

    about: str
    take: str
    reason: str


def facts_here(speaking: float | None = None, hearing: float | None = None) -> MachineFacts:
    """The facts of this machine, with what was measured on it; a container's limits count."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return MachineFacts(_memory(), cores, _sees_gpu(), speaking, hearing)


def advise(facts: MachineFacts) -> Iterator[Advice]:
    """What to take on such a machine."""
    memory = "memory unknown" if facts.memory is None else f"{readable(facts.memory)} of memory"
    here = f"{memory}, {facts.cores} core{'s' if facts.cores > 1 else ''}"
    if facts.memory is not None and facts.memory < TALKING_BYTES:
        yield Advice("profile", "default, in text (companion chat)", f"{here}; talking needs {readable(TALKING_BYTES)}")
        return
    if facts.gpu and (facts.memory is None or facts.memory >= TURBO_BYTES):
        yield Advice("profile", "gpu", f"{here}, and a GPU that the recogniser's library sees")
        yield Advice("recogniser", "whisper-large-v3-turbo", "a GPU has room for it; it comes from a hub")
        return
    slow = facts.speaking is not None and facts.speaking > 1
    small = facts.memory is not None and facts.memory <= SMALL_BYTES
    if facts.cores >= 4 and (slow or small):
        why = "the voice is slower than it speaks" if slow else "little memory"
        yield Advice("profile", "raspberry-pi", f"{here}, {why}: all cores work on one thing at a time")
    else:
        yield Advice("profile", "default", f"{here}, {'too little for the GPU' if facts.gpu else 'no GPU is seen'}")
    if facts.hearing is not None and facts.hearing > 1:
        reason = f"{_pace(facts.hearing)} is too much; it needs half the computing, and understands less"
        yield Advice("recogniser", "vosk-ko-small", reason)
    else:
        yield Advice("recogniser", "whisper-base", _pace(facts.hearing))
    prepared = ": make its beginnings before, companion say --prepare" if slow else ""
    yield Advice("voice", "kokoro-82m", _pace(facts.speaking) + prepared)


def _pace(factor: float | None) -> str:
    return "its pace was not measured" if factor is None else f"{factor:.2f} s of work for a second of sound"


def _memory() -> int | None:
    limits = []
    if "SC_PHYS_PAGES" in getattr(os, "sysconf_names", ()):
        limits.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    with suppress(OSError, ValueError):  # no control group, or «max»
        limits.append(int(_CGROUP.read_text()))
    return min(limits, default=None)


def _sees_gpu() -> bool:
    try:
        import ctranslate2
    except ImportError:
        return False
    return bool(ctranslate2.get_cuda_device_count())
