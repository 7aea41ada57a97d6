"""Where in the world it is how late: cities and countries by their time zone, data of packs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict

from companion.base.files import Mistakes, load_document

_HOME: Final = "Asia/Seoul"
"""What a clock without a zone shows."""


class ZonesFile(BaseModel):
    """`zones.yaml` of a pack."""

    model_config = ConfigDict(extra="forbid")
    zones: dict[str, list[str]] = {}
    several: list[str] = []
    """Countries with several zones."""


@dataclass(frozen=True, slots=True)
class Zones:
    """Time zones by the names of cities and countries; `several` are countries where it is not one time."""

    names: Mapping[str, str] = field(default_factory=dict)
    several: frozenset[str] = frozenset()

    @classmethod
    def load(cls, paths: Iterable[Path], mistakes: Mistakes) -> Zones:
        """Read the files of all packs; a zone that does not exist is a mistake."""
        names: dict[str, str] = {}
        several: set[str] = set()
        known = available_timezones()
        for path in paths:
            loaded = load_document(ZonesFile, path, mistakes)
            if loaded is None:
                continue
            several |= set(loaded.value.several)
            for zone, places in loaded.value.zones.items():
                # A system without the database knows none; then nothing can be said of its names.
                if known and zone not in known:
                    mistakes.add(
                        path, loaded.line("zones", zone), f"there is no time zone «{zone}»", "see the IANA list"
                    )
                names |= dict.fromkeys(places, zone)
        return cls(names, frozenset(several))

    def time_in(self, place: str, now: datetime) -> datetime | None:
        """The time at a place; None where its zone is not known here."""
        try:
            here = now if now.tzinfo is not None else now.replace(tzinfo=ZoneInfo(_HOME))
            return here.astimezone(ZoneInfo(self.names[place]))
        except (KeyError, ValueError, OSError):  # no such name, or no database
            return None
