"""Pauses taken for ends: on turns whose silences are known, with a recogniser that knows them by their length."""

import io
import json

import numpy as np
import pytest
import soundfile

from companion.app import main as cli
from companion.audio.pcm import HEARING_RATE
from companion.base.errors import CompanionError
from companion.base.settings import EndOfTurn
from companion.evaluation.pause_sweep import (
    BUDGETS,
    WAITS_MS,
    HeardSilence,
    bench_pauses,
    by_score,
    by_silence,
    compare_ways,
    report_pauses,
    usual_ways,
)
from companion.evaluation.spoken_turns import TAIL_S, SpokenTurn, read_turns
from companion.hearing.engine import Transcript
from companion.language.endings import ending
from companion.live.end_of_turn import Evidence

END = float("inf")


def silence(length_s, *, speaker="one", text="", completion=None):
    return HeardSilence("a turn", speaker, length_s, text, Evidence(ending(text), completion=completion))


def pauses_and_ends(speaker="one"):
    """Ten pauses of 0.25 to 0.7 s that sound open, one that sounds complete, and ten ends that sound complete."""
    pauses = [silence(0.25 + 0.05 * n, speaker=speaker, completion=0.1) for n in range(10)]
    return [*pauses, silence(0.4, speaker=speaker, completion=0.7)] + [
        silence(END, speaker=speaker, completion=0.9) for _ in range(10)
    ]


def of(result, name):
    return next(way for way in result.ways if way.name == name)


def test_a_score_that_tells_pauses_from_ends_needs_no_more_than_the_shortest_delay():
    sound = by_score("sound", lambda one: one.evidence.completion)
    result = compare_ways(pauses_and_ends(), "an ear", [sound])
    assert (result.turns, result.pauses, result.speakers) == (10, 11, 1)
    five, ten = of(result, "sound").at_budget
    assert (five.wait_ms, five.cut_offs) == (200, 0)
    assert ten == five


def test_a_fixed_silence_waits_for_all_but_the_longest_pauses():
    fixed = of(compare_ways(pauses_and_ends(), "an ear", [by_silence()]), "fixed silence")
    five, ten = fixed.at_budget
    assert (five.setting, five.cut_offs) == ("0.7 s", 0)
    assert (ten.setting, ten.cut_offs) == ("0.65 s", 1 / 11)
    fewest = dict(zip(WAITS_MS, fixed.at_wait, strict=True))
    assert fewest[100].cut_offs == fewest[200].cut_offs == 1
    assert fewest[500].cut_offs == 4 / 11


def test_a_score_that_tells_nothing_is_a_fixed_silence():
    blind = of(compare_ways(pauses_and_ends(), "an ear", [by_score("blind", lambda one: 0.5)]), "blind")
    assert [one.wait_ms for one in blind.at_budget] == [700, 700]
    assert blind.at_wait[0] is None


def test_what_is_chosen_on_one_half_of_the_speakers_is_told_for_the_other():
    slow = [silence(0.9, speaker="slow") for _ in range(10)] + [silence(END, speaker="slow")]
    quick = [silence(0.3, speaker="quick") for _ in range(10)] + [silence(END, speaker="quick")]
    fixed = of(compare_ways([*slow, *quick], "an ear", [by_silence()]), "fixed silence")
    assert len(fixed.halves) == 2 * len(BUDGETS)
    on_slow, on_quick = fixed.halves[:2]
    assert (on_slow.chosen.wait_ms, on_slow.reported.cut_offs) == (900, 0)
    assert (on_quick.chosen.wait_ms, on_quick.reported.wait_ms, on_quick.reported.cut_offs) == (300, 300, 1)


def test_nobody_is_on_both_halves_and_one_speaker_has_none():
    assert of(compare_ways(pauses_and_ends(), "an ear", [by_silence()]), "fixed silence").halves == ()


def test_the_report_names_every_way_and_is_plain_data():
    result = compare_ways(
        pauses_and_ends("one") + pauses_and_ends("other"), "an ear", usual_ways(EndOfTurn(), by_sound=True)
    )
    text = report_pauses(result)
    assert "20 turns of 2 speakers with 22 pauses of 0.2 to 5 s, an ear" in text
    assert all(text.count(name) == 2 for name in ("fixed silence", "sound alone", "as a score", "as it waits"))
    assert json.loads(json.dumps(result.as_json()))["ways"][0]["at_budget"][0]["wait_ms"] == 700


# --- turns -----------------------------------------------------------------------------------------------------------


def syllables(seconds, seed=0):
    at = np.arange(round(seconds * HEARING_RATE)) / HEARING_RATE
    noise = np.random.default_rng(seed).normal(size=len(at))
    return (noise * 10 ** ((-20 - 25 * np.abs(np.sin(np.pi * 2.5 * at))) / 20)).astype(np.float32)


