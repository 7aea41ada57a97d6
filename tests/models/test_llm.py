"""A language model gives a text in time or a reason why not, whatever the endpoint or the plug-in does."""

import gzip
import logging
import threading
import time

import pytest
from fake_endpoint import drips, drips_headers, endpoint, floods, hangs_up, says, sends, sleeps

from companion.base.errors import CompanionError, SettingError, UsageError
from companion.base.settings import GuestModel, load_settings
from companion.models import llm
from companion.models.llm import Message, NoCompletion, PatientModel, load_language_model, privacy_of, trial
from companion.models.openai_endpoint import OpenAIEndpoint
from companion.models.store import ModelStore

SCHEMA = {"type": "object", "properties": {}, "additionalProperties": False}
MESSAGES = [Message("system", "규칙"), Message("user", "안녕")]
WITHIN_S = 0.4
PATIENCE_S = 3.0
"""How long such a call may take on a busy machine."""


@pytest.fixture
def server():
    with endpoint() as running:
        yield running


@pytest.fixture
def store(tmp_path):
    return ModelStore(tmp_path)


def asked(server, store, **settings):
    model = OpenAIEndpoint(GuestModel(engine="openai", url=server.url, model="tiny", **settings), store)
    return PatientModel(model).complete(MESSAGES, SCHEMA, 50, WITHIN_S)


class TestEndpoint:
    def test_it_is_asked_as_the_protocol_says(self, server, store, monkeypatch):
        monkeypatch.setenv("A_KEY", "secret-1")
        server.behave = says("네!")
        assert asked(server, store, key_variable="A_KEY") == "네!"
        path, headers, body = server.requests[0]
        assert path == "/v1/chat/completions"
        assert headers["Authorization"] == "Bearer secret-1"
        assert body["model"] == "tiny"
        assert body["max_tokens"] == 50
        assert body["messages"] == [{"role": m.role, "content": m.content} for m in MESSAGES]
        assert body["response_format"]["json_schema"]["schema"] == SCHEMA

    def test_no_key_is_sent_unless_one_is_named(self, server, store, monkeypatch):
        monkeypatch.setenv("OPENAI_API_KEY", "secret-2")
        server.behave = says("네!")
        asked(server, store)
        assert "Authorization" not in server.requests[0][1]

    @pytest.mark.parametrize("value", [None, "", "  ", "a\nb", "비밀"])
    def test_a_key_that_cannot_be_one_is_an_error_that_does_not_tell_it(self, server, store, monkeypatch, value):
        monkeypatch.delenv("A_KEY", raising=False)
        if value is not None:
            monkeypatch.setenv("A_KEY", value)
        with pytest.raises(SettingError, match="A_KEY") as error:
            asked(server, store, key_variable="A_KEY")
        assert "비밀" not in str(error.value)

    def test_one_that_knows_no_schemas_is_asked_without(self, server, store):
        def behave(handler):
            known = "response_format" not in server.last
            (says("네!") if known else sends('{"error": "response_format"}', 400))(handler)

        server.behave = behave
        model = OpenAIEndpoint(GuestModel(engine="openai", url=server.url), store)
        assert [model.complete(MESSAGES, SCHEMA, 50, 5) for _ in range(2)] == ["네!", "네!"]
        assert len(server.requests) == 3

    HOSTILE = (
        pytest.param(sleeps(5, says("늦었어요")), "within|in time|Timeout", id="slow"),
        pytest.param(drips, "within|in time|Timeout", id="endless"),
        pytest.param(drips_headers, "within|in time|Timeout|Protocol", id="endless headers"),
        pytest.param(floods, "longer than|within|in time", id="huge"),
        pytest.param(hangs_up, "Error", id="hangs up"),
        pytest.param(sends("{}", 500), "status 500", id="500"),
        pytest.param(sends("", 204), "status 204", id="empty"),
        pytest.param(sends("no json"), "no chat completion", id="no json"),
        pytest.param(sends("[" * 30_000), "no chat completion", id="nested"),
        pytest.param(sends('{"choices": []}'), "no chat completion", id="no choice"),
        pytest.param(sends('{"choices": [{"message": {"content": null}}]}'), "no chat completion", id="null"),
        pytest.param(sends(b"\xff\xfe\x00"), "no chat completion", id="no text"),
        pytest.param(sends(gzip.compress(b" " * 10_000_000)), "no chat completion", id="bomb"),
    )

    @pytest.mark.parametrize(("behaviour", "why"), HOSTILE)
    def test_a_hostile_one_costs_the_time_and_no_more(self, server, store, behaviour, why):
        server.behave = behaviour
        started = time.monotonic()
        with pytest.raises(NoCompletion, match=why) as error:
            asked(server, store)
        assert time.monotonic() - started < PATIENCE_S
        assert "\n" not in str(error.value)

    def test_nobody_there(self, server, store):
        server.close()
        with pytest.raises(NoCompletion, match="ConnectError"):
            asked(server, store)

    def test_a_redirection_is_not_followed(self, server, store, monkeypatch):
        monkeypatch.setenv("A_KEY", "secret-3")
        with endpoint() as other:
            server.behave = sends("", 307, Location=f"{other.url}/chat/completions")
            with pytest.raises(NoCompletion, match="status 307"):
                asked(server, store, key_variable="A_KEY")
            assert other.requests == []

    def test_no_proxy_stands_between_a_machine_and_itself(self, server, store, monkeypatch):
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
        monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
        server.behave = says("네!")
        assert asked(server, store) == "네!"

    @pytest.mark.parametrize("url", ["ftp://a", "a.example/v1", "http://me:secret@a.example", "http://a.example?k=1"])
    def test_an_address_that_is_none_is_refused(self, url):
        with pytest.raises(UsageError, match=r"guest\.url.*must be an http address"):
            load_settings(environment={"COMPANION_GUEST__URL": url})

    def test_without_an_address_it_is_not_made(self, store):
        with pytest.raises(SettingError, match=r"guest\.url"):
            OpenAIEndpoint(GuestModel(engine="openai"), store)

    @pytest.mark.parametrize(
        ("url", "here"),
        [
            ("http://127.0.0.1:8080/v1", True),
            ("http://localhost/v1", True),
            ("http://[::1]:1/v1", True),
            ("http://192.168.0.7/v1", False),
            ("https://127.0.0.1.example.com/v1", False),
        ],
    )
    def test_where_words_go_is_said_aloud(self, store, caplog, url, here):
        with caplog.at_level(logging.WARNING, "companion"):
            model = load_language_model(GuestModel(engine="openai", url=url, model="m"), store)
        assert model.is_here is here
        assert url in caplog.text
        assert ("nothing leaves this machine" if here else "WHAT PEOPLE SAY IS SENT") in caplog.text
        assert privacy_of(model) in caplog.text


