"""Where a row lies by its own words: province, town, district and neighbourhood, from columns or from an address."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from companion.knowledge.places.distance import distance_m
from companion.knowledge.places.importing.forms import Levels, known_forms

_CENTROIDS: Final = Path(__file__).parent / "centroids.csv"
_IN_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_FARTHEST_M: Final = 60_000
"""From the middle of any town to its farthest shop; islands of Incheon and Ulleung lie farther, and are let be."""
_SURELY_NEAR: Final = 0.35
"""Degrees; so far north and so far east together are less than that."""
_KOREA: Final = (33.0, 38.8, 124.5, 132.0)
"""South, north, west, east: WGS84 degrees."""


class Whereabout(NamedTuple):
    """The administrative path of a place; "" for what is not told. A metropolis is its own town (`city`)."""

    province: str
    city: str
    district: str
    dong: str


NOWHERE: Final = Whereabout("", "", "", "")


@cache
def _provinces() -> Mapping[str, str]:
    forms = known_forms()
    return {name: names[0] for names in forms.provinces for name in names} | dict(forms.codes)


@cache
def _centroids() -> Mapping[str, tuple[tuple[str, float, float], ...]]:
    """By the name of a town: the province, latitude and longitude of every town that has it."""
    found: dict[str, tuple[tuple[str, float, float], ...]] = {}
    with _CENTROIDS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            told = (_provinces().get(row["province"], ""), float(row["latitude"]), float(row["longitude"]))
            found[row["city"]] = (*found.get(row["city"], ()), told)
    return found


@cache
def _province_by_town() -> Mapping[str, str]:
    """The province of every town whose name no other has."""
    return {city: several[0][0] for city, several in _centroids().items() if len(several) == 1}


@lru_cache(maxsize=65_536)
def whereabout(province: str, city: str, dong: str) -> Whereabout:
    """The path of columns that hold names: «경기도», «수원시 팔달구», «인계동»."""
    first = _provinces().get(province.strip(), "")
    return _path(first, city.split(), dong.split()[0] if dong.strip() else "")


def whereabout_of(lot_address: str, road_address: str) -> Whereabout:
    """The path that addresses tell: a lot address names the dong, a road address has it in brackets."""
    found = _by_address(lot_address, ())
    if found.dong and found.city:
        return found
    other = _by_address(road_address, known_forms().levels.street)
    if dong := _dong_in_brackets(road_address):
        other = other._replace(dong=dong)
    return Whereabout(*(one or two for one, two in zip(found, other, strict=True)))


def _by_address(address: str, streets: tuple[str, ...]) -> Whereabout:
    words = [word for word in address.partition("(")[0].split() if not (streets and word.endswith(streets))]
    if not words:
        return NOWHERE
    province = _provinces().get(words[0], "")
    return _path(province, words[1 if province else 0 :][:4], "")


def _path(province: str, words: list[str], dong: str) -> Whereabout:
    levels = known_forms().levels
    city = district = ""
    if province.endswith(levels.metropolis):
        city = province
    for word in words:
        if not city and word.endswith(levels.city):
            city = word
        elif city and not district and _is_district(word, city, levels):
            district = word
        elif word != city and not dong and city and word.endswith(levels.dong) and not word[0].isdigit():
            dong = word
            break
        elif word != city and city:
            break
    return Whereabout(province or _province_by_town().get(city, ""), city, district, dong)


def _is_district(word: str, city: str, levels: Levels) -> bool:
    in_metropolis = city.endswith(levels.metropolis) and word.endswith(levels.city) and len(word) > 1
    return (word.endswith(levels.district) or in_metropolis) and len(word) > 1


def _dong_in_brackets(address: str) -> str:
    found = _IN_BRACKETS.findall(address)
    first = found[-1].split(",")[0].strip() if found else ""
    return first if first.endswith(known_forms().levels.dong) and " " not in first else ""


def is_in_korea(lat: float, lon: float) -> bool:
    """Whether a point is anywhere near the country."""
    south, north, west, east = _KOREA
    return south <= lat <= north and west <= lon <= east


def is_near_its_town(lat: float, lon: float, where: Whereabout) -> bool | None:
    """Whether a point is as near the middle of its town as its shops are; None where the middle is not known."""
    known = _middles(where.city, where.district)
    for middle_lat, middle_lon in known:
        if abs(lat - middle_lat) < _SURELY_NEAR and abs(lon - middle_lon) < _SURELY_NEAR:
            return True
    return any(distance_m(lat, lon, *middle) <= _FARTHEST_M for middle in known) if known else None


@cache
def _middles(city: str, district: str) -> tuple[tuple[float, float], ...]:
    return tuple((lat, lon) for _, lat, lon in _centroids().get(city) or _centroids().get(district, ()))
