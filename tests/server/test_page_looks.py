"""How the page looks in every state, on a phone and on a tablet, in every look: legible, whole, usable by anybody.

The states are those of the real page: what its server would tell is told it. `COMPANION_TEST_PICTURES=FOLDER` keeps a
picture of each, for people to look at.
"""

import json
import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from screens import PHONE, SIDEWAYS, TABLET, Screen

PICTURES = os.environ.get("COMPANION_TEST_PICTURES")
SIZES = {PHONE["width"]: "phone", TABLET["width"]: "tablet", SIDEWAYS["width"]: "sideways"}
LOOKS = [("light", "ko"), ("dark", "en"), ("contrast", "ko")]
# What a look has to hold of: nothing over the edge, nothing over something else, nothing cut off that does not scroll.
FAULTY = """() => {
  const box = (one) => one.getBoundingClientRect();
  const seen = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const open = document.querySelector("dialog[open]");
  const found = [];
  for (const one of seen(open ? "dialog[open] *" : "main button, main p, #name, #caption, #form, .card")) {
    const { left, right, width } = box(one);
    const is = (what) => found.push([what, one.outerHTML]), inside = one.clientWidth;
    if (!width || one.closest(".symbols")) continue;
    if (!one.closest("#cards") && (left < -1 || right > innerWidth + 1)) is("over the edge");
    if (one.matches("button, a, #status span") && inside && one.scrollWidth > inside + 1) is("cut off");
    if (one.matches("button, input:not([type=radio])") && (width < 24 || box(one).height < 24)) is("small");
  }
  const rooms = seen("#stage > header, #talk, footer, #face-room");
  for (const [i, a] of rooms.entries()) for (const b of rooms.slice(i + 1)) {
    const over = (from, to) => Math.min(box(a)[to], box(b)[to]) - Math.max(box(a)[from], box(b)[from]);
    if (over("left", "right") > 1 && over("top", "bottom") > 1) found.push(["overlap", a.id + " " + b.id]);
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push(["wider than the screen", ""]);
  return found.map(([what, where]) => `${what}: ${where.slice(0, 120)}`);
}"""


# Who asked for places sees the first of them at once, whole.
FIRST_CARD_SEEN = """() => {
  const card = document.querySelector(".card").getBoundingClientRect();
  const room = document.querySelector("#talk").getBoundingClientRect();
  return room.top <= card.top + 1 && card.bottom <= room.bottom + 1;
}"""


class Told:
    """Stands between page and server: tells the page what a server with a voice would tell, and can be silent."""

    def __init__(self):
        self.page = None
        self.silent = False

    def __call__(self, socket):
        self.page = socket
        if self.silent:
            return
        server = socket.connect_to_server()
        server.on_message(lambda message: socket.send(self.with_voice(message)))

    def with_voice(self, message):
        told = json.loads(message)
        return json.dumps({**told, "voice": True} if told["event"] == "Welcome" else told)

    def tell(self, event, **fields):
        self.page.send(json.dumps({"event": event, "version": 1, **fields}))


class Look(Screen):
    """The page in one look."""

    def __init__(self, browser, server, size, theme, language):
        self.told_by = Told()
        self.name = f"{SIZES[size['width']]}-{theme}"
        wishes = {"theme": theme, "language": language, "motion": "reduced"}
        super().__init__(browser, server.http, size, microphone="granted", between=self.told_by, **wishes)
        self.found = []

    def tell(self, event, **fields):
        self.told_by.tell(event, **fields)

    def look(self, state):
        self.page.evaluate("document.fonts.ready")
        self.page.wait_for_timeout(150)
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(PICTURES) / f"{state}-{self.name}.png")
        serious = [v for v in Axe().run(self.page).response["violations"] if v["impact"] in ("serious", "critical")]
        self.found += [(state, one["id"], one["nodes"][0]["html"][:120]) for one in serious]
        self.found += [(state, each) for each in self.page.evaluate(FAULTY)]

    def lose(self, reason):
        """The line is closed, and what comes next gets no answer."""
        self.told_by.silent = True
        self.told_by.page.close(code=4500, reason=reason)

    def come_back(self):
        self.told_by.silent = False
        self.told_by.page.close(code=1012, reason="")
        self.in_phase("listening")


@pytest.fixture(scope="module")
def listening(chromium):
    """A browser with a microphone."""
    with chromium("--use-fake-device-for-media-stream") as browser:
        yield browser


@pytest.mark.parametrize("size", [PHONE, TABLET, SIDEWAYS], ids=SIZES.values())
@pytest.mark.parametrize(("theme", "language"), LOOKS)
def test_every_state_is_whole_legible_and_in_nobodys_way(listening, server, size, theme, language):
    """Rules of axe-core (WCAG 2 A and AA among them) and of the layout, in every state."""
    shown = Look(listening, server, size, theme, language)
    shown.in_phase("listening")
    shown.look("idle")
    shown.tell("Aloud", on=True, reason="")
    shown.tell("Phase", name="listening")
    shown.look("listening")
    shown.tell("Phase", name="hearing")
    shown.tell("HeardSoFar", text="경기도지사가 누구", stable=6)
    expect(shown.page.locator(".guess")).to_have_text(" 누구")
    shown.look("hearing")
    shown.tell("Phase", name="committing")
    shown.in_phase("thinking")
    shown.look("thinking")
    shown.tell("Aloud", on=False, reason="closed")
    shown.say("경기도지사가 누구야?")
    shown.in_phase("speaking")
    shown.caption("추미애")
    shown.look("speaking")
    shown.say("수원 맛집을 찾아줘")
    expect(shown.page.locator(".card")).to_have_count(3)
    shown.in_phase("speaking")
    shown.look("places")
    assert shown.page.evaluate(FIRST_CARD_SEEN)
    shown.page.keyboard.press("Escape")
    shown.page.click("#sources button")
    shown.look("sources")
    shown.page.click("#menu")
    shown.look("settings")
    shown.page.keyboard.press("Escape")
    shown.context.clear_permissions()  # it is not allowed any longer
    shown.page.click("#talk-button")
    expect(shown.page.locator("#notice")).to_be_visible()
    shown.look("denied")
    shown.page.click("#notice-button")
    shown.look("denied-after")
    for reason, phase in (("lost", "lost"), ("going", "lost"), ("loading", "loading"), ("full", "lost")):
        shown.lose(reason)
        shown.in_phase(phase)
        shown.look(reason)
        shown.come_back()
    shown.lose("elsewhere")
    shown.in_phase("away")
    shown.look("elsewhere")
    # Less motion is none: the head stands still.
    still = {shown.page.locator("#head").get_attribute("transform") for _ in range(10)}
    assert len(still) == 1
    assert shown.found == []
    shown.close()
