"""Sentences and rows of tables that answer a question by themselves: everything it names stands in one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from companion.documents.types import Passage
from companion.language.content import content_of
from companion.retrieval.asking import Asking, Found
from companion.retrieval.evidence import COVERED, HOLDS, Sought, TextWords

_ROWS: Final = 6
"""How many rows of one table are told together."""


@dataclass(frozen=True, slots=True)
class Extract:
    """A sentence, or rows of one table with the column that is asked of them.

    Attributes:
        passages: one sentence or row; several rows where the question names none of them.
        header: the asked column, "" for a whole sentence or row.
    """

    passages: tuple[Passage, ...]
    header: str = ""


def extract(question: str, ranked: Iterable[Passage], asking: Asking) -> Extract | None:
    """The best sentence or row that says what is asked; None where none says all of it.

    Args:
        question: as it was asked.
        ranked: passages, best first: of those that say all, the one that says most of it itself is taken.
        asking: what questions ask.
    """
    sought = Sought.of(question, asking)
    if not sought.words:
        return None  # «몇 시까지 해요?» is of nothing that a sentence could be about
    best: tuple[int, Extract] | None = None
    rows: list[tuple[Passage, str]] = []
    for passage in ranked:
        if passage.kind == "row":
            column = _column(sought, passage, asking)
            if column is None:
                continue
            header, named = column
            if not named:
                rows.append((passage, header))
                continue
            found = (named, Extract((passage,), header))
        elif passage.kind == "sentence":
            said = _said(sought, passage, asking)
            if not said:
                continue
            found = (said, Extract((passage,)))
        else:
            continue
        if best is None or found[0] > best[0]:
            best = found
    if best is not None:
        return best[1]
    return _together(rows)


def _said(sought: Sought, passage: Passage, asking: Asking) -> int:
    """How much of a question a sentence says itself, its headings apart; 0 where it does not answer it."""
    own = TextWords.of(passage.text)
    whole = TextWords.of(passage.text, *passage.headings)
    if sought.missing(whole, asking) or not sought.numbers_in(whole):
        return 0
    if not _is_of_type(sought, passage.text, asking):
        return 0
    inner = content_of(passage.text)
    if sought.content.denied_within and not (inner.denied or inner.denied_within):
        return 0
    said = len(sought.words) - len(sought.missing(own, asking))
    return said + bool(sought.asked.naming & own.keys)


def _is_of_type(sought: Sought, text: str, asking: Asking) -> bool:
    """Whether a text holds what an answer to a question must: a time, a place …"""
    kinds = sought.asked.kinds
    if not kinds:
        return True
    found = asking.found_in(sought.asked)
    if found:
        return any(HOLDS[one](text) for one in found)
    if all(asking.kinds[name].open for name in kinds):
        return True
    told = asking.asked(content_of(text)).kinds
    leaning = {other for name in kinds for other in asking.kinds[name].also}
    places: set[Found] = {f for name in leaning if (f := asking.kinds[name].found) is not None}
    return bool(told & (kinds | leaning)) or any(HOLDS[one](text) for one in places)


def _column(sought: Sought, passage: Passage, asking: Asking) -> tuple[str, int] | None:
    """The asked column of a row, and how many words of the question its cells say; None where the row is not asked."""
    values = TextWords.of(*(value for _, value in passage.cells))
    headers = TextWords.of(*(header for header, _ in passage.cells))
    above = TextWords.of(*passage.headings)
    runs = sought.content.runs
    named = 0
    for word in sought.words:
        if values.holds(word, runs, asking) >= COVERED:
            named += 1
        elif max(headers.holds(word, runs, asking), above.holds(word, runs, asking)) < COVERED:
            return None
    if not TextWords(values.keys | headers.keys | above.keys, "").keys.issuperset(sought.content.numbers):
        return None
    scored = [(_asks_of(sought, header, value, asking), header) for header, value in passage.cells]
    most = max(scored, default=(0, ""))[0]
    asked = [header for score, header in scored if score == most]
    if not most:
        return ("", named) if named and not sought.asked.kinds else None
    return (asked[0], named) if len(asked) == 1 or named else None


def _asks_of(sought: Sought, header: str, value: str, asking: Asking) -> int:
    """How clearly a question asks for a column: by its name, or by what it is a kind of."""
    content = content_of(header)
    own = TextWords.of(header)
    said = frozenset(key for word in sought.content.words for key in (word.text,))
    by_name = bool(said & own.keys) or (content.written and content.written in sought.content.written)
    told = asking.asked(content).kinds & sought.asked.kinds
    holds = any(HOLDS[found](value) for found in asking.found_in(sought.asked))
    if not (by_name or told or holds) or said & {word.text for word in content_of(value).words}:
        return 0
    return 3 * bool(by_name) + 2 * bool(told) + bool(holds)


def _together(rows: list[tuple[Passage, str]]) -> Extract | None:
    """Rows of one table of which the same column is asked, where the question names none of them."""
    if not rows:
        return None
    first, header = rows[0]
    same = [p for p, h in rows if p.document == first.document and p.headings == first.headings and h == header]
    if not header or len(same) > _ROWS:
        return None
    return Extract(tuple(sorted(same, key=lambda passage: passage.order)), header)
