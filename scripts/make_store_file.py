#!/usr/bin/env python3
"""Make a store file in an official form, with made-up shops and the traps of the real ones: for measuring and tests.

    python scripts/make_store_file.py --form sbiz --rows 10000 --seed 1 --to stores_202609.csv

Names, addresses and points are drawn at random; nothing of it is data about any shop. About one row in two hundred has
something wrong with it (see `trapped`), one in three of the LOCALDATA forms is closed, one in fifty is there twice.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import yaml

IMPORTING = Path(__file__).parents[1] / "companion/knowledge/places/importing"
SBIZ = (
    "상가업소번호,상호명,지점명,상권업종대분류코드,상권업종대분류명,상권업종중분류코드,상권업종중분류명,상권업종소분류코드,"
    "상권업종소분류명,표준산업분류코드,표준산업분류명,시도코드,시도명,시군구코드,시군구명,행정동코드,행정동명,법정동코드,"
    "법정동명,지번코드,대지구분코드,대지구분명,지번본번지,지번부번지,지번주소,도로명코드,도로명,건물본번지,건물부번지,"
    "건물관리번호,건물명,도로명주소,구우편번호,신우편번호,동정보,층정보,호정보,경도,위도"
).split(",")
SBIZ_KEYS = (
    "bizesId,bizesNm,brchNm,indsLclsCd,indsLclsNm,indsMclsCd,indsMclsNm,indsSclsCd,indsSclsNm,ksicCd,ksicNm,ctprvnCd,"
    "ctprvnNm,signguCd,signguNm,adongCd,adongNm,ldongCd,ldongNm,lnoCd,plotSctCd,plotSctNm,lnoMnno,lnoSlno,lnoAdr,rdnmCd,"
    "rdnm,bldMnno,bldSlno,bldMngNo,bldNm,rdnmAdr,oldZipcd,newZipcd,dongNo,flrNo,hoNo,lon,lat"
).split(",")
"""The same in the interface (sdsc2), column by column."""
LEGACY = (
    "번호,개방서비스명,개방서비스아이디,개방자치단체코드,관리번호,인허가일자,인허가취소일자,영업상태구분코드,영업상태명,"
    "상세영업상태코드,상세영업상태명,폐업일자,휴업시작일자,휴업종료일자,재개업일자,소재지전화,소재지면적,소재지우편번호,"
    "소재지전체주소,도로명전체주소,도로명우편번호,사업장명,최종수정시점,데이터갱신구분,데이터갱신일자,업태구분명,"
    "좌표정보x(epsg5174),좌표정보y(epsg5174),위생업태명,남성종사자수,여성종사자수,영업장주변구분명,등급구분명,급수시설구분명,"
    "총직원수,본사직원수,공장사무직직원수,공장판매직직원수,공장생산직직원수,건물소유구분명,보증액,월세액,다중이용업소여부,"
    "시설총규모,전통업소지정번호,전통업소주된음식,홈페이지"
).split(",")
CURRENT = (
    "개방자치단체코드,관리번호,인허가일자,영업상태명,폐업일자,소재지면적,소재지우편번호,도로명우편번호,사업장명,업태구분명,"
    "데이터갱신구분,건물소유구분명,공장사무직직원수,공장생산직직원수,공장판매직직원수,급수시설구분명,남성종사자수,"
    "다중이용업소여부,데이터갱신시점,도로명주소,등급구분명,보증액,본사직원수,상세영업상태명,상세영업상태코드,시설총규모,"
    "여성종사자수,영업상태코드,영업장주변구분명,월세액,위생업태명,전통업소주된음식,전통업소지정번호,전화번호,좌표정보(X),"
    "좌표정보(Y),지번주소,홈페이지,최종수정시점"
).split(",")
GG = (
    "SIGUN_NM,SIGUN_CD,BIZPLC_NM,LICENSG_DE,BSN_STATE_NM,CLSBIZ_DE,LOCPLC_AR,GRAD_FACLT_DIV_NM,MALE_ENFLPSN_CNT,YY,"
    "MULTI_USE_BIZESTBL_YN,GRAD_DIV_NM,TOT_FACLT_SCALE,FEMALE_ENFLPSN_CNT,BSNSITE_CIRCUMFR_DIV_NM,SANITTN_INDUTYPE_NM,"
    "SANITTN_BIZCOND_NM,TOT_EMPLY_CNT,REFINE_LOTNO_ADDR,REFINE_ROADNM_ADDR,REFINE_ZIP_CD,REFINE_WGS84_LOGT,"
    "REFINE_WGS84_LAT"
).split(",")
TASTY = (
    "SIGUN_NM,SIGUN_CD,RESTRT_NM,REPRSNT_FOOD_NM,TASTFDPLC_TELNO,RM_MATR,REFINE_LOTNO_ADDR,REFINE_ROADNM_ADDR,"
    "REFINE_ZIP_CD,REFINE_WGS84_LOGT,REFINE_WGS84_LAT"
).split(",")

# Class (소분류), class of the licences (업태), how often, and what its houses are called after.
CLASSES = [
    ("백반/한정식", "한식", 30, "백반 한정식 밥상 식당 가정식 쌈밥"),
    ("국/탕/찌개류", "한식", 16, "국밥 순대국 해장국 감자탕 설렁탕 김치찌개 곰탕 추어탕 부대찌개"),
    ("돼지고기 구이/찜", "식육(숯불구이)", 16, "삼겹살 돼지갈비 숯불구이 생고기 목살"),
    ("소고기 구이/찜", "식육(숯불구이)", 6, "한우 소갈비 정육식당 등심"),
    ("닭/오리고기 구이/찜", "한식", 8, "닭갈비 삼계탕 오리구이 찜닭"),
    ("횟집", "횟집", 7, "횟집 수산 회센터 물회"),
    ("국수/칼국수", "한식", 7, "칼국수 국수 막국수 잔치국수"),
    ("족발/보쌈", "한식", 4, "족발 보쌈"),
    ("냉면/밀면", "한식", 2, "냉면 밀면"),
    ("중국집", "중국식", 10, "반점 짬뽕 짜장 마라탕 양꼬치"),
    ("일식 회/초밥", "일식", 5, "초밥 스시 참치"),
    ("일식 카레/돈가스/덮밥", "일식", 5, "돈까스 카츠 규동 카레"),
    ("파스타/스테이크", "경양식", 5, "파스타 키친 스테이크 다이닝"),
    ("베트남식 전문", "외국음식전문점(인도,태국등)", 2, "쌀국수 포 반미"),
    ("김밥/만두/분식", "분식", 14, "김밥 분식 떡볶이 만두 라면"),
    ("치킨", "통닭(치킨)", 14, "치킨 통닭 닭강정"),
    ("피자", "패스트푸드", 5, "피자"),
    ("버거", "패스트푸드", 3, "버거"),
    ("빵/도넛", "기타", 6, "베이커리 빵집 제과 도넛"),
    ("카페", "까페", 34, "카페 커피 로스터스 다방 디저트"),
    ("생맥주 전문", "호프/통닭", 9, "호프 맥주 비어"),
    ("요리 주점", "정종/대포집/소주방", 10, "포차 이자카야 주막 술집"),
]
# Class (소분류), the large class that it belongs to, how often, and what such shops are called after.
OTHERS = [
    ("미용실", "수리·개인", 30, "헤어 헤어샵 미용실"),
    ("여성 의류 소매업", "소매", 24, "옷방 의류 패션"),
    ("부동산 중개/대리업", "부동산", 22, "공인중개사사무소 부동산"),
    ("입시·교과학원", "교육", 20, "수학학원 영어학원 보습학원"),
    ("슈퍼마켓", "소매", 14, "마트 슈퍼"),
    ("편의점", "소매", 14, "편의점"),
    ("자동차 정비소", "수리·개인", 12, "카센터 모터스"),
    ("화장품 소매업", "소매", 10, "화장품 뷰티"),
    ("노래방", "예술·스포츠", 10, "노래방 노래연습장"),
    ("피부 관리실", "수리·개인", 10, "피부관리실 에스테틱"),
    ("세탁소", "수리·개인", 10, "세탁소 세탁"),
    ("여관/모텔", "숙박", 8, "모텔 여관"),
    ("약국", "소매", 8, "약국"),
    ("치과의원", "보건의료", 8, "치과의원 치과"),
    ("내과/소아과 의원", "보건의료", 8, "내과의원 소아청소년과의원"),
    ("정육점", "소매", 7, "정육점 축산"),
    ("핸드폰 소매업", "소매", 7, "통신 모바일"),
    ("헬스장", "예술·스포츠", 6, "짐 휘트니스"),
    ("꽃집", "소매", 6, "꽃집 플라워"),
    ("안경렌즈 소매업", "소매", 5, "안경 안경원"),
    ("당구장", "예술·스포츠", 5, "당구장 당구클럽"),
    ("PC방", "예술·스포츠", 4, "피시방 PC"),
    ("호텔/리조트", "숙박", 3, "호텔"),
    ("동물병원", "과학·기술", 2, "동물병원"),
    ("서점", "소매", 2, "서점 책방"),
    ("경영 컨설팅업", "과학·기술", 14, "컨설팅"),
    ("건축물 일반 청소업", "시설관리·임대", 8, "클린 환경"),
]
FRONT = (
    "할매 원조 고향 황금 명동 전주 남도 옛날 큰집 우리 행복 하늘 바다 산들 초록 은하 별빛 달빛 청춘 진미 대박 왕 "
    "소문난 맛나 정든 두레 참 향토 시골 강변 솔밭 돌담 장터 골목 만나 다래 가람 미소 온누리 한마음 동네 서울 부산 제주"
).split()
CHAINS = ["별다방", "메가머그", "교동짬뽕", "김밥나래", "굽는치킨", "본가죽", "이디야기", "맘스버거"]
STREETS = "중앙로 시청로 역전로 장안로 동탄대로 효원로 봉담로 노작로 향남로 평화로 대학로 공원로".split()

# Province, town (with its district), centre, and its neighbourhoods: legal one, administrative one.
TOWNS = [
    (
        "경기도",
        "화성시",
        37.20,
        126.95,
        3,
        [
            ("반송동", "동탄1동"),
            ("석우동", "동탄2동"),
            ("능동", "동탄3동"),
            ("청계동", "동탄4동"),
            ("영천동", "동탄5동"),
            ("오산동", "동탄6동"),
            ("산척동", "동탄7동"),
            ("병점동", "병점1동"),
            ("진안동", "진안동"),
            ("봉담읍", "봉담읍"),
            ("향남읍", "향남읍"),
            ("남양읍", "남양읍"),
            ("우정읍", "우정읍"),
            ("서신면", "서신면"),
        ],
    ),
    (
        "경기도",
        "수원시 팔달구",
        37.277,
        127.02,
        2,
        [
            ("인계동", "인계동"),
            ("우만동", "우만1동"),
            ("매산로1가", "매산동"),
            ("지동", "지동"),
            ("팔달로2가", "행궁동"),
        ],
    ),
    (
        "경기도",
        "수원시 영통구",
        37.26,
        127.06,
        2,
        [("영통동", "영통1동"), ("매탄동", "매탄3동"), ("이의동", "광교1동")],
    ),
    ("경기도", "성남시 분당구", 37.38, 127.12, 2, [("서현동", "서현1동"), ("정자동", "정자동"), ("야탑동", "야탑3동")]),
    ("경기도", "용인시 수지구", 37.32, 127.10, 1, [("풍덕천동", "풍덕천1동"), ("죽전동", "죽전2동")]),
    ("경기도", "광주시", 37.41, 127.26, 1, [("경안동", "경안동"), ("오포읍", "오포1동")]),
    ("경기도", "가평군", 37.83, 127.51, 1, [("가평읍", "가평읍"), ("청평면", "청평면")]),
    ("서울특별시", "강남구", 37.51, 127.05, 5, [("역삼동", "역삼1동"), ("삼성동", "삼성2동"), ("신사동", "신사동")]),
    (
        "서울특별시",
        "종로구",
        37.58,
        126.99,
        3,
        [("종로1가", "종로1.2.3.4가동"), ("혜화동", "혜화동"), ("사직동", "사직동")],
    ),
    ("서울특별시", "관악구", 37.47, 126.95, 3, [("신림동", "신사동"), ("봉천동", "중앙동")]),
    ("부산광역시", "해운대구", 35.17, 129.15, 3, [("우동", "우1동"), ("중동", "중1동"), ("좌동", "좌2동")]),
    ("대구광역시", "중구", 35.87, 128.60, 2, [("동성로2가", "성내1동"), ("삼덕동1가", "삼덕동")]),
    ("광주광역시", "서구", 35.15, 126.88, 2, [("치평동", "치평동"), ("쌍촌동", "상무1동")]),
    ("전북특별자치도", "전주시 완산구", 35.81, 127.13, 1, [("풍남동3가", "풍남동"), ("효자동1가", "효자1동")]),
    (
        "강원특별자치도",
        "강릉시",
        37.75,
        128.88,
        1,
        [("교동", "교1동"), ("포남동", "포남1동"), ("주문진읍", "주문진읍")],
    ),
    ("제주특별자치도", "제주시", 33.50, 126.53, 1, [("연동", "연동"), ("이도이동", "이도2동"), ("애월읍", "애월읍")]),
]


DONGS = "가나다라마바사아차하 강산들물빛솔꽃별달해 곡골내동남북서중안터 동읍면"
"""Syllables that made-up neighbourhoods are named with: three of them, one of each word but the last."""


def rest_of_the_country(parts: int) -> list[tuple[str, str, float, float, float, list[tuple[str, str]]]]:
    """The towns that are not in `TOWNS`, each with so many made-up neighbourhoods."""
    forms = yaml.safe_load((IMPORTING / "forms.yaml").read_text(encoding="utf-8"))
    full = {name: names[0] for names in forms["provinces"] for name in names}
    known, made = {town[1].split()[0] for town in TOWNS}, []
    draw = random.Random(0)
    first, second, third, last = DONGS.split()
    with (IMPORTING / "centroids.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            province = full.get(row["province"], "")
            if not province or row["city"] in known or row["city"] in full:
                continue
            names = {f"{draw.choice(first)}{draw.choice(second)}{draw.choice(third)}{draw.choice(last[:1])}": None
                     for _ in range(parts)}  # fmt: skip
            where = float(row["latitude"]), float(row["longitude"])
            made.append((province, row["city"], *where, 1.0, [(name, name) for name in names]))
    return made


class Shop(NamedTuple):
    """A made-up shop."""

    number: int
    name: str
    branch: str
    large: str
    small: str
    licence: str
    province: str
    town: str
    legal: str
    admin: str
    lot: str
    road: str
    lat: float
    lon: float


class Maker:
    """Draws shops; the same seed draws the same ones."""

    def __init__(self, seed: int, town: str | None = None, food: float = 1.0, *, country: bool = False) -> None:
        self._chance = random.Random(seed)
        towns = [*TOWNS, *rest_of_the_country(12)] if country else TOWNS
        self._towns = [t for t in towns if town in (None, t[1], t[0])]
        self._weights = [t[4] for t in self._towns]
        self._class_weights, self._other_weights = [c[2] for c in CLASSES], [c[2] for c in OTHERS]
        self._food = food

    def shop(self, number: int) -> Shop:
        """One shop."""
        draw = self._chance
        province, town, lat, lon, _, parts = draw.choices(self._towns, self._weights)[0]
        at = min(int(draw.expovariate(0.35)), len(parts) - 1)
        legal, admin = parts[at]
        branch, large = "", "음식"
        if draw.random() < self._food:
            small, licence, _, after = draw.choices(CLASSES, self._class_weights)[0]
            words = after.split()
            name = draw.choice(FRONT) + (draw.choice(FRONT) if draw.random() < 0.5 else "") + draw.choice(words)
            if draw.random() < 0.05:
                name, branch = draw.choice(CHAINS), f"{admin.rstrip('동')}점"
        else:
            small, large, _, after = draw.choices(OTHERS, self._other_weights)[0]
            licence, name = "기타", draw.choice(FRONT) + draw.choice(FRONT) + draw.choice(after.split())
        first, second = draw.randint(1, 1400), draw.randint(0, 40)
        lot = f"{province} {town} {legal} {first}" + (f"-{second}" if second else "")
        road = f"{province} {town} {draw.choice(STREETS)}{draw.randint(1, 90)}번길 {draw.randint(1, 200)}"
        angle, away = draw.random() * math.tau, 0.004 + 0.008 * draw.random()
        spread = at - len(parts) / 2
        return Shop(
            number,
            name,
            branch,
            large,
            small,
            licence,
            province,
            town,
            legal,
            admin,
            lot,
            road,
            round(lat + 0.006 * spread + away * math.sin(angle), 7),
            round(lon + 0.008 * spread + away * math.cos(angle), 7),
        )

    def shops(self, rows: int) -> Iterator[tuple[Shop, str]]:
        """Shops, each with the trap that its row is."""
        draw = self._chance
        last: Shop | None = None
        for number in range(rows):
            if last is not None and draw.random() < 0.02:
                # The same house again under another number, the address written a little otherwise.
                yield last._replace(number=number, road=f"{last.road} (1층)", lat=last.lat + 0.0001), ""
                continue
            last = self.shop(number)
            yield last, trapped(draw)


def trapped(draw: random.Random) -> str:
    """What is wrong with a row, "" for nothing."""
    if draw.random() > 0.005:
        return ""
    return draw.choice(["swapped", "nowhere", "comma", "quote", "short", "nameless", "no point", "long name"])


def sbiz_row(shop: Shop) -> dict[str, str]:
    """A row of 39 columns."""
    return {
        "상가업소번호": f"MA01012022{shop.number:010d}",
        "상호명": shop.name,
        "지점명": shop.branch,
        "상권업종대분류명": shop.large,
        "상권업종중분류명": "기타 간이",
        "상권업종소분류명": shop.small,
        "시도명": shop.province,
        "시군구명": shop.town,
        "행정동명": shop.admin,
        "법정동명": shop.legal,
        "지번주소": shop.lot,
        "도로명주소": shop.road,
        "경도": str(shop.lon),
        "위도": str(shop.lat),
    }


def keyed_row(shop: Shop) -> dict[str, str]:
    """The same row by the keys of the interface."""
    row = sbiz_row(shop)
    return {key: row[name] for name, key in zip(SBIZ, SBIZ_KEYS, strict=True) if name in row}


def licence_row(shop: Shop, draw: random.Random, point: tuple[float, float]) -> dict[str, str]:
    """A row of the licences, by the names of both forms."""
    closed = draw.random() < 0.33
    x, y = point
    return {
        "번호": str(shop.number),
        "관리번호": "" if draw.random() < 0.02 else f"3000000-101-2016-{shop.number:05d}",
        "인허가일자": "2016-01-01",
        "영업상태명": "폐업" if closed else "영업/정상",
        "폐업일자": "2020-03-02" if closed else "",
        "소재지전화": f"031 {draw.randint(200, 999)} {draw.randint(1000, 9999)}",
        "전화번호": f"031-{draw.randint(200, 999)}-{draw.randint(1000, 9999)}",
        "소재지전체주소": f"{shop.lot}번지",
        "지번주소": f"{shop.lot}번지",
        "도로명전체주소": f"{shop.road}, 1층 ({shop.legal})",
        "도로명주소": f"{shop.road}, 1층 ({shop.legal})",
        "사업장명": " ".join(filter(None, (shop.name, shop.branch))),
        "업태구분명": shop.licence,
        "위생업태명": shop.licence,
        "좌표정보x(epsg5174)": f"{x:.6f}",
        "좌표정보y(epsg5174)": f"{y:.6f}",
        "좌표정보(X)": f"{x:.6f}",
        "좌표정보(Y)": f"{y:.6f}",
    }


def gg_row(shop: Shop, draw: random.Random) -> dict[str, str]:
    """A row of Gyeonggi's data dream, both of its forms."""
    return {
        "SIGUN_NM": shop.town.split()[0],
        "BIZPLC_NM": shop.name,
        "RESTRT_NM": shop.name,
        "LICENSG_DE": draw.choice(["20110526", "2015-01-12"]),
        "BSN_STATE_NM": draw.choice(["영업", "영업", "폐업"]),
        "SANITTN_INDUTYPE_NM": "일반음식점",
        "SANITTN_BIZCOND_NM": shop.licence,
        "REPRSNT_FOOD_NM": draw.choice("순대국 갈비탕,냉면 칼국수 돈가스 아귀찜".split()),
        "TASTFDPLC_TELNO": f"031-{draw.randint(200, 999)}-{draw.randint(1000, 9999)}",
        "REFINE_LOTNO_ADDR": shop.lot,
        "REFINE_ROADNM_ADDR": shop.road,
        "REFINE_WGS84_LOGT": str(shop.lon),
        "REFINE_WGS84_LAT": str(shop.lat),
    }


