"""Rows of tables that answer a question: which rows are meant, by what they are called, and which columns are asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from companion.documents.types import Passage
from companion.language.content import HOW_MANY, content_of
from companion.language.josa import can_follow
from companion.language.named_days import NamedDays
from companion.language.numbers import find_numbers
from companion.language.written_days import is_one_day, said_cell
from companion.retrieval.asking import Asking, Held
from companion.retrieval.evidence import COVERED, Sought, TextWords
from companion.retrieval.tables import OF_TIME, REACHED, AskedTable

_ROWS: Final = 6
"""How many rows of one table are told together."""
_NAME: Final = 24
"""Characters of the longest cell that a row is called by."""


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """Rows of one table with what is asked of them.

    Attributes:
        passages: the rows.
        headers: the asked columns; none where the whole row is.
        called: what is asked, as it was said or as its column is called; "" where the kind of the values says it.
        about: what the rows are called together, "" where a question names none.
        labels: what tells each from the others, "" where its value does.
        values: of each row, those of the asked columns, as one says them, with their headers where these differ.
        timed: whether the columns say together when something is.
        more: whether there are other such rows.
    """

    passages: tuple[Passage, ...]
    headers: tuple[str, ...]
    called: str
    about: str
    labels: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]
    timed: bool = False
    more: bool = False


@dataclass(frozen=True, slots=True)
class NoRow:
    """That a table has rows about what is asked, and none of the day.

    Attributes:
        passage: one of the others.
        day: as it was said; `what`: what is asked of it.
    """

    passage: Passage
    day: str
    what: str


@dataclass(frozen=True, slots=True)
class NotHeld:
    """That a row has no such way to reach somebody as is asked: an address of e-mail, where it has a telephone number.

    Attributes:
        asked: as it was said.
        instead: the row, with the ways that it has; no columns where it has none.
    """

    asked: str
    instead: RowsAsked


@dataclass(frozen=True, slots=True)
class _Match:
    """A row that says what is asked.

    Attributes:
        said: how many words of the question its cells say, and the day.
        cells: the columns of those cells.
        headers: the asked columns; `by_name`: whether they are named.
    """

    row: Passage
    table: AskedTable
    said: int
    cells: tuple[str, ...]
    headers: tuple[str, ...]
    by_name: bool
    on_day: bool | None


class RowFinding:
    """One question held against rows.

    Args:
        question: as it was asked.
        asking: what questions ask.
        today: the day from which «내일» is counted.
    """

    def __init__(self, question: str, asking: Asking, today: date) -> None:
        self._asking, self._today = asking, today
        self._eojeols = [_bare(eojeol) for eojeol in question.split()]
        self._asks_what = any(word.startswith(tuple(asking.what)) for word in self._eojeols if asking.what)
        self.days = NamedDays.of(question, today)
        self._whole = Sought.of(question, asking)
        self._sought = Sought.of(self.days.rest, asking) if self.days.said else self._whole
        self._matches: list[_Match] = []
        self._without: list[_Match] = []

    def read(self, row: Passage, table: AskedTable) -> int:
        """Hold a row against the question; how much of it the row says, 0 where it names no row or is none of it."""
        on_day = self.days.agrees(table.dated(row)) if self.days.said else None
        sought = self._whole if on_day is None and not self.days.relative else self._sought
        if not sought.words and not on_day:
            return 0
        wanted = self._wanted(sought)
        cells = self._cells(sought, row, table, wanted)
        if cells is None:
            return 0
        asked = self._columns(sought, row, table, cells, wanted)
        if asked is None and cells and wanted and wanted <= REACHED:
            self._without.append(self._reached(row, table, cells))
        if asked is None or not (asked[0] or cells or on_day):
            return 0
        said = sum(cells.values()) + bool(on_day)
        self._matches.append(_Match(row, table, said, tuple(cells), *asked, on_day))
        return said if on_day is not False else 0

    def told(self) -> RowsAsked | NoRow | NotHeld | None:
        """What the rows that were read say together."""
        there = [match for match in self._matches if match.on_day is not False]
        if not there:
            return self._none() or self._not_held()
        most = max(match.said for match in there)
        first = next(match for match in there if match.said == most)
        some = [m for m in there if m.said == most and m.table is first.table and m.headers == first.headers]
        if not most and (not first.headers or len(some) > _ROWS):
            return None
        some.sort(key=lambda match: match.row.order)
        return self._asked(some[:_ROWS], more=len(some) > _ROWS)

    def of_row(self, row: Passage, table: AskedTable) -> RowsAsked:
        """What is asked of a row that was found otherwise: the asked columns, all where the question names none."""
        values = {header: TextWords.of(value) for header, value in row.cells}
        runs, words = self._whole.content.runs, self._whole.words
        named = [h for h, text in values.items() if any(text.holds(w, runs, self._asking) >= COVERED for w in words)]
        cells = tuple(named or list(values)[:1])
        headers, by_name = self._columns(self._whole, row, table, cells, self._wanted(self._whole)) or ((), False)
        return self._asked([_Match(row, table, 1, cells, headers, by_name, None)], more=False)

    def _none(self) -> NoRow | None:
        other = next(iter(self._matches), None)
        if other is None or not self._sought.words:
            return None
        what = other.headers[0] if other.by_name else " ".join(word.text for word in self._sought.words)
        return NoRow(other.row, self.days.said, what)

    @staticmethod
    def _reached(row: Passage, table: AskedTable, cells: Mapping[str, int]) -> _Match:
        """A row with all that it says of how to reach somebody."""
        ways = tuple(header for header, _ in row.cells if table.held[header] & REACHED and header not in cells)
        return _Match(row, table, sum(cells.values()), tuple(cells), ways, True, None)

    def _not_held(self) -> NotHeld | None:
        if not any(match.headers for match in self._without):
            return None  # nothing in these tables says how to reach anybody
        most = max(self._without, key=lambda match: match.said)
        naming = [w for w in self._sought.content.words if w.kind != "verb" and w.text in self._sought.asked.naming]
        runs = dict.fromkeys(word.run for word in naming)
        asked = " ".join("".join(word.text for word in naming if word.run == run) for run in runs)
        return NotHeld(asked, self._asked([most], more=False))

    def _cells(self, sought: Sought, row: Passage, table: AskedTable, wanted: frozenset[Held]) -> dict[str, int] | None:
        """The columns whose values the question names, in the order of its words, with how many; None where it names
        what neither these nor the headers hold, nor a column of what is asked says by itself («시작»)."""
        found = self._held(sought, row, table, wanted)
        if found is not None:
            return found
        # A value may look like something else inside a sentence: «사서 누구예요?»
        named = {
            header: eojeol
            for header, value in row.cells
            for eojeol in self._eojeols
            if len(value) > 1 and eojeol.startswith(value) and _follows(value, eojeol[len(value) :])
        }
        if not named:
            return None
        rest = (eojeol for eojeol in self.days.rest.split() if _bare(eojeol) not in named.values())
        others = self._held(Sought.of(" ".join(rest), self._asking), row, table, wanted)
        return None if others is None else {**dict.fromkeys(named, 1), **others}

    def _held(self, sought: Sought, row: Passage, table: AskedTable, wanted: frozenset[Held]) -> dict[str, int] | None:
        values = {header: TextWords.of(value) for header, value in row.cells}
        own = {header: TextWords.of(header) for header in values}
        headers, above = TextWords.of(*values), TextWords.of(*row.headings)
        runs, asking = sought.content.runs, self._asking
        there = wanted & frozenset[Held]().union(*table.held.values())
        said = frozenset[str]().union(*(asking.said_by.get(kind, frozenset()) for kind in there))
        shares = [{h: text.holds(word, runs, asking) for h, text in values.items()} for word in sought.words]
        totals = {header: sum(share[header] for share in shares) for header in values}
        found: dict[str, int] = {}
        for word, share in zip(sought.words, shares, strict=True):
            best = max(share, key=lambda header: (share[header], totals[header]), default="")
            if share and share[best] >= COVERED and own[best].holds(word, runs, asking) < COVERED:
                found[best] = found.get(best, 0) + 1
            elif word.text not in said and max(t.holds(word, runs, asking) for t in (headers, above)) < COVERED:
                return None
        for number in sought.content.numbers:
            at = next((header for header, text in values.items() if number in text.keys), None)
            if at is not None:
                found[at] = found.get(at, 0) + 1
            elif number not in headers.keys and number not in above.keys:
                return None
        return found

    def _columns(
        self, sought: Sought, row: Passage, table: AskedTable, cells: Iterable[str], wanted: frozenset[Held]
    ) -> tuple[tuple[str, ...], bool] | None:
        """The asked columns, and whether they are named; no column where the whole row is; None where none says it."""
        asking, asked, content = self._asking, sought.asked, sought.content
        said = {word.text for word in content.words}
        open_ = [
            header
            for header, value in row.cells
            if header not in cells and (said - asked.naming).isdisjoint(word.text for word in content_of(value).words)
        ]
        contents = {header: content_of(header) for header in open_}
        exact = [header for header, of in contents.items() if of.written and of.written in content.written]
        named = [header for header in open_ if header in exact or self._names(sought, header)]
        told = [header for header, of in contents.items() if asking.asked(of).kinds & asked.kinds]
        reached = bool(wanted) and wanted <= REACHED
        if reached:
            exact, named = (
                [h for h in some if not table.held[h] or table.says(row, h, wanted)] for some in (exact, named)
            )
        if wanted:
            meant = [h for h in named if h in told and (table.says(row, h, wanted) or not table.held[h])]
            typed = meant or self._counted(sought, row, [h for h in open_ if table.says(row, h, wanted)])
            by_name = [header for header in typed if header in named]
            if by_name:
                return tuple(by_name), True
            if exact and not asked.by_word:
                return tuple(exact), True  # «내선번호 알려 줘»
            if typed:
                return tuple(typed), False
            if exact and cells and not table.held[exact[-1]] and all(word.kind != "verb" for word in content.words):
                return tuple(exact[-1:]), True  # «소속이 어디예요?»
            words = [header for header in told if not table.held[header]]
            if words and not any(kinds & wanted for kinds in table.held.values()):
                return tuple(words), True
            if named and not asked.by_word:
                return tuple(named), True
        elif asked.kinds and not asking.is_open(asked):
            return (tuple(told), True) if told else None
        elif named:
            return tuple(named), True
        if self._asks_what and not reached:
            subjects = table.subjects((*cells, *(header for header, _ in row.cells if header not in open_)))
            return (subjects, True) if subjects else None
        return None if asked.kinds else ((), False)

    def _names(self, sought: Sought, header: str) -> bool:
        """Whether a question names a column: by a word of it, by how it begins, by a word of the same meaning."""
        own, runs = TextWords.of(header), sought.content.runs
        words = sought.content.words
        if any(word.text in own.keys or (len(word.text) > 1 and header.startswith(word.text)) for word in words):
            return True
        return any(own.holds(word, runs, self._asking) >= COVERED for word in sought.words)

    def _wanted(self, sought: Sought) -> frozenset[Held]:
        """What a value that answers is."""
        kinds = (self._asking.kinds[name] for name in sought.asked.kinds)
        wanted = frozenset[Held]().union(*(kind.cells for kind in kinds))
        if wanted & OF_TIME:
            said = {*sought.content.others, *(word.text for word in sought.content.words)}
            meant = frozenset(kind for kind in OF_TIME if not said.isdisjoint(self._asking.moments.get(kind, ())))
            wanted = (wanted - OF_TIME) | (meant or OF_TIME)
        return wanted

    def _counted(self, sought: Sought, row: Passage, headers: Sequence[str]) -> list[str]:
        """Of some columns those that count what is asked, where «몇 명» says what that is and any of them counts it."""
        counters = frozenset[str]().union(
            *(
                self._asking.counters.get(word.removeprefix(HOW_MANY), frozenset())
                for word in sought.content.others
                if word.startswith(HOW_MANY)
            )
        )
        cells = dict(row.cells)
        counted = {header: {number.counter for number in find_numbers(cells[header])} - {None} for header in headers}
        if not counters:
            return list(headers)
        return [header for header in headers if counted[header] & counters] or [h for h in headers if not counted[h]]

    def _asked(self, matches: Sequence[_Match], *, more: bool) -> RowsAsked:
        """Some rows of one table, with what they are called."""
        first, table = matches[0], matches[0].table
        rows = [dict(match.row.cells) for match in matches]
        shared = [
            h for h in first.cells if h not in first.headers and len({row.get(h) for row in rows}) == 1 and h in rows[0]
        ]
        about = [rows[0][header] for header in shared if len(rows[0][header]) <= _NAME]
        labels = ["" for _ in rows]
        taken = {*shared, *first.headers}
        apart = [header for header in table.naming if header not in taken and all(header in row for row in rows)]
        if not about and first.on_day:
            days = {cell for match in matches for cell in table.dated(match.row)[:1]}
            about = [*days] if len(days) == 1 and all(map(is_one_day, days)) else [self.days.said]
            apart = [h for h in apart if bool(table.held[h] & {"day", "weekday"}) == (len(days) > 1)]
            by_day = len(days) > 1
        else:
            by_day = not about and table.is_dated
        if len(rows) == 1:
            about = about or [rows[0][header] for header in apart[:1]]
        elif by_day or not self._tell_themselves(first, rows):
            label = next((header for header in apart if self._tells_apart(header, rows)), None)
            labels = [row[label] if label else "" for row in rows]
        headers = first.headers or tuple(header for header in rows[0] if header not in shared)
        return RowsAsked(
            tuple(match.row for match in matches),
            headers,
            self._called(first),
            " ".join(map(self._spoken, about)),
            tuple(map(self._spoken, labels)),
            tuple(tuple(self._spoken(row[h]) for h in headers if h in row) for row in rows),
            bool(first.headers) and _is_one_time([table.held[header] for header in headers]),
            more,
        )

    def _called(self, match: _Match) -> str:
        """What is asked: as the column is called, except where «누구» or «언제» says it."""
        if len(match.headers) != 1:
            return ""
        (header,) = match.headers
        kinds = match.table.held[header]
        if match.by_name or not kinds & (OF_TIME | {"person"}):
            return header
        said = (word.text for word in self._sought.content.words if word.text in self._asking.people)
        return next(said, "") if "person" in kinds else ""

    def _spoken(self, value: str) -> str:
        return said_cell(value, self._today)

    def _tell_themselves(self, match: _Match, rows: Sequence[dict[str, str]]) -> bool:
        """Whether what is asked is what the rows are called by: names of people, words."""
        held = match.table.held
        return any(not held[h] - {"person"} and self._tells_apart(h, rows) for h in match.headers)

    @staticmethod
    def _tells_apart(header: str, rows: Sequence[dict[str, str]]) -> bool:
        return len({row.get(header) for row in rows}) == len(rows)


def _is_one_time(columns: Sequence[frozenset[Held]]) -> bool:
    """Whether columns say one time together, the day in one and the hour in another."""
    every = [kind for kinds in columns for kind in kinds]
    return all(kinds & OF_TIME for kinds in columns) and len(set(every)) == len(every)


def _bare(eojeol: str) -> str:
    return eojeol.strip("?!.,")


def _follows(word: str, tail: str) -> bool:
    return not tail or can_follow(word, tail)
