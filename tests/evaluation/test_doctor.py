"""The doctor says whether a language model is asked, where it is whether it answers in time, and what suits whom."""

import pytest
from fake_endpoint import drips, endpoint, proposes, says, sends, sleeps

from companion.base.settings import load_settings
from companion.evaluation import doctor
from companion.evaluation.advice import MachineFacts, advise, facts_here


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


GB = 10**9


@pytest.mark.parametrize(
    ("facts", "taken"),
    [
        (MachineFacts(16 * GB, 8, False, 0.4, 0.1), {"default", "whisper-base", "kokoro-82m"}),
        (MachineFacts(None, 2, False), {"default", "whisper-base", "kokoro-82m"}),
        (MachineFacts(16 * GB, 8, True, 0.4, 0.1), {"gpu", "whisper-large-v3-turbo"}),
        (MachineFacts(2 * GB, 4, True, 0.4, 0.1), {"raspberry-pi", "whisper-base", "kokoro-82m"}),
        (MachineFacts(8 * GB, 4, False, 1.3, 0.2), {"raspberry-pi", "whisper-base", "kokoro-82m"}),
        (MachineFacts(8 * GB, 2, False, 1.3, 1.5), {"default", "vosk-ko-small", "kokoro-82m"}),
        (MachineFacts(1 * GB, 4, False, 0.4, 0.1), {"default, in text (companion chat)"}),
    ],
)
def test_what_suits_a_machine_is_one_line_each_with_its_reason(facts, taken):
    advice = list(advise(facts))
    assert {one.take for one in advice} == taken
    assert all(one.reason and "\n" not in one.reason for one in advice)
    assert f"{facts.cores} cores" in advice[0].reason


def test_a_voice_that_is_slower_than_it_speaks_is_to_be_prepared():
    *_, voice = advise(MachineFacts(8 * GB, 2, False, 1.3, 0.2))
    assert "say --prepare" in voice.reason


def test_the_facts_of_this_machine_are_found():
    facts = facts_here(0.5, 0.1)
    assert facts.cores >= 1
    assert facts.memory is None or facts.memory > 10**8
    assert (facts.speaking, facts.hearing) == (0.5, 0.1)
