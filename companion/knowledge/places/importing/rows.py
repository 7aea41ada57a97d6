"""A record of a store file as a place that could be recommended, or the reason why it is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Final, NamedTuple, TypeAlias

from companion.base.extras import requiring
from companion.knowledge.places.importing.addresses import (
    NOWHERE,
    Whereabout,
    is_in_korea,
    is_near_its_town,
    whereabout,
    whereabout_of,
)
from companion.knowledge.places.importing.classes import StoreClasses
from companion.knowledge.places.importing.forms import Column, Header
from companion.knowledge.places.keys import Kind
from companion.language.opening_hours import parse_opening_hours

Point: TypeAlias = tuple[float, float]
"""Latitude and longitude, WGS84 degrees."""

_LONGEST_NAME: Final = 80
UNKNOWN_KIND: Final = "not recommended: "
NOWHERE_TOLD: Final = "nothing says in which town"
MISPLACED: Final = "kept without its position, which cannot be right"
MISREAD: Final = "kept without its opening hours, which cannot be read"
_TEXT_AS_FORMULA: Final = re.compile(r'="([^"]*)"')
_ABROAD: Final = re.compile(r"\+82[ -]?\(?0?\)?[ -]?")


_READ: Final[tuple[Column, ...]] = (
    "id", "name", "branch", "class", "wider_class", "status", "province", "city", "admin", "legal", "lot_address",
    "road_address", "phone", "menu", "hours", "lon", "lat",
)  # fmt: skip


class StoreRow(NamedTuple):
    """What a row says of one place; "" and None for what it does not.

    Attributes:
        id: of the row, unique in its form.
        hours: in the words of `companion.language.opening_hours`.
        lacks: what was stated that cannot be right, so that it is left out: some of `MISPLACED` and `MISREAD`.
    """

    id: str
    name: str
    branch: str
    kind: Kind
    where: Whereabout
    admin: str
    address: str
    point: Point | None
    phone: str
    menu: str
    hours: str
    lacks: tuple[str, ...]


class Refusal(NamedTuple):
    """Why a row is no place to recommend: `bad` where something is wrong with it, else what it says it is."""

    reason: str
    bad: bool


class RowReader:
    """Reads the cells of one file.

    Raises:
        MissingExtra: its positions are in a projection, and `pyproj` is not installed.
    """

    def __init__(self, header: Header, classes: StoreClasses) -> None:
        self._form, self._width = header.form, header.width
        self._positions = [header.at.get(column, -1) for column in _READ]
        self._classes = classes
        self._to_degrees = _degrees if self._form.crs == 4326 else _projected(self._form.crs)
        self._last = max(header.at.values())

    def read(self, cells: Sequence[str], number: int) -> StoreRow | Refusal:
        """A row, or why it is left out."""
        if not self._last < len(cells) <= self._width + 1:  # some releases end their lines with a comma
            return Refusal(f"{len(cells)} cells, not {self._width}", bad=True)
        # What is looked at by its words only, or is a number, is not tidied: there are millions of rows.
        (
            id, name, branch, narrow, wide, status, province, city, admin, legal,
            lot, road, phone, menu, hours, lon, lat,
        ) = [cells[at] if at >= 0 else "" for at in self._positions]  # fmt: skip
        if self._form.open and not (status := status.strip()).startswith(self._form.open):
            return Refusal(f"not open: {status}" if status else "not open", bad=False)
        name = _tidy(name)
        if not name or not any(map(str.isalnum, name)):
            return Refusal("no name", bad=True)
        if "\ufffd" in name or len(name) > _LONGEST_NAME:
            return Refusal("the name cannot be right", bad=True)
        told = narrow.split("|") if "|" in narrow else (narrow,)  # some files tell several, the narrowest first
        kind = Kind(self._form.type, None, ()) if self._form.type else self._classes.of(*told, wide)
        if kind is None:
            return Refusal(f"{UNKNOWN_KIND}{_tidy(told[0] or wide) or 'no class'}", bad=False)
        lot, road = _tidy(lot), _tidy(road)
        where = whereabout(province, city, legal)
        if not (where.city and where.dong):
            by_address = whereabout_of(lot, road)
            where = Whereabout(*(one or two for one, two in zip(where, by_address, strict=True)))
        point, misplaced = self._point(lat, lon, where)
        if not where.city:
            # Its neighbours may tell, once all files are read.
            if point is None:
                return Refusal(NOWHERE_TOLD, bad=True)
            where = NOWHERE
        menu, hours = _tidy(menu), _tidy(hours)
        misread = bool(hours) and not _is_read(hours)
        lacks = (MISPLACED,) * misplaced + (MISREAD,) * misread
        return StoreRow(
            _tidy(id) or f"{name}@{lot or road}",
            name,
            _tidy(branch),
            self._classes.with_name(kind, name, menu),
            where,
            _tidy(admin),
            road or lot,
            point,
            _ABROAD.sub("0", _tidy(phone)) if phone else "",
            menu,
            "" if misread else hours,
            lacks,
        )

    def _point(self, lat: str, lon: str, where: Whereabout) -> tuple[Point | None, bool]:
        if not (lat.strip() and lon.strip()):
            return None, False
        try:
            point = self._to_degrees(float(lat), float(lon))
        except ValueError:
            return None, True
        if not is_in_korea(*point) or is_near_its_town(*point, where) is False:
            return None, True
        return (round(point[0], 6), round(point[1], 6)), False


def _tidy(text: str) -> str:
    """A text without spaces around it or doubled; of a formula of a spreadsheet the text that it is («="031-1"»)."""
    if not text or text.isalnum():
        return text
    text = " ".join(text.split())
    if text[:1] != "=":
        return text
    plain = _TEXT_AS_FORMULA.fullmatch(text)
    return plain[1] if plain else ""


@lru_cache(maxsize=4096)
def _is_read(hours: str) -> bool:
    """Whether opening hours can be read."""
    try:
        parse_opening_hours(hours)
    except ValueError:
        return False
    return True


def _degrees(lat: float, lon: float) -> Point:
    return lat, lon


def _projected(crs: int) -> Callable[[float, float], Point]:
    with requiring("positions that are not in degrees", "places"):
        from pyproj import Transformer
    transformer = Transformer.from_crs(crs, 4326, always_xy=True)
    return partial(_transformed, transformer.transform)


def _transformed(transform: Callable[[float, float], tuple[float, float]], y: float, x: float) -> Point:
    lon, lat = transform(x, y)
    return lat, lon
