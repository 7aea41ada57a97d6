"""The trade-off between waiting and cutting in, on a sentence with a pause; the recogniser knows it by its length."""

import io
import json
from functools import partial
from math import ceil
from xml.etree import ElementTree

import numpy as np
import pytest

from companion.app import main as cli
from companion.audio.pcm import FRAME, HEARING_RATE
from companion.base.settings import EndOfTurn
from companion.evaluation.turn_ends import (
    RISKS,
    SILENCES_S,
    Curve,
    Listener,
    Outcome,
    Point,
    Recording,
    TurnEndsReport,
    Waits,
    bench_turns,
    first_answer,
    fixed,
    fused,
    outcome,
    recorded_as_heard,
    remembering,
    report_turn_ends,
    sweep,
    turn_machine,
)
from companion.evaluation.turn_ends_page import curves_html
from companion.evaluation.voice_latency import LEAD_S, TAIL_S, AskedQuestion
from companion.hearing.engine import Transcript
from companion.hearing.segments import FRAME_S
from companion.live.turn import live_turn

SILENCE, SPEECH = 0.01, 0.99
SVG = "{http://www.w3.org/2000/svg}"
QUESTION = "경기도지사가 누구야"
WEIGHED = (None, lambda samples: 0.98, lambda samples: 0.02)


def transcript(text):
    return Transcript(text, True, len(text), 0.0, 1.0, 0.9 if text else 0.0)


def recording(*parts, name="question"):
    """Speech and silence in turns, beginning and ending with silence, in frames; no two sounds are alike."""
    probabilities = [p for at, frames in enumerate(parts) for p in [SPEECH if at % 2 else SILENCE] * frames]
    sound = np.random.default_rng(len(name)).normal(size=(len(probabilities), FRAME)).astype(np.float32)
    return Recording(name, tuple(sound), tuple(probabilities), sum(parts[:-1]) * FRAME_S)


WHOLE = recording(15, 40, 60)
PAUSED = recording(15, 25, 14, 25, 60)  # the pause lasts 448 ms


def recognise(samples):
    """A second and a half of sound are the whole question, less is its beginning."""
    return transcript(QUESTION if len(samples) > 1.5 * HEARING_RATE else "경기도지사가")


class Recogniser:
    """Counts what it hears; as a function, and as an engine."""

    name = "scripted"

    def __init__(self, recognise=recognise):
        self.sounds = []
        self._recognise = recognise

    def __call__(self, samples):
        self.sounds.append(samples.tobytes())
        return self._recognise(samples)

    def warm_up(self):
        pass

    def stream(self):
        return Stream(self)


class Unsure:
    """Hears nothing in how a question sounds."""

    def probability(self, samples):
        return 0.5


class Stream:
    def __init__(self, recogniser):
        self._recogniser, self._pieces = recogniser, []

    def accept(self, samples):
        self._pieces.append(samples)

    def finish(self):
        return self._recogniser(np.concatenate(self._pieces))


@pytest.fixture
def played(assistant):
    def play(heard, policy, recognise=recognise, **listener):
        turn = turn_machine(assistant.settings, assistant.respond, policy)
        return outcome(heard, first_answer(turn, heard, Listener(recognise, **listener)))

    return play


@pytest.fixture
def swept(assistant):
    return partial(sweep, assistant.settings, assistant.respond)


# --- the driver ---


def test_a_pause_is_cut_into_by_a_short_silence_and_not_by_a_long_one(played):
    short, long = played(PAUSED, fixed(0.3)), played(PAUSED, fixed(0.7))
    assert (short.cut_in, short.heard) == (True, "경기도지사가")
    assert short.wait_ms < -100
    assert (long.cut_in, long.heard) == (False, QUESTION)
    assert long.wait_ms > 0


def test_words_that_go_on_are_waited_for_and_words_that_are_over_are_not(played):
    heard = played(PAUSED, fused(0.06, EndOfTurn()))
    assert (heard.cut_in, heard.heard, heard.ending) == (False, QUESTION, "final")
    assert heard.wait_ms < played(PAUSED, fixed(0.7)).wait_ms


