"""The figures of a reply say what they claim to."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

UTTERANCES = Path(__file__).parents[1] / "data" / "utterances.jsonl"
SEEN = re.compile(r"(\d{4})년(?: (\d+)월)?(?: (\d+)일)?까지 확인")


@pytest.fixture(scope="module")
def explained(assistant):
    rows = [json.loads(line) for line in UTTERANCES.read_text("utf-8").splitlines()]
    return [assistant.explain(row["text"]) for row in rows]


def test_confidence_is_the_probability_of_the_intent_that_was_answered(explained):
    for found in explained:
        reply = found.reply
        if reply.intent is None or found.interpretation is None:
            assert reply.confidence == 0
            continue
        candidates = {c.intent: c.probability for c in found.interpretation.candidates}
        skill = reply.intent.split(".")[0] + "."
        alike = sum(p for intent, p in candidates.items() if intent.startswith(skill))
        assert reply.confidence == pytest.approx(candidates.get(reply.intent, alike)), found.interpretation.text


def test_confidence_is_no_constant(explained):
    seen = Counter(round(found.reply.confidence, 3) for found in explained if found.reply.confidence)
    assert seen.most_common(1)[0][1] < 0.05 * seen.total()


def test_what_ranks_an_attempt_high_leaves_its_probability_alone(explained):
    raised = [found.reply for found in explained if found.reply.score > found.reply.confidence + 0.2]
    assert len(raised) > 50


def test_a_source_gives_the_day_on_which_it_was_seen(assistant, explained):
    known = {fact.id: fact.known for fact in assistant.base.facts}
    known |= {t.id: t.known for office in assistant.base.successions.values() for t in office.tenures}
    told = [(source, found.reply.as_of) for found in explained for source in found.reply.sources]
    facts = [(source, day) for source, day in told if source.id in known]
    assert len(facts) > 200
    for source, day in facts:
        newest = known[source.id]
        assert source.as_of == (newest.iso if newest.first <= day else day.isoformat()), source.id


@pytest.mark.parametrize("day", [date(2020, 6, 1), date(2026, 11, 22), date(2028, 1, 1)])
def test_a_sentence_that_names_a_day_of_its_source_names_the_one_it_cites(assistant, day):
    named = 0
    for office in assistant.base.successions.values():
        reply, _ = assistant.respond(f"지금 {office.name} 누구야?", as_of=day)
        for year, month, of_month in SEEN.findall(reply.text):
            cited = {source.as_of for source in reply.sources}
            assert "-".join([year, *(f"{int(n):02}" for n in (month, of_month) if n)]) in cited, reply.text
            named += 1
    assert named or day.year == 2020
