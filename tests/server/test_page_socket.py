"""The conversation of a page over its WebSocket."""

import json
from contextlib import ExitStack, suppress

import pytest
from served import serving
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect


class Page:
    """What a page says and is told."""

    def __init__(self, server, origin=None, **headers):
        self.closing = ExitStack()
        self.socket = self.closing.enter_context(connect(server.ws, additional_headers=headers, origin=origin))

    def say(self, **message):
        self.socket.send(json.dumps(message))

    def told(self):
        while True:  # a beat may come between any two
            message = self.socket.recv(timeout=60)
            told = json.loads(message) if isinstance(message, str) else message
            if isinstance(told, bytes) or told["event"] != "Beat":
                return told

    def until(self, kind):
        events = [self.told()]
        while events[-1]["event"] != kind:
            events.append(self.told())
        return events

    def welcome(self, **hello):
        self.say(type="hello", version=1, **hello)
        return self.until("Welcome")[-1]

    def ask(self, text):
        self.say(type="say", text=text)
        events = self.until("ClauseReady")
        while not events[-1]["last"]:
            events.append(self.told())
        return events

    def closed(self):
        with suppress(ConnectionClosed):
            while True:
                self.told()
        return self.socket.close_code, self.socket.close_reason


@pytest.fixture
def page(server):
    page = Page(server)
    yield page
    page.closing.close()


def test_an_answer_comes_as_events_in_order_and_clause_by_clause(page):
    welcome = page.welcome()
    assert (welcome["version"], welcome["resumed"], welcome["voice"]) == (1, False, False)
    events = page.ask("경기도지사가 누구야?")
    assert [event["event"] for event in events[:2]] == ["TurnCommitted", "Replied"]
    reply = events[1]["reply"]
    clauses = [event for event in events if event["event"] == "ClauseReady"]
    assert " ".join(clause["text"] for clause in clauses) == reply["spoken"]
    assert "".join(clause["shown"] for clause in clauses) == reply["text"]
    assert [clause["number"] for clause in clauses] == list(range(len(clauses)))
    assert reply["sources"]


def test_who_comes_back_goes_on_where_the_conversation_stood(server, page):
    welcome = page.welcome()
    page.ask("경기도지사가 누구야?")
    page.closing.close()
    again = Page(server)
    assert again.welcome(visit=welcome["visit"], secret=welcome["secret"])["resumed"]
    assert "김동연" in again.ask("그 전에는?")[1]["reply"]["text"]
    again.closing.close()


def test_nobody_goes_on_with_the_conversation_of_another_without_its_secret(server, page):
    welcome = page.welcome()
    stranger = Page(server)
    told = stranger.welcome(visit=welcome["visit"], secret="guessed")
    assert not told["resumed"]
    assert told["visit"] != welcome["visit"]
    stranger.closing.close()


def test_a_second_window_takes_the_conversation_and_the_first_is_told(server, page):
    welcome = page.welcome()
    second = Page(server)
    second.welcome(visit=welcome["visit"], secret=welcome["secret"])
    assert page.closed() == (4409, "elsewhere")
    second.ask("안녕")
    second.closing.close()


def test_what_was_not_heard_of_an_answer_is_what_it_goes_on_with(page):
    page.welcome()
    said = page.ask("수원 맛집을 찾아줘")
    clauses = [event["text"] for event in said if event["event"] == "ClauseReady"]
    page.say(type="stop", played=2)
    over = page.until("AnswerOver")[-1]
    assert (over["reason"], over["unsaid"]) == ("interrupted", " ".join(clauses[2:]))
    again = page.ask("어디까지 말했지?")
    assert again[1]["reply"]["spoken"] == " ".join(clauses[2:])
    page.say(type="over")
    assert page.until("AnswerOver")[-1]["reason"] == "said"


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("no json", 4400),
        ('{"type": "hello", "version": 2}', 4400),
        ('{"type": "say", "text": "안녕"}', 4400),
        ("[" * 60_000, 4400),
        (b"\x00\x01", 4400),
        ("x" * 70_000, 1009),
    ],
)
def test_what_cannot_be_read_closes_with_a_reason_and_harms_nobody(server, page, message, code):
    page.socket.send(message)
    assert page.closed()[0] == code
    other = Page(server)
    other.welcome()
    other.closing.close()


def test_nothing_said_is_no_turn(page):
    page.welcome()
    page.say(type="say", text="   ")
    assert page.until("NothingSaid")


def test_a_page_of_another_site_is_not_let_in(server):
    with pytest.raises(Exception, match="403"):
        Page(server, origin="https://evil.example")


def test_a_token_is_wanted_where_there_is_one_and_conversations_are_limited():
    with serving("a-token-of-some-length", session_limit=1) as server:
        stranger = Page(server)
        assert stranger.closed() == (4401, "token")
        bearer = {"Authorization": "Bearer a-token-of-some-length"}
        first, second = Page(server, **bearer), Page(server, **bearer)
        first.welcome()
        second.say(type="hello", version=1)
        assert second.closed() == (4503, "full")
        first.closing.close()
        # A conversation in which nothing was said makes room when its window is gone.
        first = Page(server, **bearer)
        first.welcome()
        first.ask("안녕")
        server.server.stop()
        assert first.closed() == (1012, "going")
