"""Content with a checksum, for caches: damage of any kind, down to one bit, is found before the content is used."""

from __future__ import annotations

import hashlib

_DIGEST_BYTES = hashlib.sha256().digest_size


def seal(content: bytes) -> bytes:
    """The content with its SHA-256 behind it."""
    return content + hashlib.sha256(content).digest()


def unseal(sealed: bytes) -> bytes:
    """The content that `seal` was given.

    Raises:
        ValueError: it is damaged, cut short, or never was sealed.
    """
    content, digest = sealed[:-_DIGEST_BYTES], sealed[-_DIGEST_BYTES:]
    if hashlib.sha256(content).digest() != digest:
        raise ValueError("damaged: the checksum differs")
    return content