@pytest.mark.parametrize("silence_s", SILENCES_S)
def test_the_wait_is_the_silence_in_whole_frames_but_no_less_than_recognition_takes(played, silence_s):
    # Recognition begins after a frame of silence and takes five.
    frames = max(ceil(silence_s / FRAME_S), 1 + 5)
    assert played(WHOLE, fixed(silence_s)).wait_ms == pytest.approx(frames * FRAME_S * 1e3)


def test_the_wait_is_counted_from_the_true_end_not_from_that_of_the_detector(played):
    later = Recording(WHOLE.name, WHOLE.frames, WHOLE.probabilities, WHOLE.end_s + 0.05)
    waits = [played(heard, fixed(0.7)).wait_ms for heard in (WHOLE, later)]
    assert waits[0] - waits[1] == pytest.approx(50)


@pytest.mark.parametrize(("early_s", "cut_in"), [(0.0, False), (0.09, False), (0.11, True)])
def test_deciding_a_little_too_early_is_no_cut_in(played, early_s, cut_in):
    decided_s = WHOLE.end_s + ceil(0.3 / FRAME_S) * FRAME_S
    heard = Recording(WHOLE.name, WHOLE.frames, WHOLE.probabilities, decided_s + early_s)
    assert played(heard, fixed(0.3)).cut_in is cut_in


def test_a_slow_recogniser_holds_the_answer_up_but_not_the_decision(played):
    slow = played(WHOLE, fixed(0.3), recognition_s=1.0)
    assert slow.wait_ms == pytest.approx((FRAME_S + 1.0) * 1e3, abs=FRAME_S * 1e3)


def test_who_goes_on_while_a_slow_recogniser_works_is_not_cut_off(played):
    assert played(PAUSED, fixed(0.3), recognition_s=0.1).cut_in
    assert not played(PAUSED, fixed(0.3), recognition_s=1.0).cut_in


def test_one_recognition_waits_for_the_other(played):
    choppy = recording(15, 20, 3, 10, 60)
    wait_ms = played(choppy, fixed(0.2), recognition_s=0.6).wait_ms
    first_asked_s, second_asked_s = -12 * FRAME_S, FRAME_S
    assert first_asked_s + 0.6 > second_asked_s
    assert wait_ms == pytest.approx((first_asked_s + 2 * 0.6) * 1e3, abs=FRAME_S * 1e3)


def test_a_sound_that_is_complete_shortens_the_wait_and_one_that_is_not_spares_a_pause(played):
    unheard, done, going_on = (played(WHOLE, fused(0.02, EndOfTurn()), weigh=weigh) for weigh in WEIGHED)
    assert done.wait_ms <= unheard.wait_ms <= going_on.wait_ms
    bare = partial(played, WHOLE, fused(0.02, EndOfTurn()), lambda samples: transcript("수원 맛집"))
    assert bare(weigh=WEIGHED[1]).wait_ms < bare(weigh=None).wait_ms - 100
    assert bare(weigh=WEIGHED[2]).wait_ms > bare(weigh=None).wait_ms + 100


def test_what_is_not_understood_is_not_answered(played):
    assert played(WHOLE, fixed(0.3), lambda samples: transcript("")) == Outcome("question", "", "", None, cut_in=False)


def test_after_a_noise_in_which_nothing_is_heard_the_question_is(played):
    noise_first = recording(15, 4, 60, 40, 60)
    heard = played(noise_first, fixed(0.3), lambda samples: transcript(QUESTION if len(samples) > 16_000 else ""))
    assert (heard.heard, heard.cut_in) == (QUESTION, False)


@pytest.mark.parametrize("heard", [WHOLE, PAUSED])
def test_at_the_profiles_own_risk_the_machine_is_that_of_the_live_turn(assistant, heard):
    limits = assistant.settings.end_of_turn
    machines = (
        live_turn(assistant, interruptible=False),
        turn_machine(assistant.settings, assistant.respond, fused(limits.risk, limits)),
    )
    live, swept = (first_answer(turn, heard, Listener(recognise)) for turn in machines)
    assert live == swept


def test_a_question_is_heard_with_silence_around_it():
    seconds = 0.5
    samples = np.zeros(round(seconds * HEARING_RATE), np.float32)
    heard = recorded_as_heard(AskedQuestion("name", samples, 0.4))
    assert len(heard.frames) == len(heard.probabilities) == int((LEAD_S + seconds + TAIL_S) / FRAME_S)
    assert heard.end_s == LEAD_S + 0.4
    assert max(heard.probabilities) < 0.5


