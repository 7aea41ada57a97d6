"""Robots that share a store: the same answers as from folders, new ones between turns, the last ones without it."""

import json
import logging
import signal
import time
from pathlib import Path

import pytest
from made_up import GARAM, write_pack
from shared_robots import NOW, Home, told
from store_files import bring_in, sbiz, write_rows

from companion.base.errors import DataError
from companion.dialogue.incumbent import Incumbent
from companion.evaluation.doctor import _diagnose_store
from companion.library import Conversation
from companion.server.visits import answered, dialogue_with
from companion.show.archive import lay_out

FAQ = "질문,답변\n주차 요금은 얼마인가요?,10분에 {}원입니다.\n"
QUESTIONS = (
    "윤슬동 국밥집 알려줘", "첫 번째 집 주소 알려줘", "다른 데는?", "윤슬동 국밥집 몇 곳이야?", "물결국밥 어디야?",
    "주차 요금은 얼마인가요?", "어디에 나와?", "가람시장이 누구야?", "안녕", "달나라 국밥집 알려줘",
)  # fmt: skip
FRONT = "물결 노을 바람 구름 별빛 솔향 이슬 새봄".split()


def shops(*names):
    return [sbiz(number, name, "국/탕/찌개류", 36.1 + number / 1e4, 127.9) for number, name in enumerate(names)]


@pytest.fixture
def stores(tmp_path):
    return write_rows(tmp_path / "stores_202609.csv", shops(*(f"{front}국밥" for front in FRONT)))


@pytest.fixture
def faq(tmp_path):
    path = tmp_path / "faq.csv"
    path.write_text(FAQ.format(500), encoding="utf-8")
    return path


@pytest.fixture
def homes(tmp_path, url, monkeypatch):
    """Machines whose profile names the store and a pack that is on none of them."""
    named = ("korean", str(GARAM), "event")
    return [Home(tmp_path / name, url, named, monkeypatch, "home: 가람시\n") for name in ("office", "stage")]


def test_robots_of_a_store_answer_as_those_that_have_the_packs_as_folders(
    homes, faq, stores, tmp_path, monkeypatch, url
):
    office, stage = homes
    pack = write_pack(tmp_path / "event", "needs: [korean]\n")
    bring_in(pack, stores)
    embedded_home = Home(tmp_path / "alone", "", (), monkeypatch)
    (embedded_home.folder / "profile.yaml").write_text(f"packs: [korean, {GARAM}, {pack}]\nhome: 가람시\n")
    assert embedded_home.run("kb", "add", faq, "--day", "2026-11-01", "--source", "가람시")[0] == 0
    embedded = told(embedded_home.robot(), *QUESTIONS)

    empty = write_pack(tmp_path / "empty" / "event", "needs: [korean]\n")
    assert office.run("kb", "publish", empty)[:2] == (0, f"event: published in {plainly(url)}: generation 1\n")
    status, out, err = office.run("kb", "add", faq, "--day", "2026-11-01", "--source", "가람시")
    assert (status, err) == (0, "")
    assert out.splitlines()[-1] == f"published in {plainly(url)}: generation 2"
    status, out, err = office.run("places", "import", stores)
    assert status == 0, err
    assert f"published in {plainly(url)}: generation 3\n" in out
    assert f"8 places in «event» of {plainly(url)}" in out, "not in «added», which the profile does not name"

    for home in (office, stage):
        assert told(home.robot(), *QUESTIONS) == embedded
    assert not (office.folder / "data" / "companion-robot" / "packs").exists()
    assert json.loads(stage.run("kb", "documents", "--json")[1])[0]["id"] == "faq.csv"
    assert office.run("kb", "remove", "faq.csv")[0] == 0
    assert stage.run("kb", "documents")[1] == "no documents; companion kb add FILE adds one\n"
    assert office.run("kb", "withdraw", "event")[0] == 0
    status, _, err = office.run("kb", "withdraw", "event")
    assert (status, err) == (2, f"companion: {plainly(url)} holds no pack «event»; it holds: added\n")


def plainly(url):
    """An address as it is shown."""
    return url.replace("owner@", "")


def waited(condition):
    for _ in range(600):
        if condition():
            return True
        time.sleep(0.1)
    return False


def test_a_robot_that_stays_has_the_new_packs_between_its_turns(homes, faq, tmp_path, caplog):
    office, stage = homes
    assert office.run("kb", "publish", write_pack(tmp_path / "event", "needs: [korean]\n"))[0] == 0
    office.run("kb", "add", faq)
    stage.enter()
    incumbent = Incumbent(stage.settings, lambda: NOW)
    talk, served = Conversation(incumbent), dialogue_with(incumbent)
    first = incumbent.assistant
    assert "500원" in talk.ask("주차 요금은 얼마인가요?").text
    assert "500원" in answered(served, "주차 요금은 얼마인가요?").reply.text
    faq.write_text(FAQ.format(700), encoding="utf-8")
    office.run_apart("kb", "add", faq)
    assert waited(lambda: incumbent.assistant is not first)
    assert "700원" in talk.ask("주차 요금은 얼마인가요?").text
    assert "faq" in talk.ask("어디에 나와?").text, "the conversation goes on"
    assert "700원" in answered(served, "주차 요금은 얼마인가요?").reply.text

    second = incumbent.assistant
    broken = write_pack(tmp_path / "2" / "event", "needs: [korean]\n", data__x_yaml="entities: [{id: 1")
    with caplog.at_level(logging.ERROR, "companion"):
        assert office.run_apart("kb", "publish", broken)[0] == 0
        assert waited(lambda: incumbent.assistant is not second)
    assert any("the pack «event» was left out" in message for message in caplog.messages)
    assert "700원" in talk.ask("주차 요금은 얼마인가요?").text
    incumbent.close()
    late = Incumbent(stage.settings, lambda: NOW, first)  # what came while a robot was loaded is not missed
    assert waited(lambda: late.assistant is not first)
    late.close()


