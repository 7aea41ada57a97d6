"""A made-up pack of any size, and questions about it: does the work for a turn grow with what a turn is not about?"""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from companion.base.writing import write_atomically
from companion.language.josa import josa

PACK: Final = "generated"

_SEED: Final = 20191023
_ONSETS, _VOWELS, _CODAS = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅎ", "ㅏㅓㅗㅜㅡㅣㅔㅕ", ("", "", "", "ㄴ", "ㄹ", "ㅁ", "ㅇ")
_STATEMENTS_EACH: Final = 5
_DISTRICTS, _DONGS = 8, 10
_SOURCE: Final = "made up"
_KNOWN: Final = "2026-01-05"
_PURPOSES: Final = ("물", "숲", "별", "쌀", "소리", "바람", "바다", "돌", "나비", "배")
_DISHES: Final = {
    "갈비": ("한식", "양념갈비"), "국수": ("한식", "잔치국수"), "냉면": ("한식", "물냉면"),
    "짜장면": ("중식", "짜장면"), "초밥": ("일식", "모둠초밥"), "파스타": ("양식", "토마토파스타"),
    "만두": ("분식", "군만두"), "커피": ("카페", "아메리카노"),
}  # fmt: skip
_ATTRIBUTES: Final = ("주차", "단체", "가족", "혼밥")
_MANIFEST: Final = """\
pack: {pack}
title: {town}
needs: [korean]
home: {town}시
types:
  - {{id: institute, noun: 연구원, counter: 곳, supertypes: [organisation]}}
relations:
  - {{id: head, label: 원장, of: [institute], one_at_a_time: true, nouns: [원장]}}
tables:
  - {{file: institutes.csv, type: institute}}
  - {{file: places.csv, type: eatery, within: {town}시}}
"""


@dataclass(frozen=True, slots=True)
class GeneratedPack:
    """Where a generated pack stands, and what can be asked of it.

    Attributes:
        folder: the pack.
        conversations: questions that it answers, follow-ups, and questions that nothing answers.
    """

    folder: Path
    conversations: tuple[tuple[str, ...], ...]


def generate(folder: Path, statements: int, places: int) -> GeneratedPack:
    """Write a pack; the same numbers always give the same one.

    Args:
        folder: gets a folder `generated`.
        statements: how many to write about institutes (about five on each), half in YAML and half in a table.
        places: how many restaurants to write into a table.
    """
    chance = random.Random(_SEED)
    names = _names(chance)
    town = next(names)
    districts = [f"{next(names)}구" for _ in range(_DISTRICTS)]
    dongs = {f"{next(names)}동": district for district in districts for _ in range(_DONGS)}
    institutes = list(_institutes(chance, names, statements))
    eateries = list(_eateries(chance, names, places, dongs))
    pack = folder / PACK
    in_yaml = len(institutes) // 2
    areas = [{"id": f"{town}시", "kind": "city", "short": town, "aliases": [town]}]
    areas += [{"id": district, "kind": "district", "within": [f"{town}시"]} for district in districts]
    areas += [{"id": dong, "kind": "dong", "within": [district]} for dong, district in dongs.items()]
    for name, content in {
        "pack.yaml": _MANIFEST.format(pack=PACK, town=town),
        "areas.yaml": _yaml("areas", areas),
        "data/institutes.yaml": _yaml("entities", [_entity(row) for row in institutes[:in_yaml]]),
        "data/institutes.csv": _table(institutes[in_yaml:]),
        "data/places.csv": _table(eateries),
    }.items():
        write_atomically(pack / name, content.encode(), durable=False)
    return GeneratedPack(pack, tuple(_conversations(chance, names, institutes, eateries, districts)))


def _syllable(chance: random.Random) -> str:
    onset = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".index(chance.choice(_ONSETS))
    vowel = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ".index(chance.choice(_VOWELS))
    coda = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇ".index(chance.choice(_CODAS) or " ")
    return chr(0xAC00 + (onset * 21 + vowel) * 28 + coda)


def _names(chance: random.Random) -> Iterator[str]:
    """Words of three or four syllables that can be said, each once."""
    seen: set[str] = set()
    while True:
        name = "".join(_syllable(chance) for _ in range(chance.choice((3, 3, 4))))
        if name not in seen:
            seen.add(name)
            yield name


