"""The whole ceremony by voice: a host speaks into a microphone, screens show what is said, and nobody touches a key."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect, sync_playwright
from soundserver import EAR, MOUTH
from websockets.sync.client import connect

from companion.audio.levels import dbfs
from companion.audio.pcm import HEARING_RATE
from companion.base.settings import Speaking
from companion.language.spoken import spoken
from companion.show.keeping import ShowFolder
from companion.speaking.engine import load_synthesiser

HOST = ("오늘 이 자리에 와 주신 여러분 감사드립니다", "큰 박수 부탁드립니다")
CEREMONY = {
    "안녕, 파이보": "파이보예요",
    "경기도지사가 누구야?": "재명이 형이지",
    "오늘 협약에는 누가 서명해?": "이용섭",
    "수원 맛집을 찾아줘": "수원 맛집 세 곳",
}
"""What the host asks, and what the answer holds."""
expect.set_options(timeout=60_000)  # what is waited for comes soon, unless the machine is busy
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser():
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS) as browser,
    ):
        yield browser


@pytest.fixture(scope="module")
def host(models):
    voice = load_synthesiser(Speaking(), models)
    return lambda text: voice.synthesize(spoken(text)).at(HEARING_RATE)


class OnAir:
    """A show in processes of its own."""

    def __init__(self, kept):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        words = ["signing-ceremony", "--stage", "--listen", "--port", str(self.port), "--kept", str(kept)]
        variables = os.environ | {"COMPANION_SPEAKING__ENGINE": "espeak-ng"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "companion.app.main", "demo", "run", *words],
            env=variables,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def view(self):
        with urlopen(f"http://127.0.0.1:{self.port}/cue/state", timeout=5) as response:
            return json.load(response)

    def wait_for(self, what, seconds=90):
        until, view = time.monotonic() + seconds, None
        while time.monotonic() < until:
            try:
                view = self.view()
                if what(view):
                    return view
            except OSError:
                assert self.process.poll() is None
            time.sleep(0.1)
        raise AssertionError(f"not within {seconds} s: {view}")

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=30)


def test_the_whole_ceremony_goes_by_voice(sound, host, browser, tmp_path):
    stage = OnAir(tmp_path / "kept")
    try:
        stage.wait_for(lambda view: view["mode"] == "listening" and "mind" not in view["missing"])
        console, screen = (browser.new_page() for _ in range(2))
        console.goto(f"http://127.0.0.1:{stage.port}/console.html")
        screen.goto(f"http://127.0.0.1:{stage.port}/stage.html?motion=reduced")
        expect(console.locator("#mode")).to_have_attribute("aria-pressed", "true")
        with sound.recording() as recording:
            for number, (question, holds) in enumerate(CEREMONY.items()):
                expect(console.locator("#standby-text")).to_have_text(question)
                sound.say(host(HOST[number % 2]))
                time.sleep(1.5)
                assert stage.view()["standing"] == number, stage.view()["heard"]
                sound.say(host(question))
                view = stage.wait_for(lambda view, n=number: view["cues"][n]["rung"], 15)
                assert view["cues"][number]["rung"] == "live"
                expect(screen.locator("#caption")).to_contain_text(holds)
                expect(console.locator("#run-text")).to_contain_text(holds)
                expect(console.locator("#heard .fired").first).to_contain_text(question)
                if number < len(CEREMONY) - 1:
                    stage.wait_for(lambda view: view["run"] is None, 40)
                    time.sleep(0.6)
        assert dbfs(recording.audio.samples) > -50
        urlopen(Request(f"http://127.0.0.1:{stage.port}/cue/panic", b"", method="POST"), timeout=5).close()
        stage.wait_for(lambda view: view["panicked"] and view["run"] is None, 5)
        expect(screen.locator("#stage")).to_have_attribute("data-show", "panic")
        expect(console.locator("#panic")).to_contain_text("비상 풀기")
    finally:
        stage.end()


def test_a_speaker_and_a_microphone_that_go_away_and_come_back_hold_up_no_show(sound, host, tmp_path):
    stage = OnAir(tmp_path / "kept")

    def gone(part, is_gone):
        stage.wait_for(lambda view: (part in view["missing"]) == is_gone, 30)

    def go(number):
        rested = stage.wait_for(lambda view: view["run"] is None, 60)
        assert rested["standing"] == number
        time.sleep(0.5)  # GO sooner after GO is the same GO
        urlopen(Request(f"http://127.0.0.1:{stage.port}/cue/go", b"", method="POST"), timeout=5).close()
        return stage.wait_for(lambda view: view["cues"][number]["rung"], 15)["cues"][number]["rung"]

    try:
        stage.wait_for(lambda view: view["mode"] == "listening" and not {"mind", "voice"} & {*view["missing"]})
        with connect(f"ws://127.0.0.1:{stage.port}/show/stage"):
            sound.unplug(MOUTH)
            gone("speaker", True)
            assert go(0) == "text"
            sound.plug(MOUTH)
            gone("speaker", False)
            sound.unplug(EAR)
            gone("microphone", True)
            with sound.recording() as recording:
                assert go(1) == "live"
                stage.wait_for(lambda view: view["run"] is None, 60)
            assert dbfs(recording.audio.samples) > -50
            sound.plug(EAR)
            gone("microphone", False)
            time.sleep(1)
            sound.say(host("오늘 협약에는 누가 서명해?"))
            view = stage.wait_for(lambda view: view["cues"][2]["rung"], 30)
            assert view["cues"][2]["rung"] == "live"
    finally:
        stage.end()
    delivered = [one for one in ShowFolder(tmp_path / "kept").happened() if one["what"] == "delivered"]
    assert [one["cue"] for one in delivered] == ["greeting", "governor", "signing"]
    assert all(one["after_s"] <= one["by_s"] for one in delivered)
