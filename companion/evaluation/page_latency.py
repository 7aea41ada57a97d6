"""From the end of a question to the first sound of its answer: through the page and a server, beside `talk`.

The same recordings are heard, one after the other and in real time, by the loop of `talk` in this process, by a server
over the page's WebSocket with a client that plays as the page does, and, where there is a browser, by the page itself,
from a server of its own, because one that has said an answer already says it again at once. The page's microphone
hears the recording, and its sound is listened to on the way to the loudspeaker. Microphones and loudspeakers are left
out of all three: what a stream of the browser, which stands in for the microphone, takes for itself is measured beside
it and taken off.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import asdict, dataclass
from io import StringIO
from itertools import chain
from statistics import median
from typing import TYPE_CHECKING, Any, Final, TextIO

import numpy as np

from companion.audio.pcm import HEARING_RATE, Audio, from_pcm16, pcm16
from companion.base.extras import requiring
from companion.base.table import table
from companion.dialogue.assistant import Assistant
from companion.evaluation.latency import Latency, machine
from companion.evaluation.serving import serving_process
from companion.evaluation.voice_latency import (
    LEAD_S,
    AskedQuestion,
    first_audible_s,
    frames_of_question,
    measure_live,
)
from companion.live.ear import Ear
from companion.speaking.voice import Voice

with requiring("the bench of the page", "server"):
    from websockets.asyncio.client import ClientConnection, connect

if TYPE_CHECKING:
    from playwright.sync_api import Page

GOAL_MS: Final = 100.0
"""How much later than `talk` the page may answer."""
TOGETHER_MS: Final = 2000.0
"""How long the slowest twentieth of those who speak at once may wait."""
CHROMIUM: Final = "/usr/bin/chromium"

_RATE: Final = 24_000
_PIECE_S: Final = 0.02
_AHEAD_S: Final = 0.06
"""How much of a sound is there before the page begins to play it (`playout.js`)."""
_PATIENCE_S: Final = 15.0
_APART_S: Final = 0.7
"""How much later each of those who speak at once begins."""
_FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
_LOUD: Final = 104  # of 32768: -50 dB under full scale, as for the others

_EARS_OF_THE_PAGE: Final = """
  // A microphone that hears a recording, and an ear on the way to the loudspeaker.
  navigator.mediaDevices.getUserMedia = async () => {
    const context = new AudioContext({ sampleRate: 48000, latencyHint: "interactive" });
    await context.resume();
    const room = context.createMediaStreamDestination();
    window.ask = (samples, rate, end) => {
      const buffer = context.createBuffer(1, samples.length, rate);
      buffer.getChannelData(0).set(samples);
      const source = context.createBufferSource();
      source.buffer = buffer;
      source.connect(room);
      window.answeredAt = null;
      const from = context.currentTime + 0.1;
      source.start(from);
      const begins = performance.now() + (from - context.currentTime) * 1000;
      window.saidAt = begins + end * 1000;
      window.reached = null;
      window.loudAt = begins + (samples.findIndex((height) => Math.abs(height) * 32768 > LOUD) / rate) * 1000;
    };
    // A second listener to the same stream, opened as the page opens it: how long the stand-in for a microphone takes.
    const listener = new AudioContext({ sampleRate: 16000 });
    await listener.audioWorklet.addModule("/capture.js");
    const beside = new AudioWorkletNode(listener, "capture", { numberOfOutputs: 0 });
    beside.port.onmessage = ({ data }) => {
      const first = data.findIndex((height) => Math.abs(height) > LOUD);
      if (first < 0 || !window.loudAt) return;
      window.reached = performance.now() - ((data.length - first) / 16000) * 1000 - window.loudAt;
      listener.close();
    };
    listener.createMediaStreamSource(room.stream).connect(beside);
    await listener.resume();
    return room.stream;
  };
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (to, ...rest) {
    if (to instanceof AudioDestinationNode) {
      this.context.audioWorklet.addModule("/capture.js").then(() => {
        const ear = new AudioWorkletNode(this.context, "capture", { numberOfOutputs: 0 });
        ear.port.onmessage = ({ data }) => {
          const first = data.findIndex((height) => Math.abs(height) > LOUD);
          if (first >= 0 && window.saidAt && performance.now() > window.saidAt)
            window.answeredAt ??= performance.now() - ((data.length - first) / this.context.sampleRate) * 1000;
        };
        connect.call(this, ear);
      });
    }
    return connect.call(this, to, ...rest);
  };
