"""What the columns of a table of somebody's own say: which relation, or a new one whose kind its values show.

A column is known by the label or a noun of a relation that things of the type may have; what no relation is called is
declared by the table itself, under its own header. The words are data of packs (`columns.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final
from unicodedata import normalize

from pydantic import BaseModel, ConfigDict

from companion.base.errors import UsageError
from companion.base.fields import checked_phone, day_as_written_here
from companion.base.files import Mistakes, load_document
from companion.knowledge.days import Day
from companion.knowledge.schema import ClaimRow, OrdersRow, RelationRow
from companion.knowledge.values import KINDS, Money, Phone, Quantity, parse_value
from companion.knowledge.vocabulary import CONCEPTS, TERM_QUALIFIERS, Relation, Vocabulary, near
from companion.language.introductions import looks_like_name
from companion.language.morphemes import tokenize
from companion.language.numbers import parse_won
from companion.language.romanization import romanized
from companion.language.units import WON

NAME: Final = "name"
ALIASES: Final = "aliases"
UNUSED: Final = "-"
"""What a column is mapped to that says nothing of a thing."""
EMPTY: Final = "-–—－"
"""Signs that alone in a cell say that nothing is known."""
_BOUNDS: Final = ("from", "to")
_MOST: Final = 0.5
"""Share of the cells from which on a kind is that of the whole column: the others are mistakes."""
_NEARLY: Final = 0.7
"""The same, where nothing but the values says the kind: «201» among names of rooms makes no numbers of them."""
_NEARLY_ALL: Final = 0.8
"""Share of the cells that have to look like names of people."""
_PERSON: Final = "person"
_AMOUNTS: Final = ("money", "number")
_TRIED: Final = ("money", "phone", "day", "hours", "number")
"""Kinds in the order in which values are held against them; what is none of these is text."""
_DIGITS_OF_PHONE: Final = 8
_ASIDE: Final = re.compile(r"[(\[{<（](.*?)[)\]}>）]")
_SIGNS: Final = re.compile(r"[\W_]")
_COUNTED: Final = re.compile(r"-?[\d,]*\d(?:\.\d+)?\s*(?P<unit>[^\d\s.,~-]{0,4})")


class KindWords(BaseModel):
    """How values of one kind are asked for, and how columns of them are called."""

    model_config = ConfigDict(extra="forbid")
    endings: list[str] = []
    nouns: list[str] = []
    asks: list[str] = []
    orders: OrdersRow = OrdersRow()
    claims: list[ClaimRow] = []


class ColumnWordsFile(BaseModel):
    """`columns.yaml`: what columns are called, and how what no pack declares is asked for."""

    model_config = ConfigDict(extra="forbid")
    names: list[str] = []
    name_endings: list[str] = []
    aliases: list[str] = []
    positions: list[str] = []
    codes: list[str] = []
    counters: dict[str, str] = {}
    kinds: dict[str, KindWords] = {}


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """The words of all packs.

    Attributes:
        names, aliases, positions, people, codes: names of columns, as they are compared; of codes also their ends.
        name_endings: what the name of a column ends in that names things.
        counters: what new things are counted with: `people` and `things`.
        kinds: by kind of value; `person` where texts are names of people.
    """

    names: frozenset[str]
    name_endings: tuple[str, ...]
    aliases: frozenset[str]
    positions: frozenset[str]
    people: frozenset[str]
    codes: tuple[str, ...]
    counters: Mapping[str, str]
    kinds: Mapping[str, KindWords]

    @classmethod
    def load(cls, paths: Iterable[Path], people: Iterable[str], mistakes: Mistakes) -> ColumnWords:
        """Read the `columns.yaml` of several packs; lists add up, of two kinds of one name the later counts.

        Args:
            paths: of the files.
            people: what columns are called in which names of people stand.
            mistakes: takes what is wrong with the files.
        """
        files = [file.value for path in paths if (file := load_document(ColumnWordsFile, path, mistakes))]
        return cls(
            frozenset(plain_name(word) for file in files for word in file.names),
            tuple(word for file in files for word in file.name_endings),
            frozenset(plain_name(word) for file in files for word in file.aliases),
            frozenset(plain_name(word) for file in files for word in file.positions),
            frozenset(map(plain_name, people)),
            tuple(plain_name(word) for file in files for word in file.codes),
            {key: word for file in files for key, word in file.counters.items()},
            {key: words for file in files for key, words in file.kinds.items()},
        )

    def are_people(self, header: str, texts: Iterable[str]) -> bool:
        """Whether a column holds names of people: by what it is called, or by how nearly all of them look."""
        filled = [text for text in texts if text]
        if plain_name(header) in self.people:
            return True
        return bool(filled) and _share(filled, _as_person) >= _NEARLY_ALL


@dataclass(frozen=True, slots=True)
class Column:
    """What one column says.

    Attributes:
        header: what it is called in the file.
        target: `name`, `aliases`, the id of a relation, `relation.from`, or `-`.
        kind: of its values; a unit for numbers.
        declared: the relation that the table declares for it; None where there is one, or it says nothing.
    """

    header: str
    target: str
    kind: str = "text"
    unit: str = ""
    declared: RelationRow | None = None

    def value(self, cell: str, words: ColumnWords) -> str:
        """A cell as these files write it: days and telephone numbers in their own form, «무료» as 0.

        Raises:
            ValueError: it is no such value; «problem; fix».
        """
        value = _normal(self.kind, self.unit, cell, words)
        amount = parse_value(self.kind, value) if self.kind == "money" and not cell.endswith(WON) else None
        return str(amount.krw * self._worth) if isinstance(amount, Money) else value

    @property
    def _worth(self) -> int:
        """How many won one of an amount is: a thousand under «수강료(천원)»."""
        aside = _ASIDE.search(normalize("NFKC", self.header))
        return (parse_won(aside[1].strip()) if aside else None) or 1


def plain_name(name: str) -> str:
    """A name of a column without asides, signs, spaces and case."""
    name = normalize("NFKC", name)
    return _SIGNS.sub("", _ASIDE.sub("", name) or name).casefold()


def parse_mapping(text: str) -> dict[str, str]:
    """Read «단가=price,비고=-».

    Raises:
        UsageError: it is written otherwise.
    """
    parts = [part.partition("=") for part in text.split(",")]
    if not all(sign and column.strip() and target.strip() for column, sign, target in parts):
        raise UsageError(f"«{text}» maps no columns; write COLUMN=RELATION,COLUMN=RELATION («{UNUSED}» leaves one out)")
    return {column.strip(): target.strip() for column, _, target in parts}


class ColumnReader:
    """Tells what the columns of a table say.

    Args:
        vocabulary: types and relations of the packs.
        words: what columns are called.
        kind: id of the type of the rows, which may be new.
        above: the types it is of, itself included.
        nouns: what one of them is called.
        known: relations that were declared for these columns before, by id; they stay as they are written.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        words: ColumnWords,
        kind: str,
        above: frozenset[str],
        nouns: Sequence[str],
        known: Mapping[str, RelationRow],
    ) -> None:
        self._vocabulary, self._words, self._kind, self._above = vocabulary, words, kind, above
        self._nouns, self._known = frozenset(map(plain_name, nouns)), known
        self._noun = nouns[0]
        self._is_chosen = kind in vocabulary.types and vocabulary.types[kind].recommend is not None
        self._fitting = {
            r.id: r for r in vocabulary.relations.values() if not r.of or not above.isdisjoint(r.of)
        }  # fmt: skip

    def read(self, headers: Sequence[str], cells: Sequence[Sequence[str]], given: Mapping[str, str]) -> list[Column]:
        """What each column says.

        Args:
            headers: of the columns.
            cells: of each column.
            given: what somebody said of some of them.

        Raises:
            UsageError: no column is called so, there is no such relation, or nothing names the rows.
        """
        for called in given:
            if called not in headers:
                raise UsageError(f"--map: the table has no column «{called}»; {near(called, headers)}")
        said = {
            header: self._given(header, given[header], values)
            for header, values in zip(headers, cells, strict=True)
            if header in given
        }
        naming = [header for header, column in said.items() if column.target == NAME]
        if not naming:
            naming = [self._naming(headers, cells, said)]
        taken = {column.target for column in said.values()}
        found = []
        for header, values in zip(headers, cells, strict=True):
            if header in naming:
                column = Column(header, NAME)
            else:
                column = said.get(header) or self._column(header, values, taken)
            taken.add(column.target)
            found.append(column)
        return found

    # Which column names the rows

    def _naming(self, headers: Sequence[str], cells: Sequence[Sequence[str]], said: Mapping[str, Column]) -> str:
        """The column of names: called so or by the type's noun, else the first of texts that all differ.

        Raises:
            UsageError: there is none.
        """
        free = [(header, values) for header, values in zip(headers, cells, strict=True) if header not in said]
        named = [h for h, _ in free if plain_name(h) in self._nouns]
        named += [h for h, _ in free if plain_name(h) in self._words.names]
        named += [h for h, _ in free if plain_name(h).endswith(self._words.name_endings)]
        texts = [h for h, values in free if all(values) and len({*values}) == len(values) and not _counts_rows(values)]
        apart = [header for header in named if header in texts]
        found = next(iter((*apart, *named)), None) or next(
            (h for h, values in free if h in texts and self._kind_of(h, values)[0] == "text"), None
        )
        if found is None:
            raise UsageError(f"no column names the rows; say which does: --map COLUMN={NAME}")
        return found

    # What the others say

    def _column(self, header: str, values: Sequence[str], taken: set[str]) -> Column:
        filled = [value for value in values if value]
        if not filled or _counts_rows(values):
            return Column(header, UNUSED)
        if plain_name(header) in self._words.aliases:
            return Column(header, ALIASES)
        called = plain_name(header)
        for relation in self._fitting.values():
            if relation.id in taken or relation.kind in CONCEPTS or relation.one_at_a_time:
                continue
            if not self._is_chosen and not (relation.cues or relation.asks):
                continue  # it helps to choose among things that are recommended, and nobody asks for it by its name
            # An amount keeps its own word: one does not pay a fee for cloth.
            words = (relation.label, *(() if relation.kind in _AMOUNTS else relation.nouns))
            if called in map(plain_name, words) and self._share(relation, filled) >= _MOST:
                return _of(header, relation)
        return self._declared(header, filled)

    def _share(self, relation: Relation, filled: Sequence[str]) -> float:
        """The share of cells that can be values of a relation."""
        return _share(filled, lambda cell: _normal(relation.kind, relation.unit, cell, self._words))

    def _given(self, header: str, target: str, values: Sequence[str]) -> Column:
        filled = [value for value in values if value]
        if target in (NAME, UNUSED, ALIASES):
            return Column(header, target)
        relation_id, dot, key = target.partition(".")
        relation = self._fitting.get(relation_id) or self._by_noun(relation_id)
        if relation is not None and dot:
            kinds = {**relation.qualifiers, **(TERM_QUALIFIERS if relation.one_at_a_time else {})}
            kinds |= dict.fromkeys(_BOUNDS, "day")
            if key not in kinds:
                raise UsageError(f"--map {header}={target}: «{relation.id}» has no «{key}»; {near(key, kinds)}")
            return Column(header, f"{relation.id}.{key}", kinds[key])
        if relation is not None:
            return _of(header, relation)
        if target in KINDS:
            return self._declared(header, filled, target)
        known = [*self._fitting, NAME, ALIASES, *KINDS]
        raise UsageError(f"--map {header}={target}: a {self._kind} has no relation «{target}»; {near(target, known)}")

    def _by_noun(self, noun: str) -> Relation | None:
        called = plain_name(noun)
        return next((r for r in self._fitting.values() if called in map(plain_name, (r.label, *r.nouns))), None)

    def _declared(self, header: str, filled: Sequence[str], kind: str | None = None) -> Column:
        """A relation of the table's own, called by its header."""
        found, unit = self._kind_of(header, filled)
        kind = kind or found
        label = " ".join(_ASIDE.sub(" ", normalize("NFKC", header)).split()) or header
        id = f"{self._kind}-{slug_of(label)}"
        row = self._known.get(id)
        if row is None:
            people = kind == "text" and self._words.are_people(header, filled)
            words = self._words.kinds.get(_PERSON if people else kind, KindWords())
            nouns = (label, *_spaced(label, self._noun), *(words.nouns if kind == "money" else ()))
            row = RelationRow(
                id=id, label=label, of=[self._kind], value=kind, nouns=list(dict.fromkeys(nouns)), asks=words.asks,
                orders=words.orders, claims=words.claims, unit=unit if kind == "number" else "",
            )  # fmt: skip
        return Column(header, id, row.value, row.unit, row)

    def _kind_of(self, header: str, filled: Sequence[str]) -> tuple[str, str]:
        """The kind of a column's values, and their unit."""
        called = plain_name(header)
        if called.endswith(self._words.codes):
            return ("phone" if _share(filled, _as_full_number) == 1 else "text"), ""
        aside = _ASIDE.search(normalize("NFKC", header))
        unit = aside[1].strip() if aside else ""
        money = self._words.kinds.get("money", KindWords())
        for kind in _TRIED:
            if kind == "money" and not (called.endswith(tuple(money.endings)) or _are_won(filled, unit)):
                continue
            if kind == "number":
                unit = _unit_of(filled, unit)
            least = 1.0 if kind == "number" else _MOST if kind == "money" else _NEARLY
            if _share(filled, partial(_normal, kind, unit, words=self._words)) >= least:
                return kind, unit if kind == "number" else ""
        return "text", ""


