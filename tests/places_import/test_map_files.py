"""Places of Overture Maps and of OpenStreetMap, from files that their own libraries have written."""

import struct

import osmium
import pyarrow
import pyarrow.parquet
import pytest
from made_up import GARAM, KOREAN, read
from osmium.osm.mutable import Node, Relation, Way
from store_files import bring_in, listed, pack_for_stores, sbiz, write_rows

from companion.base.errors import UsageError
from companion.knowledge.places.query import PlaceQuery
from companion.knowledge.places.search import PlaceIndex
from companion.language.week_times import WeekTime

SCHEMA = pyarrow.schema(
    [
        ("id", pyarrow.string()),
        (
            "names",
            pyarrow.struct(
                [("primary", pyarrow.string()), ("common", pyarrow.map_(pyarrow.string(), pyarrow.string()))]
            ),
        ),
        ("categories", pyarrow.struct([("primary", pyarrow.string()), ("alternate", pyarrow.list_(pyarrow.string()))])),
        (
            "taxonomy",
            pyarrow.struct([("primary", pyarrow.string()), ("hierarchy", pyarrow.list_(pyarrow.string()))]),
        ),
        ("confidence", pyarrow.float64()),
        ("phones", pyarrow.list_(pyarrow.string())),
        (
            "addresses",
            pyarrow.list_(
                pyarrow.struct([(n, pyarrow.string()) for n in ("freeform", "locality", "region", "country")])
            ),
        ),
        ("operating_status", pyarrow.string()),
        ("geometry", pyarrow.binary()),
    ]
)


@pytest.fixture
def folder(tmp_path):
    return pack_for_stores(tmp_path / "shops")


def overture(number, name, *classes, status="open", lon=127.901, lat=36.101, address=None, **more):
    return {
        "id": f"08f{number:05d}",
        "names": {"primary": name, "common": []},
        "categories": {"primary": classes[-1], "alternate": None},
        "taxonomy": {"primary": classes[-1], "hierarchy": list(classes)},
        "confidence": 0.9,
        "phones": ["+82 31-111-2222"],
        "addresses": [{"freeform": address, "locality": None, "region": None, "country": "KR"}],
        "operating_status": status,
        "geometry": struct.pack("<BIdd", 1, 1, lon, lat),
    } | more


def write_overture(path, *rows, **options):
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(list(rows), SCHEMA), path, **options)
    return path


def garam(number, road="물결로"):
    return f"다온도 가람시 물빛구 {road} {number} (윤슬동)"


def found(folder, **query):
    store = read(KOREAN, GARAM, folder, home="가람시").store
    own = {p.id for p in store.places.values()}
    query = {"areas": ("가람시",), "limit": 50} | query
    return {i.place.name: i.place for i in PlaceIndex(store).search(PlaceQuery(**query)).items if i.place.id not in own}


FOOD = ("food_and_drink", "restaurant")


def test_overture_tells_what_there_is_and_where(folder, tmp_path):
    rows = [
        overture(1, "물결국밥", *FOOD, "asian_restaurant", "korean_restaurant", address=garam(1)),
        overture(2, "닫은식당", *FOOD, "korean_restaurant", address=garam(2), status="permanently_closed"),
        overture(3, "없을식당", *FOOD, "korean_restaurant", address=garam(3), confidence=0.2),
        overture(4, "別館", *FOOD, "chinese_restaurant", address=garam(4))
        | {"names": {"primary": "Byeolgwan", "common": [("en", "Byeolgwan"), ("ko", "별관")]}},
        overture(5, "강당", "arts_and_entertainment", "event_venue", address=garam(5)),
    ]
    report = bring_in(folder, write_overture(tmp_path / "places.parquet", *rows))
    places = found(folder)
    assert set(places) == {"물결국밥", "별관"}
    house = places["물결국밥"]
    assert (house.category, house.district, house.dong, house.phone) == ("한식", "물빛구", "윤슬동", "031-111-2222")
    assert house.hours is None, "a status of operation is no opening time"
    counts = report.read[0][1]
    assert counts["not open: permanently_closed"] == 1
    assert counts["not open: doubtful (confidence below 0.5)"] == 1
    assert counts["not recommended: event_venue"] == 1