""".replace("LOUD", str(_LOUD))


@dataclass(frozen=True, slots=True)
class AnsweredWay:
    """One way from a question to its answer, over all questions.

    Attributes:
        name: of the way.
        ms: from the end of speech to the first audible sample; None where nothing was answered.
        answered: how many questions were.
        later_ms: how much later than `talk` the same question was answered, the median; None for `talk` itself.
    """

    name: str
    ms: Latency | None
    answered: int
    later_ms: float | None


@dataclass(frozen=True, slots=True)
class PageLatencyReport:
    """The ways side by side.

    Attributes:
        machine: where.
        questions: how many.
        engines: recogniser and voice of `talk`; the server has those of its profile.
        ways: `talk`, then the page.
        stream_ms: what the stream that stands in for the page's microphone took, the median; None without a browser.
        together: so many who speak at once over `/ws`, each to their own conversation, and how long they wait.
    """

    machine: dict[str, Any]
    questions: int
    engines: str
    ways: tuple[AnsweredWay, ...]
    stream_ms: float | None = None
    together: tuple[AnsweredWay, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain data for `json.dumps`."""
        return asdict(self)


def bench_page(
    assistant: Assistant,
    ear: Callable[[], Ear],
    voice: Voice,
    questions: Sequence[AskedQuestion],
    profile: str,
    *,
    engines: str,
    browser: bool,
    together: int = 0,
    progress: TextIO,
) -> PageLatencyReport:
    """Measure all ways, question by question, so that whatever else the machine does meets all of them alike.

    Args:
        assistant: answers in this process.
        ear: hears in this process.
        voice: speaks in this process.
        questions: what is asked; each begins a new conversation.
        profile: what the server starts with.
        engines: what `ear` and `voice` are.
        browser: whether the page itself is measured too, in Chromium.
        together: up to how many speak at once after that; as soon as their p95 is over `TOGETHER_MS`, no more do.
        progress: where a line on how far it is goes.

    Raises:
        CompanionError: the server or the browser did not start.
    """
    talk: list[float | None] = []
    wire: list[float | None] = []
    page: list[float | None] = []
    streams: list[float] = []
    assistant.respond(questions[0].name)  # loads what answering needs, as `talk` does before it listens
    crowd: list[AnsweredWay] = []
    limits = {"LIVE_LIMIT": str(max(1, together) + 1)}
    # The browser's driver has a loop on this thread.
    with (
        serving_process(profile, limits, silent=False) as (port, _),
        _page(profile) if browser else nullcontext() as opened,
        ThreadPoolExecutor(1) as aside,
    ):
        for number, question in enumerate(questions, 1):
            (live,), _, _ = measure_live(assistant, ear, voice, [question], True, StringIO())
            talk.append(None if live.cut_in else live.latency_ms)
            wire.append(aside.submit(asyncio.run, _over_the_wire(port, question)).result())
            if opened is not None:
                answered = _at_the_page(opened, question)
                page.append(answered and answered[0])
                streams.extend(answered[1:] if answered else ())
            progress.write(f"\r{number}/{len(questions)} ")
            progress.flush()
        progress.write("\n")
        for many in range(1, together + 1):
            asked = aside.submit(asyncio.run, _at_once(port, questions, many)).result()
            crowd.append(_way(f"{many} at once", asked, None))
            progress.write(f"\r{many} at once ")
            progress.flush()
            if (ms := crowd[-1].ms) is None or ms.p95 > TOGETHER_MS:
                break
    progress.write("\n")
    ways = [_way("talk", talk, None), _way("/ws", wire, talk)]
    if page:
        ways.append(_way("the page in Chromium", page, talk))
    stream_ms = median(streams) if streams else None
    return PageLatencyReport(asdict(machine()), len(questions), engines, tuple(ways), stream_ms, tuple(crowd))


def _way(name: str, ms: Sequence[float | None], talk: Sequence[float | None] | None) -> AnsweredWay:
    answered = [each for each in ms if each is not None]
    both = [] if talk is None else [a - b for a, b in zip(ms, talk, strict=True) if a is not None and b is not None]
    return AnsweredWay(name, Latency.of(answered) if answered else None, len(answered), median(both) if both else None)


async def _at_once(port: int, questions: Sequence[AskedQuestion], many: int) -> list[float | None]:
    """So many ask all questions, each from an address of their own and beginning with another one."""

    async def talk(number: int) -> list[float | None]:
        await asyncio.sleep(number * _APART_S)
        order = [*questions[number % len(questions) :], *questions[: number % len(questions)]]
        return [await _over_the_wire(port, question, f"127.0.5.{1 + number}") for question in order]

    return list(chain.from_iterable(await asyncio.gather(*map(talk, range(many)))))