def slug_of(text: str) -> str:
    """A text as a part of an id: small Latin letters and digits, hyphens between."""
    return re.sub(r"[^a-z0-9]+", "-", romanized(normalize("NFC", text)).casefold()).strip("-") or "x"


def _of(header: str, relation: Relation) -> Column:
    return Column(header, relation.id, relation.kind, relation.unit)


def _as_person(text: str) -> str:
    if not (2 <= len(text) <= 4 and looks_like_name(text)):
        raise ValueError
    return text


def _share(cells: Sequence[str], read: Callable[[str], str]) -> float:
    """The share of cells that something can be read from."""
    good = 0
    for cell in cells:
        try:
            read(cell)
        except ValueError:
            continue
        good += 1
    return good / len(cells) if cells else 0.0


def _normal(kind: str, unit: str, cell: str, words: ColumnWords) -> str:
    if kind == "day":
        cell = day_as_written_here(cell) or cell
    said = words.kinds.get(kind)
    none = said.claims if said is not None else ()
    if kind in ("money", "number") and any(claim.most == 0 and cell in claim.words for claim in none):
        return "0"
    if kind in KINDS:
        if kind == "hours" and not any(map(str.isdigit, cell)):
            raise ValueError(f"«{cell}» says no time of the day; write such as 09:00-18:00")
        match parse_value(kind, cell, unit):
            case Quantity(number):
                return f"{number:.15g}"
            case Phone(number) | Day(iso=number):
                return number
    return cell