def test_what_names_no_town_lies_where_all_its_neighbours_do(folder, tmp_path):
    near = [sbiz(n, f"국밥{n}", lat=36.101 + n / 1e5) for n in range(5)]
    other = [
        sbiz(9, "건너국밥", lat=36.1016, 시군구명="가람시 솔밭구", 법정동명="새솔동", 행정동명="새솔동"),
    ]
    rows = [
        overture(1, "사이식당", *FOOD, "korean_restaurant"),
        overture(2, "가장자리식당", *FOOD, "korean_restaurant", lat=36.1014),
        overture(3, "외딴식당", *FOOD, "korean_restaurant", lat=36.3),
    ]
    shops = write_rows(tmp_path / "a.csv", near + other)
    report = bring_in(folder, shops, write_overture(tmp_path / "places.parquet", *rows))
    places = found(folder)
    between, edge = places["사이식당"], places["가장자리식당"]
    assert (between.district, between.dong) == ("물빛구", "윤슬동")
    assert (edge.root, edge.district, edge.dong) == ("가람시", None, None)
    assert "외딴식당" not in places
    assert report.built.lost == 1


@pytest.mark.parametrize("row_group_size", [2, 100])
def test_an_import_of_parquet_goes_on_where_it_was(tmp_path, row_group_size):
    from companion.knowledge.places.importing.overture import OvertureFile

    rows = [overture(n, f"집{n}", *FOOD, address=garam(n)) for n in range(7)]
    file = OvertureFile(write_overture(tmp_path / "places.parquet", *rows, row_group_size=row_group_size))
    whole = list(file.records())
    assert [record.cells[1] for record in whole] == [f"집{n}" for n in range(7)]
    for start in range(8):
        assert list(file.records(start, start)) == whole[start:]


def test_a_row_that_is_not_of_the_schema_is_listed(folder, tmp_path):
    rows = [overture(1, "물결국밥", *FOOD, address=garam(1)), overture(2, "선", *FOOD) | {"geometry": b"\1\2\0\0\0"}]
    bring_in(folder, write_overture(tmp_path / "places.parquet", *rows))
    assert [row["row"] for row in listed(folder / "rejected.csv")] == ["2"]


@pytest.mark.parametrize("content", [b"PAR1", b"PAR1" + b"\0" * 100 + b"PAR1"])
def test_broken_parquet_is_one_clear_line(folder, tmp_path, content):
    (tmp_path / "a.parquet").write_bytes(content)
    with pytest.raises(UsageError, match="Parquet") as refused:
        bring_in(folder, tmp_path / "a.parquet")
    assert "\n" not in str(refused.value)


def test_parquet_of_another_theme_is_refused(folder, tmp_path):
    pyarrow.parquet.write_table(pyarrow.table({"id": ["a"]}), tmp_path / "a.parquet")
    with pytest.raises(UsageError, match="geometry, names"):
        bring_in(folder, tmp_path / "a.parquet")


# OpenStreetMap

BORDERS = [
    ("4", "다온도", 36.0, 37.0, 127.0, 129.0),
    ("6", "가람시", 36.05, 36.2, 127.85, 127.95),
    ("7", "물빛구", 36.05, 36.15, 127.85, 127.95),
    ("7", "솔밭구", 36.15, 36.2, 127.85, 127.95),
    ("8", "윤슬동", 36.05, 36.15, 127.85, 127.95),
    ("8", "새솔동", 36.15, 36.2, 127.85, 127.95),
]


def write_osm(path, nodes=(), ways=(), borders=BORDERS):
    """Nodes are (name, lat, lon, tags); ways the same, drawn as a small square."""
    places, lines, relations = [], [], []

    def square(south, north, west, east):
        corners = [(west, south), (east, south), (east, north), (west, north)]
        first = len(places) + 1
        places.extend(Node(id=first + n, location=corner) for n, corner in enumerate(corners))
        return [first, first + 1, first + 2, first + 3, first]

    for number, (level, name, *box) in enumerate(borders):
        ring = square(*box)
        lines += [Way(id=100 + 2 * number, nodes=ring[:3]), Way(id=101 + 2 * number, nodes=ring[2:])]
        tags = {"boundary": "administrative", "admin_level": level, "name": name}
        members = [("w", 100 + 2 * number, "outer"), ("w", 101 + 2 * number, "outer")]
        relations.append(Relation(id=number + 1, members=members, tags=tags))
    for number, (name, lat, lon, tags) in enumerate(ways):
        ring = square(lat - 1e-4, lat + 1e-4, lon - 1e-4, lon + 1e-4)
        lines.append(Way(id=500 + number, nodes=ring, tags={"name": name} | tags))
    for name, lat, lon, tags in nodes:
        places.append(Node(id=len(places) + 1, location=(lon, lat), tags={"name": name} | tags))
    with osmium.SimpleWriter(path) as writer:
        for node in places:
            writer.add_node(node)
        for way in lines:
            writer.add_way(way)
        for relation in relations:
            writer.add_relation(relation)
    return path


