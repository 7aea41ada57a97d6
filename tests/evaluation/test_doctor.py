"""The doctor says whether a language model is asked, where it is, and whether it answers in time."""

from fake_endpoint import drips, endpoint, proposes, says, sends, sleeps

from companion.base.settings import load_settings
from companion.evaluation import doctor


def found(url=None, **settings):
    environment = {f"COMPANION_GUEST__{name.upper()}": str(value) for name, value in settings.items()}
    if url is not None:
        environment |= {"COMPANION_GUEST__ENGINE": "openai", "COMPANION_GUEST__URL": url}
    return doctor._diagnose_guest(load_settings(environment=environment))


def test_without_one_it_says_that_nothing_is_sent():
    finding = found()
    assert finding.ok
    assert "nothing that people say is sent anywhere" in finding.detail


def test_with_one_it_says_where_words_go_and_how_fast_it_is():
    with endpoint() as server:
        server.behave = says("{}")
        finding = found(server.url)
        assert finding.ok
        assert server.url in finding.detail
        assert "nothing leaves this machine" in finding.detail
        server.behave = sleeps(0.3, proposes(ready=True))
        slow = found(server.url, within_ms=100)
    assert slow.ok is False
    assert "more than guest.within_ms allows (100 ms)" in slow.detail


def test_one_that_does_not_answer_fails(monkeypatch):
    monkeypatch.setattr(doctor, "_TRIAL_S", 0.3)
    with endpoint() as server:
        for behaviour in (sends("{}", 500), drips):
            server.behave = behaviour
            finding = found(server.url, within_ms=100)
            assert finding.ok is False
            assert finding.detail.startswith("no answer: ")


def test_settings_that_cannot_be_are_told():
    assert found(engine="openai").detail == (
        "no answer: setting guest.url: there is none; write the endpoint's address, such as http://127.0.0.1:8080/v1"
    )
    assert "companion.llm plug-in «gpt»" in found(engine="gpt").detail
