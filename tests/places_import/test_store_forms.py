"""Official store files become places: each form by its header, what is wrong listed, nothing beyond the rows."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from made_up import GARAM, KOREAN, read
from pyproj import Transformer
from store_files import HEADERS, as_interface, bring_in, listed, maker, pack_for_stores, sbiz, write_rows

from companion.base.errors import DataError, UsageError
from companion.knowledge.places.distance import distance_m
from companion.knowledge.places.query import PlaceQuery
from companion.knowledge.places.search import PlaceIndex

ROOT = Path(__file__).parents[2]
TO_METRES = Transformer.from_crs(4326, 5174, always_xy=True)


@pytest.fixture
def folder(tmp_path):
    return pack_for_stores(tmp_path / "shops")


def store_of(folder):
    return read(KOREAN, GARAM, folder, home="가람시").store


def found(folder, **query):
    store = store_of(folder)
    query = {"areas": ("가람시",), "limit": 50} | query
    own = {p.id for p in store.places.values()}
    return {i.place.name: i.place for i in PlaceIndex(store).search(PlaceQuery(**query)).items if i.place.id not in own}


def licence(number, name, status="영업/정상", lat=36.101, lon=127.901, **more):
    x, y = TO_METRES.transform(lon, lat)
    return (
        {
            "관리번호": f"3000-{number}",
            "사업장명": name,
            "업태구분명": "중국식",
            "영업상태명": status,
            "지번주소": f"다온도 가람시 물빛구 윤슬동 {number}번지",
            "소재지전체주소": f"다온도 가람시 물빛구 윤슬동 {number}번지",
            "도로명주소": f"다온도 가람시 물빛구 물결로 {number}, 2층 (윤슬동)",
            "도로명전체주소": f"다온도 가람시 물빛구 물결로 {number}, 2층 (윤슬동)",
            "전화번호": "031-111-2222",
            "소재지전화": "031-111-2222",
        }
        | {column: str(v) for v, names in ((x, "xX"), (y, "yY")) for column in coordinate_columns(names)}
        | more
    )


def coordinate_columns(letters):
    small, large = letters
    return f"좌표정보({small})", f"좌표정보({large})", f"좌표정보{small}(epsg5174)"


def test_the_39_columns_say_what_and_where_and_no_more(folder, tmp_path):
    write_rows(tmp_path / "a.csv", [sbiz(1, "물결국밥", "국/탕/찌개류"), sbiz(2, "학원", "입시·교과학원")])
    bring_in(folder, tmp_path / "a.csv")
    place = found(folder)["물결국밥"]
    assert (place.category, place.offers) == ("한식", ("국밥",))
    assert (place.root, place.district, place.dong) == ("가람시", "물빛구", "윤슬동")
    assert place.address == "다온도 가람시 물빛구 물결로 1"
    assert (place.phone, place.hours, place.price_krw, place.opened, place.menu) == (None, None, None, None, ())
    assert place.place_as_of == "2026-09"


def test_columns_are_known_by_their_names_in_any_order(folder, tmp_path):
    write_rows(tmp_path / "a.csv", [sbiz(1, "물결국밥")], header=HEADERS["sbiz"][::-1])
    bring_in(folder, tmp_path / "a.csv")
    assert set(found(folder)) == {"물결국밥"}


@pytest.mark.parametrize("form", ["localdata", "localdata-legacy"])
@pytest.mark.parametrize("letter", ["x", "X"])
def test_licences_lie_where_their_metres_say_and_closed_ones_are_left_out(folder, tmp_path, form, letter):
    header = [name.replace("좌표정보x(epsg5174)", f"좌표정보({letter})") for name in HEADERS[form]]
    header = [name.replace("좌표정보(X)", f"좌표정보({letter})") for name in header]
    rows = [licence(1, "노을반점"), licence(2, "닫은반점", status="폐업"), licence(3, "반점, 본점")]
    write_rows(tmp_path / "a.csv", rows, header, encoding="cp949")
    report = bring_in(folder, tmp_path / "a.csv")
    places = found(folder, offers=("중식",))
    assert set(places) == {"노을반점", "반점, 본점"}
    one = places["노을반점"]
    assert distance_m(one.lat, one.lon, 36.101, 127.901) < 5
    assert (one.dong, one.phone) == ("윤슬동", "031-111-2222")
    assert report.read[0][1]["not open: 폐업"] == 1


def test_the_interface_of_gyeonggi_is_read_as_json(folder, tmp_path):
    row = {
        "SIGUN_NM": "가람시",
        "BIZPLC_NM": "별빛까페",
        "BSN_STATE_NM": "영업",
        "SANITTN_BIZCOND_NM": "까페",
        "REFINE_LOTNO_ADDR": "다온도 가람시 솔밭구 새솔동 7",
        "REFINE_ROADNM_ADDR": None,
        "REFINE_WGS84_LOGT": "127.92",
        "REFINE_WGS84_LAT": "36.12",
    }
    (tmp_path / "a.json").write_text(as_interface([row, row | {"BIZPLC_NM": "옛까페", "BSN_STATE_NM": "폐업"}]))
    bring_in(folder, tmp_path / "a.json")
    places = found(folder, offers=("카페",), areas=("새솔동",))
    assert {name: p.district for name, p in places.items()} == {"별빛까페": "솔밭구"}


def test_the_list_of_tasty_houses_tells_dishes(folder, tmp_path):
    row = {
        "SIGUN_NM": "가람시",
        "RESTRT_NM": "달빛집",
        "REPRSNT_FOOD_NM": "아귀찜, 해물찜",
        "TASTFDPLC_TELNO": "031-9",
        "REFINE_LOTNO_ADDR": "다온도 가람시 물빛구 달빛동 7",
        "REFINE_WGS84_LOGT": "127.9",
        "REFINE_WGS84_LAT": "36.1",
    }
    write_rows(tmp_path / "a.csv", [row], HEADERS["gg-tasty"])
    bring_in(folder, tmp_path / "a.csv")
    place = found(folder, offers=("아귀찜",))["달빛집"]
    assert (place.menu, place.phone, place.dong) == (("아귀찜", "해물찜"), "031-9", "달빛동")


def test_a_table_of_ones_own_is_read_too(folder, tmp_path):
    (tmp_path / "a.csv").write_text("이름,업종,주소,전화\n솔향국수,한식,다온도 가람시 솔밭구 새솔동 3,02-1\n")
    bring_in(folder, tmp_path / "a.csv")
    assert found(folder, offers=("국수",))["솔향국수"].district == "솔밭구"


def test_a_header_of_no_form_is_refused_with_what_it_lacks(folder, tmp_path):
    write_rows(tmp_path / "a.csv", [sbiz(1, "가")], [n for n in HEADERS["sbiz"] if n != "상호명"])
    with pytest.raises(UsageError, match="상호명"):
        bring_in(folder, tmp_path / "a.csv")


def test_a_file_has_a_day(folder, tmp_path):
    write_rows(tmp_path / "stores_202608.csv", [sbiz(1, "물결국밥")])
    bring_in(folder, tmp_path / "stores_202608.csv", day=None)
    assert found(folder)["물결국밥"].place_as_of == "2026-08"
    write_rows(tmp_path / "stores.csv", [sbiz(1, "물결국밥")])
    with pytest.raises(UsageError, match="--day"):
        bring_in(folder, tmp_path / "stores.csv", day=None)


def test_a_file_whose_points_lie_in_the_sea_is_refused_and_the_old_places_stay(folder, tmp_path):
    write_rows(tmp_path / "a.csv", [sbiz(1, "물결국밥")])
    bring_in(folder, tmp_path / "a.csv")
    write_rows(tmp_path / "b.csv", [sbiz(n, f"섬집{n}", lat=127.9, lon=36.1) for n in range(5)])
    with pytest.raises(UsageError, match="sea"):
        bring_in(folder, tmp_path / "b.csv")
    assert set(found(folder)) == {"물결국밥"}


def test_points_far_from_their_town_are_in_the_wrong_projection(folder, tmp_path):
    far = [
        sbiz(n, f"집{n}", lat=33.5, lon=126.5, 시도명="경기도", 시군구명="화성시", 법정동명="능동") for n in range(5)
    ]
    write_rows(tmp_path / "a.csv", far)
    with pytest.raises(UsageError, match="towns"):
        bring_in(folder, tmp_path / "a.csv")


def test_what_is_wrong_with_a_row_is_listed_with_its_line(folder, tmp_path):
    path = write_rows(tmp_path / "a.csv", [sbiz(n, f"국밥{n}") for n in range(4)])
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    lines[2] = lines[2].removesuffix('"')
    lines[3] = lines[3].replace("국밥2", " ")
    lines.insert(4, "x" * 300_000)
    path.write_bytes("\n".join(lines).encode() + b"\n\xff\xfe broken\n" + b'"=1+1",2\n')
    report = bring_in(folder, path)
    assert set(found(folder)) == {"국밥0", "국밥3"}
    rejected = [(int(row["row"]), row["reason"]) for row in listed(folder / "rejected.csv")]
    assert [number for number, _ in rejected] == [3, 4, 5, 7, 8]
    assert ["quote" in rejected[0][1], "name" in rejected[1][1], "long" in rejected[2][1]] == [True] * 3
    assert report.read[0][1]["rejected"] == 5
    assert not any(row["text"].startswith("=") for row in listed(folder / "rejected.csv"))


@pytest.mark.parametrize("content", [b"", b"\0\1\2\3", b"{", b"[]", b"[[[", b"a,b\n1,2\n", b"\xff\xff\xff\xff\n"])
def test_what_is_no_table_is_refused_in_one_line(folder, tmp_path, content):
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(UsageError) as refused:
        bring_in(folder, tmp_path / "a.csv")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("other", "merged"),
    [
        ({"상호명": "물결 국밥", "도로명주소": "다온도 가람시 물빛구 물결로 1 (윤슬동)"}, True),  # its address
        ({"도로명주소": "다온도 가람시 물빛구 한길 9", "위도": "36.1012"}, True),  # 22 m apart
        ({"도로명주소": "다온도 가람시 물빛구 한길 9", "위도": "36.1015"}, False),  # 56 m apart
        ({"상호명": "노을국밥"}, False),  # another house at the same spot
        ({"상권업종소분류명": "카페"}, False),  # another kind of house
        ({"지점명": "역전점", "도로명주소": "다온도 가람시 물빛구 물결로 1"}, True),
        ({"시군구명": "가람시 솔밭구", "법정동명": "새솔동", "도로명주소": "", "지번주소": "", "위도": "36.2"}, False),
    ],
)
def test_rows_of_one_house_are_merged_by_name_kind_and_place_together(folder, tmp_path, other, merged):
    rows = [sbiz(1, "물결국밥"), sbiz(2, "물결국밥") | {"도로명주소": "다온도 가람시 물빛구 물결로 1"} | other]
    write_rows(tmp_path / "a.csv", rows)
    report = bring_in(folder, tmp_path / "a.csv")
    assert (report.built.places, report.built.merged) == ((1, 1) if merged else (2, 0))
    assert len(listed(folder / "merged.csv")) == merged


def test_a_merged_house_has_what_either_file_tells(folder, tmp_path):
    write_rows(tmp_path / "a.csv", [sbiz(1, "노을반점", "중국집")])
    write_rows(tmp_path / "b.csv", [licence(1, "노을 반점")], HEADERS["localdata"], encoding="cp949")
    bring_in(folder, tmp_path / "a.csv", tmp_path / "b.csv")
    (place,) = found(folder).values()
    assert place.phone == "031-111-2222"
    with sqlite3.connect(folder / "places.sqlite") as db:  # and it is noted which file told what
        files = dict(db.execute("SELECT no, name FROM file"))
        ((file, told),) = db.execute("SELECT file, told FROM place")
    assert files[file] == "a.csv"
    assert {field: files[number] for field, number in json.loads(told).items()} == {"phone": "b.csv"}


@pytest.mark.parametrize(
    ("form", "suffix"),
    [("sbiz", "csv"), ("sbiz-keys", "csv"), ("sbiz-keys", "json"), ("gg", "csv"), ("gg", "json"), ("gg-tasty", "json"),
     ("localdata", "csv"), ("localdata-legacy", "csv")],
)  # fmt: skip
def test_made_up_files_of_every_form_are_read(folder, tmp_path, form, suffix):
    path = tmp_path / f"made.{suffix}"
    maker.write(path, form, 60, maker.Maker(1), 1)
    report = bring_in(folder, path)
    assert report.read[0][0].header.form.id == form.removesuffix("-keys").removesuffix("-legacy")
    assert report.built.places > 20


def test_the_growth_is_drawn_as_its_table_tells(tmp_path):
    docs, drawn = ROOT / "docs", tmp_path / "growth.svg"
    command = [sys.executable, ROOT / "scripts/bench_places.py", "--draw", docs / "places-import.md", "--svg", drawn]
    subprocess.run(command, check=True)
    assert drawn.read_text(encoding="utf-8") == (docs / "places-growth.svg").read_text(encoding="utf-8")


def test_a_newer_row_of_the_same_id_replaces_the_old_one(folder, tmp_path):
    write_rows(tmp_path / "a_202601.csv", [sbiz(1, "옛이름")])
    write_rows(tmp_path / "b_202609.csv", [sbiz(1, "새이름", 도로명주소="다온도 가람시 물빛구 한길 9")])
    bring_in(folder, tmp_path / "a_202601.csv", tmp_path / "b_202609.csv", day=None)
    assert set(found(folder)) == {"새이름"}


def test_only_what_lies_within_an_area_is_taken(folder, tmp_path):
    write_rows(tmp_path / "a.csv", [sbiz(1, "여기"), sbiz(2, "저기", 법정동명="달빛동")])
    bring_in(folder, tmp_path / "a.csv", within="윤슬동")
    assert set(found(folder)) == {"여기"}


CORRECTIONS = """\
corrections:
  - {id: "sbiz:MA00001", who: 김기록, when: 2026-10-01, why: 전화로 확인, phone: 031-777-7777}
  - {id: "sbiz:MA00002", who: 김기록, when: 2026-10-01, why: 문을 닫음, gone: true}
  - {id: "sbiz:MA99999", who: 김기록, when: 2026-10-01, why: 오래전, name: 없음}