def test_a_successor_that_cannot_be_made_leaves_the_one_before(homes, faq, tmp_path, caplog):
    office, stage = homes
    assert office.run("kb", "publish", write_pack(tmp_path / "event", "needs: [korean]\n"))[0] == 0
    stage.enter()
    incumbent = Incumbent(stage.settings, lambda: NOW)
    first = incumbent.assistant
    assert office.run_apart("kb", "withdraw", "event")[0] == 0
    assert waited(lambda: caplog.messages)
    assert "cannot be answered from, the one before is kept" in caplog.messages[0]
    assert incumbent.assistant is first
    incumbent.close()


def test_without_the_server_the_last_good_answers_keep_coming(postgres, homes, faq, stores, tmp_path, caplog):
    office, stage = homes
    office.run("kb", "publish", write_pack(tmp_path / "event", "needs: [korean]\n"))
    office.run("places", "import", stores)
    office.run("kb", "add", faq)
    before = told(stage.robot(), *QUESTIONS)
    incumbent = Incumbent(stage.settings, lambda: NOW)
    postgres.stop()
    try:
        assert waited(lambda: caplog.messages)
        assert told(incumbent, *QUESTIONS) == before
        incumbent.close()
        status, out, err = stage.run_apart("ask", "주차 요금은 얼마인가요?")
        assert (status, out) == (0, "10분에 500원이에요.\n")
        (line,) = err.splitlines()
        assert "does not answer" in line
        assert "answering from generation 3" in line
        status, _, err = stage.run_apart("kb", "add", faq)
        assert status == 1
        assert err.splitlines()[-1].startswith("companion: postgresql://127.0.0.1")
        found = _diagnose_store(stage.settings)
        assert not found.ok
        assert "kept here: generation 3" in found.detail
        stage.variables["XDG_DATA_HOME"] = str(tmp_path / "empty")
        status, out, err = stage.run_apart("ask", "안녕")
        assert (status, out, len(err.splitlines())) == (1, "", 1)
    finally:
        postgres.start()
    office.enter()
    found = _diagnose_store(office.settings)
    assert found.ok
    assert "packs added, event; all of it is here" in found.detail


def test_turns_go_on_while_the_server_says_nothing(postgres, homes, faq, tmp_path):
    office, stage = homes
    office.run("kb", "publish", write_pack(tmp_path / "event", "needs: [korean]\n"))
    office.run("kb", "add", faq)
    stage.enter()
    incumbent = Incumbent(stage.settings, lambda: NOW)
    with postgres.frozen():
        time.sleep(1.5)  # it looks meanwhile
        for _ in range(5):
            assert incumbent.respond("주차 요금은 얼마인가요?")[0].status == "answered"
    incumbent.close()


def test_an_import_that_is_killed_leaves_the_places_of_before_and_goes_on(homes, stores, tmp_path):
    office, stage = homes
    office.run("kb", "publish", write_pack(tmp_path / "event", "needs: [korean]\n"))
    office.run("places", "import", stores)
    many = write_rows(tmp_path / "many_202609.csv", shops(*(f"국밥{number}" for number in range(20_000))))
    process = office.started("places", "import", many)
    assert waited(lambda: list(office.folder.rglob("places.sqlite.part")) or process.poll() is not None)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    ask = "윤슬동 국밥집 몇 곳이야?"
    assert "8" in told(stage.robot(), ask)[0] or "여덟" in told(stage.robot(), ask)[0]
    status, out, err = office.run("places", "import", many)
    assert status == 0, err
    assert "20,000 places in «event»" in out


def test_a_profile_without_a_store_is_told_how_to_name_one(tmp_path, monkeypatch):
    home = Home(tmp_path / "home", "", (), monkeypatch)
    (home.folder / "profile.yaml").write_text("packs: [korean]\n")
    status, _, err = home.run("kb", "publish", write_pack(tmp_path / "event"))
    assert status == 2
    assert "names no store; write `knowledge: {store:" in err


def test_an_event_that_needs_a_store_is_not_packed_for_a_machine_that_may_not_reach_it(homes, tmp_path):
    office, _ = homes
    office.enter()
    with pytest.raises(DataError, match="names a store, and an archive holds all") as refused:
        lay_out(tmp_path / "packed", office.settings, office.folder, voice=False, tell=print)
    assert "owner@" not in str(refused.value)
    assert not (tmp_path / "packed").exists()


def test_without_the_driver_it_is_said_what_to_install(homes, tmp_path):
    office, _ = homes
    (tmp_path / "psycopg.py").write_text("raise ImportError('none here')")
    office.variables["PYTHONPATH"] = f"{tmp_path}:{Path(__file__).parents[2]}"
    status, _, err = office.run_apart("ask", "안녕")
    assert status == 1
    assert "pip install 'companion-robot[postgres]'" in err
