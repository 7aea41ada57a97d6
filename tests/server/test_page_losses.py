"""What a page loses and gets back: network, wakefulness, conversation, microphone. Each time it says why."""

import json
import os
import signal
import time
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from cable import cable_to
from playwright.sync_api import expect
from screens import MOUTH, Screen
from served import serving

LOST = "로봇과 연결이 끊겼어요"
SECONDS = 90
"""In which a loss is noticed on a busy machine too."""


@pytest.fixture
def opened():
    screens = []

    def open_(*how, **more):
        screens.append(Screen(*how, **more))
        return screens[-1]

    yield open_
    for each in screens:
        each.close()


@contextmanager
def asleep(browser):
    """No page of a browser does anything, and the network goes on: a telephone in a pocket, a tab that is frozen."""
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    pages = [process["id"] for process in processes if process["type"] == "renderer"]
    assert pages
    try:
        for each in pages:
            os.kill(each, signal.SIGSTOP)
        yield
    finally:
        for each in pages:
            os.kill(each, signal.SIGCONT)


def test_a_network_that_is_lost_closes_nothing_and_is_noticed_and_the_conversation_goes_on(opened, browser, server):
    with cable_to(server) as cable:
        phone = opened(browser, cable.http)
        phone.in_phase("listening")
        phone.say("경기도지사가 누구야?")
        phone.caption("추미애")
        phone.page.keyboard.press("Escape")
        cable.pull()
        phone.say("그 전에는?")
        phone.in_phase("lost", SECONDS)
        expect(phone.page.locator("#why")).to_contain_text(LOST)
        # What got no answer stands where it was written, and nothing is sent into the void.
        expect(phone.page.locator("#text")).to_have_value("그 전에는?")
        phone.page.press("#text", "Enter")
        expect(phone.page.locator("#text")).to_have_value("그 전에는?")
        cable.plug()
        phone.in_phase("listening", SECONDS)
        expect(phone.page.locator("#why")).to_be_hidden()
        phone.page.press("#text", "Enter")
        phone.caption("김동연")
        phone.close()


@pytest.mark.parametrize(
    ("name", "told"), [("127.0.0.1", LOST), ("robot.local", "이 기기의 네트워크가 끊겼어요")], ids=["here", "far"]
)
def test_a_device_without_a_network_says_so_unless_the_robot_is_on_it(opened, chromium, name, told):
    with serving(names=("robot.local",)) as server, chromium("--host-resolver-rules=MAP robot.local 127.0.0.1") as far:
        phone = opened(far, f"http://{name}:{server.port}")
        phone.in_phase("listening")
        network = phone.context.new_cdp_session(phone.page)
        network.send("Network.enable")

        def offline(is_so):
            how = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
            network.send("Network.emulateNetworkConditions", {"offline": is_so, **how})

        offline(True)
        phone.in_phase("lost", SECONDS)
        expect(phone.page.locator("#why")).to_contain_text(told)
        offline(False)
        phone.in_phase("listening", SECONDS)
        phone.say("경기도지사가 누구야?")
        phone.caption("추미애")
        phone.close()


def test_an_open_microphone_hears_again_when_the_network_is_back(opened, browser, loud, question):
    """It has the only place aloud, and gets it from the line that was lost."""
    with cable_to(loud) as cable:
        phone = opened(browser, cable.http, microphone="granted", script=MOUTH)
        phone.in_phase("listening")
        phone.page.click("#talk-button")
        button = phone.page.locator("#talk-button")
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(phone.page.locator("#status")).to_have_text("듣고 있어요")
        cable.pull()
        phone.in_phase("lost", SECONDS)
        expect(button).to_have_attribute("data-resting", "")
        expect(phone.page.locator("#why")).to_contain_text(LOST)
        cable.plug()
        phone.in_phase("listening", SECONDS)
        expect(button).not_to_have_attribute("data-resting", "")
        expect(phone.page.locator("#status")).to_have_text("듣고 있어요")
        phone.speak(question)
        phone.caption("추미애")
        expect(phone.page.locator("#notice")).to_be_hidden()
        phone.page.click("#talk-button")
        expect(button).to_have_attribute("aria-pressed", "false")
        phone.close()


def test_a_line_that_comes_back_gets_no_sound_before_it_is_told_of_the_microphone(opened, browser, loud):
    """The microphone goes on meanwhile, and sound that nobody asked for is no message of this protocol."""
    lines = []

    def between(page):
        sent, line = [], page.connect_to_server()
        lines.append((page, sent))

        def out(message):
            sent.append("samples" if isinstance(message, bytes) else json.loads(message)["type"])
            line.send(message)

        def back(message):
            if isinstance(message, str) and json.loads(message)["event"] == "Welcome":
                time.sleep(1)  # for which the line is open and nobody is greeted
            page.send(message)

        page.on_message(out)
        line.on_message(back)

    phone = opened(browser, loud.http, microphone="granted", script=MOUTH, between=between)
    phone.in_phase("listening")
    phone.page.click("#talk-button")
    button = phone.page.locator("#talk-button")
    expect(phone.page.locator("#status")).to_have_text("듣고 있어요")
    lines[0][0].close()
    expect(button).to_have_attribute("data-resting", "")
    expect(button).not_to_have_attribute("data-resting", "")
    expect(phone.page.locator("#status")).to_have_text("듣고 있어요")
    phone.page.wait_for_timeout(500)
    assert len(lines) == 2
    for _, sent in lines:
        assert "samples" in sent
        assert "microphone" in sent[: sent.index("samples")]
    phone.close()