# --- the sweep ---


def test_each_distinct_sound_is_recognised_once_in_a_sweep(swept):
    recogniser = Recogniser()
    policies = [*(fixed(silence_s) for silence_s in SILENCES_S), *(fused(risk, EndOfTurn()) for risk in RISKS)]
    other = recording(15, 25, 14, 25, 60, name="another question")
    curves = swept([PAUSED, other], policies, Listener(remembering(recogniser)))
    assert [curve.policy for curve in curves] == ["fixed", "fused"]
    assert [len(curve.points) for curve in curves] == [len(SILENCES_S), len(RISKS)]
    # One in the pause and one at the end of each question.
    assert len(recogniser.sounds) == len(set(recogniser.sounds)) == 4


def test_sounds_of_one_length_are_not_taken_for_each_other():
    recogniser = Recogniser()
    recall = remembering(recogniser)
    for sound in (np.zeros(9, np.float32), np.ones(9, np.float32), np.zeros(9, np.float32)):
        recall(sound)
    assert len(recogniser.sounds) == 2


def test_points_stand_in_the_order_of_their_settings_with_an_outcome_for_each_question(swept):
    (curve,) = swept([WHOLE, PAUSED], [fixed(0.7), fixed(0.3)], Listener(recognise))
    assert [point.setting for point in curve.points] == ["0.7 s", "0.3 s"]
    assert [point.cut_ins for point in curve.points] == [0.0, 0.5]
    assert all(point.spoke == 1 and len(point.outcomes) == 2 for point in curve.points)


def test_turns_that_were_cut_off_have_no_part_in_the_waits():
    heard = partial(Outcome, "question", QUESTION, "final")
    outcomes = [heard(300, False), heard(500, False), heard(-900, True), Outcome("noise", "", "", None, False)]
    point = Point.of("0.3 s", outcomes)
    assert point.wait_ms == Waits(p50=400, p95=490, mean=400)
    assert (point.cut_ins, point.spoke) == (0.25, 0.75)
    assert Point.of("0.3 s", outcomes[2:]).wait_ms is None


@pytest.mark.parametrize("completion", [None, Unsure()])
def test_the_benchmark_sweeps_all_policies_and_the_profiles_own_risk(assistant, monkeypatch, completion):
    monkeypatch.setattr("companion.evaluation.turn_ends.recorded_as_heard", lambda question: PAUSED)
    limits = EndOfTurn(risk=0.05)
    monkeypatch.setattr(assistant, "settings", assistant.settings.model_copy(update={"end_of_turn": limits}))
    recogniser, progress = Recogniser(), io.StringIO()
    questions = [AskedQuestion("", PAUSED.frames[0], 0.0)] * 2
    result = bench_turns(assistant, recogniser, questions, completion=completion, progress=progress)
    settings = {curve.policy: [point.setting for point in curve.points] for curve in result.curves}
    assert settings["words"] == [f"risk {risk:g}" for risk in (0.01, 0.02, 0.03, 0.05, 0.06, 0.1, 0.15, 0.25)]
    assert settings.get("fused") == (settings["words"] if completion else None)
    assert settings["fixed"] == [f"{silence_s:g} s" for silence_s in SILENCES_S]
    assert len(recogniser.sounds) == 2
    assert "2/2" in progress.getvalue()
    assert json.loads(json.dumps(result.as_json()))["risk"] == 0.05


# --- what is shown ---


def result(*curves):
    return TurnEndsReport(103, "scripted", 0.15, 0.06, curves)


def point(setting, cut_ins, p50):
    return Point(setting, None if p50 is None else Waits(p50, p50 + 300, p50 + 50), cut_ins, 1.0, ())


CURVES = (
    Curve("fused", (point("risk 0.06", 0.02, 250), point("risk 0.1", 0.02, 250), point("risk 0.15", 0.02, 250))),
    Curve("fixed", (point("1 s", 0.0, 1050), point("0.5 s", 0.12, 550), point("0.2 s", 0.31, -20))),
)
CUT_OFF = Curve("fixed", (point("0.2 s", 1.0, None),))


def places(html):
    """Label and place of every labelled point."""
    groups = [group for group in ElementTree.fromstring(html).iter("g") if group.get("class", "").startswith("point ")]
    texts = [group.find("text") for group in groups]
    assert all(group.find("circle") is not None and group.find("title") is not None for group in groups)
    return [(text.text, float(text.get("x")), float(text.get("y"))) for text in texts]


