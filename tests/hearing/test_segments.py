import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.audio.pcm import FRAME
from companion.base.settings import VoiceActivity
from companion.hearing.segments import FRAME_S, Framer, Segmenter, SpeechContinues, SpeechEnded, SpeechStarted

QUICK = VoiceActivity(min_speech_ms=96, end_silence_ms=320, padding_ms=64, max_speech_s=2)
MIN, END, PADDING, MAX = 3, 10, 2, 62  # the same in frames

probabilities = st.lists(
    st.tuples(st.sampled_from([0.0, 0.2, 0.34, 0.36, 0.49, 0.5, 0.9]), st.integers(1, 40)), max_size=25
).map(lambda runs: [p for p, count in runs for _ in range(count)])


def sound(frames):
    """Every sample is its own position, so that a lost or doubled one shows."""
    return np.arange(frames * FRAME, dtype=np.float32)


def events(given, settings=QUICK, end=True):
    segmenter = Segmenter(settings)
    frames = sound(len(given)).reshape(-1, FRAME)
    found = [event for frame, p in zip(frames, given, strict=True) for event in segmenter.accept(frame, p)]
    last = segmenter.end() if end else None
    return found + ([last] if last else [])


def turns(given, settings=QUICK, end=True):
    return [event for event in events(given, settings, end) if isinstance(event, SpeechEnded)]


def frames_of(event):
    return round(event.start_s / FRAME_S), round(event.end_s / FRAME_S)


def test_a_turn_is_the_speech_with_padding_on_both_sides():
    (turn,) = turns([0.0] * 20 + [0.9] * 8 + [0.0] * 30)
    assert frames_of(turn) == (20 - PADDING, 28 + PADDING)
    np.testing.assert_array_equal(turn.samples, sound(58)[18 * FRAME : 30 * FRAME])


def test_a_turn_ends_when_the_silence_has_lasted_long_enough_and_no_earlier():
    (turn,) = turns([0.9] * 8 + [0.0] * 30)
    assert turn.at_s == pytest.approx((8 + END) * FRAME_S)
    assert turn.silence_s == pytest.approx(END * FRAME_S)
    assert turns([0.9] * 8 + [0.0] * (END - 1), end=False) == []


def test_a_pause_inside_a_turn_is_part_of_it():
    (turn,) = turns([0.9] * 8 + [0.0] * (END - 1) + [0.9] * 8 + [0.0] * 30)
    assert frames_of(turn) == (0, 16 + END - 1 + PADDING)


def test_a_noise_shorter_than_the_least_speech_is_no_turn():
    assert events([0.0] * 5 + [0.9] * (MIN - 1) + [0.0] * 30) == []
    assert len(turns([0.0] * 5 + [0.9] * MIN + [0.0] * 30)) == 1


def test_a_probability_a_little_under_the_threshold_keeps_speech_going_but_does_not_begin_it():
    assert turns([0.4] * 20) == []
    (turn,) = turns([0.9] * 4 + [0.4] * 20 + [0.0] * 30)
    assert frames_of(turn) == (0, 24 + PADDING)
    (after_a_silence,) = turns([0.9] * 4 + [0.0] + [0.4] * 20)
    assert frames_of(after_a_silence) == (0, 4 + PADDING)


def test_a_turn_that_is_too_long_is_cut_in_a_pause_that_would_not_have_ended_a_short_one():
    pause = END // 2
    first, second = turns([0.9] * 52 + [0.0] * pause + [0.9] * 20 + [0.0] * 30)
    assert 52 < frames_of(first)[1] <= 52 + pause
    assert frames_of(second)[0] >= frames_of(first)[1]
    assert len(turns([0.9] * 20 + [0.0] * pause + [0.9] * 20 + [0.0] * 30)) == 1


