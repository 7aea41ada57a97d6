"""A fault anywhere in a turn costs one apology, never the conversation."""

import io
import json
import logging

import pytest

from companion.app.batch import answers, read_rows
from companion.app.chat import chat
from companion.dialogue import assistant as dialogue
from companion.dialogue.assistant import FRESH
from companion.live.conversation import SpokenConversation

FAULT = "방금 답하다가 문제가 생겼어요. 다른 말로 물어봐 주세요."


def broken(*args, **kwargs):
    raise ZeroDivisionError("a part broke")


def _break(assistant, monkeypatch, part):
    if part == "understanding":
        monkeypatch.setattr(type(assistant.analyser), "analyse", broken)
    elif part == "answering":
        monkeypatch.setattr(assistant.skills["clock"], "answer", broken)
    else:
        monkeypatch.setattr(dialogue, "spoken", broken)


@pytest.mark.parametrize("part", ["understanding", "answering", "wording"])
def test_a_fault_costs_one_apology_and_leaves_the_state(assistant, monkeypatch, caplog, part):
    _, state = assistant.respond("수원 맛집 추천해 줘")
    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR, "companion"):
        _break(assistant, patch, part)
        reply, after = assistant.respond("지금 몇 시야?", state)
    assert (reply.status, reply.route, reply.intent, reply.confidence) == ("error", "none", None, 0.0)
    assert reply.spoken
    assert after is state
    assert "ZeroDivisionError" in caplog.text
    mended, _ = assistant.respond("지금 몇 시야?", after)
    assert mended.status == "answered"


def test_a_skill_that_failed_is_named(assistant, monkeypatch, caplog):
    _break(assistant, monkeypatch, "answering")
    with caplog.at_level(logging.ERROR, "companion"):
        assistant.respond("지금 몇 시야?", FRESH)
    assert "the skill «clock» failed: ZeroDivisionError('a part broke')" in caplog.text


@pytest.mark.parametrize("part", ["understanding", "answering", "wording"])
def test_a_chat_goes_on_after_a_fault(assistant, monkeypatch, part):
    _break(assistant, monkeypatch, part)
    out = io.StringIO()
    assert chat(assistant, io.BytesIO("지금 몇 시야?\n지금 몇 시야?\n".encode()), out, interactive=False) == 0
    assert out.getvalue().count(FAULT) == 2


def test_a_batch_goes_on_after_a_fault(assistant, monkeypatch, tmp_path):
    _break(assistant, monkeypatch, "answering")
    rows = tmp_path / "rows.jsonl"
    texts = ("지금 몇 시야?", "수원시장이 누구야?")
    rows.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts)))
    assert [row["status"] for row in answers(assistant, read_rows(str(rows)))] == ["error", "answered"]


def test_a_spoken_conversation_goes_on_after_a_fault(assistant, monkeypatch):
    conversation = SpokenConversation(
        assistant.respond, assistant.settings.talking.model_copy(update={"start": "open"})
    )
    with monkeypatch.context() as patch:
        _break(assistant, patch, "understanding")
        failed = conversation.consider("지금 몇 시야?", 1.0)
    conversation.commit(failed)
    assert (failed.reply.status, failed.requested) == ("error", 0.0)
    assert conversation.consider("지금 몇 시야?", 2.0).reply.status == "answered"