def test_the_page_is_well_formed_and_has_one_labelled_point_for_each_setting():
    html = curves_html(result(*CURVES))
    assert [label for label, _, _ in places(html)] == ["risk 0.06", "risk 0.1", "risk 0.15", "1 s", "0.5 s", "0.2 s"]
    assert "prefers-color-scheme: dark" in html
    assert "http" not in html


def test_labels_of_points_in_one_place_stand_apart_within_the_picture():
    crowd = Curve("fused", tuple(point(f"risk 0.{number}", 0.0, 20) for number in range(12)))
    html = curves_html(result(crowd, CURVES[1]))
    svg = next(e for e in ElementTree.fromstring(html).iter("svg") if e.get("class") == "chart")
    _, _, width, height = map(float, svg.get("viewBox").split())
    labels = places(html)
    assert all(0 < x < width and 0 < y < height for _, x, y in labels)
    beside = [abs(x - a) > 50 or abs(y - b) > 12 for i, (_, x, y) in enumerate(labels) for _, a, b in labels[:i]]
    assert all(beside)


@pytest.mark.parametrize("curves", [(CURVES[0], CUT_OFF), (CUT_OFF,)])
def test_a_setting_that_cuts_everybody_off_has_no_place_in_the_picture_but_one_in_the_table(curves):
    assert "0.2 s" not in [label for label, _, _ in places(curves_html(result(*curves)))]
    last = report_turn_ends(result(*curves)).splitlines()[-1]
    assert last.split() == ["fixed", "0.2", "s", "–", "–", "–", "100.0%", "100%"]


def test_the_table_has_a_row_for_each_setting():
    lines = report_turn_ends(result(*CURVES)).splitlines()
    assert lines[0] == "103 questions, scripted, recognition taken to last 150 ms, the profile's risk is 0.06"
    assert lines[2].split() == ["policy", "setting", "p50", "p95", "mean", "cut", "in", "spoke"]
    assert lines[-2].split() == ["fixed", "0.5", "s", "550", "850", "600", "12.0%", "100%"]
    assert len(lines) == 3 + 6


# --- the command ---


def test_the_command_prints_the_figures_and_draws_them(models, tmp_path, capsys):
    assert cli.main(["say", "경기도지사가 누구야?", "-o", str(tmp_path / "question.wav")]) == 0
    manifest, page = tmp_path / "manifest.tsv", tmp_path / "curves.html"
    manifest.write_text("path\ttext\nquestion.wav\t경기도지사가 누구야?\n", encoding="utf-8")
    assert cli.main(["bench", "turns", str(manifest), "--json", "--html", str(page)]) == 0
    curves = {curve["policy"]: curve["points"] for curve in json.loads(capsys.readouterr().out)["curves"]}
    assert len(places(page.read_text(encoding="utf-8"))) == 2 * len(RISKS) + len(SILENCES_S)
    patient = curves["fixed"][0]
    assert (patient["cut_ins"], patient["spoke"]) == (0, 1)
    assert patient["wait_ms"]["p50"] == pytest.approx(1500, abs=200)
    assert "경기도" in patient["outcomes"][0]["heard"]


@pytest.mark.parametrize(("arguments", "problem"), [(["--count", "0"], "at least 1"), (["--noise", "x"], "MANIFEST")])
@pytest.mark.parametrize("bench", ["turns", "voice"])
def test_bad_usage_is_one_clear_line(bench, arguments, problem, capsys):
    assert cli.main(["bench", bench, *arguments]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert problem in line


def test_a_page_that_cannot_be_written_costs_no_figures(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("companion.evaluation.voice_latency.recorded", lambda *_: [])
    monkeypatch.setattr("companion.evaluation.turn_ends.bench_turns", lambda *_, **__: result(*CURVES))
    monkeypatch.setattr("companion.app.engines.fetched_recogniser", lambda *_: Recogniser())
    (tmp_path / "file").touch()
    assert cli.main(["bench", "turns", "manifest.tsv", "--html", str(tmp_path / "file" / "page.html")]) == 2
    captured = capsys.readouterr()
    assert "risk 0.06" in captured.out
    assert "cannot be written" in captured.err