def with_a_pause(pause_s=0.6, tail_s=0.1):
    """A second of speech, a pause, another second, and next to no silence after it."""
    nothing = [np.zeros(round(seconds * HEARING_RATE), np.float32) for seconds in (pause_s, tail_s)]
    sound = np.concatenate((syllables(1.0), nothing[0], syllables(1.0, 1), nothing[1]))
    return sound + np.random.default_rng(2).normal(size=len(sound)).astype(np.float32) * 10 ** (-65 / 20)


@pytest.fixture
def manifest(tmp_path):
    rows = ["path\tspeaker\ttext"]
    for speaker in ("one", "other"):
        soundfile.write(tmp_path / f"{speaker}.wav", with_a_pause(), HEARING_RATE)
        rows.append(f"{speaker}.wav\t{speaker}\t경기도지사가 누구야")
    path = tmp_path / "manifest.tsv"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_a_recording_has_its_pauses_and_its_end(manifest):
    turns = read_turns(manifest, 400)
    assert [turn.speaker for turn in turns] == ["one", "other"]
    (pause, end) = turns[0].silences
    assert pause == pytest.approx((1.0, 1.6), abs=0.05)
    assert end == pytest.approx((2.6, 2.6 + TAIL_S), abs=0.05)
    assert len(turns[0].samples) == pytest.approx(end[1] * HEARING_RATE, abs=1)
    # What was added is no digital silence.
    assert 0 < np.abs(turns[0].samples[-1000:]).mean() < 0.01
    assert len(read_turns(manifest, 1)) == 1


def row(**changed):
    spans = [{"start": 1.0, "end": 1.6}, {"start": 2.6, "end": 2.7}]
    return {"id": "a", "language": "ko", "audio": {"path": "one.wav"}, "silence_spans": spans} | changed


def test_rows_of_the_benchmark_are_read_in_korean_only(manifest):
    path = manifest.with_suffix(".jsonl")
    path.write_text("\n".join(json.dumps(one) for one in (row(), row(id="b", language="en"))), encoding="utf-8")
    (turn,) = read_turns(path, 400)
    assert (turn.name, turn.silences) == ("a", ((1.0, 1.6), (2.6, 2.7)))
    assert read_turns(path.parent, 400)[0].name == "a"


def test_rows_of_the_benchmark_are_read_from_parquet(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    encoded = io.BytesIO()
    soundfile.write(encoded, with_a_pause(), HEARING_RATE, format="WAV")
    audio = {"bytes": encoded.getvalue(), "path": "a.wav"}
    parquet.write_table(pyarrow.Table.from_pylist([row(audio=audio)]), tmp_path / "ko.parquet")
    (turn,) = read_turns(tmp_path / "ko.parquet", 400)
    assert turn.silences[0] == (1.0, 1.6)
    assert len(turn.samples) == round((2.6 + TAIL_S) * HEARING_RATE)


@pytest.mark.parametrize(
    "broken",
    [{"silence_spans": []}, {"silence_spans": [{"start": 2.0, "end": 1.0}]}, {"audio": {}}, {"language": "en"}],
)
def test_a_row_that_is_none_is_one_clear_line(manifest, broken):
    path = manifest.with_suffix(".jsonl")
    path.write_text(json.dumps(row(**broken)), encoding="utf-8")
    with pytest.raises(CompanionError):
        read_turns(path, 400)


class Ear:
    """Hears a beginning in less than two seconds of sound, and the whole question in more."""

    name = "an ear"

    def stream(self):
        return self

    def accept(self, samples):
        self.seconds = len(samples) / HEARING_RATE

    def finish(self):
        text = "경기도지사가" if self.seconds < 2 else "경기도지사가 누구야"
        return Transcript(text, True, len(text), 0.0, self.seconds, 0.9)


def test_each_silence_is_judged_by_what_was_heard_before_it(assistant):
    def turn(name):
        return SpokenTurn(name, name, with_a_pause(), ((1.0, 1.6), (2.6, 2.7)))

    turns = [turn("one"), turn("other")]
    result = bench_pauses(assistant, Ear(), turns, completion=None, progress=io.StringIO())
    assert [way.name for way in result.ways] == ["fixed silence", "fused, as a score", "fused, as it waits"]
    fixed, scored, waits = result.ways
    assert fixed.at_budget[0].wait_ms == 600
    assert scored.at_budget[0].wait_ms == waits.at_budget[0].wait_ms == 200
    assert scored.halves[0].reported.cut_offs == 0


@pytest.mark.parametrize("arguments", [[], ["x.tsv", "--noise", "x"], ["x.tsv", "--html", "x.html"]])
def test_a_sweep_of_nothing_is_bad_usage(arguments, capsys):
    assert cli.main(["bench", "turns", *arguments, "--sweep"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "--sweep" in line or "--noise" in line
