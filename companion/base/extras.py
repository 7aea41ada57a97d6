"""Packages that only some installations have: the extras of pyproject.toml."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from companion.base.errors import MissingExtra


@contextmanager
def requiring(feature: str, extra: str) -> Iterator[None]:
    """Imports whose failure is the user's to mend.

    Args:
        feature: what cannot be had without them.
        extra: the extra of this package that brings them.

    Raises:
        MissingExtra: a package is not installed, or cannot be imported.
    """
    try:
        yield
    except ImportError as e:
        raise MissingExtra(feature, extra, e) from None