async def _over_the_wire(port: int, question: AskedQuestion, address: str = "127.0.0.1") -> float | None:
    """Milliseconds from the end of speech to the first audible sample, for a client that plays as the page does."""
    async with connect(f"ws://127.0.0.1:{port}/ws", local_addr=(address, 0), compression=None) as socket:
        await socket.send(json.dumps({"type": "hello", "version": 1, "sound": True, "rate": _RATE}))
        await _until(socket, "Welcome")
        await socket.send(json.dumps({"type": "microphone", "on": True, "rate": HEARING_RATE}))
        await _until(socket, "Aloud")
        began = time.monotonic()
        speaking = asyncio.create_task(_speak(socket, question, began))
        try:
            heard = await asyncio.wait_for(_first_sound(socket), _PATIENCE_S + len(question.samples) / HEARING_RATE)
        except TimeoutError:
            return None
        finally:
            speaking.cancel()
            with suppress(asyncio.CancelledError):
                await speaking
        return 1e3 * (heard - began - LEAD_S - question.end_s)


async def _until(socket: ClientConnection, kind: str) -> dict[str, Any]:
    async with asyncio.timeout(_PATIENCE_S):
        while True:
            told = await socket.recv()
            if isinstance(told, str) and (event := json.loads(told))["event"] == kind:
                return dict(event)


async def _speak(socket: ClientConnection, question: AskedQuestion, began: float) -> None:
    sound = np.concatenate([frame.samples for frame in frames_of_question(question)])
    step = round(HEARING_RATE * _PIECE_S)
    for at in range(0, len(sound), step):
        await asyncio.sleep(began + (at + step) / HEARING_RATE - time.monotonic())
        await socket.send(pcm16(sound[at : at + step]))
    while True:  # somebody who waits
        await asyncio.sleep(_PIECE_S)
        await socket.send(bytes(2 * step))


async def _first_sound(socket: ClientConnection) -> float:
    """When the first audible sample would be heard."""
    clause = await _until(socket, "ClauseReady")
    length, content, begins = 2 * clause["sound"]["samples"], b"", None
    while len(content) < length:
        piece = await socket.recv()
        if isinstance(piece, bytes):
            content += piece
        if begins is None and len(content) >= min(length, 2 * _RATE * _AHEAD_S):
            begins = time.monotonic()
    return (begins or time.monotonic()) + first_audible_s(Audio(from_pcm16(content), _RATE))


@contextmanager
def _page(profile: str) -> Iterator[Page]:
    """The page in a browser, with a server of its own."""
    with requiring("the page in a browser", "dev"):
        from playwright.sync_api import sync_playwright

    with serving_process(profile, {}, silent=False) as (port, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_FLAGS))
        context = browser.new_context(viewport={"width": 360, "height": 640}, permissions=["microphone"])
        context.add_init_script(_EARS_OF_THE_PAGE)
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/")
        yield page
        browser.close()


def _at_the_page(page: Page, question: AskedQuestion) -> tuple[float, float] | None:
    """Milliseconds from the end of speech to the first audible sample, in the page itself, and those of its stream.

    The first are without the second.
    """
    page.evaluate("sessionStorage.clear()")
    page.reload()
    page.wait_for_selector("#stage[data-phase=listening]")
    page.click("#talk-button")
    page.wait_for_selector("#talk-button[aria-pressed=true]")
    sound = np.concatenate([frame.samples for frame in frames_of_question(question)]).round(4).tolist()
    end_s = LEAD_S + question.end_s
    page.evaluate("([samples, rate, end]) => window.ask(samples, rate, end)", [sound, HEARING_RATE, end_s])
    heard, until = None, time.monotonic() + end_s + _PATIENCE_S
    while time.monotonic() < until:
        page.wait_for_timeout(100)
        heard = page.evaluate("window.answeredAt && [window.answeredAt - window.saidAt, window.reached]")
        if heard:
            break
    page.click("#talk-button")
    return (heard[0] - heard[1], heard[1]) if heard else None


def report_page_latency(result: PageLatencyReport) -> str:
    """A table for people."""

    def cells(way: AnsweredWay) -> tuple[str, ...]:
        ms = ("–", "–") if way.ms is None else (f"{way.ms.p50:.0f}", f"{way.ms.p95:.0f}")
        later = "" if way.later_ms is None else f"{way.later_ms:+.0f}"
        return way.name, f"{way.answered}", *ms, later

    on = result.machine
    stream = (
        ()
        if result.stream_ms is None
        else (f"without the browser's stream for a microphone: {result.stream_ms:.0f} ms",)
    )
    crowd = [
        "",
        table(("", "answered", "p50", "p95", ""), [cells(way) for way in result.together]),
        f"goal: p95 ≤ {TOGETHER_MS:g} ms",
    ]
    return "\n".join(
        [
            f"{result.questions} questions, {result.engines}, {on['cpu']}, {on['cores']} cores",
            "milliseconds from the true end of speech to the first audible sample, in real time",
            table(("", "answered", "p50", "p95", "later than talk"), [cells(way) for way in result.ways]),
            "",
            *stream,
            f"goal: at most {GOAL_MS:g} ms later, the median over the same questions",
            *(crowd if result.together else ()),
        ]
    )