KOREAN_HOUSE = {"amenity": "restaurant", "cuisine": "korean"}
HOURS = {"opening_hours": "Mo-Fr 11:00-21:00; Sa,Su off", "phone": "+82-31-123-4567", "branch": "본점"}
FROM_MAP = [
    ("물결국밥", 36.101, 127.901, KOREAN_HOUSE | HOURS),
    ("새솔반점", 36.16, 127.9, {"amenity": "restaurant", "cuisine": "regional;chinese"}),
    ("", 36.101, 127.901, KOREAN_HOUSE),
    ("벤치", 36.101, 127.901, {"amenity": "bench"}),
]
BUILDINGS = [("윤슬다방", 36.102, 127.902, {"amenity": "cafe", "building": "yes", "opening_hours": "by appointment"})]


@pytest.mark.parametrize("name", ["garam.osm.pbf", "garam.osm", "garam.osm.bz2", "garam.osm.gz"])
def test_shops_of_the_map_lie_in_its_own_borders(folder, tmp_path, name):
    report = bring_in(folder, write_osm(tmp_path / name, FROM_MAP, BUILDINGS))
    places = found(folder)
    assert set(places) == {"물결국밥 본점", "새솔반점", "윤슬다방"}
    house, other, cafe = (places[name] for name in ("물결국밥 본점", "새솔반점", "윤슬다방"))
    assert (house.category, house.phone, house.hours) == ("한식", "031-123-4567", "월-금 11:00-21:00, 토-일 휴무")
    assert (house.root, house.district, house.dong) == ("가람시", "물빛구", "윤슬동")
    assert (other.category, other.district, other.dong) == ("중식", "솔밭구", "새솔동")
    assert (cafe.category, cafe.hours) == ("카페", None)
    assert (round(cafe.lat, 4), round(cafe.lon, 4)) == (36.102, 127.902)
    assert report.read[0][1]["not recommended: amenity=bench"] == 1


def test_who_is_open_then_is_known_of_those_that_say_so(folder, tmp_path):
    bring_in(folder, write_osm(tmp_path / "garam.osm.pbf", FROM_MAP, BUILDINGS))
    tuesday, sunday = WeekTime((1,), 12 * 60), WeekTime((6,), 12 * 60)
    assert set(found(folder, open=tuesday)) == {"물결국밥 본점"}
    assert not found(folder, open=sunday)
    assert set(found(folder, resting=sunday)) == {"물결국밥 본점"}


def test_an_import_of_a_map_goes_on_where_it_was(tmp_path):
    from companion.knowledge.places.importing.openstreetmap import OpenStreetMapFile

    file = OpenStreetMapFile(write_osm(tmp_path / "garam.osm.pbf", FROM_MAP, BUILDINGS))
    whole = list(file.records())
    assert len(whole) == 4
    for start in range(5):
        assert list(file.records(start, start)) == whole[start:]


def test_an_extract_without_borders_goes_by_what_its_tags_tell(folder, tmp_path):
    address = {
        "addr:province": "다온도",
        "addr:city": "가람시",
        "addr:district": "물빛구",
        "addr:subdistrict": "윤슬동",
    }
    street = {"addr:street": "물결로", "addr:housenumber": "7"}
    nodes = [("물결국밥", 36.101, 127.901, KOREAN_HOUSE | address | street)]
    bring_in(folder, write_osm(tmp_path / "garam.osm.pbf", nodes, borders=()))
    house = found(folder)["물결국밥"]
    assert (house.root, house.district, house.dong) == ("가람시", "물빛구", "윤슬동")
    assert "물결로 7" in house.address


LAUGHS = '<?xml version="1.0"?><!DOCTYPE o [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><osm version="0.6">&b;</osm>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.osm", b"<osm version='0.6'><node id='1' lat='36' lon='127'>"),
        ("a.osm", LAUGHS.encode()),
        ("a.osm.pbf", b"\0\0\0\x0d\x0a\x09OSMHeader\x18\x7c\x10" + b"\xff" * 200),
        ("a.osm.gz", b"\x1f\x8b\x08\0broken"),
    ],
)
def test_a_broken_map_is_one_clear_line(folder, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError) as refused:
        bring_in(folder, tmp_path / name)
    assert "\n" not in str(refused.value)


def test_a_table_of_ones_own_may_tell_opening_hours(folder, tmp_path):
    (tmp_path / "a.csv").write_text(
        "이름,업종,주소,영업시간\n솔향국수,한식,다온도 가람시 솔밭구 새솔동 3,매일 10:00-20:00\n"
        "달빛국수,한식,다온도 가람시 솔밭구 새솔동 4,해 뜰 때부터\n"
    )
    report = bring_in(folder, tmp_path / "a.csv")
    places = found(folder)
    assert (places["솔향국수"].hours, places["달빛국수"].hours) == ("매일 10:00-20:00", None)
    assert report.read[0][1]["kept without its opening hours, which cannot be read"] == 1
