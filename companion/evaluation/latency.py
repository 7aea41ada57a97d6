"""Figures about time, and the machine they were measured on."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True, slots=True)
class Latency:
    """Percentiles of a number of durations, in milliseconds."""

    p50: float
    p95: float
    p99: float
    max: float

    @classmethod
    def of(cls, durations_ms: Iterable[float]) -> Latency:
        """Percentiles of at least one duration, interpolated linearly between neighbours."""
        durations = np.fromiter(durations_ms, dtype=np.float64)
        return cls(*(round(float(value), 3) for value in np.percentile(durations, (50, 95, 99, 100))))


@dataclass(frozen=True, slots=True)
class Machine:
    """What figures about time depend on; `cores` are those this process may use."""

    cpu: str
    cores: int
    python: str


def machine() -> Machine:
    """The machine this process runs on."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Machine(_cpu(), cores, platform.python_version())


def _cpu() -> str:
    try:
        described = {
            key.strip(): value.strip()
            for key, colon, value in (line.partition(":") for line in Path("/proc/cpuinfo").read_text().splitlines())
            if colon
        }
    except OSError:
        described = {}
    # ARM kernels name the board (`Model`) where x86 ones name the processor.
    return described.get("model name") or described.get("Model") or platform.processor() or platform.machine()
