"""What an utterance asks, beside what a cue waits for: how it sounds is one thing, what it names another.

«수원 찻집을 찾아줘» sounds like «수원 맛집을 찾아줘», and «경기도 부지사가 누구야» like «경기도지사가 누구야». Both are
read as all that is said to the robot is, and what is read in one speaks against the other: another office, person,
area or kind of place; a question where the phrase asks nothing. So does a name that is not heard at all, if the sound
does not have it, either. That the robot is called by its name says nothing of what is said to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from companion.language.acts import says_what_ought_to_be
from companion.show.matching import is_heard
from companion.understanding.types import Analysis, MentionKind

_GROUPS: Final[tuple[tuple[MentionKind, ...], ...]] = (
    ("office",), ("person",), ("area", "region", "country"), ("food", "eatery"), ("thing",), ("place",), ("attribute",),
)  # fmt: skip
"""Kinds of names that stand for one another in a question."""


def asks_otherwise(waited: Analysis, heard: Analysis) -> bool:
    """Whether an utterance, by its reading, asks something else than a phrase that sounds like it.

    Args:
        waited: the phrase.
        heard: the utterance.
    """
    return (
        any(_contradict(_ids(waited, kinds), _ids(heard, kinds)) for kinds in _GROUPS)
        or (heard.has_title and bool(waited.of_kind("office")) and not heard.of_kind("office"))
        or (_asks(heard) and not _asks(waited))
        or (says_what_ought_to_be(heard.reading) and not says_what_ought_to_be(waited.reading))  # «누구 뽑아야 돼»
    )


def lacks_a_part(waited: Analysis, heard: Analysis, calls: Collection[str]) -> bool:
    """Whether a name of a phrase, or what is said beside the robot's name, is not among the words of an utterance.

    Args:
        waited: the phrase.
        heard: the utterance.
        calls: what the robot is called by.
    """
    return not all(is_heard(heard.text, part) for part in _parts(waited, heard, calls))


def _parts(waited: Analysis, heard: Analysis, calls: Collection[str]) -> Iterator[str]:
    """What of a phrase must be heard for itself: names that are not read in the utterance, and what the robot is told.

    Where the robot is called, what is said to it is the rest of the phrase.
    """
    read = {id for mention in heard.mentions for id in mention.ids}
    rest = waited.text
    for mention in sorted(waited.mentions, key=lambda mention: -mention.start):
        if mention.text in calls:
            rest = f"{rest[: mention.start]} {rest[mention.end :]}"
        elif read.isdisjoint(mention.ids):
            yield mention.text
    if rest != waited.text and any(ch.isalnum() for ch in rest):
        yield rest


def _ids(analysis: Analysis, kinds: tuple[MentionKind, ...]) -> set[str]:
    return {id for mention in analysis.of_kind(*kinds) for id in mention.ids}


def _contradict(waited: set[str], heard: set[str]) -> bool:
    return bool(waited and heard) and waited.isdisjoint(heard)


def _asks(analysis: Analysis) -> bool:
    """Whether a word asks, or a sentence ends in a question or a request; what only names something greets, too."""
    terms = analysis.reading.terms
    ends = [term.form for term in terms if term.form is not None and (term.form.closes or term is terms[-1])]
    return any(term.kind == "question" for term in terms) or any(form.asks or form.requests for form in ends)
