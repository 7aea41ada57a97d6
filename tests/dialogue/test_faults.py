"""A fault costs one apology, never the conversation."""

import logging

import pytest
from made_up import write_pack

from companion.base.errors import UsageError
from companion.base.settings import load_settings
from companion.dialogue import assistant as module
from companion.dialogue.assistant import Assistant
from companion.dialogue.state import FRESH

QUESTION = "지금 몇 시야?"


def broken(*_, **__):
    raise LookupError("the shelf\nis empty")


def in_a_skill(assistant, patch):
    patch.setattr(assistant.skills["clock"], "answer", broken, raising=False)


def in_the_analyser(assistant, patch):
    patch.setattr(type(assistant.analyser), "analyse", broken)


def in_the_classifier(assistant, patch):
    patch.setattr(type(assistant.classifier), "predict", broken)


def in_the_spoken_form(assistant, patch):
    patch.setattr(module, "spoken", broken)


def in_the_list_of_abuse(assistant, patch):
    patch.setattr(type(assistant.profanity), "found_in", broken)


PLACES = [in_a_skill, in_the_analyser, in_the_classifier, in_the_spoken_form, in_the_list_of_abuse]


@pytest.mark.parametrize("break_", PLACES)
def test_a_fault_costs_one_apology_and_the_conversation_goes_on(assistant, monkeypatch, caplog, break_):
    _, before = assistant.respond("경기도지사가 누구야?")
    right, _ = assistant.respond(QUESTION, before)
    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR, "companion"):
        break_(assistant, patch)
        reply, after = assistant.respond(f"{break_.__name__} {QUESTION}", before, id="7")  # nothing of it is remembered
    assert (reply.id, reply.status, reply.route, reply.intent) == ("7", "error", "none", None)
    assert reply.confidence == 0
    assert reply.text.strip()
    assert reply.spoken.strip()
    assert after is before
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "LookupError: the shelf is empty" in caplog.text
    again, _ = assistant.respond(QUESTION, after)
    assert again.text == right.text


def test_the_log_names_the_skill_that_failed(assistant, monkeypatch, caplog):
    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR, "companion"):
        in_a_skill(assistant, patch)
        assistant.respond(QUESTION, FRESH)
    assert "«clock» failed at clock.time" in caplog.records[0].getMessage()


def test_the_apology_can_be_spoken_as_it_is_written():
    assert module.spoken(module._FAULT.text) == module._FAULT.text


def test_a_letter_whose_lower_case_is_longer_ends_nothing(assistant):
    reply, _ = assistant.respond("İ İstanbul 시장이 누구야")
    assert reply.text


def test_packs_without_sentences_to_answer_with_are_an_error_that_says_what_to_add(tmp_path):
    write_pack(tmp_path / "silent")
    (tmp_path / "profile.yaml").write_text("packs: [./silent]\n", encoding="utf-8")
    with pytest.raises(UsageError, match="add korean to `packs`"):
        Assistant(load_settings(str(tmp_path), environment={}))
