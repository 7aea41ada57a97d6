"""The console and the stage screen in a real browser."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright
from stages import on_stage

from companion.app.main import main
from companion.show.machine import Jump

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
HD, UHD, TABLET = (1920, 1080), (3840, 2160), (1280, 800)
PICTURES = os.environ.get("COMPANION_TEST_PICTURES")
"""A folder for pictures of every state, for people to look at."""


@pytest.fixture(scope="module")
def browser():
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS) as browser,
    ):
        yield browser


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    with on_stage(tmp_path_factory.mktemp("show"), clause_s=0.15, waits=True) as stage:
        yield stage


class Seen:
    """A page somebody looks at; what goes wrong in it is noted."""

    def __init__(self, browser, address, size):
        self.context = browser.new_context(viewport=dict(zip(("width", "height"), size, strict=True)), locale="ko-KR")
        self.page = self.context.new_page()
        self.faults = []
        self.page.on(
            "console", lambda said: self.faults.append(said.text) if said.type in ("error", "warning") else None
        )
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.goto(address)

    def picture(self, name):
        if PICTURES:
            self.page.screenshot(path=Path(PICTURES) / f"{name}.png")

    def violations(self):
        """What axe-core finds, however little it minds."""
        found = Axe().run(self.page).response["violations"]
        return [(one["id"], one["nodes"][0]["html"]) for one in found]

    def outside(self):
        """What hangs over the edge of the screen."""
        return self.page.evaluate(
            "[...document.querySelectorAll('#stage p, #stage h1, #stage h2, #cards li')].filter((one) => {"
            " const box = one.getBoundingClientRect(); return one.checkVisibility() && one.textContent.trim() &&"
            " (box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < -1 || box.top < -1); })"
            ".map((one) => one.outerHTML.slice(0, 80))"
        )

    def overlaps_notice(self):
        return self.page.evaluate(
            "[...document.querySelectorAll('#caption, #second, #cards')].some((one) => one.checkVisibility() &&"
            " one.getBoundingClientRect().bottom >"
            " document.querySelector('#ai-notice').getBoundingClientRect().top + 1)"
        )

    def size_of(self, selector):
        size = self.page.evaluate(f"parseFloat(getComputedStyle(document.querySelector('{selector}')).fontSize)")
        return size / self.page.viewport_size["height"]


def test_the_whole_ceremony_goes_by_keyboard_alone(browser, stage):
    console = Seen(browser, f"{stage.http}/console.html", TABLET)
    screens = [Seen(browser, f"{stage.http}/stage.html?motion=reduced", size) for size in (HD, UHD)]
    page, standby, run = console.page, console.page.locator("#standby-text"), console.page.locator("#run")
    expect(standby).to_have_text("안녕, 파이보")
    expect(page.locator("#notes")).to_contain_text("업무협약식")
    found = console.violations() + screens[0].violations()
    console.picture("console-standby")
    screens[0].picture("stage-idle")
    expected = ("파이보예요", "재명이 형이지", "이용섭", "수원 맛집 세 곳")
    for number, holds in enumerate(expected):
        page.keyboard.press("Space")
        expect(run).to_have_attribute("data-step", "vetting")
        expect(page.locator("#run-text")).to_contain_text(holds)
        expect(screens[0].page.locator("#stage")).to_have_attribute("data-show", "thinking")
        if number == 1:
            console.picture("console-vetting")
            screens[0].picture("stage-thinking")
        page.wait_for_timeout(450)  # a second GO sooner is the same one
        page.keyboard.press("Space")  # no veto: said at once
        for screen in screens:
            expect(screen.page.locator("#caption")).to_contain_text(holds)
            assert screen.outside() == []
            assert not screen.overlaps_notice()
            assert screen.size_of("#caption") >= 0.045
            assert screen.size_of("#ai-notice") >= 0.025
        screens[0].picture(f"stage-{number + 1}")
        screens[1].picture(f"stage-4k-{number + 1}")
        console.picture(f"console-{number + 1}")
        if number == 3:
            expect(screens[0].page.locator("#cards li")).to_have_count(3)
            found += screens[0].violations()
        stage.wait_for(lambda state, number=number: state.marks[number].state == "done")
        page.wait_for_timeout(450)
    expect(standby).to_have_text("끝났어요")
    expect(page.locator("#over")).not_to_have_text("0:00")

    page.keyboard.press("Escape")
    expect(screens[0].page.locator("#stage")).to_have_attribute("data-show", "panic")
    expect(page.locator("#panic")).to_contain_text("비상 풀기")
    console.picture("console-panic")
    screens[0].picture("stage-panic")
    expect(page.locator("#why")).to_be_visible()
    page.keyboard.press("x")  # it is asked for some seconds only
    stage.wait_for(lambda state: any(one["what"] == "because" for one in stage.runner.folder.happened()))
    expect(page.locator("#why")).to_be_hidden()
    found += console.violations() + screens[0].violations()
    page.keyboard.press("Escape")
    page.keyboard.press("h")
    expect(screens[0].page.locator("#stage")).to_have_attribute("data-show", "hold")
    screens[0].picture("stage-hold")
    page.keyboard.press("h")

    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(standby).to_have_text("오늘 협약에는 누가 서명해?")
    page.keyboard.press("m")
    expect(page.locator("#mode")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("t")
    page.keyboard.type("잠시만 기다려 주세요")
    page.keyboard.press("Enter")
    expect(screens[1].page.locator("#caption")).to_have_text("잠시만 기다려 주세요")
    page.keyboard.press("-")
    stage.wait_for(lambda state: state.volume == 75)
    reasons = [one for one in stage.runner.folder.happened() if one["what"] == "because"]
    assert reasons[-1]["reason"] == "other"
    assert found == []
    for seen in (console, *screens):
        assert seen.faults == []
        seen.context.close()


@pytest.mark.parametrize("size", [HD, TABLET, (800, 1280)])
def test_a_console_shows_all_that_an_operator_needs_on_every_screen(browser, stage, size):
    console = Seen(browser, f"{stage.http}/console.html", size)
    page = console.page
    expect(page.locator("body")).to_have_attribute("data-state", "open")
    stage.crew.heard("오늘 날씨가 좋습니다", 0.8)
    stage.doors.hears(-30.0)
    for one in ("#standby-text", "#run", "#heard li >> nth=0", "#level", "#go", "#panic", "#text"):
        expect(page.locator(one)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert console.violations() == []
    console.picture(f"console-{size[0]}")
    console.context.close()


def test_the_screens_follow_a_ceremony_that_another_program_drives(browser, tmp_path):
    from pythonosc.udp_client import SimpleUDPClient

    from companion.server.show_osc import ShowOsc

    with on_stage(tmp_path / "kept", clause_s=0.15) as stage:
        osc = ShowOsc(stage.doors, "0", None)
        desk = SimpleUDPClient("127.0.0.1", osc.port)
        console = Seen(browser, f"{stage.http}/console.html", TABLET)
        screen = Seen(browser, f"{stage.http}/stage.html?motion=reduced", HD)
        expect(console.page.locator("#standby-text")).to_have_text("안녕, 파이보")
        expect(screen.page.locator("#ai-notice")).not_to_be_empty()
        for number, holds in enumerate(("파이보예요", "재명이 형이지", "이용섭", "수원 맛집 세 곳")):
            desk.send_message("/cue/go", [])
            expect(screen.page.locator("#caption")).to_contain_text(holds)
            expect(console.page.locator("#cues li[data-state=done]")).to_have_count(number + 1)
            console.page.wait_for_timeout(450)  # a second GO sooner is the same one
        expect(console.page.locator("#standby-text")).to_have_text("끝났어요")
        desk.send_message("/cue/panic", [])
        expect(screen.page.locator("#stage")).to_have_attribute("data-show", "panic")
        expect(console.page.locator("#panic")).to_contain_text("비상 풀기")
        osc.close()
        for seen in (console, screen):
            assert seen.faults == []
            seen.context.close()


def test_a_branch_is_told_at_the_console_and_left_by_keys(browser, tmp_path):
    event = tmp_path / "my-opening"
    assert main(["demo", "new", str(event)]) == 0
    with on_stage(tmp_path / "kept", "opening", profile=str(event), clause_s=0.1) as stage:
        console = Seen(browser, f"{stage.http}/console.html", TABLET)
        page, standby = console.page, console.page.locator("#standby-text")
        expect(page.locator("#cues li[data-branch]")).to_have_count(2)
        hours = next(cue.number for cue in stage.runner.show.cues if cue.id == "hours")
        stage.runner.put(Jump(hours))
        expect(page.locator("#standby-word")).to_have_text("다음 큐")
        page.keyboard.press("m")
        expect(page.locator("#mode")).to_have_attribute("aria-pressed", "true")
        stage.crew.heard("층별 안내를 해 줘", 1.0)
        expect(standby).to_have_text("어린이실부터 같이 가 볼까요?")
        expect(page.locator("#standby-word")).to_have_text("갈래 · 끝나면 «도서관은 몇 시에 닫아?» · 다음 큐")
        console.picture("console-branch")
        assert console.violations() == []
        expect(standby).to_have_text("어린이실")  # the first of the branch follows by itself
        stage.wait_for(lambda state: state.run is None)
        page.keyboard.press("Space")
        expect(standby).to_have_text("도서관은 몇 시에 닫아?")
        expect(page.locator("#standby-word")).to_have_text("멈춰 둠 · 다음 큐")
        page.keyboard.press("h")
        page.keyboard.press("ArrowUp")
        expect(standby).to_have_text("솔숲도서관이 문을 열었어요. 모두 축하해 주세요!")
        assert console.faults == []
        console.context.close()


def test_keys_are_known_on_a_korean_keyboard_and_by_touch(browser, stage):
    console = Seen(browser, f"{stage.http}/console.html", TABLET)
    page = console.page
    expect(page.locator("body")).to_have_attribute("data-state", "open")
    before = stage.runner.state.held
    page.evaluate("dispatchEvent(new KeyboardEvent('keydown', {key: 'ㅗ', code: 'KeyH'}))")
    stage.wait_for(lambda state: state.held != before)
    page.click("#hold")
    stage.wait_for(lambda state: state.held == before)
    sizes = page.evaluate(
        "[...document.querySelectorAll('footer button')].map((one) => Math.min(one.offsetWidth, one.offsetHeight))"
    )
    assert min(sizes) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= TABLET[0]
    console.context.close()


@pytest.mark.parametrize("theme", ["contrast", "dark"])
def test_the_stage_can_be_read_in_every_look_and_at_every_length(browser, stage, theme):
    screen = Seen(browser, f"{stage.http}/stage.html?theme={theme}&motion=reduced", HD)
    console = Seen(browser, f"{stage.http}/console.html", TABLET)
    expect(console.page.locator("body")).to_have_attribute("data-state", "open")
    longest = (
        "경기도와 광주광역시는 협력센터를 세우고 집적단지를 만들고 연구개발과 기업을 돕고 포럼을 함께 열기로 했어요. "
        * 3
    )
    for text in ("네", "솔숲도서관이 오늘 문을 열었어요", longest[:90], longest[:190]):
        console.page.fill("#text", text)
        console.page.press("#text", "Enter")
        expect(screen.page.locator("#caption")).to_have_text(text.strip())
        assert screen.outside() == []
        assert not screen.overlaps_notice()
        screen.picture(f"stage-{theme}-{len(text)}")
    assert screen.violations() == []
    screen.context.close()
    console.context.close()


def test_a_console_that_loses_its_line_says_so_and_comes_back(browser, tmp_path):
    with on_stage(tmp_path / "kept", clause_s=0.1) as first:
        console = Seen(browser, f"{first.http}/console.html", TABLET)
        expect(console.page.locator("body")).to_have_attribute("data-state", "open")
    expect(console.page.locator("#lost")).to_contain_text("공연은 그대로")
    console.picture("console-lost")
    console.context.close()