def _institutes(chance: random.Random, names: Iterator[str], statements: int) -> Iterator[dict[str, str]]:
    for number in range(-(-statements // _STATEMENTS_EACH)):
        name = f"{next(names)}연구원"
        yield {
            "id": f"institute-{number}",
            "name": name,
            "summary": f"{josa(next(names), '과/와')} {josa(chance.choice(_PURPOSES), '을/를')} 살피는 곳",
            "founded": f"{chance.randint(1950, 2020)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            "area": str(chance.randint(1, 900) * 100),
            "phone": f"031-{chance.randint(200, 999)}-{number % 10_000:04}",
            "head": next(names),
            "head.from": f"{chance.randint(2021, 2025)}-03-01",
            "known": _KNOWN,
            "confidence": "high",
            "source": _SOURCE,
        }


def _entity(row: dict[str, str]) -> dict[str, Any]:
    """The same institute as an entity of a YAML file, its summary a sentence of its own."""
    told = f"{josa(row['name'], '은/는')} {row['summary']}이에요."
    head = {"value": row["head"], "from": row["head.from"]}
    kept = {key: value for key, value in row.items() if key != "head.from"}
    return {**kept, "type": "institute", "head": head, "summary": {"value": row["summary"], "say": told}}


def _eateries(
    chance: random.Random, names: Iterator[str], places: int, dongs: dict[str, str]
) -> Iterator[dict[str, str]]:
    for number in range(places):
        dish = chance.choice(tuple(_DISHES))
        category, menu = _DISHES[dish]
        dong = chance.choice(tuple(dongs))
        price = chance.randint(6, 40) * 1000
        yield {
            "id": f"G{number}",
            "name": f"{next(names)}{dish}",
            "category": category,
            "offers": dish,
            "menu": f"{menu};{next(names)}{dish}",
            "lies_in": f"{dongs[dong]};{dong}",
            "address": f"{dongs[dong]} {dong} {number}",
            "latitude": f"{37 + chance.random() / 10:.4f}",
            "longitude": f"{127 + chance.random() / 10:.4f}",
            "price": f"{menu}={price}" if chance.random() < 0.5 else "",
            "phone": f"031-{chance.randint(200, 999)}-{number % 10_000:04}",
            "attributes": ";".join(chance.sample(_ATTRIBUTES, chance.randint(0, 2))),
            "source": _SOURCE,
            "known": _KNOWN,
            "confidence": chance.choice(("high", "medium", "low")),
        }


def _conversations(
    chance: random.Random,
    names: Iterator[str],
    institutes: Sequence[dict[str, str]],
    eateries: Sequence[dict[str, str]],
    districts: Sequence[str],
) -> Iterator[tuple[str, ...]]:
    """Turns of conversations: what the data answers, follow-ups, and what it cannot answer."""
    for _ in range(40):
        institute, place, dish = chance.choice(institutes), chance.choice(eateries), chance.choice(tuple(_DISHES))
        stranger, district = next(names), chance.choice(districts)
        name, restaurant = institute["name"], place["name"]
        yield (
            f"{name} 원장이 누구야?",
            f"{name} 면적이 얼마나 돼?",
            "언제 세워졌어?",
            "전화번호는?",
            f"{name} 복도에는 무슨 그림이 걸려 있어?",
        )
        yield f"{district} {dish} 맛집 추천해줘", "두 번째 집은 어디야?", "그중에 주차되는 데", "다른 데", "더 싼 데는?"
        yield f"{restaurant} 전화번호 알려줘", f"{restaurant} 메뉴가 뭐야?", f"{restaurant} 사장님 취미가 뭐야?"
        yield "맛집 추천해줘", "혼자 먹기 좋은 데는?", "만원 이하로", f"{dish} 말고 다른 거"
        yield f"{institute['summary'].split()[0]} 살피는 곳이 어디야?", f"{stranger}연구원은 언제 생겼어?"
        yield f"{stranger}식당 전화번호 알려줘", f"{stranger} 맛집 추천해줘", f"{josa(stranger, '이/가')} 뭐야?"
        yield "양자역학이 뭐야?", "달까지 거리가 얼마나 돼?", "화성에 있는 연구원 면적은 얼마야?"
        yield "가장 오래된 연구원은 어디야?", "안녕", "지금 몇 시야?", "노래 하나 불러줘", "주식 뭐 살까?"


def _table(rows: Sequence[dict[str, str]]) -> str:
    written = io.StringIO()
    if rows:
        writer = csv.DictWriter(written, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        written.write("id,name\n")
    return written.getvalue()


def _yaml(key: str, rows: Sequence[dict[str, Any]]) -> str:
    """A list of rows, a line each; JSON is YAML."""
    return "\n".join([f"{key}:" if rows else f"{key}: []", *(f"- {json.dumps(r, ensure_ascii=False)}" for r in rows)])
