import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.live.trace import Trace, TurnRecord, line, timeline_html

TURN = TurnRecord(
    speech_start_s=10.0,
    speech_end_s=11.5,
    partial_s=11.44,
    decided_s=11.71,
    wait_s=0.2,
    reason="final",
    answer_s=11.45,
    clause_s=11.6,
    committed_s=11.72,
    first_audio_s=11.77,
    stopped_s=14.0,
    prepared=2,
    heard="경기도지사가 누구야",
    confidence=0.9,
    answer="추미애 지사예요.",
)
NOT_UNDERSTOOD = TurnRecord(20.0, 21.0, decided_s=22.5)

times = st.one_of(st.none(), st.floats(0, 1e5))
records = st.builds(
    TurnRecord,
    speech_start_s=st.floats(0, 1e5),
    speech_end_s=st.floats(0, 1e5),
    partial_s=times,
    decided_s=times,
    wait_s=times,
    reason=st.text(),
    answer_s=times,
    clause_s=times,
    committed_s=times,
    first_audio_s=times,
    barge_in_s=times,
    stopped_s=times,
    prepared=st.integers(0, 99),
    heard=st.text(),
    confidence=st.floats(0, 1),
    answer=st.text(),
)


class Page(HTMLParser):
    """What a page is made of; fails where an element is not closed by its own tag."""

    EMPTY = ("meta",)

    def __init__(self, html):
        super().__init__()
        self.elements, self.text, self._open = [], [], []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in self.EMPTY:
            self._open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)

    def bars(self):
        """(class, left, width) of each coloured bar."""
        return [
            (a["class"], float(a["x"]), float(a["width"]))
            for tag, a in self.elements
            if tag == "rect" and "x" in a and a["class"] != "back"
        ]


def test_a_line_tells_the_steps_from_the_end_of_the_speech():
    assert line(TURN) == "말 끝 → 답 준비 −0.05 → 소리 준비 +0.10 → 결정 +0.21 → 답 +0.22 → 소리 +0.27 s"


def test_a_line_tells_that_somebody_interrupted_and_when_the_robot_stopped():
    assert line(replace(TURN, barge_in_s=12.5, stopped_s=12.58)).endswith("소리 +0.27 → 끼어듦 +1.00 → 멈춤 +1.08 s")


def test_a_line_tells_that_there_was_no_answer():
    assert line(NOT_UNDERSTOOD) == "말 끝 → 결정 +1.50 → 답 없음"
    assert line(TurnRecord(0.0, 1.0)) == "말 끝 → 답 없음"


def test_nothing_is_minus_zero():
    assert "답 준비 +0.00" in line(replace(TURN, answer_s=TURN.speech_end_s - 0.001))


def test_the_latency_is_from_the_end_of_the_speech_to_the_first_sound():
    assert TURN.latency_s == pytest.approx(0.27)
    assert NOT_UNDERSTOOD.latency_s is None


def test_a_trace_prints_and_writes_each_turn_as_it_ends():
    screen, file = io.StringIO(), io.StringIO()
    trace = Trace(screen, file)
    trace.add(TURN)
    assert screen.getvalue() == line(TURN) + "\n"
    trace.add(NOT_UNDERSTOOD)
    first, second = map(json.loads, file.getvalue().splitlines())
    assert (first["heard"], first["latency_s"], first["decided_s"]) == ("경기도지사가 누구야", 0.27, 11.71)
    assert (second["first_audio_s"], second["latency_s"]) == (None, None)
    assert trace.records == [TURN, NOT_UNDERSTOOD]


def test_a_trace_that_is_neither_shown_nor_written_is_kept():
    trace = Trace()
    trace.add(TURN)
    assert trace.records == [TURN]


@settings(deadline=None)
@given(st.lists(records, max_size=4))
def test_each_turn_is_one_line_of_json(turns):
    file = io.StringIO()
    trace = Trace(None, file)
    for turn in turns:
        trace.add(turn)
    written = [json.loads(row) for row in file.getvalue().split("\n")[:-1]]
    assert [one["heard"] for one in written] == [turn.heard for turn in turns]


def test_the_picture_has_a_bar_for_each_stage_that_took_time():
    bars = Page(timeline_html([TURN])).bars()
    assert [kind for kind, _, _ in bars] == ["speech", "wait", "think", "voice", "answer"]
    lengths = dict(zip(("wait", "think", "voice"), (0.21, 0.01, 0.05), strict=True))
    scale = next(width for kind, _, width in bars if kind == "wait") / lengths["wait"]
    for kind, _, width in bars:
        if kind in lengths:
            assert width == pytest.approx(lengths[kind] * scale, abs=0.2)
    for (_, left, width), (_, next_left, _) in pairwise(bars):
        assert left + width == pytest.approx(next_left, abs=0.2)


def test_all_turns_begin_where_their_speech_ended():
    later = replace(TURN, speech_start_s=900.0, speech_end_s=901.0, decided_s=901.3, committed_s=901.3)
    waits = [left for kind, left, _ in Page(timeline_html([TURN, later])).bars() if kind == "wait"]
    assert waits[0] == waits[1]


def test_the_picture_tells_figures_and_words_to_who_points_at_them():
    html = timeline_html([TURN])
    assert "<title>끝인지 기다림: 0.210 s</title>" in html
    assert "추미애 지사예요." in html
    assert "침묵 0.20 s를 기다림 (final)" in html
    assert "0.27 s" in html


def test_the_page_needs_nothing_from_outside_and_runs_nothing():
    html = timeline_html([TURN, NOT_UNDERSTOOD])
    assert not re.search(r"<script|<link|<img|@import|url\(|https?:|\son\w+=", html)
    assert "prefers-color-scheme: dark" in html


def test_what_was_said_is_text_and_never_markup():
    bad = '</text></svg><script>alert("x")</script>&amp; \'"'
    page = Page(timeline_html([replace(TURN, heard=bad, answer=bad, reason=bad)]))
    assert "script" not in [tag for tag, _ in page.elements]
    assert any(bad in text for text in page.text)


def test_a_conversation_without_a_turn_has_a_page_too():
    page = Page(timeline_html([]))
    assert page.bars() == []
    assert "아직 아무 말도 없었어요." in page.text


def test_a_long_utterance_is_shortened_in_the_row_and_whole_in_its_title():
    text = "그중에 두 번째 집은 어디에 있는지 자세히 알려 줄래"
    page = Page(timeline_html([replace(TURN, heard=text)]))
    assert any(shown.endswith("…") and text.startswith(shown[:-1]) for shown in page.text)
    assert any(text in shown for shown in page.text)


@settings(deadline=None)
@given(st.lists(records, min_size=1, max_size=4))
def test_any_records_make_a_page_whose_bars_stay_in_the_picture(turns):
    page = Page(timeline_html(turns))
    width = float(next(a["viewbox"] for _, a in page.elements if a.get("class") == "chart").split()[2])
    assert all(left >= 0 and bar >= 0 and left + bar <= width for _, left, bar in page.bars())
