"""Shops other than places to eat, from an import to the end of a conversation."""

from datetime import datetime

import pytest
from store_files import SHOPS, bring_in, pack_for_stores, sbiz, write_rows

from companion.app.main import main
from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant

FRONT = "물결 노을 바람 구름".split()
KINDS = {
    "약국": "약국",
    "미용실": "헤어",
    "호텔/리조트": "호텔",
    "여관/모텔": "모텔",
    "편의점": "편의점",
    "내과/소아과 의원": "내과의원",
    "치과의원": "치과",
    "입시·교과학원": "수학학원",
    "노래방": "노래방",
    "국/탕/찌개류": "국밥",
    "경영 컨설팅업": "컨설팅",
}


def rows():
    shops = [(small, front + word) for small, word in KINDS.items() for front in FRONT]
    return [sbiz(n, name, small, 36.1 + n / 3e4, 127.9) for n, (small, name) in enumerate(shops)]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shops_of_town")
    pack = pack_for_stores(folder / "town", "shops")
    report = bring_in(pack, write_rows(folder / "stores_202609.csv", rows()), packs=(SHOPS,))
    assert report.read[0][1]["not recommended: 경영 컨설팅업"] == len(FRONT)
    return Assistant(load_settings(str(pack), environment={}), clock=lambda: datetime(2026, 11, 22, 15, 5))


def names(reply):
    return {item.name for item in reply.items}


def called(word):
    return {front + word for front in FRONT}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("근처 약국", "약국"),
        ("가까운 약국 어디야", "약국"),
        ("윤슬동에 약국 있어?", "약국"),
        ("미용실 찾아줘", "헤어"),
        ("머리 자를 데 있어?", "헤어"),
        ("호텔", "호텔"),
        ("호텔 추천해줘", "호텔"),
        ("소아과 알려줘", "내과의원"),
        ("노래방 가고 싶어", "노래방"),
        ("학원 추천해줘", "수학학원"),
        ("국밥집 알려줘", "국밥"),
    ],
)
def test_what_is_asked_for_is_found(talk, text, word):
    (reply,) = talk(text)
    assert len(reply.items) == 3, reply.text
    known = [item for item in reply.items if item.name in called(word)]
    assert known if word == "국밥" else len(known) == 3
    assert "2026년 9월 자료" in reply.text


def test_what_is_a_kind_of_several_is_any_of_them(talk):
    hospitals, beds = talk("병원 알려줘", "숙소 추천해줘")
    assert names(hospitals) <= called("내과의원") | called("치과")
    assert names(beds) <= called("호텔") | called("모텔")


def test_the_conversation_goes_on(talk):
    first, others, address, phone, near = talk(
        "약국 알려줘", "다른 데는?", "거기 주소 알려줘", "전화번호는?", "그 근처 편의점 있어?"
    )
    assert len(names(first) | names(others)) == 4
    assert "물결로" in address.text
    assert phone.status == "unknown"
    assert names(near) <= called("편의점")


def test_one_kind_takes_the_place_of_another(talk):
    _, motels, again = talk("호텔 추천해줘", "그럼 모텔은?", "모텔 말고 호텔")
    assert names(motels) <= called("모텔")
    assert names(again) <= called("호텔")


def test_they_are_counted(talk):
    (many,) = talk("약국 몇 곳이야?")
    assert "네 곳" in many.text
    (everything,) = talk("너는 몇 군데나 알아?")
    assert "비롯해" in everything.text


def test_what_nobody_has_here_is_said_so(talk):
    for text, kind in (("볼링장 있어?", "볼링장은"), ("정형외과 있어?", "외과는")):
        (reply,) = talk(text)
        assert reply.status == "unknown"
        assert kind in reply.text, reply.text
        assert "성형외과" not in reply.text


def test_nothing_is_claimed_that_the_rows_lack(talk):
    (reply,) = talk("지금 문 연 약국 있어?")
    assert reply.status == "unknown"


def test_a_word_for_a_shop_asks_for_none_where_something_is_told(talk):
    for text in ("병원 갔다 왔어", "호텔에서 잤어", "머리가 아파"):
        (reply,) = talk(text)
        assert reply.route != "recommend", reply.text


def test_a_profile_without_the_pack_is_told_what_it_leaves_out(tmp_path, capsys):
    pack = pack_for_stores(tmp_path / "town")
    stores = write_rows(tmp_path / "stores_202609.csv", rows())
    assert main(["places", "import", str(stores), "--to", str(pack), "--profile", str(pack)]) == 0
    assert "36 of the rows are of kinds that the pack «shops» knows" in capsys.readouterr().out