class Stubborn:
    """A plug-in that does what it should not."""

    name, is_here = "stubborn", True

    def __init__(self, act):
        self.act = act

    def complete(self, messages, schema, most_tokens, within_s):
        return self.act()


class TestPatience:
    def test_a_plugin_that_raises_anything_is_one_reason(self):
        def leave():
            raise SystemExit("two\nlines")

        with pytest.raises(NoCompletion, match=r"SystemExit: two lines"):
            PatientModel(Stubborn(leave)).complete(MESSAGES, SCHEMA, 1, 1)

    def test_one_that_hangs_is_waited_for_in_vain_only_so_often(self):
        over = threading.Event()
        model = PatientModel(Stubborn(lambda: over.wait(20) and "late"))
        started = time.monotonic()
        for _ in range(20):
            with pytest.raises(NoCompletion):
                model.complete(MESSAGES, SCHEMA, 1, 0.1)
        assert time.monotonic() - started < 5
        over.set()

    def test_after_a_rest_it_is_asked_again(self, monkeypatch):
        now = [100.0]
        monkeypatch.setattr(llm, "monotonic", lambda: now[0])
        fails = [True]

        def act():
            if fails[0]:
                raise NoCompletion("no")
            return "yes"

        model = PatientModel(Stubborn(act))
        for _ in range(3):
            with pytest.raises(NoCompletion, match=r"^no$"):
                model.complete(MESSAGES, SCHEMA, 1, 1)
        fails[0] = False
        with pytest.raises(NoCompletion, match="left alone"):
            model.complete(MESSAGES, SCHEMA, 1, 1)
        now[0] += 31
        assert model.complete(MESSAGES, SCHEMA, 1, 1) == "yes"

    def test_a_trial_tells_what_is_wrong(self):
        assert trial(Stubborn(lambda: "{}"), 1) < 1
        with pytest.raises(CompanionError, match="stubborn: no answer within"):
            trial(Stubborn(lambda: time.sleep(0.5) or ""), 0.1)


def test_an_engine_that_is_not_there_is_named(store):
    with pytest.raises(UsageError, match=r"companion\.llm plug-in «gpt»; known: llama-cpp, openai"):
        load_language_model(GuestModel(engine="gpt"), store)
