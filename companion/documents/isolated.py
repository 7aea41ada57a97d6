"""Files of strangers are read in a process of its own, bound in memory and time, and harm nobody there.

The child gets the open file as its standard input, writes what it read as JSON to its standard output, and ends.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from companion.base.errors import CompanionError, DataError, Mistake
from companion.base.versioned import plain, restored
from companion.documents.blocks import Content
from companion.documents.formats import as_plain, read_content

FORMAT: Final = 1
"""Raised when the same file gives other blocks than before."""
_WITHIN_S: Final = 600.0
_CPU_S: Final = 400
_MEMORY: Final = 2 << 30
"""Address space of the child."""
_KEPT: Final = ("PATH", "PYTHONHOME", "LD_LIBRARY_PATH", "LANG", "VIRTUAL_ENV", "HOME", "TMPDIR")
_CODE: Final = str(Path(__file__).resolve().parents[2])
"""Where the child finds this package, wherever it was started; never in the working directory."""
_SMALLER: Final = "split it, or save it again in the program that made it"


def read_isolated(original: Path, path: Path) -> Content:
    """Read a file in a process of its own.

    Args:
        original: the file.
        path: its name in messages, which tells the format.

    Raises:
        DataError: everything that is wrong with it.
        CompanionError: a parser is not installed.
    """
    surroundings = {name: os.environ[name] for name in _KEPT if name in os.environ}
    surroundings["PYTHONPATH"] = os.pathsep.join(filter(None, (_CODE, os.environ.get("PYTHONPATH"))))
    with original.open("rb") as file:
        child = subprocess.Popen(
            [sys.executable, "-P", "-m", __name__, path.name],
            stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**surroundings, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip
        try:
            out, _ = child.communicate(timeout=_WITHIN_S)
        except subprocess.TimeoutExpired:
            raise DataError(path, None, f"takes longer than {_WITHIN_S:.0f} s to read", _SMALLER) from None
        finally:
            child.kill()
            child.wait()
    if child.returncode == 0:
        return restored(Content, out, FORMAT)
    try:
        told = json.loads(out)
    except ValueError:
        problem = "needs more memory or time to read than a document may take"
        raise DataError(path, None, problem, _SMALLER) from None
    if "mistakes" in told:
        raise DataError.of(Mistake(path, row["line"], row["problem"], row["fix"]) for row in told["mistakes"])
    error = CompanionError(told["error"])
    error.exit_status = told["status"]
    raise error


def _bind() -> None:
    """Limit this process."""
    import resource

    for kind, most in (
        (resource.RLIMIT_CPU, _CPU_S),
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # a system that has no such limit
            resource.setrlimit(kind, (most, most))
    with suppress(OSError):  # where memory is short it goes before its parent
        Path("/proc/self/oom_score_adj").write_text("1000")


def read_input(name: str) -> int:
    """Read standard input, in this process."""
    out: BinaryIO = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a parser prints is no answer
    _bind()
    path = Path(name)
    status, told = 2, {}
    try:
        told, status = plain(read_content(sys.stdin.buffer, path), FORMAT), 0
    except DataError as e:
        told = {"mistakes": as_plain(e)}
    except CompanionError as e:
        told = {"error": str(e), "status": e.exit_status}
    except (MemoryError, RecursionError):
        problem = "needs more memory to read than a document may take"
        told = {"mistakes": [{"line": None, "problem": problem, "fix": _SMALLER}]}
    out.write(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"))
    out.close()
    return status


if __name__ == "__main__":
    sys.exit(read_input(sys.argv[1]))
