"""Who may look at a show and who may act on it; all screens agree; nothing that a screen does holds up the show."""

import json
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import httpx2 as httpx
import pytest
from stages import on_stage
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from companion.server.show_doors import stage_token
from companion.show.policy import PolicyRule

TOKEN = "twenty-four-letters-long"


@pytest.fixture
def stage(tmp_path):
    with on_stage(tmp_path / "kept") as stage:
        yield stage


def act(stage, action, **fields):
    return httpx.post(f"{stage.http}/cue/{action}", json=fields or None)


def newest(socket, what, seconds=60.0):
    """The first view of which something is true."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        view = json.loads(socket.recv(timeout=seconds))
        if what(view):
            return view
    raise AssertionError("never shown")


def test_other_programs_drive_a_show_over_http_and_read_its_state(stage):
    state = httpx.get(f"{stage.http}/cue/state").json()
    assert (state["standing"], state["mode"], state["cues"][1]["id"]) == (0, "manual", "governor")
    with connect(f"{stage.ws}/show/stage"):
        assert act(stage, "go").status_code == 202
        stage.wait_for(lambda state: state.marks[0].state == "done", 15)
    assert act(stage, "skip").status_code == 202
    stage.wait_for(lambda state: state.standing == 2)
    assert act(stage, "mode", mode="listening").status_code == 202
    assert act(stage, "volume", percent=30).status_code == 202
    stage.wait_for(lambda state: (state.mode, state.volume) == ("listening", 30))
    assert act(stage, "heard", text="오늘 협약에는 누가 서명하지").status_code == 202
    stage.wait_for(lambda state: state.marks[2].state in ("running", "done"))


def test_bodies_move_with_the_show(stage):
    cue, gesture = next((c.number, c.best.gesture) for c in stage.runner.show.cues if c.best and c.best.gesture)
    with connect(f"{stage.ws}/v1/events") as body, connect(f"{stage.ws}/show/stage"):
        assert act(stage, "fire", cue=cue).status_code == 202
        assert newest(body, lambda told: told["event"] == "Gesture", 15)["name"] == gesture


@pytest.mark.parametrize(
    ("action", "fields", "status"),
    [
        ("nosuch", {}, 404),
        ("mode", {"mode": "dance"}, 400),
        ("volume", {"percent": 1000}, 400),
        ("say", {"text": ""}, 400),
        ("go", {"key": "panic", "more": 1}, 400),
        ("fire", {"cue": -1}, 400),
    ],
)
def test_what_is_not_understood_is_refused_and_changes_nothing(stage, action, fields, status):
    before = stage.runner.state
    assert act(stage, action, **fields).status_code == status
    assert stage.runner.state == before


def test_two_consoles_and_three_stages_show_the_same(stage):
    consoles = [connect(f"{stage.ws}/show/console") for _ in range(2)]
    stages = [connect(f"{stage.ws}/show/stage") for _ in range(3)]
    try:
        for socket in (*consoles, *stages):
            json.loads(socket.recv(timeout=60))
        time.sleep(0.3)
        with ThreadPoolExecutor(5) as pool:
            told = [pool.submit(newest, socket, lambda view: view.get("standing") == 1) for socket in consoles]
            told += [pool.submit(newest, socket, lambda view: view["phase"] == "thinking") for socket in stages]
            consoles[0].send(json.dumps({"type": "press", "key": "go"}))
            for future in told:
                future.result()
    finally:
        for socket in (*consoles, *stages):
            socket.close()


def test_a_console_that_says_nonsense_is_let_go_and_the_show_goes_on(stage):
    with connect(f"{stage.ws}/show/console") as socket:
        socket.recv(timeout=60)
        socket.send("{}")
        with pytest.raises(ConnectionClosed) as closed:
            newest(socket, lambda view: False)
        assert closed.value.rcvd.code == 4400
    assert act(stage, "go").status_code == 202
    stage.wait_for(lambda state: state.standing == 1)


def test_when_the_last_console_is_gone_the_show_listens_for_itself(stage):
    with connect(f"{stage.ws}/show/console") as socket:
        socket.recv(timeout=60)
        stage.wait_for(lambda state: "console" not in state.missing)
    stage.wait_for(lambda state: state.mode == "listening")
    stage.crew.heard("안녕 파이보", 0.9)
    stage.wait_for(lambda state: state.standing == 1)


def test_a_console_sees_how_loud_the_microphone_is(stage):
    with connect(f"{stage.ws}/show/console") as socket:
        assert json.loads(socket.recv(timeout=60))["level_dbfs"] is None
        stage.doors.hears(-31.26)
        assert newest(socket, lambda view: view["level_dbfs"] is not None)["level_dbfs"] == -31.3


# Who may do what


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    with on_stage(tmp_path_factory.mktemp("guarded"), token=TOKEN) as stage:
        yield stage


def cookie_of(stage, path, token):
    response = httpx.post(f"{stage.http}{path}", json={"token": token})
    return {"Cookie": response.headers["set-cookie"].split(";")[0]} if response.status_code == 200 else None


def closed_with(stage, path, headers):
    with connect(f"{stage.ws}{path}", additional_headers=headers) as socket:
        try:
            socket.recv(timeout=60)
        except ConnectionClosed as e:
            return e.rcvd.code
    return None


def test_a_stage_link_sees_the_stage_and_cannot_act(guarded):
    link = stage_token(TOKEN)
    assert TOKEN not in link
    headers = cookie_of(guarded, "/show/enter", link)
    assert closed_with(guarded, "/show/stage", headers) is None
    assert closed_with(guarded, "/show/console", headers) == 4401
    assert httpx.post(f"{guarded.http}/cue/go", headers=headers).status_code == 401
    assert httpx.post(f"{guarded.http}/cue/go", headers={"authorization": f"Bearer {link}"}).status_code == 401
    assert httpx.get(f"{guarded.http}/cue/state", headers=headers).status_code == 401
    assert cookie_of(guarded, "/enter", link) is None
    with connect(f"{guarded.ws}/show/stage", additional_headers=headers) as socket:
        socket.send(json.dumps({"type": "press", "key": "go"}))
        with pytest.raises(ConnectionClosed) as closed:
            newest(socket, lambda view: False)
        assert closed.value.rcvd.code == 4400
    assert guarded.runner.state.standing == 0


def test_an_operator_may_do_everything_and_a_stranger_nothing(guarded):
    headers = cookie_of(guarded, "/enter", TOKEN)
    assert closed_with(guarded, "/show/console", headers) is None
    assert closed_with(guarded, "/show/stage", headers) is None
    assert cookie_of(guarded, "/show/enter", "guess" * 5) is None
    for path in ("/show/stage", "/show/console"):
        assert closed_with(guarded, path, {}) == 4401
    assert httpx.post(f"{guarded.http}/cue/go").status_code == 401


@pytest.mark.parametrize("path", ["/show/stage", "/show/console"])
def test_pages_of_other_sites_are_refused(guarded, path):
    headers = cookie_of(guarded, "/enter", TOKEN) | {"Origin": "http://evil.example"}
    with pytest.raises(Exception, match=r"403|rejected"):
        connect(f"{guarded.ws}{path}", additional_headers=headers).close()
    act = httpx.post(f"{guarded.http}/cue/go", headers=headers)
    assert act.status_code == 403


# Silence


def test_the_veto_key_silences_at_once(tmp_path):
    with on_stage(tmp_path / "kept", clause_s=3.0) as stage, connect(f"{stage.ws}/show/console") as console:
        took = []
        for _ in range(20):
            console.send(json.dumps({"type": "say", "text": "아주 오래 말해요"}))
            assert stage.speaker.plays.wait(5)
            stage.wait_for(lambda state: state.run is not None and state.run.step == "delivering")
            began = time.monotonic()
            console.send(json.dumps({"type": "press", "key": "veto"}))
            stage.wait_for(lambda state: state.run is None)
            until = began + 60
            while stage.speaker.plays.is_set() and time.monotonic() < until:
                time.sleep(0.002)
            assert not stage.speaker.plays.is_set()
            took.append(stage.speaker.silent_s - began)
        assert statistics.median(took) < 1, took  # 0.4 ms on an idle machine; a clause would go on for three seconds


def test_a_show_is_spoken_cue_by_cue(tmp_path):
    with on_stage(tmp_path / "kept", clause_s=0.2) as stage:
        for number in range(4):
            act(stage, "go")
            stage.wait_for(lambda state, number=number: state.marks[number].state == "done", 20)
            time.sleep(0.5)
        assert [mark.rung for mark in stage.runner.state.marks] == ["live"] * 4
        delivered = [one for one in stage.runner.folder.happened() if one["what"] == "delivered"]
    assert delivered[1]["text"] == "재명이 형이지"
    assert all(one["after_s"] < one["by_s"] for one in delivered)


def test_a_typed_line_that_a_rule_forbids_is_not_said_and_its_operator_is_told(tmp_path):
    rules = [PolicyRule(id="w", reason="words", never=["빌어먹을"])]
    with on_stage(tmp_path / "kept", rules=rules) as stage, connect(f"{stage.ws}/show/console") as console:
        console.send(json.dumps({"type": "say", "text": "빌어먹을 마이크"}))
        assert newest(console, lambda view: view["refused"])["refused"] == "words: 빌어먹을 (w)"
        assert stage.runner.state.runs == 0
        console.send(json.dumps({"type": "say", "text": "잠시만요"}))
        assert newest(console, lambda view: view["run"] is not None)["refused"] is None


# Open Sound Control


def test_other_programs_drive_a_show_over_osc_and_are_told_its_state(stage):
    from pythonosc.dispatcher import Dispatcher
    from pythonosc.osc_server import ThreadingOSCUDPServer
    from pythonosc.udp_client import SimpleUDPClient

    from companion.server.show_osc import ShowOsc

    told = {}
    dispatcher = Dispatcher()
    dispatcher.set_default_handler(lambda address, *values: told.update({address: values[0]}))
    with ThreadingOSCUDPServer(("127.0.0.1", 0), dispatcher) as other:
        Thread(target=other.serve_forever, daemon=True).start()
        osc = ShowOsc(stage.doors, "0", f"127.0.0.1:{other.server_address[1]}")
        desk = SimpleUDPClient("127.0.0.1", osc.port)
        with connect(f"{stage.ws}/show/stage"):
            for number in range(4):
                desk.send_message("/cue/go", [])
                stage.wait_for(lambda state, number=number: state.standing == number + 1)
                desk.send_message("/cue/go", 1.0)  # a second press is none, the third says the answer at once
                stage.wait_for(lambda state: state.run is not None and state.run.step == "vetting")
                time.sleep(0.45)
                desk.send_message("/cue/go", [])
                stage.wait_for(lambda state: state.run is not None and state.run.step == "delivering")
                desk.send_message("/cue/skip", [])
                stage.wait_for(lambda state: state.run is None)
                time.sleep(0.45)
        desk.send_message("/cue/volume", 40.4)
        desk.send_message("/cue/nosuch", 40)
        desk.send_message("/cue/mode", "listening")
        stage.wait_for(lambda state: (state.volume, state.mode) == (40, "listening"))
        stage.wait_for(lambda state: told.get("/show/mode") == "listening")
        assert (told["/show/standby"], told["/show/volume"], told["/show/elapsed"] > 0) == ("", 40, True)
        osc.close()
        other.shutdown()
    assert [mark.rung for mark in stage.runner.state.marks] == ["text"] * 4


@pytest.fixture
def desk(stage):
    """A desk that sends, and what it is told: whole messages, in order."""
    from pythonosc.dispatcher import Dispatcher
    from pythonosc.osc_server import ThreadingOSCUDPServer
    from pythonosc.udp_client import SimpleUDPClient

    from companion.server.show_osc import ShowOsc

    told = []
    dispatcher = Dispatcher()
    dispatcher.set_default_handler(lambda address, *values: told.append((address, *values)))
    with ThreadingOSCUDPServer(("127.0.0.1", 0), dispatcher) as other:
        Thread(target=other.serve_forever, daemon=True).start()
        osc = ShowOsc(stage.doors, "0", f"127.0.0.1:{other.server_address[1]}")
        yield SimpleUDPClient("127.0.0.1", osc.port), told
        osc.close()
        other.shutdown()


def test_a_button_that_is_let_go_is_no_second_press(stage, desk):
    sends, _ = desk
    sends.send_message("/cue/down", 1.0)
    stage.wait_for(lambda state: state.standing == 1)
    for released in (0.0, 0, False):
        sends.send_message("/cue/down", released)
    sends.send_message("/cue/stand", 0)  # a number is no button
    stage.wait_for(lambda state: state.standing == 0)
    sends.send_message("/cue/volume", 0)
    stage.wait_for(lambda state: state.volume == 0)
    assert stage.runner.state.runs == 0


def test_a_desk_that_comes_late_asks_for_everything_and_is_told_the_clock(stage, desk):
    sends, told = desk
    sends.send_message("/cue/state", [])
    stage.wait_for(lambda state: ("/show/next", "governor") in told)
    assert ("/show/standby", "greeting") in told
    told.clear()
    sends.send_message("/cue/state", [])
    stage.wait_for(lambda state: ("/show/next", "governor") in told)
    with connect(f"{stage.ws}/show/stage"):
        sends.send_message("/cue/go", 1.0)
        stage.wait_for(lambda state: ("/show/elapsed", 1) in told and ("/show/next", "signing") in told)
