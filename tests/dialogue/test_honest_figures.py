"""What a reply says about itself: how surely it was asked for, and what day its sources are of."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from companion.dialogue.assistant import FRESH

ROWS = [
    json.loads(row)
    for row in (Path(__file__).parents[1] / "data" / "utterances.jsonl").read_text(encoding="utf-8").splitlines()
]
_CONFIRMED = re.compile(r"(\d+)년(?: (\d+)월)?(?: (\d+)일)?까지 확인")


@pytest.fixture(scope="module")
def answered(assistant):
    """Every utterance, explained, in the conversation it belongs to."""
    states, found = {}, []
    for number, row in enumerate(ROWS):
        session = row.get("session") or number
        day = date.fromisoformat(row["as_of"]) if row.get("as_of") else None
        explained = assistant.explain(row["text"], states.get(session, FRESH), id=row["id"], as_of=day)
        states[session] = explained.state
        found.append(explained)
    return found


def test_confidence_is_the_probability_the_classifier_gives_to_the_intent_that_was_answered(answered):
    told = [e for e in answered if e.interpretation is not None]
    assert len(told) > 0.9 * len(ROWS)
    for explained in told:
        given = {c.intent: c.probability for c in explained.interpretation.candidates}
        assert explained.reply.confidence == given.get(explained.reply.intent, 0.0)


def test_no_figure_is_given_to_many_different_questions(answered):
    certain = [e.reply.confidence for e in answered if e.reply.confidence > 0]
    assert max(map(certain.count, set(certain))) <= max(len({e.reply.id for e in answered}) // 20, 1)


def _known_days(assistant):
    statements = {s.id: s.known for s in assistant.base.statements}
    tenures = {t.id: t.known for office in assistant.base.successions.values() for t in office.tenures}
    return statements | tenures


def test_a_source_is_of_its_own_day_as_far_as_that_has_come(answered, assistant):
    known, seen = _known_days(assistant), 0
    for reply in (e.reply for e in answered):
        for source in reply.sources:
            day = known.get(source.id)
            if day is None:
                continue
            seen += 1
            assert source.as_of == (day.iso if day.first <= reply.as_of else reply.as_of.isoformat()), reply.text
    assert seen > 300


def test_a_sentence_about_a_source_names_the_day_on_which_it_was_known(answered, assistant):
    known, seen = _known_days(assistant), 0
    for reply in (e.reply for e in answered):
        for said in _CONFIRMED.finditer(reply.text):
            parts = tuple(int(part) for part in said.groups() if part)
            days = [str(known[s.id].iso) for s in reply.sources if s.id in known]
            assert parts in [tuple(map(int, day.split("-")))[: len(parts)] for day in days], reply.text
            seen += 1
    assert seen > 3
