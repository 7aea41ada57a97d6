"""«김동연은?»: what is named alone takes the place of what was named in the question before."""

from __future__ import annotations

from typing import Final

from companion.language.pointing import ALONE
from companion.language.terms import Reading, Term
from companion.understanding.types import Analysis, MentionKind

_KINDS: Final[tuple[MentionKind, ...]] = ("person", "office", "place", "thing", "country")
"""Kinds of names that are exchanged; areas and dishes change a wish, which knows more than its last sentence."""
_BESIDE: Final = ("adverb", "interjection")


def named_alone(reading: Reading) -> Term | None:
    """What is asked of by its name alone: «그럼 김동연은?»; None where more is said."""
    heads = [term for term in reading.terms if term.kind not in _BESIDE]
    return heads[0] if len(heads) == 1 and ALONE.intersection(heads[0].particles) else None


def in_place_of(fragment: Analysis, before: Analysis) -> str | None:
    """The question before with what is named now; None where this is no fragment, or nothing it could replace.

    Args:
        fragment: what is said now.
        before: the last question, as it was understood.
    """
    head = named_alone(fragment.reading)
    asks = before.reading.main is not None or before.reading.asks_what
    if head is None or not asks:
        return None
    return _with_name(fragment, before, head) or _with_time(fragment, before, head)


def _with_name(fragment: Analysis, before: Analysis, head: Term) -> str | None:
    for kind in _KINDS:
        now = [m for m in fragment.of_kind(kind) if m.start == head.start and m.end == head.end]
        then = before.of_kind(kind)
        if now and len(then) == 1:
            return _exchanged(before.text, (then[0].start, then[0].end), now[0].text)
    return None


def _with_time(fragment: Analysis, before: Analysis, head: Term) -> str | None:
    now = [t for t in fragment.times if t.start == head.start and not t.is_now]
    then = [t for t in before.times if not t.is_now]
    if len(now) != 1 or len(then) != 1:
        return None
    return _exchanged(before.text, (then[0].start, then[0].end), now[0].text)


def _exchanged(text: str, span: tuple[int, int], name: str) -> str:
    return f"{text[: span[0]]}{name}{text[span[1] :]}"
