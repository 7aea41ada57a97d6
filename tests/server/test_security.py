"""Who is let in, and what is bounded."""

import json
import socket
import time

import httpx2 as httpx
import pytest
from served import serving

from companion.server.security import Rate, is_ours, is_this_machine

CHAT = {"model": "companion", "messages": [{"role": "user", "content": "안녕"}]}


def post(server, path="/v1/chat/completions", **how):
    return httpx.post(server.http + path, **({"json": CHAT} | how))


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("localhost:80", True),
        ("LOCALHOST", True),
        ("192.168.0.7:8765", True),
        ("[::1]:8765", True),
        ("[::1]", True),
        ("stage.local", True),
        ("evil.example", False),
        ("localhost.evil.example:8765", False),
        ("", False),
        ("2130706433.evil.example", False),
    ],
)
def test_a_host_is_an_address_or_one_of_our_names(host, ours):
    assert is_ours(host, {"localhost", "stage.local"}) == ours


def test_which_address_is_this_machine_only():
    assert all(map(is_this_machine, ("localhost", "127.0.0.1", "127.3.2.1", "::1")))
    assert not any(map(is_this_machine, ("0.0.0.0", "::", "192.168.0.7", "stage.local")))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
    ],
)
def test_another_site_cannot_make_a_browser_ask(server, headers, status):
    answer = post(server, headers=headers)
    assert answer.status_code == status
    if status != 200:
        assert answer.json()["error"]["code"] in ("host", "origin")


def test_our_own_page_can(server):
    assert post(server, headers={"Origin": server.http}).status_code == 200


def test_every_answer_tells_browsers_to_load_nothing_from_elsewhere(server):
    for path in ("/", "/healthz", "/nowhere"):
        headers = httpx.get(server.http + path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "*" not in policy
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/../pyproject.toml", "/%2e%2e/pyproject.toml", "/page/index.html", "/fonts/", "/.env"]
)
def test_no_path_reaches_the_disk(server, path):
    assert httpx.get(server.http + path).status_code == 404


def test_a_body_is_bounded_whatever_it_says_of_its_length(server):
    assert post(server, content=b"x" * 300_000, json=None).status_code == 413

    def parts():
        for _ in range(100):
            yield b"x" * 10_000

    assert post(server, content=parts(), json=None).status_code == 413
    assert post(server).status_code == 200


@pytest.mark.parametrize(
    "content",
    [b"", b"null", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"messages": 1}', json.dumps(CHAT).encode()[:-1]],
)
def test_a_body_that_cannot_be_read_is_a_bad_request(server, content):
    answer = post(server, content=content, json=None)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad_request")
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "garbage",
    [b"\x16\x03\x01\x02\x00garbage", b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * 70_000, b"NONSENSE\r\n\r\n"],
)
def test_garbage_on_the_socket_ends_that_connection_only(server, garbage):
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as line:
        line.sendall(garbage)
        line.shutdown(socket.SHUT_WR)
        assert b"200" not in line.recv(1000)
    assert post(server).status_code == 200


def test_a_rate_lets_so_many_come_at_once_and_then_as_time_goes(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("companion.server.security.time.monotonic", lambda: now[0])
    rate = Rate(5)
    assert [rate.allows("a") for _ in range(12)] == [True] * 10 + [False] * 2
    assert rate.allows("b")
    now[0] += 0.4
    assert [rate.allows("a") for _ in range(3)] == [True, True, False]
    for number in range(5000):  # a flood of addresses costs no memory, and forgets old ones only
        rate.allows(str(number))
    assert not all(rate.allows("4999") for _ in range(10))


def test_who_asks_too_often_waits_and_the_sessions_of_one_address_are_bounded():
    with serving(rate_per_s=2, session_limit=10, per_address=2) as server, httpx.Client() as client:
        statuses = []
        while 429 not in statuses and len(statuses) < 500:
            statuses.append(client.get(f"{server.http}/healthz").status_code)
        assert statuses[-1] == 429
        time.sleep(2)
        sessions = [post(server, json=CHAT | {"session": name}).status_code for name in "abc"]
        assert sessions == [200, 200, 503]


def test_what_is_counted_tells_nothing_of_what_was_said(server):
    post(server, json={"model": "companion", "messages": [{"role": "user", "content": "내 이름은 김비밀이야"}]})
    counted = httpx.get(f"{server.http}/metrics").text
    assert 'companion_turns_total{door="openai",status="answered"}' in counted
    assert "김비밀" not in counted


def test_who_connects_and_asks_nothing_is_let_go(server, monkeypatch):
    monkeypatch.setattr("companion.server.patience.PATIENCE_S", 0.2)
    for sent in (b"", b"GET / HTTP/1.1\r\nHost: loc"):
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as line:
            line.sendall(sent)
            assert line.recv(100) == b""
