"""The page as somebody sees it, in a real browser: Debian's Chromium, which scripts/test installs."""

import json
import re
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
expect.set_options(timeout=60_000)  # what is waited for comes soon, unless the machine is busy
PHONE, TABLET, SIDEWAYS = ({"width": w, "height": h} for w, h in ((360, 740), (1280, 800), (740, 360)))

# A microphone into which a test speaks when it likes.
MOUTH = """
  navigator.mediaDevices.getUserMedia = async () => {
    const context = new AudioContext({ sampleRate: 48000 });
    await context.resume();
    const room = context.createMediaStreamDestination();
    window.speak = (samples) => {
      const buffer = context.createBuffer(1, samples.length, 48000);
      buffer.getChannelData(0).set(samples);
      const source = context.createBufferSource();
      source.buffer = buffer;
      source.connect(room);
      source.start();
    };
    window.unplug = () => room.stream.getTracks()[0].dispatchEvent(new Event("ended"));
    return room.stream;
  };
"""


@contextmanager
def browsers():
    """Starts browsers."""
    assert Path(CHROMIUM).exists(), "apt install chromium"
    with sync_playwright() as playwright:
        yield lambda *more: playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *more])


class Screen:
    """The page as somebody sees it; notes what goes wrong and where it sends requests.

    `between(socket)` may stand between the page and its server: it gets the page's end of each WebSocket.
    """

    def __init__(self, browser, address, viewport=PHONE, *, microphone="", script="", between=None, **preferences):
        allowed = ["microphone"] if microphone else []
        how = {"locale": "ko-KR", "permissions": allowed, "ignore_https_errors": True}
        self.context = browser.new_context(viewport=viewport, **how)
        self.context.add_init_script(
            f"localStorage.getItem('companion.preferences') ?? "
            f"localStorage.setItem('companion.preferences', {json.dumps(json.dumps(preferences))})"
        )
        self.context.add_init_script(script)
        if between is not None:
            self.context.route_web_socket("**/ws", between)
        self.page = self.context.new_page()
        self.faults, self.asked, self.told = [], set(), []
        self.watch(self.page)
        self.page.goto(address)

    def watch(self, page):
        page.on("console", lambda said: self.faults.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.on("websocket", lambda socket: socket.on("framereceived", self.hear))
        page.on("request", lambda request: self.asked.add(re.match(r"[a-z]+://[^/]+|data:", request.url)[0]))

    def hear(self, message):
        if isinstance(message, str):
            self.told.append(json.loads(message))

    def in_phase(self, phase, seconds=60):
        expect(self.page.locator("#stage")).to_have_attribute("data-phase", phase, timeout=1000 * seconds)

    def say(self, text):
        self.page.fill("#text", text)
        self.page.press("#text", "Enter")

    def caption(self, text):
        expect(self.page.locator("#caption")).to_contain_text(text)

    def speak(self, sound):
        """Into the microphone of `MOUTH`."""
        self.page.evaluate("(samples) => window.speak(samples)", sound.samples.round(4).tolist())

    def close(self):
        self.context.close()