"""


def test_corrections_are_laid_over_every_import(folder, tmp_path):
    (folder / "corrections.yaml").write_text(CORRECTIONS)
    write_rows(tmp_path / "a.csv", [sbiz(1, "물결국밥"), sbiz(2, "닫은국밥")])
    for _ in range(2):
        report = bring_in(folder, tmp_path / "a.csv")
        assert {name: p.phone for name, p in found(folder).items()} == {"물결국밥": "031-777-7777"}
        assert [c.id for c in report.built.idle] == ["sbiz:MA99999"]


def test_every_mistake_of_corrections_is_told_at_once_and_changes_nothing(folder, tmp_path):
    write_rows(tmp_path / "a.csv", [sbiz(1, "물결국밥")])
    bring_in(folder, tmp_path / "a.csv")
    wrong = CORRECTIONS.replace("gone: true", "gone: true, name: 가").replace(
        "who: 김기록, when: 2026-10-01, why: 전화", "why: 전화"
    )
    (folder / "corrections.yaml").write_text(wrong)
    with pytest.raises(DataError) as refused:
        bring_in(folder, tmp_path / "a.csv")
    assert {mistake.line for mistake in refused.value.mistakes} == {2, 3}
    assert set(found(folder)) == {"물결국밥"}


def test_a_broken_store_is_named_and_the_rest_goes_on(folder, tmp_path):
    from made_up import mistakes_in

    (folder / "places.sqlite").write_bytes(b"no database at all" * 100)
    (mistake,) = mistakes_in(KOREAN, GARAM, folder)
    assert "import the files again" in str(mistake)