def _as_full_number(cell: str) -> str:
    """A telephone number with its area code; «2345» inside a house is none."""
    if len(re.sub(r"\D", "", cell)) < _DIGITS_OF_PHONE:
        raise ValueError
    return checked_phone(cell)


def _are_won(cells: Sequence[str], unit: str) -> bool:
    """Whether a column of amounts says that they are in won, in its name or in each cell that has a unit."""
    marks = {unit, *(found["unit"] for cell in cells if (found := _COUNTED.fullmatch(cell)))} - {""}
    return bool(marks) and all(mark.endswith(WON) for mark in marks)


def _unit_of(cells: Sequence[str], unit: str) -> str:
    """The unit that all numbers of a column have, where they have one."""
    found = [match["unit"] for cell in cells if (match := _COUNTED.fullmatch(cell))]
    units = {one for one in found if one}
    return units.pop() if len(units) == 1 else unit


def _counts_rows(values: Sequence[str]) -> bool:
    """Whether a column only numbers the rows."""
    return len(values) > 1 and list(values) == [str(number) for number in range(1, len(values) + 1)]


def _spaced(label: str, noun: str) -> list[str]:
    """«담당 업무» for «담당업무»: a noun of several words as it is also written, read alone and behind a noun."""
    found = []
    for before in ("", f"{noun} "):
        words = [token.text for token in tokenize(before + label) if token.start >= len(before)]
        if len(words) > 1 and "".join(words) == label and all(len(word) > 1 for word in words):
            found.append(" ".join(words))
    return found
