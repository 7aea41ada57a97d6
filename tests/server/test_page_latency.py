"""The bench of the page measures what it says, on a running server; its figures are no matter of tests."""

from itertools import pairwise

import pytest

from companion.audio.pcm import HEARING_RATE
from companion.evaluation.latency import Latency
from companion.evaluation.page_latency import (
    PageLatencyReport,
    _way,
    report_page_latency,
)
from companion.evaluation.recordings import speech_bounds
from companion.evaluation.voice_latency import AskedQuestion


@pytest.fixture
def asked(question):
    samples = question.at(HEARING_RATE).samples
    return AskedQuestion("a", samples, speech_bounds(samples, HEARING_RATE).end_s)


def test_the_same_questions_are_compared():
    talk, page = [500.0, None, 700.0, 900.0], [560.0, 100.0, None, 980.0]
    way = _way("page", page, talk)
    assert (way.answered, way.later_ms) == (3, 70.0)
    ways = (_way("talk", talk, None), way)
    machine = {"cpu": "a", "cores": 2}
    told = report_page_latency(PageLatencyReport(machine, 4, "b", ways))
    assert "+70" in told
    assert ways[0].ms == Latency.of([500.0, 700.0, 900.0])
    assert all(a <= b for a, b in pairwise((ways[0].ms.p50, ways[0].ms.p95)))
