"""The page in a real browser: Debian's Chromium, which scripts/test installs."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import serving
from playwright.sync_api import expect, sync_playwright

from companion.audio.pcm import Audio, write_wav

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE, TABLET = {"width": 360, "height": 640}, {"width": 1280, "height": 800}
TOKEN = "twenty-four-letters-long"


@pytest.fixture(scope="module")
def chromium():
    """Starts browsers."""
    assert Path(CHROMIUM).exists(), "apt install chromium"
    with sync_playwright() as playwright:
        yield lambda *more: playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *more])


@pytest.fixture(scope="module")
def browser(chromium):
    with chromium() as browser:
        yield browser


class Screen:
    """The page as somebody sees it; notes what goes wrong and where it sends requests."""

    def __init__(self, browser, address, size=PHONE, *, microphone="", **preferences):
        allowed = ["microphone"] if microphone else []
        self.context = browser.new_context(viewport=size, locale="ko-KR", permissions=allowed)
        self.context.add_init_script(
            f"localStorage.getItem('companion.preferences') ?? "
            f"localStorage.setItem('companion.preferences', {json.dumps(json.dumps(preferences))})"
        )
        self.page = self.context.new_page()
        self.faults, self.asked = [], set()
        self.watch(self.page)
        self.page.goto(address)

    def watch(self, page):
        page.on("console", lambda said: self.faults.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.on("request", lambda request: self.asked.add(re.match(r"[a-z]+://[^/]+|data:", request.url)[0]))

    def in_phase(self, phase):
        expect(self.page.locator("#stage")).to_have_attribute("data-phase", phase, timeout=15_000)

    def say(self, text):
        self.page.fill("#text", text)
        self.page.press("#text", "Enter")

    def caption(self, text):
        expect(self.page.locator("#caption")).to_contain_text(text, timeout=15_000)


@pytest.fixture
def screen(browser, server):
    opened = []

    def screen(*how, at=server.http, **preferences):
        opened.append(Screen(browser, at, *how, **preferences))
        return opened[-1]

    yield screen
    for each in opened:
        each.context.close()


def test_a_question_moves_face_and_captions_and_shows_its_sources(screen, server):
    phone = screen()
    phone.in_phase("listening")
    phone.say("경기도지사가 누구야?")
    phone.in_phase("speaking")
    phone.caption("추미애 지사예요.")
    mouths = set()
    for _ in range(20):
        mouths.add(phone.page.locator("#mouth").get_attribute("d"))
        phone.page.wait_for_timeout(30)
    assert len(mouths) > 5
    phone.caption("민선 9기")  # as it is read, while «민선 구 기» is said
    expect(phone.page.locator("#sources ul")).to_be_hidden()
    phone.page.click("#sources button")
    expect(phone.page.locator("#sources li")).to_contain_text("2026-07-01부터")
    phone.page.keyboard.press("Escape")
    phone.in_phase("listening")
    assert (phone.faults, phone.asked) == ([], {server.http})


@pytest.mark.parametrize("size", [PHONE, TABLET], ids=["phone", "tablet"])
def test_places_come_as_cards_and_nothing_is_wider_than_the_screen(screen, size):
    shown = screen(size)
    shown.in_phase("listening")
    shown.say("수원 맛집을 찾아줘")
    cards = shown.page.locator(".card")
    expect(cards).to_have_count(3)
    expect(cards.first).to_contain_text("진미통닭")
    expect(cards.first).to_contain_text("팔달구")
    expect(cards.first.locator("a")).to_have_attribute("href", "tel:0312553401")
    expect(shown.page.locator(".card.told")).to_have_count(1)
    wide = shown.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= size["width"]
    boxes = {
        name: shown.page.locator(name).bounding_box() for name in ("#caption", "#form", "#face-room", "#stage > header")
    }
    for box in boxes.values():
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size["width"] + 0.5
        assert box["y"] + box["height"] <= size["height"] + 0.5
    if size is PHONE:
        assert boxes["#face-room"]["y"] + boxes["#face-room"]["height"] <= boxes["#caption"]["y"]


def test_the_buttons_say_what_is_on_them_and_stop_stops(screen):
    phone = screen()
    phone.in_phase("listening")
    phone.say("수원 맛집을 찾아줘")
    phone.in_phase("speaking")
    phone.page.click("[data-do=stop]")
    phone.in_phase("listening")
    phone.page.click("[data-do=louder]")
    phone.caption("소리를 키울게요.")
    phone.page.click("[data-do=size]")
    assert phone.page.locator("html").get_attribute("data-size") == "large"


def test_it_can_be_used_with_the_keyboard_alone_and_every_control_has_a_name(screen):
    phone = screen()
    phone.in_phase("listening")
    reached = []
    for _ in range(14):
        phone.page.keyboard.press("Tab")
        reached.append(phone.page.evaluate("document.activeElement.id || document.activeElement.dataset.do || ''"))
    assert {"menu", "caption", "louder", "slower", "repeat", "stop", "size", "text", "send"} <= set(reached)
    nameless = phone.page.evaluate(
        "[...document.querySelectorAll('button, input, a')].filter((one) => one.checkVisibility() && "
        "!(one.getAttribute('aria-label') || one.textContent.trim() || one.labels?.length)).length"
    )
    assert nameless == 0
    phone.page.focus("#text")
    phone.page.keyboard.type("안녕")
    phone.page.keyboard.press("Enter")
    phone.in_phase("speaking")
    phone.page.keyboard.press("Escape")
    phone.in_phase("listening")
    phone.page.focus("#menu")
    phone.page.keyboard.press("Enter")
    expect(phone.page.locator("#settings")).to_be_visible()
    phone.page.keyboard.press("Escape")
    expect(phone.page.locator("#settings")).to_be_hidden()


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_nothing_serious_stands_in_the_way_of_anybody(screen, theme):
    """The rules of axe-core (WCAG 2 A and AA among them), in every look and with everything open."""
    phone = screen(theme=theme, motion="reduced")
    phone.in_phase("listening")
    found = Axe().run(phone.page).response["violations"]
    phone.say("수원 맛집을 찾아줘")
    expect(phone.page.locator(".card")).to_have_count(3)
    phone.page.click("[data-do=stop]")
    phone.page.click("#sources button")
    found += Axe().run(phone.page).response["violations"]
    phone.page.click("#menu")
    found += Axe().run(phone.page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []


def test_looks_and_language_are_chosen_and_kept(screen):
    phone = screen()
    phone.in_phase("listening")
    phone.page.click("#menu")
    for name, value in (("language", "en"), ("theme", "contrast"), ("motion", "reduced")):
        phone.page.check(f"input[name={name}][value={value}]", force=True)
    phone.page.reload()
    phone.in_phase("listening")
    expect(phone.page.locator("#status")).to_have_text("Ready")
    expect(phone.page.locator("#text")).to_have_attribute("placeholder", "Ask in Korean or plain English")
    root = phone.page.locator("html")
    assert [root.get_attribute(f"data-{name}") for name in ("theme", "motion")] == ["contrast", "reduced"]
    assert root.get_attribute("lang") == "en"


def test_a_page_that_comes_back_goes_on_and_a_second_window_is_told(screen):
    phone = screen()
    phone.in_phase("listening")
    phone.say("경기도지사가 누구야?")
    phone.caption("추미애")
    phone.page.reload()
    phone.in_phase("listening")
    phone.say("그 전에는?")
    phone.caption("김동연")
    with phone.context.expect_page() as opened:
        phone.page.evaluate("window.open('/')")  # a window that another opens begins with what that one keeps
    expect(opened.value.locator("#stage")).to_have_attribute("data-phase", "listening", timeout=15_000)
    expect(phone.page.locator("#notice")).to_be_visible()
    phone.page.click("#notice-button")
    phone.in_phase("listening")
    expect(opened.value.locator("#notice")).to_be_visible()


def test_the_token_of_the_code_lets_in_and_leaves_the_address(browser):
    with serving(TOKEN) as server:
        knocking = Screen(browser, server.http)
        expect(knocking.page.locator("#token")).to_be_visible(timeout=15_000)
        knocking.page.fill("#token", TOKEN)
        knocking.page.click("#notice-button")
        knocking.in_phase("listening")
        knocking.context.close()
        scanned = Screen(browser, f"{server.http}/#token={TOKEN}")
        scanned.in_phase("listening")
        assert TOKEN not in scanned.page.url
        assert TOKEN not in scanned.page.evaluate(
            "document.cookie + JSON.stringify({...localStorage, ...sessionStorage})"
        )
        # The server goes and says so; the page waits for it.
        server.server.stop()
        scanned.in_phase("lost")
        scanned.context.close()


def test_a_question_aloud_is_heard_and_answered(chromium, loud, question, tmp_path):
    """The browser's microphone hears a file; what it plays is what the captions show."""
    heard = np.concatenate((np.zeros(48_000, np.float32), question.samples, np.zeros(48_000 * 30, np.float32)))
    write_wav(tmp_path / "question.wav", Audio(heard, 48_000))
    fake = ["--use-fake-device-for-media-stream", f"--use-file-for-fake-audio-capture={tmp_path / 'question.wav'}"]
    with chromium(*fake) as browser:
        phone = Screen(browser, loud.http, microphone="granted")
        phone.in_phase("listening")
        phone.page.click("#talk-button")
        expect(phone.page.locator("#talk-button")).to_have_attribute("aria-pressed", "true")
        phone.in_phase("hearing")
        phone.in_phase("speaking")
        expect(phone.page.locator("#asked")).to_contain_text("누구야")
        phone.caption("추미애 지사예요.")
        phone.in_phase("listening")
        phone.page.click("#talk-button")
        expect(phone.page.locator("#talk-button")).to_have_attribute("aria-pressed", "false")
        assert phone.faults == []


def test_a_microphone_that_may_not_be_used_is_explained(browser, loud):
    phone = Screen(browser, loud.http)
    phone.in_phase("listening")
    phone.page.click("#talk-button")
    expect(phone.page.locator("#notice")).to_be_visible()
    phone.page.click("#notice-button")
    phone.say("안녕")
    phone.in_phase("speaking")
    phone.context.close()
