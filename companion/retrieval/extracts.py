"""Sentences and rows of tables that answer a question by themselves: everything it names stands in one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from typing import Final, TypeAlias

from companion.documents.types import Passage
from companion.language.content import content_of
from companion.language.named_days import NamedDays
from companion.retrieval.asking import Asking, Found
from companion.retrieval.evidence import HOLDS, Sought, TextWords
from companion.retrieval.rows import NoRow, NotHeld, RowFinding, RowsAsked
from companion.retrieval.tables import AskedTable

_OF_A_DAY: Final = 60
"""How many rows of a day are read of one table."""
Extract: TypeAlias = Passage | RowsAsked | NoRow | NotHeld
"""A sentence; rows with the columns that are asked of them; that a table has nothing of the day, or a row not that."""


def extract(
    question: str, ranked: Iterable[Passage], asking: Asking, tables: Mapping[str, AskedTable], today: date
) -> Extract | None:
    """The best sentence or rows that say what is asked; None where none says all of it.

    Args:
        question: as it was asked.
        ranked: passages, best first: of those that say all, the one that says most of it itself is taken.
        asking: what questions ask.
        tables: those of all rows, by the id of a row.
        today: the day from which «내일» is counted.
    """
    sought = Sought.of(question, asking)
    rows = RowFinding(question, asking, today)
    if not sought.words and not rows.days.said:
        return None  # «몇 시까지 해요?» is of nothing that a sentence could be about
    best: Passage | None = None
    most, may_be_said = 0, False
    for passage in _with_those_of_the_day(ranked, rows, tables):
        if passage.kind == "row":
            said, one = rows.read(passage, tables[passage.id]), None
        elif passage.kind == "sentence" and sought.words and not _is_of_another_day(passage, rows.days):
            said, one = _said(sought, passage, asking), passage
            may_be_said = may_be_said or (not said and _may_say(sought, passage, asking))
        else:
            continue
        if said > most:
            most, best = said, one
    told = best if best is not None else rows.told()
    return None if isinstance(told, NotHeld) and may_be_said else told


def _with_those_of_the_day(
    ranked: Iterable[Passage], rows: RowFinding, tables: Mapping[str, AskedTable]
) -> Iterable[Passage]:
    """The ranked passages; where a day is named, then all rows of that day: they may be written in other words."""
    found = {passage.id: passage for passage in ranked}
    if rows.days.said:
        for table in {id(table): table for table in tables.values()}.values():
            if table.is_dated:
                there = (row for row in table.rows if rows.days.agrees(table.dated(row)))
                found |= {row.id: row for row in islice(there, _OF_A_DAY)}
    return found.values()


def _is_of_another_day(sentence: Passage, days: NamedDays) -> bool:
    return bool(days.said) and days.agrees((sentence.text,)) is False


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


def _may_say(sought: Sought, passage: Passage, asking: Asking) -> bool:
    """Whether a sentence holds what is asked for, of something that the question names in part."""
    missing = sought.missing(TextWords.of(passage.text, *passage.headings), asking)
    return len(missing) < len(sought.words) and _is_of_type(sought, passage.text, asking)


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
