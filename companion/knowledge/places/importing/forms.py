"""The forms of store files: which of them a header is of, and where in a row what stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from companion.base.errors import UsageError
from companion.base.files import load_document

Column = Literal[
    "id", "name", "branch", "class", "wider_class", "status", "province", "city", "admin", "legal", "lot_address",
    "road_address", "phone", "menu", "hours", "lon", "lat",
]  # fmt: skip

_FORMS: Final = Path(__file__).parent / "forms.yaml"
_DECORATION: Final = re.compile(r"\(epsg\d+\)|epsg:?\d+|[\s\"'﻿()_]", re.IGNORECASE)


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StoreForm(_Model):
    """One form of file; see `forms.yaml`."""

    id: str
    title: str
    columns: Mapping[Column, tuple[str, ...]]
    needs: tuple[Column, ...]
    crs: Annotated[int, Field(gt=0)] = 4326
    open: tuple[str, ...] = ()
    type: str | None = None


class Levels(_Model):
    """How the names of areas end, by level."""

    metropolis: tuple[str, ...]
    city: tuple[str, ...]
    district: tuple[str, ...]
    dong: tuple[str, ...]
    street: tuple[str, ...]


class Forms(_Model):
    """All forms, and how areas are written in them; `codes`: provinces by what files write for them in Latin.

    `old_provinces` are names that several of `provinces` share.
    """

    forms: tuple[StoreForm, ...]
    provinces: tuple[tuple[str, ...], ...]
    old_provinces: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, str]
    levels: Levels


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a file.

    Attributes:
        form: the form it is of.
        at: position by column.
        width: how many columns a row has.
    """

    form: StoreForm
    at: Mapping[Column, int]
    width: int


@cache
def known_forms() -> Forms:
    """The forms that can be read."""
    return load_document(Forms, _FORMS).value


def names_of_province(name: str) -> tuple[str, ...]:
    """All names of a province, the full one first; none for what is no province."""
    return next((names for names in known_forms().provinces if name in names), ())


def old_names_of_province(name: str) -> tuple[str, ...]:
    """What a province, by its full name, is called together with others: «전라도»."""
    return tuple(old for old, parts in known_forms().old_provinces.items() if name in parts)


def plain_header(name: str) -> str:
    """A header without what differs between releases: «좌표정보x(epsg5174)» is «좌표정보(X)»."""
    return _DECORATION.sub("", name).casefold()


def form_of(cells: Sequence[str], wanted: str | None = None) -> Header:
    """The form that a header is of: the one that knows most of its columns.

    Args:
        cells: of the header.
        wanted: id of the form that it has to be of; None: any.

    Raises:
        UsageError: it is of none, or not of the one that is wanted; the message says what is missing.
    """
    forms = {form.id: form for form in known_forms().forms}
    if wanted is not None and wanted not in forms:
        raise UsageError(f"there is no form «{wanted}»; write one of {', '.join(forms)}")
    names = [plain_header(cell) for cell in cells]
    headers = [_header(form, names) for form in forms.values() if wanted in (None, form.id)]
    fitting = [header for header in headers if not _missing(header)]
    if fitting:
        return max(fitting, key=lambda header: (len(header.form.needs), len(header.at)))
    nearest = max(headers, key=lambda header: len(header.at))
    missing = ", ".join(" or ".join(nearest.form.columns[column]) for column in _missing(nearest))
    raise UsageError(f"the header is of no form that is known; nearest is «{nearest.form.id}», which needs {missing}")


def _missing(header: Header) -> list[Column]:
    return [column for column in header.form.needs if column not in header.at]


def _header(form: StoreForm, names: Sequence[str]) -> Header:
    at: dict[Column, int] = {}
    for column, accepted in form.columns.items():
        places = (names.index(key) for one in accepted if (key := plain_header(one)) in names)
        if (first := next(places, None)) is not None:
            at[column] = first
    return Header(form, at, len(names))