FORMS = {
    "sbiz": (SBIZ, "utf-8-sig"),
    "sbiz-keys": (SBIZ_KEYS, "utf-8"),
    "localdata-legacy": (LEGACY, "cp949"),
    "localdata": (CURRENT, "cp949"),
    "gg": (GG, "utf-8-sig"),
    "gg-tasty": (TASTY, "utf-8"),
}


def spoilt(cells: list[str], header: list[str], trap: str) -> list[str]:
    """A row with its trap."""

    def at(*names: str) -> int:
        return next(header.index(n) for n in names if n in header)

    lon = at("경도", "lon", "좌표정보x(epsg5174)", "좌표정보(X)", "REFINE_WGS84_LOGT")
    lat = at("위도", "lat", "좌표정보y(epsg5174)", "좌표정보(Y)", "REFINE_WGS84_LAT")
    name = at("상호명", "bizesNm", "사업장명", "BIZPLC_NM", "RESTRT_NM")
    match trap:
        case "swapped":
            cells[lon], cells[lat] = cells[lat], cells[lon]
        case "nowhere":
            cells[lon], cells[lat] = "0", "0"
        case "no point":
            cells[lon], cells[lat] = "", ""
        case "comma":
            cells[name] += ", 본점"
        case "nameless":
            cells[name] = " "
        case "long name":
            cells[name] *= 60
        case "short":
            return cells[: lon // 2]
    return cells


def write(path: Path, form: str, rows: int, maker: Maker, seed: int) -> None:
    """Write a file."""
    header, encoding = FORMS[form]
    draw = random.Random(seed + 1)
    project = None
    if form.startswith("localdata"):
        from pyproj import Transformer

        project = Transformer.from_crs(4326, 5174, always_xy=True)
    if path.suffix == ".json":
        row_of = keyed_row if form == "sbiz-keys" else partial(gg_row, draw=draw)
        kept = [{key: row_of(shop).get(key) for key in header} for shop, _ in maker.shops(rows)]
        wrapped: object = {form.upper(): [{"head": [{"list_total_count": rows}]}, {"row": kept}]}
        if form == "sbiz-keys":
            wrapped = {"header": {"resultCode": "00"}, "body": {"items": kept, "totalCount": rows}}
        path.write_text(json.dumps(wrapped, ensure_ascii=False), encoding="utf-8")
        return
    with path.open("w", encoding=encoding, errors="replace", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(header)
        for shop, trap in maker.shops(rows):
            if form in ("sbiz", "sbiz-keys"):
                row = sbiz_row(shop) if form == "sbiz" else keyed_row(shop)
            elif project is not None:
                row = licence_row(shop, draw, project.transform(shop.lon, shop.lat))
            else:
                row = gg_row(shop, draw)
            cells = [row.get(name, "") for name in header]
            if trap == "quote":
                file.write(f'"{cells[0]}","{shop.name}",{",".join(cells[2:])}"\r\n')
                continue
            writer.writerow(spoilt(cells, header, trap) if trap else cells)


def main() -> None:
    """Read the options, write the file."""
    parser = argparse.ArgumentParser(description="Make a store file with made-up shops.")
    parser.add_argument("--form", choices=sorted(FORMS), default="sbiz")
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--town", help="only this town («화성시») or province")
    parser.add_argument("--food", type=float, default=0.3, help="share of places to eat in the 39-column form")
    parser.add_argument("--country", action="store_true", help="in all towns of the country, with made-up parts")
    parser.add_argument(
        "--to", type=Path, required=True, help="the file; .json as the interfaces of gg, gg-tasty and sbiz-keys answer"
    )
    options = parser.parse_args()
    if options.to.suffix == ".json" and options.form not in ("gg", "gg-tasty", "sbiz-keys"):
        parser.error(f"the form {options.form} is handed out as CSV only")
    food = options.food if options.form in ("sbiz", "sbiz-keys") else 1.0
    maker = Maker(options.seed, options.town, food, country=options.country)
    write(options.to, options.form, options.rows, maker, options.seed)


if __name__ == "__main__":
    main()
