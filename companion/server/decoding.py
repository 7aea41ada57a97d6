"""Recordings of strangers are decoded in a process of its own: what breaks or swells there harms nobody.

The child reads the file from its standard input, writes mono samples at `HEARING_RATE` to its standard output, and is
bound in memory and processor time by the system. Only the file's bytes reach it, never a name.
"""

from __future__ import annotations

import asyncio
import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from companion.server.refusals import Refused

if TYPE_CHECKING:
    from companion.audio.pcm import Audio

_LONGEST_S: Final = 600
"""Seconds of a recording that are heard."""
_WITHIN_S: Final = 20.0
_CPU_S: Final = 15
_MEMORY: Final = 3 << 30
"""Address space of the child; numerical libraries reserve much more than they use."""
_KEPT: Final = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "LANG", "VIRTUAL_ENV")
"""What the child is told of the surroundings: no token."""


async def decoded(content: bytes) -> Audio:
    """A recording as mono sound.

    Raises:
        Refused: it cannot be read, or lasts too long.
    """
    import numpy as np

    from companion.audio.pcm import HEARING_RATE, Audio

    surroundings = {name: os.environ[name] for name in _KEPT if name in os.environ}
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE, env={**surroundings, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    try:
        out, err = await asyncio.wait_for(child.communicate(content), _WITHIN_S)
    except TimeoutError:
        raise Refused("too_large", "the recording takes too long to decode", "file") from None
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError):
                child.kill()
            await child.wait()
    if child.returncode != 0:
        why = err.decode("utf-8", "replace").strip().splitlines()[-1:] if child.returncode == 2 else []
        raise Refused("bad_request", why[0] if why else "the recording cannot be decoded", "file")
    return Audio(np.frombuffer(out, np.float32), HEARING_RATE)


def decode_input() -> int:
    """Decode standard input."""
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_S, _CPU_S))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    with suppress(OSError):  # where memory is short it goes before the server
        Path("/proc/self/oom_score_adj").write_text("1000")
    from companion.audio.pcm import HEARING_RATE, read_stream
    from companion.base.errors import UsageError

    try:
        audio = read_stream(io.BytesIO(sys.stdin.buffer.read()), _LONGEST_S)
    except UsageError as e:
        print(e, file=sys.stderr)
        return 2
    sys.stdout.buffer.write(audio.at(HEARING_RATE).samples.tobytes())
    return 0


if __name__ == "__main__":
    sys.exit(decode_input())