def test_speech_without_any_pause_is_cut_at_the_limit_and_goes_on_in_the_next_turn():
    first, second = turns([0.9] * 100 + [0.0] * 30)
    assert frames_of(first) == (0, MAX)
    assert frames_of(second) == (MAX, 100 + PADDING)


def test_the_end_of_the_input_ends_the_running_turn():
    (turn,) = turns([0.0] * 10 + [0.9] * 10)
    assert frames_of(turn) == (8, 20)
    assert turns([0.0] * 10) == []


def test_somebody_else_can_end_the_turn_and_listening_goes_on():
    segmenter = Segmenter(QUICK)
    frames = sound(40).reshape(-1, FRAME)
    for frame in frames[:10]:
        segmenter.accept(frame, 0.9)
    assert segmenter.speaking
    first = segmenter.end()
    assert first is not None
    assert not segmenter.speaking
    assert segmenter.end() is None
    for frame in frames[10:20]:
        segmenter.accept(frame, 0.9)
    second = segmenter.end()
    assert second is not None
    assert (frames_of(first), frames_of(second)) == ((0, 10), (10, 20))


def test_each_frame_of_a_turn_tells_how_long_nobody_has_spoken():
    continued = [e for e in events([0.9] * 6 + [0.0] * 4 + [0.9] * 2) if isinstance(e, SpeechContinues)]
    assert [round(e.silence_s / FRAME_S) for e in continued] == [0, 0, 0, 1, 2, 3, 4, 0, 0]
    # What lies beyond the padding comes once it is clear that the turn goes on.
    assert [len(e.samples) // FRAME for e in continued] == [1, 1, 1, 1, 1, 0, 0, 3, 1]


@given(probabilities)
def test_events_come_in_order_and_carry_together_what_the_turn_has(given):
    running = None
    for event in events(given):
        if isinstance(event, SpeechStarted):
            assert running is None
            running = [event]
        else:
            assert running is not None
            running.append(event)
        if isinstance(event, SpeechEnded):
            carried = np.concatenate([e.samples for e in running[:-1]])
            np.testing.assert_array_equal(carried, event.samples)
            assert event.start_s == running[0].start_s
            running = None
    assert running is None


@given(probabilities)
def test_no_sample_is_in_two_turns_and_each_turn_is_an_unbroken_stretch_of_the_input(given):
    everything = sound(len(given))
    reached = 0
    for turn in turns(given):
        start, end = frames_of(turn)
        assert reached <= start < end
        assert end - start <= MAX
        np.testing.assert_array_equal(turn.samples, everything[start * FRAME : end * FRAME])
        reached = end


@given(probabilities)
def test_all_speech_of_the_least_length_is_in_a_turn(given):
    uncut = QUICK.model_copy(update={"max_speech_s": 30.0})
    given = given[: int(0.7 * 30 / FRAME_S)]
    kept = np.zeros(len(given), bool)
    for turn in turns(given, uncut):
        start, end = frames_of(turn)
        kept[start:end] = True
    run = 0
    for position, p in enumerate(given):
        run = run + 1 if p >= uncut.threshold else 0
        if run >= MIN:
            assert kept[position - run + 1 : position + 1].all()


@given(probabilities, st.lists(st.integers(0, 2000), max_size=40))
def test_the_pieces_in_which_sound_arrives_make_no_difference(given, sizes):
    everything = sound(len(given))
    framer, position, frames = Framer(), 0, []
    for size in sizes:
        frames += framer.frames(everything[position : position + size])
        position += size
    frames += framer.frames(everything[position:])
    assert framer.last() is None
    np.testing.assert_array_equal(np.concatenate([*frames, np.zeros(0, np.float32)]), everything)


def test_what_is_left_over_at_the_end_is_filled_up_with_silence():
    framer = Framer()
    assert list(framer.frames(np.ones(100, np.float32))) == []
    last = framer.last()
    assert last is not None
    assert last.shape == (FRAME,)
    assert last.sum() == 100
    assert framer.last() is None
