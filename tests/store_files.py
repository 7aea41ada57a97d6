"""Small store files of a made-up town, by the headers of the official forms."""

import csv
import importlib.util
import json
from pathlib import Path

from made_up import GARAM, KOREAN, SHIPPED, write_pack

from companion.base.files import Mistakes
from companion.knowledge.packs import read_packs
from companion.knowledge.places.concepts import read_concepts
from companion.knowledge.places.importing.classes import StoreClasses
from companion.knowledge.places.importing.run import import_places, sources_of_file

_SPEC = importlib.util.spec_from_file_location(
    "make_store_file", Path(__file__).parents[1] / "scripts" / "make_store_file.py"
)
maker = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(maker)

SHOPS = SHIPPED / "shops"
HEADERS = {name: header for name, (header, _) in maker.FORMS.items()}


def sbiz(number, name, small="백반/한정식", lat=36.101, lon=127.901, **more):
    """A row of the 39 columns, in the made-up town."""
    return {
        "상가업소번호": f"MA{number:05d}",
        "상호명": name,
        "상권업종대분류명": "음식",
        "상권업종소분류명": small,
        "시도명": "다온도",
        "시군구명": "가람시 물빛구",
        "행정동명": "윤슬1동",
        "법정동명": "윤슬동",
        "지번주소": f"다온도 가람시 물빛구 윤슬동 {number}",
        "도로명주소": f"다온도 가람시 물빛구 물결로 {number}",
        "경도": str(lon),
        "위도": str(lat),
    } | more


def write_rows(path, rows, header=HEADERS["sbiz"], encoding="utf-8-sig"):
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(header)
        writer.writerows([row.get(name, "") for name in header] for row in rows)
    return path


def pack_for_stores(folder, *more):
    """A pack to import into, and a profile that reads it beside the made-up town and other packs."""
    write_pack(folder, "needs: [korean]\n")
    packs = ", ".join(map(str, ("korean", *more, GARAM, "./")))
    (folder / "profile.yaml").write_text(f"packs: [{packs}]\nhome: 가람시\n", encoding="utf-8")
    return folder


def classes(*more):
    mistakes = Mistakes()
    packs = read_packs([KOREAN, *more], mistakes)
    found = StoreClasses.read(packs, read_concepts(packs, mistakes), mistakes)
    mistakes.raise_any()
    return found


def bring_in(folder, *paths, form=None, day="2026-09", within=None, packs=()):
    """Import files into a pack, with the classes of other packs."""
    sources = [source for path in paths for source in sources_of_file(path, form, None, day)]
    return import_places(sources, folder, classes(*packs), within)


def listed(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def as_interface(rows, name="GENRESTRT"):
    """Rows as the interface of Gyeonggi wraps them."""
    return json.dumps({name: [{"head": [{"list_total_count": len(rows)}]}, {"row": rows}]}, ensure_ascii=False)
