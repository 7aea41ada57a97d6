"""What people know better than the files: laid over the places after every import."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, model_validator

from companion.base.files import Mistakes, load_document

CORRECTIONS: Final = "corrections.yaml"
_Said = Annotated[str, Field(min_length=1)]


class Correction(BaseModel):
    """One correction.

    Attributes:
        id: of the row in its source («sbiz:MA0101…»), as `places search --json` tells it.
        who, when, why: who says so.
        gone: whether the place is not there any more.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: _Said
    who: _Said
    when: date
    why: _Said
    gone: bool = False
    name: _Said | None = None
    address: _Said | None = None
    phone: _Said | None = None
    menu: _Said | None = None
    hours: _Said | None = None
    latitude: Annotated[float, Field(ge=33, le=39)] | None = None
    longitude: Annotated[float, Field(ge=124, le=132)] | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> Correction:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("only one of «latitude» and «longitude» is given; give both or neither")
        if self.gone == bool(self.fields()):
            raise ValueError("a correction says either that a place is gone or what is right; give one of the two")
        return self

    def fields(self) -> Mapping[str, str | int]:
        """The right values, by the column of the store."""
        degrees = {"lat": self.latitude, "lon": self.longitude}
        told: dict[str, str | int] = {key: round(v * 1e6) for key, v in degrees.items() if v is not None}
        texts = {"name": self.name, "address": self.address, "phone": self.phone, "menu": self.menu}
        texts["hours"] = self.hours
        return told | {key: value for key, value in texts.items() if value is not None}


class _Corrections(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    corrections: tuple[Correction, ...] = ()


def read_corrections(folder: Path) -> tuple[Correction, ...]:
    """The corrections of a pack, none where it has no file of them.

    Raises:
        DataError: all mistakes of the file.
    """
    path = folder / CORRECTIONS
    if not path.is_file():
        return ()
    mistakes = Mistakes()
    loaded = load_document(_Corrections, path, mistakes)
    first: dict[str, int] = {}
    for number, correction in enumerate(loaded.value.corrections if loaded else ()):
        assert loaded is not None
        line = loaded.line("corrections", number)
        if correction.id in first:
            fix = f"merge it with the one in line {first[correction.id]}"
            mistakes.add(path, line, f"«{correction.id}» is corrected twice", fix)
        first.setdefault(correction.id, line)
    mistakes.raise_any()
    return loaded.value.corrections if loaded else ()
