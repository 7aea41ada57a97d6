"""Calling a show over HTTP from this machine."""

from __future__ import annotations

import urllib.request
from typing import Final

from companion.base.errors import CompanionError

_DIRECT: Final = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""This machine is reached without a proxy, whatever the environment says."""
_PATIENCE_S: Final = 5.0


def call(address: str, body: bytes | None = None) -> bytes:
    """What an address answers.

    Args:
        address: with its scheme.
        body: is posted; without one it is only asked.

    Raises:
        CompanionError: nobody answers, or an error comes back.
    """
    try:
        with _DIRECT.open(address, body, timeout=_PATIENCE_S) as response:
            answer: bytes = response.read()
    except OSError as e:
        raise CompanionError(f"{address} cannot be had: {e}") from None
    return answer