def test_a_microphone_that_is_closed_while_the_network_is_lost_stays_closed(opened, browser, loud):
    with cable_to(loud) as cable:
        phone = opened(browser, cable.http, microphone="granted", script=MOUTH)
        phone.in_phase("listening")
        button = phone.page.locator("#talk-button")
        phone.page.click("#talk-button")
        expect(phone.page.locator("#status")).to_have_text("듣고 있어요")
        cable.pull()
        phone.in_phase("lost", SECONDS)
        phone.page.click("#talk-button")
        expect(button).to_have_attribute("aria-pressed", "false")
        cable.plug()
        phone.in_phase("listening", SECONDS)
        phone.say("안녕")
        phone.in_phase("speaking")
        expect(button).to_have_attribute("aria-pressed", "false")
        phone.close()


def test_a_page_that_slept_too_long_says_so_and_goes_on_when_it_is_touched(opened, browser):
    with serving(keep_s=10) as server:
        phone = opened(browser, server.http)
        phone.in_phase("listening")
        with asleep(browser):
            time.sleep(13)
        phone.in_phase("away")
        expect(phone.page.locator("#notice-title")).to_have_text("오래 말씀이 없어 잠시 쉬고 있어요")
        phone.page.keyboard.press("Enter")
        phone.in_phase("listening")
        phone.say("안녕")
        phone.in_phase("speaking")
        phone.close()


def test_a_page_that_slept_a_while_is_where_it_was(opened, browser, server):
    phone = opened(browser, server.http)
    phone.in_phase("listening")
    phone.say("경기도지사가 누구야?")
    phone.caption("추미애")
    phone.page.keyboard.press("Escape")
    with asleep(browser):
        time.sleep(14)  # longer than a silent server would be waited for
    phone.say("그 전에는?")
    phone.caption("김동연")
    assert len([event for event in phone.told if event["event"] == "Welcome"]) == 1


def test_a_microphone_that_sends_nothing_is_off_and_the_page_says_why(opened, browser, loud):
    with patch("companion.server.page_socket._MUTE_S", 3.0):
        phone = opened(browser, loud.http, microphone="granted", script=MOUTH)
        phone.in_phase("listening")
        button = phone.page.locator("#talk-button")
        phone.page.click("#talk-button")
        expect(phone.page.locator("#status")).to_have_text("듣고 있어요")
        with asleep(browser):
            time.sleep(7)
        expect(phone.page.locator("#notice-title")).to_have_text("마이크를 껐어요")
        phone.page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "false")
        phone.page.click("#talk-button")
        expect(button).to_have_attribute("aria-pressed", "true")
        phone.close()


def test_two_tabs_have_two_conversations_and_one_of_them_may_talk_aloud(opened, browser, loud):
    first, second = (opened(browser, loud.http, microphone="granted", script=MOUTH) for _ in range(2))
    for phone in (first, second):
        phone.in_phase("listening")
        phone.page.click("#talk-button")
    expect(first.page.locator("#talk-button")).to_have_attribute("aria-pressed", "true")
    expect(second.page.locator("#notice")).to_contain_text("글로는 바로 이야기할 수 있어요")
    second.page.keyboard.press("Enter")
    second.say("안녕")
    second.in_phase("speaking")
    first.page.click("#talk-button")
    expect(first.page.locator("#talk-button")).to_have_attribute("aria-pressed", "false")
    second.page.click("#talk-button")
    expect(second.page.locator("#status")).to_have_text("듣고 있어요")
    first.close()
    second.close()


def test_a_microphone_that_is_denied_is_explained_and_works_once_it_is_allowed(opened, chromium, loud):
    with chromium("--use-fake-device-for-media-stream") as browser:
        phone = opened(browser, loud.http)
        phone.in_phase("listening")
        button = phone.page.locator("#talk-button")
        phone.page.click("#talk-button")
        expect(phone.page.locator("#notice")).to_contain_text("마이크를 허용해 주세요")
        phone.page.keyboard.press("Enter")
        expect(phone.page.locator("#notice")).to_be_hidden()
        expect(button).to_have_attribute("aria-label", "마이크를 쓸 수 없어요")
        phone.say("안녕")
        phone.in_phase("speaking")
        phone.page.click("#talk-button")
        expect(phone.page.locator("#notice")).to_be_visible()
        phone.context.grant_permissions(["microphone"])
        expect(phone.page.locator("#notice")).to_be_hidden()
        expect(button).to_have_attribute("aria-label", "말로 이야기하기")
        phone.page.click("#talk-button")
        expect(button).to_have_attribute("aria-pressed", "true")
        # And what was allowed may be taken back.
        phone.context.clear_permissions()
        expect(phone.page.locator("#notice")).to_contain_text("마이크가 끊어졌어요")
        expect(button).to_have_attribute("aria-pressed", "false")
        phone.close()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("NotAllowedError", "마이크를 허용해 주세요"),
        ("NotFoundError", "마이크를 찾지 못했어요"),
        ("NotReadableError", "다른 앱이 마이크를 쓰고 있어요"),
    ],
)
def test_every_reason_of_a_browser_to_give_no_microphone_is_told(opened, browser, loud, name, told):
    refuses = f"navigator.mediaDevices.getUserMedia = async () => {{ throw new DOMException('', '{name}'); }};"
    phone = opened(browser, loud.http, microphone="granted", script=refuses)
    phone.in_phase("listening")
    phone.page.click("#talk-button")
    expect(phone.page.locator("#notice")).to_contain_text(told)
